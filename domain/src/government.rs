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
/// in one currency. Nothing where there is no money. "Those in control of finance" are where
/// leadership begins, so it stands beside the involvement of government.
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
