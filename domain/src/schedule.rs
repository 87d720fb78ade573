//! Whether a partnership keeps its dates, and the one reason that weighs most.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{calendar::working_days_between, partnership::Stage};

/// More calendar days than these late, a milestone or deliverable makes the schedule red; from
/// one day on, amber.
pub const RED_LATE_DAYS: i64 = 30;

/// More calendar days than these from its baseline, an open milestone makes the schedule amber.
pub const AMBER_SLIP_DAYS: i32 = 30;

/// How something fares. Always shown as a word and a shape, never by colour alone.
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
pub enum Status {
    /// As it should be.
    Green,
    /// Needs an eye.
    Amber,
    /// Needs action.
    Red,
    /// Not known, which is neither good nor bad.
    NoData,
}

impl Status {
    /// How bad it is, for sorting: red 3, amber 2, green 1, no data 0.
    #[must_use]
    pub fn severity(self) -> u8 {
        match self {
            Self::Red => 3,
            Self::Amber => 2,
            Self::Green => 1,
            Self::NoData => 0,
        }
    }
}

/// The worst status that is known; no data only where nothing is known.
pub fn worst(statuses: impl IntoIterator<Item = Status>) -> Status {
    statuses
        .into_iter()
        .max_by_key(|status| status.severity())
        .unwrap_or(Status::NoData)
}

/// What is known of a partnership's dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleFacts {
    /// Where the partnership is in its life.
    pub stage: Stage,
    /// The earliest day an open milestone is due (forecast, or else planned).
    pub next_milestone_due: Option<NaiveDate>,
    /// That milestone's title.
    pub next_milestone_title: Option<String>,
    /// How many milestones are still to be reached.
    pub open_milestones: u32,
    /// How many milestones were missed.
    pub missed_milestones: u32,
    /// The most days an open milestone slipped from its baseline.
    pub worst_slip_days: Option<i32>,
    /// The earliest day a deliverable in the vendor's hands is due.
    pub next_deliverable_due: Option<NaiveDate>,
    /// That deliverable's title.
    pub next_deliverable_title: Option<String>,
    /// How many deliverables are not accepted yet, those under review included.
    pub open_deliverables: u32,
    /// The earliest day a waiting review is due.
    pub oldest_review_due: Option<NaiveDate>,
}

/// Why the schedule has its status. Of two equally bad reasons, the one listed first is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// An open milestone is past its date.
    MilestoneLate {
        /// Its title.
        title: String,
        /// Calendar days since it was due.
        days: i64,
    },
    /// Milestones were missed.
    MilestoneMissed {
        /// How many.
        count: u32,
    },
    /// An open milestone moved far from its baseline.
    Slipping {
        /// Calendar days from the baseline.
        days: i32,
    },
    /// A deliverable in the vendor's hands is past its date.
    DeliverableLate {
        /// Its title.
        title: String,
        /// Calendar days since it was due.
        days: i64,
    },
    /// A submission waits beyond its review days.
    ReviewOverdue {
        /// Working days since the review was due.
        days: i64,
    },
    /// Everything keeps its date.
    OnTime {
        /// What comes next, by title and day, where something with a day does.
        next: Option<(String, NaiveDate)>,
    },
    /// Nothing is planned, so nothing can be late.
    NothingPlanned,
    /// The partnership does not run, so it keeps no dates.
    NotRunning(
        /// The stage it is in.
        Stage,
    ),
}

/// How a partnership keeps its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// How it fares.
    pub status: Status,
    /// The reason that weighs most.
    pub reason: Reason,
}

/// How a partnership keeps its dates on the day `today`.
///
/// Red: an open milestone or a deliverable more than [`RED_LATE_DAYS`] late, or a milestone
/// missed. Amber: one late at all, a milestone that slipped more than [`AMBER_SLIP_DAYS`], or a
/// review overdue. Green: none of these. No data: nothing open and nothing missed, or a
/// partnership that is proposed, closed or withdrawn.
#[must_use]
pub fn schedule(facts: &ScheduleFacts, today: NaiveDate) -> Schedule {
    if matches!(
        facts.stage,
        Stage::Proposed | Stage::Closed | Stage::Withdrawn
    ) {
        let reason = Reason::NotRunning(facts.stage);
        return Schedule {
            status: Status::NoData,
            reason,
        };
    }
    let concerns = [
        late_milestone(facts, today),
        missed_milestones(facts),
        slipping(facts),
        late_deliverable(facts, today),
        overdue_review(facts, today),
    ];
    let mut worst: Option<Schedule> = None;
    for concern in concerns.into_iter().flatten() {
        if worst
            .as_ref()
            .is_none_or(|worst| concern.status.severity() > worst.status.severity())
        {
            worst = Some(concern);
        }
    }
    worst.unwrap_or_else(|| without_concern(facts))
}

fn late_milestone(facts: &ScheduleFacts, today: NaiveDate) -> Option<Schedule> {
    let (status, days) = lateness(facts.next_milestone_due?, today)?;
    let title = facts.next_milestone_title.clone().unwrap_or_default();
    Some(Schedule {
        status,
        reason: Reason::MilestoneLate { title, days },
    })
}

fn missed_milestones(facts: &ScheduleFacts) -> Option<Schedule> {
    let count = facts.missed_milestones;
    let reason = Reason::MilestoneMissed { count };
    (count > 0).then_some(Schedule {
        status: Status::Red,
        reason,
    })
}

fn late_deliverable(facts: &ScheduleFacts, today: NaiveDate) -> Option<Schedule> {
    let (status, days) = lateness(facts.next_deliverable_due?, today)?;
    let title = facts.next_deliverable_title.clone().unwrap_or_default();
    Some(Schedule {
        status,
        reason: Reason::DeliverableLate { title, days },
    })
}

fn slipping(facts: &ScheduleFacts) -> Option<Schedule> {
    let days = facts
        .worst_slip_days
        .filter(|days| *days > AMBER_SLIP_DAYS)?;
    Some(Schedule {
        status: Status::Amber,
        reason: Reason::Slipping { days },
    })
}

fn overdue_review(facts: &ScheduleFacts, today: NaiveDate) -> Option<Schedule> {
    let days = working_days_between(facts.oldest_review_due?, today);
    let reason = Reason::ReviewOverdue { days };
    (days > 0).then_some(Schedule {
        status: Status::Amber,
        reason,
    })
}

/// The status something due on `due` deserves and the days since, if it is late at all.
fn lateness(due: NaiveDate, today: NaiveDate) -> Option<(Status, i64)> {
    match (today - due).num_days() {
        ..=0 => None,
        days @ 1..=RED_LATE_DAYS => Some((Status::Amber, days)),
        days => Some((Status::Red, days)),
    }
}

fn without_concern(facts: &ScheduleFacts) -> Schedule {
    if facts.open_milestones == 0 && facts.open_deliverables == 0 {
        return Schedule {
            status: Status::NoData,
            reason: Reason::NothingPlanned,
        };
    }
    let milestone = facts
        .next_milestone_title
        .clone()
        .zip(facts.next_milestone_due);
    let deliverable = facts
        .next_deliverable_title
        .clone()
        .zip(facts.next_deliverable_due);
    let next = [milestone, deliverable]
        .into_iter()
        .flatten()
        .min_by_key(|(_, due)| *due);
    Schedule {
        status: Status::Green,
        reason: Reason::OnTime { next },
    }
}
