//! The only SQL of partnerships.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Grant, Role};
use domain::jurisdiction::Level;
use domain::organisation::Sector;
use domain::partnership::{Approach, Architecture, PartyRole, Stage};
use uuid::Uuid;

use super::form::{Filters, PartnershipValues};
use crate::db::Tx;

/// A partnership as the list shows it.
pub(super) struct ListRow {
    pub(super) id: Uuid,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) stage: Stage,
    pub(super) jurisdiction: String,
    pub(super) level: Level,
    pub(super) approach: Option<Approach>,
    pub(super) service_types: Vec<String>,
    pub(super) building_blocks: Vec<String>,
    pub(super) established_on: Option<NaiveDate>,
    pub(super) planned_end: Option<NaiveDate>,
    pub(super) executive: Option<String>,
    /// Short names of the parties, where they have one.
    pub(super) parties: Option<String>,
}

/// A page of the partnerships that the viewer sees, and how many there are in
/// all. Who they are is found first, so that only their rows are made.
pub(super) async fn list(
    tx: &mut Tx,
    filters: &Filters,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<ListRow>, i64)> {
    let found = if filters.are_blank() {
        by_reference(tx, limit, offset).await?
    } else {
        chosen(tx, filters, limit, offset).await?
    };
    let total = found.first().map_or(0, |found| found.total);
    let ids: Vec<Uuid> = found.into_iter().map(|found| found.id).collect();
    let rows = sqlx::query_as!(
        ListRow,
        r#"select p.id, p.reference, p.title, p.language, p.stage as "stage: Stage", j.name as jurisdiction,
            p.level as "level: Level", p.approach as "approach: Approach", p.service_types,
            p.building_blocks, p.established_on, p.planned_end, e.name as "executive?",
            (select string_agg(distinct coalesce(o.short_name, o.name), ', ')
                from party t join organisation o on o.id = t.organisation_id
                where t.partnership_id = p.id) as parties
        from unnest($1::uuid[]) with ordinality as found (id, place)
        join partnership p on p.id = found.id
        join jurisdiction j on j.id = p.jurisdiction_id
        left join person e on e.id = p.executive_id
        order by found.place"#,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok((rows, total))
}

/// A partnership of a page of the list.
struct Found {
    id: Uuid,
    /// How many there are on all pages.
    total: i64,
}

/// Of all partnerships, in the order of an index: however many there are, those
/// of the page are read and the others only counted.
async fn by_reference(tx: &mut Tx, limit: i64, offset: i64) -> sqlx::Result<Vec<Found>> {
    sqlx::query_as!(
        Found,
        r#"select id, (select count(*) from partnership) as "total!"
        from partnership order by reference limit $1 offset $2"#,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// Of the partnerships that the filters leave, in the order asked for.
async fn chosen(
    tx: &mut Tx,
    filters: &Filters,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<Found>> {
    sqlx::query_as!(
        Found,
        r#"with recursive within as (
            select id from jurisdiction where code = $4
            union select j.id from jurisdiction j join within w on j.parent_id = w.id)
        select p.id, count(*) over () as "total!"
        from partnership p
        join jurisdiction j on j.id = p.jurisdiction_id
        where ($1 = '' or fold(p.reference) like '%' || fold($1) || '%'
                or fold(p.title) like '%' || fold($1) || '%'
                or p.id in (
                    select t.partnership_id from party t join organisation o on o.id = t.organisation_id
                    where fold(o.name) like '%' || fold($1) || '%'
                        or fold(o.short_name) like '%' || fold($1) || '%'
                        or o.id in (select f.organisation_id from organisation_former_name f
                            where fold(f.name) like '%' || fold($1) || '%')))
            and ($2 = '' or p.stage = $2)
            and ($3 = '' or p.level = $3)
            and ($4 = '' or p.jurisdiction_id in (select id from within))
            and ($5 = '' or $5 = any (p.building_blocks))
            and ($6 = '' or $6 = any (p.service_types))
            and ($7 = '' or p.approach = $7)
        order by
            case when $8 = '-reference' then p.reference end desc,
            case when $8 = 'title' then fold(p.title) end,
            case when $8 = '-title' then fold(p.title) end desc,
            case when $8 = 'stage' then array_position($9::text[], p.stage) end,
            case when $8 = '-stage' then array_position($9::text[], p.stage) end desc,
            case when $8 = 'established' then p.established_on end,
            case when $8 = '-established' then p.established_on end desc nulls last,
            case when $8 = 'end' then p.planned_end end,
            case when $8 = '-end' then p.planned_end end desc nulls last,
            case when $8 = 'jurisdiction' then fold(j.name) end,
            case when $8 = '-jurisdiction' then fold(j.name) end desc,
            p.reference
        limit $10 offset $11"#,
        filters.q.trim(),
        filters.stage,
        filters.level,
        filters.jurisdiction,
        filters.block,
        filters.service,
        filters.approach,
        filters.sort,
        &stages_in_order(),
        limit,
        offset,
    )
    .fetch_all(&mut **tx)
    .await
}

fn stages_in_order() -> Vec<String> {
    use domain::Vocabulary;
    use strum::VariantArray;
    Stage::VARIANTS
        .iter()
        .map(|stage| stage.code().to_owned())
        .collect()
}

/// Code and name of each jurisdiction that holds, itself or below it, a
/// partnership the viewer sees. The index is asked for one jurisdiction after
/// the other, so the time does not grow with partnerships.
pub(crate) async fn jurisdictions_in_use(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"with recursive own as (
            (select jurisdiction_id from partnership order by jurisdiction_id limit 1)
            union all
            select (select p.jurisdiction_id from partnership p
                where p.jurisdiction_id > o.jurisdiction_id order by p.jurisdiction_id limit 1)
            from own o where o.jurisdiction_id is not null),
        used as (
            select j.id, j.code, j.name, j.parent_id from jurisdiction j
            where j.id in (select jurisdiction_id from own)
            union
            select j.id, j.code, j.name, j.parent_id from jurisdiction j join used u on j.id = u.parent_id)
        select code as "code!", name as "name!" from used order by code"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.name)).collect())
}

/// A partnership's record, with the names behind its ids.
pub(super) struct Record {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) need: Option<String>,
    pub(super) response: Option<String>,
    pub(super) language: String,
    pub(super) jurisdiction_id: Uuid,
    pub(super) jurisdiction: String,
    pub(super) level: Level,
    pub(super) approach: Option<Approach>,
    pub(super) architecture: Option<Architecture>,
    pub(super) service_types: Vec<String>,
    pub(super) building_blocks: Vec<String>,
    pub(super) outcome_domains: Vec<String>,
    pub(super) stage: Stage,
    pub(super) negotiation_start: Option<NaiveDate>,
    pub(super) negotiation_end: Option<NaiveDate>,
    pub(super) established_on: Option<NaiveDate>,
    pub(super) planned_end: Option<NaiveDate>,
    pub(super) executive_id: Option<Uuid>,
    pub(super) clinical_lead_id: Option<Uuid>,
    pub(super) ict_lead_id: Option<Uuid>,
    pub(super) sponsor_id: Option<Uuid>,
    /// Name and organisation of each lead.
    pub(super) executive: Option<String>,
    pub(super) clinical_lead: Option<String>,
    pub(super) ict_lead: Option<String>,
    pub(super) sponsor: Option<String>,
}

/// One partnership's record.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<Record> {
    sqlx::query_as!(
        Record,
        r#"select p.id, p.version, p.reference, p.title, p.need, p.response, p.language,
            p.jurisdiction_id, j.name as jurisdiction, p.level as "level: Level",
            p.approach as "approach: Approach", p.architecture as "architecture: Architecture",
            p.service_types, p.building_blocks, p.outcome_domains, p.stage as "stage: Stage",
            p.negotiation_start, p.negotiation_end, p.established_on, p.planned_end,
            p.executive_id, p.clinical_lead_id, p.ict_lead_id, p.sponsor_id,
            max(l.name || ', ' || o.name) filter (where l.id = p.executive_id) as executive,
            max(l.name || ', ' || o.name) filter (where l.id = p.clinical_lead_id) as clinical_lead,
            max(l.name || ', ' || o.name) filter (where l.id = p.ict_lead_id) as ict_lead,
            max(l.name || ', ' || o.name) filter (where l.id = p.sponsor_id) as sponsor
        from partnership p
        join jurisdiction j on j.id = p.jurisdiction_id
        left join person l on l.id in (p.executive_id, p.clinical_lead_id, p.ict_lead_id, p.sponsor_id)
        left join organisation o on o.id = l.organisation_id
        where p.id = $1
        group by p.id, j.id"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// An organisation that takes part, in one of its roles.
pub(super) struct PartyRow {
    pub(super) organisation_id: Uuid,
    pub(super) organisation: String,
    pub(super) short_name: Option<String>,
    pub(super) sector: Sector,
    pub(super) role: PartyRole,
    pub(super) since: Option<NaiveDate>,
    /// The organisation that took over its duties.
    pub(super) successor: Option<String>,
}

/// Who takes part, by role and name.
pub(super) async fn parties(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<PartyRow>> {
    sqlx::query_as!(
        PartyRow,
        r#"select t.organisation_id, o.name as organisation, o.short_name, o.sector as "sector: Sector",
            t.role as "role: PartyRole", t.since, s.name as "successor?"
        from party t
        join organisation o on o.id = t.organisation_id
        left join organisation s on s.id = o.successor_id
        where t.partnership_id = $1
        order by array_position(array['governance_authority', 'funder', 'provider',
            'clinical_partner', 'supplier'], t.role), fold(o.name), t.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// A dated step that lies ahead, or lies behind and was not taken.
pub(super) struct DateRow {
    /// `milestone`, `deliverable`, `review`, `planned_end`, or the code of an
    /// [`EventKind`](domain::renewal::EventKind).
    pub(super) kind: String,
    pub(super) title: Option<String>,
    pub(super) record_id: Uuid,
    pub(super) due_on: NaiveDate,
    pub(super) language: String,
}

/// How many dates the page of a partnership shows.
pub(super) const DATES_SHOWN: usize = 8;

/// The next dates of a partnership as the viewer sees it but those of its
/// contracts, overdue ones first.
pub(super) async fn next_dates(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<DateRow>> {
    sqlx::query_as!(
        DateRow,
        r#"select kind as "kind!", title, record_id as "record_id!", due_on as "due_on!",
            language as "language!"
        from (
            select 'milestone' as kind, title, id as record_id, coalesce(forecast_on, planned_on) as due_on, language
            from milestone where partnership_id = $1 and state in ('planned', 'in_progress', 'at_risk')
            union all
            select 'deliverable', title, id, due_on, language
            from deliverable where partnership_id = $1 and state in ('planned', 'in_progress', 'returned')
            union all
            select 'review', d.title, d.id, max(s.review_due_on), d.language
            from deliverable d join submission s on s.deliverable_id = d.id
            where d.partnership_id = $1 and d.state = 'submitted' group by d.id
            union all
            select 'planned_end', null, id, planned_end, language
            from partnership where id = $1 and planned_end is not null and stage not in ('closed', 'withdrawn')
        ) dates order by due_on, kind, record_id limit $2"#,
        partnership,
        DATES_SHOWN as i64
    )
    .fetch_all(&mut **tx)
    .await
}

/// Something that happened in a partnership.
pub(super) struct EventRow {
    /// `milestone_entry`, `submission`, `accepted`, `returned` or `reply`.
    pub(super) kind: String,
    pub(super) title: String,
    /// Id of the milestone or deliverable.
    pub(super) record_id: Uuid,
    /// What the person wrote.
    pub(super) words: Option<String>,
    pub(super) language: String,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) at: DateTime<Utc>,
}

/// The latest events of a partnership as the viewer sees it, the last first.
pub(super) async fn latest_events(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<EventRow>> {
    sqlx::query_as!(
        EventRow,
        r#"select e.kind as "kind!", e.title as "title!", e.record_id as "record_id!", e.words,
            e.language as "language!", p.name as "person?", o.name as "organisation?", e.at as "at!"
        from (
            (select 'milestone_entry' as kind, m.title, m.id as record_id, e.story as words, e.language,
                e.person_id, e.logged_at as at
            from milestone_entry e join milestone m on m.id = e.milestone_id
            where e.partnership_id = $1 order by e.logged_at desc limit 6)
            union all
            (select 'submission', d.title, d.id, s.notes, s.language, s.submitted_by, s.submitted_at
            from submission s join deliverable d on d.id = s.deliverable_id
            where s.partnership_id = $1 order by s.submitted_at desc limit 6)
            union all
            (select case r.verdict when 'accept' then 'accepted' else 'returned' end, d.title, d.id,
                r.reason, r.language, r.reviewed_by, r.reviewed_at
            from review r join submission s on s.id = r.submission_id join deliverable d on d.id = s.deliverable_id
            where r.partnership_id = $1 order by r.reviewed_at desc limit 6)
            union all
            (select 'reply', d.title, d.id, y.message, y.language, y.person_id, y.replied_at
            from reply y join submission s on s.id = y.submission_id join deliverable d on d.id = s.deliverable_id
            where y.partnership_id = $1 order by y.replied_at desc limit 6)
        ) e
        left join person p on p.id = e.person_id
        left join organisation o on o.id = p.organisation_id
        order by e.at desc, e.record_id limit 6"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// A step of a partnership's life: a move between stages, or a restructuring
/// that touched it.
pub(super) struct LifeRow {
    /// The stage it led to; none for a restructuring.
    pub(super) to_stage: Option<Stage>,
    pub(super) from_stage: Option<Stage>,
    pub(super) happened_on: NaiveDate,
    pub(super) words: String,
    pub(super) language: String,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
}

/// A partnership's life, the latest step first.
pub(super) async fn life(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<LifeRow>> {
    sqlx::query_as!(
        LifeRow,
        r#"select l.to_stage as "to_stage: Stage", l.from_stage as "from_stage: Stage",
            l.happened_on as "happened_on!", l.words as "words!", l.language as "language!",
            p.name as "person?", o.name as "organisation?"
        from (
            select id, from_stage, to_stage, moved_on as happened_on, note as words, language, person_id
            from partnership_move where partnership_id = $1
            union all
            select id, null, null, happened_on, description, language, person_id
            from restructuring where partnership_id = $1) l
        left join person p on p.id = l.person_id
        left join organisation o on o.id = p.organisation_id
        order by l.happened_on desc, l.id desc"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// A right given to one person.
pub(super) struct RightRow {
    pub(super) person: String,
    pub(super) organisation: String,
    pub(super) access: Grant,
}

/// The rights given in a partnership, by name.
pub(super) async fn rights(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<RightRow>> {
    sqlx::query_as!(
        RightRow,
        r#"select p.name as person, o.name as organisation, r.access as "access: Grant"
        from partnership_right r
        join person p on p.id = r.person_id
        join organisation o on o.id = p.organisation_id
        where r.partnership_id = $1 order by fold(p.name), p.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// Somebody who can be named in a partnership's record.
pub(super) struct Candidate {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) sector: Sector,
    pub(super) role: Role,
}

/// The people of the parties' organisations, those named in the record so far,
/// and, where a ministry edits, its own people. A partnership to be has none
/// but the last.
pub(super) async fn candidates(
    tx: &mut Tx,
    partnership: Option<Uuid>,
) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as!(
        Candidate,
        r#"select p.id, p.name, o.name as organisation, o.sector as "sector: Sector", p.role as "role: Role"
        from person p join organisation o on o.id = p.organisation_id
        where p.role <> 'administrator' and p.deactivated_at is null
                and (o.id in (select organisation_id from party where partnership_id = $1)
                    or (o.id = viewer_organisation() and o.sector = 'government'))
            or p.id in (select unnest(array[executive_id, clinical_lead_id, ict_lead_id, sponsor_id])
                from partnership where id = $1)
        order by fold(p.name), p.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// The jurisdictions in which the viewer may place a partnership: their own and
/// those below, unless it lies outside of these; then it stays where it is.
pub(super) async fn jurisdiction_choices(
    tx: &mut Tx,
    current: Option<Uuid>,
) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select id, name from jurisdiction
        where id = $1 or (id = any (viewer_jurisdictions())
            and ($1::uuid is null or $1 = any (viewer_jurisdictions())))
        order by code",
        current
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.name))
        .collect())
}

/// Adds a partnership, unless the same form added it before, and gives the
/// reference it goes by.
pub(super) async fn insert(
    tx: &mut Tx,
    values: &PartnershipValues,
    language: &str,
) -> sqlx::Result<String> {
    sqlx::query!(
        "insert into partnership (id, reference, title, need, response, jurisdiction_id, level, approach,
            architecture, service_types, building_blocks, outcome_domains, negotiation_start,
            negotiation_end, established_on, planned_end, sponsor_id, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        on conflict (id) do nothing",
        values.id,
        values.reference,
        values.title,
        values.need,
        values.response,
        values.jurisdiction_id,
        values.level as _,
        values.approach as _,
        values.architecture as _,
        &values.service_types,
        &values.building_blocks,
        &values.outcome_domains,
        values.negotiation_start,
        values.negotiation_end,
        values.established_on,
        values.planned_end,
        values.sponsor_id,
        language
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query_scalar!("select reference from partnership where id = $1", values.id)
        .fetch_one(&mut **tx)
        .await
}

/// Saves a partnership's record; false where somebody saved it before.
pub(super) async fn update(
    tx: &mut Tx,
    id: Uuid,
    values: &PartnershipValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update partnership set reference = $3, title = $4, need = $5, response = $6, jurisdiction_id = $7,
            level = $8, approach = $9, architecture = $10, service_types = $11, building_blocks = $12,
            outcome_domains = $13, negotiation_start = $14, negotiation_end = $15, established_on = $16,
            planned_end = $17, executive_id = $18, clinical_lead_id = $19, ict_lead_id = $20,
            sponsor_id = $21, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.reference,
        values.title,
        values.need,
        values.response,
        values.jurisdiction_id,
        values.level as _,
        values.approach as _,
        values.architecture as _,
        &values.service_types,
        &values.building_blocks,
        &values.outcome_domains,
        values.negotiation_start,
        values.negotiation_end,
        values.established_on,
        values.planned_end,
        values.executive_id,
        values.clinical_lead_id,
        values.ict_lead_id,
        values.sponsor_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Id and name of each organisation that takes part.
pub(super) async fn party_names(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select distinct o.id, o.name, fold(o.name) as sort
        from party t join organisation o on o.id = t.organisation_id
        where t.partnership_id = $1 order by sort, o.id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
