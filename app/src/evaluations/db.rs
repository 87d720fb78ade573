//! The only SQL of evaluations. What of it the viewer reads, and when, is
//! row-level security's to say: scores of others come back only once everybody
//! has scored.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::evaluation::{Answer, Criterion, EvaluationState, Turn, VendorStanding};
use uuid::Uuid;

use super::form::{AddValues, Line, OpenValues, ReleaseValues, ReplyValues};
use crate::db::Tx;

/// An evaluation.
#[derive(Debug, Clone)]
pub(crate) struct EvaluationRow {
    pub(crate) id: Uuid,
    pub(super) partnership_id: Uuid,
    /// Of the partnership, where the viewer sees it: a bidder does not.
    pub(super) reference: Option<String>,
    pub(super) partnership: Option<String>,
    pub(super) partnership_language: Option<String>,
    pub(super) organisation_id: Uuid,
    pub(super) organisation: String,
    pub(super) standing: VendorStanding,
    pub(super) subject: String,
    pub(super) opened_on: NaiveDate,
    pub(super) due_on: NaiveDate,
    pub(super) opened_by: Option<Uuid>,
    pub(super) opener: Option<String>,
    pub(super) opener_organisation: Option<String>,
    pub(super) scored_on: Option<NaiveDate>,
    pub(super) agreed_on: Option<NaiveDate>,
    pub(super) conclusion: Option<String>,
    pub(super) conclusion_language: Option<String>,
    pub(super) withdrawn_on: Option<NaiveDate>,
    pub(super) withdrawer: Option<String>,
    pub(super) withdrawer_organisation: Option<String>,
    pub(super) withdrawal_reason: Option<String>,
    pub(super) withdrawal_language: Option<String>,
    pub(super) language: String,
    /// How many evaluators are named and have scored; none to a vendor.
    pub(super) named: i64,
    pub(super) scored: i64,
    /// Whether the viewer is an evaluator, and still to score.
    pub(super) evaluator: bool,
    pub(super) to_score: bool,
    /// Whether the partnership is the viewer's own.
    pub(super) member: bool,
    /// How many are asked for, on this page and others.
    pub(super) total: i64,
}

impl EvaluationRow {
    /// Where it stands.
    pub(super) fn state(&self) -> EvaluationState {
        EvaluationState::of(self.scored_on, self.agreed_on, self.withdrawn_on)
    }
}

/// Which evaluations are asked for.
#[derive(Default)]
pub(super) struct Of<'a> {
    /// This one.
    pub(super) evaluation: Option<Uuid>,
    /// Those of this partnership.
    pub(super) partnership: Option<Uuid>,
    /// With these words.
    pub(super) q: &'a str,
    /// In these states; none is all.
    pub(super) states: &'a [String],
    /// Of this vendor.
    pub(super) vendor: Option<Uuid>,
    /// Of vendors that stand so; none is all.
    pub(super) standing: Option<VendorStanding>,
    /// Opened in this year.
    pub(super) year: Option<i32>,
    /// That the viewer is to score or to agree on; of a vendor, those of its
    /// own that were agreed since a day.
    pub(super) waiting_since: Option<NaiveDate>,
    /// `opened`, `agreed`, `vendor` or `subject`, descending with a hyphen
    /// before; anything else is the latest first.
    pub(super) sort: &'a str,
    /// So many; none is all.
    pub(super) limit: Option<i64>,
    /// After so many.
    pub(super) offset: i64,
}

