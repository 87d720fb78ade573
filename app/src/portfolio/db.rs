//! The only SQL of the portfolio.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::Vocabulary;
use domain::deliverable::Verdict;
use domain::jurisdiction::FirstMonth;
use domain::milestone::MilestoneState;
use domain::partnership::Stage;
use domain::schedule::ScheduleFacts;
use domain::status::Status;
use domain::strategic;
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::types::Json;
use strum::VariantArray;
use uuid::Uuid;

use super::form::{Filters, code_or_unknown};
use super::{Behind, Judged};
use crate::db::Tx;
use crate::governance::Governed;
use crate::money;
use crate::reports::Declaration;
use crate::status::Dimensions;

/// A partnership with what its summary row says.
pub(crate) struct PartnershipRow {
    pub(crate) id: Uuid,
    pub(crate) reference: String,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) stage: Stage,
    pub(crate) jurisdiction: String,
    pub(crate) planned_end: Option<NaiveDate>,
    /// Month in which fiscal years begin in its jurisdiction.
    pub(crate) first_month: FirstMonth,
    pub(crate) executive_id: Option<Uuid>,
    /// The accountable health executive and their organisation.
    pub(crate) executive: Option<String>,
    pub(crate) organisation: Option<String>,
    pub(crate) open_milestones: u32,
    pub(crate) missed_milestones: u32,
    pub(crate) next_milestone_due: Option<NaiveDate>,
    pub(crate) next_milestone_id: Option<Uuid>,
    pub(crate) next_milestone_title: Option<String>,
    pub(crate) worst_slip_days: Option<i32>,
    pub(crate) open_deliverables: u32,
    pub(crate) submitted_deliverables: u32,
    pub(crate) next_deliverable_due: Option<NaiveDate>,
    pub(crate) next_deliverable_id: Option<Uuid>,
    pub(crate) next_deliverable_title: Option<String>,
    pub(crate) oldest_review_due: Option<NaiveDate>,
    pub(crate) contracts: u32,
    pub(crate) last_event_at: Option<DateTime<Utc>>,
    /// Who reported last; nothing where it came over the command line.
    pub(crate) last_event_person: Option<String>,
}

impl PartnershipRow {
    /// What is known of its dates, for the domain's rule.
    pub(super) fn facts(&self) -> ScheduleFacts {
        ScheduleFacts {
            stage: self.stage,
            next_milestone_due: self.next_milestone_due,
            next_milestone_title: self.next_milestone_title.clone(),
            open_milestones: self.open_milestones,
            missed_milestones: self.missed_milestones,
            worst_slip_days: self.worst_slip_days,
            next_deliverable_due: self.next_deliverable_due,
            next_deliverable_title: self.next_deliverable_title.clone(),
            open_deliverables: self.open_deliverables + self.submitted_deliverables,
            oldest_review_due: self.oldest_review_due,
        }
    }
}

