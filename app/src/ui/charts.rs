//! Pictures of figures, as inline SVG.
//!
//! Positions across are percentages of the picture's width and positions down
//! are `rem`, so a picture fills what room it has while its text keeps the
//! size that the reader chose. Colours are classes, since the page's policy
//! forbids styles within it. A picture's heading says what it shows, and the
//! table behind it follows it.

use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::parts::{Tone, shape, tag};
use crate::html::*;
use crate::{t, text};

/// What every picture has besides its figures. Its heading is an `h3`, so it
/// stands within a [`section`](super::section).
pub struct Chart {
    /// The picture's id in the page.
    pub id: String,
    /// What it says, in a sentence.
    pub message: String,
    /// What it shows and how to read it, for those who do not see it.
    pub description: String,
    /// The figures as a table.
    pub table: AnyView,
}

pub(super) fn figure(chart: Chart, picture: AnyView) -> AnyView {
    view! {
        <figure class="chart" id=chart.id>
            <figcaption>
                <h3>{chart.message}</h3>
                <p class="chart-description">{chart.description}</p>
            </figcaption>
            {picture}
            <details class="chart-table"><summary>{t!("ui-chart-table")}</summary>{chart.table}</details>
        </figure>
    }
    .into_any()
}

/// The stretch of time that a picture shows.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) today: NaiveDate,
}

