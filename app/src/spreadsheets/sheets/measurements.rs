//! Measurements, by external id: what an indicator was in a period. They come
//! in as submitted, for somebody else to verify.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::target::{Figure, FigureError, IndicatorKind, MeasurementState, figure};
use rust_decimal::Decimal;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;
use crate::spreadsheets::cells::Cells;
use crate::spreadsheets::fault::Code;
use crate::spreadsheets::kind::Kind;
use crate::spreadsheets::lookup::{Partnerships, distinct};
use crate::spreadsheets::reading::Column;
use crate::spreadsheets::sheet::{BATCH, Context, Done, Numbered, Plan, Sheet, change, overlaps};

/// The sheet of measurements.
pub(in crate::spreadsheets) struct Measurements;

/// A measurement as read.
pub(in crate::spreadsheets) struct Row {
    external_id: String,
    partnership: String,
    indicator: String,
    period: Option<Period>,
    value: Option<Decimal>,
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
    source: String,
    /// Nothing where the file has no such column.
    note: Option<Option<String>>,
}

struct KnownMeasurement {
    id: Uuid,
    version: i32,
    external_id: Option<String>,
    indicator_id: Uuid,
    period: Period,
    value: Option<Decimal>,
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
    source: String,
    note: Option<String>,
    state: MeasurementState,
}

/// What is recorded of the partnerships that the rows name.
pub(in crate::spreadsheets) struct Known {
    partnerships: Partnerships,
    /// By partnership and external id, our own id or title.
    indicators: HashMap<(Uuid, String), Vec<(Uuid, IndicatorKind)>>,
    /// Every measurement of these partnerships.
    measurements: HashMap<Uuid, Vec<KnownMeasurement>>,
}

/// A measurement to write; the version is 0 for a new one.
#[derive(Serialize)]
pub(in crate::spreadsheets) struct Write {
    id: Uuid,
    version: i32,
    partnership_id: Uuid,
    indicator_id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    value: Option<Decimal>,
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
    source: String,
    note: Option<String>,
    external_id: String,
}

