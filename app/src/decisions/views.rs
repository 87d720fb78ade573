//! The pages of decisions.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::governance::{Ballot, Outcome};
use uuid::Uuid;

use super::db::{Bindable, DecisionRow, VoteRow};
use super::form::{DecideForm, Filters, QuestionForm, ballot_field};
use super::url;
use crate::access::BodyPlace;
use crate::actions::{self, ActionRow};
use crate::bodies::{self, Tab};
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, ConflictRow, Field, Table, Tone};
use crate::{contracts, list, meetings, milestones, partnerships, t};

/// How a question ended, as a tag; open where it did not.
fn outcome_tag(outcome: Option<Outcome>) -> AnyView {
    let Some(outcome) = outcome else {
        return ui::tag(Tone::Info, t!("decision-open"));
    };
    let tone = match outcome {
        Outcome::Approved => Tone::Good,
        Outcome::ApprovedWithConditions => Tone::Warn,
        Outcome::Rejected => Tone::Neutral,
        Outcome::Deferred => Tone::Muted,
        Outcome::Inconclusive => Tone::Bad,
    };
    ui::tag(tone, word(outcome))
}

fn link(row: &DecisionRow) -> AnyView {
    let href = url::show(row.body_id, row.id);
    view! { <a href=href>{ui::typed(row.question.clone(), &row.language)}</a> }.into_any()
}

fn days(row: &DecisionRow) -> String {
    row.sign_off_days()
        .map_or_else(|| "–".to_owned(), |days| t!("sign-off-days", days = days))
}

impl DecisionRow {
    /// The question with its answer, the day and how long that took.
    pub(crate) fn signed_off(&self) -> AnyView {
        let on = self.decided_on.map(|on| view! { " · "{ui::date(on)} });
        view! { {link(self)}" "{outcome_tag(self.outcome)}{on}" · "{days(self)} }.into_any()
    }
}

/// What it binds, with the way there; nothing where it binds nothing in
/// particular.
fn bound(row: &DecisionRow) -> Option<AnyView> {
    let some = !row.binds_value().is_empty();
    let hidden = || some.then(|| t!("decision-binds-hidden").into_any());
    let (Some(reference), Some(title)) = (&row.bound_reference, &row.bound_title) else {
        return hidden();
    };
    let href = match (row.binds_contract_id, row.binds_milestone_id) {
        (Some(id), _) => contracts::url::show(reference, id),
        (_, Some(id)) => milestones::url::show(reference, id),
        _ => partnerships::url::show(reference),
    };
    Some(ui::link(href, title.clone()))
}

fn votes_words(row: &DecisionRow) -> String {
    t!(
        "decision-votes-said",
        yes = row.votes_for,
        no = row.votes_against,
        abstained = row.abstentions
    )
}

/// The list of a body's decisions.
pub(super) fn index(
    place: &BodyPlace,
    filters: &Filters,
    rows: &[DecisionRow],
    total: i64,
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
        ui::empty(t!("decisions-none-title"), t!("decisions-none-text"), None)
    } else if rows.is_empty() {
        ui::empty(
            t!("decisions-no-match-title"),
            t!("decisions-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, rows, total)
    };
    view! {
        {ui::heading(t!("decisions-title"), Some(place.name.clone()), vec![])}
        {bodies::sub_nav(place, Tab::Decisions)}
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
    for code in &filters.outcome {
        if let Ok(outcome) = code.parse::<Outcome>() {
            chips.push(chip("outcome", code, word(outcome)));
        }
    }
    if filters.is_open() {
        chips.push(chip("open", &filters.open, t!("decisions-open-only")));
    }
    let fields = vec![
        Field::filter("q", t!("decisions-search"))
            .value(&filters.q)
            .search(),
        Field::filter("outcome", t!("decision-outcome"))
            .checkboxes(choices::<Outcome>(), &filters.outcome),
        Field::filter("open", t!("decisions-open-only")).checkbox(filters.is_open()),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(place: &BodyPlace, filters: &Filters, rows: &[DecisionRow], total: i64) -> AnyView {
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
        list::column(t!("decision-question")),
        list::column(t!("decision-outcome")),
        sorted(t!("decision-asked"), "asked"),
        sorted(t!("decision-decided"), "decided"),
        sorted(t!("sign-off"), "days"),
        list::column(t!("decision-binds")),
    ];
    let cells = |row: &DecisionRow| {
        vec![
            link(row),
            outcome_tag(row.outcome),
            ui::date(row.asked_on),
            row.decided_on.map_or_else(|| "–".into_any(), ui::date),
            days(row).into_any(),
            bound(row).unwrap_or_else(|| "–".into_any()),
        ]
    };
    view! {
        {ui::table(Table { caption: t!("decisions-caption"), columns, rows: rows.iter().map(cells).collect() })}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(place.id), filters))}
    }
    .into_any()
}

