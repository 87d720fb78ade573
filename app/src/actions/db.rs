//! The only SQL of actions. What is the viewer's own is told by
//! `viewer_person()`, which the transaction is bound to.

use chrono::{NaiveDate, Utc};
use domain::governance::{ActionState, ActionStep};
use uuid::Uuid;

use super::form::{ActionValues, Filters, StepValues};
use crate::db::Tx;

/// An action.
pub(crate) struct ActionRow {
    pub(crate) id: Uuid,
    pub(super) version: i32,
    pub(super) body_id: Uuid,
    pub(super) body: String,
    pub(super) meeting_id: Uuid,
    pub(super) meeting_on: NaiveDate,
    pub(crate) decision_id: Option<Uuid>,
    /// The question behind it, where the viewer sees it.
    pub(super) question: Option<String>,
    pub(crate) what: String,
    pub(crate) owner_id: Uuid,
    pub(crate) owner: String,
    pub(super) owner_organisation: String,
    pub(super) verifier_id: Uuid,
    pub(super) verifier: String,
    pub(crate) due_on: NaiveDate,
    pub(crate) state: ActionState,
    pub(super) language: String,
}

/// Which actions are asked for.
#[derive(Default)]
pub(super) struct Of {
    /// Those of this body.
    pub(super) body: Option<Uuid>,
    /// Those of this meeting.
    pub(super) meeting: Option<Uuid>,
    /// Those that follow from this decision.
    pub(super) decision: Option<Uuid>,
    /// Those of this partnership's bodies, and those that follow from decisions
    /// that bind it.
    pub(super) partnership: Option<Uuid>,
    /// This one.
    pub(super) action: Option<Uuid>,
    /// The viewer's own that are due by the first day, and theirs to verify
    /// that are done or past the second.
    pub(super) waiting: Option<(NaiveDate, NaiveDate)>,
}

/// All actions that are asked for, whatever the day.
pub(super) async fn all(tx: &mut Tx, of: Of, filters: &Filters) -> sqlx::Result<Vec<ActionRow>> {
    Ok(list(tx, of, filters, NaiveDate::default(), i64::MAX, 0)
        .await?
        .0)
}

/// One action.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<ActionRow> {
    let of = Of {
        action: Some(id),
        ..Of::default()
    };
    let rows = all(tx, of, &Filters::default()).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// What is due from the viewer until a day, and what is theirs to verify and
/// done, or late.
pub(super) async fn waiting(
    tx: &mut Tx,
    today: NaiveDate,
    soon: NaiveDate,
) -> sqlx::Result<Vec<ActionRow>> {
    let of = Of {
        waiting: Some((soon, today)),
        ..Of::default()
    };
    all(tx, of, &Filters::default()).await
}

/// A page of the actions that are asked for, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    of: Of,
    filters: &Filters,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<ActionRow>, i64)> {
    let (soon, late) = of.waiting.unzip();
    let rows = sqlx::query!(
        r#"select a.id, a.version, a.body_id, b.name as body, a.meeting_id, m.planned_on as meeting_on,
            a.decision_id, d.question as "question?", a.what, a.owner_id, w.name as owner,
            o.name as owner_organisation, a.verifier_id, v.name as verifier, a.due_on,
            a.state as "state: ActionState", a.language, count(*) over () as "total!"
        from action a
        join body b on b.id = a.body_id
        join meeting m on m.id = a.meeting_id
        left join decision d on d.id = a.decision_id
        join person w on w.id = a.owner_id
        join organisation o on o.id = w.organisation_id
        join person v on v.id = a.verifier_id
        where ($1::uuid is null or a.body_id = $1)
            and ($2::uuid is null or a.meeting_id = $2)
            and ($3::uuid is null or a.decision_id = $3)
            and ($4::uuid is null or a.partnership_id = $4 or d.binds_partnership_id = $4)
            and ($5::uuid is null or a.id = $5)
            and ($6::date is null
                or (a.owner_id = viewer_person() and a.state = 'open' and a.due_on <= $6)
                or (a.verifier_id = viewer_person()
                    and (a.state = 'done' or (a.state = 'open' and a.due_on < $7::date))))
            and ($8 = '' or fold(a.what || ' ' || w.name) like '%' || fold($8) || '%')
            and (cardinality($9::text[]) = 0 or a.state = any ($9))
            and (not $10 or (a.state = 'open' and a.due_on < $11))
        order by
            case when $12 = '-due' then a.due_on end desc,
            case when $12 = 'owner' then fold(w.name) end,
            case when $12 = '-owner' then fold(w.name) end desc,
            case when $12 = 'what' then fold(a.what) end,
            case when $12 = '-what' then fold(a.what) end desc,
            a.due_on, a.id
        limit $13 offset $14"#,
        of.body,
        of.meeting,
        of.decision,
        of.partnership,
        of.action,
        soon,
        late,
        filters.q,
        &filters.state,
        filters.overdue(),
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
        .map(|row| ActionRow {
            id: row.id,
            version: row.version,
            body_id: row.body_id,
            body: row.body,
            meeting_id: row.meeting_id,
            meeting_on: row.meeting_on,
            decision_id: row.decision_id,
            question: row.question,
            what: row.what,
            owner_id: row.owner_id,
            owner: row.owner,
            owner_organisation: row.owner_organisation,
            verifier_id: row.verifier_id,
            verifier: row.verifier,
            due_on: row.due_on,
            state: row.state,
            language: row.language,
        })
        .collect();
    Ok((rows, total))
}

/// Somebody who may own an action.
pub(super) struct Candidate {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) organisation: String,
    /// Whether they may verify one, too.
    pub(super) verifies: bool,
}

