//! From the cells of a row to values, with every fault noted.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::money::Currency;
use rust_decimal::Decimal;

use super::fault::{Code, Fault};
use super::reading::{RawRow, RawTable};
use crate::form::{MAX_LINE, MAX_TEXT, read_amount};

/// A row being read. Each method gives a value or notes why it cannot.
pub(super) struct Cells<'r> {
    table: &'r RawTable,
    row: &'r RawRow,
    pub(super) faults: Vec<Fault>,
}

impl<'r> Cells<'r> {
    pub(super) fn new(table: &'r RawTable, row: &'r RawRow) -> Self {
        let mut cells = Self {
            table,
            row,
            faults: Vec::new(),
        };
        if let Some(surplus) = table.surplus(row) {
            let fault = Fault::of_file(Code::TooManyCells, row.number);
            cells.faults.push(fault.about("", surplus));
        }
        cells
    }

    /// What stands in a column.
    pub(super) fn typed(&self, column: &str) -> &'r str {
        self.table.cell(self.row, column)
    }

    /// Notes a fault of a cell.
    pub(super) fn fault(&mut self, column: &str, code: Code) {
        self.fault_saying(column, code, String::new());
    }

    /// Notes a fault of a cell that names something.
    pub(super) fn fault_saying(&mut self, column: &str, code: Code, detail: String) {
        let fault = Fault::of_file(code, self.row.number).about(column, self.typed(column));
        self.faults.push(fault.saying(detail));
    }

    /// Reads a cell that may be blank, with a fault of this code where `read`
    /// gives nothing.
    pub(super) fn optional<T>(
        &mut self,
        column: &str,
        code: Code,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let typed = self.typed(column);
        if typed.is_empty() {
            return None;
        }
        let value = read(typed);
        if value.is_none() {
            self.fault(column, code);
        }
        value
    }

    /// Notes where a cell that must hold something is blank.
    pub(super) fn require(&mut self, column: &str) {
        if self.typed(column).is_empty() {
            self.fault(column, Code::MissingValue);
        }
    }

    fn text_up_to(&mut self, column: &str, max: usize) -> Option<String> {
        let typed = self.typed(column).replace("\r\n", "\n");
        let hidden = |c: char| c.is_control() && c != '\n' && c != '\t';
        if typed.contains(hidden) {
            self.fault(column, Code::ControlCharacter);
        } else if typed.chars().count() > max {
            self.fault_saying(column, Code::TooLong, max.to_string());
        }
        (!typed.is_empty()).then_some(typed)
    }

    /// A line of text that must be there.
    pub(super) fn line(&mut self, column: &str) -> String {
        self.require(column);
        self.text_up_to(column, MAX_LINE).unwrap_or_default()
    }

    /// A line of text that may be blank.
    pub(super) fn optional_line(&mut self, column: &str) -> Option<String> {
        self.text_up_to(column, MAX_LINE)
    }

    /// A line of text of a column that the file may lack: then nothing is said
    /// about it.
    pub(super) fn given_line(&mut self, column: &str) -> Option<Option<String>> {
        self.table
            .has(column)
            .then(|| self.text_up_to(column, MAX_LINE))
    }

    /// As [`given_line`](Self::given_line), a text of several lines.
    pub(super) fn given_text(&mut self, column: &str) -> Option<Option<String>> {
        self.table
            .has(column)
            .then(|| self.text_up_to(column, MAX_TEXT))
    }

    /// An amount of money.
    pub(super) fn optional_amount(&mut self, column: &str) -> Option<Decimal> {
        self.optional(column, Code::NotAnAmount, read_amount)
            .map(|amount| amount.normalize())
    }

    /// An amount of money that must be there.
    pub(super) fn amount(&mut self, column: &str) -> Decimal {
        self.require(column);
        self.optional_amount(column).unwrap_or_default()
    }

    /// A date, year first.
    pub(super) fn optional_date(&mut self, column: &str) -> Option<NaiveDate> {
        self.optional(column, Code::NotADate, read_date)
    }

    /// A date that must be there.
    pub(super) fn date(&mut self, column: &str) -> Option<NaiveDate> {
        self.require(column);
        self.optional_date(column)
    }

    /// The ISO 4217 code of a currency.
    pub(super) fn optional_currency(&mut self, column: &str) -> Option<Currency> {
        self.optional(column, Code::NotACurrency, |typed| {
            typed.to_uppercase().parse().ok()
        })
    }

    /// The code of a currency that must be there.
    pub(super) fn currency(&mut self, column: &str) -> Option<Currency> {
        self.require(column);
        self.optional_currency(column)
    }

    /// One of a closed list.
    pub(super) fn optional_choice<T: Vocabulary + 'static>(&mut self, column: &str) -> Option<T> {
        let typed = self.typed(column);
        if typed.is_empty() {
            return None;
        }
        let code = typed.to_lowercase().replace([' ', '-'], "_");
        let choice = T::from_str(&code).ok();
        if choice.is_none() {
            let codes: Vec<&str> = T::VARIANTS.iter().map(|value| value.code()).collect();
            self.fault_saying(column, Code::NotAChoice, codes.join(", "));
        }
        choice
    }

    /// One of a closed list that must be chosen.
    pub(super) fn choice<T: Vocabulary + 'static>(&mut self, column: &str) -> Option<T> {
        self.require(column);
        self.optional_choice(column)
    }
}

/// Reads 2026-04-01. Day first or month first is anybody's guess, so neither
/// is taken.
fn read_date(typed: &str) -> Option<NaiveDate> {
    let shape = typed.len() == 10
        && typed.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date: NaiveDate = shape.then(|| typed.parse().ok()).flatten()?;
    let sensible = (1900..=2200).contains(&chrono::Datelike::year(&date));
    sensible.then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_year_first_only() {
        assert!(read_date("2026-04-01").is_some());
        for typed in [
            "01/04/2026",
            "1.4.2026",
            "2026-4-1",
            "2026-02-30",
            "0026-04-01",
            "20260401",
        ] {
            assert_eq!(read_date(typed), None, "{typed}");
        }
    }
}