/// The evaluations that are asked for, in the order asked for.
pub(super) async fn list(tx: &mut Tx, of: Of<'_>) -> sqlx::Result<Vec<EvaluationRow>> {
    sqlx::query_as!(
        EvaluationRow,
        r#"select e.id, e.partnership_id, s.reference as "reference?", s.title as "partnership?",
            s.language as "partnership_language?", e.organisation_id, o.name as organisation, e.standing as "standing: VendorStanding", e.subject,
            e.opened_on, e.due_on, e.opened_by, w.name as "opener?", wo.name as "opener_organisation?",
            e.scored_on, e.agreed_on, e.conclusion, e.conclusion_language, e.withdrawn_on,
            x.name as "withdrawer?", xo.name as "withdrawer_organisation?", e.withdrawal_reason,
            e.withdrawal_language, e.language,
            counted.named as "named!", counted.scored as "scored!",
            counted.evaluator as "evaluator!", counted.to_score as "to_score!",
            coalesce(s.jurisdiction_id = any (viewer_jurisdictions()) or exists (
                select 1 from party y where y.partnership_id = s.id
                    and y.organisation_id = viewer_organisation()), false) as "member!",
            count(*) over () as "total!"
        from evaluation e
        join organisation o on o.id = e.organisation_id
        left join partnership s on s.id = e.partnership_id
        left join person w on w.id = e.opened_by
        left join organisation wo on wo.id = w.organisation_id
        left join person x on x.id = e.withdrawn_by
        left join organisation xo on xo.id = x.organisation_id
        cross join lateral (
            select count(*) as named, count(v.scored_on) as scored,
                coalesce(bool_or(v.person_id = viewer_person()), false) as evaluator,
                coalesce(bool_or(v.person_id = viewer_person() and v.scored_on is null and v.released_on is null),
                    false) and e.withdrawn_on is null as to_score
            from evaluation_evaluator v where v.evaluation_id = e.id) counted
        where ($1::uuid is null or e.id = $1)
            and ($2::uuid is null or e.partnership_id = $2)
            and ($3 = '' or fold(e.subject || ' ' || o.name) like '%' || fold($3) || '%')
            and (cardinality($4::text[]) = 0 or case
                when e.withdrawn_on is not null then 'withdrawn'
                when e.agreed_on is not null then 'agreed'
                when e.scored_on is not null then 'to_agree' else 'scoring' end = any ($4))
            and ($5::uuid is null or e.organisation_id = $5)
            and ($6::date is null or counted.to_score
                or (e.opened_by = viewer_person() and e.scored_on is not null and e.agreed_on is null
                    and e.withdrawn_on is null)
                or (e.organisation_id = viewer_organisation() and e.agreed_on >= $6))
            and ($7::text is null or e.standing = $7)
            and ($8::integer is null or extract(year from e.opened_on) = $8)
        order by
            case when $9 = 'opened' then e.opened_on when $9 = 'agreed' then e.agreed_on end,
            case when $9 = '-opened' then e.opened_on when $9 = '-agreed' then e.agreed_on end desc nulls last,
            case when $9 = 'vendor' then fold(o.name) when $9 = 'subject' then fold(e.subject) end,
            case when $9 = '-vendor' then fold(o.name) when $9 = '-subject' then fold(e.subject) end desc,
            e.opened_on desc, e.id desc
        limit $10 offset $11"#,
        of.evaluation,
        of.partnership,
        of.q,
        of.states,
        of.vendor,
        of.waiting_since,
        of.standing.map(Vocabulary::code),
        of.year,
        of.sort,
        of.limit,
        of.offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// Vendors and years, from which a list is narrowed.
#[derive(Default)]
pub(super) struct Choices {
    /// Ids and names, by name.
    pub(super) vendors: Vec<(String, String)>,
    /// The latest first.
    pub(super) years: Vec<i32>,
}

/// The vendors and years of all evaluations that the viewer sees, in one
/// partnership or in all.
pub(super) async fn choices(tx: &mut Tx, partnership: Option<Uuid>) -> sqlx::Result<Choices> {
    let rows = sqlx::query!(
        r#"select e.organisation_id, o.name, array_agg(distinct extract(year from e.opened_on)::integer) as "years!"
        from evaluation e join organisation o on o.id = e.organisation_id
        where $1::uuid is null or e.partnership_id = $1
        group by e.organisation_id, o.name order by fold(o.name), e.organisation_id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut years: Vec<i32> = rows.iter().flat_map(|row| row.years.clone()).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let vendors = rows
        .into_iter()
        .map(|row| (row.organisation_id.to_string(), row.name))
        .collect();
    Ok(Choices { vendors, years })
}

/// One evaluation.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<EvaluationRow> {
    let of = Of {
        evaluation: Some(id),
        ..Of::default()
    };
    let rows = list(tx, of).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// Somebody who scores.
pub(super) struct EvaluatorRow {
    pub(super) id: Uuid,
    pub(super) person_id: Uuid,
    pub(super) name: String,
    pub(super) organisation: String,
    /// None for those named at the opening.
    pub(super) added_on: Option<NaiveDate>,
    pub(super) scored_on: Option<NaiveDate>,
    pub(super) released_on: Option<NaiveDate>,
    pub(super) release_reason: Option<String>,
    pub(super) release_language: Option<String>,
}

impl EvaluatorRow {
    /// How far they are.
    pub(super) fn turn(&self) -> Turn {
        match (self.scored_on, self.released_on) {
            (Some(_), _) => Turn::Scored,
            (None, Some(_)) => Turn::Released,
            (None, None) => Turn::Waiting,
        }
    }
}

/// Who scores, by name.
pub(super) async fn evaluators(tx: &mut Tx, evaluation: Uuid) -> sqlx::Result<Vec<EvaluatorRow>> {
    sqlx::query_as!(
        EvaluatorRow,
        "select v.id, v.person_id, p.name, o.name as organisation, v.added_on, v.scored_on, v.released_on,
            v.release_reason, v.release_language
        from evaluation_evaluator v
        join person p on p.id = v.person_id
        join organisation o on o.id = v.organisation_id
        where v.evaluation_id = $1 order by fold(p.name), v.id",
        evaluation
    )
    .fetch_all(&mut **tx)
    .await
}

/// What is given for one criterion, by an evaluator or by all together.
#[derive(Debug, Clone)]
pub(super) struct GivenRow {
    pub(super) evaluation_id: Uuid,
    /// Who gave it; none for the consensus.
    pub(super) evaluator_id: Option<Uuid>,
    pub(super) criterion: Criterion,
    pub(super) score: Option<i16>,
    pub(super) words: Option<String>,
    pub(super) language: String,
    /// The evidence that it rests on.
    pub(super) proofs: Vec<Uuid>,
}

impl GivenRow {
    /// The answer; no score is "cannot say".
    pub(super) fn answer(&self) -> Answer {
        self.score
            .and_then(|score| u8::try_from(score).ok())
            .map_or(Answer::CannotSay, Answer::Rated)
    }
}

/// The scores in an evaluation that the viewer reads.
pub(super) async fn scores(tx: &mut Tx, evaluation: Uuid) -> sqlx::Result<Vec<GivenRow>> {
    sqlx::query_as!(
        GivenRow,
        r#"select s.evaluation_id, s.evaluator_id as "evaluator_id?", s.criterion as "criterion: Criterion",
            s.score, s.words, s.language,
            array(select p.proof_id from evaluation_pointer p where p.score_id = s.id) as "proofs!"
        from evaluation_score s where s.evaluation_id = $1 order by s.id"#,
        evaluation
    )
    .fetch_all(&mut **tx)
    .await
}

/// What was agreed in these evaluations.
pub(super) async fn consensus(tx: &mut Tx, evaluations: &[Uuid]) -> sqlx::Result<Vec<GivenRow>> {
    sqlx::query_as!(
        GivenRow,
        r#"select c.evaluation_id, null::uuid as evaluator_id, c.criterion as "criterion: Criterion",
            c.score, c.reason as words, c.language,
            array(select p.proof_id from evaluation_pointer p where p.consensus_id = c.id) as "proofs!"
        from evaluation_consensus c where c.evaluation_id = any ($1) order by c.id"#,
        evaluations
    )
    .fetch_all(&mut **tx)
    .await
}

/// What the vendor says to it.
pub(super) struct ReplyRow {
    /// None for a reply in whole.
    pub(super) criterion: Option<Criterion>,
    pub(super) words: String,
    pub(super) language: String,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) replied_on: NaiveDate,
}

/// The vendor's replies.
pub(super) async fn replies(tx: &mut Tx, evaluation: Uuid) -> sqlx::Result<Vec<ReplyRow>> {
    sqlx::query_as!(
        ReplyRow,
        r#"select r.criterion as "criterion: Criterion", r.words, r.language, p.name as "person?",
            o.name as "organisation?", r.replied_on
        from evaluation_reply r
        left join person p on p.id = r.person_id
        left join organisation o on o.id = p.organisation_id
        where r.evaluation_id = $1 order by r.replied_at, r.id"#,
        evaluation
    )
    .fetch_all(&mut **tx)
    .await
}

/// Vendors that may be evaluated in a partnership, by name: its suppliers, and
/// where it takes bidders, others with these words in their name.
pub(super) async fn vendors(
    tx: &mut Tx,
    partnership: Uuid,
    bidders: Option<&str>,
) -> sqlx::Result<Vec<(Uuid, String, VendorStanding)>> {
    let rows = sqlx::query!(
        r#"select o.id, o.name, o.id in (select y.organisation_id from party y
                where y.partnership_id = $1 and y.role = 'supplier') as "supplier!"
        from organisation o
        where o.sector = 'ict' and o.successor_id is null
            and (o.id in (select y.organisation_id from party y
                    where y.partnership_id = $1 and y.role = 'supplier')
                or fold(o.name) like '%' || fold($2) || '%')
        order by 3 desc, fold(o.name), o.id limit 100"#,
        partnership,
        bidders
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let standing = match row.supplier {
                true => VendorStanding::Supplier,
                false => VendorStanding::Bidder,
            };
            (row.id, row.name, standing)
        })
        .collect())
}

