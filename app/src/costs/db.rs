//! The only SQL of cost lines.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::calendar::Period;
use domain::cost::{CostCategory, CostLine};
use domain::funding::FiscalYear;
use domain::jurisdiction::FirstMonth;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::LineValues;
use crate::db::Tx;

/// The contract whose system costs something.
pub(super) struct ContractRow {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) currency: String,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) fiscal_first_month: i16,
}

impl ContractRow {
    /// The fiscal year of the jurisdiction that a day lies in.
    pub(super) fn fiscal_year(&self, day: NaiveDate) -> FiscalYear {
        let month = u32::try_from(self.fiscal_first_month).unwrap_or(1);
        let first = FirstMonth::new(month).expect("jurisdiction_first_month_is_a_month holds");
        FiscalYear::of(day, first)
    }
}

/// The contract, with the fiscal years of its jurisdiction.
pub(super) async fn contract(tx: &mut Tx, id: Uuid) -> sqlx::Result<ContractRow> {
    sqlx::query_as!(
        ContractRow,
        "select c.id, c.title, c.currency, c.starts_on, c.ends_on, j.fiscal_first_month
        from contract c
        join partnership p on p.id = c.partnership_id
        join jurisdiction j on j.id = p.jurisdiction_id
        where c.id = $1",
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// What one category costs in one fiscal period.
pub(super) struct LineRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) category: CostCategory,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) label: String,
    pub(super) planned: Decimal,
    pub(super) actual: Option<Decimal>,
    pub(super) currency: String,
    pub(super) note: Option<String>,
    pub(super) entered_by: Option<String>,
    pub(super) language: String,
}

impl LineRow {
    /// Its days.
    pub(super) fn period(&self) -> Period {
        Period::new(self.starts_on, self.ends_on).expect("cost_line_period_in_order holds")
    }

    /// For the domain's rules.
    pub(super) fn in_domain(&self) -> CostLine {
        CostLine {
            period: self.period(),
            category: self.category,
            planned: self.planned,
            actual: self.actual,
        }
    }

    /// Whether it says already what these values say.
    pub(super) fn holds(&self, values: &LineValues) -> bool {
        (self.planned, self.actual, &self.note) == (values.planned, values.actual, &values.note)
    }
}

/// A contract's cost lines, of one category or all, the earliest year first.
pub(super) async fn lines(
    tx: &mut Tx,
    contract: Uuid,
    category: Option<CostCategory>,
) -> sqlx::Result<Vec<LineRow>> {
    sqlx::query_as!(
        LineRow,
        r#"select l.id, l.version, l.category as "category: CostCategory", l.starts_on, l.ends_on,
            l.label, l.planned, l.actual, l.currency, l.note, p.name as "entered_by?", l.language
        from cost_line l left join person p on p.id = l.entered_by
        where l.contract_id = $1 and ($2::text is null or l.category = $2)
        order by l.starts_on, l.category"#,
        contract,
        category.map(Vocabulary::code)
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds a line; false where somebody added that year a moment ago.
pub(super) async fn insert(
    tx: &mut Tx,
    contract: Uuid,
    category: CostCategory,
    currency: &str,
    person: Uuid,
    values: &LineValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into cost_line (id, partnership_id, contract_id, category, starts_on, ends_on, label,
            planned, actual, currency, note, entered_by, language)
        select $1, c.partnership_id, c.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
        from contract c where c.id = $2
        on conflict do nothing",
        values.id,
        contract,
        category as _,
        values.period.start(),
        values.period.end(),
        values.label,
        values.planned,
        values.actual,
        currency,
        values.note,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Saves a line; false where somebody saved it before.
pub(super) async fn update(
    tx: &mut Tx,
    line: &LineRow,
    person: Uuid,
    values: &LineValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update cost_line set planned = $3, actual = $4, note = $5, entered_by = $6, language = $7,
            version = version + 1
        where id = $1 and version = $2",
        line.id,
        values.version,
        values.planned,
        values.actual,
        values.note,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
