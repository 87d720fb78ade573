//! Dates: periods, months, and working days.
//!
//! Results beyond the calendar's range (some 262 000 years) stop at its end instead of failing.

use chrono::{Datelike, Days, Months, NaiveDate};
use thiserror::Error;

/// A stretch of days, both its first and its last day included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
}

/// A period that would end before it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the period ends on {end}, before it starts on {start}")]
pub struct EndsBeforeStart {
    /// The first day asked for.
    pub start: NaiveDate,
    /// The last day asked for.
    pub end: NaiveDate,
}

impl Period {
    /// The period from `start` to `end`, both included.
    ///
    /// # Errors
    /// When `end` is before `start`.
    pub fn new(start: NaiveDate, end: NaiveDate) -> Result<Self, EndsBeforeStart> {
        if end < start {
            return Err(EndsBeforeStart { start, end });
        }
        Ok(Self { start, end })
    }

    /// The first day.
    #[must_use]
    pub fn start(self) -> NaiveDate {
        self.start
    }

    /// The last day.
    #[must_use]
    pub fn end(self) -> NaiveDate {
        self.end
    }

    /// How many days it has; at least one.
    #[must_use]
    pub fn days(self) -> i64 {
        (self.end - self.start).num_days() + 1
    }

    /// Whether `date` is one of its days.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        self.start <= date && date <= self.end
    }

    /// Whether the two share at least one day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// The `n`th working day after `from`; `from` itself when `n` is 0.
///
/// Working days are Monday to Friday. Public holidays are not known here, as they differ by
/// region: a deadline counted this way can fall on one.
#[must_use]
pub fn add_working_days(from: NaiveDate, n: u16) -> NaiveDate {
    if n == 0 {
        return from;
    }
    // Saturday and Sunday count as the Friday before them: Monday is the next working day.
    let since_monday = u64::from(from.weekday().num_days_from_monday());
    let weekday = since_monday.min(4);
    let total = weekday + u64::from(n);
    let days = total / 5 * 7 + total % 5 - since_monday;
    from.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

/// How many working days lie after `from` up to and including `to`; negative when `to` is the
/// earlier, counting those after `to` up to and including `from`.
///
/// The inverse of [`add_working_days`], with the same Monday to Friday.
#[must_use]
pub fn working_days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    working_days_until(to) - working_days_until(from)
}

/// Working days from Monday 1 January of the year 1 up to and including `date`.
fn working_days_until(date: NaiveDate) -> i64 {
    let days = i64::from(date.num_days_from_ce());
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

/// The same day `months` later, or the last day of that month where it is shorter: a month
/// after 31 January is 28 or 29 February.
#[must_use]
pub fn add_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

/// The same day `months` earlier, or the last day of that month where it is shorter.
#[must_use]
pub fn minus_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months))
        .unwrap_or(NaiveDate::MIN)
}
