//! Lists: tables that sort and page by address, and the filters above them.

use crate::html::*;
use crate::{saved_views, t, text};

/// Which way a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The least, the earliest or A first.
    Ascending,
    /// The greatest, the latest or Z first.
    Descending,
}

/// How a column sorts.
pub struct Sort {
    /// Where the list is sorted by this column, the other way if it is now.
    pub href: String,
    /// How it is sorted by this column now, if it is.
    pub direction: Option<Direction>,
}

/// A column of a table.
pub struct Column {
    /// What it holds.
    pub label: String,
    /// How it sorts, if it does.
    pub sort: Option<Sort>,
    /// Whether it holds figures, which are lined up at their end.
    pub numeric: bool,
}

/// A table. The first cell of a row is the row's heading.
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with one cell for each column.
    pub rows: Vec<Vec<AnyView>>,
}

/// A table, whose rows become cards where it is narrow.
pub fn table(table: Table) -> AnyView {
    let Table {
        caption,
        columns,
        rows,
    } = table;
    let rows: Vec<_> = rows.into_iter().map(|cells| row(&columns, cells)).collect();
    let class = table_class(&columns);
    let heads: Vec<_> = columns.iter().map(head).collect();
    view! {
        <div class="table-box">
            <table class=class>
                <caption>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Many columns need cards sooner; sorting stays within reach on cards.
fn table_class(columns: &[Column]) -> &'static str {
    let sorts = columns.iter().any(|column| column.sort.is_some());
    match (columns.len() > 5, sorts) {
        (true, true) => "table table-wide table-sorts",
        (true, false) => "table table-wide",
        (false, true) => "table table-sorts",
        (false, false) => "table",
    }
}

fn head(column: &Column) -> impl IntoView {
    let class = column.numeric.then_some("numeric");
    let label = column.label.as_str();
    let Some(sort) = &column.sort else {
        return Either::Left(view! { <th scope="col" class=class>{label}</th> });
    };
    let (state, arrow) = match sort.direction {
        Some(Direction::Ascending) => (Some("ascending"), "M6 2 10 8H2Z"),
        Some(Direction::Descending) => (Some("descending"), "M6 10 2 4h8Z"),
        None => (None, "M6 1 9 5H3ZM6 11 3 7h6Z"),
    };
    Either::Right(view! {
        <th scope="col" class=class aria-sort=state>
            <a href=sort.href.as_str()>
                <span>{label}</span>
                <svg class="arrow" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
                    <path fill="currentColor" d=arrow />
                </svg>
            </a>
        </th>
    })
}

fn row(columns: &[Column], cells: Vec<AnyView>) -> impl IntoView {
    let mut cells = cells.into_iter();
    let first = cells.next();
    let rest: Vec<_> = columns
        .iter()
        .skip(1)
        .zip(cells)
        .map(|(column, cell)| {
            let label = column.label.as_str();
            // An optional class is written even where there is none, a hundred times a page.
            if column.numeric {
                Either::Left(view! { <td class="numeric" data-label=label>{cell}</td> })
            } else {
                Either::Right(view! { <td data-label=label>{cell}</td> })
            }
        })
        .collect();
    view! { <tr><th scope="row">{first}</th>{rest}</tr> }
}

/// Which part of a list is shown, and the way to the others.
pub struct Paging {
    /// How many there are in all.
    pub total: u64,
    /// The number of the first shown, from 1.
    pub from: u64,
    /// The number of the last shown.
    pub to: u64,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Pages by number; the one without an address is shown now. Numbers that
    /// are left out show as a gap.
    pub pages: Vec<(u64, Option<String>)>,
}

/// How many there are, which of them are shown, and links to the others.
pub fn pagination(paging: Paging) -> AnyView {
    let shown = t!(
        "ui-paging-shown",
        from = text::number(paging.from),
        to = text::number(paging.to),
        total = text::number(paging.total)
    );
    let previous = paging.previous.map(|href| {
        view! { <li><a class="page-step" rel="prev" href=href>{t!("ui-paging-previous")}</a></li> }
    });
    let next = paging.next.map(|href| {
        view! { <li><a class="page-step" rel="next" href=href>{t!("ui-paging-next")}</a></li> }
    });
    let mut last = None;
    let pages: Vec<_> = paging
        .pages
        .into_iter()
        .map(|(number, href)| {
            let gap = last.replace(number).is_some_and(|last| last + 1 < number);
            page(number, href, gap)
        })
        .collect();
    let links = (pages.len() > 1).then(|| {
        view! {
            <nav aria-label=t!("ui-paging")><ul class="pages">{previous}{pages}{next}</ul></nav>
        }
    });
    view! { <div class="paging"><p>{shown}</p>{links}</div> }.into_any()
}

fn page(number: u64, href: Option<String>, gap: bool) -> AnyView {
    let current = href.is_none().then_some("page");
    let name = href
        .is_some()
        .then(|| t!("ui-paging-page", page = text::number(number)));
    let class = if gap { "page after-gap" } else { "page" };
    view! {
        <li class=class>
            <a href=href aria-label=name aria-current=current>{text::number(number)}</a>
        </li>
    }
    .into_any()
}

/// A filter that applies, and the list without it.
pub struct Chip {
    /// What is filtered by, and to what.
    pub label: String,
    /// The same list without this filter.
    pub remove_href: String,
}

/// The filters of a list: a form that leads to the list's address with the
/// filters in it, and the filters that apply, each of which can be taken away.
pub fn filters(
    action: String,
    fields: Vec<AnyView>,
    chips: Vec<Chip>,
    clear_href: String,
) -> AnyView {
    let applied = (!chips.is_empty()).then(|| applied(chips, clear_href));
    view! {
        <search class="filters">
            <details>
                <summary>{t!("ui-filters")}</summary>
                <form method="get" action=action>
                    {fields}
                    <div class="filters-end">
                        <button class="button" type="submit">{t!("ui-filters-apply")}</button>
                    </div>
                </form>
            </details>
            {applied}
        </search>
    }
    .into_any()
}

fn applied(chips: Vec<Chip>, clear_href: String) -> AnyView {
    let chips: Vec<_> = chips
        .into_iter()
        .map(|chip| {
            let name = t!("ui-filters-remove", filter = chip.label.clone());
            view! {
                <li>
                    <a class="chip" href=chip.remove_href aria-label=name>
                        <span>{chip.label}</span>
                        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
                            <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" stroke-width="1.8" />
                        </svg>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="applied">
            <p>{t!("ui-filters-applied")}</p>
            <ul>{chips}</ul>
            <a class="clear" href=clear_href>{t!("ui-filters-clear")}</a>
        </div>
    }
    .into_any()
}

/// What can be done with a list as it stands on the screen: the file beside it
/// has its address with `.csv` after the path.
pub fn list_tools(csv_href: String) -> AnyView {
    let save = saved_views::url::new(&csv_href.replacen(".csv", "", 1));
    view! {
        <p class="list-tools">
            <a href=csv_href download=true>{t!("ui-csv")}</a>
            <a href=save>{t!("saved-view-add")}</a>
            <span class="hint">{t!("ui-print-hint")}</span>
        </p>
    }
    .into_any()
}
