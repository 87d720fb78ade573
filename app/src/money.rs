//! How partnerships fare with their money: the facts from the database, and
//! the rule's answer in the reader's words.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::access::{Action, Person, role_may};
use domain::funding::{Cliff, Entry, Ledger};
use domain::jurisdiction::FirstMonth;
use domain::partnership::Stage;
use domain::status::{MoneyFacts, MoneyReason};
use uuid::Uuid;

use crate::db::Tx;
use crate::funding::{self, FundingRow};
use crate::t;
use crate::text;

/// A month as the database holds it.
pub(crate) fn first_month(number: i16) -> FirstMonth {
    let number = u32::try_from(number).unwrap_or_default();
    FirstMonth::new(number).expect("jurisdiction_first_month_exists holds")
}

/// What is known of the money of each of these partnerships that the person
/// sees, by its id; nothing for those who see no money, such as vendors.
pub(crate) async fn facts(
    tx: &mut Tx,
    person: &Person,
    partnerships: &[Uuid],
) -> sqlx::Result<HashMap<Uuid, MoneyFacts>> {
    if !role_may(person.role, Action::ReadFunding) {
        return Ok(HashMap::new());
    }
    let rows = funding::entries(tx, partnerships).await?;
    let mut rows = by_partnership(&rows);
    let frames = sqlx::query!(
        r#"select p.id, p.stage as "stage: Stage", p.planned_end, j.fiscal_first_month
        from partnership p join jurisdiction j on j.id = p.jurisdiction_id
        where p.id = any ($1)"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(frames
        .into_iter()
        .map(|frame| {
            let first_month = first_month(frame.fiscal_first_month);
            let rows = rows.remove(&frame.id).unwrap_or_default();
            let facts = gathered(frame.stage, first_month, frame.planned_end, &rows);
            (frame.id, facts)
        })
        .collect())
}

/// Rows of funding by partnership.
pub(crate) fn by_partnership(rows: &[FundingRow]) -> HashMap<Uuid, Vec<&FundingRow>> {
    let mut by_partnership: HashMap<Uuid, Vec<&FundingRow>> = HashMap::new();
    for row in rows {
        by_partnership
            .entry(row.partnership_id)
            .or_default()
            .push(row);
    }
    by_partnership
}

/// The facts of one partnership, from its rows.
pub(crate) fn gathered(
    stage: Stage,
    first_month: FirstMonth,
    planned_end: Option<NaiveDate>,
    rows: &[&FundingRow],
) -> MoneyFacts {
    MoneyFacts {
        stage,
        first_month,
        planned_end,
        ledgers: ledgers(rows.iter().copied(), first_month, planned_end),
    }
}

/// The ledger of each currency in these rows.
pub(crate) fn ledgers<'a>(
    rows: impl IntoIterator<Item = &'a FundingRow>,
    first_month: FirstMonth,
    until: Option<NaiveDate>,
) -> BTreeMap<String, Ledger> {
    let mut entries: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for row in rows {
        entries.entry(&row.currency).or_default().push(&row.entry);
    }
    entries
        .into_iter()
        .map(|(currency, entries)| {
            let ledger = Ledger::new(entries, first_month, until);
            (currency.to_owned(), ledger)
        })
        .collect()
}

/// Why money has its status, as a sentence.
pub(crate) fn words(reason: &MoneyReason) -> String {
    match reason {
        MoneyReason::Overspent {
            currency,
            label,
            amount,
        } => t!(
            "money-overspent",
            year = label.clone(),
            amount = text::money(*amount, currency)
        ),
        MoneyReason::NothingThisYear { currency, label } => t!(
            "money-nothing-this-year",
            year = label.clone(),
            currency = currency.clone()
        ),
        MoneyReason::CliffAhead { currency, cliff } => cliff_words(currency, cliff),
        MoneyReason::Overreceived {
            currency,
            label,
            amount,
        } => t!(
            "money-overreceived",
            year = label.clone(),
            amount = text::money(*amount, currency)
        ),
        MoneyReason::OnlyExpected {
            currency,
            label,
            amount,
        } => t!(
            "money-only-expected",
            year = label.clone(),
            amount = text::money(*amount, currency)
        ),
        MoneyReason::ShortCover { currency, years } => t!(
            "money-short-cover",
            years = *years,
            currency = currency.clone()
        ),
        MoneyReason::Covered { currency, until } => t!(
            "money-covered",
            date = text::date(*until),
            currency = currency.clone()
        ),
        MoneyReason::NothingCommitted => t!("money-nothing-committed"),
        MoneyReason::NotRunning(stage) => {
            t!(
                "money-not-running",
                stage = domain::Vocabulary::code(*stage)
            )
        }
    }
}

/// Where committed money breaks off, as a sentence.
pub(crate) fn cliff_words(currency: &str, cliff: &Cliff) -> String {
    let date = text::date(cliff.on);
    let from = text::money(cliff.from, currency);
    if cliff.ends() {
        t!("money-cliff-ends", date = date, from = from)
    } else {
        let to = text::money(cliff.to, currency);
        t!("money-cliff-falls", date = date, from = from, to = to)
    }
}
