//! Accounts: signing in and out, one's own language, password and sessions.

mod db;
mod form;
mod passwords;
mod session_store;
mod views;

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, Form, Path, Query, State};
use axum::http::header::USER_AGENT;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Role, role_fits};
use domain::calendar::Zone;
use domain::organisation::Sector;
use tower_sessions::Session;
use uuid::Uuid;

pub(crate) use db::{Account, insert_person};
pub use passwords::Passwords;
pub(crate) use passwords::random_passphrase;
pub use session_store::PostgresSessions;

use crate::access::{CurrentPerson, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::page::Page;
use crate::request::{forget_language, see_other};
use crate::{AppState, organisations, t};
use form::{LanguageForm, PasswordForm, SignInForm};
use session_store::{PERSON, id_hash};

/// Where the pages are.
pub(crate) mod url {
    use std::fmt::Write as _;

    pub(crate) const SIGN_IN: &str = "/sign-in";
    pub(crate) const ACCOUNT: &str = "/account";
    pub(crate) const LANGUAGE: &str = "/account/language";
    pub(crate) const PASSWORD: &str = "/account/password";

    /// The sign-in page that leads on to `next`.
    pub(crate) fn sign_in(next: &str) -> String {
        #[derive(serde::Serialize)]
        struct Next<'a> {
            next: &'a str,
        }
        if next == "/" {
            SIGN_IN.to_owned()
        } else {
            crate::list::address(SIGN_IN, &Next { next })
        }
    }

    /// Ends a session.
    pub(crate) fn session(id_hash: &[u8]) -> String {
        let mut url = "/account/sessions/".to_owned();
        for byte in id_hash {
            let _ = write!(url, "{byte:02x}");
        }
        url + "/end"
    }
}

/// The demonstration's accounts.
pub const DEMO_ACCOUNTS: [(&str, Role); 6] = [
    ("ministry@demo.test", Role::MinistryOfficial),
    ("health@demo.test", Role::HealthExecutive),
    ("vendor@demo.test", Role::Vendor),
    ("clinician@demo.test", Role::Clinician),
    ("auditor@demo.test", Role::Auditor),
    ("admin@demo.test", Role::Administrator),
];

/// The password of the demonstration's accounts.
pub const DEMO_PASSWORD: &str = "demo-triad-passphrase";

/// Failed sign-ins in a quarter of an hour after which an account waits.
const FAILURES_PER_ACCOUNT: i64 = 10;
/// The same for an address, behind which many people may sit.
const FAILURES_PER_PEER: i64 = 100;

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let own = Who::May(Action::UseAccount);
    Routes::new()
        .get("/sign-in", Who::Anyone, show_sign_in)
        .post("/sign-in", Who::Anyone, sign_in)
        .post("/sign-out", Who::Anyone, sign_out)
        .get("/account", own, show_account)
        .post("/account/language", own, set_language)
        .post("/account/password", own, change_password)
        .post("/account/sessions/{session}/end", own, end_session)
}

/// Who a session belongs to, if somebody active.
pub(crate) async fn person_of(
    state: &AppState,
    session: &Session,
) -> Result<Option<CurrentPerson>, AppError> {
    let id: Option<Uuid> = session.get(PERSON).await.map_err(unavailable)?;
    let Some(id) = id else { return Ok(None) };
    let mut tx = state.db.begin_as_nobody().await?;
    let person = db::current_person(&mut tx, id).await?;
    tx.commit().await?;
    Ok(person)
}

/// The session could not be read: the database is away.
fn unavailable(error: tower_sessions::session::Error) -> AppError {
    tracing::warn!(%error, "sessions cannot be read");
    AppError::Busy
}

async fn show_sign_in(
    State(state): State<AppState>,
    person: Option<CurrentPerson>,
    Query(form): Query<SignInForm>,
) -> Response {
    if person.is_some() {
        return Redirect::to("/").into_response();
    }
    let form = SignInForm {
        next: form.next,
        ..SignInForm::default()
    };
    sign_in_page(
        &state,
        StatusCode::OK,
        &Invalid {
            form,
            errors: Errors::default(),
        },
    )
}

