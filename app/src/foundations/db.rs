//! The only SQL of foundations.

use chrono::{DateTime, NaiveDate, Utc};
use domain::foundation::{Foundation, FoundationVerdict, WorkState};
use uuid::Uuid;

use super::form::{StatementValues, WorkValues};
use crate::db::Tx;

/// Work with AI or automation.
pub(super) struct WorkRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) state: WorkState,
    pub(super) named_by: Option<String>,
    pub(super) named_on: NaiveDate,
    pub(super) begun_by: Option<String>,
    pub(super) begun_on: Option<NaiveDate>,
    pub(super) ended_on: Option<NaiveDate>,
    pub(super) language: String,
}

/// The works of a partnership, those that have ended last.
pub(super) async fn works(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<WorkRow>> {
    sqlx::query_as!(
        WorkRow,
        r#"select w.id, w.version, w.title, w.description, w.state as "state: WorkState",
            n.name as "named_by?", w.named_on, b.name as "begun_by?", w.begun_on, w.ended_on, w.language
        from automation_work w
        left join person n on n.id = w.named_by
        left join person b on b.id = w.begun_by
        where w.partnership_id = $1 order by w.state = 'ended', w.named_on, w.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// What somebody said of a foundation.
pub(super) struct StatementRow {
    pub(super) foundation: Foundation,
    pub(super) verdict: FoundationVerdict,
    pub(super) words: String,
    pub(super) link: Option<String>,
    pub(super) said_on: NaiveDate,
    pub(super) recorded_at: DateTime<Utc>,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) language: String,
}

/// All that was said, the latest first.
pub(super) async fn statements(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<StatementRow>> {
    sqlx::query_as!(
        StatementRow,
        r#"select s.foundation as "foundation: Foundation", s.verdict as "verdict: FoundationVerdict",
            s.words, s.link, s.said_on, s.recorded_at, p.name as "person?", o.name as "organisation?",
            s.language
        from foundation_statement s
        left join person p on p.id = s.person_id
        left join organisation o on o.id = p.organisation_id
        where s.partnership_id = $1 order by s.recorded_at desc, s.id desc"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// Names a work, unless the same form did before.
pub(super) async fn name(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &WorkValues,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into automation_work (id, partnership_id, title, description, named_by, named_on, language)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing",
        values.id,
        partnership,
        values.title,
        values.description,
        person,
        today,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Begins a work; false where somebody changed it before.
pub(super) async fn begin(
    tx: &mut Tx,
    work: Uuid,
    version: i32,
    person: Uuid,
    today: NaiveDate,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update automation_work set state = 'begun', begun_on = $4, begun_by = $3, version = version + 1
        where id = $1 and version = $2 and state = 'planned'",
        work,
        version,
        person,
        today
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a work; false where somebody changed it before.
pub(super) async fn end(
    tx: &mut Tx,
    work: Uuid,
    version: i32,
    today: NaiveDate,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update automation_work set state = 'ended', ended_on = $3, version = version + 1
        where id = $1 and version = $2 and state <> 'ended'",
        work,
        version,
        today
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Records what somebody says of a foundation, unless the same form did before.
pub(super) async fn state(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &StatementValues,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into foundation_statement (id, partnership_id, foundation, verdict, words, link, person_id,
            said_on, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing",
        values.id,
        partnership,
        values.foundation as _,
        values.verdict as _,
        values.words,
        values.link,
        person,
        today,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A planned work that waits for its foundations.
pub(crate) struct WaitingRow {
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) named_on: NaiveDate,
    /// Codes of the foundations that are missing.
    pub(super) missing: Vec<String>,
}

/// Planned works that wait in partnerships which the viewer leads.
pub(super) async fn waiting(tx: &mut Tx) -> sqlx::Result<Vec<WaitingRow>> {
    sqlx::query_as!(
        WaitingRow,
        r#"select p.reference, p.title as partnership, w.title, w.language, w.named_on,
            missing_foundations(p.id) as "missing!"
        from automation_work w join partnership p on p.id = w.partnership_id
        where w.state = 'planned' and p.stage not in ('closed', 'withdrawn')
            and viewer_person() in (p.executive_id, p.clinical_lead_id, p.sponsor_id)
            and missing_foundations(p.id) <> '{}'
        order by w.named_on, w.id limit 8"#
    )
    .fetch_all(&mut **tx)
    .await
}
