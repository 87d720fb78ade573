//! The only SQL of rights.

use domain::access::{Grant, Role};
use uuid::Uuid;

use super::form::RightValues;
use crate::db::Tx;

/// A right given to one person.
pub(super) struct Right {
    pub(super) id: Uuid,
    pub(super) person: String,
    pub(super) organisation: String,
    pub(super) role: Role,
    pub(super) access: Grant,
}

/// The rights given in a partnership, by name.
pub(super) async fn rights(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<Right>> {
    sqlx::query_as!(
        Right,
        r#"select r.id, p.name as person, o.name as organisation, p.role as "role: Role",
            r.access as "access: Grant"
        from partnership_right r
        join person p on p.id = r.person_id
        join organisation o on o.id = p.organisation_id
        where r.partnership_id = $1 order by fold(p.name), p.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// The person with exactly this address, if they can sign in.
pub(super) async fn grantee(tx: &mut Tx, email: &str) -> sqlx::Result<Option<(Uuid, Role)>> {
    let row = sqlx::query!(
        r#"select id, role as "role: Role" from person where email = $1 and deactivated_at is null"#,
        email
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.id, row.role)))
}

/// Gives a right, unless the same form gave it before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    values: &RightValues,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into partnership_right (id, partnership_id, person_id, access)
        values ($1, $2, $3, $4) on conflict (id) do nothing",
        values.id,
        partnership,
        values.person_id,
        values.access as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a right away; one that is gone already stays so.
pub(super) async fn delete(tx: &mut Tx, partnership: Uuid, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from partnership_right where partnership_id = $1 and id = $2",
        partnership,
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
