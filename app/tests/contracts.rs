//! Contracts and their documents, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use rust_decimal::Decimal;
use support::{
    AUDITOR, App, CLINICIAN, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR, VENDOR, World,
};
use uuid::Uuid;

const LIST: &str = "/partnerships/RECORD-1/contracts";

fn url(contract: Uuid) -> String {
    format!("{LIST}/{contract}")
}

/// A form that is in order, as field and value.
fn form(world: &World) -> Vec<(&'static str, String)> {
    [
        ("id", Uuid::now_v7().to_string()),
        ("version", "1".to_owned()),
        ("number", "C-3".to_owned()),
        ("title", "Terminology service".to_owned()),
        ("description", "Codes for every ward".to_owned()),
        ("buyer", world.clinic.to_string()),
        ("supplier", world.acme.to_string()),
        ("value", "1,250,000.50".to_owned()),
        ("currency", "CAD".to_owned()),
        ("renewal", "automatic".to_owned()),
        ("renewal_months", "12".to_owned()),
        ("notice", "60".to_owned()),
        ("notice_unit", "days".to_owned()),
        ("review_days", "15".to_owned()),
    ]
    .into_iter()
    .chain(dates("signed", "1", "3", "2026"))
    .chain(dates("starts", "1", "4", "2026"))
    .chain(dates("ends", "31", "3", "2029"))
    .chain(dates("max_end", "31", "3", "2031"))
    .collect()
}

fn dates(name: &str, day: &str, month: &str, year: &str) -> [(&'static str, String); 3] {
    [("day", day), ("month", month), ("year", year)].map(|(part, value)| {
        let name: &'static str = Box::leak(format!("{name}_{part}").into_boxed_str());
        (name, value.to_owned())
    })
}

fn with(
    form: &[(&'static str, String)],
    changes: &[(&'static str, &str)],
) -> Vec<(&'static str, String)> {
    let mut changed = form.to_vec();
    changed.retain(|(name, _)| changes.iter().all(|(other, _)| name != other));
    changed.extend(
        changes
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned())),
    );
    changed
}

fn fields<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

#[tokio::test]
async fn a_contract_is_recorded_once_however_often_the_form_is_sent() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let page = browser.get(&format!("{LIST}/new")).await;
    assert!(
        page.shows("<option value=\"CAD\" selected"),
        "the jurisdiction's currency"
    );
    let form = with(&form(&world), &[("id", &page.field("id"))]);
    for _ in 0..3 {
        let reply = browser.post(LIST, &fields(&form)).await;
        assert_eq!(
            reply.location,
            format!("{LIST}/{}", page.field("id")),
            "{}",
            reply.body
        );
    }
    let made: Vec<(Decimal, i32, String)> = sqlx::query_as(
        "select value, review_days, renewal from contract
        where number = 'C-3' and supplier_id = $1 and max_end = '2031-03-31' and notice_on = '2029-01-30'",
    )
    .bind(world.acme)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(
        made,
        [("1250000.50".parse().unwrap(), 15, "automatic".to_owned())]
    );
    let page = browser.get(&format!("{LIST}/{}", page.field("id"))).await;
    for words in [
        "In force",
        "1,250,000.50",
        "30 Jan 2029",
        "60 days before the end",
        "15 working days",
    ] {
        assert!(page.shows(words), "{words}");
    }
}

#[tokio::test]
async fn every_error_is_shown_at_once_and_what_was_typed_is_kept() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let reply = browser
        .post(
            LIST,
            &[
                ("description", "kept <words>"),
                ("ends_day", "31"),
                ("review_days", "0"),
            ],
        )
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "number",
        "title",
        "buyer",
        "supplier",
        "starts",
        "ends",
        "currency",
        "renewal",
        "review_days",
    ] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(reply.shows("kept &lt;words"));
    assert_eq!(reply.field("ends_day"), "31");

    let good = form(&world);
    let foreign = world.foreign_clinic.to_string();
    let ends_before = dates("ends", "31", "3", "2026");
    let ends_before: Vec<_> = ends_before.iter().map(|(n, v)| (*n, v.as_str())).collect();
    for (changes, field) in [
        (vec![("number", "C-1")], "number"),
        (vec![("buyer", foreign.as_str())], "buyer"),
        (vec![("supplier", foreign.as_str())], "supplier"),
        (ends_before, "ends"),
        (vec![("signed_year", "2030")], "signed"),
        (vec![("max_end_year", "2028")], "max_end"),
        (vec![("notice", "3000"), ("renewal_months", "")], "notice"),
        (vec![("notice", "400")], "notice"),
        (vec![("notice", "121"), ("notice_unit", "months")], "notice"),
        (vec![("notice", "13"), ("notice_unit", "months")], "notice"),
        (vec![("notice_unit", "weeks")], "notice_unit"),
        (vec![("renewal", "none")], "renewal_months"),
        (vec![("renewal_months", "0")], "renewal_months"),
        (
            vec![
                ("suspended_day", "1"),
                ("suspended_month", "1"),
                ("suspended_year", "2025"),
            ],
            "suspended",
        ),
        (vec![("ending", "cancelled")], "ended"),
        (
            vec![
                ("ended_day", "1"),
                ("ended_month", "5"),
                ("ended_year", "2026"),
            ],
            "ending",
        ),
        (vec![("value", "-5")], "value"),
        (vec![("currency", "XXQ")], "currency"),
        (vec![("title", "a\0b")], "title"),
    ] {
        let reply = browser.post(LIST, &fields(&with(&good, &changes))).await;
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
            "{changes:?}: one error, and the skip link"
        );
        assert!(reply.shows("Codes for every ward"));
    }
    let made: i64 = sqlx::query_scalar("select count(*) from contract")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(made, 2);
}

