//! The form of cost lines: one category, a row for each fiscal year.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::calendar::Period;
use domain::cost::CostCategory;
use domain::funding::FiscalYear;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::db::{ContractRow, LineRow};
use crate::form::{Errors, Fields, Invalid, MAX_LINE, read_amount};
use crate::t;

/// Years in one form, at most.
const MOST: usize = 40;

/// What the button that was pressed asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Keep it.
    Save,
    /// One year more at the end.
    YearAfter,
    /// One year more at the beginning.
    YearBefore,
    /// Add up what was typed.
    Totals,
}

impl Act {
    /// As the button sends it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::YearAfter => "year-after",
            Self::YearBefore => "year-before",
            Self::Totals => "totals",
        }
    }
}

/// One fiscal year of a category, as typed.
#[derive(Debug, Clone)]
pub(super) struct RowForm {
    /// The first day of the fiscal year.
    pub(super) start: NaiveDate,
    /// What people call the year.
    pub(super) label: String,
    /// The id a new line will have.
    pub(super) id: String,
    /// Blank for a new line.
    pub(super) version: String,
    pub(super) planned: String,
    pub(super) actual: String,
    pub(super) note: String,
}

impl RowForm {
    fn new(year: FiscalYear) -> Self {
        Self {
            start: year.period().start(),
            label: year.label(),
            id: Uuid::now_v7().to_string(),
            version: String::new(),
            planned: String::new(),
            actual: String::new(),
            note: String::new(),
        }
    }

    fn of(line: &LineRow) -> Self {
        let amount = |amount: Option<Decimal>| amount.map(|a| a.to_string()).unwrap_or_default();
        Self {
            start: line.starts_on,
            label: line.label.clone(),
            id: line.id.to_string(),
            version: line.version.to_string(),
            planned: line.planned.to_string(),
            actual: amount(line.actual),
            note: line.note.clone().unwrap_or_default(),
        }
    }

    fn is_blank(&self) -> bool {
        [&self.planned, &self.actual, &self.note]
            .iter()
            .all(|typed| typed.trim().is_empty())
    }
}

/// The fiscal years of one category, as typed.
#[derive(Debug, Clone)]
pub(super) struct CostForm {
    pub(super) category: CostCategory,
    pub(super) act: Act,
    /// The earliest year first.
    pub(super) rows: Vec<RowForm>,
}

/// One fiscal year of a category.
#[derive(Debug)]
pub(super) struct LineValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) period: Period,
    pub(super) label: String,
    pub(super) planned: Decimal,
    pub(super) actual: Option<Decimal>,
    pub(super) note: Option<String>,
}

impl CostForm {
    /// What is saved of a category, or its blank years over the contract's period.
    pub(super) fn of(contract: &ContractRow, category: CostCategory, lines: &[LineRow]) -> Self {
        let mut rows: Vec<_> = lines.iter().map(RowForm::of).collect();
        if rows.is_empty() {
            let first = contract.fiscal_year(contract.starts_on);
            rows = std::iter::successors(Some(first), |year| Some(year.next()))
                .take_while(|year| year.period().start() <= contract.ends_on)
                .take(MOST)
                .map(RowForm::new)
                .collect();
        }
        Self {
            category,
            act: Act::Totals,
            rows,
        }
    }

    /// The form from its fields, which are numbered by row; none where they are
    /// not what a form of this site sends.
    pub(super) fn read(typed: &BTreeMap<String, String>) -> Option<Self> {
        let category = typed.get("category").map_or("", String::as_str);
        let category = if category.is_empty() {
            CostCategory::Operation
        } else {
            category.parse().ok()?
        };
        let act = match typed.get("act").map_or("", String::as_str) {
            "year-after" => Act::YearAfter,
            "year-before" => Act::YearBefore,
            "totals" => Act::Totals,
            _ => Act::Save,
        };
        let field = |name: &str, row: usize| {
            let field = typed.get(&format!("{name}-{row}"));
            field.cloned().unwrap_or_default()
        };
        let mut rows = Vec::new();
        while rows.len() < MOST && typed.contains_key(&format!("start-{}", rows.len())) {
            let row = rows.len();
            let start: NaiveDate = field("start", row).parse().ok()?;
            if !(1900..=2200).contains(&start.year()) {
                return None;
            }
            rows.push(RowForm {
                start,
                label: field("label", row),
                id: field("id", row),
                version: field("version", row),
                planned: field("planned", row),
                actual: field("actual", row),
                note: field("note", row),
            });
        }
        Some(Self {
            category,
            act,
            rows,
        })
    }

