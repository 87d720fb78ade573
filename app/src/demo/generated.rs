//! A portfolio of any size, made up: to see how Triad behaves with thousands of
//! partnerships, and to measure it.
//!
//! Each partnership is a story of the shape that the demonstration's files
//! have, told by chance that always falls the same way; `rows` turns it into
//! rows by the domain's rules. A partnership's story depends on its number
//! alone, so the first hundred of a thousand are the hundred of a hundred.

use domain::scorecard::Factor;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use strum::VariantArray;

use super::data::{DataError, Partnership, Registry};

/// What the addresses of the people end with; nobody can sign in with one, and
/// no mail server will ever answer for them.
pub(super) const MAIL: &str = "generated.invalid";
/// What the references begin with.
pub(super) const REFERENCE: &str = "GEN-";

const COUNTRY: &str = "XA";
/// Each with one government and [`HEALTH`] health organisations.
const REGIONS: [&str; 20] = [
    "Amberwold",
    "Brackenshire",
    "Coldmere",
    "Dunmarsh",
    "Eastfallow",
    "Fernhollow",
    "Greyhaven",
    "Hazelmark",
    "Ivorness",
    "Juniper Coast",
    "Kestrelmoor",
    "Larkvale",
    "Mistlund",
    "Northgarth",
    "Osierfen",
    "Pinehythe",
    "Quillwater",
    "Rowandale",
    "Saltreach",
    "Thornby",
];
const HEALTH: u64 = 4;
const ICT: u64 = 30;
const GIVEN: [&str; 12] = [
    "Aster", "Briar", "Clover", "Dorian", "Elowen", "Fennel", "Garnet", "Hollis", "Isolde", "Juno",
    "Linden", "Maren",
];
const FAMILY: [&str; 14] = [
    "Applequist",
    "Brightwater",
    "Candlewick",
    "Dapplegrove",
    "Everglen",
    "Foxglove",
    "Gingerbrook",
    "Hollowell",
    "Inkpen",
    "Larksong",
    "Merryweather",
    "Nettlebed",
    "Overbridge",
    "Plumridge",
];
const BEGINNINGS: [&str; 16] = [
    "Alder", "Barley", "Copper", "Dove", "Elm", "Fallow", "Glass", "Heron", "Iron", "Kettle",
    "Lantern", "Moss", "Otter", "Pebble", "Raven", "Willow",
];
const ENDINGS: [&str; 12] = [
    "bridge", "brook", "cross", "dale", "field", "ford", "gate", "ham", "mill", "port", "stead",
    "wick",
];
const SUBJECTS: [(&str, &str); 16] = [
    ("Shared medication list", "Liste commune des médicaments"),
    (
        "Referral by message",
        "Demandes de consultation par message",
    ),
    ("Home care visits", "Visites de soins à domicile"),
    ("Emergency department board", "Tableau de l’urgence"),
    ("Results exchange", "Échange de résultats"),
    ("Vaccination register", "Registre de vaccination"),
    (
        "Bed and theatre planning",
        "Planification des lits et des blocs",
    ),
    ("Maternity record", "Dossier de maternité"),
    ("Imaging archive", "Archives d’imagerie"),
    ("Identity for staff", "Identité du personnel"),
    ("Ambulance handover", "Relève ambulancière"),
    ("Mental health appointments", "Rendez-vous en santé mentale"),
    ("Backup and recovery", "Sauvegarde et reprise"),
    ("Stroke pathway", "Parcours de l’AVC"),
    ("Cancer waiting times", "Délais en cancérologie"),
    ("Rural telemedicine", "Télémédecine rurale"),
];
const STEPS: [&str; 8] = [
    "Needs agreed with those who give care",
    "Design signed off",
    "First site live",
    "Staff of the first site trained",
    "Old system switched off",
    "Half of the sites live",
    "All sites live",
    "Handed over to daily work",
];
const THINGS: [&str; 8] = [
    "Security concept",
    "Interface to the laboratory",
    "Training for the wards",
    "Migration of the old data",
    "Access by role",
    "Report of the trial",
    "Instructions for the help desk",
    "Recovery exercise",
];
const NEWS: [&str; 6] = [
    "The nurses helped to plan it, and it shows.",
    "Two people are ill; the others have taken over what cannot wait.",
    "The trial found three faults, and all three are mended.",
    "The network of the old building slows everything down.",
    "Doctors ask when the next ward begins.",
    "The order of work was changed so that training comes first.",
];

