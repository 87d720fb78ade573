//! What the server does in a second, beside a plain server that shows the same
//! page from the same queries, and how that changes with the number of
//! partnerships: `make bench`.
//!
//! Both run as processes of their own beside one Postgres, and are asked by
//! turns, so that both meet the same disturbances; of all rounds the middle one
//! counts. A ratio within one run says what figures of one machine cannot.
#![allow(clippy::print_stdout, reason = "its figures are what it is for")]

mod baseline;
mod client;

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use client::{Client, Outcome, load};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const EMAIL: &str = "bench@example.invalid";
const PASSWORD: &str = "measured-with-a-long-passphrase";
/// As many as a small office has open at once.
const CONNECTIONS: usize = 4;

const PAGES: [(&str, &str); 3] = [
    ("portfolio", "/portfolio"),
    ("partnership", "/partnerships/GEN-000007"),
    ("partnerships", "/partnerships"),
];

/// How much is measured; each may be set in the environment.
struct Plan {
    sizes: Vec<u64>,
    rounds: usize,
    time: Duration,
}

impl Plan {
    fn read() -> Outcome<Self> {
        let value = |name: &str, otherwise: &str| {
            std::env::var(name).unwrap_or_else(|_| otherwise.to_owned())
        };
        let sizes = value("SIZES", "100 10000");
        Ok(Self {
            sizes: sizes
                .split_whitespace()
                .map(str::parse)
                .collect::<Result<_, _>>()?,
            rounds: value("ROUNDS", "7").parse()?,
            time: Duration::from_secs_f64(value("SECONDS", "3").parse()?),
        })
    }
}

fn main() -> Outcome<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    match std::env::args().nth(1).as_deref() {
        Some("baseline") => runtime.block_on(baseline::serve()),
        _ => runtime.block_on(measure()),
    }
}

async fn measure() -> Outcome<()> {
    let plan = Plan::read()?;
    let server: PgConnectOptions = std::env::var("TEST_DATABASE_URL")
        .map_err(|_| "run it with scripts/with-postgres, or by make bench")?
        .parse()?;
    let mut databases = Vec::new();
    for size in &plan.sizes {
        let database = Database::make(&server, *size).await?;
        one_size(&plan, &database, *size).await?;
        databases.push((*size, database));
    }
    if let [(fewest, first), .., (most, last)] = databases.as_slice() {
        let growth = growth(&plan, first, last).await?;
        println!("portfolio growth={growth:.2} from={fewest} to={most}");
    }
    for (_, database) in databases {
        database.drop(&server).await?;
    }
    Ok(())
}

/// How much longer the portfolio takes with the partnerships of one database
/// than with those of another. They are asked by turns: what else the machine
/// does meanwhile, it does to both.
async fn growth(plan: &Plan, few: &Database, many: &Database) -> Outcome<f64> {
    let path = PAGES[0].1;
    let mut asked = Vec::new();
    for database in [few, many] {
        let triad = Server::start(database, &triad_program()?, "serve", &[])?;
        let cookie = sign_in(triad.address).await?;
        // Judges what is to be judged, and fills caches and plans.
        load(triad.address, path, &cookie, CONNECTIONS, plan.time).await?;
        asked.push((triad, cookie));
    }
    let mut growths = Vec::new();
    for _ in 0..plan.rounds {
        let mut p50s = Vec::new();
        for (triad, cookie) in &asked {
            let took = load(triad.address, path, cookie, CONNECTIONS, plan.time).await?;
            p50s.push(Round::of(took, plan).p50);
        }
        growths.push(p50s[1] / p50s[0]);
    }
    Ok(middle(growths.into_iter()))
}

