//! Amendments of signed contracts, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::{Method, StatusCode};
use domain::access::{Person, Role};
use rust_decimal::Decimal;
use support::{
    AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE, OFFICIAL, OTHER_VENDOR, Reply,
    VENDOR, World,
};
use uuid::Uuid;

const LIST: &str = "/partnerships/RECORD-1/contracts";

fn contract(world: &World) -> String {
    format!("{LIST}/{}", world.contract)
}

fn amendments(world: &World) -> String {
    format!("{}/amendments", contract(world))
}

/// The world's own draft.
fn shown(world: &World) -> String {
    format!("{}/{}", amendments(world), world.amendment)
}

/// A draft of these terms from 1 March 2027, with `fields` changed.
async fn draft(
    browser: &mut Browser,
    world: &World,
    terms: &[&str],
    fields: &[(&str, &str)],
) -> Reply {
    let id = Uuid::now_v7().to_string();
    let mut form = vec![
        ("id", id.as_str()),
        ("currency", "CAD"),
        ("effective_day", "1"),
        ("effective_month", "3"),
        ("effective_year", "2027"),
        ("reason", "Two hospitals joined"),
    ];
    form.retain(|(name, _)| fields.iter().all(|(other, _)| name != other));
    form.extend(terms.iter().map(|term| ("term", *term)));
    form.extend_from_slice(fields);
    browser.post(&amendments(world), &form).await
}

async fn value(app: &App, world: &World) -> String {
    let value: Decimal = sqlx::query_scalar("select value from contract where id = $1")
        .bind(world.contract)
        .fetch_one(&app.owner)
        .await
        .unwrap();
    value.to_string()
}

async fn sign(app: &App, email: &str, address: &str) -> Reply {
    app.signed_in(email)
        .await
        .post(&format!("{address}/sign"), &[])
        .await
}

#[tokio::test]
async fn the_form_asks_first_which_terms_then_only_for_these() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(VENDOR).await;
    let new = format!("{}/new", amendments(&world));
    let first = browser.get(&new).await;
    assert!(first.shows("value=\"ends_on\"") && first.shows("now: 1,000,000"));
    assert!(!first.shows("name=\"reason\""));
    let second = browser
        .get(&format!("{new}?term=value&term=ends_on&term=nonsense"))
        .await;
    assert_eq!(second.field("value"), "1000000.00");
    assert_eq!(second.field("ends_on_year"), "2028");
    assert!(
        second.shows("31 Jan 2028"),
        "the present term beside the new one"
    );
    assert!(!second.shows("name=\"scope\"") && !second.shows("name=\"max_end_day\""));
    let notice = browser.get(&format!("{new}?term=notice_months")).await;
    assert_eq!(
        notice.field("notice_days"),
        "90",
        "notice is agreed in one unit"
    );
}

#[tokio::test]
async fn an_amendment_is_drafted_once_however_often_the_form_is_sent() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let id = Uuid::now_v7().to_string();
    for _ in 0..3 {
        let fields = [("id", id.as_str()), ("value", "1,250,000")];
        let reply = draft(&mut browser, &world, &["value"], &fields).await;
        assert_eq!(
            reply.location,
            format!("{}/{id}", amendments(&world)),
            "{}",
            reply.body
        );
    }
    let made: Vec<(i32, String, String)> = sqlx::query_as(
        "select a.number, h.before, h.after from amendment a
        join amendment_change h on h.amendment_id = a.id where a.reason = 'Two hospitals joined'",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(
        made,
        [(2, "1000000.00".to_owned(), "1250000.00".to_owned())]
    );

    let page = browser.get(&format!("{}/{id}", amendments(&world))).await;
    for words in [
        "Amendment 2",
        "Two hospitals joined",
        "Olga Official, Ministry of Tests",
        "1,250,000",
        "+250,000",
        "25%",
        "Clinic of Tests has not signed",
        "Acme Systems has not signed",
    ] {
        assert!(page.shows(words), "{words}");
    }
    assert!(
        !page.shows("/sign\""),
        "the ministry is no side of the contract"
    );
    let list = browser.get(&amendments(&world)).await;
    assert!(list.shows("Two more wards") || list.shows("Amendment 1"));
    for (query, one, two) in [
        ("?q=hospitals", false, true),
        ("?state=draft&sort=-effective", true, true),
        ("?state=in_force", false, false),
    ] {
        let list = browser.get(&format!("{}{query}", amendments(&world))).await;
        assert_eq!(list.shows(">Amendment 1<"), one, "{query}");
        assert_eq!(list.shows(">Amendment 2<"), two, "{query}");
    }
    let csv = browser
        .get(&format!("{}.csv?q=hospitals", amendments(&world)))
        .await;
    assert!(
        csv.shows("2,draft,value,2027-03-01,value,1000000.00,1250000.00,CAD,Two hospitals joined,"),
        "{}",
        csv.body
    );
    assert!(!csv.shows("Two more wards"));
}

