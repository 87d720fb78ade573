//! The ripple: the list of prototypes, its part on the page of benefits, and
//! the story of one prototype.

use chrono::{Days, NaiveDate};
use domain::access::Action;
use domain::benefit::UptakeStage;

use super::db::{PrototypeRow, UptakeRow};
use super::form::{Filters, NOBODY, PrototypeForm, UptakeForm};
use super::url;
use crate::access::Place;
use crate::form::{self, Errors};
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Column, Field, SpanRow, Table, Tone};
use crate::{list, partnerships, t};

fn stage_tone(stage: UptakeStage) -> Tone {
    match stage {
        UptakeStage::Considering => Tone::Neutral,
        UptakeStage::Piloting => Tone::Info,
        UptakeStage::InUse => Tone::Good,
        UptakeStage::GivenUp => Tone::Muted,
    }
}

fn stage_tag(stage: UptakeStage) -> AnyView {
    ui::tag(stage_tone(stage), word(stage))
}

fn here(place: Option<&Place>) -> String {
    place.map_or_else(
        || url::INDEX.to_owned(),
        |place| url::of_partnership(&place.reference),
    )
}

fn add(place: Option<&Place>, main: bool) -> Option<AnyView> {
    let place = place.filter(|place| place.may_in_partnership(Action::ClaimBenefit))?;
    let href = url::new(&place.reference);
    Some(ui::button_link(href, t!("prototype-add"), main))
}

fn none() -> AnyView {
    ui::empty(
        t!("prototypes-none-title"),
        t!("prototypes-none-text"),
        None,
    )
}

/// The newest prototypes, and how many there are.
pub(crate) struct Newest {
    pub(super) rows: Vec<PrototypeRow>,
    pub(super) total: i64,
}

/// The newest prototypes of a partnership, or of all, below their benefits.
pub(crate) fn section(place: Option<&Place>, newest: &Newest, today: NaiveDate) -> AnyView {
    let body = if newest.rows.is_empty() {
        none()
    } else {
        let table = ui::table(Table {
            caption: t!("prototypes-newest", date = text::date(today)),
            columns: columns(place, |label, _| list::column(label)),
            rows: newest.rows.iter().map(|row| cells(place, row)).collect(),
        });
        let all = ui::link(here(place), t!("prototypes-all", count = newest.total));
        view! { {table}<p>{all}</p> }.into_any()
    };
    let actions = add(place, false).into_iter().collect();
    ui::section("ripple", t!("prototypes-ripple"), actions, body)
}

fn columns(place: Option<&Place>, head: impl Fn(String, &str) -> Column) -> Vec<Column> {
    let figures = |label, key| Column {
        numeric: true,
        ..head(label, key)
    };
    let mut columns = vec![
        head(t!("prototype"), "title"),
        list::column(t!("prototype-works-in")),
        head(t!("prototype-since"), "since"),
        figures(t!("prototype-in-use"), "in_use"),
        figures(t!("prototype-piloting"), "piloting"),
        list::numeric(t!("prototype-considering")),
        list::numeric(t!("prototype-given-up")),
    ];
    if place.is_none() {
        columns.push(head(t!("partnership"), "place"));
    }
    columns
}

fn cells(place: Option<&Place>, row: &PrototypeRow) -> Vec<AnyView> {
    let href = url::show(&row.reference, row.id);
    let mut cells = vec![
        view! { <a href=href>{ui::typed(row.title.clone(), &row.language)}</a> }.into_any(),
        row.jurisdiction.clone().into_any(),
        ui::date(row.works_since),
        text::number(row.in_use).into_any(),
        text::number(row.piloting).into_any(),
        text::number(row.considering).into_any(),
        text::number(row.given_up).into_any(),
    ];
    if place.is_none() {
        let title = ui::typed(row.partnership.clone(), &row.partnership_language);
        let href = partnerships::url::show(&row.reference);
        cells.push(view! { <a href=href>{title}</a> }.into_any());
    }
    cells
}

/// The list, of a partnership or of all.
pub(super) fn index(
    place: Option<&Place>,
    filters: &Filters,
    (rows, total): (&[PrototypeRow], i64),
    takers: Vec<(String, String)>,
) -> AnyView {
    let body = if !rows.is_empty() {
        listing(place, filters, rows, total)
    } else if list::is_narrowed(filters) {
        ui::empty(
            t!("prototypes-no-match-title"),
            t!("prototypes-no-match-text"),
            None,
        )
    } else {
        none()
    };
    let caption = place.map(|place| place.title.clone());
    let nav = place.map(|place| partnerships::sub_nav(place, partnerships::Tab::Prototypes));
    let actions = add(place, true).into_iter().collect();
    view! {
        {ui::heading(t!("prototypes-title"), caption, actions)}
        {nav}
        <p class="lead">{t!("prototypes-lead")}</p>
        {filter_form(&here(place), filters, takers)}
        {body}
    }
    .into_any()
}

