//! Rights in one partnership, given to one person beside what role and
//! organisation give.

mod db;
mod form;
mod views;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use domain::access::Action;
use uuid::Uuid;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::request::see_other;
use crate::{AppState, partnerships, t};
use form::{Grantee, RightForm};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/rights")
    }
    pub(crate) fn remove(reference: &str, right: Uuid) -> String {
        format!("/partnerships/{reference}/rights/{right}/remove")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let grant = Who::MayHere(Action::GrantRights);
    Routes::new()
        .get("/partnerships/{reference}/rights", grant, index)
        .post("/partnerships/{reference}/rights", grant, give)
        .post(
            "/partnerships/{reference}/rights/{right}/remove",
            grant,
            remove,
        )
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let form = RightForm::blank();
    show(&mut tx, &place, StatusCode::OK, &form, &Errors::default()).await
}

async fn show(
    tx: &mut Tx,
    place: &Place,
    status: StatusCode,
    form: &RightForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let rights = db::rights(tx, place.partnership_id).await?;
    let view = views::index(place, rights, form, errors);
    Ok(partnerships::page(place, t!("rights-title"))
        .status(status)
        .show(view))
}

const CONSTRAINTS: [(&str, &str, &str); 1] =
    [("partnership_right_once", "email", "right-error-twice")];

async fn give(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Form(form): Form<RightForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let grantee = match form.address() {
        Some(address) => db::grantee(&mut tx, &address).await?,
        None => None,
    };
    let grantee = grantee.map(|(id, role)| Grantee { id, role });
    let typed = form.clone();
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let values = match form.parse(grantee) {
        Ok(values) => values,
        Err(Invalid { form, errors }) => {
            return show(&mut tx, &place, refused, &form, &errors).await;
        }
    };
    if let Err(error) = db::insert(&mut tx, place.partnership_id, &values).await {
        let errors = on_constraint(error, &CONSTRAINTS)?;
        tx.rollback().await?;
        let mut tx = app.db.begin_as(&person).await?;
        return show(&mut tx, &place, refused, &typed, &errors).await;
    }
    tx.commit().await?;
    Ok(see_other(
        &url::index(&place.reference),
        "flash-right-given",
    ))
}

async fn remove(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Path((_, right)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let right: Uuid = right.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = app.db.begin_as(&person).await?;
    db::delete(&mut tx, place.partnership_id, right).await?;
    tx.commit().await?;
    Ok(see_other(
        &url::index(&place.reference),
        "flash-right-removed",
    ))
}
