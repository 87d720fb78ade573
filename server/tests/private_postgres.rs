//! The private Postgres through everything that happens to processes.
#![allow(clippy::unwrap_used)]

mod support;

use std::{
    fs,
    io::Write,
    net::{TcpListener, TcpStream},
    os::unix::fs::{MetadataExt, PermissionsExt},
    process::Stdio,
    time::{Duration, Instant},
};

use rustix::process::Signal;
use support::{
    Server, kill, open_folder, postmaster, postmaster_file, run, runs, sql, triad, wait_until,
    words,
};

#[test]
fn the_first_start_loads_the_demonstration_and_the_second_keeps_it() {
    let data = open_folder();
    let mut server = Server::start(data.path());
    assert!(server.greeting.contains("Loading the demonstration"));
    assert_eq!(server.status("/healthz"), 200);
    assert_eq!(server.status("/readyz"), 200);
    let postgres = postmaster(data.path());
    server.signal(Signal::TERM);
    assert!(server.wait().success());
    assert!(!runs(postgres) && !postmaster_file(data.path()).exists());
    let rest = server.rest();
    assert!(rest.contains("ministry@demo.test") && rest.contains("demo-triad-passphrase"));

    let mut server = Server::start(data.path());
    assert!(!server.greeting.contains("Loading"));
    server.signal(Signal::INT);
    assert!(server.wait().success());
    assert!(server.rest().contains("ministry@demo.test"));
}

#[test]
fn a_database_that_somebody_uses_gets_no_demonstration() {
    let data = open_folder();
    let output = run(triad(data.path()).args([
        "person",
        "add",
        "--name=First Person",
        "--email=first@example.org",
        "--role=administrator",
        "--organisation=Ministry",
        "--sector=government",
        "--jurisdiction=CA",
        "--jurisdiction-name=Canada",
        "--currency=CAD",
    ]));
    assert!(output.status.success(), "{}", words(&output));
    assert!(words(&output).contains("with the password"));
    let mut server = Server::start(data.path());
    assert!(!server.greeting.contains("Loading"));
    server.signal(Signal::TERM);
    server.wait();
    assert!(!server.rest().contains("demo.test"));
}

#[test]
fn the_history_is_verified_and_its_first_bad_row_is_named() {
    let data = open_folder();
    let _server = Server::start(data.path());
    let output = run(triad(data.path()).args(["audit", "verify"]));
    assert!(output.status.success(), "{}", words(&output));
    assert!(words(&output).contains("The history is whole"));
    sql(
        data.path(),
        "update history set reason = 'forged' where seq = 12 returning reason",
    );
    let output = run(triad(data.path()).args(["audit", "verify"]));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        words(&output).contains("history row 12"),
        "{}",
        words(&output)
    );
}

#[test]
fn a_second_server_on_one_data_folder_says_so_and_ends() {
    let data = open_folder();
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let server = Server::start_with(triad(data.path()).env("TRIAD_LISTEN", free.to_string()));
    let output = run(&mut triad(data.path()));
    assert_eq!(output.status.code(), Some(1));
    let words = words(&output);
    assert!(words.contains("another triad (process"), "{words}");
    assert!(words.contains(&server.address.to_string()), "{words}");
    assert_eq!(server.status("/readyz"), 200);
}

#[test]
fn commands_join_a_running_server_and_leave_it_running() {
    let data = open_folder();
    let server = Server::start(data.path());
    let postgres = postmaster(data.path());
    for arguments in [&["migrate"][..], &["demo"], &["audit", "verify"]] {
        let output = run(triad(data.path()).args(arguments));
        assert!(output.status.success(), "{}", words(&output));
    }
    assert_eq!(postmaster(data.path()), postgres);
    assert_eq!(server.status("/readyz"), 200);
}

