//! Why a file is refused, and what is remarkable in one that is read.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::AwardStatus;

/// Why nothing of a file was read.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Serialize,
    strum::IntoStaticStr,
    strum::VariantNames,
    thiserror::Error,
)]
#[serde(rename_all = "snake_case", tag = "code")]
#[strum(serialize_all = "snake_case")]
pub enum Refused {
    /// Nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// More bytes than are read.
    #[error("the file has {size} bytes, more than {limit}")]
    TooLarge {
        /// The most that is read, in bytes.
        limit: usize,
        /// What the file has, in bytes.
        size: usize,
    },
    /// Brackets nested deeper than any package needs.
    #[error("brackets are nested deeper than {limit}")]
    TooDeep {
        /// The deepest nesting that is read.
        limit: usize,
    },
    /// More values than are read.
    #[error("the file has more than {limit} values")]
    TooManyValues {
        /// The most values that are read.
        limit: usize,
    },
    /// Text that is not in UTF-8, as JSON must be (RFC 8259, section 8.1).
    #[error("line {line} is not in UTF-8")]
    NotUtf8 {
        /// The first bad line, counted from 1.
        line: usize,
    },
    /// Not JSON, or not to its end.
    #[error("not JSON at line {line}, column {column}")]
    NotJson {
        /// Where reading stopped, counted from 1.
        line: usize,
        /// Where in that line, in bytes, counted from 1.
        column: usize,
        /// It is JSON as far as it goes, but the end is missing.
        truncated: bool,
        /// What it is instead, by its first bytes.
        looks_like: LooksLike,
    },
    /// JSON, but no package, record or release of OCDS.
    #[error("JSON, but not OCDS: found {}", found_keys.join(", "))]
    NotOcds {
        /// The first keys of the outermost object; empty if there is no object.
        found_keys: Vec<String>,
    },
    /// A version of OCDS other than 1.0 and 1.1.
    #[error("OCDS version {version} is not read, only 1.0 and 1.1")]
    UnsupportedVersion {
        /// The version, as written.
        version: String,
    },
}

impl Refused {
    /// A stable name for the reason, such as `not_json`.
    pub fn code(&self) -> &'static str {
        self.into()
    }
}

/// What a file that is not JSON seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LooksLike {
    /// JSON with a mistake in it, or cut off.
    Json,
    /// One JSON value per line (JSON Lines), as bulk downloads often are.
    JsonLines,
    /// A web page, often an error or sign-in page saved in place of the file.
    Html,
    /// XML.
    Xml,
    /// A table in text.
    Csv,
    /// A zip archive; spreadsheets and text documents are such archives too.
    Zip,
    /// A gzip archive.
    Gzip,
    /// A PDF document.
    Pdf,
    /// Some other file that is not text.
    Binary,
    /// Some other text.
    Other,
}

/// Something wrong or remarkable at one place of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// The release's id; its position in the file, counted from 1, such as `#4`, where it has
    /// none; nothing where the warning is about the file.
    pub release: Option<String>,
    /// The process, as far as it is known.
    pub ocid: Option<String>,
    /// The place in the file, as a JSON Pointer (RFC 6901) from its outermost value.
    pub path: String,
    /// What is remarkable there.
    pub reason: Reason,
}

/// How much a [`Reason`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Good to know: nothing is lost, but a person may want to look.
    Note,
    /// Read after a change, or with a doubt about its sense.
    Mended,
    /// Not taken over.
    LeftOut,
}