/// Decisions on another page: of one body, or `named` by their bodies.
pub(crate) fn short_table(rows: &[DecisionRow], named: bool) -> AnyView {
    let cells = |row: &DecisionRow| {
        let mut cells = vec![
            link(row),
            outcome_tag(row.outcome),
            ui::date(row.asked_on),
            days(row).into_any(),
        ];
        cells.extend(named.then(|| row.body.clone().into_any()));
        cells
    };
    let mut columns = vec![
        list::column(t!("decision-question")),
        list::column(t!("decision-outcome")),
        list::column(t!("decision-asked")),
        list::column(t!("sign-off")),
    ];
    columns.extend(named.then(|| list::column(t!("body"))));
    ui::table(Table {
        caption: t!("decisions-short-caption"),
        columns,
        rows: rows.iter().map(cells).collect(),
    })
}

/// Questions as minutes tell them: each with its outcome, votes and reasons.
pub(crate) fn minuted(rows: &[DecisionRow]) -> AnyView {
    let items: Vec<_> = rows
        .iter()
        .map(|row| {
            let (rationale, conditions) = reasons(row);
            let votes = row.outcome.is_some().then(|| {
                let quorum = t!(
                    "decision-quorum-said",
                    filled = row.seats_filled.unwrap_or_default(),
                    quorum = row.quorum.unwrap_or_default()
                );
                view! { <p class="hint">{votes_words(row)}" · "{quorum}" · "{t!("sign-off")}": "{days(row)}</p> }
            });
            view! {
                <li>
                    <p class="minuted-question">{link(row)}" "{outcome_tag(row.outcome)}</p>
                    {rationale}
                    {conditions}
                    {votes}
                </li>
            }
        })
        .collect();
    view! { <ol class="minuted">{items}</ol> }.into_any()
}

fn reasons(row: &DecisionRow) -> (Option<AnyView>, Option<AnyView>) {
    let language = row.outcome_language.clone().unwrap_or_default();
    let paragraph = |label: String, text: &Option<String>| {
        text.clone().map(|text| {
            view! { <p><strong>{label}": "</strong>{ui::typed(text, &language)}</p> }.into_any()
        })
    };
    (
        paragraph(t!("decision-rationale"), &row.rationale),
        paragraph(t!("decision-conditions"), &row.conditions),
    )
}

/// One decision: the question, how it ended, who voted what, what follows.
pub(super) fn show(
    place: &BodyPlace,
    row: &DecisionRow,
    votes: &[VoteRow],
    (following, today): (&[ActionRow], NaiveDate),
    problem: Option<AnyView>,
) -> AnyView {
    let runs = place.may(Action::RunBody);
    let mut tools = Vec::new();
    if runs && row.outcome.is_none() {
        let decide = url::decide(place.id, row.id);
        tools.push(ui::button_link(decide, t!("decision-decide"), true));
        let edit = url::edit(place.id, row.id);
        tools.push(ui::button_link(edit, t!("button-edit"), false));
    }
    let options = row.options.clone().map(|options| {
        let body = view! { <p>{ui::typed(options, &row.language)}</p> };
        ui::section("options", t!("decision-options"), vec![], body.into_any())
    });
    let (rationale, conditions) = reasons(row);
    let reasons = row.outcome.is_some().then(|| {
        let body = view! { <p>{outcome_words(row)}</p>{rationale}{conditions} };
        ui::section("outcome", t!("decision-outcome"), vec![], body.into_any())
    });
    let main = view! {
        {options}
        {reasons}
        {votes_section(row, votes)}
        {following_section(place, row, following, today)}
    };
    let caption = t!("decision-of", body = place.name.clone());
    view! {
        {problem}
        {ui::heading(row.question.clone(), Some(caption), tools)}
        {bodies::sub_nav(place, Tab::Decisions)}
        {ui::columns(main.into_any(), facts(place, row))}
    }
    .into_any()
}

/// How it ended, in a sentence.
fn outcome_words(row: &DecisionRow) -> String {
    let key = match row.outcome {
        Some(Outcome::Approved) => "decision-said-approved",
        Some(Outcome::ApprovedWithConditions) => "decision-said-conditions",
        Some(Outcome::Rejected) => "decision-said-rejected",
        Some(Outcome::Deferred) => "decision-said-deferred",
        Some(Outcome::Inconclusive) => "decision-said-inconclusive",
        None => return String::new(),
    };
    t!(
        key,
        yes = row.votes_for,
        no = row.votes_against,
        filled = row.seats_filled.unwrap_or_default(),
        quorum = row.quorum.unwrap_or_default()
    )
}

