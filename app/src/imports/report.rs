//! What a preview found or a commit did: plain data that is kept as JSON and
//! put into words when it is shown, in the language of whoever reads it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::organisation::Sector;
use domain::partnership::Stage;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// How many records of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Count {
    /// New ones.
    pub(super) created: usize,
    /// Recorded ones that change.
    pub(super) changed: usize,
    /// Recorded ones that the file speaks of and that stay as they are.
    pub(super) left: usize,
}

/// How many records of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Counts {
    /// Countries; made only where the registry has none for the file.
    pub(super) jurisdictions: Count,
    pub(super) organisations: Count,
    pub(super) partnerships: Count,
    pub(super) contracts: Count,
    pub(super) documents: Count,
    pub(super) milestones: Count,
    /// Contracts that nobody chose.
    pub(super) not_chosen: usize,
    /// Contracts that were chosen but cannot be recorded.
    pub(super) left_out: usize,
    /// Warnings, those that are too many to list included.
    pub(super) warnings: usize,
}

impl Counts {
    /// Each kind with the name that its words begin with.
    pub(super) fn by_kind(&self) -> [(&'static str, Count); 6] {
        [
            ("jurisdictions", self.jurisdictions),
            ("organisations", self.organisations),
            ("partnerships", self.partnerships),
            ("contracts", self.contracts),
            ("documents", self.documents),
            ("milestones", self.milestones),
        ]
    }
}

/// All there is to show of one file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Report {
    /// The publisher, as the file says.
    pub(super) publisher: Option<String>,
    /// When the publisher says the file was published.
    pub(super) published: Option<DateTime<Utc>>,
    /// Releases in the file.
    pub(super) releases: usize,
    /// Contracting processes in the file.
    pub(super) processes: usize,
    pub(super) counts: Counts,
    /// Where new organisations are recorded; nothing where that is not known.
    pub(super) jurisdiction: Option<JurisdictionLine>,
    /// The name of the jurisdiction of new partnerships.
    pub(super) partnership_jurisdiction: Option<String>,
    /// In the order of the list: those that look like digital health first.
    pub(super) contracts: Vec<ContractLine>,
    /// Organisations that are new.
    pub(super) organisations: Vec<OrganisationLine>,
    /// Organisations of which it takes a person to tell whether they are new.
    pub(super) unsure: Vec<UnsureLine>,
    /// Partnerships that receive something.
    pub(super) partnerships: Vec<PartnershipLine>,
    pub(super) warnings: Vec<WarningLine>,
}

/// A jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct JurisdictionLine {
    pub(super) code: String,
    pub(super) name: String,
    /// It is made by the import.
    pub(super) new: bool,
}

/// What happens to a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "kebab-case")]
pub(super) enum ContractFate {
    /// It is recorded.
    Created,
    /// It is recorded already, and the file changes it.
    Changed,
    /// It is recorded already and stays as it is.
    Left,
    /// Nobody chose it.
    NotChosen,
    /// It was chosen, but cannot be recorded; a warning says why.
    LeftOut,
}

/// A contract of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ContractLine {
    /// Its place in the file, which choices name it by.
    pub(super) index: usize,
    pub(super) fate: ContractFate,
    pub(super) ocid: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) buyer: Option<String>,
    pub(super) suppliers: Vec<String>,
    pub(super) value: Option<(Decimal, String)>,
    pub(super) starts_on: Option<NaiveDate>,
    pub(super) ends_on: Option<NaiveDate>,
    /// It looks like digital health.
    pub(super) of_interest: bool,
    /// What speaks for that, as [`super::words`] puts it into words.
    pub(super) because: Vec<Value>,
    /// It is recorded already, so it is not for the choosing.
    pub(super) recorded: bool,
    /// Reference of its partnership.
    pub(super) partnership: Option<String>,
    /// What the file changes in it.
    pub(super) changes: Vec<Change>,
}

/// A term of a contract that the file changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Change {
    /// The term's name in the contract's record, such as `ends_on`.
    pub(super) field: String,
    pub(super) before: Term,
    pub(super) after: Term,
}

/// The value of a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Term {
    Nothing,
    Text(String),
    Date(NaiveDate),
    Money(Decimal, String),
    Renewal(domain::contract::Renewal),
    Ending(domain::contract::Ending),
}

/// A new organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct OrganisationLine {
    /// Which one of the file it is; choices name it by this.
    pub(super) group: usize,
    pub(super) name: String,
    pub(super) address: String,
    /// As guessed, or as chosen instead.
    pub(super) sector: Sector,
    /// It was chosen by a person.
    pub(super) chosen: bool,
    /// What speaks for the guess; empty where nothing does and the
    /// organisation's side of the contract decided.
    pub(super) because: Vec<Value>,
    /// It buys.
    pub(super) buys: bool,
}

/// An organisation that may be one of others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UnsureLine {
    pub(super) group: usize,
    pub(super) name: String,
    pub(super) address: String,
    pub(super) candidates: Vec<Candidate>,
    /// What was chosen, if anything.
    pub(super) chosen: Option<SameAs>,
}

/// What an organisation of the file may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Candidate {
    pub(super) same_as: SameAs,
    pub(super) name: String,
    pub(super) address: String,
    pub(super) doubt: Doubt,
}

/// Why it takes a person to tell whether two organisations are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "kebab-case")]
pub(super) enum Doubt {
    /// Same name, but at least one has no address to compare.
    NoAddress,
    /// Same name at another address.
    OtherAddress,
    /// Similar names.
    SimilarName,
    /// It bore that name before.
    FormerName,
    /// Same name and address, but another number in the same register.
    OtherIdentifier,
    /// Same name and address as this one and as others.
    SeveralAlike,
}

/// What a person says an organisation of the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SameAs {
    /// One that is not recorded yet.
    New,
    /// This recorded one.
    Organisation(Uuid),
    /// Another one of the file, earlier in it.
    Group(usize),
}

/// A partnership that receives something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PartnershipLine {
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) new: bool,
    pub(super) stage: Stage,
    /// Contracts of the file that are in it.
    pub(super) contracts: usize,
}

/// A warning, of the reader of the file or of the import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct WarningLine {
    pub(super) release: Option<String>,
    pub(super) ocid: Option<String>,
    /// The place in the file: a JSON Pointer (RFC 6901), or the contract's id.
    pub(super) path: String,
    /// The reason's stable name, such as `end_before_start`.
    pub(super) code: String,
    /// The reason with its particulars, as [`super::words`] puts it into words.
    pub(super) reason: Value,
    /// `note`, `mended` or `left_out`.
    pub(super) level: String,
}

/// What a person decided in a preview. Contracts and organisations are named
/// by their place in the file, which its hash fixes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Choices {
    /// Take everything, also what does not look like digital health.
    pub(super) all: bool,
    /// Reference of the partnership that takes every new contract.
    pub(super) partnership: Option<String>,
    /// Code of the jurisdiction of new organisations.
    pub(super) jurisdiction: Option<String>,
    /// Contracts that were ticked or not, against what was proposed.
    pub(super) include: BTreeMap<usize, bool>,
    pub(super) sectors: BTreeMap<usize, Sector>,
    pub(super) same: BTreeMap<usize, SameAs>,
}
