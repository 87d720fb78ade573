//! Files that are broken, cut off, of another kind, or made to do harm: a clear refusal, never a
//! panic.

use std::fs;

use ocds::{
    LooksLike, MAX_BYTES, MAX_DEPTH, MAX_ENTRIES, MAX_VALUES, MAX_WARNINGS, Reason, Refused, read,
};

fn real_file() -> Vec<u8> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/data/uk_contracts_finder_110_releases.json"
    );
    fs::read(path).expect("the file is part of the repository")
}

fn looks_like(bytes: &[u8]) -> LooksLike {
    match read(bytes) {
        Err(Refused::NotJson {
            looks_like,
            truncated: false,
            ..
        }) => looks_like,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_cut_off_anywhere_is_called_truncated() {
    let file = real_file();
    let whole = file.trim_ascii_end().len();
    let cuts = (1..200)
        .chain((200..whole).step_by(4_999))
        .chain(whole - 50..whole);
    for cut in cuts {
        match read(&file[..cut]) {
            Err(Refused::NotJson {
                truncated: true,
                looks_like: LooksLike::Json,
                ..
            }) => {}
            other => panic!(
                "cut at {cut}: {:?}",
                other.map(|package| package.releases_found)
            ),
        }
    }
}

#[test]
fn other_kinds_of_file_are_named() {
    let pages: [(&[u8], LooksLike); 11] = [
        (
            b"<!DOCTYPE html><html><body>Sign in</body></html>",
            LooksLike::Html,
        ),
        (b"\n<HTML><head></head></HTML>", LooksLike::Html),
        (b"<?xml version=\"1.0\"?><releases/>", LooksLike::Xml),
        (b"ocid,title\nocds-1,Bridge\n", LooksLike::Csv),
        (b"ocid;title\r\nocds-1;Bridge\r\n", LooksLike::Csv),
        (b"PK\x03\x04\x14\x00\x06\x00", LooksLike::Zip),
        (b"\x1f\x8b\x08\x00\x00", LooksLike::Gzip),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", LooksLike::Pdf),
        (b"\xff\xfe{\x00\"\x00", LooksLike::Binary),
        (
            b"Dear all, please find the contracts below.",
            LooksLike::Other,
        ),
        (
            b"{\"ocid\":\"a\"}\n{\"ocid\":\"b\"}\n",
            LooksLike::JsonLines,
        ),
    ];
    for (page, kind) in pages {
        assert_eq!(looks_like(page), kind, "{}", String::from_utf8_lossy(page));
    }
}

#[test]
fn a_mistake_in_json_is_placed() {
    let refused = read(b"{\n  \"releases\": [\n    {\"ocid\": nope}\n]}").expect_err("not JSON");
    let Refused::NotJson {
        line,
        column,
        truncated,
        looks_like,
    } = refused
    else {
        panic!()
    };
    assert_eq!((line, truncated, looks_like), (3, false, LooksLike::Json));
    assert!((14..=16).contains(&column), "{column}");
}

#[test]
fn nothing_and_white_space_are_empty() {
    for empty in [&b""[..], b" \r\n\t ", b"\xef\xbb\xbf"] {
        assert_eq!(read(empty), Err(Refused::Empty));
    }
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let mut file = b"\xef\xbb\xbf".to_vec();
    file.extend(real_file());
    assert_eq!(read(&file).map(|package| package.processes.len()), Ok(105));
}

#[test]
fn text_that_is_not_utf_8_is_placed() {
    assert_eq!(
        read(b"{\"releases\":\n[{\"ocid\":\"Z\xfcrich\"}]}"),
        Err(Refused::NotUtf8 { line: 2 })
    );
}

#[test]
fn a_file_above_the_limit_is_refused_and_one_at_it_is_read() {
    let mut file = b"{\"releases\":[]}".to_vec();
    file.resize(MAX_BYTES, b' ');
    assert!(read(&file).is_ok());
    file.resize(33 * 1024 * 1024, b' ');
    assert_eq!(
        read(&file),
        Err(Refused::TooLarge {
            limit: MAX_BYTES,
            size: 33 * 1024 * 1024
        })
    );
}

#[test]
fn deep_nesting_and_too_many_values_are_refused() {
    let too_deep = Err(Refused::TooDeep { limit: MAX_DEPTH });
    for bracket in ["[", "{\"a\":"] {
        assert_eq!(read(bracket.repeat(1_000_000).as_bytes()), too_deep);
    }
    let level = format!(
        "{{\"ocid\":\"a\",\"x\":{}{}}}",
        "[".repeat(99),
        "]".repeat(99)
    );
    assert!(read(level.as_bytes()).is_ok(), "at the limit");
    let level = format!(
        "{{\"ocid\":\"a\",\"x\":{}{}}}",
        "[".repeat(100),
        "]".repeat(100)
    );
    assert_eq!(read(level.as_bytes()), too_deep);
    let brackets_in_text = format!("{{\"ocid\":\"a\",\"x\":\"\\\"{}\"}}", "[".repeat(500));
    assert!(read(brackets_in_text.as_bytes()).is_ok());

    let many = format!("{{\"releases\":[{}0]}}", "0,".repeat(MAX_VALUES));
    assert_eq!(
        read(many.as_bytes()),
        Err(Refused::TooManyValues { limit: MAX_VALUES })
    );
}

#[test]
fn json_of_another_kind_says_what_was_found() {
    let refused = read(br#"{"type":"FeatureCollection","features":[]}"#);
    let found_keys = vec!["features".to_owned(), "type".to_owned()];
    assert_eq!(refused, Err(Refused::NotOcds { found_keys }));
    for other in ["[]", "[1,2]", "42", "\"ocid\"", "null", r#"[{"id":1}]"#] {
        assert_eq!(
            read(other.as_bytes()),
            Err(Refused::NotOcds { found_keys: vec![] }),
            "{other}"
        );
    }
    let refused = read(br#"{"releases":{"ocid":"a"}}"#);
    assert_eq!(
        refused,
        Err(Refused::NotOcds {
            found_keys: vec!["releases".to_owned()]
        })
    );
}

#[test]
fn other_versions_are_refused_and_patch_releases_are_not() {
    for version in ["\"2.0\"", "\"0.3\"", "\"one\"", "1.2", "{}"] {
        let file = format!("{{\"version\":{version},\"releases\":[]}}");
        assert!(
            matches!(
                read(file.as_bytes()),
                Err(Refused::UnsupportedVersion { .. })
            ),
            "{version}"
        );
    }
    for version in [
        "\"1.0\"",
        "\"1.1\"",
        "\"1.1.5\"",
        "\"1.0.3\"",
        "1.1",
        "null",
    ] {
        let file = format!("{{\"version\":{version},\"releases\":[]}}");
        assert!(read(file.as_bytes()).is_ok(), "{version}");
    }
}

#[test]
fn a_flood_of_faults_is_counted_but_not_listed() {
    let file = format!("{{\"releases\":[{}0]}}", "0,".repeat(99_999));
    let package = read(file.as_bytes()).expect("a package");
    assert_eq!(package.warnings.len(), MAX_WARNINGS);
    assert_eq!(package.warnings_left_out, 100_000 - MAX_WARNINGS);
    assert_eq!(package.releases_found, 100_000);
}

#[test]
fn a_small_file_cannot_grow_without_bounds() {
    let list =
        |entry: &str, count: usize| format!("[{}{entry}]", format!("{entry},").repeat(count - 1));
    let text = "x".repeat(1_000_000);
    let long_text = format!(
        r#"{{"ocid":"a","tender":{{"description":"{text}"}},"awards":{}}}"#,
        list("{}", 4_000)
    );
    let package = read(long_text.as_bytes()).expect("a release");
    let contracts = &package.processes[0].contracts;
    assert_eq!(contracts.len(), 4_000);
    assert_eq!(
        contracts.iter().filter(|c| c.description.is_some()).count(),
        67,
        "64 MiB of them"
    );

    let suppliers: Vec<String> = (0..4_000).map(|n| format!(r#"{{"name":"{n}"}}"#)).collect();
    let many_of_both = format!(
        r#"{{"ocid":"a","awards":[{{"id":1,"suppliers":[{}]}}],"contracts":{}}}"#,
        suppliers.join(","),
        list(r#"{"awardID":1}"#, 4_000)
    );
    let package = read(many_of_both.as_bytes()).expect("a release");
    let contracts = &package.processes[0].contracts;
    let filled = contracts
        .iter()
        .filter(|contract| contract.suppliers.len() == 4_000)
        .count();
    assert!((400..600).contains(&filled), "{filled}");
    let said = package
        .warnings
        .iter()
        .filter(|w| w.reason == Reason::NotRepeated)
        .count();
    assert_eq!(filled + said, 4_000);

    let too_many = format!(r#"{{"ocid":"a","awards":{}}}"#, list("{}", MAX_ENTRIES + 1));
    let package = read(too_many.as_bytes()).expect("a release");
    assert_eq!(package.processes[0].contracts.len(), MAX_ENTRIES);
    let reason = Reason::TooManyEntries {
        limit: MAX_ENTRIES,
        found: MAX_ENTRIES + 1,
    };
    assert!(
        package
            .warnings
            .iter()
            .any(|w| w.path == "/awards" && w.reason == reason)
    );
}

#[test]
fn the_number_type_of_the_parser_cannot_be_forged() {
    for forged in ["\"x\"", "\"1\"", "{}", "\"1e999999999999\""] {
        let amount = format!("{{\"$serde_json::private::Number\":{forged}}}");
        let file = format!(
            r#"{{"ocid":"a","awards":[{{"id":"1","value":{{"amount":{amount},"currency":"GBP"}}}}]}}"#
        );
        if let Ok(package) = read(file.as_bytes()) {
            let value = package.processes[0].contracts[0].value.as_ref();
            assert!(
                value.is_none_or(|value| value.amount == 1.into()),
                "{forged}: {value:?}"
            );
        }
    }
}

/// A small linear congruential generator: the same bytes on every run.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}

#[test]
fn random_damage_never_panics() {
    let file = real_file();
    let mut random = Seeded(20_250_321);
    let (mut read_on, mut refused) = (0, 0);
    for round in 0..150 {
        let mut damaged = file.clone();
        for _ in 0..=round % 8 {
            let at = random.below(damaged.len());
            // Half of the time a printable byte, which more often leaves JSON that parses.
            let byte = if round % 2 == 0 {
                0x20 + random.below(0x5f)
            } else {
                random.below(256)
            };
            damaged[at] = u8::try_from(byte).unwrap_or(b'?');
        }
        match read(&damaged) {
            Ok(package) => {
                read_on += 1;
                assert!(package.releases_found <= 111);
            }
            Err(_) => refused += 1,
        }
    }
    assert!(
        read_on > 20 && refused > 20,
        "both happen: {read_on} read, {refused} refused"
    );
}

#[test]
fn any_value_in_any_place_never_panics() {
    let values = [
        "null", "true", "-1", "1e999", "\"\"", "\"x\"", "[]", "[[]]", "[null]", "{}", "[{}]",
    ];
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/data/fictional-example-1.1/ocds-213czf-000-00001-06-implementation.json"
    );
    let file: serde_json::Value =
        serde_json::from_slice(&fs::read(path).expect("the example")).expect("JSON");
    let mut places = Vec::new();
    collect_places(&file, String::new(), &mut places);
    assert!(places.len() > 100, "{}", places.len());
    for place in places {
        for value in values {
            let mut changed = file.clone();
            let Some(slot) = changed.pointer_mut(&place) else {
                panic!("{place}")
            };
            *slot = serde_json::from_str(value).expect("JSON");
            if let Ok(package) = read(changed.to_string().as_bytes()) {
                assert!(package.processes.len() <= 1, "{place} {value}");
            }
        }
    }
}

fn collect_places(value: &serde_json::Value, path: String, places: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, child) in map {
                collect_places(child, format!("{path}/{key}"), places);
            }
        }
        serde_json::Value::Array(list) => {
            for (at, child) in list.iter().enumerate() {
                collect_places(child, format!("{path}/{at}"), places);
            }
        }
        _ => {}
    }
    places.push(path);
}
