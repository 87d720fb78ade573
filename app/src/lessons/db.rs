//! The only SQL of lessons.

use chrono::NaiveDate;
use domain::partnership::OutcomeDomain;
use domain::risk::RiskKind;
use uuid::Uuid;

use super::form::{Filters, LessonValues};
use crate::db::Tx;

/// A lesson.
pub(super) struct LessonRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) reference: Option<String>,
    pub(super) partnership: Option<String>,
    pub(super) partnership_language: Option<String>,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) tags: Vec<String>,
    pub(super) domain: Option<OutcomeDomain>,
    pub(super) kind: Option<RiskKind>,
    pub(super) author_id: Option<Uuid>,
    pub(super) author: Option<String>,
    pub(super) author_organisation: Option<String>,
    pub(super) learnt_on: NaiveDate,
    pub(super) language: String,
}

/// A page of lessons, and how many there are in all; those that fit the words
/// best first. `one` is the one that is asked for.
pub(super) async fn list(
    tx: &mut Tx,
    one: Option<Uuid>,
    filters: &Filters,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<LessonRow>, i64)> {
    let rows = sqlx::query!(
        r#"select l.id, l.version, p.reference as "reference?", p.title as "partnership?",
            p.language as "partnership_language?", l.title, l.body, l.tags,
            l.outcome_domain as "domain: OutcomeDomain", l.risk_kind as "kind: RiskKind", l.author_id,
            w.name as "author?", o.name as "author_organisation?", l.learnt_on, l.language,
            count(*) over () as "total!"
        from lesson l
        left join partnership p on p.id = l.partnership_id
        left join person w on w.id = l.author_id
        left join organisation o on o.id = w.organisation_id
        where ($1::uuid is null or l.id = $1)
            and ($2 = '' or lesson_words(l.title, l.body, l.tags, l.language) @@ lesson_query($2))
            and ($3 = '' or $3 = any (l.tags))
            and ($4 = '' or l.outcome_domain = $4)
            and ($5 = '' or l.risk_kind = $5)
            and ($6 = '' or p.reference = $6)
        order by
            case when $7 = 'title' then fold(l.title) end,
            case when $7 = '-title' then fold(l.title) end desc,
            case when $7 = 'date' then l.learnt_on end,
            case when $7 = '-date' then l.learnt_on end desc,
            case when $2 <> '' then ts_rank(lesson_words(l.title, l.body, l.tags, l.language), lesson_query($2)) end desc,
            l.learnt_on desc, l.id
        limit $8 offset $9"#,
        one,
        filters.q.trim(),
        filters.tag,
        filters.domain,
        filters.kind,
        filters.place,
        filters.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| LessonRow {
            id: row.id,
            version: row.version,
            reference: row.reference,
            partnership: row.partnership,
            partnership_language: row.partnership_language,
            title: row.title,
            body: row.body,
            tags: row.tags,
            domain: row.domain,
            kind: row.kind,
            author_id: row.author_id,
            author: row.author,
            author_organisation: row.author_organisation,
            learnt_on: row.learnt_on,
            language: row.language,
        })
        .collect();
    Ok((rows, total))
}

/// One lesson.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<LessonRow> {
    let (rows, _) = list(tx, Some(id), &Filters::default(), 1, 0).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// The tags of the lessons that the viewer sees, the most used first.
pub(super) async fn tags(tx: &mut Tx) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select t as "tag!" from lesson l cross join unnest(l.tags) t
        group by t order by count(*) desc, t limit 100"#
    )
    .fetch_all(&mut **tx)
    .await
}

/// Partnerships that the viewer's own lessons can be about.
pub(super) async fn places(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select reference, title from partnership order by fold(title), reference limit 200"
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.reference, row.title))
        .collect())
}

/// The partnership with this reference, as the viewer sees it.
pub(super) async fn place(tx: &mut Tx, reference: &str) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select id from partnership where reference = $1", reference)
        .fetch_optional(&mut **tx)
        .await
}

/// Adds a lesson, unless the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    person: Uuid,
    values: &LessonValues,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into lesson (id, partnership_id, title, body, tags, outcome_domain, risk_kind, author_id,
            learnt_on, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing",
        values.id,
        values.partnership_id,
        values.title,
        values.body,
        &values.tags,
        values.domain as _,
        values.kind as _,
        person,
        today,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves a lesson of one's own; false where it was saved in another window.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &LessonValues) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update lesson set partnership_id = $3, title = $4, body = $5, tags = $6, outcome_domain = $7,
            risk_kind = $8, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.partnership_id,
        values.title,
        values.body,
        &values.tags,
        values.domain as _,
        values.kind as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
