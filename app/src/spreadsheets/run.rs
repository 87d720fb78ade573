//! Checking a file and writing it: the steps that screen and command line
//! share, the work in the background, and the command line's way through.

use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::access::Person;
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::cells::Cells;
use super::fault::Fault;
use super::kind::Kind;
use super::reading::{self, MAX_BYTES};
use super::sheet::{Context, Done, Numbered, Plan, Report, Sheet};
use super::sheets::budgets::Budgets;
use super::sheets::commitments::Commitments;
use super::sheets::measurements::Measurements;
use super::sheets::milestones::Milestones;
use super::sheets::movements::{Receipts, Spending};
use super::sheets::organisations::Organisations;
use super::sheets::rates::Rates;
use super::sheets::targets::Targets;
use super::{db, words};
use crate::db::Tx;
use crate::error::AppError;
use crate::{AppState, files, t, text};

/// What checking a file comes to: a report, and what to write where it has no
/// fault.
pub(super) struct Checked<W> {
    pub(super) report: Report,
    pub(super) writes: Option<W>,
}

/// Checks the whole file against what is recorded now, as the transaction's
/// person sees it. Nothing is written.
pub(super) async fn check<S: Sheet>(
    tx: &mut Tx,
    context: &Context,
    bytes: Arc<Vec<u8>>,
) -> Result<Checked<S::Writes>, AppError> {
    // Reading a large file takes long enough to hold up other requests.
    let for_reading = context.clone();
    let reading = move || read::<S>(&bytes, &for_reading);
    let read = spawn_blocking(reading).await.map_err(internal)?;
    let (report, faults, rows) = match read {
        Ok(read) => read,
        Err(faults) => {
            return Ok(Checked {
                report: Report::unreadable(faults, S::COLUMNS),
                writes: None,
            });
        }
    };
    let known = S::known(tx, &rows).await?;
    let context = context.clone();
    let planning = move || {
        let mut plan = Plan::new(report, faults);
        let writes = S::plan(known, rows, &context, &mut plan);
        (plan.finish(S::COLUMNS), writes)
    };
    let (report, writes) = spawn_blocking(planning).await.map_err(internal)?;
    Ok(Checked {
        writes: (report.faults_found == 0).then_some(writes),
        report,
    })
}

type Read<S> = (Report, Vec<Fault>, Vec<Numbered<<S as Sheet>::Row>>);

fn read<S: Sheet>(bytes: &[u8], context: &Context) -> Result<Read<S>, Vec<Fault>> {
    let table = reading::read(bytes, S::COLUMNS)?;
    let mut faults = Vec::new();
    let mut rows = Vec::new();
    for raw in &table.rows {
        let mut cells = Cells::new(&table, raw);
        rows.push(Numbered {
            number: raw.number,
            row: S::read(&mut cells, context),
        });
        faults.append(&mut cells.faults);
    }
    let report = Report {
        rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        unknown: table.unknown,
        ..Report::default()
    };
    Ok((report, faults, rows))
}

pub(super) fn internal(error: tokio::task::JoinError) -> AppError {
    AppError::Internal(error.into())
}

/// How the writing of a file ended.
enum Outcome {
    Written,
    /// It has faults by now.
    Refused(Report),
    /// Nothing was written; the key of the message that says why.
    Not(&'static str),
}

/// How often the progress is told.
const BEAT: Duration = Duration::from_millis(500);

/// Begins to write a file that was said to be committing. It goes on when the
/// request is answered, and ends cleanly with the server: all is written, or
/// nothing and the file says why.
pub(super) fn begin<S: Sheet>(app: &AppState, person: Person, id: Uuid, context: Context) {
    let work = app.clone();
    app.background.spawn(async move {
        let done = Done::default();
        let outcome = tokio::select! {
            outcome = write::<S>(&work, person, id, &context, &done) => outcome,
            outcome = beat(&work, person, id, &done) => outcome,
            () = work.background.ending() => Ok(Outcome::Not("table-problem-stopped")),
        };
        let outcome = outcome.unwrap_or_else(|error| {
            tracing::error!(%error, import = %id, "a spreadsheet was not written");
            Outcome::Not(problem_of(&error))
        });
        // Without a database there is nobody to tell; the page then finds that
        // it was broken off.
        if let Err(error) = tell(&work, person, id, outcome).await {
            tracing::error!(%error, import = %id, "how a spreadsheet ended was not noted");
        }
    });
}

fn problem_of(error: &AppError) -> &'static str {
    match error {
        AppError::Conflict => "table-problem-overtaken",
        AppError::Busy => "table-problem-busy",
        AppError::Forbidden => "table-problem-forbidden",
        _ => "table-problem-internal",
    }
}

/// Tells the progress until the writing is over.
async fn beat(app: &AppState, person: Person, id: Uuid, done: &Done) -> Result<Outcome, AppError> {
    loop {
        tokio::time::sleep(BEAT).await;
        let beaten = async {
            let mut tx = app.db.begin_as(&person).await?;
            db::beat(&mut tx, id, done.rows()).await?;
            tx.commit().await
        };
        if let Err(error) = beaten.await {
            tracing::warn!(%error, import = %id, "the progress was not told");
        }
    }
}

