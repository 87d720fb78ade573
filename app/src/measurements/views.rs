//! The pages of measurements.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::target::{IndicatorKind, MeasurementState};

use super::db::{IndicatorRow, MeasurementRow, WaitingRow};
use super::form::{DecisionForm, Filters, MeasurementForm};
use super::url;
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, AttentionItem, Chip, ConflictRow, Field, StoryItem, Table, Tone, Width};
use crate::{list, t, targets};

/// A measurement's state in a word, with its shape.
pub(crate) fn state_tag(state: MeasurementState) -> AnyView {
    let tone = match state {
        MeasurementState::Draft => Tone::Muted,
        MeasurementState::Submitted => Tone::Info,
        MeasurementState::Verified => Tone::Good,
        MeasurementState::Returned => Tone::Bad,
    };
    ui::tag(tone, word(state))
}

/// The figure in its unit; of a ratio with how many of how many.
pub(crate) fn said(row: &MeasurementRow) -> String {
    let figure = row
        .in_unit()
        .map_or_else(|| t!("none"), |value| targets::figure(value, &row.unit));
    match row.numerator.zip(row.denominator) {
        None => figure,
        Some((numerator, denominator)) => t!(
            "measurement-ratio-said",
            figure = figure,
            numerator = text::number(numerator.normalize()),
            denominator = text::number(denominator.normalize())
        ),
    }
}

/// A period as a sentence has it.
pub(crate) fn period(starts: NaiveDate, ends: NaiveDate) -> String {
    t!(
        "measurement-period-said",
        starts = text::date(starts),
        ends = text::date(ends)
    )
}

/// Who recorded a measurement, with their organisation.
pub(crate) fn who(row: &MeasurementRow) -> String {
    match (row.recorded_by.clone(), row.organisation.clone()) {
        (Some(name), Some(organisation)) => t!(
            "portfolio-executive",
            name = name,
            organisation = organisation
        ),
        _ => t!("by-command-line"),
    }
}

/// What a measurement's page is called.
pub(super) fn title(row: &MeasurementRow) -> String {
    t!(
        "measurement-of",
        indicator = row.indicator.clone(),
        period = period(row.starts_on, row.ends_on)
    )
}

