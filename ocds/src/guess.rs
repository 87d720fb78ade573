//! Which processes look like digital health procurement, and what kind of organisation a party
//! is. These are guesses for a person to check, so each says why.
//!
//! Codes are from the Common Procurement Vocabulary (Commission Regulation (EC) No 213/2008), the
//! United Nations Standard Products and Services Code, and Canada's Goods and Services
//! Identification Number. Words are English, French, German and Swedish.

use serde::Serialize;

use crate::model::{Classification, Contract, Party, Process};
use crate::words::{find, find_all, fold, without};

/// A yes or no, with what speaks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Guess {
    /// The answer.
    pub yes: bool,
    /// What speaks for yes, the strongest first; may be there when it is not enough.
    pub because: Vec<Evidence>,
}

/// The kind of organisation, with what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectorGuess {
    /// The kind.
    pub sector: Sector,
    /// What speaks for it; empty for [`Sector::Unknown`].
    pub because: Vec<Evidence>,
}

/// The kinds of organisation that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// Ministries, councils, agencies.
    Government,
    /// Bodies that provide or pay for health care.
    Health,
    /// Suppliers of information and communication technology.
    Ict,
    /// None of these, or nothing to tell by.
    Unknown,
}

/// One thing that speaks for a guess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, strum::VariantNames)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[strum(serialize_all = "snake_case")]
pub enum Evidence {
    /// What is bought, by its classification.
    Class {
        /// The classification.
        scheme: String,
        /// The code.
        id: String,
    },
    /// Words in the title that leave little doubt; `*` stands for any letters.
    TitleWord {
        /// The words, in lower case and without accents.
        word: String,
    },
    /// Words in the title that need a second one to count.
    WeakTitleWord {
        /// The words, in lower case and without accents.
        word: String,
    },
    /// Words in the organisation's name; `*` stands for any letters.
    NameWord {
        /// The words, in lower case and without accents.
        word: String,
    },
    /// The register that the organisation is in.
    Register {
        /// The register's code.
        scheme: String,
    },
    /// What the publisher says the organisation is.
    OwnClass {
        /// The publisher's words, else its code.
        class: String,
    },
    /// A Swedish region, whose main task is health care.
    SwedishRegion,
    /// It supplies a contract that looks like information technology.
    SuppliesIct,
}

/// CPV: software; IT services; computers; networks; telecoms equipment; telecoms services; upkeep
/// of computers and telecoms equipment; installation of the same.
const ICT_CPV: [&str; 11] = [
    "48", "72", "302", "324", "325", "642", "50312", "5032", "5033", "513", "5161",
];
/// CPV: medical software; medical information systems.
const HEALTH_IT_CPV: [&str; 2] = ["4818", "48814"];
/// UNSPSC: IT and telecoms goods; IT services; IT service delivery; telecoms services.
const ICT_UNSPSC: [&str; 4] = ["43", "8111", "8116", "8311"];
/// GSIN: IT and telecoms services; IT equipment.
const ICT_GSIN: [&str; 2] = ["D3", "N70"];

const ICT_TITLE: [&str; 34] = [
    "cyber*",
    "cloud",
    "saas",
    "ict",
    "virtual desktop",
    "information system",
    "information systems",
    "it services",
    "it system",
    "it systems",
    "it support",
    "it managed service",
    "video consultation",
    "robotic process automation",
    "data platform",
    "telecoms",
    "telecommunications",
    "wifi",
    "laptops",
    "servers",
    "computer",
    "computers",
    "logiciel",
    "logiciels",
    "informatique",
    "informatiques",
    "systeme d information",
    "informatik",
    "*software",
    "*informationssystem",
    "it drift",
    "it stod",
    "programvara",
    "programvaror",
];
const HEALTH_IT_TITLE: [&str; 24] = [
    "electronic patient record",
    "electronic patient records",
    "electronic health record",
    "electronic health records",
    "electronic medical record",
    "electronic medical records",
    "epr",
    "ehr",
    "patient administration system",
    "clinical information system",
    "e prescribing",
    "telehealth",
    "telemedicine",
    "digital health",
    "ehealth",
    "e health",
    "dossier patient",
    "dossier sante numerique",
    "dossier medical electronique",
    "telesante",
    "telemedizin",
    "krankenhausinformationssystem",
    "*journalsystem",
    "vardinformationssystem",
];
const WEAK_ICT_TITLE: [&str; 24] = [
    "digital",
    "data",
    "platform",
    "system",
    "systems",
    "online",
    "portal",
    "web",
    "website",
    "network",
    "application",
    "app",
    "hosting",
    "licence",
    "licences",
    "license",
    "licenses",
    "subscription",
    "technology",
    "automation",
    "numerique",
    "plateforme",
    "plattform",
    "digitale",
];

