//! The pages of commitments, and their editor.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::funding::{FiscalYear, FundingKind, LineStatus};
use domain::money::{Currency, Money, Totals};
use rust_decimal::Decimal;

use super::db::{CommitmentRow, LineRow, SheetRow, YearRow};
use super::form::{Choices, CommitmentForm, Filters, Row};
use super::url;
use crate::access::Place;
use crate::form::Errors;
use crate::funding;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Chip, ConflictRow, Field, StoryItem, Table, Tile, Tone, Width};
use crate::{contracts, list, t};

fn status_tone(status: LineStatus) -> Tone {
    match status {
        LineStatus::Expected => Tone::Info,
        LineStatus::Committed => Tone::Good,
        LineStatus::Withdrawn => Tone::Muted,
    }
}

/// What a list can be narrowed to.
pub(super) struct Narrowing {
    pub(super) funders: Vec<(String, String)>,
    pub(super) contracts: Vec<(String, String)>,
    pub(super) currencies: Vec<String>,
}

/// The list: filters, totals, table. `rows` are all that fit.
pub(super) fn index(
    place: &Place,
    filters: &Filters,
    rows: &[CommitmentRow],
    narrowing: &Narrowing,
) -> AnyView {
    let may_edit = place.may_in_partnership(Action::EditFunding);
    let add = || ui::button_link(url::new(&place.reference), t!("commitment-add"), true);
    let none_at_all = narrowing.currencies.is_empty();
    let body = if rows.is_empty() && none_at_all {
        ui::empty(
            t!("commitments-none-title"),
            t!("commitments-none-text"),
            None,
        )
    } else if rows.is_empty() {
        ui::empty(
            t!("commitments-no-match-title"),
            t!("commitments-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, rows)
    };
    let filters = (!none_at_all).then(|| filter_form(place, filters, narrowing));
    let actions = may_edit.then(add).into_iter().collect();
    view! {
        {ui::heading(t!("commitments-title"), Some(place.title.clone()), actions)}
        {funding::nav(place, funding::Part::Commitments)}
        {filters}
        {body}
    }
    .into_any()
}

fn filter_form(place: &Place, filters: &Filters, narrowing: &Narrowing) -> AnyView {
    let here = url::index(&place.reference);
    let currencies = narrowing
        .currencies
        .iter()
        .map(|c| (c.clone(), c.clone()))
        .collect();
    let fields = vec![
        Field::filter("q", t!("commitments-search"))
            .value(&filters.q)
            .search(),
        Field::filter("funder", t!("commitment-funder"))
            .value(&filters.funder)
            .select(narrowing.funders.clone(), Some(t!("any"))),
        Field::filter("contract", t!("commitment-contract"))
            .value(&filters.contract)
            .select(narrowing.contracts.clone(), Some(t!("any"))),
        Field::filter("currency", t!("commitment-currency"))
            .value(&filters.currency)
            .select(currencies, Some(t!("any"))),
        Field::filter("kind", t!("commitment-kind"))
            .checkboxes(choices::<FundingKind>(), &filters.kind),
        Field::filter("status", t!("commitment-status"))
            .checkboxes(choices::<LineStatus>(), &filters.status),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips(&here, filters, narrowing), here)
}

fn chips(here: &str, filters: &Filters, narrowing: &Narrowing) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |label: String, without: &dyn Fn(&mut Filters)| {
        let mut filters = Filters {
            page: String::new(),
            ..filters.clone()
        };
        without(&mut filters);
        chips.push(Chip {
            label,
            remove_href: list::address(here, &filters),
        });
    };
    let name = |among: &[(String, String)], id: &str| {
        among
            .iter()
            .find(|(other, _)| other == id)
            .map(|(_, name)| name.clone())
    };
    if !filters.q.is_empty() {
        chip(filters.q.clone(), &|filters| filters.q.clear());
    }
    if let Some(name) = name(&narrowing.funders, &filters.funder) {
        chip(name, &|filters| filters.funder.clear());
    }
    if let Some(name) = name(&narrowing.contracts, &filters.contract) {
        chip(name, &|filters| filters.contract.clear());
    }
    if !filters.currency.is_empty() {
        chip(filters.currency.clone(), &|filters| {
            filters.currency.clear()
        });
    }
    for kind in filters
        .kind
        .iter()
        .filter_map(|code| code.parse::<FundingKind>().ok())
    {
        chip(word(kind), &|filters| {
            filters.kind.retain(|code| code != kind.code())
        });
    }
    for status in filters
        .status
        .iter()
        .filter_map(|code| code.parse::<LineStatus>().ok())
    {
        chip(word(status), &|filters| {
            filters.status.retain(|code| code != status.code())
        });
    }
    chips
}

fn listing(place: &Place, filters: &Filters, rows: &[CommitmentRow]) -> AnyView {
    let here = url::index(&place.reference);
    let page = list::page_number(&filters.page);
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let paging = list::paging(page, total, |page| {
        list::address(
            &here,
            &Filters {
                page: page.to_string(),
                ..filters.clone()
            },
        )
    });
    let shown = list::on_page(rows, page);
    let csv = list::address(&url::csv(&place.reference), filters);
    view! {
        {totals(rows)}
        {table(place, filters, shown.collect())}
        {ui::pagination(paging)}
        {ui::list_tools(csv)}
    }
    .into_any()
}

/// How many there are, and in each currency what is committed and spent.
fn totals(rows: &[CommitmentRow]) -> AnyView {
    let sum = |of: fn(&CommitmentRow) -> Decimal| -> Totals {
        rows.iter()
            .filter_map(|row| {
                let currency: Currency = row.currency.parse().ok()?;
                Some(Money {
                    amount: of(row),
                    currency,
                })
            })
            .collect()
    };
    let (expected, spent) = (sum(|row| row.expected), sum(|row| row.spent));
    let mut tiles = vec![Tile {
        value: text::number(rows.len() as u64),
        label: t!("commitments-title"),
        note: None,
        href: None,
        tone: Tone::Neutral,
    }];
    tiles.extend(sum(|row| row.committed).iter().map(|total| {
        let code = total.currency.code();
        let of =
            |totals: &Totals| text::money(totals.get(total.currency).unwrap_or_default(), code);
        Tile {
            value: text::money(total.amount, code),
            label: t!("commitment-committed"),
            note: Some(t!(
                "commitments-also",
                expected = of(&expected),
                spent = of(&spent)
            )),
            href: None,
            tone: Tone::Neutral,
        }
    }));
    ui::tiles(tiles)
}

fn table(place: &Place, filters: &Filters, rows: Vec<&CommitmentRow>) -> AnyView {
    let here = url::index(&place.reference);
    let sorted = |label, key, numeric| {
        let mut column = list::sorted_column(label, key, &filters.sort, |sort| {
            list::address(
                &here,
                &Filters {
                    sort,
                    page: String::new(),
                    ..filters.clone()
                },
            )
        });
        column.numeric = numeric;
        column
    };
    let cells = |row: &CommitmentRow| {
        let href = url::show(&place.reference, row.id);
        let title = ui::typed(row.title.clone(), &row.language);
        let money = |amount| ui::money(amount, &row.currency);
        vec![
            view! { <a href=href>{title}</a>{flags(row)} }.into_any(),
            row.funder.clone().into_any(),
            word(row.kind).into_any(),
            row.contract
                .clone()
                .map_or_else(|| t!("none").into_any(), ui::code),
            committed_cell(row),
            money(row.received),
            money(row.spent),
            money(row.committed - row.spent),
        ]
    };
    ui::table(Table {
        caption: t!("commitments-caption"),
        columns: vec![
            sorted(t!("commitment"), "title", false),
            sorted(t!("commitment-funder"), "funder", false),
            list::column(t!("commitment-kind")),
            list::column(t!("commitment-contract")),
            sorted(t!("commitment-committed"), "committed", true),
            list::numeric(t!("commitment-received")),
            sorted(t!("commitment-spent"), "spent", true),
            sorted(t!("commitment-remaining"), "remaining", true),
        ],
        rows: rows.into_iter().map(cells).collect(),
    })
}

fn committed_cell(row: &CommitmentRow) -> AnyView {
    let expected = (!row.expected.is_zero()).then(|| {
        let amount = text::money(row.expected, &row.currency);
        view! { <p class="hint">{t!("commitment-and-expected", amount = amount)}</p> }
    });
    view! { {ui::money(row.committed, &row.currency)}{expected} }.into_any()
}

fn flags(row: &CommitmentRow) -> AnyView {
    let flag =
        |raised: bool, words: String| raised.then(|| view! { " "{ui::tag(Tone::Bad, words)} });
    view! {
        {flag(row.overspent, t!("funding-overspent"))}
        {flag(row.overreceived, t!("funding-overreceived"))}
    }
    .into_any()
}

/// One commitment: its fiscal years, and how each came to be what it is.
pub(super) fn show(
    place: &Place,
    row: &CommitmentRow,
    years: &[YearRow],
    lines: &[LineRow],
    today: NaiveDate,
) -> AnyView {
    let revise = place.may_in_partnership(Action::EditFunding).then(|| {
        ui::button_link(
            url::edit(&place.reference, row.id),
            t!("commitment-revise"),
            true,
        )
    });
    let contract = match (row.contract_id, row.contract.clone()) {
        (Some(id), Some(number)) => ui::link(contracts::url::show(&place.reference, id), number),
        _ => t!("commitment-whole-partnership").into_any(),
    };
    let mut facts = vec![
        (t!("commitment-funder"), row.funder.clone().into_any()),
        (t!("commitment-kind"), word(row.kind).into_any()),
        (t!("commitment-contract"), contract),
        (t!("commitment-currency"), row.currency.clone().into_any()),
        (t!("commitment-committed"), committed_cell(row)),
        (
            t!("commitment-received"),
            ui::money(row.received, &row.currency),
        ),
        (t!("commitment-spent"), ui::money(row.spent, &row.currency)),
        (
            t!("commitment-remaining"),
            ui::money(row.committed - row.spent, &row.currency),
        ),
    ];
    if let Some(id) = row.external_id.clone() {
        facts.push((t!("commitment-external-id"), ui::code(id)));
    }
    let main = view! {
        {ui::section("years", t!("commitment-years"), vec![], year_table(row, years, lines, today))}
        {ui::section("revisions", t!("commitment-revisions"), vec![], revisions(row, lines))}
    };
    view! {
        {ui::heading(row.title.clone(), Some(t!("commitment")), revise.into_iter().collect())}
        {funding::nav(place, funding::Part::Commitments)}
        {ui::columns(main.into_any(), ui::summary_list(facts))}
    }
    .into_any()
}

fn year_table(
    row: &CommitmentRow,
    years: &[YearRow],
    lines: &[LineRow],
    today: NaiveDate,
) -> AnyView {
    let cells = |year: &YearRow| {
        let held = lines.iter().find(|line| {
            line.replaced_by_id.is_none()
                && line.starts_on == year.starts_on
                && line.ends_on == year.ends_on
        });
        let money = |amount| ui::money(amount, &row.currency);
        let status = match held {
            Some(line) => ui::tag(status_tone(line.status), word(line.status)),
            None => ui::tag(Tone::Warn, t!("commitment-no-line")),
        };
        let over = |words: String| view! { <p>{ui::tag(Tone::Bad, words)}</p> };
        let said = |amount| text::money(amount, &row.currency);
        let overspent = (year.spent > year.committed).then(|| {
            over(t!(
                "funding-overspent-by",
                amount = said(year.spent - year.committed)
            ))
        });
        let overreceived = (year.received > year.committed).then(|| {
            over(t!(
                "funding-overreceived-by",
                amount = said(year.received - year.committed)
            ))
        });
        let now = (year.starts_on <= today && today <= year.ends_on)
            .then(|| view! { " "{ui::tag(Tone::Info, t!("funding-this-year"))} });
        let promised = held.map_or(year.committed, |line| line.amount);
        vec![
            view! { {year.label.clone()}{now} }.into_any(),
            view! { {status}{overspent}{overreceived} }.into_any(),
            money(promised),
            money(year.received),
            money(year.spent),
            money(year.committed - year.spent),
        ]
    };
    ui::table(Table {
        caption: t!("commitment-years-caption"),
        columns: vec![
            list::column(t!("funding-year")),
            list::column(t!("commitment-status")),
            list::numeric(t!("commitment-amount")),
            list::numeric(t!("commitment-received")),
            list::numeric(t!("commitment-spent")),
            list::numeric(t!("commitment-remaining")),
        ],
        rows: years.iter().map(cells).collect(),
    })
}

/// Each fiscal year's lines, one after another: who, when, from what to what,
/// and why.
fn revisions(row: &CommitmentRow, lines: &[LineRow]) -> AnyView {
    let said = |line: &LineRow| {
        t!(
            "commitment-line-said",
            amount = text::money(line.amount, &row.currency),
            status = word(line.status)
        )
    };
    let mut parts = Vec::new();
    for of_year in lines.chunk_by(|a, b| (a.starts_on, a.ends_on) == (b.starts_on, b.ends_on)) {
        // In the order of replacement, whatever the clock said.
        let mut ordered: Vec<&LineRow> = Vec::new();
        let mut next = of_year.iter().find(|line| {
            of_year
                .iter()
                .all(|other| other.replaced_by_id != Some(line.id))
        });
        while let Some(line) = next {
            ordered.push(line);
            next = of_year
                .iter()
                .find(|other| line.replaced_by_id == Some(other.id));
        }
        let items = ordered
            .iter()
            .enumerate()
            .map(|(index, line)| {
                let what = match index.checked_sub(1).map(|before| ordered[before]) {
                    None => said(line),
                    Some(before) => t!(
                        "commitment-from-to",
                        before = said(before),
                        after = said(line)
                    ),
                };
                let reason = line.reason.clone().map(|reason| {
                    let reason = ui::typed(reason, &line.language);
                    view! { <p>{t!("commitment-because")}" "{reason}</p> }
                });
                StoryItem {
                    when: ui::moment(line.entered_at),
                    who: line
                        .entered_by
                        .clone()
                        .unwrap_or_else(|| t!("by-command-line")),
                    what: view! { <p>{what}</p>{reason} }.into_any(),
                    tag: None,
                }
            })
            .collect();
        let label = of_year.first().map(|line| line.label.clone());
        parts.push(view! { <h3>{label}</h3>{ui::story(items)} }.into_any());
    }
    parts.into_any()
}

/// The editor of a new commitment.
pub(super) fn new(
    place: &Place,
    choices: &Choices,
    form: &CommitmentForm,
    errors: &Errors,
    today: NaiveDate,
) -> AnyView {
    let index = url::index(&place.reference);
    let currencies = Currency::all()
        .map(|code| (code.to_string(), code.to_string()))
        .collect();
    let currency = Field::new("currency", t!("commitment-currency"))
        .width(Width::Short)
        .value(&form.currency)
        .errors(errors)
        .select(currencies, Some(t!("error-choose")));
    let fields = view! { {currency}{editor_rows(&[], choices, form, errors, today)} }.into_any();
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("commitment-add"), Some(place.title.clone()), vec![])}
        {editor(index.clone(), index, choices, form, errors, fields)}
    }
    .into_any()
}

