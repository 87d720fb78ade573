//! The portfolio: how all partnerships in scope keep their dates, which of
//! them need attention and why, and what their contracts are worth.
//!
//! One query reads a summary row per partnership. The rule for the schedule
//! stays in [`domain::schedule`] and is asked here for each row, so filtering
//! by status, the order and the pages come after it.

mod db;
mod form;
mod views;

use std::cmp::{Ordering, Reverse};

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;
use chrono::NaiveDate;
use domain::access::Action;
use domain::schedule::{Reason, Schedule, Status, schedule};
use leptos::prelude::AnyView;
use uuid::Uuid;

use crate::access::{CurrentPerson, Routes, Who};
use crate::contracts::{self, ContractWarning};
use crate::db::Tx;
use crate::error::AppError;
use crate::page::Page;
use crate::{AppState, Today, calendar, list, partnerships, t};
use form::{Concern, Filters};

pub(crate) use db::{EventRow, PartnershipRow};

/// Where the pages are.
pub(crate) mod url {
    pub(crate) const INDEX: &str = "/portfolio";
    pub(crate) const CSV: &str = "/portfolio.csv";
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadPortfolio);
    Routes::new()
        .get(url::INDEX, read, index)
        .get(url::CSV, read, spreadsheet)
}

/// A partnership and how it keeps its dates today.
pub(crate) struct Judged {
    pub(crate) row: PartnershipRow,
    pub(crate) schedule: Schedule,
}

impl Judged {
    fn of(row: PartnershipRow, today: NaiveDate) -> Self {
        let schedule = schedule(&row.facts(), today);
        Self { row, schedule }
    }

    /// Whether somebody should act on its dates.
    pub(crate) fn needs_attention(&self) -> bool {
        matches!(self.schedule.status, Status::Red | Status::Amber)
    }

    /// How bad its schedule is: by status, then by the days behind the reason.
    fn weight(&self) -> (u8, i64) {
        let days = match self.schedule.reason {
            Reason::MilestoneLate { days, .. }
            | Reason::DeliverableLate { days, .. }
            | Reason::ReviewOverdue { days } => days,
            Reason::Slipping { days } => days.into(),
            Reason::MilestoneMissed { .. }
            | Reason::OnTime { .. }
            | Reason::NothingPlanned
            | Reason::NotRunning(_) => 0,
        };
        (self.schedule.status.severity(), days)
    }

    fn has(&self, concern: Concern, ending: &[ContractWarning], today: NaiveDate) -> bool {
        let past = |due: Option<NaiveDate>| due.is_some_and(|due| due < today);
        match concern {
            Concern::OpenMilestone => self.row.open_milestones > 0,
            Concern::LateMilestone => past(self.row.next_milestone_due),
            Concern::LateDeliverable => past(self.row.next_deliverable_due),
            Concern::WaitingReview => self.row.submitted_deliverables > 0,
            Concern::OverdueReview => past(self.row.oldest_review_due),
            Concern::EndingContract => ending
                .iter()
                .any(|warning| warning.partnership_id == self.row.id),
        }
    }
}

/// Every partnership that the viewer sees, those with the worst schedule first.
pub(crate) async fn judged(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<Judged>> {
    chosen(tx, &Filters::default(), &[], today).await
}

/// The partnerships that the filters leave, in the order asked for. `ending`
/// are the contracts to act on soon.
async fn chosen(
    tx: &mut Tx,
    filters: &Filters,
    ending: &[ContractWarning],
    today: NaiveDate,
) -> sqlx::Result<Vec<Judged>> {
    let statuses = filters.statuses();
    let concern = filters.concern();
    let mut chosen: Vec<Judged> = db::partnerships(tx, filters)
        .await?
        .into_iter()
        .map(|row| Judged::of(row, today))
        .filter(|judged| statuses.is_empty() || statuses.contains(&judged.schedule.status))
        .filter(|judged| concern.is_none_or(|concern| judged.has(concern, ending, today)))
        .collect();
    sort(&mut chosen, &filters.sort);
    Ok(chosen)
}

/// Rows come by reference, which stays the order of equals. What has no date
/// comes last either way.
fn sort(judged: &mut [Judged], order: &str) {
    let (key, descending) = match order.strip_prefix('-') {
        Some(key) => (key, true),
        None => (order, false),
    };
    let turn = |order: Ordering| if descending { order.reverse() } else { order };
    fn dated<T: Ord>(a: Option<T>, b: Option<T>, turn: impl Fn(Ordering) -> Ordering) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) => turn(a.cmp(&b)),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
    match key {
        "title" => {
            judged.sort_by(|a, b| turn(a.row.title.to_lowercase().cmp(&b.row.title.to_lowercase())))
        }
        "stage" => judged.sort_by(|a, b| turn((a.row.stage as u8).cmp(&(b.row.stage as u8)))),
        "milestone" => {
            judged.sort_by(|a, b| dated(a.row.next_milestone_due, b.row.next_milestone_due, turn))
        }
        "deliverable" => judged
            .sort_by(|a, b| dated(a.row.next_deliverable_due, b.row.next_deliverable_due, turn)),
        "reported" => judged.sort_by(|a, b| dated(a.row.last_event_at, b.row.last_event_at, turn)),
        _ => judged.sort_by(|a, b| turn(Reverse(a.weight()).cmp(&Reverse(b.weight())))),
    }
}