/// Not health care, though the words are in it.
const NOT_HEALTH: [&str; 15] = [
    "animal health",
    "animal and plant health",
    "plant health",
    "health and safety",
    "health safety",
    "environmental health",
    "occupational health",
    "health club",
    "health foods",
    "health and fitness",
    "health spa",
    "mental health housing",
    "animal hospital",
    "pet clinic",
    "veterinary clinic",
];
/// Names that no one but a health body has.
const HEALTH_NAME: [&str; 66] = [
    "nhs",
    "hospital",
    "hospitals",
    "health board",
    "health trust",
    "care trust",
    "integrated care board",
    "integrated care system",
    "ambulance",
    "clinic",
    "clinics",
    "health authority",
    "health service",
    "health services",
    "health centre",
    "health center",
    "health sciences centre",
    "health network",
    "health region",
    "health unit",
    "public health",
    "mental health",
    "digital health",
    "ehealth",
    "health security agency",
    "medical centre",
    "medical center",
    "primary care",
    "clinical commissioning group",
    "infirmary",
    "hospice",
    "cancer care",
    "health information",
    "hopital",
    "hopitaux",
    "hospitalier",
    "hospitaliere",
    "hospitaliers",
    "ciusss",
    "cisss",
    "chu",
    "chum",
    "centre de sante",
    "agence regionale de sante",
    "sante publique",
    "sante quebec",
    "services de sante",
    "clinique",
    "cliniques",
    "regie de la sante",
    "*klinik",
    "*kliniken",
    "*klinikum",
    "*krankenhaus",
    "*krankenhauser",
    "*spital",
    "gesundheitsamt",
    "charite",
    "gematik",
    "*krankenkasse",
    "*sjukhus",
    "*sjukhuset",
    "*sjukvard",
    "landsting*",
    "vardcentral*",
    "*halsomyndigheten",
];
/// Health words that make a ministry the ministry of health.
const HEALTH_TOPIC: [&str; 8] = [
    "health",
    "healthcare",
    "sante",
    "gesundheit",
    "*gesundheit",
    "halsa",
    "medical",
    "sjukvard*",
];
/// Departments of government, which are that even when their topic is health.
const MINISTRY_NAME: [&str; 14] = [
    "ministry",
    "department",
    "dept",
    "departments",
    "ministere",
    "ministeres",
    "*ministerium",
    "*departementet",
    "secretariat",
    "health canada",
    "sante canada",
    "minister",
    "senatsverwaltung",
    "senatskanzlei",
];
const GOVERNMENT_NAME: [&str; 51] = [
    "council",
    "authority",
    "agency",
    "government",
    "municipality",
    "borough",
    "county council",
    "city of",
    "town of",
    "home office",
    "cabinet office",
    "met office",
    "development office",
    "treasury",
    "parliament",
    "police",
    "fire and rescue",
    "commission",
    "commissioner",
    "crown",
    "state of",
    "province of",
    "ministry of",
    "gouvernement",
    "agence",
    "ville de",
    "municipalite",
    "prefecture",
    "conseil departemental",
    "conseil regional",
    "commune de",
    "direction generale",
    "bundes*",
    "landkreis",
    "kreis",
    "stadt",
    "landeshauptstadt",
    "gemeinde",
    "freistaat",
    "landesamt",
    "bezirksamt",
    "*behorde",
    "*kommun",
    "kommuner",
    "myndigheten*",
    "*myndigheten",
    "*verket",
    "*styrelsen",
    "lansstyrelsen",
    "regeringskansliet",
    "combined authority",
];
const ICT_NAME: [&str; 22] = [
    "digital",
    "digitale",
    "cyber*",
    "cloud",
    "computer",
    "computers",
    "computing",
    "compute*",
    "computacenter",
    "ict",
    "informatik",
    "informatics",
    "informatique",
    "telecom",
    "telecoms",
    "telecommunications",
    "telekom",
    "logiciel",
    "logiciels",
    "*software",
    "systemhaus",
    "microsystems",
];
const WEAK_ICT_NAME: [&str; 12] = [
    "systems",
    "system",
    "technologies",
    "technology",
    "tech",
    "data",
    "network",
    "networks",
    "solutions",
    "analytics",
    "robotics",
    "web",
];
/// Registers whose entries are all of one kind (<https://org-id.guide>).
const REGISTERS: [(&str, Sector); 8] = [
    ("GB-NHS", Sector::Health),
    ("GB-GOR", Sector::Government),
    ("GB-LAE", Sector::Government),
    ("GB-LAC", Sector::Government),
    ("GB-LAS", Sector::Government),
    ("GB-LANI", Sector::Government),
    ("GB-PLA", Sector::Government),
    ("GB-GOVUK", Sector::Government),
];

