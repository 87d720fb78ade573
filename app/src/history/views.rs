//! The page of a partnership's history, and its spreadsheet.

use serde_json::Value;

use super::change::{self, Change, FieldChange, KINDS, Names, Words};
use super::form::Filters;
use super::url;
use crate::access::Place;
use crate::form::{DateParts, Errors};
use crate::html::*;
use crate::partnerships::{self, Tab};
use crate::ui::{self, Chip, Field, StoryItem, Tone};
use crate::{list, t, text};

/// The changes, the latest first.
pub(super) fn index(
    place: &Place,
    filters: &Filters,
    errors: &Errors,
    people: Vec<(String, String)>,
    changes: &[Change],
    names: &Names,
    total: i64,
) -> AnyView {
    let body = if changes.is_empty() {
        ui::empty(t!("history-none-title"), t!("history-none-text"), None)
    } else {
        listing(place, filters, changes, names, total)
    };
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("history-title"), Some(place.title.clone()), vec![])}
        {partnerships::sub_nav(place, Tab::History)}
        {filter_form(place, filters, errors, people)}
        {body}
    }
    .into_any()
}

fn listing(
    place: &Place,
    filters: &Filters,
    changes: &[Change],
    names: &Names,
    total: i64,
) -> AnyView {
    let here = url::index(&place.reference);
    let paging = list::paging(list::page_number(&filters.page), total, |page| {
        let page = page.to_string();
        list::address(
            &here,
            &Filters {
                page,
                ..filters.clone()
            },
        )
    });
    let items = changes
        .iter()
        .map(|change| item(place, change, names))
        .collect();
    view! {
        {ui::story(items)}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(&place.reference), filters))}
    }
    .into_any()
}

