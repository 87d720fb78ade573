//! The ledger: tiles, picture and table, of one partnership or of many.

use chrono::NaiveDate;
use domain::access::Action;
use domain::funding::{Figures, PeriodFigures, Share};
use rust_decimal::Decimal;

use super::db::Facts;
use super::{CurrencyLedger, Part, nav, url};
use crate::access::Place;
use crate::html::*;
use crate::ui::{self, Chart, FundingBar, FundingPanel, NavItem, Table, Tile, Tone};
use crate::{commitments, list, partnerships, t, text};

/// The pages of a partnership, and below them those about its money.
pub(super) fn navs(partnership: AnyView, parts: Vec<NavItem>) -> AnyView {
    view! { {partnership}{ui::sub_nav(t!("funding-parts"), parts)} }.into_any()
}

/// A partnership's ledger.
pub(super) fn show(
    place: &Place,
    facts: &Facts,
    ledgers: &[CurrencyLedger],
    today: NaiveDate,
) -> AnyView {
    let may_edit = place.may_in_partnership(Action::EditFunding);
    let add = |primary| {
        let new = commitments::url::new(&place.reference);
        may_edit.then(|| ui::button_link(new, t!("commitment-add"), primary))
    };
    let (actions, body) = if ledgers.is_empty() {
        let empty = ui::empty(t!("funding-none-title"), t!("funding-none-text"), add(true));
        (None, empty)
    } else {
        let leads = leads(place, facts, ledgers);
        let body = view! {
            {ledger(ledgers, today, facts.planned_end)}
            {ui::section("leads", t!("funding-leads"), vec![], leads)}
            {ui::list_tools(url::csv(&place.reference))}
        };
        (add(false), body.into_any())
    };
    let title = t!("partnership-funding");
    view! {
        {ui::heading(title, Some(place.title.clone()), actions.into_iter().collect())}
        {nav(place, Part::Ledger)}
        {body}
    }
    .into_any()
}

/// Tiles for each currency, then all fiscal years as a picture and a table.
/// The cliff is looked for until `planned_end`, where there is one.
pub(crate) fn ledger(
    ledgers: &[CurrencyLedger],
    today: NaiveDate,
    planned_end: Option<NaiveDate>,
) -> AnyView {
    let tiles: Vec<_> = ledgers
        .iter()
        .map(|ledger| {
            let id = format!("figures-{}", ledger.currency);
            let title = t!("funding-in-currency", currency = ledger.currency.clone());
            let figures = figures(ledger, today, planned_end);
            ui::section(&id, title, vec![], figures)
        })
        .collect();
    let years = view! {
        {picture(ledgers, today, planned_end)}
        {year_table(ledgers, today, planned_end)}
    };
    view! {
        {tiles}
        {ui::section("years", t!("funding-by-year"), vec![], years.into_any())}
    }
    .into_any()
}

/// The first thing to know: where the money breaks off, in words.
pub(crate) fn cliff_words(
    ledger: &CurrencyLedger,
    today: NaiveDate,
    planned_end: Option<NaiveDate>,
) -> Option<String> {
    let cliff = ledger.ledger.cliff(today, planned_end)?;
    let periods = ledger.ledger.periods();
    let before = periods
        .iter()
        .rev()
        .find(|period| period.period.start() < cliff.on);
    let before = before
        .map(|period| period.label.clone())
        .unwrap_or_default();
    let less = text::money(cliff.from.saturating_sub(cliff.to), &ledger.currency);
    let date = text::date(cliff.on);
    Some(if cliff.ends() {
        t!(
            "funding-cliff-ends",
            date = date,
            less = less,
            before = before
        )
    } else {
        let to = text::money(cliff.to, &ledger.currency);
        t!(
            "funding-cliff-falls",
            date = date,
            to = to,
            less = less,
            before = before
        )
    })
}

