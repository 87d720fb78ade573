//! Lessons: what people learnt, in one text with tags, for others to find.

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
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, list, t};
use db::LessonRow;
use form::{Filters, LessonForm};

pub(crate) use views::partnership_link;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/lessons";
    pub(super) const CSV: &str = "/lessons.csv";
    pub(super) const NEW: &str = "/lessons/new";

    pub(crate) fn of_partnership(reference: &str) -> String {
        format!("/lessons?place={reference}")
    }
    pub(crate) fn show(lesson: Uuid) -> String {
        format!("/lessons/{lesson}")
    }
    pub(super) fn edit(lesson: Uuid) -> String {
        format!("/lessons/{lesson}/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadLesson);
    let write = Who::May(Action::WriteLesson);
    Routes::new()
        .get("/lessons", read, index)
        .get("/lessons.csv", read, spreadsheet)
        .get("/lessons/new", write, new)
        .post("/lessons", write, create)
        .get("/lessons/{lesson}", read, show)
        // Whose lesson it is stands on its row: the handlers ask.
        .get("/lessons/{lesson}/edit", write, edit)
        .post("/lessons/{lesson}/edit", write, update)
}

fn subpage(title: String) -> Page {
    Page::new(title).crumb(url::INDEX, t!("lessons-title"))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let (rows, total) = db::list(&mut tx, None, &filters, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let tags = db::tags(&mut tx).await?;
    tx.commit().await?;
    let view = views::index(&person, &filters, (&rows, total), &tags);
    Ok(Page::new(t!("lessons-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, None, &filters, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        "lessons",
        &views::csv_headings(),
        rows.iter().map(views::csv_row),
    )
}

/// From where a new lesson is begun.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Begin {
    /// Reference of a partnership.
    place: String,
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(begin): Query<Begin>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let places = db::places(&mut tx).await?;
    tx.commit().await?;
    let form = LessonForm::blank(&begin.place);
    let view = views::edit(None, places, (&form, &Errors::default()), None);
    Ok(subpage(t!("lesson-add")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Form(form): Form<LessonForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let place = db::place(&mut tx, &form.place).await?;
    match form.parse(place) {
        Ok(values) => {
            db::insert(&mut tx, person.id, &values, today, current().language()).await?;
            tx.commit().await?;
            Ok(see_other(&url::show(values.id), "flash-lesson-added"))
        }
        Err(Invalid { form, errors }) => {
            let places = db::places(&mut tx).await?;
            let view = views::edit(None, places, (&form, &errors), None);
            Ok(subpage(t!("lesson-add"))
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .show(view))
        }
    }
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    tx.commit().await?;
    let view = views::show(person.id, &row);
    Ok(subpage(row.title).show(view))
}

/// The lesson, if it is the person's own.
async fn own(tx: &mut Tx, person: &CurrentPerson, id: Uuid) -> Result<LessonRow, AppError> {
    let row = db::find(tx, id).await?;
    if row.author_id == Some(person.id) {
        Ok(row)
    } else {
        Err(AppError::Forbidden)
    }
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = own(&mut tx, &person, id).await?;
    let places = db::places(&mut tx).await?;
    tx.commit().await?;
    let form = LessonForm::of(&row);
    let view = views::edit(Some(&row), places, (&form, &Errors::default()), None);
    Ok(subpage(t!("lesson-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Form(form): Form<LessonForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = own(&mut tx, &person, id).await?;
    let place = db::place(&mut tx, &form.place).await?;
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(place) {
        Ok(values) => {
            if db::update(&mut tx, id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), "flash-lesson-saved"));
            }
            let row = own(&mut tx, &person, id).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "lesson", id).await?;
            let conflict = views::conflict(who, when, &LessonForm::of(&row), &typed);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    let places = db::places(&mut tx).await?;
    tx.commit().await?;
    let view = views::edit(Some(&row), places, (&typed, &errors), conflict);
    Ok(subpage(t!("lesson-edit")).status(status).show(view))
}
