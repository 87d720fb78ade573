//! Success factors across partnerships: what the heat map shows, to whom, and
//! what it never tells.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{AUDITOR, App, CLINICIAN, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, VENDOR, World};
use uuid::Uuid;

/// A round of `RECORD-1` that is closed and published, answered by made people:
/// the group of each and the score that they give to everything. Its id.
pub(crate) async fn publish(
    app: &App,
    world: &World,
    naming: &str,
    people: &[(&str, i16)],
) -> Uuid {
    let round = Uuid::now_v7();
    let mut tx = app.owner.begin().await.unwrap();
    sqlx::query("insert into scorecard_round (id, partnership_id, catalogue_id, title, opens_on, closes_on, naming) select $1, $2, id, 'Autumn', '2026-10-01', '2026-10-15', $3 from statement_catalogue")
        .bind(round).bind(world.partnership).bind(naming).execute(&mut *tx).await.unwrap();
    for (group, score) in people {
        let (person, response) = (Uuid::now_v7(), Uuid::now_v7());
        sqlx::query("insert into person (id, name, email, role, organisation_id) values ($1, $2, $2, 'clinician', $3)")
            .bind(person).bind(format!("{person}@x.test")).bind(world.clinic).execute(&mut *tx).await.unwrap();
        sqlx::query("insert into scorecard_invitation (id, partnership_id, round_id, person_id, stakeholder_group) values ($1, $2, $3, $4, $5)")
            .bind(Uuid::now_v7()).bind(world.partnership).bind(round).bind(person).bind(group).execute(&mut *tx).await.unwrap();
        sqlx::query("insert into scorecard_response (id, round_id, person_id, submitted_at) values ($1, $2, $3, now())")
            .bind(response).bind(round).bind(person).execute(&mut *tx).await.unwrap();
        sqlx::query("insert into scorecard_answer (id, response_id, statement_id, score) select gen_random_uuid(), $1, id, $2 from scorecard_statement")
            .bind(response).bind(score).execute(&mut *tx).await.unwrap();
    }
    sqlx::query("update scorecard_round set closed_at = now(), closed_by = $2 where id = $1")
        .bind(round)
        .bind(world.people[EXECUTIVE])
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query("update scorecard_round set published_at = now(), published_by = $2 where id = $1")
        .bind(round)
        .bind(world.people[EXECUTIVE])
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    round
}

#[tokio::test]
async fn each_cell_says_mean_and_gap_and_leads_to_the_round() {
    let (app, world) = App::with_world().await;
    let empty = app
        .signed_in(OFFICIAL)
        .await
        .get("/portfolio/factors")
        .await;
    assert!(empty.shows("0 of 1 partnerships"), "{}", empty.body);
    assert!(empty.shows("No published round") && empty.shows("heat heat-none"));
    let round = publish(
        &app,
        &world,
        "attributed",
        &[
            ("ict_executive", 5),
            ("health_executive", 2),
            ("health_executive", 3),
        ],
    )
    .await;
    for email in [OFFICIAL, EXECUTIVE, AUDITOR] {
        let page = app.signed_in(email).await.get("/portfolio/factors").await;
        // Three people, 5, 2 and 3; the groups at 5 and 2.5.
        assert!(
            page.shows(">3.33<") && page.shows("Gap 2.50"),
            "{}",
            page.body
        );
        assert!(page.shows("heat heat-2") && page.shows("heat-mark heat-wide"));
        assert!(page.shows("datetime=\"2026-10-15\"") && page.shows("Published by Eva Executive"));
        let href = format!("/partnerships/RECORD-1/scorecards/{round}/results#factor-trust");
        assert!(page.shows(&href), "{}", page.body);
        let csv = app
            .signed_in(email)
            .await
            .get("/portfolio/factors.csv")
            .await;
        assert_eq!(csv.body.matches("3.33,2.50").count(), 6, "{}", csv.body);
    }
    let portfolio = app
        .signed_in(OFFICIAL)
        .await
        .get("/portfolio?stage=active")
        .await;
    assert!(portfolio.shows("Gap 2.50") && portfolio.shows("/portfolio/factors?stage=active"));
    let results = app
        .signed_in(OFFICIAL)
        .await
        .get(&format!(
            "/partnerships/RECORD-1/scorecards/{round}/results"
        ))
        .await;
    assert!(results.shows("id=\"factor-trust\""), "{}", results.body);
}

#[tokio::test]
async fn filters_narrow_the_map_and_stay_in_its_links() {
    let (app, world) = App::with_world().await;
    publish(&app, &world, "attributed", &[("ict_executive", 5)]).await;
    let mut official = app.signed_in(OFFICIAL).await;
    let page = official
        .get("/portfolio/factors?q=record&stage=active&sort=-trust")
        .await;
    assert!(page.shows("1 of 1 partnerships"), "{}", page.body);
    let csv = "/portfolio/factors.csv?q=record&amp;stage=active&amp;sort=-trust";
    assert!(page.shows(csv), "{}", page.body);
    assert!(page.shows("/portfolio/factors?q=record&amp;stage=active&amp;sort=trust"));
    assert!(page.shows("aria-sort=\"descending\""));
    let none = official.get("/portfolio/factors?stage=closed").await;
    assert!(
        none.shows("Show all") || none.shows("portfolio/factors\""),
        "{}",
        none.body
    );
    assert!(!none.shows("Shared record"));
    let csv = official.get("/portfolio/factors.csv?stage=closed").await;
    assert_eq!(csv.body.lines().count(), 1, "{}", csv.body);
}

#[tokio::test]
async fn whoever_sees_no_portfolio_or_none_of_it_sees_no_map() {
    let (app, world) = App::with_world().await;
    publish(&app, &world, "attributed", &[("ict_executive", 5)]).await;
    for email in [VENDOR, CLINICIAN] {
        for path in ["/portfolio/factors", "/portfolio/factors.csv"] {
            let reply = app.signed_in(email).await.get(path).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{email}: {path}");
        }
    }
    let mut foreign = app.signed_in(FOREIGN_OFFICIAL).await;
    for path in ["/portfolio/factors", "/portfolio/factors.csv"] {
        let reply = foreign.get(path).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(
            !reply.shows("RECORD-1") && !reply.shows("5.00"),
            "{}",
            reply.body
        );
    }
}

#[tokio::test]
async fn a_group_that_is_too_small_leaves_the_map_as_it_is() {
    let three = [("clinician", 4), ("clinician", 4), ("clinician", 3)];
    let two: [(&str, i16); 2] = [("ict_executive", 1), ("ict_executive", 1)];
    let mut seen = Vec::new();
    for more in [&two[..0], &two[..1], &two] {
        let (app, world) = App::with_world().await;
        let people: Vec<_> = three.iter().chain(more).copied().collect();
        publish(&app, &world, "anonymous", &people).await;
        let mut official = app.signed_in(OFFICIAL).await;
        let csv = official.get("/portfolio/factors.csv").await;
        assert!(csv.shows("3.67,,"), "{}", csv.body);
        let page = official.get("/portfolio/factors").await;
        let portfolio = official.get("/portfolio").await;
        let table = page.body.split("<tbody>").nth(1).unwrap();
        let table = table.split("</tbody>").next().unwrap();
        // The round's id is another each time.
        let words: Vec<String> = table
            .split('<')
            .filter_map(|part| part.split_once('>'))
            .map(|(_, words)| words.to_owned())
            .collect();
        assert!(!portfolio.shows("Gap "), "{}", portfolio.body);
        seen.push((csv.body, words));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
}
