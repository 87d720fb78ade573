//! The statements that scorecards ask about, in versions: a round keeps the
//! version it began with.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use domain::access::Action;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::page::Page;
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, t};
use form::CatalogueForm;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/statements";
    pub(super) const NEW: &str = "/statements/new";

    pub(super) fn show(catalogue: Uuid) -> String {
        format!("/statements/{catalogue}")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let edit = Who::May(Action::EditStatements);
    Routes::new()
        .get("/statements", edit, index)
        .get("/statements/new", edit, new)
        .post("/statements", edit, create)
        .get("/statements/{catalogue}", edit, show)
}

fn subpage(title: String) -> Page {
    Page::new(title).crumb(url::INDEX, t!("statements-title"))
}

/// Number and statements of the latest version.
async fn latest(tx: &mut Tx) -> Result<(i32, Vec<db::StatementRow>), AppError> {
    let catalogues = db::catalogues(tx).await?;
    let latest = catalogues.first().ok_or(AppError::NotFound)?;
    Ok((latest.number, db::statements(tx, latest.id).await?))
}

async fn index(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let catalogues = db::catalogues(&mut tx).await?;
    let (_, statements) = latest(&mut tx).await?;
    tx.commit().await?;
    let view = views::index(&catalogues, &statements);
    Ok(Page::new(t!("statements-title")).show(view))
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let catalogues = db::catalogues(&mut tx).await?;
    let row = catalogues.iter().find(|row| row.id == id);
    let row = row.ok_or(AppError::NotFound)?;
    let statements = db::statements(&mut tx, id).await?;
    tx.commit().await?;
    let title = t!("statements-version", number = row.number);
    Ok(subpage(title).show(views::show(row, &statements)))
}

async fn new(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (number, statements) = latest(&mut tx).await?;
    tx.commit().await?;
    let form = CatalogueForm::of(number, &statements);
    let view = views::edit(&form, &Errors::default(), None);
    Ok(subpage(t!("statements-new")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(form): Form<CatalogueForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse() {
        Ok(values) => {
            if db::insert(&mut tx, person.id, &values, current().language()).await? {
                tx.commit().await?;
                return Ok(see_other(url::INDEX, "flash-statements-added"));
            }
            let catalogues = db::catalogues(&mut tx).await?;
            let theirs = catalogues.first().ok_or(AppError::NotFound)?;
            let (number, statements) = latest(&mut tx).await?;
            typed.after = number.to_string();
            let saved = CatalogueForm::of(number, &statements);
            let conflict = views::conflict(theirs, &saved, &typed);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    let view = views::edit(&typed, &errors, conflict);
    Ok(subpage(t!("statements-new")).status(status).show(view))
}
