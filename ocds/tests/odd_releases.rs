//! Releases as they are in the wild: each fault becomes a warning with its place, and the rest is
//! read.

use ocds::{
    AwardStatus, Codelist, ContractStatus, Layout, Level, Package, Reason, Refused, Shape, Stage,
    Version, Warning, read,
};
use serde_json::{Value, json};

fn package(file: &Value) -> Package {
    read(file.to_string().as_bytes()).expect("a package")
}

fn release(mut fields: Value) -> Value {
    let parts = json!({
        "ocid": "ocds-1", "id": "r1", "date": "2025-01-01T00:00:00Z", "tag": ["award"],
        "parties": [
            {"id": "b", "name": "Buyer", "roles": ["buyer"]},
            {"id": "s", "name": "Supplier", "roles": ["supplier"]}
        ],
        "buyer": {"id": "b", "name": "Buyer"},
        "tender": {"id": "t", "title": "Tender", "description": "What is wanted"}
    });
    for (key, value) in parts.as_object().expect("an object") {
        fields
            .as_object_mut()
            .expect("an object")
            .entry(key)
            .or_insert(value.clone());
    }
    fields
}

/// A release with one award, changed by `fields`.
fn awarded(fields: &Value) -> Value {
    let mut award = json!({
        "id": "a1", "status": "active", "date": "2025-01-01T00:00:00Z",
        "suppliers": [{"id": "s", "name": "Supplier"}],
        "value": {"amount": 10, "currency": "GBP"},
        "contractPeriod": {"startDate": "2025-02-01", "endDate": "2026-01-31"}
    });
    award
        .as_object_mut()
        .expect("an object")
        .extend(fields.as_object().expect("an object").clone());
    release(json!({ "awards": [award] }))
}

fn packed(releases: &[Value]) -> Value {
    json!({ "version": "1.1", "releases": releases })
}

fn reasons(package: &Package) -> Vec<(&str, &Reason)> {
    package
        .warnings
        .iter()
        .map(|w| (w.path.as_str(), &w.reason))
        .collect()
}

#[test]
fn one_award_is_one_contract_and_no_warning() {
    let package = package(&packed(&[awarded(&json!({}))]));
    assert_eq!(package.warnings, []);
    let contract = &package.processes[0].contracts[0];
    assert_eq!(
        (contract.id.as_str(), contract.award_id.as_deref()),
        ("a1", Some("a1"))
    );
    assert_eq!(
        contract.title.as_deref(),
        Some("Tender"),
        "the award has none"
    );
    assert_eq!(contract.description.as_deref(), Some("What is wanted"));
    assert_eq!(contract.status, Some(ContractStatus::Active));
    assert_eq!(contract.unknown, Value::Null);
}