fn figures(ledger: &CurrencyLedger, today: NaiveDate, planned_end: Option<NaiveDate>) -> AnyView {
    let CurrencyLedger {
        currency,
        ledger: book,
        ..
    } = ledger;
    let total = book.total();
    let money = |amount: Decimal| text::money(amount, currency);
    let tile = |value: String, label: String, note: Option<String>, tone: Tone| Tile {
        value,
        label,
        note,
        href: None,
        tone,
    };
    let expected = (!total.expected.is_zero())
        .then(|| t!("funding-and-expected", amount = money(total.expected)));
    let kinds = t!(
        "funding-kinds",
        capital = money(total.committed_capital),
        operational = money(total.committed_operational())
    );
    let committed_note = match expected {
        Some(expected) => format!("{kinds} {expected}"),
        None => kinds,
    };
    let over = |over: Option<Decimal>| {
        if over.is_some() {
            Tone::Bad
        } else {
            Tone::Neutral
        }
    };
    let covered = match book.covered_until(today) {
        Some(until) => tile(
            t!("funding-years", count = book.years_covered(today)),
            t!("funding-covered"),
            Some(t!("funding-covered-until", date = text::date(until))),
            Tone::Good,
        ),
        None => tile(
            t!("funding-years", count = 0),
            t!("funding-covered"),
            Some(t!("funding-not-covered")),
            Tone::Bad,
        ),
    };
    let fall = match book.largest_fall() {
        Some(fall) => {
            let year = book.periods()[fall.index].label.clone();
            let percent = (fall.share() * Decimal::ONE_HUNDRED).round();
            tile(
                money(fall.amount()),
                t!("funding-largest-fall"),
                Some(t!(
                    "funding-fall-note",
                    percent = text::number(percent),
                    year = year
                )),
                Tone::Neutral,
            )
        }
        None => tile(
            t!("none"),
            t!("funding-largest-fall"),
            Some(t!("funding-no-fall")),
            Tone::Neutral,
        ),
    };
    let tiles = vec![
        tile(
            money(total.committed),
            t!("commitment-committed"),
            Some(committed_note),
            Tone::Neutral,
        ),
        tile(
            money(total.received),
            t!("commitment-received"),
            None,
            over(total.overreceived()),
        ),
        tile(
            money(total.spent),
            t!("commitment-spent"),
            None,
            over(total.overspent()),
        ),
        tile(
            money(total.remaining()),
            t!("commitment-remaining"),
            None,
            Tone::Neutral,
        ),
        covered,
        fall,
    ];
    let cliff = match cliff_words(ledger, today, planned_end) {
        Some(words) => ui::notice(
            Tone::Bad,
            t!("funding-cliff"),
            view! { <p>{words}</p> }.into_any(),
        ),
        None => ui::notice(
            Tone::Good,
            t!("funding-no-cliff"),
            view! { <p>{t!("funding-cliff-explained")}</p> }.into_any(),
        ),
    };
    view! { {cliff}{ui::tiles(tiles)} }.into_any()
}

fn picture(
    ledgers: &[CurrencyLedger],
    today: NaiveDate,
    planned_end: Option<NaiveDate>,
) -> AnyView {
    let message = ledgers
        .iter()
        .find_map(|ledger| cliff_words(ledger, today, planned_end))
        .unwrap_or_else(|| t!("funding-no-cliff"));
    let chart = Chart {
        id: "funding-picture".to_owned(),
        message,
        description: t!("funding-picture-description"),
        table: kinds_table(ledgers),
    };
    let panels = ledgers
        .iter()
        .map(|ledger| FundingPanel {
            label: ledger.currency.clone(),
            bars: bars(ledger, today, planned_end),
        })
        .collect();
    ui::funding_bars(chart, panels)
}

fn bars(
    ledger: &CurrencyLedger,
    today: NaiveDate,
    planned_end: Option<NaiveDate>,
) -> Vec<FundingBar> {
    let cliff = ledger
        .ledger
        .cliff(today, planned_end)
        .map(|cliff| cliff.on);
    let money = |amount: Decimal| text::money(amount, &ledger.currency);
    let bar = |year: &PeriodFigures| {
        let figures = &year.figures;
        let over = over_words(figures, &ledger.currency);
        let tag = if cliff == Some(year.period.start()) {
            Some((Tone::Bad, t!("funding-cliff")))
        } else {
            over.into_iter().next().map(|words| (Tone::Bad, words))
        };
        FundingBar {
            label: year.label.clone(),
            current: year.period.contains(today),
            committed_capital: figures.committed_capital,
            committed_operational: figures.committed_operational(),
            expected: figures.expected,
            received: figures.received,
            spent: figures.spent,
            words: t!(
                "funding-bar",
                year = year.label.clone(),
                committed = money(figures.committed),
                expected = money(figures.expected),
                received = money(figures.received),
                spent = money(figures.spent)
            ),
            tag,
        }
    };
    ledger.ledger.periods().iter().map(bar).collect()
}

/// What went beyond the promise, in words.
fn over_words(figures: &Figures, currency: &str) -> Vec<String> {
    let spent = figures
        .overspent()
        .map(|over| t!("funding-overspent-by", amount = text::money(over, currency)));
    let received = figures.overreceived().map(|over| {
        t!(
            "funding-overreceived-by",
            amount = text::money(over, currency)
        )
    });
    spent.into_iter().chain(received).collect()
}

/// Capital and operational apart, behind the picture.
fn kinds_table(ledgers: &[CurrencyLedger]) -> AnyView {
    let rows = ledgers
        .iter()
        .flat_map(|ledger| {
            ledger.ledger.periods().iter().map(|year| {
                let money = |amount| ui::money(amount, &ledger.currency);
                vec![
                    year.label.clone().into_any(),
                    money(year.figures.committed_operational()),
                    money(year.figures.committed_capital),
                    money(year.figures.expected),
                ]
            })
        })
        .collect();
    ui::table(Table {
        caption: t!("funding-kinds-caption"),
        columns: vec![
            list::column(t!("funding-year")),
            list::numeric(t!("funding-operational")),
            list::numeric(t!("funding-capital")),
            list::numeric(t!("commitment-expected")),
        ],
        rows,
    })
}

