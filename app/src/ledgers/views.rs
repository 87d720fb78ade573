//! The pages of ledgers.

use chrono::NaiveDate;
use domain::funding::{Fall, Figures, FundingKind, Ledger, PeriodFigures};
use domain::money::Currency;
use domain::partnership::Stage;
use rust_decimal::Decimal;

use super::db::PartnershipRow;
use super::form::{Filters, Years};
use super::{Account, Line, Reporting, Totals, shown, sort, url};
use crate::access::CurrentPerson;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Chart, Chip, Column, Field, FundingBar, FundingPanel, Table, Tile, Tone};
use crate::{funding, list, money, organisations, rates, t};

/// Leaders named beside a funder, at most.
const LEADERS: usize = 3;
/// Where on the page the list of partnerships begins.
const LIST: &str = "partnerships";

/// The address of a ledger with these filters.
fn address(account: &Account, filters: &Filters) -> String {
    match &account.within {
        None => list::address(url::INDEX, filters),
        Some(row) => list::address(&url::of_jurisdiction(row.id), filters),
    }
}

/// The whole page.
pub(super) fn index(
    person: &CurrentPerson,
    filters: &Filters,
    account: &Account,
    jurisdictions: Vec<(String, String)>,
    today: NaiveDate,
) -> AnyView {
    let title = match &account.within {
        None => t!("ledger-title"),
        Some(row) => t!("ledger-of", jurisdiction = row.name.clone()),
    };
    let body = if account.rows.is_empty() {
        nothing(filters, account)
    } else {
        overview(filters, account, today)
    };
    let month = account.first_month.number();
    let month = text::message(&format!("jurisdiction-month-{month}"), None);
    view! {
        {ui::heading(title, Some(person.organisation.clone()), vec![])}
        <p class="hint">{t!("ledger-as-of", date = text::date(today), month = month)}</p>
        {filter_form(filters, account, jurisdictions)}
        {account.reporting.as_ref().map(|reporting| reported(reporting, today))}
        {body}
    }
    .into_any()
}

fn nothing(filters: &Filters, account: &Account) -> AnyView {
    if filters.narrow() {
        let all = address(account, &Filters::default());
        ui::empty(
            t!("ledger-no-match-title"),
            t!("ledger-no-match-text"),
            Some(ui::link(all, t!("ledger-show-all"))),
        )
    } else {
        ui::empty(t!("ledger-none-title"), t!("ledger-none-text"), None)
    }
}

fn overview(filters: &Filters, account: &Account, today: NaiveDate) -> AnyView {
    let years = filters.years();
    let odd = account.odd_rows();
    let odd = (odd > 0).then(|| view! { <p class="hint">{t!("ledger-odd", count = odd)}</p> });
    let funded = money::by_partnership(&account.rows).len();
    let without = account.partnerships.len() - funded;
    let unfiltered = filters.funder.is_empty() && filters.kind.is_empty();
    let without = (without > 0 && unfiltered).then(|| {
        let all = ui::link(
            "/portfolio?concern=without_funding#partnerships".to_owned(),
            t!("ledger-without-all"),
        );
        view! { <p class="hint">{t!("ledger-without", count = without)}" "{all}</p> }
    });
    view! {
        {this_year(&account.totals, today, &format!("#{LIST}"))}
        {ui::section("years", t!("ledger-years"), vec![], view! {
            {picture("funding-by-year", &account.totals, years, today)}
            {odd}
        }.into_any())}
        {lasting(&account.totals, years, today)}
        {payers(account)}
        {partnerships_table(filters, account, years, today)}
        {without}
    }
    .into_any()
}

