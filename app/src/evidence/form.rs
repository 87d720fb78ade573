//! The forms of evidence: what proves what until when, and what somebody else
//! says of it.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::access::Person;
use domain::contract::WARNING_DAYS;
use domain::evaluation::Criterion;
use domain::evidence::{self, CheckError, ProofKind, ProofVerdict};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::ProofRow;
use crate::form::{DateParts, Errors, Fields, Invalid, MAX_TEXT};
use crate::t;

/// What a list of evidence is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Filters {
    /// Words in what it proves, or the vendor's name.
    pub(super) q: String,
    /// Kinds; none is all.
    pub(super) kind: Vec<String>,
    /// States; none is all.
    pub(super) state: Vec<String>,
    /// Days within which it expires: 30, 60 or 90.
    pub(super) within: String,
    /// The vendor that it is about.
    pub(super) organisation: String,
    /// `issued`, `expires`, `vendor` or `proves`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// The days within which it expires, if they are one of the warnings.
    pub(super) fn days(&self) -> Option<i32> {
        let days: i32 = self.within.parse().ok()?;
        WARNING_DAYS.contains(&days.into()).then_some(days)
    }
}

/// What a new piece of evidence begins with.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Begin {
    /// Id of the partnership that it concerns.
    pub(crate) partnership: String,
    /// Id of the older one that it takes the place of.
    pub(crate) replaces: String,
    /// Its kind.
    pub(crate) kind: String,
}

/// Evidence, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProofForm {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) replaces: String,
    pub(super) partnership: String,
    pub(super) kind: String,
    pub(super) proves: String,
    pub(super) criterion: Vec<String>,
    pub(super) url: String,
    pub(super) issued_day: String,
    pub(super) issued_month: String,
    pub(super) issued_year: String,
    pub(super) expires_day: String,
    pub(super) expires_month: String,
    pub(super) expires_year: String,
    /// A file that came with the form when it was refused before.
    pub(super) kept_file: Vec<String>,
}

/// Evidence.
#[derive(Debug)]
pub(super) struct ProofValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) replaces_id: Option<Uuid>,
    pub(super) partnership_id: Option<Uuid>,
    pub(super) kind: ProofKind,
    pub(super) proves: String,
    pub(super) criteria: Vec<Criterion>,
    pub(super) url: Option<String>,
    pub(super) file_id: Option<Uuid>,
    pub(super) issued_on: NaiveDate,
    pub(super) expires_on: Option<NaiveDate>,
}

/// What the form is checked against.
pub(super) struct Around<'a> {
    /// Ids and titles of the partnerships that it may concern.
    pub(super) partnerships: &'a [(String, String)],
    /// What it takes the place of, or corrects.
    pub(super) older: Option<&'a ProofRow>,
    /// The file that it has already.
    pub(super) file_id: Option<Uuid>,
    pub(super) today: NaiveDate,
}

impl ProofForm {
    /// A blank form.
    pub(super) fn blank(begin: &Begin, older: Option<&ProofRow>) -> Self {
        let kind = older.map_or(begin.kind.clone(), |row| row.kind.code().to_owned());
        let criteria = match (older, kind.parse::<ProofKind>()) {
            (Some(row), _) => row.criteria.clone(),
            (None, Ok(kind)) => kind.usually_supports().to_vec(),
            (None, Err(_)) => Vec::new(),
        };
        Self {
            id: Uuid::now_v7().to_string(),
            replaces: begin.replaces.clone(),
            partnership: begin.partnership.clone(),
            kind,
            proves: older.map(|row| row.proves.clone()).unwrap_or_default(),
            criterion: codes(&criteria),
            ..Self::default()
        }
    }

    /// The form that evidence fills.
    pub(super) fn of(row: &ProofRow) -> Self {
        let part = |date: Option<NaiveDate>, part: fn(&NaiveDate) -> u32| {
            date.map(|date| part(&date).to_string()).unwrap_or_default()
        };
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            kind: row.kind.code().to_owned(),
            proves: row.proves.clone(),
            criterion: codes(&row.criteria),
            url: row.url.clone().unwrap_or_default(),
            issued_day: row.issued_on.day().to_string(),
            issued_month: row.issued_on.month().to_string(),
            issued_year: row.issued_on.year().to_string(),
            expires_day: part(row.expires_on, NaiveDate::day),
            expires_month: part(row.expires_on, NaiveDate::month),
            expires_year: row
                .expires_on
                .map(|date| date.year().to_string())
                .unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The day it was issued, as typed.
    pub(super) fn issued(&self) -> DateParts<'_> {
        DateParts {
            day: &self.issued_day,
            month: &self.issued_month,
            year: &self.issued_year,
        }
    }

