//! Governance: the bodies that steer partnerships, who is in the room, what is decided and what
//! is done about it.
//!
//! "Care providers and clinicians support ICT initiatives, if they … are directly involved in all
//! partnership discussions", and "effective strategic partnerships must be with and through
//! governments" (`seeds/000_ac6e544982eb95b4.txt`): both are counted at each meeting. "The politics
//! in getting technology projects signed off" (`seeds/001_d807c6ba6ed3b3a5.txt`) is why the days
//! from question to decision are shown.
//!
//! How votes are counted follows *Robert's Rules of Order Newly Revised* (12th edition), since the
//! sources say nothing of it: a majority of the votes cast, abstentions aside, carries a question
//! (44:1); a tie is no majority, so the question is lost (44:12); without a quorum nothing is
//! decided whatever the votes, and a question may be put off (40:6–7). The chair holds a voting
//! seat and votes as others do, once: there is no casting vote.

use std::collections::HashSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use thiserror::Error;
use uuid::Uuid;

use crate::scorecard::StakeholderGroup;

/// Whom a body governs for.
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
pub enum BodyLevel {
    /// A country.
    National,
    /// A region.
    Regional,
    /// A place.
    Local,
    /// One partnership.
    Partnership,
}

/// How somebody sits in a body.
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
pub enum Seat {
    /// Leads the body, and votes as others do.
    Chair,
    /// Votes.
    Voting,
    /// Speaks, and has no vote.
    NonVoting,
    /// Votes while the member they stand in for is absent.
    Alternate,
}

impl Seat {
    /// Whether the seat has a vote of its own, and counts towards the quorum.
    #[must_use]
    pub fn votes(self) -> bool {
        matches!(self, Self::Chair | Self::Voting)
    }
}

/// What a member says to a question.
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
pub enum Ballot {
    /// Yes.
    For,
    /// No.
    Against,
    /// Neither; counts towards the quorum alone.
    Abstain,
}

/// How a question ended at a meeting.
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
pub enum Outcome {
    /// Carried as it was asked.
    Approved,
    /// Carried, provided that something is done or holds.
    ApprovedWithConditions,
    /// Lost.
    Rejected,
    /// Put off by the chair, without a vote.
    Deferred,
    /// Too few voting seats were filled to decide anything.
    Inconclusive,
}

impl Outcome {
    /// Whether the question is answered; otherwise it is to be taken up again.
    #[must_use]
    pub fn settles(self) -> bool {
        matches!(
            self,
            Self::Approved | Self::ApprovedWithConditions | Self::Rejected
        )
    }
}

/// How a meeting stands.
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
pub enum MeetingState {
    /// Still to come.
    Planned,
    /// It is recorded who was there.
    Held,
    /// Its day is over, and nobody has recorded who was there.
    Unrecorded,
    /// Called off.
    Cancelled,
}

/// How a meeting stands on the day `today`; `recorded` says whether it is recorded who came.
#[must_use]
pub fn meeting_state(
    planned_on: NaiveDate,
    cancelled: bool,
    recorded: bool,
    today: NaiveDate,
) -> MeetingState {
    if recorded {
        MeetingState::Held
    } else if cancelled {
        MeetingState::Cancelled
    } else if planned_on < today {
        MeetingState::Unrecorded
    } else {
        MeetingState::Planned
    }
}

/// Where an item of an agenda comes from, in the order in which a draft lists them.
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
pub enum AgendaSource {
    /// Groups stand widely apart in the latest published scorecard.
    PerceptionGap,
    /// What is declared of a partnership is better than its data.
    ChallengedStatus,
    /// Money that breaks off.
    FundingCliff,
    /// A deliverable that waits for its review beyond its day.
    OverdueReview,
    /// A question of this body that is still open.
    OpenQuestion,
    /// An action of this body that is late.
    OverdueAction,
    /// Somebody put it there.
    Own,
}

/// How an action stands.
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
pub enum ActionState {
    /// To be done.
    Open,
    /// Said to be done by its owner.
    Done,
    /// Seen to be done by somebody else.
    Verified,
    /// Not wanted any more, with a reason.
    Dropped,
}

