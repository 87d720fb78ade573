//! The form of jurisdictions.

use domain::calendar::Zone;
use domain::jurisdiction::{FirstMonth, Level, iso_3166};
use domain::money::Currency;
use serde::Deserialize;
use uuid::Uuid;

use crate::form::{Fields, Invalid, MAX_LINE};
use crate::t;

/// A jurisdiction, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct JurisdictionForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) name: String,
    pub(super) code: String,
    pub(super) parent: String,
    pub(super) level: String,
    pub(super) currency: String,
    pub(super) first_month: String,
    pub(super) time_zone: String,
}

/// A jurisdiction.
#[derive(Debug)]
pub(super) struct Values {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) name: String,
    pub(super) code: String,
    pub(super) parent_id: Option<Uuid>,
    pub(super) level: Level,
    pub(super) currency: String,
    pub(super) first_month: i16,
    pub(super) time_zone: Zone,
}

impl JurisdictionForm {
    /// A blank form for a new jurisdiction.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            time_zone: Zone::UTC.name().to_owned(),
            ..Self::default()
        }
    }

    /// The jurisdiction, or all that is wrong with it. `parents` are those it
    /// can lie below, each with its level; `below` are the levels of those
    /// directly below it.
    pub(super) fn parse(
        self,
        parents: &[(Uuid, Level)],
        below: &[Level],
    ) -> Result<Values, Invalid<Self>> {
        let mut fields = Fields::of("jurisdiction");
        let name = fields.text("name", &self.name, MAX_LINE);
        let code = fields.text("code", &self.code, MAX_LINE).to_uppercase();
        if !code.is_empty() && iso_3166(&code).is_err() {
            fields.error("code", t!("jurisdiction-error-code"));
        }
        let level: Option<Level> = fields.choice("level", &self.level);
        let parent_id = fields.optional_id("parent", &self.parent);
        let parent = parent_id.map(|id| parents.iter().find(|(parent, _)| *parent == id));
        if parent == Some(None) {
            fields.error("parent", t!("error-choice"));
        }
        if let Some(level) = level {
            let above = parent.flatten().map(|(_, level)| *level);
            if above.is_some_and(|above| !level.fits_below(above)) {
                fields.error("level", t!("jurisdiction-error-level-above"));
            } else if below.iter().any(|below| !below.fits_below(level)) {
                fields.error("level", t!("jurisdiction-error-level-below"));
            }
        }
        let currency: Option<Currency> = fields.choice("currency", &self.currency);
        let month: Option<u32> = fields.choice("first_month", &self.first_month);
        let first_month = month.map(FirstMonth::new);
        if matches!(first_month, Some(Err(_))) {
            fields.error("first_month", t!("error-choice"));
        }
        let time_zone: Option<Zone> = fields.choice("time_zone", &self.time_zone);
        let values = Values {
            id: fields
                .optional_id("name", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            name,
            code,
            parent_id,
            level: level.unwrap_or(Level::National),
            currency: currency.map(String::from).unwrap_or_default(),
            first_month: first_month
                .and_then(Result::ok)
                .map_or(0, |month| month.number().into()),
            time_zone: time_zone.unwrap_or(Zone::UTC),
        };
        fields.finish(self, values)
    }
}
