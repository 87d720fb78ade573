//! Foundations first, over the router and past it.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use domain::access::{Person, Role};
use support::{App, Browser, CLINICIAN, EXECUTIVE, OFFICIAL, VENDOR, World};

const PAGE: &str = "/partnerships/RECORD-1/foundations";

async fn say(browser: &mut Browser, foundation: &str, verdict: &str) -> StatusCode {
    let form = [
        ("foundation", foundation),
        ("verdict", verdict),
        ("words", "Tested in October"),
    ];
    let path = format!("{PAGE}/statements");
    browser.post(&path, &form).await.status
}

async fn name(browser: &mut Browser) {
    let form = [("title", "Letters"), ("description", "Drafts them")];
    let reply = browser.post(&format!("{PAGE}/works"), &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
}

async fn stage(app: &App, world: &World, stage: &str) {
    sqlx::query("update partnership set stage = $2, version = 1 where id = $1")
        .bind(world.partnership)
        .bind(stage)
        .execute(&app.owner)
        .await
        .unwrap();
}

fn to_active() -> [(&'static str, &'static str); 6] {
    [
        ("version", "1"),
        ("to", "active"),
        ("note", "Agreed"),
        ("moved_day", "20"),
        ("moved_month", "11"),
        ("moved_year", "2026"),
    ]
}

#[tokio::test]
async fn a_partnership_with_such_work_becomes_active_on_its_foundations_only() {
    let (app, world) = App::with_world().await;
    stage(&app, &world, "negotiating").await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let moves = "/partnerships/RECORD-1/move";
    assert!(executive.get(moves).await.shows("none is named"));
    name(&mut executive).await;
    let reply = executive.post(moves, &to_active()).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let all = "Foundations are missing: Data structures, Security controls, Predictable workflow";
    assert!(reply.shows(all) && reply.shows("Agreed"), "{}", reply.body);
    // Past the application the database refuses, too.
    let person = Person {
        id: world.people[EXECUTIVE],
        role: Role::HealthExecutive,
        organisation_id: world.clinic,
    };
    let mut tx = app.state.db.begin_as(&person).await.unwrap();
    let refused = sqlx::query("update partnership set stage = 'active'")
        .execute(&mut *tx)
        .await
        .unwrap_err();
    let broken = refused
        .as_database_error()
        .and_then(|error| error.constraint());
    assert_eq!(broken, Some("foundations_first"));
    drop(tx);
    let mut clinician = app.signed_in(CLINICIAN).await;
    assert_eq!(
        say(&mut clinician, "predictable_workflow", "attested").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        say(&mut executive, "security_controls", "attested").await,
        StatusCode::SEE_OTHER
    );
    let reply = executive.post(moves, &to_active()).await;
    assert!(reply.shows("A foundation is missing: Data structures"));
    // A gap is answered for by name: not by a clinician, and never by a vendor.
    assert_eq!(
        say(&mut clinician, "data_structures", "gap_accepted").await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let mut vendor = app.signed_in(VENDOR).await;
    assert_eq!(
        say(&mut vendor, "data_structures", "attested").await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        say(&mut executive, "data_structures", "gap_accepted").await,
        StatusCode::SEE_OTHER
    );
    let reply = executive.post(moves, &to_active()).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = vendor.get("/partnerships/RECORD-1").await;
    assert!(
        page.shows("Gap accepted") && page.shows("Eva Executive"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn work_begins_on_its_foundations_and_a_withdrawal_stops_the_next() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    name(&mut official).await;
    let work: uuid::Uuid = sqlx::query_scalar("select id from automation_work")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let begin = format!("{PAGE}/works/{work}/begin");
    let version = [("version", "1")];
    let reply = official.post(&begin, &version).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("Foundations are missing"));
    for foundation in [
        "data_structures",
        "security_controls",
        "predictable_workflow",
    ] {
        say(&mut official, foundation, "attested").await;
    }
    say(&mut official, "security_controls", "withdrawn").await;
    let reply = official.post(&begin, &version).await;
    assert!(reply.shows("A foundation is missing: Security controls"));
    let refused = sqlx::query("update automation_work set state = 'begun', begun_on = now()")
        .execute(&app.owner)
        .await;
    assert!(refused.is_err());
    say(&mut official, "security_controls", "attested").await;
    stage(&app, &world, "suspended").await;
    let reply = official.post(&begin, &version).await;
    assert!(reply.shows("The partnership is not active"));
    stage(&app, &world, "active").await;
    let reply = official.post(&begin, &version).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert!(official.get(PAGE).await.shows("Begun by Olga Official"));
    let end = format!("{PAGE}/works/{work}/end");
    assert_eq!(
        official.post(&end, &version).await.status,
        StatusCode::CONFLICT
    );
    let reply = official.post(&end, &[("version", "2")]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_leads_sees_what_waits_for_its_foundations() {
    let (app, _) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    assert!(!executive.get("/").await.shows("waits for its foundations"));
    name(&mut executive).await;
    assert!(executive.get("/").await.shows("waits for its foundations"));
}
