//! The portfolio as a plain server would show it: axum, the application's own
//! queries, and strings. It keeps sessions and rights as the application does,
//! and leaves out what that does besides: no rules are asked, no words looked
//! up, no languages, no layers around the page. What does not change from one
//! day or row to the next is copied from a page of the application.

mod figures;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::ListenerExt;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::postgres::{PgPool, PgPoolOptions, PgRow};
use sqlx::types::Json;
use sqlx::{AssertSqlSafe, Column, Executor, Row, SqlSafeStr, SqlStr};
use tokio::net::TcpListener;
use tower_sessions::session::Id;
use uuid::Uuid;

use crate::client::Outcome;
use figures::{ContractYears, Counts, Funding, Gaps, money};

const LISTED: i64 = 10;
const ATTENTION: i64 = 8;
const EVENTS: i64 = 6;
const ENDING: i64 = 5;
const GAPS: i64 = 3;

/// The application's queries, each found by words that only it has.
struct Queries {
    session: SqlStr,
    person: SqlStr,
    begin: SqlStr,
    known: SqlStr,
    counts: SqlStr,
    page: SqlStr,
    few: SqlStr,
    rows: SqlStr,
    kept: SqlStr,
    totals: SqlStr,
    years: SqlStr,
    events: SqlStr,
    ending: SqlStr,
    rounds: SqlStr,
    saved: SqlStr,
    jurisdictions: SqlStr,
    organisations: SqlStr,
}

impl Queries {
    fn read() -> Outcome<Self> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../.sqlx");
        let mut all = Vec::new();
        for file in std::fs::read_dir(folder)? {
            let told: Value = serde_json::from_slice(&std::fs::read(file?.path())?)?;
            all.push(told["query"].as_str().unwrap_or_default().to_owned());
        }
        let the = |words: &[&str]| -> Outcome<SqlStr> {
            let mut found = all
                .iter()
                .filter(|query| words.iter().all(|words| query.contains(words)));
            match (found.next(), found.next()) {
                (Some(query), None) => Ok(AssertSqlSafe(query.clone()).into_sql_str()),
                _ => Err(format!("not one query has {words:?}").into()),
            }
        };
        Ok(Self {
            session: the(&["from session where id_hash = $1"])?,
            person: the(&[
                "o.sector as \"sector: Sector\"",
                "where p.id = $1 and p.deactivated_at",
            ])?,
            begin: the(&["select begin_as($1, $2)"])?,
            known: the(&["standing_is_current($1)"])?,
            counts: the(&["where day = $1 group by what"])?,
            page: the(&["from partnership_standing", "limit $2 offset $3"])?,
            few: the(&["order by next_warning, reference limit $5"])?,
            rows: the(&[
                "join partnership_summary s",
                "last_event_person?",
                "p.id = any ($1)",
            ])?,
            kept: the(&["judged: Json<Kept>"])?,
            totals: the(&["from jurisdiction_funding group by"])?,
            years: the(&["from jurisdiction_contract_year group by"])?,
            events: the(&["with latest as", "order by l.at desc, l.id"])?,
            ending: the(&["from contract c", "c.notice_on between $2 and $3"])?,
            rounds: the(&[
                "from scorecard_round where published_at is not null",
                "sum_of_squares?",
            ])?,
            saved: the(&["from saved_view order by fold(name), id"])?,
            jurisdictions: the(&["with recursive own as", "from used order by code"])?,
            organisations: the(&["with recursive accountable as"])?,
        })
    }
}

struct Plain {
    pool: PgPool,
    queries: Queries,
    /// The page of the application, cut where its lists of rows are.
    page: Vec<String>,
}

pub(crate) async fn serve() -> Outcome<()> {
    let pool = PgPoolOptions::new()
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(5))
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute("set role triad_app").await?;
                connection.execute("set timezone = 'UTC'").await?;
                connection.execute("set jit = off").await?;
                connection
                    .execute("set client_min_messages = 'error'")
                    .await?;
                Ok(())
            })
        })
        .before_acquire(|connection, _| {
            Box::pin(async move { Ok(connection.execute("rollback").await.is_ok()) })
        })
        .connect(&std::env::var("DATABASE_URL")?)
        .await?;
    let page = cut(&std::fs::read_to_string(std::env::var("BENCH_PAGE")?)?)?;
    let plain = Plain {
        pool,
        queries: Queries::read()?,
        page,
    };
    let pages = Router::new()
        .route("/portfolio", get(portfolio))
        .with_state(Arc::new(plain));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("The baseline is at http://{}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, pages).await?;
    Ok(())
}

