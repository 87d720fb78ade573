//! Funding of a partnership over years: the ledger of what was promised, what
//! arrived and what was spent.

mod db;

use domain::funding::Entry;
use uuid::Uuid;

use crate::db::Tx;

/// One row of a ledger: a funder's money of one kind for one fiscal period in
/// one partnership.
#[derive(Debug, Clone)]
pub(crate) struct FundingRow {
    /// Partnership that it is for.
    pub(crate) partnership_id: Uuid,
    /// ISO 4217; of all amounts of the entry.
    pub(crate) currency: String,
    /// Name of the funder.
    pub(crate) funder: String,
    /// The figures.
    pub(crate) entry: Entry,
}

/// The funding of these partnerships, as far as the viewer sees it, in the
/// order of time.
///
/// # Errors
/// The database's.
pub(crate) async fn entries(tx: &mut Tx, partnerships: &[Uuid]) -> sqlx::Result<Vec<FundingRow>> {
    db::entries(tx, partnerships).await
}
