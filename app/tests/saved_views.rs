//! Saved views: they are a person's own, lead to lists of ours, and every list
//! keeps its filters in its links, so that a view is what was seen.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{App, Browser, EXECUTIVE, OFFICIAL, Reply, VENDOR};
use uuid::Uuid;

const LIST: &str = "/portfolio?status=red&stage=active";

async fn save(browser: &mut Browser, name: &str, list: &str) -> Reply {
    let id = Uuid::now_v7().to_string();
    browser
        .post("/views", &[("id", &id), ("name", name), ("list", list)])
        .await
}

/// The address of the one view that the person's list has, without its act.
async fn only(browser: &mut Browser) -> String {
    let page = browser.get("/views").await;
    let at = page.body.find("href=\"/views/0").unwrap();
    let rest = &page.body[at + 6..];
    rest.split("/edit").next().unwrap().to_owned()
}

#[tokio::test]
async fn a_view_is_saved_from_the_list_and_found_again_by_its_owner_alone() {
    let (app, _) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let list = official.get(&format!("{LIST}&page=2")).await;
    let new = "/views/new?list=%2Fportfolio%3F";
    assert!(list.shows(new), "{}", list.body);
    let form = official
        .get("/views/new?list=%2Fportfolio%3Fstatus%3Dred%26stage%3Dactive%26page%3D2")
        .await;
    assert_eq!(form.field("list"), LIST.replace('&', "&amp;"));
    let (id, list) = (form.field("id"), LIST);
    let fields = [("id", id.as_str()), ("name", "Red ones"), ("list", list)];
    for _ in 0..3 {
        let reply = official.post("/views", &fields).await;
        assert_eq!(reply.location, LIST, "{}", reply.body);
    }
    for path in ["/", "/portfolio", "/views", LIST] {
        let page = official.get(path).await;
        assert_eq!(page.body.matches(">Red ones<").count(), 1, "{path}");
        assert!(page.shows("/portfolio?status=red&amp;stage=active\""));
    }
    assert!(!official.get("/contracts").await.shows("Red ones"));

    let mut other = app.signed_in(EXECUTIVE).await;
    for path in ["/", "/portfolio", "/views"] {
        assert!(!other.get(path).await.shows("Red ones"), "{path}");
    }
    let view = only(&mut official).await;
    let edit = format!("{view}/edit");
    assert_eq!(other.get(&edit).await.status, StatusCode::NOT_FOUND);
    let reply = other
        .post(&edit, &[("name", "Mine"), ("version", "1")])
        .await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    other.post(&format!("{view}/delete"), &[]).await;
    assert!(official.get("/views").await.shows("Red ones"));
}