impl Scale {
    /// A scale of at least a day.
    pub(super) fn new(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Self {
        let next = from.succ_opt().unwrap_or(from);
        Self {
            from,
            to: to.max(next),
            today,
        }
    }

    /// How far across a date is, from 0 to 100; dates outside stand at the edge.
    pub(super) fn at(self, date: NaiveDate) -> f64 {
        let days = |end: NaiveDate| f64::from((end - self.from).num_days() as i32);
        (days(date) / days(self.to)).clamp(0.0, 1.0) * 100.0
    }

    /// The firsts of the months that begin years, or quarters where the
    /// stretch is short, with how far across they are.
    fn ticks(self) -> Vec<(NaiveDate, f64)> {
        let months = (self.to - self.from).num_days() / 30;
        let step = match months {
            0..=8 => 1,
            9..=30 => 3,
            31..=144 => 12,
            _ => 60,
        };
        let first = NaiveDate::from_ymd_opt(self.from.year(), 1, 1).unwrap_or(self.from);
        std::iter::successors(Some(first), |date| {
            date.checked_add_months(Months::new(step))
        })
        .skip_while(|date| *date < self.from)
        .take_while(|date| *date <= self.to)
        .map(|date| (date, self.at(date)))
        .collect()
    }
}

pub(super) fn percent(value: f64) -> String {
    format!("{}%", (value * 100.0).round() / 100.0)
}

/// The line above the rows that says when is where.
pub(super) fn axis(chart: &Chart, scale: Scale) -> AnyView {
    let ticks = scale.ticks();
    let by_year = ticks
        .windows(2)
        .all(|pair| pair[0].0.year() != pair[1].0.year());
    // What a label takes of the width, in percent: in a picture with room and
    // in a narrow one.
    let (wide, narrow) = if by_year { (11.0, 15.0) } else { (18.0, 29.0) };
    let (mut free, mut free_narrow) = (0.0, 0.0);
    let mut labels = Vec::new();
    for (date, at) in ticks {
        if at < free || at + wide > 100.0 {
            continue;
        }
        free = at + wide;
        let fits_narrow = at >= free_narrow && at + narrow <= 100.0;
        if fits_narrow {
            free_narrow = at + narrow;
        }
        let label = if by_year {
            date.year().to_string()
        } else {
            text::month_and_year(date)
        };
        labels.push(tick(label, at, fits_narrow));
    }
    let title_id = format!("{}-title", chart.id);
    let description_id = format!("{}-description", chart.id);
    let names = format!("{title_id} {description_id}");
    view! {
        <svg class="axis" width="100%" height="1.75rem" role="img" aria-labelledby=names>
            <title id=title_id>{chart.message.clone()}</title>
            <desc id=description_id>{chart.description.clone()}</desc>
            {labels}
        </svg>
    }
    .into_any()
}

/// A tick with its label, which a narrow picture leaves out where it does not
/// fit.
fn tick(label: String, at: f64, fits_narrow: bool) -> AnyView {
    let class = if fits_narrow {
        "tick"
    } else {
        "tick tick-close"
    };
    view! {
        <svg x=percent(at) class=class overflow="visible">
            <line x1="0" x2="0" y1="0" y2="2rem" />
            <text x="0.35rem" y="1.15rem">{label}</text>
        </svg>
    }
    .into_any()
}

/// What lies behind the marks of a row: the ticks, and today.
pub(super) fn grid(scale: Scale) -> AnyView {
    let ticks: Vec<_> = scale
        .ticks()
        .into_iter()
        .map(|(_, at)| {
            view! { <line class="grid" x1=percent(at) x2=percent(at) y1="0" y2="100%" /> }
                .into_any()
        })
        .collect();
    let inside = (scale.from..=scale.to).contains(&scale.today);
    let today = inside.then(|| {
        let at = percent(scale.at(scale.today));
        view! { <line class="today" x1=at.clone() x2=at y1="0" y2="100%" /> }
    });
    view! { {ticks}{today} }.into_any()
}

/// The key below the rows.
pub(super) fn key(entries: Vec<(&'static str, &'static str, String)>) -> AnyView {
    let entries: Vec<_> = entries
        .into_iter()
        .map(|(class, path, words)| {
            view! {
                <li>
                    <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true" focusable="false">
                        <path class=class d=path />
                    </svg>
                    {words}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="key">{entries}</ul> }.into_any()
}

const DIAMOND: &str = "M0-7 7 0 0 7-7 0Z";
pub(super) const TODAY_MARK: &str = "M0-8V8";

fn row_label(label: String, href: Option<String>, tone: Tone, words: String) -> AnyView {
    let label = match href {
        Some(href) => super::link(href, label),
        None => view! { <span>{label}</span> }.into_any(),
    };
    view! { <div class="row-label">{label}{tag(tone, words)}</div> }.into_any()
}

fn rows_of_time(chart: Chart, scale: Scale, rows: Vec<AnyView>, key: AnyView) -> AnyView {
    let axis = axis(&chart, scale);
    let picture = view! {
        <div class="time">
            <div class="time-axis">{axis}</div>
            <ol class="time-rows">{rows}</ol>
            {key}
        </div>
    };
    figure(chart, picture.into_any())
}

/// A milestone in a [`timeline`].
pub struct TimelineRow {
    /// What is to be reached.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
    /// The date first agreed.
    pub baseline: Option<NaiveDate>,
    /// The date planned.
    pub planned: NaiveDate,
    /// The date now expected.
    pub forecast: Option<NaiveDate>,
    /// The date it was reached.
    pub actual: Option<NaiveDate>,
    /// How it stands.
    pub tone: Tone,
    /// How it stands, in words.
    pub tag: String,
}

/// Milestones over time: where each was first agreed and where it stands now,
/// with the slip between the two drawn as a line.
pub fn timeline(
    chart: Chart,
    from: NaiveDate,
    to: NaiveDate,
    today: NaiveDate,
    rows: Vec<TimelineRow>,
) -> AnyView {
    let scale = Scale::new(from, to, today);
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| timeline_row(scale, row))
        .collect();
    let key = key(vec![
        ("diamond-baseline", DIAMOND, t!("ui-chart-baseline")),
        ("diamond-open", DIAMOND, t!("ui-chart-expected")),
        ("diamond", DIAMOND, t!("ui-chart-reached")),
        ("today", TODAY_MARK, t!("ui-chart-today")),
    ]);
    rows_of_time(chart, scale, rows, key)
}

fn timeline_row(scale: Scale, row: TimelineRow) -> AnyView {
    let first = row.baseline.unwrap_or(row.planned);
    let now = row.actual.or(row.forecast).unwrap_or(row.planned);
    let mut facts = vec![row.label.clone(), row.tag.clone()];
    facts.extend(
        row.baseline
            .map(|on| t!("ui-chart-baseline-on", date = text::date(on))),
    );
    facts.push(t!("ui-chart-planned-on", date = text::date(row.planned)));
    facts.extend(
        row.forecast
            .map(|on| t!("ui-chart-forecast-on", date = text::date(on))),
    );
    facts.extend(
        row.actual
            .map(|on| t!("ui-chart-actual-on", date = text::date(on))),
    );
    let moved = (first != now).then(|| {
        let (first, now) = (percent(scale.at(first)), percent(scale.at(now)));
        view! {
            <line class="slip" x1=first.clone() x2=now y1="50%" y2="50%" />
            <svg x=first y="50%" overflow="visible"><path class="diamond-baseline" d=DIAMOND /></svg>
        }
    });
    let class = if row.actual.is_some() {
        "diamond"
    } else {
        "diamond-open"
    };
    view! {
        <li class=row.tone.class()>
            {row_label(row.label, row.href, row.tone, row.tag)}
            <div class="track-box"><svg class="track" role="img">
                <title>{facts.join("; ")}</title>
                {grid(scale)}
                {moved}
                <svg x=percent(scale.at(now)) y="50%" overflow="visible"><path class=class d=DIAMOND /></svg>
            </svg></div>
        </li>
    }
    .into_any()
}

/// A period in a [`gantt`].
pub struct SpanRow {
    /// What runs for this time.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day.
    pub end: NaiveDate,
    /// How it stands.
    pub tone: Tone,
    /// How it stands, in words.
    pub tag: String,
}

/// Periods over time, one below another.
pub fn gantt(
    chart: Chart,
    from: NaiveDate,
    to: NaiveDate,
    today: NaiveDate,
    rows: Vec<SpanRow>,
) -> AnyView {
    let scale = Scale::new(from, to, today);
    let rows: Vec<_> = rows.into_iter().map(|row| span_row(scale, row)).collect();
    let key = key(vec![("today", TODAY_MARK, t!("ui-chart-today"))]);
    rows_of_time(chart, scale, rows, key)
}

fn span_row(scale: Scale, row: SpanRow) -> AnyView {
    let (start, end) = (scale.at(row.start), scale.at(row.end));
    let facts = t!(
        "ui-chart-span",
        label = row.label.clone(),
        status = row.tag.clone(),
        start = text::date(row.start),
        end = text::date(row.end)
    );
    view! {
        <li class=row.tone.class()>
            {row_label(row.label, row.href, row.tone, row.tag)}
            <div class="track-box"><svg class="track" role="img">
                <title>{facts}</title>
                {grid(scale)}
                <rect
                    class="span" x=percent(start) width=percent((end - start).max(0.5))
                    y="50%" height="0.85rem" rx="2"
                />
            </svg></div>
        </li>
    }
    .into_any()
}

/// What a mark in a [`year_strip`] looks like; shapes tell the kinds apart
/// without colour.
#[derive(Clone, Copy)]
pub enum MarkShape {
    /// A flag: something to do by then.
    Flag,
    /// A ring: it goes round again.
    Ring,
    /// A square: it ends.
    Square,
    /// A bar: nothing goes beyond.
    Bar,
}

impl MarkShape {
    fn path(self) -> (&'static str, &'static str) {
        match self {
            Self::Flag => ("mark-flag", "M-4 8V-7L7-3-4 1"),
            Self::Ring => ("mark-ring", "M0-6A6 6 0 1 1 0 6 6 6 0 1 1 0-6Z"),
            Self::Square => ("mark-square", "M-5.5-5.5H5.5V5.5H-5.5Z"),
            Self::Bar => ("mark-bar", "M-4-8H0V8H-4"),
        }
    }
}

/// A date marked in a [`year_strip`].
pub struct Mark {
    /// The date.
    pub on: NaiveDate,
    /// How it looks.
    pub shape: MarkShape,
    /// What it says.
    pub words: String,
}

/// A line of a [`year_strip`].
pub struct StripRow {
    /// Whose dates these are.
    pub label: String,
    /// Language the label was typed in.
    pub language: String,
    /// Its page.
    pub href: String,
    /// More about it, in a few words.
    pub hint: String,
    /// How grave the next date is.
    pub tone: Tone,
    /// The next date, in words.
    pub tag: String,
    /// Its dates.
    pub marks: Vec<Mark>,
}

/// Months across, and down the things that have dates in them.
pub fn year_strip(
    chart: Chart,
    (from, to): (NaiveDate, NaiveDate),
    rows: Vec<StripRow>,
    kinds: Vec<(MarkShape, String)>,
) -> AnyView {
    let scale = Scale::new(from, to, from);
    let rows: Vec<_> = rows.into_iter().map(|row| strip_row(scale, row)).collect();
    let kinds = kinds.into_iter().map(|(shape, words)| {
        let (class, path) = shape.path();
        (class, path, words)
    });
    rows_of_time(chart, scale, rows, key(kinds.collect()))
}

fn strip_row(scale: Scale, row: StripRow) -> AnyView {
    let words: Vec<String> = row.marks.iter().map(|mark| mark.words.clone()).collect();
    let title = format!("{}: {}", row.label, words.join("; "));
    let marks: Vec<_> = row
        .marks
        .into_iter()
        .map(|mark| {
            let (class, path) = mark.shape.path();
            view! {
                <svg x=percent(scale.at(mark.on)) y="50%" overflow="visible"><path class=class d=path /></svg>
            }
            .into_any()
        })
        .collect();
    view! {
        <li class=row.tone.class()>
            <div class="row-label">
                <div>
                    <a href=row.href>{super::typed(row.label, &row.language)}</a>
                    <p class="hint">{row.hint}</p>
                </div>
                {tag(row.tone, row.tag)}
            </div>
            <div class="track-box"><svg class="track" role="img">
                <title>{title}</title>
                {grid(scale)}
                {marks}
            </svg></div>
        </li>
    }
    .into_any()
}

/// Whose figure a mark in [`dumbbells`] stands for; each has a shape of its own, so that they are
/// told apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DumbbellShape {
    /// A disc.
    Disc,
    /// A square.
    Square,
    /// A diamond.
    Diamond,
    /// A triangle that points up.
    Up,
    /// A triangle that points down.
    Down,
    /// A cross.
    Cross,
}

impl DumbbellShape {
    pub(super) fn path(self) -> (&'static str, &'static str) {
        match self {
            Self::Disc => (
                "bell bell-health",
                "M0-6.5A6.5 6.5 0 1 1 0 6.5 6.5 6.5 0 1 1 0-6.5Z",
            ),
            Self::Square => ("bell bell-ict", "M-6-6H6V6H-6Z"),
            Self::Diamond => ("bell bell-government", DIAMOND),
            Self::Up => ("bell", "M0-7 7 6H-7Z"),
            Self::Down => ("bell", "M0 7-7-6H7Z"),
            Self::Cross => (
                "bell",
                "M-2.2-7H2.2V-2.2H7V2.2H2.2V7H-2.2V2.2H-7V-2.2H-2.2Z",
            ),
        }
    }
}

/// A line of a [`dumbbells`] picture: figures of several groups, joined from the lowest to the
/// highest.
pub struct DumbbellRow {
    /// What the figures are about.
    pub label: String,
    /// How far apart they are.
    pub tone: Tone,
    /// How far apart they are, in words.
    pub tag: String,
    /// The figures.
    pub marks: Vec<(DumbbellShape, Decimal)>,
    /// The figures in words.
    pub words: String,
}

/// Lines of a [`dumbbells`] picture that belong together.
pub struct DumbbellPanel {
    /// What they are about; none where there is one panel only.
    pub label: Option<String>,
    /// Its lines.
    pub rows: Vec<DumbbellRow>,
}

/// Figures of several groups on one scale of whole numbers: how far apart they are.
pub fn dumbbells(
    chart: Chart,
    (from, to): (u8, u8),
    panels: Vec<DumbbellPanel>,
    kinds: Vec<(DumbbellShape, String)>,
) -> AnyView {
    let ticks: Vec<_> = (from..=to)
        .map(|value| {
            let at = percent(f64::from(value - from) / f64::from(to - from) * 100.0);
            view! { <text x=at y="1.15rem" text-anchor="middle">{text::number(value)}</text> }
                .into_any()
        })
        .collect();
    let panels: Vec<_> = panels
        .into_iter()
        .map(|panel| {
            let label = panel
                .label
                .map(|label| view! { <p class="bar-label">{label}</p> });
            let rows: Vec<_> = panel
                .rows
                .into_iter()
                .map(|row| dumbbell_row((from, to), row))
                .collect();
            view! { {label}<ol class="time-rows">{rows}</ol> }.into_any()
        })
        .collect();
    let kinds = kinds.into_iter().map(|(shape, words)| {
        let (class, path) = shape.path();
        (class, path, words)
    });
    let title_id = format!("{}-title", chart.id);
    let description_id = format!("{}-description", chart.id);
    let names = format!("{title_id} {description_id}");
    let picture = view! {
        <div class="time">
            <div class="time-axis">
                <svg class="axis bell-axis" width="100%" height="1.75rem" role="img" aria-labelledby=names>
                    <title id=title_id>{chart.message.clone()}</title>
                    <desc id=description_id>{chart.description.clone()}</desc>
                    {ticks}
                </svg>
            </div>
            {panels}
            {key(kinds.collect())}
        </div>
    };
    figure(chart, picture.into_any())
}

/// Marks nearer to each other than this part of the width, in percent, stand one above the other.
const BELL_WIDTH: f64 = 5.0;

/// How far from the middle marks stand that would cover each other, in pixels.
const LANES: [i8; 6] = [0, -12, 12, -24, 24, -36];

fn dumbbell_row((from, to): (u8, u8), row: DumbbellRow) -> AnyView {
    let range = Decimal::from(to - from);
    let mut marks: Vec<(DumbbellShape, f64)> = row
        .marks
        .iter()
        .map(|(shape, value)| (*shape, share_of(*value - Decimal::from(from), range)))
        .collect();
    marks.sort_by(|one, other| one.1.total_cmp(&other.1));
    let joined = match (marks.first(), marks.last()) {
        (Some((_, first)), Some((_, last))) if first < last => {
            let (first, last) = (percent(*first), percent(*last));
            Some(view! { <line class="bell-line" x1=first x2=last y1="50%" y2="50%" /> })
        }
        _ => None,
    };
    let grid: Vec<_> = (from..=to)
        .map(|value| {
            let at = percent(f64::from(value - from) / f64::from(to - from) * 100.0);
            view! { <line class="grid" x1=at.clone() x2=at y1="0" y2="100%" /> }.into_any()
        })
        .collect();
    // The two ends come first, so that they keep their place on the line.
    if marks.len() > 2 {
        let last = marks.remove(marks.len() - 1);
        marks.insert(1, last);
    }
    let mut lanes: Vec<Vec<f64>> = vec![Vec::new(); LANES.len()];
    let marks: Vec<_> = marks
        .into_iter()
        .map(|(shape, at)| {
            let free = |lane: &Vec<f64>| lane.iter().all(|other| (at - other).abs() >= BELL_WIDTH);
            let lane = lanes.iter().position(free).unwrap_or(LANES.len() - 1);
            lanes[lane].push(at);
            let (class, path) = shape.path();
            let moved = format!("translate(0 {})", LANES[lane]);
            view! {
                <svg x=percent(at) y="50%" overflow="visible"><path class=class d=path transform=moved /></svg>
            }
            .into_any()
        })
        .collect();
    let title = format!("{}: {}", row.label, row.words);
    view! {
        <li class=row.tone.class()>
            {row_label(row.label, None, row.tone, row.tag)}
            <div class="track-box bell-box"><svg class="track" role="img">
                <title>{title}</title>
                {grid}
                {joined}
                {marks}
            </svg></div>
        </li>
    }
    .into_any()
}

/// The figures of one currency in [`bars_by_year`].
pub struct BarSeries {
    /// The currency, or what else all its figures are counted in.
    pub label: String,
    /// Year, figure, and the figure in words.
    pub bars: Vec<(String, Decimal, String)>,
}

/// Figures by year, each currency in a picture and on a scale of its own.
pub fn bars_by_year(chart: Chart, series: Vec<BarSeries>) -> AnyView {
    let panels: Vec<_> = series
        .into_iter()
        .enumerate()
        .map(|(index, series)| bar_panel(&chart, index, series))
        .collect();
    figure(
        chart,
        view! { <div class="bar-panels">{panels}</div> }.into_any(),
    )
}

/// The height of a line of figures with its bar below it, in rem.
const BAR_LINE: f64 = 2.5;

fn bar_panel(chart: &Chart, index: usize, series: BarSeries) -> AnyView {
    let most = series
        .bars
        .iter()
        .map(|bar| bar.1)
        .max()
        .unwrap_or_default();
    let height = format!("{}rem", series.bars.len() as f64 * BAR_LINE);
    let bars: Vec<_> = series
        .bars
        .into_iter()
        .enumerate()
        .map(|(line, (year, value, words))| {
            let top = line as f64 * BAR_LINE;
            let (text, y) = (format!("{}rem", top + 1.1), format!("{}rem", top + 1.5));
            let share = (value / most.max(Decimal::ONE)).to_f64().unwrap_or(0.0) * 100.0;
            view! {
                <text class="bar-year" x="0" y=text.clone()>{year}</text>
                <text class="bar-value" x="100%" y=text text-anchor="end">{words}</text>
                <rect class="bar-ground" x="0" y=y.clone() width="100%" height="0.5rem" rx="2" />
                <rect class="bar" x="0" y=y width=percent(share.clamp(0.0, 100.0)) height="0.5rem" rx="2" />
            }
            .into_any()
        })
        .collect();
    let title_id = format!("{}-{index}-title", chart.id);
    let description_id = format!("{}-{index}-description", chart.id);
    let names = format!("{title_id} {description_id}");
    view! {
        <div class="bar-panel">
            <p class="bar-label">{series.label.clone()}</p>
            <svg width="100%" height=height role="img" aria-labelledby=names>
                <title id=title_id>{series.label}</title>
                <desc id=description_id>{chart.description.clone()}</desc>
                {bars}
            </svg>
        </div>
    }
    .into_any()
}

/// The figures of one currency in [`paired_bars`].
pub struct PairSeries {
    /// The currency, or what else all its figures are counted in.
    pub label: String,
    /// What the first and the second bar of each year show.
    pub names: (String, String),
    /// The years.
    pub bars: Vec<PairBar>,
}

/// Two figures of one year, each with its words; a figure that is not known has
/// words and no bar.
pub struct PairBar {
    /// What the year is called.
    pub year: String,
    /// The first, such as what was planned.
    pub first: (Option<Decimal>, String),
    /// The second, such as what it came to.
    pub second: (Option<Decimal>, String),
}

/// Two figures for each year, one below the other; each currency in a picture
/// and on a scale of its own.
pub fn paired_bars(chart: Chart, series: Vec<PairSeries>) -> AnyView {
    let panels: Vec<_> = series
        .into_iter()
        .enumerate()
        .map(|(index, series)| pair_panel(&chart, index, series))
        .collect();
    figure(
        chart,
        view! { <div class="bar-panels">{panels}</div> }.into_any(),
    )
}

/// The height of a year with its two lines and bars, in rem.
const PAIR_LINE: f64 = 6.75;

fn pair_panel(chart: &Chart, index: usize, series: PairSeries) -> AnyView {
    let most = series
        .bars
        .iter()
        .flat_map(|bar| [bar.first.0, bar.second.0])
        .flatten()
        .max()
        .unwrap_or_default();
    let height = format!("{}rem", series.bars.len() as f64 * PAIR_LINE);
    let (first_name, second_name) = series.names;
    let bars: Vec<_> = series
        .bars
        .into_iter()
        .enumerate()
        .map(|(line, pair)| {
            let top = line as f64 * PAIR_LINE;
            view! {
                <text class="bar-year pair-year" x="0" y=format!("{}rem", top + 1.1)>{pair.year}</text>
                {pair_bar(top + 1.5, "bar", first_name.clone(), pair.first, most)}
                {pair_bar(top + 3.9, "bar bar-second", second_name.clone(), pair.second, most)}
            }
            .into_any()
        })
        .collect();
    let title_id = format!("{}-{index}-title", chart.id);
    let description_id = format!("{}-{index}-description", chart.id);
    let names = format!("{title_id} {description_id}");
    view! {
        <div class="bar-panel">
            <p class="bar-label">{series.label.clone()}</p>
            <svg width="100%" height=height role="img" aria-labelledby=names>
                <title id=title_id>{series.label}</title>
                <desc id=description_id>{chart.description.clone()}</desc>
                {bars}
            </svg>
        </div>
    }
    .into_any()
}

fn pair_bar(
    top: f64,
    class: &'static str,
    name: String,
    (value, words): (Option<Decimal>, String),
    most: Decimal,
) -> AnyView {
    let bar = value.map(|value| {
        let share = (value / most.max(Decimal::ONE)).to_f64().unwrap_or(0.0) * 100.0;
        let (y, width) = (
            format!("{}rem", top + 1.4),
            percent(share.clamp(0.0, 100.0)),
        );
        view! {
            <rect class="bar-ground" x="0" y=y.clone() width="100%" height="0.5rem" rx="2" />
            <rect class=class x="0" y=y width=width height="0.5rem" rx="2" />
        }
    });
    view! {
        <text class="bar-year" x="0" y=format!("{}rem", top + 1.0)>{name}</text>
        <text class="bar-value" x="100%" y=format!("{}rem", top + 1.0) text-anchor="end">{words}</text>
        {bar}
    }
    .into_any()
}

/// The money of one fiscal year in [`funding_bars`]. All amounts are in the panel's currency.
pub struct FundingBar {
    /// What people call the fiscal year.
    pub label: String,
    /// Whether today lies in it.
    pub current: bool,
    /// Promised for assets.
    pub committed_capital: Decimal,
    /// Promised for running costs.
    pub committed_operational: Decimal,
    /// Spoken of, not promised.
    pub expected: Decimal,
    /// Arrived.
    pub received: Decimal,
    /// Spent.
    pub spent: Decimal,
    /// The figures in words.
    pub words: String,
    /// What stands out in this year, such as a cliff.
    pub tag: Option<(Tone, String)>,
}

impl FundingBar {
    /// How high the year's highest column is.
    fn height(&self) -> Decimal {
        let promised = self
            .committed_capital
            .saturating_add(self.committed_operational)
            .saturating_add(self.expected);
        promised.max(self.received).max(self.spent)
    }
}

/// The fiscal years of one currency in [`funding_bars`].
pub struct FundingPanel {
    /// The currency.
    pub label: String,
    /// Its fiscal years, in the order of time.
    pub bars: Vec<FundingBar>,
}

/// Funding by fiscal year: what is promised as a stack (running costs, assets, and what is only
/// expected on top), with what arrived and what was spent beside it. Each currency has a picture
/// and a scale of its own.
pub fn funding_bars(chart: Chart, panels: Vec<FundingPanel>) -> AnyView {
    let panels: Vec<_> = panels
        .into_iter()
        .enumerate()
        .map(|(index, panel)| funding_panel(&chart, index, panel))
        .collect();
    let entry = |class: &'static str, words: String| {
        view! {
            <li>
                <svg width="16" height="16" aria-hidden="true" focusable="false">
                    <rect class=class x="1" y="1" width="14" height="14" />
                </svg>
                {words}
            </li>
        }
        .into_any()
    };
    let key = vec![
        entry("fund-operational", t!("ui-chart-operational")),
        entry("fund-capital", t!("ui-chart-capital")),
        entry("fund-expected", t!("ui-chart-funding-expected")),
        entry("fund-received", t!("ui-chart-received")),
        entry("fund-spent", t!("ui-chart-spent")),
    ];
    let picture = view! {
        <div class="funding">{panels}</div>
        <ul class="key">{key}</ul>
    };
    figure(chart, picture.into_any())
}