#[test]
fn each_fault_of_an_award_has_its_place_and_reason() {
    let raw = |text: &str| text.to_owned();
    let (start, end) = (
        "2025-02-01".parse().expect("date"),
        "2025-01-31".parse().expect("date"),
    );
    let money = |amount: Value| json!({"value": {"amount": amount, "currency": "GBP"}});
    let cases = [
        (json!({"id": null}), "id", Reason::MissingId),
        (json!({"title": " "}), "title", Reason::EmptyText),
        (
            json!({"title": 7}),
            "title",
            Reason::WrongType {
                expected: Shape::Text,
                found: Shape::Number,
            },
        ),
        (
            json!({"title": "a\u{0}b"}),
            "title",
            Reason::ControlCharacters { count: 1 },
        ),
        (
            json!({"title": "CafÃ© du coin"}),
            "title",
            Reason::Mojibake {
                sample: raw("Ã© ")
            },
        ),
        (
            json!({"date": "31/01/2025"}),
            "date",
            Reason::BadDate {
                raw: raw("31/01/2025"),
            },
        ),
        (
            json!({"date": "2025-02-30"}),
            "date",
            Reason::BadDate {
                raw: raw("2025-02-30"),
            },
        ),
        (
            json!({"date": "9999-12-31T00:00:00Z"}),
            "date",
            Reason::UnlikelyDate {
                raw: raw("9999-12-31T00:00:00Z"),
            },
        ),
        (
            json!({"contractPeriod": {"startDate": "2025-02-01", "endDate": "2025-01-31"}}),
            "contractPeriod/endDate",
            Reason::EndBeforeStart { start, end },
        ),
        (
            money(json!(-5)),
            "value/amount",
            Reason::NegativeAmount {
                amount: (-5).into(),
            },
        ),
        (
            money(json!("12.50")),
            "value/amount",
            Reason::AmountAsText { raw: raw("12.50") },
        ),
        (
            money(json!("about 12")),
            "value/amount",
            Reason::BadAmount {
                raw: raw("about 12"),
            },
        ),
        (
            json!({"value": {"amount": 1}}),
            "value/currency",
            Reason::MissingCurrency,
        ),
        (
            json!({"value": {"amount": 1, "currency": "£"}}),
            "value/currency",
            Reason::BadCurrency { raw: raw("£") },
        ),
        (
            json!({"status": "done"}),
            "status",
            Reason::UnknownCode {
                codelist: Codelist::AwardStatus,
                value: raw("done"),
            },
        ),
        (
            json!({"suppliers": [{"id": "x", "name": "Stranger"}]}),
            "suppliers/0",
            Reason::PartyNotListed { id: Some(raw("x")) },
        ),
        (json!({"suppliers": []}), "", Reason::NoSupplier),
        (
            json!({"status": "cancelled"}),
            "",
            Reason::AwardWithoutEffect {
                status: AwardStatus::Cancelled,
            },
        ),
        (
            json!({"items": [{"id": 1, "classification": {"scheme": "Ours", "id": "1"}}]}),
            "items/0/classification/scheme",
            Reason::UnknownScheme {
                scheme: raw("Ours"),
            },
        ),
        (
            json!({"documents": [7]}),
            "documents/0",
            Reason::WrongType {
                expected: Shape::Object,
                found: Shape::Number,
            },
        ),
    ];
    for (fields, place, reason) in cases {
        let package = package(&packed(&[release(json!({"id": "r0"})), awarded(&fields)]));
        let place = format!("/releases/1/awards/0/{place}");
        let expected = Warning {
            release: Some("r1".to_owned()),
            ocid: Some("ocds-1".to_owned()),
            path: place.trim_end_matches('/').to_owned(),
            reason,
        };
        assert_eq!(package.warnings, [expected], "{fields}");
    }
}

#[test]
fn what_was_not_understood_is_kept() {
    let package = package(&packed(&[awarded(&json!({
        "date": "soon", "lot": {"number": 7}, "value": {"amount": 1, "currency": "GBP", "net": 0.10},
        "documents": [{"id": "d", "title": "T", "pages": 3}],
        "title": "Line one.rnrnLine two"
    }))]));
    let contract = &package.processes[0].contracts[0];
    assert_eq!(contract.title.as_deref(), Some("Line one.\n\nLine two"));
    assert_eq!(
        contract.unknown,
        json!({
            "date": "soon", "lot": {"number": 7}, "value": {"net": 0.10},
            "documents": [{"id": "d", "pages": 3}], "title": "Line one.rnrnLine two"
        })
    );
}

#[test]
fn bad_releases_are_skipped_and_good_ones_read() {
    let package = package(&packed(&[
        json!(7),
        release(json!({"ocid": null})),
        release(json!({"ocid": 12})),
        awarded(&json!({})),
    ]));
    assert_eq!(package.processes.len(), 1);
    assert_eq!(package.releases_found, 4);
    let wrong = Reason::WrongType {
        expected: Shape::Object,
        found: Shape::Number,
    };
    assert_eq!(
        reasons(&package),
        [
            ("/releases/0", &wrong),
            ("/releases/1", &Reason::MissingOcid),
            ("/releases/2", &Reason::MissingOcid)
        ]
    );
    assert_eq!(package.warnings[0].release.as_deref(), Some("#1"));
    assert!(
        package
            .warnings
            .iter()
            .all(|warning| warning.reason.level() == Level::LeftOut)
    );
}

#[test]
fn a_repeated_release_counts_once_and_a_reused_id_twice() {
    let changed = awarded(&json!({"title": "Changed"}));
    let package = package(&packed(&[
        awarded(&json!({})),
        awarded(&json!({})),
        changed,
    ]));
    let id = "r1".to_owned();
    assert_eq!(
        reasons(&package),
        [
            ("/releases/1", &Reason::RepeatedRelease { id: id.clone() }),
            ("/releases/2/id", &Reason::ReusedReleaseId { id }),
        ]
    );
    let [process] = package.processes.as_slice() else {
        panic!("one process")
    };
    assert_eq!(process.releases.len(), 2);
    assert_eq!(process.contracts[0].title.as_deref(), Some("Changed"));
}

