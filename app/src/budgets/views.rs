//! The pages of budgets: the verdict in words, a picture, the figures.

use chrono::NaiveDate;
use domain::budget::{LEAST_SHARE, Test, Tested, Verdict, YEARS};
use domain::funding::{FiscalYear, period_label};
use domain::money::Currency;
use rust_decimal::{Decimal, RoundingStrategy};

use super::db::{BudgetRow, Place};
use super::form::{BudgetForm, ENOUGH, Filters, NO_DATA, TOO_LITTLE, years};
use super::url;
use crate::form::Errors;
use crate::html::*;
use crate::text;
use crate::ui::{self, Chart, ConflictRow, Field, ShareBar, Table, Tone, Width};
use crate::{list, spreadsheets, t};

/// A share in percent. It is rounded down, so that what is less than five per
/// cent never reads as five.
pub(crate) fn percent(share: Decimal) -> String {
    let percent = share * Decimal::ONE_HUNDRED;
    let rounded = percent.round_dp_with_strategy(2, RoundingStrategy::ToZero);
    text::percent(rounded)
}

fn share_words(share: Option<Decimal>) -> String {
    share.map_or_else(|| t!("budget-no-data"), percent)
}

/// The verdict as a tag; without one there are no budgets.
pub(super) fn verdict_tag(verdict: Option<&Verdict>) -> AnyView {
    match verdict {
        Some(Verdict::Passed { .. }) => ui::tag(Tone::Good, t!("budget-passed")),
        Some(Verdict::NotPassed) => ui::tag(Tone::Bad, t!("budget-not-passed")),
        Some(Verdict::NoData) | None => ui::tag(Tone::Muted, t!("budget-no-data")),
    }
}

/// What a fiscal year is called: as recorded, or by its dates.
fn label(tested: &Tested, rows: &[BudgetRow]) -> String {
    let recorded = rows
        .iter()
        .find(|row| row.figures.starts_on == tested.period.start());
    recorded.map_or_else(|| period_label(tested.period), |row| row.label.clone())
}

/// The fiscal years that `wanted` picks, by name.
fn names(test: &Test, rows: &[BudgetRow], wanted: impl Fn(&Tested) -> bool) -> String {
    let names: Vec<String> = test
        .years
        .iter()
        .filter(|year| wanted(year))
        .map(|year| label(year, rows))
        .collect();
    names.join(", ")
}

/// The verdict with its reason.
fn verdict_words(test: &Test, rows: &[BudgetRow]) -> (Tone, String, String) {
    match test.verdict {
        Verdict::Passed { from, to } => {
            let within = |year: &Tested| year.period.start() >= from && year.period.end() <= to;
            (
                Tone::Good,
                t!("budget-verdict-passed"),
                t!("budget-reason-passed", years = names(test, rows, within)),
            )
        }
        Verdict::NotPassed => (
            Tone::Bad,
            t!("budget-verdict-not-passed"),
            t!(
                "budget-reason-not-passed",
                years = names(test, rows, |year| year.passes == Some(false))
            ),
        ),
        Verdict::NoData if test.years.len() < YEARS => (
            Tone::Muted,
            t!("budget-verdict-no-data"),
            t!("budget-reason-few", count = test.years.len()),
        ),
        Verdict::NoData => (
            Tone::Muted,
            t!("budget-verdict-no-data"),
            t!(
                "budget-reason-missing",
                years = names(test, rows, |year| year.passes.is_none())
            ),
        ),
    }
}

/// The verdict, the picture and the figures of one jurisdiction.
pub(super) fn index(place: &Place, filters: &Filters, rows: &[BudgetRow], test: &Test) -> AnyView {
    let add = || ui::button_link(url::new(place.id), t!("budget-add"), true);
    let body = if rows.is_empty() {
        ui::empty(
            t!("budgets-none-title"),
            t!("budgets-none-text"),
            place.mine.then(add),
        )
    } else {
        let (tone, title, reason) = verdict_words(test, rows);
        view! {
            {ui::notice(tone, title, view! { <p>{reason}</p> }.into_any())}
            {ui::section("years", t!("budgets-share"), vec![], picture(rows, test))}
            {ui::section("figures", t!("budgets-figures"), vec![], figures(place, filters, rows, test))}
        }
        .into_any()
    };
    let import = place.mine.then(|| {
        let href = spreadsheets::url::index(spreadsheets::Kind::Budgets);
        ui::button_link(href, t!("nav-import"), false)
    });
    let add = (place.mine && !rows.is_empty()).then(add);
    let actions: Vec<AnyView> = import.into_iter().chain(add).collect();
    view! {
        {ui::heading(t!("budgets-title"), Some(place.name.clone()), actions)}
        <p class="lead">{t!("budgets-lead")}</p>
        {body}
    }
    .into_any()
}

