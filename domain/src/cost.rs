//! Total cost of ownership: what a contract's system costs its owner by fiscal year, planned
//! beside actual, and how predictable that was.
//!
//! That the total cost can be foretold is what partners look for in a vendor
//! (`seeds/002_b84f5cf7a0a1d4f0.txt`, "predictability of total cost"). Arithmetic is exact. A year
//! whose actual cost is not known is "no data", never zero.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::calendar::Period;

/// What the money goes to.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum CostCategory {
    /// Licences and purchase.
    Acquisition,
    /// Putting it to work.
    Implementation,
    /// Running and supporting it.
    Operation,
    /// What it runs on.
    Infrastructure,
    /// Teaching people to use it.
    Training,
    /// The owner's own people.
    Staff,
    /// Leaving it: data, migration, removal.
    Exit,
}

/// How well the total cost was foretold.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Predictability {
    /// Off by five per cent or less.
    Predictable,
    /// Off by fifteen per cent or less.
    Fairly,
    /// Off by more.
    Unpredictable,
    /// No year has both figures.
    NoData,
}

/// Up to so many per cent off, the cost was predictable.
const PREDICTABLE: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// Up to so many, fairly so.
const FAIRLY: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

/// What one category costs in one fiscal period. Amounts are in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostLine {
    /// The fiscal period.
    pub period: Period,
    /// What it is for.
    pub category: CostCategory,
    /// As planned at first.
    pub planned: Decimal,
    /// As it came; none until it is known.
    pub actual: Option<Decimal>,
}

/// The cost of one fiscal year, or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearCost {
    /// From the first to the last day.
    pub period: Period,
    /// As planned at first.
    pub planned: Decimal,
    /// As it came; none unless every planned category's cost is known.
    pub actual: Option<Decimal>,
}

impl YearCost {
    /// How much more it was than planned; negative where it was less.
    #[must_use]
    pub fn difference(&self) -> Option<Decimal> {
        Some(self.actual?.saturating_sub(self.planned))
    }

    /// The difference in percent of what was planned; none where nothing was planned.
    #[must_use]
    pub fn deviation(&self) -> Option<Decimal> {
        self.difference()?
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(self.planned)
    }
}

/// A contract's cost by fiscal year, the earliest first.
///
/// A year's actual cost is known only where that of each of its categories is: half a year's
/// figures beside the whole plan would look like a saving.
#[must_use]
pub fn by_year(lines: &[CostLine]) -> Vec<YearCost> {
    let mut years: BTreeMap<NaiveDate, YearCost> = BTreeMap::new();
    for line in lines {
        let year = years.entry(line.period.start()).or_insert(YearCost {
            period: line.period,
            planned: Decimal::ZERO,
            actual: Some(Decimal::ZERO),
        });
        year.planned = year.planned.saturating_add(line.planned);
        year.actual = year
            .actual
            .zip(line.actual)
            .map(|(sum, actual)| sum.saturating_add(actual));
    }
    years.into_values().collect()
}

/// By how many per cent the years were off on average, whichever way, with one decimal; and what
/// that means. Only years with both figures, and with something planned, count.
#[must_use]
pub fn predictability(years: &[YearCost]) -> (Option<Decimal>, Predictability) {
    let deviations: Vec<_> = years
        .iter()
        .filter_map(YearCost::deviation)
        .map(|deviation| deviation.abs())
        .collect();
    let sum = deviations
        .iter()
        .fold(Decimal::ZERO, |sum, one| sum.saturating_add(*one));
    let Some(mean) = sum.checked_div(Decimal::from(deviations.len())) else {
        return (None, Predictability::NoData);
    };
    let words = if mean <= PREDICTABLE {
        Predictability::Predictable
    } else if mean <= FAIRLY {
        Predictability::Fairly
    } else {
        Predictability::Unpredictable
    };
    (Some(mean.round_dp(1).normalize()), words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(year: i32, category: CostCategory, planned: i64, actual: Option<i64>) -> CostLine {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        CostLine {
            period: Period::new(day(1, 1), day(12, 31)).expect("in order"),
            category,
            planned: Decimal::from(planned),
            actual: actual.map(Decimal::from),
        }
    }

    #[test]
    fn a_year_without_all_its_figures_has_no_data() {
        use CostCategory::{Operation, Staff};
        let years = by_year(&[
            line(2026, Staff, 50, None),
            line(2025, Operation, 100, Some(110)),
            line(2025, Staff, 100, Some(100)),
            line(2026, Operation, 100, Some(100)),
        ]);
        let shown: Vec<_> = years
            .iter()
            .map(|year| {
                (
                    year.planned,
                    year.actual,
                    year.difference(),
                    year.deviation(),
                )
            })
            .collect();
        let number = Decimal::from;
        assert_eq!(
            shown,
            [
                (
                    number(200),
                    Some(number(210)),
                    Some(number(10)),
                    Some(number(5))
                ),
                (number(150), None, None, None),
            ]
        );
        assert_eq!(
            predictability(&years),
            (Some(number(5)), Predictability::Predictable)
        );
    }

    #[test]
    fn how_predictable_is_said_in_words_at_its_bounds() {
        let judged = |pairs: &[(i64, Option<i64>)]| {
            let lines: Vec<_> = (2020..)
                .zip(pairs)
                .map(|(year, (planned, actual))| {
                    line(year, CostCategory::Operation, *planned, *actual)
                })
                .collect();
            let (mean, words) = predictability(&by_year(&lines));
            (mean.map(|mean| mean.to_string()), words)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            judged(&[(1000, Some(950))]),
            (some("5"), Predictability::Predictable)
        );
        assert_eq!(
            judged(&[(1000, Some(1051))]),
            (some("5.1"), Predictability::Fairly)
        );
        assert_eq!(
            judged(&[(1000, Some(1300)), (1000, Some(1000))]),
            (some("15"), Predictability::Fairly)
        );
        assert_eq!(
            judged(&[(1000, Some(800))]),
            (some("20"), Predictability::Unpredictable)
        );
        assert_eq!(
            judged(&[(1000, None), (0, Some(5))]),
            (None, Predictability::NoData)
        );
        assert_eq!(judged(&[]), (None, Predictability::NoData));
    }

    proptest! {
        #[test]
        fn years_hold_all_that_was_planned(
            figures in proptest::collection::vec((2020..2026_i32, 0..7_usize, 0..i64::from(i32::MAX)), 0..30),
        ) {
            let lines: Vec<_> = figures
                .iter()
                .map(|(year, index, planned)| {
                    line(*year, CostCategory::VARIANTS[*index], *planned, None)
                })
                .collect();
            let years = by_year(&lines);
            let sum: Decimal = years.iter().map(|year| year.planned).sum();
            let expected: Decimal = lines.iter().map(|line| line.planned).sum();
            prop_assert_eq!(sum, expected);
            prop_assert!(years.is_sorted_by(|a, b| a.period.end() < b.period.start()));
            prop_assert_eq!(predictability(&years), (None, Predictability::NoData));
        }
    }
}
