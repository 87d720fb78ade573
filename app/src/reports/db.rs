//! The only SQL of status reports. What vendors must not see of money, row-level
//! security leaves out.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::report::{Declared, Dimension};
use domain::status::{Status, worst};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::form::{Filters, ReportValues};
use crate::db::Tx;

/// The report that holds, as dashboards show it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Current {
    pub(crate) id: Uuid,
    pub(crate) declared: Declared,
    pub(crate) filed_on: NaiveDate,
    /// The worst known when it was filed, of what the viewer may know.
    pub(crate) then: Status,
    /// Not in what is kept of a partnership: people change their names.
    #[serde(skip)]
    pub(crate) filed_by: Option<String>,
    /// Questions that wait for an answer.
    pub(crate) open_questions: i64,
    pub(crate) answered_questions: i64,
}

/// The report that holds in each of these partnerships, by the partnership's id.
pub(super) async fn current(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<HashMap<Uuid, Current>> {
    let rows = sqlx::query!(
        r#"select distinct on (r.partnership_id) r.partnership_id, r.id,
            r.declared as "declared: Declared", r.filed_on, p.name as "filed_by?",
            array(select status from status_report_finding where report_id = r.id)
                as "then!: Vec<Status>",
            (select count(*) from status_question
                where report_id = r.id and answered_at is null) as "open_questions!",
            (select count(*) from status_question
                where report_id = r.id and answered_at is not null) as "answered_questions!"
        from status_report r left join person p on p.id = r.filed_by
        where r.partnership_id = any ($1)
        order by r.partnership_id, r.number desc"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let current = Current {
                id: row.id,
                declared: row.declared,
                filed_on: row.filed_on,
                then: worst(row.then),
                filed_by: row.filed_by,
                open_questions: row.open_questions,
                answered_questions: row.answered_questions,
            };
            (row.partnership_id, current)
        })
        .collect())
}

/// A report with what was computed when it was filed.
pub(super) struct ReportRow {
    pub(super) id: Uuid,
    pub(super) number: i32,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) declared: Declared,
    pub(super) body: String,
    pub(super) filed_by: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) filed_at: DateTime<Utc>,
    pub(super) language: String,
    /// Statuses when it was filed, of what the viewer may know.
    pub(super) statuses: Vec<Status>,
    pub(super) reason: Option<String>,
    pub(super) reason_language: Option<String>,
    pub(super) questions: i64,
    pub(super) open_questions: i64,
    /// Whether it is the one that holds.
    pub(super) holds: bool,
}

impl ReportRow {
    /// The worst known when it was filed.
    pub(super) fn then(&self) -> Status {
        worst(self.statuses.iter().copied())
    }
}

/// A partnership's reports, the latest first; those with these words in the
/// text or the reason, so declared, or challenged as they were filed, where
/// asked for.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    filters: &Filters,
    id: Option<Uuid>,
) -> sqlx::Result<Vec<ReportRow>> {
    let mut rows = sqlx::query_as!(
        ReportRow,
        r#"select r.id, r.number, r.starts_on, r.ends_on, r.declared as "declared: Declared", r.body,
            p.name as "filed_by?", o.name as "organisation?", r.filed_at, r.language,
            array(select status from status_report_finding where report_id = r.id)
                as "statuses!: Vec<Status>",
            w.reason as "reason?", w.language as "reason_language?",
            (select count(*) from status_question where report_id = r.id) as "questions!",
            (select count(*) from status_question
                where report_id = r.id and answered_at is null) as "open_questions!",
            r.number = (select max(number) from status_report
                where partnership_id = r.partnership_id) as "holds!"
        from status_report r
        left join person p on p.id = r.filed_by
        left join organisation o on o.id = p.organisation_id
        left join status_report_reason w on w.report_id = r.id
        where r.partnership_id = $1
            and (strpos(fold(r.body), fold($2)) > 0 or strpos(fold(w.reason), fold($2)) > 0)
            and (cardinality($3::text[]) = 0 or r.declared = any ($3))
            and ($4::uuid is null or r.id = $4)
        order by r.number desc"#,
        partnership,
        filters.q.trim(),
        &filters.declared_codes(),
        id
    )
    .fetch_all(&mut **tx)
    .await?;
    if filters.challenged() {
        rows.retain(|row| row.declared.is_better_than(row.then()));
    }
    Ok(rows)
}

