//! The history of a partnership: who changed what, when, from what to what
//! and why, as far as the reader may see it.

mod change;
mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Query;
use domain::access::Action;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::{AppState, list, partnerships, t};
use form::{Filters, Narrowed};

/// Where the pages are.
pub(crate) mod url {
    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/history")
    }
    pub(crate) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/history.csv")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadHistory);
    Routes::new()
        .get("/partnerships/{reference}/history", read, index)
        .get("/partnerships/{reference}/history.csv", read, spreadsheet)
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let (narrowed, errors, status) = match filters.clone().parse() {
        Ok(narrowed) => (narrowed, Errors::default(), StatusCode::OK),
        Err(Invalid { errors, .. }) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            (Narrowed::default(), errors, status)
        }
    };
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let id = place.partnership_id;
    let (changes, total) = db::list(&mut tx, id, &narrowed, list::PER_PAGE, offset).await?;
    list::reached(offset, changes.is_empty())?;
    let people = db::people(&mut tx, id).await?;
    let names = db::names(&mut tx, &change::ids(&changes)).await?;
    tx.commit().await?;
    let view = views::index(&place, &filters, &errors, people, &changes, &names, total);
    Ok(partnerships::page(&place, t!("history-title"))
        .status(status)
        .show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    // Filters that make no sense narrow nothing on the screen, nor here.
    let narrowed = filters.parse().unwrap_or_default();
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    let (changes, _) = db::list(&mut tx, id, &narrowed, i64::MAX, 0).await?;
    let names = db::names(&mut tx, &change::ids(&changes)).await?;
    tx.commit().await?;
    list::spreadsheet(
        &format!("{}-history", place.reference),
        &views::csv_headings(),
        changes
            .iter()
            .flat_map(|change| views::csv_rows(change, &names)),
    )
}