#[tokio::test]
async fn of_twenty_saves_of_one_version_one_wins_and_nineteen_are_told() {
    let (app, world) = App::with_world().await;
    let browser = app.signed_in(EXECUTIVE).await;
    let edit = format!("{}/edit", url(world.contract));
    let saves = (0..20).map(|number| {
        let (mut browser, edit) = (browser.clone(), edit.clone());
        let title = format!("Title {number}");
        let form = with(
            &form(&world),
            &[
                ("title", &title),
                ("number", "C-1"),
                ("correction", "Entered from the wrong page"),
            ],
        );
        tokio::spawn(async move {
            let reply = browser.post(&edit, &fields(&form)).await;
            if reply.status == StatusCode::CONFLICT {
                assert!(
                    reply.shows(&title) && reply.shows("Eva Executive"),
                    "{}",
                    reply.body
                );
                assert_eq!(reply.field("version"), "2", "saving again replaces theirs");
            }
            reply.status
        })
    });
    let mut statuses = Vec::new();
    for save in saves.collect::<Vec<_>>() {
        statuses.push(save.await.unwrap());
    }
    let count = |status| statuses.iter().filter(|s| **s == status).count();
    assert_eq!(
        (count(StatusCode::SEE_OTHER), count(StatusCode::CONFLICT)),
        (1, 19),
        "{statuses:?}"
    );
}

#[tokio::test]
async fn an_edit_begins_with_what_is_saved() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let edit = format!("{}/edit", url(world.contract));
    let page = browser.get(&format!("{edit}?correct=true")).await;
    for (field, value) in [
        ("number", "C-1"),
        ("title", "Record exchange"),
        ("value", "1000000.00"),
        ("starts_month", "2"),
        ("notice", "90"),
        ("renewal_months", ""),
        ("version", "1"),
    ] {
        assert_eq!(page.field(field), value);
    }
    assert!(page.shows(&format!("<option value=\"{}\" selected", world.acme)));
}

