//! Receipts and spending: money that moved under a commitment. They have one
//! shape, so one slice serves both.

mod db;
mod form;
mod views;

use std::convert::Infallible;

use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use serde::Deserialize;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, funding, list, t};
use form::{Filters, MovementForm, Narrowed, VoidForm};

/// Which way money moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Movement {
    /// It arrived.
    Receipt,
    /// It was spent.
    Spending,
}

impl Movement {
    /// Its table, and its code in views.
    fn code(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Spending => "spending",
        }
    }

    /// Its part of the address.
    fn segment(self) -> &'static str {
        match self {
            Self::Receipt => "receipts",
            Self::Spending => "spending",
        }
    }

    fn part(self) -> funding::Part {
        match self {
            Self::Receipt => funding::Part::Receipts,
            Self::Spending => funding::Part::Spending,
        }
    }
}

/// The way is the third part of the address.
impl<S: Send + Sync> FromRequestParts<S> for Movement {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let segment = parts.uri.path().split('/').nth(3).unwrap_or_default();
        Ok(if segment.starts_with("receipts") {
            Self::Receipt
        } else {
            Self::Spending
        })
    }
}

/// Where the pages are.
pub(crate) mod url {
    use super::Movement;
    use uuid::Uuid;

    pub(crate) fn index(reference: &str, movement: Movement) -> String {
        format!("/partnerships/{reference}/{}", movement.segment())
    }
    pub(super) fn csv(reference: &str, movement: Movement) -> String {
        format!("{}.csv", index(reference, movement))
    }
    pub(super) fn new(reference: &str, movement: Movement) -> String {
        format!("{}/new", index(reference, movement))
    }
    pub(super) fn edit(reference: &str, movement: Movement, id: Uuid) -> String {
        format!("{}/{id}/edit", index(reference, movement))
    }
    pub(super) fn void(reference: &str, movement: Movement, id: Uuid) -> String {
        format!("{}/{id}/void", index(reference, movement))
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadFunding);
    let write = Who::MayHere(Action::EditFunding);
    Routes::new()
        .get("/partnerships/{reference}/receipts", read, index)
        .get("/partnerships/{reference}/receipts.csv", read, spreadsheet)
        .get("/partnerships/{reference}/receipts/new", write, new)
        .post("/partnerships/{reference}/receipts", write, create)
        .get(
            "/partnerships/{reference}/receipts/{movement}/edit",
            write,
            edit,
        )
        .post(
            "/partnerships/{reference}/receipts/{movement}/edit",
            write,
            update,
        )
        .post(
            "/partnerships/{reference}/receipts/{movement}/void",
            write,
            void,
        )
        .get("/partnerships/{reference}/spending", read, index)
        .get("/partnerships/{reference}/spending.csv", read, spreadsheet)
        .get("/partnerships/{reference}/spending/new", write, new)
        .post("/partnerships/{reference}/spending", write, create)
        .get(
            "/partnerships/{reference}/spending/{movement}/edit",
            write,
            edit,
        )
        .post(
            "/partnerships/{reference}/spending/{movement}/edit",
            write,
            update,
        )
        .post(
            "/partnerships/{reference}/spending/{movement}/void",
            write,
            void,
        )
}

fn title(movement: Movement) -> String {
    match movement {
        Movement::Receipt => t!("receipts-title"),
        Movement::Spending => t!("spending-title"),
    }
}

