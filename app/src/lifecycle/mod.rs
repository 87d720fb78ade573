//! The life of a partnership: moves between stages, and restructurings that
//! touch it.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use domain::access::Action;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::last_change;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::foundations::Standing;
use crate::partnerships;
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, foundations, t};
use form::{MoveForm, RestructuringForm};

/// Where the pages are.
pub(crate) mod url {
    pub(crate) fn new_move(reference: &str) -> String {
        format!("/partnerships/{reference}/move")
    }
    pub(crate) fn restructurings(reference: &str) -> String {
        format!("/partnerships/{reference}/restructurings")
    }
    pub(crate) fn new_restructuring(reference: &str) -> String {
        format!("/partnerships/{reference}/restructurings/new")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let moves = Who::MayHere(Action::MovePartnership);
    let edit = Who::MayHere(Action::EditPartnership);
    Routes::new()
        .get("/partnerships/{reference}/move", moves, new_move)
        .post("/partnerships/{reference}/move", moves, move_stage)
        .get(
            "/partnerships/{reference}/restructurings/new",
            edit,
            new_restructuring,
        )
        .post(
            "/partnerships/{reference}/restructurings",
            edit,
            add_restructuring,
        )
}

async fn new_move(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let now = db::standing(&mut tx, place.partnership_id).await?;
    let ground = Standing::of(&mut tx, place.partnership_id).await?;
    tx.commit().await?;
    let form = MoveForm::next(now.version, today);
    let typed = (&form, &Errors::default());
    let view = views::new_move(&place, (now.stage, &ground), typed, None);
    Ok(partnerships::page(&place, t!("lifecycle-move")).show(view))
}

async fn move_stage(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<MoveForm>,
) -> Result<Response, AppError> {
    let (id, back) = (
        place.partnership_id,
        partnerships::url::show(&place.reference),
    );
    let mut tx = app.db.begin_as(&person).await?;
    let before = db::standing(&mut tx, id).await?;
    let made = db::move_exists(&mut tx, form.id()).await?;
    let ground = Standing::of(&mut tx, id).await?;
    tx.commit().await?;
    if made {
        return Ok(see_other(&back, "flash-partnership-moved"));
    }
    let typed = form.clone();
    let stale = form.version() != before.version;
    let errors = match form.parse((before.stage, &ground), before.last_moved_on, today) {
        // Against another version its errors may mean nothing.
        _ if stale => Errors::default(),
        Err(Invalid { errors, .. }) => errors,
        Ok(values) => {
            // Why it moved also is why everything changed that moves with it.
            let mut tx = app.db.begin_as_because(&person, &values.note).await?;
            let (from, language) = (before.stage, current().language());
            match db::move_to(&mut tx, id, from, person.id, &values, language).await {
                Ok(true) => {
                    tx.commit().await?;
                    return Ok(see_other(&back, "flash-partnership-moved"));
                }
                Ok(false) => Errors::default(),
                Err(error) => on_constraint(error, &CONSTRAINTS)?,
            }
        }
    };
    refused_move(&app, &person, &place, typed, &errors).await
}

/// The form again, with what is wrong with it; where nothing is, somebody
/// changed the partnership in the meantime.
async fn refused_move(
    app: &AppState,
    person: &CurrentPerson,
    place: &Place,
    mut form: MoveForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let now = db::standing(&mut tx, place.partnership_id).await?;
    let ground = Standing::of(&mut tx, place.partnership_id).await?;
    let (who, when) = last_change(&mut tx, "partnership", place.partnership_id).await?;
    let who = who.unwrap_or_else(|| t!("by-command-line"));
    tx.commit().await?;
    let (status, conflict) = if errors.is_empty() {
        form.version = now.version.to_string();
        let conflict = views::moved_on(who, when, now.stage, &form);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::new_move(place, (now.stage, &ground), (&form, errors), conflict);
    Ok(partnerships::page(place, t!("lifecycle-move"))
        .status(status)
        .show(view))
}

const CONSTRAINTS: [(&str, &str, &str); 2] = [
    (
        "partnership_end_after_start",
        "moved",
        "lifecycle-error-after-end",
    ),
    (foundations::CONSTRAINT, "to", "lifecycle-error-foundations"),
];

async fn new_restructuring(place: Place) -> Result<Response, AppError> {
    let form = RestructuringForm::blank();
    Ok(restructuring_page(
        &place,
        StatusCode::OK,
        &form,
        &Errors::default(),
    ))
}

fn restructuring_page(
    place: &Place,
    status: StatusCode,
    form: &RestructuringForm,
    errors: &Errors,
) -> Response {
    partnerships::page(place, t!("restructuring-add"))
        .status(status)
        .show(views::new_restructuring(place, form, errors))
}

async fn add_restructuring(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<RestructuringForm>,
) -> Result<Response, AppError> {
    let values = match form.parse(today) {
        Ok(values) => values,
        Err(Invalid { form, errors }) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(restructuring_page(&place, status, &form, &errors));
        }
    };
    let mut tx = app.db.begin_as(&person).await?;
    let language = current().language();
    db::insert_restructuring(&mut tx, place.partnership_id, person.id, &values, language).await?;
    tx.commit().await?;
    let back = partnerships::url::show(&place.reference);
    Ok(see_other(&back, "flash-restructuring-added"))
}