/// What happens to an action.
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
pub enum ActionStep {
    /// Its owner says that it is done.
    Done,
    /// Somebody else says that it is not.
    Returned,
    /// Somebody else says that it is.
    Verified,
    /// Whoever runs the body says that it is not wanted any more.
    Dropped,
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StepError {
    /// The action is not where the step begins.
    #[error("the action does not stand where this step begins")]
    OutOfOrder,
    /// Somebody other than the owner says that it is done.
    #[error("only its owner says that an action is done")]
    NotTheOwner,
    /// The owner verifies or returns their own action.
    #[error("nobody verifies their own action")]
    OwnAction,
    /// Without a word of evidence, or of what is missing.
    #[error("a step needs words")]
    WordsMissing,
}

impl ActionState {
    /// Takes a step: done is said by the owner, verified or returned by somebody else. Who may drop
    /// it, its body says.
    ///
    /// # Errors
    /// When it is not this person's step, when it is out of order, or when words are missing:
    /// evidence from the owner, a reason from whoever returns or drops it.
    pub fn step(
        self,
        step: ActionStep,
        owner: Uuid,
        by: Uuid,
        words: &str,
    ) -> Result<Self, StepError> {
        let own = owner == by;
        match (step, own) {
            (ActionStep::Done, false) => return Err(StepError::NotTheOwner),
            (ActionStep::Returned | ActionStep::Verified, true) => {
                return Err(StepError::OwnAction);
            }
            _ => {}
        }
        let next = match (self, step) {
            (Self::Open, ActionStep::Done) => Self::Done,
            (Self::Open, ActionStep::Dropped) => Self::Dropped,
            (Self::Done, ActionStep::Returned) => Self::Open,
            (Self::Done, ActionStep::Verified) => Self::Verified,
            _ => return Err(StepError::OutOfOrder),
        };
        if step != ActionStep::Verified && words.trim().is_empty() {
            return Err(StepError::WordsMissing);
        }
        Ok(next)
    }

    /// Whether it is late on the day `today`: not even said to be done after the day it was due.
    #[must_use]
    pub fn is_overdue(self, due_on: NaiveDate, today: NaiveDate) -> bool {
        self == Self::Open && due_on < today
    }
}

/// A member of a body at a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sitting {
    /// Identifies the member.
    pub id: Uuid,
    /// How they sit.
    pub seat: Seat,
    /// Whose seat an alternate fills.
    pub stands_in_for: Option<Uuid>,
    /// Whether they are in the room.
    pub present: bool,
}

/// Who may vote, one for each voting seat that is filled: its member, or else the first of the
/// alternates who are present.
#[must_use]
pub fn voters(members: &[Sitting]) -> Vec<Uuid> {
    members
        .iter()
        .filter(|member| member.seat.votes())
        .filter_map(|member| {
            if member.present {
                return Some(member.id);
            }
            let stand_in = members.iter().find(|other| {
                other.present
                    && other.seat == Seat::Alternate
                    && other.stands_in_for == Some(member.id)
            });
            stand_in.map(|other| other.id)
        })
        .collect()
}

/// What was said at a meeting about a question.
#[derive(Debug, Clone, Copy)]
pub struct Deliberation<'a> {
    /// The voting seats that must be filled.
    pub quorum: u32,
    /// Those who may vote: [`voters`].
    pub voters: &'a [Uuid],
    /// Who votes what; whoever may vote and does not abstains.
    pub ballots: &'a [(Uuid, Ballot)],
    /// The chair puts the question off.
    pub deferred: bool,
    /// Conditions are named.
    pub conditions: bool,
}

/// Why a question cannot be decided so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DecideError {
    /// Somebody votes who may not: absent, without a vote, or beside whom they stand in for.
    #[error("somebody votes who may not")]
    NotAVoter,
    /// Somebody votes twice.
    #[error("somebody votes twice")]
    VotesTwice,
    /// The question is put off and voted on at once.
    #[error("a question that is put off is not voted on")]
    DeferredWithVotes,
    /// Conditions go with an approval only.
    #[error("conditions go with an approval")]
    ConditionsWithoutApproval,
}

/// How a question ends.
///
/// # Errors
/// When somebody votes who may not, or when what is said contradicts itself.
pub fn outcome(said: &Deliberation<'_>) -> Result<Outcome, DecideError> {
    let mut seen = HashSet::new();
    for (member, _) in said.ballots {
        if !said.voters.contains(member) {
            return Err(DecideError::NotAVoter);
        }
        if !seen.insert(member) {
            return Err(DecideError::VotesTwice);
        }
    }
    if said.deferred && !said.ballots.is_empty() {
        return Err(DecideError::DeferredWithVotes);
    }
    let count = |which| {
        said.ballots
            .iter()
            .filter(|(_, ballot)| *ballot == which)
            .count()
    };
    let found = if said.deferred {
        Outcome::Deferred
    } else if (said.voters.len() as u64) < u64::from(said.quorum) {
        Outcome::Inconclusive
    } else if count(Ballot::For) <= count(Ballot::Against) {
        Outcome::Rejected
    } else if said.conditions {
        Outcome::ApprovedWithConditions
    } else {
        Outcome::Approved
    };
    if said.conditions && found != Outcome::ApprovedWithConditions {
        return Err(DecideError::ConditionsWithoutApproval);
    }
    Ok(found)
}

