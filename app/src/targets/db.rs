//! The only SQL of indicators and their targets.

use chrono::{DateTime, NaiveDate, Utc};
use domain::partnership::OutcomeDomain;
use domain::target::{Combination, Direction, IndicatorKind};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::{Filters, IndicatorValues, NewTarget};
use crate::db::Tx;

/// An indicator; all its figures are in its unit.
pub(crate) struct IndicatorRow {
    pub(crate) id: Uuid,
    pub(super) version: i32,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(super) why: Option<String>,
    pub(super) outcome_domain: Option<OutcomeDomain>,
    pub(crate) unit: String,
    pub(crate) kind: IndicatorKind,
    pub(crate) per: i32,
    pub(super) direction: Direction,
    pub(super) combination: Combination,
    pub(super) baseline_value: Option<Decimal>,
    pub(super) baseline_on: Option<NaiveDate>,
    pub(super) owner_id: Uuid,
    pub(super) owner: String,
    pub(super) external_id: Option<String>,
    pub(super) entered_by: Option<String>,
}

/// The partnership's indicators that fit the filters: few enough that their
/// status, order and page are taken from them.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    filters: &Filters,
) -> sqlx::Result<Vec<IndicatorRow>> {
    sqlx::query_as!(
        IndicatorRow,
        r#"select i.id, i.version, i.title, i.language, i.why,
            i.outcome_domain as "outcome_domain: OutcomeDomain", i.unit,
            i.kind as "kind: IndicatorKind", i.per, i.direction as "direction: Direction",
            i.combination as "combination: Combination", i.baseline_value, i.baseline_on,
            i.owner_id, o.name as owner, i.external_id, p.name as "entered_by?"
        from indicator i
        join organisation o on o.id = i.owner_id
        left join person p on p.id = i.entered_by
        where i.partnership_id = $1
            and (strpos(fold(i.title), fold($2)) > 0 or strpos(fold(i.external_id), fold($2)) > 0)
            and ($3::uuid is null or i.owner_id = $3)
            and (cardinality($4::text[]) = 0 or i.outcome_domain = any ($4))
        order by fold(i.title), i.id"#,
        partnership,
        filters.q.trim(),
        filters.owner_id(),
        &filters.outcome
    )
    .fetch_all(&mut **tx)
    .await
}

/// One indicator of the partnership.
pub(super) async fn find(tx: &mut Tx, partnership: Uuid, id: Uuid) -> sqlx::Result<IndicatorRow> {
    sqlx::query_as!(
        IndicatorRow,
        r#"select i.id, i.version, i.title, i.language, i.why,
            i.outcome_domain as "outcome_domain: OutcomeDomain", i.unit,
            i.kind as "kind: IndicatorKind", i.per, i.direction as "direction: Direction",
            i.combination as "combination: Combination", i.baseline_value, i.baseline_on,
            i.owner_id, o.name as owner, i.external_id, p.name as "entered_by?"
        from indicator i
        join organisation o on o.id = i.owner_id
        left join person p on p.id = i.entered_by
        where i.partnership_id = $1 and i.id = $2"#,
        partnership,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// A target, which holds unless another replaces it.
pub(super) struct TargetRow {
    pub(super) id: Uuid,
    pub(super) indicator_id: Uuid,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) label: String,
    /// Nothing where the target was given up.
    pub(super) value: Option<Decimal>,
    pub(super) replaced_by_id: Option<Uuid>,
    pub(super) reason: Option<String>,
    pub(super) entered_by: Option<String>,
    pub(super) entered_at: DateTime<Utc>,
    pub(super) language: String,
}

/// Every target of these indicators, by period, each period's first one first.
pub(super) async fn targets(tx: &mut Tx, indicators: &[Uuid]) -> sqlx::Result<Vec<TargetRow>> {
    sqlx::query_as!(
        TargetRow,
        r#"select t.id, t.indicator_id, t.starts_on, t.ends_on, t.label, t.value,
            t.replaced_by_id, t.reason, p.name as "entered_by?", t.entered_at, t.language
        from target t left join person p on p.id = t.entered_by
        where t.indicator_id = any ($1)
        order by t.starts_on, t.ends_on, t.entered_at, t.replaced_by_id is null, t.id"#,
        indicators
    )
    .fetch_all(&mut **tx)
    .await
}

/// What a new indicator's form begins with.
pub(super) struct Facts {
    pub(super) fiscal_first_month: i16,
    pub(super) planned_end: Option<NaiveDate>,
}

/// Fiscal year and planned end of the partnership.
pub(super) async fn facts(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Facts> {
    sqlx::query_as!(
        Facts,
        "select j.fiscal_first_month, p.planned_end
        from partnership p join jurisdiction j on j.id = p.jurisdiction_id where p.id = $1",
        partnership
    )
    .fetch_one(&mut **tx)
    .await
}

/// Id and name of each organisation that answers for an indicator.
pub(super) async fn owners(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select id, name from organisation
        where id in (select owner_id from indicator where partnership_id = $1)
        order by fold(name), id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Adds an indicator; false where the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &IndicatorValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into indicator (id, partnership_id, title, why, outcome_domain, unit, kind, per,
            direction, combination, baseline_value, baseline_on, owner_id, entered_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        on conflict (id) do nothing",
        values.id,
        partnership,
        values.title,
        values.why,
        values.outcome_domain as _,
        values.unit,
        values.kind as _,
        values.per,
        values.direction as _,
        values.combination as _,
        values.baseline.map(|baseline| baseline.value),
        values.baseline.map(|baseline| baseline.on),
        values.owner_id,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Saves what an indicator is; false where somebody saved it before.
pub(super) async fn update(
    tx: &mut Tx,
    partnership: Uuid,
    id: Uuid,
    values: &IndicatorValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update indicator set title = $4, why = $5, outcome_domain = $6, unit = $7, kind = $8,
            per = $9, direction = $10, combination = $11, baseline_value = $12, baseline_on = $13,
            owner_id = $14, version = version + 1
        where partnership_id = $1 and id = $2 and version = $3",
        partnership,
        id,
        values.version,
        values.title,
        values.why,
        values.outcome_domain as _,
        values.unit,
        values.kind as _,
        values.per,
        values.direction as _,
        values.combination as _,
        values.baseline.map(|baseline| baseline.value),
        values.baseline.map(|baseline| baseline.on),
        values.owner_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Adds targets, each in place of the one it changes, if any.
pub(super) async fn insert_targets(
    tx: &mut Tx,
    partnership: Uuid,
    indicator: Uuid,
    person: Uuid,
    values: &IndicatorValues,
    language: &str,
) -> sqlx::Result<()> {
    for target in &values.targets {
        let NewTarget { id, period, .. } = target;
        if let Some(replaced) = target.replaces {
            sqlx::query!(
                "update target set replaced_by_id = $2 where id = $1",
                replaced,
                id
            )
            .execute(&mut **tx)
            .await?;
        }
        sqlx::query!(
            "insert into target (id, partnership_id, indicator_id, starts_on, ends_on, label, value,
                replaces_id, reason, entered_by, language)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            id,
            partnership,
            indicator,
            period.start(),
            period.end(),
            target.label,
            target.value,
            target.replaces,
            values.reason,
            person,
            language
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
