//! Rates between currencies, by pair and day.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::money::Currency;
use rust_decimal::Decimal;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;
use crate::rates::read_rate;
use crate::spreadsheets::cells::Cells;
use crate::spreadsheets::fault::Code;
use crate::spreadsheets::kind::Kind;
use crate::spreadsheets::reading::Column;
use crate::spreadsheets::sheet::{BATCH, Context, Done, Numbered, Plan, Sheet, change};

/// The sheet of rates.
pub(in crate::spreadsheets) struct Rates;

/// A rate as read.
pub(in crate::spreadsheets) struct Row {
    base: Option<Currency>,
    quote: Option<Currency>,
    as_of: Option<NaiveDate>,
    rate: Option<Decimal>,
    source: String,
}

/// A rate that is recorded.
pub(in crate::spreadsheets) struct KnownRate {
    id: Uuid,
    version: i32,
    rate: Decimal,
    source: String,
}

/// A rate to write; the version is 0 for a new one.
#[derive(Serialize)]
pub(in crate::spreadsheets) struct Write {
    id: Uuid,
    version: i32,
    base: String,
    quote: String,
    as_of: NaiveDate,
    rate: Decimal,
    source: String,
}

impl Sheet for Rates {
    const KIND: Kind = Kind::Rates;
    const COLUMNS: &'static [Column] = &[
        Column::required("base", "base", "EUR"),
        Column::required("quote", "cotée", "SEK"),
        Column::required("as_of", "date", "2026-04-01"),
        Column::required("rate", "taux", "11.2345"),
        Column::required("source", "source", "Central bank"),
    ];
    type Row = Row;
    type Known = HashMap<(String, String, NaiveDate), KnownRate>;
    type Writes = Vec<Write>;

    fn read(cells: &mut Cells<'_>, context: &Context) -> Row {
        let (base, quote) = (cells.currency("base"), cells.currency("quote"));
        if base.is_some() && base == quote {
            cells.fault("quote", Code::SameCurrency);
        }
        let as_of = cells.date("as_of");
        if as_of.is_some_and(|day| day > context.today) {
            cells.fault("as_of", Code::FutureDate);
        }
        cells.require("rate");
        Row {
            base,
            quote,
            as_of,
            rate: cells
                .optional("rate", Code::NotARate, read_rate)
                .map(|rate| rate.normalize()),
            source: cells.line("source"),
        }
    }

    async fn known(tx: &mut Tx, rows: &[Numbered<Row>]) -> sqlx::Result<Self::Known> {
        let mut days: Vec<NaiveDate> = rows.iter().filter_map(|row| row.row.as_of).collect();
        days.sort_unstable();
        days.dedup();
        let rows = sqlx::query!(
            "select id, version, base_currency, quote_currency, as_of, rate, source
            from reference_rate where as_of = any ($1)",
            &days
        )
        .fetch_all(&mut **tx)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let key = (row.base_currency, row.quote_currency, row.as_of);
                let known = KnownRate {
                    id: row.id,
                    version: row.version,
                    rate: row.rate.normalize(),
                    source: row.source,
                };
                (key, known)
            })
            .collect())
    }

    fn plan(
        known: Self::Known,
        rows: Vec<Numbered<Row>>,
        _: &Context,
        plan: &mut Plan,
    ) -> Vec<Write> {
        let mut writes = Vec::new();
        for Numbered { number, row } in rows {
            let (Some(base), Some(quote), Some(as_of)) = (row.base, row.quote, row.as_of) else {
                continue;
            };
            let key = format!("{base} {quote} {as_of}");
            plan.once(number, key.clone(), "as_of", &as_of.to_string());
            let Some(rate) = row.rate else {
                continue;
            };
            let old = known.get(&(base.to_string(), quote.to_string(), as_of));
            let changes = match old {
                None => {
                    let values = vec![("rate", rate.to_string()), ("source", row.source.clone())];
                    plan.new_row(number, &key, values);
                    None
                }
                Some(old) => {
                    let changes: Vec<_> = [
                        change("rate", &old.rate.to_string(), &rate.to_string()),
                        change("source", &old.source, &row.source),
                    ]
                    .into_iter()
                    .flatten()
                    .collect();
                    let same = changes.is_empty();
                    plan.old_row(number, &key, changes);
                    Some(same)
                }
            };
            if changes != Some(true) {
                writes.push(Write {
                    id: old.map_or_else(Uuid::now_v7, |old| old.id),
                    version: old.map_or(0, |old| old.version),
                    base: base.to_string(),
                    quote: quote.to_string(),
                    as_of,
                    rate,
                    source: row.source,
                });
            }
        }
        writes
    }

    async fn write(
        tx: &mut Tx,
        writes: &Vec<Write>,
        _: &Context,
        done: &Done,
    ) -> sqlx::Result<bool> {
        for batch in writes.chunks(BATCH) {
            let written = sqlx::query!(
                "insert into reference_rate as held
                    (id, base_currency, quote_currency, as_of, rate, source, entered_by)
                select id, base, quote, as_of, rate, source, viewer_person()
                from jsonb_to_recordset($1) as r(id uuid, version integer, base text, quote text,
                    as_of date, rate numeric, source text)
                where version = 0",
                Json(batch) as _
            )
            .execute(&mut **tx)
            .await?
            .rows_affected();
            let changed = sqlx::query!(
                "update reference_rate held set rate = r.rate, source = r.source,
                    entered_by = viewer_person(), entered_at = now(), version = held.version + 1
                from jsonb_to_recordset($1) as r(id uuid, version integer, rate numeric, source text)
                where held.id = r.id and held.version = r.version",
                Json(batch) as _
            )
            .execute(&mut **tx)
            .await?
            .rows_affected();
            if written + changed != batch.len() as u64 {
                return Ok(false);
            }
            done.add(batch.len());
        }
        Ok(true)
    }
}
