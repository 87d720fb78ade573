//! Rates between currencies: dated, from a named source, and kept by
//! administrators. Everybody reads them, since figures rest on them.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::access::Action;
use domain::money::Currency;
use domain::rate::Rates;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::{AppState, Today, list, t};
use form::{ConvertForm, Filters, Narrowed, RateForm};

pub(crate) use form::read_rate;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/rates";
    pub(crate) const CSV: &str = "/rates.csv";
    pub(crate) const NEW: &str = "/rates/new";
    pub(crate) const CONVERT: &str = "/rates/convert";

    pub(crate) fn edit(id: Uuid) -> String {
        format!("/rates/{id}/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadRate);
    let change = Who::May(Action::EditRate);
    Routes::new()
        .get("/rates", read, index)
        .get("/rates.csv", read, spreadsheet)
        .get("/rates/convert", read, convert)
        .get("/rates/new", change, new)
        .post("/rates", change, create)
        .get("/rates/{rate}/edit", change, edit)
        .post("/rates/{rate}/edit", change, update)
}

/// The rates that lead from or to one of `currencies`, each the latest on or
/// before `on`: enough to convert between them on that day, crossed through a
/// third currency where need be.
///
/// # Errors
/// The database is away.
pub(crate) async fn load(
    tx: &mut Tx,
    currencies: &[Currency],
    on: NaiveDate,
) -> sqlx::Result<Rates> {
    db::load(tx, currencies, on).await
}

fn subpage(title: String) -> Page {
    Page::new(title).crumb(url::INDEX, t!("rates-title"))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let typed = filters.clone();
    let (narrowed, errors, status) = match filters.parse() {
        Ok(narrowed) => (narrowed, Errors::default(), StatusCode::OK),
        Err(Invalid { errors, .. }) => {
            let nothing = Narrowed::default();
            (nothing, errors, StatusCode::UNPROCESSABLE_ENTITY)
        }
    };
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&typed.page));
    let (rows, total) = db::list(&mut tx, &narrowed, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let currencies = db::currencies(&mut tx).await?;
    tx.commit().await?;
    let view = views::index(&person, &typed, &errors, &currencies, &rows, total);
    Ok(Page::new(t!("rates-title")).status(status).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let narrowed = filters.parse().map_err(|_| AppError::BadRequest)?;
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, &narrowed, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        "rates",
        &views::CSV_HEADINGS.map(ToOwned::to_owned),
        rows.iter().map(views::csv_row),
    )
}

/// What an amount is in another currency, and which rates say so.
async fn convert(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(form): Query<ConvertForm>,
) -> Result<Response, AppError> {
    let page = subpage(t!("rates-convert"));
    if form.is_blank() {
        let form = ConvertForm::of(today);
        return Ok(page.show(views::convert(&form, &Errors::default(), None)));
    }
    let typed = form.clone();
    let wanted = match form.parse() {
        Ok(wanted) => wanted,
        Err(Invalid { errors, .. }) => {
            let view = views::convert(&typed, &errors, None);
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).show(view));
        }
    };
    let mut tx = app.db.begin_as(&person).await?;
    let currencies = [wanted.money.currency, wanted.to];
    let rates = load(&mut tx, &currencies, wanted.on).await?;
    tx.commit().await?;
    let found = rates.convert(wanted.money, wanted.to, wanted.on);
    let view = views::convert(&typed, &Errors::default(), Some((&wanted, found)));
    Ok(page.show(view))
}

async fn new(Today(today): Today) -> Response {
    let form = RateForm::blank(today);
    new_page(StatusCode::OK, &form, &Errors::default())
}

fn new_page(status: StatusCode, form: &RateForm, errors: &Errors) -> Response {
    let view = views::edit(None, form, errors, None);
    subpage(t!("rate-add")).status(status).show(view)
}

const CONSTRAINTS: [(&str, &str, &str); 1] =
    [("reference_rate_once_a_day", "as_of", "rate-error-taken")];

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Form(form): Form<RateForm>,
) -> Result<Response, AppError> {
    let typed = form.clone();
    let errors = match form.parse(today) {
        Ok(values) => {
            let mut tx = app.db.begin_as(&person).await?;
            match db::insert(&mut tx, &values).await {
                Ok(()) => {
                    tx.commit().await?;
                    return Ok(see_other(url::INDEX, "flash-rate-added"));
                }
                Err(error) => on_constraint(error, &CONSTRAINTS)?,
            }
        }
        Err(Invalid { errors, .. }) => errors,
    };
    Ok(new_page(StatusCode::UNPROCESSABLE_ENTITY, &typed, &errors))
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    tx.commit().await?;
    let form = RateForm::from(&row);
    let view = views::edit(Some(&row), &form, &Errors::default(), None);
    Ok(subpage(t!("rate-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<RateForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    // A rate that is not there is not found, whatever was typed.
    db::find(&mut tx, id).await?;
    let mut typed = form.clone();
    let (errors, stale) = match form.parse(today) {
        Ok(values) => match db::update(&mut tx, id, &values).await {
            Ok(true) => {
                tx.commit().await?;
                return Ok(see_other(url::INDEX, "flash-rate-saved"));
            }
            Ok(false) => (Errors::default(), true),
            Err(error) => (on_constraint(error, &CONSTRAINTS)?, false),
        },
        Err(Invalid { errors, .. }) => (errors, false),
    };
    // A connection is given back before another is asked for, or requests
    // that hold one each would wait for each other.
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let (status, conflict) = if stale {
        typed.version = row.version.to_string();
        let (who, when) = who_and_when(&mut tx, "reference_rate", id).await?;
        let conflict = views::conflict(who, when, &row, &typed);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::edit(Some(&row), &typed, &errors, conflict);
    Ok(subpage(t!("rate-edit")).status(status).show(view))
}
