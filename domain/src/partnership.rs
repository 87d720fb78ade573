//! Partnerships: their life from proposal to close, and the words that describe them.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use thiserror::Error;

use crate::organisation::Sector;

/// Where a partnership is in its life.
///
/// proposed → negotiating → active ⇄ suspended; active → closing → closed; and withdrawn, from
/// proposed or negotiating. Negotiation is a stage of its own because the two sectors' differing
/// views lengthen it (`seeds/000_ac6e544982eb95b4.txt`).
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
pub enum Stage {
    /// Someone asks for it; nothing is agreed.
    Proposed,
    /// The parties negotiate.
    Negotiating,
    /// It runs.
    Active,
    /// It rests, and may resume.
    Suspended,
    /// It is being wound up.
    Closing,
    /// It is over.
    Closed,
    /// It was given up before it ran.
    Withdrawn,
}

/// A move between stages that the life of a partnership does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a partnership cannot move from {} to {}", <&str>::from(*.from), <&str>::from(*.to))]
pub struct MoveRefused {
    /// Where the partnership is.
    pub from: Stage,
    /// Where it was to go.
    pub to: Stage,
    /// Where it may go instead.
    pub allowed: &'static [Stage],
}

impl Stage {
    /// The stages a partnership may move to from this one; none from a final stage.
    #[must_use]
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Proposed => &[Self::Negotiating, Self::Withdrawn],
            Self::Negotiating => &[Self::Active, Self::Withdrawn],
            Self::Active => &[Self::Suspended, Self::Closing],
            Self::Suspended => &[Self::Active],
            Self::Closing => &[Self::Closed],
            Self::Closed | Self::Withdrawn => &[],
        }
    }

    /// The stage after a move to `to`.
    ///
    /// # Errors
    /// When the move is not one of [`Stage::next`].
    pub fn move_to(self, to: Self) -> Result<Self, MoveRefused> {
        let allowed = self.next();
        if allowed.contains(&to) {
            Ok(to)
        } else {
            Err(MoveRefused {
                from: self,
                to,
                allowed,
            })
        }
    }

    /// Whether the partnership still has something ahead of it.
    #[must_use]
    pub fn is_open(self) -> bool {
        !self.next().is_empty()
    }
}

/// Who sets the course (`seeds/003_daf437f3d97e303b.txt`).
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
pub enum Approach {
    /// The national government decides, localities carry out.
    TopDown,
    /// Localities decide, and grow together.
    BottomUp,
    /// National direction combined with local autonomy.
    MiddleOut,
}

/// The stance on architecture. Shown, never scored: there is no universal answer
/// (`seeds/002_b84f5cf7a0a1d4f0.txt`).
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
pub enum Architecture {
    /// One tightly integrated system.
    Centralised,
    /// Parts that can be exchanged and tried out.
    Modular,
    /// Some of both.
    Mixed,
}

/// What the ICT sector provides (`seeds/000_ac6e544982eb95b4.txt`, introduction).
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
pub enum ServiceType {
    /// Application systems.
    ApplicationSystems,
    /// Data warehousing.
    DataWarehousing,
    /// Development of systems, and training.
    DevelopmentAndTraining,
    /// Outsourcing.
    Outsourcing,
    /// Managed security services.
    ManagedSecurity,
}

/// What a provider's technology is built of (`seeds/002_b84f5cf7a0a1d4f0.txt`).
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
pub enum BuildingBlock {
    /// Networks, servers, cloud.
    Infrastructure,
    /// Platforms to communicate and work together.
    CollaborationPlatforms,
    /// Cybersecurity and identity management.
    CybersecurityAndIdentity,
    /// Interoperability and data exchange.
    InteroperabilityAndDataExchange,
    /// Management of devices, and mobility.
    DevicesAndMobility,
}

/// Where a partnership is to make a difference: the first four from
/// `seeds/001_d807c6ba6ed3b3a5.txt`, the others from `seeds/000_ac6e544982eb95b4.txt`.
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
pub enum OutcomeDomain {
    /// Safer care for patients.
    Safety,
    /// Resources managed ahead of need.
    Resources,
    /// The same care with less.
    Efficiency,
    /// Better outcomes of care.
    Outcomes,
    /// The health of a whole population.
    PopulationHealth,
    /// Illness prevented.
    Prevention,
    /// Knowing what care achieves.
    HealthEvaluation,
    /// Health promoted.
    Promotion,
}

