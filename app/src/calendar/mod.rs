//! The calendar of contracts: what falls on which day of the next 24 months,
//! worked out from the terms by [`domain::renewal`].

mod form;
mod views;

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;
use chrono::NaiveDate;
use domain::access::Action;
use domain::calendar::add_months;
use domain::renewal::Event;

use crate::access::{CurrentPerson, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::page::Page;
use crate::{AppState, Today, all_contracts, list, saved_views, t};
use form::Filters;

/// Where the pages are.
pub(crate) mod url {
    pub(crate) const INDEX: &str = "/calendar";
    pub(crate) const CSV: &str = "/calendar.csv";
}

/// How many months ahead the calendar looks.
pub(crate) const MONTHS: u32 = 24;

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadContract);
    Routes::new()
        .get(url::INDEX, read, index)
        .get(url::CSV, read, spreadsheet)
}

/// A date of a contract.
struct Dated {
    /// Which of the contracts it is a date of.
    at: usize,
    event: Event,
}

/// The contracts that the filters leave, and their dates from `today` on, in
/// the order asked for.
async fn dated(
    tx: &mut Tx,
    filters: &Filters,
    today: NaiveDate,
) -> sqlx::Result<(Vec<all_contracts::Row>, Vec<Dated>)> {
    let (rows, _) = all_contracts::chosen(tx, &filters.of_contracts(), today).await?;
    let until = add_months(today, MONTHS);
    let mut dates: Vec<Dated> = rows
        .iter()
        .enumerate()
        .flat_map(|(at, row)| {
            let events = row.terms().events(today, until).into_iter();
            events.map(move |event| Dated { at, event })
        })
        .filter(|dated| filters.takes(dated.event.kind))
        .collect();
    let (key, descending) = match filters.sort.strip_prefix('-') {
        Some(key) => (key, true),
        None => (filters.sort.as_str(), false),
    };
    dates.sort_by_key(|dated| (dated.event.on, dated.event.kind, dated.at));
    let text = |dated: &Dated| {
        let row = &rows[dated.at];
        match key {
            "contract" => row.title.to_lowercase(),
            "partnership" => row.reference.clone(),
            "supplier" => row.supplier.to_lowercase(),
            "kind" => (dated.event.kind as u8).to_string(),
            _ => String::new(),
        }
    };
    dates.sort_by_cached_key(text);
    if descending {
        dates.reverse();
    }
    Ok((rows, dates))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, dates) = dated(&mut tx, &filters, today).await?;
    let choices = all_contracts::filter_choices(&mut tx).await?;
    let saved = saved_views::of_list(&mut tx, url::INDEX).await?;
    tx.commit().await?;
    let saved = saved_views::bar(&saved, &list::address(url::INDEX, &filters));
    let until = add_months(today, MONTHS);
    let days = (today, until);
    let view = views::index(&person, &filters, &choices, (&rows, &dates), saved, days);
    Ok(Page::new(t!("calendar-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, dates) = dated(&mut tx, &filters, today).await?;
    tx.commit().await?;
    let lines = dates
        .iter()
        .map(|dated| views::csv_row(&rows[dated.at], &dated.event));
    list::spreadsheet(&format!("calendar-{today}"), &views::csv_headings(), lines)
}
