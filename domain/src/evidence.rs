//! Evidence for a vendor: what it proves, until when, and whether it counts.
//!
//! `seeds/002_b84f5cf7a0a1d4f0.txt`, "Selection criteria": buyers "run pilots or shadowing
//! sessions", ask "for proof of integration rather than accepting assurances", push for
//! transparency about how "identity, data, and endpoints are protected", and care about
//! predictable cost. The kinds below word these for the field. That an expired proof no longer
//! counts is PRODUCT's rule (§16); that somebody of another organisation verifies, and that a
//! proof holds until its replacement is verified, are Triad's own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::access::{Person, Role};
use crate::contract::WARNING_DAYS;
use crate::evaluation::Criterion;

/// What sort of proof something is.
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
pub enum ProofKind {
    /// "Proof of integration": the report of a connectathon or of a test between systems.
    Integration,
    /// A certificate of how information is secured.
    SecurityCertificate,
    /// The report of those who tried to break in.
    PenetrationTest,
    /// What was found about the privacy of patients.
    PrivacyAssessment,
    /// "Pilots": the solution tried in care.
    ClinicalPilot,
    /// "Shadowing sessions": clinicians watched at work with it.
    ShadowingReport,
    /// The test of how care goes on when systems fail.
    ContinuityTest,
    /// Statements of finance, or a model of the total cost over years.
    FinancialStatement,
    /// Anything else.
    Other,
}

impl ProofKind {
    /// The criteria that a proof of this kind supports, offered first.
    #[must_use]
    pub fn usually_supports(self) -> &'static [Criterion] {
        match self {
            Self::Integration => &[Criterion::Interoperability],
            Self::SecurityCertificate | Self::PenetrationTest | Self::PrivacyAssessment => {
                &[Criterion::Security]
            }
            Self::ClinicalPilot | Self::ShadowingReport => &[Criterion::ClinicalFit],
            Self::ContinuityTest => &[Criterion::Security, Criterion::Maturity],
            Self::FinancialStatement => &[Criterion::CostPredictability],
            Self::Other => &[],
        }
    }

    /// Whether a proof of this kind can show that a vendor meets the criterion. Interoperability
    /// asks for "proof of integration rather than accepting assurances", so only that proves it;
    /// for security the kinds that look at identity, data or endpoints do.
    #[must_use]
    pub fn proves(self, criterion: Criterion) -> bool {
        match criterion {
            Criterion::Interoperability => self == Self::Integration,
            Criterion::Security => matches!(
                self,
                Self::SecurityCertificate | Self::PenetrationTest | Self::PrivacyAssessment
            ),
            Criterion::ClinicalFit | Criterion::Maturity | Criterion::CostPredictability => true,
        }
    }
}

/// What somebody of another organisation said of a proof.
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
pub enum ProofVerdict {
    /// It proves what it says.
    Verified,
    /// It does not, with the reason.
    Refused,
}

/// Where a proof stands on a day.
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
pub enum ProofState {
    /// Nobody of another organisation has verified it yet.
    Unverified,
    /// Verified, and expires later than warnings begin, or never.
    Valid,
    /// Verified, and expires within [`WARNING_DAYS`].
    Expiring,
    /// Its last day is over.
    Expired,
    /// Somebody of another organisation refused it.
    Refused,
    /// A newer one took its place and was verified.
    Replaced,
}

impl ProofState {
    /// Whether a proof in this state counts. The one place that says so: **an expired proof no
    /// longer counts**, and neither does one that nobody else has verified.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Valid | Self::Expiring)
    }
}

/// What the state of a proof follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// What sort it is.
    pub kind: ProofKind,
    /// Its last day, if it has one.
    pub expires_on: Option<NaiveDate>,
    /// What somebody else said of it.
    pub verdict: Option<ProofVerdict>,
    /// Whether a newer one took its place and was verified.
    pub replaced: bool,
}

impl Proof {
    /// Where it stands on a day, which is the day of the reader's jurisdiction. It holds to the
    /// end of the day on which it expires.
    #[must_use]
    pub fn state(&self, today: NaiveDate) -> ProofState {
        match (self.verdict, self.expires_on) {
            (Some(ProofVerdict::Refused), _) => ProofState::Refused,
            _ if self.replaced => ProofState::Replaced,
            // It is of no use to verify what is over.
            (_, Some(last)) if last < today => ProofState::Expired,
            (None, _) => ProofState::Unverified,
            (Some(ProofVerdict::Verified), _) if self.warned_within(today).is_some() => {
                ProofState::Expiring
            }
            (Some(ProofVerdict::Verified), _) => ProofState::Valid,
        }
    }

    /// Whether it counts on a day.
    #[must_use]
    pub fn counts(&self, today: NaiveDate) -> bool {
        self.state(today).counts()
    }

