//! Contracts as open contracting data, and back again.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use app::{AppState, Settings};
use axum::http::StatusCode;
use serde_json::Value;
use support::{ADMINISTRATOR, App, Browser, OFFICIAL, OTHER_VENDOR, VENDOR};
use uuid::Uuid;

const PARTNERSHIP: &str = "/partnerships/RECORD-1/ocds.json";

async fn history(app: &App) -> i64 {
    // An upload is kept, too; what counts is that no record changes.
    sqlx::query_scalar("select count(*) from history where table_name not like '%import%'")
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

/// Imports a package, with every contract chosen.
async fn import(browser: &mut Browser, package: &[u8]) {
    let reply = browser
        .upload("/import", &[], &[("file", "export.json", package)])
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let at = reply.location;
    let page = browser.get(&at).await;
    let commit = browser
        .post(
            &format!("{at}/commit"),
            &[("sha256", &page.field("sha256")), ("all", "yes")],
        )
        .await;
    assert_eq!(commit.status, StatusCode::SEE_OTHER, "{}", commit.body);
}

#[tokio::test]
async fn importing_our_own_export_changes_nothing_even_after_an_amendment() {
    let (app, world) = App::with_world().await;
    let (amendment, change) = (Uuid::now_v7(), Uuid::now_v7());
    sqlx::query("insert into amendment (id, partnership_id, contract_id, number, effective_on, reason, agreed_on) values ($1, $2, $3, 1, '2026-06-01', 'More wards', '2026-05-20')")
        .bind(amendment).bind(world.partnership).bind(world.contract)
        .execute(&app.owner).await.unwrap();
    sqlx::query("insert into amendment_change (id, partnership_id, contract_id, amendment_id, term, before, after) values ($1, $2, $3, $4, 'value', '900000.00', '1000000.00')")
        .bind(change).bind(world.partnership).bind(world.contract).bind(amendment)
        .execute(&app.owner).await.unwrap();
    let mut browser = app.signed_in(OFFICIAL).await;
    let export = browser.get(PARTNERSHIP).await;
    assert_eq!(export.status, StatusCode::OK, "{}", export.body);
    let package: Value = serde_json::from_slice(&export.bytes).unwrap();
    assert_eq!(package["releases"].as_array().unwrap().len(), 2);
    let contract = &package["releases"][0]["contracts"][0];
    assert_eq!(contract["id"], world.contract.to_string());
    assert_eq!(contract["amendments"][0]["rationale"], "More wards");
    assert_eq!(contract["period"]["endDate"], "2028-01-31T00:00:00Z");

    let before = history(&app).await;
    import(&mut browser, &export.bytes).await;
    assert_eq!(history(&app).await, before);
    let contracts: i64 = sqlx::query_scalar("select count(*) from contract")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(contracts, 2);
}

#[tokio::test]
async fn a_vendor_exports_its_own_contract_alone_and_no_money_of_funders() {
    let (app, world) = App::with_world().await;
    for (vendor, own, other) in [
        (VENDOR, "Record exchange", "Secret hosting"),
        (OTHER_VENDOR, "Secret hosting", "Record exchange"),
    ] {
        let mut browser = app.signed_in(vendor).await;
        for url in [PARTNERSHIP, "/contracts.ocds.json"] {
            let export = browser.get(url).await;
            assert!(export.shows(own) && !export.shows(other), "{}", export.body);
            assert!(!export.shows("budgetBreakdown"));
        }
        let theirs = match vendor {
            VENDOR => world.other_contract,
            _ => world.contract,
        };
        let url = format!("/partnerships/RECORD-1/contracts/{theirs}/ocds.json");
        assert_eq!(browser.get(&url).await.status, StatusCode::NOT_FOUND);
    }
    let mut administrator = app.signed_in(ADMINISTRATOR).await;
    let refused = administrator.get("/contracts.ocds.json").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn without_a_prefix_the_answer_says_what_to_set() {
    let (mut app, _) = App::with_world().await;
    let settings = Settings {
        today: Some(support::today()),
        ..Settings::default()
    };
    app.state = AppState::connect(app.options.clone(), settings);
    app.router = app::router(app.state.clone());
    let reply = app.signed_in(OFFICIAL).await.get(PARTNERSHIP).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.shows("TRIAD_OCID_PREFIX"));
}
