//! Charters: columns by own people, versions that all sign, and what a change
//! does to signatures.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use domain::access::{Person, Role};
use support::{
    ADMINISTRATOR, AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE,
    FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR, Reply, VENDOR, World,
};
use uuid::Uuid;

const CHARTER: &str = "/partnerships/RECORD-1/charter";
const CHARACTERISTICS: [&str; 5] = ["strategic_goals", "time", "power", "ethics", "culture"];

/// Writes of a characteristic; `fields` replace what would stand there.
async fn write(
    browser: &mut Browser,
    characteristic: &str,
    version: &str,
    place: &str,
    fields: &[(&str, &str)],
) -> Reply {
    let mut form = vec![
        ("version", version),
        ("position", place),
        ("parameters", "Within the budget"),
        ("roles", "We answer for it"),
        ("involvement", "Two people, weekly"),
        ("expectations", "Answers in time"),
    ];
    form.retain(|(name, _)| fields.iter().all(|(other, _)| name != other));
    form.extend_from_slice(fields);
    browser
        .post(&format!("{CHARTER}/positions/{characteristic}"), &form)
        .await
}

/// Writes a whole column, the same place everywhere.
async fn write_column(browser: &mut Browser, place: &str) {
    for characteristic in CHARACTERISTICS {
        let reply = write(browser, characteristic, "0", place, &[]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
}

/// Signs the latest version as its page offers it.
async fn sign(browser: &mut Browser, number: i32) -> Reply {
    let page = browser.get(CHARTER).await;
    let version = match page.shows("name=\"version\"") {
        true => page.field("version"),
        false => String::new(),
    };
    let address = format!("{CHARTER}/versions/{number}/sign");
    browser.post(&address, &[("version", &version)]).await
}

/// A charter whose first version clinic and vendor have written and signed.
async fn in_force() -> (App, World, Browser, Browser) {
    let (app, world) = App::with_world().await;
    let mut clinic = app.signed_in(EXECUTIVE).await;
    let mut vendor = app.signed_in(VENDOR).await;
    write_column(&mut clinic, "8").await;
    write_column(&mut vendor, "2").await;
    for browser in [&mut clinic, &mut vendor] {
        let reply = sign(browser, 1).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    (app, world, clinic, vendor)
}

#[tokio::test]
async fn two_parties_write_their_columns_and_sign_and_the_charter_is_in_force() {
    let (app, _) = App::with_world().await;
    let mut clinic = app.signed_in(EXECUTIVE).await;
    let empty = clinic.get(CHARTER).await;
    assert!(empty.shows("No charter is begun yet") && empty.shows("Begin the charter"));
    write_column(&mut clinic, "8").await;
    let alone = clinic.get(CHARTER).await;
    assert!(alone.shows("a charter takes two parties at least"));
    assert!(!alone.shows("/sign\""));

    let mut vendor = app.signed_in(VENDOR).await;
    write(&mut vendor, "time", "0", "1", &[]).await;
    let page = clinic.get(CHARTER).await;
    assert!(
        page.shows("Acme Systems has yet to write on: Strategic goals, Power, Ethics, Culture")
    );
    assert_eq!(sign(&mut clinic, 1).await.status, StatusCode::CONFLICT);
    for characteristic in ["strategic_goals", "power", "ethics", "culture"] {
        write(&mut vendor, characteristic, "0", "2", &[]).await;
    }

    // Whole, it waits on the workbench of both.
    for browser in [&mut clinic, &mut vendor] {
        let bench = browser.get("/").await;
        assert!(
            bench.shows("Version 1 of the charter is complete"),
            "{}",
            bench.body
        );
    }
    let page = clinic.get(CHARTER).await;
    for words in [
        "Acme Systems (ICT)",
        "Clinic of Tests (Health)",
        "7 apart: wide",
        "6 apart: wide",
        "ICT less health: −7",
        "The parties stand furthest apart on Time: 7 of 10 points",
        "Table I of a study",
        "No place in it yet: Other Systems, Ministry of Tests",
        "Version 1 is a draft",
        "Eva Executive",
        "Victor Vendor",
    ] {
        assert!(page.shows(words), "{words}: {}", page.body);
    }

    assert_eq!(sign(&mut clinic, 1).await.location, CHARTER);
    let half = vendor.get(CHARTER).await;
    assert!(half.shows("Version 1 waits for the signature of Acme Systems"));
    assert!(vendor.get("/").await.shows("Others have signed version 1"));
    assert!(!clinic.get("/").await.shows("Others have signed version 1"));
    let partnership = clinic.get("/partnerships/RECORD-1").await;
    assert!(partnership.shows("Version 1 waits for the signature of Acme Systems"));
    // Signing again changes nothing.
    assert_eq!(sign(&mut clinic, 1).await.location, CHARTER);
    sign(&mut vendor, 1).await;
    let page = vendor.get(CHARTER).await;
    assert!(
        page.shows("Version 1 has been in force since 23 Nov 2026"),
        "{}",
        page.body
    );
    let partnership = clinic.get("/partnerships/RECORD-1").await;
    assert!(partnership.shows("Version 1 has been in force since 23 Nov 2026"));
    assert!(!vendor.get("/").await.shows("of the charter"));
}

#[tokio::test]
async fn a_change_makes_a_version_that_all_sign_anew_and_keeps_the_old_one() {
    let (app, _, mut clinic, mut vendor) = in_force().await;
    let form = vendor.get(&format!("{CHARTER}/positions/time")).await;
    assert!(form.shows("A change makes version 2"));
    assert_eq!(form.field("version"), "1");
    // What says the same changes nothing, however often it is sent.
    write(&mut vendor, "time", "1", "2", &[]).await;
    assert!(
        vendor
            .get(CHARTER)
            .await
            .shows("Version 1 has been in force")
    );

    let reply = write(
        &mut vendor,
        "time",
        "1",
        "5",
        &[("roles", "We answer in a day")],
    )
    .await;
    assert_eq!(reply.location, format!("{CHARTER}#time"));
    let page = vendor.get(CHARTER).await;
    for words in [
        "has made a new version of the charter",
        "Version 2 is a draft",
        "We answer in a day",
        "3 apart",
        "Version 1 stays in force since 23 Nov 2026",
        "Signed version 1 on 23 Nov 2026; that does not count for version 2.",
    ] {
        assert!(page.shows(words), "{words}: {}", page.body);
    }
    let old = clinic.get(&format!("{CHARTER}/versions/1")).await;
    assert!(!old.shows("We answer in a day") && old.shows("6 apart: wide"));
    assert!(
        !old.shows("Write your column"),
        "an old version is only read"
    );

    // A second change before anybody signs goes into the same version.
    write(&mut clinic, "ethics", "1", "9", &[]).await;
    assert!(clinic.get(CHARTER).await.shows("Version 2 is a draft"));
    // A signature that a change overtakes is void.
    sign(&mut vendor, 2).await;
    write(&mut clinic, "ethics", "2", "10", &[]).await;
    let page = clinic.get(CHARTER).await;
    assert!(page.shows("Version 3 is a draft") && page.shows("Void: the charter was changed"));
    let void = clinic.get(&format!("{CHARTER}/versions/2")).await;
    assert!(void.shows("Version 2 never came into force"));
    let late = vendor
        .post(&format!("{CHARTER}/versions/2/sign"), &[("version", "9")])
        .await;
    assert_eq!(late.location, CHARTER, "signed it was");
    let late = clinic
        .post(&format!("{CHARTER}/versions/2/sign"), &[("version", "9")])
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("A change has made a later version"));

    for browser in [&mut vendor, &mut clinic] {
        sign(browser, 3).await;
    }
    let page = clinic.get(CHARTER).await;
    assert!(page.shows("Version 3 has been in force"));
    let first = clinic.get(&format!("{CHARTER}/versions/1")).await;
    assert!(first.shows("until a later version did"));
    let states: Vec<(i32, bool)> =
        sqlx::query_as("select number, in_force_on is not null from charter order by number")
            .fetch_all(&app.owner)
            .await
            .unwrap();
    assert_eq!(states, [(1, true), (2, false), (3, true)]);
}

#[tokio::test]
async fn nobody_signs_what_was_changed_while_they_read_it() {
    let (app, _) = App::with_world().await;
    let mut clinic = app.signed_in(EXECUTIVE).await;
    let mut vendor = app.signed_in(VENDOR).await;
    write_column(&mut clinic, "8").await;
    write_column(&mut vendor, "2").await;
    let read = clinic.get(CHARTER).await.field("version");
    write(&mut vendor, "time", "1", "0", &[]).await;
    let address = format!("{CHARTER}/versions/1/sign");
    let stale = clinic.post(&address, &[("version", &read)]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.shows("was changed while you read it"));
    assert_eq!(sign(&mut clinic, 1).await.status, StatusCode::SEE_OTHER);
    // The other's signature changes nothing of what was read.
    assert_eq!(sign(&mut vendor, 1).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_that_is_not_in_order_shows_all_errors_and_loses_nothing() {
    let (app, world) = App::with_world().await;
    let mut clinic = app.signed_in(EXECUTIVE).await;
    let fields = [
        ("roles", ""),
        ("parameters", "Kept\u{1}"),
        ("expectations", "Also kept"),
    ];
    let reply = write(&mut clinic, "power", "0", "11", &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for href in ["#position", "#roles", "#parameters"] {
        assert!(reply.shows(&format!("href=\"{href}\"")), "{href}");
    }
    assert!(reply.shows("Also kept"));

    let step = |responsible: &str| {
        vec![
            ("version".to_owned(), "0".to_owned()),
            ("step".to_owned(), "Answer in five days".to_owned()),
            ("responsible".to_owned(), responsible.to_owned()),
            ("due_day".to_owned(), "1".to_owned()),
            ("due_month".to_owned(), "3".to_owned()),
            ("due_year".to_owned(), "2027".to_owned()),
        ]
    };
    async fn post(browser: &mut Browser, form: &[(String, String)]) -> Reply {
        let form: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        browser
            .post(&format!("{CHARTER}/bridges/time"), &form)
            .await
    }
    let foreign = world.foreign_clinic.to_string();
    let reply = post(&mut clinic, &step(&foreign)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("Answer in five days") && reply.shows("href=\"#responsible\""));
    let reply = post(&mut clinic, &step(&world.acme.to_string())).await;
    assert_eq!(reply.location, format!("{CHARTER}#time"));
    let page = clinic.get(CHARTER).await;
    assert!(page.shows("Answer in five days") && page.shows("1 Mar 2027"));
    // Whoever comes second sees both.
    let mut late = step(&world.acme.to_string());
    late[1].1 = "Answer in ten days".to_owned();
    let conflict = post(&mut app.signed_in(OFFICIAL).await, &late).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    for words in ["Answer in five days", "Answer in ten days", "Eva Executive"] {
        assert!(conflict.shows(words), "{words}");
    }
    assert_eq!(conflict.field("version"), "1");
}

#[tokio::test]
async fn of_two_edits_of_a_column_one_wins_and_the_other_is_told() {
    let (app, _) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    for _ in 0..3 {
        let reply = write(&mut vendor, "time", "0", "3", &[]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "three posts, one row");
    }
    let saves = (0..8).map(|number: i32| {
        let mut browser = vendor.clone();
        tokio::spawn(async move {
            let words = format!("Version of window {number}");
            let fields = [("roles", words.as_str())];
            write(&mut browser, "time", "1", "3", &fields).await.status
        })
    });
    let mut found = Vec::new();
    for save in saves.collect::<Vec<_>>() {
        found.push(save.await.unwrap());
    }
    let won = found
        .iter()
        .filter(|one| **one == StatusCode::SEE_OTHER)
        .count();
    assert_eq!(won, 1);
    assert_eq!(
        found
            .iter()
            .filter(|one| **one == StatusCode::CONFLICT)
            .count(),
        7
    );
    let late = write(&mut vendor, "time", "1", "4", &[("roles", "Mine")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("Version of window") && late.shows("Mine"));
    assert_eq!(late.field("version"), "2");
    let rows: i64 = sqlx::query_scalar("select count(*) from charter_position")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(rows, 1);
}

#[tokio::test]
async fn each_writes_and_signs_for_their_own_organisation_alone() {
    let (app, world, _, mut vendor) = in_force().await;
    for (email, reads, writes, bridges) in [
        (OFFICIAL, 200, 200, 200),
        (OTHER_VENDOR, 200, 200, 403),
        (CLINICIAN, 200, 403, 403),
        (AUDITOR, 200, 403, 403),
        (ADMINISTRATOR, 404, 404, 404),
        (FOREIGN_OFFICIAL, 404, 404, 404),
        (FOREIGN_EXECUTIVE, 404, 404, 404),
    ] {
        let mut browser = app.signed_in(email).await;
        for (path, expected) in [
            (CHARTER.to_owned(), reads),
            (format!("{CHARTER}.csv"), reads),
            (format!("{CHARTER}/versions/1"), reads),
            (format!("{CHARTER}/positions/time"), writes),
            (format!("{CHARTER}/bridges/time"), bridges),
        ] {
            let status = browser.get(&path).await.status.as_u16();
            assert_eq!(status, expected, "{path} as {email}");
        }
    }
    for path in ["versions/7", "versions/x", "positions/luck", "bridges/luck"] {
        let status = vendor.get(&format!("{CHARTER}/{path}")).await.status;
        let expected = if path.starts_with("bridges") {
            403
        } else {
            404
        };
        assert_eq!(status.as_u16(), expected, "{path}");
    }
    // An official whose ministry is no party reads, and writes in no column.
    sqlx::query("delete from party where organisation_id = $1")
        .bind(world.ministry)
        .execute(&app.owner)
        .await
        .unwrap();
    let mut official = app.signed_in(OFFICIAL).await;
    for path in ["positions/time", "versions/1/sign"] {
        let reply = official.post(&format!("{CHARTER}/{path}"), &[]).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
    }
    // Another supplier has no place in it, and its signature none either.
    let mut other = app.signed_in(OTHER_VENDOR).await;
    let reply = other
        .post(&format!("{CHARTER}/versions/1/sign"), &[("version", "1")])
        .await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
}

async fn refused_by_the_database(
    app: &App,
    person: &Person,
    query: &'static str,
    ids: &[Uuid],
) -> bool {
    let mut tx = app.state.db.begin_as(person).await.unwrap();
    let mut query = sqlx::query(query);
    for id in ids {
        query = query.bind(*id);
    }
    match query.execute(&mut *tx).await {
        Ok(done) => done.rows_affected() == 0,
        Err(error) => {
            let code = error
                .as_database_error()
                .unwrap()
                .code()
                .unwrap()
                .into_owned();
            ["42501", "23001"].contains(&code.as_str())
        }
    }
}

#[tokio::test]
async fn the_database_holds_columns_and_signatures_to_their_own_people() {
    let (app, world, mut clinic, mut vendor) = in_force().await;
    write(&mut vendor, "time", "1", "4", &[]).await;
    let person = |email: &str, role, organisation_id| Person {
        id: world.people[email],
        role,
        organisation_id,
    };
    let acme = person(VENDOR, Role::Vendor, world.acme);
    let other = person(OTHER_VENDOR, Role::Vendor, world.other);
    let executive = person(EXECUTIVE, Role::HealthExecutive, world.clinic);
    let clinician = person(CLINICIAN, Role::Clinician, world.clinic);
    let foreign = person(
        FOREIGN_EXECUTIVE,
        Role::HealthExecutive,
        world.foreign_clinic,
    );
    let draft: Uuid = sqlx::query_scalar("select id from charter where number = 2")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let first: Uuid = sqlx::query_scalar("select id from charter where number = 1")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let sign_by_hand = "insert into charter_signature (id, partnership_id, charter_id, organisation_id, person_id, signed_on)
        values (gen_random_uuid(), $1, $2, $3, $4, '2026-11-23')";
    for (who, charter, organisation, name) in [
        (&other, draft, world.acme, other.id),
        (&acme, draft, world.acme, executive.id),
        (&clinician, draft, world.clinic, clinician.id),
        (&foreign, draft, world.foreign_clinic, foreign.id),
        // Without a place in it.
        (&other, draft, world.other, other.id),
    ] {
        let ids = [world.partnership, charter, organisation, name];
        assert!(
            refused_by_the_database(&app, who, sign_by_hand, &ids).await,
            "{who:?}"
        );
    }
    let position = "insert into charter_position (id, partnership_id, charter_id, organisation_id,
            characteristic, position, parameters, roles, involvement, expectations)
        values (gen_random_uuid(), $1, $2, $3, 'ethics', 0, 'x', 'x', 'x', 'x')";
    for (who, charter, organisation) in [
        (&other, draft, world.acme),
        (&clinician, draft, world.clinic),
        (&acme, first, world.acme),
        (&foreign, draft, world.foreign_clinic),
    ] {
        let ids = [world.partnership, charter, organisation];
        assert!(
            refused_by_the_database(&app, who, position, &ids).await,
            "{who:?}"
        );
    }
    let bridge = "insert into charter_bridge (id, partnership_id, charter_id, characteristic, step, responsible_id, due_on)
        values (gen_random_uuid(), $1, $2, 'ethics', 'x', $3, '2027-01-01')";
    for (who, charter) in [(&acme, draft), (&clinician, draft), (&executive, first)] {
        let ids = [world.partnership, charter, world.clinic];
        assert!(
            refused_by_the_database(&app, who, bridge, &ids).await,
            "{who:?}"
        );
    }
    for query in [
        "update charter_position set position = 0",
        "update charter_signature set signed_on = '2020-01-01'",
        "update charter set in_force_on = '2026-11-23'",
        "update charter set parties = '{}'",
        "delete from charter_signature",
    ] {
        assert!(
            refused_by_the_database(&app, &executive, query, &[]).await,
            "{query}"
        );
    }
    // Nor is a version signed that another has followed.
    sign(&mut vendor, 2).await;
    write(&mut clinic, "ethics", "1", "9", &[]).await;
    let ids = [world.partnership, draft, world.clinic, executive.id];
    assert!(refused_by_the_database(&app, &executive, sign_by_hand, &ids).await);
    let still = clinic.get(CHARTER).await;
    assert!(still.shows("Version 3 is a draft"));
}

#[tokio::test]
async fn the_spreadsheet_holds_what_stands_side_by_side() {
    let (_, _, _, mut vendor) = in_force().await;
    write(&mut vendor, "time", "1", "5", &[]).await;
    let rows = |reply: Reply| -> Vec<Vec<String>> {
        assert!(reply.content_type.starts_with("text/csv"));
        let mut reader = csv::Reader::from_reader(reply.bytes.as_slice());
        reader
            .records()
            .map(|row| row.unwrap().iter().map(ToOwned::to_owned).collect())
            .collect()
    };
    let latest = rows(vendor.get(&format!("{CHARTER}.csv")).await);
    assert_eq!(latest.len(), 10);
    let of = |rows: &[Vec<String>], characteristic: &str, name: &str| -> Vec<String> {
        let found = rows
            .iter()
            .find(|row| row[2] == characteristic && row[3] == name);
        found.unwrap().clone()
    };
    let time = of(&latest, "time", "Acme Systems");
    assert_eq!(
        time[..8],
        ["2", "draft", "time", "Acme Systems", "ict", "5", "3", "-3"]
    );
    let first = rows(vendor.get(&format!("{CHARTER}.csv?version=1")).await);
    let time = of(&first, "time", "Acme Systems");
    assert_eq!(
        time[..8],
        [
            "1",
            "in_force",
            "time",
            "Acme Systems",
            "ict",
            "2",
            "6",
            "-6"
        ]
    );
    assert_eq!(time.last().unwrap(), "2026-11-23");
    let missing = vendor.get(&format!("{CHARTER}.csv?version=9")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_history_tells_of_the_charter_in_words_and_a_party_that_leaves_is_left_out() {
    let (app, world, mut clinic, _) = in_force().await;
    let history = clinic.get("/partnerships/RECORD-1/history").await;
    for words in [
        "Signature of the charter",
        "Place in the charter",
        "Version of the charter",
        "In force since",
        "Roles and responsibilities",
        "We answer for it",
        "Strategic goals",
    ] {
        assert!(history.shows(words), "{words}: {}", history.body);
    }
    sqlx::query("delete from party where organisation_id = $1")
        .bind(world.acme)
        .execute(&app.owner)
        .await
        .unwrap();
    let page = clinic.get(CHARTER).await;
    assert!(page.shows("Version 1 has been in force") && page.shows("Acme Systems (ICT)"));
    write(&mut clinic, "time", "1", "9", &[]).await;
    let page = clinic.get(CHARTER).await;
    assert!(page.shows("Version 2 is a draft") && !page.shows("Acme Systems (ICT)"));
    let first = clinic.get(&format!("{CHARTER}/versions/1")).await;
    assert!(first.shows("Acme Systems (ICT)"), "as it was");
}
