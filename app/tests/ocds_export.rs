//! Contracts as open contracting data, and back again.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

#[path = "../../ocds/tests/schemas/mod.rs"]
mod schemas;

use std::path::Path;

use app::imports::{Options, run_file};
use app::{AppState, Settings};
use axum::http::StatusCode;
use schemas::faults;
use serde_json::{Value, json};
use support::{ADMINISTRATOR, AUDITOR, App, Browser, OFFICIAL, OTHER_VENDOR, VENDOR, World};
use uuid::Uuid;

const PARTNERSHIP: &str = "/partnerships/RECORD-1/ocds.json";

async fn history(app: &App) -> i64 {
    // An upload is kept, too; what counts is that no record changes.
    sqlx::query_scalar("select count(*) from history where table_name not like '%import%'")
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

/// An export as it reads, which must be valid.
async fn export(browser: &mut Browser, url: &str) -> Value {
    let reply = browser.get(url).await;
    assert_eq!(reply.status, StatusCode::OK, "{url}: {}", reply.body);
    let package = serde_json::from_slice(&reply.bytes).unwrap();
    assert_eq!(faults(&package), Vec::<String>::new(), "{url}");
    package
}

/// Commits money over three years to the world's contract, of which some arrived and was spent.
async fn fund(app: &App, world: &World) {
    let commitment = Uuid::now_v7();
    sqlx::query("insert into commitment (id, partnership_id, contract_id, funder_id, title, kind, currency) values ($1, $2, $3, $4, 'Digital fund', 'operational', 'CAD')")
        .bind(commitment).bind(world.partnership).bind(world.contract).bind(world.ministry)
        .execute(&app.owner).await.unwrap();
    sqlx::query("insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label, amount, status) select gen_random_uuid(), $1, $2, make_date(y, 4, 1), make_date(y + 1, 3, 31), y || '/' || (y + 1) % 100, 1000.25 * (y - 2025), case y when 2028 then 'expected' else 'committed' end from generate_series(2026, 2028) y")
        .bind(world.partnership).bind(commitment)
        .execute(&app.owner).await.unwrap();
    sqlx::query("insert into receipt (id, partnership_id, commitment_id, happened_on, amount) values (gen_random_uuid(), $1, $2, '2026-05-04', 600.10)")
        .bind(world.partnership).bind(commitment)
        .execute(&app.owner).await.unwrap();
    sqlx::query("insert into spending (id, partnership_id, commitment_id, happened_on, amount) values (gen_random_uuid(), $1, $2, '2026-06-05', 300.05)")
        .bind(world.partnership).bind(commitment)
        .execute(&app.owner).await.unwrap();
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
    sqlx::query("insert into amendment (id, partnership_id, contract_id, number, effective_on, reason, agreed_on) values ($1, $2, $3, 2, '2026-06-01', 'More wards', '2026-05-20')")
        .bind(amendment).bind(world.partnership).bind(world.contract)
        .execute(&app.owner).await.unwrap();
    sqlx::query("insert into amendment_change (id, partnership_id, contract_id, amendment_id, term, before, after) values ($1, $2, $3, $4, 'value', '900000.00', '1000000.00')")
        .bind(change).bind(world.partnership).bind(world.contract).bind(amendment)
        .execute(&app.owner).await.unwrap();
    fund(&app, &world).await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let package = export(&mut browser, PARTNERSHIP).await;
    assert_eq!(package["releases"].as_array().unwrap().len(), 2);
    let contract = &package["releases"][0]["contracts"][0];
    assert_eq!(contract["id"], world.contract.to_string());
    assert_eq!(contract["amendments"][0]["rationale"], "More wards");
    assert_eq!(contract["period"]["endDate"], "2028-01-31T00:00:00Z");

    let before = history(&app).await;
    import(&mut browser, &serde_json::to_vec(&package).unwrap()).await;
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
async fn money_by_year_and_money_that_moved_go_to_those_who_may_see_them() {
    let (app, world) = App::with_world().await;
    fund(&app, &world).await;
    let contract = format!(
        "/partnerships/RECORD-1/contracts/{}/ocds.json",
        world.contract
    );
    let pages = [PARTNERSHIP, "/contracts.ocds.json", &contract];
    let id = world.contract.to_string();
    let of_contract = |package: &Value| {
        let releases = package["releases"].as_array().unwrap();
        let of = |release: &&Value| release["contracts"][0]["id"] == id;
        releases.iter().find(of).unwrap().clone()
    };

    let mut official = app.signed_in(OFFICIAL).await;
    for url in pages {
        let package = export(&mut official, url).await;
        assert_eq!(
            package["extensions"],
            json!([ocds::export::BUDGET_EXTENSION])
        );
        let release = of_contract(&package);
        let lines = release["planning"]["budget"]["budgetBreakdown"]
            .as_array()
            .unwrap();
        let of_year = |line: &Value| {
            assert_eq!(line["sourceParty"]["id"], world.ministry.to_string());
            assert_eq!(line["amount"]["currency"], "CAD");
            (
                line["period"]["startDate"].as_str().unwrap()[..10].to_owned(),
                line["period"]["endDate"].as_str().unwrap()[..10].to_owned(),
                line["amount"]["amount"].to_string(),
            )
        };
        let expected = [
            ("2026-04-01", "2027-03-31", "1000.25"),
            ("2027-04-01", "2028-03-31", "2000.50"),
            ("2028-04-01", "2029-03-31", "3000.75"),
        ]
        .map(|(from, to, amount)| (from.to_owned(), to.to_owned(), amount.to_owned()));
        assert_eq!(lines.iter().map(of_year).collect::<Vec<_>>(), expected);

        let moved = &release["contracts"][0]["implementation"]["transactions"];
        let of_transaction = |moved: &Value| {
            let id = |side: &str| moved[side]["id"].as_str().unwrap().to_owned();
            let amount = moved["value"]["amount"].to_string();
            (id("payer"), id("payee"), amount)
        };
        let (ministry, clinic) = (world.ministry.to_string(), world.clinic.to_string());
        assert_eq!(
            moved
                .as_array()
                .unwrap()
                .iter()
                .map(of_transaction)
                .collect::<Vec<_>>(),
            [
                (ministry, clinic.clone(), "600.10".to_owned()),
                (clinic, world.acme.to_string(), "300.05".to_owned()),
            ]
        );
    }

    let mut vendor = app.signed_in(VENDOR).await;
    for url in pages {
        let package = export(&mut vendor, url).await;
        assert_eq!(package["extensions"], json!([]));
        let release = of_contract(&package);
        assert!(release.get("planning").is_none(), "{release}");
        assert_eq!(
            release["tag"],
            json!(["award", "contract", "implementation"])
        );
        let implementation = &release["contracts"][0]["implementation"];
        assert!(
            implementation.get("transactions").is_none(),
            "{implementation}"
        );
        assert!(!package.to_string().contains(&world.ministry.to_string()));
    }
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

#[tokio::test]
async fn what_was_imported_from_others_goes_out_valid_and_comes_back_the_same() {
    let (app, _) = App::with_world().await;
    let options = Options {
        all: true,
        jurisdiction: Some("CA".to_owned()),
        ..Options::default()
    };
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../ocds/tests/data/uk_contracts_finder_110_releases.json");
    run_file(&app.state, &file, &options, |_| ()).await.unwrap();
    let mut auditor = app.signed_in(AUDITOR).await;
    let package = export(&mut auditor, "/contracts.ocds.json?value=known").await;
    assert!(package["releases"].as_array().unwrap().len() > 80);

    let before = history(&app).await;
    let again = std::env::temp_dir().join(format!("{}.json", Uuid::now_v7()));
    std::fs::write(&again, serde_json::to_vec(&package).unwrap()).unwrap();
    let report = run_file(&app.state, &again, &options, |_| ())
        .await
        .unwrap();
    std::fs::remove_file(&again).unwrap();
    assert_eq!(history(&app).await, before, "{report}");
}
