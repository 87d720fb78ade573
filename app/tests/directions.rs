//! Directions, the discretion they leave, who carries them out, and how far
//! government is involved.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{
    ADMINISTRATOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE, FOREIGN_OFFICIAL,
    OFFICIAL, VENDOR, World,
};
use uuid::Uuid;

const GOVERNMENT: &str = "/partnerships/RECORD-1/government";

async fn direction(browser: &mut Browser, world: &World, title: &str, year: &str) -> String {
    let place = world.ca.to_string();
    let form = [
        ("jurisdiction", place.as_str()),
        ("title", title),
        ("area", "technological_standards"),
        ("body", "Eight interfaces"),
        ("asks", "Of hospitals"),
        ("discretion", "Which first"),
        ("from_day", "1"),
        ("from_month", "2"),
        ("from_year", year),
    ];
    let reply = browser.post("/directions", &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

fn id(location: &str) -> &str {
    location.rsplit('/').next().unwrap()
}

fn carry(direction: &str) -> Vec<(&str, &str)> {
    vec![
        ("direction", id(direction)),
        ("carry_words", "The exchange"),
        ("since_day", "1"),
        ("since_month", "3"),
        ("since_year", "2026"),
    ]
}

#[tokio::test]
async fn a_direction_is_set_by_officials_and_read_by_all_who_see_partnerships() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let refused = official
        .post("/directions", &[("title", "Kept <title>")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Kept &lt;title"));
    for field in ["jurisdiction", "area", "body", "asks", "discretion", "from"] {
        assert!(refused.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    let direction = direction(&mut official, &world, "Open interfaces", "2026").await;
    for who in [EXECUTIVE, VENDOR, CLINICIAN, FOREIGN_EXECUTIVE] {
        let mut browser = app.signed_in(who).await;
        assert!(
            browser.get(&direction).await.shows("Eight interfaces"),
            "{who}"
        );
        let edit = browser.get(&format!("{direction}/edit")).await;
        assert_eq!(edit.status, StatusCode::FORBIDDEN, "{who}");
    }
    let mut foreign = app.signed_in(FOREIGN_OFFICIAL).await;
    let edit = foreign.get(&format!("{direction}/edit")).await;
    assert_eq!(edit.status, StatusCode::FORBIDDEN);
    // What is set for a day to come is its own officials' alone.
    let draft = self::direction(&mut official, &world, "To come", "2031").await;
    assert_eq!(official.get(&draft).await.status, StatusCode::OK);
    for who in [EXECUTIVE, FOREIGN_OFFICIAL] {
        let reply = app.signed_in(who).await.get(&draft).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{who}");
    }
}

#[tokio::test]
async fn a_direction_that_nobody_carries_out_stands_out_until_somebody_does() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let direction = direction(&mut official, &world, "Open interfaces", "2026").await;
    assert!(
        official
            .get(&direction)
            .await
            .shows("Nobody carries it out")
    );
    assert!(
        official
            .get("/directions?alone=true")
            .await
            .shows("Open interfaces")
    );
    let mut executive = app.signed_in(EXECUTIVE).await;
    let post = format!("{GOVERNMENT}/directions");
    let refused = executive
        .post(&post, &[("carry_words", "kept words")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("kept words"));
    let reply = executive.post(&post, &carry(&direction)).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let twice = executive.post(&post, &carry(&direction)).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.shows("carries this direction out already"));
    let page = official.get(&direction).await;
    assert!(page.shows("Shared record") && !page.shows("Nobody carries it out"));
    assert!(
        !official
            .get("/directions?alone=true")
            .await
            .shows("Open interfaces")
    );
    // Who does not see the partnership learns that there is one.
    let foreign = app.signed_in(FOREIGN_OFFICIAL).await.get(&direction).await;
    assert!(
        foreign.shows("one partnership that you do not see") && !foreign.shows("Shared record")
    );
    let carried: Uuid = sqlx::query_scalar("select id from partnership_direction")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let end = format!("{GOVERNMENT}/directions/{carried}/end");
    for (version, status) in [
        ("2", StatusCode::CONFLICT),
        ("1", StatusCode::SEE_OTHER),
        ("2", StatusCode::CONFLICT),
    ] {
        let reply = executive.post(&end, &[("version", version)]).await;
        assert_eq!(reply.status, status);
        // The page itself, which says who saved what in the meantime.
        let told = reply.shows("class=\"conflict\"") && reply.shows("Open interfaces");
        assert_eq!(told, status == StatusCode::CONFLICT, "{}", reply.body);
    }
    assert!(
        official
            .get(&direction)
            .await
            .shows("Nobody carries it out")
    );
    let csv = official.get("/directions.csv?alone=true").await;
    assert!(
        csv.shows("Open interfaces,technological_standards,Canada,in_force,2026-02-01,,0,"),
        "{}",
        csv.body
    );
}

#[tokio::test]
async fn each_region_says_for_itself_how_it_uses_its_discretion() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let direction = direction(&mut official, &world, "Open interfaces", "2026").await;
    let (post, region, elsewhere) = (
        format!("{direction}/discretion"),
        world.on.to_string(),
        world.se.to_string(),
    );
    let form = |region| {
        [
            ("region", region),
            ("use", "adapted"),
            ("words", "Hospitals first"),
            ("said_day", "5"),
            ("said_month", "6"),
            ("said_year", "2026"),
        ]
    };
    let reply = official.post(&post, &form(elsewhere.as_str())).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("Hospitals first"));
    let reply = official.post(&post, &form(region.as_str())).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    for who in [EXECUTIVE, FOREIGN_OFFICIAL] {
        let reply = app
            .signed_in(who)
            .await
            .post(&post, &form(region.as_str()))
            .await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{who}");
    }
    let page = app
        .signed_in(VENDOR)
        .await
        .get(&format!("{direction}/regions"))
        .await;
    for words in [
        "Ontario",
        "Hospitals first",
        "Fits it to the place",
        "Olga Official, Ministry of Tests",
    ] {
        assert!(page.shows(words), "{words}");
    }
}

#[tokio::test]
async fn of_two_edits_of_a_direction_one_wins_and_the_other_sees_both() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let direction = direction(&mut official, &world, "Open interfaces", "2026").await;
    let edit = |title: &'static str| {
        [
            ("version", "1"),
            ("title", title),
            ("area", "financing"),
            ("body", "B"),
            ("asks", "A"),
            ("discretion", "D"),
            ("from_day", "1"),
            ("from_month", "2"),
            ("from_year", "2026"),
        ]
    };
    let page = format!("{direction}/edit");
    assert_eq!(
        official.post(&page, &edit("Theirs")).await.status,
        StatusCode::SEE_OTHER
    );
    let lost = official.post(&page, &edit("Yours")).await;
    assert_eq!(lost.status, StatusCode::CONFLICT);
    assert!(lost.shows("Theirs") && lost.shows("Yours") && lost.shows("Olga Official"));
}

