//! What is recorded already, as far as a file touches it.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use domain::jurisdiction::Level;
use domain::milestone::MilestoneState;
use domain::partnership::{PartyRole, Stage};
use uuid::Uuid;

use super::organisations::Registry;
use super::terms::{Imported, Terms};

/// A recorded jurisdiction.
#[derive(Debug, Clone)]
pub(super) struct KnownJurisdiction {
    pub(super) id: Uuid,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) level: Level,
    /// The person may record partnerships in it.
    pub(super) own: bool,
}

/// A recorded contract that the file speaks of.
#[derive(Debug)]
pub(super) struct KnownContract {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) partnership_id: Uuid,
    /// Its id within the process.
    pub(super) ocds_id: String,
    /// It began here: what a file says of it came from here, too.
    pub(super) own: bool,
    pub(super) terms: Terms,
    pub(super) imported: Option<Imported>,
    pub(super) buyer: String,
    pub(super) supplier: String,
    pub(super) buyer_id: Uuid,
    pub(super) supplier_id: Uuid,
    pub(super) co_suppliers: Vec<Uuid>,
}

/// A partnership that the person sees.
#[derive(Debug)]
pub(super) struct KnownPartnership {
    pub(super) id: Uuid,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) stage: Stage,
    pub(super) planned_end: Option<NaiveDate>,
    /// The person may change it.
    pub(super) own: bool,
    pub(super) parties: HashSet<(Uuid, PartyRole)>,
}

impl KnownPartnership {
    pub(super) fn suppliers(&self) -> BTreeSet<Uuid> {
        let suppliers = self
            .parties
            .iter()
            .filter(|(_, role)| *role == PartyRole::Supplier);
        suppliers.map(|(id, _)| *id).collect()
    }

    pub(super) fn has_beside_suppliers(&self, organisation: Uuid) -> bool {
        let mut others = self
            .parties
            .iter()
            .filter(|(_, role)| *role != PartyRole::Supplier);
        others.any(|(id, _)| *id == organisation)
    }
}

/// What is recorded already, as far as the file touches it.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) registry: Registry,
    pub(super) jurisdictions: Vec<KnownJurisdiction>,
    /// The person's own jurisdiction; nothing for the operator.
    pub(super) home: Option<Uuid>,
    /// By ocid and id within the process.
    pub(super) contracts: HashMap<(String, String), KnownContract>,
    /// Recorded, whoever sees them.
    pub(super) recorded: HashSet<(String, String)>,
    pub(super) partnerships: Vec<KnownPartnership>,
    /// Contract numbers in these partnerships.
    pub(super) numbers: HashSet<(Uuid, String)>,
    /// Documents and milestones of the recorded contracts that the file speaks of.
    pub(super) documents: HashSet<Uuid>,
    pub(super) milestones: HashMap<Uuid, MilestoneState>,
    /// Of those that new partnerships could have.
    pub(super) references: HashSet<String>,
}
