//! What importing a file does, worked out before anything is written. Pure:
//! the same file over the same records with the same choices gives the same
//! plan, whether it is shown, or carried out.

mod attach;
mod organisations;
mod pick;
mod place;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::jurisdiction::Level;
use domain::organisation::Sector;
use domain::partnership::{PartyRole, Stage};
use ocds::guess::Evidence;
use ocds::{Contract, Package, Process};
use serde_json::Value;
use uuid::Uuid;

use super::country::{self, Country};
use super::known::{Known, KnownContract, KnownJurisdiction, KnownPartnership};
use super::names::reference_base;
use super::notes::{self, Note};
use super::organisations::{Groups, KnownOrganisation, Resolved};
use super::report::{
    Choices, ContractFate, ContractLine, Count, Counts, JurisdictionLine, PartnershipLine, Report,
};
use super::terms::{Terms, cut};
use super::writes::{JurisdictionRow, Writes};
use crate::form::MAX_LINE;

/// What keeps a plan from being carried out until somebody decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// No partnership of that reference is the person's to change.
    UnknownPartnership,
    /// No jurisdiction has that code.
    UnknownJurisdiction,
    /// New organisations need a jurisdiction, and the file does not say which.
    NoJurisdiction,
}

/// What importing a file does.
pub(super) struct Plan {
    pub(super) report: Report,
    pub(super) writes: Writes,
    pub(super) problem: Option<Problem>,
}

/// What a lookup of recorded data needs to know of a file.
pub(super) struct Wanted {
    pub(super) ocids: Vec<String>,
    /// Ids of contracts that began here, as our own exports put them at the
    /// end of their ocids, whatever the prefix was then.
    pub(super) own: Vec<Uuid>,
    pub(super) schemes: Vec<String>,
    pub(super) locals: Vec<String>,
    pub(super) references: Vec<String>,
}

/// Gathers what to look up for a file.
pub(super) fn wanted(package: &Package) -> Wanted {
    let groups = Groups::of(package);
    let schemes: BTreeSet<&String> = groups.registers().map(|(scheme, _)| scheme).collect();
    let references: BTreeSet<String> = package
        .processes
        .iter()
        .enumerate()
        .flat_map(|(at, process)| {
            process.contracts.iter().filter_map({
                let groups = &groups;
                move |contract| {
                    let name = |party: &str| Some(groups.all[groups.at(at, party)?].name);
                    let buyer = name(process.buyer.as_deref()?)?;
                    let supplier = contract.suppliers.iter().find_map(|party| name(party))?;
                    Some(reference_base(buyer, supplier))
                }
            })
        })
        .collect();
    Wanted {
        ocids: package
            .processes
            .iter()
            .map(|process| process.ocid.clone())
            .collect(),
        own: package
            .processes
            .iter()
            .filter_map(|process| {
                let ocid = &process.ocid;
                let tail = ocid.get(ocid.len().checked_sub(36)?..)?;
                tail.parse().ok()
            })
            .collect(),
        schemes: schemes.into_iter().cloned().collect(),
        locals: groups.locals().cloned().collect(),
        references: references.into_iter().collect(),
    }
}

/// Works out what importing `package` does on the day `today`.
pub(super) fn plan(package: &Package, known: &Known, choices: &Choices, today: NaiveDate) -> Plan {
    let mut planner = Planner::new(package, known, choices, today);
    let picked = planner.pick();
    let resolved = planner.resolve(&picked);
    planner.place(&picked, &resolved);
    planner.record_organisations(&resolved);
    planner.finish(&resolved)
}

/// A contract of the file on its way.
struct Picked<'p> {
    index: usize,
    process_at: usize,
    process: &'p Process,
    contract: &'p Contract,
    /// The recorded contract that it is.
    known: Option<&'p KnownContract>,
    of_interest: bool,
    /// Its terms; nothing where it is not chosen or cannot be recorded.
    terms: Option<Terms>,
    buyer: Option<usize>,
    suppliers: Vec<usize>,
    fate: ContractFate,
}

/// A partnership that receives new contracts.
struct Receiver {
    reference: String,
    title: String,
    stage: Stage,
    new: bool,
    planned_end: Option<NaiveDate>,
    contracts: usize,
}

