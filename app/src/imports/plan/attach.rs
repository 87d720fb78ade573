//! Attaching: documents and milestones of a contract.

use domain::milestone::MilestoneState;
use ocds::MilestoneStatus;
use uuid::Uuid;

use super::{Picked, Planner};
use crate::form::{MAX_LINE, MAX_TEXT, uri};
use crate::imports::names::{derived_id, language_code, language_of};
use crate::imports::notes::Note;
use crate::imports::terms::cut;
use crate::imports::writes::{DocumentRow, MilestoneRow};

impl<'p> Planner<'p> {
    /// Documents and milestones. Their ids follow from the contract's and from
    /// what the file calls them, so that another import finds them.
    pub(super) fn attach(
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
        let url = uri(url);
        let id = derived_id(contract_id, "document", &url);
        if !self.documents.insert(id) {
            self.report.counts.documents.left += 1;
            return;
        }
        self.writes.documents.push(DocumentRow {
            id,
            partnership_id,
            contract_id,
            title: cut(title.unwrap_or(&url), MAX_LINE),
            url,
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
        // An export calls them as they are called here.
        let here = name.parse().ok();
        let here = here.filter(|id| self.known.milestones.contains_key(id));
        let id = here.unwrap_or_else(|| derived_id(contract_id, "milestone", name));
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
}
