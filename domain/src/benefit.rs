//! Benefits: claimed until somebody else has measured them, and what others take up.
//!
//! The domains of outcome are those of [`crate::partnership::OutcomeDomain`]. That a claim is not
//! yet a benefit is Triad's answer to `seeds/004_c267aaf708f546eb.txt`, which publishes figures
//! without saying how they were measured. The ripple, a working prototype that others take up, is
//! from PRODUCT §17.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::partnership::OutcomeDomain;
use crate::target::Direction;

/// What kind of figure a benefit is.
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
pub enum MeasureKind {
    /// An amount of money, in a currency.
    Money,
    /// So many of something, in a unit.
    Count,
    /// So many of a hundred; shares of different wholes are never added.
    Share,
}

/// What figures are added under: those of one kind and one unit, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Measure {
    /// Money or a count.
    pub kind: MeasureKind,
    /// The currency, or the unit.
    pub unit: String,
}

/// The figures of a benefit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// What they are in.
    pub measure: Measure,
    /// Whether more or less is better.
    pub direction: Direction,
    /// Where it began.
    pub baseline: Option<Decimal>,
    /// What is claimed to be reached.
    pub claimed: Option<Decimal>,
    /// What somebody else measured last.
    pub verified: Option<Decimal>,
}

impl Figures {
    fn gain(&self, reached: Decimal) -> Decimal {
        self.direction
            .gain(self.baseline.unwrap_or_default(), reached)
    }

    /// How much better it is claimed to be than at the baseline.
    #[must_use]
    pub fn claimed_gain(&self) -> Option<Decimal> {
        self.claimed.map(|reached| self.gain(reached))
    }

    /// How much better it was measured to be than at the baseline.
    #[must_use]
    pub fn verified_gain(&self) -> Option<Decimal> {
        self.verified.map(|reached| self.gain(reached))
    }
}

/// How a claim and what was measured stand to each other.
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
pub enum Standing {
    /// Nobody else has measured it.
    Claimed,
    /// Measured, and as good as claimed or better.
    Verified,
    /// Measured, and not as good as claimed.
    VerifiedLower,
}

/// How a benefit stands.
#[must_use]
pub fn standing(figures: &Figures) -> Standing {
    match (figures.claimed_gain(), figures.verified_gain()) {
        (_, None) => Standing::Claimed,
        (Some(claimed), Some(verified)) if verified < claimed => Standing::VerifiedLower,
        (_, Some(_)) => Standing::Verified,
    }
}

/// What is claimed and what is verified, in one measure. There is no sum of the two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Gains that nobody else has measured.
    pub claimed: Decimal,
    /// How many they are.
    pub claims: usize,
    /// Gains as measured by somebody else.
    pub verified: Decimal,
    /// How many they are.
    pub verifications: usize,
}

/// Both totals of each measure, apart: a benefit counts in the one or in the other, with the
/// figure of that one. Shares are left out, since they have no sum.
#[must_use]
pub fn totals<'a>(benefits: impl IntoIterator<Item = &'a Figures>) -> BTreeMap<Measure, Totals> {
    let mut totals: BTreeMap<Measure, Totals> = BTreeMap::new();
    for figures in benefits {
        if figures.measure.kind == MeasureKind::Share {
            continue;
        }
        let total = totals.entry(figures.measure.clone()).or_default();
        if let Some(gain) = figures.verified_gain() {
            total.verified += gain;
            total.verifications += 1;
        } else if let Some(gain) = figures.claimed_gain() {
            total.claimed += gain;
            total.claims += 1;
        }
    }
    totals.retain(|_, total| total.claims + total.verifications > 0);
    totals
}

/// Why a benefit is not verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// Nobody verifies what they claimed or recorded themselves.
    #[error("nobody verifies their own claim")]
    OwnClaim,
    /// The day is still to come.
    #[error("the day is still to come")]
    Future,
}

/// Whether `by` may verify a claim that these people had a hand in, for a day.
///
/// # Errors
/// It is their own, or the day is still to come.
pub fn may_verify(
    by: Uuid,
    hands: [Option<Uuid>; 2],
    on: NaiveDate,
    today: NaiveDate,
) -> Result<(), VerifyError> {
    if hands.contains(&Some(by)) {
        Err(VerifyError::OwnClaim)
    } else if on > today {
        Err(VerifyError::Future)
    } else {
        Ok(())
    }
}

/// How far somebody elsewhere has taken up a prototype.
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
pub enum UptakeStage {
    /// They look at it.
    Considering,
    /// They try it out.
    Piloting,
    /// They work with it.
    InUse,
    /// They gave it up.
    GivenUp,
}

impl UptakeStage {
    /// Whether the prototype is at work there.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Piloting | Self::InUse)
    }
}

/// A figure that was published, in our own words: to be known, never counted and never filled in
/// for anybody. The numbers are those of the source, which does not say how they were measured.
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
pub enum PublishedClaim {
    /// Costs of infrastructure in the cloud.
    CloudCosts,
    /// Deaths in a programme of hospital at home.
    HomeMortality,
    /// Costs of that programme.
    HomeCosts,
    /// Visits to emergency departments that were not needed.
    EmergencyVisits,
    /// How satisfied patients are.
    Satisfaction,
    /// How fast cases of an epidemic are isolated.
    ContactTracing,
    /// Notes drafted by listening tools.
    DraftedNotes,
    /// Warnings of sepsis or readmission.
    EarlierWarning,
    /// Tasks passed between organisations.
    CareCoordination,
    /// Records that patients hold themselves.
    PatientRecords,
}