/// Prints a line for each page.
async fn one_size(plan: &Plan, database: &Database, size: u64) -> Outcome<()> {
    let queries = count_queries(database).await?;
    let triad = Server::start(database, &triad_program()?, "serve", &[])?;
    let cookie = sign_in(triad.address).await?;
    let shell = Client::connect(triad.address)
        .await?
        .get(PAGES[0].1, &cookie)
        .await?;
    let folder = std::env::temp_dir().join(format!("triad-bench-{}", std::process::id()));
    std::fs::write(&folder, &shell.body)?;
    let page = folder.display().to_string();
    let program = std::env::current_exe()?;
    let baseline = Server::start(database, &program, "baseline", &[("BENCH_PAGE", &page)])?;
    for ((name, path), queries) in PAGES.into_iter().zip(queries) {
        let bytes = Client::connect(triad.address)
            .await?
            .get(path, &cookie)
            .await?
            .body
            .len();
        let packed = format!("{cookie}Accept-Encoding: gzip\r\n");
        let gzip = Client::connect(triad.address)
            .await?
            .get(path, &packed)
            .await?
            .body
            .len();
        let (mut ours, mut plain) = (Vec::new(), Vec::new());
        for round in 0..=plan.rounds {
            let our = Round::of(
                load(triad.address, path, &cookie, CONNECTIONS, plan.time).await?,
                plan,
            );
            let other = load(
                baseline.address,
                PAGES[0].1,
                &cookie,
                CONNECTIONS,
                plan.time,
            )
            .await?;
            // The first fills caches and plans.
            if round > 0 {
                ours.push(our);
                plain.push(Round::of(other, plan));
            }
        }
        let ratio = middle(
            ours.iter()
                .zip(&plain)
                .map(|(our, plain)| our.rps / plain.rps),
        );
        let p50 = middle(ours.iter().map(|round| round.p50));
        if name == PAGES[0].0 {
            let rps = middle(plain.iter().map(|round| round.rps));
            let p50 = middle(plain.iter().map(|round| round.p50));
            let bytes = Client::connect(baseline.address)
                .await?
                .get(path, &cookie)
                .await?
                .body
                .len();
            let memory = baseline.memory()?;
            println!(
                "baseline n={size} rps={rps:.0} p50={p50:.2}ms bytes={bytes} memory={memory}MB"
            );
        }
        println!(
            "{name} n={size} ratio={ratio:.2} rps={:.0} p50={p50:.2}ms p99={:.2}ms bytes={bytes} \
             gzip={gzip} queries={queries} memory={}MB",
            middle(ours.iter().map(|round| round.rps)),
            middle(ours.iter().map(|round| round.p99)),
            triad.memory()?,
        );
    }
    std::fs::remove_file(&folder)?;
    Ok(())
}

/// What one round found; times in milliseconds.
struct Round {
    rps: f64,
    p50: f64,
    p99: f64,
}

impl Round {
    fn of(mut took: Vec<Duration>, plan: &Plan) -> Self {
        took.sort_unstable();
        let at = |percent: usize| {
            let index = (took.len() * percent / 100).min(took.len().saturating_sub(1));
            took.get(index).map_or(0.0, Duration::as_secs_f64) * 1_000.0
        };
        Self {
            rps: took.len() as f64 / plan.time.as_secs_f64(),
            p50: at(50),
            p99: at(99),
        }
    }
}

fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A database with generated partnerships and one official who sees them all.
struct Database {
    options: PgConnectOptions,
    url: String,
    name: String,
}

impl Database {
    async fn make(server: &PgConnectOptions, size: u64) -> Outcome<Self> {
        let name = format!("triad_bench_{}_{size}", std::process::id());
        let mut connection = PgConnection::connect_with(server).await?;
        let create = format!("create database {name}");
        connection.execute(AssertSqlSafe(create)).await?;
        let options = server.clone().database(&name);
        let url = std::env::var("TEST_DATABASE_URL")?;
        let (url, _) = url.rsplit_once('/').unwrap_or((&url, ""));
        let database = Self {
            url: format!("{url}/{name}"),
            options,
            name,
        };
        let triad = triad_program()?;
        let start = std::time::Instant::now();
        run(
            &database,
            &triad,
            &["generate", "--partnerships", &size.to_string()],
            "",
        )?;
        println!(
            "generated n={size} seconds={:.1}",
            start.elapsed().as_secs_f64()
        );
        let person = [
            "person",
            "add",
            "--email",
            EMAIL,
            "--name",
            "Measured",
            "--role",
            "ministry_official",
            "--organisation",
            "Ministry of Health of Verania",
            "--password-stdin",
        ];
        run(&database, &triad, &person, PASSWORD)?;
        let mut connection = PgConnection::connect_with(&database.options).await?;
        // As it is once Postgres has had a minute to itself.
        connection.execute("vacuum analyze").await?;
        Ok(database)
    }

