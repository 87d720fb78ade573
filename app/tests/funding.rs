//! The ledger of a partnership, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{App, CLINICIAN, OFFICIAL, VENDOR};
use uuid::Uuid;

const FUNDING: &str = "/partnerships/RECORD-1/funding";

#[tokio::test]
async fn the_ledger_says_what_is_covered_and_where_it_breaks_off() {
    let (app, _) = App::with_money().await;
    let page = app.signed_in(CLINICIAN).await.get(FUNDING).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "From 1 Apr 2027 only",
        "2 years",
        "until 31 Mar 2028",
        "50% less in 2027/28",
        "2029/30",
        "Ministry of Tests",
        "100%",
        "Eva Executive",
    ] {
        assert!(page.shows(words), "{words}\n{}", page.body);
    }
    assert!(!page.shows("Add commitment"), "who only reads adds nothing");
    let csv = app
        .signed_in(OFFICIAL)
        .await
        .get(&format!("{FUNDING}.csv"))
        .await;
    assert!(
        csv.shows(
            "CAD,2026/27,2026-04-01,2027-03-31,0,100000.00,0,100000.00,40000.00,30000.00,70000.00"
        ),
        "{}",
        csv.body
    );
    let summary = app
        .signed_in(VENDOR)
        .await
        .get("/partnerships/RECORD-1")
        .await;
    assert!(!summary.shows("/funding\""), "vendors have no such page");
}

#[tokio::test]
async fn without_money_the_page_leads_to_the_first_commitment() {
    let (app, world) = App::with_money().await;
    sqlx::query("insert into partnership (id, reference, title, need, response, jurisdiction_id, level) values ($1, 'BARE-1', 'Bare', 'n', 'r', $2, 'regional')")
        .bind(Uuid::now_v7()).bind(world.on).execute(&app.owner).await.unwrap();
    let page = app
        .signed_in(OFFICIAL)
        .await
        .get("/partnerships/BARE-1/funding")
        .await;
    assert!(
        page.shows("No money is recorded yet")
            && page.shows("/partnerships/BARE-1/commitments/new")
    );
}

/// A generator that needs no seed from outside.
struct Steps(u64);

impl Steps {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

#[tokio::test]
async fn what_triggers_keep_is_what_reckoning_anew_finds() {
    let (app, world) = App::with_money().await;
    let mut steps = Steps(7);
    let all = "select array_agg(f::text order by f::text) from partnership_funding f";
    for round in 0..60 {
        let amount = rust_decimal::Decimal::from(steps.next(90_000) + 1);
        let day = support::today() - chrono::Days::new(steps.next(900));
        match steps.next(5) {
            0 | 1 => {
                let table = ["receipt", "spending"][usize::from(steps.next(2) == 1)];
                sqlx::query(sqlx::AssertSqlSafe(format!("insert into {table} (id, partnership_id, commitment_id, happened_on, amount) values ($1, $2, $3, $4, $5)")))
                    .bind(Uuid::now_v7()).bind(world.partnership).bind(world.commitment).bind(day).bind(amount)
                    .execute(&app.owner).await.unwrap();
            }
            2 => {
                sqlx::query("update spending set voided_on = $1, void_reason = 'x' where id = (select id from spending where voided_on is null order by id limit 1)")
                    .bind(day).execute(&app.owner).await.unwrap();
            }
            3 => {
                let mut tx = app.owner.begin().await.unwrap();
                let new = Uuid::now_v7();
                let old: Uuid = sqlx::query_scalar("update commitment_line set replaced_by_id = $1 where id = (select id from commitment_line where replaced_by_id is null order by random() limit 1) returning id")
                    .bind(new).fetch_one(&mut *tx).await.unwrap();
                sqlx::query("insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label, amount, status, replaces_id, reason) select $1, partnership_id, commitment_id, starts_on, ends_on, label, $3, $4, id, 'x' from commitment_line where id = $2")
                    .bind(new).bind(old).bind(amount).bind(["expected", "committed", "withdrawn"][steps.next(3) as usize])
                    .execute(&mut *tx).await.unwrap();
                tx.commit().await.unwrap();
            }
            _ => {
                let funder = if steps.next(2) == 0 {
                    world.clinic
                } else {
                    world.ministry
                };
                sqlx::query("update commitment set funder_id = $2 where id = $1")
                    .bind(world.commitment)
                    .bind(funder)
                    .execute(&app.owner)
                    .await
                    .unwrap();
            }
        }
        let kept: Vec<String> = sqlx::query_scalar(all).fetch_one(&app.owner).await.unwrap();
        sqlx::query("select refresh_partnership_funding(array[$1])")
            .bind(world.partnership)
            .execute(&app.owner)
            .await
            .unwrap();
        let anew: Vec<String> = sqlx::query_scalar(all).fetch_one(&app.owner).await.unwrap();
        assert_eq!(kept, anew, "round {round}");
        // Past the summary: every movement and line counts once.
        let once: bool = sqlx::query_scalar("select (select sum(spent) from partnership_funding) = (select coalesce(sum(amount), 0) from spending where voided_on is null)
            and (select sum(received) from partnership_funding) = (select coalesce(sum(amount), 0) from receipt where voided_on is null)
            and (select sum(committed) from partnership_funding) = (select coalesce(sum(amount), 0) from commitment_line where replaced_by_id is null and status = 'committed')")
            .fetch_one(&app.owner).await.unwrap();
        assert!(once, "round {round}");
    }
}
