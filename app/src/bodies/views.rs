//! The pages of bodies.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::governance::{BodyLevel, Seat, median};
use domain::scorecard::StakeholderGroup;

use super::db::{BodyRow, Candidate, MemberRow};
use super::form::{BodyForm, Filters, Home, MemberForm};
use super::{Tab, url};
use crate::access::{BodyPlace, CurrentPerson};
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, ConflictRow, Field, Table, Tile, Tone, Width};
use crate::{actions, decisions, governance, jurisdictions, list, meetings, partnerships, t};

/// The way between a body's pages.
pub(crate) fn sub_nav(place: &BodyPlace, current: Tab) -> AnyView {
    let items = [
        (Tab::Summary, url::show(place.id), t!("body-summary")),
        (
            Tab::Meetings,
            meetings::url::index(place.id),
            t!("meetings-title"),
        ),
        (
            Tab::Decisions,
            decisions::url::index(place.id),
            t!("decisions-title"),
        ),
        (
            Tab::Actions,
            actions::url::index(place.id),
            t!("actions-title"),
        ),
    ]
    .into_iter()
    .map(|(tab, href, label)| ui::NavItem {
        href,
        label,
        current: tab == current,
    })
    .collect();
    ui::sub_nav(t!("body-pages"), items)
}

/// The middle of the days to sign off, in words.
pub(crate) fn days_words(days: &[i32]) -> String {
    let days: Vec<i64> = days.iter().copied().map(i64::from).collect();
    median(&days).map_or_else(
        || t!("sign-off-none"),
        |days| t!("sign-off-days", days = text::number(days.normalize())),
    )
}

/// Whose body it is, with the way there.
fn home(row: &BodyRow) -> AnyView {
    match (
        &row.jurisdiction_id,
        &row.jurisdiction,
        &row.reference,
        &row.partnership,
    ) {
        (Some(id), Some(name), ..) => ui::link(jurisdictions::url::show(*id), name.clone()),
        (.., Some(reference), Some(title)) => {
            let href = partnerships::url::show(reference);
            let language = row.partnership_language.as_deref().unwrap_or_default();
            view! { <a href=href>{ui::typed(title.clone(), language)}</a> }.into_any()
        }
        _ => t!("body-home-hidden").into_any(),
    }
}

fn link(row: &BodyRow) -> AnyView {
    let href = url::show(row.id);
    view! { <a href=href>{ui::typed(row.name.clone(), &row.language)}</a> }.into_any()
}

fn next_meeting(row: &BodyRow) -> AnyView {
    match (row.next_meeting_id, row.next_meeting_on) {
        (Some(id), Some(on)) => {
            let href = meetings::url::show(row.id, id);
            view! { <a href=href>{ui::date(on)}</a> }.into_any()
        }
        _ => "–".into_any(),
    }
}

fn overdue(row: &BodyRow) -> AnyView {
    if row.overdue_actions > 0 {
        ui::tag(Tone::Bad, text::number(row.overdue_actions))
    } else {
        text::number(0).into_any()
    }
}

fn seats(row: &BodyRow) -> String {
    t!("body-seats", voting = row.voting, members = row.members)
}

/// The list of bodies.
pub(super) fn index(
    person: &CurrentPerson,
    filters: &Filters,
    rows: &[BodyRow],
    total: i64,
    today: NaiveDate,
) -> AnyView {
    let add = (person.role == domain::access::Role::MinistryOfficial)
        .then(|| ui::button_link(url::NEW.to_owned(), t!("body-add"), true));
    let unfiltered = list::address(
        "",
        &Filters {
            page: String::new(),
            ..filters.clone()
        },
    )
    .is_empty();
    let body = if rows.is_empty() && unfiltered {
        ui::empty(t!("bodies-none-title"), t!("bodies-none-text"), None)
    } else if rows.is_empty() {
        ui::empty(
            t!("bodies-no-match-title"),
            t!("bodies-no-match-text"),
            None,
        )
    } else {
        listing(filters, rows, total)
    };
    view! {
        {ui::heading(t!("bodies-title"), Some(t!("bodies-caption-as-of", date = text::date(today))), add.into_iter().collect())}
        <p class="lead">{t!("bodies-lead")}</p>
        {filter_form(filters)}
        {body}
    }
    .into_any()
}