/// How many parts a scale from zero has at most.
const SCALE_PARTS: i64 = 4;

/// The amounts at the lines of a scale from zero up: as few as reach `most`, at most
/// [`SCALE_PARTS`] above zero, a round amount apart (1, 2, 2.5 or 5 times a power of ten).
fn scale(most: Decimal) -> Vec<Decimal> {
    let least = (most / Decimal::from(SCALE_PARTS)).max(Decimal::ONE);
    let digits =
        [(1, 0), (2, 0), (25, 1), (5, 0), (10, 0)].map(|(digit, at)| Decimal::new(digit, at));
    let mut power = Decimal::ONE;
    while power * Decimal::TEN <= least {
        power *= Decimal::TEN;
    }
    let steps = digits.map(|digit| digit * power);
    let step = steps
        .into_iter()
        .find(|step| *step >= least)
        .unwrap_or(least);
    let lines = (most / step).ceil().max(Decimal::ONE);
    let lines = lines.to_i64().unwrap_or(SCALE_PARTS);
    (0..=lines).map(|line| Decimal::from(line) * step).collect()
}

/// `value` as a share of `most`, from 0 to 100.
fn share_of(value: Decimal, most: Decimal) -> f64 {
    let share = value.checked_div(most).and_then(|share| share.to_f64());
    (share.unwrap_or(0.0) * 100.0).clamp(0.0, 100.0)
}

