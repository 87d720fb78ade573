//! Workbench and portfolio: what each role finds there, that the figures are
//! right, and that they cost the same however much there is.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::support;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Once;

use axum::http::StatusCode;
use chrono::NaiveDate;
use domain::calendar::working_days_between;
use support::{
    ADMINISTRATOR, AUDITOR, App, CLINICIAN, EXECUTIVE, FOREIGN_EXECUTIVE, FOREIGN_OFFICIAL,
    OFFICIAL, OTHER_VENDOR, Reply, VENDOR, World, today,
};
use tracing::field::{Field, Visit};
use tracing::span;
use uuid::Uuid;

thread_local! {
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

/// Counts the statements that sqlx reports, each thread's for itself: a test
/// with one thread runs all of its work there.
struct CountStatements;

impl CountStatements {
    fn install() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| tracing::subscriber::set_global_default(Self).unwrap());
    }
    fn take() -> usize {
        STATEMENTS.take()
    }
}

impl tracing::Subscriber for CountStatements {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }
    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut CountStatement);
    }
    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

struct CountStatement;

impl Visit for CountStatement {
    fn record_str(&mut self, field: &Field, statement: &str) {
        // A connection is set up whenever the pool opens one, and cleared
        // before each use: neither is the page's doing.
        let is_upkeep = ["set ", "rollback", "commit"]
            .iter()
            .any(|word| statement.to_lowercase().starts_with(word));
        if field.name() == "summary" && !is_upkeep {
            STATEMENTS.set(STATEMENTS.get() + 1);
        }
    }
    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

/// Adds `count` partnerships in Ontario between clinic and suppliers, in every
/// stage, each with contracts, milestones, deliverables, submissions, reviews
/// and entries, some late, some not; and as much again to `RECORD-1`.
async fn fill(app: &App, world: &World, count: i32, seed: f64) {
    let mut tx = app.owner.begin().await.unwrap();
    sqlx::query("select setseed($1)")
        .bind(seed)
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query(
        "create temporary table made on commit drop as
        select gen_random_uuid() as id, (select count(*) from partnership) + n as number
        from generate_series(1, $1) n",
    )
    .bind(count)
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query("insert into partnership (id, reference, title, jurisdiction_id, level, stage, building_blocks, executive_id)
        select id, 'MANY-' || number, 'Partnership ' || number, case when number % 2 = 0 then $1 else $2 end,
            case when number % 2 = 0 then 'national' else 'regional' end,
            (array['active', 'active', 'active', 'active', 'closing', 'negotiating', 'suspended', 'proposed', 'closed'])[1 + number % 9],
            case when number % 3 = 0 then array['infrastructure'] else array['devices_and_mobility'] end,
            case when number % 4 <> 0 then $3 end
        from made")
        .bind(world.ca).bind(world.on).bind(world.people[EXECUTIVE]).execute(&mut *tx).await.unwrap();
    sqlx::query(
        "insert into party (id, partnership_id, organisation_id, role)
        select gen_random_uuid(), m.id, o.id, o.role from made m,
            (values ($1::uuid, 'provider'), ($2, 'supplier'), ($3, 'supplier')) o(id, role)",
    )
    .bind(world.clinic)
    .bind(world.acme)
    .bind(world.other)
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query("insert into made select $1, (select max(number) + 1 from made)")
        .bind(world.partnership)
        .execute(&mut *tx)
        .await
        .unwrap();
    sqlx::query("create temporary table agreed on commit drop as
        select gen_random_uuid() as id, m.id as partnership_id, n from made m, generate_series(1, 3) n")
        .execute(&mut *tx).await.unwrap();
    sqlx::query("insert into contract (id, partnership_id, number, title, buyer_id, supplier_id, signed_on, starts_on, ends_on, value, currency, notice_days)
        select id, partnership_id, 'M-' || n || id, 'Contract ' || n, $1, case when n = 1 then $2 else $3 end,
            '2025-01-01', '2025-02-01', $4::date + (random() * 400)::integer, 1000 * n,
            case when n = 3 then 'EUR' else 'CAD' end, 30 from agreed")
        .bind(world.clinic).bind(world.acme).bind(world.other).bind(today()).execute(&mut *tx).await.unwrap();
    sqlx::query("create temporary table planned on commit drop as
        select gen_random_uuid() as id, m.id as partnership_id, n, random() as luck from made m, generate_series(1, 4) n
        where m.number % 5 <> 0")
        .execute(&mut *tx).await.unwrap();
    sqlx::query("insert into milestone (id, partnership_id, title, owner_id, planned_on, baseline_on, forecast_on, actual_on, state)
        select id, partnership_id, 'Milestone ' || n, case when n = 1 then $1 else $2 end, day, day - (luck * 20)::integer,
            case when luck > 0.7 then day + 40 end, case when luck < 0.3 then day end,
            case when luck < 0.3 then 'met' when luck > 0.98 then 'missed' when luck > 0.9 then 'at_risk' else 'planned' end
        from (select *, $3::date + ((random() * 300)::integer - 20) as day from planned) p")
        .bind(world.clinic).bind(world.acme).bind(today()).execute(&mut *tx).await.unwrap();
    sqlx::query("insert into milestone_entry (id, partnership_id, milestone_id, happened_on, story, state, person_id, logged_at)
        select gen_random_uuid(), partnership_id, id, $2::date - 5, 'Told', 'planned', $1, $2::date - random() * interval '40 days' from planned")
        .bind(world.people[EXECUTIVE]).bind(today()).execute(&mut *tx).await.unwrap();
    sqlx::query("create temporary table owed on commit drop as
        select gen_random_uuid() as id, gen_random_uuid() as submission, partnership_id, a.id as contract_id, d,
            case d when 1 then 'planned' when 2 then 'in_progress' when 3 then 'submitted' when 4 then 'accepted' else 'returned' end as state
        from agreed a, generate_series(1, 5) d where random() < 0.5")
        .execute(&mut *tx).await.unwrap();
    sqlx::query("insert into deliverable (id, partnership_id, contract_id, title, acceptance_criteria, due_on, state)
        select id, partnership_id, contract_id, 'Deliverable ' || d, 'It works', $1::date + ((random() * 300)::integer - 15), state from owed")
        .bind(today()).execute(&mut *tx).await.unwrap();
    sqlx::query("insert into submission (id, partnership_id, contract_id, deliverable_id, number, notes, submitted_by, submitted_on, review_due_on)
        select submission, partnership_id, contract_id, id, 1, 'Here it is', $1, $2::date - 20, $2::date + ((random() * 20)::integer - 4)
        from owed where d >= 3")
        .bind(world.people[VENDOR]).bind(today()).execute(&mut *tx).await.unwrap();
    sqlx::query("insert into review (id, partnership_id, contract_id, submission_id, verdict, reason, reviewed_by, reviewed_on)
        select gen_random_uuid(), partnership_id, contract_id, submission, case when d = 4 then 'accept' else 'return' end, 'Because', $1, $2::date - 3
        from owed where d >= 4")
        .bind(world.people[EXECUTIVE]).bind(today()).execute(&mut *tx).await.unwrap();
    sqlx::query(
        "create temporary table pulled on commit drop as
        select gen_random_uuid() as id, gen_random_uuid() as mechanism_id, m.id as partnership_id, n
        from made m, generate_series(1, 2) n",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query("insert into tension (id, partnership_id, first_pole, second_pole, description, level, began_on)
        select id, partnership_id, 'Standard ' || n, 'Flexibility', 'Felt', 'partnership', '2026-01-01' from pulled")
        .execute(&mut *tx).await.unwrap();
    sqlx::query("insert into tension_position (id, partnership_id, tension_id, stakeholder_group, balance, words, said_on)
        select gen_random_uuid(), partnership_id, id, 'clinician', n, 'Seen', '2026-02-01' from pulled")
        .execute(&mut *tx).await.unwrap();
    sqlx::query("insert into mechanism (id, partnership_id, title, kind, description, level, since_on, owner_id)
        select mechanism_id, partnership_id, 'Board ' || n, 'governance_model', 'Decides', 'partnership', '2026-01-01', $1 from pulled")
        .bind(world.clinic).execute(&mut *tx).await.unwrap();
    sqlx::query("insert into mechanism_effect (id, mechanism_id, tension_id, effect, strength, words, felt_on)
        select gen_random_uuid(), mechanism_id, id, case n when 1 then 'eases' else 'aggravates' end, 'clear', 'Seen', '2026-02-01' from pulled")
        .execute(&mut *tx).await.unwrap();
    sqlx::query("insert into proof (id, organisation_id, partnership_id, kind, proves, criteria, url, issued_on, expires_on, entered_by, entered_for, entered_on)
        select gen_random_uuid(), o.id, m.id, 'integration', 'It integrates', '{interoperability}', 'https://example.test', '2026-01-01', $3::date + 40, $4, o.id, '2026-02-01'
        from made m, (values ($1::uuid), ($2)) o(id)")
        .bind(world.acme).bind(world.other).bind(today()).bind(world.people[VENDOR]).execute(&mut *tx).await.unwrap();
    sqlx::query("create temporary table judged on commit drop as select gen_random_uuid() as id, m.id as partnership_id, number from made m")
        .execute(&mut *tx).await.unwrap();
    sqlx::query("insert into evaluation (id, partnership_id, organisation_id, standing, subject, opened_on, due_on, opened_by)
        select id, case when number % 2 = 0 then partnership_id else $1 end, $2, 'supplier', 'The record', '2026-11-01', '2026-12-01', $3 from judged")
        .bind(world.partnership).bind(world.acme).bind(world.people[OFFICIAL]).execute(&mut *tx).await.unwrap();
    sqlx::query("insert into evaluation_evaluator (id, evaluation_id, person_id, organisation_id)
        select gen_random_uuid(), judged.id, p.id, p.organisation_id from judged, person p where p.id in ($1, $2)")
        .bind(world.people[OFFICIAL]).bind(world.people[EXECUTIVE]).execute(&mut *tx).await.unwrap();
    safeguard(&mut tx, world).await;
    sqlx::query(
        "create temporary table directed on commit drop as
        select gen_random_uuid() as id, number from made where number % 4 = 0",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query("insert into direction (id, jurisdiction_id, title, area, body, asks, discretion, in_force_from)
        select id, $1, 'Direction ' || number, 'financing', 'Body', 'Asks', 'Leaves', '2026-01-01' from directed")
        .bind(world.ca).execute(&mut *tx).await.unwrap();
    sqlx::query(
        "insert into partnership_direction (id, partnership_id, direction_id, since_on, words)
        select gen_random_uuid(), $1, id, '2026-02-01', 'Carried' from directed",
    )
    .bind(world.partnership)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    sqlx::query("analyze").execute(&app.owner).await.unwrap();
}

/// Gives every partnership made two risks, work with AI, benefits, a prototype
/// and a lesson.
async fn safeguard(tx: &mut sqlx::PgConnection, world: &World) {
    sqlx::query("create temporary table risky on commit drop as
        select gen_random_uuid() as id, gen_random_uuid() as benefit_id, gen_random_uuid() as prototype_id,
            m.id as partnership_id, n from made m, generate_series(1, 2) n")
        .execute(&mut *tx).await.unwrap();
    sqlx::query("insert into risk (id, partnership_id, title, kind, consequence, remedy, owner_id, review_on, occurrence, likelihood, impact, scored_on, raised_on)
        select id, partnership_id, 'Risk ' || n, 'fiscal', 'Less', 'Ask', $1, '2026-12-01', 'risk', 2 + n, 4, '2026-02-01', '2026-02-01' from risky")
        .bind(world.people[EXECUTIVE]).execute(&mut *tx).await.unwrap();
    for organisation in [world.clinic, world.acme] {
        sqlx::query("insert into risk_carrier (id, partnership_id, risk_id, organisation_id) select gen_random_uuid(), partnership_id, id, $1 from risky")
            .bind(organisation).execute(&mut *tx).await.unwrap();
    }
    sqlx::query("insert into risk_score (id, partnership_id, risk_id, occurrence, likelihood, impact, words, scored_on, review_on)
        select gen_random_uuid(), partnership_id, id, 'risk', 2 + n, 4, 'Seen', '2026-02-01', '2026-12-01' from risky")
        .execute(&mut *tx).await.unwrap();
    sqlx::query(
        "insert into automation_work (id, partnership_id, title, description, named_on)
        select gen_random_uuid(), partnership_id, 'Work ' || n, 'Drafts', '2026-02-01' from risky",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query("insert into benefit (id, partnership_id, title, description, outcome_domain, source, measure, measure_kind, unit, direction, claimed, claimed_on)
        select benefit_id, partnership_id, 'Benefit ' || n, 'Fewer', 'safety', 'Report', 'Calls', 'count', 'calls', 'lower', 10 * n, '2026-02-01' from risky")
        .execute(&mut *tx).await.unwrap();
    sqlx::query("insert into benefit_verification (id, partnership_id, benefit_id, value, measured_on, method)
        select gen_random_uuid(), partnership_id, benefit_id, 12, '2026-03-01', 'Counted' from risky where n = 1")
        .execute(&mut *tx).await.unwrap();
    sqlx::query(
        "insert into prototype (id, partnership_id, title, description, works_since)
        select prototype_id, partnership_id, 'Prototype ' || n, 'A room', '2026-02-01' from risky",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query("insert into uptake (id, partnership_id, prototype_id, jurisdiction_id, stage, since_on, source)
        select gen_random_uuid(), partnership_id, prototype_id, $1, 'in_use', '2026-03-01', 'A letter' from risky")
        .bind(world.se).execute(&mut *tx).await.unwrap();
    sqlx::query("insert into lesson (id, partnership_id, title, body, tags, learnt_on)
        select gen_random_uuid(), partnership_id, 'Lesson ' || n, 'Ask first', array['asking'], '2026-03-01' from risky")
        .execute(&mut *tx).await.unwrap();
}

/// Gives every partnership that has no funding yet money of the ministry and of
/// the clinic, in two currencies, for years past and to come, some of it
/// received and spent, some too much.
async fn fund(app: &App, world: &World) {
    let mut tx = app.owner.begin().await.unwrap();
    sqlx::query("create temporary table promised on commit drop as
        select gen_random_uuid() as id, p.id as partnership_id, n, row_number() over (order by p.reference) as number
        from partnership p, generate_series(1, 3) n
        where p.id not in (select partnership_id from commitment)")
        .execute(&mut *tx).await.unwrap();
    sqlx::query("insert into commitment (id, partnership_id, funder_id, title, kind, currency)
        select id, partnership_id, case when n = 2 then $1 else $2 end, 'Grant ' || n,
            case when n = 1 then 'capital' else 'operational' end, case when n = 3 then 'EUR' else 'CAD' end from promised")
        .bind(world.clinic).bind(world.ministry).execute(&mut *tx).await.unwrap();
    sqlx::query("insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label, amount, status)
        select gen_random_uuid(), partnership_id, id, make_date(y, 4, 1), make_date(y + 1, 3, 31), y || '/' || y - 1999,
            1000 * n + number, case when y > 2028 then 'expected' else 'committed' end
        from promised, generate_series(2024, 2030) y where y - number % 5 < 2028")
        .execute(&mut *tx).await.unwrap();
    for table in ["receipt", "spending"] {
        let sql = format!(
            "insert into {table} (id, partnership_id, commitment_id, happened_on, amount)
            select gen_random_uuid(), partnership_id, id, make_date(y, 6, 1), 300 * n + 40 * number
            from promised, generate_series(2024, 2026) y where number % 7 <> 0"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&mut *tx)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    sqlx::query("analyze").execute(&app.owner).await.unwrap();
}

/// What every page asks: which session this is, whose it is, and to act for
/// that person.
const EVERY_PAGE: usize = 3;

#[tokio::test]
async fn no_page_asks_more_of_the_database_the_more_there_is() {
    CountStatements::install();
    let (app, world) = App::with_world().await;
    let pages = [
        (OFFICIAL, "/portfolio"),
        (OFFICIAL, "/portfolio?status=red&sort=due&q=partnership"),
        (OFFICIAL, "/portfolio.csv"),
        (OFFICIAL, "/portfolio?money=amber&sort=money"),
        (OFFICIAL, "/portfolio/brief"),
        (OFFICIAL, "/partnerships/RECORD-1/brief"),
        (VENDOR, "/partnerships/RECORD-1/brief"),
        (OFFICIAL, "/jurisdictions/compare"),
        (OFFICIAL, "/jurisdictions/compare.csv"),
        (OFFICIAL, "/contracts"),
        (OFFICIAL, "/calendar"),
        (OFFICIAL, "/portfolio/factors?sort=-trust"),
        (OFFICIAL, "/portfolio/factors.csv"),
        (OFFICIAL, "/ledger"),
        (
            OFFICIAL,
            "/ledger?currency=CAD&sort=-committed&kind=capital",
        ),
        (OFFICIAL, "/ledger.csv"),
        (AUDITOR, "/ledger"),
        (OFFICIAL, "/partnerships"),
        (OFFICIAL, "/partnerships/RECORD-1"),
        (OFFICIAL, "/partnerships/RECORD-1/government"),
        (OFFICIAL, "/partnerships/RECORD-1/tensions"),
        (OFFICIAL, "/tensions"),
        (OFFICIAL, "/tensions.csv"),
        (VENDOR, "/tensions/map"),
        (OFFICIAL, "/mechanisms?state=side_effects"),
        (OFFICIAL, "/directions?sort=-carriers"),
        (OFFICIAL, "/evidence?within=60&sort=expires"),
        (OFFICIAL, "/evidence.csv"),
        (VENDOR, "/evidence"),
        (OFFICIAL, "/partnerships/RECORD-1/evidence"),
        (OFFICIAL, "/evaluations?sort=-vendor&year=2026"),
        (OFFICIAL, "/evaluations.csv"),
        (VENDOR, "/evaluations"),
        (OFFICIAL, "/partnerships/RECORD-1/evaluations"),
        (OFFICIAL, "/partnerships/RECORD-1/evaluations.csv"),
        (OFFICIAL, "/risks"),
        (OFFICIAL, "/risks.csv?band=high&state=all"),
        (VENDOR, "/partnerships/RECORD-1/risks"),
        (OFFICIAL, "/benefits?sort=title"),
        (OFFICIAL, "/benefits.csv"),
        (VENDOR, "/partnerships/RECORD-1/benefits"),
        (OFFICIAL, "/prototypes?stage=in_use&sort=-piloting"),
        (OFFICIAL, "/prototypes.csv"),
        (VENDOR, "/partnerships/RECORD-1/prototypes"),
        (EXECUTIVE, "/partnerships/RECORD-1/foundations"),
        (VENDOR, "/lessons?q=asking"),
        (OFFICIAL, "/lessons.csv"),
        (OFFICIAL, "/"),
        (EXECUTIVE, "/"),
        (VENDOR, "/"),
        (CLINICIAN, "/"),
        (AUDITOR, "/"),
        (ADMINISTRATOR, "/"),
    ];
    let mut browsers = BTreeMap::new();
    let jurisdiction = format!("/jurisdictions/{}", world.ca);
    let pages: Vec<(&str, &str)> = pages
        .into_iter()
        .chain([(OFFICIAL, jurisdiction.as_str()), (VENDOR, &jurisdiction)])
        .collect();
    for (email, _) in &pages {
        browsers.insert(*email, app.signed_in(email).await);
    }
    let mut counts: Vec<Vec<usize>> = Vec::new();
    for more in [4, 195] {
        fill(&app, &world, more, 0.1).await;
        fund(&app, &world).await;
        // How partnerships fare is judged anew after a change, by who reads first.
        browsers.get_mut(OFFICIAL).unwrap().get("/portfolio").await;
        let mut now = Vec::new();
        for (email, path) in &pages {
            // Once a minute a session notes that somebody is there: not while it is counted.
            sqlx::query("update session set seen_at = now()")
                .execute(&app.owner)
                .await
                .unwrap();
            CountStatements::take();
            let reply = browsers.get_mut(*email).unwrap().get(path).await;
            assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.body);
            now.push(CountStatements::take());
        }
        counts.push(now);
    }
    for (index, (email, path)) in pages.iter().enumerate() {
        let (few, many) = (counts[0][index], counts[1][index]);
        assert_eq!(few, many, "{path} as {email}");
        // A page below a partnership asks first whether it is to be seen.
        // A workbench asks once for each of its lists.
        let handful = match *path {
            "/" => 24,
            // Whole, it reads the figures, the page and each of its parts apart.
            "/portfolio" => 22,
            path if path.starts_with("/partnerships") => 23,
            // A list says which of its views the person saved.
            _ => 15,
        };
        let own = few - EVERY_PAGE;

        assert!((1..=handful).contains(&own), "{path} as {email}: {own}");
    }
}

#[tokio::test]
async fn a_wide_gap_beyond_the_worst_hundred_is_on_the_workbench_of_an_official() {
    let (app, world) = App::with_world().await;
    fill(&app, &world, 120, 0.3).await;
    let people: Vec<(&str, i16)> = ["clinician", "ict_executive"]
        .into_iter()
        .zip([1, 5])
        .flat_map(|one| [one; 3])
        .collect();
    crate::factors::publish(&app, &world, "anonymous", &people).await;
    let mut official = app.signed_in(OFFICIAL).await;
    official.get("/portfolio").await;
    // As if all others were worse.
    let worse = sqlx::query(
        "update partnership_standing set overall = 'red', weight = 1000000000 where reference <> 'RECORD-1'",
    )
    .execute(&app.owner)
    .await
    .unwrap();
    assert_eq!(worse.rows_affected(), 120);
    sqlx::query("update partnership_standing set weight = 0 where reference = 'RECORD-1'")
        .execute(&app.owner)
        .await
        .unwrap();
    let bench = official.get("/").await;
    let gaps = bench.body.split("id=\"scorecards-gaps\"").nth(1).unwrap();
    let gaps = gaps.split("</section>").next().unwrap();
    assert!(
        gaps.contains("/partnerships/RECORD-1/scorecards/"),
        "{gaps}"
    );
}

/// The figure of the tile with this label.
fn tile(page: &Reply, label: &str) -> i64 {
    let label = format!("tile-label\">{label}</span>");
    let at = page
        .body
        .find(&label)
        .unwrap_or_else(|| panic!("no {label} in\n{}", page.body));
    let value = page.body[at..].split("tile-value\">").nth(1).unwrap();
    let value = value.split("</span>").next().unwrap();
    let figure = value.rsplit('>').next().unwrap();
    figure
        .replace(',', "")
        .parse()
        .unwrap_or_else(|_| panic!("{figure}"))
}

async fn count(app: &App, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .bind(today())
        .fetch_one(&app.owner)
        .await
        .unwrap()
}

/// The status of each partnership by its children, one after another: the rule
/// once more, written down as a reader of its description would.
async fn statuses(app: &App) -> BTreeMap<&'static str, i64> {
    let mut found = BTreeMap::new();
    let partnerships: Vec<(Uuid, String)> =
        sqlx::query_as("select id, stage from partnership where jurisdiction_id in (select id from jurisdiction where code like 'CA%')")
            .fetch_all(&app.owner).await.unwrap();
    for (id, stage) in partnerships {
        let milestones: Vec<(String, NaiveDate, Option<NaiveDate>)> =
            sqlx::query_as("select state, coalesce(forecast_on, planned_on), baseline_on from milestone where partnership_id = $1")
                .bind(id).fetch_all(&app.owner).await.unwrap();
        let deliverables: Vec<(String, NaiveDate, Option<NaiveDate>)> = sqlx::query_as(
            "select d.state, d.due_on, s.review_due_on from deliverable d
            left join submission s on s.deliverable_id = d.id where d.partnership_id = $1",
        )
        .bind(id)
        .fetch_all(&app.owner)
        .await
        .unwrap();
        let open = |state: &str| ["planned", "in_progress", "at_risk"].contains(&state);
        let late = |due: NaiveDate| (today() - due).num_days();
        let days: Vec<i64> = milestones
            .iter()
            .filter(|row| open(&row.0))
            .map(|row| late(row.1))
            .chain(
                deliverables
                    .iter()
                    .filter(|row| row.0 != "submitted" && row.0 != "accepted")
                    .map(|row| late(row.1)),
            )
            .collect();
        let slipped = milestones
            .iter()
            .filter(|row| open(&row.0))
            .any(|row| row.2.is_some_and(|first| (row.1 - first).num_days() > 30));
        let waited = deliverables
            .iter()
            .filter(|row| row.0 == "submitted")
            .any(|row| working_days_between(row.2.unwrap(), today()) > 0);
        let missed = milestones.iter().any(|row| row.0 == "missed");
        let nothing = !milestones.iter().any(|row| open(&row.0))
            && deliverables.iter().all(|row| row.0 == "accepted");
        let status = if ["proposed", "closed", "withdrawn"].contains(&stage.as_str()) {
            "no data"
        } else if missed || days.iter().any(|days| *days > 30) {
            "red"
        } else if days.iter().any(|days| *days > 0) || slipped || waited {
            "amber"
        } else if nothing {
            "no data"
        } else {
            "green"
        };
        *found.entry(status).or_default() += 1;
    }
    found
}

#[tokio::test]
async fn the_tiles_equal_a_recount_of_everything_beneath_them() {
    for seed in [0.2, -0.7] {
        let (app, world) = App::with_world().await;
        fill(&app, &world, 60, seed).await;
        let page = app.signed_in(OFFICIAL).await.get("/portfolio").await;
        let expected = [
            (
                "Partnerships",
                "select count(*) from partnership where $1::date is not null",
            ),
            (
                "Open milestones",
                "select count(*) from milestone where state in ('planned', 'in_progress', 'at_risk') and $1::date is not null",
            ),
            (
                "Partnerships with a late milestone",
                "select count(distinct partnership_id) from milestone where state in ('planned', 'in_progress', 'at_risk') and coalesce(forecast_on, planned_on) < $1",
            ),
            (
                "Partnerships with a late deliverable",
                "select count(distinct partnership_id) from deliverable where state not in ('submitted', 'accepted') and due_on < $1",
            ),
            (
                "Waiting for review",
                "select count(*) from deliverable where state = 'submitted' and $1::date is not null",
            ),
            (
                "Partnerships with an overdue review",
                "select count(distinct d.partnership_id) from deliverable d join submission s on s.deliverable_id = d.id where d.state = 'submitted' and s.review_due_on < $1",
            ),
        ];
        for (label, sql) in expected {
            let recount = count(&app, sql).await;
            assert!(recount > 0, "{label}: the data should have some");
            assert_eq!(tile(&page, label), recount, "{label}");
        }
        let statuses = statuses(&app).await;
        assert_eq!(tile(&page, "Red overall"), statuses["red"]);
        assert_eq!(tile(&page, "Amber overall"), statuses["amber"]);
        for (status, words) in [("green", "Green"), ("no data", "No data")] {
            let shown = format!("<span>{words}</span><strong>{}</strong>", statuses[status]);
            assert!(page.shows(&shown), "{shown}");
        }
    }
}

/// The references in a spreadsheet.
fn in_csv(reply: &Reply) -> BTreeSet<String> {
    assert_eq!(reply.status, StatusCode::OK);
    assert!(reply.content_type.starts_with("text/csv"));
    let mut reader = csv::Reader::from_reader(reply.bytes.as_slice());
    reader
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect()
}

/// The references in the table of all partnerships, over all its pages.
async fn on_screen(browser: &mut support::Browser, query: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for page in 1..=7 {
        let reply = browser
            .get(&format!("/portfolio?{query}&page={page}"))
            .await;
        assert_eq!(reply.status, StatusCode::OK, "{query}");
        let Some((_, table)) = reply.body.split_once("id=\"partnerships\"") else {
            continue;
        };
        found.extend(
            table
                .split("href=\"/partnerships/")
                .skip(1)
                .map(|rest| rest.split(['"', '/']).next().unwrap().to_owned()),
        );
    }
    found
}

#[tokio::test]
async fn the_spreadsheet_holds_what_the_filters_leave_on_the_screen() {
    let (app, world) = App::with_world().await;
    fill(&app, &world, 60, 0.3).await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let all = in_csv(&browser.get("/portfolio.csv").await).len();
    assert_eq!(all, 61);
    let clinic = format!("organisation={}", world.clinic);
    for query in [
        "q=part%C3%AFcip%20nothing%20has%20this",
        "q=PARTNERSHIP",
        "q=record-1",
        "q=other+systems",
        "jurisdiction=CA-ON",
        "level=national",
        "stage=active&stage=closing",
        "block=infrastructure",
        "status=red",
        "status=amber&status=green",
        "concern=waiting_review",
        "concern=overdue_review&stage=active",
        "concern=late_milestone",
        &clinic,
        "sort=-reported&status=red",
        "status=nonsense&stage=%27&concern=x&organisation=y",
    ] {
        let csv = in_csv(&browser.get(&format!("/portfolio.csv?{query}")).await);
        assert_eq!(csv, on_screen(&mut browser, query).await, "{query}");
        let none = query.contains("nothing");
        let every = query.contains("nonsense") || query.contains("other+");
        assert_eq!(csv.is_empty(), none, "{query}");
        assert_eq!(csv.len() == all, every, "{query}");
    }
}

#[tokio::test]
async fn a_figure_leads_to_as_many_partnerships_as_it_says() {
    let (app, world) = App::with_world().await;
    fill(&app, &world, 60, 0.4).await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let page = browser.get("/portfolio").await;
    for (label, query) in [
        ("Red overall", "status=red"),
        ("Amber overall", "status=amber"),
        (
            "Partnerships with a late milestone",
            "concern=late_milestone",
        ),
        (
            "Partnerships with a late deliverable",
            "concern=late_deliverable",
        ),
        (
            "Partnerships with an overdue review",
            "concern=overdue_review",
        ),
    ] {
        assert!(
            page.shows(&format!("href=\"/portfolio?{query}#partnerships\"")),
            "{label}"
        );
        let behind = on_screen(&mut browser, query).await.len();
        assert_eq!(
            tile(&page, label),
            i64::try_from(behind).unwrap(),
            "{label}"
        );
    }
}

#[tokio::test]
async fn what_needs_attention_comes_worst_first_with_reason_executive_and_reporter() {
    let (app, world) = App::with_world().await;
    let mut browser = app.signed_in(OFFICIAL).await;
    let calm = browser.get("/portfolio").await;
    assert!(calm.shows("Nothing needs attention"));
    sqlx::query("insert into partnership (id, reference, title, jurisdiction_id, level, stage) values (gen_random_uuid(), 'WORSE-1', 'Lost cause', $1, 'regional', 'active')")
        .bind(world.on).execute(&app.owner).await.unwrap();
    sqlx::query("insert into milestone (id, partnership_id, title, owner_id, planned_on) select gen_random_uuid(), id, 'Everything works', $1, '2026-10-01' from partnership where reference = 'WORSE-1'")
        .bind(world.acme).execute(&app.owner).await.unwrap();
    sqlx::query("update milestone set planned_on = '2026-11-20' where id = $1")
        .bind(world.milestone)
        .execute(&app.owner)
        .await
        .unwrap();
    sqlx::query("insert into milestone_entry (id, partnership_id, milestone_id, happened_on, story, state, person_id, logged_at) values (gen_random_uuid(), $1, $2, '2026-11-19', 'Nearly', 'planned', $3, '2026-11-19 10:00Z')")
        .bind(world.partnership).bind(world.milestone).bind(world.people[VENDOR]).execute(&app.owner).await.unwrap();

    let page = browser.get("/portfolio").await;
    let red = page.body.find("Lost cause").unwrap();
    let amber = page.body.find("Shared record").unwrap();
    assert!(red < amber);
    assert!(page.shows("“Everything works” is 53 days late"));
    assert!(page.shows("“First exchange” is 3 days late"));
    assert!(page.shows("No accountable executive named"));
    assert!(page.shows("Eva Executive, Clinic of Tests · last report 19 Nov 2026, Victor Vendor"));
    let workbench = browser.get("/").await;
    assert!(workbench.shows("Lost cause") && workbench.shows("53 days late"));
}

#[tokio::test]
async fn values_are_counted_by_year_and_currency_and_never_mixed() {
    let (app, world) = App::with_world().await;
    sqlx::query("insert into contract (id, partnership_id, number, title, buyer_id, supplier_id, starts_on, ends_on, value, currency) values
        (gen_random_uuid(), $1, 'C-3', 'Third', $2, $3, '2026-05-01', '2027-05-01', 500, 'EUR'),
        (gen_random_uuid(), $1, 'C-4', 'Fourth', $2, $3, '2024-05-01', '2027-05-01', 40.5, 'CAD')")
        .bind(world.partnership).bind(world.clinic).bind(world.acme).execute(&app.owner).await.unwrap();
    let mut browser = app.signed_in(OFFICIAL).await;
    let page = browser.get("/portfolio").await;
    for sum in ["1,777,777 CAD", "40.50 CAD", "500 EUR"] {
        assert!(page.shows(sum), "{sum}");
    }
    assert!(!page.shows("1,778,3") && !page.shows("1,778,2"));
    assert!(page.shows("by the calendar year they start in, each currency by itself"));
    let csv = browser.get("/portfolio.csv").await;
    assert!(csv.shows("Contract value in CAD,Contract value in EUR"));
    assert!(csv.shows("1777817.50,500.00"));
}

#[tokio::test]
async fn a_foreign_official_sees_none_of_it_and_vendors_and_clinicians_no_portfolio() {
    let (app, world) = App::with_world().await;
    fill(&app, &world, 5, 0.5).await;
    let secrets = [
        "Shared record",
        "RECORD-1",
        "Partnership 2",
        "MANY-",
        "Milestone",
        "Eva Executive",
        "CAD",
    ];
    for email in [FOREIGN_OFFICIAL, FOREIGN_EXECUTIVE] {
        let mut browser = app.signed_in(email).await;
        let foreign = format!("/portfolio?organisation={}", world.clinic);
        for path in [
            "/portfolio",
            "/portfolio?jurisdiction=CA",
            &foreign,
            "/portfolio.csv",
            "/",
        ] {
            let reply = browser.get(path).await;
            assert_eq!(reply.status, StatusCode::OK, "{path}");
            let body = reply.body.split("</header>").skip(1).collect::<String>();
            for secret in secrets {
                let heading = path.ends_with("csv") && secret == "Milestone";
                assert!(
                    heading || !body.contains(secret),
                    "{secret} on {path}: {body}"
                );
            }
        }
        assert!(
            browser
                .get("/portfolio")
                .await
                .shows("No partnership is here yet")
        );
        assert!(in_csv(&browser.get("/portfolio.csv").await).is_empty());
    }
    for email in [VENDOR, CLINICIAN, ADMINISTRATOR] {
        let mut browser = app.signed_in(email).await;
        for path in ["/portfolio", "/portfolio.csv"] {
            assert_eq!(
                browser.get(path).await.status,
                StatusCode::FORBIDDEN,
                "{email}"
            );
        }
    }
}

#[tokio::test]
async fn a_vendor_finds_what_is_due_what_waits_and_what_was_said_and_only_its_own() {
    let (app, world) = App::with_world().await;
    let mut vendor = app.signed_in(VENDOR).await;
    let calm = vendor.get("/").await;
    assert!(calm.shows("Interface description") && calm.shows("Due on 1 Dec 2026, in 8 days"));
    assert!(calm.shows("Nothing waits for the buyer") && calm.shows("No verdict lately"));

    let submit = "insert into submission (id, partnership_id, contract_id, deliverable_id, number, notes, submitted_by, submitted_on, review_due_on) values ($1, $2, $3, $4, $5, 'Here', $6, '2026-11-02', '2026-11-16')";
    let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
    for (id, number) in [(first, 1), (second, 2)] {
        sqlx::query(submit)
            .bind(id)
            .bind(world.partnership)
            .bind(world.contract)
            .bind(world.deliverable)
            .bind(number)
            .bind(world.people[VENDOR])
            .execute(&app.owner)
            .await
            .unwrap();
        let state = if number == 1 { "returned" } else { "submitted" };
        sqlx::query("update deliverable set state = $2 where id = $1")
            .bind(world.deliverable)
            .bind(state)
            .execute(&app.owner)
            .await
            .unwrap();
        if number == 2 {
            continue;
        }
        sqlx::query("insert into review (id, partnership_id, contract_id, submission_id, verdict, reason, reviewed_by, reviewed_on) values ($1, $2, $3, $4, 'return', 'The diagram is missing', $5, '2026-11-12')")
            .bind(Uuid::now_v7()).bind(world.partnership).bind(world.contract).bind(first)
            .bind(world.people[EXECUTIVE]).execute(&app.owner).await.unwrap();
        let returned = vendor.get("/").await;
        assert!(
            returned.shows("Returned: The diagram is missing"),
            "{}",
            returned.body
        );
    }
    let waiting = vendor.get("/").await;
    assert!(waiting.shows("Nothing is due from you"));
    assert!(waiting.shows("Version 2 submitted on 2 Nov 2026 to Clinic of Tests"));
    assert!(waiting.shows("The review was due on 16 Nov 2026, 5 working days ago"));
    assert!(waiting.shows("The diagram is missing") && waiting.shows("Eva Executive"));
    assert!(!waiting.shows("Secret"));

    let executive = app.signed_in(EXECUTIVE).await.get("/").await;
    assert!(executive.shows("Version 2 submitted on 2 Nov 2026 by Acme Systems"));
    assert!(executive.shows("Overdue") && executive.shows("5 working days too long"));
    let other = app.signed_in(OTHER_VENDOR).await.get("/").await;
    assert!(other.shows("Secret host plan") && !other.shows("Interface description"));
    assert!(other.shows("No verdict lately"));
}

#[tokio::test]
async fn each_role_finds_its_own_workbench() {
    let (app, world) = App::with_world().await;
    sqlx::query("update contract set ends_on = '2027-02-10' where id = $1")
        .bind(world.contract)
        .execute(&app.owner)
        .await
        .unwrap();
    sqlx::query("insert into partnership_move (id, partnership_id, from_stage, to_stage, moved_on, note, person_id) values (gen_random_uuid(), $1, 'negotiating', 'active', '2026-11-05', 'All have signed', $2)")
        .bind(world.partnership).bind(world.people[OFFICIAL]).execute(&app.owner).await.unwrap();
    sqlx::query("update person set deactivated_at = '2026-11-20 09:00Z' where id = $1")
        .bind(world.people[OTHER_VENDOR])
        .execute(&app.owner)
        .await
        .unwrap();
    for (email, words) in [
        (
            OFFICIAL,
            vec![
                "All is well",
                "C-1: Record exchange",
                "All have signed",
                "from Negotiating to Active",
                "Nothing has changed yet",
            ],
        ),
        (
            EXECUTIVE,
            vec![
                "Nothing waits for your review",
                "C-1: Record exchange",
                "You are accountable for",
                "Shared record",
                "No milestone of yours is due",
            ],
        ),
        (VENDOR, vec!["In our hands", "First exchange"]),
        (
            CLINICIAN,
            vec![
                "Partnerships of your organisation",
                "Shared record",
                "Green",
            ],
        ),
        (
            AUDITOR,
            vec![
                "In your scope",
                "Deliverables not accepted yet",
                "All have signed",
            ],
        ),
        (
            ADMINISTRATOR,
            vec!["People who can sign in", "1 deactivated", "Otto Other"],
        ),
    ] {
        let page = app.signed_in(email).await.get("/").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in words {
            assert!(page.shows(words), "{words} for {email}: {}", page.body);
        }
    }
    let nobody = app.browser().get("/").await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_pages_are_whole_in_french_too() {
    let (app, world) = App::with_world().await;
    fill(&app, &world, 10, 0.6).await;
    for email in [
        OFFICIAL,
        EXECUTIVE,
        VENDOR,
        CLINICIAN,
        AUDITOR,
        ADMINISTRATOR,
    ] {
        let mut browser = app.signed_in(email).await;
        for path in [
            "/?lang=fr-CA",
            "/portfolio?lang=fr-CA&status=red&concern=late_milestone",
        ] {
            let page = browser.get(path).await;
            assert!(!page.shows("⟦"), "{path}: {}", page.body);
            assert!(page.shows("lang=\"fr"), "{path}");
        }
    }
}

#[tokio::test]
async fn pages_of_bodies_cost_the_same_with_many_meetings_decisions_and_actions() {
    CountStatements::install();
    let (app, world) = App::with_world().await;
    let body = Uuid::now_v7();
    sqlx::query("insert into body (id, partnership_id, level, name, purpose, quorum) values ($1, $2, 'partnership', 'Board', 'Steers', 1)")
        .bind(body).bind(world.partnership).execute(&app.owner).await.unwrap();
    let mut browser = app.signed_in(OFFICIAL).await;
    let mut counts: Vec<Vec<usize>> = Vec::new();
    for more in [2, 60] {
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
            "insert into body (id, partnership_id, level, name, purpose, quorum)
                select gen_random_uuid(), partnership_id, level, 'Board ' || n, 'Steers', 1
                from body, generate_series(1, {more}) n where id = '{body}';
            insert into body_member (id, body_id, person_id, organisation_id, stakeholder_group, seat, starts_on)
                select gen_random_uuid(), '{body}', p.id, p.organisation_id, 'clinician', 'voting', date '2020-01-01' + n + {more}
                from person p, generate_series(1, {more}) n where p.role = 'clinician';
            insert into meeting (id, body_id, planned_on, place)
                select gen_random_uuid(), '{body}', date '2026-01-01' + n, 'Video' from generate_series(1, {more}) n;
            insert into attendance (id, body_id, meeting_id, guest, stakeholder_group, present)
                select gen_random_uuid(), '{body}', m.id, 'Guest ' || n, 'clinician', true
                from meeting m, generate_series(1, 3) n;
            insert into decision (id, body_id, meeting_id, question, asked_on)
                select gen_random_uuid(), '{body}', m.id, 'Question', '2026-01-01' from meeting m;
            insert into action (id, body_id, meeting_id, what, owner_id, verifier_id, due_on)
                select gen_random_uuid(), '{body}', m.id, 'Action', a.id, b.id, '2026-02-01'
                from meeting m, person a, person b where a.role = 'clinician' and b.role = 'health_executive' and b.organisation_id = a.organisation_id;"
        )))
        .execute(&app.owner)
        .await
        .unwrap();
        let meeting: Uuid =
            sqlx::query_scalar("select id from meeting order by planned_on limit 1")
                .fetch_one(&app.owner)
                .await
                .unwrap();
        let mut now = Vec::new();
        for path in [
            "/bodies".to_owned(),
            format!("/bodies/{body}"),
            format!("/bodies/{body}/meetings"),
            format!("/bodies/{body}/meetings/{meeting}"),
            format!("/bodies/{body}/meetings/{meeting}/agenda"),
            format!("/bodies/{body}/decisions"),
            format!("/bodies/{body}/actions"),
            "/partnerships/RECORD-1/governance".to_owned(),
        ] {
            CountStatements::take();
            let reply = browser.get(&path).await;
            assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.body);
            now.push(CountStatements::take());
        }
        counts.push(now);
    }
    assert_eq!(counts[0], counts[1]);
    assert!(
        counts[0].iter().all(|count| *count <= 20),
        "{:?}",
        counts[0]
    );
}