#[test]
fn remarks_on_merged_releases_point_to_the_newest_that_has_the_entry() {
    let tender = release(json!({"id": "r0", "date": "2024-01-01T00:00:00Z", "tag": ["tender"]}));
    let first = awarded(&json!({}));
    let mut later = awarded(&json!({"status": "unsuccessful"}));
    later["id"] = json!("r2");
    later["date"] = json!("2025-06-01T00:00:00Z");
    let package = package(&packed(&[later, first, tender]));
    let reason = Reason::AwardWithoutEffect {
        status: AwardStatus::Unsuccessful,
    };
    assert_eq!(reasons(&package), [("/releases/0/awards/0", &reason)]);
    assert_eq!(package.warnings[0].release.as_deref(), Some("r2"));
    assert_eq!(package.processes[0].contracts, []);
    let order: Vec<_> = package.processes[0]
        .releases
        .iter()
        .filter_map(|r| r.id.clone())
        .collect();
    assert_eq!(order, ["r0", "r1", "r2"]);
}

#[test]
fn lists_and_single_releases_without_a_package_are_read_with_a_note() {
    let list = package(&json!([awarded(&json!({"title": ""}))]));
    assert_eq!(list.layout, Layout::BareReleases);
    assert_eq!(
        reasons(&list),
        [
            ("", &Reason::NoPackage),
            ("/0/awards/0/title", &Reason::EmptyText)
        ]
    );
    let single = package(&awarded(&json!({"title": ""})));
    assert_eq!(single.layout, Layout::SingleRelease);
    assert_eq!(
        reasons(&single),
        [
            ("", &Reason::NoPackage),
            ("/awards/0/title", &Reason::EmptyText)
        ]
    );
    assert_eq!(list.processes, single.processes);
}

#[test]
fn records_are_read_compiled_embedded_or_not_at_all() {
    let (bare, whole) = (json!({"url": "https://example.org/1"}), awarded(&json!({})));
    let records = json!({"version": "1.1", "records": [
        {"ocid": "ocds-1", "compiledRelease": whole, "releases": [bare], "versionedRelease": {}},
        {"ocid": "ocds-2", "releases": [release(json!({"ocid": "ocds-2", "id": "x"}))]},
        {"ocid": "ocds-3", "releases": [bare, bare]},
        {"ocid": "ocds-4", "versionedRelease": {"awards": []}}
    ]});
    let package = package(&records);
    assert_eq!(package.layout, Layout::RecordPackage);
    let ocids: Vec<_> = package
        .processes
        .iter()
        .map(|process| process.ocid.as_str())
        .collect();
    assert_eq!(ocids, ["ocds-1", "ocds-2"]);
    assert_eq!(
        reasons(&package),
        [
            ("/records/2", &Reason::LinkedOnly { count: 2 }),
            ("/records/3", &Reason::NothingInside),
            (
                "/records/1/releases/0",
                &Reason::NoContractYet {
                    stage: Stage::Planning
                }
            ),
        ]
    );
}

#[test]
fn version_1_0_has_its_organisations_inline() {
    let file = json!({"releases": [{
        "ocid": "ocds-1", "id": "r1", "date": "2016-05-01T00:00:00Z", "tag": ["award"],
        "buyer": {
            "name": "Health Board", "identifier": {"scheme": "GB-NHS", "id": "HB1"},
            "address": {"postalCode": "N11 1NP"}, "contactPoint": {"name": "A Person"}
        },
        "tender": {"title": "T", "procuringEntity": {"name": "Health Board", "identifier": {"scheme": "GB-NHS", "id": "HB1"}}},
        "awards": [{"id": "a1", "status": "active", "suppliers": [
            {"name": "Acme", "identifier": {"scheme": "GB-COH", "id": "1", "legalName": "Acme Ltd"}},
            {"name": "Beta"}
        ]}],
        "contracts": [{"id": "c1", "awardID": "a1", "status": "active"}]
    }]});
    let package = package(&file);
    assert_eq!(package.version, Version::V1_0);
    assert_eq!(package.warnings, []);
    let process = &package.processes[0];
    let ids: Vec<_> = process
        .parties
        .iter()
        .map(|party| party.local_id.as_str())
        .collect();
    assert_eq!(ids, ["GB-NHS-HB1", "GB-COH-1", "Beta"]);
    assert_eq!(process.buyer.as_deref(), Some("GB-NHS-HB1"));
    assert_eq!(process.parties[0].roles, ["buyer", "procuringEntity"]);
    assert_eq!(process.parties[1].legal_name.as_deref(), Some("Acme Ltd"));
    let [contract] = process.contracts.as_slice() else {
        panic!("one contract")
    };
    assert_eq!(contract.suppliers, ["GB-COH-1", "Beta"]);
    assert!(!contract.from_award);
}

