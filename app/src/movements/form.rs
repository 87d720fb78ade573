//! The forms of receipts and spending.

use chrono::{Datelike, NaiveDate};
use domain::funding::check_amount;
use domain::money::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::CommitmentRow;
use crate::form::{DateParts, Fields, Invalid, MAX_TEXT};
use crate::t;

/// What a list is narrowed to, as typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the note, the commitment or the number in another system.
    pub(super) q: String,
    pub(super) commitment: String,
    pub(super) funder: String,
    pub(super) currency: String,
    /// `true` for those voided, `false` for the others, blank for both.
    pub(super) voided: String,
    pub(super) from_day: String,
    pub(super) from_month: String,
    pub(super) from_year: String,
    pub(super) to_day: String,
    pub(super) to_month: String,
    pub(super) to_year: String,
    /// `date`, `amount` or `commitment`, descending with a hyphen before; the
    /// latest first unless said otherwise.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

/// What a list is narrowed to.
#[derive(Debug, Default)]
pub(super) struct Narrowed {
    pub(super) id: Option<Uuid>,
    pub(super) q: String,
    pub(super) commitment_id: Option<Uuid>,
    pub(super) funder_id: Option<Uuid>,
    pub(super) currency: String,
    pub(super) voided: String,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) sort: String,
}

impl Filters {
    /// The first day, as typed.
    pub(super) fn from(&self) -> DateParts<'_> {
        DateParts {
            day: &self.from_day,
            month: &self.from_month,
            year: &self.from_year,
        }
    }

    /// The last day, as typed.
    pub(super) fn to(&self) -> DateParts<'_> {
        DateParts {
            day: &self.to_day,
            month: &self.to_month,
            year: &self.to_year,
        }
    }

    /// The filters, or what is wrong with them.
    pub(super) fn parse(self) -> Result<Narrowed, Invalid<Self>> {
        let mut fields = Fields::of("movement");
        let from = fields.optional_date("from", self.from());
        let to = fields.optional_date("to", self.to());
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            fields.error("to", t!("movement-error-order"));
        }
        let narrowed = Narrowed {
            id: None,
            q: self.q.clone(),
            commitment_id: self.commitment.parse().ok(),
            funder_id: self.funder.parse().ok(),
            currency: self.currency.clone(),
            voided: self.voided.clone(),
            from,
            to,
            sort: self.sort.clone(),
        };
        fields.finish(self, narrowed)
    }
}

/// A receipt or spending as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MovementForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that a correction began with.
    pub(super) version: String,
    pub(super) commitment: String,
    pub(super) date_day: String,
    pub(super) date_month: String,
    pub(super) date_year: String,
    pub(super) amount: String,
    pub(super) note: String,
    /// Why it is corrected.
    pub(super) reason: String,
}

/// A receipt or spending.
#[derive(Debug)]
pub(super) struct MovementValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) commitment_id: Uuid,
    pub(super) happened_on: NaiveDate,
    pub(super) amount: Decimal,
    pub(super) note: Option<String>,
}

impl MovementForm {
    /// A blank form for today.
    pub(super) fn blank(today: NaiveDate, commitment: &str) -> Self {
        let mut form = Self {
            id: Uuid::now_v7().to_string(),
            commitment: commitment.to_owned(),
            ..Self::default()
        };
        form.set_date(today);
        form
    }

    /// The day, as typed.
    pub(super) fn date(&self) -> DateParts<'_> {
        DateParts {
            day: &self.date_day,
            month: &self.date_month,
            year: &self.date_year,
        }
    }

    /// Shows a day in the form's parts.
    pub(super) fn set_date(&mut self, date: NaiveDate) {
        self.date_day = date.day().to_string();
        self.date_month = date.month().to_string();
        self.date_year = date.year().to_string();
    }

    /// The receipt or spending, or all that is wrong. `before` is what a
    /// correction changes.
    pub(super) fn parse(
        self,
        commitments: &[CommitmentRow],
        before: Option<&Self>,
        today: NaiveDate,
    ) -> Result<MovementValues, Invalid<Self>> {
        let mut fields = Fields::of("movement");
        let id = fields.optional_id("commitment", &self.id);
        let commitment_id = fields.id("commitment", &self.commitment);
        let commitment = commitments.iter().find(|row| row.id == commitment_id);
        if !commitment_id.is_nil() && commitment.is_none() {
            fields.error("commitment", t!("error-choice"));
        }
        let date = fields.required_date("date", self.date());
        if date.is_some_and(|date| date > today) {
            fields.error("date", t!("movement-error-future"));
        }
        let amount = fields.optional_amount("amount", &self.amount);
        if self.amount.trim().is_empty() {
            fields.error("amount", t!("error-required"));
        }
        if amount.is_some_and(|amount| amount.is_zero()) {
            fields.error("amount", t!("movement-error-zero"));
        }
        let currency = commitment.and_then(|row| row.currency.parse::<Currency>().ok());
        if let (Some(amount), Some(currency)) = (amount, currency)
            && !check_amount(amount, currency).is_empty()
        {
            let decimals = currency.minor_units();
            fields.error(
                "amount",
                t!(
                    "commitment-error-decimals",
                    currency = currency.to_string(),
                    decimals = decimals
                ),
            );
        }
        let note = fields.optional_text("note", &self.note, MAX_TEXT);
        let reason = fields.optional_text("reason", &self.reason, MAX_TEXT);
        if before.is_some() && reason.is_none() {
            fields.error("reason", t!("movement-error-reason"));
        }
        let values = MovementValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            commitment_id,
            happened_on: date.unwrap_or_default(),
            amount: amount.unwrap_or_default(),
            note,
        };
        fields.finish(self, values)
    }
}

/// Why a receipt or spending is void, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct VoidForm {
    pub(super) version: String,
    pub(super) void_reason: String,
}

/// Why a receipt or spending is void.
#[derive(Debug)]
pub(super) struct VoidValues {
    pub(super) version: i32,
    pub(super) reason: String,
}

impl VoidForm {
    /// The reason, or what is wrong with it.
    pub(super) fn parse(self) -> Result<VoidValues, Invalid<Self>> {
        let mut fields = Fields::of("movement");
        let values = VoidValues {
            version: Fields::version(&self.version),
            reason: fields.text("void_reason", &self.void_reason, MAX_TEXT),
        };
        fields.finish(self, values)
    }
}
