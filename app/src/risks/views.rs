//! The pages of risks: the list with its matrix, and the story of each.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::risk::{
    Band, Impact, Likelihood, Movement, Occurrence, RiskKind, RiskOutcome, Score, is_shared,
    movement, review_overdue, score,
};
use strum::VariantArray;

use super::db::{CellRow, RiskRow, ScoreRow};
use super::form::{Choices, CloseForm, Filters, RiskForm, ScoreForm};
use super::url;
use crate::access::Place;
use crate::coordination::views::who;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, message, word};
use crate::ui::{self, AttentionItem, ConflictRow, Field, Table, Tile, Tone};
use crate::{list, partnerships, t};

/// A score in its band, with the way it was come by.
fn score_tag(score: Score) -> AnyView {
    ui::tag(ui::band_tone(score.band()), score_words(score))
}

fn score_words(score: Score) -> String {
    t!(
        "risk-score-words",
        band = word(score.band()),
        score = score.value(),
        likelihood = score.likelihood.points(),
        impact = score.impact.points()
    )
}

fn state_tag(row: &RiskRow) -> AnyView {
    match (row.outcome, row.occurrence) {
        (Some(outcome), _) => ui::tag(Tone::Muted, word(outcome)),
        (None, Occurrence::Barrier) => ui::tag(Tone::Warn, word(Occurrence::Barrier)),
        (None, Occurrence::Risk) => ui::tag(Tone::Neutral, word(Occurrence::Risk)),
    }
}

/// Who carries it, and that several share it.
fn carriers(row: &RiskRow) -> AnyView {
    let shared = is_shared(row.carriers.len()).then(|| {
        let words = t!("risk-shared-by", count = row.carriers.len());
        ui::tag(Tone::Info, words)
    });
    view! { <span class="carriers"><span>{row.carriers.join(", ")}</span>{shared}</span> }
        .into_any()
}

fn review(row: &RiskRow, today: NaiveDate) -> AnyView {
    let overdue = review_overdue(row.review_on, row.closed_on.is_some(), today)
        .then(|| ui::tag(Tone::Bad, t!("risk-review-overdue")));
    view! { {ui::date(row.review_on)}" "{overdue} }.into_any()
}

fn link(row: &RiskRow) -> AnyView {
    let href = url::show(&row.reference, row.id);
    let kept = row
        .closed_to_vendors
        .then(|| view! { <span class="hint">{t!("risk-closed-mark")}</span> });
    view! { <a href=href>{ui::typed(row.title.clone(), &row.language)}</a>" "{kept} }.into_any()
}

// --- The list ---------------------------------------------------------------

/// What a list shows.
pub(super) struct Found {
    pub(super) rows: Vec<RiskRow>,
    /// How many of all that fit have which score.
    pub(super) cells: Vec<CellRow>,
    /// Who carries and who watches risks: `carrier` or `owner`, id and name.
    pub(super) in_use: Vec<(String, (String, String))>,
}

impl Found {
    fn sum(&self, of: impl Fn(&CellRow) -> i64) -> i64 {
        self.cells.iter().map(of).sum()
    }

    fn choices(&self, what: &str) -> Vec<(String, String)> {
        let those = self.in_use.iter().filter(|(kind, _)| kind == what);
        those.map(|(_, choice)| choice.clone()).collect()
    }
}

fn here(place: Option<&Place>) -> String {
    place.map_or_else(
        || url::INDEX.to_owned(),
        |place| url::of_partnership(&place.reference),
    )
}

/// The filters on the first page.
fn first(filters: &Filters) -> Filters {
    Filters {
        page: String::new(),
        ..filters.clone()
    }
}

