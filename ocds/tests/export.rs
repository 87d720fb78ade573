//! What is written is a valid release package of version 1.1.5.

mod schemas;

use chrono::{DateTime, NaiveDate, Utc};
use ocds::export::{
    Address, Amendment, Award, BUDGET_EXTENSION, Budget, BudgetLine, Contract, Document,
    Identifier, Implementation, Milestone, Package, Party, Period, Planning, Reference, Release,
    Transaction, Value as Money,
};
use rust_decimal::Decimal;
use schemas::faults;
use serde_json::{Value, json};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn now() -> DateTime<Utc> {
    "2026-11-23T10:30:00.123Z".parse().expect("a moment")
}

fn money(amount: &str) -> Money {
    Money {
        amount: amount.parse().expect("an amount"),
        currency: "CAD".to_owned(),
    }
}

fn reference(id: &str, name: &str) -> Reference {
    Reference {
        id: id.to_owned(),
        name: name.to_owned(),
    }
}

fn period(from: &str, to: &str) -> Period {
    Period {
        start_date: date(from),
        end_date: date(to),
        max_extent_date: None,
    }
}

fn parties() -> Vec<Party> {
    let number = |scheme: &str, id: &str| Identifier {
        scheme: scheme.to_owned(),
        id: id.to_owned(),
    };
    let funder = Party {
        id: "ministry".to_owned(),
        name: "Ministry of Tests".to_owned(),
        identifier: None,
        additional_identifiers: Vec::new(),
        address: None,
        roles: vec!["funder", "sourceParty", "payer"],
    };
    let buyer = Party {
        id: "clinic".to_owned(),
        name: "Clinic of Tests".to_owned(),
        roles: vec!["buyer", "payer", "payee"],
        address: Some(Address {
            street_address: Some("1 High Street".to_owned()),
            locality: Some("Ottawa".to_owned()),
            postal_code: Some("K1A 0A1".to_owned()),
            country_name: Some("Canada".to_owned()),
        }),
        ..funder.clone()
    };
    let supplier = Party {
        id: "acme".to_owned(),
        name: "Acme Systems".to_owned(),
        identifier: Some(number("CA-CC", "1234567")),
        additional_identifiers: vec![number("CA-CRA_ACR", "7654321")],
        roles: vec!["supplier", "payee"],
        ..funder.clone()
    };
    vec![funder, buyer, supplier]
}

fn budget() -> Budget {
    let line = |id: &str, label: &str, period: Period| BudgetLine {
        id: id.to_owned(),
        description: format!("Digital fund · {label} · committed"),
        amount: money("400000.00"),
        period,
        source_party: reference("ministry", "Ministry of Tests"),
    };
    Budget {
        budget_breakdown: vec![
            line("l1", "2026/27", period("2026-04-01", "2027-03-31")),
            line("l2", "2027/28", period("2027-04-01", "2028-03-31")),
            line("l3", "2028/29", period("2028-04-01", "2029-03-31")),
        ],
    }
}

fn implementation() -> Implementation {
    let transaction = |id: &str, payer, payee| Transaction {
        id: id.to_owned(),
        date: date("2026-06-30"),
        value: money("123456789012345.67"),
        payer,
        payee,
    };
    let clinic = || reference("clinic", "Clinic of Tests");
    let milestone = |id: &str, status, date_met| Milestone {
        id: id.to_owned(),
        title: "First exchange".to_owned(),
        description: Some("Two systems exchange a record".to_owned()),
        due_date: date("2026-12-01"),
        date_met,
        status,
    };
    Implementation {
        transactions: vec![
            transaction("r1", reference("ministry", "Ministry of Tests"), clinic()),
            transaction("s1", clinic(), reference("acme", "Acme Systems")),
        ],
        milestones: vec![
            milestone("m1", "met", Some(date("2026-11-20"))),
            milestone("m2", "partiallyMet", None),
            milestone("m3", "notMet", None),
            milestone("m4", "scheduled", None),
        ],
    }
}

fn contract() -> Contract {
    Contract {
        id: "c1".to_owned(),
        award_id: "c1-award".to_owned(),
        title: "Record exchange".to_owned(),
        description: Some("One record for every patient".to_owned()),
        status: "active",
        period: Period {
            max_extent_date: Some(date("2031-01-31")),
            ..period("2026-02-01", "2029-01-31")
        },
        value: Some(money("1000000.00")),
        date_signed: Some(date("2026-01-05")),
        documents: vec![Document {
            id: "d1".to_owned(),
            title: "Signed contract".to_owned(),
            url: "https://example.org/contract.pdf".to_owned(),
            date_published: Some(date("2026-01-06")),
            language: "en".to_owned(),
        }],
        amendments: vec![Amendment {
            id: "a1".to_owned(),
            date: date("2026-06-01"),
            description: "value: 900000.00 → 1000000.00".to_owned(),
            rationale: "More wards".to_owned(),
        }],
        implementation: Some(implementation()),
    }
}

