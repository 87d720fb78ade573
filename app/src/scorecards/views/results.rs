//! What a round came to.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::scorecard::{
    Answer, Cell, Factor, Gap, MOST, Naming, Results, StakeholderGroup, score_in_twelfths, shown,
};
use rust_decimal::{Decimal, RoundingStrategy};
use strum::VariantArray;

use super::super::db::{NamedAnswer, Remark, RoundRow, TrendRound};
use super::super::form::{AgendaForm, stored};
use super::super::url;
use super::answering::explained;
use super::{caveat, promise, state_tag};
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, word};
use crate::ui::{
    self, Chart, ConflictRow, DumbbellPanel, DumbbellRow, DumbbellShape, Field, Table, Tile, Tone,
};
use crate::{list, partnerships, t};
use domain::access::Action;

/// Everything that the page shows.
pub(in super::super) struct Found {
    pub(in super::super) row: RoundRow,
    /// The groups that were asked.
    pub(in super::super) groups: Vec<StakeholderGroup>,
    pub(in super::super) remarks: Vec<Remark>,
    /// Empty for an anonymous round.
    pub(in super::super) named: Vec<NamedAnswer>,
    /// Rounds up to this one, the oldest first; this one is the last.
    pub(in super::super) trend: Vec<(TrendRound, Results)>,
}

impl Found {
    fn results(&self) -> &Results {
        static NONE: std::sync::LazyLock<Results> = std::sync::LazyLock::new(Results::default);
        self.trend.last().map_or(&NONE, |(_, results)| results)
    }
}

/// The mark by which pictures tell a group from the others.
pub(crate) fn shape(group: StakeholderGroup) -> DumbbellShape {
    match group {
        StakeholderGroup::IctExecutive => DumbbellShape::Square,
        StakeholderGroup::HealthExecutive => DumbbellShape::Disc,
        StakeholderGroup::ChiefInformationOfficer => DumbbellShape::Up,
        StakeholderGroup::Clinician => DumbbellShape::Down,
        StakeholderGroup::GovernmentOfficial => DumbbellShape::Diamond,
        StakeholderGroup::FrontLineStaff => DumbbellShape::Cross,
    }
}

/// Points with two decimals, as the reader's locale writes them.
pub(crate) fn points(value: Decimal) -> String {
    text::number(shown(value))
}

/// Points with a sign, for a difference.
fn signed(value: Decimal) -> String {
    if value.is_sign_positive() && !value.is_zero() {
        format!("+{}", points(value))
    } else {
        points(value)
    }
}

pub(crate) fn gap_tag(gap: Option<&Gap>) -> (Tone, String) {
    match gap {
        None => (Tone::Muted, t!("scorecard-gap-none")),
        Some(gap) => {
            let words = t!("scorecard-gap-said", points = points(gap.width()));
            let tone = if gap.is_wide() {
                Tone::Warn
            } else {
                Tone::Good
            };
            (tone, words)
        }
    }
}

/// The page.
pub(in super::super) fn results(
    place: &Place,
    found: &Found,
    (form, errors): (&AgendaForm, &Errors),
    conflict: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let row = &found.row;
    let results = found.results();
    let csv = url::act(&place.reference, row.id, "results.csv");
    let body = if results.is_empty() {
        ui::empty(
            t!("scorecard-results-none-title"),
            t!("scorecard-results-none-text"),
            None,
        )
    } else {
        view! {
            {tiles(found)}
            {ui::section("gap", t!("scorecard-gap"), vec![], gap_chart(found))}
            {ui::section("groups", t!("scorecard-by-group"), vec![], view! {
                {factor_table(found)}
                <p class="hint">{t!("scorecard-spread-text")}</p>
            }.into_any())}
            {(found.trend.len() > 1).then(|| {
                ui::section("trend", t!("scorecard-trend"), vec![], trend_chart(found))
            })}
        }
        .into_any()
    };
    let runs = place.may(Action::RunScorecard);
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("scorecard-results"), Some(row.title.clone()), vec![])}
        {partnerships::sub_nav(place, partnerships::Tab::Scorecards)}
        <div class="stack">
            <p>{state_tag(row.state(today))}" "{as_of(row)}</p>
            <p class="hint">{promise(row)}</p>
            {caveat()}
        </div>
        {body}
        {remarks(found)}
        {(!found.named.is_empty()).then(|| {
            ui::section("named", t!("scorecard-named"), vec![], named_table(&found.named))
        })}
        {agenda(place, found, runs, form, errors)}
        {ui::list_tools(csv)}
    }
    .into_any()
}

