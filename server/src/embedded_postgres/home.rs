//! Where the private cluster lives, and as whom it runs.
//!
//! Postgres refuses to run as root, and it must be able to reach its own folder. So a server
//! started as root hands the cluster to the account `postgres`, or else `nobody`; and where
//! that account cannot enter the data folder (a clone under `/root`, which is closed to
//! others), the cluster goes to `/var/lib/triad-…` and the data folder holds a link to it.
//! The link, once made, decides: the cluster is found again whatever changes around it.

use std::{
    ffi::OsStr,
    fs, io,
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt, chown, symlink},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use sha2::{Digest, Sha256};

use super::Error;

/// Unix socket addresses are limited to 107 bytes on Linux and 103 on macOS; Postgres adds
/// this name to the folder's path.
const SOCKET_NAME: &str = "/.s.PGSQL.5432";
const LONGEST_SOCKET: usize = 103;

/// A system account, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    uid: u32,
    gid: u32,
}

/// The folder of the private cluster.
#[derive(Debug)]
pub(super) struct Home {
    path: PathBuf,
    /// Whom to become for Postgres' programs: set when this process is root.
    run_as: Option<Account>,
}

impl Home {
    /// Finds the cluster's folder inside the data folder, or makes it.
    pub(super) fn open(data: &Path) -> Result<Self, Error> {
        let root = rustix::process::geteuid().is_root();
        make_folder(data, if root { 0o711 } else { 0o700 })?;
        let data = data.canonicalize().map_err(Error::file(data))?;
        let place = data.join("postgres");
        match fs::symlink_metadata(&place) {
            Ok(_) => Self::existing(&place, root),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Self::create(&data, &place, root)
            }
            Err(error) => Err(Error::file(&place)(error)),
        }
    }

    fn existing(place: &Path, root: bool) -> Result<Self, Error> {
        let path = place.canonicalize().map_err(|source| Error::HomeLost {
            place: place.to_path_buf(),
            target: fs::read_link(place).unwrap_or_default(),
            source,
        })?;
        let metadata = fs::metadata(&path).map_err(Error::file(&path))?;
        let owner = Account {
            uid: metadata.uid(),
            gid: metadata.gid(),
        };
        let run_as = match (root, owner.uid) {
            // Made, but not yet handed over, when an earlier start ended.
            (true, 0) => Some(unprivileged_account()?),
            (true, _) => Some(owner),
            (false, uid) if uid == rustix::process::geteuid().as_raw() => None,
            (false, uid) => return Err(Error::ForeignHome { path, uid }),
        };
        let home = Self { path, run_as };
        home.give(&home.path)?;
        match run_as {
            Some(account) if !account.can_enter(&home.path) => Err(Error::HomeClosed {
                path: home.path,
                uid: account.uid,
            }),
            _ => Ok(home),
        }
    }

    fn create(data: &Path, place: &Path, root: bool) -> Result<Self, Error> {
        let run_as = root.then(unprivileged_account).transpose()?;
        let path = match run_as {
            Some(account) if !account.can_enter(data) => {
                let elsewhere = PathBuf::from(format!("/var/lib/triad-{}", digest(data)));
                crate::say(&format!(
                    "{} is closed to the account that Postgres runs as: its cluster is kept in {}",
                    data.display(),
                    elsewhere.display()
                ));
                make_folder(&elsewhere, 0o700)?;
                symlink(&elsewhere, place).map_err(Error::file(place))?;
                elsewhere
            }
            _ => {
                make_folder(place, 0o700)?;
                place.to_path_buf()
            }
        };
        let home = Self { path, run_as };
        home.give(&home.path)?;
        Ok(home)
    }

    /// The path of something inside the folder.
    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Hands a file or folder to the account that Postgres runs as.
    pub(super) fn give(&self, path: &Path) -> Result<(), Error> {
        match self.run_as {
            Some(account) => {
                chown(path, Some(account.uid), Some(account.gid)).map_err(Error::file(path))
            }
            None => Ok(()),
        }
    }

    /// One of Postgres' programs, to be run as the right account, with nothing of this
    /// process' environment that could bend it (`PGDATA`, `PGOPTIONS`, …), and in a process
    /// group of its own: a Ctrl-C in the terminal is for Triad, which then ends Postgres.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("LC_ALL", "C")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .current_dir(&self.path)
            .stdin(Stdio::null())
            .process_group(0);
        if let Some(account) = self.run_as {
            account.run(&mut command);
        }
        command
    }

    /// The folder of the socket: beside the data, or under `/tmp` where that path is too
    /// long for a socket. Only the account that Postgres runs as (and root) may enter it.
    pub(super) fn socket_folder(&self) -> Result<PathBuf, Error> {
        let beside = self.path.join("socket");
        let folder = if beside.as_os_str().len() + SOCKET_NAME.len() <= LONGEST_SOCKET {
            beside
        } else {
            PathBuf::from(format!("/tmp/triad-{}", digest(&self.path)))
        };
        make_folder(&folder, 0o700)?;
        let metadata = fs::symlink_metadata(&folder).map_err(Error::file(&folder))?;
        let me = rustix::process::geteuid().as_raw();
        let owners = [me, self.run_as.map_or(me, |account| account.uid)];
        // Under /tmp anybody could have made the folder first, to listen in our place.
        let ours =
            metadata.is_dir() && owners.contains(&metadata.uid()) && metadata.mode() & 0o077 == 0;
        if !ours {
            return Err(Error::SocketFolderTaken { folder });
        }
        self.give(&folder)?;
        Ok(folder)
    }
}

impl Account {
    fn named(name: &str) -> Option<Self> {
        Some(Self {
            uid: id("-u", name)?,
            gid: id("-g", name)?,
        })
    }

    fn run(self, command: &mut Command) {
        command.uid(self.uid).gid(self.gid);
    }

    /// Whether this account can reach `folder`. Tried rather than worked out from mode bits,
    /// which say nothing of access lists and mounts: a child changes its account first and
    /// its folder second, and cannot be started where the second fails.
    fn can_enter(self, folder: &Path) -> bool {
        let mut command = Command::new("true");
        command.current_dir(folder).stdin(Stdio::null());
        self.run(&mut command);
        command.status().is_ok()
    }
}

fn unprivileged_account() -> Result<Account, Error> {
    Account::named("postgres")
        .or_else(|| Account::named("nobody"))
        .ok_or(Error::NoAccount)
}

/// Asks `id`, which knows every source of accounts that the system has.
fn id(option: &str, name: &str) -> Option<u32> {
    let output = Command::new("id").args([option, name]).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().parse().ok())?
}

fn make_folder(path: &Path, mode: u32) -> Result<(), Error> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(mode)
        .create(path)
        .map_err(Error::file(path))
}

/// A short name for a path, the same at every start.
fn digest(path: &Path) -> String {
    let name: &OsStr = path.as_os_str();
    Sha256::digest(name.as_bytes())
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
