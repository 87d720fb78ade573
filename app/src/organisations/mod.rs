//! Organisations: what they are called now and were before, who took over
//! from whom, and how registers number them.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::Vocabulary;
use domain::access::{Action, role_fits};
use domain::organisation::Sector;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::{AppState, Today, jurisdictions, list, people, t};
use form::{Filters, IdentifierForm, OrganisationForm, RenameForm, SuccessionForm};

pub(crate) use db::Brief;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/organisations";
    pub(crate) const CSV: &str = "/organisations.csv";
    pub(crate) const NEW: &str = "/organisations/new";

    /// The list of those in a jurisdiction and below it.
    pub(crate) fn of_jurisdiction(jurisdiction: Uuid) -> String {
        format!("/organisations?jurisdiction={jurisdiction}")
    }
    pub(crate) fn show(id: Uuid) -> String {
        format!("/organisations/{id}")
    }
    pub(crate) fn edit(id: Uuid) -> String {
        format!("/organisations/{id}/edit")
    }
    pub(crate) fn rename(id: Uuid) -> String {
        format!("/organisations/{id}/rename")
    }
    pub(crate) fn succession(id: Uuid) -> String {
        format!("/organisations/{id}/succession")
    }
    pub(crate) fn identifiers(id: Uuid) -> String {
        format!("/organisations/{id}/identifiers")
    }
    pub(crate) fn remove_identifier(id: Uuid, identifier: Uuid) -> String {
        format!("/organisations/{id}/identifiers/{identifier}/remove")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadOrganisation);
    let change = Who::May(Action::EditOrganisation);
    Routes::new()
        .get("/organisations", read, index)
        .get("/organisations.csv", read, spreadsheet)
        .get("/organisations/new", change, new)
        .post("/organisations", change, create)
        .get("/organisations/{organisation}", read, show)
        .get("/organisations/{organisation}/edit", change, edit)
        .post("/organisations/{organisation}/edit", change, update)
        .get("/organisations/{organisation}/rename", change, show_rename)
        .post("/organisations/{organisation}/rename", change, rename)
        .get(
            "/organisations/{organisation}/succession",
            change,
            show_succession,
        )
        .post(
            "/organisations/{organisation}/succession",
            change,
            set_succession,
        )
        .post(
            "/organisations/{organisation}/identifiers",
            change,
            add_identifier,
        )
        .post(
            "/organisations/{organisation}/identifiers/{identifier}/remove",
            change,
            remove_identifier,
        )
}

