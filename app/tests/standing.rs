//! What is kept of how partnerships fare is what judging all of them gives.
#![allow(clippy::unwrap_used, missing_docs)]

use app::accounts::{NewPerson, add_person};
use app::demo;
use domain::access::Role;

use crate::support::{App, Browser, PASSWORD};

const OVERSEER: &str = "overseer@test.test";

async fn generated(partnerships: u64) -> App {
    let app = App::empty().await;
    demo::generate(&app.state, partnerships, false, |_| ())
        .await
        .unwrap();
    let person = NewPerson {
        email: OVERSEER.to_owned(),
        name: "Overseer".to_owned(),
        role: Role::MinistryOfficial,
        organisation: "Ministry of Health of Verania".to_owned(),
        password: PASSWORD.to_owned(),
        founding: None,
    };
    add_person(&app.state, &person).await.unwrap();
    app
}

/// Everything that is kept, in one order.
async fn kept(app: &App) -> Vec<String> {
    sqlx::query_scalar(
        "select to_jsonb(s)::text from partnership_standing s
        union all select to_jsonb(s)::text from jurisdiction_standing s
        union all select to_jsonb(f)::text from jurisdiction_funding f
        union all select to_jsonb(y)::text from jurisdiction_contract_year y order by 1",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap()
}

/// What the page says, without the addresses of its links, in which the order
/// asked for stands.
async fn said(browser: &mut Browser, path: &str) -> String {
    let body = browser.get(path).await.body;
    let mut parts = body.split("href=\"");
    let first = parts.next().unwrap().to_owned();
    let words = parts.fold(first, |words, part| words + part.split_once('"').unwrap().1);
    words
        .lines()
        .filter(|line| !line.contains("name=\"sort\""))
        .collect()
}

/// Steps of the walk: each changes one partnership, chosen by the number.
const STEPS: [&str; 13] = [
    "update milestone set forecast_on = current_date - 40 where id = (
        select id from milestone where state in ('planned', 'in_progress') order by md5(id::text || $1) limit 1)",
    "update milestone set state = 'missed' where id = (
        select id from milestone where state = 'in_progress' order by md5(id::text || $1) limit 1)",
    "update partnership set stage = 'closed' where id = (
        select id from partnership where stage = 'active' order by md5(id::text || $1) limit 1)",
    "update partnership set jurisdiction_id = (select id from jurisdiction order by md5(id::text || $1) limit 1)
        where id = (select id from partnership order by md5(reference || $1) limit 1)",
    "update receipt set voided_on = current_date, void_reason = 'Twice' where id = (
        select id from receipt where voided_on is null order by md5(id::text || $1) limit 1)",
    "insert into spending (id, partnership_id, commitment_id, happened_on, amount)
        select gen_random_uuid(), partnership_id, id, current_date, 90000000 from commitment
        order by md5(id::text || $1) limit 1",
    "update contract set ends_on = current_date + 30 where id = (
        select id from contract where starts_on < current_date order by md5(id::text || $1) limit 1)",
    "insert into government_involvement (id, partnership_id, degree, words, said_on)
        select gen_random_uuid(), id, 'informed', 'Said', current_date from partnership
        order by md5(id::text || $1) limit 1",
    "insert into tension (id, partnership_id, first_pole, second_pole, description, level, began_on)
        select gen_random_uuid(), id, 'Standard', 'Flexibility', 'Felt', 'partnership', current_date
        from partnership order by md5(id::text || $1) limit 1",
    "insert into proof (id, organisation_id, kind, proves, criteria, url, issued_on, expires_on, entered_on,
            verdict, checked_on)
        select gen_random_uuid(), organisation_id, 'integration', 'Once', '{interoperability}',
            'https://example.test', '2020-01-01', '2021-01-01', '2020-01-01', 'verified', '2020-02-01'
        from party where role = 'supplier' and partnership_id in (select id from partnership where stage = 'active')
        order by md5(id::text || $1) limit 1",
    "insert into risk (id, partnership_id, title, consequence, kind, occurrence, remedy, owner_id, review_on,
            raised_on, scored_on, likelihood, impact)
        select gen_random_uuid(), id, 'Risk', 'Harm', 'legal', 'risk', 'Care', (select min(id::text)::uuid from person),
            current_date, current_date, current_date, 4, 5
        from partnership order by md5(id::text || $1) limit 1",
    "update organisation set sector = case sector when 'government' then 'health' else 'government' end where id = (
        select funder_id from commitment order by md5(id::text || $1) limit 1)",
    "update jurisdiction set fiscal_first_month = 7 where id = (
        select id from jurisdiction order by md5(id::text || $1) limit 1)",
];

#[tokio::test]
async fn what_is_kept_is_what_judging_everything_gives_whatever_is_changed() {
    let app = generated(60).await;
    let mut browser = app.signed_in(OVERSEER).await;
    let before = browser.get("/portfolio").await;
    assert!(before.shows("Showing 1 to 10 of 60"), "{}", before.body);
    let counted: f32 =
        sqlx::query_scalar("select reltuples from pg_class where relname = 'partnership_standing'")
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert_eq!(counted, 60.0, "Postgres plans by what it counted last");
    let mut seen = vec![kept(&app).await];
    for walk in 0..39_usize {
        let step = STEPS[(walk * 7 + walk / 13) % STEPS.len()];
        let changed = sqlx::query(step)
            .bind(walk.to_string())
            .execute(&app.owner)
            .await
            .unwrap();
        assert_eq!(changed.rows_affected(), 1, "{step}");
        if walk % 3 < 2 {
            continue;
        }
        let page = ["/portfolio", "/portfolio?page=3"][walk % 2];
        let quick = said(&mut browser, page).await;
        let sorted = format!("{page}{}sort=status", if walk % 2 == 0 { "?" } else { "&" });
        assert_eq!(quick, said(&mut browser, &sorted).await, "{walk}");
        let held = kept(&app).await;
        sqlx::query("delete from standing_watermark")
            .execute(&app.owner)
            .await
            .unwrap();
        browser.get("/portfolio").await;
        assert_eq!(held, kept(&app).await, "{walk}");
        assert_ne!(seen.last(), Some(&held));
        seen.push(held);
    }
}

#[tokio::test]
async fn nobody_reads_what_is_kept_of_partnerships_that_they_do_not_see() {
    let app = generated(12).await;
    let mut browser = app.signed_in(OVERSEER).await;
    browser.get("/portfolio").await;
    let people: Vec<(uuid::Uuid, String, uuid::Uuid)> =
        sqlx::query_as("select id, role, organisation_id from person order by id")
            .fetch_all(&app.owner)
            .await
            .unwrap();
    for (id, role, organisation_id) in people {
        let person = domain::access::Person {
            id,
            role: role.parse().unwrap(),
            organisation_id,
        };
        let mut tx = app.state.db.begin_as(&person).await.unwrap();
        let (kept, seen, watermarks): (i64, i64, i64) = sqlx::query_as(
            "select (select count(*) from partnership_standing), (select count(*) from partnership),
                (select count(*) from standing_watermark)",
        )
        .fetch_one(&mut *tx)
        .await
        .unwrap();
        let expected = if person.role == Role::Vendor { 0 } else { seen };
        assert_eq!((kept, watermarks), (expected, 0), "{role}");
        let written = sqlx::query("update partnership_standing set weight = 0")
            .execute(&mut *tx)
            .await
            .unwrap();
        assert_eq!(written.rows_affected(), 0, "{role}");
    }
}
