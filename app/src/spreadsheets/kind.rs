//! The kinds of spreadsheets that can be imported.

use domain::access::Action;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What the rows of a spreadsheet are.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Lines of commitments, one per fiscal period.
    Commitments,
    /// Money that arrived.
    Receipts,
    /// Money that was spent.
    Spending,
    /// Plans of milestones.
    Milestones,
    /// Indicators with their targets by period.
    Targets,
    /// What indicators were in a period.
    Measurements,
    /// Organisations with their numbers.
    Organisations,
    /// Yearly budgets of jurisdictions.
    Budgets,
    /// Rates between currencies.
    Rates,
}

impl Kind {
    /// The right that importing it takes.
    pub(crate) fn action(self) -> Action {
        match self {
            Self::Commitments | Self::Receipts | Self::Spending => Action::EditFunding,
            Self::Milestones => Action::PlanMilestone,
            Self::Targets => Action::PlanTarget,
            Self::Measurements => Action::RecordMeasurement,
            Self::Organisations => Action::EditOrganisation,
            Self::Budgets => Action::EditBudget,
            Self::Rates => Action::EditRate,
        }
    }
}
