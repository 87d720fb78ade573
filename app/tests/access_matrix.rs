//! Every route as every role, as people it is foreign to, and as nobody.
//!
//! `access_matrix.txt` says what each may expect; it is read and changed by
//! people. A route without a line there fails, and so does a line without a
//! route. `UPDATE_ACCESS_MATRIX=yes` writes what was seen, to be reviewed.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::http::{Method, StatusCode};
use support::{
    ADMINISTRATOR, AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE,
    FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR, Reply, VENDOR, World,
};
use uuid::Uuid;

/// Columns of the matrix: own roles first, then those the partnership (or, for
/// the other vendor, the contract) is foreign to, then nobody.
const PEOPLE: [(&str, Option<&str>); 10] = [
    ("official", Some(OFFICIAL)),
    ("executive", Some(EXECUTIVE)),
    ("vendor", Some(VENDOR)),
    ("clinician", Some(CLINICIAN)),
    ("auditor", Some(AUDITOR)),
    ("admin", Some(ADMINISTRATOR)),
    ("other-vendor", Some(OTHER_VENDOR)),
    ("foreign-official", Some(FOREIGN_OFFICIAL)),
    ("foreign-executive", Some(FOREIGN_EXECUTIVE)),
    ("nobody", None),
];

/// A rate, a budget of Ontario, an indicator with a measurement that the executive submitted, an
/// open scorecard round, a status report with a question, and the first version of a charter,
/// that only these routes need.
const RATE: Uuid = Uuid::from_u128(1);
const BUDGET: Uuid = Uuid::from_u128(2);
const INDICATOR: Uuid = Uuid::from_u128(3);
const MEASUREMENT: Uuid = Uuid::from_u128(4);
const ROUND: Uuid = Uuid::from_u128(5);
const REPORT: Uuid = Uuid::from_u128(6);
const QUESTION: Uuid = Uuid::from_u128(7);
/// A body of the partnership: the executive is its member, a question was put to its meeting, and
/// an action is the vendor's to do and the official's to verify.
const BODY: Uuid = Uuid::from_u128(8);
const MEMBER: Uuid = Uuid::from_u128(9);
const MEETING: Uuid = Uuid::from_u128(10);
const DECISION: Uuid = Uuid::from_u128(11);
const ACTION: Uuid = Uuid::from_u128(12);
/// A tension and a mechanism of the partnership, a direction of Canada, and the same as carried
/// out by the partnership.
const TENSION: Uuid = Uuid::from_u128(8);
const MECHANISM: Uuid = Uuid::from_u128(9);
const DIRECTION: Uuid = Uuid::from_u128(10);
const CARRIED: Uuid = Uuid::from_u128(11);
/// A risk that the vendor watches, work with AI that waits, a benefit that the executive claims, a
/// prototype, and a lesson of the clinician about the partnership.
const RISK: Uuid = Uuid::from_u128(12);
const WORK: Uuid = Uuid::from_u128(13);
const BENEFIT: Uuid = Uuid::from_u128(14);
const PROTOTYPE: Uuid = Uuid::from_u128(15);
const LESSON: Uuid = Uuid::from_u128(16);

/// Evidence for Acme that its vendor entered and nobody has verified, and an evaluation of Acme that
/// the official opened, in which official and executive are still to score.
const PROOF: Uuid = Uuid::from_u128(13);
const EVALUATION: Uuid = Uuid::from_u128(14);

