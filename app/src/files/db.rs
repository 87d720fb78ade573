//! The only SQL of files.

use domain::deliverable::EvidenceKind;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::db::Tx;

/// A file that came with a form which is not accepted yet.
#[derive(Debug)]
pub(crate) struct KeptFile {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    /// In bytes.
    pub(crate) size: i64,
}

/// Stores a file, attached to nothing: only who sent it sees it.
pub(super) async fn keep(
    tx: &mut Tx,
    person: Uuid,
    name: &str,
    kind: EvidenceKind,
    bytes: &[u8],
) -> sqlx::Result<Uuid> {
    let id = Uuid::now_v7();
    let hash = Sha256::digest(bytes);
    sqlx::query!(
        "insert into file (id, name, media_type, size_bytes, sha256, uploaded_by)
        values ($1, $2, $3, $4, $5, $6)",
        id,
        name,
        kind.media_type(),
        i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        hash.as_slice(),
        person
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into file_content (file_id, bytes) values ($1, $2)",
        id,
        bytes
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Those of the files that are the viewer's and attached to nothing.
pub(super) async fn kept(tx: &mut Tx, ids: &[Uuid]) -> sqlx::Result<Vec<KeptFile>> {
    sqlx::query_as!(
        KeptFile,
        "select id, name, size_bytes as size from file
        where id = any ($1) and partnership_id is null and uploaded_by = viewer_person()
        order by uploaded_at, id",
        ids
    )
    .fetch_all(&mut **tx)
    .await
}

/// Makes kept files part of a partnership, for all who see it, or for the
/// readers of one of its contracts alone. From then on they never change.
///
/// # Errors
/// The database's.
pub(crate) async fn attach(
    tx: &mut Tx,
    ids: &[Uuid],
    partnership: Uuid,
    contract: Option<Uuid>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update file set partnership_id = $2, contract_id = $3
        where id = any ($1) and partnership_id is null",
        ids,
        partnership,
        contract
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A file with its content.
pub(super) struct FileRow {
    pub(super) name: String,
    pub(super) media_type: String,
    pub(super) bytes: Vec<u8>,
}

/// One file, if the viewer sees it.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<FileRow> {
    sqlx::query_as!(
        FileRow,
        "select f.name, f.media_type, c.bytes
        from file f join file_content c on c.file_id = f.id where f.id = $1",
        id
    )
    .fetch_one(&mut **tx)
    .await
}
