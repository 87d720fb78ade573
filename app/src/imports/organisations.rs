//! Which organisations a file names, and which of the registry's they are.
//!
//! Within the file, mentions are one organisation where they share a register
//! number, the publisher's own id under the same name, or name and address.
//! Against the registry the same holds. What only looks alike is never merged
//! by itself: it is listed for a person to tell.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::organisation::Sector;
use ocds::guess::{self, Evidence};
use ocds::matching::{self, Match, address_key, compare, loose_key, name_key};
use ocds::{Address, Package, Party, Process};
use uuid::Uuid;

use super::report::{Candidate, Choices, Doubt, SameAs, UnsureLine};

/// Scheme under which a publisher's own ids are kept, which are of no register.
pub(super) const PARTY_SCHEME: &str = "OCDS-PARTY";

/// The longest id that is kept; longer ones do not fit into an index.
pub(super) const MAX_ID: usize = 200;

/// Scheme and number.
pub(super) type RegisterId = (String, String);

/// A recorded organisation.
#[derive(Debug)]
pub(super) struct KnownOrganisation {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) sector: Sector,
    pub(super) former_names: Vec<String>,
    pub(super) address: Address,
}

/// The recorded organisations.
#[derive(Debug, Default)]
pub(super) struct Registry {
    pub(super) organisations: Vec<KnownOrganisation>,
    /// Those of the schemes that the file uses.
    pub(super) identifiers: HashMap<RegisterId, Uuid>,
}

/// An organisation as the file knows it, from all its mentions.
pub(super) struct Group<'p> {
    pub(super) name: &'p str,
    pub(super) address: Option<&'p Address>,
    pub(super) registers: Vec<RegisterId>,
    /// The publisher's own ids, each with the prefix of its processes.
    pub(super) locals: Vec<String>,
    pub(super) buys: bool,
    mentions: Vec<(&'p Process, &'p Party)>,
}

impl Group<'_> {
    /// The kind of organisation with what speaks for it. Where nothing does,
    /// the side of the contract decides: what buys is public, what supplies is
    /// taken for ICT.
    pub(super) fn sector(&self) -> (Sector, Vec<Evidence>) {
        let guesses = self
            .mentions
            .iter()
            .map(|(process, party)| guess::sector_of(party, process));
        for guess in guesses {
            let sector = match guess.sector {
                guess::Sector::Government => Sector::Government,
                guess::Sector::Health => Sector::Health,
                guess::Sector::Ict => Sector::Ict,
                guess::Sector::Unknown => continue,
            };
            return (sector, guess.because);
        }
        let sector = if self.buys {
            Sector::Government
        } else {
            Sector::Ict
        };
        (sector, Vec::new())
    }
}

/// The organisations of a file that buy or supply, in the order of the file.
pub(super) struct Groups<'p> {
    pub(super) all: Vec<Group<'p>>,
    /// By the process's place in the file and the party's id in it.
    places: HashMap<(usize, &'p str), usize>,
}

impl<'p> Groups<'p> {
    /// Reads them out of a package. Parties without a name are left out.
    pub(super) fn of(package: &'p Package) -> Self {
        let mut finder = Finder::default();
        let mut places = HashMap::new();
        for (at, process) in package.processes.iter().enumerate() {
            let suppliers = process
                .contracts
                .iter()
                .flat_map(|contract| &contract.suppliers);
            let buyer = process.buyer.iter().map(|id| (id, true));
            for (id, buys) in buyer.chain(suppliers.map(|id| (id, false))) {
                if let Some(group) = process
                    .party(id)
                    .and_then(|party| finder.place(process, party))
                {
                    finder.groups[group].buys |= buys;
                    places.insert((at, id.as_str()), group);
                }
            }
        }
        Self {
            all: finder.groups,
            places,
        }
    }

    /// Which one a party of a process is; nothing for one without a name.
    pub(super) fn at(&self, process: usize, party: &str) -> Option<usize> {
        self.places.get(&(process, party)).copied()
    }

    /// Every register number in the file.
    pub(super) fn registers(&self) -> impl Iterator<Item = &RegisterId> {
        self.all.iter().flat_map(|group| &group.registers)
    }

    /// Every id of the publisher's own in the file.
    pub(super) fn locals(&self) -> impl Iterator<Item = &String> {
        self.all.iter().flat_map(|group| &group.locals)
    }
}

#[derive(Default)]
struct Finder<'p> {
    groups: Vec<Group<'p>>,
    by_register: HashMap<RegisterId, usize>,
    by_local: HashMap<(String, String), usize>,
    by_place: HashMap<(String, String), Vec<usize>>,
}

