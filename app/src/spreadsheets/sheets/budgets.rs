//! Yearly budgets of jurisdictions, by jurisdiction and first day.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::funding::FiscalYear;
use domain::jurisdiction::FirstMonth;
use domain::money::Currency;
use rust_decimal::Decimal;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;
use crate::spreadsheets::cells::Cells;
use crate::spreadsheets::fault::Code;
use crate::spreadsheets::kind::Kind;
use crate::spreadsheets::lookup::distinct;
use crate::spreadsheets::reading::Column;
use crate::spreadsheets::sheet::{BATCH, Context, Done, Numbered, Plan, Sheet, change};

/// The sheet of budgets.
pub(in crate::spreadsheets) struct Budgets;

/// A budget as read.
pub(in crate::spreadsheets) struct Row {
    jurisdiction: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    label: Option<String>,
    currency: Option<Currency>,
    health: Option<Decimal>,
    ict: Option<Decimal>,
    source: String,
}

struct Place {
    id: Uuid,
    currency: String,
    first_month: i16,
    mine: bool,
}

struct KnownBudget {
    id: Uuid,
    version: i32,
    label: String,
    currency: String,
    health: Option<Decimal>,
    ict: Option<Decimal>,
    source: String,
}

/// Jurisdictions by code, and their budgets by first day.
pub(in crate::spreadsheets) struct Known {
    places: HashMap<String, Place>,
    budgets: HashMap<(Uuid, NaiveDate), KnownBudget>,
}

/// A budget to write; the version is 0 for a new one.
#[derive(Serialize)]
pub(in crate::spreadsheets) struct Write {
    id: Uuid,
    version: i32,
    jurisdiction_id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    label: String,
    currency: String,
    health_budget: Option<Decimal>,
    ict_spending: Option<Decimal>,
    source: String,
}

fn words(amount: Option<Decimal>) -> String {
    amount
        .map(|amount| amount.normalize().to_string())
        .unwrap_or_default()
}

