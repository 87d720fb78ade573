//! Deliverables: whose turn it is, and how long they have.
//!
//! Two clocks run in turn. The vendor's counts calendar days to the due date and stops while a
//! submission waits or is accepted; the reviewer's counts the contract's review days, working
//! days, from a submission to its review. Both sides see both.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use thiserror::Error;

use crate::calendar::{add_working_days, working_days_between};

/// The largest file taken as evidence, in bytes: 20 MiB.
pub const MAX_EVIDENCE_BYTES: u64 = 20 * 1024 * 1024;

/// Where a deliverable stands.
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
pub enum DeliverableState {
    /// Nothing has begun.
    Planned,
    /// The vendor works on it.
    InProgress,
    /// The reviewer has it.
    Submitted,
    /// Done.
    Accepted,
    /// The vendor has it back, with a reason, and is to submit again.
    Returned,
}

/// What a reviewer says to a submission.
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
pub enum Verdict {
    /// It meets the acceptance criteria.
    Accept,
    /// It does not; the reason says why.
    Return,
}

/// The kinds of file taken as evidence, recognised by their content, not their name.
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
pub enum EvidenceKind {
    /// Portable Document Format.
    Pdf,
    /// Picture, Portable Network Graphics.
    Png,
    /// Picture, JPEG.
    Jpeg,
    /// Spreadsheet, Office Open XML.
    Xlsx,
    /// Document, Office Open XML.
    Docx,
    /// Table, comma-separated values.
    Csv,
}

impl EvidenceKind {
    /// The media type, as registered with IANA, that such a file is served as.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Csv => "text/csv",
        }
    }
}

/// Why a step of a deliverable is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DeliverableError {
    /// The reviewer has it; the vendor waits.
    #[error("the deliverable awaits its review")]
    AwaitingReview,
    /// It is done; nothing changes any more.
    #[error("the deliverable is accepted")]
    AlreadyAccepted,
    /// There is no submission to review.
    #[error("nothing is submitted to review")]
    NothingSubmitted,
    /// Returned without a reason.
    #[error("returning a submission needs a reason")]
    ReasonRequired,
    /// More than all of it done.
    #[error("progress is a percentage from 0 to 100")]
    ProgressOutOfRange,
}

impl DeliverableState {
    /// Whether something is still to be done by either side.
    #[must_use]
    pub fn is_open(self) -> bool {
        self != Self::Accepted
    }

    /// Whether the vendor has it in hand, and may report progress or submit.
    ///
    /// # Errors
    /// When the reviewer has it, or when it is accepted.
    pub fn in_vendors_hands(self) -> Result<(), DeliverableError> {
        match self {
            Self::Planned | Self::InProgress | Self::Returned => Ok(()),
            Self::Submitted => Err(DeliverableError::AwaitingReview),
            Self::Accepted => Err(DeliverableError::AlreadyAccepted),
        }
    }

    /// The state after the vendor reports `percent` done. A returned deliverable stays returned
    /// until it is submitted again, so that nobody overlooks it.
    ///
    /// # Errors
    /// When the vendor does not have it, or `percent` is above 100.
    pub fn progress(self, percent: u8) -> Result<Self, DeliverableError> {
        self.in_vendors_hands()?;
        match (self, percent) {
            (_, 101..) => Err(DeliverableError::ProgressOutOfRange),
            (Self::Returned, _) => Ok(Self::Returned),
            _ => Ok(Self::InProgress),
        }
    }

    /// The state after the vendor submits: for the first time, also straight from the plan, or
    /// again after a return.
    ///
    /// # Errors
    /// When the vendor does not have it.
    pub fn submit(self) -> Result<Self, DeliverableError> {
        self.in_vendors_hands().map(|()| Self::Submitted)
    }

    /// The state after a review. A return needs a reason; an acceptance may have one.
    ///
    /// # Errors
    /// When no submission waits, or the reason for a return is blank.
    pub fn review(self, verdict: Verdict, reason: &str) -> Result<Self, DeliverableError> {
        match (self, verdict) {
            (Self::Accepted, _) => Err(DeliverableError::AlreadyAccepted),
            (Self::Planned | Self::InProgress | Self::Returned, _) => {
                Err(DeliverableError::NothingSubmitted)
            }
            (Self::Submitted, Verdict::Accept) => Ok(Self::Accepted),
            (Self::Submitted, Verdict::Return) if reason.trim().is_empty() => {
                Err(DeliverableError::ReasonRequired)
            }
            (Self::Submitted, Verdict::Return) => Ok(Self::Returned),
        }
    }
}

/// How long one side has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The last day in time.
    pub due: NaiveDate,
    /// Days left: calendar days on the vendor's clock, working days on the reviewer's; negative
    /// when late. On a stopped clock, what was left when it stopped.
    pub days_left: i64,
    /// Whether it stands still, as it is not this side's turn.
    pub stopped: bool,
}