/// Of when the figures are, and who closed the round.
fn as_of(row: &RoundRow) -> String {
    t!(
        "scorecard-results-of",
        opens = text::date(row.opens_on),
        closed = row.closed_at.map(text::moment).unwrap_or_default(),
        who = row
            .closed_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line")),
        answered = row.answered,
        invited = row.invited
    )
}

fn tiles(found: &Found) -> AnyView {
    let results = found.results();
    let mut tiles = Vec::new();
    if let Some((factor, gap)) = results.widest_gap() {
        tiles.push(Tile {
            value: points(gap.width()),
            label: t!("scorecard-widest-gap"),
            note: Some(word(factor)),
            href: Some("#gap".to_owned()),
            tone: if gap.is_wide() {
                Tone::Warn
            } else {
                Tone::Good
            },
        });
    }
    let widest = Factor::VARIANTS
        .iter()
        .filter_map(|&factor| Some((factor, results.ict_less_health(factor)?)))
        .max_by_key(|(_, difference)| difference.abs());
    if let Some((factor, difference)) = widest {
        tiles.push(Tile {
            value: signed(difference),
            label: t!("scorecard-ict-less-health"),
            note: Some(word(factor)),
            href: Some("#groups".to_owned()),
            tone: Tone::Neutral,
        });
    }
    let lowest = Factor::VARIANTS
        .iter()
        .filter_map(|&factor| Some((factor, results.shown_together(factor).mean()?)))
        .min_by_key(|(_, mean)| *mean);
    if let Some((factor, mean)) = lowest {
        tiles.push(Tile {
            value: points(mean),
            label: t!("scorecard-lowest"),
            note: Some(word(factor)),
            href: Some("#groups".to_owned()),
            tone: Tone::Neutral,
        });
    }
    ui::tiles(tiles)
}

fn dumbbell(label: String, factor: Factor, results: &Results) -> DumbbellRow {
    let gap = results.gap(factor);
    let (tone, tag) = gap_tag(gap.as_ref());
    let means = results.means(factor);
    let words: Vec<String> = means
        .iter()
        .map(|(group, mean)| format!("{} {}", word(*group), points(*mean)))
        .collect();
    DumbbellRow {
        label,
        tone,
        tag,
        marks: means
            .into_iter()
            .map(|(group, mean)| (shape(group), mean))
            .collect(),
        words: words.join("; "),
    }
}

fn kinds(found: &Found) -> Vec<(DumbbellShape, String)> {
    StakeholderGroup::VARIANTS
        .iter()
        .filter(|group| {
            found.trend.iter().any(|(_, results)| {
                Factor::VARIANTS
                    .iter()
                    .any(|factor| results.cell(*factor, **group).is_some())
            })
        })
        .map(|group| (shape(*group), word(*group)))
        .collect()
}

/// Who stands where on a factor.
pub(crate) fn gap_words(factor: Factor, gap: &Gap) -> String {
    t!(
        "scorecard-gap-message",
        factor = word(factor),
        high = word(gap.highest.0),
        highest = points(gap.highest.1),
        low = word(gap.lowest.0),
        lowest = points(gap.lowest.1)
    )
}

