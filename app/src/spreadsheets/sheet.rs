//! What a kind of spreadsheet is, and what checking one comes to.

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::NaiveDate;
use domain::access::Person;
use domain::calendar::Period;
use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::fault::{Code, Fault};
use super::kind::Kind;
use super::reading::Column;
use crate::db::Tx;

/// A kind of spreadsheet: its columns, what its rows mean, and how they are
/// written. A further kind is one more file in `sheets/`.
pub(super) trait Sheet: Send + Sync + 'static {
    /// Which one.
    const KIND: Kind;
    /// Its columns, in the order of the template.
    const COLUMNS: &'static [Column];
    /// A row as read. What could not be read is blank there, so that what the
    /// rest of the row names can be looked up all the same.
    type Row: Send + Sync + 'static;
    /// What is recorded that rows are compared with.
    type Known: Send + Sync + 'static;
    /// What is to be written.
    type Writes: Send + Sync + 'static;

    /// Reads a row, noting each cell that is at fault.
    fn read(cells: &mut Cells<'_>, context: &Context) -> Self::Row;

    /// Looks up what the rows name, as the transaction's person sees it.
    fn known(
        tx: &mut Tx,
        rows: &[Numbered<Self::Row>],
    ) -> impl Future<Output = sqlx::Result<Self::Known>> + Send;

    /// Compares the rows with what is recorded.
    fn plan(
        known: Self::Known,
        rows: Vec<Numbered<Self::Row>>,
        context: &Context,
        plan: &mut Plan,
    ) -> Self::Writes;

    /// Writes in batches, never row by row; false where somebody changed one
    /// of the records meanwhile.
    fn write(
        tx: &mut Tx,
        writes: &Self::Writes,
        context: &Context,
        done: &Done,
    ) -> impl Future<Output = sqlx::Result<bool>> + Send;
}

/// Rows that one statement writes.
pub(super) const BATCH: usize = 1000;

/// For whom, when and why a file is imported.
#[derive(Debug, Clone)]
pub(super) struct Context {
    /// Nobody for the command line, which may change everything.
    pub(super) person: Option<Person>,
    pub(super) today: NaiveDate,
    /// Language that the file's texts are taken to be in.
    pub(super) language: String,
    /// What the history and revisions say.
    pub(super) reason: String,
}

/// A row with the number that a spreadsheet program shows.
pub(super) struct Numbered<R> {
    pub(super) number: u32,
    pub(super) row: R,
}

/// How many rows are written, for whoever watches.
#[derive(Clone, Default)]
pub(super) struct Done(Arc<AtomicU32>);

impl Done {
    pub(super) fn add(&self, rows: usize) {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        self.0.fetch_add(rows, Ordering::Relaxed);
    }

    pub(super) fn rows(&self) -> i32 {
        i32::try_from(self.0.load(Ordering::Relaxed)).unwrap_or(i32::MAX)
    }
}

/// A field that a row sets or changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Change {
    /// English name of the column.
    pub(super) column: String,
    /// Blank for a new record.
    pub(super) before: String,
    pub(super) after: String,
}

/// Whether two values differ, as a change.
pub(super) fn change(column: &str, before: &str, after: &str) -> Option<Change> {
    (before != after).then(|| Change {
        column: column.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    })
}

/// A row of the preview.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) row: u32,
    /// Whether it makes a record or changes one.
    pub(super) new: bool,
    /// What identifies its record.
    pub(super) key: String,
    pub(super) changes: Vec<Change>,
}

/// Rows of each kind that the preview shows.
const SHOWN: usize = 20;
/// Faults that are kept one by one; more are counted.
const FAULTS_KEPT: usize = 10_000;

/// What checking a file comes to.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Report {
    /// By row, then in the order of the columns.
    pub(super) faults: Vec<Fault>,
    /// With those that are not kept one by one.
    pub(super) faults_found: usize,
    /// Headings that mean nothing here.
    pub(super) unknown: Vec<String>,
    /// The first new and the first changed rows.
    pub(super) lines: Vec<Line>,
    pub(super) rows: u32,
    pub(super) rows_faulty: u32,
    pub(super) rows_new: u32,
    pub(super) rows_changed: u32,
    pub(super) rows_same: u32,
}

impl Report {
    /// The report on a file that could not be read at all.
    pub(super) fn unreadable(faults: Vec<Fault>, columns: &[Column]) -> Self {
        let mut report = Self::default();
        report.take_faults(faults, columns);
        report
    }

