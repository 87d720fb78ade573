//! Made-up partnerships, of any number and always the same ones.
#![allow(clippy::unwrap_used, missing_docs)]

use app::demo::{self, GenerateError};

use crate::support::{App, today};

async fn generated(partnerships: u64) -> App {
    let app = App::empty().await;
    demo::generate(&app.state, partnerships, false, |_| ())
        .await
        .unwrap();
    app
}

async fn titles(app: &App) -> Vec<String> {
    sqlx::query_scalar("select reference || title || need from partnership order by reference")
        .fetch_all(&app.owner)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_same_number_makes_the_same_partnerships_and_a_sound_history() {
    let (app, again) = (generated(120).await, generated(40).await);
    let (all, fewer) = (titles(&app).await, titles(&again).await);
    assert_eq!(all.len(), 120);
    assert_eq!(all[..40], fewer[..]);
    let (rows, red, runs): (i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from history where partnership_id is not null),
            (select count(*) from partnership_summary where next_milestone_due < $1 - 30),
            (select count(*) from partnership where stage = 'active')",
    )
    .bind(today())
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert!((8_000..16_000).contains(&rows), "{rows}");
    assert!(red > 0 && runs > 80, "{red} {runs}");
    let verdict = app::audit::verify(&app.state).await.unwrap();
    assert!(verdict.bad.is_none());
}

#[tokio::test]
async fn nobody_generated_can_sign_in_and_nothing_is_put_beside_people_unasked() {
    let app = generated(3).await;
    assert!(!app.state.demo_loaded());
    let passwords: i64 = sqlx::query_scalar("select count(*) from person_password")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(passwords, 0);
    let again = demo::generate(&app.state, 3, false, |_| ()).await;
    assert!(matches!(again, Err(GenerateError::Present(3))), "{again:?}");

    let (used, _) = App::with_world().await;
    let refused = demo::generate(&used.state, 2, false, |_| ()).await;
    assert!(matches!(refused, Err(GenerateError::InUse)), "{refused:?}");
    demo::generate(&used.state, 2, true, |_| ()).await.unwrap();
}