/// Those who may evaluate in a partnership, by name: people of its parties that
/// are no vendors, its guests, and officials of its jurisdiction or above.
pub(super) async fn candidates(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select p.id, p.name, o.name as organisation
        from person p join organisation o on o.id = p.organisation_id
        where p.deactivated_at is null and o.sector <> 'ict'
            and p.role in ('ministry_official', 'health_executive', 'clinician')
            and (p.role <> 'ministry_official' and o.id in (
                    select y.organisation_id from party y where y.partnership_id = $1)
                or p.id in (select r.person_id from partnership_right r where r.partnership_id = $1)
                or p.role = 'ministry_official' and o.jurisdiction_id = any (jurisdiction_and_above(
                    (select s.jurisdiction_id from partnership s where s.id = $1))))
        order by fold(p.name), p.id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let label = format!("{}, {}", row.name, row.organisation);
            (row.id.to_string(), label)
        })
        .collect())
}

/// Opens an evaluation, unless the same form opened it before.
pub(super) async fn open(
    tx: &mut Tx,
    partnership: Uuid,
    values: &OpenValues,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<()> {
    let done = sqlx::query!(
        "insert into evaluation (id, partnership_id, organisation_id, standing, subject, opened_on, due_on,
            opened_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, viewer_person(), $8) on conflict (id) do nothing",
        values.id,
        partnership,
        values.organisation_id,
        values.standing as _,
        values.subject,
        today,
        values.due_on,
        language
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 1 {
        sqlx::query!(
            "insert into evaluation_evaluator (id, partnership_id, evaluation_id, person_id, organisation_id)
            select gen_random_uuid(), $2, $1, p.id, p.organisation_id from person p where p.id = any ($3)",
            values.id,
            partnership,
            &values.evaluators
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Keeps the evaluation as it is until the transaction ends, for whoever may
/// change it.
pub(super) async fn hold(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "select 1 as one from evaluation where id = $1 for no key update",
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(())
}

/// Adds evaluators, who are awaited like the others, until a day that is not
/// before the one that was said.
pub(super) async fn add(
    tx: &mut Tx,
    row: &EvaluationRow,
    values: &AddValues,
    today: NaiveDate,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into evaluation_evaluator (id, partnership_id, evaluation_id, person_id, organisation_id, added_on)
        select gen_random_uuid(), $2, $1, p.id, p.organisation_id, $4 from person p where p.id = any ($3)
        on conflict (evaluation_id, person_id) do nothing",
        row.id,
        row.partnership_id,
        &values.evaluators,
        today
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "update evaluation set due_on = $2 where id = $1 and due_on < $2",
        row.id,
        values.due_on
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Withdraws an evaluation that there is no consensus of.
pub(super) async fn withdraw(
    tx: &mut Tx,
    id: Uuid,
    reason: &str,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update evaluation set withdrawn_on = $2, withdrawn_by = viewer_person(), withdrawal_reason = $3,
            withdrawal_language = $4
        where id = $1",
        id,
        today,
        reason,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Gives an evaluator's scores, all at once and once and for all.
pub(super) async fn score(
    tx: &mut Tx,
    row: &EvaluationRow,
    evaluator: Uuid,
    lines: &[Line],
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<()> {
    for line in lines {
        let id = Uuid::now_v7();
        sqlx::query!(
            "insert into evaluation_score (id, partnership_id, evaluation_id, evaluator_id, criterion, score, words,
                language)
            values ($1, $2, $3, $4, $5, $6, $7, $8)",
            id,
            row.partnership_id,
            row.id,
            evaluator,
            line.criterion as _,
            line.answer.score().map(i16::from),
            line.words,
            language
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "insert into evaluation_pointer (id, partnership_id, evaluation_id, score_id, proof_id)
            select gen_random_uuid(), $2, $3, $1, proof from unnest($4::uuid[]) proof",
            id,
            row.partnership_id,
            row.id,
            &line.proofs
        )
        .execute(&mut **tx)
        .await?;
    }
    sqlx::query!(
        "update evaluation_evaluator set scored_on = $2 where id = $1",
        evaluator,
        today
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Releases an evaluator who has not scored; false where they have by now.
pub(super) async fn release(
    tx: &mut Tx,
    evaluation: Uuid,
    values: &ReleaseValues,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update evaluation_evaluator set released_on = $3, release_reason = $4, release_language = $5
        where id = $1 and evaluation_id = $2 and scored_on is null and released_on is null",
        values.evaluator,
        evaluation,
        today,
        values.reason,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Declares the consensus, with which the vendor sees it.
pub(super) async fn agree(
    tx: &mut Tx,
    row: &EvaluationRow,
    (lines, conclusion): (&[Line], &str),
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<()> {
    for line in lines {
        let id = Uuid::now_v7();
        sqlx::query!(
            "insert into evaluation_consensus (id, partnership_id, evaluation_id, criterion, score, reason, language)
            values ($1, $2, $3, $4, $5, $6, $7)",
            id,
            row.partnership_id,
            row.id,
            line.criterion as _,
            line.answer.score().map(i16::from),
            line.words,
            language
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "insert into evaluation_pointer (id, partnership_id, evaluation_id, consensus_id, proof_id)
            select gen_random_uuid(), $2, $3, $1, proof from unnest($4::uuid[]) proof",
            id,
            row.partnership_id,
            row.id,
            &line.proofs
        )
        .execute(&mut **tx)
        .await?;
    }
    sqlx::query!(
        "update evaluation set agreed_on = $2, agreed_by = viewer_person(), conclusion = $3, conclusion_language = $4
        where id = $1",
        row.id,
        today,
        conclusion,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds a reply; false where there is one by now.
pub(super) async fn reply(
    tx: &mut Tx,
    row: &EvaluationRow,
    values: &ReplyValues,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into evaluation_reply (id, partnership_id, evaluation_id, criterion, words, person_id, replied_on,
            language)
        values ($1, $2, $3, $4, $5, viewer_person(), $6, $7) on conflict do nothing",
        values.id,
        row.partnership_id,
        row.id,
        values.about as _,
        values.words,
        today,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether a reply was added by this form before.
pub(super) async fn reply_exists(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from evaluation_reply where id = $1) as "exists!""#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}
