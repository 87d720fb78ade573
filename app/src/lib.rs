//! Triad's pages: one folder per slice, from URL to SQL and back.
//!
//! Start at [`router`], which merges the slices and lays the layers around
//! them. A slice is a folder named like its URL, with the same four files:
//! `mod.rs` (URLs, routes, handlers), `form.rs` (typed text to domain types),
//! `db.rs` (the only SQL), `views.rs` (data in, HTML out).

pub mod access;
pub mod accounts;
mod actions;
mod all_contracts;
mod amendments;
pub mod audit;
pub mod background;
mod benefits;
mod bodies;
mod briefs;
mod budgets;
mod calendar;
mod charter;
mod commitments;
mod comparisons;
mod contracts;
mod coordination;
mod costs;
pub mod db;
mod decisions;
mod deliverables;
pub mod demo;
mod directions;
mod effects;
pub mod error;
mod evaluations;
mod evidence;
mod factors;
mod files;
pub mod form;
mod foundations;
mod funding;
mod governance;
mod government;
mod history;
mod how_status_is_computed;
pub mod html;
pub mod imports;
mod jurisdictions;
mod ledgers;
mod lessons;
mod lifecycle;
pub mod list;
mod measurements;
mod mechanisms;
mod meetings;
mod milestones;
mod money;
mod movements;
mod obligations;
mod ocds_export;
mod organisations;
pub mod page;
mod parties;
mod partnerships;
mod patterns;
mod people;
mod performance;
mod portfolio;
mod prototypes;
mod rates;
mod relationship;
mod reports;
pub mod request;
mod rights;
mod risks;
mod saved_views;
mod schedule;
mod scorecards;
pub mod spreadsheets;
mod statements;
pub mod static_files;
mod status;
mod strategic;
mod targets;
mod tensions;
pub mod text;
pub mod ui;
mod workbench;

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{Request, Response, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use chrono::{NaiveDate, Utc};
use domain::calendar::{Zone, day_in};
use sqlx::postgres::PgConnectOptions;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::request_id::{
    MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer,
};
use tower_http::trace::TraceLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

use access::{CurrentPerson, Routes};
use accounts::{Passwords, PostgresSessions};
use background::Background;
use db::Db;

pub use db::migrate;

/// What the server decides and the pages only read.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Whether browsers reach the site over HTTPS; cookies are then `Secure`.
    pub https: bool,
    /// The date that counts as today, for everybody; nothing for the clock's.
    pub today: Option<NaiveDate>,
    /// What the open contracting ids of contracts that began here start with;
    /// without it nothing is exported.
    pub ocid_prefix: Option<String>,
}

/// What every handler can reach.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// The hashing of passwords.
    pub passwords: Passwords,
    /// Work that goes on after its request was answered.
    pub background: Background,
    settings: Arc<Settings>,
    demo: Arc<AtomicBool>,
}

impl AppState {
    /// The state over a database that is migrated.
    pub fn connect(options: PgConnectOptions, settings: Settings) -> Self {
        Self {
            db: Db::connect(options),
            passwords: Passwords::default(),
            background: Background::default(),
            settings: Arc::new(settings),
            demo: Arc::default(),
        }
    }

    /// Whether the data is the demonstration's.
    pub fn demo_loaded(&self) -> bool {
        self.demo.load(Ordering::Relaxed)
    }

    /// Says that the data is the demonstration's: pages then say so, too.
    pub fn set_demo_loaded(&self, loaded: bool) {
        self.demo.store(loaded, Ordering::Relaxed);
    }

    /// What the open contracting ids of contracts that began here start with.
    pub fn ocid_prefix(&self) -> Option<&str> {
        self.settings.ocid_prefix.as_deref()
    }

    /// The date that counts as today in a time zone.
    pub fn today_in(&self, zone: Zone) -> NaiveDate {
        self.settings
            .today
            .unwrap_or_else(|| day_in(Utc::now(), zone))
    }

    /// The date that counts as today where nobody in particular asks: in UTC.
    pub fn today(&self) -> NaiveDate {
        self.today_in(Zone::UTC)
    }
}

/// The date that counts as today, as a handler's argument: the day that it is
/// where the organisation of the person asking has its jurisdiction.
#[derive(Debug, Clone, Copy)]
pub struct Today(pub NaiveDate);

impl FromRequestParts<AppState> for Today {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let person = parts.extensions.get::<CurrentPerson>();
        let zone = person.map_or(Zone::UTC, |person| person.zone);
        Ok(Self(state.today_in(zone)))
    }
}