/// The list, of a partnership or of all.
pub(super) fn index(
    place: Option<&Place>,
    filters: &Filters,
    found: &Found,
    today: NaiveDate,
) -> AnyView {
    let here = here(place);
    let add = place
        .filter(|place| place.may_in_partnership(Action::RaiseRisk))
        .map(|place| ui::button_link(url::new(&place.reference), t!("risk-add"), true));
    let unfiltered = !list::is_narrowed(filters);
    let body = if !found.rows.is_empty() {
        view! {
            {tiles(&here, filters, found)}
            {ui::section("matrix-section", t!("risks-matrix"), vec![], matrix(&here, filters, found))}
            {ui::section("list", t!("risks-list"), vec![], listing(place, filters, found, today))}
        }
        .into_any()
    } else if unfiltered {
        ui::empty(t!("risks-none-title"), t!("risks-none-text"), None)
    } else {
        ui::empty(t!("risks-no-match-title"), t!("risks-no-match-text"), None)
    };
    let caption = place.map(|place| place.title.clone());
    let nav = place.map(|place| partnerships::sub_nav(place, partnerships::Tab::Risks));
    view! {
        {ui::heading(t!("risks-title"), caption, add.into_iter().collect())}
        {nav}
        <p class="lead">{t!("risks-lead")}</p>
        {filter_form(&here, filters, found)}
        {body}
    }
    .into_any()
}

fn tiles(here: &str, filters: &Filters, found: &Found) -> AnyView {
    let tile = |value: i64, label, tone, narrowed: Filters| Tile {
        value: text::number(value),
        label,
        note: None,
        href: Some(list::address(here, &first(&narrowed))),
        tone: if value == 0 { Tone::Neutral } else { tone },
    };
    let severe = found.sum(|cell| match score(cell.likelihood, cell.impact) {
        Some(score) if score.band() == Band::Severe => cell.open,
        _ => 0,
    });
    let of = || filters.clone();
    ui::tiles(vec![
        tile(
            found.sum(|cell| cell.open),
            t!("risks-open"),
            Tone::Neutral,
            Filters {
                state: String::new(),
                ..of()
            },
        ),
        tile(
            severe,
            t!("risks-severe"),
            Tone::Bad,
            Filters {
                band: vec![Band::Severe.code().to_owned()],
                state: String::new(),
                ..of()
            },
        ),
        tile(
            found.sum(|cell| cell.barriers),
            t!("risks-barriers"),
            Tone::Warn,
            Filters {
                occurrence: Occurrence::Barrier.code().to_owned(),
                state: String::new(),
                ..of()
            },
        ),
        tile(
            found.sum(|cell| cell.shared),
            t!("risks-shared"),
            Tone::Info,
            Filters {
                shared: "true".to_owned(),
                state: String::new(),
                ..of()
            },
        ),
        tile(
            found.sum(|cell| cell.overdue),
            t!("risks-overdue"),
            Tone::Bad,
            Filters {
                overdue: "true".to_owned(),
                state: String::new(),
                ..of()
            },
        ),
    ])
}

fn states() -> Vec<(String, String)> {
    vec![
        ("closed".to_owned(), t!("risks-state-closed")),
        ("all".to_owned(), t!("risks-state-all")),
    ]
}

