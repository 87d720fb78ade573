//! Governance: bodies, meetings, decisions and actions, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use domain::access::{Person, Role};
use sqlx::AssertSqlSafe;
use support::{
    AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR, Reply,
    VENDOR, World,
};
use uuid::Uuid;

fn new_id() -> String {
    Uuid::now_v7().to_string()
}

fn date<'a>(name: &'a str, parts: [&'a str; 3], into: &mut Vec<(&'static str, &'a str)>) {
    let names: [&'static str; 3] = match name {
        "planned" => ["planned_day", "planned_month", "planned_year"],
        "starts" => ["starts_day", "starts_month", "starts_year"],
        "asked" => ["asked_day", "asked_month", "asked_year"],
        "due" => ["due_day", "due_month", "due_year"],
        "review" => ["review_day", "review_month", "review_year"],
        other => panic!("no date is called {other}"),
    };
    into.extend(names.into_iter().zip(parts));
}

/// A steering committee of the partnership with a quorum of two: the official
/// chairs, the executive votes, the vendor is there without a vote, and the
/// clinician stands in for the executive.
struct Steering {
    body: Uuid,
    chair: Uuid,
    voting: Uuid,
    alternate: Uuid,
    adviser: Uuid,
}

impl Steering {
    async fn add(app: &App, world: &World) -> Self {
        let id = Uuid::now_v7;
        let all = Self {
            body: id(),
            chair: id(),
            voting: id(),
            alternate: id(),
            adviser: id(),
        };
        sqlx::query("insert into body (id, partnership_id, level, name, purpose, quorum) values ($1, $2, 'partnership', 'Steering committee', 'Steers the record', 2)")
            .bind(all.body).bind(world.partnership).execute(&app.owner).await.unwrap();
        for (id, email, organisation, group, seat, stands_in_for) in [
            (
                all.chair,
                OFFICIAL,
                world.ministry,
                "government_official",
                "chair",
                None,
            ),
            (
                all.voting,
                EXECUTIVE,
                world.clinic,
                "health_executive",
                "voting",
                None,
            ),
            (
                all.alternate,
                CLINICIAN,
                world.clinic,
                "clinician",
                "alternate",
                Some(all.voting),
            ),
            (
                all.adviser,
                VENDOR,
                world.acme,
                "ict_executive",
                "non_voting",
                None,
            ),
        ] {
            sqlx::query("insert into body_member (id, body_id, person_id, organisation_id, stakeholder_group, seat, stands_in_for_id, starts_on) values ($1, $2, $3, $4, $5, $6, $7, '2026-01-05')")
                .bind(id).bind(all.body).bind(world.people[email]).bind(organisation).bind(group)
                .bind(seat).bind(stands_in_for).execute(&app.owner).await.unwrap();
        }
        all
    }

    fn url(&self) -> String {
        format!("/bodies/{}", self.body)
    }

    /// A meeting on a day of November 2026.
    async fn meeting(&self, browser: &mut Browser, day: &str) -> String {
        let (list, id) = (format!("{}/meetings", self.url()), new_id());
        let mut form = vec![("id", id.as_str()), ("place", "Room 4 and video")];
        date("planned", [day, "11", "2026"], &mut form);
        let reply = browser.post(&list, &form).await;
        assert_eq!(
            reply.location,
            format!("{list}/{id}/agenda"),
            "{}",
            reply.body
        );
        format!("{list}/{id}")
    }

    async fn attend(&self, browser: &mut Browser, meeting: &str, members: &[Uuid]) -> Reply {
        let address = format!("{meeting}/attendance");
        let version = browser.get(&address).await.field("version");
        let names: Vec<String> = members.iter().map(|id| format!("present-{id}")).collect();
        let mut form = vec![("version", version.as_str())];
        form.extend(names.iter().map(|name| (name.as_str(), "true")));
        let reply = browser.post(&address, &form).await;
        assert_eq!(reply.location, meeting, "{}", reply.body);
        reply
    }

    async fn ask(&self, browser: &mut Browser, meeting: &str, question: &str) -> String {
        let id = new_id();
        let mut form = vec![("id", id.as_str()), ("question", question)];
        date("asked", ["1", "9", "2026"], &mut form);
        let reply = browser.post(&format!("{meeting}/decisions"), &form).await;
        let show = format!("{}/decisions/{id}", self.url());
        assert_eq!(reply.location, show, "{}", reply.body);
        show
    }
}

async fn decide(browser: &mut Browser, decision: &str, typed: &[(&str, &str)]) -> Reply {
    let address = format!("{decision}/decide");
    let version = browser.get(&address).await.field("version");
    let mut form = vec![("version", version.as_str())];
    form.extend(typed);
    browser.post(&address, &form).await
}

