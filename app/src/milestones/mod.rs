//! Milestones: the plan, the story of each, and how far it slipped.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, list, partnerships, t};
use form::{EntryForm, Filters, MilestoneForm};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/milestones")
    }
    pub(crate) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/milestones.csv")
    }
    pub(crate) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/milestones/new")
    }
    pub(crate) fn show(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/milestones/{id}")
    }
    pub(crate) fn edit(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/milestones/{id}/edit")
    }
    pub(crate) fn entries(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/milestones/{id}/entries")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadMilestone);
    let plan = Who::MayHere(Action::PlanMilestone);
    let log = Who::MayHere(Action::LogMilestone);
    Routes::new()
        .get("/partnerships/{reference}/milestones", read, index)
        .get(
            "/partnerships/{reference}/milestones.csv",
            read,
            spreadsheet,
        )
        .get("/partnerships/{reference}/milestones/new", plan, new)
        .post("/partnerships/{reference}/milestones", plan, create)
        .get(
            "/partnerships/{reference}/milestones/{milestone}",
            read,
            show,
        )
        .get(
            "/partnerships/{reference}/milestones/{milestone}/edit",
            plan,
            edit,
        )
        .post(
            "/partnerships/{reference}/milestones/{milestone}/edit",
            plan,
            update,
        )
        .post(
            "/partnerships/{reference}/milestones/{milestone}/entries",
            log,
            log_entry,
        )
}

fn page(place: &Place, title: String) -> Page {
    partnerships::page(place, title)
}

/// A page of one milestone, or of one to be.
fn subpage(place: &Place, title: String) -> Page {
    page(place, title).crumb(url::index(&place.reference), t!("milestones-title"))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let (rows, total) = db::list(
        &mut tx,
        place.partnership_id,
        &filters,
        today,
        list::PER_PAGE,
        offset,
    )
    .await?;
    list::reached(offset, rows.is_empty())?;
    tx.commit().await?;
    let view = views::index(&place, &filters, &rows, total, today);
    Ok(page(&place, t!("milestones-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, place.partnership_id, &filters, today, i64::MAX, 0).await?;
    tx.commit().await?;
    let name = format!("{}-milestones", place.reference);
    list::spreadsheet(
        &name,
        &views::csv_headings(),
        rows.iter().map(views::csv_row),
    )
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let form = MilestoneForm::blank();
    new_page(&mut tx, &place, StatusCode::OK, &form, &Errors::default()).await
}

async fn new_page(
    tx: &mut Tx,
    place: &Place,
    status: StatusCode,
    form: &MilestoneForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let owners = partnerships::party_choices(tx, place.partnership_id).await?;
    let view = views::edit(place, None, owners, form, errors, None);
    Ok(subpage(place, t!("milestone-add"))
        .status(status)
        .show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Form(form): Form<MilestoneForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let typed = form.clone();
    let values = match form.parse() {
        Ok(values) => values,
        Err(Invalid { form, errors }) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return new_page(&mut tx, &place, status, &form, &errors).await;
        }
    };
    let language = current().language();
    let saved = db::insert(&mut tx, place.partnership_id, values.id, &values, language).await;
    if let Err(error) = saved {
        let errors = on_constraint(error, &OWNER_CONSTRAINT)?;
        tx.rollback().await?;
        let mut tx = app.db.begin_as(&person).await?;
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return new_page(&mut tx, &place, status, &typed, &errors).await;
    }
    tx.commit().await?;
    Ok(see_other(
        &url::show(&place.reference, values.id),
        "flash-milestone-added",
    ))
}

const OWNER_CONSTRAINT: [(&str, &str, &str); 1] =
    [("milestone_owner_exists", "owner", "error-choice")];

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.milestone_id()).await?;
    let entries = db::entries(&mut tx, row.id).await?;
    tx.commit().await?;
    let form = EntryForm::next(row.version, row.state, row.forecast_on, today);
    let errors = Errors::default();
    let entry = place.may(Action::LogMilestone).then_some((&form, &errors));
    let view = views::show(&place, &row, entries, entry, None, today);
    Ok(subpage(&place, row.title).show(view))
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.milestone_id()).await?;
    let mut form = MilestoneForm {
        id: row.id.to_string(),
        version: row.version.to_string(),
        title: row.title.clone(),
        description: row.description.clone().unwrap_or_default(),
        owner: row.owner_id.to_string(),
        ..MilestoneForm::default()
    };
    form.set_planned(row.planned_on);
    let owners = partnerships::party_choices(&mut tx, place.partnership_id).await?;
    let view = views::edit(&place, Some(&row), owners, &form, &Errors::default(), None);
    Ok(subpage(&place, t!("milestone-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Form(form): Form<MilestoneForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.milestone_id();
    let mut typed = form.clone();
    let (errors, stale) = match form.parse() {
        Ok(values) => match db::update(&mut tx, id, values.version, &values).await {
            Ok(true) => {
                tx.commit().await?;
                return Ok(see_other(
                    &url::show(&place.reference, id),
                    "flash-milestone-saved",
                ));
            }
            Ok(false) => (Errors::default(), true),
            Err(error) => (on_constraint(error, &OWNER_CONSTRAINT)?, false),
        },
        Err(Invalid { errors, .. }) => (errors, false),
    };
    // A connection is given back before another is asked for, or requests
    // that hold one each would wait for each other.
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let owners = partnerships::party_choices(&mut tx, place.partnership_id).await?;
    let (status, conflict) = if stale {
        typed.version = row.version.to_string();
        let (who, when) = who_and_when(&mut tx, "milestone", id).await?;
        let conflict = views::plan_conflict(who, when, &row, &typed, &owners);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::edit(&place, Some(&row), owners, &typed, &errors, conflict);
    Ok(subpage(&place, t!("milestone-edit"))
        .status(status)
        .show(view))
}

async fn log_entry(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<EntryForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.milestone_id();
    let back = url::show(&place.reference, id);
    let row = db::find(&mut tx, id).await?;
    let mut typed = form.clone();
    let (errors, stale) = match form.parse(row.state, today) {
        Ok(entry) if db::entry_exists(&mut tx, entry.id).await? => {
            return Ok(see_other(&back, "flash-milestone-logged"));
        }
        Ok(entry) => {
            if db::log(&mut tx, id, person.id, &entry, current().language()).await? {
                tx.commit().await?;
                return Ok(see_other(&back, "flash-milestone-logged"));
            }
            (Errors::default(), true)
        }
        Err(Invalid { errors, .. }) => (errors, false),
    };

    let row = db::find(&mut tx, id).await?;
    let entries = db::entries(&mut tx, id).await?;
    let (status, conflict) = if stale {
        typed.version = row.version.to_string();
        let (who, when) = who_and_when(&mut tx, "milestone", id).await?;
        (
            StatusCode::CONFLICT,
            Some(views::entry_conflict(who, when, &row, &typed)),
        )
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::show(
        &place,
        &row,
        entries,
        Some((&typed, &errors)),
        conflict,
        today,
    );
    Ok(subpage(&place, row.title).status(status).show(view))
}