fn sign_in_page(state: &AppState, status: StatusCode, invalid: &Invalid<SignInForm>) -> Response {
    let view = views::sign_in(&invalid.form, &invalid.errors, state.demo_loaded());
    Page::new(t!("sign-in-title")).status(status).show(view)
}

async fn sign_in(
    State(state): State<AppState>,
    session: Session,
    headers: HeaderMap,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    Form(form): Form<SignInForm>,
) -> Result<Response, AppError> {
    let typed = form.clone();
    let (email, password, next) = match form.parse() {
        Ok(parsed) => parsed,
        Err(invalid) => {
            return Ok(sign_in_page(
                &state,
                StatusCode::UNPROCESSABLE_ENTITY,
                &invalid,
            ));
        }
    };
    let refuse = |status, message| {
        let invalid = Invalid {
            form: typed.clone(),
            errors: Errors::one("email", message),
        };
        sign_in_page(&state, status, &invalid)
    };
    let peer = peer.map_or_else(String::new, |Extension(ConnectInfo(peer))| {
        peer.ip().to_string()
    });
    let keys = [format!("account:{email}"), format!("peer:{peer}")];

    let mut tx = state.db.begin_as_nobody().await?;
    let throttled = db::failures(&mut tx, &keys[0]).await? >= FAILURES_PER_ACCOUNT
        || db::failures(&mut tx, &keys[1]).await? >= FAILURES_PER_PEER;
    let credentials = db::credentials(&mut tx, &email).await?;
    tx.commit().await?;
    if throttled {
        return Ok(refuse(
            StatusCode::TOO_MANY_REQUESTS,
            t!("sign-in-throttled"),
        ));
    }

    let (person, hash) = credentials.unzip();
    let matches = state.passwords.verify(password, hash).await?;
    let mut tx = state.db.begin_as_nobody().await?;
    let Some(person) = person.filter(|_| matches) else {
        db::note_failure(&mut tx, &keys).await?;
        tx.commit().await?;
        return Ok(refuse(
            StatusCode::UNPROCESSABLE_ENTITY,
            t!("sign-in-wrong"),
        ));
    };
    db::forget_failures(&mut tx, &keys[0]).await?;
    // A new id, so that nobody who planted the old one shares the session.
    session.cycle_id().await?;
    session.insert(PERSON, person).await?;
    session.save().await?;
    if let Some(id) = session.id() {
        let agent = headers
            .get(USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("");
        db::label_session(&mut tx, &id_hash(id), &short(agent)).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&next).into_response())
}

fn short(agent: &str) -> String {
    agent.chars().take(200).collect()
}

async fn sign_out(session: Session) -> Result<Response, AppError> {
    session.flush().await?;
    Ok(see_other(url::SIGN_IN, "flash-signed-out"))
}

async fn show_account(
    State(state): State<AppState>,
    session: Session,
    person: CurrentPerson,
) -> Result<Response, AppError> {
    account_page(
        &state,
        &session,
        &person,
        StatusCode::OK,
        &Errors::default(),
    )
    .await
}

async fn account_page(
    state: &AppState,
    session: &Session,
    person: &CurrentPerson,
    status: StatusCode,
    password_errors: &Errors,
) -> Result<Response, AppError> {
    let mut tx = state.db.begin_as(person).await?;
    let sessions = db::sessions(&mut tx, person.id).await?;
    tx.commit().await?;
    let this = session.id().map(id_hash).unwrap_or_default();
    let language = LanguageForm {
        locale: person.locale.clone().unwrap_or_default(),
    };
    let view = views::account(person, &sessions, &this, &language, password_errors);
    Ok(Page::new(t!("account-title")).status(status).show(view))
}

