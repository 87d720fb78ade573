//! The part of government: the directions that ministries set, the discretion that these leave to
//! regions, and how far government is involved in a partnership.
//!
//! `seeds/000_ac6e544982eb95b4.txt` asks ministries to be "more proactively engaged in setting the
//! strategic ICT directions within their health care jurisdictions" and finds that "without overt
//! and direct government involvement, prospects for viable dynamic strategic partnerships between
//! the two sectors remain limited". `seeds/003_daf437f3d97e303b.txt` describes a middle-out
//! approach that "combines national government direction with local autonomy". The steps of
//! involvement and of discretion are Triad's own.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::organisation::Sector;

/// What a direction is about.
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
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Area {
    /// Where the money comes from and how long it lasts.
    Financing,
    /// Which standards systems keep.
    TechnologicalStandards,
    /// How systems and services are bought.
    BiddingProcesses,
    /// How information is kept and shared.
    InformationManagement,
    /// How patients and systems are protected.
    PrivacyAndSecurity,
}

/// How a region uses the discretion that a direction leaves.
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
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum DiscretionUse {
    /// Follows the direction as it is written.
    AsWritten,
    /// Fits it to the place.
    Adapted,
    /// Does more than is asked.
    Further,
    /// Does nothing for it so far.
    NotUsed,
}

/// How far government is involved in a partnership, from the least.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum Involvement {
    /// It has no part.
    None,
    /// It is told.
    Informed,
    /// It is asked.
    Consulted,
    /// It decides with the others.
    CoDecides,
    /// It decides, and the others with it.
    Leads,
}

/// How a direction stands on a day.
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
pub enum Force {
    /// It comes into force later.
    ToCome,
    /// It holds.
    InForce,
    /// It holds no more.
    Ended,
}

/// How a direction that is in force from one day to another stands on a third.
#[must_use]
pub fn force(from: NaiveDate, to: Option<NaiveDate>, today: NaiveDate) -> Force {
    if today < from {
        Force::ToCome
    } else if to.is_some_and(|to| to < today) {
        Force::Ended
    } else {
        Force::InForce
    }
}

/// Whether a direction is words only: in force, and no partnership carries it out.
#[must_use]
pub fn stands_alone(force: Force, partnerships: i64) -> bool {
    force == Force::InForce && partnerships == 0
}

/// Who holds the finance: the share of each sector in percent, rounded to one decimal, of amounts
/// in one currency. Nothing where there is no money. `seeds/000_ac6e544982eb95b4.txt` finds that
/// "where the ultimate financial control rests, there lies the ultimate leadership base", so it
/// stands beside the involvement of government.
#[must_use]
pub fn shares(amounts: impl IntoIterator<Item = (Sector, Decimal)>) -> Vec<(Sector, Decimal)> {
    let mut sums: BTreeMap<usize, Decimal> = BTreeMap::new();
    for (sector, amount) in amounts {
        let place = Sector::VARIANTS.iter().position(|one| *one == sector);
        *sums.entry(place.unwrap_or_default()).or_default() += amount;
    }
    let whole: Decimal = sums.values().copied().sum();
    if whole.is_zero() {
        return Vec::new();
    }
    sums.into_iter()
        .map(|(place, sum)| {
            let share = (sum * Decimal::ONE_HUNDRED / whole).round_dp(1);
            (Sector::VARIANTS[place], share)
        })
        .collect()
}

/// Government's percentage, as of [`shares`]. Nothing where there is no money.
#[must_use]
pub fn government_share(amounts: impl IntoIterator<Item = (Sector, Decimal)>) -> Option<Decimal> {
    let shares = shares(amounts);
    let of_government = shares
        .iter()
        .find(|(sector, _)| *sector == Sector::Government);
    (!shares.is_empty()).then(|| of_government.map_or(Decimal::ZERO, |(_, share)| *share))
}

/// How much of the money committed to a partnership is government's.
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
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum FinanceShare {
    /// None of it in any currency.
    Nothing,
    /// Some of it.
    Part,
    /// More than half of it in each currency.
    Most,
}

