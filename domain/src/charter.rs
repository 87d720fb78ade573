//! The charter of a partnership: where each party stands between the ways of thinking of ICT and
//! of health care, what it brings and expects, and whether all have signed it.
//!
//! The five characteristics and their two poles are Table I of
//! `seeds/000_ac6e544982eb95b4.txt`, "ICT and Health Care Sector Paradigms", which also asks
//! parties to "explicitly define their respective parameters, roles and responsibilities,
//! involvements and expectations". A place for government is Triad's own: the table has none.
//!
//! A charter has versions. What a version says can be changed until somebody has signed it; a
//! change after that makes the next version, which nobody has signed. A version comes into force
//! when every party with a place in it has signed it, and stays in force until a later one does.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::organisation::Sector;

/// The health pole of every scale; the ICT pole is 0.
pub const MOST: u8 = 10;

/// Parties this far apart, half of the scale, should agree on a step that bridges it. The source
/// sets no number; this one is Triad's own.
pub const WIDE: u8 = 5;

/// In what the two sectors think differently, in the order of the source.
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
pub enum Characteristic {
    /// "Strategic Goals Perspectives": long-term profitability, or outcomes of health.
    StrategicGoals,
    /// "Time Perspectives": web time, or bureaucratic time.
    Time,
    /// "Power Focus": private governance, or public governance.
    Power,
    /// "Ethical Focus": business ethics, or medical ethics.
    Ethics,
    /// "Culture": proactive and competitive, or compliant and conservative.
    Culture,
}

/// What a party writes on each characteristic: "respective parameters, roles and
/// responsibilities, involvements and expectations".
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
pub enum Facet {
    /// Within which limits it acts.
    Parameters,
    /// What it does and answers for.
    Roles,
    /// How it takes part.
    Involvement,
    /// What it expects of the others.
    Expectations,
}

/// How a version of a charter stands.
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
pub enum CharterState {
    /// Nobody has signed it: it can still be changed.
    Draft,
    /// Some have signed it, others have not.
    Waiting,
    /// Everybody with a place in it has signed it.
    InForce,
    /// Was in force until a later version was.
    Replaced,
    /// Never came into force, and a change has made a later version: its signatures are void.
    Void,
}

/// Who has a place in a version, and who has signed it. Ids are those of organisations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Version {
    /// Who has a place in it.
    pub places: BTreeSet<Uuid>,
    /// Who has signed it.
    pub signed: BTreeSet<Uuid>,
}

impl Version {
    /// Whether its content can still be changed: nobody has signed it.
    #[must_use]
    pub fn takes_changes(&self) -> bool {
        self.signed.is_empty()
    }

    /// Who has a place and has not signed.
    pub fn unsigned(&self) -> impl Iterator<Item = Uuid> {
        self.places.difference(&self.signed).copied()
    }

    /// Whether everybody with a place has signed, two at least: nobody makes a charter alone.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.places.len() > 1 && self.places.is_subset(&self.signed)
    }
}

/// How each of a charter's versions stands, the first version first.
#[must_use]
pub fn states(versions: &[Version]) -> Vec<CharterState> {
    let mut agreed_later = false;
    let mut states: Vec<_> = versions
        .iter()
        .enumerate()
        .rev()
        .map(|(index, version)| {
            let is_last = index + 1 == versions.len();
            let state = match (version.is_agreed(), is_last) {
                (true, _) if agreed_later => CharterState::Replaced,
                (true, _) => CharterState::InForce,
                (false, false) => CharterState::Void,
                (false, true) if version.takes_changes() => CharterState::Draft,
                (false, true) => CharterState::Waiting,
            };
            agreed_later |= version.is_agreed();
            state
        })
        .collect();
    states.reverse();
    states
}

/// The number of the version that a change goes into, where `latest` is the last one with its
/// number: a change never touches what somebody has signed.
#[must_use]
pub fn version_for_change(latest: Option<(i32, &Version)>) -> i32 {
    match latest {
        None => 1,
        Some((number, version)) if version.takes_changes() => number,
        Some((number, _)) => number + 1,
    }
}

/// Why an organisation cannot sign a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// A later version has taken its place.
    #[error("there is a later version")]
    NotLatest,
    /// The organisation has no place in it.
    #[error("the organisation has no place in it")]
    NoPlace,
    /// The organisation has signed it.
    #[error("the organisation has signed it")]
    Signed,
    /// Nobody but the organisation has a place in it.
    #[error("nobody else has a place in it")]
    Alone,
    /// A party has not said where it stands on each characteristic.
    #[error("a party has not written on each characteristic")]
    Incomplete,
}