async fn set_language(
    State(state): State<AppState>,
    session: Session,
    person: CurrentPerson,
    Form(form): Form<LanguageForm>,
) -> Result<Response, AppError> {
    let locale = match form.parse() {
        Ok(locale) => locale,
        Err(Invalid { errors, .. }) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return account_page(&state, &session, &person, status, &errors).await;
        }
    };
    let mut tx = state.db.begin_as(&person).await?;
    db::set_locale(&mut tx, person.id, locale).await?;
    tx.commit().await?;
    let mut response = see_other(url::ACCOUNT, "flash-language-saved");
    forget_language(&mut response);
    Ok(response)
}

async fn change_password(
    State(state): State<AppState>,
    session: Session,
    person: CurrentPerson,
    Form(form): Form<PasswordForm>,
) -> Result<Response, AppError> {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let (current, new) = match form.parse(&[&person.name, &person.email, &person.organisation]) {
        Ok(parsed) => parsed,
        Err(Invalid { errors, .. }) => {
            return account_page(&state, &session, &person, status, &errors).await;
        }
    };
    let mut tx = state.db.begin_as(&person).await?;
    let hash = db::password_hash(&mut tx, person.id).await?;
    tx.commit().await?;
    if !state.passwords.verify(current, hash).await? {
        let errors = Errors::one("current", t!("password-wrong"));
        return account_page(&state, &session, &person, status, &errors).await;
    }
    let hash = state.passwords.hash(new).await?;
    let mut tx = state.db.begin_as(&person).await?;
    db::set_password(&mut tx, person.id, &hash).await?;
    // Whoever knew the old password is signed out.
    let this = session.id().map(id_hash);
    db::revoke_sessions(&mut tx, person.id, this.as_deref()).await?;
    tx.commit().await?;
    Ok(see_other(url::ACCOUNT, "flash-password-changed"))
}

async fn end_session(
    State(state): State<AppState>,
    person: CurrentPerson,
    Path(session): Path<String>,
) -> Result<Response, AppError> {
    let bytes: Option<Vec<u8>> = (0..session.len() / 2)
        .map(|at| u8::from_str_radix(session.get(at * 2..at * 2 + 2)?, 16).ok())
        .collect();
    let mut tx = state.db.begin_as(&person).await?;
    let ended = db::revoke_session(&mut tx, person.id, &bytes.ok_or(AppError::NotFound)?).await?;
    tx.commit().await?;
    if !ended {
        return Err(AppError::NotFound);
    }
    Ok(see_other(url::ACCOUNT, "flash-session-ended"))
}

/// Ends all sessions of a person at once, as when they are deactivated.
///
/// # Errors
/// The database is away.
pub(crate) async fn end_sessions(tx: &mut Tx, person: Uuid) -> sqlx::Result<()> {
    db::revoke_sessions(tx, person, None).await
}

/// Gives a person a password that somebody else made for them: their sessions
/// end, and failed tries with the old one are forgotten.
///
/// # Errors
/// The database is away.
pub(crate) async fn replace_password(
    tx: &mut crate::db::Tx,
    person: Uuid,
    email: &str,
    hash: &str,
) -> sqlx::Result<()> {
    db::set_password(tx, person, hash).await?;
    db::forget_failures(tx, &format!("account:{email}")).await?;
    end_sessions(tx, person).await
}

/// What can be wrong with a person that only the database finds: constraint,
/// field and the key of the words.
pub(crate) const PERSON_CONSTRAINTS: [(&str, &str, &str); 4] = [
    ("person_email_unique", "email", "person-email-taken"),
    ("person_email_shape", "email", "person-email-shape"),
    ("person_name_given", "name", "error-required"),
    ("person_organisation_exists", "organisation", "error-choice"),
];

