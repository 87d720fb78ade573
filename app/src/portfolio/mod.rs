//! The portfolio: how all partnerships in scope fare, what their executives
//! declare, which of them need attention and why, and what is committed for when.
//!
//! One query reads a summary row per partnership, others its funding, targets,
//! obligations, latest scorecard round and latest status report. The rules stay
//! in the domain and are asked here for each row, so filtering by status, the
//! order and the pages come after.

mod db;
mod form;
pub(crate) mod standing;
mod views;

use std::cmp::{Ordering, Reverse};
use std::collections::HashSet;

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;
use chrono::NaiveDate;
use domain::access::Action;
use domain::jurisdiction::FirstMonth;
use domain::relationship::RelationshipFacts;
use domain::schedule::Reason;
use domain::status::{MoneyFacts, MoneyReason, Status, money_findings};
use domain::strategic::{self, Checks};
use domain::target::TargetStatus;
use leptos::prelude::AnyView;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::access::{CurrentPerson, Routes, Who};
use crate::contracts::{self, ContractWarning};
use crate::db::Tx;
use crate::error::AppError;
use crate::funding::{self, FundingRow};
use crate::ledgers::Totals;
use crate::page::Page;
use crate::performance::{self, Standing};
use crate::reports::{self, Current, Declaration};
use crate::status::{Dimensions, Facts};
use crate::ui::Tile;
use crate::{
    AppState, Today, calendar, list, partnerships, relationship, saved_views, scorecards, t,
};
use form::Concern;
use standing::Counts;

pub(crate) use db::{EventRow, PartnershipRow};
pub(crate) use form::Filters;
pub(crate) use views::{Choices, filter_form, list_href, narrowed_words, nothing_yet};

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

/// A partnership and how it fares today.
pub(crate) struct Judged {
    pub(crate) row: PartnershipRow,
    pub(crate) dimensions: Dimensions,
    /// What its executive declares.
    pub(crate) declared: Option<Declaration>,
    /// What is known of its money.
    pub(crate) funding: MoneyFacts,
    /// How its indicators stand.
    pub(crate) standings: Vec<Standing>,
    /// The widest perception gap of its latest published round, in points.
    pub(crate) widest_gap: Option<Decimal>,
    /// Whether it is strategic, as far as that is known.
    pub(crate) strategic: Option<strategic::Standing>,
}

impl Judged {
    fn of(
        row: PartnershipRow,
        funding: &[&FundingRow],
        standings: Vec<Standing>,
        relationship: &RelationshipFacts,
        report: Option<Current>,
        today: NaiveDate,
    ) -> Self {
        let funding = crate::money::gathered(row.stage, row.first_month, row.planned_end, funding);
        let facts = Facts {
            schedule: &row.facts(),
            money: Some(&funding),
            standings: &standings,
            relationship,
        };
        let dimensions = facts.judge(today);
        let overall = dimensions.overall();
        let declared = report.map(|report| Declaration::of(report, &facts, overall, today));
        Self {
            row,
            dimensions,
            declared,
            funding,
            standings,
            widest_gap: relationship
                .round
                .as_ref()
                .and_then(|round| round.results.widest_gap())
                .map(|(_, gap)| gap.width()),
            strategic: None,
        }
    }

    /// Whether somebody should act on it.
    pub(crate) fn needs_attention(&self) -> bool {
        matches!(self.dimensions.overall(), Status::Red | Status::Amber)
    }

    /// How what is declared is challenged, and why the status is what it is.
    pub(crate) fn reason(&self) -> String {
        let declared = self.declared.as_ref();
        let challenged = declared.and_then(reports::challenged_words).into_iter();
        let all: Vec<String> = challenged.chain([self.dimensions.reason()]).collect();
        all.join(". ")
    }

    /// How bad it is: by overall status, by how many dimensions have it, then
    /// by the schedule.
    fn weight(&self) -> (u8, usize, (u8, i64)) {
        let overall = self.dimensions.overall();
        let all = self.dimensions.each();
        let as_bad = all.iter().filter(|(_, status)| *status == overall).count();
        (overall.severity(), as_bad, self.schedule_weight())
    }

