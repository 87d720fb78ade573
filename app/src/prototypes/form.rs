//! The forms of prototypes: what a list is narrowed to, what works here, and
//! who takes it up.

use chrono::{Datelike, NaiveDate};
use domain::benefit::UptakeStage;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of prototypes is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in title or description.
    pub(super) q: String,
    /// Code of how far some place elsewhere is now, or [`NOBODY`]; blank is all.
    pub(super) stage: String,
    /// Code of a jurisdiction that took it up; with a stage, that is as far.
    pub(super) taken_in: String,
    /// `title`, `since`, `in_use`, `piloting` or `place`, descending with a
    /// hyphen before; blank is those that are used most first.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

/// What the filter of stages says where nobody has taken it up.
pub(super) const NOBODY: &str = "nobody";

/// A prototype, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PrototypeForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) link: String,
    pub(super) since_day: String,
    pub(super) since_month: String,
    pub(super) since_year: String,
}

/// A prototype.
#[derive(Debug)]
pub(super) struct PrototypeValues {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) link: Option<String>,
    pub(super) works_since: NaiveDate,
}

impl PrototypeForm {
    /// A form for a prototype to come.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// Since when it works, as typed.
    pub(super) fn since(&self) -> DateParts<'_> {
        DateParts {
            day: &self.since_day,
            month: &self.since_month,
            year: &self.since_year,
        }
    }

    /// The prototype, or all that is wrong with it: it works already.
    pub(super) fn parse(self, today: NaiveDate) -> Result<PrototypeValues, Invalid<Self>> {
        let mut fields = Fields::of("prototype");
        let title = fields.text("title", &self.title, MAX_LINE);
        let description = fields.text("description", &self.description, MAX_TEXT);
        let works_since = fields.required_date("since", self.since());
        if works_since.is_some_and(|on| on > today) {
            fields.error("since", t!("tension-error-future"));
        }
        let values = PrototypeValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            title,
            description,
            link: fields.optional_link("link", &self.link),
            works_since: works_since.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}

/// An uptake, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct UptakeForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    pub(super) jurisdiction: String,
    /// Name of an organisation.
    pub(super) organisation: String,
    pub(super) stage: String,
    pub(super) source: String,
    pub(super) link: String,
    pub(super) since_day: String,
    pub(super) since_month: String,
    pub(super) since_year: String,
}

/// An uptake.
#[derive(Debug)]
pub(super) struct UptakeValues {
    pub(super) id: Uuid,
    pub(super) jurisdiction_id: Uuid,
    pub(super) organisation_id: Option<Uuid>,
    pub(super) stage: UptakeStage,
    pub(super) source: String,
    pub(super) link: Option<String>,
    pub(super) since_on: NaiveDate,
}

impl UptakeForm {
    /// A form for an uptake of today.
    pub(super) fn today(today: NaiveDate) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            since_day: today.day().to_string(),
            since_month: today.month().to_string(),
            since_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// Since when, as typed.
    pub(super) fn since(&self) -> DateParts<'_> {
        DateParts {
            day: &self.since_day,
            month: &self.since_month,
            year: &self.since_year,
        }
    }

    /// The uptake, or all that is wrong with it: in one of `places`, by the
    /// organisation that the name was found to be.
    pub(super) fn parse(
        self,
        places: &[(String, String)],
        organisation: Option<Uuid>,
        works_since: NaiveDate,
        today: NaiveDate,
    ) -> Result<UptakeValues, Invalid<Self>> {
        let mut fields = Fields::of("uptake");
        let jurisdiction_id = fields.id("jurisdiction", &self.jurisdiction);
        let known = places.iter().any(|(id, _)| *id == self.jurisdiction);
        if !jurisdiction_id.is_nil() && !known {
            fields.error("jurisdiction", t!("error-choice"));
        }
        if organisation.is_none() && !self.organisation.trim().is_empty() {
            fields.error("organisation", t!("uptake-error-organisation"));
        }
        let stage = fields.choice("stage", &self.stage);
        let since_on = fields.required_date("since", self.since());
        if since_on.is_some_and(|on| on > today) {
            fields.error("since", t!("tension-error-future"));
        } else if since_on.is_some_and(|on| on < works_since) {
            fields.error("since", t!("uptake-error-before"));
        }
        let source = fields.text("source", &self.source, MAX_LINE);
        let values = UptakeValues {
            id: fields
                .optional_id("source", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            jurisdiction_id,
            organisation_id: organisation,
            stage: stage.unwrap_or(UptakeStage::Considering),
            source,
            link: fields.optional_link("link", &self.link),
            since_on: since_on.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}
