//! The five-per-cent test: whether a jurisdiction spends enough of its health budget on ICT.
//!
//! `seeds/000_ac6e544982eb95b4.txt` holds that stable financing takes at least five per cent of
//! the health budget for ICT over at least three years. A year of which a figure is not known says
//! nothing: it is neither passed nor failed, and certainly not zero.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::{calendar::Period, money::Currency};

/// The share of the health budget that ICT must have: 0.05 is 5 %.
pub const LEAST_SHARE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// In how many consecutive fiscal periods it must have it.
pub const YEARS: usize = 3;

/// What a jurisdiction has for health care in a fiscal period, and spends of it on ICT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// The fiscal period.
    pub period: Period,
    /// Of both figures; none where the period is not recorded.
    pub currency: Option<Currency>,
    /// The health budget; none where it is not known.
    pub health: Option<Decimal>,
    /// What of it is spent on ICT; none where it is not known.
    pub ict: Option<Decimal>,
}

impl Year {
    /// The share of ICT in the health budget: 0.05 is 5 %. None where a figure is missing or the
    /// budget is nothing.
    #[must_use]
    pub fn share(&self) -> Option<Decimal> {
        let (health, ict) = self.figures()?;
        ict.checked_div(health)
    }

    /// Whether the share is large enough; none where it is not known.
    ///
    /// Compared without dividing, so that exactly five per cent is never lost to rounding.
    #[must_use]
    pub fn passes(&self) -> Option<bool> {
        let (health, ict) = self.figures()?;
        Some(ict >= health.checked_mul(LEAST_SHARE)?)
    }

    fn figures(&self) -> Option<(Decimal, Decimal)> {
        self.health
            .filter(|health| *health > Decimal::ZERO)
            .zip(self.ict)
    }
}

/// What a fiscal period says in the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tested {
    /// The fiscal period, whether recorded or not.
    pub period: Period,
    /// The share; none where a figure or the whole period is missing.
    pub share: Option<Decimal>,
    /// Whether it is large enough; none where it is not known.
    pub passes: Option<bool>,
    /// The share of this and the two periods before it together; none where one of their figures
    /// is missing, or where they are in several currencies.
    pub cumulative: Option<Decimal>,
}

/// What the test comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Each of three consecutive fiscal periods had enough; these are the latest such three.
    Passed {
        /// First day of the first.
        from: NaiveDate,
        /// Last day of the last.
        to: NaiveDate,
    },
    /// Whatever the missing figures are, no three consecutive periods have enough.
    NotPassed,
    /// It cannot be said: figures are missing that would decide it.
    NoData,
}

/// The test of one jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// What it comes to.
    pub verdict: Verdict,
    /// Every fiscal period from the first to the last recorded, in the order of time.
    pub years: Vec<Tested>,
}

/// Tests a jurisdiction's fiscal periods, which do not overlap, in any order.
///
/// Passed: at least 5 % in each of three consecutive periods, found anywhere. Not passed: there
/// are three consecutive periods at least, and each three hold one that is known to have less.
/// Everything else is no data: a period without figures, or none at all between two that do not
/// touch, never makes a pass nor a fail.
#[must_use]
pub fn test(years: &[Year]) -> Test {
    let years = without_gaps(years);
    let windows = || years.windows(YEARS);
    let passed = windows()
        .rev()
        .find(|three| three.iter().all(|year| year.passes() == Some(true)));
    let verdict = if let Some(three) = passed {
        Verdict::Passed {
            from: three[0].period.start(),
            to: three[YEARS - 1].period.end(),
        }
    } else if windows().next().is_some()
        && windows().all(|three| three.iter().any(|year| year.passes() == Some(false)))
    {
        Verdict::NotPassed
    } else {
        Verdict::NoData
    };
    let tested = years.iter().enumerate().map(|(index, year)| Tested {
        period: year.period,
        share: year.share(),
        passes: year.passes(),
        cumulative: index
            .checked_sub(YEARS - 1)
            .and_then(|first| cumulative(&years[first..=index])),
    });
    Test {
        verdict,
        years: tested.collect(),
    }
}

