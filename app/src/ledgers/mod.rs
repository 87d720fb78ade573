//! Ledgers of many partnerships: what is promised, received and spent by
//! fiscal year, how long it lasts, who pays and who leads.
//!
//! The rows come from the funding that triggers keep; every figure follows
//! from them by [`domain::funding`]. One reporting currency is made by the
//! dated rates of [`domain::rate`], never by a guess.

mod db;
mod form;
mod views;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;
use chrono::NaiveDate;
use domain::access::Action;
use domain::funding::{Cliff, Figures, FiscalYear, Ledger, PeriodFigures};
use domain::jurisdiction::FirstMonth;
use domain::money::{Currency, Money};
use domain::rate::{Rate, Rates};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::funding::{self, FundingRow};
use crate::page::Page;
use crate::{AppState, Today, jurisdictions, list, money, partnerships, rates, t};
use db::{JurisdictionRow, PartnershipRow, RateRow};
use form::Filters;

pub(crate) use form::Years;
pub(crate) use views::{cover_words, picture, this_year};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/ledger";
    pub(crate) const CSV: &str = "/ledger.csv";

    pub(crate) fn of_jurisdiction(id: Uuid) -> String {
        format!("/jurisdictions/{id}/ledger")
    }
    pub(crate) fn csv_of_jurisdiction(id: Uuid) -> String {
        format!("/jurisdictions/{id}/ledger.csv")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadPortfolio);
    Routes::new()
        .get(url::INDEX, read, index)
        .get(url::CSV, read, spreadsheet)
        .get(
            "/jurisdictions/{jurisdiction}/ledger",
            read,
            of_jurisdiction,
        )
        .get(
            "/jurisdictions/{jurisdiction}/ledger.csv",
            read,
            spreadsheet_of_jurisdiction,
        )
}

/// Funding of many partnerships together, by currency.
pub(crate) struct Totals {
    /// The ledger of each currency.
    pub(crate) ledgers: BTreeMap<String, Ledger>,
    /// Up to when a cliff is looked for: the planned end, if it all belongs to
    /// one partnership. Many have no end in common, so their cliff is looked
    /// for as far as money is recorded.
    pub(crate) planned_end: Option<NaiveDate>,
}

impl Totals {
    /// The sums of these rows in fiscal years that begin in `first_month`.
    pub(crate) fn of(
        rows: &[FundingRow],
        first_month: FirstMonth,
        planned_end: Option<NaiveDate>,
    ) -> Self {
        Self {
            ledgers: money::ledgers(rows, first_month, planned_end),
            planned_end,
        }
    }
}

/// What a ledger shows: the filters' partnerships and their funding.
struct Account {
    /// The jurisdiction whose ledger it is; nothing for all in scope.
    within: Option<JurisdictionRow>,
    first_month: FirstMonth,
    partnerships: Vec<PartnershipRow>,
    /// In the reporting currency, where one was asked for and a rate leads
    /// there.
    rows: Vec<FundingRow>,
    /// Id and name of everybody who funds one of the partnerships.
    funders: Vec<(String, String)>,
    totals: Totals,
    reporting: Option<Reporting>,
}

/// How amounts came to be in one currency.
struct Reporting {
    currency: Currency,
    /// The rates used, each with its day and source.
    rates: Vec<RateRow>,
    /// Currencies from which no rate leads there.
    without: BTreeSet<String>,
}

/// One partnership's money in one currency.
struct Line<'a> {
    partnership: &'a PartnershipRow,
    currency: String,
    /// Of the years shown.
    figures: Figures,
    /// Of all years, in its own jurisdiction's fiscal years.
    ledger: Ledger,
    cliff: Option<Cliff>,
}

