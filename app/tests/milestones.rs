//! Milestones, from planning to the last entry, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{App, CLINICIAN, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR, VENDOR, World};

const LIST: &str = "/partnerships/RECORD-1/milestones";

fn url(world: &World) -> String {
    format!("{LIST}/{}", world.milestone)
}

#[tokio::test]
async fn a_milestone_is_planned_once_however_often_the_form_is_sent() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let id = browser.get(&format!("{LIST}/new")).await.field("id");
    let owner = world.clinic.to_string();
    let form = [
        ("id", id.as_str()),
        ("title", "All wards connected"),
        ("owner", &owner),
        ("planned_day", "1"),
        ("planned_month", "6"),
        ("planned_year", "2027"),
    ];
    for _ in 0..3 {
        let reply = browser.post(LIST, &form).await;
        assert_eq!(reply.location, format!("{LIST}/{id}"), "{}", reply.body);
    }
    let made: i64 = sqlx::query_scalar("select count(*) from milestone where title = 'All wards connected' and baseline_on = planned_on")
        .fetch_one(&app.owner).await.unwrap();
    assert_eq!(made, 1);
}

#[tokio::test]
async fn every_error_is_shown_at_once_and_what_was_typed_is_kept() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let form = [
        ("description", "kept <words>"),
        ("planned_day", "31"),
        ("planned_month", "2"),
        ("planned_year", "2027"),
    ];
    let reply = browser.post(LIST, &form).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for link in ["#title", "#owner", "#planned"] {
        assert!(reply.shows(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(reply.shows("kept &lt;words"));
    let nul = browser.post(LIST, &[("title", "a\0b")]).await;
    assert_eq!(nul.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_entry_moves_the_milestone_and_is_read_with_its_date_and_author() {
    let (app, world) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    let page = vendor.get(&url(&world)).await;
    let entry = format!("{}/entries", url(&world));
    let (id, version) = (page.field("id"), page.field("version"));
    let form = [
        ("id", id.as_str()),
        ("version", &version),
        ("story", "The gateway answers"),
        ("state", "met"),
        ("happened_day", "20"),
        ("happened_month", "11"),
        ("happened_year", "2026"),
    ];
    assert_eq!(
        vendor.post(&entry, &form).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        vendor.post(&entry, &form).await.status,
        StatusCode::SEE_OTHER,
        "sent twice"
    );
    let page = app.signed_in(OFFICIAL).await.get(&url(&world)).await;
    for words in [
        "The gateway answers",
        "Victor Vendor, Acme Systems",
        "20 Nov 2026",
        "19 days later",
    ] {
        assert!(page.shows(words), "{words}");
    }
    let entries: i64 = sqlx::query_scalar("select count(*) from milestone_entry")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(entries, 1);
}

#[tokio::test]
async fn a_day_to_come_is_no_day_on_which_something_happened() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let form = [
        ("version", "1"),
        ("story", "Foreseen"),
        ("state", "met"),
        ("happened_day", "24"),
        ("happened_month", "11"),
        ("happened_year", "2026"),
    ];
    let reply = browser
        .post(&format!("{}/entries", url(&world)), &form)
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("This day is still to come") && reply.shows("Foreseen"));
}

#[tokio::test]
async fn of_twenty_saves_of_one_version_one_wins_and_nineteen_are_told() {
    let (app, world) = App::with_world().await;
    let browser = app.signed_in(EXECUTIVE).await;
    let (owner, edit) = (world.acme.to_string(), format!("{}/edit", url(&world)));
    let saves = (0..20).map(|number| {
        let (mut browser, owner, edit) = (browser.clone(), owner.clone(), edit.clone());
        tokio::spawn(async move {
            let title = format!("Title {number}");
            let form = [
                ("version", "1"),
                ("title", title.as_str()),
                ("owner", &owner),
                ("planned_day", "1"),
                ("planned_month", "12"),
                ("planned_year", "2026"),
            ];
            let reply = browser.post(&edit, &form).await;
            if reply.status == StatusCode::CONFLICT {
                assert!(
                    reply.shows(&title) && reply.shows("Eva Executive"),
                    "{}",
                    reply.body
                );
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
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(CLINICIAN).await;
    assert!(browser.get(LIST).await.shows("First exchange"));
    assert!(
        browser
            .get(&format!("{LIST}?state=met"))
            .await
            .shows("No milestone fits these filters")
    );
    assert!(
        browser
            .get(&format!("{LIST}?q=EXCHÄNGE&sort=-title"))
            .await
            .shows("First exchange")
    );
    let csv = browser.get(&format!("{LIST}.csv?q=first")).await;
    assert_eq!(csv.content_type, "text/csv; charset=utf-8");
    assert!(
        csv.shows("First exchange,planned,2026-12-01,2026-11-01,,,30,Acme Systems,"),
        "{}",
        csv.body
    );
    assert!(
        !browser
            .get(&format!("{LIST}.csv?q=nothing"))
            .await
            .shows("First exchange")
    );
}

#[tokio::test]
async fn who_may_not_plan_is_told_and_who_may_not_see_finds_nothing() {
    let (app, world) = App::with_world().await;
    let new = format!("{LIST}/new");
    assert_eq!(
        app.signed_in(CLINICIAN).await.get(&new).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        app.signed_in(FOREIGN_OFFICIAL).await.get(&new).await.status,
        StatusCode::NOT_FOUND
    );
    let entry = format!("{}/entries", url(&world));
    let reply = app.signed_in(OTHER_VENDOR).await.post(&entry, &[]).await;
    assert_eq!(
        reply.status,
        StatusCode::FORBIDDEN,
        "another vendor does not log this owner's milestone"
    );
    assert_eq!(app.browser().get(LIST).await.status, StatusCode::SEE_OTHER);
}
