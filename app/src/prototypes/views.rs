//! The ripple: its part on the page of benefits, and the story of one prototype.

use chrono::{Days, NaiveDate};
use domain::access::Action;
use domain::benefit::UptakeStage;
use leptos::prelude::*;

use super::db::{PrototypeRow, UptakeRow};
use super::form::{PrototypeForm, UptakeForm};
use super::url;
use crate::access::Place;
use crate::form::{self, Errors};
use crate::text::{self, choices, word};
use crate::ui::{self, Field, SpanRow, Table, Tone};
use crate::{benefits, list, partnerships, t};

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

/// The prototypes of a partnership, or of all, below their benefits.
pub(crate) fn section(place: Option<&Place>, rows: &[PrototypeRow], today: NaiveDate) -> AnyView {
    let add = place
        .filter(|place| place.may_in_partnership(Action::ClaimBenefit))
        .map(|place| ui::button_link(url::new(&place.reference), t!("prototype-add"), false));
    let body = if rows.is_empty() {
        ui::empty(
            t!("prototypes-none-title"),
            t!("prototypes-none-text"),
            None,
        )
    } else {
        table(place, rows, today)
    };
    ui::section(
        "ripple",
        t!("prototypes-title"),
        add.into_iter().collect(),
        body,
    )
}

fn table(place: Option<&Place>, rows: &[PrototypeRow], today: NaiveDate) -> AnyView {
    let mut columns = vec![
        list::column(t!("prototype")),
        list::column(t!("prototype-works-in")),
        list::column(t!("prototype-since")),
        list::numeric(t!("prototype-in-use")),
        list::numeric(t!("prototype-piloting")),
    ];
    if place.is_none() {
        columns.push(list::column(t!("partnership")));
    }
    let cells = |row: &PrototypeRow| {
        let href = url::show(&row.reference, row.id);
        let mut cells = vec![
            view! { <a href=href>{ui::typed(row.title.clone(), &row.language)}</a> }.into_any(),
            row.jurisdiction.clone().into_any(),
            ui::date(row.works_since),
            text::number(row.in_use).into_any(),
            text::number(row.piloting).into_any(),
        ];
        if place.is_none() {
            let href = partnerships::url::show(&row.reference);
            cells.push(ui::link(href, row.partnership.clone()));
        }
        cells
    };
    ui::table(Table {
        caption: t!("prototypes-caption", date = text::date(today)),
        columns,
        rows: rows.iter().map(cells).collect(),
    })
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
    let back = benefits::url::of_partnership(&place.reference);
    let form = ui::form(
        url::below(&place.reference),
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
        {partnerships::sub_nav(place, partnerships::Tab::Benefits)}
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
