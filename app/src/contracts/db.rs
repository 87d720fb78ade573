//! The only SQL of contracts.

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::Period;
use domain::contract::{Ending, Renewal, Terms};
use domain::deliverable::DeliverableState;
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use super::form::{ContractValues, DocumentValues, Filters};
use crate::db::Tx;

/// A contract as lists and its page show it.
pub(super) struct ContractRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) buyer_id: Uuid,
    pub(super) buyer: String,
    pub(super) supplier_id: Uuid,
    pub(super) supplier: String,
    pub(super) signed_on: Option<NaiveDate>,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) value: Option<Decimal>,
    pub(super) currency: String,
    pub(super) renewal: Renewal,
    pub(super) renewal_months: Option<i32>,
    pub(super) notice_days: Option<i32>,
    pub(super) notice_months: Option<i32>,
    pub(super) max_end: Option<NaiveDate>,
    pub(super) review_days: i32,
    pub(super) suspended_on: Option<NaiveDate>,
    pub(super) ended_on: Option<NaiveDate>,
    pub(super) ending: Option<Ending>,
    pub(super) language: String,
}

impl ContractRow {
    /// Its terms, for the domain's rules.
    pub(super) fn terms(&self) -> Terms {
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

/// A number of days or months, which constraints keep small.
pub(super) fn count(stored: Option<i32>) -> Option<u16> {
    stored.and_then(|number| number.try_into().ok())
}

/// All of a partnership's contracts that fit the filters, whatever their
/// status: that follows from the terms, and one partnership has few enough
/// contracts to leave the rule to the domain.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    filters: &Filters,
) -> sqlx::Result<Vec<ContractRow>> {
    sqlx::query_as!(
        ContractRow,
        r#"select c.id, c.version, c.number, c.title, c.description, c.buyer_id, b.name as buyer,
            c.supplier_id, s.name as supplier, c.signed_on, c.starts_on, c.ends_on, c.value,
            c.currency, c.renewal as "renewal: Renewal", c.renewal_months, c.notice_days,
            c.notice_months, c.max_end, c.review_days, c.suspended_on, c.ended_on, c.ending as "ending: Ending", c.language
        from contract c
        join organisation b on b.id = c.buyer_id
        join organisation s on s.id = c.supplier_id
        where c.partnership_id = $1
            and (strpos(fold(c.title), fold($2)) > 0 or strpos(fold(c.number), fold($2)) > 0)
            and ($3::uuid is null or c.supplier_id = $3 or exists (
                select 1 from contract_co_supplier o where o.contract_id = c.id and o.organisation_id = $3))
        order by
            case when $4 = 'title' then fold(c.title) end,
            case when $4 = '-title' then fold(c.title) end desc,
            case when $4 = 'number' then fold(c.number) end,
            case when $4 = '-number' then fold(c.number) end desc,
            case when $4 = 'supplier' then fold(s.name) end,
            case when $4 = '-supplier' then fold(s.name) end desc,
            case when $4 = 'ends' then c.ends_on end,
            case when $4 = '-ends' then c.ends_on end desc,
            case when $4 in ('value', '-value') then c.currency end,
            case when $4 = 'value' then c.value end,
            case when $4 = '-value' then c.value end desc nulls last,
            case when $4 = '-starts' then c.starts_on end desc,
            c.starts_on, c.number"#,
        partnership,
        filters.q,
        filters.supplier_id(),
        filters.sort,
    )
    .fetch_all(&mut **tx)
    .await
}

/// Id and name of each organisation that supplies under a contract of the
/// partnership.
pub(super) async fn suppliers(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select o.id, o.name from organisation o
        where o.id in (select supplier_id from contract where partnership_id = $1
            union select organisation_id from contract_co_supplier where partnership_id = $1)
        order by fold(o.name), o.id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// One contract.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<ContractRow> {
    sqlx::query_as!(
        ContractRow,
        r#"select c.id, c.version, c.number, c.title, c.description, c.buyer_id, b.name as buyer,
            c.supplier_id, s.name as supplier, c.signed_on, c.starts_on, c.ends_on, c.value,
            c.currency, c.renewal as "renewal: Renewal", c.renewal_months, c.notice_days,
            c.notice_months, c.max_end, c.review_days, c.suspended_on, c.ended_on, c.ending as "ending: Ending", c.language
        from contract c
        join organisation b on b.id = c.buyer_id
        join organisation s on s.id = c.supplier_id
        where c.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// The names of a contract's further suppliers.
pub(super) async fn co_suppliers(tx: &mut Tx, contract: Uuid) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "select o.name from contract_co_supplier s join organisation o on o.id = s.organisation_id
        where s.contract_id = $1 order by fold(o.name), o.id",
        contract
    )
    .fetch_all(&mut **tx)
    .await
}

/// Where an imported contract came from.
pub(super) struct Origin {
    /// Open contracting id of its process.
    pub(super) ocid: String,
    /// Id of the contract or award within the process.
    pub(super) ocds_id: String,
    /// Fields of the file that have no column here.
    pub(super) source: Option<Value>,
}

/// Where a contract came from, if it was imported.
pub(super) async fn origin(tx: &mut Tx, contract: Uuid) -> sqlx::Result<Option<Origin>> {
    sqlx::query_as!(
        Origin,
        r#"select ocid as "ocid!", ocds_id as "ocds_id!", source from contract
        where id = $1 and ocid is not null"#,
        contract
    )
    .fetch_optional(&mut **tx)
    .await
}

/// A document of a contract.
pub(super) struct DocumentRow {
    pub(super) title: String,
    pub(super) url: Option<String>,
    pub(super) file_id: Option<Uuid>,
    pub(super) file_name: Option<String>,
    pub(super) file_size: Option<i64>,
    pub(super) published_on: Option<NaiveDate>,
    pub(super) added_by: Option<String>,
    pub(super) added_at: DateTime<Utc>,
    pub(super) language: String,
}

/// A contract's documents, the latest first.
pub(super) async fn documents(tx: &mut Tx, contract: Uuid) -> sqlx::Result<Vec<DocumentRow>> {
    sqlx::query_as!(
        DocumentRow,
        r#"select d.title, d.url, d.file_id, f.name as "file_name?", f.size_bytes as "file_size?",
            d.published_on, p.name as "added_by?", d.added_at, d.language
        from document d
        left join file f on f.id = d.file_id
        left join person p on p.id = d.added_by
        where d.contract_id = $1
        order by coalesce(d.published_on, d.added_at::date) desc, d.id desc"#,
        contract
    )
    .fetch_all(&mut **tx)
    .await
}

/// A deliverable as its contract's page lists it.
pub(super) struct DeliverableRow {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) due_on: NaiveDate,
    pub(super) state: DeliverableState,
}