/// This fiscal year's figures, a row for each currency; each links to `href`.
pub(crate) fn this_year(totals: &Totals, today: NaiveDate, href: &str) -> AnyView {
    let rows: Vec<_> = totals
        .ledgers
        .iter()
        .map(|(currency, ledger)| {
            let now = ledger.figures_on(today);
            let over = |too_much: bool, tone| if too_much { tone } else { Tone::Neutral };
            let tile = |label, amount, tone| Tile {
                value: text::money(amount, currency),
                label,
                note: None,
                href: Some(href.to_owned()),
                tone,
            };
            ui::tiles(vec![
                tile(t!("ledger-now-committed"), now.committed, Tone::Neutral),
                tile(
                    t!("ledger-now-received"),
                    now.received,
                    over(now.overreceived().is_some(), Tone::Warn),
                ),
                tile(
                    t!("ledger-now-spent"),
                    now.spent,
                    over(now.overspent().is_some(), Tone::Bad),
                ),
                tile(t!("ledger-now-remaining"), now.remaining(), Tone::Neutral),
            ])
        })
        .collect();
    view! { <div class="tile-rows">{rows}</div> }.into_any()
}

/// For how many fiscal years money is committed from now on, in words.
pub(crate) fn cover_words(ledger: &Ledger, today: NaiveDate) -> String {
    let date = ledger.covered_until(today).map(text::date);
    t!(
        "ledger-cover-words",
        years = ledger.years_covered(today),
        date = date.unwrap_or_default()
    )
}

/// Funding by fiscal year as a picture, with the table of all figures behind
/// it.
pub(crate) fn picture(id: &str, totals: &Totals, years: Years, today: NaiveDate) -> AnyView {
    let message: Vec<String> = totals
        .ledgers
        .iter()
        .map(|(currency, ledger)| {
            t!(
                "ledger-picture-message",
                currency = currency.clone(),
                cover = cover_words(ledger, today)
            )
        })
        .collect();
    let chart = Chart {
        id: id.to_owned(),
        message: message.join(" · "),
        description: t!("ledger-picture-description"),
        table: years_table(totals, years),
    };
    let panels = totals
        .ledgers
        .iter()
        .map(|(currency, ledger)| {
            let cliff = ledger.cliff(today, totals.planned_end);
            let bar = |year: &PeriodFigures| {
                let is_cliff = cliff
                    .as_ref()
                    .is_some_and(|cliff| cliff.on == year.period.start());
                bar(year, currency, is_cliff, today)
            };
            FundingPanel {
                label: currency.clone(),
                bars: shown(ledger, years).map(bar).collect(),
            }
        })
        .collect();
    ui::funding_bars(chart, panels)
}

fn bar(year: &PeriodFigures, currency: &str, is_cliff: bool, today: NaiveDate) -> FundingBar {
    let figures = &year.figures;
    let amount = |amount| text::money(amount, currency);
    FundingBar {
        label: year.label.clone(),
        current: year.period.contains(today),
        committed_capital: figures.committed_capital,
        committed_operational: figures.committed_operational(),
        expected: figures.expected,
        received: figures.received,
        spent: figures.spent,
        words: t!(
            "ledger-bar",
            year = year.label.clone(),
            committed = amount(figures.committed),
            expected = amount(figures.expected),
            received = amount(figures.received),
            spent = amount(figures.spent)
        ),
        tag: mark(figures, is_cliff),
    }
}

/// What stands out in a fiscal year.
fn mark(figures: &Figures, is_cliff: bool) -> Option<(Tone, String)> {
    if figures.overspent().is_some() {
        Some((Tone::Bad, t!("ledger-overspent")))
    } else if is_cliff {
        Some((Tone::Bad, t!("ledger-cliff")))
    } else if figures.overreceived().is_some() {
        Some((Tone::Warn, t!("ledger-overreceived")))
    } else {
        None
    }
}

fn years_table(totals: &Totals, years: Years) -> AnyView {
    let rows = totals.ledgers.iter().flat_map(|(currency, ledger)| {
        shown(ledger, years).map(move |year| {
            let figures = &year.figures;
            let tag = mark(figures, false).map(|(tone, words)| ui::tag(tone, words));
            let remaining = ui::money(figures.remaining(), currency);
            vec![
                year.label.clone().into_any(),
                currency.clone().into_any(),
                ui::money(figures.committed_capital, currency),
                ui::money(figures.committed_operational(), currency),
                ui::money(figures.expected, currency),
                ui::money(figures.received, currency),
                ui::money(figures.spent, currency),
                view! { {remaining}" "{tag} }.into_any(),
            ]
        })
    });
    ui::table(Table {
        caption: t!("ledger-years-caption"),
        columns: vec![
            list::column(t!("ledger-year")),
            list::column(t!("ledger-currency")),
            list::numeric(t!("ledger-capital")),
            list::numeric(t!("ledger-operational")),
            list::numeric(t!("ledger-expected")),
            list::numeric(t!("ledger-received")),
            list::numeric(t!("ledger-spent")),
            list::numeric(t!("ledger-remaining")),
        ],
        rows: rows.collect(),
    })
}