/// What `content` draws above the days or years below it, over a line for each figure of a scale,
/// least first, with the figures in a column of their own. `names` are the ids of the title and the
/// description in `heading`.
fn plot(names: String, heading: AnyView, scale: &[Decimal], content: AnyView) -> AnyView {
    let (least, most) = bounds(scale);
    let said = |figure: &Decimal| text::number(figure.normalize());
    let longest = scale
        .iter()
        .map(|figure| said(figure).chars().count())
        .max();
    let (lines, figures): (Vec<_>, Vec<_>) = scale
        .iter()
        .map(|figure| {
            let at = percent(100.0 - share_of(*figure - least, most - least));
            (
                view! { <line class="grid" x1="0" x2="100%" y1=at.clone() y2=at.clone() /> },
                view! { <text x="100%" y=at dy="0.3em" text-anchor="end">{said(figure)}</text> },
            )
        })
        .unzip();
    let width = format!("{}ch", longest.unwrap_or_default());
    view! {
        <div class="fund-plot">
            <svg class="fund-scale" width=width height="16.5rem" aria-hidden="true">
                <svg x="0" y="0.5rem" width="100%" height="14rem" overflow="visible">{figures}</svg>
            </svg>
            <svg width="100%" height="16.5rem" role="img" aria-labelledby=names>
                {heading}
                <svg x="0" y="0.5rem" width="100%" height="14rem" overflow="visible">
                    {lines}
                    {content}
                </svg>
            </svg>
        </div>
    }
    .into_any()
}

