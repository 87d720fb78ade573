//! Partnerships over the router: finding them, their record, their life, who
//! takes part, and rights given in one of them.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{
    ADMINISTRATOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE, FOREIGN_OFFICIAL,
    OFFICIAL, OTHER_VENDOR, Reply, VENDOR, World,
};
use uuid::Uuid;

const LIST: &str = "/partnerships";
const PAGE: &str = "/partnerships/RECORD-1";

async fn execute(app: &App, statement: &'static str) {
    sqlx::query(statement).execute(&app.owner).await.unwrap();
}

async fn count(app: &App, query: &'static str) -> i64 {
    sqlx::query_scalar(query)
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

/// The hidden and required fields of a record's form, with others on top.
fn record<'a>(
    fresh: &'a Reply,
    jurisdiction: &'a str,
    others: &[(&'a str, &'a str)],
) -> Vec<(&'a str, String)> {
    let mut form = vec![
        ("id", fresh.field("id")),
        ("version", fresh.field("version")),
        ("reference", "LAB-2".to_owned()),
        ("title", "Shared laboratory".to_owned()),
        ("jurisdiction", jurisdiction.to_owned()),
        ("level", "regional".to_owned()),
    ];
    for (name, value) in others {
        form.retain(|(field, _)| field != name);
        form.push((name, (*value).to_owned()));
    }
    form
}

async fn post(browser: &mut Browser, path: &str, form: &[(&str, String)]) -> Reply {
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
    browser.post(path, &form).await
}