/// Why a person could not be added from the command line.
#[derive(Debug, thiserror::Error)]
pub enum AddPersonError {
    /// A value will not do, with the words that say why.
    #[error("{0}")]
    Invalid(String),
    /// The registry has no organisation of this name.
    #[error("no organisation is called {0}")]
    UnknownOrganisation(String),
    /// The registry has several of this name.
    #[error("several organisations are called {0}")]
    AmbiguousOrganisation(String),
    /// The database is away or broken.
    #[error(transparent)]
    App(#[from] AppError),
}

/// A person to add from the command line.
pub struct NewPerson {
    /// Full name.
    pub name: String,
    /// Address to sign in with.
    pub email: String,
    /// What the person is here.
    pub role: Role,
    /// Name or short name of an organisation.
    pub organisation: String,
    /// Password.
    pub password: String,
    /// What to found where the registry does not have the organisation.
    pub founding: Option<Founding>,
}

/// The organisation of the first person, where the registry is still empty.
pub struct Founding {
    /// Sector of the organisation.
    pub sector: Sector,
    /// ISO 3166 code of its jurisdiction.
    pub jurisdiction: String,
    /// Name of the jurisdiction, where the registry does not have it either.
    pub jurisdiction_name: String,
    /// Its currency, ISO 4217.
    pub currency: String,
    /// The month in which its fiscal year begins.
    pub fiscal_first_month: i16,
    /// The time zone in which its days begin and end.
    pub time_zone: Zone,
}

/// Adds a person with a password, for the command line.
///
/// # Errors
/// An organisation that is not known, a role that its sector does not have, an
/// address that is taken or no address, or a password that is too weak.
pub async fn add_person(state: &AppState, new: &NewPerson) -> Result<Uuid, AddPersonError> {
    let email = new.email.to_lowercase();
    if let Some(message) = form::weakness(&new.password, &[&new.name, &email]) {
        return Err(AddPersonError::Invalid(message));
    }
    let hash = state.passwords.hash(new.password.clone()).await?;
    let mut tx = state
        .db
        .begin_as_operator("")
        .await
        .map_err(AppError::from)?;
    let organisation_id = organisation_of(&mut tx, new).await?;
    let (id, name, role) = (Uuid::now_v7(), new.name.as_str(), new.role);
    let person = db::Account {
        id,
        name,
        email: &email,
        role,
        organisation_id,
    };
    let sector = organisations::sector(&mut tx, organisation_id)
        .await
        .map_err(AppError::from)?;
    if sector.is_some_and(|sector| !role_fits(role, sector)) {
        return Err(AddPersonError::Invalid(t!("person-role-unfit")));
    }
    db::insert_person(&mut tx, &person).await.map_err(refused)?;
    db::set_password(&mut tx, id, &hash)
        .await
        .map_err(AppError::from)?;
    tx.commit().await.map_err(AppError::from)?;
    Ok(id)
}

async fn organisation_of(tx: &mut Tx, new: &NewPerson) -> Result<Uuid, AddPersonError> {
    let name = &new.organisation;
    let known = db::organisations_named(tx, name)
        .await
        .map_err(AppError::from)?;
    match (known.as_slice(), &new.founding) {
        ([id], _) => Ok(*id),
        ([], Some(founding)) => db::found(tx, name, founding).await.map_err(refused),
        ([], None) => Err(AddPersonError::UnknownOrganisation(name.clone())),
        _ => Err(AddPersonError::AmbiguousOrganisation(name.clone())),
    }
}

/// A broken constraint in words.
fn refused(error: sqlx::Error) -> AddPersonError {
    let founding = [
        ("organisation_name_given", "organisation", "error-required"),
        (
            "jurisdiction_name_given",
            "jurisdiction-name",
            "error-required",
        ),
        (
            "jurisdiction_code_shape",
            "jurisdiction",
            "jurisdiction-error-code",
        ),
        ("jurisdiction_currency_shape", "currency", "error-choice"),
        (
            "jurisdiction_first_month_exists",
            "fiscal-first-month",
            "error-choice",
        ),
    ];
    let known = [PERSON_CONSTRAINTS.as_slice(), &founding].concat();
    match on_constraint(error, &known) {
        Ok(errors) => {
            let words = errors
                .iter()
                .map(|error| format!("{}: {}", error.field, error.message));
            AddPersonError::Invalid(words.collect())
        }
        Err(error) => error.into(),
    }
}
