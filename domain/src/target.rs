//! Performance targets: what an indicator was measured at, what was expected by then, and how a
//! partnership fares with its targets.
//!
//! "Realistic timelines, measurements and targets" belong to well-formulated contracts, a factor
//! of success in `seeds/000_ac6e544982eb95b4.txt`. The kinds, the ways to combine periods and the
//! thresholds are those of the product's description (section 6); where it leaves a choice, the
//! convention is our own and said here.

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use thiserror::Error;

use crate::{
    calendar::Period,
    partnership::Stage,
    status::{Status, runs},
};

/// On track from this share of the expected change on, in percent.
pub const ON_TRACK_PERCENT: Decimal = Decimal::from_parts(95, 0, 0, false, 0);

/// At risk from this share of the expected change on, in percent; below it, off track.
pub const AT_RISK_PERCENT: Decimal = Decimal::from_parts(80, 0, 0, false, 0);

/// What an indicator counts.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum IndicatorKind {
    /// How many.
    Count,
    /// How many of how many: a numerator and a denominator.
    Ratio,
    /// How much money.
    Money,
    /// How long.
    Duration,
    /// Which step of a scale, such as a maturity level.
    Ordinal,
}

impl IndicatorKind {
    /// The ways in which periods of this kind combine. Percentages are never averaged: of a ratio
    /// the numerators and the denominators are added up. Steps of a scale have no sum.
    #[must_use]
    pub fn combinations(self) -> &'static [Combination] {
        match self {
            Self::Count | Self::Money | Self::Duration => &[Combination::Latest, Combination::Sum],
            Self::Ratio => &[Combination::Quotient],
            Self::Ordinal => &[Combination::Latest],
        }
    }
}

/// Which way is better.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

impl Direction {
    /// How much better `to` is than `from`; negative where it is worse.
    #[must_use]
    pub fn gain(self, from: Decimal, to: Decimal) -> Decimal {
        match self {
            Self::Higher => to - from,
            Self::Lower => from - to,
        }
    }
}

/// How the measurements of several periods come to one figure.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Combination {
    /// The latest counts.
    Latest,
    /// They add up.
    Sum,
    /// All numerators over all denominators.
    Quotient,
}

/// Where a measurement stands on its way to being believed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum MeasurementState {
    /// Still being written.
    Draft,
    /// Waits for somebody else to verify it.
    Submitted,
    /// Confirmed by somebody else; only such a measurement counts.
    Verified,
    /// Sent back with a reason.
    Returned,
}

impl MeasurementState {
    /// Whether its figures may be changed.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether a step may take it from here to `next`. What is verified can be sent back, too, if
    /// it turns out to be wrong; it is then corrected and verified anew.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Draft | Self::Returned => next == Self::Submitted,
            Self::Submitted => matches!(next, Self::Verified | Self::Returned),
            Self::Verified => next == Self::Returned,
        }
    }
}

/// How an indicator stands to its target.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum TargetStatus {
    /// The target is reached.
    Achieved,
    /// At least [`ON_TRACK_PERCENT`] of the expected change.
    OnTrack,
    /// At least [`AT_RISK_PERCENT`] of it.
    AtRisk,
    /// Less.
    OffTrack,
    /// Not known, which is neither 0 nor 100 %.
    NoData,
}

impl TargetStatus {
    /// The colour it stands for in the status of a partnership.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Achieved | Self::OnTrack => Status::Green,
            Self::AtRisk => Status::Amber,
            Self::OffTrack => Status::Red,
            Self::NoData => Status::NoData,
        }
    }
}

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Figure {
    /// One figure.
    Value(Decimal),
    /// How many of how many.
    Parts {
        /// How many.
        numerator: Decimal,
        /// Of how many.
        denominator: Decimal,
    },
}

/// What was measured for a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The period it is about.
    pub period: Period,
    /// What it was.
    pub figure: Figure,
}

/// What is to be reached in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The period; reached at its end.
    pub period: Period,
    /// The figure to reach.
    pub value: Decimal,
}

/// Where an indicator stood when it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Baseline {
    /// What it was.
    pub value: Decimal,
    /// When.
    pub on: NaiveDate,
}

/// What an indicator is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trajectory {
    /// Which way is better.
    pub direction: Direction,
    /// How periods combine.
    pub combination: Combination,
    /// What a quotient is multiplied with: 100 gives a percentage. No matter for others.
    pub per: Decimal,
    /// Where it began, if known.
    pub baseline: Option<Baseline>,
    /// Targets that hold, in the order of time.
    pub targets: Vec<Target>,
}

