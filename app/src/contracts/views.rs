//! The pages of contracts and their documents.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::contract::{ContractStatus, Ending, Renewal, Warning, WarningKind};
use domain::deliverable::DeliverableState;
use domain::money::{Currency, Money, Totals};
use serde_json::Value;

use super::db::{ContractRow, DeliverableRow, DocumentRow, Origin};
use super::form::{ContractForm, DocumentForm, Filters, Lock, Sides};
use super::{ContractWarning, url};
use crate::access::Place;
use crate::files::{self, KeptFile};
use crate::form::{DateParts, Errors};
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Chip, ConflictRow, Field, Table, Tile, Tone, Width};
use crate::{amendments, costs, list, ocds_export, partnerships, t};

/// What a warning says in a few words, such as "Ends in 12 days".
fn warning_words(warning: &Warning) -> String {
    match warning.kind {
        WarningKind::Notice => t!("contract-notice-in", days = warning.days),
        WarningKind::Expiry => t!("contract-expiry-in", days = warning.days),
        WarningKind::Renewal => t!("contract-renewal-in", days = warning.days),
    }
}

/// A warning as a tag, the nearer the graver.
pub(crate) fn warning_tag(warning: &Warning) -> AnyView {
    ui::tag(warning_tone(warning), warning_words(warning))
}

/// What happens after the notice day if nobody gives notice.
pub(crate) fn without_notice(renewal: Renewal, end: NaiveDate, next: Option<NaiveDate>) -> String {
    t!(
        "contract-notice-text",
        renewal = renewal.code(),
        end = text::date(end),
        next = next.map_or_else(|| "none".to_owned(), text::date)
    )
}

/// Who must act on a warning, and what happens if nobody does.
pub(crate) fn to_act(row: &ContractWarning) -> String {
    let date = text::date(row.warning.on);
    let who = t!(
        "contract-act-who",
        kind = row.warning.kind.code(),
        date = date,
        buyer = row.buyer.clone(),
        supplier = row.supplier.clone()
    );
    let otherwise = match row.warning.kind {
        WarningKind::Notice => without_notice(row.renewal, row.end, row.next_end),
        WarningKind::Renewal => t!(
            "contract-act-renewal",
            next = row.next_end.map(text::date).unwrap_or_default()
        ),
        WarningKind::Expiry => t!("contract-act-expiry", renewal = row.renewal.code()),
    };
    format!("{who} {otherwise}")
}

fn warning_tone(warning: &Warning) -> Tone {
    match warning.within {
        ..=30 => Tone::Bad,
        31..=60 => Tone::Warn,
        _ => Tone::Info,
    }
}

/// A status in a word, with its shape.
pub(crate) fn status_tag(status: ContractStatus) -> AnyView {
    ui::tag(status_tone(status), word(status))
}

fn status_tone(status: ContractStatus) -> Tone {
    match status {
        ContractStatus::InForce => Tone::Good,
        ContractStatus::Draft => Tone::Info,
        ContractStatus::Suspended => Tone::Warn,
        ContractStatus::Completed => Tone::Neutral,
        ContractStatus::EndedEarly | ContractStatus::Cancelled => Tone::Muted,
    }
}

fn optional_date(date: Option<NaiveDate>) -> AnyView {
    date.map_or_else(|| t!("none").into_any(), ui::date)
}

fn value_view(row: &ContractRow) -> AnyView {
    match row.value {
        Some(value) => ui::money(value, &row.currency),
        None => t!("unknown").into_any(),
    }
}

