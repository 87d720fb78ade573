//! Tensions, mechanisms and effects, over the router and as the application's
//! role.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{
    ADMINISTRATOR, AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL,
    OTHER_VENDOR, Reply, VENDOR, World,
};
use uuid::Uuid;

fn home(world: &World) -> String {
    format!("partnership:{}", world.partnership)
}

fn canada(world: &World) -> String {
    format!("jurisdiction:{}", world.ca)
}

type Field<'a> = (&'a str, &'a str);

async fn tension(browser: &mut Browser, place: &str, first: &str, began: [&str; 3]) -> String {
    let form = [
        ("place", place),
        ("first_pole", first),
        ("second_pole", "Each ward's own way"),
        ("description", "Felt on every ward"),
        ("level", "partnership"),
        ("began_day", began[0]),
        ("began_month", began[1]),
        ("began_year", began[2]),
    ];
    let reply = browser.post("/tensions", &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

async fn mechanism(browser: &mut Browser, place: &str, owner: Uuid) -> String {
    let owner = owner.to_string();
    let form = [
        ("place", place),
        ("title", "Design board"),
        ("kind", "stakeholder_roles"),
        ("description", "Wards decide"),
        ("level", "partnership"),
        ("owner", owner.as_str()),
        ("since_day", "1"),
        ("since_month", "3"),
        ("since_year", "2026"),
    ];
    let reply = browser.post("/mechanisms", &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

fn id(location: &str) -> &str {
    location.rsplit('/').next().unwrap()
}

async fn effect(
    browser: &mut Browser,
    mechanism: &str,
    tension: &str,
    effect: &str,
    felt: [&str; 3],
) -> Reply {
    let form = [
        ("mechanism", id(mechanism)),
        ("tension", id(tension)),
        ("effect", effect),
        ("strength", "clear"),
        ("words", "Seen on two wards"),
        ("felt_day", felt[0]),
        ("felt_month", felt[1]),
        ("felt_year", felt[2]),
    ];
    browser.post("/effects", &form).await
}

fn position<'a>(group: &'a str, balance: &'a str, day: &'a str) -> Vec<Field<'a>> {
    vec![
        ("group", group),
        ("balance", balance),
        ("words", "Two wards left"),
        ("said_day", day),
        ("said_month", "10"),
        ("said_year", "2026"),
    ]
}

#[tokio::test]
async fn both_poles_are_wanted_and_must_differ() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let place = home(&world);
    let form = [("place", place.as_str()), ("first_pole", "Kept <pole>")];
    let reply = browser.post("/tensions", &form).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["second_pole", "description", "level", "began"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(reply.shows("Kept &lt;pole") && reply.shows("nor a risk"));
    let form = [("first_pole", "Speed"), ("second_pole", " speed")];
    let reply = browser.post("/tensions", &form).await;
    assert!(reply.shows("Both poles say the same"));
}

#[tokio::test]
async fn a_tension_is_begun_from_the_catalogue_once_however_often_the_form_is_sent() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let pattern: Uuid = sqlx::query_scalar(
        "select id from coordination_pattern where name_en = 'Privacy' and about = 'tension'",
    )
    .fetch_one(&app.owner)
    .await
    .unwrap();
    let new = format!("/tensions/new?place={}&pattern={pattern}", home(&world));
    let page = browser.get(&new).await;
    assert!(page.shows("Flow of data") && page.shows("002_b84f5cf7a0a1d4f0.txt"));
    let (new_id, place) = (page.field("id"), home(&world));
    let pattern = pattern.to_string();
    let form = [
        ("id", new_id.as_str()),
        ("pattern", &pattern),
        ("place", &place),
        ("first_pole", "Privacy"),
        ("second_pole", "Flow of data"),
        ("description", "Doors"),
        ("level", "regional"),
        ("began_day", "1"),
        ("began_month", "3"),
        ("began_year", "2026"),
    ];
    for _ in 0..3 {
        let reply = browser.post("/tensions", &form).await;
        assert_eq!(
            reply.location,
            format!("/tensions/{new_id}"),
            "{}",
            reply.body
        );
    }
    let made: i64 = sqlx::query_scalar("select count(*) from tension")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(made, 1);
    let page = browser.get(&format!("/tensions/{new_id}")).await;
    assert!(page.shows("002_b84f5cf7a0a1d4f0.txt"));
}

#[tokio::test]
async fn groups_see_the_balance_differently_and_each_speaks_for_itself() {
    let (app, world) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let tension = tension(
        &mut executive,
        &home(&world),
        "One standard",
        ["1", "2", "2026"],
    )
    .await;
    let positions = format!("{tension}/positions");
    for (who, group, balance) in [
        (VENDOR, "ict_executive", "4"),
        (CLINICIAN, "clinician", "-3"),
        (OFFICIAL, "government_official", "0"),
    ] {
        let mut browser = app.signed_in(who).await;
        let reply = browser
            .post(&positions, &position(group, balance, "5"))
            .await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{who} {}", reply.body);
    }
    // Nobody speaks for another group, off the scale, or before the tension began.
    let mut vendor = app.signed_in(VENDOR).await;
    for (form, words) in [
        (position("clinician", "0", "5"), "for others to speak for"),
        (position("ict_executive", "6", "5"), "Choose"),
    ] {
        let reply = vendor.post(&positions, &form).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(reply.shows("Two wards left"));
    }
    let mut early = position("ict_executive", "0", "5");
    early[5] = ("said_year", "2025");
    assert!(
        vendor
            .post(&positions, &early)
            .await
            .shows("was not felt yet")
    );
    let mut auditor = app.signed_in(AUDITOR).await;
    let refused = auditor
        .post(&positions, &position("clinician", "0", "5"))
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let page = auditor.get(&tension).await;
    for words in [
        "Between −3 and +4",
        "Victor Vendor, Acme Systems",
        "Clara Clinician",
    ] {
        assert!(page.shows(words), "{words}");
    }
    // The database holds what was said, whatever the application says.
    let changed = sqlx::query("update tension_position set balance = 1")
        .execute(&app.owner)
        .await;
    assert!(changed.is_err());
}

#[tokio::test]
async fn a_mechanism_that_eases_one_and_creates_another_stands_out() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let place = home(&world);
    let first = tension(&mut browser, &place, "One standard", ["1", "2", "2026"]).await;
    let second = tension(&mut browser, &place, "Quick decisions", ["1", "3", "2026"]).await;
    let board = mechanism(&mut browser, &place, world.clinic).await;
    for (tension, kind, felt, words) in [
        (
            &first,
            "eases",
            ["1", "2", "2026"],
            "works only since 1 Mar 2026",
        ),
        (
            &second,
            "creates",
            ["2", "3", "2026"],
            "began on 1 Mar 2026",
        ),
        (&first, "eases", ["1", "2", "2031"], "still to come"),
    ] {
        let reply = effect(&mut browser, &board, tension, kind, felt).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(
            reply.shows(words) && reply.shows("Seen on two wards"),
            "{words} {}",
            reply.body
        );
    }
    let eased = effect(&mut browser, &board, &first, "eases", ["1", "4", "2026"]).await;
    assert_eq!(eased.location, board, "{}", eased.body);
    assert!(
        !browser
            .get(&board)
            .await
            .shows("This mechanism has side effects")
    );
    effect(&mut browser, &board, &second, "creates", ["1", "3", "2026"]).await;
    let page = browser.get(&board).await;
    for words in [
        "This mechanism has side effects",
        "eases clearly",
        "creates clearly",
    ] {
        assert!(page.shows(words), "{words}");
    }
    let map = browser.get("/tensions/map").await;
    for words in [
        "2 tensions, one mechanism, one of them with side effects",
        "Design board",
        "Eva Executive",
    ] {
        assert!(map.shows(words), "{words}");
    }
    let list = browser.get("/mechanisms?state=side_effects").await;
    assert!(list.shows("Design board"));
    assert!(
        !browser
            .get("/mechanisms?state=ended")
            .await
            .shows("Design board")
    );
    let tab = browser.get("/partnerships/RECORD-1/tensions").await;
    assert!(tab.shows("Quick decisions") && tab.shows("Design board"));
    // A tension that was created began with its effect, and a mechanism worked when it was felt.
    let form = [
        ("version", "1"),
        ("first_pole", "Quick decisions"),
        ("second_pole", "All heard"),
        ("description", "Slow"),
        ("level", "partnership"),
        ("began_day", "9"),
        ("began_month", "2"),
        ("began_year", "2026"),
    ];
    let reply = browser.post(&format!("{second}/edit"), &form).await;
    assert!(reply.shows("A mechanism created it on another day"));
}

