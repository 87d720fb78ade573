//! How every partnership fares today, judged once and kept, so that a page
//! costs the same whatever is not on it (ADR 19).
//!
//! The rules stay where they are. What is kept is brought up to date by whoever
//! reads it first after a change: the history tells which partnerships it named
//! since, and those are judged anew. A new day judges all.

mod db;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use chrono::{Days, NaiveDate};
use domain::Vocabulary;
use domain::calendar::Zone;
use domain::funding::{Entry, Ledger};
use domain::government::{FinanceShare, Involvement};
use domain::jurisdiction::FirstMonth;
use domain::status::Status;
use rust_decimal::Decimal;
use serde::Serialize;
use strum::VariantArray;
use uuid::Uuid;

use super::form::{Concern, code_or_unknown};
use super::{Behind, Judged};
use crate::AppState;
use crate::access::CurrentPerson;
use crate::contracts::{self, ContractWarning};
use crate::db::{Db, Tx};
use crate::ledgers::Totals;
use db::{Count, FundingSum};

pub(crate) use db::unproven;
pub(super) use db::{
    Few, YearSum, concerned, contract_years, contract_years_of, few, few_of, page,
};

/// So many are judged at once: enough for a query to pay, few enough to hold.
const AT_ONCE: usize = 500;
/// A day's standings are kept until no clock on earth shows that day any more.
const DAYS_KEPT: u64 = 2;
/// How often a server looks whether a day has begun or something was changed.
const PAUSE: Duration = Duration::from_secs(20);

/// A partnership's standing as it is kept.
#[derive(Serialize)]
struct Row<'a> {
    partnership_id: Uuid,
    overall: Status,
    weight: i64,
    schedule: Status,
    schedule_weight: i64,
    money: Status,
    targets: Status,
    relationship: Status,
    involvement: Option<Involvement>,
    finance: Option<FinanceShare>,
    concerns: Vec<&'static str>,
    open_milestones: u32,
    submitted_deliverables: u32,
    warnings: usize,
    next_warning: Option<i64>,
    widest_gap: Option<Decimal>,
    judged: Kept<'a>,
}

/// What is kept to be told.
#[derive(Serialize)]
struct Kept<'a> {
    #[serde(flatten)]
    judged: &'a Judged,
    #[serde(flatten)]
    behind: &'a Behind,
}

impl<'a> Row<'a> {
    fn of(
        (judged, behind): &'a (Judged, Behind),
        ending: &[ContractWarning],
        today: NaiveDate,
    ) -> Self {
        let own: Vec<&ContractWarning> = ending
            .iter()
            .filter(|warning| warning.partnership_id == judged.row.id)
            .collect();
        Self {
            partnership_id: judged.row.id,
            overall: judged.dimensions.overall(),
            weight: weight(judged),
            schedule: judged.dimensions.schedule.status,
            schedule_weight: schedule_weight(judged.schedule_weight()),
            money: judged.dimensions.money_status(),
            targets: judged.dimensions.targets.status,
            relationship: judged.dimensions.relationship.status,
            involvement: judged.governed.involvement,
            finance: judged.governed.finance(),
            concerns: Concern::VARIANTS
                .iter()
                .filter(|concern| judged.has(**concern, behind, ending, today))
                .map(|concern| concern.code())
                .collect(),
            open_milestones: judged.row.open_milestones,
            submitted_deliverables: judged.row.submitted_deliverables,
            warnings: own.len(),
            next_warning: own.iter().map(|warning| urgency(warning)).min(),
            widest_gap: judged.widest_gap,
            judged: Kept { judged, behind },
        }
    }
}

/// [`Judged::weight`] as one number, for an index.
fn weight(judged: &Judged) -> i64 {
    let (overall, as_bad, schedule) = judged.weight();
    let as_bad = i64::try_from(as_bad).unwrap_or_default();
    (((i64::from(overall) << 4) | as_bad) << 24) | schedule_weight(schedule)
}

/// [`Judged::schedule_weight`] as one number.
fn schedule_weight((status, days): (u8, i64)) -> i64 {
    (i64::from(status) << 20) | days.clamp(0, (1 << 20) - 1)
}

