//! Pictures of risks: how many there are of each likelihood and impact, and
//! how the score of one moved.

use chrono::{Days, NaiveDate};
use domain::risk::Band;
use strum::VariantArray;

use super::charts::{Chart, Scale, TODAY_MARK, axis, figure, grid, key, percent};
use super::parts::Tone;
use crate::html::*;
use crate::t;
use crate::text::word;

/// The tone of a band, which every mark of it has.
pub fn band_tone(band: Band) -> Tone {
    match band {
        Band::Low => Tone::Good,
        Band::Moderate => Tone::Info,
        Band::High => Tone::Warn,
        Band::Severe => Tone::Bad,
    }
}

fn class(band: Band) -> &'static str {
    match band {
        Band::Low => "band-low",
        Band::Moderate => "band-moderate",
        Band::High => "band-high",
        Band::Severe => "band-severe",
    }
}

/// A cell of a [`matrix`].
pub struct MatrixCell {
    /// The band of its score.
    pub band: Band,
    /// Its score.
    pub score: String,
    /// How many risks are in it.
    pub count: i64,
    /// The risks in it.
    pub href: String,
    /// What it holds, in words.
    pub words: String,
}

/// Likelihood across and impact down, the gravest first, and in each cell how
/// many risks there are. A step of a scale is its points and its word.
pub fn matrix(
    chart: Chart,
    (across, likelihoods): (String, Vec<(String, String)>),
    (down, impacts): (String, Vec<(String, String)>),
    rows: Vec<Vec<MatrixCell>>,
) -> AnyView {
    let step = |(points, word): (String, String)| {
        view! { <span class="matrix-step"><strong>{points}</strong>" "{word}</span> }.into_any()
    };
    let rows: Vec<_> = impacts
        .into_iter()
        .zip(rows)
        .map(|(impact, cells)| {
            let cells: Vec<_> = cells.into_iter().map(matrix_cell).collect();
            view! { <li class="matrix-row">{step(impact)}{cells}</li> }.into_any()
        })
        .collect();
    let feet: Vec<_> = likelihoods.into_iter().map(step).collect();
    let picture = view! {
        <div class="matrix">
            <p class="matrix-axis">{down}</p>
            <ol class="matrix-rows">{rows}</ol>
            <div class="matrix-row matrix-feet" aria-hidden="true">
                <span class="matrix-axis">{across}</span>
                {feet}
            </div>
        </div>
    };
    figure(chart, picture.into_any())
}

fn matrix_cell(cell: MatrixCell) -> AnyView {
    let body = view! {
        <span class="matrix-score" aria-hidden="true">{cell.score}</span>
        <span class="matrix-count" aria-hidden="true">{cell.count}</span>
        <span class="matrix-band" aria-hidden="true">{word(cell.band)}</span>
    };
    let class = format!("matrix-cell {}", class(cell.band));
    if cell.count > 0 {
        view! { <a class=class href=cell.href aria-label=cell.words>{body}</a> }.into_any()
    } else {
        view! { <span class=format!("{class} matrix-empty") aria-hidden="true">{body}</span> }
            .into_any()
    }
}

/// A score of a day.
pub struct ScorePoint {
    /// The day.
    pub on: NaiveDate,
    /// From 1 to 25.
    pub score: i16,
    /// Score, day and who, in words.
    pub words: String,
}

/// The scores of one risk over time, on the bands that they fall in: each holds
/// until the next.
pub fn score_steps(
    chart: Chart,
    today: NaiveDate,
    until: Option<NaiveDate>,
    label: String,
    points: Vec<ScorePoint>,
) -> AnyView {
    const HIGHEST: i16 = 25;
    let from = points.first().map_or(today, |point| point.on) - Days::new(20);
    let last = points.last().map_or(today, |point| point.on);
    let end = until.unwrap_or(today).max(last);
    let scale = Scale::new(from, today.max(end) + Days::new(20), today);
    let down = |score: i16| percent(100.0 - f64::from(score) / f64::from(HIGHEST) * 100.0);
    let bands: Vec<_> = Band::VARIANTS
        .iter()
        .map(|&band| {
            let (least, most) = (*band.scores().start() - 1, *band.scores().end());
            let height = f64::from(most - least) / f64::from(HIGHEST) * 100.0;
            view! {
                <rect class=format!("band {}", class(band)) x="0" width="100%" y=down(most) height=percent(height) />
                <text class="band-name" x="0.375rem" y=down(most) dy="1rem">{word(band)}</text>
            }
            .into_any()
        })
        .collect();
    let across = |on: NaiveDate| percent(scale.at(on));
    let mut ways = Vec::new();
    for (index, point) in points.iter().enumerate() {
        let next = points.get(index + 1);
        let (from, to) = (across(point.on), across(next.map_or(end, |next| next.on)));
        let rise = next.map(|next| {
            view! { <line class="score-way" x1=to.clone() x2=to.clone() y1=down(point.score) y2=down(next.score) /> }
        });
        let along = view! {
            <line class="score-way" x1=from x2=to.clone() y1=down(point.score) y2=down(point.score) />
            {rise}
        };
        ways.push(along.into_any());
    }
    let marks: Vec<_> = points
        .into_iter()
        .map(|point| {
            view! {
                <svg x=across(point.on) y=down(point.score) overflow="visible" role="img">
                    <title>{point.words}</title>
                    <circle class="score-mark" r="6" />
                </svg>
            }
            .into_any()
        })
        .collect();
    let axis = axis(&chart, scale);
    let picture = view! {
        <div class="time score-time">
            <div class="time-axis">{axis}</div>
            <ol class="time-rows">
                <li>
                    <div class="row-label"><span>{label}</span></div>
                    <div class="track-box score-box"><svg class="track">{bands}{grid(scale)}{ways}{marks}</svg></div>
                </li>
            </ol>
            {key(vec![("today", TODAY_MARK, t!("ui-chart-today"))])}
        </div>
    };
    figure(chart, picture.into_any())
}
