//! The *relationship* dimension of a partnership's status: whether its people see it alike, and
//! whether the parties keep what they owe one another.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::{
    calendar::add_months,
    partnership::Stage,
    scorecard::{Factor, Gap, Results, WIDE_GAP},
    status::{Status, runs},
};

/// Groups that stand so many points apart on a factor make the relationship red; [`WIDE_GAP`]
/// makes it amber.
pub const RED_GAP: Decimal = Decimal::TWO;

/// A factor that all groups shown together rate below this, the second of five worded answers,
/// makes the relationship red.
pub const RED_MEAN: Decimal = Decimal::TWO;

/// A factor that all groups shown together rate below this, the middle of five worded answers,
/// makes the relationship amber.
pub const AMBER_MEAN: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// A round that closed more than so many months ago no longer tells how people see the
/// partnership: it makes the relationship amber, whatever it came to.
pub const ROUND_COUNTS_MONTHS: u32 = 12;

/// An obligation open for more calendar days than these after its day makes the relationship red;
/// from one day on, amber.
pub const RED_OVERDUE_DAYS: i64 = 30;

/// A broken obligation counts for so many months.
pub const BROKEN_COUNTS_MONTHS: u32 = 12;

/// So many broken obligations within [`BROKEN_COUNTS_MONTHS`] make the relationship red; one makes
/// it amber.
pub const RED_BROKEN: usize = 2;

/// A scorecard round whose results everybody may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The last day on which it took answers.
    pub closed_on: NaiveDate,
    /// What it came to, as far as it may be shown.
    pub results: Results,
}

/// What is known of how the parties stand to one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationshipFacts {
    /// Where the partnership is in its life.
    pub stage: Stage,
    /// The scorecard round that was published last.
    pub round: Option<Round>,
    /// The days on which obligations that are still open are due.
    pub open_due: Vec<NaiveDate>,
    /// The days on which obligations were said to be broken.
    pub broken_on: Vec<NaiveDate>,
    /// How many obligations were kept.
    pub kept: u32,
}

/// Why the relationship has its status. Of two equally bad reasons, the one listed first is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RelationshipReason {
    /// The groups stand far apart.
    Apart {
        /// On which factor.
        factor: Factor,
        /// How far, and who says what.
        gap: Gap,
        /// The last day of the round.
        on: NaiveDate,
    },
    /// All groups together rate a factor low.
    Low {
        /// Which factor.
        factor: Factor,
        /// The mean of all people of the groups shown.
        mean: Decimal,
        /// The last day of the round.
        on: NaiveDate,
    },
    /// Obligations were broken.
    Broken {
        /// How many, within [`BROKEN_COUNTS_MONTHS`].
        count: usize,
    },
    /// Obligations are open after their day.
    Overdue {
        /// How many.
        count: usize,
        /// Calendar days since the first was due.
        days: i64,
    },
    /// Nobody was asked for long.
    LongAgo {
        /// The last day of the last round.
        on: NaiveDate,
    },
    /// The groups see the partnership much alike, and well.
    Alike {
        /// The factor rated lowest by all groups together.
        lowest: (Factor, Decimal),
        /// The last day of the round.
        on: NaiveDate,
    },
    /// Nobody was asked, and what was due was kept.
    Kept {
        /// How many obligations.
        count: u32,
    },
    /// Nobody was asked and nothing was due, or no group may be shown.
    NothingKnown,
    /// The partnership does not run.
    NotRunning(
        /// The stage it is in.
        Stage,
    ),
}

impl RelationshipReason {
    /// Where it stands in the list of reasons.
    fn rank(&self) -> u8 {
        match self {
            Self::Apart { .. } => 0,
            Self::Low { .. } => 1,
            Self::Broken { .. } => 2,
            Self::Overdue { .. } => 3,
            Self::LongAgo { .. } => 4,
            Self::Alike { .. } => 5,
            Self::Kept { .. } => 6,
            Self::NothingKnown => 7,
            Self::NotRunning(_) => 8,
        }
    }
}

/// How the parties of a partnership stand to one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relationship {
    /// How it fares.
    pub status: Status,
    /// The reason that weighs most.
    pub reason: RelationshipReason,
}

