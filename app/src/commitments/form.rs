//! The editor of a commitment: rows of fiscal years as typed, and the lines
//! they come to.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::calendar::Period;
use domain::funding::{
    FiscalYear, FundingKind, Line, LineStatus, RevisionError, check_amount, period_label, revise,
};
use domain::jurisdiction::FirstMonth;
use domain::money::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::LineRow;
use crate::form::{Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of commitments is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the title or the number in another system.
    pub(super) q: String,
    /// Id of the organisation that pays.
    pub(super) funder: String,
    /// Capital or operational; none is both.
    pub(super) kind: Vec<String>,
    /// Statuses of which a line that holds has one; none is all.
    pub(super) status: Vec<String>,
    pub(super) currency: String,
    /// Id of the contract it pays for.
    pub(super) contract: String,
    /// `title`, `funder`, `committed`, `spent` or `remaining`, descending with
    /// a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// The funder asked for.
    pub(super) fn funder_id(&self) -> Option<Uuid> {
        self.funder.parse().ok()
    }

    /// The contract asked for.
    pub(super) fn contract_id(&self) -> Option<Uuid> {
        self.contract.parse().ok()
    }
}

/// What can be chosen in the editor.
pub(super) struct Choices {
    pub(super) funders: Vec<(String, String)>,
    pub(super) contracts: Vec<(String, String)>,
    pub(super) first_month: FirstMonth,
}

/// What a button of the editor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Keeps everything.
    Save,
    /// Says what the rows add up to.
    WorkOut,
    /// Adds a year before the first.
    AddBefore,
    /// Adds a year after the last.
    AddAfter,
    /// Copies a row's amount and status into the next year.
    Copy(usize),
    /// Takes a row away that is not saved yet.
    Remove(usize),
}

/// Rows that an editor takes; a promise for more years is none.
const MAX_ROWS: usize = 60;

/// A commitment as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct CommitmentForm {
    /// The id a new commitment will have: however often the form is sent, it
    /// makes one.
    pub(super) id: String,
    /// The version that a revision began with.
    pub(super) version: String,
    pub(super) title: String,
    pub(super) funder: String,
    pub(super) contract: String,
    pub(super) kind: String,
    pub(super) currency: String,
    /// Why it is revised.
    pub(super) reason: String,
    /// Which button was pressed.
    #[serde(rename = "do")]
    pub(super) pressed: String,
    /// The rows, one for each fiscal year: `start-0`, its first day, `amount-0`
    /// and `status-0`, and so on.
    #[serde(flatten)]
    pub(super) cells: BTreeMap<String, String>,
}

/// One fiscal year of the editor, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) start: String,
    pub(super) amount: String,
    pub(super) status: String,
}

/// A line to be written.
#[derive(Debug)]
pub(super) struct NewLine {
    pub(super) id: Uuid,
    pub(super) period: Period,
    pub(super) label: String,
    pub(super) amount: Decimal,
    pub(super) status: LineStatus,
    pub(super) replaces: Option<Uuid>,
}

/// A commitment with the lines that are new or revised.
#[derive(Debug)]
pub(super) struct CommitmentValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) funder_id: Uuid,
    pub(super) contract_id: Option<Uuid>,
    pub(super) kind: FundingKind,
    pub(super) currency: String,
    pub(super) lines: Vec<NewLine>,
    pub(super) reason: Option<String>,
}

/// What the rows come to, for the words below them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct RowTotals {
    pub(super) expected: Decimal,
    pub(super) committed: Decimal,
    pub(super) withdrawn: Decimal,
    /// Rows with an amount that holds.
    pub(super) years: usize,
    /// Rows whose amount cannot be read.
    pub(super) unreadable: usize,
}

impl CommitmentForm {
    /// A new commitment: the present fiscal year and those to the planned end.
    pub(super) fn blank(
        currency: String,
        first_month: FirstMonth,
        today: NaiveDate,
        planned_end: Option<NaiveDate>,
    ) -> Self {
        let this_year = FiscalYear::of(today, first_month);
        let last = planned_end.map_or(this_year, |end| FiscalYear::of(end, first_month));
        let mut form = Self {
            id: Uuid::now_v7().to_string(),
            currency,
            kind: FundingKind::Operational.code().to_owned(),
            ..Self::default()
        };
        let years = std::iter::successors(Some(this_year), |year| Some(year.next()))
            .take_while(|year| *year == this_year || year.period().start() <= last.period().start())
            .take(12);
        form.set_rows(years.map(Row::blank).collect());
        form
    }

    /// The rows, as typed.
    pub(super) fn rows(&self) -> Vec<Row> {
        let cell = |name: &str, index: usize| self.cells.get(&format!("{name}-{index}")).cloned();
        (0..MAX_ROWS)
            .map_while(|index| {
                Some(Row {
                    start: cell("start", index)?,
                    amount: cell("amount", index).unwrap_or_default(),
                    status: cell("status", index).unwrap_or_default(),
                })
            })
            .collect()
    }