    /// Its last day, as typed.
    pub(super) fn expires(&self) -> DateParts<'_> {
        DateParts {
            day: &self.expires_day,
            month: &self.expires_month,
            year: &self.expires_year,
        }
    }

    /// The evidence, or all that is wrong with it.
    pub(super) fn parse(self, around: &Around<'_>) -> Result<ProofValues, Invalid<Self>> {
        let mut fields = Fields::of("evidence");
        let partnership_id = fields.optional_id("partnership", &self.partnership);
        if partnership_id.is_some()
            && !around
                .partnerships
                .iter()
                .any(|(id, _)| *id == self.partnership)
        {
            fields.error("partnership", t!("error-choice"));
        }
        let kind = match around.older {
            Some(older) if !self.replaces.is_empty() => Some(older.kind),
            _ => fields.choice("kind", &self.kind),
        };
        let proves = fields.text("proves", &self.proves, MAX_TEXT);
        let criteria: Vec<Criterion> = self
            .criterion
            .iter()
            .filter_map(|code| code.parse().ok())
            .collect();
        if criteria.is_empty() {
            fields.error("criterion", t!("evidence-error-criterion"));
        }
        let url = fields.optional_link("url", &self.url);
        let file_id = around.file_id;
        if file_id.is_none() && self.url.trim().is_empty() {
            fields.error("url", t!("evidence-error-nothing"));
        }
        let issued_on = fields.required_date("issued", self.issued());
        if issued_on.is_some_and(|issued| issued > around.today) {
            fields.error("issued", t!("evidence-error-future"));
        }
        let expires_on = fields.optional_date("expires", self.expires());
        if issued_on
            .zip(expires_on)
            .is_some_and(|(issued, expires)| expires < issued)
        {
            fields.error("expires", t!("evidence-error-order"));
        }
        let replaces_id = fields.optional_id("proves", &self.replaces);
        let values = ProofValues {
            id: fields
                .optional_id("proves", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            partnership_id: match (replaces_id, around.older) {
                (Some(_), Some(older)) => older.partnership_id,
                _ => partnership_id,
            },
            replaces_id,
            kind: kind.unwrap_or(ProofKind::Other),
            proves,
            criteria,
            url,
            file_id,
            issued_on: issued_on.unwrap_or_default(),
            expires_on,
        };
        fields.finish(self, values)
    }
}

fn codes(criteria: &[Criterion]) -> Vec<String> {
    criteria
        .iter()
        .map(|criterion| criterion.code().to_owned())
        .collect()
}

/// What somebody else says of evidence, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct CheckForm {
    pub(super) version: String,
    /// `verified` or `refused`.
    pub(super) verdict: String,
    pub(super) note: String,
}

/// What somebody else says of evidence.
#[derive(Debug)]
pub(super) struct CheckValues {
    pub(super) version: i32,
    pub(super) verdict: ProofVerdict,
    pub(super) note: Option<String>,
}

/// Why evidence is not verified or refused.
#[derive(Debug)]
pub(super) enum Refused {
    /// It was verified or refused before, or is over.
    OutOfOrder,
    /// What is wrong with the form.
    Errors(Errors),
}

impl CheckForm {
    /// A blank form.
    pub(super) fn blank(row: &ProofRow) -> Self {
        Self {
            version: row.version.to_string(),
            ..Self::default()
        }
    }

    /// What is said, or why it cannot be.
    pub(super) fn parse(
        self,
        row: &ProofRow,
        by: &Person,
        today: NaiveDate,
    ) -> Result<CheckValues, Refused> {
        let mut fields = Fields::of("evidence");
        let verdict: Option<ProofVerdict> = fields.choice("verdict", &self.verdict);
        let note = fields.optional_text("note", &self.note, MAX_TEXT);
        let words = note.as_deref().unwrap_or_default();
        let chosen = verdict.unwrap_or(ProofVerdict::Verified);
        let about = (row.organisation_id, row.entered_by);
        match evidence::check(row.state(today), chosen, by, about, words) {
            Err(CheckError::OutOfOrder) => return Err(Refused::OutOfOrder),
            Err(CheckError::ReasonMissing) => fields.error("note", t!("evidence-error-reason")),
            // The form is not open to whoever this is about.
            Err(CheckError::Own) => fields.error("verdict", t!("evidence-error-own")),
            Ok(()) => {}
        }
        let values = CheckValues {
            version: Fields::version(&self.version),
            verdict: chosen,
            note,
        };
        fields
            .finish((), values)
            .map_err(|refused| Refused::Errors(refused.errors))
    }
}
