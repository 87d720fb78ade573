//! The pages of scorecards.

mod answering;
mod results;

use chrono::{DateTime, NaiveDate, Utc};
use domain::Vocabulary;
use domain::access::Action;
use domain::scorecard::{Naming, RoundState, StakeholderGroup};
use uuid::Uuid;

use super::db::{Candidate, Invited, OwnResponse, RoundRow, WaitingRound};
use super::form::{Filters, RoundForm, group_field, takes_answers};
use super::url;
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, AttentionItem, Chip, ConflictRow, Field, Table, Tone, Width};
use crate::{list, partnerships, t};

pub(super) use answering::{
    answer, answers_in_words, changed_elsewhere, check, draft_conflict, incomplete,
};
pub(super) use results::{
    Found, agenda_conflict, agenda_form, results, results_csv_headings, results_csv_rows,
};
pub(crate) use results::{anchor, gap_tag, gap_words, points, shape};

fn state_tag(state: RoundState) -> AnyView {
    let tone = match state {
        RoundState::Planned => Tone::Neutral,
        RoundState::Open => Tone::Info,
        RoundState::Over => Tone::Warn,
        RoundState::Closed => Tone::Muted,
        RoundState::Published => Tone::Good,
    };
    ui::tag(tone, word(state))
}

/// What the literature does not say of these factors, on every page that
/// rests on them.
pub(crate) fn caveat() -> AnyView {
    view! { <p class="hint">{t!("scorecards-caveat")}</p> }.into_any()
}

fn progress(row: &RoundRow) -> String {
    t!(
        "scorecard-progress-said",
        answered = row.answered,
        invited = row.invited
    )
}

/// The list: filters and table.
pub(super) fn index(
    place: &Place,
    filters: &Filters,
    rows: &[RoundRow],
    total: i64,
    running: Option<Uuid>,
    today: NaiveDate,
) -> AnyView {
    let may_plan = place.may(Action::RunScorecard) && running.is_none();
    let add = || ui::button_link(url::new(&place.reference), t!("scorecard-add"), true);
    let unfiltered = !list::is_narrowed(filters);
    let body = if !rows.is_empty() {
        listing(place, filters, rows, total, today)
    } else if unfiltered {
        ui::empty(
            t!("scorecards-none-title"),
            t!("scorecards-none-text"),
            may_plan.then(add),
        )
    } else {
        ui::empty(
            t!("scorecards-no-match-title"),
            t!("scorecards-no-match-text"),
            None,
        )
    };
    let actions = if may_plan && !(rows.is_empty() && unfiltered) {
        vec![add()]
    } else {
        vec![]
    };
    view! {
        {ui::heading(t!("scorecards-title"), Some(place.title.clone()), actions)}
        {partnerships::sub_nav(place, partnerships::Tab::Scorecards)}
        <div class="stack">
            <p class="lead">{t!("scorecards-lead")}</p>
            {caveat()}
        </div>
        {filter_form(place, filters)}
        {body}
    }
    .into_any()
}

fn filter_form(place: &Place, filters: &Filters) -> AnyView {
    let here = url::index(&place.reference);
    let fields = vec![
        Field::filter("q", t!("scorecards-search"))
            .value(&filters.q)
            .search(),
        Field::filter("state", t!("scorecard-state"))
            .checkboxes(choices::<RoundState>(), &filters.state),
        Field::filter("naming", t!("scorecard-naming"))
            .value(&filters.naming)
            .select(choices::<Naming>(), Some(t!("any"))),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips(&here, filters), here)
}

fn chips(here: &str, filters: &Filters) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |label: String, rest: Filters| {
        let page = String::new();
        let remove_href = list::address(here, &Filters { page, ..rest });
        chips.push(Chip { label, remove_href });
    };
    if !filters.q.is_empty() {
        let q = String::new();
        chip(
            filters.q.clone(),
            Filters {
                q,
                ..filters.clone()
            },
        );
    }
    for code in &filters.state {
        if let Ok(state) = code.parse::<RoundState>() {
            let mut rest = filters.clone();
            rest.state.retain(|other| other != code);
            chip(word(state), rest);
        }
    }
    if let Ok(naming) = filters.naming.parse::<Naming>() {
        let none = String::new();
        chip(
            word(naming),
            Filters {
                naming: none,
                ..filters.clone()
            },
        );
    }
    chips
}

