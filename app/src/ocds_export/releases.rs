//! From rows to the releases of an export.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::contract::ContractStatus;
use domain::milestone::MilestoneState;
use ocds::export::{
    Address, Amendment, Award, Budget, BudgetLine, Contract, Document, Identifier, Implementation,
    Milestone, Party, Period, Planning, Reference, Release, Transaction, Value,
};
use uuid::Uuid;

use super::db::{
    AmendmentRow, ContractRow, DocumentRow, LineRow, MilestoneRow, MovementRow, OrganisationRow,
};
use crate::form::uri;

/// Everything that releases are made of.
pub(super) struct Rows {
    pub(super) contracts: Vec<ContractRow>,
    pub(super) organisations: HashMap<Uuid, OrganisationRow>,
    pub(super) documents: Vec<DocumentRow>,
    pub(super) amendments: Vec<AmendmentRow>,
    pub(super) milestones: Vec<MilestoneRow>,
    pub(super) lines: Vec<LineRow>,
    pub(super) movements: Vec<MovementRow>,
}

/// Every organisation that these contracts and their money name.
pub(super) fn organisations_named(contracts: &[ContractRow], lines: &[LineRow]) -> Vec<Uuid> {
    let sides = contracts.iter().flat_map(|row| {
        let more = row.co_suppliers.iter().copied();
        [row.buyer_id, row.supplier_id].into_iter().chain(more)
    });
    sides.chain(lines.iter().map(|row| row.funder_id)).collect()
}

/// One release for each process: an imported contract stays in the one that it
/// came from, any other is a process of its own.
pub(super) fn releases(
    rows: &Rows,
    prefix: &str,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Vec<Release> {
    let mut processes: Vec<(String, Vec<&ContractRow>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in &rows.contracts {
        let ocid = row
            .ocid
            .clone()
            .unwrap_or_else(|| format!("{prefix}-{}-{}", row.reference, row.id));
        let at = *places.entry(ocid.clone()).or_insert_with(|| {
            processes.push((ocid, Vec::new()));
            processes.len() - 1
        });
        processes[at].1.push(row);
    }
    processes
        .into_iter()
        .map(|(ocid, contracts)| release(rows, ocid, &contracts, now, today))
        .collect()
}

/// The parties of a release as they are named in it.
struct Parties<'r> {
    rows: &'r Rows,
    /// Ids in the file that an imported contract came from.
    given: HashMap<Uuid, String>,
    parties: BTreeMap<Uuid, Party>,
}

impl Parties<'_> {
    fn add(&mut self, organisation: Uuid, role: &'static str) -> Reference {
        let rows = self.rows;
        let given = &self.given;
        let party = self
            .parties
            .entry(organisation)
            .or_insert_with(|| party(&rows.organisations[&organisation], given));
        if !party.roles.contains(&role) {
            party.roles.push(role);
        }
        Reference {
            id: party.id.clone(),
            name: party.name.clone(),
        }
    }
}

fn party(row: &OrganisationRow, given: &HashMap<Uuid, String>) -> Party {
    let mut numbers = row.schemes.iter().zip(&row.identifiers);
    let as_identifier = |(scheme, id): (&String, &String)| Identifier {
        scheme: scheme.clone(),
        id: id.clone(),
    };
    let identifier = numbers.next().map(as_identifier);
    let address = Address {
        street_address: row.street_address.clone(),
        locality: row.locality.clone(),
        postal_code: row.postal_code.clone(),
        country_name: row.country_name.clone(),
    };
    let known = [
        &address.street_address,
        &address.locality,
        &address.postal_code,
        &address.country_name,
    ];
    let somewhere = known.into_iter().any(Option::is_some);
    Party {
        id: given.get(&row.id).cloned().unwrap_or(row.id.to_string()),
        name: row.name.clone(),
        identifier,
        additional_identifiers: numbers.map(as_identifier).collect(),
        address: somewhere.then_some(address),
        roles: Vec::new(),
    }
}

