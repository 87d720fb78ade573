//! People: who can sign in, as what and for whom.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::Vocabulary;
use domain::access::{Action, Role};
use domain::organisation::Sector;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::accounts::{self, PERSON_CONSTRAINTS};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::{AppState, list, organisations, t};
use form::{Filters, PassphraseForm, PersonForm};

pub(crate) use db::Brief;
pub(crate) use views::state_tag;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/people";
    pub(crate) const CSV: &str = "/people.csv";
    pub(crate) const NEW: &str = "/people/new";

    pub(crate) fn show(id: Uuid) -> String {
        format!("/people/{id}")
    }
    pub(crate) fn edit(id: Uuid) -> String {
        format!("/people/{id}/edit")
    }
    pub(crate) fn passphrase(id: Uuid) -> String {
        format!("/people/{id}/passphrase")
    }
    pub(crate) fn deactivate(id: Uuid) -> String {
        format!("/people/{id}/deactivate")
    }
    pub(crate) fn reactivate(id: Uuid) -> String {
        format!("/people/{id}/reactivate")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let manage = Who::May(Action::ManagePeople);
    Routes::new()
        .get("/people", manage, index)
        .get("/people.csv", manage, spreadsheet)
        .get("/people/new", manage, new)
        .post("/people", manage, create)
        .get("/people/{person}", manage, show)
        .get("/people/{person}/edit", manage, edit)
        .post("/people/{person}/edit", manage, update)
        .post("/people/{person}/passphrase", manage, set_passphrase)
        .post("/people/{person}/deactivate", manage, deactivate)
        .post("/people/{person}/reactivate", manage, reactivate)
}

/// The people of an organisation, by name.
///
/// # Errors
/// The database is away.
pub(crate) async fn of_organisation(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Brief>> {
    db::of_organisation(tx, id).await
}

/// The roles that people of an organisation have, active or not.
///
/// # Errors
/// The database is away.
pub(crate) async fn roles_of_organisation(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Role>> {
    db::roles_of_organisation(tx, id).await
}

fn subpage(title: String) -> Page {
    Page::new(title).crumb(url::INDEX, t!("people-title"))
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
    let organisations = organisations::options(&mut tx).await?;
    tx.commit().await?;
    let view = views::index(&filters, organisations, &rows, total);
    Ok(Page::new(t!("people-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, &filters, i64::MAX, 0).await?;
    tx.commit().await?;
    let rows = rows.iter().map(views::csv_row);
    list::spreadsheet("people", &views::csv_headings(), rows)
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    tx.commit().await?;
    let view = views::show(&row, row.id == person.id);
    Ok(subpage(row.name).show(view))
}

async fn new(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let form = PersonForm::blank();
    new_page(&mut tx, StatusCode::OK, &form, &Errors::default()).await
}

async fn new_page(
    tx: &mut Tx,
    status: StatusCode,
    form: &PersonForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let organisations = organisations::options(tx).await?;
    let view = views::edit(None, organisations, form, errors, None);
    Ok(subpage(t!("person-add")).status(status).show(view))
}

/// The sector of the organisation chosen in a form, if there is such a one.
async fn chosen_sector(tx: &mut Tx, form: &PersonForm) -> Result<Option<Sector>, AppError> {
    match form.organisation.parse() {
        Ok(id) => Ok(organisations::sector(tx, id).await?),
        Err(_) => Ok(None),
    }
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(form): Form<PersonForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let typed = form.clone();
    let sector = chosen_sector(&mut tx, &form).await?;
    let errors = match form.parse(sector) {
        Ok(values) => {
            let new = accounts::Account {
                id: values.id,
                name: &values.name,
                email: &values.email,
                role: values.role,
                organisation_id: values.organisation_id,
            };
            match accounts::insert_person(&mut tx, &new).await {
                Ok(()) => {
                    tx.commit().await?;
                    return Ok(see_other(&url::show(values.id), "flash-person-added"));
                }
                Err(error) => on_constraint(error, &PERSON_CONSTRAINTS)?,
            }
        }
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
    let form = PersonForm {
        id: row.id.to_string(),
        version: row.version.to_string(),
        name: row.name.clone(),
        email: row.email.clone(),
        role: row.role.code().to_owned(),
        organisation: row.organisation_id.to_string(),
    };
    let organisations = organisations::options(&mut tx).await?;
    let view = views::edit(Some(&row), organisations, &form, &Errors::default(), None);
    Ok(edit_page(&row).show(view))
}

fn edit_page(row: &db::PersonRow) -> Page {
    subpage(t!("person-edit")).crumb(url::show(row.id), row.name.clone())
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Form(form): Form<PersonForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let mut typed = form.clone();
    let sector = chosen_sector(&mut tx, &form).await?;
    let (errors, stale) = match form.parse(sector) {
        // Somebody must be left who can undo it.
        Ok(values) if id == person.id && values.role != person.role => {
            (Errors::one("role", t!("person-error-own-role")), false)
        }
        Ok(values) => match db::update(&mut tx, id, &values).await {
            Ok(true) => {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), "flash-person-saved"));
            }
            Ok(false) => (Errors::default(), true),
            Err(error) => (on_constraint(error, &PERSON_CONSTRAINTS)?, false),
        },
        Err(Invalid { errors, .. }) => (errors, false),
    };
    // A connection is given back before another is asked for, or requests
    // that hold one each would wait for each other.
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let organisations = organisations::options(&mut tx).await?;
    let (status, conflict) = if stale {
        typed.version = row.version.to_string();
        let (who, when) = who_and_when(&mut tx, "person", id).await?;
        let conflict = views::conflict(who, when, &row, &typed, &organisations);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::edit(Some(&row), organisations, &typed, &errors, conflict);
    Ok(edit_page(&row).status(status).show(view))
}

/// Makes a passphrase and shows it, this once: it is kept nowhere but as a
/// hash. Sent again, the form finds the person changed and makes none.
async fn set_passphrase(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Form(form): Form<PassphraseForm>,
) -> Result<Response, AppError> {
    if id == person.id {
        return Err(AppError::Forbidden);
    }
    let passphrase = accounts::random_passphrase()?;
    let hash = app.passwords.hash(passphrase.clone()).await?;
    let reason = t!("person-passphrase-reason");
    let mut tx = app.db.begin_as_because(&person, &reason).await?;
    let row = db::find(&mut tx, id).await?;
    if row.deactivated_at.is_some() || !db::touch(&mut tx, id, form.version()).await? {
        return Err(AppError::Conflict);
    }
    accounts::replace_password(&mut tx, id, &row.email, &hash).await?;
    tx.commit().await?;
    let title = t!("person-passphrase");
    let view = views::passphrase(&row, &passphrase);
    Ok(subpage(title)
        .crumb(url::show(id), row.name.clone())
        .show(view))
}

async fn deactivate(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    // Somebody must be left who can undo it.
    if id == person.id {
        return Err(AppError::Forbidden);
    }
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    db::deactivate(&mut tx, row.id).await?;
    accounts::end_sessions(&mut tx, row.id).await?;
    tx.commit().await?;
    Ok(see_other(&url::show(id), "flash-person-deactivated"))
}

async fn reactivate(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    db::reactivate(&mut tx, row.id).await?;
    tx.commit().await?;
    Ok(see_other(&url::show(id), "flash-person-reactivated"))
}
