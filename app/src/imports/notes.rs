//! What the import itself has to say about a contract, beside what the reader
//! of the file found.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::partnership::{PartyRole, Stage};
use ocds::{Contract, Process};
use rust_decimal::Decimal;
use serde::Serialize;

use super::report::WarningLine;

/// Something remarkable about a contract.
#[derive(Debug, Clone, PartialEq, Serialize, strum::IntoStaticStr, strum::VariantNames)]
#[serde(rename_all = "snake_case", tag = "code")]
#[strum(serialize_all = "snake_case")]
pub(super) enum Note {
    // Why a contract is left out.
    /// No buyer with a name.
    BuyerUnknown,
    /// No supplier with a name.
    SupplierUnknown,
    /// No first or no last day.
    NoPeriod,
    /// The period ends before it starts.
    PeriodBackwards,
    /// No value, and so no currency.
    NoValue,
    /// A value without a currency.
    NoCurrency,
    /// Its ids are too long to be kept.
    LongId,
    /// Buyer and supplier are one organisation.
    SameSides,
    /// It is recorded in a partnership that the person does not see.
    RecordedElsewhere,
    /// It is recorded in a partnership that is not the person's to change.
    NotYours,

    // What is not taken over.
    /// An amount below zero or beyond what is held.
    ValueNotKept { amount: Decimal },
    /// A latest end before the end.
    MaxEndNotKept { max_end: NaiveDate },
    /// A document without a web address.
    DocumentNotKept { title: String },
    /// A milestone without a date or title.
    MilestoneNotKept { title: String },
    /// The file is older than the one that was imported last.
    OlderRelease,
    /// The file names other sides than the recorded ones.
    OtherSides,
    /// The changes do not fit with what was changed here.
    ChangesUnsound,
    /// The file tells another state of a recorded milestone.
    MilestoneDiffers { title: String },

    // What was changed on the way.
    /// A text is longer than fields take.
    Shortened { field: &'static str },
    /// An amount with more than two decimals.
    ValueRounded { amount: Decimal },

    // What is good to know.
    /// In force by its status, but without a date of signature.
    Unsigned,
    /// Signed after the period was over.
    SignedAfterEnd,
    /// Said to be terminated, but on its last day.
    EndedOnLastDay,
    /// An organisation found by its number has another name here.
    OtherName { file: String, here: String },
    /// A side of the contract is of a sector that usually has no such role.
    UnusualRole { name: String, role: &'static str },
    /// Its partnership is over.
    PartnershipOver {
        reference: String,
        stage: &'static str,
    },
    /// It runs longer than its partnership is planned to.
    BeyondPlannedEnd {
        reference: String,
        planned_end: NaiveDate,
    },
}

impl Note {
    /// A stable name, such as `no_period`.
    pub(super) fn code(&self) -> &'static str {
        self.into()
    }

    /// How much it matters, in the reader's three levels.
    fn level(&self) -> &'static str {
        match self {
            Self::BuyerUnknown
            | Self::SupplierUnknown
            | Self::NoPeriod
            | Self::PeriodBackwards
            | Self::NoValue
            | Self::NoCurrency
            | Self::LongId
            | Self::SameSides
            | Self::RecordedElsewhere
            | Self::NotYours
            | Self::ValueNotKept { .. }
            | Self::MaxEndNotKept { .. }
            | Self::DocumentNotKept { .. }
            | Self::MilestoneNotKept { .. }
            | Self::OlderRelease
            | Self::OtherSides
            | Self::ChangesUnsound
            | Self::MilestoneDiffers { .. } => "left_out",
            Self::Shortened { .. } | Self::ValueRounded { .. } => "mended",
            Self::Unsigned
            | Self::SignedAfterEnd
            | Self::EndedOnLastDay
            | Self::OtherName { .. }
            | Self::UnusualRole { .. }
            | Self::PartnershipOver { .. }
            | Self::BeyondPlannedEnd { .. } => "note",
        }
    }

    pub(super) fn unusual_role(name: &str, role: PartyRole) -> Self {
        Self::UnusualRole {
            name: name.to_owned(),
            role: role.code(),
        }
    }

    pub(super) fn partnership_over(reference: &str, stage: Stage) -> Self {
        Self::PartnershipOver {
            reference: reference.to_owned(),
            stage: stage.code(),
        }
    }

    /// The note as a line of the list of warnings.
    pub(super) fn about(&self, process: &Process, contract: &Contract) -> WarningLine {
        let release = process.releases.last();
        WarningLine {
            release: release.and_then(|release| release.id.clone()),
            ocid: Some(process.ocid.clone()),
            path: contract.id.clone(),
            code: self.code().to_owned(),
            reason: serde_json::to_value(self).unwrap_or_default(),
            level: self.level().to_owned(),
        }
    }
}

/// A warning of the reader as a line of the list.
pub(super) fn of_reader(warning: &ocds::Warning) -> WarningLine {
    let level = serde_json::to_value(warning.reason.level()).unwrap_or_default();
    WarningLine {
        release: warning.release.clone(),
        ocid: warning.ocid.clone(),
        path: warning.path.clone(),
        code: warning.reason.code().to_owned(),
        reason: serde_json::to_value(&warning.reason).unwrap_or_default(),
        level: level.as_str().unwrap_or_default().to_owned(),
    }
}
