//! The only SQL of measurements.

use chrono::{DateTime, NaiveDate, Utc};
use domain::target::{IndicatorKind, MeasurementState};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::MeasurementValues;
use crate::db::Tx;

/// A measurement with what its figures count.
pub(crate) struct MeasurementRow {
    pub(crate) id: Uuid,
    pub(super) version: i32,
    pub(crate) indicator_id: Uuid,
    pub(super) indicator: String,
    pub(super) indicator_external_id: Option<String>,
    pub(super) indicator_language: String,
    pub(super) unit: String,
    pub(super) kind: IndicatorKind,
    pub(super) per: i32,
    pub(crate) starts_on: NaiveDate,
    pub(crate) ends_on: NaiveDate,
    pub(crate) value: Option<Decimal>,
    pub(crate) numerator: Option<Decimal>,
    pub(crate) denominator: Option<Decimal>,
    pub(super) source: String,
    pub(super) note: Option<String>,
    pub(crate) state: MeasurementState,
    pub(super) recorded_by_id: Option<Uuid>,
    pub(super) recorded_by: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) recorded_at: DateTime<Utc>,
    pub(super) submitted_by_id: Option<Uuid>,
    pub(super) submitted_by: Option<String>,
    pub(super) submitted_at: Option<DateTime<Utc>>,
    pub(super) decided_by: Option<String>,
    pub(super) decided_at: Option<DateTime<Utc>>,
    pub(super) reason: Option<String>,
    pub(super) reason_language: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) language: String,
}

/// The partnership's measurements, the latest period first; of one indicator,
/// in some states, or with these words in indicator, source or number, where
/// asked for.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    indicator: Option<Uuid>,
    states: &[String],
    words: &str,
    id: Option<Uuid>,
) -> sqlx::Result<Vec<MeasurementRow>> {
    sqlx::query_as!(
        MeasurementRow,
        r#"select m.id, m.version, m.indicator_id, i.title as indicator,
            i.external_id as indicator_external_id, i.language as indicator_language, i.unit,
            i.kind as "kind: IndicatorKind", i.per, m.starts_on, m.ends_on, m.value, m.numerator,
            m.denominator, m.source, m.note, m.state as "state: MeasurementState",
            m.recorded_by as recorded_by_id, r.name as "recorded_by?", o.name as "organisation?",
            m.recorded_at, m.submitted_by as submitted_by_id, s.name as "submitted_by?",
            m.submitted_at, d.name as "decided_by?", m.decided_at, m.reason, m.reason_language,
            m.external_id, m.language
        from measurement m
        join indicator i on i.id = m.indicator_id
        left join person r on r.id = m.recorded_by
        left join organisation o on o.id = r.organisation_id
        left join person s on s.id = m.submitted_by
        left join person d on d.id = m.decided_by
        where m.partnership_id = $1
            and ($2::uuid is null or m.indicator_id = $2)
            and (cardinality($3::text[]) = 0 or m.state = any ($3))
            and (strpos(fold(i.title), fold($4)) > 0 or strpos(fold(m.source), fold($4)) > 0
                or strpos(fold(m.external_id), fold($4)) > 0)
            and ($5::uuid is null or m.id = $5)
        order by m.ends_on desc, fold(i.title), m.id"#,
        partnership,
        indicator,
        states,
        words,
        id
    )
    .fetch_all(&mut **tx)
    .await
}

/// One measurement of the partnership.
pub(super) async fn find(tx: &mut Tx, partnership: Uuid, id: Uuid) -> sqlx::Result<MeasurementRow> {
    let rows = list(tx, partnership, None, &[], "", Some(id)).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// What is measured.
pub(super) struct IndicatorRow {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) unit: String,
    pub(super) kind: IndicatorKind,
    pub(super) per: i32,
    /// The period measured last.
    pub(super) last_starts_on: Option<NaiveDate>,
    pub(super) last_ends_on: Option<NaiveDate>,
    /// First month of the jurisdiction's fiscal years.
    pub(super) fiscal_first_month: i16,
}

/// One indicator of the partnership.
pub(super) async fn indicator(
    tx: &mut Tx,
    partnership: Uuid,
    id: Uuid,
) -> sqlx::Result<IndicatorRow> {
    sqlx::query_as!(
        IndicatorRow,
        r#"select i.id, i.title, i.unit, i.kind as "kind: IndicatorKind", i.per,
            m.starts_on as "last_starts_on?", m.ends_on as "last_ends_on?", j.fiscal_first_month
        from indicator i
        join partnership p on p.id = i.partnership_id
        join jurisdiction j on j.id = p.jurisdiction_id
        left join lateral (select starts_on, ends_on from measurement
            where indicator_id = i.id order by ends_on desc limit 1) m on true
        where i.partnership_id = $1 and i.id = $2"#,
        partnership,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Id and title of each indicator of the partnership.
pub(super) async fn indicators(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select id, title from indicator where partnership_id = $1 order by fold(title), id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title)).collect())
}