/// How the parties of a partnership stand to one another on the day `today`, computed after
/// PRODUCT §11 from what PRODUCT §8 says of scorecards and §4 of obligations.
///
/// Red: in the last published round the groups shown stand [`RED_GAP`] points apart on a factor,
/// or all of them together rate one below [`RED_MEAN`]; [`RED_BROKEN`] obligations were broken
/// within [`BROKEN_COUNTS_MONTHS`]; or one is open more than [`RED_OVERDUE_DAYS`] after its day.
/// Amber: the groups stand [`WIDE_GAP`] apart; a factor is rated below [`AMBER_MEAN`]; one
/// obligation was broken within that time; one is overdue at all; or the round closed more than
/// [`ROUND_COUNTS_MONTHS`] ago, in which case its figures no longer count and the people should be
/// asked again. Green: none of these, and a round that may be shown or a kept obligation says so.
/// No data: neither of them, or a partnership that is proposed, closed or withdrawn.
///
/// Only results that may be shown are in a [`Round`], so no status tells of a group that is too
/// small. That parties hold "divergent perceptions", and that "mutual responsibilities and
/// accountabilities" are a factor of success, is from `seeds/000_ac6e544982eb95b4.txt`; the
/// thresholds are our own.
#[must_use]
pub fn relationship(facts: &RelationshipFacts, today: NaiveDate) -> Relationship {
    if !runs(facts.stage) {
        let reason = RelationshipReason::NotRunning(facts.stage);
        return found(Status::NoData, reason);
    }
    let mut all: Vec<Relationship> = [
        broken(facts, today),
        overdue(facts, today),
        kept(facts),
        Some(found(Status::NoData, RelationshipReason::NothingKnown)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if let Some(round) = &facts.round {
        all.extend(of_round(round, today));
    }
    all.into_iter()
        .min_by_key(|one| (u8::MAX - one.status.severity(), one.reason.rank()))
        .unwrap_or_else(|| found(Status::NoData, RelationshipReason::NothingKnown))
}

fn found(status: Status, reason: RelationshipReason) -> Relationship {
    Relationship { status, reason }
}

fn of_round(round: &Round, today: NaiveDate) -> Vec<Relationship> {
    let on = round.closed_on;
    // Without a group that may be shown, a round says nothing, however old.
    let Some(lowest) = lowest(&round.results) else {
        return Vec::new();
    };
    if today > add_months(on, ROUND_COUNTS_MONTHS) {
        return vec![found(Status::Amber, RelationshipReason::LongAgo { on })];
    }
    let mut all = vec![found(
        Status::Green,
        RelationshipReason::Alike { lowest, on },
    )];
    if let Some((factor, gap)) = round.results.widest_gap() {
        let status = match gap.width() {
            width if width >= RED_GAP => Some(Status::Red),
            width if width >= WIDE_GAP => Some(Status::Amber),
            _ => None,
        };
        let reason = RelationshipReason::Apart { factor, gap, on };
        all.extend(status.map(|status| found(status, reason)));
    }
    let (factor, mean) = lowest;
    let status = match mean {
        mean if mean < RED_MEAN => Some(Status::Red),
        mean if mean < AMBER_MEAN => Some(Status::Amber),
        _ => None,
    };
    let reason = RelationshipReason::Low { factor, mean, on };
    all.extend(status.map(|status| found(status, reason)));
    all
}

/// The factor that all groups shown together rate lowest, and their mean; of equals the first in
/// the order of the source.
fn lowest(results: &Results) -> Option<(Factor, Decimal)> {
    Factor::VARIANTS
        .iter()
        .filter_map(|&factor| Some((factor, results.shown_together(factor).mean()?)))
        .min_by_key(|(_, mean)| *mean)
}

fn broken(facts: &RelationshipFacts, today: NaiveDate) -> Option<Relationship> {
    let counts = |on: &&NaiveDate| **on <= today && today <= add_months(**on, BROKEN_COUNTS_MONTHS);
    let count = facts.broken_on.iter().filter(counts).count();
    let status = if count >= RED_BROKEN {
        Status::Red
    } else {
        Status::Amber
    };
    (count > 0).then(|| found(status, RelationshipReason::Broken { count }))
}

fn overdue(facts: &RelationshipFacts, today: NaiveDate) -> Option<Relationship> {
    let late = || facts.open_due.iter().filter(|due| **due < today);
    let days = (today - *late().min()?).num_days();
    let status = if days > RED_OVERDUE_DAYS {
        Status::Red
    } else {
        Status::Amber
    };
    let count = late().count();
    Some(found(status, RelationshipReason::Overdue { count, days }))
}

fn kept(facts: &RelationshipFacts) -> Option<Relationship> {
    let count = facts.kept;
    (count > 0).then(|| found(Status::Green, RelationshipReason::Kept { count }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::scorecard::{Cell, Cells, StakeholderGroup};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn today() -> NaiveDate {
        day("2026-11-23")
    }

    fn nothing() -> RelationshipFacts {
        RelationshipFacts {
            stage: Stage::Active,
            round: None,
            open_due: Vec::new(),
            broken_on: Vec::new(),
            kept: 0,
        }
    }

    /// A round in which three people of each side rated each factor the same, in twelfths.
    fn round(closed_on: &str, ict: u32, health: u32) -> RelationshipFacts {
        let mut cells = Cells::new();
        for &factor in Factor::VARIANTS {
            for (group, score) in [
                (StakeholderGroup::IctExecutive, ict),
                (StakeholderGroup::HealthExecutive, health),
            ] {
                let mut cell = Cell::default();
                (0..3).for_each(|_| cell.add(score));
                cells.insert((factor, group), cell);
            }
        }
        let results = Results::of(cells);
        let closed_on = day(closed_on);
        RelationshipFacts {
            round: Some(Round { closed_on, results }),
            ..nothing()
        }
    }

    #[test]
    fn a_round_is_judged_by_its_widest_gap_its_lowest_factor_and_its_age() {
        for (closed_on, ict, health, status) in [
            ("2026-06-30", 48, 48, Status::Green),
            // 11 twelfths of a point apart, then 12, 23 and 24.
            ("2026-06-30", 59, 48, Status::Green),
            ("2026-06-30", 60, 48, Status::Amber),
            ("2026-06-30", 59, 36, Status::Amber),
            ("2026-06-30", 60, 36, Status::Red),
            // Together just 3 points, just below, just 2 and just below.
            ("2026-06-30", 36, 36, Status::Green),
            ("2026-06-30", 36, 35, Status::Amber),
            ("2026-06-30", 24, 24, Status::Amber),
            ("2026-06-30", 24, 23, Status::Red),
            // A year old, and a day more: however it came out.
            ("2025-11-23", 48, 48, Status::Green),
            ("2025-11-22", 48, 48, Status::Amber),
            ("2025-11-22", 60, 12, Status::Amber),
        ] {
            let judged = relationship(&round(closed_on, ict, health), today());
            assert_eq!(
                judged.status, status,
                "{closed_on} {ict} {health}: {judged:?}"
            );
        }
    }

    #[test]
    fn obligations_are_judged_by_how_late_and_how_many() {
        for (open_due, broken_on, kept, status) in [
            (vec![], vec![], 0, Status::NoData),
            (vec!["2026-11-23"], vec![], 0, Status::NoData),
            (vec!["2026-11-23"], vec![], 1, Status::Green),
            (vec!["2026-11-22"], vec![], 9, Status::Amber),
            (vec!["2026-10-24"], vec![], 0, Status::Amber),
            (vec!["2026-10-23", "2026-12-01"], vec![], 0, Status::Red),
            (vec![], vec!["2026-10-01"], 5, Status::Amber),
            (vec![], vec!["2026-10-01", "2025-11-23"], 5, Status::Red),
            (vec![], vec!["2026-10-01", "2025-11-22"], 5, Status::Amber),
            (vec![], vec!["2025-11-22"], 5, Status::Green),
        ] {
            let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect();
            let facts = RelationshipFacts {
                open_due: days(&open_due),
                broken_on: days(&broken_on),
                kept,
                ..nothing()
            };
            let judged = relationship(&facts, today());
            assert_eq!(judged.status, status, "{facts:?}: {judged:?}");
        }
    }

    #[test]
    fn what_weighs_most_is_named() {
        let mut facts = round("2026-06-30", 60, 36);
        facts.broken_on = vec![day("2026-10-01"), day("2026-10-02")];
        let judged = relationship(&facts, today());
        assert!(matches!(judged.reason, RelationshipReason::Apart { .. }));
        facts.round = round("2025-06-30", 60, 36).round;
        let judged = relationship(&facts, today());
        assert_eq!(judged.reason, RelationshipReason::Broken { count: 2 });
        facts.broken_on.clear();
        let judged = relationship(&facts, today());
        let on = day("2025-06-30");
        assert_eq!(judged.reason, RelationshipReason::LongAgo { on });
    }

    #[test]
    fn a_round_in_which_no_group_may_be_shown_says_nothing() {
        let mut facts = nothing();
        facts.round = Some(Round {
            closed_on: day("2024-06-30"),
            results: Results::default(),
        });
        let judged = relationship(&facts, today());
        assert_eq!(judged.reason, RelationshipReason::NothingKnown);
    }

    proptest! {
        #[test]
        fn one_more_overdue_or_broken_obligation_never_makes_it_better(
            ict in 12u32..=60, health in 12u32..=60, late in 1i64..200, kept in 0u32..5,
        ) {
            let mut facts = round("2026-06-30", ict, health);
            facts.kept = kept;
            let before = relationship(&facts, today()).status.severity();
            let due = today() - chrono::Duration::days(late);
            facts.open_due.push(due);
            let overdue = relationship(&facts, today()).status.severity();
            prop_assert!(overdue >= before.max(Status::Amber.severity()));
            facts.broken_on.push(due);
            prop_assert!(relationship(&facts, today()).status.severity() >= overdue);
        }

        #[test]
        fn what_does_not_run_has_no_status(ict in 12u32..=60, stage in prop::sample::select(
            vec![Stage::Proposed, Stage::Closed, Stage::Withdrawn]
        )) {
            let facts = RelationshipFacts { stage, ..round("2026-06-30", ict, 12) };
            prop_assert_eq!(relationship(&facts, today()).status, Status::NoData);
        }
    }
}
