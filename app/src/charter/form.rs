//! The forms of charters: typed text to positions and bridging steps.

use chrono::{Datelike, NaiveDate};
use domain::charter::{Facet, MOST};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::{BridgeRow, PositionRow};
use crate::form::{DateParts, Fields, Invalid, MAX_TEXT};
use crate::t;

/// Which version a spreadsheet is asked for; blank is the latest.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) version: String,
}

/// What an organisation says of a characteristic, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PositionForm {
    /// The version that an edit began with; 0 where nothing was written.
    pub(super) version: String,
    pub(super) position: String,
    pub(super) parameters: String,
    pub(super) roles: String,
    pub(super) involvement: String,
    pub(super) expectations: String,
}

/// What an organisation says of a characteristic.
#[derive(Debug)]
pub(super) struct PositionValues {
    pub(super) version: i32,
    pub(super) position: u8,
    pub(super) parameters: String,
    pub(super) roles: String,
    pub(super) involvement: String,
    pub(super) expectations: String,
}

impl PositionValues {
    /// What is said of a facet.
    pub(super) fn text(&self, facet: Facet) -> &str {
        match facet {
            Facet::Parameters => &self.parameters,
            Facet::Roles => &self.roles,
            Facet::Involvement => &self.involvement,
            Facet::Expectations => &self.expectations,
        }
    }
}

impl PositionForm {
    /// The form that a position fills.
    pub(super) fn of(row: Option<&PositionRow>) -> Self {
        let Some(row) = row else {
            return Self {
                version: "0".to_owned(),
                ..Self::default()
            };
        };
        Self {
            version: row.version.to_string(),
            position: row.position.to_string(),
            parameters: row.parameters.clone(),
            roles: row.roles.clone(),
            involvement: row.involvement.clone(),
            expectations: row.expectations.clone(),
        }
    }

    /// What is typed for a facet.
    pub(super) fn text(&self, facet: Facet) -> &str {
        match facet {
            Facet::Parameters => &self.parameters,
            Facet::Roles => &self.roles,
            Facet::Involvement => &self.involvement,
            Facet::Expectations => &self.expectations,
        }
    }

    /// The position, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<PositionValues, Invalid<Self>> {
        let mut fields = Fields::of("charter");
        let position: Option<u8> = fields.choice("position", &self.position);
        if position.is_some_and(|position| position > MOST) {
            fields.error("position", t!("error-choice"));
        }
        let values = PositionValues {
            version: Fields::version(&self.version),
            position: position.unwrap_or_default(),
            parameters: fields.text("parameters", &self.parameters, MAX_TEXT),
            roles: fields.text("roles", &self.roles, MAX_TEXT),
            involvement: fields.text("involvement", &self.involvement, MAX_TEXT),
            expectations: fields.text("expectations", &self.expectations, MAX_TEXT),
        };
        fields.finish(self, values)
    }
}

/// A bridging step as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct BridgeForm {
    /// The version that an edit began with; 0 where nothing was written.
    pub(super) version: String,
    pub(super) step: String,
    pub(super) responsible: String,
    pub(super) due_day: String,
    pub(super) due_month: String,
    pub(super) due_year: String,
}

/// A bridging step.
#[derive(Debug)]
pub(super) struct BridgeValues {
    pub(super) version: i32,
    pub(super) step: String,
    pub(super) responsible_id: Uuid,
    pub(super) due_on: NaiveDate,
}

impl BridgeForm {
    /// The form that a step fills.
    pub(super) fn of(row: Option<&BridgeRow>) -> Self {
        let Some(row) = row else {
            return Self {
                version: "0".to_owned(),
                ..Self::default()
            };
        };
        Self {
            version: row.version.to_string(),
            step: row.step.clone(),
            responsible: row.responsible_id.to_string(),
            due_day: row.due_on.day().to_string(),
            due_month: row.due_on.month().to_string(),
            due_year: row.due_on.year().to_string(),
        }
    }

    /// By when, as typed.
    pub(super) fn due(&self) -> DateParts<'_> {
        DateParts {
            day: &self.due_day,
            month: &self.due_month,
            year: &self.due_year,
        }
    }

    /// The step, or all that is wrong with it; one of `parties` sees to it.
    pub(super) fn parse(self, parties: &[Uuid]) -> Result<BridgeValues, Invalid<Self>> {
        let mut fields = Fields::of("charter");
        let step = fields.text("step", &self.step, MAX_TEXT);
        let responsible_id = fields.id("responsible", &self.responsible);
        if !responsible_id.is_nil() && !parties.contains(&responsible_id) {
            fields.error("responsible", t!("error-choice"));
        }
        let values = BridgeValues {
            version: Fields::version(&self.version),
            step,
            responsible_id,
            due_on: fields.date("due", self.due()),
        };
        fields.finish(self, values)
    }
}

/// What the signer has read, as the form carries it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SignForm {
    pub(super) version: String,
}
