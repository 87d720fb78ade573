//! The calendar of contracts: a picture of the months, and a table of the dates.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::renewal::{Event, EventKind};

use super::form::Filters;
use super::{Dated, url};
use crate::access::CurrentPerson;
use crate::all_contracts::{self, Choices, Row};
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Chip, Field, Mark, MarkShape, StripRow, Table, Tile, Tone};
use crate::{contracts, list, partnerships, t};

/// The kinds of event, as they follow each other.
const KINDS: [EventKind; 4] = [
    EventKind::Notice,
    EventKind::Renewal,
    EventKind::Expiry,
    EventKind::LatestEnd,
];

/// The page; `days` are today and the last day of the calendar.
pub(super) fn index(
    person: &CurrentPerson,
    filters: &Filters,
    from: &Choices,
    (rows, dates): (&[Row], &[Dated]),
    saved: AnyView,
    days: (NaiveDate, NaiveDate),
) -> AnyView {
    let saved = (!from.are_none()).then_some(saved);
    let form = (!from.are_none()).then(|| filter_form(filters, from));
    let body = if dates.is_empty() && form.is_none() {
        let words = t!("all-contracts-none-text");
        ui::empty(t!("contracts-none-title"), words, None)
    } else if dates.is_empty() {
        ui::empty(t!("calendar-none-title"), t!("calendar-none-text"), None)
    } else {
        listing(filters, rows, dates, days)
    };
    let span = t!(
        "calendar-span",
        from = text::date(days.0),
        to = text::date(days.1)
    );
    view! {
        {ui::heading(t!("calendar-title"), Some(person.organisation.clone()), vec![])}
        <p class="hint">{span}</p>
        {form}
        {saved}
        {body}
    }
    .into_any()
}

fn filter_form(filters: &Filters, from: &Choices) -> AnyView {
    let shared = filters.of_contracts();
    let mut fields = all_contracts::filter_fields(&shared, from);
    fields.extend([
        Field::filter("kind", t!("calendar-kind"))
            .checkboxes(choices::<EventKind>(), &filters.kind),
        ui::hidden("sort", &filters.sort),
    ]);
    let mut chips = all_contracts::chips(&shared, from, |without| {
        list::address(url::INDEX, &filters.with_contracts(without))
    });
    for code in &filters.kind {
        if let Ok(kind) = code.parse::<EventKind>() {
            let mut without = filters.clone();
            without.page = String::new();
            without.kind.retain(|other| other != code);
            chips.push(Chip {
                label: word(kind),
                remove_href: list::address(url::INDEX, &without),
            });
        }
    }
    ui::filters(url::INDEX.to_owned(), fields, chips, url::INDEX.to_owned())
}

fn listing(
    filters: &Filters,
    rows: &[Row],
    dates: &[Dated],
    days: (NaiveDate, NaiveDate),
) -> AnyView {
    let page = list::page_number(&filters.page);
    let total = i64::try_from(dates.len()).unwrap_or(i64::MAX);
    let paging = list::paging(page, total, |page| {
        let page = page.to_string();
        list::address(
            url::INDEX,
            &Filters {
                page,
                ..filters.clone()
            },
        )
    });
    let shown: Vec<&Dated> = list::on_page(dates, page).collect();
    let all = Filters {
        page: String::new(),
        ..filters.clone()
    };
    view! {
        {totals(filters, dates)}
        {picture(rows, dates, &shown, days)}
        {table(filters, rows, &shown)}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(url::CSV, &all))}
    }
    .into_any()
}

fn totals(filters: &Filters, dates: &[Dated]) -> AnyView {
    let tiles = KINDS.map(|kind| {
        let count = dates
            .iter()
            .filter(|dated| dated.event.kind == kind)
            .count();
        let only = Filters {
            kind: vec![kind.code().to_owned()],
            page: String::new(),
            ..filters.clone()
        };
        Tile {
            value: text::number(count as u64),
            label: word(kind),
            note: None,
            href: Some(list::address(url::INDEX, &only)),
            tone: Tone::Neutral,
        }
    });
    ui::tiles(tiles.into())
}

fn tone(kind: EventKind) -> Tone {
    match kind {
        EventKind::Notice => Tone::Warn,
        EventKind::Renewal => Tone::Info,
        EventKind::Expiry => Tone::Bad,
        EventKind::LatestEnd => Tone::Muted,
    }
}

fn shape(kind: EventKind) -> MarkShape {
    match kind {
        EventKind::Notice => MarkShape::Flag,
        EventKind::Renewal => MarkShape::Ring,
        EventKind::Expiry => MarkShape::Square,
        EventKind::LatestEnd => MarkShape::Bar,
    }
}

