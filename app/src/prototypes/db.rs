//! The only SQL of prototypes.

use chrono::NaiveDate;
use domain::benefit::UptakeStage;
use uuid::Uuid;

use super::form::{PrototypeValues, UptakeValues};
use crate::db::Tx;

/// A prototype, and how far it has come elsewhere.
pub(crate) struct PrototypeRow {
    pub(super) id: Uuid,
    pub(super) reference: String,
    pub(super) partnership: String,
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
}

/// Prototypes of a partnership, or of all that the viewer sees; those that are
/// used most first.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Option<Uuid>,
    one: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<PrototypeRow>> {
    sqlx::query_as!(
        PrototypeRow,
        r#"select t.id, p.reference, p.title as partnership, j.name as jurisdiction, t.title,
            t.description, t.works_since, t.link, e.name as "entered_by?", t.language,
            taken.in_use as "in_use!", taken.piloting as "piloting!"
        from prototype t
        join partnership p on p.id = t.partnership_id
        join jurisdiction j on j.id = p.jurisdiction_id
        left join person e on e.id = t.entered_by
        cross join lateral (
            select count(*) filter (where last.stage = 'in_use') as in_use,
                count(*) filter (where last.stage = 'piloting') as piloting
            from (select distinct on (u.jurisdiction_id, u.organisation_id) u.stage from uptake u
                where u.prototype_id = t.id
                order by u.jurisdiction_id, u.organisation_id, u.since_on desc, u.recorded_at desc) last) taken
        where ($1::uuid is null or t.partnership_id = $1) and ($2::uuid is null or t.id = $2)
        order by taken.in_use desc, taken.piloting desc, t.works_since, t.id limit $3"#,
        partnership,
        one,
        limit
    )
    .fetch_all(&mut **tx)
    .await
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