#[test]
fn a_spreadsheet_is_imported_from_the_command_line_or_refused_whole() {
    let data = open_folder();
    let server = Server::start(data.path());
    let file = data.path().join("organisations.csv");
    let import = |more: &[&str]| {
        let path = file.to_str().unwrap();
        let arguments = ["import", "table", "--kind", "organisations", path];
        run(triad(data.path()).args(arguments).args(more))
    };
    let count = "select count(*)::text from organisation where external_id like 'CLI-%'";
    let head = "external_id,name,sector,jurisdiction\n";

    fs::write(
        &file,
        format!("{head}CLI-1,Harbour Clinic,health,CA-ON\nCLI-2,,health,XX\n"),
    )
    .unwrap();
    let refused = import(&[]);
    assert!(!refused.status.success());
    for part in ["name", "XX"] {
        assert!(words(&refused).contains(part), "{}", words(&refused));
    }
    assert_eq!(sql(data.path(), count), ["0"]);

    fs::write(&file, format!("{head}CLI-1,Harbour Clinic,health,CA-ON\n")).unwrap();
    let tried = import(&["--dry-run"]);
    assert!(tried.status.success(), "{}", words(&tried));
    assert_eq!(sql(data.path(), count), ["0"]);
    let done = import(&[]);
    assert!(done.status.success(), "{}", words(&done));
    assert_eq!(sql(data.path(), count), ["1"]);
    assert_eq!(server.status("/readyz"), 200);
}

#[test]
fn a_command_without_a_server_ends_the_postgres_that_it_started() {
    let data = open_folder();
    let output = run(triad(data.path()).arg("migrate"));
    assert!(output.status.success(), "{}", words(&output));
    assert!(!postmaster_file(data.path()).exists());
}

#[test]
fn commands_and_a_server_started_at_once_take_turns() {
    let data = open_folder();
    let commands: Vec<_> = (0..3)
        .map(|_| {
            let mut command = triad(data.path());
            command.arg("migrate").stdout(Stdio::piped());
            command.stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let server = Server::start(data.path());
    for command in commands {
        let output = command.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", words(&output));
    }
    assert_eq!(server.status("/readyz"), 200);
}

#[test]
fn a_half_open_client_does_not_hold_the_end_up() {
    let data = open_folder();
    let mut server = Server::start(data.path());
    let mut client = TcpStream::connect(server.address).unwrap();
    client.write_all(b"GET / HTTP/1.1\r\nHost:").unwrap();
    // The server has taken the half request once it answers a later one.
    assert_eq!(server.status("/healthz"), 200);
    let began = Instant::now();
    server.signal(Signal::TERM);
    assert!(server.wait().success());
    assert!(began.elapsed() < Duration::from_secs(10));
    assert!(!postmaster_file(data.path()).exists());
}

#[test]
fn a_killed_postgres_is_restarted_beneath_the_server() {
    let data = open_folder();
    let server = Server::start(data.path());
    let postgres = postmaster(data.path());
    // Without its settings Postgres cannot start: so the time without it is long enough to
    // be looked at, and restarting has to be tried more than once.
    let settings = data.path().join("postgres/data/postgresql.conf");
    let aside = settings.with_extension("aside");
    fs::rename(&settings, &aside).unwrap();
    kill(postgres);
    wait_until("not ready", || server.status("/readyz") == 503);
    assert_eq!(server.status("/healthz"), 200);
    fs::rename(&aside, &settings).unwrap();
    wait_until("ready again", || server.status("/readyz") == 200);
    assert_ne!(postmaster(data.path()), postgres);
}

#[test]
fn every_write_that_was_acknowledged_survives_a_killed_postgres() {
    let data = open_folder();
    let server = Server::start(data.path());
    let cookie = server.sign_in("health@demo.test");
    let found = sql(
        data.path(),
        "select p.reference || ' ' || t.organisation_id from partnership p
        join party t on t.partnership_id = p.id
        join person e on e.organisation_id = t.organisation_id
        where e.email = 'health@demo.test' and p.stage = 'active' limit 1",
    );
    let (reference, owner) = found[0].split_once(' ').unwrap();
    let path = format!("/partnerships/{reference}/milestones");
    let add = |number: u32| {
        let id = format!("00000000-0000-7000-8000-{number:012}");
        let form = format!(
            "id={id}&title=Written&owner={owner}&planned_day=1&planned_month=1&planned_year=2030"
        );
        let answer = server.post(&path, &cookie, &form);
        answer
            .is_some_and(|(status, _)| status == 303)
            .then_some(id)
    };

    let mut acknowledged: Vec<String> = (0..20).filter_map(add).collect();
    assert_eq!(acknowledged.len(), 20);
    kill(postmaster(data.path()));
    let mut number = 20;
    wait_until("twenty writes after Postgres is back", || {
        number += 1;
        acknowledged.extend(add(number));
        acknowledged.len() >= 40
    });
    let there = sql(
        data.path(),
        "select id::text from milestone where title = 'Written'",
    );
    for id in &acknowledged {
        assert!(there.contains(id), "{id} was acknowledged and is lost");
    }
    assert!(
        run(triad(data.path()).args(["audit", "verify"]))
            .status
            .success()
    );
}

#[test]
fn a_killed_server_leaves_a_postgres_that_the_next_start_ends() {
    let data = open_folder();
    let mut server = Server::start(data.path());
    let postgres = postmaster(data.path());
    server.signal(Signal::KILL);
    server.wait();
    assert!(runs(postgres));
    let server = Server::start(data.path());
    assert!(!runs(postgres));
    assert_eq!(server.status("/readyz"), 200);
}

#[test]
fn a_process_file_that_names_a_stranger_does_not_keep_postgres_from_starting() {
    let data = open_folder();
    let mut server = Server::start(data.path());
    let postgres = postmaster(data.path());
    server.signal(Signal::KILL);
    server.wait();
    kill(postgres);
    // As after a restart of a container, where numbers are given out anew: here the number
    // of this test.
    let file = postmaster_file(data.path());
    let text = fs::read_to_string(&file).unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    fs::write(&file, format!("{}\n{rest}", std::process::id())).unwrap();
    let server = Server::start(data.path());
    assert_eq!(server.status("/readyz"), 200);
}

#[test]
fn a_cluster_that_was_not_finished_is_made_anew() {
    let data = open_folder();
    assert!(run(triad(data.path()).arg("migrate")).status.success());
    let home = data.path().join("postgres");
    fs::rename(home.join("data"), home.join("data.new")).unwrap();
    fs::remove_dir_all(home.join("data.new/global")).unwrap();
    let server = Server::start(data.path());
    assert_eq!(server.status("/readyz"), 200);
    assert!(!home.join("data.new").exists());
}

#[test]
fn the_demonstration_is_not_shown_beyond_this_machine_unless_allowed() {
    let data = open_folder();
    drop(Server::start(data.path()));
    let public = |allowed: bool| {
        let mut command = triad(data.path());
        command.env("TRIAD_LISTEN", "0.0.0.0:0");
        if allowed {
            command.env("TRIAD_ALLOW_DEMO_BEYOND_LOOPBACK", "yes");
        }
        command
    };
    let output = run(&mut public(false));
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("TRIAD_ALLOW_DEMO_BEYOND_LOOPBACK=yes"));
    let server = Server::start_with(&mut public(true));
    assert!(server.address.ip().is_unspecified());
}

#[test]
fn the_demonstration_is_not_loaded_beneath_a_server_that_others_can_reach() {
    let data = open_folder();
    assert!(run(triad(data.path()).arg("migrate")).status.success());
    let _server = Server::start_with(triad(data.path()).env("TRIAD_LISTEN", "0.0.0.0:0"));
    let output = run(triad(data.path()).arg("demo"));
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("TRIAD_ALLOW_DEMO_BEYOND_LOOPBACK=yes"));
}

