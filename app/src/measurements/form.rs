//! The forms of measurements: figures as typed, and the answer to them.

use chrono::{Datelike, Days, NaiveDate};
use domain::calendar::{Period, add_months};
use domain::funding::FiscalYear;
use domain::target::{Figure, FigureError, IndicatorKind, MeasurementState, figure};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::{IndicatorRow, MeasurementRow};
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::{money, t};

/// What a list of measurements is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the indicator, the source or the number in another system.
    pub(super) q: String,
    /// Id of the indicator.
    pub(super) indicator: String,
    /// States; none is all.
    pub(super) state: Vec<String>,
    /// `indicator`, `period` or `state`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// The indicator asked for.
    pub(super) fn indicator_id(&self) -> Option<Uuid> {
        self.indicator.parse().ok()
    }
}

/// A measurement as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MeasurementForm {
    /// The id a new measurement will have: however often the form is sent, it
    /// makes one.
    pub(super) id: String,
    /// The version that a correction began with.
    pub(super) version: String,
    pub(super) starts_day: String,
    pub(super) starts_month: String,
    pub(super) starts_year: String,
    pub(super) ends_day: String,
    pub(super) ends_month: String,
    pub(super) ends_year: String,
    pub(super) value: String,
    pub(super) numerator: String,
    pub(super) denominator: String,
    pub(super) source: String,
    pub(super) note: String,
    /// Which button was pressed: `draft` or `submit`.
    #[serde(rename = "do")]
    pub(super) pressed: String,
}

/// A measurement.
#[derive(Debug)]
pub(super) struct MeasurementValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) period: Period,
    pub(super) value: Option<Decimal>,
    pub(super) numerator: Option<Decimal>,
    pub(super) denominator: Option<Decimal>,
    pub(super) source: String,
    pub(super) note: Option<String>,
    pub(super) submit: bool,
}

