//! How a commitment is revised: a new line replaces the old one, which is kept.

use std::collections::HashSet;

use rust_decimal::Decimal;
use thiserror::Error;
use uuid::Uuid;

use super::LineStatus;
use crate::{calendar::Period, money::Currency};

/// One fiscal period of a commitment, as it was entered or revised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Identifies the line.
    pub id: Uuid,
    /// The fiscal period, which a revision keeps.
    pub period: Period,
    /// In the commitment's currency.
    pub amount: Decimal,
    /// How firm it is.
    pub status: LineStatus,
    /// The line that this one revises; none for a period's first.
    pub replaces: Option<Uuid>,
}

/// Why a line cannot be revised to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RevisionError {
    /// It would be what it is.
    #[error("nothing is changed")]
    Unchanged,
    /// The step is not one that a promise takes; see [`LineStatus::may_become`].
    #[error("what is {from:?} does not become {to:?}")]
    StatusMayNotBecome {
        /// What it is.
        from: LineStatus,
        /// What it was to be.
        to: LineStatus,
    },
    /// Nobody promises less than nothing.
    #[error("the amount is negative")]
    Negative,
    /// The currency has no unit that small.
    #[error("the amount has more than {0} decimals")]
    TooManyDecimals(u32),
}

/// The lines that hold: those that no other replaces.
pub fn current(lines: &[Line]) -> impl Iterator<Item = &Line> {
    let replaced: HashSet<Uuid> = lines.iter().filter_map(|line| line.replaces).collect();
    lines
        .iter()
        .filter(move |line| !replaced.contains(&line.id))
}

/// What is wrong with an amount in this currency; amounts are kept with two decimals, even where
/// the currency has three.
#[must_use]
pub fn check_amount(amount: Decimal, currency: Currency) -> Vec<RevisionError> {
    let mut errors = Vec::new();
    if amount < Decimal::ZERO {
        errors.push(RevisionError::Negative);
    }
    let decimals = currency.minor_units().min(2);
    if amount.normalize().scale() > decimals {
        errors.push(RevisionError::TooManyDecimals(decimals));
    }
    errors
}

/// The line that replaces `line` with another amount or status.
///
/// # Errors
/// All that stands against it.
pub fn revise(
    line: &Line,
    id: Uuid,
    amount: Decimal,
    status: LineStatus,
    currency: Currency,
) -> Result<Line, Vec<RevisionError>> {
    let mut errors = check_amount(amount, currency);
    if amount == line.amount && status == line.status {
        errors.push(RevisionError::Unchanged);
    }
    if !line.status.may_become(status) {
        errors.push(RevisionError::StatusMayNotBecome {
            from: line.status,
            to: status,
        });
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Line {
        id,
        period: line.period,
        amount,
        status,
        replaces: Some(line.id),
    })
}
