//! The only SQL of prototypes.

use chrono::NaiveDate;
use domain::benefit::UptakeStage;
use uuid::Uuid;

use super::form::{Filters, PrototypeValues, UptakeValues};
use crate::db::Tx;

/// A prototype, and how far it has come elsewhere.
pub(crate) struct PrototypeRow {
    pub(super) id: Uuid,
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) partnership_language: String,
    pub(super) jurisdiction: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) works_since: NaiveDate,
    pub(super) link: Option<String>,
    pub(super) entered_by: Option<String>,
    pub(super) language: String,
    /// Places elsewhere where it is used now.
    pub(super) in_use: i64,
    /// Places elsewhere where it is tried out now.
    pub(super) piloting: i64,
    /// Places elsewhere where it is looked at now.
    pub(super) considering: i64,
    /// Places elsewhere where it was given up.
    pub(super) given_up: i64,
}

/// A page of prototypes, those of one partnership or all that the viewer sees,
/// and how many there are in all; `one` is the one that is asked for. What
/// counts of a place is the last step that it took.
pub(super) async fn list(
    tx: &mut Tx,
    (partnership, one): (Option<Uuid>, Option<Uuid>),
    filters: &Filters,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<PrototypeRow>, i64)> {
    let rows = sqlx::query!(
        r#"select t.id, p.reference, p.title as partnership, p.language as partnership_language,
            j.name as jurisdiction, t.title, t.description, t.works_since, t.link, e.name as "entered_by?",
            t.language, taken.in_use as "in_use!", taken.piloting as "piloting!",
            taken.considering as "considering!", taken.given_up as "given_up!", count(*) over () as "total!"
        from prototype t
        join partnership p on p.id = t.partnership_id
        join jurisdiction j on j.id = p.jurisdiction_id
        left join person e on e.id = t.entered_by
        cross join lateral (
            select count(*) filter (where last.stage = 'in_use') as in_use,
                count(*) filter (where last.stage = 'piloting') as piloting,
                count(*) filter (where last.stage = 'considering') as considering,
                count(*) filter (where last.stage = 'given_up') as given_up,
                count(*) filter (where $4 in ('', 'nobody', last.stage) and $5 in ('', last.code)) as fitting
            from (select distinct on (u.jurisdiction_id, u.organisation_id) u.stage, uj.code
                from uptake u join jurisdiction uj on uj.id = u.jurisdiction_id
                where u.prototype_id = t.id
                order by u.jurisdiction_id, u.organisation_id, u.since_on desc, u.recorded_at desc) last) taken
        where ($1::uuid is null or t.partnership_id = $1)
            and ($2::uuid is null or t.id = $2)
            and ($3 = '' or fold(t.title || ' ' || t.description) like '%' || fold($3) || '%')
            and case $4 when '' then $5 = '' or taken.fitting > 0
                when 'nobody' then taken.fitting = 0
                else taken.fitting > 0 end
        order by
            case when $6 = 'title' then fold(t.title) end,
            case when $6 = '-title' then fold(t.title) end desc,
            case when $6 = 'since' then t.works_since end,
            case when $6 = '-since' then t.works_since end desc,
            case $6 when 'in_use' then taken.in_use when 'piloting' then taken.piloting end,
            case $6 when '-piloting' then taken.piloting end desc,
            case when $6 = 'place' then fold(p.title) end,
            case when $6 = '-place' then fold(p.title) end desc,
            taken.in_use desc, taken.piloting desc, t.works_since, t.id
        limit $7 offset $8"#,
        partnership,
        one,
        filters.q.trim(),
        filters.stage,
        filters.taken_in,
        filters.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| PrototypeRow {
            id: row.id,
            reference: row.reference,
            partnership: row.partnership,
            partnership_language: row.partnership_language,
            jurisdiction: row.jurisdiction,
            title: row.title,
            description: row.description,
            works_since: row.works_since,
            link: row.link,
            entered_by: row.entered_by,
            language: row.language,
            in_use: row.in_use,
            piloting: row.piloting,
            considering: row.considering,
            given_up: row.given_up,
        })
        .collect();
    Ok((rows, total))
}

/// Where prototypes of a partnership, or of all that the viewer sees, were
/// taken up: codes with names, by name.
pub(super) async fn takers(
    tx: &mut Tx,
    partnership: Option<Uuid>,
) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select code, name from jurisdiction
        where id in (select u.jurisdiction_id from uptake u where $1::uuid is null or u.partnership_id = $1)
        order by fold(name), code",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.name)).collect())
}

/// That somebody elsewhere took a prototype up, or went a step further.
pub(super) struct UptakeRow {
    pub(super) jurisdiction_id: Uuid,
    pub(super) jurisdiction: String,
    pub(super) organisation_id: Option<Uuid>,
    pub(super) organisation: Option<String>,
    pub(super) stage: UptakeStage,
    pub(super) since_on: NaiveDate,
    pub(super) source: String,
    pub(super) link: Option<String>,
    pub(super) person: Option<String>,
    pub(super) language: String,
}

impl UptakeRow {
    /// Where it was taken up.
    pub(super) fn at(&self) -> (Uuid, Option<Uuid>) {
        (self.jurisdiction_id, self.organisation_id)
    }
}

/// Every uptake of a prototype, in the order of time.
pub(super) async fn uptakes(tx: &mut Tx, prototype: Uuid) -> sqlx::Result<Vec<UptakeRow>> {
    sqlx::query_as!(
        UptakeRow,
        r#"select u.jurisdiction_id, j.name as jurisdiction, u.organisation_id, o.name as "organisation?",
            u.stage as "stage: UptakeStage", u.since_on, u.source, u.link, w.name as "person?", u.language
        from uptake u
        join jurisdiction j on j.id = u.jurisdiction_id
        left join organisation o on o.id = u.organisation_id
        left join person w on w.id = u.person_id
        where u.prototype_id = $1 order by u.since_on, u.recorded_at, u.id"#,
        prototype
    )
    .fetch_all(&mut **tx)
    .await
}

/// The organisation with this name or short name, whatever case and accents.
pub(super) async fn organisation(tx: &mut Tx, name: &str) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from organisation where fold(name) = fold($1) or fold(short_name) = fold($1)
        order by fold(name) <> fold($1), id limit 1",
        name
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Adds a prototype, unless the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &PrototypeValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into prototype (id, partnership_id, title, description, works_since, link, entered_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
        values.id,
        partnership,
        values.title,
        values.description,
        values.works_since,
        values.link,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Records an uptake, unless the same form did before.
pub(super) async fn take_up(
    tx: &mut Tx,
    (partnership, prototype): (Uuid, Uuid),
    person: Uuid,
    values: &UptakeValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into uptake (id, partnership_id, prototype_id, jurisdiction_id, organisation_id, stage, since_on,
            source, link, person_id, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing",
        values.id,
        partnership,
        prototype,
        values.jurisdiction_id,
        values.organisation_id,
        values.stage as _,
        values.since_on,
        values.source,
        values.link,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
