//! Foundations first: what must stand before work with AI or automation begins.
//!
//! `seeds/002_b84f5cf7a0a1d4f0.txt`: "Some organizations chase AI or automation before they have
//! the foundational ICT hygiene to support it […] Without reliable data structures, security
//! controls, and predictable workflow execution, AI tools struggle to produce meaningful results."

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::partnership::Stage;

/// One of the three foundations.
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
pub enum Foundation {
    /// "Reliable data structures."
    DataStructures,
    /// "Security controls."
    SecurityControls,
    /// "Predictable workflow execution."
    PredictableWorkflow,
}

/// What somebody says of a foundation; the latest counts.
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
pub enum FoundationVerdict {
    /// It stands, and here is the evidence.
    Attested,
    /// It does not stand, and somebody answers by name for beginning all the same.
    GapAccepted,
    /// What was said before holds no more.
    Withdrawn,
}

/// Work with AI or automation that is named in a partnership.
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
pub enum WorkState {
    /// It is planned.
    Planned,
    /// It has begun.
    Begun,
    /// It has ended, or was given up.
    Ended,
}

impl WorkState {
    /// Whether foundations matter to it.
    #[must_use]
    pub fn is_open(self) -> bool {
        self != Self::Ended
    }
}

/// Foundations that neither stand nor are answered for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("foundations are missing")]
pub struct FoundationsMissing(pub Vec<Foundation>);

/// The foundations of which the latest word is neither an attestation nor an accepted gap.
/// `latest` holds at most one word of each.
#[must_use]
pub fn missing(latest: &[(Foundation, FoundationVerdict)]) -> Vec<Foundation> {
    let holds = |foundation: Foundation| {
        latest
            .iter()
            .any(|(of, verdict)| *of == foundation && *verdict != FoundationVerdict::Withdrawn)
    };
    Foundation::VARIANTS
        .iter()
        .copied()
        .filter(|foundation| !holds(*foundation))
        .collect()
}

/// Whether work with AI or automation may begin.
///
/// # Errors
/// A foundation is missing.
pub fn may_begin(latest: &[(Foundation, FoundationVerdict)]) -> Result<(), FoundationsMissing> {
    match missing(latest) {
        none if none.is_empty() => Ok(()),
        missing => Err(FoundationsMissing(missing)),
    }
}

/// Whether a partnership may move to `to`: it becomes active only where every foundation holds,
/// or where none of its open `works` is with AI or automation.
///
/// # Errors
/// A foundation is missing.
pub fn may_move(
    to: Stage,
    works: &[WorkState],
    latest: &[(Foundation, FoundationVerdict)],
) -> Result<(), FoundationsMissing> {
    if to == Stage::Active && works.iter().any(|work| work.is_open()) {
        return may_begin(latest);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    use Foundation::{DataStructures, PredictableWorkflow, SecurityControls};
    use FoundationVerdict::{Attested, GapAccepted, Withdrawn};

    #[test]
    fn each_foundation_is_attested_or_its_gap_accepted() {
        let all = vec![DataStructures, SecurityControls, PredictableWorkflow];
        for (latest, expected) in [
            (vec![], all),
            (
                vec![(DataStructures, Attested), (SecurityControls, Attested)],
                vec![PredictableWorkflow],
            ),
            (
                vec![
                    (DataStructures, GapAccepted),
                    (SecurityControls, Attested),
                    (PredictableWorkflow, Attested),
                ],
                vec![],
            ),
            (
                vec![
                    (DataStructures, Attested),
                    (SecurityControls, Withdrawn),
                    (PredictableWorkflow, GapAccepted),
                ],
                vec![SecurityControls],
            ),
        ] {
            assert_eq!(missing(&latest), expected, "{latest:?}");
            assert_eq!(may_begin(&latest).is_ok(), expected.is_empty());
        }
    }

    #[test]
    fn only_becoming_active_with_open_work_asks_for_foundations() {
        use WorkState::{Begun, Ended, Planned};
        for (to, works, allowed) in [
            (Stage::Active, vec![], true),
            (Stage::Active, vec![Ended], true),
            (Stage::Active, vec![Planned], false),
            (Stage::Active, vec![Ended, Begun], false),
            (Stage::Negotiating, vec![Planned], true),
            (Stage::Suspended, vec![Begun], true),
            (Stage::Closing, vec![Begun], true),
        ] {
            assert_eq!(
                may_move(to, &works, &[]).is_ok(),
                allowed,
                "{to:?} {works:?}"
            );
        }
    }
}
