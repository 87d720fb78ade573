//! The demonstration: a plainly fictional portfolio in four countries, always
//! in the middle of things, since all its dates count from today.
//!
//! 45 organisations and 53 people, as many as the study behind the product
//! asked (`seeds/000_ac6e544982eb95b4.txt`). The stories are in `data/`, one
//! file per partnership; `rows` turns them into rows by the domain's rules.

mod data;
mod db;
mod files;
mod generated;
mod rows;

use rows::Rows;

use crate::accounts::DEMO_PASSWORD;
use crate::db::Tx;
use crate::error::AppError;
use crate::{AppState, t};

/// Loads the demonstration into an empty database, all of it or nothing, and
/// says in the reader's language what it is at.
///
/// # Errors
/// [`AppError::Conflict`] where the database holds anything already;
/// [`AppError::Busy`] where it is away.
pub async fn load(state: &AppState, mut progress: impl FnMut(&str)) -> Result<(), AppError> {
    progress(&t!("demo-reading"));
    let rows = rows::rows(state.today()).map_err(|error| AppError::Internal(error.into()))?;
    // One hash for everybody: hashing is slow on purpose, and the password is
    // known to all anyway.
    let hash = state.passwords.hash(DEMO_PASSWORD.to_owned()).await?;

    let mut tx = state.db.begin_as_operator("demonstration").await?;
    db::lock(&mut tx).await?;
    if !db::is_empty(&mut tx).await? {
        return Err(AppError::Conflict);
    }
    progress(&t!(
        "demo-registry",
        organisations = rows.organisations.len(),
        people = rows.people.len()
    ));
    db::insert_registry(&mut tx, &rows).await?;
    db::insert_passwords(&mut tx, &rows, &hash).await?;
    progress(&t!(
        "demo-partnerships",
        partnerships = rows.partnerships.len(),
        contracts = rows.contracts.len()
    ));
    progress(&t!(
        "demo-work",
        milestones = rows.milestones.len(),
        deliverables = rows.deliverables.len()
    ));
    insert_stories(&mut tx, &rows).await?;
    progress(&t!("demo-history"));
    tx.commit().await?;
    state.set_demo_loaded(true);
    Ok(())
}

/// Partnerships with all that belongs to them.
async fn insert_stories(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    db::insert_partnerships(tx, rows).await?;
    db::insert_contracts(tx, rows).await?;
    db::insert_milestones(tx, rows).await?;
    db::insert_deliverables(tx, rows).await?;
    db::insert_agreements(tx, rows).await?;
    db::insert_funding(tx, rows).await?;
    db::insert_targets(tx, rows).await?;
    db::insert_scorecards(tx, rows).await?;
    db::insert_status_reports(tx, rows).await?;
    db::insert_charters(tx, rows).await?;
    db::insert_strategic(tx, rows).await?;
    db::insert_coordination(tx, rows).await?;
    db::insert_government(tx, rows).await?;
    db::insert_safeguards(tx, rows).await?;
    db::insert_harvest(tx, rows).await?;
    db::insert_governance(tx, rows).await?;
    db::insert_vendors(tx, rows).await
}

/// So many partnerships are written in one transaction: the lock of the
/// history is then held for a second or two and not until all are written.
const AT_ONCE: u64 = 100;

/// Why no partnerships were generated.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// There are some already.
    #[error("{0} generated partnerships are here already: use an empty database")]
    Present(i64),
    /// Somebody works with this database.
    #[error(
        "this database has people who are not generated: use an empty database, or say --beside to \
         put made-up partnerships beside what is there"
    )]
    InUse,
    /// The database refused.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<sqlx::Error> for GenerateError {
    fn from(error: sqlx::Error) -> Self {
        Self::App(error.into())
    }
}

/// Writes so many made-up partnerships with all that belongs to them, about a
/// hundred rows each, and says in the reader's language how far it is. Nobody
/// in them can sign in.
///
/// # Errors
/// [`GenerateError`]. What was written before an error stays.
pub async fn generate(
    state: &AppState,
    partnerships: u64,
    beside: bool,
    mut progress: impl FnMut(&str),
) -> Result<(), GenerateError> {
    let broken = |error: data::DataError| AppError::Internal(error.into());
    let mut building = rows::Building::new(state.today(), generated::MAIL);
    building
        .registry(generated::registry().map_err(broken)?)
        .map_err(broken)?;
    let mut tx = state.db.begin_as_operator("generated").await?;
    db::lock(&mut tx).await?;
    let present = db::count_referenced(&mut tx, generated::REFERENCE).await?;
    if present > 0 {
        return Err(GenerateError::Present(present));
    }
    if !beside && db::somebody_else(&mut tx, generated::MAIL).await? {
        return Err(GenerateError::InUse);
    }
    db::insert_registry(&mut tx, &building.take()).await?;
    tx.commit().await?;
    let mut next = 1;
    while next <= partnerships {
        let last = partnerships.min(next + AT_ONCE - 1);
        for number in next..=last {
            let story = generated::partnership(number).map_err(broken)?;
            building.partnership(story).map_err(broken)?;
        }
        let mut tx = state.db.begin_as_operator("generated").await?;
        insert_stories(&mut tx, &building.take()).await?;
        tx.commit().await?;
        progress(&t!("demo-generated", done = last, all = partnerships));
        next = last + 1;
    }
    Ok(())
}

/// Whether the database holds nothing yet, so that the demonstration could be
/// loaded into it.
///
/// # Errors
/// [`AppError::Busy`] where the database is away.
pub async fn is_empty(state: &AppState) -> Result<bool, AppError> {
    let mut tx = state.db.begin_as_nobody().await?;
    let empty = db::is_empty(&mut tx).await?;
    tx.commit().await?;
    Ok(empty)
}

/// Whether somebody can sign in with an account of the demonstration, whose
/// password everybody knows.
///
/// # Errors
/// [`AppError::Busy`] where the database is away.
pub async fn present(state: &AppState) -> Result<bool, AppError> {
    let mut tx = state.db.begin_as_nobody().await?;
    let exists = db::account_exists(&mut tx).await?;
    tx.commit().await?;
    Ok(exists)
}
