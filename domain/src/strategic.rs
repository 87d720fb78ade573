//! Whether a partnership is strategic, and what its leadership rests on.
//!
//! "Strategic partnerships are those that have been established for more than two years, are
//! financially sound, mutually beneficial and driven through long-term plans", says
//! `seeds/000_ac6e544982eb95b4.txt`. Its abstract names three things that bridge the differences
//! between the sectors: "strong leadership and vision, financial resources, and care provider
//! support. Together these form the axis upon which tomorrow's e-health alliances will rest."
//!
//! Nothing is assumed: what nobody has said is missing, which is neither yes nor no. How many
//! years make a plan long, and that a red ledger weighs more than a statement, are Triad's own
//! conventions.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    calendar::{Period, add_months},
    status::Status,
};

/// Months that a partnership has to be established for, and one day more.
const ESTABLISHED_MONTHS: u32 = 24;

/// Months that a plan has to reach from its first day.
const PLAN_MONTHS: u32 = 36;

/// One of the four things that make a partnership strategic.
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
pub enum Check {
    /// "Established for more than two years".
    Established,
    /// "Financially sound".
    Sound,
    /// "Mutually beneficial".
    Beneficial,
    /// "Driven through long-term plans".
    Planned,
}

/// What a [`Check`] came to.
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
pub enum Finding {
    /// The evidence says yes.
    Met,
    /// The evidence says no.
    NotMet,
    /// There is not enough evidence to say either.
    Missing,
}

/// What all four checks come to.
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
pub enum Standing {
    /// All four are met.
    Strategic,
    /// One at least is not met.
    NotYet,
    /// None is unmet, and evidence is missing.
    NotEnoughEvidence,
}

/// What somebody states.
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
pub enum Said {
    /// That it is so.
    Yes,
    /// That it is not.
    No,
}

/// The first day on which a partnership counts as established: two years and a day after it was.
/// Two years after 29 February are over with 28 February, as months that are added stay within
/// their month.
#[must_use]
pub fn established_from(established_on: NaiveDate) -> NaiveDate {
    add_months(established_on, ESTABLISHED_MONTHS) + Days::new(1)
}

/// Whether a partnership is established strictly more than two years.
#[must_use]
pub fn established(established_on: Option<NaiveDate>, today: NaiveDate) -> Finding {
    match established_on {
        None => Finding::Missing,
        Some(on) if today >= established_from(on) => Finding::Met,
        Some(_) => Finding::NotMet,
    }
}

/// Whether a partnership is financially sound: an assessor says so, and the ledger, whose status
/// this is, does not say the contrary.
#[must_use]
pub fn sound(said: Option<Said>, ledger: Status) -> Finding {
    match (said, ledger) {
        (Some(Said::No), _) | (_, Status::Red) => Finding::NotMet,
        (None, _) | (_, Status::NoData) => Finding::Missing,
        (Some(Said::Yes), Status::Green | Status::Amber) => Finding::Met,
    }
}

/// Whether a partnership is mutually beneficial: each party says so. `said` has one entry for
/// each party; one party alone is not mutual.
#[must_use]
pub fn beneficial(said: &[Option<Said>]) -> Finding {
    if said.contains(&Some(Said::No)) {
        Finding::NotMet
    } else if said.len() < 2 || said.contains(&None) {
        Finding::Missing
    } else {
        Finding::Met
    }
}

/// Whether a plan reaches three years or more from its first day.
#[must_use]
pub fn is_long_term(plan: Period) -> bool {
    plan.end() + Days::new(1) >= add_months(plan.start(), PLAN_MONTHS)
}

/// Whether a partnership is driven by long-term plans: one of its plans is long-term and not over.
#[must_use]
pub fn planned(plans: &[Period], today: NaiveDate) -> Finding {
    if plans.is_empty() {
        Finding::Missing
    } else if plans
        .iter()
        .any(|plan| is_long_term(*plan) && plan.end() >= today)
    {
        Finding::Met
    } else {
        Finding::NotMet
    }
}

/// What the four checks came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checks {
    /// Of [`established`].
    pub established: Finding,
    /// Of [`sound`]; none for those who see no money.
    pub sound: Option<Finding>,
    /// Of [`beneficial`].
    pub beneficial: Finding,
    /// Of [`planned`].
    pub planned: Finding,
}

impl Checks {
    /// What one of them came to; none where it is not shown.
    #[must_use]
    pub fn finding(&self, check: Check) -> Option<Finding> {
        match check {
            Check::Established => Some(self.established),
            Check::Sound => self.sound,
            Check::Beneficial => Some(self.beneficial),
            Check::Planned => Some(self.planned),
        }
    }

