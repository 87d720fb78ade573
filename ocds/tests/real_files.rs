//! Real and exemplary files, read whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use ocds::guess::{Sector, looks_ict, of_interest, sector_of};
use ocds::{ContractStatus, Layout, MilestoneStatus, Package, Process, Version, read};

const CONTRACTS_FINDER: &str = "uk_contracts_finder_110_releases.json";
const FIND_A_TENDER: &str = "uk_find_a_tender_0525b3_record.json";
const EXAMPLE: &str = "fictional-example-1.1";

fn bytes(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn package(name: &str) -> Package {
    read(&bytes(name)).unwrap_or_else(|refused| panic!("{name}: {refused}"))
}

fn codes(package: &Package) -> BTreeMap<&'static str, usize> {
    let mut codes = BTreeMap::new();
    for warning in &package.warnings {
        *codes.entry(warning.reason.code()).or_default() += 1;
    }
    codes
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().expect("a date"))
}

fn buyer_name(process: &Process) -> &str {
    let buyer = process.buyer.as_deref().and_then(|id| process.party(id));
    buyer
        .and_then(|party| party.best_name())
        .unwrap_or("nobody")
}

#[test]
fn contracts_finder_gives_the_counts_that_a_count_by_hand_gives() {
    let package = package(CONTRACTS_FINDER);
    assert_eq!(
        (package.layout, package.version),
        (Layout::ReleasePackage, Version::V1_1)
    );
    assert_eq!(package.publisher.as_deref(), Some("Cabinet Office"));
    assert_eq!(package.releases_found, 110);
    assert_eq!(
        package.processes.len(),
        105,
        "five pairs of releases share an ocid"
    );
    let contracts: Vec<_> = package
        .processes
        .iter()
        .flat_map(|p| &p.contracts)
        .collect();
    // 95 awards, of which three are repeated under the same id by a second release.
    assert_eq!(contracts.len(), 92);
    assert!(
        contracts
            .iter()
            .all(|c| c.from_award && c.status == Some(ContractStatus::Active))
    );
    assert!(
        contracts
            .iter()
            .all(|c| c.value.is_some() && c.period.is_some())
    );
    assert!(
        contracts
            .iter()
            .all(|c| c.title.is_some() && c.signed_on.is_some())
    );
    assert!(contracts.iter().all(|c| !c.suppliers.is_empty()));
    assert!(
        package
            .processes
            .iter()
            .all(|process| process.buyer.is_some())
    );
    let expected = BTreeMap::from([
        ("mojibake", 11),
        ("no_contract_yet", 15),
        ("party_without_name", 1),
        ("repeated_id", 2),
        ("reused_release_id", 1),
        ("similar_award", 2),
        ("stray_line_breaks", 50),
    ]);
    assert_eq!(codes(&package), expected);
    assert_eq!(package.warnings_left_out, 0);
}

#[test]
fn warnings_name_release_process_and_place() {
    let package = package(CONTRACTS_FINDER);
    let nameless = package
        .warnings
        .iter()
        .find(|w| w.reason.code() == "party_without_name");
    let nameless = nameless.expect("there is one");
    assert_eq!(nameless.path, "/releases/73/parties/1/name");
    assert_eq!(
        nameless.release.as_deref(),
        Some("92ba3431-e1af-4aaf-b7e1-2ccca40f1f4c-832970")
    );
    assert!(
        nameless
            .ocid
            .as_deref()
            .is_some_and(|ocid| ocid.ends_with("856d6c4b364d"))
    );

    let file: serde_json::Value = serde_json::from_slice(&bytes(CONTRACTS_FINDER)).expect("JSON");
    for warning in &package.warnings {
        let place = warning.path.strip_suffix("/name").unwrap_or(&warning.path);
        assert!(
            file.pointer(place).is_some(),
            "{} is no place in the file",
            warning.path
        );
    }
}

#[test]
fn the_later_of_two_releases_wins() {
    let package = package(CONTRACTS_FINDER);
    let process = package
        .processes
        .iter()
        .find(|p| p.ocid.ends_with("411c52e5bd34"));
    let process = process.expect("Southampton's process");
    assert_eq!(process.releases.len(), 2);
    assert!(process.releases[0].date < process.releases[1].date);
    let [contract] = process.contracts.as_slice() else {
        panic!("one contract")
    };
    let value = contract.value.as_ref().expect("a value");
    // The file has the later release first: 109320 corrects 10932000.
    assert_eq!(
        (value.amount.to_string().as_str(), value.currency.as_deref()),
        ("109320", Some("GBP"))
    );
}

