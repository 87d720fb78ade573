//! The only SQL of deliverables.

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{add_working_days, working_days_between};
use domain::deliverable::{Clock, DeliverableState, Verdict, reviewer_clock, vendor_clock};
use uuid::Uuid;

use super::form::{
    DeliverableValues, Filters, ProgressValues, ReplyValues, ReviewValues, SubmissionValues,
};
use crate::db::Tx;

/// A deliverable as lists and its page show it, with its latest version.
pub(super) struct DeliverableRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) acceptance_criteria: String,
    pub(super) due_on: NaiveDate,
    pub(super) state: DeliverableState,
    /// Percent done, as the supplier says.
    pub(super) progress: i16,
    pub(super) progress_note: Option<String>,
    pub(super) language: String,
    pub(super) contract_id: Uuid,
    pub(super) contract_number: String,
    pub(super) contract_title: String,
    pub(super) review_days: i32,
    pub(super) supplier: String,
    pub(super) buyer: String,
    /// Number of the latest version; nothing before the first.
    pub(super) number: Option<i32>,
    pub(super) submitted_on: Option<NaiveDate>,
    pub(super) review_due_on: Option<NaiveDate>,
    pub(super) reviewed_on: Option<NaiveDate>,
}

impl DeliverableRow {
    /// The vendor's clock.
    pub(super) fn vendor_clock(&self, today: NaiveDate) -> Clock {
        vendor_clock(self.due_on, self.state, self.submitted_on, today)
    }

    /// The reviewer's clock on the latest version; nothing before the first.
    pub(super) fn reviewer_clock(&self, today: NaiveDate) -> Option<Clock> {
        let submitted_on = self.submitted_on?;
        // The contract's review days as they were when the version was
        // submitted, whatever was agreed since.
        let review_days = working_days_between(submitted_on, self.review_due_on?);
        let review_days = u16::try_from(review_days).unwrap_or_default();
        Some(reviewer_clock(
            submitted_on,
            review_days,
            self.reviewed_on,
            today,
        ))
    }

    /// Last day of the review of a version submitted on `submitted_on`.
    pub(super) fn review_due(&self, submitted_on: NaiveDate) -> NaiveDate {
        let days = u16::try_from(self.review_days).unwrap_or_default();
        add_working_days(submitted_on, days)
    }
}

/// A page of a partnership's deliverables, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    filters: &Filters,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<DeliverableRow>, i64)> {
    let rows = sqlx::query!(
        r#"select d.id, d.version, d.title, d.description, d.acceptance_criteria, d.due_on,
            d.state as "state: DeliverableState", d.progress, d.progress_note, d.language,
            d.contract_id, c.number as contract_number, c.title as contract_title, c.review_days,
            supplier.name as supplier, buyer.name as buyer, s.number as "number?",
            s.submitted_on as "submitted_on?", s.review_due_on as "review_due_on?",
            s.reviewed_on as "reviewed_on?", count(*) over () as "total!"
        from deliverable d
        join contract c on c.id = d.contract_id
        join organisation supplier on supplier.id = c.supplier_id
        join organisation buyer on buyer.id = c.buyer_id
        left join lateral (
            select s.number, s.submitted_on, s.review_due_on, r.reviewed_on
            from submission s left join review r on r.submission_id = s.id
            where s.deliverable_id = d.id order by s.number desc limit 1) s on true
        where d.partnership_id = $1
            and ($2 = '' or fold(d.title) like '%' || fold($2) || '%')
            and (cardinality($3::text[]) = 0 or d.state = any ($3))
            and ($4::uuid is null or d.contract_id = $4)
            and (not $5 or d.state = 'submitted')
            and (not $6 or case d.state
                when 'accepted' then false
                when 'submitted' then s.review_due_on < $7
                else d.due_on < $7 end)
        order by
            case when $8 = 'title' then fold(d.title) end,
            case when $8 = '-title' then fold(d.title) end desc,
            case when $8 = 'state' then array_position(
                array['returned', 'submitted', 'in_progress', 'planned', 'accepted'], d.state) end,
            case when $8 = '-state' then array_position(
                array['returned', 'submitted', 'in_progress', 'planned', 'accepted'], d.state) end desc,
            case when $8 = 'supplier' then fold(supplier.name) end,
            case when $8 = '-supplier' then fold(supplier.name) end desc,
            case when $8 = '-due' then d.due_on end desc,
            d.due_on, d.id
        limit $9 offset $10"#,
        partnership,
        filters.q,
        &filters.state,
        filters.contract(),
        filters.waiting(),
        filters.overdue(),
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
        .map(|row| DeliverableRow {
            id: row.id,
            version: row.version,
            title: row.title,
            description: row.description,
            acceptance_criteria: row.acceptance_criteria,
            due_on: row.due_on,
            state: row.state,
            progress: row.progress,
            progress_note: row.progress_note,
            language: row.language,
            contract_id: row.contract_id,
            contract_number: row.contract_number,
            contract_title: row.contract_title,
            review_days: row.review_days,
            supplier: row.supplier,
            buyer: row.buyer,
            number: row.number,
            submitted_on: row.submitted_on,
            review_due_on: row.review_due_on,
            reviewed_on: row.reviewed_on,
        })
        .collect();
    Ok((rows, total))
}

