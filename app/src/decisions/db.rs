//! The only SQL of decisions.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Vocabulary;
use domain::governance::{Ballot, Outcome, Seat, sign_off_days};
use uuid::Uuid;

use super::form::{Filters, OutcomeValues, QuestionValues};
use crate::db::Tx;

/// A question, and how it ended.
pub(crate) struct DecisionRow {
    pub(crate) id: Uuid,
    pub(super) version: i32,
    pub(super) body_id: Uuid,
    pub(super) body: String,
    pub(crate) meeting_id: Uuid,
    pub(super) meeting_on: NaiveDate,
    pub(super) follows_id: Option<Uuid>,
    /// The question that takes it up again.
    pub(super) later_id: Option<Uuid>,
    pub(crate) question: String,
    pub(super) options: Option<String>,
    pub(crate) asked_on: NaiveDate,
    pub(super) closed: bool,
    pub(super) binds_partnership_id: Option<Uuid>,
    pub(super) binds_contract_id: Option<Uuid>,
    pub(super) binds_milestone_id: Option<Uuid>,
    /// Reference of the partnership that it binds or that what it binds lies in,
    /// and the title of what it binds, where the viewer sees them.
    pub(super) bound_reference: Option<String>,
    pub(super) bound_title: Option<String>,
    pub(crate) outcome: Option<Outcome>,
    pub(super) decided_on: Option<NaiveDate>,
    pub(super) seats_filled: Option<i32>,
    pub(super) quorum: Option<i32>,
    pub(super) rationale: Option<String>,
    pub(super) conditions: Option<String>,
    pub(super) review_on: Option<NaiveDate>,
    /// None for the command line.
    pub(super) recorded_by: Option<String>,
    pub(super) recorded_at: Option<DateTime<Utc>>,
    pub(super) outcome_language: Option<String>,
    pub(super) language: String,
    pub(super) votes_for: i64,
    pub(super) votes_against: i64,
    pub(super) abstentions: i64,
}

impl DecisionRow {
    /// The days from question to answer, where there is one.
    pub(crate) fn sign_off_days(&self) -> Option<i64> {
        sign_off_days(self.asked_on, self.decided_on?, self.outcome?)
    }

    /// Whether it speaks of money or of one supplier.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed || self.binds_contract_id.is_some()
    }

    /// What it binds, as forms write it.
    pub(super) fn binds_value(&self) -> String {
        [
            ("partnership", self.binds_partnership_id),
            ("contract", self.binds_contract_id),
            ("milestone", self.binds_milestone_id),
        ]
        .into_iter()
        .find_map(|(kind, id)| Some(format!("{kind}:{}", id?)))
        .unwrap_or_default()
    }
}

/// Which decisions are asked for.
#[derive(Default)]
pub(super) struct Of {
    /// Those of this body.
    pub(super) body: Option<Uuid>,
    /// Those of this meeting.
    pub(super) meeting: Option<Uuid>,
    /// This one.
    pub(super) decision: Option<Uuid>,
    /// Those of this partnership's bodies, and those that bind it.
    pub(super) partnership: Option<Uuid>,
    /// Those of this jurisdiction's bodies.
    pub(super) jurisdiction: Option<Uuid>,
}

/// All decisions that are asked for.
pub(super) async fn all(tx: &mut Tx, of: Of, filters: &Filters) -> sqlx::Result<Vec<DecisionRow>> {
    Ok(list(tx, of, filters, i64::MAX, 0).await?.0)
}

