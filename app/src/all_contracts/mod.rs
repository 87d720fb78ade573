//! Contracts of all partnerships that the viewer sees, at `/contracts`.
//!
//! Filters and order are the database's. The status follows from the terms by
//! [`domain::contract`], so filtering by it and the pages come after.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Query;
use chrono::NaiveDate;
use domain::access::Action;
use uuid::Uuid;

use crate::access::{CurrentPerson, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::Errors;
use crate::page::Page;
use crate::{AppState, Today, list, partnerships, saved_views, t};

pub(crate) use db::Row;
pub(crate) use form::Filters;
pub(crate) use views::{Choices, chips, filter_fields};

/// Where the pages are.
pub(crate) mod url {
    pub(crate) const INDEX: &str = "/contracts";
    pub(crate) const CSV: &str = "/contracts.csv";
    pub(crate) const OCDS: &str = "/contracts.ocds.json";
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadContract);
    Routes::new()
        .get(url::INDEX, read, index)
        .get(url::CSV, read, spreadsheet)
}

/// The contracts that the filters leave, and what is wrong with the filters:
/// then none.
///
/// # Errors
/// The database's.
pub(crate) async fn chosen(
    tx: &mut Tx,
    filters: &Filters,
    today: NaiveDate,
) -> sqlx::Result<(Vec<Row>, Errors)> {
    let signed = match filters.signed() {
        Ok(signed) => signed,
        Err(errors) => return Ok((Vec::new(), errors)),
    };
    let mut rows = db::list(tx, filters, signed, None).await?;
    rows.retain(|row| filters.takes(row.terms().status(today)));
    Ok((rows, Errors::default()))
}

/// The contracts of a partnership that the viewer sees.
///
/// # Errors
/// The database's.
pub(crate) async fn of_partnership(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<Row>> {
    db::list(tx, &Filters::default(), (None, None), Some(partnership)).await
}

/// What the filters choose from.
///
/// # Errors
/// The database's.
pub(crate) async fn filter_choices(tx: &mut Tx) -> sqlx::Result<Choices> {
    let sides = db::sides(tx).await?;
    let named = |stands: fn(&db::SideRow) -> bool| -> Vec<(String, String)> {
        let standing = sides.iter().filter(|side| stands(side));
        standing
            .map(|side| (side.id.to_string(), side.name.clone()))
            .collect()
    };
    Ok(Choices {
        buyers: named(|side| side.buys),
        suppliers: named(|side| side.supplies),
        jurisdictions: partnerships::jurisdictions_in_use(tx).await?,
    })
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, errors) = chosen(&mut tx, &filters, today).await?;
    let choices = filter_choices(&mut tx).await?;
    let saved = saved_views::of_list(&mut tx, url::INDEX).await?;
    tx.commit().await?;
    let saved = saved_views::bar(&saved, &list::address(url::INDEX, &filters));
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let view = views::index(&person, &filters, &choices, (&rows, &errors), saved, today);
    Ok(Page::new(t!("contracts-title")).status(status).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, errors) = chosen(&mut tx, &filters, today).await?;
    tx.commit().await?;
    if !errors.is_empty() {
        return Err(AppError::BadRequest);
    }
    list::spreadsheet(
        &format!("contracts-{today}"),
        &views::csv_headings(),
        rows.iter().map(|row| views::csv_row(row, today)),
    )
}
