//! Total cost of ownership of a contract's system: by fiscal year, planned
//! beside actual, and how predictable it was. Vendors never see it.

mod db;
mod form;
mod views;

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use domain::cost::CostCategory;
use serde::Deserialize;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::Errors;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, contracts, list, partnerships, t};
use form::{Act, CostForm};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str, contract: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/costs")
    }
    pub(super) fn csv(reference: &str, contract: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/costs.csv")
    }
    pub(super) fn edit(reference: &str, contract: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/costs/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadFunding);
    let edit_ = Who::MayHere(Action::EditFunding);
    Routes::new()
        .get(
            "/partnerships/{reference}/contracts/{contract}/costs",
            read,
            index,
        )
        .get(
            "/partnerships/{reference}/contracts/{contract}/costs.csv",
            read,
            spreadsheet,
        )
        .get(
            "/partnerships/{reference}/contracts/{contract}/costs/edit",
            edit_,
            edit,
        )
        .post(
            "/partnerships/{reference}/contracts/{contract}/costs/edit",
            edit_,
            update,
        )
}

/// What a list of cost lines is narrowed to, and which category is edited.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    category: String,
}

impl Asked {
    fn category(&self) -> Option<CostCategory> {
        self.category.parse().ok()
    }
}

fn page(place: &Place, contract: &db::ContractRow, title: String) -> Page {
    partnerships::page(place, title)
        .crumb(
            contracts::url::index(&place.reference),
            t!("contracts-title"),
        )
        .crumb(
            contracts::url::show(&place.reference, contract.id),
            contract.title.clone(),
        )
}

fn subpage(place: &Place, contract: &db::ContractRow, title: String) -> Page {
    let index = url::index(&place.reference, contract.id);
    page(place, contract, title).crumb(index, t!("costs-title"))
}

async fn load(
    tx: &mut Tx,
    place: &Place,
    category: Option<CostCategory>,
) -> sqlx::Result<(db::ContractRow, Vec<db::LineRow>)> {
    let contract = db::contract(tx, place.contract().id).await?;
    let lines = db::lines(tx, contract.id, category).await?;
    Ok((contract, lines))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (contract, lines) = load(&mut tx, &place, asked.category()).await?;
    tx.commit().await?;
    let view = views::index(&place, &contract, &lines, asked.category());
    Ok(page(&place, &contract, t!("costs-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (_, lines) = load(&mut tx, &place, asked.category()).await?;
    tx.commit().await?;
    list::spreadsheet(
        &format!("{}-costs", place.reference),
        &views::csv_headings(),
        lines.iter().map(views::csv_row),
    )
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let category = asked.category().unwrap_or(CostCategory::Operation);
    let (contract, lines) = load(&mut tx, &place, Some(category)).await?;
    tx.commit().await?;
    let form = CostForm::of(&contract, category, &lines);
    let view = views::edit(&place, &contract, &form, &Errors::default(), None);
    Ok(subpage(&place, &contract, t!("costs-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Form(typed): Form<BTreeMap<String, String>>,
) -> Result<Response, AppError> {
    let mut form = CostForm::read(&typed).ok_or(AppError::BadRequest)?;
    let mut tx = app.db.begin_as(&person).await?;
    let (contract, lines) = load(&mut tx, &place, Some(form.category)).await?;
    let shown = |form: &CostForm, errors: &Errors, conflict, status| {
        let view = views::edit(&place, &contract, form, errors, conflict);
        Ok(subpage(&place, &contract, t!("costs-edit"))
            .status(status)
            .show(view))
    };
    match form.act {
        Act::YearAfter => form.add_year_after(&contract),
        Act::YearBefore => form.add_year_before(&contract),
        Act::Totals | Act::Save => {}
    }
    if form.act != Act::Save {
        return shown(&form, &Errors::default(), None, StatusCode::OK);
    }
    let values = match form.parse(&contract, &lines) {
        Ok(values) => values,
        Err(errors) => {
            return shown(&form, &errors, None, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let (place_of, language) = (contract.id, current().language());
    let mut saved = true;
    for value in &values {
        // The same values are no change, whichever version they began with.
        let stored = lines
            .iter()
            .find(|line| line.starts_on == value.period.start());
        saved &= match stored {
            Some(line) if line.holds(value) => true,
            Some(line) if line.version == value.version => {
                db::update(&mut tx, line, person.id, value, language).await?
            }
            Some(_) => false,
            None => {
                let currency = &contract.currency;
                let category = form.category;
                db::insert(
                    &mut tx, place_of, category, currency, person.id, value, language,
                )
                .await?
            }
        };
    }
    if saved {
        tx.commit().await?;
        let index = url::index(&place.reference, contract.id);
        return Ok(see_other(&index, "flash-costs-saved"));
    }
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let lines = db::lines(&mut tx, contract.id, Some(form.category)).await?;
    let changed = form.stale(&lines);
    let (who, when) = match changed {
        Some(line) => who_and_when(&mut tx, "cost_line", line.id).await?,
        None => return Err(AppError::Conflict),
    };
    tx.commit().await?;
    let conflict = views::conflict(who, when, &form, &lines);
    form.take_versions(&lines);
    shown(
        &form,
        &Errors::default(),
        Some(conflict),
        StatusCode::CONFLICT,
    )
}