fn picture(rows: &[BudgetRow], test: &Test) -> AnyView {
    let passing = test.years.iter().filter(|year| year.passes == Some(true));
    let missing = test.years.iter().filter(|year| year.passes.is_none());
    let message = t!(
        "budgets-picture",
        passing = passing.count(),
        total = test.years.len(),
        missing = missing.count()
    );
    let bars = test
        .years
        .iter()
        .map(|year| ShareBar {
            label: label(year, rows),
            share: year.share,
            words: share_words(year.share),
            enough: year.passes,
        })
        .collect();
    let table = ui::table(Table {
        caption: t!("budgets-picture-caption"),
        columns: vec![
            list::column(t!("budget-year")),
            list::numeric(t!("budget-share")),
            list::numeric(t!("budget-cumulative")),
        ],
        rows: test
            .years
            .iter()
            .map(|year| {
                vec![
                    label(year, rows).into_any(),
                    share_words(year.share).into_any(),
                    share_words(year.cumulative).into_any(),
                ]
            })
            .collect(),
    });
    let chart = Chart {
        id: "shares".to_owned(),
        message,
        description: t!("budgets-picture-description"),
        table,
    };
    ui::shares_by_year(chart, LEAST_SHARE, t!("budgets-picture-line"), bars)
}

fn money(amount: Option<Decimal>, currency: &str) -> AnyView {
    match amount {
        Some(amount) => ui::money(amount, currency),
        None => t!("budget-no-data").into_any(),
    }
}

fn shares() -> Vec<(String, String)> {
    vec![
        (ENOUGH.to_owned(), t!("budget-share-enough")),
        (TOO_LITTLE.to_owned(), t!("budget-share-too-little")),
        (NO_DATA.to_owned(), t!("budget-no-data")),
    ]
}