fn subpage(place: &Place, movement: Movement, named: String) -> Page {
    let index = url::index(&place.reference, movement);
    funding::page(place, named).crumb(index, title(movement))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    movement: Movement,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let (narrowed, errors) = match filters.clone().parse() {
        Ok(narrowed) => (Some(narrowed), Errors::default()),
        Err(Invalid { errors, .. }) => (None, errors),
    };
    let mut tx = app.db.begin_as(&person).await?;
    let commitments = db::commitments(&mut tx, place.partnership_id).await?;
    let rows = match &narrowed {
        Some(narrowed) => db::list(&mut tx, place.partnership_id, movement, narrowed).await?,
        None => Vec::new(),
    };
    tx.commit().await?;
    let status = match narrowed {
        Some(_) => StatusCode::OK,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let view = views::index(&place, movement, &filters, &rows, &commitments, &errors);
    Ok(funding::page(&place, title(movement))
        .status(status)
        .show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    movement: Movement,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let narrowed = filters.parse().map_err(|_| AppError::BadRequest)?;
    let mut tx = app.db.begin_as(&person).await?;
    let rows = db::list(&mut tx, place.partnership_id, movement, &narrowed).await?;
    tx.commit().await?;
    let name = format!("{}-{}", place.reference, movement.segment());
    let cells = rows.iter().map(|row| views::csv_row(&place.reference, row));
    list::spreadsheet(&name, &views::csv_headings(), cells)
}

/// What a new one's form begins with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Begin {
    commitment: String,
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    movement: Movement,
    Today(today): Today,
    Query(begin): Query<Begin>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let commitments = db::commitments(&mut tx, place.partnership_id).await?;
    tx.commit().await?;
    let form = MovementForm::blank(today, &begin.commitment);
    let view = views::new(&place, movement, &commitments, &form, &Errors::default());
    Ok(subpage(&place, movement, views::add_words(movement)).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    movement: Movement,
    Today(today): Today,
    Form(form): Form<MovementForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let commitments = db::commitments(&mut tx, place.partnership_id).await?;
    let typed = form.clone();
    let errors = match form.parse(&commitments, None, today) {
        Ok(values) => {
            let partnership = place.partnership_id;
            let language = current().language();
            match db::insert(&mut tx, movement, partnership, person.id, &values, language).await {
                Ok(()) => {
                    let over = is_over(&mut tx, partnership, movement, values.id).await?;
                    tx.commit().await?;
                    let index = url::index(&place.reference, movement);
                    return Ok(see_other(&index, saved_words(movement, over)));
                }
                Err(error) => on_constraint(error, &CONSTRAINTS)?,
            }
        }
        Err(Invalid { errors, .. }) => errors,
    };
    let view = views::new(&place, movement, &commitments, &typed, &errors);
    Ok(subpage(&place, movement, views::add_words(movement))
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view))
}

const CONSTRAINTS: [(&str, &str, &str); 2] = [
    ("receipt_commitment_exists", "commitment", "error-choice"),
    ("spending_commitment_exists", "commitment", "error-choice"),
];

async fn is_over(
    tx: &mut Tx,
    partnership: Uuid,
    movement: Movement,
    id: Uuid,
) -> sqlx::Result<bool> {
    let only = Narrowed {
        id: Some(id),
        ..Narrowed::default()
    };
    let rows = db::list(tx, partnership, movement, &only).await?;
    Ok(rows.iter().any(|row| row.over))
}

fn saved_words(movement: Movement, over: bool) -> &'static str {
    match (movement, over) {
        (Movement::Receipt, false) => "flash-receipt-saved",
        (Movement::Receipt, true) => "flash-warning-receipt-over",
        (Movement::Spending, false) => "flash-spending-saved",
        (Movement::Spending, true) => "flash-warning-spending-over",
    }
}

async fn find(
    tx: &mut Tx,
    partnership: Uuid,
    movement: Movement,
    id: Uuid,
) -> Result<db::MovementRow, AppError> {
    let only = Narrowed {
        id: Some(id),
        ..Narrowed::default()
    };
    let rows = db::list(tx, partnership, movement, &only).await?;
    rows.into_iter().next().ok_or(AppError::NotFound)
}

