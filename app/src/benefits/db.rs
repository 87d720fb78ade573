//! The only SQL of benefits.

use chrono::{DateTime, NaiveDate, Utc};
use domain::benefit::{Figures, Measure, MeasureKind};
use domain::partnership::OutcomeDomain;
use domain::target::Direction;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::{BenefitValues, Filters, VerifyValues};
use crate::db::Tx;

/// A benefit with what was measured last.
pub(super) struct BenefitRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) partnership_language: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) domain: OutcomeDomain,
    pub(super) claimant_id: Option<Uuid>,
    pub(super) claimant: Option<String>,
    pub(super) claimant_organisation: Option<String>,
    pub(super) source: Option<String>,
    pub(super) link: Option<String>,
    pub(super) as_published: Option<String>,
    pub(super) measure: String,
    pub(super) kind: MeasureKind,
    pub(super) unit: String,
    pub(super) direction: Direction,
    pub(super) baseline: Option<Decimal>,
    pub(super) expected: Option<Decimal>,
    pub(super) claimed: Option<Decimal>,
    pub(super) claimed_on: NaiveDate,
    pub(super) entered_by_id: Option<Uuid>,
    pub(super) entered_by: Option<String>,
    pub(super) entered_at: DateTime<Utc>,
    pub(super) language: String,
    pub(super) verified: Option<Decimal>,
    pub(super) verified_on: Option<NaiveDate>,
    pub(super) verified_by: Option<String>,
}

impl BenefitRow {
    /// Its figures.
    pub(super) fn figures(&self) -> Figures {
        Figures {
            measure: Measure {
                kind: self.kind,
                unit: self.unit.clone(),
            },
            direction: self.direction,
            baseline: self.baseline,
            claimed: self.claimed,
            verified: self.verified,
        }
    }

    /// Who had a hand in the claim.
    pub(super) fn hands(&self) -> [Option<Uuid>; 2] {
        [self.claimant_id, self.entered_by_id]
    }
}

