//! Tensions, the mechanisms that coordinate, and what each mechanism does to each tension.
//!
//! `seeds/003_daf437f3d97e303b.txt` describes "dialectical tensions i.e., tensions between
//! underlying contradictory forces", and how coordination "simultaneously helps to address
//! existing tensions and creates new ones". The kinds of mechanisms are the ones it names:
//! "architectural choices and governance models, as well as institutional forces and stakeholder
//! roles". The scale of the balance and the steps of strength are Triad's own: the source sets
//! none.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::access::Role;
use crate::scorecard::StakeholderGroup;

/// Where the balance of a tension can stand: −5 is all at the first pole, +5 all at the second,
/// and 0 holds both.
pub const BALANCE: RangeInclusive<i16> = -5..=5;

/// Where a tension is felt or a mechanism works: "at national and regional levels", and, beyond
/// the source, locally and within one partnership.
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
pub enum CoordinationLevel {
    /// In the whole country.
    National,
    /// In a region of it.
    Regional,
    /// In one place.
    Local,
    /// Between the parties of one partnership.
    Partnership,
}

/// How something coordinates.
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
pub enum MechanismKind {
    /// "Architectural choices": how systems are cut and joined.
    Architecture,
    /// "Governance models": who decides what.
    GovernanceModel,
    /// "Institutional forces": law, money, what is customary.
    Institutional,
    /// "Stakeholder roles": who takes which part.
    StakeholderRoles,
}

/// What a mechanism does to a tension.
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
pub enum Effect {
    /// "Helps to address" it.
    Eases,
    /// Makes it worse.
    Aggravates,
    /// "Creates" it.
    Creates,
}

/// How much a mechanism does.
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
pub enum Strength {
    /// Some notice it when asked.
    Slight,
    /// Whoever works with it notices it.
    Clear,
    /// It decides what people do.
    Strong,
}

impl Strength {
    /// From 1 to 3.
    #[must_use]
    pub fn points(self) -> i32 {
        match self {
            Self::Slight => 1,
            Self::Clear => 2,
            Self::Strong => 3,
        }
    }
}

/// Why two texts are not the poles of a tension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PolesError {
    /// Both say the same: nothing pulls.
    #[error("both poles are the same")]
    Same,
}

/// Whether two texts, both given, can be the poles of a tension.
///
/// # Errors
/// They say the same.
///
/// ```
/// use domain::tension::poles;
/// assert!(poles("National direction", "Local autonomy").is_ok());
/// assert!(poles("Speed", " speed ").is_err());
/// ```
pub fn poles(first: &str, second: &str) -> Result<(), PolesError> {
    let folded = |pole: &str| pole.trim().to_lowercase();
    if folded(first) == folded(second) {
        return Err(PolesError::Same);
    }
    Ok(())
}

/// Which way a balance leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// To the first pole.
    First,
    /// Both poles are held.
    Neither,
    /// To the second pole.
    Second,
}

/// Which way a balance leans.
#[must_use]
pub fn lean(balance: i16) -> Lean {
    match balance {
        ..0 => Lean::First,
        0 => Lean::Neither,
        1.. => Lean::Second,
    }
}

/// The groups that somebody of this role can speak for; nobody speaks for another's.
#[must_use]
pub fn groups(role: Role) -> &'static [StakeholderGroup] {
    use StakeholderGroup::{
        ChiefInformationOfficer, Clinician, FrontLineStaff, GovernmentOfficial, HealthExecutive,
        IctExecutive,
    };
    match role {
        Role::MinistryOfficial => &[GovernmentOfficial],
        Role::HealthExecutive => &[HealthExecutive, ChiefInformationOfficer],
        Role::Vendor => &[IctExecutive],
        Role::Clinician => &[Clinician, ChiefInformationOfficer, FrontLineStaff],
        Role::Auditor | Role::Administrator => &[],
    }
}

