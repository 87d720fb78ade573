//! Guesses about names and titles in the four languages that are read.

use ocds::guess::{Evidence, Sector, looks_health_it, looks_ict, of_interest, sector_of};
use ocds::{Address, Classification, Identifier, Party, Process, read};
use serde_json::json;

/// A process with one contract between two names.
fn process(buyer: &str, supplier: &str, title: &str, cpv: &str) -> Process {
    let file = json!({
        "ocid": "ocds-1", "id": "r1", "date": "2025-01-01T00:00:00Z",
        "parties": [
            {"id": "b", "name": buyer, "roles": ["buyer"]},
            {"id": "s", "name": supplier, "roles": ["supplier"]}
        ],
        "buyer": {"id": "b"},
        "tender": {"title": title, "items": [
            {"id": "1", "classification": {"scheme": "CPV", "id": cpv}}
        ]},
        "awards": [{"id": "a1", "status": "active", "suppliers": [{"id": "s"}]}]
    });
    let package = read(file.to_string().as_bytes()).expect("a release");
    package.processes.into_iter().next().expect("a process")
}

fn party(name: &str, role: &str) -> Party {
    let roles = vec![role.to_owned()];
    Party {
        local_id: "x".to_owned(),
        name: Some(name.to_owned()),
        roles,
        ..Party::default()
    }
}

fn sector(name: &str, role: &str) -> Sector {
    sector_of(&party(name, role), &process("B", "S", "Bricks", "44111100")).sector
}

#[test]
fn health_bodies_are_known_by_name() {
    for name in [
        "NHS Lothian",
        "Cwm Taf Morgannwg University Health Board",
        "Welsh Ambulance Services Trust",
        "Royal Devon University Hospitals",
        "Nova Scotia Health Authority",
        "University Health Network",
        "CIUSSS du Centre-Sud-de-l'Île-de-Montréal",
        "CISSS de Laval",
        "Centre hospitalier de l'Université de Montréal",
        "Hôpital Sainte-Justine",
        "Assistance publique - Hôpitaux de Paris",
        "Universitätsklinikum Heidelberg",
        "Kreiskrankenhaus Freiberg gGmbH",
        "Klinikum der Stadt Ludwigshafen",
        "Kantonsspital Aarau",
        "Karolinska Universitetssjukhuset",
        "Landstinget Sörmland",
        "E-hälsomyndigheten eHealth",
    ] {
        assert_eq!(sector(name, "buyer"), Sector::Health, "{name}");
    }
}

#[test]
fn names_that_only_sound_like_health_are_not() {
    for name in [
        "Animal and Plant Health Partnership",
        "Acme Health and Safety Training",
        "Hospitality Supplies",
        "Mental Health Housing Association",
        "Best Veterinary Clinic",
        "Chums Bakery",
    ] {
        assert_eq!(sector(name, "supplier"), Sector::Unknown, "{name}");
    }
    assert_eq!(
        sector("Health and Safety Executive Agency", "buyer"),
        Sector::Government
    );
    assert_eq!(
        sector("Acme Clinics Ltd", "supplier"),
        Sector::Unknown,
        "a company that supplies"
    );
    assert_eq!(
        sector("NHS Property Services Limited", "buyer"),
        Sector::Health,
        "one that buys"
    );
}

#[test]
fn government_is_known_by_name() {
    for name in [
        "Department of Health and Social Care",
        "Ministry of Health (Ontario)",
        "Health Canada",
        "Bundesministerium für Gesundheit",
        "Ministère de la Santé et des Services sociaux",
        "Socialdepartementet",
        "Leeds City Council",
        "Financial Conduct Authority",
        "Ville de Québec",
        "Landkreis Görlitz",
        "Göteborgs kommun",
        "Skatteverket",
        "Bundesverwaltungsamt",
    ] {
        assert_eq!(sector(name, "buyer"), Sector::Government, "{name}");
    }
}