#[tokio::test]
async fn what_contradicts_the_contract_is_refused_with_the_reason_beside_the_field() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    for (terms, fields, field, words) in [
        (
            vec!["value"],
            vec![("value", "2"), ("currency", "SEK")],
            "currency",
            "This contract is in CAD. Another currency is another contract.",
        ),
        (
            vec!["value"],
            vec![("value", "2"), ("effective_year", "2025")],
            "effective",
            "before the contract was signed",
        ),
        (
            vec!["value"],
            vec![
                ("value", "2"),
                ("effective_month", "1"),
                ("effective_year", "2026"),
                ("effective_day", "9"),
            ],
            "effective",
            "before the contract starts",
        ),
        (
            vec!["value"],
            vec![("value", "2"), ("effective_year", "2029")],
            "effective",
            "after the contract’s end",
        ),
        (
            vec!["value"],
            vec![("value", "1000000")],
            "value",
            "Nothing here differs",
        ),
        (
            vec!["value"],
            vec![("value", "-5")],
            "value",
            "Enter an amount of zero or more",
        ),
        (
            vec!["ends_on"],
            vec![
                ("ends_on_day", "1"),
                ("ends_on_month", "1"),
                ("ends_on_year", "2026"),
            ],
            "ends_on",
            "The end would be before the start",
        ),
        (
            vec!["notice_days"],
            vec![("notice_days", "3000")],
            "notice_days",
            "longer than the contract",
        ),
        (
            vec!["max_end"],
            vec![
                ("max_end_day", "1"),
                ("max_end_month", "1"),
                ("max_end_year", "2027"),
            ],
            "max_end",
            "before the end of the contract",
        ),
        (
            vec!["review_days"],
            vec![("review_days", "")],
            "review_days",
            "Enter something here",
        ),
        (
            vec!["scope"],
            vec![("scope", "a\0b")],
            "scope",
            "invisible control characters",
        ),
        (
            vec!["scope"],
            vec![("scope", "More"), ("reason", "a\0b")],
            "reason",
            "invisible control characters",
        ),
    ] {
        let reply = draft(&mut browser, &world, &terms, &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(
            reply.shows(&format!("href=\"#{field}\"")),
            "{fields:?} {}",
            reply.body
        );
        assert!(reply.shows(words), "{words} {}", reply.body);
        assert_eq!(
            reply.body.matches("<a href=\"#").count() - 1,
            1,
            "{fields:?}: one error, and the skip link"
        );
    }
    let all = [
        ("value", "2"),
        ("currency", "SEK"),
        ("notice_days", "3000"),
        ("reason", ""),
        ("effective_year", "2025"),
    ];
    let reply = draft(&mut browser, &world, &["value", "notice_days"], &all).await;
    for field in ["currency", "notice_days", "reason", "effective"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    assert_eq!(reply.field("notice_days"), "3000", "what was typed is kept");
    let made: i64 = sqlx::query_scalar("select count(*) from amendment")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(made, 1, "the world's own");
}

#[tokio::test]
async fn only_a_signed_contract_that_runs_is_amended() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    for (change, words) in [
        ("signed_on = null", "This contract is not signed"),
        (
            "signed_on = '2026-01-05', ended_on = '2026-06-30', ending = 'ended_early'",
            "This contract is over",
        ),
    ] {
        let sql = format!("update contract set {change} where id = $1");
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(world.contract)
            .execute(&app.owner)
            .await
            .unwrap();
        let new = format!("{}/new?term=value", amendments(&world));
        assert!(browser.get(&new).await.shows(words), "{words}");
        let reply = draft(&mut browser, &world, &["value"], &[("value", "2")]).await;
        reply.assert_keeps(&["2 CAD", "1 Mar 2027", "Two hospitals joined"]);
        let reply = sign(&app, EXECUTIVE, &shown(&world)).await;
        assert_eq!(reply.status, StatusCode::CONFLICT, "{words}");
    }
}