    /// The smallest of [`WARNING_DAYS`] that its last day lies within: 30, 60 or 90.
    #[must_use]
    pub fn warned_within(&self, today: NaiveDate) -> Option<i64> {
        let days = (self.expires_on? - today).num_days();
        WARNING_DAYS
            .into_iter()
            .find(|within| (0..=*within).contains(&days))
    }
}

/// What there is to show for a criterion.
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
pub enum Backing {
    /// A proof that counts.
    Proven,
    /// Only proofs that nobody else has verified yet.
    Waiting,
    /// What there was has expired.
    Lapsed,
    /// Nothing.
    Missing,
}

/// What the proofs that are entered for a criterion come to on a day: the best of them decides.
#[must_use]
pub fn backing<'a>(
    criterion: Criterion,
    proofs: impl IntoIterator<Item = &'a Proof>,
    today: NaiveDate,
) -> Backing {
    let states = proofs
        .into_iter()
        .filter(|proof| proof.kind.proves(criterion))
        .map(|proof| match proof.state(today) {
            state if state.counts() => Backing::Proven,
            ProofState::Unverified => Backing::Waiting,
            ProofState::Expired => Backing::Lapsed,
            _ => Backing::Missing,
        });
    states
        .min_by_key(|backing| *backing as u8)
        .unwrap_or(Backing::Missing)
}

/// Why a proof is not verified or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckError {
    /// It was verified or refused before, or is over.
    OutOfOrder,
    /// Nobody verifies what is about their own organisation, or what they entered.
    Own,
    /// To refuse takes a reason.
    ReasonMissing,
}

/// Whether somebody may say this of a proof that is about an organisation and was entered by a
/// person.
///
/// # Errors
/// What stands against it.
pub fn check(
    state: ProofState,
    verdict: ProofVerdict,
    by: &Person,
    (about, entered_by): (Uuid, Option<Uuid>),
    words: &str,
) -> Result<(), CheckError> {
    if !may_check(by, about, entered_by) {
        return Err(CheckError::Own);
    }
    if state != ProofState::Unverified {
        return Err(CheckError::OutOfOrder);
    }
    if verdict == ProofVerdict::Refused && words.trim().is_empty() {
        return Err(CheckError::ReasonMissing);
    }
    Ok(())
}

