//! The portfolio: how all partnerships in scope fare, what their executives
//! declare, which of them need attention and why, and what is committed for when.
//!
//! The rules stay in the domain. They are asked for each partnership that was
//! changed, and what they say is kept ([`standing`]); pages read that.

mod db;
mod form;
pub(crate) mod standing;
mod views;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;
use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::jurisdiction::FirstMonth;
use domain::relationship::RelationshipFacts;
use domain::schedule::Reason;
use domain::status::{MoneyFacts, MoneyReason, Status, money_findings};
use domain::strategic::{self, Checks};
use domain::target::TargetStatus;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::{CurrentPerson, Routes, Who};
use crate::contracts::{self, ContractWarning};
use crate::db::Tx;
use crate::error::AppError;
use crate::governance::{self, Governed};
use crate::html::AnyView;
use crate::ledgers::Totals;
use crate::page::Page;
use crate::performance::{self, Standing};
use crate::reports::{self, Current, Declaration};
use crate::scorecards::Latest;
use crate::status::{Dimensions, Facts};
use crate::ui::{Tile, Tone};
use crate::{
    AppState, Today, calendar, funding, list, partnerships, relationship, saved_views, scorecards,
    t,
};
use standing::{Counts, Few, YearSum};

pub(crate) use db::{EventRow, PartnershipRow, Records, events_of, records};
pub(crate) use form::{Concern, Filters};
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
#[derive(Serialize)]
pub(crate) struct Judged {
    /// Read when it is shown, so that names are those of today.
    #[serde(skip)]
    pub(crate) row: PartnershipRow,
    pub(crate) dimensions: Dimensions,
    /// What its executive declares.
    pub(crate) declared: Option<Declaration>,
    /// What is committed for this fiscal year of its jurisdiction, by currency.
    committed: BTreeMap<String, Decimal>,
    /// The widest perception gap of its latest published round, in points.
    pub(crate) widest_gap: Option<Decimal>,
    /// What is told of its governance.
    pub(crate) governed: Governed,
    /// Whether it is strategic, as far as that is known.
    pub(crate) strategic: Option<strategic::Standing>,
}

/// What lies behind how a partnership fares, for the few pages that tell it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Behind {
    /// What is known of its money.
    pub(crate) funding: MoneyFacts,
    /// How its indicators stand.
    pub(crate) standings: Vec<Standing>,
}