/// Where somebody saw the balance on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// For which group they spoke.
    pub group: StakeholderGroup,
    /// On [`BALANCE`].
    pub balance: i16,
    /// The day.
    pub on: NaiveDate,
}

/// Each group's latest position. Of two on one day the one recorded later counts, which comes
/// later in `positions`.
#[must_use]
pub fn latest_by_group(positions: &[Position]) -> Vec<Position> {
    let mut latest: BTreeMap<StakeholderGroup, Position> = BTreeMap::new();
    for position in positions {
        let held = latest.entry(position.group).or_insert(*position);
        if position.on >= held.on {
            *held = *position;
        }
    }
    latest.into_values().collect()
}

/// How far apart the groups see the balance now: the lowest and the highest of their latest
/// positions. Different groups may see it differently, and no mean hides that.
#[must_use]
pub fn span(positions: &[Position]) -> Option<(i16, i16)> {
    let latest = latest_by_group(positions);
    let balances = || latest.iter().map(|position| position.balance);
    Some((balances().min()?, balances().max()?))
}

/// Why an effect cannot be recorded for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EffectError {
    /// The day is still to come.
    #[error("the day is still to come")]
    Future,
    /// The mechanism did not work yet.
    #[error("the mechanism did not work yet")]
    BeforeMechanism,
    /// The mechanism worked no more.
    #[error("the mechanism worked no more")]
    AfterMechanism,
    /// Nobody felt the tension yet.
    #[error("nobody felt the tension yet")]
    BeforeTension,
    /// What creates a tension does so on the day it begins.
    #[error("the tension began on another day")]
    CreatedOnAnotherDay,
}

/// When a mechanism works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// Its first day.
    pub since: NaiveDate,
    /// Its last day, where one is set.
    pub until: Option<NaiveDate>,
}

impl Life {
    /// Whether it works on a day.
    #[must_use]
    pub fn holds(self, on: NaiveDate) -> bool {
        self.since <= on && self.until.is_none_or(|until| on <= until)
    }
}

/// Whether an effect that is felt since `on` can be recorded for a mechanism of this `life` and a
/// tension that began on `began_on`. A tension that a mechanism creates begins with that effect.
///
/// # Errors
/// The day lies outside the life of one of the two, or is still to come.
pub fn may_be_felt(
    effect: Effect,
    on: NaiveDate,
    life: Life,
    began_on: NaiveDate,
    today: NaiveDate,
) -> Result<(), EffectError> {
    if on > today {
        Err(EffectError::Future)
    } else if on < life.since {
        Err(EffectError::BeforeMechanism)
    } else if !life.holds(on) {
        Err(EffectError::AfterMechanism)
    } else if effect == Effect::Creates && on != began_on {
        Err(EffectError::CreatedOnAnotherDay)
    } else if on < began_on {
        Err(EffectError::BeforeTension)
    } else {
        Ok(())
    }
}

/// What mechanisms do to one tension, or what one mechanism does to tensions, added up in points
/// of [`Strength`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Net {
    /// What eases.
    pub eases: i32,
    /// What aggravates or creates.
    pub burdens: i32,
}

/// What it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is recorded.
    None,
    /// More eases than burdens.
    Eased,
    /// As much on either side.
    Even,
    /// More burdens than eases.
    Burdened,
}

impl Net {
    /// The sum of some effects.
    #[must_use]
    pub fn of(effects: impl IntoIterator<Item = (Effect, Strength)>) -> Self {
        let mut net = Self::default();
        for (effect, strength) in effects {
            match effect {
                Effect::Eases => net.eases += strength.points(),
                Effect::Aggravates | Effect::Creates => net.burdens += strength.points(),
            }
        }
        net
    }

