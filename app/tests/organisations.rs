//! Organisations through names, mergers and numbers, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{
    ADMINISTRATOR, App, Browser, EXECUTIVE, FOREIGN_EXECUTIVE, OFFICIAL, OTHER_VENDOR, VENDOR,
};
use uuid::Uuid;

const LIST: &str = "/organisations";

fn url(id: Uuid) -> String {
    format!("{LIST}/{id}")
}

async fn rename(browser: &mut Browser, id: Uuid, name: &str) -> StatusCode {
    let rename = format!("{}/rename", url(id));
    let page = browser.get(&rename).await;
    let (sent, version) = (page.field("id"), page.field("version"));
    let form = [
        ("id", sent.as_str()),
        ("version", &version),
        ("name", name),
        ("until_day", "1"),
        ("until_month", "11"),
        ("until_year", "2026"),
    ];
    let reply = browser.post(&rename, &form).await;
    let again = browser.post(&rename, &form).await;
    assert_eq!(again.status, reply.status, "sent twice");
    reply.status
}

#[tokio::test]
async fn an_organisation_is_added_once_however_often_the_form_is_sent() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let id = browser.get(&format!("{LIST}/new")).await.field("id");
    let place = world.on.to_string();
    let form = [
        ("id", id.as_str()),
        ("name", "Hospital of the North"),
        ("short_name", "HotN"),
        ("sector", "health"),
        ("jurisdiction", &place),
        ("locality", "Thunder Bay"),
    ];
    for _ in 0..3 {
        let reply = browser.post(LIST, &form).await;
        assert_eq!(reply.location, format!("{LIST}/{id}"), "{}", reply.body);
    }
    let made: i64 =
        sqlx::query_scalar("select count(*) from organisation where short_name = 'HotN'")
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert_eq!(made, 1);
    let page = browser.get(&format!("{LIST}/{id}")).await;
    for words in [
        "Thunder Bay",
        "HotN",
        "Added as Hospital of the North",
        "Adam Administrator",
    ] {
        assert!(page.shows(words), "{words}");
    }
}

#[tokio::test]
async fn every_error_is_shown_at_once_and_what_was_typed_is_kept() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let nowhere = Uuid::now_v7().to_string();
    let reply = browser
        .post(LIST, &[("short_name", "k<ept"), ("locality", "a\0b")])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for link in ["#name", "#sector", "#jurisdiction", "#locality"] {
        assert!(reply.shows(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(reply.shows("k&lt;ept"));
    let form = [
        ("name", "Stray"),
        ("sector", "ict"),
        ("jurisdiction", &nowhere),
    ];
    let reply = browser.post(LIST, &form).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("href=\"#jurisdiction\""));
}

#[tokio::test]
async fn a_renamed_organisation_is_found_by_its_old_name() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let renamed = rename(&mut browser, world.acme, "Zénith Systems").await;
    assert_eq!(renamed, StatusCode::SEE_OTHER);
    let kept: i64 = sqlx::query_scalar("select count(*) from organisation_former_name where name = 'Acme Systems' and used_until = '2026-11-01'")
        .fetch_one(&app.owner).await.unwrap();
    assert_eq!(kept, 1);

    let mut reader = app.signed_in(OFFICIAL).await;
    for words in ["acme", "zenith", "ACME%20sys"] {
        let found = reader.get(&format!("{LIST}?q={words}")).await;
        assert!(found.shows("Zénith Systems"), "{words}");
        assert!(found.shows("Formerly Acme Systems"), "{words}");
        assert!(!found.shows("Other Systems"), "{words}");
    }
    let page = reader.get(&url(world.acme)).await;
    for words in [
        "Until 1 Nov 2026",
        "Name: Zénith Systems (before: Acme Systems)",
    ] {
        assert!(page.shows(words), "{words}\n{}", page.body);
    }
}

#[tokio::test]
async fn a_new_name_differs_from_the_present_one_and_the_old_one_is_past() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let form = [
        ("version", "1"),
        ("name", "Acme Systems"),
        ("until_day", "24"),
        ("until_month", "11"),
        ("until_year", "2026"),
    ];
    let reply = browser
        .post(&format!("{}/rename", url(world.acme)), &form)
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("This is its name already") && reply.shows("This day is still to come"));
}