#[tokio::test]
async fn a_body_is_added_once_by_whoever_keeps_it_and_errors_come_at_once() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    assert!(official.get("/bodies").await.shows("You see no body yet"));
    let page = official.get("/bodies/new").await;
    let (id, home) = (page.field("id"), world.on.to_string());
    let form = [
        ("id", id.as_str()),
        ("home", home.as_str()),
        ("name", "Ontario e-health council"),
        ("purpose", "Decides what is shared"),
        ("quorum", "3"),
    ];
    for _ in 0..3 {
        let reply = official.post("/bodies", &form).await;
        assert_eq!(reply.location, format!("/bodies/{id}"), "{}", reply.body);
    }
    let csv = official.get("/bodies.csv?level=regional").await;
    assert_eq!(csv.body.lines().count(), 2, "{}", csv.body);
    let page = official.get(&format!("/bodies/{id}")).await;
    assert!(
        page.shows("Out of reach with 0 voting seats"),
        "{}",
        page.body
    );

    let refused = official
        .post(
            "/bodies",
            &[("quorum", "0"), ("name", ""), ("purpose", "Kept as typed")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["home", "name", "quorum"] {
        assert!(refused.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(refused.shows("Kept as typed"));

    // An executive keeps bodies of partnerships, and no jurisdiction's.
    let mut executive = app.signed_in(EXECUTIVE).await;
    let status = executive.post("/bodies", &form).await.status;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let page = executive.get("/bodies/new?partnership=RECORD-1").await;
    assert!(page.shows("Shared record"), "{}", page.body);
    // Of a jurisdiction elsewhere nobody sees a body, nor where it has no seat.
    for email in [FOREIGN_OFFICIAL, EXECUTIVE, VENDOR, CLINICIAN] {
        let mut browser = app.signed_in(email).await;
        let reply = browser.get(&format!("/bodies/{id}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{email}");
        assert!(
            !browser
                .get("/bodies")
                .await
                .shows("Ontario e-health council")
        );
    }
    let auditor = app.signed_in(AUDITOR).await.get("/bodies").await;
    assert!(auditor.shows("Ontario e-health council"));
    assert!(!auditor.shows("/bodies/new"));
}

#[tokio::test]
async fn the_second_of_two_edits_of_a_body_and_a_member_sees_both() {
    let (app, world) = App::with_world().await;
    let steering = Steering::add(&app, &world).await;
    let mut browser = app.signed_in(EXECUTIVE).await;
    let edit = format!("{}/edit", steering.url());
    let form = |name| {
        [
            ("version", "1"),
            ("name", name),
            ("purpose", "Steers"),
            ("quorum", "2"),
        ]
    };
    let first = browser.post(&edit, &form("Board")).await;
    assert_eq!(first.location, steering.url(), "{}", first.body);
    let second = browser.post(&edit, &form("Council")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.shows(">Board<") && second.shows("value=\"Council\""));
    assert_eq!(second.field("version"), "2");

    let member = format!("{}/members/{}/edit", steering.url(), steering.voting);
    let form = |seat| {
        let mut form = vec![
            ("version", "1"),
            ("group", "health_executive"),
            ("seat", seat),
        ];
        date("starts", ["5", "1", "2026"], &mut form);
        form
    };
    let first = browser.post(&member, &form("non_voting")).await;
    assert_eq!(first.location, steering.url(), "{}", first.body);
    let second = browser.post(&member, &form("voting")).await;
    assert_eq!(second.status, StatusCode::CONFLICT, "{}", second.body);
    assert!(second.shows("Without a vote"), "{}", second.body);
}

#[tokio::test]
async fn an_alternate_stands_in_for_a_voting_member() {
    let (app, world) = App::with_world().await;
    let steering = Steering::add(&app, &world).await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let members = format!("{}/members", steering.url());
    let person = world.people[OTHER_VENDOR].to_string();
    let id = new_id();
    let form = |seat, stands_in_for| {
        let mut form = vec![
            ("id", id.as_str()),
            ("person", person.as_str()),
            ("group", "ict_executive"),
            ("seat", seat),
            ("stands_in_for", stands_in_for),
        ];
        date("starts", ["5", "1", "2026"], &mut form);
        form
    };
    let (voting, adviser) = (steering.voting.to_string(), steering.adviser.to_string());
    for (seat, stands_in_for) in [
        ("alternate", ""),
        ("alternate", adviser.as_str()),
        ("voting", voting.as_str()),
    ] {
        let reply = browser.post(&members, &form(seat, stands_in_for)).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{seat}");
        assert!(reply.shows("href=\"#stands_in_for\""), "{}", reply.body);
    }
    let reply = browser.post(&members, &form("alternate", &voting)).await;
    assert_eq!(reply.location, steering.url(), "{}", reply.body);
    let page = browser.get(&steering.url()).await;
    assert!(page.shows("Alternate for Eva Executive"), "{}", page.body);
}

#[tokio::test]
async fn the_agenda_is_drafted_from_the_data_and_ordered_by_hand() {
    let (app, world) = App::with_money().await;
    let steering = Steering::add(&app, &world).await;
    // A status that the data contradicts, money that breaks off, a late review.
    sqlx::query("insert into status_report (id, partnership_id, number, starts_on, ends_on, declared, body, filed_on) values ($1, $2, 1, '2026-10-01', '2026-11-01', 'green', 'All is well', '2026-11-01')")
        .bind(Uuid::now_v7()).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into submission (id, partnership_id, contract_id, deliverable_id, number, notes, submitted_on, review_due_on) values ($1, $2, $3, $4, 1, 'Done', '2026-10-01', '2026-10-15')")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(world.contract).bind(world.deliverable).execute(&app.owner).await.unwrap();
    sqlx::query("update deliverable set state = 'submitted', progress = 100 where id = $1")
        .bind(world.deliverable)
        .execute(&app.owner)
        .await
        .unwrap();
    let mut chair = app.signed_in(OFFICIAL).await;
    let meeting = steering.meeting(&mut chair, "25").await;
    let address = format!("{meeting}/agenda");
    let page = chair.get(&address).await;
    for words in [
        "Shared record: declared Green, computed",
        "Funding cliff",
        "the review of “Interface description” by Clinic of Tests was due on 15 Oct 2026",
    ] {
        assert!(page.shows(words), "{words}\n{}", page.body);
    }
    let drafts: Vec<String> = page
        .body
        .split("name=\"draft-")
        .skip(1)
        .map(|rest| format!("draft-{}", rest.split('"').next().unwrap()))
        .collect();
    assert_eq!(drafts.len(), 3, "{drafts:?}");
    let mut form = vec![("version", "1"), ("added", "Welcome\n\nNext steps")];
    form.extend(drafts.iter().map(|name| (name.as_str(), "true")));
    let saved = chair.post(&address, &form).await;
    assert_eq!(saved.location, meeting, "{}", saved.body);
    // What is on it is put forward no longer.
    let page = chair.get(&address).await;
    assert!(
        page.shows("The data puts nothing else forward"),
        "{}",
        page.body
    );
    let items: Vec<String> = page
        .body
        .split("name=\"title-")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(items.len(), 5, "{items:?}");
    // What was put forward of money and of a review is closed, and stays so.
    let cells: Vec<[String; 2]> = items
        .iter()
        .enumerate()
        .flat_map(|(index, id)| {
            // The other way round, and the first left out.
            let drop = if index == 0 { "true" } else { "" };
            [
                [format!("title-{id}"), format!("Item {index}")],
                [format!("position-{id}"), (9 - index).to_string()],
                [format!("drop-{id}"), drop.to_owned()],
                [format!("closed-{id}"), (index < 3).to_string()],
            ]
        })
        .collect();
    let mut form = vec![("version", "2")];
    form.extend(
        cells
            .iter()
            .map(|[name, value]| (name.as_str(), value.as_str())),
    );
    let saved = chair.post(&address, &form).await;
    assert_eq!(saved.location, meeting, "{}", saved.body);
    let page = chair.get(&meeting).await;
    let at = |words: &str| page.body.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("Item 4") < at("Item 3") && at("Item 2") < at("Item 1"));
    assert!(!page.shows("Item 0"));
    // A stale agenda shows both and loses nothing.
    let mut form: Vec<_> = cells[4..]
        .iter()
        .map(|[name, value]| (name.as_str(), value.as_str()))
        .collect();
    form.extend([("version", "2"), ("added", "Also this")]);
    let stale = chair.post(&address, &form).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert!(stale.shows("1. Item 4") && stale.shows("Also this"));
    form[1].1 = "many";
    let wrong = chair.post(&address, &form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("Also this"));
    // Money and one supplier's work are no vendor's to read.
    let mut vendor = app.signed_in(OTHER_VENDOR).await;
    let page = vendor.get(&meeting).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.shows("Item 3") && !page.shows("Item 2"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_meeting_without_care_providers_says_so_and_attendance_stays_once_it_decided() {
    let (app, world) = App::with_world().await;
    let steering = Steering::add(&app, &world).await;
    let mut chair = app.signed_in(OFFICIAL).await;
    let meeting = steering.meeting(&mut chair, "2").await;
    let attendance = format!("{meeting}/attendance");
    for (form, field) in [
        (vec![("guest-0", "Gwen Guest")], "guest-group-0".to_owned()),
        (vec![("guest-group-1", "clinician")], "guest-1".to_owned()),
        (vec![], format!("present-{}", steering.chair)),
    ] {
        let mut form = form;
        form.push(("version", "1"));
        let reply = chair.post(&attendance, &form).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{}", reply.body);
    }
    steering
        .attend(&mut chair, &meeting, &[steering.chair, steering.voting])
        .await;
    let page = chair.get(&meeting).await;
    assert!(
        page.shows("No care provider was in the room"),
        "{}",
        page.body
    );
    assert!(page.shows("Quorum reached: 2 of 2"), "{}", page.body);
    let body = chair.get(&steering.url()).await;
    assert!(
        body.shows("No care provider was in the room"),
        "{}",
        body.body
    );
    // A guest from the wards changes that.
    let present = format!("present-{}", steering.chair);
    let form = [
        ("version", "2"),
        (present.as_str(), "true"),
        ("guest-0", "Nora Nurse"),
        ("guest-group-0", "front_line_staff"),
    ];
    assert_eq!(chair.post(&attendance, &form).await.location, meeting);
    let page = chair.get(&meeting).await;
    assert!(!page.shows("No care provider was in the room"));
    assert!(
        page.shows("Nora Nurse") && page.shows("1 (50%)"),
        "{}",
        page.body
    );
    assert!(page.shows("No quorum: 1 of 2"), "{}", page.body);
    let stale = chair.post(&attendance, &form).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.shows("value=\"Nora Nurse\""));

    let decision = steering.ask(&mut chair, &meeting, "Go on?").await;
    decide(&mut chair, &decision, &[("how", "vote")]).await;
    let mut form = form;
    form[0].1 = "3";
    let kept = chair.post(&attendance, &form).await;
    kept.assert_keeps(&["Olga Official", "Nora Nurse · Front-line staff"]);
    let future = steering.meeting(&mut chair, "30").await;
    let reply = chair
        .post(
            &format!("{future}/attendance"),
            &[("version", "1"), (present.as_str(), "true")],
        )
        .await;
    assert!(
        reply.shows("The meeting is still to come"),
        "{}",
        reply.body
    );
}

#[tokio::test]
async fn without_quorum_a_question_stays_open_and_is_taken_up_again() {
    let (app, world) = App::with_world().await;
    let steering = Steering::add(&app, &world).await;
    let mut chair = app.signed_in(OFFICIAL).await;
    let first = steering.meeting(&mut chair, "2").await;
    let decision = steering
        .ask(&mut chair, &first, "Shall we extend it?")
        .await;
    // Who votes follows from who came.
    let page = chair.get(&format!("{decision}/decide")).await;
    assert!(page.shows("Who was there?"), "{}", page.body);
    steering
        .attend(&mut chair, &first, &[steering.chair, steering.adviser])
        .await;
    let (yes, absent) = (
        format!("ballot-{}", steering.chair),
        format!("ballot-{}", steering.voting),
    );
    let refused = decide(&mut chair, &decision, &[("how", "vote"), (&absent, "for")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.shows("Somebody votes who may not"),
        "{}",
        refused.body
    );
    let done = decide(&mut chair, &decision, &[("how", "vote"), (&yes, "for")]).await;
    assert_eq!(done.location, decision, "{}", done.body);
    let page = chair.get(&decision).await;
    assert!(
        page.shows("Only 1 of 2 voting seats were filled"),
        "{}",
        page.body
    );
    assert!(
        chair
            .get(&steering.url())
            .await
            .shows("Shall we extend it?")
    );

    // The next meeting takes it up again; the alternate votes for the absent.
    let second = steering.meeting(&mut chair, "20").await;
    let page = chair.get(&second).await;
    let again = format!("{second}/decisions/new?follows=");
    assert!(page.shows(&again), "{}", page.body);
    steering
        .attend(&mut chair, &second, &[steering.chair, steering.alternate])
        .await;
    let follows = decision.rsplit('/').next().unwrap();
    let page = chair.get(&format!("{again}{follows}")).await;
    assert!(page.shows("Shall we extend it?"), "{}", page.body);
    assert_eq!(page.field("asked_month"), "9");
    let id = page.field("id");
    let mut form = vec![
        ("id", id.as_str()),
        ("follows", follows),
        ("question", "Shall we extend it?"),
    ];
    date("asked", ["1", "9", "2026"], &mut form);
    let reply = chair.post(&format!("{second}/decisions"), &form).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let taken_up = reply.location;
    let other = new_id();
    form[0].1 = &other;
    let twice = chair.post(&format!("{second}/decisions"), &form).await;
    assert!(twice.shows("taken up again already"), "{}", twice.body);

    let stand_in = format!("ballot-{}", steering.alternate);
    let typed = [
        ("how", "vote"),
        (yes.as_str(), "for"),
        (stand_in.as_str(), "against"),
        ("rationale", "Kept as typed"),
        ("conditions", "With a pilot"),
        ("review_day", "1"),
        ("review_month", "1"),
        ("review_year", "2026"),
    ];
    let refused = decide(&mut chair, &taken_up, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["conditions", "review"] {
        assert!(
            refused.shows(&format!("href=\"#{field}\"")),
            "{}",
            refused.body
        );
    }
    assert!(refused.shows("Kept as typed"));
    let mut typed = typed;
    typed[2].1 = "for";
    typed[7].1 = "2027";
    let done = decide(&mut chair, &taken_up, &typed).await;
    assert_eq!(done.location, taken_up, "{}", done.body);
    let page = chair.get(&taken_up).await;
    for words in [
        "Approved with conditions",
        "80 days",
        "2 for, 0 against",
        "Alternate for Eva",
    ] {
        assert!(page.shows(words), "{words}\n{}", page.body);
    }
    // A second outcome is refused with who was first, and given back.
    let mut again = vec![("version", "1")];
    again.extend(typed);
    let again = chair.post(&format!("{taken_up}/decide"), &again).await;
    again.assert_keeps(&["Kept as typed", "With a pilot", "For", "1 Jan 2027"]);
    assert!(again.shows("Olga Official has changed or decided it"));
    form.extend([("version", "1"), ("options", "Extend, or not")]);
    let edited = chair.post(&format!("{taken_up}/edit"), &form).await;
    edited.assert_keeps(&["Shall we extend it?", "Extend, or not", "1 Sep 2026"]);
    let governance = chair.get("/partnerships/RECORD-1/governance").await;
    assert!(governance.shows("80 days"), "{}", governance.body);
    let csv = chair
        .get(&format!("{}/decisions.csv", steering.url()))
        .await;
    assert!(
        csv.shows("approved_with_conditions,80,2,0,0,2,2"),
        "{}",
        csv.body
    );
}

async fn action(browser: &mut Browser, meeting: &str, owner: Uuid, verifier: Uuid) -> Reply {
    let (id, owner, verifier) = (new_id(), owner.to_string(), verifier.to_string());
    let mut form = vec![
        ("id", id.as_str()),
        ("what", "Show the plan to the wards"),
        ("owner", owner.as_str()),
        ("verifier", verifier.as_str()),
    ];
    date("due", ["10", "11", "2026"], &mut form);
    browser.post(&format!("{meeting}/actions"), &form).await
}

#[tokio::test]
async fn done_is_said_by_the_owner_and_verified_by_another() {
    let (app, world) = App::with_world().await;
    let steering = Steering::add(&app, &world).await;
    let mut chair = app.signed_in(OFFICIAL).await;
    let meeting = steering.meeting(&mut chair, "2").await;
    let (owner, verifier) = (world.people[VENDOR], world.people[CLINICIAN]);
    let same = action(&mut chair, &meeting, verifier, verifier).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(same.shows("href=\"#verifier\"") && same.shows("Show the plan to the wards"));
    // Suppliers verify nothing.
    let supplier = action(&mut chair, &meeting, verifier, owner).await;
    assert_eq!(supplier.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added = action(&mut chair, &meeting, owner, verifier).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let show = added.location;

    // Late, it is on both workbenches.
    let mut vendor = app.signed_in(VENDOR).await;
    let mut clinician = app.signed_in(CLINICIAN).await;
    let bench = vendor.get("/").await;
    assert!(bench.shows("Asked of me by a governance body") && bench.shows(&show));
    let bench = clinician.get("/").await;
    assert!(
        bench.shows("Mine to verify: done, or late") && bench.shows(&show),
        "{}",
        bench.body
    );
    let late = chair
        .get(&format!("{}/actions?overdue=true", steering.url()))
        .await;
    assert!(late.shows("Show the plan to the wards"));

    let page = vendor.get(&show).await;
    let id = page.field("id");
    let blank = vendor
        .post(
            &format!("{show}/done"),
            &[("id", &id), ("version", "1"), ("link", "ftp://x")],
        )
        .await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.shows("href=\"#evidence\"") && blank.shows("value=\"ftp://x\""));
    let evidence = [
        ("id", id.as_str()),
        ("version", "1"),
        ("evidence", "Shown on the 5th"),
        ("link", "https://example.org/plan"),
    ];
    for _ in 0..2 {
        let reply = vendor.post(&format!("{show}/done"), &evidence).await;
        assert_eq!(reply.location, show, "{}", reply.body);
    }
    // The owner has no say in whether it is, nor has another vendor.
    let verdict = [("version", "2"), ("verdict", "verified")];
    let check = format!("{show}/check");
    for browser in [&mut vendor, &mut app.signed_in(OTHER_VENDOR).await] {
        assert_eq!(
            browser.post(&check, &verdict).await.status,
            StatusCode::FORBIDDEN
        );
    }
    let without = clinician
        .post(&check, &[("version", "2"), ("verdict", "returned")])
        .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.shows("href=\"#reason\""), "{}", without.body);
    let returned = clinician
        .post(
            &check,
            &[
                ("version", "2"),
                ("verdict", "returned"),
                ("reason", "Not in ward B"),
            ],
        )
        .await;
    assert_eq!(returned.location, show, "{}", returned.body);
    assert!(vendor.get(&show).await.shows("Not in ward B"));
    let stale = [
        verdict[0],
        ("verdict", "returned"),
        ("reason", "Nor in ward C"),
    ];
    let stale = clinician.post(&check, &stale).await;
    stale.assert_keeps(&["it goes back to the owner", "Nor in ward C"]);
    let page = vendor.get(&show).await;
    let (id, version) = (page.field("id"), page.field("version"));
    let reply = vendor
        .post(
            &format!("{show}/done"),
            &[
                ("id", &id),
                ("version", &version),
                ("evidence", "Now in both"),
            ],
        )
        .await;
    assert_eq!(reply.location, show, "{}", reply.body);
    let verified = clinician
        .post(&check, &[("version", "4"), ("verdict", "verified")])
        .await;
    assert_eq!(verified.location, show, "{}", verified.body);
    assert!(!clinician.get("/").await.shows(&show));
    let csv = chair.get(&format!("{}/actions.csv", steering.url())).await;
    assert!(
        csv.shows("verified,2026-11-10,Victor Vendor,Acme Systems,Clara Clinician"),
        "{}",
        csv.body
    );
    // The history of the partnership tells it all.
    let history = chair.get("/partnerships/RECORD-1/history").await;
    assert!(history.shows("Step of an action"), "{}", history.body);
}

#[tokio::test]
async fn an_action_is_dropped_with_a_reason_by_whoever_runs_the_body() {
    let (app, world) = App::with_world().await;
    let steering = Steering::add(&app, &world).await;
    let mut chair = app.signed_in(OFFICIAL).await;
    let meeting = steering.meeting(&mut chair, "2").await;
    let (owner, verifier) = (world.people[VENDOR], world.people[CLINICIAN]);
    let show = action(&mut chair, &meeting, owner, verifier).await.location;
    let drop = format!("{show}/drop");
    let why = [("version", "1"), ("why", "The ward closed")];
    let mut vendor = app.signed_in(VENDOR).await;
    assert_eq!(vendor.post(&drop, &why).await.status, StatusCode::FORBIDDEN);
    let blank = chair.post(&drop, &[("version", "1"), ("why", " ")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.shows("href=\"#why\""), "{}", blank.body);
    let reply = chair.post(&drop, &why).await;
    assert_eq!(reply.location, show, "{}", reply.body);
    assert!(chair.get(&show).await.shows("The ward closed"));
    // It is late for nobody any more, and nobody takes it further.
    assert!(!vendor.get("/").await.shows(&show));
    let late = format!("{}/actions?overdue=true", steering.url());
    assert!(!chair.get(&late).await.shows("Show the plan to the wards"));
    let done = [("version", "2"), ("evidence", "Shown")];
    let stale = vendor.post(&format!("{show}/done"), &done).await;
    stale.assert_keeps(&["Shown"]);
    let (owner_id, verifier_id) = (owner.to_string(), verifier.to_string());
    let mut form = vec![
        ("version", "1"),
        ("what", "Show it to the board"),
        ("owner", owner_id.as_str()),
        ("verifier", verifier_id.as_str()),
    ];
    date("due", ["10", "11", "2026"], &mut form);
    let edited = chair.post(&format!("{show}/edit"), &form).await;
    edited.assert_keeps(&["Show it to the board", "Victor Vendor", "10 Nov 2026"]);
    let person = domain::access::Person {
        id: owner,
        role: domain::access::Role::Vendor,
        organisation_id: world.acme,
    };
    let show = action(&mut chair, &meeting, owner, verifier).await.location;
    let id: Uuid = show.rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = app.state.db.begin_as(&person).await.unwrap();
    let refused = sqlx::query("update action set state = 'dropped' where id = $1")
        .bind(id)
        .execute(&mut *tx)
        .await;
    assert!(refused.unwrap_err().to_string().contains("runs the body"));
}

#[tokio::test]
async fn the_database_itself_keeps_owners_from_verifying_and_decisions_from_changing() {
    let (app, world) = App::with_world().await;
    let steering = Steering::add(&app, &world).await;
    let mut chair = app.signed_in(OFFICIAL).await;
    let meeting = steering.meeting(&mut chair, "2").await;
    let (owner, verifier) = (world.people[OFFICIAL], world.people[EXECUTIVE]);
    action(&mut chair, &meeting, owner, verifier).await;
    steering
        .attend(&mut chair, &meeting, &[steering.chair, steering.voting])
        .await;
    let decision = steering.ask(&mut chair, &meeting, "Go on?").await;
    let typed = [("how", "vote"), ("rationale", "It is worth it")];
    decide(&mut chair, &decision, &typed).await;
    let person = |email: &str, role, organisation_id| Person {
        id: world.people[email],
        role,
        organisation_id,
    };
    let official = person(OFFICIAL, Role::MinistryOfficial, world.ministry);
    let executive = person(EXECUTIVE, Role::HealthExecutive, world.clinic);
    let vendor = person(VENDOR, Role::Vendor, world.acme);
    for (who, statement, code) in [
        (official, "update action set state = 'verified'", "23001"),
        (executive, "update action set state = 'done'", "42501"),
        (
            official,
            "update action set verifier_id = owner_id",
            "23514",
        ),
        (
            vendor,
            "insert into meeting (id, body_id, planned_on, place) select gen_random_uuid(), id, '2026-12-01', 'x' from body",
            "42501",
        ),
        (
            vendor,
            "insert into body (id, partnership_id, level, name, purpose, quorum) select gen_random_uuid(), partnership_id, level, 'x', 'x', 1 from body",
            "42501",
        ),
        (
            official,
            "update decision set outcome = 'approved'",
            "23001",
        ),
        (official, "update attendance set present = false", "23001"),
        (
            official,
            "insert into vote (id, body_id, decision_id, member_id, ballot) select gen_random_uuid(), d.body_id, d.id, m.id, 'for' from decision d join body_member m on m.seat = 'alternate'",
            "23001",
        ),
    ] {
        let mut tx = app.state.db.begin_as(&who).await.unwrap();
        let error = sqlx::query(statement)
            .execute(&mut *tx)
            .await
            .expect_err(statement);
        let found = error
            .as_database_error()
            .unwrap()
            .code()
            .unwrap()
            .into_owned();
        assert_eq!(found, code, "{statement}: {error}");
    }
    let mut tx = app.state.db.begin_as(&official).await.unwrap();
    sqlx::query("update action set state = 'done'")
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = app.state.db.begin_as(&official).await.unwrap();
    let error = sqlx::query("update action set state = 'verified'")
        .execute(&mut *tx)
        .await
        .unwrap_err();
    assert_eq!(error.as_database_error().unwrap().code().unwrap(), "42501");
    let step = "insert into action_step (id, body_id, action_id, step, person_id, taken_on) select gen_random_uuid(), body_id, id, 'verified', viewer_person(), '2026-11-23' from action";
    let mut tx = app.state.db.begin_as(&official).await.unwrap();
    let error = sqlx::query(step).execute(&mut *tx).await.unwrap_err();
    assert_eq!(error.as_database_error().unwrap().code().unwrap(), "42501");
}

#[tokio::test]
async fn vendors_read_neither_closed_questions_nor_what_follows_from_them() {
    let (app, world) = App::with_world().await;
    let steering = Steering::add(&app, &world).await;
    let mut chair = app.signed_in(OFFICIAL).await;
    let meeting = steering.meeting(&mut chair, "2").await;
    steering
        .attend(&mut chair, &meeting, &[steering.chair, steering.voting])
        .await;
    let binds = format!("contract:{}", world.contract);
    let mut secret = Vec::new();
    for (question, extra) in [
        ("Is the hosting too dear?", ("closed", "true")),
        ("Shall Acme go on?", ("binds", binds.as_str())),
    ] {
        let id = new_id();
        let mut form = vec![("id", id.as_str()), ("question", question), extra];
        date("asked", ["1", "9", "2026"], &mut form);
        let reply = chair.post(&format!("{meeting}/decisions"), &form).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        secret.push(reply.location);
    }
    // Whose contract it is reads what is decided of it.
    for (email, sees) in [(VENDOR, [false, true]), (OTHER_VENDOR, [false, false])] {
        let mut vendor = app.signed_in(email).await;
        for (decision, sees) in secret.iter().zip(sees) {
            let expected = if sees {
                StatusCode::OK
            } else {
                StatusCode::NOT_FOUND
            };
            assert_eq!(vendor.get(decision).await.status, expected, "{email}");
        }
        let page = vendor.get(&meeting).await;
        assert!(!page.shows("too dear"), "{}", page.body);
        assert_eq!(page.shows("Shall Acme go on?"), sees[1]);
        let history = vendor.get("/partnerships/RECORD-1/history.csv").await;
        assert!(!history.shows("too dear"), "{}", history.body);
    }
    let other = Person {
        id: world.people[OTHER_VENDOR],
        role: Role::Vendor,
        organisation_id: world.other,
    };
    let mut tx = app.state.db.begin_as(&other).await.unwrap();
    for query in [
        "select count(*) from decision",
        "select count(*) from history where table_name = 'decision'",
    ] {
        let count: i64 = sqlx::query_scalar(AssertSqlSafe(query))
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        assert_eq!(count, 0, "{query}");
    }
}

#[tokio::test]
async fn a_chair_from_the_wards_runs_the_body_and_keeps_it_not() {
    let (app, world) = App::with_world().await;
    let steering = Steering::add(&app, &world).await;
    sqlx::query("update body_member set seat = 'non_voting' where id = $1")
        .bind(steering.chair)
        .execute(&app.owner)
        .await
        .unwrap();
    sqlx::query("update body_member set seat = 'chair', stands_in_for_id = null where id = $1")
        .bind(steering.alternate)
        .execute(&app.owner)
        .await
        .unwrap();
    let mut chair = app.signed_in(CLINICIAN).await;
    let meeting = steering.meeting(&mut chair, "2").await;
    let minutes = format!("{meeting}/minutes");
    let typed = [("version", "1"), ("minutes", "We spoke of the wards.")];
    assert_eq!(chair.post(&minutes, &typed).await.location, meeting);
    let stale = chair
        .post(&minutes, &[("version", "1"), ("minutes", "Mine")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.shows("We spoke of the wards.") && stale.shows(">Mine<"));
    let edit = format!("{}/edit", steering.url());
    assert_eq!(chair.get(&edit).await.status, StatusCode::FORBIDDEN);
    let found = chair
        .get(&format!("{}/meetings?q=wards", steering.url()))
        .await;
    assert!(found.shows("2 Nov 2026"), "{}", found.body);
    let none = chair
        .get(&format!("{}/meetings?q=nothing", steering.url()))
        .await;
    assert!(none.shows("No meeting fits these filters"));
}

#[tokio::test]
async fn a_page_shows_the_first_of_many_and_leads_to_the_others() {
    let (app, world) = App::with_world().await;
    let steering = Steering::add(&app, &world).await;
    let mut chair = app.signed_in(OFFICIAL).await;
    let few = steering.meeting(&mut chair, "2").await;
    steering.ask(&mut chair, &few, "Go on?").await;
    let page = chair.get(&steering.url()).await;
    assert!(page.shows("Go on?") && !page.shows("open questions</a>"));
    sqlx::query("insert into decision (id, body_id, meeting_id, question, asked_on)
        select gen_random_uuid(), body_id, id, 'Question ' || n, '2026-10-01'::date + n from meeting, generate_series(1, 11) n")
        .execute(&app.owner).await.unwrap();
    sqlx::query("insert into action (id, body_id, meeting_id, what, owner_id, verifier_id, due_on)
        select gen_random_uuid(), body_id, id, 'Action ' || n, $1, $2, '2026-10-01'::date + n from meeting, generate_series(1, 13) n")
        .bind(world.people[VENDOR]).bind(world.people[CLINICIAN]).execute(&app.owner).await.unwrap();
    let page = chair.get(&steering.url()).await;
    assert!(page.shows("All 12 open questions"), "{}", page.body);
    assert!(page.shows("All 13 actions not verified yet"));
    assert!(page.shows("Action 10<") && !page.shows("Action 11<"));
    for list in ["/decisions?open=true", "/actions?state=open&state=done"] {
        let href = format!("{}{list}", steering.url());
        assert!(page.shows(&href.replace('&', "&amp;")), "{href}");
        let all = chair.get(&href).await;
        assert!(all.shows("of 12") || all.shows("of 13"), "{}", all.body);
    }
    let governance = chair.get("/partnerships/RECORD-1/governance").await;
    assert!(
        governance.shows("10 of 12 are shown"),
        "{}",
        governance.body
    );
    assert!(governance.shows("10 of 13 are shown"));
}