fn filter_form(here: &str, filters: &Filters, found: &Found) -> AnyView {
    let chip = |key, value: &str, label| list::chip(here, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for code in &filters.kind {
        if let Ok(kind) = code.parse::<RiskKind>() {
            chips.push(chip("kind", code, word(kind)));
        }
    }
    for code in &filters.band {
        if let Ok(band) = code.parse::<Band>() {
            chips.push(chip("band", code, word(band)));
        }
    }
    let (carriers, owners, states) = (found.choices("carrier"), found.choices("owner"), states());
    for (key, value, options) in [
        ("carrier", &filters.carrier, &carriers),
        ("owner", &filters.owner, &owners),
        ("state", &filters.state, &states),
    ] {
        if let Some((_, label)) = options.iter().find(|(code, _)| code == value) {
            chips.push(chip(key, value, label.clone()));
        }
    }
    if let Ok(occurrence) = filters.occurrence.parse::<Occurrence>() {
        chips.push(chip("occurrence", &filters.occurrence, word(occurrence)));
    }
    if filters.shared() {
        chips.push(chip("shared", &filters.shared, t!("risks-shared-only")));
    }
    if filters.overdue() {
        chips.push(chip("overdue", &filters.overdue, t!("risks-overdue-only")));
    }
    for (key, value, label) in [
        ("likelihood", &filters.likelihood, t!("risk-likelihood")),
        ("impact", &filters.impact, t!("risk-impact")),
    ] {
        if !value.is_empty() {
            let label = t!("risk-points-of", scale = label, points = value.clone());
            chips.push(chip(key, value, label));
        }
    }
    let fields = vec![
        Field::filter("q", t!("risks-search"))
            .value(&filters.q)
            .search(),
        Field::filter("carrier", t!("risk-carriers"))
            .value(&filters.carrier)
            .select(carriers, Some(t!("any"))),
        Field::filter("owner", t!("risk-owner"))
            .value(&filters.owner)
            .select(owners, Some(t!("any"))),
        Field::filter("state", t!("risk-state"))
            .value(&filters.state)
            .select(states, Some(t!("risks-state-open"))),
        Field::filter("occurrence", t!("risk-occurrence"))
            .value(&filters.occurrence)
            .select(choices::<Occurrence>(), Some(t!("any"))),
        Field::filter("band", t!("risk-band")).checkboxes(choices::<Band>(), &filters.band),
        Field::filter("kind", t!("risk-kind")).checkboxes(choices::<RiskKind>(), &filters.kind),
        Field::filter("shared", t!("risks-shared-only")).checkbox(filters.shared()),
        Field::filter("overdue", t!("risks-overdue-only")).checkbox(filters.overdue()),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.to_owned(), fields, chips, here.to_owned())
}

/// How many risks of each likelihood and impact the filters leave.
fn matrix(here: &str, filters: &Filters, found: &Found) -> AnyView {
    let counted = |score: Score| {
        let at = (score.likelihood.points(), score.impact.points());
        let mut cells = found.cells.iter();
        let cell = cells.find(|cell| (cell.likelihood, cell.impact) == at);
        cell.map_or(0, |cell| cell.all)
    };
    let words = |score: Score, count: i64| {
        t!(
            "risks-matrix-cell",
            count = count,
            likelihood = word(score.likelihood),
            impact = word(score.impact),
            score = score_words(score)
        )
    };
    let row = |impact: Impact| {
        let cells = Likelihood::VARIANTS.iter().map(|&likelihood| {
            let score = Score { likelihood, impact };
            let narrowed = Filters {
                likelihood: likelihood.points().to_string(),
                impact: impact.points().to_string(),
                ..first(filters)
            };
            let count = counted(score);
            ui::MatrixCell {
                band: score.band(),
                score: score.value().to_string(),
                count,
                href: format!("{}#list", list::address(here, &narrowed)),
                words: words(score, count),
            }
        });
        cells.collect::<Vec<_>>()
    };
    let gravest_first: Vec<Impact> = Impact::VARIANTS.iter().rev().copied().collect();
    let all = found.sum(|cell| cell.all);
    let severe = found.sum(|cell| match score(cell.likelihood, cell.impact) {
        Some(score) if score.band() == Band::Severe => cell.all,
        _ => 0,
    });
    let columns = std::iter::once(list::column(t!("risk-impact")));
    let likelihoods = Likelihood::VARIANTS.iter().map(|&step| {
        let label = t!("risk-step", points = step.points(), word = word(step));
        list::numeric(label)
    });
    let table = ui::table(Table {
        caption: t!("risks-matrix-caption"),
        columns: columns.chain(likelihoods).collect(),
        rows: gravest_first
            .iter()
            .map(|&impact| {
                let label = t!("risk-step", points = impact.points(), word = word(impact));
                let counts = Likelihood::VARIANTS.iter().map(|&likelihood| {
                    let score = Score { likelihood, impact };
                    text::number(counted(score)).into_any()
                });
                std::iter::once(label.into_any()).chain(counts).collect()
            })
            .collect(),
    });
    let chart = ui::Chart {
        id: "matrix".to_owned(),
        message: t!("risks-matrix-message", count = all, severe = severe),
        description: t!("risks-matrix-description"),
        table,
    };
    let likelihoods = Likelihood::VARIANTS
        .iter()
        .map(|&step| (step.points().to_string(), word(step)))
        .collect();
    let impacts = gravest_first
        .iter()
        .map(|&step| (step.points().to_string(), word(step)))
        .collect();
    ui::matrix(
        chart,
        (t!("risk-likelihood"), likelihoods),
        (t!("risk-impact"), impacts),
        gravest_first.iter().map(|&impact| row(impact)).collect(),
    )
}

fn listing(place: Option<&Place>, filters: &Filters, found: &Found, today: NaiveDate) -> AnyView {
    let here = here(place);
    let total = found.sum(|cell| cell.all);
    let paging = list::paging(list::page_number(&filters.page), total, |page| {
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
                ..first(filters)
            };
            list::address(&here, &filters)
        })
    };
    let mut columns = vec![
        sorted(t!("risk"), "title"),
        sorted(t!("risk-score"), "score"),
        list::column(t!("risk-state")),
        list::column(t!("risk-kind")),
        list::column(t!("risk-carriers")),
        sorted(t!("risk-owner"), "owner"),
        sorted(t!("risk-review"), "review"),
    ];
    if place.is_none() {
        columns.push(sorted(t!("partnership"), "place"));
    }
    let cells = |row: &RiskRow| {
        let mut cells = vec![
            link(row),
            score_tag(row.score()),
            state_tag(row),
            word(row.kind).into_any(),
            carriers(row),
            row.owner.clone().into_any(),
            review(row, today),
        ];
        if place.is_none() {
            let title = ui::typed(row.partnership.clone(), &row.partnership_language);
            let href = partnerships::url::show(&row.reference);
            cells.push(view! { <a href=href>{title}</a> }.into_any());
        }
        cells
    };
    let caption = match place {
        Some(_) => t!("risks-here-caption"),
        None => t!("risks-caption"),
    };
    view! {
        {ui::table(Table { caption, columns, rows: found.rows.iter().map(cells).collect() })}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&format!("{here}.csv"), filters))}
    }
    .into_any()
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("partnership-reference"),
        t!("risk"),
        t!("risk-kind"),
        t!("risk-occurrence"),
        t!("risk-likelihood"),
        t!("risk-impact"),
        t!("risk-score"),
        t!("risk-band"),
        t!("risk-scored"),
        t!("risk-carriers"),
        t!("risk-consequence"),
        t!("risk-remedy"),
        t!("risk-owner"),
        t!("risk-review"),
        t!("risk-raised-by"),
        t!("risk-raised"),
        t!("risk-closed"),
        t!("risk-outcome"),
    ]
}

