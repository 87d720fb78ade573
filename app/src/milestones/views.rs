//! The pages of milestones.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::milestone::MilestoneState;

use super::db::{EntryRow, MilestoneRow};
use super::form::{EntryForm, Filters, MilestoneForm};
use super::url;
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, ConflictRow, Field, Table, Tone};
use crate::{list, partnerships, t};

/// A milestone's state, worse where it is past its date.
fn state_tag(row: &MilestoneRow, today: NaiveDate) -> AnyView {
    ui::tag(tone(row, today), word(row.state))
}

fn tone(row: &MilestoneRow, today: NaiveDate) -> Tone {
    match row.state {
        MilestoneState::Met => Tone::Good,
        MilestoneState::PartlyMet | MilestoneState::AtRisk => Tone::Warn,
        MilestoneState::Missed => Tone::Bad,
        MilestoneState::Cancelled => Tone::Muted,
        MilestoneState::Planned | MilestoneState::InProgress => {
            if row.dates().days_late(today, row.state) > 0 {
                Tone::Bad
            } else {
                Tone::Info
            }
        }
    }
}

/// How far a milestone has moved from its baseline, in words.
pub(super) fn slip(row: &MilestoneRow) -> String {
    match row.dates().slip_days() {
        None => t!("milestone-slip-unknown"),
        Some(0) => t!("milestone-slip-none"),
        Some(days) if days > 0 => t!("milestone-slip-later", days = days),
        Some(days) => t!("milestone-slip-earlier", days = -days),
    }
}