/// The first and the last figure of a scale.
fn bounds(scale: &[Decimal]) -> (Decimal, Decimal) {
    let end = |figure: Option<&Decimal>| figure.copied().unwrap_or_default();
    (end(scale.first()), end(scale.last()))
}

fn funding_panel(chart: &Chart, index: usize, panel: FundingPanel) -> AnyView {
    let most = panel
        .bars
        .iter()
        .map(FundingBar::height)
        .max()
        .unwrap_or_default();
    let scale = scale(most);
    let (_, most) = bounds(&scale);
    let tags: Vec<_> = panel
        .bars
        .iter()
        .filter_map(|bar| {
            let (tone, words) = bar.tag.clone()?;
            let label = bar.label.clone();
            Some(view! { <li><span>{label}</span>{tag(tone, words)}</li> }.into_any())
        })
        .collect();
    let tags = (!tags.is_empty()).then(|| view! { <ul class="fund-tags">{tags}</ul> });
    let width = 100.0 / panel.bars.len().max(LEAST_COLUMNS) as f64;
    let columns: Vec<_> = panel
        .bars
        .into_iter()
        .enumerate()
        .map(|(column, bar)| funding_column(column, width, most, bar))
        .collect();
    let columns = view! {
        {columns}
        <line class="fund-ground" x1="0" x2="100%" y1="100%" y2="100%" />
    };
    let title_id = format!("{}-{index}-title", chart.id);
    let description_id = format!("{}-{index}-description", chart.id);
    let names = format!("{title_id} {description_id}");
    let heading = view! {
        <title id=title_id>{panel.label.clone()}</title>
        <desc id=description_id>{chart.description.clone()}</desc>
    };
    view! {
        <div class="funding-panel">
            <p class="bar-label">{panel.label}</p>
            {plot(names, heading.into_any(), &scale, columns.into_any())}
            {tags}
        </div>
    }
    .into_any()
}