/// Whether an organisation can sign a version; `complete` says whether everybody with a place has
/// written on each characteristic.
///
/// # Errors
/// The first reason why not.
pub fn check_signature(
    version: &Version,
    organisation: Uuid,
    is_latest: bool,
    complete: bool,
) -> Result<(), SignError> {
    if !is_latest {
        Err(SignError::NotLatest)
    } else if !version.places.contains(&organisation) {
        Err(SignError::NoPlace)
    } else if version.signed.contains(&organisation) {
        Err(SignError::Signed)
    } else if version.places.len() < 2 {
        Err(SignError::Alone)
    } else if !complete {
        Err(SignError::Incomplete)
    } else {
        Ok(())
    }
}

/// Where a party stands on a characteristic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// The party's sector.
    pub sector: Sector,
    /// From 0, the ICT pole, to [`MOST`], the health pole.
    pub position: u8,
}

/// The largest difference between two parties; none of fewer than two.
#[must_use]
pub fn distance(stands: &[Stand]) -> Option<u8> {
    if stands.len() < 2 {
        return None;
    }
    let positions = stands.iter().map(|stand| stand.position);
    Some(positions.clone().max()? - positions.min()?)
}

/// The mean of the ICT parties less the mean of the health parties; none where either is missing.
/// Below zero each side stands nearer to its own pole.
#[must_use]
pub fn ict_less_health(stands: &[Stand]) -> Option<Decimal> {
    let mean = |sector: Sector| {
        let of_sector: Vec<_> = stands
            .iter()
            .filter(|stand| stand.sector == sector)
            .map(|stand| Decimal::from(stand.position))
            .collect();
        let count = Decimal::from(of_sector.len());
        of_sector.iter().sum::<Decimal>().checked_div(count)
    };
    Some(mean(Sector::Ict)? - mean(Sector::Health)?)
}

