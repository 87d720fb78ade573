//! The pages of indicators and their targets, and their editor.

use chrono::NaiveDate;
use domain::access::Action;
use domain::funding::FiscalYear;
use domain::partnership::OutcomeDomain;
use domain::target::{
    Assessment, Combination, Direction, IndicatorKind, MeasurementState, TargetStatus,
};
use domain::{Vocabulary, calendar::Period};
use rust_decimal::Decimal;

use super::db::{IndicatorRow, TargetRow};
use super::form::{Choices, Filters, IndicatorForm, PER, Row};
use super::{Part, Standing, figure, held, url};
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::measurements::{self, MeasurementRow};
use crate::text::{self, choices, word};
use crate::ui::{
    self, Chip, ConflictRow, Field, PathMark, PathPoint, StoryItem, Table, Tile, Tone, Width,
};
use crate::{funding, list, partnerships, performance, t};

/// The way between a partnership's pages, and between those about its targets.
pub(crate) fn nav(place: &Place, current: Part) -> AnyView {
    let reference = &place.reference;
    let parts = [
        (Part::Indicators, url::index(reference), t!("targets-title")),
        (
            Part::Measurements,
            measurements::url::index(reference),
            t!("measurements-title"),
        ),
    ];
    let parts = parts.map(|(part, href, label)| ui::NavItem {
        href,
        label,
        current: part == current,
    });
    view! {
        {partnerships::sub_nav(place, partnerships::Tab::Targets)}
        {ui::sub_nav(t!("targets-parts"), parts.into())}
    }
    .into_any()
}

fn tone(status: TargetStatus) -> Tone {
    match status {
        TargetStatus::Achieved | TargetStatus::OnTrack => Tone::Good,
        TargetStatus::AtRisk => Tone::Warn,
        TargetStatus::OffTrack => Tone::Bad,
        TargetStatus::NoData => Tone::Muted,
    }
}

/// How an indicator stands in a word, with its shape.
pub(crate) fn status_tag(status: TargetStatus) -> AnyView {
    ui::tag(tone(status), word(status))
}