async fn account(
    tx: &mut Tx,
    person: &CurrentPerson,
    filters: &Filters,
    within: Option<Uuid>,
    today: NaiveDate,
) -> Result<Account, AppError> {
    let within = match within {
        Some(id) => Some(db::jurisdiction(tx, id).await?),
        None => None,
    };
    let first_month = within
        .as_ref()
        .map_or(person.first_month, |within| within.first_month);
    let partnerships =
        db::partnerships(tx, filters, within.as_ref().map(|within| within.id)).await?;
    let ids: Vec<Uuid> = partnerships.iter().map(|row| row.id).collect();
    let mut rows = funding::entries(tx, &ids).await?;
    let mut funders: Vec<(String, String)> = rows
        .iter()
        .map(|row| (row.entry.funder_id.to_string(), row.funder.clone()))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    funders.sort_by_key(|(_, name)| name.to_lowercase());
    let (funder, kind) = (filters.funder(), filters.kind());
    rows.retain(|row| funder.is_none_or(|funder| row.entry.funder_id == funder));
    rows.retain(|row| kind.is_none_or(|kind| row.entry.kind == kind));
    let reporting = match filters.currency() {
        Some(currency) => Some(report(tx, &mut rows, currency, today).await?),
        None => None,
    };
    let funded: HashSet<Uuid> = rows.iter().map(|row| row.partnership_id).collect();
    let mut one = partnerships.iter().filter(|row| funded.contains(&row.id));
    let planned_end = match (one.next(), one.next()) {
        (Some(row), None) => row.planned_end,
        _ => None,
    };
    Ok(Account {
        totals: Totals::of(&rows, first_month, planned_end),
        within,
        first_month,
        partnerships,
        rows,
        funders,
        reporting,
    })
}

/// Brings the rows into one currency, by the latest rates on or before today
/// for every year: what the money is worth now, not what it was worth then.
async fn report(
    tx: &mut Tx,
    rows: &mut [FundingRow],
    to: Currency,
    today: NaiveDate,
) -> Result<Reporting, AppError> {
    let held: BTreeSet<Currency> = rows
        .iter()
        .filter_map(|row| row.currency.parse().ok())
        .chain([to])
        .collect();
    let held: Vec<Currency> = held.into_iter().collect();
    let loaded = rates::load(tx, &held, today).await?;
    let mut used = Vec::new();
    let mut without = BTreeSet::new();
    for row in rows {
        if convert(row, &loaded, to, today, &mut used).is_none() {
            without.insert(row.currency.clone());
        }
    }
    Ok(Reporting {
        currency: to,
        rates: db::sources(tx, &used).await?,
        without,
    })
}

/// Brings one row into another currency, all of it or, where no rate leads
/// there, nothing of it.
fn convert(
    row: &mut FundingRow,
    rates: &Rates,
    to: Currency,
    today: NaiveDate,
    used: &mut Vec<Rate>,
) -> Option<()> {
    let currency: Currency = row.currency.parse().ok()?;
    let mut converted = row.entry.clone();
    for amount in [
        &mut converted.expected,
        &mut converted.committed,
        &mut converted.received,
        &mut converted.spent,
    ] {
        let money = Money {
            amount: *amount,
            currency,
        };
        let there = rates.convert(money, to, today).ok()?;
        *amount = there.money.amount;
        for rate in there.rates {
            if !used.contains(&rate) {
                used.push(rate);
            }
        }
    }
    row.entry = converted;
    to.code().clone_into(&mut row.currency);
    Some(())
}

impl Account {
    /// How many rows have another fiscal period than the years of this ledger.
    fn odd_rows(&self) -> usize {
        let year = |row: &FundingRow| FiscalYear::of(row.entry.period.start(), self.first_month);
        let rows = self.rows.iter();
        rows.filter(|row| year(row).period() != row.entry.period)
            .count()
    }

    /// Each partnership's money by currency; those without any are left out.
    fn lines(&self, years: Years, today: NaiveDate) -> Vec<Line<'_>> {
        let rows = money::by_partnership(&self.rows);
        let mut lines = Vec::new();
        for partnership in &self.partnerships {
            let Some(rows) = rows.get(&partnership.id) else {
                continue;
            };
            let of = |first_month| {
                money::ledgers(rows.iter().copied(), first_month, partnership.planned_end)
            };
            let mut own = of(partnership.first_month);
            for (currency, ledger) in of(self.first_month) {
                let figures = shown(&ledger, years).map(|year| year.figures).sum();
                if figures == Figures::default() {
                    continue;
                }
                let Some(ledger) = own.remove(&currency) else {
                    continue;
                };
                lines.push(Line {
                    partnership,
                    currency,
                    figures,
                    cliff: ledger.cliff(today, partnership.planned_end),
                    ledger,
                });
            }
        }
        lines
    }

    /// Who leads the partnerships that a funder pays for in a currency.
    fn led(&self, funder: Uuid, currency: &str) -> Vec<&PartnershipRow> {
        let paid: HashSet<Uuid> = self
            .rows
            .iter()
            .filter(|row| row.entry.funder_id == funder && row.currency == currency)
            .filter(|row| row.entry.committed > Decimal::ZERO)
            .map(|row| row.partnership_id)
            .collect();
        let partnerships = self.partnerships.iter();
        partnerships.filter(|row| paid.contains(&row.id)).collect()
    }

    fn names(&self) -> HashMap<Uuid, &str> {
        let rows = self.rows.iter();
        rows.map(|row| (row.entry.funder_id, row.funder.as_str()))
            .collect()
    }
}

