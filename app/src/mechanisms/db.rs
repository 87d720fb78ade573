//! The SQL that only mechanisms need.

use uuid::Uuid;

use super::form::MechanismValues;
use crate::coordination::HomeId;
use crate::db::Tx;

/// Who can answer for a mechanism, by name: the parties of the partnership, or
/// the organisations of the jurisdiction and of those above it.
pub(super) async fn owners(tx: &mut Tx, home: HomeId) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select o.id, o.name from organisation o
        where o.id in (select organisation_id from party where partnership_id = $1)
            or o.jurisdiction_id = any (jurisdiction_and_above($2))
        order by fold(o.name), o.id",
        home.partnership(),
        home.jurisdiction()
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.name))
        .collect())
}

/// Adds a mechanism, unless it was added by the same form before.
pub(super) async fn insert(
    tx: &mut Tx,
    home: HomeId,
    person: Uuid,
    values: &MechanismValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into mechanism (id, partnership_id, jurisdiction_id, pattern_id, title, kind, description,
            level, since_on, until_on, owner_id, entered_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (id) do nothing",
        values.id,
        home.partnership(),
        home.jurisdiction(),
        values.pattern_id,
        values.title,
        values.kind as _,
        values.description,
        values.level as _,
        values.since_on,
        values.until_on,
        values.owner_id,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a mechanism; false where somebody saved it before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &MechanismValues) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update mechanism set title = $3, kind = $4, description = $5, level = $6, since_on = $7,
            until_on = $8, owner_id = $9, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.title,
        values.kind as _,
        values.description,
        values.level as _,
        values.since_on,
        values.until_on,
        values.owner_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