fn listing(
    place: &Place,
    filters: &Filters,
    rows: &[RoundRow],
    total: i64,
    today: NaiveDate,
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
    let sort = match filters.sort.as_str() {
        "" => "-opens",
        sort => sort,
    };
    let sorted = |label, key| {
        list::sorted_column(label, key, sort, |sort| {
            let page = String::new();
            list::address(
                &here,
                &Filters {
                    sort,
                    page,
                    ..filters.clone()
                },
            )
        })
    };
    let columns = vec![
        sorted(t!("scorecard-title"), "title"),
        list::column(t!("scorecard-state")),
        list::column(t!("scorecard-naming")),
        sorted(t!("scorecard-opens"), "opens"),
        sorted(t!("scorecard-closes"), "closes"),
        list::column(t!("scorecard-progress")),
    ];
    let cells = |row: &RoundRow| {
        let href = url::show(&place.reference, row.id);
        vec![
            view! { <a href=href>{ui::typed(row.title.clone(), &row.language)}</a> }.into_any(),
            state_tag(row.state(today)),
            word(row.naming).into_any(),
            ui::date(row.opens_on),
            ui::date(row.closes_on),
            progress(row).into_any(),
        ]
    };
    view! {
        {ui::table(Table {
            caption: t!("scorecards-caption"),
            columns,
            rows: rows.iter().map(cells).collect(),
        })}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(&place.reference), filters))}
    }
    .into_any()
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("scorecard-title"),
        t!("scorecard-state"),
        t!("scorecard-naming"),
        t!("scorecard-minimum"),
        t!("scorecard-opens"),
        t!("scorecard-closes"),
        t!("scorecard-invited"),
        t!("scorecard-answered"),
    ]
}

/// A round as a row of the spreadsheet.
pub(super) fn csv_row(row: &RoundRow, today: NaiveDate) -> Vec<String> {
    vec![
        row.title.clone(),
        row.state(today).code().to_owned(),
        row.naming.code().to_owned(),
        row.minimum.to_string(),
        row.opens_on.to_string(),
        row.closes_on.to_string(),
        row.invited.to_string(),
        row.answered.to_string(),
    ]
}