/// The partnerships that need attention, the worst first, each with its reason
/// in words, whose it is, and who reported last. At most `most` of them.
pub(crate) fn attention(judged: &[Judged], most: usize) -> AnyView {
    let mut worst: Vec<&Judged> = judged.iter().filter(|one| one.needs_attention()).collect();
    worst.sort_by_key(|judged| Reverse(judged.weight()));
    worst.truncate(most);
    views::attention_list(&worst)
}

/// The latest events of these partnerships, the latest first.
pub(crate) async fn latest_events(
    tx: &mut Tx,
    judged: &[Judged],
    most: usize,
) -> sqlx::Result<Vec<EventRow>> {
    // The latest few events lie in as many of the partnerships that reported
    // last, at most.
    let mut by_time: Vec<&PartnershipRow> = judged
        .iter()
        .map(|judged| &judged.row)
        .filter(|row| row.last_event_at.is_some())
        .collect();
    by_time.sort_by_key(|row| Reverse(row.last_event_at));
    let ids: Vec<Uuid> = by_time.iter().take(most).map(|row| row.id).collect();
    db::latest_events(tx, &ids, i64::try_from(most).unwrap_or(i64::MAX)).await
}

/// Events as a story: who reported what, and when.
pub(crate) fn events(rows: Vec<EventRow>) -> AnyView {
    views::events(rows)
}

/// Contracts to act on soon: their notice days and their ends, the most urgent
/// first.
pub(crate) fn warnings(rows: Vec<ContractWarning>) -> AnyView {
    views::warnings(calendar::url::INDEX.to_owned(), rows)
}

/// Where the partnerships that need attention are listed.
pub(crate) fn attention_href() -> String {
    let filters = Filters {
        status: [Status::Red, Status::Amber]
            .iter()
            .map(|status| domain::Vocabulary::code(*status).to_owned())
            .collect(),
        ..Filters::default()
    };
    views::list_href(&filters)
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let mut ending = contracts::warnings(&mut tx, None, today).await?;
    let judged = chosen(&mut tx, &filters, &ending, today).await?;
    let ids: Vec<Uuid> = judged.iter().map(|judged| judged.row.id).collect();
    ending.retain(|warning| ids.contains(&warning.partnership_id));
    let figures = views::Figures {
        years: db::contract_years(&mut tx, &ids).await?,
        events: latest_events(&mut tx, &judged, views::EVENTS).await?,
        judged,
        ending,
        today,
    };
    let choices = views::Choices {
        jurisdictions: partnerships::jurisdictions_in_use(&mut tx).await?,
        organisations: db::accountable(&mut tx).await?,
    };
    tx.commit().await?;
    let view = views::index(&person, &filters, choices, figures);
    Ok(Page::new(t!("portfolio-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let ending = contracts::warnings(&mut tx, None, today).await?;
    let judged = chosen(&mut tx, &filters, &ending, today).await?;
    let ids: Vec<Uuid> = judged.iter().map(|judged| judged.row.id).collect();
    let years = db::contract_years(&mut tx, &ids).await?;
    tx.commit().await?;
    let (headings, rows) = views::csv(&judged, &years);
    list::spreadsheet(&format!("portfolio-{today}"), &headings, rows)
}
