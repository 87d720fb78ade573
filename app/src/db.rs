//! The unit of work: a transaction that acts for one person.
//!
//! Row-level security and the history read who is acting from settings that
//! are local to the transaction, so every read of partnership content happens
//! inside one, too.

use chrono::{DateTime, Utc};
use domain::access::Person;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{Connection, Executor, PgConnection, Postgres, Transaction};
use std::time::Duration;
use uuid::Uuid;

/// A transaction; dropped without [`commit`](Transaction::commit) it is undone.
pub type Tx = Transaction<'static, Postgres>;

/// The pool of connections, each of them with the application's role.
#[derive(Clone, Debug)]
pub struct Db {
    pool: PgPool,
}

/// More connections than this only make two processors switch more often.
const MAX_CONNECTIONS: u32 = 8;

impl Db {
    /// Prepares a pool. Connections open when first needed, so that the server
    /// starts, and says that it is not ready, while the database is away.
    pub fn connect(options: PgConnectOptions) -> Self {
        let pool = PgPoolOptions::new()
            .max_connections(MAX_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    connection.execute("set role triad_app").await?;
                    connection.execute("set timezone = 'UTC'").await?;
                    // Row-level security makes plans look dear that are not:
                    // compiling one takes longer than running it.
                    connection.execute("set jit = off").await?;
                    // The roll-back below warns where there is nothing to roll back.
                    connection
                        .execute("set client_min_messages = 'error'")
                        .await?;
                    Ok(())
                })
            })
            // A request cancelled while its transaction was beginning leaves
            // the transaction open on the pooled connection. The answer also
            // tells a dead connection from a living one.
            .before_acquire(|connection, _| {
                Box::pin(async move { Ok(connection.execute("rollback").await.is_ok()) })
            })
            .connect_lazy_with(options);
        Self { pool }
    }

    /// Begins a transaction that acts for `person`.
    ///
    /// # Errors
    /// The database is away, or the person is no longer active.
    pub async fn begin_as(&self, person: &Person) -> sqlx::Result<Tx> {
        self.begin_as_because(person, "").await
    }

    /// Begins a transaction that acts for `person` and whose changes carry a
    /// reason in the history.
    ///
    /// # Errors
    /// As [`begin_as`](Self::begin_as).
    pub async fn begin_as_because(&self, person: &Person, reason: &str) -> sqlx::Result<Tx> {
        let mut tx = self.pool.begin().await?;
        sqlx::query!("select begin_as($1, $2)", person.id, reason)
            .execute(&mut *tx)
            .await?;
        Ok(tx)
    }

    /// Begins a transaction for the person at the command line, who sees and
    /// changes everything and has no name in the history.
    ///
    /// # Errors
    /// The database is away.
    pub async fn begin_as_operator(&self, reason: &str) -> sqlx::Result<Tx> {
        let mut tx = self.pool.begin().await?;
        sqlx::query!(
            "select set_config('triad.role', 'operator', true) as role,
                set_config('triad.reason', $1, true) as reason",
            reason
        )
        .fetch_one(&mut *tx)
        .await?;
        Ok(tx)
    }

    /// Begins a transaction that acts for nobody, which sees accounts and
    /// registry but no partnership content: for signing in.
    ///
    /// # Errors
    /// The database is away.
    pub async fn begin_as_nobody(&self) -> sqlx::Result<Tx> {
        self.pool.begin().await
    }

    /// Whether the database answers.
    pub async fn is_ready(&self) -> bool {
        tokio::time::timeout(Duration::from_secs(2), self.pool.acquire())
            .await
            .is_ok_and(|connection| connection.is_ok())
    }

    /// Waits for connections in use and closes all.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Who last saved a row and when, for whoever comes second; no name for the
/// command line.
///
/// # Errors
/// The database is away, or the row has no history that the person may read.
pub async fn last_change(
    tx: &mut Tx,
    table: &str,
    row: Uuid,
) -> sqlx::Result<(Option<String>, DateTime<Utc>)> {
    let change = sqlx::query!(
        r#"select p.name as "name?", h.recorded_at from history h
        left join person p on p.id = h.person_id
        where h.table_name = $1 and h.row_id = $2 order by h.seq desc limit 1"#,
        table,
        row
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((change.name, change.recorded_at))
}

/// Brings the schema up to date, as the owner of the database.
///
/// # Errors
/// The database is away, an applied migration was edited, or one failed.
pub async fn migrate(options: &PgConnectOptions) -> Result<(), sqlx::migrate::MigrateError> {
    let mut connection = PgConnection::connect_with(options).await?;
    sqlx::migrate!("../migrations").run(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// The name of the constraint that an error broke, if that is what happened.
pub fn broken_constraint(error: &sqlx::Error) -> Option<&str> {
    error
        .as_database_error()
        .and_then(|error| error.constraint())
}
