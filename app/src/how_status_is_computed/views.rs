//! The page that says how statuses are computed.

use chrono::NaiveDate;
use domain::relationship::{
    AMBER_MEAN, BROKEN_COUNTS_MONTHS, RED_BROKEN, RED_GAP, RED_MEAN, RED_OVERDUE_DAYS,
    ROUND_COUNTS_MONTHS,
};
use domain::report::{Challenge, Declared, Dimension, challenge};
use domain::schedule::{AMBER_SLIP_DAYS, RED_LATE_DAYS};
use domain::scorecard::{DEFAULT_MINIMUM, MOST, WIDE_GAP};
use domain::status::{CLIFF_SOON_MONTHS, Status, YEARS_LOOKED_BACK, YEARS_STABLE, worst};
use domain::target::{AT_RISK_PERCENT, ON_TRACK_PERCENT};
use rust_decimal::Decimal;
use strum::VariantArray;

use super::examples::{self, Example};
use crate::html::*;
use crate::status::status_tag;
use crate::text::{self, word};
use crate::ui::{self, Table, Tone};
use crate::{list, relationship, t};

/// The whole page.
pub(super) fn show(today: NaiveDate) -> AnyView {
    view! {
        {ui::heading(t!("how-status-title"), None, vec![])}
        <p class="lead">{t!("how-status-lead")}</p>
        {overall()}
        {dimension(Dimension::Schedule, schedule_rules(), examples::schedules(today))}
        {dimension(Dimension::Money, money_rules(), examples::monies(today))}
        {dimension(Dimension::Targets, target_rules(), examples::target_shares(today))}
        {dimension(Dimension::Relationship, relationship_rules(), examples::relationships(today))}
        {challenged()}
        <p class="hint">{t!("how-status-source")}</p>
    }
    .into_any()
}

/// The order of severity, and what the worst known of several is.
fn overall() -> AnyView {
    let mut order = Status::VARIANTS.to_vec();
    order.sort_by_key(|status| u8::MAX - status.severity());
    let meanings = order.into_iter().map(|status| {
        let meaning = match status {
            Status::Red => t!("how-status-red"),
            Status::Amber => t!("how-status-amber"),
            Status::Green => t!("how-status-green"),
            Status::NoData => t!("how-status-no-data"),
        };
        vec![status_tag(status), meaning.into_any()]
    });
    let meanings = ui::table(Table {
        caption: t!("how-status-order-caption"),
        columns: vec![
            list::column(t!("how-status-status")),
            list::column(t!("how-status-means")),
        ],
        rows: meanings.collect(),
    });
    let together = [
        [Status::Green, Status::Green, Status::Amber, Status::NoData],
        [Status::Green, Status::Red, Status::Amber, Status::Green],
        [
            Status::NoData,
            Status::Green,
            Status::NoData,
            Status::NoData,
        ],
        [Status::NoData; 4],
    ];
    let rows = together.map(|all| {
        let mut cells: Vec<AnyView> = all.into_iter().map(status_tag).collect();
        cells.push(status_tag(worst(all)));
        cells
    });
    let mut columns: Vec<_> = Dimension::VARIANTS
        .iter()
        .map(|dimension| list::column(word(*dimension)))
        .collect();
    columns.push(list::column(t!("how-status-overall-is")));
    let worst = ui::table(Table {
        caption: t!("how-status-overall-caption"),
        columns,
        rows: rows.into(),
    });
    let body = view! {
        <p>{t!("how-status-overall-text")}</p>
        {meanings}
        {worst}
    };
    ui::section("overall", t!("how-status-overall"), vec![], body.into_any())
}

/// A dimension: its rules in words, and examples of them.
fn dimension(of: Dimension, rules: Vec<(Status, String)>, examples: Vec<Example>) -> AnyView {
    let id: &'static str = of.into();
    let rules = rules
        .into_iter()
        .map(|(status, words)| vec![status_tag(status), words.into_any()])
        .collect();
    let rules = ui::table(Table {
        caption: t!("how-status-rules-caption", dimension = word(of)),
        columns: vec![
            list::column(t!("how-status-status")),
            list::column(t!("how-status-when")),
        ],
        rows: rules,
    });
    let examples = examples
        .into_iter()
        .map(|one| {
            vec![
                one.recorded.into_any(),
                status_tag(one.status),
                one.reason.into_any(),
            ]
        })
        .collect();
    let examples = ui::table(Table {
        caption: t!("how-status-examples-caption"),
        columns: vec![
            list::column(t!("how-status-recorded")),
            list::column(t!("how-status-computed")),
            list::column(t!("how-status-reason")),
        ],
        rows: examples,
    });
    ui::section(id, word(of), vec![], view! { {rules}{examples} }.into_any())
}

