//! The rows that a plan writes.

use chrono::NaiveDate;
use domain::jurisdiction::Level;
use domain::milestone::MilestoneState;
use domain::organisation::Sector;
use domain::partnership::{PartyRole, Stage};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::terms::{Imported, Terms};

/// Rows to write, named as their columns are.
#[derive(Default)]
pub(super) struct Writes {
    pub(super) jurisdictions: Vec<JurisdictionRow>,
    pub(super) organisations: Vec<OrganisationRow>,
    pub(super) identifiers: Vec<IdentifierRow>,
    pub(super) partnerships: Vec<PartnershipRow>,
    pub(super) parties: Vec<PartyRow>,
    pub(super) contracts: Vec<ContractRow>,
    /// Recorded contracts with other terms.
    pub(super) changed: Vec<ContractRow>,
    pub(super) co_suppliers: Vec<CoSupplierRow>,
    pub(super) documents: Vec<DocumentRow>,
    pub(super) milestones: Vec<MilestoneRow>,
}

impl Writes {
    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.jurisdictions.is_empty()
            && self.organisations.is_empty()
            && self.identifiers.is_empty()
            && self.partnerships.is_empty()
            && self.parties.is_empty()
            && self.contracts.is_empty()
            && self.changed.is_empty()
            && self.co_suppliers.is_empty()
            && self.documents.is_empty()
            && self.milestones.is_empty()
    }
}

#[derive(Debug, Serialize)]
pub(super) struct JurisdictionRow {
    pub(super) id: Uuid,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) currency: &'static str,
    pub(super) fiscal_first_month: i16,
}

#[derive(Debug, Serialize)]
pub(super) struct OrganisationRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) sector: Sector,
    pub(super) jurisdiction_id: Uuid,
    pub(super) street_address: Option<String>,
    pub(super) locality: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) country_name: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct IdentifierRow {
    pub(super) id: Uuid,
    pub(super) organisation_id: Uuid,
    pub(super) scheme: String,
    pub(super) identifier: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PartnershipRow {
    pub(super) id: Uuid,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) jurisdiction_id: Uuid,
    pub(super) level: Level,
    pub(super) stage: Stage,
    pub(super) established_on: NaiveDate,
    pub(super) planned_end: Option<NaiveDate>,
    pub(super) language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PartyRow {
    pub(super) id: Uuid,
    pub(super) partnership_id: Uuid,
    pub(super) organisation_id: Uuid,
    pub(super) role: PartyRole,
}

#[derive(Debug, Serialize)]
pub(super) struct ContractRow {
    pub(super) id: Uuid,
    /// The version that a change was worked out from.
    pub(super) version: i32,
    pub(super) partnership_id: Uuid,
    pub(super) number: String,
    #[serde(flatten)]
    pub(super) terms: Terms,
    pub(super) buyer_id: Uuid,
    pub(super) supplier_id: Uuid,
    pub(super) language: String,
    pub(super) ocid: String,
    pub(super) ocds_id: String,
    /// What the reader did not understand; nothing if there is nothing.
    pub(super) source: Option<Value>,
    pub(super) imported: Imported,
}

#[derive(Debug, Serialize)]
pub(super) struct CoSupplierRow {
    pub(super) id: Uuid,
    pub(super) partnership_id: Uuid,
    pub(super) contract_id: Uuid,
    pub(super) organisation_id: Uuid,
}

#[derive(Debug, Serialize)]
pub(super) struct DocumentRow {
    pub(super) id: Uuid,
    pub(super) partnership_id: Uuid,
    pub(super) contract_id: Uuid,
    pub(super) title: String,
    pub(super) url: String,
    pub(super) published_on: Option<NaiveDate>,
    pub(super) language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct MilestoneRow {
    pub(super) id: Uuid,
    pub(super) partnership_id: Uuid,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) owner_id: Uuid,
    pub(super) state: MilestoneState,
    pub(super) planned_on: NaiveDate,
    pub(super) actual_on: Option<NaiveDate>,
    pub(super) language: String,
}
