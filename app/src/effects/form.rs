//! The form of effects: what a mechanism does to a tension.

use chrono::{Datelike, NaiveDate};
use domain::tension::{Effect, EffectError, Life, Strength, may_be_felt};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::form::{DateParts, Fields, Invalid, MAX_TEXT};
use crate::{t, text};

/// What the form begins with.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Begin {
    /// Id of the tension, if it is chosen.
    pub(super) tension: String,
    /// Id of the mechanism, if it is chosen.
    pub(super) mechanism: String,
}

/// A tension or mechanism that can be chosen.
pub(super) struct Choice {
    pub(super) id: Uuid,
    pub(super) label: String,
}

/// An effect, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct EffectForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    pub(super) mechanism: String,
    pub(super) tension: String,
    pub(super) effect: String,
    pub(super) strength: String,
    pub(super) words: String,
    pub(super) felt_day: String,
    pub(super) felt_month: String,
    pub(super) felt_year: String,
}

/// An effect.
#[derive(Debug)]
pub(super) struct EffectValues {
    pub(super) id: Uuid,
    pub(super) mechanism_id: Uuid,
    pub(super) tension_id: Uuid,
    pub(super) effect: Effect,
    pub(super) strength: Strength,
    pub(super) words: String,
    pub(super) felt_on: NaiveDate,
}

/// When a mechanism works and a tension began; none where it is not one that
/// the person can choose.
pub(super) struct Days {
    pub(super) life: Option<Life>,
    pub(super) began_on: Option<NaiveDate>,
}

impl EffectForm {
    /// A form for today.
    pub(super) fn today(begin: &Begin, today: NaiveDate) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            mechanism: begin.mechanism.clone(),
            tension: begin.tension.clone(),
            felt_day: today.day().to_string(),
            felt_month: today.month().to_string(),
            felt_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// Since when it is felt, as typed.
    pub(super) fn felt(&self) -> DateParts<'_> {
        DateParts {
            day: &self.felt_day,
            month: &self.felt_month,
            year: &self.felt_year,
        }
    }

    /// The effect, or all that is wrong with it.
    pub(super) fn parse(
        self,
        days: &Days,
        today: NaiveDate,
    ) -> Result<EffectValues, Invalid<Self>> {
        let mut fields = Fields::of("effect");
        let mechanism_id = fields.id("mechanism", &self.mechanism);
        if !mechanism_id.is_nil() && days.life.is_none() {
            fields.error("mechanism", t!("error-choice"));
        }
        let tension_id = fields.id("tension", &self.tension);
        if !tension_id.is_nil() && days.began_on.is_none() {
            fields.error("tension", t!("error-choice"));
        }
        let effect = fields.choice("effect", &self.effect);
        let strength = fields.choice("strength", &self.strength);
        let words = fields.text("words", &self.words, MAX_TEXT);
        let felt_on = fields.required_date("felt", self.felt());
        if let (Some(effect), Some(on), Some(life), Some(began_on)) =
            (effect, felt_on, days.life, days.began_on)
            && let Err(error) = may_be_felt(effect, on, life, began_on, today)
        {
            fields.error("felt", refusal(error, life, began_on));
        }
        let values = EffectValues {
            id: fields
                .optional_id("words", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            mechanism_id,
            tension_id,
            effect: effect.unwrap_or(Effect::Eases),
            strength: strength.unwrap_or(Strength::Slight),
            words,
            felt_on: felt_on.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}

fn refusal(error: EffectError, life: Life, began_on: NaiveDate) -> String {
    match error {
        EffectError::Future => t!("tension-error-future"),
        EffectError::BeforeMechanism => {
            t!(
                "effect-error-before-mechanism",
                date = text::date(life.since)
            )
        }
        EffectError::AfterMechanism => t!(
            "effect-error-after-mechanism",
            date = life.until.map(text::date).unwrap_or_default()
        ),
        EffectError::BeforeTension => {
            t!("effect-error-before-tension", date = text::date(began_on))
        }
        EffectError::CreatedOnAnotherDay => {
            t!("effect-error-created", date = text::date(began_on))
        }
    }
}