pub(crate) async fn add_reference_data(app: &App, world: &World) {
    sqlx::query("insert into reference_rate (id, base_currency, quote_currency, as_of, rate, source) values ($1, 'EUR', 'SEK', '2026-11-02', 11, 'Bank')")
        .bind(RATE).execute(&app.owner).await.unwrap();
    sqlx::query("insert into budget (id, jurisdiction_id, starts_on, ends_on, label, currency, source) values ($1, $2, '2025-04-01', '2026-03-31', '2025/26', 'CAD', 'Accounts')")
        .bind(BUDGET).bind(world.on).execute(&app.owner).await.unwrap();
    sqlx::query("insert into indicator (id, partnership_id, title, unit, kind, direction, combination, owner_id) values ($1, $2, 'Letters', 'letters', 'count', 'higher', 'sum', $3)")
        .bind(INDICATOR).bind(world.partnership).bind(world.clinic).execute(&app.owner).await.unwrap();
    sqlx::query("insert into measurement (id, partnership_id, indicator_id, starts_on, ends_on, value, source, state, recorded_by, submitted_by, submitted_at) values ($1, $2, $3, '2026-04-01', '2026-06-30', 5, 'Register', 'submitted', $4, $4, now())")
        .bind(MEASUREMENT).bind(world.partnership).bind(INDICATOR).bind(world.people[EXECUTIVE]).execute(&app.owner).await.unwrap();
    sqlx::query("insert into scorecard_round (id, partnership_id, catalogue_id, title, opens_on, closes_on, naming) select $1, $2, id, 'Autumn', '2026-11-16', '2026-12-16', 'anonymous' from statement_catalogue")
        .bind(ROUND).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into status_report (id, partnership_id, number, starts_on, ends_on, declared, body, filed_on) values ($1, $2, 1, '2026-10-01', '2026-11-01', 'green', 'All is well', '2026-11-01')")
        .bind(REPORT).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into status_question (id, partnership_id, report_id, question, about_money) values ($1, $2, $3, 'Is it?', false)")
        .bind(QUESTION).bind(world.partnership).bind(REPORT).execute(&app.owner).await.unwrap();
    sqlx::query("insert into charter (id, partnership_id, number) values ($1, $2, 1)")
        .bind(Uuid::now_v7())
        .bind(world.partnership)
        .execute(&app.owner)
        .await
        .unwrap();
    sqlx::query("insert into body (id, partnership_id, level, name, purpose, quorum) values ($1, $2, 'partnership', 'Steering committee', 'Steers', 1)")
        .bind(BODY).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into body_member (id, body_id, person_id, organisation_id, stakeholder_group, seat, starts_on) values ($1, $2, $3, $4, 'health_executive', 'voting', '2026-01-05')")
        .bind(MEMBER).bind(BODY).bind(world.people[EXECUTIVE]).bind(world.clinic).execute(&app.owner).await.unwrap();
    sqlx::query("insert into meeting (id, body_id, planned_on, place) values ($1, $2, '2026-11-02', 'Video')")
        .bind(MEETING).bind(BODY).execute(&app.owner).await.unwrap();
    sqlx::query("insert into decision (id, body_id, meeting_id, question, asked_on) values ($1, $2, $3, 'Go on?', '2026-11-02')")
        .bind(DECISION).bind(BODY).bind(MEETING).execute(&app.owner).await.unwrap();
    sqlx::query("insert into action (id, body_id, meeting_id, what, owner_id, verifier_id, due_on) values ($1, $2, $3, 'Show it', $4, $5, '2026-12-01')")
        .bind(ACTION).bind(BODY).bind(MEETING).bind(world.people[VENDOR]).bind(world.people[OFFICIAL]).execute(&app.owner).await.unwrap();
    sqlx::query("insert into tension (id, partnership_id, first_pole, second_pole, description, level, began_on) values ($1, $2, 'Standard', 'Flexibility', 'Felt on the wards', 'partnership', '2026-02-01')")
        .bind(TENSION).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into mechanism (id, partnership_id, title, kind, description, level, since_on, owner_id) values ($1, $2, 'Board', 'governance_model', 'Decides', 'partnership', '2026-03-01', $3)")
        .bind(MECHANISM).bind(world.partnership).bind(world.clinic).execute(&app.owner).await.unwrap();
    sqlx::query("insert into direction (id, jurisdiction_id, title, area, body, asks, discretion, in_force_from) values ($1, $2, 'Open interfaces', 'technological_standards', 'All systems', 'Hospitals', 'Which first', '2026-01-01')")
        .bind(DIRECTION).bind(world.ca).execute(&app.owner).await.unwrap();
    sqlx::query("insert into partnership_direction (id, partnership_id, direction_id, since_on, words) values ($1, $2, $3, '2026-02-01', 'The exchange')")
        .bind(CARRIED).bind(world.partnership).bind(DIRECTION).execute(&app.owner).await.unwrap();
    sqlx::query("insert into proof (id, organisation_id, kind, proves, criteria, url, issued_on, entered_by, entered_for, entered_on) values ($1, $2, 'integration', 'It integrates', '{interoperability}', 'https://example.test', '2026-01-01', $3, $2, '2026-02-01')")
        .bind(PROOF).bind(world.acme).bind(world.people[VENDOR]).execute(&app.owner).await.unwrap();
    sqlx::query("insert into evaluation (id, partnership_id, organisation_id, standing, subject, opened_on, due_on, opened_by) values ($1, $2, $3, 'supplier', 'The record', '2026-11-01', '2026-12-01', $4)")
        .bind(EVALUATION).bind(world.partnership).bind(world.acme).bind(world.people[OFFICIAL]).execute(&app.owner).await.unwrap();
    for (email, organisation) in [(OFFICIAL, world.ministry), (EXECUTIVE, world.clinic)] {
        sqlx::query("insert into evaluation_evaluator (id, evaluation_id, person_id, organisation_id) values ($1, $2, $3, $4)")
            .bind(Uuid::now_v7()).bind(EVALUATION).bind(world.people[email]).bind(organisation).execute(&app.owner).await.unwrap();
    }
    sqlx::query("insert into risk (id, partnership_id, title, kind, consequence, remedy, owner_id, review_on, occurrence, likelihood, impact, scored_on, raised_on) values ($1, $2, 'Outage', 'cybersecurity', 'No record', 'A copy', $3, '2026-12-01', 'risk', 3, 4, '2026-10-01', '2026-10-01')")
        .bind(RISK).bind(world.partnership).bind(world.people[VENDOR]).execute(&app.owner).await.unwrap();
    sqlx::query("insert into automation_work (id, partnership_id, title, description, named_on) values ($1, $2, 'Letters', 'Drafts them', '2026-10-01')")
        .bind(WORK).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into benefit (id, partnership_id, title, description, outcome_domain, claimant_id, measure, measure_kind, unit, direction, claimed, claimed_on, entered_by) values ($1, $2, 'Fewer calls', 'By far', 'efficiency', $3, 'Calls', 'count', 'calls', 'lower', 10, '2026-10-01', $3)")
        .bind(BENEFIT).bind(world.partnership).bind(world.people[EXECUTIVE]).execute(&app.owner).await.unwrap();
    sqlx::query("insert into prototype (id, partnership_id, title, description, works_since) values ($1, $2, 'Room', 'A camera', '2026-02-01')")
        .bind(PROTOTYPE).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into lesson (id, partnership_id, title, body, author_id, learnt_on) values ($1, $2, 'Ask first', 'We did not', $3, '2026-10-01')")
        .bind(LESSON).bind(world.partnership).bind(world.people[CLINICIAN]).execute(&app.owner).await.unwrap();
    for email in [OFFICIAL, EXECUTIVE, VENDOR, CLINICIAN] {
        sqlx::query("insert into scorecard_invitation (id, partnership_id, round_id, person_id, stakeholder_group) values ($1, $2, $3, $4, 'clinician')")
            .bind(Uuid::now_v7()).bind(world.partnership).bind(ROUND).bind(world.people[email]).execute(&app.owner).await.unwrap();
    }
}

