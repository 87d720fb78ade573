//! The only SQL of budgets.

use chrono::{DateTime, NaiveDate, Utc};
use domain::jurisdiction::FirstMonth;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::Values;
use crate::db::Tx;

/// A jurisdiction whose budgets are shown.
pub(super) struct Place {
    pub(super) id: Uuid,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) currency: String,
    pub(super) first_month: FirstMonth,
    /// Whether the viewer keeps its budgets.
    pub(super) mine: bool,
}

/// A jurisdiction, as the viewer stands to it.
pub(super) async fn place(tx: &mut Tx, id: Uuid) -> sqlx::Result<Place> {
    let row = sqlx::query!(
        r#"select id, code, name, currency, fiscal_first_month,
            (viewer_role() = 'administrator' or (viewer_role() = 'ministry_official'
                and id = any (viewer_jurisdictions()))) as "mine!"
        from jurisdiction where id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await?;
    let month = u32::try_from(row.fiscal_first_month).unwrap_or_default();
    Ok(Place {
        id: row.id,
        code: row.code,
        name: row.name,
        currency: row.currency,
        first_month: FirstMonth::new(month).map_err(|error| sqlx::Error::Decode(error.into()))?,
        mine: row.mine,
    })
}

/// The figures of a fiscal year.
pub(super) struct Figures {
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) currency: String,
    pub(super) health: Option<Decimal>,
    pub(super) ict: Option<Decimal>,
}

/// A budget with where it is from.
pub(super) struct BudgetRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) label: String,
    pub(super) figures: Figures,
    pub(super) source: String,
    /// Nothing for the command line.
    pub(super) person: Option<String>,
    pub(super) entered_at: DateTime<Utc>,
}

/// The figures of every jurisdiction, by jurisdiction.
pub(super) async fn all(tx: &mut Tx) -> sqlx::Result<Vec<(Uuid, Figures)>> {
    let rows = sqlx::query!(
        "select jurisdiction_id, starts_on, ends_on, currency, health_budget, ict_spending
        from budget"
    )
    .fetch_all(&mut **tx)
    .await?;
    let figures = rows.into_iter().map(|row| {
        let figures = Figures {
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            currency: row.currency,
            health: row.health_budget,
            ict: row.ict_spending,
        };
        (row.jurisdiction_id, figures)
    });
    Ok(figures.collect())
}

/// The budgets of a jurisdiction, in the order of time.
pub(super) async fn list(tx: &mut Tx, jurisdiction: Uuid) -> sqlx::Result<Vec<BudgetRow>> {
    select(tx, jurisdiction, None).await
}

/// One budget of a jurisdiction.
pub(super) async fn find(tx: &mut Tx, jurisdiction: Uuid, id: Uuid) -> sqlx::Result<BudgetRow> {
    let rows = select(tx, jurisdiction, Some(id)).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

async fn select(
    tx: &mut Tx,
    jurisdiction: Uuid,
    only: Option<Uuid>,
) -> sqlx::Result<Vec<BudgetRow>> {
    let rows = sqlx::query!(
        r#"select b.id, b.version, b.label, b.starts_on, b.ends_on, b.currency, b.health_budget,
            b.ict_spending, b.source, p.name as "person?", b.entered_at
        from budget b left join person p on p.id = b.entered_by
        where b.jurisdiction_id = $1 and ($2::uuid is null or b.id = $2)
        order by b.starts_on"#,
        jurisdiction,
        only
    )
    .fetch_all(&mut **tx)
    .await?;
    let rows = rows.into_iter().map(|row| BudgetRow {
        id: row.id,
        version: row.version,
        label: row.label,
        figures: Figures {
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            currency: row.currency,
            health: row.health_budget,
            ict: row.ict_spending,
        },
        source: row.source,
        person: row.person,
        entered_at: row.entered_at,
    });
    Ok(rows.collect())
}

/// Adds a budget, unless it was added by the same form before.
pub(super) async fn insert(tx: &mut Tx, jurisdiction: Uuid, values: &Values) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into budget (id, jurisdiction_id, starts_on, ends_on, label, currency,
            health_budget, ict_spending, source, entered_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, viewer_person())
        on conflict (id) do nothing",
        values.id,
        jurisdiction,
        values.starts_on,
        values.ends_on,
        values.label,
        values.currency,
        values.health,
        values.ict,
        values.source
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a budget; false where somebody saved it before. The year keeps its
/// name while it stays the same year.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &Values) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update budget set label = case when starts_on = $3 then label else $5 end,
            starts_on = $3, ends_on = $4, currency = $6, health_budget = $7, ict_spending = $8,
            source = $9, entered_by = viewer_person(), entered_at = now(), version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.starts_on,
        values.ends_on,
        values.label,
        values.currency,
        values.health,
        values.ict,
        values.source
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
