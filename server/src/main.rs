//! The `triad` command: settings, the private Postgres, serving, and the commands beside it.
//!
//! Start at [`run`]: settings are read, logging starts, the database is opened, the command
//! does its work, and what was started for it is ended, whatever came of it.

mod commands;
mod config;
mod database;
mod embedded_postgres;
mod serve;
mod stop;
mod telemetry;

use std::{
    io::{self, Write},
    net::SocketAddr,
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::{
    commands::{Generate, ImportOcds, ImportTable, PersonAdd},
    config::Config,
    database::Database,
    embedded_postgres::Purpose,
    stop::{Interrupted, Stop},
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Follows health ICT partnerships between ministries, health organisations and vendors.
///
/// Without a command it serves: on http://127.0.0.1:3000, over a private Postgres in ./var.
#[derive(Debug, Parser)]
#[command(name = "triad", version)]
struct Arguments {
    /// The data folder; goes before TRIAD_DATA
    #[arg(long, global = true, value_name = "FOLDER")]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages, until SIGTERM or Ctrl-C
    ///
    /// Brings the schema up to date first. Without DATABASE_URL it runs a private Postgres in
    /// the data folder; when it makes that itself, it loads the demonstration into it. To
    /// begin without the demonstration, run `triad migrate` once before.
    Serve {
        /// Where to listen, such as 127.0.0.1:3000 or [::]:8080; goes before TRIAD_LISTEN
        #[arg(long, value_name = "ADDRESS")]
        listen: Option<SocketAddr>,
    },
    /// Bring the database's schema up to date
    ///
    /// Every other command does so as well. May run beside a server.
    Migrate,
    /// Load the demonstration: fictional partnerships, and accounts with a published password
    ///
    /// A server over a database with the demonstration listens on the loopback address alone,
    /// unless TRIAD_ALLOW_DEMO_BEYOND_LOOPBACK is yes. May run beside a server.
    Demo,
    /// Make up partnerships, about a hundred rows each, to try Triad with many of them
    ///
    /// The same number makes the same partnerships. Nobody in them can sign in. Refuses where
    /// some are there already. May run beside a server.
    Generate(Generate),
    /// Bring in data from elsewhere
    #[command(subcommand)]
    Import(Import),
    /// Keep the people who may sign in
    #[command(subcommand)]
    Person(Person),
    /// Examine the record of changes
    #[command(subcommand)]
    Audit(Audit),
}

#[derive(Debug, Subcommand)]
enum Import {
    /// Import contracts that were published in the Open Contracting Data Standard
    ///
    /// Each file is imported whole or not at all; one that was imported before changes
    /// nothing. May run beside a server.
    Ocds(ImportOcds),
    /// Import a spreadsheet (CSV): commitments, receipts, spending, milestones and more
    ///
    /// The file is checked whole and imported whole or not at all; every fault is told with its
    /// row. What the file holds and is recorded already changes nothing. May run beside a server.
    Table(ImportTable),
}

#[derive(Debug, Subcommand)]
enum Person {
    /// Add a person who may sign in
    ///
    /// The password never stands on the command line, where other accounts of the machine
    /// could read it. May run beside a server.
    Add(PersonAdd),
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Check that no row of the record of changes was altered or removed
    ///
    /// Ends with status 1 and names the first bad row otherwise. May run beside a server.
    Verify,
}

impl Command {
    fn purpose(&self, config: &Config) -> Purpose {
        match self {
            Self::Serve { .. } => Purpose::Serve(config.listen),
            Self::Migrate => Purpose::Command("migrate"),
            Self::Demo => Purpose::Command("demo"),
            Self::Generate(_) => Purpose::Command("generate"),
            Self::Import(_) => Purpose::Command("import"),
            Self::Person(_) => Purpose::Command("person"),
            Self::Audit(_) => Purpose::Command("audit"),
        }
    }
}

/// Why a command failed, in words for whoever typed it.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Embedded(#[from] embedded_postgres::Error),
    #[error(transparent)]
    App(#[from] app::error::AppError),
    #[error(transparent)]
    AddPerson(#[from] app::accounts::AddPersonError),
    #[error(transparent)]
    Generate(#[from] app::demo::GenerateError),
    #[error("the database refused: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the schema cannot be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error("the database of DATABASE_URL cannot be reached at {host}, port {port}: {source}")]
    Unreachable {
        host: String,
        port: u16,
        source: sqlx::Error,
    },
    #[error("the database of DATABASE_URL is Postgres {0}: Triad needs version 15 or later")]
    TooOld(String),
    #[error("cannot listen on {address}: {source}. Set TRIAD_LISTEN to another address or port")]
    Bind {
        address: SocketAddr,
        source: io::Error,
    },
    #[error(
        "this database has the demonstration, whose accounts anybody can sign in to, and {0} can be \
         reached from other machines: listen on 127.0.0.1, or set TRIAD_ALLOW_DEMO_BEYOND_LOOPBACK=yes"
    )]
    DemonstrationExposed(SocketAddr),
    #[error("serving failed: {0}")]
    Serve(io::Error),
    #[error("{} was not imported: {why}", file.display())]
    Import { file: PathBuf, why: String },
    #[error(
        "--password-stdin reads from a pipe or file, not from the terminal, which would show it"
    )]
    PasswordFromTerminal,
    #[error("standard input has no password in its first line")]
    NoPassword,
    #[error("no password: {0}")]
    Password(io::Error),
    #[error("the record of changes was tampered with")]
    AuditBroken,
    #[error("signals cannot be received: {0}")]
    Signals(io::Error),
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

impl Failure {
    fn interrupted(&self) -> bool {
        matches!(
            self,
            Self::Interrupted(_) | Self::Embedded(embedded_postgres::Error::Interrupted(_))
        )
    }
}

fn main() -> ExitCode {
    let matches = Arguments::command()
        .after_help(config::help())
        .get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let mut config = match Config::read(std::env::vars_os()) {
        Ok(config) => config,
        Err(refused) => {
            complain(&refused.to_string());
            return ExitCode::from(2);
        }
    };
    let command = arguments.command.unwrap_or(Command::Serve { listen: None });
    if let Some(data) = arguments.data {
        config.data = data;
    }
    if let Command::Serve {
        listen: Some(listen),
    } = command
    {
        config.listen = listen;
    }
    telemetry::start(&config);
    execute(&config, &command)
}

fn execute(config: &Config, command: &Command) -> ExitCode {
    // Pages of two megabytes, which the allocator asks for, hold half as much again as is used.
    // Where the kernel has no such setting, there are none to turn off.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(&format!("no threads to work with: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(run(config, command));
    // Work on blocking threads, such as hashing a password, is not worth waiting for.
    runtime.shutdown_timeout(Duration::from_millis(100));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // A server that is told to end while it still starts has done what it was told.
        Err(failure) if failure.interrupted() && matches!(command, Command::Serve { .. }) => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            complain(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn run(config: &Config, command: &Command) -> Result<(), Failure> {
    let stop = Stop::listen().map_err(Failure::Signals)?;
    let database = Database::open(config, &command.purpose(config), &stop).await?;
    let outcome = match command {
        Command::Serve { .. } => serve::serve(config, &database, &stop).await,
        command => match stop
            .unless_requested(work(config, &database, command))
            .await
        {
            Ok(outcome) => outcome,
            Err(interrupted) => Err(interrupted.into()),
        },
    };
    database.close().await;
    outcome
}

async fn work(config: &Config, database: &Database, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Serve { .. } | Command::Migrate => commands::migrate(database).await,
        Command::Demo => commands::demo(config, database).await,
        Command::Generate(asked) => commands::generate(config, database, asked).await,
        Command::Import(Import::Ocds(asked)) => {
            commands::import_ocds(config, database, asked).await
        }
        Command::Import(Import::Table(asked)) => {
            commands::import_table(config, database, asked).await
        }
        Command::Person(Person::Add(asked)) => commands::person_add(config, database, asked).await,
        Command::Audit(Audit::Verify) => commands::audit_verify(config, database).await,
    }
}

/// Tells whoever typed the command how it goes, on standard output.
fn say(words: &str) {
    // Nobody reads it any more: no reason to stop.
    let _ = writeln!(io::stdout().lock(), "{words}");
}

fn complain(words: &str) {
    // Nobody reads it: the exit status still tells.
    let _ = writeln!(io::stderr().lock(), "triad: {words}");
}
