//! The only SQL of commitments and their lines.

use chrono::{DateTime, NaiveDate, Utc};
use domain::funding::{FundingKind, LineStatus};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::{CommitmentValues, Filters, NewLine};
use crate::db::Tx;

/// A commitment as lists and its page show it; all amounts in its currency.
pub(super) struct CommitmentRow {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) kind: FundingKind,
    pub(super) currency: String,
    pub(super) funder_id: Uuid,
    pub(super) funder: String,
    pub(super) contract_id: Option<Uuid>,
    pub(super) contract: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) expected: Decimal,
    pub(super) committed: Decimal,
    pub(super) received: Decimal,
    pub(super) spent: Decimal,
    /// Whether more was spent than committed in a fiscal year.
    pub(super) overspent: bool,
    /// Whether more arrived than was committed in a fiscal year.
    pub(super) overreceived: bool,
}

/// All of a partnership's commitments that fit the filters: few enough that
/// totals and pages are taken from them.
pub(super) async fn list(
    tx: &mut Tx,
    partnership: Uuid,
    filters: &Filters,
) -> sqlx::Result<Vec<CommitmentRow>> {
    sqlx::query_as!(
        CommitmentRow,
        r#"select c.id, c.version, c.title, c.language, c.kind as "kind: FundingKind", c.currency,
            c.funder_id, o.name as funder, c.contract_id, k.number as "contract?", c.external_id,
            y.expected as "expected!", y.committed as "committed!", y.received as "received!",
            y.spent as "spent!", y.overspent as "overspent!", y.overreceived as "overreceived!"
        from commitment c
        join organisation o on o.id = c.funder_id
        left join contract k on k.id = c.contract_id
        left join lateral (
            select coalesce(sum(expected), 0) as expected, coalesce(sum(committed), 0) as committed,
                coalesce(sum(received), 0) as received, coalesce(sum(spent), 0) as spent,
                coalesce(bool_or(spent > committed), false) as overspent,
                coalesce(bool_or(received > committed), false) as overreceived
            from commitment_year y where y.commitment_id = c.id and y.partnership_id = $1
        ) y on true
        where c.partnership_id = $1
            and (strpos(fold(c.title), fold($2)) > 0 or strpos(fold(c.external_id), fold($2)) > 0)
            and ($3::uuid is null or c.funder_id = $3)
            and (cardinality($4::text[]) = 0 or c.kind = any ($4))
            and (cardinality($5::text[]) = 0 or exists (select 1 from commitment_line l
                where l.commitment_id = c.id and l.replaced_by_id is null and l.status = any ($5)))
            and ($6 = '' or c.currency = $6)
            and ($7::uuid is null or c.contract_id = $7)
        order by
            case when $8 = 'title' then fold(c.title) end,
            case when $8 = '-title' then fold(c.title) end desc,
            case when $8 = '-funder' then fold(o.name) end desc,
            case when $8 in ('committed', '-committed', 'spent', '-spent', 'remaining', '-remaining')
                then c.currency end,
            case when $8 = 'committed' then y.committed end,
            case when $8 = '-committed' then y.committed end desc,
            case when $8 = 'spent' then y.spent end,
            case when $8 = '-spent' then y.spent end desc,
            case when $8 = 'remaining' then y.committed - y.spent end,
            case when $8 = '-remaining' then y.committed - y.spent end desc,
            fold(o.name), fold(c.title), c.id"#,
        partnership,
        filters.q,
        filters.funder_id(),
        &filters.kind,
        &filters.status,
        filters.currency,
        filters.contract_id(),
        filters.sort,
    )
    .fetch_all(&mut **tx)
    .await
}

/// One commitment of the partnership.
pub(super) async fn find(tx: &mut Tx, partnership: Uuid, id: Uuid) -> sqlx::Result<CommitmentRow> {
    sqlx::query_as!(
        CommitmentRow,
        r#"select c.id, c.version, c.title, c.language, c.kind as "kind: FundingKind", c.currency,
            c.funder_id, o.name as funder, c.contract_id, k.number as "contract?", c.external_id,
            y.expected as "expected!", y.committed as "committed!", y.received as "received!",
            y.spent as "spent!", y.overspent as "overspent!", y.overreceived as "overreceived!"
        from commitment c
        join organisation o on o.id = c.funder_id
        left join contract k on k.id = c.contract_id
        left join lateral (
            select coalesce(sum(expected), 0) as expected, coalesce(sum(committed), 0) as committed,
                coalesce(sum(received), 0) as received, coalesce(sum(spent), 0) as spent,
                coalesce(bool_or(spent > committed), false) as overspent,
                coalesce(bool_or(received > committed), false) as overreceived
            from commitment_year y where y.commitment_id = c.id and y.partnership_id = $1
        ) y on true
        where c.partnership_id = $1 and c.id = $2"#,
        partnership,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// A line, which holds unless another replaces it.
pub(super) struct LineRow {
    pub(super) id: Uuid,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) label: String,
    pub(super) amount: Decimal,
    pub(super) status: LineStatus,
    pub(super) replaced_by_id: Option<Uuid>,
    pub(super) reason: Option<String>,
    pub(super) entered_by: Option<String>,
    pub(super) entered_at: DateTime<Utc>,
    pub(super) language: String,
}

/// Every line of a commitment, by fiscal period, each period's first line first.
pub(super) async fn lines(tx: &mut Tx, commitment: Uuid) -> sqlx::Result<Vec<LineRow>> {
    sqlx::query_as!(
        LineRow,
        r#"select l.id, l.starts_on, l.ends_on, l.label, l.amount, l.status as "status: LineStatus",
            l.replaced_by_id, l.reason, p.name as "entered_by?", l.entered_at, l.language
        from commitment_line l left join person p on p.id = l.entered_by
        where l.commitment_id = $1
        order by l.starts_on, l.ends_on, l.entered_at, l.replaced_by_id is null, l.id"#,
        commitment
    )
    .fetch_all(&mut **tx)
    .await
}

/// What one fiscal period of a commitment adds up to.
pub(super) struct YearRow {
    pub(super) label: String,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) committed: Decimal,
    pub(super) received: Decimal,
    pub(super) spent: Decimal,
}

