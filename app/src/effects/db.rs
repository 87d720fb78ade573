//! The SQL that only effects need.

use uuid::Uuid;

use super::form::{Choice, EffectValues};
use crate::db::Tx;
use crate::t;

/// Tensions in what the viewer writes in, or all that fit one mechanism: of
/// its partnership, of the jurisdictions above it, or of those below.
pub(super) async fn tensions(tx: &mut Tx, mechanism: Option<Uuid>) -> sqlx::Result<Vec<Choice>> {
    let rows = sqlx::query!(
        "select t.id, t.first_pole, t.second_pole from tension t
        left join partnership p on p.id = t.partnership_id
        where $1::uuid is null or exists (
            select 1 from mechanism m left join partnership q on q.id = m.partnership_id
            where m.id = $1 and (m.partnership_id = t.partnership_id
                or t.jurisdiction_id = any (jurisdiction_and_above(coalesce(m.jurisdiction_id, q.jurisdiction_id)))
                or m.jurisdiction_id = any (jurisdiction_and_above(coalesce(t.jurisdiction_id, p.jurisdiction_id)))))
        order by fold(t.first_pole), t.id limit 200",
        mechanism
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Choice {
            id: row.id,
            label: t!(
                "tension-name",
                first = row.first_pole,
                second = row.second_pole
            ),
        })
        .collect())
}

/// Mechanisms that the viewer sees, or all that fit one tension.
pub(super) async fn mechanisms(tx: &mut Tx, tension: Option<Uuid>) -> sqlx::Result<Vec<Choice>> {
    sqlx::query_as!(
        Choice,
        "select m.id, m.title as label from mechanism m
        left join partnership q on q.id = m.partnership_id
        where $1::uuid is null or exists (
            select 1 from tension t left join partnership p on p.id = t.partnership_id
            where t.id = $1 and (m.partnership_id = t.partnership_id
                or t.jurisdiction_id = any (jurisdiction_and_above(coalesce(m.jurisdiction_id, q.jurisdiction_id)))
                or m.jurisdiction_id = any (jurisdiction_and_above(coalesce(t.jurisdiction_id, p.jurisdiction_id)))))
        order by fold(m.title), m.id limit 200",
        tension
    )
    .fetch_all(&mut **tx)
    .await
}

/// Records an effect, unless the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    person: Uuid,
    values: &EffectValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into mechanism_effect (id, mechanism_id, tension_id, effect, strength, words, felt_on,
            person_id, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing",
        values.id,
        values.mechanism_id,
        values.tension_id,
        values.effect as _,
        values.strength as _,
        values.words,
        values.felt_on,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