    /// How bad its schedule is: by status, then by the days behind the reason.
    fn schedule_weight(&self) -> (u8, i64) {
        let days = match self.dimensions.schedule.reason {
            Reason::MilestoneLate { days, .. }
            | Reason::DeliverableLate { days, .. }
            | Reason::ReviewOverdue { days } => days,
            Reason::Slipping { days } => days.into(),
            Reason::MilestoneMissed { .. }
            | Reason::OnTime { .. }
            | Reason::NothingPlanned
            | Reason::NotRunning(_) => 0,
        };
        (self.dimensions.schedule.status.severity(), days)
    }

    fn has(&self, concern: Concern, ending: &[ContractWarning], today: NaiveDate) -> bool {
        let past = |due: Option<NaiveDate>| due.is_some_and(|due| due < today);
        let found = |of: fn(Status, &MoneyReason) -> bool| {
            money_findings(&self.funding, today)
                .iter()
                .any(|found| of(found.status, &found.reason))
        };
        match concern {
            Concern::OpenMilestone => self.row.open_milestones > 0,
            Concern::LateMilestone => past(self.row.next_milestone_due),
            Concern::LateDeliverable => past(self.row.next_deliverable_due),
            Concern::WaitingReview => self.row.submitted_deliverables > 0,
            Concern::OverdueReview => past(self.row.oldest_review_due),
            Concern::EndingContract => ending
                .iter()
                .any(|warning| warning.partnership_id == self.row.id),
            Concern::CliffSoon => found(|status, reason| {
                status == Status::Red && matches!(reason, MoneyReason::CliffAhead { .. })
            }),
            Concern::Overspent => {
                found(|_, reason| matches!(reason, MoneyReason::Overspent { .. }))
            }
            Concern::Overreceived => {
                found(|_, reason| matches!(reason, MoneyReason::Overreceived { .. }))
            }
            Concern::TargetOffTrack => self
                .standings
                .iter()
                .any(|one| one.judged.assessment.status == TargetStatus::OffTrack),
            Concern::Challenged => self
                .declared
                .as_ref()
                .is_some_and(|declared| declared.challenge.is_some()),
            Concern::Strategic => self.strategic == Some(strategic::Standing::Strategic),
            Concern::WithoutFunding => self
                .dimensions
                .money
                .as_ref()
                .is_some_and(|money| money.reason == MoneyReason::NothingCommitted),
        }
    }
}

