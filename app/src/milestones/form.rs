//! The forms of milestones: typed text to dates and states.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::milestone::{LogError, MilestoneState, may_log};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of milestones is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the title.
    pub(super) q: String,
    /// States; none is all.
    pub(super) state: Vec<String>,
    /// `true` for those past their date only.
    pub(super) late: String,
    /// `planned`, `due`, `title` or `owner`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Whether only milestones past their date are asked for.
    pub(super) fn late(&self) -> bool {
        self.late == "true"
    }
}

/// The plan of a milestone, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MilestoneForm {
    /// The id a new milestone will have: however often the form is sent, it
    /// makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) owner: String,
    pub(super) planned_day: String,
    pub(super) planned_month: String,
    pub(super) planned_year: String,
}

/// The plan of a milestone.
#[derive(Debug)]
pub(super) struct MilestoneValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) owner_id: Uuid,
    pub(super) planned_on: NaiveDate,
}

impl MilestoneForm {
    /// A blank form for a new milestone.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The planned date as typed.
    pub(super) fn planned(&self) -> DateParts<'_> {
        DateParts {
            day: &self.planned_day,
            month: &self.planned_month,
            year: &self.planned_year,
        }
    }

    /// Shows a date in the form's parts.
    pub(super) fn set_planned(&mut self, date: NaiveDate) {
        self.planned_day = date.day().to_string();
        self.planned_month = date.month().to_string();
        self.planned_year = date.year().to_string();
    }

    /// The plan, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<MilestoneValues, Invalid<Self>> {
        let mut fields = Fields::of("milestone");
        let values = MilestoneValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            title: fields.text("title", &self.title, MAX_LINE),
            description: fields.optional_text("description", &self.description, MAX_TEXT),
            owner_id: fields.id("owner", &self.owner),
            planned_on: fields.date("planned", self.planned()),
        };
        fields.finish(self, values)
    }
}

/// An entry of a milestone's story, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct EntryForm {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) story: String,
    pub(super) state: String,
    pub(super) happened_day: String,
    pub(super) happened_month: String,
    pub(super) happened_year: String,
    pub(super) forecast_day: String,
    pub(super) forecast_month: String,
    pub(super) forecast_year: String,
}

/// An entry of a milestone's story.
#[derive(Debug)]
pub(super) struct EntryValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) story: String,
    pub(super) state: MilestoneState,
    pub(super) happened_on: NaiveDate,
    pub(super) forecast_on: Option<NaiveDate>,
    /// The day it happened, where the entry says that the milestone is reached.
    pub(super) actual_on: Option<NaiveDate>,
}

impl EntryForm {
    /// A form for the next entry: today, and the milestone as it is.
    pub(super) fn next(
        version: i32,
        state: MilestoneState,
        forecast: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Self {
        let part = |number: Option<u32>| number.map_or_else(String::new, |n| n.to_string());
        Self {
            id: Uuid::now_v7().to_string(),
            version: version.to_string(),
            state: state.code().to_owned(),
            happened_day: today.day().to_string(),
            happened_month: today.month().to_string(),
            happened_year: today.year().to_string(),
            forecast_day: part(forecast.map(|date| date.day())),
            forecast_month: part(forecast.map(|date| date.month())),
            forecast_year: forecast.map_or_else(String::new, |date| date.year().to_string()),
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

    /// The forecast, as typed.
    pub(super) fn forecast(&self) -> DateParts<'_> {
        DateParts {
            day: &self.forecast_day,
            month: &self.forecast_month,
            year: &self.forecast_year,
        }
    }

    /// The entry, or all that is wrong with it. `from` is the milestone's state
    /// before it.
    pub(super) fn parse(
        self,
        from: MilestoneState,
        today: NaiveDate,
    ) -> Result<EntryValues, Invalid<Self>> {
        let mut fields = Fields::of("milestone-entry");
        let state = fields.choice("state", &self.state).unwrap_or(from);
        let happened_on = fields.date("happened", self.happened());
        let story = fields.text("story", &self.story, MAX_TEXT);
        let actual_on = state.is_reached().then_some(happened_on);
        if happened_on > today {
            fields.error("happened", t!("milestone-error-future"));
        } else if let Err(error) = may_log(from, state, actual_on, &story, today) {
            refuse(&mut fields, error);
        }
        let values = EntryValues {
            id: fields
                .optional_id("story", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            forecast_on: fields
                .optional_date("forecast", self.forecast())
                .filter(|_| state.is_open()),
            story,
            state,
            happened_on,
            actual_on,
        };
        fields.finish(self, values)
    }
}

fn refuse(fields: &mut Fields, error: LogError) {
    match error {
        LogError::ActualInFuture => fields.error("happened", t!("milestone-error-future")),
        LogError::OnlyReopen => fields.error("state", t!("milestone-error-only-reopen")),
        // The form asks for a text and derives the date, so these three cannot
        // be reached from it beyond what the fields have already said.
        LogError::ReopeningNeedsText | LogError::ActualRequired | LogError::ActualNotReached => {}
    }
}
