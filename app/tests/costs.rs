//! Total cost of ownership, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use rust_decimal::Decimal;
use support::{AUDITOR, App, CLINICIAN, EXECUTIVE, OFFICIAL, OTHER_VENDOR, Reply, VENDOR, World};

fn costs(world: &World) -> String {
    format!("/partnerships/RECORD-1/contracts/{}/costs", world.contract)
}

fn edit(world: &World) -> String {
    format!("{}/edit", costs(world))
}

/// The fields of the editor's page, with the amounts typed into its rows.
fn typed(page: &Reply, rows: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = vec![("category".to_owned(), page.field("category"))];
    for (index, (planned, actual)) in rows.iter().enumerate() {
        for name in ["start", "label", "id", "version"] {
            let name = format!("{name}-{index}");
            form.push((name.clone(), page.field(&name)));
        }
        form.push((format!("planned-{index}"), (*planned).to_owned()));
        form.push((format!("actual-{index}"), (*actual).to_owned()));
        form.push((format!("note-{index}"), String::new()));
    }
    form
}

fn fields(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

async fn saved(app: &App) -> Vec<(String, String, Decimal, Option<Decimal>)> {
    sqlx::query_as("select category, label, planned, actual from cost_line order by starts_on")
        .fetch_all(&app.owner)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_editor_offers_the_fiscal_years_of_the_jurisdiction_and_adds_more() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let page = browser
        .get(&format!("{}?category=training", edit(&world)))
        .await;
    // From February 2026 to January 2028, in years that begin in April.
    assert_eq!(page.field("start-0"), "2025-04-01");
    assert!(page.shows("2025/26") && page.shows("2027/28") && !page.shows("2028/29"));

    let mut form = typed(&page, &[("100", ""), ("1 250,50", "80"), ("", "")]);
    form.push(("act".to_owned(), "totals".to_owned()));
    let summed = browser.post(&edit(&world), &fields(&form)).await;
    assert_eq!(summed.status, StatusCode::OK);
    assert!(summed.shows("1,350.50"), "the server adds up");
    assert_eq!(
        summed.field("planned-1"),
        "1 250,50",
        "what was typed is kept"
    );

    form.last_mut().unwrap().1 = "year-after".to_owned();
    let longer = browser.post(&edit(&world), &fields(&form)).await;
    assert_eq!(longer.field("start-3"), "2028-04-01");
    form.last_mut().unwrap().1 = "year-before".to_owned();
    let longer = browser.post(&edit(&world), &fields(&form)).await;
    assert_eq!(longer.field("start-0"), "2024-04-01");
    assert_eq!(longer.field("planned-1"), "100");
    assert!(
        saved(&app).await.is_empty(),
        "nothing is saved before it is asked for"
    );
}

#[tokio::test]
async fn a_plan_is_saved_once_and_told_with_its_predictability() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let empty = browser.get(&costs(&world)).await;
    assert!(empty.shows("No cost is planned yet"));
    let page = browser.get(&edit(&world)).await;
    let form = typed(&page, &[("1000", "1100"), ("2000", ""), ("", "")]);
    for _ in 0..3 {
        let reply = browser.post(&edit(&world), &fields(&form)).await;
        assert_eq!(reply.location, costs(&world), "{}", reply.body);
    }
    let number = Decimal::from;
    assert_eq!(
        saved(&app).await,
        [
            (
                "operation".into(),
                "2025/26".into(),
                number(1000),
                Some(number(1100))
            ),
            ("operation".into(), "2026/27".into(), number(2000), None),
        ]
    );
    for email in [EXECUTIVE, CLINICIAN, AUDITOR] {
        let page = app.signed_in(email).await.get(&costs(&world)).await;
        for words in [
            "3,000 CAD",
            "1,100 CAD",
            "No data",
            "Fairly predictable",
            "10%",
            "+100 CAD",
        ] {
            assert!(page.shows(words), "{email} {words} {}", page.body);
        }
        assert!(!page.shows("⟦"));
    }
    let csv = browser
        .get(&format!("{}.csv?category=operation", costs(&world)))
        .await;
    assert!(
        csv.shows("operation,2026/27,2026-04-01,2027-03-31,2000.00,,CAD,"),
        "not known is blank, never 0: {}",
        csv.body
    );
    let other = browser
        .get(&format!("{}?category=exit", costs(&world)))
        .await;
    assert!(other.shows("Nothing is planned in this category"));
}

#[tokio::test]
async fn every_error_is_shown_beside_its_year() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let page = browser.get(&edit(&world)).await;
    let mut form = typed(&page, &[("ten", "5"), ("", "7"), ("1", "-2")]);
    let note = form.iter_mut().find(|(name, _)| name == "note-2").unwrap();
    note.1 = "a\0b".to_owned();
    let reply = browser.post(&edit(&world), &fields(&form)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["planned-0", "planned-1", "actual-2", "note-2"] {
        assert!(
            reply.shows(&format!("href=\"#{field}\"")),
            "{field} {}",
            reply.body
        );
    }
    assert!(reply.shows("2025/26, Planned"));
    assert_eq!(reply.field("planned-0"), "ten");
    for broken in [
        vec![("category", "nonsense")],
        vec![("start-0", "yesterday")],
        vec![("start-0", "9999-01-01"), ("planned-0", "1")],
    ] {
        let reply = browser.post(&edit(&world), &broken).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{broken:?}");
    }
    assert!(saved(&app).await.is_empty());
}

#[tokio::test]
async fn a_stale_edit_is_told_with_theirs_and_yours() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let blank = browser.get(&edit(&world)).await;
    let form = typed(&blank, &[("1000", ""), ("2000", ""), ("", "")]);
    browser.post(&edit(&world), &fields(&form)).await;
    let page = browser.get(&edit(&world)).await;
    let mine = typed(&page, &[("1000", "900"), ("2000", "")]);
    let theirs = typed(&page, &[("1000", "950"), ("2000", "")]);
    let saved_first = app
        .signed_in(OFFICIAL)
        .await
        .post(&edit(&world), &fields(&theirs))
        .await;
    assert_eq!(saved_first.status, StatusCode::SEE_OTHER);
    let reply = browser.post(&edit(&world), &fields(&mine)).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.shows("Olga Official") && reply.shows("950.00") && reply.shows("900"));
    let again = typed(&reply, &[("1000", "900"), ("2000", "")]);
    let reply = browser.post(&edit(&world), &fields(&again)).await;
    assert_eq!(
        reply.status,
        StatusCode::SEE_OTHER,
        "saving again replaces theirs"
    );
    assert_eq!(saved(&app).await[0].3, Some(Decimal::from(900)));
    // A year that somebody else planned first, from a form that was blank.
    let late = typed(&blank, &[("5", ""), ("", ""), ("", "")]);
    let reply = browser.post(&edit(&world), &fields(&late)).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn costs_are_their_owners_affair() {
    let (app, world) = App::with_world().await;
    for (email, read, write) in [
        (VENDOR, StatusCode::FORBIDDEN, StatusCode::FORBIDDEN),
        (OTHER_VENDOR, StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
        (CLINICIAN, StatusCode::OK, StatusCode::FORBIDDEN),
        (AUDITOR, StatusCode::OK, StatusCode::FORBIDDEN),
    ] {
        let mut browser = app.signed_in(email).await;
        assert_eq!(browser.get(&costs(&world)).await.status, read, "{email}");
        assert_eq!(browser.get(&edit(&world)).await.status, write, "{email}");
        assert_eq!(
            browser.post(&edit(&world), &[]).await.status,
            write,
            "{email}"
        );
    }
}
