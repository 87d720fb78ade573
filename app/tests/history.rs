//! The history of a partnership: what it tells, to whom, and what the database
//! itself keeps from those whom it does not concern.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use app::text;
use axum::http::StatusCode;
use domain::access::{Person, Role};
use support::{
    AUDITOR, App, EXECUTIVE, FOREIGN_EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR, VENDOR,
    World,
};
use uuid::Uuid;

const HISTORY: &str = "/partnerships/RECORD-1/history";
const CSV: &str = "/partnerships/RECORD-1/history.csv";

/// The executive saves the other vendor's contract and the record.
async fn changes(app: &App, world: &World) {
    let executive = Person {
        id: world.people[EXECUTIVE],
        role: Role::HealthExecutive,
        organisation_id: world.clinic,
    };
    let mut tx = app
        .state
        .db
        .begin_as_because(&executive, "Prices rose")
        .await
        .unwrap();
    sqlx::query("update contract set value = 888888, version = version + 1 where id = $1")
        .bind(world.other_contract)
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query("update partnership set title = 'One record', level = 'local', version = version + 1, outcome_domains = '{safety,prevention}' where id = $1")
        .bind(world.partnership).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_change_is_read_in_words_with_its_author_and_reason() {
    let (app, world) = App::with_world().await;
    changes(&app, &world).await;
    let page = app.signed_in(OFFICIAL).await.get(HISTORY).await;
    for words in [
        "Eva Executive, Clinic of Tests",
        "Prices rose",
        "Shared record",
        "One record",
        "Regional",
        "Local",
        "Safety, Prevention",
        "777,777",
        "888,888",
        "C-2 Secret hosting",
        "Accountable health executive",
        "Command line",
    ] {
        assert!(page.shows(words), "{words}");
    }
    assert!(!page.shows("⟦"), "a message is missing");
    for raw in [
        "health_executive",
        "middle_out",
        "{&quot;",
        "\\x",
        &world.clinic.to_string(),
    ] {
        assert!(!page.shows(&format!(">{raw}")), "{raw}");
    }
}

#[tokio::test]
async fn the_spreadsheet_has_each_field_as_it_was_and_is() {
    let (app, world) = App::with_world().await;
    changes(&app, &world).await;
    let csv = app.signed_in(AUDITOR).await.get(CSV).await;
    assert_eq!(csv.content_type, "text/csv; charset=utf-8");
    let line = csv
        .body
        .lines()
        .find(|line| line.contains(",outcome_domains,[]"))
        .unwrap_or_else(|| panic!("{}", csv.body));
    assert!(line.contains("Eva Executive,Clinic of Tests,partnership,One record,"));
    assert!(
        line.ends_with(r#",update,outcome_domains,[],"[""safety"",""prevention""]",Prices rose"#)
    );
    assert!(
        csv.shows(",update,value,777777.00,888888.00,Prices rose"),
        "{}",
        csv.body
    );
}

#[tokio::test]
async fn the_history_is_narrowed_by_kind_person_and_day() {
    let (app, world) = App::with_world().await;
    changes(&app, &world).await;
    // What the world began with is a year older than what was changed.
    sqlx::query(
        "update history set recorded_at = recorded_at - interval '1 year' where person_id is null",
    )
    .execute(&app.owner)
    .await
    .unwrap();
    let mut browser = app.signed_in(OFFICIAL).await;
    let eva = world.people[EXECUTIVE];
    let (y, m, d): (String, String, String) = sqlx::query_as(
        "select to_char(now() at time zone 'UTC', 'YYYY'), to_char(now() at time zone 'UTC', 'MM'), to_char(now() at time zone 'UTC', 'DD')",
    ).fetch_one(&app.owner).await.unwrap();
    let from_today = format!("from_day={d}&from_month={m}&from_year={y}");
    let to_before = "to_day=1&to_month=1&to_year=2001";
    for (query, shown, hidden) in [
        (
            "kind=contract".to_owned(),
            "C-1 Record exchange",
            "First exchange",
        ),
        (format!("person={eva}"), "888,888", "First exchange"),
        (from_today.clone(), "888,888", "First exchange"),
        (
            format!("{from_today}&kind=partnership"),
            "One record",
            "888,888",
        ),
        (to_before.to_owned(), "No change fits", "888,888"),
    ] {
        let page = browser.get(&format!("{HISTORY}?{query}")).await;
        assert!(page.shows(shown) && !page.shows(hidden), "{query}");
        let csv = browser.get(&format!("{CSV}?{query}")).await;
        assert!(!csv.shows(hidden), "{query}");
    }
    for query in [
        "from_day=31&from_month=2&from_year=2026",
        "kind=person",
        "person=eva",
        "from_day=2&from_month=1&from_year=2026&to_day=1&to_month=1&to_year=2026",
    ] {
        let page = browser.get(&format!("{HISTORY}?{query}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
}

#[tokio::test]
async fn a_vendor_reads_nothing_of_another_vendors_contract() {
    let (app, world) = App::with_world().await;
    changes(&app, &world).await;
    let mut vendor = app.signed_in(VENDOR).await;
    for path in [HISTORY, CSV] {
        let reply = vendor.get(path).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(reply.shows("Record exchange") && reply.shows("Interface description"));
        for secret in ["Secret", "777777", "777,777", "888888", "C-2"] {
            assert!(!reply.shows(secret), "{secret} at {path}");
        }
    }
    let mut other = app.signed_in(OTHER_VENDOR).await;
    let page = other.get(HISTORY).await;
    assert!(page.shows("Secret hosting") && page.shows("Secret host plan"));
    assert!(!page.shows("Record exchange") && !page.shows("plan.csv"));
}

#[tokio::test]
async fn whoever_does_not_see_the_partnership_finds_no_history() {
    let (app, _) = App::with_world().await;
    for email in [FOREIGN_OFFICIAL, FOREIGN_EXECUTIVE] {
        let mut browser = app.signed_in(email).await;
        for path in [HISTORY, CSV] {
            assert_eq!(
                browser.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{email}"
            );
        }
    }
    assert_eq!(
        app.browser().get(HISTORY).await.status,
        StatusCode::SEE_OTHER
    );
}

/// Columns that the page leaves out: keys, what the change itself says, and
/// what only software reads.
const UNTOLD: &str = "recorded_by recorded_at decided_by decided_at reason_language id version partnership_id amendment_id drafted_by drafted_at signed_at settled_by \
    entered_by entered_at replaces_id replaced_by_id milestone_id deliverable_id submission_id language notice_on imported ocid ocds_id \
    source sha256 uploaded_by uploaded_at added_by added_at logged_at submitted_by submitted_at \
    reviewed_by reviewed_at replied_at round_id catalogue_id planned_by closed_by published_by \
    agenda_language reminded_by reminded_at sum_of_scores sum_of_squares report_id filed_by filed_at filed_on \
    asked_by asked_at answered_by answered_at answer_language about_money \
    charter_id parties opened_by \
    opened_at written_by written_at stated_by stated_at pattern_id \
    entered_for entered_on checked_by checked_for check_language agreed_by conclusion_language \
    release_language withdrawn_by withdrawal_language evaluation_id evaluator_id score_id consensus_id \
    body_id meeting_id decision_id action_id member_id minutes_language outcome_language taken_on taken_at \
    raised_by named_by begun_by risk_id benefit_id prototype_id";

#[tokio::test]
async fn every_kind_of_record_and_every_field_has_words_in_every_locale() {
    let app = App::empty().await;
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select c.table_name::text, c.column_name::text from information_schema.columns c
        where c.table_schema = 'public'
            and (c.table_name = 'partnership' or exists (select 1 from information_schema.columns p
                where p.table_schema = 'public' and p.table_name = c.table_name and p.column_name = 'partnership_id'))
            and exists (select 1 from pg_trigger t
                where t.tgrelid = c.table_name::regclass and t.tgfoid = 'record_history'::regproc)",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert!(columns.len() > 100, "{}", columns.len());
    let untold: Vec<&str> = UNTOLD.split_whitespace().collect();
    for locale in text::locales() {
        for (table, column) in &columns {
            let kind = format!("history-kind-{}", table.replace('_', "-"));
            let field = format!("history-field-{}", column.replace('_', "-"));
            let known = text::in_locale(locale, async {
                text::exists(&kind) && (untold.contains(&column.as_str()) || text::exists(&field))
            });
            assert!(known.await, "{table}.{column} in {}", locale.code);
        }
    }
}

#[tokio::test]
async fn the_database_itself_shows_and_takes_nothing_of_another_vendors() {
    let (app, world) = App::with_world().await;
    changes(&app, &world).await;
    let other = Person {
        id: world.people[OTHER_VENDOR],
        role: Role::Vendor,
        organisation_id: world.other,
    };
    let mut tx = app.state.db.begin_as(&other).await.unwrap();
    for (query, id) in [
        (
            "select count(*) from contract where id = $1",
            world.contract,
        ),
        (
            "select count(*) from deliverable where contract_id = $1",
            world.contract,
        ),
        ("select count(*) from file where id = $1", world.file),
        (
            "select count(*) from file_content where file_id = $1",
            world.file,
        ),
        (
            "select count(*) from history where contract_id = $1",
            world.contract,
        ),
        (
            "select count(*) from history where row_id = $1",
            world.deliverable,
        ),
        (
            "select count(*) from partnership_contract_year where partnership_id = $1",
            world.partnership,
        ),
        (
            "select count(*) from partnership_summary where partnership_id = $1",
            world.partnership,
        ),
    ] {
        let seen: i64 = sqlx::query_scalar(query)
            .bind(id)
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        assert_eq!(seen, 0, "{query}");
    }
    let own: i64 = sqlx::query_scalar("select count(*) from history where contract_id = $1")
        .bind(world.other_contract)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(own, 3, "added twice over, and changed once");
    let changed = sqlx::query("update contract set title = 'Mine now' where id = $1")
        .bind(world.contract)
        .execute(&mut *tx)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 0);
    tx.rollback().await.unwrap();

    for insert in [
        "insert into deliverable (id, partnership_id, contract_id, title, acceptance_criteria, due_on) values ($1, $2, $3, 'x', 'x', '2026-12-01')",
        "insert into document (id, partnership_id, contract_id, title, url) values ($1, $2, $3, 'x', 'https://x.test')",
        "insert into submission (id, partnership_id, contract_id, deliverable_id, number, notes, submitted_on, review_due_on) values ($1, $2, $3, $3, 1, 'x', '2026-12-01', '2026-12-01')",
        "insert into contract (id, partnership_id, number, title, buyer_id, supplier_id, starts_on, ends_on, currency) values ($1, $2, 'C-3', 'x', $3, $1, '2026-01-01', '2026-12-31', 'CAD')",
    ] {
        let mut tx = app.state.db.begin_as(&other).await.unwrap();
        let refused = sqlx::query(insert)
            .bind(Uuid::now_v7())
            .bind(world.partnership)
            .bind(world.contract)
            .execute(&mut *tx)
            .await
            .unwrap_err();
        let code = refused
            .as_database_error()
            .unwrap()
            .code()
            .unwrap()
            .into_owned();
        assert_eq!(code, "42501", "{insert}: {refused}");
    }
}

#[tokio::test]
async fn the_database_itself_shows_nothing_to_a_foreign_official() {
    let (app, world) = App::with_world().await;
    let official = Person {
        id: world.people[FOREIGN_OFFICIAL],
        role: Role::MinistryOfficial,
        organisation_id: world.foreign_ministry,
    };
    let mut tx = app.state.db.begin_as(&official).await.unwrap();
    for table in [
        "select count(*) from partnership",
        "select count(*) from party",
        "select count(*) from partnership_right",
        "select count(*) from contract",
        "select count(*) from milestone",
        "select count(*) from deliverable",
        "select count(*) from file",
        "select count(*) from partnership_summary",
        "select count(*) from history where partnership_id is not null",
    ] {
        let seen: i64 = sqlx::query_scalar(table).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(seen, 0, "{table}");
    }
}
