//! The SQL that only tensions need.

use uuid::Uuid;

use super::form::{PositionValues, SettleValues, TensionValues};
use crate::coordination::HomeId;
use crate::coordination::db::TensionRow;
use crate::db::Tx;

/// Adds a tension, unless it was added by the same form before.
pub(super) async fn insert(
    tx: &mut Tx,
    home: HomeId,
    person: Uuid,
    values: &TensionValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into tension (id, partnership_id, jurisdiction_id, pattern_id, first_pole, second_pole,
            description, level, began_on, entered_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing",
        values.id,
        home.partnership(),
        home.jurisdiction(),
        values.pattern_id,
        values.first_pole,
        values.second_pole,
        values.description,
        values.level as _,
        values.began_on,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a tension; false where somebody saved it before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &TensionValues) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update tension set first_pole = $3, second_pole = $4, description = $5, level = $6,
            began_on = $7, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.first_pole,
        values.second_pole,
        values.description,
        values.level as _,
        values.began_on
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Records a position, unless the same form did before.
pub(super) async fn weigh(
    tx: &mut Tx,
    tension: &TensionRow,
    person: Uuid,
    values: &PositionValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into tension_position (id, partnership_id, jurisdiction_id, tension_id,
            stakeholder_group, balance, words, said_on, person_id, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing",
        values.id,
        tension.partnership_id,
        tension.jurisdiction_id,
        tension.id,
        values.group as _,
        values.balance,
        values.words,
        values.said_on,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says that a tension is settled for now, or with no values that it is open
/// again; false where somebody saved it before.
pub(super) async fn settle(
    tx: &mut Tx,
    id: Uuid,
    version: i32,
    person: Uuid,
    values: Option<&SettleValues>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update tension set settled_on = $3, settled_words = $4, settled_by = $5, version = version + 1
        where id = $1 and version = $2",
        id,
        version,
        values.map(|values| values.on),
        values.map(|values| values.words.as_str()),
        values.map(|_| person)
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