/// Every route of every slice, with who may call it.
pub fn routes() -> Routes {
    Routes::new()
        .merge(accounts::routes())
        .merge(actions::routes())
        .merge(briefs::routes())
        .merge(budgets::routes())
        .merge(amendments::routes())
        .merge(all_contracts::routes())
        .merge(benefits::routes())
        .merge(bodies::routes())
        .merge(calendar::routes())
        .merge(charter::routes())
        .merge(commitments::routes())
        .merge(comparisons::routes())
        .merge(contracts::routes())
        .merge(costs::routes())
        .merge(decisions::routes())
        .merge(deliverables::routes())
        .merge(directions::routes())
        .merge(effects::routes())
        .merge(evaluations::routes())
        .merge(evidence::routes())
        .merge(factors::routes())
        .merge(files::routes())
        .merge(foundations::routes())
        .merge(funding::routes())
        .merge(governance::routes())
        .merge(government::routes())
        .merge(history::routes())
        .merge(how_status_is_computed::routes())
        .merge(jurisdictions::routes())
        .merge(ledgers::routes())
        .merge(lessons::routes())
        .merge(lifecycle::routes())
        .merge(imports::routes())
        .merge(measurements::routes())
        .merge(meetings::routes())
        .merge(mechanisms::routes())
        .merge(milestones::routes())
        .merge(movements::routes())
        .merge(obligations::routes())
        .merge(ocds_export::routes())
        .merge(organisations::routes())
        .merge(parties::routes())
        .merge(partnerships::routes())
        .merge(patterns::routes())
        .merge(people::routes())
        .merge(portfolio::routes())
        .merge(prototypes::routes())
        .merge(rates::routes())
        .merge(reports::routes())
        .merge(rights::routes())
        .merge(risks::routes())
        .merge(saved_views::routes())
        .merge(scorecards::routes())
        .merge(spreadsheets::routes())
        .merge(targets::routes())
        .merge(statements::routes())
        .merge(strategic::routes())
        .merge(tensions::routes())
        .merge(workbench::routes())
}

/// Forgets what an earlier version of the program worked out and kept, for a
/// server to call before its first request.
///
/// # Errors
/// The database is away.
pub async fn forget_what_is_kept(state: &AppState) -> sqlx::Result<()> {
    portfolio::standing::forget(&state.db).await
}

/// Begins the work that no request asks for; it ends with
/// [`Background::end`](background::Background::end).
pub fn start_background_work(state: &AppState) {
    portfolio::standing::keep_up_to_date(state);
}

/// The largest form without files, in bytes.
pub(crate) const MAX_FORM_BYTES: usize = 1024 * 1024;

/// The whole application.
pub fn router(state: AppState) -> Router {
    let https = state.settings.https;
    let sessions = SessionManagerLayer::new(PostgresSessions(state.db.clone()))
        .with_name(if https { "__Host-triad" } else { "triad" })
        .with_secure(https)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnSessionEnd);
    let pages = routes()
        .into_router(&state)
        .fallback(|| async { StatusCode::NOT_FOUND })
        .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
        .layer(
            ServiceBuilder::new()
                .layer(sessions)
                .layer(from_fn_with_state(state.clone(), request::surround)),
        );
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/static/{file}", get(static_files::serve))
        .merge(pages)
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::x_request_id(NewRequestId))
                .layer(TraceLayer::new_for_http().make_span_with(|request: &Request<_>| {
                    let id = request.extensions().get::<RequestId>();
                    let id = id.and_then(|id| id.header_value().to_str().ok()).unwrap_or_default();
                    tracing::info_span!("request", id, method = %request.method(), path = request.uri().path())
                }))
                .layer(PropagateRequestIdLayer::x_request_id())
                .map_response(move |response| protected(response, https))
                .layer(CatchPanicLayer::new())
                // Levels were compared: docs/PERFORMANCE.md.
                .layer(CompressionLayer::new().quality(CompressionLevel::Precise(3))),
        )
        .with_state(state)
}

const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The response, with what a browser is told to keep to.
fn protected<B>(mut response: Response<B>, https: bool) -> Response<B> {
    let told = [
        (CONTENT_SECURITY_POLICY, CSP),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
    ];
    let always_https = https.then_some((STRICT_TRANSPORT_SECURITY, "max-age=31536000"));
    let headers = response.headers_mut();
    for (name, value) in told.into_iter().chain(always_https) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    if state.db.is_ready().await {
        (StatusCode::OK, "ready")
    } else {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer",
        )
    }
}

/// Numbers requests, so that a person's report finds its line in the log.
#[derive(Clone, Copy)]
struct NewRequestId;

impl MakeRequestId for NewRequestId {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        let id = uuid::Uuid::now_v7().simple().to_string();
        HeaderValue::from_str(&id).ok().map(RequestId::new)
    }
}
