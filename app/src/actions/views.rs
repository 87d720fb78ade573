//! The pages of actions.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::{Action, Hand};
use domain::governance::{ActionState, ActionStep};
use uuid::Uuid;

use super::db::{ActionRow, Candidate, StepRow};
use super::form::{ActionForm, CheckForm, DoneForm, DropForm, Filters};
use super::url;
use crate::access::BodyPlace;
use crate::bodies::{self, Tab};
use crate::form::{self, Errors};
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, AttentionItem, ConflictRow, Field, StoryItem, Table, Tone};
use crate::{decisions, list, meetings, t};

/// An action's state, worse where it is past its day.
fn state_tag(row: &ActionRow, today: NaiveDate) -> AnyView {
    if row.state.is_overdue(row.due_on, today) {
        return ui::tag(Tone::Bad, t!("action-overdue"));
    }
    let tone = match row.state {
        ActionState::Open => Tone::Info,
        ActionState::Done => Tone::Warn,
        ActionState::Verified => Tone::Good,
        ActionState::Dropped => Tone::Muted,
    };
    ui::tag(tone, word(row.state))
}

fn link(row: &ActionRow) -> AnyView {
    let href = url::show(row.body_id, row.id);
    view! { <a href=href>{ui::typed(row.what.clone(), &row.language)}</a> }.into_any()
}

