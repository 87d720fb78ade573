//! The only SQL of jurisdictions.

use domain::jurisdiction::Level;
use uuid::Uuid;

use super::Choice;
use super::form::Values;
use crate::db::Tx;

/// A jurisdiction in the tree.
pub(super) struct JurisdictionRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) name: String,
    pub(super) code: String,
    pub(super) parent_id: Option<Uuid>,
    /// Name of the one above.
    pub(super) parent: Option<String>,
    pub(super) level: Level,
    pub(super) currency: String,
    /// Month in which the fiscal year begins, from 1.
    pub(super) first_month: i16,
    /// Name in the IANA database.
    pub(super) time_zone: String,
    /// How many lie above it.
    pub(super) depth: i32,
    /// Organisations here and below.
    pub(super) organisations: i64,
    /// Partnerships here and below that the viewer sees.
    pub(super) partnerships: i64,
}

/// All jurisdictions, or one and those below it, each after the one above it.
pub(super) async fn tree(tx: &mut Tx, top: Option<Uuid>) -> sqlx::Result<Vec<JurisdictionRow>> {
    sqlx::query_as!(
        JurisdictionRow,
        r#"with recursive tree as (
            select id, array[fold(name), id::text] as path, 0 as depth
            from jurisdiction where parent_id is null
            union all
            select j.id, t.path || array[fold(j.name), j.id::text], t.depth + 1
            from jurisdiction j join tree t on j.parent_id = t.id
        ), reach as (
            select id as top, id from jurisdiction
            union
            select r.top, j.id from reach r join jurisdiction j on j.parent_id = r.id
        ), own as (
            select j.id,
                (select count(*) from organisation o where o.jurisdiction_id = j.id) as organisations,
                (select count(*) from partnership p where p.jurisdiction_id = j.id) as partnerships
            from jurisdiction j
        ), sums as (
            select r.top as id, sum(o.organisations)::bigint as organisations,
                sum(o.partnerships)::bigint as partnerships
            from reach r join own o on o.id = r.id group by r.top
        )
        select j.id, j.version, j.name, j.code, j.parent_id, above.name as "parent?",
            j.level as "level: Level", j.currency, j.fiscal_first_month as first_month, j.time_zone,
            t.depth as "depth!", s.organisations as "organisations!", s.partnerships as "partnerships!"
        from tree t
        join jurisdiction j on j.id = t.id
        join sums s on s.id = t.id
        left join jurisdiction above on above.id = j.parent_id
        where $1::uuid is null or t.id in (select id from reach where top = $1)
        order by t.path"#,
        top
    )
    .fetch_all(&mut **tx)
    .await
}

/// One jurisdiction, with what is below it counted.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<JurisdictionRow> {
    let rows = tree(tx, Some(id)).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// Every jurisdiction, each after the one above it, without `except` and those
/// below that.
pub(super) async fn choices(tx: &mut Tx, except: Option<Uuid>) -> sqlx::Result<Vec<Choice>> {
    sqlx::query_as!(
        Choice,
        r#"with recursive tree as (
            select id, array[fold(name), id::text] as path, name as label, level
            from jurisdiction where parent_id is null and id is distinct from $1
            union all
            select j.id, t.path || array[fold(j.name), j.id::text], t.label || ' / ' || j.name, j.level
            from jurisdiction j join tree t on j.parent_id = t.id where j.id is distinct from $1
        )
        select id as "id!", label as "label!", level as "level!: Level" from tree order by path"#,
        except
    )
    .fetch_all(&mut **tx)
    .await
}

/// Levels of the jurisdictions directly below one.
pub(super) async fn levels_below(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Level>> {
    sqlx::query_scalar!(
        r#"select distinct level as "level: Level" from jurisdiction where parent_id = $1"#,
        id
    )
    .fetch_all(&mut **tx)
    .await
}

/// Lets one transaction at a time change the tree, so that two of them cannot
/// put two jurisdictions below each other.
pub(super) async fn lock(tx: &mut Tx) -> sqlx::Result<()> {
    sqlx::query!("lock table jurisdiction in share row exclusive mode")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Adds a jurisdiction, unless it was added by the same form before.
pub(super) async fn insert(tx: &mut Tx, values: &Values) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into jurisdiction (id, name, code, parent_id, level, currency, fiscal_first_month, time_zone)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (id) do nothing",
        values.id,
        values.name,
        values.code,
        values.parent_id,
        values.level as _,
        values.currency,
        values.first_month,
        values.time_zone.name()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a jurisdiction; false where somebody saved it before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &Values) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update jurisdiction set name = $3, code = $4, parent_id = $5, level = $6, currency = $7,
            fiscal_first_month = $8, time_zone = $9, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.name,
        values.code,
        values.parent_id,
        values.level as _,
        values.currency,
        values.first_month,
        values.time_zone.name()
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
