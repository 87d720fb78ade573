//! The only SQL of organisations.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::organisation::Sector;
use domain::partnership::Stage;
use serde_json::Value;
use uuid::Uuid;

use super::form::{Filters, IdentifierValues, OrganisationValues, RenameValues, SuccessionValues};
use crate::db::Tx;

/// An organisation in a list.
pub(super) struct ListRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) short_name: Option<String>,
    pub(super) sector: Sector,
    pub(super) jurisdiction_id: Uuid,
    pub(super) jurisdiction: String,
    pub(super) successor: Option<String>,
    pub(super) succeeded_on: Option<NaiveDate>,
    pub(super) former_names: Vec<String>,
    /// Each with its register before it.
    pub(super) identifiers: Vec<String>,
    /// Partnerships it takes part in that the viewer sees.
    pub(super) partnerships: i64,
}

/// A page of the organisations, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    filters: &Filters,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<ListRow>, i64)> {
    let rows = sqlx::query!(
        r#"with recursive reach as (
            select $3::uuid as id
            union
            select j.id from jurisdiction j join reach r on j.parent_id = r.id
        ), found as (
            select o.*, j.name as jurisdiction, count(*) over () as total
            from organisation o join jurisdiction j on j.id = o.jurisdiction_id
            where ($1 = '' or o.id in (
                    select id from organisation where fold(name) like '%' || fold($1) || '%'
                    union
                    select id from organisation where fold(short_name) like '%' || fold($1) || '%'
                    union
                    select organisation_id from organisation_former_name
                    where fold(name) like '%' || fold($1) || '%'
                    union
                    select organisation_id from organisation_identifier
                    where fold(scheme || '-' || identifier) like '%' || fold($1) || '%'))
                and (cardinality($2::text[]) = 0 or o.sector = any ($2))
                and ($3::uuid is null or o.jurisdiction_id in (select id from reach))
            order by
                case when $4 = 'sector' then o.sector end,
                case when $4 = '-sector' then o.sector end desc,
                case when $4 = 'jurisdiction' then fold(j.name) end,
                case when $4 = '-jurisdiction' then fold(j.name) end desc,
                case when $4 = '-name' then fold(o.name) end desc,
                fold(o.name), o.id
            limit $5 offset $6
        )
        select f.id, f.name, f.short_name, f.sector as "sector: Sector", f.jurisdiction_id,
            f.jurisdiction, s.name as "successor?", f.succeeded_on, f.total as "total!",
            array(select n.name from organisation_former_name n where n.organisation_id = f.id
                order by n.used_until desc nulls last, n.id) as "former_names!",
            array(select i.scheme || '-' || i.identifier from organisation_identifier i
                where i.organisation_id = f.id order by i.scheme, i.identifier) as "identifiers!",
            (select count(distinct t.partnership_id) from party t
                where t.organisation_id = f.id) as "partnerships!"
        from found f left join organisation s on s.id = f.successor_id
        order by
            case when $4 = 'sector' then f.sector end,
            case when $4 = '-sector' then f.sector end desc,
            case when $4 = 'jurisdiction' then fold(f.jurisdiction) end,
            case when $4 = '-jurisdiction' then fold(f.jurisdiction) end desc,
            case when $4 = '-name' then fold(f.name) end desc,
            fold(f.name), f.id"#,
        filters.q.trim(),
        &filters.sector,
        filters.jurisdiction_id(),
        filters.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| ListRow {
            id: row.id,
            name: row.name,
            short_name: row.short_name,
            sector: row.sector,
            jurisdiction_id: row.jurisdiction_id,
            jurisdiction: row.jurisdiction,
            successor: row.successor,
            succeeded_on: row.succeeded_on,
            former_names: row.former_names,
            identifiers: row.identifiers,
            partnerships: row.partnerships,
        })
        .collect();
    Ok((rows, total))
}

/// An organisation in a few words.
pub(crate) struct Brief {
    /// Its id.
    pub(crate) id: Uuid,
    /// Its name.
    pub(crate) name: String,
    /// Its sector.
    pub(crate) sector: Sector,
}

