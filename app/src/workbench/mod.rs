//! The workbench: the first page after signing in. For each role, what is due
//! from it, what waits for others, and what changed.

mod db;
mod views;

use axum::extract::State;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use domain::access::{Action, Role};
use uuid::Uuid;

use crate::access::{CurrentPerson, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::html::AnyView;
use crate::page::Page;
use crate::{
    AppState, Today, actions, amendments, charter, contracts, deliverables, evaluations, evidence,
    foundations, measurements, obligations, portfolio, reports, risks, saved_views, scorecards, t,
};

/// Where the page is.
pub(crate) mod url {
    pub(crate) const SHOW: &str = "/";
}

/// The slice's route.
pub(crate) fn routes() -> Routes {
    Routes::new().get(url::SHOW, Who::May(Action::UseAccount), show)
}

/// Verdicts are news for so many days.
const VERDICT_DAYS: u64 = 14;
/// Milestones are due when they fall within so many days.
const MILESTONE_DAYS: u64 = 30;
/// Answers about declared statuses are news for so many days.
const ANSWER_DAYS: u64 = 30;
/// Moves to another stage are news for so many days.
const MOVE_DAYS: u64 = 90;
/// Widest perception gaps, at most so many.
const GAPS: u8 = 5;

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = match person.role {
        Role::Vendor | Role::Administrator => app.db.begin_as(&person).await?,
        _ => portfolio::standing::begin(&app, &person, today).await?,
    };
    let body = match person.role {
        Role::Vendor => vendor(&mut tx, &person, today).await?,
        Role::HealthExecutive => executive(&mut tx, &person, today).await?,
        Role::MinistryOfficial => official(&mut tx, &person, today).await?,
        Role::Clinician => clinician(&mut tx, &person, today).await?,
        Role::Auditor => auditor(&mut tx, today).await?,
        Role::Administrator => administrator(&mut tx).await?,
    };
    let saved = saved_views::all(&mut tx).await?;
    tx.commit().await?;
    Ok(Page::new(t!("workbench-title")).show(views::frame(&person, today, &saved, body)))
}

async fn vendor(tx: &mut Tx, person: &CurrentPerson, today: NaiveDate) -> sqlx::Result<AnyView> {
    Ok(views::vendor(
        views::Vendor {
            actions: (actions::waiting(tx, person, today).await?, person.id),
            evaluations: evaluations::waiting(tx, today).await?,
            expiring: evidence::expiring(tx, today).await?,
            risks: risks::due(tx, today).await?,
            to_answer: scorecards::to_answer(tx, today).await?,
            to_sign: (amendments::waiting(tx).await?, charter::waiting(tx).await?),
            owed: obligations::owed(tx, today).await?,
            due: deliverables::due_from_vendor(tx).await?,
            waiting: db::handed_over(tx).await?,
            verdicts: deliverables::recent_verdicts(tx, today - Days::new(VERDICT_DAYS)).await?,
            milestones: db::own_milestones(tx, today + Days::new(MILESTONE_DAYS)).await?,
            // Row-level security leaves the vendor's own.
            contracts: contracts::warnings(tx, None, today).await?,
        },
        today,
    ))
}

