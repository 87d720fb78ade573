//! Verifying that the history was not tampered with, for the command line.

use uuid::Uuid;

use crate::AppState;
use crate::error::AppError;

/// What verifying found.
#[derive(Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Rows in the history.
    pub rows: i64,
    /// The hash of the last row, to be kept elsewhere: whoever has it can tell
    /// later that nothing before it was rewritten.
    pub head: Option<String>,
    /// The first bad row, if there is one.
    pub bad: Option<BadRow>,
}

/// A row that breaks the chain, or that differs from its history.
#[derive(Debug, PartialEq, Eq)]
pub struct BadRow {
    /// `changed`, `missing`, `broken link` or `differs from its history`.
    pub problem: String,
    /// Position in the history, where the history itself is broken.
    pub seq: Option<i64>,
    /// The table that the row belongs to.
    pub table: Option<String>,
    /// The row.
    pub row: Option<Uuid>,
}

/// Walks the whole history and compares every table with it.
///
/// # Errors
/// The database is away.
pub async fn verify(state: &AppState) -> Result<Verdict, AppError> {
    let mut tx = state.db.begin_as_operator("").await?;
    let bad = sqlx::query_as!(
        BadRow,
        r#"select problem as "problem!", at_seq as seq, at_table as "table", at_row as "row"
        from audit_verify()"#
    )
    .fetch_optional(&mut *tx)
    .await?;
    let rows = sqlx::query_scalar!(r#"select count(*) as "count!" from history"#)
        .fetch_one(&mut *tx)
        .await?;
    let head =
        sqlx::query_scalar!("select encode(hash, 'hex') from history order by seq desc limit 1")
            .fetch_optional(&mut *tx)
            .await?;
    tx.commit().await?;
    Ok(Verdict {
        rows,
        head: head.flatten(),
        bad,
    })
}
