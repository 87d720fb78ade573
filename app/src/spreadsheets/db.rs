//! The SQL of imported spreadsheets themselves; what their rows become is
//! written by `sheets/`.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::kind::Kind;
use super::sheet::Report;
use crate::db::Tx;

/// Takes the lock that lets one spreadsheet be written at a time, until the
/// transaction ends; false where another has it.
pub(super) async fn try_lock(tx: &mut Tx) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock(hashtext('triad.table_import')) as "locked!""#
    )
    .fetch_one(&mut **tx)
    .await
}

/// An imported spreadsheet.
pub(super) struct ImportRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) size_bytes: i64,
    /// In hexadecimal.
    pub(super) sha256: String,
    /// `refused`, `previewed`, `committing`, `committed` or `discarded`.
    pub(super) state: String,
    pub(super) rows_total: i32,
    pub(super) rows_faulty: i32,
    pub(super) rows_new: i32,
    pub(super) rows_changed: i32,
    pub(super) rows_same: i32,
    pub(super) uploaded_at: DateTime<Utc>,
    pub(super) committed_at: Option<DateTime<Utc>>,
}

/// A page of the person's own imports of a kind, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    kind: Kind,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<ImportRow>, i64)> {
    let total = sqlx::query_scalar!(
        r#"select count(*) as "total!" from table_import
        where person_id = viewer_person() and kind = $1"#,
        domain::Vocabulary::code(kind)
    )
    .fetch_one(&mut **tx)
    .await?;
    let rows = sqlx::query_as!(
        ImportRow,
        r#"select id, name, size_bytes, encode(sha256, 'hex') as "sha256!", state, rows_total,
            rows_faulty, rows_new, rows_changed, rows_same, uploaded_at, committed_at
        from table_import where person_id = viewer_person() and kind = $1
        order by uploaded_at desc, id desc limit $2 offset $3"#,
        domain::Vocabulary::code(kind),
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok((rows, total))
}

/// How far the writing of a file has come.
pub(super) struct Progress {
    pub(super) rows_done: i32,
    /// Key of the message that says why nothing was written.
    pub(super) problem: Option<String>,
    /// The server that wrote it has said nothing for a minute, and nobody is
    /// writing.
    pub(super) broken_off: bool,
}

/// One of the person's own imports, with what was found.
pub(super) struct Detail {
    pub(super) row: ImportRow,
    pub(super) report: Report,
    pub(super) progress: Option<Progress>,
}

/// One of the person's own imports of a kind.
pub(super) async fn find(tx: &mut Tx, kind: Kind, id: Uuid) -> sqlx::Result<Detail> {
    let row = sqlx::query_as!(
        ImportRow,
        r#"select id, name, size_bytes, encode(sha256, 'hex') as "sha256!", state, rows_total,
            rows_faulty, rows_new, rows_changed, rows_same, uploaded_at, committed_at
        from table_import where id = $1 and kind = $2 and person_id = viewer_person()"#,
        id,
        domain::Vocabulary::code(kind)
    )
    .fetch_one(&mut **tx)
    .await?;
    let report = sqlx::query_scalar!(
        r#"select report as "report: Json<Report>" from table_import_detail
        where table_import_id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await?;
    let progress = sqlx::query_as!(
        Progress,
        r#"select rows_done, problem, (beat_at < now() - interval '60 seconds' and not exists (
                select 1 from pg_locks
                where locktype = 'advisory' and granted
                    and database = (select oid from pg_database where datname = current_database())
                    and (classid::bigint << 32 | objid::bigint) = hashtext('triad.table_import')
            )) as "broken_off!"
        from table_import_progress where table_import_id = $1"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(Detail {
        row,
        report: report.0,
        progress,
    })
}

/// A file to keep.
pub(super) struct NewImport<'f> {
    pub(super) id: Uuid,
    pub(super) kind: Kind,
    pub(super) name: &'f str,
    pub(super) size: usize,
    pub(super) sha256: &'f [u8],
}