/// Whether a contract looks like information technology; without a contract, the process.
pub fn looks_ict(process: &Process, contract: Option<&Contract>) -> Guess {
    let own = contract
        .map(|contract| &contract.classifications)
        .filter(|own| !own.is_empty());
    let classes = own.unwrap_or(&process.classifications);
    let mut because: Vec<Evidence> = classes
        .iter()
        .filter(|class| is_ict(class))
        .filter_map(as_evidence)
        .collect();
    let title = folded_title(process, contract);
    for word in find_all(&title, &ICT_TITLE)
        .into_iter()
        .chain(find_all(&title, &HEALTH_IT_TITLE))
    {
        because.push(Evidence::TitleWord {
            word: word.to_owned(),
        });
    }
    let sure = !because.is_empty();
    let weak = find_all(&title, &WEAK_ICT_TITLE);
    let yes = sure || weak.len() > 1;
    because.extend(weak.into_iter().map(|word| Evidence::WeakTitleWord {
        word: word.to_owned(),
    }));
    Guess { yes, because }
}

/// Whether what is bought is health care's own information technology, whoever buys it.
pub fn looks_health_it(process: &Process) -> Guess {
    let classes = process
        .classifications
        .iter()
        .filter(|c| code_starts(c, "CPV", &HEALTH_IT_CPV));
    let mut because: Vec<Evidence> = classes.filter_map(as_evidence).collect();
    let title = folded_title(process, None);
    for word in find_all(&title, &HEALTH_IT_TITLE) {
        because.push(Evidence::TitleWord {
            word: word.to_owned(),
        });
    }
    Guess {
        yes: !because.is_empty(),
        because,
    }
}

/// Whether a process is digital health procurement: a health body, or a ministry of health, buys
/// information technology, or anyone buys health care's own.
pub fn of_interest(process: &Process) -> bool {
    let buyer = process.buyer.as_deref().and_then(|id| process.party(id));
    let ict = || {
        let mut contracts = process.contracts.iter();
        looks_ict(process, None).yes || contracts.any(|c| looks_ict(process, Some(c)).yes)
    };
    buyer.is_some_and(|buyer| is_health(buyer, process)) && ict() || looks_health_it(process).yes
}

/// Whether a party is a health body or a ministry of health.
fn is_health(party: &Party, process: &Process) -> bool {
    match sector_of(party, process).sector {
        Sector::Health => true,
        Sector::Government => {
            let name = without(&folded_name(party), &NOT_HEALTH);
            find(&name, &HEALTH_TOPIC).is_some() && find(&name, &MINISTRY_NAME).is_some()
        }
        Sector::Ict | Sector::Unknown => false,
    }
}

/// What kind of organisation a party is, by its registers, its publisher's words for it, its name,
/// and what it supplies in this process.
pub fn sector_of(party: &Party, process: &Process) -> SectorGuess {
    let by = |sector, evidence| SectorGuess {
        sector,
        because: vec![evidence],
    };
    let named = |sector, word: &str| {
        by(
            sector,
            Evidence::NameWord {
                word: word.to_owned(),
            },
        )
    };
    if let Some((scheme, sector)) = by_register(party) {
        return by(sector, Evidence::Register { scheme });
    }
    let name = without(&folded_name(party), &NOT_HEALTH);
    let housing = find(&name, &["housing", "hospitality"]).is_some();
    if let Some(word) = find(&name, &MINISTRY_NAME) {
        return named(Sector::Government, word);
    }
    if let Some(word) = find(&name, &HEALTH_NAME).filter(|_| !housing && may_be_public(party)) {
        return named(Sector::Health, word);
    }
    if is_swedish_region(party, &name) {
        return by(Sector::Health, Evidence::SwedishRegion);
    }
    if let Some(class) = health_by_publisher(party) {
        return by(Sector::Health, Evidence::OwnClass { class });
    }
    if let Some(word) = find(&name, &GOVERNMENT_NAME).filter(|_| may_be_public(party)) {
        return named(Sector::Government, word);
    }
    if let Some(class) = government_by_publisher(party) {
        return by(Sector::Government, Evidence::OwnClass { class });
    }
    ict_supplier(party, process, &name)
}

fn ict_supplier(party: &Party, process: &Process, name: &str) -> SectorGuess {
    let word = |word: &str| Evidence::NameWord {
        word: word.to_owned(),
    };
    let mut because: Vec<Evidence> = find_all(name, &ICT_NAME).into_iter().map(word).collect();
    if has_it_in_capitals(party) {
        because.push(word("it"));
    }
    let weak = find_all(name, &WEAK_ICT_NAME);
    if weak.len() > 1 {
        because.extend(weak.into_iter().map(word));
    }
    let supplies = |contract: &&Contract| contract.suppliers.contains(&party.local_id);
    let mut supplied = process.contracts.iter().filter(supplies);
    if supplied.any(|contract| looks_ict(process, Some(contract)).yes) {
        because.push(Evidence::SuppliesIct);
    }
    let sector = if because.is_empty() {
        Sector::Unknown
    } else {
        Sector::Ict
    };
    SectorGuess { sector, because }
}

