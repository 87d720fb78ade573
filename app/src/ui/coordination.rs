//! Pictures of tensions: where a balance stands between two poles, its way
//! over time with what coordinates, and what each mechanism does to each.

use chrono::{Days, NaiveDate};

use super::charts::{Chart, DumbbellShape, Scale, TODAY_MARK, axis, figure, grid, key, percent};
use super::parts::{Tone, foreign, tag};
use crate::html::*;
use crate::t;

/// What is done to a tension, as two arrow heads: together, apart, or a spark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pull {
    /// Eases it: the heads point at each other.
    Together,
    /// Aggravates it: the heads point away from each other.
    Apart,
    /// Creates it: a spark.
    Spark,
}

impl Pull {
    /// How it stands for a reader who looks for trouble.
    pub fn tone(self) -> Tone {
        match self {
            Self::Together => Tone::Good,
            Self::Apart => Tone::Bad,
            Self::Spark => Tone::Warn,
        }
    }

    /// Its outline around the point 0, 0, from -12 to 12 and -8 to 8.
    fn outline(self) -> &'static str {
        match self {
            Self::Together => "M-12-6.5-1.5 0-12 6.5ZM12-6.5 1.5 0 12 6.5Z",
            Self::Apart => "M-2-6.5-12 0-2 6.5ZM2-6.5 12 0 2 6.5Z",
            Self::Spark => "M0-8 2-3.1 6.9-4 3.9 0 6.9 4 2 3.1 0 8-2 3.1-6.9 4-3.9 0-6.9-4-2-3.1Z",
        }
    }
}

fn glyph(pull: Pull) -> AnyView {
    view! {
        <svg class="pull" viewBox="-12 -8 24 16" width="24" height="16" aria-hidden="true" focusable="false">
            <path d=pull.outline() />
        </svg>
    }
    .into_any()
}

/// What a mechanism does in words, with its shape.
pub fn effect_tag(pull: Pull, words: String) -> AnyView {
    view! { <span class=format!("tag pull-tag {}", pull.tone().class())>{glyph(pull)}<span>{words}</span></span> }
        .into_any()
}

/// The two poles of a tension, with the pull between them.
pub fn poles(first: String, second: String, language: &str) -> AnyView {
    let lang = foreign(language);
    view! {
        <span class="poles" lang=lang>
            <span>{first}</span>
            <span class="poles-second">
                <svg viewBox="0 0 28 12" width="28" height="12" role="img" aria-label=t!("ui-poles-between")>
                    <path d="M6 1 1 6l5 5M1 6h26M22 1l5 5-5 5" />
                </svg>
                <span>{second}</span>
            </span>
        </span>
    }
    .into_any()
}

/// How far across a balance stands, from 0 at the first pole to 100 at the
/// second.
fn across(balance: i16) -> f64 {
    f64::from(balance + 5) * 10.0
}

/// Marks that would cover each other stand this far apart, in pixels.
const STEPS: [i8; 5] = [0, -9, 9, -18, 18];