/// One deliverable.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<DeliverableRow> {
    sqlx::query_as!(
        DeliverableRow,
        r#"select d.id, d.version, d.title, d.description, d.acceptance_criteria, d.due_on,
            d.state as "state: DeliverableState", d.progress, d.progress_note, d.language,
            d.contract_id, c.number as contract_number, c.title as contract_title, c.review_days,
            supplier.name as supplier, buyer.name as buyer, s.number as "number?",
            s.submitted_on as "submitted_on?", s.review_due_on as "review_due_on?",
            s.reviewed_on as "reviewed_on?"
        from deliverable d
        join contract c on c.id = d.contract_id
        join organisation supplier on supplier.id = c.supplier_id
        join organisation buyer on buyer.id = c.buyer_id
        left join lateral (
            select s.number, s.submitted_on, s.review_due_on, r.reviewed_on
            from submission s left join review r on r.submission_id = s.id
            where s.deliverable_id = d.id order by s.number desc limit 1) s on true
        where d.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// The partnership's contracts that deliverables can be planned under: id,
/// number, title and supplier.
pub(super) async fn contracts(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<(Uuid, String, String, String)>> {
    let rows = sqlx::query!(
        "select c.id, c.number, c.title, o.name as supplier
        from contract c join organisation o on o.id = c.supplier_id
        where c.partnership_id = $1 order by c.number, c.id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.number, row.title, row.supplier))
        .collect())
}

/// One version, as it was submitted, and what was said to it.
pub(super) struct SubmissionRow {
    pub(super) id: Uuid,
    pub(super) number: i32,
    pub(super) notes: String,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) submitted_at: DateTime<Utc>,
    pub(super) language: String,
    pub(super) review: Option<ReviewRow>,
    pub(super) evidence: Vec<EvidenceRow>,
    pub(super) replies: Vec<ReplyRow>,
}

/// What the buyer said to a version.
pub(super) struct ReviewRow {
    pub(super) verdict: Verdict,
    pub(super) reason: Option<String>,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) reviewed_on: NaiveDate,
    pub(super) reviewed_at: DateTime<Utc>,
    pub(super) language: String,
}

/// A link or file that proves a version.
pub(super) struct EvidenceRow {
    submission_id: Uuid,
    pub(super) title: String,
    pub(super) url: Option<String>,
    pub(super) file_id: Option<Uuid>,
    pub(super) size_bytes: Option<i64>,
}

/// What either side said to a review.
pub(super) struct ReplyRow {
    submission_id: Uuid,
    pub(super) message: String,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) replied_at: DateTime<Utc>,
    pub(super) language: String,
}

