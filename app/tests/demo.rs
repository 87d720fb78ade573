//! The demonstration loads into an empty database, whole or not at all, and
//! every part of it can be shown.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use app::accounts::{DEMO_ACCOUNTS, DEMO_PASSWORD};
use app::demo;
use app::error::AppError;
use axum::http::StatusCode;
use domain::partnership::Stage;
use domain::schedule::{ScheduleFacts, schedule};
use domain::status::Status;
use strum::VariantArray;
use support::{App, today};

async fn loaded() -> App {
    let app = App::empty().await;
    demo::load(&app.state, |_| ()).await.unwrap();
    app
}

async fn count(app: &App, query: &'static str) -> i64 {
    sqlx::query_scalar(query)
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

#[tokio::test]
async fn it_loads_quickly_into_an_empty_database_and_says_what_it_does() {
    let app = App::empty().await;
    assert!(demo::is_empty(&app.state).await.unwrap());
    assert!(!demo::present(&app.state).await.unwrap());
    let mut said = Vec::new();
    let start = Instant::now();
    demo::load(&app.state, |words| said.push(words.to_owned()))
        .await
        .unwrap();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
    assert!(
        said.iter()
            .any(|words| words.contains("45") && words.contains("53")),
        "{said:?}"
    );
    assert!(demo::present(&app.state).await.unwrap());
    assert!(!demo::is_empty(&app.state).await.unwrap());
    assert!(app.state.demo_loaded());

    assert_eq!(count(&app, "select count(*) from organisation").await, 45);
    assert_eq!(count(&app, "select count(*) from person").await, 53);
    assert_eq!(
        count(&app, "select count(*) from person_password").await,
        53
    );
    let stages = count(&app, "select count(distinct stage) from partnership").await;
    assert_eq!(usize::try_from(stages).unwrap(), Stage::VARIANTS.len());
    assert_eq!(count(&app, "select count(*) from audit_verify()").await, 0);
}

#[tokio::test]
async fn it_refuses_a_database_that_holds_something_and_leaves_it_alone() {
    let app = loaded().await;
    let before = count(&app, "select count(*) from history").await;
    let again = demo::load(&app.state, |_| ()).await;
    assert!(matches!(again, Err(AppError::Conflict)), "{again:?}");
    assert_eq!(count(&app, "select count(*) from history").await, before);
}

#[tokio::test]
async fn loaded_twice_at_once_it_is_there_once() {
    let app = App::empty().await;
    let (one, other) = tokio::join!(
        demo::load(&app.state, |_| ()),
        demo::load(&app.state, |_| ())
    );
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert_eq!(count(&app, "select count(*) from partnership").await, 24);
}

#[tokio::test]
async fn its_six_accounts_can_sign_in() {
    let app = loaded().await;
    for (email, _) in DEMO_ACCOUNTS {
        let form = [("email", email), ("password", DEMO_PASSWORD)];
        let reply = app.browser().post("/sign-in", &form).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{email}");
    }
}

#[tokio::test]
async fn it_is_absent_once_its_accounts_are_closed() {
    let app = loaded().await;
    sqlx::query("update person set deactivated_at = now()")
        .execute(&app.owner)
        .await
        .unwrap();
    assert!(!demo::present(&app.state).await.unwrap());
}

type Facts = (
    String,
    Option<chrono::NaiveDate>,
    Option<String>,
    i32,
    i32,
    Option<i32>,
    Option<chrono::NaiveDate>,
    Option<String>,
    i32,
    i32,
    Option<chrono::NaiveDate>,
);

#[tokio::test]
async fn its_schedules_are_of_every_colour() {
    let app = loaded().await;
    let rows: Vec<Facts> = sqlx::query_as(
        "select p.stage, s.next_milestone_due, s.next_milestone_title, s.open_milestones,
            s.missed_milestones, s.worst_slip_days, s.next_deliverable_due,
            s.next_deliverable_title, s.open_deliverables, s.submitted_deliverables,
            s.oldest_review_due
        from partnership p join partnership_summary s on s.partnership_id = p.id",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap();
    let mut colours: BTreeMap<u8, usize> = BTreeMap::new();
    for row in rows {
        let facts = ScheduleFacts {
            stage: row.0.parse().unwrap(),
            next_milestone_due: row.1,
            next_milestone_title: row.2,
            open_milestones: row.3.try_into().unwrap(),
            missed_milestones: row.4.try_into().unwrap(),
            worst_slip_days: row.5,
            next_deliverable_due: row.6,
            next_deliverable_title: row.7,
            open_deliverables: (row.8 + row.9).try_into().unwrap(),
            oldest_review_due: row.10,
        };
        *colours
            .entry(schedule(&facts, today()).status.severity())
            .or_default() += 1;
    }
    for status in Status::VARIANTS {
        assert!(
            colours.get(&status.severity()) >= Some(&4),
            "{status:?} in {colours:?}"
        );
    }
}

#[tokio::test]
async fn its_files_are_what_they_say() {
    let app = loaded().await;
    let wrong = "select count(*) from file f left join file_content c on c.file_id = f.id
        where c.bytes is null or length(c.bytes) <> f.size_bytes or sha256(c.bytes) <> f.sha256";
    assert_eq!(count(&app, wrong).await, 0);
    let unattached = "select count(*) from file f where not exists
        (select 1 from evidence e where e.file_id = f.id
            union all select 1 from document d where d.file_id = f.id)";
    assert_eq!(count(&app, unattached).await, 0);
}
