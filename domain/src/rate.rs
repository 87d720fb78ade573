//! Rates between currencies: dated, exact, and never guessed.
//!
//! An amount is shown in another currency only through recorded rates, and whoever shows it is
//! told which and how old they are. Without one there is no amount.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use thiserror::Error;

use crate::money::{Currency, Money};

/// What one unit of a currency was worth in another on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// One unit of this …
    pub base: Currency,
    /// … was worth `rate` units of this.
    pub quote: Currency,
    /// When.
    pub as_of: NaiveDate,
    /// How many; above zero.
    pub rate: Decimal,
}

/// Recorded rates, by pair of currencies and day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rates(BTreeMap<(Currency, Currency), BTreeMap<NaiveDate, Decimal>>);

/// An amount in another currency, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The amount, rounded half to even to the smallest unit of its currency.
    pub money: Money,
    /// The rates used, as they are recorded: none where the currency is the same, two where it
    /// was crossed through a third.
    pub rates: Vec<Rate>,
    /// How many days before the day asked for the oldest of them was recorded.
    pub age_days: i64,
}

/// Why an amount cannot be said in another currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoRate {
    /// No rate on or before the day leads from one to the other, nor over a third currency.
    #[error("no rate leads from {from} to {to} on or before {on}")]
    Missing {
        /// The currency of the amount.
        from: Currency,
        /// The currency asked for.
        to: Currency,
        /// The day asked for.
        on: NaiveDate,
    },
    /// The amount would have more digits than an exact number holds.
    #[error("the amount is too large to convert")]
    TooLarge,
}

/// One rate used on the way, forwards or backwards.
#[derive(Clone, Copy)]
struct Leg {
    rate: Rate,
    forwards: bool,
}

impl FromIterator<Rate> for Rates {
    /// Takes the rates that are above zero and between two currencies; of several for the same
    /// pair and day the last.
    fn from_iter<I: IntoIterator<Item = Rate>>(rates: I) -> Self {
        let mut kept = Self::default();
        for rate in rates {
            if rate.rate > Decimal::ZERO && rate.base != rate.quote {
                let days = kept.0.entry((rate.base, rate.quote)).or_default();
                days.insert(rate.as_of, rate.rate);
            }
        }
        kept
    }
}

impl Rates {
    /// `money` in the currency `to`, by the latest rates on or before `on`.
    ///
    /// A rate between the two is used forwards or backwards, whichever is later (forwards where
    /// both are of one day). Only where there is none are two rates crossed through a third
    /// currency: the one whose older rate is the latest, then the first by code. Nothing is
    /// rounded before the end.
    ///
    /// # Errors
    /// [`NoRate`] where no rate leads there, or the result has too many digits.
    pub fn convert(&self, money: Money, to: Currency, on: NaiveDate) -> Result<Converted, NoRate> {
        let from = money.currency;
        if from == to {
            return Ok(Converted {
                money,
                rates: Vec::new(),
                age_days: 0,
            });
        }
        let legs = self
            .between(from, to, on)
            .map(|leg| vec![leg])
            .or_else(|| self.crossed(from, to, on))
            .ok_or(NoRate::Missing { from, to, on })?;
        let product = |forwards: bool| {
            legs.iter()
                .filter(|leg| leg.forwards == forwards)
                .try_fold(Decimal::ONE, |product, leg| {
                    product.checked_mul(leg.rate.rate.normalize())
                })
        };
        let amount = product(true)
            .and_then(|times| money.amount.checked_mul(times))
            .and_then(|amount| amount.checked_div(product(false)?))
            .ok_or(NoRate::TooLarge)?;
        let oldest = legs.iter().map(|leg| leg.rate.as_of).min().unwrap_or(on);
        Ok(Converted {
            money: Money {
                amount: amount.round_dp(to.minor_units()),
                currency: to,
            },
            rates: legs.into_iter().map(|leg| leg.rate).collect(),
            age_days: (on - oldest).num_days(),
        })
    }

    /// The latest rate of exactly this pair on or before a day.
    fn recorded(&self, base: Currency, quote: Currency, on: NaiveDate) -> Option<Rate> {
        let (as_of, rate) = self.0.get(&(base, quote))?.range(..=on).next_back()?;
        Some(Rate {
            base,
            quote,
            as_of: *as_of,
            rate: *rate,
        })
    }

    /// The latest rate between two currencies, whichever of them it is given for.
    fn between(&self, from: Currency, to: Currency, on: NaiveDate) -> Option<Leg> {
        let forwards = self.recorded(from, to, on);
        let backwards = self.recorded(to, from, on);
        let leg = |forwards| move |rate| Leg { rate, forwards };
        match (forwards, backwards) {
            (Some(there), Some(back)) if back.as_of > there.as_of => Some(back).map(leg(false)),
            (Some(there), _) => Some(there).map(leg(true)),
            (None, back) => back.map(leg(false)),
        }
    }