fn gap_chart(found: &Found) -> AnyView {
    let results = found.results();
    let message = match results.widest_gap() {
        Some((factor, gap)) => gap_words(factor, &gap),
        None => t!("scorecard-gap-message-none"),
    };
    let rows = Factor::VARIANTS
        .iter()
        .map(|&factor| dumbbell(word(factor), factor, results))
        .collect();
    let chart = Chart {
        id: "gap-chart".to_owned(),
        message,
        description: t!("scorecard-gap-description", most = MOST),
        table: long_table(found),
    };
    let panel = DumbbellPanel { label: None, rows };
    ui::dumbbells(chart, (1, MOST), vec![panel], kinds(found))
}

fn trend_chart(found: &Found) -> AnyView {
    let (first, last) = (&found.trend[0], &found.trend[found.trend.len() - 1]);
    let widest = |results: &Results| results.widest_gap().map(|(_, gap)| gap.width());
    let message = match (widest(&first.1), widest(&last.1)) {
        (Some(before), Some(after)) => t!(
            "scorecard-trend-message",
            before = points(before),
            after = points(after),
            from = text::date(first.0.closes_on),
            to = text::date(last.0.closes_on)
        ),
        _ => t!("scorecard-trend-message-none"),
    };
    let panels = Factor::VARIANTS
        .iter()
        .map(|&factor| DumbbellPanel {
            label: Some(word(factor)),
            rows: found
                .trend
                .iter()
                .map(|(round, results)| dumbbell(text::date(round.closes_on), factor, results))
                .collect(),
        })
        .collect();
    let chart = Chart {
        id: "trend-chart".to_owned(),
        message,
        description: t!("scorecard-trend-description"),
        table: trend_table(found),
    };
    ui::dumbbells(chart, (1, MOST), panels, kinds(found))
}

/// Mean, spread and count of each group on each factor, a row for each.
fn long_table(found: &Found) -> AnyView {
    let results = found.results();
    let mut rows = Vec::new();
    for &factor in Factor::VARIANTS {
        for &group in &found.groups {
            let cell = results.cell(factor, group);
            let figure = |value: Option<Decimal>| match value {
                Some(value) => points(value).into_any(),
                None => hidden_tag(found),
            };
            rows.push(vec![
                word(factor).into_any(),
                word(group).into_any(),
                figure(cell.and_then(Cell::mean)),
                cell.and_then(Cell::spread).map(points).into_any(),
                cell.map(|cell| text::number(cell.people)).into_any(),
            ]);
        }
    }
    ui::table(Table {
        caption: t!("scorecard-by-group-caption"),
        columns: vec![
            list::column(t!("scorecard-factor")),
            list::column(t!("scorecard-group")),
            list::numeric(t!("scorecard-mean")),
            list::numeric(t!("scorecard-spread")),
            list::numeric(t!("scorecard-people")),
        ],
        rows,
    })
}

/// What stands for a group that is not shown; the same whether nobody answered
/// or too few.
fn hidden_tag(found: &Found) -> AnyView {
    let words = match found.row.naming {
        Naming::Attributed => t!("scorecard-nobody"),
        Naming::Anonymous => t!("scorecard-too-few", minimum = found.row.minimum),
    };
    ui::tag(Tone::Muted, words)
}

/// Where on the page a factor stands.
pub(crate) fn anchor(factor: Factor) -> String {
    format!("factor-{}", factor.code())
}

