//! Jurisdictions side by side: that the figures are those of the pages they
//! lead to, and whose they are.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::factors::publish;
use crate::support;

use axum::http::StatusCode;
use support::{ADMINISTRATOR, App, CLINICIAN, FOREIGN_OFFICIAL, OFFICIAL, VENDOR, World};
use uuid::Uuid;

const COMPARE: &str = "/jurisdictions/compare";

/// A second region with a partnership that has no money and is late.
async fn add_region(app: &App, world: &World) {
    let (region, partnership, contract) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    sqlx::query("insert into jurisdiction (id, name, code, parent_id, level, currency, fiscal_first_month) values ($1, 'Quebec', 'CA-QC', $2, 'regional', 'CAD', 4)")
        .bind(region).bind(world.ca).execute(&app.owner).await.unwrap();
    sqlx::query("insert into partnership (id, reference, title, jurisdiction_id, level, stage) values ($1, 'QC-1', 'Entrepot', $2, 'regional', 'suspended')")
        .bind(partnership).bind(region).execute(&app.owner).await.unwrap();
    sqlx::query("insert into contract (id, partnership_id, number, title, buyer_id, supplier_id, starts_on, ends_on, currency) values ($1, $2, 'Q-1', 'Build', $3, $4, '2026-01-01', '2027-12-31', 'CAD')")
        .bind(contract).bind(partnership).bind(world.clinic).bind(world.acme).execute(&app.owner).await.unwrap();
    for title in ["One", "Two"] {
        sqlx::query("insert into deliverable (id, partnership_id, contract_id, title, acceptance_criteria, due_on) values ($1, $2, $3, $4, 'It works', '2026-10-01')")
            .bind(Uuid::now_v7()).bind(partnership).bind(contract).bind(title).execute(&app.owner).await.unwrap();
    }
    for (year, ict) in [(2022, 40), (2023, 60), (2024, 62)] {
        sqlx::query("insert into budget (id, jurisdiction_id, starts_on, ends_on, label, currency, health_budget, ict_spending, source) values ($1, $2, make_date($3, 4, 1), make_date($3 + 1, 3, 31), $3 || '/' || $3 - 1999, 'CAD', 1000, $4, 'Accounts')")
            .bind(Uuid::now_v7()).bind(region).bind(year).bind(rust_decimal::Decimal::from(ict)).execute(&app.owner).await.unwrap();
    }
}

#[tokio::test]
async fn figures_of_each_jurisdiction_lead_to_the_lists_behind_them() {
    let (app, world) = App::with_money().await;
    add_region(&app, &world).await;
    publish(
        &app,
        &world,
        "attributed",
        &[("ict_executive", 5), ("health_executive", 2)],
    )
    .await;
    let mut official = app.signed_in(OFFICIAL).await;
    // Of the levels, the regions are the most.
    let page = official.get(COMPARE).await;
    for words in [
        "/portfolio?jurisdiction=CA-ON#partnerships",
        "/portfolio?jurisdiction=CA-QC&amp;stage=suspended#partnerships",
        "/portfolio?jurisdiction=CA-QC&amp;concern=late_deliverable#partnerships",
        "/portfolio?jurisdiction=CA-ON&amp;targets=no_data#partnerships",
        "/ledger?from=2026&amp;to=2026#partnerships",
        "100,000 CAD",
        "50,000 CAD",
        "Gap 3.00",
        "5.4",
    ] {
        assert!(page.shows(words), "{words} in\n{}", page.body);
    }
    let csv = official.get(&format!("{COMPARE}.csv")).await;
    for line in [
        "Ontario,CA-ON,Committed,2026/27,100000.00,CAD",
        "Quebec,CA-QC,Overdue deliverables,2026-11-23,2,",
        "Quebec,CA-QC,Five-per-cent test,,not_passed,",
        "Quebec,CA-QC,Share of three years,2022/23 to 2024/25,0.054,",
    ] {
        assert!(csv.shows(line), "{line} in\n{}", csv.body);
    }
    let late = official
        .get("/portfolio?jurisdiction=CA-QC&concern=late_deliverable")
        .await;
    assert!(late.shows("QC-1") && !late.shows("RECORD-1"));
}

#[tokio::test]
async fn jurisdictions_are_chosen_by_address() {
    let (app, world) = App::with_money().await;
    add_region(&app, &world).await;
    let mut official = app.signed_in(OFFICIAL).await;
    let one = official
        .get(&format!("{COMPARE}.csv?jurisdiction=CA-QC"))
        .await;
    assert!(
        one.shows("Quebec,CA-QC") && !one.shows("CA-ON"),
        "{}",
        one.body
    );
    let national = official.get(&format!("{COMPARE}.csv?level=national")).await;
    assert!(
        national.shows("Canada,CA,Partnerships,2026-11-23,2,"),
        "{}",
        national.body
    );
    assert!(!national.shows("CA-ON"));
    let page = official
        .get(&format!("{COMPARE}?jurisdiction=CA-QC&jurisdiction=CA"))
        .await;
    assert!(page.shows("/jurisdictions/compare.csv?jurisdiction=CA-QC&amp;jurisdiction=CA"));
    let none = official.get(&format!("{COMPARE}?level=local")).await;
    assert!(none.shows("No jurisdiction fits"), "{}", none.body);
}

#[tokio::test]
async fn only_what_the_viewer_sees_is_compared() {
    let (app, _) = App::with_money().await;
    for path in [COMPARE, "/jurisdictions/compare.csv"] {
        for email in [VENDOR, CLINICIAN, ADMINISTRATOR] {
            let reply = app.signed_in(email).await.get(path).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{email}: {path}");
        }
        let foreign = app.signed_in(FOREIGN_OFFICIAL).await.get(path).await;
        assert_eq!(foreign.status, StatusCode::OK);
        assert!(
            !foreign.shows("CA-ON") && !foreign.shows("100"),
            "{}",
            foreign.body
        );
    }
}
