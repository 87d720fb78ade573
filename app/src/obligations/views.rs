//! The pages of obligations.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::obligation::ObligationState;
use uuid::Uuid;

use super::db::{Found, ObligationRow, Owed};
use super::form::{Filters, ObligationForm, SettleForm, outcomes};
use super::url;
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, AttentionItem, Chip, ConflictRow, Field, Table, Tile, Tone};
use crate::{contracts, list, partnerships, t};

fn state_tag(row: &ObligationRow, today: NaiveDate) -> AnyView {
    let overdue = row.state.is_overdue(row.due_on, today);
    match row.state {
        _ if overdue => ui::tag(Tone::Bad, t!("obligation-overdue")),
        ObligationState::Open => ui::tag(Tone::Info, word(row.state)),
        ObligationState::Kept => ui::tag(Tone::Good, word(row.state)),
        ObligationState::Broken => ui::tag(Tone::Bad, word(row.state)),
        ObligationState::Waived => ui::tag(Tone::Muted, word(row.state)),
    }
}

fn title_link(place: &Place, row: &ObligationRow) -> AnyView {
    let href = url::show(&place.reference, row.contract_id, row.id);
    view! { <a href=href>{ui::typed(row.title.clone(), &row.language)}</a> }.into_any()
}

/// What the list's filters offer.
pub(super) struct Choices {
    pub(super) parties: Vec<(String, String)>,
    pub(super) contracts: Vec<(String, String)>,
}

/// The list: filters, totals, table.
pub(super) fn index(
    place: &Place,
    filters: &Filters,
    found: &Found,
    choices: &Choices,
    today: NaiveDate,
) -> AnyView {
    let unfiltered = !list::is_narrowed(filters);
    let body = if found.rows.is_empty() && unfiltered {
        ui::empty(
            t!("obligations-none-title"),
            t!("obligations-none-text"),
            None,
        )
    } else if found.rows.is_empty() {
        ui::empty(
            t!("obligations-no-match-title"),
            t!("obligations-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, found, today)
    };
    view! {
        {ui::heading(t!("obligations-title"), Some(place.title.clone()), vec![])}
        {partnerships::sub_nav(place, partnerships::Tab::Obligations)}
        {filter_form(place, filters, choices)}
        {body}
    }
    .into_any()
}

fn filter_form(place: &Place, filters: &Filters, offered: &Choices) -> AnyView {
    let here = url::index(&place.reference);
    let select = |name, label, value: &str, offered: &[(String, String)]| {
        Field::filter(name, label)
            .value(value)
            .select(offered.to_vec(), Some(t!("any")))
    };
    let (parties, contracts) = (&offered.parties, &offered.contracts);
    let fields = vec![
        Field::filter("q", t!("obligations-search"))
            .value(&filters.q)
            .search(),
        select("debtor", t!("obligation-debtor"), &filters.debtor, parties),
        select(
            "creditor",
            t!("obligation-creditor"),
            &filters.creditor,
            parties,
        ),
        select("contract", t!("contract"), &filters.contract, contracts),
        Field::filter("state", t!("obligation-state"))
            .checkboxes(choices::<ObligationState>(), &filters.state),
        Field::filter("overdue", t!("obligations-overdue-only")).checkbox(filters.overdue()),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips(&here, filters, offered), here)
}

fn chips(here: &str, filters: &Filters, offered: &Choices) -> Vec<Chip> {
    let chip = |label: String, without: fn(&mut Filters)| {
        let mut rest = Filters {
            page: String::new(),
            ..filters.clone()
        };
        without(&mut rest);
        Chip {
            label,
            remove_href: list::address(here, &rest),
        }
    };
    let name = |among: &[(String, String)], id: &str| {
        among
            .iter()
            .find(|(other, _)| other == id)
            .map(|(_, name)| name.clone())
    };
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip(filters.q.clone(), |rest| rest.q.clear()));
    }
    chips.extend(name(&offered.parties, &filters.debtor).map(|name| {
        chip(t!("obligation-owed-by", name = name), |rest| {
            rest.debtor.clear()
        })
    }));
    chips.extend(name(&offered.parties, &filters.creditor).map(|name| {
        chip(t!("obligation-owed-to", name = name), |rest| {
            rest.creditor.clear()
        })
    }));
    chips.extend(
        name(&offered.contracts, &filters.contract)
            .map(|name| chip(name, |rest| rest.contract.clear())),
    );
    for code in &filters.state {
        let Ok(state) = code.parse::<ObligationState>() else {
            continue;
        };
        let mut rest = Filters {
            page: String::new(),
            ..filters.clone()
        };
        rest.state.retain(|other| other != code);
        chips.push(Chip {
            label: word(state),
            remove_href: list::address(here, &rest),
        });
    }
    if filters.overdue() {
        chips.push(chip(t!("obligations-overdue-only"), |rest| {
            rest.overdue.clear()
        }));
    }
    chips
}

