//! The forms of rates.

use chrono::{Datelike, NaiveDate};
use domain::money::{Currency, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::RateRow;
use crate::form::{DateParts, Fields, Invalid, MAX_LINE};
use crate::t;

/// What a list of rates is narrowed to, as typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Part of a source or a code.
    pub(super) q: String,
    pub(super) base: String,
    pub(super) quote: String,
    pub(super) from_day: String,
    pub(super) from_month: String,
    pub(super) from_year: String,
    pub(super) to_day: String,
    pub(super) to_month: String,
    pub(super) to_year: String,
    /// `as_of`, `base`, `quote` or `rate`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

/// What a list of rates is narrowed to.
#[derive(Debug, Default)]
pub(super) struct Narrowed {
    pub(super) q: String,
    pub(super) base: String,
    pub(super) quote: String,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) sort: String,
}

impl Filters {
    /// The first day, as typed.
    pub(super) fn from(&self) -> DateParts<'_> {
        DateParts {
            day: &self.from_day,
            month: &self.from_month,
            year: &self.from_year,
        }
    }

    /// The last day, as typed.
    pub(super) fn to(&self) -> DateParts<'_> {
        DateParts {
            day: &self.to_day,
            month: &self.to_month,
            year: &self.to_year,
        }
    }

    /// The filters, or what is wrong with them.
    pub(super) fn parse(self) -> Result<Narrowed, Invalid<Self>> {
        let mut fields = Fields::of("rates");
        let code = |currency: Option<Currency>| currency.map(String::from).unwrap_or_default();
        let base = code(fields.optional_choice("base", &self.base));
        let quote = code(fields.optional_choice("quote", &self.quote));
        let from = fields.optional_date("from", self.from());
        let to = fields.optional_date("to", self.to());
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            fields.error("to", t!("rates-error-order"));
        }
        let narrowed = Narrowed {
            q: fields
                .optional_text("q", &self.q, MAX_LINE)
                .unwrap_or_default(),
            base,
            quote,
            from,
            to,
            sort: self.sort.clone(),
        };
        fields.finish(self, narrowed)
    }
}

/// A rate, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RateForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) base: String,
    pub(super) quote: String,
    pub(super) as_of_day: String,
    pub(super) as_of_month: String,
    pub(super) as_of_year: String,
    pub(super) rate: String,
    pub(super) source: String,
}

/// A rate.
#[derive(Debug)]
pub(super) struct Values {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) base: String,
    pub(super) quote: String,
    pub(super) as_of: NaiveDate,
    pub(super) rate: Decimal,
    pub(super) source: String,
}

impl RateForm {
    /// A form for a new rate, of today.
    pub(super) fn blank(today: NaiveDate) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            as_of_day: today.day().to_string(),
            as_of_month: today.month().to_string(),
            as_of_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// The day, as typed.
    pub(super) fn as_of(&self) -> DateParts<'_> {
        DateParts {
            day: &self.as_of_day,
            month: &self.as_of_month,
            year: &self.as_of_year,
        }
    }

    /// The rate, or all that is wrong with it.
    pub(super) fn parse(self, today: NaiveDate) -> Result<Values, Invalid<Self>> {
        let mut fields = Fields::of("rate");
        let base: Option<Currency> = fields.choice("base", &self.base);
        let quote: Option<Currency> = fields.choice("quote", &self.quote);
        if base.is_some() && base == quote {
            fields.error("quote", t!("rate-error-same"));
        }
        let rate = read_rate(&self.rate);
        if self.rate.trim().is_empty() {
            fields.error("rate", t!("error-required"));
        } else if rate.is_none() {
            fields.error("rate", t!("rate-error-rate"));
        }
        let as_of = fields.date("as_of", self.as_of());
        if as_of > today {
            fields.error("as_of", t!("rate-error-future"));
        }
        let values = Values {
            id: fields
                .optional_id("rate", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            base: base.map(String::from).unwrap_or_default(),
            quote: quote.map(String::from).unwrap_or_default(),
            as_of,
            rate: rate.unwrap_or_default(),
            source: fields.text("source", &self.source, MAX_LINE),
        };
        fields.finish(self, values)
    }
}

impl From<&RateRow> for RateForm {
    fn from(row: &RateRow) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            base: row.base.clone(),
            quote: row.quote.clone(),
            as_of_day: row.as_of.day().to_string(),
            as_of_month: row.as_of.month().to_string(),
            as_of_year: row.as_of.year().to_string(),
            rate: row.rate.normalize().to_string(),
            source: row.source.clone(),
        }
    }
}

/// Reads a rate above zero with at most ten digits before and after its
/// decimal point or comma.
pub(crate) fn read_rate(typed: &str) -> Option<Decimal> {
    let typed = typed.trim();
    let (whole, fraction) = typed.split_once([',', '.']).unwrap_or((typed, "0"));
    let digits = |text: &str| {
        (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let rate: Decimal = format!("{whole}.{fraction}").parse().ok()?;
    (rate > Decimal::ZERO).then_some(rate)
}

/// An amount to say in another currency, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ConvertForm {
    pub(super) amount: String,
    pub(super) base: String,
    pub(super) quote: String,
    pub(super) on_day: String,
    pub(super) on_month: String,
    pub(super) on_year: String,
}

/// An amount to say in another currency.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) money: Money,
    pub(super) to: Currency,
    pub(super) on: NaiveDate,
}

impl ConvertForm {
    /// A form for a day.
    pub(super) fn of(day: NaiveDate) -> Self {
        Self {
            on_day: day.day().to_string(),
            on_month: day.month().to_string(),
            on_year: day.year().to_string(),
            ..Self::default()
        }
    }

    /// Whether the page is asked for without a question.
    pub(super) fn is_blank(&self) -> bool {
        [&self.amount, &self.base, &self.quote]
            .iter()
            .all(|typed| typed.is_empty())
            && self.on().is_blank()
    }

    /// The day, as typed.
    pub(super) fn on(&self) -> DateParts<'_> {
        DateParts {
            day: &self.on_day,
            month: &self.on_month,
            year: &self.on_year,
        }
    }

    /// The question, or what is wrong with it.
    pub(super) fn parse(self) -> Result<Wanted, Invalid<Self>> {
        let mut fields = Fields::of("rates-convert");
        let amount = fields.optional_amount("amount", &self.amount);
        if self.amount.trim().is_empty() {
            fields.error("amount", t!("error-required"));
        }
        let from: Option<Currency> = fields.choice("base", &self.base);
        let to: Option<Currency> = fields.choice("quote", &self.quote);
        let on = fields.date("on", self.on());
        // Without a currency there is an error, so that what stands in is never seen.
        let any = || Currency::all().next().expect("there are currencies");
        let wanted = Wanted {
            money: Money {
                amount: amount.unwrap_or_default(),
                currency: from.unwrap_or_else(any),
            },
            to: to.unwrap_or_else(any),
            on,
        };
        fields.finish(self, wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_with_point_or_comma_and_nothing_else() {
        for (typed, rate) in [
            ("1.5", "1.5"),
            (" 0,0912345678 ", "0.0912345678"),
            ("12", "12.0"),
        ] {
            assert_eq!(read_rate(typed), rate.parse().ok(), "{typed}");
        }
        for typed in [
            "",
            "0",
            "-1",
            "1e3",
            "1.2.3",
            ".5",
            "5.",
            "1.12345678901",
            "12345678901",
        ] {
            assert_eq!(read_rate(typed), None, "{typed}");
        }
    }
}
