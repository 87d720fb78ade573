//! The links to exports, and what an export leaves out.

use super::url;
use crate::html::*;
use crate::{all_contracts, t, text, ui};

/// The way to the export of what is on the page, and to what it leaves out.
pub(crate) fn links(href: String) -> AnyView {
    view! {
        <p class="list-tools">
            <a href=href download=true>{t!("ocds-export-link")}</a>
            {ui::link(url::LEFT_OUT.to_owned(), t!("ocds-export-left-out"))}
        </p>
    }
    .into_any()
}

/// Everything here that the format has no place for, by the key of its words.
const LEFT_OUT: [&str; 14] = [
    "clocks",
    "submissions",
    "files",
    "obligations",
    "signatures",
    "drafts",
    "status",
    "renewal",
    "roles",
    "stages",
    "people",
    "revisions",
    "costs",
    "history",
];

/// The closed list of what an export leaves out, and why.
pub(super) fn left_out() -> AnyView {
    let rows = LEFT_OUT
        .iter()
        .map(|key| {
            let words = |part: &str| text::message(&format!("ocds-left-{key}{part}"), None);
            (words(""), words("-why").into_any())
        })
        .collect();
    view! {
        {ui::heading(t!("ocds-export-left-out"), Some(t!("ocds-export-title")), vec![])}
        <p>{t!("ocds-export-intro")}</p>
        {ui::summary_list(rows)}
        <p>{t!("ocds-export-rights")}</p>
    }
    .into_any()
}

/// There is no export until somebody sets the prefix.
pub(super) fn no_prefix() -> AnyView {
    view! {
        {ui::heading(t!("ocds-export-no-prefix"), Some(t!("ocds-export-title")), vec![])}
        <p>{t!("ocds-export-no-prefix-text")}</p>
        <p>{ui::code("TRIAD_OCID_PREFIX=ocds-xxxxxx".to_owned())}</p>
        <p>{ui::link(all_contracts::url::INDEX.to_owned(), t!("contracts-title"))}</p>
    }
    .into_any()
}

/// Nothing that the viewer sees fits.
pub(super) fn nothing() -> AnyView {
    view! {
        {ui::heading(t!("ocds-export-nothing"), Some(t!("ocds-export-title")), vec![])}
        <p>{t!("ocds-export-nothing-text")}</p>
        <p>{ui::link(all_contracts::url::INDEX.to_owned(), t!("contracts-title"))}</p>
    }
    .into_any()
}
