//! Obligations, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{
    AUDITOR, App, CLINICIAN, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR, VENDOR, World,
};
use uuid::Uuid;

const LIST: &str = "/partnerships/RECORD-1/obligations";

fn below(world: &World) -> String {
    format!(
        "/partnerships/RECORD-1/contracts/{}/obligations",
        world.contract
    )
}

/// The world's own.
fn shown(world: &World) -> String {
    format!("{}/{}", below(world), world.obligation)
}

/// Words to settle with on the tests' day.
fn settling<'a>(version: &'a str, outcome: &'a str, reason: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("version", version),
        ("outcome", outcome),
        ("settled_day", "20"),
        ("settled_month", "11"),
        ("settled_year", "2026"),
        ("reason", reason),
    ]
}

async fn make_overdue(app: &App, world: &World) {
    sqlx::query("update obligation set due_on = '2026-11-01' where id = $1")
        .bind(world.obligation)
        .execute(&app.owner)
        .await
        .unwrap();
}

#[tokio::test]
async fn an_obligation_is_added_once_and_both_sides_read_the_same_list() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    make_overdue(&app, &world).await;
    let page = browser.get(&format!("{}/new", below(&world))).await;
    let id = page.field("id");
    let (clinic, acme) = (world.clinic.to_string(), world.acme.to_string());
    let form = [
        ("id", id.as_str()),
        ("title", "Room for the trainers"),
        ("description", "With ten desks"),
        ("debtor", &clinic),
        ("creditor", &acme),
        ("due_day", "5"),
        ("due_month", "12"),
        ("due_year", "2026"),
    ];
    for _ in 0..3 {
        let reply = browser.post(&below(&world), &form).await;
        assert_eq!(
            reply.location,
            format!("{}/{id}", below(&world)),
            "{}",
            reply.body
        );
    }
    for email in [EXECUTIVE, VENDOR, CLINICIAN, AUDITOR] {
        let mut browser = app.signed_in(email).await;
        let list = browser.get(LIST).await;
        assert!(
            list.shows("Room for the trainers") && list.shows("Two test systems"),
            "{email}"
        );
        let contract = format!("/partnerships/RECORD-1/contracts/{}", world.contract);
        assert!(
            browser.get(&contract).await.shows("Room for the trainers"),
            "{email}"
        );
    }
    for (query, room, systems) in [
        ("?q=ROOM", true, false),
        ("?overdue=true", false, true),
        (&format!("?debtor={}", world.acme) as &str, false, true),
        (&format!("?creditor={}", world.acme), true, false),
        (
            &format!("?contract={}&sort=-due", world.contract),
            true,
            true,
        ),
        (&format!("?contract={}", world.other_contract), false, false),
        ("?state=kept", false, false),
    ] {
        let page = browser.get(&format!("{LIST}{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert_eq!(page.shows("Room for the trainers"), room, "{query}");
        assert_eq!(page.shows("Two test systems"), systems, "{query}");
    }
    let past = browser.get(&format!("{LIST}?page=9")).await;
    assert_eq!(
        (past.status, past.location.as_str()),
        (StatusCode::SEE_OTHER, LIST)
    );
    let csv = browser.get(&format!("{LIST}.csv?overdue=true")).await;
    assert!(
        csv.shows("Two test systems,open,2026-11-01,Acme Systems,Clinic of Tests,Record exchange,"),
        "{}",
        csv.body
    );
    assert!(!csv.shows("Room"));
    assert_eq!(
        browser.get(&format!("{LIST}?q=%00")).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn every_error_is_shown_at_once() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let acme = world.acme.to_string();
    let foreign = world.foreign_clinic.to_string();
    for (form, fields) in [
        (vec![], vec!["title", "debtor", "creditor", "due"]),
        (
            vec![
                ("title", "a\0b"),
                ("debtor", acme.as_str()),
                ("creditor", acme.as_str()),
                ("due_year", "26"),
            ],
            vec!["title", "creditor", "due"],
        ),
        (
            vec![("debtor", foreign.as_str())],
            vec!["title", "debtor", "creditor", "due"],
        ),
        (vec![("debtor", "nobody")], vec!["debtor"]),
    ] {
        let reply = browser.post(&below(&world), &form).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        for field in fields {
            assert!(
                reply.shows(&format!("href=\"#{field}\"")),
                "{form:?} {field}"
            );
        }
    }
}

#[tokio::test]
async fn only_whom_it_is_owed_to_says_how_it_ended() {
    let (app, world) = App::with_world().await;
    make_overdue(&app, &world).await;
    let settle = format!("{}/settle", shown(&world));
    let form = settling("1", "kept", "");
    for (email, status) in [
        (VENDOR, StatusCode::FORBIDDEN),
        (OFFICIAL, StatusCode::FORBIDDEN),
        (CLINICIAN, StatusCode::FORBIDDEN),
        (AUDITOR, StatusCode::FORBIDDEN),
        (OTHER_VENDOR, StatusCode::NOT_FOUND),
        (FOREIGN_OFFICIAL, StatusCode::NOT_FOUND),
    ] {
        let mut browser = app.signed_in(email).await;
        assert_eq!(browser.post(&settle, &form).await.status, status, "{email}");
        assert!(
            !browser.get(&shown(&world)).await.shows("name=\"outcome\""),
            "{email}"
        );
    }
    let mut browser = app.signed_in(EXECUTIVE).await;
    for (form, field) in [
        (settling("1", "broken", ""), "reason"),
        (settling("1", "waived", " "), "reason"),
        (settling("1", "open", "x"), "outcome"),
        (settling("1", "", "x"), "outcome"),
        (settling("1", "kept", "a\0b"), "reason"),
    ] {
        let reply = browser.post(&settle, &form).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(
            reply.shows(&format!("href=\"#{field}\"")),
            "{form:?} {}",
            reply.body
        );
    }
    let mut tomorrow = settling("1", "kept", "");
    tomorrow[2].1 = "24";
    let reply = browser.post(&settle, &tomorrow).await;
    assert!(reply.shows("This day has not come yet"));

    assert!(
        browser.get("/").await.shows("Owed to us"),
        "it waits for the clinic's word"
    );
    assert!(app.signed_in(VENDOR).await.get("/").await.shows("We owe"));
    for _ in 0..3 {
        let reply = browser
            .post(&settle, &settling("1", "broken", "They never came"))
            .await;
        assert_eq!(reply.location, shown(&world), "{}", reply.body);
    }
    let page = app.signed_in(VENDOR).await.get(&shown(&world)).await;
    for words in ["Broken", "They never came", "20 Nov 2026", "Eva Executive"] {
        assert!(page.shows(words), "{words}");
    }
    // It is said once.
    let again = settling("2", "waived", "They came after all");
    let again = browser.post(&settle, &again).await;
    again.assert_keeps(&["They came after all", "Waived", "20 Nov 2026"]);
    assert!(again.shows("recorded how it ended: Broken"));
    let edit = format!("{}/edit", shown(&world));
    assert_eq!(
        browser.get(&edit).await.status,
        StatusCode::CONFLICT,
        "only open ones are edited"
    );
    let typed = [
        ("title", "Three test systems"),
        ("due_day", "2"),
        ("due_month", "x"),
    ];
    let reply = browser.post(&edit, &typed).await;
    reply.assert_keeps(&["Three test systems", "2 x"]);
    assert!(!browser.get("/").await.shows("Owed to us"));
}

#[tokio::test]
async fn a_stale_edit_is_told_and_a_stale_word_is_not_taken() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let edit = format!("{}/edit", shown(&world));
    let page = browser.get(&edit).await;
    assert_eq!(
        (page.field("title"), page.field("version")),
        ("Two test systems".into(), "1".into())
    );
    let (clinic, acme) = (world.clinic.to_string(), world.acme.to_string());
    let form = |title: &'static str| {
        [
            ("version", "1".to_owned()),
            ("title", title.to_owned()),
            ("debtor", acme.clone()),
            ("creditor", clinic.clone()),
            ("due_day", "2".to_owned()),
            ("due_month", "12".to_owned()),
            ("due_year", "2026".to_owned()),
        ]
    };
    let mut statuses = Vec::new();
    for title in ["Three test systems", "Four test systems"] {
        let form = form(title);
        let fields: Vec<_> = form
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let reply = browser.post(&edit, &fields).await;
        statuses.push(reply.status);
        if reply.status == StatusCode::CONFLICT {
            assert!(reply.shows("Three test systems") && reply.shows("Four test systems"));
            assert_eq!(reply.field("version"), "2");
        }
    }
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    let settle = format!("{}/settle", shown(&world));
    let reply = browser.post(&settle, &settling("1", "kept", "")).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(
        reply.shows("Read it again before you say how it ended"),
        "{}",
        reply.body
    );
    let reply = browser.post(&settle, &settling("2", "kept", "")).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn one_of_another_contract_is_not_found_below_this() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    for address in [
        format!(
            "/partnerships/RECORD-1/contracts/{}/obligations/{}",
            world.other_contract, world.obligation
        ),
        format!("{}/{}", below(&world), Uuid::now_v7()),
        format!("{}/not-an-id", below(&world)),
    ] {
        assert_eq!(
            browser.get(&address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    let vendor = app
        .signed_in(VENDOR)
        .await
        .get(&format!("{}/new", below(&world)))
        .await;
    assert_eq!(vendor.status, StatusCode::FORBIDDEN);
}