/// The form that a receipt or spending fills.
fn filled(row: &db::MovementRow) -> MovementForm {
    let mut form = MovementForm {
        id: row.id.to_string(),
        version: row.version.to_string(),
        commitment: row.commitment_id.to_string(),
        amount: row.amount.to_string(),
        note: row.note.clone().unwrap_or_default(),
        ..MovementForm::default()
    };
    form.set_date(row.happened_on);
    form
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    movement: Movement,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, place.partnership_id, movement, id).await?;
    let commitments = db::commitments(&mut tx, place.partnership_id).await?;
    tx.commit().await?;
    let errors = Errors::default();
    let typed = views::Typed {
        form: filled(&row),
        void: VoidForm::default(),
        conflict: None,
    };
    let view = views::edit(&place, movement, &row, &commitments, typed, &errors);
    Ok(subpage(&place, movement, views::edit_words(movement)).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    movement: Movement,
    Named((_, id)): Named<(String, Uuid)>,
    Today(today): Today,
    Form(form): Form<MovementForm>,
) -> Result<Response, AppError> {
    let partnership = place.partnership_id;
    let reason = form.reason.replace('\0', "");
    let mut tx = app.db.begin_as_because(&person, reason.trim()).await?;
    let row = find(&mut tx, partnership, movement, id).await?;
    let commitments = db::commitments(&mut tx, partnership).await?;
    let before = filled(&row);
    let typed = form.clone();
    let (errors, stale) = match form.parse(&commitments, Some(&before), today) {
        Ok(values) => match db::update(&mut tx, movement, partnership, id, &values).await {
            Ok(true) => {
                let over = is_over(&mut tx, partnership, movement, id).await?;
                tx.commit().await?;
                let index = url::index(&place.reference, movement);
                return Ok(see_other(&index, saved_words(movement, over)));
            }
            Ok(false) => (Errors::default(), true),
            Err(error) => (on_constraint(error, &CONSTRAINTS)?, false),
        },
        Err(Invalid { errors, .. }) => (errors, false),
    };
    tx.rollback().await?;
    let sent = views::in_words(&typed, &commitments);
    let typed = views::Typed {
        form: typed,
        void: VoidForm::default(),
        conflict: None,
    };
    let at = (&place, movement, id);
    refused(&app, &person, at, (typed, sent), errors, stale).await
}

async fn void(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    movement: Movement,
    Named((_, id)): Named<(String, Uuid)>,
    Today(today): Today,
    Form(form): Form<VoidForm>,
) -> Result<Response, AppError> {
    let partnership = place.partnership_id;
    let reason = form.void_reason.replace('\0', "");
    let mut tx = app.db.begin_as_because(&person, reason.trim()).await?;
    let row = find(&mut tx, partnership, movement, id).await?;
    let index = url::index(&place.reference, movement);
    let flash = match movement {
        Movement::Receipt => "flash-receipt-voided",
        Movement::Spending => "flash-spending-voided",
    };
    let typed = form.clone();
    let (errors, stale) = match form.parse() {
        // The same form, sent again.
        Ok(values) if row.void_reason.as_ref() == Some(&values.reason) => {
            return Ok(see_other(&index, flash));
        }
        Ok(values) => {
            if db::void(&mut tx, movement, partnership, id, &values, today).await? {
                tx.commit().await?;
                return Ok(see_other(&index, flash));
            }
            (Errors::default(), true)
        }
        Err(Invalid { errors, .. }) => (errors, false),
    };
    tx.rollback().await?;
    let sent = vec![(t!("movement-void-reason"), typed.void_reason.clone())];
    let typed = views::Typed {
        form: filled(&row),
        void: typed,
        conflict: None,
    };
    let at = (&place, movement, id);
    refused(&app, &person, at, (typed, sent), errors, stale).await
}

/// The form again, with what is wrong with it or what somebody else saved; where
/// it is void by now, there is no form, and what was `sent` is shown instead.
async fn refused(
    app: &AppState,
    person: &CurrentPerson,
    (place, movement, id): (&Place, Movement, Uuid),
    (mut typed, sent): (views::Typed, Vec<(String, String)>),
    mut errors: Errors,
    stale: bool,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let row = find(&mut tx, place.partnership_id, movement, id).await?;
    let commitments = db::commitments(&mut tx, place.partnership_id).await?;
    let voided = row.voided_on.is_some();
    let status = if stale || voided {
        let (who, when) = who_and_when(&mut tx, movement.code(), id).await?;
        let conflict = if voided {
            errors = Errors::default();
            views::moved_on((who, when), sent)
        } else {
            views::conflict(who, when, &filled(&row), &typed, &commitments)
        };
        typed.form.version = row.version.to_string();
        typed.conflict = Some(conflict);
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    tx.commit().await?;
    let view = views::edit(place, movement, &row, &commitments, typed, &errors);
    Ok(subpage(place, movement, views::edit_words(movement))
        .status(status)
        .show(view))
}