impl Sheet for Measurements {
    const KIND: Kind = Kind::Measurements;
    const COLUMNS: &'static [Column] = &[
        Column::required("external_id", "identifiant_externe", "M-2026-Q2"),
        Column::required("partnership", "partenariat", "RECORD-1"),
        Column::required("indicator", "indicateur", "IND-3"),
        Column::required("period_start", "début_période", "2026-04-01"),
        Column::required("period_end", "fin_période", "2026-06-30"),
        Column::optional("value", "valeur", ""),
        Column::optional("numerator", "numérateur", "812"),
        Column::optional("denominator", "dénominateur", "1015"),
        Column::required("source", "source", "Discharge register, extract of 4 July"),
        Column::optional("note", "note", "Without the north wing"),
    ];
    type Row = Row;
    type Known = Known;
    type Writes = Vec<Write>;

    fn read(cells: &mut Cells<'_>, context: &Context) -> Row {
        let (starts, ends) = (cells.date("period_start"), cells.date("period_end"));
        if ends.is_some_and(|ends| ends > context.today) {
            cells.fault("period_end", Code::FutureDate);
        }
        let period = starts.zip(ends).and_then(|(starts, ends)| {
            let period = Period::new(starts, ends).ok();
            if period.is_none() {
                cells.fault("period_end", Code::PeriodOrder);
            }
            period
        });
        Row {
            external_id: cells.line("external_id"),
            partnership: cells.line("partnership"),
            indicator: cells.line("indicator"),
            period,
            value: cells.optional_amount("value"),
            numerator: cells.optional_amount("numerator"),
            denominator: cells.optional_amount("denominator"),
            source: cells.line("source"),
            note: cells.given_text("note"),
        }
    }

    async fn known(tx: &mut Tx, rows: &[Numbered<Row>]) -> sqlx::Result<Known> {
        let texts = |text: fn(&Row) -> &str| rows.iter().map(move |row| text(&row.row));
        let partnerships = Partnerships::load(tx, texts(|row| &row.partnership)).await?;
        let ids = partnerships.ids();
        let rows = sqlx::query!(
            r#"select w as "text!", i.id, i.partnership_id, i.kind as "kind: IndicatorKind"
            from unnest($2::text[]) w
            join indicator i on i.external_id = w or i.id::text = w or i.title = w
            where i.partnership_id = any ($1)
            order by i.external_id = w desc nulls last, i.id::text = w desc, i.id"#,
            &ids,
            &distinct(texts(|row| &row.indicator))
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut indicators: HashMap<_, Vec<_>> = HashMap::new();
        for row in rows {
            let named = indicators.entry((row.partnership_id, row.text));
            named.or_default().push((row.id, row.kind));
        }
        let rows = sqlx::query!(
            r#"select id, version, partnership_id, external_id, indicator_id, starts_on, ends_on, value,
                numerator, denominator, source, note, state as "state: MeasurementState"
            from measurement where partnership_id = any ($1)"#,
            &ids
        )
        .fetch_all(&mut **tx)
        .await?;
        let plain = |figure: Option<Decimal>| figure.map(|figure| figure.normalize());
        let mut measurements: HashMap<Uuid, Vec<KnownMeasurement>> = HashMap::new();
        for row in rows {
            let Ok(period) = Period::new(row.starts_on, row.ends_on) else {
                continue;
            };
            let of = measurements.entry(row.partnership_id).or_default();
            of.push(KnownMeasurement {
                id: row.id,
                version: row.version,
                external_id: row.external_id,
                indicator_id: row.indicator_id,
                period,
                value: plain(row.value),
                numerator: plain(row.numerator),
                denominator: plain(row.denominator),
                source: row.source,
                note: row.note,
                state: row.state,
            });
        }
        Ok(Known {
            partnerships,
            indicators,
            measurements,
        })
    }

    fn plan(
        known: Known,
        rows: Vec<Numbered<Row>>,
        context: &Context,
        plan: &mut Plan,
    ) -> Vec<Write> {
        let mut writes: Vec<Write> = Vec::new();
        // Periods of the file by indicator, and which recorded ones they stand for.
        let mut periods: HashMap<Uuid, Vec<(Period, u32)>> = HashMap::new();
        let mut told: Vec<Uuid> = Vec::new();
        for Numbered { number, row } in rows {
            let action = Self::KIND.action();
            let Some(partnership) =
                known
                    .partnerships
                    .find(number, &row.partnership, action, context, plan)
            else {
                continue;
            };
            let named = known
                .indicators
                .get(&(partnership.id, row.indicator.clone()))
                .and_then(|named| named.first());
            let Some((indicator_id, kind)) = named.copied() else {
                plan.fault(
                    number,
                    "indicator",
                    &row.indicator,
                    Code::UnknownIndicator,
                    "",
                );
                continue;
            };
            let key = row.external_id.as_str();
            let recorded = known.measurements.get(&partnership.id);
            let old = recorded.and_then(|recorded| {
                recorded.iter().find(|old| {
                    old.external_id.as_deref() == Some(key) || old.id.to_string() == key
                })
            });
            let unique = old.map_or_else(
                || format!("{} {key}", partnership.id),
                |old| old.id.to_string(),
            );
            plan.once(number, unique, "external_id", key);
            let parts = figures(number, kind, &row, plan);
            let (Some(period), Some((value, numerator, denominator))) = (row.period, parts) else {
                continue;
            };
            periods
                .entry(indicator_id)
                .or_default()
                .push((period, number));
            let note = row
                .note
                .unwrap_or_else(|| old.and_then(|old| old.note.clone()));
            let words = |figure: Option<Decimal>| {
                figure.map(|figure| figure.to_string()).unwrap_or_default()
            };
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            if let Some(old) = old {
                told.push(old.id);
                if old.indicator_id != indicator_id {
                    let recorded = old.indicator_id.to_string();
                    plan.fault(number, "indicator", &row.indicator, Code::Fixed, &recorded);
                }
                let changes: Vec<_> = [
                    change(
                        "period_start",
                        &old.period.start().to_string(),
                        &period.start().to_string(),
                    ),
                    change(
                        "period_end",
                        &old.period.end().to_string(),
                        &period.end().to_string(),
                    ),
                    change("value", &words(old.value), &words(value)),
                    change("numerator", &words(old.numerator), &words(numerator)),
                    change("denominator", &words(old.denominator), &words(denominator)),
                    change("source", &old.source, &row.source),
                    change("note", &text(&old.note), &text(&note)),
                ]
                .into_iter()
                .flatten()
                .collect();
                if !old.state.is_open() {
                    for found in &changes {
                        let (after, before) = (&found.after, &found.before);
                        plan.fault(number, &found.column, after, Code::Fixed, before);
                    }
                }
                let same = changes.is_empty();
                plan.old_row(number, key, changes);
                if same {
                    continue;
                }
            } else {
                let values = vec![
                    ("period_end", period.end().to_string()),
                    ("value", words(value)),
                    ("numerator", words(numerator)),
                    ("denominator", words(denominator)),
                ];
                plan.new_row(number, key, values);
            }
            writes.push(Write {
                id: old.map_or_else(Uuid::now_v7, |old| old.id),
                version: old.map_or(0, |old| old.version),
                partnership_id: partnership.id,
                indicator_id,
                starts_on: period.start(),
                ends_on: period.end(),
                value,
                numerator,
                denominator,
                source: row.source,
                note,
                external_id: row.external_id,
            });
        }
        for (indicator, periods) in periods {
            let recorded = known.measurements.values().flatten();
            let others = recorded
                .filter(|old| old.indicator_id == indicator && !told.contains(&old.id))
                .map(|old| old.period);
            overlaps(&periods, others, plan);
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
            let changed = sqlx::query!(
                "update measurement held set starts_on = r.starts_on, ends_on = r.ends_on,
                    value = r.value, numerator = r.numerator, denominator = r.denominator,
                    source = r.source, note = r.note, state = 'submitted',
                    recorded_by = viewer_person(), recorded_at = now(),
                    submitted_by = viewer_person(), submitted_at = now(),
                    decided_by = null, decided_at = null, language = $2,
                    version = held.version + 1
                from jsonb_to_recordset($1) as r(id uuid, version integer, starts_on date,
                    ends_on date, value numeric, numerator numeric, denominator numeric,
                    source text, note text)
                where held.id = r.id and held.version = r.version",
                Json(batch) as _,
                context.language
            )
            .execute(&mut **tx)
            .await?
            .rows_affected();
            let added = sqlx::query!(
                "insert into measurement (id, partnership_id, indicator_id, starts_on, ends_on, value,
                    numerator, denominator, source, note, external_id, state, recorded_by,
                    submitted_by, submitted_at, language)
                select id, partnership_id, indicator_id, starts_on, ends_on, value, numerator,
                    denominator, source, note, external_id, 'submitted', viewer_person(),
                    viewer_person(), now(), $2
                from jsonb_to_recordset($1) as r(id uuid, version integer, partnership_id uuid,
                    indicator_id uuid, starts_on date, ends_on date, value numeric,
                    numerator numeric, denominator numeric, source text, note text,
                    external_id text)
                where version = 0",
                Json(batch) as _,
                context.language
            )
            .execute(&mut **tx)
            .await?
            .rows_affected();
            if added + changed != batch.len() as u64 {
                return Ok(false);
            }
            done.add(batch.len());
        }
        Ok(true)
    }
}

type Figures = (Option<Decimal>, Option<Decimal>, Option<Decimal>);

/// The figures that an indicator of this kind has, noting what is missing.
fn figures(number: u32, kind: IndicatorKind, row: &Row, plan: &mut Plan) -> Option<Figures> {
    match figure(kind, row.value, row.numerator, row.denominator) {
        Ok(Figure::Value(value)) => return Some((Some(value), None, None)),
        Ok(Figure::Parts {
            numerator,
            denominator,
        }) => return Some((None, Some(numerator), Some(denominator))),
        Err(FigureError::ValueMissing) => {
            plan.fault(number, "value", "", Code::MissingValue, "");
        }
        Err(FigureError::PartsMissing) => {
            for (column, figure) in [
                ("numerator", row.numerator),
                ("denominator", row.denominator),
            ] {
                if figure.is_none() {
                    plan.fault(number, column, "", Code::MissingValue, "");
                }
            }
        }
        Err(FigureError::NothingToDivideBy) => {
            plan.fault(number, "denominator", "0", Code::NotPositive, "");
        }
    }
    None
}
