//! Amounts of money: exact, always with their currency, never summed across currencies.

use std::{collections::BTreeMap, fmt, str::FromStr};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A currency by its ISO 4217 code.
///
/// Accepted are the currencies of ISO 4217 list one that people pay in (no metals, funds,
/// units of account or codes for tests), and those withdrawn since 2020, which contracts signed
/// earlier still carry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// A code that is no currency.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is not the ISO 4217 code of a currency")]
pub struct UnknownCurrency(pub String);

/// Sorted, so that a code can be looked up by bisection.
const CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT",
    "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD",
    "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP",
    "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF",
    "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK",
    "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK",
    "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU",
    "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR",
    "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR",
    "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SLL", "SOS", "SRD", "SSP", "STN", "SVC",
    "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX",
    "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF",
    "YER", "ZAR", "ZMW", "ZWG", "ZWL",
];

impl Currency {
    /// Every accepted currency, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.iter().filter_map(|code| code.parse().ok())
    }

    /// The three capital letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many decimals the currency's smallest unit has (ISO 4217, "minor unit").
    #[must_use]
    pub fn minor_units(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    /// Reads a code in capital letters.
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownCurrency(code.to_owned());
        CODES.binary_search(&code).map_err(|_| unknown())?;
        code.as_bytes().try_into().map(Self).map_err(|_| unknown())
    }
}

impl TryFrom<String> for Currency {
    type Error = UnknownCurrency;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        code.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An exact amount in one currency, in its main unit (pounds, not pence).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// How much.
    pub amount: Decimal,
    /// Of what.
    pub currency: Currency,
}

/// Sums of money, one per currency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals(BTreeMap<Currency, Decimal>);

impl Totals {
    /// Adds `money` to the sum of its currency, and to no other.
    ///
    /// A sum beyond 28 digits stops at the largest number a [`Decimal`] holds.
    pub fn add(&mut self, money: Money) {
        let sum = self.0.entry(money.currency).or_default();
        *sum = sum.saturating_add(money.amount);
    }

    /// The sums, by currency code.
    pub fn iter(&self) -> impl Iterator<Item = Money> {
        self.0
            .iter()
            .map(|(&currency, &amount)| Money { amount, currency })
    }

    /// The sum in one currency, if anything was added in it.
    #[must_use]
    pub fn get(&self, currency: Currency) -> Option<Decimal> {
        self.0.get(&currency).copied()
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Money> for Totals {
    fn from_iter<I: IntoIterator<Item = Money>>(monies: I) -> Self {
        let mut totals = Self::default();
        monies.into_iter().for_each(|money| totals.add(money));
        totals
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    #[test]
    fn the_list_is_sorted_and_every_code_reads_back() {
        assert!(CODES.is_sorted_by(|a, b| a < b));
        assert_eq!(Currency::all().count(), CODES.len());
        for (found, code) in Currency::all().zip(CODES) {
            assert_eq!(found.to_string(), *code);
        }
    }

    #[test]
    fn what_is_no_currency_is_refused() {
        for text in ["", "gbp", "GB", "GBPP", "XXX", "XAU", "XTS", "£", "EU\0"] {
            assert_eq!(
                text.parse::<Currency>(),
                Err(UnknownCurrency(text.to_owned()))
            );
        }
    }

    #[test]
    fn smallest_units_follow_the_standard() {
        for (code, units) in [("GBP", 2), ("JPY", 0), ("KWD", 3), ("XOF", 0), ("CAD", 2)] {
            assert_eq!(currency(code).minor_units(), units, "{code}");
        }
    }

    #[test]
    fn a_sum_beyond_all_bounds_stops() {
        let most = Money {
            amount: Decimal::MAX,
            currency: currency("EUR"),
        };
        let totals: Totals = [most, most].into_iter().collect();
        assert_eq!(totals.get(currency("EUR")), Some(Decimal::MAX));
    }

    fn monies() -> impl Strategy<Value = Vec<Money>> {
        let money = (any::<i64>(), 0..CODES.len()).prop_map(|(cents, index)| Money {
            amount: Decimal::new(cents, 2),
            currency: currency(CODES[index % 3]),
        });
        proptest::collection::vec(money, 0..20)
    }

    proptest! {
        #[test]
        fn sums_stay_within_their_currency(monies in monies()) {
            let totals: Totals = monies.iter().copied().collect();
            for currency in Currency::all() {
                let own: Vec<_> =
                    monies.iter().filter(|money| money.currency == currency).collect();
                let expected = (!own.is_empty()).then(|| own.iter().map(|m| m.amount).sum());
                prop_assert_eq!(totals.get(currency), expected);
            }
            prop_assert_eq!(totals.is_empty(), monies.is_empty());
        }

        #[test]
        fn the_order_of_adding_does_not_matter(monies in monies()) {
            let forwards: Totals = monies.iter().copied().collect();
            let backwards: Totals = monies.iter().rev().copied().collect();
            prop_assert_eq!(forwards, backwards);
        }
    }
}