/// Whether a distance is [`WIDE`].
#[must_use]
pub fn is_wide(distance: u8) -> bool {
    distance >= WIDE
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    const CLINIC: Uuid = Uuid::from_u128(1);
    const VENDOR: Uuid = Uuid::from_u128(2);
    const MINISTRY: Uuid = Uuid::from_u128(3);

    fn version(places: &[Uuid], signed: &[Uuid]) -> Version {
        Version {
            places: places.iter().copied().collect(),
            signed: signed.iter().copied().collect(),
        }
    }

    #[test]
    fn a_version_is_in_force_when_all_with_a_place_have_signed() {
        use CharterState::{Draft, InForce, Replaced, Void, Waiting};
        let both = [CLINIC, VENDOR];
        let all = [CLINIC, VENDOR, MINISTRY];
        for (versions, expected) in [
            (vec![], vec![]),
            (vec![version(&both, &[])], vec![Draft]),
            (vec![version(&both, &[CLINIC])], vec![Waiting]),
            (vec![version(&both, &both)], vec![InForce]),
            // Nobody agrees with themselves.
            (vec![version(&[CLINIC], &[CLINIC])], vec![Waiting]),
            (vec![version(&all, &both)], vec![Waiting]),
            // What is in force stays so until the next is.
            (
                vec![version(&both, &both), version(&all, &both)],
                vec![InForce, Waiting],
            ),
            (
                vec![version(&both, &both), version(&all, &all)],
                vec![Replaced, InForce],
            ),
            (
                vec![version(&both, &[VENDOR]), version(&both, &[])],
                vec![Void, Draft],
            ),
            (
                vec![
                    version(&both, &both),
                    version(&both, &[VENDOR]),
                    version(&both, &both),
                ],
                vec![Replaced, Void, InForce],
            ),
        ] {
            assert_eq!(states(&versions), expected, "{versions:?}");
        }
    }

    #[test]
    fn only_own_complete_latest_versions_are_signed_and_once() {
        let both = [CLINIC, VENDOR];
        let half = version(&both, &[VENDOR]);
        for (found, expected) in [
            (check_signature(&half, CLINIC, true, true), Ok(())),
            (
                check_signature(&half, CLINIC, false, true),
                Err(SignError::NotLatest),
            ),
            (
                check_signature(&half, MINISTRY, true, true),
                Err(SignError::NoPlace),
            ),
            (
                check_signature(&half, VENDOR, true, true),
                Err(SignError::Signed),
            ),
            (
                check_signature(&version(&[CLINIC], &[]), CLINIC, true, true),
                Err(SignError::Alone),
            ),
            (
                check_signature(&half, CLINIC, true, false),
                Err(SignError::Incomplete),
            ),
        ] {
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn the_distance_is_between_the_two_furthest_apart() {
        use Sector::{Government, Health, Ict};
        let stands = |stands: &[(Sector, u8)]| -> Vec<Stand> {
            stands
                .iter()
                .map(|&(sector, position)| Stand { sector, position })
                .collect()
        };
        let number = |text: &str| -> Decimal { text.parse().expect("a decimal") };
        for (given, apart, difference) in [
            (stands(&[]), None, None),
            (stands(&[(Ict, 3)]), None, None),
            (stands(&[(Ict, 2), (Health, 9)]), Some(7), Some("-7")),
            (stands(&[(Ict, 6), (Health, 6)]), Some(0), Some("0")),
            (stands(&[(Ict, 8), (Health, 5)]), Some(3), Some("3")),
            // Government counts for the distance, not for the difference of the two.
            (
                stands(&[(Ict, 4), (Health, 6), (Government, 10)]),
                Some(6),
                Some("-2"),
            ),
            (stands(&[(Health, 6), (Government, 10)]), Some(4), None),
            // Several of a sector count as their mean.
            (
                stands(&[(Ict, 1), (Ict, 4), (Health, 8)]),
                Some(7),
                Some("-5.5"),
            ),
        ] {
            assert_eq!(distance(&given), apart, "{given:?}");
            assert_eq!(ict_less_health(&given), difference.map(number), "{given:?}");
        }
        assert!(is_wide(WIDE) && !is_wide(WIDE - 1));
    }

    /// Something that happens to a charter.
    #[derive(Debug, Clone, Copy)]
    enum Event {
        Write(u8),
        Sign(u8),
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            (0u8..4).prop_map(Event::Write),
            (0u8..4).prop_map(Event::Sign),
        ]
    }

    proptest! {
        #[test]
        fn a_change_voids_every_signature_for_what_comes_after(events in vec(event(), 0..60)) {
            let mut versions: Vec<Version> = Vec::new();
            for event in events {
                let before = versions.clone();
                let latest = versions.last().map(|last| (versions.len() as i32, last));
                match event {
                    Event::Write(who) => {
                        let number = version_for_change(latest) as usize;
                        if number > versions.len() {
                            let places = versions.last().map(|last| last.places.clone());
                            versions.push(Version {
                                places: places.unwrap_or_default(),
                                signed: BTreeSet::new(),
                            });
                        }
                        versions[number - 1].places.insert(Uuid::from_u128(who.into()));
                        prop_assert!(versions[number - 1].signed.is_empty());
                    }
                    Event::Sign(who) => {
                        let who = Uuid::from_u128(who.into());
                        if let Some(last) = versions.last_mut()
                            && check_signature(last, who, true, true).is_ok()
                        {
                            last.signed.insert(who);
                        }
                    }
                }
                // What somebody has signed says what it said.
                for (then, now) in before.iter().zip(&versions) {
                    prop_assert!(then.takes_changes() || then.places == now.places);
                    prop_assert!(then.signed.is_subset(&now.signed));
                }
                let states = states(&versions);
                let in_force = states.iter().filter(|one| **one == CharterState::InForce);
                prop_assert!(in_force.count() <= 1);
                for (version, state) in versions.iter().zip(&states) {
                    let holds = matches!(state, CharterState::InForce | CharterState::Replaced);
                    prop_assert_eq!(holds, version.unsigned().next().is_none() && version.places.len() > 1);
                }
            }
        }

        #[test]
        fn a_distance_is_on_the_scale_and_no_less_than_that_of_fewer(
            positions in vec(0..=MOST, 2..8),
        ) {
            let stands: Vec<Stand> = positions
                .iter()
                .map(|&position| Stand { sector: Sector::Ict, position })
                .collect();
            let all = distance(&stands).expect("two at least");
            prop_assert!(all <= MOST);
            prop_assert!(distance(&stands[1..]).is_none_or(|fewer| fewer <= all));
        }
    }
}