/// Where a route leads in this world.
pub(crate) fn address(path: &str, world: &World) -> String {
    let movement = if path.contains("/receipts/") {
        world.receipt
    } else {
        world.spending
    };
    let ids = [
        ("{reference}", "RECORD-1".to_owned()),
        ("{contract}", world.contract.to_string()),
        ("{milestone}", world.milestone.to_string()),
        ("{commitment}", world.commitment.to_string()),
        ("{movement}", movement.to_string()),
        ("{deliverable}", world.deliverable.to_string()),
        ("{organisation}", world.acme.to_string()),
        ("{jurisdiction}", world.on.to_string()),
        ("{person}", world.people[CLINICIAN].to_string()),
        ("{file}", world.file.to_string()),
        ("{party}", world.party.to_string()),
        ("{right}", world.right.to_string()),
        ("{import}", Uuid::nil().to_string()),
        ("{rate}", RATE.to_string()),
        ("{budget}", BUDGET.to_string()),
        ("{indicator}", INDICATOR.to_string()),
        ("{measurement}", MEASUREMENT.to_string()),
        ("{identifier}", Uuid::nil().to_string()),
        ("{amendment}", world.amendment.to_string()),
        ("{obligation}", world.obligation.to_string()),
        ("{round}", ROUND.to_string()),
        ("{report}", REPORT.to_string()),
        ("{question}", QUESTION.to_string()),
        ("{catalogue}", Uuid::nil().to_string()),
        ("{body}", BODY.to_string()),
        ("{member}", MEMBER.to_string()),
        ("{meeting}", MEETING.to_string()),
        ("{decision}", DECISION.to_string()),
        ("{action}", ACTION.to_string()),
        ("{session}", "00".to_owned()),
        ("{characteristic}", "time".to_owned()),
        ("{number}", "1".to_owned()),
        ("{view}", Uuid::nil().to_string()),
        ("{tension}", TENSION.to_string()),
        ("{mechanism}", MECHANISM.to_string()),
        ("{direction}", DIRECTION.to_string()),
        ("{evidence}", PROOF.to_string()),
        ("{evaluation}", EVALUATION.to_string()),
        ("{carried}", CARRIED.to_string()),
        ("{risk}", RISK.to_string()),
        ("{work}", WORK.to_string()),
        ("{benefit}", BENEFIT.to_string()),
        ("{prototype}", PROTOTYPE.to_string()),
        ("{lesson}", LESSON.to_string()),
        ("{pattern}", Uuid::nil().to_string()),
    ];
    let address = ids
        .iter()
        .fold(path.to_owned(), |path, (name, id)| path.replace(name, id));
    assert!(
        !address.contains('{'),
        "say above what stands for the parameter in {address}"
    );
    address
}