/// The list: filters, totals, table. `all` are all that fit.
pub(super) fn index(
    place: &Place,
    filters: &Filters,
    all: &[Standing],
    owners: Vec<(String, String)>,
) -> AnyView {
    let add = place
        .may_in_partnership(Action::PlanTarget)
        .then(|| ui::button_link(url::new(&place.reference), t!("indicator-add"), true));
    let none_at_all = owners.is_empty();
    let body = if none_at_all {
        ui::empty(t!("targets-none-title"), t!("targets-none-text"), None)
    } else if all.is_empty() {
        ui::empty(
            t!("targets-no-match-title"),
            t!("targets-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, all)
    };
    let filters = (!none_at_all).then(|| filter_form(place, filters, owners));
    view! {
        {ui::heading(t!("targets-title"), Some(place.title.clone()), add.into_iter().collect())}
        {nav(place, Part::Indicators)}
        {filters}
        {body}
    }
    .into_any()
}

fn filter_form(place: &Place, filters: &Filters, owners: Vec<(String, String)>) -> AnyView {
    let here = url::index(&place.reference);
    let mut chips = Vec::new();
    let mut chip = |label: String, without: &dyn Fn(&mut Filters)| {
        let mut filters = Filters {
            page: String::new(),
            ..filters.clone()
        };
        without(&mut filters);
        chips.push(Chip {
            label,
            remove_href: list::address(&here, &filters),
        });
    };
    if !filters.q.is_empty() {
        chip(filters.q.clone(), &|filters| filters.q.clear());
    }
    if let Some((_, name)) = owners.iter().find(|(id, _)| *id == filters.owner) {
        chip(name.clone(), &|filters| filters.owner.clear());
    }
    for status in filters.statuses() {
        chip(word(status), &|filters| {
            filters.status.retain(|code| code != status.code())
        });
    }
    for outcome in filters
        .outcome
        .iter()
        .filter_map(|code| code.parse::<OutcomeDomain>().ok())
    {
        chip(word(outcome), &|filters| {
            filters.outcome.retain(|code| code != outcome.code())
        });
    }
    let fields = vec![
        Field::filter("q", t!("targets-search"))
            .value(&filters.q)
            .search(),
        Field::filter("owner", t!("indicator-owner"))
            .value(&filters.owner)
            .select(owners, Some(t!("any"))),
        Field::filter("status", t!("target-status"))
            .checkboxes(choices::<TargetStatus>(), &filters.status),
        Field::filter("outcome", t!("indicator-outcome"))
            .checkboxes(choices::<OutcomeDomain>(), &filters.outcome),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(place: &Place, filters: &Filters, all: &[Standing]) -> AnyView {
    let here = url::index(&place.reference);
    let page = list::page_number(&filters.page);
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let paging = list::paging(page, total, |page| {
        list::address(
            &here,
            &Filters {
                page: page.to_string(),
                ..filters.clone()
            },
        )
    });
    let shown = list::on_page(all, page).collect();
    let csv = list::address(&url::csv(&place.reference), filters);
    view! {
        {totals(filters, &here, all)}
        {table(place, filters, shown)}
        {ui::pagination(paging)}
        {ui::list_tools(csv)}
    }
    .into_any()
}

/// How many indicators stand how; each figure leads to them.
fn totals(filters: &Filters, here: &str, all: &[Standing]) -> AnyView {
    let order = [
        TargetStatus::OffTrack,
        TargetStatus::AtRisk,
        TargetStatus::OnTrack,
        TargetStatus::Achieved,
        TargetStatus::NoData,
    ];
    let tiles = order.map(|status| {
        let having = all.iter().filter(|one| one.assessment.status == status);
        let count = having.count();
        let only = Filters {
            status: vec![status.code().to_owned()],
            page: String::new(),
            ..filters.clone()
        };
        Tile {
            value: text::number(count as u64),
            label: word(status),
            note: None,
            href: (count > 0).then(|| list::address(here, &only)),
            tone: if count > 0 {
                tone(status)
            } else {
                Tone::Neutral
            },
        }
    });
    ui::tiles(tiles.into())
}

fn table(place: &Place, filters: &Filters, shown: Vec<&Standing>) -> AnyView {
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
    let cells = |one: &Standing| {
        let href = url::show(&place.reference, one.row.id);
        let title = ui::typed(one.row.title.clone(), &one.row.language);
        let words = performance::basis_words(&one.assessment, &one.row.unit);
        vec![
            view! { <a href=href>{title}</a> }.into_any(),
            view! { {status_tag(one.assessment.status)}<p class="hint">{words}</p> }.into_any(),
            latest(one),
            aim(one),
            trend(one),
            one.row.owner.clone().into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("targets-caption"),
        columns: vec![
            sorted(t!("indicator"), "title"),
            sorted(t!("target-status"), "status"),
            sorted(t!("target-latest"), "measured"),
            list::column(t!("target")),
            list::column(t!("target-trend")),
            sorted(t!("indicator-owner"), "owner"),
        ],
        rows: shown.into_iter().map(cells).collect(),
    })
}

/// The figure that counts, what it is about, and who reported it.
fn latest(one: &Standing) -> AnyView {
    match (one.assessment.latest, one.latest()) {
        (Some((value, on)), Some(row)) => view! {
            {figure(value, &one.row.unit)}
            <p class="hint">{t!("target-latest-said", date = text::date(on), who = measurements::who(row))}</p>
        }
        .into_any(),
        _ => t!("target-not-measured").into_any(),
    }
}

/// The target aimed at.
fn aim(one: &Standing) -> AnyView {
    match one.assessment.target {
        None => t!("none").into_any(),
        Some(target) => view! {
            {figure(target.value, &one.row.unit)}
            <p class="hint">{t!("target-by", date = text::date(target.period.end()))}</p>
        }
        .into_any(),
    }
}

fn trend(one: &Standing) -> AnyView {
    match one.trend() {
        None => t!("target-trend-unknown").into_any(),
        Some(gain) if gain.is_zero() => ui::tag(Tone::Neutral, t!("target-trend-same")),
        Some(gain) if gain.is_sign_positive() => ui::tag(Tone::Good, t!("target-trend-better")),
        Some(_) => ui::tag(Tone::Warn, t!("target-trend-worse")),
    }
}

/// One indicator: how it stands, its way over time, its targets and how they
/// came to be, and what was measured.
pub(super) fn show(place: &Place, one: &Standing, today: NaiveDate) -> AnyView {
    let row = &one.row;
    let reference = &place.reference;
    let record = place
        .may_in_partnership(Action::RecordMeasurement)
        .then(|| {
            let new = measurements::url::new(reference, row.id);
            ui::button_link(new, t!("measurement-add"), true)
        });
    let edit = place
        .may_in_partnership(Action::PlanTarget)
        .then(|| ui::button_link(url::edit(reference, row.id), t!("indicator-edit"), false));
    let actions = [record, edit].into_iter().flatten().collect();
    let main = view! {
        {ui::section("way", t!("target-way"), vec![], way(one, today))}
        {ui::section("measurements", t!("measurements-title"), vec![], measured(place, one))}
        {ui::section("changes", t!("target-changes"), vec![], changes(one))}
    };
    view! {
        {ui::heading(row.title.clone(), Some(t!("indicator")), actions)}
        {nav(place, Part::Indicators)}
        {ui::columns(main.into_any(), facts(one))}
    }
    .into_any()
}

fn facts(one: &Standing) -> AnyView {
    let row = &one.row;
    let words = performance::basis_words(&one.assessment, &row.unit);
    let baseline = match row.baseline_value.zip(row.baseline_on) {
        Some((value, on)) => t!(
            "indicator-baseline-said",
            value = figure(value, &row.unit),
            date = text::date(on)
        ),
        None => t!("unknown"),
    };
    let mut facts = vec![
        (
            t!("target-status"),
            view! { {status_tag(one.assessment.status)}<p class="hint">{words}</p> }.into_any(),
        ),
        (t!("target-latest"), latest(one)),
        (t!("target"), aim(one)),
        (t!("target-trend"), trend(one)),
        (t!("indicator-baseline"), baseline.into_any()),
        (t!("indicator-direction"), word(row.direction).into_any()),
        (t!("indicator-kind"), word(row.kind).into_any()),
        (
            t!("indicator-combination"),
            word(row.combination).into_any(),
        ),
        (t!("indicator-owner"), row.owner.clone().into_any()),
    ];
    if let Some(outcome) = row.outcome_domain {
        facts.push((t!("indicator-outcome"), word(outcome).into_any()));
    }
    if let Some(why) = row.why.clone() {
        facts.push((t!("indicator-why"), ui::typed(why, &row.language)));
    }
    let by = row.entered_by.clone();
    let by = by.unwrap_or_else(|| t!("by-command-line"));
    facts.push((t!("indicator-entered-by"), by.into_any()));
    if let Some(id) = row.external_id.clone() {
        facts.push((t!("indicator-external-id"), ui::code(id)));
    }
    ui::summary_list(facts)
}

fn said_on(value: Decimal, on: NaiveDate, unit: &str) -> String {
    t!(
        "indicator-baseline-said",
        value = figure(value, unit),
        date = text::date(on)
    )
}

/// Baseline, expected line, targets and measurements over time, and the table
/// behind them.
fn way(one: &Standing, today: NaiveDate) -> AnyView {
    let (row, trajectory) = (&one.row, &one.trajectory);
    if trajectory.targets.is_empty() && one.measurements.is_empty() {
        return ui::empty(
            t!("target-way-none-title"),
            t!("target-way-none-text"),
            None,
        );
    }
    let mut expected: Vec<(NaiveDate, Decimal)> = Vec::new();
    let mut points = Vec::new();
    if let Some(baseline) = trajectory.baseline {
        expected.push((baseline.on, baseline.value));
        points.push(PathPoint {
            on: baseline.on,
            value: baseline.value,
            mark: PathMark::Baseline,
            words: said_on(baseline.value, baseline.on, &row.unit),
        });
    }
    for target in &trajectory.targets {
        let end = target.period.end();
        expected.push((end, target.value));
        points.push(PathPoint {
            on: end,
            value: target.value,
            mark: PathMark::Target,
            words: said_on(target.value, end, &row.unit),
        });
    }
    for measured in &one.measurements {
        let mark = match measured.state {
            MeasurementState::Verified => PathMark::Verified,
            MeasurementState::Submitted => PathMark::Waiting,
            MeasurementState::Draft | MeasurementState::Returned => continue,
        };
        if let Some(value) = measured.in_unit() {
            points.push(PathPoint {
                on: measured.ends_on,
                value,
                mark,
                words: said_on(value, measured.ends_on, &row.unit),
            });
        }
    }
    points.sort_by_key(|point| point.on);
    let chart = ui::Chart {
        id: "way-picture".to_owned(),
        message: t!("target-way-message", status = word(one.assessment.status)),
        description: t!("target-way-description"),
        table: by_period(one, today),
    };
    ui::path(chart, today, &expected, points, row.unit.clone())
}

/// What was to be reached in each period, what was reached, and how that is.
fn by_period(one: &Standing, today: NaiveDate) -> AnyView {
    let unit = &one.row.unit;
    let found = one.trajectory.by_period(&one.verified);
    let held = held(&one.targets);
    let label = |period: Period| {
        let target = held
            .iter()
            .find(|target| target.starts_on == period.start());
        target.map_or_else(String::new, |target| target.label.clone())
    };
    let cells = |found: &Assessment| {
        let target = found.target?;
        let over = target.period.end() < today;
        let missed = over && !matches!(found.status, TargetStatus::Achieved | TargetStatus::NoData);
        let missed = missed.then(|| ui::tag(Tone::Bad, t!("target-missed")));
        let reached = match found.latest {
            Some((value, on)) => view! {
                {figure(value, unit)}<p class="hint">{t!("target-up-to", date = text::date(on))}</p>
            }
            .into_any(),
            None => t!("target-not-measured").into_any(),
        };
        let words = performance::basis_words(found, unit);
        Some(vec![
            label(target.period).into_any(),
            measurements::period(target.period.start(), target.period.end()).into_any(),
            figure(target.value, unit).into_any(),
            reached,
            view! { {status_tag(found.status)}" "{missed}<p class="hint">{words}</p> }.into_any(),
        ])
    };
    ui::table(Table {
        caption: t!("target-periods-caption"),
        columns: [
            t!("funding-year"),
            t!("measurement-period"),
            t!("target"),
            t!("target-reached"),
            t!("target-status"),
        ]
        .map(list::column)
        .into(),
        rows: found.iter().filter_map(cells).collect(),
    })
}

fn measured(place: &Place, one: &Standing) -> AnyView {
    if one.measurements.is_empty() {
        return ui::empty(
            t!("measurements-none-title"),
            t!("measurements-none-text"),
            None,
        );
    }
    let cells = |row: &MeasurementRow| {
        let period = measurements::period(row.starts_on, row.ends_on);
        vec![
            ui::link(measurements::url::show(&place.reference, row.id), period),
            measurements::said(row).into_any(),
            measurements::state_tag(row.state),
            measurements::who(row).into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("measurements-caption"),
        columns: [
            t!("measurement-period"),
            t!("measurement-value"),
            t!("measurement-state"),
            t!("measurement-recorded-by"),
        ]
        .map(list::column)
        .into(),
        rows: one.measurements.iter().map(cells).collect(),
    })
}

/// Each period's targets, one after another: who, when, from what to what, and
/// why.
fn changes(one: &Standing) -> AnyView {
    if one.targets.is_empty() {
        return ui::empty(
            t!("target-changes-none-title"),
            t!("target-changes-none-text"),
            None,
        );
    }
    let unit = &one.row.unit;
    let said = |target: &TargetRow| match target.value {
        Some(value) => figure(value, unit),
        None => t!("target-given-up"),
    };
    let periods = one
        .targets
        .chunk_by(|a, b| (a.starts_on, a.ends_on) == (b.starts_on, b.ends_on));
    let parts: Vec<_> = periods
        .map(|of_period| {
            let items = in_order(of_period);
            let befores = std::iter::once(None).chain(items.iter().copied().map(Some));
            let items = items
                .iter()
                .zip(befores)
                .map(|(target, before)| {
                    let what = match before {
                        None => said(target),
                        Some(before) => t!(
                            "target-from-to",
                            before = said(before),
                            after = said(target)
                        ),
                    };
                    let reason = target.reason.clone().filter(|_| before.is_some());
                    let reason = reason.map(|reason| {
                        let reason = ui::typed(reason, &target.language);
                        view! { <p>{t!("target-because")}" "{reason}</p> }
                    });
                    let by = target.entered_by.clone();
                    StoryItem {
                        when: ui::moment(target.entered_at),
                        who: by.unwrap_or_else(|| t!("by-command-line")),
                        what: view! { <p>{what}</p>{reason} }.into_any(),
                        tag: None,
                    }
                })
                .collect();
            let label = of_period.first().map(|target| target.label.clone());
            view! { <h3>{label}</h3>{ui::story(items)} }.into_any()
        })
        .collect();
    parts.into_any()
}

/// The targets of one period in the order of replacement, whatever the clock
/// said.
fn in_order(of_period: &[TargetRow]) -> Vec<&TargetRow> {
    let replaces = |target: &TargetRow, id| target.replaced_by_id == Some(id);
    let first = of_period
        .iter()
        .find(|target| !of_period.iter().any(|other| replaces(other, target.id)));
    std::iter::successors(first, |target| {
        let next = target.replaced_by_id?;
        of_period.iter().find(|other| other.id == next)
    })
    .collect()
}

/// The editor of a new indicator.
pub(super) fn new(
    place: &Place,
    options: &Choices,
    form: &IndicatorForm,
    errors: &Errors,
    today: NaiveDate,
) -> AnyView {
    let index = url::index(&place.reference);
    let rows = editor_rows(&[], options, form, errors, today);
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("indicator-add"), Some(place.title.clone()), vec![])}
        {editor(index.clone(), index, options, form, errors, rows)}
    }
    .into_any()
}

/// The editor that changes an indicator and its targets; `held` are those that
/// hold.
#[allow(clippy::too_many_arguments, reason = "all that an editor shows")]
pub(super) fn edit(
    place: &Place,
    row: &IndicatorRow,
    held: &[&TargetRow],
    options: &Choices,
    form: &IndicatorForm,
    errors: &Errors,
    conflict: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let reason = Field::new("reason", t!("indicator-reason"))
        .sometimes()
        .hint(t!("indicator-reason-hint"))
        .value(&form.reason)
        .errors(errors)
        .textarea(3);
    let rows = view! { {editor_rows(held, options, form, errors, today)}{reason} }.into_any();
    let (edit, show) = (
        url::edit(&place.reference, row.id),
        url::show(&place.reference, row.id),
    );
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("indicator-edit"), Some(row.title.clone()), vec![])}
        <p>{t!("indicator-edit-text")}</p>
        {editor(edit, show, options, form, errors, rows)}
    }
    .into_any()
}