/// One decision.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<DecisionRow> {
    let of = Of {
        decision: Some(id),
        ..Of::default()
    };
    let rows = all(tx, of, &Filters::default()).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// A page of the decisions that are asked for, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    of: Of,
    filters: &Filters,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<DecisionRow>, i64)> {
    let rows = sqlx::query!(
        r#"select d.id, d.version, d.body_id, b.name as body, d.meeting_id, m.planned_on as meeting_on,
            d.follows_id, later.id as "later_id?", d.question, d.options, d.asked_on,
            d.closed_to_vendors as closed, d.binds_partnership_id, d.binds_contract_id,
            d.binds_milestone_id, coalesce(p.reference, cp.reference, sp.reference) as bound_reference,
            coalesce(p.title, c.number || ' ' || c.title, s.title) as bound_title,
            d.outcome as "outcome: Outcome", d.decided_on, d.seats_filled, d.quorum, d.rationale,
            d.conditions, d.review_on, w.name as "recorded_by?", d.recorded_at, d.outcome_language,
            d.language, v.votes_for as "votes_for!", v.votes_against as "votes_against!",
            v.abstentions as "abstentions!", count(*) over () as "total!"
        from decision d
        join body b on b.id = d.body_id
        join meeting m on m.id = d.meeting_id
        left join decision later on later.follows_id = d.id
        left join partnership p on p.id = d.binds_partnership_id
        left join contract c on c.id = d.binds_contract_id
        left join partnership cp on cp.id = c.partnership_id
        left join milestone s on s.id = d.binds_milestone_id
        left join partnership sp on sp.id = s.partnership_id
        left join person w on w.id = d.recorded_by
        cross join lateral (
            select count(*) filter (where ballot = 'for') as votes_for,
                count(*) filter (where ballot = 'against') as votes_against,
                count(*) filter (where ballot = 'abstain') as abstentions
            from vote where decision_id = d.id) v
        where ($1::uuid is null or d.body_id = $1)
            and ($2::uuid is null or d.meeting_id = $2)
            and ($3::uuid is null or d.id = $3)
            and ($4::uuid is null or d.partnership_id = $4 or p.id = $4 or cp.id = $4 or sp.id = $4)
            and ($11::uuid is null or b.jurisdiction_id = $11)
            and ($5 = '' or fold(d.question || ' ' || coalesce(d.rationale, '')) like '%' || fold($5) || '%')
            and (cardinality($6::text[]) = 0 or d.outcome = any ($6))
            and (not $7 or (later.id is null
                and (d.outcome is null or d.outcome in ('deferred', 'inconclusive'))))
        order by
            case when $8 = 'asked' then d.asked_on end,
            case when $8 = 'decided' then d.decided_on end nulls last,
            case when $8 = '-decided' then d.decided_on end desc nulls last,
            case when $8 = 'days' then d.decided_on - d.asked_on end nulls last,
            case when $8 = '-days' then d.decided_on - d.asked_on end desc nulls last,
            case when $8 = 'put' then d.id end,
            m.planned_on desc, d.id desc
        limit $9 offset $10"#,
        of.body,
        of.meeting,
        of.decision,
        of.partnership,
        filters.q,
        &filters.outcome,
        filters.is_open(),
        filters.sort,
        limit,
        offset,
        of.jurisdiction
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| DecisionRow {
            id: row.id,
            version: row.version,
            body_id: row.body_id,
            body: row.body,
            meeting_id: row.meeting_id,
            meeting_on: row.meeting_on,
            follows_id: row.follows_id,
            later_id: row.later_id,
            question: row.question,
            options: row.options,
            asked_on: row.asked_on,
            closed: row.closed,
            binds_partnership_id: row.binds_partnership_id,
            binds_contract_id: row.binds_contract_id,
            binds_milestone_id: row.binds_milestone_id,
            bound_reference: row.bound_reference,
            bound_title: row.bound_title,
            outcome: row.outcome,
            decided_on: row.decided_on,
            seats_filled: row.seats_filled,
            quorum: row.quorum,
            rationale: row.rationale,
            conditions: row.conditions,
            review_on: row.review_on,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
            outcome_language: row.outcome_language,
            language: row.language,
            votes_for: row.votes_for,
            votes_against: row.votes_against,
            abstentions: row.abstentions,
        })
        .collect();
    Ok((rows, total))
}

/// Something that a decision can bind.
pub(super) struct Bindable {
    /// `partnership`, `contract` or `milestone`.
    pub(super) kind: String,
    pub(super) id: Uuid,
    pub(super) label: String,
}

impl Bindable {
    /// Kind and id, as forms write them.
    pub(super) fn value(&self) -> String {
        format!("{}:{}", self.kind, self.id)
    }
}