    /// Those that came to this.
    pub fn that_are(&self, finding: Finding) -> impl Iterator<Item = Check> {
        Check::VARIANTS
            .iter()
            .copied()
            .filter(move |check| self.finding(*check) == Some(finding))
    }

    /// What they come to together; none where that hangs on one that is not shown.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        if self.that_are(Finding::NotMet).next().is_some() {
            return Some(Standing::NotYet);
        }
        // One that is not shown may be unmet, which would weigh more than what is missing.
        self.sound?;
        if self.that_are(Finding::Missing).next().is_some() {
            Some(Standing::NotEnoughEvidence)
        } else {
            Some(Standing::Strategic)
        }
    }
}

/// One of the three things that form the axis of leadership.
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
pub enum Pillar {
    /// "Strong leadership and vision".
    Leadership,
    /// "Financial resources".
    Resources,
    /// "Care provider support".
    CareProviders,
}

/// What shows that a [`Pillar`] stands.
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
pub enum Evidence {
    /// A health executive answers for the partnership, by name.
    Executive,
    /// A clinician leads, by name.
    ClinicalLead,
    /// Somebody leads on the technical side, by name.
    IctLead,
    /// Somebody in government stands for it, by name.
    Sponsor,
    /// How people rate leadership, in the latest published scorecard.
    LeadershipScore,
    /// A governance body has answered a question that binds it.
    Decided,
    /// Who holds which share of the finance.
    Shares,
    /// For how many years ahead money is committed.
    YearsAhead,
    /// Clinicians are asked in a scorecard.
    CliniciansAsked,
    /// Clinicians have answered, enough of them to show.
    CliniciansAnswered,
    /// A clinical partner is a party.
    ClinicalPartner,
    /// A party of health care has signed the charter.
    HealthSignature,
    /// Care providers were in the room when its governance body last met.
    InTheRoom,
}