/// The form around an editor.
fn editor(
    action: String,
    back: String,
    options: &Choices,
    form: &IndicatorForm,
    errors: &Errors,
    rows: AnyView,
) -> AnyView {
    let measured = form.measured();
    let per = PER.map(|per| {
        (
            per.to_string(),
            t!("indicator-per-said", per = text::number(per)),
        )
    });
    let fixed = options.measured.then(|| t!("indicator-kind-fixed"));
    view! {
        <form class="form" method="post" action=action novalidate=true>
            {ui::hidden("id", &form.id)}
            {ui::hidden("version", &form.version)}
            {Field::new("title", t!("indicator-title"))
                .hint(t!("indicator-title-hint"))
                .value(&form.title)
                .errors(errors)
                .text()}
            {Field::new("why", t!("indicator-why"))
                .optional()
                .value(&form.why)
                .errors(errors)
                .textarea(3)}
            {Field::new("outcome", t!("indicator-outcome"))
                .optional()
                .value(&form.outcome)
                .errors(errors)
                .select(choices::<OutcomeDomain>(), Some(t!("none")))}
            {Field::new("owner", t!("indicator-owner"))
                .hint(t!("indicator-owner-hint"))
                .value(&form.owner)
                .errors(errors)
                .select(options.owners.clone(), Some(t!("error-choose")))}
            {Field::new("kind", t!("indicator-kind"))
                .hint(fixed.unwrap_or_else(|| t!("indicator-kind-hint")))
                .value(&form.kind)
                .errors(errors)
                .radios(choices::<IndicatorKind>())}
            <div class="beside">
                {Field::new("unit", t!("indicator-unit"))
                    .hint(t!("indicator-unit-hint"))
                    .width(Width::Medium)
                    .value(&form.unit)
                    .errors(errors)
                    .text()}
                {Field::new("per", t!("indicator-per"))
                    .sometimes()
                    .hint(t!("indicator-per-hint"))
                    .width(Width::Medium)
                    .value(&form.per)
                    .errors(errors)
                    .select(per.into(), None)}
            </div>
            {Field::new("direction", t!("indicator-direction"))
                .value(&form.direction)
                .errors(errors)
                .radios(choices::<Direction>())}
            {Field::new("combination", t!("indicator-combination"))
                .sometimes()
                .hint(t!("indicator-combination-hint"))
                .value(&form.combination)
                .errors(errors)
                .radios(choices::<Combination>())}
            <div class="beside">
                {Field::new("baseline", t!("indicator-baseline"))
                    .optional()
                    .hint(t!("indicator-baseline-hint"))
                    .width(Width::Medium)
                    .value(&form.baseline)
                    .errors(errors)
                    .amount(None)}
                {Field::new("measured", t!("indicator-measured"))
                    .optional()
                    .errors(errors)
                    .date(measured.day, measured.month, measured.year)}
            </div>
            {rows}
            <div class="form-end">
                {ui::do_button("save".to_owned(), t!("button-save"), true)}
                {ui::link(back, t!("button-cancel"))}
            </div>
        </form>
    }
    .into_any()
}

