//! The only SQL of whether partnerships are strategic.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Person;
use domain::calendar::Period;
use domain::organisation::Sector;
use domain::status::Status;
use domain::strategic::{Checks, Said, beneficial, established, planned, sound};
use uuid::Uuid;

use super::form::{PlanValues, StatementValues};
use crate::db::Tx;

/// What somebody stated.
pub(super) struct StatementRow {
    /// Whose statement it is: a party, or the assessor's organisation.
    pub(super) organisation_id: Uuid,
    pub(super) organisation: String,
    pub(super) said: Said,
    pub(super) words: String,
    pub(super) language: String,
    pub(super) stated_on: NaiveDate,
    pub(super) by: Option<String>,
}

/// A plan that drives the partnership.
pub(super) struct PlanRow {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) url: Option<String>,
    pub(super) language: String,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) entered_by: Option<String>,
    pub(super) entered_at: DateTime<Utc>,
    /// Whether another has taken its place.
    pub(super) replaced: bool,
}

impl PlanRow {
    /// From its first to its last day.
    pub(super) fn period(&self) -> Period {
        Period::new(self.starts_on, self.ends_on).expect("long_term_plan_in_order holds")
    }
}

/// An organisation that takes part.
pub(super) struct PartyRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) sector: Sector,
}

/// Who leads, and who stands for care.
pub(super) struct Leads {
    pub(super) established_on: Option<NaiveDate>,
    pub(super) executive: Option<String>,
    pub(super) clinical_lead: Option<String>,
    pub(super) ict_lead: Option<String>,
    pub(super) sponsor: Option<String>,
    pub(super) clinical_partners: Vec<String>,
}

/// The latest scorecard round that has begun.
pub(super) struct RoundRow {
    pub(super) id: Uuid,
    pub(super) opens_on: NaiveDate,
    /// How many it asks as clinicians.
    pub(super) clinicians: i64,
}

/// A signature of the charter on the side of health care.
pub(super) struct HealthSignature {
    pub(super) number: i32,
    pub(super) organisation: String,
    pub(super) by: Option<String>,
    pub(super) on: NaiveDate,
}

/// Everything recorded of whether a partnership is strategic, the latest first.
pub(super) struct Recorded {
    /// By assessors; nothing for those who see no money.
    pub(super) soundness: Vec<StatementRow>,
    /// By the parties.
    pub(super) benefits: Vec<StatementRow>,
    pub(super) plans: Vec<PlanRow>,
    pub(super) parties: Vec<PartyRow>,
    pub(super) leads: Leads,
    pub(super) round: Option<RoundRow>,
    pub(super) signature: Option<HealthSignature>,
}

impl Recorded {
    /// The latest statement of a party.
    pub(super) fn benefit(&self, party: Uuid) -> Option<&StatementRow> {
        self.benefits
            .iter()
            .find(|row| row.organisation_id == party)
    }

    /// The four checks; `ledger` is the status of the money, none for those who
    /// see none.
    pub(super) fn checks(&self, ledger: Option<Status>, today: NaiveDate) -> Checks {
        let said = self.soundness.first().map(|row| row.said);
        let benefits: Vec<_> = self
            .parties
            .iter()
            .map(|party| self.benefit(party.id).map(|row| row.said))
            .collect();
        let plans: Vec<_> = self
            .plans
            .iter()
            .filter(|plan| !plan.replaced)
            .map(PlanRow::period)
            .collect();
        Checks {
            established: established(self.leads.established_on, today),
            sound: ledger.map(|ledger| sound(said, ledger)),
            beneficial: beneficial(&benefits),
            planned: planned(&plans, today),
        }
    }
}

