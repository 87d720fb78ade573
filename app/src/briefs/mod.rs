//! Briefs for a minister: one page of paper about a partnership, or about all
//! that the portfolio's filters leave. What is on it is worked out elsewhere.

mod db;
mod views;

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;
use chrono::{Days, NaiveDate, Utc};
use domain::access::Action;
use domain::contract::WarningKind;
use uuid::Uuid;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::contracts::{self, ContractWarning};
use crate::db::Tx;
use crate::error::AppError;
use crate::page::Page;
use crate::portfolio::{self, Filters};
use crate::{
    AppState, Today, deliverables, governance, milestones, partnerships, scorecards, status, t,
};

/// Where the pages are.
pub(crate) mod url {
    use crate::list;
    use crate::portfolio::Filters;

    /// Of what these filters of the portfolio leave.
    pub(crate) fn portfolio(filters: &Filters) -> String {
        list::address("/portfolio/brief", &filters.elsewhere())
    }
    pub(crate) fn partnership(reference: &str) -> String {
        format!("/partnerships/{reference}/brief")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(
            "/portfolio/brief",
            Who::May(Action::ReadPortfolio),
            of_portfolio,
        )
        .get(
            "/partnerships/{reference}/brief",
            Who::MayHere(Action::ReadPartnership),
            of_partnership,
        )
}

/// A brief says what is due within so many days.
const DAYS: u64 = 90;

/// What is due, or overdue.
struct Due {
    on: NaiveDate,
    /// In a word.
    kind: String,
    title: String,
    /// Language of the title.
    language: String,
    href: String,
    /// Who sees to it.
    whose: String,
    /// Reference of its partnership.
    reference: String,
}

/// What is overdue or due within [`DAYS`] in these partnerships, in the order
/// of time. `ending` are their contracts to act on.
async fn due(
    tx: &mut Tx,
    partnerships: &[Uuid],
    ending: Vec<ContractWarning>,
    today: NaiveDate,
) -> sqlx::Result<Vec<Due>> {
    let rows = db::due(tx, partnerships, today + Days::new(DAYS)).await?;
    let mut due: Vec<Due> = rows
        .into_iter()
        .map(|row| Due {
            kind: match row.kind.as_str() {
                "milestone" => t!("partnership-date-milestone"),
                "deliverable" => t!("partnership-date-deliverable"),
                _ => t!("partnership-date-review"),
            },
            href: if row.kind == "milestone" {
                milestones::url::show(&row.reference, row.record_id)
            } else {
                deliverables::url::show(&row.reference, row.record_id)
            },
            on: row.due_on,
            title: row.title,
            language: row.language,
            whose: row.whose,
            reference: row.reference,
        })
        .collect();
    due.extend(ending.into_iter().map(|warning| Due {
        on: warning.warning.on,
        kind: match warning.warning.kind {
            WarningKind::Notice => t!("partnership-date-notice"),
            WarningKind::Renewal => t!("partnership-date-renewal"),
            WarningKind::Expiry => t!("partnership-date-contract-end"),
        },
        href: contracts::url::show(&warning.reference, warning.contract_id),
        title: warning.title,
        language: warning.language,
        whose: warning.buyer,
        reference: warning.reference,
    }));
    due.sort_by_key(|one| one.on);
    Ok(due)
}

async fn of_partnership(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    let mut statuses = status::of(&mut tx, &person, &[id], today).await?;
    let mut latest = scorecards::latest_published(&mut tx, &[id]).await?;
    let ending = contracts::warnings(&mut tx, Some(&[id]), today).await?;
    let found = views::Partnership {
        record: db::record(&mut tx, id).await?,
        fares: statuses.remove(&id).ok_or(AppError::NotFound)?,
        governed: governance::of(&mut tx, id, today).await?,
        round: latest.pop(),
        due: due(&mut tx, &[id], ending, today).await?,
        events: portfolio::events_of(&mut tx, &[id]).await?,
    };
    tx.commit().await?;
    let view = views::partnership(&person, &place, found, (today, Utc::now()));
    Ok(partnerships::page(&place, t!("brief-title")).show(view))
}

async fn of_portfolio(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = portfolio::standing::begin(&app, &person, today).await?;
    let found = portfolio::narrowed(&mut tx, &filters, today).await?;
    let ids = found.ids();
    let ending = contracts::warnings(&mut tx, Some(&ids), today).await?;
    let found = views::Portfolio {
        totals: portfolio::standing::totals_of(&mut tx, &ids, person.first_month).await?,
        latest: scorecards::latest_published(&mut tx, &ids).await?,
        due: due(&mut tx, &ids, ending, today).await?,
        events: portfolio::latest_events(&mut tx, &found.judged).await?,
        narrowed: found,
    };
    let choices = portfolio::choices(&mut tx).await?;
    tx.commit().await?;
    let view = views::portfolio(&person, &filters, &choices, found, (today, Utc::now()));
    Ok(Page::new(t!("brief-title"))
        .crumb(portfolio::url::INDEX, t!("portfolio-title"))
        .show(view))
}