struct Planner<'p> {
    package: &'p Package,
    known: &'p Known,
    choices: &'p Choices,
    today: NaiveDate,
    groups: Groups<'p>,
    organisations: HashMap<Uuid, &'p KnownOrganisation>,
    partnerships: HashMap<Uuid, &'p KnownPartnership>,
    target: Option<&'p KnownPartnership>,
    problem: Option<Problem>,
    jurisdiction: Option<Jurisdiction>,
    report: Report,
    writes: Writes,
    sectors: HashMap<Uuid, Sector>,
    receivers: BTreeMap<Uuid, Receiver>,
    by_sides: HashMap<(Uuid, BTreeSet<Uuid>), Uuid>,
    numbers: HashSet<(Uuid, String)>,
    references: HashSet<String>,
    parties: HashSet<(Uuid, Uuid, PartyRole)>,
    /// Recorded contracts by ocid and the award that led to them.
    by_award: HashMap<(String, String), &'p KnownContract>,
    /// Recorded contracts that one of the file is already.
    claimed: HashSet<Uuid>,
    /// Processes whose own documents stand with a contract already.
    documented: HashSet<usize>,
    documents: HashSet<Uuid>,
    milestones: HashSet<Uuid>,
    lines: Vec<ContractLine>,
    left_organisations: HashSet<Uuid>,
    changed_organisations: HashSet<Uuid>,
}

/// Where new organisations and partnerships are recorded.
struct Jurisdiction {
    line: JurisdictionLine,
    id: Uuid,
    create: Option<Country>,
    partnerships: KnownJurisdiction,
}

impl<'p> Planner<'p> {
    fn new(package: &'p Package, known: &'p Known, choices: &'p Choices, today: NaiveDate) -> Self {
        let organisations = &known.registry.organisations;
        let mut planner = Self {
            package,
            known,
            choices,
            today,
            groups: Groups::of(package),
            organisations: organisations
                .iter()
                .map(|known| (known.id, known))
                .collect(),
            partnerships: known
                .partnerships
                .iter()
                .map(|known| (known.id, known))
                .collect(),
            target: None,
            problem: None,
            jurisdiction: None,
            report: Report::default(),
            writes: Writes::default(),
            sectors: organisations
                .iter()
                .map(|known| (known.id, known.sector))
                .collect(),
            receivers: BTreeMap::new(),
            by_sides: sides_of(&known.partnerships),
            numbers: known.numbers.clone(),
            references: known.references.clone(),
            parties: HashSet::new(),
            by_award: by_award(&known.contracts),
            claimed: HashSet::new(),
            documented: HashSet::new(),
            documents: known.documents.clone(),
            milestones: known.milestones.keys().copied().collect(),
            lines: Vec::new(),
            left_organisations: HashSet::new(),
            changed_organisations: HashSet::new(),
        };
        planner.find_target();
        planner.find_jurisdiction();
        planner.report.warnings = package.warnings.iter().map(notes::of_reader).collect();
        planner
    }

    fn find_target(&mut self) {
        let Some(reference) = &self.choices.partnership else {
            return;
        };
        let mut own = self
            .known
            .partnerships
            .iter()
            .filter(|partnership| partnership.own);
        self.target = own.find(|partnership| partnership.reference == *reference);
        if self.target.is_none() {
            self.problem = Some(Problem::UnknownPartnership);
        }
    }

    /// The one chosen, else the country that the file is from, else the
    /// person's own, else the only country.
    fn find_jurisdiction(&mut self) {
        let all = &self.known.jurisdictions;
        let with_code = |code: &str| all.iter().find(|known| known.code == code);
        let with_id = |id: Uuid| all.iter().find(|known| known.id == id);
        let guess = country::of_file(self.package);
        let wanted = self.choices.jurisdiction.as_deref();
        let (found, create) = match wanted.or(guess.map(|country| country.code)) {
            Some(code) => (with_code(code), country::by_code(code)),
            None => (
                self.known
                    .home
                    .and_then(with_id)
                    .or_else(|| only_country(all)),
                None,
            ),
        };
        let (id, create, line) = match (found, create) {
            (Some(found), _) => (found.id, None, line_of(found)),
            (None, Some(country)) => {
                let line = JurisdictionLine {
                    code: country.code.to_owned(),
                    name: country.name.to_owned(),
                    new: true,
                };
                (Uuid::now_v7(), Some(country), line)
            }
            (None, None) => {
                let chosen = wanted.map(|_| Problem::UnknownJurisdiction);
                self.problem = self.problem.or(chosen);
                return;
            }
        };
        let made = KnownJurisdiction {
            id,
            code: line.code.clone(),
            name: line.name.clone(),
            level: Level::National,
            own: self.known.home.is_none(),
        };
        let partnerships = found.cloned().unwrap_or(made);
        let partnerships = match self.known.home.and_then(with_id) {
            Some(home) if !partnerships.own => home.clone(),
            _ => partnerships,
        };
        self.jurisdiction = Some(Jurisdiction {
            line,
            id,
            create,
            partnerships,
        });
    }

    fn note(&mut self, picked: &Picked<'_>, notes: &[Note]) {
        let lines = notes
            .iter()
            .map(|note| note.about(picked.process, picked.contract));
        self.report.warnings.extend(lines);
    }

