//! Ledgers of portfolio and jurisdictions, and the status of money: figures
//! against tables computed by hand, rates with their dates, and who sees what.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use rust_decimal::Decimal;
use support::{
    AUDITOR, App, CLINICIAN, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, Reply, VENDOR, World,
};
use uuid::Uuid;

/// A line of a commitment: the calendar year that its fiscal year begins in,
/// how much, and whether it is committed or only expected.
type Line = (i32, i64, &'static str);

/// A commitment to a partnership, in fiscal years that begin in `month`.
async fn commit(
    app: &App,
    (partnership, funder): (Uuid, Uuid),
    (currency, kind, month): (&str, &str, u32),
    lines: &[Line],
) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query("insert into commitment (id, partnership_id, funder_id, title, kind, currency) values ($1, $2, $3, 'Grant', $4, $5)")
        .bind(id).bind(partnership).bind(funder).bind(kind).bind(currency)
        .execute(&app.owner).await.unwrap();
    for (year, amount, status) in lines {
        sqlx::query("insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label, amount, status)
            select $1, $2, $3, s, (s + interval '1 year' - interval '1 day')::date,
                case when $5 = 1 then $4::text else $4 || '/' || right(($4 + 1)::text, 2) end, $6, $7
            from make_date($4, $5, 1) s")
            .bind(Uuid::now_v7()).bind(partnership).bind(id).bind(year)
            .bind(i32::try_from(month).unwrap()).bind(Decimal::from(*amount)).bind(status)
            .execute(&app.owner).await.unwrap();
    }
    id
}

/// Money that moved: `receipt` or `spending`.
async fn moved(app: &App, table: &str, commitment: Uuid, on: &str, amount: i64) {
    let sql = format!(
        "insert into {table} (id, partnership_id, commitment_id, happened_on, amount)
        select $1, partnership_id, id, $3::date, $4 from commitment where id = $2"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(Uuid::now_v7())
        .bind(commitment)
        .bind(on)
        .bind(Decimal::from(amount))
        .execute(&app.owner)
        .await
        .unwrap();
}

/// Another partnership, active and without an end.
async fn partnership(app: &App, reference: &str, jurisdiction: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query("insert into partnership (id, reference, title, jurisdiction_id, level, stage) values ($1, $2, $3, $4, 'national', 'active')")
        .bind(id).bind(reference).bind(format!("Partnership {reference}")).bind(jurisdiction)
        .execute(&app.owner).await.unwrap();
    id
}

async fn rate(app: &App, base: &str, quote: &str, on: &str, rate: &str) {
    sqlx::query("insert into reference_rate (id, base_currency, quote_currency, as_of, rate, source) values ($1, $2, $3, $4::date, $5::numeric, 'Bank of Tests')")
        .bind(Uuid::now_v7()).bind(base).bind(quote).bind(on).bind(rate)
        .execute(&app.owner).await.unwrap();
}

/// `RECORD-1` (Ontario, to the end of 2029) has CAD of ministry and clinic and
/// some EUR; `NATION-1` (Canada) has CAD of the ministry.
async fn funded() -> (App, World) {
    let (app, world) = App::with_world().await;
    let record = world.partnership;
    let c = "committed";
    let running = commit(
        &app,
        (record, world.ministry),
        ("CAD", "operational", 4),
        &[
            (2025, 100, c),
            (2026, 100, c),
            (2027, 100, c),
            (2028, 50, c),
            (2029, 40, "expected"),
        ],
    )
    .await;
    let assets = commit(
        &app,
        (record, world.clinic),
        ("CAD", "capital", 4),
        &[(2026, 60, c), (2027, 60, c)],
    )
    .await;
    commit(
        &app,
        (record, world.ministry),
        ("EUR", "operational", 4),
        &[(2026, 10, c), (2027, 10, c), (2028, 10, c), (2029, 10, c)],
    )
    .await;
    moved(&app, "receipt", running, "2026-05-01", 70).await;
    moved(&app, "spending", running, "2026-06-01", 30).await;
    moved(&app, "spending", assets, "2026-06-02", 61).await;
    let nation = partnership(&app, "NATION-1", world.ca).await;
    commit(
        &app,
        (nation, world.ministry),
        ("CAD", "operational", 4),
        &[(2026, 1000, c), (2027, 1000, c), (2028, 1000, c)],
    )
    .await;
    (app, world)
}

/// The rows of a spreadsheet, without its headings.
fn rows(reply: &Reply) -> Vec<Vec<String>> {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
    assert!(reply.content_type.starts_with("text/csv"));
    let mut reader = csv::Reader::from_reader(reply.bytes.as_slice());
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// Reference, year and currency, then capital, operational, committed,
/// expected, received, spent and remaining.
fn figures(reply: &Reply) -> Vec<String> {
    let short = |amount: &str| amount.strip_suffix(".00").unwrap_or(amount).to_owned();
    rows(reply)
        .iter()
        .map(|row| {
            let amounts: Vec<String> = row[7..14].iter().map(|amount| short(amount)).collect();
            format!("{} {} {}: {}", row[0], row[3], row[6], amounts.join(" "))
        })
        .collect()
}

#[tokio::test]
async fn the_figures_equal_a_table_computed_by_hand() {
    let (app, _) = funded().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let file = official.get("/ledger.csv").await;
    let by_hand = [
        "NATION-1 2026/27 CAD: 0 1000 1000 0 0 0 1000",
        "NATION-1 2027/28 CAD: 0 1000 1000 0 0 0 1000",
        "NATION-1 2028/29 CAD: 0 1000 1000 0 0 0 1000",
        "RECORD-1 2025/26 CAD: 0 100 100 0 0 0 100",
        "RECORD-1 2026/27 CAD: 60 100 160 0 70 91 69",
        "RECORD-1 2027/28 CAD: 60 100 160 0 0 0 160",
        "RECORD-1 2028/29 CAD: 0 50 50 0 0 0 50",
        "RECORD-1 2029/30 CAD: 0 0 0 40 0 0 0",
        "RECORD-1 2026/27 EUR: 0 10 10 0 0 0 10",
        "RECORD-1 2027/28 EUR: 0 10 10 0 0 0 10",
        "RECORD-1 2028/29 EUR: 0 10 10 0 0 0 10",
        "RECORD-1 2029/30 EUR: 0 10 10 0 0 0 10",
    ];
    assert_eq!(figures(&file), by_hand);

    let page = official.get("/ledger").await;
    for words in [
        // This fiscal year together.
        "1,160 CAD",
        "1,069 CAD",
        // 1,160 + 1,160 + 1,050 + 100.
        "3,470 CAD",
        "CAD: 3 fiscal years covered, until 31 Mar 2029",
        "EUR: 4 fiscal years covered, until 31 Mar 2030",
        // From 1,050 to nothing.
        "2029/30: 1,050 CAD less than the year before (100% less)",
        "Committed money ends: from 1 Apr 2029 there is none, after 1,050 CAD in the year before",
        // 3,350 of 3,470, and 120 of 3,470.
        "96.5%",
        "3.5%",
        "Eva Executive, Clinic of Tests (1)",
        "Pays and leads",
        "href=\"/partnerships/RECORD-1/funding\"",
        "have no planned end in common",
    ] {
        assert!(page.shows(words), "{words}: {}", page.body);
    }

    let one = official.get("/ledger?q=record").await;
    assert!(one.shows("begun by the planned end on 31 Dec 2029"));
    assert!(
        one.shows(
            "Committed money falls from 1 Apr 2028: 50 CAD, after 160 CAD in the year before"
        )
    );
}

#[tokio::test]
async fn filters_narrow_what_is_counted_on_screen_and_in_the_file() {
    let (app, world) = funded().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let clinic = format!("funder={}", world.clinic);
    for (query, expected) in [
        (
            "kind=capital",
            vec![
                "RECORD-1 2026/27 CAD: 60 0 60 0 0 61 -1",
                "RECORD-1 2027/28 CAD: 60 0 60 0 0 0 60",
            ],
        ),
        (
            &clinic,
            vec![
                "RECORD-1 2026/27 CAD: 60 0 60 0 0 61 -1",
                "RECORD-1 2027/28 CAD: 60 0 60 0 0 0 60",
            ],
        ),
        (
            "q=nation&from=2027&to=2027",
            vec!["NATION-1 2027/28 CAD: 0 1000 1000 0 0 0 1000"],
        ),
        (
            "jurisdiction=CA-ON&from=2029",
            vec![
                "RECORD-1 2029/30 CAD: 0 0 0 40 0 0 0",
                "RECORD-1 2029/30 EUR: 0 10 10 0 0 0 10",
            ],
        ),
        ("stage=closed", vec![]),
        ("q=nothing+has+this", vec![]),
    ] {
        let file = official.get(&format!("/ledger.csv?{query}")).await;
        assert_eq!(figures(&file), expected, "{query}");
        let page = official.get(&format!("/ledger?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert_eq!(
            page.shows("No funding fits these filters"),
            expected.is_empty()
        );
    }
    let capital = official.get("/ledger?kind=capital").await;
    assert!(capital.shows("Overspent") && capital.shows("−1 CAD"));
    for odd in [
        "?currency=nonsense&funder=x&kind=y&from=abc&to=99999999999&page=0&sort=%27",
        "?page=99999",
    ] {
        let page = official.get(&format!("/ledger{odd}")).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
        assert!(page.shows("3,470 CAD"), "{odd}");
    }
    assert_eq!(
        official.get("/ledger?q=%00").await.status,
        StatusCode::BAD_REQUEST
    );
    let sorted = official.get("/ledger?sort=-title").await;
    let list = sorted.body.split_once("id=\"partnerships\"").unwrap().1;
    assert!(list.find("Shared record") < list.find("Partnership NATION-1"));
}

#[tokio::test]
async fn a_jurisdiction_counts_itself_and_what_lies_below_of_what_the_viewer_sees() {
    let (app, world) = funded().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let of = |id: Uuid, kind: &str| format!("/jurisdictions/{id}/ledger{kind}");
    let references = |reply: &Reply| {
        let rows = rows(reply);
        let all = rows.iter().map(|row| row[0].clone());
        all.collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
    };
    let canada = official.get(&of(world.ca, ".csv")).await;
    assert_eq!(references(&canada), ["NATION-1", "RECORD-1"]);
    let ontario = official.get(&of(world.on, ".csv")).await;
    assert_eq!(references(&ontario), ["RECORD-1"]);
    // Another jurisdiction cannot be asked for past this one's address.
    let widened = official
        .get(&format!("{}?jurisdiction=CA", of(world.on, ".csv")))
        .await;
    assert_eq!(references(&widened), ["RECORD-1"]);
    let page = official.get(&of(world.on, "")).await;
    assert!(page.shows("Ledger of Ontario") && !page.shows("NATION-1"));
    let shown = official.get(&format!("/jurisdictions/{}", world.on)).await;
    assert!(shown.shows(&of(world.on, "")));
    assert_eq!(
        official.get(&of(Uuid::now_v7(), "")).await.status,
        StatusCode::NOT_FOUND
    );

    let mut foreign = app.signed_in(FOREIGN_OFFICIAL).await;
    for path in ["/ledger".to_owned(), of(world.ca, ""), of(world.on, "")] {
        let page = foreign.get(&path).await;
        assert!(page.shows("No funding is recorded"), "{path}");
        assert!(
            !page.shows("RECORD-1") && !page.shows("class=\"money\""),
            "{path}"
        );
    }
    assert!(rows(&foreign.get(&of(world.ca, ".csv")).await).is_empty());
    for email in [VENDOR, CLINICIAN] {
        let mut browser = app.signed_in(email).await;
        for path in [
            "/ledger".to_owned(),
            "/ledger.csv".to_owned(),
            of(world.on, ""),
            of(world.on, ".csv"),
        ] {
            assert_eq!(
                browser.get(&path).await.status,
                StatusCode::FORBIDDEN,
                "{path} as {email}"
            );
        }
    }
}

#[tokio::test]
async fn fiscal_years_of_others_count_where_their_middle_lies_and_the_page_says_so() {
    let (app, world) = App::with_world().await;
    let c = "committed";
    let source = (world.partnership, world.ministry);
    commit(&app, source, ("CAD", "operational", 1), &[(2026, 7, c)]).await;
    let mut official = app.signed_in(OFFICIAL).await;
    let file = official.get("/ledger.csv").await;
    assert_eq!(figures(&file)[0], "RECORD-1 2026/27 CAD: 0 7 7 0 0 0 7");
    let page = official.get("/ledger").await;
    assert!(page.shows("counts whole in the year that the middle of its period lies in"));
    assert!(page.shows("Fiscal years begin in April"));
}

#[tokio::test]
async fn one_reporting_currency_says_which_rate_of_which_day_and_source() {
    let (app, world) = funded().await;
    rate(&app, "EUR", "CAD", "2026-11-03", "1.5").await;
    rate(&app, "EUR", "CAD", "2026-10-01", "9").await;
    rate(&app, "EUR", "CAD", "2026-12-24", "8").await;
    let source = (world.partnership, world.clinic);
    commit(
        &app,
        source,
        ("SEK", "operational", 4),
        &[(2026, 77, "committed")],
    )
    .await;
    let mut official = app.signed_in(OFFICIAL).await;
    let page = official.get("/ledger?currency=CAD").await;
    assert!(page.shows("All amounts in CAD"));
    assert!(page.shows("1 EUR = 1.5 CAD on 3 Nov 2026, 20 days old (Bank of Tests)"));
    assert!(!page.shows("9 CAD on") && !page.shows("8 CAD on"));
    // What has no rate stands apart and is neither dropped nor guessed.
    assert!(page.shows("No rate is recorded for SEK") && page.shows("77 SEK"));
    assert!(!page.shows("10 EUR"));
    let file = official.get("/ledger.csv?currency=CAD&q=record").await;
    assert_eq!(
        figures(&file),
        [
            "RECORD-1 2025/26 CAD: 0 100 100 0 0 0 100",
            "RECORD-1 2026/27 CAD: 60 115 175 0 70 91 84",
            "RECORD-1 2027/28 CAD: 60 115 175 0 0 0 175",
            "RECORD-1 2028/29 CAD: 0 65 65 0 0 0 65",
            "RECORD-1 2029/30 CAD: 0 15 15 40 0 0 15",
            "RECORD-1 2026/27 SEK: 0 77 77 0 0 0 77",
        ]
    );
    assert!(file.shows("1 EUR = 1.5 CAD (2026-11-03, Bank of Tests)"));
    let none = official.get("/ledger?currency=CAD&q=nation").await;
    assert!(none.shows("No rate was needed"));
}

#[tokio::test]
async fn a_partnership_shows_both_dimensions_and_the_worst_of_them() {
    let (app, world) = funded().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let page = official.get("/partnerships/RECORD-1").await;
    // The schedule is green; 2028/29 has far less money than the year before.
    assert!(page.shows("Committed money falls from 1 Apr 2028"));
    assert!(page.shows("The worst of what is known"));
    assert!(page.shows("160 CAD") && page.shows("69 CAD") && page.shows("4 fiscal years covered"));
    assert!(page.shows("href=\"/partnerships/RECORD-1/funding\""));
    let portfolio = official.get("/portfolio?status=amber").await;
    assert!(portfolio.shows("RECORD-1"));
    for (query, shown) in [
        ("schedule=green", true),
        ("money=amber", true),
        ("money=green", false),
        ("status=green", false),
        ("status=amber&schedule=green&money=amber", true),
        ("concern=overspent", false),
        ("concern=without_funding", false),
        ("concern=cliff_soon", false),
    ] {
        let list = official.get(&format!("/portfolio.csv?{query}")).await;
        assert_eq!(list.shows("RECORD-1,"), shown, "{query}: {}", list.body);
    }
    let file = official.get("/portfolio.csv?q=record").await;
    assert!(file.shows("Committed this fiscal year in CAD"));
    assert!(file.shows(",160.00,70.00,91.00,3,2028-04-01,10.00,0"));

    let over: Uuid = sqlx::query_scalar("select id from commitment where funder_id = $1")
        .bind(world.clinic)
        .fetch_one(&app.owner)
        .await
        .unwrap();
    moved(&app, "spending", over, "2026-07-01", 500).await;
    moved(&app, "receipt", over, "2026-07-01", 500).await;
    for concern in ["overspent", "overreceived"] {
        let list = official
            .get(&format!("/portfolio.csv?concern={concern}"))
            .await;
        assert!(list.shows("RECORD-1,"), "{concern}");
    }
    let words = "In 2026/27 431 CAD more was spent than committed";
    for path in ["/partnerships/RECORD-1", "/portfolio", "/"] {
        assert!(official.get(path).await.shows(words), "{path}");
    }
    let auditor = app.signed_in(AUDITOR).await.get("/").await;
    assert!(auditor.shows(words) && auditor.shows("In 2026/27 410 CAD more was received"));
}

#[tokio::test]
async fn who_must_act_finds_it_on_the_workbench() {
    let (app, world) = App::with_world().await;
    let source = (world.partnership, world.ministry);
    let lines = [(2026, 90, "committed"), (2027, 80, "expected")];
    commit(&app, source, ("CAD", "operational", 4), &lines).await;
    let official = app.signed_in(OFFICIAL).await.get("/").await;
    assert!(official.shows("For 2027/28 80 CAD is expected and not committed yet"));
    assert!(official.shows("Committed money ends: from 1 Apr 2027 there is none"));
    let mut browser = app.signed_in(EXECUTIVE).await;
    let executive = browser.get("/").await;
    assert!(
        executive.shows("Half of 2026/27 is over, and nothing of the 90 CAD committed has arrived")
    );
    let commitment: Uuid = sqlx::query_scalar("select id from commitment")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    moved(&app, "receipt", commitment, "2026-11-01", 1).await;
    assert!(browser.get("/").await.shows("No money needs your hand"));
}

#[tokio::test]
async fn a_vendor_sees_no_money_anywhere() {
    let (app, _) = funded().await;
    let mut vendor = app.signed_in(VENDOR).await;
    for path in [
        "/",
        "/partnerships",
        "/partnerships/RECORD-1",
        "/partnerships.csv",
    ] {
        let page = vendor.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for secret in [
            "Committed",
            "committed",
            "160 CAD",
            "Funding by",
            "/funding",
            "/ledger",
        ] {
            assert!(!page.shows(secret), "{secret} on {path}");
        }
    }
    // The schedule alone decides what a vendor is told.
    assert!(vendor.get("/partnerships").await.shows("Green"));
    let official = app.signed_in(OFFICIAL).await.get("/partnerships").await;
    assert!(official.shows("Amber"));
}

#[tokio::test]
async fn the_pages_are_whole_in_french_too() {
    let (app, world) = funded().await;
    rate(&app, "EUR", "CAD", "2026-11-03", "1.5").await;
    let mut official = app.signed_in(OFFICIAL).await;
    let of_canada = format!("/jurisdictions/{}/ledger?lang=fr-CA", world.ca);
    for path in [
        "/ledger?lang=fr-CA&currency=CAD&kind=operational&from=2026",
        &of_canada,
        "/partnerships/RECORD-1?lang=fr-CA",
        "/portfolio?lang=fr-CA&money=amber",
        "/?lang=fr-CA",
    ] {
        let page = official.get(path).await;
        assert!(!page.shows("⟦") && page.shows("lang=\"fr"), "{path}");
    }
}
