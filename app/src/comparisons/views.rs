//! The pages of comparisons.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::budget::{LEAST_SHARE, Tested, YEARS};
use domain::funding::{FiscalYear, Ledger, period_label};
use domain::jurisdiction::Level;
use domain::partnership::Stage;
use domain::scorecard::shown;
use domain::status::Status;
use rust_decimal::Decimal;
use strum::VariantArray;

use super::db::PlaceRow;
use super::{Filters, Side, url};
use crate::access::CurrentPerson;
use crate::html::*;
use crate::portfolio::{self, Judged};
use crate::text::{self, choices, word};
use crate::ui::{self, BarSeries, Chart, Chip, Field, ShareBar, Table, Tone};
use crate::{budgets, jurisdictions, ledgers, list, scorecards, status, t};

/// From bad to good, and unknown last.
const STATUSES: [Status; 4] = [Status::Red, Status::Amber, Status::Green, Status::NoData];

/// The whole page.
pub(super) fn index(
    person: &CurrentPerson,
    filters: &Filters,
    places: &[PlaceRow],
    sides: &[Side<'_>],
    today: NaiveDate,
) -> AnyView {
    let body = if places.is_empty() {
        portfolio::nothing_yet(person)
    } else if sides.is_empty() {
        let all = ui::link(url::INDEX.to_owned(), t!("comparison-show-all"));
        ui::empty(
            t!("comparison-none-title"),
            t!("comparison-none-text"),
            Some(all),
        )
    } else {
        view! {
            {ui::section("statuses", t!("portfolio-status"), vec![], statuses(sides))}
            {ui::section("stages", t!("portfolio-stage"), vec![], stages(sides))}
            {ui::section("money", t!("comparison-money"), vec![], money(sides, today))}
            {ui::section("shares", t!("jurisdiction-five-per-cent"), vec![], shares(sides))}
            {ui::section("targets", t!("targets-title"), vec![], reached(sides))}
            {ui::section("gaps", t!("portfolio-gaps"), vec![], gaps(sides))}
            {ui::section("overdue", t!("comparison-overdue"), vec![], overdue(sides))}
            {ui::list_tools(list::address(url::CSV, filters))}
        }
        .into_any()
    };
    view! {
        {ui::heading(t!("comparison-title"), Some(person.organisation.clone()), vec![])}
        <div>
            <p class="lead">{t!("comparison-lead")}</p>
            <p class="hint">{t!("portfolio-as-of", date = text::date(today))}</p>
        </div>
        {(!places.is_empty()).then(|| filter_form(filters, places))}
        {body}
    }
    .into_any()
}

fn filter_form(filters: &Filters, places: &[PlaceRow]) -> AnyView {
    let options = places
        .iter()
        .map(|place| (place.code.clone(), place.name.clone()))
        .collect();
    let fields = vec![
        Field::filter("level", t!("jurisdiction-level"))
            .value(&filters.level)
            .select(choices::<Level>(), Some(t!("comparison-any-level"))),
        Field::filter("jurisdiction", t!("jurisdiction"))
            .checkboxes(options, &filters.jurisdiction),
    ];
    let mut chips = Vec::new();
    if let Ok(level) = filters.level.parse::<Level>() {
        let rest = Filters {
            level: String::new(),
            ..filters.clone()
        };
        chips.push(Chip {
            label: word(level),
            remove_href: list::address(url::INDEX, &rest),
        });
    }
    for place in places {
        if filters.jurisdiction.contains(&place.code) {
            let mut rest = filters.clone();
            rest.jurisdiction.retain(|code| *code != place.code);
            chips.push(Chip {
                label: place.name.clone(),
                remove_href: list::address(url::INDEX, &rest),
            });
        }
    }
    ui::filters(url::INDEX.to_owned(), fields, chips, url::INDEX.to_owned())
}

fn name(side: &Side<'_>) -> AnyView {
    ui::link(
        jurisdictions::url::show(side.place.id),
        side.place.name.clone(),
    )
}

/// The partnerships of a jurisdiction that the portfolio shows with these
/// filters.
fn list_href(side: &Side<'_>, narrow: impl FnOnce(&mut portfolio::Filters)) -> String {
    let mut filters = portfolio::Filters {
        jurisdiction: side.place.code.clone(),
        ..portfolio::Filters::default()
    };
    narrow(&mut filters);
    portfolio::list_href(&filters)
}

fn count(side: &Side<'_>, fits: impl Fn(&Judged) -> bool) -> usize {
    side.judged.iter().filter(|one| fits(one)).count()
}

/// A number that leads to what it counts.
fn counted(count: usize, href: String) -> AnyView {
    ui::link(href, text::number(count as u64))
}

fn statuses(sides: &[Side<'_>]) -> AnyView {
    let of = |side: &Side<'_>, status| count(side, |one| one.dimensions.overall() == status);
    let mut columns = vec![
        list::column(t!("jurisdiction")),
        list::numeric(t!("portfolio-tile-partnerships")),
    ];
    columns.extend(STATUSES.iter().map(|&status| list::numeric(word(status))));
    let cells = |side: &Side<'_>| {
        let mut cells = vec![
            name(side),
            counted(side.judged.len(), list_href(side, |_| ())),
        ];
        cells.extend(STATUSES.iter().map(|&status| {
            let href = list_href(side, |filters| {
                filters.status = vec![status.code().to_owned()];
            });
            counted(of(side, status), href)
        }));
        cells
    };
    let worst = sides.iter().max_by_key(|side| of(side, Status::Red));
    let message = match worst.map(|side| (side, of(side, Status::Red))) {
        Some((side, red)) if red > 0 => t!(
            "comparison-status-message",
            jurisdiction = side.place.name.clone(),
            red = red,
            total = side.judged.len()
        ),
        _ => t!("comparison-status-none"),
    };
    let chart = Chart {
        id: "status-chart".to_owned(),
        message,
        description: t!("comparison-status-description"),
        table: ui::table(Table {
            caption: t!("comparison-status-caption"),
            columns,
            rows: sides.iter().map(cells).collect(),
        }),
    };
    let rows = sides
        .iter()
        .map(|side| {
            let parts = STATUSES
                .iter()
                .map(|&status| (word(status), of(side, status) as u64, status::tone(status)));
            (side.place.name.clone(), parts.collect())
        })
        .collect();
    ui::share_bars(chart, rows)
}

fn stages(sides: &[Side<'_>]) -> AnyView {
    let used: Vec<Stage> = Stage::VARIANTS
        .iter()
        .copied()
        .filter(|stage| {
            sides
                .iter()
                .any(|side| count(side, |one| one.row.stage == *stage) > 0)
        })
        .collect();
    let mut columns = vec![list::column(t!("jurisdiction"))];
    columns.extend(used.iter().map(|&stage| list::numeric(word(stage))));
    let cells = |side: &Side<'_>| {
        let mut cells = vec![name(side)];
        cells.extend(used.iter().map(|&stage| {
            let href = list_href(side, |filters| {
                filters.stage = vec![stage.code().to_owned()];
            });
            counted(count(side, |one| one.row.stage == stage), href)
        }));
        cells
    };
    ui::table(Table {
        caption: t!("comparison-stage-caption"),
        columns,
        rows: sides.iter().map(cells).collect(),
    })
}

/// The fiscal years shown: from the last to the one after the next.
fn years(side: &Side<'_>, today: NaiveDate) -> [FiscalYear; 4] {
    let now = FiscalYear::of(today, side.place.first_month);
    [now.previous(), now, now.next(), now.next().next()]
}

fn committed(ledger: &Ledger, year: FiscalYear) -> Decimal {
    ledger.figures_on(year.period().start()).committed
}

/// An amount for each partnership that has money; nothing where none has.
fn for_each(amount: Decimal, funded: usize) -> Option<Decimal> {
    let share = amount.checked_div(Decimal::from(funded))?;
    Some(share.round_dp(2))
}

fn money(sides: &[Side<'_>], today: NaiveDate) -> AnyView {
    let mut rows = Vec::new();
    let mut series = Vec::new();
    for side in sides {
        let ledger_of = ledgers::url::of_jurisdiction(side.place.id);
        for (currency, (ledger, funded)) in &side.money {
            let years = years(side, today);
            let mut cells = vec![
                view! { {name(side)}" "<span class="hint">{currency.clone()}</span> }.into_any(),
            ];
            cells.extend(years.map(|year| {
                let amount = committed(ledger, year);
                let begins = year.period().start().year();
                let href = format!("{ledger_of}?from={begins}&to={begins}#partnerships");
                view! {
                    <div>
                        <a href=href>{ui::money(amount, currency)}</a>
                        <div class="hint">{year.label()}</div>
                    </div>
                }
                .into_any()
            }));
            cells.push(text::number(*funded as u64).into_any());
            let each = for_each(committed(ledger, years[1]), *funded);
            cells
                .push(each.map_or_else(|| t!("none").into_any(), |each| ui::money(each, currency)));
            rows.push(cells);
            series.push(BarSeries {
                label: t!(
                    "comparison-series",
                    jurisdiction = side.place.name.clone(),
                    currency = currency.clone()
                ),
                bars: years
                    .map(|year| {
                        let amount = committed(ledger, year);
                        (year.label(), amount, text::money(amount, currency))
                    })
                    .to_vec(),
            });
        }
    }
    if rows.is_empty() {
        return ui::empty(
            t!("portfolio-funding-none-title"),
            t!("portfolio-funding-none-text"),
            None,
        );
    }
    let chart = Chart {
        id: "money-chart".to_owned(),
        message: t!("comparison-money-message"),
        description: t!("comparison-money-description"),
        table: ui::table(Table {
            caption: t!("comparison-money-caption"),
            columns: vec![
                list::column(t!("jurisdiction")),
                list::numeric(t!("comparison-year-last")),
                list::numeric(t!("comparison-year-this")),
                list::numeric(t!("comparison-year-next")),
                list::numeric(t!("comparison-year-after")),
                list::numeric(t!("comparison-funded")),
                list::numeric(t!("comparison-for-each")),
            ],
            rows,
        }),
    };
    ui::bars_by_year(chart, series)
}

/// The latest fiscal year whose three-year share is known.
fn cumulative<'a>(side: &'a Side<'_>) -> Option<(&'a [Tested], Decimal)> {
    let years = &side.test?.years;
    (YEARS..=years.len()).rev().find_map(|end| {
        let three = years.get(end - YEARS..end)?;
        Some((three, three.last()?.cumulative?))
    })
}

fn span(three: &[Tested]) -> String {
    let label = |year: Option<&Tested>| year.map(|year| period_label(year.period));
    t!(
        "comparison-span",
        from = label(three.first()).unwrap_or_default(),
        to = label(three.last()).unwrap_or_default()
    )
}

fn shares(sides: &[Side<'_>]) -> AnyView {
    let cells = |side: &Side<'_>| {
        let verdict = side.test.map(|test| &test.verdict);
        let href = budgets::url::index(side.place.id);
        let verdict = view! { <a href=href>{budgets::verdict_tag(verdict)}</a> };
        let (share, span) = match cumulative(side) {
            Some((three, share)) => (budgets::percent(share), span(three)),
            None => (t!("budget-no-data"), t!("none")),
        };
        vec![
            name(side),
            verdict.into_any(),
            share.into_any(),
            span.into_any(),
        ]
    };
    let bars = sides
        .iter()
        .map(|side| {
            let found = cumulative(side);
            ShareBar {
                label: side.place.name.clone(),
                share: found.map(|(_, share)| share),
                words: match found {
                    Some((three, share)) => t!(
                        "comparison-share-words",
                        share = budgets::percent(share),
                        span = span(three)
                    ),
                    None => t!("budget-no-data"),
                },
                enough: found.map(|(_, share)| share >= LEAST_SHARE),
            }
        })
        .collect();
    let known = sides.iter().filter_map(cumulative);
    let chart = Chart {
        id: "share-chart".to_owned(),
        message: t!(
            "comparison-share-message",
            enough = known
                .clone()
                .filter(|(_, share)| *share >= LEAST_SHARE)
                .count(),
            known = known.count()
        ),
        description: t!("comparison-share-description"),
        table: ui::table(Table {
            caption: t!("comparison-share-caption"),
            columns: vec![
                list::column(t!("jurisdiction")),
                list::column(t!("jurisdiction-five-per-cent")),
                list::numeric(t!("budget-cumulative")),
                list::column(t!("comparison-years")),
            ],
            rows: sides.iter().map(cells).collect(),
        }),
    };
    ui::shares_by_year(chart, LEAST_SHARE, t!("budgets-picture-line"), bars)
}

fn reached(sides: &[Side<'_>]) -> AnyView {
    let mut columns = vec![list::column(t!("jurisdiction"))];
    columns.extend(STATUSES.iter().map(|&status| list::numeric(word(status))));
    let cells = |side: &Side<'_>| {
        let mut cells = vec![name(side)];
        cells.extend(STATUSES.iter().map(|&status| {
            let href = list_href(side, |filters| {
                filters.targets = vec![status.code().to_owned()];
            });
            counted(
                count(side, |one| one.dimensions.targets.status == status),
                href,
            )
        }));
        cells
    };
    ui::table(Table {
        caption: t!("comparison-targets-caption"),
        columns,
        rows: sides.iter().map(cells).collect(),
    })
}

fn gaps(sides: &[Side<'_>]) -> AnyView {
    let cells = |side: &Side<'_>| {
        let mut cells = vec![name(side)];
        match &side.gap {
            None => cells.extend([
                ui::tag(Tone::Muted, t!("factors-no-data")),
                t!("none").into_any(),
                t!("none").into_any(),
            ]),
            Some((judged, round, factor, gap)) => {
                let href = scorecards::url::result(&judged.row.reference, round.round_id, *factor);
                let (tone, words) = scorecards::gap_tag(Some(gap));
                cells.extend([
                    view! {
                        <div>
                            <a href=href>{ui::tag(tone, words)}</a>
                            <div class="hint">{scorecards::gap_words(*factor, gap)}</div>
                        </div>
                    }
                    .into_any(),
                    ui::typed(judged.row.title.clone(), &judged.row.language),
                    ui::date(round.closes_on),
                ]);
            }
        }
        cells
    };
    ui::table(Table {
        caption: t!("comparison-gaps-caption"),
        columns: vec![
            list::column(t!("jurisdiction")),
            list::column(t!("scorecard-gap")),
            list::column(t!("portfolio-partnership")),
            list::column(t!("factors-round")),
        ],
        rows: sides.iter().map(cells).collect(),
    })
}

fn overdue(sides: &[Side<'_>]) -> AnyView {
    let cells = |side: &Side<'_>| {
        let (deliverables, partnerships) = side.overdue;
        let href = || {
            list_href(side, |filters| {
                "late_deliverable".clone_into(&mut filters.concern);
            })
        };
        vec![
            name(side),
            ui::link(href(), text::number(deliverables)),
            counted(partnerships, href()),
        ]
    };
    ui::table(Table {
        caption: t!("comparison-overdue-caption"),
        columns: vec![
            list::column(t!("jurisdiction")),
            list::numeric(t!("comparison-overdue")),
            list::numeric(t!("comparison-overdue-in")),
        ],
        rows: sides.iter().map(cells).collect(),
    })
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("jurisdiction"),
        t!("jurisdiction-code"),
        t!("comparison-csv-figure"),
        t!("comparison-csv-of"),
        t!("comparison-csv-value"),
        t!("comparison-csv-unit"),
    ]
}