/// Why an indicator has no status, or which figures its status rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// There is no target.
    NoTarget,
    /// Nothing is measured and verified yet.
    NothingMeasured,
    /// Since the last measurement a whole period with a target went by without one.
    Silent(
        /// The period.
        Period,
    ),
    /// The target is not reached, and without a baseline nobody can say how far off it is.
    NoBaseline,
    /// Measured against what was expected by then.
    Compared {
        /// What was expected.
        expected: Decimal,
        /// How much of the expected change came about, in percent, rounded down; none where no
        /// change for the better was expected.
        share: Option<Decimal>,
    },
}

/// How an indicator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// In a word.
    pub status: TargetStatus,
    /// Why.
    pub basis: Basis,
    /// The figure that counts, and the last day it is about; none where nothing is measured.
    pub latest: Option<(Decimal, NaiveDate)>,
    /// The target aimed at: the one of the period measured last, or the next after it.
    pub target: Option<Target>,
}

/// The figure that measurements come to; none where there are none, which is not 0, and where a
/// quotient would divide by nothing.
#[must_use]
pub fn combine(combination: Combination, per: Decimal, measured: &[Measured]) -> Option<Decimal> {
    let value = |one: &Measured| match one.figure {
        Figure::Value(value) => Some(value),
        Figure::Parts {
            numerator,
            denominator,
        } => (numerator * per).checked_div(denominator),
    };
    match combination {
        Combination::Latest => value(measured.iter().max_by_key(|one| one.period.end())?),
        Combination::Sum => {
            let values: Option<Vec<Decimal>> = measured.iter().map(value).collect();
            values
                .filter(|values| !values.is_empty())
                .map(|values| values.into_iter().sum())
        }
        Combination::Quotient => {
            let parts = measured.iter().map(|one| match one.figure {
                Figure::Parts {
                    numerator,
                    denominator,
                } => (numerator, denominator),
                Figure::Value(value) => (value, per),
            });
            let (over, under) = parts.fold((Decimal::ZERO, Decimal::ZERO), |sum, part| {
                (sum.0 + part.0, sum.1 + part.1)
            });
            (over * per).checked_div(under)
        }
    }
}

impl Trajectory {
    /// What is expected on a day: on the straight line from the baseline to the first target's
    /// end, and from each target's end to the next. Before it begins it is the first figure, and
    /// after the last target that one stays. None without a target.
    ///
    /// Where periods add up, it is what is expected of a whole period that ends on the day.
    #[must_use]
    pub fn expected(&self, day: NaiveDate) -> Option<Decimal> {
        self.targets.first()?;
        let began = self.baseline.map(|baseline| (baseline.on, baseline.value));
        let ends = self
            .targets
            .iter()
            .map(|target| (target.period.end(), target.value))
            .filter(|(end, _)| began.is_none_or(|(on, _)| *end > on));
        let points: Vec<(NaiveDate, Decimal)> = began.into_iter().chain(ends).collect();
        let after = points.iter().position(|(on, _)| *on >= day);
        match after {
            None => points.last().map(|(_, value)| *value),
            Some(0) => points.first().map(|(_, value)| *value),
            Some(next) => {
                let ((from, low), (to, high)) = (points[next - 1], points[next]);
                let days = |end: NaiveDate| Decimal::from((end - from).num_days());
                Some(low + (high - low) * days(day) / days(to))
            }
        }
    }

    /// The target of the period that a day lies in, or else the next, or else the last.
    #[must_use]
    pub fn aim(&self, day: NaiveDate) -> Option<&Target> {
        let next = self
            .targets
            .iter()
            .find(|target| target.period.end() >= day);
        next.or(self.targets.last())
    }

    /// The measurements that count for the period of a target: those that end in it.
    fn within(target: &Target, measured: &[Measured]) -> Vec<Measured> {
        let counts = |one: &&Measured| target.period.contains(one.period.end());
        measured.iter().filter(counts).copied().collect()
    }