/// The ids of the partnerships in the viewer's scope that the filters leave, in
/// the order asked for; of so many at most, after so many.
///
/// By itself the order puts first what is bad, and by date what comes first;
/// what has no date is last either way.
pub(super) async fn chosen(
    tx: &mut Tx,
    filters: &Filters,
    day: NaiveDate,
    (limit, offset): (Option<i64>, i64),
) -> sqlx::Result<Vec<Uuid>> {
    let (key, descending) = filters.order();
    let mut severities = Status::VARIANTS.to_vec();
    severities.sort_by_key(|status| status.severity());
    let severities: Vec<String> = severities.iter().map(|one| one.code().to_owned()).collect();
    let involvements: Vec<String> = codes(filters.involvements());
    let finances: Vec<String> = codes(filters.finances());
    let concern = filters.concern().map_or("", |concern| concern.code());
    sqlx::query_scalar!(
        r#"with recursive within as (
            select id from jurisdiction where code = $2
            union select j.id from jurisdiction j join within w on j.parent_id = w.id)
        select p.id
        from partnership p
        join partnership_standing k on k.partnership_id = p.id and k.day = $7
        join partnership_summary s on s.partnership_id = p.id
        left join person e on e.id = p.executive_id
        where ($1 = '' or strpos(fold(p.title), fold($1)) > 0
                or strpos(fold(p.reference), fold($1)) > 0
                or exists (select 1 from party t join organisation n on n.id = t.organisation_id
                    where t.partnership_id = p.id and (strpos(fold(n.name), fold($1)) > 0
                        or strpos(fold(n.short_name), fold($1)) > 0
                        or exists (select 1 from organisation_former_name f
                            where f.organisation_id = n.id and strpos(fold(f.name), fold($1)) > 0))))
            and ($2 = '' or p.jurisdiction_id in (select id from within))
            and ($3::uuid is null or e.organisation_id = $3)
            and (cardinality($4::text[]) = 0 or p.level = any ($4))
            and (cardinality($5::text[]) = 0 or p.stage = any ($5))
            and (cardinality($6::text[]) = 0 or p.building_blocks && $6)
            and (cardinality($8::text[]) = 0 or k.overall = any ($8))
            and (cardinality($9::text[]) = 0 or k.schedule = any ($9))
            and (cardinality($10::text[]) = 0 or k.money = any ($10))
            and (cardinality($11::text[]) = 0 or k.targets = any ($11))
            and (cardinality($12::text[]) = 0 or k.relationship = any ($12))
            and (cardinality($13::text[]) = 0 or coalesce(k.involvement, 'unknown') = any ($13))
            and (cardinality($14::text[]) = 0 or coalesce(k.finance, 'unknown') = any ($14))
            and ($15 = '' or $15 = any (k.concerns))
        order by $17::numeric * case $16
                when 'schedule' then -k.schedule_weight
                when 'money' then -array_position($18::text[], k.money)
                when 'targets' then -array_position($18, k.targets)
                when 'relationship' then -array_position($18, k.relationship)
                when 'due' then least(s.next_milestone_due, s.next_deliverable_due) - date 'epoch'
                when 'reported' then extract(epoch from k.last_event_at)
                when 'title' then 0
                else -k.weight end nulls last,
            case when $16 = 'title' and $17 > 0 then fold(p.title) end,
            case when $16 = 'title' and $17 < 0 then fold(p.title) end desc,
            p.reference
        limit $19 offset $20"#,
        filters.words(),
        filters.jurisdiction,
        filters.organisation(),
        &filters.levels(),
        &filters.stages(),
        &filters.blocks(),
        day,
        &filters.statuses(),
        &filters.schedules(),
        &filters.monies(),
        &filters.targets(),
        &filters.relationships(),
        &involvements,
        &finances,
        concern,
        key,
        if descending { -Decimal::ONE } else { Decimal::ONE },
        &severities,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await
}

fn codes<T: Vocabulary>(values: Vec<Option<T>>) -> Vec<String> {
    let codes = values.into_iter().map(code_or_unknown);
    codes.map(str::to_owned).collect()
}

/// How many partnerships the viewer sees, and what there is in them.
pub(crate) struct Records {
    pub(crate) partnerships: i64,
    pub(crate) contracts: i64,
    pub(crate) open_milestones: i64,
    /// Not yet accepted.
    pub(crate) open_deliverables: i64,
}

/// Counts what the viewer sees.
pub(crate) async fn records(tx: &mut Tx) -> sqlx::Result<Records> {
    sqlx::query_as!(
        Records,
        r#"select count(*) as "partnerships!", coalesce(sum(contracts), 0) as "contracts!",
            coalesce(sum(open_milestones), 0) as "open_milestones!",
            coalesce(sum(open_deliverables + submitted_deliverables), 0) as "open_deliverables!"
        from partnership_summary"#
    )
    .fetch_one(&mut **tx)
    .await
}