fn release(
    rows: &Rows,
    ocid: String,
    contracts: &[&ContractRow],
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Release {
    let given = contracts
        .iter()
        .filter_map(|row| row.imported.as_ref())
        .flat_map(|origin| origin.0.suppliers.iter().chain([&origin.0.buyer]))
        // A side that came without an id is called as it is here.
        .filter(|side| !side.id.is_empty())
        .map(|side| (side.organisation, side.id.clone()))
        .collect();
    let mut parties = Parties {
        rows,
        given,
        parties: BTreeMap::new(),
    };
    let mut buyer = None;
    let (mut awards, mut written, mut breakdown) = (Vec::new(), Vec::new(), Vec::new());
    for row in contracts {
        let buys = parties.add(row.buyer_id, "buyer");
        buyer.get_or_insert(buys);
        let suppliers = [row.supplier_id]
            .iter()
            .chain(&row.co_suppliers)
            .map(|id| parties.add(*id, "supplier"))
            .collect();
        let (id, award_id) = ids(row);
        awards.push(Award {
            id: award_id.clone(),
            title: row.title.clone(),
            status: award_status(row),
            suppliers,
        });
        for line in rows.lines.iter().filter(|line| line.contract_id == row.id) {
            parties.add(line.funder_id, "funder");
            breakdown.push(BudgetLine {
                id: line.id.to_string(),
                description: format!("{} · {} · {}", line.title, line.label, line.status),
                amount: Value {
                    amount: line.amount,
                    currency: line.currency.clone(),
                },
                period: Period {
                    start_date: line.starts_on,
                    end_date: line.ends_on,
                    max_extent_date: None,
                },
                source_party: parties.add(line.funder_id, "sourceParty"),
            });
        }
        written.push(contract(rows, row, id, award_id, &mut parties, today));
    }
    // Awards that led to several contracts stand once.
    let mut seen = HashSet::new();
    awards.retain(|award| seen.insert(award.id.clone()));
    let mut tag = vec!["award", "contract"];
    if !breakdown.is_empty() {
        tag.insert(0, "planning");
    }
    if written
        .iter()
        .any(|contract| !contract.amendments.is_empty())
    {
        tag.push("contractAmendment");
    }
    if written
        .iter()
        .any(|contract| contract.implementation.is_some())
    {
        tag.push("implementation");
    }
    Release {
        id: format!("{ocid}-{}", now.format("%Y%m%dT%H%M%SZ")),
        ocid,
        date: now,
        tag,
        initiation_type: "tender",
        language: contracts
            .first()
            .map(|row| row.language.clone())
            .unwrap_or_default(),
        buyer: buyer.unwrap_or_else(|| Reference {
            id: String::new(),
            name: String::new(),
        }),
        parties: parties.parties.into_values().collect(),
        planning: (!breakdown.is_empty()).then_some(Planning {
            budget: Budget {
                budget_breakdown: breakdown,
            },
        }),
        awards,
        contracts: written,
    }
}

/// Ids of the contract and of its award within the process.
fn ids(row: &ContractRow) -> (String, String) {
    let id = row.ocds_id.clone().unwrap_or_else(|| row.id.to_string());
    let award = row.imported.as_ref().and_then(|last| last.award_id.clone());
    let award = award.unwrap_or_else(|| format!("{id}-award"));
    (id, award)
}

fn award_status(row: &ContractRow) -> &'static str {
    match row.signed_on {
        Some(_) => "active",
        None => "pending",
    }
}

/// A contract binds from its signature on, in the standard's words.
fn contract_status(row: &ContractRow, today: NaiveDate) -> &'static str {
    match row.terms().status(today) {
        ContractStatus::Draft if row.signed_on.is_none() => "pending",
        ContractStatus::Draft | ContractStatus::InForce | ContractStatus::Suspended => "active",
        ContractStatus::Completed | ContractStatus::EndedEarly => "terminated",
        ContractStatus::Cancelled => "cancelled",
    }
}

fn contract(
    rows: &Rows,
    row: &ContractRow,
    id: String,
    award_id: String,
    parties: &mut Parties<'_>,
    today: NaiveDate,
) -> Contract {
    let documents = rows.documents.iter().filter(|of| of.contract_id == row.id);
    let amendments = rows.amendments.iter().filter(|of| of.contract_id == row.id);
    let milestones = rows.milestones.iter().filter(|of| of.contract_id == row.id);
    let movements = rows.movements.iter().filter(|of| of.contract_id == row.id);
    let implementation = Implementation {
        transactions: movements
            .map(|movement| transaction(row, movement, parties))
            .collect(),
        milestones: milestones.map(milestone).collect(),
    };
    let nothing = implementation.transactions.is_empty() && implementation.milestones.is_empty();
    Contract {
        id,
        award_id,
        title: row.title.clone(),
        description: row.description.clone(),
        status: contract_status(row, today),
        period: Period {
            start_date: row.starts_on,
            end_date: row.ends_on,
            max_extent_date: row.max_end,
        },
        value: row.value.map(|amount| Value {
            amount,
            currency: row.currency.clone(),
        }),
        date_signed: row.signed_on,
        documents: documents
            .map(|document| Document {
                id: document.id.to_string(),
                title: document.title.clone(),
                url: uri(&document.url),
                date_published: document.published_on,
                language: document.language.clone(),
            })
            .collect(),
        amendments: amendments
            .map(|amendment| Amendment {
                id: amendment.id.to_string(),
                date: amendment.effective_on,
                description: amendment.changes.join("; "),
                rationale: amendment.reason.clone(),
            })
            .collect(),
        implementation: (!nothing).then_some(implementation),
    }
}

fn transaction(
    row: &ContractRow,
    movement: &MovementRow,
    parties: &mut Parties<'_>,
) -> Transaction {
    let (from, to) = if movement.received {
        (movement.funder_id, row.buyer_id)
    } else {
        (row.buyer_id, row.supplier_id)
    };
    Transaction {
        id: movement.id.to_string(),
        date: movement.happened_on,
        value: Value {
            amount: movement.amount,
            currency: movement.currency.clone(),
        },
        payer: parties.add(from, "payer"),
        payee: parties.add(to, "payee"),
    }
}

fn milestone(row: &MilestoneRow) -> Milestone {
    Milestone {
        id: row.id.to_string(),
        title: row.title.clone(),
        description: row.description.clone(),
        due_date: row.due_on,
        date_met: row.actual_on,
        status: match row.state {
            MilestoneState::Met => "met",
            MilestoneState::PartlyMet => "partiallyMet",
            MilestoneState::Missed | MilestoneState::Cancelled => "notMet",
            MilestoneState::Planned | MilestoneState::InProgress | MilestoneState::AtRisk => {
                "scheduled"
            }
        },
    }
}
