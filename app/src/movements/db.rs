//! The only SQL of receipts and spending: read as one view, written to two
//! tables of one shape.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Movement;
use super::form::{MovementValues, Narrowed, VoidValues};
use crate::db::Tx;

/// A receipt or spending.
pub(super) struct MovementRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) commitment_id: Uuid,
    pub(super) commitment: String,
    pub(super) commitment_language: String,
    pub(super) commitment_external_id: Option<String>,
    pub(super) funder: String,
    pub(super) currency: String,
    pub(super) happened_on: NaiveDate,
    pub(super) amount: Decimal,
    pub(super) note: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) voided_on: Option<NaiveDate>,
    pub(super) void_reason: Option<String>,
    pub(super) entered_by: Option<String>,
    pub(super) language: String,
    /// The fiscal year in which it counts.
    pub(super) year: Option<String>,
    /// Whether more moved in its fiscal year than was committed.
    pub(super) over: bool,
}

/// The receipts or spending of a partnership that fit the filters.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    movement: Movement,
    filters: &Narrowed,
) -> sqlx::Result<Vec<MovementRow>> {
    sqlx::query_as!(
        MovementRow,
        r#"with years as materialized (select * from commitment_year where partnership_id = $1)
        select m.id as "id!", m.version as "version!", c.id as commitment_id, c.title as commitment,
            c.language as commitment_language, c.external_id as commitment_external_id,
            o.name as funder, c.currency, m.happened_on as "happened_on!", m.amount as "amount!",
            m.note, m.external_id, m.voided_on, m.void_reason, e.name as "entered_by?",
            m.language as "language!", y.label as "year?", coalesce(y.over, false) as "over!"
        from movement m
        join commitment c on c.id = m.commitment_id
        join organisation o on o.id = c.funder_id
        left join person e on e.id = m.entered_by
        left join lateral (
            -- The line's own period where there is one, before a fiscal year around it.
            select y.label,
                case $2 when 'receipt' then y.received > y.committed else y.spent > y.committed end as over
            from years y
            where y.commitment_id = m.commitment_id and m.voided_on is null
                and m.happened_on between y.starts_on and y.ends_on
            order by y.ends_on - y.starts_on limit 1
        ) y on true
        where m.partnership_id = $1 and m.way = $2
            and ($3::uuid is null or m.id = $3)
            and (strpos(fold(coalesce(m.note, '')), fold($4)) > 0 or strpos(fold(c.title), fold($4)) > 0
                or strpos(fold(coalesce(m.external_id, '')), fold($4)) > 0)
            and ($5::uuid is null or m.commitment_id = $5)
            and ($6::uuid is null or c.funder_id = $6)
            and ($7::date is null or m.happened_on >= $7)
            and ($8::date is null or m.happened_on <= $8)
            and ($9 = '' or c.currency = $9)
            and ($10 = '' or ($10 = 'true') = (m.voided_on is not null))
        order by
            case when $11 = 'date' then m.happened_on end,
            case when $11 in ('amount', '-amount') then c.currency end,
            case when $11 = 'amount' then m.amount end,
            case when $11 = '-amount' then m.amount end desc,
            case when $11 = 'commitment' then fold(c.title) end,
            case when $11 = '-commitment' then fold(c.title) end desc,
            m.happened_on desc, m.id desc"#,
        partnership,
        movement.code(),
        filters.id,
        filters.q,
        filters.commitment_id,
        filters.funder_id,
        filters.from,
        filters.to,
        filters.currency,
        filters.voided,
        filters.sort,
    )
    .fetch_all(&mut **tx)
    .await
}

/// A commitment that money can move under.
pub(super) struct CommitmentRow {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) currency: String,
    pub(super) funder_id: Uuid,
    pub(super) funder: String,
}

/// The commitments of a partnership.
pub(super) async fn commitments(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<CommitmentRow>> {
    sqlx::query_as!(
        CommitmentRow,
        "select c.id, c.title, c.currency, c.funder_id, o.name as funder
        from commitment c join organisation o on o.id = c.funder_id
        where c.partnership_id = $1 order by fold(o.name), fold(c.title), c.id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds a receipt or spending, unless the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    movement: Movement,
    partnership: Uuid,
    person: Uuid,
    values: &MovementValues,
    language: &str,
) -> sqlx::Result<()> {
    let MovementValues {
        id,
        commitment_id,
        happened_on,
        amount,
        note,
        ..
    } = values;
    match movement {
        Movement::Receipt => sqlx::query!(
            "insert into receipt (id, partnership_id, commitment_id, happened_on, amount, note, entered_by, language)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
            id, partnership, commitment_id, happened_on, amount, note.as_deref(), person, language
        ),
        Movement::Spending => sqlx::query!(
            "insert into spending (id, partnership_id, commitment_id, happened_on, amount, note, entered_by, language)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
            id, partnership, commitment_id, happened_on, amount, note.as_deref(), person, language
        ),
    }
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Corrects a receipt or spending; false where somebody changed it before, or
/// it is void.
pub(super) async fn update(
    tx: &mut Tx,
    movement: Movement,
    partnership: Uuid,
    id: Uuid,
    values: &MovementValues,
) -> sqlx::Result<bool> {
    let MovementValues {
        version,
        commitment_id,
        happened_on,
        amount,
        note,
        ..
    } = values;
    let done = match movement {
        Movement::Receipt => sqlx::query!(
            "update receipt set commitment_id = $4, happened_on = $5, amount = $6, note = $7, version = version + 1
            where partnership_id = $1 and id = $2 and version = $3 and voided_on is null",
            partnership, id, version, commitment_id, happened_on, amount, note.as_deref()
        ),
        Movement::Spending => sqlx::query!(
            "update spending set commitment_id = $4, happened_on = $5, amount = $6, note = $7, version = version + 1
            where partnership_id = $1 and id = $2 and version = $3 and voided_on is null",
            partnership, id, version, commitment_id, happened_on, amount, note.as_deref()
        ),
    }
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Says that a receipt or spending was a mistake; false where somebody changed
/// it before.
pub(super) async fn void(
    tx: &mut Tx,
    movement: Movement,
    partnership: Uuid,
    id: Uuid,
    values: &VoidValues,
    today: NaiveDate,
) -> sqlx::Result<bool> {
    let done = match movement {
        Movement::Receipt => sqlx::query!(
            "update receipt set voided_on = $4, void_reason = $5, version = version + 1
            where partnership_id = $1 and id = $2 and version = $3 and voided_on is null",
            partnership,
            id,
            values.version,
            today,
            values.reason
        ),
        Movement::Spending => sqlx::query!(
            "update spending set voided_on = $4, void_reason = $5, version = version + 1
            where partnership_id = $1 and id = $2 and version = $3 and voided_on is null",
            partnership,
            id,
            values.version,
            today,
            values.reason
        ),
    }
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