/// Chance that always falls the same way (SplitMix64: Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", 2014).
struct Chance(u64);

impl Chance {
    /// The chance of one partnership, or of the registry.
    fn of(number: u64) -> Self {
        let mut chance = Self(number);
        Self(chance.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to one less than `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// From `first` to `last`.
    fn day(&mut self, first: i64, last: i64) -> i64 {
        let days = u64::try_from(last - first + 1).unwrap_or(1);
        first + i64::try_from(self.below(days)).unwrap_or_default()
    }

    fn percent(&mut self, of: u64) -> bool {
        self.below(100) < of
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        let index = usize::try_from(self.next() % of.len() as u64).unwrap_or_default();
        of[index]
    }

    fn name(&mut self) -> String {
        format!("{} {}", self.one(&GIVEN), self.one(&FAMILY))
    }
}

fn told<T: DeserializeOwned>(story: Value) -> Result<T, DataError> {
    let subject = story["reference"].to_string();
    serde_json::from_value(story).map_err(|source| DataError::Rule {
        subject,
        source: source.into(),
    })
}

/// One country with its regions, and who works there: as many as a country
/// has, whatever the number of partnerships.
pub(super) fn registry() -> Result<Registry, DataError> {
    let mut chance = Chance::of(0);
    let place = |code: String, name: &str, parent: Option<&str>| {
        json!({
            "code": code, "name": name, "parent": parent,
            "level": if parent.is_some() { "regional" } else { "national" },
            "currency": "CAD", "fiscal_first_month": 4, "time_zone": "UTC",
        })
    };
    let mut jurisdictions = vec![place(COUNTRY.to_owned(), "Verania", None)];
    let mut organisations = vec![json!({
        "key": "ministry", "name": "Ministry of Health of Verania", "sector": "government",
        "jurisdiction": COUNTRY, "locality": "Verania City",
    })];
    let mut people = Vec::new();
    let mut budgets = Vec::new();
    for (region, name) in REGIONS.iter().enumerate() {
        let code = region_code(region as u64);
        jurisdictions.push(place(code.clone(), name, Some(COUNTRY)));
        let government = format!("government-{region}");
        organisations.push(json!({
            "key": government, "name": format!("{name} Health Authority"), "sector": "government",
            "jurisdiction": code, "locality": name,
        }));
        people.push(json!({
            "key": format!("official-{region}"), "name": chance.name(),
            "role": "ministry_official", "organisation": government,
        }));
        for health in 0..HEALTH {
            let key = format!("health-{region}-{health}");
            let town = town(&mut chance);
            organisations.push(json!({
                "key": key, "name": format!("{town} Hospitals"), "sector": "health",
                "jurisdiction": code, "locality": town,
            }));
            for (who, role) in [
                ("executive", "health_executive"),
                ("clinician", "clinician"),
            ] {
                people.push(json!({
                    "key": format!("{who}-{region}-{health}"), "name": chance.name(),
                    "role": role, "organisation": key,
                }));
            }
        }
        for years_ago in 0..3 {
            let health = 2_000 + chance.below(4_000);
            let ict = health * (2 + chance.below(5)) / 100;
            budgets.push(json!({
                "jurisdiction": code, "years_ago": years_ago, "health": health, "ict": ict,
            }));
        }
    }
    for vendor in 0..ICT {
        let key = format!("ict-{vendor}");
        let town = town(&mut chance);
        organisations.push(json!({
            "key": key, "name": format!("{town} Systems"), "sector": "ict",
            "jurisdiction": COUNTRY, "locality": town,
        }));
        people.push(json!({
            "key": format!("lead-{vendor}"), "name": chance.name(), "role": "vendor",
            "organisation": key,
        }));
    }
    told(json!({
        "jurisdictions": jurisdictions, "organisations": organisations, "people": people,
        "budgets": budgets,
        "rates": [{ "base": "EUR", "quote": "CAD", "on": -20, "rate": "1.5" }],
    }))
}

fn region_code(region: u64) -> String {
    format!("{COUNTRY}-{:02}", region + 1)
}

fn town(chance: &mut Chance) -> String {
    format!("{}{}", chance.one(&BEGINNINGS), chance.one(&ENDINGS))
}

/// The keys of those who take part in one partnership.
struct Cast {
    government: String,
    health: String,
    ict: String,
    official: String,
    executive: String,
    clinician: String,
    lead: String,
}

/// The story of the partnership with this number, from 1.
pub(super) fn partnership(number: u64) -> Result<Partnership, DataError> {
    let mut chance = Chance::of(number);
    let region = chance.below(REGIONS.len() as u64);
    let (health, ict) = (chance.below(HEALTH), chance.below(ICT));
    let cast = Cast {
        government: format!("government-{region}"),
        health: format!("health-{region}-{health}"),
        ict: format!("ict-{ict}"),
        official: format!("official-{region}"),
        executive: format!("executive-{region}-{health}"),
        clinician: format!("clinician-{region}-{health}"),
        lead: format!("lead-{ict}"),
    };
    let (english, french) = chance.one(&SUBJECTS);
    let is_french = chance.percent(20);
    let town = town(&mut chance);
    let title = if is_french {
        format!("{french}, {town}")
    } else {
        format!("{english}, {town}")
    };
    let age = chance.day(120, 1_400);
    let planned_end = chance.day(-60, 1_400).max(300 - age);
    let runs = chance.percent(88);
    let mut moves = vec![];
    let mut step = |to: &str, on: i64| {
        moves.push(json!({
            "to": to, "on": on, "by": cast.executive, "note": "As the parties agreed.",
        }));
    };
    if runs {
        step("negotiating", -age - 80);
        step("active", -age);
        match chance.below(100) {
            0..4 => step("suspended", -30),
            4..8 => step("closing", -40),
            _ => {}
        }
    } else if chance.percent(50) {
        step("negotiating", -60);
    }
    let blocks = [
        "infrastructure",
        "collaboration_platforms",
        "cybersecurity_and_identity",
        "interoperability_and_data_exchange",
        "devices_and_mobility",
    ];
    let mut story = json!({
        "reference": format!("{REFERENCE}{number:06}"),
        "title": title,
        "need": "What is known of a patient stays where it was written down, and those who give care next ask for it again.",
        "response": "One place that all who may see it read from, filled by the systems that are there already.",
        "language": if is_french { "fr" } else { "en" },
        "jurisdiction": region_code(region),
        "level": chance.one(&["regional", "local"]),
        "approach": chance.one(&["top_down", "bottom_up", "middle_out"]),
        "architecture": chance.one(&["centralised", "modular", "mixed"]),
        "building_blocks": [chance.one(&blocks)],
        "planned_end": planned_end,
        "executive": cast.executive,
        "clinical_lead": cast.clinician,
        "ict_lead": cast.lead,
        "sponsor": cast.official,
        "parties": [
            { "organisation": cast.government, "role": "governance_authority" },
            { "organisation": cast.government, "role": "funder" },
            { "organisation": cast.health, "role": "provider" },
            { "organisation": cast.health, "role": "clinical_partner" },
            { "organisation": cast.ict, "role": "supplier" },
        ],
        "moves": moves,
        "milestones": milestones(&mut chance, &cast, age, planned_end, runs),
    });
    if runs {
        let contracts: Vec<Value> = (1..=2)
            .map(|which| contract(&mut chance, &cast, which, age, planned_end))
            .collect();
        story["contracts"] = contracts.into();
        story["documents"] = json!([{
            "title": "Charter of the partnership", "on": -age, "by": cast.executive,
            "url": "https://example.invalid/charter",
        }]);
        story["commitments"] = json!([
            commitment(&mut chance, &cast, "operational", 3),
            commitment(&mut chance, &cast, "capital", 1),
        ]);
        story["indicators"] = indicators(&mut chance, &cast, age).into();
        if number.is_multiple_of(4) {
            story["scorecards"] = json!([scorecard(&mut chance, &cast)]);
        }
    }
    told(story)
}

/// Days that lie evenly between two, each moved a little.
fn spread(chance: &mut Chance, from: i64, to: i64, count: i64) -> Vec<i64> {
    (1..=count)
        .map(|place| from + (to - from) * place / count - chance.day(0, 20))
        .collect()
}

fn milestones(
    chance: &mut Chance,
    cast: &Cast,
    age: i64,
    planned_end: i64,
    runs: bool,
) -> Vec<Value> {
    let steps = STEPS.len().try_into().unwrap_or_default();
    let days = spread(
        chance,
        if runs { -age } else { 60 },
        planned_end.max(400),
        steps,
    );
    STEPS
        .iter()
        .zip(days)
        .map(|(title, planned)| {
            let mut entries = Vec::new();
            let mut entry = |on: i64, state: &str, forecast: Option<i64>, story: &str| {
                entries.push(json!({
                    "on": on, "by": cast.executive, "state": state, "forecast": forecast,
                    "story": story,
                }));
            };
            if runs && planned < 40 {
                let begun = (planned - 45).min(-9);
                entry(begun, "in_progress", None, chance.one(&NEWS));
                match chance.below(100) {
                    0..3 => entry(
                        begun + 4,
                        "at_risk",
                        Some(chance.day(5, 90)),
                        chance.one(&NEWS),
                    ),
                    3..5 if planned < -40 => {
                        entry(
                            planned + 30,
                            "missed",
                            None,
                            "The date passed and the step no longer fits.",
                        );
                    }
                    5..96 if planned < -8 => {
                        let met = (planned + chance.day(-10, 14)).min(-1).max(begun);
                        entry(met, "met", None, chance.one(&NEWS));
                    }
                    _ => {}
                }
            }
            json!({
                "title": title, "planned": planned, "entries": entries,
                "owner": if chance.percent(50) { &cast.health } else { &cast.ict },
            })
        })
        .collect()
}

fn contract(chance: &mut Chance, cast: &Cast, which: u64, age: i64, planned_end: i64) -> Value {
    let starts = -age + chance.day(0, 20);
    let ends = planned_end.max(starts + 400) + chance.day(0, 200);
    let value = 50_000 * (2 + chance.below(60));
    let deliverables: Vec<Value> = spread(chance, starts + 40, ends.min(420), 4)
        .into_iter()
        .map(|due| deliverable(chance, cast, due))
        .collect();
    let signature = |by: &str| json!({ "on": -61, "by": by });
    json!({
        "number": format!("C-{which}"),
        "title": chance.one(&["Development and support", "Hosting", "Licences and training"]),
        "buyer": cast.health, "supplier": cast.ict,
        "signed": starts - 6, "starts": starts, "ends": ends, "value": value,
        "renewal": "optional", "renewal_months": 12, "notice_months": 3,
        "documents": [{
            "title": "Contract as signed", "on": starts - 6, "by": cast.executive,
            "url": "https://example.invalid/contract",
        }],
        "deliverables": deliverables,
        "amendments": [{
            "on": -68, "by": cast.executive, "effective": -60,
            "reason": "More sites than were planned at first.", "value": value + 50_000,
            "buyer": signature(&cast.executive), "supplier": signature(&cast.lead),
        }],
        "obligations": [{
            "title": "Test patients and their records", "debtor": cast.health,
            "creditor": cast.ict, "due": starts + 60,
            "settled": { "on": (starts + 55).min(-1), "by": cast.lead, "how": "kept" },
        }],
        "costs": [{
            "category": "operation", "by": cast.executive, "from": -1,
            "planned": [value / 5, value / 5, value / 5], "actual": [value / 5 + chance.below(9_000)],
        }],
    })
}

fn deliverable(chance: &mut Chance, cast: &Cast, due: i64) -> Value {
    let mut submissions = Vec::new();
    let mut submit = |on: i64, review: Value| {
        submissions.push(json!({
            "on": on, "by": cast.lead, "notes": "As agreed, with the report of the trial.",
            "evidence": [{ "title": "Report", "url": "https://example.invalid/report" }],
            "review": review,
        }));
    };
    let accepted = |on: i64| json!({ "on": on.min(-1), "by": cast.executive, "verdict": "accept" });
    match chance.below(100) {
        0..96 if due < -24 => {
            let handed_over = due - chance.day(0, 9);
            if chance.percent(10) {
                submit(
                    handed_over - 20,
                    json!({
                        "on": handed_over - 12, "by": cast.executive, "verdict": "return",
                        "reason": "Two wards are missing in the report.",
                    }),
                );
            }
            submit(handed_over, accepted(handed_over + 8));
        }
        // Within the ten working days that a review may take.
        0..60 if due < -1 => submit(due.max(-9), Value::Null),
        _ => {}
    }
    json!({
        "title": chance.one(&THINGS), "criteria": "Used for two weeks by one ward without a fault that stops work.",
        "due": due, "progress": chance.below(10) * 10, "submissions": submissions,
    })
}

fn commitment(chance: &mut Chance, cast: &Cast, kind: &str, years_ahead: i64) -> Value {
    let amount = 10_000 * (10 + chance.below(90));
    let ends_early = chance.percent(12);
    let last = if ends_early {
        0
    } else {
        years_ahead + chance.day(0, 2)
    };
    let overspent = chance.percent(5);
    let lines: Vec<Value> = (-2..=last)
        .map(|year| {
            let status = if year > 2 { "expected" } else { "committed" };
            json!({ "year": year, "amount": amount, "status": status })
        })
        .collect();
    let moved =
        |year: i64, day: u64, amount: u64| json!({ "year": year, "day": day, "amount": amount });
    let share = amount / 20 * (7 + chance.below(3));
    json!({
        "title": if kind == "capital" { "Equipment and set-up" } else { "Running the service" },
        "funder": cast.government, "by": cast.executive, "on": -100, "kind": kind,
        "currency": if chance.percent(8) { "EUR" } else { "CAD" },
        "lines": lines,
        "receipts": [moved(-2, 40, amount), moved(-1, 40, amount), moved(0, 20, amount / 2)],
        "spending": [
            moved(-2, 200, share * 2),
            moved(-1, 200, share * 2),
            moved(0, 30, if overspent { amount + 20_000 } else { share }),
        ],
    })
}

fn indicators(chance: &mut Chance, cast: &Cast, age: i64) -> Vec<Value> {
    let how = chance.below(100);
    // How much of the way to the target was covered, in percent.
    let mut covered = || match how {
        0..10 => chance.below(30),
        10..25 => 40 + chance.below(25),
        _ => 70 + chance.below(40),
    };
    let mut measured = |of: &dyn Fn(u64) -> Value| -> Vec<Value> {
        (-4..0)
            .map(|quarter: i64| {
                let mut told = of(covered());
                told["quarter"] = quarter.into();
                told["source"] = "Monthly count of the provider".into();
                told["by"] = cast.clinician.as_str().into();
                told["verified_by"] = cast.executive.as_str().into();
                told
            })
            .collect()
    };
    let waiting = measured(&|covered| json!({ "value": (40 - covered / 5).to_string() }));
    let digital = measured(
        &|covered| json!({ "numerator": (800 + covered * 6).to_string(), "denominator": "2000" }),
    );
    [
        (
            "Days from referral to appointment",
            "days",
            "duration",
            "lower",
            "latest",
            1,
            ["36", "30", "24"],
            "40",
            waiting,
        ),
        (
            "Referrals that arrive by message",
            "%",
            "ratio",
            "higher",
            "quotient",
            100,
            ["50", "60", "70"],
            "40",
            digital,
        ),
    ]
    .into_iter()
    .map(
        |(title, unit, kind, direction, combination, per, values, baseline, measurements)| {
            let targets: Vec<Value> = (-1..=1)
                .zip(values)
                .map(|(year, value)| json!({ "year": year, "value": value }))
                .collect();
            json!({
                "title": title, "unit": unit, "kind": kind, "per": per, "direction": direction,
                "combination": combination, "outcome": "efficiency",
                "baseline": { "value": baseline, "on": -age - 365 }, "owner": cast.health,
                "by": cast.executive, "on": -age, "targets": targets, "measurements": measurements,
            })
        },
    )
    .collect()
}

/// One round, answered by all who lead the work and published.
fn scorecard(chance: &mut Chance, cast: &Cast) -> Value {
    let mut scores = || {
        let word = |_: &Factor| -> String {
            (0..3)
                .map(|_| char::from(b'2' + u8::try_from(chance.below(4)).unwrap_or_default()))
                .collect()
        };
        Factor::VARIANTS
            .iter()
            .map(word)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let people: Vec<Value> = [
        (&cast.official, "government_official"),
        (&cast.executive, "health_executive"),
        (&cast.clinician, "clinician"),
        (&cast.lead, "ict_executive"),
    ]
    .into_iter()
    .map(|(person, group)| json!({ "person": person, "group": group, "scores": scores() }))
    .collect();
    json!({
        "title": "How we work together", "by": cast.executive, "opens": -90, "closes": -70,
        "naming": "attributed", "closed": -69, "published": -66, "people": people,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_depends_on_its_number_alone() {
        let title = |number| partnership(number).map(|story| story.title).ok();
        assert_eq!(title(7), title(7));
        let titles: std::collections::BTreeSet<_> = (1..=200).map(title).collect();
        assert!(titles.len() > 150, "{}", titles.len());
    }
}
