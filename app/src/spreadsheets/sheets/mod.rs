//! The kinds of spreadsheets, one file each: columns, rules, and the SQL that
//! looks up and writes their rows.

pub(super) mod budgets;
pub(super) mod commitments;
pub(super) mod measurements;
pub(super) mod milestones;
pub(super) mod movements;
pub(super) mod organisations;
pub(super) mod rates;
pub(super) mod targets;
