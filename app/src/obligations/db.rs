//! The only SQL of obligations.

use chrono::NaiveDate;
use domain::obligation::ObligationState;
use uuid::Uuid;

use super::form::{Filters, ObligationValues, SettleValues};
use crate::db::Tx;

/// An obligation as lists and its page show it.
pub(crate) struct ObligationRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) contract_id: Uuid,
    pub(super) contract: String,
    pub(super) contract_language: String,
    pub(super) debtor_id: Uuid,
    pub(super) debtor: String,
    pub(super) creditor_id: Uuid,
    pub(super) creditor: String,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) due_on: NaiveDate,
    pub(super) state: ObligationState,
    pub(super) settled_on: Option<NaiveDate>,
    /// Who said how it ended; none while it is open, and for the command line.
    pub(super) settled_by: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) language: String,
}

impl ObligationRow {
    /// Whether it ended exactly so.
    pub(super) fn is_settled_as(&self, values: &SettleValues) -> bool {
        (self.state, self.settled_on, &self.reason)
            == (values.state, Some(values.settled_on), &values.reason)
    }
}

/// A page of obligations, and the counts of all that fit.
#[derive(Default)]
pub(super) struct Found {
    pub(super) rows: Vec<ObligationRow>,
    pub(super) total: i64,
    pub(super) open: i64,
    pub(super) overdue: i64,
    pub(super) kept: i64,
    pub(super) broken: i64,
    pub(super) waived: i64,
}

/// A page of a partnership's obligations, and the counts of all that fit.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    filters: &Filters,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Found> {
    let rows = sqlx::query!(
        r#"select o.id, o.version, o.contract_id, c.title as contract, c.language as contract_language,
            o.debtor_id, d.name as debtor, o.creditor_id, r.name as creditor, o.title, o.description,
            o.due_on, o.state as "state: ObligationState", o.settled_on, p.name as "settled_by?",
            o.reason, o.language,
            count(*) over () as "total!",
            count(*) filter (where o.state = 'open') over () as "open!",
            count(*) filter (where o.state = 'open' and o.due_on < $8) over () as "overdue!",
            count(*) filter (where o.state = 'kept') over () as "kept!",
            count(*) filter (where o.state = 'broken') over () as "broken!",
            count(*) filter (where o.state = 'waived') over () as "waived!"
        from obligation o
        join contract c on c.id = o.contract_id
        join organisation d on d.id = o.debtor_id
        join organisation r on r.id = o.creditor_id
        left join person p on p.id = o.settled_by
        where o.partnership_id = $1
            and strpos(fold(o.title), fold($2)) > 0
            and (cardinality($3::text[]) = 0 or o.state = any ($3))
            and ($4 = '' or o.debtor_id::text = $4)
            and ($5 = '' or o.creditor_id::text = $5)
            and ($6 = '' or o.contract_id::text = $6)
            and (not $7 or (o.state = 'open' and o.due_on < $8))
        order by
            case when $9 = 'title' then fold(o.title) end,
            case when $9 = '-title' then fold(o.title) end desc,
            case when $9 = 'debtor' then fold(d.name) end,
            case when $9 = '-debtor' then fold(d.name) end desc,
            case when $9 = 'creditor' then fold(r.name) end,
            case when $9 = '-creditor' then fold(r.name) end desc,
            case when $9 = '-due' then o.due_on end desc,
            o.due_on, o.id
        limit $10 offset $11"#,
        partnership,
        filters.q,
        &filters.state,
        filters.debtor,
        filters.creditor,
        filters.contract,
        filters.overdue(),
        today,
        filters.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut found = rows.first().map_or_else(Found::default, |row| Found {
        rows: Vec::new(),
        total: row.total,
        open: row.open,
        overdue: row.overdue,
        kept: row.kept,
        broken: row.broken,
        waived: row.waived,
    });
    found.rows = rows
        .into_iter()
        .map(|row| ObligationRow {
            id: row.id,
            version: row.version,
            contract_id: row.contract_id,
            contract: row.contract,
            contract_language: row.contract_language,
            debtor_id: row.debtor_id,
            debtor: row.debtor,
            creditor_id: row.creditor_id,
            creditor: row.creditor,
            title: row.title,
            description: row.description,
            due_on: row.due_on,
            state: row.state,
            settled_on: row.settled_on,
            settled_by: row.settled_by,
            reason: row.reason,
            language: row.language,
        })
        .collect();
    Ok(found)
}

/// Id and title of each contract of a partnership that the viewer sees.
pub(super) async fn contracts(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select id, title from contract where partnership_id = $1 order by fold(title), id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.title))
        .collect())
}