    /// Puts faults in order and counts them.
    pub(super) fn take_faults(&mut self, mut faults: Vec<Fault>, columns: &[Column]) {
        let place = |fault: &Fault| {
            columns
                .iter()
                .position(|column| column.name == fault.column)
        };
        faults.sort_by_key(|fault| (fault.row, place(fault), fault.code));
        let rows: HashSet<u32> = faults.iter().map(|fault| fault.row).collect();
        self.rows_faulty = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        self.faults_found = faults.len();
        faults.truncate(FAULTS_KEPT);
        self.faults = faults;
    }
}

/// A check in the making.
pub(super) struct Plan {
    pub(super) report: Report,
    faults: Vec<Fault>,
    /// Cells that are at fault already: what follows from that is not told again.
    faulty_cells: HashSet<(u32, String)>,
    /// The row that first had a key, and whether it is told of already.
    keys: HashMap<String, (u32, bool)>,
}

impl Plan {
    /// Goes on from the faults that reading found.
    pub(super) fn new(report: Report, faults: Vec<Fault>) -> Self {
        let cell = |fault: &Fault| (fault.row, fault.column.clone());
        Self {
            report,
            faulty_cells: faults.iter().map(cell).collect(),
            faults,
            keys: HashMap::new(),
        }
    }

    /// Notes a fault, unless its cell has one already.
    pub(super) fn fault(&mut self, row: u32, column: &str, value: &str, code: Code, detail: &str) {
        if self.faulty_cells.insert((row, column.to_owned())) {
            let fault = Fault::of_file(code, row).about(column, value);
            self.faults.push(fault.saying(detail.to_owned()));
        }
    }

    /// Notes where two rows are about one record: both rows are named.
    pub(super) fn once(&mut self, row: u32, key: String, column: &str, value: &str) {
        let Some((first, told)) = self.keys.get(&key).copied() else {
            self.keys.insert(key, (row, false));
            return;
        };
        self.fault(row, column, value, Code::DuplicateKey, &first.to_string());
        if !told {
            self.fault(first, column, value, Code::DuplicateKey, &row.to_string());
            self.keys.insert(key, (first, true));
        }
    }

    /// Notes a row that makes a record.
    pub(super) fn new_row(&mut self, row: u32, key: &str, values: Vec<(&str, String)>) {
        let shown = self.report.lines.iter().filter(|line| line.new).count();
        self.report.rows_new += 1;
        if shown < SHOWN {
            let changes = values
                .into_iter()
                .filter_map(|(column, value)| change(column, "", &value))
                .collect();
            self.line(row, true, key, changes);
        }
    }

    /// Notes a row that changes a record, or leaves it as it is.
    pub(super) fn old_row(&mut self, row: u32, key: &str, changes: Vec<Change>) {
        if changes.is_empty() {
            self.report.rows_same += 1;
            return;
        }
        let shown = self.report.lines.iter().filter(|line| !line.new).count();
        self.report.rows_changed += 1;
        if shown < SHOWN {
            self.line(row, false, key, changes);
        }
    }

    fn line(&mut self, row: u32, new: bool, key: &str, changes: Vec<Change>) {
        let key = key.to_owned();
        self.report.lines.push(Line {
            row,
            new,
            key,
            changes,
        });
    }

    /// The report. A file with a fault changes nothing, so that no row of it
    /// is new or changed.
    pub(super) fn finish(mut self, columns: &[Column]) -> Report {
        self.report.take_faults(self.faults, columns);
        if self.report.faults_found > 0 {
            self.report.lines.clear();
            self.report.rows_new = 0;
            self.report.rows_changed = 0;
            self.report.rows_same = 0;
        }
        self.report
    }
}

/// Notes rows whose period shares days with another of the same record that
/// would hold: of the file, or recorded and not told of in the file.
pub(super) fn overlaps(
    of_file: &[(Period, u32)],
    held: impl Iterator<Item = Period>,
    plan: &mut Plan,
) {
    let rows = of_file.iter().map(|(period, row)| (*period, Some(*row)));
    let held = held.map(|period| (period, None));
    let mut all: Vec<(Period, Option<u32>)> = held.chain(rows).collect();
    all.sort_by_key(|(period, row)| (period.start(), *row));
    // The period so far that ends last, since a long one may reach over several.
    let mut last: Option<(Period, Option<u32>)> = None;
    for (period, row) in all {
        if let Some((before, row_before)) = last
            && before.overlaps(period)
        {
            let (number, own, other) = match (row, row_before) {
                (Some(number), _) => (number, period, before),
                (None, Some(number)) => (number, before, period),
                (None, None) => continue,
            };
            let other = format!("{}/{}", other.start(), other.end());
            let own = own.start().to_string();
            plan.fault(number, "period_start", &own, Code::PeriodOverlap, &other);
        }
        if last.is_none_or(|(before, _)| period.end() > before.end()) {
            last = Some((period, row));
        }
    }
}
