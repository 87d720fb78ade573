//! What importing a file does, worked out before anything is written. Pure:
//! the same file over the same records with the same choices gives the same
//! plan, whether it is shown, or carried out.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::jurisdiction::Level;
use domain::milestone::MilestoneState;
use domain::organisation::Sector;
use domain::partnership::{PartyRole, Stage, party_role_fits};
use ocds::guess::{Evidence, looks_health_it, looks_ict, of_interest, sector_of};
use ocds::matching::name_key;
use ocds::{Contract, MilestoneStatus, Package, Process};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::country::{self, Country};
use super::notes::{self, Note};
use super::organisations::{
    Groups, KnownOrganisation, MAX_ID, PARTY_SCHEME, Registry, Resolved, address_line, resolve,
};
use super::report::{
    Change, Choices, ContractFate, ContractLine, Count, Counts, JurisdictionLine, OrganisationLine,
    PartnershipLine, Report, Term,
};
use super::terms::{self, Imported, ImportedParty, Terms, cut};
use crate::form::{MAX_LINE, MAX_TEXT};

/// A recorded jurisdiction.
#[derive(Debug, Clone)]
pub(super) struct KnownJurisdiction {
    pub(super) id: Uuid,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) level: Level,
    /// The person may record partnerships in it.
    pub(super) own: bool,
}

/// A recorded contract that the file speaks of.
#[derive(Debug)]
pub(super) struct KnownContract {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) partnership_id: Uuid,
    /// Its id within the process.
    pub(super) ocds_id: String,
    pub(super) terms: Terms,
    pub(super) imported: Option<Imported>,
    pub(super) buyer: String,
    pub(super) supplier: String,
    pub(super) buyer_id: Uuid,
    pub(super) supplier_id: Uuid,
    pub(super) co_suppliers: Vec<Uuid>,
}

/// A partnership that the person sees.
#[derive(Debug)]
pub(super) struct KnownPartnership {
    pub(super) id: Uuid,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) stage: Stage,
    pub(super) planned_end: Option<NaiveDate>,
    /// The person may change it.
    pub(super) own: bool,
    pub(super) parties: HashSet<(Uuid, PartyRole)>,
}

impl KnownPartnership {
    fn suppliers(&self) -> BTreeSet<Uuid> {
        let suppliers = self
            .parties
            .iter()
            .filter(|(_, role)| *role == PartyRole::Supplier);
        suppliers.map(|(id, _)| *id).collect()
    }

    fn has_beside_suppliers(&self, organisation: Uuid) -> bool {
        let mut others = self
            .parties
            .iter()
            .filter(|(_, role)| *role != PartyRole::Supplier);
        others.any(|(id, _)| *id == organisation)
    }
}

/// What is recorded already, as far as the file touches it.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) registry: Registry,
    pub(super) jurisdictions: Vec<KnownJurisdiction>,
    /// The person's own jurisdiction; nothing for the operator.
    pub(super) home: Option<Uuid>,
    /// By ocid and id within the process.
    pub(super) contracts: HashMap<(String, String), KnownContract>,
    /// Recorded, whoever sees them.
    pub(super) recorded: HashSet<(String, String)>,
    pub(super) partnerships: Vec<KnownPartnership>,
    /// Contract numbers in these partnerships.
    pub(super) numbers: HashSet<(Uuid, String)>,
    /// Documents and milestones of the recorded contracts that the file speaks of.
    pub(super) documents: HashSet<Uuid>,
    pub(super) milestones: HashMap<Uuid, MilestoneState>,
    /// Of those that new partnerships could have.
    pub(super) references: HashSet<String>,
}

/// Rows to write, named as their columns are.
#[derive(Default)]
pub(super) struct Writes {
    pub(super) jurisdictions: Vec<JurisdictionRow>,
    pub(super) organisations: Vec<OrganisationRow>,
    pub(super) identifiers: Vec<IdentifierRow>,
    pub(super) partnerships: Vec<PartnershipRow>,
    pub(super) parties: Vec<PartyRow>,
    pub(super) contracts: Vec<ContractRow>,
    /// Recorded contracts with other terms.
    pub(super) changed: Vec<ContractRow>,
    pub(super) co_suppliers: Vec<CoSupplierRow>,
    pub(super) documents: Vec<DocumentRow>,
    pub(super) milestones: Vec<MilestoneRow>,
}

impl Writes {
    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.jurisdictions.is_empty()
            && self.organisations.is_empty()
            && self.identifiers.is_empty()
            && self.partnerships.is_empty()
            && self.parties.is_empty()
            && self.contracts.is_empty()
            && self.changed.is_empty()
            && self.co_suppliers.is_empty()
            && self.documents.is_empty()
            && self.milestones.is_empty()
    }
}

#[derive(Debug, Serialize)]
pub(super) struct JurisdictionRow {
    pub(super) id: Uuid,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) currency: &'static str,
    pub(super) fiscal_first_month: i16,
}