    /// Adds the fiscal year after the last.
    pub(super) fn add_year_after(&mut self, contract: &ContractRow) {
        let last = self.rows.iter().map(|row| row.start).max();
        let year = last.map_or_else(
            || contract.fiscal_year(contract.starts_on),
            |start| contract.fiscal_year(start).next(),
        );
        self.rows.push(RowForm::new(year));
        self.rows.truncate(MOST);
    }

    /// Adds the fiscal year before the first.
    pub(super) fn add_year_before(&mut self, contract: &ContractRow) {
        let first = self.rows.iter().map(|row| row.start).min();
        let year = first.map_or_else(
            || contract.fiscal_year(contract.starts_on),
            |start| contract.fiscal_year(start).previous(),
        );
        self.rows.insert(0, RowForm::new(year));
        self.rows.truncate(MOST);
    }

    /// The sums of what was typed and can be read: planned and actual.
    pub(super) fn totals(&self) -> (Decimal, Decimal) {
        let sum = |typed: fn(&RowForm) -> &String| {
            self.rows
                .iter()
                .filter_map(|row| read_amount(typed(row)))
                .fold(Decimal::ZERO, Decimal::saturating_add)
        };
        (sum(|row| &row.planned), sum(|row| &row.actual))
    }

    /// The years that hold something, or all that is wrong with them.
    pub(super) fn parse(
        &self,
        contract: &ContractRow,
        lines: &[LineRow],
    ) -> Result<Vec<LineValues>, Errors> {
        let mut errors = Errors::default();
        let mut values = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            if row.version.is_empty() && row.is_blank() {
                continue;
            }
            let mut fields = Fields::of("cost");
            let planned = fields.optional_amount("planned", &row.planned);
            if row.planned.trim().is_empty() {
                fields.error("planned", t!("error-required"));
            }
            let stored = lines.iter().find(|line| line.starts_on == row.start);
            let year = contract.fiscal_year(row.start);
            // A year that is saved keeps its days, whatever the jurisdiction's are by now.
            let (period, label) = stored.map_or_else(
                || (year.period(), year.label()),
                |line| (line.period(), line.label.clone()),
            );
            let line = LineValues {
                id: fields
                    .optional_id("planned", &row.id)
                    .unwrap_or_else(Uuid::now_v7),
                version: Fields::version(&row.version),
                period,
                label: label.clone(),
                planned: planned.unwrap_or_default(),
                actual: fields.optional_amount("actual", &row.actual),
                note: fields.optional_text("note", &row.note, MAX_LINE),
            };
            match fields.finish((), line) {
                Ok(line) => values.push(line),
                Err(Invalid { errors: found, .. }) => {
                    for error in found.iter() {
                        let words = t!(
                            "cost-error-of-year",
                            year = label.clone(),
                            field = error.label.clone().unwrap_or_default(),
                            message = error.message.clone()
                        );
                        errors.add(&format!("{}-{index}", error.field), words);
                    }
                }
            }
        }
        if errors.is_empty() {
            Ok(values)
        } else {
            Err(errors)
        }
    }

    /// The first saved line that is newer than the form's.
    pub(super) fn stale<'a>(&self, lines: &'a [LineRow]) -> Option<&'a LineRow> {
        lines.iter().find(|line| {
            let row = self.rows.iter().find(|row| row.start == line.starts_on);
            row.is_some_and(|row| row.version != line.version.to_string())
        })
    }

    /// Goes on from what is saved: saving again replaces it.
    pub(super) fn take_versions(&mut self, lines: &[LineRow]) {
        for row in &mut self.rows {
            if let Some(line) = lines.iter().find(|line| line.starts_on == row.start) {
                row.id = line.id.to_string();
                row.version = line.version.to_string();
            }
        }
    }

    /// The code of the category.
    pub(super) fn code(&self) -> &'static str {
        self.category.code()
    }
}
