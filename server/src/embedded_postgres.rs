//! The private Postgres: a cluster in the data folder, run by this process.
//!
//! It listens on a unix socket alone, in a folder that only the account it runs as may
//! enter; whoever may enter there may change the cluster's files as well, so a password
//! would protect nothing that the folder does not (`docs/adr/0002-embedded-postgres.md`).
//!
//! One process runs the cluster and holds its lock: `serve` for as long as it serves, or a
//! command for as long as it works. A command that finds a server joins its cluster.

mod binaries;
mod home;
mod lock;
mod postmaster;

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};

use sqlx::{
    Connection, Executor, PgConnection,
    postgres::{PgConnectOptions, PgSslMode},
};
use tokio::{process::Command, time::sleep};

pub(crate) use self::lock::Purpose;
use self::{
    binaries::Binaries,
    home::Home,
    lock::{Holder, Lock},
    postmaster::{Postmaster, Supervisor},
};
use crate::stop::{Interrupted, Stop};

/// The database, and the role that owns it.
const DATABASE: &str = "triad";
const OWNER: &str = "triad_owner";

/// How text is sorted and which letters it has, best first: by Unicode's root collation,
/// which serves every language evenly, with letters as Unicode has them. Not every build of
/// Postgres knows ICU, not every system has `C.UTF-8`.
const LOCALES: [&[&str]; 4] = [
    &[
        "--locale-provider=icu",
        "--icu-locale=und",
        "--locale=C.UTF-8",
    ],
    &["--locale-provider=icu", "--icu-locale=und", "--locale=C"],
    &["--locale=C.UTF-8"],
    &["--locale=C"],
];

/// Why there is no private Postgres.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A file or folder cannot be used.
    #[error("{}: {source}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The data folder's link to the cluster leads nowhere.
    #[error(
        "{} leads to {}, which cannot be reached ({source}). Bring that folder back, or remove \
         {} to begin with an empty database",
        place.display(), target.display(), place.display()
    )]
    HomeLost {
        /// The link.
        place: PathBuf,
        /// Where it leads.
        target: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The cluster belongs to somebody else.
    #[error(
        "the database in {} belongs to the account with the number {uid}: run triad as that \
         account or as root",
        path.display()
    )]
    ForeignHome {
        /// The cluster's folder.
        path: PathBuf,
        /// Its owner.
        uid: u32,
    },
    /// The account that owns the cluster cannot reach it any more.
    #[error(
        "the account with the number {uid}, which Postgres runs as, cannot enter {}: let others \
         pass through each folder above it (chmod o+x), or move it",
        path.display()
    )]
    HomeClosed {
        /// The cluster's folder.
        path: PathBuf,
        /// Its owner.
        uid: u32,
    },
    /// Run as root on a system without an account to run Postgres as.
    #[error(
        "Postgres does not run as root, and this system has neither an account postgres nor \
         nobody: run triad as another account"
    )]
    NoAccount,
    /// The folder for the socket was made by somebody else.
    #[error(
        "{} is needed for the database's socket, but it is not a folder of this account that is \
         closed to others: remove it, or choose a TRIAD_DATA with a shorter path",
        folder.display()
    )]
    SocketFolderTaken {
        /// The folder.
        folder: PathBuf,
    },
    /// `TRIAD_POSTGRES_BIN` does not hold what it should.
    #[error(
        "TRIAD_POSTGRES_BIN is \"{}\", where {}; needed is the folder with initdb and postgres of {wanted}",
        folder.display(),
        found.map_or_else(|| String::from("no Postgres can be run"), |major| format!("Postgres {major} is"))
    )]
    GivenBinaries {
        /// The setting's value.
        folder: PathBuf,
        /// The major version found there.
        found: Option<u32>,
        /// What fits.
        wanted: String,
    },
    /// No Postgres on this machine, and none to be had.
    #[error(
        "there is no {wanted} on this machine, and it cannot be fetched ({why}): install the \
         package {package}, or set DATABASE_URL to a database elsewhere"
    )]
    NoBinaries {
        /// What fits.
        wanted: String,
        /// What to install.
        package: String,
        /// Why fetching failed.
        why: String,
    },
    /// What was fetched cannot be unpacked.
    #[error("Postgres was fetched, but cannot be unpacked in {}: {why}", folder.display())]
    Unpack {
        /// Where.
        folder: PathBuf,
        /// What went wrong.
        why: String,
    },
    /// `initdb` failed.
    #[error("Postgres cannot make a cluster in {}: {words}", folder.display())]
    Initdb {
        /// Where.
        folder: PathBuf,
        /// What it said.
        words: String,
    },
    /// Postgres ended instead of starting.
    #[error("Postgres ended at its start ({status}): {words}")]
    PostgresEnded {
        /// How.
        status: ExitStatus,
        /// The last it said.
        words: String,
    },
    /// A postmaster of an earlier run cannot be ended.
    #[error(
        "an earlier run left a Postgres behind that does not end: end the process {pid} by hand"
    )]
    LeftoverStays {
        /// Its process number.
        pid: i32,
    },
    /// Somebody serves on this data folder already.
    #[error(
        "another triad (process {pid}) serves on the data folder {} already{}: end that one, or set \
         TRIAD_DATA to another folder",
        data.display(),
        listens.map(|address| format!(", at http://{address}")).unwrap_or_default()
    )]
    AlreadyServed {
        /// The data folder.
        data: PathBuf,
        /// Who.
        pid: String,
        /// Where.
        listens: Option<std::net::SocketAddr>,
    },
    /// The new cluster does not take the database.
    #[error("the private database cannot be prepared: {0}")]
    Prepare(#[from] sqlx::Error),
    /// Told to end meanwhile.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

impl Error {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { path, source }
    }
}

