//! Yearly budgets and the five-per-cent test, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{
    ADMINISTRATOR, AUDITOR, App, Browser, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, Reply, VENDOR,
};
use uuid::Uuid;

fn form<'a>(
    id: &'a str,
    version: &'a str,
    year: &'a str,
    health: &'a str,
    ict: &'a str,
) -> [(&'a str, &'a str); 7] {
    [
        ("id", id),
        ("version", version),
        ("year", year),
        ("currency", "CAD"),
        ("health_budget", health),
        ("ict_spending", ict),
        ("source", "Public accounts"),
    ]
}

async fn add(browser: &mut Browser, list: &str, year: &str, health: &str, ict: &str) -> Reply {
    let id = Uuid::now_v7().to_string();
    let reply = browser.post(list, &form(&id, "", year, health, ict)).await;
    assert_eq!(reply.location, list, "{}", reply.body);
    reply
}

#[tokio::test]
async fn the_verdict_comes_first_in_words_with_the_years_it_rests_on() {
    let (app, world) = App::with_world().await;
    let list = format!("/jurisdictions/{}/budgets", world.on);
    let mut browser = app.signed_in(OFFICIAL).await;
    assert!(browser.get(&list).await.shows("No budget is recorded yet"));
    add(&mut browser, &list, "2022-04-01", "100", "5").await;
    add(&mut browser, &list, "2024-04-01", "100", "6").await;
    let gap = browser.get(&list).await;
    assert!(gap.shows("Five-per-cent test: no data"), "{}", gap.body);
    assert!(gap.shows("missing for 2023/24"), "{}", gap.body);
    assert!(gap.shows("bar-missing"));
    // A figure that is not known is none either.
    add(&mut browser, &list, "2023-04-01", "100", "").await;
    let partial = browser.get(&list).await;
    assert!(partial.shows("missing for 2023/24"), "{}", partial.body);

    let csv = browser.get(&format!("{list}.csv")).await;
    assert!(
        csv.shows("CA-ON,2023-04-01,2024-03-31,2023/24,CAD,100,,Public accounts,,,Olga Official"),
        "{}",
        csv.body
    );
    // Filled in through the import that the export goes with.
    let filled = csv.body.replace("CAD,100,,Public", "CAD,100,5,Public");
    let reply = browser
        .upload(
            "/import/budgets",
            &[],
            &[("file", "b.csv", filled.as_bytes())],
        )
        .await;
    let preview = browser.get(&reply.location).await;
    assert!(
        preview.shows("ict_spending: (blank) → 5"),
        "{}",
        preview.body
    );
    let hash = preview.field("sha256");
    browser
        .post(&format!("{}/commit", reply.location), &[("sha256", &hash)])
        .await;
    let passed = loop {
        let page = browser.get(&list).await;
        if !page.shows("missing for 2023/24") {
            break page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    assert!(
        passed.shows("Five-per-cent test: passed"),
        "{}",
        passed.body
    );
    assert!(
        passed.shows("in each of 2022/23, 2023/24, 2024/25") && passed.shows("5.33%"),
        "{}",
        passed.body
    );
    // Everybody reads it, in the table of jurisdictions too.
    let index = app.signed_in(VENDOR).await.get("/jurisdictions").await;
    assert!(index.shows(&list) && index.shows("Passed") && index.shows("No data"));
    let csv = app.signed_in(AUDITOR).await.get("/jurisdictions.csv").await;
    assert!(
        csv.shows("Ontario,CA-ON,Canada,regional,CAD,4,UTC,3,1,passed"),
        "{}",
        csv.body
    );
}

#[tokio::test]
async fn a_year_with_less_fails_the_test_and_never_reads_as_five() {
    let (app, world) = App::with_world().await;
    let list = format!("/jurisdictions/{}/budgets", world.on);
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    add(&mut browser, &list, "2023-04-01", "1 000 000,00", "300000").await;
    add(&mut browser, &list, "2024-04-01", "1000000", "49999.99").await;
    add(&mut browser, &list, "2025-04-01", "1000000", "0").await;
    let page = browser.get(&list).await;
    assert!(
        page.shows("Five-per-cent test: not passed"),
        "{}",
        page.body
    );
    assert!(
        page.shows("Too little in 2024/25, 2025/26"),
        "{}",
        page.body
    );
    assert!(page.shows("4.99%") && page.shows(">0%"), "{}", page.body);
}

#[tokio::test]
async fn the_years_narrow_turn_around_and_go_to_a_file_while_the_test_takes_all() {
    let (app, world) = App::with_world().await;
    let list = format!("/jurisdictions/{}/budgets", world.on);
    // Thirty years, the last three with enough, and a gap in 2010/11.
    sqlx::query("insert into budget (id, jurisdiction_id, starts_on, ends_on, label, currency, health_budget, ict_spending, source)
        select gen_random_uuid(), $1, make_date(y, 4, 1), make_date(y + 1, 3, 31), y || '/' || lpad(((y + 1) % 100)::text, 2, '0'), 'CAD', 100,
            case when y >= 2022 then 6 else 2 end, case when y % 2 = 0 then 'Public accounts' else 'Répertoire' end
        from generate_series(1995, 2024) y where y <> 2010")
        .bind(world.on).execute(&app.owner).await.unwrap();
    let mut browser = app.signed_in(AUDITOR).await;
    let years = |reply: &Reply| -> Vec<String> {
        let figures = reply.body.split("id=\"figures\"").nth(1).unwrap();
        let rows = figures.split("<th scope=\"row\">").skip(1);
        rows.map(|row| row[..7].to_owned()).collect()
    };
    let page = browser.get(&list).await;
    assert!(page.shows("1 to 25 of 30"), "{}", page.body);
    assert_eq!(years(&page)[..2], ["2024/25", "2023/24"]);
    let last = browser.get(&format!("{list}?page=2")).await;
    assert_eq!(years(&last).last().unwrap(), "1995/96");
    for (query, found, recorded) in [
        ("share=enough", vec!["2024/25", "2023/24", "2022/23"], 3),
        (
            "share=enough&sort=year&from=2023-04-01",
            vec!["2023/24", "2024/25"],
            2,
        ),
        ("share=no_data", vec!["2010/11"], 0),
        (
            "share=too_little&to=1996-04-01",
            vec!["1996/97", "1995/96"],
            2,
        ),
        ("q=R%C3%89PERTOIRE&from=2022-04-01", vec!["2023/24"], 1),
        (
            "from=2009-04-01&to=2011-04-01&sort=year",
            vec!["2009/10", "2010/11", "2011/12"],
            2,
        ),
        ("share=enough&to=2000-04-01", vec![], 0),
    ] {
        let page = browser.get(&format!("{list}?{query}")).await;
        assert_eq!(years(&page), found, "{query}");
        assert!(page.shows("Five-per-cent test: passed"), "{query}");
        assert_eq!(page.shows("No fiscal year fits"), found.is_empty());
        let csv = browser.get(&format!("{list}.csv?{query}")).await;
        assert_eq!(csv.body.lines().count(), recorded + 1, "{query}");
    }
}

#[tokio::test]
async fn a_budget_is_added_once_and_every_error_is_shown_at_once() {
    let (app, world) = App::with_world().await;
    let list = format!("/jurisdictions/{}/budgets", world.on);
    let mut browser = app.signed_in(OFFICIAL).await;
    let page = browser.get(&format!("{list}/new")).await;
    assert!(
        page.shows("2026/27 (1 Apr 2026 to 31 Mar 2027)"),
        "{}",
        page.body
    );
    let id = page.field("id");
    for _ in 0..3 {
        let reply = browser
            .post(&list, &form(&id, "", "2024-04-01", "1", ""))
            .await;
        assert_eq!(reply.location, list, "{}", reply.body);
    }
    let csv = browser.get(&format!("{list}.csv")).await;
    assert_eq!(csv.body.lines().count(), 2);
    let other = Uuid::now_v7().to_string();
    let taken = browser
        .post(&list, &form(&other, "", "2024-04-01", "1", ""))
        .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.shows("has a budget already"));
    let typed = [
        ("year", "2024-01-01"),
        ("currency", "XXX"),
        ("health_budget", "0"),
        ("ict_spending", "-1"),
        ("source", "\0"),
    ];
    let refused = browser.post(&list, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "year",
        "currency",
        "health_budget",
        "ict_spending",
        "source",
    ] {
        assert!(refused.shows(&format!("href=\"#{field}\"")), "{field}");
    }
}

#[tokio::test]
async fn the_second_of_two_edits_sees_both() {
    let (app, world) = App::with_world().await;
    let list = format!("/jurisdictions/{}/budgets", world.on);
    let mut browser = app.signed_in(OFFICIAL).await;
    let id = Uuid::now_v7().to_string();
    browser
        .post(&list, &form(&id, "", "2024-04-01", "100", "4"))
        .await;
    let edit = format!("{list}/{id}/edit");
    assert_eq!(browser.get(&edit).await.field("ict_spending"), "4");
    let first = browser
        .post(&edit, &form(&id, "1", "2024-04-01", "100", "5"))
        .await;
    assert_eq!(first.location, list, "{}", first.body);
    let second = browser
        .post(&edit, &form(&id, "1", "2024-04-01", "100", "6"))
        .await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.shows(">5<") && second.shows("value=\"6\""),
        "{}",
        second.body
    );
    assert_eq!(second.field("version"), "2");
}

#[tokio::test]
async fn budgets_of_another_jurisdiction_are_read_and_not_kept() {
    let (app, world) = App::with_world().await;
    let list = format!("/jurisdictions/{}/budgets", world.on);
    let mut own = app.signed_in(OFFICIAL).await;
    let id = Uuid::now_v7().to_string();
    own.post(&list, &form(&id, "", "2024-04-01", "100", "4"))
        .await;
    let edit = format!("{list}/{id}/edit");
    let mut foreign = app.signed_in(FOREIGN_OFFICIAL).await;
    let page = foreign.get(&list).await;
    assert!(page.shows("2024/25") && !page.shows("/budgets/new"));
    for path in [format!("{list}/new"), edit.clone()] {
        assert_eq!(
            foreign.get(&path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    for path in [&list, &edit] {
        let reply = foreign
            .post(path, &form(&id, "1", "2024-04-01", "1", "1"))
            .await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
    }
    let mut executive = app.signed_in(EXECUTIVE).await;
    assert_eq!(
        executive.post(&list, &[]).await.status,
        StatusCode::FORBIDDEN
    );
    // The budget is Ontario's, whatever jurisdiction the address names.
    let elsewhere = format!("/jurisdictions/{}/budgets/{id}/edit", world.ca);
    assert_eq!(own.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    let nowhere = format!("/jurisdictions/{}/budgets", Uuid::nil());
    assert_eq!(own.get(&nowhere).await.status, StatusCode::NOT_FOUND);
}