/// A row for each factor, a column for each group, and the gaps.
fn factor_table(found: &Found) -> AnyView {
    let results = found.results();
    let mut columns = vec![list::column(t!("scorecard-factor"))];
    columns.extend(found.groups.iter().map(|&group| list::column(word(group))));
    columns.push(list::column(t!("scorecard-gap")));
    columns.push(list::numeric(t!("scorecard-ict-less-health")));
    let cells = |factor: Factor| {
        let about = explained(factor);
        let mut cells = vec![
            view! { <span id=anchor(factor)>{word(factor)}</span><p class="hint">{about}</p> }
                .into_any(),
        ];
        cells.extend(found.groups.iter().map(|&group| {
            let figures = results
                .cell(factor, group)
                .and_then(|cell| Some((cell.mean()?, cell.spread()?, cell.people)));
            match figures {
                Some((mean, spread, people)) => {
                    let more = t!(
                        "scorecard-spread-and-people",
                        spread = points(spread),
                        people = people
                    );
                    view! { <strong>{points(mean)}</strong><p class="hint">{more}</p> }.into_any()
                }
                None => hidden_tag(found),
            }
        }));
        let (tone, words) = gap_tag(results.gap(factor).as_ref());
        cells.push(ui::tag(tone, words));
        let difference = results.ict_less_health(factor);
        cells.push(difference.map_or_else(|| t!("unknown"), signed).into_any());
        cells
    };
    ui::table(Table {
        caption: t!("scorecard-by-group-caption"),
        columns,
        rows: Factor::VARIANTS
            .iter()
            .map(|&factor| cells(factor))
            .collect(),
    })
}

/// The widths of the gaps, a row for each round and a column for each factor.
fn trend_table(found: &Found) -> AnyView {
    let mut columns = vec![list::column(t!("scorecard-round"))];
    columns.extend(
        Factor::VARIANTS
            .iter()
            .map(|&factor| list::numeric(word(factor))),
    );
    let cells = |(round, results): &(TrendRound, Results)| {
        let mut cells = vec![
            view! { <span>{round.title.clone()}", "{ui::date(round.closes_on)}</span> }.into_any(),
        ];
        cells.extend(Factor::VARIANTS.iter().map(|&factor| {
            let gap = results.gap(factor).map(|gap| points(gap.width()));
            gap.unwrap_or_else(|| t!("unknown")).into_any()
        }));
        cells
    };
    ui::table(Table {
        caption: t!("scorecard-trend-caption"),
        columns,
        rows: found.trend.iter().map(cells).collect(),
    })
}

fn remarks(found: &Found) -> Option<AnyView> {
    if found.remarks.is_empty() {
        return None;
    }
    let parts: Vec<_> = Factor::VARIANTS
        .iter()
        .filter_map(|&factor| {
            let items: Vec<_> = found
                .remarks
                .iter()
                .filter(|remark| remark.factor == factor)
                .map(|remark| {
                    let by = remark.person.clone();
                    let by = by.map(|by| view! { " "<span class="hint">{by}</span> });
                    let words = ui::typed(remark.remark.clone(), &remark.language);
                    view! { <li>{words}{by}</li> }.into_any()
                })
                .collect();
            (!items.is_empty())
                .then(|| view! { <h3>{word(factor)}</h3><ul>{items}</ul> }.into_any())
        })
        .collect();
    Some(ui::section(
        "comments",
        t!("scorecard-comments"),
        vec![],
        parts.into_any(),
    ))
}

/// Each person's score by factor, in an attributed round.
fn named_table(named: &[NamedAnswer]) -> AnyView {
    let mut columns = vec![
        list::column(t!("scorecard-who")),
        list::column(t!("scorecard-group")),
    ];
    columns.extend(
        Factor::VARIANTS
            .iter()
            .map(|&factor| list::numeric(word(factor))),
    );
    let rows = named
        .chunk_by(|one, other| (&one.person, one.group) == (&other.person, other.group))
        .map(|of_person| {
            let mut cells = vec![
                of_person[0].person.clone().into_any(),
                word(of_person[0].group).into_any(),
            ];
            cells.extend(Factor::VARIANTS.iter().map(|&factor| {
                let answers: Vec<Answer> = of_person
                    .iter()
                    .filter(|answer| answer.factor == factor)
                    .map(|answer| stored(answer.score))
                    .collect();
                let score = score_in_twelfths(&answers)
                    .and_then(|score| Decimal::from(score).checked_div(Decimal::from(12)));
                score
                    .map_or_else(|| t!("scorecard-cannot-say"), points)
                    .into_any()
            }));
            cells
        })
        .collect();
    ui::table(Table {
        caption: t!("scorecard-named-caption"),
        columns,
        rows,
    })
}

