//! The only SQL of parties.

use chrono::NaiveDate;
use domain::organisation::Sector;
use domain::partnership::PartyRole;
use uuid::Uuid;

use super::form::PartyValues;
use crate::db::Tx;

/// An organisation in one of its roles.
pub(super) struct Party {
    pub(super) id: Uuid,
    pub(super) organisation_id: Uuid,
    pub(super) organisation: String,
    pub(super) sector: Sector,
    pub(super) role: PartyRole,
    pub(super) since: Option<NaiveDate>,
}

/// Who takes part, by role and name.
pub(super) async fn parties(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<Party>> {
    sqlx::query_as!(
        Party,
        r#"select t.id, t.organisation_id, o.name as organisation, o.sector as "sector: Sector",
            t.role as "role: PartyRole", t.since
        from party t join organisation o on o.id = t.organisation_id
        where t.partnership_id = $1
        order by array_position(array['governance_authority', 'funder', 'provider',
            'clinical_partner', 'supplier'], t.role), fold(o.name), t.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// One party of a partnership.
pub(super) async fn find(tx: &mut Tx, partnership: Uuid, id: Uuid) -> sqlx::Result<Option<Party>> {
    sqlx::query_as!(
        Party,
        r#"select t.id, t.organisation_id, o.name as organisation, o.sector as "sector: Sector",
            t.role as "role: PartyRole", t.since
        from party t join organisation o on o.id = t.organisation_id
        where t.partnership_id = $1 and t.id = $2"#,
        partnership,
        id
    )
    .fetch_optional(&mut **tx)
    .await
}

/// An organisation to choose.
pub(super) struct Organisation {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) short_name: Option<String>,
    pub(super) sector: Sector,
    pub(super) jurisdiction: String,
}

/// How many organisations a list of choices holds at most.
pub(super) const MAX_FOUND: usize = 100;

/// The organisations with these words in a name they bear or bore, by name;
/// one more than [`MAX_FOUND`] where there are more.
pub(super) async fn organisations(tx: &mut Tx, q: &str) -> sqlx::Result<Vec<Organisation>> {
    sqlx::query_as!(
        Organisation,
        r#"select o.id, o.name, o.short_name, o.sector as "sector: Sector", j.name as jurisdiction
        from organisation o join jurisdiction j on j.id = o.jurisdiction_id
        where o.successor_id is null
            and ($1 = '' or fold(o.name) like '%' || fold($1) || '%'
                or fold(o.short_name) like '%' || fold($1) || '%'
                or o.id in (select f.organisation_id from organisation_former_name f
                    where fold(f.name) like '%' || fold($1) || '%'))
        order by fold(o.name), o.id limit 101"#,
        q.trim()
    )
    .fetch_all(&mut **tx)
    .await
}

/// The sector of an organisation, if there is one with this id.
pub(super) async fn sector(tx: &mut Tx, organisation: Uuid) -> sqlx::Result<Option<Sector>> {
    sqlx::query_scalar!(
        r#"select sector as "sector: Sector" from organisation where id = $1"#,
        organisation
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Makes an organisation a party, unless the same form did so before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    values: &PartyValues,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into party (id, partnership_id, organisation_id, role, since)
        values ($1, $2, $3, $4, $5) on conflict (id) do nothing",
        values.id,
        partnership,
        values.organisation_id,
        values.role as _,
        values.since
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What of a partnership names an organisation.
pub(super) struct NamedIn {
    pub(super) contracts: i64,
    pub(super) milestones: i64,
    /// Leads of the partnership who belong to it.
    pub(super) leads: i64,
}

impl NamedIn {
    /// Whether anything does.
    pub(super) fn any(&self) -> bool {
        self.contracts + self.milestones + self.leads > 0
    }
}

/// What would name an organisation that takes no part any more, were this
/// party taken out: nothing where it stays a party in another role.
pub(super) async fn named_in(
    tx: &mut Tx,
    partnership: Uuid,
    party: &Party,
) -> sqlx::Result<NamedIn> {
    sqlx::query_as!(
        NamedIn,
        r#"select
            (select count(*) from contract c where c.partnership_id = p.id
                and ($2 in (c.buyer_id, c.supplier_id) or exists (
                    select 1 from contract_co_supplier s
                    where s.contract_id = c.id and s.organisation_id = $2))) as "contracts!",
            (select count(*) from milestone m where m.partnership_id = p.id and m.owner_id = $2) as "milestones!",
            (select count(*) from person l where l.organisation_id = $2
                and l.id in (p.executive_id, p.clinical_lead_id, p.ict_lead_id, p.sponsor_id)) as "leads!"
        from partnership p
        where p.id = $1 and not exists (
            select 1 from party t where t.partnership_id = p.id and t.organisation_id = $2 and t.id <> $3)
        union all select 0, 0, 0
        limit 1"#,
        partnership,
        party.organisation_id,
        party.id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Takes a party out.
pub(super) async fn delete(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from party where id = $1", id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Whether the viewer still sees the partnership. What they see is found when a
/// transaction begins, so it is found anew.
pub(super) async fn still_sees(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<bool> {
    sqlx::query!("select begin_as(viewer_person(), current_setting('triad.reason'))")
        .execute(&mut **tx)
        .await?;
    sqlx::query_scalar!(r#"select sees_partnership($1) as "sees!""#, partnership)
        .fetch_one(&mut **tx)
        .await
}
