//! The form of saved views, and which addresses can be saved.

use std::sync::LazyLock;

use axum::http::Method;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::form::{Fields, Invalid, MAX_LINE};
use crate::t;

/// The longest address, in bytes.
const MAX_ADDRESS: usize = 2_000;

/// A view, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ViewForm {
    /// The id that a new one will have: however often the form is sent, it
    /// makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) name: String,
    /// The list, as the page had it.
    pub(super) list: String,
}

/// Which list a new view is of.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Of {
    pub(super) list: String,
}

/// A view.
pub(super) struct Values {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) name: String,
    pub(super) address: String,
}

impl ViewForm {
    /// A blank form for a view of this list.
    pub(super) fn blank(list: String) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            list,
            ..Self::default()
        }
    }

    /// The view, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<Values, Invalid<Self>> {
        let mut fields = Fields::of("saved-view");
        let name = fields.text("name", &self.name, MAX_LINE);
        let address = address(&self.list);
        if address.is_none() {
            fields.error("name", t!("saved-view-error-list"));
        }
        let values = Values {
            id: fields
                .optional_id("name", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            name,
            address: address.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}

/// The address of a list of ours, without the page and the language; nothing
/// for any other, since a view is followed without being looked at.
pub(super) fn address(typed: &str) -> Option<String> {
    let bad = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '#');
    if typed.len() > MAX_ADDRESS || typed.contains(bad) {
        return None;
    }
    let (path, query) = typed.split_once('?').unwrap_or((typed, ""));
    if !is_list(path) {
        return None;
    }
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("page=") && !pair.starts_with("lang="))
        .collect();
    Some(match kept.as_slice() {
        [] => path.to_owned(),
        pairs => format!("{path}?{}", pairs.join("&")),
    })
}

/// Whether a page is a list: one that has a spreadsheet beside it.
fn is_list(path: &str) -> bool {
    static LISTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let table = crate::routes().table();
        let pages: Vec<&str> = table
            .iter()
            .filter(|route| route.method == Method::GET)
            .map(|route| route.path)
            .collect();
        let with_file = pages.iter().filter_map(|path| path.strip_suffix(".csv"));
        with_file.filter(|path| pages.contains(path)).collect()
    });
    let fits = |list: &str| {
        let (mut asked, mut known) = (path.split('/'), list.split('/'));
        loop {
            match (asked.next(), known.next()) {
                (None, None) => return true,
                (Some(asked), Some(known)) if asked == known => {}
                (Some(asked), Some(known)) if known.starts_with('{') && !asked.is_empty() => {}
                _ => return false,
            }
        }
    };
    LISTS.iter().any(|list| fits(list))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn only_lists_of_ours_can_be_saved() {
        for (typed, saved) in [
            (
                "/portfolio?status=red&page=2&lang=fr-CA",
                Some("/portfolio?status=red"),
            ),
            ("/portfolio", Some("/portfolio")),
            ("/contracts?q=a%20b", Some("/contracts?q=a%20b")),
            (
                "/partnerships/CA-ON-1/milestones?state=planned",
                Some("/partnerships/CA-ON-1/milestones?state=planned"),
            ),
            ("", None),
            ("portfolio", None),
            ("//evil.example/portfolio", None),
            ("/\\evil.example", None),
            ("https://evil.example/portfolio", None),
            ("javascript:alert(1)", None),
            ("/sign-out", None),
            ("/account", None),
            ("/portfolio.csv", None),
            ("/portfolio/../sign-out", None),
            ("/partnerships//milestones", None),
            ("/portfolio?q=a\nb", None),
            ("/portfolio#x", None),
        ] {
            assert_eq!(address(typed).as_deref(), saved, "{typed}");
        }
        assert_eq!(
            address(&format!("/portfolio?q={}", "x".repeat(2_000))),
            None
        );
    }
}
