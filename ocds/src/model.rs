//! What a file says, in the shapes the rest of the product works with.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::warning::Warning;

/// One file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// How the file wraps its releases.
    pub layout: Layout,
    /// The version the file states; files of 1.0 state none.
    pub version: Version,
    /// Where the publisher says the package lives.
    pub uri: Option<String>,
    /// The publisher's name.
    pub publisher: Option<String>,
    /// When the publisher says the package was published.
    pub published: Option<DateTime<FixedOffset>>,
    /// The licence, as stated: usually a web address.
    pub license: Option<String>,
    /// Releases (or compiled releases of records) in the file, readable or not.
    pub releases_found: usize,
    /// One entry per ocid, in the order of first appearance.
    pub processes: Vec<Process>,
    /// What was wrong or remarkable, in the order of the file, at most
    /// [`MAX_WARNINGS`](crate::MAX_WARNINGS).
    pub warnings: Vec<Warning>,
    /// How many more warnings there were.
    pub warnings_left_out: usize,
}

/// How a file wraps its releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// An object with `releases`.
    ReleasePackage,
    /// An object with `records`.
    RecordPackage,
    /// A list of releases without a package around it.
    BareReleases,
    /// One release without a package around it.
    SingleRelease,
}

/// The version of the standard a file is read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Version {
    /// Organisations stand inline where they are mentioned.
    V1_0,
    /// Organisations stand in `parties` and are referred to by id.
    V1_1,
}

/// Everything the file says under one ocid: its releases merged in the order of their dates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Process {
    /// The Open Contracting ID, globally unique.
    pub ocid: String,
    /// The releases this was made from, oldest first; those that were left out are not here.
    pub releases: Vec<ReleaseRef>,
    /// The title of the tender, else of the release, else of the first contract.
    pub title: Option<String>,
    /// The description of the tender.
    pub description: Option<String>,
    /// The language code the release states for its text.
    pub language: Option<String>,
    /// The buying party's [`Party::local_id`]: `buyer`, else the procuring entity, else the party
    /// with that role.
    pub buyer: Option<String>,
    /// All organisations, each once.
    pub parties: Vec<Party>,
    /// The contracts, and the awards without one, in the order of the file.
    pub contracts: Vec<Contract>,
    /// Classifications of the tender, its items and those of awards and contracts, each once.
    pub classifications: Vec<Classification>,
    /// Milestones of planning and tender.
    pub milestones: Vec<Milestone>,
    /// Documents of planning and tender, and of awards that led to several contracts.
    pub documents: Vec<Document>,
    /// `goods`, `works` or `services`, or what else the file says.
    pub main_category: Option<String>,
    /// What was not understood, in the shape it had in the (merged) release; `null` if nothing.
    /// Where a text was mended, its original stands here under its own key.
    pub unknown: Value,
}

impl Process {
    /// The party with this id within the process.
    pub fn party(&self, local_id: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.local_id == local_id)
    }
}

/// One release that went into a [`Process`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseRef {
    /// The release's id, if it has one.
    pub id: Option<String>,
    /// When it was published, if it says so readably.
    pub date: Option<DateTime<FixedOffset>>,
    /// What kind of release it is: `planning`, `tender`, `award`, `contract` and so on.
    pub tag: Vec<String>,
}

/// An organisation as one process describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Its id within this process only; other processes may use it for another organisation.
    pub local_id: String,
    /// The name in use.
    pub name: Option<String>,
    /// The registered name, when the file gives one.
    pub legal_name: Option<String>,
    /// The main identifier from an organisation register.
    pub identifier: Option<Identifier>,
    /// Further register identifiers.
    pub additional_identifiers: Vec<Identifier>,
    /// The postal address.
    pub address: Option<Address>,
    /// `buyer`, `supplier`, `procuringEntity` and so on.
    pub roles: Vec<String>,
    /// Size class: `micro`, `sme`, `large`, as stated.
    pub scale: Option<String>,
    /// Its web address.
    pub url: Option<String>,
    /// What kind of organisation it is, by the publisher's scheme.
    pub classifications: Vec<Classification>,
}

impl Party {
    /// The name in use, else the registered one.
    pub fn best_name(&self) -> Option<&str> {
        self.name.as_deref().or(self.legal_name.as_deref())
    }
}

