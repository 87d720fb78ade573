//! Indicators, targets and measurements, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use sqlx::AssertSqlSafe;
use support::{
    AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE, OFFICIAL, Reply, VENDOR, World,
};
use uuid::Uuid;

const LIST: &str = "/partnerships/RECORD-1/targets";
const MEASURED: &str = "/partnerships/RECORD-1/measurements";

type Form = Vec<(String, String)>;

/// A ratio from 40 % on 31 March 2025: 60 % in 2025/26, 80 % in 2026/27.
fn form(world: &World) -> Form {
    [
        ("id", Uuid::now_v7().to_string().as_str()),
        ("title", "Letters <sent> within a day"),
        ("unit", "%"),
        ("kind", "ratio"),
        ("per", "100"),
        ("direction", "higher"),
        ("outcome", "safety"),
        ("baseline", "40"),
        ("measured_day", "31"),
        ("measured_month", "3"),
        ("measured_year", "2025"),
        ("owner", world.clinic.to_string().as_str()),
        ("start-0", "2025-04-01"),
        ("value-0", "60"),
        ("start-1", "2026-04-01"),
        ("value-1", "80"),
        ("do", "save"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

fn with(form: &Form, changes: &[(&str, &str)]) -> Form {
    let mut changed = form.clone();
    for (name, value) in changes {
        changed.retain(|(other, _)| other != name);
        changed.push(((*name).to_owned(), (*value).to_owned()));
    }
    changed
}

async fn post(browser: &mut Browser, path: &str, form: &Form) -> Reply {
    let fields: Vec<_> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.post(path, &fields).await
}

/// The address of a new indicator.
async fn indicator(browser: &mut Browser, form: &Form) -> String {
    let reply = post(browser, LIST, form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

fn figures(numerator: &str, denominator: &str, pressed: &str) -> Form {
    [
        ("id", Uuid::now_v7().to_string().as_str()),
        ("starts_day", "1"),
        ("starts_month", "4"),
        ("starts_year", "2025"),
        ("ends_day", "31"),
        ("ends_month", "3"),
        ("ends_year", "2026"),
        ("numerator", numerator),
        ("denominator", denominator),
        ("source", "Register"),
        ("do", pressed),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

async fn measurement(browser: &mut Browser, indicator: &str, form: &Form) -> String {
    let reply = post(browser, &format!("{indicator}/measurements"), form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

async fn decide(browser: &mut Browser, address: &str, decision: &str, reason: &str) -> Reply {
    let page = browser.get(address).await;
    // Who may not answer is offered no form.
    let version = if page.shows("name=\"version\"") {
        page.field("version")
    } else {
        "1".to_owned()
    };
    let form = [
        ("version", version.as_str()),
        ("decision", decision),
        ("reason", reason),
    ];
    browser.post(&format!("{address}/decision"), &form).await
}

#[tokio::test]
async fn an_indicator_is_added_once_with_its_targets() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let form = form(&world);
    let show = indicator(&mut browser, &form).await;
    assert_eq!(
        indicator(&mut browser, &form).await,
        show,
        "sent twice it makes one"
    );
    let page = browser.get(&show).await;
    for words in [
        "Letters &lt;sent&gt;",
        "No data",
        "2025/26",
        "2026/27",
        "Eva Executive",
        "80%",
    ] {
        assert!(page.shows(words), "{words} {}", page.body);
    }
    let list = browser.get(LIST).await;
    assert!(list.shows("Letters &lt;sent&gt;") && list.shows("Nothing is measured and verified"));
    let none = browser.get(&format!("{LIST}?q=nobody")).await;
    assert!(none.shows("No indicator fits these filters"));
    let off = browser.get(&format!("{LIST}?status=off_track")).await;
    assert!(off.shows("No indicator fits these filters"));
}

#[tokio::test]
async fn every_error_is_shown_at_once_and_nothing_typed_is_lost() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let reply = browser.post(LIST, &[("do", "save")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["title", "unit", "kind", "direction", "owner"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    let good = form(&world);
    let foreign = world.foreign_clinic.to_string();
    for (changes, field) in [
        (vec![("owner", foreign.as_str())], "owner"),
        (vec![("combination", "sum")], "combination"),
        (
            vec![("kind", "ordinal"), ("combination", "sum")],
            "combination",
        ),
        (vec![("per", "7")], "per"),
        (vec![("baseline", "")], "baseline"),
        (vec![("measured_year", "2030")], "measured"),
        (vec![("value-1", "-5")], "value-1"),
        (vec![("start-1", "2025-04-01")], "start-1"),
        (vec![("start-1", "2026-05-01")], "start-1"),
        (vec![("title", "a\0b")], "title"),
    ] {
        let reply = post(&mut browser, LIST, &with(&good, &changes)).await;
        assert_eq!(
            reply.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{changes:?}"
        );
        let link = format!("href=\"#{field}\"");
        assert!(reply.shows(&link), "{changes:?} {}", reply.body);
        assert_eq!(
            reply.body.matches("<a href=\"#").count() - 1,
            1,
            "{changes:?}"
        );
    }
    for (pressed, rows) in [("add_before", 3), ("add_after", 3), ("remove_1", 1)] {
        let reply = post(&mut browser, LIST, &with(&good, &[("do", pressed)])).await;
        assert_eq!(reply.status, StatusCode::OK, "{pressed}");
        assert!(!reply.shows(&format!("value-{rows}\"")), "{pressed}");
        assert!(reply.shows(&format!("value-{}\"", rows - 1)), "{pressed}");
        assert!(reply.shows("Letters &lt;sent"), "{pressed}");
    }
}

#[tokio::test]
async fn a_changed_target_asks_why_and_keeps_what_it_was() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let begun = form(&world);
    let show = indicator(&mut browser, &begun).await;
    let edit = format!("{show}/edit");
    let changed = with(&begun, &[("version", "1"), ("value-1", "75")]);
    let reply = post(&mut browser, &edit, &changed).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("href=\"#reason\""));
    let changed = with(&changed, &[("reason", "One wing is closed")]);
    let reply = post(&mut browser, &edit, &changed).await;
    assert_eq!(reply.location, show, "{}", reply.body);
    let page = browser.get(&show).await;
    for words in ["From 80% to 75%", "One wing is closed", "Olga Official"] {
        assert!(page.shows(words), "{words}");
    }
    // Who began before the change is told, with both side by side.
    let late = with(&begun, &[("version", "1"), ("title", "Late title")]);
    let reply = post(&mut browser, &edit, &late).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.shows("Late title") && reply.shows("75"));
    // Emptied, it is given up; the first one never changes.
    let version = browser.get(&edit).await.field("version");
    let given_up = [
        ("version", version.as_str()),
        ("value-1", ""),
        ("reason", "No longer wanted"),
    ];
    let reply = post(&mut browser, &edit, &with(&begun, &given_up)).await;
    assert_eq!(reply.location, show, "{}", reply.body);
    let page = browser.get(&show).await;
    assert!(
        page.shows("From 75% to No target any more"),
        "{}",
        page.body
    );
    let kept: i64 = sqlx::query_scalar("select count(*) from target")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(kept, 4);
    let error = sqlx::query("update target set value = 1")
        .execute(&app.owner)
        .await
        .unwrap_err();
    let code = error
        .as_database_error()
        .unwrap()
        .code()
        .unwrap()
        .into_owned();
    assert_eq!(code, "23001", "a target is replaced, never changed");
}

#[tokio::test]
async fn a_measurement_is_returned_corrected_and_verified_by_somebody_else() {
    let (app, world) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let mut official = app.signed_in(OFFICIAL).await;
    let show = indicator(&mut executive, &form(&world)).await;
    let address = measurement(&mut executive, &show, &figures("48", "60", "submit")).await;
    // Neither its own author nor the vendor nor the auditor answers.
    for email in [EXECUTIVE, CLINICIAN, AUDITOR] {
        let mut browser = app.signed_in(email).await;
        let reply = decide(&mut browser, &address, "verified", "").await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{email}");
    }
    let mut vendor = app.signed_in(VENDOR).await;
    assert_eq!(vendor.get(&address).await.status, StatusCode::NOT_FOUND);
    let bench = official.get("/").await;
    assert!(bench.shows("To verify") && bench.shows("Letters &lt;sent"));
    // What is submitted stays.
    let edit = format!("{address}/edit");
    let reply = post(
        &mut executive,
        &edit,
        &with(&figures("1", "60", "submit"), &[("version", "1")]),
    )
    .await;
    reply.assert_keeps(&["60"]);
    assert!(reply.shows("It is now: Submitted"));

    let reply = decide(&mut official, &address, "returned", " ").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reply = decide(&mut official, &address, "returned", "Count <every> ward").await;
    assert_eq!(reply.location, address, "{}", reply.body);
    let bench = executive.get("/").await;
    assert!(bench.shows("Measurements returned to us") && bench.shows("Count &lt;every&gt; ward"));
    let late = [
        ("version", "1"),
        ("decision", "returned"),
        ("reason", "Twice"),
    ];
    let reply = official.post(&format!("{address}/decision"), &late).await;
    reply.assert_keeps(&["Returned", "Twice"]);
    let corrected = with(&figures("26", "50", "submit"), &[("version", "2")]);
    let reply = post(&mut executive, &edit, &corrected).await;
    assert_eq!(reply.location, address, "{}", reply.body);
    // A stale answer is told what became of it.
    let stale = [("version", "2"), ("decision", "verified")];
    let reply = official.post(&format!("{address}/decision"), &stale).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    let reply = decide(&mut official, &address, "verified", "").await;
    assert_eq!(reply.location, address, "{}", reply.body);

    // 52 % where 60 % were to be reached: 12 of 20 points.
    let page = official.get(&show).await;
    for words in [
        "Off track",
        "Target missed",
        "60% of the expected change",
        "52%",
    ] {
        assert!(page.shows(words), "{words} {}", page.body);
    }
    let page = official.get("/partnerships/RECORD-1").await;
    assert!(
        page.shows("1 of 1 indicators is off track"),
        "{}",
        page.body
    );
    let portfolio = official.get("/portfolio?targets=red").await;
    assert!(portfolio.shows("RECORD-1"));
    let portfolio = official.get("/portfolio?targets=green").await;
    assert!(!portfolio.shows("/partnerships/RECORD-1"));
    assert!(
        vendor.get(&address).await.shows("52%"),
        "verified is shared"
    );
    // It can still turn out to be wrong, and counts no more then.
    let reply = decide(
        &mut official,
        &address,
        "returned",
        "The register was wrong",
    )
    .await;
    assert_eq!(reply.location, address);
    assert!(
        official
            .get(&show)
            .await
            .shows("Nothing is measured and verified")
    );
}

#[tokio::test]
async fn a_measurement_that_makes_no_sense_is_refused() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let show = indicator(&mut browser, &form(&world)).await;
    let path = format!("{show}/measurements");
    let good = figures("5", "10", "draft");
    for (changes, field) in [
        (vec![("numerator", "")], "numerator"),
        (vec![("denominator", "0")], "denominator"),
        (vec![("denominator", "ten")], "denominator"),
        (vec![("source", " ")], "source"),
        (vec![("ends_year", "2024")], "ends"),
        (vec![("ends_year", "2030")], "ends"),
        (vec![("starts_day", "40")], "starts"),
    ] {
        let reply = post(&mut browser, &path, &with(&good, &changes)).await;
        assert_eq!(
            reply.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{changes:?}"
        );
        let link = format!("href=\"#{field}\"");
        assert!(reply.shows(&link), "{changes:?} {}", reply.body);
    }
    let address = measurement(&mut browser, &show, &good).await;
    let reply = post(&mut browser, &path, &figures("6", "10", "draft")).await;
    assert!(
        reply.shows("A day of this period is measured already"),
        "{}",
        reply.body
    );
    assert!(browser.get(&address).await.shows("50% (5 of 10)"));
    let list = browser.get(&format!("{MEASURED}?state=verified")).await;
    assert!(list.shows("No measurement fits these filters"));
    // Its kind stays now that something is measured.
    let edit = format!("{show}/edit");
    let other = with(
        &form(&world),
        &[
            ("version", "1"),
            ("kind", "count"),
            ("combination", "latest"),
        ],
    );
    let reply = post(&mut browser, &edit, &other).await;
    assert!(reply.shows("href=\"#kind\""), "{}", reply.body);
}

#[tokio::test]
async fn the_database_keeps_its_rights_past_the_application() {
    let (app, world) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let show = indicator(&mut executive, &form(&world)).await;
    let address = measurement(&mut executive, &show, &figures("48", "60", "submit")).await;
    let id: Uuid = address.rsplit('/').next().unwrap().parse().unwrap();
    let person = |email: &str, role, organisation_id| domain::access::Person {
        id: world.people[email],
        role,
        organisation_id,
    };
    use domain::access::Role;
    let own = person(EXECUTIVE, Role::HealthExecutive, world.clinic);
    let vendor = person(VENDOR, Role::Vendor, world.acme);
    let foreign = person(
        FOREIGN_EXECUTIVE,
        Role::HealthExecutive,
        world.foreign_clinic,
    );
    let clinician = person(CLINICIAN, Role::Clinician, world.clinic);
    let verify = format!(
        "update measurement set state = 'verified', decided_at = now(), decided_by = viewer_person() where id = '{id}'"
    );
    let figure = format!("update measurement set numerator = 1 where id = '{id}'");
    for (who, statement, code) in [
        (own, &verify, Some("42501")),
        (clinician, &verify, Some("42501")),
        (own, &figure, Some("23001")),
        (vendor, &verify, None),
        (foreign, &verify, None),
    ] {
        let mut tx = app.state.db.begin_as(&who).await.unwrap();
        let done = sqlx::query(AssertSqlSafe(statement.clone()))
            .execute(&mut *tx)
            .await;
        match (done, code) {
            (Ok(done), None) => assert_eq!(done.rows_affected(), 0, "{who:?}"),
            (Err(error), Some(code)) => assert_eq!(
                error.as_database_error().unwrap().code().unwrap(),
                code,
                "{who:?}"
            ),
            (done, _) => panic!("{who:?} {done:?}"),
        }
    }
    for (who, indicators, measured) in [(own, 1, 1), (vendor, 1, 0), (foreign, 0, 0)] {
        let mut tx = app.state.db.begin_as(&who).await.unwrap();
        for (table, expected) in [("indicator", indicators), ("measurement", measured)] {
            let query = format!("select count(*) from {table}");
            let count: i64 = sqlx::query_scalar(AssertSqlSafe(query))
                .fetch_one(&mut *tx)
                .await
                .unwrap();
            assert_eq!(count, expected, "{table} {who:?}");
        }
    }
    let mut tx = app.state.db.begin_as(&vendor).await.unwrap();
    let told: i64 =
        sqlx::query_scalar("select count(*) from history where table_name = 'measurement'")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
    assert_eq!(
        told, 0,
        "what is not verified is in no history a vendor reads"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_comes_in_again_unchanged() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let mut official = app.signed_in(OFFICIAL).await;
    let show = indicator(&mut browser, &form(&world)).await;
    let address = measurement(&mut browser, &show, &figures("26", "50", "submit")).await;
    decide(&mut official, &address, "verified", "").await;
    for (kind, list, rows) in [("targets", LIST, 2), ("measurements", MEASURED, 1)] {
        let csv = browser.get(&format!("{list}.csv")).await;
        assert!(csv.content_type.starts_with("text/csv"), "{kind}");
        let (_, page) = check(&mut browser, kind, &csv.bytes).await;
        let same: i32 = sqlx::query_scalar("select rows_same from table_import where kind = $1")
            .bind(kind)
            .fetch_one(&app.owner)
            .await
            .unwrap();
        assert_eq!(same, rows, "{kind} {}", page.body);
    }
    // A changed target is a change with the file as its reason; a new period is new.
    let head = "external_id,partnership,title,unit,indicator_kind,direction,owner,baseline_value,baseline_date,period_start,period_end,value";
    let id = show.rsplit('/').next().unwrap();
    let of = format!(
        "{id},RECORD-1,Letters <sent> within a day,%,ratio,higher,Clinic of Tests,40,2025-03-31"
    );
    let text = format!("{head}\n{of},2026-04-01,2027-03-31,85\n{of},2027-04-01,2028-03-31,90\n");
    let (import, page) = check(&mut browser, "targets", text.as_bytes()).await;
    let form = [("sha256", &page.field("sha256")[..])];
    browser.post(&format!("{import}/commit"), &form).await;
    for _ in 0..100 {
        if browser.get(&show).await.shows("From 80% to 85%") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let page = browser.get(&show).await;
    assert!(
        page.shows("From 80% to 85%") && page.shows("2027/28"),
        "{}",
        page.body
    );
    // A verified measurement is not changed by a file.
    let text = format!(
        "external_id,partnership,indicator,period_start,period_end,numerator,denominator,source\n{},RECORD-1,{id},2025-04-01,2026-03-31,30,50,Register\nM-2,RECORD-1,none,2026-04-01,2026-06-30,30,50,Register\n",
        address.rsplit('/').next().unwrap()
    );
    let (import, _) = check(&mut browser, "measurements", text.as_bytes()).await;
    let errors = browser.get(&format!("{import}/errors.csv")).await;
    assert!(
        errors.shows("fixed") && errors.shows("unknown-indicator"),
        "{}",
        errors.body
    );
}

async fn check(browser: &mut Browser, kind: &str, bytes: &[u8]) -> (String, Reply) {
    let reply = browser
        .upload(
            &format!("/import/{kind}"),
            &[],
            &[("file", "file.csv", bytes)],
        )
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = browser.get(&reply.location).await;
    (reply.location, page)
}
