//! Deliverables, from plan to acceptance, over the router.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::StatusCode;
use support::{
    AUDITOR, App, Browser, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE, FOREIGN_OFFICIAL, OFFICIAL,
    OTHER_VENDOR, Reply, VENDOR, World,
};
use uuid::Uuid;

const LIST: &str = "/partnerships/RECORD-1/deliverables";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

fn url(world: &World) -> String {
    format!("{LIST}/{}", world.deliverable)
}

/// The hidden fields of the form that is posted to this address.
fn hidden(page: &Reply, action: &str) -> Vec<(String, String)> {
    let form = page
        .body
        .split("<form ")
        .find(|form| form.contains(&format!("action=\"{action}\"")))
        .unwrap_or_else(|| panic!("no form to {action} in\n{}", page.body));
    let form = form.split("</form>").next().unwrap();
    form.split("<input ")
        .filter(|tag| tag.starts_with("type=\"hidden\""))
        .map(|tag| {
            let value = |name: &str| {
                let rest = tag.split(&format!("{name}=\"")).nth(1).unwrap();
                rest.split('"').next().unwrap().to_owned()
            };
            (value("name"), value("value"))
        })
        .collect()
}

fn with<'a>(
    hidden: &'a [(String, String)],
    typed: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let hidden = hidden
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    hidden.chain(typed.iter().copied()).collect()
}

/// Fills in the form at `{page}/{act}` as a person who has just loaded it.
async fn act(browser: &mut Browser, page: &str, act: &str, typed: &[(&str, &str)]) -> Reply {
    let action = format!("{page}/{act}");
    let hidden = hidden(&browser.get(page).await, &action);
    let form = with(&hidden, typed);
    if act == "submissions" {
        browser.upload(&action, &form, &[]).await
    } else {
        browser.post(&action, &form).await
    }
}