/// One report of the partnership.
pub(super) async fn find(tx: &mut Tx, partnership: Uuid, id: Uuid) -> sqlx::Result<ReportRow> {
    let rows = list(tx, partnership, &Filters::default(), Some(id)).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// What was computed in one dimension when a report was filed.
pub(super) struct FindingRow {
    pub(super) dimension: Dimension,
    pub(super) status: Status,
    pub(super) reason_en: String,
    pub(super) reason_fr: String,
}

/// What was computed when a report was filed, as far as the viewer may know.
pub(super) async fn findings(tx: &mut Tx, report: Uuid) -> sqlx::Result<Vec<FindingRow>> {
    sqlx::query_as!(
        FindingRow,
        r#"select dimension as "dimension: Dimension", status as "status: Status", reason_en, reason_fr
        from status_report_finding where report_id = $1
        order by array_position(array['schedule', 'money', 'targets', 'relationship'], dimension)"#,
        report
    )
    .fetch_all(&mut **tx)
    .await
}

/// What is computed in one dimension, to be kept.
pub(super) struct Finding {
    pub(super) dimension: Dimension,
    pub(super) status: Status,
    pub(super) reason_en: String,
    pub(super) reason_fr: String,
}

/// Files a report with what is computed; false where the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &ReportValues,
    findings: &[Finding],
    about_money: bool,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into status_report (id, partnership_id, number, starts_on, ends_on, declared, body,
            filed_by, filed_on, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (id) do nothing",
        values.id,
        partnership,
        values.replaces + 1,
        values.period.start(),
        values.period.end(),
        values.declared as _,
        values.body,
        person,
        values.filed_on,
        language
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    for finding in findings {
        sqlx::query!(
            "insert into status_report_finding (id, partnership_id, report_id, dimension, status,
                reason_en, reason_fr)
            values ($1, $2, $3, $4, $5, $6, $7)",
            Uuid::now_v7(),
            partnership,
            values.id,
            finding.dimension as _,
            finding.status as _,
            finding.reason_en,
            finding.reason_fr
        )
        .execute(&mut **tx)
        .await?;
    }
    if let Some(reason) = &values.reason {
        sqlx::query!(
            "insert into status_report_reason (id, partnership_id, report_id, reason, about_money,
                language)
            values ($1, $2, $3, $4, $5, $6)",
            Uuid::now_v7(),
            partnership,
            values.id,
            reason,
            about_money,
            language
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(true)
}

/// What an official asked about a report, and the answer.
pub(super) struct QuestionRow {
    pub(super) id: Uuid,
    pub(super) question: String,
    pub(super) asked_by: Option<String>,
    pub(super) asked_at: DateTime<Utc>,
    pub(super) language: String,
    pub(super) answer: Option<String>,
    pub(super) answered_by: Option<String>,
    pub(super) answered_at: Option<DateTime<Utc>>,
    pub(super) answer_language: Option<String>,
}

/// The questions about a report, in the order in which they were asked.
pub(super) async fn questions(tx: &mut Tx, report: Uuid) -> sqlx::Result<Vec<QuestionRow>> {
    sqlx::query_as!(
        QuestionRow,
        r#"select q.id, q.question, a.name || ', ' || o.name as asked_by, q.asked_at, q.language,
            q.answer, b.name || ', ' || n.name as answered_by, q.answered_at, q.answer_language
        from status_question q
        left join person a on a.id = q.asked_by
        left join organisation o on o.id = a.organisation_id
        left join person b on b.id = q.answered_by
        left join organisation n on n.id = b.organisation_id
        where q.report_id = $1
        order by q.asked_at, q.id"#,
        report
    )
    .fetch_all(&mut **tx)
    .await
}

/// Asks a question; nothing happens where the same form did before.
pub(super) async fn ask(
    tx: &mut Tx,
    partnership: Uuid,
    report: Uuid,
    person: Uuid,
    (id, question): (Uuid, &str),
    about_money: bool,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into status_question (id, partnership_id, report_id, question, about_money,
            asked_by, language)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (id) do nothing",
        id,
        partnership,
        report,
        question,
        about_money,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Answers a question; false where it is answered already.
pub(super) async fn answer(
    tx: &mut Tx,
    id: Uuid,
    person: Uuid,
    answer: &str,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update status_question set answer = $2, answered_by = $3, answered_at = now(),
            answer_language = $4, version = version + 1
        where id = $1 and answered_at is null",
        id,
        answer,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A question of a partnership that the viewer is accountable for, or one that
/// they asked.
pub(super) struct WaitingRow {
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) language: String,
    pub(super) report_id: Uuid,
    pub(super) question: String,
    pub(super) asked_by: Option<String>,
    pub(super) asked_at: DateTime<Utc>,
    pub(super) answer: Option<String>,
    pub(super) answered_by: Option<String>,
    pub(super) answered_at: Option<DateTime<Utc>>,
}

/// Questions that wait for the viewer's answer, the longest waiting first; and
/// answers since a day to what the viewer's organisation asked, the latest first.
pub(super) async fn waiting(tx: &mut Tx, since: NaiveDate) -> sqlx::Result<Vec<WaitingRow>> {
    sqlx::query_as!(
        WaitingRow,
        r#"select p.reference, p.title as partnership, p.language, q.report_id, q.question,
            a.name as "asked_by?", q.asked_at, q.answer, b.name as "answered_by?", q.answered_at
        from status_question q
        join partnership p on p.id = q.partnership_id
        left join person a on a.id = q.asked_by
        left join person b on b.id = q.answered_by
        where (q.answered_at is null and p.executive_id = viewer_person())
            or (q.answered_at >= $1::date
                and a.organisation_id = (select viewer_organisation()))
        order by q.answered_at desc, q.asked_at, q.id limit 25"#,
        since
    )
    .fetch_all(&mut **tx)
    .await
}