/// Where the balance stands now, for each group: at its left end is the first
/// pole, at its right the second.
pub fn balance_gauge(words: String, marks: &[(DumbbellShape, i16)]) -> AnyView {
    let ticks: Vec<_> = (-5..=5)
        .map(|balance: i16| {
            let at = percent(across(balance));
            let (top, end) = if balance == 0 {
                ("18%", "82%")
            } else {
                ("38%", "62%")
            };
            view! { <line class="gauge-tick" x1=at.clone() x2=at y1=top y2=end /> }.into_any()
        })
        .collect();
    let ends = (
        marks.iter().map(|mark| mark.1).min(),
        marks.iter().map(|mark| mark.1).max(),
    );
    let span = match ends {
        (Some(least), Some(most)) if least < most => Some(view! {
            <line class="gauge-span" x1=percent(across(least)) x2=percent(across(most)) y1="50%" y2="50%" />
        }),
        _ => None,
    };
    let drawn: Vec<_> = marks
        .iter()
        .enumerate()
        .map(|(index, (shape, balance))| {
            let before = marks[..index].iter().filter(|mark| mark.1 == *balance).count();
            let (class, path) = shape.path();
            let moved = format!("translate(0 {}) scale(0.85)", STEPS[before.min(STEPS.len() - 1)]);
            view! {
                <svg x=percent(across(*balance)) y="50%" overflow="visible"><path class=class d=path transform=moved /></svg>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="gauge">
            <svg class="gauge-scale" width="100%" height="2.5rem" role="img">
                <title>{words}</title>
                <line class="gauge-line" x1="0" x2="100%" y1="50%" y2="50%" />
                {ticks}
                {span}
                {drawn}
            </svg>
        </div>
    }
    .into_any()
}

/// Where somebody saw the balance on a day.
pub struct BalancePoint {
    /// The day.
    pub on: NaiveDate,
    /// From -5 to 5.
    pub balance: i16,
    /// Who, when and what, in words.
    pub words: String,
}

/// How one group saw it over time.
pub struct BalanceSeries {
    /// The group's mark.
    pub shape: DumbbellShape,
    /// The group.
    pub label: String,
    /// In the order of time.
    pub points: Vec<BalancePoint>,
}

/// A mechanism below the balance: when it works, and since when it is felt.
pub struct BalanceLane {
    /// Its title.
    pub label: String,
    /// Language of the title.
    pub language: String,
    /// Its page.
    pub href: String,
    /// What it does now.
    pub pull: Pull,
    /// What it does now, in words.
    pub tag: String,
    /// Its first day.
    pub since: NaiveDate,
    /// Its last day, where one is set.
    pub until: Option<NaiveDate>,
    /// Since when it is felt, and what is said of it in words.
    pub marks: Vec<(NaiveDate, Pull, String)>,
}

/// The story of a tension: above, how each group saw the balance over time;
/// below, on the same days, the mechanisms and since when each is felt.
pub fn balance_over_time(
    chart: Chart,
    (today, settled): (NaiveDate, Option<NaiveDate>),
    (first, second): (String, String),
    language: &str,
    series: Vec<BalanceSeries>,
    lanes: Vec<BalanceLane>,
    kinds: Vec<(Pull, String)>,
) -> AnyView {
    let days = || {
        let said = series
            .iter()
            .flat_map(|one| one.points.iter().map(|point| point.on));
        said.chain(
            lanes
                .iter()
                .flat_map(|lane| lane.marks.iter().map(|mark| mark.0)),
        )
    };
    let from = days().min().unwrap_or(today) - Days::new(20);
    let to = days().max().unwrap_or(today).max(today) + Days::new(20);
    let scale = Scale::new(from, to, today);
    let mut entries: Vec<(&'static str, &'static str, String)> = series
        .iter()
        .map(|one| {
            let (class, path) = one.shape.path();
            (class, path, one.label.clone())
        })
        .collect();
    entries.push(("today", TODAY_MARK, t!("ui-chart-today")));
    if settled.is_some() {
        entries.push(("settled-line", TODAY_MARK, t!("ui-chart-settled")));
    }
    let lang = foreign(language);
    let axis = axis(&chart, scale);
    let plot = balance_plot(scale, series, settled);
    let lanes: Vec<_> = lanes
        .into_iter()
        .map(|lane| balance_lane(scale, lane))
        .collect();
    let kinds = pull_key(kinds);
    let picture = view! {
        <div class="time balance">
            <div class="time-axis">{axis}</div>
            <ol class="time-rows">
                <li class="balance-row">
                    <p class="balance-pole balance-second" lang=lang.clone()>{arrow("M6 11V1M2 5l4-4 4 4")}{second}</p>
                    {plot}
                    <p class="balance-pole balance-first" lang=lang>{arrow("M6 1v10M2 7l4 4 4-4")}{first}</p>
                </li>
                {lanes}
            </ol>
            {key(entries)}
            {kinds}
        </div>
    };
    figure(chart, picture.into_any())
}

fn arrow(path: &'static str) -> AnyView {
    view! {
        <svg class="balance-arrow" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
            <path d=path />
        </svg>
    }
    .into_any()
}

fn balance_plot(scale: Scale, series: Vec<BalanceSeries>, settled: Option<NaiveDate>) -> AnyView {
    let down = |balance: i16| percent(100.0 - across(balance));
    let lines: Vec<_> = (-5..=5)
        .map(|balance: i16| {
            let at = down(balance);
            let class = if balance == 0 {
                "balance-middle"
            } else {
                "grid"
            };
            view! { <line class=class x1="0" x2="100%" y1=at.clone() y2=at /> }.into_any()
        })
        .collect();
    let settled = settled.map(|on| {
        let at = percent(scale.at(on));
        view! { <line class="settled-line" x1=at.clone() x2=at y1="0" y2="100%" /> }
    });
    // Groups that saw the same on the same day stand beside each other.
    let mut taken: Vec<(NaiveDate, i16)> = Vec::new();
    let ways: Vec<_> = series
        .into_iter()
        .enumerate()
        .map(|(index, one)| {
            let (class, path) = one.shape.path();
            let line = format!("balance-way balance-way-{index} {class}-way");
            let way: Vec<_> = one
                .points
                .windows(2)
                .map(|pair| {
                    view! {
                        <line
                            class=line.clone() x1=percent(scale.at(pair[0].on)) y1=down(pair[0].balance)
                            x2=percent(scale.at(pair[1].on)) y2=down(pair[1].balance)
                        />
                    }
                    .into_any()
                })
                .collect();
            let marks: Vec<_> = one
                .points
                .into_iter()
                .map(|point| {
                    let spot = (point.on, point.balance);
                    let before = taken.iter().filter(|other| **other == spot).count();
                    taken.push(spot);
                    let moved = format!("translate({} 0)", STEPS[before.min(STEPS.len() - 1)]);
                    view! {
                        <svg x=percent(scale.at(point.on)) y=down(point.balance) overflow="visible" role="img">
                            <title>{point.words}</title>
                            <path class=class d=path transform=moved />
                        </svg>
                    }
                    .into_any()
                })
                .collect();
            view! { <g>{way}{marks}</g> }.into_any()
        })
        .collect();
    view! {
        <div class="track-box balance-box">
            <svg class="track">{grid(scale)}{lines}{settled}{ways}</svg>
        </div>
    }
    .into_any()
}

fn balance_lane(scale: Scale, lane: BalanceLane) -> AnyView {
    let (start, end) = (lane.since.max(scale.from), lane.until.unwrap_or(scale.to));
    let (start, end) = (scale.at(start), scale.at(end));
    let open = lane.until.is_none_or(|until| until > scale.to);
    let marks: Vec<_> = lane
        .marks
        .into_iter()
        .map(|(on, pull, words)| {
            view! {
                <svg x=percent(scale.at(on)) y="50%" overflow="visible" role="img" class=pull.tone().class()>
                    <title>{words}</title>
                    <line class="lane-drop" x1="0" x2="0" y1="-1.5rem" y2="0" />
                    <circle class="lane-ground" r="13" />
                    <path class="lane-mark" d=pull.outline() transform="scale(0.8)" />
                </svg>
            }
            .into_any()
        })
        .collect();
    view! {
        <li class=lane.pull.tone().class()>
            <div class="row-label">
                <a href=lane.href>{super::typed(lane.label, &lane.language)}</a>
                {effect_tag(lane.pull, lane.tag)}
            </div>
            <div class="track-box"><svg class="track">
                {grid(scale)}
                <rect
                    class=if open { "lane-life lane-open" } else { "lane-life" }
                    x=percent(start) width=percent((end - start).max(0.5)) y="50%" height="0.5rem" rx="2"
                />
                {marks}
            </svg></div>
        </li>
    }
    .into_any()
}

/// A mechanism in an [`effect_map`].
pub struct EffectColumn {
    /// Its title.
    pub label: String,
    /// Language of the title.
    pub language: String,
    /// Its page.
    pub href: String,
    /// Its kind and since when it works.
    pub hint: String,
    /// What says that it has side effects, where it has.
    pub side_effects: Option<String>,
}

/// What a mechanism does to a tension in an [`effect_map`].
pub struct EffectCell {
    /// What it does.
    pub pull: Pull,
    /// What it does, in a word.
    pub word: String,
    /// How much, from 1 to 3.
    pub strength: i32,
    /// How much, in a word.
    pub strength_word: String,
    /// What is said of it.
    pub href: String,
}

/// A tension in an [`effect_map`].
pub struct EffectRow {
    /// Its poles.
    pub poles: (String, String),
    /// Language of the poles.
    pub language: String,
    /// Its page.
    pub href: String,
    /// Where its balance stands for each group.
    pub balance: Vec<(DumbbellShape, i16)>,
    /// Where its balance stands, in words.
    pub balance_words: String,
    /// What all mechanisms come to.
    pub tag: (Tone, String),
    /// One for each column; nothing where nothing is said.
    pub cells: Vec<Option<EffectCell>>,
}

/// Columns that stand side by side where there is room; more begin anew below.
const COLUMNS: usize = 8;

/// Tensions down, mechanisms across, and in each cell what the one does to the
/// other. The columns of mechanisms with side effects stand out. Where it is
/// narrow, each tension is a card with what is done to it.
pub fn effect_map(
    chart: Chart,
    columns: Vec<EffectColumn>,
    mut rows: Vec<EffectRow>,
    kinds: Vec<(Pull, String)>,
) -> AnyView {
    let mut columns = columns.into_iter().peekable();
    let mut panels = Vec::new();
    while panels.is_empty() || columns.peek().is_some() {
        let heads: Vec<EffectColumn> = columns.by_ref().take(COLUMNS).collect();
        let body: Vec<_> = rows
            .iter_mut()
            .map(|row| {
                let rest = row.cells.split_off(heads.len().min(row.cells.len()));
                let cells = std::mem::replace(&mut row.cells, rest);
                let cells: Vec<_> = heads.iter().zip(cells).map(map_cell).collect();
                map_row(row, cells)
            })
            .collect();
        let class = format!("map map-{}", heads.len().max(1));
        let heads: Vec<_> = heads.into_iter().map(map_head).collect();
        panels.push(
            view! {
                <div class=class>
                    <ul class="map-heads">{heads}</ul>
                    <ol class="map-rows">{body}</ol>
                </div>
            }
            .into_any(),
        );
    }
    let kinds = pull_key(kinds);
    figure(
        chart,
        view! { <div class="maps">{panels}{kinds}</div> }.into_any(),
    )
}

fn pull_key(kinds: Vec<(Pull, String)>) -> AnyView {
    let kinds: Vec<_> = kinds
        .into_iter()
        .map(|(pull, words)| {
            view! { <li class=pull.tone().class()>{glyph(pull)}{words}</li> }.into_any()
        })
        .collect();
    view! { <ul class="key">{kinds}</ul> }.into_any()
}

fn map_head(column: EffectColumn) -> AnyView {
    let side = column
        .side_effects
        .map(|words| view! { <span class="map-side-tag">{tag(Tone::Warn, words)}</span> });
    let class = if side.is_some() {
        "map-head map-side"
    } else {
        "map-head"
    };
    view! {
        <li class=class>
            <a href=column.href>{super::typed(column.label, &column.language)}</a>
            <span class="hint">{column.hint}</span>
            {side}
        </li>
    }
    .into_any()
}

fn map_row(row: &EffectRow, cells: Vec<AnyView>) -> AnyView {
    let (first, second) = row.poles.clone();
    let (tone, words) = row.tag.clone();
    view! {
        <li class="map-row">
            <div class="map-label">
                <a href=row.href.clone()>{poles(first, second, &row.language)}</a>
                {balance_gauge(row.balance_words.clone(), &row.balance)}
                {tag(tone, words)}
            </div>
            {cells}
        </li>
    }
    .into_any()
}

fn map_cell((head, cell): (&EffectColumn, Option<EffectCell>)) -> AnyView {
    let side = if head.side_effects.is_some() {
        " map-side"
    } else {
        ""
    };
    let Some(cell) = cell else {
        return view! { <span class=format!("map-cell map-empty{side}")></span> }.into_any();
    };
    let class = format!(
        "map-cell map-strength-{} {}{side}",
        cell.strength,
        cell.pull.tone().class()
    );
    let name = super::typed(head.label.clone(), &head.language);
    view! {
        <a class=class href=cell.href>
            {glyph(cell.pull)}
            <span class="map-name">{name}</span>
            <span class="map-word">{cell.word}</span>
            <span class="map-strength">{cell.strength_word}</span>
        </a>
    }
    .into_any()
}