async fn call(browser: &mut Browser, method: &Method, address: &str, upload: bool) -> Reply {
    if *method == Method::GET {
        browser.get(address).await
    } else if upload {
        browser.upload(address, &[], &[]).await
    } else {
        browser.post(address, &[]).await
    }
}

/// `yes` where the person gets an answer, be it a refused form; otherwise the
/// status, or where they are sent to sign in (`leaves`: by signing out).
fn verdict(reply: &Reply, leaves: bool) -> String {
    match reply.status {
        StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => reply.status.as_u16().to_string(),
        StatusCode::SEE_OTHER if reply.location.starts_with("/sign-in") && !leaves => {
            "sign-in".to_owned()
        }
        status if status.is_server_error() || status == StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            panic!("{status}: {}", reply.body)
        }
        _ => "yes".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_answers_every_role_as_the_matrix_says() {
    let mut seen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, email) in PEOPLE {
        // A world for each person: what one changes does not meet the next.
        let (app, world) = App::with_money().await;
        add_reference_data(&app, &world).await;
        let mut browser = match email {
            Some(email) => app.signed_in(email).await,
            None => app.browser(),
        };
        for route in app::routes().table() {
            let address = address(route.path, &world);
            let signs_out = ["/sign-in", "/sign-out"].contains(&route.path);
            let mut fresh = if signs_out {
                app.browser()
            } else {
                browser.clone()
            };
            let reply = call(&mut fresh, &route.method, &address, route.upload).await;
            assert!(
                !reply.body.contains('⟦'),
                "a message is missing at {address}:\n{}",
                reply.body
            );
            if !signs_out {
                browser = fresh;
            }
            seen.entry(format!("{} {}", route.path, route.method))
                .or_default()
                .push(verdict(&reply, route.path == "/sign-out"));
        }
    }

    let mut table = format!("{:<88}", "# path and method");
    for (name, _) in PEOPLE {
        let _ = write!(table, " {name:<17}");
    }
    for (route, verdicts) in &seen {
        let _ = write!(table, "\n{route:<88}");
        for verdict in verdicts {
            let _ = write!(table, " {verdict:<17}");
        }
    }
    let table: String = table
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();

    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/access_matrix.txt");
    if std::env::var_os("UPDATE_ACCESS_MATRIX").is_some() {
        std::fs::write(file, &table).unwrap();
    }
    let agreed = std::fs::read_to_string(file).unwrap_or_default();
    for (line, expected) in table.lines().zip(agreed.lines()) {
        assert_eq!(line, expected, "\nseen first, agreed second");
    }
    assert_eq!(
        table.lines().count(),
        agreed.lines().count(),
        "a route is new or gone:\n{table}"
    );
}