/// What is to be handed over under a contract, by due date.
pub(super) async fn deliverables(tx: &mut Tx, contract: Uuid) -> sqlx::Result<Vec<DeliverableRow>> {
    sqlx::query_as!(
        DeliverableRow,
        r#"select id, title, due_on, state as "state: DeliverableState" from deliverable
        where contract_id = $1 order by due_on, id"#,
        contract
    )
    .fetch_all(&mut **tx)
    .await
}

/// A party that can stand on a side of a contract.
pub(super) struct SideRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) buys: bool,
    pub(super) supplies: bool,
}

/// The parties, with the side or sides that each can stand on.
pub(super) async fn sides(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<SideRow>> {
    sqlx::query_as!(
        SideRow,
        r#"select o.id, o.name, bool_or(t.role <> 'supplier') as "buys!",
            bool_or(t.role = 'supplier') as "supplies!"
        from party t join organisation o on o.id = t.organisation_id
        where t.partnership_id = $1
        group by o.id order by fold(o.name), o.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// The currency of the partnership's jurisdiction.
pub(super) async fn currency(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<String> {
    sqlx::query_scalar!(
        "select j.currency from partnership p join jurisdiction j on j.id = p.jurisdiction_id
        where p.id = $1",
        partnership
    )
    .fetch_one(&mut **tx)
    .await
}

/// Adds a contract, unless it was added by the same form before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    values: &ContractValues,
    language: &str,
) -> sqlx::Result<()> {
    let Terms { period, .. } = values.terms;
    let (ended_on, ending) = values.terms.ended_on.unzip();
    sqlx::query!(
        "insert into contract (id, partnership_id, number, title, description, buyer_id, supplier_id,
            signed_on, starts_on, ends_on, value, currency, renewal, renewal_months,
            notice_days, notice_months, max_end, review_days, suspended_on, ended_on, ending, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            $20, $21, $22)
        on conflict (id) do nothing",
        values.id,
        partnership,
        values.number,
        values.title,
        values.description,
        values.buyer_id,
        values.supplier_id,
        values.terms.signed_on,
        period.start(),
        period.end(),
        values.value,
        values.currency,
        values.terms.renewal as _,
        values.terms.renewal_months.map(i32::from),
        values.terms.notice_days.map(i32::from),
        values.terms.notice_months.map(i32::from),
        values.terms.max_end,
        values.review_days,
        values.terms.suspended_on,
        ended_on,
        ending as _,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a contract; false where somebody saved it before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &ContractValues) -> sqlx::Result<bool> {
    let Terms { period, .. } = values.terms;
    let (ended_on, ending) = values.terms.ended_on.unzip();
    let done = sqlx::query!(
        "update contract set number = $3, title = $4, description = $5, buyer_id = $6,
            supplier_id = $7, signed_on = $8, starts_on = $9, ends_on = $10, value = $11,
            currency = $12, renewal = $13, renewal_months = $14, notice_days = $15,
            notice_months = $16, max_end = $17, review_days = $18, suspended_on = $19,
            ended_on = $20, ending = $21, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.number,
        values.title,
        values.description,
        values.buyer_id,
        values.supplier_id,
        values.terms.signed_on,
        period.start(),
        period.end(),
        values.value,
        values.currency,
        values.terms.renewal as _,
        values.terms.renewal_months.map(i32::from),
        values.terms.notice_days.map(i32::from),
        values.terms.notice_months.map(i32::from),
        values.terms.max_end,
        values.review_days,
        values.terms.suspended_on,
        ended_on,
        ending as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether a document was added by the same form before.
pub(super) async fn document_exists(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from document where id = $1) as "exists!""#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Adds a document; false where the same form did at the same moment.
pub(super) async fn insert_document(
    tx: &mut Tx,
    contract: Uuid,
    person: Uuid,
    values: &DocumentValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into document
            (id, partnership_id, contract_id, title, url, file_id, published_on, added_by, language)
        select $1, partnership_id, id, $3, $4, $5, $6, $7, $8 from contract where id = $2
        on conflict (id) do nothing",
        values.id,
        contract,
        values.title,
        values.url,
        values.file_id,
        values.published_on,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A contract that may be near a date to act on.
pub(super) struct NearRow {
    pub(super) id: Uuid,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) buyer_id: Uuid,
    pub(super) buyer: String,
    pub(super) supplier: String,
    pub(super) partnership_id: Uuid,
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) signed_on: Option<NaiveDate>,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) renewal: Renewal,
    pub(super) renewal_months: Option<i32>,
    pub(super) notice_days: Option<i32>,
    pub(super) notice_months: Option<i32>,
    pub(super) max_end: Option<NaiveDate>,
    pub(super) ended_on: Option<NaiveDate>,
    pub(super) ending: Option<Ending>,
}

/// The contracts with an end, recorded ending or notice day from `today` to
/// `until`, and those that have renewed themselves past the end written down,
/// whose dates only the domain's rule knows. Whether there is a warning in it
/// is for the domain to say.
pub(super) async fn near(
    tx: &mut Tx,
    partnerships: Option<&[Uuid]>,
    today: NaiveDate,
    until: NaiveDate,
) -> sqlx::Result<Vec<NearRow>> {
    sqlx::query_as!(
        NearRow,
        r#"select c.id, c.number, c.title, c.language, c.buyer_id, b.name as buyer,
            s.name as supplier, c.partnership_id, p.reference, p.title as partnership, c.signed_on, c.starts_on, c.ends_on,
            c.renewal as "renewal: Renewal", c.renewal_months, c.notice_days, c.notice_months,
            c.max_end, c.ended_on, c.ending as "ending: Ending"
        from contract c
        join partnership p on p.id = c.partnership_id
        join organisation b on b.id = c.buyer_id
        join organisation s on s.id = c.supplier_id
        where ($1::uuid[] is null or c.partnership_id = any ($1))
            and ((c.ended_on is null and c.ends_on between $2 and $3)
                or (c.ended_on is null and c.notice_on between $2 and $3)
                or (c.ended_on is null and c.renewal = 'automatic' and c.ends_on < $2
                    and (c.max_end is null or c.max_end >= $2))
                or c.ended_on between $2 and $3)
        order by c.ends_on, c.id"#,
        partnerships as Option<&[Uuid]>,
        today,
        until
    )
    .fetch_all(&mut **tx)
    .await
}