fn editor_rows(
    held: &[&TargetRow],
    options: &Choices,
    form: &IndicatorForm,
    errors: &Errors,
    today: NaiveDate,
) -> AnyView {
    let rows: Vec<_> = form
        .rows()
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let saved = held.iter().find(|target| row.is_of(target)).copied();
            editor_row(index, row, saved, options, errors, today)
        })
        .collect();
    view! {
        <h2 id="rows">{t!("indicator-targets")}</h2>
        <p class="hint">{t!("indicator-targets-hint")}</p>
        <div class="form-end">{ui::do_button("add_before".to_owned(), t!("indicator-add-before"), false)}</div>
        {rows}
        <div class="form-end">{ui::do_button("add_after".to_owned(), t!("indicator-add-after"), false)}</div>
    }
    .into_any()
}

fn editor_row(
    index: usize,
    row: &Row,
    saved: Option<&TargetRow>,
    options: &Choices,
    errors: &Errors,
    today: NaiveDate,
) -> AnyView {
    let name = |field: &str| format!("{field}-{index}");
    let year = row
        .start
        .parse()
        .ok()
        .map(|day: NaiveDate| FiscalYear::of(day, options.first_month));
    let label = match saved {
        Some(target) => target.label.clone(),
        None => year.map_or_else(|| t!("funding-year"), FiscalYear::label),
    };
    let start = match saved {
        Some(_) => ui::hidden(&name("start"), &row.start),
        None => Field::new(&name("start"), t!("funding-year"))
            .sometimes()
            .width(Width::Short)
            .value(&row.start)
            .errors(errors)
            .select(
                funding::year_choices(year, options.first_month, today),
                None,
            ),
    };
    let value = Field::new(&name("value"), t!("target"))
        .sometimes()
        .width(Width::Medium)
        .value(&row.value)
        .errors(errors)
        .amount(None);
    let remove = saved.is_none().then(|| {
        let words = t!("indicator-remove", year = label.clone());
        ui::do_button(format!("remove_{index}"), words, false)
    });
    let fields = view! {
        <div class="beside">{start}{value}</div>
        <div class="actions">{remove}</div>
    };
    ui::fieldset(label, vec![fields.into_any()])
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &IndicatorForm,
    yours: &IndicatorForm,
    options: &Choices,
) -> AnyView {
    let owner = |form: &IndicatorForm| {
        let found = options.owners.iter().find(|(id, _)| *id == form.owner);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let fact = |label: String, of: &dyn Fn(&IndicatorForm) -> String| ConflictRow {
        label,
        theirs: of(theirs),
        yours: of(yours),
    };
    fn worded<W: text::Worded + std::str::FromStr>(code: &str) -> String {
        code.parse().map_or_else(|_| String::new(), word::<W>)
    }
    let mut rows = vec![
        fact(t!("indicator-title"), &|form| form.title.clone()),
        fact(t!("indicator-why"), &|form| form.why.clone()),
        fact(t!("indicator-outcome"), &|form| {
            worded::<OutcomeDomain>(&form.outcome)
        }),
        fact(t!("indicator-owner"), &owner),
        fact(t!("indicator-kind"), &|form| {
            worded::<IndicatorKind>(&form.kind)
        }),
        fact(t!("indicator-unit"), &|form| form.unit.clone()),
        fact(t!("indicator-direction"), &|form| {
            worded::<Direction>(&form.direction)
        }),
        fact(t!("indicator-combination"), &|form| {
            worded::<Combination>(&form.combination)
        }),
        fact(t!("indicator-baseline"), &|form| {
            let on = form.measured();
            format!("{} {} {} {}", form.baseline, on.day, on.month, on.year)
                .trim()
                .to_owned()
        }),
    ];
    let mut starts: Vec<String> = theirs
        .rows()
        .into_iter()
        .chain(yours.rows())
        .map(|row| row.start)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    for start in starts {
        let year = start
            .parse()
            .ok()
            .map(|day| FiscalYear::of(day, options.first_month));
        let said = |form: &IndicatorForm| {
            let row = form.rows().into_iter().find(|row| row.start == start);
            row.map(|row| row.value).unwrap_or_default()
        };
        rows.push(fact(year.map_or(start.clone(), FiscalYear::label), &said));
    }
    ui::conflict(who, when, rows)
}

/// The headings that an import of targets reads, whatever the language, and
/// what is on the screen besides.
pub(super) fn csv_headings() -> Vec<String> {
    [
        "external_id",
        "partnership",
        "title",
        "why",
        "outcome_domain",
        "unit",
        "indicator_kind",
        "per",
        "direction",
        "combination",
        "baseline_value",
        "baseline_date",
        "owner",
        "period_start",
        "period_end",
        "label",
        "value",
        "status",
        "latest_value",
        "latest_date",
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

/// An indicator's targets that hold as rows of the spreadsheet; one without a
/// period where there is none.
pub(super) fn csv_rows(reference: &str, one: &Standing) -> Vec<Vec<String>> {
    let row = &one.row;
    let number = |value: Option<Decimal>| value.map(|value| value.to_string()).unwrap_or_default();
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let cells = |target: Option<&TargetRow>| {
        vec![
            row.external_id
                .clone()
                .unwrap_or_else(|| row.id.to_string()),
            reference.to_owned(),
            row.title.clone(),
            row.why.clone().unwrap_or_default(),
            row.outcome_domain
                .map_or("", |outcome| outcome.code())
                .to_owned(),
            row.unit.clone(),
            row.kind.code().to_owned(),
            row.per.to_string(),
            row.direction.code().to_owned(),
            row.combination.code().to_owned(),
            number(row.baseline_value),
            date(row.baseline_on),
            row.owner.clone(),
            date(target.map(|target| target.starts_on)),
            date(target.map(|target| target.ends_on)),
            target.map_or_else(String::new, |target| target.label.clone()),
            number(target.and_then(|target| target.value)),
            one.assessment.status.code().to_owned(),
            number(one.assessment.latest.map(|(value, _)| value.round_dp(2))),
            date(one.assessment.latest.map(|(_, on)| on)),
        ]
    };
    let held = held(&one.targets);
    let with: Vec<_> = held.into_iter().filter(|row| row.value.is_some()).collect();
    if with.is_empty() {
        return vec![cells(None)];
    }
    with.into_iter().map(|target| cells(Some(target))).collect()
}
