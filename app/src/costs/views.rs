//! The pages of a contract's total cost.

use domain::Vocabulary;
use domain::access::Action;
use domain::cost::{CostCategory, CostLine, Predictability, YearCost, by_year, predictability};
use domain::funding::period_label;
use rust_decimal::Decimal;
use strum::VariantArray;

use super::db::{ContractRow, LineRow};
use super::form::{Act, CostForm, RowForm};
use super::url;
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Chip, ConflictRow, Field, PairBar, PairSeries, Table, Tile, Tone, Width};
use crate::{list, partnerships, t};

fn no_data() -> AnyView {
    ui::tag(Tone::Muted, t!("cost-no-data"))
}

/// The figures of one currency.
struct Figures {
    currency: String,
    years: Vec<YearCost>,
}

/// The figures by currency: currencies are never added up.
fn figures(lines: &[LineRow]) -> Vec<Figures> {
    let mut currencies: Vec<_> = lines.iter().map(|line| line.currency.clone()).collect();
    currencies.sort_unstable();
    currencies.dedup();
    currencies
        .into_iter()
        .map(|currency| {
            let own: Vec<CostLine> = lines
                .iter()
                .filter(|line| line.currency == currency)
                .map(LineRow::in_domain)
                .collect();
            let years = by_year(&own);
            Figures { currency, years }
        })
        .collect()
}

/// Figures, picture and tables of a contract's cost.
pub(super) fn index(
    place: &Place,
    contract: &ContractRow,
    lines: &[LineRow],
    category: Option<CostCategory>,
) -> AnyView {
    let edit = place.may(Action::EditFunding).then(|| {
        let edit = edit_href(place, contract, category.unwrap_or(CostCategory::Operation));
        ui::button_link(edit, t!("costs-edit"), true)
    });
    let body = if lines.is_empty() && category.is_none() {
        ui::empty(t!("costs-none-title"), t!("costs-none-text"), None)
    } else if lines.is_empty() {
        ui::empty(t!("costs-no-match-title"), t!("costs-no-match-text"), None)
    } else {
        listing(place, contract, lines, category)
    };
    let filters =
        (!lines.is_empty() || category.is_some()).then(|| filter_form(place, contract, category));
    view! {
        {ui::heading(t!("costs-title"), Some(contract.title.clone()), edit.into_iter().collect())}
        {partnerships::sub_nav(place, partnerships::Tab::Contracts)}
        {filters}
        {body}
    }
    .into_any()
}

fn edit_href(place: &Place, contract: &ContractRow, category: CostCategory) -> String {
    let edit = url::edit(&place.reference, contract.id);
    format!("{edit}?category={}", category.code())
}

