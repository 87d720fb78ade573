//! The pages of meetings.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::governance::{AgendaSource, MeetingState, Room, Seat, voters};
use domain::scorecard::StakeholderGroup;
use rust_decimal::Decimal;

use super::db::{AgendaRow, AttendanceRow, Held, MeetingRow, attended};
use super::draft::Drafted;
use super::form::{
    AgendaForm, AgendaValues, AttendanceForm, AttendanceValues, Filters, MeetingForm, MinutesForm,
    cell_name,
};
use super::url;
use crate::access::BodyPlace;
use crate::bodies::{self, MemberRow, Tab};
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Chip, ConflictRow, Field, Table, Tone, Width};
use crate::{actions, decisions, list, partnerships, t};

/// How a meeting stands, as a tag.
pub(crate) fn state_tag(state: MeetingState) -> AnyView {
    let tone = match state {
        MeetingState::Planned => Tone::Info,
        MeetingState::Held => Tone::Good,
        MeetingState::Unrecorded => Tone::Warn,
        MeetingState::Cancelled => Tone::Muted,
    };
    ui::tag(tone, word(state))
}

/// A share with the number behind it.
fn share(count: u32, share: Option<Decimal>) -> String {
    match share {
        Some(share) => t!("room-share", count = count, share = text::percent(share)),
        None => "–".to_owned(),
    }
}

impl Held {
    /// Whether somebody who gives care was in the room.
    pub(crate) fn has_care_providers(&self) -> bool {
        self.room.care_providers > 0
    }

    /// How many of those who gave care were in the room, and their share.
    pub(crate) fn care_words(&self) -> String {
        share(self.room.care_providers, self.room.care_share())
    }
}

/// That nobody who gives care was in the room on a day, in plain words.
fn without_care(room: Room, on: NaiveDate) -> Option<AnyView> {
    room.lacks_care_providers().then(|| {
        ui::notice(
            Tone::Bad,
            t!("room-without-care-title", date = text::date(on)),
            view! { <p>{t!("room-without-care-text")}</p> }.into_any(),
        )
    })
}

/// Who was in the room at a body's latest meetings: a picture and its table.
pub(crate) fn room_section(place: &BodyPlace, rows: &[Held]) -> AnyView {
    let all = ui::link(url::index(place.id), t!("meetings-all"));
    let body = match rows {
        [] => ui::empty(t!("room-none-title"), t!("room-none-text"), None),
        [.., last] => {
            view! { {without_care(last.room, last.planned_on)}{room_chart(rows)} }.into_any()
        }
    };
    ui::section("room", t!("room-title"), vec![all], body)
}

fn room_chart(rows: &[Held]) -> AnyView {
    let message = match (rows.first(), rows.last()) {
        (Some(first), Some(last)) if first.id != last.id => {
            let percent = |room: &Room| text::percent(room.care_share().unwrap_or_default());
            let (before, after) = (first.room.care_share(), last.room.care_share());
            let key = match after.cmp(&before) {
                std::cmp::Ordering::Less => "room-message-fell",
                std::cmp::Ordering::Greater => "room-message-rose",
                std::cmp::Ordering::Equal => "room-message-same",
            };
            t!(
                key,
                from = percent(&first.room),
                to = percent(&last.room),
                first = text::date(first.planned_on),
                last = text::date(last.planned_on)
            )
        }
        (Some(only), _) => t!(
            "room-message-one",
            share = text::percent(only.room.care_share().unwrap_or_default()),
            date = text::date(only.planned_on)
        ),
        _ => String::new(),
    };
    let cells = |row: &Held| {
        let href = url::show(row.body_id, row.id);
        vec![
            view! { <a href=href>{ui::date(row.planned_on)}</a> }.into_any(),
            row.care_words().into_any(),
            share(row.room.government, row.room.government_share()).into_any(),
            text::number(row.room.others()).into_any(),
            text::number(row.room.all).into_any(),
        ]
    };
    let chart = ui::Chart {
        id: "room-picture".to_owned(),
        message,
        description: t!("room-description"),
        table: ui::table(Table {
            caption: t!("room-caption"),
            columns: vec![
                list::column(t!("meeting")),
                list::column(t!("room-care-providers")),
                list::column(t!("room-government")),
                list::column(t!("room-others")),
                list::column(t!("room-all")),
            ],
            rows: rows.iter().map(cells).collect(),
        }),
    };
    let wholes = rows
        .iter()
        .map(|row| {
            let parts = vec![
                (
                    t!("room-care-providers"),
                    u64::from(row.room.care_providers),
                    Tone::Good,
                ),
                (
                    t!("room-government"),
                    u64::from(row.room.government),
                    Tone::Info,
                ),
                (
                    t!("room-others"),
                    u64::from(row.room.others()),
                    Tone::Neutral,
                ),
            ];
            (text::date(row.planned_on), parts)
        })
        .collect();
    ui::share_bars(chart, wholes)
}