/// The contracts that the table speaks of, each with all its dates.
fn picture(
    rows: &[Row],
    dates: &[Dated],
    shown: &[&Dated],
    (today, until): (NaiveDate, NaiveDate),
) -> AnyView {
    let mut marks: BTreeMap<usize, Vec<&Event>> = BTreeMap::new();
    for dated in dates {
        marks.entry(dated.at).or_default().push(&dated.event);
    }
    let mut order: Vec<usize> = Vec::new();
    for dated in shown {
        if !order.contains(&dated.at) {
            order.push(dated.at);
        }
    }
    let strips = order
        .iter()
        .map(|at| {
            let row = &rows[*at];
            let mut events = marks[at].clone();
            events.sort_by_key(|event| event.on);
            let next = events[0];
            StripRow {
                label: row.title.clone(),
                language: row.language.clone(),
                href: contracts::url::show(&row.reference, row.id),
                hint: format!("{} · {}", row.reference, row.supplier),
                tone: tone(next.kind),
                tag: t!(
                    "calendar-next",
                    kind = word(next.kind),
                    date = text::date(next.on)
                ),
                marks: events
                    .iter()
                    .map(|event| Mark {
                        on: event.on,
                        shape: shape(event.kind),
                        words: words(event),
                    })
                    .collect(),
            }
        })
        .collect();
    let figures = Table {
        caption: t!("calendar-months"),
        columns: vec![
            list::column(t!("calendar-month")),
            list::column(t!("calendar-kind")),
            list::numeric(t!("calendar-count")),
        ],
        rows: by_month(dates),
    };
    let chart = ui::Chart {
        id: "calendar-picture".to_owned(),
        message: t!(
            "calendar-message",
            dates = dates.len(),
            contracts = marks.len(),
            shown = order.len()
        ),
        description: t!("calendar-description"),
        table: ui::table(figures),
    };
    let key = KINDS.map(|kind| (shape(kind), word(kind))).into();
    let picture = ui::year_strip(chart, (today, until), strips, key);
    ui::section("months", t!("calendar-months"), vec![], picture)
}

/// How many dates of each kind fall in each month.
fn by_month(dates: &[Dated]) -> Vec<Vec<AnyView>> {
    let mut months: BTreeMap<(String, EventKind), (NaiveDate, u64)> = BTreeMap::new();
    for dated in dates {
        let month = dated.event.on.format("%Y-%m").to_string();
        let entry = months
            .entry((month, dated.event.kind))
            .or_insert((dated.event.on, 0));
        entry.1 += 1;
    }
    let cells = |((_, kind), (on, count)): ((String, EventKind), (NaiveDate, u64))| {
        vec![
            text::month_and_year(on).into_any(),
            word(kind).into_any(),
            text::number(count).into_any(),
        ]
    };
    months.into_iter().map(cells).collect()
}

/// What falls on the date, in a sentence.
fn words(event: &Event) -> String {
    t!(
        "calendar-event",
        kind = event.kind.code(),
        date = text::date(event.on),
        end = text::date(event.end)
    )
}

fn table(filters: &Filters, rows: &[Row], dates: &[&Dated]) -> AnyView {
    let sorted = |label, key| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            let page = String::new();
            let filters = filters.clone();
            list::address(
                url::INDEX,
                &Filters {
                    sort,
                    page,
                    ..filters
                },
            )
        })
    };
    let cells = |dated: &&Dated| {
        let row = &rows[dated.at];
        let event = &dated.event;
        let contract = contracts::url::show(&row.reference, row.id);
        let partnership = partnerships::url::show(&row.reference);
        vec![
            ui::date(event.on),
            ui::tag(tone(event.kind), word(event.kind)),
            view! {
                <a href=contract>{ui::typed(row.title.clone(), &row.language)}</a>
                <p class="hint">{row.number.clone()}</p>
            }
            .into_any(),
            view! {
                <a href=partnership>{ui::typed(row.partnership.clone(), &row.partnership_language)}</a>
                <p class="hint">{format!("{} · {}", row.reference, row.jurisdiction)}</p>
            }
            .into_any(),
            row.buyer.clone().into_any(),
            row.supplier.clone().into_any(),
            what_follows(row, event).into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("calendar-caption"),
        columns: vec![
            sorted(t!("calendar-date"), "date"),
            sorted(t!("calendar-kind"), "kind"),
            sorted(t!("contract"), "contract"),
            sorted(t!("all-contracts-partnership"), "partnership"),
            list::column(t!("contract-buyer")),
            sorted(t!("contract-supplier"), "supplier"),
            list::column(t!("calendar-follows")),
        ],
        rows: dates.iter().map(cells).collect(),
    })
}

/// What happens on or after the date if nobody does anything.
fn what_follows(row: &Row, event: &Event) -> String {
    let terms = row.terms();
    match event.kind {
        EventKind::Notice => {
            let next = terms.next_end(event.end);
            contracts::without_notice(row.renewal, event.end, next)
        }
        EventKind::Renewal => t!("contract-act-renewal", next = text::date(event.end)),
        EventKind::Expiry => t!("contract-act-expiry", renewal = row.renewal.code()),
        EventKind::LatestEnd => t!("calendar-follows-latest"),
    }
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("calendar-date"),
        t!("calendar-kind"),
        t!("all-contracts-reference"),
        t!("all-contracts-partnership"),
        t!("all-contracts-jurisdiction"),
        t!("contract-number"),
        t!("contract"),
        t!("contract-buyer"),
        t!("contract-supplier"),
        t!("contract-renewal"),
        t!("calendar-end"),
        t!("calendar-follows"),
    ]
}

/// A date as a row of the spreadsheet; dates as ISO 8601, vocabularies by
/// their codes.
pub(super) fn csv_row(row: &Row, event: &Event) -> Vec<String> {
    vec![
        event.on.to_string(),
        event.kind.code().to_owned(),
        row.reference.clone(),
        row.partnership.clone(),
        row.jurisdiction.clone(),
        row.number.clone(),
        row.title.clone(),
        row.buyer.clone(),
        row.supplier.clone(),
        row.renewal.code().to_owned(),
        event.end.to_string(),
        what_follows(row, event),
    ]
}