/// The sector of an organisation, which stays what it is until the
/// transaction ends; nothing where there is no such organisation.
///
/// # Errors
/// The database is away.
pub(crate) async fn sector(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<Sector>> {
    db::sector(tx, id).await
}

/// The organisations of exactly one jurisdiction, by name.
///
/// # Errors
/// The database is away.
pub(crate) async fn of_jurisdiction(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Brief>> {
    db::of_jurisdiction(tx, id).await
}

/// Every organisation by name, as the options of a form's list.
///
/// # Errors
/// The database is away.
pub(crate) async fn options(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let names = db::names(tx).await?;
    Ok(names
        .into_iter()
        .map(|(id, name)| (id.to_string(), name))
        .collect())
}

fn subpage(title: String) -> Page {
    Page::new(title).crumb(url::INDEX, t!("organisations-title"))
}

/// A page about changing one organisation.
fn page_of(row: &db::OrganisationRow, title: String) -> Page {
    subpage(title).crumb(url::show(row.id), row.name.clone())
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let (rows, total) = db::list(&mut tx, &filters, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let places = jurisdictions::choices(&mut tx).await?;
    tx.commit().await?;
    let places = jurisdictions::options(&places);
    let view = views::index(&person, &filters, places, &rows, total);
    Ok(Page::new(t!("organisations-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, &filters, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        "organisations",
        &views::csv_headings(&person),
        rows.iter().map(|row| views::csv_row(&person, row)),
    )
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let form = IdentifierForm::blank();
    let status = StatusCode::OK;
    show_page(&mut tx, &person, id, status, &form, &Errors::default()).await
}

async fn show_page(
    tx: &mut Tx,
    person: &CurrentPerson,
    id: Uuid,
    status: StatusCode,
    form: &IdentifierForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let row = db::find(tx, id).await?;
    let partnerships = match person.may(Action::ReadPartnership) {
        true => Some(db::partnerships(tx, id).await?),
        false => None,
    };
    let people = match person.may(Action::ManagePeople) {
        true => Some(people::of_organisation(tx, id).await?),
        false => None,
    };
    let changes = db::changes(tx, id).await?;
    let names = db::names_of(tx, &views::ids_in(&changes)).await?;
    let around = views::Around {
        identifiers: db::identifiers(tx, id).await?,
        former_names: db::former_names(tx, id).await?,
        lineage: db::lineage(tx, id).await?,
        partnerships,
        people,
        changes,
        names,
    };
    let view = views::show(person, &row, &around, form, errors);
    Ok(subpage(row.name).status(status).show(view))
}

async fn new(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let form = OrganisationForm::blank();
    new_page(&mut tx, StatusCode::OK, &form, &Errors::default()).await
}

async fn new_page(
    tx: &mut Tx,
    status: StatusCode,
    form: &OrganisationForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let places = jurisdictions::options(&jurisdictions::choices(tx).await?);
    let view = views::edit(None, places, form, errors, None);
    Ok(subpage(t!("organisation-add")).status(status).show(view))
}

const CONSTRAINTS: [(&str, &str, &str); 1] = [(
    "organisation_jurisdiction_exists",
    "jurisdiction",
    "error-choice",
)];

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(form): Form<OrganisationForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let typed = form.clone();
    let errors = match form.parse() {
        Ok(values) => match db::insert(&mut tx, &values).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(see_other(&url::show(values.id), "flash-organisation-added"));
            }
            Err(error) => on_constraint(error, &CONSTRAINTS)?,
        },
        Err(Invalid { errors, .. }) => errors,
    };
    tx.rollback().await?;
    let mut tx = app.db.begin_as(&person).await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    new_page(&mut tx, status, &typed, &errors).await
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let form = OrganisationForm {
        id: row.id.to_string(),
        version: row.version.to_string(),
        name: row.name.clone(),
        short_name: text(&row.short_name),
        sector: row.sector.code().to_owned(),
        jurisdiction: row.jurisdiction_id.to_string(),
        street_address: text(&row.street_address),
        locality: text(&row.locality),
        postal_code: text(&row.postal_code),
        country_name: text(&row.country_name),
    };
    let places = jurisdictions::options(&jurisdictions::choices(&mut tx).await?);
    let view = views::edit(Some(&row), places, &form, &Errors::default(), None);
    Ok(page_of(&row, t!("organisation-edit")).show(view))
}

/// Saves an organisation whose people still fit its sector; otherwise says
/// what is wrong, or that somebody saved it before (`None`).
async fn save(
    tx: &mut Tx,
    id: Uuid,
    values: &form::OrganisationValues,
) -> Result<Result<(), Option<Errors>>, AppError> {
    match db::update(tx, id, values).await {
        Ok(true) => {}
        Ok(false) => return Ok(Err(None)),
        Err(error) => return Ok(Err(Some(on_constraint(error, &CONSTRAINTS)?))),
    }
    let roles = people::roles_of_organisation(tx, id).await?;
    if roles.iter().all(|role| role_fits(*role, values.sector)) {
        Ok(Ok(()))
    } else {
        let message = t!("organisation-error-sector-people");
        Ok(Err(Some(Errors::one("sector", message))))
    }
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Form(form): Form<OrganisationForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let mut typed = form.clone();
    let refused = match form.parse() {
        Ok(values) => match save(&mut tx, id, &values).await? {
            Ok(()) => {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), "flash-organisation-saved"));
            }
            Err(refused) => refused,
        },
        Err(Invalid { errors, .. }) => Some(errors),
    };
    // A connection is given back before another is asked for, or requests
    // that hold one each would wait for each other.
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let places = jurisdictions::options(&jurisdictions::choices(&mut tx).await?);
    let (status, errors, conflict) = if let Some(errors) = refused {
        (StatusCode::UNPROCESSABLE_ENTITY, errors, None)
    } else {
        typed.version = row.version.to_string();
        let (who, when) = who_and_when(&mut tx, "organisation", id).await?;
        let conflict = views::edit_conflict(who, when, &row, &typed, &places);
        (StatusCode::CONFLICT, Errors::default(), Some(conflict))
    };
    let view = views::edit(Some(&row), places, &typed, &errors, conflict);
    Ok(page_of(&row, t!("organisation-edit"))
        .status(status)
        .show(view))
}

