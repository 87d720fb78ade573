//! Sessions in Postgres, so that any number of servers share them.
//!
//! Saving only ever updates a living row: a slow request that saves after the
//! person signed out cannot bring the session back. Ids are stored hashed, so
//! reading the table does not open a session. How long a session lives is
//! decided here, not in the cookie: 30 minutes idle, 12 hours at most.

use async_trait::async_trait;
use sha2::{Digest, Sha256};
use sqlx::types::Json;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use uuid::Uuid;

use crate::db::Db;

type Data = std::collections::HashMap<String, serde_json::Value>;

/// Key under which a session keeps who signed in.
pub(crate) const PERSON: &str = "person";

/// The store behind the session layer.
#[derive(Clone, Debug)]
pub struct PostgresSessions(pub Db);

/// What the table holds instead of the id in the cookie.
pub(crate) fn id_hash(id: Id) -> Vec<u8> {
    Sha256::digest(id.0.to_le_bytes()).to_vec()
}

fn backend(error: impl std::fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

fn person_of(record: &Record) -> Option<Uuid> {
    record.data.get(PERSON)?.as_str()?.parse().ok()
}

#[async_trait]
impl SessionStore for PostgresSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let mut tx = self.0.begin_as_nobody().await.map_err(backend)?;
        sqlx::query!(
            "insert into session (id_hash, person_id, data, expires_at)
            values ($1, $2, $3, now() + interval '30 minutes')",
            id_hash(record.id),
            person_of(record),
            Json(&record.data) as _,
        )
        .execute(&mut *tx)
        .await
        .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let mut tx = self.0.begin_as_nobody().await.map_err(backend)?;
        sqlx::query!(
            "update session set data = $2, person_id = $3
            where id_hash = $1 and revoked_at is null and expires_at > now()",
            id_hash(record.id),
            Json(&record.data) as _,
            person_of(record),
        )
        .execute(&mut *tx)
        .await
        .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let mut tx = self.0.begin_as_nobody().await.map_err(backend)?;
        let row = sqlx::query!(
            r#"select data as "data: Json<Data>",
                extract(epoch from expires_at)::bigint as "expires_at!",
                seen_at < now() - interval '1 minute' as "stale!"
            from session where id_hash = $1 and revoked_at is null and expires_at > now()"#,
            id_hash(*id)
        )
        .fetch_optional(&mut *tx)
        .await
        .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        // Once a minute is often enough to know that somebody is still there.
        if row.stale {
            sqlx::query!(
                "update session set seen_at = now(),
                    expires_at = least(now() + interval '30 minutes', created_at + interval '12 hours')
                where id_hash = $1 and revoked_at is null",
                id_hash(*id)
            )
            .execute(&mut *tx)
            .await
            .map_err(backend)?;
        }
        tx.commit().await.map_err(backend)?;
        let expiry_date =
            time::OffsetDateTime::from_unix_timestamp(row.expires_at).map_err(backend)?;
        Ok(Some(Record {
            id: *id,
            data: row.data.0,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let mut tx = self.0.begin_as_nobody().await.map_err(backend)?;
        sqlx::query!(
            "update session set revoked_at = now(), data = '{}' where id_hash = $1 and revoked_at is null",
            id_hash(*id)
        )
        .execute(&mut *tx)
        .await
        .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}