/// Every version of a deliverable, the newest first.
pub(super) async fn submissions(
    tx: &mut Tx,
    deliverable: Uuid,
) -> sqlx::Result<Vec<SubmissionRow>> {
    let rows = sqlx::query!(
        r#"select s.id, s.number, s.notes, p.name as "person?", o.name as "organisation?",
            s.submitted_at, s.language, r.verdict as "verdict?: Verdict", r.reason as "reason?",
            rp.name as "reviewer?", ro.name as "reviewing?", r.reviewed_on as "reviewed_on?",
            r.reviewed_at as "reviewed_at?", r.language as "review_language?"
        from submission s
        left join person p on p.id = s.submitted_by
        left join organisation o on o.id = p.organisation_id
        left join review r on r.submission_id = s.id
        left join person rp on rp.id = r.reviewed_by
        left join organisation ro on ro.id = rp.organisation_id
        where s.deliverable_id = $1 order by s.number desc"#,
        deliverable
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut evidence = evidence(tx, deliverable).await?;
    let mut replies = replies(tx, deliverable).await?;
    Ok(rows
        .into_iter()
        .map(|row| SubmissionRow {
            id: row.id,
            number: row.number,
            notes: row.notes,
            person: row.person,
            organisation: row.organisation,
            submitted_at: row.submitted_at,
            language: row.language,
            review: match (row.verdict, row.reviewed_on, row.reviewed_at) {
                (Some(verdict), Some(reviewed_on), Some(reviewed_at)) => Some(ReviewRow {
                    verdict,
                    reason: row.reason,
                    person: row.reviewer,
                    organisation: row.reviewing,
                    reviewed_on,
                    reviewed_at,
                    language: row.review_language.unwrap_or_default(),
                }),
                _ => None,
            },
            evidence: evidence
                .extract_if(.., |item| item.submission_id == row.id)
                .collect(),
            replies: replies
                .extract_if(.., |reply| reply.submission_id == row.id)
                .collect(),
        })
        .collect())
}

async fn evidence(tx: &mut Tx, deliverable: Uuid) -> sqlx::Result<Vec<EvidenceRow>> {
    sqlx::query_as!(
        EvidenceRow,
        r#"select e.submission_id, e.title, e.url, e.file_id, f.size_bytes as "size_bytes?"
        from submission s
        join evidence e on e.submission_id = s.id
        left join file f on f.id = e.file_id
        where s.deliverable_id = $1 order by e.id"#,
        deliverable
    )
    .fetch_all(&mut **tx)
    .await
}

async fn replies(tx: &mut Tx, deliverable: Uuid) -> sqlx::Result<Vec<ReplyRow>> {
    sqlx::query_as!(
        ReplyRow,
        r#"select y.submission_id, y.message, p.name as "person?", o.name as "organisation?",
            y.replied_at, y.language
        from submission s
        join reply y on y.submission_id = s.id
        left join person p on p.id = y.person_id
        left join organisation o on o.id = p.organisation_id
        where s.deliverable_id = $1 order by y.replied_at, y.id"#,
        deliverable
    )
    .fetch_all(&mut **tx)
    .await
}

/// One change of a deliverable.
pub(super) struct ChangeRow {
    pub(super) person: Option<String>,
    pub(super) recorded_at: DateTime<Utc>,
    /// The state it led to, where that changed.
    pub(super) state: Option<DeliverableState>,
    /// The percent it led to, where that changed.
    pub(super) progress: Option<i32>,
}

/// What was saved since the version that a form began with, oldest first.
pub(super) async fn changes_since(
    tx: &mut Tx,
    deliverable: Uuid,
    version: i32,
) -> sqlx::Result<Vec<ChangeRow>> {
    sqlx::query_as!(
        ChangeRow,
        r#"select p.name as "person?", h.recorded_at,
            nullif(h.new_row ->> 'state', h.old_row ->> 'state') as "state: DeliverableState",
            nullif((h.new_row ->> 'progress')::integer, (h.old_row ->> 'progress')::integer) as progress
        from history h left join person p on p.id = h.person_id
        where h.table_name = 'deliverable' and h.row_id = $1 and h.action = 'update'
            and (h.new_row ->> 'version')::integer > $2
        order by h.seq limit 20"#,
        deliverable,
        version
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds a deliverable, unless it was added by the same form before. False where
/// the contract is none of the partnership's.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    values: &DeliverableValues,
    language: &str,
) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"with added as (
            insert into deliverable
                (id, partnership_id, contract_id, title, description, acceptance_criteria, due_on, language)
            select $1, c.partnership_id, c.id, $4, $5, $6, $7, $8
            from contract c where c.id = $3 and c.partnership_id = $2
            on conflict (id) do nothing)
        select exists (select 1 from contract c where c.id = $3 and c.partnership_id = $2) as "exists!""#,
        values.id,
        partnership,
        values.contract_id,
        values.title,
        values.description,
        values.acceptance_criteria,
        values.due_on,
        language
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(found)
}

