//! The only SQL of directions.

use chrono::NaiveDate;
use domain::government::{Area, DiscretionUse};
use domain::jurisdiction::Level;
use uuid::Uuid;

use super::form::{DirectionValues, Filters, UseValues};
use crate::db::Tx;

/// At most so many hold for one place: more would be a mistake.
const MOST: i64 = 200;

/// A direction as lists and its page show it.
pub(crate) struct DirectionRow {
    pub(crate) id: Uuid,
    pub(crate) version: i32,
    pub(crate) jurisdiction_id: Uuid,
    pub(crate) jurisdiction: String,
    pub(crate) level: Level,
    pub(crate) title: String,
    pub(crate) area: Area,
    pub(crate) body: String,
    pub(crate) asks: String,
    pub(crate) discretion: String,
    pub(crate) legal_basis: Option<String>,
    pub(crate) from: NaiveDate,
    pub(crate) to: Option<NaiveDate>,
    pub(crate) entered_by: Option<String>,
    pub(crate) language: String,
    /// Partnerships that carry it out, those that the viewer does not see
    /// included.
    pub(crate) carriers: i64,
    /// Whether the viewer sets directions there.
    pub(crate) own: bool,
}

/// Which directions are asked for.
#[derive(Default)]
struct Of {
    /// This one.
    only: Option<Uuid>,
    /// Those of this partnership's jurisdiction and of those above.
    partnership: Option<Uuid>,
    /// Those of this jurisdiction and of those above.
    place: Option<Uuid>,
}

/// A page of the directions that are asked for, and how many there are in all.
async fn read(
    tx: &mut Tx,
    filters: &Filters,
    of: Of,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<DirectionRow>, i64)> {
    let rows = sqlx::query!(
        r#"with counted as materialized (
            select * from direction_carriers((select array_agg(id) from direction)))
        select d.id, d.version, d.jurisdiction_id, j.name as jurisdiction, j.level as "level: Level",
            d.title, d.area as "area: Area", d.body, d.asks, d.discretion, d.legal_basis,
            d.in_force_from as "from", d.in_force_to as "to", e.name as "entered_by?", d.language,
            coalesce(c.partnerships, 0) as "carriers!",
            (d.jurisdiction_id = any (viewer_jurisdictions())) as "own!", count(*) over () as "total!"
        from direction d
        join jurisdiction j on j.id = d.jurisdiction_id
        left join person e on e.id = d.entered_by
        left join counted c on c.direction_id = d.id
        where ($1 = '' or fold(d.title || ' ' || d.body) like '%' || fold($1) || '%')
            and (cardinality($2::text[]) = 0 or d.area = any ($2))
            and case $3
                when 'to_come' then d.in_force_from > $4
                when 'in_force' then d.in_force_from <= $4 and coalesce(d.in_force_to >= $4, true)
                when 'ended' then d.in_force_to < $4
                else true end
            and ($5::uuid is null or d.jurisdiction_id = $5)
            and (not $6 or (c.partnerships is null and d.in_force_from <= $4 and coalesce(d.in_force_to >= $4, true)))
            and ($7::uuid is null or d.id = $7)
            and ($8::uuid is null or d.jurisdiction_id = any (
                jurisdiction_and_above((select jurisdiction_id from partnership where id = $8))))
            and ($12::uuid is null or d.jurisdiction_id = any (jurisdiction_and_above($12)))
        order by
            case when $9 = 'title' then fold(d.title) end,
            case when $9 = '-title' then fold(d.title) end desc,
            case when $9 = 'place' then fold(j.name) end,
            case when $9 = '-place' then fold(j.name) end desc,
            case when $9 = 'from' then d.in_force_from end,
            case when $9 = 'carriers' then coalesce(c.partnerships, 0) end,
            case when $9 = '-carriers' then coalesce(c.partnerships, 0) end desc,
            d.in_force_from desc, d.id
        limit $10 offset $11"#,
        filters.q,
        &filters.area,
        filters.force,
        today,
        filters.jurisdiction.parse::<Uuid>().ok(),
        filters.alone(),
        of.only,
        of.partnership,
        filters.sort,
        limit,
        offset,
        of.place
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| DirectionRow {
            id: row.id,
            version: row.version,
            jurisdiction_id: row.jurisdiction_id,
            jurisdiction: row.jurisdiction,
            level: row.level,
            title: row.title,
            area: row.area,
            body: row.body,
            asks: row.asks,
            discretion: row.discretion,
            legal_basis: row.legal_basis,
            from: row.from,
            to: row.to,
            entered_by: row.entered_by,
            language: row.language,
            carriers: row.carriers,
            own: row.own,
        })
        .collect();
    Ok((rows, total))
}

/// A page of directions, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    filters: &Filters,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<DirectionRow>, i64)> {
    read(tx, filters, Of::default(), today, limit, offset).await
}

