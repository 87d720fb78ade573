//! The forms of benefits: what is claimed, and what was measured.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::benefit::{MeasureKind, VerifyError, may_verify};
use domain::money::Currency;
use domain::partnership::OutcomeDomain;
use domain::target::Direction;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::BenefitRow;
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of benefits is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in title, description or measure.
    pub(super) q: String,
    /// Outcome domains; none is all.
    pub(super) domain: Vec<String>,
    /// Code of a standing; blank is all.
    pub(super) state: String,
    /// `title`, `claimed` or `place`, descending with a hyphen before; blank is
    /// the latest claim first.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

/// What the list of published claims is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct PublishedFilters {
    /// Words in the claim.
    pub(super) q: String,
    /// Outcome domains; none is all.
    pub(super) domain: Vec<String>,
}

/// A claim, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct BenefitForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) domain: String,
    /// `person` or `publication`.
    pub(super) claimant: String,
    pub(super) source: String,
    pub(super) link: String,
    pub(super) as_published: String,
    pub(super) measure: String,
    pub(super) kind: String,
    pub(super) unit: String,
    pub(super) direction: String,
    pub(super) baseline: String,
    pub(super) expected: String,
    pub(super) claimed: String,
    pub(super) claimed_on_day: String,
    pub(super) claimed_on_month: String,
    pub(super) claimed_on_year: String,
}

/// A claim.
#[derive(Debug)]
pub(super) struct BenefitValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) domain: OutcomeDomain,
    /// The publication, where it is not a person that claims it.
    pub(super) source: Option<String>,
    pub(super) link: Option<String>,
    pub(super) as_published: Option<String>,
    pub(super) measure: String,
    pub(super) kind: MeasureKind,
    pub(super) unit: String,
    pub(super) direction: Direction,
    pub(super) baseline: Option<Decimal>,
    pub(super) expected: Option<Decimal>,
    pub(super) claimed: Option<Decimal>,
    pub(super) claimed_on: NaiveDate,
}

/// What the form says where a publication claims it.
pub(super) const PUBLICATION: &str = "publication";

impl BenefitForm {
    /// A form for a claim of today.
    pub(super) fn today(today: NaiveDate) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            claimed_on_day: today.day().to_string(),
            claimed_on_month: today.month().to_string(),
            claimed_on_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// The form that a claim fills.
    pub(super) fn of(row: &BenefitRow) -> Self {
        let figure = |figure: Option<Decimal>| {
            figure
                .map(|figure| figure.normalize().to_string())
                .unwrap_or_default()
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            title: row.title.clone(),
            description: row.description.clone(),
            domain: row.domain.code().to_owned(),
            claimant: match row.source {
                Some(_) => PUBLICATION.to_owned(),
                None => "person".to_owned(),
            },
            source: text(&row.source),
            link: text(&row.link),
            as_published: text(&row.as_published),
            measure: row.measure.clone(),
            kind: row.kind.code().to_owned(),
            unit: row.unit.clone(),
            direction: row.direction.code().to_owned(),
            baseline: figure(row.baseline),
            expected: figure(row.expected),
            claimed: figure(row.claimed),
            claimed_on_day: row.claimed_on.day().to_string(),
            claimed_on_month: row.claimed_on.month().to_string(),
            claimed_on_year: row.claimed_on.year().to_string(),
        }
    }