/// The share of several periods together; none where a figure is missing or the currency changes.
fn cumulative(years: &[Year]) -> Option<Decimal> {
    if years.iter().any(|year| year.currency != years[0].currency) {
        return None;
    }
    let mut sums = (Decimal::ZERO, Decimal::ZERO);
    for year in years {
        let (health, ict) = year.figures()?;
        sums = (sums.0.checked_add(health)?, sums.1.checked_add(ict)?);
    }
    sums.1.checked_div(sums.0)
}

/// The periods in the order of time, with one without figures wherever two do not touch.
fn without_gaps(years: &[Year]) -> Vec<Year> {
    let mut sorted = years.to_vec();
    sorted.sort_by_key(|year| year.period.start());
    let mut tiled: Vec<Year> = Vec::new();
    for year in sorted {
        let gap = tiled.last().and_then(|before| {
            let first = before.period.end().succ_opt()?;
            Period::new(first, year.period.start().pred_opt()?).ok()
        });
        tiled.extend(gap.into_iter().flat_map(missing_years));
        tiled.push(year);
    }
    tiled
}

/// A gap as the fiscal years that are missing in it: whole years, and what is left of the last.
fn missing_years(gap: Period) -> Vec<Year> {
    let mut missing = Vec::new();
    let mut start = gap.start();
    while start <= gap.end() {
        let next = crate::calendar::add_months(start, 12);
        let end = next.pred_opt().unwrap_or(next).min(gap.end());
        let Ok(period) = Period::new(start, end) else {
            break;
        };
        missing.push(Year {
            period,
            currency: None,
            health: None,
            ict: None,
        });
        start = next;
    }
    missing
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The fiscal year that begins in April of this year.
    fn year(from: i32, health: Option<i64>, ict: Option<i64>) -> Year {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        Year {
            period: Period::new(day(from, 4, 1), day(from + 1, 3, 31)).expect("in order"),
            currency: "CAD".parse().ok(),
            health: health.map(Decimal::from),
            ict: ict.map(Decimal::from),
        }
    }

    fn known(from: i32, ict: i64) -> Year {
        year(from, Some(100), Some(ict))
    }

    #[test]
    fn exactly_five_per_cent_in_three_years_in_a_row_passes() {
        let years = [known(2025, 5), known(2023, 5), known(2024, 5)];
        let test = test(&years);
        let from = years[1].period.start();
        let to = years[0].period.end();
        assert_eq!(test.verdict, Verdict::Passed { from, to });
        let cumulative: Vec<_> = test.years.iter().map(|year| year.cumulative).collect();
        assert_eq!(cumulative, [None, None, Some(Decimal::new(5, 2))]);
    }

    #[test]
    fn a_year_that_has_less_fails_and_a_richer_one_does_not_make_up_for_it() {
        let test = test(&[known(2023, 4), known(2024, 30), known(2025, 30)]);
        assert_eq!(test.verdict, Verdict::NotPassed);
        let share = test.years[2].cumulative.expect("all figures");
        assert!(share > LEAST_SHARE);
    }

    #[test]
    fn sums_are_not_made_across_currencies() {
        let mut years = [known(2023, 5), known(2024, 5), known(2025, 5)];
        years[2].currency = "EUR".parse().ok();
        let test = test(&years);
        assert!(matches!(test.verdict, Verdict::Passed { .. }));
        assert_eq!(test.years[2].cumulative, None);
    }

    #[test]
    fn a_missing_year_is_no_data() {
        for years in [
            vec![],
            vec![known(2024, 9), known(2025, 9)],
            vec![known(2022, 9), known(2024, 9), known(2025, 9)],
            vec![known(2023, 9), year(2024, Some(100), None), known(2025, 9)],
            vec![known(2023, 9), year(2024, None, Some(9)), known(2025, 9)],
            // It failed twice, but what fails three in a row is not known of all.
            vec![
                known(2021, 1),
                known(2022, 9),
                year(2023, None, None),
                known(2024, 9),
            ],
        ] {
            assert_eq!(test(&years).verdict, Verdict::NoData, "{years:?}");
        }
        let gap = test(&[known(2022, 9), known(2025, 9)]);
        let shares: Vec<_> = gap.years.iter().map(|year| year.share.is_some()).collect();
        assert_eq!(shares, [true, false, false, true]);
        assert_eq!(gap.years[2].period, known(2024, 0).period);
    }

    #[test]
    fn missing_figures_that_cannot_change_the_result_do_not_hide_a_failure() {
        let years = [known(2023, 9), known(2024, 1), year(2025, None, None)];
        assert_eq!(test(&years).verdict, Verdict::NotPassed);
    }

    /// Years from 2000 on: some not recorded, some without a figure.
    fn any_years() -> impl Strategy<Value = Vec<Year>> {
        let figures = proptest::option::weighted(
            0.85,
            (
                proptest::option::weighted(0.9, 1..1000_i64),
                proptest::option::weighted(0.9, 0..90_i64),
            ),
        );
        proptest::collection::vec(figures, 0..9).prop_map(|figures| {
            (2000..)
                .zip(figures)
                .filter_map(|(from, figures)| figures.map(|(health, ict)| year(from, health, ict)))
                .collect()
        })
    }

    /// Every three calendar years in a row, looked at one by one.
    fn naive_passes(years: &[Year]) -> bool {
        (2000..2010).any(|from| {
            (from..from + 3).all(|wanted| {
                years.iter().any(|year| {
                    year.period == known(wanted, 0).period
                        && matches!((year.health, year.ict), (Some(health), Some(ict))
                            if ict * Decimal::from(100) >= health * Decimal::from(5))
                })
            })
        })
    }

    proptest! {
        #[test]
        fn three_in_a_row_are_found_wherever_they_are(years in any_years()) {
            let passed = matches!(test(&years).verdict, Verdict::Passed { .. });
            prop_assert_eq!(passed, naive_passes(&years));
        }

        #[test]
        fn a_missing_year_never_makes_a_pass_or_a_fail(years in any_years(), index in 0..9_usize) {
            let full = test(&years).verdict;
            let mut fewer = years.clone();
            if let Some(year) = fewer.get_mut(index) {
                year.ict = None;
            }
            let without = test(&fewer).verdict;
            // A pass with less known was a pass before; so was a fail.
            if matches!(without, Verdict::Passed { .. }) {
                let passed = matches!(full, Verdict::Passed { .. });
                prop_assert!(passed);
            }
            if without == Verdict::NotPassed {
                prop_assert_eq!(full, Verdict::NotPassed);
            }
        }

        #[test]
        fn whatever_the_missing_figures_are_the_verdict_holds(
            years in any_years(), filled in 0..90_i64,
        ) {
            let verdict = test(&years).verdict;
            let complete: Vec<Year> = test(&years).years.iter().map(|tested| {
                let given = years.iter().find(|year| year.period == tested.period);
                let figures = given.and_then(|year| year.health.zip(year.ict));
                match figures {
                    Some((health, ict)) => Year {
                        period: tested.period, currency: None, health: Some(health), ict: Some(ict),
                    },
                    None => Year {
                        period: tested.period, currency: None, health: Some(Decimal::from(100)), ict: Some(Decimal::from(filled)),
                    },
                }
            }).collect();
            let completed = test(&complete).verdict;
            match verdict {
                Verdict::Passed { .. } => {
                    let passed = matches!(completed, Verdict::Passed { .. });
                    prop_assert!(passed);
                }
                Verdict::NotPassed => prop_assert_eq!(completed, Verdict::NotPassed),
                Verdict::NoData => {}
            }
        }

        #[test]
        fn periods_tile_time_and_the_order_does_not_matter(years in any_years()) {
            let found = test(&years);
            for pair in found.years.windows(2) {
                prop_assert_eq!(pair[0].period.end().succ_opt(), Some(pair[1].period.start()));
            }
            let backwards: Vec<Year> = years.iter().rev().copied().collect();
            prop_assert_eq!(found, test(&backwards));
        }
    }
}