/// The fiscal years of a ledger that are asked for.
fn shown(ledger: &Ledger, years: Years) -> impl Iterator<Item = &PeriodFigures> {
    let periods = ledger.periods().iter();
    periods.filter(move |year| years.contain(year.period))
}

/// Sorts by a column; amounts only within their currency, since amounts of
/// different currencies are not more or less than one another.
fn sort(lines: &mut [Line<'_>], order: &str, today: NaiveDate) {
    let (key, descending) = match order.strip_prefix('-') {
        Some(key) => (key, true),
        None => (order, false),
    };
    lines.sort_by(|a, b| {
        let amount = |of: fn(&Figures) -> Decimal| of(&a.figures).cmp(&of(&b.figures));
        let order = match key {
            "title" => {
                let title = |line: &Line<'_>| line.partnership.title.to_lowercase();
                return turned(title(a).cmp(&title(b)), descending);
            }
            "committed" => amount(|figures| figures.committed),
            "received" => amount(|figures| figures.received),
            "spent" => amount(|figures| figures.spent),
            "remaining" => amount(Figures::remaining),
            "years" => {
                let years = |line: &Line<'_>| line.ledger.years_covered(today);
                years(a).cmp(&years(b))
            }
            "cliff" => {
                let on = |line: &Line<'_>| line.cliff.as_ref().map(|cliff| cliff.on);
                // What has none comes last either way.
                let none = on(a).is_none().cmp(&on(b).is_none());
                return none.then(turned(on(a).cmp(&on(b)), descending));
            }
            _ => amount(|figures| figures.committed).reverse(),
        };
        a.currency.cmp(&b.currency).then(turned(order, descending))
    });
}

fn turned(order: std::cmp::Ordering, descending: bool) -> std::cmp::Ordering {
    if descending { order.reverse() } else { order }
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    page(&app, &person, &filters, None, today).await
}

async fn of_jurisdiction(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    page(&app, &person, &filters, Some(id), today).await
}

async fn page(
    app: &AppState,
    person: &CurrentPerson,
    filters: &Filters,
    within: Option<Uuid>,
    today: NaiveDate,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let account = account(&mut tx, person, filters, within, today).await?;
    let jurisdictions = partnerships::jurisdictions_in_use(&mut tx).await?;
    tx.commit().await?;
    let page = match &account.within {
        None => Page::new(t!("ledger-title")),
        Some(row) => Page::new(t!("ledger-of", jurisdiction = row.name.clone()))
            .crumb(jurisdictions::url::INDEX, t!("jurisdictions-title"))
            .crumb(jurisdictions::url::show(row.id), row.name.clone()),
    };
    Ok(page.show(views::index(
        person,
        filters,
        &account,
        jurisdictions,
        today,
    )))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    file(&app, &person, &filters, None, today).await
}

async fn spreadsheet_of_jurisdiction(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    file(&app, &person, &filters, Some(id), today).await
}

async fn file(
    app: &AppState,
    person: &CurrentPerson,
    filters: &Filters,
    within: Option<Uuid>,
    today: NaiveDate,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let account = account(&mut tx, person, filters, within, today).await?;
    tx.commit().await?;
    let name = match &account.within {
        None => format!("ledger-{today}"),
        Some(row) => format!("ledger-{}-{today}", row.code),
    };
    let (headings, rows) = views::csv(&account, filters.years());
    list::spreadsheet(&name, &headings, rows)
}