    async fn drop(self, server: &PgConnectOptions) -> Outcome<()> {
        let mut connection = PgConnection::connect_with(server).await?;
        let drop = format!("drop database {} with (force)", self.name);
        connection.execute(AssertSqlSafe(drop)).await?;
        Ok(())
    }
}

/// The server, built beside this program.
fn triad_program() -> Outcome<PathBuf> {
    let program = std::env::current_exe()?.with_file_name("triad");
    if program.exists() {
        Ok(program)
    } else {
        Err(format!("{} is not built", program.display()).into())
    }
}

fn run(database: &Database, program: &Path, arguments: &[&str], input: &str) -> Outcome<()> {
    let mut child = Command::new(program)
        .args(arguments)
        .env("DATABASE_URL", &database.url)
        .env("TRIAD_LOG", "error")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    if child.wait()?.success() {
        Ok(())
    } else {
        Err(format!("triad {} failed", arguments.join(" ")).into())
    }
}

async fn sign_in(address: SocketAddr) -> Outcome<String> {
    let form = format!("email={}&password={PASSWORD}", EMAIL.replace('@', "%40"));
    let mut client = Client::connect(address).await?;
    let reply = client.post("/sign-in", &form).await?;
    let cookie = reply.cookie.ok_or("signing in gave no cookie")?;
    Ok(format!("Cookie: {cookie}\r\n"))
}

/// How many queries each page asks, counted in the log of a server of its own:
/// the log would slow down the one that is measured.
async fn count_queries(database: &Database) -> Outcome<Vec<usize>> {
    let log = std::env::temp_dir().join(format!("triad-bench-{}.log", std::process::id()));
    let told = log.display().to_string();
    let settings = [
        ("TRIAD_LOG", "error,sqlx::query=debug"),
        ("BENCH_LOG", &told),
    ];
    let server = Server::start(database, &triad_program()?, "serve", &settings)?;
    let cookie = sign_in(server.address).await?;
    let mut client = Client::connect(server.address).await?;
    let count = || {
        let told = std::fs::read_to_string(&log)?;
        let lines = told.lines().filter(|line| line.contains("sqlx::query"));
        Ok::<_, std::io::Error>(lines.filter(|line| asks(line)).count())
    };
    let mut queries = Vec::new();
    for (_, path) in PAGES {
        client.get(path, &cookie).await?;
        let before = count()?;
        client.get(path, &cookie).await?;
        queries.push(count()? - before);
    }
    drop(server);
    std::fs::remove_file(&log)?;
    Ok(queries)
}

/// Whether a line of the log is about a query, and not about where a
/// transaction begins and ends.
fn asks(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    ["begin", "commit", "rollback"]
        .iter()
        .all(|word| !line.contains(&format!("\"summary\":\"{word}\"")))
}

/// A server as a process, ended with its last use.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start(
        database: &Database,
        program: &Path,
        command: &str,
        settings: &[(&str, &str)],
    ) -> Outcome<Self> {
        let mut start = Command::new(program);
        start
            .arg(command)
            .env("DATABASE_URL", &database.url)
            .env("TRIAD_LISTEN", "127.0.0.1:0")
            .env("TRIAD_LOG", "error")
            .stdout(Stdio::piped());
        for (name, value) in settings {
            if *name == "BENCH_LOG" {
                start.stderr(std::fs::File::create(value)?);
            } else {
                start.env(name, value);
            }
        }
        let mut child = start.spawn()?;
        let stdout = child.stdout.take().ok_or("no standard output")?;
        let line = BufReader::new(stdout)
            .lines()
            .next()
            .ok_or("no address")??;
        let address = line.rsplit('/').next().unwrap_or_default().parse()?;
        Ok(Self { child, address })
    }

    /// The most memory that it held, in megabytes.
    fn memory(&self) -> Outcome<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes: u64 = line
            .and_then(|line| line.split_whitespace().next())
            .ok_or("no VmHWM")?
            .parse()?;
        Ok(kilobytes / 1_024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is gone already where this fails.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
