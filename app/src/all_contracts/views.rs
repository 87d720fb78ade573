//! The list of the contracts of all partnerships.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::contract::{ContractStatus, Renewal};
use domain::money::{Money, Totals};

use super::db::Row;
use super::form::Filters;
use super::url;
use crate::access::CurrentPerson;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Chip, Field, Table, Tile, Tone};
use crate::{contracts, list, ocds_export, partnerships, t};

/// What three of the filters choose from: id or code, and name.
pub(crate) struct Choices {
    pub(crate) buyers: Vec<(String, String)>,
    pub(crate) suppliers: Vec<(String, String)>,
    pub(crate) jurisdictions: Vec<(String, String)>,
}

impl Choices {
    /// Whether the viewer sees no contract at all.
    pub(crate) fn are_none(&self) -> bool {
        self.buyers.is_empty()
    }
}

/// The page.
pub(super) fn index(
    person: &CurrentPerson,
    filters: &Filters,
    from: &Choices,
    (rows, errors): (&[Row], &Errors),
    saved: AnyView,
    today: NaiveDate,
) -> AnyView {
    let none_at_all = from.are_none();
    let body = if none_at_all {
        let words = t!("all-contracts-none-text");
        ui::empty(t!("contracts-none-title"), words, None)
    } else if rows.is_empty() {
        ui::empty(
            t!("contracts-no-match-title"),
            t!("contracts-no-match-text"),
            None,
        )
    } else {
        listing(filters, rows, today)
    };
    let form = (!none_at_all).then(|| filter_form(filters, from, errors));
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("contracts-title"), Some(person.organisation.clone()), vec![])}
        <p class="hint">{t!("all-contracts-as-of", date = text::date(today))}</p>
        {form}
        {(!none_at_all).then_some(saved)}
        {body}
    }
    .into_any()
}

/// The filters that this list shares with the calendar.
pub(crate) fn filter_fields(filters: &Filters, from: &Choices) -> Vec<AnyView> {
    vec![
        Field::filter("q", t!("all-contracts-search"))
            .value(&filters.q)
            .search(),
        Field::filter("jurisdiction", t!("all-contracts-jurisdiction"))
            .value(&filters.jurisdiction)
            .select(from.jurisdictions.clone(), Some(t!("any"))),
        Field::filter("buyer", t!("contract-buyer"))
            .value(&filters.buyer)
            .select(from.buyers.clone(), Some(t!("any"))),
        Field::filter("supplier", t!("contract-supplier"))
            .value(&filters.supplier)
            .select(from.suppliers.clone(), Some(t!("any"))),
        Field::filter("renewal", t!("contract-renewal"))
            .checkboxes(choices::<Renewal>(), &filters.renewal),
    ]
}

fn filter_form(filters: &Filters, from: &Choices, errors: &Errors) -> AnyView {
    let value = vec![
        ("known".to_owned(), t!("all-contracts-value-known")),
        ("unknown".to_owned(), t!("all-contracts-value-unknown")),
    ];
    let (first, last) = (filters.from(), filters.to());
    let mut fields = filter_fields(filters, from);
    fields.extend([
        Field::filter("status", t!("contract-status"))
            .checkboxes(choices::<ContractStatus>(), &filters.status),
        Field::filter("value", t!("contract-value"))
            .value(&filters.value)
            .select(value, Some(t!("any"))),
        Field::filter("from", t!("all-contracts-signed-from"))
            .errors(errors)
            .date(first.day, first.month, first.year),
        Field::filter("to", t!("all-contracts-signed-to"))
            .errors(errors)
            .date(last.day, last.month, last.year),
        ui::hidden("sort", &filters.sort),
    ]);
    let mut chips = chips(filters, from, |without| list::address(url::INDEX, without));
    chips.extend(own_chips(filters));
    ui::filters(url::INDEX.to_owned(), fields, chips, url::INDEX.to_owned())
}

/// The filters that apply of those that [`filter_fields`] offers; `address`
/// says where the list without one of them is.
pub(crate) fn chips(
    filters: &Filters,
    from: &Choices,
    address: impl Fn(&Filters) -> String,
) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |label: String, change: &dyn Fn(&mut Filters)| {
        let mut without = filters.clone();
        without.page = String::new();
        change(&mut without);
        chips.push(Chip {
            label,
            remove_href: address(&without),
        });
    };
    let name = |choices: &[(String, String)], chosen: &str| {
        let found = choices.iter().find(|(id, _)| id == chosen);
        found.map_or_else(|| chosen.to_owned(), |(_, name)| name.clone())
    };
    if !filters.q.trim().is_empty() {
        chip(filters.q.clone(), &|f| f.q = String::new());
    }
    if !filters.jurisdiction.is_empty() {
        let label = name(&from.jurisdictions, &filters.jurisdiction);
        chip(label, &|f| f.jurisdiction = String::new());
    }
    if filters.buyer_id().is_some() {
        let label = name(&from.buyers, &filters.buyer);
        chip(label, &|f| f.buyer = String::new());
    }
    if filters.supplier_id().is_some() {
        let label = name(&from.suppliers, &filters.supplier);
        chip(label, &|f| f.supplier = String::new());
    }
    for code in &filters.renewal {
        if let Ok(renewal) = code.parse::<Renewal>() {
            chip(word(renewal), &|f| f.renewal.retain(|other| other != code));
        }
    }
    chips
}