/// A page of benefits, those of one partnership or all that the viewer sees;
/// `one` is the one that is asked for.
pub(super) async fn list(
    tx: &mut Tx,
    (partnership, one): (Option<Uuid>, Option<Uuid>),
    filters: &Filters,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Vec<BenefitRow>> {
    sqlx::query_as!(
        BenefitRow,
        r#"select b.id, b.version, p.reference, p.title as partnership, p.language as partnership_language,
            b.title, b.description, b.outcome_domain as "domain: OutcomeDomain", b.claimant_id,
            c.name as "claimant?", co.name as "claimant_organisation?", b.source, b.link, b.as_published,
            b.measure, b.measure_kind as "kind: MeasureKind", b.unit, b.direction as "direction: Direction",
            b.baseline, b.expected, b.claimed, b.claimed_on, b.entered_by as entered_by_id,
            e.name as "entered_by?", b.entered_at, b.language,
            v.value as "verified?", v.measured_on as "verified_on?", v.person as "verified_by?"
        from benefit b
        join partnership p on p.id = b.partnership_id
        left join person c on c.id = b.claimant_id
        left join organisation co on co.id = c.organisation_id
        left join person e on e.id = b.entered_by
        left join lateral (
            select x.value, x.measured_on, w.name as person
            from benefit_verification x left join person w on w.id = x.person_id
            where x.benefit_id = b.id order by x.measured_on desc, x.recorded_at desc limit 1) v on true
        where ($1::uuid is null or b.partnership_id = $1)
            and ($2::uuid is null or b.id = $2)
            and ($3 = '' or fold(b.title || ' ' || b.description || ' ' || b.measure) like '%' || fold($3) || '%')
            and (cardinality($4::text[]) = 0 or b.outcome_domain = any ($4))
            and ($5 = '' or $5 = case when v.value is null then 'claimed'
                when case b.direction when 'higher' then v.value < b.claimed else v.value > b.claimed end
                    then 'verified_lower'
                else 'verified' end)
        order by
            case when $6 = 'title' then fold(b.title) end,
            case when $6 = '-title' then fold(b.title) end desc,
            case when $6 = 'claimed' then b.claimed_on end,
            case when $6 = 'place' then fold(p.title) end,
            case when $6 = '-place' then fold(p.title) end desc,
            b.claimed_on desc, b.id
        limit $7 offset $8"#,
        partnership,
        one,
        filters.q.trim(),
        &filters.domain,
        filters.state,
        filters.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await
}

/// The figures of all benefits that the filters leave, and how many there are.
pub(super) async fn figures(
    tx: &mut Tx,
    partnership: Option<Uuid>,
    filters: &Filters,
) -> sqlx::Result<Vec<Figures>> {
    let rows = sqlx::query!(
        r#"select b.measure_kind as "kind: MeasureKind", b.unit, b.direction as "direction: Direction",
            b.baseline, b.claimed, v.value as "verified?"
        from benefit b
        left join lateral (
            select x.value from benefit_verification x
            where x.benefit_id = b.id order by x.measured_on desc, x.recorded_at desc limit 1) v on true
        where ($1::uuid is null or b.partnership_id = $1)
            and ($2 = '' or fold(b.title || ' ' || b.description || ' ' || b.measure) like '%' || fold($2) || '%')
            and (cardinality($3::text[]) = 0 or b.outcome_domain = any ($3))
            and ($4 = '' or $4 = case when v.value is null then 'claimed'
                when case b.direction when 'higher' then v.value < b.claimed else v.value > b.claimed end
                    then 'verified_lower'
                else 'verified' end)"#,
        partnership,
        filters.q.trim(),
        &filters.domain,
        filters.state
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Figures {
            measure: Measure {
                kind: row.kind,
                unit: row.unit,
            },
            direction: row.direction,
            baseline: row.baseline,
            claimed: row.claimed,
            verified: row.verified,
        })
        .collect())
}

/// One benefit of a partnership.
pub(super) async fn find(tx: &mut Tx, partnership: Uuid, id: Uuid) -> sqlx::Result<BenefitRow> {
    let one = (Some(partnership), Some(id));
    let rows = list(tx, one, &Filters::default(), 1, 0).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// Which of these texts hold the words, as other lists look for them.
pub(super) async fn holding(tx: &mut Tx, texts: &[String], q: &str) -> sqlx::Result<Vec<bool>> {
    sqlx::query_scalar!(
        r#"select fold(w.text) like '%' || fold($2) || '%' as "holds!"
        from unnest($1::text[]) with ordinality w (text, place) order by w.place"#,
        texts,
        q
    )
    .fetch_all(&mut **tx)
    .await
}

/// What somebody measured.
pub(super) struct VerificationRow {
    pub(super) value: Decimal,
    pub(super) measured_on: NaiveDate,
    pub(super) method: String,
    pub(super) link: Option<String>,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) language: String,
}

/// All that was measured of a benefit, the latest first.
pub(super) async fn verifications(
    tx: &mut Tx,
    benefit: Uuid,
) -> sqlx::Result<Vec<VerificationRow>> {
    sqlx::query_as!(
        VerificationRow,
        r#"select v.value, v.measured_on, v.method, v.link, p.name as "person?", o.name as "organisation?",
            v.language
        from benefit_verification v
        left join person p on p.id = v.person_id
        left join organisation o on o.id = p.organisation_id
        where v.benefit_id = $1 order by v.measured_on desc, v.recorded_at desc"#,
        benefit
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds a claim, unless the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &BenefitValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into benefit (id, partnership_id, title, description, outcome_domain, claimant_id, source, link,
            as_published, measure, measure_kind, unit, direction, baseline, expected, claimed, claimed_on,
            entered_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        on conflict (id) do nothing",
        values.id,
        partnership,
        values.title,
        values.description,
        values.domain as _,
        values.source.is_none().then_some(person),
        values.source,
        values.link,
        values.as_published,
        values.measure,
        values.kind as _,
        values.unit,
        values.direction as _,
        values.baseline,
        values.expected,
        values.claimed,
        values.claimed_on,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a claim that nobody has verified; false where somebody saved or
/// verified it before.
pub(super) async fn update(
    tx: &mut Tx,
    id: Uuid,
    person: Uuid,
    values: &BenefitValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update benefit set title = $3, description = $4, outcome_domain = $5, claimant_id = $6, source = $7,
            link = $8, as_published = $9, measure = $10, measure_kind = $11, unit = $12, direction = $13,
            baseline = $14, expected = $15, claimed = $16, claimed_on = $17, version = version + 1
        where id = $1 and version = $2
            and not exists (select 1 from benefit_verification v where v.benefit_id = $1)",
        id,
        values.version,
        values.title,
        values.description,
        values.domain as _,
        values.source.is_none().then_some(person),
        values.source,
        values.link,
        values.as_published,
        values.measure,
        values.kind as _,
        values.unit,
        values.direction as _,
        values.baseline,
        values.expected,
        values.claimed,
        values.claimed_on
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Records what somebody measured, unless the same form did before.
pub(super) async fn verify(
    tx: &mut Tx,
    (partnership, benefit): (Uuid, Uuid),
    person: Uuid,
    values: &VerifyValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into benefit_verification (id, partnership_id, benefit_id, value, measured_on, method, link,
            person_id, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing",
        values.id,
        partnership,
        benefit,
        values.value,
        values.on,
        values.method,
        values.link,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
