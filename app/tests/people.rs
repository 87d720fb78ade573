//! People, from the first passphrase to the last session, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{ADMINISTRATOR, App, EXECUTIVE, OFFICIAL, PASSWORD, VENDOR, World};

const LIST: &str = "/people";

fn url(world: &World, email: &str) -> String {
    format!("{LIST}/{}", world.people[email])
}

/// The passphrase on a page that shows one.
fn passphrase(body: &str) -> &str {
    body.split("<code>")
        .nth(1)
        .unwrap()
        .split("</code>")
        .next()
        .unwrap()
}

#[tokio::test]
async fn a_person_is_added_once_and_signs_in_with_a_passphrase_shown_once() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let id = browser.get(&format!("{LIST}/new")).await.field("id");
    let acme = world.acme.to_string();
    let form = [
        ("id", id.as_str()),
        ("name", "Nora New"),
        ("email", "Nora@Test.test"),
        ("role", "vendor"),
        ("organisation", &acme),
    ];
    let page = format!("{LIST}/{id}");
    for _ in 0..3 {
        let reply = browser.post(LIST, &form).await;
        assert_eq!(reply.location, page, "{}", reply.body);
    }
    let made: i64 =
        sqlx::query_scalar("select count(*) from person where email = 'nora@test.test'")
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert_eq!(made, 1);

    let shown = browser.get(&page).await;
    assert!(shown.shows("Nora New cannot sign in yet"));
    let version = shown.field("version");
    let make = format!("{page}/passphrase");
    let reply = browser.post(&make, &[("version", &version)]).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.headers["cache-control"], "private, no-store");
    let phrase = passphrase(&reply.body).to_owned();
    let again = browser.post(&make, &[("version", &version)]).await;
    assert_eq!(
        again.status,
        StatusCode::CONFLICT,
        "the page sent again makes no other"
    );
    assert!(!browser.get(&page).await.shows(&phrase));
    let kept: i64 = sqlx::query_scalar("select count(*) from history where new_row::text like '%' || $1 || '%' or reason like '%' || $1 || '%'")
        .bind(&phrase).fetch_one(&app.owner).await.unwrap();
    assert_eq!(kept, 0);

    let sign_in = [("email", "nora@test.test"), ("password", phrase.as_str())];
    let reply = app.browser().post("/sign-in", &sign_in).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
}

#[tokio::test]
async fn every_error_is_shown_at_once_and_the_role_must_fit_the_sector() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let (acme, nowhere) = (world.acme.to_string(), uuid::Uuid::now_v7().to_string());
    let reply = browser
        .post(LIST, &[("name", "a\0b"), ("email", "no address")])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for link in ["#name", "#email", "#role", "#organisation"] {
        assert!(reply.shows(&format!("href=\"{link}\"")), "{link}");
    }
    for (email, role, organisation, field) in [
        ("new@test.test", "clinician", acme.as_str(), "#role"),
        ("new@test.test", "vendor", nowhere.as_str(), "#organisation"),
        (VENDOR, "vendor", acme.as_str(), "#email"),
    ] {
        let form = [
            ("name", "Nora New"),
            ("email", email),
            ("role", role),
            ("organisation", organisation),
        ];
        let reply = browser.post(LIST, &form).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(
            reply.shows(&format!("href=\"{field}\"")),
            "{field}\n{}",
            reply.body
        );
        assert!(reply.shows("Nora New"));
    }
}

#[tokio::test]
async fn somebody_deactivated_is_signed_out_at_once_and_comes_back_when_reactivated() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let mut vendor = app.signed_in(VENDOR).await;
    assert_eq!(vendor.get("/account").await.status, StatusCode::OK);
    let page = url(&world, VENDOR);
    for _ in 0..2 {
        let reply = browser.post(&format!("{page}/deactivate"), &[]).await;
        assert_eq!(reply.location, page, "{}", reply.body);
    }
    assert_eq!(
        vendor.get("/account").await.location,
        "/sign-in?next=%2Faccount"
    );
    let sign_in = [("email", VENDOR), ("password", PASSWORD)];
    let refused = app.browser().post("/sign-in", &sign_in).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let living: i64 = sqlx::query_scalar(
        "select count(*) from session where person_id = $1 and revoked_at is null",
    )
    .bind(world.people[VENDOR])
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(living, 0);
    let phrase = browser
        .post(&format!("{page}/passphrase"), &[("version", "2")])
        .await;
    assert_eq!(
        phrase.status,
        StatusCode::CONFLICT,
        "first reactivated, then given a passphrase"
    );

    let reply = browser.post(&format!("{page}/reactivate"), &[]).await;
    assert_eq!(reply.location, page);
    assert_eq!(
        vendor.get("/account").await.status,
        StatusCode::SEE_OTHER,
        "an ended session stays ended"
    );
    app.signed_in(VENDOR).await;
}

