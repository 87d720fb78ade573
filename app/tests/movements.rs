//! Receipts and spending, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{App, EXECUTIVE, OFFICIAL, World};
use uuid::Uuid;

const SPENDING: &str = "/partnerships/RECORD-1/spending";
const RECEIPTS: &str = "/partnerships/RECORD-1/receipts";

fn form(world: &World, amount: &'static str) -> Vec<(&'static str, String)> {
    vec![
        ("id", Uuid::now_v7().to_string()),
        ("version", "1".to_owned()),
        ("commitment", world.commitment.to_string()),
        ("date_day", "2".to_owned()),
        ("date_month", "11".to_owned()),
        ("date_year", "2026".to_owned()),
        ("amount", amount.to_owned()),
        ("note", "Second instalment".to_owned()),
    ]
}

fn fields<'a>(
    form: &'a [(&'static str, String)],
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let kept = form.iter().map(|(n, v)| (*n, v.as_str()));
    let kept = kept.filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn money_is_recorded_once_and_what_goes_beyond_the_promise_is_flagged() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    for (path, flag, said) in [
        (
            SPENDING,
            "Overspent",
            "More is now spent in its fiscal year",
        ),
        (
            RECEIPTS,
            "Received more than committed",
            "More has now arrived in its fiscal year",
        ),
    ] {
        let within = form(&world, "20,000");
        for _ in 0..3 {
            let reply = browser.post(path, &fields(&within, &[])).await;
            assert_eq!(reply.location, path, "{}", reply.body);
        }
        let page = browser.get(path).await;
        assert!(page.shows("Second instalment") && page.shows("20,000"));
        assert!(!page.shows(flag), "{path}");
        browser
            .post(path, &fields(&form(&world, "90000.50"), &[]))
            .await;
        let page = browser.get(path).await;
        assert!(page.shows(said), "{path}: the message");
        assert!(page.shows(flag), "{path}: the list");
    }
    let shown = browser
        .get(&format!(
            "/partnerships/RECORD-1/commitments/{}",
            world.commitment
        ))
        .await;
    let ledger = browser.get("/partnerships/RECORD-1/funding").await;
    assert!(ledger.shows("Overspent by") && ledger.shows("more than committed"));
    assert!(shown.shows("Overspent by") && shown.shows("more than committed"));
    let spent: i64 = sqlx::query_scalar("select count(*) from spending")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(spent, 3);
}

#[tokio::test]
async fn every_error_is_shown_beside_its_field() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let good = form(&world, "10");
    let foreign = Uuid::now_v7().to_string();
    for (changes, field) in [
        (vec![("commitment", "")], "commitment"),
        (vec![("commitment", foreign.as_str())], "commitment"),
        (vec![("amount", "0")], "amount"),
        (vec![("amount", "")], "amount"),
        (vec![("amount", "1e99")], "amount"),
        (vec![("date_day", "31")], "date"),
        (vec![("date_year", "2030")], "date"),
        (vec![("note", "a\0b")], "note"),
    ] {
        let reply = browser.post(SPENDING, &fields(&good, &changes)).await;
        assert_eq!(
            reply.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{changes:?}"
        );
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{changes:?}");
    }
    let reply = browser
        .get(&format!(
            "{SPENDING}?from_day=31&from_month=2&from_year=2026"
        ))
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_correction_asks_why_and_a_stale_one_is_told() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let edit = format!("{SPENDING}/{}/edit", world.spending);
    let form = form(&world, "35000");
    let reply = browser.post(&edit, &fields(&form, &[])).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("href=\"#reason\""));
    let why = [("reason", "Invoice was read wrongly")];
    assert_eq!(
        browser.post(&edit, &fields(&form, &why)).await.location,
        SPENDING
    );
    let reply = browser
        .post(
            &edit,
            &fields(&form, &[("reason", "late"), ("amount", "36000")]),
        )
        .await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.shows("35000.00") && reply.shows("36000") && reply.shows("Eva Executive"));
    let history = browser.get("/partnerships/RECORD-1/history").await;
    assert!(history.shows("Invoice was read wrongly"));
}

#[tokio::test]
async fn what_is_void_stays_in_sight_and_counts_nowhere() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let void = format!("{SPENDING}/{}/void", world.spending);
    let reply = browser.post(&void, &[("version", "1")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..3 {
        let reply = browser
            .post(
                &void,
                &[("version", "1"), ("void_reason", "Paid by another body")],
            )
            .await;
        assert_eq!(reply.location, SPENDING, "{}", reply.body);
    }
    let page = browser.get(SPENDING).await;
    assert!(page.shows("<s>") && page.shows("Paid by another body"));
    let spent: rust_decimal::Decimal =
        sqlx::query_scalar("select sum(spent) from partnership_funding")
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert!(spent.is_zero());
    let edit = format!("{SPENDING}/{}/edit", world.spending);
    let reply = browser
        .post(
            &edit,
            &fields(
                &form(&world, "1234"),
                &[("version", "1"), ("reason", "Read wrongly")],
            ),
        )
        .await;
    // What is void is neither corrected nor voided again.
    reply.assert_keeps(&["1234", "Read wrongly"]);
    let again = [("version", "1"), ("void_reason", "Paid twice")];
    browser
        .post(&void, &again)
        .await
        .assert_keeps(&["Paid twice"]);
    assert!(
        !browser
            .get(&format!("{SPENDING}?voided=false"))
            .await
            .shows("Paid by another body")
    );
}

#[tokio::test]
async fn the_spreadsheet_holds_what_is_on_the_screen() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    browser
        .post(SPENDING, &fields(&form(&world, "20000"), &[]))
        .await;
    for (query, first, second) in [
        ("", true, true),
        ("?q=instalment", false, true),
        ("?to_day=31&to_month=7&to_year=2026", true, false),
        (
            "?from_day=1&from_month=8&from_year=2026&sort=-amount",
            false,
            true,
        ),
        ("?currency=SEK", false, false),
        (
            &format!("?funder={}&commitment={}", world.ministry, world.commitment),
            true,
            true,
        ),
    ] {
        let page = browser.get(&format!("{SPENDING}{query}")).await;
        let csv = browser.get(&format!("{SPENDING}.csv{query}")).await;
        for (date, amount, there) in [
            ("2026-07-01", "30000.00", first),
            ("2026-11-02", "20000.00", second),
        ] {
            assert_eq!(
                page.shows(&format!("datetime=\"{date}\"")),
                there,
                "{query} {date}"
            );
            let row = format!("RECORD-1,{},{date},{amount},CAD,", world.commitment);
            assert_eq!(csv.shows(&row), there, "{query} {}", csv.body);
        }
    }
    assert!(
        browser
            .get(&format!("{RECEIPTS}.csv"))
            .await
            .shows("external_id,partnership,commitment,date,amount,currency,note")
    );
}