/// The list of a body's meetings.
pub(super) fn index(
    place: &BodyPlace,
    filters: &Filters,
    rows: &[Held],
    total: i64,
    today: NaiveDate,
) -> AnyView {
    let add = place
        .may(Action::RunBody)
        .then(|| ui::button_link(url::new(place.id), t!("meeting-add"), true));
    let unfiltered = list::address(
        "",
        &Filters {
            page: String::new(),
            ..filters.clone()
        },
    )
    .is_empty();
    let body = if rows.is_empty() && unfiltered {
        ui::empty(t!("meetings-none-title"), t!("meetings-none-text"), None)
    } else if rows.is_empty() {
        ui::empty(
            t!("meetings-no-match-title"),
            t!("meetings-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, rows, total, today)
    };
    view! {
        {ui::heading(t!("meetings-title"), Some(place.name.clone()), add.into_iter().collect())}
        {bodies::sub_nav(place, Tab::Meetings)}
        {filter_form(place, filters)}
        {body}
    }
    .into_any()
}

fn filter_form(place: &BodyPlace, filters: &Filters) -> AnyView {
    let here = url::index(place.id);
    let chip = |label: String, without: &dyn Fn(&mut Filters)| {
        let mut rest = Filters {
            page: String::new(),
            ..filters.clone()
        };
        without(&mut rest);
        Chip {
            label,
            remove_href: list::address(&here, &rest),
        }
    };
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip(filters.q.clone(), &|rest| rest.q.clear()));
    }
    for code in &filters.state {
        if let Ok(state) = code.parse::<MeetingState>() {
            chips.push(chip(word(state), &|rest| {
                rest.state.retain(|other| other != code);
            }));
        }
    }
    let fields = vec![
        Field::filter("q", t!("meetings-search"))
            .value(&filters.q)
            .search(),
        Field::filter("state", t!("meeting-state"))
            .checkboxes(choices::<MeetingState>(), &filters.state),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(
    place: &BodyPlace,
    filters: &Filters,
    rows: &[Held],
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
    let sorted = list::sorted_column(t!("meeting"), "date", &filters.sort, |sort| {
        list::address(
            &here,
            &Filters {
                sort,
                page: String::new(),
                ..filters.clone()
            },
        )
    });
    let cells = |row: &Held| {
        let href = url::show(row.body_id, row.id);
        vec![
            view! { <a href=href>{ui::date(row.planned_on)}</a> }.into_any(),
            state_tag(row.state(today)),
            ui::typed(row.place.clone(), &row.language),
            row.care_words().into_any(),
            share(row.room.government, row.room.government_share()).into_any(),
            text::number(row.questions).into_any(),
            text::number(row.actions).into_any(),
        ]
    };
    let table = ui::table(Table {
        caption: t!("meetings-caption"),
        columns: vec![
            sorted,
            list::column(t!("meeting-state")),
            list::column(t!("meeting-place")),
            list::column(t!("room-care-providers")),
            list::column(t!("room-government")),
            list::column(t!("decisions-title")),
            list::column(t!("actions-title")),
        ],
        rows: rows.iter().map(cells).collect(),
    });
    view! {
        {table}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(place.id), filters))}
    }
    .into_any()
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("meeting"),
        t!("meeting-state"),
        t!("meeting-place"),
        t!("room-all"),
        t!("room-care-providers"),
        t!("room-government"),
        t!("decisions-title"),
        t!("actions-title"),
        t!("meeting-minutes"),
    ]
}

