//! Milestones: what may be logged on one, and how far it slipped.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use thiserror::Error;

/// Where a milestone stands, as the last entry on it says.
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
pub enum MilestoneState {
    /// Nothing has begun.
    Planned,
    /// Work goes on.
    InProgress,
    /// Work goes on, and someone doubts the date.
    AtRisk,
    /// Reached.
    Met,
    /// Reached in part, and left at that.
    PartlyMet,
    /// Not reached, and no longer expected.
    Missed,
    /// No longer wanted.
    Cancelled,
}

impl MilestoneState {
    /// Whether it is still to be reached.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::InProgress | Self::AtRisk)
    }

    /// Whether it was reached, at least in part, and so has an actual date.
    #[must_use]
    pub fn is_reached(self) -> bool {
        matches!(self, Self::Met | Self::PartlyMet)
    }
}

/// The dates of a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// When it is planned for, by the plan as it is now.
    pub planned: NaiveDate,
    /// When it was planned for as the partnership became active; frozen then.
    pub baseline: Option<NaiveDate>,
    /// When it is expected now.
    pub forecast: Option<NaiveDate>,
    /// When it was reached.
    pub actual: Option<NaiveDate>,
}

impl Dates {
    /// When it is due: as forecast, or else as planned.
    #[must_use]
    pub fn due(&self) -> NaiveDate {
        self.forecast.unwrap_or(self.planned)
    }

    /// How many calendar days it moved from its baseline, later being positive: to the day it
    /// was reached, or else to the day it is due. `None` while there is no baseline.
    #[must_use]
    pub fn slip_days(&self) -> Option<i64> {
        let reached_or_due = self.actual.unwrap_or_else(|| self.due());
        self.baseline
            .map(|baseline| (reached_or_due - baseline).num_days())
    }

    /// How many calendar days late it is; 0 when it is not.
    ///
    /// Still open or missed, it is late by the days since it was due. Once reached, a forecast
    /// no longer matters, and it was late by the days from the plan to the day it was reached.
    /// A cancelled one is never late.
    #[must_use]
    pub fn days_late(&self, today: NaiveDate, state: MilestoneState) -> i64 {
        let late = match (state, self.actual) {
            (MilestoneState::Cancelled, _) => return 0,
            (MilestoneState::Met | MilestoneState::PartlyMet, Some(actual)) => {
                actual - self.planned
            }
            _ => today - self.due(),
        };
        late.num_days().max(0)
    }
}

/// Why an entry on a milestone is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LogError {
    /// Reached without a date.
    #[error("a milestone that is met needs the date it was met on")]
    ActualRequired,
    /// Reached on a day still to come.
    #[error("a milestone cannot have been met on a day to come")]
    ActualInFuture,
    /// A date it was reached on, though it is not.
    #[error("only a milestone that is met has a date it was met on")]
    ActualNotReached,
    /// A final state left for something other than work in progress.
    #[error("a milestone that is over can only be taken up again as in progress")]
    OnlyReopen,
    /// Taken up again without a word.
    #[error("taking a milestone up again needs a reason")]
    ReopeningNeedsText,
}

/// Whether an entry may take a milestone from one state to another.
///
/// Between open states, and from these to final ones, every step is free. Met and partly met
/// need the date, no other state has one. A final state can be entered again with more to say,
/// or left for "in progress", with a text that says why.
///
/// # Errors
/// The first rule that the entry breaks.
pub fn may_log(
    from: MilestoneState,
    to: MilestoneState,
    actual: Option<NaiveDate>,
    text: &str,
    today: NaiveDate,
) -> Result<(), LogError> {
    if !from.is_open() && to != from {
        if to != MilestoneState::InProgress {
            return Err(LogError::OnlyReopen);
        }
        if text.trim().is_empty() {
            return Err(LogError::ReopeningNeedsText);
        }
    }
    match actual {
        None if to.is_reached() => Err(LogError::ActualRequired),
        Some(_) if !to.is_reached() => Err(LogError::ActualNotReached),
        Some(date) if date > today => Err(LogError::ActualInFuture),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn dates() -> Dates {
        Dates {
            planned: date("2025-03-10"),
            baseline: None,
            forecast: None,
            actual: None,
        }
    }

    #[test]
    fn slip_is_measured_from_the_baseline() {
        assert_eq!(dates().slip_days(), None);
        let planned = Dates {
            baseline: Some(date("2025-03-01")),
            ..dates()
        };
        assert_eq!(planned.slip_days(), Some(9));
        let forecast = Dates {
            forecast: Some(date("2025-03-31")),
            ..planned
        };
        assert_eq!(forecast.slip_days(), Some(30));
        let reached = Dates {
            actual: Some(date("2025-02-27")),
            ..forecast
        };
        assert_eq!(reached.slip_days(), Some(-2));
    }

    #[test]
    fn lateness_follows_the_state() {
        use MilestoneState::{Cancelled, InProgress, Met, Missed};
        let forecast = Dates {
            forecast: Some(date("2025-03-20")),
            ..dates()
        };
        let today = date("2025-03-25");
        assert_eq!(dates().days_late(today, InProgress), 15);
        assert_eq!(forecast.days_late(today, InProgress), 5);
        assert_eq!(forecast.days_late(date("2025-03-20"), InProgress), 0);
        assert_eq!(forecast.days_late(date("2025-01-01"), InProgress), 0);
        assert_eq!(forecast.days_late(today, Missed), 5);
        assert_eq!(forecast.days_late(today, Cancelled), 0);
        let reached = Dates {
            actual: Some(date("2025-03-12")),
            ..forecast
        };
        assert_eq!(reached.days_late(today, Met), 2);
    }

    #[test]
    fn only_what_was_reached_has_a_date_and_never_one_to_come() {
        let today = date("2025-03-10");
        let log = |to, actual| may_log(MilestoneState::InProgress, to, actual, "", today);
        for &to in MilestoneState::VARIANTS {
            let (without, with) = if to.is_reached() {
                (Err(LogError::ActualRequired), Ok(()))
            } else {
                (Ok(()), Err(LogError::ActualNotReached))
            };
            assert_eq!(log(to, None), without, "{to:?}");
            assert_eq!(log(to, Some(today)), with, "{to:?}");
        }
        let tomorrow = today.succ_opt();
        assert_eq!(
            log(MilestoneState::Met, tomorrow),
            Err(LogError::ActualInFuture)
        );
    }

    #[test]
    fn what_is_over_reopens_only_as_in_progress_and_with_a_text() {
        let today = date("2025-03-10");
        for &from in MilestoneState::VARIANTS
            .iter()
            .filter(|state| !state.is_open())
        {
            for &to in MilestoneState::VARIANTS {
                let actual = to.is_reached().then_some(today);
                let with_text = may_log(from, to, actual, "The site lost power.", today);
                let without_text = may_log(from, to, actual, " \n", today);
                let expected = if to == from {
                    (Ok(()), Ok(()))
                } else if to == MilestoneState::InProgress {
                    (Ok(()), Err(LogError::ReopeningNeedsText))
                } else {
                    (Err(LogError::OnlyReopen), Err(LogError::OnlyReopen))
                };
                assert_eq!((with_text, without_text), expected, "{from:?} to {to:?}");
            }
        }
    }
}
