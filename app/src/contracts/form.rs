//! The forms of contracts and their documents: typed text to terms.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::calendar::Period;
use domain::contract::{ContractStatus, DEFAULT_REVIEW_DAYS, Ending, Renewal, Terms, TermsError};
use domain::money::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::ContractRow;
use crate::form::{DateParts, Errors, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of contracts is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the title or number.
    pub(super) q: String,
    /// Statuses; none is all.
    pub(super) status: Vec<String>,
    /// Id of an organisation that supplies, alone or with others.
    pub(super) supplier: String,
    /// `starts`, `ends`, `title`, `number`, `supplier` or `value`, descending
    /// with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Whether contracts of this status are asked for.
    pub(super) fn takes(&self, status: ContractStatus) -> bool {
        let mut asked = self
            .status
            .iter()
            .filter_map(|code| code.parse::<ContractStatus>().ok())
            .peekable();
        asked.peek().is_none() || asked.any(|asked| asked == status)
    }

    /// The supplier asked for.
    pub(super) fn supplier_id(&self) -> Option<Uuid> {
        self.supplier.parse().ok()
    }
}

/// The organisations that can stand on either side of a contract: id and name.
#[derive(Debug)]
pub(super) struct Sides {
    /// Parties with any role but supplier.
    pub(super) buyers: Vec<(String, String)>,
    /// Parties that supply.
    pub(super) suppliers: Vec<(String, String)>,
}

/// How far a contract's terms can be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lock {
    /// It is not signed: freely.
    Open,
    /// It is signed: only to correct an entry, with a reason.
    Signed,
    /// An amendment is agreed: not at all.
    Amended,
}

/// Whether an entry of a signed contract is to be corrected.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Correcting {
    pub(super) correct: String,
}

/// A contract as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ContractForm {
    /// The id a new contract will have: however often the form is sent, it
    /// makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) buyer: String,
    pub(super) supplier: String,
    pub(super) value: String,
    pub(super) currency: String,
    pub(super) renewal: String,
    pub(super) renewal_months: String,
    /// How many …
    pub(super) notice: String,
    /// … `days` or `months`.
    pub(super) notice_unit: String,
    pub(super) review_days: String,
    pub(super) ending: String,
    /// `true` where an entry of a signed contract is corrected.
    pub(super) correct: String,
    /// Why it is corrected.
    pub(super) correction: String,
    /// The parts of every date, by field name: `signed_day` and so on.
    #[serde(flatten)]
    pub(super) dates: BTreeMap<String, String>,
}

/// A contract.
#[derive(Debug)]
pub(super) struct ContractValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) buyer_id: Uuid,
    pub(super) supplier_id: Uuid,
    pub(super) terms: Terms,
    pub(super) value: Option<Decimal>,
    pub(super) currency: String,
    pub(super) review_days: i32,
}

impl ContractValues {
    /// Whether it differs in what binds the two sides once they have signed:
    /// all but its number, title, suspension and ending.
    fn changes_terms_of(&self, row: &ContractRow) -> bool {
        let binding = |terms: Terms| Terms {
            suspended_on: None,
            ended_on: None,
            ..terms
        };
        binding(self.terms) != binding(row.terms())
            || (self.buyer_id, self.supplier_id) != (row.buyer_id, row.supplier_id)
            || (self.value, &self.currency) != (row.value, &row.currency)
            || (&self.description, self.review_days) != (&row.description, row.review_days)
    }
}