    /// Puts rows in the place of those that were typed.
    pub(super) fn set_rows(&mut self, rows: Vec<Row>) {
        self.cells.clear();
        for (index, row) in rows.into_iter().enumerate() {
            self.cells.insert(format!("start-{index}"), row.start);
            self.cells.insert(format!("amount-{index}"), row.amount);
            self.cells.insert(format!("status-{index}"), row.status);
        }
    }

    /// What the pressed button does; a form sent without any is to be saved.
    pub(super) fn act(&self) -> Act {
        let row = |name: &str| {
            let index = self.pressed.strip_prefix(name)?;
            index.parse().ok()
        };
        match self.pressed.as_str() {
            "work_out" => Act::WorkOut,
            "add_before" => Act::AddBefore,
            "add_after" => Act::AddAfter,
            _ => match (row("copy_"), row("remove_")) {
                (Some(index), _) => Act::Copy(index),
                (_, Some(index)) => Act::Remove(index),
                _ => Act::Save,
            },
        }
    }

    /// Does what a button other than "save" does; `saved` are the lines that
    /// hold, whose rows stay.
    pub(super) fn change(
        &mut self,
        act: Act,
        saved: &[&LineRow],
        first_month: FirstMonth,
        today: NaiveDate,
    ) {
        let mut rows = self.rows();
        let this_year = FiscalYear::of(today, first_month);
        let year_of = |row: &Row| {
            let day = row.start.parse().ok()?;
            Some(FiscalYear::of(day, first_month))
        };
        let edge = |rows: &[Row], last: bool| {
            let mut starts: Vec<NaiveDate> = rows
                .iter()
                .filter_map(year_of)
                .map(|year| year.period().start())
                .collect();
            starts.sort_unstable();
            let start = if last { starts.last() } else { starts.first() };
            start.map(|start| FiscalYear::of(*start, first_month))
        };
        match act {
            Act::AddBefore => {
                let year = edge(&rows, false).map_or(this_year, FiscalYear::previous);
                rows.insert(0, Row::blank(year));
            }
            Act::AddAfter => {
                let year = edge(&rows, true).map_or(this_year, FiscalYear::next);
                rows.push(Row::blank(year));
            }
            Act::Copy(index) => {
                if let Some(year) = rows.get(index).and_then(year_of) {
                    let copied = Row {
                        start: year.next().period().start().to_string(),
                        ..rows[index].clone()
                    };
                    match rows.iter_mut().find(|row| row.start == copied.start) {
                        Some(next) => *next = copied,
                        None => rows.insert(index + 1, copied),
                    }
                }
            }
            Act::Remove(index) => {
                let kept = |row: &Row| saved.iter().any(|line| row.is_of(line));
                if rows.get(index).is_some_and(|row| !kept(row)) {
                    rows.remove(index);
                }
            }
            Act::WorkOut | Act::Save => {}
        }
        rows.truncate(MAX_ROWS);
        self.set_rows(rows);
    }

    /// What the rows add up to, as far as they can be read.
    pub(super) fn totals(&self) -> RowTotals {
        let mut totals = RowTotals::default();
        let mut fields = Fields::of("commitment");
        for row in self.rows() {
            if row.amount.trim().is_empty() {
                continue;
            }
            let Some(amount) = fields.optional_amount("amount", &row.amount) else {
                totals.unreadable += 1;
                continue;
            };
            let sum = match row.status.parse() {
                Ok(LineStatus::Expected) => &mut totals.expected,
                Ok(LineStatus::Withdrawn) => &mut totals.withdrawn,
                _ => &mut totals.committed,
            };
            *sum = sum.saturating_add(amount);
            totals.years += 1;
        }
        totals
    }

