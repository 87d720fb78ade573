//! How partnerships keep their dates: the facts from the database, and the
//! rule's answer in the reader's words.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::{Person, Role};
use domain::partnership::Stage;
use domain::schedule::{Reason, ScheduleFacts};
use uuid::Uuid;

use crate::db::Tx;
use crate::t;
use crate::text;

/// What is known of the dates of each of these partnerships that the person
/// sees, by its id.
///
/// The stored summary counts all contracts, so vendors do not see it; for them
/// the same facts are gathered from the milestones and their own deliverables.
pub(crate) async fn facts(
    tx: &mut Tx,
    person: &Person,
    partnerships: &[Uuid],
) -> sqlx::Result<HashMap<Uuid, ScheduleFacts>> {
    let rows = if person.role == Role::Vendor {
        gathered(tx, partnerships).await?
    } else {
        stored(tx, partnerships).await?
    };
    Ok(rows.into_iter().map(|row| (row.id, row.into())).collect())
}

struct Row {
    id: Uuid,
    stage: Stage,
    next_milestone_due: Option<NaiveDate>,
    next_milestone_title: Option<String>,
    open_milestones: i32,
    missed_milestones: i32,
    worst_slip_days: Option<i32>,
    next_deliverable_due: Option<NaiveDate>,
    next_deliverable_title: Option<String>,
    open_deliverables: i32,
    oldest_review_due: Option<NaiveDate>,
}

impl From<Row> for ScheduleFacts {
    fn from(row: Row) -> Self {
        let count = |number: i32| u32::try_from(number).unwrap_or_default();
        Self {
            stage: row.stage,
            next_milestone_due: row.next_milestone_due,
            next_milestone_title: row.next_milestone_title,
            open_milestones: count(row.open_milestones),
            missed_milestones: count(row.missed_milestones),
            worst_slip_days: row.worst_slip_days,
            next_deliverable_due: row.next_deliverable_due,
            next_deliverable_title: row.next_deliverable_title,
            open_deliverables: count(row.open_deliverables),
            oldest_review_due: row.oldest_review_due,
        }
    }
}

async fn stored(tx: &mut Tx, partnerships: &[Uuid]) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select p.id, p.stage as "stage: Stage", s.next_milestone_due, s.next_milestone_title,
            s.open_milestones, s.missed_milestones, s.worst_slip_days, s.next_deliverable_due,
            s.next_deliverable_title, s.open_deliverables + s.submitted_deliverables as "open_deliverables!",
            s.oldest_review_due
        from partnership p join partnership_summary s on s.partnership_id = p.id
        where p.id = any ($1)"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await
}

async fn gathered(tx: &mut Tx, partnerships: &[Uuid]) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select p.id, p.stage as "stage: Stage", nm.due as "next_milestone_due?",
            nm.title as "next_milestone_title?", m.open as "open_milestones!",
            m.missed as "missed_milestones!", m.worst_slip as worst_slip_days,
            nd.due_on as "next_deliverable_due?", nd.title as "next_deliverable_title?",
            d.open as "open_deliverables!", d.review_due as oldest_review_due
        from partnership p
        cross join lateral (
            select count(*) filter (where state in ('planned', 'in_progress', 'at_risk'))::integer as open,
                count(*) filter (where state = 'missed')::integer as missed,
                max(coalesce(forecast_on, planned_on) - baseline_on)
                    filter (where state in ('planned', 'in_progress', 'at_risk')) as worst_slip
            from milestone where partnership_id = p.id) m
        left join lateral (
            select title, coalesce(forecast_on, planned_on) as due from milestone
            where partnership_id = p.id and state in ('planned', 'in_progress', 'at_risk')
            order by due, id limit 1) nm on true
        cross join lateral (
            select count(*) filter (where x.state <> 'accepted')::integer as open,
                min(s.review_due_on) filter (where x.state = 'submitted') as review_due
            from deliverable x left join submission s on s.deliverable_id = x.id
                and not exists (select 1 from submission later
                    where later.deliverable_id = x.id and later.number > s.number)
            where x.partnership_id = p.id) d
        left join lateral (
            select title, due_on from deliverable
            where partnership_id = p.id and state in ('planned', 'in_progress', 'returned')
            order by due_on, id limit 1) nd on true
        where p.id = any ($1)"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await
}

/// Why the schedule has its status, as a sentence.
pub(crate) fn words(reason: &Reason) -> String {
    match reason {
        Reason::MilestoneLate { title, days } => {
            t!(
                "schedule-milestone-late",
                title = title.clone(),
                days = *days
            )
        }
        Reason::MilestoneMissed { count } => t!("schedule-milestone-missed", count = *count),
        Reason::Slipping { days } => t!("schedule-slipping", days = *days),
        Reason::DeliverableLate { title, days } => {
            t!(
                "schedule-deliverable-late",
                title = title.clone(),
                days = *days
            )
        }
        Reason::ReviewOverdue { days } => t!("schedule-review-overdue", days = *days),
        Reason::OnTime { next: None } => t!("schedule-on-time"),
        Reason::OnTime {
            next: Some((title, date)),
        } => {
            let date = text::date(*date);
            t!("schedule-on-time-next", title = title.clone(), date = date)
        }
        Reason::NothingPlanned => t!("schedule-nothing-planned"),
        Reason::NotRunning(stage) => t!("schedule-not-running", stage = stage.code()),
    }
}
