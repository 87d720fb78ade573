//! The only SQL of meetings.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::governance::{AgendaSource, MeetingState, Room, Seat, Sitting, meeting_state};
use domain::scorecard::StakeholderGroup;
use uuid::Uuid;

use super::form::{AgendaValues, AttendanceValues, Filters, MeetingValues, MinutesValues};
use crate::db::Tx;

/// The latest meetings that a picture has room for.
const LATEST: i64 = 8;

/// A meeting as lists and pictures show it.
pub(crate) struct Held {
    pub(crate) id: Uuid,
    pub(crate) body_id: Uuid,
    pub(crate) planned_on: NaiveDate,
    pub(super) place: String,
    pub(super) language: String,
    pub(super) cancelled: bool,
    pub(super) has_minutes: bool,
    /// Whether it is recorded who came.
    pub(super) recorded: bool,
    /// Those who were there.
    pub(super) room: Room,
    pub(super) questions: i64,
    pub(super) actions: i64,
}

impl Held {
    /// How it stands today.
    pub(crate) fn state(&self, today: NaiveDate) -> MeetingState {
        meeting_state(self.planned_on, self.cancelled, self.recorded, today)
    }
}

/// The room that groups make, as the database lists them.
fn room(groups: &[String]) -> Room {
    Room::of(groups.iter().filter_map(|group| group.parse().ok()))
}

/// A page of a body's meetings, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    body: Uuid,
    filters: &Filters,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<Held>, i64)> {
    let rows = sqlx::query!(
        r#"select m.id, m.body_id, m.planned_on, m.place, m.language, m.cancelled,
            m.minutes is not null as "has_minutes!", here.recorded as "recorded!", here.groups as "groups!",
            (select count(*) from decision d where d.meeting_id = m.id) as "questions!",
            (select count(*) from action a where a.meeting_id = m.id) as "actions!",
            count(*) over () as "total!"
        from meeting m
        cross join lateral (
            select count(*) > 0 as recorded,
                coalesce(array_agg(stakeholder_group) filter (where present), '{}') as groups
            from attendance a where a.meeting_id = m.id) here
        where m.body_id = $1
            and ($2 = '' or fold(coalesce(m.minutes, '') || ' ' || m.place) like '%' || fold($2) || '%'
                or exists (select 1 from agenda_item i where i.meeting_id = m.id
                    and fold(i.title) like '%' || fold($2) || '%'))
            and (cardinality($3::text[]) = 0 or case when here.recorded then 'held'
                when m.cancelled then 'cancelled' when m.planned_on < $4 then 'unrecorded'
                else 'planned' end = any ($3))
        order by case when $5 = 'date' then m.planned_on end, m.planned_on desc, m.id
        limit $6 offset $7"#,
        body,
        filters.q,
        &filters.state,
        today,
        filters.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| Held {
            id: row.id,
            body_id: row.body_id,
            planned_on: row.planned_on,
            place: row.place,
            language: row.language,
            cancelled: row.cancelled,
            has_minutes: row.has_minutes,
            recorded: row.recorded,
            room: room(&row.groups),
            questions: row.questions,
            actions: row.actions,
        })
        .collect();
    Ok((rows, total))
}

/// The latest meetings of a body that were held, in the order of time.
pub(super) async fn latest(tx: &mut Tx, body: Uuid) -> sqlx::Result<Vec<Held>> {
    let filters = Filters {
        state: vec![MeetingState::Held.code().to_owned()],
        ..Filters::default()
    };
    // Whether it was held does not depend on the day.
    let (mut rows, _) = list(tx, body, &filters, NaiveDate::default(), LATEST, 0).await?;
    rows.reverse();
    Ok(rows)
}

