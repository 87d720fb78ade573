//! What holds for every list, found among all routes.
#![allow(clippy::unwrap_used, missing_docs)]

use axum::http::{Method, StatusCode};

use crate::access_matrix::{add_reference_data, address};
use crate::support::{App, OFFICIAL, Reply};

/// What a list says of which of its rows it shows.
fn paging(reply: &Reply) -> Option<&str> {
    let (_, rest) = reply.body.split_once(r#"<div class="paging">"#)?;
    rest.split("</p>").next()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_past_the_end_leads_to_one_that_is_there() {
    let (app, world) = App::with_money().await;
    add_reference_data(&app, &world).await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let mut lists = 0;
    for route in app::routes().table() {
        if route.method != Method::GET {
            continue;
        }
        let here = address(route.path, &world);
        let first = browser.get(&here).await;
        let Some(shown) = paging(&first) else {
            continue;
        };
        lists += 1;
        let mut past = browser.get(&format!("{here}?sort=title&page=999")).await;
        if past.status == StatusCode::SEE_OTHER {
            assert_eq!(past.location, format!("{here}?sort=title"));
            past = browser.get(&past.location).await;
        }
        assert_eq!(past.status, StatusCode::OK, "{here}");
        assert_eq!(paging(&past), Some(shown), "{here}");
    }
    assert!(lists > 25, "{lists}");
}
