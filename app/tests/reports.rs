//! Status reports: declared by the accountable executive alone, beside what is
//! computed, challenged where better; and nothing of money for vendors.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use domain::access::{Person, Role};
use sqlx::AssertSqlSafe;
use support::{
    ADMINISTRATOR, AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE,
    FOREIGN_OFFICIAL, OFFICIAL, Reply, VENDOR, World,
};
use uuid::Uuid;

const LIST: &str = "/partnerships/RECORD-1/status-reports";

/// Makes the schedule red from the 24th of September on.
async fn late_milestone(app: &App, world: &World) {
    sqlx::query("update milestone set planned_on = '2026-08-24', forecast_on = null where id = $1")
        .bind(world.milestone)
        .execute(&app.owner)
        .await
        .unwrap();
}

/// Makes the money red: spent without a promise.
async fn overspend(app: &App, world: &World) {
    let id = Uuid::now_v7();
    sqlx::query("insert into commitment (id, partnership_id, funder_id, title, kind, currency) values ($1, $2, $3, 'Grant', 'operational', 'CAD')")
        .bind(id).bind(world.partnership).bind(world.ministry).execute(&app.owner).await.unwrap();
    sqlx::query("insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label, amount, status) values (gen_random_uuid(), $1, $2, '2026-04-01', '2027-03-31', '2026/27', 1000, 'committed')")
        .bind(world.partnership).bind(id).execute(&app.owner).await.unwrap();
    sqlx::query("insert into spending (id, partnership_id, commitment_id, happened_on, amount) values (gen_random_uuid(), $1, $2, '2026-10-01', 987654)")
        .bind(world.partnership).bind(id).execute(&app.owner).await.unwrap();
}

fn form<'a>(
    id: &'a str,
    replaces: &'a str,
    declared: &'a str,
    reason: &'a str,
) -> Vec<(&'a str, &'a str)> {
    vec![
        ("id", id),
        ("replaces", replaces),
        ("starts_day", "1"),
        ("starts_month", "10"),
        ("starts_year", "2026"),
        ("ends_day", "15"),
        ("ends_month", "11"),
        ("ends_year", "2026"),
        ("declared", declared),
        ("body", "Two wards exchange records every day."),
        ("reason", reason),
    ]
}

