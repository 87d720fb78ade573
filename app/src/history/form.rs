//! What a history is narrowed to.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::change::KINDS;
use crate::form::{DateParts, Fields, Invalid};
use crate::t;

/// The filters, as typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Kind of record, by its code; blank is all.
    pub(super) kind: String,
    /// Id of who made the change.
    pub(super) person: String,
    pub(super) from_day: String,
    pub(super) from_month: String,
    pub(super) from_year: String,
    pub(super) to_day: String,
    pub(super) to_month: String,
    pub(super) to_year: String,
    /// From 1.
    pub(super) page: String,
}

/// The filters.
#[derive(Debug, Default)]
pub(super) struct Narrowed {
    /// Kind of record; blank is all.
    pub(super) kind: String,
    pub(super) person_id: Option<Uuid>,
    /// The first moment within.
    pub(super) from: Option<DateTime<Utc>>,
    /// The first moment after.
    pub(super) before: Option<DateTime<Utc>>,
}

impl Filters {
    /// The first day, as typed.
    pub(super) fn from(&self) -> DateParts<'_> {
        DateParts {
            day: &self.from_day,
            month: &self.from_month,
            year: &self.from_year,
        }
    }

    /// The last day, as typed.
    pub(super) fn to(&self) -> DateParts<'_> {
        DateParts {
            day: &self.to_day,
            month: &self.to_month,
            year: &self.to_year,
        }
    }

    /// The filters, or what is wrong with them.
    pub(super) fn parse(self) -> Result<Narrowed, Invalid<Self>> {
        let mut fields = Fields::of("history");
        if !self.kind.is_empty() && !KINDS.contains(&self.kind.as_str()) {
            fields.error("kind", t!("error-choice"));
        }
        let person_id = fields.optional_id("person", &self.person);
        let from = fields.optional_date("from", self.from());
        let to = fields.optional_date("to", self.to());
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            fields.error("to", t!("history-error-order"));
        }
        let narrowed = Narrowed {
            kind: self.kind.clone(),
            person_id,
            from: from.map(midnight),
            before: to
                .and_then(|day| day.checked_add_days(Days::new(1)))
                .map(midnight),
        };
        fields.finish(self, narrowed)
    }
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}
