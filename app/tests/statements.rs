//! The statements of scorecards: new versions, and rounds that keep theirs.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{ADMINISTRATOR, App, EXECUTIVE, Reply};
use uuid::Uuid;

const LIST: &str = "/statements";
const FACTORS: [&str; 6] = [
    "leadership",
    "understanding",
    "trust",
    "goals",
    "financing",
    "contracts",
];

/// Two statements for each factor.
fn form(id: &str, after: &str, word: &str) -> Vec<(String, String)> {
    let mut form = vec![
        ("id".to_owned(), id.to_owned()),
        ("after".to_owned(), after.to_owned()),
        ("reason".to_owned(), "Shorter".to_owned()),
    ];
    for factor in FACTORS {
        for position in [1, 3] {
            form.push((
                format!("en-{factor}-{position}"),
                format!("{word} {factor} {position}"),
            ));
            form.push((
                format!("fr-{factor}-{position}"),
                format!("{word} fr {factor} {position}"),
            ));
        }
    }
    form
}

async fn post(app: &App, form: &[(String, String)]) -> Reply {
    let form: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    app.signed_in(ADMINISTRATOR).await.post(LIST, &form).await
}

#[tokio::test]
async fn a_new_version_holds_for_new_rounds_and_old_rounds_keep_theirs() {
    let (app, world) = App::with_world().await;
    let round = Uuid::now_v7();
    sqlx::query("insert into scorecard_round (id, partnership_id, catalogue_id, title, opens_on, closes_on, naming) select $1, $2, id, 'Old', '2026-11-01', '2026-11-30', 'anonymous' from statement_catalogue")
        .bind(round).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into scorecard_invitation (id, partnership_id, round_id, person_id, stakeholder_group) values ($1, $2, $3, $4, 'health_executive')")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(round).bind(world.people[EXECUTIVE]).execute(&app.owner).await.unwrap();
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let page = browser.get("/statements/new").await;
    assert!(page.shows("The timelines are realistic.") && page.field("after") == "1");
    let id = Uuid::now_v7().to_string();
    for _ in 0..3 {
        let made = post(&app, &form(&id, "1", "New")).await;
        assert_eq!(made.location, LIST, "{}", made.body);
    }
    let page = browser.get(LIST).await;
    assert!(page.shows("Version 2") && page.shows("New trust 3") && !page.shows("The timelines"));
    let old = browser
        .get("/statements/0196a000-0000-7000-8000-000000000001")
        .await;
    assert!(old.shows("The timelines are realistic."));
    let answering = format!("/partnerships/RECORD-1/scorecards/{round}/answer");
    let asked = app.signed_in(EXECUTIVE).await.get(&answering).await;
    assert!(asked.shows("The timelines are realistic.") && !asked.shows("New trust"));
    let french = app
        .signed_in(EXECUTIVE)
        .await
        .get(&format!("{answering}?lang=fr-CA"))
        .await;
    assert!(french.shows("Les échéanciers sont réalistes."));
}

#[tokio::test]
async fn every_error_is_shown_at_once_and_the_second_of_two_is_told() {
    let (app, _) = App::with_world().await;
    let mut wrong = form("", "1", "New");
    wrong.retain(|(name, _)| name != "fr-trust-1" && !name.contains("goals"));
    wrong.push(("fr-financing-2".to_owned(), "Seul".to_owned()));
    wrong[2].1.clear();
    let reply = post(&app, &wrong).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["reason", "fr-trust-1", "en-goals-1", "en-financing-2"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(reply.shows("Seul"));
    assert_eq!(post(&app, &form("", "1", "First")).await.location, LIST);
    let second = post(&app, &form("", "1", "Second")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.shows("First trust 1") && second.shows("Second trust 1"));
    assert_eq!(second.field("after"), "2");
    let refused = app.signed_in(EXECUTIVE).await.get(LIST).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