async fn file(browser: &mut Browser, declared: &str, reason: &str) -> Reply {
    let page = browser.get(&format!("{LIST}/new")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let (id, replaces) = (page.field("id"), page.field("replaces"));
    browser
        .post(LIST, &form(&id, &replaces, declared, reason))
        .await
}

async fn filed(app: &App, declared: &str, reason: &str) -> String {
    let mut executive = app.signed_in(EXECUTIVE).await;
    let reply = file(&mut executive, declared, reason).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

async fn ask(app: &App, report: &str, question: &str) -> Reply {
    let mut official = app.signed_in(OFFICIAL).await;
    let id = Uuid::now_v7().to_string();
    let form = [("id", id.as_str()), ("question", question)];
    official.post(&format!("{report}/questions"), &form).await
}

async fn count(app: &App, table: &str) -> i64 {
    let sql = format!("select count(*) from {table}");
    sqlx::query_scalar(AssertSqlSafe(sql))
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

fn person(world: &World, email: &str) -> Person {
    let (role, organisation_id) = match email {
        OFFICIAL => (Role::MinistryOfficial, world.ministry),
        VENDOR => (Role::Vendor, world.acme),
        CLINICIAN => (Role::Clinician, world.clinic),
        _ => (Role::HealthExecutive, world.clinic),
    };
    Person {
        id: world.people[email],
        role,
        organisation_id,
    }
}

#[tokio::test]
async fn declaring_better_than_computed_needs_a_reason_and_loses_nothing_typed() {
    let (app, world) = App::with_world().await;
    late_milestone(&app, &world).await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let blank = executive.get(&format!("{LIST}/new")).await;
    assert!(blank.shows("91 days late"), "{}", blank.body);
    let refused = file(&mut executive, "green", " ").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("You declare Green and Red is computed: say why"));
    assert!(refused.shows("Two wards exchange records every day."));
    assert!(refused.shows("91 days late"));
    // What is no better than computed needs none.
    let red = file(&mut executive, "red", "").await;
    assert_eq!(red.status, StatusCode::SEE_OTHER, "{}", red.body);
    let green = file(&mut executive, "green", "The date is agreed anew").await;
    assert_eq!(green.status, StatusCode::SEE_OTHER, "{}", green.body);
    let page = executive.get(&green.location).await;
    assert!(page.shows("Challenged, with a reason") && page.shows("The date is agreed anew"));
    assert!(
        executive
            .get(&red.location)
            .await
            .shows("A later report has replaced this one")
    );

    // All errors at once.
    let empty = executive.post(LIST, &[("replaces", "2")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["starts", "ends", "declared", "body"] {
        assert!(empty.shows(&format!("{field}-error")), "{field}");
    }
    let mut ahead = form("", "2", "red", "");
    ahead.retain(|(name, _)| *name != "ends_year");
    ahead.push(("ends_year", "2030"));
    let ahead = executive.post(LIST, &ahead).await;
    assert!(ahead.shows("A report cannot be about days that lie ahead"));
}

#[tokio::test]
async fn a_report_is_filed_once_and_the_second_of_two_is_told() {
    let (app, _) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let id = Uuid::now_v7().to_string();
    let replies = [
        executive.post(LIST, &form(&id, "0", "green", "")).await,
        executive.post(LIST, &form(&id, "0", "green", "")).await,
    ];
    for reply in replies {
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        assert_eq!(reply.location, format!("{LIST}/{id}"));
    }
    assert_eq!(count(&app, "status_report").await, 1);
    let other = Uuid::now_v7().to_string();
    let stale = executive.post(LIST, &form(&other, "0", "amber", "")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert!(stale.shows("class=\"conflict\""), "{}", stale.body);
    assert_eq!(stale.field("replaces"), "1");
    let again = executive.post(LIST, &form(&other, "1", "amber", "")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
}

#[tokio::test]
async fn only_the_named_executive_declares_and_answers() {
    let (app, world) = App::with_world().await;
    // Another executive of the same organisation, with every right of the role.
    let other = Uuid::now_v7();
    sqlx::query("insert into person (id, name, email, role, organisation_id, locale) values ($1, 'Other Executive', 'other-executive@test.test', 'health_executive', $2, 'en-GB')")
        .bind(other).bind(world.clinic).execute(&app.owner).await.unwrap();
    sqlx::query("insert into person_password (person_id, hash) select $1, hash from person_password limit 1")
        .bind(other).execute(&app.owner).await.unwrap();
    let report = filed(&app, "green", "").await;
    late_milestone(&app, &world).await;
    ask(&app, &report, "Is it still green?").await;
    let question: Uuid = sqlx::query_scalar("select id from status_question")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let answer = format!("{report}/questions/{question}");
    for email in [
        "other-executive@test.test",
        OFFICIAL,
        VENDOR,
        CLINICIAN,
        AUDITOR,
    ] {
        let mut browser = app.signed_in(email).await;
        assert_eq!(browser.get(LIST).await.status, StatusCode::OK, "{email}");
        assert_eq!(browser.get(&report).await.status, StatusCode::OK, "{email}");
        for path in [LIST, &answer] {
            let reply = browser.post(path, &form("", "1", "green", "")).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{email} {path}");
        }
        let new = browser.get(&format!("{LIST}/new")).await;
        assert_eq!(new.status, StatusCode::FORBIDDEN, "{email}");
    }
    for email in [FOREIGN_EXECUTIVE, FOREIGN_OFFICIAL, ADMINISTRATOR] {
        let mut browser = app.signed_in(email).await;
        for path in [LIST, &report, &format!("{LIST}/new")] {
            let reply = browser.get(path).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{email} {path}");
        }
    }
    // The database says the same of whoever comes past the pages.
    let person = Person {
        id: other,
        role: Role::HealthExecutive,
        organisation_id: world.clinic,
    };
    let mut tx = app.state.db.begin_as(&person).await.unwrap();
    let error = sqlx::query("insert into status_report (id, partnership_id, number, starts_on, ends_on, declared, body, filed_by, filed_on) values ($1, $2, 9, '2026-11-01', '2026-11-02', 'green', 'x', $3, '2026-11-23')")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(other).execute(&mut *tx).await.unwrap_err();
    assert_eq!(error.as_database_error().unwrap().code().unwrap(), "42501");
    drop(tx);
    let mut tx = app.state.db.begin_as(&person).await.unwrap();
    let changed = sqlx::query("update status_question set answer = 'x', answered_by = $1, answered_at = now(), answer_language = 'en'")
        .bind(other).execute(&mut *tx).await.unwrap();
    assert_eq!(changed.rows_affected(), 0);
}

#[tokio::test]
async fn data_that_moves_later_challenges_a_report_until_it_is_answered() {
    let (app, world) = App::with_world().await;
    let report = filed(&app, "green", "").await;
    // As if it had been filed in summer.
    for statement in [
        "alter table status_report disable trigger user",
        "update status_report set filed_on = '2026-08-01', ends_on = '2026-08-01', starts_on = '2026-07-01'",
        "alter table status_report enable trigger user",
    ] {
        sqlx::query(statement).execute(&app.owner).await.unwrap();
    }
    let mut official = app.signed_in(OFFICIAL).await;
    let none = ask(&app, &report, "Too early").await;
    none.assert_keeps(&["Too early"]);
    late_milestone(&app, &world).await;

    // Late from the day after it was due.
    let since = "Challenged by the data since 25 Aug 2026";
    for path in [
        "/portfolio",
        "/portfolio?concern=challenged",
        "/partnerships/RECORD-1",
        "/partnerships",
        "/",
        &report,
    ] {
        let page = official.get(path).await;
        assert!(page.shows(since), "{path}: {}", page.body);
    }
    assert!(official.get("/portfolio").await.shows("Declared Green"));
    let csv = official.get("/portfolio.csv").await;
    assert!(csv.shows(since), "{}", csv.body);
    let mut executive = app.signed_in(EXECUTIVE).await;
    let bench = executive.get("/").await;
    assert!(bench.shows("answer with a new report"), "{}", bench.body);

    // Asked, and answered once.
    let blank = official.post(&format!("{report}/questions"), &[]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = ask(&app, &report, "Why is it green?").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    assert!(executive.get("/").await.shows("Why is it green?"));
    let question: Uuid = sqlx::query_scalar("select id from status_question")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let path = format!("{report}/questions/{question}");
    let blank = executive.post(&path, &[("answer", " ")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    for answer in ["The crate stood at customs", "The crate stood at customs"] {
        let reply = executive.post(&path, &[("answer", answer)]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let late = executive.post(&path, &[("answer", "Something else")]).await;
    late.assert_keeps(&["Something else"]);
    assert!(late.shows("has answered this question") && late.shows("The crate stood at customs"));
    let page = official.get(&report).await;
    assert!(page.shows("Why is it green?") && page.shows("The crate stood at customs"));
    assert!(official.get("/").await.shows("The crate stood at customs"));

    // What was computed then stays readable; a new report with a reason answers for now.
    assert!(page.shows("Computed at filing") && page.shows("Nothing is late"));
    filed(&app, "green", "Customs let it go").await;
    let page = official.get("/portfolio").await;
    assert!(page.shows("Challenged, with a reason") && !page.shows(since));
    assert!(!executive.get("/").await.shows("answer with a new report"));
}

#[tokio::test]
async fn a_vendor_reads_nothing_of_money_in_reports_even_past_the_application() {
    let (app, world) = App::with_world().await;
    overspend(&app, &world).await;
    let report = filed(&app, "green", "The treasury pays in spring").await;
    let asked = ask(&app, &report, "Which treasury?").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    let official = app.signed_in(OFFICIAL).await.get(&report).await;
    assert!(official.shows("986,654 CAD") && official.shows("The treasury pays in spring"));

    let mut vendor = app.signed_in(VENDOR).await;
    for path in [
        &report,
        LIST,
        "/partnerships/RECORD-1",
        &format!("{LIST}.csv"),
    ] {
        let page = vendor.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for secret in [
            "986,654",
            "treasury",
            "Challenged, with",
            "Challenged by the data since",
        ] {
            assert!(!page.shows(secret), "{secret} on {path}: {}", page.body);
        }
    }
    assert!(
        vendor
            .get(&report)
            .await
            .shows("Two wards exchange records every day.")
    );

    let mut tx = app
        .state
        .db
        .begin_as(&person(&world, VENDOR))
        .await
        .unwrap();
    for (query, seen) in [
        ("select count(*) from status_report", 1),
        ("select count(*) from status_report_finding", 3),
        (
            "select count(*) from status_report_finding where dimension = 'money'",
            0,
        ),
        ("select count(*) from status_report_reason", 0),
        ("select count(*) from status_question", 0),
        (
            "select count(*) from history where new_row::text ilike '%986%654%'",
            0,
        ),
        (
            "select count(*) from history where new_row::text ilike '%treasury%'",
            0,
        ),
        (
            "select count(*) from history where table_name = 'status_report_finding'",
            3,
        ),
    ] {
        let count: i64 = sqlx::query_scalar(query).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(count, seen, "{query}");
    }
}

#[tokio::test]
async fn a_filed_report_and_a_question_are_never_changed() {
    let (app, world) = App::with_world().await;
    let report = filed(&app, "green", "").await;
    late_milestone(&app, &world).await;
    ask(&app, &report, "Why?").await;
    for statement in [
        "update status_report set body = 'x'",
        "update status_report_finding set status = 'green'",
        "delete from status_report_reason",
        "update status_question set question = 'x'",
        "delete from status_question",
    ] {
        let executive = person(&world, EXECUTIVE);
        let mut tx = app.state.db.begin_as(&executive).await.unwrap();
        let error = sqlx::query(statement).execute(&mut *tx).await.unwrap_err();
        let code = error
            .as_database_error()
            .unwrap()
            .code()
            .unwrap()
            .into_owned();
        assert_eq!(code, "42501", "{statement}");
    }
}

#[tokio::test]
async fn the_list_is_filtered_sorted_and_taken_along() {
    let (app, world) = App::with_world().await;
    filed(&app, "amber", "").await;
    late_milestone(&app, &world).await;
    filed(&app, "green", "A =reason with words").await;
    let mut browser = app.signed_in(OFFICIAL).await;
    for (query, ones, others) in [
        ("?q=reason", "Status report 2", "Status report 1"),
        ("?declared=amber", "Status report 1", "Status report 2"),
        ("?challenged=yes", "Status report 2", "Status report 1"),
    ] {
        let page = browser.get(&format!("{LIST}{query}")).await;
        let table = page
            .body
            .split("Status reports of this partnership")
            .nth(1)
            .unwrap();
        assert!(
            table.contains(ones) && !table.contains(others),
            "{query}: {}",
            page.body
        );
    }
    let none = browser.get(&format!("{LIST}?q=nowhere")).await;
    assert!(none.shows("No status report fits these filters"));
    let csv = browser.get(&format!("{LIST}.csv?sort=number")).await;
    let lines: Vec<&str> = csv.body.lines().collect();
    assert_eq!(lines.len(), 3, "{}", csv.body);
    assert!(
        lines[1].starts_with("1,2026-10-01,2026-11-15,amber,"),
        "{}",
        csv.body
    );
}

#[tokio::test]
async fn every_role_reads_how_status_is_computed_in_both_languages() {
    let (app, _) = App::with_world().await;
    for email in [
        OFFICIAL,
        EXECUTIVE,
        VENDOR,
        CLINICIAN,
        AUDITOR,
        ADMINISTRATOR,
    ] {
        let mut browser = app.signed_in(email).await;
        let page = browser.get("/how-status-is-computed").await;
        assert_eq!(page.status, StatusCode::OK, "{email}");
        assert!(page.shows("more than 30 days late"), "{}", page.body);
        let french = browser.get("/how-status-is-computed?lang=fr-CA").await;
        assert!(
            french.shows("plus de 30 jours de retard"),
            "{}",
            french.body
        );
        assert!(!french.shows("⟦"));
    }
    for path in ["/portfolio", "/partnerships/RECORD-1", LIST, "/"] {
        let page = app.signed_in(OFFICIAL).await.get(path).await;
        assert!(page.shows("/how-status-is-computed"), "{path}");
    }
}

#[tokio::test]
async fn a_filed_report_reads_the_same_in_french_and_keeps_its_language() {
    let (app, world) = App::with_world().await;
    late_milestone(&app, &world).await;
    let report = filed(&app, "green", "Agreed anew").await;
    let page = app
        .signed_in(OFFICIAL)
        .await
        .get(&format!("{report}?lang=fr-CA"))
        .await;
    assert!(page.shows("91 jours de retard"), "{}", page.body);
    assert!(page.shows("lang=\"en\""), "{}", page.body);
}