/// Everything recorded of a partnership.
pub(super) async fn read(
    tx: &mut Tx,
    partnership: Uuid,
    today: NaiveDate,
) -> sqlx::Result<Recorded> {
    let soundness = sqlx::query_as!(
        StatementRow,
        r#"select s.organisation_id, o.name as organisation, s.verdict as "said: Said", s.words,
            s.language, s.stated_on, p.name as "by?"
        from soundness_statement s
        join organisation o on o.id = s.organisation_id
        left join person p on p.id = s.stated_by
        where s.partnership_id = $1 order by s.stated_at desc, s.id desc"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    let benefits = sqlx::query_as!(
        StatementRow,
        r#"select s.organisation_id, o.name as organisation, s.verdict as "said: Said", s.words,
            s.language, s.stated_on, p.name as "by?"
        from benefit_statement s
        join organisation o on o.id = s.organisation_id
        left join person p on p.id = s.stated_by
        where s.partnership_id = $1 order by s.stated_at desc, s.id desc"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    let plans = sqlx::query_as!(
        PlanRow,
        r#"select l.id, l.title, l.url, l.language, l.starts_on, l.ends_on,
            p.name as "entered_by?", l.entered_at,
            exists (select 1 from long_term_plan r where r.replaces_id = l.id) as "replaced!"
        from long_term_plan l left join person p on p.id = l.entered_by
        where l.partnership_id = $1 order by l.entered_at desc, l.id desc"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    let parties = sqlx::query_as!(
        PartyRow,
        r#"select o.id, o.name, o.sector as "sector: Sector" from organisation o
        where o.id in (select organisation_id from party where partnership_id = $1)
        order by fold(o.name), o.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    let leads = sqlx::query_as!(
        Leads,
        r#"select p.established_on,
            (select e.name || ', ' || o.name from person e join organisation o on o.id = e.organisation_id
                where e.id = p.executive_id) as executive,
            (select e.name || ', ' || o.name from person e join organisation o on o.id = e.organisation_id
                where e.id = p.clinical_lead_id) as clinical_lead,
            (select e.name || ', ' || o.name from person e join organisation o on o.id = e.organisation_id
                where e.id = p.ict_lead_id) as ict_lead,
            (select e.name || ', ' || o.name from person e join organisation o on o.id = e.organisation_id
                where e.id = p.sponsor_id) as sponsor,
            coalesce((select array_agg(o.name order by fold(o.name)) from party t
                join organisation o on o.id = t.organisation_id
                where t.partnership_id = p.id and t.role = 'clinical_partner'), '{}') as "clinical_partners!"
        from partnership p where p.id = $1"#,
        partnership
    )
    .fetch_one(&mut **tx)
    .await?;
    let round = sqlx::query_as!(
        RoundRow,
        r#"select r.id, r.opens_on, (select count(*) from scorecard_invitation i
                where i.round_id = r.id and i.stakeholder_group = 'clinician') as "clinicians!"
        from scorecard_round r where r.partnership_id = $1 and r.opens_on <= $2
        order by r.opens_on desc, r.id desc limit 1"#,
        partnership,
        today
    )
    .fetch_optional(&mut **tx)
    .await?;
    // A signature that a change has made void says nothing any more.
    let signature = sqlx::query_as!(
        HealthSignature,
        r#"select c.number, o.name as organisation, p.name as "by?", s.signed_on as "on"
        from charter_signature s
        join charter c on c.id = s.charter_id
        join organisation o on o.id = s.organisation_id and o.sector = 'health'
        left join person p on p.id = s.person_id
        where s.partnership_id = $1 and (c.in_force_on is not null or not exists (
            select 1 from charter l where l.partnership_id = $1 and l.number > c.number))
        order by c.number desc, s.signed_at desc limit 1"#,
        partnership
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(Recorded {
        soundness,
        benefits,
        plans,
        parties,
        leads,
        round,
        signature,
    })
}

/// Records what an assessor says of the money, unless the same form did before.
pub(super) async fn state_soundness(
    tx: &mut Tx,
    partnership: Uuid,
    person: &Person,
    values: &StatementValues,
    language: &str,
    today: NaiveDate,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into soundness_statement (id, partnership_id, organisation_id, verdict, words,
            stated_on, stated_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
        values.id,
        partnership,
        person.organisation_id,
        values.said as _,
        values.words,
        today,
        person.id,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Records what a party says of its benefit, unless the same form did before.
pub(super) async fn state_benefit(
    tx: &mut Tx,
    partnership: Uuid,
    person: &Person,
    values: &StatementValues,
    language: &str,
    today: NaiveDate,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into benefit_statement (id, partnership_id, organisation_id, verdict, words,
            stated_on, stated_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
        values.id,
        partnership,
        person.organisation_id,
        values.said as _,
        values.words,
        today,
        person.id,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Records a plan, unless the same form did before.
pub(super) async fn add_plan(
    tx: &mut Tx,
    partnership: Uuid,
    person: &Person,
    values: &PlanValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into long_term_plan (id, partnership_id, title, url, starts_on, ends_on, replaces_id,
            entered_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing",
        values.id,
        partnership,
        values.title,
        values.url,
        values.starts_on,
        values.ends_on,
        values.replaces_id,
        person.id,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The checks of these partnerships, each with the status of its money, by id.
pub(super) async fn of(
    tx: &mut Tx,
    partnerships: &[(Uuid, Option<Status>)],
    today: NaiveDate,
) -> sqlx::Result<HashMap<Uuid, Checks>> {
    let ids: Vec<Uuid> = partnerships.iter().map(|(id, _)| *id).collect();
    let ledgers: HashMap<Uuid, Option<Status>> = partnerships.iter().copied().collect();
    let rows = sqlx::query!(
        r#"select p.id, p.established_on,
            (select s.verdict from soundness_statement s where s.partnership_id = p.id
                order by s.stated_at desc, s.id desc limit 1) as "sound: Said",
            coalesce((select array_agg(coalesce((select b.verdict from benefit_statement b
                    where b.partnership_id = p.id and b.organisation_id = t.organisation_id
                    order by b.stated_at desc, b.id desc limit 1), ''))
                from (select distinct organisation_id from party where partnership_id = p.id) t),
                '{}') as "benefits!",
            coalesce((select array_agg(l.starts_on order by l.id) from long_term_plan l
                where l.partnership_id = p.id and not exists (
                    select 1 from long_term_plan r where r.replaces_id = l.id)), '{}') as "starts!",
            coalesce((select array_agg(l.ends_on order by l.id) from long_term_plan l
                where l.partnership_id = p.id and not exists (
                    select 1 from long_term_plan r where r.replaces_id = l.id)), '{}') as "ends!"
        from partnership p where p.id = any ($1)"#,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let benefits: Vec<Option<Said>> =
                row.benefits.iter().map(|code| code.parse().ok()).collect();
            let plans: Vec<Period> = row
                .starts
                .into_iter()
                .zip(row.ends)
                .filter_map(|(starts_on, ends_on)| Period::new(starts_on, ends_on).ok())
                .collect();
            let ledger = ledgers.get(&row.id).copied().flatten();
            let checks = Checks {
                established: established(row.established_on, today),
                sound: ledger.map(|ledger| sound(row.sound, ledger)),
                beneficial: beneficial(&benefits),
                planned: planned(&plans, today),
            };
            (row.id, checks)
        })
        .collect())
}