fn filter_form(
    place: &Place,
    filters: &Filters,
    errors: &Errors,
    people: Vec<(String, String)>,
) -> AnyView {
    let here = url::index(&place.reference);
    let chips = chips(&here, filters, &people);
    let date = |name, label, typed: DateParts<'_>| {
        Field::filter(name, label)
            .errors(errors)
            .date(typed.day, typed.month, typed.year)
    };
    let kinds = KINDS
        .iter()
        .map(|kind| ((*kind).to_owned(), kind_word(kind)));
    let fields = vec![
        Field::filter("kind", t!("history-kind"))
            .errors(errors)
            .value(&filters.kind)
            .select(kinds.collect(), Some(t!("any"))),
        Field::filter("person", t!("history-person"))
            .value(&filters.person)
            .errors(errors)
            .select(people, Some(t!("any"))),
        date("from", t!("history-from"), filters.from()),
        date("to", t!("history-to"), filters.to()),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

fn chips(here: &str, filters: &Filters, people: &[(String, String)]) -> Vec<Chip> {
    let chip = |label: String, mut rest: Filters| {
        rest.page.clear();
        let remove_href = list::address(here, &rest);
        Chip { label, remove_href }
    };
    let mut chips = Vec::new();
    if KINDS.contains(&filters.kind.as_str()) {
        let mut rest = filters.clone();
        rest.kind.clear();
        chips.push(chip(kind_word(&filters.kind), rest));
    }
    if let Some((_, name)) = people.iter().find(|(id, _)| *id == filters.person) {
        let mut rest = filters.clone();
        rest.person.clear();
        chips.push(chip(name.clone(), rest));
    }
    let typed = |date: DateParts<'_>| format!("{} {} {}", date.day, date.month, date.year);
    if !filters.from().is_blank() {
        let label = t!("history-from-said", date = typed(filters.from()));
        let rest = Filters {
            from_day: String::new(),
            from_month: String::new(),
            from_year: String::new(),
            ..filters.clone()
        };
        chips.push(chip(label, rest));
    }
    if !filters.to().is_blank() {
        let label = t!("history-to-said", date = typed(filters.to()));
        let rest = Filters {
            to_day: String::new(),
            to_month: String::new(),
            to_year: String::new(),
            ..filters.clone()
        };
        chips.push(chip(label, rest));
    }
    chips
}

fn kind_word(table: &str) -> String {
    text::message(&format!("history-kind-{}", table.replace('_', "-")), None)
}

fn action_tag(action: &str) -> AnyView {
    match action {
        "insert" => ui::tag(Tone::Good, t!("history-added")),
        "delete" => ui::tag(Tone::Bad, t!("history-removed")),
        _ => ui::tag(Tone::Info, t!("history-changed")),
    }
}

fn item(place: &Place, change: &Change, names: &Names) -> StoryItem {
    let who = match (&change.person, &change.organisation) {
        (Some(person), Some(organisation)) => format!("{person}, {organisation}"),
        _ => t!("by-command-line"),
    };
    let reason = change.reason.as_ref().map(|reason| {
        let label = t!("history-reason");
        view! { <p><span class="hint">{label}{" "}</span>{ui::typed(reason.clone(), "")}</p> }
    });
    let fields = change.fields_for_people();
    let fields = if fields.is_empty() {
        view! { <p class="hint">{t!("history-nothing-visible")}</p> }.into_any()
    } else {
        let rows = fields.iter().map(|field| field_row(change, field, names));
        folded(&change.action, ui::summary_list(rows.collect()))
    };
    StoryItem {
        when: ui::moment(change.at),
        who,
        what: view! { <p>{what(place, change, names)}</p>{reason}{fields} }.into_any(),
        tag: Some(action_tag(&change.action)),
    }
}

/// What a whole record held is folded away; what changed of one is not.
fn folded(action: &str, fields: AnyView) -> AnyView {
    let summary = match action {
        "insert" => t!("history-whole-added"),
        "delete" => t!("history-whole-removed"),
        _ => return fields,
    };
    view! { <details class="folded"><summary>{summary}</summary>{fields}</details> }.into_any()
}

/// The kind of the record and what it is called.
fn what(place: &Place, change: &Change, names: &Names) -> AnyView {
    let kind = kind_word(&change.table);
    let Some(title) = change.title(names) else {
        return kind.into_any();
    };
    let title = ui::typed(title, change.language());
    let title = match change.href(&place.reference) {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title,
    };
    view! { <span class="hint">{kind}{" "}</span>{title} }.into_any()
}

/// A field's name, and what stood and stands in it.
fn field_row(change: &Change, field: &FieldChange<'_>, names: &Names) -> (String, AnyView) {
    let label = text::message(
        &format!("history-field-{}", field.column.replace('_', "-")),
        None,
    );
    let value = |value| value_view(change, field.column, value, names);
    let values = match change.action.as_str() {
        "insert" => value(field.after),
        "delete" => value(field.before),
        _ => view! {
            <p><span class="hint">{t!("history-before")}{" "}</span><del>{value(field.before)}</del></p>
            <p><span class="hint">{t!("history-after")}{" "}</span><ins>{value(field.after)}</ins></p>
        }
        .into_any(),
    };
    (label, values)
}

fn value_view(change: &Change, column: &str, value: &Value, names: &Names) -> AnyView {
    match change::words(&change.table, column, value, names) {
        Words::Nothing => t!("none").into_any(),
        Words::Said(words) => words.into_any(),
        Words::Typed(words) => ui::typed(words, change.language()),
    }
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("history-when"),
        t!("history-person"),
        t!("history-organisation"),
        t!("history-kind"),
        t!("history-record"),
        t!("history-record-id"),
        t!("history-action"),
        t!("history-field"),
        t!("history-before"),
        t!("history-after"),
        t!("history-reason"),
    ]
}

/// A change as rows of the spreadsheet, one for each field that differs:
/// moments as ISO 8601, codes for kinds and fields, values as JSON.
pub(super) fn csv_rows(change: &Change, names: &Names) -> Vec<Vec<String>> {
    let json = |value: &Value| {
        if value.is_null() {
            String::new()
        } else {
            value.to_string()
        }
    };
    change
        .fields()
        .iter()
        .map(|field| {
            vec![
                change.at.to_rfc3339(),
                change.person.clone().unwrap_or_default(),
                change.organisation.clone().unwrap_or_default(),
                change.table.clone(),
                change.title(names).unwrap_or_default(),
                change.row_id.to_string(),
                change.action.clone(),
                field.column.to_owned(),
                json(field.before),
                json(field.after),
                change.reason.clone().unwrap_or_default(),
            ]
        })
        .collect()
}
