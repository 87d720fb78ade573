//! The forms of a partnership's life: typed text to stages and dates.

use chrono::{Datelike, NaiveDate};
use domain::partnership::Stage;
use serde::Deserialize;
use uuid::Uuid;

use crate::form::{DateParts, Fields, Invalid, MAX_TEXT};
use crate::foundations::{Standing, missing_words};
use crate::text::word;
use crate::{t, text};

/// A move to another stage, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MoveForm {
    /// The id the move will have: however often the form is sent, it is made
    /// once.
    pub(super) id: String,
    /// The version of the partnership that the form was made for.
    pub(super) version: String,
    pub(super) to: String,
    pub(super) note: String,
    pub(super) moved_day: String,
    pub(super) moved_month: String,
    pub(super) moved_year: String,
}

/// A move to another stage that the partnership's life allows.
#[derive(Debug)]
pub(super) struct MoveValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) to: Stage,
    pub(super) note: String,
    pub(super) moved_on: NaiveDate,
}

impl MoveForm {
    /// A form for the next move: today.
    pub(super) fn next(version: i32, today: NaiveDate) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            version: version.to_string(),
            moved_day: today.day().to_string(),
            moved_month: today.month().to_string(),
            moved_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// The id that the move will have; a form without one was not made by this
    /// site and is taken as a new move.
    pub(super) fn id(&self) -> Uuid {
        self.id.parse().unwrap_or_else(|_| Uuid::now_v7())
    }

    /// The version that the form was made for.
    pub(super) fn version(&self) -> i32 {
        Fields::version(&self.version)
    }

    /// The day of the move, as typed.
    pub(super) fn moved(&self) -> DateParts<'_> {
        DateParts {
            day: &self.moved_day,
            month: &self.moved_month,
            year: &self.moved_year,
        }
    }

    /// The move, or all that is wrong with it. `from` is the stage before it,
    /// `ground` what its work stands on, `after` the day of the move before.
    pub(super) fn parse(
        self,
        (from, ground): (Stage, &Standing),
        after: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<MoveValues, Invalid<Self>> {
        let mut fields = Fields::of("lifecycle");
        let to = fields.choice("to", &self.to);
        if let Some(to) = to {
            if let Err(refused) = from.move_to(to) {
                fields.error("to", refusal(refused.from, refused.to, refused.allowed));
            } else if let Err(missing) = ground.may_move(to) {
                let missing = missing_words(&missing);
                fields.error("to", t!("lifecycle-error-missing", missing = missing));
            }
        }
        let moved_on = fields.date("moved", self.moved());
        if moved_on > today {
            fields.error("moved", t!("lifecycle-error-future"));
        } else if let Some(after) = after
            && moved_on < after
            && moved_on != NaiveDate::default()
        {
            let date = text::date(after);
            fields.error("moved", t!("lifecycle-error-before-last", date = date));
        }
        let values = MoveValues {
            id: self.id(),
            version: self.version(),
            to: to.unwrap_or(from),
            note: fields.text("note", &self.note, MAX_TEXT),
            moved_on,
        };
        fields.finish(self, values)
    }
}

fn refusal(from: Stage, to: Stage, allowed: &[Stage]) -> String {
    let allowed: Vec<String> = allowed.iter().copied().map(word).collect();
    t!(
        "lifecycle-error-refused",
        from = word(from),
        to = word(to),
        allowed = allowed.join(", "),
        count = allowed.len()
    )
}

/// A restructuring, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RestructuringForm {
    pub(super) id: String,
    pub(super) description: String,
    pub(super) happened_day: String,
    pub(super) happened_month: String,
    pub(super) happened_year: String,
}

/// A restructuring that touched the partnership.
#[derive(Debug)]
pub(super) struct RestructuringValues {
    pub(super) id: Uuid,
    pub(super) description: String,
    pub(super) happened_on: NaiveDate,
}

impl RestructuringForm {
    /// A blank form.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The day it happened, as typed.
    pub(super) fn happened(&self) -> DateParts<'_> {
        DateParts {
            day: &self.happened_day,
            month: &self.happened_month,
            year: &self.happened_year,
        }
    }

    /// The restructuring, or all that is wrong with it.
    pub(super) fn parse(self, today: NaiveDate) -> Result<RestructuringValues, Invalid<Self>> {
        let mut fields = Fields::of("restructuring");
        let values = RestructuringValues {
            id: fields
                .optional_id("description", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            description: fields.text("description", &self.description, MAX_TEXT),
            happened_on: fields.date("happened", self.happened()),
        };
        if values.happened_on > today {
            fields.error("happened", t!("lifecycle-error-future"));
        }
        fields.finish(self, values)
    }
}