/// A meeting as a row of the spreadsheet.
pub(super) fn csv_row(row: &Held, today: NaiveDate) -> Vec<String> {
    vec![
        row.planned_on.to_string(),
        row.state(today).code().to_owned(),
        row.place.clone(),
        row.room.all.to_string(),
        row.room.care_providers.to_string(),
        row.room.government.to_string(),
        row.questions.to_string(),
        row.actions.to_string(),
        row.has_minutes.to_string(),
    ]
}

/// What a meeting's page shows.
pub(super) struct Seen {
    pub(super) row: MeetingRow,
    pub(super) agenda: Vec<AgendaRow>,
    pub(super) attendance: Vec<AttendanceRow>,
    pub(super) questions: Vec<decisions::DecisionRow>,
    /// Questions of the body that are open, wherever they were asked.
    pub(super) waiting: Vec<decisions::DecisionRow>,
    pub(super) actions: Vec<actions::ActionRow>,
}

impl Seen {
    fn room(&self) -> Room {
        let here = self.attendance.iter().filter(|one| one.present);
        Room::of(here.map(|one| one.group))
    }
}

/// One meeting, which prints as its minutes.
pub(super) fn show(
    place: &BodyPlace,
    seen: &Seen,
    problem: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let row = &seen.row;
    let runs = place.may(Action::RunBody);
    let edit = runs.then(|| {
        let href = url::edit(place.id, row.id);
        ui::button_link(href, t!("button-edit"), false)
    });
    let title = t!("meeting-of", date = text::date(row.planned_on));
    let caption = place.name.clone();
    view! {
        {problem}
        {ui::heading(title, Some(caption), edit.into_iter().collect())}
        {bodies::sub_nav(place, Tab::Meetings)}
        <div class="minutes stack">
            {without_care(seen.room(), row.planned_on)}
            {facts(seen, today)}
            {agenda_section(place, seen)}
            {attendance_section(place, seen)}
            {questions_section(place, seen)}
            {minutes_section(place, row)}
            {actions_section(place, seen, today)}
            <p class="print-only minutes-signature">{t!("minutes-signature")}</p>
        </div>
        <p class="list-tools"><span class="hint">{t!("meeting-print-hint")}</span></p>
    }
    .into_any()
}

fn facts(seen: &Seen, today: NaiveDate) -> AnyView {
    let row = &seen.row;
    let mut facts = vec![
        (t!("meeting-state"), state_tag(row.state(today))),
        (t!("meeting-planned"), ui::date(row.planned_on)),
        (
            t!("meeting-place"),
            ui::typed(row.place.clone(), &row.language),
        ),
    ];
    facts.extend(chair(&seen.attendance).map(|name| (word(Seat::Chair), name.into_any())));
    if row.recorded {
        let filled = voters(&attended(&seen.attendance)).len();
        let enough = u32::try_from(row.quorum).is_ok_and(|quorum| filled >= quorum as usize);
        let (tone, key) = match enough {
            true => (Tone::Good, "meeting-quorum-reached"),
            false => (Tone::Bad, "meeting-quorum-missed"),
        };
        let words = t!(key, filled = filled, quorum = row.quorum);
        facts.push((t!("body-quorum"), ui::tag(tone, words)));
        let room = seen.room();
        facts.push((
            t!("room-care-providers"),
            share(room.care_providers, room.care_share()).into_any(),
        ));
        facts.push((
            t!("room-government"),
            share(room.government, room.government_share()).into_any(),
        ));
    }
    ui::summary_list(facts)
}

/// Who led the meeting: its chair, if they were there.
fn chair(rows: &[AttendanceRow]) -> Option<String> {
    let mut chairs = rows
        .iter()
        .filter(|row| row.present && row.seat == Some(Seat::Chair));
    chairs.next().map(AttendanceRow::called)
}

