//! Obligations: what one party owes another under a contract, and whether it was kept.
//!
//! "Responsibilities and accountabilities" that are explicit on all sides are one of the six
//! factors of `seeds/000_ac6e544982eb95b4.txt`. Whoever is owed something says whether it was
//! kept; nobody does so for themselves.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use thiserror::Error;

/// How an obligation stands.
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
pub enum ObligationState {
    /// Still owed.
    Open,
    /// Done as agreed.
    Kept,
    /// Not done.
    Broken,
    /// Let off.
    Waived,
}

/// Why an obligation cannot be settled so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SettleError {
    /// Somebody said already how it ended.
    #[error("the obligation is settled already")]
    Settled,
    /// Leaving it open settles nothing.
    #[error("an obligation is settled as kept, broken or waived")]
    StillOpen,
    /// Broken or waived without a word why.
    #[error("a broken or waived obligation needs a reason")]
    ReasonMissing,
}

impl ObligationState {
    /// Settles an open obligation as `to`.
    ///
    /// # Errors
    /// When it is settled already, when `to` leaves it open, or when a reason is missing.
    pub fn settle(self, to: Self, reason: &str) -> Result<Self, SettleError> {
        if self != Self::Open {
            Err(SettleError::Settled)
        } else if to == Self::Open {
            Err(SettleError::StillOpen)
        } else if to.needs_reason() && reason.trim().is_empty() {
            Err(SettleError::ReasonMissing)
        } else {
            Ok(to)
        }
    }

    /// Whether it must be said why.
    #[must_use]
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Broken | Self::Waived)
    }

    /// Whether it is late on the day `today`: open after the day it was due.
    #[must_use]
    pub fn is_overdue(self, due_on: NaiveDate, today: NaiveDate) -> bool {
        self == Self::Open && due_on < today
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_open_one_is_settled_and_only_with_reason_where_one_is_due() {
        use ObligationState::{Broken, Kept, Open, Waived};
        assert_eq!(Open.settle(Kept, ""), Ok(Kept));
        assert_eq!(Open.settle(Broken, "Never came"), Ok(Broken));
        assert_eq!(Open.settle(Waived, "Not needed"), Ok(Waived));
        assert_eq!(Open.settle(Broken, " "), Err(SettleError::ReasonMissing));
        assert_eq!(Open.settle(Waived, ""), Err(SettleError::ReasonMissing));
        assert_eq!(Open.settle(Open, "x"), Err(SettleError::StillOpen));
        for settled in [Kept, Broken, Waived] {
            assert_eq!(settled.settle(Kept, "x"), Err(SettleError::Settled));
        }
    }

    #[test]
    fn late_is_what_is_open_after_its_day() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let due = day("2026-11-23");
        assert!(!ObligationState::Open.is_overdue(due, due));
        assert!(ObligationState::Open.is_overdue(due, day("2026-11-24")));
        assert!(!ObligationState::Kept.is_overdue(due, day("2027-01-01")));
    }
}