/// These partnerships, as far as the viewer sees them, in no order.
pub(super) async fn partnerships(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<Vec<PartnershipRow>> {
    let rows = sqlx::query_as!(
        Held,
        r#"select p.id, p.reference, p.title, p.language, p.stage as "stage: Stage",
            j.name as jurisdiction, j.fiscal_first_month, p.planned_end, p.executive_id, e.name as "executive?",
            o.name as "organisation?", s.open_milestones, s.missed_milestones,
            s.next_milestone_due, s.next_milestone_id, s.next_milestone_title,
            s.worst_slip_days, s.open_deliverables, s.submitted_deliverables,
            s.next_deliverable_due, s.next_deliverable_id, s.next_deliverable_title,
            s.oldest_review_due, s.contracts, s.last_event_at, w.name as "last_event_person?"
        from partnership p
        join partnership_summary s on s.partnership_id = p.id
        join jurisdiction j on j.id = p.jurisdiction_id
        left join person e on e.id = p.executive_id
        left join organisation o on o.id = e.organisation_id
        left join person w on w.id = s.last_event_person_id
        where p.id = any ($1)"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// What is kept of how these partnerships fare on a day, as far as the viewer
/// sees them, in the order given.
pub(super) async fn judged(
    tx: &mut Tx,
    partnerships: &[Uuid],
    day: NaiveDate,
) -> sqlx::Result<Vec<Judged>> {
    let mut rows: HashMap<Uuid, PartnershipRow> = self::partnerships(tx, partnerships)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let kept = sqlx::query_as!(
        KeptRow,
        r#"select partnership_id, judged as "judged: Json<Kept>" from partnership_standing
        where day = $2 and partnership_id = any ($1)"#,
        partnerships,
        day
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut kept: HashMap<Uuid, Kept> = kept
        .into_iter()
        .map(|row| (row.partnership_id, row.judged.0))
        .collect();
    let judged = partnerships.iter().filter_map(|id| {
        let kept = kept.remove(id)?;
        Some(Judged {
            row: rows.remove(id)?,
            dimensions: kept.dimensions,
            declared: kept.declared,
            committed: kept.committed,
            widest_gap: kept.widest_gap,
            governed: kept.governed,
            strategic: kept.strategic,
        })
    });
    Ok(judged.collect())
}

struct KeptRow {
    partnership_id: Uuid,
    judged: Json<Kept>,
}

/// A [`Judged`] as it is kept, without its row; what is kept beside it, a
/// [`Behind`], is passed over.
#[derive(Deserialize)]
struct Kept {
    dimensions: Dimensions,
    declared: Option<Declaration>,
    committed: BTreeMap<String, Decimal>,
    widest_gap: Option<Decimal>,
    governed: Governed,
    strategic: Option<strategic::Standing>,
}

/// What lies behind how these partnerships fare on a day, as far as the viewer
/// sees them.
pub(super) async fn behind(
    tx: &mut Tx,
    partnerships: &[Uuid],
    day: NaiveDate,
) -> sqlx::Result<HashMap<Uuid, Behind>> {
    let rows = sqlx::query_as!(
        BehindRow,
        r#"select partnership_id, judged as "behind: Json<Behind>" from partnership_standing
        where day = $2 and partnership_id = any ($1)"#,
        partnerships,
        day
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.partnership_id, row.behind.0))
        .collect())
}

struct BehindRow {
    partnership_id: Uuid,
    behind: Json<Behind>,
}

/// A row as the database has it.
struct Held {
    id: Uuid,
    reference: String,
    title: String,
    language: String,
    stage: Stage,
    jurisdiction: String,
    fiscal_first_month: i16,
    planned_end: Option<NaiveDate>,
    executive_id: Option<Uuid>,
    executive: Option<String>,
    organisation: Option<String>,
    open_milestones: i32,
    missed_milestones: i32,
    next_milestone_due: Option<NaiveDate>,
    next_milestone_id: Option<Uuid>,
    next_milestone_title: Option<String>,
    worst_slip_days: Option<i32>,
    open_deliverables: i32,
    submitted_deliverables: i32,
    next_deliverable_due: Option<NaiveDate>,
    next_deliverable_id: Option<Uuid>,
    next_deliverable_title: Option<String>,
    oldest_review_due: Option<NaiveDate>,
    contracts: i32,
    last_event_at: Option<DateTime<Utc>>,
    last_event_person: Option<String>,
}

impl From<Held> for PartnershipRow {
    fn from(row: Held) -> Self {
        let count = |number: i32| u32::try_from(number).unwrap_or_default();
        Self {
            id: row.id,
            reference: row.reference,
            title: row.title,
            language: row.language,
            stage: row.stage,
            jurisdiction: row.jurisdiction,
            planned_end: row.planned_end,
            first_month: money::first_month(row.fiscal_first_month),
            executive_id: row.executive_id,
            executive: row.executive,
            organisation: row.organisation,
            open_milestones: count(row.open_milestones),
            missed_milestones: count(row.missed_milestones),
            next_milestone_due: row.next_milestone_due,
            next_milestone_id: row.next_milestone_id,
            next_milestone_title: row.next_milestone_title,
            worst_slip_days: row.worst_slip_days,
            open_deliverables: count(row.open_deliverables),
            submitted_deliverables: count(row.submitted_deliverables),
            next_deliverable_due: row.next_deliverable_due,
            next_deliverable_id: row.next_deliverable_id,
            next_deliverable_title: row.next_deliverable_title,
            oldest_review_due: row.oldest_review_due,
            contracts: count(row.contracts),
            last_event_at: row.last_event_at,
            last_event_person: row.last_event_person,
        }
    }
}

/// The value of one partnership's contracts in one currency.
pub(super) struct ValueRow {
    pub(super) partnership_id: Uuid,
    pub(super) currency: String,
    pub(super) value: Decimal,
}

/// The contract value of these partnerships by currency.
pub(super) async fn contract_values(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<Vec<ValueRow>> {
    sqlx::query_as!(
        ValueRow,
        r#"select partnership_id, currency, sum(value) as "value!" from partnership_contract_year
        where partnership_id = any ($1) group by partnership_id, currency"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await
}

/// Something that was reported: an entry on a milestone, a submission or a
/// review.
pub(crate) struct EventRow {
    pub(super) at: DateTime<Utc>,
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) partnership_language: String,
    /// The milestone or deliverable it is about.
    pub(super) subject_id: Uuid,
    pub(super) title: String,
    pub(super) language: String,
    /// State of the milestone from then on; for an entry only.
    pub(super) state: Option<MilestoneState>,
    /// Number of the version; for a submission only.
    pub(super) number: Option<i32>,
    /// For a review only.
    pub(super) verdict: Option<Verdict>,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
}

/// The latest [`EVENTS`](super::views::EVENTS) events of these partnerships, at
/// most as many. Each is asked for its latest few by index, so the time does not
/// grow with what lies behind them; what they are about is read of those that
/// are left.
///
/// The number stands in the query, since with a parameter in its place Postgres
/// takes planning anew for each request to be worth it, which it is not.
pub(crate) async fn events_of(tx: &mut Tx, partnerships: &[Uuid]) -> sqlx::Result<Vec<EventRow>> {
    sqlx::query_as!(
        EventRow,
        r#"with latest as (
            select e.* from (select id from unnest($1::uuid[]) one (id) limit 6) p
            cross join lateral (
                (select e.logged_at as at, e.id, e.partnership_id, e.milestone_id, null::uuid as submission_id,
                    e.state, null::integer as number, null::text as verdict, e.person_id
                from milestone_entry e where e.partnership_id = p.id order by e.logged_at desc limit 6)
                union all
                (select s.submitted_at, s.id, s.partnership_id, null, s.id, null, s.number, null, s.submitted_by
                from submission s where s.partnership_id = p.id order by s.submitted_at desc limit 6)
                union all
                (select r.reviewed_at, r.id, r.partnership_id, null, r.submission_id, null, null, r.verdict, r.reviewed_by
                from review r where r.partnership_id = p.id order by r.reviewed_at desc limit 6)) e
            order by e.at desc, e.id limit 6)
        select l.at as "at!", p.reference, p.title as partnership, p.language as partnership_language,
            coalesce(m.id, d.id) as "subject_id!", coalesce(m.title, d.title) as "title!",
            coalesce(m.language, d.language) as "language!", l.state as "state: MilestoneState",
            l.number, l.verdict as "verdict: Verdict", w.name as "person?", o.name as "organisation?"
        from latest l
        join partnership p on p.id = l.partnership_id
        left join milestone m on m.id = l.milestone_id
        left join submission s on s.id = l.submission_id
        left join deliverable d on d.id = s.deliverable_id
        left join person w on w.id = l.person_id
        left join organisation o on o.id = w.organisation_id
        where coalesce(m.id, d.id) is not null
        order by l.at desc, l.id"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await
}

/// Id and name of each organisation whose executive is accountable for a
/// partnership that the viewer sees. The index is asked for one executive after
/// the other, so the time grows with those and not with partnerships.
pub(super) async fn accountable(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "with recursive accountable as (
            (select executive_id from partnership where executive_id is not null
                order by executive_id limit 1)
            union all
            select (select p.executive_id from partnership p
                where p.executive_id > a.executive_id order by p.executive_id limit 1)
            from accountable a where a.executive_id is not null)
        select o.id, o.name from organisation o where o.id in (
            select e.organisation_id from accountable a join person e on e.id = a.executive_id)
        order by fold(o.name), o.id"
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.name))
        .collect())
}
