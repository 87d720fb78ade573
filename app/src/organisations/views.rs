//! The pages of organisations.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::organisation::{Sector, identifier_scheme_known};
use domain::partnership::PartyRole;
use serde_json::Value;
use uuid::Uuid;

use super::db::{ChangeRow, IdentifierRow, ListRow, OrganisationRow, PartnershipRow, Succession};
use super::form::{Filters, IdentifierForm, OrganisationForm, RenameForm, SuccessionForm};
use super::url;
use crate::access::CurrentPerson;
use crate::form::{DateParts, Errors};
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, ConflictRow, Field, Table, Tone, Width};
use crate::{evidence, jurisdictions, list, partnerships, people, t};

/// The list: filters and table.
pub(super) fn index(
    person: &CurrentPerson,
    filters: &Filters,
    places: Vec<(String, String)>,
    rows: &[ListRow],
    total: i64,
) -> AnyView {
    let add = || ui::button_link(url::NEW.to_owned(), t!("organisation-add"), true);
    let may_add = person.may(Action::EditOrganisation);
    let unfiltered =
        filters.q.is_empty() && filters.sector.is_empty() && filters.jurisdiction_id().is_none();
    let empty = rows.is_empty() && unfiltered;
    let body = if empty {
        ui::empty(
            t!("organisations-none-title"),
            t!("organisations-none-text"),
            may_add.then(add),
        )
    } else if rows.is_empty() {
        ui::empty(
            t!("organisations-no-match-title"),
            t!("organisations-no-match-text"),
            None,
        )
    } else {
        listing(person, filters, rows, total)
    };
    let actions = (may_add && !empty).then(add);
    view! {
        {ui::heading(t!("organisations-title"), None, actions.into_iter().collect())}
        {filter_form(filters, places)}
        {body}
    }
    .into_any()
}

/// The list's first page with these filters.
fn first_page(filters: Filters) -> String {
    let page = String::new();
    list::address(url::INDEX, &Filters { page, ..filters })
}

fn filter_form(filters: &Filters, places: Vec<(String, String)>) -> AnyView {
    let chip = |key, value: &str, label| list::chip(url::INDEX, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for sector in &filters.sector {
        let Ok(known) = sector.parse::<Sector>() else {
            continue;
        };
        chips.push(chip("sector", sector, word(known)));
    }
    if let Some((_, label)) = places.iter().find(|(id, _)| *id == filters.jurisdiction) {
        chips.push(chip("jurisdiction", &filters.jurisdiction, label.clone()));
    }
    let fields = vec![
        Field::filter("q", t!("organisations-search"))
            .value(&filters.q)
            .search(),
        Field::filter("sector", t!("organisation-sector"))
            .checkboxes(choices::<Sector>(), &filters.sector),
        Field::filter("jurisdiction", t!("organisations-in"))
            .value(&filters.jurisdiction)
            .select(places, Some(t!("any"))),
        ui::hidden("sort", &filters.sort),
    ];
    let clear = url::INDEX.to_owned();
    ui::filters(url::INDEX.to_owned(), fields, chips, clear)
}

fn listing(person: &CurrentPerson, filters: &Filters, rows: &[ListRow], total: i64) -> AnyView {
    let paging = list::paging(list::page_number(&filters.page), total, |page| {
        list::address(
            url::INDEX,
            &Filters {
                page: page.to_string(),
                ..filters.clone()
            },
        )
    });
    view! {
        {table(person, filters, rows)}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(url::CSV, filters))}
    }
    .into_any()
}

fn table(person: &CurrentPerson, filters: &Filters, rows: &[ListRow]) -> AnyView {
    let sorted = |label, key| {
        let sort = match filters.sort.as_str() {
            "" => "name",
            sort => sort,
        };
        list::sorted_column(label, key, sort, |sort| {
            first_page(Filters {
                sort,
                ..filters.clone()
            })
        })
    };
    let partnerships = person.may(Action::ReadPartnership);
    let mut columns = vec![
        sorted(t!("organisation"), "name"),
        sorted(t!("organisation-sector"), "sector"),
        sorted(t!("organisation-jurisdiction"), "jurisdiction"),
    ];
    if partnerships {
        columns.push(list::numeric(t!("organisation-partnerships")));
    }
    let cells = |row: &ListRow| {
        let place = jurisdictions::url::show(row.jurisdiction_id);
        let mut cells = vec![
            name_cell(row),
            word(row.sector).into_any(),
            ui::link(place, row.jurisdiction.clone()),
        ];
        if partnerships {
            cells.push(text::number(row.partnerships).into_any());
        }
        cells
    };
    ui::table(Table {
        caption: t!("organisations-caption"),
        columns,
        rows: rows.iter().map(cells).collect(),
    })
}