#[test]
fn digital_health_is_found_among_everything_else() {
    let package = package(CONTRACTS_FINDER);
    let found: Vec<(&str, &str)> = package
        .processes
        .iter()
        .filter(|process| of_interest(process))
        .map(|process| (buyer_name(process), process.title.as_deref().unwrap_or("")))
        .collect();
    let expected = [
        (
            "East Suffolk and North Essex NHS Foundation Trust",
            "ESNEFT2444 Blue Prism Robot",
        ),
        (
            "West Suffolk NHS Foundation Trust",
            "cybersecurity automation and analytics",
        ),
        (
            "Northumbria Healthcare NHS Foundation Trust",
            "Civica Engage & Election Services",
        ),
        ("NHS Resolution", "Azure Virtual Desktop - Phase 2"),
        (
            "Somerset NHS Foundation Trust",
            "Video Consultation Platform",
        ),
        (
            "Kettering General Hospital NHS Foundation Trust",
            "GB-Kettering: Gestational Diabetes Monitoring Application Software",
        ),
    ];
    assert_eq!(found, expected);
    let ict = package
        .processes
        .iter()
        .filter(|process| looks_ict(process, None).yes)
        .count();
    assert_eq!(ict, 18);
}

#[test]
fn buyers_are_told_apart_by_sector() {
    let package = package(CONTRACTS_FINDER);
    let mut buyers: BTreeMap<String, Sector> = BTreeMap::new();
    for process in &package.processes {
        let buyer = process
            .buyer
            .as_deref()
            .and_then(|id| process.party(id))
            .expect("a buyer");
        let name = buyer.best_name().expect("a name").to_owned();
        buyers.insert(name, sector_of(buyer, process).sector);
    }
    let of = |sector| {
        buyers
            .iter()
            .filter(move |(_, own)| **own == sector)
            .map(|(n, _)| n.as_str())
    };
    let health: Vec<_> = of(Sector::Health).collect();
    assert_eq!(
        health,
        [
            "East Suffolk and North Essex NHS Foundation Trust",
            "Kettering General Hospital NHS Foundation Trust",
            "NHS England",
            "NHS North West London Integrated Care Board",
            "NHS PROPERTY SERVICES LIMITED",
            "NHS Resolution",
            "NHS Supply Chain",
            "Northumbria Healthcare NHS Foundation Trust",
            "Nottingham University Hospitals NHS Trust",
            "Somerset NHS Foundation Trust",
            "Walsall Healthcare NHS Trust",
            "West Suffolk NHS Foundation Trust",
        ]
    );
    assert_eq!(of(Sector::Ict).count(), 0, "no buyer here sells technology");
    assert!(of(Sector::Government).any(|name| name == "Ministry of Defence"));
    assert!(of(Sector::Unknown).any(|name| name == "UNIVERSITY OF DERBY"));
}

#[test]
fn a_record_of_find_a_tender_is_read_from_its_compiled_release() {
    let package = package(FIND_A_TENDER);
    assert_eq!(
        (package.layout, package.version),
        (Layout::RecordPackage, Version::V1_1)
    );
    assert_eq!(package.warnings, []);
    let [process] = package.processes.as_slice() else {
        panic!("one process")
    };
    assert_eq!(process.releases.len(), 2);
    assert_eq!(buyer_name(process), "Durham County Council");
    let [contract] = process.contracts.as_slice() else {
        panic!("one contract")
    };
    assert!(!contract.from_award);
    assert_eq!(contract.suppliers, ["GB-COH-09442333"], "the award's");
    let value = contract.value.as_ref().expect("a value");
    assert_eq!(
        (value.amount.to_string().as_str(), value.currency.as_deref()),
        ("395493", Some("GBP"))
    );
    let period = contract.period.expect("a period");
    assert_eq!(
        (period.start, period.end),
        (day("2026-10-05"), day("2027-03-31"))
    );
    assert_eq!(
        period.max_extent,
        day("2028-03-31"),
        "the day in the offset given, not in UTC"
    );
    assert_eq!(contract.signed_on, day("2026-09-30"));
    assert_eq!(
        contract
            .renewal
            .as_ref()
            .and_then(|renewal| renewal.possible),
        Some(true)
    );
    assert_eq!(
        contract.unknown["value"]["amountGross"].to_string(),
        "438981",
        "kept, not dropped"
    );
}

