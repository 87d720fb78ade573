//! From one release, or several merged into one, to a [`Process`].

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::contracts::{self, Joined};
use crate::fields::{Fields, Log};
use crate::model::{Process, ReleaseRef};
use crate::parties::{Parties, party};
use crate::tender::{documents, milestones, tender};
use crate::warning::{Reason, Stage};

/// The codelist `releaseTag`.
pub(crate) const RELEASE_TAGS: [&str; 16] = [
    "planning",
    "planningUpdate",
    "tender",
    "tenderAmendment",
    "tenderUpdate",
    "tenderCancellation",
    "award",
    "awardUpdate",
    "awardCancellation",
    "contract",
    "contractUpdate",
    "contractAmendment",
    "implementation",
    "implementationUpdate",
    "contractTermination",
    "compiled",
];
/// A remark about the process as a whole, whose place in the file the caller knows.
pub(crate) struct Finding {
    /// The list it is about (`awards`, `contracts`), or nothing for the release.
    pub(crate) list: &'static str,
    /// The entry's id, if it has one.
    pub(crate) id: Option<String>,
    /// The entry's position in the release that was read.
    pub(crate) at: usize,
    pub(crate) reason: Reason,
}

/// Reads one release. `listed` has the ids of all parties that any release of the process lists.
pub(crate) fn read(
    ocid: &str,
    refs: Vec<ReleaseRef>,
    release: Map<String, Value>,
    path: String,
    listed: &HashSet<String>,
    log: &mut Log,
) -> (Process, Vec<Finding>) {
    let mut fields = Fields::new(release, path, log);
    for key in ["ocid", "id", "date", "tag", "initiationType"] {
        fields.drop(key);
    }
    let mut parties = Parties::new(listed);
    fields.list("parties", |f| {
        let party = party(f);
        parties.add(party);
        None::<()>
    });
    let language = fields.text("language");
    let release_title = fields.text("title");
    let release_description = fields.text("description");
    let buyer = fields
        .object("buyer", |f| parties.reference(f, "buyer"))
        .flatten();
    let planning = fields.object("planning", |f| (milestones(f), documents(f)));
    let tender = fields
        .object("tender", |f| tender(f, &mut parties))
        .unwrap_or_default();
    let awards = fields.list_with_rest("awards", |f| contracts::award(f, &mut parties));
    let own = fields.list_with_rest("contracts", |f| contracts::contract(f, &mut parties));

    let award_classes: Vec<_> = awards
        .iter()
        .flat_map(|(award, _)| award.classifications.clone())
        .collect();
    let Joined {
        contracts,
        documents: award_documents,
        rest,
        mut findings,
    } = contracts::join(own, awards, &tender, &mut fields.log.budget);

    let buyer = buyer
        .or(tender.procuring_entity)
        .or_else(|| parties.with_role("buyer"))
        .or_else(|| parties.with_role("procuringEntity"));
    if buyer.is_none() {
        findings.push(about_release(Reason::NoBuyer));
    }
    if contracts.is_empty() && findings.iter().all(|finding| finding.list.is_empty()) {
        let stage = stage(tender.status.as_deref(), &refs);
        findings.push(about_release(Reason::NoContractYet { stage }));
    }

    let contract_classes = contracts
        .iter()
        .flat_map(|c| c.classifications.iter().cloned());
    let classifications = each_once(
        tender
            .classifications
            .into_iter()
            .chain(award_classes)
            .chain(contract_classes),
    );
    let (mut all_milestones, mut all_documents) = planning.unwrap_or_default();
    all_milestones.extend(tender.milestones);
    all_documents.extend(tender.documents);
    all_documents.extend(award_documents);
    let mut unknown = fields.rest();
    if !rest.is_empty() {
        unknown.insert("awards".to_owned(), Value::Array(rest));
    }
    let first_contract_title = contracts
        .first()
        .and_then(|contract| contract.title.clone());
    let process = Process {
        ocid: ocid.to_owned(),
        releases: refs,
        title: tender.title.or(release_title).or(first_contract_title),
        description: tender.description.or(release_description),
        language,
        buyer,
        parties: parties.in_order,
        contracts,
        classifications,
        milestones: all_milestones,
        documents: all_documents,
        main_category: tender.main_category,
        unknown: object_or_null(unknown),
    };
    (process, findings)
}

/// How far a process without awards is, by the tender's status, else by its releases.
fn stage(status: Option<&str>, refs: &[ReleaseRef]) -> Stage {
    match status {
        Some("cancelled" | "unsuccessful" | "withdrawn") => Stage::Ended,
        Some("planning" | "planned") => Stage::Planning,
        Some("active" | "complete") => Stage::Tender,
        _ if refs
            .iter()
            .flat_map(|r| &r.tag)
            .any(|tag| tag.starts_with("tender")) =>
        {
            Stage::Tender
        }
        _ => Stage::Planning,
    }
}

fn about_release(reason: Reason) -> Finding {
    Finding {
        list: "",
        id: None,
        at: 0,
        reason,
    }
}

pub(crate) fn object_or_null(map: Map<String, Value>) -> Value {
    if map.is_empty() {
        Value::Null
    } else {
        Value::Object(map)
    }
}

pub(crate) fn each_once<T: Clone + Eq + std::hash::Hash>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.filter(|entry| seen.insert(entry.clone())).collect()
}