/// The organisations of exactly one jurisdiction, by name.
pub(super) async fn of_jurisdiction(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Brief>> {
    sqlx::query_as!(
        Brief,
        r#"select id, name, sector as "sector: Sector" from organisation
        where jurisdiction_id = $1 order by fold(name), id"#,
        id
    )
    .fetch_all(&mut **tx)
    .await
}

/// Id and name of every organisation, by name.
pub(super) async fn names(tx: &mut Tx) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!("select id, name from organisation order by fold(name), id")
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The sector of an organisation, locked against change.
pub(super) async fn sector(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<Sector>> {
    sqlx::query_scalar!(
        r#"select sector as "sector: Sector" from organisation where id = $1 for share"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await
}

/// An organisation as its page shows it.
pub(super) struct OrganisationRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) name: String,
    pub(super) short_name: Option<String>,
    pub(super) sector: Sector,
    pub(super) jurisdiction_id: Uuid,
    pub(super) jurisdiction: String,
    pub(super) successor_id: Option<Uuid>,
    pub(super) successor: Option<String>,
    pub(super) succeeded_on: Option<NaiveDate>,
    pub(super) street_address: Option<String>,
    pub(super) locality: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) country_name: Option<String>,
}

/// One organisation.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<OrganisationRow> {
    sqlx::query_as!(
        OrganisationRow,
        r#"select o.id, o.version, o.name, o.short_name, o.sector as "sector: Sector",
            o.jurisdiction_id, j.name as jurisdiction, o.successor_id, s.name as "successor?",
            o.succeeded_on, o.street_address, o.locality, o.postal_code, o.country_name
        from organisation o
        join jurisdiction j on j.id = o.jurisdiction_id
        left join organisation s on s.id = o.successor_id
        where o.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// An official number of an organisation.
pub(super) struct IdentifierRow {
    pub(super) id: Uuid,
    pub(super) scheme: String,
    pub(super) identifier: String,
}

/// The official numbers of an organisation.
pub(super) async fn identifiers(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<IdentifierRow>> {
    sqlx::query_as!(
        IdentifierRow,
        "select id, scheme, identifier from organisation_identifier
        where organisation_id = $1 order by scheme, identifier",
        id
    )
    .fetch_all(&mut **tx)
    .await
}

/// Names an organisation bore before, the latest first, each with its last day.
pub(super) async fn former_names(
    tx: &mut Tx,
    id: Uuid,
) -> sqlx::Result<Vec<(String, Option<NaiveDate>)>> {
    let rows = sqlx::query!(
        "select name, used_until from organisation_former_name
        where organisation_id = $1 order by used_until desc nulls last, id desc",
        id
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.name, row.used_until))
        .collect())
}

/// One body taking over from another.
pub(super) struct Succession {
    pub(super) from_id: Uuid,
    pub(super) from: String,
    pub(super) to_id: Uuid,
    pub(super) to: String,
    pub(super) on: NaiveDate,
}

/// Every succession that led to an organisation or on from it, in order.
pub(super) async fn lineage(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Succession>> {
    sqlx::query_as!(
        Succession,
        r#"with recursive before as (
            select $1::uuid as id
            union
            select o.id from organisation o join before b on o.successor_id = b.id
        ), after as (
            select $1::uuid as id
            union
            select o.successor_id from organisation o join after a on o.id = a.id
            where o.successor_id is not null
        )
        select f.id as from_id, f.name as from, s.id as to_id, s.name as to,
            f.succeeded_on as "on!"
        from organisation f join organisation s on s.id = f.successor_id
        where f.id in (select id from before union select id from after)
        order by f.succeeded_on, f.id"#,
        id
    )
    .fetch_all(&mut **tx)
    .await
}

/// A partnership that an organisation takes part in.
pub(super) struct PartnershipRow {
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) stage: Stage,
    /// Codes of the organisation's roles in it.
    pub(super) roles: Vec<String>,
}