/// The days from the day a question was first asked to the day it was answered; none while it is
/// not.
#[must_use]
pub fn sign_off_days(asked_on: NaiveDate, decided_on: NaiveDate, outcome: Outcome) -> Option<i64> {
    outcome
        .settles()
        .then(|| (decided_on - asked_on).num_days())
}

/// The middle one of these numbers of days, or the mean of the two in the middle.
#[must_use]
pub fn median(days: &[i64]) -> Option<Decimal> {
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some((Decimal::from(lower) + Decimal::from(upper)) / Decimal::TWO)
}

/// Who was in the room at a meeting, members and guests alike.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Room {
    /// Everybody.
    pub all: u32,
    /// Those who give care: clinicians and front-line staff. Executives of care providers are not
    /// counted here; the source has them win care providers over.
    pub care_providers: u32,
    /// Those who act for a government.
    pub government: u32,
}

impl Room {
    /// The room with people of these groups in it.
    pub fn of(groups: impl IntoIterator<Item = StakeholderGroup>) -> Self {
        let mut room = Self::default();
        for group in groups {
            room.all += 1;
            match group {
                StakeholderGroup::Clinician | StakeholderGroup::FrontLineStaff => {
                    room.care_providers += 1;
                }
                StakeholderGroup::GovernmentOfficial => room.government += 1,
                StakeholderGroup::IctExecutive
                | StakeholderGroup::HealthExecutive
                | StakeholderGroup::ChiefInformationOfficer => {}
            }
        }
        room
    }

    /// Everybody else.
    #[must_use]
    pub fn others(&self) -> u32 {
        self.all - self.care_providers - self.government
    }

    /// Whether people met and nobody who gives care was there.
    #[must_use]
    pub fn lacks_care_providers(&self) -> bool {
        self.all > 0 && self.care_providers == 0
    }

    /// The share of those who give care, in whole percent; none of an empty room.
    #[must_use]
    pub fn care_share(&self) -> Option<Decimal> {
        self.share(self.care_providers)
    }

    /// The share of those who act for a government, in whole percent; none of an empty room.
    #[must_use]
    pub fn government_share(&self) -> Option<Decimal> {
        self.share(self.government)
    }