/// Whether somebody may verify a proof at all: of another organisation than the one it is about,
/// another person than who entered it, and no vendor, since vendors compete.
#[must_use]
pub fn may_check(by: &Person, about: Uuid, entered_by: Option<Uuid>) -> bool {
    matches!(by.role, Role::MinistryOfficial | Role::HealthExecutive)
        && by.organisation_id != about
        && entered_by != Some(by.id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn proof(kind: ProofKind, expires: Option<&str>, verdict: Option<ProofVerdict>) -> Proof {
        Proof {
            kind,
            expires_on: expires.map(date),
            verdict,
            replaced: false,
        }
    }

    #[test]
    fn a_proof_stands_by_date_and_an_expired_one_counts_no_longer() {
        let verified = Some(ProofVerdict::Verified);
        let refused = Some(ProofVerdict::Refused);
        let until = Some("2026-12-31");
        for (expires, verdict, replaced, today, state, counts) in [
            // 91, 90, 61, 60, 31, 30, 0 days before, and the day after.
            (
                until,
                verified,
                false,
                "2026-10-01",
                ProofState::Valid,
                true,
            ),
            (
                until,
                verified,
                false,
                "2026-10-02",
                ProofState::Expiring,
                true,
            ),
            (
                until,
                verified,
                false,
                "2026-12-31",
                ProofState::Expiring,
                true,
            ),
            (
                until,
                verified,
                false,
                "2027-01-01",
                ProofState::Expired,
                false,
            ),
            (None, verified, false, "2099-01-01", ProofState::Valid, true),
            (
                until,
                None,
                false,
                "2026-10-01",
                ProofState::Unverified,
                false,
            ),
            (until, None, false, "2027-01-01", ProofState::Expired, false),
            (
                None,
                None,
                false,
                "2099-01-01",
                ProofState::Unverified,
                false,
            ),
            (
                until,
                refused,
                false,
                "2026-10-01",
                ProofState::Refused,
                false,
            ),
            (
                until,
                refused,
                false,
                "2027-01-01",
                ProofState::Refused,
                false,
            ),
            (
                until,
                verified,
                true,
                "2026-10-01",
                ProofState::Replaced,
                false,
            ),
            (
                until,
                verified,
                true,
                "2027-01-01",
                ProofState::Replaced,
                false,
            ),
        ] {
            let proof = Proof {
                replaced,
                ..proof(ProofKind::Integration, expires, verdict)
            };
            assert_eq!(proof.state(date(today)), state, "{proof:?} on {today}");
            assert_eq!(proof.counts(date(today)), counts, "{proof:?} on {today}");
        }
    }

    #[test]
    fn warnings_come_90_60_and_30_days_ahead() {
        let proof = proof(
            ProofKind::SecurityCertificate,
            Some("2026-12-31"),
            Some(ProofVerdict::Verified),
        );
        for (today, within) in [
            ("2026-10-01", None),
            ("2026-10-02", Some(90)),
            ("2026-11-01", Some(60)),
            ("2026-12-01", Some(30)),
            ("2026-12-31", Some(30)),
            ("2027-01-01", None),
        ] {
            assert_eq!(proof.warned_within(date(today)), within, "{today}");
        }
    }

    #[test]
    fn interoperability_takes_proof_of_integration_and_the_best_proof_decides() {
        let today = date("2026-11-27");
        let verified = Some(ProofVerdict::Verified);
        let pilot = proof(ProofKind::ClinicalPilot, None, verified);
        let tested = proof(ProofKind::Integration, None, verified);
        let lapsed = proof(ProofKind::Integration, Some("2026-11-26"), verified);
        let promised = proof(ProofKind::Integration, None, None);
        let refused = proof(ProofKind::Integration, None, Some(ProofVerdict::Refused));
        for (proofs, found) in [
            (vec![], Backing::Missing),
            (vec![pilot], Backing::Missing),
            (vec![refused], Backing::Missing),
            (vec![lapsed, refused], Backing::Lapsed),
            (vec![lapsed, promised], Backing::Waiting),
            (vec![lapsed, promised, tested], Backing::Proven),
        ] {
            assert_eq!(backing(Criterion::Interoperability, &proofs, today), found);
        }
        assert_eq!(
            backing(Criterion::ClinicalFit, &[pilot], today),
            Backing::Proven
        );
        assert_eq!(
            backing(Criterion::Security, &[pilot, tested], today),
            Backing::Missing
        );
    }

    #[test]
    fn nobody_verifies_what_is_their_own() {
        let vendor_id = Uuid::from_u128(1);
        let person = |role, organisation: u128| Person {
            id: Uuid::from_u128(9),
            role,
            organisation_id: Uuid::from_u128(organisation),
        };
        let about = (vendor_id, None);
        let check = |by: &Person, about, words| {
            check(
                ProofState::Unverified,
                ProofVerdict::Refused,
                by,
                about,
                words,
            )
        };
        let executive = person(Role::HealthExecutive, 2);
        assert_eq!(check(&executive, about, "Out of date"), Ok(()));
        assert_eq!(
            check(&executive, about, " "),
            Err(CheckError::ReasonMissing)
        );
        let entered = (vendor_id, Some(executive.id));
        assert_eq!(check(&executive, entered, "No"), Err(CheckError::Own));
        for &role in Role::VARIANTS {
            let own = person(role, 1);
            assert_eq!(check(&own, about, "No"), Err(CheckError::Own), "{role:?}");
            let other = check(&person(role, 2), about, "No");
            let leads = matches!(role, Role::MinistryOfficial | Role::HealthExecutive);
            assert_eq!(other.is_ok(), leads, "{role:?}");
        }
        for &state in ProofState::VARIANTS {
            let found = super::check(state, ProofVerdict::Verified, &executive, about, "");
            assert_eq!(found.is_ok(), state == ProofState::Unverified, "{state:?}");
        }
    }

    proptest! {
        #[test]
        fn what_counts_is_verified_and_neither_over_nor_replaced(
            last in proptest::option::of(0..4_000_u64), day in 0..4_000_u64,
            verdict in 0..3_u8, replaced: bool,
        ) {
            let start = date("2024-01-01");
            let verdict = match verdict {
                0 => None,
                1 => Some(ProofVerdict::Verified),
                _ => Some(ProofVerdict::Refused),
            };
            let proof = Proof {
                kind: ProofKind::Other,
                expires_on: last.map(|days| start + chrono::Days::new(days)),
                verdict,
                replaced,
            };
            let today = start + chrono::Days::new(day);
            let over = proof.expires_on.is_some_and(|last| last < today);
            let expected = verdict == Some(ProofVerdict::Verified) && !over && !replaced;
            prop_assert_eq!(proof.counts(today), expected);
            // What does not count today never will again by the passing of days.
            if !proof.counts(today) {
                prop_assert!(!proof.counts(today + chrono::Days::new(1)));
            }
            prop_assert_eq!(
                proof.state(today) == ProofState::Expiring,
                expected && proof.warned_within(today).is_some()
            );
        }
    }
}