fn facts(place: &BodyPlace, row: &DecisionRow) -> AnyView {
    let meeting = meetings::url::show(place.id, row.meeting_id);
    let mut facts = vec![
        (t!("decision-outcome"), outcome_tag(row.outcome)),
        (
            t!("meeting"),
            view! { <a href=meeting>{ui::date(row.meeting_on)}</a> }.into_any(),
        ),
        (t!("decision-asked"), ui::date(row.asked_on)),
    ];
    if let Some(on) = row.decided_on {
        facts.push((t!("decision-decided"), ui::date(on)));
        facts.push((t!("sign-off"), days(row).into_any()));
        let quorum = t!(
            "decision-quorum-said",
            filled = row.seats_filled.unwrap_or_default(),
            quorum = row.quorum.unwrap_or_default()
        );
        facts.push((t!("body-quorum"), quorum.into_any()));
    }
    facts.extend(bound(row).map(|bound| (t!("decision-binds"), bound)));
    facts.extend(
        row.review_on
            .map(|on| (t!("decision-review"), ui::date(on))),
    );
    let before = row
        .follows_id
        .map(|id| (t!("decision-before"), url::show(place.id, id)));
    let later = row
        .later_id
        .map(|id| (t!("decision-later"), url::show(place.id, id)));
    for (label, href) in [before, later].into_iter().flatten() {
        facts.push((label, ui::link(href, t!("decision-see"))));
    }
    if let Some(at) = row.recorded_at {
        let who = row
            .recorded_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line"));
        let said = view! { {who}<p class="hint">{ui::moment(at)}</p> };
        facts.push((t!("decision-recorded"), said.into_any()));
    }
    if row.closed {
        facts.push((t!("closed"), t!("closed-to-vendors").into_any()));
    }
    ui::summary_list(facts)
}

fn votes_section(row: &DecisionRow, votes: &[VoteRow]) -> Option<AnyView> {
    row.outcome?;
    let body = if votes.is_empty() {
        ui::empty(
            t!("decision-votes-none-title"),
            t!("decision-votes-none-text"),
            None,
        )
    } else {
        let cells = |vote: &VoteRow| {
            let seat = match &vote.stands_in_for {
                Some(name) => t!("member-alternate-for", name = name.clone()),
                None => word(vote.seat),
            };
            vec![
                vote.name.clone().into_any(),
                ballot_tag(vote.ballot),
                seat.into_any(),
                vote.organisation.clone().into_any(),
            ]
        };
        ui::table(Table {
            caption: votes_words(row),
            columns: vec![
                list::column(t!("member-person")),
                list::column(t!("decision-vote")),
                list::column(t!("member-seat")),
                list::column(t!("member-organisation")),
            ],
            rows: votes.iter().map(cells).collect(),
        })
    };
    Some(ui::section("votes", t!("decision-votes"), vec![], body))
}

fn ballot_tag(ballot: Ballot) -> AnyView {
    let tone = match ballot {
        Ballot::For => Tone::Good,
        Ballot::Against => Tone::Bad,
        Ballot::Abstain => Tone::Muted,
    };
    ui::tag(tone, word(ballot))
}

fn following_section(
    place: &BodyPlace,
    row: &DecisionRow,
    rows: &[ActionRow],
    today: NaiveDate,
) -> AnyView {
    let add = place.may(Action::RunBody).then(|| {
        let new = actions::url::new_after(place.id, row.meeting_id, row.id);
        ui::button_link(new, t!("action-add"), false)
    });
    let body = if rows.is_empty() {
        ui::empty(t!("actions-none-title"), t!("actions-none-text"), None)
    } else {
        actions::short_table(rows, today)
    };
    ui::section(
        "actions",
        t!("actions-title"),
        add.into_iter().collect(),
        body,
    )
}

/// Says that somebody changed or decided it in the meantime.
pub(super) fn moved_on((who, when): (String, AnyView), typed: Vec<(String, String)>) -> AnyView {
    let words = view! { <p>{t!("decision-moved-on", who = who)}" "{when}</p> };
    ui::moved_on(t!("ui-conflict-title"), words.into_any(), typed)
}

/// Says that it is not recorded any more who was there.
pub(super) fn attendance_first(typed: Vec<(String, String)>) -> AnyView {
    let words = view! { <p>{t!("decision-attendance-first-text")}</p> };
    ui::moved_on(
        t!("decision-attendance-first-title"),
        words.into_any(),
        typed,
    )
}

