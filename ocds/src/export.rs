//! Writes a release package of Open Contracting Data Standard 1.1.5: data in, JSON out.
//!
//! The shapes here are those parts of the release schema that are written, named as there; what
//! is empty is left out, as the schema wants lists and texts to hold something. Money by year
//! stands in the budget breakdown extension. Whoever fills the shapes says what is true of the
//! process; [`Package::to_json`] adds nothing.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// The extension that carries money by year.
pub const BUDGET_EXTENSION: &str = "https://raw.githubusercontent.com/open-contracting-extensions/ocds_budget_breakdown_extension/master/extension.json";

/// A release package.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Package {
    uri: String,
    version: &'static str,
    extensions: Vec<&'static str>,
    #[serde(serialize_with = "moment")]
    published_date: DateTime<Utc>,
    publisher: Publisher,
    releases: Vec<Release>,
}

/// Who publishes a package.
#[derive(Debug, Serialize)]
struct Publisher {
    name: String,
}

impl Package {
    /// A package of these releases; it declares the extension that any of them uses.
    #[must_use]
    pub fn new(
        uri: String,
        published_date: DateTime<Utc>,
        publisher: String,
        releases: Vec<Release>,
    ) -> Self {
        let budgets = releases.iter().any(|release| release.planning.is_some());
        Self {
            uri,
            version: "1.1",
            extensions: if budgets {
                vec![BUDGET_EXTENSION]
            } else {
                Vec::new()
            },
            published_date,
            publisher: Publisher { name: publisher },
            releases,
        }
    }

    /// The package as the bytes of a JSON file.
    ///
    /// # Errors
    /// None in practice: every shape here is a JSON object.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec_pretty(self)
    }
}

/// What is known of one contracting process.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Release {
    /// The process.
    pub ocid: String,
    /// This release, within the process.
    pub id: String,
    /// When it was made.
    #[serde(serialize_with = "moment")]
    pub date: DateTime<Utc>,
    /// What stages it tells of, from the codelist `releaseTag`.
    pub tag: Vec<&'static str>,
    /// Always `tender`: the standard knows no other.
    pub initiation_type: &'static str,
    /// ISO 639-1 code of its texts.
    pub language: String,
    /// Everybody it names.
    pub parties: Vec<Party>,
    /// Who buys.
    pub buyer: Reference,
    /// Its budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planning: Option<Planning>,
    /// What each contract was awarded by.
    pub awards: Vec<Award>,
    /// The contracts.
    pub contracts: Vec<Contract>,
}

/// An organisation.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// Its id within the release.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its first number in a register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<Identifier>,
    /// Its other numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub additional_identifiers: Vec<Identifier>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// What it is here, from the codelist `partyRole`.
    pub roles: Vec<&'static str>,
}

/// A number in a register.
#[derive(Debug, Clone, Serialize)]
pub struct Identifier {
    /// The register, by its org-id.guide code.
    pub scheme: String,
    /// The number.
    pub id: String,
}

/// Where an organisation is.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_name: Option<String>,
}

/// A party that is named elsewhere in the release.
#[derive(Debug, Clone, Serialize)]
pub struct Reference {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// An amount of money.
#[derive(Debug, Clone, Serialize)]
pub struct Value {
    /// How much.
    #[serde(serialize_with = "exact")]
    pub amount: Decimal,
    /// Of which currency, ISO 4217.
    pub currency: String,
}

/// A period.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// Its first day.
    #[serde(serialize_with = "day")]
    pub start_date: NaiveDate,
    /// Its last day.
    #[serde(serialize_with = "day")]
    pub end_date: NaiveDate,
    /// The latest day that extensions may take its end to.
    #[serde(serialize_with = "some_day", skip_serializing_if = "Option::is_none")]
    pub max_extent_date: Option<NaiveDate>,
}

/// What was planned.
#[derive(Debug, Serialize)]
pub struct Planning {
    /// The money for it.
    pub budget: Budget,
}

/// The money for a process.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Budget {
    /// How much by whom for which period.
    pub budget_breakdown: Vec<BudgetLine>,
}

/// Money for one period from one party.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BudgetLine {
    /// Its id.
    pub id: String,
    /// What it is.
    pub description: String,
    /// How much.
    pub amount: Value,
    /// For when.
    pub period: Period,
    /// From whom.
    pub source_party: Reference,
}

/// What a contract was awarded by.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Award {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// From the codelist `awardStatus`.
    pub status: &'static str,
    /// Who supplies.
    pub suppliers: Vec<Reference>,
}

/// A contract.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Contract {
    /// Its id within the process.
    pub id: String,
    /// The award that it comes from.
    #[serde(rename = "awardID")]
    pub award_id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// From the codelist `contractStatus`.
    pub status: &'static str,
    /// From its first to its last day.
    pub period: Period,
    /// What it is worth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// When both sides had signed.
    #[serde(serialize_with = "some_day", skip_serializing_if = "Option::is_none")]
    pub date_signed: Option<NaiveDate>,
    /// Links to what was published of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
    /// How its terms were changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// What became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implementation: Option<Implementation>,
}

/// A link.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// When it was published.
    #[serde(serialize_with = "some_day", skip_serializing_if = "Option::is_none")]
    pub date_published: Option<NaiveDate>,
    /// ISO 639-1 code of its title.
    pub language: String,
}

/// A change of a contract's terms.
#[derive(Debug, Serialize)]
pub struct Amendment {
    /// Its id.
    pub id: String,
    /// From when it holds.
    #[serde(serialize_with = "day")]
    pub date: NaiveDate,
    /// What it changes.
    pub description: String,
    /// Why.
    pub rationale: String,
}

/// What became of a contract.
#[derive(Debug, Serialize)]
pub struct Implementation {
    /// Money that moved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transactions: Vec<Transaction>,
    /// What was to be reached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
}

/// Money that moved.
#[derive(Debug, Serialize)]
pub struct Transaction {
    /// Its id.
    pub id: String,
    /// When.
    #[serde(serialize_with = "day")]
    pub date: NaiveDate,
    /// How much.
    pub value: Value,
    /// From whom.
    pub payer: Reference,
    /// To whom.
    pub payee: Reference,
}

/// What is to be reached.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Milestone {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// By when.
    #[serde(serialize_with = "day")]
    pub due_date: NaiveDate,
    /// When it was reached.
    #[serde(serialize_with = "some_day", skip_serializing_if = "Option::is_none")]
    pub date_met: Option<NaiveDate>,
    /// From the codelist `milestoneStatus`.
    pub status: &'static str,
}

/// A number of which no digit is lost.
fn exact<S: Serializer>(amount: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    let number: serde_json::Number = amount
        .to_string()
        .parse()
        .map_err(serde::ser::Error::custom)?;
    number.serialize(to)
}

fn moment<S: Serializer>(moment: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&moment.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// A day as the standard wants it: its midnight.
fn day<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&format!("{day}T00:00:00Z"))
}

fn some_day<S: Serializer>(some: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
    match some {
        Some(date) => day(date, to),
        None => to.serialize_none(),
    }
}