    /// Compares the measurements of one period, or of a part of it, with what was expected.
    ///
    /// A sum is compared with as large a part of the period's target as its measurements cover in
    /// days, so that a period in which nothing was measured counts neither for nor against it.
    fn judge(&self, target: &Target, window: &[Measured]) -> Assessment {
        let nothing = |basis| Assessment {
            status: TargetStatus::NoData,
            basis,
            latest: None,
            target: Some(*target),
        };
        let last = window.iter().map(|one| one.period.end()).max();
        let value = combine(self.combination, self.per, window);
        let (Some(last), Some(value)) = (last, value) else {
            return nothing(Basis::NothingMeasured);
        };
        let own = target.period.contains(last);
        let summed = self.combination == Combination::Sum;
        let covered: i64 = window.iter().map(|one| one.period.days()).sum();
        let part = if summed {
            (Decimal::from(covered) / Decimal::from(target.period.days())).min(Decimal::ONE)
        } else {
            Decimal::ONE
        };
        let whole = if summed && own {
            target.value
        } else {
            self.expected(last).unwrap_or(target.value)
        };
        let expected = whole * part;
        let better_by = self.direction.gain(expected, value);
        // Less of something by half the year is no promise for the other half.
        let complete = last >= target.period.end() || self.direction == Direction::Higher;
        let counts_for_it = !summed || own && complete;
        let achieved = counts_for_it && self.direction.gain(target.value, value) >= Decimal::ZERO;
        let baseline = self.baseline.map(|baseline| baseline.value * part);
        let due = baseline.map(|from| self.direction.gain(from, expected));
        let done = baseline.map(|from| self.direction.gain(from, value));
        let share = due.zip(done).and_then(|(due, done)| {
            let percent = (done * Decimal::ONE_HUNDRED).checked_div(due)?;
            (due > Decimal::ZERO)
                .then(|| percent.round_dp_with_strategy(0, RoundingStrategy::ToNegativeInfinity))
        });
        let reaches = |percent: Decimal| {
            due.zip(done).is_some_and(|(due, done)| {
                due > Decimal::ZERO && done * Decimal::ONE_HUNDRED >= due * percent
            })
        };
        let status = if achieved {
            TargetStatus::Achieved
        } else if better_by >= Decimal::ZERO || reaches(ON_TRACK_PERCENT) {
            TargetStatus::OnTrack
        } else if baseline.is_none() {
            return Assessment {
                latest: Some((value, last)),
                ..nothing(Basis::NoBaseline)
            };
        } else if reaches(AT_RISK_PERCENT) {
            TargetStatus::AtRisk
        } else {
            TargetStatus::OffTrack
        };
        Assessment {
            status,
            basis: Basis::Compared { expected, share },
            latest: Some((value, last)),
            target: Some(*target),
        }
    }

    /// How the indicator stands on the day `today`, by the measurements that are verified.
    ///
    /// What counts is the period measured last: all that was measured in the period of its target,
    /// or, where it has none, its own measurement. Achieved is what reaches the last target; an
    /// earlier one that is reached is on track. Otherwise the change since the baseline decides:
    /// at least [`ON_TRACK_PERCENT`] of what was expected by then is on track, at least
    /// [`AT_RISK_PERCENT`] at risk, less is off track. Where no change for the better was
    /// expected, anything worse than expected is off track.
    #[must_use]
    pub fn assess(&self, verified: &[Measured], today: NaiveDate) -> Assessment {
        let latest = verified.iter().max_by_key(|one| one.period.end());
        let nothing = |basis, target: Option<Target>| Assessment {
            status: TargetStatus::NoData,
            basis,
            latest: latest.and_then(|one| {
                let value = combine(self.combination, self.per, &[*one])?;
                Some((value, one.period.end()))
            }),
            target,
        };
        let Some(goal) = self.targets.last() else {
            return nothing(Basis::NoTarget, None);
        };
        let Some(last) = latest else {
            return nothing(Basis::NothingMeasured, self.aim(today).copied());
        };
        let end = last.period.end();
        let silent = self
            .targets
            .iter()
            .rfind(|target| target.period.start() > end && target.period.end() < today);
        if let Some(silent) = silent {
            return nothing(Basis::Silent(silent.period), Some(*silent));
        }
        let target = self.aim(end).unwrap_or(goal);
        let window = if target.period.contains(end) {
            Self::within(target, verified)
        } else {
            vec![*last]
        };
        let mut found = self.judge(target, &window);
        let reaches_goal = self.combination != Combination::Sum
            && found
                .latest
                .is_some_and(|(value, _)| self.direction.gain(goal.value, value) >= Decimal::ZERO);
        if reaches_goal {
            found.status = TargetStatus::Achieved;
        } else if found.status == TargetStatus::Achieved && target != goal {
            found.status = TargetStatus::OnTrack;
        }
        found
    }

    /// How each target's own period stands, in the order of time. A period without a measurement
    /// has no data.
    #[must_use]
    pub fn by_period(&self, verified: &[Measured]) -> Vec<Assessment> {
        let judged = |target: &Target| self.judge(target, &Self::within(target, verified));
        self.targets.iter().map(judged).collect()
    }
}