fn own_chips(filters: &Filters) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |label: String, change: &dyn Fn(&mut Filters)| {
        let mut without = filters.clone();
        without.page = String::new();
        change(&mut without);
        chips.push(Chip {
            label,
            remove_href: list::address(url::INDEX, &without),
        });
    };
    for code in &filters.status {
        if let Ok(status) = code.parse::<ContractStatus>() {
            chip(word(status), &|f| f.status.retain(|other| other != code));
        }
    }
    match filters.value_known() {
        Some(true) => chip(t!("all-contracts-value-known"), &|f| f.value.clear()),
        Some(false) => chip(t!("all-contracts-value-unknown"), &|f| f.value.clear()),
        None => {}
    }
    if let Ok((from, to)) = filters.signed() {
        if let Some(from) = from {
            let label = t!("all-contracts-signed-since", date = text::date(from));
            chip(label, &|f| {
                f.from_day.clear();
                f.from_month.clear();
                f.from_year.clear();
            });
        }
        if let Some(to) = to {
            let label = t!("all-contracts-signed-until", date = text::date(to));
            chip(label, &|f| {
                f.to_day.clear();
                f.to_month.clear();
                f.to_year.clear();
            });
        }
    }
    chips
}

fn listing(filters: &Filters, rows: &[Row], today: NaiveDate) -> AnyView {
    let page = list::page_number(&filters.page);
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
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
    let shown: Vec<&Row> = list::on_page(rows, page).collect();
    let all = Filters {
        page: String::new(),
        ..filters.clone()
    };
    view! {
        {totals(rows)}
        {table(filters, &shown, today)}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(url::CSV, &all))}
        {ocds_export::links(list::address(url::OCDS, &all))}
    }
    .into_any()
}

/// How many contracts, and their value in each currency: currencies are never
/// added up.
fn totals(rows: &[Row]) -> AnyView {
    let known: Vec<Money> = rows
        .iter()
        .filter_map(|row| {
            let currency = row.currency.parse().ok()?;
            row.value.map(|amount| Money { amount, currency })
        })
        .collect();
    let without = rows.len() - known.len();
    let totals: Totals = known.iter().copied().collect();
    let mut tiles = vec![Tile {
        value: text::number(rows.len() as u64),
        label: t!("contracts-title"),
        note: (without > 0).then(|| t!("contracts-without-value", count = without)),
        href: None,
        tone: Tone::Neutral,
    }];
    tiles.extend(totals.iter().map(|total| {
        let same = known
            .iter()
            .filter(|money| money.currency == total.currency);
        Tile {
            value: text::money(total.amount, total.currency.code()),
            label: t!("contracts-total-value"),
            note: Some(t!("contracts-count", count = same.count())),
            href: None,
            tone: Tone::Neutral,
        }
    }));
    ui::tiles(tiles)
}

fn table(filters: &Filters, rows: &[&Row], today: NaiveDate) -> AnyView {
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
    let mut value = sorted(t!("contract-value"), "value");
    value.numeric = true;
    let cells = |row: &&Row| {
        let terms = row.terms();
        let contract = contracts::url::show(&row.reference, row.id);
        let partnership = partnerships::url::show(&row.reference);
        let warning = terms.warning(today);
        let warning = warning.map(|warning| contracts::warning_tag(&warning));
        let money = match row.value {
            Some(value) => ui::money(value, &row.currency),
            None => t!("unknown").into_any(),
        };
        let signed = row.signed_on;
        vec![
            view! {
                <a href=contract>{ui::typed(row.title.clone(), &row.language)}</a>
                <p class="hint">{row.number.clone()}</p>
            }
            .into_any(),
            view! { <div>{contracts::status_tag(terms.status(today))}" "{warning}</div> }
                .into_any(),
            view! {
                <a href=partnership>{ui::typed(row.partnership.clone(), &row.partnership_language)}</a>
                <p class="hint">{format!("{} · {}", row.reference, row.jurisdiction)}</p>
            }
            .into_any(),
            row.buyer.clone().into_any(),
            row.supplier.clone().into_any(),
            signed.map_or_else(|| t!("none").into_any(), ui::date),
            ui::date(terms.current_end(today)),
            money,
        ]
    };
    ui::table(Table {
        caption: t!("all-contracts-caption"),
        columns: vec![
            sorted(t!("contract"), "title"),
            list::column(t!("contract-status")),
            sorted(t!("all-contracts-partnership"), "partnership"),
            sorted(t!("contract-buyer"), "buyer"),
            sorted(t!("contract-supplier"), "supplier"),
            sorted(t!("contract-signed"), "signed"),
            sorted(t!("contract-ends"), "ends"),
            value,
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("all-contracts-reference"),
        t!("all-contracts-partnership"),
        t!("all-contracts-jurisdiction"),
        t!("contract-number"),
        t!("contract"),
        t!("contract-status"),
        t!("contract-buyer"),
        t!("contract-supplier"),
        t!("contract-signed"),
        t!("contract-starts"),
        t!("contract-ends"),
        t!("contract-current-end"),
        t!("contract-value"),
        t!("contract-currency"),
        t!("contract-renewal"),
        t!("contract-notice-on"),
        t!("contract-max-end"),
    ]
}

/// A contract as a row of the spreadsheet; dates as ISO 8601, vocabularies by
/// their codes.
pub(super) fn csv_row(row: &Row, today: NaiveDate) -> Vec<String> {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let terms = row.terms();
    vec![
        row.reference.clone(),
        row.partnership.clone(),
        row.jurisdiction.clone(),
        row.number.clone(),
        row.title.clone(),
        terms.status(today).code().to_owned(),
        row.buyer.clone(),
        row.supplier.clone(),
        date(row.signed_on),
        row.starts_on.to_string(),
        row.ends_on.to_string(),
        terms.current_end(today).to_string(),
        row.value.map(|value| value.to_string()).unwrap_or_default(),
        row.currency.clone(),
        row.renewal.code().to_owned(),
        date(terms.current_notice(today)),
        date(row.max_end),
    ]
}
