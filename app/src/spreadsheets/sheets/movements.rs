//! Receipts and spending, by external id: money that moved against a
//! commitment on a day.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::money::Currency;
use rust_decimal::Decimal;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;
use crate::spreadsheets::cells::Cells;
use crate::spreadsheets::fault::Code;
use crate::spreadsheets::kind::Kind;
use crate::spreadsheets::lookup::{Commitments, Partnerships, distinct};
use crate::spreadsheets::reading::Column;
use crate::spreadsheets::sheet::{BATCH, Context, Done, Numbered, Plan, Sheet, change};

/// The sheet of money that moved: received, or spent.
pub(in crate::spreadsheets) struct Movements<const SPENT: bool>;

/// The sheet of receipts.
pub(in crate::spreadsheets) type Receipts = Movements<false>;

/// The sheet of spending.
pub(in crate::spreadsheets) type Spending = Movements<true>;

/// Money that moved, as read.
pub(in crate::spreadsheets) struct Row {
    external_id: String,
    partnership: String,
    commitment: String,
    happened_on: Option<NaiveDate>,
    amount: Decimal,
    currency: Option<Currency>,
    /// Nothing where the file has no such column.
    note: Option<Option<String>>,
}

struct KnownMovement {
    id: Uuid,
    version: i32,
    commitment_id: Uuid,
    commitment: String,
    happened_on: NaiveDate,
    amount: Decimal,
    note: Option<String>,
    voided: bool,
}

/// What is recorded of the partnerships that the rows name.
pub(in crate::spreadsheets) struct Known {
    partnerships: Partnerships,
    commitments: Commitments,
    movements: Vec<KnownMovement>,
    /// Indexes of movements, by partnership and external id or our own.
    by_key: HashMap<(Uuid, String), usize>,
}

/// A movement to write; the version is 0 for a new one.
#[derive(Serialize)]
pub(in crate::spreadsheets) struct Write {
    id: Uuid,
    version: i32,
    partnership_id: Uuid,
    commitment_id: Uuid,
    happened_on: NaiveDate,
    amount: Decimal,
    note: Option<String>,
    external_id: String,
}

impl<const SPENT: bool> Sheet for Movements<SPENT> {
    const KIND: Kind = if SPENT {
        Kind::Spending
    } else {
        Kind::Receipts
    };
    const COLUMNS: &'static [Column] = &[
        Column::required("external_id", "identifiant_externe", "PAY-000123"),
        Column::required("partnership", "partenariat", "RECORD-1"),
        Column::required("commitment", "engagement", "GRANT-2026-17"),
        Column::required("date", "date", "2026-06-30"),
        Column::required("amount", "montant", "62500.00"),
        Column::optional("currency", "monnaie", "CAD"),
        Column::optional("note", "note", "First quarter"),
    ];
    type Row = Row;
    type Known = Known;
    type Writes = Vec<Write>;

    fn read(cells: &mut Cells<'_>, context: &Context) -> Row {
        let row = Row {
            external_id: cells.line("external_id"),
            partnership: cells.line("partnership"),
            commitment: cells.line("commitment"),
            happened_on: cells.date("date"),
            amount: cells.amount("amount"),
            currency: cells.optional_currency("currency"),
            note: cells.given_text("note"),
        };
        if row.happened_on.is_some_and(|day| day > context.today) {
            cells.fault("date", Code::FutureDate);
        }
        let faulty = cells.faults.iter().any(|fault| fault.column == "amount");
        if row.amount.is_zero() && !faulty {
            cells.fault("amount", Code::NotPositive);
        }
        row
    }

    async fn known(tx: &mut Tx, rows: &[Numbered<Row>]) -> sqlx::Result<Known> {
        let texts = |text: fn(&Row) -> &str| rows.iter().map(move |row| text(&row.row));
        let partnerships = Partnerships::load(tx, texts(|row| &row.partnership)).await?;
        let ids = partnerships.ids();
        let commitments = Commitments::load(tx, &ids, texts(|row| &row.commitment)).await?;
        let rows = sqlx::query!(
            r#"select m.id as "id!", m.version as "version!", m.partnership_id as "partnership_id!",
                m.commitment_id as "commitment_id!", c.title as commitment,
                m.happened_on as "happened_on!", m.amount as "amount!", m.note, m.external_id,
                m.voided_on is not null as "voided!"
            from (
                select id, version, partnership_id, commitment_id, happened_on, amount, note,
                    external_id, voided_on
                from receipt where not $3 and partnership_id = any ($1)
                union all
                select id, version, partnership_id, commitment_id, happened_on, amount, note,
                    external_id, voided_on
                from spending where $3 and partnership_id = any ($1)
            ) m join commitment c on c.id = m.commitment_id
            where m.external_id = any ($2) or m.id::text = any ($2)"#,
            &ids,
            &distinct(texts(|row| &row.external_id)),
            SPENT
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut movements = Vec::new();
        let mut by_key = HashMap::new();
        for row in rows {
            by_key.insert((row.partnership_id, row.id.to_string()), movements.len());
            if let Some(external_id) = row.external_id {
                by_key.insert((row.partnership_id, external_id), movements.len());
            }
            movements.push(KnownMovement {
                id: row.id,
                version: row.version,
                commitment_id: row.commitment_id,
                commitment: row.commitment,
                happened_on: row.happened_on,
                amount: row.amount.normalize(),
                note: row.note,
                voided: row.voided,
            });
        }
        Ok(Known {
            partnerships,
            commitments,
            movements,
            by_key,
        })
    }

    fn plan(
        known: Known,
        rows: Vec<Numbered<Row>>,
        context: &Context,
        plan: &mut Plan,
    ) -> Vec<Write> {
        let mut writes = Vec::new();
        for Numbered { number, row } in rows {
            let action = Self::KIND.action();
            let Some(partnership) =
                known
                    .partnerships
                    .find(number, &row.partnership, action, context, plan)
            else {
                continue;
            };
            let Some(commitment) = known.commitments.find(partnership.id, &row.commitment) else {
                let text = &row.commitment;
                plan.fault(number, "commitment", text, Code::UnknownCommitment, "");
                continue;
            };
            if let Some(currency) = row
                .currency
                .filter(|code| code.code() != commitment.currency)
            {
                let own = &commitment.currency;
                plan.fault(
                    number,
                    "currency",
                    currency.code(),
                    Code::OtherCurrency,
                    own,
                );
            }
            let key = row.external_id.as_str();
            let recorded = known.by_key.get(&(partnership.id, key.to_owned()));
            let old = recorded.map(|index| &known.movements[*index]);
            let id = old.map(|old| old.id);
            let unique =
                id.map_or_else(|| format!("{} {key}", partnership.id), |id| id.to_string());
            plan.once(number, unique, "external_id", key);
            let Some(happened_on) = row.happened_on else {
                continue;
            };
            let note = row
                .note
                .unwrap_or_else(|| old.and_then(|old| old.note.clone()));
            let words = |note: &Option<String>| note.clone().unwrap_or_default();
            let mut same = false;
            if let Some(old) = old {
                let commitment_change = (old.commitment_id != commitment.id)
                    .then(|| change("commitment", &old.commitment, &commitment.title))
                    .flatten();
                let changes: Vec<_> = [
                    commitment_change,
                    change(
                        "date",
                        &old.happened_on.to_string(),
                        &happened_on.to_string(),
                    ),
                    change("amount", &old.amount.to_string(), &row.amount.to_string()),
                    change("note", &words(&old.note), &words(&note)),
                ]
                .into_iter()
                .flatten()
                .collect();
                same = changes.is_empty() && old.commitment_id == commitment.id;
                if old.voided && !same {
                    plan.fault(number, "external_id", key, Code::Voided, "");
                }
                plan.old_row(number, key, changes);
            } else {
                let values = vec![
                    ("commitment", commitment.title.clone()),
                    ("date", happened_on.to_string()),
                    ("amount", row.amount.to_string()),
                    ("note", words(&note)),
                ];
                plan.new_row(number, key, values);
            }
            if !same {
                writes.push(Write {
                    id: id.unwrap_or_else(Uuid::now_v7),
                    version: old.map_or(0, |old| old.version),
                    partnership_id: partnership.id,
                    commitment_id: commitment.id,
                    happened_on,
                    amount: row.amount,
                    note,
                    external_id: row.external_id,
                });
            }
        }
        writes
    }

    async fn write(
        tx: &mut Tx,
        writes: &Vec<Write>,
        context: &Context,
        done: &Done,
    ) -> sqlx::Result<bool> {
        for batch in writes.chunks(BATCH) {
            let written = if SPENT {
                write_spending(tx, batch, &context.language).await?
            } else {
                write_receipts(tx, batch, &context.language).await?
            };
            if written != batch.len() as u64 {
                return Ok(false);
            }
            done.add(batch.len());
        }
        Ok(true)
    }
}

