//! The only SQL of a partnership's life.

use chrono::NaiveDate;
use domain::partnership::Stage;
use uuid::Uuid;

use super::form::{MoveValues, RestructuringValues};
use crate::db::Tx;

/// Where a partnership is in its life.
pub(super) struct Standing {
    pub(super) stage: Stage,
    pub(super) version: i32,
    pub(super) last_moved_on: Option<NaiveDate>,
}

/// Where a partnership is in its life.
pub(super) async fn standing(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Standing> {
    sqlx::query_as!(
        Standing,
        r#"select p.stage as "stage: Stage", p.version,
            (select max(moved_on) from partnership_move where partnership_id = p.id) as last_moved_on
        from partnership p where p.id = $1"#,
        partnership
    )
    .fetch_one(&mut **tx)
    .await
}

/// Whether the move was made by the same form before.
pub(super) async fn move_exists(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from partnership_move where id = $1) as "exists!""#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Moves a partnership on; false where somebody changed it before.
///
/// Becoming active establishes it, unless that is dated already, and freezes
/// the planned dates of its milestones as their baselines.
pub(super) async fn move_to(
    tx: &mut Tx,
    partnership: Uuid,
    from: Stage,
    person: Uuid,
    values: &MoveValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update partnership set stage = $3, version = version + 1,
            established_on = case when $3 = 'active' then coalesce(established_on, $4) else established_on end
        where id = $1 and version = $2",
        partnership,
        values.version,
        values.to as _,
        values.moved_on
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "insert into partnership_move (id, partnership_id, from_stage, to_stage, moved_on, note, person_id, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8)",
        values.id,
        partnership,
        from as _,
        values.to as _,
        values.moved_on,
        values.note,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    if values.to == Stage::Active {
        sqlx::query!(
            "update milestone set baseline_on = planned_on, version = version + 1
            where partnership_id = $1 and baseline_on is null",
            partnership
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(true)
}

/// Adds a restructuring, unless the same form added it before.
pub(super) async fn insert_restructuring(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &RestructuringValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into restructuring (id, partnership_id, happened_on, description, person_id, language)
        values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing",
        values.id,
        partnership,
        values.happened_on,
        values.description,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
