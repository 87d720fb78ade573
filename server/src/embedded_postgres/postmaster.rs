//! The postmaster: started, waited for, restarted when it dies, ended.

use std::{
    collections::VecDeque,
    fs,
    path::{Path, PathBuf},
    pin::pin,
    process::{ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, ChildStderr, Command},
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};

use super::{Error, binaries::Binaries, home::Home};
use crate::stop::{Interrupted, Stop};

/// Time for a shutdown that writes everything out ("fast"), before one that leaves that to
/// the recovery at the next start ("immediate"). Together with the time that open requests
/// get, less than the ten seconds that supervisors give a service by default.
const FAST: Duration = Duration::from_secs(4);
const IMMEDIATE: Duration = Duration::from_secs(1);

/// The same for a postmaster that an earlier run left: nobody is counting there.
const LEFTOVER: Duration = Duration::from_secs(30);

/// How often a first start is tried. After a `kill -9` of everything, Postgres refuses to
/// start for as long as the last of its former processes has not noticed.
const ATTEMPTS: u32 = 5;

const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// A postmaster that ran this long had started well: the next pause is a short one again.
const STEADY: Duration = Duration::from_secs(60);

/// Everything needed to start the postmaster, again and again.
#[derive(Debug)]
pub(super) struct Postmaster {
    pub(super) home: Home,
    pub(super) binaries: Binaries,
    pub(super) data: PathBuf,
    pub(super) socket: PathBuf,
    /// The latest lines that Postgres wrote, to be told when it fails.
    pub(super) latest: Latest,
}

/// The last few lines of Postgres' log.
#[derive(Debug, Clone, Default)]
pub(super) struct Latest(Arc<Mutex<VecDeque<String>>>);

impl Latest {
    const KEPT: usize = 10;

    fn add(&self, line: String) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == Self::KEPT {
            lines.pop_front();
        }
        lines.push_back(line);
    }

    fn take(&self) -> String {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.drain(..).collect::<Vec<_>>().join("\n")
    }
}

impl Postmaster {
    /// Starts Postgres and waits until it answers, at a first start.
    pub(super) async fn start(&self, stop: &Stop) -> Result<Child, Error> {
        let mut pause = FIRST_PAUSE;
        for _ in 1..ATTEMPTS {
            match self.try_start(stop.requested()).await {
                Err(Error::PostgresEnded { .. }) => stop.unless_requested(sleep(pause)).await?,
                done => return done,
            }
            pause *= 3;
        }
        self.try_start(stop.requested()).await
    }

    /// Starts Postgres once and waits until it answers. Told to end meanwhile, it ends what
    /// it started.
    async fn try_start(&self, told_to_end: impl Future<Output = ()>) -> Result<Child, Error> {
        let mut told_to_end = pin!(told_to_end);
        tokio::select! {
            done = self.end_leftover() => done?,
            () = &mut told_to_end => return Err(Interrupted.into()),
        }
        let mut child = self.spawn()?;
        let ready = tokio::select! {
            ready = self.until_ready(&mut child) => ready,
            () = told_to_end => Err(Interrupted.into()),
        };
        match ready {
            Ok(()) => Ok(child),
            Err(error) => {
                end(child).await;
                Err(error)
            }
        }
    }