    /// The commitment with the lines that are new or revised, or all that is
    /// wrong. `saved` are the lines that hold.
    pub(super) fn parse(
        self,
        choices: &Choices,
        before: Option<&Self>,
        saved: &[&LineRow],
    ) -> Result<CommitmentValues, Invalid<Self>> {
        let mut fields = Fields::of("commitment");
        let id = fields.optional_id("title", &self.id);
        let title = fields.text("title", &self.title, MAX_LINE);
        let funder_id = chosen(&mut fields, "funder", &self.funder, &choices.funders);
        if self.funder.is_empty() {
            fields.error("funder", t!("error-choose"));
        }
        let contract_id = chosen(&mut fields, "contract", &self.contract, &choices.contracts);
        let kind = fields.choice::<FundingKind>("kind", &self.kind);
        let currency = fields.choice::<Currency>("currency", &self.currency);
        let lines = self.lines(&mut fields, choices.first_month, currency, saved);
        let reason = fields.optional_text("reason", &self.reason, MAX_TEXT);
        if let Some(before) = before {
            let same = before.title.trim() == title
                && before.funder == self.funder
                && before.contract == self.contract
                && before.kind == self.kind;
            if same && lines.is_empty() {
                fields.error("reason", t!("commitment-error-unchanged"));
            } else if reason.is_none() {
                fields.error("reason", t!("commitment-error-reason"));
            }
        }
        let values = CommitmentValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            title,
            funder_id: funder_id.unwrap_or_default(),
            contract_id,
            kind: kind.unwrap_or(FundingKind::Operational),
            currency: currency.map(|code| code.to_string()).unwrap_or_default(),
            lines,
            reason,
        };
        fields.finish(self, values)
    }

    fn lines(
        &self,
        fields: &mut Fields,
        first_month: FirstMonth,
        currency: Option<Currency>,
        saved: &[&LineRow],
    ) -> Vec<NewLine> {
        let rows = self.rows();
        let mut lines = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let held = saved.iter().find(|line| row.is_of(line));
            let before = &rows[..index];
            if held.is_none() && row.amount.trim().is_empty() {
                continue;
            }
            let period = match held {
                Some(line) => line.line().map(|line| line.period),
                None => row.period(first_month),
            };
            let Some(period) = period else {
                fields.error(&format!("start-{index}"), t!("error-choice"));
                continue;
            };
            let twice = |other: &Row| other.start == row.start && !other.amount.trim().is_empty();
            let overlaps =
                |line: &&LineRow| line.line().is_some_and(|line| line.period.overlaps(period));
            if before.iter().any(twice) || held.is_none() && saved.iter().any(overlaps) {
                let label = period_label(period);
                fields.error(
                    &format!("start-{index}"),
                    t!("commitment-error-year-twice", year = label),
                );
            }
            lines.extend(row.line(fields, index, period, currency, held));
        }
        if rows.iter().all(|row| row.amount.trim().is_empty()) && saved.is_empty() {
            fields.error("amount-0", t!("commitment-error-no-line"));
        }
        lines
    }
}

/// An organisation or contract chosen among those offered; blank is none.
fn chosen(
    fields: &mut Fields,
    name: &str,
    typed: &str,
    among: &[(String, String)],
) -> Option<Uuid> {
    if !typed.is_empty() && among.iter().all(|(id, _)| id != typed) {
        fields.error(name, t!("error-choice"));
        return None;
    }
    typed.parse().ok()
}

impl Row {
    /// A fiscal year with nothing in it yet.
    fn blank(year: FiscalYear) -> Self {
        Self {
            start: year.period().start().to_string(),
            amount: String::new(),
            status: LineStatus::Committed.code().to_owned(),
        }
    }

    /// A line as it would be typed.
    pub(super) fn of(line: &LineRow) -> Self {
        Self {
            start: line.starts_on.to_string(),
            amount: line.amount.to_string(),
            status: line.status.code().to_owned(),
        }
    }

    /// Whether it is the fiscal period of a saved line.
    pub(super) fn is_of(&self, line: &LineRow) -> bool {
        self.start == line.starts_on.to_string()
    }

    /// The fiscal year that begins on its day.
    fn period(&self, first_month: FirstMonth) -> Option<Period> {
        let start: NaiveDate = self.start.parse().ok()?;
        let period = FiscalYear::of(start, first_month).period();
        let sensible = (1900..=2200).contains(&start.year());
        (period.start() == start && sensible).then_some(period)
    }

    /// The line it comes to, if that is new or revised.
    fn line(
        &self,
        fields: &mut Fields,
        index: usize,
        period: Period,
        currency: Option<Currency>,
        held: Option<&&LineRow>,
    ) -> Option<NewLine> {
        let (amount_field, status_field) = (format!("amount-{index}"), format!("status-{index}"));
        if self.amount.trim().is_empty() {
            fields.error(&amount_field, t!("commitment-error-amount-missing"));
        }
        let amount = fields.optional_amount(&amount_field, &self.amount);
        let status = fields.choice::<LineStatus>(&status_field, &self.status);
        let (amount, status, currency) = (amount?, status?, currency?);
        let id = Uuid::now_v7();
        let held = held.and_then(|held| held.line());
        let errors = match &held {
            Some(line) => revise(line, id, amount, status, currency)
                .err()
                .unwrap_or_default(),
            None => check_amount(amount, currency),
        };
        if errors.contains(&RevisionError::Unchanged) {
            return None;
        }
        for error in errors {
            match error {
                RevisionError::StatusMayNotBecome { from, to } => fields.error(
                    &status_field,
                    t!(
                        "commitment-error-status",
                        from = from.code(),
                        to = to.code()
                    ),
                ),
                RevisionError::TooManyDecimals(decimals) => fields.error(
                    &amount_field,
                    t!(
                        "commitment-error-decimals",
                        currency = currency.to_string(),
                        decimals = decimals
                    ),
                ),
                RevisionError::Negative | RevisionError::Unchanged => {
                    fields.error(&amount_field, t!("error-amount"));
                }
            }
        }
        Some(NewLine {
            id,
            period,
            label: period_label(period),
            amount,
            status,
            replaces: held.map(|line| line.id),
        })
    }
}

impl LineRow {
    /// The line, for the domain's rules.
    pub(super) fn line(&self) -> Option<Line> {
        Some(Line {
            id: self.id,
            period: Period::new(self.starts_on, self.ends_on).ok()?,
            amount: self.amount,
            status: self.status,
            // Which line it revised is no matter here.
            replaces: None,
        })
    }
}