/// Why a step of a measurement is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FigureError {
    /// The figures of a ratio are two.
    #[error("a ratio has a numerator and a denominator")]
    PartsMissing,
    /// Nothing can be divided by it.
    #[error("the denominator is zero")]
    NothingToDivideBy,
    /// A figure is missing.
    #[error("there is no figure")]
    ValueMissing,
}

/// The figure of an indicator of this kind, from what was typed.
///
/// # Errors
/// What is missing, or that the denominator is zero.
pub fn figure(
    kind: IndicatorKind,
    value: Option<Decimal>,
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
) -> Result<Figure, FigureError> {
    if kind != IndicatorKind::Ratio {
        return value.map(Figure::Value).ok_or(FigureError::ValueMissing);
    }
    match (numerator, denominator) {
        (Some(_), Some(denominator)) if denominator.is_zero() => {
            Err(FigureError::NothingToDivideBy)
        }
        (Some(numerator), Some(denominator)) => Ok(Figure::Parts {
            numerator,
            denominator,
        }),
        _ => Err(FigureError::PartsMissing),
    }
}

/// An indicator with how it stands, as far as the status of its partnership goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// What it is called.
    pub title: String,
    /// How it stands.
    pub assessment: Assessment,
}

/// Why the targets of a partnership have their status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TargetsReason {
    /// Some are off track.
    OffTrack {
        /// The one furthest behind.
        title: String,
        /// How much of its expected change came about, in percent.
        share: Option<Decimal>,
        /// How many are off track.
        count: usize,
        /// Of how many indicators.
        of: usize,
    },
    /// None is off track, some are at risk.
    AtRisk {
        /// The one furthest behind.
        title: String,
        /// How much of its expected change came about, in percent.
        share: Option<Decimal>,
        /// How many are at risk.
        count: usize,
        /// Of how many indicators.
        of: usize,
    },
    /// All that is known is achieved or on track.
    OnTrack {
        /// How many are.
        count: usize,
        /// Of how many indicators.
        of: usize,
    },
    /// There are indicators, and nothing is known of any.
    NothingMeasured {
        /// How many.
        of: usize,
    },
    /// There is no indicator.
    NoIndicator,
    /// The partnership does not run.
    NotRunning(
        /// The stage it is in.
        Stage,
    ),
}

/// How a partnership fares with its targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetsStatus {
    /// How it fares.
    pub status: Status,
    /// Why.
    pub reason: TargetsReason,
}

/// How a partnership in this stage fares with its targets: as the worst of its indicators that is
/// known. One that is proposed, closed or withdrawn has no status.
#[must_use]
pub fn targets<'a>(
    stage: Stage,
    indicators: impl IntoIterator<Item = &'a Judged>,
) -> TargetsStatus {
    let indicators: Vec<&Judged> = indicators.into_iter().collect();
    let of = indicators.len();
    let found = |status, reason| TargetsStatus { status, reason };
    if !runs(stage) {
        return found(Status::NoData, TargetsReason::NotRunning(stage));
    }
    let having = |status: TargetStatus| {
        let mut having: Vec<&Judged> = indicators
            .iter()
            .copied()
            .filter(|one| one.assessment.status == status)
            .collect();
        // Where no share is known, it is worse than any: a change for the worse.
        having.sort_by_key(|one| one.share());
        having
    };
    let (off, risk) = (having(TargetStatus::OffTrack), having(TargetStatus::AtRisk));
    let known = indicators
        .iter()
        .filter(|one| one.assessment.status != TargetStatus::NoData)
        .count();
    match (off.first(), risk.first(), known, of) {
        (Some(worst), ..) => found(
            Status::Red,
            TargetsReason::OffTrack {
                title: worst.title.clone(),
                share: worst.share(),
                count: off.len(),
                of,
            },
        ),
        (None, Some(worst), ..) => found(
            Status::Amber,
            TargetsReason::AtRisk {
                title: worst.title.clone(),
                share: worst.share(),
                count: risk.len(),
                of,
            },
        ),
        (None, None, 0, 0) => found(Status::NoData, TargetsReason::NoIndicator),
        (None, None, 0, _) => found(Status::NoData, TargetsReason::NothingMeasured { of }),
        (None, None, count, _) => found(Status::Green, TargetsReason::OnTrack { count, of }),
    }
}

impl Judged {
    fn share(&self) -> Option<Decimal> {
        match self.assessment.basis {
            Basis::Compared { share, .. } => share,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
