//! Evaluating a vendor: five criteria, scored alone, then agreed.
//!
//! The criteria are those that buyers go by in `seeds/002_b84f5cf7a0a1d4f0.txt`, "Selection
//! criteria or considerations". That evaluators score alone before they agree, that the reason
//! of a consensus is given, and that the vendor may reply, is PRODUCT's (§16). How many
//! evaluators there are at least, when a reason is demanded, and until when somebody joins or it
//! is all withdrawn, are Triad's own.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::access::Role;
use crate::organisation::Sector;
use crate::partnership::Stage;
pub use crate::scorecard::{Answer, MOST};

/// What a vendor is judged by.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
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
pub enum Criterion {
    /// "Alignment with clinical workflows": what slows clinicians down fails.
    ClinicalFit,
    /// "Interoperability with existing systems": proof of integration, not assurance.
    Interoperability,
    /// "Security posture": identity, data and endpoints; "rigorous but not suffocating".
    Security,
    /// "Vendor or partner maturity": understands "healthcare rhythms".
    Maturity,
    /// "Total cost of ownership": "less about upfront price and more about predictability".
    CostPredictability,
}

/// How an evaluated organisation stands to the partnership.
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
pub enum VendorStanding {
    /// It supplies the partnership.
    Supplier,
    /// It would like to.
    Bidder,
}

/// Whether a partnership still chooses, so that bidders may be evaluated.
#[must_use]
pub fn takes_bidders(stage: Stage) -> bool {
    matches!(stage, Stage::Proposed | Stage::Negotiating)
}

/// Where an evaluation stands.
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
pub enum EvaluationState {
    /// Evaluators score, each alone.
    Scoring,
    /// Everybody has scored or was released; the consensus is to be found.
    ToAgree,
    /// The consensus stands, and the vendor sees it.
    Agreed,
    /// It was given up before there was a consensus; nobody reads scores, and nobody is asked.
    Withdrawn,
}

impl EvaluationState {
    /// Where it stands by the days on which it was scored, agreed and withdrawn.
    #[must_use]
    pub fn of(
        scored_on: Option<NaiveDate>,
        agreed_on: Option<NaiveDate>,
        withdrawn_on: Option<NaiveDate>,
    ) -> Self {
        match (withdrawn_on, agreed_on, scored_on) {
            (Some(_), ..) => Self::Withdrawn,
            (None, Some(_), _) => Self::Agreed,
            (None, None, Some(_)) => Self::ToAgree,
            (None, None, None) => Self::Scoring,
        }
    }

    /// Whether there is no consensus and may still be one. Until then it may be withdrawn, and
    /// evaluators may be added.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Scoring | Self::ToAgree)
    }
}

/// The fewest evaluators: of one, the score would be the consensus.
pub const FEWEST: usize = 2;

/// Whether somebody can be an evaluator: none of the vendor, and none of any vendor, since
/// vendors compete.
#[must_use]
pub fn may_evaluate(role: Role, sector: Sector) -> bool {
    sector != Sector::Ict
        && matches!(
            role,
            Role::MinistryOfficial | Role::HealthExecutive | Role::Clinician
        )
}

/// How far an evaluator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Has not scored yet.
    Waiting,
    /// Has scored, once and for all.
    Scored,
    /// Was released with a reason.
    Released,
}

/// Why there is no consensus yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotYet {
    /// So many have not scored, and were not released.
    Waiting(usize),
    /// Fewer than [`FEWEST`] have scored.
    TooFew,
}

/// **Consensus only after everyone scored**, or was released with a reason.
///
/// # Errors
/// What it waits for.
pub fn may_agree(turns: &[Turn]) -> Result<(), NotYet> {
    let count = |wanted| turns.iter().filter(|turn| **turn == wanted).count();
    match count(Turn::Waiting) {
        0 if count(Turn::Scored) < FEWEST => Err(NotYet::TooFew),
        0 => Ok(()),
        waiting => Err(NotYet::Waiting(waiting)),
    }
}

/// Whether one more evaluator may be released: enough others have scored or still may.
#[must_use]
pub fn may_release(turns: &[Turn]) -> bool {
    let rest = turns.iter().filter(|turn| **turn != Turn::Released).count();
    turns.contains(&Turn::Waiting) && rest > FEWEST
}

/// Whether somebody may be named later, who then scores alone like the others: while there may
/// still be a consensus, and never who opened the evaluation once somebody has scored, since
/// they read the scores when scoring ends. That all have scored is then no longer so.
#[must_use]
pub fn may_join(state: EvaluationState, is_opener: bool, turns: &[Turn]) -> bool {
    state.is_open() && !(is_opener && turns.contains(&Turn::Scored))
}

/// What the scores of one criterion come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    sorted: Vec<u8>,
}