    /// The day of the claim, as typed.
    pub(super) fn claimed_on(&self) -> DateParts<'_> {
        DateParts {
            day: &self.claimed_on_day,
            month: &self.claimed_on_month,
            year: &self.claimed_on_year,
        }
    }

    /// The claim, or all that is wrong with it.
    pub(super) fn parse(self, today: NaiveDate) -> Result<BenefitValues, Invalid<Self>> {
        let mut fields = Fields::of("benefit");
        let title = fields.text("title", &self.title, MAX_LINE);
        let description = fields.text("description", &self.description, MAX_TEXT);
        let domain = fields.choice("domain", &self.domain);
        let published = self.claimant == PUBLICATION;
        if !published && self.claimant != "person" {
            fields.error("claimant", t!("error-choose"));
        }
        let source = fields.optional_text("source", &self.source, MAX_LINE);
        let link = fields.optional_link("link", &self.link);
        let as_published = fields.optional_text("as_published", &self.as_published, MAX_TEXT);
        if published {
            for (field, missing) in [
                ("source", source.is_none()),
                ("link", self.link.trim().is_empty()),
                ("as_published", as_published.is_none()),
            ] {
                if missing {
                    fields.error(field, t!("benefit-error-published"));
                }
            }
        }
        let measure = fields.text("measure", &self.measure, MAX_LINE);
        let kind = fields.choice("kind", &self.kind);
        let unit = fields.text("unit", &self.unit, MAX_LINE);
        if kind == Some(MeasureKind::Money) && unit.parse::<Currency>().is_err() {
            fields.error("unit", t!("benefit-error-currency"));
        }
        let direction = fields.choice("direction", &self.direction);
        let baseline = fields.optional_amount("baseline", &self.baseline);
        let expected = fields.optional_amount("expected", &self.expected);
        let claimed = fields.optional_amount("claimed", &self.claimed);
        if self.expected.trim().is_empty() && self.claimed.trim().is_empty() {
            fields.error("expected", t!("benefit-error-figure"));
        }
        let claimed_on = fields.required_date("claimed_on", self.claimed_on());
        if claimed_on.is_some_and(|on| on > today) {
            fields.error("claimed_on", t!("tension-error-future"));
        }
        let values = BenefitValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            title,
            description,
            domain: domain.unwrap_or(OutcomeDomain::Outcomes),
            source: source.filter(|_| published),
            link,
            as_published: as_published.filter(|_| published),
            measure,
            kind: kind.unwrap_or(MeasureKind::Count),
            unit,
            direction: direction.unwrap_or(Direction::Higher),
            baseline,
            expected,
            claimed,
            claimed_on: claimed_on.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}

/// What was measured, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct VerifyForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    pub(super) value: String,
    pub(super) method: String,
    pub(super) proof: String,
    pub(super) measured_day: String,
    pub(super) measured_month: String,
    pub(super) measured_year: String,
}

/// What was measured.
#[derive(Debug)]
pub(super) struct VerifyValues {
    pub(super) id: Uuid,
    pub(super) value: Decimal,
    pub(super) method: String,
    pub(super) link: Option<String>,
    pub(super) on: NaiveDate,
}

impl VerifyForm {
    /// A form for today.
    pub(super) fn today(today: NaiveDate) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            measured_day: today.day().to_string(),
            measured_month: today.month().to_string(),
            measured_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// The day, as typed.
    pub(super) fn measured(&self) -> DateParts<'_> {
        DateParts {
            day: &self.measured_day,
            month: &self.measured_month,
            year: &self.measured_year,
        }
    }

    /// What was measured, or all that is wrong with it; `hands` had one in the
    /// claim.
    pub(super) fn parse(
        self,
        by: Uuid,
        hands: [Option<Uuid>; 2],
        today: NaiveDate,
    ) -> Result<VerifyValues, Invalid<Self>> {
        let mut fields = Fields::of("verify");
        if self.value.trim().is_empty() {
            fields.error("value", t!("error-required"));
        }
        let value = fields.optional_amount("value", &self.value);
        let on = fields.required_date("measured", self.measured());
        let method = fields.text("method", &self.method, MAX_TEXT);
        let link = fields.optional_link("proof", &self.proof);
        let values = VerifyValues {
            id: fields
                .optional_id("value", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            value: value.unwrap_or_default(),
            method,
            link,
            on: on.unwrap_or(today),
        };
        match may_verify(by, hands, values.on, today) {
            Ok(()) => {}
            Err(VerifyError::Future) => fields.error("measured", t!("tension-error-future")),
            Err(VerifyError::OwnClaim) => fields.error("value", t!("verify-error-own")),
        }
        fields.finish(self, values)
    }
}