/// The list of a body's actions.
pub(super) fn index(
    place: &BodyPlace,
    filters: &Filters,
    rows: &[ActionRow],
    total: i64,
    today: NaiveDate,
) -> AnyView {
    let unfiltered = list::address(
        "",
        &Filters {
            page: String::new(),
            ..filters.clone()
        },
    )
    .is_empty();
    let body = if rows.is_empty() && unfiltered {
        ui::empty(t!("actions-none-title"), t!("actions-none-text"), None)
    } else if rows.is_empty() {
        ui::empty(
            t!("actions-no-match-title"),
            t!("actions-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, rows, total, today)
    };
    view! {
        {ui::heading(t!("actions-title"), Some(place.name.clone()), vec![])}
        {bodies::sub_nav(place, Tab::Actions)}
        {filter_form(place, filters)}
        {body}
    }
    .into_any()
}

fn filter_form(place: &BodyPlace, filters: &Filters) -> AnyView {
    let here = url::index(place.id);
    let chip = |key, value: &str, label| list::chip(&here, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for code in &filters.state {
        if let Ok(state) = code.parse::<ActionState>() {
            chips.push(chip("state", code, word(state)));
        }
    }
    if filters.overdue() {
        chips.push(chip(
            "overdue",
            &filters.overdue,
            t!("actions-overdue-only"),
        ));
    }
    let fields = vec![
        Field::filter("q", t!("actions-search"))
            .value(&filters.q)
            .search(),
        Field::filter("state", t!("action-state"))
            .checkboxes(choices::<ActionState>(), &filters.state),
        Field::filter("overdue", t!("actions-overdue-only")).checkbox(filters.overdue()),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(
    place: &BodyPlace,
    filters: &Filters,
    rows: &[ActionRow],
    total: i64,
    today: NaiveDate,
) -> AnyView {
    let here = url::index(place.id);
    let page = list::page_number(&filters.page);
    let paging = list::paging(page, total, |page| {
        list::address(
            &here,
            &Filters {
                page: page.to_string(),
                ..filters.clone()
            },
        )
    });
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
    let columns = vec![
        sorted(t!("action-what"), "what"),
        list::column(t!("action-state")),
        sorted(t!("action-due"), "due"),
        sorted(t!("action-owner"), "owner"),
        list::column(t!("action-verifier")),
        list::column(t!("meeting")),
    ];
    let cells = |row: &ActionRow| {
        let meeting = meetings::url::show(row.body_id, row.meeting_id);
        vec![
            link(row),
            state_tag(row, today),
            ui::date(row.due_on),
            owner(row).into_any(),
            row.verifier.clone().into_any(),
            view! { <a href=meeting>{ui::date(row.meeting_on)}</a> }.into_any(),
        ]
    };
    view! {
        {ui::table(Table { caption: t!("actions-caption"), columns, rows: rows.iter().map(cells).collect() })}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(place.id), filters))}
    }
    .into_any()
}

fn owner(row: &ActionRow) -> String {
    t!(
        "action-person",
        name = row.owner.clone(),
        organisation = row.owner_organisation.clone()
    )
}

/// Actions on another page.
pub(crate) fn short_table(rows: &[ActionRow], today: NaiveDate) -> AnyView {
    let cells = |row: &ActionRow| {
        vec![
            link(row),
            state_tag(row, today),
            ui::date(row.due_on),
            owner(row).into_any(),
            row.verifier.clone().into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("actions-short-caption"),
        columns: vec![
            list::column(t!("action-what")),
            list::column(t!("action-state")),
            list::column(t!("action-due")),
            list::column(t!("action-owner")),
            list::column(t!("action-verifier")),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

/// The forms of an action's page, as typed.
pub(super) struct Forms {
    done: DoneForm,
    check: CheckForm,
    given_up: DropForm,
    errors: Errors,
    /// The step that was sent.
    sent: Option<Uuid>,
}

impl Forms {
    /// Nothing typed yet.
    pub(super) fn blank(row: &ActionRow) -> Self {
        Self {
            done: DoneForm::blank(row),
            check: CheckForm::blank(row),
            given_up: DropForm::blank(row),
            errors: Errors::default(),
            sent: None,
        }
    }

    /// That it is done, as sent.
    pub(super) fn done(row: &ActionRow, form: DoneForm) -> Self {
        Self {
            sent: form.id.parse().ok(),
            done: form,
            ..Self::blank(row)
        }
    }

    /// Whether it is, as sent.
    pub(super) fn check(row: &ActionRow, form: CheckForm) -> Self {
        Self {
            sent: form.id.parse().ok(),
            check: form,
            ..Self::blank(row)
        }
    }

    /// Why it is dropped, as sent.
    pub(super) fn given_up(row: &ActionRow, form: DropForm) -> Self {
        Self {
            sent: form.id.parse().ok(),
            given_up: form,
            ..Self::blank(row)
        }
    }

    /// The step that was sent.
    pub(super) fn step_id(&self) -> Option<Uuid> {
        self.sent
    }

    /// The forms with what is wrong with them.
    pub(super) fn with(self, errors: Errors) -> Self {
        Self { errors, ..self }
    }

    /// What was typed into those that the action's page has no more.
    fn gone(&self, place: &BodyPlace, row: &ActionRow) -> Vec<(String, String)> {
        let mut gone = Vec::new();
        if !may_finish(place, row) {
            gone.push((t!("action-evidence"), self.done.evidence.clone()));
            gone.push((t!("action-link"), self.done.link.clone()));
        }
        if !may_check(place, row) {
            let verdict = text::label_of(&verdicts(), &self.check.verdict);
            gone.push((t!("action-verdict"), verdict));
            gone.push((t!("action-reason"), self.check.reason.clone()));
        }
        if !may_give_up(place, row) {
            gone.push((t!("action-drop-why"), self.given_up.why.clone()));
        }
        gone
    }

    /// The forms for the action as it is by now.
    pub(super) fn at_version(mut self, version: i32) -> Self {
        self.done.version = version.to_string();
        self.check.version = version.to_string();
        self.given_up.version = version.to_string();
        self
    }
}

fn may_finish(place: &BodyPlace, row: &ActionRow) -> bool {
    row.state == ActionState::Open && place.may(Action::FinishAction)
}

fn may_check(place: &BodyPlace, row: &ActionRow) -> bool {
    row.state == ActionState::Done && place.may(Action::VerifyAction)
}

fn may_give_up(place: &BodyPlace, row: &ActionRow) -> bool {
    row.state == ActionState::Open && place.may(Action::RunBody)
}

/// One action: what happened to it, and the form for whoever's turn it is.
pub(super) fn show(
    place: &BodyPlace,
    row: &ActionRow,
    steps: Vec<StepRow>,
    forms: &Forms,
    problem: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    // What can be dropped can be edited.
    let edit = may_give_up(place, row)
        .then(|| ui::button_link(url::edit(place.id, row.id), t!("button-edit"), false));
    let turn = match row.state {
        _ if may_finish(place, row) => Some(done_section(row, forms)),
        _ if may_check(place, row) => Some(check_section(row, forms)),
        ActionState::Open => Some(hint(t!("action-waits-for-owner", name = row.owner.clone()))),
        ActionState::Done => Some(hint(t!(
            "action-waits-for-verifier",
            name = row.verifier.clone()
        ))),
        ActionState::Verified | ActionState::Dropped => None,
    };
    let give_up = may_give_up(place, row).then(|| drop_section(row, forms));
    let story = if steps.is_empty() {
        ui::empty(
            t!("action-story-none-title"),
            t!("action-story-none-text"),
            None,
        )
    } else {
        ui::story(steps.into_iter().map(story_item).collect())
    };
    let main = view! {
        {ui::section("story", t!("action-story"), vec![], story)}
        {turn}
        {give_up}
    };
    let caption = t!("action-of", body = place.name.clone());
    view! {
        {ui::error_summary(&forms.errors)}
        {problem}
        {ui::heading(row.what.clone(), Some(caption), edit.into_iter().collect())}
        {bodies::sub_nav(place, Tab::Actions)}
        {ui::columns(main.into_any(), facts(place, row, today))}
    }
    .into_any()
}

fn hint(words: String) -> AnyView {
    view! { <p class="hint">{words}</p> }.into_any()
}

fn facts(place: &BodyPlace, row: &ActionRow, today: NaiveDate) -> AnyView {
    let meeting = meetings::url::show(place.id, row.meeting_id);
    let mut facts = vec![
        (t!("action-state"), state_tag(row, today)),
        (t!("action-due"), ui::date(row.due_on)),
        (t!("action-owner"), owner(row).into_any()),
        (t!("action-verifier"), row.verifier.clone().into_any()),
        (
            t!("meeting"),
            view! { <a href=meeting>{ui::date(row.meeting_on)}</a> }.into_any(),
        ),
    ];
    if let Some((id, question)) = row.decision_id.zip(row.question.clone()) {
        let link = ui::link(decisions::url::show(place.id, id), question);
        facts.push((t!("decision"), link));
    }
    ui::summary_list(facts)
}

fn story_item(row: StepRow) -> StoryItem {
    let tone = match row.step {
        ActionStep::Done => Tone::Info,
        ActionStep::Returned => Tone::Bad,
        ActionStep::Verified => Tone::Good,
        ActionStep::Dropped => Tone::Muted,
    };
    let who = match (row.person, row.organisation) {
        (Some(name), Some(organisation)) => {
            t!("action-person", name = name, organisation = organisation)
        }
        (name, _) => name.unwrap_or_else(|| t!("by-command-line")),
    };
    let link = row.link.map(|link| {
        view! { <p>{ui::link(form::uri(&link), link)}</p> }
    });
    let words = row
        .words
        .map(|words| view! { <p>{ui::typed(words, &row.language)}</p> });
    StoryItem {
        when: ui::moment(row.taken_at),
        who,
        what: view! { {words}{link} }.into_any(),
        tag: Some(ui::tag(tone, word(row.step))),
    }
}

fn done_section(row: &ActionRow, forms: &Forms) -> AnyView {
    let (form, errors) = (&forms.done, &forms.errors);
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("evidence", t!("action-evidence"))
            .hint(t!("action-evidence-hint", name = row.verifier.clone()))
            .value(&form.evidence)
            .errors(errors)
            .textarea(4),
        Field::new("link", t!("action-link"))
            .optional()
            .hint(t!("action-link-hint"))
            .value(&form.link)
            .errors(errors)
            .text(),
    ];
    let action = url::done(row.body_id, row.id);
    let form = ui::form(action, fields, t!("action-done-submit"), None);
    ui::section("done", t!("action-done"), vec![], form)
}

fn drop_section(row: &ActionRow, forms: &Forms) -> AnyView {
    let (form, errors) = (&forms.given_up, &forms.errors);
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("why", t!("action-drop-why"))
            .hint(t!("action-drop-hint"))
            .value(&form.why)
            .errors(errors)
            .textarea(3),
    ];
    let action = url::give_up(row.body_id, row.id);
    let form = ui::form(action, fields, t!("action-drop-submit"), None);
    ui::section("drop", t!("action-drop"), vec![], form)
}

fn check_section(row: &ActionRow, forms: &Forms) -> AnyView {
    let (form, errors) = (&forms.check, &forms.errors);
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("verdict", t!("action-verdict"))
            .value(&form.verdict)
            .errors(errors)
            .radios(verdicts()),
        Field::new("reason", t!("action-reason"))
            .sometimes()
            .hint(t!("action-reason-hint"))
            .value(&form.reason)
            .errors(errors)
            .textarea(3),
    ];
    let action = url::check(row.body_id, row.id);
    let form = ui::form(action, fields, t!("action-check-submit"), None);
    ui::section("check", t!("action-check"), vec![], form)
}

fn verdicts() -> Vec<(String, String)> {
    vec![
        ("verified".to_owned(), t!("action-verdict-verified")),
        ("returned".to_owned(), t!("action-verdict-returned")),
    ]
}

/// Says that somebody changed it or took it further in the meantime; `typed`
/// was typed on another page than the action's.
pub(super) fn moved_on(
    place: &BodyPlace,
    row: &ActionRow,
    (who, when): (String, AnyView),
    forms: &Forms,
    mut typed: Vec<(String, String)>,
) -> AnyView {
    typed.extend(forms.gone(place, row));
    let words = t!("action-moved-on", who = who, state = word(row.state));
    let words = view! { <p>{words}" "{when}</p> }.into_any();
    ui::moved_on(t!("ui-conflict-title"), words, typed)
}

/// What the form of an action chooses from.
pub(super) struct Choices {
    pub(super) people: Vec<Candidate>,
    pub(super) decisions: Vec<(String, String)>,
}

impl Choices {
    fn people(&self, wanted: impl Fn(&Candidate) -> bool) -> Vec<(String, String)> {
        let people = self.people.iter().filter(|one| wanted(one));
        people
            .map(|one| {
                let label = format!("{}, {}", one.name, one.organisation);
                (one.id.to_string(), label)
            })
            .collect()
    }
}

/// The form for an action, new or to edit.
pub(super) fn edit(
    place: &BodyPlace,
    meeting: Uuid,
    existing: Option<&ActionRow>,
    offered: &Choices,
    (form, errors): (&ActionForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let due = form.due();
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("what", t!("action-what"))
            .hint(t!("action-what-hint"))
            .value(&form.what)
            .errors(errors)
            .textarea(2),
        Field::new("owner", t!("action-owner"))
            .value(&form.owner)
            .errors(errors)
            .select(offered.people(|_| true), Some(t!("error-choose"))),
        Field::new("due", t!("action-due"))
            .errors(errors)
            .date(due.day, due.month, due.year),
        Field::new("verifier", t!("action-verifier"))
            .hint(t!("action-verifier-hint"))
            .value(&form.verifier)
            .errors(errors)
            .select(offered.people(|one| one.verifies), Some(t!("error-choose"))),
        Field::new("decision", t!("decision"))
            .optional()
            .value(&form.decision)
            .errors(errors)
            .select(offered.decisions.clone(), Some(t!("action-no-decision"))),
    ];
    let (title, action, back) = match existing {
        None => (
            t!("action-add"),
            url::below(place.id, meeting),
            meetings::url::show(place.id, meeting),
        ),
        Some(row) => (
            t!("action-edit"),
            url::edit(place.id, row.id),
            url::show(place.id, row.id),
        ),
    };
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, Some(place.name.clone()), vec![])}
        {ui::form(action, fields, t!("button-save"), Some((back, t!("button-cancel"))))}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &ActionForm,
    yours: &ActionForm,
    offered: &Choices,
) -> AnyView {
    let [theirs, yours] = [theirs, yours].map(|form| in_words(form, offered));
    ui::conflict(who, when, ConflictRow::between(theirs, yours))
}

/// What is in each field of an action's form.
pub(super) fn in_words(form: &ActionForm, offered: &Choices) -> Vec<(String, String)> {
    let people = offered.people(|_| true);
    vec![
        (t!("action-what"), form.what.clone()),
        (t!("action-owner"), text::label_of(&people, &form.owner)),
        (t!("action-due"), form.due().in_words()),
        (
            t!("action-verifier"),
            text::label_of(&people, &form.verifier),
        ),
        (
            t!("decision"),
            text::label_of(&offered.decisions, &form.decision),
        ),
    ]
}

/// An action on a workbench; `due` says how much time is left, as a tag and in
/// words.
pub(crate) fn waiting_item(
    row: ActionRow,
    person: Uuid,
    due: impl Fn(NaiveDate) -> (AnyView, String),
) -> AttentionItem {
    let (tag, when) = due(row.due_on);
    let hand = match row.owner_id == person {
        true => Hand::Owner,
        false => Hand::Verifier,
    };
    let (tag, reason) = match (hand, row.state) {
        (Hand::Verifier, ActionState::Done) => (
            ui::tag(Tone::Warn, word(row.state)),
            t!("action-done-says", name = row.owner.clone()),
        ),
        (Hand::Verifier, _) => (
            tag,
            t!("action-late-though", name = row.owner.clone(), when = when),
        ),
        _ => (tag, when),
    };
    AttentionItem {
        title: row.what,
        language: row.language,
        href: url::show(row.body_id, row.id),
        reason,
        tag,
        meta: t!(
            "action-meta",
            body = row.body,
            date = text::date(row.meeting_on)
        ),
    }
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("action-what"),
        t!("action-state"),
        t!("action-due"),
        t!("action-owner"),
        t!("member-organisation"),
        t!("action-verifier"),
        t!("meeting"),
        t!("decision"),
    ]
}

/// An action as a row of the spreadsheet.
pub(super) fn csv_row(row: &ActionRow) -> Vec<String> {
    vec![
        row.what.clone(),
        row.state.code().to_owned(),
        row.due_on.to_string(),
        row.owner.clone(),
        row.owner_organisation.clone(),
        row.verifier.clone(),
        row.meeting_on.to_string(),
        row.question.clone().unwrap_or_default(),
    ]
}
