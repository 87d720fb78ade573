//! The demonstration: a plainly fictional portfolio in four countries, always
//! in the middle of things, since all its dates count from today.
//!
//! 45 organisations and 53 people, as many as the study behind the product
//! asked (`seeds/000_ac6e544982eb95b4.txt`). The stories are in `data/`, one
//! file per partnership; `rows` turns them into rows by the domain's rules.

mod data;
mod db;
mod files;
mod rows;

use crate::accounts::DEMO_PASSWORD;
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
    db::insert_registry(&mut tx, &rows, &hash).await?;
    progress(&t!(
        "demo-partnerships",
        partnerships = rows.partnerships.len(),
        contracts = rows.contracts.len()
    ));
    db::insert_partnerships(&mut tx, &rows).await?;
    db::insert_contracts(&mut tx, &rows).await?;
    progress(&t!(
        "demo-work",
        milestones = rows.milestones.len(),
        deliverables = rows.deliverables.len()
    ));
    db::insert_milestones(&mut tx, &rows).await?;
    db::insert_deliverables(&mut tx, &rows).await?;
    db::insert_agreements(&mut tx, &rows).await?;
    db::insert_funding(&mut tx, &rows).await?;
    db::insert_targets(&mut tx, &rows).await?;
    db::insert_scorecards(&mut tx, &rows).await?;
    db::insert_status_reports(&mut tx, &rows).await?;
    progress(&t!("demo-history"));
    tx.commit().await?;
    state.set_demo_loaded(true);
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
