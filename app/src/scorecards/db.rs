//! The only SQL of scorecards. Answers are written and read as their author
//! alone; everything else reads results that the database worked out.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Role;
use domain::scorecard::{Cell, Cells, Factor, Naming, RoundState, StakeholderGroup};
use uuid::Uuid;

use super::form::{Answers, Filters, Given, RoundValues};
use crate::db::Tx;

/// A round as lists and its page show it.
pub(super) struct RoundRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) catalogue_id: Uuid,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) opens_on: NaiveDate,
    pub(super) closes_on: NaiveDate,
    pub(super) naming: Naming,
    pub(super) minimum: i16,
    pub(super) planned_by: Option<String>,
    pub(super) closed_at: Option<DateTime<Utc>>,
    pub(super) closed_by: Option<String>,
    pub(super) published_at: Option<DateTime<Utc>>,
    pub(super) published_by: Option<String>,
    pub(super) agenda: Option<String>,
    pub(super) agenda_language: Option<String>,
    pub(super) invited: i32,
    pub(super) answered: i32,
}

impl RoundRow {
    /// How it stands.
    pub(super) fn state(&self, today: NaiveDate) -> RoundState {
        RoundState::of(
            (self.opens_on, self.closes_on),
            self.closed_at.is_some(),
            self.published_at.is_some(),
            today,
        )
    }
}

/// A page of a partnership's rounds that fit, and how many fit in all.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    filters: &Filters,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<RoundRow>, i64)> {
    let rows = sqlx::query!(
        r#"with fitting as (
            select r.*, count(*) over () as total from scorecard_round r
            where r.partnership_id = $1
                and strpos(fold(r.title), fold($2)) > 0
                and ($3 = '' or r.naming = $3)
                and (cardinality($4::text[]) = 0
                    or case when r.published_at is not null then 'published'
                        when r.closed_at is not null then 'closed'
                        when r.opens_on > $5 then 'planned'
                        when r.closes_on < $5 then 'over' else 'open' end = any ($4))
            order by
                case when $6 = 'title' then fold(r.title) end,
                case when $6 = '-title' then fold(r.title) end desc,
                case when $6 = 'opens' then r.opens_on end,
                case when $6 = 'closes' then r.closes_on end,
                case when $6 = '-closes' then r.closes_on end desc,
                r.opens_on desc, r.id desc
            limit $7 offset $8)
        select r.id as "id!", r.version as "version!", r.catalogue_id as "catalogue_id!",
            r.title as "title!", r.language as "language!", r.opens_on as "opens_on!",
            r.closes_on as "closes_on!", r.naming as "naming!: Naming", r.minimum as "minimum!",
            pl.name as "planned_by?", r.closed_at, cl.name as "closed_by?", r.published_at,
            pu.name as "published_by?", r.agenda, r.agenda_language,
            g.invited as "invited!", g.answered as "answered!", r.total as "total!"
        from fitting r
        join scorecard_progress((select array_agg(id) from fitting)) g on g.round_id = r.id
        left join person pl on pl.id = r.planned_by
        left join person cl on cl.id = r.closed_by
        left join person pu on pu.id = r.published_by
        order by
            case when $6 = 'title' then fold(r.title) end,
            case when $6 = '-title' then fold(r.title) end desc,
            case when $6 = 'opens' then r.opens_on end,
            case when $6 = 'closes' then r.closes_on end,
            case when $6 = '-closes' then r.closes_on end desc,
            r.opens_on desc, r.id desc"#,
        partnership,
        filters.q,
        filters.naming,
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
        .map(|row| RoundRow {
            id: row.id,
            version: row.version,
            catalogue_id: row.catalogue_id,
            title: row.title,
            language: row.language,
            opens_on: row.opens_on,
            closes_on: row.closes_on,
            naming: row.naming,
            minimum: row.minimum,
            planned_by: row.planned_by,
            closed_at: row.closed_at,
            closed_by: row.closed_by,
            published_at: row.published_at,
            published_by: row.published_by,
            agenda: row.agenda,
            agenda_language: row.agenda_language,
            invited: row.invited,
            answered: row.answered,
        })
        .collect();
    Ok((rows, total))
}