/// The fiscal periods in which a commitment has money, or money moved.
pub(super) async fn years(
    tx: &mut Tx,
    partnership: Uuid,
    commitment: Uuid,
) -> sqlx::Result<Vec<YearRow>> {
    sqlx::query_as!(
        YearRow,
        r#"select label as "label!", starts_on as "starts_on!", ends_on as "ends_on!",
            committed as "committed!", received as "received!",
            spent as "spent!"
        from commitment_year where partnership_id = $1 and commitment_id = $2
        order by starts_on, ends_on"#,
        partnership,
        commitment
    )
    .fetch_all(&mut **tx)
    .await
}

/// A line that holds, as a row of the spreadsheet.
pub(super) struct SheetRow {
    pub(super) commitment_id: Uuid,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) label: String,
    pub(super) amount: Decimal,
    pub(super) status: LineStatus,
}

/// The lines that hold of these commitments, in the order of time.
pub(super) async fn sheet(tx: &mut Tx, commitments: &[Uuid]) -> sqlx::Result<Vec<SheetRow>> {
    sqlx::query_as!(
        SheetRow,
        r#"select commitment_id, starts_on, ends_on, label, amount, status as "status: LineStatus"
        from commitment_line where commitment_id = any ($1) and replaced_by_id is null
        order by starts_on, ends_on"#,
        commitments
    )
    .fetch_all(&mut **tx)
    .await
}

/// What a new commitment's form begins with.
pub(super) struct Facts {
    pub(super) currency: String,
    pub(super) fiscal_first_month: i16,
    pub(super) planned_end: Option<NaiveDate>,
}

/// Currency, fiscal year and planned end of the partnership.
pub(super) async fn facts(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Facts> {
    sqlx::query_as!(
        Facts,
        "select j.currency, j.fiscal_first_month, p.planned_end
        from partnership p join jurisdiction j on j.id = p.jurisdiction_id where p.id = $1",
        partnership
    )
    .fetch_one(&mut **tx)
    .await
}

/// Who can promise money: parties that fund or govern, and every party of
/// government or health care; and whoever does so already.
pub(super) async fn funders(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select o.id, o.name from organisation o
        where o.id in (select t.organisation_id from party t join organisation p on p.id = t.organisation_id
                where t.partnership_id = $1
                    and (t.role in ('funder', 'governance_authority') or p.sector in ('government', 'health'))
            union select funder_id from commitment where partnership_id = $1)
        order by fold(o.name), o.id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Id and name of each contract of the partnership.
pub(super) async fn contracts(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        r#"select id, number || ' ' || title as "name!" from contract where partnership_id = $1
        order by fold(number), id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The currencies in which money was committed to the partnership.
pub(super) async fn currencies(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "select distinct currency from commitment where partnership_id = $1 order by currency",
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// Adds a commitment; false where the same form did before.
pub(super) async fn insert(
    tx: &mut Tx,
    partnership: Uuid,
    person: Uuid,
    values: &CommitmentValues,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into commitment (id, partnership_id, contract_id, funder_id, title, kind, currency,
            entered_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do nothing",
        values.id,
        partnership,
        values.contract_id,
        values.funder_id,
        values.title,
        values.kind as _,
        values.currency,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Saves what a commitment is; false where somebody saved it before.
pub(super) async fn update(
    tx: &mut Tx,
    partnership: Uuid,
    id: Uuid,
    values: &CommitmentValues,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update commitment set contract_id = $4, funder_id = $5, title = $6, kind = $7,
            version = version + 1
        where partnership_id = $1 and id = $2 and version = $3",
        partnership,
        id,
        values.version,
        values.contract_id,
        values.funder_id,
        values.title,
        values.kind as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Adds lines, each in place of the one it revises, if any.
pub(super) async fn insert_lines(
    tx: &mut Tx,
    partnership: Uuid,
    commitment: Uuid,
    person: Uuid,
    lines: &[NewLine],
    reason: Option<&str>,
    language: &str,
) -> sqlx::Result<()> {
    for line in lines {
        let NewLine { id, period, .. } = line;
        if let Some(replaced) = line.replaces {
            sqlx::query!(
                "update commitment_line set replaced_by_id = $2 where id = $1",
                replaced,
                id
            )
            .execute(&mut **tx)
            .await?;
        }
        sqlx::query!(
            "insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label,
                amount, status, replaces_id, reason, entered_by, language)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            id,
            partnership,
            commitment,
            period.start(),
            period.end(),
            line.label,
            line.amount,
            line.status as _,
            line.replaces,
            reason,
            person,
            language
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
