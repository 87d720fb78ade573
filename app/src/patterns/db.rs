//! The only SQL of what tensions and mechanisms can begin from.

use chrono::NaiveDate;
use domain::tension::MechanismKind;
use uuid::Uuid;

use super::form::PatternValues;
use crate::db::Tx;

/// An entry in both languages.
pub(super) struct PatternRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) about: String,
    pub(super) kind: Option<MechanismKind>,
    pub(super) name_en: String,
    pub(super) name_fr: String,
    pub(super) opposite_en: Option<String>,
    pub(super) opposite_fr: Option<String>,
    pub(super) explanation_en: String,
    pub(super) explanation_fr: String,
    pub(super) source: String,
    pub(super) retired_on: Option<NaiveDate>,
}

/// Every entry, tensions first.
pub(super) async fn list(tx: &mut Tx) -> sqlx::Result<Vec<PatternRow>> {
    sqlx::query_as!(
        PatternRow,
        r#"select id, version, about, mechanism_kind as "kind: MechanismKind", name_en, name_fr,
            opposite_en, opposite_fr, explanation_en, explanation_fr, source, retired_on
        from coordination_pattern order by about desc, mechanism_kind, fold(name_en), id"#
    )
    .fetch_all(&mut **tx)
    .await
}

/// One entry.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<PatternRow> {
    let rows = list(tx).await?;
    let found = rows.into_iter().find(|row| row.id == id);
    found.ok_or(sqlx::Error::RowNotFound)
}

/// Adds an entry, unless it was added by the same form before.
pub(super) async fn insert(tx: &mut Tx, values: &PatternValues) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into coordination_pattern (id, about, mechanism_kind, name_en, name_fr, opposite_en,
            opposite_fr, explanation_en, explanation_fr, source)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing",
        values.id,
        values.about,
        values.kind as _,
        values.name_en,
        values.name_fr,
        values.opposite_en,
        values.opposite_fr,
        values.explanation_en,
        values.explanation_fr,
        values.source
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves an entry; false where somebody saved it before.
pub(super) async fn update(
    tx: &mut Tx,
    id: Uuid,
    values: &PatternValues,
    today: NaiveDate,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update coordination_pattern set mechanism_kind = $3, name_en = $4, name_fr = $5,
            opposite_en = $6, opposite_fr = $7, explanation_en = $8, explanation_fr = $9, source = $10,
            retired_on = case when $11 then coalesce(retired_on, $12) end, version = version + 1
        where id = $1 and version = $2 and about = $13",
        id,
        values.version,
        values.kind as _,
        values.name_en,
        values.name_fr,
        values.opposite_en,
        values.opposite_fr,
        values.explanation_en,
        values.explanation_fr,
        values.source,
        values.retired,
        today,
        values.about
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