/// A row for each figure of a jurisdiction; amounts with a decimal point, days
/// as ISO 8601, shares as parts of 1.
pub(super) fn csv_rows(side: &Side<'_>, today: NaiveDate) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut add = |figure: String, of: String, value: String, unit: String| {
        let (name, code) = (side.place.name.clone(), side.place.code.clone());
        rows.push(vec![name, code, figure, of, value, unit]);
    };
    let partnerships = || t!("portfolio-tile-partnerships");
    let on = today.to_string();
    add(
        partnerships(),
        on.clone(),
        side.judged.len().to_string(),
        String::new(),
    );
    for status in STATUSES {
        let overall = count(side, |one| one.dimensions.overall() == status);
        let reached = count(side, |one| one.dimensions.targets.status == status);
        for (of, count) in [
            (t!("portfolio-status"), overall),
            (t!("targets-title"), reached),
        ] {
            let figure = t!("portfolio-chip", of = of, is = word(status));
            add(figure, on.clone(), count.to_string(), partnerships());
        }
    }
    for &stage in Stage::VARIANTS {
        let count = count(side, |one| one.row.stage == stage);
        let figure = t!(
            "portfolio-chip",
            of = t!("portfolio-stage"),
            is = word(stage)
        );
        add(figure, on.clone(), count.to_string(), partnerships());
    }
    for (currency, (ledger, funded)) in &side.money {
        for year in years(side, today) {
            let amount = committed(ledger, year).to_string();
            add(
                t!("ledger-committed"),
                year.label(),
                amount,
                currency.clone(),
            );
        }
        let funded = funded.to_string();
        add(
            t!("comparison-funded"),
            on.clone(),
            funded,
            currency.clone(),
        );
    }
    let verdict = budgets::verdict_code(side.test.map(|test| &test.verdict)).to_owned();
    add(
        t!("jurisdiction-five-per-cent"),
        String::new(),
        verdict,
        String::new(),
    );
    if let Some((three, share)) = cumulative(side) {
        let share = share.round_dp(6).normalize().to_string();
        add(t!("budget-cumulative"), span(three), share, String::new());
    }
    if let Some((judged, round, factor, gap)) = &side.gap {
        let figure = t!("factors-csv-gap", factor = word(*factor));
        let of = format!("{}, {}", judged.row.reference, round.closes_on);
        add(figure, of, shown(gap.width()).to_string(), String::new());
    }
    let (deliverables, _) = side.overdue;
    add(
        t!("comparison-overdue"),
        on,
        deliverables.to_string(),
        String::new(),
    );
    rows
}