/// A contract's obligations, open ones first, by date.
pub(super) async fn of_contract(tx: &mut Tx, contract: Uuid) -> sqlx::Result<Vec<ObligationRow>> {
    sqlx::query_as!(
        ObligationRow,
        r#"select o.id, o.version, o.contract_id, c.title as contract, c.language as contract_language,
            o.debtor_id, d.name as debtor, o.creditor_id, r.name as creditor, o.title, o.description,
            o.due_on, o.state as "state: ObligationState", o.settled_on, p.name as "settled_by?",
            o.reason, o.language
        from obligation o
        join contract c on c.id = o.contract_id
        join organisation d on d.id = o.debtor_id
        join organisation r on r.id = o.creditor_id
        left join person p on p.id = o.settled_by
        where o.contract_id = $1
        order by o.state <> 'open', o.due_on, o.id limit 8"#,
        contract
    )
    .fetch_all(&mut **tx)
    .await
}

/// One obligation of a contract.
pub(super) async fn find(tx: &mut Tx, contract: Uuid, id: Uuid) -> sqlx::Result<ObligationRow> {
    sqlx::query_as!(
        ObligationRow,
        r#"select o.id, o.version, o.contract_id, c.title as contract, c.language as contract_language,
            o.debtor_id, d.name as debtor, o.creditor_id, r.name as creditor, o.title, o.description,
            o.due_on, o.state as "state: ObligationState", o.settled_on, p.name as "settled_by?",
            o.reason, o.language
        from obligation o
        join contract c on c.id = o.contract_id
        join organisation d on d.id = o.debtor_id
        join organisation r on r.id = o.creditor_id
        left join person p on p.id = o.settled_by
        where o.contract_id = $1 and o.id = $2"#,
        contract,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Adds an obligation, unless it was added by the same form before.
pub(super) async fn insert(
    tx: &mut Tx,
    contract: Uuid,
    values: &ObligationValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into obligation (id, partnership_id, contract_id, debtor_id, creditor_id, title,
            description, due_on, language)
        select $1, c.partnership_id, c.id, $3, $4, $5, $6, $7, $8 from contract c where c.id = $2
        on conflict (id) do nothing",
        values.id,
        contract,
        values.debtor_id,
        values.creditor_id,
        values.title,
        values.description,
        values.due_on,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Saves what is owed; false where somebody saved or settled it before.
pub(super) async fn update(tx: &mut Tx, id: Uuid, values: &ObligationValues) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update obligation set debtor_id = $3, creditor_id = $4, title = $5, description = $6,
            due_on = $7, version = version + 1
        where id = $1 and version = $2 and state = 'open'",
        id,
        values.version,
        values.debtor_id,
        values.creditor_id,
        values.title,
        values.description,
        values.due_on
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Says how it ended; false where somebody saved or settled it before.
pub(super) async fn settle(
    tx: &mut Tx,
    id: Uuid,
    person: Uuid,
    values: &SettleValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update obligation set state = $3, settled_on = $4, settled_by = $5, reason = $6,
            version = version + 1
        where id = $1 and version = $2 and state = 'open'",
        id,
        values.version,
        values.state as _,
        values.settled_on,
        person,
        values.reason
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// An open obligation in which the viewer's organisation stands.
pub(crate) struct Owed {
    /// Whether the viewer's organisation owes it.
    pub(super) ours: bool,
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) contract_id: Uuid,
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) due_on: NaiveDate,
    /// The one across the table.
    pub(super) other: String,
}

/// What the viewer's organisation owes up to a day, and what is owed to it and
/// due by `today`, the earliest first.
pub(super) async fn owed(
    tx: &mut Tx,
    until: NaiveDate,
    today: NaiveDate,
) -> sqlx::Result<Vec<Owed>> {
    sqlx::query_as!(
        Owed,
        r#"select o.debtor_id = viewer_organisation() as "ours!", p.reference,
            p.title as partnership, o.contract_id, o.id, o.title, o.language, o.due_on,
            g.name as other
        from obligation o
        join partnership p on p.id = o.partnership_id
        join organisation g on g.id = case when o.debtor_id = viewer_organisation()
            then o.creditor_id else o.debtor_id end
        where o.state = 'open'
            and ((o.debtor_id = viewer_organisation() and o.due_on <= $1)
                or (o.creditor_id = viewer_organisation() and o.due_on <= $2))
        order by o.due_on, o.id limit 50"#,
        until,
        today
    )
    .fetch_all(&mut **tx)
    .await
}
