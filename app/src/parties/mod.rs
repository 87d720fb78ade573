//! The organisations that take part in a partnership.
//!
//! A party's people see the partnership, so adding one takes the same right as
//! giving a person sight of it: a guest who may edit the record cannot make
//! their own organisation a party.

mod db;
mod form;
mod views;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use uuid::Uuid;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::request::see_other;
use crate::{AppState, partnerships, t};
use form::{PartyForm, Search};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/parties")
    }
    pub(crate) fn remove(reference: &str, party: Uuid) -> String {
        format!("/partnerships/{reference}/parties/{party}/remove")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let manage = Who::MayHere(Action::GrantRights);
    Routes::new()
        .get("/partnerships/{reference}/parties", manage, index)
        .post("/partnerships/{reference}/parties", manage, add)
        .post(
            "/partnerships/{reference}/parties/{party}/remove",
            manage,
            remove,
        )
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(search): Query<Search>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let form = PartyForm::blank(&search.q);
    show(
        &mut tx,
        &place,
        StatusCode::OK,
        &form,
        &Errors::default(),
        None,
    )
    .await
}

async fn show(
    tx: &mut Tx,
    place: &Place,
    status: StatusCode,
    form: &PartyForm,
    errors: &Errors,
    refusal: Option<AnyView>,
) -> Result<Response, AppError> {
    let parties = db::parties(tx, place.partnership_id).await?;
    // NUL may not reach the database; without it the search finds the same.
    let found = db::organisations(tx, &form.q.replace('\0', "")).await?;
    let view = views::index(place, parties, found, form, errors, refusal);
    Ok(partnerships::page(place, t!("parties-title"))
        .status(status)
        .show(view))
}

const CONSTRAINTS: [(&str, &str, &str); 2] = [
    ("party_once_per_role", "role", "party-error-twice"),
    ("party_organisation_exists", "organisation", "error-choice"),
];

async fn add(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Form(form): Form<PartyForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let sector = match form.organisation.parse() {
        Ok(organisation) => db::sector(&mut tx, organisation).await?,
        Err(_) => None,
    };
    let typed = form.clone();
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let values = match form.parse(sector) {
        Ok(values) => values,
        Err(Invalid { form, errors }) => {
            return show(&mut tx, &place, refused, &form, &errors, None).await;
        }
    };
    if let Err(error) = db::insert(&mut tx, place.partnership_id, &values).await {
        let errors = on_constraint(error, &CONSTRAINTS)?;
        tx.rollback().await?;
        let mut tx = app.db.begin_as(&person).await?;
        return show(&mut tx, &place, refused, &typed, &errors, None).await;
    }
    tx.commit().await?;
    Ok(see_other(
        &url::index(&place.reference),
        "flash-party-added",
    ))
}

async fn remove(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Path((_, party)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let party: Uuid = party.parse().map_err(|_| AppError::NotFound)?;
    let back = url::index(&place.reference);
    let mut tx = app.db.begin_as(&person).await?;
    let partnership = place.partnership_id;
    let Some(party) = db::find(&mut tx, partnership, party).await? else {
        // Gone already, perhaps by a second click.
        return Ok(see_other(&back, "flash-party-removed"));
    };
    let named = db::named_in(&mut tx, partnership, &party).await?;
    let refusal = if named.any() {
        Some(views::still_named(&party, &named))
    } else {
        db::delete(&mut tx, party.id).await?;
        // A person who takes their own organisation out would find nothing
        // here any more, nor be able to mend it.
        (!db::still_sees(&mut tx, partnership).await?).then(|| views::would_lose_sight(&party))
    };
    if refusal.is_none() {
        tx.commit().await?;
        return Ok(see_other(&back, "flash-party-removed"));
    }
    tx.rollback().await?;
    let mut tx = app.db.begin_as(&person).await?;
    let form = PartyForm::blank("");
    let status = StatusCode::CONFLICT;
    show(&mut tx, &place, status, &form, &Errors::default(), refusal).await
}