/// A risk as a row of the spreadsheet; dates as ISO 8601, vocabularies as codes.
pub(super) fn csv_row(row: &RiskRow) -> Vec<String> {
    let score = row.score();
    vec![
        row.reference.clone(),
        row.title.clone(),
        row.kind.code().to_owned(),
        row.occurrence.code().to_owned(),
        row.likelihood.to_string(),
        row.impact.to_string(),
        score.value().to_string(),
        score.band().code().to_owned(),
        row.scored_on.to_string(),
        row.carriers.join("; "),
        row.consequence.clone(),
        row.remedy.clone(),
        row.owner.clone(),
        row.review_on.to_string(),
        row.raised_by.clone().unwrap_or_default(),
        row.raised_on.to_string(),
        row.closed_on.map(|on| on.to_string()).unwrap_or_default(),
        row.outcome.map_or("", |outcome| outcome.code()).to_owned(),
    ]
}

// --- One risk ---------------------------------------------------------------

/// The forms of a risk's page.
pub(super) struct Forms {
    pub(super) score: ScoreForm,
    pub(super) close: CloseForm,
    pub(super) errors: Errors,
}

impl Forms {
    /// Nothing typed but today.
    pub(super) fn blank(row: &RiskRow, today: NaiveDate) -> Self {
        Self {
            score: ScoreForm::after(row, today),
            close: CloseForm::blank(row),
            errors: Errors::default(),
        }
    }
}