/// The editor that revises a commitment; `held` are the lines that hold.
#[allow(clippy::too_many_arguments, reason = "all that an editor shows")]
pub(super) fn revise(
    place: &Place,
    row: &CommitmentRow,
    held: &[&LineRow],
    choices: &Choices,
    form: &CommitmentForm,
    errors: &Errors,
    conflict: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let reason = Field::new("reason", t!("commitment-reason"))
        .hint(t!("commitment-reason-hint"))
        .value(&form.reason)
        .errors(errors)
        .textarea(3);
    let fields = view! { {editor_rows(held, choices, form, errors, today)}{reason} }.into_any();
    let (edit, show) = (
        url::edit(&place.reference, row.id),
        url::show(&place.reference, row.id),
    );
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("commitment-revise"), Some(row.title.clone()), vec![])}
        <p>{t!("commitment-revise-text")}</p>
        {editor(edit, show, choices, form, errors, fields)}
    }
    .into_any()
}

/// The form around an editor. Its first button, which the enter key presses,
/// keeps nothing.
fn editor(
    action: String,
    back: String,
    options: &Choices,
    form: &CommitmentForm,
    errors: &Errors,
    fields: AnyView,
) -> AnyView {
    let fields = view! {
        {ui::hidden("id", &form.id)}
        {ui::hidden("version", &form.version)}
        {Field::new("title", t!("commitment-title"))
            .hint(t!("commitment-title-hint"))
            .value(&form.title)
            .errors(errors)
            .text()}
        {Field::new("funder", t!("commitment-funder"))
            .hint(t!("commitment-funder-hint"))
            .value(&form.funder)
            .errors(errors)
            .select(options.funders.clone(), Some(t!("error-choose")))}
        {Field::new("contract", t!("commitment-contract"))
            .optional()
            .hint(t!("commitment-contract-hint"))
            .value(&form.contract)
            .errors(errors)
            .select(options.contracts.clone(), Some(t!("commitment-whole-partnership")))}
        {Field::new("kind", t!("commitment-kind"))
            .value(&form.kind)
            .errors(errors)
            .radios(choices::<FundingKind>())}
        {fields}
    };
    view! {
        <form class="form" method="post" action=action novalidate=true>
            {fields}
            {totals_said(form)}
            <div class="form-end">
                {ui::do_button("save".to_owned(), t!("button-save"), true)}
                {ui::link(back, t!("button-cancel"))}
            </div>
        </form>
    }
    .into_any()
}