impl MeasurementForm {
    /// A new measurement: of the period after the one measured last, as long as
    /// that, or else of the fiscal quarter that ended last; without its last day
    /// where that lies ahead.
    pub(super) fn blank(indicator: &IndicatorRow, today: NaiveDate) -> Self {
        let mut form = Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        };
        let last = indicator.last_starts_on.zip(indicator.last_ends_on);
        let (starts, ends) = match last {
            Some((starts, ends)) => {
                let next = ends + Days::new(1);
                let months = (1..=12).find(|months| add_months(starts, *months) == next);
                let end = months.map_or_else(
                    || next + (ends - starts),
                    |months| add_months(next, months) - Days::new(1),
                );
                (next, end)
            }
            None => {
                let first_month = money::first_month(indicator.fiscal_first_month);
                let year = FiscalYear::of(today, first_month);
                let mut starts = year.previous().period().start();
                while add_months(starts, 6) <= today {
                    starts = add_months(starts, 3);
                }
                (starts, add_months(starts, 3) - Days::new(1))
            }
        };
        form.set_period(starts, ends);
        // A period that still runs would be refused as offered: its last day is asked for.
        if ends > today {
            form.ends_day.clear();
            form.ends_month.clear();
            form.ends_year.clear();
        }
        form
    }

    /// The measurement as it would be typed.
    pub(super) fn of(row: &MeasurementRow) -> Self {
        let words = |figure: Option<Decimal>| {
            figure
                .map(|figure| figure.normalize().to_string())
                .unwrap_or_default()
        };
        let mut form = Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            value: words(row.value),
            numerator: words(row.numerator),
            denominator: words(row.denominator),
            source: row.source.clone(),
            note: row.note.clone().unwrap_or_default(),
            ..Self::default()
        };
        form.set_period(row.starts_on, row.ends_on);
        form
    }

    fn set_period(&mut self, starts: NaiveDate, ends: NaiveDate) {
        self.starts_day = starts.day().to_string();
        self.starts_month = starts.month().to_string();
        self.starts_year = starts.year().to_string();
        self.ends_day = ends.day().to_string();
        self.ends_month = ends.month().to_string();
        self.ends_year = ends.year().to_string();
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

    /// The measurement, or all that is wrong with it.
    pub(super) fn parse(
        self,
        kind: IndicatorKind,
        today: NaiveDate,
    ) -> Result<MeasurementValues, Invalid<Self>> {
        let mut fields = Fields::of("measurement");
        let id = fields.optional_id("starts", &self.id);
        let starts = fields.required_date("starts", self.starts());
        let ends = fields.required_date("ends", self.ends());
        let period = match starts.zip(ends) {
            Some((_, ends)) if ends > today => {
                fields.error("ends", t!("measurement-error-future"));
                None
            }
            Some((starts, ends)) => {
                let period = Period::new(starts, ends).ok();
                if period.is_none() {
                    fields.error("ends", t!("measurement-error-order"));
                }
                period
            }
            None => None,
        };
        let value = fields.optional_amount("value", &self.value);
        let numerator = fields.optional_amount("numerator", &self.numerator);
        let denominator = fields.optional_amount("denominator", &self.denominator);
        let found = figure(kind, value, numerator, denominator);
        match found {
            Err(FigureError::ValueMissing) if self.value.trim().is_empty() => {
                fields.error("value", t!("error-required"));
            }
            Err(FigureError::PartsMissing) => {
                for (name, typed) in [
                    ("numerator", &self.numerator),
                    ("denominator", &self.denominator),
                ] {
                    if typed.trim().is_empty() {
                        fields.error(name, t!("error-required"));
                    }
                }
            }
            Err(FigureError::NothingToDivideBy) => {
                fields.error("denominator", t!("measurement-error-zero"));
            }
            _ => {}
        }
        let parts = match found {
            Ok(Figure::Parts {
                numerator,
                denominator,
            }) => Some((numerator, denominator)),
            _ => None,
        };
        let values = MeasurementValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            period: period.unwrap_or_else(|| Period::new(today, today).expect("one day")),
            value: value.filter(|_| parts.is_none()),
            numerator: parts.map(|parts| parts.0),
            denominator: parts.map(|parts| parts.1),
            source: fields.text("source", &self.source, MAX_LINE),
            note: fields.optional_text("note", &self.note, MAX_TEXT),
            submit: self.pressed == "submit",
        };
        fields.finish(self, values)
    }
}

/// What is said of a submitted measurement, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    pub(super) version: String,
    /// `verified` or `returned`.
    pub(super) decision: String,
    pub(super) reason: String,
}

/// What is said of a submitted measurement.
#[derive(Debug)]
pub(super) struct DecisionValues {
    pub(super) version: i32,
    pub(super) state: MeasurementState,
    pub(super) reason: Option<String>,
}

impl DecisionForm {
    /// An answer not given yet.
    pub(super) fn blank(row: &MeasurementRow) -> Self {
        Self {
            version: row.version.to_string(),
            ..Self::default()
        }
    }

    /// The answer, or all that is wrong with it.
    pub(super) fn parse(self, from: MeasurementState) -> Result<DecisionValues, Invalid<Self>> {
        let mut fields = Fields::of("measurement");
        let state = fields.choice::<MeasurementState>("decision", &self.decision);
        let reason = fields.optional_text("reason", &self.reason, MAX_TEXT);
        let answers = [MeasurementState::Verified, MeasurementState::Returned];
        if state.is_some_and(|state| !answers.contains(&state) || !from.may_become(state)) {
            fields.error("decision", t!("error-choice"));
        }
        if state == Some(MeasurementState::Returned) && reason.is_none() {
            fields.error("reason", t!("measurement-error-reason"));
        }
        let values = DecisionValues {
            version: Fields::version(&self.version),
            state: state.unwrap_or(from),
            reason: reason.filter(|_| state == Some(MeasurementState::Returned)),
        };
        fields.finish(self, values)
    }
}