#[test]
fn the_fictional_example_grows_release_by_release() {
    let stages = [
        ("01-planning", 0),
        ("02-tender", 0),
        ("03-tenderAmendment", 0),
        ("04-award", 1),
        ("05-contract", 1),
        ("06-implementation", 1),
    ];
    for (stage, contracts) in stages {
        let package = package(&format!("{EXAMPLE}/ocds-213czf-000-00001-{stage}.json"));
        let [process] = package.processes.as_slice() else {
            panic!("{stage}: one process")
        };
        assert_eq!(process.contracts.len(), contracts, "{stage}");
        let expected = if contracts == 0 {
            vec!["no_contract_yet"]
        } else {
            vec![]
        };
        assert_eq!(
            codes(&package).into_keys().collect::<Vec<_>>(),
            expected,
            "{stage}"
        );
        assert_eq!(buyer_name(process), "London Borough of Barnet");
        assert!(!of_interest(process), "a cycle lane");
    }
    let award = package(&format!("{EXAMPLE}/ocds-213czf-000-00001-04-award.json"));
    let contract = &award.processes[0].contracts[0];
    assert!(contract.from_award);
    assert_eq!(
        contract.status,
        Some(ContractStatus::Pending),
        "the award is pending"
    );
}

#[test]
fn six_releases_merged_are_what_the_publisher_compiled() {
    let mut releases = Vec::new();
    for stage in [
        "06-implementation",
        "01-planning",
        "05-contract",
        "02-tender",
        "04-award",
        "03-tenderAmendment",
    ] {
        let name = format!("{EXAMPLE}/ocds-213czf-000-00001-{stage}.json");
        let file: serde_json::Value = serde_json::from_slice(&bytes(&name)).expect("JSON");
        releases.push(file["releases"][0].clone());
    }
    let file = serde_json::json!({ "version": "1.1", "releases": releases }).to_string();
    let merged = read(file.as_bytes()).expect("a package");
    let compiled = package(&format!("{EXAMPLE}/record-ocds-213czf-000-00001.json"));
    let (Some(ours), Some(theirs)) = (merged.processes.first(), compiled.processes.first()) else {
        panic!("a process each")
    };
    assert_eq!(merged.processes.len(), 1);
    assert_eq!(merged.warnings, []);
    assert_eq!(ours.releases.len(), 6);
    assert!(ours.releases.is_sorted_by_key(|release| release.date));
    assert_eq!(ours.title, theirs.title);
    assert_eq!(ours.contracts.len(), theirs.contracts.len());
    let (ours, theirs) = (&ours.contracts[0], &theirs.contracts[0]);
    assert_eq!(
        (&ours.id, &ours.title, &ours.value),
        (&theirs.id, &theirs.title, &theirs.value)
    );
    assert_eq!(
        (ours.period, ours.signed_on),
        (theirs.period, theirs.signed_on)
    );
    assert_eq!(ours.suppliers, theirs.suppliers);
    assert_eq!(ours.milestones, theirs.milestones);
}

#[test]
fn milestones_of_planning_are_read() {
    let package = package(&format!("{EXAMPLE}/ocds-213czf-000-00001-01-planning.json"));
    let milestones = &package.processes[0].milestones;
    assert_eq!(milestones.len(), 2);
    assert_eq!(milestones[0].status, Some(MilestoneStatus::Met));
    assert_eq!(milestones[0].met, day("2009-03-14"));
    assert_eq!(milestones[1].kind.as_deref(), Some("engagement"));
}

#[test]
fn contact_persons_are_not_kept() {
    let package = package(&format!("{EXAMPLE}/ocds-213czf-000-00001-05-contract.json"));
    let all = serde_json::to_string(&package.processes).expect("JSON");
    assert!(!all.contains("procurement-team@example.com"));
}

#[test]
fn what_is_read_can_be_stored_as_json_and_read_back() {
    for process in package(CONTRACTS_FINDER).processes {
        let stored = serde_json::to_string(&process).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Process>(&stored).expect("the same"),
            process
        );
    }
}
