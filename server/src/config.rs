//! Settings: read from the environment, checked whole, refused with the line to mend.
//!
//! Every setting is one entry of [`SETTINGS`]; `--help` lists the same entries. A variable
//! that begins with `TRIAD_` and is not among them is refused, because a misspelt setting
//! that is silently ignored is found out in production.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fmt,
    net::SocketAddr,
    path::{Path, PathBuf},
    str::FromStr,
};

use sqlx::postgres::PgConnectOptions;
use tracing_subscriber::{EnvFilter, filter::LevelFilter};

/// What every setting of Triad's own is called by.
const PREFIX: &str = "TRIAD_";

/// One environment variable that Triad reads.
#[derive(Debug)]
pub(crate) struct Setting {
    /// The variable.
    pub(crate) name: &'static str,
    /// What holds when it is not set, as a person would write it.
    pub(crate) default: &'static str,
    /// Which values are allowed, with an example.
    pub(crate) allowed: &'static str,
    /// What it decides.
    pub(crate) meaning: &'static str,
    /// Whether a refused value may be repeated in a message.
    secret: bool,
}

impl Setting {
    const fn new(
        name: &'static str,
        default: &'static str,
        allowed: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self {
            name,
            default,
            allowed,
            meaning,
            secret: false,
        }
    }
}

static DATABASE_URL: Setting = Setting {
    secret: true,
    ..Setting::new(
        "DATABASE_URL",
        "a private Postgres inside TRIAD_DATA",
        "the URL of a Postgres 15 or later, such as postgres://triad:secret@db.example/triad",
        "the database to use",
    )
};
static LISTEN: Setting = Setting::new(
    "TRIAD_LISTEN",
    "127.0.0.1:3000",
    "an IP address and a port, such as 127.0.0.1:3000 or [::]:8080",
    "where the server listens",
);
static HTTPS: Setting = Setting::new(
    "TRIAD_HTTPS",
    "no on a loopback address, otherwise yes",
    "yes or no",
    "whether browsers reach the server through HTTPS, which a proxy before it ends",
);
static DATA: Setting = Setting::new(
    "TRIAD_DATA",
    "./var",
    "the path of a folder; it is made when it does not exist",
    "where the private Postgres lives",
);
static LOG: Setting = Setting::new(
    "TRIAD_LOG",
    // Notices of Postgres tell which of the things a migration asks for are there already, and
    // each attempt to fetch Postgres would be reported beside the outcome.
    "info,reqwest_retry=error,sqlx::postgres::notice=warn",
    "error, warn, info, debug, trace or off, or directives such as info,sqlx=debug",
    "how much is logged",
);
static LOG_FORMAT: Setting = Setting::new(
    "TRIAD_LOG_FORMAT",
    "auto",
    "human, json, or auto (human on a terminal, otherwise json)",
    "how log lines are written to standard error",
);
static POSTGRES_BIN: Setting = Setting::new(
    "TRIAD_POSTGRES_BIN",
    "looked for in PATH, by pg_config, in /usr/lib/postgresql, otherwise fetched",
    "the path of a folder that holds initdb and postgres",
    "which Postgres the private cluster runs",
);
static ALLOW_DEMO: Setting = Setting::new(
    "TRIAD_ALLOW_DEMO_BEYOND_LOOPBACK",
    "no",
    "yes or no",
    "whether a server with the demonstration's well-known accounts may be reached from other machines",
);

static OCID_PREFIX: Setting = Setting::new(
    "TRIAD_OCID_PREFIX",
    "none, and then nothing is exported as open contracting data",
    "the prefix that the Open Contracting Partnership registered for you, such as ocds-a2b3c4",
    "what the open contracting ids of contracts that began here start with",
);

/// Every setting there is.
pub(crate) static SETTINGS: [&Setting; 9] = [
    &LISTEN,
    &HTTPS,
    &DATA,
    &DATABASE_URL,
    &LOG,
    &LOG_FORMAT,
    &POSTGRES_BIN,
    &ALLOW_DEMO,
    &OCID_PREFIX,
];