/// One risk: what it is, how its score moved, and what can be done with it.
pub(super) fn show(
    place: &Place,
    row: &RiskRow,
    scores: &[ScoreRow],
    forms: &Forms,
    problem: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let open = row.closed_on.is_none();
    let keeps = place.may_in_partnership(Action::KeepRisk);
    let edit = (open && keeps).then(|| {
        ui::button_link(
            url::edit(&place.reference, row.id),
            t!("button-edit"),
            false,
        )
    });
    let scoring = (open && place.may_on_risk(Action::ScoreRisk, row.owner_id))
        .then(|| score_section(place, row, forms));
    let closing = keeps.then(|| match open {
        true => close_section(place, row, forms),
        false => reopen_section(place, row),
    });
    let typed = |words: &String| ui::typed(words.clone(), &row.language);
    let what = ui::summary_list(vec![
        (consequence_label(row.occurrence), typed(&row.consequence)),
        (t!("risk-remedy"), typed(&row.remedy)),
    ]);
    let main = view! {
        {ui::section("what", t!("risk-what"), vec![], what)}
        {ui::section("scores", t!("risk-scores"), vec![], story(row, scores, today))}
        {scoring}
        {closing}
    };
    view! {
        {ui::error_summary(&forms.errors)}
        {problem}
        {ui::heading(row.title.clone(), Some(t!("risk-of", partnership = place.title.clone())), edit.into_iter().collect())}
        {partnerships::sub_nav(place, partnerships::Tab::Risks)}
        {closed_notice(row)}
        {ui::columns(main.into_any(), facts(row, today))}
    }
    .into_any()
}

fn consequence_label(occurrence: Occurrence) -> String {
    match occurrence {
        Occurrence::Barrier => t!("risk-consequence-now"),
        Occurrence::Risk => t!("risk-consequence"),
    }
}

fn closed_notice(row: &RiskRow) -> Option<AnyView> {
    let (outcome, words) = row.outcome.zip(row.closed_words.clone())?;
    let title = t!(
        "risk-closed-title",
        outcome = word(outcome),
        date = row.closed_on.map(text::date).unwrap_or_default(),
        person = row
            .closed_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line"))
    );
    let words = view! { <p>{ui::typed(words, &row.language)}</p> };
    Some(ui::notice(Tone::Muted, title, words.into_any()))
}

fn facts(row: &RiskRow, today: NaiveDate) -> AnyView {
    let raised = t!(
        "risk-raised-words",
        who = who(row.raised_by.as_ref(), row.raised_organisation.as_ref()),
        date = text::date(row.raised_on)
    );
    let mut facts = vec![
        (t!("risk-score"), score_tag(row.score())),
        (t!("risk-state"), state_tag(row)),
        (t!("risk-kind"), word(row.kind).into_any()),
        (t!("risk-carriers"), carriers(row)),
        (
            t!("risk-owner"),
            format!("{}, {}", row.owner, row.owner_organisation).into_any(),
        ),
        (t!("risk-review"), review(row, today)),
        (t!("risk-scored"), ui::date(row.scored_on)),
        (t!("risk-raised-by"), raised.into_any()),
    ];
    if row.closed_to_vendors {
        facts.push((t!("risk-seen-by"), t!("risk-closed-to-vendors").into_any()));
    }
    let shared = is_shared(row.carriers.len()).then(|| {
        let words = view! { <p>{t!("risk-shared-text", carriers = row.carriers.join(", "))}</p> };
        ui::notice(Tone::Info, t!("risk-shared-title"), words.into_any())
    });
    view! { {shared}{ui::summary_list(facts)} }.into_any()
}