fn year_table(
    ledgers: &[CurrencyLedger],
    today: NaiveDate,
    planned_end: Option<NaiveDate>,
) -> AnyView {
    let tables: Vec<_> = ledgers
        .iter()
        .map(|ledger| {
            let cliff = ledger
                .ledger
                .cliff(today, planned_end)
                .map(|cliff| cliff.on);
            let money = |amount| ui::money(amount, &ledger.currency);
            let cells = |year: &PeriodFigures| {
                let tag = |tone, words| view! { <p>{ui::tag(tone, words)}</p> };
                let flags: Vec<_> = over_words(&year.figures, &ledger.currency)
                    .into_iter()
                    .map(|words| tag(Tone::Bad, words))
                    .collect();
                let fell = (cliff == Some(year.period.start()))
                    .then(|| tag(Tone::Bad, t!("funding-cliff")));
                let now = year
                    .period
                    .contains(today)
                    .then(|| tag(Tone::Info, t!("funding-this-year")));
                vec![
                    view! { {year.label.clone()}{now}{fell}{flags} }.into_any(),
                    money(year.figures.expected),
                    money(year.figures.committed),
                    money(year.figures.received),
                    money(year.figures.spent),
                    money(year.figures.remaining()),
                ]
            };
            ui::table(Table {
                caption: t!("funding-years-caption", currency = ledger.currency.clone()),
                columns: vec![
                    list::column(t!("funding-year")),
                    list::numeric(t!("commitment-expected")),
                    list::numeric(t!("commitment-committed")),
                    list::numeric(t!("commitment-received")),
                    list::numeric(t!("commitment-spent")),
                    list::numeric(t!("commitment-remaining")),
                ],
                rows: ledger.ledger.periods().iter().map(cells).collect(),
            })
        })
        .collect();
    tables.into_any()
}

/// Each funder's share beside who leads.
fn leads(place: &Place, facts: &Facts, ledgers: &[CurrencyLedger]) -> AnyView {
    let nobody = || t!("partnership-nobody-named");
    let governance = if facts.governance.is_empty() {
        nobody()
    } else {
        facts.governance.join(", ")
    };
    let who = ui::summary_list(vec![
        (
            t!("partnership-executive"),
            facts.executive.clone().unwrap_or_else(nobody).into_any(),
        ),
        (
            t!("partnership-sponsor"),
            facts.sponsor.clone().unwrap_or_else(nobody).into_any(),
        ),
        (t!("party-role-governance-authority"), governance.into_any()),
        (
            t!("partnership"),
            ui::link(
                partnerships::url::show(&place.reference),
                place.title.clone(),
            ),
        ),
    ]);
    let rows = ledgers
        .iter()
        .flat_map(|ledger| {
            ledger.ledger.shares().into_iter().map(|share: Share| {
                let percent = (share.share * Decimal::ONE_HUNDRED).round_dp(1);
                vec![
                    ledger
                        .funders
                        .get(&share.funder_id)
                        .cloned()
                        .unwrap_or_default()
                        .into_any(),
                    ui::money(share.committed, &ledger.currency),
                    t!(
                        "funding-share-said",
                        percent = text::percent(percent),
                        currency = ledger.currency.clone()
                    )
                    .into_any(),
                ]
            })
        })
        .collect();
    let shares = ui::table(Table {
        caption: t!("funding-shares-caption"),
        columns: vec![
            list::column(t!("commitment-funder")),
            list::numeric(t!("commitment-committed")),
            list::numeric(t!("funding-share")),
        ],
        rows,
    });
    let said = view! { <p>{t!("funding-leads-text")}</p>{shares} };
    ui::columns(said.into_any(), who)
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("commitment-currency"),
        t!("funding-year"),
        t!("funding-starts"),
        t!("funding-ends"),
        t!("commitment-expected"),
        t!("commitment-committed"),
        t!("funding-capital"),
        t!("funding-operational"),
        t!("commitment-received"),
        t!("commitment-spent"),
        t!("commitment-remaining"),
    ]
}

/// Every fiscal year of every currency.
pub(super) fn csv_rows(ledgers: &[CurrencyLedger]) -> Vec<Vec<String>> {
    let row = |ledger: &CurrencyLedger, year: &PeriodFigures| {
        let figures = &year.figures;
        vec![
            ledger.currency.clone(),
            year.label.clone(),
            year.period.start().to_string(),
            year.period.end().to_string(),
            figures.expected.to_string(),
            figures.committed.to_string(),
            figures.committed_capital.to_string(),
            figures.committed_operational().to_string(),
            figures.received.to_string(),
            figures.spent.to_string(),
            figures.remaining().to_string(),
        ]
    };
    ledgers
        .iter()
        .flat_map(|ledger| {
            ledger
                .ledger
                .periods()
                .iter()
                .map(move |year| row(ledger, year))
        })
        .collect()
}
