//! Mechanisms: what coordinates the many actors of e-health, and what each of
//! them does to tensions, its side effects included (seed 003).

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::{Action, Person};
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::coordination::db::{self as shared, MechanismRow};
use crate::coordination::{Home, HomeId, home};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::tensions::{self, Begin};
use crate::text::current;
use crate::{AppState, Today, list, t};
use form::{Filters, MechanismForm};

pub(crate) use views::table;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    use crate::list;
    use crate::tensions::Begin;

    pub(crate) const INDEX: &str = "/mechanisms";
    pub(super) const CSV: &str = "/mechanisms.csv";

    pub(crate) fn new(begin: &Begin) -> String {
        list::address("/mechanisms/new", begin)
    }
    pub(crate) fn show(id: Uuid) -> String {
        format!("/mechanisms/{id}")
    }
    pub(super) fn edit(id: Uuid) -> String {
        format!("/mechanisms/{id}/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadTension);
    // Whose a mechanism is stands on its row: the handlers ask.
    let write = Who::May(Action::WriteTension);
    Routes::new()
        .get("/mechanisms", read, index)
        .get("/mechanisms.csv", read, spreadsheet)
        .get("/mechanisms/new", write, new)
        .post("/mechanisms", write, create)
        .get("/mechanisms/{mechanism}", read, show)
        .get("/mechanisms/{mechanism}/edit", write, edit)
        .post("/mechanisms/{mechanism}/edit", write, update)
}

fn subpage(title: String) -> Page {
    Page::new(title)
        .crumb(tensions::url::INDEX, t!("tensions-title"))
        .crumb(url::INDEX, t!("mechanisms-title"))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let narrowed = filters.narrowed();
    let (rows, total) =
        shared::mechanisms(&mut tx, &narrowed, today, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let effects = shared::effects(&mut tx, &[], &ids).await?;
    let places = shared::homes_in_use(&mut tx).await?;
    tx.commit().await?;
    let view = views::index(&person, &filters, (&rows, total), &effects, places, today);
    Ok(Page::new(t!("mechanisms-title"))
        .crumb(tensions::url::INDEX, t!("tensions-title"))
        .show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = shared::mechanisms(&mut tx, &filters.narrowed(), today, i64::MAX, 0).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let effects = shared::effects(&mut tx, &[], &ids).await?;
    tx.commit().await?;
    list::spreadsheet(
        "mechanisms",
        &views::csv_headings(),
        rows.iter().map(|row| views::csv_row(row, &effects)),
    )
}

async fn find(tx: &mut Tx, person: &Person, id: Uuid) -> Result<(MechanismRow, Home), AppError> {
    let row = shared::mechanism(tx, id).await?;
    let home = home(tx, person, row.home()).await?;
    Ok((row, home))
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (row, home) = find(&mut tx, &person, id).await?;
    let effects = shared::effects(&mut tx, &[], &[id]).await?;
    tx.commit().await?;
    let view = views::show(&row, &home, &effects, today);
    Ok(subpage(row.title).show(view))
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(begin): Query<Begin>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    // Who can answer for it depends on where it is, so that is asked first.
    let Ok(place) = begin.place.parse::<HomeId>() else {
        let homes = shared::own_homes(&mut tx).await?;
        tx.commit().await?;
        return Ok(subpage(t!("mechanism-add")).show(views::where_to(homes)));
    };
    let home = home(&mut tx, &person, place)
        .await?
        .allowing(Action::WriteTension)?;
    let patterns = shared::patterns(&mut tx, "mechanism", current().language()).await?;
    let form = MechanismForm::blank(&begin, &patterns);
    new_page(&mut tx, &home, StatusCode::OK, &form, &Errors::default()).await
}

async fn new_page(
    tx: &mut Tx,
    home: &Home,
    status: StatusCode,
    form: &MechanismForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let patterns = shared::patterns(tx, "mechanism", current().language()).await?;
    let owners = db::owners(tx, home.id).await?;
    let view = views::new(home, owners, &patterns, form, errors);
    Ok(subpage(t!("mechanism-add")).status(status).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(form): Form<MechanismForm>,
) -> Result<Response, AppError> {
    let place: HomeId = form.place.parse().map_err(|_| AppError::BadRequest)?;
    let mut tx = app.db.begin_as(&person).await?;
    let home = home(&mut tx, &person, place)
        .await?
        .allowing(Action::WriteTension)?;
    let owners = db::owners(&mut tx, place).await?;
    match form.parse(&owners, None) {
        Ok(values) => {
            let place = values.place.unwrap_or(home.id);
            db::insert(&mut tx, place, person.id, &values, current().language()).await?;
            tx.commit().await?;
            Ok(see_other(&url::show(values.id), "flash-mechanism-added"))
        }
        Err(Invalid { form, errors }) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            new_page(&mut tx, &home, status, &form, &errors).await
        }
    }
}

fn page_of(row: &MechanismRow, title: String) -> Page {
    subpage(title).crumb(url::show(row.id), row.title.clone())
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (row, home) = find(&mut tx, &person, id).await?;
    let home = home.allowing(Action::WriteTension)?;
    let owners = owners(&mut tx, &home, &row).await?;
    tx.commit().await?;
    let form = MechanismForm::of(&row);
    let view = views::edit(&row, owners, &form, &Errors::default(), None);
    Ok(page_of(&row, t!("mechanism-edit")).show(view))
}

/// Who can answer for a mechanism, and who does already.
async fn owners(
    tx: &mut Tx,
    home: &Home,
    row: &MechanismRow,
) -> Result<Vec<(String, String)>, AppError> {
    let mut owners = db::owners(tx, home.id).await?;
    let present = (row.owner_id.to_string(), row.owner.clone());
    if !owners.contains(&present) {
        owners.push(present);
    }
    Ok(owners)
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Form(form): Form<MechanismForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (row, home) = find(&mut tx, &person, id).await?;
    let home = home.allowing(Action::WriteTension)?;
    let owners = owners(&mut tx, &home, &row).await?;
    let said = shared::said_of_mechanism(&mut tx, id).await?;
    let mut typed = form.clone();
    let (status, errors, row, conflict) = match form.parse(&owners, Some(&said)) {
        Ok(values) => {
            if db::update(&mut tx, id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), "flash-mechanism-saved"));
            }
            let row = shared::mechanism(&mut tx, id).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "mechanism", id).await?;
            let theirs = MechanismForm::of(&row);
            let conflict = views::conflict(who, when, &theirs, &typed, &owners);
            (StatusCode::CONFLICT, Errors::default(), row, Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, row, None),
    };
    tx.commit().await?;
    let view = views::edit(&row, owners, &typed, &errors, conflict);
    Ok(page_of(&row, t!("mechanism-edit"))
        .status(status)
        .show(view))
}
