//! Carrying imports out: the steps that screen and command line share, and the
//! command line's way through them.

use std::io;
use std::path::Path;

use chrono::NaiveDate;
use ocds::{Package, Refused};
use sha2::{Digest, Sha256};
use tokio::task::{JoinError, spawn_blocking};
use uuid::Uuid;

use super::db;
use super::known::Known;
use super::plan::{self, Plan, Problem};
use super::report::Choices;
use super::words;
use crate::db::Tx;
use crate::{AppState, t};

/// What the command line asks for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Tell what would happen, and change nothing.
    pub dry_run: bool,
    /// Take also what does not look like digital health.
    pub all: bool,
    /// Reference of the partnership that takes every new contract; nothing for
    /// one partnership per buyer and suppliers.
    pub partnership: Option<String>,
    /// ISO 3166 code of the jurisdiction of new organisations; nothing for the
    /// country that the file is from, or else the only one recorded.
    pub jurisdiction: Option<String>,
}

/// Why a file was not imported. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The file cannot be read from disk.
    #[error("it cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The file is not what can be imported; in plain words.
    #[error("{0}")]
    Refused(String),
    /// Another import is at work.
    #[error("another import is at work; try again when it is done")]
    Busy,
    /// A contract was changed while the file was imported.
    #[error("somebody changed one of its contracts meanwhile; try again")]
    Overtaken,
    /// The database refused or is away.
    #[error("the database did not take it: {0}")]
    Database(#[from] sqlx::Error),
    /// The work was broken off.
    #[error("the work was broken off: {0}")]
    Broken(#[from] JoinError),
}

impl From<Refused> for RunError {
    fn from(refused: Refused) -> Self {
        Self::Refused(words::refused(&refused))
    }
}

/// Imports one file for the operator and tells what was done, or in a dry run
/// what would be, in English. All of it or nothing is written. Organisations
/// of which it takes a person to tell whether they are recorded already become
/// new ones and are listed.
///
/// # Errors
/// Why nothing was imported.
pub async fn run_file(
    state: &AppState,
    file: &Path,
    options: &Options,
    mut progress: impl FnMut(&str),
) -> Result<String, RunError> {
    let size = tokio::fs::metadata(file).await?.len();
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    if size > ocds::MAX_BYTES {
        let limit = ocds::MAX_BYTES;
        return Err(Refused::TooLarge { limit, size }.into());
    }
    progress(&t!("import-progress-reading", size = words::size(size)));
    let bytes = tokio::fs::read(file).await?;
    let sha256 = Sha256::digest(&bytes);
    let package = spawn_blocking(move || ocds::read(&bytes)).await??;
    progress(&t!(
        "import-progress-read",
        releases = package.releases_found,
        processes = package.processes.len()
    ));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = crate::files::clean_name(&name);
    let choices = Choices {
        all: options.all,
        partnership: options.partnership.clone(),
        jurisdiction: options.jurisdiction.clone(),
        ..Choices::default()
    };

    let mut tx = state.db.begin_as_operator(&reason(&name, &sha256)).await?;
    if !db::try_lock(&mut tx).await? {
        return Err(RunError::Busy);
    }
    let plan = make_plan(&mut tx, package, &choices, state.today()).await?;
    if let Some(problem) = plan.problem {
        // Dropped, it would give the lock back a moment later.
        tx.rollback().await?;
        return Err(RunError::Refused(problem_words(problem, &choices)));
    }
    let report = words::report(&plan.report, !options.dry_run);
    if options.dry_run || plan.writes.is_empty() {
        tx.rollback().await?;
        return Ok(report);
    }
    let total = plan.writes.contracts.len();
    let told = |written| {
        progress(&t!(
            "import-progress-writing",
            written = written,
            total = total
        ))
    };
    if !db::write(&mut tx, &plan.writes, told).await? {
        tx.rollback().await?;
        return Err(RunError::Overtaken);
    }
    let new = db::NewImport {
        id: Uuid::now_v7(),
        name: &name,
        size,
        sha256: &sha256,
        person: None,
    };
    db::insert(&mut tx, &new, &choices, &plan.report).await?;
    db::commit(&mut tx, new.id, &choices, &plan.report).await?;
    tx.commit().await?;
    Ok(report)
}

/// Why the history says a record was made or changed.
pub(super) fn reason(name: &str, sha256: &[u8]) -> String {
    t!(
        "import-reason",
        file = name.to_owned(),
        sha256 = hex(sha256)
    )
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Works out what a file does to what the transaction's person sees.
pub(super) async fn make_plan(
    tx: &mut Tx,
    package: Package,
    choices: &Choices,
    today: NaiveDate,
) -> Result<Plan, MakePlanError> {
    // Reading names and numbers of a large file takes long enough to hold up
    // other requests.
    let (package, wanted) = spawn_blocking(move || {
        let wanted = plan::wanted(&package);
        (package, wanted)
    })
    .await?;
    let known: Known = db::known(tx, &wanted).await?;
    let choices = choices.clone();
    let plan = spawn_blocking(move || plan::plan(&package, &known, &choices, today)).await?;
    Ok(plan)
}

/// Why no plan could be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum MakePlanError {
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Broken(#[from] JoinError),
}

impl From<MakePlanError> for RunError {
    fn from(error: MakePlanError) -> Self {
        match error {
            MakePlanError::Database(error) => Self::Database(error),
            MakePlanError::Broken(error) => Self::Broken(error),
        }
    }
}

/// What keeps a plan from being carried out, in words.
pub(super) fn problem_words(problem: Problem, choices: &Choices) -> String {
    let chosen = |choice: &Option<String>| choice.clone().unwrap_or_default();
    match problem {
        Problem::UnknownPartnership => t!(
            "import-error-partnership",
            reference = chosen(&choices.partnership)
        ),
        Problem::UnknownJurisdiction => {
            t!(
                "import-error-jurisdiction",
                code = chosen(&choices.jurisdiction)
            )
        }
        Problem::NoJurisdiction => t!("import-error-no-jurisdiction"),
    }
}