impl Sheet for Budgets {
    const KIND: Kind = Kind::Budgets;
    const COLUMNS: &'static [Column] = &[
        Column::required("jurisdiction", "juridiction", "CA-ON"),
        Column::required("period_start", "début_période", "2026-04-01"),
        Column::optional("period_end", "fin_période", "2027-03-31"),
        Column::optional("label", "libellé", "2026/27"),
        Column::optional("currency", "monnaie", "CAD"),
        Column::required("health_budget", "budget_santé", "80000000000"),
        Column::required("ict_spending", "dépenses_tic", "4100000000"),
        Column::required("source", "source", "Public accounts"),
    ];
    type Row = Row;
    type Known = Known;
    type Writes = Vec<Write>;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Row {
        let health = cells.optional_amount("health_budget");
        if health.is_some_and(|amount| amount.is_zero()) {
            cells.fault("health_budget", Code::NotPositive);
        }
        Row {
            jurisdiction: cells.line("jurisdiction").to_uppercase(),
            starts_on: cells.date("period_start"),
            ends_on: cells.optional_date("period_end"),
            label: cells.optional_line("label"),
            currency: cells.optional_currency("currency"),
            health,
            ict: cells.optional_amount("ict_spending"),
            source: cells.line("source"),
        }
    }

    async fn known(tx: &mut Tx, rows: &[Numbered<Row>]) -> sqlx::Result<Known> {
        let codes = distinct(rows.iter().map(|row| row.row.jurisdiction.as_str()));
        let places = sqlx::query!(
            r#"select id, code, currency, fiscal_first_month,
                (viewer_role() in ('administrator', 'operator')
                    or id = any (viewer_jurisdictions())) as "mine!"
            from jurisdiction where code = any ($1)"#,
            &codes
        )
        .fetch_all(&mut **tx)
        .await?;
        let budgets = sqlx::query!(
            "select b.id, b.version, b.jurisdiction_id, b.starts_on, b.label, b.currency,
                b.health_budget, b.ict_spending, b.source
            from budget b join jurisdiction j on j.id = b.jurisdiction_id where j.code = any ($1)",
            &codes
        )
        .fetch_all(&mut **tx)
        .await?;
        let places = places.into_iter().map(|row| {
            let place = Place {
                id: row.id,
                currency: row.currency,
                first_month: row.fiscal_first_month,
                mine: row.mine,
            };
            (row.code, place)
        });
        let budgets = budgets.into_iter().map(|row| {
            let budget = KnownBudget {
                id: row.id,
                version: row.version,
                label: row.label,
                currency: row.currency,
                health: row.health_budget,
                ict: row.ict_spending,
                source: row.source,
            };
            ((row.jurisdiction_id, row.starts_on), budget)
        });
        Ok(Known {
            places: places.collect(),
            budgets: budgets.collect(),
        })
    }

    fn plan(known: Known, rows: Vec<Numbered<Row>>, _: &Context, plan: &mut Plan) -> Vec<Write> {
        let mut writes = Vec::new();
        for Numbered { number, row } in rows {
            let code = row.jurisdiction.as_str();
            let Some(place) = known.places.get(code) else {
                plan.fault(number, "jurisdiction", code, Code::UnknownJurisdiction, "");
                continue;
            };
            if !place.mine {
                plan.fault(number, "jurisdiction", code, Code::JurisdictionNotYours, "");
            }
            let Some((start, month)) = row.starts_on.zip(
                u32::try_from(place.first_month)
                    .ok()
                    .and_then(|month| FirstMonth::new(month).ok()),
            ) else {
                continue;
            };
            let year = FiscalYear::of(start, month);
            let period = year.period();
            if period.start() != start {
                let typed = start.to_string();
                let first = period.start().to_string();
                plan.fault(number, "period_start", &typed, Code::NotAFiscalYear, &first);
            }
            if let Some(end) = row.ends_on.filter(|end| *end != period.end()) {
                let last = period.end().to_string();
                plan.fault(
                    number,
                    "period_end",
                    &end.to_string(),
                    Code::NotAFiscalYear,
                    &last,
                );
            }
            let key = format!("{code} {start}");
            plan.once(number, key.clone(), "period_start", &start.to_string());
            let old = known.budgets.get(&(place.id, start));
            let label = match (row.label, old) {
                (Some(label), _) => label,
                (None, Some(old)) => old.label.clone(),
                (None, None) => year.label(),
            };
            let currency = match (row.currency, old) {
                (Some(currency), _) => currency.to_string(),
                (None, Some(old)) => old.currency.clone(),
                (None, None) => place.currency.clone(),
            };
            let changes = old.map(|old| {
                [
                    change("label", &old.label, &label),
                    change("currency", &old.currency, &currency),
                    change("health_budget", &words(old.health), &words(row.health)),
                    change("ict_spending", &words(old.ict), &words(row.ict)),
                    change("source", &old.source, &row.source),
                ]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
            });
            let same = changes.as_ref().is_some_and(Vec::is_empty);
            match changes {
                Some(changes) => plan.old_row(number, &key, changes),
                None => plan.new_row(
                    number,
                    &key,
                    vec![
                        ("label", label.clone()),
                        ("currency", currency.clone()),
                        ("health_budget", words(row.health)),
                        ("ict_spending", words(row.ict)),
                        ("source", row.source.clone()),
                    ],
                ),
            }
            if !same {
                writes.push(Write {
                    id: old.map_or_else(Uuid::now_v7, |old| old.id),
                    version: old.map_or(0, |old| old.version),
                    jurisdiction_id: place.id,
                    starts_on: start,
                    ends_on: period.end(),
                    label,
                    currency,
                    health_budget: row.health,
                    ict_spending: row.ict,
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
                "insert into budget (id, jurisdiction_id, starts_on, ends_on, label, currency,
                    health_budget, ict_spending, source, entered_by)
                select id, jurisdiction_id, starts_on, ends_on, label, currency,
                    health_budget, ict_spending, source, viewer_person()
                from jsonb_to_recordset($1) as r(id uuid, version integer, jurisdiction_id uuid,
                    starts_on date, ends_on date, label text, currency text,
                    health_budget numeric, ict_spending numeric, source text)
                where version = 0",
                Json(batch) as _
            )
            .execute(&mut **tx)
            .await?
            .rows_affected();
            let changed = sqlx::query!(
                "update budget held set label = r.label, currency = r.currency,
                    health_budget = r.health_budget, ict_spending = r.ict_spending,
                    source = r.source, entered_by = viewer_person(), entered_at = now(),
                    version = held.version + 1
                from jsonb_to_recordset($1) as r(id uuid, version integer, label text,
                    currency text, health_budget numeric, ict_spending numeric, source text)
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