/// The list: filters, totals, table. `rows` are all that fit.
pub(super) fn index(
    place: &Place,
    filters: &Filters,
    rows: &[MeasurementRow],
    indicators: Vec<(String, String)>,
) -> AnyView {
    let unfiltered = filters.q.is_empty() && filters.indicator.is_empty();
    let body = if rows.is_empty() && unfiltered && filters.state.is_empty() {
        ui::empty(
            t!("measurements-none-title"),
            t!("measurements-none-text"),
            None,
        )
    } else if rows.is_empty() {
        ui::empty(
            t!("measurements-no-match-title"),
            t!("measurements-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, rows)
    };
    view! {
        {ui::heading(t!("measurements-title"), Some(place.title.clone()), vec![])}
        {targets::nav(place, targets::Part::Measurements)}
        {filter_form(place, filters, indicators)}
        {body}
    }
    .into_any()
}

fn filter_form(place: &Place, filters: &Filters, indicators: Vec<(String, String)>) -> AnyView {
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
    let named = indicators.iter().find(|(id, _)| *id == filters.indicator);
    if let Some((_, title)) = named {
        chip(title.clone(), &|filters| filters.indicator.clear());
    }
    for state in filters
        .state
        .iter()
        .filter_map(|code| code.parse::<MeasurementState>().ok())
    {
        chip(word(state), &|filters| {
            filters.state.retain(|code| code != state.code())
        });
    }
    let fields = vec![
        Field::filter("q", t!("measurements-search"))
            .value(&filters.q)
            .search(),
        Field::filter("indicator", t!("indicator"))
            .value(&filters.indicator)
            .select(indicators, Some(t!("any"))),
        Field::filter("state", t!("measurement-state"))
            .checkboxes(choices::<MeasurementState>(), &filters.state),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(place: &Place, filters: &Filters, rows: &[MeasurementRow]) -> AnyView {
    let here = url::index(&place.reference);
    let page = list::page_number(&filters.page);
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let paging = list::paging(page, total, |page| {
        list::address(
            &here,
            &Filters {
                page: page.to_string(),
                ..filters.clone()
            },
        )
    });
    let shown: Vec<&MeasurementRow> = list::on_page(rows, page).collect();
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
    let cells = |row: &&MeasurementRow| {
        let href = url::show(&place.reference, row.id);
        let title = ui::typed(row.indicator.clone(), &row.indicator_language);
        vec![
            view! { <a href=href>{title}</a> }.into_any(),
            period(row.starts_on, row.ends_on).into_any(),
            said(row).into_any(),
            state_tag(row.state),
            recorded(row),
        ]
    };
    let table = ui::table(Table {
        caption: t!("measurements-caption"),
        columns: vec![
            sorted(t!("indicator"), "indicator"),
            sorted(t!("measurement-period"), "period"),
            list::column(t!("measurement-value")),
            sorted(t!("measurement-state"), "state"),
            list::column(t!("measurement-recorded-by")),
        ],
        rows: shown.iter().map(cells).collect(),
    });
    let csv = list::address(&url::csv(&place.reference), filters);
    view! {
        {table}
        {ui::pagination(paging)}
        {ui::list_tools(csv)}
    }
    .into_any()
}

fn recorded(row: &MeasurementRow) -> AnyView {
    view! { {who(row)}<p class="hint">{ui::moment(row.recorded_at)}</p> }.into_any()
}

/// One measurement: its figures, its way so far, and what may be done next.
pub(super) fn show(
    place: &Place,
    row: &MeasurementRow,
    decision: Option<(&DecisionForm, &Errors)>,
    conflict: Option<AnyView>,
) -> AnyView {
    let may_record = place.may_in_partnership(Action::RecordMeasurement);
    let edit = (may_record && row.state.is_open()).then(|| {
        let words = match row.state {
            MeasurementState::Returned => t!("measurement-correct"),
            _ => t!("button-edit"),
        };
        ui::button_link(url::edit(&place.reference, row.id), words, true)
    });
    let returned = (row.state == MeasurementState::Returned).then(|| {
        let reason = row.reason.clone().unwrap_or_default();
        let language = row.reason_language.as_deref().unwrap_or_default();
        let by = row
            .decided_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line"));
        ui::notice(
            Tone::Bad,
            t!("measurement-returned-by", who = by),
            view! { <p>{ui::typed(reason, language)}</p> }.into_any(),
        )
    });
    let summary = decision.map(|(_, errors)| ui::error_summary(errors));
    let answer = decision
        .filter(|_| !row.state.is_open())
        .map(|(form, errors)| {
            let (title, body) = match row.state {
                MeasurementState::Verified => (
                    t!("measurement-reopen"),
                    reopen_form(place, row, form, errors),
                ),
                _ => (
                    t!("measurement-decide"),
                    decision_form(place, row, form, errors),
                ),
            };
            ui::section("decide", title, vec![], body)
        });
    let own = (row.state == MeasurementState::Submitted && decision.is_none())
        .then(|| view! { <p class="hint">{t!("measurement-waits-for-another")}</p> });
    let main = view! {
        {returned}
        {own}
        {ui::section("steps", t!("measurement-steps"), vec![], steps(row))}
        {answer}
    };
    view! {
        {summary}
        {conflict}
        {ui::heading(row.indicator.clone(), Some(t!("measurement")), edit.into_iter().collect())}
        {targets::nav(place, targets::Part::Measurements)}
        {ui::columns(main.into_any(), facts(place, row))}
    }
    .into_any()
}

fn facts(place: &Place, row: &MeasurementRow) -> AnyView {
    let indicator = targets::url::show(&place.reference, row.indicator_id);
    let title = ui::typed(row.indicator.clone(), &row.indicator_language);
    let mut facts = vec![
        (t!("measurement-state"), state_tag(row.state)),
        (
            t!("measurement-period"),
            period(row.starts_on, row.ends_on).into_any(),
        ),
        (t!("measurement-value"), said(row).into_any()),
        (
            t!("measurement-source"),
            ui::typed(row.source.clone(), &row.language),
        ),
        (
            t!("indicator"),
            view! { <a href=indicator>{title}</a> }.into_any(),
        ),
        (t!("measurement-recorded-by"), recorded(row)),
    ];
    if let Some(note) = row.note.clone() {
        facts.push((t!("measurement-note"), ui::typed(note, &row.language)));
    }
    if let Some(id) = row.external_id.clone() {
        facts.push((t!("indicator-external-id"), ui::code(id)));
    }
    ui::summary_list(facts)
}

fn steps(row: &MeasurementRow) -> AnyView {
    let by = |name: &Option<String>| name.clone().unwrap_or_else(|| t!("by-command-line"));
    let item = |when, who, words: String, state| {
        let item = StoryItem {
            when: ui::moment(when),
            who,
            what: view! { <p>{words}</p> }.into_any(),
            tag: Some(state_tag(state)),
        };
        (when, item)
    };
    let mut items = vec![item(
        row.recorded_at,
        who(row),
        said(row),
        MeasurementState::Draft,
    )];
    if let Some(at) = row.submitted_at {
        let words = t!("measurement-was-submitted");
        items.push(item(
            at,
            by(&row.submitted_by),
            words,
            MeasurementState::Submitted,
        ));
    }
    if let Some(at) = row.decided_at {
        let words = match row.state {
            MeasurementState::Verified => t!("measurement-was-verified"),
            _ => row.reason.clone().unwrap_or_default(),
        };
        items.push(item(at, by(&row.decided_by), words, row.state));
    }
    // A correction comes after the return that asked for it.
    items.sort_by_key(|(when, _)| *when);
    ui::story(items.into_iter().map(|(_, item)| item).collect())
}

fn decision_form(
    place: &Place,
    row: &MeasurementRow,
    form: &DecisionForm,
    errors: &Errors,
) -> AnyView {
    let answers = [
        (MeasurementState::Verified, t!("measurement-verify")),
        (MeasurementState::Returned, t!("measurement-return")),
    ];
    let answers = answers.map(|(state, words)| (state.code().to_owned(), words));
    let fields = vec![
        ui::hidden("version", &form.version),
        Field::new("decision", t!("measurement-decision"))
            .value(&form.decision)
            .errors(errors)
            .radios(answers.into()),
        Field::new("reason", t!("measurement-reason"))
            .sometimes()
            .hint(t!("measurement-reason-hint"))
            .value(&form.reason)
            .errors(errors)
            .textarea(3),
    ];
    let action = url::decision(&place.reference, row.id);
    ui::form(action, fields, t!("measurement-decide-submit"), None)
}

/// What is verified can still turn out to be wrong.
fn reopen_form(
    place: &Place,
    row: &MeasurementRow,
    form: &DecisionForm,
    errors: &Errors,
) -> AnyView {
    let fields = vec![
        ui::hidden("version", &form.version),
        ui::hidden("decision", MeasurementState::Returned.code()),
        Field::new("reason", t!("measurement-reason"))
            .hint(t!("measurement-reopen-hint"))
            .value(&form.reason)
            .errors(errors)
            .textarea(3),
    ];
    let action = url::decision(&place.reference, row.id);
    ui::form(action, fields, t!("measurement-reopen"), None)
}

/// The form of a new measurement.
pub(super) fn new(
    place: &Place,
    indicator: &IndicatorRow,
    form: &MeasurementForm,
    errors: &Errors,
) -> AnyView {
    let action = url::create(&place.reference, indicator.id);
    let back = targets::url::show(&place.reference, indicator.id);
    let IndicatorRow {
        kind, unit, per, ..
    } = indicator;
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("measurement-add"), Some(indicator.title.clone()), vec![])}
        {figures_form(action, back, (*kind, unit, *per), form, errors)}
    }
    .into_any()
}

/// The form that corrects a measurement.
pub(super) fn edit(
    place: &Place,
    row: &MeasurementRow,
    form: &MeasurementForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let action = url::edit(&place.reference, row.id);
    let back = url::show(&place.reference, row.id);
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("measurement-edit"), Some(row.indicator.clone()), vec![])}
        {figures_form(action, back, (row.kind, &row.unit, row.per), form, errors)}
    }
    .into_any()
}

