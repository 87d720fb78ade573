//! The only SQL of the export. All of it is read as the viewer, so that an
//! export holds what its reader may see and nothing else.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::contract::{Ending, Renewal, Terms};
use domain::milestone::MilestoneState;
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;

/// A contract to export.
pub(super) struct ContractRow {
    pub(super) id: Uuid,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) language: String,
    pub(super) buyer_id: Uuid,
    pub(super) supplier_id: Uuid,
    pub(super) co_suppliers: Vec<Uuid>,
    pub(super) signed_on: Option<NaiveDate>,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) value: Option<Decimal>,
    pub(super) currency: String,
    pub(super) renewal: Renewal,
    pub(super) renewal_months: Option<i32>,
    pub(super) max_end: Option<NaiveDate>,
    pub(super) suspended_on: Option<NaiveDate>,
    pub(super) ended_on: Option<NaiveDate>,
    pub(super) ending: Option<Ending>,
    pub(super) ocid: Option<String>,
    pub(super) ocds_id: Option<String>,
    pub(super) imported: Option<Json<Origin>>,
}

/// What an imported contract was called where it came from.
#[derive(Deserialize)]
pub(super) struct Origin {
    pub(super) award_id: Option<String>,
    pub(super) buyer: OriginParty,
    pub(super) suppliers: Vec<OriginParty>,
}

/// A side of an imported contract, by its id there and here.
#[derive(Deserialize)]
pub(super) struct OriginParty {
    pub(super) id: String,
    pub(super) organisation: Uuid,
}

impl ContractRow {
    /// Its terms, for the domain's rules; notice has no say in its status.
    pub(super) fn terms(&self) -> Terms {
        Terms {
            signed_on: self.signed_on,
            period: Period::new(self.starts_on, self.ends_on)
                .expect("contract_period_in_order holds"),
            renewal: self.renewal,
            renewal_months: self.renewal_months.and_then(|count| count.try_into().ok()),
            notice_days: None,
            notice_months: None,
            max_end: self.max_end,
            suspended_on: self.suspended_on,
            ended_on: self.ended_on.zip(self.ending),
        }
    }
}

/// The contracts with these ids, or those of one partnership.
pub(super) async fn contracts(
    tx: &mut Tx,
    ids: &[Uuid],
    partnership: Option<Uuid>,
) -> sqlx::Result<Vec<ContractRow>> {
    sqlx::query_as!(
        ContractRow,
        r#"select c.id, p.reference, c.title, c.description, c.language, c.buyer_id, c.supplier_id,
            array(select o.organisation_id from contract_co_supplier o
                where o.contract_id = c.id order by o.id) as "co_suppliers!",
            c.signed_on, c.starts_on, c.ends_on, c.value, c.currency,
            c.renewal as "renewal: Renewal", c.renewal_months, c.max_end, c.suspended_on, c.ended_on,
            c.ending as "ending: Ending", c.ocid, c.ocds_id, c.imported as "imported: Json<Origin>"
        from contract c join partnership p on p.id = c.partnership_id
        where c.id = any ($1) or c.partnership_id = $2
        order by p.reference, c.number"#,
        ids,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// An organisation that an export names.
pub(super) struct OrganisationRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) street_address: Option<String>,
    pub(super) locality: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) country_name: Option<String>,
    /// Registers and, in the same order, the numbers in them.
    pub(super) schemes: Vec<String>,
    pub(super) identifiers: Vec<String>,
}