/// The settings, for the foot of `--help`.
pub(crate) fn help() -> String {
    let mut text = String::from("Settings (environment variables):\n");
    for setting in SETTINGS {
        text.push_str(&format!(
            "  {}\n      {}: {}\n      [default: {}]\n",
            setting.name, setting.meaning, setting.allowed, setting.default
        ));
    }
    text
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// Human on a terminal, otherwise JSON.
    Auto,
    /// One coloured line per event.
    Human,
    /// One JSON object per event.
    Json,
}

/// The settings a process runs with.
#[derive(Debug)]
pub(crate) struct Config {
    /// Where the server listens.
    pub(crate) listen: SocketAddr,
    /// Whether browsers come through HTTPS, where that was said.
    pub(crate) https: Option<bool>,
    /// The data folder, as it was given.
    pub(crate) data: PathBuf,
    /// The database, when it is not the private one.
    pub(crate) database: Option<PgConnectOptions>,
    /// Directives for `tracing_subscriber::EnvFilter`, already known to be sound.
    pub(crate) log: String,
    /// How log lines are written.
    pub(crate) log_format: LogFormat,
    /// The folder with Postgres' programs, when it was given.
    pub(crate) postgres_bin: Option<PathBuf>,
    /// Whether the demonstration may be served beyond this machine.
    pub(crate) allow_demo_beyond_loopback: bool,
    /// What new open contracting ids start with, where it was said.
    pub(crate) ocid_prefix: Option<String>,
}

impl Config {
    /// Reads the settings out of `variables` (for a process: `std::env::vars_os()`).
    ///
    /// # Errors
    /// Every unknown name and every value that is not allowed, all at once.
    pub(crate) fn read(
        variables: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, Refused> {
        let mut reader = Reader::new(variables);
        let config = Self {
            listen: reader
                .value(&LISTEN, |text| text.parse().ok())
                .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000))),
            https: reader.value(&HTTPS, yes_or_no),
            data: reader
                .value(&DATA, path)
                .unwrap_or_else(|| PathBuf::from("./var")),
            database: reader.value(&DATABASE_URL, database_url),
            log: reader
                .value(&LOG, log_directives)
                .unwrap_or_else(|| LOG.default.to_owned()),
            log_format: reader
                .value(&LOG_FORMAT, log_format)
                .unwrap_or(LogFormat::Auto),
            postgres_bin: reader.value(&POSTGRES_BIN, path),
            allow_demo_beyond_loopback: reader.value(&ALLOW_DEMO, yes_or_no).unwrap_or(false),
            ocid_prefix: reader.value(&OCID_PREFIX, ocid_prefix),
        };
        reader.refuse_unknown();
        if reader.problems.is_empty() {
            Ok(config)
        } else {
            Err(Refused(reader.problems))
        }
    }
}

/// Why the settings were refused: one problem per variable.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) struct Refused(Vec<Problem>);

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{problem}")?;
        }
        Ok(())
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Problem {
    BadValue {
        name: &'static str,
        value: String,
        allowed: &'static str,
    },
    Unknown {
        name: String,
        value: String,
        nearest: &'static str,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadValue {
                name,
                value,
                allowed,
            } => write!(
                formatter,
                "{name} is {value}, which is not allowed. Set it to {allowed}, or remove it."
            ),
            Self::Unknown {
                name,
                value,
                nearest,
            } => write!(
                formatter,
                "{name} (set to {value}) is not a setting of Triad. \
                 The nearest is {nearest}; all are listed by: triad --help"
            ),
        }
    }
}

struct Reader {
    values: BTreeMap<String, OsString>,
    problems: Vec<Problem>,
}

impl Reader {
    fn new(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        let values = variables
            .into_iter()
            .map(|(name, value)| (name.to_string_lossy().into_owned(), value))
            .filter(|(name, _)| name.starts_with(PREFIX) || name == DATABASE_URL.name)
            .collect();
        Self {
            values,
            problems: Vec::new(),
        }
    }