impl Spread {
    /// The scores of those who could say.
    #[must_use]
    pub fn of(answers: &[Answer]) -> Self {
        let mut sorted: Vec<u8> = answers.iter().filter_map(|answer| answer.score()).collect();
        sorted.sort_unstable();
        Self { sorted }
    }

    /// The score in the middle, or halfway between the two in the middle.
    #[must_use]
    pub fn median(&self) -> Option<Decimal> {
        let count = self.sorted.len();
        let upper = *self.sorted.get(count / 2)?;
        let lower = self.sorted[(count - 1) / 2];
        Some((Decimal::from(lower) + Decimal::from(upper)) / Decimal::TWO)
    }

    /// The lowest and the highest score.
    #[must_use]
    pub fn range(&self) -> Option<(u8, u8)> {
        Some((*self.sorted.first()?, *self.sorted.last()?))
    }

    /// How far the highest is from the lowest.
    #[must_use]
    pub fn width(&self) -> u8 {
        self.range().map_or(0, |(low, high)| high - low)
    }

    /// Why a consensus needs words, if it does.
    #[must_use]
    pub fn asks_why(&self, consensus: Answer) -> Option<AsksWhy> {
        let agreed = consensus.score().map(Decimal::from);
        if agreed != self.median() {
            Some(AsksWhy::NotTheMedian)
        } else if self.width() >= APART {
            Some(AsksWhy::FarApart)
        } else {
            None
        }
    }
}

/// Scores that are so many points apart are explained.
pub const APART: u8 = 2;

/// Why a consensus is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsksWhy {
    /// It is not the median of the scores.
    NotTheMedian,
    /// The evaluators stood [`APART`] points apart or more.
    FarApart,
}

/// The highest score of interoperability that an assurance can earn.
pub const ASSURED: u8 = 3;

/// Whether a score is asserted and not proven: interoperability above [`ASSURED`] takes a proof
/// that counts (`seeds/002_b84f5cf7a0a1d4f0.txt`: "proof of integration rather than accepting
/// assurances").
#[must_use]
pub fn only_asserted(criterion: Criterion, answer: Answer, proven: bool) -> bool {
    criterion == Criterion::Interoperability
        && answer.score().is_some_and(|score| score > ASSURED)
        && !proven
}

/// What is wrong with who is to evaluate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PanelError {
    /// Fewer than [`FEWEST`].
    TooFew,
    /// Somebody twice.
    Twice,
}

