//! What every list shares: paging and sorting by URL, and its spreadsheet.
//!
//! A list's filters are one struct of strings that is read from the query and
//! written back into every link of the list, so the address always says what
//! is on the screen.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::error::AppError;
use crate::request::context;
use crate::ui::{Chip, Column, Direction, Paging, Sort};

/// Rows on one page of a list, unless a list says otherwise.
pub const PER_PAGE: i64 = 25;

/// The address of a list with these filters; blank ones are left out.
pub fn address<F: Serialize>(path: &str, filters: &F) -> String {
    let query = serde_html_form::to_string(filters).unwrap_or_default();
    let mut address = path.to_owned();
    let mut before = '?';
    for pair in query.split('&') {
        if !pair.is_empty() && !pair.ends_with('=') {
            address.push(before);
            address.push_str(pair);
            before = '&';
        }
    }
    address
}

/// A filter that is on, which leads to the first page of the list without it.
/// `key` and `value` are those of the filter in the address.
pub fn chip<F: Serialize>(path: &str, filters: &F, key: &str, value: &str, label: String) -> Chip {
    let query = serde_html_form::to_string(filters).unwrap_or_default();
    let mut pairs: Vec<(String, String)> = serde_html_form::from_str(&query).unwrap_or_default();
    pairs.retain(|(name, given)| name != "page" && (name != key || given != value));
    Chip {
        label,
        remove_href: address(path, &pairs),
    }
}

/// Whether a list shows only part of what it could, whatever its order and page.
pub fn is_narrowed<F: Serialize>(filters: &F) -> bool {
    let query = serde_html_form::to_string(filters).unwrap_or_default();
    let pairs: Vec<(String, String)> = serde_html_form::from_str(&query).unwrap_or_default();
    pairs
        .iter()
        .any(|(name, given)| !given.is_empty() && name != "sort" && name != "page")
}

/// The number of the page asked for, from 1; anything else is the first.
pub fn page_number(typed: &str) -> i64 {
    typed
        .parse()
        .ok()
        .filter(|number| (1..=1_000_000).contains(number))
        .unwrap_or(1)
}

/// How many rows come before a page.
pub fn offset(page: i64) -> i64 {
    (page - 1) * PER_PAGE
}

/// Leads to the first page where nothing was found past so many rows: a list
/// counts all its rows in those that it shows, and may have become shorter.
///
/// # Errors
/// The page asked for lies past the end of the list.
pub(crate) fn reached(offset: i64, found_nothing: bool) -> Result<(), AppError> {
    if offset == 0 || !found_nothing {
        return Ok(());
    }
    let asked_for = context().path_and_query;
    let (path, query) = asked_for.split_once('?').unwrap_or((&asked_for, ""));
    let mut pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    pairs.retain(|(name, _)| name != "page");
    let first = address(path, &pairs);
    Err(AppError::PastTheEnd { first })
}

/// The number of the last page of so many rows, from 1.
fn last_page(per_page: i64, total: i64) -> i64 {
    ((total + per_page - 1) / per_page).max(1)
}

/// Of rows that were all read, those of a page; of the last where there are not
/// so many.
pub fn on_page<T>(rows: &[T], page: i64) -> impl Iterator<Item = &T> {
    on_page_by(PER_PAGE, rows, page)
}

/// As [`on_page`], for a list with so many rows on a page.
pub fn on_page_by<T>(per_page: i64, rows: &[T], page: i64) -> impl Iterator<Item = &T> {
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let before = per_page * (page.min(last_page(per_page, total)) - 1);
    let count = |number: i64| usize::try_from(number).unwrap_or_default();
    rows.iter().skip(count(before)).take(count(per_page))
}

/// Which part of the list is shown, with the addresses of the other pages; the
/// last where there are not so many.
pub fn paging(page: i64, total: i64, address_of: impl Fn(i64) -> String) -> Paging {
    paging_by(PER_PAGE, page, total, address_of)
}

/// As [`paging`], for a list with so many rows on a page.
pub fn paging_by(
    per_page: i64,
    page: i64,
    total: i64,
    address_of: impl Fn(i64) -> String,
) -> Paging {
    let last = last_page(per_page, total);
    let page = page.min(last);
    let shown = |number: i64| number == 1 || number == last || (number - page).abs() <= 2;
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    Paging {
        total: count(total),
        from: count(total.min((page - 1) * per_page + 1)),
        to: count(total.min(page * per_page)),
        previous: (page > 1).then(|| address_of(page - 1)),
        next: (page < last).then(|| address_of(page + 1)),
        pages: (1..=last)
            .filter(|&number| shown(number))
            .map(|number| (count(number), (number != page).then(|| address_of(number))))
            .collect(),
    }
}

