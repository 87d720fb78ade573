//! Reading a form that comes with files.
//!
//! The route's limit ([`MAX_UPLOAD_BYTES`](crate::access::MAX_UPLOAD_BYTES))
//! leaves room for a file somewhat above its own, so that such a file is
//! refused with words beside its field instead of with a broken connection.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use domain::deliverable::MAX_EVIDENCE_BYTES;
use serde::de::DeserializeOwned;

use crate::MAX_FORM_BYTES;
use crate::error::AppError;

/// The most files that one form takes.
const MAX_FILES: usize = 5;

/// The size of the largest file that is taken, in bytes.
#[allow(clippy::cast_possible_truncation, reason = "20 MiB fit everywhere")]
pub(super) const MAX_FILE_BYTES: usize = MAX_EVIDENCE_BYTES as usize;

/// A file as it came with a form, not yet checked.
#[derive(Debug)]
pub(crate) struct Upload {
    /// The field it was chosen in.
    pub(crate) field: String,
    /// Its name as the browser sent it.
    pub(crate) name: String,
    /// Its content; of a file that is too large, as much as shows that it is.
    pub(crate) bytes: Vec<u8>,
    /// Its size in bytes, even of one that is too large.
    pub(crate) size: usize,
}

/// Reads a form sent as `multipart/form-data` (RFC 7578): its text into `F`,
/// as from any other form, and its files. A file field in which nothing was
/// chosen gives no upload.
///
/// # Errors
/// [`AppError::TooLarge`] for more than five files, a megabyte of text or
/// [`MAX_UPLOAD_BYTES`](crate::access::MAX_UPLOAD_BYTES) in all; [`AppError::BadRequest`] for what is not such
/// a form. A single file that is too large is no error here.
pub(crate) async fn read_form<F: DeserializeOwned>(
    multipart: Multipart,
) -> Result<(F, Vec<Upload>), AppError> {
    read_form_up_to(multipart, MAX_FILE_BYTES).await
}

/// Reads a form whose files have a limit of their own, in bytes, as
/// [`read_form`] does.
///
/// # Errors
/// As [`read_form`].
pub(crate) async fn read_form_up_to<F: DeserializeOwned>(
    mut multipart: Multipart,
    max_file_bytes: usize,
) -> Result<(F, Vec<Upload>), AppError> {
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut text_bytes = 0;
    let mut uploads = Vec::new();
    while let Some(part) = multipart.next_field().await.map_err(refused)? {
        let field = part.name().unwrap_or_default().to_owned();
        if let Some(name) = part.file_name().map(str::to_owned) {
            let (bytes, size) = read_up_to(part, max_file_bytes).await?;
            if name.is_empty() && bytes.is_empty() {
                continue;
            }
            if uploads.len() == MAX_FILES {
                return Err(AppError::TooLarge);
            }
            uploads.push(Upload {
                field,
                name,
                bytes,
                size,
            });
        } else {
            let (bytes, _) = read_up_to(part, MAX_FORM_BYTES).await?;
            text_bytes += field.len() + bytes.len();
            if text_bytes > MAX_FORM_BYTES {
                return Err(AppError::TooLarge);
            }
            texts.push((field, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    let query = serde_html_form::to_string(&texts).map_err(|_| AppError::BadRequest)?;
    let form = serde_html_form::from_str(&query).map_err(|_| AppError::BadRequest)?;
    Ok((form, uploads))
}

/// Reads a part to its end, but keeps no more than a byte above `limit`; with
/// the size of all of it.
async fn read_up_to(mut part: Field<'_>, limit: usize) -> Result<(Vec<u8>, usize), AppError> {
    let mut bytes = Vec::new();
    let mut size = 0;
    while let Some(chunk) = part.chunk().await.map_err(refused)? {
        size += chunk.len();
        let room = limit + 1 - bytes.len();
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Ok((bytes, size))
}

#[allow(clippy::needless_pass_by_value, reason = "made for map_err")]
fn refused(error: MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        AppError::TooLarge
    } else {
        AppError::BadRequest
    }
}
