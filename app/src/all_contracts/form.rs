//! What the contracts of all partnerships are narrowed to, as the address says it.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::contract::{ContractStatus, Renewal};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::form::{DateParts, Errors, Fields, Invalid};
use crate::t;

/// Filters, order and page of the list.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Filters {
    /// Words in the contract's title or number, or the partnership's title or reference.
    pub(crate) q: String,
    /// Code of a jurisdiction; those below it are meant too.
    pub(crate) jurisdiction: String,
    /// Statuses; none is all.
    pub(crate) status: Vec<String>,
    /// Id of an organisation that supplies, alone or with others.
    pub(crate) supplier: String,
    /// Id of an organisation that buys.
    pub(crate) buyer: String,
    /// Kinds of renewal; none is all.
    pub(crate) renewal: Vec<String>,
    /// `known`, `unknown`, or blank.
    pub(crate) value: String,
    pub(crate) from_day: String,
    pub(crate) from_month: String,
    pub(crate) from_year: String,
    pub(crate) to_day: String,
    pub(crate) to_month: String,
    pub(crate) to_year: String,
    /// `title`, `partnership`, `buyer`, `supplier`, `signed`, `ends` or `value`, descending with
    /// a hyphen before.
    pub(crate) sort: String,
    /// From 1.
    pub(crate) page: String,
}

impl Filters {
    /// The first day of signature, as typed.
    pub(super) fn from(&self) -> DateParts<'_> {
        DateParts {
            day: &self.from_day,
            month: &self.from_month,
            year: &self.from_year,
        }
    }

    /// The last day of signature, as typed.
    pub(super) fn to(&self) -> DateParts<'_> {
        DateParts {
            day: &self.to_day,
            month: &self.to_month,
            year: &self.to_year,
        }
    }

    /// Whether contracts of this status are asked for.
    pub(super) fn takes(&self, status: ContractStatus) -> bool {
        let mut asked = self
            .status
            .iter()
            .filter_map(|code| code.parse::<ContractStatus>().ok())
            .peekable();
        asked.peek().is_none() || asked.any(|asked| asked == status)
    }

    /// Only the kinds of renewal that exist: an address may be typed by hand.
    pub(super) fn renewals(&self) -> Vec<String> {
        let known = self.renewal.iter().filter_map(|code| code.parse().ok());
        known
            .map(|renewal: Renewal| renewal.code().to_owned())
            .collect()
    }

    /// Whether the value has to be known, or unknown.
    pub(super) fn value_known(&self) -> Option<bool> {
        match self.value.as_str() {
            "known" => Some(true),
            "unknown" => Some(false),
            _ => None,
        }
    }

    /// The organisation that supplies.
    pub(super) fn supplier_id(&self) -> Option<Uuid> {
        self.supplier.parse().ok()
    }

    /// The organisation that buys.
    pub(super) fn buyer_id(&self) -> Option<Uuid> {
        self.buyer.parse().ok()
    }

    /// The days between which contracts were signed, and what is wrong with
    /// them: no contract then fits until it is mended.
    pub(super) fn signed(&self) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Errors> {
        let mut fields = Fields::of("contracts");
        let from = fields.optional_date("from", self.from());
        let to = fields.optional_date("to", self.to());
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            fields.error("to", t!("history-error-order"));
        }
        let finished = fields.finish((), (from, to));
        finished.map_err(|Invalid { errors, .. }| errors)
    }
}
