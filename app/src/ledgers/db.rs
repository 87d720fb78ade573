//! The SQL of ledgers that is their own: whose money it is, and where rates
//! come from. The money itself is read by [`crate::funding`].

use chrono::NaiveDate;
use domain::jurisdiction::FirstMonth;
use domain::rate::Rate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::Filters;
use crate::db::Tx;
use crate::money;

/// A jurisdiction whose ledger is shown.
pub(super) struct JurisdictionRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) code: String,
    /// Month in which its fiscal years begin.
    pub(super) first_month: FirstMonth,
}

/// One jurisdiction.
pub(super) async fn jurisdiction(tx: &mut Tx, id: Uuid) -> sqlx::Result<JurisdictionRow> {
    let row = sqlx::query!(
        "select id, name, code, fiscal_first_month from jurisdiction where id = $1",
        id
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(JurisdictionRow {
        id: row.id,
        name: row.name,
        code: row.code,
        first_month: money::first_month(row.fiscal_first_month),
    })
}

/// A partnership, as far as its money and those who lead it go.
pub(super) struct PartnershipRow {
    pub(super) id: Uuid,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) jurisdiction: String,
    /// Month in which fiscal years begin in its jurisdiction.
    pub(super) first_month: FirstMonth,
    pub(super) planned_end: Option<NaiveDate>,
    /// The accountable health executive, with their organisation.
    pub(super) executive: Option<String>,
    pub(super) executive_organisation: Option<Uuid>,
    /// The government sponsor, with their organisation.
    pub(super) sponsor: Option<String>,
    pub(super) sponsor_organisation: Option<Uuid>,
}

/// Every partnership in the viewer's scope that the filters leave, by
/// reference; with `within`, only those in that jurisdiction and below.
pub(super) async fn partnerships(
    tx: &mut Tx,
    filters: &Filters,
    within: Option<Uuid>,
) -> sqlx::Result<Vec<PartnershipRow>> {
    let code = if within.is_some() {
        ""
    } else {
        &filters.jurisdiction
    };
    let rows = sqlx::query!(
        r#"with recursive within as (
            select id from jurisdiction where code = $2 or id = $3
            union select j.id from jurisdiction j join within w on j.parent_id = w.id)
        select p.id, p.reference, p.title, p.language, p.planned_end, j.name as jurisdiction,
            j.fiscal_first_month, e.name || ', ' || eo.name as executive,
            e.organisation_id as "executive_organisation?", s.name || ', ' || so.name as sponsor,
            s.organisation_id as "sponsor_organisation?"
        from partnership p
        join jurisdiction j on j.id = p.jurisdiction_id
        left join person e on e.id = p.executive_id
        left join organisation eo on eo.id = e.organisation_id
        left join person s on s.id = p.sponsor_id
        left join organisation so on so.id = s.organisation_id
        where ($1 = '' or strpos(fold(p.title), fold($1)) > 0
                or strpos(fold(p.reference), fold($1)) > 0)
            and ($2 = '' and $3::uuid is null or p.jurisdiction_id in (select id from within))
            and (cardinality($4::text[]) = 0 or p.stage = any ($4))
        order by p.reference"#,
        filters.words(),
        code,
        within,
        &filters.stages(),
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PartnershipRow {
            id: row.id,
            reference: row.reference,
            title: row.title,
            language: row.language,
            jurisdiction: row.jurisdiction,
            first_month: money::first_month(row.fiscal_first_month),
            planned_end: row.planned_end,
            executive: row.executive,
            executive_organisation: row.executive_organisation,
            sponsor: row.sponsor,
            sponsor_organisation: row.sponsor_organisation,
        })
        .collect())
}

/// A rate that was used, and who published it.
pub(super) struct RateRow {
    pub(super) base: String,
    pub(super) quote: String,
    pub(super) as_of: NaiveDate,
    pub(super) rate: Decimal,
    pub(super) source: String,
}

/// These rates with their sources.
pub(super) async fn sources(tx: &mut Tx, rates: &[Rate]) -> sqlx::Result<Vec<RateRow>> {
    if rates.is_empty() {
        return Ok(Vec::new());
    }
    let bases: Vec<String> = rates.iter().map(|rate| rate.base.to_string()).collect();
    let quotes: Vec<String> = rates.iter().map(|rate| rate.quote.to_string()).collect();
    let days: Vec<NaiveDate> = rates.iter().map(|rate| rate.as_of).collect();
    sqlx::query_as!(
        RateRow,
        "select r.base_currency as base, r.quote_currency as quote, r.as_of, r.rate, r.source
        from reference_rate r
        join unnest($1::text[], $2::text[], $3::date[]) u(base, quote, as_of)
            on r.base_currency = u.base and r.quote_currency = u.quote and r.as_of = u.as_of
        order by r.base_currency, r.quote_currency",
        &bases,
        &quotes,
        &days
    )
    .fetch_all(&mut **tx)
    .await
}
