//! What surrounds every page: who is asking, in which language, and how errors
//! are shown.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use tower_http::request_id::RequestId;
use tower_sessions::Session;

use crate::AppState;
use crate::access::CurrentPerson;
use crate::error::AppError;
use crate::text::{self, Locale};

/// What pages show around their content, set once per request.
#[derive(Clone)]
pub struct Context {
    /// Who is signed in.
    pub person: Option<CurrentPerson>,
    /// Path and query of the request.
    pub path_and_query: String,
    /// Key of a message to show once, such as `flash-signed-out`.
    pub flash: Option<String>,
    /// Whether the demonstration is loaded.
    pub demo: bool,
}

tokio::task_local! {
    static CONTEXT: Context;
}

/// The context of the request being answered.
pub fn context() -> Context {
    CONTEXT.try_with(Clone::clone).unwrap_or_else(|_| Context {
        person: None,
        path_and_query: "/".to_owned(),
        flash: None,
        demo: false,
    })
}

const FLASH_COOKIE: &str = "triad_flash";
const LANGUAGE_COOKIE: &str = "triad_language";

/// Sends the browser on to `url`, where the message `flash` is shown once: what
/// was done, or, where its key begins with `flash-warning-`, what to look at.
pub fn see_other(url: &str, flash: &'static str) -> Response {
    let mut response = Redirect::to(url).into_response();
    set_cookie(&mut response, FLASH_COOKIE, flash, 60);
    response
}

/// Forgets a language picked by link, so that the account's choice counts.
pub fn forget_language(response: &mut Response) {
    set_cookie(response, LANGUAGE_COOKIE, "", 0);
}

fn set_cookie(response: &mut Response, name: &str, value: &str, max_age: u32) {
    let cookie = format!("{name}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The layer around every page.
pub async fn surround(
    State(state): State<AppState>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let person = crate::accounts::person_of(&state, &session).await;
    let (person, failed) = match person {
        Ok(person) => (person, None),
        Err(error) => (None, Some(error)),
    };
    if let Some(person) = &person {
        request.extensions_mut().insert(person.clone());
    }
    let asked_for = language_link(request.uri().query());
    let flash = cookie(request.headers(), FLASH_COOKIE).is_some();
    let locale = locale_of(&request, asked_for, person.as_ref());
    let context = context_of(&state, &request, person);
    let refused = failed.or_else(|| (!is_same_site(&request)).then_some(AppError::Forbidden));
    let request_id = request_id(&request);

    let mut response = text::in_locale(
        locale,
        CONTEXT.scope(context, async {
            let response = match refused {
                Some(error) => error.into_response(),
                None => next.run(request).await,
            };
            error_page(response, &request_id)
        }),
    )
    .await;

    if let Some(locale) = asked_for {
        set_cookie(&mut response, LANGUAGE_COOKIE, locale.code, 31_536_000);
    }
    if flash && shows_page(&response) {
        set_cookie(&mut response, FLASH_COOKIE, "", 0);
    }
    response
}

fn request_id(request: &Request) -> String {
    let id = request.extensions().get::<RequestId>();
    id.and_then(|id| id.header_value().to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

fn context_of(state: &AppState, request: &Request, person: Option<CurrentPerson>) -> Context {
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    Context {
        person,
        path_and_query: path.to_owned(),
        flash: cookie(request.headers(), FLASH_COOKIE)
            .filter(|key| key.starts_with("flash-") && text::exists(key))
            .map(ToOwned::to_owned),
        demo: state.demo_loaded(),
    }
}

fn shows_page(response: &Response) -> bool {
    response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn language_link(query: Option<&str>) -> Option<&'static Locale> {
    query?
        .split('&')
        .find_map(|pair| text::locale(pair.strip_prefix("lang=")?))
}

/// Chosen by link, then by an earlier link, then by the account, then by the
/// browser.
fn locale_of(
    request: &Request,
    asked_for: Option<&'static Locale>,
    person: Option<&CurrentPerson>,
) -> &'static Locale {
    let headers = request.headers();
    let accepted = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    asked_for
        .or_else(|| text::locale(cookie(headers, LANGUAGE_COOKIE)?))
        .or_else(|| text::locale(person?.locale.as_deref()?))
        .unwrap_or_else(|| text::negotiate(accepted.unwrap_or_default()))
}

/// Whether a request that changes data comes from a page of this site. Browsers
/// say so themselves; a request that says nothing is refused.
fn is_same_site(request: &Request) -> bool {
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return true;
    }
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    if let Some(site) = header("sec-fetch-site") {
        return site == "same-origin";
    }
    match (header(ORIGIN.as_str()), header(HOST.as_str())) {
        (Some(origin), Some(host)) => {
            origin
                .strip_prefix("https://")
                .or_else(|| origin.strip_prefix("http://"))
                == Some(host)
        }
        _ => false,
    }
}

/// Gives an error status that has no page of its own one in words.
fn error_page(response: Response, request_id: &str) -> Response {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || shows_page(&response) {
        return response;
    }
    let key = match status {
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::CONFLICT => "conflict",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::SERVICE_UNAVAILABLE => "busy",
        StatusCode::TOO_MANY_REQUESTS => "too-many",
        _ if status.is_client_error() => "bad-request",
        _ => "internal",
    };
    let mut page = crate::page::error(status, key, request_id);
    for (name, value) in response.headers() {
        if name != CONTENT_TYPE && name != axum::http::header::CONTENT_LENGTH {
            page.headers_mut().append(name, value.clone());
        }
    }
    page
}
