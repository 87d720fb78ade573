//! The pages of rates.

use domain::access::Action;
use domain::money::Currency;
use domain::rate::{Converted, NoRate, Rate};

use super::db::RateRow;
use super::form::{ConvertForm, Filters, RateForm, Wanted};
use super::url;
use crate::access::CurrentPerson;
use crate::form::{DateParts, Errors};
use crate::html::*;
use crate::text;
use crate::ui::{self, Chip, ConflictRow, Field, Table, Tone, Width};
use crate::{list, spreadsheets, t};

/// The list: filters and table.
pub(super) fn index(
    person: &CurrentPerson,
    filters: &Filters,
    errors: &Errors,
    currencies: &[String],
    rows: &[RateRow],
    total: i64,
) -> AnyView {
    let may_change = person.may(Action::EditRate);
    let add = || ui::button_link(url::NEW.to_owned(), t!("rate-add"), true);
    let body = if currencies.is_empty() {
        ui::empty(
            t!("rates-none-title"),
            t!("rates-none-text"),
            may_change.then(add),
        )
    } else if rows.is_empty() {
        ui::empty(t!("rates-no-match-title"), t!("rates-no-match-text"), None)
    } else {
        listing(may_change, filters, rows, total)
    };
    let mut actions = vec![ui::button_link(
        url::CONVERT.to_owned(),
        t!("rates-convert"),
        false,
    )];
    if may_change {
        let import = spreadsheets::url::index(spreadsheets::Kind::Rates);
        actions.push(ui::button_link(import, t!("nav-import"), false));
    }
    if may_change && !currencies.is_empty() {
        actions.push(add());
    }
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("rates-title"), None, actions)}
        <p class="lead">{t!("rates-lead")}</p>
        {filter_form(filters, errors, currencies)}
        {body}
    }
    .into_any()
}

/// The list's first page with these filters.
fn first_page(filters: Filters) -> String {
    let page = String::new();
    list::address(url::INDEX, &Filters { page, ..filters })
}

fn filter_form(filters: &Filters, errors: &Errors, currencies: &[String]) -> AnyView {
    let codes = || {
        let pair = |code: &String| (code.clone(), code.clone());
        currencies.iter().map(pair).collect()
    };
    let date = |name, label, typed: DateParts<'_>| {
        Field::filter(name, label)
            .errors(errors)
            .date(typed.day, typed.month, typed.year)
    };
    let fields = vec![
        Field::filter("q", t!("rates-search"))
            .value(&filters.q)
            .errors(errors)
            .search(),
        Field::filter("base", t!("rate-base"))
            .value(&filters.base)
            .errors(errors)
            .select(codes(), Some(t!("any"))),
        Field::filter("quote", t!("rate-quote"))
            .value(&filters.quote)
            .errors(errors)
            .select(codes(), Some(t!("any"))),
        date("from", t!("rates-from"), filters.from()),
        date("to", t!("rates-to"), filters.to()),
        ui::hidden("sort", &filters.sort),
    ];
    let here = url::INDEX.to_owned();
    ui::filters(here.clone(), fields, chips(filters), here)
}

fn chips(filters: &Filters) -> Vec<Chip> {
    let typed = |date: DateParts<'_>| format!("{} {} {}", date.day, date.month, date.year);
    let mut chips = Vec::new();
    let mut chip = |label: String, rest: Filters| {
        let remove_href = first_page(rest);
        chips.push(Chip { label, remove_href });
    };
    if !filters.q.is_empty() {
        let mut rest = filters.clone();
        rest.q.clear();
        chip(filters.q.clone(), rest);
    }
    if !filters.base.is_empty() {
        let mut rest = filters.clone();
        rest.base.clear();
        chip(t!("rates-base-said", code = filters.base.clone()), rest);
    }
    if !filters.quote.is_empty() {
        let mut rest = filters.clone();
        rest.quote.clear();
        chip(t!("rates-quote-said", code = filters.quote.clone()), rest);
    }
    if !filters.from().is_blank() {
        let rest = Filters {
            from_day: String::new(),
            from_month: String::new(),
            from_year: String::new(),
            ..filters.clone()
        };
        chip(t!("rates-from-said", date = typed(filters.from())), rest);
    }
    if !filters.to().is_blank() {
        let rest = Filters {
            to_day: String::new(),
            to_month: String::new(),
            to_year: String::new(),
            ..filters.clone()
        };
        chip(t!("rates-to-said", date = typed(filters.to())), rest);
    }
    chips
}