    /// Takes a setting out of the variables. An empty value is refused like any other that
    /// is not allowed: taken for "not set", an empty `DATABASE_URL` would quietly start a
    /// private and empty database.
    fn value<T>(
        &mut self,
        setting: &'static Setting,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.values.remove(setting.name)?;
        let parsed = value
            .to_str()
            .filter(|text| !text.is_empty())
            .and_then(parse);
        if parsed.is_none() {
            self.problems.push(Problem::BadValue {
                name: setting.name,
                value: shown(setting, &value),
                allowed: setting.allowed,
            });
        }
        parsed
    }

    fn refuse_unknown(&mut self) {
        for (name, value) in std::mem::take(&mut self.values) {
            let nearest = nearest(&name);
            self.problems.push(Problem::Unknown {
                value: shown(nearest, &value),
                nearest: nearest.name,
                name,
            });
        }
    }
}

/// A value as a message may repeat it. A value given to a misspelt secret is one too.
fn shown(setting: &Setting, value: &OsString) -> String {
    if value.is_empty() {
        String::from("empty")
    } else if setting.secret {
        String::from("a value that is not repeated here, since it can hold a password")
    } else {
        format!("{:?}", value.to_string_lossy())
    }
}

fn nearest(name: &str) -> &'static Setting {
    SETTINGS
        .into_iter()
        .min_by_key(|setting| {
            let bare = name.strip_prefix(PREFIX).unwrap_or(name);
            let known = setting.name.strip_prefix(PREFIX).unwrap_or(setting.name);
            strsim::damerau_levenshtein(bare, known)
        })
        .unwrap_or(&LISTEN)
}

/// Small letters, digits and hyphens, as prefixes are given out.
fn ocid_prefix(text: &str) -> Option<String> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let sound = text.len() <= 40 && text.bytes().all(allowed) && !text.ends_with('-');
    sound.then(|| text.to_owned())
}

fn path(text: &str) -> Option<PathBuf> {
    Some(Path::new(text).to_path_buf())
}

fn database_url(text: &str) -> Option<PgConnectOptions> {
    // The parser below takes any scheme, and would read a MySQL URL as one of Postgres.
    let known = text.starts_with("postgres://") || text.starts_with("postgresql://");
    known
        .then(|| PgConnectOptions::from_str(text).ok())
        .flatten()
}

fn log_directives(text: &str) -> Option<String> {
    // The parser below takes a misspelt level for the name of a module.
    let levels_known = text
        .split(',')
        .filter(|directive| !directive.contains('='))
        .all(|directive| LevelFilter::from_str(directive.trim()).is_ok());
    let sound = levels_known && EnvFilter::try_new(text).is_ok();
    sound.then(|| text.to_owned())
}

fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "auto" => Some(LogFormat::Auto),
        "human" => Some(LogFormat::Human),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::os::unix::ffi::OsStringExt;

    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Config, Refused> {
        Config::read(
            variables
                .iter()
                .map(|(name, value)| (OsString::from(name), OsString::from(value))),
        )
    }

    fn refusal(variables: &[(&str, &str)]) -> String {
        read(variables).unwrap_err().to_string()
    }

    #[test]
    fn nothing_set_gives_the_defaults_that_help_states() {
        let config = read(&[("PATH", "/bin"), ("HOME", "/")]).unwrap();
        assert_eq!(config.listen.to_string(), LISTEN.default);
        assert_eq!(config.data, Path::new(DATA.default));
        assert_eq!(config.log, LOG.default);
        assert_eq!(config.log_format, LogFormat::Auto);
        assert!(config.database.is_none());
        assert!(config.postgres_bin.is_none());
        assert!(!config.allow_demo_beyond_loopback);
        for setting in SETTINGS {
            assert!(help().contains(setting.name));
        }
    }

    #[test]
    fn every_setting_is_read() {
        let config = read(&[
            ("TRIAD_LISTEN", "[::]:80"),
            ("TRIAD_DATA", "/srv/triad"),
            ("DATABASE_URL", "postgres://me:secret@db:5433/triad"),
            ("TRIAD_LOG", "warn,sqlx=debug"),
            ("TRIAD_LOG_FORMAT", "json"),
            ("TRIAD_POSTGRES_BIN", "/opt/pg/bin"),
            ("TRIAD_ALLOW_DEMO_BEYOND_LOOPBACK", "yes"),
        ])
        .unwrap();
        assert_eq!(config.listen.to_string(), "[::]:80");
        assert_eq!(config.data, Path::new("/srv/triad"));
        let database = config.database.unwrap();
        assert_eq!(database.get_host(), "db");
        assert_eq!(database.get_port(), 5433);
        assert_eq!(config.log, "warn,sqlx=debug");
        assert_eq!(config.log_format, LogFormat::Json);
        assert_eq!(
            config.postgres_bin.as_deref(),
            Some(Path::new("/opt/pg/bin"))
        );
        assert!(config.allow_demo_beyond_loopback);
    }

    #[test]
    fn a_bad_value_is_refused_with_name_value_and_what_is_allowed() {
        for (name, value) in [
            ("TRIAD_LISTEN", "3000"),
            ("TRIAD_LISTEN", "localhost"),
            ("TRIAD_LISTEN", "127.0.0.1:70000"),
            ("TRIAD_LOG", "inof"),
            ("TRIAD_LOG", "info,sqlx=loud"),
            ("TRIAD_LOG_FORMAT", "xml"),
            ("TRIAD_ALLOW_DEMO_BEYOND_LOOPBACK", "1"),
        ] {
            let message = refusal(&[(name, value)]);
            let setting = SETTINGS.iter().find(|s| s.name == name).unwrap();
            assert!(message.contains(name), "{message}");
            assert!(message.contains(value), "{message}");
            assert!(message.contains(setting.allowed), "{message}");
        }
    }

    #[test]
    fn an_empty_value_is_refused_for_every_setting() {
        for setting in SETTINGS {
            let message = refusal(&[(setting.name, "")]);
            assert!(
                message.contains(&format!("{} is empty", setting.name)),
                "{message}"
            );
        }
    }

    #[test]
    fn a_value_that_is_not_text_is_refused() {
        let value = OsString::from_vec(vec![b'/', 0xff]);
        let refused = Config::read([(OsString::from("TRIAD_DATA"), value)]).unwrap_err();
        assert!(refused.to_string().contains("TRIAD_DATA"));
    }

    #[test]
    fn an_unknown_name_is_refused_with_its_value_and_the_nearest_known_one() {
        for (unknown, known) in [
            ("TRIAD_LISTN", "TRIAD_LISTEN"),
            ("TRIAD_DATABASE_URL", "DATABASE_URL"),
            ("TRIAD_LOGFORMAT", "TRIAD_LOG_FORMAT"),
            ("TRIAD_DATA_DIR", "TRIAD_DATA"),
        ] {
            let message = refusal(&[(unknown, "something")]);
            assert!(message.contains(unknown), "{message}");
            assert!(
                message.contains(&format!("The nearest is {known};")),
                "{message}"
            );
        }
        assert!(refusal(&[("TRIAD_LISTN", "0.0.0.0:1")]).contains("0.0.0.0:1"));
    }

    #[test]
    fn a_database_url_is_never_repeated() {
        for (name, value) in [
            ("DATABASE_URL", "mysql://me:hunter2@db/triad"),
            ("DATABASE_URL", "postgres://me:hunter2@db:port/triad"),
            ("TRIAD_DATABASE_URL", "postgres://me:hunter2@db/triad"),
        ] {
            let message = refusal(&[(name, value)]);
            assert!(!message.contains("hunter2"), "{message}");
        }
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let message = refusal(&[("TRIAD_LISTEN", "x"), ("TRIAD_LOG", "y"), ("TRIAD_Z", "z")]);
        assert_eq!(message.lines().count(), 3);
    }
}