impl<'p> Finder<'p> {
    fn place(&mut self, process: &'p Process, party: &'p Party) -> Option<usize> {
        let name = party.best_name()?;
        let key = name_key(name);
        if key.is_empty() {
            return None;
        }
        let registers = registers_of(party);
        let local = local_id(&process.ocid, &party.local_id);
        let by_local = (local.clone(), key.clone());
        let by_place = party
            .address
            .as_ref()
            .and_then(address_key)
            .map(|place| (key, place));
        let found = self.find(&registers, &by_local, by_place.as_ref());
        let at = found.unwrap_or_else(|| {
            self.groups.push(Group {
                name,
                address: party.address.as_ref(),
                registers: Vec::new(),
                locals: Vec::new(),
                buys: false,
                mentions: Vec::new(),
            });
            self.groups.len() - 1
        });
        let group = &mut self.groups[at];
        group.address = group.address.or(party.address.as_ref());
        group.mentions.push((process, party));
        for register in registers {
            if !group.registers.contains(&register) {
                group.registers.push(register.clone());
            }
            self.by_register.entry(register).or_insert(at);
        }
        if !group.locals.contains(&local) && local.len() <= MAX_ID {
            group.locals.push(local);
        }
        self.by_local.entry(by_local).or_insert(at);
        if let Some(by_place) = by_place {
            let there = self.by_place.entry(by_place).or_default();
            if !there.contains(&at) {
                there.push(at);
            }
        }
        Some(at)
    }

    fn find(
        &self,
        registers: &[RegisterId],
        by_local: &(String, String),
        by_place: Option<&(String, String)>,
    ) -> Option<usize> {
        let fits = |at: &usize| !contradict(registers, &self.groups[*at].registers);
        registers
            .iter()
            .find_map(|register| self.by_register.get(register))
            .or_else(|| self.by_local.get(by_local).filter(|at| fits(at)))
            .or_else(|| self.by_place.get(by_place?)?.iter().find(|at| fits(at)))
            .copied()
    }
}

fn registers_of(party: &Party) -> Vec<RegisterId> {
    let all = party.identifier.iter().chain(&party.additional_identifiers);
    all.filter_map(|identifier| Some((identifier.scheme.clone()?, identifier.id.clone())))
        .filter(|(scheme, id)| {
            scheme != PARTY_SCHEME && scheme.len() <= MAX_ID && id.len() <= MAX_ID
        })
        .collect()
}

/// The publisher's own id, which counts only among its processes: with the
/// prefix that the publisher registered (the first two parts of each ocid).
fn local_id(ocid: &str, local: &str) -> String {
    let prefix = match ocid.match_indices('-').nth(1) {
        Some((end, _)) if ocid.starts_with("ocds-") => &ocid[..end],
        _ => ocid,
    };
    format!("{prefix}:{local}")
}

/// Whether two organisations have different numbers in one register.
fn contradict(a: &[RegisterId], b: &[RegisterId]) -> bool {
    let numbers = |of: &[RegisterId], scheme: &str| -> BTreeSet<String> {
        let own = of.iter().filter(|(own, _)| own == scheme);
        own.map(|(_, number)| number.clone()).collect()
    };
    a.iter().any(|(scheme, _)| {
        let theirs = numbers(b, scheme);
        !theirs.is_empty() && theirs.is_disjoint(&numbers(a, scheme))
    })
}

/// An address on one line.
pub(super) fn address_line(address: Option<&Address>) -> String {
    let Some(address) = address else {
        return String::new();
    };
    let lines = [
        &address.street,
        &address.locality,
        &address.postal_code,
        &address.country_name,
    ];
    let lines: Vec<String> = lines
        .into_iter()
        .flatten()
        .map(|line| line.replace('\n', ", "))
        .collect();
    lines.join(", ")
}

/// What the organisations of a file are.
#[derive(Default)]
pub(super) struct Resolved {
    /// Recorded or new organisation of each group that is needed.
    pub(super) ids: BTreeMap<usize, Uuid>,
    /// Groups that a new organisation is made from.
    pub(super) new: BTreeSet<usize>,
    /// What a person has to tell, or has told.
    pub(super) unsure: Vec<UnsureLine>,
}

/// Says for each needed group which organisation it is. `parties` are those
/// whose organisation an earlier import of the same process settled.
pub(super) fn resolve(
    groups: &Groups<'_>,
    needed: &BTreeSet<usize>,
    registry: &Registry,
    parties: &HashMap<usize, Uuid>,
    choices: &Choices,
) -> Resolved {
    let index = Index::of(registry);
    let mut resolver = Resolver {
        groups,
        registry,
        index,
        seen: Likeness::default(),
        made_from: HashMap::new(),
        resolved: Resolved::default(),
    };
    for &at in needed {
        let settled = parties.get(&at).copied();
        resolver.resolve(at, settled, choices);
    }
    resolver.resolved
}