/// Name and short name, with what it was called before and who took over.
fn name_cell(row: &ListRow) -> AnyView {
    let name = match &row.short_name {
        Some(short) => t!(
            "organisation-name-and-short",
            name = row.name.clone(),
            short = short.clone()
        ),
        None => row.name.clone(),
    };
    let former = (!row.former_names.is_empty()).then(|| {
        t!(
            "organisation-formerly",
            names = row.former_names.join(" · ")
        )
    });
    let successor = row
        .successor
        .as_ref()
        .map(|name| t!("organisation-taken-over-by", name = name.clone()));
    let hints: Vec<_> = [former, successor]
        .into_iter()
        .flatten()
        .map(|hint| view! { <p class="hint">{hint}</p> }.into_any())
        .collect();
    view! { {ui::link(url::show(row.id), name)}{hints} }.into_any()
}

/// The spreadsheet's headings.
pub(super) fn csv_headings(person: &CurrentPerson) -> Vec<String> {
    let mut headings = vec![
        t!("organisation"),
        t!("organisation-short-name"),
        t!("organisation-sector"),
        t!("organisation-jurisdiction"),
        t!("organisation-identifiers"),
        t!("organisation-former-names"),
        t!("organisation-successor"),
        t!("organisation-succeeded-on"),
    ];
    if person.may(Action::ReadPartnership) {
        headings.push(t!("organisation-partnerships"));
    }
    headings
}

/// An organisation as a row of the spreadsheet; dates as ISO 8601.
pub(super) fn csv_row(person: &CurrentPerson, row: &ListRow) -> Vec<String> {
    let mut cells = vec![
        row.name.clone(),
        row.short_name.clone().unwrap_or_default(),
        row.sector.code().to_owned(),
        row.jurisdiction.clone(),
        row.identifiers.join("; "),
        row.former_names.join("; "),
        row.successor.clone().unwrap_or_default(),
        row.succeeded_on
            .map(|on| on.to_string())
            .unwrap_or_default(),
    ];
    if person.may(Action::ReadPartnership) {
        cells.push(row.partnerships.to_string());
    }
    cells
}

/// What the page of an organisation shows around its facts.
pub(super) struct Around {
    pub(super) identifiers: Vec<IdentifierRow>,
    /// Each with its last day.
    pub(super) former_names: Vec<(String, Option<NaiveDate>)>,
    pub(super) lineage: Vec<Succession>,
    /// For those who see partnerships.
    pub(super) partnerships: Option<Vec<PartnershipRow>>,
    /// For those who manage people.
    pub(super) people: Option<Vec<people::Brief>>,
    pub(super) changes: Vec<ChangeRow>,
    /// Names of the ids in `changes`.
    pub(super) names: HashMap<String, String>,
}

/// One organisation.
pub(super) fn show(
    person: &CurrentPerson,
    row: &OrganisationRow,
    around: &Around,
    form: &IdentifierForm,
    errors: &Errors,
) -> AnyView {
    let may_edit = person.may(Action::EditOrganisation);
    let actions = if may_edit {
        vec![
            ui::button_link(url::rename(row.id), t!("organisation-rename"), false),
            ui::button_link(
                url::succession(row.id),
                t!("organisation-succession"),
                false,
            ),
            ui::button_link(url::edit(row.id), t!("button-edit"), false),
        ]
    } else {
        let of_vendor = row.sector == Sector::Ict && person.may(Action::ReadEvidence);
        let evidence = of_vendor.then(|| evidence::organisation_link(row.id));
        evidence.into_iter().collect()
    };
    let main = view! {
        {around.partnerships.as_deref().map(partnerships_section)}
        {around.people.as_deref().map(people_section)}
        {(!around.lineage.is_empty()).then(|| lineage_section(row, &around.lineage))}
        {ui::section("history", t!("organisation-history"), vec![], history(around))}
    };
    let aside = view! {
        {facts(row)}
        {identifiers_section(row, &around.identifiers, may_edit.then_some((form, errors)))}
        {(!around.former_names.is_empty()).then(|| former_names_section(&around.former_names))}
    };
    view! {
        {ui::error_summary(errors)}
        {ui::heading(row.name.clone(), Some(t!("organisation")), actions)}
        {taken_over(row)}
        {ui::columns(main.into_any(), aside.into_any())}
    }
    .into_any()
}