#[test]
fn a_long_and_odd_path_is_no_obstacle() {
    let folder = open_folder();
    for name in [String::from("a, b \"c\" é"), "long ".repeat(25)] {
        let data = folder.path().join(name);
        let server = Server::start(&data);
        assert_eq!(server.status("/readyz"), 200);
        let output = run(triad(&data).arg("migrate"));
        assert!(output.status.success(), "{}", words(&output));
        remove_short_socket_folder(&data);
    }
}

/// Removes the folder under `/tmp` that a long path led to, and says where Postgres had it.
fn remove_short_socket_folder(data: &std::path::Path) {
    let text = fs::read_to_string(postmaster_file(data)).unwrap();
    let folder = text.lines().nth(4).unwrap();
    assert_eq!(fs::metadata(folder).unwrap().mode() & 0o777, 0o700);
    if folder.starts_with("/tmp/triad-") {
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn a_folder_that_is_closed_to_postgres_gets_a_link_to_one_that_is_not() {
    if !rustix::process::geteuid().is_root() {
        // Whoever is not root runs Postgres as themselves, in folders of their own.
        return;
    }
    let folder = open_folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let data = folder.path().join("var");
    let server = Server::start(&data);
    assert!(server.greeting.contains("is closed to the account"));
    let elsewhere = fs::read_link(data.join("postgres")).unwrap();
    assert!(elsewhere.starts_with("/var/lib"));
    drop(server);
    let server = Server::start(&data);
    assert!(!server.greeting.contains("Making"));
    drop(server);
    fs::remove_dir_all(elsewhere).unwrap();
    let output = run(&mut triad(&data));
    assert!(words(&output).contains("leads to"), "{}", words(&output));
}