/// Saves a deliverable's plan; false where somebody saved it before. The
/// contract stays what it is once a version was submitted under it.
pub(super) async fn update(
    tx: &mut Tx,
    id: Uuid,
    values: &DeliverableValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update deliverable d set title = $3, description = $4, acceptance_criteria = $5, due_on = $6,
            contract_id = coalesce(
                (select c.id from contract c
                    where c.id = $7 and c.partnership_id = d.partnership_id
                        and not exists (select 1 from submission s where s.deliverable_id = d.id)),
                d.contract_id),
            version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        values.title,
        values.description,
        values.acceptance_criteria,
        values.due_on,
        values.contract_id
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Saves what the vendor says about progress; false where somebody saved the
/// deliverable before.
pub(super) async fn progress(
    tx: &mut Tx,
    id: Uuid,
    state: DeliverableState,
    values: &ProgressValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update deliverable set state = $3, progress = $4, progress_note = $5, version = version + 1
        where id = $1 and version = $2",
        id,
        values.version,
        state as _,
        i16::from(values.percent),
        values.note
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Brings a deliverable to a state; false where somebody saved it before.
async fn move_to(
    tx: &mut Tx,
    id: Uuid,
    version: i32,
    state: DeliverableState,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update deliverable set state = $3, version = version + 1 where id = $1 and version = $2",
        id,
        version,
        state as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether a version was submitted by the same form before.
pub(super) async fn submission_exists(
    tx: &mut Tx,
    deliverable: Uuid,
    id: Uuid,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select 1 from submission where id = $1 and deliverable_id = $2) as "exists!""#,
        id,
        deliverable
    )
    .fetch_one(&mut **tx)
    .await
}

/// A version about to be submitted: who hands it over, when, and by when it is
/// to be reviewed.
pub(super) struct Handover<'a> {
    pub(super) person: Uuid,
    pub(super) submitted_on: NaiveDate,
    pub(super) review_due_on: NaiveDate,
    pub(super) language: &'a str,
}

/// Adds the next version with its links, and hands the deliverable to its
/// reviewer; false, and nothing changed, where somebody saved the deliverable
/// before.
pub(super) async fn submit(
    tx: &mut Tx,
    deliverable: Uuid,
    state: DeliverableState,
    values: &SubmissionValues,
    handover: &Handover<'_>,
) -> sqlx::Result<bool> {
    if !move_to(tx, deliverable, values.version, state).await? {
        return Ok(false);
    }
    // The update above holds the deliverable's row, so that no other version
    // takes this number.
    let done = sqlx::query!(
        "insert into submission (id, partnership_id, contract_id, deliverable_id, number, notes,
            submitted_by, submitted_on, review_due_on, language)
        select $1, d.partnership_id, d.contract_id, d.id,
            (select coalesce(max(number), 0) + 1 from submission where deliverable_id = d.id),
            $3, $4, $5, $6, $7
        from deliverable d where d.id = $2
        on conflict (id) do nothing",
        values.id,
        deliverable,
        values.notes,
        handover.person,
        handover.submitted_on,
        handover.review_due_on,
        handover.language
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        // The id is that of another deliverable's version.
        return Err(sqlx::Error::RowNotFound);
    }
    for link in &values.links {
        add_evidence(tx, values.id, &link.title, Some(&link.url), None).await?;
    }
    Ok(true)
}

