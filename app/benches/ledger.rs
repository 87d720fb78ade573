//! What the ledger page costs beside a plain query and a string on the same
//! database, as a ratio within one run, so that the machine does not matter.
//!
//! `scripts/with-postgres cargo bench -p app --bench ledger`
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use rust_decimal::Decimal;
use sqlx::Row;
use support::{App, Browser, OFFICIAL, World};

/// Partnerships with funding.
const PARTNERSHIPS: i32 = 200;
/// Times that each is measured; the middle one counts.
const TIMES: usize = 31;

fn main() {
    // Tests build benchmarks too, and are not to wait for them.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(measure());
}

async fn measure() {
    let (app, world) = App::with_world().await;
    fill(&app, &world).await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let (mut pages, mut strings) = (Vec::new(), Vec::new());
    // By turns, so that both meet the same disturbances.
    for _ in 0..TIMES {
        pages.push(page(&mut browser).await);
        strings.push(plain(&app).await);
    }
    let (page, plain) = (middle(pages), middle(strings));
    let ratio = page.as_secs_f64() / plain.as_secs_f64();
    println!("{PARTNERSHIPS} partnerships: page {page:.1?}, plain {plain:.1?}, ratio {ratio:.1}");
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

async fn page(browser: &mut Browser) -> Duration {
    let start = Instant::now();
    let reply = browser.get("/ledger").await;
    let took = start.elapsed();
    assert!(reply.shows("Showing 1 to 25 of 400"), "{}", reply.body);
    took
}

/// Every row of funding, written into a table without rights, rules or words.
async fn plain(app: &App) -> Duration {
    let start = Instant::now();
    let rows = sqlx::query(
        "select p.reference, p.title, f.currency, f.label, f.committed, f.received, f.spent
        from partnership_funding f join partnership p on p.id = f.partnership_id
        order by p.reference, f.currency, f.starts_on",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap();
    let mut html = String::new();
    for row in &rows {
        let text = |index: usize| row.get::<&str, _>(index);
        let amount = |index: usize| row.get::<Decimal, _>(index);
        write!(
            html,
            "<tr><th>{} {}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            text(0),
            text(1),
            text(2),
            text(3),
            amount(4),
            amount(5),
            amount(6)
        )
        .unwrap();
    }
    black_box(html);
    start.elapsed()
}

async fn fill(app: &App, world: &World) {
    let mut tx = app.owner.begin().await.unwrap();
    sqlx::query("insert into partnership (id, reference, title, jurisdiction_id, level, stage)
        select gen_random_uuid(), 'MANY-' || n, 'Partnership ' || n, $1, 'regional', 'active' from generate_series(1, $2) n")
        .bind(world.on).bind(PARTNERSHIPS).execute(&mut *tx).await.unwrap();
    sqlx::query("insert into commitment (id, partnership_id, funder_id, title, kind, currency)
        select gen_random_uuid(), p.id, case n when 2 then $1 else $2 end, 'Grant ' || n,
            case n when 1 then 'capital' else 'operational' end, case n when 3 then 'EUR' else 'CAD' end
        from partnership p, generate_series(1, 3) n where p.reference like 'MANY-%'")
        .bind(world.clinic).bind(world.ministry).execute(&mut *tx).await.unwrap();
    sqlx::query("insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label, amount, status)
        select gen_random_uuid(), partnership_id, id, make_date(y, 4, 1), make_date(y + 1, 3, 31), y || '/' || y - 1999, 1000, 'committed'
        from commitment, generate_series(2024, 2030) y")
        .execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    sqlx::query("analyze").execute(&app.owner).await.unwrap();
}
