//! Whether a partnership is strategic, and what its leadership rests on.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use domain::access::{Person, Role};
use support::{
    ADMINISTRATOR, AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE,
    FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR, Reply, VENDOR, World,
};
use uuid::Uuid;

const PAGE: &str = "/partnerships/RECORD-1/strategic";

async fn state(browser: &mut Browser, what: &str, said: &str, words: &str) -> Reply {
    let field = if what == "soundness" {
        "sound"
    } else {
        "benefit"
    };
    let id = Uuid::now_v7().to_string();
    let words_field = format!("{field}_words");
    let form = [
        ("id", id.as_str()),
        (field, said),
        (words_field.as_str(), words),
    ];
    browser.post(&format!("{PAGE}/{what}"), &form).await
}

async fn plan(browser: &mut Browser, id: &str, title: &str, to: i32, replaces: &str) -> Reply {
    let to = to.to_string();
    let form = [
        ("id", id),
        ("plan_title", title),
        ("plan_url", "https://example.org/plan"),
        ("plan_from_day", "1"),
        ("plan_from_month", "4"),
        ("plan_from_year", "2026"),
        ("plan_to_day", "31"),
        ("plan_to_month", "3"),
        ("plan_to_year", &to),
        ("plan_replaces", replaces),
    ];
    browser.post(&format!("{PAGE}/plans"), &form).await
}

/// Everything that makes the world's partnership strategic but the day on which
/// it was established.
async fn with_evidence() -> (App, World) {
    let (app, world) = App::with_world().await;
    sqlx::query("insert into commitment (id, partnership_id, funder_id, title, kind, currency) values ($1, $2, $3, 'Running the record', 'operational', 'CAD')")
        .bind(world.commitment).bind(world.partnership).bind(world.ministry).execute(&app.owner).await.unwrap();
    sqlx::query("insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label, amount, status)
        select gen_random_uuid(), $1, $2, make_date(y, 4, 1), make_date(y + 1, 3, 31), y || '/' || y - 1999, 50000, 'committed'
        from generate_series(2026, 2029) y")
        .bind(world.partnership).bind(world.commitment).execute(&app.owner).await.unwrap();
    let mut executive = app.signed_in(EXECUTIVE).await;
    state(
        &mut executive,
        "soundness",
        "yes",
        "Every year was paid in full",
    )
    .await;
    let id = Uuid::now_v7().to_string();
    plan(&mut executive, &id, "Region 2030", 2030, "").await;
    for email in [EXECUTIVE, OFFICIAL, VENDOR, OTHER_VENDOR] {
        let mut browser = app.signed_in(email).await;
        let reply = state(&mut browser, "benefit", "yes", "Less paper").await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    }
    (app, world)
}

async fn establish(app: &App, on: &str) {
    sqlx::query("update partnership set established_on = $1::date")
        .bind(on)
        .execute(&app.owner)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_nobody_has_said_is_missing_and_named() {
    let (app, _) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    establish(&app, "2024-11-22").await;
    let page = executive.get(PAGE).await;
    for words in [
        "Not enough evidence",
        "Evidence missing: Financially sound, Mutually beneficial, Long-term plans",
        "No assessor has said anything yet",
        "Has said nothing yet",
        "No plan is recorded yet",
        "Counts as established from",
        "23 Nov 2026",
    ] {
        assert!(page.shows(words), "{words}: {}", page.body);
    }
    // Two years to the day are not more than two.
    establish(&app, "2024-11-23").await;
    let page = executive.get(PAGE).await;
    assert!(page.shows("Not met: Established. Evidence missing: Financially sound"));
    let partnership = executive.get("/partnerships/RECORD-1").await;
    assert!(partnership.shows("Not yet strategic") && partnership.shows(PAGE));
    sqlx::query("update partnership set established_on = null")
        .execute(&app.owner)
        .await
        .unwrap();
    let page = executive.get(PAGE).await;
    assert!(page.shows("does not say when the partnership was established"));
}

#[tokio::test]
async fn with_all_evidence_a_partnership_is_strategic_until_somebody_says_no() {
    let (app, _) = with_evidence().await;
    establish(&app, "2024-11-22").await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let page = executive.get(PAGE).await;
    assert!(page.shows("All four checks are met"), "{}", page.body);
    for words in [
        "Every year was paid in full",
        "Eva Executive, Clinic of Tests",
        "Less paper",
        "Victor Vendor, Acme Systems",
        "Region 2030",
        "Three years or more",
    ] {
        assert!(page.shows(words), "{words}");
    }
    let partnership = executive.get("/partnerships/RECORD-1").await;
    assert!(partnership.shows("All four checks are met"));

    // A later statement counts, and the one before stays.
    let mut vendor = app.signed_in(VENDOR).await;
    state(&mut vendor, "benefit", "no", "We pay for the travel").await;
    let page = executive.get(PAGE).await;
    assert!(page.shows("Not met: Mutually beneficial"));
    assert!(page.shows("We pay for the travel") && page.shows("Replaced"));
    state(&mut vendor, "benefit", "yes", "Travel is paid now").await;
    state(&mut executive, "soundness", "no", "A year is missing").await;
    let page = executive.get(PAGE).await;
    assert!(page.shows("Not met: Financially sound") && page.shows("A year is missing"));
    assert!(page.shows("Every year was paid in full"));
}

#[tokio::test]
async fn a_plan_is_recorded_once_and_replaced_by_another_and_only_once() {
    let (app, _) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let id = Uuid::now_v7().to_string();
    for _ in 0..3 {
        let reply = plan(&mut official, &id, "Short", 2028, "").await;
        assert_eq!(reply.location, format!("{PAGE}#planned"));
    }
    let page = official.get(PAGE).await;
    assert!(page.shows("Less than three years"));
    assert_eq!(
        page.body.matches(">Short<").count(),
        2,
        "in the list, and to be replaced"
    );
    let next = Uuid::now_v7().to_string();
    plan(&mut official, &next, "Long", 2029, &id).await;
    let page = official.get(PAGE).await;
    assert!(page.shows("Three years or more") && page.shows("Replaced"));
    assert!(page.shows(">Short<"), "the one before stays");
    let late = Uuid::now_v7().to_string();
    let reply = plan(&mut official, &late, "Late", 2029, &id).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("Another plan has taken its place already") && reply.shows("Late"));
}

#[tokio::test]
async fn a_form_that_is_not_in_order_shows_all_errors_and_loses_nothing() {
    let (app, _) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let reply = state(&mut executive, "soundness", "perhaps", "").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for href in ["#sound", "#sound_words"] {
        assert!(reply.shows(&format!("href=\"{href}\"")), "{href}");
    }
    let reply = state(&mut executive, "benefit", "", "Kept words").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("Kept words") && reply.shows("href=\"#benefit\""));
    let form = [
        ("plan_title", ""),
        ("plan_url", "javascript:alert(1)"),
        ("plan_from_day", "31"),
        ("plan_from_month", "2"),
        ("plan_from_year", "2026"),
    ];
    let reply = executive.post(&format!("{PAGE}/plans"), &form).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for href in ["#plan_title", "#plan_url", "#plan_from", "#plan_to"] {
        assert!(reply.shows(&format!("href=\"{href}\"")), "{href}");
    }
    let id = Uuid::now_v7().to_string();
    let reply = plan(&mut executive, &id, "Backwards", 2025, "").await;
    assert!(reply.shows("The last day cannot come before the first"));
}