/// Every partnership that the viewer sees, those that fare worst first.
pub(crate) async fn judged(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<Judged>> {
    let (judged, _) = chosen(tx, &Filters::default(), &[], today).await?;
    Ok(judged)
}

/// What filters leave of the portfolio.
pub(crate) struct Narrowed {
    /// The partnerships, in the order asked for.
    pub(crate) judged: Vec<Judged>,
    /// Their money.
    pub(crate) funding: Vec<FundingRow>,
    /// Their contracts to act on soon.
    pub(crate) ending: Vec<ContractWarning>,
}

impl Narrowed {
    /// The ids of the partnerships.
    pub(crate) fn ids(&self) -> Vec<Uuid> {
        self.judged.iter().map(|judged| judged.row.id).collect()
    }
}

/// What these filters leave.
pub(crate) async fn narrowed(
    tx: &mut Tx,
    filters: &Filters,
    today: NaiveDate,
) -> sqlx::Result<Narrowed> {
    let mut ending = contracts::warnings(tx, None, today).await?;
    let (judged, funding) = chosen(tx, filters, &ending, today).await?;
    let ids: HashSet<Uuid> = judged.iter().map(|judged| judged.row.id).collect();
    ending.retain(|warning| ids.contains(&warning.partnership_id));
    Ok(Narrowed {
        judged,
        funding,
        ending,
    })
}

/// What the filters of the portfolio choose from.
pub(crate) async fn choices(tx: &mut Tx) -> sqlx::Result<Choices> {
    Ok(Choices {
        jurisdictions: partnerships::jurisdictions_in_use(tx).await?,
        organisations: db::accountable(tx).await?,
    })
}

/// The partnerships that the filters leave, in the order asked for, and their
/// funding. `ending` are the contracts to act on soon.
async fn chosen(
    tx: &mut Tx,
    filters: &Filters,
    ending: &[ContractWarning],
    today: NaiveDate,
) -> sqlx::Result<(Vec<Judged>, Vec<FundingRow>)> {
    let asked = [
        filters.statuses(),
        filters.schedules(),
        filters.monies(),
        filters.targets(),
        filters.relationships(),
    ];
    let concern = filters.concern();
    let rows = db::partnerships(tx, filters).await?;
    let (judged, mut funding) = judge(tx, rows, today).await?;
    let mut chosen: Vec<Judged> = judged
        .into_iter()
        .filter(|judged| {
            let Dimensions { schedule, .. } = &judged.dimensions;
            let statuses = [
                judged.dimensions.overall(),
                schedule.status,
                judged.dimensions.money_status(),
                judged.dimensions.targets.status,
                judged.dimensions.relationship.status,
            ];
            let mut asked = asked.iter().zip(statuses);
            asked.all(|(asked, status)| asked.is_empty() || asked.contains(&status))
        })
        .filter(|judged| concern.is_none_or(|concern| judged.has(concern, ending, today)))
        .collect();
    sort(&mut chosen, &filters.sort);
    let ids: HashSet<Uuid> = chosen.iter().map(|judged| judged.row.id).collect();
    funding.retain(|row| ids.contains(&row.partnership_id));
    Ok((chosen, funding))
}

/// Judges these, and gives their funding, too.
async fn judge(
    tx: &mut Tx,
    rows: Vec<PartnershipRow>,
    today: NaiveDate,
) -> sqlx::Result<(Vec<Judged>, Vec<FundingRow>)> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let funding = funding::entries(tx, &ids).await?;
    let mut standings = performance::standings(tx, &ids, today).await?;
    let relationships = relationship::facts(tx, &ids).await?;
    let mut reports = reports::current(tx, &ids).await?;
    let of = crate::money::by_partnership(&funding);
    let mut judged: Vec<Judged> = rows
        .into_iter()
        .filter_map(|row| {
            let funding = of.get(&row.id).map_or(&[][..], Vec::as_slice);
            let standings = standings.remove(&row.id).unwrap_or_default();
            let (relationship, report) = (relationships.get(&row.id)?, reports.remove(&row.id));
            Some(Judged::of(
                row,
                funding,
                standings,
                relationship,
                report,
                today,
            ))
        })
        .collect();
    let monies: Vec<(Uuid, Option<Status>)> = judged
        .iter()
        .map(|one| (one.row.id, Some(one.dimensions.money_status())))
        .collect();
    let checks = crate::strategic::of(tx, &monies, today).await?;
    for one in &mut judged {
        one.strategic = checks.get(&one.row.id).and_then(Checks::standing);
    }
    Ok((judged, funding))
}

/// These partnerships, as far as the viewer sees them, in no order.
async fn judged_of(tx: &mut Tx, ids: &[Uuid], today: NaiveDate) -> sqlx::Result<Vec<Judged>> {
    let rows = db::partnerships_of(tx, ids).await?;
    Ok(judge(tx, rows, today).await?.0)
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
        "schedule" => judged
            .sort_by(|a, b| turn(Reverse(a.schedule_weight()).cmp(&Reverse(b.schedule_weight())))),
        "money" => judged.sort_by(|a, b| {
            let severity = |judged: &Judged| judged.dimensions.money_status().severity();
            turn(severity(b).cmp(&severity(a)))
        }),
        "targets" => judged.sort_by(|a, b| {
            let severity = |judged: &Judged| judged.dimensions.targets.status.severity();
            turn(severity(b).cmp(&severity(a)))
        }),
        "relationship" => judged.sort_by(|a, b| {
            let severity = |judged: &Judged| judged.dimensions.relationship.status.severity();
            turn(severity(b).cmp(&severity(a)))
        }),
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
    views::attention_list(&worst(judged, most))
}

fn worst(judged: &[Judged], most: usize) -> Vec<&Judged> {
    let mut worst: Vec<&Judged> = judged.iter().filter(|one| one.needs_attention()).collect();
    worst.sort_by_key(|judged| Reverse(judged.weight()));
    worst.truncate(most);
    worst
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
    events_of(tx, &ids, most).await
}

/// The latest events of these partnerships, by their ids.
pub(crate) async fn events_of(
    tx: &mut Tx,
    partnerships: &[Uuid],
    most: usize,
) -> sqlx::Result<Vec<EventRow>> {
    db::latest_events(tx, partnerships, i64::try_from(most).unwrap_or(i64::MAX)).await
}