/// The private cluster, running.
#[derive(Debug)]
pub(crate) struct Cluster {
    socket: PathBuf,
    role: Role,
}

#[derive(Debug)]
enum Role {
    /// This process runs the cluster, and holds the lock until Postgres has ended.
    Runs(Supervisor, Lock),
    /// A server runs it, listening there.
    Joined(Option<std::net::SocketAddr>),
}

impl Cluster {
    /// Opens the cluster in the data folder: makes it when there is none, starts it, or joins
    /// the server that runs it.
    ///
    /// # Errors
    /// Each [`Error`]; none leaves Postgres running.
    pub(crate) async fn open(
        data: &Path,
        postgres_bin: Option<&Path>,
        purpose: &Purpose,
        stop: &Stop,
    ) -> Result<Self, Error> {
        let home = Home::open(data)?;
        let socket = home.socket_folder()?;
        let lock = stop
            .unless_requested(take_lock(&home, data, &socket, purpose))
            .await??;
        let role = match lock {
            Taken::Joined(holder) => Role::Joined(holder.listens),
            Taken::Mine(lock) => {
                let supervisor = run(home, socket.clone(), postgres_bin, stop).await?;
                Role::Runs(supervisor, lock)
            }
        };
        Ok(Self { socket, role })
    }

    /// How to connect, as the owner of the database.
    pub(crate) fn options(&self) -> PgConnectOptions {
        through(&self.socket).username(OWNER).database(DATABASE)
    }

    /// Where the server listens whose cluster was joined.
    pub(crate) fn served_at(&self) -> Option<std::net::SocketAddr> {
        match self.role {
            Role::Joined(address) => address,
            Role::Runs(..) => None,
        }
    }

    /// Ends Postgres where this process runs it, and returns once it has ended.
    pub(crate) async fn close(self) {
        if let Role::Runs(supervisor, lock) = self.role {
            supervisor.end().await;
            drop(lock);
        }
    }
}

/// How to reach a cluster through its socket. Nothing that the environment says about other
/// databases (`PGSSLMODE`, `PGPASSWORD`, …) is meant for it.
fn through(socket: &Path) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket)
        .port(5432)
        .ssl_mode(PgSslMode::Disable)
        .application_name("triad")
}

enum Taken {
    Mine(Lock),
    Joined(Holder),
}