async fn executive(tx: &mut Tx, person: &CurrentPerson, today: NaiveDate) -> sqlx::Result<AnyView> {
    let mut judged = portfolio::judged(tx, today).await?;
    let events = portfolio::latest_events(tx, &judged).await?;
    judged.retain(|judged| judged.row.executive_id == Some(person.id));
    let accountable = |id| judged.iter().any(|judged| judged.row.id == id);
    let accountable_for: Vec<_> = judged.iter().map(|judged| judged.row.id).collect();
    let mut contracts = contracts::warnings(tx, None, today).await?;
    contracts
        .retain(|row| row.buyer_id == person.organisation_id || accountable(row.partnership_id));
    Ok(views::executive(
        views::Executive {
            actions: (actions::waiting(tx, person, today).await?, person.id),
            vendors: vendors(tx, (&accountable_for, None), today).await?,
            risks: risks::due(tx, today).await?,
            foundations: foundations::waiting(tx).await?,
            to_answer: scorecards::to_answer(tx, today).await?,
            to_run: scorecards::to_run(tx, today).await?,
            gaps: scorecards::latest_published(tx, &accountable_for).await?,
            to_sign: (amendments::waiting(tx).await?, charter::waiting(tx).await?),
            owed: obligations::owed(tx, today).await?,
            questions: reports::questions(tx, today - Days::new(ANSWER_DAYS)).await?,
            measured: measurements::waiting(tx).await?,
            to_review: deliverables::waiting_for_review(tx).await?,
            milestones: db::own_milestones(tx, today + Days::new(MILESTONE_DAYS)).await?,
            behind: portfolio::behind(tx, &judged, today).await?,
            accountable: judged,
            contracts,
            events,
        },
        today,
    ))
}

async fn official(tx: &mut Tx, person: &CurrentPerson, today: NaiveDate) -> sqlx::Result<AnyView> {
    let watched = portfolio::watched(tx, today, false, GAPS).await?;
    let (unproven, total) = portfolio::standing::unproven(tx, today, views::MATTERS).await?;
    let bench = views::Official {
        actions: (actions::waiting(tx, person, today).await?, person.id),
        vendors: vendors(tx, (&unproven, Some(total)), today).await?,
        risks: risks::due(tx, today).await?,
        foundations: foundations::waiting(tx).await?,
        to_answer: scorecards::to_answer(tx, today).await?,
        to_run: scorecards::to_run(tx, today).await?,
        to_sign: (amendments::waiting(tx).await?, charter::waiting(tx).await?),
        owed: obligations::owed(tx, today).await?,
        questions: reports::questions(tx, today - Days::new(ANSWER_DAYS)).await?,
        measured: measurements::waiting(tx).await?,
        moves: db::moves(tx, today - Days::new(MOVE_DAYS)).await?,
        contracts: contracts::warnings(tx, None, today).await?,
        watched,
    };
    Ok(views::official(bench, today))
}

async fn clinician(tx: &mut Tx, person: &CurrentPerson, today: NaiveDate) -> sqlx::Result<AnyView> {
    let judged = portfolio::judged(tx, today).await?;
    let events = portfolio::latest_events(tx, &judged).await?;
    let bench = views::Clinician {
        actions: (actions::waiting(tx, person, today).await?, person.id),
        to_answer: scorecards::to_answer(tx, today).await?,
        evaluations: evaluations::waiting(tx, today).await?,
        risks: risks::due(tx, today).await?,
    };
    Ok(views::clinician(&judged, bench, events, today))
}

/// What vendors give to do: to score and agree, to verify, and proofs that do
/// not count in these partnerships, for an official in so many altogether.
async fn vendors(
    tx: &mut Tx,
    (partnerships, unproven): (&[Uuid], Option<i64>),
    today: NaiveDate,
) -> sqlx::Result<views::Vendors> {
    Ok(views::Vendors {
        evaluations: evaluations::waiting(tx, today).await?,
        to_verify: evidence::to_verify(tx, today).await?,
        gaps: evidence::gaps(tx, partnerships, today).await?,
        unproven,
    })
}

async fn auditor(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<AnyView> {
    let watched = portfolio::watched(tx, today, true, 0).await?;
    let records = portfolio::records(tx).await?;
    let moves = db::moves(tx, today - Days::new(MOVE_DAYS)).await?;
    Ok(views::auditor(watched, &records, moves, today))
}

async fn administrator(tx: &mut Tx) -> sqlx::Result<AnyView> {
    Ok(views::administrator(
        &db::people(tx).await?,
        &db::registry(tx).await?,
        db::deactivated(tx).await?,
    ))
}