/// What the label of a fiscal year takes of the width in a narrow picture and in a wide one, in
/// percent.
const YEAR_LABEL: (f64, f64) = (30.0, 9.0);

/// A picture of fewer years keeps the room of this many, so that its columns stay columns.
const LEAST_COLUMNS: usize = 5;

fn funding_column(column: usize, width: f64, most: Decimal, bar: FundingBar) -> AnyView {
    let mut below = 0.0;
    let stack: Vec<_> = [
        ("fund-operational", bar.committed_operational),
        ("fund-capital", bar.committed_capital),
        ("fund-expected", bar.expected),
    ]
    .into_iter()
    .filter(|(_, amount)| *amount > Decimal::ZERO)
    .map(|(class, amount)| {
        let height = share_of(amount, most);
        below += height;
        let y = percent(100.0 - below);
        view! { <rect class=class x="14%" width="40%" y=y height=percent(height) /> }
    })
    .collect();
    let beside: Vec<_> = [("fund-received", "57%", bar.received), ("fund-spent", "72%", bar.spent)]
        .into_iter()
        .filter(|(_, _, amount)| *amount > Decimal::ZERO)
        .map(|(class, x, amount)| {
            let height = share_of(amount, most);
            view! { <rect class=class x=x width="13%" y=percent(100.0 - height) height=percent(height) /> }
        })
        .collect();
    // Every so many labels fit; the first always stands.
    let every = |label: f64| (label / width).ceil().max(1.0) as usize;
    let class = match (column % every(YEAR_LABEL.1), column % every(YEAR_LABEL.0)) {
        (0, 0) => "fund-year",
        (0, _) => "fund-year tick-close",
        _ => "fund-year tick-never",
    };
    let class = if bar.current {
        format!("{class} fund-now")
    } else {
        class.to_owned()
    };
    view! {
        <svg x=percent(column as f64 * width) width=percent(width) height="100%" overflow="visible" role="img">
            <title>{bar.words}</title>
            <rect class="fund-room" width="100%" height="100%" />
            {stack}
            {beside}
            <text class=class x="50%" y="100%" dy="1.35rem" text-anchor="middle">{bar.label}</text>
        </svg>
    }
    .into_any()
}

/// What a mark in a [`path`] stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathMark {
    /// Where it began.
    Baseline,
    /// What is to be reached.
    Target,
    /// What was measured and verified.
    Verified,
    /// What was measured and waits to be verified.
    Waiting,
}

impl PathMark {
    fn path(self) -> (&'static str, &'static str) {
        match self {
            Self::Baseline => ("mark-square", "M-5.5-5.5H5.5V5.5H-5.5Z"),
            Self::Target => ("path-target", DIAMOND),
            Self::Verified => ("path-verified", "M0-5A5 5 0 1 1 0 5 5 5 0 1 1 0-5Z"),
            Self::Waiting => ("path-waiting", "M0-5A5 5 0 1 1 0 5 5 5 0 1 1 0-5Z"),
        }
    }
}

/// A figure of a day in a [`path`].
pub struct PathPoint {
    /// The day.
    pub on: NaiveDate,
    /// The figure.
    pub value: Decimal,
    /// What it stands for.
    pub mark: PathMark,
    /// Figure and day in words.
    pub words: String,
}