/// What is written anew for each request, in the order of the page: what tells
/// where it is, and what stands before and after it.
const WRITTEN: [(&str, &str, &str); 16] = [
    ("id=\"jurisdiction\"", "Any</option>", "</select>"),
    ("id=\"organisation\"", "Any</option>", "</select>"),
    (
        "aria-label=\"Saved views\"",
        "<ul class=\"tiles\">",
        "</ul>",
    ),
    ("id=\"attention\"", "<ul class=\"attention\">", "</ul>"),
    ("id=\"ending\"", "<ul class=\"attention\">", "</ul>"),
    ("id=\"status-shares\"", "</desc>", "<details"),
    ("class=\"chart-table\"", "<tbody>", "</tbody>"),
    ("id=\"gaps\"", "<ul class=\"attention\">", "</ul>"),
    ("id=\"events\"", "<ol class=\"story\">", "</ol>"),
    (
        "id=\"funding\"",
        "<div class=\"tile-rows\">",
        "</div><figure",
    ),
    (
        "id=\"funding-by-year\"",
        "<div class=\"funding\">",
        "<ul class=\"key\">",
    ),
    ("class=\"chart-table\"", "<tbody>", "</tbody>"),
    ("id=\"government\"", "<tbody>", "</tbody>"),
    ("id=\"value\"", "<div class=\"bar-panels\">", "<details"),
    ("class=\"chart-table\"", "<tbody>", "</tbody>"),
    ("id=\"partnerships\"", "<tbody>", "</tbody>"),
];

/// The parts of the page between what is written anew.
fn cut(page: &str) -> Outcome<Vec<String>> {
    let mut rest = page;
    let mut parts = Vec::new();
    for (section, opens, closes) in WRITTEN {
        let missing = || format!("the page has no {opens} in {section}");
        let at = rest.find(section).ok_or_else(missing)?;
        let opened = at + rest[at..].find(opens).ok_or_else(missing)? + opens.len();
        let closed = opened + rest[opened..].find(closes).ok_or_else(missing)?;
        parts.push(rest[..opened].to_owned());
        rest = &rest[closed..];
    }
    parts.push(rest.to_owned());
    Ok(parts)
}

