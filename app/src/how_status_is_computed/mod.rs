//! How statuses are computed: the rules in words, with their thresholds as the
//! domain has them, and examples that are computed as the page is read.

mod examples;
mod views;

use axum::response::Response;
use domain::access::Action;

use crate::access::{Routes, Who};
use crate::page::Page;
use crate::{Today, t};

/// Where the page is.
pub(crate) const URL: &str = "/how-status-is-computed";

/// The slice's route.
pub(crate) fn routes() -> Routes {
    Routes::new().get(URL, Who::May(Action::UseAccount), show)
}

async fn show(Today(today): Today) -> Response {
    Page::new(t!("how-status-title")).show(views::show(today))
}