/// Adds a measurement; false where the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    indicator: Uuid,
    person: Uuid,
    values: &MeasurementValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into measurement (id, partnership_id, indicator_id, starts_on, ends_on, value,
            numerator, denominator, source, note, state, recorded_by, submitted_by, submitted_at,
            language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
            case when $11 then 'submitted' else 'draft' end, $12,
            case when $11 then $12::uuid end, case when $11 then now() end, $13)
        on conflict (id) do nothing",
        values.id,
        partnership,
        indicator,
        values.period.start(),
        values.period.end(),
        values.value,
        values.numerator,
        values.denominator,
        values.source,
        values.note,
        values.submit,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Saves an open measurement and submits it where asked to; false where
/// somebody changed it before. Whoever changes a figure is who recorded it.
pub(super) async fn update(
    tx: &mut Tx,
    id: Uuid,
    person: Uuid,
    values: &MeasurementValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update measurement set starts_on = $3, ends_on = $4, value = $5, numerator = $6,
            denominator = $7, source = $8, note = $9,
            recorded_by = case when (starts_on, ends_on, value, numerator, denominator)
                is distinct from ($3, $4, $5, $6, $7) then $10 else recorded_by end,
            recorded_at = now(), language = $12,
            state = case when $11 then 'submitted' else state end,
            submitted_by = case when $11 then $10 else submitted_by end,
            submitted_at = case when $11 then now() else submitted_at end,
            decided_by = case when $11 then null else decided_by end,
            decided_at = case when $11 then null else decided_at end,
            version = version + 1
        where id = $1 and version = $2 and state in ('draft', 'returned')",
        id,
        values.version,
        values.period.start(),
        values.period.end(),
        values.value,
        values.numerator,
        values.denominator,
        values.source,
        values.note,
        person,
        values.submit,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Verifies a measurement or returns it with a reason; false where somebody
/// changed it before.
pub(super) async fn decide(
    tx: &mut Tx,
    id: Uuid,
    version: i32,
    person: Uuid,
    state: MeasurementState,
    reason: Option<&str>,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update measurement set state = $4, decided_by = $3, decided_at = now(),
            reason = coalesce($5, reason),
            reason_language = case when $5::text is null then reason_language else $6 end,
            version = version + 1
        where id = $1 and version = $2",
        id,
        version,
        person,
        state as _,
        reason,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A measurement that somebody should act on.
pub(super) struct WaitingRow {
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) id: Uuid,
    pub(super) indicator: String,
    pub(super) indicator_language: String,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) state: MeasurementState,
    pub(super) submitted_by: Option<String>,
    pub(super) submitted_at: DateTime<Utc>,
    pub(super) decided_by: Option<String>,
    pub(super) reason: Option<String>,
}

/// What waits for the viewer to verify it, and what was returned to them or
/// to their organisation; the longest waiting first.
pub(super) async fn waiting(tx: &mut Tx) -> sqlx::Result<Vec<WaitingRow>> {
    sqlx::query_as!(
        WaitingRow,
        r#"select p.reference, p.title as partnership, m.id, i.title as indicator,
            i.language as indicator_language, m.starts_on, m.ends_on,
            m.state as "state: MeasurementState", s.name as "submitted_by?",
            m.submitted_at as "submitted_at!", d.name as "decided_by?", m.reason
        from measurement m
        join indicator i on i.id = m.indicator_id
        join partnership p on p.id = m.partnership_id
        left join person s on s.id = m.submitted_by
        left join person r on r.id = m.recorded_by
        left join person d on d.id = m.decided_by
        where m.state in ('submitted', 'returned') and (
            (m.state = 'submitted' and m.recorded_by is distinct from viewer_person()
                and m.submitted_by is distinct from viewer_person()
                and (p.jurisdiction_id = any ((select viewer_jurisdictions())::uuid[]) or exists (
                    select 1 from party t where t.partnership_id = p.id
                        and t.organisation_id = (select viewer_organisation()))))
            or (m.state = 'returned' and (s.organisation_id = (select viewer_organisation())
                or r.organisation_id = (select viewer_organisation()))))
        order by m.submitted_at, m.id limit 25"#
    )
    .fetch_all(&mut **tx)
    .await
}