async fn count(app: &App, table: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

async fn state(app: &App, world: &World) -> String {
    sqlx::query_scalar("select state from deliverable where id = $1")
        .bind(world.deliverable)
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

#[track_caller]
fn assert_shows(page: &Reply, words: &[&str]) {
    for words in words {
        assert!(page.shows(words), "{words}\n{}", page.body);
    }
}

#[tokio::test]
async fn a_version_is_returned_with_a_reason_submitted_again_and_accepted() {
    let (app, world) = App::with_world().await;
    let (mut vendor, mut executive) = (app.signed_in(VENDOR).await, app.signed_in(EXECUTIVE).await);
    let page = url(&world);

    let before = vendor.get(&page).await;
    assert_shows(
        &before,
        &[
            "Your organisation has it now",
            "Submit version 1. It is due on 1 Dec 2026.",
            "Due on 1 Dec 2026: 8 days left",
            "10 working days from when a version is submitted",
            "Two systems exchange a record",
        ],
    );
    assert!(
        !before.shows("Review version"),
        "it is not theirs to review"
    );

    let typed = [("percent", "40"), ("note", "Drafted, tests are left")];
    let reply = act(&mut vendor, &page, "progress", &typed).await;
    assert_eq!(reply.location, page, "{}", reply.body);
    assert_shows(
        &executive.get(&page).await,
        &[
            "40% done, as Acme Systems says",
            "Drafted, tests are left",
            "Acme Systems has it now",
        ],
    );

    let action = format!("{page}/submissions");
    let fields = hidden(&vendor.get(&page).await, &action);
    let typed = [
        ("notes", "All interfaces, <as agreed>"),
        ("link_1", "https://example.org/interfaces"),
        ("link_1_title", "Interface catalogue"),
        ("link_2", "https://example.org/untitled"),
    ];
    let files: [(&str, &str, &[u8]); 1] = [("file_1", "Test report.pdf", PDF)];
    let reply = vendor.upload(&action, &with(&fields, &typed), &files).await;
    assert_eq!(reply.location, page, "{}", reply.body);

    let waiting = executive.get(&page).await;
    assert_shows(
        &waiting,
        &[
            "Your organisation has it now",
            "Victor Vendor, Acme Systems submitted version 1 on 23 Nov 2026. It is to be accepted or returned by 7 Dec 2026.",
            "Review due on 7 Dec 2026: 10 working days left",
            "Was due on 1 Dec 2026: submitted in time",
            "All interfaces, &lt;as agreed",
            "href=\"https://example.org/interfaces\"",
            "Interface catalogue",
            ">https://example.org/untitled</a>",
            "Test report.pdf (1 KB)",
        ],
    );
    assert!(
        !vendor.get(&page).await.shows("Submit version 2"),
        "it is not the vendor's turn"
    );
    let file: Uuid = sqlx::query_scalar("select file_id from evidence where file_id is not null")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    let download = executive.get(&format!("/files/{file}")).await;
    assert_eq!(
        (download.status, download.bytes.as_slice()),
        (StatusCode::OK, PDF)
    );

    let unsaid = act(
        &mut executive,
        &page,
        "review",
        &[("verdict", "return"), ("reason", " ")],
    )
    .await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_shows(&unsaid, &["href=\"#reason\"", "Say why it is returned"]);
    let typed = [
        ("verdict", "return"),
        ("reason", "The consent interface is missing"),
    ];
    let reply = act(&mut executive, &page, "review", &typed).await;
    assert_eq!(reply.location, page, "{}", reply.body);

    let returned = vendor.get(&page).await;
    assert_shows(
        &returned,
        &[
            "Version 1 was returned on 23 Nov 2026 by Eva Executive, Clinic of Tests",
            "The consent interface is missing",
            "Submit version 2. It is due on 1 Dec 2026.",
            "Due on 1 Dec 2026: 8 days left",
            "Review was due on 7 Dec 2026: reviewed in time",
        ],
    );
    let at = |words| returned.body.find(words).unwrap();
    assert!(
        at("The consent interface is missing") < at("id=\"plan\""),
        "the reason comes before everything else"
    );

    let typed = [("message", "It follows tomorrow")];
    let reply = act(&mut vendor, &page, "replies", &typed).await;
    assert_eq!(reply.location, page, "{}", reply.body);
    assert_shows(
        &executive.get(&page).await,
        &["It follows tomorrow", "Victor Vendor, Acme Systems"],
    );

    let typed = [("notes", "With the consent interface")];
    let reply = act(&mut vendor, &page, "submissions", &typed).await;
    assert_eq!(reply.location, page, "{}", reply.body);
    let typed = [("verdict", "accept"), ("reason", "Complete now")];
    let reply = act(&mut executive, &page, "review", &typed).await;
    assert_eq!(reply.location, page, "{}", reply.body);

    let accepted = vendor.get(&page).await;
    assert_shows(
        &accepted,
        &[
            "Version 2 was accepted on 23 Nov 2026 by Eva Executive, Clinic of Tests",
            "Complete now",
            "All interfaces, &lt;as agreed",
            "The consent interface is missing",
        ],
    );
    let at = |words| accepted.body.find(words).unwrap();
    assert!(
        at(">Version 2</h3>") < at(">Version 1</h3>"),
        "the newest comes first"
    );
    for gone in [
        "action=\"/partnerships/RECORD-1/deliverables/",
        "id=\"submit\"",
    ] {
        let forms = accepted.body.matches(gone).count();
        assert!(forms <= 1, "only the reply is left: {gone}");
    }
    assert_eq!(state(&app, &world).await, "accepted");
    let edit = format!("{page}/edit");
    assert_eq!(
        executive.get(&edit).await.status,
        StatusCode::CONFLICT,
        "it is done"
    );
}

#[tokio::test]
async fn the_same_submission_sent_twice_is_one() {
    let (app, world) = App::with_world().await;
    let vendor = app.signed_in(VENDOR).await;
    let action = format!("{}/submissions", url(&world));
    let fields = hidden(&vendor.clone().get(&url(&world)).await, &action);
    let form: Vec<(String, String)> = fields
        .into_iter()
        .chain([("notes".to_owned(), "Once".to_owned())])
        .collect();
    let posts = (0..6).map(|_| {
        let (mut vendor, action, form) = (vendor.clone(), action.clone(), form.clone());
        tokio::spawn(async move { vendor.upload(&action, &with(&form, &[]), &[]).await })
    });
    for post in posts.collect::<Vec<_>>() {
        let reply = post.await.unwrap();
        assert_eq!(
            reply.location,
            url(&world),
            "{} {}",
            reply.status,
            reply.body
        );
    }
    assert_eq!(count(&app, "submission").await, 1);
    let mut executive = app.signed_in(EXECUTIVE).await;
    let action = format!("{}/review", url(&world));
    let fields = hidden(&executive.get(&url(&world)).await, &action);
    for _ in 0..2 {
        let reply = executive
            .post(&action, &with(&fields, &[("verdict", "accept")]))
            .await;
        assert_eq!(reply.location, url(&world), "{}", reply.body);
    }
    assert_eq!(count(&app, "review").await, 1);
}

#[tokio::test]
async fn of_two_reviews_at_the_same_time_one_counts_and_the_other_is_told() {
    let (app, world) = App::with_world().await;
    let (second, hash): (Uuid, String) =
        sqlx::query_as("insert into person (id, name, email, role, organisation_id) values (gen_random_uuid(), 'Ed Executive', 'ed@test.test', 'health_executive', $1) returning id, (select hash from person_password limit 1)")
            .bind(world.clinic).fetch_one(&app.owner).await.unwrap();
    sqlx::query("insert into person_password (person_id, hash) values ($1, $2)")
        .bind(second)
        .bind(hash)
        .execute(&app.owner)
        .await
        .unwrap();
    let mut vendor = app.signed_in(VENDOR).await;
    act(
        &mut vendor,
        &url(&world),
        "submissions",
        &[("notes", "Done")],
    )
    .await;

    let action = format!("{}/review", url(&world));
    let mut posts = Vec::new();
    for (email, verdict, reason) in [
        (EXECUTIVE, "accept", "Eva is content"),
        ("ed@test.test", "return", "Ed misses a page"),
    ] {
        let mut browser = app.signed_in(email).await;
        let fields = hidden(&browser.get(&url(&world)).await, &action);
        let action = action.clone();
        posts.push(async move {
            let typed = [("verdict", verdict), ("reason", reason)];
            (browser.post(&action, &with(&fields, &typed)).await, reason)
        });
    }
    let posts: Vec<_> = posts.into_iter().map(tokio::spawn).collect();
    let mut told = 0;
    for post in posts {
        let (reply, reason) = post.await.unwrap();
        if reply.status == StatusCode::CONFLICT {
            told += 1;
            let winner = if reason.starts_with("Ed") {
                "Eva Executive"
            } else {
                "Ed Executive"
            };
            assert_shows(
                &reply,
                &[
                    "moved on while you were writing",
                    winner,
                    reason,
                    "cannot be sent any more",
                ],
            );
        } else {
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        }
    }
    assert_eq!((told, count(&app, "review").await), (1, 1));
}

#[tokio::test]
async fn what_a_colleague_did_meanwhile_is_told_and_the_typed_text_is_kept() {
    let (app, world) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let action = format!("{}/submissions", url(&world));
    let old = hidden(&vendor.get(&url(&world)).await, &action);
    act(&mut vendor, &url(&world), "progress", &[("percent", "70")]).await;

    let typed = [
        ("notes", "Typed for long"),
        ("link_1", "https://example.org/kept"),
    ];
    let files: [(&str, &str, &[u8]); 1] = [("file_2", "kept.pdf", PDF)];
    let reply = vendor.upload(&action, &with(&old, &typed), &files).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert_shows(
        &reply,
        &[
            "Victor Vendor reported 70% done",
            "Typed for long",
            "https://example.org/kept",
            "kept.pdf",
            "send it again",
        ],
    );
    let again = hidden(&reply, &action);
    let kept = reply.field("kept_file");
    let form = with(&again, &[("notes", "Typed for long"), ("kept_file", &kept)]);
    let form: Vec<_> = form.into_iter().collect();
    assert_eq!(
        vendor.upload(&action, &form, &[]).await.location,
        url(&world)
    );
    assert_shows(
        &executive.get(&url(&world)).await,
        &["Typed for long", "kept.pdf (1 KB)"],
    );

    // A form that was open all along: the turn is over, but the words are not lost.
    let reply = vendor
        .upload(&action, &with(&old[1..], &[("notes", "Too late")]), &[])
        .await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert_shows(
        &reply,
        &[
            "Victor Vendor brought it to “Submitted”",
            "Too late",
            "cannot be sent any more",
        ],
    );
    assert_eq!(count(&app, "submission").await, 1);
}

#[tokio::test]
async fn evidence_that_is_a_web_page_is_refused_and_the_text_is_kept() {
    let (app, world) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    let action = format!("{}/submissions", url(&world));
    let fields = hidden(&vendor.get(&url(&world)).await, &action);
    let html = b"<!doctype html><script>alert(1)</script>".as_slice();
    let typed = [
        ("notes", "See the report"),
        ("link_1", "javascript:alert(1)"),
        ("link_2_title", "A title without an address"),
    ];
    let files = [("file_1", "report.pdf", html), ("file_2", "good.pdf", PDF)];
    let reply = vendor.upload(&action, &with(&fields, &typed), &files).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_shows(
        &reply,
        &[
            "“report.pdf” is, by its content, not a PDF",
            "href=\"#file_1\"",
            "href=\"#link_1\"",
            "href=\"#link_2\"",
            "See the report",
            "A title without an address",
            "good.pdf (1 KB)",
        ],
    );
    assert_eq!(
        (
            count(&app, "submission").await,
            count(&app, "evidence").await
        ),
        (0, 0)
    );
}

#[tokio::test]
async fn of_twenty_saves_of_one_version_one_wins_and_nineteen_are_told() {
    let (app, world) = App::with_world().await;
    let browser = app.signed_in(VENDOR).await;
    let action = format!("{}/progress", url(&world));
    let saves = (0..20).map(|number| {
        let (mut browser, action) = (browser.clone(), action.clone());
        tokio::spawn(async move {
            let note = format!("Note number {number}.");
            let form = [("version", "1"), ("percent", "50"), ("note", &note)];
            let reply = browser.post(&action, &form).await;
            if reply.status == StatusCode::CONFLICT {
                assert_shows(&reply, &[&note, "Victor Vendor"]);
            }
            reply.status
        })
    });
    let mut statuses = Vec::new();
    for save in saves.collect::<Vec<_>>() {
        statuses.push(save.await.unwrap());
    }
    let count = |status| statuses.iter().filter(|s| **s == status).count();
    assert_eq!(
        (count(StatusCode::SEE_OTHER), count(StatusCode::CONFLICT)),
        (1, 19),
        "{statuses:?}"
    );
}

#[tokio::test]
async fn a_deliverable_is_planned_once_and_a_stale_edit_is_told_what_changed() {
    let (app, world) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let (contract, other) = (world.contract.to_string(), world.other_contract.to_string());
    let id = executive.get(&format!("{LIST}/new")).await.field("id");
    let form = [
        ("id", id.as_str()),
        ("contract", &contract),
        ("title", "Training plan"),
        ("criteria", "Every ward is named"),
        ("due_day", "1"),
        ("due_month", "3"),
        ("due_year", "2027"),
    ];
    for _ in 0..3 {
        let reply = executive.post(LIST, &form).await;
        assert_eq!(reply.location, format!("{LIST}/{id}"), "{}", reply.body);
    }
    assert_eq!(
        count(&app, "deliverable where title = 'Training plan'").await,
        1
    );

    let elsewhere = Uuid::now_v7().to_string();
    let mut foreign = form;
    foreign[1] = ("contract", &elsewhere);
    let reply = executive.post(LIST, &foreign).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_shows(&reply, &["href=\"#contract\"", "Every ward is named"]);

    let edit = format!("{LIST}/{id}/edit");
    let mut first = form.to_vec();
    first.extend([("version", "1"), ("description", "Who learns what")]);
    first[1] = ("contract", &other);
    let reply = executive.post(&edit, &first).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let mut second = first.clone();
    second[2] = ("title", "Plan of training");
    let reply = executive.post(&edit, &second).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert_shows(
        &reply,
        &[
            "Plan of training",
            "Training plan",
            "Eva Executive",
            "C-2, Secret hosting",
        ],
    );
    assert_eq!(reply.field("version"), "2");

    let blank = executive
        .post(&edit, &[("version", "2"), ("due_day", "31")])
        .await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    for link in ["#contract", "#title", "#criteria", "#due"] {
        assert!(blank.shows(&format!("href=\"{link}\"")), "{link}");
    }
}

#[tokio::test]
async fn the_contract_stays_once_a_version_was_submitted_under_it() {
    let (app, world) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    act(
        &mut vendor,
        &url(&world),
        "submissions",
        &[("notes", "Done")],
    )
    .await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let edit = format!("{}/edit", url(&world));
    let version = executive.get(&edit).await.field("version");
    let other = world.other_contract.to_string();
    let form = [
        ("version", version.as_str()),
        ("contract", &other),
        ("title", "Renamed"),
        ("criteria", "As before"),
        ("due_day", "1"),
        ("due_month", "12"),
        ("due_year", "2026"),
    ];
    assert_eq!(
        executive.post(&edit, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let kept = count(
        &app,
        "deliverable d join contract c on c.id = d.contract_id where d.title = 'Renamed' and c.number = 'C-1'",
    );
    assert_eq!(kept.await, 1);
}

#[tokio::test]
async fn nul_in_any_text_is_an_error_beside_its_field() {
    let (app, world) = App::with_world().await;
    let mut executive = app.signed_in(EXECUTIVE).await;
    let mut vendor = app.signed_in(VENDOR).await;
    let page = url(&world);
    for field in ["title", "description", "criteria"] {
        for target in [LIST.to_owned(), format!("{page}/edit")] {
            let reply = executive.post(&target, &[(field, "a\0b")]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
        }
    }
    for field in ["percent", "note"] {
        let reply = act(&mut vendor, &page, "progress", &[(field, "a\0b")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    for field in ["notes", "link_1", "link_1_title", "link_3", "link_3_title"] {
        let reply = act(&mut vendor, &page, "submissions", &[(field, "a\0b")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(reply.shows(&format!("href=\"#{field}\"")), "{field}");
    }
    act(&mut vendor, &page, "submissions", &[("notes", "Done")]).await;
    let typed = [("verdict", "return"), ("reason", "a\0b")];
    let reply = act(&mut executive, &page, "review", &typed).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    act(&mut executive, &page, "review", &[("verdict", "accept")]).await;
    let reply = act(&mut vendor, &page, "replies", &[("message", "a\0b")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for query in ["q=%00", "state=%00", "contract=%00", "sort=%00", "page=%00"] {
        let reply = executive.get(&format!("{LIST}?{query}")).await;
        assert!(!reply.status.is_server_error(), "{query}: {}", reply.status);
    }
}

#[tokio::test]
async fn the_list_filters_sorts_and_exports_what_is_on_the_screen() {
    let (app, world) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    act(
        &mut vendor,
        &url(&world),
        "submissions",
        &[("notes", "Done")],
    )
    .await;
    let mut browser = app.signed_in(CLINICIAN).await;
    let all = browser.get(LIST).await;
    assert_shows(
        &all,
        &[
            "Interface description",
            "Secret host plan",
            "Review due on 7 Dec 2026: 10 working days left",
            "Due on 1 Dec 2026: 8 days left",
        ],
    );
    let (mine, theirs) = ("Interface description", "Secret host plan");
    let other = format!("contract={}", world.other_contract);
    for (query, shown, hidden) in [
        ("q=INTERFÂCE", mine, theirs),
        ("state=planned", theirs, mine),
        ("waiting=true", mine, theirs),
        (other.as_str(), theirs, mine),
    ] {
        for path in [LIST.to_owned(), format!("{LIST}.csv")] {
            let reply = browser.get(&format!("{path}?{query}")).await;
            assert!(
                reply.shows(shown) && !reply.shows(hidden),
                "{path} {query}\n{}",
                reply.body
            );
        }
    }
    assert_shows(
        &browser.get(&format!("{LIST}?overdue=true")).await,
        &["No deliverable fits these filters"],
    );
    sqlx::query("update deliverable set due_on = '2026-11-20'")
        .execute(&app.owner)
        .await
        .unwrap();
    let late = browser.get(&format!("{LIST}?overdue=true")).await;
    assert_shows(&late, &[theirs, "Was due on 20 Nov 2026: 3 days late"]);
    assert!(!late.shows(mine), "the reviewer of this one has time");

    let by_state = browser.get(&format!("{LIST}?sort=state")).await;
    assert!(
        by_state.body.find(mine) < by_state.body.find(theirs),
        "submitted before planned"
    );
    let by_title = browser.get(&format!("{LIST}?sort=-title")).await;
    assert!(by_title.body.find(theirs) < by_title.body.find(mine));
    let csv = browser.get(&format!("{LIST}.csv?waiting=true")).await;
    assert_eq!(csv.content_type, "text/csv; charset=utf-8");
    assert_shows(
        &csv,
        &[
            "Interface description,submitted,0,,C-1,Acme Systems,Clinic of Tests,2026-11-20,-3,1,2026-11-23,2026-12-07,10,,Two systems exchange a record,",
        ],
    );
}

#[tokio::test]
async fn a_vendor_lists_own_deliverables_only() {
    let (app, _) = App::with_world().await;
    for path in [LIST.to_owned(), format!("{LIST}.csv")] {
        let reply = app.signed_in(VENDOR).await.get(&path).await;
        assert!(reply.shows("Interface description"), "{path}");
        for secret in ["Secret", "C-2", "Other Systems"] {
            assert!(!reply.shows(secret), "{path} {secret}");
        }
    }
}

#[tokio::test]
async fn strangers_find_nothing_and_readers_change_nothing() {
    let (app, world) = App::with_world().await;
    let page = url(&world);
    let acts = ["progress", "submissions", "review", "replies"];
    for email in [OTHER_VENDOR, FOREIGN_OFFICIAL, FOREIGN_EXECUTIVE] {
        let mut browser = app.signed_in(email).await;
        for address in [page.clone(), format!("{page}/edit")] {
            assert_eq!(
                browser.get(&address).await.status,
                StatusCode::NOT_FOUND,
                "{email} {address}"
            );
        }
        for act in acts.into_iter().chain(["edit"]) {
            let address = format!("{page}/{act}");
            let reply = browser.upload(&address, &[], &[]).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{email} {address}");
        }
    }
    for email in [OFFICIAL, CLINICIAN, AUDITOR] {
        let mut browser = app.signed_in(email).await;
        let shown = browser.get(&page).await;
        assert_eq!(shown.status, StatusCode::OK, "{email}");
        for act in acts {
            assert!(
                !shown.shows(&format!("action=\"{page}/{act}\"")),
                "{email} {act}"
            );
            let reply = browser.upload(&format!("{page}/{act}"), &[], &[]).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{email} {act}");
        }
    }
    let mut executive = app.signed_in(EXECUTIVE).await;
    for act in ["progress", "submissions"] {
        let reply = executive.upload(&format!("{page}/{act}"), &[], &[]).await;
        assert_eq!(
            reply.status,
            StatusCode::FORBIDDEN,
            "the buyer does not deliver"
        );
    }
    let mut vendor = app.signed_in(VENDOR).await;
    let reply = vendor
        .post(&format!("{page}/review"), &[("verdict", "accept")])
        .await;
    assert_eq!(
        reply.status,
        StatusCode::FORBIDDEN,
        "the vendor does not review"
    );
    for address in [LIST.to_owned(), page] {
        let reply = app.browser().get(&address).await;
        assert!(reply.location.starts_with("/sign-in"), "{address}");
    }
}

#[tokio::test]
async fn the_page_reads_in_french() {
    let (app, world) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    act(
        &mut vendor,
        &url(&world),
        "submissions",
        &[("notes", "Done")],
    )
    .await;
    let page = vendor.get(&format!("{}?lang=fr-CA", url(&world))).await;
    assert_shows(
        &page,
        &[
            "C’est au tour de Clinic of Tests",
            "10 jours ouvrables restants",
            "Soumis",
        ],
    );
    assert!(
        page.shows("lang=\"en\""),
        "what was typed in English is marked"
    );
    assert!(!page.shows("⟦"), "{}", page.body);
}
