//! The only SQL of risks.

use chrono::{DateTime, NaiveDate, Utc};
use domain::risk::{Occurrence, RiskKind, RiskOutcome, Score, score};
use uuid::Uuid;

use super::form::{CloseValues, Filters, RiskValues, ScoreValues};
use crate::db::Tx;

/// A risk with its last score.
pub(crate) struct RiskRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) partnership_language: String,
    pub(super) title: String,
    pub(super) kind: RiskKind,
    pub(super) consequence: String,
    pub(super) remedy: String,
    pub(super) owner_id: Uuid,
    pub(super) owner: String,
    pub(super) owner_organisation: String,
    pub(super) review_on: NaiveDate,
    pub(super) closed_to_vendors: bool,
    pub(super) occurrence: Occurrence,
    pub(super) likelihood: i16,
    pub(super) impact: i16,
    pub(super) scored_on: NaiveDate,
    /// None for the command line.
    pub(super) raised_by: Option<String>,
    pub(super) raised_organisation: Option<String>,
    pub(super) raised_on: NaiveDate,
    pub(super) closed_on: Option<NaiveDate>,
    pub(super) outcome: Option<RiskOutcome>,
    pub(super) closed_words: Option<String>,
    pub(super) closed_by: Option<String>,
    pub(super) language: String,
    /// Ids of those who carry it, in the order of their names.
    pub(super) carrier_ids: Vec<Uuid>,
    pub(super) carriers: Vec<String>,
}

impl RiskRow {
    /// Its last score.
    pub(super) fn score(&self) -> Score {
        score(self.likelihood, self.impact).expect("risk_on_scale holds")
    }
}

/// Which risks are asked for.
#[derive(Default)]
pub(super) struct Of {
    /// Those of this partnership.
    pub(super) partnership: Option<Uuid>,
    /// This one.
    pub(super) risk: Option<Uuid>,
    /// The viewer's own that are to be looked at again by this day.
    pub(super) due: Option<NaiveDate>,
}

