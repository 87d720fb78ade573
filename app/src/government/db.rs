//! The only SQL of government's part in a partnership.

use chrono::NaiveDate;
use domain::government::Involvement;
use domain::organisation::Sector;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::{CarryValues, InvolvementValues};
use crate::db::Tx;

/// A direction that a partnership carries out, or did.
pub(super) struct CarriedRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) direction_id: Uuid,
    pub(super) title: String,
    pub(super) title_language: String,
    pub(super) since_on: NaiveDate,
    pub(super) until_on: Option<NaiveDate>,
    pub(super) words: String,
    pub(super) person: Option<String>,
    pub(super) language: String,
}

/// What a partnership carries out, the present first.
pub(super) async fn carried(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<CarriedRow>> {
    sqlx::query_as!(
        CarriedRow,
        r#"select c.id, c.version, c.direction_id, d.title, d.language as title_language, c.since_on,
            c.until_on, c.words, p.name as "person?", c.language
        from partnership_direction c
        join direction d on d.id = c.direction_id
        left join person p on p.id = c.entered_by
        where c.partnership_id = $1
        order by c.until_on is not null, c.since_on desc, c.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// How far somebody saw government involved.
pub(super) struct InvolvementRow {
    pub(super) degree: Involvement,
    pub(super) words: String,
    pub(super) said_on: NaiveDate,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) language: String,
}

/// How far government was involved over time, the latest first.
pub(super) async fn involvement(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<InvolvementRow>> {
    sqlx::query_as!(
        InvolvementRow,
        r#"select i.degree as "degree: Involvement", i.words, i.said_on, p.name as "person?",
            o.name as "organisation?", i.language
        from government_involvement i
        left join person p on p.id = i.person_id
        left join organisation o on o.id = p.organisation_id
        where i.partnership_id = $1
        order by i.said_on desc, i.recorded_at desc, i.id desc"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// What a sector has committed in one currency.
pub(super) struct MoneyRow {
    pub(super) currency: String,
    pub(super) sector: Sector,
    pub(super) committed: Decimal,
}

/// What each sector has committed, as far as the viewer sees money.
pub(super) async fn money(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<MoneyRow>> {
    sqlx::query_as!(
        MoneyRow,
        r#"select f.currency, o.sector as "sector: Sector", sum(f.committed) as "committed!"
        from partnership_funding f join organisation o on o.id = f.funder_id
        where f.partnership_id = $1
        group by f.currency, o.sector
        order by f.currency, o.sector"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// Records that a partnership carries a direction out, unless the same form
/// did before.
pub(super) async fn carry(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &CarryValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into partnership_direction (id, partnership_id, direction_id, since_on, words,
            entered_by, language)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing",
        values.id,
        partnership,
        values.direction_id,
        values.since_on,
        values.words,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends it today; false where somebody changed it before.
pub(super) async fn end(
    tx: &mut Tx,
    partnership: Uuid,
    id: Uuid,
    version: i32,
    today: NaiveDate,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update partnership_direction set until_on = greatest($4, since_on), version = version + 1
        where id = $1 and partnership_id = $2 and version = $3 and until_on is null",
        id,
        partnership,
        version,
        today
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether the partnership has this row.
pub(super) async fn exists(tx: &mut Tx, partnership: Uuid, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from partnership_direction
            where id = $1 and partnership_id = $2) as "exists!""#,
        id,
        partnership
    )
    .fetch_one(&mut **tx)
    .await
}

/// Records how far government is involved, unless the same form did before.
pub(super) async fn state(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &InvolvementValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into government_involvement (id, partnership_id, degree, words, said_on, person_id, language)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing",
        values.id,
        partnership,
        values.degree as _,
        values.words,
        values.said_on,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