/// What the rows come to, in words.
fn totals_said(form: &CommitmentForm) -> AnyView {
    let totals = form.totals();
    if totals.years == 0 && totals.unreadable == 0 {
        return view! { <p class="hint">{t!("commitment-totals-none")}</p> }.into_any();
    }
    let said = |amount| text::money(amount, &form.currency);
    let mut sentences = vec![t!(
        "commitment-totals",
        years = totals.years,
        committed = said(totals.committed)
    )];
    if !totals.expected.is_zero() {
        sentences.push(t!(
            "commitment-totals-expected",
            amount = said(totals.expected)
        ));
    }
    if !totals.withdrawn.is_zero() {
        sentences.push(t!(
            "commitment-totals-withdrawn",
            amount = said(totals.withdrawn)
        ));
    }
    if totals.unreadable > 0 {
        sentences.push(t!(
            "commitment-totals-unreadable",
            count = totals.unreadable
        ));
    }
    let sentences: Vec<_> = sentences
        .into_iter()
        .map(|sentence| view! { <p>{sentence}</p> })
        .collect();
    let tone = if totals.unreadable > 0 {
        Tone::Warn
    } else {
        Tone::Info
    };
    ui::notice(tone, t!("commitment-total"), sentences.into_any())
}

fn editor_rows(
    held: &[&LineRow],
    options: &Choices,
    form: &CommitmentForm,
    errors: &Errors,
    today: NaiveDate,
) -> AnyView {
    let rows: Vec<_> = form
        .rows()
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let saved = held.iter().find(|line| row.is_of(line)).copied();
            editor_row(index, row, saved, options, form, errors, today)
        })
        .collect();
    view! {
        <div class="form-end" id="rows">
            {ui::do_button("work_out".to_owned(), t!("commitment-work-out"), false)}
            {ui::do_button("add_before".to_owned(), t!("commitment-add-before"), false)}
        </div>
        {rows}
        <div class="form-end">{ui::do_button("add_after".to_owned(), t!("commitment-add-after"), false)}</div>
    }
    .into_any()
}

