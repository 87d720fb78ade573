//! The forms of partnerships: typed text to stages, dates and vocabularies.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::jurisdiction::Level;
use domain::partnership::{
    Approach, Architecture, BuildingBlock, OutcomeDomain, ServiceType, valid_reference,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What the list of partnerships is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the reference, the title, or a name of a party.
    pub(super) q: String,
    /// Code of a stage; blank is all. The same holds for every code here.
    pub(super) stage: String,
    pub(super) level: String,
    /// Code of a jurisdiction (ISO 3166), which takes in those below it.
    pub(super) jurisdiction: String,
    pub(super) block: String,
    pub(super) service: String,
    pub(super) approach: String,
    /// `reference`, `title`, `stage`, `established`, `end` or `jurisdiction`,
    /// descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Whether they leave everything in its usual order.
    pub(super) fn are_blank(&self) -> bool {
        if !matches!(self.sort.as_str(), "" | "reference") {
            return false;
        }
        let blank = Self {
            sort: self.sort.clone(),
            page: self.page.clone(),
            ..Self::default()
        };
        *self == blank
    }
}

/// A partnership's record, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PartnershipForm {
    /// The id a new partnership will have: however often the form is sent, it
    /// makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) need: String,
    pub(super) response: String,
    pub(super) jurisdiction: String,
    pub(super) level: String,
    pub(super) approach: String,
    pub(super) architecture: String,
    pub(super) service_types: Vec<String>,
    pub(super) building_blocks: Vec<String>,
    pub(super) outcome_domains: Vec<String>,
    pub(super) negotiation_start_day: String,
    pub(super) negotiation_start_month: String,
    pub(super) negotiation_start_year: String,
    pub(super) negotiation_end_day: String,
    pub(super) negotiation_end_month: String,
    pub(super) negotiation_end_year: String,
    pub(super) established_day: String,
    pub(super) established_month: String,
    pub(super) established_year: String,
    pub(super) planned_end_day: String,
    pub(super) planned_end_month: String,
    pub(super) planned_end_year: String,
    pub(super) executive: String,
    pub(super) clinical_lead: String,
    pub(super) ict_lead: String,
    pub(super) sponsor: String,
}

/// A partnership's record.
#[derive(Debug)]
pub(super) struct PartnershipValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) need: Option<String>,
    pub(super) response: Option<String>,
    pub(super) jurisdiction_id: Uuid,
    pub(super) level: Level,
    pub(super) approach: Option<Approach>,
    pub(super) architecture: Option<Architecture>,
    /// Codes of [`ServiceType`].
    pub(super) service_types: Vec<String>,
    /// Codes of [`BuildingBlock`].
    pub(super) building_blocks: Vec<String>,
    /// Codes of [`OutcomeDomain`].
    pub(super) outcome_domains: Vec<String>,
    pub(super) negotiation_start: Option<NaiveDate>,
    pub(super) negotiation_end: Option<NaiveDate>,
    pub(super) established_on: Option<NaiveDate>,
    pub(super) planned_end: Option<NaiveDate>,
    pub(super) executive_id: Option<Uuid>,
    pub(super) clinical_lead_id: Option<Uuid>,
    pub(super) ict_lead_id: Option<Uuid>,
    pub(super) sponsor_id: Option<Uuid>,
}

/// What the form's lists offer, each an id and its words. Nothing else is
/// taken, so that nobody names a stranger or gives the record away to another
/// jurisdiction.
#[derive(Debug, Default)]
pub(super) struct Choices {
    pub(super) jurisdictions: Vec<(String, String)>,
    pub(super) executives: Vec<(String, String)>,
    pub(super) clinical_leads: Vec<(String, String)>,
    pub(super) ict_leads: Vec<(String, String)>,
    pub(super) sponsors: Vec<(String, String)>,
}

/// Day, month and year as the form shows them.
pub(super) fn parts(date: Option<NaiveDate>) -> [String; 3] {
    date.map_or_else(Default::default, |date| {
        [
            date.day().to_string(),
            date.month().to_string(),
            date.year().to_string(),
        ]
    })
}

