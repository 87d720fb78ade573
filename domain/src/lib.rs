//! The rules of Triad: states, calculations and rights of partnerships between government,
//! health care and ICT. Nothing here knows the web or the database, and nothing reads the
//! clock: whoever asks hands in `today`.
//!
//! Where to find a rule:
//!
//! | Question | Module |
//! |---|---|
//! | Who may do what? | [`access`] |
//! | When is "ten working days from now"? | [`calendar`] |
//! | Which currencies, and how are amounts summed? | [`money`] |
//! | Is a benefit claimed or verified, and what do both come to? | [`benefit`] |
//! | What must stand before AI or automation begins? | [`foundation`] |
//! | How grave is a risk, is its review overdue? | [`risk`] |
//! | Which sectors and identifier registers are there? | [`organisation`] |
//! | Which direction is in force, who holds the finance? | [`government`] |
//! | What is a valid country or region code? | [`jurisdiction`] |
//! | Which way may a partnership move, who fits which role in it? | [`partnership`] |
//! | Is a contract in force, what is to be warned of? | [`contract`] |
//! | What happens at a contract's end, when must notice be given? | [`renewal`] |
//! | What changes a contract's terms, which held on a day? | [`amendment`] |
//! | Who owes what, and was it kept? | [`obligation`] |
//! | How far apart do the parties think, and have all signed the charter? | [`charter`] |
//! | What does a system cost its owner, and was that foreseen? | [`cost`] |
//! | How far did a milestone slip, what may be logged? | [`milestone`] |
//! | Where do the groups of a partnership stand apart, and what may be shown of it? | [`scorecard`] |
//! | Whose turn is a deliverable, how long do they have? | [`deliverable`] |
//! | Why is a partnership's schedule red? | [`schedule`] |
//! | Does a proof of a vendor count today, what is missing? | [`evidence`] |
//! | When may evaluators agree on a vendor, and when do they say why? | [`evaluation`] |
//! | How many years are funded, where is the cliff? | [`funding`] |
//! | Who may vote, how does a question end, who was in the room? | [`governance`] |
//! | Why is a partnership's money amber, how does it fare as a whole? | [`status`] |
//! | Is a partnership strategic, and what does its leadership rest on? | [`strategic`] |
//! | Is an indicator on track to its target? | [`target`] |
//! | Where does a tension stand, and what do mechanisms do to it? | [`tension`] |
//! | Do the parties see it alike, and keep what they owe one another? | [`relationship`] |
//! | Is a declared status contradicted by the data? | [`report`] |
//! | What is an amount in another currency? | [`rate`] |
//! | Does a jurisdiction spend five per cent on ICT? | [`budget`] |
//!
//! Rules answer with values and typed errors, never with sentences: wording them, in the
//! reader's language, is the interface's work. Rules that come from the literature name the
//! file in `seeds/` they come from; those from a standard name the standard; the others are
//! Triad's own conventions.

#![warn(missing_docs)]

pub mod access;
pub mod amendment;
pub mod benefit;
pub mod budget;
pub mod calendar;
pub mod charter;
pub mod contract;
pub mod cost;
pub mod deliverable;
pub mod evaluation;
pub mod evidence;
pub mod foundation;
pub mod funding;
pub mod governance;
pub mod government;
pub mod jurisdiction;
pub mod milestone;
pub mod money;
pub mod obligation;
pub mod organisation;
pub mod partnership;
pub mod rate;
pub mod relationship;
pub mod renewal;
pub mod report;
pub mod risk;
pub mod schedule;
pub mod scorecard;
pub mod status;
pub mod strategic;
pub mod target;
pub mod tension;

use std::str::FromStr;

/// A closed vocabulary: an enum whose variants have a stable lower-case code, the same in the
/// database, in addresses, in exports and in the keys of translations.
///
/// `VARIANTS` (from strum) lists the variants in the order they are offered to people, and
/// [`FromStr`] reads a code back.
pub trait Vocabulary:
    Copy + Eq + Into<&'static str> + FromStr<Err = strum::ParseError> + strum::VariantArray
{
    /// The stable code in snake case, such as `in_force`.
    fn code(self) -> &'static str {
        self.into()
    }
}

