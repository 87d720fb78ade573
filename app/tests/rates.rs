//! Reference rates, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{ADMINISTRATOR, App, Browser, OFFICIAL, Reply, VENDOR};

const LIST: &str = "/rates";

fn form<'a>(id: &'a str, version: &'a str, rate: &'a str, day: &'a str) -> [(&'a str, &'a str); 9] {
    [
        ("id", id),
        ("version", version),
        ("base", "EUR"),
        ("quote", "SEK"),
        ("rate", rate),
        ("as_of_day", day),
        ("as_of_month", "11"),
        ("as_of_year", "2026"),
        ("source", "Bank of Tests"),
    ]
}

async fn add(browser: &mut Browser, rate: &str, day: &str) -> Reply {
    let id = browser.get("/rates/new").await.field("id");
    browser.post(LIST, &form(&id, "", rate, day)).await
}

#[tokio::test]
async fn a_rate_is_added_once_and_read_by_everybody() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    assert!(browser.get(LIST).await.shows("No rate is recorded yet"));
    let id = browser.get("/rates/new").await.field("id");
    for _ in 0..3 {
        let reply = browser.post(LIST, &form(&id, "", "11,2345", "2")).await;
        assert_eq!(reply.location, LIST, "{}", reply.body);
    }
    let csv = app.signed_in(VENDOR).await.get("/rates.csv").await;
    assert!(
        csv.shows("EUR,SEK,2026-11-02,11.2345,Bank of Tests,Adam Administrator"),
        "{}",
        csv.body
    );
    assert_eq!(csv.body.lines().count(), 2);
    let taken = add(&mut browser, "12", "2").await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.shows("have a rate of this day already"));
    let page = app.signed_in(VENDOR).await.get(LIST).await;
    assert!(page.shows("11.2345") && !page.shows("/rates/new"));
}

#[tokio::test]
async fn every_error_is_shown_at_once() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let typed = [
        ("base", "EUR"),
        ("quote", "EUR"),
        ("rate", "-1"),
        ("as_of_day", "1"),
        ("as_of_month", "1"),
        ("as_of_year", "2027"),
        ("source", "a\0b"),
    ];
    let reply = browser.post(LIST, &typed).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["quote", "rate", "as_of", "source"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(reply.shows("value=\"-1\""));
}

#[tokio::test]
async fn the_second_of_two_edits_sees_both() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let id = browser.get("/rates/new").await.field("id");
    browser.post(LIST, &form(&id, "", "11", "2")).await;
    let edit = format!("{LIST}/{id}/edit");
    let first = browser.post(&edit, &form(&id, "1", "12", "2")).await;
    assert_eq!(first.location, LIST);
    let second = browser.post(&edit, &form(&id, "1", "13", "2")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.shows("value=\"13\"") && second.shows(">12<"),
        "{}",
        second.body
    );
    assert_eq!(second.field("version"), "2");
    let mut official = app.signed_in(OFFICIAL).await;
    let refused = official.post(&edit, &form(&id, "2", "13", "2")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let missing = format!("{LIST}/{}/edit", uuid::Uuid::nil());
    let missing = browser.post(&missing, &[]).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_list_is_narrowed_sorted_and_converted_with() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    for (rate, day) in [("11", "2"), ("12", "9"), ("13", "16")] {
        add(&mut browser, rate, day).await;
    }
    let narrowed = "/rates.csv?base=EUR&from_day=3&from_month=11&from_year=2026&to_day=16&to_month=11&to_year=2026&sort=rate";
    let csv = browser.get(narrowed).await;
    let rates: Vec<&str> = csv
        .body
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(3).unwrap())
        .collect();
    assert_eq!(rates, ["12", "13"]);
    assert!(browser.get("/rates?base=CAD").await.shows("No rate fits"));
    let refused = browser.get("/rates?from_day=9").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nul = browser.get("/rates?q=%00").await;
    assert_eq!(nul.status, StatusCode::UNPROCESSABLE_ENTITY);

    let on = |from: &str, to: &str, day: &str| {
        format!(
            "/rates/convert?amount=24&base={from}&quote={to}&on_day={day}&on_month=11&on_year=2026"
        )
    };
    let back = browser.get(&on("SEK", "EUR", "15")).await;
    assert!(
        back.shows("24 SEK was 2 EUR on 15 Nov 2026"),
        "{}",
        back.body
    );
    assert!(back.shows("1 EUR = 12 SEK on 9 Nov 2026") && back.shows("6 days old"));
    let none = browser.get(&on("SEK", "EUR", "1")).await;
    assert!(none.shows("There is no rate for this"));
}
