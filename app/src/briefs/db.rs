//! The SQL of briefs that is their own.

use chrono::NaiveDate;
use domain::partnership::Stage;
use uuid::Uuid;

use crate::db::Tx;

/// A partnership, as far as its brief names it.
pub(super) struct Record {
    pub(super) jurisdiction: String,
    pub(super) stage: Stage,
    pub(super) need: Option<String>,
    pub(super) established_on: Option<NaiveDate>,
    pub(super) planned_end: Option<NaiveDate>,
    /// Each of those who lead it with their organisation.
    pub(super) executive: Option<String>,
    pub(super) clinical_lead: Option<String>,
    pub(super) ict_lead: Option<String>,
    pub(super) sponsor: Option<String>,
}

/// One partnership.
pub(super) async fn record(tx: &mut Tx, id: Uuid) -> sqlx::Result<Record> {
    sqlx::query_as!(
        Record,
        r#"with lead as (
            select l.id, l.name || ', ' || coalesce(o.short_name, o.name) as name
            from person l join organisation o on o.id = l.organisation_id)
        select j.name as jurisdiction, p.stage as "stage: Stage", p.need, p.established_on,
            p.planned_end,
            (select name from lead where id = p.executive_id) as executive,
            (select name from lead where id = p.clinical_lead_id) as clinical_lead,
            (select name from lead where id = p.ict_lead_id) as ict_lead,
            (select name from lead where id = p.sponsor_id) as sponsor
        from partnership p join jurisdiction j on j.id = p.jurisdiction_id
        where p.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Something that is due.
pub(super) struct DueRow {
    /// `milestone`, `deliverable` or `review`.
    pub(super) kind: String,
    /// The milestone or the deliverable.
    pub(super) record_id: Uuid,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) due_on: NaiveDate,
    /// The organisation that sees to it.
    pub(super) whose: String,
}

/// What is due up to a day in these partnerships, overdue ones too, in the
/// order of time.
pub(super) async fn due(
    tx: &mut Tx,
    partnerships: &[Uuid],
    until: NaiveDate,
) -> sqlx::Result<Vec<DueRow>> {
    sqlx::query_as!(
        DueRow,
        r#"select kind as "kind!", record_id as "record_id!", p.reference, due.title as "title!",
            due.language as "language!", due_on as "due_on!", coalesce(o.short_name, o.name) as "whose!"
        from (
            select 'milestone' as kind, id as record_id, partnership_id, title, language,
                coalesce(forecast_on, planned_on) as due_on, owner_id as organisation_id
            from milestone
            where partnership_id = any ($1) and state in ('planned', 'in_progress', 'at_risk')
            union all
            select 'deliverable', d.id, d.partnership_id, d.title, d.language, d.due_on, c.supplier_id
            from deliverable d join contract c on c.id = d.contract_id
            where d.partnership_id = any ($1) and d.state in ('planned', 'in_progress', 'returned')
            union all
            select 'review', d.id, d.partnership_id, d.title, d.language, max(s.review_due_on), c.buyer_id
            from deliverable d join submission s on s.deliverable_id = d.id
            join contract c on c.id = d.contract_id
            where d.partnership_id = any ($1) and d.state = 'submitted' group by d.id, c.id) due
        join partnership p on p.id = due.partnership_id
        join organisation o on o.id = due.organisation_id
        where due_on <= $2
        order by due_on, kind, record_id"#,
        partnerships,
        until
    )
    .fetch_all(&mut **tx)
    .await
}
