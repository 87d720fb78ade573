//! Directions: what ministries set for their jurisdiction, what they leave to
//! be decided locally, and how each region uses that (middle-out, seed 003).

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::access::{Action, Person, Scope, may};
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, list, t};
use form::{DirectionForm, Filters, UseForm};
use views::Seen;

pub(crate) use db::DirectionRow;
use db::UseRow;
pub(crate) use views::{alone_tag, holding_table, link};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/directions";
    pub(super) const CSV: &str = "/directions.csv";
    pub(super) const NEW: &str = "/directions/new";

    pub(crate) fn show(id: Uuid) -> String {
        format!("/directions/{id}")
    }
    pub(super) fn edit(id: Uuid) -> String {
        format!("/directions/{id}/edit")
    }
    pub(super) fn regions(id: Uuid) -> String {
        format!("/directions/{id}/regions")
    }
    pub(super) fn discretion(id: Uuid) -> String {
        format!("/directions/{id}/discretion")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadDirection);
    // Whose a direction and a region are stands on their rows: the handlers ask.
    let edit = Who::May(Action::EditDirection);
    Routes::new()
        .get("/directions", read, index)
        .get("/directions.csv", read, spreadsheet)
        .get("/directions/new", edit, new)
        .post("/directions", edit, create)
        .get("/directions/{direction}", read, show)
        .get("/directions/{direction}/regions", read, regions)
        .get("/directions/{direction}/edit", edit, self::edit)
        .post("/directions/{direction}/edit", edit, update)
        .post(
            "/directions/{direction}/discretion",
            Who::May(Action::UseDiscretion),
            use_discretion,
        )
}

/// The directions that hold for a partnership: those of its jurisdiction and of
/// the ones above it.
///
/// # Errors
/// The database's.
pub(crate) async fn above(
    tx: &mut Tx,
    partnership: Uuid,
    today: NaiveDate,
) -> sqlx::Result<Vec<DirectionRow>> {
    db::above(tx, partnership, today).await
}

/// The directions that hold for a jurisdiction, and what it makes of them.
pub(crate) struct Holding {
    /// Its own and those from above.
    pub(crate) rows: Vec<DirectionRow>,
    /// How it uses what those from above leave to it, the latest first.
    uses: Vec<UseRow>,
}

/// The directions that hold for a jurisdiction, and what it makes of them.
///
/// # Errors
/// The database's.
pub(crate) async fn holding(tx: &mut Tx, place: Uuid, today: NaiveDate) -> sqlx::Result<Holding> {
    Ok(Holding {
        rows: db::holding(tx, place, today).await?,
        uses: db::uses(tx, None, Some(place)).await?,
    })
}

fn subpage(title: String) -> Page {
    Page::new(title).crumb(url::INDEX, t!("directions-title"))
}

fn page_of(row: &DirectionRow, title: String) -> Page {
    subpage(title).crumb(url::show(row.id), row.title.clone())
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let (rows, total) = db::list(&mut tx, &filters, today, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let places = db::places(&mut tx).await?;
    tx.commit().await?;
    let view = views::index(&person, &filters, (&rows, total), places, today);
    Ok(Page::new(t!("directions-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, &filters, today, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        "directions",
        &views::csv_headings(),
        rows.iter().map(|row| views::csv_row(row, today)),
    )
}

async fn seen(tx: &mut Tx, id: Uuid, today: NaiveDate) -> Result<Seen, AppError> {
    Ok(Seen {
        row: db::find(tx, id, today).await?,
        regions: db::regions(tx, id).await?,
        uses: db::uses(tx, Some(id), None).await?,
        carriers: db::carriers(tx, id).await?,
    })
}

/// Whether the person may change a direction.
fn may_edit(person: &Person, row: &DirectionRow) -> bool {
    let scope = Scope::Jurisdiction { own: row.own };
    may(person, Action::EditDirection, &scope)
}

/// The regions that the person speaks for.
fn own_regions<'a>(person: &Person, seen: &'a Seen) -> Vec<&'a db::Region> {
    let speaks = |region: &&db::Region| {
        let scope = Scope::Jurisdiction { own: region.own };
        may(person, Action::UseDiscretion, &scope)
    };
    seen.regions.iter().filter(speaks).collect()
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = seen(&mut tx, id, today).await?;
    tx.commit().await?;
    let own = own_regions(&person, &seen);
    let form = UseForm::today(&own, today);
    let may = may_edit(&person, &seen.row);
    let view = views::show(&seen, may, &own, (&form, &Errors::default()), today);
    Ok(subpage(seen.row.title.clone()).show(view))
}

/// The regions side by side.
async fn regions(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = seen(&mut tx, id, today).await?;
    tx.commit().await?;
    let view = views::regions(&seen);
    Ok(page_of(&seen.row, t!("direction-regions")).show(view))
}

async fn use_discretion(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<UseForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = seen(&mut tx, id, today).await?;
    let own = own_regions(&person, &seen);
    if own.is_empty() {
        return Err(AppError::Forbidden);
    }
    match form.parse(&own, seen.row.from, today) {
        Ok(values) => {
            db::use_discretion(&mut tx, id, person.id, &values, current().language()).await?;
            tx.commit().await?;
            Ok(see_other(&url::show(id), "flash-discretion-recorded"))
        }
        Err(Invalid { form, errors }) => {
            let may = may_edit(&person, &seen.row);
            let view = views::show(&seen, may, &own, (&form, &errors), today);
            Ok(subpage(seen.row.title.clone())
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .show(view))
        }
    }
}

async fn new(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let places = db::own_places(&mut tx).await?;
    tx.commit().await?;
    let view = views::new(places, &DirectionForm::blank(), &Errors::default());
    Ok(subpage(t!("direction-add")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(form): Form<DirectionForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let places = db::own_places(&mut tx).await?;
    match form.parse(Some(&places)) {
        Ok(values) => {
            db::insert(&mut tx, person.id, &values, current().language()).await?;
            tx.commit().await?;
            Ok(see_other(&url::show(values.id), "flash-direction-added"))
        }
        Err(Invalid { form, errors }) => Ok(subpage(t!("direction-add"))
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .show(views::new(places, &form, &errors))),
    }
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id, today).await?;
    tx.commit().await?;
    if !may_edit(&person, &row) {
        return Err(AppError::Forbidden);
    }
    let form = DirectionForm::of(&row);
    let view = views::edit(&row, &form, &Errors::default(), None);
    Ok(page_of(&row, t!("direction-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<DirectionForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id, today).await?;
    if !may_edit(&person, &row) {
        return Err(AppError::Forbidden);
    }
    let mut typed = form.clone();
    let (status, errors, row, conflict) = match form.parse(None) {
        Ok(values) => {
            if db::update(&mut tx, id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), "flash-direction-saved"));
            }
            let row = db::find(&mut tx, id, today).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "direction", id).await?;
            let theirs = DirectionForm::of(&row);
            let conflict = views::conflict(who, when, &theirs, &typed);
            (StatusCode::CONFLICT, Errors::default(), row, Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, row, None),
    };
    tx.commit().await?;
    let view = views::edit(&row, &typed, &errors, conflict);
    Ok(page_of(&row, t!("direction-edit"))
        .status(status)
        .show(view))
}
