//! Import of spreadsheets: checked whole, committed whole, with progress.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use sqlx::AssertSqlSafe;
use support::{
    ADMINISTRATOR, AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE,
    FOREIGN_OFFICIAL, OFFICIAL, Reply, VENDOR,
};
use uuid::Uuid;

const HEAD: &str = "external_id,partnership,funder,contract,title,kind,currency,period_start,period_end,label,amount,status\n";
const GRANT: &str = "G-1,RECORD-1,Ministry of Tests,C-1,Grant,operational,CAD,2026-04-01,2027-03-31,2026/27,1000.50,committed\n\
    G-1,RECORD-1,Ministry of Tests,C-1,Grant,operational,CAD,2027-04-01,2028-03-31,2027/28,900,expected\n";

async fn upload(browser: &mut Browser, kind: &str, text: impl AsRef<[u8]>) -> Reply {
    browser
        .upload(
            &format!("/import/{kind}"),
            &[],
            &[("file", "file.csv", text.as_ref())],
        )
        .await
}

/// Uploads and follows to what the check found.
async fn check(browser: &mut Browser, kind: &str, text: impl AsRef<[u8]>) -> (String, Reply) {
    let reply = upload(browser, kind, text).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = browser.get(&reply.location).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        !page.body.contains('⟦'),
        "a message is missing:\n{}",
        page.body
    );
    (reply.location, page)
}

/// Commits a preview and waits until it is written.
async fn commit(browser: &mut Browser, address: &str, page: &Reply) -> Reply {
    let form = [("sha256", &page.field("sha256")[..])];
    let reply = browser.post(&format!("{address}/commit"), &form).await;
    assert_eq!(reply.location, address, "{}", reply.body);
    settled(browser, address).await
}

async fn settled(browser: &mut Browser, address: &str) -> Reply {
    for _ in 0..600 {
        let page = browser.get(address).await;
        if !page.shows("rows written") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it never ends");
}

async fn import(browser: &mut Browser, kind: &str, text: impl AsRef<[u8]>) -> Reply {
    let (address, page) = check(browser, kind, text).await;
    let done = commit(browser, &address, &page).await;
    assert!(done.shows("The file is committed"), "{}", done.body);
    done
}

/// Code and row of every fault.
async fn faults(browser: &mut Browser, kind: &str, text: impl AsRef<[u8]>) -> Vec<String> {
    let (address, page) = check(browser, kind, text).await;
    assert!(page.shows("nothing was changed"), "{}", page.body);
    let csv = browser.get(&format!("{address}/errors.csv")).await;
    let mut reader = csv::Reader::from_reader(&csv.bytes[3..]);
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            assert!(!record[4].is_empty() && !record[5].is_empty());
            format!("{} {} {}", &record[0], &record[1], &record[3])
        })
        .collect()
}

