//! Signing in and out, sessions and passwords, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::{Method, StatusCode};
use support::{App, EXECUTIVE, PASSWORD, VENDOR};

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_read_the_same() {
    let (app, _) = App::with_world().await;
    let mut browser = app.browser();
    let wrong = browser
        .post("/sign-in", &[("email", VENDOR), ("password", "nonsense")])
        .await;
    let unknown = browser
        .post(
            "/sign-in",
            &[("email", "no@test.test"), ("password", "nonsense")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "The address or the password is not right";
    assert!(wrong.shows(words) && unknown.shows(words));
    assert!(wrong.shows(VENDOR), "the address typed is kept");
}

#[tokio::test]
async fn an_account_waits_after_ten_failures_even_with_the_right_password() {
    let (app, _) = App::with_world().await;
    let mut browser = app.browser();
    for _ in 0..10 {
        browser
            .post("/sign-in", &[("email", VENDOR), ("password", "nonsense")])
            .await;
    }
    let reply = browser
        .post("/sign-in", &[("email", VENDOR), ("password", PASSWORD)])
        .await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn signing_out_ends_the_session_in_the_database() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(VENDOR).await;
    let mut copy = browser.clone();
    assert_eq!(copy.get("/account").await.status, StatusCode::OK);
    let reply = browser.post("/sign-out", &[]).await;
    assert_eq!(reply.location, "/sign-in");
    assert_eq!(
        copy.get("/account").await.location,
        "/sign-in?next=%2Faccount"
    );
}

#[tokio::test]
async fn a_session_that_ended_stays_ended_when_a_slow_request_saves_it() {
    use app::accounts::PostgresSessions;
    use tower_sessions::{Session, SessionStore};
    let (app, _) = App::with_world().await;
    let store = std::sync::Arc::new(PostgresSessions(app.state.db.clone()));
    let session = Session::new(None, store.clone(), None);
    session.insert("note", 1).await.unwrap();
    session.save().await.unwrap();
    let id = session.id().unwrap();
    let slow = Session::new(Some(id), store.clone(), None);
    slow.insert("note", 2).await.unwrap();
    session.delete().await.unwrap();
    slow.save().await.unwrap();
    assert!(store.load(&id).await.unwrap().is_none());
}

#[tokio::test]
async fn another_session_can_be_ended_and_somebody_elses_cannot() {
    let (app, _) = App::with_world().await;
    let mut here = app.signed_in(VENDOR).await;
    let mut there = app.signed_in(VENDOR).await;
    let mut stranger = app.signed_in(EXECUTIVE).await;
    let page = here.get("/account").await;
    let end = page
        .body
        .split("action=\"/account/sessions/")
        .nth(1)
        .unwrap();
    let url = format!("/account/sessions/{}", end.split('"').next().unwrap());
    assert_eq!(stranger.post(&url, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(here.post(&url, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(here.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_keeps_this_one() {
    let (app, _) = App::with_world().await;
    let mut here = app.signed_in(VENDOR).await;
    let mut there = app.signed_in(VENDOR).await;
    let new = "seven purple anchors sleep upstairs";
    let form = [("current", PASSWORD), ("new", new), ("again", new)];
    let reply = here.post("/account/password", &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
    assert!(here.get("/account").await.shows("Your password is changed"));
    assert!(
        !here.get("/account").await.shows("Your password is changed"),
        "shown once"
    );
}

#[tokio::test]
async fn a_request_from_elsewhere_changes_nothing() {
    let (app, _) = App::with_world().await;
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.test"),
        ("x", ""),
    ] {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/sign-in")
            .header("host", "triad.test")
            .header(name, value)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(format!("email={VENDOR}&password={PASSWORD}")))
            .unwrap();
        let response = app.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
}

#[tokio::test]
async fn the_language_follows_link_then_account_then_browser() {
    let (app, _) = App::with_world().await;
    let mut browser = app.browser();
    assert!(browser.get("/sign-in").await.shows("Email address"));
    assert!(
        browser
            .get("/sign-in?lang=fr-CA")
            .await
            .shows("Adresse de courriel")
    );
    assert!(
        browser.get("/sign-in").await.shows("lang=\"fr-CA\""),
        "the link's choice is kept"
    );
    let mut person = app.signed_in(VENDOR).await;
    assert_eq!(
        person
            .post("/account/language", &[("locale", "fr-CA")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert!(person.get("/account").await.shows("Votre compte"));
    let reply = person.post("/account/language", &[("locale", "xx")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn signing_in_leads_on_only_within_this_site() {
    let (app, _) = App::with_world().await;
    for (next, location) in [
        ("/account", "/account"),
        ("//evil.test", "/"),
        ("https://evil.test", "/"),
        ("/\\evil", "/"),
    ] {
        let mut browser = app.browser();
        let form = [("email", VENDOR), ("password", PASSWORD), ("next", next)];
        assert_eq!(browser.post("/sign-in", &form).await.location, location);
    }
}

#[tokio::test]
async fn the_command_line_adds_the_first_person_of_an_empty_registry() {
    use app::accounts::{AddPersonError, Founding, NewPerson, add_person};
    use domain::access::Role;
    use domain::organisation::Sector;
    let app = App::empty().await;
    let mut new = NewPerson {
        name: "First Person".to_owned(),
        email: "First@Test.test".to_owned(),
        role: Role::Administrator,
        organisation: "Ministry".to_owned(),
        password: PASSWORD.to_owned(),
        founding: None,
    };
    let unknown = add_person(&app.state, &new).await;
    assert!(
        matches!(unknown, Err(AddPersonError::UnknownOrganisation(_))),
        "{unknown:?}"
    );
    new.founding = Some(Founding {
        sector: Sector::Government,
        jurisdiction: "CA".to_owned(),
        jurisdiction_name: "Canada".to_owned(),
        currency: "CAD".to_owned(),
        fiscal_first_month: 4,
        time_zone: "America/Toronto".parse().unwrap(),
    });
    add_person(&app.state, &new).await.unwrap();
    let twice = add_person(&app.state, &new).await.unwrap_err();
    assert_eq!(
        twice.to_string(),
        "email: Somebody has this address already"
    );
    app.signed_in("first@test.test").await;
}