impl PartnershipForm {
    /// A blank form for a new partnership.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// When negotiation began, as typed.
    pub(super) fn negotiation_start(&self) -> DateParts<'_> {
        DateParts {
            day: &self.negotiation_start_day,
            month: &self.negotiation_start_month,
            year: &self.negotiation_start_year,
        }
    }

    /// When negotiation ended, as typed.
    pub(super) fn negotiation_end(&self) -> DateParts<'_> {
        DateParts {
            day: &self.negotiation_end_day,
            month: &self.negotiation_end_month,
            year: &self.negotiation_end_year,
        }
    }

    /// Since when the parties work together, as typed.
    pub(super) fn established(&self) -> DateParts<'_> {
        DateParts {
            day: &self.established_day,
            month: &self.established_month,
            year: &self.established_year,
        }
    }

    /// When it is to end, as typed.
    pub(super) fn planned_end(&self) -> DateParts<'_> {
        DateParts {
            day: &self.planned_end_day,
            month: &self.planned_end_month,
            year: &self.planned_end_year,
        }
    }

    /// The record, or all that is wrong with it.
    pub(super) fn parse(self, choices: &Choices) -> Result<PartnershipValues, Invalid<Self>> {
        let mut fields = Fields::of("partnership");
        let values = PartnershipValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            reference: reference(&mut fields, &self.reference),
            title: fields.text("title", &self.title, MAX_LINE),
            need: fields.optional_text("need", &self.need, MAX_TEXT),
            response: fields.optional_text("response", &self.response, MAX_TEXT),
            jurisdiction_id: place(&mut fields, &self.jurisdiction, choices),
            level: fields
                .choice("level", &self.level)
                .unwrap_or(Level::Regional),
            approach: fields.optional_choice("approach", &self.approach),
            architecture: fields.optional_choice("architecture", &self.architecture),
            service_types: codes::<ServiceType>(&mut fields, "service_types", &self.service_types),
            building_blocks: codes::<BuildingBlock>(
                &mut fields,
                "building_blocks",
                &self.building_blocks,
            ),
            outcome_domains: codes::<OutcomeDomain>(
                &mut fields,
                "outcome_domains",
                &self.outcome_domains,
            ),
            negotiation_start: fields.optional_date("negotiation_start", self.negotiation_start()),
            negotiation_end: fields.optional_date("negotiation_end", self.negotiation_end()),
            established_on: fields.optional_date("established", self.established()),
            planned_end: fields.optional_date("planned_end", self.planned_end()),
            executive_id: offered(
                &mut fields,
                "executive",
                &self.executive,
                &choices.executives,
            ),
            clinical_lead_id: offered(
                &mut fields,
                "clinical_lead",
                &self.clinical_lead,
                &choices.clinical_leads,
            ),
            ict_lead_id: offered(&mut fields, "ict_lead", &self.ict_lead, &choices.ict_leads),
            sponsor_id: offered(&mut fields, "sponsor", &self.sponsor, &choices.sponsors),
        };
        check_order(&mut fields, &values);
        fields.finish(self, values)
    }
}

fn reference(fields: &mut Fields, typed: &str) -> String {
    let reference = fields.text("reference", typed, MAX_LINE);
    if !reference.is_empty() && !valid_reference(&reference) {
        fields.error("reference", t!("error-reference"));
    }
    reference
}

fn place(fields: &mut Fields, typed: &str, choices: &Choices) -> Uuid {
    if typed.is_empty() {
        return fields.id("jurisdiction", typed);
    }
    offered(fields, "jurisdiction", typed, &choices.jurisdictions).unwrap_or_default()
}

fn check_order(fields: &mut Fields, values: &PartnershipValues) {
    if values.negotiation_end < values.negotiation_start && values.negotiation_end.is_some() {
        fields.error("negotiation_end", t!("partnership-error-negotiation-order"));
    }
    if let (Some(from), Some(to)) = (values.established_on, values.planned_end)
        && to <= from
    {
        fields.error("planned_end", t!("partnership-error-end-order"));
    }
}

/// An id that the form's list offers; blank is `None`.
fn offered(
    fields: &mut Fields,
    field: &str,
    typed: &str,
    options: &[(String, String)],
) -> Option<Uuid> {
    let id = fields.optional_id(field, typed)?;
    if !options.iter().any(|(value, _)| value == typed) {
        fields.error(field, t!("error-choice"));
    }
    Some(id)
}

/// Codes of a vocabulary, each once and in the vocabulary's order.
fn codes<V: Vocabulary + 'static>(
    fields: &mut Fields,
    field: &str,
    typed: &[String],
) -> Vec<String> {
    if typed.iter().any(|code| code.parse::<V>().is_err()) {
        fields.error(field, t!("error-choice"));
    }
    V::VARIANTS
        .iter()
        .map(|variant| variant.code())
        .filter(|code| typed.iter().any(|typed| typed == code))
        .map(str::to_owned)
        .collect()
}