/// Writes receipts and tells how many it wrote.
async fn write_receipts(tx: &mut Tx, batch: &[Write], language: &str) -> sqlx::Result<u64> {
    let added = sqlx::query!(
        "insert into receipt (id, partnership_id, commitment_id, happened_on, amount, note,
            external_id, entered_by, language)
        select id, partnership_id, commitment_id, happened_on, amount, note, external_id,
            viewer_person(), $2
        from jsonb_to_recordset($1) as r(id uuid, version integer, partnership_id uuid,
            commitment_id uuid, happened_on date, amount numeric, note text, external_id text)
        where version = 0",
        Json(batch) as _,
        language
    )
    .execute(&mut **tx)
    .await?;
    let changed = sqlx::query!(
        "update receipt held set commitment_id = r.commitment_id, happened_on = r.happened_on,
            amount = r.amount, note = r.note,
            language = case when held.note is distinct from r.note then $2 else held.language end,
            version = held.version + 1
        from jsonb_to_recordset($1) as r(id uuid, version integer, commitment_id uuid,
            happened_on date, amount numeric, note text)
        where held.id = r.id and held.version = r.version",
        Json(batch) as _,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(added.rows_affected() + changed.rows_affected())
}

/// Writes spending and tells how much of it it wrote.
async fn write_spending(tx: &mut Tx, batch: &[Write], language: &str) -> sqlx::Result<u64> {
    let added = sqlx::query!(
        "insert into spending (id, partnership_id, commitment_id, happened_on, amount, note,
            external_id, entered_by, language)
        select id, partnership_id, commitment_id, happened_on, amount, note, external_id,
            viewer_person(), $2
        from jsonb_to_recordset($1) as r(id uuid, version integer, partnership_id uuid,
            commitment_id uuid, happened_on date, amount numeric, note text, external_id text)
        where version = 0",
        Json(batch) as _,
        language
    )
    .execute(&mut **tx)
    .await?;
    let changed = sqlx::query!(
        "update spending held set commitment_id = r.commitment_id, happened_on = r.happened_on,
            amount = r.amount, note = r.note,
            language = case when held.note is distinct from r.note then $2 else held.language end,
            version = held.version + 1
        from jsonb_to_recordset($1) as r(id uuid, version integer, commitment_id uuid,
            happened_on date, amount numeric, note text)
        where held.id = r.id and held.version = r.version",
        Json(batch) as _,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(added.rows_affected() + changed.rows_affected())
}