/// The partnerships of an organisation that the viewer sees, the latest first.
pub(super) async fn partnerships(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<PartnershipRow>> {
    sqlx::query_as!(
        PartnershipRow,
        r#"select p.reference, p.title, p.language, p.stage as "stage: Stage",
            array_agg(t.role order by t.role) as "roles!"
        from party t join partnership p on p.id = t.partnership_id
        where t.organisation_id = $1
        group by p.id
        order by p.established_on desc nulls last, p.reference"#,
        id
    )
    .fetch_all(&mut **tx)
    .await
}

/// A change to an organisation, a former name or a number of it.
pub(super) struct ChangeRow {
    pub(super) table_name: String,
    pub(super) old_row: Option<Value>,
    pub(super) new_row: Option<Value>,
    /// Who made it; nobody for the command line.
    pub(super) person: Option<String>,
    pub(super) recorded_at: DateTime<Utc>,
}

/// The changes to an organisation, the latest first.
pub(super) async fn changes(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<ChangeRow>> {
    sqlx::query_as!(
        ChangeRow,
        r#"select h.table_name, h.old_row, h.new_row, p.name as "person?", h.recorded_at
        from history h left join person p on p.id = h.person_id
        where (h.table_name = 'organisation' and h.row_id = $1)
            or (h.table_name in ('organisation_former_name', 'organisation_identifier')
                and coalesce(h.new_row, h.old_row) ->> 'organisation_id' = $1::text)
        order by h.seq desc"#,
        id
    )
    .fetch_all(&mut **tx)
    .await
}

/// Names of the organisations and jurisdictions with these ids.
pub(super) async fn names_of(tx: &mut Tx, ids: &[Uuid]) -> sqlx::Result<HashMap<String, String>> {
    let rows = sqlx::query!(
        r#"select id as "id!", name as "name!" from organisation where id = any ($1)
        union all
        select id, name from jurisdiction where id = any ($1)"#,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.name))
        .collect())
}

/// Adds an organisation, unless it was added by the same form before.
pub(super) async fn insert(tx: &mut Tx, values: &OrganisationValues) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into organisation (id, name, short_name, sector, jurisdiction_id, street_address,
            locality, postal_code, country_name)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do nothing",
        values.id,
        values.name,
        values.short_name,
        values.sector as _,
        values.jurisdiction_id,
        values.street_address,
        values.locality,
        values.postal_code,
        values.country_name
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves an organisation; false where somebody saved it before.
pub(super) async fn update(
    tx: &mut Tx,
    id: Uuid,
    values: &OrganisationValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update organisation set name = $3, short_name = $4, sector = $5, jurisdiction_id = $6,
            street_address = $7, locality = $8, postal_code = $9, country_name = $10,
            version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.name,
        values.short_name,
        values.sector as _,
        values.jurisdiction_id,
        values.street_address,
        values.locality,
        values.postal_code,
        values.country_name
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether an old name was kept by the same form before.
pub(super) async fn former_name_exists(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from organisation_former_name where id = $1) as "exists!""#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Gives an organisation a new name and keeps the old one; false where somebody
/// saved it before.
pub(super) async fn rename(tx: &mut Tx, id: Uuid, values: &RenameValues) -> sqlx::Result<bool> {
    let kept = sqlx::query!(
        "insert into organisation_former_name (id, organisation_id, name, used_until)
        select $3, id, name, $4 from (
            select id, name from organisation where id = $1 and version = $2 for update) now",
        id,
        values.version,
        values.id,
        values.until
    )
    .execute(&mut **tx)
    .await?;
    if kept.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "update organisation set name = $2, version = version + 1 where id = $1",
        id,
        values.name
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// Lets one transaction at a time say who takes over, so that two of them
/// cannot make two organisations succeed each other.
pub(super) async fn lock(tx: &mut Tx) -> sqlx::Result<()> {
    sqlx::query!("lock table organisation in share row exclusive mode")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Id and name of the organisations that can take over from one: all but
/// itself and those that it took over from.
pub(super) async fn possible_successors(
    tx: &mut Tx,
    id: Uuid,
) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "with recursive before as (
            select $1::uuid as id
            union
            select o.id from organisation o join before b on o.successor_id = b.id
        )
        select id, name from organisation where id not in (select id from before)
        order by fold(name), id",
        id
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Says who takes over; false where somebody saved the organisation before.
pub(super) async fn set_successor(
    tx: &mut Tx,
    id: Uuid,
    values: &SuccessionValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update organisation set successor_id = $3, succeeded_on = $4, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.successor_id,
        values.on
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Adds an official number, unless it was added by the same form before.
pub(super) async fn insert_identifier(
    tx: &mut Tx,
    organisation: Uuid,
    values: &IdentifierValues,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into organisation_identifier (id, organisation_id, scheme, identifier)
        values ($1, $2, $3, $4)
        on conflict (id) do nothing",
        values.id,
        organisation,
        values.scheme,
        values.identifier
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes an official number away; false where there is none such.
pub(super) async fn remove_identifier(
    tx: &mut Tx,
    organisation: Uuid,
    id: Uuid,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "delete from organisation_identifier where organisation_id = $1 and id = $2",
        organisation,
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