#[tokio::test]
async fn involvement_is_kept_over_time_beside_who_holds_the_finance() {
    let (app, _) = App::with_money().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let post = format!("{GOVERNMENT}/involvement");
    let refused = executive.post(&post, &[("words", "kept words")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("kept words") && refused.shows("href=\"#degree\""));
    for (degree, month, words) in [
        ("informed", "3", "Read reports"),
        ("co_decides", "9", "Votes"),
    ] {
        let form = [
            ("degree", degree),
            ("words", words),
            ("said_day", "5"),
            ("said_month", month),
            ("said_year", "2026"),
        ];
        let reply = executive.post(&post, &form).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let page = app.signed_in(CLINICIAN).await.get(GOVERNMENT).await;
    for words in [
        "Read reports",
        "Votes",
        "Co-decides",
        "Who holds the finance",
        "100%",
    ] {
        assert!(page.shows(words), "{words}");
    }
    let mut vendor = app.signed_in(VENDOR).await;
    let page = vendor.get(GOVERNMENT).await;
    assert!(
        page.shows("Votes") && !page.shows("Who holds the finance"),
        "no money for vendors"
    );
    assert_eq!(vendor.post(&post, &[]).await.status, StatusCode::FORBIDDEN);
}

async fn state_involvement(browser: &mut Browser, degree: &str, day: &str) {
    let form = [
        ("degree", degree),
        ("words", "Seen"),
        ("said_day", day),
        ("said_month", "9"),
        ("said_year", "2026"),
    ];
    let reply = browser
        .post(&format!("{GOVERNMENT}/involvement"), &form)
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
}

#[tokio::test]
async fn the_portfolio_shows_who_decides_beside_who_pays() {
    let (app, _) = App::with_money().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let mut official = app.signed_in(OFFICIAL).await;
    let lists = async |browser: &mut Browser, filters: &str| {
        let page = browser.get(&format!("/portfolio?{filters}")).await;
        assert_eq!(page.status, StatusCode::OK);
        page.shows("RECORD-1")
    };
    // Nobody has said it: that is a group of its own, and no accusation.
    assert!(lists(&mut official, "involvement=unknown&finance=most").await);
    assert!(!lists(&mut official, "concern=pays_without_deciding").await);
    state_involvement(&mut executive, "informed", "5").await;
    assert!(lists(&mut official, "involvement=informed&finance=most").await);
    assert!(lists(&mut official, "concern=pays_without_deciding").await);
    assert!(!lists(&mut official, "involvement=unknown").await);
    let page = official.get("/portfolio").await;
    assert!(page.shows("Pays only") && page.shows("100% of CAD"));
    assert!(page.shows("involvement=informed&amp;finance=most"));
    let csv = official.get("/portfolio.csv?involvement=informed").await;
    assert!(csv.shows("Informed,Most of the money is government’s,0,0,"));
    // Who decides and pays is not remarked on.
    state_involvement(&mut executive, "leads", "6").await;
    assert!(lists(&mut official, "involvement=leads&finance=most").await);
    assert!(!lists(&mut official, "concern=pays_without_deciding").await);
}

#[tokio::test]
async fn a_jurisdiction_shows_what_holds_there_and_how_it_is_used() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let direction = direction(&mut official, &world, "Open interfaces", "2026").await;
    let (country, region) = (
        format!("/jurisdictions/{}", world.ca),
        format!("/jurisdictions/{}", world.on),
    );
    let page = official.get(&region).await;
    assert!(page.shows("Open interfaces") && page.shows("Nothing is said yet"));
    let place = world.on.to_string();
    let form = [
        ("region", place.as_str()),
        ("use", "adapted"),
        ("words", "Laboratories first"),
        ("said_day", "1"),
        ("said_month", "9"),
        ("said_year", "2026"),
    ];
    let post = format!("{direction}/discretion");
    let reply = official.post(&post, &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = official.get(&region).await;
    assert!(page.shows("Laboratories first") && page.shows("Fits it to the place"));
    assert!(!official.get(&country).await.shows("Laboratories first"));
    // Its officials see its partnerships add up; others see what is public.
    assert!(page.shows("/portfolio?jurisdiction=CA-ON"));
    let foreign = app.signed_in(FOREIGN_OFFICIAL).await.get(&region).await;
    assert!(foreign.shows("Laboratories first"));
    assert!(!foreign.shows("/portfolio?jurisdiction=CA-ON"));
    let mut administrator = app.signed_in(ADMINISTRATOR).await;
    assert!(!administrator.get(&region).await.shows("Open interfaces"));
}
