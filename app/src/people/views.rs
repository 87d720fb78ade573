//! The pages of people.

use domain::Vocabulary;
use domain::access::Role;

use super::db::PersonRow;
use super::form::{Filters, PersonForm};
use super::url;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Chip, ConflictRow, Field, Table, Tone};
use crate::{accounts, list, organisations, t};

/// Whether a person can sign in.
pub(crate) fn state_tag(active: bool) -> AnyView {
    if active {
        ui::tag(Tone::Good, t!("person-active"))
    } else {
        ui::tag(Tone::Muted, t!("person-deactivated"))
    }
}

/// The state of a person, who may be active and yet without a password.
fn tag_of(row: &PersonRow) -> AnyView {
    if row.deactivated_at.is_none() && !row.has_password {
        ui::tag(Tone::Warn, t!("person-without-passphrase"))
    } else {
        state_tag(row.deactivated_at.is_none())
    }
}

/// The list: filters and table.
pub(super) fn index(
    filters: &Filters,
    organisations: Vec<(String, String)>,
    rows: &[PersonRow],
    total: i64,
) -> AnyView {
    let add = ui::button_link(url::NEW.to_owned(), t!("person-add"), true);
    // The list is never empty: whoever looks at it is in it.
    let body = if rows.is_empty() {
        ui::empty(
            t!("people-no-match-title"),
            t!("people-no-match-text"),
            None,
        )
    } else {
        listing(filters, rows, total)
    };
    view! {
        {ui::heading(t!("people-title"), None, vec![add])}
        {filter_form(filters, organisations)}
        {body}
    }
    .into_any()
}

/// The list's first page with these filters.
fn first_page(filters: Filters) -> String {
    let page = String::new();
    list::address(url::INDEX, &Filters { page, ..filters })
}

fn filter_form(filters: &Filters, organisations: Vec<(String, String)>) -> AnyView {
    let chips = chips(filters, &organisations);
    let states = vec![
        ("active".to_owned(), t!("person-active")),
        ("deactivated".to_owned(), t!("person-deactivated")),
    ];
    let fields = vec![
        Field::filter("q", t!("people-search"))
            .value(&filters.q)
            .search(),
        Field::filter("role", t!("person-role")).checkboxes(choices::<Role>(), &filters.role),
        Field::filter("organisation", t!("person-organisation"))
            .value(&filters.organisation)
            .select(organisations, Some(t!("any"))),
        Field::filter("state", t!("person-state"))
            .value(&filters.state)
            .select(states, Some(t!("any"))),
        ui::hidden("sort", &filters.sort),
    ];
    let clear = url::INDEX.to_owned();
    ui::filters(url::INDEX.to_owned(), fields, chips, clear)
}

fn chips(filters: &Filters, organisations: &[(String, String)]) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |label: String, without: Filters| {
        chips.push(Chip {
            label,
            remove_href: first_page(without),
        });
    };
    let blank = String::new;
    if !filters.q.is_empty() {
        let without = Filters {
            q: blank(),
            ..filters.clone()
        };
        chip(filters.q.clone(), without);
    }
    for role in &filters.role {
        if let Ok(known) = role.parse::<Role>() {
            let others = filters.role.iter().filter(|other| *other != role);
            let without = Filters {
                role: others.cloned().collect(),
                ..filters.clone()
            };
            chip(word(known), without);
        }
    }
    let organisation = organisations
        .iter()
        .find(|(id, _)| *id == filters.organisation);
    if let Some((_, name)) = organisation {
        let without = Filters {
            organisation: blank(),
            ..filters.clone()
        };
        chip(name.clone(), without);
    }
    if let Some(active) = filters.active() {
        let label = if active {
            t!("person-active")
        } else {
            t!("person-deactivated")
        };
        let without = Filters {
            state: blank(),
            ..filters.clone()
        };
        chip(label, without);
    }
    chips
}

fn listing(filters: &Filters, rows: &[PersonRow], total: i64) -> AnyView {
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
        {table(filters, rows)}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(url::CSV, filters))}
    }
    .into_any()
}

