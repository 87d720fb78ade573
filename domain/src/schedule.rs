//! Whether a partnership keeps its dates, and the one reason that weighs most.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{calendar::working_days_between, partnership::Stage, status::Status};

/// More calendar days than these late, a milestone or deliverable makes the schedule red; from
/// one day on, amber.
pub const RED_LATE_DAYS: i64 = 30;

/// More calendar days than these from its baseline, an open milestone makes the schedule amber.
pub const AMBER_SLIP_DAYS: i32 = 30;

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::{option, prelude::*, sample::select};

    use super::*;

    fn today() -> NaiveDate {
        "2025-06-18".parse().expect("a date") // a Wednesday
    }

    fn ago(days: i64) -> Option<NaiveDate> {
        today().checked_sub_signed(chrono::TimeDelta::days(days))
    }

    /// An active partnership with a milestone and a deliverable due in the next weeks.
    fn facts() -> ScheduleFacts {
        ScheduleFacts {
            stage: Stage::Active,
            next_milestone_due: ago(-20),
            next_milestone_title: Some("Pilot".into()),
            open_milestones: 2,
            missed_milestones: 0,
            worst_slip_days: Some(30),
            next_deliverable_due: ago(-10),
            next_deliverable_title: Some("Report".into()),
            open_deliverables: 1,
            oldest_review_due: ago(0),
        }
    }

    fn judged(facts: &ScheduleFacts) -> (Status, Reason) {
        let Schedule { status, reason } = schedule(facts, today());
        (status, reason)
    }

    #[test]
    fn what_keeps_its_dates_is_green_and_names_what_comes_next() {
        let next = Some(("Report".to_owned(), ago(-10).expect("a date")));
        assert_eq!(judged(&facts()), (Status::Green, Reason::OnTime { next }));
        let due_today = ScheduleFacts {
            next_milestone_due: ago(0),
            next_deliverable_due: ago(0),
            ..facts()
        };
        assert_eq!(judged(&due_today).0, Status::Green);
    }

    #[test]
    fn lateness_is_amber_up_to_30_days_and_red_beyond() {
        for (days, status) in [(1, Status::Amber), (30, Status::Amber), (31, Status::Red)] {
            let late = ScheduleFacts {
                next_milestone_due: ago(days),
                ..facts()
            };
            let reason = Reason::MilestoneLate {
                title: "Pilot".into(),
                days,
            };
            assert_eq!(judged(&late), (status, reason));
            let late = ScheduleFacts {
                next_deliverable_due: ago(days),
                ..facts()
            };
            let reason = Reason::DeliverableLate {
                title: "Report".into(),
                days,
            };
            assert_eq!(judged(&late), (status, reason));
        }
    }

    #[test]
    fn the_other_concerns_have_their_thresholds() {
        let missed = ScheduleFacts {
            missed_milestones: 2,
            ..facts()
        };
        assert_eq!(
            judged(&missed),
            (Status::Red, Reason::MilestoneMissed { count: 2 })
        );
        let slipped = ScheduleFacts {
            worst_slip_days: Some(31),
            ..facts()
        };
        assert_eq!(
            judged(&slipped),
            (Status::Amber, Reason::Slipping { days: 31 })
        );
        let waiting = ScheduleFacts {
            oldest_review_due: ago(5),
            ..facts()
        };
        assert_eq!(
            judged(&waiting),
            (Status::Amber, Reason::ReviewOverdue { days: 3 })
        );
    }

    #[test]
    fn the_worst_concern_is_the_reason_and_the_first_of_equals() {
        let all = ScheduleFacts {
            next_milestone_due: ago(3),
            worst_slip_days: Some(90),
            next_deliverable_due: ago(40),
            oldest_review_due: ago(40),
            ..facts()
        };
        let reason = Reason::DeliverableLate {
            title: "Report".into(),
            days: 40,
        };
        assert_eq!(judged(&all), (Status::Red, reason));
        let amber = ScheduleFacts {
            next_deliverable_due: ago(3),
            ..all
        };
        let reason = Reason::MilestoneLate {
            title: "Pilot".into(),
            days: 3,
        };
        assert_eq!(judged(&amber), (Status::Amber, reason));
    }

    #[test]
    fn without_plan_or_life_there_is_no_data() {
        let bare = ScheduleFacts {
            next_milestone_due: None,
            next_milestone_title: None,
            open_milestones: 0,
            worst_slip_days: None,
            next_deliverable_due: None,
            next_deliverable_title: None,
            open_deliverables: 0,
            oldest_review_due: None,
            ..facts()
        };
        assert_eq!(judged(&bare), (Status::NoData, Reason::NothingPlanned));
        let undated = ScheduleFacts {
            open_milestones: 1,
            ..bare.clone()
        };
        assert_eq!(
            judged(&undated),
            (Status::Green, Reason::OnTime { next: None })
        );
        let under_review = ScheduleFacts {
            open_deliverables: 1,
            ..bare
        };
        assert_eq!(
            judged(&under_review),
            (Status::Green, Reason::OnTime { next: None })
        );
        for stage in [Stage::Proposed, Stage::Closed, Stage::Withdrawn] {
            let late = ScheduleFacts {
                stage,
                next_milestone_due: ago(99),
                ..facts()
            };
            assert_eq!(judged(&late), (Status::NoData, Reason::NotRunning(stage)));
        }
    }

    fn any_facts() -> impl Strategy<Value = ScheduleFacts> {
        let due = || option::of((-100..100_i64).prop_map(|days| ago(days).expect("a date")));
        let running = select(&[
            Stage::Negotiating,
            Stage::Active,
            Stage::Suspended,
            Stage::Closing,
        ]);
        (
            running,
            due(),
            due(),
            due(),
            0..3_u32,
            0..3_u32,
            0..2_u32,
            option::of(-90..90_i32),
        )
            .prop_map(
                |(stage, milestone, deliverable, review, open, owed, missed, slip)| ScheduleFacts {
                    stage,
                    next_milestone_due: milestone,
                    next_milestone_title: milestone.map(|_| "Pilot".into()),
                    open_milestones: open + u32::from(milestone.is_some()),
                    missed_milestones: missed,
                    worst_slip_days: slip,
                    next_deliverable_due: deliverable,
                    next_deliverable_title: deliverable.map(|_| "Report".into()),
                    open_deliverables: owed + u32::from(deliverable.is_some()),
                    oldest_review_due: review,
                },
            )
    }

    proptest! {
        #[test]
        fn worse_facts_never_look_better(
            facts in any_facts(),
            (milestone, deliverable, review) in (0..60_u64, 0..60_u64, 0..60_u64),
            (missed, slip) in (0..3_u32, 0..60_i32),
        ) {
            let earlier = |due: Option<NaiveDate>, days| {
                due.and_then(|due| due.checked_sub_days(Days::new(days)))
            };
            let worse = ScheduleFacts {
                next_milestone_due: earlier(facts.next_milestone_due, milestone),
                next_deliverable_due: earlier(facts.next_deliverable_due, deliverable),
                oldest_review_due: earlier(facts.oldest_review_due, review),
                missed_milestones: facts.missed_milestones + missed,
                worst_slip_days: facts.worst_slip_days.map(|days| days + slip),
                ..facts.clone()
            };
            prop_assert!(judged(&worse).0.severity() >= judged(&facts).0.severity());
        }

        #[test]
        fn time_alone_never_makes_it_better(facts in any_facts(), days in 0..100_u64) {
            let later = today().checked_add_days(Days::new(days)).expect("a date");
            let now = schedule(&facts, today()).status.severity();
            prop_assert!(schedule(&facts, later).status.severity() >= now);
        }
    }
}