/// The meetings of a partnership's bodies, the latest first, with the body's
/// name.
pub(super) async fn of_partnership(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<(String, Held)>> {
    let rows = sqlx::query!(
        r#"select b.name, m.id, m.body_id, m.planned_on, m.place, m.language, m.cancelled,
            m.minutes is not null as "has_minutes!", here.recorded as "recorded!", here.groups as "groups!",
            (select count(*) from decision d where d.meeting_id = m.id) as "questions!",
            (select count(*) from action a where a.meeting_id = m.id) as "actions!"
        from meeting m
        join body b on b.id = m.body_id
        cross join lateral (
            select count(*) > 0 as recorded,
                coalesce(array_agg(stakeholder_group) filter (where present), '{}') as groups
            from attendance a where a.meeting_id = m.id) here
        where b.partnership_id = $1
        order by m.planned_on desc, m.id limit $2"#,
        partnership,
        LATEST
    )
    .fetch_all(&mut **tx)
    .await?;
    let rows = rows.into_iter().map(|row| {
        let held = Held {
            id: row.id,
            body_id: row.body_id,
            planned_on: row.planned_on,
            place: row.place,
            language: row.language,
            cancelled: row.cancelled,
            has_minutes: row.has_minutes,
            recorded: row.recorded,
            room: room(&row.groups),
            questions: row.questions,
            actions: row.actions,
        };
        (row.name, held)
    });
    Ok(rows.collect())
}

/// One meeting.
pub(super) struct MeetingRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) planned_on: NaiveDate,
    pub(super) place: String,
    pub(super) language: String,
    pub(super) cancelled: bool,
    pub(super) minutes: Option<String>,
    pub(super) minutes_language: Option<String>,
    /// Whether it is recorded who came.
    pub(super) recorded: bool,
    /// Whether a question was decided there, so that who came stays.
    pub(super) decided: bool,
    /// The quorum of its body now.
    pub(super) quorum: i32,
}

impl MeetingRow {
    /// How it stands today.
    pub(super) fn state(&self, today: NaiveDate) -> MeetingState {
        meeting_state(self.planned_on, self.cancelled, self.recorded, today)
    }
}

