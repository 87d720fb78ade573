//! The forms of directions: typed text to areas, days and uses.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::government::{Area, DiscretionUse};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::{DirectionRow, Region};
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of directions is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the title or the text.
    pub(super) q: String,
    /// Areas; none is all.
    pub(super) area: Vec<String>,
    /// `to_come`, `in_force` or `ended`; anything else is all.
    pub(super) force: String,
    /// Id of a jurisdiction.
    pub(super) jurisdiction: String,
    /// `true` for those that no partnership carries out.
    pub(super) alone: String,
    /// `title`, `place`, `from` or `carriers`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Whether only those are asked for that no partnership carries out.
    pub(super) fn alone(&self) -> bool {
        self.alone == "true"
    }
}

/// A direction, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DirectionForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) jurisdiction: String,
    pub(super) title: String,
    pub(super) area: String,
    pub(super) body: String,
    pub(super) asks: String,
    pub(super) discretion: String,
    pub(super) legal_basis: String,
    pub(super) from_day: String,
    pub(super) from_month: String,
    pub(super) from_year: String,
    pub(super) to_day: String,
    pub(super) to_month: String,
    pub(super) to_year: String,
}

/// A direction.
#[derive(Debug)]
pub(super) struct DirectionValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) jurisdiction_id: Uuid,
    pub(super) title: String,
    pub(super) area: Area,
    pub(super) body: String,
    pub(super) asks: String,
    pub(super) discretion: String,
    pub(super) legal_basis: Option<String>,
    pub(super) from: NaiveDate,
    pub(super) to: Option<NaiveDate>,
}

impl DirectionForm {
    /// A blank form for a new direction.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The form that a direction fills.
    pub(super) fn of(row: &DirectionRow) -> Self {
        let to = |part: &dyn Fn(NaiveDate) -> String| row.to.map(part).unwrap_or_default();
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            jurisdiction: row.jurisdiction_id.to_string(),
            title: row.title.clone(),
            area: row.area.code().to_owned(),
            body: row.body.clone(),
            asks: row.asks.clone(),
            discretion: row.discretion.clone(),
            legal_basis: row.legal_basis.clone().unwrap_or_default(),
            from_day: row.from.day().to_string(),
            from_month: row.from.month().to_string(),
            from_year: row.from.year().to_string(),
            to_day: to(&|on| on.day().to_string()),
            to_month: to(&|on| on.month().to_string()),
            to_year: to(&|on| on.year().to_string()),
        }
    }

    /// Its first day, as typed.
    pub(super) fn from(&self) -> DateParts<'_> {
        DateParts {
            day: &self.from_day,
            month: &self.from_month,
            year: &self.from_year,
        }
    }

    /// Its last day, as typed.
    pub(super) fn to(&self) -> DateParts<'_> {
        DateParts {
            day: &self.to_day,
            month: &self.to_month,
            year: &self.to_year,
        }
    }

    /// The direction, or all that is wrong with it. `places` are the
    /// jurisdictions that a new one can be set for; none where it has one.
    pub(super) fn parse(
        self,
        places: Option<&[(String, String)]>,
    ) -> Result<DirectionValues, Invalid<Self>> {
        let mut fields = Fields::of("direction");
        let jurisdiction_id = match places {
            None => Uuid::nil(),
            Some(places) => {
                let id = fields.id("jurisdiction", &self.jurisdiction);
                if !id.is_nil() && places.iter().all(|(place, _)| *place != self.jurisdiction) {
                    fields.error("jurisdiction", t!("error-choice"));
                }
                id
            }
        };
        let title = fields.text("title", &self.title, MAX_LINE);
        let area = fields.choice("area", &self.area);
        let body = fields.text("body", &self.body, MAX_TEXT);
        let asks = fields.text("asks", &self.asks, MAX_TEXT);
        let discretion = fields.text("discretion", &self.discretion, MAX_TEXT);
        let legal_basis = fields.optional_text("legal_basis", &self.legal_basis, MAX_LINE);
        let from = fields.required_date("from", self.from());
        let to = fields.optional_date("to", self.to());
        if from.is_some_and(|from| to.is_some_and(|to| to < from)) {
            fields.error("to", t!("direction-error-order"));
        }
        let values = DirectionValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            jurisdiction_id,
            title,
            area: area.unwrap_or(Area::Financing),
            body,
            asks,
            discretion,
            legal_basis,
            from: from.unwrap_or_default(),
            to,
        };
        fields.finish(self, values)
    }
}

/// How a region uses its discretion, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct UseForm {
    pub(super) id: String,
    pub(super) region: String,
    #[serde(rename = "use")]
    pub(super) how: String,
    pub(super) words: String,
    pub(super) said_day: String,
    pub(super) said_month: String,
    pub(super) said_year: String,
}

/// How a region uses its discretion.
#[derive(Debug)]
pub(super) struct UseValues {
    pub(super) id: Uuid,
    pub(super) region_id: Uuid,
    pub(super) how: DiscretionUse,
    pub(super) words: String,
    pub(super) said_on: NaiveDate,
}

impl UseForm {
    /// A form for today; for the one region, where there is one.
    pub(super) fn today(own: &[&Region], today: NaiveDate) -> Self {
        let only = match own {
            [region] => region.id.to_string(),
            _ => String::new(),
        };
        Self {
            id: Uuid::now_v7().to_string(),
            region: only,
            said_day: today.day().to_string(),
            said_month: today.month().to_string(),
            said_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// The day, as typed.
    pub(super) fn said(&self) -> DateParts<'_> {
        DateParts {
            day: &self.said_day,
            month: &self.said_month,
            year: &self.said_year,
        }
    }

    /// The use, or all that is wrong with it; `own` are the regions that the
    /// person speaks for.
    pub(super) fn parse(
        self,
        own: &[&Region],
        from: NaiveDate,
        today: NaiveDate,
    ) -> Result<UseValues, Invalid<Self>> {
        let mut fields = Fields::of("discretion");
        let region_id = fields.id("region", &self.region);
        if !region_id.is_nil() && own.iter().all(|region| region.id != region_id) {
            fields.error("region", t!("error-choice"));
        }
        let how = fields.choice("use", &self.how);
        let words = fields.text("words", &self.words, MAX_TEXT);
        let said_on = fields.required_date("said", self.said());
        if said_on.is_some_and(|on| on > today) {
            fields.error("said", t!("tension-error-future"));
        } else if said_on.is_some_and(|on| on < from) {
            fields.error("said", t!("discretion-error-before"));
        }
        let values = UseValues {
            id: fields
                .optional_id("words", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            region_id,
            how: how.unwrap_or(DiscretionUse::NotUsed),
            words,
            said_on: said_on.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}
