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
use domain::jurisdiction::FirstMonth;
use domain::status::Status;
use rust_decimal::Decimal;
use serde::Serialize;
use strum::VariantArray;
use uuid::Uuid;

use super::Judged;
use super::form::Concern;
use crate::AppState;
use crate::access::CurrentPerson;
use crate::contracts::{self, ContractWarning};
use crate::db::{Db, Tx};
use crate::ledgers::Totals;

pub(super) use db::{YearSum, apart, contract_years, page, reported, warned, worst};

/// So many are judged at once: enough for a query to pay, few enough to hold.
const AT_ONCE: usize = 500;
/// A day's standings are kept until no clock on earth shows that day any more.
const DAYS_KEPT: u64 = 2;
/// How often a server looks whether a day has begun or something was changed.
const PAUSE: Duration = Duration::from_secs(20);

/// A partnership's standing as it is kept.
#[derive(Debug, Serialize)]
struct Row {
    partnership_id: Uuid,
    overall: Status,
    weight: i64,
    concerns: Vec<&'static str>,
    open_milestones: u32,
    submitted_deliverables: u32,
    warnings: usize,
    next_warning: Option<i64>,
    widest_gap: Option<Decimal>,
}

impl Row {
    fn of(judged: &Judged, ending: &[ContractWarning], today: NaiveDate) -> Self {
        let own: Vec<&ContractWarning> = ending
            .iter()
            .filter(|warning| warning.partnership_id == judged.row.id)
            .collect();
        Self {
            partnership_id: judged.row.id,
            overall: judged.dimensions.overall(),
            weight: weight(judged),
            concerns: Concern::VARIANTS
                .iter()
                .filter(|concern| judged.has(**concern, ending, today))
                .map(|concern| concern.code())
                .collect(),
            open_milestones: judged.row.open_milestones,
            submitted_deliverables: judged.row.submitted_deliverables,
            warnings: own.len(),
            next_warning: own.iter().map(|warning| urgency(warning)).min(),
            widest_gap: judged.widest_gap,
        }
    }
}

/// [`Judged::weight`] as one number, for an index.
fn weight(judged: &Judged) -> i64 {
    let (overall, as_bad, (schedule, days)) = judged.weight();
    let as_bad = i64::try_from(as_bad).unwrap_or_default();
    let ranks = (i64::from(overall) << 8) | (as_bad << 4) | i64::from(schedule);
    (ranks << 20) | days.clamp(0, (1 << 20) - 1)
}

/// The order that [`contracts::warnings`] has, as one number.
fn urgency(warning: &ContractWarning) -> i64 {
    warning.warning.days * 16 + warning.warning.kind as i64
}

/// What partnerships add up to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts(HashMap<String, u64>);

impl Counts {
    /// Counts these.
    pub(super) fn of(judged: &[Judged], ending: &[ContractWarning], today: NaiveDate) -> Self {
        let mut counts = Self::default();
        let mut add = |what: String, number: u64| *counts.0.entry(what).or_default() += number;
        for one in judged {
            add("partnerships".to_owned(), 1);
            add("open_milestones".to_owned(), one.row.open_milestones.into());
            add(
                "submitted_deliverables".to_owned(),
                one.row.submitted_deliverables.into(),
            );
            add(format!("status:{}", one.dimensions.overall().code()), 1);
            for concern in Concern::VARIANTS {
                if one.has(*concern, ending, today) {
                    add(format!("concern:{}", concern.code()), 1);
                }
            }
        }
        add("warnings".to_owned(), ending.len() as u64);
        counts
    }

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

    /// How many somebody should act on.
    pub(super) fn needing_attention(&self) -> usize {
        self.status(Status::Red) + self.status(Status::Amber)
    }
}

/// What the partnerships of the viewer's jurisdictions add up to.
pub(super) async fn counts(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Counts> {
    Ok(Counts(db::counts(tx, today).await?))
}

/// The funding of all partnerships of the viewer's jurisdictions together.
pub(super) async fn totals(tx: &mut Tx, first_month: FirstMonth) -> sqlx::Result<Totals> {
    let mut entries: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (currency, entry) in db::funding(tx).await? {
        entries.entry(currency).or_default().push(entry);
    }
    Ok(Totals {
        ledgers: entries
            .into_iter()
            .map(|(currency, entries)| (currency, Ledger::new(&entries, first_month, None)))
            .collect(),
        planned_end: None,
    })
}

/// Begins a transaction of the person, and tells whether what is kept of their
/// jurisdictions is all they see; it is then up to date.
pub(super) async fn begin(
    app: &AppState,
    person: &CurrentPerson,
    today: NaiveDate,
) -> sqlx::Result<(Tx, bool)> {
    let mut tx = app.db.begin_as(person).await?;
    let known = db::known(&mut tx, today).await?;
    if known.oversees_all && !known.current {
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
        let judged = super::judged_of(&mut tx, ids, today).await?;
        let rows: Vec<Row> = judged
            .iter()
            .map(|judged| Row::of(judged, &ending, today))
            .collect();
        db::put(&mut tx, today, &rows).await?;
    }
    jurisdictions.extend(db::jurisdictions(&mut tx, today, &changed).await?);
    let jurisdictions: Vec<Uuid> = BTreeSet::from_iter(jurisdictions).into_iter().collect();
    db::add_up(&mut tx, today, &jurisdictions).await?;
    db::forget(&mut tx, today - Days::new(DAYS_KEPT)).await?;
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