#[tokio::test]
async fn vendors_see_no_money_and_what_hangs_on_it_decides_nothing_for_them() {
    let (app, world) = with_evidence().await;
    establish(&app, "2024-11-22").await;
    let mut vendor = app.signed_in(VENDOR).await;
    for path in [
        PAGE,
        "/partnerships/RECORD-1",
        "/partnerships/RECORD-1/history",
    ] {
        let page = vendor.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        for secret in ["Every year was paid in full", "50,000", "200,000", "100%"] {
            assert!(!page.shows(secret), "{secret} on {path}");
        }
        assert!(path.ends_with("history") || page.shows("The other three checks are met"));
    }
    let reads = "select count(*) from soundness_statement";
    let person = Person {
        id: world.people[VENDOR],
        role: Role::Vendor,
        organisation_id: world.acme,
    };
    let mut tx = app.state.db.begin_as(&person).await.unwrap();
    let seen: i64 = sqlx::query_scalar(reads).fetch_one(&mut *tx).await.unwrap();
    assert_eq!(seen, 0);

    let page = app.signed_in(CLINICIAN).await.get(PAGE).await;
    assert!(
        page.shows("Ministry of Tests: 100% (200,000 CAD committed)"),
        "{}",
        page.body
    );
    assert!(page.shows("CAD:"));
}

