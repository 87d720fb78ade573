//! The only SQL of saved views. Row-level security leaves the viewer's own.

use uuid::Uuid;

use super::form::Values;
use crate::db::Tx;

/// A list with filters that the viewer comes back to.
pub(crate) struct SavedView {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) name: String,
    /// Path and query.
    pub(super) address: String,
}

/// The viewer's views by name.
pub(super) async fn all(tx: &mut Tx) -> sqlx::Result<Vec<SavedView>> {
    sqlx::query_as!(
        SavedView,
        "select id, version, name, address from saved_view order by fold(name), id"
    )
    .fetch_all(&mut **tx)
    .await
}

/// One of the viewer's views.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<SavedView> {
    sqlx::query_as!(
        SavedView,
        "select id, version, name, address from saved_view where id = $1",
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Saves a view, unless it was saved by the same form before.
pub(super) async fn insert(tx: &mut Tx, values: &Values) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into saved_view (id, person_id, name, address)
        values ($1, viewer_person(), $2, $3)
        on conflict (id) do nothing",
        values.id,
        values.name,
        values.address
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Gives a view another name; false where that was done elsewhere before.
pub(super) async fn rename(tx: &mut Tx, id: Uuid, values: &Values) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update saved_view set name = $3, version = version + 1 where id = $1 and version = $2",
        id,
        values.version,
        values.name
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Deletes a view; one that is gone already stays so.
pub(super) async fn delete(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from saved_view where id = $1", id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
