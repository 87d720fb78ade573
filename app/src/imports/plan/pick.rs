//! Choosing: which contracts of the file are taken, and on which terms.

use std::collections::HashSet;

use ocds::guess::{looks_health_it, looks_ict, of_interest};
use ocds::{Contract, Process};

use super::{Picked, Planner};
use crate::imports::known::KnownContract;
use crate::imports::notes::Note;
use crate::imports::organisations::MAX_ID;
use crate::imports::report::ContractFate;
use crate::imports::terms::{self, Terms};

impl<'p> Planner<'p> {
    /// Every contract of the file, those that look like digital health first,
    /// each with its terms if it is chosen and can be recorded.
    pub(super) fn pick(&mut self) -> Vec<Picked<'p>> {
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
        if picked.known.is_some_and(|known| known.own) {
            // The export of a contract that began here: its record is the
            // origin, and only its people and amendments change it.
            picked.fate = ContractFate::Left;
            return;
        }
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
        self.note(picked, &notes);
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
        let mut terms = terms::read(picked.process, picked.contract, notes)?;
        if let Some(known) = picked.known {
            terms::keep_unsaid(&mut terms, picked.contract, &known.terms, self.today);
        }
        Ok(terms)
    }
}