async fn portfolio(State(plain): State<Arc<Plain>>, headers: HeaderMap) -> Response {
    match show(&plain, &headers).await {
        Ok(Some(page)) => ([(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response(),
        Ok(None) => StatusCode::FORBIDDEN.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn show(plain: &Plain, headers: &HeaderMap) -> Outcome<Option<String>> {
    let queries = &plain.queries;
    let cookie = headers.get(COOKIE).and_then(|value| value.to_str().ok());
    let Some(id) = cookie
        .and_then(|cookie| {
            cookie
                .split("; ")
                .find_map(|pair| pair.strip_prefix("triad="))
        })
        .and_then(|id| id.parse::<Id>().ok())
    else {
        return Ok(None);
    };
    let hash = Sha256::digest(id.0.to_le_bytes()).to_vec();
    let mut tx = plain.pool.begin().await?;
    let session = sqlx::query(queries.session.clone())
        .bind(hash)
        .fetch_optional(&mut *tx)
        .await?;
    tx.commit().await?;
    let Some(session) = session else {
        return Ok(None);
    };
    let data: Json<HashMap<String, Value>> = session.try_get(0)?;
    let Some(person) = data.get("person").and_then(Value::as_str) else {
        return Ok(None);
    };
    let person: Uuid = person.parse()?;
    let mut tx = plain.pool.begin().await?;
    let row = sqlx::query(queries.person.clone())
        .bind(person)
        .fetch_one(&mut *tx)
        .await?;
    tx.commit().await?;
    let role: &str = row.try_get(2)?;
    if !matches!(role, "ministry_official" | "health_executive" | "auditor") {
        return Ok(None);
    }
    let today = Utc::now().date_naive();

    let mut tx = plain.pool.begin().await?;
    sqlx::query(queries.begin.clone())
        .bind(person)
        .bind("")
        .execute(&mut *tx)
        .await?;
    sqlx::query(queries.known.clone())
        .bind(today)
        .fetch_one(&mut *tx)
        .await?;
    let counts = sqlx::query(queries.counts.clone())
        .bind(today)
        .fetch_all(&mut *tx)
        .await?;
    let page = sqlx::query(queries.page.clone())
        .bind(today)
        .bind(LISTED)
        .bind(0_i64);
    let page = ids(&page.fetch_all(&mut *tx).await?)?;
    let few = sqlx::query(queries.few.clone())
        .bind(today)
        .bind(ATTENTION)
        .bind(GAPS)
        .bind(EVENTS)
        .bind(ENDING)
        .fetch_one(&mut *tx)
        .await?;
    let worst: Vec<Uuid> = few.try_get(0)?;
    let apart: Vec<Uuid> = few.try_get(1)?;
    let reported: Vec<Uuid> = few.try_get(2)?;
    let warned: Vec<Uuid> = few.try_get(3)?;
    let mut all = page.clone();
    all.extend(worst.iter().filter(|id| !page.contains(id)));
    all.extend(apart.iter().filter(|id| !page.contains(id)));
    let rows = sqlx::query(queries.rows.clone())
        .bind(&all)
        .fetch_all(&mut *tx)
        .await?;
    let kept = sqlx::query(queries.kept.clone()).bind(&all).bind(today);
    let kept = kept.fetch_all(&mut *tx).await?;
    let gaps = sqlx::query(queries.rounds.clone()).bind(&apart);
    let gaps = gaps.fetch_all(&mut *tx).await?;
    // This person has saved none.
    sqlx::query(queries.saved.clone())
        .fetch_all(&mut *tx)
        .await?;
    let totals = sqlx::query(queries.totals.clone())
        .fetch_all(&mut *tx)
        .await?;
    let years = sqlx::query(queries.years.clone())
        .fetch_all(&mut *tx)
        .await?;
    let events = sqlx::query(queries.events.clone()).bind(&reported);
    let events = events.fetch_all(&mut *tx).await?;
    let until = today + chrono::Days::new(180);
    let ending = sqlx::query(queries.ending.clone())
        .bind(&warned)
        .bind(today)
        .bind(until);
    let ending = ending.fetch_all(&mut *tx).await?;
    let jurisdictions = sqlx::query(queries.jurisdictions.clone())
        .fetch_all(&mut *tx)
        .await?;
    let organisations = sqlx::query(queries.organisations.clone())
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;

    let partnerships = Partnerships::of(&rows, &kept)?;
    let counts = Counts::of(&counts)?;
    let funding = Funding::of(&totals)?;
    let years = ContractYears::of(&years)?;
    let gaps = Gaps::of(&gaps)?;
    let mut html = String::with_capacity(128 * 1024);
    let mut copied = plain.page.iter();
    let mut copy = |html: &mut String| html.extend(copied.next().map(String::as_str));
    copy(&mut html);
    write_options(&mut html, &jurisdictions)?;
    copy(&mut html);
    write_options(&mut html, &organisations)?;
    copy(&mut html);
    counts.tiles(&mut html)?;
    copy(&mut html);
    for id in &worst {
        partnerships.attention(&mut html, id)?;
    }
    copy(&mut html);
    write_ending(&mut html, &ending)?;
    copy(&mut html);
    counts.shares(&mut html)?;
    copy(&mut html);
    counts.share_rows(&mut html)?;
    copy(&mut html);
    gaps.write(&mut html, |id| partnerships.named(id))?;
    copy(&mut html);
    write_events(&mut html, &events)?;
    copy(&mut html);
    funding.tiles(&mut html, today)?;
    copy(&mut html);
    funding.picture(&mut html)?;
    copy(&mut html);
    funding.rows(&mut html)?;
    copy(&mut html);
    counts.government(&mut html)?;
    copy(&mut html);
    years.picture(&mut html)?;
    copy(&mut html);
    years.rows(&mut html)?;
    copy(&mut html);
    for id in &page {
        partnerships.row(&mut html, id)?;
    }
    copy(&mut html);
    Ok(Some(html))
}

fn ids(rows: &[PgRow]) -> Outcome<Vec<Uuid>> {
    Ok(rows
        .iter()
        .map(|row| row.try_get(0))
        .collect::<Result<_, _>>()?)
}

/// Where a result has the columns asked for.
fn places<const N: usize>(rows: &[PgRow], names: [&str; N]) -> Outcome<[usize; N]> {
    let mut places = [0; N];
    let Some(row) = rows.first() else {
        return Ok(places);
    };
    for (place, name) in places.iter_mut().zip(names) {
        let is_it = |column: &&sqlx::postgres::PgColumn| {
            column.name().split([':', '!', '?']).next() == Some(name)
        };
        let column = row.columns().iter().find(is_it);
        *place = column.ok_or_else(|| format!("no column {name}"))?.ordinal();
    }
    Ok(places)
}

fn escape(into: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '&' => into.push_str("&amp;"),
            '"' => into.push_str("&quot;"),
            other => into.push(other),
        }
    }
}

const TAG: &str = "<span class=\"tag tone-bad\"><svg aria-hidden=\"true\" class=\"shape\">\
    <use href=\"#tone-bad\"></use></svg><span>";

/// The partnerships to show, with what is kept of how they fare.
struct Partnerships<'a> {
    by_id: HashMap<Uuid, &'a PgRow>,
    kept: HashMap<Uuid, Value>,
    at: [usize; 14],
}

impl<'a> Partnerships<'a> {
    fn of(rows: &'a [PgRow], kept: &[PgRow]) -> Outcome<Self> {
        let at = places(
            rows,
            [
                "id",
                "reference",
                "title",
                "jurisdiction",
                "stage",
                "executive",
                "organisation",
                "next_milestone_title",
                "next_milestone_due",
                "next_deliverable_title",
                "next_deliverable_due",
                "last_event_at",
                "open_milestones",
                "last_event_person",
            ],
        )?;
        let by_id = rows
            .iter()
            .map(|row| Ok((row.try_get(at[0])?, row)))
            .collect::<Result<_, sqlx::Error>>()?;
        let kept = kept
            .iter()
            .map(|row| Ok((row.try_get(0)?, row.try_get::<Json<Value>, _>(1)?.0)))
            .collect::<Result<_, sqlx::Error>>()?;
        Ok(Self { by_id, kept, at })
    }

    /// A partnership's reference and title.
    fn named(&self, id: &Uuid) -> Outcome<(&'a str, &'a str)> {
        let row = self.by_id.get(id).ok_or("no such partnership")?;
        Ok((row.try_get(self.at[1])?, row.try_get(self.at[2])?))
    }

    fn attention(&self, html: &mut String, id: &Uuid) -> Outcome<()> {
        let Some(row) = self.by_id.get(id) else {
            return Ok(());
        };
        let at = self.at;
        let text = |column: usize| row.try_get::<Option<&str>, _>(at[column]);
        write!(
            html,
            "<li><div class=\"attention-tag\">{TAG}Red</span></span></div>\
             <div class=\"attention-body\"><a class=\"attention-title\" href=\"/partnerships/{}\">",
            text(1)?.unwrap_or_default()
        )?;
        escape(html, text(2)?.unwrap_or_default());
        html.push_str("</a><p class=\"attention-reason\">");
        escape(html, text(7)?.unwrap_or_default());
        let due: Option<NaiveDate> = row.try_get(at[8])?;
        write!(html, " was due on {}.", due.unwrap_or_default())?;
        html.push_str("</p><p class=\"attention-meta\">");
        for column in [3, 5, 6] {
            escape(html, text(column)?.unwrap_or_default());
            html.push_str(" · ");
        }
        let reported: Option<DateTime<Utc>> = row.try_get(at[11])?;
        write!(
            html,
            "last report {}",
            reported.unwrap_or_default().date_naive()
        )?;
        html.push_str("</p></div></li>");
        Ok(())
    }

    fn row(&self, html: &mut String, id: &Uuid) -> Outcome<()> {
        let Some(row) = self.by_id.get(id) else {
            return Ok(());
        };
        let at = self.at;
        let text = |column: usize| row.try_get::<Option<&str>, _>(at[column]);
        let reference = text(1)?.unwrap_or_default();
        write!(
            html,
            "<tr><th scope=\"row\" data-label=\"Partnership\"><a href=\"/partnerships/{reference}\">\
             <span class=\"typed\">"
        )?;
        escape(html, text(2)?.unwrap_or_default());
        write!(html, "</span></a><div class=\"hint\">{reference} · ")?;
        escape(html, text(3)?.unwrap_or_default());
        let stage = text(4)?.unwrap_or_default();
        write!(
            html,
            " · {stage}</div></th><td data-label=\"Status\">{TAG}Red</span></span></td>"
        )?;
        let none = Value::Null;
        let kept = self.kept.get(id).unwrap_or(&none);
        for (label, of) in [
            ("Schedule", "schedule"),
            ("Money", "money"),
            ("Targets", "targets"),
            ("Relationship", "relationship"),
        ] {
            let status = kept["dimensions"][of]["status"]
                .as_str()
                .unwrap_or_default();
            write!(
                html,
                "<td data-label=\"{label}\">{TAG}{status}</span></span>"
            )?;
            if of == "money" {
                write!(
                    html,
                    "<a class=\"hint\" href=\"/partnerships/{reference}/funding\">"
                )?;
                for (currency, sum) in kept["committed"].as_object().into_iter().flatten() {
                    html.push_str("<div><span class=\"money\">");
                    money(html, sum.as_str().unwrap_or_default().parse()?, currency);
                    html.push_str("</span></div>");
                }
                html.push_str("</a>");
            }
            html.push_str("</td>");
        }
        let degree = kept["governed"]["involvement"].as_str().unwrap_or_default();
        let share = kept["governed"]["government"].to_string();
        write!(
            html,
            "<td data-label=\"Government’s part\"><a href=\"/partnerships/{reference}/government\">{degree}</a>\
             <div class=\"hint\">"
        )?;
        escape(html, &share);
        html.push_str("</div></td><td data-label=\"Next due\">");
        for (of, day) in [("Milestone", 8), ("Deliverable", 10)] {
            let due: Option<NaiveDate> = row.try_get(at[day])?;
            let due = due.unwrap_or_default();
            let open: i32 = row.try_get(at[12])?;
            write!(
                html,
                "<div>{of} <a href=\"/partnerships/{reference}/{id}\"><time datetime=\"{due}\">{}</time></a> \
                 <a href=\"/partnerships/{reference}/milestones\">{open} open</a></div>",
                due.format("%-d %b %Y")
            )?;
        }
        html.push_str("</td>");
        let reported: Option<DateTime<Utc>> = row.try_get(at[11])?;
        let day = reported.unwrap_or_default().date_naive();
        write!(
            html,
            "<td data-label=\"Last report\"><div><time datetime=\"{day}\">{}</time><div class=\"hint\">",
            day.format("%-d %b %Y")
        )?;
        escape(html, text(13)?.unwrap_or_default());
        html.push_str("</div></div></td></tr>");
        Ok(())
    }
}

/// Options of a choice, each an id or a code and its name.
fn write_options(html: &mut String, rows: &[PgRow]) -> Outcome<()> {
    for row in rows {
        let value = row
            .try_get::<&str, _>(0)
            .map(str::to_owned)
            .or_else(|_| row.try_get::<Uuid, _>(0).map(|id| id.to_string()))?;
        write!(html, "<option value=\"{value}\">")?;
        escape(html, row.try_get(1)?);
        html.push_str("</option>");
    }
    Ok(())
}

fn write_ending(html: &mut String, rows: &[PgRow]) -> Outcome<()> {
    let [number, title, reference, partnership, supplier, ends] = places(
        rows,
        [
            "number",
            "title",
            "reference",
            "partnership",
            "supplier",
            "ends_on",
        ],
    )?;
    let most = usize::try_from(ENDING)?;
    for row in rows.iter().take(most) {
        let text = |column: usize| row.try_get::<&str, _>(column);
        let day: NaiveDate = row.try_get(ends)?;
        write!(
            html,
            "<li><div class=\"attention-tag\">{TAG}Ends soon</span></span></div>\
             <div class=\"attention-body\"><a class=\"attention-title\" href=\"/partnerships/{}/contracts\">",
            text(reference)?
        )?;
        escape(html, text(number)?);
        html.push(' ');
        escape(html, text(title)?);
        write!(
            html,
            "</a><p class=\"attention-reason\">It ends on {day}</p><p class=\"attention-meta\">"
        )?;
        escape(html, text(partnership)?);
        html.push_str(" · ");
        escape(html, text(supplier)?);
        html.push_str("</p></div></li>");
    }
    Ok(())
}

fn write_events(html: &mut String, rows: &[PgRow]) -> Outcome<()> {
    let [
        at,
        reference,
        partnership,
        subject,
        title,
        person,
        organisation,
    ] = places(
        rows,
        [
            "at",
            "reference",
            "partnership",
            "subject_id",
            "title",
            "person",
            "organisation",
        ],
    )?;
    for row in rows {
        let text = |column: usize| row.try_get::<Option<&str>, _>(column);
        let moment: DateTime<Utc> = row.try_get(at)?;
        let subject: Uuid = row.try_get(subject)?;
        write!(
            html,
            "<li><p class=\"story-meta\"><span class=\"story-when\"><time class=\"moment\" \
             datetime=\"{}\">{}</time></span><span class=\"story-who\">",
            moment.format("%Y-%m-%dT%H:%MZ"),
            moment.format("%-d %b %Y, %H:%M")
        )?;
        escape(html, text(person)?.unwrap_or_default());
        html.push_str(", ");
        escape(html, text(organisation)?.unwrap_or_default());
        write!(
            html,
            "</span>{TAG}In progress</span></span></p><div class=\"story-what\"><p>Entry on \
             <a href=\"/partnerships/{}/milestones/{subject}\"><span class=\"typed\">",
            text(reference)?.unwrap_or_default()
        )?;
        escape(html, text(title)?.unwrap_or_default());
        html.push_str("</span></a></p><p class=\"hint\"><span class=\"typed\">");
        escape(html, text(partnership)?.unwrap_or_default());
        html.push_str("</span></p></div></li>");
    }
    Ok(())
}