/// The vendor's clock on a deliverable due on `due`.
///
/// It stops at the day of the last submission, `submitted_on`, while that waits or once it is
/// accepted, and so keeps how late it was. After a return it runs on against the same due date.
#[must_use]
pub fn vendor_clock(
    due: NaiveDate,
    state: DeliverableState,
    submitted_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Clock {
    let stopped = state.in_vendors_hands().is_err();
    let until = submitted_on.filter(|_| stopped).unwrap_or(today);
    Clock {
        due,
        days_left: (due - until).num_days(),
        stopped,
    }
}

/// The reviewer's clock on a submission made on `submitted_on`, with the contract's
/// `review_days` (working days). It stops at the review, `reviewed_on`.
///
/// Days count as in [`working_days_between`]: on the weekend after a due Friday none is lost yet.
#[must_use]
pub fn reviewer_clock(
    submitted_on: NaiveDate,
    review_days: u16,
    reviewed_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Clock {
    let due = add_working_days(submitted_on, review_days);
    let days_left = working_days_between(reviewed_on.unwrap_or(today), due);
    Clock {
        due,
        days_left,
        stopped: reviewed_on.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_loop_from_plan_to_acceptance() {
        let state = DeliverableState::Planned;
        let state = state.progress(40).expect("the vendor has it");
        assert_eq!(state, DeliverableState::InProgress);
        let state = state.submit().expect("the vendor has it");
        let state = state
            .review(Verdict::Return, "Logs are missing")
            .expect("it waits");
        assert_eq!(state, DeliverableState::Returned);
        assert_eq!(state.progress(90), Ok(DeliverableState::Returned));
        let state = state.submit().expect("the vendor has it again");
        let state = state.review(Verdict::Accept, "").expect("it waits");
        assert_eq!(state, DeliverableState::Accepted);
        assert!(!state.is_open());
    }

    #[test]
    fn each_side_acts_only_in_its_turn() {
        use DeliverableError::{AlreadyAccepted, AwaitingReview, NothingSubmitted};
        use DeliverableState::{Accepted, InProgress, Planned, Returned, Submitted};
        for (state, vendor, reviewer) in [
            (Planned, None, Some(NothingSubmitted)),
            (InProgress, None, Some(NothingSubmitted)),
            (Returned, None, Some(NothingSubmitted)),
            (Submitted, Some(AwaitingReview), None),
            (Accepted, Some(AlreadyAccepted), Some(AlreadyAccepted)),
        ] {
            assert_eq!(state.submit().err(), vendor, "{state:?}");
            assert_eq!(state.progress(10).err(), vendor, "{state:?}");
            for verdict in [Verdict::Accept, Verdict::Return] {
                assert_eq!(
                    state.review(verdict, "because").err(),
                    reviewer,
                    "{state:?}"
                );
            }
        }
    }

    #[test]
    fn a_return_needs_a_reason_and_progress_has_bounds() {
        let blank = DeliverableState::Submitted.review(Verdict::Return, " \t");
        assert_eq!(blank, Err(DeliverableError::ReasonRequired));
        let state = DeliverableState::Planned;
        assert_eq!(state.progress(0), Ok(DeliverableState::InProgress));
        assert_eq!(state.progress(100), Ok(DeliverableState::InProgress));
        assert_eq!(
            state.progress(101),
            Err(DeliverableError::ProgressOutOfRange)
        );
    }

    #[test]
    fn the_vendors_clock_stops_while_others_have_it() {
        let due = date("2025-06-10");
        let today = date("2025-06-20");
        let clock = |state, submitted_on| vendor_clock(due, state, submitted_on, today);
        let late = Some(date("2025-06-12"));
        for state in [DeliverableState::Submitted, DeliverableState::Accepted] {
            assert_eq!(
                clock(state, late),
                Clock {
                    due,
                    days_left: -2,
                    stopped: true
                }
            );
        }
        for state in [
            DeliverableState::Planned,
            DeliverableState::InProgress,
            DeliverableState::Returned,
        ] {
            assert_eq!(
                clock(state, late),
                Clock {
                    due,
                    days_left: -10,
                    stopped: false
                }
            );
        }
        let early = vendor_clock(due, DeliverableState::Planned, None, date("2025-06-01"));
        assert_eq!(early.days_left, 9);
    }

    #[test]
    fn the_reviewers_clock_counts_working_days_and_stops_at_the_review() {
        // 6 June 2025 is a Friday.
        let submitted = date("2025-06-06");
        let clock = |reviewed, today| reviewer_clock(submitted, 10, reviewed, date(today));
        let due = date("2025-06-20");
        let left = |today| clock(None, today).days_left;
        assert_eq!(
            clock(None, "2025-06-06"),
            Clock {
                due,
                days_left: 10,
                stopped: false
            }
        );
        assert_eq!(left("2025-06-09"), 9);
        assert_eq!(left("2025-06-20"), 0);
        assert_eq!(left("2025-06-22"), 0);
        assert_eq!(left("2025-06-23"), -1);
        let reviewed = Some(date("2025-06-24"));
        assert_eq!(
            clock(reviewed, "2025-12-01"),
            Clock {
                due,
                days_left: -2,
                stopped: true
            }
        );
    }
}