#[test]
fn the_value_of_an_award_is_not_counted_once_per_contract() {
    let mut file = awarded(&json!({"lot": 7, "documents": [{"id": "d"}]}));
    file["contracts"] = json!([{"id": "c1", "awardID": "a1"}, {"id": "c2", "awardID": "a1"}]);
    let two = package(&packed(&[file.clone()]));
    assert_eq!(two.processes[0].contracts.len(), 2);
    assert!(
        two.processes[0]
            .contracts
            .iter()
            .all(|contract| contract.value.is_none())
    );
    file["contracts"] = json!([{"id": "c1", "awardID": "a1"}]);
    assert!(
        package(&packed(&[file])).processes[0].contracts[0]
            .value
            .is_some()
    );
}

#[test]
fn ids_of_contracts_stay_apart_from_those_of_awards() {
    let mut file = awarded(&json!({}));
    file["awards"][0]["id"] = json!("1");
    file["contracts"] = json!([{"id": "1", "awardID": "gone"}]);
    let package = package(&packed(&[file]));
    let contracts = &package.processes[0].contracts;
    let ids: Vec<_> = contracts
        .iter()
        .map(|contract| contract.id.as_str())
        .collect();
    assert_eq!(ids, ["1", "award-1"]);
    let gone = Reason::AwardNotFound {
        award_id: "gone".to_owned(),
    };
    assert_eq!(
        reasons(&package),
        [
            ("/releases/0/contracts/0", &gone),
            ("/releases/0/contracts/0", &Reason::NoSupplier)
        ]
    );
}

#[test]
fn an_organisation_listed_once_per_role_keeps_its_roles() {
    let parties = json!([
        {"id": "b", "name": "Buyer", "roles": ["buyer"]},
        {"id": "s", "name": "Supplier", "roles": ["supplier"]},
        {"id": "b", "name": "Buyer", "roles": ["payer"], "address": {"locality": "Leeds"}}
    ]);
    let package = package(&packed(&[release(json!({ "parties": parties }))]));
    let buyer = package.processes[0].party("b").expect("the buyer");
    assert_eq!(buyer.roles, ["buyer", "payer"]);
    assert!(buyer.address.is_some());
    let repeated = Reason::RepeatedId { id: "b".to_owned() };
    assert_eq!(reasons(&package)[0], ("/releases/0/parties/2", &repeated));
}

#[test]
fn amounts_keep_every_digit() {
    for amount in ["0.1", "1234567890123456.78", "19.90", "1e3"] {
        let file = awarded(&json!({}))
            .to_string()
            .replace("\"amount\":10", &format!("\"amount\":{amount}"));
        let package = read(file.as_bytes()).expect("a release");
        let value = package.processes[0].contracts[0]
            .value
            .clone()
            .expect("a value");
        let expected = if amount == "1e3" { "1000" } else { amount };
        assert_eq!(value.amount.to_string(), expected);
    }
}

#[test]
fn a_process_that_ended_without_an_award_says_so() {
    for (status, stage) in [
        ("planning", Stage::Planning),
        ("active", Stage::Tender),
        ("cancelled", Stage::Ended),
        ("withdrawn", Stage::Ended),
    ] {
        let package = package(&packed(&[release(json!({"tender": {"status": status}}))]));
        assert_eq!(
            reasons(&package),
            [("/releases/0", &Reason::NoContractYet { stage })]
        );
    }
}

#[test]
fn an_empty_package_is_no_fault_of_the_file() {
    let package = package(&packed(&[]));
    assert_eq!(reasons(&package), [("", &Reason::NothingInside)]);
}

#[test]
fn codes_are_stable_and_are_what_is_written_out() {
    let reason = Reason::StrayLineBreaks { mended: 2, left: 1 };
    assert_eq!(reason.code(), "stray_line_breaks");
    let written = serde_json::to_value(&reason).expect("JSON");
    assert_eq!(
        written,
        json!({"code": "stray_line_breaks", "mended": 2, "left": 1})
    );
    let refused = Refused::UnsupportedVersion {
        version: "2.0".to_owned(),
    };
    assert_eq!(refused.code(), "unsupported_version");
    assert_eq!(
        refused.to_string(),
        "OCDS version 2.0 is not read, only 1.0 and 1.1"
    );
    assert_eq!(
        serde_json::to_value(&refused).expect("JSON"),
        json!({"code": "unsupported_version", "version": "2.0"})
    );
}