/// The figures of these partnerships, each with the list behind it.
pub(crate) fn tiles(filters: &Filters, judged: &[Judged], today: NaiveDate) -> Vec<Tile> {
    views::tiles(filters, &Counts::of(judged, &[], today))
}

/// Events as a story: who reported what, and when.
pub(crate) fn events(rows: Vec<EventRow>) -> AnyView {
    views::events(rows)
}

/// Contracts to act on soon: their notice days and their ends, the most urgent
/// first.
pub(crate) fn warnings(rows: Vec<ContractWarning>) -> AnyView {
    views::warnings(calendar::url::INDEX.to_owned(), rows.len(), rows)
}

/// Where those of the partnerships that need attention are listed.
pub(crate) fn attention_href(filters: &Filters) -> String {
    views::list_href(&views::with_status(filters, &[Status::Red, Status::Amber]))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let (mut tx, kept) = if filters.leave_everything() {
        standing::begin(&app, &person, today).await?
    } else {
        (app.db.begin_as(&person).await?, false)
    };
    let figures = if kept {
        everything(&mut tx, &filters, person.first_month, today).await?
    } else {
        of_narrowed(&mut tx, &filters, person.first_month, today).await?
    };
    let choices = choices(&mut tx).await?;
    tx.commit().await?;
    let view = views::index(&person, &filters, choices, figures);
    Ok(Page::new(t!("portfolio-title")).show(view))
}

/// What the page shows of all partnerships, from what is kept of them: only
/// those on the page are read.
async fn everything(
    tx: &mut Tx,
    filters: &Filters,
    first_month: FirstMonth,
    today: NaiveDate,
) -> sqlx::Result<views::Figures> {
    let counts = standing::counts(tx, today).await?;
    let page = views::page_of(filters, counts.partnerships());
    let shown = standing::page(tx, today, list::PER_PAGE, list::offset(page)).await?;
    let worst = standing::worst(tx, today, views::ATTENTION.into()).await?;
    let apart = standing::apart(tx, today, views::GAPS.into()).await?;
    let ids: HashSet<Uuid> = shown.iter().chain(&worst).chain(&apart).copied().collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let judged = judged_of(tx, &ids, today).await?;
    let reported = standing::reported(tx, today, views::EVENTS.into()).await?;
    let warned = standing::warned(tx, today, views::ENDING.into()).await?;
    Ok(views::Figures {
        totals: standing::totals(tx, first_month).await?,
        years: standing::contract_years(tx).await?,
        events: db::latest_events(tx, &reported, views::EVENTS.into()).await?,
        ending: contracts::warnings(tx, Some(&warned), today).await?,
        gaps: scorecards::latest_published(tx, Some(&apart)).await?,
        saved: saved_views::of_list(tx, url::INDEX).await?,
        counts,
        judged,
        shown,
        worst,
        today,
    })
}

/// What the page shows of the partnerships that the filters leave.
async fn of_narrowed(
    tx: &mut Tx,
    filters: &Filters,
    first_month: FirstMonth,
    today: NaiveDate,
) -> sqlx::Result<views::Figures> {
    let found = narrowed(tx, filters, today).await?;
    let ids = found.ids();
    let Narrowed {
        judged,
        funding,
        ending,
    } = found;
    let start = list::offset(views::page_of(filters, ids.len()));
    let start = usize::try_from(start).unwrap_or_default();
    let per_page = usize::try_from(list::PER_PAGE).unwrap_or_default();
    Ok(views::Figures {
        totals: Totals::of(&funding, first_month, None),
        years: views::sums_by_year(&db::contract_years(tx, &ids).await?),
        events: latest_events(tx, &judged, views::EVENTS.into()).await?,
        gaps: scorecards::latest_published(tx, Some(&ids)).await?,
        saved: saved_views::of_list(tx, url::INDEX).await?,
        counts: Counts::of(&judged, &ending, today),
        shown: ids.into_iter().skip(start).take(per_page).collect(),
        worst: worst(&judged, views::ATTENTION.into())
            .iter()
            .map(|judged| judged.row.id)
            .collect(),
        ending,
        judged,
        today,
    })
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = narrowed(&mut tx, &filters, today).await?;
    let years = db::contract_years(&mut tx, &found.ids()).await?;
    tx.commit().await?;
    let (headings, rows) = views::csv(&found.judged, &years, today);
    list::spreadsheet(&format!("portfolio-{today}"), &headings, rows)
}
