//! The governance of a partnership: its bodies and those whose decisions bind
//! it, who was in the room, what is open and how long sign-off takes.

mod views;

use axum::extract::State;
use axum::response::Response;
use domain::access::Action;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::error::AppError;
use crate::{AppState, Today, actions, bodies, decisions, meetings, partnerships, t};

/// Where the page is.
pub(crate) mod url {
    pub(crate) fn show(reference: &str) -> String {
        format!("/partnerships/{reference}/governance")
    }
}

/// The slice's route.
pub(crate) fn routes() -> Routes {
    Routes::new().get(
        "/partnerships/{reference}/governance",
        Who::MayHere(Action::ReadPartnership),
        show,
    )
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let id = place.partnership_id;
    let mut tx = app.db.begin_as(&person).await?;
    let seen = views::Seen {
        bodies: bodies::of_partnership(&mut tx, id, today).await?,
        meetings: meetings::of_partnership(&mut tx, id).await?,
        decisions: decisions::of_partnership(&mut tx, id).await?,
        actions: actions::of_partnership(&mut tx, id).await?,
    };
    tx.commit().await?;
    let view = views::show(&place, &seen, today);
    Ok(partnerships::page(&place, t!("governance-title")).show(view))
}
