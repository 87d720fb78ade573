//! Dates: periods, months, working days, and which day it is where.
//!
//! Results beyond the calendar's range (some 262 000 years) stop at its end instead of failing.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A time zone of the IANA database, such as `America/Toronto`.
pub use chrono_tz::Tz as Zone;

/// A stretch of days, both its first and its last day included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(NaiveDate, NaiveDate)", into = "(NaiveDate, NaiveDate)")]
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

impl TryFrom<(NaiveDate, NaiveDate)> for Period {
    type Error = EndsBeforeStart;

    fn try_from((start, end): (NaiveDate, NaiveDate)) -> Result<Self, EndsBeforeStart> {
        Self::new(start, end)
    }
}

impl From<Period> for (NaiveDate, NaiveDate) {
    fn from(period: Period) -> Self {
        (period.start, period.end)
    }
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

/// The day that it is at this moment in a time zone: it begins and ends there, not in UTC.
#[must_use]
pub fn day_in(moment: DateTime<Utc>, zone: Zone) -> NaiveDate {
    moment.with_timezone(&zone).date_naive()
}

/// The names of all time zones, in the order of the alphabet.
pub fn zone_names() -> impl Iterator<Item = &'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
}

#[cfg(test)]
mod tests {
    use chrono::{TimeDelta, Weekday};
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
    fn the_day_changes_at_midnight_where_one_is() {
        let day =
            |moment: &str, zone: Zone| day_in(moment.parse().expect("a moment"), zone).to_string();
        // Winter and summer time in Toronto, on both sides of midnight.
        assert_eq!(
            day("2026-01-15T04:59:59Z", Zone::America__Toronto),
            "2026-01-14"
        );
        assert_eq!(
            day("2026-01-15T05:00:00Z", Zone::America__Toronto),
            "2026-01-15"
        );
        assert_eq!(
            day("2026-07-15T03:59:59Z", Zone::America__Toronto),
            "2026-07-14"
        );
        assert_eq!(
            day("2026-07-15T04:00:00Z", Zone::America__Toronto),
            "2026-07-15"
        );
        // The clock was put forward in Berlin on 29 March 2026 and back on 25 October.
        assert_eq!(
            day("2026-03-28T22:59:59Z", Zone::Europe__Berlin),
            "2026-03-28"
        );
        assert_eq!(
            day("2026-03-28T23:00:00Z", Zone::Europe__Berlin),
            "2026-03-29"
        );
        assert_eq!(
            day("2026-03-29T22:00:00Z", Zone::Europe__Berlin),
            "2026-03-30"
        );
        assert_eq!(
            day("2026-10-24T22:00:00Z", Zone::Europe__Berlin),
            "2026-10-25"
        );
        assert_eq!(
            day("2026-10-25T22:59:59Z", Zone::Europe__Berlin),
            "2026-10-25"
        );
        assert_eq!(
            day("2026-10-25T23:00:00Z", Zone::Europe__Berlin),
            "2026-10-26"
        );
        // Samoa skipped 30 December 2011.
        assert_eq!(
            day("2011-12-30T09:59:59Z", Zone::Pacific__Apia),
            "2011-12-29"
        );
        assert_eq!(
            day("2011-12-30T10:00:00Z", Zone::Pacific__Apia),
            "2011-12-31"
        );
        assert!(zone_names().any(|name| name == "Europe/Stockholm"));
        assert!(zone_names().all(|name| name.parse::<Zone>().is_ok()));
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        assert_eq!(add_working_days(NaiveDate::MAX, u16::MAX), NaiveDate::MAX);
        assert_eq!(add_months(NaiveDate::MAX, u32::MAX), NaiveDate::MAX);
        assert_eq!(minus_months(NaiveDate::MIN, u32::MAX), NaiveDate::MIN);
    }

    fn any_zone() -> impl Strategy<Value = Zone> {
        (0..chrono_tz::TZ_VARIANTS.len()).prop_map(|at| chrono_tz::TZ_VARIANTS[at])
    }

    fn any_moment() -> impl Strategy<Value = DateTime<Utc>> {
        // From 1900 to 2200, to the second.
        (-2_208_988_800..7_258_118_400_i64)
            .prop_map(|seconds| DateTime::from_timestamp(seconds, 0).expect("within range"))
    }

    proptest! {
        #[test]
        fn everywhere_it_is_today_or_a_day_from_it(moment in any_moment(), zone in any_zone()) {
            let away = day_in(moment, zone) - moment.date_naive();
            prop_assert!(away.num_days().abs() <= 1);
            prop_assert_eq!(day_in(moment, Zone::UTC), moment.date_naive());
        }

        #[test]
        fn days_never_run_backwards(
            moment in any_moment(), zone in any_zone(), seconds in 0..200_000_i64,
        ) {
            // At two places the clock went back over midnight, so that the evening came twice.
            let later = moment + TimeDelta::seconds(seconds);
            let (now, then) = (day_in(moment, zone), day_in(later, zone));
            if seconds >= 86_400 {
                prop_assert!(now <= then);
            } else {
                prop_assert!(now <= then.succ_opt().expect("within range"));
            }
        }

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
