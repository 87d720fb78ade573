//! The only SQL of the history.

use serde_json::Value;
use uuid::Uuid;

use super::change::{Change, Names, Row};
use super::form::Narrowed;
use crate::db::Tx;

/// A page of the changes of a partnership and all below it that the viewer may
/// see, the latest first, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    narrowed: &Narrowed,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<Change>, i64)> {
    let rows = sqlx::query!(
        r#"with page as (
            select seq, count(*) over () as total from history
            where partnership_id = $1
                and ($2 = '' or table_name = $2)
                and ($3::uuid is null or person_id = $3)
                and ($4::timestamptz is null or recorded_at >= $4)
                and ($5::timestamptz is null or recorded_at < $5)
            order by seq desc limit $6 offset $7)
        select h.table_name, h.row_id, h.action, h.old_row, h.new_row, h.reason, h.recorded_at,
            p.name as "person?", o.name as "organisation?", page.total as "total!"
        from page
        join history h on h.seq = page.seq
        left join person p on p.id = h.person_id
        left join organisation o on o.id = p.organisation_id
        order by h.seq desc"#,
        partnership,
        narrowed.kind,
        narrowed.person_id,
        narrowed.from,
        narrowed.before,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let changes = rows
        .into_iter()
        .map(|row| Change {
            table: row.table_name,
            row_id: row.row_id,
            action: row.action,
            old: columns(row.old_row),
            new: columns(row.new_row),
            reason: row.reason,
            person: row.person,
            organisation: row.organisation,
            at: row.recorded_at,
        })
        .collect();
    Ok((changes, total))
}

fn columns(row: Option<Value>) -> Row {
    match row {
        Some(Value::Object(columns)) => columns,
        _ => Row::new(),
    }
}

/// Id and name of everybody who changed something here that the viewer may
/// see, by name.
pub(super) async fn people(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select p.id, p.name from person p
        where p.id in (select h.person_id from history h where h.partnership_id = $1)
        order by fold(p.name), p.id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.name))
        .collect())
}

/// The names of what these ids belong to, as far as the viewer may see it.
pub(super) async fn names(tx: &mut Tx, ids: &[Uuid]) -> sqlx::Result<Names> {
    let rows = sqlx::query!(
        r#"select id as "id!", name as "name!" from (
            select id, name from organisation where id = any ($1)
            union all select id, name from person where id = any ($1)
            union all select id, name from jurisdiction where id = any ($1)
            union all select id, number || ' ' || title from contract where id = any ($1)
            union all select id, title from commitment where id = any ($1)
            union all select id, title from indicator where id = any ($1)
            union all select id, title from milestone where id = any ($1)
            union all select id, title from deliverable where id = any ($1)
            union all select id, title from partnership where id = any ($1)
            union all select m.id, p.name from body_member m join person p on p.id = m.person_id where m.id = any ($1)
            union all select id, question from decision where id = any ($1)
            union all select id, what from action where id = any ($1)
            union all select id, name from file where id = any ($1)
            union all select id, title from scorecard_round where id = any ($1)
            union all select id, first_pole || ' ↔ ' || second_pole from tension where id = any ($1)
            union all select id, title from mechanism where id = any ($1)
            union all select id, title from direction where id = any ($1)
            union all select id, proves from proof where id = any ($1)
            union all select id, subject from evaluation where id = any ($1)
            union all select id, title from risk where id = any ($1)
            union all select id, title from benefit where id = any ($1)
            union all select id, title from prototype where id = any ($1)
            union all select s.id, d.title from submission s join deliverable d on d.id = s.deliverable_id
                where s.id = any ($1)
        ) named"#,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
