//! The list of all contracts: its filters, totals and spreadsheet.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{App, FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR};

#[tokio::test]
async fn filters_leave_the_same_contracts_on_the_screen_and_in_the_spreadsheet() {
    let (app, world) = App::with_world().await;
    sqlx::query(
        "update contract set currency = 'SEK', renewal = 'optional', signed_on = null where id = $1",
    )
    .bind(world.other_contract)
    .execute(&app.owner)
    .await
    .unwrap();
    let mut browser = app.signed_in(OFFICIAL).await;
    let all = browser.get("/contracts").await;
    assert!(
        all.shows("1,000,000 CAD") && all.shows("777,777 SEK"),
        "{}",
        all.body
    );
    assert!(!all.shows("1,777,777"), "currencies are never added up");
    for (query, record, hosting) in [
        ("", true, true),
        ("?q=secret", false, true),
        ("?q=RECORD-1", true, true),
        ("?jurisdiction=CA", true, true),
        ("?jurisdiction=SE", false, false),
        ("?status=in_force", true, false),
        ("?status=draft&status=in_force", true, true),
        (&format!("?supplier={}", world.other), false, true),
        (&format!("?buyer={}", world.clinic), true, true),
        (&format!("?buyer={}", world.ministry), false, false),
        ("?renewal=optional", false, true),
        ("?value=known&sort=-value", true, true),
        ("?value=unknown", false, false),
    ] {
        let page = browser.get(&format!("/contracts{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert_eq!(page.shows("Record exchange"), record, "{query}");
        assert_eq!(page.shows("Secret hosting"), hosting, "{query}");
        let csv = browser.get(&format!("/contracts.csv{query}")).await;
        let rows = csv::Reader::from_reader(&csv.bytes[3..])
            .into_records()
            .count();
        assert_eq!(
            rows,
            usize::from(record) + usize::from(hosting),
            "{query}: {}",
            csv.body
        );
    }
}

#[tokio::test]
async fn a_filter_that_makes_no_sense_says_so_and_others_see_only_their_own() {
    let (app, _) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let refused = official
        .get("/contracts?from_day=31&from_month=2&from_year=2026")
        .await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.body
    );
    let mut vendor = app.signed_in(OTHER_VENDOR).await;
    let own = vendor.get("/contracts").await;
    assert!(own.shows("Secret hosting") && !own.shows("Record exchange"));
    assert!(!own.shows("1,000,000"));
    let mut foreign = app.signed_in(FOREIGN_OFFICIAL).await;
    let none = foreign.get("/contracts").await;
    assert!(!none.shows("Secret hosting") && !none.shows("Record exchange"));
}