/// A page of the risks that are asked for, the gravest first.
pub(super) async fn list(
    tx: &mut Tx,
    of: Of,
    filters: &Filters,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<RiskRow>> {
    sqlx::query_as!(
        RiskRow,
        r#"select r.id, r.version, p.reference, p.title as partnership, p.language as partnership_language,
            r.title, r.kind as "kind: RiskKind", r.consequence, r.remedy, r.owner_id, w.name as owner,
            o.name as owner_organisation, r.review_on, r.closed_to_vendors,
            r.occurrence as "occurrence: Occurrence", r.likelihood, r.impact, r.scored_on,
            b.name as "raised_by?", bo.name as "raised_organisation?", r.raised_on, r.closed_on,
            r.outcome as "outcome: RiskOutcome", r.closed_words, c.name as "closed_by?", r.language,
            carried.ids as "carrier_ids!", carried.names as "carriers!"
        from risk r
        join partnership p on p.id = r.partnership_id
        join person w on w.id = r.owner_id
        join organisation o on o.id = w.organisation_id
        left join person b on b.id = r.raised_by
        left join organisation bo on bo.id = b.organisation_id
        left join person c on c.id = r.closed_by
        cross join lateral (
            select coalesce(array_agg(g.id order by fold(g.name), g.id), '{}') as ids,
                coalesce(array_agg(coalesce(g.short_name, g.name) order by fold(g.name), g.id), '{}') as names
            from risk_carrier y join organisation g on g.id = y.organisation_id
            where y.risk_id = r.id) carried
        where ($1::uuid is null or r.partnership_id = $1)
            and ($2::uuid is null or r.id = $2)
            and ($3::date is null or (r.owner_id = viewer_person() and r.closed_on is null and r.review_on <= $3))
            and ($4 = '' or fold(r.title || ' ' || r.consequence || ' ' || r.remedy) like '%' || fold($4) || '%')
            and (cardinality($5::text[]) = 0 or r.kind = any ($5))
            and (cardinality($6::smallint[]) = 0 or r.likelihood * r.impact = any ($6))
            and ($7 = '' or exists (select 1 from risk_carrier y
                where y.risk_id = r.id and y.organisation_id::text = $7))
            and (not $8 or cardinality(carried.ids) > 1)
            and ($9 = '' or r.owner_id::text = $9)
            and (not $10 or (r.closed_on is null and r.review_on < $11))
            and ($12 = 'all' or $2 is not null or (r.closed_on is null) = ($12 <> 'closed'))
            and ($13 = '' or r.occurrence = $13)
            and ($14::smallint is null or r.likelihood = $14)
            and ($15::smallint is null or r.impact = $15)
        order by
            case when $16 = 'score' then r.likelihood * r.impact end,
            case when $16 = 'title' then fold(r.title) end,
            case when $16 = '-title' then fold(r.title) end desc,
            case when $16 = 'review' then r.review_on end,
            case when $16 = '-review' then r.review_on end desc,
            case when $16 = 'owner' then fold(w.name) end,
            case when $16 = '-owner' then fold(w.name) end desc,
            case when $16 = 'place' then fold(p.title) end,
            case when $16 = '-place' then fold(p.title) end desc,
            r.closed_on is not null, r.likelihood * r.impact desc, r.review_on, r.id
        limit $17 offset $18"#,
        of.partnership,
        of.risk,
        of.due,
        filters.q.trim(),
        &filters.kind,
        &filters.scores(),
        filters.carrier,
        filters.shared(),
        filters.owner,
        filters.overdue(),
        today,
        filters.state,
        filters.occurrence,
        filters.likelihood(),
        filters.impact(),
        filters.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// How many risks of one likelihood and impact there are.
pub(crate) struct CellRow {
    pub(super) likelihood: i16,
    pub(super) impact: i16,
    pub(super) all: i64,
    pub(super) open: i64,
    pub(super) barriers: i64,
    pub(super) shared: i64,
    pub(super) overdue: i64,
}

/// How many of the risks that the filters leave have which score.
pub(super) async fn cells(
    tx: &mut Tx,
    partnership: Option<Uuid>,
    filters: &Filters,
    today: NaiveDate,
) -> sqlx::Result<Vec<CellRow>> {
    sqlx::query_as!(
        CellRow,
        r#"select r.likelihood, r.impact, count(*) as "all!",
            count(*) filter (where r.closed_on is null) as "open!",
            count(*) filter (where r.closed_on is null and r.occurrence = 'barrier') as "barriers!",
            count(*) filter (where r.closed_on is null and carried.many) as "shared!",
            count(*) filter (where r.closed_on is null and r.review_on < $9) as "overdue!"
        from risk r
        cross join lateral (
            select count(*) > 1 as many from risk_carrier y where y.risk_id = r.id) carried
        where ($1::uuid is null or r.partnership_id = $1)
            and ($2 = '' or fold(r.title || ' ' || r.consequence || ' ' || r.remedy) like '%' || fold($2) || '%')
            and (cardinality($3::text[]) = 0 or r.kind = any ($3))
            and (cardinality($4::smallint[]) = 0 or r.likelihood * r.impact = any ($4))
            and ($5 = '' or exists (select 1 from risk_carrier y
                where y.risk_id = r.id and y.organisation_id::text = $5))
            and (not $6 or carried.many)
            and ($7 = '' or r.owner_id::text = $7)
            and (not $8 or (r.closed_on is null and r.review_on < $9))
            and ($10 = 'all' or (r.closed_on is null) = ($10 <> 'closed'))
            and ($11 = '' or r.occurrence = $11)
            and ($12::smallint is null or r.likelihood = $12)
            and ($13::smallint is null or r.impact = $13)
        group by r.likelihood, r.impact"#,
        partnership,
        filters.q.trim(),
        &filters.kind,
        &filters.scores(),
        filters.carrier,
        filters.shared(),
        filters.owner,
        filters.overdue(),
        today,
        filters.state,
        filters.occurrence,
        filters.likelihood(),
        filters.impact()
    )
    .fetch_all(&mut **tx)
    .await
}

/// Who carries risks that the viewer sees, and who watches them: `carrier` or
/// `owner`, id and name.
pub(super) async fn in_use(
    tx: &mut Tx,
    partnership: Option<Uuid>,
) -> sqlx::Result<Vec<(String, (String, String))>> {
    let rows = sqlx::query!(
        r#"select 'carrier' as "what!", o.id as "id!", o.name as "name!" from organisation o
        where o.id in (select y.organisation_id from risk_carrier y
            where $1::uuid is null or y.partnership_id = $1)
        union all
        select 'owner', w.id, w.name from person w
        where w.id in (select r.owner_id from risk r where $1::uuid is null or r.partnership_id = $1)
        order by 3, 2"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.what, (row.id.to_string(), row.name)))
        .collect())
}

/// One risk of a partnership.
pub(super) async fn find(tx: &mut Tx, partnership: Uuid, id: Uuid) -> sqlx::Result<RiskRow> {
    let of = Of {
        partnership: Some(partnership),
        risk: Some(id),
        ..Of::default()
    };
    let rows = list(tx, of, &Filters::default(), NaiveDate::default(), 1, 0).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// What somebody made of a risk on a day.
pub(super) struct ScoreRow {
    pub(super) occurrence: Occurrence,
    pub(super) likelihood: i16,
    pub(super) impact: i16,
    pub(super) words: String,
    pub(super) scored_on: NaiveDate,
    pub(super) review_on: NaiveDate,
    pub(super) recorded_at: DateTime<Utc>,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) language: String,
}

impl ScoreRow {
    /// The score.
    pub(super) fn score(&self) -> Score {
        score(self.likelihood, self.impact).expect("risk_score_on_scale holds")
    }
}

/// Every score of a risk, in the order of time.
pub(super) async fn scores(tx: &mut Tx, risk: Uuid) -> sqlx::Result<Vec<ScoreRow>> {
    sqlx::query_as!(
        ScoreRow,
        r#"select s.occurrence as "occurrence: Occurrence", s.likelihood, s.impact, s.words, s.scored_on,
            s.review_on, s.recorded_at, p.name as "person?", o.name as "organisation?", s.language
        from risk_score s
        left join person p on p.id = s.person_id
        left join organisation o on o.id = p.organisation_id
        where s.risk_id = $1 order by s.scored_on, s.recorded_at, s.id"#,
        risk
    )
    .fetch_all(&mut **tx)
    .await
}

/// Somebody who may watch a risk.
pub(super) struct Candidate {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) is_vendor: bool,
}

/// Those who may watch a risk: the people of the parties, those who lead, and
/// who watches it now.
pub(super) async fn candidates(
    tx: &mut Tx,
    partnership: Uuid,
    now: Option<Uuid>,
) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as!(
        Candidate,
        r#"select w.id, w.name, o.name as organisation, w.role = 'vendor' as "is_vendor!"
        from person w join organisation o on o.id = w.organisation_id
        where w.id = $2 or (w.deactivated_at is null and w.role not in ('auditor', 'administrator')
            and (w.organisation_id in (select organisation_id from party where partnership_id = $1)
                or w.id in (select unnest(array[p.executive_id, p.clinical_lead_id, p.ict_lead_id, p.sponsor_id])
                    from partnership p where p.id = $1)))
        order by fold(w.name), w.id"#,
        partnership,
        now
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds a risk with its first score, unless the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    (values, first): (&RiskValues, &ScoreValues),
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<()> {
    let done = sqlx::query!(
        "insert into risk (id, partnership_id, title, kind, consequence, remedy, owner_id, review_on,
            closed_to_vendors, occurrence, likelihood, impact, scored_on, raised_by, raised_on, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        on conflict (id) do nothing",
        values.id,
        partnership,
        values.title,
        values.kind as _,
        values.consequence,
        values.remedy,
        values.owner_id,
        first.review_on,
        values.closed_to_vendors,
        first.occurrence as _,
        first.score.likelihood.points(),
        first.score.impact.points(),
        first.on,
        person,
        today,
        language
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(());
    }
    carry(tx, partnership, values).await?;
    score_anew(tx, partnership, values.id, person, first, language).await
}

async fn carry(tx: &mut Tx, partnership: Uuid, values: &RiskValues) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into risk_carrier (id, partnership_id, risk_id, organisation_id)
        select gen_random_uuid(), $1, $2, c from unnest($3::uuid[]) c
        on conflict (risk_id, organisation_id) do nothing",
        partnership,
        values.id,
        &values.carriers
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a risk that is open; false where somebody saved it before.
pub(super) async fn update(
    tx: &mut Tx,
    partnership: Uuid,
    values: &RiskValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update risk set title = $3, kind = $4, consequence = $5, remedy = $6, owner_id = $7,
            closed_to_vendors = $8, version = version + 1
        where id = $1 and version = $2 and closed_on is null",
        values.id,
        values.version,
        values.title,
        values.kind as _,
        values.consequence,
        values.remedy,
        values.owner_id,
        values.closed_to_vendors
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "delete from risk_carrier where risk_id = $1 and organisation_id <> all ($2)",
        values.id,
        &values.carriers
    )
    .execute(&mut **tx)
    .await?;
    carry(tx, partnership, values).await?;
    Ok(true)
}

/// Whether a score was given by the same form before.
pub(super) async fn score_exists(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from risk_score where id = $1) as "exists!""#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Gives a risk a score, which it then holds.
pub(super) async fn score_anew(
    tx: &mut Tx,
    partnership: Uuid,
    risk: Uuid,
    person: Uuid,
    values: &ScoreValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into risk_score (id, partnership_id, risk_id, occurrence, likelihood, impact, words,
            scored_on, review_on, person_id, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        values.id,
        partnership,
        risk,
        values.occurrence as _,
        values.score.likelihood.points(),
        values.score.impact.points(),
        values.words,
        values.on,
        values.review_on,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Closes a risk, or opens it again; false where somebody changed it before.
pub(super) async fn close(
    tx: &mut Tx,
    risk: Uuid,
    version: i32,
    person: Uuid,
    values: Option<&CloseValues>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update risk set closed_on = $3, outcome = $4, closed_words = $5, closed_by = $6,
            version = version + 1
        where id = $1 and version = $2 and (closed_on is null) = ($3::date is not null)",
        risk,
        version,
        values.map(|values| values.on),
        values.map(|values| values.outcome) as _,
        values.map(|values| values.words.as_str()),
        values.map(|_| person)
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