fn filter_form(place: &Place, contract: &ContractRow, category: Option<CostCategory>) -> AnyView {
    let here = url::index(&place.reference, contract.id);
    let chosen = category.map_or("", Vocabulary::code);
    let fields = vec![
        Field::filter("category", t!("cost-category"))
            .value(chosen)
            .select(choices::<CostCategory>(), Some(t!("any"))),
    ];
    let chips = category
        .map(|category| Chip {
            label: word(category),
            remove_href: here.clone(),
        })
        .into_iter()
        .collect();
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(
    place: &Place,
    contract: &ContractRow,
    lines: &[LineRow],
    category: Option<CostCategory>,
) -> AnyView {
    let figures = figures(lines);
    let tiles: Vec<_> = figures.iter().map(tiles).collect();
    let csv = url::csv(&place.reference, contract.id);
    let csv = match category {
        Some(category) => format!("{csv}?category={}", category.code()),
        None => csv,
    };
    view! {
        {tiles}
        {ui::section("years", t!("costs-by-year"), vec![], picture(&figures))}
        {ui::section("lines", t!("costs-lines"), vec![], lines_table(place, contract, lines))}
        {ui::list_tools(csv)}
    }
    .into_any()
}

fn tone(words: Predictability) -> Tone {
    match words {
        Predictability::Predictable => Tone::Good,
        Predictability::Fairly => Tone::Warn,
        Predictability::Unpredictable => Tone::Bad,
        Predictability::NoData => Tone::Muted,
    }
}

fn tiles(figures: &Figures) -> AnyView {
    let currency = &figures.currency;
    let sum = |amounts: &mut dyn Iterator<Item = Decimal>| {
        text::money(
            amounts.fold(Decimal::ZERO, Decimal::saturating_add),
            currency,
        )
    };
    let known: Vec<_> = figures
        .years
        .iter()
        .filter(|year| year.actual.is_some())
        .collect();
    let (mean, words) = predictability(&figures.years);
    let tile = |value, label, note| Tile {
        value,
        label,
        note,
        href: None,
        tone: Tone::Neutral,
    };
    let years = t!("cost-years", count = figures.years.len());
    let known_years = t!("cost-years-known", count = known.len());
    let actual = if known.is_empty() {
        t!("cost-no-data")
    } else {
        sum(&mut known.iter().filter_map(|year| year.actual))
    };
    let off = mean.map(|mean| t!("cost-off", percent = text::number(mean)));
    ui::tiles(vec![
        tile(
            sum(&mut figures.years.iter().map(|year| year.planned)),
            t!("cost-planned"),
            Some(years),
        ),
        tile(actual, t!("cost-actual"), Some(known_years.clone())),
        tile(
            sum(&mut known.iter().map(|year| year.planned)),
            t!("cost-planned-known"),
            Some(known_years),
        ),
        Tile {
            value: word(words),
            label: t!("cost-predictability"),
            note: off,
            href: None,
            tone: tone(words),
        },
    ])
}

fn message(figures: &[Figures]) -> String {
    let sentences: Vec<_> = figures
        .iter()
        .map(|figures| match predictability(&figures.years) {
            (Some(mean), words) => t!(
                "cost-message",
                words = words.code(),
                percent = text::number(mean)
            ),
            (None, _) => t!("cost-message-no-data"),
        })
        .collect();
    sentences.join(" ")
}

fn picture(figures: &[Figures]) -> AnyView {
    let tables: Vec<_> = figures.iter().map(years_table).collect();
    let chart = ui::Chart {
        id: "costs-picture".to_owned(),
        message: message(figures),
        description: t!("cost-picture-description"),
        table: tables.into_any(),
    };
    let series = figures
        .iter()
        .map(|figures| PairSeries {
            label: figures.currency.clone(),
            names: (t!("cost-planned"), t!("cost-actual")),
            bars: figures
                .years
                .iter()
                .map(|year| pair(figures, year))
                .collect(),
        })
        .collect();
    ui::paired_bars(chart, series)
}

fn pair(figures: &Figures, year: &YearCost) -> PairBar {
    let words = |amount| text::money(amount, &figures.currency);
    PairBar {
        year: period_label(year.period),
        first: (Some(year.planned), words(year.planned)),
        second: (
            year.actual,
            year.actual.map_or_else(|| t!("cost-no-data"), words),
        ),
    }
}

fn percent_words(percent: Decimal) -> String {
    let rounded = percent.round_dp(1);
    let sign = if rounded > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", text::percent(rounded))
}

fn difference(year: &YearCost, currency: &str) -> AnyView {
    match year.difference() {
        Some(amount) => {
            let sign = if amount > Decimal::ZERO { "+" } else { "" };
            format!("{sign}{}", text::money(amount, currency)).into_any()
        }
        None => no_data(),
    }
}

fn years_table(figures: &Figures) -> AnyView {
    let currency = &figures.currency;
    let cells = |year: &YearCost| {
        vec![
            period_label(year.period).into_any(),
            ui::money(year.planned, currency),
            year.actual
                .map_or_else(no_data, |actual| ui::money(actual, currency)),
            difference(year, currency),
            year.deviation()
                .map_or_else(no_data, |percent| percent_words(percent).into_any()),
        ]
    };
    ui::table(Table {
        caption: t!("costs-years-caption", currency = currency.clone()),
        columns: vec![
            list::column(t!("cost-year")),
            list::numeric(t!("cost-planned")),
            list::numeric(t!("cost-actual")),
            list::numeric(t!("cost-difference")),
            list::numeric(t!("cost-difference-percent")),
        ],
        rows: figures.years.iter().map(cells).collect(),
    })
}

fn lines_table(place: &Place, contract: &ContractRow, lines: &[LineRow]) -> AnyView {
    let may_edit = place.may(Action::EditFunding);
    let cells = |line: &LineRow| {
        let category = if may_edit {
            ui::link(
                edit_href(place, contract, line.category),
                word(line.category),
            )
        } else {
            word(line.category).into_any()
        };
        let note = line
            .note
            .clone()
            .map(|note| ui::typed(note, &line.language));
        let who = line
            .entered_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line"));
        vec![
            category,
            line.label.clone().into_any(),
            ui::money(line.planned, &line.currency),
            line.actual
                .map_or_else(no_data, |actual| ui::money(actual, &line.currency)),
            view! { <div>{note}<p class="hint">{who}</p></div> }.into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("costs-lines-caption"),
        columns: vec![
            list::column(t!("cost-category")),
            list::column(t!("cost-year")),
            list::numeric(t!("cost-planned")),
            list::numeric(t!("cost-actual")),
            list::column(t!("cost-note-and-who")),
        ],
        rows: lines.iter().map(cells).collect(),
    })
}

/// The editor of one category: a row for each fiscal year.
pub(super) fn edit(
    place: &Place,
    contract: &ContractRow,
    form: &CostForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let back = url::index(&place.reference, contract.id);
    let tabs = CostCategory::VARIANTS
        .iter()
        .map(|category| ui::NavItem {
            href: edit_href(place, contract, *category),
            label: word(*category),
            current: *category == form.category,
        })
        .collect();
    let rows: Vec<_> = form
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| row_fields(contract, index, row, errors))
        .collect();
    let (planned, actual) = form.totals();
    let totals = ui::summary_list(vec![
        (
            t!("cost-total-planned"),
            ui::money(planned, &contract.currency),
        ),
        (
            t!("cost-total-actual"),
            ui::money(actual, &contract.currency),
        ),
    ]);
    let button = |act: Act, words: String| {
        view! { <button class="button" type="submit" name="act" value=act.code()>{words}</button> }
    };
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("costs-edit"), Some(contract.title.clone()), vec![])}
        {ui::sub_nav(t!("cost-category"), tabs)}
        <p>{t!("costs-edit-text")}</p>
        <form class="form" method="post" action=url::edit(&place.reference, contract.id) novalidate=true>
            {ui::hidden("category", form.code())}
            <div class="form-end">
                <button class="button button-primary" type="submit" name="act" value=Act::Save.code()>{t!("button-save")}</button>
                {button(Act::Totals, t!("cost-add-up"))}
                {button(Act::YearBefore, t!("cost-year-before"))}
                {button(Act::YearAfter, t!("cost-year-after"))}
            </div>
            {rows}
            {totals}
            <div class="form-end">
                <button class="button button-primary" type="submit" name="act" value=Act::Save.code()>{t!("button-save")}</button>
                {ui::link(back, t!("button-cancel"))}
            </div>
        </form>
    }
    .into_any()
}

