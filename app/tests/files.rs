//! Files: who may download one, and how it comes.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use axum::http::{Method, StatusCode};
use support::{
    ADMINISTRATOR, App, CLINICIAN, FOREIGN_EXECUTIVE, OFFICIAL, OTHER_VENDOR, VENDOR, World,
};

fn url(world: &World) -> String {
    format!("/files/{}", world.file)
}

#[tokio::test]
async fn a_file_is_saved_under_its_name_and_never_shown_as_a_page() {
    let (app, world) = App::with_world().await;
    sqlx::query("update file set name = 'Prüfung \"1\".csv' where id = $1")
        .bind(world.file)
        .execute(&app.owner)
        .await
        .unwrap();
    let reply = app.signed_in(VENDOR).await.get(&url(&world)).await;
    assert_eq!(
        (reply.status, reply.bytes.as_slice()),
        (StatusCode::OK, b"a,b".as_slice())
    );
    assert_eq!(reply.content_type, "text/csv");
    let header = |name: &str| reply.headers[name].to_str().unwrap();
    assert_eq!(
        header("content-disposition"),
        "attachment; filename=\"Pr_fung _1_.csv\"; filename*=UTF-8''Pr%C3%BCfung%20%221%22.csv"
    );
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "private, no-store");
}

#[tokio::test]
async fn asking_for_the_head_of_a_file_gives_no_body() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(CLINICIAN).await;
    let reply = browser.send(Method::HEAD, &url(&world), None, vec![]).await;
    assert_eq!((reply.status, reply.bytes.len()), (StatusCode::OK, 0));
    assert_eq!(reply.headers["content-length"], "3");
}

#[tokio::test]
async fn a_file_that_hangs_on_a_contract_is_there_for_its_readers_only() {
    let (app, world) = App::with_world().await;
    assert_eq!(
        app.signed_in(OFFICIAL).await.get(&url(&world)).await.status,
        StatusCode::OK
    );
    for email in [OTHER_VENDOR, FOREIGN_EXECUTIVE, ADMINISTRATOR] {
        let mut browser = app.signed_in(email).await;
        for address in [
            url(&world),
            "/files/no-id".to_owned(),
            "/files/%00".to_owned(),
        ] {
            let reply = browser.get(&address).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{email} {address}");
        }
    }
    assert_eq!(
        app.browser().get(&url(&world)).await.status,
        StatusCode::SEE_OTHER
    );
}