#[tokio::test]
async fn a_new_passphrase_ends_the_old_one_and_its_sessions_and_leaves_a_trace() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let mut vendor = app.signed_in(VENDOR).await;
    let page = url(&world, VENDOR);
    let version = browser.get(&page).await.field("version");
    let reply = browser
        .post(&format!("{page}/passphrase"), &[("version", &version)])
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
    assert_eq!(vendor.get("/account").await.status, StatusCode::SEE_OTHER);
    let old = app
        .browser()
        .post("/sign-in", &[("email", VENDOR), ("password", PASSWORD)])
        .await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let traces: i64 = sqlx::query_scalar("select count(*) from history where table_name = 'person' and row_id = $1 and person_id = $2 and reason = 'New passphrase made by an administrator'")
        .bind(world.people[VENDOR]).bind(world.people[ADMINISTRATOR])
        .fetch_one(&app.owner).await.unwrap();
    assert_eq!(traces, 1);
}

#[tokio::test]
async fn administrators_neither_lock_themselves_out_nor_give_up_their_role() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let page = url(&world, ADMINISTRATOR);
    assert!(!browser.get(&page).await.shows("/deactivate"));
    for act in ["deactivate", "passphrase"] {
        let reply = browser
            .post(&format!("{page}/{act}"), &[("version", "1")])
            .await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{act}");
    }
    let ministry = world.ministry.to_string();
    let form = [
        ("version", "1"),
        ("name", "Adam Renamed"),
        ("email", ADMINISTRATOR),
        ("role", "auditor"),
        ("organisation", &ministry),
    ];
    let reply = browser.post(&format!("{page}/edit"), &form).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("You cannot give up your own role") && reply.shows("Adam Renamed"));
}

#[tokio::test]
async fn of_twenty_saves_of_one_version_one_wins_and_nineteen_are_told() {
    let (app, world) = App::with_world().await;
    let browser = app.signed_in(ADMINISTRATOR).await;
    let (clinic, edit) = (
        world.clinic.to_string(),
        format!("{}/edit", url(&world, EXECUTIVE)),
    );
    let saves = (0..20).map(|number| {
        let (mut browser, clinic, edit) = (browser.clone(), clinic.clone(), edit.clone());
        tokio::spawn(async move {
            let name = format!("Eva {number}");
            let form = [
                ("version", "1"),
                ("name", name.as_str()),
                ("email", EXECUTIVE),
                ("role", "health_executive"),
                ("organisation", &clinic),
            ];
            let reply = browser.post(&edit, &form).await;
            if reply.status == StatusCode::CONFLICT {
                assert!(reply.shows(&name) && reply.shows("Adam Administrator"));
            }
            reply.status
        })
    });
    let mut statuses = Vec::new();
    for save in saves.collect::<Vec<_>>() {
        statuses.push(save.await.unwrap());
    }
    let count = |status| statuses.iter().filter(|s| **s == status).count();
    assert_eq!(
        (count(StatusCode::SEE_OTHER), count(StatusCode::CONFLICT)),
        (1, 19),
        "{statuses:?}"
    );
}

#[tokio::test]
async fn the_list_filters_sorts_and_exports_what_is_on_the_screen() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    browser
        .post(&format!("{}/deactivate", url(&world, VENDOR)), &[])
        .await;
    let found = browser.get(&format!("{LIST}?q=victor")).await;
    assert!(found.shows(VENDOR) && !found.shows(EXECUTIVE));
    for (query, names) in [
        (
            "role=vendor&sort=-name",
            vec!["Victor Vendor", "Otto Other"],
        ),
        ("role=vendor&state=active", vec!["Otto Other"]),
        ("state=deactivated", vec!["Victor Vendor"]),
        (
            &format!("organisation={}", world.clinic),
            vec!["Clara Clinician", "Eva Executive"],
        ),
    ] {
        let csv = browser.get(&format!("{LIST}.csv?{query}")).await;
        let rows: Vec<&str> = csv
            .body
            .lines()
            .skip(1)
            .map(|line| line.split(',').next().unwrap())
            .collect();
        assert_eq!(rows, names, "{query}");
        assert!(
            browser
                .get(&format!("{LIST}?{query}"))
                .await
                .shows(names[0]),
            "{query}"
        );
    }
    let none = browser.get(&format!("{LIST}?q=nobody+here")).await;
    assert!(none.shows("Nobody fits these filters"));
}

#[tokio::test]
async fn the_pages_of_people_are_the_administrators_alone() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    for page in [LIST.to_owned(), format!("{LIST}.csv"), url(&world, VENDOR)] {
        assert_eq!(
            browser.get(&page).await.status,
            StatusCode::FORBIDDEN,
            "{page}"
        );
    }
    let act = format!("{}/deactivate", url(&world, VENDOR));
    assert_eq!(browser.post(&act, &[]).await.status, StatusCode::FORBIDDEN);
}
