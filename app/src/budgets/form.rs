//! The form of budgets, and what their list is narrowed to.

use chrono::NaiveDate;
use domain::budget::Tested;
use domain::calendar::Period;
use domain::funding::FiscalYear;
use domain::money::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::{BudgetRow, Place};
use crate::form::{Fields, Invalid, MAX_LINE};
use crate::t;

/// Fiscal years that can be chosen before and after this one.
const YEARS_BACK: usize = 30;
const YEARS_AHEAD: usize = 10;

/// What the list of fiscal years is narrowed to. The test itself takes all.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the source.
    pub(super) q: String,
    /// First day of the first fiscal year; blank is the earliest.
    pub(super) from: String,
    /// First day of the last fiscal year; blank is the latest.
    pub(super) to: String,
    /// [`ENOUGH`], [`TOO_LITTLE`] or [`NO_DATA`]; blank is all.
    pub(super) share: String,
    /// `year` is the earliest first; blank is the latest first.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

/// What the filter of shares says where a year has enough for the test.
pub(super) const ENOUGH: &str = "enough";
/// Where it has too little.
pub(super) const TOO_LITTLE: &str = "too_little";
/// Where a figure is missing.
pub(super) const NO_DATA: &str = "no_data";

impl Filters {
    /// The fiscal years that fit, each with what is recorded of it, in the
    /// order asked for.
    pub(super) fn narrow<'a>(
        &self,
        years: &'a [Tested],
        rows: &'a [BudgetRow],
    ) -> Vec<(&'a Tested, Option<&'a BudgetRow>)> {
        let words = self.q.trim().to_lowercase();
        let (from, to) = (self.from.parse().ok(), self.to.parse().ok());
        let share = match self.share.as_str() {
            ENOUGH => Some(Some(true)),
            TOO_LITTLE => Some(Some(false)),
            NO_DATA => Some(None),
            _ => None,
        };
        let recorded = |year: &Tested| {
            let start = year.period.start();
            rows.iter().find(|row| row.figures.starts_on == start)
        };
        let mut found: Vec<_> = years
            .iter()
            .filter(|year| from.is_none_or(|from: NaiveDate| year.period.start() >= from))
            .filter(|year| to.is_none_or(|to: NaiveDate| year.period.start() <= to))
            .filter(|year| share.is_none_or(|passes| year.passes == passes))
            .map(|year| (year, recorded(year)))
            .filter(|(_, row)| {
                let source = row.map_or("", |row| &row.source).to_lowercase();
                source.contains(&words)
            })
            .collect();
        if self.sort != "year" {
            found.reverse();
        }
        found
    }
}

/// A budget, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct BudgetForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    /// First day of the fiscal year.
    pub(super) year: String,
    pub(super) currency: String,
    pub(super) health_budget: String,
    pub(super) ict_spending: String,
    pub(super) source: String,
}

/// A budget.
#[derive(Debug)]
pub(super) struct Values {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) label: String,
    pub(super) currency: String,
    pub(super) health: Option<Decimal>,
    pub(super) ict: Option<Decimal>,
    pub(super) source: String,
}

/// The fiscal years of a jurisdiction, the latest first. `recorded` is the
/// first day of one that must be among them.
pub(super) fn years(
    place: &Place,
    today: NaiveDate,
    recorded: Option<NaiveDate>,
) -> Vec<FiscalYear> {
    let now = FiscalYear::of(today, place.first_month);
    let ahead = std::iter::successors(Some(now.next()), |year| Some(year.next()));
    let mut years: Vec<FiscalYear> = ahead.take(YEARS_AHEAD).collect();
    years.reverse();
    let back = std::iter::successors(Some(now), |year| Some(year.previous()));
    years.extend(back.take(YEARS_BACK));
    let recorded = recorded.map(|day| FiscalYear::of(day, place.first_month));
    years.extend(recorded.filter(|year| !years.contains(year)));
    years
}

impl BudgetForm {
    /// A form for the fiscal year that is over last.
    pub(super) fn blank(place: &Place, today: NaiveDate) -> Self {
        let year = FiscalYear::of(today, place.first_month).previous();
        Self {
            id: Uuid::now_v7().to_string(),
            year: year.period().start().to_string(),
            currency: place.currency.clone(),
            ..Self::default()
        }
    }

    /// The budget, or all that is wrong with it.
    pub(super) fn parse(
        self,
        place: &Place,
        today: NaiveDate,
        recorded: Option<NaiveDate>,
    ) -> Result<Values, Invalid<Self>> {
        let mut fields = Fields::of("budget");
        let start: Option<NaiveDate> = fields.choice("year", &self.year);
        let year = years(place, today, recorded)
            .into_iter()
            .find(|year| Some(year.period().start()) == start);
        if start.is_some() && year.is_none() {
            fields.error("year", t!("error-choice"));
        }
        let currency: Option<Currency> = fields.choice("currency", &self.currency);
        let health = fields.optional_amount("health_budget", &self.health_budget);
        if health.is_some_and(|amount| amount.is_zero()) {
            fields.error("health_budget", t!("budget-error-zero"));
        }
        let ict = fields.optional_amount("ict_spending", &self.ict_spending);
        let period = year.map(FiscalYear::period);
        let values = Values {
            id: fields
                .optional_id("year", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            starts_on: period.map(Period::start).unwrap_or_default(),
            ends_on: period.map(Period::end).unwrap_or_default(),
            label: year.map(FiscalYear::label).unwrap_or_default(),
            currency: currency.map(String::from).unwrap_or_default(),
            health,
            ict,
            source: fields.text("source", &self.source, MAX_LINE),
        };
        fields.finish(self, values)
    }
}

impl From<&BudgetRow> for BudgetForm {
    fn from(row: &BudgetRow) -> Self {
        let amount = |amount: Option<Decimal>| {
            amount
                .map(|amount| amount.normalize().to_string())
                .unwrap_or_default()
        };
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            year: row.figures.starts_on.to_string(),
            currency: row.figures.currency.clone(),
            health_budget: amount(row.figures.health),
            ict_spending: amount(row.figures.ict),
            source: row.source.clone(),
        }
    }
}
