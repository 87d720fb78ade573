//! The only SQL of bodies and their members.

use chrono::NaiveDate;
use domain::governance::{BodyLevel, Seat};
use domain::scorecard::StakeholderGroup;
use uuid::Uuid;

use super::form::{BodyValues, Filters, Home, MemberValues};
use crate::db::Tx;

/// A body as lists and its page show it.
pub(crate) struct BodyRow {
    pub(crate) id: Uuid,
    pub(super) version: i32,
    pub(crate) name: String,
    pub(super) purpose: String,
    pub(super) level: BodyLevel,
    pub(super) quorum: i32,
    pub(crate) language: String,
    pub(super) jurisdiction_id: Option<Uuid>,
    pub(super) jurisdiction: Option<String>,
    /// Reference, title and language of its partnership, where the viewer sees it.
    pub(super) reference: Option<String>,
    pub(super) partnership: Option<String>,
    pub(super) partnership_language: Option<String>,
    /// Those who sit in it today, and those of them with a voting seat.
    pub(super) members: i64,
    pub(super) voting: i64,
    pub(crate) next_meeting_id: Option<Uuid>,
    pub(crate) next_meeting_on: Option<NaiveDate>,
    pub(crate) open_questions: i64,
    pub(crate) overdue_actions: i64,
    /// Of each question that was answered.
    pub(crate) sign_off_days: Vec<i32>,
}

/// Which bodies are asked for.
#[derive(Default)]
pub(super) struct Of {
    /// Those of this partnership, and those whose decisions bind it.
    pub(super) partnership: Option<Uuid>,
    /// Those of this jurisdiction itself.
    pub(super) jurisdiction: Option<Uuid>,
    /// This one.
    pub(super) body: Option<Uuid>,
}

/// A page of the bodies that the viewer sees, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    of: Of,
    filters: &Filters,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<BodyRow>, i64)> {
    let rows = sqlx::query!(
        r#"select b.id, b.version, b.name, b.purpose, b.level as "level: BodyLevel", b.quorum, b.language,
            b.jurisdiction_id, j.name as "jurisdiction?", p.reference as "reference?",
            p.title as "partnership?", p.language as "partnership_language?",
            sits.members as "members!", sits.voting as "voting!",
            next.id as "next_meeting_id?", next.planned_on as "next_meeting_on?",
            asked.open as "open_questions!", due.late as "overdue_actions!", asked.days as "sign_off_days!",
            count(*) over () as "total!"
        from body b
        left join jurisdiction j on j.id = b.jurisdiction_id
        left join partnership p on p.id = b.partnership_id
        cross join lateral (
            select count(*) as members, count(*) filter (where seat in ('chair', 'voting')) as voting
            from body_member m where m.body_id = b.id and m.starts_on <= $1
                and (m.ends_on is null or m.ends_on >= $1)) sits
        left join lateral (
            select t.id, t.planned_on from meeting t
            where t.body_id = b.id and t.planned_on >= $1 and not t.cancelled
                and not exists (select 1 from attendance a where a.meeting_id = t.id)
            order by t.planned_on, t.id limit 1) next on true
        cross join lateral (
            select count(*) filter (where (d.outcome is null or d.outcome in ('deferred', 'inconclusive'))
                    and not exists (select 1 from decision later where later.follows_id = d.id)) as open,
                coalesce(array_agg(d.decided_on - d.asked_on) filter (where d.outcome in
                    ('approved', 'approved_with_conditions', 'rejected')), '{}') as days
            from decision d where d.body_id = b.id) asked
        cross join lateral (
            select count(*) as late from action a
            where a.body_id = b.id and a.state = 'open' and a.due_on < $1) due
        where ($2::uuid is null or b.partnership_id = $2 or exists (
                select 1 from decision d
                left join contract c on c.id = d.binds_contract_id
                left join milestone m on m.id = d.binds_milestone_id
                where d.body_id = b.id
                    and $2 in (d.binds_partnership_id, c.partnership_id, m.partnership_id)))
            and ($3::uuid is null or b.id = $3)
            and ($10::uuid is null or b.jurisdiction_id = $10)
            and ($4 = '' or fold(b.name || ' ' || b.purpose) like '%' || fold($4) || '%')
            and (cardinality($5::text[]) = 0 or b.level = any ($5))
            and (not $6 or asked.open > 0 or due.late > 0)
        order by
            case when $7 = '-name' then fold(b.name) end desc,
            case when $7 = 'level' then array_position(array['national', 'regional', 'local', 'partnership'], b.level) end,
            case when $7 = '-level' then array_position(array['national', 'regional', 'local', 'partnership'], b.level) end desc,
            case when $7 = 'next' then next.planned_on end nulls last,
            case when $7 = '-next' then next.planned_on end desc nulls last,
            fold(b.name), b.id
        limit $8 offset $9"#,
        today,
        of.partnership,
        of.body,
        filters.q,
        &filters.level,
        filters.waiting(),
        filters.sort,
        limit,
        offset,
        of.jurisdiction,
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| BodyRow {
            id: row.id,
            version: row.version,
            name: row.name,
            purpose: row.purpose,
            level: row.level,
            quorum: row.quorum,
            language: row.language,
            jurisdiction_id: row.jurisdiction_id,
            jurisdiction: row.jurisdiction,
            reference: row.reference,
            partnership: row.partnership,
            partnership_language: row.partnership_language,
            members: row.members,
            voting: row.voting,
            next_meeting_id: row.next_meeting_id,
            next_meeting_on: row.next_meeting_on,
            open_questions: row.open_questions,
            overdue_actions: row.overdue_actions,
            sign_off_days: row.sign_off_days,
        })
        .collect();
    Ok((rows, total))
}