/// Takes the lock, or finds the server to join. Waits for commands to finish.
async fn take_lock(
    home: &Home,
    data: &Path,
    socket: &Path,
    purpose: &Purpose,
) -> Result<Taken, Error> {
    let path = home.join("triad.lock");
    let failed = |error| Error::file(&path)(error);
    let mut lock = Lock::open(&path)?;
    home.give(&path)?;
    let mut before = None;
    let mut told = None;
    loop {
        if lock.take(purpose).map_err(failed)? {
            return Ok(Taken::Mine(lock));
        }
        let holder = lock.holder().map_err(failed)?;
        // Just after the lock changed hands the text still names the last holder: believed
        // is what was read twice.
        match holder.clone().filter(|_| before == holder) {
            Some(holder) if holder.command == "serve" => match purpose {
                Purpose::Serve(_) => {
                    return Err(Error::AlreadyServed {
                        data: data.to_path_buf(),
                        pid: holder.pid,
                        listens: holder.listens,
                    });
                }
                Purpose::Command(_) if answers(socket).await => return Ok(Taken::Joined(holder)),
                Purpose::Command(_) => tell(&mut told, "Waiting for the server to start"),
            },
            Some(Holder { command, pid, .. }) => tell(
                &mut told,
                &format!("Waiting for triad {command} (process {pid}) to finish"),
            ),
            None => {}
        }
        before = holder;
        sleep(Duration::from_millis(200)).await;
    }
}

/// Says something once.
fn tell(told: &mut Option<String>, words: &str) {
    if told.as_deref() != Some(words) {
        crate::say(words);
        *told = Some(words.to_owned());
    }
}

/// Whether the database is there to be used.
async fn answers(socket: &Path) -> bool {
    let options = through(socket).username(OWNER).database(DATABASE);
    PgConnection::connect_with(&options).await.is_ok()
}

async fn run(
    home: Home,
    socket: PathBuf,
    postgres_bin: Option<&Path>,
    stop: &Stop,
) -> Result<Supervisor, Error> {
    let data = home.join("data");
    let made_by = binaries::made_by(&data);
    let binaries = stop
        .unless_requested(Binaries::find(&home, postgres_bin, made_by))
        .await??;
    if made_by.is_none() {
        crate::say("Making a private Postgres in the data folder");
        stop.unless_requested(make_cluster(&home, &binaries, &data))
            .await??;
    }
    let postmaster = Postmaster {
        home,
        binaries,
        data,
        socket,
        latest: postmaster::Latest::default(),
    };
    let child = postmaster.start(stop).await?;
    let prepared = stop
        .unless_requested(prepare(&postmaster.socket))
        .await
        .map_err(Error::from)
        .and_then(|done| done.map_err(Error::from));
    match prepared {
        Ok(()) => Ok(Supervisor::new(postmaster, child)),
        Err(error) => {
            postmaster::end(child).await;
            Err(error)
        }
    }
}

/// Makes the cluster under another name first, so that one which was interrupted half-way is
/// never taken for whole.
async fn make_cluster(home: &Home, binaries: &Binaries, data: &Path) -> Result<(), Error> {
    let unfinished = home.join("data.new");
    let mut words = String::new();
    for locale in LOCALES {
        remove_folder(&unfinished)?;
        let program = binaries.program("initdb");
        let mut command = home.command(&program);
        command
            .arg("--pgdata")
            .arg(&unfinished)
            .args(["--username=postgres", "--encoding=UTF8", "--data-checksums"])
            .args(["--auth-local=trust", "--auth-host=reject"])
            .args(locale)
            .stdout(Stdio::null());
        let output = Command::from(command)
            .kill_on_drop(true)
            .output()
            .await
            .map_err(Error::file(&program))?;
        if output.status.success() {
            return fs::rename(&unfinished, data).map_err(Error::file(data));
        }
        words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    }
    Err(Error::Initdb {
        folder: data.to_path_buf(),
        words,
    })
}

fn remove_folder(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::file(path)(error)),
        _ => Ok(()),
    }
}

/// Makes the database and its owner, who is no superuser: to a superuser, row-level security
/// does not apply. `CREATEROLE` lets the migrations make the role that the pages work as.
async fn prepare(socket: &Path) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect_with(&postmaster::administrator(socket)).await?;
    let (owner, database): (bool, bool) = sqlx::query_as(
        "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'triad_owner'),
                EXISTS (SELECT FROM pg_database WHERE datname = 'triad')",
    )
    .fetch_one(&mut connection)
    .await?;
    if !owner {
        connection
            .execute("CREATE ROLE triad_owner LOGIN CREATEROLE")
            .await?;
    }
    if !database {
        connection
            .execute("CREATE DATABASE triad OWNER triad_owner")
            .await?;
    }
    connection.close().await
}