fn filter_form(here: &str, filters: &Filters, takers: Vec<(String, String)>) -> AnyView {
    let stages: Vec<(String, String)> = choices::<UptakeStage>()
        .into_iter()
        .chain([(NOBODY.to_owned(), t!("uptakes-none-title"))])
        .collect();
    let known = |options: &[(String, String)], value: &str| {
        let mut options = options.iter();
        options.find_map(|(code, words)| (code == value).then(|| words.clone()))
    };
    let chip = |key, value: &str, label| list::chip(here, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    if let Some(words) = known(&stages, &filters.stage) {
        chips.push(chip("stage", &filters.stage, words));
    }
    if let Some(name) = known(&takers, &filters.taken_in) {
        chips.push(chip("taken_in", &filters.taken_in, name));
    }
    let fields = vec![
        Field::filter("q", t!("prototypes-search"))
            .value(&filters.q)
            .search(),
        Field::filter("stage", t!("prototypes-stage"))
            .value(&filters.stage)
            .select(stages, Some(t!("any"))),
        Field::filter("taken_in", t!("prototypes-taken-in"))
            .value(&filters.taken_in)
            .select(takers, Some(t!("any"))),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.to_owned(), fields, chips, here.to_owned())
}

fn listing(place: Option<&Place>, filters: &Filters, rows: &[PrototypeRow], total: i64) -> AnyView {
    let here = here(place);
    let at = |sort: String, page: String| {
        list::address(
            &here,
            &Filters {
                sort,
                page,
                ..filters.clone()
            },
        )
    };
    let paging = list::paging(list::page_number(&filters.page), total, |page| {
        at(filters.sort.clone(), page.to_string())
    });
    let sorted = |label, key: &str| {
        list::sorted_column(label, key, &filters.sort, |sort| at(sort, String::new()))
    };
    view! {
        {ui::table(Table {
            caption: t!("prototypes-caption"),
            columns: columns(place, sorted),
            rows: rows.iter().map(|row| cells(place, row)).collect(),
        })}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&format!("{here}.csv"), filters))}
    }
    .into_any()
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("partnership-reference"),
        t!("prototype"),
        t!("prototype-description"),
        t!("prototype-works-in"),
        t!("prototype-since"),
        t!("prototype-in-use"),
        t!("prototype-piloting"),
        t!("prototype-considering"),
        t!("prototype-given-up"),
        t!("prototype-link"),
        t!("benefit-reported-by"),
    ]
}

/// A prototype as a row of the spreadsheet; dates as ISO 8601.
pub(super) fn csv_row(row: &PrototypeRow) -> Vec<String> {
    vec![
        row.reference.clone(),
        row.title.clone(),
        row.description.clone(),
        row.jurisdiction.clone(),
        row.works_since.to_string(),
        row.in_use.to_string(),
        row.piloting.to_string(),
        row.considering.to_string(),
        row.given_up.to_string(),
        row.link.clone().unwrap_or_default(),
        row.entered_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line")),
    ]
}

/// The form for a prototype.
pub(super) fn new(place: &Place, form: &PrototypeForm, errors: &Errors) -> AnyView {
    let since = form.since();
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("title", t!("prototype-title"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("description", t!("prototype-description"))
            .hint(t!("prototype-description-hint"))
            .value(&form.description)
            .errors(errors)
            .textarea(3),
        Field::new("since", t!("prototype-since"))
            .errors(errors)
            .date(since.day, since.month, since.year),
        Field::new("link", t!("prototype-link"))
            .optional()
            .value(&form.link)
            .errors(errors)
            .text(),
    ];
    let back = url::of_partnership(&place.reference);
    let form = ui::form(
        url::of_partnership(&place.reference),
        fields,
        t!("button-save"),
        Some((back, t!("button-cancel"))),
    );
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("prototype-add"), Some(place.title.clone()), vec![])}
        {form}
    }
    .into_any()
}

/// One prototype: who takes it up, and since when.
pub(super) fn show(
    place: &Place,
    (row, uptakes): (&PrototypeRow, &[UptakeRow]),
    places: Vec<(String, String)>,
    (form, errors): (&UptakeForm, &Errors),
    today: NaiveDate,
) -> AnyView {
    let take_up = place
        .may_in_partnership(Action::ClaimBenefit)
        .then(|| uptake_section(place, row, places, form, errors));
    let ripple = if uptakes.is_empty() {
        ui::empty(t!("uptakes-none-title"), t!("uptakes-none-text"), None)
    } else {
        picture(row, uptakes, today)
    };
    let main = view! {
        {ui::section("what", t!("prototype-what"), vec![], ui::typed(row.description.clone(), &row.language))}
        {ui::section("ripple", t!("uptakes-title"), vec![], ripple)}
        {take_up}
    };
    let mut facts = vec![
        (
            t!("prototype-works-in"),
            row.jurisdiction.clone().into_any(),
        ),
        (t!("prototype-since"), ui::date(row.works_since)),
        (t!("prototype-in-use"), text::number(row.in_use).into_any()),
        (
            t!("prototype-piloting"),
            text::number(row.piloting).into_any(),
        ),
        (
            t!("prototype-considering"),
            text::number(row.considering).into_any(),
        ),
        (
            t!("prototype-given-up"),
            text::number(row.given_up).into_any(),
        ),
        (
            t!("benefit-reported-by"),
            row.entered_by
                .clone()
                .unwrap_or_else(|| t!("by-command-line"))
                .into_any(),
        ),
    ];
    if let Some(link) = &row.link {
        facts.push((
            t!("prototype-link"),
            ui::link(form::uri(link), link.clone()),
        ));
    }
    view! {
        {ui::error_summary(errors)}
        {ui::heading(row.title.clone(), Some(t!("prototype-of", partnership = place.title.clone())), vec![])}
        {partnerships::sub_nav(place, partnerships::Tab::Prototypes)}
        {ui::columns(main.into_any(), ui::summary_list(facts))}
    }
    .into_any()
}