#[tokio::test]
async fn each_sides_own_people_sign_and_the_second_signature_agrees_it() {
    let (app, world) = App::with_world().await;
    let address = shown(&world);
    for (email, status) in [
        (OFFICIAL, StatusCode::FORBIDDEN),
        (CLINICIAN, StatusCode::FORBIDDEN),
        (AUDITOR, StatusCode::FORBIDDEN),
        (OTHER_VENDOR, StatusCode::NOT_FOUND),
        (FOREIGN_EXECUTIVE, StatusCode::NOT_FOUND),
    ] {
        assert_eq!(sign(&app, email, &address).await.status, status, "{email}");
    }
    let mut vendor = app.signed_in(VENDOR).await;
    assert!(
        vendor.get("/").await.shows("To sign"),
        "it waits on the workbench"
    );
    assert!(
        vendor
            .get(&contract(&world))
            .await
            .shows("waits for your signature")
    );
    assert!(vendor.get(&address).await.shows("Sign for Acme Systems"));
    for _ in 0..3 {
        let reply = vendor.post(&format!("{address}/sign"), &[]).await;
        assert_eq!(reply.location, address, "{}", reply.body);
    }
    assert_eq!(
        value(&app, &world).await,
        "1000000.00",
        "one signature is half of two"
    );
    assert!(!vendor.get("/").await.shows("To sign"));
    let bench = app.signed_in(EXECUTIVE).await.get("/").await;
    assert!(bench.shows("Acme Systems has signed; your signature is missing"));

    let reply = sign(&app, EXECUTIVE, &address).await;
    assert_eq!(reply.location, address, "{}", reply.body);
    assert_eq!(value(&app, &world).await, "1100000.00");
    let page = vendor.get(&address).await;
    for words in [
        "Agreed, not yet effective",
        "Eva Executive, Clinic of Tests",
        "Victor Vendor, Acme Systems",
    ] {
        assert!(page.shows(words), "{words}");
    }
    let withdrawn = vendor
        .post(
            &format!("{address}/withdraw"),
            &[("withdrawal", "Too late")],
        )
        .await;
    // What is agreed is not withdrawn.
    withdrawn.assert_keeps(&["Too late"]);

    // The contract's page on days before and after it takes effect.
    let mut auditor = app.signed_in(AUDITOR).await;
    let on = |day: &str, month: &str, year: &str| {
        format!(
            "{}?on_day={day}&on_month={month}&on_year={year}",
            contract(&world)
        )
    };
    let before = auditor.get(&on("31", "12", "2026")).await;
    assert!(
        before.shows("Terms in force on 31 Dec 2026") && before.shows(">0%<"),
        "{}",
        before.body
    );
    let after = auditor.get(&on("1", "1", "2027")).await;
    assert!(after.shows("+100,000") && after.shows(">+10%<"));
    assert!(
        after.shows("Value: 1,000,000") && after.shows("1,100,000"),
        "the way there"
    );
    let wrong = auditor.get(&on("31", "2", "2027")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let audit: i64 = sqlx::query_scalar("select count(*) from audit_verify()")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(audit, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signed_by_both_at_once_it_is_agreed_once() {
    let (app, world) = App::with_world().await;
    let vendor = app.signed_in(VENDOR).await;
    let executive = app.signed_in(EXECUTIVE).await;
    let address = format!("{}/sign", shown(&world));
    let posts: Vec<_> = (0..10)
        .map(|number| {
            let browser = if number % 2 == 0 { &vendor } else { &executive };
            let (mut browser, address) = (browser.clone(), address.clone());
            tokio::spawn(async move { browser.post(&address, &[]).await.status })
        })
        .collect();
    for post in posts {
        assert_eq!(post.await.unwrap(), StatusCode::SEE_OTHER);
    }
    assert_eq!(value(&app, &world).await, "1100000.00");
    let (signatures, version): (i64, i32) = sqlx::query_as(
        "select (select count(*) from amendment_signature), version from contract where id = $1",
    )
    .bind(world.contract)
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!((signatures, version), (2, 2));
}

#[tokio::test]
async fn a_further_supplier_reads_but_signs_nothing() {
    let (app, world) = App::with_world().await;
    sqlx::query("insert into contract_co_supplier (id, partnership_id, contract_id, organisation_id) values ($1, $2, $3, $4)")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(world.contract).bind(world.other)
        .execute(&app.owner).await.unwrap();
    let page = app.signed_in(OTHER_VENDOR).await.get(&shown(&world)).await;
    assert!(page.shows("Amendment 1") && !page.shows("/sign\""));
    assert_eq!(
        sign(&app, OTHER_VENDOR, &shown(&world)).await.status,
        StatusCode::FORBIDDEN
    );

    // Nor past the application: the database keeps signatures to their own.
    for (email, role, own, side, signs_for) in [
        (
            OTHER_VENDOR,
            Role::Vendor,
            world.other,
            "supplier",
            world.acme,
        ),
        (
            OTHER_VENDOR,
            Role::Vendor,
            world.other,
            "supplier",
            world.other,
        ),
        (
            EXECUTIVE,
            Role::HealthExecutive,
            world.clinic,
            "supplier",
            world.clinic,
        ),
        (
            EXECUTIVE,
            Role::HealthExecutive,
            world.clinic,
            "supplier",
            world.acme,
        ),
    ] {
        let person = Person {
            id: world.people[email],
            role,
            organisation_id: own,
        };
        let mut tx = app.state.db.begin_as(&person).await.unwrap();
        let forged = sqlx::query("insert into amendment_signature (id, partnership_id, contract_id, amendment_id, side, organisation_id, person_id, signed_on) values ($1, $2, $3, $4, $5, $6, $7, '2026-11-23')")
            .bind(Uuid::now_v7()).bind(world.partnership).bind(world.contract).bind(world.amendment)
            .bind(side).bind(signs_for).bind(person.id)
            .execute(&mut *tx).await;
        let code = forged
            .unwrap_err()
            .as_database_error()
            .unwrap()
            .code()
            .unwrap()
            .into_owned();
        assert_eq!(code, "42501", "{email} for {side}");
    }
    let vendor = Person {
        id: world.people[VENDOR],
        role: Role::Vendor,
        organisation_id: world.acme,
    };
    let mut tx = app.state.db.begin_as(&vendor).await.unwrap();
    let agreed = sqlx::query("update amendment set agreed_on = '2026-11-23'")
        .execute(&mut *tx)
        .await;
    assert!(
        agreed.is_err(),
        "only the second signature agrees an amendment"
    );
}

#[tokio::test]
async fn terms_that_moved_on_stop_an_older_draft() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let reply = draft(&mut browser, &world, &["value"], &[("value", "1500000")]).await;
    let newer = reply.location;
    for email in [EXECUTIVE, VENDOR] {
        assert_eq!(
            sign(&app, email, &newer).await.status,
            StatusCode::SEE_OTHER
        );
    }
    assert_eq!(value(&app, &world).await, "1500000.00");
    let page = browser.get(&shown(&world)).await;
    assert!(
        page.shows("terms have moved on") && page.shows("Draft it again"),
        "{}",
        page.body
    );
    for email in [VENDOR, EXECUTIVE] {
        let reply = sign(&app, email, &shown(&world)).await;
        assert_eq!(reply.status, StatusCode::CONFLICT);
        assert!(reply.shows("terms have moved on"));
    }
    assert_eq!(value(&app, &world).await, "1500000.00");
    // One that would come before it is refused with its number.
    let fields = [("value", "3"), ("effective_month", "2")];
    let reply = draft(&mut browser, &world, &["value"], &fields).await;
    assert!(
        reply.shows("Amendment 2 changes the same term from a later day"),
        "{}",
        reply.body
    );
}

#[tokio::test]
async fn a_draft_is_withdrawn_with_a_reason_and_stays_on_record() {
    let (app, world) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    let withdraw = format!("{}/withdraw", shown(&world));
    let reply = vendor.post(&withdraw, &[("withdrawal", " ")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("href=\"#withdrawal\""));
    let clinician = app
        .signed_in(CLINICIAN)
        .await
        .post(&withdraw, &[("withdrawal", "x")])
        .await;
    assert_eq!(clinician.status, StatusCode::FORBIDDEN);
    for _ in 0..3 {
        let reply = vendor
            .post(&withdraw, &[("withdrawal", "The wards stay")])
            .await;
        assert_eq!(reply.location, shown(&world));
    }
    let other = vendor
        .post(&withdraw, &[("withdrawal", "Another reason")])
        .await;
    other.assert_keeps(&["Another reason"]);
    assert_eq!(
        sign(&app, VENDOR, &shown(&world)).await.status,
        StatusCode::CONFLICT
    );
    let page = vendor.get(&shown(&world)).await;
    assert!(page.shows("Withdrawn") && page.shows("The wards stay"));
    assert!(!vendor.get("/").await.shows("To sign"));
}

/// The form that the contract's page fills, as field and value.
async fn edit_form(browser: &mut Browser, address: &str) -> Vec<(&'static str, String)> {
    let page = browser.get(address).await;
    let mut form: Vec<_> = ["id", "version", "number", "title"]
        .into_iter()
        .map(|name| (name, page.field(name)))
        .collect();
    form.push(("title", "Record exchange".to_owned()));
    form.remove(3);
    form
}

#[tokio::test]
async fn the_terms_of_a_signed_contract_are_corrected_with_a_reason_until_one_is_agreed() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let edit = format!("{}/edit", contract(&world));
    let page = browser.get(&edit).await;
    assert!(page.shows("This contract is signed") && page.shows("Correct an entry"));
    assert!(!page.shows("name=\"value\"") && !page.shows("name=\"buyer\""));

    let poster = browser.clone();
    let post = |form: Vec<(&'static str, String)>| {
        let (mut browser, edit) = (poster.clone(), edit.clone());
        async move {
            let fields: Vec<_> = form
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            browser.post(&edit, &fields).await
        }
    };
    // Number, title and events are still edited.
    let mut form = edit_form(&mut browser.clone(), &edit).await;
    form.retain(|(name, _)| *name != "title");
    form.push(("title", "Exchange of records".to_owned()));
    assert_eq!(post(form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(value(&app, &world).await, "1000000.00", "the terms stay");

    let with_value = |form: Vec<(&'static str, String)>, reason: &str| {
        let mut form = form;
        form.push(("value", "990000".to_owned()));
        form.push(("correction", reason.to_owned()));
        form
    };
    let form = edit_form(&mut browser.clone(), &edit).await;
    let refused = post(with_value(form, "")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("href=\"#correction\"") && refused.shows("not simply edited"));
    assert_eq!(refused.field("value"), "990000");

    let mut form: Vec<(&'static str, String)> = Vec::new();
    let page = browser.get(&format!("{edit}?correct=true")).await;
    for name in [
        "id",
        "version",
        "number",
        "title",
        "notice",
        "review_days",
        "signed_day",
        "signed_month",
        "signed_year",
        "starts_day",
        "starts_month",
        "starts_year",
        "ends_day",
        "ends_month",
        "ends_year",
    ] {
        form.push((name, page.field(name)));
    }
    form.push(("buyer", world.clinic.to_string()));
    form.push(("supplier", world.acme.to_string()));
    form.push(("currency", "CAD".to_owned()));
    form.push(("renewal", "none".to_owned()));
    form.push(("notice_unit", "days".to_owned()));
    let reply = post(with_value(form.clone(), "A digit was swapped")).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(value(&app, &world).await, "990000.00");
    let history = browser.get("/partnerships/RECORD-1/history").await;
    assert!(
        history.shows("A digit was swapped"),
        "the reason is in the history"
    );
    assert_eq!(
        sign(&app, EXECUTIVE, &shown(&world)).await.status,
        StatusCode::CONFLICT,
        "the draft spoke of the wrong value"
    );

    let reply = draft(&mut browser, &world, &["value"], &[("value", "1200000")]).await;
    for email in [EXECUTIVE, VENDOR] {
        assert_eq!(
            sign(&app, email, &reply.location).await.status,
            StatusCode::SEE_OTHER
        );
    }
    let page = browser.get(&edit).await;
    assert!(!page.shows("Correct an entry"));
    form.retain(|(name, _)| *name != "version");
    form.push(("version", page.field("version")));
    let refused = post(with_value(form, "Swapped again")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("its terms change by amendment only"));
    assert_eq!(value(&app, &world).await, "1200000.00");
}

/// What another vendor must find nowhere: values, titles and texts of the
/// contract between clinic and Acme.
const SECRETS: [&str; 10] = [
    "1,000,000",
    "1000000",
    "1,100,000",
    "1100000",
    "Record exchange",
    "Two more wards",
    "Two test systems",
    "Interface description",
    "424,242",
    "424242",
];

#[tokio::test]
async fn another_vendor_reads_neither_price_nor_amendment_anywhere() {
    let (app, world) = App::with_world().await;
    sqlx::query("insert into cost_line (id, partnership_id, contract_id, category, starts_on, ends_on, label, planned, currency) values ($1, $2, $3, 'operation', '2026-04-01', '2027-03-31', '2026/27', 424242, 'CAD')")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(world.contract)
        .execute(&app.owner).await.unwrap();
    let mut other = app.signed_in(OTHER_VENDOR).await;
    let mut read = 0;
    for route in app::routes().table() {
        if route.method != Method::GET || !route.path.starts_with("/partnerships/{reference}") {
            continue;
        }
        let address = route
            .path
            .replace("{reference}", "RECORD-1")
            .replace("{contract}", &world.contract.to_string())
            .replace("{amendment}", &world.amendment.to_string())
            .replace("{obligation}", &world.obligation.to_string())
            .replace("{milestone}", &world.milestone.to_string())
            .replace("{deliverable}", &world.deliverable.to_string());
        // Whatever else is named there is not this vendor's either.
        let parts: Vec<_> = address
            .split('/')
            .map(|part| {
                if part.starts_with('{') {
                    Uuid::nil().to_string()
                } else {
                    part.to_owned()
                }
            })
            .collect();
        for query in ["", "?q=Record+exchange", "?q=wards&sort=-value"] {
            let address = format!("{}{query}", parts.join("/"));
            let page = other.get(&address).await;
            assert!(!page.status.is_server_error(), "{address}");
            read += usize::from(page.status == StatusCode::OK);
            for secret in SECRETS {
                // What was searched for stands in the search field.
                let typed = query.contains("Record+exchange") && secret == "Record exchange";
                assert!(
                    typed || !page.shows(secret),
                    "{secret} at {address}\n{}",
                    page.body
                );
            }
        }
    }
    assert!(read > 10, "pages were read at all");
    for address in [contract(&world), amendments(&world), shown(&world)] {
        let posts = [
            format!("{address}/sign"),
            format!("{address}/withdraw"),
            format!("{address}/edit"),
            format!("{address}/amendments"),
        ];
        for address in posts {
            let reply = other.post(&address, &[("withdrawal", "x")]).await;
            assert!(
                [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED].contains(&reply.status),
                "{address} {}",
                reply.status
            );
            assert!(
                SECRETS.iter().all(|secret| !reply.shows(secret)),
                "{address}"
            );
        }
    }
    // Its own contract is another's in turn.
    let own = other
        .get(&format!("{LIST}/{}/amendments", world.other_contract))
        .await;
    assert_eq!(own.status, StatusCode::OK);
    let crossed = format!(
        "{LIST}/{}/amendments/{}",
        world.other_contract, world.amendment
    );
    assert_eq!(other.get(&crossed).await.status, StatusCode::NOT_FOUND);
    // Nor does the vendor of the contract see what its system costs the owner.
    let mut vendor = app.signed_in(VENDOR).await;
    for address in [
        format!("{}/costs", contract(&world)),
        format!("{}/costs.csv", contract(&world)),
    ] {
        assert_eq!(vendor.get(&address).await.status, StatusCode::FORBIDDEN);
    }
    for address in [
        "/partnerships/RECORD-1/history",
        "/partnerships/RECORD-1/history.csv",
    ] {
        let page = vendor.get(address).await;
        assert!(!page.shows("424,242") && !page.shows("424242"), "{address}");
    }
}