fn listing(place: &Place, filters: &Filters, found: &Found, today: NaiveDate) -> AnyView {
    let here = url::index(&place.reference);
    let page = list::page_number(&filters.page);
    let paging = list::paging(page, found.total, |page| {
        let filters = Filters {
            page: page.to_string(),
            ..filters.clone()
        };
        list::address(&here, &filters)
    });
    let tile = |value: i64, label, tone| Tile {
        value: text::number(value),
        label,
        note: None,
        href: None,
        tone,
    };
    let late = if found.overdue > 0 {
        Tone::Bad
    } else {
        Tone::Neutral
    };
    let tiles = ui::tiles(vec![
        tile(found.open, word(ObligationState::Open), Tone::Neutral),
        tile(found.overdue, t!("obligation-overdue"), late),
        tile(found.kept, word(ObligationState::Kept), Tone::Neutral),
        tile(found.broken, word(ObligationState::Broken), Tone::Neutral),
        tile(found.waived, word(ObligationState::Waived), Tone::Neutral),
    ]);
    view! {
        {tiles}
        {table(place, filters, &found.rows, today)}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(&place.reference), filters))}
    }
    .into_any()
}

fn table(place: &Place, filters: &Filters, rows: &[ObligationRow], today: NaiveDate) -> AnyView {
    let here = url::index(&place.reference);
    let sorted = |label, key| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            let filters = Filters {
                sort,
                page: String::new(),
                ..filters.clone()
            };
            list::address(&here, &filters)
        })
    };
    let cells = |row: &ObligationRow| {
        let contract = contracts::url::show(&place.reference, row.contract_id);
        vec![
            title_link(place, row),
            state_tag(row, today),
            ui::date(row.due_on),
            row.debtor.clone().into_any(),
            row.creditor.clone().into_any(),
            view! { <a href=contract>{ui::typed(row.contract.clone(), &row.contract_language)}</a> }
                .into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("obligations-caption"),
        columns: vec![
            sorted(t!("obligation"), "title"),
            list::column(t!("obligation-state")),
            sorted(t!("obligation-due"), "due"),
            sorted(t!("obligation-debtor"), "debtor"),
            sorted(t!("obligation-creditor"), "creditor"),
            list::column(t!("contract")),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

/// The obligations under a contract, on its page.
pub(crate) fn short_list(
    place: &Place,
    contract: Uuid,
    rows: &[ObligationRow],
    today: NaiveDate,
) -> AnyView {
    let all = format!("{}?contract={contract}", url::index(&place.reference));
    let mut actions = vec![ui::link(all, t!("obligations-all"))];
    if place.may(Action::PlanObligation) {
        let new = url::new(&place.reference, contract);
        actions.push(ui::button_link(new, t!("obligation-add"), false));
    }
    let body = if rows.is_empty() {
        ui::empty(
            t!("obligations-none-title"),
            t!("obligations-none-text"),
            None,
        )
    } else {
        let cells = |row: &ObligationRow| {
            vec![
                title_link(place, row),
                state_tag(row, today),
                ui::date(row.due_on),
                row.debtor.clone().into_any(),
            ]
        };
        ui::table(Table {
            caption: t!("obligations-contract-caption"),
            columns: vec![
                list::column(t!("obligation")),
                list::column(t!("obligation-state")),
                list::column(t!("obligation-due")),
                list::column(t!("obligation-debtor")),
            ],
            rows: rows.iter().map(cells).collect(),
        })
    };
    ui::section("obligations", t!("obligations-title"), actions, body)
}

/// One obligation, with the form to say how it ended for whoever may.
pub(super) fn show(
    place: &Place,
    row: &ObligationRow,
    (form, errors): (&SettleForm, &Errors),
    problem: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let open = row.state == ObligationState::Open;
    let edit = (open && place.may(Action::PlanObligation)).then(|| {
        let edit = url::edit(&place.reference, row.contract_id, row.id);
        ui::button_link(edit, t!("button-edit"), false)
    });
    let may_settle = place.may_on_obligation(Action::SettleObligation, row.creditor_id);
    let settle = if open && may_settle {
        Some(settle_form(place, row, form, errors))
    } else {
        open.then(|| {
            let words = t!("obligation-whose-word", creditor = row.creditor.clone());
            view! { <p class="hint">{words}</p> }.into_any()
        })
    };
    let description = row
        .description
        .clone()
        .map(|words| view! { <p>{ui::typed(words, &row.language)}</p> });
    let main = view! { {description}{settle} };
    view! {
        {ui::error_summary(errors)}
        {problem}
        {ui::heading(row.title.clone(), Some(t!("obligation")), edit.into_iter().collect())}
        {partnerships::sub_nav(place, partnerships::Tab::Obligations)}
        {ui::columns(main.into_any(), facts(place, row, today))}
    }
    .into_any()
}

fn facts(place: &Place, row: &ObligationRow, today: NaiveDate) -> AnyView {
    let contract = contracts::url::show(&place.reference, row.contract_id);
    let contract =
        view! { <a href=contract>{ui::typed(row.contract.clone(), &row.contract_language)}</a> };
    let mut facts = vec![
        (t!("obligation-state"), state_tag(row, today)),
        (t!("obligation-debtor"), row.debtor.clone().into_any()),
        (t!("obligation-creditor"), row.creditor.clone().into_any()),
        (t!("obligation-due"), ui::date(row.due_on)),
        (t!("contract"), contract.into_any()),
    ];
    if let Some(on) = row.settled_on {
        let who = row
            .settled_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line"));
        let said = view! { {ui::date(on)}<p class="hint">{who}</p> };
        facts.push((t!("obligation-settled"), said.into_any()));
    }
    if let Some(reason) = row.reason.clone() {
        facts.push((t!("obligation-reason"), ui::typed(reason, "")));
    }
    ui::summary_list(facts)
}

fn settle_form(place: &Place, row: &ObligationRow, form: &SettleForm, errors: &Errors) -> AnyView {
    let settled = form.settled();
    let fields = vec![
        ui::hidden("version", &form.version),
        Field::new("outcome", t!("obligation-outcome"))
            .value(&form.outcome)
            .errors(errors)
            .radios(outcomes()),
        Field::new("settled", t!("obligation-settled"))
            .errors(errors)
            .date(settled.day, settled.month, settled.year),
        Field::new("reason", t!("obligation-reason"))
            .sometimes()
            .hint(t!("obligation-reason-hint"))
            .value(&form.reason)
            .errors(errors)
            .textarea(3),
    ];
    let action = url::settle(&place.reference, row.contract_id, row.id);
    let form = ui::form(action, fields, t!("obligation-settle-submit"), None);
    ui::section("settle", t!("obligation-settle"), vec![], form)
}

/// Says that somebody changed or settled it in the meantime.
pub(super) fn moved_on(
    row: &ObligationRow,
    (who, when): (String, AnyView),
    typed: Vec<(String, String)>,
) -> AnyView {
    let words = if row.state == ObligationState::Open {
        t!("obligation-changed", who = who)
    } else {
        t!(
            "obligation-settled-already",
            who = who,
            state = word(row.state)
        )
    };
    let words = view! { <p>{words}" "{when}</p> };
    ui::moved_on(t!("ui-conflict-title"), words.into_any(), typed)
}

/// What is in each field of the form for how it ended.
pub(super) fn settle_in_words(form: &SettleForm) -> Vec<(String, String)> {
    vec![
        (
            t!("obligation-outcome"),
            text::label_of(&outcomes(), &form.outcome),
        ),
        (t!("obligation-settled"), form.settled().in_words()),
        (t!("obligation-reason"), form.reason.clone()),
    ]
}

/// The form for what is owed, new or to edit.
pub(super) fn edit(
    place: &Place,
    existing: Option<&ObligationRow>,
    parties: Vec<(String, String)>,
    form: &ObligationForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let due = form.due();
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("title", t!("obligation-title"))
            .hint(t!("obligation-title-hint"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("description", t!("obligation-description"))
            .optional()
            .value(&form.description)
            .errors(errors)
            .textarea(4),
        Field::new("debtor", t!("obligation-debtor"))
            .value(&form.debtor)
            .errors(errors)
            .select(parties.clone(), Some(t!("error-choose"))),
        Field::new("creditor", t!("obligation-creditor"))
            .hint(t!("obligation-creditor-hint"))
            .value(&form.creditor)
            .errors(errors)
            .select(parties, Some(t!("error-choose"))),
        Field::new("due", t!("obligation-due"))
            .errors(errors)
            .date(due.day, due.month, due.year),
    ];
    let contract = place.contract().id;
    let (title, action, back) = match existing {
        None => (
            t!("obligation-add"),
            url::below(&place.reference, contract),
            contracts::url::show(&place.reference, contract),
        ),
        Some(row) => (
            t!("obligation-edit"),
            url::edit(&place.reference, contract, row.id),
            url::show(&place.reference, contract, row.id),
        ),
    };
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, Some(place.title.clone()), vec![])}
        {ui::form(action, fields, t!("button-save"), Some((back, t!("button-cancel"))))}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &ObligationForm,
    yours: &ObligationForm,
    parties: &[(String, String)],
) -> AnyView {
    let [theirs, yours] = [theirs, yours].map(|form| in_words(form, parties));
    ui::conflict(who, when, ConflictRow::between(theirs, yours))
}

/// What is in each field of an obligation's form.
pub(super) fn in_words(
    form: &ObligationForm,
    parties: &[(String, String)],
) -> Vec<(String, String)> {
    vec![
        (t!("obligation-title"), form.title.clone()),
        (t!("obligation-description"), form.description.clone()),
        (
            t!("obligation-debtor"),
            text::label_of(parties, &form.debtor),
        ),
        (
            t!("obligation-creditor"),
            text::label_of(parties, &form.creditor),
        ),
        (t!("obligation-due"), form.due().in_words()),
    ]
}

/// An obligation on a workbench; `due` says how much time is left, as a tag and
/// in words.
pub(crate) fn owed_item(row: Owed, due: impl Fn(NaiveDate) -> (AnyView, String)) -> AttentionItem {
    let (tag, when) = due(row.due_on);
    let meta = if row.ours {
        t!("obligation-owed-to", name = row.other)
    } else {
        t!("obligation-owed-by", name = row.other)
    };
    AttentionItem {
        title: row.title,
        language: row.language,
        href: url::show(&row.reference, row.contract_id, row.id),
        reason: when,
        tag,
        meta: format!("{meta} · {}", row.partnership),
    }
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("obligation"),
        t!("obligation-state"),
        t!("obligation-due"),
        t!("obligation-debtor"),
        t!("obligation-creditor"),
        t!("contract"),
        t!("obligation-description"),
        t!("obligation-settled"),
        t!("obligation-settled-by"),
        t!("obligation-reason"),
    ]
}

/// An obligation as a row of the spreadsheet.
pub(super) fn csv_row(row: &ObligationRow) -> Vec<String> {
    vec![
        row.title.clone(),
        row.state.code().to_owned(),
        row.due_on.to_string(),
        row.debtor.clone(),
        row.creditor.clone(),
        row.contract.clone(),
        row.description.clone().unwrap_or_default(),
        row.settled_on.map(|on| on.to_string()).unwrap_or_default(),
        row.settled_by.clone().unwrap_or_default(),
        row.reason.clone().unwrap_or_default(),
    ]
}
