//! What every table must have, and what the history and the rights hold, asked
//! of a real database.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use sqlx::{AssertSqlSafe, Row};
use support::{App, EXECUTIVE, OFFICIAL, OTHER_VENDOR, VENDOR};

/// Tables that people do not change, or whose content the history must not
/// hold: each with the reason.
const WITHOUT_HISTORY: [(&str, &str); 22] = [
    ("_sqlx_migrations", "kept by the migrations"),
    ("history", "the history itself"),
    ("session", "no business data"),
    ("sign_in_attempt", "no business data"),
    ("person_password", "no hash belongs in the history"),
    (
        "file_content",
        "immutable; its SHA-256 is in the history of file",
    ),
    (
        "import_content",
        "immutable; its SHA-256 is in the history of import_file",
    ),
    (
        "import_detail",
        "what it decides is in the history of the records it makes",
    ),
    ("partnership_summary", "derived"),
    ("partnership_contract_year", "derived"),
    ("partnership_funding", "derived"),
    ("standing_watermark", "derived"),
    ("partnership_standing", "derived"),
    ("jurisdiction_standing", "derived"),
    ("jurisdiction_funding", "derived"),
    ("jurisdiction_contract_year", "derived"),
    (
        "table_import_content",
        "immutable; its SHA-256 is in the history of table_import",
    ),
    (
        "table_import_detail",
        "what it decides is in the history of the records it makes",
    ),
    ("table_import_progress", "no business data"),
    (
        "scorecard_response",
        "nobody but its author may ever read it",
    ),
    ("scorecard_answer", "nobody but its author may ever read it"),
    (
        "scorecard_comment",
        "nobody but its author may ever read it",
    ),
];

/// Tables that everybody signed in may read, or that no page reads by person.
const WITHOUT_ROW_SECURITY: [&str; 9] = [
    "_sqlx_migrations",
    "session",
    "sign_in_attempt",
    "person_password",
    "person",
    "jurisdiction",
    "organisation",
    "organisation_former_name",
    "organisation_identifier",
];

async fn tables_without(app: &App, having: &str) -> Vec<String> {
    let query = format!(
        "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace
        and c.relkind in ('r', 'p') and not ({having}) order by 1"
    );
    sqlx::query_scalar(AssertSqlSafe(query))
        .fetch_all(&app.owner)
        .await
        .unwrap()
}

#[tokio::test]
async fn every_table_keeps_its_history_or_says_why_not() {
    let app = App::empty().await;
    let having = "exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'record_history'::regproc)";
    let mut expected: Vec<&str> = WITHOUT_HISTORY.iter().map(|(table, _)| *table).collect();
    expected.sort_unstable();
    assert_eq!(tables_without(&app, having).await, expected);
}

#[tokio::test]
async fn every_table_with_partnership_content_has_row_level_security() {
    let app = App::empty().await;
    let mut expected = WITHOUT_ROW_SECURITY.to_vec();
    expected.sort_unstable();
    assert_eq!(tables_without(&app, "c.relrowsecurity").await, expected);
}