    fn share(&self, part: u32) -> Option<Decimal> {
        let share = (Decimal::from(part) * Decimal::ONE_HUNDRED).checked_div(self.all.into())?;
        Some(share.round())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Ballot::{Abstain, Against, For};

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn sitting(number: u128, seat: Seat, present: bool) -> Sitting {
        Sitting {
            id: id(number),
            seat,
            stands_in_for: None,
            present,
        }
    }

    fn alternate(number: u128, of: u128, present: bool) -> Sitting {
        Sitting {
            stands_in_for: Some(id(of)),
            ..sitting(number, Seat::Alternate, present)
        }
    }

    #[test]
    fn one_votes_for_each_voting_seat_that_is_filled() {
        let chair = |present| sitting(1, Seat::Chair, present);
        let member = |present| sitting(2, Seat::Voting, present);
        let adviser = sitting(3, Seat::NonVoting, true);
        for (members, expected) in [
            (vec![chair(true), member(true), adviser], vec![1, 2]),
            (vec![chair(true), member(false), adviser], vec![1]),
            // An alternate waits while the member is there, and votes in their place.
            (
                vec![chair(true), member(true), alternate(4, 2, true)],
                vec![1, 2],
            ),
            (
                vec![chair(true), member(false), alternate(4, 2, true)],
                vec![1, 4],
            ),
            (
                vec![chair(true), member(false), alternate(4, 2, false)],
                vec![1],
            ),
            // Two alternates fill one seat once.
            (
                vec![member(false), alternate(4, 2, true), alternate(5, 2, true)],
                vec![4],
            ),
            // Whoever stands in for nobody, or for one without a vote, has none.
            (
                vec![
                    adviser,
                    alternate(4, 3, true),
                    sitting(5, Seat::Alternate, true),
                ],
                vec![],
            ),
            (vec![chair(false), alternate(4, 1, true)], vec![4]),
            (vec![], vec![]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(id).collect();
            assert_eq!(voters(&members), expected, "{members:?}");
        }
    }

    /// How a question ends with so many voters, of whom the first so many say this.
    fn decided(voters: u32, quorum: u32, ballots: &[Ballot]) -> Result<Outcome, DecideError> {
        let voters: Vec<_> = (1..=voters).map(|number| id(number.into())).collect();
        let ballots: Vec<_> = voters
            .iter()
            .copied()
            .zip(ballots.iter().copied())
            .collect();
        outcome(&Deliberation {
            quorum,
            voters: &voters,
            ballots: &ballots,
            deferred: false,
            conditions: false,
        })
    }

    #[test]
    fn quorum_comes_before_votes_and_a_tie_is_lost() {
        use Outcome::{Approved, Inconclusive, Rejected};
        for (voters, quorum, ballots, expected) in [
            (3, 3, vec![For, For, For], Approved),
            (2, 3, vec![For, For], Inconclusive),
            (2, 3, vec![Against, Against], Inconclusive),
            (0, 1, vec![], Inconclusive),
            (4, 3, vec![For, For, Against], Approved),
            (4, 3, vec![For, For, Against, Against], Rejected),
            (4, 3, vec![For, Against, Against], Rejected),
            // Abstentions fill the quorum and weigh nothing.
            (4, 4, vec![For, Abstain, Abstain, Abstain], Approved),
            (4, 4, vec![For], Approved),
            (4, 4, vec![Abstain, Abstain], Rejected),
            (4, 4, vec![], Rejected),
        ] {
            assert_eq!(
                decided(voters, quorum, &ballots),
                Ok(expected),
                "{ballots:?} of {voters}, quorum {quorum}"
            );
        }
    }

    #[test]
    fn what_is_said_does_not_contradict_itself() {
        let voters = [id(1), id(2)];
        let said = |ballots: &[(Uuid, Ballot)], quorum, deferred, conditions| {
            outcome(&Deliberation {
                quorum,
                voters: &voters,
                ballots,
                deferred,
                conditions,
            })
        };
        let (yes, no) = ([(id(1), For)], [(id(1), Against)]);
        assert_eq!(said(&[], 2, true, false), Ok(Outcome::Deferred));
        assert_eq!(said(&[], 3, true, false), Ok(Outcome::Deferred));
        assert_eq!(
            said(&yes, 2, true, false),
            Err(DecideError::DeferredWithVotes)
        );
        assert_eq!(
            said(&yes, 2, false, true),
            Ok(Outcome::ApprovedWithConditions)
        );
        for (ballots, quorum, deferred) in [(&no[..], 2, false), (&yes, 3, false), (&[], 2, true)] {
            assert_eq!(
                said(ballots, quorum, deferred, true),
                Err(DecideError::ConditionsWithoutApproval)
            );
        }
        assert_eq!(
            said(&[(id(9), For)], 2, false, false),
            Err(DecideError::NotAVoter)
        );
        let twice = [(id(1), For), (id(1), For)];
        assert_eq!(said(&twice, 2, false, false), Err(DecideError::VotesTwice));
    }

    #[test]
    fn an_approval_never_comes_without_quorum_and_majority() {
        let all = [For, Against, Abstain];
        for voters in 0..=4 {
            for quorum in 1..=4 {
                for a in all {
                    for b in all {
                        for c in all {
                            let ballots = [a, b, c];
                            let cast = &ballots[..(voters as usize).min(3)];
                            let count = |which| cast.iter().filter(|one| **one == which).count();
                            let found = decided(voters, quorum, cast).expect("voters alone vote");
                            let carried = count(For) > count(Against);
                            assert_eq!(
                                found == Outcome::Approved,
                                voters >= quorum && carried,
                                "{cast:?} of {voters}, quorum {quorum}"
                            );
                            assert_eq!(found == Outcome::Inconclusive, voters < quorum);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn an_action_is_done_by_its_owner_and_verified_by_another() {
        use ActionState::{Done, Dropped, Open, Verified};
        let (owner, other) = (id(1), id(2));
        for (from, step, by, words, expected) in [
            (Open, ActionStep::Done, owner, "See the plan", Ok(Done)),
            (
                Open,
                ActionStep::Done,
                owner,
                " ",
                Err(StepError::WordsMissing),
            ),
            (
                Open,
                ActionStep::Done,
                other,
                "x",
                Err(StepError::NotTheOwner),
            ),
            (Done, ActionStep::Verified, other, "", Ok(Verified)),
            (
                Done,
                ActionStep::Verified,
                owner,
                "",
                Err(StepError::OwnAction),
            ),
            (Done, ActionStep::Returned, other, "No date in it", Ok(Open)),
            (
                Done,
                ActionStep::Returned,
                other,
                "",
                Err(StepError::WordsMissing),
            ),
            (
                Done,
                ActionStep::Returned,
                owner,
                "x",
                Err(StepError::OwnAction),
            ),
            (
                Done,
                ActionStep::Done,
                owner,
                "x",
                Err(StepError::OutOfOrder),
            ),
            (
                Open,
                ActionStep::Verified,
                other,
                "x",
                Err(StepError::OutOfOrder),
            ),
            (Open, ActionStep::Dropped, owner, "x", Ok(Dropped)),
            (Open, ActionStep::Dropped, other, "x", Ok(Dropped)),
            (
                Open,
                ActionStep::Dropped,
                other,
                " ",
                Err(StepError::WordsMissing),
            ),
            (
                Done,
                ActionStep::Dropped,
                other,
                "x",
                Err(StepError::OutOfOrder),
            ),
            (
                Dropped,
                ActionStep::Done,
                owner,
                "x",
                Err(StepError::OutOfOrder),
            ),
            (
                Verified,
                ActionStep::Returned,
                other,
                "x",
                Err(StepError::OutOfOrder),
            ),
            (
                Verified,
                ActionStep::Done,
                owner,
                "x",
                Err(StepError::OutOfOrder),
            ),
        ] {
            assert_eq!(
                from.step(step, owner, by, words),
                expected,
                "{from:?} {step:?}"
            );
        }
    }

    #[test]
    fn late_is_what_is_open_after_its_day() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let due = day("2026-11-23");
        assert!(!ActionState::Open.is_overdue(due, due));
        assert!(ActionState::Open.is_overdue(due, day("2026-11-24")));
        assert!(!ActionState::Done.is_overdue(due, day("2027-01-01")));
    }

    #[test]
    fn a_meeting_is_held_when_it_is_recorded_who_came() {
        use MeetingState::{Cancelled, Held, Planned, Unrecorded};
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let on = day("2026-11-23");
        for (cancelled, recorded, today, expected) in [
            (false, false, on, Planned),
            (false, false, day("2026-11-24"), Unrecorded),
            (false, true, on, Held),
            (true, false, day("2026-11-24"), Cancelled),
            (true, true, on, Held),
        ] {
            assert_eq!(meeting_state(on, cancelled, recorded, today), expected);
        }
    }

    #[test]
    fn only_an_answer_signs_off_and_the_median_is_the_middle() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let days = |outcome| sign_off_days(day("2026-01-01"), day("2026-03-02"), outcome);
        assert_eq!(days(Outcome::Approved), Some(60));
        assert_eq!(days(Outcome::Rejected), Some(60));
        assert_eq!(days(Outcome::Deferred), None);
        assert_eq!(days(Outcome::Inconclusive), None);
        for (days, expected) in [
            (vec![], None),
            (vec![7], Some("7")),
            (vec![90, 10, 20], Some("20")),
            (vec![10, 21], Some("15.5")),
        ] {
            let expected = expected.map(|text| text.parse::<Decimal>().expect("a decimal"));
            assert_eq!(median(&days), expected, "{days:?}");
        }
    }

    #[test]
    fn those_who_give_care_and_those_who_govern_are_counted() {
        use StakeholderGroup::{
            Clinician, FrontLineStaff, GovernmentOfficial, HealthExecutive, IctExecutive,
        };
        let room = Room::of([
            Clinician,
            FrontLineStaff,
            GovernmentOfficial,
            HealthExecutive,
        ]);
        assert_eq!((room.all, room.care_providers, room.government), (4, 2, 1));
        assert_eq!(room.others(), 1);
        assert_eq!(room.care_share(), Some(Decimal::from(50)));
        assert_eq!(room.government_share(), Some(Decimal::from(25)));
        let without = Room::of([HealthExecutive, IctExecutive, GovernmentOfficial]);
        assert!(without.lacks_care_providers() && !room.lacks_care_providers());
        let nobody = Room::of([]);
        assert_eq!(nobody.care_share(), None);
        assert!(!nobody.lacks_care_providers());
    }
}