/// The sums of the years shown, and how long what is committed lasts.
fn lasting(totals: &Totals, years: Years, today: NaiveDate) -> AnyView {
    let rows = totals.ledgers.iter().map(|(currency, ledger)| {
        let sum: Figures = shown(ledger, years).map(|year| year.figures).sum();
        let cliff = ledger.cliff(today, totals.planned_end);
        vec![
            currency.clone().into_any(),
            ui::money(sum.committed, currency),
            ui::money(sum.expected, currency),
            ui::money(sum.received, currency),
            ui::money(sum.spent, currency),
            ui::money(sum.remaining(), currency),
            cover_words(ledger, today).into_any(),
            fall_words(ledger, currency).into_any(),
            match cliff {
                Some(cliff) => money::cliff_words(currency, &cliff).into_any(),
                None => t!("ledger-no-cliff").into_any(),
            },
        ]
    });
    let table = ui::table(Table {
        caption: t!("ledger-lasting-caption"),
        columns: vec![
            list::column(t!("ledger-currency")),
            list::numeric(t!("ledger-committed")),
            list::numeric(t!("ledger-expected")),
            list::numeric(t!("ledger-received")),
            list::numeric(t!("ledger-spent")),
            list::numeric(t!("ledger-remaining")),
            list::column(t!("ledger-cover")),
            list::column(t!("ledger-largest-fall")),
            list::column(t!("ledger-cliff")),
        ],
        rows: rows.collect(),
    });
    let rule = match totals.planned_end {
        Some(end) => t!("ledger-cliff-rule-one", date = text::date(end)),
        None => t!("ledger-cliff-rule"),
    };
    let body = view! { {table}<p class="hint">{rule}</p> };
    ui::section("lasting", t!("ledger-lasting"), vec![], body.into_any())
}

/// The largest fall of committed money, in words.
fn fall_words(ledger: &Ledger, currency: &str) -> String {
    let words = |fall: Fall| {
        let year = ledger.periods().get(fall.index)?;
        Some(t!(
            "ledger-fall",
            year = year.label.clone(),
            amount = text::money(fall.amount(), currency),
            share = percent(fall.share())
        ))
    };
    let fall = ledger.largest_fall().and_then(words);
    fall.unwrap_or_else(|| t!("none"))
}

/// A share of a whole in percent, to a tenth.
fn percent(share: Decimal) -> String {
    text::percent(share.saturating_mul(Decimal::ONE_HUNDRED).round_dp(1))
}

/// Funders' shares beside those who lead what they pay for.
fn payers(account: &Account) -> AnyView {
    let names = account.names();
    let mut rows = Vec::new();
    for (currency, ledger) in &account.totals.ledgers {
        for share in ledger.shares() {
            let led = account.led(share.funder_id, currency);
            let leads = led.iter().any(|row| {
                let organisations = [row.executive_organisation, row.sponsor_organisation];
                organisations.contains(&Some(share.funder_id))
            });
            let name = names.get(&share.funder_id).copied().unwrap_or_default();
            let href = organisations::url::show(share.funder_id);
            let tag = leads.then(|| ui::tag(Tone::Info, t!("ledger-pays-and-leads")));
            rows.push(vec![
                view! { <a href=href>{name.to_owned()}</a>" "{tag} }.into_any(),
                ui::money(share.committed, currency),
                percent(share.share).into_any(),
                text::number(led.len() as u64).into_any(),
                leaders(&led, |row| row.executive.as_deref()),
                leaders(&led, |row| row.sponsor.as_deref()),
            ]);
        }
    }
    let body = if rows.is_empty() {
        ui::empty(
            t!("ledger-payers-none-title"),
            t!("ledger-payers-none-text"),
            None,
        )
    } else {
        let table = ui::table(Table {
            caption: t!("ledger-payers-caption"),
            columns: vec![
                list::column(t!("ledger-funder")),
                list::numeric(t!("ledger-committed")),
                list::numeric(t!("ledger-share")),
                list::numeric(t!("ledger-partnerships")),
                list::column(t!("ledger-executive")),
                list::column(t!("ledger-sponsor")),
            ],
            rows,
        });
        view! { {table}<p class="hint">{t!("ledger-payers-hint")}</p> }.into_any()
    };
    ui::section("payers", t!("ledger-payers"), vec![], body)
}

