//! Barriers and risks, over the router and as the application's role.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use domain::access::{Person, Role};
use sqlx::AssertSqlSafe;
use support::{
    AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, VENDOR, World,
};
use uuid::Uuid;

const LIST: &str = "/partnerships/RECORD-1/risks";

/// A form whose fields can be changed.
struct Sent(Vec<(&'static str, String)>);

impl Sent {
    fn risk(world: &World) -> Self {
        let owner = world.people[EXECUTIVE].to_string();
        Self(vec![
            ("id", Uuid::now_v7().to_string()),
            ("title", "Outage".to_owned()),
            ("kind", "cybersecurity".to_owned()),
            ("consequence", "No record on the wards".to_owned()),
            ("remedy", "A copy at each site".to_owned()),
            ("carriers", world.clinic.to_string()),
            ("carriers", world.acme.to_string()),
            ("owner", owner),
            ("occurrence", "risk".to_owned()),
            ("likelihood", "4".to_owned()),
            ("impact", "5".to_owned()),
            ("words", "Seen next door".to_owned()),
            ("review_day", "1".to_owned()),
            ("review_month", "3".to_owned()),
            ("review_year", "2027".to_owned()),
        ])
    }

    fn score(likelihood: &str, impact: &str, day: &str) -> Self {
        Self(vec![
            ("score_id", Uuid::now_v7().to_string()),
            ("occurrence", "risk".to_owned()),
            ("likelihood", likelihood.to_owned()),
            ("impact", impact.to_owned()),
            ("words", "The copies work".to_owned()),
            ("scored_day", day.to_owned()),
            ("scored_month", "11".to_owned()),
            ("scored_year", "2026".to_owned()),
            ("review_day", "1".to_owned()),
            ("review_month", "6".to_owned()),
            ("review_year", "2027".to_owned()),
        ])
    }

    fn with(mut self, field: &'static str, value: &str) -> Self {
        self.0.retain(|(name, _)| *name != field);
        self.0.push((field, value.to_owned()));
        self
    }

    fn pairs(&self) -> Vec<(&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect()
    }
}

async fn raise(browser: &mut Browser, form: &Sent) -> String {
    let reply = browser.post(LIST, &form.pairs()).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

#[tokio::test]
async fn a_risk_says_all_that_is_wrong_at_once_and_is_made_once() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let reply = browser.post(LIST, &[("title", "Kept <title>")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "kind",
        "consequence",
        "remedy",
        "carriers",
        "owner",
        "occurrence",
        "likelihood",
        "impact",
        "words",
        "review",
    ] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(reply.shows("Kept &lt;title"));
    // What happens already is almost certain.
    let form = Sent::risk(&world).with("occurrence", "barrier");
    let reply = browser.post(LIST, &form.pairs()).await;
    assert!(reply.shows("choose 5"), "{}", reply.body);
    let form = Sent::risk(&world);
    for _ in 0..3 {
        raise(&mut browser, &form).await;
    }
    let made: (i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from risk), (select count(*) from risk_score),
            (select count(*) from risk_carrier)",
    )
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(made, (1, 1, 2));
    let page = browser.get(LIST).await;
    assert!(page.shows("Shared by 2") && page.shows("Severe: 20 (4 × 5)"));
}

#[tokio::test]
async fn a_score_is_added_and_never_changed_and_the_matrix_follows() {
    let (app, world) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let show = raise(&mut executive, &Sent::risk(&world)).await;
    let scores = format!("{show}/scores");
    // Not before the last one, and not for a day to come.
    for (day, words) in [
        ("2", "later day is scored already"),
        ("29", "still to come"),
    ] {
        let form = Sent::score("2", "4", day);
        let reply = executive.post(&scores, &form.pairs()).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(
            reply.shows(words) && reply.shows("The copies work"),
            "{day}"
        );
    }
    let form = Sent::score("2", "4", "23");
    for _ in 0..2 {
        let reply = executive.post(&scores, &form.pairs()).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let page = executive.get(&show).await;
    assert!(page.shows("Eased from 20 to 8") && page.shows("Seen next door"));
    let held: (i16, i16, i64) =
        sqlx::query_as("select likelihood, impact, (select count(*) from risk_score) from risk")
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert_eq!(held, (2, 4, 2));
    let cell = format!("{LIST}?likelihood=2&amp;impact=4#list");
    assert!(executive.get(LIST).await.shows(&cell));
    assert!(
        executive
            .get(&format!("{LIST}?likelihood=2&impact=4"))
            .await
            .shows("Outage")
    );
    assert!(
        executive
            .get(&format!("{LIST}?band=severe"))
            .await
            .shows("No risk fits")
    );
    let csv = executive.get(&format!("{LIST}.csv")).await;
    assert!(
        csv.shows("RECORD-1,Outage,cybersecurity,risk,2,4,8,moderate"),
        "{}",
        csv.body
    );
    // Past the application, no score changes either.
    let person = Person {
        id: world.people[EXECUTIVE],
        role: Role::HealthExecutive,
        organisation_id: world.clinic,
    };
    let mut tx = app.state.db.begin_as(&person).await.unwrap();
    let refused = sqlx::query("update risk_score set impact = 1")
        .execute(&mut *tx)
        .await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn who_watches_scores_and_who_leads_keeps() {
    let (app, world) = App::with_world().await;
    let mut clinician = app.signed_in(CLINICIAN).await;
    let mut vendor = app.signed_in(VENDOR).await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    // A clinician raises one for the vendor to watch.
    let owner = world.people[VENDOR].to_string();
    let show = raise(&mut clinician, &Sent::risk(&world).with("owner", &owner)).await;
    let scores = format!("{show}/scores");
    let form = || Sent::score("3", "3", "23");
    for (browser, status) in [
        (&mut clinician, StatusCode::FORBIDDEN),
        (&mut vendor, StatusCode::SEE_OTHER),
        (&mut executive, StatusCode::SEE_OTHER),
    ] {
        let reply = browser.post(&scores, &form().pairs()).await;
        assert_eq!(reply.status, status, "{}", reply.body);
    }
    let bench = vendor.get("/").await;
    assert!(!bench.shows("Risks that I watch"), "due in June only");
    sqlx::query("update risk set review_on = '2026-11-01'")
        .execute(&app.owner)
        .await
        .unwrap();
    assert!(vendor.get("/").await.shows("Risks that I watch"));
    assert!(executive.get("/risks?overdue=true").await.shows("Outage"));
    for (email, path, status) in [
        (VENDOR, format!("{show}/edit"), StatusCode::FORBIDDEN),
        (AUDITOR, show.clone(), StatusCode::OK),
        (AUDITOR, format!("{LIST}/new"), StatusCode::FORBIDDEN),
        (FOREIGN_OFFICIAL, show.clone(), StatusCode::NOT_FOUND),
    ] {
        let reply = app.signed_in(email).await.get(&path).await;
        assert_eq!(reply.status, status, "{email} {path}");
    }
}

#[tokio::test]
async fn what_is_for_the_public_sides_never_reaches_a_vendor() {
    let (app, world) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let secret = || {
        Sent::risk(&world)
            .with("title", "Acme may not last")
            .with("closed_to_vendors", "true")
    };
    // Whom it is kept from cannot watch it.
    let owner = world.people[VENDOR].to_string();
    let reply = executive
        .post(LIST, &secret().with("owner", &owner).pairs())
        .await;
    assert!(reply.shows("A vendor cannot watch"), "{}", reply.body);
    let show = raise(&mut executive, &secret()).await;
    assert!(executive.get(LIST).await.shows("Acme may not last"));
    let mut vendor = app.signed_in(VENDOR).await;
    for path in [
        LIST,
        "/risks",
        "/risks.csv",
        "/partnerships/RECORD-1/history",
        "/partnerships/RECORD-1",
    ] {
        let reply = vendor.get(path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        assert!(!reply.shows("Acme may not last"), "{path}");
    }
    assert_eq!(vendor.get(&show).await.status, StatusCode::NOT_FOUND);
    let person = Person {
        id: world.people[VENDOR],
        role: Role::Vendor,
        organisation_id: world.acme,
    };
    let mut tx = app.state.db.begin_as(&person).await.unwrap();
    for table in [
        "risk",
        "risk_score",
        "risk_carrier",
        "history where table_name like 'risk%'",
    ] {
        let count: i64 = sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from {table}")))
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        assert_eq!(count, 0, "{table}");
    }
    // A vendor keeps nothing from itself and others, whatever it sends.
    let form = Sent::risk(&world).with("closed_to_vendors", "true");
    raise(&mut vendor, &form).await;
    assert!(vendor.get(LIST).await.shows("Outage"));
}

#[tokio::test]
async fn of_two_edits_one_wins_and_a_closed_risk_takes_neither_edit_nor_score() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let show = raise(&mut official, &Sent::risk(&world)).await;
    let edit = format!("{show}/edit");
    let form = Sent::risk(&world).with("version", "1");
    let theirs = form.pairs();
    assert_eq!(
        official.post(&edit, &theirs).await.status,
        StatusCode::SEE_OTHER
    );
    let stale = Sent::risk(&world)
        .with("version", "1")
        .with("title", "Mine");
    let reply = official.post(&edit, &stale.pairs()).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.shows("Outage") && reply.shows("Mine"));
    let reply = official
        .post(&format!("{show}/close"), &[("version", "2")])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let close = [
        ("version", "2"),
        ("outcome", "remedied"),
        ("closed_words", "Tried three times"),
    ];
    let reply = official.post(&format!("{show}/close"), &close).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert!(official.get(LIST).await.shows("No open risk"));
    assert!(
        official
            .get(&format!("{LIST}?state=closed"))
            .await
            .shows("Outage")
    );
    let closing = vec![
        ("version", "2".to_owned()),
        ("outcome", "remedied".to_owned()),
        ("closed_words", "Tried again".to_owned()),
    ];
    for (path, form, kept) in [
        (
            edit.clone(),
            Sent::risk(&world).with("version", "3"),
            ["Outage", "A copy at each site", "Eva Executive"],
        ),
        (
            format!("{show}/scores"),
            Sent::score("1", "1", "23"),
            ["The copies work", "23 Nov 2026", "1 Jun 2027"],
        ),
        (
            format!("{show}/close"),
            Sent(closing),
            ["Tried again", "The remedy worked", "Why it is closed"],
        ),
    ] {
        let reply = official.post(&path, &form.pairs()).await;
        reply.assert_keeps(&kept);
        assert!(reply.shows("has closed it"), "{path}");
    }
    let reopen = [("version", "3")];
    let reply = official.post(&format!("{show}/reopen"), &reopen).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert!(official.get(LIST).await.shows("Outage"));
}
