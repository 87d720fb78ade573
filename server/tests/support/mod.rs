//! Runs the real `triad` against a data folder of its own.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::mpsc::{Receiver, channel},
    thread::{self, sleep},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use sqlx::{AssertSqlSafe, Connection, PgConnection, postgres::PgConnectOptions};
use tempfile::TempDir;

/// Long enough for a start on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A folder that the account which Postgres runs as can enter, also when the tests are root.
pub fn open_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

/// `triad` with nothing set but the data folder and a free port.
pub fn triad(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_triad"));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("TRIAD_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command
        .env("TRIAD_DATA", data)
        .env("TRIAD_LISTEN", "127.0.0.1:0")
        .stdin(Stdio::null());
    command
}

pub fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

pub fn words(output: &Output) -> String {
    let out = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    format!("{out}{err}")
}

/// Waits until `done` is, or fails saying `what` was waited for.
pub fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(began.elapsed() < PATIENCE, "waited in vain: {what}");
        sleep(Duration::from_millis(20));
    }
}

/// A running server. Dropped, it is told to end and waited for, so that no Postgres stays.
pub struct Server {
    child: Child,
    lines: Receiver<String>,
    pub address: SocketAddr,
    pub greeting: String,
}

impl Server {
    pub fn start(data: &Path) -> Self {
        Self::start_with(&mut triad(data))
    }

    #[allow(clippy::zombie_processes)] // Waited for when the server is dropped.
    pub fn start_with(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let stdout = child.stdout.take().unwrap();
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut greeting = String::new();
        loop {
            let line = lines.recv_timeout(PATIENCE).expect("a line of greeting");
            greeting.push_str(&line);
            greeting.push('\n');
            if let Some(address) = line.strip_prefix("Triad is at http://") {
                let address = address.parse().unwrap();
                return Self {
                    child,
                    lines,
                    address,
                    greeting,
                };
            }
        }
    }

    /// The status with which a page answers.
    pub fn status(&self, path: &str) -> u16 {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer[9..12].parse().unwrap()
    }

    /// Posts a form as a page of the server itself would; the status and head of the answer,
    /// or nothing where the connection broke.
    pub fn post(&self, path: &str, cookie: &str, form: &str) -> Option<(u16, String)> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let (address, length) = (self.address, form.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Sec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.get(9..12)?.parse().ok()?;
        let head = answer.split("\r\n\r\n").next()?.to_owned();
        Some((status, head))
    }

    /// Signs somebody of the demonstration in; the cookie.
    pub fn sign_in(&self, email: &str) -> String {
        let form = format!("email={email}&password=demo-triad-passphrase");
        let (status, head) = self.post("/sign-in", "", &form).unwrap();
        assert_eq!(status, 303, "{head}");
        let cookie = head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: triad="))
            .unwrap();
        format!("triad={}", cookie.split(';').next().unwrap())
    }

    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(self.child.id().cast_signed()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// What it said after it told where it is.
    pub fn rest(&mut self) -> String {
        self.lines.iter().collect::<Vec<_>>().join("\n")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            self.signal(Signal::TERM);
            let _ = self.child.wait();
        }
    }
}

/// The file in which Postgres keeps its process number while it runs.
pub fn postmaster_file(data: &Path) -> PathBuf {
    data.join("postgres/data/postmaster.pid")
}

pub fn postmaster(data: &Path) -> Pid {
    let text = fs::read_to_string(postmaster_file(data)).unwrap();
    Pid::from_raw(text.lines().next().unwrap().parse().unwrap()).unwrap()
}

pub fn kill(pid: Pid) {
    kill_process(pid, Signal::KILL).unwrap();
}

pub fn runs(pid: Pid) -> bool {
    // A process that has ended but was not asked after still has its number, and no command.
    let command = fs::read(format!("/proc/{}/cmdline", pid.as_raw_nonzero()));
    test_kill_process(pid).is_ok() && command.is_ok_and(|command| !command.is_empty())
}

/// Asks the private database as its owner, past the application; the first column as text.
pub fn sql(data: &Path, statement: &str) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let options = PgConnectOptions::new_without_pgpass()
            .socket(data.join("postgres/socket"))
            .username("triad_owner")
            .database("triad");
        let mut connection = PgConnection::connect_with(&options).await.unwrap();
        sqlx::query_scalar(AssertSqlSafe(statement))
            .fetch_all(&mut connection)
            .await
            .unwrap()
    })
}