/// One direction.
pub(super) async fn find(tx: &mut Tx, id: Uuid, today: NaiveDate) -> sqlx::Result<DirectionRow> {
    let of = Of {
        only: Some(id),
        ..Of::default()
    };
    let (rows, _) = read(tx, &Filters::default(), of, today, 1, 0).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// The directions that hold for a partnership.
pub(super) async fn above(
    tx: &mut Tx,
    partnership: Uuid,
    today: NaiveDate,
) -> sqlx::Result<Vec<DirectionRow>> {
    let of = Of {
        partnership: Some(partnership),
        ..Of::default()
    };
    let (rows, _) = read(tx, &Filters::default(), of, today, MOST, 0).await?;
    Ok(rows)
}

/// The directions that hold for a jurisdiction.
pub(super) async fn holding(
    tx: &mut Tx,
    place: Uuid,
    today: NaiveDate,
) -> sqlx::Result<Vec<DirectionRow>> {
    let of = Of {
        place: Some(place),
        ..Of::default()
    };
    let (rows, _) = read(tx, &Filters::default(), of, today, MOST, 0).await?;
    Ok(rows)
}

/// Id and name of the jurisdictions that have a direction.
pub(super) async fn places(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select id, name from jurisdiction where id in (select jurisdiction_id from direction)
        order by fold(name), id"
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.name))
        .collect())
}

/// Id and name of the jurisdictions that the viewer sets directions for.
pub(super) async fn own_places(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select id, name from jurisdiction where id = any (viewer_jurisdictions())
        order by fold(name), id"
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.name))
        .collect())
}

/// A region directly below the jurisdiction of a direction.
pub(super) struct Region {
    pub(super) id: Uuid,
    pub(super) name: String,
    /// Whether the viewer speaks for it.
    pub(super) own: bool,
}

/// The regions directly below the jurisdiction of a direction, and those
/// further down that have said something.
pub(super) async fn regions(tx: &mut Tx, direction: Uuid) -> sqlx::Result<Vec<Region>> {
    sqlx::query_as!(
        Region,
        r#"select j.id, j.name, (j.id = any (viewer_jurisdictions())) as "own!" from jurisdiction j
        where j.parent_id = (select jurisdiction_id from direction where id = $1)
            or j.id in (select jurisdiction_id from direction_discretion where direction_id = $1)
        order by fold(j.name), j.id"#,
        direction
    )
    .fetch_all(&mut **tx)
    .await
}

/// How a region uses what a direction leaves to it.
pub(super) struct UseRow {
    pub(super) direction_id: Uuid,
    pub(super) region_id: Uuid,
    pub(super) how: DiscretionUse,
    pub(super) words: String,
    pub(super) said_on: NaiveDate,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) language: String,
}

/// How regions use what directions leave to them, the latest first: of one
/// direction, or by one region.
pub(super) async fn uses(
    tx: &mut Tx,
    direction: Option<Uuid>,
    region: Option<Uuid>,
) -> sqlx::Result<Vec<UseRow>> {
    sqlx::query_as!(
        UseRow,
        r#"select u.direction_id, u.jurisdiction_id as region_id, u.use as "how: DiscretionUse", u.words, u.said_on,
            p.name as "person?", o.name as "organisation?", u.language
        from direction_discretion u
        left join person p on p.id = u.person_id
        left join organisation o on o.id = p.organisation_id
        where ($1::uuid is null or u.direction_id = $1)
            and ($2::uuid is null or u.jurisdiction_id = $2)
        order by u.said_on desc, u.recorded_at desc, u.id desc"#,
        direction,
        region
    )
    .fetch_all(&mut **tx)
    .await
}

/// A partnership that carries a direction out.
pub(super) struct CarrierRow {
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) language: String,
    /// The region it lies in or below, of those directly below the direction's
    /// jurisdiction; none where it lies in that itself.
    pub(super) region_id: Option<Uuid>,
    pub(super) since_on: NaiveDate,
    pub(super) words: String,
    pub(super) words_language: String,
    pub(super) person: Option<String>,
}

/// The partnerships that carry a direction out, as far as the viewer sees them.
pub(super) async fn carriers(tx: &mut Tx, direction: Uuid) -> sqlx::Result<Vec<CarrierRow>> {
    sqlx::query_as!(
        CarrierRow,
        r#"select p.reference, p.title, p.language, c.since_on, c.words, c.language as words_language,
            e.name as "person?",
            (select j.id from jurisdiction j where j.id = any (jurisdiction_and_above(p.jurisdiction_id))
                and j.parent_id = d.jurisdiction_id) as region_id
        from partnership_direction c
        join direction d on d.id = c.direction_id
        join partnership p on p.id = c.partnership_id
        left join person e on e.id = c.entered_by
        where c.direction_id = $1 and c.until_on is null and p.stage not in ('closed', 'withdrawn')
        order by c.since_on, c.id"#,
        direction
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds a direction, unless it was added by the same form before.
pub(super) async fn insert(
    tx: &mut Tx,
    person: Uuid,
    values: &DirectionValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into direction (id, jurisdiction_id, title, area, body, asks, discretion, legal_basis,
            in_force_from, in_force_to, entered_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (id) do nothing",
        values.id,
        values.jurisdiction_id,
        values.title,
        values.area as _,
        values.body,
        values.asks,
        values.discretion,
        values.legal_basis,
        values.from,
        values.to,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a direction; false where somebody saved it before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &DirectionValues) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update direction set title = $3, area = $4, body = $5, asks = $6, discretion = $7,
            legal_basis = $8, in_force_from = $9, in_force_to = $10, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.title,
        values.area as _,
        values.body,
        values.asks,
        values.discretion,
        values.legal_basis,
        values.from,
        values.to
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Records how a region uses its discretion, unless the same form did before.
pub(super) async fn use_discretion(
    tx: &mut Tx,
    direction: Uuid,
    person: Uuid,
    values: &UseValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into direction_discretion (id, direction_id, jurisdiction_id, use, words, said_on,
            person_id, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
        values.id,
        direction,
        values.region_id,
        values.how as _,
        values.words,
        values.said_on,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