#[tokio::test]
async fn a_view_is_renamed_and_deleted_and_the_second_of_two_windows_is_told() {
    let (app, _) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    save(&mut official, "Red ones", LIST).await;
    let view = only(&mut official).await;
    let edit = format!("{view}/edit");
    let form = [
        ("name", "Urgent"),
        ("version", "1"),
        ("list", "https://evil.example"),
    ];
    let reply = official.post(&edit, &form).await;
    assert_eq!(reply.location, "/views", "{}", reply.body);
    assert!(official.get("/").await.shows("/portfolio?status=red"));
    let stale = official
        .post(&edit, &[("name", "Late"), ("version", "1")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.shows("Urgent") && stale.shows("Late") && stale.shows("Olga Official"));
    assert_eq!(stale.field("version"), "2");
    let blank = official
        .post(&edit, &[("name", " "), ("version", "2")])
        .await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        let gone = official.post(&format!("{view}/delete"), &[]).await;
        assert_eq!(gone.location, "/views");
    }
    assert_eq!(official.get(&edit).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_lists_of_ours_are_saved_each_name_once_and_thirty_at_most() {
    let (app, _) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    for list in [
        "https://evil.example/",
        "//evil.example/contracts",
        "/sign-out",
        "",
    ] {
        let reply = save(&mut vendor, "Elsewhere", list).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{list}");
        assert!(!reply.shows("href=\"https://evil") && !reply.shows("href=\"//evil"));
        let query = serde_html_form::to_string([("list", list)]).unwrap();
        let reply = vendor.get(&format!("/views/new?{query}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{list}");
    }
    for number in 1..=30 {
        let reply = save(&mut vendor, &format!("View {number}"), "/contracts?q=a").await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let twice = save(&mut vendor, "VIEW 1", "/calendar").await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.shows("You have a view with this name already") && twice.shows("VIEW 1"));
    let many = save(&mut vendor, "One more", "/calendar").await;
    assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(many.shows("You have saved 30 views"), "{}", many.body);
    let mut other = app.signed_in(OFFICIAL).await;
    let reply = save(&mut other, "View 1", "/calendar").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
}

/// Every list, with a filter that leaves it something, and a right to read it.
const LISTS: [(&str, &str); 25] = [
    ("/risks", "kind=fiscal"),
    ("/partnerships/RECORD-1/risks", "kind=fiscal"),
    ("/benefits", "domain=safety"),
    ("/benefits/published", "domain=safety"),
    ("/evidence", "state=unverified"),
    ("/prototypes", "stage=nobody"),
    ("/partnerships/RECORD-1/prototypes", "q=camera"),
    ("/lessons", "tag=asking"),
    ("/portfolio", "stage=active"),
    ("/portfolio/factors", "stage=active"),
    ("/ledger", "kind=operational"),
    ("/partnerships", "stage=active"),
    ("/contracts", "q=record"),
    ("/calendar", "q=record"),
    ("/organisations", "sector=health"),
    ("/jurisdictions/compare", "level=regional"),
    ("/partnerships/RECORD-1/contracts", "q=record"),
    ("/partnerships/RECORD-1/milestones", "q=first"),
    ("/partnerships/RECORD-1/deliverables", "q=interface"),
    ("/partnerships/RECORD-1/commitments", "q=running"),
    ("/partnerships/RECORD-1/obligations", "q=two"),
    ("/partnerships/RECORD-1/history", "kind=partnership"),
    ("/partnerships/RECORD-1/targets", "q=letters"),
    ("/partnerships/RECORD-1/scorecards", "q=autumn"),
    ("/rates", "base=EUR"),
];

#[tokio::test]
async fn sorting_paging_files_and_saving_keep_the_filters_of_every_list() {
    let (app, world) = App::with_money().await;
    sqlx::query("insert into indicator (id, partnership_id, title, unit, kind, direction, combination, owner_id) values ($1, $2, 'Letters', 'letters', 'count', 'higher', 'sum', $3)")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(world.clinic).execute(&app.owner).await.unwrap();
    sqlx::query("insert into reference_rate (id, base_currency, quote_currency, as_of, rate, source) values ($1, 'EUR', 'SEK', '2026-11-02', 11, 'Bank')")
        .bind(Uuid::now_v7()).execute(&app.owner).await.unwrap();
    crate::factors::publish(&app, &world, "attributed", &[("ict_executive", 5)]).await;
    sqlx::query("insert into risk (id, partnership_id, title, kind, consequence, remedy, owner_id, review_on, occurrence, likelihood, impact, scored_on, raised_on) values ($1, $2, 'Cuts', 'fiscal', 'Less', 'Ask', $3, '2026-12-01', 'risk', 3, 4, '2026-10-01', '2026-10-01')")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(world.people[OFFICIAL]).execute(&app.owner).await.unwrap();
    sqlx::query("insert into benefit (id, partnership_id, title, description, outcome_domain, source, measure, measure_kind, unit, direction, claimed, claimed_on) values ($1, $2, 'Fewer calls', 'By far', 'safety', 'Report', 'Calls', 'count', 'calls', 'lower', 10, '2026-10-01')")
        .bind(Uuid::now_v7()).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into proof (id, organisation_id, kind, proves, criteria, url, issued_on, entered_on) values ($1, $2, 'integration', 'It integrates', '{interoperability}', 'https://example.test', '2026-01-01', '2026-02-01')")
        .bind(Uuid::now_v7()).bind(world.acme).execute(&app.owner).await.unwrap();
    sqlx::query("insert into prototype (id, partnership_id, title, description, works_since) values ($1, $2, 'Room', 'A camera', '2026-02-01')")
        .bind(Uuid::now_v7()).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into lesson (id, partnership_id, title, body, tags, learnt_on) values ($1, $2, 'Ask first', 'We did not', array['asking'], '2026-10-01')")
        .bind(Uuid::now_v7()).bind(world.partnership).execute(&app.owner).await.unwrap();
    let mut official = app.signed_in(OFFICIAL).await;
    let mut lost = Vec::new();
    for (list, filter) in LISTS {
        let page = official.get(&format!("{list}?{filter}")).await;
        assert_eq!(page.status, StatusCode::OK, "{list}: {}", page.body);
        let hrefs: Vec<String> = page
            .body
            .split("href=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"))
            .collect();
        let file = format!("{list}.csv");
        let files: Vec<_> = hrefs
            .iter()
            .filter(|href| href.starts_with(&file))
            .collect();
        if files.is_empty() {
            lost.push(format!("{list} has no file for {filter}"));
        }
        for href in &hrefs {
            let (path, query) = href.split_once('?').unwrap_or((href, ""));
            let keeps = path == file || path == list && query.contains("sort=");
            let saved = path == "/views/new";
            let asked = if saved {
                filter.replace('=', "%3D")
            } else {
                filter.to_owned()
            };
            if (keeps || saved) && !query.contains(&asked) {
                lost.push(format!("{href} on {list}?{filter}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