impl Pillar {
    /// What shows that it stands.
    #[must_use]
    pub fn evidence(self) -> &'static [Evidence] {
        match self {
            Self::Leadership => &[
                Evidence::Executive,
                Evidence::ClinicalLead,
                Evidence::IctLead,
                Evidence::Sponsor,
                Evidence::LeadershipScore,
                Evidence::Decided,
            ],
            Self::Resources => &[Evidence::Shares, Evidence::YearsAhead],
            Self::CareProviders => &[
                Evidence::CliniciansAsked,
                Evidence::CliniciansAnswered,
                Evidence::ClinicalLead,
                Evidence::ClinicalPartner,
                Evidence::HealthSignature,
                Evidence::InTheRoom,
            ],
        }
    }

    /// What of it is not among what is `present`.
    #[must_use]
    pub fn missing(self, present: &[Evidence]) -> Vec<Evidence> {
        let evidence = self.evidence().iter().copied();
        evidence.filter(|one| !present.contains(one)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn plan(from: &str, to: &str) -> Period {
        Period::new(day(from), day(to)).expect("in order")
    }

    #[test]
    fn established_is_strictly_more_than_two_years() {
        for (on, today, expected) in [
            ("2024-11-23", "2026-11-22", Finding::NotMet),
            // Two years to the day are not more than two.
            ("2024-11-23", "2026-11-23", Finding::NotMet),
            ("2024-11-23", "2026-11-24", Finding::Met),
            // 29 February: two years are over with the last day of February.
            ("2024-02-29", "2026-02-28", Finding::NotMet),
            ("2024-02-29", "2026-03-01", Finding::Met),
            // From and to leap years.
            ("2026-02-28", "2028-02-28", Finding::NotMet),
            ("2026-02-28", "2028-02-29", Finding::Met),
            ("2026-03-01", "2028-03-01", Finding::NotMet),
            ("2026-03-01", "2028-03-02", Finding::Met),
            ("2024-12-31", "2027-01-01", Finding::Met),
            // Planned, not begun.
            ("2027-01-01", "2026-11-23", Finding::NotMet),
        ] {
            assert_eq!(
                established(Some(day(on)), day(today)),
                expected,
                "{on} to {today}"
            );
        }
        assert_eq!(established(None, day("2026-11-23")), Finding::Missing);
    }

    #[test]
    fn money_is_sound_when_the_assessor_says_so_and_the_ledger_does_not_deny_it() {
        use Finding::{Met, Missing, NotMet};
        for (said, ledger, expected) in [
            (Some(Said::Yes), Status::Green, Met),
            (Some(Said::Yes), Status::Amber, Met),
            (Some(Said::Yes), Status::Red, NotMet),
            (Some(Said::Yes), Status::NoData, Missing),
            (Some(Said::No), Status::Green, NotMet),
            (Some(Said::No), Status::NoData, NotMet),
            (None, Status::Green, Missing),
            (None, Status::Red, NotMet),
            (None, Status::NoData, Missing),
        ] {
            assert_eq!(sound(said, ledger), expected, "{said:?} {ledger:?}");
        }
    }

    #[test]
    fn a_benefit_is_mutual_when_each_party_says_so() {
        let (yes, no) = (Some(Said::Yes), Some(Said::No));
        for (said, expected) in [
            (vec![], Finding::Missing),
            (vec![yes], Finding::Missing),
            (vec![no], Finding::NotMet),
            (vec![yes, yes], Finding::Met),
            (vec![yes, None], Finding::Missing),
            (vec![None, no], Finding::NotMet),
            (vec![yes, yes, no], Finding::NotMet),
        ] {
            assert_eq!(beneficial(&said), expected, "{said:?}");
        }
    }

    #[test]
    fn a_plan_is_long_term_from_three_years_on_and_while_it_lasts() {
        let today = day("2026-11-23");
        for (plans, expected) in [
            (vec![], Finding::Missing),
            (vec![plan("2025-04-01", "2028-03-31")], Finding::Met),
            (vec![plan("2025-04-01", "2028-03-30")], Finding::NotMet),
            (vec![plan("2024-02-29", "2027-02-27")], Finding::Met),
            (vec![plan("2024-02-29", "2027-02-26")], Finding::NotMet),
            // Long, and over.
            (vec![plan("2020-01-01", "2026-11-22")], Finding::NotMet),
            (vec![plan("2020-01-01", "2026-11-23")], Finding::Met),
            (
                vec![
                    plan("2026-01-01", "2026-12-31"),
                    plan("2027-01-01", "2030-12-31"),
                ],
                Finding::Met,
            ),
        ] {
            assert_eq!(planned(&plans, today), expected, "{plans:?}");
        }
    }

    #[test]
    fn what_a_reader_is_not_shown_decides_nothing_for_them() {
        use Finding::{Met, Missing, NotMet};
        let checks = |established, sound, beneficial, planned| Checks {
            established,
            sound,
            beneficial,
            planned,
        };
        for (given, expected) in [
            (checks(Met, Some(Met), Met, Met), Some(Standing::Strategic)),
            (
                checks(Met, Some(Missing), Met, Met),
                Some(Standing::NotEnoughEvidence),
            ),
            (
                checks(NotMet, Some(Missing), Met, Met),
                Some(Standing::NotYet),
            ),
            (
                checks(Met, Some(NotMet), Missing, Met),
                Some(Standing::NotYet),
            ),
            (checks(Met, None, Met, Met), None),
            (checks(Met, None, Missing, Met), None),
            (checks(Met, None, Met, NotMet), Some(Standing::NotYet)),
        ] {
            assert_eq!(given.standing(), expected, "{given:?}");
        }
    }

    #[test]
    fn every_evidence_stands_for_a_pillar_and_what_is_not_there_is_named() {
        for one in Evidence::VARIANTS {
            let of = |pillar: &Pillar| pillar.evidence().contains(one);
            assert!(Pillar::VARIANTS.iter().any(of), "{one:?}");
        }
        let present = [Evidence::Executive, Evidence::ClinicalLead];
        assert_eq!(
            Pillar::Leadership.missing(&present),
            [
                Evidence::IctLead,
                Evidence::Sponsor,
                Evidence::LeadershipScore,
                Evidence::Decided
            ]
        );
        assert!(Pillar::Resources.missing(Evidence::VARIANTS).is_empty());
    }

    proptest! {
        #[test]
        fn more_evidence_never_takes_a_strategic_partnership_away_unless_it_says_no(
            said in vec(select(vec![Some(Said::Yes), Some(Said::No), None]), 0..6),
            days in 0u64..4000,
        ) {
            // One more yes never makes it worse than it was.
            let mut more = said.clone();
            more.push(Some(Said::Yes));
            if beneficial(&said) == Finding::Met {
                prop_assert_eq!(beneficial(&more), Finding::Met);
            }
            // Once established, it stays so.
            let (on, today) = (day("2020-02-29"), day("2020-02-29") + Days::new(days));
            if established(Some(on), today) == Finding::Met {
                prop_assert_eq!(established(Some(on), today + Days::new(1)), Finding::Met);
            }
        }
    }
}
