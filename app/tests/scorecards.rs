//! Scorecard rounds: planned, answered, closed, published; and nobody reads
//! what they must not, by page, file, history or the database itself.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use std::collections::BTreeMap;

use axum::http::StatusCode;
use domain::Vocabulary;
use domain::access::{Person, Role};
use domain::scorecard::{Answer, Cell, Cells, Factor, Response, StakeholderGroup, tally};
use sqlx::{AssertSqlSafe, Row};
use strum::VariantArray;
use support::{
    ADMINISTRATOR, AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE, OFFICIAL,
    OTHER_VENDOR, Reply, VENDOR, World,
};
use uuid::Uuid;

const LIST: &str = "/partnerships/RECORD-1/scorecards";

/// Further people of the clinic, so that a group is large enough.
const NURSES: [&str; 3] = [
    "nurse-1@test.test",
    "nurse-2@test.test",
    "nurse-3@test.test",
];

async fn with_nurses() -> (App, World) {
    let (app, mut world) = App::with_world().await;
    for email in NURSES {
        let id = Uuid::now_v7();
        sqlx::query("insert into person (id, name, email, role, organisation_id, locale) values ($1, $2, $2, 'clinician', $3, 'en-GB')")
            .bind(id).bind(email).bind(world.clinic).execute(&app.owner).await.unwrap();
        sqlx::query("insert into person_password (person_id, hash) select $1, hash from person_password limit 1")
            .bind(id).execute(&app.owner).await.unwrap();
        world.people.insert(email, id);
    }
    (app, world)
}

fn person(world: &World, email: &str) -> Person {
    let (role, organisation_id) = match email {
        OFFICIAL => (Role::MinistryOfficial, world.ministry),
        EXECUTIVE => (Role::HealthExecutive, world.clinic),
        VENDOR => (Role::Vendor, world.acme),
        OTHER_VENDOR => (Role::Vendor, world.other),
        AUDITOR => (Role::Auditor, world.ministry),
        _ => (Role::Clinician, world.clinic),
    };
    Person {
        id: world.people[email],
        role,
        organisation_id,
    }
}

/// A form of a round that is open today.
fn form<'a>(
    id: &'a str,
    naming: &'a str,
    groups: &'a [(String, &'static str)],
) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("id", id),
        ("title", "Autumn 2026"),
        ("opens_day", "20"),
        ("opens_month", "11"),
        ("opens_year", "2026"),
        ("closes_day", "12"),
        ("closes_month", "12"),
        ("closes_year", "2026"),
        ("naming", naming),
        ("minimum", "3"),
    ];
    form.extend(groups.iter().map(|(field, group)| (field.as_str(), *group)));
    form
}

fn groups(world: &World, people: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    let field = |email: &str| format!("group-{}", world.people[email]);
    people
        .iter()
        .map(|(email, group)| (field(email), *group))
        .collect()
}

