//! The only SQL of partnerships.

use uuid::Uuid;

use crate::db::Tx;

/// Id and name of each organisation that takes part.
pub(super) async fn party_names(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select distinct o.id, o.name, fold(o.name) as sort
        from party t join organisation o on o.id = t.organisation_id
        where t.partnership_id = $1 order by sort, o.id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