fn table(filters: &Filters, rows: &[PersonRow]) -> AnyView {
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
    let cells = |row: &PersonRow| {
        let organisation = organisations::url::show(row.organisation_id);
        vec![
            ui::link(url::show(row.id), row.name.clone()),
            row.email.clone().into_any(),
            word(row.role).into_any(),
            ui::link(organisation, row.organisation.clone()),
            tag_of(row),
        ]
    };
    ui::table(Table {
        caption: t!("people-caption"),
        columns: vec![
            sorted(t!("person-name"), "name"),
            sorted(t!("person-email"), "email"),
            sorted(t!("person-role"), "role"),
            sorted(t!("person-organisation"), "organisation"),
            list::column(t!("person-state")),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("person-name"),
        t!("person-email"),
        t!("person-role"),
        t!("person-organisation"),
        t!("person-state"),
        t!("person-deactivated-since"),
        t!("person-seen"),
    ]
}

/// A person as a row of the spreadsheet; moments as ISO 8601.
pub(super) fn csv_row(row: &PersonRow) -> Vec<String> {
    let moment = |moment: Option<chrono::DateTime<chrono::Utc>>| {
        moment
            .map(|moment| moment.format("%Y-%m-%dT%H:%MZ").to_string())
            .unwrap_or_default()
    };
    let state = if row.deactivated_at.is_none() {
        "active"
    } else {
        "deactivated"
    };
    vec![
        row.name.clone(),
        row.email.clone(),
        row.role.code().to_owned(),
        row.organisation.clone(),
        state.to_owned(),
        moment(row.deactivated_at),
        moment(row.seen_at),
    ]
}

/// One person; `own` where it is the viewer.
pub(super) fn show(row: &PersonRow, own: bool) -> AnyView {
    let edit = ui::button_link(url::edit(row.id), t!("button-edit"), false);
    let notice = (row.deactivated_at.is_none() && !row.has_password).then(|| {
        let body = view! { <p>{t!("person-without-passphrase-text")}</p> };
        let title = t!("person-without-passphrase-title", name = row.name.clone());
        ui::notice(Tone::Warn, title, body.into_any())
    });
    let main = if own {
        ui::section("access", t!("person-access"), vec![], own_access())
    } else {
        ui::section("access", t!("person-access"), vec![], access(row))
    };
    view! {
        {ui::heading(row.name.clone(), Some(t!("person")), vec![edit])}
        {notice}
        {ui::columns(main, facts(row))}
    }
    .into_any()
}

fn facts(row: &PersonRow) -> AnyView {
    let organisation = organisations::url::show(row.organisation_id);
    let language = row.locale.as_deref().and_then(text::locale);
    let language = language.map_or_else(|| t!("account-language-browser"), text::Locale::name);
    let mut facts = vec![
        (t!("person-email"), row.email.clone().into_any()),
        (t!("person-role"), word(row.role).into_any()),
        (
            t!("person-organisation"),
            ui::link(organisation, row.organisation.clone()),
        ),
        (t!("account-language"), language.into_any()),
        (t!("person-state"), tag_of(row)),
    ];
    if let Some(since) = row.deactivated_at {
        facts.push((t!("person-deactivated-since"), ui::moment(since)));
    }
    if let Some(seen) = row.seen_at {
        facts.push((t!("person-seen"), ui::moment(seen)));
    }
    ui::summary_list(facts)
}

/// What an administrator does with their own account is done elsewhere, or by
/// somebody else.
fn own_access() -> AnyView {
    view! {
        <p>{t!("person-own")}</p>
        <p>{ui::link(accounts::url::ACCOUNT.to_owned(), t!("account-title"))}</p>
    }
    .into_any()
}

fn access(row: &PersonRow) -> AnyView {
    if row.deactivated_at.is_some() {
        let button = ui::action_form(
            url::reactivate(row.id),
            t!("person-reactivate"),
            vec![],
            Tone::Good,
        );
        return view! { <p>{t!("person-reactivate-text")}</p>{button} }.into_any();
    }
    let (words, tone) = if row.has_password {
        (t!("person-passphrase-replace"), Tone::Neutral)
    } else {
        (t!("person-passphrase-make"), Tone::Good)
    };
    let version = vec![("version".to_owned(), row.version.to_string())];
    view! {
        <p>{t!("person-passphrase-text")}</p>
        {ui::action_form(url::passphrase(row.id), words, version, tone)}
        <p>{t!("person-deactivate-text")}</p>
        {ui::action_form(url::deactivate(row.id), t!("person-deactivate"), vec![], Tone::Bad)}
    }
    .into_any()
}

/// A passphrase, which is shown this once.
pub(super) fn passphrase(row: &PersonRow, passphrase: &str) -> AnyView {
    let title = t!("person-passphrase-of", name = row.name.clone());
    let body = view! {
        <p><code>{passphrase.to_owned()}</code></p>
        <p>{t!("person-passphrase-once")}</p>
    };
    view! {
        {ui::heading(t!("person-passphrase"), Some(row.name.clone()), vec![])}
        {ui::notice(Tone::Info, title, body.into_any())}
        <p>{t!("person-passphrase-hand-over", email = row.email.clone())}</p>
        <p>{ui::link(url::show(row.id), t!("person-passphrase-back", name = row.name.clone()))}</p>
    }
    .into_any()
}

/// The form for a person, new or to edit.
pub(super) fn edit(
    existing: Option<&PersonRow>,
    organisations: Vec<(String, String)>,
    form: &PersonForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("name", t!("person-name"))
            .value(&form.name)
            .errors(errors)
            .text(),
        Field::new("email", t!("person-email"))
            .hint(t!("person-email-hint"))
            .value(&form.email)
            .errors(errors)
            .email(),
        Field::new("organisation", t!("person-organisation"))
            .value(&form.organisation)
            .errors(errors)
            .select(organisations, Some(t!("error-choose"))),
        Field::new("role", t!("person-role"))
            .hint(t!("person-role-hint"))
            .value(&form.role)
            .errors(errors)
            .select(choices::<Role>(), Some(t!("error-choose"))),
    ];
    let (title, action, back) = match existing {
        None => (
            t!("person-add"),
            url::INDEX.to_owned(),
            url::INDEX.to_owned(),
        ),
        Some(row) => (t!("person-edit"), url::edit(row.id), url::show(row.id)),
    };
    let caption = existing.map(|row| row.name.clone());
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, caption, vec![])}
        {ui::form(action, fields, t!("button-save"), Some((back, t!("button-cancel"))))}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &PersonRow,
    yours: &PersonForm,
    organisations: &[(String, String)],
) -> AnyView {
    let organisation = organisations
        .iter()
        .find(|(id, _)| *id == yours.organisation)
        .map(|(_, name)| name.clone());
    let role = yours
        .role
        .parse()
        .map_or_else(|_| yours.role.clone(), word::<Role>);
    let row = |label, theirs: String, yours: String| ConflictRow {
        label,
        theirs,
        yours,
    };
    let rows = vec![
        row(t!("person-name"), theirs.name.clone(), yours.name.clone()),
        row(
            t!("person-email"),
            theirs.email.clone(),
            yours.email.clone(),
        ),
        row(
            t!("person-organisation"),
            theirs.organisation.clone(),
            organisation.unwrap_or_default(),
        ),
        row(t!("person-role"), word(theirs.role), role),
    ];
    ui::conflict(who, when, rows)
}