/// A column that sorts by `key`: a first click ascending, a second descending
/// (`-key`). `sort` is the order now.
pub fn sorted_column(
    label: String,
    key: &str,
    sort: &str,
    address_of: impl Fn(String) -> String,
) -> Column {
    let direction = match sort.strip_prefix('-') {
        Some(descending) if descending == key => Some(Direction::Descending),
        None if sort == key => Some(Direction::Ascending),
        _ => None,
    };
    let next = if direction == Some(Direction::Ascending) {
        format!("-{key}")
    } else {
        key.to_owned()
    };
    Column {
        label,
        sort: Some(Sort {
            href: address_of(next),
            direction,
        }),
        numeric: false,
    }
}

/// A column that does not sort.
pub fn column(label: String) -> Column {
    Column {
        label,
        sort: None,
        numeric: false,
    }
}

/// A column of figures, which does not sort.
pub fn numeric(label: String) -> Column {
    Column {
        numeric: true,
        ..column(label)
    }
}

/// A list as a spreadsheet file: CSV (RFC 4180) in UTF-8 with the mark that
/// spreadsheet programs look for. Text that such a program would run as a
/// formula gets an apostrophe before it.
///
/// # Errors
/// None in practice: writing into memory does not fail.
pub fn spreadsheet(
    name: &str,
    headings: &[String],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Response, AppError> {
    let internal = |error: csv::Error| AppError::Internal(error.into());
    let mut writer = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(headings).map_err(internal)?;
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| without_formula(cell).into_owned()))
            .map_err(internal)?;
    }
    let body = writer
        .into_inner()
        .map_err(|error| AppError::Internal(error.into_error().into()))?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        ),
    ];
    Ok((headers, body).into_response())
}

fn without_formula(cell: &str) -> std::borrow::Cow<'_, str> {
    let number = cell.parse::<rust_decimal::Decimal>().is_ok();
    if !number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Filters {
        q: &'static str,
        stage: Vec<&'static str>,
        page: &'static str,
    }

    #[test]
    fn a_chip_leads_to_the_first_page_without_its_filter() {
        let filters = Filters {
            q: "e-health & care",
            stage: vec!["active", "closing", "active"],
            page: "3",
        };
        for (key, value, href) in [
            ("q", filters.q, "/x?stage=active&stage=closing&stage=active"),
            ("stage", "active", "/x?q=e-health+%26+care&stage=closing"),
        ] {
            let chip = chip("/x", &filters, key, value, "Label".to_owned());
            assert_eq!(chip.remove_href, href);
            assert_eq!(chip.label, "Label");
        }
    }

    #[test]
    fn a_page_and_an_order_narrow_nothing() {
        let filters = |q, stage, page| Filters { q, stage, page };
        assert!(!is_narrowed(&filters("", vec![], "")));
        assert!(!is_narrowed(&filters("", vec![], "3")));
        assert!(!is_narrowed(&[("sort", "-title")]));
        assert!(is_narrowed(&filters("care", vec![], "")));
        assert!(is_narrowed(&filters("", vec!["active"], "3")));
    }

    #[test]
    fn the_address_carries_only_filters_that_apply() {
        let filters = Filters {
            q: "e-health & care",
            stage: vec!["active", "closing"],
            page: "",
        };
        assert_eq!(
            address("/x", &filters),
            "/x?q=e-health+%26+care&stage=active&stage=closing"
        );
        assert_eq!(
            address(
                "/x",
                &Filters {
                    q: "",
                    stage: vec![],
                    page: ""
                }
            ),
            "/x"
        );
    }

    #[test]
    fn pages_far_from_this_one_are_left_out() {
        let paging = paging(6, 500, |page| format!("?page={page}"));
        let numbers: Vec<u64> = paging.pages.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [1, 4, 5, 6, 7, 8, 20]);
        assert_eq!((paging.from, paging.to, paging.total), (126, 150, 500));
    }

    #[test]
    fn a_page_past_the_end_is_the_last() {
        let rows: Vec<i64> = (1..=60).collect();
        let paging = paging(9, 60, |page| format!("?page={page}"));
        assert_eq!((paging.from, paging.to, paging.total), (51, 60, 60));
        assert_eq!(
            (paging.previous.as_deref(), paging.next),
            (Some("?page=2"), None)
        );
        let shown: Vec<i64> = on_page(&rows, 9).copied().collect();
        assert_eq!(shown, (51..=60).collect::<Vec<_>>());
        assert_eq!(on_page(&rows[..0], 9).count(), 0);
    }

    #[test]
    fn a_cell_never_becomes_a_formula() {
        assert_eq!(without_formula("=1+1"), "'=1+1");
        assert_eq!(without_formula("-5.20"), "-5.20");
        assert_eq!(without_formula("Region -5"), "Region -5");
    }
}
