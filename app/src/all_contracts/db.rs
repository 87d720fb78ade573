//! The only SQL of the contracts of all partnerships.

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::contract::{Ending, Renewal, Terms};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::Filters;
use crate::db::Tx;

/// A contract with the partnership it is in.
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) reference: String,
    pub(crate) partnership: String,
    pub(crate) partnership_language: String,
    pub(crate) jurisdiction: String,
    pub(crate) buyer: String,
    pub(crate) supplier: String,
    pub(crate) signed_on: Option<NaiveDate>,
    pub(crate) starts_on: NaiveDate,
    pub(crate) ends_on: NaiveDate,
    pub(crate) value: Option<Decimal>,
    pub(crate) currency: String,
    pub(crate) renewal: Renewal,
    pub(crate) renewal_months: Option<i32>,
    pub(crate) notice_days: Option<i32>,
    pub(crate) notice_months: Option<i32>,
    pub(crate) max_end: Option<NaiveDate>,
    pub(crate) suspended_on: Option<NaiveDate>,
    pub(crate) ended_on: Option<NaiveDate>,
    pub(crate) ending: Option<Ending>,
}

impl Row {
    /// Its terms, for the domain's rules.
    pub(crate) fn terms(&self) -> Terms {
        let count = |stored: Option<i32>| stored.and_then(|number| number.try_into().ok());
        Terms {
            signed_on: self.signed_on,
            period: Period::new(self.starts_on, self.ends_on)
                .expect("contract_period_in_order holds"),
            renewal: self.renewal,
            renewal_months: count(self.renewal_months),
            notice_days: count(self.notice_days),
            notice_months: count(self.notice_months),
            max_end: self.max_end,
            suspended_on: self.suspended_on,
            ended_on: self.ended_on.zip(self.ending),
        }
    }
}

/// Every contract the viewer sees that fits the filters, of one partnership
/// where it is given, in the order asked for; the status follows from the terms and is left to the caller.
pub(super) async fn list(
    tx: &mut Tx,
    filters: &Filters,
    signed: (Option<NaiveDate>, Option<NaiveDate>),
    partnership: Option<Uuid>,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"with recursive within as (
            select id from jurisdiction where code = $2
            union select j.id from jurisdiction j join within w on j.parent_id = w.id)
        select c.id, c.number, c.title, c.language, p.reference, p.title as partnership,
            p.language as partnership_language, j.name as jurisdiction,
            b.name as buyer, s.name as supplier,
            c.signed_on, c.starts_on, c.ends_on, c.value, c.currency,
            c.renewal as "renewal: Renewal", c.renewal_months, c.notice_days, c.notice_months,
            c.max_end, c.suspended_on, c.ended_on, c.ending as "ending: Ending"
        from contract c
        join partnership p on p.id = c.partnership_id
        join jurisdiction j on j.id = p.jurisdiction_id
        join organisation b on b.id = c.buyer_id
        join organisation s on s.id = c.supplier_id
        where ($1 = '' or strpos(fold(c.title), fold($1)) > 0 or strpos(fold(c.number), fold($1)) > 0
                or strpos(fold(p.title), fold($1)) > 0 or strpos(fold(p.reference), fold($1)) > 0)
            and ($2 = '' or p.jurisdiction_id in (select id from within))
            and ($3::uuid is null or c.supplier_id = $3 or exists (
                select 1 from contract_co_supplier o where o.contract_id = c.id and o.organisation_id = $3))
            and ($4::uuid is null or c.buyer_id = $4)
            and (cardinality($5::text[]) = 0 or c.renewal = any ($5))
            and ($6::boolean is null or (c.value is not null) = $6)
            and ($7::date is null or c.signed_on >= $7)
            and ($8::date is null or c.signed_on <= $8)
            and ($10::uuid is null or c.partnership_id = $10)
        order by
            case when $9 = 'title' then fold(c.title) end,
            case when $9 = '-title' then fold(c.title) end desc,
            case when $9 = 'partnership' then p.reference end,
            case when $9 = '-partnership' then p.reference end desc,
            case when $9 = 'buyer' then fold(b.name) end,
            case when $9 = '-buyer' then fold(b.name) end desc,
            case when $9 = 'supplier' then fold(s.name) end,
            case when $9 = '-supplier' then fold(s.name) end desc,
            case when $9 = 'signed' then c.signed_on end,
            case when $9 = '-signed' then c.signed_on end desc nulls last,
            case when $9 = '-ends' then c.ends_on end desc,
            case when $9 in ('value', '-value') then c.currency end,
            case when $9 = 'value' then c.value end,
            case when $9 = '-value' then c.value end desc nulls last,
            c.ends_on, p.reference, c.number"#,
        filters.q.trim(),
        filters.jurisdiction,
        filters.supplier_id(),
        filters.buyer_id(),
        &filters.renewals(),
        filters.value_known(),
        signed.0,
        signed.1,
        filters.sort,
        partnership,
    )
    .fetch_all(&mut **tx)
    .await
}

/// An organisation on a side of some contract that the viewer sees.
pub(super) struct SideRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) buys: bool,
    pub(super) supplies: bool,
}

/// Everybody who buys or supplies under the contracts that the viewer sees.
pub(super) async fn sides(tx: &mut Tx) -> sqlx::Result<Vec<SideRow>> {
    sqlx::query_as!(
        SideRow,
        r#"select o.id, o.name, bool_or(t.buys) as "buys!", bool_or(not t.buys) as "supplies!"
        from (select buyer_id as id, true as buys from contract
            union select supplier_id, false from contract
            union select organisation_id, false from contract_co_supplier) t
        join organisation o on o.id = t.id
        group by o.id order by fold(o.name), o.id"#
    )
    .fetch_all(&mut **tx)
    .await
}
