//! What tensions and mechanisms can begin from: a catalogue in our own words,
//! each entry with its source. It is offered, and never written into anything.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use serde::Deserialize;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::{AppState, Today, t};
use form::PatternForm;

/// Where the pages are.
mod url {
    use uuid::Uuid;

    pub(super) const INDEX: &str = "/patterns";

    pub(super) fn new(about: &str) -> String {
        format!("/patterns/new?about={about}")
    }
    pub(super) fn edit(id: Uuid) -> String {
        format!("/patterns/{id}/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let edit = Who::May(Action::EditPatterns);
    Routes::new()
        .get("/patterns", edit, index)
        .get("/patterns/new", edit, new)
        .post("/patterns", edit, create)
        .get("/patterns/{pattern}/edit", edit, self::edit)
        .post("/patterns/{pattern}/edit", edit, update)
}

/// What a new entry is about.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Begin {
    about: String,
}

fn subpage(title: String) -> Page {
    Page::new(title).crumb(url::INDEX, t!("patterns-title"))
}

async fn index(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = db::list(&mut tx).await?;
    tx.commit().await?;
    Ok(Page::new(t!("patterns-title")).show(views::index(&rows)))
}

async fn new(Query(begin): Query<Begin>) -> Response {
    let form = PatternForm::blank(&begin.about);
    let view = views::edit(None, &form, &Errors::default(), None);
    subpage(t!("pattern-add")).show(view)
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(form): Form<PatternForm>,
) -> Result<Response, AppError> {
    match form.parse() {
        Ok(values) => {
            let mut tx = app.db.begin_as(&person).await?;
            db::insert(&mut tx, &values).await?;
            tx.commit().await?;
            Ok(see_other(url::INDEX, "flash-pattern-saved"))
        }
        Err(Invalid { form, errors }) => Ok(subpage(t!("pattern-add"))
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .show(views::edit(None, &form, &errors, None))),
    }
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    tx.commit().await?;
    let form = PatternForm::of(&row);
    let view = views::edit(Some(id), &form, &Errors::default(), None);
    Ok(subpage(t!("pattern-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<PatternForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let mut typed = PatternForm {
        about: row.about,
        ..form
    };
    let (status, errors, conflict) = match typed.clone().parse() {
        Ok(values) => {
            if db::update(&mut tx, id, &values, today).await? {
                tx.commit().await?;
                return Ok(see_other(url::INDEX, "flash-pattern-saved"));
            }
            let row = db::find(&mut tx, id).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "coordination_pattern", id).await?;
            let conflict = views::conflict(who, when, &PatternForm::of(&row), &typed);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let view = views::edit(Some(id), &typed, &errors, conflict);
    Ok(subpage(t!("pattern-edit")).status(status).show(view))
}