impl PublishedClaim {
    /// The file among the seeds that it is from.
    pub const SOURCE: &'static str = "004_c267aaf708f546eb.txt";

    /// What kind of outcome it is about.
    #[must_use]
    pub fn domain(self) -> OutcomeDomain {
        match self {
            Self::CloudCosts | Self::HomeCosts | Self::CareCoordination => {
                OutcomeDomain::Efficiency
            }
            Self::EmergencyVisits | Self::DraftedNotes => OutcomeDomain::Resources,
            Self::HomeMortality | Self::Satisfaction => OutcomeDomain::Outcomes,
            Self::ContactTracing => OutcomeDomain::PopulationHealth,
            Self::EarlierWarning => OutcomeDomain::Safety,
            Self::PatientRecords => OutcomeDomain::HealthEvaluation,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn figures(
        direction: Direction,
        baseline: Option<i64>,
        claimed: Option<i64>,
        verified: Option<i64>,
    ) -> Figures {
        Figures {
            measure: Measure {
                kind: MeasureKind::Count,
                unit: "hours".to_owned(),
            },
            direction,
            baseline: baseline.map(Decimal::from),
            claimed: claimed.map(Decimal::from),
            verified: verified.map(Decimal::from),
        }
    }

    #[test]
    fn a_claim_stands_until_somebody_else_has_measured_it() {
        use Direction::{Higher, Lower};
        for (direction, baseline, claimed, verified, expected) in [
            (Higher, Some(10), Some(20), None, Standing::Claimed),
            (Higher, Some(10), Some(20), Some(20), Standing::Verified),
            (Higher, Some(10), Some(20), Some(25), Standing::Verified),
            (
                Higher,
                Some(10),
                Some(20),
                Some(15),
                Standing::VerifiedLower,
            ),
            (Lower, Some(30), Some(20), Some(25), Standing::VerifiedLower),
            (Lower, Some(30), Some(20), Some(18), Standing::Verified),
            (Higher, None, None, Some(3), Standing::Verified),
        ] {
            let found = standing(&figures(direction, baseline, claimed, verified));
            assert_eq!(found, expected, "{direction:?} {claimed:?} {verified:?}");
        }
    }

    #[test]
    fn nobody_verifies_what_they_had_a_hand_in() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
        let [claimant, recorder, other] = [1, 2, 3].map(Uuid::from_u128);
        let hands = [Some(claimant), Some(recorder)];
        for (by, hands, on, expected) in [
            (other, hands, 1, Ok(())),
            (claimant, hands, 1, Err(VerifyError::OwnClaim)),
            (recorder, hands, 1, Err(VerifyError::OwnClaim)),
            (claimant, [None, Some(recorder)], 1, Ok(())),
            (other, hands, 9, Err(VerifyError::Future)),
        ] {
            assert_eq!(may_verify(by, hands, day(on), day(5)), expected, "{by}");
        }
    }

    fn some_figures() -> impl Strategy<Value = Figures> {
        let kind = prop::sample::select(MeasureKind::VARIANTS);
        let unit = prop::sample::select(vec!["hours", "CAD", "visits"]);
        let figure = || prop::option::of((-1_000_i64..1_000).prop_map(Decimal::from));
        let lower = any::<bool>();
        (kind, unit, lower, figure(), figure(), figure()).prop_map(
            |(kind, unit, lower, baseline, claimed, verified)| Figures {
                measure: Measure {
                    kind,
                    unit: unit.to_owned(),
                },
                direction: if lower {
                    Direction::Lower
                } else {
                    Direction::Higher
                },
                baseline,
                claimed,
                verified,
            },
        )
    }

    proptest! {
        #[test]
        fn claimed_and_verified_are_never_added_up(benefits in prop::collection::vec(some_figures(), 0..20)) {
            let found = totals(&benefits);
            // Without the claims the verified totals are the same, and the other way round.
            let verified: Vec<_> = benefits.iter().filter(|one| one.verified.is_some()).cloned().collect();
            let claimed: Vec<_> = benefits.iter().filter(|one| one.verified.is_none()).cloned().collect();
            let (of_verified, of_claimed) = (totals(&verified), totals(&claimed));
            for (measure, total) in &found {
                let known = |of: &BTreeMap<Measure, Totals>| of.get(measure).copied().unwrap_or_default();
                prop_assert_eq!(total.verified, known(&of_verified).verified);
                prop_assert_eq!(total.claimed, known(&of_claimed).claimed);
                prop_assert_eq!(known(&of_verified).claimed, Decimal::ZERO);
                prop_assert_eq!(known(&of_claimed).verified, Decimal::ZERO);
                prop_assert!(measure.kind != MeasureKind::Share);
            }
            // Each benefit counts once, in the one or the other.
            let counted: usize = found.values().map(|total| total.claims + total.verifications).sum();
            let countable = benefits.iter().filter(|one| one.measure.kind != MeasureKind::Share
                && (one.claimed.is_some() || one.verified.is_some())).count();
            prop_assert_eq!(counted, countable);
        }
    }
}