fn filter_form(place: &Place, filters: &Filters, rows: &[BudgetRow], test: &Test) -> AnyView {
    let here = url::index(place.id);
    let years: Vec<(String, String)> = test
        .years
        .iter()
        .rev()
        .map(|year| (year.period.start().to_string(), label(year, rows)))
        .collect();
    let known = |options: &[(String, String)], value: &str| {
        let mut options = options.iter();
        options.find_map(|(code, words)| (code == value).then(|| words.clone()))
    };
    let chip = |key, value: &str, label| list::chip(&here, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    if let Some(year) = known(&years, &filters.from) {
        chips.push(chip(
            "from",
            &filters.from,
            t!("budgets-from-year", year = year),
        ));
    }
    if let Some(year) = known(&years, &filters.to) {
        chips.push(chip("to", &filters.to, t!("budgets-to-year", year = year)));
    }
    if let Some(words) = known(&shares(), &filters.share) {
        chips.push(chip("share", &filters.share, words));
    }
    let fields = vec![
        Field::filter("q", t!("budgets-search"))
            .value(&filters.q)
            .search(),
        Field::filter("from", t!("budgets-from"))
            .value(&filters.from)
            .select(years.clone(), Some(t!("any"))),
        Field::filter("to", t!("budgets-to"))
            .value(&filters.to)
            .select(years, Some(t!("any"))),
        Field::filter("share", t!("budget-share"))
            .value(&filters.share)
            .select(shares(), Some(t!("any"))),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

/// The fiscal years that the filters leave, those without a record too.
fn figures(place: &Place, filters: &Filters, rows: &[BudgetRow], test: &Test) -> AnyView {
    let years = filters.narrow(&test.years, rows);
    let body = if years.is_empty() {
        ui::empty(
            t!("budgets-no-match-title"),
            t!("budgets-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, rows, &years)
    };
    view! {
        {filter_form(place, filters, rows, test)}
        {body}
        <p class="hint">{t!("budgets-seed")}</p>
    }
    .into_any()
}

fn listing(
    place: &Place,
    filters: &Filters,
    rows: &[BudgetRow],
    years: &[(&Tested, Option<&BudgetRow>)],
) -> AnyView {
    let here = url::index(place.id);
    let at = |sort: String, page: String| {
        list::address(
            &here,
            &Filters {
                sort,
                page,
                ..filters.clone()
            },
        )
    };
    let page = list::page_number(&filters.page);
    let total = i64::try_from(years.len()).unwrap_or(i64::MAX);
    let paging = list::paging(page, total, |page| {
        at(filters.sort.clone(), page.to_string())
    });
    let shown = list::on_page(years, page);
    let cells = |(year, recorded): &(&Tested, Option<&BudgetRow>)| {
        let name = label(year, rows);
        let name = match recorded {
            Some(row) if place.mine => {
                let words = t!("budget-edit-of", year = name.clone());
                view! { <a href=url::edit(place.id, row.id) aria-label=words>{name}</a> }.into_any()
            }
            _ => name.into_any(),
        };
        let passes = match year.passes {
            Some(true) => ui::tag(Tone::Good, percent(year.share.unwrap_or_default())),
            Some(false) => ui::tag(Tone::Bad, percent(year.share.unwrap_or_default())),
            None => ui::tag(Tone::Muted, t!("budget-no-data")),
        };
        let currency = recorded.map_or("", |row| row.figures.currency.as_str());
        vec![
            name,
            money(recorded.and_then(|row| row.figures.health), currency),
            money(recorded.and_then(|row| row.figures.ict), currency),
            passes,
            share_words(year.cumulative).into_any(),
            recorded
                .map_or_else(String::new, |row| row.source.clone())
                .into_any(),
            recorded.map_or_else(|| String::new().into_any(), entered),
        ]
    };
    let year = list::sorted_column(t!("budget-year"), "year", &filters.sort, |sort| {
        at(sort, String::new())
    });
    view! {
        {ui::table(Table {
            caption: t!("budgets-caption"),
            columns: vec![
                year,
                list::numeric(t!("budget-health-budget")),
                list::numeric(t!("budget-ict-spending")),
                list::numeric(t!("budget-share")),
                list::numeric(t!("budget-cumulative")),
                list::column(t!("budget-source")),
                list::column(t!("budget-entered")),
            ],
            rows: shown.map(cells).collect(),
        })}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(place.id), filters))}
    }
    .into_any()
}

fn entered(row: &BudgetRow) -> AnyView {
    let by = row.person.clone().unwrap_or_else(|| t!("by-command-line"));
    view! { <span>{by}", "{ui::moment(row.entered_at)}</span> }.into_any()
}

/// The spreadsheet's headings, which the import of budgets takes, too.
pub(super) const CSV_HEADINGS: [&str; 12] = [
    "jurisdiction",
    "period_start",
    "period_end",
    "label",
    "currency",
    "health_budget",
    "ict_spending",
    "source",
    "share",
    "share_of_three_years",
    "entered_by",
    "entered_at",
];

/// A budget as a row of the spreadsheet.
pub(super) fn csv_row(place: &Place, year: &Tested, row: &BudgetRow) -> Vec<String> {
    let amount = |amount: Option<Decimal>| {
        amount
            .map(|amount| amount.normalize().to_string())
            .unwrap_or_default()
    };
    let share = |share: Option<Decimal>| {
        share
            .map(|share| share.round_dp(6).normalize().to_string())
            .unwrap_or_default()
    };
    let figures = &row.figures;
    vec![
        place.code.clone(),
        figures.starts_on.to_string(),
        figures.ends_on.to_string(),
        row.label.clone(),
        figures.currency.clone(),
        amount(figures.health),
        amount(figures.ict),
        row.source.clone(),
        share(year.share),
        share(year.cumulative),
        row.person.clone().unwrap_or_default(),
        row.entered_at.to_rfc3339(),
    ]
}

/// The form for a budget, new or to edit.
pub(super) fn edit(
    place: &Place,
    existing: Option<&BudgetRow>,
    today: NaiveDate,
    form: &BudgetForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let recorded = existing.map(|row| row.figures.starts_on);
    let options = years(place, today, recorded)
        .into_iter()
        .map(|year| {
            let period = year.period();
            let words = t!(
                "budget-year-option",
                label = year.label(),
                start = text::date(period.start()),
                end = text::date(period.end())
            );
            (period.start().to_string(), words)
        })
        .collect();
    let currencies = Currency::all()
        .map(|currency| (currency.to_string(), currency.to_string()))
        .collect();
    let amount = |name, label, hint, typed: &str| {
        Field::new(name, label)
            .optional()
            .hint(hint)
            .value(typed)
            .errors(errors)
            .width(Width::Medium)
            .amount(None)
    };
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("year", t!("budget-year"))
            .value(&form.year)
            .errors(errors)
            .select(options, Some(t!("error-choose"))),
        Field::new("currency", t!("budget-currency"))
            .value(&form.currency)
            .errors(errors)
            .select(currencies, Some(t!("error-choose"))),
        amount(
            "health_budget",
            t!("budget-health-budget"),
            t!("budget-amount-hint"),
            &form.health_budget,
        ),
        amount(
            "ict_spending",
            t!("budget-ict-spending"),
            t!("budget-ict-hint"),
            &form.ict_spending,
        ),
        Field::new("source", t!("budget-source"))
            .hint(t!("budget-source-hint"))
            .value(&form.source)
            .errors(errors)
            .text(),
    ];
    let (title, action) = match existing {
        None => (t!("budget-add"), url::index(place.id)),
        Some(row) => (t!("budget-edit"), url::edit(place.id, row.id)),
    };
    let cancel = Some((url::index(place.id), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, Some(place.name.clone()), vec![])}
        {ui::form(action, fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    place: &Place,
    theirs: &BudgetRow,
    yours: &BudgetForm,
) -> AnyView {
    let row = |label, theirs: &str, yours: &str| ConflictRow {
        label,
        theirs: theirs.to_owned(),
        yours: yours.to_owned(),
    };
    let saved = BudgetForm::from(theirs);
    let year = yours.year.parse().map_or_else(
        |_| yours.year.clone(),
        |start| FiscalYear::of(start, place.first_month).label(),
    );
    let rows = vec![
        row(t!("budget-year"), &theirs.label, &year),
        row(t!("budget-currency"), &saved.currency, &yours.currency),
        row(
            t!("budget-health-budget"),
            &saved.health_budget,
            &yours.health_budget,
        ),
        row(
            t!("budget-ict-spending"),
            &saved.ict_spending,
            &yours.ict_spending,
        ),
        row(t!("budget-source"), &saved.source, &yours.source),
    ];
    ui::conflict(who, when, rows)
}