/// Keeps a file with its report: refused where it has faults.
pub(super) async fn insert(tx: &mut Tx, new: &NewImport<'_>, report: &Report) -> sqlx::Result<()> {
    let state = if report.faults_found > 0 {
        "refused"
    } else {
        "previewed"
    };
    sqlx::query!(
        "insert into table_import (id, kind, name, size_bytes, sha256, state, rows_total,
            rows_faulty, rows_new, rows_changed, rows_same, person_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, viewer_person())",
        new.id,
        domain::Vocabulary::code(new.kind),
        new.name,
        i64::try_from(new.size).unwrap_or(i64::MAX),
        new.sha256,
        state,
        count(report.rows),
        count(report.rows_faulty),
        count(report.rows_new),
        count(report.rows_changed),
        count(report.rows_same)
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into table_import_detail (table_import_id, report) values ($1, $2)",
        new.id,
        Json(report) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn count(rows: u32) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}

/// Keeps the bytes of a file until it is committed or discarded.
pub(super) async fn insert_content(tx: &mut Tx, id: Uuid, bytes: &[u8]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into table_import_content (table_import_id, bytes) values ($1, $2)",
        id,
        bytes
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The bytes of a file that is previewed.
pub(super) async fn content(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<u8>> {
    sqlx::query_scalar!(
        "select bytes from table_import_content where table_import_id = $1",
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Holds one of the person's own imports still until the transaction ends, and
/// gives its state.
pub(super) async fn hold(tx: &mut Tx, kind: Kind, id: Uuid) -> sqlx::Result<String> {
    sqlx::query_scalar!(
        "select state from table_import
        where id = $1 and kind = $2 and person_id = viewer_person() for update",
        id,
        domain::Vocabulary::code(kind)
    )
    .fetch_one(&mut **tx)
    .await
}

/// Says that a file is being written from now on.
pub(super) async fn start(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update table_import set state = 'committing', version = version + 1
        where id = $1 and state <> 'committing'",
        id
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into table_import_progress (table_import_id) values ($1)
        on conflict (table_import_id) do update
        set rows_done = 0, beat_at = now(), problem = null",
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says how far the writing has come, and that it goes on.
pub(super) async fn beat(tx: &mut Tx, id: Uuid, rows_done: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "update table_import_progress set rows_done = $2, beat_at = now()
        where table_import_id = $1",
        id,
        rows_done
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says that a file is written, with what it did in the end.
pub(super) async fn finish(tx: &mut Tx, id: Uuid, report: &Report) -> sqlx::Result<()> {
    settle(tx, id, "committed", report).await
}

/// Says that a file which was in order when it was previewed has faults now.
pub(super) async fn refuse(tx: &mut Tx, id: Uuid, report: &Report) -> sqlx::Result<()> {
    settle(tx, id, "refused", report).await
}

/// Ends the writing of a file with a report; its bytes are needed no more.
async fn settle(tx: &mut Tx, id: Uuid, state: &str, report: &Report) -> sqlx::Result<()> {
    sqlx::query!(
        "update table_import set state = $2,
            committed_at = case when $2 = 'committed' then now() end,
            rows_total = $3, rows_faulty = $4, rows_new = $5, rows_changed = $6, rows_same = $7,
            version = version + 1
        where id = $1 and state = 'committing'",
        id,
        state,
        count(report.rows),
        count(report.rows_faulty),
        count(report.rows_new),
        count(report.rows_changed),
        count(report.rows_same)
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "update table_import_detail set report = $2 where table_import_id = $1",
        id,
        Json(report) as _
    )
    .execute(&mut **tx)
    .await?;
    delete_content(tx, id).await
}

async fn delete_content(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from table_import_content where table_import_id = $1",
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says why nothing was written, so that the file can be committed again.
pub(super) async fn give_up(tx: &mut Tx, id: Uuid, problem: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update table_import set state = 'previewed', version = version + 1
        where id = $1 and state = 'committing'",
        id
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "update table_import_progress set problem = $2 where table_import_id = $1",
        id,
        problem
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets a file that will not be committed.
pub(super) async fn discard(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update table_import set state = 'discarded', version = version + 1 where id = $1",
        id
    )
    .execute(&mut **tx)
    .await?;
    delete_content(tx, id).await
}

/// Notes a file that the command line wrote.
pub(super) async fn note_written(
    tx: &mut Tx,
    new: &NewImport<'_>,
    report: &Report,
) -> sqlx::Result<()> {
    insert(tx, new, report).await?;
    start(tx, new.id).await?;
    finish(tx, new.id, report).await
}