    async fn until_ready(&self, child: &mut Child) -> Result<(), Error> {
        let administrator = administrator(&self.socket);
        let began = Instant::now();
        let mut told = 0;
        loop {
            if let Ok(connection) = PgConnection::connect_with(&administrator).await {
                // The answer that was waited for is there; how the goodbye goes is no matter.
                let _ = connection.close().await;
                return Ok(());
            }
            if let Ok(Some(status)) = child.try_wait() {
                // Its last words can still be on their way through the pipe.
                sleep(Duration::from_millis(50)).await;
                return Err(Error::PostgresEnded {
                    status,
                    words: self.latest.take(),
                });
            }
            let waited = began.elapsed().as_secs() / 5;
            if waited > told {
                told = waited;
                tracing::info!(seconds = waited * 5, "waiting for Postgres to recover");
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    fn spawn(&self) -> Result<Child, Error> {
        let program = self.binaries.program("postgres");
        let mut command = self.home.command(&program);
        command.arg("-D").arg(&self.data);
        let socket = self.socket.display().to_string().replace('"', "\"\"");
        for setting in [
            "listen_addresses=",
            &format!("unix_socket_directories=\"{socket}\""),
            "port=5432",
            "logging_collector=off",
            "log_destination=stderr",
            "log_line_prefix=",
            "timezone=UTC",
        ] {
            command.arg("-c").arg(setting);
        }
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = Command::from(command)
            .spawn()
            .map_err(Error::file(&program))?;
        if let Some(stderr) = child.stderr.take() {
            tokio::spawn(follow(stderr, self.latest.clone()));
        }
        Ok(child)
    }

    /// Ends a postmaster that an earlier run left behind, which happens when that run was
    /// killed with SIGKILL. Taking it over instead would leave it without anybody to restart
    /// it, and running with the settings of back then.
    async fn end_leftover(&self) -> Result<(), Error> {
        let file = self.data.join("postmaster.pid");
        let Some(pid) = fs::read_to_string(&file)
            .ok()
            .as_deref()
            .and_then(first_pid)
        else {
            return Ok(());
        };
        if test_kill_process(pid).is_err() {
            // Gone. Postgres sees that itself and recovers.
            return Ok(());
        }
        if !runs_cluster(pid, &self.data) {
            // The number was given to another process since (in containers they start over
            // at each start): Postgres could not tell, and would refuse to start.
            tracing::info!("removing the process file that a crashed Postgres left");
            return fs::remove_file(&file).map_err(Error::file(&file));
        }
        crate::say("Ending the Postgres that an earlier run left behind");
        for (signal, patience) in [(Signal::INT, LEFTOVER), (Signal::QUIT, FAST)] {
            // It may end at any moment by itself.
            let _ = kill_process(pid, signal);
            let ended = async {
                while test_kill_process(pid).is_ok() && runs_cluster(pid, &self.data) {
                    sleep(Duration::from_millis(50)).await;
                }
            };
            if timeout(patience, ended).await.is_ok() {
                return Ok(());
            }
        }
        Err(Error::LeftoverStays {
            pid: pid.as_raw_nonzero().get(),
        })
    }
}

/// How the cluster's administrator connects: only to prepare the database.
pub(super) fn administrator(socket: &Path) -> PgConnectOptions {
    super::through(socket)
        .username("postgres")
        .database("postgres")
}

/// The process number in the first line of `postmaster.pid`.
fn first_pid(text: &str) -> Option<Pid> {
    Pid::from_raw(text.lines().next()?.trim().parse().ok()?)
}

/// Whether a process is the postmaster of the cluster in `data`. Where the system does not
/// show command lines as files, the number alone has to do, as it does for Postgres.
fn runs_cluster(pid: Pid, data: &Path) -> bool {
    if !Path::new("/proc/self/cmdline").exists() {
        return true;
    }
    let file = format!("/proc/{}/cmdline", pid.as_raw_nonzero());
    let arguments = fs::read(file).unwrap_or_default();
    arguments
        .split(|byte| *byte == 0)
        .any(|argument| argument == data.as_os_str().as_encoded_bytes())
}

/// Hands Postgres' log lines on. They are details except for a panic: what goes wrong in a
/// statement is reported by whoever sent it.
async fn follow(stderr: ChildStderr, latest: Latest) {
    let mut lines = BufReader::new(stderr).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        if line.starts_with("PANIC") {
            tracing::error!(target: "postgres", "{line}");
        } else {
            tracing::debug!(target: "postgres", "{line}");
        }
        latest.add(line);
    }
}

/// Ends a postmaster that this process started.
pub(super) async fn end(mut child: Child) {
    for (signal, patience) in [
        (Signal::INT, FAST),
        (Signal::QUIT, IMMEDIATE),
        (Signal::KILL, IMMEDIATE),
    ] {
        let Some(pid) = child.id().and_then(|id| Pid::from_raw(id.cast_signed())) else {
            return;
        };
        // It may end at any moment by itself.
        let _ = kill_process(pid, signal);
        if timeout(patience, child.wait()).await.is_ok() {
            return;
        }
        tracing::warn!("Postgres takes long to end");
    }
}

/// Keeps a postmaster running until told to end.
#[derive(Debug)]
pub(super) struct Supervisor {
    end: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Supervisor {
    pub(super) fn new(postmaster: Postmaster, child: Child) -> Self {
        let (end, ended) = oneshot::channel();
        let task = tokio::spawn(supervise(postmaster, child, ended));
        Self { end, task }
    }

    /// Ends Postgres and returns once it has ended.
    pub(super) async fn end(self) {
        // A supervisor that is gone already has nothing to end.
        let _ = self.end.send(());
        let _ = self.task.await;
    }
}

async fn supervise(postmaster: Postmaster, mut child: Child, mut told: oneshot::Receiver<()>) {
    let mut pause = FIRST_PAUSE;
    loop {
        let began = Instant::now();
        let status = tokio::select! {
            _ = &mut told => return end(child).await,
            status = child.wait() => status,
        };
        if began.elapsed() > STEADY {
            pause = FIRST_PAUSE;
        }
        report_death(status, &postmaster);
        child = loop {
            tokio::select! {
                _ = &mut told => return,
                () = sleep(pause) => {}
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
            let told_meanwhile = async {
                // An error means that nobody is there to tell any more, which is the same.
                let _ = (&mut told).await;
            };
            match postmaster.try_start(told_meanwhile).await {
                Ok(child) => break child,
                Err(Error::Interrupted(_)) => return,
                Err(error) => tracing::error!("Postgres cannot be restarted: {error}"),
            }
        };
        tracing::info!("Postgres runs again");
    }
}

fn report_death(status: std::io::Result<ExitStatus>, postmaster: &Postmaster) {
    let words = postmaster.latest.take();
    match status {
        Ok(status) => tracing::error!("Postgres ended ({status}), restarting it. {words}"),
        Err(error) => tracing::error!("Postgres is lost ({error}), restarting it. {words}"),
    }
}