fn schedule_rules() -> Vec<(Status, String)> {
    vec![
        (
            Status::Red,
            t!("how-status-schedule-red", days = RED_LATE_DAYS),
        ),
        (
            Status::Amber,
            t!("how-status-schedule-amber", slip = AMBER_SLIP_DAYS),
        ),
        (Status::Green, t!("how-status-schedule-green")),
        (Status::NoData, t!("how-status-schedule-no-data")),
    ]
}

fn money_rules() -> Vec<(Status, String)> {
    let fall = text::percent(domain::funding::CLIFF_FALL * Decimal::ONE_HUNDRED);
    vec![
        (
            Status::Red,
            t!(
                "how-status-money-red",
                back = YEARS_LOOKED_BACK,
                months = CLIFF_SOON_MONTHS,
                fall = fall
            ),
        ),
        (
            Status::Amber,
            t!("how-status-money-amber", years = YEARS_STABLE),
        ),
        (
            Status::Green,
            t!("how-status-money-green", years = YEARS_STABLE),
        ),
        (Status::NoData, t!("how-status-money-no-data")),
    ]
}

fn target_rules() -> Vec<(Status, String)> {
    let track = || text::percent(ON_TRACK_PERCENT);
    let risk = || text::percent(AT_RISK_PERCENT);
    vec![
        (Status::Red, t!("how-status-targets-red", risk = risk())),
        (
            Status::Amber,
            t!("how-status-targets-amber", risk = risk(), track = track()),
        ),
        (
            Status::Green,
            t!("how-status-targets-green", track = track()),
        ),
        (Status::NoData, t!("how-status-targets-no-data")),
    ]
}

fn relationship_rules() -> Vec<(Status, String)> {
    let points = relationship::points;
    vec![
        (
            Status::Red,
            t!(
                "how-status-relationship-red",
                gap = points(RED_GAP),
                mean = points(RED_MEAN),
                most = MOST,
                broken = RED_BROKEN,
                months = BROKEN_COUNTS_MONTHS,
                days = RED_OVERDUE_DAYS
            ),
        ),
        (
            Status::Amber,
            t!(
                "how-status-relationship-amber",
                gap = points(WIDE_GAP),
                mean = points(AMBER_MEAN),
                months = BROKEN_COUNTS_MONTHS,
                round = ROUND_COUNTS_MONTHS
            ),
        ),
        (Status::Green, t!("how-status-relationship-green")),
        (
            Status::NoData,
            t!("how-status-relationship-no-data", minimum = DEFAULT_MINIMUM),
        ),
    ]
}

/// What a challenged status is, with cases that the rule decides.
fn challenged() -> AnyView {
    let cases = [
        (Declared::Green, Status::Green, Status::Green),
        (Declared::Green, Status::Amber, Status::Amber),
        (Declared::Green, Status::Amber, Status::Red),
        (Declared::Green, Status::Green, Status::Red),
        (Declared::Amber, Status::Green, Status::Green),
        (Declared::Red, Status::Green, Status::Amber),
    ];
    let rows = cases.map(|(declared, then, now)| {
        let said = match challenge(declared, then, now) {
            None => ui::tag(Tone::Neutral, t!("how-status-not-challenged")),
            Some(Challenge::WithReason) => ui::tag(Tone::Info, t!("report-challenged-reasoned")),
            Some(Challenge::ByData) => ui::tag(Tone::Warn, t!("how-status-challenged-by-data")),
        };
        vec![
            status_tag(declared.status()),
            status_tag(then),
            status_tag(now),
            said,
        ]
    });
    let table = ui::table(Table {
        caption: t!("how-status-challenged-caption"),
        columns: vec![
            list::column(t!("report-declared")),
            list::column(t!("report-computed-then")),
            list::column(t!("report-computed-today")),
            list::column(t!("how-status-shown-as")),
        ],
        rows: rows.into(),
    });
    let body = view! {
        <p>{t!("how-status-challenged-text")}</p>
        <p>{t!("how-status-challenged-since")}</p>
        {table}
        <p>{t!("how-status-vendors")}</p>
    };
    ui::section(
        "challenged",
        t!("how-status-challenged"),
        vec![],
        body.into_any(),
    )
}