fn taken_over(row: &OrganisationRow) -> Option<AnyView> {
    let (id, name, on) = (row.successor_id?, row.successor.clone()?, row.succeeded_on?);
    let title = t!("organisation-taken-over-on", date = text::date(on));
    let body = view! { <p>{ui::link(url::show(id), name)}</p> };
    Some(ui::notice(Tone::Info, title, body.into_any()))
}

fn facts(row: &OrganisationRow) -> AnyView {
    let place = jurisdictions::url::show(row.jurisdiction_id);
    let mut facts = vec![
        (t!("organisation-sector"), word(row.sector).into_any()),
        (
            t!("organisation-jurisdiction"),
            ui::link(place, row.jurisdiction.clone()),
        ),
    ];
    if let Some(short_name) = &row.short_name {
        facts.insert(
            0,
            (t!("organisation-short-name"), short_name.clone().into_any()),
        );
    }
    let address: Vec<&str> = [
        &row.street_address,
        &row.postal_code,
        &row.locality,
        &row.country_name,
    ]
    .into_iter()
    .flatten()
    .map(String::as_str)
    .collect();
    if !address.is_empty() {
        let address = view! { <span class="typed">{address.join("\n")}</span> };
        facts.push((t!("organisation-address"), address.into_any()));
    }
    ui::summary_list(facts)
}

fn identifiers_section(
    row: &OrganisationRow,
    identifiers: &[IdentifierRow],
    form: Option<(&IdentifierForm, &Errors)>,
) -> AnyView {
    let facts = identifiers
        .iter()
        .map(|identifier| identifier_fact(row.id, identifier, form.is_some()))
        .collect();
    let known = if identifiers.is_empty() {
        view! { <p class="hint">{t!("organisation-identifiers-none")}</p> }.into_any()
    } else {
        ui::summary_list(facts)
    };
    let form = form.map(|(form, errors)| identifier_form(row.id, form, errors));
    let body = view! { {known}{form} };
    let title = t!("organisation-identifiers");
    ui::section("identifiers", title, vec![], body.into_any())
}

/// A number under its register, which is told to be unknown where it is.
fn identifier_fact(
    organisation: Uuid,
    identifier: &IdentifierRow,
    may_remove: bool,
) -> (String, AnyView) {
    let unknown = (!identifier_scheme_known(&identifier.scheme))
        .then(|| ui::tag(Tone::Warn, t!("organisation-scheme-unknown")));
    let remove = may_remove.then(|| {
        let action = url::remove_identifier(organisation, identifier.id);
        let words = t!(
            "organisation-identifier-remove",
            identifier = identifier.identifier.clone()
        );
        ui::action_form(action, words, vec![], Tone::Bad)
    });
    let value = view! { <p>{identifier.identifier.clone()}</p>{unknown}{remove} };
    (identifier.scheme.clone(), value.into_any())
}

fn identifier_form(organisation: Uuid, form: &IdentifierForm, errors: &Errors) -> AnyView {
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("scheme", t!("organisation-scheme"))
            .hint(t!("organisation-scheme-hint"))
            .value(&form.scheme)
            .errors(errors)
            .width(Width::Medium)
            .text(),
        Field::new("identifier", t!("organisation-identifier"))
            .value(&form.identifier)
            .errors(errors)
            .width(Width::Medium)
            .text(),
    ];
    let action = url::identifiers(organisation);
    ui::form(action, fields, t!("organisation-identifier-add"), None)
}

fn former_names_section(names: &[(String, Option<NaiveDate>)]) -> AnyView {
    let facts = names
        .iter()
        .map(|(name, until)| {
            let until = until.map_or_else(
                || t!("organisation-until-unknown"),
                |until| t!("organisation-until", date = text::date(until)),
            );
            (name.clone(), until.into_any())
        })
        .collect();
    let title = t!("organisation-former-names");
    ui::section("former-names", title, vec![], ui::summary_list(facts))
}