/// The list: filters, picture, table.
pub(super) fn index(
    place: &Place,
    filters: &Filters,
    rows: &[MilestoneRow],
    total: i64,
    today: NaiveDate,
) -> AnyView {
    let add = place
        .may_in_partnership(Action::PlanMilestone)
        .then(|| ui::button_link(url::new(&place.reference), t!("milestone-add"), true));
    let unfiltered = list::address(
        "",
        &Filters {
            page: String::new(),
            ..filters.clone()
        },
    )
    .is_empty();
    let body = if rows.is_empty() && unfiltered {
        ui::empty(
            t!("milestones-none-title"),
            t!("milestones-none-text"),
            None,
        )
    } else if rows.is_empty() {
        ui::empty(
            t!("milestones-no-match-title"),
            t!("milestones-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, rows, total, today)
    };
    view! {
        {ui::heading(t!("milestones-title"), Some(place.title.clone()), add.into_iter().collect())}
        {partnerships::sub_nav(place, partnerships::Tab::Milestones)}
        {filter_form(place, filters)}
        {body}
    }
    .into_any()
}

fn filter_form(place: &Place, filters: &Filters) -> AnyView {
    let here = url::index(&place.reference);
    let chip = |key, value: &str, label| list::chip(&here, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for state in &filters.state {
        let Ok(known) = state.parse::<MilestoneState>() else {
            continue;
        };
        chips.push(chip("state", state, word(known)));
    }
    if filters.late() {
        chips.push(chip("late", &filters.late, t!("milestones-late-only")));
    }
    let fields = vec![
        Field::filter("q", t!("milestones-search"))
            .value(&filters.q)
            .search(),
        Field::filter("state", t!("milestone-state"))
            .checkboxes(choices::<MilestoneState>(), &filters.state),
        Field::filter("late", t!("milestones-late-only")).checkbox(filters.late()),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(
    place: &Place,
    filters: &Filters,
    rows: &[MilestoneRow],
    total: i64,
    today: NaiveDate,
) -> AnyView {
    let here = url::index(&place.reference);
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
    view! {
        {ui::section("timeline", t!("milestones-timeline"), vec![], picture(place, filters, rows, today))}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(&place.reference), filters))}
    }
    .into_any()
}

fn picture(place: &Place, filters: &Filters, rows: &[MilestoneRow], today: NaiveDate) -> AnyView {
    let dates = rows.iter().flat_map(|row| {
        [
            Some(row.planned_on),
            row.baseline_on,
            row.forecast_on,
            row.actual_on,
        ]
        .into_iter()
        .flatten()
    });
    let from = dates.clone().min().unwrap_or(today);
    let to = dates.max().unwrap_or(today);
    let late = rows
        .iter()
        .filter(|row| row.state.is_open() && row.dates().due() < today)
        .count();
    let chart = ui::Chart {
        id: "milestones-picture".to_owned(),
        message: t!(
            "milestones-picture-message",
            shown = rows.len(),
            late = late
        ),
        description: t!("milestones-picture-description"),
        table: table(place, filters, rows, today),
    };
    let rows = rows
        .iter()
        .map(|row| ui::TimelineRow {
            label: row.title.clone(),
            href: Some(url::show(&place.reference, row.id)),
            baseline: row.baseline_on,
            planned: row.planned_on,
            forecast: row.forecast_on,
            actual: row.actual_on,
            tone: tone(row, today),
            tag: word(row.state),
        })
        .collect();
    ui::timeline(chart, from, to, today, rows)
}

fn table(place: &Place, filters: &Filters, rows: &[MilestoneRow], today: NaiveDate) -> AnyView {
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
    let optional = |date: Option<NaiveDate>| date.map_or_else(|| "–".into_any(), ui::date);
    let cells = |row: &MilestoneRow| {
        let link = ui::link(url::show(&place.reference, row.id), row.title.clone());
        vec![
            link,
            state_tag(row, today),
            ui::date(row.planned_on),
            optional(row.actual_on.or(row.forecast_on)),
            slip(row).into_any(),
            row.owner.clone().into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("milestones-caption"),
        columns: vec![
            sorted(t!("milestone"), "title"),
            list::column(t!("milestone-state")),
            sorted(t!("milestone-planned"), "planned"),
            sorted(t!("milestone-expected-or-reached"), "due"),
            list::column(t!("milestone-slip")),
            sorted(t!("milestone-owner"), "owner"),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

/// One milestone: its dates, its story, and the form for the next entry.
pub(super) fn show(
    place: &Place,
    row: &MilestoneRow,
    entries: Vec<EntryRow>,
    entry: Option<(&EntryForm, &Errors)>,
    conflict: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let edit = place.may(Action::PlanMilestone).then(|| {
        ui::button_link(
            url::edit(&place.reference, row.id),
            t!("button-edit"),
            false,
        )
    });
    let form = entry.map(|(form, errors)| {
        ui::section(
            "log",
            t!("milestone-log"),
            vec![],
            entry_form(place, row, form, errors),
        )
    });
    let summary = entry.map(|(_, errors)| ui::error_summary(errors));
    let story = if entries.is_empty() {
        ui::empty(
            t!("milestone-story-none-title"),
            t!("milestone-story-none-text"),
            None,
        )
    } else {
        ui::story(entries.into_iter().map(story_item).collect())
    };
    let main = view! {
        {ui::section("entries", t!("milestone-story"), vec![], story)}
        {form}
    };
    view! {
        {summary}
        {conflict}
        {ui::heading(row.title.clone(), Some(t!("milestone")), edit.into_iter().collect())}
        {partnerships::sub_nav(place, partnerships::Tab::Milestones)}
        {ui::columns(main.into_any(), facts(row, today))}
    }
    .into_any()
}

fn facts(row: &MilestoneRow, today: NaiveDate) -> AnyView {
    let or_unknown = |date: Option<NaiveDate>| date.map_or_else(|| t!("none").into_any(), ui::date);
    let late = row.dates().days_late(today, row.state);
    let mut facts = vec![
        (t!("milestone-state"), state_tag(row, today)),
        (t!("milestone-planned"), ui::date(row.planned_on)),
        (t!("milestone-baseline"), or_unknown(row.baseline_on)),
        (t!("milestone-forecast"), or_unknown(row.forecast_on)),
        (t!("milestone-actual"), or_unknown(row.actual_on)),
        (t!("milestone-slip"), slip(row).into_any()),
    ];
    if late > 0 {
        facts.push((
            t!("milestone-late"),
            ui::tag(Tone::Bad, t!("days", count = late)),
        ));
    }
    facts.push((t!("milestone-owner"), row.owner.clone().into_any()));
    if let Some(description) = &row.description {
        facts.push((
            t!("milestone-description"),
            ui::typed(description.clone(), &row.language),
        ));
    }
    ui::summary_list(facts)
}

fn story_item(entry: EntryRow) -> ui::StoryItem {
    let forecast = entry.forecast_on.map(|date| {
        view! { <p class="hint">{t!("milestone-forecast-said", date = text::date(date))}</p> }
    });
    let who = match (entry.person, entry.organisation) {
        (Some(person), Some(organisation)) => format!("{person}, {organisation}"),
        (person, _) => person.unwrap_or_else(|| t!("by-command-line")),
    };
    ui::StoryItem {
        when: ui::date(entry.happened_on),
        who,
        what: view! { <p>{ui::typed(entry.story, &entry.language)}</p>{forecast} }.into_any(),
        tag: Some(ui::tag(Tone::Neutral, word(entry.state))),
    }
}

fn entry_form(place: &Place, row: &MilestoneRow, form: &EntryForm, errors: &Errors) -> AnyView {
    let (happened, forecast) = (form.happened(), form.forecast());
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("story", t!("milestone-entry-story"))
            .hint(t!("milestone-entry-story-hint"))
            .value(&form.story)
            .errors(errors)
            .textarea(4),
        Field::new("happened", t!("milestone-entry-happened"))
            .hint(t!("milestone-entry-happened-hint"))
            .errors(errors)
            .date(happened.day, happened.month, happened.year),
        Field::new("state", t!("milestone-entry-state"))
            .value(&form.state)
            .errors(errors)
            .select(choices::<MilestoneState>(), None),
        Field::new("forecast", t!("milestone-forecast"))
            .optional()
            .hint(t!("milestone-forecast-hint"))
            .errors(errors)
            .date(forecast.day, forecast.month, forecast.year),
    ];
    ui::form(
        url::entries(&place.reference, row.id),
        fields,
        t!("milestone-log-submit"),
        None,
    )
}

/// The form for a milestone's plan, new or to edit.
pub(super) fn edit(
    place: &Place,
    existing: Option<&MilestoneRow>,
    owners: Vec<(String, String)>,
    form: &MilestoneForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let planned = form.planned();
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("title", t!("milestone-title"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("description", t!("milestone-description"))
            .optional()
            .value(&form.description)
            .errors(errors)
            .textarea(4),
        Field::new("owner", t!("milestone-owner"))
            .hint(t!("milestone-owner-hint"))
            .value(&form.owner)
            .errors(errors)
            .select(owners, Some(t!("error-choose"))),
        Field::new("planned", t!("milestone-planned"))
            .hint(t!("milestone-planned-hint"))
            .errors(errors)
            .date(planned.day, planned.month, planned.year),
    ];
    let (title, action, back) = match existing {
        None => {
            let index = url::index(&place.reference);
            (t!("milestone-add"), index.clone(), index)
        }
        Some(row) => {
            let edit = url::edit(&place.reference, row.id);
            (
                t!("milestone-edit"),
                edit,
                url::show(&place.reference, row.id),
            )
        }
    };
    let cancel = Some((back, t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, Some(place.title.clone()), vec![])}
        {ui::form(action, fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn plan_conflict(
    who: String,
    when: AnyView,
    theirs: &MilestoneRow,
    yours: &MilestoneForm,
    owners: &[(String, String)],
) -> AnyView {
    let planned = yours.planned();
    let owner = owners
        .iter()
        .find(|(id, _)| *id == yours.owner)
        .map(|(_, name)| name.clone());
    let row = |label, theirs: String, yours: String| ConflictRow {
        label,
        theirs,
        yours,
    };
    let rows = vec![
        row(
            t!("milestone-title"),
            theirs.title.clone(),
            yours.title.clone(),
        ),
        row(
            t!("milestone-description"),
            theirs.description.clone().unwrap_or_default(),
            yours.description.clone(),
        ),
        row(
            t!("milestone-owner"),
            theirs.owner.clone(),
            owner.unwrap_or_default(),
        ),
        row(
            t!("milestone-planned"),
            theirs.planned_on.format("%-d %-m %Y").to_string(),
            format!("{} {} {}", planned.day, planned.month, planned.year),
        ),
    ];
    ui::conflict(who, when, rows)
}

/// The state somebody else brought the milestone to, beside the one chosen.
pub(super) fn entry_conflict(
    who: String,
    when: AnyView,
    theirs: &MilestoneRow,
    yours: &EntryForm,
) -> AnyView {
    let chosen = yours
        .state
        .parse()
        .map_or_else(|_| yours.state.clone(), word::<MilestoneState>);
    let row = |label, theirs, yours| ConflictRow {
        label,
        theirs,
        yours,
    };
    let forecast = yours.forecast();
    let rows = vec![
        row(t!("milestone-entry-state"), word(theirs.state), chosen),
        row(
            t!("milestone-forecast"),
            theirs
                .forecast_on
                .map(|on| on.format("%-d %-m %Y").to_string())
                .unwrap_or_default(),
            format!("{} {} {}", forecast.day, forecast.month, forecast.year)
                .trim()
                .to_owned(),
        ),
    ];
    ui::conflict(who, when, rows)
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("milestone"),
        t!("milestone-state"),
        t!("milestone-planned"),
        t!("milestone-baseline"),
        t!("milestone-forecast"),
        t!("milestone-actual"),
        t!("milestone-slip-days"),
        t!("milestone-owner"),
        t!("milestone-description"),
    ]
}

/// A milestone as a row of the spreadsheet; dates as ISO 8601.
pub(super) fn csv_row(row: &MilestoneRow) -> Vec<String> {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    vec![
        row.title.clone(),
        row.state.code().to_owned(),
        row.planned_on.to_string(),
        date(row.baseline_on),
        date(row.forecast_on),
        date(row.actual_on),
        row.dates()
            .slip_days()
            .map(|days| days.to_string())
            .unwrap_or_default(),
        row.owner.clone(),
        row.description.clone().unwrap_or_default(),
    ]
}