#[test]
fn suppliers_of_technology_are_known_by_name_or_by_what_they_supply() {
    for name in [
        "Acme Software Ltd",
        "Nordic Cyberdefence AB",
        "Logiciels Boréal inc.",
        "Muster Informatik GmbH",
        "Northern IT Services Ltd",
        "Data Systems Ltd",
    ] {
        assert_eq!(sector(name, "supplier"), Sector::Ict, "{name}");
    }
    for name in [
        "Lift Systems Ltd",
        "MAKE IT HAPPEN EVENTS",
        "Solar Technologies",
        "Acme",
    ] {
        assert_eq!(sector(name, "supplier"), Sector::Unknown, "{name}");
    }
    let deal = process("Leeds City Council", "Acme", "Licences", "48000000");
    let supplier = deal.party("s").expect("the supplier");
    let guess = sector_of(supplier, &deal);
    assert_eq!(
        (guess.sector, guess.because),
        (Sector::Ict, vec![Evidence::SuppliesIct])
    );
}

#[test]
fn registers_publishers_and_countries_tell_more_than_names() {
    let deal = process("B", "S", "Bricks", "44111100");
    let mut nameless = party("X1", "buyer");
    let identifier = |scheme: &str| Identifier {
        scheme: Some(scheme.to_owned()),
        id: "1".into(),
    };
    nameless.identifier = Some(identifier("GB-COH"));
    assert_eq!(sector_of(&nameless, &deal).sector, Sector::Unknown);
    nameless.additional_identifiers.push(identifier("GB-NHS"));
    let guess = sector_of(&nameless, &deal);
    assert_eq!(guess.sector, Sector::Health);
    assert_eq!(
        guess.because,
        [Evidence::Register {
            scheme: "GB-NHS".to_owned()
        }]
    );

    let mut classified = party("X2", "buyer");
    classified.classifications.push(Classification {
        scheme: Some("COFOG".to_owned()),
        id: Some("07.3".to_owned()),
        description: None,
    });
    assert_eq!(sector_of(&classified, &deal).sector, Sector::Health);

    let mut region = party("Region Skåne", "buyer");
    assert_eq!(
        sector_of(&region, &deal).sector,
        Sector::Unknown,
        "regions are many things"
    );
    region.address = Some(Address {
        country_name: Some("Sverige".to_owned()),
        ..Address::default()
    });
    assert_eq!(sector_of(&region, &deal).because, [Evidence::SwedishRegion]);
}

#[test]
fn technology_is_known_by_code_or_by_title() {
    for (title, cpv) in [
        ("Widgets", "48180000-3"),
        ("Widgets", "72000000"),
        ("Widgets", "30213000"),
        ("Widgets", "50312610"),
        ("Electronic Patient Record", "33000000"),
        ("Acquisition d'un logiciel de paie", "33000000"),
        ("Krankenhausinformationssystem", "33000000"),
        ("Upphandling av journalsystem", "33000000"),
        ("Digital platform", "33000000"),
    ] {
        assert!(
            looks_ict(&process("B", "S", title, cpv), None).yes,
            "{title} {cpv}"
        );
    }
    for (title, cpv) in [
        ("Dynamic Purchasing System for Coaches", "34120000"),
        ("Road markings", "34922100"),
        ("Digital", "79822500"),
        ("Lifts", "42416100"),
        ("Fabric softwares", "39500000"),
    ] {
        assert!(
            !looks_ict(&process("B", "S", title, cpv), None).yes,
            "{title} {cpv}"
        );
    }
}

#[test]
fn of_interest_is_technology_for_health() {
    let cases = [
        ("NHS Lothian", "Payroll software", "48000000", true),
        ("NHS Lothian", "Bandages", "33140000", false),
        ("Leeds City Council", "Payroll software", "48000000", false),
        ("Leeds City Council", "Medical records", "48814000", true),
        (
            "Ministry of Health",
            "Data centre hosting",
            "72000000",
            true,
        ),
        (
            "Ministry of Defence",
            "Data centre hosting",
            "72000000",
            false,
        ),
        (
            "Ministry of Defence",
            "Electronic health record",
            "72000000",
            true,
        ),
    ];
    for (buyer, title, cpv, expected) in cases {
        let deal = process(buyer, "Acme", title, cpv);
        assert_eq!(of_interest(&deal), expected, "{buyer}: {title}");
    }
    assert!(looks_health_it(&process("B", "S", "EPR", "1")).yes);
}