/// An entry in an organisation register.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identifier {
    /// The register's code (<https://org-id.guide>), such as `GB-COH`; often missing in the wild.
    pub scheme: Option<String>,
    /// The number in that register.
    pub id: String,
}

/// A postal address; at least one line is filled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    /// Street and number, may have several lines.
    pub street: Option<String>,
    /// Town.
    pub locality: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Postal code, as written.
    pub postal_code: Option<String>,
    /// The country's name, as written.
    pub country_name: Option<String>,
}

/// A contract, or an award that stands for one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// Its id within the process; made from the position (`contract-1`, `award-1`) when missing.
    pub id: String,
    /// The id of its award.
    pub award_id: Option<String>,
    /// Its title, else the award's, else the tender's.
    pub title: Option<String>,
    /// Its description, else the award's, else the tender's.
    pub description: Option<String>,
    /// Where it stands.
    pub status: Option<ContractStatus>,
    /// The suppliers' [`Party::local_id`]s.
    pub suppliers: Vec<String>,
    /// Its value, else the award's when the award led to this contract alone.
    pub value: Option<Money>,
    /// Its period, else the award's `contractPeriod`.
    pub period: Option<Period>,
    /// When it was signed; for an award without a contract the date of the award.
    pub signed_on: Option<NaiveDate>,
    /// What the file says about renewal, if anything.
    pub renewal: Option<Renewal>,
    /// The file has no contract, only this award.
    pub from_award: bool,
    /// Its documents, and those of its award when that led to this contract alone.
    pub documents: Vec<Document>,
    /// Its milestones, those of its implementation included.
    pub milestones: Vec<Milestone>,
    /// Classifications of its items and those of its award, each once.
    pub classifications: Vec<Classification>,
    /// What was not understood, in the shape it had in the file, that of its award under `award`
    /// when that led to this contract alone; `null` if nothing. Where a text was mended, its
    /// original stands here under its own key.
    pub unknown: Value,
}

/// Status of a contract (closed codelist `contractStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractStatus {
    /// Proposed, not in force.
    Pending,
    /// Signed and in force.
    Active,
    /// Cancelled before signing.
    Cancelled,
    /// Signed, was in force, and has ended.
    Terminated,
}

/// Status of an award (closed codelist `awardStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwardStatus {
    /// Proposed, not in force.
    Pending,
    /// Made and in force.
    Active,
    /// Cancelled.
    Cancelled,
    /// No award could be made.
    Unsuccessful,
}

/// An amount of money exactly as the file writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// The amount in units of the currency.
    pub amount: Decimal,
    /// Three capital letters (ISO 4217), when the file gives a currency of that shape.
    pub currency: Option<String>,
}

/// The time a contract runs. Days are those of the offset in which the file writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day. May lie before `start`: then there is a warning.
    pub end: Option<NaiveDate>,
    /// Last day if every extension is used.
    pub max_extent: Option<NaiveDate>,
}

/// Whether and how a contract may be renewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// `hasRenewal`, when stated.
    pub possible: Option<bool>,
    /// The conditions in words.
    pub description: Option<String>,
}

/// A document that the file points to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its id, if it has one.
    pub id: Option<String>,
    /// `documentType`, an open codelist: `contractSigned`, `awardNotice` and so on.
    pub kind: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Where it is, as written: not checked to be a web address.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<NaiveDate>,
    /// Media type, as written.
    pub format: Option<String>,
    /// Language code, as written.
    pub language: Option<String>,
}

/// A milestone of planning, tender or contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Its id, if it has one.
    pub id: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Day it is due.
    pub due: Option<NaiveDate>,
    /// Day it was met.
    pub met: Option<NaiveDate>,
    /// Where it stands.
    pub status: Option<MilestoneStatus>,
    /// `type`, an open codelist: `delivery`, `approval` and so on.
    pub kind: Option<String>,
}

/// Status of a milestone (closed codelist `milestoneStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneStatus {
    /// Expected.
    Scheduled,
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// Met in part.
    PartiallyMet,
}

/// An entry in a classification of goods, services or organisations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Classification {
    /// The classification, such as `CPV` or `UNSPSC`.
    pub scheme: Option<String>,
    /// The code, as written.
    pub id: Option<String>,
    /// What the code means, as written.
    pub description: Option<String>,
}
