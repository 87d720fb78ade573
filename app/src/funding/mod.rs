//! Funding of a partnership over years: the ledger of what was promised, what
//! arrived and what was spent, and who pays beside who leads.

mod db;
pub(crate) mod views;

use std::collections::{BTreeMap, HashMap};

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::access::Action;
use domain::funding::{Entry, FiscalYear, Ledger};
use domain::jurisdiction::FirstMonth;
use uuid::Uuid;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::html::AnyView;
use crate::movements::Movement;
use crate::page::Page;
use crate::{AppState, Today, commitments, list, movements, partnerships, t, ui};

/// Where the pages are.
pub(crate) mod url {
    pub(crate) fn show(reference: &str) -> String {
        format!("/partnerships/{reference}/funding")
    }
    pub(super) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/funding.csv")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadFunding);
    Routes::new()
        .get("/partnerships/{reference}/funding", read, show)
        .get("/partnerships/{reference}/funding.csv", read, spreadsheet)
}

/// The pages about a partnership's money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it by fiscal year.
    Ledger,
    /// What was promised.
    Commitments,
    /// What arrived.
    Receipts,
    /// What was spent.
    Spending,
}

/// The way between a partnership's pages, and between those about its money.
pub(crate) fn nav(place: &Place, current: Part) -> AnyView {
    let reference = &place.reference;
    let parts = [
        (Part::Ledger, url::show(reference), t!("funding-ledger")),
        (
            Part::Commitments,
            commitments::url::index(reference),
            t!("commitments-title"),
        ),
        (
            Part::Receipts,
            movements::url::index(reference, Movement::Receipt),
            t!("receipts-title"),
        ),
        (
            Part::Spending,
            movements::url::index(reference, Movement::Spending),
            t!("spending-title"),
        ),
    ];
    let parts = parts.map(|(part, href, label)| ui::NavItem {
        href,
        label,
        current: part == current,
    });
    views::navs(
        partnerships::sub_nav(place, partnerships::Tab::Funding),
        parts.into(),
    )
}

/// A page about a partnership's money, with the way to it.
pub(crate) fn page(place: &Place, title: String) -> Page {
    partnerships::page(place, title).crumb(url::show(&place.reference), t!("partnership-funding"))
}

/// The fiscal years around today with `own`, as choices of an editor's row.
pub(crate) fn year_choices(
    own: Option<FiscalYear>,
    first_month: FirstMonth,
    today: NaiveDate,
) -> Vec<(String, String)> {
    let this = FiscalYear::of(today, first_month);
    let past = std::iter::successors(Some(this.previous()), |year| Some(year.previous())).take(15);
    let future = std::iter::successors(Some(this), |year| Some(year.next())).take(26);
    let mut starts: Vec<FiscalYear> = past.chain(future).chain(own).collect();
    starts.sort_unstable_by_key(|year| year.period().start());
    starts.dedup();
    starts
        .into_iter()
        .map(|year| (year.period().start().to_string(), year.label()))
        .collect()
}

/// One row of a ledger: a funder's money of one kind for one fiscal period in
/// one partnership.
#[derive(Debug, Clone)]
pub(crate) struct FundingRow {
    /// Partnership that it is for.
    pub(crate) partnership_id: Uuid,
    /// ISO 4217; of all amounts of the entry.
    pub(crate) currency: String,
    /// Name of the funder.
    pub(crate) funder: String,
    /// The figures.
    pub(crate) entry: Entry,
}

/// The funding of these partnerships, as far as the viewer sees it, in the
/// order of time.
///
/// # Errors
/// The database's.
pub(crate) async fn entries(tx: &mut Tx, partnerships: &[Uuid]) -> sqlx::Result<Vec<FundingRow>> {
    db::entries(tx, partnerships).await
}

/// The ledger of one currency.
pub(crate) struct CurrencyLedger {
    /// ISO 4217.
    pub(crate) currency: String,
    /// The figures.
    pub(crate) ledger: Ledger,
    /// Names of the funders.
    pub(crate) funders: HashMap<Uuid, String>,
}

/// One ledger for each currency of the rows, of whatever partnerships, in
/// fiscal years that begin in `first_month`, continued to `until`.
pub(crate) fn ledgers(
    rows: &[FundingRow],
    first_month: FirstMonth,
    until: Option<NaiveDate>,
) -> Vec<CurrencyLedger> {
    let mut by_currency: BTreeMap<&str, Vec<&FundingRow>> = BTreeMap::new();
    for row in rows {
        by_currency.entry(&row.currency).or_default().push(row);
    }
    by_currency
        .into_iter()
        .map(|(currency, rows)| CurrencyLedger {
            currency: currency.to_owned(),
            ledger: Ledger::new(rows.iter().map(|row| &row.entry), first_month, until),
            funders: rows
                .iter()
                .map(|row| (row.entry.funder_id, row.funder.clone()))
                .collect(),
        })
        .collect()
}

/// Everything that a partnership's ledger shows.
async fn read(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<(db::Facts, Vec<CurrencyLedger>)> {
    let facts = db::facts(tx, partnership).await?;
    let rows = entries(tx, &[partnership]).await?;
    let ledgers = ledgers(&rows, facts.first_month(), facts.planned_end);
    Ok((facts, ledgers))
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (facts, ledgers) = read(&mut tx, place.partnership_id).await?;
    tx.commit().await?;
    let view = views::show(&place, &facts, &ledgers, today);
    Ok(partnerships::page(&place, t!("partnership-funding")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (_, ledgers) = read(&mut tx, place.partnership_id).await?;
    tx.commit().await?;
    let name = format!("{}-funding", place.reference);
    list::spreadsheet(&name, &views::csv_headings(), views::csv_rows(&ledgers))
}
