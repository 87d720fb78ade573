//! Barriers and risks of a partnership: how likely, how grave, who carries them.
//!
//! The kinds are the barriers that `seeds/004_c267aaf708f546eb.txt` names: governance and trust,
//! cybersecurity, equity and reimbursement under "Remaining Barriers and How to Overcome Them",
//! legal barriers, cultural resistance and data privacy under "The Collaboration Imperative",
//! escalating costs and workforce shortages in its first paragraph. That risk is shared
//! ("entities share risk, data, and accountability") is from there as well. The two scales, the
//! score and its bands are Triad's own: the source sets none.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What a barrier or a risk is about.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum RiskKind {
    /// Who decides, and whether the parties believe each other.
    GovernanceAndTrust,
    /// Attacks, and what lets them in.
    Cybersecurity,
    /// Who is left out.
    Equity,
    /// What is paid for, and what is not.
    Reimbursement,
    /// What the law forbids or leaves open.
    Legal,
    /// "We've always done it this way."
    Cultural,
    /// What is known of whom, and by whom.
    Privacy,
    /// Money that costs more or comes less.
    Fiscal,
    /// People who are missing, tired or not trained.
    Workforce,
}

/// How likely it is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum Likelihood {
    /// Nobody here has seen it happen.
    Rare,
    /// It has happened elsewhere.
    Unlikely,
    /// It has happened here, once.
    Possible,
    /// It is expected within the year.
    Likely,
    /// It is expected within weeks, or happens already.
    AlmostCertain,
}

/// How grave it is for care, money or trust.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum Impact {
    /// Nobody outside the team notices.
    Slight,
    /// Work is done again; no date moves.
    Minor,
    /// A milestone slips, or money is asked for.
    Moderate,
    /// A target is missed, or care is disturbed.
    Major,
    /// Patients come to harm, or the partnership ends.
    Critical,
}

impl Likelihood {
    /// From 1 to 5.
    #[must_use]
    pub fn points(self) -> i16 {
        self as i16 + 1
    }
}

impl Impact {
    /// From 1 to 5.
    #[must_use]
    pub fn points(self) -> i16 {
        self as i16 + 1
    }
}

/// How much a score asks for.
///
/// | Score | Band |
/// |---|---|
/// | 1 to 4 | low: watched |
/// | 5 to 9 | moderate: somebody acts on it |
/// | 10 to 14 | high: the partnership's bodies know of it |
/// | 15 to 25 | severe: it comes before everything else |
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum Band {
    /// To be watched.
    Low,
    /// To be acted on.
    Moderate,
    /// For the partnership's bodies.
    High,
    /// Before everything else.
    Severe,
}

impl Band {
    /// The scores in it.
    #[must_use]
    pub fn scores(self) -> RangeInclusive<i16> {
        match self {
            Self::Low => 1..=4,
            Self::Moderate => 5..=9,
            Self::High => 10..=14,
            Self::Severe => 15..=25,
        }
    }
}

/// What somebody made of a risk on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// How likely.
    pub likelihood: Likelihood,
    /// How grave.
    pub impact: Impact,
}

impl Score {
    /// Likelihood times impact, from 1 to 25.
    ///
    /// ```
    /// use domain::risk::{Band, Impact, Likelihood, Score};
    /// let score = Score { likelihood: Likelihood::Likely, impact: Impact::Critical };
    /// assert_eq!((score.value(), score.band()), (20, Band::Severe));
    /// ```
    #[must_use]
    pub fn value(self) -> i16 {
        self.likelihood.points() * self.impact.points()
    }

    /// The band it falls in.
    #[must_use]
    pub fn band(self) -> Band {
        match self.value() {
            ..=4 => Band::Low,
            5..=9 => Band::Moderate,
            10..=14 => Band::High,
            15.. => Band::Severe,
        }
    }
}

/// The score of a likelihood and an impact in points, if both are on the scale.
#[must_use]
pub fn score(likelihood: i16, impact: i16) -> Option<Score> {
    let at = |points: i16| usize::try_from(points - 1).ok();
    Some(Score {
        likelihood: *Likelihood::VARIANTS.get(at(likelihood)?)?,
        impact: *Impact::VARIANTS.get(at(impact)?)?,
    })
}

/// Whether it may happen or happens already.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum Occurrence {
    /// It stands in the way already: a barrier.
    Barrier,
    /// It may come true: a risk.
    Risk,
}

/// Why a scoring is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// What happens already is as likely as can be.
    #[error("what happens already is almost certain")]
    HappensAlready,
    /// The day is still to come.
    #[error("the day is still to come")]
    Future,
    /// A later day is scored already: the story is told in its order.
    #[error("a later day is scored already")]
    BeforeLast,
}

/// Whether a score can be given for a day, after the one of `last`.
///
/// # Errors
/// A barrier that is not almost certain, or a day out of order.
pub fn may_score(
    occurrence: Occurrence,
    score: Score,
    on: NaiveDate,
    last: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), ScoreError> {
    if on > today {
        Err(ScoreError::Future)
    } else if last.is_some_and(|last| on < last) {
        Err(ScoreError::BeforeLast)
    } else if occurrence == Occurrence::Barrier && score.likelihood != Likelihood::AlmostCertain {
        Err(ScoreError::HappensAlready)
    } else {
        Ok(())
    }
}