fn tool(shown: bool, href: String, words: String) -> Vec<AnyView> {
    shown
        .then(|| ui::button_link(href, words, false))
        .into_iter()
        .collect()
}

fn agenda_section(place: &BodyPlace, seen: &Seen) -> AnyView {
    let row = &seen.row;
    let runs = place.may(Action::RunBody);
    let tools = tool(runs, url::agenda(place.id, row.id), t!("agenda-edit"));
    let body = if seen.agenda.is_empty() {
        ui::empty(t!("agenda-none-title"), t!("agenda-none-text"), None)
    } else {
        let items: Vec<_> = seen.agenda.iter().map(agenda_item).collect();
        view! { <ol class="agenda">{items}</ol> }.into_any()
    };
    ui::section("agenda", t!("agenda-title"), tools, body)
}

fn agenda_item(item: &AgendaRow) -> AnyView {
    let from = source_words(item.source);
    let about = item.about.as_ref().map(|reference| {
        let href = partnerships::url::show(reference);
        view! { " · "<a href=href>{ui::code(reference.clone())}</a> }
    });
    let closed = item
        .closed
        .then(|| view! { " · "{t!("closed-to-vendors")} });
    let meta = (from.is_some() || about.is_some() || closed.is_some())
        .then(|| view! { <p class="hint">{from}{about}{closed}</p> });
    view! { <li>{ui::typed(item.title.clone(), &item.language)}{meta}</li> }.into_any()
}

/// Where an item comes from; nothing where somebody put it there.
fn source_words(source: AgendaSource) -> Option<String> {
    (source != AgendaSource::Own).then(|| word(source))
}

fn attendance_section(place: &BodyPlace, seen: &Seen) -> AnyView {
    let row = &seen.row;
    let open = place.may(Action::RunBody) && !row.decided && !row.cancelled;
    let tools = tool(
        open,
        url::attendance(place.id, row.id),
        t!("attendance-edit"),
    );
    let body = if seen.attendance.is_empty() {
        ui::empty(
            t!("attendance-none-title"),
            t!("attendance-none-text"),
            None,
        )
    } else {
        attendance_table(&seen.attendance)
    };
    let kept = (place.may(Action::RunBody) && row.decided)
        .then(|| view! { <p class="hint screen-only">{t!("attendance-kept")}</p> });
    let body = view! { {body}{kept} };
    ui::section("attendance", t!("attendance-title"), tools, body.into_any())
}