/// What an organisation is in a partnership. It can be several.
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
pub enum PartyRole {
    /// Sets direction and oversees.
    GovernanceAuthority,
    /// Promises and pays money.
    Funder,
    /// Provides the care that the partnership serves.
    Provider,
    /// Contributes clinical knowledge.
    ClinicalPartner,
    /// Delivers technology or services.
    Supplier,
}

/// Whether an organisation of this sector can take this role.
///
/// Anyone can fund. Oversight is for public bodies, those of health care included, as in
/// regional health authorities; care is for health care, supply for ICT.
#[must_use]
pub fn party_role_fits(role: PartyRole, sector: Sector) -> bool {
    match role {
        PartyRole::GovernanceAuthority => sector != Sector::Ict,
        PartyRole::Funder => true,
        PartyRole::Provider | PartyRole::ClinicalPartner => sector == Sector::Health,
        PartyRole::Supplier => sector == Sector::Ict,
    }
}

/// Whether `reference` can name a partnership in addresses and letters: 2 to 40 characters,
/// capital letters, digits and dashes, not starting with a dash.
#[must_use]
pub fn valid_reference(reference: &str) -> bool {
    (2..=40).contains(&reference.len())
        && !reference.starts_with('-')
        && reference
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};

    use super::*;
    use crate::Vocabulary;

    #[test]
    fn the_life_of_a_partnership_is_drawn_as_agreed() {
        let moves: Vec<_> = Stage::VARIANTS
            .iter()
            .flat_map(|from| {
                from.next()
                    .iter()
                    .map(|to| format!("{}→{}", from.code(), to.code()))
            })
            .collect();
        let expected = "proposed→negotiating proposed→withdrawn negotiating→active \
                        negotiating→withdrawn active→suspended active→closing suspended→active \
                        closing→closed";
        assert_eq!(moves.join(" "), expected);
    }

    #[test]
    fn only_final_stages_are_over() {
        let over: Vec<_> = Stage::VARIANTS
            .iter()
            .filter(|stage| !stage.is_open())
            .collect();
        assert_eq!(over, [&Stage::Closed, &Stage::Withdrawn]);
    }

    #[test]
    fn a_refused_move_says_what_is_allowed() {
        let refused = Stage::Active
            .move_to(Stage::Closed)
            .expect_err("skips closing");
        assert_eq!(refused.allowed, [Stage::Suspended, Stage::Closing]);
        assert_eq!(
            refused.to_string(),
            "a partnership cannot move from active to closed"
        );
    }

    #[test]
    fn roles_fit_sectors() {
        let fitting = |role| {
            Sector::VARIANTS
                .iter()
                .filter(|sector| party_role_fits(role, **sector))
                .map(|sector| sector.code())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(fitting(PartyRole::GovernanceAuthority), "government health");
        assert_eq!(fitting(PartyRole::Funder), "government health ict");
        assert_eq!(fitting(PartyRole::Provider), "health");
        assert_eq!(fitting(PartyRole::ClinicalPartner), "health");
        assert_eq!(fitting(PartyRole::Supplier), "ict");
    }

    #[test]
    fn references_fit_in_an_address() {
        for reference in ["AB", "CA-ON-001", "2024-X", &"A".repeat(40)] {
            assert!(valid_reference(reference), "{reference}");
        }
        for text in [
            "",
            "A",
            "-AB",
            "ab",
            "A B",
            "A/B",
            "ÄB",
            "A\0",
            &"A".repeat(41),
        ] {
            assert!(!valid_reference(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_walk_leaves_the_allowed_moves(
            targets in proptest::collection::vec(select(Stage::VARIANTS), 0..30),
        ) {
            let mut stage = Stage::Proposed;
            let mut ran = false;
            for to in targets {
                match stage.move_to(to) {
                    Ok(reached) => {
                        prop_assert!(stage.next().contains(&to) && reached == to);
                        stage = reached;
                    }
                    Err(refused) => prop_assert!(!refused.allowed.contains(&to)),
                }
                ran |= stage == Stage::Active;
                // What ran is closed in the end, never withdrawn; what did not run is never closed.
                prop_assert!(!(ran && stage == Stage::Withdrawn));
                prop_assert!(ran || stage != Stage::Closed);
            }
        }
    }
}