/// How the score moved: the picture, and who scored it when and why.
fn story(row: &RiskRow, scores: &[ScoreRow], today: NaiveDate) -> AnyView {
    let sentence = |row: &ScoreRow| {
        t!(
            "risk-score-sentence",
            date = text::date(row.scored_on),
            who = who(row.person.as_ref(), row.organisation.as_ref()),
            score = score_words(row.score())
        )
    };
    let points = scores
        .iter()
        .map(|row| ui::ScorePoint {
            on: row.scored_on,
            score: row.score().value(),
            words: sentence(row),
        })
        .collect();
    let values: Vec<Score> = scores.iter().map(ScoreRow::score).collect();
    let first = values.first().map_or(0, |score| score.value());
    let last = values.last().map_or(0, |score| score.value());
    let message = match movement(&values) {
        Movement::First => t!("risk-movement-first", score = last),
        Movement::Unchanged => t!("risk-movement-unchanged", score = last),
        Movement::Eased => t!("risk-movement-eased", first = first, last = last),
        Movement::Worsened => t!("risk-movement-worsened", first = first, last = last),
    };
    let cells = |row: &ScoreRow| {
        vec![
            ui::date(row.scored_on),
            score_tag(row.score()),
            word(row.occurrence).into_any(),
            ui::typed(row.words.clone(), &row.language),
            who(row.person.as_ref(), row.organisation.as_ref()).into_any(),
            ui::moment(row.recorded_at),
            ui::date(row.review_on),
        ]
    };
    let columns = [
        t!("risk-scored"),
        t!("risk-score"),
        t!("risk-occurrence"),
        t!("risk-words"),
        t!("risk-scored-by"),
        t!("risk-recorded"),
        t!("risk-review-then"),
    ];
    let table = ui::table(Table {
        caption: t!("risk-scores-caption"),
        columns: columns.into_iter().map(list::column).collect(),
        rows: scores.iter().rev().map(cells).collect(),
    });
    let chart = ui::Chart {
        id: "score".to_owned(),
        message,
        description: t!("risk-scores-description"),
        table,
    };
    let picture = ui::score_steps(chart, today, row.closed_on, t!("risk-score"), points);
    let story = scores.iter().rev().map(|row| ui::StoryItem {
        when: ui::date(row.scored_on),
        who: who(row.person.as_ref(), row.organisation.as_ref()),
        what: view! { <p>{ui::typed(row.words.clone(), &row.language)}</p> }.into_any(),
        tag: Some(score_tag(row.score())),
    });
    view! { {picture}{ui::story(story.collect())} }.into_any()
}

/// A step of a scale with the words that anchor it.
fn steps<T: text::Worded>(points: fn(T) -> i16) -> Vec<(String, String)> {
    let step = |&step: &T| {
        let key = format!("{}-{}", T::PREFIX, step.code().replace('_', "-"));
        let anchor = message(&format!("anchor-{key}"), None);
        let points = points(step);
        let words = t!(
            "risk-step-anchored",
            points = points,
            word = word(step),
            anchor = anchor
        );
        (points.to_string(), words)
    };
    T::VARIANTS.iter().map(step).collect()
}

/// The fields of a score.
fn score_fields(form: &ScoreForm, errors: &Errors) -> Vec<AnyView> {
    let review = form.review();
    let occurrences = Occurrence::VARIANTS.iter().map(|&occurrence| {
        let hint = message(&format!("occurrence-hint-{}", occurrence.code()), None);
        let words = t!(
            "risk-occurrence-words",
            word = word(occurrence),
            hint = hint
        );
        (occurrence.code().to_owned(), words)
    });
    vec![
        Field::new("occurrence", t!("risk-occurrence"))
            .value(&form.occurrence)
            .errors(errors)
            .radios(occurrences.collect()),
        Field::new("likelihood", t!("risk-likelihood"))
            .value(&form.likelihood)
            .errors(errors)
            .radios(steps(Likelihood::points)),
        Field::new("impact", t!("risk-impact"))
            .value(&form.impact)
            .errors(errors)
            .radios(steps(Impact::points)),
        Field::new("words", t!("risk-words"))
            .hint(t!("risk-words-hint"))
            .value(&form.words)
            .errors(errors)
            .textarea(3),
        Field::new("review", t!("risk-review"))
            .hint(t!("risk-review-hint"))
            .errors(errors)
            .date(review.day, review.month, review.year),
    ]
}

fn score_section(place: &Place, row: &RiskRow, forms: &Forms) -> AnyView {
    let (form, errors) = (&forms.score, &forms.errors);
    let scored = form.scored();
    let mut fields = vec![
        ui::hidden("score_id", &form.score_id),
        Field::new("scored", t!("risk-scored")).errors(errors).date(
            scored.day,
            scored.month,
            scored.year,
        ),
    ];
    fields.extend(score_fields(form, errors));
    let action = url::scores(&place.reference, row.id);
    let form = ui::form(action, fields, t!("risk-score-submit"), None);
    let body = view! { <p>{t!("risk-score-text")}</p>{form} };
    ui::section("score-anew", t!("risk-score-anew"), vec![], body.into_any())
}