/// What is remarkable, with its particulars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, strum::IntoStaticStr, strum::VariantNames)]
#[serde(rename_all = "snake_case", tag = "code")]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// Releases without a package around them.
    NoPackage,
    /// The package or record holds no release.
    NothingInside,
    /// A record gives addresses of releases but neither them nor a compiled release. Nothing is
    /// fetched.
    LinkedOnly {
        /// How many releases it points to.
        count: usize,
    },
    /// A release without an ocid cannot be placed and was skipped.
    MissingOcid,
    /// No id where the standard wants one.
    MissingId,
    /// An id that an earlier entry of the same list has. The entries were combined, the later one
    /// winning.
    RepeatedId {
        /// The id.
        id: String,
    },
    /// A release that an earlier one repeats word for word; it was skipped.
    RepeatedRelease {
        /// Its id.
        id: String,
    },
    /// The id of an earlier release with other content. Both were read.
    ReusedReleaseId {
        /// The id.
        id: String,
    },
    /// A list with more entries than are read; the rest was left out.
    TooManyEntries {
        /// How many were read.
        limit: usize,
        /// How many there are.
        found: usize,
    },
    /// An award with so many contracts that what it says was not repeated in this one.
    NotRepeated,
    /// A text with nothing in it.
    EmptyText,
    /// A value of the wrong kind.
    WrongType {
        /// What the standard wants.
        expected: Shape,
        /// What is there.
        found: Shape,
    },
    /// A release without a date: read as older than those that have one.
    MissingDate,
    /// Not a date.
    BadDate {
        /// As written.
        raw: String,
    },
    /// A date outside 1900 to 2200, such as 9999-12-31 for "no end".
    UnlikelyDate {
        /// As written.
        raw: String,
    },
    /// A period that ends before it starts. Both dates were kept.
    EndBeforeStart {
        /// First day.
        start: NaiveDate,
        /// Last day.
        end: NaiveDate,
    },
    /// An amount that cannot be held exactly.
    BadAmount {
        /// As written.
        raw: String,
    },
    /// An amount written as text.
    AmountAsText {
        /// As written.
        raw: String,
    },
    /// An amount below zero; it was kept.
    NegativeAmount {
        /// The amount.
        amount: Decimal,
    },
    /// A value without a currency.
    MissingCurrency,
    /// A currency that is not three letters.
    BadCurrency {
        /// As written.
        raw: String,
    },
    /// An identifier without the register it comes from.
    MissingScheme,
    /// A scheme that is neither in the standard's codelist nor of the shape of org-id.guide.
    UnknownScheme {
        /// As written.
        scheme: String,
    },
    /// A code outside a closed codelist.
    UnknownCode {
        /// The codelist.
        codelist: Codelist,
        /// As written.
        value: String,
    },
    /// An organisation that is referred to but not listed in `parties`. It was made from the
    /// reference when that has a name.
    PartyNotListed {
        /// The id in the reference.
        id: Option<String>,
    },
    /// An organisation without a name.
    PartyWithoutName,
    /// No buyer can be found.
    NoBuyer,
    /// A contract or award without suppliers.
    NoSupplier,
    /// Nothing is awarded yet: the process has no contract.
    NoContractYet {
        /// How far it is.
        stage: Stage,
    },
    /// An award that is no contract.
    AwardWithoutEffect {
        /// Its status.
        status: AwardStatus,
    },
    /// An award like an earlier one of the process, with the same dates and the same suppliers or
    /// value: perhaps one award that was published again under another id. Both were read.
    SimilarAward {
        /// The id of the earlier one.
        earlier: String,
    },
    /// A contract whose award is not in the file.
    AwardNotFound {
        /// The award's id in the contract.
        award_id: String,
    },
    /// `rn` where line breaks were. Where that is certain they were put back, and the text as
    /// written was kept.
    StrayLineBreaks {
        /// How many were put back.
        mended: usize,
        /// How many likely ones were left, as they may be part of a word.
        left: usize,
    },
    /// Text that was decoded wrongly on its way, such as `â€¯`. It was left as it is.
    Mojibake {
        /// The first such sequence.
        sample: String,
    },
    /// Control characters, which were removed; the text as written was kept.
    ControlCharacters {
        /// How many.
        count: usize,
    },
}

impl Reason {
    /// A stable name for the reason, such as `end_before_start`.
    pub fn code(&self) -> &'static str {
        self.into()
    }

    /// How much it matters.
    pub fn level(&self) -> Level {
        use Reason as R;
        match self {
            R::NoPackage
            | R::NothingInside
            | R::MissingDate
            | R::NegativeAmount { .. }
            | R::MissingCurrency
            | R::MissingScheme
            | R::UnknownScheme { .. }
            | R::PartyWithoutName
            | R::NoBuyer
            | R::NoSupplier
            | R::NoContractYet { .. }
            | R::AwardWithoutEffect { .. }
            | R::SimilarAward { .. }
            | R::AwardNotFound { .. }
            | R::ReusedReleaseId { .. }
            | R::EndBeforeStart { .. }
            | R::EmptyText
            | R::Mojibake { .. } => Level::Note,
            R::MissingId
            | R::RepeatedId { .. }
            | R::AmountAsText { .. }
            | R::PartyNotListed { .. }
            | R::StrayLineBreaks { .. }
            | R::ControlCharacters { .. } => Level::Mended,
            R::LinkedOnly { .. }
            | R::MissingOcid
            | R::TooManyEntries { .. }
            | R::NotRepeated
            | R::RepeatedRelease { .. }
            | R::WrongType { .. }
            | R::BadDate { .. }
            | R::UnlikelyDate { .. }
            | R::BadAmount { .. }
            | R::BadCurrency { .. }
            | R::UnknownCode { .. } => Level::LeftOut,
        }
    }
}

/// The kind of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A text or a whole number, as identifiers may be.
    TextOrNumber,
    /// A list.
    List,
    /// An object.
    Object,
}

/// The closed codelists that are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Codelist {
    /// `releaseTag`.
    ReleaseTag,
    /// `awardStatus`.
    AwardStatus,
    /// `contractStatus`.
    ContractStatus,
    /// `milestoneStatus`.
    MilestoneStatus,
    /// `procurementCategory`.
    ProcurementCategory,
}

/// How far a process without awards is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Only planned.
    Planning,
    /// Out to tender.
    Tender,
    /// Ended without an award: cancelled, unsuccessful or withdrawn.
    Ended,
}