#[tokio::test]
async fn the_list_filters_sorts_and_exports_what_is_on_the_screen() {
    let (app, world) = App::with_world().await;
    sqlx::query("update contract set ended_on = '2026-06-30', ending = 'ended_early', currency = 'SEK' where id = $1")
        .bind(world.other_contract)
        .execute(&app.owner)
        .await
        .unwrap();
    let mut browser = app.signed_in(AUDITOR).await;
    let all = browser.get(LIST).await;
    assert!(
        all.shows("1,000,000") && all.shows("777,777"),
        "each currency has a total"
    );
    assert!(!all.shows("1,777,777"), "and they are never mixed");
    for (query, record, hosting) in [
        ("?status=in_force", true, false),
        ("?status=ended_early&status=draft", false, true),
        ("?q=SÉCRET", false, true),
        ("?q=c-1&sort=-value", true, false),
        (&format!("?supplier={}", world.other), false, true),
        ("?q=100%25", false, false),
        ("?page=7", true, true),
    ] {
        let page = browser.get(&format!("{LIST}{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert_eq!(page.shows("Record exchange"), record, "{query}");
        assert_eq!(page.shows("Secret hosting"), hosting, "{query}");
    }
    let csv = browser.get(&format!("{LIST}.csv?status=in_force")).await;
    assert_eq!(csv.content_type, "text/csv; charset=utf-8");
    assert!(
        csv.shows("C-1,Record exchange,in_force,Clinic of Tests,Acme Systems,2026-01-05,2026-02-01,2028-01-31,1000000.00,CAD,none,,2027-11-02,2028-01-31,,10,"),
        "{}",
        csv.body
    );
    assert!(!csv.shows("Secret hosting"));
    assert_eq!(
        browser.get(&format!("{LIST}?q=%00")).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_contract_warns_of_notice_and_end() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(VENDOR).await;
    for (ends, notice, words) in [
        (
            "2027-06-01",
            Some(180),
            "10 days left to give notice, until 3 Dec 2026",
        ),
        ("2026-11-23", None, "This contract ends today"),
        (
            "2027-02-21",
            None,
            "This contract ends in 90 days, on 21 Feb 2027",
        ),
    ] {
        sqlx::query("update contract set ends_on = $2::date, notice_days = $3 where id = $1")
            .bind(world.contract)
            .bind(ends.parse::<chrono::NaiveDate>().unwrap())
            .bind(notice)
            .execute(&app.owner)
            .await
            .unwrap();
        assert!(
            browser.get(&url(world.contract)).await.shows(words),
            "{words}"
        );
    }
    sqlx::query("update contract set ends_on = '2027-02-22' where id = $1")
        .bind(world.contract)
        .execute(&app.owner)
        .await
        .unwrap();
    assert!(
        !browser
            .get(&url(world.contract))
            .await
            .shows("This contract ends")
    );
}

#[tokio::test]
async fn another_vendor_finds_neither_the_contract_nor_its_price_nor_its_file() {
    let (app, world) = App::with_world().await;
    let mut other = app.signed_in(OTHER_VENDOR).await;
    let file = format!("/files/{}", world.file);
    for address in [
        url(world.contract),
        format!("{}/edit", url(world.contract)),
        file,
    ] {
        assert_eq!(
            other.get(&address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    for address in [
        LIST.to_owned(),
        format!("{LIST}.csv"),
        format!("{LIST}?supplier={}", world.acme),
    ] {
        let list = other.get(&address).await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(
            !list.shows("Record exchange") && !list.shows("1,000,000") && !list.shows("1000000")
        );
    }
    assert!(other.get(LIST).await.shows("777,777"));

    let mut vendor = app.signed_in(VENDOR).await;
    assert!(
        vendor
            .get(&url(world.contract))
            .await
            .shows("Interface description")
    );
    let edit = format!("{}/edit", url(world.contract));
    assert_eq!(vendor.get(&edit).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        app.signed_in(CLINICIAN)
            .await
            .get(&format!("{LIST}/new"))
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        app.signed_in(FOREIGN_OFFICIAL).await.get(LIST).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_further_supplier_reads_the_contract_as_its_own() {
    let (app, world) = App::with_world().await;
    sqlx::query("insert into contract_co_supplier (id, partnership_id, contract_id, organisation_id) values ($1, $2, $3, $4)")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(world.contract).bind(world.other)
        .execute(&app.owner).await.unwrap();
    let mut other = app.signed_in(OTHER_VENDOR).await;
    let page = other.get(&url(world.contract)).await;
    assert!(page.shows("Further suppliers") && page.shows("Other Systems"));
    assert!(
        other
            .get(&format!("{LIST}?supplier={}", world.other))
            .await
            .shows("Record exchange")
    );
}

#[tokio::test]
async fn an_imported_contract_shows_where_it_came_from() {
    let (app, world) = App::with_world().await;
    sqlx::query(r#"update contract set ocid = 'ocds-1', ocds_id = 'award-7', source = '{"award": {"items": [{"unit": "bed <b>"}]}}' where id = $1"#)
        .bind(world.contract).execute(&app.owner).await.unwrap();
    let page = app
        .signed_in(CLINICIAN)
        .await
        .get(&url(world.contract))
        .await;
    for words in ["ocds-1", "award-7", "award › items › 1 › unit", "bed &lt;b"] {
        assert!(page.shows(words), "{words}");
    }
}

#[tokio::test]
async fn a_document_is_added_once_with_its_file_for_the_contracts_readers() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let documents = format!("{}/documents", url(world.contract));
    let id = browser.get(&format!("{documents}/new")).await.field("id");
    let form = [
        ("id", id.as_str()),
        ("title", "Signed contract"),
        ("published_day", "1"),
        ("published_month", "2"),
        ("published_year", "2026"),
    ];
    let file = [(
        "file",
        "C:\\plans\\contract.bin",
        b"%PDF-1.7 signed".as_slice(),
    )];
    for _ in 0..3 {
        let reply = browser.upload(&documents, &form, &file).await;
        assert_eq!(reply.location, url(world.contract), "{}", reply.body);
    }
    let files: Vec<(Uuid, String)> = sqlx::query_as(
        "select f.id, f.name from document d join file f on f.id = d.file_id
        where d.title = 'Signed contract' and f.contract_id = $1 and f.partnership_id = $2",
    )
    .bind(world.contract)
    .bind(world.partnership)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].1, "contract.bin.pdf");
    let stored: i64 = sqlx::query_scalar("select count(*) from file")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(stored, 2, "the world's and this one");

    let address = format!("/files/{}", files[0].0);
    let page = app.signed_in(VENDOR).await.get(&url(world.contract)).await;
    for words in [
        "Signed contract",
        "contract.bin.pdf (1 KB)",
        "1 Feb 2026",
        "Eva Executive",
        &address,
    ] {
        assert!(page.shows(words), "{words}");
    }
    let reply = app.signed_in(VENDOR).await.get(&address).await;
    assert_eq!(reply.bytes, b"%PDF-1.7 signed");
    assert_eq!(
        app.signed_in(OTHER_VENDOR).await.get(&address).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_and_the_file_it_came_with() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let documents = format!("{}/documents", url(world.contract));
    let id = Uuid::now_v7().to_string();
    let file = [("file", "table.csv", b"a;b\n1;2\n".as_slice())];
    let refused = browser
        .upload(&documents, &[("id", &id), ("published_year", "1")], &file)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("href=\"#title\"") && refused.shows("href=\"#published\""));
    assert!(refused.shows("table.csv (1 KB)"));
    let kept = refused.field("kept_file");

    let sender = app
        .signed_in(EXECUTIVE)
        .await
        .get(&format!("/files/{kept}"))
        .await;
    assert_eq!(
        sender.status,
        StatusCode::OK,
        "the sender may look at it again"
    );
    let reader = app
        .signed_in(OFFICIAL)
        .await
        .get(&format!("/files/{kept}"))
        .await;
    assert_eq!(
        reader.status,
        StatusCode::NOT_FOUND,
        "nobody else sees it yet"
    );
    let stolen = app
        .signed_in(OFFICIAL)
        .await
        .upload(
            &documents,
            &[("title", "Theirs"), ("kept_file", &kept)],
            &[],
        )
        .await;
    assert_eq!(
        stolen.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nor attaches it"
    );

    let form = [
        ("id", id.as_str()),
        ("title", "Table"),
        ("kept_file", &kept),
    ];
    let reply = browser
        .upload(&documents, &form, &[("file", "", b"")])
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let reader = app
        .signed_in(OFFICIAL)
        .await
        .get(&format!("/files/{kept}"))
        .await;
    assert_eq!(reader.bytes, b"a;b\n1;2\n");
}

#[tokio::test]
async fn a_file_of_the_wrong_kind_is_refused_in_words_beside_its_field() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let documents = format!("{}/documents", url(world.contract));
    let large = vec![b'%'; 21 * 1024 * 1024];
    for (name, bytes, words) in [
        (
            "plan.pdf",
            b"<!doctype html><title>x</title>".as_slice(),
            "“plan.pdf” is, by its content, not a PDF",
        ),
        (
            "tool.exe",
            b"MZ\x90\0\x03\0\0\0",
            "“tool.exe” is, by its content, not",
        ),
        (
            "logo.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "“logo.svg” is, by its content, not",
        ),
        (
            "rows.csv",
            b"a,b\n1\n",
            "“rows.csv” is not a table that can be read",
        ),
        ("empty.pdf", b"", "“empty.pdf” is empty"),
        ("scan.pdf", &large, "“scan.pdf” is larger than 20 MB"),
    ] {
        let form = [("title", "Typed title"), ("published_year", "2026")];
        let reply = browser
            .upload(&documents, &form, &[("file", name, bytes)])
            .await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            reply.shows(words) && reply.shows("href=\"#file\""),
            "{name} {}",
            reply.body
        );
        assert!(
            !reply.shows("Give a link or choose a file</a>"),
            "{name}: a file was chosen"
        );
        assert_eq!(
            (
                reply.field("title").as_str(),
                reply.field("published_year").as_str()
            ),
            ("Typed title", "2026")
        );
    }
    let six: Vec<_> = (0..6)
        .map(|_| ("file", "a.pdf", b"%PDF-".as_slice()))
        .collect();
    let reply = browser.upload(&documents, &[], &six).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    let kind = Some("application/x-www-form-urlencoded");
    let reply = browser
        .send(
            axum::http::Method::POST,
            &documents,
            kind,
            b"title=x".to_vec(),
        )
        .await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_document_is_a_link_or_a_file() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let documents = format!("{}/documents", url(world.contract));
    for (link, file, words) in [
        ("", None, "Give a link or choose a file</a>"),
        (
            "javascript:alert(1)",
            None,
            "Enter an address that begins with",
        ),
        (
            "https://example.org/a",
            Some(("file", "a.pdf", b"%PDF-".as_slice())),
            "not both",
        ),
    ] {
        let form = [("title", "Notice"), ("link", link)];
        let reply = browser.upload(&documents, &form, file.as_slice()).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{link}");
        assert!(reply.shows(words), "{words} {}", reply.body);
    }
    let form = [
        ("title", "Notice"),
        ("link", "https://example.org/notice?a=1&b=2"),
    ];
    assert_eq!(
        browser.upload(&documents, &form, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        browser
            .get(&url(world.contract))
            .await
            .shows("href=\"https://example.org/notice?a=1&amp;b=2\"")
    );
}
