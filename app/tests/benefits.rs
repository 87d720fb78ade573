//! Benefits and prototypes, over the router and past it.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, OFFICIAL, VENDOR, World};
use uuid::Uuid;

const LIST: &str = "/partnerships/RECORD-1/benefits";

fn claim<'a>(id: &'a str, claimed: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("id", id),
        ("title", "Fewer calls"),
        ("description", "Pharmacists ring nobody"),
        ("domain", "safety"),
        ("claimant", "person"),
        ("measure", "Calls"),
        ("kind", "count"),
        ("unit", "calls a month"),
        ("direction", "lower"),
        ("baseline", "1000"),
        ("expected", "300"),
        ("claimed", claimed),
        ("claimed_on_day", "1"),
        ("claimed_on_month", "10"),
        ("claimed_on_year", "2026"),
    ]
}

fn measured<'a>(value: &'a str, day: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("id", "0199d5c0-0000-7000-8000-000000000001"),
        ("value", value),
        ("method", "Counted by the switchboard"),
        ("measured_day", day),
        ("measured_month", "11"),
        ("measured_year", "2026"),
    ]
}

async fn claimed(browser: &mut Browser, claimed: &str) -> String {
    let id = Uuid::now_v7().to_string();
    let reply = browser.post(LIST, &claim(&id, claimed)).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

#[tokio::test]
async fn a_claim_says_all_that_is_wrong_and_a_publication_is_cited_whole() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(VENDOR).await;
    let reply = browser.post(LIST, &[("title", "Kept")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "description",
        "domain",
        "claimant",
        "measure",
        "kind",
        "unit",
        "direction",
        "expected",
        "claimed_on",
    ] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    let mut form = claim("", "400");
    form[4] = ("claimant", "publication");
    form[6] = ("kind", "money");
    let reply = browser.post(LIST, &form).await;
    for field in ["source", "link", "as_published", "unit"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
}

#[tokio::test]
async fn nobody_verifies_their_own_claim_and_both_totals_stay_apart() {
    let (app, world) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let mut clinician = app.signed_in(CLINICIAN).await;
    let show = claimed(&mut executive, "400").await;
    claimed(&mut executive, "700").await;
    let verify = format!("{show}/verify");
    let page = executive.get(&show).await;
    assert!(page.shows("somebody else verifies it") && !page.shows("Record what I measured"));
    assert_eq!(
        executive.post(&verify, &measured("410", "2")).await.status,
        StatusCode::FORBIDDEN
    );
    let mut vendor = app.signed_in(VENDOR).await;
    assert_eq!(
        vendor.post(&verify, &measured("410", "2")).await.status,
        StatusCode::FORBIDDEN
    );
    // Past the application, nobody either.
    let refused = sqlx::query("insert into benefit_verification (id, partnership_id, benefit_id, value, measured_on, method, person_id) select gen_random_uuid(), partnership_id, id, 1, now(), 'x', claimant_id from benefit")
        .execute(&app.owner).await;
    assert!(refused.is_err());
    assert!(
        clinician
            .post(&verify, &measured("", "2"))
            .await
            .shows("href=\"#value\"")
    );
    assert!(
        clinician
            .post(&verify, &measured("1", "29"))
            .await
            .shows("still to come")
    );
    for _ in 0..2 {
        let reply = clinician.post(&verify, &measured("550", "2")).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let page = executive.get(&show).await;
    assert!(page.shows("Verified, lower than claimed") && page.shows("Clara Clinician"));
    // 1,000 − 700 is claimed, 1,000 − 550 is verified; 750 is nowhere, nor is 600 + 300.
    let list = executive.get(LIST).await;
    assert!(
        list.shows("300 calls a month") && list.shows("450 calls a month"),
        "{}",
        list.body
    );
    assert!(!list.shows("750 calls") && !list.shows("900 calls"));
    let csv = executive.get(&format!("{LIST}.csv")).await;
    assert!(csv.shows("verified_lower") && csv.shows(",600,550,2026-11-02,Clara Clinician,450"));
    // What was verified stays as claimed.
    let edit = format!("{show}/edit");
    assert_eq!(executive.get(&edit).await.status, StatusCode::CONFLICT);
    let mut late = claim("", "350");
    late.push(("version", "1"));
    let late = executive.post(&edit, &late).await;
    late.assert_keeps(&["Pharmacists ring nobody", "350", "1 Oct 2026"]);
    assert!(late.shows("stays as it was claimed"));
    assert_eq!(clinician.get(&edit).await.status, StatusCode::FORBIDDEN);
    let changed = sqlx::query("update benefit set claimed = 1 where claimed = 400")
        .execute(&app.owner)
        .await;
    assert!(changed.is_err());
    let verified: i64 =
        sqlx::query_scalar("select count(*) from benefit_verification where partnership_id = $1")
            .bind(world.partnership)
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert_eq!(verified, 1);
    assert!(
        executive
            .get("/benefits?state=claimed")
            .await
            .shows("300 calls a month")
    );
}

#[tokio::test]
async fn published_claims_are_shown_and_never_counted() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(AUDITOR).await;
    let page = browser.get("/benefits/published").await;
    assert!(page.shows("004_c267aaf708f546eb.txt") && page.shows("38 per cent"));
    assert_eq!(page.body.matches("Claimed, unverified").count(), 10);
    for (query, found) in [
        ("", 10),
        ("?q=SEPSIS", 1),
        ("?domain=safety", 1),
        ("?domain=safety&domain=outcomes", 3),
        ("?domain=safety&q=nothing", 0),
        ("?domain=nonsense", 0),
    ] {
        let page = browser.get(&format!("/benefits/published{query}")).await;
        let rows = page.body.matches("<th scope=\"row\">").count();
        assert_eq!(rows, found, "{query}: {}", page.body);
        let csv = browser
            .get(&format!("/benefits/published.csv{query}"))
            .await;
        assert_eq!(csv.body.lines().count(), found + 1, "{query}");
        let said = csv.body.matches(",claimed,").count();
        assert_eq!(said, found, "{query}: {}", csv.body);
    }
    let none = browser.get("/benefits/published?q=nothing").await;
    assert!(none.shows("No published claim fits these filters"));
    browser.get("/?lang=fr-CA").await;
    let french = browser.get("/benefits/published?q=septicemie").await;
    assert!(french.shows("septicémie"), "{}", french.body);
    browser.get("/?lang=en-CA").await;
    assert!(
        browser
            .get("/benefits")
            .await
            .shows("No benefit is claimed")
    );
}

async fn prototype(browser: &mut Browser) -> String {
    let form = [
        ("title", "Room at a distance"),
        ("description", "A camera and a rota"),
        ("since_day", "1"),
        ("since_month", "3"),
        ("since_year", "2026"),
    ];
    let reply = browser
        .post("/partnerships/RECORD-1/prototypes", &form)
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

fn uptake<'a>(
    place: &'a str,
    who: &'a str,
    stage: &'a str,
    month: &'a str,
) -> Vec<(&'a str, &'a str)> {
    vec![
        ("jurisdiction", place),
        ("organisation", who),
        ("stage", stage),
        ("source", "A letter"),
        ("since_day", "1"),
        ("since_month", month),
        ("since_year", "2026"),
    ]
}

async fn closed(app: &App, world: &World) {
    sqlx::query("update partnership set stage = 'closed' where id = $1")
        .bind(world.partnership)
        .execute(&app.owner)
        .await
        .unwrap();
}

#[tokio::test]
async fn others_take_a_prototype_up_also_after_the_partnership_is_closed() {
    let (app, world) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let show = prototype(&mut executive).await;
    closed(&app, &world).await;
    let (uptakes, place) = (format!("{show}/uptakes"), world.se.to_string());
    for (form, words) in [
        (
            uptake(&place, "Nobody knows", "piloting", "5"),
            "No organisation has this name",
        ),
        (uptake(&place, "", "piloting", "2"), "did not work yet"),
        (uptake("", "", "", "5"), "href=\"#stage\""),
    ] {
        let reply = executive.post(&uptakes, &form).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(reply.shows(words), "{words}");
    }
    for (stage, month) in [("piloting", "5"), ("in_use", "9")] {
        let form = uptake(&place, "foreign clinic", stage, month);
        let reply = executive.post(&uptakes, &form).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let page = executive.get(&show).await;
    assert!(
        page.shows("In use in one other place, tried out in 0"),
        "{}",
        page.body
    );
    assert!(page.shows("Sweden: Foreign Clinic"));
    let mut official = app.signed_in(OFFICIAL).await;
    assert!(official.get("/benefits").await.shows("Room at a distance"));
}

/// The titles of the prototypes on a page, in order.
fn titles(reply: &support::Reply) -> Vec<String> {
    reply
        .body
        .split("<th scope=\"row\">")
        .skip(1)
        .map(|row| {
            let title = row.split("</").next().unwrap();
            title.rsplit('>').next().unwrap().to_owned()
        })
        .collect()
}

#[tokio::test]
async fn prototypes_are_found_by_words_by_how_far_and_by_where() {
    let (app, world) = App::with_world().await;
    sqlx::query("insert into prototype (id, partnership_id, title, description, works_since)
        select gen_random_uuid(), $1, 'Prototype ' || lpad(n::text, 2, '0'), 'Tells ' || n, '2026-01-01'::date + n from generate_series(1, 30) n")
        .bind(world.partnership).execute(&app.owner).await.unwrap();
    // The first is used in Sweden, having been tried out; the second tried out in
    // Sweden and given up in Canada; the third looked at in Canada.
    for (number, place, stage, since) in [
        ("01", world.se, "piloting", "2026-03-01"),
        ("01", world.se, "in_use", "2026-05-01"),
        ("02", world.se, "piloting", "2026-03-01"),
        ("02", world.ca, "given_up", "2026-03-01"),
        ("03", world.ca, "considering", "2026-03-01"),
    ] {
        sqlx::query("insert into uptake (id, partnership_id, prototype_id, jurisdiction_id, stage, since_on, source)
            select gen_random_uuid(), partnership_id, id, $2, $3, $4::date, 'A letter' from prototype where title = 'Prototype ' || $1")
            .bind(number).bind(place).bind(stage).bind(since).execute(&app.owner).await.unwrap();
    }
    let mut browser = app.signed_in(AUDITOR).await;
    for list in ["/prototypes", "/partnerships/RECORD-1/prototypes"] {
        for (query, expected) in [
            ("q=TELLS+7", vec!["07"]),
            ("stage=in_use", vec!["01"]),
            ("stage=piloting", vec!["02"]),
            ("stage=given_up", vec!["02"]),
            ("stage=given_up&taken_in=SE", vec![]),
            ("taken_in=SE", vec!["01", "02"]),
            ("taken_in=CA&sort=-title", vec!["03", "02"]),
            ("stage=nobody&q=tells+3&sort=since", vec!["30"]),
            (
                "stage=nobody&taken_in=SE&q=tells+3&sort=since",
                vec!["03", "30"],
            ),
        ] {
            let expected: Vec<String> = expected
                .into_iter()
                .map(|number| format!("Prototype {number}"))
                .collect();
            let page = browser.get(&format!("{list}?{query}")).await;
            assert_eq!(titles(&page), expected, "{list}?{query}");
            let csv = browser.get(&format!("{list}.csv?{query}")).await;
            assert_eq!(csv.body.lines().count(), expected.len() + 1, "{query}");
        }
        let first = browser.get(list).await;
        assert!(first.shows("1 to 25 of 30"), "{}", first.body);
        let second = browser.get(&format!("{list}?page=2&sort=title")).await;
        assert_eq!(titles(&second).len(), 5);
        let none = browser.get(&format!("{list}?q=nowhere")).await;
        assert!(none.shows("No prototype fits these filters"));
        let csv = browser.get(&format!("{list}.csv")).await;
        assert_eq!(csv.body.lines().count(), 31);
    }
    // Below the benefits are the newest, and the way to all.
    let benefits = browser.get(LIST).await;
    assert!(benefits.shows("All 30 prototypes"), "{}", benefits.body);
    assert_eq!(
        titles(&benefits),
        ["Prototype 30", "Prototype 29", "Prototype 28"]
    );
    // A stranger finds none of them.
    let mut foreign = app.signed_in(support::FOREIGN_OFFICIAL).await;
    assert!(
        foreign
            .get("/prototypes")
            .await
            .shows("No prototype is recorded")
    );
}