fn release() -> Release {
    Release {
        ocid: "ocds-test01-RECORD-1-c1".to_owned(),
        id: "ocds-test01-RECORD-1-c1-20261123T103000Z".to_owned(),
        date: now(),
        tag: vec![
            "planning",
            "award",
            "contract",
            "contractAmendment",
            "implementation",
        ],
        initiation_type: "tender",
        language: "en".to_owned(),
        parties: parties(),
        buyer: reference("clinic", "Clinic of Tests"),
        planning: Some(Planning { budget: budget() }),
        awards: vec![Award {
            id: "c1-award".to_owned(),
            title: "Record exchange".to_owned(),
            status: "active",
            suppliers: vec![reference("acme", "Acme Systems")],
        }],
        contracts: vec![contract()],
    }
}

/// Only what every process has.
fn bare() -> Release {
    Release {
        ocid: "ocds-test01-RECORD-1-c2".to_owned(),
        id: "ocds-test01-RECORD-1-c2-20261123T103000Z".to_owned(),
        tag: vec!["award", "contract"],
        planning: None,
        contracts: vec![Contract {
            description: None,
            value: None,
            date_signed: None,
            documents: Vec::new(),
            amendments: Vec::new(),
            implementation: None,
            status: "pending",
            ..contract()
        }],
        ..release()
    }
}

fn package(releases: Vec<Release>) -> Value {
    let uri = "https://triad.example.org/contracts.ocds.json?status=in_force".to_owned();
    let package = Package::new(uri, now(), "Ministry of Tests".to_owned(), releases);
    let bytes = package.to_json().expect("a package is JSON");
    serde_json::from_slice(&bytes).expect("a package is JSON")
}

#[test]
fn a_full_and_a_bare_release_are_valid() {
    let package = package(vec![release(), bare()]);
    assert_eq!(faults(&package), Vec::<String>::new());
    assert_eq!(package["extensions"], json!([BUDGET_EXTENSION]));
}

#[test]
fn a_package_without_money_by_year_is_valid_and_declares_no_extension() {
    let package = package(vec![bare()]);
    assert_eq!(faults(&package), Vec::<String>::new());
    assert_eq!(package["extensions"], json!([]));
}

#[test]
fn every_digit_of_an_amount_is_written() {
    let package = package(vec![release()]);
    let transactions = &package["releases"][0]["contracts"][0]["implementation"]["transactions"];
    let amount: Decimal = transactions[0]["value"]["amount"]
        .to_string()
        .parse()
        .expect("a number");
    assert_eq!(amount, money("123456789012345.67").amount);
}

/// The schemas are awake: what breaks them is found, at its place, in the package, the release
/// and the extension alike.
#[test]
fn broken_fields_are_found() {
    let release = "/releases/0";
    let contract = "/releases/0/contracts/0";
    let line = "/releases/0/planning/budget/budgetBreakdown/0";
    for (place, broken) in [
        ("/version".to_owned(), json!("one")),
        ("/uri".to_owned(), json!("no address")),
        ("/publishedDate".to_owned(), json!("yesterday")),
        (format!("{release}/initiationType"), json!("auction")),
        (format!("{release}/tag"), json!([])),
        (format!("{release}/parties"), json!("everybody")),
        (format!("{contract}/status"), json!("signed")),
        (format!("{contract}/dateSigned"), json!("2026-01-05")),
        (format!("{contract}/value/amount"), json!("1000000.00")),
        (format!("{contract}/value/currency"), json!("dollars")),
        (format!("{contract}/documents/0/url"), json!("no address")),
        (format!("{contract}/amendments/0/date"), json!("June")),
        (
            format!("{contract}/implementation/milestones/0/status"),
            json!("done"),
        ),
        (
            format!("{contract}/implementation/transactions/0/payer"),
            json!("Ministry of Tests"),
        ),
        (format!("{line}/id"), Value::Null),
        (format!("{line}/amount/currency"), json!("dollars")),
        (format!("{line}/period/startDate"), json!("2026/27")),
        (format!("{line}/sourceParty"), json!("Ministry of Tests")),
    ] {
        let mut package = package(vec![self::release()]);
        *package
            .pointer_mut(&place)
            .expect("a field that is written") = broken;
        let faults = faults(&package);
        assert!(
            faults.iter().any(|fault| fault.starts_with(&place)),
            "{place}: {faults:?}"
        );
    }
}
