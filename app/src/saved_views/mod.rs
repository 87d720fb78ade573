//! Saved views: lists with the filters that somebody comes back to. Each person
//! has their own, on the workbench and on the list.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::{AppState, t};
use form::{Of, ViewForm};

pub(crate) use db::SavedView;
pub(crate) use views::{bar, links};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    use super::form::Of;
    use crate::list;

    pub(crate) const INDEX: &str = "/views";

    /// Where the list at this address is saved.
    pub(crate) fn new(address: &str) -> String {
        let list = address.to_owned();
        list::address("/views/new", &Of { list })
    }
    pub(super) fn act(view: Uuid, act: &str) -> String {
        format!("/views/{view}/{act}")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let own = Who::May(Action::UseAccount);
    Routes::new()
        .get("/views", own, index)
        .get("/views/new", own, new)
        .post("/views", own, create)
        .get("/views/{view}/edit", own, edit)
        .post("/views/{view}/edit", own, rename)
        .post("/views/{view}/delete", own, delete)
}

/// All views of the person, by name.
///
/// # Errors
/// The database's.
pub(crate) async fn all(tx: &mut Tx) -> sqlx::Result<Vec<SavedView>> {
    db::all(tx).await
}

/// The person's views of the list at this path.
///
/// # Errors
/// The database's.
pub(crate) async fn of_list(tx: &mut Tx, path: &str) -> sqlx::Result<Vec<SavedView>> {
    let mut views = db::all(tx).await?;
    views.retain(|view| view.address.split('?').next() == Some(path));
    Ok(views)
}

const CONSTRAINTS: [(&str, &str, &str); 2] = [
    ("saved_view_once_per_name", "name", "saved-view-error-taken"),
    ("saved_view_at_most_thirty", "name", "saved-view-error-many"),
];

fn subpage(title: String) -> Page {
    Page::new(title).crumb(url::INDEX, t!("saved-views-title"))
}

async fn index(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = db::all(&mut tx).await?;
    tx.commit().await?;
    Ok(Page::new(t!("saved-views-title")).show(views::index(&rows)))
}

/// The form for a new view; not there for what is no list.
async fn new(Query(of): Query<Of>) -> Result<Response, AppError> {
    let list = form::address(&of.list).ok_or(AppError::NotFound)?;
    let form = ViewForm::blank(list);
    let view = views::edit(None, &form, &Errors::default(), None);
    Ok(subpage(t!("saved-view-add")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(form): Form<ViewForm>,
) -> Result<Response, AppError> {
    let typed = form.clone();
    let errors = match form.parse() {
        Ok(values) => {
            let mut tx = app.db.begin_as(&person).await?;
            match db::insert(&mut tx, &values).await {
                Ok(()) => {
                    tx.commit().await?;
                    return Ok(see_other(&values.address, "flash-saved-view-added"));
                }
                Err(error) => on_constraint(error, &CONSTRAINTS)?,
            }
        }
        Err(Invalid { errors, .. }) => errors,
    };
    let view = views::edit(None, &typed, &errors, None);
    Ok(subpage(t!("saved-view-add"))
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view))
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    tx.commit().await?;
    let form = views::form_of(&row);
    let view = views::edit(Some(&row), &form, &Errors::default(), None);
    Ok(subpage(t!("saved-view-rename")).show(view))
}

async fn rename(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Form(mut form): Form<ViewForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    form.list.clone_from(&row.address);
    let mut typed = form.clone();
    let (errors, stale) = match form.parse() {
        Ok(values) => match db::rename(&mut tx, id, &values).await {
            Ok(true) => {
                tx.commit().await?;
                return Ok(see_other(url::INDEX, "flash-saved-view-renamed"));
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
        let (who, when) = who_and_when(&mut tx, "saved_view", id).await?;
        let conflict = views::conflict(who, when, &row, &typed);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::edit(Some(&row), &typed, &errors, conflict);
    Ok(subpage(t!("saved-view-rename")).status(status).show(view))
}

async fn delete(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    db::delete(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see_other(url::INDEX, "flash-saved-view-deleted"))
}
