//! The only SQL of the workbench. What is the viewer's own is told by
//! `viewer_organisation()`, which the transaction is bound to.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Role;
use domain::milestone::MilestoneState;
use domain::partnership::Stage;
use uuid::Uuid;

use crate::db::Tx;

/// Rows of one list, at most: a workbench shows what comes first, the lists
/// behind it show all.
const MOST: i64 = 25;

/// A milestone that the viewer's organisation must reach.
pub(super) struct MilestoneRow {
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) state: MilestoneState,
    pub(super) due_on: NaiveDate,
}

/// Open milestones of the viewer's organisation that fall due up to a day, the
/// earliest first. In a partnership that is not agreed yet, or over, nothing
/// is due.
pub(super) async fn own_milestones(
    tx: &mut Tx,
    until: NaiveDate,
) -> sqlx::Result<Vec<MilestoneRow>> {
    sqlx::query_as!(
        MilestoneRow,
        r#"select p.reference, p.title as partnership, m.id, m.title, m.language,
            m.state as "state: MilestoneState", coalesce(m.forecast_on, m.planned_on) as "due_on!"
        from milestone m join partnership p on p.id = m.partnership_id
        where m.owner_id = viewer_organisation()
            and m.state in ('planned', 'in_progress', 'at_risk')
            and coalesce(m.forecast_on, m.planned_on) <= $1
            and p.stage in ('negotiating', 'active', 'suspended', 'closing')
        order by coalesce(m.forecast_on, m.planned_on), m.id limit $2"#,
        until,
        MOST
    )
    .fetch_all(&mut **tx)
    .await
}

/// A version that the viewer's organisation handed over and that waits for its
/// review.
pub(super) struct HandedOverRow {
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) number: i32,
    pub(super) buyer: String,
    pub(super) submitted_on: NaiveDate,
    pub(super) review_due_on: NaiveDate,
}

/// What the viewer's organisation waits for, the earliest review date first.
pub(super) async fn handed_over(tx: &mut Tx) -> sqlx::Result<Vec<HandedOverRow>> {
    sqlx::query_as!(
        HandedOverRow,
        r#"select p.reference, p.title as partnership, d.id, d.title, d.language, s.number, o.name as buyer,
            s.submitted_on, s.review_due_on
        from deliverable d
        join contract c on c.id = d.contract_id
        join organisation o on o.id = c.buyer_id
        join partnership p on p.id = d.partnership_id
        cross join lateral (
            select number, submitted_on, review_due_on from submission
            where deliverable_id = d.id order by number desc limit 1) s
        where d.state = 'submitted'
            and d.contract_id = any (array(
                select id from contract where supplier_id = viewer_organisation()
                union select contract_id from contract_co_supplier
                where organisation_id = viewer_organisation()))
        order by s.review_due_on, d.id limit $1"#,
        MOST
    )
    .fetch_all(&mut **tx)
    .await
}

/// A partnership's move to another stage.
pub(super) struct MoveRow {
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) language: String,
    pub(super) from_stage: Stage,
    pub(super) to_stage: Stage,
    pub(super) moved_on: NaiveDate,
    pub(super) note: String,
    pub(super) note_language: String,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
}

/// Moves since a day, the latest first.
pub(super) async fn moves(tx: &mut Tx, since: NaiveDate) -> sqlx::Result<Vec<MoveRow>> {
    sqlx::query_as!(
        MoveRow,
        r#"select p.reference, p.title as partnership, p.language,
            v.from_stage as "from_stage: Stage", v.to_stage as "to_stage: Stage", v.moved_on,
            v.note, v.language as note_language, w.name as "person?", o.name as "organisation?"
        from partnership_move v
        join partnership p on p.id = v.partnership_id
        left join person w on w.id = v.person_id
        left join organisation o on o.id = w.organisation_id
        where v.moved_on >= $1
        order by v.moved_on desc, v.id desc limit 8"#,
        since
    )
    .fetch_all(&mut **tx)
    .await
}

/// How many people of a role can sign in, and how many no longer can.
pub(super) struct PeopleRow {
    pub(super) role: Role,
    pub(super) active: i64,
    pub(super) deactivated: i64,
}

/// People by role.
pub(super) async fn people(tx: &mut Tx) -> sqlx::Result<Vec<PeopleRow>> {
    sqlx::query_as!(
        PeopleRow,
        r#"select role as "role: Role",
            count(*) filter (where deactivated_at is null) as "active!",
            count(*) filter (where deactivated_at is not null) as "deactivated!"
        from person group by role order by role"#
    )
    .fetch_all(&mut **tx)
    .await
}

/// How much reference data there is.
pub(super) struct RegistryRow {
    pub(super) organisations: i64,
    pub(super) jurisdictions: i64,
    /// Organisations in which nobody can sign in.
    pub(super) without_people: i64,
}

/// Counts of the registry.
pub(super) async fn registry(tx: &mut Tx) -> sqlx::Result<RegistryRow> {
    sqlx::query_as!(
        RegistryRow,
        r#"select (select count(*) from organisation) as "organisations!",
            (select count(*) from jurisdiction) as "jurisdictions!",
            (select count(*) from organisation o where not exists (
                select 1 from person p where p.organisation_id = o.id
                    and p.deactivated_at is null)) as "without_people!""#
    )
    .fetch_one(&mut **tx)
    .await
}

/// Somebody who can no longer sign in.
pub(super) struct DeactivatedRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) organisation: String,
    pub(super) deactivated_at: DateTime<Utc>,
}

/// The people deactivated last.
pub(super) async fn deactivated(tx: &mut Tx) -> sqlx::Result<Vec<DeactivatedRow>> {
    sqlx::query_as!(
        DeactivatedRow,
        r#"select p.id, p.name, p.role as "role: Role", o.name as organisation,
            p.deactivated_at as "deactivated_at!"
        from person p join organisation o on o.id = p.organisation_id
        where p.deactivated_at is not null
        order by p.deactivated_at desc, p.id limit 8"#
    )
    .fetch_all(&mut **tx)
    .await
}
