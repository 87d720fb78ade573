//! What can go wrong in a request, and the status it answers with.
//!
//! Handlers return an [`AppError`]; the layer in [`crate::request`] turns every
//! error status into a whole page in the reader's language.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// Why a request could not be answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or the person may not see it: 404 for both, so
    /// that nobody learns what exists.
    #[error("not found")]
    NotFound,
    /// The person sees the thing but may not do this with it: 403.
    #[error("forbidden")]
    Forbidden,
    /// Nobody is signed in: the sign-in page, and back here afterwards.
    #[error("sign-in required")]
    SignInRequired {
        /// Path and query to return to.
        next: String,
    },
    /// The list has fewer pages than the one asked for: the first of them.
    #[error("past the end of the list")]
    PastTheEnd {
        /// Path and query of the first page.
        first: String,
    },
    /// The thing's state does not allow it (any more): 409.
    #[error("conflict")]
    Conflict,
    /// The request is not what a form of this site sends: 400.
    #[error("bad request")]
    BadRequest,
    /// The file or form is larger than we take: 413.
    #[error("too large")]
    TooLarge,
    /// Too many at once: 503, try again in a moment.
    #[error("busy")]
    Busy,
    /// Our fault: 500, logged once with the request's id.
    #[error(transparent)]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) => Self::Busy,
            // Row-level security refused what the application let through, or
            // the account was deactivated a moment ago.
            sqlx::Error::Database(database) if database.code().as_deref() == Some("42501") => {
                tracing::warn!(%error, "the database refused a right");
                Self::Forbidden
            }
            // NUL in an address or a filter; forms refuse it beside the field.
            sqlx::Error::Database(database) if database.code().as_deref() == Some("22021") => {
                Self::BadRequest
            }
            // Shutting down, starting up, deadlock, serialisation: all pass.
            sqlx::Error::Database(database)
                if matches!(
                    database.code().as_deref(),
                    Some("57P01" | "57P02" | "57P03" | "40P01" | "40001")
                ) =>
            {
                tracing::warn!(%error, "the database is busy");
                Self::Busy
            }
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<tower_sessions::session::Error> for AppError {
    fn from(error: tower_sessions::session::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND.into_response(),
            Self::Forbidden => StatusCode::FORBIDDEN.into_response(),
            Self::Conflict => StatusCode::CONFLICT.into_response(),
            Self::BadRequest => StatusCode::BAD_REQUEST.into_response(),
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            Self::SignInRequired { next } => {
                Redirect::to(&crate::accounts::url::sign_in(&next)).into_response()
            }
            Self::PastTheEnd { first } => Redirect::to(&first).into_response(),
            Self::Internal(error) => {
                tracing::error!(%error, "the request failed");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

/// A broken constraint that a person can mend becomes an error beside its
/// field; anything else stays what it is.
///
/// # Errors
/// The given error, where its constraint is none of `known`.
pub fn on_constraint(
    error: sqlx::Error,
    known: &[(&str, &str, &str)],
) -> Result<crate::form::Errors, AppError> {
    let broken = crate::db::broken_constraint(&error);
    match known
        .iter()
        .find(|(constraint, _, _)| Some(*constraint) == broken)
    {
        Some((_, field, key)) => Ok(crate::form::Errors::one(
            field,
            crate::text::message(key, None),
        )),
        None => Err(error.into()),
    }
}