fn close_section(place: &Place, row: &RiskRow, forms: &Forms) -> AnyView {
    let (form, errors) = (&forms.close, &forms.errors);
    let fields = vec![
        ui::hidden("version", &form.version),
        Field::new("outcome", t!("risk-outcome"))
            .value(&form.outcome)
            .errors(errors)
            .radios(choices::<RiskOutcome>()),
        Field::new("closed_words", t!("risk-closed-words"))
            .hint(t!("risk-closed-words-hint"))
            .value(&form.closed_words)
            .errors(errors)
            .textarea(3),
    ];
    let action = url::close(&place.reference, row.id);
    let form = ui::form(action, fields, t!("risk-close-submit"), None);
    ui::section("close", t!("risk-close"), vec![], form)
}

fn reopen_section(place: &Place, row: &RiskRow) -> AnyView {
    let form = ui::action_form(
        url::reopen(&place.reference, row.id),
        t!("risk-reopen"),
        vec![("version".to_owned(), row.version.to_string())],
        Tone::Neutral,
    );
    let body = view! { <p>{t!("risk-reopen-text")}</p>{form} };
    ui::section("reopen", t!("risk-reopen"), vec![], body.into_any())
}

/// Says that somebody changed it or closed it in the meantime; what was `typed`
/// is in its form still, unless it is closed.
pub(super) fn moved_on(
    row: &RiskRow,
    (who, when): (String, AnyView),
    typed: Vec<(String, String)>,
) -> AnyView {
    let (words, typed) = match row.outcome {
        Some(outcome) => {
            let words = t!("risk-moved-closed", who = who, outcome = word(outcome));
            (words, typed)
        }
        None => (t!("risk-moved-open", who = who), vec![]),
    };
    let words = view! { <p>{words}" "{when}</p> };
    ui::moved_on(t!("ui-conflict-title"), words.into_any(), typed)
}

/// What is in each field of a score's form.
pub(super) fn score_in_words(form: &ScoreForm) -> Vec<(String, String)> {
    let step = |steps: Vec<(String, String)>, chosen: &str| text::label_of(&steps, chosen);
    vec![
        (t!("risk-scored"), form.scored().in_words()),
        (
            t!("risk-occurrence"),
            text::chosen::<Occurrence>(&form.occurrence),
        ),
        (
            t!("risk-likelihood"),
            step(steps(Likelihood::points), &form.likelihood),
        ),
        (t!("risk-impact"), step(steps(Impact::points), &form.impact)),
        (t!("risk-words"), form.words.clone()),
        (t!("risk-review"), form.review().in_words()),
    ]
}

/// What is in each field of the form that closes a risk.
pub(super) fn close_in_words(form: &CloseForm) -> Vec<(String, String)> {
    vec![
        (
            t!("risk-outcome"),
            text::chosen::<RiskOutcome>(&form.outcome),
        ),
        (t!("risk-closed-words"), form.closed_words.clone()),
    ]
}

