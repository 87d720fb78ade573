//! The only SQL of the ledger, which reads what triggers keep.

use domain::calendar::Period;
use domain::funding::{Entry, FundingKind};
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
