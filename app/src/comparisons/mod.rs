//! Jurisdictions side by side: how their partnerships fare, what is committed,
//! the five-per-cent test, and where groups stand apart.
//!
//! Every figure is that of a page of its own, to which it leads. A jurisdiction
//! stands for itself and those below it, as everywhere.

mod db;
mod views;

use std::collections::{BTreeMap, HashMap, HashSet};

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;
use chrono::NaiveDate;
use domain::access::Action;
use domain::budget::Test;
use domain::funding::Ledger;
use domain::jurisdiction::Level;
use domain::scorecard::{Factor, Gap, Results};
use serde::{Deserialize, Serialize};
use strum::VariantArray;
use uuid::Uuid;

use crate::access::{CurrentPerson, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::funding::{self, FundingRow};
use crate::page::Page;
use crate::portfolio::{self, Judged};
use crate::scorecards::{self, Latest};
use crate::{AppState, Today, budgets, jurisdictions, list, money, t};
use db::PlaceRow;

/// Where the pages are.
pub(crate) mod url {
    pub(crate) const INDEX: &str = "/jurisdictions/compare";
    pub(crate) const CSV: &str = "/jurisdictions/compare.csv";
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadPortfolio);
    Routes::new()
        .get(url::INDEX, read, index)
        .get(url::CSV, read, spreadsheet)
}

/// Which jurisdictions stand side by side.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
struct Filters {
    /// Codes; none is all of a level.
    jurisdiction: Vec<String>,
    /// A [`Level`]; blank is the one with the most jurisdictions.
    level: String,
}

impl Filters {
    /// The jurisdictions that they leave of those in the viewer's scope.
    fn choose<'a>(&self, places: &'a [PlaceRow]) -> Vec<&'a PlaceRow> {
        let named = |place: &&PlaceRow| self.jurisdiction.contains(&place.code);
        if places.iter().any(|place| named(&place)) {
            return places.iter().filter(named).collect();
        }
        let of = |level: Level| places.iter().filter(move |place| place.level == level);
        let most = Level::VARIANTS
            .iter()
            .copied()
            .max_by_key(|level| of(*level).count());
        let level = self.level.parse().ok().or(most);
        level.map(|level| of(level).collect()).unwrap_or_default()
    }
}

/// A jurisdiction and what is known of it.
struct Side<'a> {
    place: &'a PlaceRow,
    judged: Vec<&'a Judged>,
    /// Its partnerships' money by currency, in its own fiscal years, with the
    /// number of partnerships that have some.
    money: BTreeMap<String, (Ledger, usize)>,
    /// Nothing without budgets.
    test: Option<&'a Test>,
    /// The widest perception gap, and whose.
    gap: Option<(&'a Judged, &'a Latest, Factor, Gap)>,
    /// Deliverables that are past their day, and in how many partnerships.
    overdue: (i64, usize),
}

/// Everything that the sides are made of.
struct Found {
    places: Vec<PlaceRow>,
    judged: Vec<Judged>,
    funding: Vec<FundingRow>,
    latest: Vec<Latest>,
    tests: HashMap<Uuid, Test>,
    overdue: HashMap<Uuid, i64>,
}

impl Found {
    async fn load(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Self> {
        let judged = portfolio::judged(tx, today).await?;
        let ids: Vec<Uuid> = judged.iter().map(|one| one.row.id).collect();
        Ok(Self {
            places: db::places(tx).await?,
            latest: scorecards::latest_published(tx, &ids).await?,
            tests: budgets::tests(tx).await?,
            overdue: db::overdue(tx, today).await?,
            funding: funding::entries(tx, &ids).await?,
            judged,
        })
    }

    fn sides(&self, filters: &Filters) -> Vec<Side<'_>> {
        let chosen = filters.choose(&self.places).into_iter();
        chosen.map(|place| self.side(place)).collect()
    }

    fn side<'a>(&'a self, place: &'a PlaceRow) -> Side<'a> {
        let of: HashSet<Uuid> = place.partnerships.iter().copied().collect();
        let within = |id: &Uuid| of.contains(id);
        let judged: Vec<&Judged> = self
            .judged
            .iter()
            .filter(|one| within(&one.row.id))
            .collect();
        let funding = || {
            self.funding
                .iter()
                .filter(|row| within(&row.partnership_id))
        };
        let ledgers = money::ledgers(funding(), place.first_month, None);
        let money = ledgers.into_iter().map(|(currency, ledger)| {
            let mut funded: Vec<Uuid> = funding()
                .filter(|row| row.currency == currency)
                .map(|row| row.partnership_id)
                .collect();
            funded.sort_unstable();
            funded.dedup();
            (currency, (ledger, funded.len()))
        });
        let late = judged
            .iter()
            .filter_map(|one| self.overdue.get(&one.row.id));
        Side {
            place,
            money: money.collect(),
            test: self.tests.get(&place.id),
            gap: widest(&judged, &self.latest),
            overdue: (late.clone().sum(), late.count()),
            judged,
        }
    }
}

fn widest<'a>(
    judged: &[&'a Judged],
    latest: &'a [Latest],
) -> Option<(&'a Judged, &'a Latest, Factor, Gap)> {
    let rounds: HashMap<Uuid, &Latest> = latest
        .iter()
        .map(|round| (round.partnership_id, round))
        .collect();
    let gaps = judged.iter().filter_map(|one| {
        let round = *rounds.get(&one.row.id)?;
        let (factor, gap) = Results::of(round.cells.clone()).widest_gap()?;
        Some((*one, round, factor, gap))
    });
    gaps.max_by_key(|(.., gap)| gap.width())
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = portfolio::standing::begin(&app, &person, today).await?;
    let found = Found::load(&mut tx, today).await?;
    tx.commit().await?;
    let sides = found.sides(&filters);
    let view = views::index(&person, &filters, &found.places, &sides, today);
    Ok(Page::new(t!("comparison-title"))
        .crumb(jurisdictions::url::INDEX, t!("jurisdictions-title"))
        .show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = portfolio::standing::begin(&app, &person, today).await?;
    let found = Found::load(&mut tx, today).await?;
    tx.commit().await?;
    let sides = found.sides(&filters);
    list::spreadsheet(
        &format!("jurisdictions-{today}"),
        &views::csv_headings(),
        sides.iter().flat_map(|side| views::csv_rows(side, today)),
    )
}