    /// Which of the two is more.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        match (self.eases, self.burdens) {
            (0, 0) => Outcome::None,
            (eases, burdens) if eases > burdens => Outcome::Eased,
            (eases, burdens) if eases == burdens => Outcome::Even,
            _ => Outcome::Burdened,
        }
    }

    /// Whether one hand eases while the other burdens: "simultaneously helps to address existing
    /// tensions and creates new ones".
    #[must_use]
    pub fn has_side_effects(self) -> bool {
        self.eases > 0 && self.burdens > 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day") + chrono::TimeDelta::days(number)
    }

    #[test]
    fn poles_pull_in_two_directions() {
        for (first, second, fine) in [
            ("National direction", "Local autonomy", true),
            ("Speed", "speed", false),
            (" Vitesse", "VITESSE ", false),
            ("Standard", "Flexibility", true),
        ] {
            assert_eq!(poles(first, second).is_ok(), fine, "{first} {second}");
        }
    }

    #[test]
    fn an_effect_is_felt_within_the_life_of_mechanism_and_tension() {
        let life = Life {
            since: day(10),
            until: Some(day(100)),
        };
        for (effect, on, began, expected) in [
            (Effect::Eases, 10, 0, Ok(())),
            (Effect::Eases, 100, 0, Ok(())),
            (Effect::Eases, 9, 0, Err(EffectError::BeforeMechanism)),
            (Effect::Aggravates, 101, 0, Err(EffectError::AfterMechanism)),
            (Effect::Aggravates, 20, 21, Err(EffectError::BeforeTension)),
            (Effect::Creates, 20, 20, Ok(())),
            (
                Effect::Creates,
                21,
                20,
                Err(EffectError::CreatedOnAnotherDay),
            ),
            (
                Effect::Creates,
                19,
                20,
                Err(EffectError::CreatedOnAnotherDay),
            ),
            (Effect::Eases, 121, 0, Err(EffectError::Future)),
        ] {
            let found = may_be_felt(effect, day(on), life, day(began), day(120));
            assert_eq!(found, expected, "{effect:?} {on} {began}");
        }
    }

    #[test]
    fn every_group_has_somebody_who_speaks_for_it_and_auditors_speak_for_none() {
        for group in StakeholderGroup::VARIANTS {
            let spoken = Role::VARIANTS
                .iter()
                .any(|role| groups(*role).contains(group));
            assert!(spoken, "{group:?}");
        }
        assert!(groups(Role::Auditor).is_empty() && groups(Role::Administrator).is_empty());
    }

    fn position() -> impl Strategy<Value = Position> {
        let group = prop::sample::select(StakeholderGroup::VARIANTS);
        (group, BALANCE, 0_i64..400).prop_map(|(group, balance, on)| Position {
            group,
            balance,
            on: day(on),
        })
    }

    proptest! {
        #[test]
        fn the_latest_of_a_group_is_not_before_any_other_of_it(positions in prop::collection::vec(position(), 0..30)) {
            let latest = latest_by_group(&positions);
            for position in &positions {
                let of_group: Vec<_> = latest.iter().filter(|one| one.group == position.group).collect();
                prop_assert_eq!(of_group.len(), 1);
                prop_assert!(of_group[0].on >= position.on);
            }
            prop_assert_eq!(span(&positions).is_none(), positions.is_empty());
            if let Some((least, most)) = span(&positions) {
                prop_assert!(least <= most && BALANCE.contains(&least) && BALANCE.contains(&most));
            }
        }

        #[test]
        fn easing_more_never_makes_it_worse(points in prop::collection::vec((prop::sample::select(Effect::VARIANTS), prop::sample::select(Strength::VARIANTS)), 0..12)) {
            let before = Net::of(points.iter().copied());
            let after = Net::of(points.iter().copied().chain([(Effect::Eases, Strength::Slight)]));
            prop_assert_eq!(after.eases - after.burdens, before.eases - before.burdens + 1);
            let only_eases = points.iter().all(|(effect, _)| *effect == Effect::Eases);
            prop_assert!(!only_eases || !before.has_side_effects());
        }
    }
}
