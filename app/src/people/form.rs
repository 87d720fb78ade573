//! The forms of people.

use domain::access::{Role, role_fits};
use domain::organisation::Sector;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::form::{Fields, Invalid, MAX_LINE};
use crate::t;

/// The longest address that mail can reach, in characters (RFC 5321 §4.5.3.1.3).
const MAX_EMAIL: usize = 254;

/// What a list of people is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Part of a name or address.
    pub(super) q: String,
    /// Roles; none is all.
    pub(super) role: Vec<String>,
    /// Id of an organisation.
    pub(super) organisation: String,
    /// `active` or `deactivated`; anything else is both.
    pub(super) state: String,
    /// `name`, `email`, `role` or `organisation`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// The organisation, if the address names one.
    pub(super) fn organisation_id(&self) -> Option<Uuid> {
        self.organisation.parse().ok()
    }

    /// Whether only the active or only the deactivated are asked for.
    pub(super) fn active(&self) -> Option<bool> {
        match self.state.as_str() {
            "active" => Some(true),
            "deactivated" => Some(false),
            _ => None,
        }
    }
}

/// A person, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PersonForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: String,
    pub(super) organisation: String,
}

/// A person.
#[derive(Debug)]
pub(super) struct PersonValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: Role,
    pub(super) organisation_id: Uuid,
}

impl PersonForm {
    /// A blank form for a new person.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The person, or all that is wrong. `sector` is that of the organisation
    /// chosen, if there is such a one.
    pub(super) fn parse(self, sector: Option<Sector>) -> Result<PersonValues, Invalid<Self>> {
        let mut fields = Fields::of("person");
        let name = fields.text("name", &self.name, MAX_LINE);
        let email = fields.text("email", &self.email, MAX_EMAIL).to_lowercase();
        if !email.is_empty() && !is_address(&email) {
            fields.error("email", t!("person-email-shape"));
        }
        let organisation_id = fields.id("organisation", &self.organisation);
        if sector.is_none() && !organisation_id.is_nil() {
            fields.error("organisation", t!("error-choice"));
        }
        let role = fields.choice("role", &self.role);
        if let (Some(role), Some(sector)) = (role, sector)
            && !role_fits(role, sector)
        {
            fields.error("role", t!("person-role-unfit"));
        }
        let values = PersonValues {
            id: fields
                .optional_id("name", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            name,
            email,
            role: role.unwrap_or(Role::Clinician),
            organisation_id,
        };
        fields.finish(self, values)
    }
}

/// Whether a text has the shape that the table of people asks for.
fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !domain.contains('@')
    }) && !text.contains(char::is_whitespace)
}

/// What comes with the button that makes a passphrase.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PassphraseForm {
    version: String,
}

impl PassphraseForm {
    /// The version of the person whose page the button was on.
    pub(super) fn version(&self) -> i32 {
        Fields::version(&self.version)
    }
}
