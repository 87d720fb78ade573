//! Stands in for the crate `app` until its pages are merged: the calls that this crate makes
//! of it, over a database that only knows whether the demonstration was loaded.
#![allow(missing_docs, unreachable_pub, dead_code)]

use std::{net::SocketAddr, path::Path, time::Duration};

use axum::{Router, extract::State, http::StatusCode, routing::get};
use sqlx::{
    Connection, Executor, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

pub async fn migrate(options: &PgConnectOptions) -> Result<(), sqlx::migrate::MigrateError> {
    let mut connection = PgConnection::connect_with(options).await?;
    sqlx::migrate!("../migrations").run(&mut connection).await?;
    Ok(connection.close().await?)
}

#[derive(Debug, Clone)]
pub struct Settings {
    pub listen: SocketAddr,
}

#[derive(Debug, Clone)]
pub struct AppState {
    pool: PgPool,
}

impl AppState {
    pub async fn connect(
        options: PgConnectOptions,
        _settings: Settings,
    ) -> Result<Self, sqlx::Error> {
        let pool = PgPoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(2))
            .connect_with(options)
            .await?;
        Ok(Self { pool })
    }
}

pub fn router(state: AppState) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(readyz))
        .with_state(state)
}

async fn readyz(State(state): State<AppState>) -> StatusCode {
    match state.pool.execute("SELECT 1").await {
        Ok(_) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

pub mod demo {
    use super::{AppState, Executor};

    pub const PASSWORD: &str = "demo-triad-passphrase";
    pub const EMAILS: [&str; 6] = [
        "ministry@demo.test",
        "health@demo.test",
        "vendor@demo.test",
        "clinician@demo.test",
        "auditor@demo.test",
        "admin@demo.test",
    ];

    pub async fn load(state: &AppState, mut progress: impl FnMut(&str)) -> Result<(), sqlx::Error> {
        progress("standing in for the demonstration");
        let create = "CREATE TABLE IF NOT EXISTS demonstration ()";
        state.pool.execute(create).await.map(drop)
    }

    pub async fn present(state: &AppState) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar("SELECT to_regclass('demonstration') IS NOT NULL")
            .fetch_one(&state.pool)
            .await
    }
}

pub mod imports {
    use super::{AppState, Path};

    pub struct Options {
        pub dry_run: bool,
        pub all: bool,
        pub partnership: Option<String>,
    }

    pub async fn run_file(
        _state: &AppState,
        file: &Path,
        _options: &Options,
        _progress: impl FnMut(&str),
    ) -> Result<String, std::io::Error> {
        tokio::fs::metadata(file).await?;
        Ok(String::from("nothing is imported yet"))
    }
}

pub mod accounts {
    use domain::access::Role;

    use super::AppState;

    pub struct NewPerson {
        pub email: String,
        pub name: String,
        pub role: Role,
        pub organisation: String,
        pub password: String,
    }

    pub async fn add_person(_state: &AppState, _person: NewPerson) -> Result<(), sqlx::Error> {
        Ok(())
    }
}

pub mod audit {
    use super::AppState;

    pub struct Report {
        pub sound: bool,
        pub words: String,
    }

    pub async fn verify(_state: &AppState) -> Result<Report, sqlx::Error> {
        Ok(Report {
            sound: true,
            words: String::from("nothing is recorded yet"),
        })
    }
}