fn listing(may_change: bool, filters: &Filters, rows: &[RateRow], total: i64) -> AnyView {
    let paging = list::paging(list::page_number(&filters.page), total, |page| {
        let page = page.to_string();
        list::address(
            url::INDEX,
            &Filters {
                page,
                ..filters.clone()
            },
        )
    });
    view! {
        {table(may_change, filters, rows)}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(url::CSV, filters))}
    }
    .into_any()
}

fn table(may_change: bool, filters: &Filters, rows: &[RateRow]) -> AnyView {
    let sort = match filters.sort.as_str() {
        "" => "-as_of",
        sort => sort,
    };
    let sorted = |label, key| {
        list::sorted_column(label, key, sort, |sort| {
            first_page(Filters {
                sort,
                ..filters.clone()
            })
        })
    };
    let columns = vec![
        sorted(t!("rate-as-of"), "as_of"),
        sorted(t!("rate-base"), "base"),
        sorted(t!("rate-quote"), "quote"),
        ui::Column {
            numeric: true,
            ..sorted(t!("rate-rate"), "rate")
        },
        list::column(t!("rate-source")),
        list::column(t!("rate-entered")),
    ];
    let cells = |row: &RateRow| {
        let day = if may_change {
            let label = t!(
                "rate-edit-of",
                date = text::date(row.as_of),
                base = row.base.clone(),
                quote = row.quote.clone()
            );
            let day = ui::date(row.as_of);
            view! { <a href=url::edit(row.id) aria-label=label>{day}</a> }.into_any()
        } else {
            ui::date(row.as_of)
        };
        let by = row.person.clone().unwrap_or_else(|| t!("by-command-line"));
        vec![
            day,
            row.base.clone().into_any(),
            row.quote.clone().into_any(),
            text::number(row.rate.normalize()).into_any(),
            row.source.clone().into_any(),
            view! { <span>{by}", "{ui::moment(row.entered_at)}</span> }.into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("rates-caption"),
        columns,
        rows: rows.iter().map(cells).collect(),
    })
}

/// The spreadsheet's headings, which the import of rates takes, too.
pub(super) const CSV_HEADINGS: [&str; 7] = [
    "base",
    "quote",
    "as_of",
    "rate",
    "source",
    "entered_by",
    "entered_at",
];

/// A rate as a row of the spreadsheet.
pub(super) fn csv_row(row: &RateRow) -> Vec<String> {
    vec![
        row.base.clone(),
        row.quote.clone(),
        row.as_of.to_string(),
        row.rate.normalize().to_string(),
        row.source.clone(),
        row.person.clone().unwrap_or_default(),
        row.entered_at.to_rfc3339(),
    ]
}

/// Every currency as the options of a form's list.
fn all_currencies() -> Vec<(String, String)> {
    Currency::all()
        .map(|currency| (currency.to_string(), currency.to_string()))
        .collect()
}

/// A rate in words, such as "1 EUR = 11.2 SEK on 3 Feb 2026".
fn rate_words(rate: &Rate) -> String {
    t!(
        "rate-said",
        base = rate.base.to_string(),
        rate = text::number(rate.rate.normalize()),
        quote = rate.quote.to_string(),
        date = text::date(rate.as_of)
    )
}

/// An amount in another currency, with the rates that it rests on.
pub(super) fn convert(
    form: &ConvertForm,
    errors: &Errors,
    found: Option<(&Wanted, Result<Converted, NoRate>)>,
) -> AnyView {
    let on = form.on();
    let fields = vec![
        Field::new("amount", t!("rates-convert-amount"))
            .value(&form.amount)
            .errors(errors)
            .width(Width::Medium)
            .amount(None),
        Field::new("base", t!("rates-convert-base"))
            .value(&form.base)
            .errors(errors)
            .select(all_currencies(), Some(t!("error-choose"))),
        Field::new("quote", t!("rates-convert-quote"))
            .value(&form.quote)
            .errors(errors)
            .select(all_currencies(), Some(t!("error-choose"))),
        Field::new("on", t!("rates-convert-on"))
            .errors(errors)
            .date(on.day, on.month, on.year),
    ];
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("rates-convert"), None, vec![])}
        {found.map(|(wanted, found)| answer(wanted, found))}
        <form class="form" method="get" action=url::CONVERT novalidate=true>
            {fields}
            <div class="form-end">
                <button class="button button-primary" type="submit">{t!("rates-convert-do")}</button>
            </div>
        </form>
    }
    .into_any()
}