/// The way of one figure over time: where it began, the line that is expected, what is to be
/// reached, and what was measured. `points` are in the order of time.
pub fn path(
    chart: Chart,
    today: NaiveDate,
    expected: &[(NaiveDate, Decimal)],
    points: Vec<PathPoint>,
    unit: String,
) -> AnyView {
    let days = || {
        let line = expected.iter().map(|(on, _)| *on);
        line.chain(points.iter().map(|point| point.on))
    };
    let time = Scale::new(
        days().min().unwrap_or(today),
        days().max().unwrap_or(today),
        today,
    );
    let figures = || {
        let line = expected.iter().map(|(_, value)| *value);
        line.chain(points.iter().map(|point| point.value))
    };
    let lines = scale_between(
        figures().min().unwrap_or_default(),
        figures().max().unwrap_or_default(),
    );
    let (least, most) = bounds(&lines);
    let down = |value: Decimal| percent(100.0 - share_of(value - least, most - least));
    let across = |on: NaiveDate| percent(time.at(on));
    let segments = |class: &'static str, between: &[(NaiveDate, Decimal)]| -> Vec<AnyView> {
        between
            .windows(2)
            .map(|pair| {
                view! {
                    <line
                        class=class x1=across(pair[0].0) y1=down(pair[0].1)
                        x2=across(pair[1].0) y2=down(pair[1].1)
                    />
                }
                .into_any()
            })
            .collect()
    };
    let measured: Vec<(NaiveDate, Decimal)> = points
        .iter()
        .filter(|point| point.mark == PathMark::Verified)
        .map(|point| (point.on, point.value))
        .collect();
    let marks: Vec<_> = points
        .iter()
        .map(|point| {
            let (class, d) = point.mark.path();
            view! {
                <svg x=across(point.on) y=down(point.value) overflow="visible" role="img">
                    <title>{point.words.clone()}</title>
                    <path class=class d=d />
                </svg>
            }
            .into_any()
        })
        .collect();
    let now = (time.from..=time.to).contains(&today).then(|| {
        let at = across(today);
        view! { <line class="today" x1=at.clone() x2=at y1="0" y2="100%" /> }
    });
    let entry = |mark: PathMark, words: String| {
        let (class, d) = mark.path();
        (class, d, words)
    };
    let key = key(vec![
        entry(PathMark::Baseline, t!("ui-chart-path-baseline")),
        ("path-expected", "M-8 0H8", t!("ui-chart-path-expected")),
        entry(PathMark::Target, t!("ui-chart-path-target")),
        entry(PathMark::Verified, t!("ui-chart-path-verified")),
        entry(PathMark::Waiting, t!("ui-chart-path-waiting")),
        ("today", TODAY_MARK, t!("ui-chart-today")),
    ]);
    let title_id = format!("{}-title", chart.id);
    let description_id = format!("{}-description", chart.id);
    let names = format!("{title_id} {description_id}");
    let heading = view! {
        <title id=title_id>{chart.message.clone()}</title>
        <desc id=description_id>{chart.description.clone()}</desc>
    };
    let content = view! {
        {now}
        {segments("path-expected", expected)}
        {segments("path-actual", &measured)}
        {marks}
        {path_days(time)}
    };
    let picture = view! {
        <div class="funding">
            <div class="funding-panel">
                <p class="bar-label">{unit}</p>
                {plot(names, heading.into_any(), &lines, content.into_any())}
            </div>
            {key}
        </div>
    };
    figure(chart, picture.into_any())
}

/// The days below a [`path`]; a narrow picture leaves out those that do not fit.
fn path_days(time: Scale) -> Vec<AnyView> {
    let ticks = time.ticks();
    let by_year = ticks
        .windows(2)
        .all(|pair| pair[0].0.year() != pair[1].0.year());
    let (wide, narrow) = if by_year { (9.0, 22.0) } else { (16.0, 40.0) };
    let (mut free, mut free_narrow) = (0.0, 0.0);
    let mut labels = Vec::new();
    for (on, at) in ticks {
        if at < free || at + wide > 100.0 {
            continue;
        }
        free = at + wide;
        let close = at < free_narrow || at + narrow > 100.0;
        if !close {
            free_narrow = at + narrow;
        }
        let class = if close {
            "fund-year tick-close"
        } else {
            "fund-year"
        };
        let label = if by_year {
            on.year().to_string()
        } else {
            text::month_and_year(on)
        };
        labels.push(
            view! { <text class=class x=percent(at) y="100%" dy="1.35rem">{label}</text> }
                .into_any(),
        );
    }
    labels
}

/// The figures at the lines of a scale that holds all from `least` to `most`: round ones, from
/// zero where that is not far off.
fn scale_between(least: Decimal, most: Decimal) -> Vec<Decimal> {
    let span = most - least;
    let near_zero = least >= Decimal::ZERO && least <= span * Decimal::TWO;
    let from = if near_zero { Decimal::ZERO } else { least };
    let steps = scale(most - from);
    let step = steps.get(1).copied().unwrap_or(Decimal::ONE);
    let first = (from / step).floor() * step;
    let mut lines = vec![first];
    while lines.last().is_some_and(|last| *last < most) {
        lines.push(first + step * Decimal::from(lines.len()));
    }
    if lines.len() == 1 {
        lines.push(first + step);
    }
    lines
}

/// A year in [`shares_by_year`].
pub struct ShareBar {
    /// The year.
    pub label: String,
    /// Its share: 0.05 is 5 %; none without data.
    pub share: Option<Decimal>,
    /// The share in words.
    pub words: String,
    /// Whether it reaches the line; none without data.
    pub enough: Option<bool>,
}

