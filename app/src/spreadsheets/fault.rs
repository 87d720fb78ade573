//! What can be wrong with a file, from a closed list of codes.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What is wrong. Each code has a message and a way to mend it in every
/// language (`table-fault-…`, `table-mend-…`).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Code {
    /// The file is not UTF-8.
    NotUtf8,
    /// A quoted cell never ends.
    UnclosedQuote,
    /// There is no row below the header, or no header.
    EmptyFile,
    /// More rows than are taken.
    TooManyRows,
    /// A column that must be there is not.
    MissingColumn,
    /// A column stands in the header twice.
    DuplicateColumn,
    /// A row has more cells than the header.
    TooManyCells,
    /// A cell that must hold something is blank.
    MissingValue,
    /// Neither an external id nor an identifier says which record it is.
    MissingKey,
    /// A text has characters that nobody sees.
    ControlCharacter,
    /// A text is longer than is taken.
    TooLong,
    /// No amount of money.
    NotAnAmount,
    /// An amount of nothing.
    NotPositive,
    /// No rate.
    NotARate,
    /// No date, or not written year first.
    NotADate,
    /// A day to come.
    FutureDate,
    /// No ISO 4217 code of a currency.
    NotACurrency,
    /// None of a closed list.
    NotAChoice,
    /// No identifier such as SCHEME:NUMBER.
    NotAnIdentifier,
    /// A period that ends before it starts.
    PeriodOrder,
    /// A period that shares days with another of the same record.
    PeriodOverlap,
    /// A period that is no fiscal year of the jurisdiction.
    NotAFiscalYear,
    /// Two rows are about the same record.
    DuplicateKey,
    /// Rows of one record say different things about it.
    RowsDisagree,
    /// External id and identifier are of two different records.
    KeysDisagree,
    /// No partnership that the person sees has this reference.
    UnknownPartnership,
    /// The person sees the partnership, but it is not theirs to change.
    PartnershipNotYours,
    /// No contract of the partnership has this number.
    UnknownContract,
    /// No organisation is called so.
    UnknownOrganisation,
    /// Several organisations are called so.
    AmbiguousOrganisation,
    /// No party of the partnership is called so.
    NotAParty,
    /// No commitment of the partnership has this id.
    UnknownCommitment,
    /// No indicator of the partnership has this id.
    UnknownIndicator,
    /// No jurisdiction has this code.
    UnknownJurisdiction,
    /// Its budgets are not the person's to keep.
    JurisdictionNotYours,
    /// Another currency than the record's.
    OtherCurrency,
    /// What cannot be changed once it is recorded.
    Fixed,
    /// A promise cannot become what the row says.
    StatusNotAllowed,
    /// The record was found to be a mistake, and stays so.
    Voided,
    /// A rate from a currency to itself.
    SameCurrency,
}

/// One thing that is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fault {
    /// As a spreadsheet program shows it; the header is 1.
    pub(super) row: u32,
    /// English name of the column; blank where it is about the row or file.
    pub(super) column: String,
    /// What stands there, shortened.
    pub(super) value: String,
    pub(super) code: Code,
    /// What the message names beside the value, such as candidates.
    pub(super) detail: String,
}

/// Longer values are cut in reports.
const SHOWN: usize = 120;

impl Fault {
    /// A fault of the file or of a row as a whole.
    pub(super) fn of_file(code: Code, row: u32) -> Self {
        Self {
            row,
            column: String::new(),
            value: String::new(),
            code,
            detail: String::new(),
        }
    }

    /// The column it is in, and what stands there.
    pub(super) fn about(mut self, column: &str, value: &str) -> Self {
        column.clone_into(&mut self.column);
        // Neither the database nor a page takes characters that nobody sees.
        self.value = value
            .chars()
            .take(SHOWN)
            .map(|c| if c.is_control() { '\u{fffd}' } else { c })
            .collect();
        self
    }

    /// What the message names.
    pub(super) fn saying(mut self, detail: String) -> Self {
        self.detail = detail;
        self
    }
}