/// One body.
pub(super) async fn find(tx: &mut Tx, id: Uuid, today: NaiveDate) -> sqlx::Result<BodyRow> {
    let of = Of {
        body: Some(id),
        ..Of::default()
    };
    let (rows, _) = list(tx, of, &Filters::default(), today, 1, 0).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// Where the viewer may put a body: in the jurisdictions they keep, or in the
/// partnership with this reference.
pub(super) async fn homes(tx: &mut Tx, partnership: &str) -> sqlx::Result<Vec<Home>> {
    sqlx::query_as!(
        Home,
        r#"select id as "id!", label as "label!", level as "level!: BodyLevel" from (
            select j.id, j.name || ' (' || j.code || ')' as label, j.level, j.code as by
            from jurisdiction j where $1 = '' and keeps_body(null, j.id)
            union all select p.id, p.title, 'partnership', p.reference
            from partnership p where p.reference = $1 and keeps_body(p.id, null)) home
        order by array_position(array['national', 'regional', 'local', 'partnership'], level), by"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds a body, unless it was added by the same form before.
pub(super) async fn insert(
    tx: &mut Tx,
    values: &BodyValues,
    home: &Home,
    language: &str,
) -> sqlx::Result<()> {
    let of_partnership = home.level == BodyLevel::Partnership;
    sqlx::query!(
        "insert into body (id, partnership_id, jurisdiction_id, level, name, purpose, quorum, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
        values.id,
        of_partnership.then_some(home.id),
        (!of_partnership).then_some(home.id),
        home.level as _,
        values.name,
        values.purpose,
        values.quorum,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a body; false where somebody saved it before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &BodyValues) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update body set name = $3, purpose = $4, quorum = $5, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.name,
        values.purpose,
        values.quorum
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A member of a body.
pub(crate) struct MemberRow {
    pub(crate) id: Uuid,
    pub(super) version: i32,
    pub(crate) person_id: Uuid,
    pub(crate) name: String,
    pub(crate) organisation: String,
    pub(crate) group: StakeholderGroup,
    pub(crate) seat: Seat,
    pub(crate) stands_in_for_id: Option<Uuid>,
    pub(crate) stands_in_for: Option<String>,
    pub(crate) starts_on: NaiveDate,
    pub(crate) ends_on: Option<NaiveDate>,
}

impl MemberRow {
    /// Whether the member sits on a day.
    pub(crate) fn sits_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|ends| ends >= day)
    }
}

/// The members of a body, past and present: the chair, then by seat and name.
///
/// # Errors
/// The database's.
pub(crate) async fn members(tx: &mut Tx, body: Uuid) -> sqlx::Result<Vec<MemberRow>> {
    sqlx::query_as!(
        MemberRow,
        r#"select m.id, m.version, m.person_id, p.name, o.name as organisation,
            m.stakeholder_group as "group: StakeholderGroup", m.seat as "seat: Seat",
            m.stands_in_for_id, q.name as "stands_in_for?", m.starts_on, m.ends_on
        from body_member m
        join person p on p.id = m.person_id
        join organisation o on o.id = m.organisation_id
        left join body_member f on f.id = m.stands_in_for_id
        left join person q on q.id = f.person_id
        where m.body_id = $1
        order by array_position(array['chair', 'voting', 'alternate', 'non_voting'], m.seat), fold(p.name), m.id"#,
        body
    )
    .fetch_all(&mut **tx)
    .await
}

/// One member.
pub(super) async fn member(tx: &mut Tx, id: Uuid) -> sqlx::Result<MemberRow> {
    sqlx::query_as!(
        MemberRow,
        r#"select m.id, m.version, m.person_id, p.name, o.name as organisation,
            m.stakeholder_group as "group: StakeholderGroup", m.seat as "seat: Seat",
            m.stands_in_for_id, q.name as "stands_in_for?", m.starts_on, m.ends_on
        from body_member m
        join person p on p.id = m.person_id
        join organisation o on o.id = m.organisation_id
        left join body_member f on f.id = m.stands_in_for_id
        left join person q on q.id = f.person_id
        where m.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Somebody who may be named a member.
pub(super) struct Candidate {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) organisation: String,
}

/// Those who may sit in a body: of the partnership's parties, or of the
/// organisations in the jurisdiction, above it and below it. `also` is whoever
/// sits there already.
pub(super) async fn candidates(
    tx: &mut Tx,
    body: Uuid,
    also: Option<Uuid>,
) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as!(
        Candidate,
        r#"with recursive home as (select jurisdiction_id, partnership_id from body where id = $1),
        above as (
            select j.id, j.parent_id from jurisdiction j join home h on h.jurisdiction_id = j.id
            union select j.id, j.parent_id from jurisdiction j join above a on a.parent_id = j.id),
        below as (
            select j.id from jurisdiction j join home h on h.jurisdiction_id = j.id
            union select j.id from jurisdiction j join below b on j.parent_id = b.id)
        select p.id, p.name, o.name as organisation
        from person p join organisation o on o.id = p.organisation_id
        where p.id = $2 or (p.deactivated_at is null and p.role not in ('auditor', 'administrator')
            and (o.jurisdiction_id in (select id from above union select id from below)
                or o.id in (select organisation_id from party where partnership_id = (select partnership_id from home))))
        order by fold(p.name), p.id"#,
        body,
        also
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds a member, unless they were added by the same form before. They act for
/// the organisation that is theirs now.
pub(super) async fn insert_member(
    tx: &mut Tx,
    body: Uuid,
    values: &MemberValues,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into body_member (id, body_id, person_id, organisation_id, stakeholder_group, seat,
            stands_in_for_id, starts_on, ends_on)
        select $1, $2, p.id, p.organisation_id, $4, $5, $6, $7, $8 from person p where p.id = $3
        on conflict (id) do nothing",
        values.id,
        body,
        values.person_id,
        values.group as _,
        values.seat as _,
        values.stands_in_for,
        values.starts_on,
        values.ends_on
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a member; false where somebody saved them before.
pub(super) async fn update_member(
    tx: &mut Tx,
    id: Uuid,
    values: &MemberValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update body_member set stakeholder_group = $3, seat = $4, stands_in_for_id = $5,
            starts_on = $6, ends_on = $7, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.group as _,
        values.seat as _,
        values.stands_in_for,
        values.starts_on,
        values.ends_on
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
