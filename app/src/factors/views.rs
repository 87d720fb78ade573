//! The heat map of success factors.

use chrono::NaiveDate;
use domain::scorecard::{Factor, Gap, STEPS_FROM, shown, step};
use strum::VariantArray;

use super::{Line, url};
use crate::access::CurrentPerson;
use crate::html::*;
use crate::portfolio::{self, Filters};
use crate::text::{self, word};
use crate::ui::{self, AttentionItem, HeatCell, Table};
use crate::{list, partnerships, scorecards, t};

/// The whole page.
pub(super) fn index(
    person: &CurrentPerson,
    filters: &Filters,
    choices: portfolio::Choices,
    lines: &[Line<'_>],
    today: NaiveDate,
) -> AnyView {
    let in_scope = !choices.jurisdictions.is_empty();
    let form = in_scope.then(|| portfolio::filter_form(url::INDEX, filters, choices));
    let body = if !in_scope {
        portfolio::nothing_yet(person)
    } else if lines.is_empty() {
        let all = ui::link(url::INDEX.to_owned(), t!("portfolio-show-all"));
        ui::empty(
            t!("portfolio-no-match-title"),
            t!("portfolio-no-match-text"),
            Some(all),
        )
    } else {
        listing(filters, lines)
    };
    view! {
        {ui::heading(t!("factors-title"), Some(person.organisation.clone()), vec![])}
        <div>
            <p class="lead">{t!("factors-lead")}</p>
            <p class="hint">{t!("portfolio-as-of", date = text::date(today))}</p>
            {scorecards::caveat()}
        </div>
        {form}
        {body}
    }
    .into_any()
}

fn listing(filters: &Filters, lines: &[Line<'_>]) -> AnyView {
    let total = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let page = list::page_number(&filters.page);
    let at = |sort: &str, page: String| {
        list::address(
            url::INDEX,
            &Filters {
                sort: sort.to_owned(),
                page,
                ..filters.clone()
            },
        )
    };
    let sorted = |label, key: &str| {
        list::sorted_column(label, key, &filters.sort, |sort| at(&sort, String::new()))
    };
    let mut columns = vec![sorted(t!("portfolio-partnership"), "title")];
    columns.extend(
        Factor::VARIANTS
            .iter()
            .map(|&factor| sorted(word(factor), factor.into())),
    );
    columns.push(sorted(t!("scorecard-gap"), "gap"));
    columns.push(sorted(t!("factors-round"), "round"));
    let rated = lines.iter().filter(|line| line.round.is_some()).count();
    let table = ui::table(Table {
        caption: t!("factors-caption"),
        columns,
        rows: list::on_page(lines, page).map(cells).collect(),
    });
    view! {
        <p>{t!("factors-rated", rated = rated, count = lines.len())}</p>
        {legend()}
        {table}
        {ui::pagination(list::paging(page, total, |page| at(&filters.sort, page.to_string())))}
        {ui::list_tools(list::address(url::CSV, &Filters { page: String::new(), ..filters.clone() }))}
    }
    .into_any()
}

fn cells(line: &Line<'_>) -> Vec<AnyView> {
    let row = line.row;
    let known_as = t!(
        "portfolio-reference",
        reference = row.reference.clone(),
        jurisdiction = row.jurisdiction.clone()
    );
    let name = view! {
        <a href=partnerships::url::show(&row.reference)>{ui::typed(row.title.clone(), &row.language)}</a>
        <div class="hint">{known_as}</div>
    };
    let mut cells = vec![name.into_any()];
    cells.extend(
        Factor::VARIANTS
            .iter()
            .map(|&factor| ui::heat_cell(heat_cell(line, factor))),
    );
    cells.push(match line.results.widest_gap() {
        Some((factor, gap)) => {
            let (tone, words) = scorecards::gap_tag(Some(&gap));
            view! { <div>{ui::tag(tone, words)}<div class="hint">{word(factor)}</div></div> }
                .into_any()
        }
        None => t!("none").into_any(),
    });
    cells.push(match line.round {
        None => t!("factors-no-round").into_any(),
        Some(round) => {
            let by = round.published_by.clone();
            let by = by.unwrap_or_else(|| t!("by-command-line"));
            let href = scorecards::url::show(&row.reference, round.round_id);
            view! {
                <div>
                    <a href=href>{ui::date(round.closes_on)}</a>
                    <div class="hint">{t!("factors-published-by", name = by)}</div>
                </div>
            }
            .into_any()
        }
    });
    cells
}

fn heat_cell(line: &Line<'_>, factor: Factor) -> HeatCell {
    let mean = line.mean(factor);
    HeatCell {
        href: line
            .round
            .map(|round| scorecards::url::result(&line.row.reference, round.round_id, factor)),
        step: mean.map(step),
        figure: mean.map_or_else(|| t!("factors-no-data"), scorecards::points),
        mark: line.results.gap(factor).map(|gap| {
            let (_, words) = scorecards::gap_tag(Some(&gap));
            (gap.is_wide(), words)
        }),
    }
}

/// What the colours and the shape say.
fn legend() -> AnyView {
    let figure = |at: usize| {
        STEPS_FROM
            .get(at)
            .map(|from| text::number(from.normalize()))
    };
    let steps = (0..=STEPS_FROM.len())
        .map(|at| {
            let from = at.checked_sub(1).and_then(figure);
            match (from, figure(at)) {
                (None, below) => t!("factors-step-below", below = below.unwrap_or_default()),
                (Some(from), Some(below)) => t!("factors-step", from = from, below = below),
                (Some(from), None) => t!("factors-step-from", from = from),
            }
        })
        .collect();
    ui::heat_legend(
        t!("factors-legend"),
        steps,
        t!("factors-no-data-legend"),
        t!("factors-wide-legend"),
    )
}

/// Gaps as a list: where, who stands how far from whom, and as of when.
pub(super) fn gap_items(wide: Vec<(&Line<'_>, Factor, Gap)>) -> Vec<AttentionItem> {
    wide.into_iter()
        .filter_map(|(line, factor, gap)| {
            let round = line.round?;
            let (tone, words) = scorecards::gap_tag(Some(&gap));
            Some(AttentionItem {
                title: line.row.title.clone(),
                language: line.row.language.clone(),
                href: scorecards::url::result(&line.row.reference, round.round_id, factor),
                reason: scorecards::gap_words(factor, &gap),
                tag: ui::tag(tone, words),
                meta: t!("scorecard-gap-as-of", date = text::date(round.closes_on)),
            })
        })
        .collect()
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    let mut headings = vec![
        t!("portfolio-csv-reference"),
        t!("portfolio-partnership"),
        t!("portfolio-jurisdiction"),
        t!("factors-round"),
        t!("factors-csv-published"),
    ];
    for &factor in Factor::VARIANTS {
        headings.push(word(factor));
        headings.push(t!("factors-csv-gap", factor = word(factor)));
    }
    headings
}

/// A partnership as a row of the spreadsheet; points with a decimal point, the
/// day as ISO 8601, and nothing where there is no figure.
pub(super) fn csv_row(line: &Line<'_>) -> Vec<String> {
    let by = line.round.map(|round| {
        let by = round.published_by.clone();
        by.unwrap_or_else(|| t!("by-command-line"))
    });
    let mut cells = vec![
        line.row.reference.clone(),
        line.row.title.clone(),
        line.row.jurisdiction.clone(),
        line.round
            .map(|round| round.closes_on.to_string())
            .unwrap_or_default(),
        by.unwrap_or_default(),
    ];
    for &factor in Factor::VARIANTS {
        let gap = line.results.gap(factor).map(|gap| gap.width());
        let figures = [line.mean(factor), gap];
        cells.extend(figures.map(|figure| {
            figure
                .map(|figure| shown(figure).to_string())
                .unwrap_or_default()
        }));
    }
    cells
}