/// Whether these people can evaluate together.
///
/// # Errors
/// What is wrong.
pub fn panel(people: &[Uuid]) -> Result<(), PanelError> {
    let mut unique = people.to_vec();
    unique.sort_unstable();
    unique.dedup();
    if unique.len() < people.len() {
        Err(PanelError::Twice)
    } else if unique.len() < FEWEST {
        Err(PanelError::TooFew)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn there_is_a_consensus_only_after_everyone_scored_or_was_released() {
        use Turn::{Released, Scored, Waiting};
        for (turns, found) in [
            (vec![], Err(NotYet::TooFew)),
            (vec![Waiting, Waiting], Err(NotYet::Waiting(2))),
            (vec![Scored, Waiting], Err(NotYet::Waiting(1))),
            (vec![Scored, Scored, Waiting], Err(NotYet::Waiting(1))),
            (vec![Scored, Released], Err(NotYet::TooFew)),
            (vec![Scored, Scored, Released], Ok(())),
            (vec![Scored, Scored, Scored], Ok(())),
        ] {
            assert_eq!(may_agree(&turns), found, "{turns:?}");
        }
        for (turns, found) in [
            (vec![Scored, Waiting], false),
            (vec![Scored, Scored, Waiting], true),
            (vec![Scored, Waiting, Waiting], true),
            (vec![Released, Scored, Waiting], false),
            (vec![Scored, Scored, Scored], false),
        ] {
            assert_eq!(may_release(&turns), found, "{turns:?}");
        }
    }

    #[test]
    fn evaluators_join_until_there_is_a_consensus_and_nobody_who_may_have_read_scores() {
        use EvaluationState::{Agreed, Scoring, ToAgree, Withdrawn};
        use Turn::{Released, Scored, Waiting};
        for (state, turns, another, opener) in [
            (Scoring, vec![Waiting, Waiting], true, true),
            (Scoring, vec![Waiting, Released], true, true),
            (Scoring, vec![Scored, Waiting], true, false),
            (ToAgree, vec![Scored, Scored, Released], true, false),
            (Agreed, vec![Scored, Scored], false, false),
            (Withdrawn, vec![Waiting, Waiting], false, false),
        ] {
            assert_eq!(
                may_join(state, false, &turns),
                another,
                "{state:?} {turns:?}"
            );
            assert_eq!(may_join(state, true, &turns), opener, "{state:?} {turns:?}");
        }
        // Whoever joins is awaited, so that the consensus waits for them too.
        assert_eq!(may_agree(&[Scored, Scored]), Ok(()));
        assert_eq!(
            may_agree(&[Scored, Scored, Waiting]),
            Err(NotYet::Waiting(1))
        );
    }

    #[test]
    fn a_state_follows_from_the_days() {
        use EvaluationState::{Agreed, Scoring, ToAgree, Withdrawn};
        let day = NaiveDate::from_ymd_opt(2026, 11, 1);
        for (scored, agreed, withdrawn, state, is_open) in [
            (None, None, None, Scoring, true),
            (day, None, None, ToAgree, true),
            (day, day, None, Agreed, false),
            (None, None, day, Withdrawn, false),
            (day, None, day, Withdrawn, false),
        ] {
            let found = EvaluationState::of(scored, agreed, withdrawn);
            assert_eq!((found, found.is_open()), (state, is_open));
        }
    }

    #[test]
    fn a_consensus_beside_the_median_or_over_a_gap_says_why() {
        use Answer::{CannotSay, Rated};
        let half = Decimal::new(35, 1);
        for (scores, median, width, consensus, why) in [
            (vec![], None, 0, CannotSay, None),
            (vec![], None, 0, Rated(3), Some(AsksWhy::NotTheMedian)),
            (
                vec![Rated(4), CannotSay],
                Some(Decimal::from(4)),
                0,
                Rated(4),
                None,
            ),
            (
                vec![Rated(4), Rated(4)],
                Some(Decimal::from(4)),
                0,
                CannotSay,
                Some(AsksWhy::NotTheMedian),
            ),
            (
                vec![Rated(3), Rated(4)],
                Some(half),
                1,
                Rated(4),
                Some(AsksWhy::NotTheMedian),
            ),
            (
                vec![Rated(4), Rated(3), Rated(4)],
                Some(Decimal::from(4)),
                1,
                Rated(4),
                None,
            ),
            (
                vec![Rated(2), Rated(4), Rated(3)],
                Some(Decimal::from(3)),
                2,
                Rated(3),
                Some(AsksWhy::FarApart),
            ),
            (
                vec![Rated(2), Rated(4), Rated(3)],
                Some(Decimal::from(3)),
                2,
                Rated(2),
                Some(AsksWhy::NotTheMedian),
            ),
        ] {
            let spread = Spread::of(&scores);
            assert_eq!(spread.median(), median, "{scores:?}");
            assert_eq!(spread.width(), width, "{scores:?}");
            assert_eq!(spread.asks_why(consensus), why, "{scores:?} {consensus:?}");
        }
    }

    #[test]
    fn interoperability_above_three_is_proven_or_asserted() {
        for &criterion in Criterion::VARIANTS {
            for score in 1..=MOST {
                let asserted = only_asserted(criterion, Answer::Rated(score), false);
                let expected = criterion == Criterion::Interoperability && score > 3;
                assert_eq!(asserted, expected, "{criterion:?} {score}");
                assert!(!only_asserted(criterion, Answer::Rated(score), true));
            }
            assert!(!only_asserted(criterion, Answer::CannotSay, false));
        }
    }

    #[test]
    fn no_vendor_evaluates_and_nobody_alone() {
        for &role in Role::VARIANTS {
            for &sector in Sector::VARIANTS {
                let leads = matches!(
                    role,
                    Role::MinistryOfficial | Role::HealthExecutive | Role::Clinician
                );
                assert_eq!(may_evaluate(role, sector), leads && sector != Sector::Ict);
            }
        }
        let [one, two] = [1, 2].map(Uuid::from_u128);
        assert_eq!(panel(&[]), Err(PanelError::TooFew));
        assert_eq!(panel(&[one]), Err(PanelError::TooFew));
        assert_eq!(panel(&[one, one]), Err(PanelError::Twice));
        assert_eq!(panel(&[one, two]), Ok(()));
    }

    proptest! {
        #[test]
        fn the_median_lies_within_the_range(scores in proptest::collection::vec(1..=5_u8, 1..9)) {
            let answers: Vec<Answer> = scores.iter().copied().map(Answer::Rated).collect();
            let spread = Spread::of(&answers);
            let (low, high) = spread.range().expect("scores");
            let median = spread.median().expect("scores");
            prop_assert!(Decimal::from(low) <= median && median <= Decimal::from(high));
            // All of one mind need no reason; any other consensus does.
            let agreed = spread.asks_why(Answer::Rated(low));
            prop_assert_eq!(agreed.is_none(), low == high || (median == Decimal::from(low) && high - low < APART));
        }
    }
}
