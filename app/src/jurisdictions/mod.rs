//! Jurisdictions: countries, regions and places, each below another.

mod db;
mod form;
mod views;

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use domain::access::Action;
use domain::jurisdiction::Level;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::bodies::{self, BodyRow};
use crate::db::Tx;
use crate::decisions::{self, DecisionRow};
use crate::directions::{self, Holding};
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::portfolio::{self, standing};
use crate::request::see_other;
use crate::{AppState, Today, budgets, list, organisations, t, tensions, ui};
use form::JurisdictionForm;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/jurisdictions";
    pub(crate) const CSV: &str = "/jurisdictions.csv";
    pub(crate) const NEW: &str = "/jurisdictions/new";

    pub(crate) fn show(id: Uuid) -> String {
        format!("/jurisdictions/{id}")
    }
    pub(crate) fn edit(id: Uuid) -> String {
        format!("/jurisdictions/{id}/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadJurisdiction);
    let change = Who::May(Action::EditJurisdiction);
    Routes::new()
        .get("/jurisdictions", read, index)
        .get("/jurisdictions.csv", read, spreadsheet)
        .get("/jurisdictions/new", change, new)
        .post("/jurisdictions", change, create)
        .get("/jurisdictions/{jurisdiction}", read, show)
        .get("/jurisdictions/{jurisdiction}/edit", change, edit)
        .post("/jurisdictions/{jurisdiction}/edit", change, update)
}

/// A jurisdiction that others can be placed in, named with those above it.
pub(crate) struct Choice {
    /// Its id.
    pub(crate) id: Uuid,
    /// Its name after the names of those above it.
    pub(crate) label: String,
    /// Its level.
    pub(crate) level: Level,
}

/// Every jurisdiction, each after the one above it.
///
/// # Errors
/// The database is away.
pub(crate) async fn choices(tx: &mut Tx) -> sqlx::Result<Vec<Choice>> {
    db::choices(tx, None).await
}

/// Jurisdictions as the options of a form's list.
pub(crate) fn options(choices: &[Choice]) -> Vec<(String, String)> {
    choices
        .iter()
        .map(|choice| (choice.id.to_string(), choice.label.clone()))
        .collect()
}

fn subpage(title: String) -> Page {
    Page::new(title).crumb(url::INDEX, t!("jurisdictions-title"))
}

async fn index(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = db::tree(&mut tx, None).await?;
    let verdicts = budgets::verdicts(&mut tx).await?;
    tx.commit().await?;
    Ok(Page::new(t!("jurisdictions-title")).show(views::index(&person, &rows, &verdicts)))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = db::tree(&mut tx, None).await?;
    let verdicts = budgets::verdicts(&mut tx).await?;
    tx.commit().await?;
    list::spreadsheet(
        "jurisdictions",
        &views::csv_headings(&person),
        rows.iter()
            .map(|row| views::csv_row(&person, row, verdicts.get(&row.id))),
    )
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = standing::begin(&app, &person, today).await?;
    let rows = db::tree(&mut tx, Some(id)).await?;
    let (row, below) = rows.split_first().ok_or(AppError::NotFound)?;
    let governance = match person.may(Action::ReadBody) {
        true => Some(Governance::load(&mut tx, &person, row, today).await?),
        false => None,
    };
    let organisations = organisations::of_jurisdiction(&mut tx, id).await?;
    let verdicts = budgets::verdicts(&mut tx).await?;
    tx.commit().await?;
    let registry = views::registry(&person, row, below, &organisations, &verdicts);
    let view = views::show(&person, row, governance, registry, today);
    Ok(subpage(row.name.clone()).show(view))
}

/// Decisions on a jurisdiction's page, at most so many.
const DECISIONS: i64 = 8;

/// Who decides in a jurisdiction, what holds there, and what pulls it in two
/// directions.
struct Governance {
    /// Nothing for those who do not review it.
    tiles: Vec<ui::Tile>,
    bodies: Vec<BodyRow>,
    decisions: Vec<DecisionRow>,
    directions: Holding,
    tensions: tensions::Here,
}

impl Governance {
    async fn load(
        tx: &mut Tx,
        person: &CurrentPerson,
        row: &db::JurisdictionRow,
        today: NaiveDate,
    ) -> sqlx::Result<Self> {
        Ok(Self {
            tiles: match person.may(Action::ReadPortfolio) {
                true => portfolio::tiles_within(tx, (row.id, &row.code), today).await?,
                false => Vec::new(),
            },
            bodies: bodies::of_jurisdiction(tx, row.id, today).await?,
            decisions: decisions::of_jurisdiction(tx, row.id, DECISIONS).await?,
            directions: directions::holding(tx, row.id, today).await?,
            tensions: tensions::open_in(tx, row.id).await?,
        })
    }
}

/// What a jurisdiction is placed among: those it can lie below, and the levels
/// of those directly below it.
struct Around {
    parents: Vec<Choice>,
    below: Vec<Level>,
}

impl Around {
    async fn load(tx: &mut Tx, id: Option<Uuid>) -> Result<Self, AppError> {
        let below = match id {
            Some(id) => db::levels_below(tx, id).await?,
            None => Vec::new(),
        };
        let parents = db::choices(tx, id).await?;
        Ok(Self { parents, below })
    }

    fn parse(&self, form: JurisdictionForm) -> Result<form::Values, Invalid<JurisdictionForm>> {
        let parents: Vec<_> = self
            .parents
            .iter()
            .map(|choice| (choice.id, choice.level))
            .collect();
        form.parse(&parents, &self.below)
    }
}

async fn new(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let parents = db::choices(&mut tx, None).await?;
    let form = JurisdictionForm::blank();
    Ok(new_page(
        StatusCode::OK,
        &parents,
        &form,
        &Errors::default(),
    ))
}

fn new_page(
    status: StatusCode,
    parents: &[Choice],
    form: &JurisdictionForm,
    errors: &Errors,
) -> Response {
    let view = views::edit(None, parents, form, errors, None);
    subpage(t!("jurisdiction-add")).status(status).show(view)
}

const CONSTRAINTS: [(&str, &str, &str); 1] = [(
    "jurisdiction_code_unique",
    "code",
    "jurisdiction-error-code-taken",
)];

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(form): Form<JurisdictionForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    db::lock(&mut tx).await?;
    let around = Around::load(&mut tx, None).await?;
    let typed = form.clone();
    let errors = match around.parse(form) {
        Ok(values) => match db::insert(&mut tx, &values).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(see_other(&url::show(values.id), "flash-jurisdiction-added"));
            }
            Err(error) => on_constraint(error, &CONSTRAINTS)?,
        },
        Err(Invalid { errors, .. }) => errors,
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(new_page(status, &around.parents, &typed, &errors))
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let parents = db::choices(&mut tx, Some(id)).await?;
    let form = JurisdictionForm {
        id: row.id.to_string(),
        version: row.version.to_string(),
        name: row.name.clone(),
        code: row.code.clone(),
        parent: row.parent_id.map(|id| id.to_string()).unwrap_or_default(),
        level: domain::Vocabulary::code(row.level).to_owned(),
        currency: row.currency.clone(),
        first_month: row.first_month.to_string(),
        time_zone: row.time_zone.clone(),
    };
    let view = views::edit(Some(&row), &parents, &form, &Errors::default(), None);
    Ok(edit_page(&row).show(view))
}

fn edit_page(row: &db::JurisdictionRow) -> Page {
    subpage(t!("jurisdiction-edit")).crumb(url::show(row.id), row.name.clone())
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Form(form): Form<JurisdictionForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    db::lock(&mut tx).await?;
    let around = Around::load(&mut tx, Some(id)).await?;
    let mut typed = form.clone();
    let (errors, stale) = match around.parse(form) {
        Ok(values) => match db::update(&mut tx, id, &values).await {
            Ok(true) => {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), "flash-jurisdiction-saved"));
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
        let (who, when) = who_and_when(&mut tx, "jurisdiction", id).await?;
        let conflict = views::conflict(who, when, &row, &typed, &around.parents);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::edit(Some(&row), &around.parents, &typed, &errors, conflict);
    Ok(edit_page(&row).status(status).show(view))
}
