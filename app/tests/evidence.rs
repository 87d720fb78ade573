//! Evidence for vendors, over the router and as the application's role.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use domain::Vocabulary;
use domain::access::{Person, Role};
use domain::contract::WARNING_DAYS;
use domain::evidence::{Proof, ProofKind, ProofState};
use strum::VariantArray;
use support::{
    ADMINISTRATOR, AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE,
    FOREIGN_OFFICIAL, OFFICIAL, OTHER_VENDOR, Reply, VENDOR, World,
};
use uuid::Uuid;

const PDF: &[u8] = b"%PDF-1.7\nreport";

/// Enters proof of integration for a vendor; the reply leads to it.
pub(crate) async fn enter(
    browser: &mut Browser,
    vendor: Uuid,
    expires: [&str; 3],
    extra: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Reply {
    let mut form = vec![
        ("kind", "integration"),
        ("proves", "Exchanges letters with the record"),
        ("criterion", "interoperability"),
        ("issued_day", "1"),
        ("issued_month", "2"),
        ("issued_year", "2026"),
        ("expires_day", expires[0]),
        ("expires_month", expires[1]),
        ("expires_year", expires[2]),
    ];
    form.extend(extra);
    let path = format!("/organisations/{vendor}/evidence");
    browser.upload(&path, &form, files).await
}

const LATER: [&str; 3] = ["31", "12", "2027"];

/// The address of proof that Acme's vendor entered with a file.
pub(crate) async fn entered(app: &App, world: &World, expires: [&str; 3]) -> String {
    let mut vendor = app.signed_in(VENDOR).await;
    let files = [("file_1", "report.pdf", PDF)];
    let reply = enter(&mut vendor, world.acme, expires, &[], &files).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    reply.location
}

pub(crate) async fn verify(browser: &mut Browser, proof: &str, verdict: &str, note: &str) -> Reply {
    let version = browser.get(proof).await.field("version");
    let form = [
        ("version", version.as_str()),
        ("verdict", verdict),
        ("note", note),
    ];
    browser.post(&format!("{proof}/check"), &form).await
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once_and_the_file_is_kept() {
    let (app, world) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    let path = format!("/organisations/{}/evidence", world.acme);
    let reply = vendor
        .upload(
            &path,
            &[("url", "javascript:1")],
            &[("file_1", "a.exe", b"MZ")],
        )
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["kind", "proves", "criterion", "url", "issued", "file_1"] {
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    let blank = vendor.get(&format!("{path}/new")).await;
    let id = blank.field("id");
    let form = [
        ("id", id.as_str()),
        ("kind", "integration"),
        ("proves", "Kept <words>"),
        ("criterion", "interoperability"),
        ("issued_day", "1"),
        ("issued_month", "2"),
        ("issued_year", "2027"),
        ("expires_day", "1"),
        ("expires_month", "1"),
        ("expires_year", "2027"),
    ];
    let reply = vendor
        .upload(&path, &form, &[("file_1", "report.pdf", PDF)])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("not in the future") && reply.shows("not before the day of issue"));
    assert!(reply.shows("Kept &lt;words") && reply.shows("report.pdf"));
    let kept = reply.field("kept_file");
    assert_eq!(reply.field("id"), id);
    let extra = [("kept_file", kept.as_str()), ("id", id.as_str())];
    let mut locations = Vec::new();
    for _ in 0..3 {
        let reply = enter(&mut vendor, world.acme, LATER, &extra, &[]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        locations.push(reply.location);
    }
    locations.dedup();
    assert_eq!(locations, [format!("/evidence/{id}")]);
    assert!(vendor.get(&locations[0]).await.shows("report.pdf"));
}

#[tokio::test]
async fn a_vendor_enters_and_another_organisation_verifies() {
    let (app, world) = App::with_world().await;
    let proof = entered(&app, &world, LATER).await;
    let mut vendor = app.signed_in(VENDOR).await;
    assert!(
        vendor
            .get(&proof)
            .await
            .shows("It waits for somebody of another organisation")
    );
    for email in [VENDOR, CLINICIAN, AUDITOR] {
        let mut browser = app.signed_in(email).await;
        let reply = browser
            .post(&format!("{proof}/check"), &[("verdict", "verified")])
            .await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{email}");
    }
    let mut executive = app.signed_in(EXECUTIVE).await;
    assert!(executive.get("/").await.shows("Evidence to verify"));
    let page = executive.get("/partnerships/RECORD-1/evidence").await;
    assert!(page.shows("nobody has verified it yet"), "{}", page.body);
    let reply = verify(&mut executive, &proof, "refused", " ").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.shows("Say why it is refused"));
    let reply = verify(&mut executive, &proof, "verified", "Read the report").await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let page = vendor.get(&proof).await;
    assert!(page.shows("Eva Executive, Clinic of Tests") && page.shows("Read the report"));
    // What is settled is neither corrected nor settled again.
    let reply = vendor
        .upload(
            &format!("{proof}/edit"),
            &[
                ("version", "1"),
                ("proves", "It talks to two registries"),
                ("criterion", "interoperability"),
            ],
            &[],
        )
        .await;
    reply.assert_keeps(&["It talks to two registries", "Interoperability"]);
    let mut official = app.signed_in(OFFICIAL).await;
    let reply = official
        .post(
            &format!("{proof}/check"),
            &[
                ("version", "1"),
                ("verdict", "refused"),
                ("note", "Too old"),
            ],
        )
        .await;
    reply.assert_keeps(&["No", "Too old"]);
    assert!(reply.shows("Eva Executive has corrected or settled it"));
    // And nobody verifies what they entered themselves, though about another.
    let link = [("url", "https://example.test/report")];
    let reply = enter(&mut official, world.acme, LATER, &link, &[]).await;
    let reply = official
        .post(
            &format!("{}/check", reply.location),
            &[("verdict", "verified")],
        )
        .await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_expired_proof_no_longer_counts_and_a_newer_one_takes_its_place_once_verified() {
    let (app, world) = App::with_world().await;
    let proof = entered(&app, &world, ["30", "11", "2026"]).await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    verify(&mut executive, &proof, "verified", "").await;
    let missing = "Acme Systems: no proof of integration";
    let lapsed = "Acme Systems: the proof of integration has expired";
    let page = executive.get("/partnerships/RECORD-1/evidence").await;
    assert!(!page.shows(missing) && !page.shows(lapsed), "{}", page.body);
    assert!(
        page.shows("Other Systems: no proof of integration"),
        "{}",
        page.body
    );
    let mut vendor = app.signed_in(VENDOR).await;
    assert!(
        vendor
            .get("/")
            .await
            .shows("Our evidence that expires or has expired")
    );
    assert!(
        executive
            .get("/evidence?within=30")
            .await
            .shows("Exchanges letters")
    );
    assert!(
        !executive
            .get("/evidence?state=expired")
            .await
            .shows("Exchanges letters")
    );
    sqlx::query("alter table proof disable trigger keep_proof")
        .execute(&app.owner)
        .await
        .unwrap();
    sqlx::query("update proof set expires_on = '2026-11-01'")
        .execute(&app.owner)
        .await
        .unwrap();
    sqlx::query("alter table proof enable trigger keep_proof")
        .execute(&app.owner)
        .await
        .unwrap();
    let page = executive.get("/partnerships/RECORD-1/evidence").await;
    assert!(page.shows(lapsed), "{}", page.body);
    assert!(
        executive
            .get("/evidence?state=expired")
            .await
            .shows("Exchanges letters")
    );
    assert!(executive.get("/").await.shows(lapsed));
    let id = proof.rsplit('/').next().unwrap();
    let extra = [("replaces", id), ("url", "https://example.test/2027")];
    let newer = enter(&mut vendor, world.acme, LATER, &extra, &[])
        .await
        .location;
    assert!(vendor.get(&proof).await.shows("Newer one entered"));
    assert!(
        executive
            .get("/partnerships/RECORD-1/evidence")
            .await
            .shows("nobody has verified it")
    );
    verify(&mut executive, &newer, "verified", "").await;
    let page = executive.get("/partnerships/RECORD-1/evidence").await;
    assert!(!page.shows(lapsed) && !page.shows(missing));
    assert!(
        vendor
            .get(&proof)
            .await
            .shows("A newer one has taken its place")
    );
}

#[tokio::test]
async fn of_two_corrections_one_wins_and_the_other_is_told() {
    let (app, world) = App::with_world().await;
    let proof = entered(&app, &world, LATER).await;
    let mut vendor = app.signed_in(VENDOR).await;
    let edit = format!("{proof}/edit");
    let version = vendor.get(&edit).await.field("version");
    let form = |proves: &'static str| {
        vec![
            ("version", version.clone()),
            ("kind", "integration".to_owned()),
            ("proves", proves.to_owned()),
            ("criterion", "interoperability".to_owned()),
            ("issued_day", "1".to_owned()),
            ("issued_month", "2".to_owned()),
            ("issued_year", "2026".to_owned()),
        ]
    };
    for (words, status) in [
        ("First words", StatusCode::SEE_OTHER),
        ("Second words", StatusCode::CONFLICT),
    ] {
        let form = form(words);
        let form: Vec<_> = form
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let reply = vendor.upload(&edit, &form, &[]).await;
        assert_eq!(reply.status, status, "{}", reply.body);
        if status == StatusCode::CONFLICT {
            assert!(reply.shows("First words") && reply.shows("Second words"));
        }
    }
    // Who is not of the side that entered it corrects nothing.
    let mut executive = app.signed_in(EXECUTIVE).await;
    assert_eq!(executive.get(&edit).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_list_narrows_sorts_and_goes_to_a_file() {
    let (app, world) = App::with_world().await;
    entered(&app, &world, LATER).await;
    let mut official = app.signed_in(OFFICIAL).await;
    for (query, found) in [
        ("", true),
        ("?q=LETTERS", true),
        ("?q=nothing", false),
        ("?kind=integration&state=unverified", true),
        ("?kind=other", false),
        ("?state=valid", false),
        ("?within=90", false),
        ("?sort=-expires", true),
        (&format!("?organisation={}", world.other), false),
    ] {
        let page = official.get(&format!("/evidence{query}")).await;
        assert_eq!(page.shows("Exchanges letters"), found, "{query}");
        let file = official.get(&format!("/evidence.csv{query}")).await;
        assert_eq!(file.shows("Exchanges letters"), found, "{query}");
    }
    let page = official.get("/evidence?q=nothing").await;
    assert!(page.shows("No evidence fits these filters"));
    let empty = format!("/organisations/{}/evidence", world.other);
    assert!(official.get(&empty).await.shows("No evidence yet"));
    let path = format!("/organisations/{}", world.acme);
    assert!(official.get(&path).await.shows("/evidence\""));
}

/// The rows of a spreadsheet of evidence: what each proves, its state by the
/// domain's rule, and its last day.
async fn in_file(browser: &mut Browser, query: &str) -> Vec<(String, String, String)> {
    let reply = browser.get(&format!("/evidence.csv?{query}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{query}: {}", reply.body);
    let mut reader = csv::Reader::from_reader(reply.bytes.as_slice());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        (row[0].to_owned(), row[3].to_owned(), row[7].to_owned())
    });
    rows.collect()
}

#[tokio::test]
async fn the_database_narrows_to_states_as_the_domain_tells_them() {
    let (app, world) = App::with_world().await;
    // Every verdict, with every last day about the limits, replaced by every
    // verdict or not at all.
    sqlx::query("with made as (
            select gen_random_uuid() as id, verdict, days, newer, row_number() over (order by verdict, days, newer) as n
            from unnest(array[null, 'verified', 'refused']) verdict,
                unnest(array[null, -1, 0, 30, 31, 60, 61, 90, 91]) days,
                unnest(array['none', 'waiting', 'verified', 'refused']) newer),
        every as (
            select id, verdict, days, n::text as name, null::uuid as replaces from made
            union all
            select gen_random_uuid(), nullif(newer, 'waiting'), 400, n || ' anew', id from made where newer <> 'none')
        insert into proof (id, organisation_id, kind, proves, criteria, url, issued_on, expires_on, entered_on, verdict, checked_on, check_note, replaces_id)
        select id, $1, 'integration', 'Proof ' || name, '{interoperability}', 'https://example.test',
            '2026-01-01'::date + (hashtext(name) % 9 + 9), $2::date + days, '2026-02-01', verdict,
            case when verdict is not null then '2026-03-01'::date end, 'Seen', replaces from every")
        .bind(world.acme).bind(support::today()).execute(&app.owner).await.unwrap();
    let mut official = app.signed_in(OFFICIAL).await;
    let all = in_file(&mut official, "sort=proves").await;
    assert_eq!(all.len(), 3 * 9 * (4 + 3));
    let fitting = |fits: &dyn Fn(&str, &str) -> bool| -> Vec<_> {
        let rows = all.iter().filter(|(_, state, last)| fits(state, last));
        rows.cloned().collect()
    };
    for state in ProofState::VARIANTS {
        let expected = fitting(&|found, _| found == state.code());
        assert!(!expected.is_empty(), "{state:?}");
        let query = format!("state={}&sort=proves", state.code());
        assert_eq!(in_file(&mut official, &query).await, expected, "{query}");
        let page = official.get(&format!("/evidence?{query}")).await;
        let of = format!(" of {}", expected.len());
        assert!(page.shows(&of), "{query}: {}", page.body);
    }
    let expected = fitting(&|found, _| ["expired", "valid"].contains(&found));
    let query = "state=expired&state=valid&sort=proves";
    assert_eq!(in_file(&mut official, query).await, expected);
    for days in WARNING_DAYS {
        let expected = fitting(&|_, last| {
            let proof = Proof {
                kind: ProofKind::Integration,
                expires_on: last.parse().ok(),
                verdict: None,
                replaced: false,
            };
            let warned = proof.warned_within(support::today());
            warned.is_some_and(|found| found <= days)
        });
        assert!(!expected.is_empty(), "{days}");
        let query = format!("within={days}&sort=proves");
        assert_eq!(in_file(&mut official, &query).await, expected, "{query}");
    }
    // The pages one after the other are the file, whatever the order.
    for sort in [
        "", "issued", "-issued", "expires", "-expires", "vendor", "-proves",
    ] {
        let query = format!("state=valid&sort={sort}");
        let file = in_file(&mut official, &query).await;
        let mut shown = Vec::new();
        for page in 1..=4 {
            let page = official
                .get(&format!("/evidence?{query}&page={page}"))
                .await;
            let rows = page.body.split("<th scope=\"row\">").skip(1);
            shown.extend(rows.map(|row| {
                let title = row.split("</").next().unwrap();
                title.rsplit('>').next().unwrap().to_owned()
            }));
        }
        let file: Vec<String> = file.into_iter().map(|(proves, ..)| proves).collect();
        assert_eq!(shown, file, "{query}");
    }
}

#[tokio::test]
async fn who_has_nothing_to_do_with_it_sees_none_of_it() {
    let (app, world) = App::with_world().await;
    let proof = entered(&app, &world, LATER).await;
    let file: Uuid = sqlx::query_scalar("select file_id from proof")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    for email in [OTHER_VENDOR, FOREIGN_OFFICIAL, FOREIGN_EXECUTIVE] {
        let mut browser = app.signed_in(email).await;
        assert_eq!(
            browser.get(&proof).await.status,
            StatusCode::NOT_FOUND,
            "{email}"
        );
        let reply = browser.get(&format!("/files/{file}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{email}");
        for list in [
            "/evidence".to_owned(),
            "/evidence.csv".to_owned(),
            "/evidence?q=letters".to_owned(),
            format!("/organisations/{}/evidence", world.acme),
            format!("/organisations/{}/evidence.csv", world.acme),
            "/".to_owned(),
        ] {
            let reply = browser.get(&list).await;
            assert!(!reply.shows("Exchanges letters"), "{email} {list}");
        }
    }
    for email in [OFFICIAL, EXECUTIVE, CLINICIAN, AUDITOR] {
        let mut browser = app.signed_in(email).await;
        assert_eq!(browser.get(&proof).await.status, StatusCode::OK, "{email}");
        let reply = browser.get(&format!("/files/{file}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{email}");
    }
    let mut administrator = app.signed_in(ADMINISTRATOR).await;
    assert_eq!(
        administrator.get(&proof).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn the_database_itself_takes_no_verdict_of_ones_own() {
    let (app, world) = App::with_world().await;
    let proof = entered(&app, &world, LATER).await;
    let id: Uuid = proof.rsplit('/').next().unwrap().parse().unwrap();
    let person = |email: &str, role, organisation_id| Person {
        id: world.people[email],
        role,
        organisation_id,
    };
    for (who, changed) in [
        (person(VENDOR, Role::Vendor, world.acme), None),
        (person(OTHER_VENDOR, Role::Vendor, world.other), Some(0)),
        (person(CLINICIAN, Role::Clinician, world.clinic), Some(0)),
        (
            person(
                FOREIGN_OFFICIAL,
                Role::MinistryOfficial,
                world.foreign_ministry,
            ),
            Some(0),
        ),
        (
            person(EXECUTIVE, Role::HealthExecutive, world.clinic),
            Some(1),
        ),
    ] {
        let mut tx = app.state.db.begin_as(&who).await.unwrap();
        let done = sqlx::query(
            "update proof set verdict = 'verified', checked_on = '2026-11-20', checked_by = $2, checked_for = $3
            where id = $1",
        )
        .bind(id)
        .bind(who.id)
        .bind(who.organisation_id)
        .execute(&mut *tx)
        .await;
        assert_eq!(
            done.ok().map(|done| done.rows_affected()),
            changed,
            "{:?}",
            who.role
        );
    }
    // Nobody gives themselves another's file, or a verdict, as they enter evidence.
    let file: Uuid = sqlx::query_scalar("select file_id from proof")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let other = person(OTHER_VENDOR, Role::Vendor, world.other);
    for (file, verdict) in [(Some(file), None), (None, Some("verified"))] {
        let mut tx = app.state.db.begin_as(&other).await.unwrap();
        let done = sqlx::query(
            "insert into proof (id, organisation_id, kind, proves, criteria, url, file_id, issued_on, entered_by,
                entered_for, entered_on, verdict, checked_on)
            values ($1, $2, 'other', 'x', '{security}', 'https://example.test', $3, '2026-01-01', $4, $2,
                '2026-01-01', $5, '2026-01-01')",
        )
        .bind(Uuid::now_v7())
        .bind(world.other)
        .bind(file)
        .bind(other.id)
        .bind(verdict)
        .execute(&mut *tx)
        .await;
        assert!(done.is_err(), "{file:?} {verdict:?}");
    }
}

#[tokio::test]
async fn an_expired_proof_and_a_severe_risk_are_seen_on_the_portfolio() {
    let (app, world) = App::with_world().await;
    let mut official = app.signed_in(OFFICIAL).await;
    let expired = "/portfolio?concern=expired_evidence";
    let severe = "/portfolio?concern=severe_risk";
    assert!(!official.get(expired).await.shows("RECORD-1"));
    // The proof is the supplier's, whatever partnership it takes part in.
    sqlx::query(
        "insert into proof (id, organisation_id, kind, proves, criteria, url, issued_on, expires_on, entered_on,
            verdict, checked_on)
        values (gen_random_uuid(), $1, 'integration', 'Once', '{interoperability}', 'https://example.test',
            '2020-01-01', '2021-01-01', '2020-01-01', 'verified', '2020-02-01')",
    )
    .bind(world.acme)
    .execute(&app.owner)
    .await
    .unwrap();
    assert!(official.get(expired).await.shows("RECORD-1"));
    // On the workbench of who oversees the partnership, with the list behind it.
    let missing = "/portfolio?concern=missing_evidence";
    assert!(official.get(missing).await.shows("RECORD-1"));
    let bench = official.get("/").await;
    for words in [
        "Proof that is missing or has expired",
        "Acme Systems: the proof of integration has expired",
        "Acme Systems: no proof of security",
        "concern=missing_evidence",
        "In one partnership altogether",
    ] {
        assert!(bench.shows(words), "{words}: {}", bench.body);
    }
    for email in [FOREIGN_OFFICIAL, VENDOR, OTHER_VENDOR] {
        let bench = app.signed_in(email).await.get("/").await;
        assert!(!bench.shows("Acme Systems: "), "{email}");
    }
    assert!(!official.get(severe).await.shows("RECORD-1"));
    sqlx::query(
        "insert into risk (id, partnership_id, title, consequence, kind, occurrence, remedy, owner_id, review_on,
            raised_on, scored_on, likelihood, impact)
        values (gen_random_uuid(), $1, 'Risk', 'Harm', 'legal', 'risk', 'Care', $2, '2027-01-01', '2026-01-01', '2026-01-01', 4, 5)",
    )
    .bind(world.partnership)
    .bind(world.people[OFFICIAL])
    .execute(&app.owner)
    .await
    .unwrap();
    assert!(official.get(severe).await.shows("RECORD-1"));
    let page = official.get("/partnerships/RECORD-1").await;
    assert!(page.shows("Expired: 1") && page.shows("Severe risks"));
    // A vendor reads nothing there of what others can prove.
    let mut vendor = app.signed_in(OTHER_VENDOR).await;
    let page = vendor.get("/partnerships/RECORD-1").await;
    assert!(page.shows("Severe risks") && !page.shows("Expired: "));
}
