//! Yearly budgets of jurisdictions, and the five-per-cent test over them.

mod db;
mod form;
mod views;

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use domain::budget::{Test, Verdict, Year, test};
use domain::calendar::Period;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::{AppState, Today, jurisdictions, list, t};
use db::{BudgetRow, Place};
use form::{BudgetForm, Filters};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(jurisdiction: Uuid) -> String {
        format!("/jurisdictions/{jurisdiction}/budgets")
    }
    pub(crate) fn csv(jurisdiction: Uuid) -> String {
        format!("/jurisdictions/{jurisdiction}/budgets.csv")
    }
    pub(crate) fn new(jurisdiction: Uuid) -> String {
        format!("/jurisdictions/{jurisdiction}/budgets/new")
    }
    pub(crate) fn edit(jurisdiction: Uuid, budget: Uuid) -> String {
        format!("/jurisdictions/{jurisdiction}/budgets/{budget}/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadJurisdiction);
    let change = Who::May(Action::EditBudget);
    Routes::new()
        .get("/jurisdictions/{jurisdiction}/budgets", read, index)
        .get(
            "/jurisdictions/{jurisdiction}/budgets.csv",
            read,
            spreadsheet,
        )
        .get("/jurisdictions/{jurisdiction}/budgets/new", change, new)
        .post("/jurisdictions/{jurisdiction}/budgets", change, create)
        .get(
            "/jurisdictions/{jurisdiction}/budgets/{budget}/edit",
            change,
            edit,
        )
        .post(
            "/jurisdictions/{jurisdiction}/budgets/{budget}/edit",
            change,
            update,
        )
}

/// What the test comes to for each jurisdiction that has budgets.
///
/// # Errors
/// The database is away.
pub(crate) async fn verdicts(tx: &mut Tx) -> sqlx::Result<HashMap<Uuid, Verdict>> {
    let tests = tests(tx).await?.into_iter();
    Ok(tests.map(|(id, test)| (id, test.verdict)).collect())
}

/// The test of each jurisdiction that has budgets, with its years.
///
/// # Errors
/// The database is away.
pub(crate) async fn tests(tx: &mut Tx) -> sqlx::Result<HashMap<Uuid, Test>> {
    let mut years: HashMap<Uuid, Vec<Year>> = HashMap::new();
    for (jurisdiction, row) in db::all(tx).await? {
        years.entry(jurisdiction).or_default().extend(year(&row));
    }
    let tests = years
        .into_iter()
        .map(|(jurisdiction, years)| (jurisdiction, test(&years)));
    Ok(tests.collect())
}

pub(crate) use views::percent;

/// The verdict as a tag; without one there are no budgets.
pub(crate) fn verdict_tag(verdict: Option<&Verdict>) -> AnyView {
    views::verdict_tag(verdict)
}

/// The verdict as spreadsheets say it.
pub(crate) fn verdict_code(verdict: Option<&Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Passed { .. }) => "passed",
        Some(Verdict::NotPassed) => "not_passed",
        Some(Verdict::NoData) | None => "no_data",
    }
}

/// A budget for the domain's rule.
fn year(row: &db::Figures) -> Option<Year> {
    Some(Year {
        period: Period::new(row.starts_on, row.ends_on).ok()?,
        currency: row.currency.parse().ok(),
        health: row.health,
        ict: row.ict,
    })
}

fn tested(rows: &[BudgetRow]) -> Test {
    let years: Vec<Year> = rows.iter().filter_map(|row| year(&row.figures)).collect();
    test(&years)
}

fn page(place: &Place) -> Page {
    Page::new(t!("budgets-title"))
        .crumb(jurisdictions::url::INDEX, t!("jurisdictions-title"))
        .crumb(jurisdictions::url::show(place.id), place.name.clone())
}

fn subpage(place: &Place, title: String) -> Page {
    Page::new(title)
        .crumb(jurisdictions::url::INDEX, t!("jurisdictions-title"))
        .crumb(jurisdictions::url::show(place.id), place.name.clone())
        .crumb(url::index(place.id), t!("budgets-title"))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let place = db::place(&mut tx, id).await?;
    let rows = db::list(&mut tx, id).await?;
    tx.commit().await?;
    let view = views::index(&place, &filters, &rows, &tested(&rows));
    Ok(page(&place).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let place = db::place(&mut tx, id).await?;
    let rows = db::list(&mut tx, id).await?;
    tx.commit().await?;
    let test = tested(&rows);
    let years = filters.narrow(&test.years, &rows).into_iter();
    // A year of which nothing is recorded has nothing for the import to take.
    let recorded = years.filter_map(|(year, row)| Some((year, row?)));
    list::spreadsheet(
        "budgets",
        &views::CSV_HEADINGS.map(ToOwned::to_owned),
        recorded.map(|(year, row)| views::csv_row(&place, year, row)),
    )
}

/// The jurisdiction, if its budgets are the person's to keep.
async fn kept_place(tx: &mut Tx, id: Uuid) -> Result<Place, AppError> {
    let place = db::place(tx, id).await?;
    if place.mine {
        Ok(place)
    } else {
        Err(AppError::Forbidden)
    }
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let place = kept_place(&mut tx, id).await?;
    tx.commit().await?;
    let form = BudgetForm::blank(&place, today);
    let view = views::edit(&place, None, today, &form, &Errors::default(), None);
    Ok(subpage(&place, t!("budget-add")).show(view))
}

const CONSTRAINTS: [(&str, &str, &str); 1] =
    [("budget_once_per_period", "year", "budget-error-taken")];

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<BudgetForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let place = kept_place(&mut tx, id).await?;
    let typed = form.clone();
    let errors = match form.parse(&place, today, None) {
        Ok(values) => match db::insert(&mut tx, id, &values).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(see_other(&url::index(id), "flash-budget-added"));
            }
            Err(error) => on_constraint(error, &CONSTRAINTS)?,
        },
        Err(Invalid { errors, .. }) => errors,
    };
    let view = views::edit(&place, None, today, &typed, &errors, None);
    Ok(subpage(&place, t!("budget-add"))
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view))
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named((id, budget)): Named<(Uuid, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let place = db::place(&mut tx, id).await?;
    let row = db::find(&mut tx, id, budget).await?;
    if !place.mine {
        return Err(AppError::Forbidden);
    }
    tx.commit().await?;
    let form = BudgetForm::from(&row);
    let view = views::edit(&place, Some(&row), today, &form, &Errors::default(), None);
    Ok(subpage(&place, t!("budget-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named((id, budget)): Named<(Uuid, Uuid)>,
    Form(form): Form<BudgetForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let place = db::place(&mut tx, id).await?;
    let row = db::find(&mut tx, id, budget).await?;
    if !place.mine {
        return Err(AppError::Forbidden);
    }
    let mut typed = form.clone();
    let (errors, stale) = match form.parse(&place, today, Some(row.figures.starts_on)) {
        Ok(values) => match db::update(&mut tx, budget, &values).await {
            Ok(true) => {
                tx.commit().await?;
                return Ok(see_other(&url::index(id), "flash-budget-saved"));
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
    let row = db::find(&mut tx, id, budget).await?;
    let (status, conflict) = if stale {
        typed.version = row.version.to_string();
        let (who, when) = who_and_when(&mut tx, "budget", budget).await?;
        let conflict = views::conflict(who, when, &place, &row, &typed);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::edit(&place, Some(&row), today, &typed, &errors, conflict);
    Ok(subpage(&place, t!("budget-edit")).status(status).show(view))
}
