//! Files that come with forms: reading them, checking them by content, keeping
//! them while a form is being mended, and giving them back.
//!
//! A form with files is read by [`read_form`]. Its handler hands the uploads
//! to [`receive`], which stores the good ones at once, attached to nothing and
//! seen by nobody but their sender, and commits even where it refuses the
//! form: the page then carries their ids ([`kept_files`]), so that nobody has
//! to choose a file twice. Once the form is accepted, [`attach`] makes them
//! part of the partnership, or of one of its contracts.

mod check;
mod db;
mod form;
mod views;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use uuid::Uuid;

use crate::AppState;
use crate::access::{CurrentPerson, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::Errors;

pub(crate) use check::clean as clean_name;
pub(crate) use db::{KeptFile, attach};
pub(crate) use form::{Upload, read_form, read_form_up_to};
pub(crate) use views::{ACCEPT, file_link, kept_files, size_words};

/// Where files are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn show(id: Uuid) -> String {
        format!("/files/{id}")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    // Who may open which file is row-level security's to say: a file hangs on
    // a partnership or contract that its address does not name.
    Routes::new().get("/files/{file}", Who::May(Action::UseAccount), download)
}

/// Checks and keeps the files of a form, notes an error beside the field of
/// each that is refused, and gives those that the form has now: the ones just
/// kept and, of `kept_before` (the ids in its `kept_file` fields), the
/// sender's that are attached to nothing yet.
///
/// Commit the transaction even where the form is refused.
///
/// # Errors
/// The database's.
pub(crate) async fn receive(
    tx: &mut Tx,
    person: Uuid,
    uploads: &[Upload],
    kept_before: &[String],
    errors: &mut Errors,
) -> Result<Vec<KeptFile>, AppError> {
    let mut ids: Vec<Uuid> = kept_before
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    for upload in uploads {
        match check::check(upload) {
            Ok(kind) => {
                let name = check::file_name(&upload.name, kind);
                ids.push(db::keep(tx, person, &name, kind, &upload.bytes).await?);
            }
            Err(refused) => errors.add(&upload.field, refused.words(&upload.name)),
        }
    }
    Ok(db::kept(tx, &ids).await?)
}

async fn download(
    State(app): State<AppState>,
    person: CurrentPerson,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = app.db.begin_as(&person).await?;
    let file = db::find(&mut tx, id).await?;
    tx.commit().await?;
    let headers = [
        (CONTENT_TYPE, file.media_type),
        (CONTENT_DISPOSITION, views::attachment(&file.name)),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, file.bytes).into_response())
}