fn lineage_section(row: &OrganisationRow, lineage: &[Succession]) -> AnyView {
    let name = |id: Uuid, name: &str| {
        if id == row.id {
            view! { <strong>{name.to_owned()}</strong> }.into_any()
        } else {
            ui::link(url::show(id), name.to_owned())
        }
    };
    let table = ui::table(Table {
        caption: t!("organisation-lineage-caption"),
        columns: vec![
            list::column(t!("organisation")),
            list::column(t!("organisation-successor")),
            list::column(t!("organisation-succeeded-on")),
        ],
        rows: lineage
            .iter()
            .map(|step| {
                vec![
                    name(step.from_id, &step.from),
                    name(step.to_id, &step.to),
                    ui::date(step.on),
                ]
            })
            .collect(),
    });
    ui::section("lineage", t!("organisation-lineage"), vec![], table)
}

fn partnerships_section(rows: &[PartnershipRow]) -> AnyView {
    let roles = |row: &PartnershipRow| {
        let words: Vec<String> = row
            .roles
            .iter()
            .filter_map(|code| code.parse::<PartyRole>().ok())
            .map(word)
            .collect();
        words.join(", ")
    };
    let body = if rows.is_empty() {
        ui::empty(
            t!("organisation-partnerships-none-title"),
            t!("organisation-partnerships-none-text"),
            None,
        )
    } else {
        ui::table(Table {
            caption: t!("organisation-partnerships-caption"),
            columns: vec![
                list::column(t!("organisation-partnership")),
                list::column(t!("organisation-party-role")),
                list::column(t!("organisation-partnership-stage")),
            ],
            rows: rows
                .iter()
                .map(|row| {
                    let href = partnerships::url::show(&row.reference);
                    let title = ui::typed(row.title.clone(), &row.language);
                    vec![
                        view! { <a href=href>{title}</a> }.into_any(),
                        roles(row).into_any(),
                        ui::tag(Tone::Neutral, word(row.stage)),
                    ]
                })
                .collect(),
        })
    };
    let title = t!("organisation-partnerships");
    ui::section("partnerships", title, vec![], body)
}

fn people_section(people: &[people::Brief]) -> AnyView {
    let body = if people.is_empty() {
        ui::empty(
            t!("organisation-people-none-title"),
            t!("organisation-people-none-text"),
            None,
        )
    } else {
        ui::table(Table {
            caption: t!("organisation-people-caption"),
            columns: vec![
                list::column(t!("person")),
                list::column(t!("person-role")),
                list::column(t!("person-state")),
            ],
            rows: people
                .iter()
                .map(|brief| {
                    vec![
                        ui::link(people::url::show(brief.id), brief.name.clone()),
                        word(brief.role).into_any(),
                        people::state_tag(brief.active),
                    ]
                })
                .collect(),
        })
    };
    ui::section("people", t!("organisation-people"), vec![], body)
}

/// The columns of an organisation that its history tells of, with their words.
const TOLD: [(&str, &str); 10] = [
    ("name", "organisation-name"),
    ("short_name", "organisation-short-name"),
    ("sector", "organisation-sector"),
    ("jurisdiction_id", "organisation-jurisdiction"),
    ("successor_id", "organisation-successor"),
    ("succeeded_on", "organisation-succeeded-on"),
    ("street_address", "organisation-street-address"),
    ("locality", "organisation-locality"),
    ("postal_code", "organisation-postal-code"),
    ("country_name", "organisation-country-name"),
];

/// The ids of jurisdictions and organisations that changes speak of.
pub(super) fn ids_in(changes: &[ChangeRow]) -> Vec<Uuid> {
    changes
        .iter()
        .flat_map(|change| [&change.old_row, &change.new_row])
        .flatten()
        .flat_map(|row| ["jurisdiction_id", "successor_id"].map(|column| &row[column]))
        .filter_map(|id| id.as_str()?.parse().ok())
        .collect()
}

fn history(around: &Around) -> AnyView {
    let items = around
        .changes
        .iter()
        .map(|change| ui::StoryItem {
            when: ui::moment(change.recorded_at),
            who: change
                .person
                .clone()
                .unwrap_or_else(|| t!("by-command-line")),
            what: what(change, &around.names),
            tag: None,
        })
        .collect();
    ui::story(items)
}

