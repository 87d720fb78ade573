//! The database a command works on: the one of `DATABASE_URL`, or the private one.

use std::{io, net::SocketAddr, time::Duration};

use app::{AppState, Settings};
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};
use tokio::time::timeout;

use crate::{
    Failure,
    config::Config,
    embedded_postgres::{Cluster, Purpose},
    stop::Stop,
};

/// `server_version_num` of the oldest Postgres that serves.
const OLDEST_VERSION: i32 = 15_00_00;

/// How long a database elsewhere may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open database.
#[derive(Debug)]
pub(crate) struct Database {
    options: PgConnectOptions,
    cluster: Option<Cluster>,
}

impl Database {
    /// Opens the database that the settings name.
    ///
    /// # Errors
    /// When it cannot be reached, is too old, or the private one cannot be run.
    pub(crate) async fn open(
        config: &Config,
        purpose: &Purpose,
        stop: &Stop,
    ) -> Result<Self, Failure> {
        if let Some(options) = &config.database {
            stop.unless_requested(check(options)).await??;
            return Ok(Self {
                options: options.clone(),
                cluster: None,
            });
        }
        let bin = config.postgres_bin.as_deref();
        let cluster = Cluster::open(&config.data, bin, purpose, stop).await?;
        Ok(Self {
            options: cluster.options(),
            cluster: Some(cluster),
        })
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a migration fails; it is undone then.
    pub(crate) async fn migrate(&self) -> Result<(), Failure> {
        Ok(app::migrate(&self.options).await?)
    }

    /// Brings the schema up to date and connects.
    ///
    /// # Errors
    /// When either fails.
    pub(crate) async fn state(&self, config: &Config) -> Result<AppState, Failure> {
        self.migrate().await?;
        // A cookie that goes over the network in the clear signs anybody in who hears it.
        let https = config
            .https
            .unwrap_or(!config.listen.ip().to_canonical().is_loopback());
        let settings = Settings {
            https,
            today: None,
            ocid_prefix: config.ocid_prefix.clone(),
        };
        let state = AppState::connect(self.options.clone(), settings);
        state.set_demo_loaded(app::demo::present(&state).await?);
        Ok(state)
    }

    /// Whether the database is the private one.
    pub(crate) fn is_private(&self) -> bool {
        self.cluster.is_some()
    }

    /// Where the server listens that this command runs beside, as far as that is known.
    pub(crate) fn served_at(&self) -> Option<SocketAddr> {
        self.cluster.as_ref().and_then(Cluster::served_at)
    }

    /// Ends what was started for it.
    pub(crate) async fn close(self) {
        if let Some(cluster) = self.cluster {
            cluster.close().await;
        }
    }
}

async fn check(options: &PgConnectOptions) -> Result<(), Failure> {
    let unreachable = |source| Failure::Unreachable {
        host: options.get_host().to_owned(),
        port: options.get_port(),
        source,
    };
    let mut connection = timeout(PATIENCE, PgConnection::connect_with(options))
        .await
        .unwrap_or_else(|elapsed| Err(io::Error::from(elapsed).into()))
        .map_err(unreachable)?;
    let (number, name): (i32, String) = sqlx::query_as(
        "SELECT current_setting('server_version_num')::integer, current_setting('server_version')",
    )
    .fetch_one(&mut connection)
    .await?;
    connection.close().await?;
    if number < OLDEST_VERSION {
        return Err(Failure::TooOld(name));
    }
    Ok(())
}
