//! Partnerships, and what their sub-pages share.

mod db;

use domain::access::Action;
use leptos::prelude::AnyView;
use uuid::Uuid;

use crate::access::Place;
use crate::db::Tx;
use crate::page::Page;
use crate::{t, ui};

/// Where the pages are.
pub(crate) mod url {
    pub(crate) const INDEX: &str = "/partnerships";

    pub(crate) fn show(reference: &str) -> String {
        format!("/partnerships/{reference}")
    }
}

/// The pages of one partnership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    /// What counts, first.
    Summary,
    /// Contracts and their documents.
    Contracts,
    /// Milestones and their stories.
    Milestones,
    /// Deliverables and their reviews.
    Deliverables,
    /// Every change.
    History,
}

/// The way between a partnership's pages.
pub(crate) fn sub_nav(place: &Place, current: Tab) -> AnyView {
    let reference = &place.reference;
    let items = [
        (
            Tab::Summary,
            "",
            t!("partnership-summary"),
            Action::ReadPartnership,
        ),
        (
            Tab::Contracts,
            "/contracts",
            t!("partnership-contracts"),
            Action::ReadPartnership,
        ),
        (
            Tab::Milestones,
            "/milestones",
            t!("partnership-milestones"),
            Action::ReadMilestone,
        ),
        (
            Tab::Deliverables,
            "/deliverables",
            t!("partnership-deliverables"),
            Action::ReadPartnership,
        ),
        (
            Tab::History,
            "/history",
            t!("partnership-history"),
            Action::ReadHistory,
        ),
    ]
    .into_iter()
    .filter(|(.., action)| place.may_in_partnership(*action))
    .map(|(tab, path, label, _)| ui::NavItem {
        href: format!("/partnerships/{reference}{path}"),
        label,
        current: tab == current,
    })
    .collect();
    ui::sub_nav(t!("partnership-pages"), items)
}

/// A page below a partnership, with the way to it.
pub(crate) fn page(place: &Place, title: String) -> Page {
    Page::new(title)
        .crumb(url::INDEX, t!("partnerships-title"))
        .crumb(url::show(&place.reference), place.title.clone())
}

/// The organisations that take part, as choices of a form.
pub(crate) async fn party_choices(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<(String, String)>> {
    let names = db::party_names(tx, partnership).await?;
    Ok(names
        .into_iter()
        .map(|(id, name)| (id.to_string(), name))
        .collect())
}
