//! The forms of organisations.

use chrono::{Datelike, NaiveDate};
use domain::organisation::{Sector, identifier_scheme_well_formed};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::form::{DateParts, Fields, Invalid, MAX_LINE};
use crate::t;

/// What a list of organisations is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Part of a name, short name, former name or identifier.
    pub(super) q: String,
    /// Sectors; none is all.
    pub(super) sector: Vec<String>,
    /// Id of a jurisdiction; those below it count, too.
    pub(super) jurisdiction: String,
    /// `name`, `sector` or `jurisdiction`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// The jurisdiction, if the address names one.
    pub(super) fn jurisdiction_id(&self) -> Option<Uuid> {
        self.jurisdiction.parse().ok()
    }
}

/// An organisation, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct OrganisationForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) sector: String,
    pub(super) jurisdiction: String,
    pub(super) street_address: String,
    pub(super) locality: String,
    pub(super) postal_code: String,
    pub(super) country_name: String,
}

/// An organisation.
#[derive(Debug)]
pub(super) struct OrganisationValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) name: String,
    pub(super) short_name: Option<String>,
    pub(super) sector: Sector,
    pub(super) jurisdiction_id: Uuid,
    pub(super) street_address: Option<String>,
    pub(super) locality: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) country_name: Option<String>,
}

impl OrganisationForm {
    /// A blank form for a new organisation.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The organisation, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<OrganisationValues, Invalid<Self>> {
        let mut fields = Fields::of("organisation");
        let name = fields.text("name", &self.name, MAX_LINE);
        let short_name = fields.optional_text("short_name", &self.short_name, MAX_LINE);
        let sector = fields.choice("sector", &self.sector);
        let jurisdiction_id = fields.id("jurisdiction", &self.jurisdiction);
        let mut line = |field, typed| fields.optional_text(field, typed, MAX_LINE);
        let street_address = line("street_address", &self.street_address);
        let locality = line("locality", &self.locality);
        let postal_code = line("postal_code", &self.postal_code);
        let country_name = line("country_name", &self.country_name);
        let values = OrganisationValues {
            id: fields
                .optional_id("name", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            name,
            short_name,
            sector: sector.unwrap_or(Sector::Government),
            jurisdiction_id,
            street_address,
            locality,
            postal_code,
            country_name,
        };
        fields.finish(self, values)
    }
}

/// A new name, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RenameForm {
    /// The id under which the old name will be kept: however often the form is
    /// sent, it is kept once.
    pub(super) id: String,
    pub(super) version: String,
    pub(super) name: String,
    pub(super) until_day: String,
    pub(super) until_month: String,
    pub(super) until_year: String,
}

/// A new name.
#[derive(Debug)]
pub(super) struct RenameValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) name: String,
    /// Last day of the old name.
    pub(super) until: Option<NaiveDate>,
}

impl RenameForm {
    /// A form in which the old name ends today.
    pub(super) fn blank(version: i32, today: NaiveDate) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            version: version.to_string(),
            until_day: today.day().to_string(),
            until_month: today.month().to_string(),
            until_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// The id that came with the form.
    pub(super) fn sent_id(&self) -> Option<Uuid> {
        self.id.parse().ok()
    }

    /// The last day of the old name, as typed.
    pub(super) fn until(&self) -> DateParts<'_> {
        DateParts {
            day: &self.until_day,
            month: &self.until_month,
            year: &self.until_year,
        }
    }

    /// The new name, or all that is wrong with it. `present` is the name now.
    pub(super) fn parse(
        self,
        present: &str,
        today: NaiveDate,
    ) -> Result<RenameValues, Invalid<Self>> {
        let mut fields = Fields::of("organisation-rename");
        let name = fields.text("name", &self.name, MAX_LINE);
        if name == present {
            fields.error("name", t!("organisation-error-same-name"));
        }
        let until = fields.optional_date("until", self.until());
        if until.is_some_and(|until| until > today) {
            fields.error("until", t!("organisation-error-future"));
        }
        let values = RenameValues {
            id: fields
                .optional_id("name", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            name,
            until,
        };
        fields.finish(self, values)
    }
}

/// Who takes over, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SuccessionForm {
    pub(super) version: String,
    pub(super) successor: String,
    pub(super) succeeded_on_day: String,
    pub(super) succeeded_on_month: String,
    pub(super) succeeded_on_year: String,
}

/// Who takes over and when; nothing takes a succession back.
#[derive(Debug)]
pub(super) struct SuccessionValues {
    pub(super) version: i32,
    pub(super) successor_id: Option<Uuid>,
    pub(super) on: Option<NaiveDate>,
}

impl SuccessionForm {
    /// The succession as it is.
    pub(super) fn of(version: i32, successor: Option<Uuid>, on: Option<NaiveDate>) -> Self {
        let part = |part: Option<String>| part.unwrap_or_default();
        Self {
            version: version.to_string(),
            successor: part(successor.map(|id| id.to_string())),
            succeeded_on_day: part(on.map(|on| on.day().to_string())),
            succeeded_on_month: part(on.map(|on| on.month().to_string())),
            succeeded_on_year: part(on.map(|on| on.year().to_string())),
        }
    }

    /// The day it takes over, as typed.
    pub(super) fn on(&self) -> DateParts<'_> {
        DateParts {
            day: &self.succeeded_on_day,
            month: &self.succeeded_on_month,
            year: &self.succeeded_on_year,
        }
    }

    /// Who takes over and when, or all that is wrong with it. `possible` are
    /// the organisations that can; only where one does already (`taken_over`)
    /// may both be blank.
    pub(super) fn parse(
        self,
        possible: &[Uuid],
        taken_over: bool,
    ) -> Result<SuccessionValues, Invalid<Self>> {
        let mut fields = Fields::of("organisation");
        let blank = self.on().is_blank() && self.successor.is_empty();
        let (successor_id, on) = if blank && taken_over {
            (None, None)
        } else {
            let successor = fields.id("successor", &self.successor);
            if !self.successor.is_empty() && !possible.contains(&successor) {
                fields.error("successor", t!("organisation-error-successor"));
            }
            (
                Some(successor),
                Some(fields.date("succeeded_on", self.on())),
            )
        };
        let values = SuccessionValues {
            version: Fields::version(&self.version),
            successor_id,
            on,
        };
        fields.finish(self, values)
    }
}

/// An official number, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct IdentifierForm {
    pub(super) id: String,
    pub(super) scheme: String,
    pub(super) identifier: String,
}

/// An official number.
#[derive(Debug)]
pub(super) struct IdentifierValues {
    pub(super) id: Uuid,
    pub(super) scheme: String,
    pub(super) identifier: String,
}

impl IdentifierForm {
    /// A blank form.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The number with the register that gave it, or all that is wrong.
    pub(super) fn parse(self) -> Result<IdentifierValues, Invalid<Self>> {
        let mut fields = Fields::of("organisation");
        let scheme = fields.text("scheme", &self.scheme, MAX_LINE).to_uppercase();
        if !scheme.is_empty() && !identifier_scheme_well_formed(&scheme) {
            fields.error("scheme", t!("organisation-error-scheme"));
        }
        let values = IdentifierValues {
            id: fields
                .optional_id("scheme", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            scheme,
            identifier: fields.text("identifier", &self.identifier, MAX_LINE),
        };
        fields.finish(self, values)
    }
}
