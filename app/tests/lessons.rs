//! Lessons, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{
    ADMINISTRATOR, AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE, VENDOR,
};

async fn write(browser: &mut Browser, title: &str, body: &str, place: &str) -> String {
    let form = [
        ("title", title),
        ("body", body),
        ("tags", "Releases, friday , releases"),
        ("place", place),
        ("kind", "governance_and_trust"),
    ];
    let reply = browser.post("/lessons", &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

#[tokio::test]
async fn a_lesson_is_found_in_any_form_and_in_both_languages() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(CLINICIAN).await;
    write(
        &mut browser,
        "Name who stops a release",
        "Twice it went out on a Friday.",
        "",
    )
    .await;
    browser.get("/?lang=fr-CA").await;
    write(
        &mut browser,
        "Asseoir les citoyens",
        "Ils ont refusé deux croisements.",
        "",
    )
    .await;
    browser.get("/?lang=en-CA").await;
    for (words, first, second) in [
        ("stopping", true, false),
        ("releases", true, true),
        ("refuser croisement", false, true),
        ("REFUSE", false, true),
        ("friday", true, true),
        ("nothing of it", false, false),
    ] {
        let page = browser
            .get(&format!("/lessons?q={}", words.replace(' ', "+")))
            .await;
        assert_eq!(page.shows("Name who stops"), first, "{words}");
        assert_eq!(page.shows("Asseoir les citoyens"), second, "{words}");
    }
    let page = browser.get("/lessons?tag=friday").await;
    assert!(page.shows("Name who stops") && page.shows("Asseoir les citoyens"));
    let csv = browser.get("/lessons.csv?q=stopping").await;
    assert!(
        csv.shows("releases; friday") && !csv.shows("Asseoir"),
        "{}",
        csv.body
    );
}

#[tokio::test]
async fn who_reads_a_lesson_follows_its_partnership_and_only_its_author_changes_it() {
    let (app, _) = App::with_world().await;
    let mut clinician = app.signed_in(CLINICIAN).await;
    let here = write(&mut clinician, "Ask the wards", "We did not.", "RECORD-1").await;
    let everywhere = write(&mut clinician, "Pay for training", "It ended too soon.", "").await;
    for (email, of_here, of_everywhere) in [
        (VENDOR, StatusCode::OK, StatusCode::OK),
        (AUDITOR, StatusCode::OK, StatusCode::OK),
        (FOREIGN_EXECUTIVE, StatusCode::NOT_FOUND, StatusCode::OK),
        (ADMINISTRATOR, StatusCode::FORBIDDEN, StatusCode::FORBIDDEN),
    ] {
        let mut browser = app.signed_in(email).await;
        assert_eq!(browser.get(&here).await.status, of_here, "{email}");
        assert_eq!(
            browser.get(&everywhere).await.status,
            of_everywhere,
            "{email}"
        );
    }
    let edit = format!("{here}/edit");
    let mut executive = app.signed_in(EXECUTIVE).await;
    assert_eq!(executive.get(&edit).await.status, StatusCode::FORBIDDEN);
    let form = |version, title| {
        [
            ("version", version),
            ("title", title),
            ("body", "We do now."),
            ("place", "RECORD-1"),
        ]
    };
    let reply = clinician
        .post(&edit, &form("1", "Ask the wards first"))
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let reply = clinician.post(&edit, &form("1", "Mine")).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.shows("Ask the wards first") && reply.shows("Mine"));
    let reply = clinician
        .post("/lessons", &[("tags", "a,b,c,d,e,f,g,h,i,j,k")])
        .await;
    for field in ["title", "body", "tags"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(
        executive
            .get("/partnerships/RECORD-1")
            .await
            .shows("/lessons?place=RECORD-1")
    );
}