/// The form for a round, new or to edit; `candidates` can still be invited.
pub(super) fn edit(
    place: &Place,
    existing: Option<&RoundRow>,
    candidates: &[Candidate],
    form: &RoundForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let (opens, closes) = (form.opens(), form.closes());
    let mut fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("title", t!("scorecard-title"))
            .hint(t!("scorecard-title-hint"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("opens", t!("scorecard-opens"))
            .errors(errors)
            .date(opens.day, opens.month, opens.year),
        Field::new("closes", t!("scorecard-closes"))
            .hint(t!("scorecard-closes-hint"))
            .errors(errors)
            .date(closes.day, closes.month, closes.year),
    ];
    if let Some(row) = existing {
        let promised = vec![
            (t!("scorecard-naming"), word(row.naming).into_any()),
            (
                t!("scorecard-minimum"),
                text::number(row.minimum).into_any(),
            ),
        ];
        fields.push(ui::summary_list(promised));
        fields.push(view! { <p class="hint">{t!("scorecard-promised")}</p> }.into_any());
    } else {
        let naming = Field::new("naming", t!("scorecard-naming"))
            .hint(t!("scorecard-naming-hint"))
            .value(&form.naming)
            .errors(errors);
        fields.push(naming.radios(choices::<Naming>()));
        let minimum = Field::new("minimum", t!("scorecard-minimum"))
            .hint(t!("scorecard-minimum-hint"))
            .width(Width::Short)
            .value(&form.minimum)
            .errors(errors);
        fields.push(minimum.number());
    }
    if !candidates.is_empty() {
        let people = candidates
            .iter()
            .map(|candidate| {
                Field::new(&group_field(candidate.id), candidate_label(candidate))
                    .sometimes()
                    .width(Width::Medium)
                    .value(form.group(candidate.id))
                    .errors(errors)
                    .select(
                        choices::<StakeholderGroup>(),
                        Some(t!("scorecard-not-invited")),
                    )
            })
            .collect();
        let legend = if existing.is_some() {
            t!("scorecard-invite-more")
        } else {
            t!("scorecard-invite")
        };
        fields.push(view! { <p class="hint">{t!("scorecard-invite-hint")}</p> }.into_any());
        fields.push(ui::fieldset(legend, people));
    }
    let (title, action, back) = match existing {
        None => {
            let index = url::index(&place.reference);
            (t!("scorecard-add"), index.clone(), index)
        }
        Some(row) => (
            t!("scorecard-edit"),
            url::act(&place.reference, row.id, "edit"),
            url::show(&place.reference, row.id),
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
    theirs: &RoundForm,
    yours: &RoundForm,
) -> AnyView {
    let [theirs, yours] = [theirs, yours].map(|form| round_in_words(form, &[]));
    ui::conflict(who, when, ConflictRow::between(theirs, yours))
}

/// What is in each field of a round's form, and for which group each of the
/// `candidates` was to be invited.
pub(super) fn round_in_words(form: &RoundForm, candidates: &[Candidate]) -> Vec<(String, String)> {
    let mut words = vec![
        (t!("scorecard-title"), form.title.clone()),
        (t!("scorecard-opens"), form.opens().in_words()),
        (t!("scorecard-closes"), form.closes().in_words()),
    ];
    words.extend(candidates.iter().map(|candidate| {
        let group = text::chosen::<StakeholderGroup>(form.group(candidate.id));
        (candidate_label(candidate), group)
    }));
    words
}

fn candidate_label(candidate: &Candidate) -> String {
    t!(
        "scorecard-person",
        name = candidate.name.clone(),
        organisation = candidate.organisation.clone()
    )
}

/// A round with all that its page shows.
pub(super) struct Seen {
    pub(super) row: RoundRow,
    pub(super) invited: Vec<Invited>,
    /// Who has answered; nobody's id in an anonymous round.
    pub(super) answered: Vec<Uuid>,
    /// For which group the viewer is invited.
    pub(super) own_group: Option<StakeholderGroup>,
    pub(super) own: Option<OwnResponse>,
    pub(super) reminded: Option<(Option<String>, DateTime<Utc>)>,
}

/// Why what was asked no longer fits.
pub(super) fn moved_on(seen: &Seen, typed: Vec<(String, String)>, today: NaiveDate) -> AnyView {
    let words = match seen.row.state(today) {
        RoundState::Planned => t!(
            "scorecard-not-open-yet",
            date = text::date(seen.row.opens_on)
        ),
        RoundState::Open => t!("scorecard-answered-already"),
        RoundState::Over | RoundState::Closed | RoundState::Published => {
            t!("scorecard-takes-no-answers")
        }
    };
    let words = view! { <p>{words}</p> }.into_any();
    ui::moved_on(t!("scorecard-moved-on"), words, typed)
}

/// A round's page: how far it is, what the viewer can do, who is invited.
pub(super) fn show(
    place: &Place,
    seen: &Seen,
    problem: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let row = &seen.row;
    let state = row.state(today);
    let runs = place.may(Action::RunScorecard);
    let edits = runs && row.closed_at.is_none();
    let edit = edits.then(|| {
        let href = url::act(&place.reference, row.id, "edit");
        ui::button_link(href, t!("scorecard-edit"), false)
    });
    let by = |name: &Option<String>| name.clone().unwrap_or_else(|| t!("by-command-line"));
    let mut facts = vec![
        (t!("scorecard-state"), state_tag(state)),
        (t!("scorecard-naming"), word(row.naming).into_any()),
        (t!("scorecard-opens"), ui::date(row.opens_on)),
        (t!("scorecard-closes"), ui::date(row.closes_on)),
        (t!("scorecard-progress"), progress(row).into_any()),
        (t!("scorecard-planned-by"), by(&row.planned_by).into_any()),
    ];
    if let Some(at) = row.closed_at {
        let words = view! { <span>{by(&row.closed_by)}", "{ui::moment(at)}</span> };
        facts.push((t!("scorecard-closed-by"), words.into_any()));
    }
    if let Some(at) = row.published_at {
        let words = view! { <span>{by(&row.published_by)}", "{ui::moment(at)}</span> };
        facts.push((t!("scorecard-published-by"), words.into_any()));
    }
    if let Some((name, at)) = &seen.reminded {
        let words = view! { <span>{by(name)}", "{ui::moment(*at)}</span> };
        facts.push((t!("scorecard-reminded-by"), words.into_any()));
    }
    let heading = ui::typed(row.title.clone(), &row.language);
    let main = view! {
        {own_part(place, seen, state)}
        {ui::section("facts", t!("scorecard-facts"), vec![], view! {
            {ui::summary_list(facts)}
            <p class="hint">{promise(row)}</p>
        }.into_any())}
        {ui::section("invited", t!("scorecard-invited"), vec![], invited_table(seen))}
    };
    let aside = view! {
        {runs.then(|| run_part(place, seen, state))}
    };
    view! {
        {problem}
        <header class="heading">
            <div>
                <p class="heading-caption">{t!("scorecard-round")}</p>
                <h1>{heading}</h1>
            </div>
            <div class="actions">{edit}</div>
        </header>
        {partnerships::sub_nav(place, partnerships::Tab::Scorecards)}
        {ui::columns(main.into_any(), aside.into_any())}
    }
    .into_any()
}

/// What people were told about their names when they were invited.
fn promise(row: &RoundRow) -> String {
    match row.naming {
        Naming::Attributed => t!("scorecard-promise-attributed"),
        Naming::Anonymous => t!("scorecard-promise-anonymous", minimum = row.minimum),
    }
}

/// What the viewer can answer or read.
fn own_part(place: &Place, seen: &Seen, state: RoundState) -> AnyView {
    let row = &seen.row;
    let open_results = state == RoundState::Published
        || state == RoundState::Closed && place.may(Action::RunScorecard);
    let results = open_results.then(|| {
        let href = url::act(&place.reference, row.id, "results");
        let link = ui::button_link(href, t!("scorecard-see-results"), true);
        view! { <p>{link}</p> }
    });
    let sent = seen.own.as_ref().and_then(|own| own.submitted_at);
    let own = seen.own_group.map(|group| {
        let group = t!("scorecard-your-group", group = word(group));
        let (words, button) = match (sent, takes_answers(state)) {
            (Some(at), _) => (t!("scorecard-you-answered", when = text::moment(at)), None),
            (None, true) => {
                let (words, label) = if seen.own.is_some() {
                    (t!("scorecard-you-began"), t!("scorecard-go-on"))
                } else {
                    (t!("scorecard-you-are-asked"), t!("scorecard-answer"))
                };
                let href = url::act(&place.reference, row.id, "answer");
                (words, Some(ui::button_link(href, label, true)))
            }
            (None, false) if state == RoundState::Planned => (
                t!("scorecard-not-open-yet", date = text::date(row.opens_on)),
                None,
            ),
            (None, false) => (t!("scorecard-you-did-not"), None),
        };
        let button = button.map(|button| view! { <p>{button}</p> });
        view! { <p>{words}" "{group}</p>{button} }
    });
    let nothing = (results.is_none() && own.is_none())
        .then(|| view! { <p>{t!("scorecard-no-results-yet")}</p> });
    ui::section(
        "yours",
        t!("scorecard-yours"),
        vec![],
        view! { {own}{results}{nothing} }.into_any(),
    )
}

/// What those who run the round can do with it.
fn run_part(place: &Place, seen: &Seen, state: RoundState) -> AnyView {
    let row = &seen.row;
    let act = |act: &str, label: String, tone| {
        ui::action_form(url::act(&place.reference, row.id, act), label, vec![], tone)
    };
    let remind = (state == RoundState::Open && row.answered < row.invited).then(|| {
        view! {
            <p>{t!("scorecard-remind-text")}</p>
            {act("remind", t!("scorecard-remind"), Tone::Neutral)}
        }
    });
    let close = row.closed_at.is_none().then(|| {
        view! {
            <p>{t!("scorecard-close-text")}</p>
            {act("close", t!("scorecard-close"), Tone::Bad)}
        }
    });
    let publish = (state == RoundState::Closed).then(|| {
        view! {
            <p>{t!("scorecard-publish-text")}</p>
            {act("publish", t!("scorecard-publish"), Tone::Good)}
        }
    });
    if state == RoundState::Published {
        return ().into_any();
    }
    let body = view! { {remind}{close}{publish} }.into_any();
    ui::section("run", t!("scorecard-run"), vec![], body)
}

fn invited_table(seen: &Seen) -> AnyView {
    let attributed = seen.row.naming == Naming::Attributed;
    let mut columns = vec![
        list::column(t!("scorecard-who")),
        list::column(t!("scorecard-group")),
    ];
    if attributed {
        columns.push(list::column(t!("scorecard-answered")));
    }
    let cells = |person: &Invited| {
        let name = view! {
            <span>{person.name.clone()}</span>" "<span class="hint">{person.organisation.clone()}</span>
        };
        let mut cells = vec![name.into_any(), word(person.group).into_any()];
        if attributed {
            cells.push(if seen.answered.contains(&person.person_id) {
                ui::tag(Tone::Good, t!("scorecard-has-answered"))
            } else {
                ui::tag(Tone::Neutral, t!("scorecard-has-not-answered"))
            });
        }
        cells
    };
    let hint =
        (!attributed).then(|| view! { <p class="hint">{t!("scorecard-who-answered-hidden")}</p> });
    view! {
        {ui::table(Table {
            caption: t!("scorecard-invited-caption"),
            columns,
            rows: seen.invited.iter().map(cells).collect(),
        })}
        {hint}
    }
    .into_any()
}

/// A round that waits for the viewer's answer, for a workbench.
pub(crate) fn to_answer_item(
    row: WaitingRound,
    due: impl Fn(NaiveDate) -> (AnyView, String),
) -> AttentionItem {
    let (tag, when) = due(row.closes_on);
    let reminded = row
        .reminded_at
        .map(|at| t!("scorecard-you-were-reminded", when = text::moment(at)));
    let begun = row.begun.then(|| t!("scorecard-you-began"));
    let reason = [Some(when), reminded, begun];
    AttentionItem {
        title: row.title,
        language: row.language,
        href: url::show(&row.reference, row.id),
        reason: reason.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        tag,
        meta: row.partnership,
    }
}

/// A round that waits to be closed or published, for a workbench.
pub(crate) fn to_run_item(row: WaitingRound, today: NaiveDate) -> AttentionItem {
    let (state, reason) = if row.closed {
        (RoundState::Closed, t!("scorecard-waits-to-publish"))
    } else if row.closes_on < today {
        let date = text::date(row.closes_on);
        (
            RoundState::Over,
            t!("scorecard-waits-to-close", date = date),
        )
    } else {
        (RoundState::Open, t!("scorecard-all-answered"))
    };
    let progress = t!(
        "scorecard-progress-said",
        answered = row.answered,
        invited = row.invited
    );
    AttentionItem {
        title: row.title,
        language: row.language,
        href: url::show(&row.reference, row.id),
        reason,
        tag: state_tag(state),
        meta: format!("{progress} · {}", row.partnership),
    }
}