/// What a change did, in words.
fn what(change: &ChangeRow, names: &HashMap<String, String>) -> AnyView {
    let (old, new) = (change.old_row.as_ref(), change.new_row.as_ref());
    let row = new.or(old);
    let of = |column: &str| value(column, row, names).unwrap_or_default();
    let lines = match (change.table_name.as_str(), old, new) {
        ("organisation_former_name", ..) => {
            vec![t!("organisation-change-former-name", name = of("name"))]
        }
        ("organisation_identifier", _, Some(_)) => vec![t!(
            "organisation-change-identifier",
            scheme = of("scheme"),
            identifier = of("identifier")
        )],
        ("organisation_identifier", _, None) => vec![t!(
            "organisation-change-identifier-removed",
            scheme = of("scheme"),
            identifier = of("identifier")
        )],
        (_, None, _) => vec![t!("organisation-change-added", name = of("name"))],
        _ => TOLD
            .iter()
            .filter_map(|(column, key)| {
                let field = text::message(key, None);
                differs(field, value(column, old, names), value(column, new, names))
            })
            .collect(),
    };
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| view! { <p>{line}</p> }.into_any())
        .collect();
    lines.into_any()
}

fn differs(field: String, old: Option<String>, new: Option<String>) -> Option<String> {
    if old == new {
        return None;
    }
    Some(match (old, new) {
        (Some(old), Some(new)) => {
            t!(
                "organisation-change-field",
                field = field,
                old = old,
                new = new
            )
        }
        (None, Some(new)) => t!("organisation-change-field-set", field = field, new = new),
        (old, None) => t!(
            "organisation-change-field-taken-out",
            field = field,
            old = old.unwrap_or_default()
        ),
    })
}

/// A column of a row of the history, in words.
fn value(column: &str, row: Option<&Value>, names: &HashMap<String, String>) -> Option<String> {
    let kept = row?[column].as_str()?.to_owned();
    Some(match column {
        "sector" => kept.parse::<Sector>().map_or(kept, word),
        "jurisdiction_id" | "successor_id" => names.get(&kept).cloned().unwrap_or(kept),
        "succeeded_on" => kept.parse().map_or(kept, text::date),
        _ => kept,
    })
}

/// The form for an organisation, new or to edit.
pub(super) fn edit(
    existing: Option<&OrganisationRow>,
    places: Vec<(String, String)>,
    form: &OrganisationForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let name = Field::new("name", t!("organisation-name"))
        .value(&form.name)
        .errors(errors);
    let name = match existing {
        Some(_) => name.hint(t!("organisation-name-hint")),
        None => name,
    };
    let optional = |name, label, typed: &str| {
        Field::new(name, label)
            .optional()
            .value(typed)
            .errors(errors)
    };
    let address = vec![
        optional(
            "street_address",
            t!("organisation-street-address"),
            &form.street_address,
        )
        .text(),
        optional("locality", t!("organisation-locality"), &form.locality)
            .width(Width::Medium)
            .text(),
        optional(
            "postal_code",
            t!("organisation-postal-code"),
            &form.postal_code,
        )
        .width(Width::Short)
        .text(),
        optional(
            "country_name",
            t!("organisation-country-name"),
            &form.country_name,
        )
        .width(Width::Medium)
        .text(),
    ];
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        name.text(),
        optional(
            "short_name",
            t!("organisation-short-name"),
            &form.short_name,
        )
        .width(Width::Medium)
        .text(),
        Field::new("sector", t!("organisation-sector"))
            .value(&form.sector)
            .errors(errors)
            .select(choices::<Sector>(), Some(t!("error-choose"))),
        Field::new("jurisdiction", t!("organisation-jurisdiction"))
            .value(&form.jurisdiction)
            .errors(errors)
            .select(places, Some(t!("error-choose"))),
        ui::fieldset(t!("organisation-address"), address),
    ];
    let (title, action, back) = match existing {
        None => (
            t!("organisation-add"),
            url::INDEX.to_owned(),
            url::INDEX.to_owned(),
        ),
        Some(row) => (
            t!("organisation-edit"),
            url::edit(row.id),
            url::show(row.id),
        ),
    };
    let caption = existing.map(|row| row.name.clone());
    form_page(title, caption, action, back, fields, errors, conflict)
}