fn row_fields(contract: &ContractRow, index: usize, row: &RowForm, errors: &Errors) -> AnyView {
    let name = |field: &str| format!("{field}-{index}");
    let currency = Some(contract.currency.as_str());
    let planned = Field::new(&name("planned"), t!("cost-planned"))
        .sometimes()
        .width(Width::Medium)
        .value(&row.planned)
        .errors(errors)
        .amount(currency);
    let actual = Field::new(&name("actual"), t!("cost-actual"))
        .optional()
        .width(Width::Medium)
        .value(&row.actual)
        .errors(errors)
        .amount(currency);
    let note = Field::new(&name("note"), t!("cost-note"))
        .optional()
        .value(&row.note)
        .errors(errors)
        .text();
    let fields = view! {
        {ui::hidden(&name("start"), &row.start.to_string())}
        {ui::hidden(&name("label"), &row.label)}
        {ui::hidden(&name("id"), &row.id)}
        {ui::hidden(&name("version"), &row.version)}
        <div class="beside">{planned}{actual}</div>
        {note}
    };
    ui::fieldset(row.label.clone(), vec![fields.into_any()])
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(who: String, when: AnyView, form: &CostForm, lines: &[LineRow]) -> AnyView {
    let amount = |amount: Option<Decimal>| amount.map(|a| a.to_string()).unwrap_or_default();
    let rows = form
        .rows
        .iter()
        .flat_map(|row| {
            let line = lines.iter().find(|line| line.starts_on == row.start);
            let label = |field: String| {
                t!(
                    "cost-field-of-year",
                    year = row.label.clone(),
                    field = field
                )
            };
            let row_of = |field: String, theirs: String, yours: &str| ConflictRow {
                label: label(field),
                theirs,
                yours: yours.to_owned(),
            };
            [
                row_of(
                    t!("cost-planned"),
                    amount(line.map(|line| line.planned)),
                    &row.planned,
                ),
                row_of(
                    t!("cost-actual"),
                    amount(line.and_then(|line| line.actual)),
                    &row.actual,
                ),
                row_of(
                    t!("cost-note"),
                    line.and_then(|line| line.note.clone()).unwrap_or_default(),
                    &row.note,
                ),
            ]
        })
        .collect();
    ui::conflict(who, when, rows)
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("cost-category"),
        t!("cost-year"),
        t!("cost-starts"),
        t!("cost-ends"),
        t!("cost-planned"),
        t!("cost-actual"),
        t!("contract-currency"),
        t!("cost-note"),
        t!("cost-entered-by"),
    ]
}

/// A cost line as a row of the spreadsheet; an actual cost that is not known is
/// blank, never 0.
pub(super) fn csv_row(line: &LineRow) -> Vec<String> {
    vec![
        line.category.code().to_owned(),
        line.label.clone(),
        line.starts_on.to_string(),
        line.ends_on.to_string(),
        line.planned.to_string(),
        line.actual
            .map(|actual| actual.to_string())
            .unwrap_or_default(),
        line.currency.clone(),
        line.note.clone().unwrap_or_default(),
        line.entered_by.clone().unwrap_or_default(),
    ]
}