/// Where to look for likenesses.
#[derive(Default)]
struct Likeness {
    by_both: HashMap<(String, String), Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    by_address: HashMap<String, Vec<usize>>,
}

/// The most that are looked at in one place: a file in which thousands share
/// an address must not take hours. Nobody would read a longer list either.
const MAX_NEAR: usize = 20;

impl Likeness {
    fn add(&mut self, at: usize, name: &str, address: Option<&Address>) {
        let loose = loose_key(name);
        if let Some(key) = address.and_then(address_key) {
            self.by_both
                .entry((loose.clone(), key.clone()))
                .or_default()
                .push(at);
            self.by_address.entry(key).or_default().push(at);
        }
        self.by_name.entry(loose).or_default().push(at);
    }

    fn near(&self, name: &str, address: Option<&Address>) -> BTreeSet<usize> {
        let loose = loose_key(name);
        let place = address.and_then(address_key);
        let lists = [
            place
                .clone()
                .and_then(|place| self.by_both.get(&(loose.clone(), place))),
            self.by_name.get(&loose),
            place.and_then(|place| self.by_address.get(&place)),
        ];
        let lists = lists.into_iter().flatten();
        lists
            .flat_map(|list| list.iter().take(MAX_NEAR))
            .copied()
            .collect()
    }
}

/// The registry, ready to be searched.
struct Index<'r> {
    likeness: Likeness,
    registers: HashMap<Uuid, Vec<RegisterId>>,
    by_id: HashMap<Uuid, &'r KnownOrganisation>,
}

impl<'r> Index<'r> {
    fn of(registry: &'r Registry) -> Self {
        let mut index = Self {
            likeness: Likeness::default(),
            registers: HashMap::new(),
            by_id: HashMap::new(),
        };
        for (at, known) in registry.organisations.iter().enumerate() {
            index.by_id.insert(known.id, known);
            for name in known.former_names.iter().chain([&known.name]) {
                index.likeness.add(at, name, Some(&known.address));
            }
        }
        for (register, id) in &registry.identifiers {
            if register.0 != PARTY_SCHEME {
                index
                    .registers
                    .entry(*id)
                    .or_default()
                    .push(register.clone());
            }
        }
        index
    }
}

struct Resolver<'g, 'p> {
    groups: &'g Groups<'p>,
    registry: &'g Registry,
    index: Index<'g>,
    /// Needed groups so far.
    seen: Likeness,
    /// The group that each new organisation is made from.
    made_from: HashMap<Uuid, usize>,
    resolved: Resolved,
}

impl Resolver<'_, '_> {
    fn resolve(&mut self, at: usize, settled: Option<Uuid>, choices: &Choices) {
        let group = &self.groups.all[at];
        let known = settled.or_else(|| self.by_number(group));
        let id = known.unwrap_or_else(|| self.by_likeness(at, choices));
        self.resolved.ids.insert(at, id);
        self.seen.add(at, group.name, group.address);
    }

    fn by_number(&self, group: &Group<'_>) -> Option<Uuid> {
        let identifiers = &self.registry.identifiers;
        let registered = group
            .registers
            .iter()
            .find_map(|register| identifiers.get(register));
        registered.copied().or_else(|| {
            let kept = group.locals.iter().filter_map(|local| {
                let id = identifiers.get(&(PARTY_SCHEME.to_owned(), local.clone()))?;
                self.index.by_id.get(id)
            });
            // A publisher may use an id again for somebody else.
            let key = name_key(group.name);
            kept.into_iter()
                .find(|known| {
                    let mut names = known.former_names.iter().chain([&known.name]);
                    names.any(|name| name_key(name) == key)
                })
                .map(|known| known.id)
        })
    }