/// Shares by year as bars, with a line that they should reach. A year without
/// data is an outline: it has no bar, not one of no length.
pub fn shares_by_year(
    chart: Chart,
    least: Decimal,
    least_words: String,
    bars: Vec<ShareBar>,
) -> AnyView {
    let most = bars.iter().filter_map(|bar| bar.share).max();
    // The line never stands at the edge, where nobody would see what is above it.
    let scale = most.unwrap_or_default().max(least * Decimal::TWO);
    let across = |share: Decimal| {
        let part = share.checked_div(scale).unwrap_or_default();
        percent((part.to_f64().unwrap_or(0.0) * 100.0).clamp(0.0, 100.0))
    };
    let height = format!("{}rem", bars.len() as f64 * BAR_LINE);
    let line = across(least);
    let bars: Vec<_> = bars
        .into_iter()
        .enumerate()
        .map(|(index, bar)| {
            let top = index as f64 * BAR_LINE;
            let (text, y) = (format!("{}rem", top + 1.1), format!("{}rem", top + 1.5));
            let ground = if bar.share.is_some() { "bar-ground" } else { "bar-missing" };
            let class = if bar.enough == Some(true) { "bar" } else { "bar bar-short" };
            let filled = bar.share.map(|share| {
                view! { <rect class=class x="0" y=y.clone() width=across(share) height="0.5rem" rx="2" /> }
            });
            view! {
                <text class="bar-year" x="0" y=text.clone()>{bar.label}</text>
                <text class="bar-value" x="100%" y=text text-anchor="end">{bar.words}</text>
                <rect class=ground x="0" y=y.clone() width="100%" height="0.5rem" rx="2" />
                {filled}
                <line
                    class="bar-line" x1=line.clone() x2=line.clone()
                    y1=format!("{}rem", top + 1.3) y2=format!("{}rem", top + 2.2)
                />
            }
            .into_any()
        })
        .collect();
    let title_id = format!("{}-title", chart.id);
    let description_id = format!("{}-description", chart.id);
    let names = format!("{title_id} {description_id}");
    let picture = view! {
        <svg width="100%" height=height role="img" aria-labelledby=names>
            <title id=title_id>{chart.message.clone()}</title>
            <desc id=description_id>{chart.description.clone()}</desc>
            {bars}
        </svg>
        {key(vec![("bar-line", TODAY_MARK, least_words)])}
    };
    figure(chart, picture.into_any())
}

/// The parts of a whole: what each is, how many, and its tone.
pub type Parts = Vec<(String, u64, Tone)>;

/// The parts of a whole in one bar.
pub fn share_bar(chart: Chart, parts: Parts) -> AnyView {
    let segments = share_segments(&parts);
    let legend: Vec<_> = parts
        .into_iter()
        .map(|(words, count, tone)| {
            view! {
                <li class=tone.class()>
                    {shape(tone)}<span>{words}</span><strong>{text::number(count)}</strong>
                </li>
            }
            .into_any()
        })
        .collect();
    let title_id = format!("{}-title", chart.id);
    let description_id = format!("{}-description", chart.id);
    let names = format!("{title_id} {description_id}");
    let picture = view! {
        <svg class="share" width="100%" height="2.25rem" role="img" aria-labelledby=names>
            <title id=title_id>{chart.message.clone()}</title>
            <desc id=description_id>{chart.description.clone()}</desc>
            {segments}
        </svg>
        <ul class="share-legend">{legend}</ul>
    };
    figure(chart, picture.into_any())
}

/// The parts of several wholes, a bar for each under its name; every bar has
/// the same parts, in the same order.
pub fn share_bars(chart: Chart, wholes: Vec<(String, Parts)>) -> AnyView {
    let legend: Vec<_> = wholes
        .first()
        .into_iter()
        .flat_map(|(_, parts)| parts)
        .map(|(words, _, tone)| {
            view! { <li class=tone.class()>{shape(*tone)}<span>{words.clone()}</span></li> }
        })
        .collect();
    let bars: Vec<_> = wholes
        .into_iter()
        .map(|(name, parts)| {
            let words: Vec<String> = parts
                .iter()
                .map(|(words, count, _)| format!("{words} {}", text::number(*count)))
                .collect();
            let label = format!("{name}: {}", words.join(", "));
            view! {
                <div>
                    <p>{name}</p>
                    <svg class="share" width="100%" height="2.25rem" role="img" aria-label=label>
                        {share_segments(&parts)}
                    </svg>
                </div>
            }
        })
        .collect();
    let picture = view! {
        <div class="share-bars">{bars}</div>
        <ul class="share-legend">{legend}</ul>
    };
    figure(chart, picture.into_any())
}

/// The parts of a whole, one beside the other.
fn share_segments(parts: &[(String, u64, Tone)]) -> Vec<AnyView> {
    let total: u64 = parts.iter().map(|part| part.1).sum();
    let mut from = 0.0;
    parts
        .iter()
        .filter(|part| part.1 > 0)
        .map(|(_, count, tone)| {
            let width = *count as f64 / total as f64 * 100.0;
            let segment = share_segment(from, width, *count, *tone);
            from += width;
            segment
        })
        .collect()
}

fn share_segment(from: f64, width: f64, count: u64, tone: Tone) -> AnyView {
    // A figure stands in its segment only where it fits.
    let figure = (width > 8.0).then(|| {
        view! {
            <text x=percent(from + width / 2.0) y="1.45rem" text-anchor="middle">{text::number(count)}</text>
        }
    });
    view! {
        <g class=tone.class()>
            <rect x=percent(from) width=percent(width) y="0" height="100%" />
            {figure}
        </g>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_holds_all_its_figures() {
        for (least, most, lines) in [
            ("0", "0", "0 1"),
            ("40", "60", "0 20 40 60"),
            ("92", "98", "92 94 96 98"),
            ("-5", "5", "-5 -2.5 0 2.5 5"),
        ] {
            let number = |text: &str| -> Decimal { text.parse().expect("a decimal") };
            let lines: Vec<Decimal> = lines.split(' ').map(number).collect();
            let found = scale_between(number(least), number(most));
            assert_eq!(found, lines, "from {least} to {most}");
        }
    }

    #[test]
    fn the_lines_of_a_scale_stand_at_round_amounts() {
        for (most, lines) in [
            ("0", vec!["0", "1"]),
            ("1", vec!["0", "1"]),
            ("51", vec!["0", "20", "40", "60"]),
            ("2300000", vec!["0", "1000000", "2000000", "3000000"]),
            (
                "8400000",
                vec!["0", "2500000", "5000000", "7500000", "10000000"],
            ),
            ("85000.50", vec!["0", "25000", "50000", "75000", "100000"]),
        ] {
            let most: Decimal = most.parse().expect("a decimal");
            let lines: Vec<Decimal> = lines
                .iter()
                .map(|line| line.parse().expect("a decimal"))
                .collect();
            assert_eq!(scale(most), lines, "up to {most}");
        }
    }
}