#[tokio::test]
async fn a_search_finds_references_titles_and_every_name_of_a_party() {
    let (app, world) = App::with_world().await;
    sqlx::query("update organisation set short_name = 'ACM' where id = $1")
        .bind(world.acme)
        .execute(&app.owner)
        .await
        .unwrap();
    sqlx::query("insert into organisation_former_name (id, organisation_id, name) values ($1, $2, 'Hôpital Saint-Luc')")
        .bind(Uuid::now_v7()).bind(world.clinic).execute(&app.owner).await.unwrap();
    let mut browser = app.signed_in(OFFICIAL).await;
    for words in [
        "record-1",
        "SHARED+rec",
        "acm",
        "Acme+Systems",
        "hopital+saint-luc",
    ] {
        let page = browser.get(&format!("{LIST}?q={words}")).await;
        assert!(page.shows(r#"href="/partnerships/RECORD-1""#), "{words}");
    }
    let page = browser.get(&format!("{LIST}?q=Foreign+Clinic")).await;
    assert!(page.shows("No partnership fits these filters"));
    assert_eq!(
        browser.get(&format!("{LIST}?q=a%00b")).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn the_list_is_narrowed_sorted_paged_and_exported_alike() {
    let (app, world) = App::with_world().await;
    execute(
        &app,
        "update partnership set building_blocks = '{infrastructure}', approach = 'middle_out'",
    )
    .await;
    for number in 10..40 {
        sqlx::query("insert into partnership (id, reference, title, jurisdiction_id, level, stage) values ($1, $2, $3, $4, 'national', 'proposed')")
            .bind(Uuid::now_v7()).bind(format!("P-{number}")).bind(format!("Title {}", 99 - number)).bind(world.ca)
            .execute(&app.owner).await.unwrap();
    }
    let mut browser = app.signed_in(OFFICIAL).await;
    let first = browser.get(LIST).await;
    assert!(first.shows("1 to 25 of 31") && first.shows("P-34") && !first.shows("P-35"));
    assert!(browser.get(&format!("{LIST}?page=2")).await.shows("P-35"));
    let sorted = browser.get(&format!("{LIST}?sort=title")).await;
    assert!(sorted.shows("1 to 25 of 31"), "as many in another order");
    assert!(sorted.shows("P-39") && !sorted.shows("P-10<"));

    for (query, shown) in [
        ("stage=active", true),
        ("stage=proposed", false),
        ("jurisdiction=CA", true),
        ("jurisdiction=CA-ON", true),
        ("jurisdiction=SE", false),
        (
            "level=regional&block=infrastructure&approach=middle_out",
            true,
        ),
        ("service=outsourcing", false),
    ] {
        let page = browser
            .get(&format!("{LIST}?{query}&sort=-reference"))
            .await;
        assert_eq!(
            page.shows(r#"href="/partnerships/RECORD-1""#),
            shown,
            "{query}"
        );
        let csv = browser.get(&format!("/partnerships.csv?{query}")).await;
        assert_eq!(csv.shows("RECORD-1,"), shown, "{query}");
    }
    let csv = browser.get("/partnerships.csv").await;
    assert_eq!(csv.body.lines().count(), 32, "all pages at once");
    assert!(
        csv.shows("RECORD-1,Shared record,active,Ontario,regional,middle_out,,infrastructure,2026-01-05,2029-12-31,Eva Executive,\"Acme Systems, Clinic of Tests,"),
        "{}", csv.body
    );
}

#[tokio::test]
async fn nobody_finds_a_partnership_that_is_not_theirs() {
    let (app, _) = App::with_world().await;
    for email in [FOREIGN_OFFICIAL, FOREIGN_EXECUTIVE] {
        let mut browser = app.signed_in(email).await;
        let list = browser.get(LIST).await;
        assert!(list.shows("No partnership is open to you yet"), "{email}");
        assert_eq!(browser.get(PAGE).await.status, StatusCode::NOT_FOUND);
        assert!(!browser.get("/partnerships.csv").await.shows("RECORD-1"));
    }
    let mut administrator = app.signed_in(ADMINISTRATOR).await;
    assert_eq!(administrator.get(LIST).await.status, StatusCode::FORBIDDEN);
    let mut clinician = app.signed_in(CLINICIAN).await;
    assert!(clinician.get(LIST).await.shows("RECORD-1"));
    for path in [
        "/edit",
        "/move",
        "/parties",
        "/rights",
        "/restructurings/new",
    ] {
        let reply = clinician.get(&format!("{PAGE}{path}")).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn a_partnership_is_added_once_however_often_the_form_is_sent() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let fresh = browser.get("/partnerships/new").await;
    let (on, sponsor) = (world.on.to_string(), world.people[OFFICIAL].to_string());
    let form = record(
        &fresh,
        &on,
        &[
            ("sponsor", &sponsor),
            ("need", "Results at the bedside"),
            ("service_types", "outsourcing"),
        ],
    );
    for _ in 0..3 {
        let reply = post(&mut browser, LIST, &form).await;
        assert_eq!(reply.location, "/partnerships/LAB-2", "{}", reply.body);
    }
    let made = "select count(*) from partnership where reference = 'LAB-2' and stage = 'proposed' and sponsor_id is not null";
    assert_eq!(count(&app, made).await, 1);
    let page = browser.get("/partnerships/LAB-2").await;
    for words in [
        "Results at the bedside",
        "Olga Official, Ministry of Tests",
        "It does not run yet",
        "Nobody takes part yet",
        "Outsourcing",
    ] {
        assert!(page.shows(words), "{words}");
    }
}

#[tokio::test]
async fn every_error_of_a_record_is_shown_at_once_and_what_was_typed_is_kept() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let fresh = browser.get("/partnerships/new").await;
    let se = world.se.to_string();
    let form = record(
        &fresh,
        &se,
        &[
            ("reference", "lower case"),
            ("title", ""),
            ("need", "kept <words>"),
            ("building_blocks", "castles"),
            ("established_day", "1"),
            ("established_month", "3"),
            ("established_year", "2027"),
            ("planned_end_day", "1"),
            ("planned_end_month", "3"),
            ("planned_end_year", "2027"),
        ],
    );
    let reply = post(&mut browser, LIST, &form).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for link in [
        "#reference",
        "#title",
        "#jurisdiction",
        "#building_blocks",
        "#planned_end",
    ] {
        assert!(reply.shows(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(reply.shows("kept &lt;words"));

    let on = world.on.to_string();
    let taken = record(&fresh, &on, &[("reference", "RECORD-1")]);
    let reply = post(&mut browser, LIST, &taken).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("Another partnership has this reference"));
    let nul = record(&fresh, &on, &[("response", "a\0b")]);
    assert_eq!(
        post(&mut browser, LIST, &nul).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(count(&app, "select count(*) from partnership").await, 1);
}

#[tokio::test]
async fn leads_are_people_of_the_parties_and_of_the_ministry_that_edits() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let edit = format!("{PAGE}/edit");
    let page = browser.get(&edit).await;
    for name in [
        "Eva Executive",
        "Clara Clinician",
        "Victor Vendor",
        "Olga Official",
    ] {
        assert!(page.shows(name), "{name}");
    }
    for name in ["Freya Foreign", "Fred Foreign", "Adam Administrator"] {
        assert!(!page.shows(name), "{name}");
    }
    let on = world.on.to_string();
    let stranger = world.people[FOREIGN_EXECUTIVE].to_string();
    let form = record(&page, &on, &[("executive", &stranger)]);
    let reply = post(&mut browser, &edit, &form).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);

    let (vendor, clinician) = (
        world.people[VENDOR].to_string(),
        world.people[CLINICIAN].to_string(),
    );
    let form = record(
        &page,
        &on,
        &[("ict_lead", &vendor), ("clinical_lead", &clinician)],
    );
    let reply = post(&mut browser, &edit, &form).await;
    assert_eq!(reply.location, "/partnerships/LAB-2", "{}", reply.body);
    let page = browser.get("/partnerships/LAB-2").await;
    assert!(page.shows("Victor Vendor, Acme Systems") && page.shows("Nobody named"));
}

#[tokio::test]
async fn a_stale_edit_shows_theirs_beside_yours() {
    let (app, world) = App::with_world().await;
    let mut first = app.signed_in(OFFICIAL).await;
    let mut second = app.signed_in(EXECUTIVE).await;
    let edit = format!("{PAGE}/edit");
    let (page, other_page) = (first.get(&edit).await, second.get(&edit).await);
    let on = world.on.to_string();
    let theirs = record(
        &page,
        &on,
        &[("reference", "RECORD-1"), ("approach", "top_down")],
    );
    let yours = record(
        &other_page,
        &on,
        &[("reference", "RECORD-1"), ("title", "My own title")],
    );
    assert_eq!(
        post(&mut first, &edit, &theirs).await.status,
        StatusCode::SEE_OTHER
    );
    let reply = post(&mut second, &edit, &yours).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    for words in [
        "Olga Official",
        "Shared laboratory",
        "My own title",
        "Top-down",
    ] {
        assert!(reply.shows(words), "{words}");
    }
    let again = record(
        &reply,
        &on,
        &[("reference", "RECORD-1"), ("title", "My own title")],
    );
    assert_eq!(
        post(&mut second, &edit, &again).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn whoever_is_no_ministry_cannot_move_the_record_to_another_jurisdiction() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let edit = format!("{PAGE}/edit");
    let page = browser.get(&edit).await;
    let ca = world.ca.to_string();
    let reply = post(&mut browser, &edit, &record(&page, &ca, &[])).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn moves(browser: &mut Browser, to: &str, others: &[(&str, &str)]) -> Reply {
    let path = format!("{PAGE}/move");
    let page = browser.get(&path).await;
    let mut form = vec![
        ("id", page.field("id")),
        ("version", page.field("version")),
        ("to", to.to_owned()),
        ("note", "The board agreed".to_owned()),
        ("moved_day", "20".to_owned()),
        ("moved_month", "11".to_owned()),
        ("moved_year", "2026".to_owned()),
    ];
    for (name, value) in others {
        form.retain(|(field, _)| field != name);
        form.push((name, (*value).to_owned()));
    }
    let reply = post(browser, &path, &form).await;
    // A second click changes nothing.
    if reply.status == StatusCode::SEE_OTHER {
        let again = post(browser, &path, &form).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    }
    reply
}

#[tokio::test]
async fn becoming_active_freezes_baselines_and_dates_the_partnership_for_the_same_reason() {
    let (app, _) = App::with_world().await;
    execute(
        &app,
        "update partnership set stage = 'negotiating', established_on = null",
    )
    .await;
    execute(&app, "update milestone set baseline_on = null").await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let page = browser.get(&format!("{PAGE}/move")).await;
    assert!(page.shows(r#"value="active""#) && page.shows(r#"value="withdrawn""#));
    assert!(!page.shows(r#"value="closing""#));
    let reply = moves(&mut browser, "active", &[]).await;
    assert_eq!(reply.location, PAGE, "{}", reply.body);

    let frozen = "select count(*) from milestone where baseline_on = planned_on";
    assert_eq!(count(&app, frozen).await, 1);
    let moved =
        "select count(*) from partnership where stage = 'active' and established_on = '2026-11-20'";
    assert_eq!(count(&app, moved).await, 1);
    assert_eq!(
        count(&app, "select count(*) from partnership_move").await,
        1
    );
    let why = "select count(distinct table_name) from history where reason = 'The board agreed' and person_id is not null";
    assert_eq!(
        count(&app, why).await,
        3,
        "partnership, its move, its milestone"
    );
    let page = browser.get(PAGE).await;
    for words in [
        "The board agreed",
        "before: Negotiating",
        "since 20 Nov 2026",
    ] {
        assert!(page.shows(words), "{words}");
    }
}

#[tokio::test]
async fn a_move_that_life_does_not_allow_is_refused_in_words() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let reply = moves(&mut browser, "closed", &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows(
        "It cannot move from Active to Closed. From Active it can move to: Suspended, Closing."
    ));
    let reply = moves(
        &mut browser,
        "closing",
        &[("note", " "), ("moved_year", "2027")],
    )
    .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows(r##"href="#note""##) && reply.shows("This day is still to come"));
    let nul = moves(&mut browser, "closing", &[("note", "a\0b")]).await;
    assert_eq!(nul.status, StatusCode::UNPROCESSABLE_ENTITY);

    let stale = moves(&mut browser, "closing", &[("version", "0")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.shows("Somebody changed this partnership before you"));
    assert_eq!(
        moves(&mut browser, "closing", &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let earlier = moves(&mut browser, "closed", &[("moved_day", "19")]).await;
    assert!(earlier.shows("The move before was on 20 Nov 2026"));
    assert_eq!(
        moves(&mut browser, "closed", &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let late = [
        ("version", "1"),
        ("to", "suspended"),
        ("note", "Both sides agreed"),
        ("moved_day", "20"),
        ("moved_month", "11"),
        ("moved_year", "2026"),
    ];
    let late = browser.post(&format!("{PAGE}/move"), &late).await;
    late.assert_keeps(&["Suspended", "20 Nov 2026", "Both sides agreed"]);
    let over = browser.get(&format!("{PAGE}/move")).await;
    assert!(over.shows("It moves no further") && !over.shows("name=\"note\""));
    assert!(browser.get(PAGE).await.shows("It is over"));
}

#[tokio::test]
async fn a_move_cannot_establish_a_partnership_after_its_planned_end() {
    let (app, _) = App::with_world().await;
    execute(&app, "update partnership set stage = 'negotiating', established_on = null, planned_end = '2026-10-01'").await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let reply = moves(&mut browser, "active", &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("Change the planned end first"));
}

#[tokio::test]
async fn of_twenty_moves_of_one_version_one_wins() {
    let (app, _) = App::with_world().await;
    let browser = app.signed_in(EXECUTIVE).await;
    let moves = (0..20).map(|_| {
        let mut browser = browser.clone();
        tokio::spawn(async move {
            let form = [
                ("version", "1"),
                ("to", "closing"),
                ("note", "Enough"),
                ("moved_day", "20"),
                ("moved_month", "11"),
                ("moved_year", "2026"),
            ];
            browser.post(&format!("{PAGE}/move"), &form).await.status
        })
    });
    let mut statuses = Vec::new();
    for status in moves.collect::<Vec<_>>() {
        statuses.push(status.await.unwrap());
    }
    let won = statuses.iter().filter(|s| **s == StatusCode::SEE_OTHER);
    assert_eq!(won.count(), 1, "{statuses:?}");
    let told = statuses.iter().filter(|s| **s == StatusCode::CONFLICT);
    assert_eq!(told.count(), 19, "{statuses:?}");
}

#[tokio::test]
async fn a_restructuring_is_told_with_its_date_and_author() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let path = format!("{PAGE}/restructurings");
    let refused = browser.post(&path, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let id = browser.get(&format!("{path}/new")).await.field("id");
    let form = [
        ("id", id.as_str()),
        ("description", "Two regions merged"),
        ("happened_day", "1"),
        ("happened_month", "4"),
        ("happened_year", "2026"),
    ];
    for _ in 0..3 {
        assert_eq!(browser.post(&path, &form).await.location, PAGE);
    }
    assert_eq!(count(&app, "select count(*) from restructuring").await, 1);
    let page = browser.get(PAGE).await;
    assert!(page.shows("Two regions merged") && page.shows("1 Apr 2026"));
}

async fn add_party(browser: &mut Browser, organisation: Uuid, role: &str) -> Reply {
    let path = format!("{PAGE}/parties");
    let id = browser.get(&path).await.field("id");
    let organisation = organisation.to_string();
    let form = [
        ("id", id.as_str()),
        ("organisation", &organisation),
        ("role", role),
    ];
    browser.post(&path, &form).await;
    browser.post(&path, &form).await
}

#[tokio::test]
async fn an_organisation_takes_part_in_roles_that_fit_its_sector() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let reply = add_party(&mut browser, world.acme, "provider").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("Provider does not fit an organisation of this sector: ICT"));
    let reply = add_party(&mut browser, world.clinic, "provider").await;
    assert!(reply.shows("The organisation has this role already"));
    let reply = add_party(&mut browser, Uuid::now_v7(), "provider").await;
    assert!(reply.shows("Choose one of the list"));
    let reply = add_party(&mut browser, world.foreign_clinic, "clinical_partner").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let parties = "select count(*) from party where role = 'clinical_partner'";
    assert_eq!(count(&app, parties).await, 1);
    let mut newcomer = app.signed_in(FOREIGN_EXECUTIVE).await;
    assert!(newcomer.get(PAGE).await.shows("Foreign Clinic"));

    let search = browser.get(&format!("{PAGE}/parties?q=foreign")).await;
    assert!(search.shows("Foreign Ministry") && !search.shows("Other Systems –"));
    let none = browser.get(&format!("{PAGE}/parties?q=nowhere")).await;
    assert!(none.shows("No organisation has this name"));
}

#[tokio::test]
async fn a_party_that_contracts_or_milestones_name_stays() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let remove = |party: Uuid| format!("{PAGE}/parties/{party}/remove");
    let acme: Uuid = sqlx::query_scalar("select id from party where organisation_id = $1")
        .bind(world.acme)
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let reply = browser.post(&remove(acme), &[]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    for words in [
        "Acme Systems cannot be removed",
        "1 contract names it",
        "1 milestone is its to reach",
    ] {
        assert!(reply.shows(words), "{words}");
    }
    let reply = browser.post(&remove(world.party), &[]).await;
    assert!(reply.shows("1 of its people answers for the partnership"));
    // In a second role it may lose the first.
    add_party(&mut browser, world.clinic, "clinical_partner").await;
    let reply = browser.post(&remove(world.party), &[]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let again = browser.post(&remove(world.party), &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "a second click");
    assert_eq!(count(&app, "select count(*) from party").await, 4);
}

#[tokio::test]
async fn nobody_takes_out_the_organisation_through_which_they_see_it() {
    let (app, world) = App::with_world().await;
    execute(&app, "update partnership set executive_id = null").await;
    execute(&app, "update contract set buyer_id = (select id from organisation where name = 'Ministry of Tests')").await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let path = format!("{PAGE}/parties/{}/remove", world.party);
    let reply = browser.post(&path, &[]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.shows("Through this organisation you see the partnership"));
    assert_eq!(browser.get(PAGE).await.status, StatusCode::OK);
    let mut official = app.signed_in(OFFICIAL).await;
    assert_eq!(
        official.post(&path, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(browser.get(PAGE).await.status, StatusCode::NOT_FOUND);
}

async fn give(browser: &mut Browser, email: &str, access: &str) -> Reply {
    let path = format!("{PAGE}/rights");
    let id = browser.get(&path).await.field("id");
    let form = [("id", id.as_str()), ("email", email), ("access", access)];
    browser.post(&path, &form).await;
    browser.post(&path, &form).await
}

#[tokio::test]
async fn a_right_opens_the_partnership_to_one_person_until_it_is_taken_away() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let reply = give(&mut browser, " Foreign-Executive@TEST.test ", "edit").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    assert_eq!(
        count(&app, "select count(*) from partnership_right").await,
        2
    );

    let mut guest = app.signed_in(FOREIGN_EXECUTIVE).await;
    assert!(guest.get(PAGE).await.shows("Freya Foreign, Foreign Clinic"));
    assert_eq!(
        guest.get(&format!("{PAGE}/edit")).await.status,
        StatusCode::OK
    );
    for path in ["/move", "/rights", "/parties"] {
        let reply = guest.get(&format!("{PAGE}{path}")).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
    }
    let own = world.foreign_clinic.to_string();
    let form = [("organisation", own.as_str()), ("role", "provider")];
    let reply = guest.post(&format!("{PAGE}/parties"), &form).await;
    assert_eq!(
        reply.status,
        StatusCode::FORBIDDEN,
        "a guest makes no parties"
    );

    let right: Uuid = sqlx::query_scalar("select id from partnership_right where person_id = $1")
        .bind(world.people[FOREIGN_EXECUTIVE])
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let reply = browser
        .post(&format!("{PAGE}/rights/{right}/remove"), &[])
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert_eq!(guest.get(PAGE).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_right_that_would_have_no_effect_is_not_given() {
    let (app, _) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    for (email, access, words) in [
        (
            "nobody@test.test",
            "read",
            "Nobody signs in with this address",
        ),
        (
            "foreign-executive",
            "read",
            "Nobody signs in with this address",
        ),
        (ADMINISTRATOR, "read", "see no partnership"),
        (VENDOR, "edit", "no effect for this person: Vendor"),
        (CLINICIAN, "edit", "has a right here already"),
        ("a\0b", "read", "invisible control characters"),
        ("", "", "Choose one"),
    ] {
        let reply = give(&mut browser, email, access).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        assert!(reply.shows(words), "{email}: {}", reply.body);
    }
}

async fn late(app: &App, world: &World) {
    sqlx::query("update deliverable set due_on = '2026-10-01' where id = $1")
        .bind(world.other_deliverable)
        .execute(&app.owner)
        .await
        .unwrap();
}

#[tokio::test]
async fn the_summary_says_how_the_partnership_stands_and_why() {
    let (app, world) = App::with_world().await;
    late(&app, &world).await;
    sqlx::query("insert into milestone_entry (id, partnership_id, milestone_id, happened_on, story, state, person_id) values ($1, $2, $3, '2026-11-20', 'The gateway answers', 'in_progress', $4)")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(world.milestone).bind(world.people[VENDOR])
        .execute(&app.owner).await.unwrap();
    let page = app.signed_in(EXECUTIVE).await.get(PAGE).await;
    for words in [
        "The deliverable “Secret host plan” is 53 days late",
        "Red",
        "The gateway answers",
        "Victor Vendor, Acme Systems",
        "One record for every patient",
        "Eva Executive, Clinic of Tests",
        "Shown, never scored",
        "First exchange",
        "Last day to give notice",
    ] {
        assert!(page.shows(words), "{words}");
    }
    let list = app.signed_in(OFFICIAL).await.get(LIST).await;
    assert!(list.shows("Red"));
}

#[tokio::test]
async fn a_vendor_sees_how_the_partnership_stands_by_its_own_deliverables() {
    let (app, world) = App::with_world().await;
    late(&app, &world).await;
    let mut vendor = app.signed_in(VENDOR).await;
    let page = vendor.get(PAGE).await;
    assert!(!page.shows("Secret") && !page.shows("777,777"));
    // Its milestone slipped by thirty days, which is not yet too much.
    assert!(page.shows("Nothing is late; next is “First exchange” on 1 Dec 2026"));
    assert!(vendor.get(LIST).await.shows("Green"));
    let page = app.signed_in(OTHER_VENDOR).await.get(PAGE).await;
    assert!(page.shows("The deliverable “Secret host plan” is 53 days late"));
    assert!(!page.shows("Record exchange"));
}

#[tokio::test]
async fn what_a_vendor_gathers_of_its_own_is_what_the_summary_stores() {
    let (app, world) = App::with_world().await;
    // With one supplier there is nothing that only others see.
    execute(&app, "update contract set supplier_id = (select id from organisation where name = 'Acme Systems')").await;
    for (deliverable, state, due) in [
        (world.deliverable, "returned", "2026-11-10"),
        (world.other_deliverable, "submitted", "2026-09-01"),
    ] {
        sqlx::query("update deliverable set state = $2, due_on = $3::date where id = $1")
            .bind(deliverable)
            .bind(state)
            .bind(due)
            .execute(&app.owner)
            .await
            .unwrap();
    }
    let reason = |page: &Reply| {
        let at = page.body.find("days late").expect("it is late");
        page.body[at - 60..at].to_owned()
    };
    let vendor = app.signed_in(VENDOR).await.get(PAGE).await;
    let executive = app.signed_in(EXECUTIVE).await.get(PAGE).await;
    assert_eq!(reason(&vendor), reason(&executive));
    assert!(vendor.shows("“Interface description” is 13 days late"));
}
