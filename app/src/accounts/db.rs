//! The only SQL of accounts.

use chrono::{DateTime, Utc};
use domain::access::{Person, Role};
use domain::calendar::Zone;
use domain::organisation::Sector;
use uuid::Uuid;

use super::Founding;
use crate::access::CurrentPerson;
use crate::db::Tx;
use crate::money;

/// Somebody active, by id.
pub(super) async fn current_person(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<CurrentPerson>> {
    let row = sqlx::query!(
        r#"select p.name, p.email, p.role as "role: Role", p.organisation_id, p.locale,
            o.name as organisation, o.sector as "sector: Sector", o.jurisdiction_id,
            j.time_zone, j.fiscal_first_month
        from person p join organisation o on o.id = p.organisation_id
        join jurisdiction j on j.id = o.jurisdiction_id
        where p.id = $1 and p.deactivated_at is null"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| CurrentPerson {
        person: Person {
            id,
            role: row.role,
            organisation_id: row.organisation_id,
        },
        name: row.name,
        email: row.email,
        locale: row.locale,
        organisation: row.organisation,
        sector: row.sector,
        jurisdiction_id: row.jurisdiction_id,
        // Names come and go with the editions of the database of time zones.
        zone: row.time_zone.parse().unwrap_or(Zone::UTC),
        first_month: money::first_month(row.fiscal_first_month),
    }))
}

/// Id and password hash of the active account with this address.
pub(super) async fn credentials(tx: &mut Tx, email: &str) -> sqlx::Result<Option<(Uuid, String)>> {
    let row = sqlx::query!(
        "select p.id, w.hash from person p join person_password w on w.person_id = p.id
        where p.email = $1 and p.deactivated_at is null",
        email
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.id, row.hash)))
}

/// The password hash of one person.
pub(super) async fn password_hash(tx: &mut Tx, person: Uuid) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select hash from person_password where person_id = $1",
        person
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Sets a person's password.
pub(super) async fn set_password(tx: &mut Tx, person: Uuid, hash: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person_password (person_id, hash) values ($1, $2)
        on conflict (person_id) do update set hash = excluded.hash, changed_at = now()",
        person,
        hash
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Failed sign-ins of the last quarter of an hour under a key.
pub(super) async fn failures(tx: &mut Tx, key: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from sign_in_attempt
        where key = $1 and attempted_at > now() - interval '15 minutes'"#,
        key
    )
    .fetch_one(&mut **tx)
    .await
}

/// Notes a failed sign-in, and forgets old ones.
pub(super) async fn note_failure(tx: &mut Tx, keys: &[String]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from sign_in_attempt where key = any ($1) and attempted_at < now() - interval '15 minutes'",
        keys
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into sign_in_attempt (key) select unnest($1::text[])",
        keys
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets the failures of an account whose person has signed in.
pub(super) async fn forget_failures(tx: &mut Tx, key: &str) -> sqlx::Result<()> {
    sqlx::query!("delete from sign_in_attempt where key = $1", key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// One of a person's sessions.
pub(super) struct SessionRow {
    pub(super) id_hash: Vec<u8>,
    pub(super) user_agent: Option<String>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) seen_at: DateTime<Utc>,
}

/// A person's living sessions, the latest used first.
pub(super) async fn sessions(tx: &mut Tx, person: Uuid) -> sqlx::Result<Vec<SessionRow>> {
    sqlx::query_as!(
        SessionRow,
        "select id_hash, user_agent, created_at, seen_at from session
        where person_id = $1 and revoked_at is null and expires_at > now()
        order by seen_at desc, id_hash",
        person
    )
    .fetch_all(&mut **tx)
    .await
}

/// Notes which browser a session belongs to, and clears away old sessions.
pub(super) async fn label_session(tx: &mut Tx, id_hash: &[u8], agent: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update session set user_agent = $2 where id_hash = $1",
        id_hash,
        agent
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("delete from session where expires_at < now() - interval '30 days'")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Ends one session of a person.
pub(super) async fn revoke_session(
    tx: &mut Tx,
    person: Uuid,
    id_hash: &[u8],
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update session set revoked_at = now(), data = '{}'
        where person_id = $1 and id_hash = $2 and revoked_at is null",
        person,
        id_hash
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a person's sessions, except one.
pub(super) async fn revoke_sessions(
    tx: &mut Tx,
    person: Uuid,
    except: Option<&[u8]>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update session set revoked_at = now(), data = '{}'
        where person_id = $1 and id_hash is distinct from $2 and revoked_at is null",
        person,
        except
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Sets the locale of an account; nothing follows the browser.
pub(super) async fn set_locale(
    tx: &mut Tx,
    person: Uuid,
    locale: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update person set locale = $2, version = version + 1 where id = $1",
        person,
        locale
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A person to add, who has no password yet.
pub(crate) struct Account<'a> {
    pub(crate) id: Uuid,
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
    pub(crate) role: Role,
    pub(crate) organisation_id: Uuid,
}

/// Adds a person, unless it was added by the same form before.
pub(crate) async fn insert_person(tx: &mut Tx, new: &Account<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person (id, name, email, role, organisation_id) values ($1, $2, $3, $4, $5)
        on conflict (id) do nothing",
        new.id,
        new.name,
        new.email,
        new.role as _,
        new.organisation_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Organisations of exactly this name or short name.
pub(super) async fn organisations_named(tx: &mut Tx, name: &str) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from organisation where $1 in (name, short_name)",
        name
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds an organisation, and its jurisdiction where that is not known.
pub(super) async fn found(tx: &mut Tx, name: &str, founding: &Founding) -> sqlx::Result<Uuid> {
    sqlx::query!(
        "insert into jurisdiction (id, name, code, level, currency, fiscal_first_month, time_zone)
        values ($1, $2, $3, 'national', $4, $5, $6) on conflict (code) do nothing",
        Uuid::now_v7(),
        founding.jurisdiction_name,
        founding.jurisdiction,
        founding.currency,
        founding.fiscal_first_month,
        founding.time_zone.name()
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query_scalar!(
        "insert into organisation (id, name, sector, jurisdiction_id)
        select $1, $2, $3, id from jurisdiction where code = $4 returning id",
        Uuid::now_v7(),
        name,
        founding.sector as _,
        founding.jurisdiction
    )
    .fetch_one(&mut **tx)
    .await
}