/// Those who lead these partnerships, who leads most first.
fn leaders<'a>(
    led: &[&'a PartnershipRow],
    of: impl Fn(&'a PartnershipRow) -> Option<&'a str>,
) -> AnyView {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for name in led.iter().copied().filter_map(of) {
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    if counts.is_empty() {
        return t!("ledger-nobody-named").into_any();
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let more = counts.len().saturating_sub(LEADERS);
    let more =
        (more > 0).then(|| view! { <div class="hint">{t!("ledger-more", count = more)}</div> });
    let names: Vec<_> = counts
        .into_iter()
        .take(LEADERS)
        .map(|(name, count)| {
            let words = t!("ledger-leader", name = name.to_owned(), count = count);
            view! { <div>{words}</div> }
        })
        .collect();
    view! { <div>{names}{more}</div> }.into_any()
}

fn partnerships_table(
    filters: &Filters,
    account: &Account,
    years: Years,
    today: NaiveDate,
) -> AnyView {
    let mut lines = account.lines(years, today);
    sort(&mut lines, &filters.sort, today);
    let total = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let page = list::page_number(&filters.page);
    let at = |filters: &Filters| format!("{}#{LIST}", address(account, filters));
    let on_page = |page: i64| {
        at(&Filters {
            page: page.to_string(),
            ..filters.clone()
        })
    };
    let sorted = |label, key: &str| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            at(&Filters {
                sort,
                page: String::new(),
                ..filters.clone()
            })
        })
    };
    let amount = |label, key: &str| Column {
        numeric: true,
        ..sorted(label, key)
    };
    let rows = list::on_page(&lines, page);
    let rows = rows.map(|line| cells(line, today)).collect();
    let csv = match &account.within {
        None => url::CSV.to_owned(),
        Some(row) => url::csv_of_jurisdiction(row.id),
    };
    let csv = list::address(
        &csv,
        &Filters {
            page: String::new(),
            ..filters.clone()
        },
    );
    let table = ui::table(Table {
        caption: t!("ledger-list-caption"),
        columns: vec![
            sorted(t!("ledger-partnership"), "title"),
            amount(t!("ledger-committed"), "committed"),
            amount(t!("ledger-received"), "received"),
            amount(t!("ledger-spent"), "spent"),
            amount(t!("ledger-remaining"), "remaining"),
            sorted(t!("ledger-cover"), "years"),
            sorted(t!("ledger-cliff"), "cliff"),
        ],
        rows,
    });
    let body = view! {
        {table}
        {ui::pagination(list::paging(page, total, on_page))}
        {ui::list_tools(csv)}
    };
    ui::section(LIST, t!("ledger-list"), vec![], body.into_any())
}

fn cells(line: &Line<'_>, today: NaiveDate) -> Vec<AnyView> {
    let row = line.partnership;
    let currency = &line.currency;
    let href = funding::url::show(&row.reference);
    let known_as = t!(
        "ledger-reference",
        reference = row.reference.clone(),
        jurisdiction = row.jurisdiction.clone()
    );
    let tag = mark(&line.figures, false).map(|(tone, words)| ui::tag(tone, words));
    vec![
        view! {
            <a href=href>{ui::typed(row.title.clone(), &row.language)}</a>
            <div class="hint">{known_as}</div>
        }
        .into_any(),
        ui::money(line.figures.committed, currency),
        ui::money(line.figures.received, currency),
        ui::money(line.figures.spent, currency),
        view! { {ui::money(line.figures.remaining(), currency)}" "{tag} }.into_any(),
        cover_words(&line.ledger, today).into_any(),
        match &line.cliff {
            Some(cliff) => money::cliff_words(currency, cliff).into_any(),
            None => t!("none").into_any(),
        },
    ]
}