/// Adds a link or a file to a version that is being submitted.
pub(super) async fn add_evidence(
    tx: &mut Tx,
    submission: Uuid,
    title: &str,
    url: Option<&str>,
    file: Option<Uuid>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into evidence (id, partnership_id, contract_id, submission_id, title, url, file_id)
        select $1, partnership_id, contract_id, id, $3, $4, $5 from submission where id = $2",
        Uuid::now_v7(),
        submission,
        title,
        url,
        file
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether a review was filed by the same form before.
pub(super) async fn review_exists(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from review where id = $1) as "exists!""#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Files a review of the version that waits and brings the deliverable to the
/// state that follows; false where somebody saved the deliverable before.
pub(super) async fn review(
    tx: &mut Tx,
    deliverable: Uuid,
    state: DeliverableState,
    values: &ReviewValues,
    person: Uuid,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<bool> {
    if !move_to(tx, deliverable, values.version, state).await? {
        return Ok(false);
    }
    let done = sqlx::query!(
        "insert into review (id, partnership_id, contract_id, submission_id, verdict, reason,
            reviewed_by, reviewed_on, language)
        select $1, s.partnership_id, s.contract_id, s.id, $4, $5, $6, $7, $8
        from submission s where s.id = $3 and s.deliverable_id = $2
            and s.number = (select max(number) from submission where deliverable_id = $2)
        on conflict do nothing",
        values.id,
        deliverable,
        values.submission_id,
        values.verdict as _,
        values.reason,
        person,
        today,
        language
    )
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Err(sqlx::Error::RowNotFound);
    }
    Ok(true)
}

/// Adds a reply to a reviewed version, unless it was added by the same form
/// before; false where there is no such version or it is not reviewed.
pub(super) async fn reply(
    tx: &mut Tx,
    deliverable: Uuid,
    values: &ReplyValues,
    person: Uuid,
    language: &str,
) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"with reviewed as (
            select s.id, s.partnership_id, s.contract_id
            from submission s join review r on r.submission_id = s.id
            where s.id = $3 and s.deliverable_id = $2
        ), added as (
            insert into reply (id, partnership_id, contract_id, submission_id, message, person_id, language)
            select $1, partnership_id, contract_id, id, $4, $5, $6 from reviewed
            on conflict (id) do nothing)
        select exists (select 1 from reviewed) as "exists!""#,
        values.id,
        deliverable,
        values.submission_id,
        values.message,
        person,
        language
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(found)
}

/// How many deliverables or reviews a workbench shows of each kind.
const WORKBENCH_LIMIT: i64 = 20;

/// A deliverable that is the turn of the viewer's organisation as supplier.
pub(crate) struct DueFromVendor {
    /// Reference of its partnership.
    pub(crate) reference: String,
    /// Title of its partnership.
    pub(crate) partnership: String,
    /// Identifies it.
    pub(crate) id: Uuid,
    /// Its title.
    pub(crate) title: String,
    /// Language of the title.
    pub(crate) language: String,
    /// Planned, in progress or returned.
    pub(crate) state: DeliverableState,
    /// Percent done.
    pub(crate) progress: i16,
    /// The last day in time.
    pub(crate) due_on: NaiveDate,
    /// Name of the organisation that will review it.
    pub(crate) buyer: String,
    /// Why the latest version was returned, where it was.
    pub(crate) returned_because: Option<String>,
}

/// What the viewer's organisation is to hand over next, by due date.
pub(crate) async fn due_from_vendor(tx: &mut Tx) -> sqlx::Result<Vec<DueFromVendor>> {
    sqlx::query_as!(
        DueFromVendor,
        r#"select p.reference, p.title as partnership, d.id, d.title, d.language,
            d.state as "state: DeliverableState", d.progress, d.due_on, o.name as buyer,
            case when d.state = 'returned' then (
                select r.reason from review r join submission s on s.id = r.submission_id
                where s.deliverable_id = d.id order by s.number desc limit 1) end as returned_because
        from deliverable d
        join contract c on c.id = d.contract_id
        join organisation o on o.id = c.buyer_id
        join partnership p on p.id = d.partnership_id
        where d.state in ('planned', 'in_progress', 'returned')
            and d.contract_id = any (array(
                select id from contract where supplier_id = viewer_organisation()
                union select contract_id from contract_co_supplier
                where organisation_id = viewer_organisation()))
        order by d.due_on, d.id limit $1"#,
        WORKBENCH_LIMIT
    )
    .fetch_all(&mut **tx)
    .await
}

