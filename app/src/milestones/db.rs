//! The only SQL of milestones.

use chrono::NaiveDate;
use domain::milestone::{Dates, MilestoneState};
use uuid::Uuid;

use super::form::{EntryValues, Filters, MilestoneValues};
use crate::db::Tx;

/// A milestone as lists and its page show it.
pub(super) struct MilestoneRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) owner_id: Uuid,
    pub(super) owner: String,
    pub(super) state: MilestoneState,
    pub(super) planned_on: NaiveDate,
    pub(super) baseline_on: Option<NaiveDate>,
    pub(super) forecast_on: Option<NaiveDate>,
    pub(super) actual_on: Option<NaiveDate>,
    pub(super) language: String,
}

impl MilestoneRow {
    /// Its dates, for the domain's rules.
    pub(super) fn dates(&self) -> Dates {
        Dates {
            planned: self.planned_on,
            baseline: self.baseline_on,
            forecast: self.forecast_on,
            actual: self.actual_on,
        }
    }
}

/// A page of a partnership's milestones, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    filters: &Filters,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<MilestoneRow>, i64)> {
    let rows = sqlx::query!(
        r#"select m.id, m.version, m.title, m.description, m.owner_id, o.name as owner,
            m.state as "state: MilestoneState", m.planned_on, m.baseline_on, m.forecast_on,
            m.actual_on, m.language, count(*) over () as "total!"
        from milestone m join organisation o on o.id = m.owner_id
        where m.partnership_id = $1
            and ($2 = '' or fold(m.title) like '%' || fold($2) || '%')
            and (cardinality($3::text[]) = 0 or m.state = any ($3))
            and (not $4 or (m.state in ('planned', 'in_progress', 'at_risk')
                and coalesce(m.forecast_on, m.planned_on) < $5))
        order by
            case when $6 = 'title' then fold(m.title) end,
            case when $6 = '-title' then fold(m.title) end desc,
            case when $6 = 'owner' then fold(o.name) end,
            case when $6 = '-owner' then fold(o.name) end desc,
            case when $6 = 'due' then coalesce(m.actual_on, m.forecast_on, m.planned_on) end,
            case when $6 = '-due' then coalesce(m.actual_on, m.forecast_on, m.planned_on) end desc,
            case when $6 = '-planned' then m.planned_on end desc,
            m.planned_on, m.id
        limit $7 offset $8"#,
        partnership,
        filters.q,
        &filters.state,
        filters.late(),
        today,
        filters.sort,
        limit,
        offset,
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| MilestoneRow {
            id: row.id,
            version: row.version,
            title: row.title,
            description: row.description,
            owner_id: row.owner_id,
            owner: row.owner,
            state: row.state,
            planned_on: row.planned_on,
            baseline_on: row.baseline_on,
            forecast_on: row.forecast_on,
            actual_on: row.actual_on,
            language: row.language,
        })
        .collect();
    Ok((rows, total))
}

/// One milestone.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<MilestoneRow> {
    sqlx::query_as!(
        MilestoneRow,
        r#"select m.id, m.version, m.title, m.description, m.owner_id, o.name as owner,
            m.state as "state: MilestoneState", m.planned_on, m.baseline_on, m.forecast_on,
            m.actual_on, m.language
        from milestone m join organisation o on o.id = m.owner_id
        where m.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// One entry of a milestone's story.
pub(super) struct EntryRow {
    pub(super) happened_on: NaiveDate,
    pub(super) story: String,
    pub(super) state: MilestoneState,
    pub(super) forecast_on: Option<NaiveDate>,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) language: String,
}

/// A milestone's story, the latest entry first.
pub(super) async fn entries(tx: &mut Tx, milestone: Uuid) -> sqlx::Result<Vec<EntryRow>> {
    sqlx::query_as!(
        EntryRow,
        r#"select e.happened_on, e.story, e.state as "state: MilestoneState", e.forecast_on,
            p.name as "person?", o.name as "organisation?", e.language
        from milestone_entry e
        left join person p on p.id = e.person_id
        left join organisation o on o.id = p.organisation_id
        where e.milestone_id = $1
        order by e.happened_on desc, e.logged_at desc, e.id desc"#,
        milestone
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds a milestone, unless it was added by the same form before. In a running
/// partnership the planned date is its baseline from the start.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    id: Uuid,
    values: &MilestoneValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into milestone (id, partnership_id, title, description, owner_id, planned_on, baseline_on, language)
        select $1, p.id, $3, $4, $5, $6::date,
            case when p.stage in ('proposed', 'negotiating') then null else $6::date end, $7
        from partnership p where p.id = $2
        on conflict (id) do nothing",
        id,
        partnership,
        values.title,
        values.description,
        values.owner_id,
        values.planned_on,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a milestone's plan; false where somebody saved it before.
pub(super) async fn update(
    tx: &mut Tx,
    id: Uuid,
    version: i32,
    values: &MilestoneValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update milestone set title = $3, description = $4, owner_id = $5, planned_on = $6,
            version = version + 1
        where id = $1 and version = $2",
        id,
        version,
        values.title,
        values.description,
        values.owner_id,
        values.planned_on
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether an entry was logged by the same form before.
pub(super) async fn entry_exists(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from milestone_entry where id = $1) as "exists!""#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Logs an entry and brings the milestone to what it says; false where somebody
/// changed the milestone before.
pub(super) async fn log(
    tx: &mut Tx,
    milestone: Uuid,
    person: Uuid,
    entry: &EntryValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update milestone set state = $3, forecast_on = $4, actual_on = $5, version = version + 1
        where id = $1 and version = $2",
        milestone,
        entry.version,
        entry.state as _,
        entry.forecast_on,
        entry.actual_on
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "insert into milestone_entry
            (id, partnership_id, milestone_id, happened_on, story, state, forecast_on, person_id, language)
        select $1, partnership_id, id, $3, $4, $5, $6, $7, $8 from milestone where id = $2",
        entry.id,
        milestone,
        entry.happened_on,
        entry.story,
        entry.state as _,
        entry.forecast_on,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}