fn answer(wanted: &Wanted, found: Result<Converted, NoRate>) -> AnyView {
    let amount = text::money(wanted.money.amount, wanted.money.currency.code());
    match found {
        Ok(found) => {
            let title = t!(
                "rates-convert-is",
                amount = amount,
                other = text::money(found.money.amount, found.money.currency.code()),
                date = text::date(wanted.on)
            );
            let used: Vec<_> = found
                .rates
                .iter()
                .map(|rate| view! { <li>{rate_words(rate)}</li> }.into_any())
                .collect();
            let age = (!found.rates.is_empty())
                .then(|| view! { <p>{t!("rates-convert-age", days = found.age_days)}</p> });
            ui::notice(Tone::Info, title, view! { <ul>{used}</ul>{age} }.into_any())
        }
        Err(NoRate::Missing { from, to, on }) => {
            let text = t!(
                "rates-convert-missing-text",
                base = from.to_string(),
                quote = to.to_string(),
                date = text::date(on)
            );
            let body = view! { <p>{text}</p> }.into_any();
            ui::notice(Tone::Warn, t!("rates-convert-missing"), body)
        }
        Err(NoRate::TooLarge) => {
            let body = view! { <p>{t!("rates-convert-too-large-text")}</p> }.into_any();
            ui::notice(Tone::Warn, t!("rates-convert-too-large"), body)
        }
    }
}

/// The form for a rate, new or to edit.
pub(super) fn edit(
    existing: Option<&RateRow>,
    form: &RateForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let as_of = form.as_of();
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("base", t!("rate-base"))
            .hint(t!("rate-base-hint"))
            .value(&form.base)
            .errors(errors)
            .select(all_currencies(), Some(t!("error-choose"))),
        Field::new("rate", t!("rate-rate"))
            .hint(t!("rate-rate-hint"))
            .value(&form.rate)
            .errors(errors)
            .width(Width::Medium)
            .amount(None),
        Field::new("quote", t!("rate-quote"))
            .hint(t!("rate-quote-hint"))
            .value(&form.quote)
            .errors(errors)
            .select(all_currencies(), Some(t!("error-choose"))),
        Field::new("as_of", t!("rate-as-of")).errors(errors).date(
            as_of.day,
            as_of.month,
            as_of.year,
        ),
        Field::new("source", t!("rate-source"))
            .hint(t!("rate-source-hint"))
            .value(&form.source)
            .errors(errors)
            .text(),
    ];
    let (title, action) = match existing {
        None => (t!("rate-add"), url::INDEX.to_owned()),
        Some(row) => (t!("rate-edit"), url::edit(row.id)),
    };
    let cancel = Some((url::INDEX.to_owned(), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, None, vec![])}
        {ui::form(action, fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(who: String, when: AnyView, theirs: &RateRow, yours: &RateForm) -> AnyView {
    let row = |label, theirs: String, yours: String| ConflictRow {
        label,
        theirs,
        yours,
    };
    let saved = RateForm::from(theirs);
    let day = |form: &RateForm| {
        let DateParts { day, month, year } = form.as_of();
        format!("{day} {month} {year}").trim().to_owned()
    };
    let rows = vec![
        row(t!("rate-base"), saved.base.clone(), yours.base.clone()),
        row(t!("rate-rate"), saved.rate.clone(), yours.rate.clone()),
        row(t!("rate-quote"), saved.quote.clone(), yours.quote.clone()),
        row(t!("rate-as-of"), day(&saved), day(yours)),
        row(
            t!("rate-source"),
            saved.source.clone(),
            yours.source.clone(),
        ),
    ];
    ui::conflict(who, when, rows)
}