/// Which rates the figures rest on, and what has none.
fn reported(reporting: &Reporting, today: NaiveDate) -> AnyView {
    let currency = reporting.currency.to_string();
    let rows: Vec<_> = reporting
        .rates
        .iter()
        .map(|rate| {
            let age = (today - rate.as_of).num_days();
            let words = t!(
                "ledger-rate",
                base = rate.base.clone(),
                rate = text::number(rate.rate.normalize()),
                quote = rate.quote.clone(),
                date = text::date(rate.as_of),
                age = age,
                source = rate.source.clone()
            );
            view! { <li>{words}</li> }
        })
        .collect();
    let used = if rows.is_empty() {
        view! { <p>{t!("ledger-rates-none")}</p> }.into_any()
    } else {
        view! { <ul>{rows}</ul> }.into_any()
    };
    let without = (!reporting.without.is_empty()).then(|| {
        let codes: Vec<String> = reporting.without.iter().cloned().collect();
        let words = t!("ledger-without-rate", currencies = codes.join(", "));
        let body = ui::link(rates::url::INDEX.to_owned(), t!("ledger-rates"));
        ui::notice(Tone::Warn, words, view! { <p>{body}</p> }.into_any())
    });
    let body = view! { <p>{t!("ledger-reporting-rule")}</p>{used} };
    view! {
        {ui::notice(Tone::Info, t!("ledger-reporting", currency = currency), body.into_any())}
        {without}
    }
    .into_any()
}

fn filter_form(
    filters: &Filters,
    account: &Account,
    jurisdictions: Vec<(String, String)>,
) -> AnyView {
    let chips = chips(filters, account, &jurisdictions);
    let currencies = Currency::all()
        .map(|currency| (currency.to_string(), currency.to_string()))
        .collect();
    let jurisdiction = account.within.is_none().then(|| {
        Field::filter("jurisdiction", t!("ledger-jurisdiction"))
            .value(&filters.jurisdiction)
            .select(jurisdictions, Some(t!("any")))
    });
    let mut fields = vec![
        Field::filter("q", t!("ledger-search"))
            .value(&filters.q)
            .search(),
    ];
    fields.extend(jurisdiction);
    fields.extend([
        Field::filter("funder", t!("ledger-funder"))
            .value(&filters.funder)
            .select(account.funders.clone(), Some(t!("any"))),
        Field::filter("kind", t!("ledger-kind"))
            .value(&filters.kind)
            .select(choices::<FundingKind>(), Some(t!("any"))),
        Field::filter("from", t!("ledger-from"))
            .value(&filters.from)
            .number(),
        Field::filter("to", t!("ledger-to"))
            .value(&filters.to)
            .number(),
        Field::filter("currency", t!("ledger-reporting-currency"))
            .value(&filters.currency)
            .select(currencies, Some(t!("ledger-own-currency"))),
        Field::filter("stage", t!("ledger-stage")).checkboxes(choices::<Stage>(), &filters.stage),
        ui::hidden("sort", &filters.sort),
    ]);
    let here = address(account, &Filters::default());
    ui::filters(here.clone(), fields, chips, here)
}