/// The order that [`contracts::warnings`] has, as one number.
fn urgency(warning: &ContractWarning) -> i64 {
    warning.warning.days * 16 + warning.warning.kind as i64
}

/// What partnerships add up to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts(HashMap<String, u64>);

impl From<Vec<Count>> for Counts {
    fn from(counts: Vec<Count>) -> Self {
        let number = |number: i64| u64::try_from(number).unwrap_or_default();
        let counts = counts.into_iter();
        Self(
            counts
                .map(|count| (count.what, number(count.number)))
                .collect(),
        )
    }
}

impl Counts {
    fn get(&self, what: &str) -> usize {
        let number = self.0.get(what).copied().unwrap_or_default();
        usize::try_from(number).unwrap_or(usize::MAX)
    }

    /// How many there are.
    pub(super) fn partnerships(&self) -> usize {
        self.get("partnerships")
    }

    /// Milestones still to be reached.
    pub(super) fn open_milestones(&self) -> usize {
        self.get("open_milestones")
    }

    /// Deliverables that wait for their review.
    pub(super) fn submitted_deliverables(&self) -> usize {
        self.get("submitted_deliverables")
    }

    /// Contracts to act on soon.
    pub(super) fn warnings(&self) -> usize {
        self.get("warnings")
    }

    /// How many fare like this.
    pub(super) fn status(&self, status: Status) -> usize {
        self.get(&format!("status:{}", status.code()))
    }

    /// How many share this concern.
    pub(super) fn concern(&self, concern: Concern) -> usize {
        self.get(&format!("concern:{}", concern.code()))
    }

    /// How many have government involved so far, with so much of the money
    /// government's; nothing is where that is not known.
    pub(super) fn government(
        &self,
        involvement: Option<Involvement>,
        finance: Option<FinanceShare>,
    ) -> usize {
        self.get(&government_key(involvement, finance))
    }

    /// How many somebody should act on.
    pub(super) fn needing_attention(&self) -> usize {
        self.status(Status::Red) + self.status(Status::Amber)
    }
}

fn government_key(involvement: Option<Involvement>, finance: Option<FinanceShare>) -> String {
    let involvement = code_or_unknown(involvement);
    format!("government:{involvement}:{}", code_or_unknown(finance))
}