/// A version that waits for the viewer's organisation, as buyer, to review it.
pub(crate) struct WaitingForReview {
    /// Reference of its partnership.
    pub(crate) reference: String,
    /// Title of its partnership.
    pub(crate) partnership: String,
    /// Identifies the deliverable.
    pub(crate) id: Uuid,
    /// Title of the deliverable.
    pub(crate) title: String,
    /// Language of the title.
    pub(crate) language: String,
    /// Number of the version.
    pub(crate) number: i32,
    /// Name of the organisation that handed it over.
    pub(crate) supplier: String,
    /// When it was handed over.
    pub(crate) submitted_on: NaiveDate,
    /// The last day of the review.
    pub(crate) review_due_on: NaiveDate,
}

/// What the viewer's organisation is to review, the earliest review date first.
pub(crate) async fn waiting_for_review(tx: &mut Tx) -> sqlx::Result<Vec<WaitingForReview>> {
    sqlx::query_as!(
        WaitingForReview,
        r#"select p.reference, p.title as partnership, d.id, d.title, d.language, s.number,
            o.name as supplier, s.submitted_on, s.review_due_on
        from deliverable d
        join contract c on c.id = d.contract_id
        join organisation o on o.id = c.supplier_id
        join partnership p on p.id = d.partnership_id
        cross join lateral (
            select number, submitted_on, review_due_on from submission
            where deliverable_id = d.id order by number desc limit 1) s
        where d.state = 'submitted'
            and d.contract_id = any (array(
                select id from contract where buyer_id = viewer_organisation()))
        order by s.review_due_on, d.id limit $1"#,
        WORKBENCH_LIMIT
    )
    .fetch_all(&mut **tx)
    .await
}

/// What was said to a version that the viewer's organisation handed over.
pub(crate) struct RecentVerdict {
    /// Reference of its partnership.
    pub(crate) reference: String,
    /// Title of its partnership.
    pub(crate) partnership: String,
    /// Identifies the deliverable.
    pub(crate) id: Uuid,
    /// Title of the deliverable.
    pub(crate) title: String,
    /// Language of the title.
    pub(crate) language: String,
    /// Number of the version.
    pub(crate) number: i32,
    /// Accepted or returned.
    pub(crate) verdict: Verdict,
    /// Why; always there where it was returned.
    pub(crate) reason: Option<String>,
    /// Language of the reason.
    pub(crate) reason_language: String,
    /// Who reviewed it; nothing for the command line.
    pub(crate) reviewer: Option<String>,
    /// The day of the review.
    pub(crate) reviewed_on: NaiveDate,
}

/// Reviews since a day of what the viewer's organisation handed over, the
/// latest first.
pub(crate) async fn recent_verdicts(
    tx: &mut Tx,
    since: NaiveDate,
) -> sqlx::Result<Vec<RecentVerdict>> {
    sqlx::query_as!(
        RecentVerdict,
        r#"select p.reference, p.title as partnership, d.id, d.title, d.language, s.number,
            r.verdict as "verdict: Verdict", r.reason, r.language as reason_language,
            reviewer.name as "reviewer?", r.reviewed_on
        from review r
        join submission s on s.id = r.submission_id
        join deliverable d on d.id = s.deliverable_id
        join partnership p on p.id = d.partnership_id
        left join person reviewer on reviewer.id = r.reviewed_by
        where r.reviewed_on >= $1
            -- Row-level security is asked about these only, not about every
            -- review there is.
            and r.submission_id = any (array(
                select id from submission where contract_id = any (array(
                    select id from contract where supplier_id = viewer_organisation()
                    union select contract_id from contract_co_supplier
                    where organisation_id = viewer_organisation()))))
        order by r.reviewed_at desc, r.id limit $2"#,
        since,
        WORKBENCH_LIMIT
    )
    .fetch_all(&mut **tx)
    .await
}
