//! The only SQL of the standings that are kept.

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::funding::{Entry, FundingKind};
use rust_decimal::Decimal;
use sqlx::types::Json;
use uuid::Uuid;

use super::Row;
use crate::db::Tx;

/// What is known before anything is read.
pub(super) struct Known {
    /// Whether a day's standings take everything into account.
    pub(super) current: bool,
    /// Whether the sums of the viewer's jurisdictions are those of all that
    /// the viewer sees.
    pub(super) oversees_all: bool,
}

/// What is known of a day's standings.
pub(super) async fn known(tx: &mut Tx, day: NaiveDate) -> sqlx::Result<Known> {
    sqlx::query_as!(
        Known,
        r#"select standing_is_current($1) as "current!",
            viewer_oversees_all_they_see() as "oversees_all!""#,
        day
    )
    .fetch_one(&mut **tx)
    .await
}

/// Keeps others from judging until the transaction ends, and tells up to which
/// row of the history the standings of a day go.
pub(super) async fn lock(tx: &mut Tx, day: NaiveDate) -> sqlx::Result<Option<i64>> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('triad.standing'))")
        .execute(&mut **tx)
        .await?;
    sqlx::query_scalar!("select seq from standing_watermark where day = $1", day)
        .fetch_optional(&mut **tx)
        .await
}

/// The last row of the history.
pub(super) async fn end_of_history(tx: &mut Tx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select coalesce(max(seq), 0) as "seq!" from history"#)
        .fetch_one(&mut **tx)
        .await
}

/// The partnerships to judge: those that the history names since, those of a
/// supplier whose proofs it names or of a funder that it names, or all of them
/// where nothing is judged yet or where the fiscal year of a jurisdiction
/// may have changed.
pub(super) async fn changed(
    tx: &mut Tx,
    since: Option<i64>,
    until: i64,
) -> sqlx::Result<Vec<Uuid>> {
    let all = match since {
        None => true,
        Some(since) => {
            sqlx::query_scalar!(
                r#"select exists (select 1 from history where seq > $1 and seq <= $2
                    and table_name = 'jurisdiction' and action = 'update') as "changed!""#,
                since,
                until
            )
            .fetch_one(&mut **tx)
            .await?
        }
    };
    if all {
        return sqlx::query_scalar!("select id from partnership order by id")
            .fetch_all(&mut **tx)
            .await;
    }
    sqlx::query_scalar!(
        r#"with told as (
            select table_name, row_id, partnership_id from history where seq > $1 and seq <= $2)
        select partnership_id as "id!" from told where partnership_id is not null
        union
        select y.partnership_id from told t
        join proof p on t.table_name = 'proof' and p.id = t.row_id
        join party y on y.organisation_id = p.organisation_id
        union
        select f.partnership_id from told t
        join partnership_funding f on t.table_name = 'organisation' and f.funder_id = t.row_id
        order by 1"#,
        since,
        until
    )
    .fetch_all(&mut **tx)
    .await
}

