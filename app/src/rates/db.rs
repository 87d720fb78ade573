//! The only SQL of rates.

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Currency;
use domain::rate::{Rate, Rates};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::{Narrowed, Values};
use crate::db::Tx;

/// A rate as the list shows it.
pub(super) struct RateRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) base: String,
    pub(super) quote: String,
    pub(super) as_of: NaiveDate,
    pub(super) rate: Decimal,
    pub(super) source: String,
    /// Nothing for the command line.
    pub(super) person: Option<String>,
    pub(super) entered_at: DateTime<Utc>,
}

/// A page of the rates, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    narrowed: &Narrowed,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<RateRow>, i64)> {
    let rows = sqlx::query!(
        r#"select r.id, r.version, r.base_currency, r.quote_currency, r.as_of, r.rate, r.source,
            p.name as "person?", r.entered_at, count(*) over () as "total!"
        from reference_rate r left join person p on p.id = r.entered_by
        where ($1 = '' or fold(r.source) like '%' || fold($1) || '%'
                or fold(r.base_currency || ' ' || r.quote_currency) like '%' || fold($1) || '%')
            and ($2 = '' or r.base_currency = $2)
            and ($3 = '' or r.quote_currency = $3)
            and ($4::date is null or r.as_of >= $4)
            and ($5::date is null or r.as_of <= $5)
        order by
            case when $6 = 'as_of' then r.as_of end,
            case when $6 = 'base' then r.base_currency end,
            case when $6 = '-base' then r.base_currency end desc,
            case when $6 = 'quote' then r.quote_currency end,
            case when $6 = '-quote' then r.quote_currency end desc,
            case when $6 = 'rate' then r.rate end,
            case when $6 = '-rate' then r.rate end desc,
            r.as_of desc, r.base_currency, r.quote_currency
        limit $7 offset $8"#,
        narrowed.q,
        narrowed.base,
        narrowed.quote,
        narrowed.from,
        narrowed.to,
        narrowed.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| RateRow {
            id: row.id,
            version: row.version,
            base: row.base_currency,
            quote: row.quote_currency,
            as_of: row.as_of,
            rate: row.rate,
            source: row.source,
            person: row.person,
            entered_at: row.entered_at,
        })
        .collect();
    Ok((rows, total))
}

/// Every currency that a rate is recorded for.
pub(super) async fn currencies(tx: &mut Tx) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select base_currency as "code!" from reference_rate
        union select quote_currency from reference_rate order by 1"#
    )
    .fetch_all(&mut **tx)
    .await
}

/// One rate.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<RateRow> {
    sqlx::query_as!(
        RateRow,
        r#"select r.id, r.version, r.base_currency as base, r.quote_currency as quote, r.as_of,
            r.rate, r.source, p.name as "person?", r.entered_at
        from reference_rate r left join person p on p.id = r.entered_by
        where r.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Adds a rate, unless it was added by the same form before.
pub(super) async fn insert(tx: &mut Tx, values: &Values) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into reference_rate
            (id, base_currency, quote_currency, as_of, rate, source, entered_by)
        values ($1, $2, $3, $4, $5, $6, viewer_person())
        on conflict (id) do nothing",
        values.id,
        values.base,
        values.quote,
        values.as_of,
        values.rate,
        values.source
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a rate; false where somebody saved it before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &Values) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update reference_rate set base_currency = $3, quote_currency = $4, as_of = $5, rate = $6,
            source = $7, entered_by = viewer_person(), entered_at = now(), version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.base,
        values.quote,
        values.as_of,
        values.rate,
        values.source
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The latest rate of each pair that has one of the currencies in it, on or
/// before a day.
pub(super) async fn load(
    tx: &mut Tx,
    currencies: &[Currency],
    on: NaiveDate,
) -> sqlx::Result<Rates> {
    let codes: Vec<String> = currencies.iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        "select distinct on (base_currency, quote_currency)
            base_currency, quote_currency, as_of, rate
        from reference_rate
        where as_of <= $2 and (base_currency = any ($1) or quote_currency = any ($1))
        order by base_currency, quote_currency, as_of desc",
        &codes,
        on
    )
    .fetch_all(&mut **tx)
    .await?;
    let rates = rows.into_iter().filter_map(|row| {
        Some(Rate {
            base: row.base_currency.parse().ok()?,
            quote: row.quote_currency.parse().ok()?,
            as_of: row.as_of,
            rate: row.rate,
        })
    });
    Ok(rates.collect())
}