fn taker(row: &UptakeRow) -> String {
    match &row.organisation {
        Some(organisation) => t!(
            "uptake-at",
            jurisdiction = row.jurisdiction.clone(),
            organisation = organisation.clone()
        ),
        None => row.jurisdiction.clone(),
    }
}

/// Who takes it up over time: the prototype itself first, then each step of
/// each place until the next.
fn picture(row: &PrototypeRow, uptakes: &[UptakeRow], today: NaiveDate) -> AnyView {
    let mut spans = vec![SpanRow {
        label: t!("uptake-here", jurisdiction = row.jurisdiction.clone()),
        href: None,
        start: row.works_since,
        end: today,
        tone: Tone::Good,
        tag: t!("uptake-works"),
    }];
    for (index, uptake) in uptakes.iter().enumerate() {
        let next = uptakes[index + 1..]
            .iter()
            .find(|later| later.at() == uptake.at());
        let end = match (next, uptake.stage) {
            (Some(later), _) => later.since_on,
            (None, UptakeStage::GivenUp) => uptake.since_on,
            (None, _) => today,
        };
        spans.push(SpanRow {
            label: taker(uptake),
            href: None,
            start: uptake.since_on,
            end,
            tone: stage_tone(uptake.stage),
            tag: word(uptake.stage),
        });
    }
    let cells = |row: &UptakeRow| {
        let link = row
            .link
            .as_ref()
            .map(|link| view! { " "{ui::link(form::uri(link), t!("uptake-link"))} });
        let source = view! { {ui::typed(row.source.clone(), &row.language)}{link} };
        vec![
            taker(row).into_any(),
            stage_tag(row.stage),
            ui::date(row.since_on),
            source.into_any(),
            row.person
                .clone()
                .unwrap_or_else(|| t!("by-command-line"))
                .into_any(),
        ]
    };
    let table = {
        ui::table(Table {
            caption: t!("uptakes-caption"),
            columns: vec![
                list::column(t!("uptake-where")),
                list::column(t!("uptake-stage")),
                list::column(t!("uptake-since")),
                list::column(t!("uptake-source")),
                list::column(t!("benefit-reported-by")),
            ],
            rows: uptakes.iter().rev().map(cells).collect(),
        })
    };
    let chart = ui::Chart {
        id: "uptakes".to_owned(),
        message: t!(
            "uptakes-message",
            in_use = row.in_use,
            piloting = row.piloting
        ),
        description: t!("uptakes-description"),
        table,
    };
    let from = row.works_since - Days::new(30);
    ui::gantt(chart, from, today + Days::new(30), today, spans)
}

fn uptake_section(
    place: &Place,
    row: &PrototypeRow,
    places: Vec<(String, String)>,
    form: &UptakeForm,
    errors: &Errors,
) -> AnyView {
    let since = form.since();
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("jurisdiction", t!("jurisdiction"))
            .value(&form.jurisdiction)
            .errors(errors)
            .select(places, Some(t!("error-choose"))),
        Field::new("organisation", t!("uptake-organisation"))
            .optional()
            .hint(t!("uptake-organisation-hint"))
            .value(&form.organisation)
            .errors(errors)
            .text(),
        Field::new("stage", t!("uptake-stage"))
            .value(&form.stage)
            .errors(errors)
            .radios(choices::<UptakeStage>()),
        Field::new("since", t!("uptake-since")).errors(errors).date(
            since.day,
            since.month,
            since.year,
        ),
        Field::new("source", t!("uptake-source"))
            .hint(t!("uptake-source-hint"))
            .value(&form.source)
            .errors(errors)
            .text(),
        Field::new("link", t!("prototype-link"))
            .optional()
            .value(&form.link)
            .errors(errors)
            .text(),
    ];
    let action = url::uptakes(&place.reference, row.id);
    let form = ui::form(action, fields, t!("uptake-submit"), None);
    let body = view! { <p>{t!("uptake-text")}</p>{form} };
    ui::section("take-up", t!("uptake-add"), vec![], body.into_any())
}
