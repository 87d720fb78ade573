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

#[cfg(test)]
mod tests {
    use chrono::Weekday;
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn any_date() -> impl Strategy<Value = NaiveDate> {
        (-500_000..1_500_000_i32)
            .prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).expect("within range"))
    }

    fn is_working_day(date: NaiveDate) -> bool {
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
    }

    #[test]
    fn a_period_includes_both_its_ends() {
        let year = Period::new(date("2025-01-01"), date("2025-12-31")).expect("in order");
        assert_eq!(year.days(), 365);
        assert!(year.contains(date("2025-01-01")) && year.contains(date("2025-12-31")));
        assert!(!year.contains(date("2026-01-01")) && !year.contains(date("2024-12-31")));
        let day = Period::new(year.end(), year.end()).expect("in order");
        assert_eq!(day.days(), 1);
        assert!(day.overlaps(year) && year.overlaps(day));
        let next = Period::new(date("2026-01-01"), date("2026-01-02")).expect("in order");
        assert!(!next.overlaps(year) && !year.overlaps(next));
        assert!(Period::new(date("2025-01-02"), date("2025-01-01")).is_err());
    }

    #[test]
    fn weekends_are_skipped() {
        // 2 January 2026 is a Friday.
        assert_eq!(add_working_days(date("2026-01-02"), 1), date("2026-01-05"));
        assert_eq!(add_working_days(date("2026-01-03"), 1), date("2026-01-05"));
        assert_eq!(add_working_days(date("2026-01-02"), 10), date("2026-01-16"));
        assert_eq!(add_working_days(date("2026-01-04"), 0), date("2026-01-04"));
        assert_eq!(
            working_days_between(date("2026-01-02"), date("2026-01-04")),
            0
        );
        assert_eq!(
            working_days_between(date("2026-01-05"), date("2026-01-02")),
            -1
        );
    }

    #[test]
    fn months_end_early_rather_than_spill_over() {
        assert_eq!(add_months(date("2024-01-31"), 1), date("2024-02-29"));
        assert_eq!(add_months(date("2025-01-31"), 1), date("2025-02-28"));
        assert_eq!(minus_months(date("2025-03-31"), 1), date("2025-02-28"));
        assert_eq!(minus_months(date("2025-01-15"), 13), date("2023-12-15"));
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        assert_eq!(add_working_days(NaiveDate::MAX, u16::MAX), NaiveDate::MAX);
        assert_eq!(add_months(NaiveDate::MAX, u32::MAX), NaiveDate::MAX);
        assert_eq!(minus_months(NaiveDate::MIN, u32::MAX), NaiveDate::MIN);
    }

    proptest! {
        #[test]
        fn working_days_are_counted_one_by_one(from in any_date(), n in 0..60_u16) {
            let mut expected = from;
            let mut left = n;
            while left > 0 {
                expected = expected.succ_opt().expect("within range");
                left -= u16::from(is_working_day(expected));
            }
            prop_assert_eq!(add_working_days(from, n), expected);
        }

        #[test]
        fn adding_lands_on_a_working_day_and_counting_undoes_it(
            from in any_date(), n in 1..=u16::MAX,
        ) {
            let to = add_working_days(from, n);
            prop_assert!(is_working_day(to));
            prop_assert_eq!(working_days_between(from, to), i64::from(n));
            prop_assert_eq!(working_days_between(to, from), -i64::from(n));
        }

        #[test]
        fn more_days_or_a_later_start_never_end_earlier(
            from in any_date(), later in 0..40_u64, n in 0..u16::MAX,
        ) {
            prop_assert!(add_working_days(from, n) < add_working_days(from, n + 1));
            let start = from.checked_add_days(Days::new(later)).expect("within range");
            prop_assert!(add_working_days(from, n) <= add_working_days(start, n));
        }

        #[test]
        fn months_keep_the_day_or_clamp_it(from in any_date(), months in 0..600_u32) {
            let to = add_months(from, months);
            let counted = i64::from(to.year() - from.year()) * 12
                + i64::from(to.month()) - i64::from(from.month());
            prop_assert_eq!(counted, i64::from(months));
            let last_of_month = to.succ_opt().is_some_and(|next| next.day() == 1);
            prop_assert!(to.day() == from.day() || to.day() < from.day() && last_of_month);
            prop_assert!(minus_months(to, months) <= from);
        }
    }
}