/// Its first button, which the enter key presses, submits nothing.
fn figures_form(
    action: String,
    back: String,
    (kind, unit, per): (IndicatorKind, &str, i32),
    form: &MeasurementForm,
    errors: &Errors,
) -> AnyView {
    let (starts, ends) = (form.starts(), form.ends());
    let figure = |name: &str, label: String, typed: &str| {
        Field::new(name, label)
            .width(Width::Medium)
            .value(typed)
            .errors(errors)
    };
    let figures = if kind == IndicatorKind::Ratio {
        let hint = t!("measurement-ratio-hint", per = text::number(per));
        view! {
            <p class="hint">{hint}</p>
            <div class="beside">
                {figure("numerator", t!("measurement-numerator"), &form.numerator).amount(None)}
                {figure("denominator", t!("measurement-denominator"), &form.denominator).amount(None)}
            </div>
        }
        .into_any()
    } else {
        figure("value", t!("measurement-value"), &form.value)
            .hint(t!("measurement-value-hint", unit = unit.to_owned()))
            .amount(None)
    };
    view! {
        <form class="form" method="post" action=action novalidate=true>
            {ui::hidden("id", &form.id)}
            {ui::hidden("version", &form.version)}
            <div class="beside">
                {Field::new("starts", t!("measurement-starts"))
                    .errors(errors)
                    .date(starts.day, starts.month, starts.year)}
                {Field::new("ends", t!("measurement-ends"))
                    .hint(t!("measurement-ends-hint"))
                    .errors(errors)
                    .date(ends.day, ends.month, ends.year)}
            </div>
            {figures}
            {Field::new("source", t!("measurement-source"))
                .hint(t!("measurement-source-hint"))
                .value(&form.source)
                .errors(errors)
                .text()}
            {Field::new("note", t!("measurement-note"))
                .optional()
                .value(&form.note)
                .errors(errors)
                .textarea(3)}
            <p class="hint">{t!("measurement-submit-hint")}</p>
            <div class="form-end">
                {ui::do_button("draft".to_owned(), t!("measurement-keep"), false)}
                {ui::do_button("submit".to_owned(), t!("measurement-submit"), true)}
                {ui::link(back, t!("button-cancel"))}
            </div>
        </form>
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    (who, when): (String, AnyView),
    theirs: &MeasurementRow,
    yours: &MeasurementForm,
) -> AnyView {
    let saved = MeasurementForm::of(theirs);
    let mut rows = vec![ConflictRow {
        label: t!("measurement-state"),
        theirs: word(theirs.state),
        yours: word(MeasurementState::Draft),
    }];
    let [saved, yours] = [&saved, yours].map(|form| in_words(form, theirs.kind));
    rows.extend(ConflictRow::between(saved, yours));
    ui::conflict(who, when, rows)
}

/// What is in each field of a measurement's form.
pub(super) fn in_words(form: &MeasurementForm, kind: IndicatorKind) -> Vec<(String, String)> {
    let mut words = vec![
        (t!("measurement-starts"), form.starts().in_words()),
        (t!("measurement-ends"), form.ends().in_words()),
    ];
    if kind == IndicatorKind::Ratio {
        words.push((t!("measurement-numerator"), form.numerator.clone()));
        words.push((t!("measurement-denominator"), form.denominator.clone()));
    } else {
        words.push((t!("measurement-value"), form.value.clone()));
    }
    words.push((t!("measurement-source"), form.source.clone()));
    words.push((t!("measurement-note"), form.note.clone()));
    words
}

/// Says what became of a measurement meanwhile, so that its form is gone.
pub(super) fn gone(
    (who, when): (String, AnyView),
    row: &MeasurementRow,
    typed: Vec<(String, String)>,
) -> AnyView {
    let words = t!("measurement-moved-on", who = who, state = word(row.state));
    let words = view! { <p>{words}" "{when}</p> };
    ui::moved_on(t!("ui-conflict-title"), words.into_any(), typed)
}

/// What is in each field of the form for an answer.
pub(super) fn decision_in_words(form: &DecisionForm) -> Vec<(String, String)> {
    vec![
        (
            t!("measurement-decision"),
            text::chosen::<MeasurementState>(&form.decision),
        ),
        (t!("measurement-reason"), form.reason.clone()),
    ]
}

/// What became of a measurement meanwhile, beside the answer chosen.
pub(super) fn moved_on(
    (who, when): (String, AnyView),
    theirs: &MeasurementRow,
    yours: &DecisionForm,
) -> AnyView {
    let rows = vec![
        ConflictRow {
            label: t!("measurement-state"),
            theirs: word(theirs.state),
            yours: text::chosen::<MeasurementState>(&yours.decision),
        },
        ConflictRow {
            label: t!("measurement-reason"),
            theirs: theirs.reason.clone().unwrap_or_default(),
            yours: yours.reason.clone(),
        },
    ];
    ui::conflict(who, when, rows)
}

/// A measurement that waits for the viewer, as an item of a workbench.
pub(super) fn waiting_item(row: WaitingRow) -> AttentionItem {
    let by = |name: Option<String>| name.unwrap_or_else(|| t!("by-command-line"));
    let reason = match row.state {
        MeasurementState::Returned => t!(
            "measurement-returned-because",
            who = by(row.decided_by),
            reason = row.reason.unwrap_or_default()
        ),
        _ => t!(
            "measurement-submitted-by",
            who = by(row.submitted_by),
            when = text::moment(row.submitted_at)
        ),
    };
    AttentionItem {
        title: row.indicator,
        language: row.indicator_language,
        href: url::show(&row.reference, row.id),
        reason,
        tag: state_tag(row.state),
        meta: t!(
            "measurement-meta",
            partnership = row.partnership,
            period = period(row.starts_on, row.ends_on)
        ),
    }
}

/// The headings that an import of measurements reads, whatever the language,
/// and what is on the screen besides.
pub(super) fn csv_headings() -> Vec<String> {
    [
        "external_id",
        "partnership",
        "indicator",
        "period_start",
        "period_end",
        "value",
        "numerator",
        "denominator",
        "source",
        "note",
        "state",
        "unit",
        "recorded_by",
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

/// A measurement as a row of the spreadsheet; dates as ISO 8601.
pub(super) fn csv_row(reference: &str, row: &MeasurementRow) -> Vec<String> {
    let number = |figure: Option<rust_decimal::Decimal>| {
        figure.map(|figure| figure.to_string()).unwrap_or_default()
    };
    vec![
        row.external_id
            .clone()
            .unwrap_or_else(|| row.id.to_string()),
        reference.to_owned(),
        row.indicator_external_id
            .clone()
            .unwrap_or_else(|| row.indicator_id.to_string()),
        row.starts_on.to_string(),
        row.ends_on.to_string(),
        number(row.value),
        number(row.numerator),
        number(row.denominator),
        row.source.clone(),
        row.note.clone().unwrap_or_default(),
        row.state.code().to_owned(),
        row.unit.clone(),
        row.recorded_by.clone().unwrap_or_default(),
    ]
}