impl ContractForm {
    /// A blank form for a new contract, in the jurisdiction's currency.
    pub(super) fn blank(currency: String) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            currency,
            renewal: Renewal::None.code().to_owned(),
            notice_unit: "days".to_owned(),
            review_days: DEFAULT_REVIEW_DAYS.to_string(),
            ..Self::default()
        }
    }

    /// A date as typed.
    pub(super) fn date(&self, name: &str) -> DateParts<'_> {
        let part = |part| {
            self.dates
                .get(&format!("{name}_{part}"))
                .map_or("", String::as_str)
        };
        DateParts {
            day: part("day"),
            month: part("month"),
            year: part("year"),
        }
    }

    /// Shows a date in the form's parts.
    pub(super) fn set_date(&mut self, name: &str, date: Option<NaiveDate>) {
        let Some(date) = date else { return };
        for (part, value) in [
            ("day", date.day().to_string()),
            ("month", date.month().to_string()),
            ("year", date.year().to_string()),
        ] {
            self.dates.insert(format!("{name}_{part}"), value);
        }
    }

    /// Whether it corrects an entry of a signed contract.
    pub(super) fn corrects(&self) -> bool {
        self.correct == "true" || !self.correction.trim().is_empty()
    }

    /// The form with the terms of `stored` wherever it leaves them blank: the
    /// form of a signed contract does not offer them.
    pub(super) fn with_terms_of(mut self, stored: Self) -> Self {
        for (typed, stored) in [
            (&mut self.description, stored.description),
            (&mut self.buyer, stored.buyer),
            (&mut self.supplier, stored.supplier),
            (&mut self.value, stored.value),
            (&mut self.currency, stored.currency),
            (&mut self.renewal, stored.renewal),
            (&mut self.renewal_months, stored.renewal_months),
            (&mut self.review_days, stored.review_days),
        ] {
            if typed.trim().is_empty() {
                *typed = stored;
            }
        }
        if self.notice.trim().is_empty() {
            (self.notice, self.notice_unit) = (stored.notice, stored.notice_unit);
        }
        for (name, stored) in stored.dates {
            let event = ["suspended", "ended"]
                .iter()
                .any(|event| name.starts_with(event));
            let typed = self.dates.entry(name).or_default();
            if !event && typed.trim().is_empty() {
                *typed = stored;
            }
        }
        self
    }

    /// The contract with the reason for correcting its terms, blank where they
    /// stay as they are; or all that is wrong with it.
    pub(super) fn parse_edit(
        self,
        sides: &Sides,
        row: &ContractRow,
        lock: Lock,
    ) -> Result<(ContractValues, String), Invalid<Self>> {
        let mut fields = Fields::of("contract");
        let reason = fields.optional_text("correction", &self.correction, MAX_TEXT);
        let mut form = self.clone();
        let values = match self.parse(sides) {
            Ok(values) => Some(values),
            Err(Invalid {
                form: typed,
                errors,
            }) => {
                form = typed;
                for error in errors.iter() {
                    fields.error(&error.field, error.message.clone());
                }
                None
            }
        };
        let touched = values
            .as_ref()
            .is_some_and(|values| values.changes_terms_of(row));
        match lock {
            Lock::Amended if touched => {
                fields.error("correction", t!("contract-error-amended"));
            }
            Lock::Signed if touched && reason.is_none() => {
                fields.error("correction", t!("contract-error-correction"));
            }
            _ => {}
        }
        let reason = reason.filter(|_| touched).unwrap_or_default();
        let values = fields.finish(form, values)?;
        Ok((
            values.expect("values are missing only beside an error"),
            reason,
        ))
    }

    /// The contract, or all that is wrong with it.
    pub(super) fn parse(self, sides: &Sides) -> Result<ContractValues, Invalid<Self>> {
        let mut fields = Fields::of("contract");
        let id = fields.optional_id("number", &self.id);
        let number = fields.text("number", &self.number, MAX_LINE);
        let title = fields.text("title", &self.title, MAX_LINE);
        let description = fields.optional_text("description", &self.description, MAX_TEXT);
        let buyer_id = side(&mut fields, "buyer", &self.buyer, &sides.buyers);
        let supplier_id = side(&mut fields, "supplier", &self.supplier, &sides.suppliers);
        if !self.buyer.is_empty() && self.buyer == self.supplier {
            fields.error("supplier", t!("contract-error-one-side"));
        }
        let terms = self.terms(&mut fields);
        let value = fields.optional_amount("value", &self.value);
        let currency = fields.choice::<Currency>("currency", &self.currency);
        let review_days = fields.optional_whole("review_days", &self.review_days, 1..=250);
        if self.review_days.trim().is_empty() {
            fields.error("review_days", t!("error-required"));
        }
        let values = terms.map(|terms| ContractValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            number,
            title,
            description,
            buyer_id,
            supplier_id,
            terms,
            value,
            currency: currency.map(|code| code.to_string()).unwrap_or_default(),
            review_days: review_days.unwrap_or_default(),
        });
        let values = fields.finish(self, values)?;
        Ok(values.expect("terms are missing only beside an error"))
    }

    /// The terms, if their dates can be read at all; whatever contradicts
    /// itself in them is noted beside the field to mend.
    fn terms(&self, fields: &mut Fields) -> Option<Terms> {
        let signed_on = fields.optional_date("signed", self.date("signed"));
        let starts = fields.required_date("starts", self.date("starts"));
        let ends = fields.required_date("ends", self.date("ends"));
        let renewal = fields.choice("renewal", &self.renewal);
        let renewal_months = fields.optional_whole("renewal_months", &self.renewal_months, 1..=240);
        let (notice_days, notice_months) = self.notice(fields);
        let max_end = fields.optional_date("max_end", self.date("max_end"));
        let suspended_on = fields.optional_date("suspended", self.date("suspended"));
        let ended_on = self.ending(fields);
        let Ok(period) = Period::new(starts?, ends?) else {
            fields.error("ends", t!("contract-error-ends-before-start"));
            return None;
        };
        let terms = Terms {
            signed_on,
            period,
            renewal: renewal.unwrap_or(Renewal::None),
            renewal_months: renewal_months.and_then(|months| months.try_into().ok()),
            notice_days,
            notice_months,
            max_end,
            suspended_on,
            ended_on,
        };
        for error in terms.validate() {
            refuse(fields, error);
        }
        Some(terms)
    }

    /// The notice period in the unit chosen: days, or months.
    fn notice(&self, fields: &mut Fields) -> (Option<u16>, Option<u16>) {
        match self.notice_unit.as_str() {
            "" | "days" => {
                let days = fields.optional_whole("notice", &self.notice, 0..=3650);
                (days.and_then(|days| days.try_into().ok()), None)
            }
            "months" => {
                let months = fields.optional_whole("notice", &self.notice, 1..=120);
                (None, months.and_then(|months| months.try_into().ok()))
            }
            _ => {
                fields.error("notice_unit", t!("error-choice"));
                (None, None)
            }
        }
    }

    fn ending(&self, fields: &mut Fields) -> Option<(NaiveDate, Ending)> {
        let typed = self.date("ended");
        let on = fields.optional_date("ended", typed);
        let how = fields.optional_choice("ending", &self.ending);
        if typed.is_blank() && how.is_some() {
            fields.error("ended", t!("contract-error-ended-when"));
        } else if on.is_some() && self.ending.is_empty() {
            fields.error("ending", t!("contract-error-ended-how"));
        }
        on.zip(how)
    }
}