/// One meeting.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<MeetingRow> {
    sqlx::query_as!(
        MeetingRow,
        r#"select m.id, m.version, m.planned_on, m.place, m.language, m.cancelled, m.minutes,
            m.minutes_language,
            exists (select 1 from attendance a where a.meeting_id = m.id) as "recorded!",
            exists (select 1 from decision d where d.meeting_id = m.id and d.outcome is not null) as "decided!",
            b.quorum
        from meeting m join body b on b.id = m.body_id
        where m.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Adds a meeting, unless it was added by the same form before.
pub(super) async fn insert(
    tx: &mut Tx,
    body: Uuid,
    values: &MeetingValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into meeting (id, body_id, planned_on, place, cancelled, planned_by, language)
        values ($1, $2, $3, $4, $5, viewer_person(), $6) on conflict (id) do nothing",
        values.id,
        body,
        values.planned_on,
        values.place,
        values.cancelled,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves when and where a meeting is; false where somebody saved it before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &MeetingValues) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update meeting set planned_on = $3, place = $4, cancelled = $5, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.planned_on,
        values.place,
        values.cancelled
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// An item of an agenda.
pub(super) struct AgendaRow {
    pub(super) id: Uuid,
    pub(super) position: i32,
    pub(super) title: String,
    pub(super) source: AgendaSource,
    pub(super) about_id: Option<Uuid>,
    /// Reference of the partnership it is about, where the viewer sees it.
    pub(super) about: Option<String>,
    pub(super) closed: bool,
    pub(super) language: String,
}

/// The agenda of a meeting, in its order.
pub(super) async fn agenda(tx: &mut Tx, meeting: Uuid) -> sqlx::Result<Vec<AgendaRow>> {
    sqlx::query_as!(
        AgendaRow,
        r#"select i.id, i.position, i.title, i.source as "source: AgendaSource", i.about_id,
            p.reference as "about?", i.closed_to_vendors as closed, i.language
        from agenda_item i left join partnership p on p.id = i.about_id
        where i.meeting_id = $1 order by i.position, i.id"#,
        meeting
    )
    .fetch_all(&mut **tx)
    .await
}

/// Takes the next version of a meeting; false where somebody saved it before.
async fn next_version(tx: &mut Tx, meeting: Uuid, version: i32) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update meeting set version = version + 1 where id = $1 and version = $2",
        meeting,
        version
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Saves an agenda; false where somebody saved the meeting before.
pub(super) async fn save_agenda(
    tx: &mut Tx,
    body: Uuid,
    meeting: Uuid,
    values: &AgendaValues,
    language: &str,
) -> sqlx::Result<bool> {
    if !next_version(tx, meeting, values.version).await? {
        return Ok(false);
    }
    sqlx::query!(
        "delete from agenda_item where meeting_id = $1 and id = any ($2)",
        meeting,
        &values.dropped
    )
    .execute(&mut **tx)
    .await?;
    let ids: Vec<_> = values
        .items
        .iter()
        .map(|item| item.id.unwrap_or_else(Uuid::now_v7))
        .collect();
    let titles: Vec<_> = values.items.iter().map(|item| item.title.clone()).collect();
    let sources: Vec<_> = values
        .items
        .iter()
        .map(|item| item.source.code().to_owned())
        .collect();
    let abouts: Vec<_> = values.items.iter().map(|item| item.about_id).collect();
    let closed: Vec<_> = values.items.iter().map(|item| item.closed).collect();
    sqlx::query!(
        "insert into agenda_item (id, body_id, meeting_id, position, title, source, about_id,
            closed_to_vendors, language)
        select id, $1, $2, position, title, source, about_id, closed, $8
        from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::boolean[])
            with ordinality as t (id, title, source, about_id, closed, position)
        on conflict (id) do update set position = excluded.position, title = excluded.title,
            closed_to_vendors = excluded.closed_to_vendors,
            language = case when agenda_item.title = excluded.title then agenda_item.language
                else excluded.language end",
        body,
        meeting,
        &ids,
        &titles,
        &sources,
        &abouts as &[Option<Uuid>],
        &closed,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// Somebody who was at a meeting, or a member who was not.
pub(crate) struct AttendanceRow {
    pub(crate) member_id: Option<Uuid>,
    pub(crate) guest: Option<String>,
    /// Name of the member.
    pub(crate) name: Option<String>,
    pub(crate) organisation: Option<String>,
    pub(crate) seat: Option<Seat>,
    pub(crate) stands_in_for_id: Option<Uuid>,
    pub(crate) group: StakeholderGroup,
    pub(crate) present: bool,
}

impl AttendanceRow {
    /// What they are called.
    pub(crate) fn called(&self) -> String {
        self.name
            .clone()
            .or_else(|| self.guest.clone())
            .unwrap_or_default()
    }
}

/// Members of a meeting as the rule about votes takes them.
pub(crate) fn attended(rows: &[AttendanceRow]) -> Vec<Sitting> {
    rows.iter()
        .filter_map(|row| {
            Some(Sitting {
                id: row.member_id?,
                seat: row.seat?,
                stands_in_for: row.stands_in_for_id,
                present: row.present,
            })
        })
        .collect()
}

/// Who was at a meeting and who was not: members by seat, then guests.
///
/// # Errors
/// The database's.
pub(crate) async fn attendance(tx: &mut Tx, meeting: Uuid) -> sqlx::Result<Vec<AttendanceRow>> {
    sqlx::query_as!(
        AttendanceRow,
        r#"select a.member_id, a.guest, p.name as "name?", o.name as "organisation?",
            m.seat as "seat?: Seat", m.stands_in_for_id as "stands_in_for_id?",
            a.stakeholder_group as "group: StakeholderGroup", a.present
        from attendance a
        left join body_member m on m.id = a.member_id
        left join person p on p.id = m.person_id
        left join organisation o on o.id = m.organisation_id
        where a.meeting_id = $1
        order by array_position(array['chair', 'voting', 'alternate', 'non_voting'], m.seat),
            fold(coalesce(p.name, a.guest)), a.id"#,
        meeting
    )
    .fetch_all(&mut **tx)
    .await
}

/// Saves who was there; false where somebody saved the meeting before.
pub(super) async fn save_attendance(
    tx: &mut Tx,
    body: Uuid,
    meeting: Uuid,
    values: &AttendanceValues,
) -> sqlx::Result<bool> {
    if !next_version(tx, meeting, values.version).await? {
        return Ok(false);
    }
    sqlx::query!(
        "delete from attendance where meeting_id = $1 and member_id is null",
        meeting
    )
    .execute(&mut **tx)
    .await?;
    let rows = values
        .members
        .iter()
        .map(|(id, group, present)| (Some(*id), None, *group, *present))
        .chain(
            values
                .guests
                .iter()
                .map(|(name, group)| (None, Some(name.clone()), *group, true)),
        );
    let (mut ids, mut members, mut guests) = (Vec::new(), Vec::new(), Vec::new());
    let (mut groups, mut present) = (Vec::new(), Vec::new());
    for (member, guest, group, here) in rows {
        ids.push(Uuid::now_v7());
        members.push(member);
        guests.push(guest);
        groups.push(group.code().to_owned());
        present.push(here);
    }
    sqlx::query!(
        "insert into attendance (id, body_id, meeting_id, member_id, guest, stakeholder_group, present)
        select id, $1, $2, member_id, guest, of_group, present
        from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::boolean[])
            as t (id, member_id, guest, of_group, present)
        on conflict on constraint attendance_once do update
            set stakeholder_group = excluded.stakeholder_group, present = excluded.present",
        body,
        meeting,
        &ids,
        &members as &[Option<Uuid>],
        &guests as &[Option<String>],
        &groups,
        &present
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// Saves the minutes; false where somebody saved the meeting before.
pub(super) async fn save_minutes(
    tx: &mut Tx,
    id: Uuid,
    values: &MinutesValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update meeting set minutes = $3, version = version + 1,
            minutes_language = case when $3::text is not null then $4 end
        where id = $1 and version = $2",
        id,
        values.version,
        values.minutes,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A partnership that a body steers.
pub(super) struct Steered {
    pub(super) id: Uuid,
    pub(super) title: String,
}

/// The partnerships that a body steers and the viewer sees, as far as they run:
/// its own, or those of its jurisdiction and the ones below.
pub(super) async fn steered(tx: &mut Tx, body: Uuid) -> sqlx::Result<Vec<Steered>> {
    sqlx::query_as!(
        Steered,
        r#"with recursive below as (
            select jurisdiction_id as id from body where id = $1
            union select j.id from jurisdiction j join below b on j.parent_id = b.id)
        select p.id, p.title from partnership p
        where p.stage in ('active', 'suspended', 'closing')
            and (p.id = (select partnership_id from body where id = $1)
                or p.jurisdiction_id in (select id from below))
        order by fold(p.title), p.id"#,
        body
    )
    .fetch_all(&mut **tx)
    .await
}

/// A version of a deliverable that waits for its review beyond its day.
pub(super) struct LateReview {
    pub(super) deliverable_id: Uuid,
    pub(super) partnership_id: Uuid,
    pub(super) title: String,
    pub(super) partnership: String,
    pub(super) buyer: String,
    pub(super) review_due_on: NaiveDate,
}

/// Reviews of these partnerships that are late, the latest due last.
pub(super) async fn late_reviews(
    tx: &mut Tx,
    partnerships: &[Uuid],
    today: NaiveDate,
) -> sqlx::Result<Vec<LateReview>> {
    sqlx::query_as!(
        LateReview,
        r#"select d.id as deliverable_id, p.id as partnership_id, d.title, p.title as partnership,
            o.name as buyer, s.review_due_on
        from deliverable d
        join contract c on c.id = d.contract_id
        join organisation o on o.id = c.buyer_id
        join partnership p on p.id = d.partnership_id
        cross join lateral (
            select review_due_on from submission
            where deliverable_id = d.id order by number desc limit 1) s
        where d.state = 'submitted' and d.partnership_id = any ($1) and s.review_due_on < $2
        order by s.review_due_on, d.id limit 10"#,
        partnerships,
        today
    )
    .fetch_all(&mut **tx)
    .await
}
