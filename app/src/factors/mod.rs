//! Success factors across partnerships: a heat map of what the latest published
//! round of each came to, with the gaps between its groups.
//!
//! The partnerships are those that the portfolio's filters leave. The figures
//! are those of [`crate::scorecards`], which knows nothing of groups that are
//! too small, so nothing here can tell of them.

mod views;

use std::cmp::Reverse;
use std::collections::HashMap;

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;
use domain::access::Action;
use domain::scorecard::{Factor, Gap, Results};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::access::{CurrentPerson, Routes, Who};
use crate::error::AppError;
use crate::page::Page;
use crate::portfolio::{self, Filters, Judged, PartnershipRow};
use crate::scorecards::{self, Latest};
use crate::ui::AttentionItem;
use crate::{AppState, Today, list, t};

/// Where the pages are.
pub(crate) mod url {
    use crate::list;
    use crate::portfolio::Filters;

    pub(crate) const INDEX: &str = "/portfolio/factors";
    pub(crate) const CSV: &str = "/portfolio/factors.csv";

    /// The page with these filters of the portfolio; its order and its page are
    /// those of another list.
    pub(crate) fn index(filters: &Filters) -> String {
        list::address(INDEX, &filters.elsewhere())
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadPortfolio);
    Routes::new()
        .get(url::INDEX, read, index)
        .get(url::CSV, read, spreadsheet)
}

/// A partnership and what its latest published round came to.
struct Line<'a> {
    row: &'a PartnershipRow,
    /// Nothing where no round was published.
    round: Option<&'a Latest>,
    results: Results,
}

impl Line<'_> {
    fn mean(&self, factor: Factor) -> Option<Decimal> {
        self.results.shown_together(factor).mean()
    }

    fn width(&self) -> Option<Decimal> {
        self.results.widest_gap().map(|(_, gap)| gap.width())
    }
}

/// The line of each of these partnerships.
fn lines<'a>(judged: &'a [Judged], latest: &'a [Latest]) -> Vec<Line<'a>> {
    let of: HashMap<Uuid, &Latest> = latest.iter().map(|one| (one.partnership_id, one)).collect();
    let line = |one: &'a Judged| {
        let round = of.get(&one.row.id).copied();
        let cells = round.map(|round| round.cells.clone()).unwrap_or_default();
        Line {
            row: &one.row,
            round,
            results: Results::of(cells),
        }
    };
    judged.iter().map(line).collect()
}

/// Sorts by a column; what has no figure comes last either way. Without an
/// order those come first whose groups stand furthest apart.
fn sort(lines: &mut [Line<'_>], order: &str) {
    let (key, descending) = match order.strip_prefix('-') {
        Some(key) => (key, true),
        None => (order, false),
    };
    if key == "title" {
        lines.sort_by_key(|line| line.row.title.to_lowercase());
        if descending {
            lines.reverse();
        }
        return;
    }
    let factor: Option<Factor> = key.parse().ok();
    let ascending = !descending && (factor.is_some() || key == "round" || key == "gap");
    let figure = |line: &Line<'_>| match (factor, key) {
        (Some(factor), _) => line.mean(factor),
        (None, "round") => line
            .round
            .map(|round| chrono::Datelike::num_days_from_ce(&round.closes_on).into()),
        (None, _) => line.width(),
    };
    lines.sort_by_cached_key(|line| {
        let figure = figure(line);
        let turned = if ascending {
            figure
        } else {
            figure.map(|figure| -figure)
        };
        (figure.is_none(), turned)
    });
}

/// The widest gaps of these partnerships, each the widest of its partnership,
/// as far as they are a whole point or more; at most so many.
pub(crate) fn widest(judged: &[Judged], latest: &[Latest], most: usize) -> Vec<AttentionItem> {
    let lines = lines(judged, latest);
    let mut wide: Vec<(&Line<'_>, Factor, Gap)> = lines
        .iter()
        .filter_map(|line| {
            let (factor, gap) = line.results.widest_gap()?;
            gap.is_wide().then_some((line, factor, gap))
        })
        .collect();
    wide.sort_by_key(|(.., gap)| Reverse(gap.width()));
    wide.truncate(most);
    views::gap_items(wide)
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = portfolio::standing::begin(&app, &person, today).await?;
    let found = portfolio::narrowed(&mut tx, &filters, today).await?;
    let latest = scorecards::latest_published(&mut tx, &found.ids()).await?;
    let choices = portfolio::choices(&mut tx).await?;
    tx.commit().await?;
    let mut lines = lines(&found.judged, &latest);
    sort(&mut lines, &filters.sort);
    let view = views::index(&person, &filters, choices, &lines, today);
    Ok(Page::new(t!("factors-title"))
        .crumb(portfolio::url::INDEX, t!("portfolio-title"))
        .show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = portfolio::standing::begin(&app, &person, today).await?;
    let found = portfolio::narrowed(&mut tx, &filters, today).await?;
    let latest = scorecards::latest_published(&mut tx, &found.ids()).await?;
    tx.commit().await?;
    let mut lines = lines(&found.judged, &latest);
    sort(&mut lines, &filters.sort);
    list::spreadsheet(
        &format!("factors-{today}"),
        &views::csv_headings(),
        lines.iter().map(views::csv_row),
    )
}