    /// Two rates that meet in a third currency.
    fn crossed(&self, from: Currency, to: Currency, on: NaiveDate) -> Option<Vec<Leg>> {
        let mut best: Option<(NaiveDate, Vec<Leg>)> = None;
        let pairs = self.0.keys().flat_map(|(base, quote)| [*base, *quote]);
        let mut thirds: Vec<Currency> = pairs.filter(|third| ![from, to].contains(third)).collect();
        thirds.sort_unstable();
        thirds.dedup();
        for third in thirds {
            let legs = self
                .between(from, third, on)
                .zip(self.between(third, to, on));
            let Some((first, second)) = legs else {
                continue;
            };
            let older = first.rate.as_of.min(second.rate.as_of);
            if best.as_ref().is_none_or(|(best, _)| older > *best) {
                best = Some((older, vec![first, second]));
            }
        }
        best.map(|(_, legs)| legs)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn rate(base: &str, quote: &str, as_of: &str, rate: &str) -> Rate {
        Rate {
            base: currency(base),
            quote: currency(quote),
            as_of: date(as_of),
            rate: rate.parse().expect("a number"),
        }
    }

    fn money(amount: &str, code: &str) -> Money {
        Money {
            amount: amount.parse().expect("a number"),
            currency: currency(code),
        }
    }

    #[test]
    fn the_latest_rate_on_or_before_the_day_counts() {
        let rates: Rates = [
            rate("EUR", "SEK", "2026-01-01", "11"),
            rate("EUR", "SEK", "2026-06-01", "12"),
        ]
        .into_iter()
        .collect();
        let on = |day| rates.convert(money("100", "EUR"), currency("SEK"), date(day));
        let spring = on("2026-05-31").expect("a rate");
        assert_eq!((spring.money, spring.age_days), (money("1100", "SEK"), 150));
        assert_eq!(
            on("2026-06-01").expect("a rate").money,
            money("1200", "SEK")
        );
        assert!(matches!(on("2025-12-31"), Err(NoRate::Missing { .. })));
    }

    #[test]
    fn a_rate_serves_backwards_and_the_later_of_both_ways_wins() {
        let mut all = vec![rate("EUR", "CAD", "2026-01-01", "1.6")];
        let to_euro = |all: &[Rate]| {
            let rates: Rates = all.iter().copied().collect();
            rates.convert(money("8", "CAD"), currency("EUR"), date("2026-02-01"))
        };
        assert_eq!(to_euro(&all).expect("a rate").money, money("5", "EUR"));
        all.push(rate("CAD", "EUR", "2026-01-15", "0.5"));
        assert_eq!(to_euro(&all).expect("a rate").money, money("4", "EUR"));
    }

    #[test]
    fn two_rates_meet_in_a_third_currency_only_where_there_is_no_other_way() {
        let crossed = [
            rate("EUR", "CAD", "2026-01-01", "1.5"),
            rate("EUR", "SEK", "2026-01-03", "12"),
            rate("USD", "CAD", "2025-01-01", "1"),
            rate("USD", "SEK", "2026-01-03", "1"),
        ];
        let rates: Rates = crossed.into_iter().collect();
        let found = rates.convert(money("3", "CAD"), currency("SEK"), date("2026-01-04"));
        let found = found.expect("rates");
        assert_eq!(found.money, money("24", "SEK"));
        assert_eq!(found.rates, crossed[..2]);
        assert_eq!(found.age_days, 3);
        let direct = rate("CAD", "SEK", "2020-01-01", "9");
        let rates: Rates = crossed.into_iter().chain([direct]).collect();
        let found = rates.convert(money("3", "CAD"), currency("SEK"), date("2026-01-04"));
        assert_eq!(found.expect("a rate").money, money("27", "SEK"));
        // Never through two others.
        let rates: Rates = [
            rate("GBP", "EUR", "2026-01-01", "1"),
            rate("EUR", "CAD", "2026-01-01", "1"),
            rate("CAD", "SEK", "2026-01-01", "1"),
        ]
        .into_iter()
        .collect();
        let found = rates.convert(money("3", "GBP"), currency("SEK"), date("2026-01-04"));
        assert!(matches!(found, Err(NoRate::Missing { .. })));
    }

    #[test]
    fn rounding_is_half_to_even_in_the_smallest_unit_and_only_at_the_end() {
        let rates: Rates = [
            rate("EUR", "CAD", "2026-01-01", "0.5"),
            rate("EUR", "JPY", "2026-01-01", "0.5"),
            rate("EUR", "KWD", "2026-01-01", "0.0005"),
        ]
        .into_iter()
        .collect();
        for (amount, to, expected) in [
            ("0.01", "CAD", "0"),
            ("0.03", "CAD", "0.02"),
            ("5", "JPY", "2"),
            ("7", "JPY", "4"),
            ("3", "KWD", "0.002"),
        ] {
            let found = rates.convert(money(amount, "EUR"), currency(to), date("2026-01-01"));
            assert_eq!(found.expect("a rate").money, money(expected, to));
        }
    }

    #[test]
    fn what_has_too_many_digits_is_said_so() {
        let rates: Rates = [
            rate("EUR", "CAD", "2026-01-01", "9999999999"),
            rate("SEK", "EUR", "2026-01-01", "9999999999"),
        ]
        .into_iter()
        .collect();
        let found = rates.convert(
            money("9999999999999999", "SEK"),
            currency("CAD"),
            date("2026-01-01"),
        );
        assert_eq!(found, Err(NoRate::TooLarge));
    }

    const CODES: [&str; 4] = ["CAD", "EUR", "JPY", "SEK"];

    fn any_rate() -> impl Strategy<Value = Rate> {
        (0..4_usize, 1..4_usize, 0..60_i64, 1..20_000_000_i64).prop_map(
            |(base, step, day, ten_thousandths)| Rate {
                base: currency(CODES[base]),
                quote: currency(CODES[(base + step) % 4]),
                as_of: date("2026-01-01") + chrono::TimeDelta::days(day),
                rate: Decimal::new(ten_thousandths, 4),
            },
        )
    }

    fn any_money() -> impl Strategy<Value = Money> {
        (0..4_usize, 0..1_000_000_000_000_i64).prop_map(|(code, units)| {
            let currency = currency(CODES[code]);
            Money {
                amount: Decimal::new(units, currency.minor_units()),
                currency,
            }
        })
    }

    fn unit(currency: Currency) -> Decimal {
        Decimal::new(1, currency.minor_units())
    }

    proptest! {
        #[test]
        fn the_same_currency_needs_no_rate(
            rates in proptest::collection::vec(any_rate(), 0..10), money in any_money(),
        ) {
            let rates: Rates = rates.into_iter().collect();
            let same = rates.convert(money, money.currency, date("2026-01-30")).expect("itself");
            prop_assert_eq!(same.money, money);
            prop_assert!(same.rates.is_empty());
        }

        #[test]
        fn there_and_back_is_the_same_but_for_rounding(one in any_rate(), amount in any_money()) {
            let rates: Rates = [one].into_iter().collect();
            let money = Money { currency: one.base, amount: amount.amount.round_dp(one.base.minor_units()) };
            let there = rates.convert(money, one.quote, one.as_of).expect("the rate").money;
            let back = rates.convert(there, one.base, one.as_of).expect("the rate").money;
            // Half a unit lost on each way, the first of them seen through the rate.
            let half = Decimal::new(5, 1);
            let lost = half * unit(one.quote) / one.rate + half * unit(one.base) + unit(one.base) / Decimal::from(1000);
            prop_assert!((back.amount - money.amount).abs() <= lost);
        }

        #[test]
        fn no_rate_of_a_later_day_is_used_and_none_is_made_up(
            rates in proptest::collection::vec(any_rate(), 0..12),
            money in any_money(), to in 0..4_usize, day in 0..60_i64,
        ) {
            let (to, on) = (currency(CODES[to]), date("2026-01-01") + chrono::TimeDelta::days(day));
            let all: Rates = rates.iter().copied().collect();
            let earlier: Rates = rates.iter().copied().filter(|rate| rate.as_of <= on).collect();
            let found = all.convert(money, to, on);
            prop_assert_eq!(&found, &earlier.convert(money, to, on));
            match found {
                Ok(found) => {
                    prop_assert_eq!(found.money.currency, to);
                    prop_assert!(found.rates.iter().all(|used| rates.contains(used)));
                    prop_assert_eq!(found.rates.is_empty(), money.currency == to);
                    let ages = found.rates.iter().map(|used| (on - used.as_of).num_days());
                    prop_assert_eq!(found.age_days, ages.max().unwrap_or(0));
                }
                Err(error) => {
                    // No chain of one or two rates that hold by then leads there.
                    let meets = |a: Currency, b: Currency| rates.iter().any(|rate| {
                        rate.as_of <= on && [(a, b), (b, a)].contains(&(rate.base, rate.quote))
                    });
                    prop_assert_eq!(error, NoRate::Missing { from: money.currency, to, on });
                    prop_assert!(!meets(money.currency, to));
                    let crossed = CODES.iter().any(|third| {
                        meets(money.currency, currency(third)) && meets(currency(third), to)
                    });
                    prop_assert!(!crossed);
                }
            }
        }
    }
}
