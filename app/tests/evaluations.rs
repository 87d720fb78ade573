//! Evaluations of vendors, over the router and as the application's role:
//! nobody sees another's scores before everybody has scored, and no vendor sees
//! what concerns another.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::{evidence, support};

use axum::http::StatusCode;
use domain::access::{Person, Role};
use support::{
    AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR, Reply,
    VENDOR, World,
};
use uuid::Uuid;

const INDEX: &str = "/partnerships/RECORD-1/evaluations";
const CRITERIA: [&str; 5] = [
    "clinical_fit",
    "interoperability",
    "security",
    "maturity",
    "cost_predictability",
];

async fn open(browser: &mut Browser, vendor: Uuid, evaluators: &[Uuid]) -> Reply {
    let vendor = vendor.to_string();
    let evaluators: Vec<String> = evaluators.iter().map(Uuid::to_string).collect();
    let mut form = vec![
        ("vendor", vendor.as_str()),
        ("subject", "The shared record"),
        ("due_day", "15"),
        ("due_month", "12"),
        ("due_year", "2026"),
    ];
    form.extend(evaluators.iter().map(|id| ("evaluator", id.as_str())));
    browser.post(INDEX, &form).await
}

/// An evaluation of Acme by official, executive and clinician, opened by the
/// official.
async fn opened(app: &App, world: &World) -> String {
    let mut official = app.signed_in(OFFICIAL).await;
    let evaluators = [OFFICIAL, EXECUTIVE, CLINICIAN].map(|email| world.people[email]);
    let reply = open(&mut official, world.acme, &evaluators).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

/// A sheet with these scores, in the order of the criteria, and words.
async fn give(
    browser: &mut Browser,
    address: &str,
    scores: [&str; 5],
    extra: &[(&str, &str)],
) -> Reply {
    let names: Vec<String> = CRITERIA.iter().map(|one| format!("score_{one}")).collect();
    let mut form: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(scores).collect();
    form.extend(extra);
    browser.post(address, &form).await
}

async fn score(app: &App, evaluation: &str, email: &str, scores: [&str; 5], words: &str) -> Reply {
    let mut browser = app.signed_in(email).await;
    let address = format!("{evaluation}/score");
    give(&mut browser, &address, scores, &[("words_maturity", words)]).await
}

/// Everybody scores: on interoperability 5, 4 and 2.
async fn scored(app: &App, evaluation: &str) {
    for (email, scores, words) in [
        (
            OFFICIAL,
            ["3", "5", "4", "3", "cannot_say"],
            "Seen by the official",
        ),
        (
            EXECUTIVE,
            ["3", "4", "4", "3", "4"],
            "Seen by the executive",
        ),
        (
            CLINICIAN,
            ["3", "2", "4", "4", "cannot_say"],
            "Seen by the clinician",
        ),
    ] {
        let reply = score(app, evaluation, email, scores, words).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
}

async fn agree(browser: &mut Browser, evaluation: &str, extra: &[(&str, &str)]) -> Reply {
    let mut all = vec![
        (
            "words_interoperability",
            "The clinician tried it on two wards",
        ),
        ("conclusion", "A partner to keep, with proof to come"),
    ];
    all.extend(extra);
    let address = format!("{evaluation}/consensus");
    give(browser, &address, ["3", "4", "4", "3", "4"], &all).await
}

async fn agreed(app: &App, world: &World) -> String {
    let evaluation = opened(app, world).await;
    scored(app, &evaluation).await;
    let mut official = app.signed_in(OFFICIAL).await;
    let reply = agree(&mut official, &evaluation, &[]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    evaluation
}

fn person(world: &World, email: &'static str) -> Person {
    let (role, organisation_id) = match email {
        OFFICIAL => (Role::MinistryOfficial, world.ministry),
        EXECUTIVE => (Role::HealthExecutive, world.clinic),
        CLINICIAN => (Role::Clinician, world.clinic),
        VENDOR => (Role::Vendor, world.acme),
        OTHER_VENDOR => (Role::Vendor, world.other),
        AUDITOR => (Role::Auditor, world.ministry),
        FOREIGN_OFFICIAL => (Role::MinistryOfficial, world.foreign_ministry),
        _ => panic!("nobody of an evaluation"),
    };
    Person {
        id: world.people[email],
        role,
        organisation_id,
    }
}

/// How many rows of a table the person reads past the application.
async fn rows(app: &App, world: &World, email: &'static str, sql: &'static str) -> i64 {
    let who = person(world, email);
    let mut tx = app.state.db.begin_as(&who).await.unwrap();
    sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap()
}

#[tokio::test]
async fn at_least_two_evaluate_and_none_of_a_vendor() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let page = official.get(&format!("{INDEX}/new")).await;
    assert!(page.shows("Acme Systems") && page.shows("Other Systems"));
    // The partnership has chosen, so that nobody bids.
    assert!(!page.shows("(bidder)"));
    assert!(!page.shows(&world.people[VENDOR].to_string()));
    let one = [world.people[OFFICIAL]];
    let reply = open(&mut official, world.acme, &one).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("at least two evaluators") && reply.shows("The shared record"));
    let with_vendor = [world.people[OFFICIAL], world.people[VENDOR]];
    let reply = open(&mut official, world.acme, &with_vendor).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reply = open(&mut official, world.clinic, &one).await;
    assert!(reply.shows("href=\"#vendor\""));
    let reply = official.post(INDEX, &[]).await;
    for field in ["vendor", "subject", "evaluator", "due"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    for email in [VENDOR, CLINICIAN, AUDITOR] {
        let mut browser = app.signed_in(email).await;
        let reply = open(&mut browser, world.acme, &one).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{email}");
    }
}

#[tokio::test]
async fn a_bidder_is_evaluated_while_the_partnership_chooses_and_reads_its_own_result() {
    let (app, world) = App::with_world().await;
    let newcomer = Uuid::now_v7();
    sqlx::query("insert into organisation (id, name, sector, jurisdiction_id) values ($1, 'Newcomer Ltd', 'ict', $2)")
        .bind(newcomer).bind(world.on).execute(&app.owner).await.unwrap();
    let mut official = app.signed_in(OFFICIAL).await;
    let evaluators = [OFFICIAL, EXECUTIVE].map(|email| world.people[email]);
    let reply = open(&mut official, newcomer, &evaluators).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    sqlx::query("update partnership set stage = 'negotiating'")
        .execute(&app.owner)
        .await
        .unwrap();
    assert!(
        official
            .get(&format!("{INDEX}/new?q=newc"))
            .await
            .shows("Newcomer Ltd (bidder)")
    );
    let evaluation = open(&mut official, newcomer, &evaluators).await.location;
    for email in [OFFICIAL, EXECUTIVE] {
        score(&app, &evaluation, email, ["3", "4", "4", "3", "4"], "").await;
    }
    let reply = agree(&mut official, &evaluation, &[]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    sqlx::query("update person set organisation_id = $2 where id = $1")
        .bind(world.people[OTHER_VENDOR])
        .bind(newcomer)
        .execute(&app.owner)
        .await
        .unwrap();
    let mut bidder = app.signed_in(OTHER_VENDOR).await;
    assert!(bidder.get("/").await.shows("Results of evaluations of us"));
    let page = bidder.get(&evaluation).await;
    assert!(
        page.shows("A partner to keep") && !page.shows("RECORD-1"),
        "{}",
        page.body
    );
    assert_eq!(bidder.get(INDEX).await.status, StatusCode::NOT_FOUND);
    // The bidder finds it without seeing the partnership, however long ago it was.
    let list = bidder.get("/evaluations").await;
    assert!(list.shows(&evaluation) && list.shows("Not a party to it"));
    assert!(
        list.shows("href=\"/evaluations\" aria-current=\"page\""),
        "{}",
        list.body
    );
    assert!(
        !list.shows("RECORD-1") && !list.shows("Evaluators"),
        "{}",
        list.body
    );
    let file = bidder.get("/evaluations.csv").await;
    assert!(file.shows("A partner to keep") && !file.shows("RECORD-1"));
    let mut supplier = app.signed_in(VENDOR).await;
    let list = supplier.get("/evaluations").await;
    assert!(list.shows("No evaluation that you see") && !list.shows("Newcomer"));
    assert!(!supplier.get(INDEX).await.shows("Newcomer"));
    assert_eq!(
        supplier.get(&evaluation).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn nobody_sees_anothers_scores_before_everybody_has_scored() {
    let (app, world) = App::with_world().await;
    let evaluation = opened(&app, &world).await;
    let reply = score(
        &app,
        &evaluation,
        EXECUTIVE,
        ["3", "", "4", "9", "4"],
        "Kept <words>",
    )
    .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        reply.shows("href=\"#score_interoperability\"") && reply.shows("href=\"#score_maturity\"")
    );
    assert!(reply.shows("Kept &lt;words"));
    for email in [EXECUTIVE, OFFICIAL] {
        let reply = score(
            &app,
            &evaluation,
            email,
            ["3", "5", "4", "3", "4"],
            "Seen by one",
        )
        .await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
    }
    let mut clinician = app.signed_in(CLINICIAN).await;
    assert!(
        clinician
            .get("/")
            .await
            .shows("Evaluations that wait for me")
    );
    let page = clinician.get(&evaluation).await;
    assert!(page.shows("It is your turn") && page.shows("Has scored"));
    assert!(!page.shows("Seen by one"));
    // An evaluator sees their own; the opener, who is one, no other.
    let mut official = app.signed_in(OFFICIAL).await;
    let page = official.get(&evaluation).await;
    assert!(
        page.shows("Your scores") && page.shows("Seen by one"),
        "{}",
        page.body
    );
    let scores = "select count(*) from evaluation_score";
    let history = "select count(*) from history where table_name = 'evaluation_score'";
    for (email, own) in [
        (OFFICIAL, 5),
        (EXECUTIVE, 5),
        (CLINICIAN, 0),
        (AUDITOR, 0),
        (VENDOR, 0),
        (OTHER_VENDOR, 0),
        (FOREIGN_OFFICIAL, 0),
    ] {
        assert_eq!(rows(&app, &world, email, scores).await, own, "{email}");
        assert_eq!(rows(&app, &world, email, history).await, own, "{email}");
    }
    // There is no consensus yet, by the page nor past it.
    let reply = agree(&mut official, &evaluation, &[]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    let who = person(&world, OFFICIAL);
    let mut tx = app.state.db.begin_as(&who).await.unwrap();
    let done = sqlx::query("insert into evaluation_consensus (id, partnership_id, evaluation_id, criterion, score, reason) select gen_random_uuid(), $1, id, 'security', 4, 'x' from evaluation")
        .bind(world.partnership).execute(&mut *tx).await;
    assert!(done.is_err());
    let mut tx = app.state.db.begin_as(&who).await.unwrap();
    let done = sqlx::query("update evaluation set scored_on = '2026-11-23'")
        .execute(&mut *tx)
        .await;
    assert!(done.is_err());
    // Nobody scores for another.
    let mut tx = app.state.db.begin_as(&who).await.unwrap();
    let done = sqlx::query("insert into evaluation_score (id, partnership_id, evaluation_id, evaluator_id, criterion, score) select gen_random_uuid(), $1, evaluation_id, id, 'security', 1 from evaluation_evaluator where person_id = $2")
        .bind(world.partnership).bind(world.people[CLINICIAN]).execute(&mut *tx).await;
    assert!(done.is_err());
    score(
        &app,
        &evaluation,
        CLINICIAN,
        ["3", "2", "4", "3", "4"],
        "Seen last",
    )
    .await;
    for (email, read) in [
        (OFFICIAL, 15),
        (EXECUTIVE, 15),
        (CLINICIAN, 15),
        (AUDITOR, 0),
        (VENDOR, 0),
    ] {
        assert_eq!(rows(&app, &world, email, scores).await, read, "{email}");
    }
    let page = official.get(&evaluation).await;
    assert!(page.shows("Seen by one") && page.shows("Seen last") && page.shows("3 points apart"));
}

#[tokio::test]
async fn the_last_two_who_score_at_once_end_the_scoring() {
    let (app, world) = App::with_world().await;
    let evaluation = opened(&app, &world).await;
    let all = ["3", "4", "4", "3", "4"];
    let (one, two, three) = tokio::join!(
        score(&app, &evaluation, OFFICIAL, all, "a"),
        score(&app, &evaluation, EXECUTIVE, all, "b"),
        score(&app, &evaluation, CLINICIAN, all, "c"),
    );
    for reply in [one, two, three] {
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let mut official = app.signed_in(OFFICIAL).await;
    assert!(
        official
            .get("/")
            .await
            .shows("Everybody has scored: declare the consensus")
    );
}

#[tokio::test]
async fn somebody_who_does_not_score_is_released_with_a_reason_and_named() {
    let (app, world) = App::with_world().await;
    let evaluation = opened(&app, &world).await;
    for email in [OFFICIAL, EXECUTIVE] {
        score(&app, &evaluation, email, ["3", "4", "4", "3", "4"], "x").await;
    }
    let clinician: Uuid =
        sqlx::query_scalar("select id from evaluation_evaluator where person_id = $1")
            .bind(world.people[CLINICIAN])
            .fetch_one(&app.owner)
            .await
            .unwrap();
    let clinician = clinician.to_string();
    let release = format!("{evaluation}/release");
    let mut official = app.signed_in(OFFICIAL).await;
    let reply = official.post(&release, &[("evaluator", &clinician)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [
        ("evaluator", clinician.as_str()),
        ("reason", "On leave until spring"),
    ];
    let mut executive = app.signed_in(EXECUTIVE).await;
    assert_eq!(
        executive.post(&release, &form).await.status,
        StatusCode::FORBIDDEN
    );
    for _ in 0..2 {
        let reply = official.post(&release, &form).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let page = official.get(&evaluation).await;
    assert!(
        page.shows("On leave until spring") && page.shows("Released"),
        "{}",
        page.body
    );
    let reply = score(&app, &evaluation, CLINICIAN, ["1"; 5], "Seen too late").await;
    reply.assert_keeps(&["Seen too late"]);
    let form = [
        ("evaluator", clinician.as_str()),
        ("reason", "Another reason"),
    ];
    official
        .post(&release, &form)
        .await
        .assert_keeps(&["Another reason"]);
    let reply = agree(&mut official, &evaluation, &[]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    // Of two, none is released: one score would be the consensus.
    let two = [OFFICIAL, EXECUTIVE].map(|email| world.people[email]);
    let second = open(&mut official, world.other, &two).await.location;
    let waiting: Uuid = sqlx::query_scalar("select w.id from evaluation_evaluator w join evaluation e on e.id = w.evaluation_id where w.person_id = $1 and e.organisation_id = $2")
        .bind(world.people[EXECUTIVE]).bind(world.other).fetch_one(&app.owner).await.unwrap();
    let waiting = waiting.to_string();
    let form = [("evaluator", waiting.as_str()), ("reason", "Away")];
    let reply = official.post(&format!("{second}/release"), &form).await;
    reply.assert_keeps(&["Eva Executive", "Away"]);
    assert!(reply.shows("at least two must score"));
}

async fn add(browser: &mut Browser, evaluation: &str, who: Uuid, due: [&str; 3]) -> Reply {
    let who = who.to_string();
    let form = [
        ("evaluator", who.as_str()),
        ("due_day", due[0]),
        ("due_month", due[1]),
        ("due_year", due[2]),
    ];
    let address = format!("{evaluation}/evaluators");
    browser.post(&address, &form).await
}

#[tokio::test]
async fn evaluators_join_until_there_is_a_consensus_and_score_alone_like_the_others() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let two = [EXECUTIVE, OFFICIAL].map(|email| world.people[email]);
    let evaluation = open(&mut official, world.acme, &two).await.location;
    for email in [OFFICIAL, EXECUTIVE] {
        let words = format!("Seen by {email}");
        score(&app, &evaluation, email, ["3", "4", "4", "3", "4"], &words).await;
    }
    let scores = "select count(*) from evaluation_score";
    let history = "select count(*) from history where table_name = 'evaluation_score'";
    assert_eq!(rows(&app, &world, EXECUTIVE, scores).await, 10);
    let clinician = world.people[CLINICIAN];
    let later = ["18", "12", "2026"];
    let page = official.get(&format!("{evaluation}/evaluators")).await;
    assert!(page.shows("Scoring begins again") && !page.shows(&two[0].to_string()));
    // At least one, who may evaluate here; and never earlier than was said.
    let nobody = [("due_day", "1"), ("due_month", "12"), ("due_year", "2026")];
    let reply = official
        .post(&format!("{evaluation}/evaluators"), &nobody)
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["evaluator", "due"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    let reply = add(&mut official, &evaluation, world.people[VENDOR], later).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for email in [EXECUTIVE, CLINICIAN, VENDOR] {
        let mut browser = app.signed_in(email).await;
        let reply = add(&mut browser, &evaluation, clinician, later).await;
        assert!(
            [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&reply.status),
            "{email}"
        );
    }
    for _ in 0..2 {
        let reply = add(&mut official, &evaluation, clinician, later).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    // Nobody reads another's scores any more, and there is no consensus yet.
    for (email, own) in [
        (OFFICIAL, 5),
        (EXECUTIVE, 5),
        (CLINICIAN, 0),
        (AUDITOR, 0),
        (VENDOR, 0),
        (OTHER_VENDOR, 0),
    ] {
        assert_eq!(rows(&app, &world, email, scores).await, own, "{email}");
        assert_eq!(rows(&app, &world, email, history).await, own, "{email}");
    }
    let mut added = app.signed_in(CLINICIAN).await;
    assert!(added.get("/").await.shows("Evaluations that wait for me"));
    let page = added.get(&evaluation).await;
    assert!(page.shows("It is your turn") && page.shows("Added on"));
    assert!(!page.shows("Seen by"), "{}", page.body);
    let page = official.get(&evaluation).await;
    assert!(page.shows("18 December 2026") || page.shows("2026-12-18"));
    assert!(
        page.shows(&format!("Seen by {OFFICIAL}")) && !page.shows(&format!("Seen by {EXECUTIVE}"))
    );
    let reply = agree(&mut official, &evaluation, &[]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    score(
        &app,
        &evaluation,
        CLINICIAN,
        ["3", "2", "4", "3", "4"],
        "Last",
    )
    .await;
    assert_eq!(rows(&app, &world, CLINICIAN, scores).await, 15);
    let reply = agree(&mut official, &evaluation, &[]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let reply = add(&mut official, &evaluation, two[0], later).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "named already");
    sqlx::query("insert into person (id, name, email, role, organisation_id, locale) values ($1, 'Second Executive', 'second@test.test', 'health_executive', $2, 'en-GB')")
        .bind(Uuid::from_u128(99)).bind(world.clinic).execute(&app.owner).await.unwrap();
    let reply = add(&mut official, &evaluation, Uuid::from_u128(99), later).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    let who = person(&world, OFFICIAL);
    let mut tx = app.state.db.begin_as(&who).await.unwrap();
    let done = sqlx::query("insert into evaluation_evaluator (id, evaluation_id, person_id, organisation_id) select gen_random_uuid(), id, $1, $2 from evaluation")
        .bind(Uuid::from_u128(99)).bind(world.clinic).execute(&mut *tx).await;
    assert!(done.is_err());
}

#[tokio::test]
async fn who_opened_an_evaluation_does_not_join_after_somebody_scored_and_two_are_enough_to_release_one()
 {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let two = [EXECUTIVE, CLINICIAN].map(|email| world.people[email]);
    let evaluation = open(&mut official, world.acme, &two).await.location;
    let own = world.people[OFFICIAL];
    let later = ["18", "12", "2026"];
    let address = format!("{evaluation}/evaluators");
    assert!(official.get(&address).await.shows(&own.to_string()));
    score(&app, &evaluation, EXECUTIVE, ["3"; 5], "x").await;
    assert!(!official.get(&address).await.shows(&own.to_string()));
    let reply = add(&mut official, &evaluation, own, later).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let who = person(&world, OFFICIAL);
    let mut tx = app.state.db.begin_as(&who).await.unwrap();
    let done = sqlx::query("insert into evaluation_evaluator (id, evaluation_id, person_id, organisation_id) select gen_random_uuid(), id, $1, $2 from evaluation")
        .bind(own).bind(world.ministry).execute(&mut *tx).await;
    assert!(done.is_err());
    drop(tx);
    // Of two nobody is released; once a third is named, one who has not scored is.
    sqlx::query("insert into person (id, name, email, role, organisation_id, locale) values ($1, 'Second Executive', 'second@test.test', 'health_executive', $2, 'en-GB')")
        .bind(Uuid::from_u128(99)).bind(world.clinic).execute(&app.owner).await.unwrap();
    let waiting: Uuid =
        sqlx::query_scalar("select id from evaluation_evaluator where person_id = $1")
            .bind(two[1])
            .fetch_one(&app.owner)
            .await
            .unwrap();
    let waiting = waiting.to_string();
    let form = [("evaluator", waiting.as_str()), ("reason", "On leave")];
    let release = format!("{evaluation}/release");
    let reply = official.post(&release, &form).await;
    reply.assert_keeps(&["Clara Clinician", "On leave"]);
    add(&mut official, &evaluation, Uuid::from_u128(99), later).await;
    let reply = official.post(&release, &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    // Whoever was released does not come back.
    let reply = add(&mut official, &evaluation, two[1], later).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let page = official.get(&evaluation).await;
    assert!(page.shows("On leave") && page.shows("1 of 3 have scored"));
}

async fn withdraw(browser: &mut Browser, evaluation: &str, reason: &str) -> Reply {
    let form = [("withdrawal_reason", reason)];
    let address = format!("{evaluation}/withdrawal");
    browser.post(&address, &form).await
}

#[tokio::test]
async fn an_evaluation_is_withdrawn_with_a_reason_until_there_is_a_consensus() {
    let (app, world) = App::with_world().await;
    let whole = agreed(&app, &world).await;
    let evaluation = opened(&app, &world).await;
    scored(&app, &evaluation).await;
    let reason = "Asked before release 8 was there";
    for email in [CLINICIAN, VENDOR, OTHER_VENDOR, AUDITOR, FOREIGN_OFFICIAL] {
        let mut browser = app.signed_in(email).await;
        let reply = withdraw(&mut browser, &evaluation, reason).await;
        assert!(
            [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&reply.status),
            "{email}"
        );
    }
    // Not its opener, though one who may open another here.
    let mut executive = app.signed_in(EXECUTIVE).await;
    let reply = withdraw(&mut executive, &evaluation, " ").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("href=\"#withdrawal_reason\""));
    let who = person(&world, EXECUTIVE);
    let id: Uuid = evaluation.rsplit('/').next().unwrap().parse().unwrap();
    for sql in [
        "update evaluation set due_on = due_on + 1 where id = $1",
        "update evaluation set withdrawn_on = '2026-11-24', withdrawn_by = opened_by, withdrawal_reason = 'x', withdrawal_language = 'en' where id = $1",
        "update evaluation set scored_on = null where id = $1",
    ] {
        let mut tx = app.state.db.begin_as(&who).await.unwrap();
        let done = sqlx::query(sql).bind(id).execute(&mut *tx).await;
        assert!(done.is_err(), "{sql}");
    }
    for _ in 0..2 {
        let reply = withdraw(&mut executive, &evaluation, reason).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let reply = withdraw(&mut executive, &evaluation, "Something else").await;
    reply.assert_keeps(&["Something else"]);
    // It stays, with its reason and without a score, and nobody else reads one.
    for email in [OFFICIAL, EXECUTIVE, CLINICIAN, AUDITOR] {
        let mut browser = app.signed_in(email).await;
        let page = browser.get(&evaluation).await;
        assert!(page.shows(reason) && page.shows("was withdrawn"), "{email}");
        assert!(!page.shows("Seen by the"), "{email}");
        assert!(!page.shows("/withdrawal") && !page.shows("/consensus"));
        let list = browser.get(&format!("{INDEX}?state=withdrawn")).await;
        assert!(list.shows(&evaluation), "{email}");
        assert!(!browser.get("/").await.shows(&evaluation), "{email}");
        let file = browser.get(&format!("{INDEX}.csv?state=withdrawn")).await;
        assert!(file.shows(reason) && !file.shows(",3,4,4,3,4,"), "{email}");
    }
    assert!(
        executive
            .get("/partnerships/RECORD-1/history?kind=evaluation")
            .await
            .shows(reason)
    );
    let of_it = "select count(*) from evaluation_score s join evaluation e on e.id = s.evaluation_id where e.withdrawn_on is not null";
    for (email, own) in [(OFFICIAL, 5), (EXECUTIVE, 5), (CLINICIAN, 5), (AUDITOR, 0)] {
        assert_eq!(rows(&app, &world, email, of_it).await, own, "{email}");
    }
    // The vendor never sees it, nor replies; it counts in no trend.
    for email in [VENDOR, OTHER_VENDOR] {
        let mut vendor = app.signed_in(email).await;
        assert_eq!(vendor.get(&evaluation).await.status, StatusCode::NOT_FOUND);
        let withdrawn = "select count(*) from evaluation where withdrawn_on is not null";
        assert_eq!(rows(&app, &world, email, withdrawn).await, 0);
        let told = "select count(*) from history where new_row::text like '%release 8%'";
        assert_eq!(rows(&app, &world, email, told).await, 0);
        let replies = format!("{evaluation}/replies");
        let form = [("about", "whole"), ("reply", "x")];
        let reply = vendor.post(&replies, &form).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
    }
    let mut official = app.signed_in(OFFICIAL).await;
    assert!(!official.get(INDEX).await.shows("How it moved"));
    // Nothing is done in it any more, by the page nor past it.
    let later = ["18", "12", "2026"];
    let reply = agree(&mut official, &evaluation, &[]).await;
    reply.assert_keeps(&["The clinician tried it on two wards", "A partner to keep"]);
    let reply = add(&mut official, &evaluation, world.people[OFFICIAL], later).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "named already");
    let reply = add(&mut official, &evaluation, Uuid::from_u128(99), later).await;
    reply.assert_keeps(&["18 Dec 2026"]);
    let who = person(&world, OFFICIAL);
    for sql in [
        "insert into evaluation_consensus (id, evaluation_id, criterion, score, reason) values (gen_random_uuid(), $1, 'security', 4, 'x')",
        "update evaluation set withdrawn_on = null, withdrawn_by = null, withdrawal_reason = null, withdrawal_language = null where id = $1",
    ] {
        let mut tx = app.state.db.begin_as(&who).await.unwrap();
        let done = sqlx::query(sql).bind(id).execute(&mut *tx).await;
        let refused = done.map_or(true, |done| done.rows_affected() == 0);
        assert!(refused, "{sql}");
    }
    // A consensus that is shared is not taken back.
    let reply = withdraw(&mut official, &whole, reason).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    let mut tx = app.state.db.begin_as(&who).await.unwrap();
    let done = sqlx::query("update evaluation set withdrawn_on = '2026-11-24', withdrawn_by = viewer_person(), withdrawal_reason = 'x', withdrawal_language = 'en' where agreed_on is not null")
        .execute(&mut *tx).await;
    assert!(done.map_or(true, |done| done.rows_affected() == 0));
    drop(tx);
    let bad = app::audit::verify(&app.state).await.unwrap().bad;
    assert_eq!(bad, None);
}

#[tokio::test]
async fn a_withdrawn_evaluation_is_not_scored() {
    let (app, world) = App::with_world().await;
    let evaluation = opened(&app, &world).await;
    let mut official = app.signed_in(OFFICIAL).await;
    withdraw(&mut official, &evaluation, "Too early").await;
    let mut clinician = app.signed_in(CLINICIAN).await;
    assert!(!clinician.get("/").await.shows(&evaluation));
    let page = clinician.get(&evaluation).await;
    assert!(page.shows("No longer asked") && !page.shows("It is your turn"));
    let scores = ["", "5", "cannot_say", "3", ""];
    let reply = score(&app, &evaluation, CLINICIAN, scores, "Half a <sheet>").await;
    reply.assert_keeps(&["5: ", "Cannot say", "3: ", "Half a &lt;sheet&gt;"]);
    assert!(!reply.shows("<dt>Clinical fit</dt>"));
    // Nothing is shown where nothing was typed.
    let reply = score(&app, &evaluation, CLINICIAN, [""; 5], " ").await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(!reply.shows("It cannot be sent"));
    let who = person(&world, CLINICIAN);
    let mut tx = app.state.db.begin_as(&who).await.unwrap();
    let done = sqlx::query("insert into evaluation_score (id, evaluation_id, evaluator_id, criterion, score) select gen_random_uuid(), evaluation_id, id, 'security', 1 from evaluation_evaluator where person_id = $1")
        .bind(world.people[CLINICIAN]).execute(&mut *tx).await;
    assert!(done.is_err());
}

#[tokio::test]
async fn a_consensus_gives_its_reason_and_proof_is_not_assurance() {
    let (app, world) = App::with_world().await;
    let proof = evidence::entered(&app, &world, ["31", "12", "2027"]).await;
    let id = proof.rsplit('/').next().unwrap();
    let evaluation = opened(&app, &world).await;
    scored(&app, &evaluation).await;
    let mut official = app.signed_in(OFFICIAL).await;
    let address = format!("{evaluation}/consensus");
    // Interoperability lies three points apart, maturity is not the median, nothing is concluded.
    let reply = give(&mut official, &address, ["3", "4", "4", "5", "4"], &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["words_interoperability", "words_maturity", "conclusion"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    for field in [
        "words_clinical_fit",
        "words_security",
        "words_cost_predictability",
    ] {
        assert!(!reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    let pointed = [("proof_interoperability", id)];
    for _ in 0..2 {
        let reply = agree(&mut official, &evaluation, &pointed).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let asserted = "Asserted, not proven";
    let mut vendor = app.signed_in(VENDOR).await;
    assert!(vendor.get(&evaluation).await.shows(asserted));
    let mut executive = app.signed_in(EXECUTIVE).await;
    evidence::verify(&mut executive, &proof, "verified", "").await;
    let page = vendor.get(&evaluation).await;
    assert!(
        !page.shows(asserted) && page.shows("Exchanges letters"),
        "{}",
        page.body
    );
    // The database holds the rule, too.
    let second = opened(&app, &world).await;
    scored(&app, &second).await;
    let mut tx = app
        .state
        .db
        .begin_as(&person(&world, OFFICIAL))
        .await
        .unwrap();
    let done = sqlx::query("insert into evaluation_consensus (id, partnership_id, evaluation_id, criterion, score) values (gen_random_uuid(), $1, $2, 'interoperability', 4)")
        .bind(world.partnership).bind(second.rsplit('/').next().unwrap().parse::<Uuid>().unwrap()).execute(&mut *tx).await;
    assert!(done.is_err());
}

#[tokio::test]
async fn the_vendor_sees_its_own_result_and_replies_once_to_each_part() {
    let (app, world) = App::with_world().await;
    let evaluation = opened(&app, &world).await;
    scored(&app, &evaluation).await;
    let mut vendor = app.signed_in(VENDOR).await;
    assert_eq!(vendor.get(&evaluation).await.status, StatusCode::NOT_FOUND);
    assert!(!vendor.get(INDEX).await.shows("The shared record"));
    let mut official = app.signed_in(OFFICIAL).await;
    agree(&mut official, &evaluation, &[]).await;
    assert!(vendor.get("/").await.shows("Results of evaluations of us"));
    let page = vendor.get(&evaluation).await;
    assert!(page.shows("The clinician tried it on two wards") && page.shows("A partner to keep"));
    for secret in [
        "Seen by the",
        "What each gave",
        "Eva Executive",
        "Still to score",
    ] {
        assert!(!page.shows(secret), "{secret}");
    }
    let replies = format!("{evaluation}/replies");
    let id = page.field("id");
    let reply = vendor
        .post(&replies, &[("id", &id), ("about", "interoperability")])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "The report of the connectathon follows in January";
    let form = [
        ("id", id.as_str()),
        ("about", "interoperability"),
        ("reply", words),
    ];
    for _ in 0..3 {
        let reply = vendor.post(&replies, &form).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let again = [("about", "interoperability"), ("reply", "Once more")];
    let reply = vendor.post(&replies, &again).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("Once more") && reply.shows("a reply to this already"));
    let whole = [("about", "whole"), ("reply", "We thank the evaluators")];
    assert_eq!(
        vendor.post(&replies, &whole).await.status,
        StatusCode::SEE_OTHER
    );
    // Once there is a reply to each part, there is no form that could keep one.
    for about in CRITERIA {
        vendor
            .post(&replies, &[("about", about), ("reply", "x")])
            .await;
    }
    let late = vendor
        .post(&replies, &[("about", "security"), ("reply", "A late word")])
        .await;
    late.assert_keeps(&["Security", "A late word"]);
    for email in [OFFICIAL, EXECUTIVE, CLINICIAN, AUDITOR] {
        let page = app.signed_in(email).await.get(&evaluation).await;
        assert!(
            page.shows(words) && page.shows("We thank the evaluators"),
            "{email}"
        );
    }
    let reply = official.post(&replies, &whole).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    let file = official.get(&format!("{INDEX}.csv")).await;
    assert!(
        file.shows(",agreed,") && file.shows(",3,4,4,3,4,"),
        "{}",
        file.body
    );
}

#[tokio::test]
async fn auditors_read_scores_once_the_consensus_stands_and_other_executives_never() {
    let (app, world) = App::with_world().await;
    let evaluation = opened(&app, &world).await;
    scored(&app, &evaluation).await;
    let mut auditor = app.signed_in(AUDITOR).await;
    assert_eq!(auditor.get(&evaluation).await.status, StatusCode::NOT_FOUND);
    let mut official = app.signed_in(OFFICIAL).await;
    agree(&mut official, &evaluation, &[]).await;
    let page = auditor.get(&evaluation).await;
    assert!(page.shows("Seen by the clinician"), "{}", page.body);
    sqlx::query("insert into person (id, name, email, role, organisation_id, locale) values ($1, 'Second Executive', 'second@test.test', 'health_executive', $2, 'en-GB')")
        .bind(Uuid::from_u128(99)).bind(world.clinic).execute(&app.owner).await.unwrap();
    let second = Person {
        id: Uuid::from_u128(99),
        role: Role::HealthExecutive,
        organisation_id: world.clinic,
    };
    let mut tx = app.state.db.begin_as(&second).await.unwrap();
    for (sql, read) in [
        ("select count(*) from evaluation_consensus", 5_i64),
        ("select count(*) from evaluation_score", 0),
    ] {
        let found: i64 = sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(found, read, "{sql}");
    }
}

#[tokio::test]
async fn an_evaluation_is_repeated_and_vendors_are_compared_for_those_who_may() {
    let (app, world) = App::with_world().await;
    agreed(&app, &world).await;
    agreed(&app, &world).await;
    let mut official = app.signed_in(OFFICIAL).await;
    let page = official.get(INDEX).await;
    assert!(page.shows("How it moved") && !page.shows("Vendors side by side"));
    let evaluators = [OFFICIAL, EXECUTIVE].map(|email| world.people[email]);
    let other = open(&mut official, world.other, &evaluators).await.location;
    for email in [OFFICIAL, EXECUTIVE] {
        score(&app, &other, email, ["2", "2", "2", "2", "2"], "x").await;
    }
    let all = [("conclusion", "Not convincing")];
    give(&mut official, &format!("{other}/consensus"), ["2"; 5], &all).await;
    let page = official.get(INDEX).await;
    assert!(page.shows("Vendors side by side"), "{}", page.body);
    assert!(
        official
            .get(&format!("{INDEX}?state=scoring"))
            .await
            .shows("No evaluation fits")
    );
    let mut vendor = app.signed_in(VENDOR).await;
    let page = vendor.get(INDEX).await;
    assert!(page.shows("How it moved") && !page.shows("Vendors side by side"));
    assert!(!page.shows("Other Systems"), "{}", page.body);
}

#[tokio::test]
async fn evaluations_have_a_list_of_their_own() {
    let (app, world) = App::with_world().await;
    let whole = agreed(&app, &world).await;
    let mut official = app.signed_in(OFFICIAL).await;
    let two = [OFFICIAL, EXECUTIVE].map(|email| world.people[email]);
    let other = open(&mut official, world.other, &two).await.location;
    let given_up = opened(&app, &world).await;
    withdraw(&mut official, &given_up, "Too early").await;
    let all = [&whole, &other, &given_up];
    for (filters, shown) in [
        ("", vec![&whole, &other, &given_up]),
        ("?state=agreed", vec![&whole]),
        ("?state=withdrawn&state=scoring", vec![&other, &given_up]),
        (
            "?year=2026&standing=supplier&sort=-vendor",
            vec![&whole, &other, &given_up],
        ),
        ("?year=2025", vec![]),
        ("?standing=bidder", vec![]),
        ("?q=other+systems", vec![&other]),
        ("?q=nothing", vec![]),
        ("?year=x&standing=%27&vendor=y&sort=z&state=%27", vec![]),
    ] {
        let page = official.get(&format!("/evaluations{filters}")).await;
        let file = official.get(&format!("/evaluations.csv{filters}")).await;
        for evaluation in all {
            let expected = shown.contains(&evaluation);
            assert_eq!(page.shows(evaluation), expected, "{filters} {evaluation}");
        }
        assert_eq!(file.body.lines().count(), 1 + shown.len(), "{filters}");
        assert_eq!(
            page.shows("No evaluation fits"),
            shown.is_empty(),
            "{filters}"
        );
    }
    let of_acme = format!("/evaluations?vendor={}", world.acme);
    let page = official.get(&of_acme).await;
    assert!(page.shows(&whole) && !page.shows(&other) && page.shows("/partnerships/RECORD-1"));
    // Each sees theirs alone.
    for (email, shown) in [
        (EXECUTIVE, vec![&whole, &other, &given_up]),
        (CLINICIAN, vec![&whole, &other, &given_up]),
        (AUDITOR, vec![&whole, &given_up]),
        (VENDOR, vec![&whole]),
        (OTHER_VENDOR, vec![]),
        (FOREIGN_OFFICIAL, vec![]),
    ] {
        let mut browser = app.signed_in(email).await;
        let page = browser.get("/evaluations").await;
        assert_eq!(page.status, StatusCode::OK);
        for evaluation in all {
            let expected = shown.contains(&evaluation);
            assert_eq!(page.shows(evaluation), expected, "{email} {evaluation}");
        }
        assert_eq!(page.shows("No evaluation that you see"), shown.is_empty());
        assert!(
            browser
                .get("/evidence")
                .await
                .shows("href=\"/evaluations\"")
        );
    }
    sqlx::query("insert into evaluation (id, partnership_id, organisation_id, standing, subject, opened_on, due_on)
        select gen_random_uuid(), $1, $2, 'supplier', 'Number ' || n, '2025-01-01', '2025-02-01' from generate_series(1, 30) n")
        .bind(world.partnership).bind(world.acme).execute(&app.owner).await.unwrap();
    let page = official.get("/evaluations?page=2&sort=opened").await;
    assert!(page.shows("33") && page.shows(&whole), "{}", page.body);
    assert!(!official.get("/evaluations?sort=opened").await.shows(&whole));
}

/// Evidence, evaluation, contract, price and amendment of Acme, looked for by
/// everybody they are not for, in every way: pages, files, search, history,
/// counts, the workbench, guessed addresses, and past the application.
#[tokio::test]
async fn no_vendor_sees_anothers_evaluation_evidence_bid_or_price() {
    let (app, world) = App::with_money().await;
    let proof = evidence::entered(&app, &world, ["31", "12", "2027"]).await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let partnership = world.partnership.to_string();
    let only_here = [
        ("partnership", partnership.as_str()),
        ("url", "https://example.test/acme-secret"),
    ];
    let second = evidence::enter(
        &mut executive,
        world.acme,
        ["1", "1", "2027"],
        &only_here,
        &[],
    )
    .await;
    assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.body);
    let evaluation = agreed(&app, &world).await;
    let mut vendor = app.signed_in(VENDOR).await;
    let reply = [("about", "whole"), ("reply", "Acme replies here")];
    vendor.post(&format!("{evaluation}/replies"), &reply).await;
    let file: Uuid = sqlx::query_scalar("select file_id from proof where file_id is not null")
        .fetch_one(&app.owner)
        .await
        .unwrap();

    let contract = format!("/partnerships/RECORD-1/contracts/{}", world.contract);
    let deliverable = format!("/partnerships/RECORD-1/deliverables/{}", world.deliverable);
    let guessed = [
        proof.clone(),
        second.location.clone(),
        format!("{proof}/edit"),
        evaluation.clone(),
        format!("/files/{file}"),
        contract.clone(),
        format!("{contract}/amendments/{}", world.amendment),
        format!("{contract}/costs"),
        deliverable,
    ];
    let lists = [
        "/".to_owned(),
        "/evidence".to_owned(),
        "/evidence.csv".to_owned(),
        "/evidence?q=letters".to_owned(),
        format!("/evidence?organisation={}", world.acme),
        format!("/organisations/{}", world.acme),
        format!("/organisations/{}/evidence", world.acme),
        format!("/organisations/{}/evidence.csv", world.acme),
        "/partnerships/RECORD-1".to_owned(),
        "/partnerships/RECORD-1/brief".to_owned(),
        "/partnerships/RECORD-1/evidence".to_owned(),
        "/partnerships/RECORD-1/evidence.csv".to_owned(),
        "/evaluations".to_owned(),
        "/evaluations.csv".to_owned(),
        "/evaluations?q=shared".to_owned(),
        format!("/evaluations?vendor={}&sort=-agreed", world.acme),
        INDEX.to_owned(),
        format!("{INDEX}.csv"),
        format!("{INDEX}?q=shared"),
        format!("{INDEX}?vendor={}", world.acme),
        "/partnerships/RECORD-1/contracts".to_owned(),
        "/partnerships/RECORD-1/contracts.csv".to_owned(),
        "/partnerships/RECORD-1/deliverables.csv".to_owned(),
        "/partnerships/RECORD-1/obligations".to_owned(),
        "/partnerships/RECORD-1/history".to_owned(),
        "/partnerships/RECORD-1/history.csv".to_owned(),
        "/partnerships/RECORD-1/history?kind=evaluation".to_owned(),
        "/partnerships/RECORD-1/history?kind=proof".to_owned(),
        "/contracts".to_owned(),
        "/contracts.csv".to_owned(),
        "/contracts?q=record".to_owned(),
        "/calendar".to_owned(),
    ];
    let secrets = [
        "Exchanges letters",
        "acme-secret",
        "report.pdf",
        // What is evaluated, the reasons, the conclusion, the reply.
        "The shared record",
        "two wards",
        "A partner to keep",
        "Acme replies here",
        "Seen by the",
        // The contract, its price, the one it is to have, and its deliverable.
        "Record exchange",
        "1,000,000",
        "1000000",
        "1,100,000",
        "1100000",
        "Interface description",
    ];
    for email in [Some(OTHER_VENDOR), Some(FOREIGN_OFFICIAL), None] {
        let mut browser = match email {
            Some(email) => app.signed_in(email).await,
            None => app.browser(),
        };
        for address in &guessed {
            let reply = browser.get(address).await;
            let hidden = matches!(
                reply.status,
                StatusCode::NOT_FOUND | StatusCode::FORBIDDEN | StatusCode::SEE_OTHER
            );
            assert!(hidden, "{email:?} {address} {}", reply.status);
        }
        for address in &lists {
            let reply = browser.get(address).await;
            for secret in secrets {
                assert!(!reply.shows(secret), "{email:?} {address} shows {secret}");
            }
        }
        if email == Some(OTHER_VENDOR) {
            // Not even how many there are: the page says that there is nothing.
            assert!(browser.get("/evidence").await.shows("No evidence yet"));
            for list in [INDEX, "/evaluations"] {
                let page = browser.get(list).await;
                assert!(page.shows("No evaluation that you see"));
            }
            let page = browser.get("/partnerships/RECORD-1/evidence").await;
            assert!(!page.shows("Acme Systems"), "{}", page.body);
        }
        for (address, form) in [
            (format!("{proof}/check"), vec![("verdict", "verified")]),
            (
                format!("{evaluation}/replies"),
                vec![("about", "security"), ("reply", "x")],
            ),
            (format!("{evaluation}/score"), vec![]),
            (format!("{evaluation}/consensus"), vec![]),
        ] {
            let reply = browser.post(&address, &form).await;
            let refused = matches!(
                reply.status,
                StatusCode::NOT_FOUND | StatusCode::FORBIDDEN | StatusCode::SEE_OTHER
            );
            assert!(refused, "{email:?} {address} {}", reply.status);
        }
    }
    for email in [OTHER_VENDOR, FOREIGN_OFFICIAL] {
        for sql in [
            "select count(*) from proof",
            "select count(*) from evaluation",
            "select count(*) from evaluation_evaluator",
            "select count(*) from evaluation_score",
            "select count(*) from evaluation_consensus",
            "select count(*) from evaluation_pointer",
            "select count(*) from evaluation_reply",
            "select count(*) from contract where title = 'Record exchange'",
            "select count(*) from amendment",
            "select count(*) from file f join file_content c on c.file_id = f.id where f.name = 'report.pdf'",
            "select count(*) from history where table_name = 'proof' or table_name like 'evaluation%'",
            "select count(*) from history where new_row::text like '%1000000%'",
        ] {
            assert_eq!(rows(&app, &world, email, sql).await, 0, "{email}: {sql}");
        }
    }
    // The vendor itself reads its own of all this, though not who gave what.
    for (sql, some) in [
        ("select count(*) from proof", true),
        ("select count(*) from evaluation_consensus", true),
        (
            "select count(*) from history where table_name = 'evaluation_consensus'",
            true,
        ),
        ("select count(*) from evaluation_score", false),
        ("select count(*) from evaluation_evaluator", false),
        (
            "select count(*) from history where table_name in ('evaluation_score', 'evaluation_evaluator')",
            false,
        ),
    ] {
        assert_eq!(rows(&app, &world, VENDOR, sql).await > 0, some, "{sql}");
    }
    assert!(
        vendor
            .get("/partnerships/RECORD-1/history")
            .await
            .shows("The shared record")
    );
    // The record of all of it is whole.
    let bad = app::audit::verify(&app.state).await.unwrap().bad;
    assert_eq!(bad, None);
}

#[tokio::test]
async fn scores_and_a_consensus_from_another_window_are_told_and_kept() {
    let (app, world) = App::with_world().await;
    let evaluation = opened(&app, &world).await;
    let all = ["3", "5", "4", "3", "4"];
    for _ in 0..2 {
        let reply = score(&app, &evaluation, OFFICIAL, all, "Seen first").await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let reply = score(&app, &evaluation, OFFICIAL, all, "Seen in another window").await;
    reply.assert_keeps(&["5: ", "Seen in another window"]);
    assert!(reply.shows("given once"));
    for email in [EXECUTIVE, CLINICIAN] {
        score(&app, &evaluation, email, all, "x").await;
    }
    let mut official = app.signed_in(OFFICIAL).await;
    let reason = [("words_interoperability", "Why")];
    for _ in 0..2 {
        let reply = agree(&mut official, &evaluation, &[]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    let address = format!("{evaluation}/consensus");
    let other = [reason[0], ("conclusion", "Another conclusion")];
    let reply = give(&mut official, &address, all, &other).await;
    reply.assert_keeps(&["5: ", "Why", "Another conclusion"]);
    assert!(official.get(&evaluation).await.shows("A partner to keep"));
}