fn by_register(party: &Party) -> Option<(String, Sector)> {
    let all = party.identifier.iter().chain(&party.additional_identifiers);
    let mut schemes = all.filter_map(|identifier| identifier.scheme.as_deref());
    schemes.find_map(|scheme| {
        let (_, sector) = REGISTERS.iter().find(|(register, _)| *register == scheme)?;
        Some((scheme.to_owned(), *sector))
    })
}

/// A company that only supplies is no public body, whatever its name: "Acme Healthcare Clinics
/// Ltd" sells to hospitals. Health bodies have legal forms too, but then they buy.
fn may_be_public(party: &Party) -> bool {
    const COMPANY: [&str; 16] = [
        "ltd",
        "limited",
        "plc",
        "llp",
        "inc",
        "corp",
        "corporation",
        "llc",
        "ag",
        "ab",
        "ltee",
        "sas",
        "sarl",
        "spa",
        "bv",
        "co",
    ];
    let buys = party
        .roles
        .iter()
        .any(|role| role == "buyer" || role == "procuringEntity");
    buys || find(&folded_name(party), &COMPANY).is_none()
}

/// Health care is the duty of Sweden's regions (Hälso- och sjukvårdslag 2017:30, chapter 8).
fn is_swedish_region(party: &Party, name: &str) -> bool {
    let country = party
        .address
        .as_ref()
        .and_then(|address| address.country_name.as_deref());
    let identifier = party
        .identifier
        .as_ref()
        .and_then(|identifier| identifier.scheme.as_deref());
    let swedish = matches!(
        country.map(fold).as_deref(),
        Some("sweden" | "sverige" | "suede" | "se")
    ) || identifier.is_some_and(|scheme| scheme.starts_with("SE-"));
    swedish
        && name
            .split(' ')
            .any(|word| word == "region" || word == "regionen")
}

/// The publisher's classification of the party: the UN's functions of government (COFOG 07), or
/// words.
fn health_by_publisher(party: &Party) -> Option<String> {
    own_class(party, |class, folded| {
        let cofog = class.scheme.as_deref() == Some("COFOG")
            && class
                .id
                .as_deref()
                .is_some_and(|id| id.starts_with("07") || id == "7");
        cofog || find(folded, &HEALTH_TOPIC).is_some()
    })
}

fn government_by_publisher(party: &Party) -> Option<String> {
    const WORDS: [&str; 6] = [
        "government",
        "ministry",
        "regional or local authority",
        "local authority",
        "central government",
        "sub central government",
    ];
    own_class(party, |_, folded| find(folded, &WORDS).is_some())
}

fn own_class(party: &Party, is: impl Fn(&Classification, &str) -> bool) -> Option<String> {
    let class = party.classifications.iter().find(|class| {
        let folded = fold(class.description.as_deref().unwrap_or_default());
        is(class, &without(&folded, &NOT_HEALTH))
    })?;
    class.description.clone().or_else(|| class.id.clone())
}

/// "IT" counts in capitals within a name that has small letters too ("Acme IT Services").
fn has_it_in_capitals(party: &Party) -> bool {
    let name = party.best_name().unwrap_or_default();
    name.chars().any(char::is_lowercase)
        && name
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "IT")
}

fn folded_name(party: &Party) -> String {
    fold(party.best_name().unwrap_or_default())
}

/// The contract's title, which is the process's where it has none of its own.
fn folded_title(process: &Process, contract: Option<&Contract>) -> String {
    let title = contract.map_or(&process.title, |contract| &contract.title);
    fold(title.as_deref().unwrap_or_default())
}

fn is_ict(class: &Classification) -> bool {
    code_starts(class, "CPV", &ICT_CPV)
        || code_starts(class, "UNSPSC", &ICT_UNSPSC)
        || code_starts(class, "GSIN", &ICT_GSIN)
}

fn code_starts(class: &Classification, scheme: &str, starts: &[&str]) -> bool {
    let same = class
        .scheme
        .as_deref()
        .is_some_and(|own| own.eq_ignore_ascii_case(scheme));
    let code = class.id.as_deref().unwrap_or_default();
    same && starts.iter().any(|start| code.starts_with(start))
}

fn as_evidence(class: &Classification) -> Option<Evidence> {
    Some(Evidence::Class {
        scheme: class.scheme.clone()?,
        id: class.id.clone()?,
    })
}