    fn by_likeness(&mut self, at: usize, choices: &Choices) -> Uuid {
        let group = &self.groups.all[at];
        let mut same = Vec::new();
        let mut candidates = Vec::new();
        for near in self.index.likeness.near(group.name, group.address) {
            let known = &self.registry.organisations[near];
            match self.compare_known(group, known) {
                Likely::Same => same.push(known),
                Likely::Perhaps(doubt) => candidates.push(candidate(known, doubt)),
                Likely::No => {}
            }
        }
        if let [only] = same.as_slice() {
            return only.id;
        }
        let alike = same
            .into_iter()
            .map(|known| candidate(known, Doubt::SeveralAlike));
        candidates.extend(alike);
        for near in self.seen.near(group.name, group.address) {
            let earlier = &self.groups.all[near];
            let doubt = match compare((group.name, group.address), (earlier.name, earlier.address))
            {
                Match::Same => Doubt::OtherIdentifier,
                Match::Unsure(doubt) => doubt_of(doubt),
                Match::Different => continue,
            };
            let same_as = self.same_as_group(near);
            if candidates
                .iter()
                .all(|candidate| candidate.same_as != same_as)
            {
                candidates.push(Candidate {
                    same_as,
                    name: earlier.name.to_owned(),
                    address: address_line(earlier.address),
                    doubt,
                });
            }
        }
        self.decide(at, candidates, choices)
    }

    fn decide(&mut self, at: usize, candidates: Vec<Candidate>, choices: &Choices) -> Uuid {
        let group = &self.groups.all[at];
        let listed = |choice: &SameAs| {
            *choice == SameAs::New
                || candidates
                    .iter()
                    .any(|candidate| candidate.same_as == *choice)
        };
        let chosen = choices.same.get(&at).copied().filter(listed);
        if !candidates.is_empty() {
            self.resolved.unsure.push(UnsureLine {
                group: at,
                name: group.name.to_owned(),
                address: address_line(group.address),
                candidates,
                chosen,
            });
        }
        let id = match chosen {
            Some(SameAs::Organisation(id)) => Some(id),
            Some(SameAs::Group(earlier)) => self.resolved.ids.get(&earlier).copied(),
            Some(SameAs::New) | None => None,
        };
        id.unwrap_or_else(|| {
            let id = Uuid::now_v7();
            self.resolved.new.insert(at);
            self.made_from.insert(id, at);
            id
        })
    }

    /// A needed group as a choice: the recorded organisation that it is, or
    /// the group that a new one is made from.
    fn same_as_group(&self, at: usize) -> SameAs {
        let id = self.resolved.ids[&at];
        let made_from = self.made_from.get(&id);
        made_from.map_or(SameAs::Organisation(id), |new| SameAs::Group(*new))
    }

    fn compare_known(&self, group: &Group<'_>, known: &KnownOrganisation) -> Likely {
        let here = (group.name, group.address);
        let with = |name: &str| compare(here, (name, Some(&known.address)));
        let registers = self
            .index
            .registers
            .get(&known.id)
            .map_or(&[][..], Vec::as_slice);
        match with(&known.name) {
            Match::Same if contradict(&group.registers, registers) => {
                Likely::Perhaps(Doubt::OtherIdentifier)
            }
            Match::Same => Likely::Same,
            Match::Unsure(doubt) => Likely::Perhaps(doubt_of(doubt)),
            Match::Different => {
                let was = |name: &String| with(name) != Match::Different;
                if known.former_names.iter().any(was) {
                    Likely::Perhaps(Doubt::FormerName)
                } else {
                    Likely::No
                }
            }
        }
    }
}

enum Likely {
    Same,
    Perhaps(Doubt),
    No,
}

fn candidate(known: &KnownOrganisation, doubt: Doubt) -> Candidate {
    Candidate {
        same_as: SameAs::Organisation(known.id),
        name: known.name.clone(),
        address: address_line(Some(&known.address)),
        doubt,
    }
}

fn doubt_of(doubt: matching::Doubt) -> Doubt {
    match doubt {
        matching::Doubt::NoAddress => Doubt::NoAddress,
        matching::Doubt::OtherAddress => Doubt::OtherAddress,
        matching::Doubt::SimilarName => Doubt::SimilarName,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publishers_id_counts_among_its_own_processes_only() {
        assert_eq!(
            local_id("ocds-b5fd17-76485a2b-4074", "12"),
            "ocds-b5fd17:12"
        );
        assert_eq!(local_id("ocds-b5fd17", "12"), "ocds-b5fd17:12");
        assert_eq!(local_id("own-number-7", "12"), "own-number-7:12");
    }

    #[test]
    fn numbers_contradict_each_other_only_within_a_register() {
        let id = |scheme: &str, number: &str| (scheme.to_owned(), number.to_owned());
        let company = [id("GB-COH", "1")];
        assert!(contradict(&company, &[id("GB-COH", "2")]));
        assert!(!contradict(
            &company,
            &[id("GB-COH", "2"), id("GB-COH", "1")]
        ));
        assert!(!contradict(&company, &[id("GB-CHC", "2")]));
        assert!(!contradict(&company, &[]));
    }
}