/// How much of the money is government's, given the percentage of it in each currency, as of
/// [`government_share`]. Nothing where no money is committed. Currencies are never added up.
#[must_use]
pub fn finance_share(percentages: impl IntoIterator<Item = Decimal>) -> Option<FinanceShare> {
    let percentages: Vec<Decimal> = percentages.into_iter().collect();
    let half = Decimal::from(50);
    if percentages.is_empty() {
        None
    } else if percentages.iter().all(|share| *share > half) {
        Some(FinanceShare::Most)
    } else if percentages.iter().all(Decimal::is_zero) {
        Some(FinanceShare::Nothing)
    } else {
        Some(FinanceShare::Part)
    }
}

/// Whether government holds the finance of a partnership and leaves the leading to others: it
/// commits the most, and is at most asked. `seeds/000_ac6e544982eb95b4.txt` asks "who will lead?" and
/// looks to those who control the finance.
#[must_use]
pub fn pays_without_deciding(
    involvement: Option<Involvement>,
    share: Option<FinanceShare>,
) -> bool {
    share == Some(FinanceShare::Most)
        && involvement.is_some_and(|degree| degree <= Involvement::Consulted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day") + chrono::TimeDelta::days(number)
    }

    #[test]
    fn a_direction_holds_from_its_first_to_its_last_day() {
        for (to, today, expected) in [
            (None, 9, Force::ToCome),
            (None, 10, Force::InForce),
            (Some(20), 20, Force::InForce),
            (Some(20), 21, Force::Ended),
        ] {
            assert_eq!(force(day(10), to.map(day), day(today)), expected);
        }
        assert!(stands_alone(Force::InForce, 0));
        assert!(!stands_alone(Force::InForce, 1));
        assert!(!stands_alone(Force::Ended, 0) && !stands_alone(Force::ToCome, 0));
    }

    #[test]
    fn involvement_goes_from_the_least_to_the_most() {
        assert!(Involvement::VARIANTS.is_sorted());
        assert!(Involvement::None < Involvement::Leads);
    }

    #[test]
    fn without_money_nobody_holds_it() {
        assert!(shares([]).is_empty());
        assert!(shares([(Sector::Health, Decimal::ZERO)]).is_empty());
        assert_eq!(
            government_share([(Sector::Government, Decimal::ZERO)]),
            None
        );
    }

    #[test]
    fn others_money_is_not_governments() {
        let health = (Sector::Health, Decimal::from(3));
        assert_eq!(government_share([health]), Some(Decimal::ZERO));
        let both = [health, (Sector::Government, Decimal::ONE)];
        assert_eq!(government_share(both), Some(Decimal::from(25)));
    }

    #[test]
    fn most_is_more_than_half_in_each_currency() {
        let share =
            |percentages: &[i64]| finance_share(percentages.iter().map(|one| (*one).into()));
        for (percentages, expected) in [
            (&[][..], None),
            (&[0], Some(FinanceShare::Nothing)),
            (&[0, 0], Some(FinanceShare::Nothing)),
            (&[50], Some(FinanceShare::Part)),
            (&[100, 0], Some(FinanceShare::Part)),
            (&[100, 50], Some(FinanceShare::Part)),
            (&[51], Some(FinanceShare::Most)),
            (&[100, 51], Some(FinanceShare::Most)),
        ] {
            assert_eq!(share(percentages), expected, "{percentages:?}");
        }
    }

    #[test]
    fn who_pays_most_and_decides_nothing_stands_out() {
        use FinanceShare::{Most, Part};
        for (involvement, share, expected) in [
            (Some(Involvement::None), Some(Most), true),
            (Some(Involvement::Consulted), Some(Most), true),
            (Some(Involvement::CoDecides), Some(Most), false),
            (Some(Involvement::None), Some(Part), false),
            (None, Some(Most), false),
            (Some(Involvement::None), None, false),
        ] {
            assert_eq!(pays_without_deciding(involvement, share), expected);
        }
    }

    proptest! {
        #[test]
        fn shares_come_to_a_whole(amounts in prop::collection::vec((prop::sample::select(Sector::VARIANTS), 0_u32..1_000_000), 0..12)) {
            let found = shares(amounts.iter().map(|(sector, amount)| (*sector, Decimal::from(*amount))));
            let sum: Decimal = found.iter().map(|(_, share)| *share).sum();
            let off = (sum - Decimal::ONE_HUNDRED).abs();
            prop_assert!(found.is_empty() || off <= Decimal::new(2, 1), "{sum}");
        }
    }
}
