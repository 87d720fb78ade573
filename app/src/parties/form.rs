//! The form that makes an organisation a party.

use chrono::NaiveDate;
use domain::organisation::Sector;
use domain::partnership::{PartyRole, party_role_fits};
use serde::Deserialize;
use uuid::Uuid;

use crate::form::{DateParts, Fields, Invalid};
use crate::t;
use crate::text::word;

/// Which organisations to choose from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Search {
    /// Part of a name, short name or former name.
    pub(super) q: String,
}

/// A party, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PartyForm {
    /// The id the party will have: however often the form is sent, it makes
    /// one.
    pub(super) id: String,
    /// The search that the list of organisations came from.
    pub(super) q: String,
    pub(super) organisation: String,
    pub(super) role: String,
    pub(super) since_day: String,
    pub(super) since_month: String,
    pub(super) since_year: String,
}

/// A party.
#[derive(Debug)]
pub(super) struct PartyValues {
    pub(super) id: Uuid,
    pub(super) organisation_id: Uuid,
    pub(super) role: PartyRole,
    pub(super) since: Option<NaiveDate>,
}

impl PartyForm {
    /// A blank form over the organisations that `q` finds.
    pub(super) fn blank(q: &str) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            q: q.to_owned(),
            ..Self::default()
        }
    }

    /// Since when it takes part, as typed.
    pub(super) fn since(&self) -> DateParts<'_> {
        DateParts {
            day: &self.since_day,
            month: &self.since_month,
            year: &self.since_year,
        }
    }

    /// The party, or all that is wrong with it. `sector` is that of the chosen
    /// organisation, if it exists.
    pub(super) fn parse(self, sector: Option<Sector>) -> Result<PartyValues, Invalid<Self>> {
        let mut fields = Fields::of("party");
        let organisation_id = fields.id("organisation", &self.organisation);
        if sector.is_none() && !organisation_id.is_nil() {
            fields.error("organisation", t!("error-choice"));
        }
        let role = fields.choice("role", &self.role);
        if let (Some(role), Some(sector)) = (role, sector)
            && !party_role_fits(role, sector)
        {
            let message = t!("party-error-role", role = word(role), sector = word(sector));
            fields.error("role", message);
        }
        let values = PartyValues {
            id: fields
                .optional_id("organisation", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            organisation_id,
            role: role.unwrap_or(PartyRole::Funder),
            since: fields.optional_date("since", self.since()),
        };
        fields.finish(self, values)
    }
}
