//! Reads Open Contracting Data Standard files, versions 1.0 and 1.1, into contracting processes
//! with their parties and contracts.
//!
//! [`read`] is the way in: bytes of one file in, a [`Package`] out, or the reason why the whole
//! file is [`Refused`]. What is wrong inside a file never refuses it: each fault is a [`Warning`]
//! with the place in the file, and the rest is read. [`guess`] says which processes look like
//! digital health procurement, and [`matching`] whether two organisations look like one.
//!
//! The other way, [`export`] writes release packages of version 1.1.5.
//!
//! The standard: <https://standard.open-contracting.org/1.1/en/>.

mod contracts;
pub mod export;
mod fields;
pub mod guess;
mod json;
pub mod matching;
mod merge;
mod model;
mod parties;
mod process;
mod read;
mod tender;
mod text;
mod warning;
mod words;

pub use model::{
    Address, AwardStatus, Classification, Contract, ContractStatus, Document, Identifier, Layout,
    Milestone, MilestoneStatus, Money, Package, Party, Period, Process, ReleaseRef, Renewal,
    Version,
};
pub use read::read;
pub use warning::{Codelist, Level, LooksLike, Reason, Refused, Shape, Stage, Warning};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;
/// The most values (texts, numbers, objects, lists and so on) a file may have; a file of
/// [`MAX_BYTES`] without white space usually has 1.2 million.
pub const MAX_VALUES: usize = 1_500_000;
/// The deepest nesting of brackets that is read; a release needs about 12.
pub const MAX_DEPTH: usize = 100;
/// The most entries of one list within a release, such as its parties or awards.
pub const MAX_ENTRIES: usize = 5_000;
/// The most warnings that are listed for one file.
pub const MAX_WARNINGS: usize = 10_000;
