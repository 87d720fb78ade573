//! The only SQL of the statements that scorecards ask about.

use chrono::{DateTime, Utc};
use domain::Vocabulary;
use domain::scorecard::Factor;
use uuid::Uuid;

use super::form::CatalogueValues;
use crate::db::Tx;

/// A version of all statements.
pub(super) struct CatalogueRow {
    pub(super) id: Uuid,
    pub(super) number: i32,
    pub(super) reason: String,
    pub(super) language: String,
    pub(super) made_by: Option<String>,
    pub(super) made_at: DateTime<Utc>,
}

/// Every version, the latest first.
pub(super) async fn catalogues(tx: &mut Tx) -> sqlx::Result<Vec<CatalogueRow>> {
    sqlx::query_as!(
        CatalogueRow,
        r#"select c.id, c.number, c.reason, c.language, p.name as "made_by?", c.made_at
        from statement_catalogue c left join person p on p.id = c.made_by
        order by c.number desc"#
    )
    .fetch_all(&mut **tx)
    .await
}

/// A statement in both languages.
#[derive(Debug)]
pub(super) struct StatementRow {
    pub(super) factor: Factor,
    pub(super) position: i16,
    pub(super) wording_en: String,
    pub(super) wording_fr: String,
}

/// The statements of a version, in the order in which they are asked.
pub(super) async fn statements(tx: &mut Tx, catalogue: Uuid) -> sqlx::Result<Vec<StatementRow>> {
    let mut rows = sqlx::query_as!(
        StatementRow,
        r#"select factor as "factor: Factor", position, wording_en, wording_fr
        from scorecard_statement where catalogue_id = $1"#,
        catalogue
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.sort_by_key(|row| (row.factor, row.position));
    Ok(rows)
}

/// Makes a new version after `values.after`, unless the same form did before;
/// false where somebody made that version before.
pub(super) async fn insert(
    tx: &mut Tx,
    person: Uuid,
    values: &CatalogueValues,
    language: &str,
) -> sqlx::Result<bool> {
    let made = sqlx::query!(
        "insert into statement_catalogue (id, number, reason, made_by, language)
        values ($1, $2, $3, $4, $5) on conflict do nothing",
        values.id,
        values.after + 1,
        values.reason,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    if made.rows_affected() == 0 {
        return sqlx::query_scalar!(
            r#"select exists (select 1 from statement_catalogue where id = $1) as "made!""#,
            values.id
        )
        .fetch_one(&mut **tx)
        .await;
    }
    let count = values.statements.len();
    let ids: Vec<Uuid> = (0..count).map(|_| Uuid::now_v7()).collect();
    let factors: Vec<String> = values
        .statements
        .iter()
        .map(|statement| statement.factor.code().to_owned())
        .collect();
    let positions: Vec<i16> = values.statements.iter().map(|one| one.position).collect();
    let english: Vec<String> = values
        .statements
        .iter()
        .map(|one| one.wording_en.clone())
        .collect();
    let french: Vec<String> = values
        .statements
        .iter()
        .map(|one| one.wording_fr.clone())
        .collect();
    sqlx::query!(
        "insert into scorecard_statement (id, catalogue_id, factor, position, wording_en, wording_fr)
        select id, $1, factor, position, wording_en, wording_fr
        from unnest($2::uuid[], $3::text[], $4::smallint[], $5::text[], $6::text[])
            as t (id, factor, position, wording_en, wording_fr)",
        values.id,
        &ids,
        &factors,
        &positions,
        &english,
        &french
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}
