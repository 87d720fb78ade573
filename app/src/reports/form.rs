//! The forms of status reports: what is declared, asked and answered.

use chrono::{Datelike, Days, NaiveDate};
use domain::calendar::{Period, minus_months};
use domain::report::Declared;
use domain::status::Status;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::ReportRow;
use crate::form::{DateParts, Fields, Invalid, MAX_TEXT};
use crate::t;
use crate::text::word;

/// What a list of status reports is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the text or the reason.
    pub(super) q: String,
    /// What is declared; none is all.
    pub(super) declared: Vec<String>,
    /// `yes` for those only that declare more than was computed.
    pub(super) challenged: String,
    /// `period` or `declared`, descending with a hyphen before; the latest first where it is blank.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// What is declared, as codes that exist.
    pub(super) fn declared_codes(&self) -> Vec<String> {
        let known = |code: &&String| code.parse::<Declared>().is_ok();
        self.declared.iter().filter(known).cloned().collect()
    }

    /// Whether only those are asked for that declare more than was computed.
    pub(super) fn challenged(&self) -> bool {
        self.challenged == "yes"
    }
}

/// A status report as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReportForm {
    /// The id that the report will have: however often the form is sent, it
    /// makes one.
    pub(super) id: String,
    /// The number of the report that held when the form was opened; 0 for none.
    pub(super) replaces: String,
    pub(super) starts_day: String,
    pub(super) starts_month: String,
    pub(super) starts_year: String,
    pub(super) ends_day: String,
    pub(super) ends_month: String,
    pub(super) ends_year: String,
    pub(super) declared: String,
    pub(super) body: String,
    pub(super) reason: String,
}

/// A status report.
#[derive(Debug)]
pub(super) struct ReportValues {
    pub(super) id: Uuid,
    pub(super) replaces: i32,
    pub(super) period: Period,
    pub(super) declared: Declared,
    pub(super) body: String,
    /// Why it declares more than is computed; none where it does not.
    pub(super) reason: Option<String>,
    pub(super) filed_on: NaiveDate,
}

impl ReportForm {
    /// A new report, from the day after the last one's period up to today.
    pub(super) fn blank(last: Option<&ReportRow>, today: NaiveDate) -> Self {
        let starts = last.map_or_else(
            || minus_months(today, 1),
            |last| last.ends_on + Days::new(1),
        );
        let starts = starts.min(today);
        Self {
            id: Uuid::now_v7().to_string(),
            replaces: last.map_or(0, |last| last.number).to_string(),
            starts_day: starts.day().to_string(),
            starts_month: starts.month().to_string(),
            starts_year: starts.year().to_string(),
            ends_day: today.day().to_string(),
            ends_month: today.month().to_string(),
            ends_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// The period's first day, as typed.
    pub(super) fn starts(&self) -> DateParts<'_> {
        DateParts {
            day: &self.starts_day,
            month: &self.starts_month,
            year: &self.starts_year,
        }
    }

    /// The period's last day, as typed.
    pub(super) fn ends(&self) -> DateParts<'_> {
        DateParts {
            day: &self.ends_day,
            month: &self.ends_month,
            year: &self.ends_year,
        }
    }

    /// The report, or all that is wrong with it. `computed` is the worst status
    /// known today.
    pub(super) fn parse(
        self,
        computed: Status,
        today: NaiveDate,
    ) -> Result<ReportValues, Invalid<Self>> {
        let mut fields = Fields::of("report");
        let id = fields.optional_id("starts", &self.id);
        let starts = fields.required_date("starts", self.starts());
        let ends = fields.required_date("ends", self.ends());
        let period = match starts.zip(ends) {
            Some((_, ends)) if ends > today => {
                fields.error("ends", t!("report-error-future"));
                None
            }
            Some((starts, ends)) => {
                let period = Period::new(starts, ends).ok();
                if period.is_none() {
                    fields.error("ends", t!("report-error-order"));
                }
                period
            }
            None => None,
        };
        let declared = fields.choice::<Declared>("declared", &self.declared);
        let body = fields.text("body", &self.body, MAX_TEXT);
        let reason = fields.optional_text("reason", &self.reason, MAX_TEXT);
        let better = declared.is_some_and(|declared| declared.is_better_than(computed));
        if let Some(declared) = declared.filter(|_| better && reason.is_none()) {
            fields.error(
                "reason",
                t!(
                    "report-error-reason",
                    declared = word(declared),
                    computed = word(computed)
                ),
            );
        }
        let values = ReportValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            replaces: Fields::version(&self.replaces),
            period: period.unwrap_or_else(|| Period::new(today, today).expect("one day")),
            declared: declared.unwrap_or(Declared::Red),
            body,
            reason: reason.filter(|_| better),
            filed_on: today,
        };
        fields.finish(self, values)
    }
}

/// A question about a report, or the answer to one, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct TextForm {
    /// The id that a question will have.
    pub(super) id: String,
    pub(super) question: String,
    pub(super) answer: String,
}

impl TextForm {
    /// A question not asked yet.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The question, or what is wrong with it.
    pub(super) fn question(self) -> Result<(Uuid, String), Invalid<Self>> {
        let mut fields = Fields::of("report");
        let id = fields.optional_id("question", &self.id);
        let question = fields.text("question", &self.question, MAX_TEXT);
        fields.finish(self, (id.unwrap_or_else(Uuid::now_v7), question))
    }

    /// The answer, or what is wrong with it.
    pub(super) fn answer(self) -> Result<String, Invalid<Self>> {
        let mut fields = Fields::of("report");
        let answer = fields.text("answer", &self.answer, MAX_TEXT);
        fields.finish(self, answer)
    }
}
