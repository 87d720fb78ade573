//! Dates of contracts: the calendar, warnings, and whose day it is.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use app::{AppState, Settings};
use chrono::{Days, NaiveDate, Utc};
use domain::calendar::{Period, Zone, day_in};
use domain::contract::{Renewal, Terms};
use support::{App, EXECUTIVE};

/// Terms whose notice day is asked for.
fn terms(ends_on: NaiveDate, notice_days: Option<u16>, notice_months: Option<u16>) -> Terms {
    Terms {
        signed_on: None,
        period: Period::new(ends_on, ends_on).unwrap(),
        renewal: Renewal::None,
        renewal_months: None,
        notice_days,
        notice_months,
        max_end: None,
        suspended_on: None,
        ended_on: None,
    }
}

#[tokio::test]
async fn the_database_and_the_rules_count_notice_alike() {
    let (app, world) = App::with_world().await;
    // Every end of two years, one of them a leap year, with many lengths of notice.
    let first = NaiveDate::from_ymd_opt(2027, 12, 1).unwrap();
    let mut cases = Vec::new();
    for day in 0..760_u64 {
        let ends_on = first + Days::new(day);
        cases.push((ends_on, None, Some(u16::try_from(day % 37 + 1).unwrap())));
        cases.push((ends_on, Some(u16::try_from(day * 7 % 800).unwrap()), None));
        cases.push((ends_on, None, Some(1)));
    }
    cases.push((first, None, None));
    let ends: Vec<_> = cases.iter().map(|case| case.0).collect();
    let days: Vec<_> = cases.iter().map(|case| case.1.map(i32::from)).collect();
    let months: Vec<_> = cases.iter().map(|case| case.2.map(i32::from)).collect();
    let stored: Vec<Option<NaiveDate>> = sqlx::query_scalar(
        "with made as (
            insert into contract (id, partnership_id, number, title, buyer_id, supplier_id, starts_on, ends_on,
                currency, notice_days, notice_months)
            select gen_random_uuid(), $1, 'N-' || n, 'Notice', $2, $3, '2000-01-01', e, 'CAD', d, m
            from unnest($4::date[], $5::integer[], $6::integer[]) with ordinality as t (e, d, m, n)
            returning number, notice_on)
        select notice_on from made order by substr(number, 3)::integer",
    )
    .bind(world.partnership)
    .bind(world.clinic)
    .bind(world.acme)
    .bind(&ends)
    .bind(&days)
    .bind(&months)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(stored.len(), cases.len());
    for ((ends_on, days, months), stored) in cases.into_iter().zip(stored) {
        let expected = terms(ends_on, days, months).notice_on();
        assert_eq!(stored, expected, "{ends_on} {days:?} {months:?}");
    }
}

#[tokio::test]
async fn today_is_the_day_where_ones_organisation_is() {
    let (mut app, world) = App::with_world().await;
    app.state = AppState::connect(app.options.clone(), Settings::default());
    app.router = app::router(app.state.clone());
    // Midnight passes somewhere while this runs, but not at these two at once.
    let (east, west) = (Zone::Pacific__Kiritimati, Zone::Pacific__Pago_Pago);
    let ends_on = day_in(Utc::now(), east) + Days::new(20);
    sqlx::query("update contract set starts_on = '2020-01-01', signed_on = '2020-01-01', notice_days = null, ends_on = $2 where id = $1")
        .bind(world.contract)
        .bind(ends_on)
        .execute(&app.owner)
        .await
        .unwrap();
    let mut browser = app.signed_in(EXECUTIVE).await;
    for zone in [east, west] {
        sqlx::query("update jurisdiction set time_zone = $1")
            .bind(zone.name())
            .execute(&app.owner)
            .await
            .unwrap();
        let url = format!("/partnerships/RECORD-1/contracts/{}", world.contract);
        let before = day_in(Utc::now(), zone);
        let page = browser.get(&url).await;
        let after = day_in(Utc::now(), zone);
        let says = |today: NaiveDate| format!("ends in {} days", (ends_on - today).num_days());
        assert!(
            page.shows(&says(before)) || page.shows(&says(after)),
            "{zone}: {}",
            page.body
        );
    }
    assert!(app.state.today_in(east) > app.state.today_in(west));
}

#[tokio::test]
async fn the_calendar_shows_two_years_of_dates_and_exports_what_is_on_the_screen() {
    let (app, world) = App::with_world().await;
    // Renews itself by a year until 2029; notice of 90 days against each end.
    sqlx::query(
        "update contract set starts_on = '2025-03-01', ends_on = '2026-02-28', signed_on = '2025-02-01',
            renewal = 'automatic', renewal_months = 12, max_end = '2029-02-28', notice_days = 90 where id = $1",
    )
    .bind(world.contract)
    .execute(&app.owner)
    .await
    .unwrap();
    let mut browser = app.signed_in(EXECUTIVE).await;
    let csv = browser.get("/calendar.csv?q=C-1").await;
    let rows: Vec<String> = csv::Reader::from_reader(&csv.bytes[3..])
        .into_records()
        .map(|row| row.unwrap())
        .map(|row| format!("{} {} {}", &row[0], &row[1], &row[10]))
        .collect();
    // Its days of notice of this winter and the next, each before its renewal.
    let expected = [
        "2026-11-30 notice 2027-02-28",
        "2027-02-28 renewal 2028-02-28",
        "2027-11-30 notice 2028-02-28",
        "2028-02-28 renewal 2029-02-28",
    ];
    assert_eq!(rows, expected, "{}", csv.body);
    let page = browser.get("/calendar?q=C-1").await;
    for date in ["30 Nov 2026", "28 Feb 2027", "30 Nov 2027", "28 Feb 2028"] {
        assert!(page.shows(date), "{date}: {}", page.body);
    }
    let notices = browser.get("/calendar.csv?q=C-1&kind=notice").await;
    assert!(notices.shows("2027-11-30,notice") && !notices.shows(",renewal,"));
    let none = browser.get("/calendar?q=nothing-like-it").await;
    assert_eq!(none.status, axum::http::StatusCode::OK);
    assert!(!none.shows("30 Nov 2026"));
    // The page of the partnership counts the renewals as well.
    let partnership = browser.get("/partnerships/RECORD-1").await;
    assert!(
        partnership.shows("30 Nov 2026") && partnership.shows("Contract renews itself"),
        "{}",
        partnership.body
    );
}

#[tokio::test]
async fn whoever_must_act_is_warned_at_ninety_sixty_and_thirty_days() {
    let (app, world) = App::with_world().await;
    for (days, warned) in [(91, false), (90, true), (60, true), (30, true), (0, true)] {
        let notice = support::today() + Days::new(days);
        sqlx::query("update contract set ends_on = $2, notice_days = 200 where id = $1")
            .bind(world.contract)
            .bind(notice + Days::new(200))
            .execute(&app.owner)
            .await
            .unwrap();
        for person in [EXECUTIVE, support::VENDOR, support::OFFICIAL] {
            let page = app.signed_in(person).await.get("/").await;
            let shown = page.shows("left for notice") || page.shows("Last day for notice");
            assert_eq!(shown, warned, "{person}, {days} days: {}", page.body);
        }
    }
    // Another vendor is told nothing of it.
    let page = app.signed_in(support::OTHER_VENDOR).await.get("/").await;
    assert!(!page.shows("Record exchange"), "{}", page.body);
}
