//! Organisations: which the sides of the contracts are, and rows for new ones.

use std::collections::{BTreeSet, HashMap, HashSet};

use uuid::Uuid;

use super::{Picked, Planner, Problem, as_json};
use crate::form::MAX_LINE;
use crate::imports::organisations::{PARTY_SCHEME, Resolved, address_line, resolve};
use crate::imports::report::OrganisationLine;
use crate::imports::terms::cut;
use crate::imports::writes::{IdentifierRow, OrganisationRow};

impl<'p> Planner<'p> {
    /// Which organisations the sides of the chosen contracts are, and rows for
    /// those that are new.
    pub(super) fn resolve(&mut self, picked: &[Picked<'p>]) -> Resolved {
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
    pub(super) fn record_organisations(&mut self, resolved: &Resolved) {
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
}
