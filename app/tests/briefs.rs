//! Minister's briefs: what they say, to whom, and that the filters go with them.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::factors::publish;
use crate::support;

use axum::http::StatusCode;
use support::{
    ADMINISTRATOR, AUDITOR, App, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE, FOREIGN_OFFICIAL,
    OFFICIAL, OTHER_VENDOR, VENDOR,
};

const BRIEF: &str = "/partnerships/RECORD-1/brief";

#[tokio::test]
async fn the_brief_of_a_partnership_says_who_what_and_as_of_when() {
    let (app, world) = App::with_money().await;
    publish(
        &app,
        &world,
        "attributed",
        &[("ict_executive", 5), ("health_executive", 2)],
    )
    .await;
    let page = app.signed_in(OFFICIAL).await.get(BRIEF).await;
    for words in [
        "Shared record",
        "RECORD-1 · Ontario · Active",
        "One record for every patient",
        "As of ",
        "Drawn up by Olga Official, Ministry of Tests, on",
        "Eva Executive, Clinic of Tests",
        "2026/27",
        "100,000 CAD",
        "First exchange",
        "Interface description",
        "Gap 3.00",
        "Published by Eva Executive",
        "Ctrl+P",
        "Source: Triad, /partnerships/RECORD-1/brief",
    ] {
        assert!(page.shows(words), "{words} in\n{}", page.body);
    }
    assert!(
        app.signed_in(OFFICIAL)
            .await
            .get("/partnerships/RECORD-1")
            .await
            .shows(BRIEF)
    );
}

#[tokio::test]
async fn a_vendor_reads_no_money_and_nothing_of_another_vendor_in_a_brief() {
    let (app, _) = App::with_money().await;
    let page = app.signed_in(VENDOR).await.get(BRIEF).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.shows("Interface description"), "{}", page.body);
    for words in ["100,000", "2026/27", "Secret host", "777,777"] {
        assert!(!page.shows(words), "{words} in\n{}", page.body);
    }
    let other = app.signed_in(OTHER_VENDOR).await.get(BRIEF).await;
    assert!(other.shows("Secret host plan") && !other.shows("Interface description"));
    for email in [EXECUTIVE, CLINICIAN, AUDITOR] {
        let page = app.signed_in(email).await.get(BRIEF).await;
        assert!(page.shows("100,000 CAD"), "{email}: {}", page.body);
    }
    for email in [FOREIGN_OFFICIAL, FOREIGN_EXECUTIVE, ADMINISTRATOR] {
        let reply = app.signed_in(email).await.get(BRIEF).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{email}");
    }
}

#[tokio::test]
async fn the_brief_of_the_portfolio_has_its_filters_and_nothing_else() {
    let (app, _) = App::with_money().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let portfolio = official.get("/portfolio?stage=active&sort=title").await;
    assert!(
        portfolio.shows("/portfolio/brief?stage=active\""),
        "{}",
        portfolio.body
    );
    let page = official.get("/portfolio/brief?stage=active").await;
    for words in [
        "Ministry of Tests · Active",
        "First exchange",
        "2026/27",
        "Source: Triad, /portfolio/brief?stage=active",
        "/portfolio?stage=active#partnerships",
    ] {
        assert!(page.shows(words), "{words} in\n{}", page.body);
    }
    let none = official.get("/portfolio/brief?stage=closed").await;
    assert!(
        !none.shows("First exchange") && !none.shows("100,000"),
        "{}",
        none.body
    );
    for email in [VENDOR, CLINICIAN, ADMINISTRATOR] {
        let reply = app.signed_in(email).await.get("/portfolio/brief").await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{email}");
    }
    let foreign = app
        .signed_in(FOREIGN_OFFICIAL)
        .await
        .get("/portfolio/brief")
        .await;
    assert!(
        !foreign.shows("RECORD-1") && !foreign.shows("100,000"),
        "{}",
        foreign.body
    );
}