fn attendance_table(rows: &[AttendanceRow]) -> AnyView {
    let voting = voters(&attended(rows));
    let cells = |row: &AttendanceRow| {
        let here = if row.present {
            ui::tag(Tone::Good, t!("attendance-present"))
        } else {
            ui::tag(Tone::Muted, t!("attendance-absent"))
        };
        let seat = row.seat.map_or_else(|| t!("attendance-guest"), word);
        let votes = row.member_id.is_some_and(|id| voting.contains(&id));
        let votes = (votes && row.seat == Some(Seat::Alternate))
            .then(|| view! { " "{t!("attendance-votes-instead")} });
        vec![
            row.called().into_any(),
            here,
            view! { {seat}{votes} }.into_any(),
            word(row.group).into_any(),
            row.organisation.clone().unwrap_or_default().into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("attendance-caption"),
        columns: vec![
            list::column(t!("attendance-name")),
            list::column(t!("attendance-presence")),
            list::column(t!("member-seat")),
            list::column(t!("member-group")),
            list::column(t!("member-organisation")),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

fn questions_section(place: &BodyPlace, seen: &Seen) -> AnyView {
    let row = &seen.row;
    let runs = place.may(Action::RunBody) && !row.cancelled;
    let ask = tool(
        runs,
        decisions::url::new(place.id, row.id),
        t!("decision-add"),
    );
    let body = if seen.questions.is_empty() {
        ui::empty(t!("decisions-none-title"), t!("decisions-none-text"), None)
    } else {
        decisions::minuted(&seen.questions)
    };
    let again: Vec<_> = seen
        .waiting
        .iter()
        .filter(|one| runs && one.meeting_id != row.id && one.outcome.is_some())
        .map(|one| {
            let href = decisions::url::again(place.id, row.id, one.id);
            let words = t!("decision-again", question = one.question.clone());
            view! { <li>{ui::link(href, words)}</li> }
        })
        .collect();
    let again = (!again.is_empty()).then(|| {
        view! { <div class="screen-only"><p class="hint">{t!("decision-again-hint")}</p><ul>{again}</ul></div> }
    });
    let body = view! { {body}{again} };
    ui::section("decisions", t!("decisions-title"), ask, body.into_any())
}

fn minutes_section(place: &BodyPlace, row: &MeetingRow) -> AnyView {
    let runs = place.may(Action::RunBody) && !row.cancelled;
    let tools = tool(runs, url::minutes(place.id, row.id), t!("minutes-edit"));
    let body = match (&row.minutes, &row.minutes_language) {
        (Some(minutes), Some(language)) => {
            view! { <p>{ui::typed(minutes.clone(), language)}</p> }.into_any()
        }
        _ => ui::empty(t!("minutes-none-title"), t!("minutes-none-text"), None),
    };
    ui::section("minutes", t!("meeting-minutes"), tools, body)
}

fn actions_section(place: &BodyPlace, seen: &Seen, today: NaiveDate) -> AnyView {
    let row = &seen.row;
    let runs = place.may(Action::RunBody) && !row.cancelled;
    let tools = tool(runs, actions::url::new(place.id, row.id), t!("action-add"));
    let body = if seen.actions.is_empty() {
        ui::empty(t!("actions-none-title"), t!("actions-none-text"), None)
    } else {
        actions::short_table(&seen.actions, today)
    };
    ui::section("actions", t!("actions-title"), tools, body)
}

/// The form for when and where a meeting is, new or to edit.
pub(super) fn edit(
    place: &BodyPlace,
    existing: Option<&MeetingRow>,
    form: &MeetingForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let planned = form.planned();
    let mut fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("planned", t!("meeting-planned"))
            .errors(errors)
            .date(planned.day, planned.month, planned.year),
        Field::new("place", t!("meeting-place"))
            .hint(t!("meeting-place-hint"))
            .value(&form.place)
            .errors(errors)
            .text(),
    ];
    // What is recorded was held, whatever was planned.
    if existing.is_some_and(|row| !row.recorded) {
        fields.push(
            Field::new("cancelled", t!("meeting-cancelled")).checkbox(form.cancelled == "true"),
        );
    }
    let (title, action, back) = match existing {
        None => {
            let index = url::index(place.id);
            (t!("meeting-add"), index.clone(), index)
        }
        Some(row) => (
            t!("meeting-edit"),
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

fn conflict_row(label: String, theirs: String, yours: String) -> ConflictRow {
    ConflictRow {
        label,
        theirs,
        yours,
    }
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &MeetingForm,
    yours: &MeetingForm,
) -> AnyView {
    let day = |form: &MeetingForm| {
        let planned = form.planned();
        format!("{} {} {}", planned.day, planned.month, planned.year)
    };
    let rows = vec![
        conflict_row(t!("meeting-planned"), day(theirs), day(yours)),
        conflict_row(
            t!("meeting-place"),
            theirs.place.clone(),
            yours.place.clone(),
        ),
    ];
    ui::conflict(who, when, rows)
}

/// The form for an agenda: what is there in its order, what the data puts
/// forward, and what else there is.
pub(super) fn agenda(
    place: &BodyPlace,
    row: &MeetingRow,
    items: &[AgendaRow],
    drafted: &[Drafted],
    (form, errors): (&AgendaForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let mut fields = vec![ui::hidden("version", &form.version)];
    fields.extend(items.iter().enumerate().map(|(index, item)| {
        let position = cell_name("position", item.id);
        let title = cell_name("title", item.id);
        let closed = cell_name("closed", item.id);
        let drop = cell_name("drop", item.id);
        let legend = match source_words(item.source) {
            Some(from) => t!("agenda-item-from", number = index + 1, from = from),
            None => t!("agenda-item", number = index + 1),
        };
        ui::fieldset(
            legend,
            vec![
                Field::filter(&position, t!("agenda-position"))
                    .value(form.cell(&position))
                    .errors(errors)
                    .width(Width::Short)
                    .number(),
                Field::new(&title, t!("agenda-item-title"))
                    .value(form.cell(&title))
                    .language(&item.language)
                    .errors(errors)
                    .textarea(2),
                Field::filter(&closed, t!("closed-to-vendors-box")).checkbox(form.ticked(&closed)),
                Field::filter(&drop, t!("agenda-drop")).checkbox(form.ticked(&drop)),
            ],
        )
    }));
    fields.push(proposals(drafted, form));
    fields.push(
        Field::new("added", t!("agenda-added"))
            .optional()
            .hint(t!("agenda-added-hint"))
            .value(&form.added)
            .errors(errors)
            .textarea(4),
    );
    fields.push(
        Field::filter("added_closed", t!("agenda-added-closed"))
            .checkbox(form.added_closed == "true"),
    );
    let cancel = Some((url::show(place.id, row.id), t!("button-cancel")));
    let title = t!("meeting-of", date = text::date(row.planned_on));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("agenda-edit"), Some(title), vec![])}
        <p class="lead">{t!("agenda-lead")}</p>
        {ui::form(url::agenda(place.id, row.id), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

fn proposals(drafted: &[Drafted], form: &AgendaForm) -> AnyView {
    if drafted.is_empty() {
        return view! { <p class="hint">{t!("agenda-draft-none")}</p> }.into_any();
    }
    let boxes = drafted
        .iter()
        .map(|one| {
            let name = cell_name("draft", &one.key);
            let hint = match one.closed {
                true => format!("{} · {}", word(one.source), t!("closed-to-vendors")),
                false => word(one.source),
            };
            Field::filter(&name, one.title.clone())
                .hint(hint)
                .checkbox(form.ticked(&name))
        })
        .collect();
    ui::fieldset(t!("agenda-draft"), boxes)
}

/// What somebody else put on the agenda, beside what was typed.
pub(super) fn agenda_conflict(
    who: String,
    when: AnyView,
    theirs: &[AgendaRow],
    yours: &AgendaValues,
) -> AnyView {
    let lines = |titles: Vec<&str>| {
        let numbered = titles.iter().enumerate();
        let lines: Vec<_> = numbered
            .map(|(index, title)| format!("{}. {title}", index + 1))
            .collect();
        lines.join("\n")
    };
    let theirs = lines(theirs.iter().map(|item| item.title.as_str()).collect());
    let yours = lines(yours.items.iter().map(|item| item.title.as_str()).collect());
    ui::conflict(
        who,
        when,
        vec![conflict_row(t!("agenda-title"), theirs, yours)],
    )
}

/// The form for who was there.
pub(super) fn attendance(
    place: &BodyPlace,
    row: &MeetingRow,
    members: &[MemberRow],
    (form, errors): (&AttendanceForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let mut fields = vec![ui::hidden("version", &form.version)];
    let boxes: Vec<_> = members
        .iter()
        .map(|member| {
            let name = cell_name("present", member.id);
            let seat = match &member.stands_in_for {
                Some(other) => t!("member-alternate-for", name = other.clone()),
                None => word(member.seat),
            };
            let hint = format!("{seat} · {} · {}", word(member.group), member.organisation);
            Field::filter(&name, member.name.clone())
                .hint(hint)
                .errors(errors)
                .checkbox(form.ticked(&name))
        })
        .collect();
    if boxes.is_empty() {
        fields.push(view! { <p class="hint">{t!("attendance-no-members")}</p> }.into_any());
    } else {
        fields.push(ui::fieldset(t!("attendance-members"), boxes));
    }
    let guests = (0..form.guest_lines())
        .flat_map(|n| {
            let (name, group) = (cell_name("guest", n), cell_name("guest-group", n));
            [
                Field::filter(&name, t!("attendance-guest-name", number = n + 1))
                    .value(form.cell(&name))
                    .errors(errors)
                    .text(),
                Field::filter(&group, t!("attendance-guest-group", number = n + 1))
                    .value(form.cell(&group))
                    .errors(errors)
                    .select(
                        choices::<StakeholderGroup>(),
                        Some(t!("attendance-no-guest")),
                    ),
            ]
        })
        .collect();
    fields.push(ui::fieldset(t!("attendance-guests"), guests));
    let cancel = Some((url::show(place.id, row.id), t!("button-cancel")));
    let title = t!("meeting-of", date = text::date(row.planned_on));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("attendance-edit"), Some(title), vec![])}
        <p class="lead">{t!("attendance-lead")}</p>
        {ui::form(url::attendance(place.id, row.id), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// Says that a question was decided with those who were recorded.
pub(super) fn attendance_stands(typed: Vec<(String, String)>) -> AnyView {
    let words = view! { <p>{t!("attendance-stands")}</p> };
    ui::moved_on(t!("ui-conflict-title"), words.into_any(), typed)
}

/// Who was there, as the form says.
pub(super) fn attendance_in_words(
    form: &AttendanceForm,
    members: &[MemberRow],
) -> Vec<(String, String)> {
    let here = members
        .iter()
        .filter(|member| form.ticked(&cell_name("present", member.id)))
        .map(|member| member.name.clone());
    let guests = (0..form.guest_lines()).map(|n| {
        let group = form.cell(&cell_name("guest-group", n));
        let group = text::chosen::<StakeholderGroup>(group);
        [form.cell(&cell_name("guest", n)).to_owned(), group]
            .into_iter()
            .filter(|words| !words.trim().is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    });
    let guests: Vec<_> = guests.filter(|guest| !guest.is_empty()).collect();
    vec![
        (
            t!("attendance-members"),
            here.collect::<Vec<_>>().join("\n"),
        ),
        (t!("attendance-guests"), guests.join("\n")),
    ]
}

/// Whom somebody else recorded, beside what was typed.
pub(super) fn attendance_conflict(
    who: String,
    when: AnyView,
    theirs: &[AttendanceRow],
    yours: &AttendanceValues,
    members: &[MemberRow],
) -> AnyView {
    let here = theirs.iter().filter(|row| row.present);
    let theirs: Vec<_> = here.map(AttendanceRow::called).collect();
    let present = yours.members.iter().filter(|(.., present)| *present);
    let name = |id: uuid::Uuid| {
        let member = members.iter().find(|member| member.id == id);
        member.map(|member| member.name.clone())
    };
    let yours: Vec<_> = present
        .filter_map(|(id, ..)| name(*id))
        .chain(yours.guests.iter().map(|(name, _)| name.clone()))
        .collect();
    let row = conflict_row(t!("attendance-title"), theirs.join("\n"), yours.join("\n"));
    ui::conflict(who, when, vec![row])
}

/// The form for the minutes.
pub(super) fn minutes(
    place: &BodyPlace,
    row: &MeetingRow,
    (form, errors): (&MinutesForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let fields = vec![
        ui::hidden("version", &form.version),
        Field::new("minutes", t!("meeting-minutes"))
            .optional()
            .hint(t!("meeting-minutes-hint"))
            .value(&form.minutes)
            .language(row.minutes_language.as_deref().unwrap_or_default())
            .errors(errors)
            .textarea(14),
    ];
    let cancel = Some((url::show(place.id, row.id), t!("button-cancel")));
    let title = t!("meeting-of", date = text::date(row.planned_on));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("minutes-edit"), Some(title), vec![])}
        {ui::form(url::minutes(place.id, row.id), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// The minutes that somebody else saved, beside what was typed.
pub(super) fn minutes_conflict(
    who: String,
    when: AnyView,
    theirs: &MinutesForm,
    yours: &MinutesForm,
) -> AnyView {
    let row = conflict_row(
        t!("meeting-minutes"),
        theirs.minutes.clone(),
        yours.minutes.clone(),
    );
    ui::conflict(who, when, vec![row])
}