async fn count(app: &App, table: &str) -> i64 {
    let query = format!("select count(*) from {table}");
    sqlx::query_scalar(AssertSqlSafe(query))
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

/// History of everything but the list of imports itself.
async fn history(app: &App) -> i64 {
    count(app, "history where table_name <> 'table_import'").await
}

async fn texts(app: &App, query: &str) -> Vec<String> {
    sqlx::query_scalar(AssertSqlSafe(query.to_owned()))
        .fetch_all(&app.owner)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn commitments_are_created_revised_and_left_as_they_are() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let (address, page) = check(&mut browser, "commitments", format!("{HEAD}{GRANT}")).await;
    assert!(
        page.shows("Nothing is changed yet") && page.shows("amount: 1000.5"),
        "{}",
        page.body
    );
    assert_eq!(count(&app, "commitment").await, 0);
    commit(&mut browser, &address, &page).await;
    let lines = "select c.external_id || ' ' || l.starts_on || ' ' || l.amount || ' ' || l.status || ' ' || c.kind
        from commitment_line l join commitment c on c.id = l.commitment_id
        where l.replaced_by_id is null order by l.starts_on";
    let expected = [
        "G-1 2026-04-01 1000.50 committed operational",
        "G-1 2027-04-01 900.00 expected operational",
    ];
    assert_eq!(texts(&app, lines).await, expected);
    assert_eq!(
        count(&app, "partnership_funding where committed = 1000.50").await,
        1
    );
    assert_eq!(
        count(&app, "history where table_name = 'commitment_line' and reason like 'Imported from file.csv (SHA-256 %'").await,
        2
    );

    // The same file says nothing new.
    let (_, again) = check(&mut browser, "commitments", format!("{HEAD}{GRANT}")).await;
    assert!(again.shows("Everything in the file is recorded already"));

    // Another amount is a revision: the old line stays, replaced.
    let changed = format!("{HEAD}{}", GRANT.replace("900,expected", "950,committed"));
    let (address, page) = check(&mut browser, "commitments", &changed).await;
    assert!(
        page.shows("amount: 900 → 950") && page.shows("status: expected → committed"),
        "{}",
        page.body
    );
    commit(&mut browser, &address, &page).await;
    assert_eq!(count(&app, "commitment_line").await, 3);
    assert_eq!(
        count(&app, "commitment_line where replaces_id is not null and reason like 'Imported from file.csv%'").await,
        1
    );
    assert_eq!(
        texts(&app, lines).await[1],
        "G-1 2027-04-01 950.00 committed operational"
    );
    // A promise does not become a mere expectation, and the funder stays.
    let back = format!(
        "{HEAD}{}",
        GRANT.replace("Ministry of Tests", "Clinic of Tests")
    );
    let found = faults(&mut browser, "commitments", &back).await;
    assert_eq!(found, ["2 funder fixed", "3 status status-not-allowed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn headings_may_be_french_in_any_order_with_semicolons_and_a_mark() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let text = "\u{feff}Montant;Début période;FIN_PERIODE;Nature;monnaie;titre;Bailleur;Partenariat;Identifiant externe;Couleur\r\n\
        1 000,50;2026-04-01;2027-03-31;capital;cad;Subvention;Ministry of Tests;RECORD-1;G-1;rouge\r\n\r\n";
    let (address, page) = check(&mut browser, "commitments", text).await;
    assert!(
        page.shows("Some columns mean nothing here") && page.shows("Couleur"),
        "{}",
        page.body
    );
    commit(&mut browser, &address, &page).await;
    let held = texts(
        &app,
        "select label || ' ' || amount || ' ' || status from commitment_line",
    )
    .await;
    assert_eq!(held, ["2026/27 1000.50 committed"]);
    let french = browser
        .get("/import/commitments/template.csv?lang=fr-CA")
        .await;
    assert!(
        french.shows("identifiant_externe,partenariat,bailleur"),
        "{}",
        french.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_faults_is_refused_whole_with_a_line_for_each() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let before = history(&app).await;
    let mut text = HEAD.to_owned();
    text += GRANT;
    for row in 0..37 {
        let (amount, start) = match row % 3 {
            0 => ("-5", "2026-04-01"),
            1 => ("1000", "01/04/2026"),
            _ => ("a lot", "2026-02-30"),
        };
        let _ = writeln!(
            text,
            "X-{row},RECORD-1,Ministry of Tests,,Grant,operational,CAD,{start},2027-03-31,,{amount},"
        );
    }
    let (address, page) = check(&mut browser, "commitments", &text).await;
    assert!(
        page.shows("in 37 rows: nothing was changed"),
        "{}",
        page.body
    );
    assert!(
        page.shows("01/04/2026") && page.shows("year, month, day"),
        "{}",
        page.body
    );
    let csv = browser.get(&format!("{address}/errors.csv")).await;
    assert_eq!(csv.body.lines().count(), 1 + 13 + 12 + 24);
    let only = browser
        .get(&format!(
            "{address}/errors.csv?code=not-a-date&column=period_start"
        ))
        .await;
    assert_eq!(only.body.lines().count(), 1 + 24);
    assert!(
        only.shows("5,period_start,01/04/2026,not-a-date,"),
        "{}",
        only.body
    );
    // There is nothing to commit, whatever is sent.
    let forced = browser
        .post(&format!("{address}/commit"), &[("sha256", "")])
        .await;
    assert_eq!(forced.status, StatusCode::CONFLICT);
    assert_eq!(history(&app).await, before);
    assert_eq!(count(&app, "table_import_content").await, 0);
    let discarded = browser.post(&format!("{address}/discard"), &[]).await;
    assert_eq!(discarded.location, "/import/commitments");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_fault_is_told_with_its_row_and_column() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    // Two organisations of one name.
    sqlx::query("insert into organisation (id, name, sector, jurisdiction_id) select gen_random_uuid(), 'Twin', 'government', $1 from generate_series(1, 2)")
        .bind(world.on).execute(&app.owner).await.unwrap();
    for (text, expected) in [
        (
            "G,RECORD-1,Twin,,T,capital,CAD,2026-04-01,2027-03-31,,1,",
            "2 funder ambiguous-organisation",
        ),
        (
            "G,RECORD-1,Nobody,,T,capital,CAD,2026-04-01,2027-03-31,,1,",
            "2 funder unknown-organisation",
        ),
        (
            "G,RECORD-9,Twin,,T,capital,CAD,2026-04-01,2027-03-31,,1,",
            "2 partnership unknown-partnership|2 funder ambiguous-organisation",
        ),
        (
            "G,RECORD-1,Ministry of Tests,C-9,T,capital,CAD,2026-04-01,2027-03-31,,1,",
            "2 contract unknown-contract",
        ),
        (
            "G,RECORD-1,Ministry of Tests,,T\u{1}T,capital,XXX,2026-04-01,2026-03-31,,1,x",
            "2 title control-character|2 kind |",
        ),
        (
            "G,RECORD-1,Ministry of Tests,,T,steel,CAD,2026-04-01,2027-03-31,,1,",
            "2 kind not-a-choice",
        ),
        (
            ",RECORD-1,Ministry of Tests,,T,capital,CAD,2026-04-01,2027-03-31,,1,",
            "2 external_id missing-value",
        ),
        (
            "G,RECORD-1,Ministry of Tests,,T,capital,CAD,2026-04-01,2027-03-31,,1,,extra",
            "2  too-many-cells",
        ),
        (
            "G,RECORD-1,Ministry of Tests,,T,capital,CAD,2026-04-01,2027-03-31,,1,\n\nG,RECORD-1,Ministry of Tests,,U,capital,CAD,2026-04-01,2027-03-31,,1,",
            "2 period_start duplicate-key|4 title rows-disagree|4 period_start duplicate-key",
        ),
        (
            "G,RECORD-1,Ministry of Tests,,T,capital,CAD,2026-04-01,2027-03-31,,1,\nG,RECORD-1,Ministry of Tests,,T,capital,CAD,2027-03-01,2028-03-31,,1,",
            "3 period_start period-overlap",
        ),
    ] {
        let found = faults(&mut browser, "commitments", format!("{HEAD}{text}\n"))
            .await
            .join("|");
        if expected.contains("control-character") {
            for code in [
                "2 title control-character",
                "2 currency not-a-currency",
                "2 period_end period-order",
                "2 status not-a-choice",
            ] {
                assert!(found.contains(code), "{code} in {found}");
            }
        } else {
            assert_eq!(found, expected, "{text}");
        }
    }
    for (bytes, expected) in [
        (&b"external_id\xff\n"[..], "1  not-utf8"),
        (b"", "1  empty-file"),
        (b"external_id,partnership\na,\"b\n", "2  unclosed-quote"),
    ] {
        assert_eq!(faults(&mut browser, "receipts", bytes).await, [expected]);
    }
    let missing = faults(&mut browser, "receipts", "external_id,date,Date\na,b,c\n").await;
    assert_eq!(
        missing,
        [
            "1 partnership missing-column",
            "1 commitment missing-column",
            "1 date duplicate-column",
            "1 amount missing-column"
        ]
    );
    let none = browser.upload("/import/receipts", &[], &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.shows("Choose a file"));
    let huge = vec![b'a'; 20 * 1024 * 1024 + 1];
    let huge = upload(&mut browser, "receipts", huge).await;
    assert_eq!(huge.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(huge.shows("too large"));
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_and_spending_are_created_changed_and_left() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    import(&mut browser, "commitments", format!("{HEAD}{GRANT}")).await;
    let head = "external_id,partnership,commitment,date,amount,currency,note\n";
    for kind in ["receipts", "spending"] {
        let table = if kind == "receipts" {
            "receipt"
        } else {
            "spending"
        };
        let rows = "P-1,RECORD-1,G-1,2026-06-30,100,CAD,first\nP-2,RECORD-1,Grant,2026-07-31,200,,'=second\n";
        import(&mut browser, kind, format!("{head}{rows}")).await;
        let held = format!(
            "select external_id || ' ' || amount || ' ' || coalesce(note, '') from {table} order by 1"
        );
        assert_eq!(
            texts(&app, &held).await,
            ["P-1 100.00 first", "P-2 200.00 =second"]
        );
        let (_, same) = check(&mut browser, kind, format!("{head}{rows}")).await;
        assert!(same.shows("recorded already"));
        let changed = format!("{head}{}", rows.replace("100,CAD", "150,CAD"));
        import(&mut browser, kind, &changed).await;
        assert_eq!(texts(&app, &held).await[0], "P-1 150.00 first");
        // Without the column, notes stay.
        let without =
            "external_id,partnership,commitment,date,amount\nP-1,RECORD-1,G-1,2026-06-30,150\n";
        let (_, same) = check(&mut browser, kind, without).await;
        assert!(same.shows("recorded already"), "{}", same.body);
        let bad = "P-3,RECORD-1,G-9,2026-06-30,1,,\nP-4,RECORD-1,G-1,2027-06-30,0,SEK,\nP-5,RECORD-9,G-1,x,1.2345,,\n";
        let found = faults(&mut browser, kind, format!("{head}{bad}")).await;
        assert_eq!(
            found,
            [
                "2 commitment unknown-commitment",
                "3 date future-date",
                "3 amount not-positive",
                "3 currency other-currency",
                "4 partnership unknown-partnership",
                "4 date not-a-date",
                "4 amount not-an-amount",
            ]
        );
    }
    assert_eq!(
        count(
            &app,
            "partnership_funding where received = 350 and spent = 350"
        )
        .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn milestones_organisations_budgets_and_rates_are_imported() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let plan = "external_id,partnership,title,owner,planned_on\nM-1,RECORD-1,Second exchange,Acme Systems,2027-01-31\n";
    import(&mut browser, "milestones", plan).await;
    import(&mut browser, "milestones", plan.replace("01-31", "02-28")).await;
    let held = texts(&app, "select title || ' ' || planned_on || ' ' || baseline_on from milestone where external_id = 'M-1'").await;
    assert_eq!(held, ["Second exchange 2027-02-28 2027-01-31"]);
    // By our own id, as an export of what has no external id has it.
    let own = format!(
        "external_id,partnership,title,owner,planned_on\n{},RECORD-1,First exchange,Acme Systems,2026-12-01\n",
        world.milestone
    );
    let (_, same) = check(&mut browser, "milestones", own).await;
    assert!(same.shows("recorded already"), "{}", same.body);
    let found = faults(
        &mut browser,
        "milestones",
        plan.replace("Acme Systems", "Foreign Clinic"),
    )
    .await;
    assert_eq!(found, ["2 owner not-a-party"]);

    let mut administrator = app.signed_in(ADMINISTRATOR).await;
    let body = "external_id,identifier,name,sector,jurisdiction,short_name\nO-1,GB-COH:1,New Trust,health,SE,NT\n";
    import(&mut administrator, "organisations", body).await;
    let renamed = body.replace("New Trust", "Newer Trust");
    import(&mut administrator, "organisations", &renamed).await;
    let held = texts(&app, "select o.name || ' ' || n.name || ' ' || i.scheme from organisation o
        join organisation_former_name n on n.organisation_id = o.id join organisation_identifier i on i.organisation_id = o.id").await;
    assert_eq!(held, ["Newer Trust New Trust GB-COH"]);
    let (_, same) = check(&mut administrator, "organisations", &renamed).await;
    assert!(same.shows("recorded already"));
    let found = faults(&mut administrator, "organisations", "external_id,identifier,name,sector,jurisdiction\n,,A,ict,SE\nO-1,,Newer Trust,ict,SE\nO-2,coh-1,B,ict,XX\n").await;
    assert_eq!(
        found,
        [
            "2 external_id missing-key",
            "3 sector fixed",
            "4 identifier not-an-identifier",
            "4 jurisdiction unknown-jurisdiction"
        ]
    );

    let mut official = app.signed_in(OFFICIAL).await;
    let budgets = "jurisdiction,period_start,health_budget,ict_spending,source\nCA-ON,2024-04-01,100,5,Accounts\nCA-ON,2025-04-01,100,,Accounts\n";
    import(&mut official, "budgets", budgets).await;
    import(&mut official, "budgets", budgets.replace("100,,", "100,4,")).await;
    let held = texts(
        &app,
        "select label || ' ' || currency || ' ' || ict_spending from budget order by starts_on",
    )
    .await;
    assert_eq!(held, ["2024/25 CAD 5.00", "2025/26 CAD 4.00"]);
    let found = faults(&mut official, "budgets", "jurisdiction,period_start,health_budget,ict_spending,source\nSE,2024-01-01,1,1,x\nCA-ON,2024-01-01,0,1,x\n").await;
    assert_eq!(
        found,
        [
            "2 jurisdiction jurisdiction-not-yours",
            "3 period_start not-a-fiscal-year",
            "3 health_budget not-positive"
        ]
    );

    let rates = "base,quote,as_of,rate,source\nEUR,SEK,2026-11-02,\"11,5\",Bank\nEUR,CAD,2026-11-02,1.6,Bank\n";
    import(&mut administrator, "rates", rates).await;
    import(&mut administrator, "rates", rates.replace("1.6", "1.7")).await;
    // What the list exports is read back and changes nothing.
    let export = administrator.get("/rates.csv").await;
    assert!(
        export.shows("EUR,CAD,2026-11-02,1.7,Bank"),
        "{}",
        export.body
    );
    let (_, same) = check(&mut administrator, "rates", &export.bytes).await;
    assert!(same.shows("recorded already"), "{}", same.body);
    let found = faults(
        &mut administrator,
        "rates",
        "base,quote,as_of,rate,source\nEUR,EUR,2026-11-02,0,Bank\nEUR,SEK,2027-11-02,1,\n",
    )
    .await;
    assert_eq!(
        found,
        [
            "2 quote same-currency",
            "2 rate not-a-rate",
            "3 as_of future-date",
            "3 source missing-value"
        ]
    );
    assert_eq!(count(&app, "audit_verify()").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_is_bound_to_what_was_previewed_and_happens_once() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let (address, page) = check(&mut browser, "commitments", format!("{HEAD}{GRANT}")).await;
    let other = [("sha256", "00")];
    let refused = browser.post(&format!("{address}/commit"), &other).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let sha256 = page.field("sha256");
    let mut posts = Vec::new();
    for _ in 0..5 {
        let (mut browser, address, sha256) = (browser.clone(), address.clone(), sha256.clone());
        posts.push(tokio::spawn(async move {
            browser
                .post(&format!("{address}/commit"), &[("sha256", &sha256)])
                .await
                .status
        }));
    }
    let mut taken = 0;
    for post in posts {
        match post.await.unwrap() {
            StatusCode::SEE_OTHER => taken += 1,
            StatusCode::CONFLICT => {}
            other => panic!("{other}"),
        }
    }
    assert_eq!(taken, 1);
    assert!(
        settled(&mut browser, &address)
            .await
            .shows("The file is committed")
    );
    assert_eq!(count(&app, "commitment_line").await, 2);
    // Its own preview is nobody else's, and of no other kind.
    let mut official = app.signed_in(OFFICIAL).await;
    assert_eq!(official.get(&address).await.status, StatusCode::NOT_FOUND);
    let elsewhere = address.replace("commitments", "receipts");
    assert_eq!(browser.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    let csv = browser.get("/import/commitments.csv").await;
    assert!(
        csv.shows("file.csv") && csv.shows("committed"),
        "{}",
        csv.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_faulty_since_the_preview_is_refused_at_the_commit() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let (address, page) = check(&mut browser, "commitments", format!("{HEAD}{GRANT}")).await;
    sqlx::query("update contract set number = 'C-77' where id = $1")
        .bind(world.contract)
        .execute(&app.owner)
        .await
        .unwrap();
    let refused = commit(&mut browser, &address, &page).await;
    assert!(refused.shows("unknown-contract"), "{}", refused.body);
    assert_eq!(count(&app, "commitment").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partnership_of_others_is_unknown_and_a_guest_changes_nothing() {
    let (app, world) = App::with_world().await;
    let text = format!("{HEAD}{GRANT}");
    for person in [FOREIGN_OFFICIAL, FOREIGN_EXECUTIVE] {
        let mut browser = app.signed_in(person).await;
        let found = faults(&mut browser, "commitments", &text).await;
        assert_eq!(
            found,
            [
                "2 partnership unknown-partnership",
                "3 partnership unknown-partnership"
            ]
        );
    }
    // Invited to edit, a guest plans no money and imports no milestones.
    sqlx::query("insert into partnership_right (id, partnership_id, person_id, access) values ($1, $2, $3, 'edit')")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(world.people[FOREIGN_EXECUTIVE])
        .execute(&app.owner).await.unwrap();
    let mut guest = app.signed_in(FOREIGN_EXECUTIVE).await;
    let found = faults(&mut guest, "commitments", &text).await;
    assert_eq!(found[0], "2 partnership partnership-not-yours");
    let plan = "external_id,partnership,title,owner,planned_on\nM-1,RECORD-1,Second,Acme Systems,2027-01-31\n";
    let found = faults(&mut guest, "milestones", plan).await;
    assert_eq!(found, ["2 partnership partnership-not-yours"]);
    for (person, kinds) in [
        (
            VENDOR,
            &[
                "commitments",
                "receipts",
                "spending",
                "milestones",
                "organisations",
                "budgets",
                "rates",
            ][..],
        ),
        (
            CLINICIAN,
            &["commitments", "organisations", "budgets", "rates"],
        ),
        (AUDITOR, &["commitments", "milestones", "budgets", "rates"]),
        (EXECUTIVE, &["organisations", "budgets", "rates"]),
        (OFFICIAL, &["organisations", "rates"]),
        (
            ADMINISTRATOR,
            &["commitments", "receipts", "spending", "milestones"],
        ),
    ] {
        let mut browser = app.signed_in(person).await;
        for kind in kinds {
            assert_eq!(
                upload(&mut browser, kind, "x").await.status,
                StatusCode::FORBIDDEN,
                "{person} {kind}"
            );
        }
    }
    let overview = app.signed_in(VENDOR).await.get("/imports").await;
    assert_eq!(overview.status, StatusCode::FORBIDDEN);
    let mut executive = app.signed_in(EXECUTIVE).await;
    let overview = executive.get("/imports").await;
    assert!(overview.shows("/import/spending") && !overview.shows("/import/rates"));
}

/// Ten thousand lines of 2500 commitments.
fn many() -> String {
    let mut text = HEAD.to_owned();
    for commitment in 0..2500 {
        for year in 2024..2028 {
            let _ = writeln!(
                text,
                "G-{commitment},RECORD-1,Ministry of Tests,,Grant {commitment},operational,CAD,{year}-04-01,{}-03-31,,{commitment}.25,committed",
                year + 1
            );
        }
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_lines_are_written_with_progress_while_others_wait_for_nothing() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let (address, page) = check(&mut browser, "commitments", many()).await;
    assert!(page.shows("10,000"), "{}", page.body);
    let form = [("sha256", &page.field("sha256")[..])];
    let begun = Instant::now();
    let reply = browser.post(&format!("{address}/commit"), &form).await;
    assert_eq!(reply.location, address);
    let answered = begun.elapsed();
    let mut seen = Vec::new();
    let done = loop {
        let page = browser.get(&address).await;
        let Some((before, _)) = page.body.split_once(" of 10,000 rows written") else {
            break page;
        };
        assert!(page.shows("http-equiv=\"refresh\""));
        let rows = before.rsplit('>').next().unwrap().to_owned();
        if seen.last() != Some(&rows) {
            seen.push(rows);
        }
        // Nobody sees a part of it.
        assert_eq!(count(&app, "commitment").await % 2500, 0);
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert!(
        done.shows("10,000 new, 0 changed") || done.shows("10000 new, 0 changed"),
        "{}",
        done.body
    );
    assert!(seen.len() >= 2, "progress seen: {seen:?}");
    assert!(answered < Duration::from_secs(5), "{answered:?}");
    assert_eq!(count(&app, "commitment_line").await, 10_000);
    assert_eq!(count(&app, "audit_verify()").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_broken_off_wrote_nothing_and_can_be_committed_again() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let (address, page) = check(&mut browser, "commitments", many()).await;
    let form = [("sha256", &page.field("sha256")[..])];
    browser.post(&format!("{address}/commit"), &form).await;
    // Another file waits for the first.
    let (other, other_page) = check(&mut browser, "commitments", format!("{HEAD}{GRANT}")).await;
    let other_form = [("sha256", &other_page.field("sha256")[..])];
    let busy = browser.post(&format!("{other}/commit"), &other_form).await;
    assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE);
    // The server ends in the middle of it.
    app.state.background.end().await;
    let stopped = browser.get(&address).await;
    assert!(
        stopped.shows("The server was shut down while the file was written"),
        "{}",
        stopped.body
    );
    assert_eq!(count(&app, "commitment").await, 0);

    // A server that died could not say so.
    sqlx::query("update table_import set state = 'committing' where sha256 = decode($1, 'hex')")
        .bind(form[0].1)
        .execute(&app.owner)
        .await
        .unwrap();
    let going = browser.get(&address).await;
    assert!(going.shows("rows written") && going.shows("http-equiv=\"refresh\""));
    let early = browser.post(&format!("{address}/commit"), &form).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    sqlx::query("update table_import_progress set beat_at = now() - interval '2 minutes'")
        .execute(&app.owner)
        .await
        .unwrap();
    let broken = browser.get(&address).await;
    assert!(
        broken.shows("broken off, and nothing was written"),
        "{}",
        broken.body
    );
    assert!(!broken.shows("http-equiv=\"refresh\""));
    // The next server takes it up.
    let next = app::AppState::connect(
        app.options.clone(),
        app::Settings {
            today: Some(support::today()),
            ..app::Settings::default()
        },
    );
    let again = App {
        router: app::router(next.clone()),
        state: next,
        owner: app.owner.clone(),
        options: app.options.clone(),
    };
    let mut browser = again.signed_in(EXECUTIVE).await;
    let done = commit(&mut browser, &address, &broken).await;
    assert!(done.shows("The file is committed"), "{}", done.body);
    assert_eq!(count(&app, "commitment_line").await, 10_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_imports_the_same_way() {
    let (app, _) = App::with_world().await;
    let folder = std::env::temp_dir().join(format!("triad-{}", Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("grants.csv");
    std::fs::write(&file, format!("{HEAD}{GRANT}")).unwrap();
    let run = |dry: bool| {
        let (state, file) = (app.state.clone(), file.clone());
        async move {
            app::spreadsheets::run_file(&state, app::spreadsheets::Kind::Commitments, &file, dry)
                .await
        }
    };
    assert_eq!(
        run(true).await.unwrap(),
        "2 would be new, 0 would change, 0 are the same."
    );
    assert_eq!(count(&app, "commitment").await, 0);
    assert_eq!(run(false).await.unwrap(), "2 new, 0 changed, 0 the same.");
    assert_eq!(run(false).await.unwrap(), "0 new, 0 changed, 2 the same.");
    assert_eq!(
        count(
            &app,
            "table_import where person_id is null and state = 'committed'"
        )
        .await,
        1
    );
    std::fs::write(&file, format!("{HEAD}{}", GRANT.replace("900", "-1"))).unwrap();
    let refused = run(false).await.unwrap_err().to_string();
    assert!(
        refused.contains("row 3, amount \"-1\"") && refused.contains("[not-an-amount]"),
        "{refused}"
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_lists_export_comes_back_and_changes_nothing() {
    let (app, _) = App::with_money().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    import(&mut browser, "commitments", format!("{HEAD}{GRANT}")).await;
    let receipt = "external_id,partnership,commitment,date,amount,currency,note\n\
        R-1,RECORD-1,G-1,2026-05-02,250.25,CAD,\"First, of two\"\n";
    import(&mut browser, "receipts", receipt).await;
    let before = history(&app).await;
    for (kind, records) in [("commitments", 4), ("receipts", 2), ("spending", 1)] {
        let list = browser
            .get(&format!("/partnerships/RECORD-1/{kind}.csv"))
            .await;
        let rows = csv::Reader::from_reader(&list.bytes[3..])
            .into_records()
            .count();
        assert_eq!(rows, records, "{kind}: {}", list.body);
        let (_, page) = check(&mut browser, kind, &list.bytes).await;
        assert!(
            page.shows("Everything in the file is recorded already"),
            "{kind}: {}",
            page.body
        );
    }
    assert_eq!(history(&app).await, before);
}