#[tokio::test]
async fn a_merged_body_keeps_its_history_and_shows_the_way_to_its_successor() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let succeed = |from: Uuid, to: Uuid, version: &'static str| {
        let (address, to) = (format!("{}/succession", url(from)), to.to_string());
        let mut browser = browser.clone();
        async move {
            let form = [
                ("version", version),
                ("successor", to.as_str()),
                ("succeeded_on_day", "1"),
                ("succeeded_on_month", "4"),
                ("succeeded_on_year", "2026"),
            ];
            browser.post(&address, &form).await
        }
    };
    let reply = succeed(world.acme, world.other, "1").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let circle = succeed(world.other, world.acme, "1").await;
    assert_eq!(circle.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(circle.shows("href=\"#successor\""));
    let itself = succeed(world.clinic, world.clinic, "1").await;
    assert_eq!(itself.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stale = succeed(world.acme, world.clinic, "1").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.shows("Other Systems") && stale.shows("Clinic of Tests"));

    let mut reader = app.signed_in(EXECUTIVE).await;
    let old = reader.get(&url(world.acme)).await;
    assert!(old.shows("Another organisation took over on 1 Apr 2026"));
    assert!(old.shows("Shared record"), "its partnerships stay");
    assert!(reader.get(&url(world.other)).await.shows("Acme Systems"));

    let taken_back = [("version", "2")];
    let address = format!("{}/succession", url(world.acme));
    let reply = browser.post(&address, &taken_back).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let nothing = browser.post(&address, &[("version", "3")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_number_of_an_unknown_register_is_kept_with_a_warning() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let numbers = format!("{}/identifiers", url(world.acme));
    let id = browser.get(&url(world.acme)).await.field("id");
    let form = [
        ("id", id.as_str()),
        ("scheme", "gb-coh"),
        ("identifier", "01234567"),
    ];
    for _ in 0..2 {
        assert_eq!(
            browser.post(&numbers, &form).await.status,
            StatusCode::SEE_OTHER
        );
    }
    assert!(
        !browser
            .get(&url(world.acme))
            .await
            .shows("Register not known")
    );
    let unknown = browser
        .post(&numbers, &[("scheme", "GB-XYZ"), ("identifier", "7")])
        .await;
    assert_eq!(unknown.status, StatusCode::SEE_OTHER);
    assert!(
        browser
            .get(&url(world.acme))
            .await
            .shows("Register not known")
    );
    for (scheme, identifier, words) in [
        ("companies house", "7", "Enter a register’s code"),
        ("GB-COH", "01234567", "recorded already"),
        ("GB-COH", "a\0b", "control characters"),
    ] {
        let form = [("scheme", scheme), ("identifier", identifier)];
        let reply = browser.post(&numbers, &form).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.shows(words), "{words}");
    }
    assert!(
        browser
            .get(&format!("{LIST}?q=coh-0123"))
            .await
            .shows("Acme Systems")
    );

    let remove = format!("{numbers}/{id}/remove");
    assert_eq!(
        browser.post(&remove, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        browser.post(&remove, &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let page = browser.get(&url(world.acme)).await;
    assert!(page.shows("Number removed: GB-COH 01234567"));
}

#[tokio::test]
async fn a_sector_changes_only_where_the_people_fit_it() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let place = world.on.to_string();
    let save = |id: Uuid, sector: &'static str, version: &'static str| {
        let (mut browser, place) = (browser.clone(), place.clone());
        async move {
            let form = [
                ("version", version),
                ("name", "Saved"),
                ("sector", sector),
                ("jurisdiction", &place),
            ];
            browser.post(&format!("{}/edit", url(id)), &form).await
        }
    };
    let refused = save(world.acme, "health", "1").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("have roles that this sector does not have"));
    let saved = save(world.acme, "ict", "1").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let stale = save(world.acme, "ict", "1").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.shows("Adam Administrator"));
    assert!(
        browser
            .get(&url(world.acme))
            .await
            .shows("Name: Saved (before: Acme Systems)")
    );
}

#[tokio::test]
async fn the_list_filters_sorts_and_exports_what_is_on_the_screen() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let below = browser
        .get(&format!("{LIST}?jurisdiction={}", world.ca))
        .await;
    assert!(below.shows("Acme Systems") && !below.shows("Foreign Clinic"));
    let csv = browser
        .get(&format!(
            "{LIST}.csv?sector=ict&sector=health&jurisdiction={}&sort=-name",
            world.on
        ))
        .await;
    assert_eq!(csv.content_type, "text/csv; charset=utf-8");
    let names: Vec<&str> = csv
        .body
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap())
        .collect();
    assert_eq!(names, ["Other Systems", "Clinic of Tests", "Acme Systems"]);
    assert!(csv.shows("Acme Systems,,ict,Ontario,,,,,1"), "{}", csv.body);
    let none = browser.get(&format!("{LIST}?q=nothing+like+it")).await;
    assert!(none.shows("No organisation fits these filters"));
    let nul = browser.get(&format!("{LIST}?q=a%00b")).await;
    assert_eq!(nul.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_reader_sees_the_partnerships_open_to_them_and_administrators_the_people() {
    let (app, world) = App::with_world().await;
    let page = url(world.acme);
    for (email, sees) in [
        (OFFICIAL, true),
        (VENDOR, true),
        (OTHER_VENDOR, true),
        (FOREIGN_EXECUTIVE, false),
    ] {
        let reply = app.signed_in(email).await.get(&page).await;
        assert_eq!(reply.shows("Shared record"), sees, "{email}");
        assert!(!reply.shows("/people/"), "{email}");
    }
    let reply = app.signed_in(ADMINISTRATOR).await.get(&page).await;
    assert!(reply.shows("Victor Vendor") && !reply.shows("Shared record"));
    let edit = format!("{page}/edit");
    assert_eq!(
        app.signed_in(OFFICIAL).await.get(&edit).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        app.signed_in(OFFICIAL)
            .await
            .get(&url(Uuid::now_v7()))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}
