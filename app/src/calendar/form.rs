//! What the calendar is narrowed to, as the address says it.

use domain::renewal::EventKind;
use serde::{Deserialize, Serialize};

use crate::all_contracts;

/// Filters, order and page of the calendar.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the contract's title or number, or the partnership's title or reference.
    pub(super) q: String,
    /// Code of a jurisdiction; those below it are meant too.
    pub(super) jurisdiction: String,
    /// Kinds of event; none is all.
    pub(super) kind: Vec<String>,
    /// Id of an organisation that supplies.
    pub(super) supplier: String,
    /// Id of an organisation that buys.
    pub(super) buyer: String,
    /// Kinds of renewal; none is all.
    pub(super) renewal: Vec<String>,
    /// `date`, `kind`, `contract`, `partnership` or `supplier`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Those of them that narrow the contracts.
    pub(super) fn of_contracts(&self) -> all_contracts::Filters {
        all_contracts::Filters {
            q: self.q.clone(),
            jurisdiction: self.jurisdiction.clone(),
            supplier: self.supplier.clone(),
            buyer: self.buyer.clone(),
            renewal: self.renewal.clone(),
            ..all_contracts::Filters::default()
        }
    }

    /// With others in their place.
    pub(super) fn with_contracts(&self, contracts: &all_contracts::Filters) -> Self {
        Self {
            q: contracts.q.clone(),
            jurisdiction: contracts.jurisdiction.clone(),
            supplier: contracts.supplier.clone(),
            buyer: contracts.buyer.clone(),
            renewal: contracts.renewal.clone(),
            page: String::new(),
            ..self.clone()
        }
    }

    /// Whether events of this kind are asked for.
    pub(super) fn takes(&self, kind: EventKind) -> bool {
        let mut asked = self
            .kind
            .iter()
            .filter_map(|code| code.parse::<EventKind>().ok())
            .peekable();
        asked.peek().is_none() || asked.any(|asked| asked == kind)
    }
}