#[tokio::test]
async fn the_database_refuses_an_effect_outside_the_life_of_its_mechanism() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let place = home(&world);
    let tension = tension(&mut browser, &place, "One standard", ["1", "2", "2026"]).await;
    let board = mechanism(&mut browser, &place, world.clinic).await;
    for (felt, fine) in [("2026-02-28", false), ("2026-03-01", true)] {
        let done = sqlx::query("insert into mechanism_effect (id, mechanism_id, tension_id, effect, strength, words, felt_on) values ($1, $2, $3, 'eases', 'clear', 'Seen', $4::date)")
            .bind(Uuid::now_v7())
            .bind(id(&board).parse::<Uuid>().unwrap())
            .bind(id(&tension).parse::<Uuid>().unwrap())
            .bind(chrono::NaiveDate::parse_from_str(felt, "%Y-%m-%d").unwrap())
            .execute(&app.owner)
            .await;
        assert_eq!(done.is_ok(), fine, "{felt}");
    }
}

#[tokio::test]
async fn what_is_a_country_s_is_read_below_and_written_by_its_officials() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let tension = tension(
        &mut official,
        &canada(&world),
        "National direction",
        ["1", "2", "2026"],
    )
    .await;
    let board = mechanism(&mut official, &canada(&world), world.ministry).await;
    for who in [EXECUTIVE, VENDOR, CLINICIAN, AUDITOR] {
        let mut browser = app.signed_in(who).await;
        assert_eq!(browser.get(&tension).await.status, StatusCode::OK, "{who}");
        assert_eq!(browser.get(&board).await.status, StatusCode::OK, "{who}");
        let edit = browser.get(&format!("{tension}/edit")).await;
        assert_eq!(edit.status, StatusCode::FORBIDDEN, "{who}");
        let weigh = format!("{tension}/positions");
        let reply = browser.post(&weigh, &position("clinician", "0", "5")).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{who}");
    }
    for (who, status) in [
        (FOREIGN_OFFICIAL, StatusCode::NOT_FOUND),
        (ADMINISTRATOR, StatusCode::FORBIDDEN),
    ] {
        assert_eq!(app.signed_in(who).await.get(&tension).await.status, status);
    }
    // A partnership says what a country's mechanism does to its own tension.
    let mut executive = app.signed_in(EXECUTIVE).await;
    let own = self::tension(
        &mut executive,
        &home(&world),
        "One standard",
        ["1", "2", "2026"],
    )
    .await;
    let reply = effect(
        &mut executive,
        &board,
        &own,
        "aggravates",
        ["1", "4", "2026"],
    )
    .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    // What the country's mechanism does to the country's tension is not for it to say.
    let reply = effect(
        &mut executive,
        &board,
        &tension,
        "eases",
        ["1", "4", "2026"],
    )
    .await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    let place = canada(&world);
    let form = [
        ("place", place.as_str()),
        ("first_pole", "A"),
        ("second_pole", "B"),
        ("description", "C"),
        ("level", "national"),
        ("began_day", "1"),
        ("began_month", "3"),
        ("began_year", "2026"),
    ];
    let reply = executive.post("/tensions", &form).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn another_vendor_of_the_partnership_is_heard_and_a_foreign_one_finds_nothing() {
    let (app, world) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let tension = tension(
        &mut executive,
        &home(&world),
        "One standard",
        ["1", "2", "2026"],
    )
    .await;
    let mut vendor = app.signed_in(OTHER_VENDOR).await;
    let weigh = format!("{tension}/positions");
    let reply = vendor
        .post(&weigh, &position("ict_executive", "1", "5"))
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert_eq!(
        vendor.get("/tensions/new").await.status,
        StatusCode::FORBIDDEN
    );
    let reply = vendor.post(&format!("{tension}/settle"), &[]).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn settling_is_for_now_and_of_two_who_do_it_one_is_told() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let tension = tension(
        &mut browser,
        &home(&world),
        "One standard",
        ["1", "2", "2026"],
    )
    .await;
    let settle = format!("{tension}/settle");
    let refused = browser.post(&settle, &[("version", "1")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [
        ("version", "1"),
        ("settled_words", "A board holds both"),
        ("settled_day", "5"),
        ("settled_month", "11"),
        ("settled_year", "2026"),
    ];
    assert_eq!(
        browser.post(&settle, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let mut other = form;
    other[1].1 = "Nobody asks any more";
    let late = browser.post(&settle, &other).await;
    late.assert_keeps(&["Nobody asks any more", "5 Nov 2026"]);
    assert!(late.shows("Eva Executive has settled it"));
    assert!(
        browser
            .get("/tensions?state=settled")
            .await
            .shows("One standard")
    );
    assert!(
        !browser
            .get("/tensions?state=open")
            .await
            .shows("One standard ↔")
    );
    let again = browser
        .post(&format!("{tension}/reopen"), &[("version", "2")])
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let stale = browser
        .post(&format!("{tension}/reopen"), &[("version", "2")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    // The tension's page, which says who saved what in the meantime.
    assert!(stale.shows("Eva Executive") && stale.shows("One standard"));
    assert!(stale.shows("class=\"conflict\"") && stale.shows("Why it is settled for now"));
}

#[tokio::test]
async fn of_two_edits_one_wins_and_the_other_sees_both() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let tension = tension(
        &mut browser,
        &home(&world),
        "One standard",
        ["1", "2", "2026"],
    )
    .await;
    let board = mechanism(&mut browser, &home(&world), world.clinic).await;
    let edit = |first: &'static str| {
        [
            ("version", "1"),
            ("first_pole", first),
            ("second_pole", "Wards"),
            ("description", "Felt"),
            ("level", "local"),
            ("began_day", "1"),
            ("began_month", "2"),
            ("began_year", "2026"),
        ]
    };
    let page = format!("{tension}/edit");
    let won = browser.post(&page, &edit("Theirs")).await;
    assert_eq!(won.status, StatusCode::SEE_OTHER, "{}", won.body);
    let lost = browser.post(&page, &edit("Yours")).await;
    assert_eq!(lost.status, StatusCode::CONFLICT);
    assert!(lost.shows("Theirs") && lost.shows("Yours") && lost.shows("Eva Executive"));
    let owner = world.clinic.to_string();
    let edit = |title: &'static str| {
        [
            ("version", "1"),
            ("title", title),
            ("kind", "architecture"),
            ("description", "Does"),
            ("level", "local"),
            ("owner", owner.as_str()),
            ("since_day", "1"),
            ("since_month", "2"),
            ("since_year", "2026"),
        ]
    };
    let page = format!("{board}/edit");
    assert_eq!(
        browser.post(&page, &edit("Board one")).await.status,
        StatusCode::SEE_OTHER
    );
    let lost = browser.post(&page, &edit("Board two")).await;
    assert_eq!(lost.status, StatusCode::CONFLICT);
    assert!(lost.shows("Board one") && lost.shows("Board two"));
}

#[tokio::test]
async fn lists_filter_and_export_what_is_on_the_screen() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let place = home(&world);
    assert!(
        browser
            .get("/tensions")
            .await
            .shows("No tension is recorded")
    );
    tension(&mut browser, &place, "One standard", ["1", "2", "2026"]).await;
    mechanism(&mut browser, &place, world.clinic).await;
    assert!(
        browser
            .get("/tensions?q=STÄNDARD&sort=-poles")
            .await
            .shows("One standard")
    );
    assert!(
        browser
            .get("/tensions?level=national")
            .await
            .shows("No tension fits these filters")
    );
    let csv = browser.get(&format!("/tensions.csv?place={place}")).await;
    assert!(csv.shows("One standard,Each ward's own way,Felt on every ward,Shared record,partnership,2026-02-01,open,,,0,0"), "{}", csv.body);
    let csv = browser.get("/mechanisms.csv?kind=stakeholder_roles").await;
    assert!(csv.shows("Design board,stakeholder_roles,Wards decide,Shared record,partnership,Clinic of Tests,2026-03-01,,0,0"), "{}", csv.body);
    assert!(
        browser
            .get("/mechanisms?kind=institutional")
            .await
            .shows("No mechanism fits these filters")
    );
}

#[tokio::test]
async fn administrators_keep_the_catalogue_and_see_no_tension() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(ADMINISTRATOR).await;
    let page = browser.get("/patterns").await;
    for words in [
        "National direction",
        "Autonomie locale",
        "003_daf437f3d97e303b.txt",
    ] {
        assert!(page.shows(words), "{words}");
    }
    let form = [("about", "tension"), ("name_en", "Kept <name>")];
    let refused = browser.post("/patterns", &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Kept &lt;name") && refused.shows("href=\"#opposite_fr\""));
    let whole = |name: &'static str| {
        [
            ("id", "0196a000-0000-7000-8000-0000000000aa"),
            ("version", "1"),
            ("about", "tension"),
            ("name_en", name),
            ("name_fr", "Ouverture"),
            ("opposite_en", "Protection"),
            ("opposite_fr", "Protection"),
            ("explanation_en", "Both"),
            ("explanation_fr", "Les deux"),
            ("source", "002: a part"),
            ("retired", "true"),
        ]
    };
    for _ in 0..2 {
        let reply = browser.post("/patterns", &whole("Openness")).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let new = app.signed_in(EXECUTIVE).await.get("/tensions/new").await;
    assert!(new.shows("Openness"));
    let edit = "/patterns/0196a000-0000-7000-8000-0000000000aa/edit";
    let reply = browser.post(edit, &whole("Openness now")).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let late = browser.post(edit, &whole("Openness then")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("Openness now") && late.shows("Openness then"));
    let new = app.signed_in(EXECUTIVE).await.get("/tensions/new").await;
    assert!(!new.shows("Openness"), "it is offered no more");
    assert_eq!(
        app.signed_in(OFFICIAL).await.get("/patterns").await.status,
        StatusCode::FORBIDDEN
    );
}
