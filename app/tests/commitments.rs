//! Commitments and their editor, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use rust_decimal::Decimal;
use support::{AUDITOR, App, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, Reply, VENDOR, World};
use uuid::Uuid;

const LIST: &str = "/partnerships/RECORD-1/commitments";

type Form = Vec<(String, String)>;

/// A new commitment of 1,000 in 2026/27 and 500 expected in 2027/28.
fn form(world: &World) -> Form {
    [
        ("id", Uuid::now_v7().to_string().as_str()),
        ("title", "Assets <of> the record"),
        ("funder", world.ministry.to_string().as_str()),
        ("contract", world.contract.to_string().as_str()),
        ("kind", "capital"),
        ("currency", "CAD"),
        ("start-0", "2026-04-01"),
        ("amount-0", "1,000.00"),
        ("status-0", "committed"),
        ("start-1", "2027-04-01"),
        ("amount-1", "500"),
        ("status-1", "expected"),
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

async fn post(browser: &mut support::Browser, path: &str, form: &Form) -> Reply {
    let fields: Vec<_> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.post(path, &fields).await
}

/// The form that revises the world's commitment, as it begins.
fn revision(world: &World, version: &str) -> Form {
    [
        ("version", version),
        ("title", "Running the record"),
        ("funder", world.ministry.to_string().as_str()),
        ("kind", "operational"),
        ("start-0", "2026-04-01"),
        ("amount-0", "100000.00"),
        ("status-0", "committed"),
        ("start-1", "2027-04-01"),
        ("amount-1", "50000.00"),
        ("status-1", "committed"),
        ("do", "save"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

async fn committed(app: &App, commitment: Uuid) -> Decimal {
    sqlx::query_scalar("select coalesce(sum(amount), 0) from commitment_line where commitment_id = $1 and replaced_by_id is null")
        .bind(commitment)
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_new_commitment_offers_the_years_to_the_planned_end_and_is_saved_once() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let page = browser.get(&format!("{LIST}/new")).await;
    for (index, start) in ["2026-04-01", "2027-04-01", "2028-04-01", "2029-04-01"]
        .iter()
        .enumerate()
    {
        assert!(page.shows(&format!("name=\"start-{index}\"")));
        assert!(
            page.shows(&format!("<option value=\"{start}\" selected")),
            "{start}"
        );
    }
    assert!(
        !page.shows("name=\"start-4\""),
        "the partnership ends in 2029/30"
    );
    assert!(
        page.shows("2015/16") && page.shows("2040/41"),
        "past and future years can be chosen"
    );

    let form = with(&form(&world), &[("id", &page.field("id"))]);
    for _ in 0..3 {
        let reply = post(&mut browser, LIST, &form).await;
        assert_eq!(
            reply.location,
            format!("{LIST}/{}", page.field("id")),
            "{}",
            reply.body
        );
    }
    let id: Uuid = page.field("id").parse().unwrap();
    assert_eq!(committed(&app, id).await, Decimal::from(1_500));
    let page = browser.get(&format!("{LIST}/{id}")).await;
    for words in [
        "Assets &lt;of",
        "2026/27",
        "2027/28",
        "Expected",
        "C-1",
        "Olga Official",
    ] {
        assert!(page.shows(words), "{words}");
    }
}

#[tokio::test]
async fn the_editor_adds_copies_and_removes_years_without_losing_what_was_typed() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let form = with(&form(&world), &[("amount-1", "not yet known")]);
    for (pressed, rows) in [
        ("work_out", vec!["2026-04-01", "2027-04-01"]),
        ("add_before", vec!["2025-04-01", "2026-04-01", "2027-04-01"]),
        ("add_after", vec!["2026-04-01", "2027-04-01", "2028-04-01"]),
        ("copy_1", vec!["2026-04-01", "2027-04-01", "2028-04-01"]),
        ("remove_1", vec!["2026-04-01"]),
        ("copy_99", vec!["2026-04-01", "2027-04-01"]),
    ] {
        let reply = post(&mut browser, LIST, &with(&form, &[("do", pressed)])).await;
        assert_eq!(reply.status, StatusCode::OK, "{pressed}");
        for (index, start) in rows.iter().enumerate() {
            let name = format!("id=\"start-{index}\"");
            let select = &reply.body[reply.body.find(&name).unwrap()..];
            let select = &select[..select.find("</select>").unwrap()];
            assert!(
                select.contains(&format!("value=\"{start}\" selected")),
                "{pressed} {index}"
            );
        }
        assert!(
            !reply.shows(&format!("start-{}\"", rows.len())),
            "{pressed}"
        );
        assert!(reply.shows("Assets &lt;of"), "{pressed}");
        assert_eq!(
            reply.shows("not yet known"),
            pressed != "remove_1",
            "{pressed}"
        );
        assert!(!reply.shows("error-summary"), "{pressed} is no save");
    }
    let reply = post(&mut browser, LIST, &with(&form, &[("do", "work_out")])).await;
    assert!(
        reply.shows("1,000 CAD") || reply.shows("CAD 1,000") || reply.shows("1,000"),
        "{}",
        reply.body
    );
    assert!(reply.shows("One amount cannot be read and is left out."));
    let reply = post(&mut browser, LIST, &with(&form, &[("do", "copy_0")])).await;
    assert_eq!(
        reply.field("amount-1"),
        "1,000.00",
        "copied into the next year"
    );
    let count: i64 = sqlx::query_scalar("select count(*) from commitment")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(count, 1, "only saving keeps anything");
}

#[tokio::test]
async fn every_error_is_shown_at_once() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let reply = browser.post(LIST, &[("do", "save")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["title", "funder", "kind", "currency", "amount-0"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    let good = form(&world);
    let foreign = world.foreign_ministry.to_string();
    for (changes, field) in [
        (vec![("funder", foreign.as_str())], "funder"),
        (vec![("funder", &*world.acme.to_string())], "funder"),
        (vec![("contract", foreign.as_str())], "contract"),
        (vec![("amount-1", "-5")], "amount-1"),
        (vec![("currency", "JPY"), ("amount-0", "1.5")], "amount-0"),
        (vec![("status-0", "gone")], "status-0"),
        (vec![("start-1", "2026-04-01")], "start-1"),
        (vec![("start-1", "2026-05-01")], "start-1"),
        (vec![("start-1", "9999999-01-01")], "start-1"),
        (vec![("title", "a\0b")], "title"),
        (vec![("currency", "XXQ")], "currency"),
    ] {
        let reply = post(&mut browser, LIST, &with(&good, &changes)).await;
        assert_eq!(
            reply.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{changes:?}"
        );
        assert!(
            reply.shows(&format!("href=\"#{field}\"")),
            "{changes:?} {}",
            reply.body
        );
        assert_eq!(
            reply.body.matches("<a href=\"#").count() - 1,
            1,
            "{changes:?}"
        );
    }
}

#[tokio::test]
async fn a_revision_asks_why_keeps_what_was_and_never_counts_twice() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let (show, edit) = (
        format!("{LIST}/{}", world.commitment),
        format!("{LIST}/{}/edit", world.commitment),
    );
    let begun = revision(&world, "1");
    for (changes, field) in [
        (vec![], "reason"),
        (vec![("amount-0", "80000")], "reason"),
        (vec![("reason", "Nothing differs")], "reason"),
        (vec![("reason", "x"), ("status-0", "expected")], "status-0"),
        (vec![("reason", "x"), ("amount-0", "")], "amount-0"),
    ] {
        let reply = post(&mut browser, &edit, &with(&begun, &changes)).await;
        assert_eq!(
            reply.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{changes:?}"
        );
        assert!(
            reply.shows(&format!("href=\"#{field}\"")),
            "{changes:?} {}",
            reply.body
        );
    }
    let cut = with(
        &begun,
        &[
            ("amount-0", "80000"),
            ("reason", "Cut in the spring statement"),
        ],
    );
    assert_eq!(post(&mut browser, &edit, &cut).await.location, show);
    assert_eq!(
        committed(&app, world.commitment).await,
        Decimal::from(130_000)
    );
    let lines: i64 =
        sqlx::query_scalar("select count(*) from commitment_line where commitment_id = $1")
            .bind(world.commitment)
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert_eq!(lines, 3, "only the changed row is revised");
    let page = browser.get(&show).await;
    for words in [
        "100,000",
        "80,000",
        "Cut in the spring statement",
        "Eva Executive",
    ] {
        assert!(page.shows(words), "{words}");
    }

    // The form that began before the cut.
    let late = with(&begun, &[("amount-0", "90000"), ("reason", "Late")]);
    let reply = post(&mut browser, &edit, &late).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    for words in ["90000 Committed", "80000.00 Committed", "Eva Executive"] {
        assert!(reply.shows(words), "{words}");
    }
    assert_eq!(reply.field("version"), "2");
    let again = with(&late, &[("version", "2")]);
    assert_eq!(post(&mut browser, &edit, &again).await.location, show);
    assert_eq!(
        committed(&app, world.commitment).await,
        Decimal::from(140_000)
    );
}

#[tokio::test]
async fn two_lines_never_cover_the_same_day() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    // A half-year from elsewhere, which the editor's years would overlap.
    sqlx::query("insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label, amount, status) values ($1, $2, $3, '2028-07-01', '2028-12-31', 'half', 1, 'committed')")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(world.commitment).execute(&app.owner).await.unwrap();
    let form = with(
        &revision(&world, "1"),
        &[
            ("start-2", "2028-07-01"),
            ("amount-2", "1"),
            ("status-2", "committed"),
            ("start-3", "2028-04-01"),
            ("amount-3", "5"),
            ("status-3", "committed"),
            ("reason", "More"),
        ],
    );
    let edit = format!("{LIST}/{}/edit", world.commitment);
    let reply = post(&mut browser, &edit, &form).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("href=\"#start-3\""), "{}", reply.body);
}

#[tokio::test]
async fn the_list_filters_and_its_spreadsheet_holds_what_is_on_the_screen() {
    let (app, world) = App::with_money().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    assert_eq!(
        post(&mut browser, LIST, &form(&world)).await.status,
        StatusCode::SEE_OTHER
    );
    let mut browser = app.signed_in(AUDITOR).await;
    for (query, running, assets) in [
        ("", true, true),
        ("?kind=capital", false, true),
        ("?status=expected", false, true),
        ("?q=RUNNING", true, false),
        (&format!("?contract={}", world.contract), false, true),
        (&format!("?funder={}", world.clinic), false, false),
        ("?currency=SEK", false, false),
        ("?sort=-remaining", true, true),
    ] {
        let page = browser.get(&format!("{LIST}{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert_eq!(page.shows(">Running the record<"), running, "{query}");
        assert_eq!(page.shows("Assets &lt;of"), assets, "{query}");
        let csv = browser.get(&format!("{LIST}.csv{query}")).await;
        assert_eq!(csv.shows("Running the record"), running, "{query}");
        assert_eq!(csv.shows("Assets <of>"), assets, "{query}");
    }
    let csv = browser.get(&format!("{LIST}.csv")).await;
    assert!(csv.shows("external_id,partnership,funder,contract,title,kind,currency,period_start,period_end,label,amount,status"));
    assert!(csv.shows("RECORD-1,Ministry of Tests,,Running the record,operational,CAD,2026-04-01,2027-03-31,2026/27,100000.00,committed"), "{}", csv.body);
    assert_eq!(
        browser.get(&format!("{LIST}?q=%00")).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn vendors_and_people_from_elsewhere_never_see_money() {
    let (app, world) = App::with_money().await;
    let mut pages = vec![
        "/partnerships/RECORD-1/funding".to_owned(),
        "/partnerships/RECORD-1/funding.csv".to_owned(),
    ];
    for part in ["commitments", "receipts", "spending"] {
        for end in ["", ".csv", "/new"] {
            pages.push(format!("/partnerships/RECORD-1/{part}{end}"));
        }
    }
    pages.push(format!("{LIST}/{}", world.commitment));
    pages.push(format!("{LIST}/{}/edit", world.commitment));
    pages.push(format!(
        "/partnerships/RECORD-1/receipts/{}/edit",
        world.receipt
    ));
    for (email, status) in [
        (VENDOR, StatusCode::FORBIDDEN),
        (FOREIGN_OFFICIAL, StatusCode::NOT_FOUND),
    ] {
        let mut browser = app.signed_in(email).await;
        for page in &pages {
            let reply = browser.get(page).await;
            assert_eq!(reply.status, status, "{email} {page}");
            assert!(!reply.shows("Running the record"), "{email} {page}");
        }
        let mut tx = app
            .state
            .db
            .begin_as(&domain::access::Person {
                id: world.people[email],
                role: domain::access::Role::Vendor,
                organisation_id: world.acme,
            })
            .await
            .unwrap();
        for table in [
            "commitment",
            "commitment_line",
            "receipt",
            "spending",
            "movement",
            "commitment_year",
            "partnership_funding",
        ] {
            let count: i64 =
                sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
                    .fetch_one(&mut *tx)
                    .await
                    .unwrap();
            assert_eq!(count, 0, "{email} {table}");
        }
    }
}
