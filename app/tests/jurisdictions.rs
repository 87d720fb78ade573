//! Jurisdictions, their tree and what may lie below what, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{ADMINISTRATOR, App, CLINICIAN, FOREIGN_OFFICIAL, OFFICIAL};
use uuid::Uuid;

const LIST: &str = "/jurisdictions";

fn form<'a>(
    id: &'a str,
    code: &'a str,
    level: &'a str,
    parent: &'a str,
) -> [(&'a str, &'a str); 9] {
    [
        ("id", id),
        ("version", "1"),
        ("name", "Newland"),
        ("code", code),
        ("level", level),
        ("parent", parent),
        ("currency", "EUR"),
        ("first_month", "1"),
        ("time_zone", "Europe/Stockholm"),
    ]
}

#[tokio::test]
async fn the_tree_counts_what_lies_below_as_far_as_the_reader_sees_it() {
    let (app, world) = App::with_world().await;
    let csv = app
        .signed_in(OFFICIAL)
        .await
        .get("/jurisdictions.csv")
        .await;
    assert_eq!(csv.content_type, "text/csv; charset=utf-8");
    // Three organisations and the partnership lie in Ontario and count for
    // Canada, too.
    for line in [
        "Canada,CA,,national,CAD,4,UTC,4,1",
        "Ontario,CA-ON,Canada,regional,CAD,4,UTC,3,1",
        "Sweden,SE,,national,SEK,1,UTC,2,0",
    ] {
        assert!(csv.shows(line), "{line}\n{}", csv.body);
    }
    let foreign = app
        .signed_in(FOREIGN_OFFICIAL)
        .await
        .get("/jurisdictions.csv")
        .await;
    assert!(
        foreign.shows("Canada,CA,,national,CAD,4,UTC,4,0"),
        "{}",
        foreign.body
    );
    let mut administrator = app.signed_in(ADMINISTRATOR).await;
    assert!(!administrator.get(LIST).await.shows("Partnerships</"));

    let page = app
        .signed_in(CLINICIAN)
        .await
        .get(&format!("{LIST}/{}", world.ca))
        .await;
    for words in ["Ontario", "April", "Ministry of Tests", "4 organisations"] {
        assert!(page.shows(words), "{words}\n{}", page.body);
    }
    assert!(!page.shows("Sweden"));
}

#[tokio::test]
async fn a_jurisdiction_is_added_once_however_often_the_form_is_sent() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let id = browser.get(&format!("{LIST}/new")).await.field("id");
    let se = world.se.to_string();
    for _ in 0..3 {
        let reply = browser
            .post(LIST, &form(&id, "se-ab", "regional", &se))
            .await;
        assert_eq!(reply.location, format!("{LIST}/{id}"), "{}", reply.body);
    }
    let made: i64 = sqlx::query_scalar("select count(*) from jurisdiction where code = 'SE-AB'")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(made, 1);
    let other = Uuid::now_v7().to_string();
    let taken = browser
        .post(LIST, &form(&other, "SE-AB", "regional", &se))
        .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.shows("Another jurisdiction has this code"));
}

#[tokio::test]
async fn every_error_is_shown_at_once() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let form = [
        ("name", "a\0b"),
        ("code", "Canada"),
        ("first_month", "13"),
        ("currency", "XXX"),
        ("time_zone", "Mars/Olympus"),
    ];
    let reply = browser.post(LIST, &form).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for link in [
        "#name",
        "#code",
        "#level",
        "#currency",
        "#first_month",
        "#time_zone",
    ] {
        assert!(reply.shows(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(reply.shows("value=\"Canada\""));
}

#[tokio::test]
async fn no_jurisdiction_lies_below_itself_or_below_a_smaller_one() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let (ca, on) = (world.ca.to_string(), world.on.to_string());
    let edit_ca = format!("{LIST}/{ca}/edit");
    let below_own_child = browser
        .post(&edit_ca, &form(&ca, "CA", "regional", &on))
        .await;
    assert_eq!(below_own_child.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(below_own_child.shows("href=\"#parent\""));
    let smaller_than_child = browser.post(&edit_ca, &form(&ca, "CA", "local", "")).await;
    assert!(smaller_than_child.shows("has a higher level than that"));
    let edit_on = format!("{LIST}/{on}/edit");
    let country_in_country = browser
        .post(&edit_on, &form(&on, "CA-ON", "national", &ca))
        .await;
    assert!(country_in_country.shows("a country lies in none"));
}

#[tokio::test]
async fn two_that_would_lie_below_each_other_are_never_both_saved() {
    let (app, world) = App::with_world().await;
    let browser = app.signed_in(ADMINISTRATOR).await;
    let second = Uuid::now_v7();
    sqlx::query("insert into jurisdiction (id, name, code, parent_id, level, currency, fiscal_first_month) values ($1, 'Quebec', 'CA-QC', $2, 'regional', 'CAD', 4)")
        .bind(second).bind(world.ca).execute(&app.owner).await.unwrap();
    let moves = [(world.on, "CA-ON", second), (second, "CA-QC", world.on)];
    let moves = moves.map(|(id, code, parent)| {
        let mut browser = browser.clone();
        tokio::spawn(async move {
            let (id, parent) = (id.to_string(), parent.to_string());
            let edit = format!("{LIST}/{id}/edit");
            browser
                .post(&edit, &form(&id, code, "regional", &parent))
                .await
                .status
        })
    });
    let mut statuses = Vec::new();
    for moved in moves {
        statuses.push(moved.await.unwrap());
    }
    statuses.sort();
    assert_eq!(
        statuses,
        [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]
    );
}

#[tokio::test]
async fn whoever_saves_second_sees_what_the_first_saved() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let se = world.se.to_string();
    let edit = format!("{LIST}/{se}/edit");
    let saved = browser.post(&edit, &form(&se, "SE", "national", "")).await;
    assert_eq!(saved.location, format!("{LIST}/{se}"), "{}", saved.body);
    let stale = browser
        .post(&edit, &form(&se, "SE-X", "national", ""))
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.shows("Adam Administrator") && stale.shows("SE-X"));
    assert_eq!(stale.field("version"), "2");
}

#[tokio::test]
async fn only_administrators_change_jurisdictions_and_a_strange_address_names_none() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let edit = format!("{LIST}/{}/edit", world.on);
    assert_eq!(browser.get(&edit).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.post(LIST, &[]).await.status, StatusCode::FORBIDDEN);
    for strange in ["nowhere", "019ad000-0000-7000-8000-000000000000"] {
        let reply = browser.get(&format!("{LIST}/{strange}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
    }
}