/// Notes up to which row of the history the standings of a day go.
pub(super) async fn mark(tx: &mut Tx, day: NaiveDate, seq: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into standing_watermark (day, seq) values ($1, $2)
        on conflict (day) do update set seq = excluded.seq",
        day,
        seq
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The jurisdictions under which these partnerships stand on a day.
pub(super) async fn jurisdictions(
    tx: &mut Tx,
    day: NaiveDate,
    partnerships: &[Uuid],
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select distinct jurisdiction_id from partnership_standing
        where day = $1 and partnership_id = any ($2)",
        day,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await
}

/// Keeps how these partnerships fare on a day.
pub(super) async fn put(tx: &mut Tx, day: NaiveDate, rows: &[Row<'_>]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into partnership_standing (day, partnership_id, jurisdiction_id, reference, overall,
            weight, schedule, schedule_weight, money, targets, relationship, involvement, finance,
            concerns, open_milestones, submitted_deliverables, warnings, next_warning, widest_gap,
            last_event_at, judged)
        select $1, r.partnership_id, p.jurisdiction_id, p.reference, r.overall, r.weight, r.schedule,
            r.schedule_weight, r.money, r.targets, r.relationship, r.involvement, r.finance, r.concerns, r.open_milestones,
            r.submitted_deliverables, r.warnings, r.next_warning, r.widest_gap, s.last_event_at,
            r.judged
        from json_to_recordset($2::json) as r (partnership_id uuid, overall text, weight bigint,
            schedule text, schedule_weight bigint, money text, targets text, relationship text,
            involvement text, finance text, concerns text[], open_milestones integer, submitted_deliverables integer,
            warnings integer, next_warning integer, widest_gap numeric, judged json)
        join partnership p on p.id = r.partnership_id
        join partnership_summary s on s.partnership_id = r.partnership_id
        on conflict (day, partnership_id) do update set
            (jurisdiction_id, reference, overall, weight, schedule, schedule_weight, money, targets,
                relationship, involvement, finance, concerns, open_milestones, submitted_deliverables, warnings,
                next_warning, widest_gap, last_event_at, judged)
            = row(excluded.jurisdiction_id, excluded.reference, excluded.overall, excluded.weight,
                excluded.schedule, excluded.schedule_weight, excluded.money, excluded.targets,
                excluded.relationship, excluded.involvement, excluded.finance, excluded.concerns, excluded.open_milestones,
                excluded.submitted_deliverables, excluded.warnings, excluded.next_warning,
                excluded.widest_gap, excluded.last_event_at, excluded.judged)",
        day,
        Json(rows) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Removes the sums that no day has its own of.
pub(super) async fn clear_sums(tx: &mut Tx) -> sqlx::Result<()> {
    sqlx::query!("delete from jurisdiction_funding")
        .execute(&mut **tx)
        .await?;
    sqlx::query!("delete from jurisdiction_contract_year")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Adds up anew what is kept per jurisdiction.
pub(super) async fn add_up(
    tx: &mut Tx,
    day: NaiveDate,
    jurisdictions: &[Uuid],
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from jurisdiction_standing where day = $1 and jurisdiction_id = any ($2)",
        day,
        jurisdictions
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into jurisdiction_standing (day, jurisdiction_id, what, number)
        select k.day, k.jurisdiction_id, c.what, sum(c.number)
        from partnership_standing k cross join lateral standing_counts(k) c
        where k.day = $1 and k.jurisdiction_id = any ($2)
        group by k.day, k.jurisdiction_id, c.what",
        day,
        jurisdictions
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "delete from jurisdiction_funding where jurisdiction_id = any ($1)",
        jurisdictions
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into jurisdiction_funding
        select p.jurisdiction_id, f.currency, f.kind, f.starts_on, f.ends_on, sum(f.expected),
            sum(f.committed), sum(f.received), sum(f.spent)
        from partnership_funding f join partnership p on p.id = f.partnership_id
        where p.jurisdiction_id = any ($1) group by 1, 2, 3, 4, 5",
        jurisdictions
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "delete from jurisdiction_contract_year where jurisdiction_id = any ($1)",
        jurisdictions
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into jurisdiction_contract_year
        select p.jurisdiction_id, y.year, y.currency, sum(y.contracts), sum(y.value)
        from partnership_contract_year y join partnership p on p.id = y.partnership_id
        where p.jurisdiction_id = any ($1) group by 1, 2, 3",
        jurisdictions
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The time zones that people's days begin and end in.
pub(super) async fn time_zones(tx: &mut Tx) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!("select distinct time_zone from jurisdiction")
        .fetch_all(&mut **tx)
        .await
}

/// Has Postgres count what is kept, so that it plans by it.
pub(super) async fn count(tx: &mut Tx) -> sqlx::Result<()> {
    sqlx::query!("select count_standings()")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Removes everything that is kept.
pub(super) async fn forget_all(tx: &mut Tx) -> sqlx::Result<()> {
    sqlx::query!("delete from standing_watermark")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Removes what was kept of the days before.
pub(super) async fn forget(tx: &mut Tx, before: NaiveDate) -> sqlx::Result<()> {
    sqlx::query!("delete from standing_watermark where day < $1", before)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A number that partnerships add up to.
pub(super) struct Count {
    pub(super) what: String,
    pub(super) number: i64,
}

/// What the viewer's jurisdictions add up to.
pub(super) async fn counts(tx: &mut Tx, day: NaiveDate) -> sqlx::Result<Vec<Count>> {
    sqlx::query_as!(
        Count,
        r#"select what, sum(number)::bigint as "number!" from jurisdiction_standing
        where day = $1 group by what"#,
        day
    )
    .fetch_all(&mut **tx)
    .await
}

/// What a jurisdiction and those below it add up to, as far as the viewer
/// oversees them.
pub(super) async fn counts_within(
    tx: &mut Tx,
    day: NaiveDate,
    jurisdiction: Uuid,
) -> sqlx::Result<Vec<Count>> {
    sqlx::query_as!(
        Count,
        r#"with recursive within as (
            select id from jurisdiction where id = $2
            union select j.id from jurisdiction j join within w on j.parent_id = w.id)
        select what, sum(number)::bigint as "number!" from jurisdiction_standing
        where day = $1 and jurisdiction_id in (select id from within) group by what"#,
        day,
        jurisdiction
    )
    .fetch_all(&mut **tx)
    .await
}

/// What these partnerships add up to.
pub(super) async fn counts_of(
    tx: &mut Tx,
    day: NaiveDate,
    partnerships: &[Uuid],
) -> sqlx::Result<Vec<Count>> {
    sqlx::query_as!(
        Count,
        r#"select c.what as "what!", sum(c.number)::bigint as "number!"
        from partnership_standing k cross join lateral standing_counts(k) c
        where k.day = $1 and k.partnership_id = any ($2) group by c.what"#,
        day,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await
}

/// Funding of one currency, kind and fiscal period, which names no funder.
pub(super) struct FundingSum {
    currency: String,
    kind: FundingKind,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    expected: Decimal,
    committed: Decimal,
    received: Decimal,
    spent: Decimal,
}

impl From<FundingSum> for (String, Entry) {
    fn from(sum: FundingSum) -> Self {
        let entry = Entry {
            period: Period::new(sum.starts_on, sum.ends_on)
                .expect("commitment_line_period_in_order holds"),
            label: String::new(),
            funder_id: Uuid::nil(),
            kind: sum.kind,
            expected: sum.expected,
            committed: sum.committed,
            received: sum.received,
            spent: sum.spent,
        };
        (sum.currency, entry)
    }
}

/// What the funding of the viewer's jurisdictions adds up to.
pub(super) async fn funding(tx: &mut Tx) -> sqlx::Result<Vec<FundingSum>> {
    sqlx::query_as!(
        FundingSum,
        r#"select currency, kind as "kind: FundingKind", starts_on, ends_on,
            sum(expected) as "expected!", sum(committed) as "committed!",
            sum(received) as "received!", sum(spent) as "spent!"
        from jurisdiction_funding group by currency, kind, starts_on, ends_on
        order by starts_on, ends_on, currency, kind"#
    )
    .fetch_all(&mut **tx)
    .await
}

/// What the funding of these partnerships adds up to.
pub(super) async fn funding_of(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<Vec<FundingSum>> {
    sqlx::query_as!(
        FundingSum,
        r#"select currency, kind as "kind: FundingKind", starts_on, ends_on,
            sum(expected) as "expected!", sum(committed) as "committed!",
            sum(received) as "received!", sum(spent) as "spent!"
        from partnership_funding where partnership_id = any ($1)
        group by currency, kind, starts_on, ends_on
        order by starts_on, ends_on, currency, kind"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await
}

/// The value of contracts that start in one calendar year, in one currency.
pub(crate) struct YearSum {
    pub(crate) year: i32,
    pub(crate) currency: String,
    pub(crate) contracts: i64,
    pub(crate) value: Decimal,
}

/// The contract value of the viewer's jurisdictions by year and currency.
pub(crate) async fn contract_years(tx: &mut Tx) -> sqlx::Result<Vec<YearSum>> {
    sqlx::query_as!(
        YearSum,
        r#"select year, currency, sum(contracts)::bigint as "contracts!", sum(value) as "value!"
        from jurisdiction_contract_year group by year, currency order by currency, year"#
    )
    .fetch_all(&mut **tx)
    .await
}

/// The contract value of these partnerships by year and currency.
pub(crate) async fn contract_years_of(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<Vec<YearSum>> {
    sqlx::query_as!(
        YearSum,
        r#"select year, currency, sum(contracts)::bigint as "contracts!", sum(value) as "value!"
        from partnership_contract_year where partnership_id = any ($1)
        group by year, currency order by currency, year"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await
}

/// A page of what the viewer sees, those that fare worst first.
pub(crate) async fn page(
    tx: &mut Tx,
    day: NaiveDate,
    (limit, offset): (i64, i64),
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select partnership_id from partnership_standing where day = $1
        order by weight desc, reference limit $2 offset $3",
        day,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// The partnerships that have any of these concerns, those that fare worst first.
pub(crate) async fn concerned(
    tx: &mut Tx,
    day: NaiveDate,
    concerns: &[String],
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select partnership_id from partnership_standing
        where day = $1 and concerns && $2 order by weight desc, reference limit $3",
        day,
        concerns,
        limit
    )
    .fetch_all(&mut **tx)
    .await
}

/// The partnerships whose suppliers lack a proof that counts, those first where
/// one has expired, at most so many; and how many there are.
pub(crate) async fn unproven(
    tx: &mut Tx,
    day: NaiveDate,
    most: usize,
) -> sqlx::Result<(Vec<Uuid>, i64)> {
    let rows = sqlx::query!(
        r#"select partnership_id, count(*) over () as "total!" from partnership_standing
        where day = $1 and 'missing_evidence' = any (concerns)
        order by 'expired_evidence' = any (concerns) desc, weight desc, reference limit $2"#,
        day,
        i64::try_from(most).unwrap_or(i64::MAX)
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok((
        rows.into_iter().map(|row| row.partnership_id).collect(),
        total,
    ))
}

/// The few of some partnerships that a page tells more of.
pub(crate) struct Few {
    /// The worst of those that somebody should act on.
    pub(crate) worst: Vec<Uuid>,
    /// Those in which the groups stand furthest apart.
    pub(crate) apart: Vec<Uuid>,
    /// Those that reported last.
    pub(crate) reported: Vec<Uuid>,
    /// Those with the contracts that are the most urgent to act on.
    pub(crate) warned: Vec<Uuid>,
}

/// Those few of all that the viewer sees, each kind by an index; of each at most
/// so many.
pub(crate) async fn few(
    tx: &mut Tx,
    day: NaiveDate,
    [worst, apart, reported, warned]: [i64; 4],
) -> sqlx::Result<Few> {
    sqlx::query_as!(
        Few,
        r#"select array(select partnership_id from partnership_standing
                where day = $1 and overall in ('red', 'amber')
                order by weight desc, reference limit $2) as "worst!",
            array(select partnership_id from partnership_standing
                where day = $1 and widest_gap is not null
                order by widest_gap desc, reference limit $3) as "apart!",
            array(select partnership_id from partnership_standing
                where day = $1 and last_event_at is not null
                order by last_event_at desc, reference limit $4) as "reported!",
            array(select partnership_id from partnership_standing
                where day = $1 and warnings > 0
                order by next_warning, reference limit $5) as "warned!""#,
        day,
        worst,
        apart,
        reported,
        warned
    )
    .fetch_one(&mut **tx)
    .await
}

/// As [`few`], of these partnerships.
pub(crate) async fn few_of(
    tx: &mut Tx,
    day: NaiveDate,
    partnerships: &[Uuid],
    [worst, apart, reported, warned]: [i64; 4],
) -> sqlx::Result<Few> {
    sqlx::query_as!(
        Few,
        r#"with those as materialized (
            select partnership_id, reference, overall, weight, widest_gap, last_event_at, warnings, next_warning
            from partnership_standing where day = $1 and partnership_id = any ($2))
        select array(select partnership_id from those where overall in ('red', 'amber')
                order by weight desc, reference limit $3) as "worst!",
            array(select partnership_id from those where widest_gap is not null
                order by widest_gap desc, reference limit $4) as "apart!",
            array(select partnership_id from those where last_event_at is not null
                order by last_event_at desc, reference limit $5) as "reported!",
            array(select partnership_id from those where warnings > 0
                order by next_warning, reference limit $6) as "warned!""#,
        day,
        partnerships,
        worst,
        apart,
        reported,
        warned
    )
    .fetch_one(&mut **tx)
    .await
}
