//! The only SQL of people.

use chrono::{DateTime, Utc};
use domain::access::Role;
use uuid::Uuid;

use super::form::{Filters, PersonValues};
use crate::db::Tx;

/// A person as lists and their page show them.
pub(super) struct PersonRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: Role,
    pub(super) organisation_id: Uuid,
    pub(super) organisation: String,
    pub(super) locale: Option<String>,
    pub(super) deactivated_at: Option<DateTime<Utc>>,
    /// Whether they have a password to sign in with.
    pub(super) has_password: bool,
    /// When one of their sessions was last used.
    pub(super) seen_at: Option<DateTime<Utc>>,
}

/// A page of the people, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    filters: &Filters,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<PersonRow>, i64)> {
    let rows = sqlx::query!(
        r#"select p.id, p.version, p.name, p.email, p.role as "role: Role", p.organisation_id,
            o.name as organisation, p.locale, p.deactivated_at, count(*) over () as "total!",
            exists (select 1 from person_password w where w.person_id = p.id) as "has_password!",
            (select max(s.seen_at) from session s
                where s.person_id = p.id and s.revoked_at is null) as seen_at
        from person p join organisation o on o.id = p.organisation_id
        where ($1 = '' or fold(p.name) like '%' || fold($1) || '%'
                or fold(p.email) like '%' || fold($1) || '%')
            and (cardinality($2::text[]) = 0 or p.role = any ($2))
            and ($3::uuid is null or p.organisation_id = $3)
            and ($4::boolean is null or (p.deactivated_at is null) = $4)
        order by
            case when $5 = 'email' then p.email end,
            case when $5 = '-email' then p.email end desc,
            case when $5 = 'role' then p.role end,
            case when $5 = '-role' then p.role end desc,
            case when $5 = 'organisation' then fold(o.name) end,
            case when $5 = '-organisation' then fold(o.name) end desc,
            case when $5 = '-name' then fold(p.name) end desc,
            fold(p.name), p.id
        limit $6 offset $7"#,
        filters.q.trim(),
        &filters.role,
        filters.organisation_id(),
        filters.active(),
        filters.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| PersonRow {
            id: row.id,
            version: row.version,
            name: row.name,
            email: row.email,
            role: row.role,
            organisation_id: row.organisation_id,
            organisation: row.organisation,
            locale: row.locale,
            deactivated_at: row.deactivated_at,
            has_password: row.has_password,
            seen_at: row.seen_at,
        })
        .collect();
    Ok((rows, total))
}

/// One person.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<PersonRow> {
    sqlx::query_as!(
        PersonRow,
        r#"select p.id, p.version, p.name, p.email, p.role as "role: Role", p.organisation_id,
            o.name as organisation, p.locale, p.deactivated_at,
            exists (select 1 from person_password w where w.person_id = p.id) as "has_password!",
            (select max(s.seen_at) from session s
                where s.person_id = p.id and s.revoked_at is null) as seen_at
        from person p join organisation o on o.id = p.organisation_id
        where p.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// A person in a few words.
pub(crate) struct Brief {
    /// Their id.
    pub(crate) id: Uuid,
    /// Their name.
    pub(crate) name: String,
    /// Their role.
    pub(crate) role: Role,
    /// Whether they can sign in.
    pub(crate) active: bool,
}

/// The people of an organisation, by name.
pub(super) async fn of_organisation(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Brief>> {
    sqlx::query_as!(
        Brief,
        r#"select id, name, role as "role: Role", deactivated_at is null as "active!"
        from person where organisation_id = $1 order by fold(name), id"#,
        id
    )
    .fetch_all(&mut **tx)
    .await
}

/// The roles that people of an organisation have.
pub(super) async fn roles_of_organisation(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Role>> {
    sqlx::query_scalar!(
        r#"select distinct role as "role: Role" from person where organisation_id = $1"#,
        id
    )
    .fetch_all(&mut **tx)
    .await
}

/// Saves a person; false where somebody saved them before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &PersonValues) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update person set name = $3, email = $4, role = $5, organisation_id = $6,
            version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.name,
        values.email,
        values.role as _,
        values.organisation_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Leaves a mark in a person's history that something beside their record
/// changed; false where somebody saved them before.
pub(super) async fn touch(tx: &mut Tx, id: Uuid, version: i32) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update person set version = version + 1 where id = $1 and version = $2",
        id,
        version
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps a person from signing in from now on.
pub(super) async fn deactivate(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update person set deactivated_at = now(), version = version + 1
        where id = $1 and deactivated_at is null",
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Lets a person sign in again.
pub(super) async fn reactivate(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update person set deactivated_at = null, version = version + 1
        where id = $1 and deactivated_at is not null",
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
