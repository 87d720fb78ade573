//! What is refused before anything is begun.
#![allow(clippy::unwrap_used)]

mod support;

use support::{open_folder, run, triad, words};

#[test]
fn an_unknown_setting_is_refused_before_anything_is_begun() {
    let folder = open_folder();
    let data = folder.path().join("var");
    let output = run(triad(&data).env("TRIAD_LISTN", "0.0.0.0:80"));
    assert_eq!(output.status.code(), Some(2));
    let words = words(&output);
    for part in ["TRIAD_LISTN", "0.0.0.0:80", "TRIAD_LISTEN"] {
        assert!(words.contains(part), "{words}");
    }
    assert!(!data.exists());
}

#[test]
fn a_bad_value_is_refused_by_every_command() {
    let folder = open_folder();
    let data = folder.path().join("var");
    for arguments in [
        &["serve"][..],
        &["migrate"],
        &["demo"],
        &["import", "ocds", "file.json"],
        &["audit", "verify"],
    ] {
        let output = run(triad(&data).args(arguments).env("TRIAD_LOG", "loud"));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(words(&output).contains("TRIAD_LOG is \"loud\""));
    }
    assert!(!data.exists());
}

#[test]
fn a_prefix_that_no_register_gives_out_is_refused() {
    let folder = open_folder();
    let data = folder.path().join("var");
    for prefix in ["OCDS-ABC123", "ocds abc", "ocds-"] {
        let output = run(triad(&data).env("TRIAD_OCID_PREFIX", prefix));
        assert_eq!(output.status.code(), Some(2), "{prefix}");
        assert!(words(&output).contains("TRIAD_OCID_PREFIX"));
    }
    assert!(!data.exists());
}

#[test]
fn every_command_has_help() {
    let folder = open_folder();
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["migrate", "--help"],
        &["demo", "--help"],
        &["import", "ocds", "--help"],
        &["person", "add", "--help"],
        &["audit", "verify", "--help"],
    ] {
        let output = run(triad(folder.path()).args(arguments));
        assert!(output.status.success(), "{arguments:?}");
        assert!(words(&output).contains("Usage: triad"), "{arguments:?}");
    }
}

#[test]
fn a_database_that_cannot_be_reached_is_named_without_its_password() {
    let folder = open_folder();
    let data = folder.path().join("var");
    let url = "postgres://triad:hunter2@127.0.0.1:1/triad";
    let output = run(triad(&data).arg("migrate").env("DATABASE_URL", url));
    assert_eq!(output.status.code(), Some(1));
    let words = words(&output);
    assert!(words.contains("127.0.0.1, port 1"), "{words}");
    assert!(!words.contains("hunter2"), "{words}");
    assert!(!data.exists());
}

#[test]
fn a_folder_without_postgres_is_refused_by_name() {
    let folder = open_folder();
    let output = run(triad(folder.path())
        .arg("migrate")
        .env("TRIAD_POSTGRES_BIN", "/nowhere"));
    assert_eq!(output.status.code(), Some(1));
    let words = words(&output);
    assert!(
        words.contains("TRIAD_POSTGRES_BIN is \"/nowhere\""),
        "{words}"
    );
}