#[tokio::test]
async fn the_axis_of_leadership_shows_its_evidence_and_names_what_is_missing() {
    let (app, world) = App::with_money().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let page = official.get(PAGE).await;
    assert!(page.shows("1 of 6 there; missing: Clinical lead, ICT lead, Government sponsor, How people rate leadership, Question that a governance body has answered"), "{}", page.body);
    assert!(page.shows("All 2 pieces of evidence are there"));
    assert!(page.shows("0 of 6 there; missing: Clinicians asked"));
    sqlx::query("update partnership set clinical_lead_id = $1, sponsor_id = $2")
        .bind(world.people[CLINICIAN])
        .bind(world.people[OFFICIAL])
        .execute(&app.owner)
        .await
        .unwrap();
    sqlx::query("update party set role = 'clinical_partner' where id = $1")
        .bind(world.party)
        .execute(&app.owner)
        .await
        .unwrap();
    let round = Uuid::now_v7();
    sqlx::query("insert into scorecard_round (id, partnership_id, catalogue_id, title, opens_on, closes_on, naming) select $1, $2, id, 'Autumn', '2026-11-01', '2026-11-20', 'attributed' from statement_catalogue")
        .bind(round).bind(world.partnership).execute(&app.owner).await.unwrap();
    sqlx::query("insert into scorecard_invitation (id, partnership_id, round_id, person_id, stakeholder_group) values ($1, $2, $3, $4, 'clinician')")
        .bind(Uuid::now_v7()).bind(world.partnership).bind(round).bind(world.people[CLINICIAN]).execute(&app.owner).await.unwrap();
    let response = Uuid::now_v7();
    sqlx::query("insert into scorecard_response (id, round_id, person_id) values ($1, $2, $3)")
        .bind(response)
        .bind(round)
        .bind(world.people[CLINICIAN])
        .execute(&app.owner)
        .await
        .unwrap();
    sqlx::query("insert into scorecard_answer (id, response_id, statement_id, score) select gen_random_uuid(), $1, id, 4 from scorecard_statement")
        .bind(response).execute(&app.owner).await.unwrap();
    sqlx::query("update scorecard_response set submitted_at = now()")
        .execute(&app.owner)
        .await
        .unwrap();
    sqlx::query("update scorecard_round set closed_at = now(), published_at = now()")
        .execute(&app.owner)
        .await
        .unwrap();
    let page = official.get(PAGE).await;
    for words in [
        "Clara Clinician, Clinic of Tests",
        "Olga Official, Ministry of Tests",
        "4.00 of 5 from 1 person in the groups shown, round closed 20 Nov 2026",
        "1 clinician asked in the round that opened 1 Nov 2026",
        "1 clinician answered in the round closed 20 Nov 2026",
        "4 of 6 there; missing: ICT lead",
        "4 of 6 there; missing: Charter signed on the side of health care",
    ] {
        assert!(page.shows(words), "{words}: {}", page.body);
    }
}

#[tokio::test]
async fn each_says_what_is_theirs_to_say_and_the_database_holds_it() {
    let (app, world) = with_evidence().await;
    for (email, reads, assesses, benefits) in [
        (OFFICIAL, 200, 303, 303),
        (VENDOR, 200, 403, 303),
        (CLINICIAN, 200, 403, 403),
        (AUDITOR, 200, 403, 403),
        (ADMINISTRATOR, 404, 404, 404),
        (FOREIGN_OFFICIAL, 404, 404, 404),
        (FOREIGN_EXECUTIVE, 404, 404, 404),
    ] {
        let mut browser = app.signed_in(email).await;
        assert_eq!(browser.get(PAGE).await.status.as_u16(), reads, "{email}");
        let reply = state(&mut browser, "soundness", "yes", "So it is").await;
        assert_eq!(reply.status.as_u16(), assesses, "{email}");
        let reply = state(&mut browser, "benefit", "yes", "So it is").await;
        assert_eq!(reply.status.as_u16(), benefits, "{email}");
        let id = Uuid::now_v7().to_string();
        let reply = plan(&mut browser, &id, "Plan", 2030, "").await;
        assert_eq!(reply.status.as_u16(), assesses, "{email}");
    }
    // Whoever reviews from above without being a party has no benefit to state.
    sqlx::query("delete from party where organisation_id = $1")
        .bind(world.ministry)
        .execute(&app.owner)
        .await
        .unwrap();
    let mut official = app.signed_in(OFFICIAL).await;
    let reply = state(&mut official, "benefit", "yes", "So it is").await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);

    let person = |email: &str, role, organisation_id| Person {
        id: world.people[email],
        role,
        organisation_id,
    };
    let vendor = person(VENDOR, Role::Vendor, world.acme);
    let clinician = person(CLINICIAN, Role::Clinician, world.clinic);
    let executive = person(EXECUTIVE, Role::HealthExecutive, world.clinic);
    let benefit = "insert into benefit_statement (id, partnership_id, organisation_id, verdict, words, stated_on, stated_by)
        values (gen_random_uuid(), $1, $2, 'yes', 'x', '2026-11-23', $3)";
    let sound = "insert into soundness_statement (id, partnership_id, organisation_id, verdict, words, stated_on, stated_by)
        values (gen_random_uuid(), $1, $2, 'yes', 'x', '2026-11-23', $3)";
    for (who, query, organisation, name) in [
        (&vendor, benefit, world.clinic, vendor.id),
        (&vendor, benefit, world.acme, executive.id),
        (&clinician, benefit, world.clinic, clinician.id),
        (&vendor, sound, world.acme, vendor.id),
        (&clinician, sound, world.clinic, clinician.id),
        (&executive, sound, world.ministry, executive.id),
    ] {
        let mut tx = app.state.db.begin_as(who).await.unwrap();
        let done = sqlx::query(query)
            .bind(world.partnership)
            .bind(organisation)
            .bind(name)
            .execute(&mut *tx)
            .await;
        let code = done
            .unwrap_err()
            .as_database_error()
            .unwrap()
            .code()
            .unwrap()
            .into_owned();
        assert_eq!(code, "42501", "{who:?}");
    }
    let mut tx = app.state.db.begin_as(&executive).await.unwrap();
    let changed = sqlx::query("update benefit_statement set verdict = 'no'")
        .execute(&mut *tx)
        .await;
    assert!(changed.is_err(), "statements stand");
}
