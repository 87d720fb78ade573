//! The forms of government's part: typed text to directions and degrees.

use chrono::{Datelike, NaiveDate};
use domain::government::Involvement;
use serde::Deserialize;
use uuid::Uuid;

use crate::directions::DirectionRow;
use crate::form::{DateParts, Fields, Invalid, MAX_TEXT};
use crate::t;

/// A direction that the partnership carries out, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct CarryForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    pub(super) direction: String,
    pub(super) carry_words: String,
    pub(super) since_day: String,
    pub(super) since_month: String,
    pub(super) since_year: String,
}

/// A direction that the partnership carries out.
#[derive(Debug)]
pub(super) struct CarryValues {
    pub(super) id: Uuid,
    pub(super) direction_id: Uuid,
    pub(super) words: String,
    pub(super) since_on: NaiveDate,
}

impl CarryForm {
    /// A form for today.
    pub(super) fn today(today: NaiveDate) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            since_day: today.day().to_string(),
            since_month: today.month().to_string(),
            since_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// The first day, as typed.
    pub(super) fn since(&self) -> DateParts<'_> {
        DateParts {
            day: &self.since_day,
            month: &self.since_month,
            year: &self.since_year,
        }
    }

    /// What is carried out, or all that is wrong with it; one of `above`.
    pub(super) fn parse(
        self,
        above: &[DirectionRow],
        today: NaiveDate,
    ) -> Result<CarryValues, Invalid<Self>> {
        let mut fields = Fields::of("carry");
        let direction_id = fields.id("direction", &self.direction);
        let direction = above.iter().find(|row| row.id == direction_id);
        if !direction_id.is_nil() && direction.is_none() {
            fields.error("direction", t!("error-choice"));
        }
        let words = fields.text("carry_words", &self.carry_words, MAX_TEXT);
        let since_on = fields.required_date("since", self.since());
        if since_on.is_some_and(|on| on > today) {
            fields.error("since", t!("tension-error-future"));
        } else if since_on.is_some_and(|on| direction.is_some_and(|row| on < row.from)) {
            fields.error("since", t!("discretion-error-before"));
        }
        let values = CarryValues {
            id: fields
                .optional_id("direction", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            direction_id,
            words,
            since_on: since_on.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}

/// How far government is involved, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct InvolvementForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    pub(super) degree: String,
    pub(super) words: String,
    pub(super) said_day: String,
    pub(super) said_month: String,
    pub(super) said_year: String,
}

/// How far government is involved.
#[derive(Debug)]
pub(super) struct InvolvementValues {
    pub(super) id: Uuid,
    pub(super) degree: Involvement,
    pub(super) words: String,
    pub(super) said_on: NaiveDate,
}

impl InvolvementForm {
    /// A form for today.
    pub(super) fn today(today: NaiveDate) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
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

    /// The degree, or all that is wrong with it.
    pub(super) fn parse(self, today: NaiveDate) -> Result<InvolvementValues, Invalid<Self>> {
        let mut fields = Fields::of("involvement");
        let degree = fields.choice("degree", &self.degree);
        let words = fields.text("words", &self.words, MAX_TEXT);
        let said_on = fields.required_date("said", self.said());
        if said_on.is_some_and(|on| on > today) {
            fields.error("said", t!("tension-error-future"));
        }
        let values = InvolvementValues {
            id: fields
                .optional_id("degree", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            degree: degree.unwrap_or(Involvement::None),
            words,
            said_on: said_on.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}

/// An end, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct EndForm {
    pub(super) version: String,
}