/// The list: filters, totals, table, picture. `rows` are all that fit.
pub(super) fn index(
    place: &Place,
    filters: &Filters,
    rows: &[ContractRow],
    suppliers: &[(String, String)],
    today: NaiveDate,
) -> AnyView {
    let add = place
        .may_in_partnership(Action::EditContract)
        .then(|| ui::button_link(url::new(&place.reference), t!("contract-add"), true));
    let none_at_all = suppliers.is_empty();
    let body = if rows.is_empty() && none_at_all {
        ui::empty(t!("contracts-none-title"), t!("contracts-none-text"), None)
    } else if rows.is_empty() {
        ui::empty(
            t!("contracts-no-match-title"),
            t!("contracts-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, rows, today)
    };
    let filters = (!none_at_all).then(|| filter_form(place, filters, suppliers));
    view! {
        {ui::heading(t!("contracts-title"), Some(place.title.clone()), add.into_iter().collect())}
        {partnerships::sub_nav(place, partnerships::Tab::Contracts)}
        {filters}
        {body}
    }
    .into_any()
}

fn filter_form(place: &Place, filters: &Filters, suppliers: &[(String, String)]) -> AnyView {
    let here = url::index(&place.reference);
    let fields = vec![
        Field::filter("q", t!("contracts-search"))
            .value(&filters.q)
            .search(),
        Field::filter("supplier", t!("contract-supplier"))
            .value(&filters.supplier)
            .select(suppliers.to_vec(), Some(t!("any"))),
        Field::filter("status", t!("contract-status"))
            .checkboxes(choices::<ContractStatus>(), &filters.status),
        ui::hidden("sort", &filters.sort),
    ];
    let chips = chips(&here, filters, suppliers);
    ui::filters(here.clone(), fields, chips, here)
}

fn chips(here: &str, filters: &Filters, suppliers: &[(String, String)]) -> Vec<Chip> {
    let chip = |label, without: Filters| Chip {
        label,
        remove_href: list::address(
            here,
            &Filters {
                page: String::new(),
                ..without
            },
        ),
    };
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        let without = Filters {
            q: String::new(),
            ..filters.clone()
        };
        chips.push(chip(filters.q.clone(), without));
    }
    for code in &filters.status {
        let Ok(status) = code.parse::<ContractStatus>() else {
            continue;
        };
        let mut without = filters.clone();
        without.status.retain(|other| other != code);
        chips.push(chip(word(status), without));
    }
    if let Some((_, name)) = suppliers.iter().find(|(id, _)| *id == filters.supplier) {
        let without = Filters {
            supplier: String::new(),
            ..filters.clone()
        };
        chips.push(chip(name.clone(), without));
    }
    chips
}

fn listing(place: &Place, filters: &Filters, rows: &[ContractRow], today: NaiveDate) -> AnyView {
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
    let shown: Vec<&ContractRow> = list::on_page(rows, page).collect();
    let csv = list::address(&url::csv(&place.reference), filters);
    let periods = ui::section(
        "periods",
        t!("contracts-periods"),
        vec![],
        picture(place, &shown, today),
    );
    view! {
        {totals(rows)}
        {table(place, filters, &shown, today)}
        {ui::pagination(paging)}
        {ui::list_tools(csv)}
        {ocds_export::links(ocds_export::url::partnership(&place.reference))}
        {periods}
    }
    .into_any()
}

/// How many contracts, and their value in each currency: currencies are never
/// added up.
fn totals(rows: &[ContractRow]) -> AnyView {
    let known = rows.iter().filter_map(|row| {
        let currency = row.currency.parse().ok()?;
        row.value.map(|amount| Money { amount, currency })
    });
    let totals: Totals = known.clone().collect();
    let without = rows.len() - known.clone().count();
    let mut tiles = vec![Tile {
        value: text::number(rows.len() as u64),
        label: t!("contracts-title"),
        note: (without > 0).then(|| t!("contracts-without-value", count = without)),
        href: None,
        tone: Tone::Neutral,
    }];
    tiles.extend(totals.iter().map(|total| {
        let count = known
            .clone()
            .filter(|money| money.currency == total.currency)
            .count();
        Tile {
            value: text::money(total.amount, total.currency.code()),
            label: t!("contracts-total-value"),
            note: Some(t!("contracts-count", count = count)),
            href: None,
            tone: Tone::Neutral,
        }
    }));
    ui::tiles(tiles)
}

fn table(place: &Place, filters: &Filters, rows: &[&ContractRow], today: NaiveDate) -> AnyView {
    let here = url::index(&place.reference);
    let sorted = |label, key| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            list::address(
                &here,
                &Filters {
                    sort,
                    page: String::new(),
                    ..filters.clone()
                },
            )
        })
    };
    let mut value = sorted(t!("contract-value"), "value");
    value.numeric = true;
    let cells = |row: &&ContractRow| {
        vec![
            title_link(place, row),
            row.number.clone().into_any(),
            status_cell(row, today),
            row.supplier.clone().into_any(),
            ui::date(row.starts_on),
            end_fact(row, today),
            value_view(row),
        ]
    };
    ui::table(Table {
        caption: t!("contracts-caption"),
        columns: vec![
            sorted(t!("contract"), "title"),
            sorted(t!("contract-number"), "number"),
            list::column(t!("contract-status")),
            sorted(t!("contract-supplier"), "supplier"),
            sorted(t!("contract-starts"), "starts"),
            sorted(t!("contract-ends"), "ends"),
            value,
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

fn title_link(place: &Place, row: &ContractRow) -> AnyView {
    view! { <a href=url::show(&place.reference, row.id)>{ui::typed(row.title.clone(), &row.language)}</a> }
        .into_any()
}

fn status_cell(row: &ContractRow, today: NaiveDate) -> AnyView {
    let terms = row.terms();
    let warning = terms.warning(today).map(|warning| warning_tag(&warning));
    view! { <div>{status_tag(terms.status(today))}" "{warning}</div> }.into_any()
}

fn picture(place: &Place, rows: &[&ContractRow], today: NaiveDate) -> AnyView {
    let from = rows.iter().map(|row| row.starts_on).min().unwrap_or(today);
    let to = rows
        .iter()
        .map(|row| row.terms().current_end(today))
        .max()
        .unwrap_or(today);
    let status = |row: &ContractRow| row.terms().status(today);
    let in_force = rows
        .iter()
        .filter(|row| status(row) == ContractStatus::InForce)
        .count();
    let cells = |row: &&ContractRow| {
        vec![
            title_link(place, row),
            ui::date(row.starts_on),
            end_fact(row, today),
            word(status(row)).into_any(),
        ]
    };
    let figures = Table {
        caption: t!("contracts-periods"),
        columns: vec![
            list::column(t!("contract")),
            list::column(t!("contract-starts")),
            list::column(t!("contract-ends")),
            list::column(t!("contract-status")),
        ],
        rows: rows.iter().map(cells).collect(),
    };
    let chart = ui::Chart {
        id: "contracts-picture".to_owned(),
        message: t!(
            "contracts-picture-message",
            shown = rows.len(),
            force = in_force
        ),
        description: t!("contracts-picture-description"),
        table: ui::table(figures),
    };
    let spans = rows
        .iter()
        .map(|row| ui::SpanRow {
            label: row.title.clone(),
            href: Some(url::show(&place.reference, row.id)),
            start: row.starts_on,
            end: row.terms().current_end(today),
            tone: status_tone(status(row)),
            tag: word(status(row)),
        })
        .collect();
    ui::gantt(chart, from, to, today, spans)
}

/// What hangs on a contract.
pub(super) struct Details {
    /// Amendments that wait for the viewer's signature.
    pub(super) to_sign: Option<AnyView>,
    /// The terms on the chosen day.
    pub(super) terms: AnyView,
    /// Every amendment since the signature.
    pub(super) way: AnyView,
    /// Who owes what under it.
    pub(super) obligations: AnyView,
    pub(super) co_suppliers: Vec<String>,
    pub(super) documents: Vec<DocumentRow>,
    pub(super) deliverables: Vec<DeliverableRow>,
    pub(super) origin: Option<Origin>,
}

/// One contract: what to act on, its terms, documents and deliverables.
pub(super) fn show(
    place: &Place,
    row: &ContractRow,
    details: Details,
    today: NaiveDate,
) -> AnyView {
    let may_edit = place.may(Action::EditContract);
    let edit = may_edit.then(|| {
        let edit = url::edit(&place.reference, row.id);
        ui::button_link(edit, t!("button-edit"), false)
    });
    let costs = place.may(Action::ReadFunding).then(|| {
        let costs = costs::url::index(&place.reference, row.id);
        ui::button_link(costs, t!("costs-title"), false)
    });
    let add = may_edit.then(|| {
        let new = url::new_document(&place.reference, row.id);
        ui::button_link(new, t!("document-add"), false)
    });
    let warning = row.terms().warning(today);
    let description = row.description.clone().map(|description| {
        let typed = ui::typed(description, &row.language);
        let body = view! { <p>{typed}</p> }.into_any();
        ui::section("description", t!("contract-description"), vec![], body)
    });
    let main = view! {
        {description}
        {details.terms}
        {details.way}
        {details.obligations}
        {ui::section(
            "deliverables", t!("contract-deliverables"), vec![],
            deliverables(place, details.deliverables, today),
        )}
        {ui::section(
            "documents", t!("contract-documents"), add.into_iter().collect(),
            documents(details.documents),
        )}
    };
    let facts = facts(row, details.co_suppliers, today);
    view! {
        {ui::heading(
            row.title.clone(), Some(t!("contract")), costs.into_iter().chain(edit).collect(),
        )}
        {partnerships::sub_nav(place, partnerships::Tab::Contracts)}
        {details.to_sign}
        {warning.map(|warning| warning_notice(row, &warning, today))}
        {ui::columns(main.into_any(), facts)}
        {details.origin.map(origin)}
        {ocds_export::links(ocds_export::url::contract(&place.reference, row.id))}
    }
    .into_any()
}

fn warning_notice(row: &ContractRow, warning: &Warning, today: NaiveDate) -> AnyView {
    let terms = row.terms();
    let next = terms.next_end(today).map(text::date).unwrap_or_default();
    let (days, date) = (warning.days, text::date(warning.on));
    let (title, consequence) = match warning.kind {
        WarningKind::Notice => (
            t!("contract-notice-title", days = days, date = date),
            without_notice(row.renewal, terms.current_end(today), terms.next_end(today)),
        ),
        WarningKind::Renewal => (
            t!("contract-renewal-title", days = days, date = date),
            t!("contract-renewal-text", next = next),
        ),
        WarningKind::Expiry => (
            t!("contract-expiry-title", days = days, date = date),
            t!("contract-expiry-text", renewal = row.renewal.code()),
        ),
    };
    ui::notice(
        warning_tone(warning),
        title,
        view! { <p>{consequence}</p> }.into_any(),
    )
}

fn facts(row: &ContractRow, co_suppliers: Vec<String>, today: NaiveDate) -> AnyView {
    let terms = row.terms();
    let mut facts = vec![
        (t!("contract-status"), status_tag(terms.status(today))),
        (t!("contract-number"), row.number.clone().into_any()),
        (t!("contract-buyer"), row.buyer.clone().into_any()),
        (t!("contract-supplier"), row.supplier.clone().into_any()),
    ];
    if !co_suppliers.is_empty() {
        let names: Vec<_> = co_suppliers
            .into_iter()
            .map(|name| view! { <li>{name}</li> }.into_any())
            .collect();
        facts.push((
            t!("contract-co-suppliers"),
            view! { <ul>{names}</ul> }.into_any(),
        ));
    }
    facts.extend([
        (t!("contract-value"), value_view(row)),
        (t!("contract-signed"), optional_date(row.signed_on)),
        (t!("contract-starts"), ui::date(row.starts_on)),
        (t!("contract-ends"), end_fact(row, today)),
        (t!("contract-max-end"), optional_date(row.max_end)),
        (t!("contract-renewal"), renewal_fact(row)),
        (t!("contract-notice-on"), notice_fact(row, today)),
        (
            t!("contract-review-days"),
            t!("working-days", count = row.review_days).into_any(),
        ),
    ]);
    if let Some(date) = row.suspended_on {
        facts.push((t!("contract-suspended"), ui::date(date)));
    }
    if let Some((date, ending)) = terms.ended_on {
        facts.push((t!("contract-ended"), ui::date(date)));
        facts.push((t!("contract-ending"), word(ending).into_any()));
    }
    ui::summary_list(facts)
}

/// The end as it stands, and the one written down where renewals have moved it.
fn end_fact(row: &ContractRow, today: NaiveDate) -> AnyView {
    let terms = row.terms();
    let end = terms.current_end(today);
    let hint = if end > row.ends_on {
        Some(t!("contract-renewed-since", date = text::date(row.ends_on)))
    } else {
        None
    };
    let shown = if hint.is_some() { end } else { row.ends_on };
    view! { {ui::date(shown)}{hint.map(|hint| view! { <p class="hint">{hint}</p> })} }.into_any()
}

fn renewal_fact(row: &ContractRow) -> AnyView {
    let length = row.renewal_months.map(|months| {
        let words = t!("contract-renewal-by", count = months);
        view! { <p class="hint">{words}</p> }
    });
    view! { {word(row.renewal)}{length} }.into_any()
}

fn notice_fact(row: &ContractRow, today: NaiveDate) -> AnyView {
    let Some(date) = row.terms().current_notice(today) else {
        return t!("none").into_any();
    };
    let period = match (row.notice_months, row.notice_days) {
        (Some(months), _) => t!("contract-notice-months-before", months = months),
        (None, days) => t!("contract-notice-before", days = days.unwrap_or_default()),
    };
    view! { {ui::date(date)}<p class="hint">{period}</p> }.into_any()
}

fn deliverables(place: &Place, rows: Vec<DeliverableRow>, today: NaiveDate) -> AnyView {
    if rows.is_empty() {
        return ui::empty(
            t!("contract-deliverables-none"),
            t!("contract-deliverables-none-text"),
            None,
        );
    }
    let tone = |row: &DeliverableRow| match row.state {
        DeliverableState::Accepted => Tone::Good,
        DeliverableState::Returned => Tone::Warn,
        DeliverableState::Submitted => Tone::Info,
        DeliverableState::Planned | DeliverableState::InProgress => {
            if row.due_on < today {
                Tone::Bad
            } else {
                Tone::Neutral
            }
        }
    };
    let cells = |row: DeliverableRow| {
        let tag = ui::tag(tone(&row), word(row.state));
        let href = format!("/partnerships/{}/deliverables/{}", place.reference, row.id);
        vec![ui::link(href, row.title), ui::date(row.due_on), tag]
    };
    ui::table(Table {
        caption: t!("contract-deliverables-caption"),
        columns: vec![
            list::column(t!("contract-deliverable")),
            list::column(t!("contract-deliverable-due")),
            list::column(t!("contract-deliverable-state")),
        ],
        rows: rows.into_iter().map(cells).collect(),
    })
}

fn documents(rows: Vec<DocumentRow>) -> AnyView {
    if rows.is_empty() {
        return ui::empty(
            t!("contract-documents-none"),
            t!("contract-documents-none-text"),
            None,
        );
    }
    let cells = |row: DocumentRow| {
        let published = row
            .published_on
            .map_or_else(|| t!("unknown").into_any(), ui::date);
        let who = row
            .added_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line"));
        let added = view! {
            <div>{ui::date(row.added_at.date_naive())}<p class="hint">{who}</p></div>
        };
        vec![document_link(row), published, added.into_any()]
    };
    ui::table(Table {
        caption: t!("contract-documents-caption"),
        columns: vec![
            list::column(t!("document")),
            list::column(t!("document-published")),
            list::column(t!("document-added")),
        ],
        rows: rows.into_iter().map(cells).collect(),
    })
}

/// The title, leading to the link, or with the file to download below it.
fn document_link(row: DocumentRow) -> AnyView {
    let title = ui::typed(row.title, &row.language);
    match (row.url, row.file_id, row.file_name) {
        (Some(url), ..) => {
            // Another site learns nothing of the page that leads to it.
            view! { <a href=url rel="external noreferrer">{title}</a> }.into_any()
        }
        (None, Some(id), Some(name)) => {
            let file = files::file_link(id, &name, row.file_size.unwrap_or_default());
            view! { {title}<p class="hint">{file}</p> }.into_any()
        }
        _ => title,
    }
}

fn origin(origin: Origin) -> AnyView {
    let source = origin.source.map(|source| {
        let fields = readable(&source)
            .into_iter()
            .map(|(path, value)| (path, value.into_any()))
            .collect();
        view! {
            <details class="chart-table">
                <summary>{t!("contract-source")}</summary>
                {ui::summary_list(fields)}
            </details>
        }
    });
    let ids = ui::summary_list(vec![
        (t!("contract-ocid"), origin.ocid.into_any()),
        (t!("contract-ocds-id"), origin.ocds_id.into_any()),
    ]);
    ui::section(
        "origin",
        t!("contract-origin"),
        vec![],
        view! { {ids}{source} }.into_any(),
    )
}

/// Every value of a JSON text with the way to it, such as "tender › items › 1
/// › quantity"; what is empty is left out.
fn readable(value: &Value) -> Vec<(String, String)> {
    fn walk(path: &str, value: &Value, found: &mut Vec<(String, String)>) {
        let below = |key: &str| match path {
            "" => key.to_owned(),
            path => format!("{path} › {key}"),
        };
        match value {
            Value::Null => {}
            Value::Bool(value) => found.push((path.to_owned(), value.to_string())),
            Value::Number(value) => found.push((path.to_owned(), value.to_string())),
            Value::String(value) => found.push((path.to_owned(), value.clone())),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    walk(&below(&(index + 1).to_string()), item, found);
                }
            }
            Value::Object(fields) => {
                for (key, field) in fields {
                    walk(&below(key), field, found);
                }
            }
        }
    }
    let mut found = Vec::new();
    walk("", value, &mut found);
    found
}

/// The form for a contract, new or to edit.
pub(super) fn edit(
    place: &Place,
    existing: Option<(&ContractRow, Lock, NaiveDate)>,
    sides: &Sides,
    form: &ContractForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let lock = existing.map_or(Lock::Open, |(_, lock, _)| lock);
    // What somebody typed is shown again, even where it cannot be saved.
    let refused = conflict.is_some() || !errors.is_empty();
    let with_terms = lock == Lock::Open || form.corrects() || refused;
    let mut fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("number", t!("contract-number"))
            .hint(t!("contract-number-hint"))
            .width(Width::Medium)
            .value(&form.number)
            .errors(errors)
            .text(),
        Field::new("title", t!("contract-title"))
            .value(&form.title)
            .errors(errors)
            .text(),
    ];
    if with_terms {
        fields.extend(term_fields(sides, form, errors));
    }
    fields.push(ui::fieldset(
        t!("contract-events"),
        event_fields(form, errors),
    ));
    if with_terms && lock != Lock::Open {
        fields.push(ui::hidden("correct", "true"));
        fields.push(
            Field::new("correction", t!("contract-correction"))
                .sometimes()
                .hint(t!("contract-correction-hint"))
                .value(&form.correction)
                .errors(errors)
                .textarea(3),
        );
    }
    let (title, action, back) = match existing {
        None => {
            let index = url::index(&place.reference);
            (t!("contract-add"), index.clone(), index)
        }
        Some((row, ..)) => (
            t!("contract-edit"),
            url::edit(&place.reference, row.id),
            url::show(&place.reference, row.id),
        ),
    };
    let signed = existing
        .filter(|_| lock != Lock::Open)
        .map(|(row, _, today)| signed_terms(place, row, lock, with_terms, today));
    let cancel = Some((back, t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, Some(place.title.clone()), vec![])}
        {signed}
        {ui::form(action, fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What a signed contract says, and how that changes: by an amendment, or,
/// where none is agreed yet, by correcting an entry.
fn signed_terms(
    place: &Place,
    row: &ContractRow,
    lock: Lock,
    correcting: bool,
    today: NaiveDate,
) -> AnyView {
    let amend = amendments::url::new(&place.reference, row.id);
    let amend = ui::link(amend, t!("amendment-draft"));
    if correcting {
        let text = view! { <p>{t!("contract-correcting")}" "{amend}</p> };
        return ui::notice(Tone::Info, t!("contract-signed-title"), text.into_any());
    }
    let correct = (lock == Lock::Signed).then(|| {
        let href = format!("{}?correct=true", url::edit(&place.reference, row.id));
        view! { <li>{ui::link(href, t!("contract-correct"))}</li> }
    });
    let facts = ui::summary_list(vec![
        (t!("contract-buyer"), row.buyer.clone().into_any()),
        (t!("contract-supplier"), row.supplier.clone().into_any()),
        (t!("contract-value"), value_view(row)),
        (t!("contract-signed"), optional_date(row.signed_on)),
        (t!("contract-starts"), ui::date(row.starts_on)),
        (t!("contract-ends"), ui::date(row.ends_on)),
        (t!("contract-max-end"), optional_date(row.max_end)),
        (t!("contract-renewal"), renewal_fact(row)),
        (t!("contract-notice-on"), notice_fact(row, today)),
        (
            t!("contract-review-days"),
            t!("working-days", count = row.review_days).into_any(),
        ),
    ]);
    let text = view! {
        <p>{t!("contract-signed-text")}</p>
        <ul><li>{amend}</li>{correct}</ul>
        {facts}
    };
    ui::notice(Tone::Info, t!("contract-signed-title"), text.into_any())
}

/// What binds the two sides once they have signed.
fn term_fields(sides: &Sides, form: &ContractForm, errors: &Errors) -> Vec<AnyView> {
    vec![
        Field::new("description", t!("contract-description"))
            .optional()
            .value(&form.description)
            .errors(errors)
            .textarea(4),
        Field::new("buyer", t!("contract-buyer"))
            .hint(t!("contract-buyer-hint"))
            .value(&form.buyer)
            .errors(errors)
            .select(sides.buyers.clone(), Some(t!("error-choose"))),
        Field::new("supplier", t!("contract-supplier"))
            .hint(t!("contract-supplier-hint"))
            .value(&form.supplier)
            .errors(errors)
            .select(sides.suppliers.clone(), Some(t!("error-choose"))),
        ui::fieldset(t!("contract-period"), period_fields(form, errors)),
        ui::fieldset(t!("contract-value"), value_fields(form, errors)),
        ui::fieldset(t!("contract-end"), end_fields(form, errors)),
        Field::new("review_days", t!("contract-review-days"))
            .hint(t!("contract-review-days-hint"))
            .width(Width::Short)
            .value(&form.review_days)
            .errors(errors)
            .number(),
    ]
}

fn date_field(field: Field, typed: DateParts<'_>, errors: &Errors) -> AnyView {
    field
        .errors(errors)
        .date(typed.day, typed.month, typed.year)
}

fn period_fields(form: &ContractForm, errors: &Errors) -> Vec<AnyView> {
    let signed = Field::new("signed", t!("contract-signed"))
        .optional()
        .hint(t!("contract-signed-hint"));
    let starts = Field::new("starts", t!("contract-starts")).hint(t!("contract-date-hint"));
    let ends = Field::new("ends", t!("contract-ends")).hint(t!("contract-ends-hint"));
    vec![
        date_field(signed, form.date("signed"), errors),
        date_field(starts, form.date("starts"), errors),
        date_field(ends, form.date("ends"), errors),
    ]
}

fn value_fields(form: &ContractForm, errors: &Errors) -> Vec<AnyView> {
    let currencies = Currency::all()
        .map(|currency| (currency.to_string(), currency.to_string()))
        .collect();
    vec![
        Field::new("value", t!("contract-amount"))
            .optional()
            .hint(t!("contract-amount-hint"))
            .width(Width::Medium)
            .value(&form.value)
            .errors(errors)
            .amount(None),
        Field::new("currency", t!("contract-currency"))
            .width(Width::Short)
            .value(&form.currency)
            .errors(errors)
            .select(currencies, Some(t!("error-choose"))),
    ]
}

fn end_fields(form: &ContractForm, errors: &Errors) -> Vec<AnyView> {
    let max_end = Field::new("max_end", t!("contract-max-end"))
        .optional()
        .hint(t!("contract-max-end-hint"));
    vec![
        Field::new("renewal", t!("contract-renewal"))
            .value(&form.renewal)
            .errors(errors)
            .radios(choices::<Renewal>()),
        Field::new("renewal_months", t!("contract-renewal-months"))
            .optional()
            .hint(t!("contract-renewal-months-hint"))
            .width(Width::Short)
            .value(&form.renewal_months)
            .errors(errors)
            .number(),
        Field::new("notice", t!("contract-notice-period"))
            .optional()
            .hint(t!("contract-notice-period-hint"))
            .width(Width::Short)
            .value(&form.notice)
            .errors(errors)
            .number(),
        Field::new("notice_unit", t!("contract-notice-unit"))
            .hint(t!("contract-notice-unit-hint"))
            .value(&form.notice_unit)
            .errors(errors)
            .radios(vec![
                ("days".to_owned(), t!("contract-unit-days")),
                ("months".to_owned(), t!("contract-unit-months")),
            ]),
        date_field(max_end, form.date("max_end"), errors),
    ]
}

fn event_fields(form: &ContractForm, errors: &Errors) -> Vec<AnyView> {
    let suspended = Field::new("suspended", t!("contract-suspended"))
        .optional()
        .hint(t!("contract-suspended-hint"));
    let ended = Field::new("ended", t!("contract-ended"))
        .optional()
        .hint(t!("contract-ended-hint"));
    vec![
        date_field(suspended, form.date("suspended"), errors),
        date_field(ended, form.date("ended"), errors),
        Field::new("ending", t!("contract-ending"))
            .optional()
            .value(&form.ending)
            .errors(errors)
            .select(choices::<Ending>(), Some(t!("none"))),
    ]
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &ContractForm,
    yours: &ContractForm,
    sides: &Sides,
) -> AnyView {
    let rows = in_words(theirs, sides)
        .into_iter()
        .zip(in_words(yours, sides))
        .map(|((label, theirs), (_, yours))| ConflictRow {
            label,
            theirs,
            yours,
        })
        .collect();
    ui::conflict(who, when, rows)
}

/// Each field of the form with what is in it, as people read it.
fn in_words(form: &ContractForm, sides: &Sides) -> Vec<(String, String)> {
    let name = |choices: &[(String, String)], chosen: &str| {
        let found = choices.iter().find(|(id, _)| id == chosen);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let date = |name: &str| {
        let DateParts { day, month, year } = form.date(name);
        format!("{day} {month} {year}").trim().to_owned()
    };
    let amount = format!("{} {}", form.value, form.currency);
    let notice = match form.notice_unit.as_str() {
        "months" => format!("{} {}", form.notice, t!("contract-unit-months")),
        _ => format!("{} {}", form.notice, t!("contract-unit-days")),
    };
    let notice = if form.notice.is_empty() {
        String::new()
    } else {
        notice
    };
    let renewal = form
        .renewal
        .parse()
        .map_or_else(|_| String::new(), word::<Renewal>);
    let ending = form
        .ending
        .parse()
        .map_or_else(|_| String::new(), word::<Ending>);
    vec![
        (t!("contract-number"), form.number.clone()),
        (t!("contract-title"), form.title.clone()),
        (t!("contract-description"), form.description.clone()),
        (t!("contract-buyer"), name(&sides.buyers, &form.buyer)),
        (
            t!("contract-supplier"),
            name(&sides.suppliers, &form.supplier),
        ),
        (t!("contract-signed"), date("signed")),
        (t!("contract-starts"), date("starts")),
        (t!("contract-ends"), date("ends")),
        (t!("contract-value"), amount.trim().to_owned()),
        (t!("contract-renewal"), renewal),
        (t!("contract-renewal-months"), form.renewal_months.clone()),
        (t!("contract-notice-period"), notice),
        (t!("contract-max-end"), date("max_end")),
        (t!("contract-review-days"), form.review_days.clone()),
        (t!("contract-suspended"), date("suspended")),
        (t!("contract-ended"), date("ended")),
        (t!("contract-ending"), ending),
    ]
}

/// The form for a new document, with the file that came with it before.
pub(super) fn document(
    place: &Place,
    contract: &ContractRow,
    form: &DocumentForm,
    kept: &[KeptFile],
    errors: &Errors,
) -> AnyView {
    let published = Field::new("published", t!("document-published"))
        .optional()
        .hint(t!("contract-date-hint"));
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("title", t!("document-title"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("link", t!("document-link"))
            .optional()
            .hint(t!("document-link-hint"))
            .value(&form.link)
            .errors(errors)
            .text(),
        files::kept_files(kept),
        Field::new("file", t!("document-file"))
            .optional()
            .hint(t!("file-hint"))
            .errors(errors)
            .file(files::ACCEPT),
        date_field(published, form.published(), errors),
    ];
    let cancel = Some((
        url::show(&place.reference, contract.id),
        t!("button-cancel"),
    ));
    let action = url::documents(&place.reference, contract.id);
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("document-add"), Some(contract.title.clone()), vec![])}
        {ui::multipart_form(action, fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("contract-number"),
        t!("contract"),
        t!("contract-status"),
        t!("contract-buyer"),
        t!("contract-supplier"),
        t!("contract-signed"),
        t!("contract-starts"),
        t!("contract-ends"),
        t!("contract-value"),
        t!("contract-currency"),
        t!("contract-renewal"),
        t!("contract-renewal-months"),
        t!("contract-notice-on"),
        t!("contract-current-end"),
        t!("contract-max-end"),
        t!("contract-review-days"),
        t!("contract-suspended"),
        t!("contract-ended"),
        t!("contract-ending"),
        t!("contract-description"),
    ]
}

/// A contract as a row of the spreadsheet; dates as ISO 8601, vocabularies by
/// their codes.
pub(super) fn csv_row(row: &ContractRow, today: NaiveDate) -> Vec<String> {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let terms = row.terms();
    vec![
        row.number.clone(),
        row.title.clone(),
        terms.status(today).code().to_owned(),
        row.buyer.clone(),
        row.supplier.clone(),
        date(row.signed_on),
        row.starts_on.to_string(),
        row.ends_on.to_string(),
        row.value.map(|value| value.to_string()).unwrap_or_default(),
        row.currency.clone(),
        row.renewal.code().to_owned(),
        row.renewal_months
            .map(|months| months.to_string())
            .unwrap_or_default(),
        date(terms.current_notice(today)),
        terms.current_end(today).to_string(),
        date(row.max_end),
        row.review_days.to_string(),
        date(row.suspended_on),
        date(row.ended_on),
        row.ending.map_or("", Vocabulary::code).to_owned(),
        row.description.clone().unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_said_is_read_with_the_way_to_it() {
        let source = serde_json::json!({
            "tender": {"items": [{"quantity": 2}, {"unit": null, "open": true}]},
            "status": "active",
        });
        assert_eq!(
            readable(&source),
            [
                ("status", "active"),
                ("tender › items › 1 › quantity", "2"),
                ("tender › items › 2 › open", "true"),
            ]
            .map(|(path, value)| (path.to_owned(), value.to_owned()))
        );
    }
}
