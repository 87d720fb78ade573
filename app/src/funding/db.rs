//! The only SQL of the ledger, which reads what triggers keep.

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::funding::{Entry, FundingKind};
use domain::jurisdiction::FirstMonth;
use uuid::Uuid;

use super::FundingRow;
use crate::db::Tx;

/// The funding of these partnerships, as far as the viewer sees it, in the
/// order of time.
pub(super) async fn entries(tx: &mut Tx, partnerships: &[Uuid]) -> sqlx::Result<Vec<FundingRow>> {
    let rows = sqlx::query!(
        r#"select f.partnership_id, f.currency, f.funder_id, o.name as funder,
            f.kind as "kind: FundingKind", f.starts_on, f.ends_on, f.label,
            f.expected, f.committed, f.received, f.spent
        from partnership_funding f join organisation o on o.id = f.funder_id
        where f.partnership_id = any ($1)
        order by f.starts_on, f.ends_on, f.partnership_id, f.currency, f.funder_id, f.kind"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| FundingRow {
            partnership_id: row.partnership_id,
            currency: row.currency,
            funder: row.funder,
            entry: Entry {
                period: Period::new(row.starts_on, row.ends_on)
                    .expect("commitment_line_period_in_order holds"),
                label: row.label,
                funder_id: row.funder_id,
                kind: row.kind,
                expected: row.expected,
                committed: row.committed,
                received: row.received,
                spent: row.spent,
            },
        })
        .collect())
}

/// What a ledger shows beside its figures.
pub(super) struct Facts {
    pub(super) fiscal_first_month: i16,
    pub(super) planned_end: Option<NaiveDate>,
    /// The accountable health executive, with their organisation.
    pub(super) executive: Option<String>,
    /// The government sponsor, with their organisation.
    pub(super) sponsor: Option<String>,
    /// Names of the parties that govern.
    pub(super) governance: Vec<String>,
}

impl Facts {
    /// The month in which the jurisdiction's fiscal year begins.
    pub(super) fn first_month(&self) -> FirstMonth {
        let number = u32::try_from(self.fiscal_first_month).unwrap_or_default();
        FirstMonth::new(number).expect("jurisdiction_fiscal_first_month holds")
    }
}

/// Fiscal year, planned end, and who leads.
pub(super) async fn facts(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Facts> {
    sqlx::query_as!(
        Facts,
        r#"select j.fiscal_first_month, p.planned_end,
            (select e.name || ', ' || o.name from person e join organisation o on o.id = e.organisation_id
                where e.id = p.executive_id) as executive,
            (select s.name || ', ' || o.name from person s join organisation o on o.id = s.organisation_id
                where s.id = p.sponsor_id) as sponsor,
            coalesce((select array_agg(o.name order by fold(o.name)) from party t
                join organisation o on o.id = t.organisation_id
                where t.partnership_id = p.id and t.role = 'governance_authority'), '{}') as "governance!"
        from partnership p join jurisdiction j on j.id = p.jurisdiction_id where p.id = $1"#,
        partnership
    )
    .fetch_one(&mut **tx)
    .await
}