/// Checks a file again and writes it, in one transaction.
async fn write<S: Sheet>(
    app: &AppState,
    person: Person,
    id: Uuid,
    context: &Context,
    done: &Done,
) -> Result<Outcome, AppError> {
    let mut tx = app.db.begin_as_because(&person, &context.reason).await?;
    if !db::try_lock(&mut tx).await? {
        return Ok(Outcome::Not("table-problem-busy"));
    }
    let bytes = Arc::new(db::content(&mut tx, id).await?);
    let checked = check::<S>(&mut tx, context, bytes).await?;
    let Some(writes) = checked.writes else {
        tx.rollback().await?;
        return Ok(Outcome::Refused(checked.report));
    };
    if !written::<S>(&mut tx, &writes, context, done).await? {
        tx.rollback().await?;
        return Ok(Outcome::Not("table-problem-overtaken"));
    }
    db::finish(&mut tx, id, &checked.report).await?;
    tx.commit().await?;
    Ok(Outcome::Written)
}

/// Writes; false where somebody else was faster, be it that a record changed
/// or that one of the same key came to be.
async fn written<S: Sheet>(
    tx: &mut Tx,
    writes: &S::Writes,
    context: &Context,
    done: &Done,
) -> Result<bool, AppError> {
    match S::write(tx, writes, context, done).await {
        Ok(all) => Ok(all),
        Err(error) if crate::db::broken_constraint(&error).is_some() => {
            tracing::warn!(%error, "a spreadsheet was overtaken");
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

async fn tell(app: &AppState, person: Person, id: Uuid, outcome: Outcome) -> Result<(), AppError> {
    let mut tx = match outcome {
        Outcome::Written => return Ok(()),
        Outcome::Refused(_) | Outcome::Not(_) => app.db.begin_as(&person).await?,
    };
    match outcome {
        Outcome::Written => {}
        Outcome::Refused(report) => db::refuse(&mut tx, id, &report).await?,
        Outcome::Not(problem) => db::give_up(&mut tx, id, problem).await?,
    }
    tx.commit().await?;
    Ok(())
}

/// Why the history says a record was made or changed.
pub(super) fn reason(name: &str, sha256: &[u8]) -> String {
    let sha256 = sha256.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    t!("table-reason", file = name.to_owned(), sha256 = sha256)
}

/// Why a file was not imported. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file cannot be read from disk.
    #[error("it cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The file is larger than is taken.
    #[error("it is larger than {} MiB", MAX_BYTES / (1024 * 1024))]
    TooLarge,
    /// The file has faults, each told in a line.
    #[error("{0}")]
    Faults(String),
    /// Another spreadsheet is being written.
    #[error("another spreadsheet is being imported; try again when it is done")]
    Busy,
    /// A record was changed while the file was imported.
    #[error("somebody changed one of its records meanwhile; try again")]
    Overtaken,
    /// The database refused or is away.
    #[error("the database did not take it: {0}")]
    App(#[from] AppError),
}

impl From<sqlx::Error> for TableError {
    fn from(error: sqlx::Error) -> Self {
        Self::App(error.into())
    }
}

/// Imports one spreadsheet for the operator, all of it or nothing, and tells
/// what was done, or in a dry run what would be.
///
/// # Errors
/// Why nothing was imported: with every fault of the file, where it has any.
pub async fn run_file(
    state: &AppState,
    kind: Kind,
    file: &Path,
    dry_run: bool,
) -> Result<String, TableError> {
    match kind {
        Kind::Commitments => run::<Commitments>(state, file, dry_run).await,
        Kind::Receipts => run::<Receipts>(state, file, dry_run).await,
        Kind::Spending => run::<Spending>(state, file, dry_run).await,
        Kind::Milestones => run::<Milestones>(state, file, dry_run).await,
        Kind::Targets => run::<Targets>(state, file, dry_run).await,
        Kind::Measurements => run::<Measurements>(state, file, dry_run).await,
        Kind::Organisations => run::<Organisations>(state, file, dry_run).await,
        Kind::Budgets => run::<Budgets>(state, file, dry_run).await,
        Kind::Rates => run::<Rates>(state, file, dry_run).await,
    }
}

async fn run<S: Sheet>(state: &AppState, file: &Path, dry_run: bool) -> Result<String, TableError> {
    if tokio::fs::metadata(file).await?.len() > MAX_BYTES as u64 {
        return Err(TableError::TooLarge);
    }
    let bytes = Arc::new(tokio::fs::read(file).await?);
    let sha256 = Sha256::digest(&bytes[..]);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = files::clean_name(&name);
    let context = Context {
        person: None,
        today: state.today(),
        language: text::current().language().to_owned(),
        reason: reason(&name, &sha256),
    };
    let mut tx = state.db.begin_as_operator(&context.reason).await?;
    if !db::try_lock(&mut tx).await? {
        return Err(TableError::Busy);
    }
    let new = db::NewImport {
        id: Uuid::now_v7(),
        kind: S::KIND,
        name: &name,
        size: bytes.len(),
        sha256: &sha256,
    };
    let checked = check::<S>(&mut tx, &context, bytes).await?;
    let report = checked.report;
    let Some(writes) = checked.writes else {
        tx.rollback().await?;
        return Err(TableError::Faults(words::faults(&report)));
    };
    let told = words::outcome(&report, !dry_run);
    if dry_run || report.rows_new + report.rows_changed == 0 {
        tx.rollback().await?;
        return Ok(told);
    }
    if !written::<S>(&mut tx, &writes, &context, &Done::default()).await? {
        tx.rollback().await?;
        return Err(TableError::Overtaken);
    }
    db::note_written(&mut tx, &new, &report).await?;
    tx.commit().await?;
    Ok(told)
}