#[tokio::test]
async fn every_table_and_function_is_commented_and_every_constraint_is_named_by_us() {
    let app = App::empty().await;
    let commented =
        "obj_description(c.oid, 'pg_class') is not null or c.relname = '_sqlx_migrations'";
    assert_eq!(tables_without(&app, commented).await, Vec::<String>::new());
    let functions: Vec<String> = sqlx::query_scalar(
        "select p.proname::text from pg_proc p where p.pronamespace = 'public'::regnamespace
        and obj_description(p.oid, 'pg_proc') is null
        and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(functions, Vec::<String>::new());
    // Postgres names unnamed constraints table_column_check and _fkey.
    let unnamed: Vec<String> = sqlx::query_scalar(
        "select conname::text from pg_constraint where connamespace = 'public'::regnamespace
        and conname ~ '_(check|fkey|key)[0-9]*$'",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(unnamed, Vec::<String>::new());
}

#[tokio::test]
async fn every_foreign_key_has_an_index_that_begins_with_it() {
    let app = App::empty().await;
    let without: Vec<String> = sqlx::query_scalar(
        "select c.conname::text from pg_constraint c
        where c.contype = 'f' and c.connamespace = 'public'::regnamespace
        -- Reached through their submission; partnerships and contracts are never deleted.
        and c.conname !~ '^(evidence|review|reply)_(partnership|contract)_exists$'
        -- Who did it is shown beside a row and never searched by.
        and c.conname !~ '_(person|executive|clinical_lead|ict_lead|sponsor|file)_exists$'
        and not exists (select 1 from pg_index i where i.indrelid = c.conrelid
            and (i.indkey::int2[])[0] = c.conkey[1])",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(without, Vec::<String>::new());
}

#[tokio::test]
async fn the_history_says_who_changed_what_from_what_to_what_and_why() {
    let (app, world) = App::with_world().await;
    let person = domain::access::Person {
        id: world.people[EXECUTIVE],
        role: domain::access::Role::HealthExecutive,
        organisation_id: world.clinic,
    };
    let mut tx = app
        .state
        .db
        .begin_as_because(&person, "the wards asked for it")
        .await
        .unwrap();
    sqlx::query("update milestone set planned_on = '2027-01-31' where id = $1")
        .bind(world.milestone)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let row = sqlx::query(
        "select action, person_id, reason, partnership_id, old_row ->> 'planned_on' as before,
        new_row ->> 'planned_on' as after from history order by seq desc limit 1",
    )
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(row.get::<String, _>("action"), "update");
    assert_eq!(
        row.get::<uuid::Uuid, _>("person_id"),
        world.people[EXECUTIVE]
    );
    assert_eq!(row.get::<String, _>("reason"), "the wards asked for it");
    assert_eq!(
        row.get::<uuid::Uuid, _>("partnership_id"),
        world.partnership
    );
    assert_eq!(row.get::<String, _>("before"), "2026-12-01");
    assert_eq!(row.get::<String, _>("after"), "2027-01-31");
}

async fn first_bad_row(app: &App) -> Option<(String, Option<i64>, Option<String>)> {
    let row = sqlx::query("select problem, at_seq, at_table from audit_verify()")
        .fetch_optional(&app.owner)
        .await
        .unwrap();
    row.map(|row| (row.get(0), row.get(1), row.get(2)))
}

#[tokio::test]
async fn verifying_names_the_first_row_that_the_owner_edited_deleted_or_cut_off() {
    let (app, _) = App::with_world().await;
    assert_eq!(first_bad_row(&app).await, None);
    for (tamper, problem, seq) in [
        (
            "update history set reason = 'forged' where seq = 7",
            "changed",
            Some(7),
        ),
        (
            "update history set new_row = jsonb_set(new_row, '{name}', '\"X\"') where seq = 5",
            "changed",
            Some(5),
        ),
        ("delete from history where seq = 9", "missing", Some(9)),
        ("delete from history where seq = 1", "missing", Some(1)),
        (
            "delete from history where seq = (select max(seq) from history)",
            "differs from its history",
            None,
        ),
        (
            "alter table milestone disable trigger user; update milestone set title = 'forged'",
            "differs from its history",
            None,
        ),
    ] {
        // Each tampering starts from an unharmed copy.
        let (app, _) = App::with_world().await;
        for statement in tamper.split("; ") {
            sqlx::query(AssertSqlSafe(statement))
                .execute(&app.owner)
                .await
                .unwrap();
        }
        let found = first_bad_row(&app)
            .await
            .unwrap_or_else(|| panic!("unnoticed: {tamper}"));
        assert_eq!((found.0.as_str(), found.1), (problem, seq), "{tamper}");
    }
}

#[tokio::test]
async fn two_transactions_that_end_together_make_one_unbroken_chain() {
    let (app, world) = App::with_world().await;
    let works = (0..12).map(|number: i32| {
        let (db, milestone) = (app.state.db.clone(), world.milestone);
        tokio::spawn(async move {
            let mut tx = db.begin_as_operator("").await.unwrap();
            sqlx::query("insert into milestone (id, partnership_id, title, owner_id, planned_on) select $1, partnership_id, $2, owner_id, planned_on from milestone where id = $3")
                .bind(uuid::Uuid::now_v7())
                .bind(format!("Milestone {number}"))
                .bind(milestone)
                .execute(&mut *tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        })
    });
    for work in works.collect::<Vec<_>>() {
        work.await.unwrap();
    }
    assert_eq!(first_bad_row(&app).await, None);
}

#[tokio::test]
async fn the_application_can_neither_change_nor_delete_history() {
    let (app, _) = App::with_world().await;
    for statement in [
        "update history set reason = 'x'",
        "delete from history",
        "truncate history",
    ] {
        let mut tx = app.state.db.begin_as_operator("").await.unwrap();
        let error = sqlx::query(statement).execute(&mut *tx).await.unwrap_err();
        assert_eq!(
            error.as_database_error().unwrap().code().unwrap(),
            "42501",
            "{statement}"
        );
    }
}

#[tokio::test]
async fn summary_rows_equal_what_a_fresh_count_gives() {
    let (app, _) = App::with_world().await;
    let held: Vec<String> = summaries(&app).await;
    assert!(held[0].contains("\"open_milestones\": 1"), "{held:?}");
    assert!(held[0].contains("\"open_deliverables\": 2"), "{held:?}");
    sqlx::query("select refresh_partnership_summary((select array_agg(id) from partnership))")
        .execute(&app.owner)
        .await
        .unwrap();
    assert_eq!(held, summaries(&app).await);
}

async fn summaries(app: &App) -> Vec<String> {
    sqlx::query_scalar(
        "select to_jsonb(s)::text from partnership_summary s
        union all select to_jsonb(y)::text from partnership_contract_year y order by 1",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_vendor_reads_and_writes_its_own_contracts_only_even_past_the_application() {
    let (app, world) = App::with_world().await;
    let person = |email: &str, role, organisation_id| domain::access::Person {
        id: world.people[email],
        role,
        organisation_id,
    };
    let vendor = person(VENDOR, domain::access::Role::Vendor, world.acme);
    let other = person(OTHER_VENDOR, domain::access::Role::Vendor, world.other);
    let official = person(
        OFFICIAL,
        domain::access::Role::MinistryOfficial,
        world.ministry,
    );
    for (person, contracts) in [(vendor, 1), (other, 1), (official, 2)] {
        let mut tx = app.state.db.begin_as(&person).await.unwrap();
        for table in ["contract", "deliverable"] {
            let query = format!("select count(*) from {table}");
            let count: i64 = sqlx::query_scalar(AssertSqlSafe(query))
                .fetch_one(&mut *tx)
                .await
                .unwrap();
            assert_eq!(count, contracts, "{table} as {person:?}");
        }
    }
    let mut tx = app.state.db.begin_as(&vendor).await.unwrap();
    let changed = sqlx::query("update deliverable set progress = 100 where id = $1")
        .bind(world.other_deliverable)
        .execute(&mut *tx)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 0);
    for query in [
        "select count(*) from partnership_summary",
        "select count(*) from partnership_contract_year",
    ] {
        let count: i64 = sqlx::query_scalar(query).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(
            count, 0,
            "sums over all contracts tell another vendor's price: {query}"
        );
    }
    let prices: i64 =
        sqlx::query_scalar("select count(*) from history where new_row::text like '%777777%'")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
    assert_eq!(
        prices, 0,
        "another vendor's price is in no history row this vendor reads"
    );
    let insert = sqlx::query("insert into review (id, partnership_id, contract_id, submission_id, verdict, reviewed_on) values ($1, $2, $3, $1, 'accept', now())")
        .bind(uuid::Uuid::now_v7())
        .bind(world.partnership)
        .bind(world.contract)
        .execute(&mut *tx)
        .await
        .unwrap_err();
    assert_eq!(
        insert.as_database_error().unwrap().code().unwrap(),
        "42501",
        "vendors never review"
    );
}