/// The form for a risk, new or to edit.
pub(super) fn edit(
    place: &Place,
    existing: Option<&RiskRow>,
    offered: &Choices,
    (form, errors): (&RiskForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let people = offered.people.iter().map(|one| {
        let label = format!("{}, {}", one.name, one.organisation);
        (one.id.to_string(), label)
    });
    let mut fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("title", t!("risk-title"))
            .hint(t!("risk-title-hint"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("kind", t!("risk-kind"))
            .value(&form.kind)
            .errors(errors)
            .select(choices::<RiskKind>(), Some(t!("error-choose"))),
        Field::new("consequence", t!("risk-consequence"))
            .hint(t!("risk-consequence-hint"))
            .value(&form.consequence)
            .errors(errors)
            .textarea(3),
        Field::new("remedy", t!("risk-remedy"))
            .hint(t!("risk-remedy-hint"))
            .value(&form.remedy)
            .errors(errors)
            .textarea(3),
        Field::new("carriers", t!("risk-carriers"))
            .hint(t!("risk-carriers-hint"))
            .errors(errors)
            .checkboxes(offered.parties.clone(), &form.carriers),
        Field::new("owner", t!("risk-owner"))
            .hint(t!("risk-owner-hint"))
            .value(&form.owner)
            .errors(errors)
            .select(people.collect(), Some(t!("error-choose"))),
    ];
    if offered.may_close {
        let closed = form.closed_to_vendors == "true";
        fields.push(
            Field::new("closed_to_vendors", t!("risk-closed-to-vendors"))
                .hint(t!("risk-closed-to-vendors-hint"))
                .checkbox(closed),
        );
    }
    if existing.is_none() {
        let first = ScoreForm {
            occurrence: form.occurrence.clone(),
            likelihood: form.likelihood.clone(),
            impact: form.impact.clone(),
            words: form.words.clone(),
            review_day: form.review_day.clone(),
            review_month: form.review_month.clone(),
            review_year: form.review_year.clone(),
            ..ScoreForm::default()
        };
        fields.extend(score_fields(&first, errors));
    }
    let (title, action, back) = match existing {
        None => {
            let list = url::of_partnership(&place.reference);
            (t!("risk-add"), list.clone(), list)
        }
        Some(row) => (
            t!("risk-edit"),
            url::edit(&place.reference, row.id),
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
    theirs: &RiskForm,
    yours: &RiskForm,
    offered: &Choices,
) -> AnyView {
    let [theirs, yours] = [theirs, yours].map(|form| in_words(form, offered));
    ui::conflict(who, when, ConflictRow::between(theirs, yours))
}

/// What is in each field of a risk's form.
pub(super) fn in_words(form: &RiskForm, offered: &Choices) -> Vec<(String, String)> {
    let carriers = offered.parties.iter();
    let carriers: Vec<_> = carriers
        .filter(|(id, _)| form.carriers.contains(id))
        .map(|(_, name)| name.clone())
        .collect();
    let mut people = offered.people.iter();
    let owner = people.find(|one| one.id.to_string() == form.owner);
    let closed = match form.closed_to_vendors.as_str() {
        "true" => t!("risk-closed-to-vendors"),
        _ => t!("risk-open-to-all"),
    };
    vec![
        (t!("risk-title"), form.title.clone()),
        (t!("risk-kind"), text::chosen::<RiskKind>(&form.kind)),
        (t!("risk-consequence"), form.consequence.clone()),
        (t!("risk-remedy"), form.remedy.clone()),
        (t!("risk-carriers"), carriers.join(", ")),
        (
            t!("risk-owner"),
            owner.map(|one| one.name.clone()).unwrap_or_default(),
        ),
        (t!("risk-seen-by"), closed),
    ]
}

/// The open risks of a partnership in a line.
pub(crate) fn line(place: &Place, cells: &[CellRow]) -> AnyView {
    let href = url::of_partnership(&place.reference);
    let open: i64 = cells.iter().map(|cell| cell.open).sum();
    let overdue: i64 = cells.iter().map(|cell| cell.overdue).sum();
    let scores = cells
        .iter()
        .filter_map(|cell| score(cell.likelihood, cell.impact));
    let gravest = scores.max_by_key(|score| score.value());
    let words = t!("risks-line", open = open, overdue = overdue);
    view! { {gravest.map(score_tag)}" "{ui::link(href, words)} }.into_any()
}

/// A risk on a workbench; `due` says how much time is left, as a tag and in
/// words.
pub(crate) fn due_item(
    row: RiskRow,
    due: impl Fn(NaiveDate) -> (AnyView, String),
) -> AttentionItem {
    let (tag, when) = due(row.review_on);
    let score = row.score();
    AttentionItem {
        href: url::show(&row.reference, row.id),
        reason: when,
        tag: view! { {tag}{score_tag(score)} }.into_any(),
        meta: t!("risk-of", partnership = row.partnership),
        title: row.title,
        language: row.language,
    }
}