fn chips(filters: &Filters, account: &Account, jurisdictions: &[(String, String)]) -> Vec<Chip> {
    let named = |choices: &[(String, String)], value: &str| {
        let found = choices.iter().find(|(code, _)| code == value);
        found.map_or_else(|| value.to_owned(), |(_, name)| name.clone())
    };
    let year = |key: &'static str, typed: &str| text::message(key, None) + " " + typed;
    let mut chips = Vec::new();
    let mut chip = |applies: bool, label: String, take: fn(&mut Filters)| {
        if applies {
            let mut rest = Filters {
                page: String::new(),
                ..filters.clone()
            };
            take(&mut rest);
            chips.push(Chip {
                label,
                remove_href: address(account, &rest),
            });
        }
    };
    chip(!filters.words().is_empty(), filters.q.clone(), |rest| {
        rest.q.clear();
    });
    chip(
        account.within.is_none() && !filters.jurisdiction.is_empty(),
        named(jurisdictions, &filters.jurisdiction),
        |rest| rest.jurisdiction.clear(),
    );
    chip(
        filters.funder().is_some(),
        named(&account.funders, &filters.funder),
        |rest| rest.funder.clear(),
    );
    chip(
        filters.kind().is_some(),
        filters.kind().map(word).unwrap_or_default(),
        |rest| rest.kind.clear(),
    );
    chip(
        !filters.from.is_empty(),
        year("ledger-from", &filters.from),
        |rest| rest.from.clear(),
    );
    chip(
        !filters.to.is_empty(),
        year("ledger-to", &filters.to),
        |rest| rest.to.clear(),
    );
    chip(
        filters.currency().is_some(),
        t!("ledger-in-currency", currency = filters.currency.clone()),
        |rest| rest.currency.clear(),
    );
    for code in filters.stages() {
        let rest = Filters {
            stage: filters
                .stage
                .iter()
                .filter(|one| **one != code)
                .cloned()
                .collect(),
            page: String::new(),
            ..filters.clone()
        };
        chips.push(Chip {
            label: code.parse().map_or(code, word::<Stage>),
            remove_href: address(account, &rest),
        });
    }
    chips
}

/// Headings and rows of the spreadsheet: a row for each partnership, currency
/// and fiscal year; amounts with a decimal point, days as ISO 8601.
pub(super) fn csv(account: &Account, years: Years) -> (Vec<String>, Vec<Vec<String>>) {
    let headings = vec![
        t!("ledger-csv-reference"),
        t!("ledger-partnership"),
        t!("ledger-jurisdiction"),
        t!("ledger-year"),
        t!("ledger-csv-starts"),
        t!("ledger-csv-ends"),
        t!("ledger-currency"),
        t!("ledger-capital"),
        t!("ledger-operational"),
        t!("ledger-committed"),
        t!("ledger-expected"),
        t!("ledger-received"),
        t!("ledger-spent"),
        t!("ledger-remaining"),
        t!("ledger-csv-rates"),
    ];
    let used = account.reporting.as_ref().map(|reporting| {
        let rates = reporting.rates.iter().map(|rate| {
            let (base, quote) = (&rate.base, &rate.quote);
            let (value, on, source) = (rate.rate.normalize(), rate.as_of, &rate.source);
            format!("1 {base} = {value} {quote} ({on}, {source})")
        });
        let rates: Vec<String> = rates.collect();
        (reporting.currency.to_string(), rates.join("; "))
    });
    let by_partnership = money::by_partnership(&account.rows);
    let mut rows = Vec::new();
    for row in &account.partnerships {
        let Some(funding) = by_partnership.get(&row.id) else {
            continue;
        };
        let ledgers = money::ledgers(funding.iter().copied(), account.first_month, None);
        for (currency, ledger) in &ledgers {
            for year in shown(ledger, years) {
                let figures = &year.figures;
                rows.push(vec![
                    row.reference.clone(),
                    row.title.clone(),
                    row.jurisdiction.clone(),
                    year.label.clone(),
                    year.period.start().to_string(),
                    year.period.end().to_string(),
                    currency.clone(),
                    figures.committed_capital.to_string(),
                    figures.committed_operational().to_string(),
                    figures.committed.to_string(),
                    figures.expected.to_string(),
                    figures.received.to_string(),
                    figures.spent.to_string(),
                    figures.remaining().to_string(),
                    used.as_ref()
                        .filter(|(to, _)| to == currency)
                        .map(|(_, rates)| rates.clone())
                        .unwrap_or_default(),
                ]);
            }
        }
    }
    (headings, rows)
}