impl Judged {
    fn of(
        row: PartnershipRow,
        behind: &Behind,
        relationship: &RelationshipFacts,
        report: Option<Current>,
        governed: Governed,
        today: NaiveDate,
    ) -> Self {
        let facts = Facts {
            schedule: &row.facts(),
            money: Some(&behind.funding),
            standings: &behind.standings,
            relationship,
        };
        let dimensions = facts.judge(today);
        let overall = dimensions.overall();
        let declared = report.map(|report| Declaration::of(report, &facts, overall, today));
        Self {
            row,
            dimensions,
            declared,
            committed: behind
                .funding
                .ledgers
                .iter()
                .map(|(currency, ledger)| (currency.clone(), ledger.figures_on(today).committed))
                .collect(),
            widest_gap: relationship
                .round
                .as_ref()
                .and_then(|round| round.results.widest_gap())
                .map(|(_, gap)| gap.width()),
            governed,
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

    fn has(
        &self,
        concern: Concern,
        behind: &Behind,
        ending: &[ContractWarning],
        today: NaiveDate,
    ) -> bool {
        let past = |due: Option<NaiveDate>| due.is_some_and(|due| due < today);
        let found = |of: fn(Status, &MoneyReason) -> bool| {
            money_findings(&behind.funding, today)
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
            Concern::TargetOffTrack => behind
                .standings
                .iter()
                .any(|one| one.judged.assessment.status == TargetStatus::OffTrack),
            Concern::Challenged => self
                .declared
                .as_ref()
                .is_some_and(|declared| declared.challenge.is_some()),
            Concern::OverdueAction => self.governed.overdue_actions > 0,
            Concern::OpenTension => self.governed.open_tensions > 0,
            Concern::ExpiredEvidence => {
                let unproven = self.governed.unproven;
                unproven.is_some_and(|unproven| unproven.lapsed > 0)
            }
            Concern::MissingEvidence => {
                let unproven = self.governed.unproven;
                unproven.is_some_and(|unproven| unproven.lapsed + unproven.others > 0)
            }
            Concern::SevereRisk => self.governed.severe_risks > 0,
            Concern::PaysWithoutDeciding => self.governed.pays_without_deciding(),
            Concern::Strategic => self.strategic == Some(strategic::Standing::Strategic),
            Concern::WithoutFunding => self
                .dimensions
                .money
                .as_ref()
                .is_some_and(|money| money.reason == MoneyReason::NothingCommitted),
        }
    }
}

/// No limit, and nothing left out.
const EVERYTHING: (Option<i64>, i64) = (None, 0);

/// Every partnership that the viewer sees, those that fare worst first.
pub(crate) async fn judged(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<Judged>> {
    let ids = db::chosen(tx, &Filters::default(), today, EVERYTHING).await?;
    db::judged(tx, &ids, today).await
}

/// What lies behind how these partnerships fare.
pub(crate) async fn behind(
    tx: &mut Tx,
    judged: &[Judged],
    today: NaiveDate,
) -> sqlx::Result<HashMap<Uuid, Behind>> {
    let ids: Vec<Uuid> = judged.iter().map(|one| one.row.id).collect();
    db::behind(tx, &ids, today).await
}

/// What there is to look after in all that the viewer sees.
pub(crate) struct Watched {
    /// Those asked for that fare worst, the worst first, and those whose groups
    /// stand furthest apart.
    pub(crate) judged: Vec<Judged>,
    pub(crate) behind: HashMap<Uuid, Behind>,
    /// Whether there are more of those asked for.
    pub(crate) is_cut: bool,
    /// Rounds of those whose groups stand furthest apart.
    pub(crate) gaps: Vec<Latest>,
    pub(crate) events: Vec<EventRow>,
}

impl Watched {
    /// Reference of the partnership that reported last.
    pub(crate) fn reported_last(&self) -> Option<&str> {
        self.events.first().map(|event| event.reference.as_str())
    }
}

/// Where the partnerships whose suppliers lack a proof that counts are listed.
pub(crate) fn unproven_href() -> String {
    list_href(&Filters {
        concern: Concern::MissingEvidence.code().to_owned(),
        ..Filters::default()
    })
}

/// Of the partnerships asked for at most so many are looked into, so that a
/// workbench does not grow with the rest.
const WATCHED: u8 = 100;

/// Looks into the worst partnerships that need attention, or, for those who
/// `audit`, in which more was spent or received than committed.
pub(crate) async fn watched(
    tx: &mut Tx,
    today: NaiveDate,
    audit: bool,
    gaps: u8,
) -> sqlx::Result<Watched> {
    let most = i64::from(WATCHED) + 1;
    let worst = if audit { 0 } else { most };
    let few = standing::few(tx, today, [worst, gaps.into(), views::EVENTS.into(), 0]).await?;
    let mut ids = if audit {
        let concerns = [Concern::Overspent, Concern::Overreceived];
        let concerns = concerns.map(|concern| concern.code().to_owned());
        standing::concerned(tx, today, &concerns, most).await?
    } else {
        few.worst
    };
    let is_cut = ids.len() > WATCHED.into();
    ids.truncate(WATCHED.into());
    let others: Vec<Uuid> = few
        .apart
        .iter()
        .copied()
        .filter(|id| !ids.contains(id))
        .collect();
    ids.extend(others);
    Ok(Watched {
        judged: db::judged(tx, &ids, today).await?,
        behind: db::behind(tx, &ids, today).await?,
        is_cut,
        gaps: scorecards::latest_published(tx, &few.apart).await?,
        events: events_of(tx, &few.reported).await?,
    })
}

/// What filters leave of the portfolio.
pub(crate) struct Narrowed {
    /// The partnerships, in the order asked for.
    pub(crate) judged: Vec<Judged>,
    /// What they add up to.
    counts: Counts,
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
    let ids = db::chosen(tx, filters, today, EVERYTHING).await?;
    Ok(Narrowed {
        counts: standing::counts_of(tx, today, &ids).await?,
        judged: db::judged(tx, &ids, today).await?,
    })
}

/// What the filters of the portfolio choose from.
pub(crate) async fn choices(tx: &mut Tx) -> sqlx::Result<Choices> {
    Ok(Choices {
        jurisdictions: partnerships::jurisdictions_in_use(tx).await?,
        organisations: db::accountable(tx).await?,
    })
}

/// Judges these partnerships, as far as the viewer sees them, in no order.
async fn judge(tx: &mut Tx, ids: &[Uuid], today: NaiveDate) -> sqlx::Result<Vec<(Judged, Behind)>> {
    let rows = db::partnerships(tx, ids).await?;
    let funding = funding::entries(tx, ids).await?;
    let mut standings = performance::standings(tx, ids, today).await?;
    let relationships = relationship::facts(tx, ids).await?;
    let mut reports = reports::current(tx, ids).await?;
    let mut governed = governance::governed(tx, ids, today).await?;
    let of = crate::money::by_partnership(&funding);
    let mut judged: Vec<(Judged, Behind)> = rows
        .into_iter()
        .filter_map(|row| {
            let funding = of.get(&row.id).map_or(&[][..], Vec::as_slice);
            let behind = Behind {
                funding: crate::money::gathered(
                    row.stage,
                    row.first_month,
                    row.planned_end,
                    funding,
                ),
                standings: standings.remove(&row.id).unwrap_or_default(),
            };
            let (relationship, report) = (relationships.get(&row.id)?, reports.remove(&row.id));
            let governed = governed.remove(&row.id).unwrap_or_default();
            let judged = Judged::of(row, &behind, relationship, report, governed, today);
            Some((judged, behind))
        })
        .collect();
    let monies: Vec<(Uuid, Option<Status>)> = judged
        .iter()
        .map(|(one, _)| (one.row.id, Some(one.dimensions.money_status())))
        .collect();
    let checks = crate::strategic::of(tx, &monies, today).await?;
    for (one, _) in &mut judged {
        one.strategic = checks.get(&one.row.id).and_then(Checks::standing);
    }
    Ok(judged)
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
pub(crate) async fn latest_events(tx: &mut Tx, judged: &[Judged]) -> sqlx::Result<Vec<EventRow>> {
    // The latest few events lie in as many of the partnerships that reported
    // last, at most.
    let mut by_time: Vec<&PartnershipRow> = judged
        .iter()
        .map(|judged| &judged.row)
        .filter(|row| row.last_event_at.is_some())
        .collect();
    by_time.sort_by_key(|row| Reverse(row.last_event_at));
    let latest = by_time.iter().take(views::EVENTS.into());
    let ids: Vec<Uuid> = latest.map(|row| row.id).collect();
    events_of(tx, &ids).await
}

/// The figures of what the filters leave, each with the list behind it.
pub(crate) fn tiles(filters: &Filters, narrowed: &Narrowed) -> Vec<Tile> {
    views::tiles(filters, &narrowed.counts)
}

/// The figures of a jurisdiction's partnerships and of those below it, each
/// with the list behind it; what counts nothing is left out. None where the
/// viewer does not oversee it.
pub(crate) async fn tiles_within(
    tx: &mut Tx,
    (jurisdiction, code): (Uuid, &str),
    today: NaiveDate,
) -> sqlx::Result<Vec<Tile>> {
    let counts = standing::counts_within(tx, today, jurisdiction).await?;
    if counts.partnerships() == 0 {
        return Ok(Vec::new());
    }
    let filters = Filters {
        jurisdiction: code.to_owned(),
        ..Filters::default()
    };
    let mut tiles = views::tiles(&filters, &counts);
    let mut first = true;
    tiles.retain(|tile| std::mem::take(&mut first) || tile.tone != Tone::Neutral);
    Ok(tiles)
}

/// How many partnerships have each concern of governance, with the list behind
/// it.
pub(crate) fn governance_list(filters: &Filters, narrowed: &Narrowed) -> AnyView {
    views::governance_list(filters, &narrowed.counts)
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
    let (mut tx, summed) = standing::begin_told(&app, &person, today).await?;
    let overview = if summed && filters.leave_everything() {
        Overview::of_everything(&mut tx, &filters, person.first_month, today).await?
    } else {
        Overview::of(&mut tx, &filters, person.first_month, today).await?
    };
    let figures = overview.figures(&mut tx, today).await?;
    let choices = choices(&mut tx).await?;
    tx.commit().await?;
    let view = views::index(&person, &filters, choices, figures);
    Ok(Page::new(t!("portfolio-title")).show(view))
}

/// How many the page tells of as the worst, furthest apart, the last to report,
/// and with the most urgent contracts.
const MOST: [i64; 4] = [
    views::ATTENTION as i64,
    views::GAPS as i64,
    views::EVENTS as i64,
    views::ENDING as i64,
];

/// What partnerships add up to, and the ids of those that the page shows.
struct Overview {
    counts: Counts,
    /// On the page, in the order asked for.
    shown: Vec<Uuid>,
    few: Few,
    totals: Totals,
    years: Vec<YearSum>,
}

impl Overview {
    /// Of everything in the viewer's jurisdictions, from sums and indexes: in
    /// the order that it has by itself, it costs the same whatever is not on
    /// the page.
    async fn of_everything(
        tx: &mut Tx,
        filters: &Filters,
        first_month: FirstMonth,
        today: NaiveDate,
    ) -> sqlx::Result<Self> {
        let counts = standing::counts(tx, today).await?;
        let limit = i64::from(views::PER_PAGE);
        let before = views::before(filters, counts.partnerships());
        let offset = i64::try_from(before).unwrap_or(i64::MAX);
        let shown = if filters.sort.is_empty() {
            standing::page(tx, today, (limit, offset)).await?
        } else {
            db::chosen(tx, filters, today, (Some(limit), offset)).await?
        };
        Ok(Self {
            shown,
            few: standing::few(tx, today, MOST).await?,
            totals: standing::totals(tx, first_month).await?,
            years: standing::contract_years(tx).await?,
            counts,
        })
    }

    /// Of what the filters leave, whose ids are read and what they add up to.
    async fn of(
        tx: &mut Tx,
        filters: &Filters,
        first_month: FirstMonth,
        today: NaiveDate,
    ) -> sqlx::Result<Self> {
        let ids = db::chosen(tx, filters, today, EVERYTHING).await?;
        let before = views::before(filters, ids.len());
        Ok(Self {
            counts: standing::counts_of(tx, today, &ids).await?,
            few: standing::few_of(tx, today, &ids, MOST).await?,
            totals: standing::totals_of(tx, &ids, first_month).await?,
            years: standing::contract_years_of(tx, &ids).await?,
            shown: ids
                .into_iter()
                .skip(before)
                .take(views::PER_PAGE.into())
                .collect(),
        })
    }

    /// Reads what the page shows of them.
    async fn figures(self, tx: &mut Tx, today: NaiveDate) -> sqlx::Result<views::Figures> {
        let few = self.few;
        let ids = self.shown.iter().chain(&few.worst).chain(&few.apart);
        let ids: HashSet<Uuid> = ids.copied().collect();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        Ok(views::Figures {
            judged: db::judged(tx, &ids, today).await?,
            events: events_of(tx, &few.reported).await?,
            ending: contracts::warnings(tx, Some(&few.warned), today).await?,
            gaps: scorecards::latest_published(tx, &few.apart).await?,
            saved: saved_views::of_list(tx, url::INDEX).await?,
            counts: self.counts,
            shown: self.shown,
            worst: few.worst,
            totals: self.totals,
            years: self.years,
            today,
        })
    }
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = standing::begin(&app, &person, today).await?;
    let found = narrowed(&mut tx, &filters, today).await?;
    let behind = behind(&mut tx, &found.judged, today).await?;
    let values = db::contract_values(&mut tx, &found.ids()).await?;
    tx.commit().await?;
    let (headings, rows) = views::csv(&found.judged, &behind, &values, today);
    list::spreadsheet(&format!("portfolio-{today}"), &headings, rows)
}