/// One round of a partnership.
pub(super) async fn find(tx: &mut Tx, partnership: Uuid, id: Uuid) -> sqlx::Result<RoundRow> {
    sqlx::query_as!(
        RoundRow,
        r#"select r.id, r.version, r.catalogue_id, r.title, r.language, r.opens_on, r.closes_on,
            r.naming as "naming: Naming", r.minimum, pl.name as "planned_by?", r.closed_at,
            cl.name as "closed_by?", r.published_at, pu.name as "published_by?", r.agenda,
            r.agenda_language, g.invited as "invited!", g.answered as "answered!"
        from scorecard_round r
        join scorecard_progress(array[$2::uuid]) g on g.round_id = r.id
        left join person pl on pl.id = r.planned_by
        left join person cl on cl.id = r.closed_by
        left join person pu on pu.id = r.published_by
        where r.partnership_id = $1 and r.id = $2"#,
        partnership,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// The unclosed round of a partnership, of which there is at most one.
pub(super) async fn running(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from scorecard_round where partnership_id = $1 and closed_at is null",
        partnership
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Somebody who may be invited.
pub(super) struct Candidate {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) role: Role,
}

/// Everybody who sees the partnership and may answer.
pub(super) async fn candidates(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as!(
        Candidate,
        r#"with recursive above as (
            select jurisdiction_id as id from partnership where id = $1
            union
            select j.parent_id from jurisdiction j join above a on a.id = j.id
            where j.parent_id is not null)
        select p.id, p.name, o.name as organisation, p.role as "role: Role"
        from person p join organisation o on o.id = p.organisation_id
        where p.deactivated_at is null
            and p.role in ('ministry_official', 'health_executive', 'vendor', 'clinician')
            and (exists (select 1 from partnership_right r
                    where r.partnership_id = $1 and r.person_id = p.id)
                or case when p.role = 'ministry_official'
                    then o.jurisdiction_id in (select id from above)
                    else exists (select 1 from party
                        where party.partnership_id = $1 and party.organisation_id = o.id) end)
        order by o.sector, fold(o.name), fold(p.name), p.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// Somebody who is invited.
pub(super) struct Invited {
    pub(super) person_id: Uuid,
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) group: StakeholderGroup,
}

/// Who is invited to a round, by group and name.
pub(super) async fn invited(tx: &mut Tx, round: Uuid) -> sqlx::Result<Vec<Invited>> {
    sqlx::query_as!(
        Invited,
        r#"select i.person_id, p.name, o.name as organisation,
            i.stakeholder_group as "group: StakeholderGroup"
        from scorecard_invitation i
        join person p on p.id = i.person_id
        join organisation o on o.id = p.organisation_id
        where i.round_id = $1
        order by i.stakeholder_group, fold(p.name), p.id"#,
        round
    )
    .fetch_all(&mut **tx)
    .await
}

/// For which group the viewer is invited to a round.
pub(super) async fn own_group(tx: &mut Tx, round: Uuid) -> sqlx::Result<Option<StakeholderGroup>> {
    sqlx::query_scalar!(
        r#"select stakeholder_group as "group: StakeholderGroup" from scorecard_invitation
        where round_id = $1 and person_id = viewer_person()"#,
        round
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Who has answered in an attributed round.
pub(super) async fn answered(tx: &mut Tx, round: Uuid) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(r#"select scorecard_answered($1) as "id!""#, round)
        .fetch_all(&mut **tx)
        .await
}

/// Adds a round with who is invited, unless the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &RoundValues,
    language: &str,
) -> sqlx::Result<()> {
    let added = sqlx::query!(
        "insert into scorecard_round (id, partnership_id, catalogue_id, title, opens_on, closes_on,
            naming, minimum, planned_by, language)
        select $1, $2, c.id, $3, $4, $5, $6, $7, $8, $9
        from statement_catalogue c order by c.number desc limit 1
        on conflict (id) do nothing",
        values.id,
        partnership,
        values.title,
        values.opens_on,
        values.closes_on,
        values.naming as _,
        values.minimum,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    if added.rows_affected() == 1 {
        invite(tx, partnership, values.id, &values.invited).await?;
    }
    Ok(())
}

/// Invites people who are not invited yet.
async fn invite(
    tx: &mut Tx,
    partnership: Uuid,
    round: Uuid,
    invited: &[(Uuid, StakeholderGroup)],
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = invited.iter().map(|_| Uuid::now_v7()).collect();
    let people: Vec<Uuid> = invited.iter().map(|(person, _)| *person).collect();
    let groups: Vec<String> = invited
        .iter()
        .map(|(_, group)| domain::Vocabulary::code(*group).to_owned())
        .collect();
    sqlx::query!(
        "insert into scorecard_invitation (id, partnership_id, round_id, person_id, stakeholder_group)
        select id, $1, $2, person, stakeholder_group
        from unnest($3::uuid[], $4::uuid[], $5::text[]) as t (id, person, stakeholder_group)
        on conflict on constraint scorecard_invitation_once do nothing",
        partnership,
        round,
        &ids,
        &people,
        &groups
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves title and days and invites further people; false where somebody saved
/// or closed it before.
pub(super) async fn update(
    tx: &mut Tx,
    partnership: Uuid,
    id: Uuid,
    values: &RoundValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update scorecard_round set title = $3, opens_on = $4, closes_on = $5, version = version + 1
        where id = $1 and version = $2 and closed_at is null",
        id,
        values.version,
        values.title,
        values.opens_on,
        values.closes_on
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    invite(tx, partnership, id, &values.invited).await?;
    Ok(true)
}

/// Records that everybody who has not answered is reminded, unless that
/// happened on the same day already.
pub(super) async fn remind(tx: &mut Tx, partnership: Uuid, round: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into scorecard_reminder (id, partnership_id, round_id, reminded_by)
        select $1, $2, $3, viewer_person()
        where not exists (select 1 from scorecard_reminder
            where round_id = $3 and reminded_at > now() - interval '12 hours')",
        Uuid::now_v7(),
        partnership,
        round
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Who reminded last and when.
pub(super) async fn reminded(
    tx: &mut Tx,
    round: Uuid,
) -> sqlx::Result<Option<(Option<String>, DateTime<Utc>)>> {
    let row = sqlx::query!(
        r#"select p.name as "name?", m.reminded_at from scorecard_reminder m
        left join person p on p.id = m.reminded_by
        where m.round_id = $1 order by m.reminded_at desc limit 1"#,
        round
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.name, row.reminded_at)))
}

/// Closes a round, which works its results out; false where somebody did before.
pub(super) async fn close(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update scorecard_round set closed_at = now(), closed_by = viewer_person(),
            version = version + 1
        where id = $1 and closed_at is null",
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Publishes the results of a closed round.
pub(super) async fn publish(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update scorecard_round set published_at = now(), published_by = viewer_person(),
            version = version + 1
        where id = $1 and closed_at is not null and published_at is null",
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps what the next meeting is to talk about; false where somebody saved
/// the round before.
pub(super) async fn keep_agenda(
    tx: &mut Tx,
    id: Uuid,
    version: i32,
    agenda: Option<&str>,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update scorecard_round set agenda = $3, agenda_language = $4, version = version + 1
        where id = $1 and version = $2 and closed_at is not null",
        id,
        version,
        agenda,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A statement in the reader's language.
pub(super) struct Statement {
    pub(super) id: Uuid,
    pub(super) factor: Factor,
    pub(super) wording: String,
}

/// The statements of a round, in the order in which they are asked.
pub(super) async fn statements(
    tx: &mut Tx,
    catalogue: Uuid,
    language: &str,
) -> sqlx::Result<Vec<Statement>> {
    let mut rows = sqlx::query_as!(
        Statement,
        r#"select id, factor as "factor: Factor",
            case when $2 = 'fr' then wording_fr else wording_en end as "wording!"
        from scorecard_statement where catalogue_id = $1 order by factor, position"#,
        catalogue,
        language
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.sort_by_key(|row| row.factor);
    Ok(rows)
}

/// What the viewer has answered so far.
pub(super) struct OwnResponse {
    pub(super) version: i32,
    pub(super) submitted_at: Option<DateTime<Utc>>,
    pub(super) language: String,
    pub(super) given: Given,
}

/// The viewer's own response, if there is one.
pub(super) async fn own_response(tx: &mut Tx, round: Uuid) -> sqlx::Result<Option<OwnResponse>> {
    let row = sqlx::query!(
        "select id, version, submitted_at, language from scorecard_response
        where round_id = $1 and person_id = viewer_person()",
        round
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let answers = sqlx::query!(
        "select statement_id, score from scorecard_answer where response_id = $1",
        row.id
    )
    .fetch_all(&mut **tx)
    .await?;
    let comments = sqlx::query!(
        r#"select factor as "factor: Factor", remark from scorecard_comment where response_id = $1"#,
        row.id
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Some(OwnResponse {
        version: row.version,
        submitted_at: row.submitted_at,
        language: row.language,
        given: Given {
            answers: answers
                .into_iter()
                .map(|answer| (answer.statement_id, super::form::stored(answer.score)))
                .collect(),
            comments: comments
                .into_iter()
                .map(|comment| (comment.factor, comment.remark))
                .collect(),
        },
    }))
}

/// Keeps a draft; false where it changed or was sent in another window.
/// A version of 0 begins one.
pub(super) async fn save_draft(
    tx: &mut Tx,
    round: Uuid,
    answers: &Answers,
    language: &str,
) -> sqlx::Result<bool> {
    let id = if answers.version == 0 {
        sqlx::query_scalar!(
            "insert into scorecard_response (id, round_id, person_id, language)
            values ($1, $2, viewer_person(), $3)
            on conflict on constraint scorecard_response_once do nothing returning id",
            Uuid::now_v7(),
            round,
            language
        )
        .fetch_optional(&mut **tx)
        .await?
    } else {
        sqlx::query_scalar!(
            "update scorecard_response set version = version + 1, language = $3
            where round_id = $1 and person_id = viewer_person() and version = $2
                and submitted_at is null
            returning id",
            round,
            answers.version,
            language
        )
        .fetch_optional(&mut **tx)
        .await?
    };
    let Some(id) = id else { return Ok(false) };
    sqlx::query!("delete from scorecard_answer where response_id = $1", id)
        .execute(&mut **tx)
        .await?;
    sqlx::query!("delete from scorecard_comment where response_id = $1", id)
        .execute(&mut **tx)
        .await?;
    let (statements, scores): (Vec<Uuid>, Vec<Option<i16>>) = answers
        .given
        .answers
        .iter()
        .map(|(statement, answer)| (*statement, answer.score().map(i16::from)))
        .unzip();
    let ids: Vec<Uuid> = statements.iter().map(|_| Uuid::now_v7()).collect();
    sqlx::query!(
        "insert into scorecard_answer (id, response_id, statement_id, score)
        select id, $1, statement, score
        from unnest($2::uuid[], $3::uuid[], $4::smallint[]) as t (id, statement, score)",
        id,
        &ids,
        &statements,
        &scores as &[Option<i16>]
    )
    .execute(&mut **tx)
    .await?;
    let (factors, remarks): (Vec<String>, Vec<String>) = answers
        .given
        .comments
        .iter()
        .map(|(factor, remark)| (domain::Vocabulary::code(*factor).to_owned(), remark.clone()))
        .unzip();
    let ids: Vec<Uuid> = factors.iter().map(|_| Uuid::now_v7()).collect();
    sqlx::query!(
        "insert into scorecard_comment (id, response_id, factor, remark)
        select id, $1, factor, remark
        from unnest($2::uuid[], $3::text[], $4::text[]) as t (id, factor, remark)",
        id,
        &ids,
        &factors,
        &remarks
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// Sends what the viewer has answered; false where it changed or was sent in
/// another window.
pub(super) async fn send(tx: &mut Tx, round: Uuid, version: i32) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update scorecard_response set submitted_at = now(), version = version + 1
        where round_id = $1 and person_id = viewer_person() and version = $2
            and submitted_at is null",
        round,
        version
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What rounds came to, by round.
pub(super) async fn results(tx: &mut Tx, rounds: &[Uuid]) -> sqlx::Result<Vec<(Uuid, Cells)>> {
    let rows = sqlx::query!(
        r#"select round_id, factor as "factor: Factor",
            stakeholder_group as "group: StakeholderGroup", people, sum_of_scores, sum_of_squares
        from scorecard_result where round_id = any ($1)"#,
        rounds
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut found: Vec<(Uuid, Cells)> = rounds.iter().map(|id| (*id, Cells::new())).collect();
    for row in rows {
        if let Some((_, cells)) = found.iter_mut().find(|(id, _)| *id == row.round_id) {
            let cell = cell(row.people, row.sum_of_scores, row.sum_of_squares);
            cells.insert((row.factor, row.group), cell);
        }
    }
    Ok(found)
}

fn cell(people: i32, sum: i32, squares: i32) -> Cell {
    Cell {
        people: people.unsigned_abs(),
        sum: sum.unsigned_abs().into(),
        squares: squares.unsigned_abs().into(),
    }
}

/// A comment as the results show it.
pub(super) struct Remark {
    pub(super) factor: Factor,
    pub(super) remark: String,
    pub(super) language: String,
    /// None in an anonymous round.
    pub(super) person: Option<String>,
}

/// The comments that the results of a round show.
pub(super) async fn remarks(tx: &mut Tx, round: Uuid) -> sqlx::Result<Vec<Remark>> {
    sqlx::query_as!(
        Remark,
        r#"select r.factor as "factor: Factor", r.remark, r.language, p.name as "person?"
        from scorecard_remark r left join person p on p.id = r.person_id
        where r.round_id = $1 order by r.factor, fold(r.remark), r.id"#,
        round
    )
    .fetch_all(&mut **tx)
    .await
}

/// What one person said of one statement, in an attributed round.
pub(super) struct NamedAnswer {
    pub(super) person: String,
    pub(super) group: StakeholderGroup,
    pub(super) factor: Factor,
    pub(super) score: Option<i16>,
}

/// What everybody said in an attributed round that is closed, by group and name.
pub(super) async fn named(tx: &mut Tx, round: Uuid) -> sqlx::Result<Vec<NamedAnswer>> {
    sqlx::query_as!(
        NamedAnswer,
        r#"select p.name as person, i.stakeholder_group as "group: StakeholderGroup",
            s.factor as "factor: Factor", a.score
        from scorecard_response r
        join scorecard_round o on o.id = r.round_id and o.naming = 'attributed'
        join scorecard_invitation i on i.round_id = r.round_id and i.person_id = r.person_id
        join person p on p.id = r.person_id
        join scorecard_answer a on a.response_id = r.id
        join scorecard_statement s on s.id = a.statement_id
        where r.round_id = $1 and r.submitted_at is not null
        order by i.stakeholder_group, fold(p.name), p.id, s.factor, s.position"#,
        round
    )
    .fetch_all(&mut **tx)
    .await
}

/// A round that belongs to a trend.
pub(super) struct TrendRound {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) closes_on: NaiveDate,
}

/// The published rounds of a partnership up to one, the oldest first, and that
/// one: the last six at most.
pub(super) async fn trend(
    tx: &mut Tx,
    partnership: Uuid,
    round: Uuid,
) -> sqlx::Result<Vec<TrendRound>> {
    let mut rows = sqlx::query_as!(
        TrendRound,
        "select id, title, closes_on from scorecard_round
        where partnership_id = $1 and (published_at is not null or id = $2)
            and closed_at <= (select closed_at from scorecard_round where id = $2)
        order by closed_at desc, id desc limit 6",
        partnership,
        round
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.reverse();
    Ok(rows)
}

/// A round that waits for something on a workbench.
pub(crate) struct WaitingRound {
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) closes_on: NaiveDate,
    /// Whether the viewer has begun to answer.
    pub(super) begun: bool,
    pub(super) reminded_at: Option<DateTime<Utc>>,
    pub(super) closed: bool,
    pub(super) invited: i32,
    pub(super) answered: i32,
}

/// Rounds that wait for the viewer's answer, those that close first at the top.
pub(super) async fn to_answer(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<WaitingRound>> {
    sqlx::query_as!(
        WaitingRound,
        r#"select p.reference, p.title as partnership, o.id, o.title, o.language, o.closes_on,
            r.id is not null as "begun!",
            (select max(m.reminded_at) from scorecard_reminder m where m.round_id = o.id) as reminded_at,
            false as "closed!", 0 as "invited!", 0 as "answered!"
        from scorecard_invitation i
        join scorecard_round o on o.id = i.round_id
        join partnership p on p.id = o.partnership_id
        left join scorecard_response r on r.round_id = o.id and r.person_id = viewer_person()
        where i.person_id = viewer_person() and o.closed_at is null
            and o.opens_on <= $1 and o.closes_on >= $1 and r.submitted_at is null
        order by o.closes_on, o.id limit 25"#,
        today
    )
    .fetch_all(&mut **tx)
    .await
}

/// Rounds to close, as their last day is over or everybody has answered, and
/// closed ones to publish, in the viewer's own partnerships.
pub(super) async fn to_run(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<WaitingRound>> {
    sqlx::query_as!(
        WaitingRound,
        r#"with own as (
            select o.*, p.reference, p.title as partnership from scorecard_round o
            join partnership p on p.id = o.partnership_id
            where o.published_at is null and o.opens_on <= $1
                and (p.jurisdiction_id = any (viewer_jurisdictions()) or exists (
                    select 1 from party where partnership_id = p.id
                        and organisation_id = viewer_organisation())))
        select o.reference as "reference!", o.partnership as "partnership!", o.id as "id!",
            o.title as "title!", o.language as "language!", o.closes_on as "closes_on!",
            false as "begun!", null::timestamptz as reminded_at,
            o.closed_at is not null as "closed!", g.invited as "invited!", g.answered as "answered!"
        from own o
        join scorecard_progress((select array_agg(id) from own)) g on g.round_id = o.id
        where o.closed_at is not null or o.closes_on < $1 or g.answered = g.invited
        order by o.closes_on, o.id limit 25"#,
        today
    )
    .fetch_all(&mut **tx)
    .await
}

/// The results of a partnership's latest published round.
pub(crate) struct Latest {
    pub(crate) partnership_id: Uuid,
    pub(crate) round_id: Uuid,
    pub(crate) closes_on: NaiveDate,
    /// Who published them; nothing for the command line.
    pub(crate) published_by: Option<String>,
    pub(crate) cells: Cells,
}

/// The latest published results of those of these partnerships that the viewer
/// sees.
///
/// The ids stand in a query of their own, so that Postgres plans once: in the
/// open they make it plan anew for each request, which takes longer than to run.
pub(super) async fn latest_published(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<Vec<Latest>> {
    let rows = sqlx::query!(
        r#"select o.partnership_id as "partnership_id!", o.id as "round_id!",
            o.closes_on as "closes_on!", w.name as "published_by?", s.factor as "factor?: Factor",
            s.stakeholder_group as "group?: StakeholderGroup", s.people as "people?",
            s.sum_of_scores as "sum_of_scores?", s.sum_of_squares as "sum_of_squares?"
        from (select distinct on (partnership_id) id, partnership_id, closes_on, published_by
            from scorecard_round where published_at is not null
                and partnership_id = any ((select $1::uuid[])::uuid[])
            order by partnership_id, closed_at desc, id desc) o
        left join scorecard_result s on s.round_id = o.id
        left join person w on w.id = o.published_by
        order by o.partnership_id"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut found: Vec<Latest> = Vec::new();
    for row in rows {
        if found
            .last()
            .is_none_or(|latest| latest.round_id != row.round_id)
        {
            found.push(Latest {
                partnership_id: row.partnership_id,
                round_id: row.round_id,
                closes_on: row.closes_on,
                published_by: row.published_by,
                cells: Cells::new(),
            });
        }
        let figures = (row.people, row.sum_of_scores, row.sum_of_squares);
        if let (Some(latest), Some(factor), Some(group), (Some(people), Some(sum), Some(squares))) =
            (found.last_mut(), row.factor, row.group, figures)
        {
            latest
                .cells
                .insert((factor, group), cell(people, sum, squares));
        }
    }
    Ok(found)
}