async fn show_rename(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let form = RenameForm::blank(row.version, today);
    let view = views::rename(&row, &form, &Errors::default(), None);
    Ok(page_of(&row, t!("organisation-rename")).show(view))
}

async fn rename(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<RenameForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let mut typed = form.clone();
    let done = || see_other(&url::show(id), "flash-organisation-renamed");
    if let Some(sent_before) = form.sent_id()
        && db::former_name_exists(&mut tx, sent_before).await?
    {
        return Ok(done());
    }
    let (errors, stale) = match form.parse(&row.name, today) {
        Ok(values) => {
            if db::rename(&mut tx, id, &values).await? {
                tx.commit().await?;
                return Ok(done());
            }
            (Errors::default(), true)
        }
        Err(Invalid { errors, .. }) => (errors, false),
    };
    let row = db::find(&mut tx, id).await?;
    let (status, conflict) = if stale {
        typed.version = row.version.to_string();
        let (who, when) = who_and_when(&mut tx, "organisation", id).await?;
        let conflict = views::rename_conflict(who, when, &row, &typed);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::rename(&row, &typed, &errors, conflict);
    Ok(page_of(&row, t!("organisation-rename"))
        .status(status)
        .show(view))
}

async fn show_succession(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let successors = db::possible_successors(&mut tx, id).await?;
    let form = SuccessionForm::of(row.version, row.successor_id, row.succeeded_on);
    let view = views::succession(&row, &successors, &form, &Errors::default(), None);
    Ok(page_of(&row, t!("organisation-succession")).show(view))
}

async fn set_succession(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Form(form): Form<SuccessionForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    db::lock(&mut tx).await?;
    let row = db::find(&mut tx, id).await?;
    let successors = db::possible_successors(&mut tx, id).await?;
    let mut typed = form.clone();
    let possible: Vec<Uuid> = successors.iter().map(|(id, _)| *id).collect();
    let (errors, stale) = match form.parse(&possible, row.successor_id.is_some()) {
        Ok(values) => {
            if db::set_successor(&mut tx, id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), "flash-organisation-saved"));
            }
            (Errors::default(), true)
        }
        Err(Invalid { errors, .. }) => (errors, false),
    };
    let (status, conflict) = if stale {
        typed.version = row.version.to_string();
        let (who, when) = who_and_when(&mut tx, "organisation", id).await?;
        let conflict = views::succession_conflict(who, when, &row, &typed, &successors);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::succession(&row, &successors, &typed, &errors, conflict);
    Ok(page_of(&row, t!("organisation-succession"))
        .status(status)
        .show(view))
}

const IDENTIFIER_CONSTRAINTS: [(&str, &str, &str); 1] = [(
    "organisation_identifier_unique",
    "identifier",
    "organisation-error-identifier-taken",
)];

async fn add_identifier(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Form(form): Form<IdentifierForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let typed = form.clone();
    let errors = match form.parse() {
        Ok(values) => match db::insert_identifier(&mut tx, row.id, &values).await {
            Ok(()) => {
                tx.commit().await?;
                let flash = "flash-organisation-identifier-added";
                return Ok(see_other(&url::show(id), flash));
            }
            Err(error) => on_constraint(error, &IDENTIFIER_CONSTRAINTS)?,
        },
        Err(Invalid { errors, .. }) => errors,
    };
    tx.rollback().await?;
    let mut tx = app.db.begin_as(&person).await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show_page(&mut tx, &person, id, status, &typed, &errors).await
}

async fn remove_identifier(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named((id, identifier)): Named<(Uuid, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    if !db::remove_identifier(&mut tx, id, identifier).await? {
        return Err(AppError::NotFound);
    }
    tx.commit().await?;
    let flash = "flash-organisation-identifier-removed";
    Ok(see_other(&url::show(id), flash))
}