/// What the decisions of a body can bind: its partnership with the contracts and
/// milestones in it, or the partnerships of its jurisdiction and those below.
pub(super) async fn bindable(tx: &mut Tx, body: Uuid) -> sqlx::Result<Vec<Bindable>> {
    sqlx::query_as!(
        Bindable,
        r#"with recursive home as (select partnership_id, jurisdiction_id from body where id = $1),
        below as (
            select jurisdiction_id as id from home
            union select j.id from jurisdiction j join below b on j.parent_id = b.id),
        every as (
            select 1 as rank, 'partnership' as kind, p.id, p.reference || ' ' || p.title as label
            from partnership p, home
            where p.id = home.partnership_id or p.jurisdiction_id in (select id from below)
            union all select 2, 'contract', c.id, c.number || ' ' || c.title
            from contract c, home where c.partnership_id = home.partnership_id
            union all select 3, 'milestone', s.id, s.title
            from milestone s, home where s.partnership_id = home.partnership_id)
        select kind as "kind!", id as "id!", label as "label!" from every order by rank, label, id"#,
        body
    )
    .fetch_all(&mut **tx)
    .await
}

/// The quorum of a body.
pub(super) async fn quorum(tx: &mut Tx, body: Uuid) -> sqlx::Result<i32> {
    sqlx::query_scalar!("select quorum from body where id = $1", body)
        .fetch_one(&mut **tx)
        .await
}

/// Adds a question, unless it was added by the same form before.
pub(super) async fn insert(
    tx: &mut Tx,
    body: Uuid,
    meeting: Uuid,
    values: &QuestionValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into decision (id, body_id, meeting_id, follows_id, question, options, asked_on,
            closed_to_vendors, binds_partnership_id, binds_contract_id, binds_milestone_id, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (id) do nothing",
        values.id,
        body,
        meeting,
        values.follows_id,
        values.question,
        values.options,
        values.asked_on,
        values.closed,
        values.binds_partnership_id,
        values.binds_contract_id,
        values.binds_milestone_id,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a question; false where somebody saved or decided it before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &QuestionValues) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update decision set question = $3, options = $4, asked_on = $5, closed_to_vendors = $6,
            binds_partnership_id = $7, binds_contract_id = $8, binds_milestone_id = $9,
            version = version + 1
        where id = $1 and version = $2 and outcome is null",
        id,
        values.version,
        values.question,
        values.options,
        values.asked_on,
        values.closed,
        values.binds_partnership_id,
        values.binds_contract_id,
        values.binds_milestone_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Records how a question ended and who voted what; false where somebody saved
/// or decided it before.
pub(super) async fn decide(
    tx: &mut Tx,
    body: Uuid,
    id: Uuid,
    values: &OutcomeValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update decision set outcome = $3, decided_on = $4, seats_filled = $5, quorum = $6,
            rationale = $7, conditions = $8, review_on = $9, recorded_by = viewer_person(),
            recorded_at = now(), outcome_language = $10, version = version + 1
        where id = $1 and version = $2 and outcome is null",
        id,
        values.version,
        values.outcome as _,
        values.decided_on,
        values.seats_filled,
        values.quorum,
        values.rationale,
        values.conditions,
        values.review_on,
        language
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    let ids: Vec<_> = values.ballots.iter().map(|_| Uuid::now_v7()).collect();
    let members: Vec<_> = values.ballots.iter().map(|(member, _)| *member).collect();
    let ballots: Vec<_> = values
        .ballots
        .iter()
        .map(|(_, ballot)| ballot.code().to_owned())
        .collect();
    sqlx::query!(
        "insert into vote (id, body_id, decision_id, member_id, ballot)
        select id, $1, $2, member_id, ballot
        from unnest($3::uuid[], $4::uuid[], $5::text[]) as t (id, member_id, ballot)",
        body,
        id,
        &ids,
        &members,
        &ballots
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// What a member voted.
pub(super) struct VoteRow {
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) seat: Seat,
    pub(super) stands_in_for: Option<String>,
    pub(super) ballot: Ballot,
}

/// The votes on a question.
pub(super) async fn votes(tx: &mut Tx, decision: Uuid) -> sqlx::Result<Vec<VoteRow>> {
    sqlx::query_as!(
        VoteRow,
        r#"select p.name, o.name as organisation, m.seat as "seat: Seat", q.name as "stands_in_for?",
            v.ballot as "ballot: Ballot"
        from vote v
        join body_member m on m.id = v.member_id
        join person p on p.id = m.person_id
        join organisation o on o.id = m.organisation_id
        left join body_member f on f.id = m.stands_in_for_id
        left join person q on q.id = f.person_id
        where v.decision_id = $1
        order by array_position(array['chair', 'voting', 'alternate'], m.seat), fold(p.name), v.id"#,
        decision
    )
    .fetch_all(&mut **tx)
    .await
}