impl<T> Vocabulary for T where
    T: Copy + Eq + Into<&'static str> + FromStr<Err = strum::ParseError> + strum::VariantArray
{
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde::{Serialize, de::value::StrDeserializer};

    use super::*;

    /// The codes of strum, serde and the trait are one and the same.
    fn has_one_code<T>()
    where
        T: Vocabulary + Debug + Serialize + for<'de> serde::Deserialize<'de>,
    {
        for &variant in T::VARIANTS {
            let code = variant.code();
            assert_eq!(code.parse::<T>(), Ok(variant));
            let read: Result<T, serde::de::value::Error> =
                T::deserialize(StrDeserializer::new(code));
            assert_eq!(read, Ok(variant));
            assert!(
                code.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
                "{code}"
            );
        }
    }

    #[test]
    fn every_vocabulary_has_one_code_per_variant() {
        has_one_code::<access::Role>();
        has_one_code::<access::Action>();
        has_one_code::<access::Grant>();
        has_one_code::<organisation::Sector>();
        has_one_code::<jurisdiction::Level>();
        has_one_code::<partnership::Stage>();
        has_one_code::<partnership::Approach>();
        has_one_code::<partnership::Architecture>();
        has_one_code::<partnership::ServiceType>();
        has_one_code::<partnership::BuildingBlock>();
        has_one_code::<partnership::OutcomeDomain>();
        has_one_code::<partnership::PartyRole>();
        has_one_code::<benefit::MeasureKind>();
        has_one_code::<benefit::Standing>();
        has_one_code::<benefit::UptakeStage>();
        has_one_code::<benefit::PublishedClaim>();
        has_one_code::<foundation::Foundation>();
        has_one_code::<foundation::FoundationVerdict>();
        has_one_code::<foundation::WorkState>();
        has_one_code::<risk::RiskKind>();
        has_one_code::<risk::Likelihood>();
        has_one_code::<risk::Impact>();
        has_one_code::<risk::Band>();
        has_one_code::<risk::Occurrence>();
        has_one_code::<risk::RiskOutcome>();
        has_one_code::<charter::Characteristic>();
        has_one_code::<charter::Facet>();
        has_one_code::<charter::CharterState>();
        has_one_code::<contract::Renewal>();
        has_one_code::<contract::Ending>();
        has_one_code::<contract::ContractStatus>();
        has_one_code::<contract::WarningKind>();
        has_one_code::<amendment::Term>();
        has_one_code::<amendment::AmendmentType>();
        has_one_code::<amendment::Side>();
        has_one_code::<amendment::AmendmentState>();
        has_one_code::<governance::BodyLevel>();
        has_one_code::<governance::Seat>();
        has_one_code::<governance::Ballot>();
        has_one_code::<governance::Outcome>();
        has_one_code::<governance::MeetingState>();
        has_one_code::<governance::AgendaSource>();
        has_one_code::<governance::ActionState>();
        has_one_code::<governance::ActionStep>();
        has_one_code::<obligation::ObligationState>();
        has_one_code::<cost::CostCategory>();
        has_one_code::<cost::Predictability>();
        has_one_code::<renewal::EventKind>();
        has_one_code::<milestone::MilestoneState>();
        has_one_code::<deliverable::DeliverableState>();
        has_one_code::<deliverable::Verdict>();
        has_one_code::<deliverable::EvidenceKind>();
        has_one_code::<evaluation::Criterion>();
        has_one_code::<evaluation::EvaluationState>();
        has_one_code::<evaluation::VendorStanding>();
        has_one_code::<evidence::Backing>();
        has_one_code::<evidence::ProofKind>();
        has_one_code::<evidence::ProofState>();
        has_one_code::<evidence::ProofVerdict>();
        has_one_code::<government::Area>();
        has_one_code::<government::DiscretionUse>();
        has_one_code::<government::Force>();
        has_one_code::<government::Involvement>();
        has_one_code::<report::Declared>();
        has_one_code::<report::Dimension>();
        has_one_code::<scorecard::Factor>();
        has_one_code::<scorecard::StakeholderGroup>();
        has_one_code::<scorecard::Naming>();
        has_one_code::<scorecard::RoundState>();
        has_one_code::<status::Status>();
        has_one_code::<strategic::Check>();
        has_one_code::<strategic::Finding>();
        has_one_code::<strategic::Standing>();
        has_one_code::<strategic::Said>();
        has_one_code::<strategic::Pillar>();
        has_one_code::<strategic::Evidence>();
        has_one_code::<target::IndicatorKind>();
        has_one_code::<target::Direction>();
        has_one_code::<target::Combination>();
        has_one_code::<target::MeasurementState>();
        has_one_code::<target::TargetStatus>();
        has_one_code::<tension::CoordinationLevel>();
        has_one_code::<tension::Effect>();
        has_one_code::<tension::MechanismKind>();
        has_one_code::<tension::Strength>();
    }
}