/// Plans a round as the executive; its address.
async fn plan(app: &App, naming: &str, invited: &[(String, &'static str)]) -> String {
    let mut browser = app.signed_in(EXECUTIVE).await;
    let id = browser.get(&format!("{LIST}/new")).await.field("id");
    let reply = browser.post(LIST, &form(&id, naming, invited)).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

/// The statements' fields on the answering page, in their order.
fn fields(page: &Reply) -> Vec<String> {
    let mut fields: Vec<String> = page
        .body
        .split("name=\"answer-")
        .skip(1)
        .map(|rest| format!("answer-{}", rest.split('"').next().unwrap()))
        .collect();
    fields.dedup();
    fields
}

/// Fills the form with one answer to every statement and keeps the draft.
async fn draft(browser: &mut Browser, round: &str, answer: &str, comment: &str) -> Reply {
    let page = browser.get(&format!("{round}/answer")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let (fields, version) = (fields(&page), page.field("version"));
    assert_eq!(fields.len(), 18);
    let mut form = vec![("version", version.as_str()), ("do", "check")];
    form.extend(fields.iter().map(|field| (field.as_str(), answer)));
    form.push(("comment-trust", comment));
    browser.post(&format!("{round}/answer"), &form).await
}

async fn send(browser: &mut Browser, round: &str) -> Reply {
    let page = browser.get(&format!("{round}/answer/check")).await;
    let version = page.field("version");
    browser
        .post(&format!("{round}/answer/send"), &[("version", &version)])
        .await
}

async fn answer(app: &App, email: &str, round: &str, score: &str, comment: &str) {
    let mut browser = app.signed_in(email).await;
    let kept = draft(&mut browser, round, score, comment).await;
    assert_eq!(
        kept.location,
        format!("{round}/answer/check"),
        "{}",
        kept.body
    );
    let sent = send(&mut browser, round).await;
    assert_eq!(sent.location, round, "{}", sent.body);
}

async fn act(app: &App, email: &str, round: &str, act: &str) -> Reply {
    let mut browser = app.signed_in(email).await;
    browser.post(&format!("{round}/{act}"), &[]).await
}

fn id_of(round: &str) -> Uuid {
    round.rsplit('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_round_goes_from_plan_to_published_results_with_a_gap() {
    let (app, world) = App::with_world().await;
    let invited = groups(
        &world,
        &[
            (EXECUTIVE, "health_executive"),
            (VENDOR, "ict_executive"),
            (CLINICIAN, "clinician"),
        ],
    );
    let round = plan(&app, "attributed", &invited).await;
    assert!(
        app.signed_in(VENDOR)
            .await
            .get("/")
            .await
            .shows("Autumn 2026")
    );
    answer(&app, VENDOR, &round, "5", "All is well").await;
    answer(&app, EXECUTIVE, &round, "2", "We are not heard").await;
    answer(&app, CLINICIAN, &round, "cannot_say", "").await;
    let page = app.signed_in(EXECUTIVE).await.get(&round).await;
    assert!(page.shows("3 of 3 answered"), "{}", page.body);
    assert!(
        !app.signed_in(VENDOR)
            .await
            .get("/")
            .await
            .shows("Autumn 2026")
    );
    assert!(
        app.signed_in(EXECUTIVE)
            .await
            .get("/")
            .await
            .shows("it can be closed")
    );

    // Nobody sees anything before the round is closed, and only those who run
    // it before it is published.
    let results = format!("{round}/results");
    for email in [EXECUTIVE, VENDOR, OFFICIAL] {
        let reply = app.signed_in(email).await.get(&results).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{email}");
    }
    let early = act(&app, OFFICIAL, &round, "publish").await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert_eq!(
        act(&app, VENDOR, &round, "close").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(act(&app, EXECUTIVE, &round, "close").await.location, round);
    let page = app.signed_in(EXECUTIVE).await.get(&results).await;
    assert!(
        page.shows("Gap 3.00") && page.shows("+3.00"),
        "{}",
        page.body
    );
    assert!(
        page.shows("does not specifically report")
            || page.shows("does not specifically")
            || page.shows("specifically report")
    );
    assert!(page.shows("We are not heard") && page.shows("Victor Vendor"));
    for email in [VENDOR, CLINICIAN, AUDITOR] {
        let reply = app.signed_in(email).await.get(&results).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{email}");
    }
    let published = act(&app, EXECUTIVE, &round, "publish").await;
    assert_eq!(published.location, results);
    for email in [VENDOR, CLINICIAN, AUDITOR, OFFICIAL] {
        let reply = app.signed_in(email).await.get(&results).await;
        assert!(reply.shows("Gap 3.00"), "{email}: {}", reply.body);
    }
    let csv = app
        .signed_in(VENDOR)
        .await
        .get(&format!("{results}.csv"))
        .await;
    assert!(
        csv.shows(
            "RECORD-1,Autumn 2026,2026-11-20,2026-12-12,attributed,trust,ict_executive,5,0,1,3,3"
        ),
        "{}",
        csv.body
    );
    assert!(csv.shows("trust,clinician,,,,3,3"), "{}", csv.body);
    let list = app
        .signed_in(VENDOR)
        .await
        .get(&format!("{LIST}.csv"))
        .await;
    assert!(list.shows("Autumn 2026,published,attributed,3,2026-11-20,2026-12-12,3,3"));
    let bench = app.signed_in(OFFICIAL).await.get("/").await;
    assert!(
        bench.shows("Where the groups stand furthest apart"),
        "{}",
        bench.body
    );
}

#[tokio::test]
async fn nobody_else_sees_the_round_or_acts_in_it() {
    let (app, world) = App::with_world().await;
    let invited = groups(
        &world,
        &[(EXECUTIVE, "health_executive"), (VENDOR, "ict_executive")],
    );
    let round = plan(&app, "anonymous", &invited).await;
    for (email, read, answer, run) in [
        (OFFICIAL, 200, 403, 303),
        (CLINICIAN, 200, 403, 403),
        (OTHER_VENDOR, 200, 403, 403),
        (AUDITOR, 200, 403, 403),
        (ADMINISTRATOR, 404, 404, 404),
        (FOREIGN_EXECUTIVE, 404, 404, 404),
    ] {
        let mut browser = app.signed_in(email).await;
        let read_ = browser.get(&round).await.status.as_u16();
        let answer_ = browser
            .get(&format!("{round}/answer"))
            .await
            .status
            .as_u16();
        let save_ = browser
            .post(&format!("{round}/answer"), &[])
            .await
            .status
            .as_u16();
        let run_ = browser
            .post(&format!("{round}/remind"), &[])
            .await
            .status
            .as_u16();
        assert_eq!(
            (read_, answer_, save_, run_),
            (read, answer, answer, run),
            "{email}"
        );
    }
    let reply = app.browser().get(&round).await;
    assert!(reply.location.starts_with("/sign-in"));
}

#[tokio::test]
async fn every_error_of_a_round_is_shown_at_once_and_nothing_typed_is_lost() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let one = groups(&world, &[(VENDOR, "ict_executive")]);
    let mut typed = form("", "nobody", &one);
    for field in &mut typed {
        match field.0 {
            "title" => field.1 = "",
            "closes_day" => field.1 = "1",
            "closes_month" => field.1 = "1",
            "minimum" => field.1 = "2",
            _ => {}
        }
    }
    let reply = browser.post(LIST, &typed).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["title", "closes", "naming", "minimum"] {
        assert!(
            reply.shows(&format!("href=\"#{field}\"")),
            "{field}: {}",
            reply.body
        );
    }
    assert!(reply.shows("Invite at least two people") && reply.shows("value=\"2\""));
    // A stranger to the partnership cannot be invited.
    let mut stranger = groups(
        &world,
        &[(VENDOR, "ict_executive"), (FOREIGN_EXECUTIVE, "clinician")],
    );
    let refused = browser.post(LIST, &form("", "anonymous", &stranger)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    stranger[1] = groups(&world, &[(EXECUTIVE, "health_executive")])[0].clone();
    let id = Uuid::now_v7().to_string();
    for _ in 0..3 {
        let made = browser.post(LIST, &form(&id, "anonymous", &stranger)).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
    }
    // Two rounds at once could differ by one person.
    let second = browser.post(LIST, &form("", "anonymous", &stranger)).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(second.shows("is not closed yet"), "{}", second.body);
    let count: i64 = sqlx::query_scalar("select count(*) from scorecard_round")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(count, 1);
}

#[tokio::test]
async fn a_missing_answer_is_named_a_draft_is_kept_and_two_windows_are_told() {
    let (app, world) = App::with_world().await;
    let invited = groups(
        &world,
        &[(EXECUTIVE, "health_executive"), (VENDOR, "ict_executive")],
    );
    let round = plan(&app, "anonymous", &invited).await;
    let address = format!("{round}/answer");
    let mut browser = app.signed_in(VENDOR).await;
    let page = browser.get(&address).await;
    let names = fields(&page);
    let first = names[0].as_str();

    let missing = browser
        .post(
            &address,
            &[
                ("do", "check"),
                (first, "4"),
                ("comment-goals", "Kept words"),
            ],
        )
        .await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.shows(&format!("href=\"#{}\"", names[1])));
    assert!(missing.shows("Kept words"));
    let wrong = browser
        .post(
            &address,
            &[("do", "keep"), (first, "6"), ("comment-goals", "a\0b")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("href=\"#comment-goals\""));

    let kept = browser
        .post(
            &address,
            &[
                ("do", "keep"),
                (first, "4"),
                ("comment-goals", "Kept words"),
            ],
        )
        .await;
    assert_eq!(kept.location, address);
    let page = browser.get(&address).await;
    assert_eq!(page.field("version"), "1");
    assert!(page.shows("Kept words"));
    // Another window still has the blank form.
    let other = browser
        .post(&address, &[("do", "keep"), (first, "1")])
        .await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(
        other.shows("4: Mostly") && other.shows("1: Not at all"),
        "{}",
        other.body
    );
    let early = browser
        .post(&format!("{address}/send"), &[("version", "1")])
        .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);

    draft(&mut browser, &round, "3", "").await;
    let stale = browser
        .post(&format!("{address}/send"), &[("version", "1")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for _ in 0..3 {
        let sent = browser
            .post(&format!("{address}/send"), &[("version", "2")])
            .await;
        assert_eq!(sent.location, round, "{}", sent.body);
    }
    let again = browser
        .post(&address, &[("version", "3"), ("do", "keep"), (first, "1")])
        .await;
    again.assert_keeps(&["1: Not at all"]);
    assert!(again.shows("What was sent stands"));
    let count: i64 = sqlx::query_scalar("select count(*) from scorecard_response")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(count, 1);
}

#[tokio::test]
async fn the_second_of_two_edits_sees_both_and_promises_stand() {
    let (app, world) = App::with_world().await;
    let invited = groups(
        &world,
        &[(EXECUTIVE, "health_executive"), (VENDOR, "ict_executive")],
    );
    let round = plan(&app, "anonymous", &invited).await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let more = groups(&world, &[(CLINICIAN, "clinician"), (VENDOR, "clinician")]);
    let mut typed = form("", "attributed", &more);
    typed.push(("version", "1"));
    let edit = format!("{round}/edit");
    assert_eq!(browser.post(&edit, &typed).await.location, round);
    let page = browser.get(&round).await;
    assert!(page.shows("Anonymous") && page.shows("Clara Clinician"));
    let stale = browser.post(&edit, &typed).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(stale.field("version"), "2");
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select i.stakeholder_group, r.naming from scorecard_invitation i join scorecard_round r on r.id = i.round_id where i.person_id = $1")
        .bind(world.people[VENDOR]).fetch_all(&app.owner).await.unwrap();
    assert_eq!(rows, [("ict_executive".to_owned(), "anonymous".to_owned())]);

    act(&app, EXECUTIVE, &round, "close").await;
    let closed = browser.post(&edit, &typed).await;
    closed.assert_keeps(&["Autumn 2026", "12 Dec 2026"]);
    // Answers and comments that come too late are shown to who gave them.
    let mut vendor = app.signed_in(VENDOR).await;
    let address = format!("{round}/answer");
    let late = vendor.post(&address, &[("do", "keep")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("takes no more answers") && !late.shows("It cannot be sent"));
    let statement: Uuid = sqlx::query_scalar("select id from scorecard_statement limit 1")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let field = format!("answer-{statement}");
    let typed = [
        ("do", "check"),
        (field.as_str(), "4"),
        ("comment-trust", "Typed for <long>\nin two lines"),
    ];
    let late = vendor.post(&address, &typed).await;
    let comment = "Typed for &lt;long&gt;\nin two lines";
    late.assert_keeps(&["4: Mostly", "Comment on Trust", comment]);
}

#[tokio::test]
async fn reminders_reach_those_who_have_not_answered_and_tell_on_nobody() {
    let (app, world) = App::with_world().await;
    let invited = groups(
        &world,
        &[
            (EXECUTIVE, "health_executive"),
            (VENDOR, "ict_executive"),
            (CLINICIAN, "clinician"),
        ],
    );
    let round = plan(&app, "anonymous", &invited).await;
    answer(&app, CLINICIAN, &round, "4", "").await;
    let reminded = act(&app, EXECUTIVE, &round, "remind").await;
    assert_eq!(reminded.location, round);
    act(&app, OFFICIAL, &round, "remind").await;
    let vendor = app.signed_in(VENDOR).await.get("/").await;
    assert!(vendor.shows("You were reminded on"), "{}", vendor.body);
    assert!(
        !app.signed_in(CLINICIAN)
            .await
            .get("/")
            .await
            .shows("Autumn 2026")
    );
    let page = app.signed_in(EXECUTIVE).await.get(&round).await;
    assert!(page.shows("1 of 3 answered") && page.shows("nobody sees who has answered"));
    assert!(!page.shows("Not yet"));
    let told: Vec<String> =
        sqlx::query_scalar("select to_jsonb(m)::text from scorecard_reminder m")
            .fetch_all(&app.owner)
            .await
            .unwrap();
    assert_eq!(told.len(), 1, "once a day");
    assert!(!told[0].contains(&world.people[VENDOR].to_string()));
}

/// Everything that somebody reads of a partnership, by page, file and history.
async fn everything(app: &App, email: &str, round: &str) -> String {
    let mut browser = app.signed_in(email).await;
    let mut text = String::new();
    for address in [
        round.to_owned(),
        format!("{round}/results"),
        format!("{round}/results.csv"),
        LIST.to_owned(),
        format!("{LIST}.csv"),
        "/partnerships/RECORD-1/history".to_owned(),
        "/partnerships/RECORD-1/history.csv".to_owned(),
        "/".to_owned(),
    ] {
        text.push_str(&browser.get(&address).await.body);
    }
    text
}

/// Every row that a person, or the command line, reads of these tables directly.
async fn directly(app: &App, person: Option<&Person>, query: &str) -> Vec<String> {
    let mut tx = match person {
        Some(person) => app.state.db.begin_as(person).await.unwrap(),
        None => app.state.db.begin_as_operator("").await.unwrap(),
    };
    sqlx::query_scalar(AssertSqlSafe(query.to_owned()))
        .fetch_all(&mut *tx)
        .await
        .unwrap()
}

#[tokio::test]
async fn no_way_leads_to_the_answers_of_an_anonymous_round() {
    let (app, world) = with_nurses().await;
    let mut people = vec![
        (EXECUTIVE, "health_executive"),
        (VENDOR, "ict_executive"),
        (OTHER_VENDOR, "ict_executive"),
    ];
    people.extend(NURSES.map(|nurse| (nurse, "clinician")));
    let round = plan(&app, "anonymous", &groups(&world, &people)).await;
    for (nurse, score) in NURSES.into_iter().zip(["1", "2", "3"]) {
        answer(
            &app,
            nurse,
            &round,
            score,
            &format!("Nursing words {score}"),
        )
        .await;
    }
    answer(&app, VENDOR, &round, "5", "Secret of Victor").await;
    answer(&app, EXECUTIVE, &round, "4", "Secret of Eva").await;
    let all = [
        OFFICIAL,
        EXECUTIVE,
        VENDOR,
        OTHER_VENDOR,
        CLINICIAN,
        AUDITOR,
        NURSES[0],
    ];
    let tables = [
        "scorecard_response",
        "scorecard_answer",
        "scorecard_comment",
    ];

    for stage in ["open", "close", "publish"] {
        if stage != "open" {
            act(&app, OFFICIAL, &round, stage).await;
        }
        for email in all {
            let text = everything(&app, email, &round).await;
            assert!(!text.contains("Secret of"), "{stage} {email}");
            assert!(!text.contains("name=\"answer-"), "{stage} {email}");
            let words = text.contains("Nursing words");
            let reads =
                stage == "publish" || stage == "close" && [OFFICIAL, EXECUTIVE].contains(&email);
            assert_eq!(words, reads, "{stage} {email}");
            let person = person(&world, email);
            for table in tables {
                let rows = directly(
                    &app,
                    Some(&person),
                    &format!("select to_jsonb(t)::text from {table} t"),
                )
                .await;
                let own = match (email, table) {
                    (EXECUTIVE | VENDOR, "scorecard_answer") => 18,
                    (email, "scorecard_answer") if email == NURSES[0] => 18,
                    (EXECUTIVE | VENDOR, _) => 1,
                    (email, _) if email == NURSES[0] => 1,
                    _ => 0,
                };
                assert_eq!(rows.len(), own, "{stage} {email} {table}");
            }
            let answered = directly(
                &app,
                Some(&person),
                &format!("select scorecard_answered('{}')::text", id_of(&round)),
            )
            .await;
            assert_eq!(answered, Vec::<String>::new());
            let early = directly(
                &app,
                Some(&person),
                "select to_jsonb(t)::text from scorecard_result t",
            )
            .await;
            assert_eq!(!early.is_empty(), reads, "{stage} {email}");
        }
        for table in tables {
            let rows = directly(
                &app,
                None,
                &format!("select to_jsonb(t)::text from {table} t"),
            )
            .await;
            assert_eq!(rows, Vec::<String>::new(), "not even at the command line");
        }
    }
    let history: Vec<String> = sqlx::query_scalar("select h::text from history h")
        .fetch_all(&app.owner)
        .await
        .unwrap();
    assert!(history.iter().all(|row| !row.contains("Secret of")));
    let bad: i64 = sqlx::query_scalar("select count(*) from audit_verify()")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(bad, 0);

    // Three nurses are a group, one executive and one vendor are none, and no
    // total tells of them.
    let csv = app
        .signed_in(AUDITOR)
        .await
        .get(&format!("{round}/results.csv"))
        .await;
    assert!(
        csv.shows("anonymous,trust,clinician,2,0.8165,3,,"),
        "{}",
        csv.body
    );
    assert!(csv.shows("anonymous,trust,health_executive,,,,,"));
    assert!(csv.shows("anonymous,trust,ict_executive,,,,,"));
    let page = app
        .signed_in(OFFICIAL)
        .await
        .get(&format!("{round}/results"))
        .await;
    assert!(page.shows("Fewer than 3") && page.shows("No two groups"));
    let remarks: Vec<(Option<Uuid>, String)> =
        sqlx::query_as("select person_id, remark from scorecard_remark order by remark")
            .fetch_all(&app.owner)
            .await
            .unwrap();
    assert_eq!(remarks.len(), 3);
    assert!(remarks.iter().all(|(person, _)| person.is_none()));
}

#[tokio::test]
async fn what_hidden_people_say_leaves_every_result_as_it_is() {
    let mut seen = Vec::new();
    for hidden in ["1", "5"] {
        let (app, world) = with_nurses().await;
        let mut people = vec![
            (EXECUTIVE, "health_executive"),
            (VENDOR, "ict_executive"),
            (OTHER_VENDOR, "ict_executive"),
        ];
        people.extend(NURSES.map(|nurse| (nurse, "clinician")));
        let round = plan(&app, "anonymous", &groups(&world, &people)).await;
        for nurse in NURSES {
            answer(&app, nurse, &round, "3", "").await;
        }
        for other in [EXECUTIVE, VENDOR, OTHER_VENDOR] {
            answer(&app, other, &round, hidden, &format!("Comment {hidden}")).await;
        }
        act(&app, OFFICIAL, &round, "close").await;
        act(&app, OFFICIAL, &round, "publish").await;
        let csv = app
            .signed_in(AUDITOR)
            .await
            .get(&format!("{round}/results.csv"))
            .await;
        let page = app
            .signed_in(AUDITOR)
            .await
            .get(&format!("{round}/results"))
            .await;
        assert!(
            !page.shows("Comment "),
            "three comments of hidden groups show nothing"
        );
        let main = page.body.split("<main").nth(1).unwrap().to_owned();
        let figures: Vec<String> = main
            .split(['<', '>'])
            .filter(|words| {
                words.contains("points") || words.contains("Gap") || words.contains("spread")
            })
            .map(ToOwned::to_owned)
            .collect();
        seen.push((csv.body, figures));
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn past_the_application_the_database_refuses_what_must_not_be() {
    let (app, world) = with_nurses().await;
    let mut people = vec![(EXECUTIVE, "health_executive"), (VENDOR, "ict_executive")];
    people.extend(NURSES.map(|nurse| (nurse, "clinician")));
    let round = plan(&app, "anonymous", &groups(&world, &people)).await;
    let id = id_of(&round);
    answer(&app, NURSES[0], &round, "2", "").await;
    let mut nurse = app.signed_in(NURSES[1]).await;
    draft(&mut nurse, &round, "2", "").await;

    let code = async |email: &str, statement: String| {
        let person = person(&world, email);
        let mut tx = app.state.db.begin_as(&person).await.unwrap();
        match sqlx::query(AssertSqlSafe(statement))
            .execute(&mut *tx)
            .await
        {
            Ok(done) if done.rows_affected() == 0 => "nothing".to_owned(),
            Ok(_) => match tx.commit().await {
                Ok(()) => "done".to_owned(),
                Err(error) => error
                    .as_database_error()
                    .unwrap()
                    .code()
                    .unwrap()
                    .into_owned(),
            },
            Err(error) => error
                .as_database_error()
                .unwrap()
                .code()
                .unwrap()
                .into_owned(),
        }
    };
    let (vendor, executive) = (world.people[VENDOR], world.people[EXECUTIVE]);
    for (email, statement, expected) in [
        // Promises stand.
        (EXECUTIVE, format!("update scorecard_round set naming = 'attributed' where id = '{id}'"), "23001"),
        (EXECUTIVE, format!("update scorecard_round set minimum = 4 where id = '{id}'"), "23001"),
        (EXECUTIVE, format!("update scorecard_invitation set stakeholder_group = 'clinician' where person_id = '{vendor}'"), "42501"),
        (EXECUTIVE, "delete from scorecard_invitation".to_owned(), "42501"),
        // Nobody answers for somebody else, or uninvited, or in half.
        (EXECUTIVE, format!("insert into scorecard_response (id, round_id, person_id) values ('{executive}', '{id}', '{vendor}')"), "42501"),
        (CLINICIAN, format!("insert into scorecard_response (id, round_id, person_id) values ('{executive}', '{id}', viewer_person())"), "23503"),
        (VENDOR, format!("insert into scorecard_response (id, round_id, person_id, submitted_at) values ('{vendor}', '{id}', viewer_person(), now())"), "23514"),
        // Nobody changes others' answers, or their own once sent.
        (EXECUTIVE, "update scorecard_response set submitted_at = now()".to_owned(), "nothing"),
        (EXECUTIVE, "delete from scorecard_answer".to_owned(), "nothing"),
        (NURSES[0], "update scorecard_response set submitted_at = null".to_owned(), "nothing"),
        (NURSES[0], "delete from scorecard_answer".to_owned(), "nothing"),
        // Results come from closing alone.
        (EXECUTIVE, "insert into scorecard_result select gen_random_uuid(), partnership_id, id, 'trust', 'clinician', 3, 36, 432 from scorecard_round".to_owned(), "42501"),
        (VENDOR, format!("update scorecard_round set closed_at = now() where id = '{id}'"), "nothing"),
        (EXECUTIVE, format!("update scorecard_round set published_at = now() where id = '{id}'"), "23514"),
    ] {
        assert_eq!(code(email, statement.clone()).await, expected, "{email}: {statement}");
    }
    act(&app, EXECUTIVE, &round, "close").await;
    for (email, statement, expected) in [
        (NURSES[1], "update scorecard_response set submitted_at = now()".to_owned(), "nothing"),
        (NURSES[1], "insert into scorecard_answer select gen_random_uuid(), r.id, s.id, 5 from scorecard_response r, scorecard_statement s limit 1".to_owned(), "42501"),
        (NURSES[2], format!("insert into scorecard_response (id, round_id, person_id) values (gen_random_uuid(), '{id}', viewer_person())"), "23514"),
        (EXECUTIVE, format!("update scorecard_round set closed_at = null where id = '{id}'"), "23001"),
        (EXECUTIVE, format!("insert into scorecard_invitation select gen_random_uuid(), partnership_id, id, '{}', 'clinician' from scorecard_round", world.people[CLINICIAN]), "42501"),
    ] {
        assert_eq!(code(email, statement.clone()).await, expected, "{email}: {statement}");
    }
    // The owner cannot slip a late answer in, either.
    let late = sqlx::query(
        "update scorecard_response set submitted_at = now() where submitted_at is null",
    )
    .execute(&app.owner)
    .await
    .unwrap_err();
    assert_eq!(
        late.as_database_error().unwrap().constraint(),
        Some("scorecard_response_round_open")
    );
}

#[tokio::test]
async fn the_database_adds_up_as_the_rule_does() {
    let (app, world) = App::with_world().await;
    let statements: Vec<(Uuid, String)> =
        sqlx::query_as("select id, factor from scorecard_statement order by id")
            .fetch_all(&app.owner)
            .await
            .unwrap();
    for naming in ["anonymous", "attributed"] {
        let round = Uuid::now_v7();
        let mut tx = app.owner.begin().await.unwrap();
        sqlx::query("insert into scorecard_round (id, partnership_id, catalogue_id, title, opens_on, closes_on, naming) select $1, $2, id, 'Sums', '2026-11-01', '2026-11-30', $3 from statement_catalogue")
            .bind(round).bind(world.partnership).bind(naming).execute(&mut *tx).await.unwrap();
        let mut responses = Vec::new();
        let mut state: u64 = 42;
        let mut next = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for number in 0..17 {
            let group = StakeholderGroup::VARIANTS[usize::try_from(next(4)).unwrap()];
            let (person, response) = (Uuid::now_v7(), Uuid::now_v7());
            sqlx::query("insert into person (id, name, email, role, organisation_id) values ($1, $2, $2, 'clinician', $3)")
                .bind(person).bind(format!("{naming}-{number}@x.test")).bind(world.clinic).execute(&mut *tx).await.unwrap();
            sqlx::query("insert into scorecard_invitation (id, partnership_id, round_id, person_id, stakeholder_group) values ($1, $2, $3, $4, $5)")
                .bind(Uuid::now_v7()).bind(world.partnership).bind(round).bind(person).bind(group.code()).execute(&mut *tx).await.unwrap();
            sqlx::query("insert into scorecard_response (id, round_id, person_id, submitted_at) values ($1, $2, $3, now())")
                .bind(response).bind(round).bind(person).execute(&mut *tx).await.unwrap();
            let mut answers: BTreeMap<Factor, Vec<Answer>> = BTreeMap::new();
            for (statement, factor) in &statements {
                let score = i16::try_from(next(8)).unwrap();
                let score = (1..=5).contains(&score).then_some(score);
                sqlx::query("insert into scorecard_answer (id, response_id, statement_id, score) values ($1, $2, $3, $4)")
                    .bind(Uuid::now_v7()).bind(response).bind(statement).bind(score).execute(&mut *tx).await.unwrap();
                let answer = score.map_or(Answer::CannotSay, |score| {
                    Answer::Rated(u8::try_from(score).unwrap())
                });
                answers
                    .entry(factor.parse().unwrap())
                    .or_default()
                    .push(answer);
            }
            responses.push(Response { group, answers });
        }
        sqlx::query("update scorecard_round set closed_at = now() where id = $1")
            .bind(round)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let rows = sqlx::query("select factor, stakeholder_group, people, sum_of_scores, sum_of_squares from scorecard_result where round_id = $1")
            .bind(round).fetch_all(&app.owner).await.unwrap();
        let found: Cells = rows
            .into_iter()
            .map(|row| {
                let count = |column| u64::try_from(row.get::<i32, _>(column)).unwrap();
                let cell = Cell {
                    people: u32::try_from(count(2)).unwrap(),
                    sum: count(3),
                    squares: count(4),
                };
                let key = (
                    row.get::<String, _>(0).parse().unwrap(),
                    row.get::<String, _>(1).parse().unwrap(),
                );
                (key, cell)
            })
            .collect();
        let minimum = if naming == "anonymous" { 3 } else { 1 };
        assert!(!found.is_empty());
        assert_eq!(found, tally(&responses, minimum), "{naming}");
    }
}

#[tokio::test]
async fn an_answer_sent_while_the_round_is_closed_counts_or_is_refused() {
    let (app, world) = App::with_world().await;
    let invited = groups(
        &world,
        &[(EXECUTIVE, "health_executive"), (VENDOR, "ict_executive")],
    );
    let round = plan(&app, "attributed", &invited).await;
    let mut vendor = app.signed_in(VENDOR).await;
    draft(&mut vendor, &round, "4", "").await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let page = vendor.get(&format!("{round}/answer/check")).await;
    let version = page.field("version");
    let form = [("version", version.as_str())];
    let (send, close) = (format!("{round}/answer/send"), format!("{round}/close"));
    let (sent, closed) = tokio::join!(vendor.post(&send, &form), executive.post(&close, &[]));
    assert_eq!(closed.location, round);
    let counted: i64 = sqlx::query_scalar("select count(*) from scorecard_result")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let answered: i64 = sqlx::query_scalar(
        "select count(*) from scorecard_response where submitted_at is not null",
    )
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(counted, answered * 6, "{}", sent.status);
    assert_eq!(sent.status == StatusCode::SEE_OTHER, answered == 1);
}

#[tokio::test]
async fn the_agenda_is_drafted_from_the_widest_gap_and_kept() {
    let (app, world) = App::with_world().await;
    let invited = groups(
        &world,
        &[(EXECUTIVE, "health_executive"), (VENDOR, "ict_executive")],
    );
    let round = plan(&app, "attributed", &invited).await;
    answer(&app, VENDOR, &round, "5", "").await;
    answer(&app, EXECUTIVE, &round, "2", "").await;
    act(&app, EXECUTIVE, &round, "close").await;
    let results = format!("{round}/results");
    let mut browser = app.signed_in(EXECUTIVE).await;
    let page = browser.get(&results).await;
    assert!(
        page.shows("ICT executive rate it 5.00 of 5"),
        "{}",
        page.body
    );
    let version = page.field("version");
    let agenda = format!("{results}/agenda");
    let long = "x".repeat(4_001);
    let refused = browser
        .post(&agenda, &[("version", &version), ("agenda", &long)])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = browser
        .post(
            &agenda,
            &[("version", &version), ("agenda", "Talk about leadership")],
        )
        .await;
    assert_eq!(kept.location, results);
    let stale = browser
        .post(&agenda, &[("version", &version), ("agenda", "Mine")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.shows("Talk about leadership") && stale.shows("Mine"));
    act(&app, EXECUTIVE, &round, "publish").await;
    let vendor = app.signed_in(VENDOR).await.get(&results).await;
    assert!(vendor.shows("Talk about leadership") && !vendor.shows("Keep this text"));
}

#[tokio::test]
async fn a_trend_runs_over_published_rounds_and_the_list_is_narrowed() {
    let (app, world) = App::with_world().await;
    let invited = groups(
        &world,
        &[(EXECUTIVE, "health_executive"), (VENDOR, "ict_executive")],
    );
    let mut last = String::new();
    for (ict, health) in [("5", "1"), ("5", "3"), ("4", "4")] {
        last = plan(&app, "attributed", &invited).await;
        answer(&app, VENDOR, &last, ict, "").await;
        answer(&app, EXECUTIVE, &last, health, "").await;
        act(&app, EXECUTIVE, &last, "close").await;
        act(&app, EXECUTIVE, &last, "publish").await;
    }
    let page = app
        .signed_in(AUDITOR)
        .await
        .get(&format!("{last}/results"))
        .await;
    assert!(page.shows("Over the rounds"), "{}", page.body);
    for gap in ["Gap 4.00", "Gap 2.00", "Gap 0.00"] {
        assert!(page.shows(gap), "{gap}");
    }
    let mut browser = app.signed_in(AUDITOR).await;
    for (query, rows) in [
        ("", 3),
        ("?q=autumn", 3),
        ("?q=winter", 0),
        ("?state=published", 3),
        ("?state=open&state=planned", 0),
        ("?naming=anonymous", 0),
        ("?sort=-title&page=1", 3),
    ] {
        let csv = browser.get(&format!("{LIST}.csv{query}")).await;
        assert_eq!(csv.body.lines().count(), rows + 1, "{query}");
        let page = browser.get(&format!("{LIST}{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
    }
}
