//! The forms and filters of imported spreadsheets.

use serde::{Deserialize, Serialize};

use super::reading::MAX_BYTES;
use crate::files::Upload;
use crate::form::Errors;
use crate::t;

/// Which page of a list is asked for.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Paged {
    /// From 1.
    pub(super) page: String,
}

/// What a report of faults is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// A fault's code; blank is all.
    pub(super) code: String,
    /// A column's English name; blank is all.
    pub(super) column: String,
    /// From 1.
    pub(super) page: String,
}

/// The form of a preview.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CommitForm {
    /// Hash of the file that was previewed, in hexadecimal.
    pub(super) sha256: String,
}

/// The file of the form, or what is wrong with that.
pub(super) fn the_file(uploads: Vec<Upload>) -> Result<Upload, Errors> {
    let Some(upload) = uploads.into_iter().next() else {
        return Err(Errors::one("file", t!("table-error-no-file")));
    };
    if upload.size > MAX_BYTES {
        return Err(Errors::one("file", t!("table-error-too-large")));
    }
    Ok(upload)
}
