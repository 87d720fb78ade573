//! The forms of evidence: typed text to statements and plans.

use chrono::NaiveDate;
use domain::strategic::Said;
use serde::Deserialize;
use uuid::Uuid;

use super::db::PlanRow;
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What somebody states, as typed; the fields' names differ, since both forms
/// stand on one page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct StatementForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    #[serde(alias = "sound", alias = "benefit")]
    pub(super) said: String,
    #[serde(alias = "sound_words", alias = "benefit_words")]
    pub(super) words: String,
}

/// What somebody states.
#[derive(Debug)]
pub(super) struct StatementValues {
    pub(super) id: Uuid,
    pub(super) said: Said,
    pub(super) words: String,
}

impl StatementForm {
    /// A form for a statement to come.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The statement, or all that is wrong with it; `field` is what it is about.
    pub(super) fn parse(self, field: &str) -> Result<StatementValues, Invalid<Self>> {
        let mut fields = Fields::of("strategic");
        let id = fields.optional_id(field, &self.id);
        let said = fields.choice(field, &self.said);
        let words = fields.text(&format!("{field}_words"), &self.words, MAX_TEXT);
        let values = StatementValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            said: said.unwrap_or(Said::No),
            words,
        };
        fields.finish(self, values)
    }
}

/// A plan as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PlanForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    pub(super) plan_title: String,
    pub(super) plan_url: String,
    pub(super) plan_from_day: String,
    pub(super) plan_from_month: String,
    pub(super) plan_from_year: String,
    pub(super) plan_to_day: String,
    pub(super) plan_to_month: String,
    pub(super) plan_to_year: String,
    pub(super) plan_replaces: String,
}

/// A plan.
#[derive(Debug)]
pub(super) struct PlanValues {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) url: Option<String>,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) replaces_id: Option<Uuid>,
}

impl PlanForm {
    /// A form for a plan to come.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// Its first day, as typed.
    pub(super) fn from(&self) -> DateParts<'_> {
        DateParts {
            day: &self.plan_from_day,
            month: &self.plan_from_month,
            year: &self.plan_from_year,
        }
    }

    /// Its last day, as typed.
    pub(super) fn to(&self) -> DateParts<'_> {
        DateParts {
            day: &self.plan_to_day,
            month: &self.plan_to_month,
            year: &self.plan_to_year,
        }
    }

    /// The plan, or all that is wrong with it; it can replace one of `plans`
    /// that nothing has replaced.
    pub(super) fn parse(self, plans: &[PlanRow]) -> Result<PlanValues, Invalid<Self>> {
        let mut fields = Fields::of("strategic");
        let id = fields.optional_id("plan_title", &self.id);
        let title = fields.text("plan_title", &self.plan_title, MAX_LINE);
        let url = fields.optional_link("plan_url", &self.plan_url);
        let starts_on = fields.required_date("plan_from", self.from());
        let ends_on = fields.required_date("plan_to", self.to());
        if ends_on.is_some_and(|ends| starts_on.is_some_and(|starts| ends < starts)) {
            fields.error("plan_to", t!("strategic-error-order"));
        }
        let replaces_id = fields.optional_id("plan_replaces", &self.plan_replaces);
        let known = |id: Uuid| plans.iter().any(|plan| plan.id == id && !plan.replaced);
        if replaces_id.is_some_and(|id| !known(id)) {
            fields.error("plan_replaces", t!("strategic-error-replaced"));
        }
        let values = PlanValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            title,
            url,
            starts_on: starts_on.unwrap_or_default(),
            ends_on: ends_on.unwrap_or_default(),
            replaces_id,
        };
        fields.finish(self, values)
    }
}

/// The forms of the page.
#[derive(Debug)]
pub(super) struct Forms {
    pub(super) soundness: StatementForm,
    pub(super) benefit: StatementForm,
    pub(super) plan: PlanForm,
}

impl Forms {
    /// With nothing typed.
    pub(super) fn blank() -> Self {
        Self {
            soundness: StatementForm::blank(),
            benefit: StatementForm::blank(),
            plan: PlanForm::blank(),
        }
    }
}