/// Which way a score moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// It was scored once.
    First,
    /// It weighs less than at first.
    Eased,
    /// It weighs as much as at first.
    Unchanged,
    /// It weighs more than at first.
    Worsened,
}

/// How the last of some scores stands to the first, in the order of time.
#[must_use]
pub fn movement(scores: &[Score]) -> Movement {
    let (Some(first), Some(last)) = (scores.first(), scores.last()) else {
        return Movement::First;
    };
    match last.value().cmp(&first.value()) {
        _ if scores.len() == 1 => Movement::First,
        std::cmp::Ordering::Less => Movement::Eased,
        std::cmp::Ordering::Equal => Movement::Unchanged,
        std::cmp::Ordering::Greater => Movement::Worsened,
    }
}

/// How a risk ended.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum RiskOutcome {
    /// The remedy worked.
    Remedied,
    /// It cannot happen any more, whatever was done.
    Lapsed,
    /// It came true, and what followed is dealt with elsewhere.
    CameTrue,
    /// The parties live with it.
    Lived,
}

/// Whether a risk should have been looked at again. One that is closed is not.
#[must_use]
pub fn review_overdue(review_on: NaiveDate, closed: bool, today: NaiveDate) -> bool {
    !closed && review_on < today
}

/// Whether several parties carry it together.
#[must_use]
pub fn is_shared(carriers: usize) -> bool {
    carriers > 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day") + chrono::TimeDelta::days(number)
    }

    #[test]
    fn scores_fall_into_their_bands() {
        use Band::{High, Low, Moderate, Severe};
        for (likelihood, bands) in [
            (1, [Low, Low, Low, Low, Moderate]),
            (2, [Low, Low, Moderate, Moderate, High]),
            (3, [Low, Moderate, Moderate, High, Severe]),
            (4, [Low, Moderate, High, Severe, Severe]),
            (5, [Moderate, High, Severe, Severe, Severe]),
        ] {
            for (impact, band) in (1..).zip(bands) {
                let found = score(likelihood, impact).expect("on the scale");
                assert_eq!(found.band(), band, "{likelihood} × {impact}");
            }
        }
    }

    #[test]
    fn nothing_off_the_scale_is_a_score() {
        for (likelihood, impact) in [(0, 3), (3, 0), (6, 1), (1, 6), (-1, -1)] {
            assert_eq!(score(likelihood, impact), None, "{likelihood} × {impact}");
        }
    }

    #[test]
    fn a_barrier_is_almost_certain_and_days_follow_each_other() {
        use Occurrence::{Barrier, Risk};
        for (occurrence, likelihood, on, last, expected) in [
            (Risk, 2, 5, None, Ok(())),
            (Risk, 2, 5, Some(5), Ok(())),
            (Risk, 2, 4, Some(5), Err(ScoreError::BeforeLast)),
            (Risk, 2, 11, None, Err(ScoreError::Future)),
            (Barrier, 5, 5, None, Ok(())),
            (Barrier, 4, 5, None, Err(ScoreError::HappensAlready)),
        ] {
            let score = score(likelihood, 3).expect("on the scale");
            let found = may_score(occurrence, score, day(on), last.map(day), day(10));
            assert_eq!(found, expected, "{occurrence:?} {likelihood} {on} {last:?}");
        }
    }

    #[test]
    fn a_review_is_overdue_from_the_day_after_and_never_when_closed() {
        for (review, closed, overdue) in [
            (10, false, false),
            (9, false, true),
            (9, true, false),
            (11, false, false),
        ] {
            assert_eq!(review_overdue(day(review), closed, day(10)), overdue);
        }
    }

    proptest! {
        #[test]
        fn every_score_is_in_one_band_and_more_never_asks_for_less(
            likelihood in 1_i16..=5, impact in 1_i16..=5,
        ) {
            let found = score(likelihood, impact).expect("on the scale");
            let bands: Vec<_> = Band::VARIANTS
                .iter()
                .copied()
                .filter(|band| band.scores().contains(&found.value()))
                .collect();
            prop_assert_eq!(bands, vec![found.band()]);
            if let Some(worse) = score(likelihood + 1, impact) {
                prop_assert!(worse.band() >= found.band());
            }
            // What would end the partnership is never merely watched.
            prop_assert!(impact < 5 || found.band() > Band::Low);
        }

        #[test]
        fn the_movement_is_from_the_first_score_to_the_last(points in prop::collection::vec((1_i16..=5, 1_i16..=5), 1..6)) {
            let scores: Vec<_> = points.iter().filter_map(|(l, i)| score(*l, *i)).collect();
            let (first, last) = (scores[0].value(), scores[scores.len() - 1].value());
            let expected = match scores.len() {
                1 => Movement::First,
                _ if last < first => Movement::Eased,
                _ if last > first => Movement::Worsened,
                _ => Movement::Unchanged,
            };
            prop_assert_eq!(movement(&scores), expected);
        }
    }
}