/// The organisations with these ids. Numbers that publishers gave within their
/// own files are no register's.
pub(super) async fn organisations(
    tx: &mut Tx,
    ids: &[Uuid],
) -> sqlx::Result<HashMap<Uuid, OrganisationRow>> {
    let rows = sqlx::query_as!(
        OrganisationRow,
        r#"select o.id, o.name, o.street_address, o.locality, o.postal_code, o.country_name,
            array(select i.scheme from organisation_identifier i where i.organisation_id = o.id
                and i.scheme <> 'OCDS-PARTY' order by i.id) as "schemes!",
            array(select i.identifier from organisation_identifier i where i.organisation_id = o.id
                and i.scheme <> 'OCDS-PARTY' order by i.id) as "identifiers!"
        from organisation o where o.id = any ($1)"#,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// A link that belongs to a contract.
pub(super) struct DocumentRow {
    pub(super) id: Uuid,
    pub(super) contract_id: Uuid,
    pub(super) title: String,
    pub(super) url: String,
    pub(super) published_on: Option<NaiveDate>,
    pub(super) language: String,
}

/// The links of these contracts; files stay here.
pub(super) async fn documents(tx: &mut Tx, contracts: &[Uuid]) -> sqlx::Result<Vec<DocumentRow>> {
    sqlx::query_as!(
        DocumentRow,
        r#"select id, contract_id as "contract_id!", title, url as "url!", published_on, language
        from document where contract_id = any ($1) and url is not null order by id"#,
        contracts
    )
    .fetch_all(&mut **tx)
    .await
}

/// An amendment in force, with the terms it changes.
pub(super) struct AmendmentRow {
    pub(super) id: Uuid,
    pub(super) contract_id: Uuid,
    pub(super) effective_on: NaiveDate,
    pub(super) reason: String,
    /// What changed, such as "ends_on: 2027-01-31 → 2028-01-31".
    pub(super) changes: Vec<String>,
}

/// The amendments of these contracts that both sides have signed.
pub(super) async fn amendments(tx: &mut Tx, contracts: &[Uuid]) -> sqlx::Result<Vec<AmendmentRow>> {
    sqlx::query_as!(
        AmendmentRow,
        r#"select a.id, a.contract_id, a.effective_on, a.reason,
            array(select h.term || ': ' || coalesce(h.before, '–') || ' → ' || coalesce(h.after, '–')
                from amendment_change h where h.amendment_id = a.id order by h.term) as "changes!"
        from amendment a where a.contract_id = any ($1) and a.agreed_on is not null
        order by a.contract_id, a.number"#,
        contracts
    )
    .fetch_all(&mut **tx)
    .await
}

/// A milestone of a contract's supplier.
pub(super) struct MilestoneRow {
    pub(super) contract_id: Uuid,
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) state: MilestoneState,
    pub(super) due_on: NaiveDate,
    pub(super) actual_on: Option<NaiveDate>,
}

/// The milestones that the suppliers of these contracts are to reach. A
/// milestone is the partnership's: it stands with the first contract of its
/// owner.
pub(super) async fn milestones(tx: &mut Tx, contracts: &[Uuid]) -> sqlx::Result<Vec<MilestoneRow>> {
    sqlx::query_as!(
        MilestoneRow,
        r#"select distinct on (m.id) c.id as contract_id, m.id, m.title, m.description,
            m.state as "state: MilestoneState", coalesce(m.forecast_on, m.planned_on) as "due_on!",
            m.actual_on
        from contract c
        join milestone m on m.partnership_id = c.partnership_id
            and (m.owner_id = c.supplier_id or exists (select 1 from contract_co_supplier o
                where o.contract_id = c.id and o.organisation_id = m.owner_id))
        where c.id = any ($1) and m.state <> 'cancelled'
        order by m.id, c.number"#,
        contracts
    )
    .fetch_all(&mut **tx)
    .await
}

/// Money for one fiscal period of a contract.
pub(super) struct LineRow {
    pub(super) id: Uuid,
    pub(super) contract_id: Uuid,
    pub(super) funder_id: Uuid,
    pub(super) title: String,
    pub(super) label: String,
    pub(super) status: String,
    pub(super) currency: String,
    pub(super) amount: Decimal,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
}

/// The lines of commitments to these contracts that hold.
pub(super) async fn lines(tx: &mut Tx, contracts: &[Uuid]) -> sqlx::Result<Vec<LineRow>> {
    sqlx::query_as!(
        LineRow,
        r#"select l.id, c.contract_id as "contract_id!", c.funder_id, c.title, l.label, l.status,
            c.currency, l.amount, l.starts_on, l.ends_on
        from commitment c join commitment_line l on l.commitment_id = c.id
        where c.contract_id = any ($1) and l.replaced_by_id is null and l.status <> 'withdrawn'
        order by l.starts_on, l.id"#,
        contracts
    )
    .fetch_all(&mut **tx)
    .await
}

/// Money that moved under a contract.
pub(super) struct MovementRow {
    pub(super) id: Uuid,
    pub(super) contract_id: Uuid,
    pub(super) funder_id: Uuid,
    /// It arrived at the buyer; otherwise the buyer spent it.
    pub(super) received: bool,
    pub(super) happened_on: NaiveDate,
    pub(super) amount: Decimal,
    pub(super) currency: String,
}

/// Receipts and spending against commitments to these contracts.
pub(super) async fn movements(tx: &mut Tx, contracts: &[Uuid]) -> sqlx::Result<Vec<MovementRow>> {
    sqlx::query_as!(
        MovementRow,
        r#"select m.id as "id!", c.contract_id as "contract_id!", c.funder_id,
            m.received as "received!", m.happened_on as "happened_on!", m.amount as "amount!", c.currency
        from commitment c
        join (select id, commitment_id, true as received, happened_on, amount from receipt
                where voided_on is null
            union all
            select id, commitment_id, false, happened_on, amount from spending
                where voided_on is null) m on m.commitment_id = c.id
        where c.contract_id = any ($1) order by m.happened_on, m.id"#,
        contracts
    )
    .fetch_all(&mut **tx)
    .await
}