fn editor_row(
    index: usize,
    row: &Row,
    saved: Option<&LineRow>,
    options: &Choices,
    form: &CommitmentForm,
    errors: &Errors,
    today: NaiveDate,
) -> AnyView {
    let name = |field: &str| format!("{field}-{index}");
    let year = row
        .start
        .parse()
        .ok()
        .map(|day: NaiveDate| FiscalYear::of(day, options.first_month));
    let label = match saved {
        Some(line) => line.label.clone(),
        None => year.map_or_else(|| t!("funding-year"), FiscalYear::label),
    };
    let start = match saved {
        Some(_) => ui::hidden(&name("start"), &row.start),
        None => Field::new(&name("start"), t!("funding-year"))
            .sometimes()
            .width(Width::Short)
            .value(&row.start)
            .errors(errors)
            .select(
                funding::year_choices(year, options.first_month, today),
                None,
            ),
    };
    let amount = Field::new(&name("amount"), t!("commitment-amount"))
        .sometimes()
        .width(Width::Medium)
        .value(&row.amount)
        .errors(errors)
        .amount(Some(&form.currency));
    let status = Field::new(&name("status"), t!("commitment-status"))
        .sometimes()
        .width(Width::Medium)
        .value(&row.status)
        .errors(errors)
        .select(choices::<LineStatus>(), None);
    let copy = year.map(|year| {
        let words = t!("commitment-copy", year = year.next().label());
        ui::do_button(format!("copy_{index}"), words, false)
    });
    let remove = saved.is_none().then(|| {
        let words = t!("commitment-remove", year = label.clone());
        ui::do_button(format!("remove_{index}"), words, false)
    });
    let fields = view! {
        <div class="beside">{start}{amount}{status}</div>
        <div class="actions">{copy}{remove}</div>
    };
    ui::fieldset(label, vec![fields.into_any()])
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &CommitmentForm,
    yours: &CommitmentForm,
    choices: &Choices,
) -> AnyView {
    let name = |among: &[(String, String)], id: &str| {
        let found = among.iter().find(|(other, _)| other == id);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let kind = |form: &CommitmentForm| {
        form.kind
            .parse()
            .map_or_else(|_| String::new(), word::<FundingKind>)
    };
    let fact = |label: String, of: &dyn Fn(&CommitmentForm) -> String| ConflictRow {
        label,
        theirs: of(theirs),
        yours: of(yours),
    };
    let mut rows = vec![
        fact(t!("commitment-title"), &|form| form.title.clone()),
        fact(t!("commitment-funder"), &|form| {
            name(&choices.funders, &form.funder)
        }),
        fact(t!("commitment-contract"), &|form| {
            name(&choices.contracts, &form.contract)
        }),
        fact(t!("commitment-kind"), &kind),
    ];
    let mut starts: Vec<String> = theirs
        .rows()
        .into_iter()
        .chain(yours.rows())
        .map(|row| row.start)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    for start in starts {
        let year = start
            .parse()
            .ok()
            .map(|day| FiscalYear::of(day, choices.first_month));
        let said = |form: &CommitmentForm| {
            let row = form.rows().into_iter().find(|row| row.start == start);
            row.map(|row| {
                let status = row
                    .status
                    .parse()
                    .map_or_else(|_| String::new(), word::<LineStatus>);
                format!("{} {status}", row.amount).trim().to_owned()
            })
            .unwrap_or_default()
        };
        rows.push(fact(year.map_or(start.clone(), FiscalYear::label), &said));
    }
    ui::conflict(who, when, rows)
}

/// The headings that an import of commitments reads, whatever the language.
pub(super) fn csv_headings() -> Vec<String> {
    [
        "external_id",
        "partnership",
        "funder",
        "contract",
        "title",
        "kind",
        "currency",
        "period_start",
        "period_end",
        "label",
        "amount",
        "status",
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

/// A line that holds, as a row of the spreadsheet.
pub(super) fn csv_row(reference: &str, row: &CommitmentRow, line: &SheetRow) -> Vec<String> {
    vec![
        row.external_id
            .clone()
            .unwrap_or_else(|| row.id.to_string()),
        reference.to_owned(),
        row.funder.clone(),
        row.contract.clone().unwrap_or_default(),
        row.title.clone(),
        row.kind.code().to_owned(),
        row.currency.clone(),
        line.starts_on.to_string(),
        line.ends_on.to_string(),
        line.label.clone(),
        line.amount.to_string(),
        line.status.code().to_owned(),
    ]
}