    fn finish(mut self, resolved: &Resolved) -> Plan {
        let jurisdiction = self.jurisdiction.take();
        let needed = !self.writes.organisations.is_empty()
            || self.writes.partnerships.iter().any(|row| {
                jurisdiction
                    .as_ref()
                    .is_some_and(|own| row.jurisdiction_id == own.id)
            });
        if let Some(own) = jurisdiction {
            if let Some(country) = own.create.filter(|_| needed) {
                self.writes.jurisdictions.push(JurisdictionRow {
                    id: own.id,
                    code: country.code,
                    name: country.name,
                    currency: country.currency,
                    fiscal_first_month: country.fiscal_first_month,
                });
            }
            self.report.partnership_jurisdiction = Some(own.partnerships.name.clone());
            self.report.jurisdiction = Some(JurisdictionLine {
                new: !self.writes.jurisdictions.is_empty(),
                ..own.line
            });
        }
        let report = &mut self.report;
        report.publisher = self
            .package
            .publisher
            .as_deref()
            .map(|name| cut(name, MAX_LINE));
        report.published = self
            .package
            .published
            .map(|moment: DateTime<_>| moment.with_timezone(&Utc));
        report.releases = self.package.releases_found;
        report.processes = self.package.processes.len();
        report.unsure = resolved.unsure.clone();
        report.contracts = self.lines;
        report.partnerships = self
            .receivers
            .into_values()
            .map(|receiver| PartnershipLine {
                reference: receiver.reference,
                title: receiver.title,
                new: receiver.new,
                stage: receiver.stage,
                contracts: receiver.contracts,
            })
            .collect();
        report
            .partnerships
            .sort_by(|a, b| a.reference.cmp(&b.reference));
        let left: HashSet<_> = self
            .left_organisations
            .difference(&self.changed_organisations)
            .collect();
        let joined: HashSet<Uuid> = self
            .writes
            .parties
            .iter()
            .map(|row| row.partnership_id)
            .collect();
        let new: HashSet<Uuid> = self.writes.partnerships.iter().map(|row| row.id).collect();
        let changed = joined.difference(&new).count();
        let fates = |fate| {
            report
                .contracts
                .iter()
                .filter(|line| line.fate == fate)
                .count()
        };
        report.counts = Counts {
            jurisdictions: created(self.writes.jurisdictions.len()),
            organisations: Count {
                created: self.writes.organisations.len(),
                changed: self.changed_organisations.len(),
                left: left.len(),
            },
            partnerships: Count {
                created: new.len(),
                changed,
                left: report.partnerships.len() - new.len() - changed,
            },
            contracts: Count {
                created: fates(ContractFate::Created),
                changed: fates(ContractFate::Changed),
                left: fates(ContractFate::Left),
            },
            documents: Count {
                created: self.writes.documents.len(),
                ..report.counts.documents
            },
            milestones: Count {
                created: self.writes.milestones.len(),
                ..report.counts.milestones
            },
            not_chosen: fates(ContractFate::NotChosen),
            left_out: fates(ContractFate::LeftOut),
            warnings: report.warnings.len() + self.package.warnings_left_out,
        };
        Plan {
            report: self.report,
            writes: self.writes,
            problem: self.problem,
        }
    }
}

fn created(created: usize) -> Count {
    Count {
        created,
        ..Count::default()
    }
}

fn line_of(known: &KnownJurisdiction) -> JurisdictionLine {
    JurisdictionLine {
        code: known.code.clone(),
        name: known.name.clone(),
        new: false,
    }
}

fn only_country(all: &[KnownJurisdiction]) -> Option<&KnownJurisdiction> {
    let mut countries = all.iter().filter(|known| known.level == Level::National);
    let only = countries.next()?;
    countries.next().is_none().then_some(only)
}

fn by_award(
    contracts: &HashMap<(String, String), KnownContract>,
) -> HashMap<(String, String), &KnownContract> {
    let with_award = contracts.iter().filter_map(|((ocid, _), known)| {
        let award = known.imported.as_ref()?.award_id.clone()?;
        Some(((ocid.clone(), award), known))
    });
    with_award.collect()
}

/// Which of the person's partnerships has these sides; of several, the one
/// whose reference comes first.
fn sides_of(partnerships: &[KnownPartnership]) -> HashMap<(Uuid, BTreeSet<Uuid>), Uuid> {
    let mut sides = HashMap::new();
    for known in partnerships.iter().filter(|known| known.own) {
        let suppliers = known.suppliers();
        let others = known
            .parties
            .iter()
            .filter(|(_, role)| *role != PartyRole::Supplier);
        for (other, _) in others {
            sides.entry((*other, suppliers.clone())).or_insert(known.id);
        }
    }
    sides
}

fn as_json(evidence: &Evidence) -> Value {
    serde_json::to_value(evidence).unwrap_or_default()
}