/// An organisation chosen among those that can stand on that side.
fn side(fields: &mut Fields, name: &str, typed: &str, choices: &[(String, String)]) -> Uuid {
    if typed.is_empty() || choices.iter().any(|(id, _)| id == typed) {
        return fields.id(name, typed);
    }
    fields.error(name, t!("error-choice"));
    Uuid::nil()
}

fn refuse(fields: &mut Fields, error: TermsError) {
    let field = match error {
        TermsError::SignedAfterEnd => "signed",
        TermsError::MaxEndBeforeEnd => "max_end",
        TermsError::NoticeLongerThanPeriod
        | TermsError::NoticeInTwoUnits
        | TermsError::NoticeLongerThanRenewal => "notice",
        TermsError::RenewalOfNone => "renewal_months",
        TermsError::SuspendedOutsidePeriod => "suspended",
        TermsError::EndedBeforeStart | TermsError::EndedEarlyTooLate => "ended",
    };
    fields.error(field, terms_error(error));
}

/// In what the terms contradict each other, in words.
pub(crate) fn terms_error(error: TermsError) -> String {
    match error {
        TermsError::SignedAfterEnd => t!("contract-error-signed-after-end"),
        TermsError::MaxEndBeforeEnd => t!("contract-error-max-end-before-end"),
        TermsError::NoticeLongerThanPeriod => t!("contract-error-notice-too-long"),
        TermsError::NoticeInTwoUnits => t!("contract-error-notice-two-units"),
        TermsError::NoticeLongerThanRenewal => t!("contract-error-notice-longer-than-renewal"),
        TermsError::RenewalOfNone => t!("contract-error-renewal-of-none"),
        TermsError::SuspendedOutsidePeriod => t!("contract-error-suspended-outside"),
        TermsError::EndedBeforeStart => t!("contract-error-ended-before-start"),
        TermsError::EndedEarlyTooLate => t!("contract-error-ended-too-late"),
    }
}

/// A document as typed; its file travels beside it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DocumentForm {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) link: String,
    pub(super) published_day: String,
    pub(super) published_month: String,
    pub(super) published_year: String,
    /// Ids of files that came with the form before.
    pub(super) kept_file: Vec<String>,
}

/// A document: a link or a file.
#[derive(Debug)]
pub(super) struct DocumentValues {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) url: Option<String>,
    pub(super) file_id: Option<Uuid>,
    pub(super) published_on: Option<NaiveDate>,
}

impl DocumentForm {
    /// A blank form.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The date of publication as typed.
    pub(super) fn published(&self) -> DateParts<'_> {
        DateParts {
            day: &self.published_day,
            month: &self.published_month,
            year: &self.published_year,
        }
    }

    /// The id the document will have.
    pub(super) fn document_id(&self) -> Option<Uuid> {
        self.id.parse().ok()
    }

    /// The document, or all that is wrong with it, with what was wrong with
    /// its files (`refused`).
    pub(super) fn parse(
        self,
        file_id: Option<Uuid>,
        refused: &Errors,
    ) -> Result<DocumentValues, Invalid<Self>> {
        let mut fields = Fields::of("document");
        let id = fields.optional_id("title", &self.id);
        let title = fields.text("title", &self.title, MAX_LINE);
        let url = fields.optional_link("link", &self.link);
        for error in refused.iter() {
            fields.error(&error.field, error.message.clone());
        }
        match (&url, file_id) {
            (None, None) if refused.is_empty() => {
                fields.error("link", t!("document-error-link-or-file"));
            }
            (Some(_), Some(_)) => fields.error("link", t!("document-error-link-and-file")),
            _ => {}
        }
        let published_on = fields.optional_date("published", self.published());
        let values = DocumentValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            title,
            url,
            file_id,
            published_on,
        };
        fields.finish(self, values)
    }
}
