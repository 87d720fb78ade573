//! The forms of obligations: typed text to parties, dates and words.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::obligation::{ObligationState, SettleError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::ObligationRow;
use crate::access::ContractSides;
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of obligations is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the title.
    pub(super) q: String,
    /// States; none is all.
    pub(super) state: Vec<String>,
    /// Id of who owes it.
    pub(super) debtor: String,
    /// Id of whom it is owed to.
    pub(super) creditor: String,
    /// Id of one contract.
    pub(super) contract: String,
    /// `true` for those past their date only.
    pub(super) overdue: String,
    /// `due`, `title`, `debtor` or `creditor`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Whether only those past their date are asked for.
    pub(super) fn overdue(&self) -> bool {
        self.overdue == "true"
    }
}

/// What is owed, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ObligationForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) debtor: String,
    pub(super) creditor: String,
    pub(super) due_day: String,
    pub(super) due_month: String,
    pub(super) due_year: String,
}

/// What is owed.
#[derive(Debug)]
pub(super) struct ObligationValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) debtor_id: Uuid,
    pub(super) creditor_id: Uuid,
    pub(super) due_on: NaiveDate,
}

impl ObligationForm {
    /// A blank form: most is owed by the supplier to the buyer.
    pub(super) fn blank(sides: ContractSides) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            debtor: sides.supplier_id.to_string(),
            creditor: sides.buyer_id.to_string(),
            ..Self::default()
        }
    }

    /// The form that an obligation fills.
    pub(super) fn of(row: &ObligationRow) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            title: row.title.clone(),
            description: row.description.clone().unwrap_or_default(),
            debtor: row.debtor_id.to_string(),
            creditor: row.creditor_id.to_string(),
            due_day: row.due_on.day().to_string(),
            due_month: row.due_on.month().to_string(),
            due_year: row.due_on.year().to_string(),
        }
    }

    /// When it is due, as typed.
    pub(super) fn due(&self) -> DateParts<'_> {
        DateParts {
            day: &self.due_day,
            month: &self.due_month,
            year: &self.due_year,
        }
    }

    /// What is owed, or all that is wrong with it.
    pub(super) fn parse(
        self,
        parties: &[(String, String)],
    ) -> Result<ObligationValues, Invalid<Self>> {
        let mut fields = Fields::of("obligation");
        let mut party = |name: &str, typed: &str| {
            if typed.is_empty() || parties.iter().any(|(id, _)| id == typed) {
                return fields.id(name, typed);
            }
            fields.error(name, t!("error-choice"));
            Uuid::nil()
        };
        let debtor_id = party("debtor", &self.debtor);
        let creditor_id = party("creditor", &self.creditor);
        if !self.debtor.is_empty() && self.debtor == self.creditor {
            fields.error("creditor", t!("obligation-error-one-party"));
        }
        let values = ObligationValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            title: fields.text("title", &self.title, MAX_LINE),
            description: fields.optional_text("description", &self.description, MAX_TEXT),
            debtor_id,
            creditor_id,
            due_on: fields.date("due", self.due()),
        };
        fields.finish(self, values)
    }
}

/// How it ended, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SettleForm {
    pub(super) version: String,
    pub(super) outcome: String,
    pub(super) settled_day: String,
    pub(super) settled_month: String,
    pub(super) settled_year: String,
    pub(super) reason: String,
}

/// How it ended.
#[derive(Debug)]
pub(super) struct SettleValues {
    pub(super) version: i32,
    pub(super) state: ObligationState,
    pub(super) settled_on: NaiveDate,
    pub(super) reason: Option<String>,
}

impl SettleForm {
    /// A form for today.
    pub(super) fn blank(row: &ObligationRow, today: NaiveDate) -> Self {
        Self {
            version: row.version.to_string(),
            settled_day: today.day().to_string(),
            settled_month: today.month().to_string(),
            settled_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// When it ended, as typed.
    pub(super) fn settled(&self) -> DateParts<'_> {
        DateParts {
            day: &self.settled_day,
            month: &self.settled_month,
            year: &self.settled_year,
        }
    }

    /// How it ended, or all that is wrong with it. Whether it is still open is
    /// asked where it is saved.
    pub(super) fn parse(self, today: NaiveDate) -> Result<SettleValues, Invalid<Self>> {
        let mut fields = Fields::of("obligation");
        let state = fields.choice::<ObligationState>("outcome", &self.outcome);
        let settled_on = fields.date("settled", self.settled());
        if settled_on > today {
            fields.error("settled", t!("obligation-error-future"));
        }
        let reason = fields.optional_text("reason", &self.reason, MAX_TEXT);
        if let Some(state) = state {
            let words = reason.as_deref().unwrap_or_default();
            match ObligationState::Open.settle(state, words) {
                Err(SettleError::ReasonMissing) => {
                    fields.error("reason", t!("obligation-error-reason"));
                }
                Err(SettleError::StillOpen | SettleError::Settled) => {
                    fields.error("outcome", t!("error-choice"));
                }
                Ok(_) => {}
            }
        }
        let values = SettleValues {
            version: Fields::version(&self.version),
            state: state.unwrap_or(ObligationState::Open),
            settled_on,
            reason,
        };
        fields.finish(self, values)
    }
}

/// The ways an obligation can end, for the form.
pub(super) fn outcomes() -> Vec<(String, String)> {
    [
        ObligationState::Kept,
        ObligationState::Broken,
        ObligationState::Waived,
    ]
    .into_iter()
    .map(|state| (state.code().to_owned(), crate::text::word(state)))
    .collect()
}