/// Those who may own actions of a body: its members, and the people of its
/// partnership's parties. `also` are those who have one already.
pub(super) async fn candidates(
    tx: &mut Tx,
    body: Uuid,
    also: &[Uuid],
) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as!(
        Candidate,
        r#"select p.id, p.name, o.name as organisation,
            p.role in ('ministry_official', 'health_executive', 'clinician') as "verifies!"
        from person p join organisation o on o.id = p.organisation_id
        where p.id = any ($2) or (p.deactivated_at is null and p.role not in ('auditor', 'administrator')
            and (p.id in (select person_id from body_member where body_id = $1)
                or p.organisation_id in (
                    select y.organisation_id from party y join body b on b.partnership_id = y.partnership_id
                    where b.id = $1)))
        order by fold(p.name), p.id"#,
        body,
        also
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds an action, unless it was added by the same form before.
pub(super) async fn insert(
    tx: &mut Tx,
    body: Uuid,
    meeting: Uuid,
    values: &ActionValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into action (id, body_id, meeting_id, decision_id, what, owner_id, verifier_id, due_on, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing",
        values.id,
        body,
        meeting,
        values.decision_id,
        values.what,
        values.owner_id,
        values.verifier_id,
        values.due_on,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves an action that is still to be done; false where somebody saved it, or
/// took it further, before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &ActionValues) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update action set what = $3, owner_id = $4, verifier_id = $5, decision_id = $6, due_on = $7,
            version = version + 1
        where id = $1 and version = $2 and state = 'open'",
        id,
        values.version,
        values.what,
        values.owner_id,
        values.verifier_id,
        values.decision_id,
        values.due_on
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether a step was taken by the same form before.
pub(super) async fn step_exists(tx: &mut Tx, id: Option<Uuid>) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from action_step where id = $1) as "exists!""#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Takes a step; false where somebody took the action further before.
pub(super) async fn step(
    tx: &mut Tx,
    body: Uuid,
    action: Uuid,
    values: &StepValues,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<bool> {
    let state = match values.step {
        ActionStep::Done => ActionState::Done,
        ActionStep::Returned => ActionState::Open,
        ActionStep::Verified => ActionState::Verified,
        ActionStep::Dropped => ActionState::Dropped,
    };
    let done = sqlx::query!(
        "update action set state = $3, version = version + 1 where id = $1 and version = $2",
        action,
        values.version,
        state as _
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "insert into action_step (id, body_id, action_id, step, words, link, person_id, taken_on, language)
        values ($1, $2, $3, $4, $5, $6, viewer_person(), $7, $8)",
        values.id,
        body,
        action,
        values.step as _,
        values.words,
        values.link,
        today,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// A step of an action's story.
pub(super) struct StepRow {
    pub(super) step: ActionStep,
    pub(super) words: Option<String>,
    pub(super) link: Option<String>,
    /// None for the command line.
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) taken_at: chrono::DateTime<Utc>,
    pub(super) language: String,
}

/// The story of an action, the latest step first.
pub(super) async fn steps(tx: &mut Tx, action: Uuid) -> sqlx::Result<Vec<StepRow>> {
    sqlx::query_as!(
        StepRow,
        r#"select s.step as "step: ActionStep", s.words, s.link, p.name as "person?",
            o.name as "organisation?", s.taken_at, s.language
        from action_step s
        left join person p on p.id = s.person_id
        left join organisation o on o.id = p.organisation_id
        where s.action_id = $1 order by s.taken_at desc, s.id desc"#,
        action
    )
    .fetch_all(&mut **tx)
    .await
}