fn form_page(
    title: String,
    caption: Option<String>,
    action: String,
    back: String,
    fields: Vec<AnyView>,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let cancel = Some((back, t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, caption, vec![])}
        {ui::form(action, fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// The form for a new name.
pub(super) fn rename(
    row: &OrganisationRow,
    form: &RenameForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let until = form.until();
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("name", t!("organisation-rename-name"))
            .hint(t!("organisation-rename-name-hint"))
            .value(&form.name)
            .errors(errors)
            .text(),
        Field::new("until", t!("organisation-rename-until"))
            .optional()
            .hint(t!(
                "organisation-rename-until-hint",
                name = row.name.clone()
            ))
            .errors(errors)
            .date(until.day, until.month, until.year),
    ];
    form_page(
        t!("organisation-rename"),
        Some(row.name.clone()),
        url::rename(row.id),
        url::show(row.id),
        fields,
        errors,
        conflict,
    )
}

/// The form for who takes over.
pub(super) fn succession(
    row: &OrganisationRow,
    successors: &[(Uuid, String)],
    form: &SuccessionForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let hint = if row.successor_id.is_some() {
        t!("organisation-successor-hint-blank")
    } else {
        t!("organisation-successor-hint")
    };
    let options = successors
        .iter()
        .map(|(id, name)| (id.to_string(), name.clone()))
        .collect();
    let on = form.on();
    let fields = vec![
        ui::hidden("version", &form.version),
        Field::new("successor", t!("organisation-successor"))
            .hint(hint)
            .value(&form.successor)
            .errors(errors)
            .select(options, Some(t!("none"))),
        Field::new("succeeded_on", t!("organisation-succeeded-on"))
            .errors(errors)
            .date(on.day, on.month, on.year),
    ];
    form_page(
        t!("organisation-succession"),
        Some(row.name.clone()),
        url::succession(row.id),
        url::show(row.id),
        fields,
        errors,
        conflict,
    )
}

fn conflict_row(label: String, theirs: &str, yours: &str) -> ConflictRow {
    ConflictRow {
        label,
        theirs: theirs.to_owned(),
        yours: yours.to_owned(),
    }
}

/// What somebody else saved, beside what was typed.
pub(super) fn edit_conflict(
    who: String,
    when: AnyView,
    theirs: &OrganisationRow,
    yours: &OrganisationForm,
    places: &[(String, String)],
) -> AnyView {
    let place = |id: &str| {
        let found = places.iter().find(|(place, _)| place == id);
        found.map(|(_, label)| label.clone()).unwrap_or_default()
    };
    let sector = yours
        .sector
        .parse()
        .map_or_else(|_| yours.sector.clone(), word::<Sector>);
    let or_blank = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = [
        ("organisation-name", theirs.name.clone(), yours.name.clone()),
        (
            "organisation-short-name",
            or_blank(&theirs.short_name),
            yours.short_name.clone(),
        ),
        ("organisation-sector", word(theirs.sector), sector),
        (
            "organisation-jurisdiction",
            place(&theirs.jurisdiction_id.to_string()),
            place(&yours.jurisdiction),
        ),
        (
            "organisation-street-address",
            or_blank(&theirs.street_address),
            yours.street_address.clone(),
        ),
        (
            "organisation-locality",
            or_blank(&theirs.locality),
            yours.locality.clone(),
        ),
        (
            "organisation-postal-code",
            or_blank(&theirs.postal_code),
            yours.postal_code.clone(),
        ),
        (
            "organisation-country-name",
            or_blank(&theirs.country_name),
            yours.country_name.clone(),
        ),
    ];
    let rows = rows
        .iter()
        .map(|(key, theirs, yours)| conflict_row(text::message(key, None), theirs, yours))
        .collect();
    ui::conflict(who, when, rows)
}

/// The name somebody else saved, beside the new one typed.
pub(super) fn rename_conflict(
    who: String,
    when: AnyView,
    theirs: &OrganisationRow,
    yours: &RenameForm,
) -> AnyView {
    let row = conflict_row(t!("organisation-name"), &theirs.name, &yours.name);
    ui::conflict(who, when, vec![row])
}

/// The succession somebody else saved, beside the one chosen.
pub(super) fn succession_conflict(
    who: String,
    when: AnyView,
    theirs: &OrganisationRow,
    yours: &SuccessionForm,
    successors: &[(Uuid, String)],
) -> AnyView {
    let chosen = successors
        .iter()
        .find(|(id, _)| id.to_string() == yours.successor);
    let DateParts { day, month, year } = yours.on();
    let on = theirs
        .succeeded_on
        .map(|on| on.format("%-d %-m %Y").to_string());
    let rows = vec![
        conflict_row(
            t!("organisation-successor"),
            theirs.successor.as_deref().unwrap_or_default(),
            chosen.map(|(_, name)| name.as_str()).unwrap_or_default(),
        ),
        conflict_row(
            t!("organisation-succeeded-on"),
            &on.unwrap_or_default(),
            format!("{day} {month} {year}").trim(),
        ),
    ];
    ui::conflict(who, when, rows)
}