fn question_fields(choices: &[Bindable], form: &QuestionForm, errors: &Errors) -> Vec<AnyView> {
    let asked = form.asked();
    let binds = choices
        .iter()
        .map(|one| (one.value(), one.label.clone()))
        .collect();
    vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        ui::hidden("follows", &form.follows),
        Field::new("question", t!("decision-question"))
            .hint(t!("decision-question-hint"))
            .value(&form.question)
            .errors(errors)
            .textarea(3),
        Field::new("options", t!("decision-options"))
            .optional()
            .hint(t!("decision-options-hint"))
            .value(&form.options)
            .errors(errors)
            .textarea(4),
        Field::new("asked", t!("decision-asked"))
            .hint(t!("decision-asked-hint"))
            .errors(errors)
            .date(asked.day, asked.month, asked.year),
        Field::new("binds", t!("decision-binds"))
            .optional()
            .value(&form.binds)
            .errors(errors)
            .select(binds, Some(t!("decision-binds-nothing"))),
        Field::new("closed", t!("closed-to-vendors-box"))
            .hint(t!("closed-to-vendors-hint"))
            .checkbox(form.closed == "true"),
    ]
}

/// The form for a new question to a meeting.
pub(super) fn ask(
    place: &BodyPlace,
    meeting: Uuid,
    choices: &[Bindable],
    form: &QuestionForm,
    errors: &Errors,
) -> AnyView {
    let fields = question_fields(choices, form, errors);
    let cancel = Some((meetings::url::show(place.id, meeting), t!("button-cancel")));
    let again = (!form.follows.is_empty())
        .then(|| view! { <p class="lead">{t!("decision-again-lead")}</p> });
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("decision-add"), Some(place.name.clone()), vec![])}
        {again}
        {ui::form(url::below(place.id, meeting), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// The form for a question that is not decided.
pub(super) fn edit(
    place: &BodyPlace,
    row: &DecisionRow,
    choices: &[Bindable],
    form: &QuestionForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let fields = question_fields(choices, form, errors);
    let cancel = Some((url::show(place.id, row.id), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("decision-edit"), Some(place.name.clone()), vec![])}
        {ui::form(url::edit(place.id, row.id), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &QuestionForm,
    yours: &QuestionForm,
    choices: &[Bindable],
) -> AnyView {
    let [theirs, yours] = [theirs, yours].map(|form| in_words(form, choices));
    ui::conflict(who, when, ConflictRow::between(theirs, yours))
}

/// What is in each field of a question's form.
pub(super) fn in_words(form: &QuestionForm, choices: &[Bindable]) -> Vec<(String, String)> {
    let bound = choices.iter().find(|one| one.value() == form.binds);
    let closed = (form.closed == "true").then(|| t!("closed-to-vendors"));
    vec![
        (t!("decision-question"), form.question.clone()),
        (t!("decision-options"), form.options.clone()),
        (t!("decision-asked"), form.asked().in_words()),
        (
            t!("decision-binds"),
            bound.map(|one| one.label.clone()).unwrap_or_default(),
        ),
        (t!("closed"), closed.unwrap_or_default()),
    ]
}

/// What is in each field of the form for how a question ended.
pub(super) fn outcome_in_words(form: &DecideForm, ballots: &Ballots) -> Vec<(String, String)> {
    let votes = ballots.voters.iter().map(|(id, name)| {
        let ballot = text::chosen::<Ballot>(form.ballot(*id));
        (name.clone(), ballot)
    });
    let mut words = vec![(t!("decision-how"), text::label_of(&hows(), &form.how))];
    words.extend(votes);
    words.extend([
        (t!("decision-rationale"), form.rationale.clone()),
        (t!("decision-conditions"), form.conditions.clone()),
        (t!("decision-review"), form.review().in_words()),
    ]);
    words
}

fn hows() -> Vec<(String, String)> {
    vec![
        ("vote".to_owned(), t!("decision-how-vote")),
        ("defer".to_owned(), t!("decision-how-defer")),
    ]
}

/// Who may vote on a question.
pub(super) struct Ballots {
    /// Whether it is recorded who came.
    pub(super) recorded: bool,
    /// Id and name of each.
    pub(super) voters: Vec<(Uuid, String)>,
    pub(super) quorum: i32,
}

impl Ballots {
    /// The ids of those who may vote.
    pub(super) fn ids(&self) -> Vec<Uuid> {
        self.voters.iter().map(|(id, _)| *id).collect()
    }
}

/// The form for how a question ended.
pub(super) fn decide(
    place: &BodyPlace,
    row: &DecisionRow,
    ballots: &Ballots,
    (form, errors): (&DecideForm, &Errors),
    problem: Option<AnyView>,
) -> AnyView {
    let back = url::show(place.id, row.id);
    let body = if ballots.recorded {
        let fields = outcome_fields(ballots, form, errors);
        let cancel = Some((back, t!("button-cancel")));
        let action = url::decide(place.id, row.id);
        let words = t!("decision-decide-submit");
        view! { {quorum_notice(ballots)}{ui::form(action, fields, words, cancel)} }.into_any()
    } else {
        let href = meetings::url::attendance(place.id, row.meeting_id);
        let first = ui::button_link(href, t!("attendance-edit"), true);
        ui::empty(
            t!("decision-attendance-first-title"),
            t!("decision-attendance-first-text"),
            Some(first),
        )
    };
    view! {
        {ui::error_summary(errors)}
        {problem}
        {ui::heading(t!("decision-decide"), Some(place.name.clone()), vec![])}
        <p class="lead">{ui::typed(row.question.clone(), &row.language)}</p>
        {body}
    }
    .into_any()
}

fn quorum_notice(ballots: &Ballots) -> AnyView {
    let filled = ballots.voters.len();
    let enough = usize::try_from(ballots.quorum).is_ok_and(|quorum| filled >= quorum);
    let (tone, title, text) = if enough {
        (
            Tone::Good,
            "meeting-quorum-reached",
            "decision-quorum-reached-text",
        )
    } else {
        (
            Tone::Bad,
            "meeting-quorum-missed",
            "decision-quorum-missed-text",
        )
    };
    let title = t!(title, filled = filled, quorum = ballots.quorum);
    let body = view! { <p>{text::message(text, None)}</p> };
    ui::notice(tone, title, body.into_any())
}

fn outcome_fields(ballots: &Ballots, form: &DecideForm, errors: &Errors) -> Vec<AnyView> {
    let review = form.review();
    let votes = ballots
        .voters
        .iter()
        .map(|(id, name)| {
            Field::filter(&ballot_field(*id), name.clone())
                .value(form.ballot(*id))
                .errors(errors)
                .scale(choices::<Ballot>())
        })
        .collect();
    vec![
        ui::hidden("version", &form.version),
        Field::new("how", t!("decision-how"))
            .value(&form.how)
            .errors(errors)
            .radios(hows()),
        ui::fieldset(t!("decision-votes"), votes),
        view! { <p class="hint">{t!("decision-votes-hint")}</p> }.into_any(),
        Field::new("rationale", t!("decision-rationale"))
            .sometimes()
            .hint(t!("decision-rationale-hint"))
            .value(&form.rationale)
            .errors(errors)
            .textarea(4),
        Field::new("conditions", t!("decision-conditions"))
            .optional()
            .hint(t!("decision-conditions-hint"))
            .value(&form.conditions)
            .errors(errors)
            .textarea(3),
        Field::new("review", t!("decision-review"))
            .optional()
            .hint(t!("decision-review-hint"))
            .errors(errors)
            .date(review.day, review.month, review.year),
    ]
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("decision-question"),
        t!("decision-options"),
        t!("meeting"),
        t!("decision-asked"),
        t!("decision-decided"),
        t!("decision-outcome"),
        t!("sign-off-in-days"),
        t!("ballot-for"),
        t!("ballot-against"),
        t!("ballot-abstain"),
        t!("decision-seats-filled"),
        t!("body-quorum"),
        t!("decision-rationale"),
        t!("decision-conditions"),
        t!("decision-binds"),
        t!("decision-review"),
    ]
}

/// A decision as a row of the spreadsheet.
pub(super) fn csv_row(row: &DecisionRow) -> Vec<String> {
    let number = |value: Option<i32>| value.map(|value| value.to_string()).unwrap_or_default();
    let date = |on: Option<NaiveDate>| on.map(|on| on.to_string()).unwrap_or_default();
    vec![
        row.question.clone(),
        row.options.clone().unwrap_or_default(),
        row.meeting_on.to_string(),
        row.asked_on.to_string(),
        date(row.decided_on),
        row.outcome.map_or("open", Vocabulary::code).to_owned(),
        row.sign_off_days()
            .map(|days| days.to_string())
            .unwrap_or_default(),
        row.votes_for.to_string(),
        row.votes_against.to_string(),
        row.abstentions.to_string(),
        number(row.seats_filled),
        number(row.quorum),
        row.rationale.clone().unwrap_or_default(),
        row.conditions.clone().unwrap_or_default(),
        row.bound_title.clone().unwrap_or_default(),
        date(row.review_on),
    ]
}