/// The form that the agenda's text fills: what is kept, or else a draft made
/// from the widest gap.
pub(in super::super) fn agenda_form(found: &Found) -> AgendaForm {
    AgendaForm {
        version: found.row.version.to_string(),
        agenda: found
            .row
            .agenda
            .clone()
            .or_else(|| draft(found.results()))
            .unwrap_or_default(),
    }
}

fn draft(results: &Results) -> Option<String> {
    let (factor, gap) = results.widest_gap()?;
    Some(t!(
        "scorecard-agenda-draft",
        factor = word(factor),
        about = explained(factor),
        high = word(gap.highest.0),
        highest = points(gap.highest.1),
        low = word(gap.lowest.0),
        lowest = points(gap.lowest.1),
        gap = points(gap.width())
    ))
}

fn agenda(
    place: &Place,
    found: &Found,
    runs: bool,
    form: &AgendaForm,
    errors: &Errors,
) -> Option<AnyView> {
    let row = &found.row;
    let body = if runs {
        let hint = if row.agenda.is_some() {
            t!("scorecard-agenda-kept-hint")
        } else {
            t!("scorecard-agenda-hint")
        };
        let fields = vec![
            ui::hidden("version", &form.version),
            Field::new("agenda", t!("scorecard-agenda"))
                .optional()
                .hint(hint)
                .language(row.agenda_language.as_deref().unwrap_or_default())
                .value(&form.agenda)
                .errors(errors)
                .textarea(7),
        ];
        let action = url::agenda(&place.reference, row.id);
        ui::form(action, fields, t!("scorecard-agenda-keep"), None)
    } else {
        let language = row.agenda_language.as_deref().unwrap_or_default();
        let words = ui::typed(row.agenda.clone()?, language);
        view! { <p>{words}</p> }.into_any()
    };
    Some(ui::section(
        "agenda-item",
        t!("scorecard-agenda-title"),
        vec![],
        body,
    ))
}

/// What somebody else kept, beside what was typed.
pub(in super::super) fn agenda_conflict(
    who: String,
    when: AnyView,
    theirs: &RoundRow,
    yours: &AgendaForm,
) -> AnyView {
    let rows = vec![ConflictRow {
        label: t!("scorecard-agenda"),
        theirs: theirs.agenda.clone().unwrap_or_default(),
        yours: yours.agenda.clone(),
    }];
    ui::conflict(who, when, rows)
}

/// The spreadsheet's headings.
pub(in super::super) fn results_csv_headings() -> Vec<String> {
    [
        "partnership",
        "round",
        "opens_on",
        "closes_on",
        "naming",
        "factor",
        "group",
        "mean",
        "spread",
        "people",
        "gap",
        "ict_less_health",
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

/// A row for each factor and group that was asked; blank where it is not shown.
pub(in super::super) fn results_csv_rows(place: &Place, found: &Found) -> Vec<Vec<String>> {
    let row = &found.row;
    let results = found.results();
    let said = |value: Option<Decimal>| {
        let rounded = value
            .map(|value| value.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero));
        rounded
            .map(|value| value.normalize().to_string())
            .unwrap_or_default()
    };
    let mut rows = Vec::new();
    for &factor in Factor::VARIANTS {
        for &group in &found.groups {
            let cell = results.cell(factor, group);
            rows.push(vec![
                place.reference.clone(),
                row.title.clone(),
                row.opens_on.to_string(),
                row.closes_on.to_string(),
                row.naming.code().to_owned(),
                factor.code().to_owned(),
                group.code().to_owned(),
                said(cell.and_then(Cell::mean)),
                said(cell.and_then(Cell::spread)),
                cell.map(|cell| cell.people.to_string()).unwrap_or_default(),
                said(results.gap(factor).map(|gap| gap.width())),
                said(results.ict_less_health(factor)),
            ]);
        }
    }
    rows
}
