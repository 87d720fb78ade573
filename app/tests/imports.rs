//! Import of open contracting data: preview, choices, commit; by screen and by
//! command, over the router and a real Postgres.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use std::path::{Path, PathBuf};

use app::imports::{Options, RunError, run_file};
use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use support::{App, Browser, FOREIGN_OFFICIAL, OFFICIAL, Reply};
use uuid::Uuid;

const CONTRACTS_FINDER: &str = "uk_contracts_finder_110_releases.json";

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../ocds/tests/data")
        .join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(data(name)).unwrap()
}

async fn count(app: &App, table: &str) -> i64 {
    let query = format!("select count(*) from {table}");
    sqlx::query_scalar(AssertSqlSafe(query))
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

/// Rows of the tables that an import fills.
async fn records(app: &App) -> [i64; 7] {
    let tables = [
        "jurisdiction",
        "organisation",
        "partnership",
        "party",
        "contract",
        "document",
        "milestone",
    ];
    let mut counts = [0; 7];
    for (at, table) in tables.into_iter().enumerate() {
        counts[at] = count(app, table).await;
    }
    counts
}

/// History of everything but the list of imports itself.
async fn history(app: &App) -> i64 {
    count(app, "history where table_name <> 'import_file'").await
}

async fn upload(browser: &mut Browser, name: &str, bytes: &[u8], form: &[(&str, &str)]) -> Reply {
    browser
        .upload("/import", form, &[("file", name, bytes)])
        .await
}

/// Uploads and follows to the preview.
async fn preview(
    browser: &mut Browser,
    name: &str,
    bytes: &[u8],
    form: &[(&str, &str)],
) -> (String, Reply) {
    let reply = upload(browser, name, bytes, form).await;
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

/// What the preview's form sends when nothing in it is touched, but that every
/// organisation that looks like another one is a new one.
fn untouched(page: &Reply) -> Vec<(String, String)> {
    let mut form = vec![("sha256".to_owned(), page.field("sha256"))];
    for tag in page.body.split('<').filter(|tag| tag.starts_with("input")) {
        let attribute = |name: &str| {
            let value = tag.split(&format!(" {name}=\"")).nth(1);
            value
                .and_then(|rest| rest.split('"').next())
                .unwrap_or_default()
                .to_owned()
        };
        let (name, value) = (attribute("name"), attribute("value"));
        let ticked = name == "include" && tag.contains(" checked");
        let new = name.starts_with("same-") && value == "new";
        if name == "shown" || ticked || new {
            form.push((name, value));
        }
    }
    form
}

async fn commit(browser: &mut Browser, at: &str, form: &[(String, String)]) -> Reply {
    let form: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(&format!("{at}/commit"), &form).await
}

/// The counts that are kept with an import: created, changed and left of a kind.
async fn counts(app: &App, at: &str, kind: &str) -> (i64, i64, i64) {
    let id: Uuid = at.rsplit('/').next().unwrap().parse().unwrap();
    let counts: Value = sqlx::query_scalar("select counts from import_file where id = $1")
        .bind(id)
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let of = |what: &str| counts[kind][what].as_i64().unwrap();
    (of("created"), of("changed"), of("left"))
}

async fn kept_counts(app: &App, at: &str) -> Value {
    let id: Uuid = at.rsplit('/').next().unwrap().parse().unwrap();
    sqlx::query_scalar("select counts from import_file where id = $1")
        .bind(id)
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

fn options(all: bool, dry_run: bool) -> Options {
    Options {
        all,
        dry_run,
        ..Options::default()
    }
}

#[tokio::test]
async fn the_file_of_contracts_finder_is_previewed_imported_and_changes_nothing_the_second_time() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let (before, told) = (records(&app).await, history(&app).await);
    let file = bytes(CONTRACTS_FINDER);
    let (at, page) = preview(&mut browser, "finder.json", &file, &[]).await;
    assert_eq!(records(&app).await, before, "a preview changes nothing");
    assert_eq!(history(&app).await, told);
    for words in [
        "Azure Virtual Desktop",
        "a health body buys",
        "United Kingdom (would be new)",
    ] {
        assert!(page.shows(words), "{words}");
    }
    let expected = kept_counts(&app, &at).await;
    let created = |kind: &str| expected[kind]["created"].as_i64().unwrap();
    assert_eq!(
        [
            "jurisdictions",
            "organisations",
            "partnerships",
            "contracts",
            "documents",
            "milestones"
        ]
        .map(created),
        [1, 12, 6, 6, 7, 0]
    );
    assert_eq!(
        [
            &expected["not_chosen"],
            &expected["left_out"],
            &expected["warnings"]
        ],
        [&json!(86), &json!(0), &json!(82)]
    );

    let reply = commit(&mut browser, &at, &untouched(&page)).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let done = browser.get(&at).await;
    assert!(
        done.shows("This file is imported") && done.shows("/partnerships/"),
        "{}",
        done.body
    );
    let after = records(&app).await;
    let made = |at: usize| after[at] - before[at];
    assert_eq!((made(0), made(4)), (1, 6), "a country and six contracts");
    for (kind, at) in [
        ("organisations", 1),
        ("partnerships", 2),
        ("contracts", 4),
        ("documents", 5),
        ("milestones", 6),
    ] {
        assert_eq!(expected[kind]["created"].as_i64(), Some(made(at)), "{kind}");
    }
    let home: bool =
        sqlx::query_scalar("select bool_and(jurisdiction_id = $1) from partnership where id <> $2")
            .bind(world.ca)
            .bind(world.partnership)
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert!(home, "an official records partnerships at home");
    let reason: String = sqlx::query_scalar(
        "select distinct reason from history where table_name = 'contract' and reason is not null",
    )
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert!(
        reason.contains("finder.json") && reason.contains(&page.field("sha256")),
        "{reason}"
    );

    let told = history(&app).await;
    let (at, page) = preview(&mut browser, "again.json", &file, &[]).await;
    for kind in [
        "jurisdictions",
        "organisations",
        "partnerships",
        "contracts",
        "documents",
        "milestones",
    ] {
        let (created, changed, _) = counts(&app, &at, kind).await;
        assert_eq!((created, changed), (0, 0), "{kind}");
    }
    assert_eq!(counts(&app, &at, "contracts").await.2, 6);
    let reply = commit(&mut browser, &at, &untouched(&page)).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(history(&app).await, told, "not a row of history more");
    assert_eq!(records(&app).await, after);
}

#[tokio::test]
async fn the_whole_file_is_imported_by_command_and_changes_nothing_the_second_time() {
    let app = App::empty().await;
    let before = count(&app, "history").await;
    let file = data(CONTRACTS_FINDER);
    let dry = run_file(&app.state, &file, &options(true, true), |_| ())
        .await
        .unwrap();
    for line in [
        "110 releases, 105 contracting processes, 92 contracts",
        "New organisations belong to United Kingdom (GB)",
        "Jurisdictions: 1 would be created, 0 changed, 0 left as they are",
        "Organisations: 271 would be created, 0 changed, 0 left as they are",
        "Partnerships: 90 would be created, 0 changed, 0 left as they are",
        "Contracts: 91 would be created, 0 changed, 0 left as they are",
        "Documents: 130 would be created, 0 changed, 0 left as they are",
        "Contracts not chosen: 0; chosen, but impossible to record: 1",
        "84 warnings:",
        "1 × Left out: no supplier with a name",
    ] {
        assert!(dry.lines().any(|told| told == line), "{line}\n{dry}");
    }
    assert_eq!(
        dry.lines()
            .filter(|line| line.starts_with("Taken as new, but perhaps"))
            .count(),
        19
    );
    assert_eq!(records(&app).await, [0; 7]);
    assert_eq!(count(&app, "history").await, before);

    let mut steps = Vec::new();
    let report = run_file(&app.state, &file, &options(true, false), |step| {
        steps.push(step.to_owned())
    })
    .await;
    let report = report.unwrap();
    assert!(
        steps
            .iter()
            .any(|step| step == "91 of 91 contracts written"),
        "{steps:?}"
    );
    assert!(
        report.contains("Contracts: 91 created, 0 changed, 0 left"),
        "{report}"
    );
    let made = records(&app).await;
    assert_eq!(made[4], 91);
    let told = count(&app, "history").await;

    let again = run_file(&app.state, &file, &options(true, true), |_| ())
        .await
        .unwrap();
    assert!(
        again.contains("Contracts: 0 would be created, 0 changed, 91 left"),
        "{again}"
    );
    let again = run_file(&app.state, &file, &options(true, false), |_| ())
        .await
        .unwrap();
    for kind in ["Organisations", "Partnerships", "Contracts", "Documents"] {
        assert!(
            again.contains(&format!("{kind}: 0 created, 0 changed")),
            "{again}"
        );
    }
    assert_eq!(count(&app, "history").await, told);
    assert_eq!(records(&app).await, made);
    let sound: i64 = count(&app, "audit_verify()").await;
    assert_eq!(sound, 0, "the history is whole");
}

#[tokio::test]
async fn every_other_file_is_imported_or_refused_with_its_reason() {
    let app = App::empty().await;
    let example = "fictional-example-1.1";
    let mut files: Vec<PathBuf> = std::fs::read_dir(data(example))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.push(data("uk_find_a_tender_0525b3_record.json"));
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    assert_eq!(files.len(), 8);
    for file in &files {
        let report = run_file(&app.state, file, &options(true, false), |_| ()).await;
        report.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
    // Six releases of one process and their record: one contract, told in parts.
    assert_eq!(count(&app, "contract").await, 2);
    let sources = run_file(
        &app.state,
        &data("SOURCES.md"),
        &options(true, false),
        |_| (),
    )
    .await;
    assert!(matches!(sources, Err(RunError::Refused(why)) if why.contains("This is not JSON")));
    let missing = run_file(
        &app.state,
        Path::new("/nowhere.json"),
        &options(true, false),
        |_| (),
    )
    .await;
    assert!(matches!(missing, Err(RunError::Read(_))));
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_its_reason_and_leaves_nothing() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let (before, told) = (records(&app).await, count(&app, "history").await);
    let whole = bytes(CONTRACTS_FINDER);
    let mut large = whole.clone();
    large.resize(50 << 20, b' ');
    let nested = [b'['; 5000];
    for (name, bytes, words) in [
        (
            "cut.json",
            &whole[..whole.len() / 2],
            "The end of the file is missing",
        ),
        (
            "large.json",
            &large,
            "The file has 50.0 MB; at most 32.0 MB are read",
        ),
        (
            "page.json",
            b"<!doctype html><title>Sign in</title>".as_slice(),
            "This is a web page",
        ),
        ("table.csv", b"ocid,title\n1,a\n2,b\n", "This is a table"),
        (
            "paper.pdf",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
            "This is a PDF document",
        ),
        ("empty.json", b"  \n ", "The file is empty"),
        (
            "other.json",
            br#"{"name": "not contracts"}"#,
            "not open contracting data: it begins with name",
        ),
        (
            "latin.json",
            b"{\"releases\": [{\"ocid\": \"\xe9\"}]}",
            "Line 1 is not in UTF-8",
        ),
        (
            "new.json",
            br#"{"version": "2.0", "releases": []}"#,
            "This is OCDS 2.0",
        ),
        ("deep.json", nested.as_slice(), "nested deeper"),
    ] {
        let reply = upload(&mut browser, name, bytes, &[]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(reply.shows(words), "{name}: {words}\n{}", reply.body);
        assert!(
            reply.shows("href=\"#file\""),
            "{name}: the summary leads to the field"
        );
    }
    let nothing = browser.upload("/import", &[], &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.shows("Choose a file"));
    let odd = upload(&mut browser, "a.json", &whole, &[("partnership", "NO\0NE")]).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    let none = upload(
        &mut browser,
        "a.json",
        &whole,
        &[("partnership", "none-such")],
    )
    .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.shows("There is no partnership NONE-SUCH"));
    assert_eq!(records(&app).await, before);
    for table in ["import_file", "import_detail", "import_content"] {
        assert_eq!(count(&app, table).await, 0, "{table}");
    }
    assert_eq!(count(&app, "history").await, told);
}

#[tokio::test]
async fn a_commit_is_bound_to_the_file_and_done_once() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let (at, page) = preview(&mut browser, "a.json", &bytes(CONTRACTS_FINDER), &[]).await;
    let mut other = untouched(&page);
    other[0].1 = "00".repeat(32);
    assert_eq!(
        commit(&mut browser, &at, &other).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(count(&app, "contract").await, 2, "those of the world");

    let form = untouched(&page);
    assert_eq!(
        commit(&mut browser, &at, &form).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        commit(&mut browser, &at, &form).await.status,
        StatusCode::CONFLICT
    );
    let discard = browser.post(&format!("{at}/discard"), &[]).await;
    assert_eq!(discard.status, StatusCode::CONFLICT);
    assert_eq!(count(&app, "contract").await, 8);
    assert_eq!(count(&app, "import_content").await, 0, "the bytes are gone");

    let (at, page) = preview(&mut browser, "b.json", &bytes(CONTRACTS_FINDER), &[]).await;
    let discard = browser.post(&format!("{at}/discard"), &[]).await;
    assert_eq!(
        (discard.status, discard.location.as_str()),
        (StatusCode::SEE_OTHER, "/import")
    );
    assert_eq!(
        commit(&mut browser, &at, &untouched(&page)).await.status,
        StatusCode::CONFLICT
    );
    let list = browser.get("/import").await;
    assert!(list.shows("a.json") && list.shows("b.json") && list.shows("Discarded"));
    let csv = browser.get("/import.csv").await;
    assert_eq!(csv.body.lines().count(), 3, "{}", csv.body);
}

#[tokio::test]
async fn imports_are_open_to_whoever_uploaded_them_alone() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let (at, page) = preview(&mut browser, "a.json", &bytes(CONTRACTS_FINDER), &[]).await;
    let mut foreign = app.signed_in(FOREIGN_OFFICIAL).await;
    for path in [
        at.clone(),
        format!("{at}/warnings"),
        format!("{at}/warnings.csv"),
    ] {
        assert_eq!(
            foreign.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for what in ["check", "commit", "discard"] {
        let reply = foreign
            .post(
                &format!("{at}/{what}"),
                &[("sha256", &page.field("sha256"))],
            )
            .await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{what}");
    }
    assert!(!foreign.get("/import").await.shows("a.json"));
    assert_eq!(
        browser.get("/import/none").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn warnings_are_listed_filtered_and_given_as_a_spreadsheet() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let (at, page) = preview(&mut browser, "a.json", &bytes(CONTRACTS_FINDER), &[]).await;
    assert!(page.shows("Nothing is awarded yet (15)"), "{}", page.body);
    let all = browser.get(&format!("{at}/warnings?page=2")).await;
    assert!(all.shows("Showing 26 to 50 of"), "{}", all.body);
    let some = browser
        .get(&format!("{at}/warnings?code=party_without_name"))
        .await;
    assert!(some.shows("/releases/73/parties/1/name"), "{}", some.body);
    assert!(some.shows("92ba3431-e1af-4aaf-b7e1-2ccca40f1f4c-832970"));
    assert!(some.shows("Showing 1 to 1 of 1"));
    let csv = browser
        .get(&format!("{at}/warnings.csv?code=no_contract_yet"))
        .await;
    assert_eq!(csv.body.lines().count(), 16, "{}", csv.body);
}

/// A package of one process with one contract of digital health.
fn package(date: &str, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut release = json!({
        "ocid": "ocds-213czf-1",
        "id": format!("1-{date}"),
        "date": format!("{date}T00:00:00Z"),
        "language": "en",
        "tag": ["contract"],
        "tender": {
            "title": "Electronic patient record",
            "classification": { "scheme": "CPV", "id": "48814200" },
            "localCode": "kept",
        },
        "parties": [
            {
                "id": "B", "name": "Toronto Hospital", "roles": ["buyer"],
                "identifier": { "scheme": "CA-GOV", "id": "77" },
                "address": { "countryName": "Canada", "postalCode": "M5G 2C4" },
            },
            {
                "id": "S", "name": "Acme Systems", "roles": ["supplier"],
                "address": { "postalCode": "K1A 0B1" },
            },
        ],
        "buyer": { "id": "B" },
        "awards": [{ "id": "A", "suppliers": [{ "id": "S" }], "status": "active" }],
        "contracts": [{
            "id": "C-77", "awardID": "A", "status": "active",
            "title": "Electronic patient record", "dateSigned": "2026-01-10T00:00:00Z",
            "value": { "amount": 250_000.50, "currency": "CAD", "odd": "a\u{0}b" },
            "period": { "startDate": "2026-02-01", "endDate": "2028-01-31" },
            "documents": [
                { "id": "1", "title": "Notice", "url": "https://example.test/notice" },
                { "id": "2", "title": "On paper", "url": "shelf 4" },
            ],
            "milestones": [
                { "id": "m", "title": "Go live", "dueDate": "2027-06-01T00:00:00Z", "status": "scheduled" },
                { "id": "n", "title": "Some day", "status": "scheduled" },
            ],
        }],
    });
    change(&mut release);
    json!({ "version": "1.1", "releases": [release] })
        .to_string()
        .into_bytes()
}

/// Picks, of the choices in an unsure match, the first that is not "new".
fn first_same(page: &Reply) -> (String, String) {
    let tag = page
        .body
        .split('<')
        .find(|tag| tag.contains("name=\"same-"))
        .expect("an unsure match");
    let attribute = |name: &str| {
        tag.split(&format!(" {name}=\""))
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    (attribute("name"), attribute("value"))
}

#[tokio::test]
async fn organisations_are_found_by_number_and_unsure_ones_are_asked_for() {
    let (app, world) = App::with_world().await;
    sqlx::query("insert into organisation_identifier (id, organisation_id, scheme, identifier) values ($1, $2, 'CA-GOV', '77')")
        .bind(Uuid::now_v7())
        .bind(world.clinic)
        .execute(&app.owner)
        .await
        .unwrap();
    let mut browser = app.signed_in(OFFICIAL).await;
    let file = package("2026-03-01", |_| ());
    let (at, page) = preview(&mut browser, "epr.json", &file, &[]).await;
    assert!(
        page.shows("The same as Acme Systems (no address): same name, but an address is missing"),
        "{}",
        page.body
    );
    assert!(page.shows("Found by its number, but called otherwise here (1)"));

    // Without an answer nothing happens, and what was chosen is kept.
    let mut form: Vec<(String, String)> = untouched(&page)
        .into_iter()
        .filter(|(name, _)| !name.starts_with("same-"))
        .collect();
    let refused = commit(&mut browser, &at, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Say whether Acme Systems is one of these or a new organisation"));
    assert_eq!(count(&app, "contract").await, 2);

    let (same, acme) = first_same(&refused);
    assert_eq!(acme, world.acme.to_string());
    form.push((same, acme));
    let checked = browser
        .post(
            &format!("{at}/check"),
            &form
                .iter()
                .map(|(a, b)| (a.as_str(), b.as_str()))
                .collect::<Vec<_>>(),
        )
        .await;
    assert_eq!(checked.status, StatusCode::SEE_OTHER, "{}", checked.body);
    assert_eq!(
        counts(&app, &at, "organisations").await,
        (0, 1, 1),
        "only a number is added to Acme"
    );
    let reply = commit(&mut browser, &at, &form[..1]).await;
    assert_eq!(
        reply.status,
        StatusCode::SEE_OTHER,
        "the choice was kept: {}",
        reply.body
    );

    let (buyer, supplier, partnership, source): (Uuid, Uuid, Uuid, Value) = sqlx::query_as(
        "select buyer_id, supplier_id, partnership_id, source from contract where ocid = 'ocds-213czf-1'")
        .fetch_one(&app.owner).await.unwrap();
    assert_eq!((buyer, supplier), (world.clinic, world.acme));
    assert_ne!(
        partnership, world.partnership,
        "that one has another supplier, too"
    );
    assert_eq!(source["value"]["odd"], "a\u{fffd}b", "{source}");
    assert_eq!(source["process"]["tender"]["localCode"], "kept", "{source}");
    let roles: Vec<String> =
        sqlx::query_scalar("select role from party where partnership_id = $1 order by 1")
            .bind(partnership)
            .fetch_all(&app.owner)
            .await
            .unwrap();
    assert_eq!(roles, ["provider", "supplier"]);
    let milestone: (String, bool) = sqlx::query_as("select title, baseline_on = planned_on and owner_id = $2 from milestone where partnership_id = $1")
        .bind(partnership).bind(world.acme).fetch_one(&app.owner).await.unwrap();
    assert_eq!(milestone, ("Go live".to_owned(), true));

    // The number that was kept answers the next time.
    let (at, page) = preview(&mut browser, "epr.json", &file, &[]).await;
    assert!(!page.shows("Are these the same?"));
    assert_eq!(counts(&app, &at, "contracts").await, (0, 0, 1));
}

#[tokio::test]
async fn a_later_file_changes_what_it_says_otherwise_and_nothing_else() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let (at, page) = preview(
        &mut browser,
        "epr.json",
        &package("2026-03-01", |_| ()),
        &[],
    )
    .await;
    assert_eq!(
        commit(&mut browser, &at, &untouched(&page)).await.status,
        StatusCode::SEE_OTHER
    );
    sqlx::query("update contract set title = 'Our own title', version = version + 1 where ocid = 'ocds-213czf-1'")
        .execute(&app.owner).await.unwrap();

    let later = package("2026-06-01", |release| {
        release["contracts"][0]["value"]["amount"] = json!(300_000);
        release["contracts"][0]["period"]["endDate"] = json!("2029-01-31");
        release["contracts"][0]["documents"]
            .as_array_mut()
            .unwrap()
            .push(
                json!({ "id": "3", "title": "Extension", "url": "https://example.test/extension" }),
            );
    });
    let (at, page) = preview(&mut browser, "later.json", &later, &[]).await;
    for words in [
        "Value: 250,000.50 CAD → 300,000 CAD",
        "End: 31 Jan 2028 → 31 Jan 2029",
        "Would change",
    ] {
        assert!(page.shows(words), "{words}\n{}", page.body);
    }
    assert_eq!(counts(&app, &at, "contracts").await, (0, 1, 0));
    assert_eq!(counts(&app, &at, "documents").await, (1, 0, 1));
    assert_eq!(
        commit(&mut browser, &at, &untouched(&page)).await.status,
        StatusCode::SEE_OTHER
    );
    let (title, value, version): (String, String, i32) = sqlx::query_as(
        "select title, value::text, version from contract where ocid = 'ocds-213czf-1'",
    )
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(
        (title.as_str(), value.as_str(), version),
        ("Our own title", "300000.00", 3)
    );
    assert!(
        browser.get(&at).await.shows("300,000 CAD"),
        "the report keeps before and after"
    );

    let told = history(&app).await;
    for (name, file, words) in [
        ("later again", later, ""),
        (
            "the first again",
            package("2026-03-01", |_| ()),
            "a later release was imported before",
        ),
    ] {
        let (at, page) = preview(&mut browser, "again.json", &file, &[]).await;
        assert_eq!(counts(&app, &at, "contracts").await, (0, 0, 1), "{name}");
        assert!(page.shows(words), "{name}");
        assert_eq!(
            commit(&mut browser, &at, &untouched(&page)).await.status,
            StatusCode::SEE_OTHER
        );
    }
    assert_eq!(history(&app).await, told);
}

#[tokio::test]
async fn contracts_that_cannot_be_recorded_are_left_out_and_say_why() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let long = "x".repeat(3000);
    type Spoil = Box<dyn FnOnce(&mut Value)>;
    let cases: Vec<(&str, Spoil)> = vec![
        (
            "the first or last day is missing",
            Box::new(|release| {
                release["contracts"][0]
                    .as_object_mut()
                    .unwrap()
                    .remove("period");
            }),
        ),
        (
            "the period ends before it starts",
            Box::new(|release| {
                release["contracts"][0]["period"]["endDate"] = json!("2025-01-01");
            }),
        ),
        (
            "neither value nor currency",
            Box::new(|release| {
                release["contracts"][0]
                    .as_object_mut()
                    .unwrap()
                    .remove("value");
            }),
        ),
        (
            "the currency is missing",
            Box::new(|release| {
                release["contracts"][0]["value"]
                    .as_object_mut()
                    .unwrap()
                    .remove("currency");
            }),
        ),
        (
            "no supplier with a name",
            Box::new(|release| {
                release["awards"][0]
                    .as_object_mut()
                    .unwrap()
                    .remove("suppliers");
            }),
        ),
        (
            "no buyer with a name",
            Box::new(|release| {
                release["parties"][0]
                    .as_object_mut()
                    .unwrap()
                    .remove("name");
            }),
        ),
        (
            "buyer and supplier are the same",
            Box::new(|release| {
                release["awards"][0]["suppliers"][0]["id"] = json!("B");
            }),
        ),
        (
            "its id is too long",
            Box::new(move |release| {
                release["contracts"][0]["id"] = json!(long);
            }),
        ),
    ];
    let before = records(&app).await;
    for (words, change) in cases {
        let (at, page) = preview(&mut browser, "a.json", &package("2026-03-01", change), &[]).await;
        assert!(page.shows(words), "{words}\n{}", page.body);
        assert_eq!(kept_counts(&app, &at).await["left_out"], 1, "{words}");
        let reply = commit(&mut browser, &at, &untouched(&page)).await;
        assert_eq!(
            reply.status,
            StatusCode::SEE_OTHER,
            "{words}: {}",
            reply.body
        );
    }
    assert_eq!(records(&app).await, before);
}

#[tokio::test]
async fn odd_values_never_break_the_import() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let odd = package("2026-03-01", |release| {
        release["contracts"][0]["title"] = json!(format!("A{}\u{0}", "ä".repeat(5000)));
        release["contracts"][0]["value"]["amount"] = json!(-5);
        release["contracts"][0]["period"]["maxExtentDate"] = json!("2026-02-02");
        release["contracts"][0]["status"] = json!("terminated");
        release["parties"][1]["name"] = json!(format!("Z {}", "z".repeat(9000)));
        release["parties"][1]["identifier"] = json!({ "scheme": "y".repeat(9000), "id": "1" });
        release["extra"] = json!({ "nul\u{0}": ["\u{0}", 1e300] });
    });
    let odd = String::from_utf8(odd)
        .unwrap()
        .replace("1e300", "1e999999")
        .replace("1e+300", "1e999999");
    let (at, page) = preview(&mut browser, "odd.json", odd.as_bytes(), &[]).await;
    let reply = commit(&mut browser, &at, &untouched(&page)).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let (value, ended, ending): (Option<String>, String, String) = sqlx::query_as(
        "select value::text, ended_on::text, ending from contract where ocid = 'ocds-213czf-1'",
    )
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(
        (value, ended.as_str(), ending.as_str()),
        (None, "2026-03-01", "ended_early")
    );
}

#[tokio::test]
async fn a_partnership_that_is_picked_takes_every_contract() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let file = package("2026-03-01", |_| ());
    let (at, page) = preview(
        &mut browser,
        "a.json",
        &file,
        &[("partnership", "record-1")],
    )
    .await;
    assert_eq!(
        counts(&app, &at, "partnerships").await,
        (0, 1, 0),
        "new parties"
    );
    assert_eq!(
        commit(&mut browser, &at, &untouched(&page)).await.status,
        StatusCode::SEE_OTHER
    );
    let partnership: Uuid =
        sqlx::query_scalar("select partnership_id from contract where ocid = 'ocds-213czf-1'")
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert_eq!(partnership, world.partnership);

    // Elsewhere it is recorded too, but neither seen nor recorded twice.
    let mut foreign = app.signed_in(FOREIGN_OFFICIAL).await;
    let (at, page) = preview(&mut foreign, "a.json", &file, &[]).await;
    assert!(
        page.shows("recorded in a partnership that you do not see"),
        "{}",
        page.body
    );
    assert!(!page.shows("RECORD-1"));
    assert_eq!(counts(&app, &at, "contracts").await, (0, 0, 0));
    let picked = upload(
        &mut foreign,
        "a.json",
        &file,
        &[("partnership", "RECORD-1")],
    )
    .await;
    assert_eq!(picked.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn sectors_and_ticks_are_the_persons_to_say() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let (at, page) = preview(&mut browser, "a.json", &package("2026-03-01", |_| ()), &[]).await;
    let hospital = page
        .body
        .split("aria-label=\"Sector of Toronto Hospital\"")
        .next()
        .unwrap();
    let name = hospital
        .rsplit("name=\"")
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let mut form = untouched(&page);
    form.push((name, "government".to_owned()));
    form.push(("jurisdiction".to_owned(), "CA-ON".to_owned()));
    assert_eq!(
        commit(&mut browser, &at, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let (sector, place, role, level): (String, String, String, String) = sqlx::query_as(
        "select o.sector, j.code, t.role, p.level from organisation o
        join jurisdiction j on j.id = o.jurisdiction_id
        join party t on t.organisation_id = o.id join partnership p on p.id = t.partnership_id
        where o.name = 'Toronto Hospital'",
    )
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(
        [sector, place, role, level],
        ["government", "CA-ON", "funder", "regional"]
    );

    let (at, page) = preview(
        &mut browser,
        "b.json",
        &package("2026-03-01", |release| {
            release["ocid"] = json!("ocds-213czf-2");
        }),
        &[],
    )
    .await;
    let form: Vec<_> = untouched(&page)
        .into_iter()
        .filter(|(name, _)| name != "include")
        .collect();
    assert_eq!(
        commit(&mut browser, &at, &form).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        kept_counts(&app, &at).await["not_chosen"],
        1,
        "it was unticked"
    );
}

#[tokio::test]
async fn one_import_works_at_a_time() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let file = bytes(CONTRACTS_FINDER);
    let (at, page) = preview(&mut browser, "a.json", &file, &[]).await;
    let mut other = app.owner.begin().await.unwrap();
    sqlx::query("select pg_advisory_xact_lock(hashtext('triad.import'))")
        .execute(&mut *other)
        .await
        .unwrap();
    let busy = commit(&mut browser, &at, &untouched(&page)).await;
    assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(
        upload(&mut browser, "b.json", &file, &[]).await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    let command = run_file(
        &app.state,
        &data(CONTRACTS_FINDER),
        &options(false, false),
        |_| (),
    )
    .await;
    assert!(matches!(command, Err(RunError::Busy)));
    other.rollback().await.unwrap();
    assert_eq!(
        commit(&mut browser, &at, &untouched(&page)).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn an_import_that_fails_half_way_leaves_nothing() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let (at, page) = preview(&mut browser, "a.json", &bytes(CONTRACTS_FINDER), &[]).await;
    let before = records(&app).await;
    // Documents are written after organisations, partnerships and contracts.
    sqlx::query("alter table document add constraint none check (false) not valid")
        .execute(&app.owner)
        .await
        .unwrap();
    let reply = commit(&mut browser, &at, &untouched(&page)).await;
    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(records(&app).await, before);
    sqlx::query("alter table document drop constraint none")
        .execute(&app.owner)
        .await
        .unwrap();
    assert_eq!(
        commit(&mut browser, &at, &untouched(&page)).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn the_command_needs_a_country_and_takes_the_one_it_is_told() {
    let (app, world) = App::with_world().await;
    let nowhere = package("2026-03-01", |release| {
        release["parties"][0]
            .as_object_mut()
            .unwrap()
            .remove("identifier");
        release["parties"][0]["address"]
            .as_object_mut()
            .unwrap()
            .remove("countryName");
    });
    let file = std::env::temp_dir().join(format!("{}.json", Uuid::now_v7()));
    std::fs::write(&file, nowhere).unwrap();
    let refused = run_file(&app.state, &file, &options(false, false), |_| ()).await;
    assert!(matches!(refused, Err(RunError::Refused(why)) if why.contains("which country")));
    let told = |code: &str| Options {
        jurisdiction: Some(code.to_owned()),
        ..Options::default()
    };
    let refused = run_file(&app.state, &file, &told("XX"), |_| ()).await;
    assert!(matches!(refused, Err(RunError::Refused(why)) if why.contains("XX")));
    run_file(&app.state, &file, &told("CA-ON"), |_| ())
        .await
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    let place: Uuid = sqlx::query_scalar("select p.jurisdiction_id from contract c join partnership p on p.id = c.partnership_id where c.ocid is not null")
        .fetch_one(&app.owner).await.unwrap();
    assert_eq!(place, world.on);
}

#[tokio::test]
async fn the_pages_speak_french() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    browser.get("/account?lang=fr-CA").await;
    let (at, page) = preview(
        &mut browser,
        "a.json",
        &bytes(CONTRACTS_FINDER),
        &[("all", "true")],
    )
    .await;
    assert!(page.shows("Rien n’est encore changé") && page.shows("un organisme de santé achète"));
    let warnings = browser.get(&format!("{at}/warnings")).await;
    assert!(!warnings.body.contains('⟦'));
    assert!(browser.get("/import").await.shows("Pas encore importé"));
}
