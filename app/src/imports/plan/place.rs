//! Placing: what happens to each contract, and the partnership it is in.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::jurisdiction::Level;
use domain::organisation::Sector;
use domain::partnership::{PartyRole, Stage, party_role_fits};
use ocds::guess::{looks_health_it, looks_ict, sector_of};
use ocds::matching::name_key;
use ocds::{Contract, Process};
use serde_json::Value;
use uuid::Uuid;

use super::{Picked, Planner, Problem, Receiver, as_json};
use crate::form::MAX_LINE;
use crate::imports::known::{KnownContract, KnownPartnership};
use crate::imports::names::{language_of, reference_base, short_number};
use crate::imports::notes::Note;
use crate::imports::organisations::Resolved;
use crate::imports::report::{Change, ContractFate, ContractLine, Term};
use crate::imports::terms::{self, Imported, ImportedParty, Terms, cut};
use crate::imports::writes::{CoSupplierRow, ContractRow, PartnershipRow, PartyRow};

impl<'p> Planner<'p> {
    /// Puts every contract where it belongs.
    pub(super) fn place(&mut self, picked: &[Picked<'p>], resolved: &Resolved) {
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
            self.note(picked, &notes);
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
        self.note(picked, &notes);
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
            self.note(picked, &[Note::SameSides]);
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
        self.note(picked, &notes);
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