fn filter_form(filters: &Filters) -> AnyView {
    let here = url::INDEX;
    let chip = |key, value: &str, label| list::chip(here, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for code in &filters.level {
        if let Ok(level) = code.parse::<BodyLevel>() {
            chips.push(chip("level", code, word(level)));
        }
    }
    if filters.waiting() {
        chips.push(chip("waiting", &filters.waiting, t!("bodies-waiting-only")));
    }
    let fields = vec![
        Field::filter("q", t!("bodies-search"))
            .value(&filters.q)
            .search(),
        Field::filter("level", t!("body-level")).checkboxes(choices::<BodyLevel>(), &filters.level),
        Field::filter("waiting", t!("bodies-waiting-only")).checkbox(filters.waiting()),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.to_owned(), fields, chips, here.to_owned())
}

fn listing(filters: &Filters, rows: &[BodyRow], total: i64) -> AnyView {
    let page = list::page_number(&filters.page);
    let paging = list::paging(page, total, |page| {
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

fn table(filters: &Filters, rows: &[BodyRow]) -> AnyView {
    let sorted = |label, key| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            let filters = Filters {
                sort,
                page: String::new(),
                ..filters.clone()
            };
            list::address(url::INDEX, &filters)
        })
    };
    let columns = vec![
        sorted(t!("body"), "name"),
        sorted(t!("body-level"), "level"),
        list::column(t!("body-home")),
        sorted(t!("body-next-meeting"), "next"),
        list::column(t!("body-open-questions")),
        list::column(t!("body-overdue-actions")),
        list::column(t!("sign-off-median")),
    ];
    let cells = |row: &BodyRow| {
        vec![
            link(row),
            word(row.level).into_any(),
            home(row),
            next_meeting(row),
            text::number(row.open_questions).into_any(),
            overdue(row),
            days_words(&row.sign_off_days).into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("bodies-caption"),
        columns,
        rows: rows.iter().map(cells).collect(),
    })
}

/// Bodies on another page, such as their partnership's.
pub(crate) fn listing_table(rows: &[BodyRow]) -> AnyView {
    let cells = |row: &BodyRow| {
        vec![
            link(row),
            word(row.level).into_any(),
            next_meeting(row),
            text::number(row.open_questions).into_any(),
            overdue(row),
            days_words(&row.sign_off_days).into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("governance-bodies-caption"),
        columns: vec![
            list::column(t!("body")),
            list::column(t!("body-level")),
            list::column(t!("body-next-meeting")),
            list::column(t!("body-open-questions")),
            list::column(t!("body-overdue-actions")),
            list::column(t!("sign-off-median")),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

/// What a body's page shows.
pub(super) struct Seen {
    pub(super) row: BodyRow,
    pub(super) members: Vec<MemberRow>,
    pub(super) meetings: Vec<meetings::Held>,
    /// Those that are open longest, and how many are open.
    pub(super) questions: (Vec<decisions::DecisionRow>, i64),
    /// Those due earliest, and how many are not verified.
    pub(super) actions: (Vec<actions::ActionRow>, i64),
}

/// One body: its figures, who was in the room, what is open, who sits there.
pub(super) fn show(place: &BodyPlace, seen: &Seen, today: NaiveDate) -> AnyView {
    let row = &seen.row;
    let mut tools = Vec::new();
    if place.may(Action::RunBody) {
        let new = meetings::url::new(place.id);
        tools.push(ui::button_link(new, t!("meeting-add"), true));
    }
    if place.may(Action::KeepBody) {
        tools.push(ui::button_link(
            url::edit(place.id),
            t!("button-edit"),
            false,
        ));
    }
    let main = view! {
        {meetings::room_section(place, &seen.meetings)}
        {questions_section(place, &seen.questions)}
        {actions_section(place, &seen.actions, today)}
        {members_section(place, &seen.members, today)}
    };
    view! {
        {ui::heading(row.name.clone(), Some(word(row.level)), tools)}
        {sub_nav(place, Tab::Summary)}
        <p class="lead">{ui::typed(row.purpose.clone(), &row.language)}</p>
        {ui::tiles(tiles(seen))}
        {ui::columns(main.into_any(), facts(row))}
    }
    .into_any()
}

fn tiles(seen: &Seen) -> Vec<Tile> {
    let row = &seen.row;
    let tile = |value: String, label, note, href, tone| Tile {
        value,
        label,
        note,
        href,
        tone,
    };
    let next = row.next_meeting_id.zip(row.next_meeting_on);
    let late = if row.overdue_actions > 0 {
        Tone::Bad
    } else {
        Tone::Neutral
    };
    vec![
        tile(
            next.map_or_else(|| t!("body-no-meeting"), |(_, on)| text::date(on)),
            t!("body-next-meeting"),
            None,
            next.map(|(id, _)| meetings::url::show(row.id, id)),
            Tone::Neutral,
        ),
        tile(
            text::number(row.open_questions),
            t!("body-open-questions"),
            None,
            Some(decisions::url::open(row.id)),
            Tone::Neutral,
        ),
        tile(
            text::number(row.overdue_actions),
            t!("body-overdue-actions"),
            None,
            Some(actions::url::overdue(row.id)),
            late,
        ),
        tile(
            days_words(&row.sign_off_days),
            t!("sign-off-median"),
            Some(t!("sign-off-of", count = row.sign_off_days.len())),
            Some(decisions::url::index(row.id)),
            Tone::Neutral,
        ),
    ]
}

fn facts(row: &BodyRow) -> AnyView {
    ui::summary_list(vec![
        (t!("body-level"), word(row.level).into_any()),
        (t!("body-home"), home(row)),
        (t!("body-members"), seats(row).into_any()),
        (t!("body-quorum"), quorum(row)),
    ])
}

/// The quorum, which a body with too few voting seats never reaches.
fn quorum(row: &BodyRow) -> AnyView {
    let words = t!("body-quorum-said", quorum = row.quorum);
    let short = (row.voting < i64::from(row.quorum)).then(|| {
        view! { <p>{ui::tag(Tone::Warn, t!("body-quorum-out-of-reach", voting = row.voting))}</p> }
    });
    view! { {words}{short} }.into_any()
}

fn questions_section(
    place: &BodyPlace,
    (rows, total): &(Vec<decisions::DecisionRow>, i64),
) -> AnyView {
    let body = if rows.is_empty() {
        ui::empty(
            t!("decisions-none-open-title"),
            t!("decisions-none-open-text"),
            None,
        )
    } else {
        let words = t!("decisions-open-all", count = *total);
        let others = others(rows.len(), *total, decisions::url::open(place.id), words);
        view! { {decisions::short_table(rows, false)}{others} }.into_any()
    };
    let all = ui::link(decisions::url::index(place.id), t!("decisions-all"));
    ui::section("questions", t!("decisions-open"), vec![all], body)
}

fn actions_section(
    place: &BodyPlace,
    (rows, total): &(Vec<actions::ActionRow>, i64),
    today: NaiveDate,
) -> AnyView {
    let body = if rows.is_empty() {
        ui::empty(
            t!("actions-none-open-title"),
            t!("actions-none-open-text"),
            None,
        )
    } else {
        let words = t!("actions-open-all", count = *total);
        let href = actions::url::unverified(place.id);
        let others = others(rows.len(), *total, href, words);
        view! { {actions::short_table(rows, today)}{others} }.into_any()
    };
    let all = ui::link(actions::url::index(place.id), t!("actions-all"));
    ui::section("actions", t!("actions-open"), vec![all], body)
}

/// The way to the whole list, where not all of it is shown.
fn others(shown: usize, total: i64, href: String, words: String) -> Option<AnyView> {
    let shown = i64::try_from(shown).unwrap_or(i64::MAX);
    (total > shown).then(|| view! { <p>{ui::link(href, words)}</p> }.into_any())
}

fn members_section(place: &BodyPlace, rows: &[MemberRow], today: NaiveDate) -> AnyView {
    let may_keep = place.may(Action::KeepBody);
    let add = may_keep.then(|| ui::button_link(url::new_member(place.id), t!("member-add"), false));
    let body = if rows.is_empty() {
        ui::empty(t!("members-none-title"), t!("members-none-text"), None)
    } else {
        let cells = |row: &MemberRow| {
            let name = if may_keep {
                ui::link(url::member(place.id, row.id), row.name.clone())
            } else {
                row.name.clone().into_any()
            };
            vec![
                name,
                seat(row, today),
                word(row.group).into_any(),
                row.organisation.clone().into_any(),
                term(row).into_any(),
            ]
        };
        ui::table(Table {
            caption: t!("members-caption"),
            columns: vec![
                list::column(t!("member-person")),
                list::column(t!("member-seat")),
                list::column(t!("member-group")),
                list::column(t!("member-organisation")),
                list::column(t!("member-term")),
            ],
            rows: rows.iter().map(cells).collect(),
        })
    };
    ui::section(
        "members",
        t!("body-members"),
        add.into_iter().collect(),
        body,
    )
}

fn seat(row: &MemberRow, today: NaiveDate) -> AnyView {
    let words = match &row.stands_in_for {
        Some(name) => t!("member-alternate-for", name = name.clone()),
        None => word(row.seat),
    };
    if row.sits_on(today) {
        words.into_any()
    } else if row.starts_on > today {
        view! { {words}" "{ui::tag(Tone::Info, t!("member-to-come"))} }.into_any()
    } else {
        view! { {words}" "{ui::tag(Tone::Muted, t!("member-past"))} }.into_any()
    }
}

fn term(row: &MemberRow) -> String {
    match row.ends_on {
        Some(ends) => t!(
            "member-term-said",
            from = text::date(row.starts_on),
            to = text::date(ends)
        ),
        None => t!("member-term-open", from = text::date(row.starts_on)),
    }
}

fn body_fields(form: &BodyForm, errors: &Errors) -> Vec<AnyView> {
    vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        ui::hidden("partnership", &form.partnership),
        Field::new("name", t!("body-name"))
            .hint(t!("body-name-hint"))
            .value(&form.name)
            .errors(errors)
            .text(),
        Field::new("purpose", t!("body-purpose"))
            .hint(t!("body-purpose-hint"))
            .value(&form.purpose)
            .errors(errors)
            .textarea(4),
        Field::new("quorum", t!("body-quorum"))
            .hint(t!("body-quorum-hint"))
            .value(&form.quorum)
            .errors(errors)
            .width(Width::Short)
            .number(),
    ]
}

/// The form for a new body.
pub(super) fn new(homes: &[Home], form: &BodyForm, errors: &Errors) -> AnyView {
    let options = homes
        .iter()
        .map(|home| (home.id.to_string(), home.label.clone()))
        .collect();
    let mut fields = body_fields(form, errors);
    fields.insert(
        0,
        Field::new("home", t!("body-home"))
            .hint(t!("body-home-hint"))
            .value(&form.home)
            .errors(errors)
            .select(options, Some(t!("error-choose"))),
    );
    let back = if form.partnership.is_empty() {
        url::INDEX.to_owned()
    } else {
        governance::url::show(&form.partnership)
    };
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("body-add"), None, vec![])}
        {ui::form(url::INDEX.to_owned(), fields, t!("button-save"), Some((back, t!("button-cancel"))))}
    }
    .into_any()
}

/// The form for a body that exists.
pub(super) fn edit(
    row: &BodyRow,
    form: &BodyForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let cancel = Some((url::show(row.id), t!("button-cancel")));
    let fields = body_fields(form, errors);
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("body-edit"), Some(row.name.clone()), vec![])}
        {ui::form(url::edit(row.id), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(who: String, when: AnyView, theirs: &BodyForm, yours: &BodyForm) -> AnyView {
    let row = |label, theirs: &str, yours: &str| ConflictRow {
        label,
        theirs: theirs.to_owned(),
        yours: yours.to_owned(),
    };
    let rows = vec![
        row(t!("body-name"), &theirs.name, &yours.name),
        row(t!("body-purpose"), &theirs.purpose, &yours.purpose),
        row(t!("body-quorum"), &theirs.quorum, &yours.quorum),
    ];
    ui::conflict(who, when, rows)
}

/// What the form of a member chooses from.
pub(super) struct Choices {
    pub(super) people: Vec<Candidate>,
    pub(super) principals: Vec<(String, String)>,
}

/// The form for a member, new or to edit.
pub(super) fn member(
    place: &BodyPlace,
    existing: Option<&MemberRow>,
    offered: &Choices,
    form: &MemberForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let (starts, ends) = (form.starts(), form.ends());
    let who = match existing {
        // Who it is stays; it is in the heading.
        Some(_) => ui::hidden("person", &form.person),
        None => {
            let people = offered
                .people
                .iter()
                .map(|one| {
                    let label = format!("{}, {}", one.name, one.organisation);
                    (one.id.to_string(), label)
                })
                .collect();
            Field::new("person", t!("member-person"))
                .hint(t!("member-person-hint"))
                .value(&form.person)
                .errors(errors)
                .select(people, Some(t!("error-choose")))
        }
    };
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        who,
        Field::new("group", t!("member-group"))
            .hint(t!("member-group-hint"))
            .value(&form.group)
            .errors(errors)
            .select(choices::<StakeholderGroup>(), Some(t!("error-choose"))),
        Field::new("seat", t!("member-seat"))
            .hint(t!("member-seat-hint"))
            .value(&form.seat)
            .errors(errors)
            .radios(choices::<Seat>()),
        Field::new("stands_in_for", t!("member-stands-in-for"))
            .sometimes()
            .hint(t!("member-stands-in-for-hint"))
            .value(&form.stands_in_for)
            .errors(errors)
            .select(offered.principals.clone(), Some(t!("member-nobody"))),
        Field::new("starts", t!("member-starts"))
            .errors(errors)
            .date(starts.day, starts.month, starts.year),
        Field::new("ends", t!("member-ends"))
            .optional()
            .hint(t!("member-ends-hint"))
            .errors(errors)
            .date(ends.day, ends.month, ends.year),
    ];
    let (title, action) = match existing {
        None => (t!("member-add"), url::members(place.id)),
        Some(row) => (
            t!("member-edit-of", name = row.name.clone()),
            url::member(place.id, row.id),
        ),
    };
    let cancel = Some((url::show(place.id), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, Some(place.name.clone()), vec![])}
        {ui::form(action, fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else saved of a member, beside what was typed.
pub(super) fn member_conflict(
    who: String,
    when: AnyView,
    theirs: &MemberForm,
    yours: &MemberForm,
    offered: &Choices,
) -> AnyView {
    let words = |form: &MemberForm| {
        let group: Option<StakeholderGroup> = form.group.parse().ok();
        let seat: Option<Seat> = form.seat.parse().ok();
        let principal = offered
            .principals
            .iter()
            .find(|(id, _)| *id == form.stands_in_for)
            .map(|(_, name)| name.clone());
        let (starts, ends) = (form.starts(), form.ends());
        let date = |day: &str, month: &str, year: &str| format!("{day} {month} {year}");
        [
            (t!("member-group"), group.map(word).unwrap_or_default()),
            (t!("member-seat"), seat.map(word).unwrap_or_default()),
            (t!("member-stands-in-for"), principal.unwrap_or_default()),
            (
                t!("member-starts"),
                date(starts.day, starts.month, starts.year),
            ),
            (t!("member-ends"), date(ends.day, ends.month, ends.year)),
        ]
    };
    let rows = words(theirs)
        .into_iter()
        .zip(words(yours))
        .map(|((label, theirs), (_, yours))| ConflictRow {
            label,
            theirs,
            yours,
        })
        .collect();
    ui::conflict(who, when, rows)
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("body"),
        t!("body-level"),
        t!("body-home"),
        t!("body-purpose"),
        t!("body-members"),
        t!("body-voting"),
        t!("body-quorum"),
        t!("body-next-meeting"),
        t!("body-open-questions"),
        t!("body-overdue-actions"),
        t!("sign-off-median"),
    ]
}

/// A body as a row of the spreadsheet.
pub(super) fn csv_row(row: &BodyRow) -> Vec<String> {
    let days: Vec<i64> = row.sign_off_days.iter().copied().map(i64::from).collect();
    vec![
        row.name.clone(),
        row.level.code().to_owned(),
        row.jurisdiction
            .clone()
            .or_else(|| row.reference.clone())
            .unwrap_or_default(),
        row.purpose.clone(),
        row.members.to_string(),
        row.voting.to_string(),
        row.quorum.to_string(),
        row.next_meeting_on
            .map(|on| on.to_string())
            .unwrap_or_default(),
        row.open_questions.to_string(),
        row.overdue_actions.to_string(),
        median(&days)
            .map(|days| days.normalize().to_string())
            .unwrap_or_default(),
    ]
}