#[derive(Debug, Serialize)]
pub(super) struct OrganisationRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) sector: Sector,
    pub(super) jurisdiction_id: Uuid,
    pub(super) street_address: Option<String>,
    pub(super) locality: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) country_name: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct IdentifierRow {
    pub(super) id: Uuid,
    pub(super) organisation_id: Uuid,
    pub(super) scheme: String,
    pub(super) identifier: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PartnershipRow {
    pub(super) id: Uuid,
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) jurisdiction_id: Uuid,
    pub(super) level: Level,
    pub(super) stage: Stage,
    pub(super) established_on: NaiveDate,
    pub(super) planned_end: Option<NaiveDate>,
    pub(super) language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PartyRow {
    pub(super) id: Uuid,
    pub(super) partnership_id: Uuid,
    pub(super) organisation_id: Uuid,
    pub(super) role: PartyRole,
}

#[derive(Debug, Serialize)]
pub(super) struct ContractRow {
    pub(super) id: Uuid,
    /// The version that a change was worked out from.
    pub(super) version: i32,
    pub(super) partnership_id: Uuid,
    pub(super) number: String,
    #[serde(flatten)]
    pub(super) terms: Terms,
    pub(super) buyer_id: Uuid,
    pub(super) supplier_id: Uuid,
    pub(super) language: String,
    pub(super) ocid: String,
    pub(super) ocds_id: String,
    /// What the reader did not understand; nothing if there is nothing.
    pub(super) source: Option<Value>,
    pub(super) imported: Imported,
}

#[derive(Debug, Serialize)]
pub(super) struct CoSupplierRow {
    pub(super) id: Uuid,
    pub(super) partnership_id: Uuid,
    pub(super) contract_id: Uuid,
    pub(super) organisation_id: Uuid,
}

#[derive(Debug, Serialize)]
pub(super) struct DocumentRow {
    pub(super) id: Uuid,
    pub(super) partnership_id: Uuid,
    pub(super) contract_id: Uuid,
    pub(super) title: String,
    pub(super) url: String,
    pub(super) published_on: Option<NaiveDate>,
    pub(super) language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct MilestoneRow {
    pub(super) id: Uuid,
    pub(super) partnership_id: Uuid,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) owner_id: Uuid,
    pub(super) state: MilestoneState,
    pub(super) planned_on: NaiveDate,
    pub(super) actual_on: Option<NaiveDate>,
    pub(super) language: String,
}

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

    /// Every contract of the file, those that look like digital health first,
    /// each with its terms if it is chosen and can be recorded.
    fn pick(&mut self) -> Vec<Picked<'p>> {
        let mut picked = Vec::new();
        for (process_at, process) in self.package.processes.iter().enumerate() {
            let interesting = of_interest(process);
            let health_it = interesting && looks_health_it(process).yes;
            for contract in &process.contracts {
                let ict = || looks_ict(process, Some(contract)).yes;
                let of_interest = interesting && (health_it || ict());
                picked.push(Picked {
                    index: picked.len(),
                    process_at,
                    process,
                    contract,
                    known: self.recorded_as(process, contract),
                    of_interest,
                    terms: None,
                    buyer: None,
                    suppliers: Vec::new(),
                    fate: ContractFate::NotChosen,
                });
            }
        }
        for picked in &mut picked {
            self.choose(picked);
        }
        picked.sort_by_key(|picked| (!picked.of_interest, picked.index));
        picked
    }

    /// The recorded contract that this one is: by its id, or by its award's
    /// where one of the two is the award that came before the contract.
    fn recorded_as(&mut self, process: &Process, contract: &Contract) -> Option<&'p KnownContract> {
        let key = |id: &str| (process.ocid.clone(), id.to_owned());
        let all = &self.known.contracts;
        let from_award =
            |known: &&KnownContract| known.imported.as_ref().is_some_and(|last| last.from_award);
        let by_its_award = || {
            all.get(&key(contract.award_id.as_deref()?))
                .filter(from_award)
        };
        let as_award = || {
            contract
                .from_award
                .then(|| self.by_award.get(&key(&contract.id)).copied())
        };
        let found = all
            .get(&key(&contract.id))
            .or_else(by_its_award)
            .or_else(|| as_award().flatten());
        found.filter(|known| self.claimed.insert(known.id))
    }

    fn choose(&mut self, picked: &mut Picked<'p>) {
        let proposed = self.choices.all || picked.of_interest;
        let recorded = picked.known.is_some();
        let chosen = self
            .choices
            .include
            .get(&picked.index)
            .copied()
            .unwrap_or(proposed);
        let at = picked.process_at;
        let place = |party: &String| self.groups.at(at, party);
        picked.buyer = picked.process.buyer.as_ref().and_then(place);
        let mut suppliers: Vec<usize> =
            picked.contract.suppliers.iter().filter_map(place).collect();
        let mut seen = HashSet::new();
        suppliers.retain(|supplier| seen.insert(*supplier));
        picked.suppliers = suppliers;
        if !recorded && !chosen {
            return;
        }
        let mut notes = Vec::new();
        match self.terms(picked, recorded, &mut notes) {
            Ok(terms) => picked.terms = Some(terms),
            Err(why) => {
                picked.fate = ContractFate::LeftOut;
                notes.push(why);
            }
        }
        self.note(picked, notes);
    }

    fn terms(
        &self,
        picked: &Picked<'_>,
        recorded: bool,
        notes: &mut Vec<Note>,
    ) -> Result<Terms, Note> {
        if picked.process.ocid.len() > MAX_ID || picked.contract.id.len() > MAX_ID {
            return Err(Note::LongId);
        }
        if !recorded {
            let award = picked.contract.award_id.as_deref();
            let mut ids = award.into_iter().chain([picked.contract.id.as_str()]);
            let key = |id: &str| (picked.process.ocid.clone(), id.to_owned());
            let seen = |id: &str| self.known.contracts.contains_key(&key(id));
            if ids.any(|id| self.known.recorded.contains(&key(id)) && !seen(id)) {
                return Err(Note::RecordedElsewhere);
            }
            if picked.buyer.is_none() {
                return Err(Note::BuyerUnknown);
            }
            if picked.suppliers.is_empty() {
                return Err(Note::SupplierUnknown);
            }
        }
        terms::read(picked.process, picked.contract, notes)
    }

    fn note(&mut self, picked: &Picked<'_>, notes: Vec<Note>) {
        let lines = notes
            .iter()
            .map(|note| note.about(picked.process, picked.contract));
        self.report.warnings.extend(lines);
    }

    /// Which organisations the sides of the chosen contracts are, and rows for
    /// those that are new.
    fn resolve(&mut self, picked: &[Picked<'p>]) -> Resolved {
        let mut needed = BTreeSet::new();
        let mut settled = HashMap::new();
        for picked in picked.iter().filter(|picked| picked.terms.is_some()) {
            if let Some(known) = picked.known {
                let sides = known.imported.iter();
                for side in sides.flat_map(|last| last.suppliers.iter().chain([&last.buyer])) {
                    if let Some(group) = self.groups.at(picked.process_at, &side.id) {
                        settled.insert(group, side.organisation);
                    }
                }
            } else {
                needed.extend(picked.buyer);
                needed.extend(&picked.suppliers);
            }
        }
        let resolved = resolve(
            &self.groups,
            &needed,
            &self.known.registry,
            &settled,
            self.choices,
        );
        for &group in &resolved.new {
            let guess = || self.groups.all[group].sector().0;
            let sector = self
                .choices
                .sectors
                .get(&group)
                .copied()
                .unwrap_or_else(guess);
            self.sectors.insert(resolved.ids[&group], sector);
        }
        resolved
    }

    /// Rows for what is new of the organisations that contracts are with.
    fn record_organisations(&mut self, resolved: &Resolved) {
        let contracts = self.writes.contracts.iter();
        let mut used: HashSet<Uuid> = contracts
            .flat_map(|row| [row.buyer_id, row.supplier_id])
            .collect();
        used.extend(
            self.writes
                .co_suppliers
                .iter()
                .map(|row| row.organisation_id),
        );
        let mut taken: HashSet<(String, String)> = HashSet::new();
        for (&group, &id) in resolved.ids.iter().filter(|(_, id)| used.contains(id)) {
            if resolved.new.contains(&group) {
                self.record_organisation(group, id);
            }
            let added = self.record_identifiers(group, id, &mut taken);
            if !self.organisations.contains_key(&id) {
                continue;
            }
            if added {
                self.changed_organisations.insert(id);
            } else {
                self.left_organisations.insert(id);
            }
        }
        if !self.writes.organisations.is_empty() && self.jurisdiction.is_none() {
            self.problem = self.problem.or(Some(Problem::NoJurisdiction));
        }
    }

    fn record_organisation(&mut self, at: usize, id: Uuid) {
        let group = &self.groups.all[at];
        let (_, because) = group.sector();
        let chosen = self.choices.sectors.contains_key(&at);
        let sector = self.sectors[&id];
        self.report.organisations.push(OrganisationLine {
            group: at,
            name: group.name.to_owned(),
            address: address_line(group.address),
            sector,
            chosen,
            because: because.iter().map(as_json).collect(),
            buys: group.buys,
        });
        let address = group.address.cloned().unwrap_or_default();
        let line = |text: Option<String>| text.map(|text| cut(&text, MAX_LINE));
        self.writes.organisations.push(OrganisationRow {
            id,
            name: cut(group.name, MAX_LINE),
            sector,
            jurisdiction_id: self
                .jurisdiction
                .as_ref()
                .map(|own| own.id)
                .unwrap_or_default(),
            street_address: line(address.street),
            locality: line(address.locality),
            postal_code: line(address.postal_code),
            country_name: line(address.country_name),
        });
    }

    /// Numbers that are not recorded yet. The publisher's own ids are kept
    /// only for organisations that no register names in the file.
    fn record_identifiers(
        &mut self,
        at: usize,
        organisation: Uuid,
        taken: &mut HashSet<(String, String)>,
    ) -> bool {
        let group = &self.groups.all[at];
        let own = |local: &String| (PARTY_SCHEME.to_owned(), local.clone());
        let locals = group
            .locals
            .iter()
            .map(own)
            .filter(|_| group.registers.is_empty());
        let mut added = false;
        for register in group.registers.iter().cloned().chain(locals) {
            if self.known.registry.identifiers.contains_key(&register)
                || !taken.insert(register.clone())
            {
                continue;
            }
            added = true;
            self.writes.identifiers.push(IdentifierRow {
                id: Uuid::now_v7(),
                organisation_id: organisation,
                scheme: register.0,
                identifier: register.1,
            });
        }
        added
    }

    /// Puts every contract where it belongs.
    fn place(&mut self, picked: &[Picked<'p>], resolved: &Resolved) {
        for picked in picked {
            let line = match (&picked.terms, picked.known) {
                (Some(terms), Some(known)) => self.update(picked, terms, known),
                (Some(terms), None) => self.create(picked, terms, resolved),
                (None, known) => self.line(picked, picked.fate, known.is_some(), None),
            };
            self.lines.push(line);
        }
        self.describe_new_partnerships();
    }

    fn line(
        &self,
        picked: &Picked<'_>,
        fate: ContractFate,
        recorded: bool,
        partnership: Option<String>,
    ) -> ContractLine {
        let name = |group: &usize| self.groups.all[*group].name.to_owned();
        let value = picked.contract.value.as_ref();
        let period = picked.contract.period;
        let title = picked
            .contract
            .title
            .as_deref()
            .or(picked.process.title.as_deref());
        ContractLine {
            index: picked.index,
            fate,
            ocid: picked.process.ocid.clone(),
            title: cut(title.unwrap_or(&picked.contract.id), MAX_LINE),
            language: language_of(picked.process),
            buyer: picked.buyer.as_ref().map(name),
            suppliers: picked.suppliers.iter().map(name).collect(),
            value: value.and_then(|value| Some((value.amount, value.currency.clone()?))),
            starts_on: period.and_then(|period| period.start),
            ends_on: period.and_then(|period| period.end),
            of_interest: picked.of_interest,
            because: if picked.of_interest {
                evidence(picked.process, picked.contract)
            } else {
                Vec::new()
            },
            recorded,
            partnership,
            changes: Vec::new(),
        }
    }

    fn update(
        &mut self,
        picked: &Picked<'p>,
        terms: &Terms,
        known: &KnownContract,
    ) -> ContractLine {
        let partnership = self.partnerships.get(&known.partnership_id).copied();
        let own = partnership.is_some_and(|partnership| partnership.own);
        let reference = partnership.map(|partnership| partnership.reference.clone());
        let left =
            |planner: &Self| planner.line(picked, ContractFate::Left, true, reference.clone());
        let sides = [known.buyer_id, known.supplier_id]
            .into_iter()
            .chain(known.co_suppliers.iter().copied());
        self.left_organisations.extend(sides);
        if let Some(partnership) = partnership {
            self.receive(partnership);
        }
        let mut notes = Vec::new();
        if self.is_older(picked.process, known) {
            notes.push(Note::OlderRelease);
            self.note(picked, notes);
            return left(self);
        }
        if self.names_others(picked, known) {
            notes.push(Note::OtherSides);
        }
        let last = known.imported.as_ref().map(|last| &last.terms);
        let (merged, mut changes) = terms::merge(&known.terms, last, terms);
        changes.extend(self.id_change(picked, known));
        let allowed = own && terms::are_sound(&merged);
        if !changes.is_empty() && !allowed {
            notes.push(if own {
                Note::ChangesUnsound
            } else {
                Note::NotYours
            });
        }
        if own {
            self.attach(
                picked,
                known.id,
                known.partnership_id,
                known.supplier_id,
                &mut notes,
            );
        }
        self.note(picked, notes);
        let mut line = left(self);
        if !changes.is_empty() && allowed {
            line.fate = ContractFate::Changed;
            line.changes = changes;
            let side = |organisation, name: &str| ImportedParty {
                id: String::new(),
                name: name.to_owned(),
                organisation,
            };
            let (buyer, suppliers) = match &known.imported {
                Some(last) => (last.buyer.clone(), last.suppliers.clone()),
                None => (
                    side(known.buyer_id, &known.buyer),
                    vec![side(known.supplier_id, &known.supplier)],
                ),
            };
            self.writes.changed.push(ContractRow {
                id: known.id,
                version: known.version,
                partnership_id: known.partnership_id,
                number: String::new(),
                terms: merged,
                buyer_id: known.buyer_id,
                supplier_id: known.supplier_id,
                language: language_of(picked.process),
                ocid: picked.process.ocid.clone(),
                ocds_id: picked.contract.id.clone(),
                source: source_of(picked.process, picked.contract),
                imported: Imported {
                    terms: terms.clone(),
                    from_award: picked.contract.from_award,
                    award_id: picked.contract.award_id.clone(),
                    released: terms::released(picked.process),
                    buyer,
                    suppliers,
                },
            });
        }
        line
    }

    /// The award that was recorded has become a contract with an id of its own.
    fn id_change(&self, picked: &Picked<'_>, known: &KnownContract) -> Option<Change> {
        let (before, after) = (&known.ocds_id, &picked.contract.id);
        (before != after && !picked.contract.from_award).then(|| Change {
            field: "ocds_id".to_owned(),
            before: Term::Text(before.clone()),
            after: Term::Text(after.clone()),
        })
    }

    fn is_older(&self, process: &Process, known: &KnownContract) -> bool {
        let last = known.imported.as_ref().and_then(|last| last.released);
        matches!((terms::released(process), last), (Some(file), Some(last)) if file < last)
    }

    /// Whether the file names other sides than when the contract was recorded.
    /// Publishers number parties anew at times, so the name counts, too.
    fn names_others(&self, picked: &Picked<'_>, known: &KnownContract) -> bool {
        let Some(last) = &known.imported else {
            return false;
        };
        let is = |side: &ImportedParty, party: &String| {
            let name = self
                .groups
                .at(picked.process_at, party)
                .map(|at| self.groups.all[at].name);
            side.id == *party || name.is_some_and(|name| name_key(name) == name_key(&side.name))
        };
        let same_buyer = picked
            .process
            .buyer
            .as_ref()
            .is_none_or(|buyer| is(&last.buyer, buyer));
        let suppliers = &picked.contract.suppliers;
        let same_suppliers = suppliers
            .iter()
            .all(|party| last.suppliers.iter().any(|side| is(side, party)));
        !same_buyer || !same_suppliers
    }

    fn create(&mut self, picked: &Picked<'p>, terms: &Terms, resolved: &Resolved) -> ContractLine {
        let (Some(buyer), [first, ..]) = (picked.buyer, picked.suppliers.as_slice()) else {
            return self.line(picked, ContractFate::LeftOut, false, None);
        };
        let id_of = |group: usize| resolved.ids[&group];
        let (buyer_id, supplier_id) = (id_of(buyer), id_of(*first));
        let suppliers: BTreeSet<Uuid> =
            picked.suppliers.iter().map(|group| id_of(*group)).collect();
        if suppliers.contains(&buyer_id) {
            self.note(picked, vec![Note::SameSides]);
            return self.line(picked, ContractFate::LeftOut, false, None);
        }
        let mut notes = self.other_names(picked, resolved);
        let partnership = self.partnership_for(picked, buyer, buyer_id, *first, &suppliers);
        self.join(partnership, buyer_id, &suppliers);
        notes.extend(self.unusual_roles(picked, resolved));
        self.check_receiver(partnership, terms, &mut notes);
        let id = Uuid::now_v7();
        let side = |group: usize, local: &str| ImportedParty {
            id: local.to_owned(),
            name: self.groups.all[group].name.to_owned(),
            organisation: id_of(group),
        };
        let imported = Imported {
            terms: terms.clone(),
            from_award: picked.contract.from_award,
            award_id: picked.contract.award_id.clone(),
            released: terms::released(picked.process),
            buyer: side(buyer, picked.process.buyer.as_deref().unwrap_or_default()),
            suppliers: picked
                .contract
                .suppliers
                .iter()
                .filter_map(|local| Some(side(self.groups.at(picked.process_at, local)?, local)))
                .collect(),
        };
        let number = self.number_for(partnership, &picked.contract.id);
        self.writes.contracts.push(ContractRow {
            id,
            version: 1,
            partnership_id: partnership,
            number,
            terms: terms.clone(),
            buyer_id,
            supplier_id,
            language: language_of(picked.process),
            ocid: picked.process.ocid.clone(),
            ocds_id: picked.contract.id.clone(),
            source: source_of(picked.process, picked.contract),
            imported,
        });
        for &organisation_id in suppliers.iter().filter(|other| **other != supplier_id) {
            self.writes.co_suppliers.push(CoSupplierRow {
                id: Uuid::now_v7(),
                partnership_id: partnership,
                contract_id: id,
                organisation_id,
            });
        }
        self.attach(picked, id, partnership, supplier_id, &mut notes);
        self.note(picked, notes);
        let reference = self.receivers[&partnership].reference.clone();
        self.line(picked, ContractFate::Created, false, Some(reference))
    }

    /// Sides that were found by a number, but are called otherwise here.
    fn other_names(&self, picked: &Picked<'_>, resolved: &Resolved) -> Vec<Note> {
        let sides = picked.buyer.iter().chain(&picked.suppliers);
        sides
            .filter_map(|group| {
                let here = self.organisations.get(&resolved.ids[group])?;
                let file = self.groups.all[*group].name;
                (name_key(file) != name_key(&here.name)).then(|| Note::OtherName {
                    file: file.to_owned(),
                    here: here.name.clone(),
                })
            })
            .collect()
    }

    /// The partnership picked, else the one that these sides have, else a new
    /// one.
    fn partnership_for(
        &mut self,
        picked: &Picked<'_>,
        buyer: usize,
        buyer_id: Uuid,
        supplier: usize,
        suppliers: &BTreeSet<Uuid>,
    ) -> Uuid {
        if let Some(target) = self.target {
            return self.receive(target);
        }
        let sides = (buyer_id, suppliers.clone());
        let found = self.by_sides.get(&sides).copied();
        if let Some(known) = found.and_then(|id| self.partnerships.get(&id)) {
            return self.receive(known);
        }
        let id = found.unwrap_or_else(|| self.new_partnership(picked, buyer, supplier));
        self.by_sides.insert(sides, id);
        if let Some(receiver) = self.receivers.get_mut(&id) {
            receiver.contracts += 1;
        }
        id
    }

    fn receive(&mut self, known: &KnownPartnership) -> Uuid {
        let receiver = self.receivers.entry(known.id).or_insert_with(|| Receiver {
            reference: known.reference.clone(),
            title: known.title.clone(),
            stage: known.stage,
            new: false,
            planned_end: known.planned_end,
            contracts: 0,
        });
        receiver.contracts += 1;
        known.id
    }

    fn new_partnership(&mut self, picked: &Picked<'_>, buyer: usize, supplier: usize) -> Uuid {
        let id = Uuid::now_v7();
        let name = |group: usize| self.groups.all[group].name;
        let suppliers: Vec<&str> = picked.suppliers.iter().map(|group| name(*group)).collect();
        let title = cut(
            &format!("{} – {}", name(buyer), suppliers.join(", ")),
            MAX_LINE,
        );
        let reference = self.reference_for(&reference_base(name(buyer), name(supplier)));
        let jurisdiction = self.jurisdiction.as_ref().map(|own| &own.partnerships);
        if jurisdiction.is_none() {
            self.problem = self.problem.or(Some(Problem::NoJurisdiction));
        }
        self.writes.partnerships.push(PartnershipRow {
            id,
            reference: reference.clone(),
            title: title.clone(),
            jurisdiction_id: jurisdiction.map(|own| own.id).unwrap_or_default(),
            level: jurisdiction.map_or(Level::National, |own| own.level),
            stage: Stage::Active,
            established_on: NaiveDate::MAX,
            planned_end: None,
            language: language_of(picked.process),
        });
        self.receivers.insert(
            id,
            Receiver {
                reference,
                title,
                stage: Stage::Active,
                new: true,
                planned_end: None,
                contracts: 0,
            },
        );
        id
    }

    fn reference_for(&mut self, base: &str) -> String {
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut all = std::iter::once(base.to_owned()).chain(numbered);
        let free = all.find(|reference| self.references.insert(reference.clone()));
        free.unwrap_or_else(|| base.to_owned())
    }

    /// A number that is short enough to read, and new in its partnership.
    fn number_for(&mut self, partnership: Uuid, id: &str) -> String {
        let short = short_number(id);
        let numbered = (2..).map(|number| format!("{short}-{number}"));
        let mut all = std::iter::once(short.clone()).chain(numbered);
        let free = all.find(|number| self.numbers.insert((partnership, number.clone())));
        free.unwrap_or(short)
    }

    /// Suppliers that are not of the sector that supplies.
    fn unusual_roles(&self, picked: &Picked<'_>, resolved: &Resolved) -> Vec<Note> {
        let suppliers = picked.suppliers.iter();
        let unusual = suppliers.filter(|group| {
            let sector = self.sectors.get(&resolved.ids[group]);
            sector.is_some_and(|sector| !party_role_fits(PartyRole::Supplier, *sector))
        });
        unusual
            .map(|group| Note::unusual_role(self.groups.all[*group].name, PartyRole::Supplier))
            .collect()
    }

    /// Makes the sides of a contract parties of its partnership.
    fn join(&mut self, partnership: Uuid, buyer: Uuid, suppliers: &BTreeSet<Uuid>) {
        let role = match self.sectors.get(&buyer) {
            Some(Sector::Health) => PartyRole::Provider,
            _ => PartyRole::Funder,
        };
        let known = self.partnerships.get(&partnership).copied();
        // Whoever buys in a recorded partnership has a role there already.
        if known.is_none_or(|known| !known.has_beside_suppliers(buyer)) {
            self.add_party(known, partnership, buyer, role);
        }
        for &supplier in suppliers {
            self.add_party(known, partnership, supplier, PartyRole::Supplier);
        }
    }

    fn add_party(
        &mut self,
        known: Option<&KnownPartnership>,
        partnership_id: Uuid,
        organisation_id: Uuid,
        role: PartyRole,
    ) {
        let recorded = known.is_some_and(|known| known.parties.contains(&(organisation_id, role)));
        if recorded || !self.parties.insert((partnership_id, organisation_id, role)) {
            return;
        }
        self.writes.parties.push(PartyRow {
            id: Uuid::now_v7(),
            partnership_id,
            organisation_id,
            role,
        });
    }

    /// The record of a partnership is its people's: the import only says where
    /// a contract does not fit it.
    fn check_receiver(&self, partnership: Uuid, terms: &Terms, notes: &mut Vec<Note>) {
        let receiver = &self.receivers[&partnership];
        if receiver.new {
            return;
        }
        if !receiver.stage.is_open() {
            notes.push(Note::partnership_over(&receiver.reference, receiver.stage));
        }
        if let Some(planned_end) = receiver.planned_end.filter(|end| terms.ends_on > *end) {
            notes.push(Note::BeyondPlannedEnd {
                reference: receiver.reference.clone(),
                planned_end,
            });
        }
    }

    /// Documents and milestones. Their ids follow from the contract's and from
    /// what the file calls them, so that another import finds them.
    fn attach(
        &mut self,
        picked: &Picked<'p>,
        contract_id: Uuid,
        partnership_id: Uuid,
        supplier_id: Uuid,
        notes: &mut Vec<Note>,
    ) {
        // Those of the process stand with the first of its contracts here.
        let first = self.documented.insert(picked.process_at);
        let of_process = picked.process.documents.iter().filter(|_| first);
        for document in picked.contract.documents.iter().chain(of_process) {
            self.attach_document(picked, document, contract_id, partnership_id, notes);
        }
        for milestone in &picked.contract.milestones {
            self.attach_milestone(
                picked,
                milestone,
                contract_id,
                partnership_id,
                supplier_id,
                notes,
            );
        }
    }

    fn attach_document(
        &mut self,
        picked: &Picked<'_>,
        document: &ocds::Document,
        contract_id: Uuid,
        partnership_id: Uuid,
        notes: &mut Vec<Note>,
    ) {
        let names = [
            &document.title,
            &document.description,
            &document.kind,
            &document.url,
        ];
        let title = names.into_iter().flatten().next();
        let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
        let Some(url) = document.url.as_ref().filter(is_web) else {
            let title = title.cloned().unwrap_or_default();
            return notes.push(Note::DocumentNotKept { title });
        };
        let id = derived_id(contract_id, "document", url);
        if !self.documents.insert(id) {
            self.report.counts.documents.left += 1;
            return;
        }
        self.writes.documents.push(DocumentRow {
            id,
            partnership_id,
            contract_id,
            title: cut(title.unwrap_or(url), MAX_LINE),
            url: url.clone(),
            published_on: document.published,
            language: document
                .language
                .as_deref()
                .and_then(language_code)
                .unwrap_or_else(|| language_of(picked.process)),
        });
    }

    fn attach_milestone(
        &mut self,
        picked: &Picked<'_>,
        milestone: &ocds::Milestone,
        contract_id: Uuid,
        partnership_id: Uuid,
        supplier_id: Uuid,
        notes: &mut Vec<Note>,
    ) {
        let names = [&milestone.title, &milestone.description, &milestone.kind];
        let title = names.into_iter().flatten().next();
        let planned_on = milestone.due.or(milestone.met);
        let (Some(title), Some(planned_on)) = (title, planned_on) else {
            let title = title.or(milestone.id.as_ref()).cloned().unwrap_or_default();
            return notes.push(Note::MilestoneNotKept { title });
        };
        let name = milestone.id.as_deref().unwrap_or(title);
        let id = derived_id(contract_id, "milestone", name);
        let (state, actual_on) = match milestone.status {
            Some(MilestoneStatus::Met) => (MilestoneState::Met, milestone.met.or(Some(planned_on))),
            Some(MilestoneStatus::PartiallyMet) => (
                MilestoneState::PartlyMet,
                milestone.met.or(Some(planned_on)),
            ),
            Some(MilestoneStatus::NotMet) => (MilestoneState::Missed, None),
            Some(MilestoneStatus::Scheduled) | None => (MilestoneState::Planned, None),
        };
        if let Some(recorded) = self.known.milestones.get(&id) {
            // Its story is its people's, who log what happened.
            if state != MilestoneState::Planned && *recorded != state {
                let title = title.clone();
                notes.push(Note::MilestoneDiffers { title });
            }
        }
        if !self.milestones.insert(id) {
            self.report.counts.milestones.left += 1;
            return;
        }
        self.writes.milestones.push(MilestoneRow {
            id,
            partnership_id,
            title: cut(title, MAX_LINE),
            description: milestone
                .description
                .as_deref()
                .map(|text| cut(text, MAX_TEXT)),
            owner_id: supplier_id,
            state,
            planned_on,
            actual_on,
            language: language_of(picked.process),
        });
    }

    /// A new partnership runs from its first contract's start to its last
    /// one's end, and is closed where all of them are over.
    fn describe_new_partnerships(&mut self) {
        let mut terms: HashMap<Uuid, Vec<&Terms>> = HashMap::new();
        for row in &self.writes.contracts {
            terms
                .entry(row.partnership_id)
                .or_default()
                .push(&row.terms);
        }
        for row in &mut self.writes.partnerships {
            let terms = terms.get(&row.id).map_or(&[][..], Vec::as_slice);
            let starts = terms.iter().map(|terms| terms.starts_on);
            let ends = terms.iter().map(|terms| terms.ends_on);
            row.established_on = starts.min().unwrap_or(self.today);
            row.planned_end = ends.max().filter(|end| *end > row.established_on);
            let over = |terms: &&Terms| {
                terms.ends_on < self.today || terms.ended_on.is_some_and(|on| on <= self.today)
            };
            if terms.iter().all(over) {
                row.stage = Stage::Closed;
            }
            if let Some(receiver) = self.receivers.get_mut(&row.id) {
                receiver.stage = row.stage;
                receiver.planned_end = row.planned_end;
            }
        }
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

/// What speaks for a contract being digital health: what is bought, and who
/// buys.
fn evidence(process: &Process, contract: &Contract) -> Vec<Value> {
    let mut all = looks_health_it(process).because;
    all.extend(looks_ict(process, Some(contract)).because);
    let mut told: Vec<Value> = Vec::new();
    for one in all.iter().map(as_json) {
        if !told.contains(&one) {
            told.push(one);
        }
    }
    let buyer = process.buyer.as_deref().and_then(|id| process.party(id));
    let sector = buyer.map(|buyer| sector_of(buyer, process));
    let health = sector.filter(|guess| guess.sector == ocds::guess::Sector::Health);
    told.extend(health.map(|_| serde_json::json!({ "kind": "health_buys" })));
    told
}

fn as_json(evidence: &Evidence) -> Value {
    serde_json::to_value(evidence).unwrap_or_default()
}

/// What the reader did not understand in the contract and in its process.
fn source_of(process: &Process, contract: &Contract) -> Option<Value> {
    let mut source = match contract.unknown.clone() {
        Value::Object(fields) => fields,
        _ => serde_json::Map::new(),
    };
    if !process.unknown.is_null()
        && process
            .contracts
            .first()
            .is_some_and(|first| first.id == contract.id)
    {
        source.insert("process".to_owned(), process.unknown.clone());
    }
    let renewal = contract
        .renewal
        .as_ref()
        .and_then(|renewal| renewal.description.clone());
    if let Some(conditions) = renewal {
        source.insert(
            "renewal".to_owned(),
            serde_json::json!({ "description": conditions }),
        );
    }
    (!source.is_empty()).then_some(Value::Object(source))
}

fn language_of(process: &Process) -> String {
    let stated = process.language.as_deref().and_then(language_code);
    stated.unwrap_or_else(|| "en".to_owned())
}

/// The language of a BCP 47 code, such as `fr` of `fr-CA`.
fn language_code(code: &str) -> Option<String> {
    let language = code.split(['-', '_']).next()?.to_ascii_lowercase();
    let fits =
        matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    fits.then_some(language)
}

/// An id that follows from the contract and from what the file calls a part of
/// it (UUID version 8, RFC 9562, section 5.8).
fn derived_id(contract: Uuid, kind: &str, name: &str) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(contract.as_bytes());
    hash.update(kind);
    hash.update([0]);
    hash.update(name);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The longest contract number that is taken as it is, in characters.
const MAX_NUMBER: usize = 24;

/// The id, or as many of its last parts as make up a number that can be read
/// out: publishers put long process ids before the number that counts.
fn short_number(id: &str) -> String {
    if id.chars().count() <= MAX_NUMBER {
        return id.to_owned();
    }
    let tail: Vec<char> = id.chars().rev().take(16).collect();
    let tail: String = tail.into_iter().rev().collect();
    match tail.split_once('-') {
        Some((_, parts)) if !parts.is_empty() => parts.to_owned(),
        _ => tail,
    }
}

const LITTLE_WORDS: [&str; 20] = [
    "of", "the", "and", "for", "de", "du", "des", "la", "le", "les", "et", "l", "d", "der", "die",
    "das", "und", "fur", "och", "for",
];

/// A partnership's reference without a number: the first words of both names.
fn reference_base(buyer: &str, supplier: &str) -> String {
    let words = [first_words(buyer, 18), first_words(supplier, 16)];
    let base = words
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    if base.len() < 2 {
        "IMPORT".to_owned()
    } else {
        base
    }
}

/// The words of a name that count, as long as they take up to `max` letters.
fn first_words(name: &str, max: usize) -> String {
    let mut taken = String::new();
    let key = name_key(name);
    for word in key.split(' ').filter(|word| !LITTLE_WORDS.contains(word)) {
        let word: String = word
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(max)
            .collect();
        if word.is_empty() {
            continue;
        }
        let hyphen = usize::from(!taken.is_empty());
        if taken.len() + hyphen + word.len() > max {
            break;
        }
        if hyphen == 1 {
            taken.push('-');
        }
        taken.push_str(&word.to_ascii_uppercase());
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::partnership::valid_reference;

    #[test]
    fn references_are_read_and_valid() {
        for (buyer, supplier, base) in [
            (
                "Somerset NHS Foundation Trust",
                "Attend Anywhere Ltd",
                "SOMERSET-NHS-ATTEND-ANYWHERE",
            ),
            (
                "Ministère de la Santé",
                "Société des Systèmes",
                "MINISTERE-SANTE-SOCIETE-SYSTEMES",
            ),
            ("Κέντρο", "日本", "IMPORT"),
            ("The", "X", "THE-X"),
        ] {
            assert_eq!(reference_base(buyer, supplier), base);
            assert!(valid_reference(&format!("{base}-123")), "{base}");
        }
        let long = "Donaudampfschifffahrtsgesellschaftskapitän";
        assert!(valid_reference(&format!(
            "{}-9999",
            reference_base(long, long)
        )));
    }

    #[test]
    fn numbers_keep_the_end_that_tells_contracts_apart() {
        assert_eq!(short_number("C-2026-17"), "C-2026-17");
        assert_eq!(
            short_number("ocds-b5fd17-e3b5f385-5989-4cf1-8849-01c247fc9c30-1"),
            "01c247fc9c30-1"
        );
        assert_eq!(short_number(&"x".repeat(300)).len(), 16);
    }

    #[test]
    fn a_derived_id_is_the_same_every_time() {
        let contract = Uuid::nil();
        let id = derived_id(contract, "document", "https://x.test/a");
        assert_eq!(id, derived_id(contract, "document", "https://x.test/a"));
        assert_ne!(id, derived_id(contract, "milestone", "https://x.test/a"));
        assert_eq!(id.get_version_num(), 8);
    }

    #[test]
    fn languages_are_those_that_a_page_can_be_marked_with() {
        assert_eq!(language_code("fr-CA").as_deref(), Some("fr"));
        assert_eq!(language_code("EN").as_deref(), Some("en"));
        assert_eq!(language_code("français"), None);
    }
}