/// What the partnerships of the viewer's jurisdictions add up to.
pub(super) async fn counts(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Counts> {
    Ok(db::counts(tx, today).await?.into())
}

/// What these partnerships add up to.
pub(super) async fn counts_of(
    tx: &mut Tx,
    today: NaiveDate,
    partnerships: &[Uuid],
) -> sqlx::Result<Counts> {
    Ok(db::counts_of(tx, today, partnerships).await?.into())
}

/// What the partnerships of a jurisdiction and of those below it add up to, as
/// far as the viewer oversees them.
pub(super) async fn counts_within(
    tx: &mut Tx,
    today: NaiveDate,
    jurisdiction: Uuid,
) -> sqlx::Result<Counts> {
    Ok(db::counts_within(tx, today, jurisdiction).await?.into())
}

/// The funding of all partnerships of the viewer's jurisdictions together.
pub(super) async fn totals(tx: &mut Tx, first_month: FirstMonth) -> sqlx::Result<Totals> {
    Ok(together(db::funding(tx).await?, first_month))
}

/// The funding of these partnerships together.
pub(crate) async fn totals_of(
    tx: &mut Tx,
    partnerships: &[Uuid],
    first_month: FirstMonth,
) -> sqlx::Result<Totals> {
    Ok(together(
        db::funding_of(tx, partnerships).await?,
        first_month,
    ))
}

fn together(sums: Vec<FundingSum>, first_month: FirstMonth) -> Totals {
    let mut entries: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (currency, entry) in sums.into_iter().map(Into::into) {
        entries.entry(currency).or_default().push(entry);
    }
    Totals {
        ledgers: entries
            .into_iter()
            .map(|(currency, entries)| (currency, Ledger::new(&entries, first_month, None)))
            .collect(),
        planned_end: None,
    }
}

/// Begins a transaction of the person in which what is kept is up to date.
pub(crate) async fn begin(
    app: &AppState,
    person: &CurrentPerson,
    today: NaiveDate,
) -> sqlx::Result<Tx> {
    Ok(begin_told(app, person, today).await?.0)
}

/// As [`begin`], and tells whether the sums of the person's jurisdictions are
/// the sums of all they see.
pub(super) async fn begin_told(
    app: &AppState,
    person: &CurrentPerson,
    today: NaiveDate,
) -> sqlx::Result<(Tx, bool)> {
    let mut tx = app.db.begin_as(person).await?;
    let known = db::known(&mut tx, today).await?;
    if !known.current {
        // Given back before another is taken: they would wait for each other.
        tx.commit().await?;
        bring_up_to_date(&app.db, today).await?;
        tx = app.db.begin_as(person).await?;
    }
    Ok((tx, known.oversees_all))
}

/// Judges what was changed since the standings of this day were last up to date,
/// or everything where it is a new one.
pub(crate) async fn bring_up_to_date(database: &Db, today: NaiveDate) -> sqlx::Result<()> {
    let mut tx = database.begin_as_operator("standing").await?;
    // One at a time, so that what another has just judged is not judged again.
    let since = db::lock(&mut tx, today).await?;
    // Rows of the history are numbered at commit, one transaction after the
    // other: all up to here is seen by every query that follows.
    let until = db::end_of_history(&mut tx).await?;
    if since == Some(until) {
        return tx.commit().await;
    }
    let changed = db::changed(&mut tx, since, until).await?;
    if since.is_none() {
        // A jurisdiction that no partnership is left in is not added up again.
        db::clear_sums(&mut tx).await?;
    }
    db::mark(&mut tx, today, until).await?;
    let mut jurisdictions = db::jurisdictions(&mut tx, today, &changed).await?;
    for ids in changed.chunks(AT_ONCE) {
        let ending = contracts::warnings(&mut tx, Some(ids), today).await?;
        let judged = super::judge(&mut tx, ids, today).await?;
        let rows: Vec<Row<'_>> = judged
            .iter()
            .map(|judged| Row::of(judged, &ending, today))
            .collect();
        db::put(&mut tx, today, &rows).await?;
    }
    jurisdictions.extend(db::jurisdictions(&mut tx, today, &changed).await?);
    let jurisdictions: Vec<Uuid> = BTreeSet::from_iter(jurisdictions).into_iter().collect();
    db::add_up(&mut tx, today, &jurisdictions).await?;
    db::forget(&mut tx, today - Days::new(DAYS_KEPT)).await?;
    if since.is_none() || changed.len() > AT_ONCE {
        db::count(&mut tx).await?;
    }
    tx.commit().await
}

/// Forgets everything that is kept: an earlier version of the program may have
/// judged otherwise, or have written it down in another shape.
pub(crate) async fn forget(database: &Db) -> sqlx::Result<()> {
    let mut tx = database.begin_as_operator("standing").await?;
    db::forget_all(&mut tx).await?;
    tx.commit().await
}

/// Brings the standings up to date from time to time, so that whoever comes
/// first on a new day, or after an import, does not wait for it.
pub(crate) fn keep_up_to_date(state: &AppState) {
    let kept = state.clone();
    state.background.spawn(async move {
        loop {
            if let Err(error) = bring_all_up_to_date(&kept).await {
                tracing::warn!(%error, "standings cannot be brought up to date");
            }
            tokio::select! {
                () = kept.background.ending() => break,
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    });
}

/// Those of each day that it is somewhere.
async fn bring_all_up_to_date(state: &AppState) -> sqlx::Result<()> {
    let mut tx = state.db.begin_as_operator("standing").await?;
    let zones = db::time_zones(&mut tx).await?;
    tx.commit().await?;
    let days: BTreeSet<NaiveDate> = zones
        .iter()
        .map(|zone| state.today_in(zone.parse().unwrap_or(Zone::UTC)))
        .collect();
    for day in days {
        bring_up_to_date(&state.db, day).await?;
    }
    Ok(())
}
