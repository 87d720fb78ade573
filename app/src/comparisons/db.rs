//! The SQL of comparisons that is their own.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::jurisdiction::{FirstMonth, Level};
use uuid::Uuid;

use crate::db::Tx;
use crate::money;

/// A jurisdiction with partnerships.
pub(super) struct PlaceRow {
    pub(super) id: Uuid,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) level: Level,
    /// Month in which its fiscal years begin.
    pub(super) first_month: FirstMonth,
    /// Those here and below that the viewer sees.
    pub(super) partnerships: Vec<Uuid>,
}

/// Every jurisdiction that holds, itself or below it, a partnership that the
/// viewer sees, by name.
pub(super) async fn places(tx: &mut Tx) -> sqlx::Result<Vec<PlaceRow>> {
    let rows = sqlx::query!(
        r#"with recursive reach as (
            select id as top, id from jurisdiction
            union
            select r.top, j.id from reach r join jurisdiction j on j.parent_id = r.id)
        select j.id, j.code, j.name, j.level as "level: Level", j.fiscal_first_month,
            array_agg(p.id) as "partnerships!"
        from reach r
        join jurisdiction j on j.id = r.top
        join partnership p on p.jurisdiction_id = r.id
        group by j.id order by fold(j.name), j.id"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PlaceRow {
            id: row.id,
            code: row.code,
            name: row.name,
            level: row.level,
            first_month: money::first_month(row.fiscal_first_month),
            partnerships: row.partnerships,
        })
        .collect())
}

/// How many deliverables in the supplier's hands are past their day, by
/// partnership; one without any is left out.
pub(super) async fn overdue(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<HashMap<Uuid, i64>> {
    let rows = sqlx::query!(
        r#"select partnership_id, count(*) as "count!" from deliverable
        where state in ('planned', 'in_progress', 'returned') and due_on < $1
        group by partnership_id"#,
        today
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.partnership_id, row.count))
        .collect())
}
