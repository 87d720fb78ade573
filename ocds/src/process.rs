//! From one release, or several merged into one, to a [`Process`].

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::fields::{Fields, Log};
use crate::model::{
    Address, AwardStatus, Classification, Contract, ContractStatus, Document, Identifier,
    Milestone, MilestoneStatus, Money, Party, Period, Process, ReleaseRef, Renewal,
};
use crate::warning::{Codelist, Reason, Stage};

const AWARD_STATUS: [(&str, AwardStatus); 4] = [
    ("pending", AwardStatus::Pending),
    ("active", AwardStatus::Active),
    ("cancelled", AwardStatus::Cancelled),
    ("unsuccessful", AwardStatus::Unsuccessful),
];
const CONTRACT_STATUS: [(&str, ContractStatus); 4] = [
    ("pending", ContractStatus::Pending),
    ("active", ContractStatus::Active),
    ("cancelled", ContractStatus::Cancelled),
    ("terminated", ContractStatus::Terminated),
];
const MILESTONE_STATUS: [(&str, MilestoneStatus); 4] = [
    ("scheduled", MilestoneStatus::Scheduled),
    ("met", MilestoneStatus::Met),
    ("notMet", MilestoneStatus::NotMet),
    ("partiallyMet", MilestoneStatus::PartiallyMet),
];
const CATEGORIES: [(&str, &str); 3] = [
    ("goods", "goods"),
    ("works", "works"),
    ("services", "services"),
];
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
/// The codelist `itemClassificationScheme`, with names in use for organisations' kinds.
const ITEM_SCHEMES: [&str; 15] = [
    "CPV",
    "CPVS",
    "GSIN",
    "UNSPSC",
    "CPC",
    "OKDP",
    "OKPD",
    "OKPD2",
    "COFOG",
    "NAICS",
    "NACE",
    "SIC",
    "TED",
    "TED_CA_TYPE",
    "UK_CA_TYPE",
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
    let mut parties = Parties {
        listed,
        in_order: Vec::new(),
        places: HashMap::new(),
    };
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
    let mut tender = fields
        .object("tender", |f| tender(f, &mut parties))
        .unwrap_or_default();
    let awards = fields.list_with_rest("awards", |f| award(f, &mut parties));
    let own = fields.list_with_rest("contracts", |f| contract(f, &mut parties));

    let mut findings = Vec::new();
    let stage = stage(tender.status.as_deref(), &refs);
    let buyer = buyer
        .or(tender.procuring_entity.take())
        .or_else(|| parties.with_role("buyer"))
        .or_else(|| parties.with_role("procuringEntity"));
    if buyer.is_none() {
        findings.push(about_release(Reason::NoBuyer));
    }
    let award_classes: Vec<_> = awards
        .iter()
        .flat_map(|(award, _)| award.classifications.clone())
        .collect();
    let contracts = contracts(own, awards, &mut findings);
    let contracts = with_text_of(contracts, &tender);
    if contracts.is_empty() && findings.iter().all(|finding| finding.list.is_empty()) {
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
        unknown: object_or_null(fields.rest()),
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

fn object_or_null(map: Map<String, Value>) -> Value {
    if map.is_empty() {
        Value::Null
    } else {
        Value::Object(map)
    }
}

fn each_once<T: Clone + Eq + std::hash::Hash>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.filter(|entry| seen.insert(entry.clone())).collect()
}

// ---- organisations ----

struct Parties<'a> {
    listed: &'a HashSet<String>,
    in_order: Vec<Party>,
    places: HashMap<String, usize>,
}

impl Parties<'_> {
    /// Adds a party, or fills the gaps of the one that has its id.
    fn add(&mut self, party: Party) {
        let Some(known) = self
            .places
            .get(&party.local_id)
            .and_then(|at| self.in_order.get_mut(*at))
        else {
            self.places
                .insert(party.local_id.clone(), self.in_order.len());
            self.in_order.push(party);
            return;
        };
        known.name = known.name.take().or(party.name);
        known.legal_name = known.legal_name.take().or(party.legal_name);
        known.identifier = known.identifier.take().or(party.identifier);
        known.address = known.address.take().or(party.address);
        for role in party.roles {
            if !known.roles.contains(&role) {
                known.roles.push(role);
            }
        }
    }

    /// Reads a reference to an organisation (1.1), or an organisation written in place of it
    /// (1.0), and gives the party's id.
    fn reference(&mut self, f: &mut Fields<'_>, role: &str) -> Option<String> {
        let id = f.id("id");
        let details = party_details(f);
        if let Some(id) = id.as_ref().filter(|id| self.knows(id)) {
            let mut party = details;
            party.local_id.clone_from(id);
            party.roles.push(role.to_owned());
            if self.places.contains_key(id) {
                self.add(party);
            }
            return Some(id.clone());
        }
        if !self.listed.is_empty() {
            f.warn("", Reason::PartyNotListed { id: id.clone() });
        }
        let local_id = id.or_else(|| made_up_id(&details));
        if details.name.is_none() && details.legal_name.is_none() {
            f.warn("", Reason::PartyWithoutName);
        }
        let local_id = local_id?;
        self.add(Party {
            local_id: local_id.clone(),
            roles: vec![role.to_owned()],
            ..details
        });
        Some(local_id)
    }

    fn knows(&self, id: &str) -> bool {
        self.places.contains_key(id) || self.listed.contains(id)
    }

    fn with_role(&self, role: &str) -> Option<String> {
        let has_role = |party: &&Party| party.roles.iter().any(|own| own == role);
        self.in_order
            .iter()
            .find(has_role)
            .map(|party| party.local_id.clone())
    }
}

/// Organisations of 1.0 have no id of their own: the register's number serves, else the name.
fn made_up_id(party: &Party) -> Option<String> {
    let from_register = party
        .identifier
        .as_ref()
        .map(|identifier| match &identifier.scheme {
            Some(scheme) => format!("{scheme}-{}", identifier.id),
            None => identifier.id.clone(),
        });
    from_register
        .or_else(|| party.name.clone())
        .or_else(|| party.legal_name.clone())
}

/// An entry of `parties`.
fn party(f: &mut Fields<'_>) -> Party {
    let id = f.id("id");
    let mut party = party_details(f);
    if id.is_none() {
        f.warn("id", Reason::MissingId);
    }
    if party.name.is_none() && party.legal_name.is_none() {
        f.warn("name", Reason::PartyWithoutName);
    }
    party.local_id = id
        .or_else(|| made_up_id(&party))
        .unwrap_or_else(|| "?".to_owned());
    party.roles = f.texts("roles");
    let details = f.object("details", |f| {
        (
            f.text("scale"),
            f.text("url"),
            f.plain_list("classifications", classification),
        )
    });
    (party.scale, party.url, party.classifications) = details.unwrap_or_default();
    party
}

/// What both versions say about an organisation. Contact points are personal data that the
/// product has no use for: they are left out, here and in what is kept as unknown.
fn party_details(f: &mut Fields<'_>) -> Party {
    f.drop("contactPoint");
    let main = f.object("identifier", |f| (identifier(f), f.text("legalName")));
    let (main_identifier, legal_name) = main.unwrap_or_default();
    Party {
        name: f.text("name"),
        legal_name,
        identifier: main_identifier,
        additional_identifiers: f.plain_list("additionalIdentifiers", identifier),
        address: f.object("address", address).flatten(),
        ..Party::default()
    }
}

fn identifier(f: &mut Fields<'_>) -> Option<Identifier> {
    f.drop("uri");
    let (scheme, id) = (f.text("scheme"), f.id("id"));
    match (&scheme, &id) {
        (None, Some(_)) => f.warn("", Reason::MissingScheme),
        (Some(scheme), Some(_)) if !is_register_code(scheme) => {
            f.warn(
                "scheme",
                Reason::UnknownScheme {
                    scheme: scheme.clone(),
                },
            );
        }
        _ => {}
    }
    id.map(|id| Identifier { scheme, id })
}

/// Codes of org-id.guide: a country (or `XI`, `XM` and so on), a hyphen, the register.
fn is_register_code(scheme: &str) -> bool {
    scheme.split_once('-').is_some_and(|(country, register)| {
        country.len() == 2
            && country.chars().all(|c| c.is_ascii_uppercase())
            && !register.is_empty()
            && register
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    })
}

fn address(f: &mut Fields<'_>) -> Option<Address> {
    let address = Address {
        street: f.text("streetAddress"),
        locality: f.text("locality"),
        region: f.text("region"),
        postal_code: f.text("postalCode"),
        country_name: f.text("countryName"),
    };
    (address != Address::default()).then_some(address)
}

// ---- tender ----

#[derive(Default)]
struct Tender {
    /// Stays among what is not understood, as only the stage is read from it.
    status: Option<String>,
    title: Option<String>,
    description: Option<String>,
    procuring_entity: Option<String>,
    classifications: Vec<Classification>,
    milestones: Vec<Milestone>,
    documents: Vec<Document>,
    main_category: Option<String>,
}

fn tender(f: &mut Fields<'_>, parties: &mut Parties<'_>) -> Tender {
    Tender {
        status: f.peek("status"),
        title: f.text("title"),
        description: f.text("description"),
        procuring_entity: f
            .object("procuringEntity", |f| {
                parties.reference(f, "procuringEntity")
            })
            .flatten(),
        classifications: each_once(own_classes(f).into_iter().chain(items(f))),
        milestones: milestones(f),
        documents: documents(f),
        main_category: f
            .code(
                "mainProcurementCategory",
                Codelist::ProcurementCategory,
                &CATEGORIES,
            )
            .map(str::to_owned),
    }
}

/// `classification` and `additionalClassifications`, in that order.
fn own_classes(f: &mut Fields<'_>) -> Vec<Classification> {
    let main = f.object("classification", classification).flatten();
    let mut classes: Vec<_> = main.into_iter().collect();
    classes.extend(f.plain_list("additionalClassifications", classification));
    classes
}

fn items(f: &mut Fields<'_>) -> Vec<Classification> {
    f.list("items", |f| Some(own_classes(f)))
        .into_iter()
        .flatten()
        .collect()
}

fn classification(f: &mut Fields<'_>) -> Option<Classification> {
    f.drop("uri");
    let class = Classification {
        scheme: f.text("scheme"),
        id: f.id("id"),
        description: f.text("description"),
    };
    if let Some(scheme) = &class.scheme
        && !ITEM_SCHEMES.contains(&scheme.as_str())
        && !is_register_code(scheme)
    {
        f.warn(
            "scheme",
            Reason::UnknownScheme {
                scheme: scheme.clone(),
            },
        );
    }
    (class.id.is_some() || class.description.is_some()).then_some(class)
}

fn documents(f: &mut Fields<'_>) -> Vec<Document> {
    f.list("documents", |f| {
        Some(Document {
            id: f.id("id"),
            kind: f.text("documentType"),
            title: f.text("title"),
            description: f.text("description"),
            url: f.text("url"),
            published: f.date("datePublished"),
            format: f.text("format"),
            language: f.text("language"),
        })
    })
}

fn milestones(f: &mut Fields<'_>) -> Vec<Milestone> {
    f.list("milestones", |f| {
        Some(Milestone {
            id: f.id("id"),
            title: f.text("title"),
            description: f.text("description"),
            due: f.date("dueDate"),
            met: f.date("dateMet"),
            status: f.code("status", Codelist::MilestoneStatus, &MILESTONE_STATUS),
            kind: f.text("type"),
        })
    })
}

// ---- awards and contracts ----

#[derive(Default)]
struct Award {
    id: Option<String>,
    title: Option<String>,
    description: Option<String>,
    status: Option<AwardStatus>,
    date: Option<NaiveDate>,
    suppliers: Vec<String>,
    value: Option<Money>,
    period: Option<Period>,
    documents: Vec<Document>,
    classifications: Vec<Classification>,
}

fn award(f: &mut Fields<'_>, parties: &mut Parties<'_>) -> Award {
    let id = f.id("id");
    if id.is_none() {
        f.warn("id", Reason::MissingId);
    }
    Award {
        id,
        title: f.text("title"),
        description: f.text("description"),
        status: f.code("status", Codelist::AwardStatus, &AWARD_STATUS),
        date: f.date("date"),
        suppliers: suppliers(f, parties),
        value: f.object("value", money).flatten(),
        period: f.object("contractPeriod", period).flatten(),
        documents: documents(f),
        classifications: items(f),
    }
}

fn suppliers(f: &mut Fields<'_>, parties: &mut Parties<'_>) -> Vec<String> {
    each_once(
        f.list("suppliers", |f| parties.reference(f, "supplier"))
            .into_iter(),
    )
}

/// An entry of `contracts`, by itself. Suppliers stand with the award, but in the extension
/// `contract_suppliers` here.
fn contract(f: &mut Fields<'_>, parties: &mut Parties<'_>) -> Contract {
    let id = f.id("id");
    if id.is_none() {
        f.warn("id", Reason::MissingId);
    }
    let (mut documents, mut milestones) = (documents(f), milestones(f));
    if let Some(more) = f.object("implementation", |f| {
        (self::documents(f), self::milestones(f))
    }) {
        documents.extend(more.0);
        milestones.extend(more.1);
    }
    let possible = f.boolean("hasRenewal");
    let conditions = f.object("renewal", |f| f.text("description")).flatten();
    Contract {
        id: id.unwrap_or_default(),
        award_id: f.id("awardID"),
        title: f.text("title"),
        description: f.text("description"),
        status: f.code("status", Codelist::ContractStatus, &CONTRACT_STATUS),
        suppliers: suppliers(f, parties),
        value: f.object("value", money).flatten(),
        period: f.object("period", period).flatten(),
        signed_on: f.date("dateSigned"),
        renewal: (possible.is_some() || conditions.is_some()).then_some(Renewal {
            possible,
            description: conditions,
        }),
        from_award: false,
        documents,
        milestones,
        classifications: items(f),
        unknown: Value::Null,
    }
}

fn money(f: &mut Fields<'_>) -> Option<Money> {
    let amount = amount(f)?;
    if amount.is_sign_negative() && !amount.is_zero() {
        f.warn("amount", Reason::NegativeAmount { amount });
    }
    let currency = match f.text("currency") {
        None => {
            f.warn("currency", Reason::MissingCurrency);
            None
        }
        Some(raw) if raw.len() == 3 && raw.chars().all(|c| c.is_ascii_alphabetic()) => {
            Some(raw.to_ascii_uppercase())
        }
        Some(raw) => {
            f.refuse("currency", &raw, Reason::BadCurrency { raw: raw.clone() });
            None
        }
    };
    Some(Money { amount, currency })
}

fn amount(f: &mut Fields<'_>) -> Option<Decimal> {
    let (raw, as_text) = match f.number("amount")? {
        Ok(raw) => (raw, false),
        Err(raw) => (raw, true),
    };
    let parsed = exact(&raw);
    match parsed {
        None => f.refuse("amount", &raw, Reason::BadAmount { raw: raw.clone() }),
        Some(_) if as_text => f.warn("amount", Reason::AmountAsText { raw }),
        Some(_) => {}
    }
    parsed
}

/// The number itself, or nothing where it would have to be rounded.
fn exact(raw: &str) -> Option<Decimal> {
    let Some((digits, exponent)) = raw.split_once(['e', 'E']) else {
        return Decimal::from_str_exact(raw).ok();
    };
    let digits = Decimal::from_str_exact(digits).ok()?;
    let exponent: i32 = exponent.parse().ok().filter(|e: &i32| e.abs() <= 28)?;
    let power = Decimal::from_i128_with_scale(10_i128.pow(exponent.unsigned_abs()), 0);
    if exponent >= 0 {
        return digits.checked_mul(power);
    }
    let quotient = digits.checked_div(power)?;
    (quotient.checked_mul(power)? == digits).then_some(quotient)
}

fn period(f: &mut Fields<'_>) -> Option<Period> {
    let period = Period {
        start: f.date("startDate"),
        end: f.date("endDate"),
        max_extent: f.date("maxExtentDate"),
    };
    if let (Some(start), Some(end)) = (period.start, period.end)
        && end < start
    {
        f.warn("endDate", Reason::EndBeforeStart { start, end });
    }
    (period
        != Period {
            start: None,
            end: None,
            max_extent: None,
        })
    .then_some(period)
}

type Rest = Map<String, Value>;

/// Joins contracts with their awards, and makes contracts of the awards that have none.
fn contracts(
    own: Vec<(Contract, Rest)>,
    awards: Vec<(Award, Rest)>,
    findings: &mut Vec<Finding>,
) -> Vec<Contract> {
    let by_id: HashMap<&str, usize> = awards
        .iter()
        .enumerate()
        .filter_map(|(at, (a, _))| Some((a.id.as_deref()?, at)))
        .collect();
    let mut contracts_of = vec![0_usize; awards.len()];
    let award_at: Vec<Option<usize>> = own
        .iter()
        .map(|(contract, _)| by_id.get(contract.award_id.as_deref()?).copied())
        .collect();
    for at in award_at.iter().flatten() {
        contracts_of[*at] += 1;
    }

    let mut all = Vec::with_capacity(own.len() + awards.len());
    for (at, ((mut contract, rest), award_at)) in own.into_iter().zip(award_at).enumerate() {
        contract.unknown = object_or_null(rest);
        let id = Some(contract.id.clone()).filter(|id| !id.is_empty());
        let mut find = |reason| {
            findings.push(Finding {
                list: "contracts",
                id: id.clone(),
                at,
                reason,
            });
        };
        match (award_at, &contract.award_id) {
            (Some(award_at), _) => {
                let (award, rest) = &awards[award_at];
                join(&mut contract, award, rest, contracts_of[award_at] == 1);
            }
            (None, Some(award_id)) => find(Reason::AwardNotFound {
                award_id: award_id.clone(),
            }),
            (None, None) => {}
        }
        if contract.suppliers.is_empty() {
            find(Reason::NoSupplier);
        }
        if contract.id.is_empty() {
            contract.id = format!("contract-{}", at + 1);
        }
        all.push(contract);
    }
    let taken: HashSet<String> = all.iter().map(|contract| contract.id.clone()).collect();
    let without = awards
        .into_iter()
        .enumerate()
        .filter(|(at, _)| contracts_of[*at] == 0);
    let mut similar = Similar::default();
    for (at, (award, rest)) in without {
        let id = award.id.clone();
        let mut find = |reason| {
            findings.push(Finding {
                list: "awards",
                id: id.clone(),
                at,
                reason,
            })
        };
        if let Some(status @ (AwardStatus::Cancelled | AwardStatus::Unsuccessful)) = award.status {
            find(Reason::AwardWithoutEffect { status });
            continue;
        }
        if award.suppliers.is_empty() {
            find(Reason::NoSupplier);
        }
        let contract = contract_of(award, rest, at, &taken);
        if let Some(earlier) = similar.earlier_than(&contract) {
            find(Reason::SimilarAward { earlier });
        }
        all.push(contract);
    }
    all
}

/// Finds awards that were perhaps published again under another id.
#[derive(Default)]
struct Similar {
    seen: HashMap<String, String>,
}

impl Similar {
    /// The id of an earlier award with the same title and dates, and the same suppliers or value.
    fn earlier_than(&mut self, contract: &Contract) -> Option<String> {
        let dates = contract.period.is_some() || contract.signed_on.is_some();
        let (suppliers, value) = (&contract.suppliers, &contract.value);
        let same = format!(
            "{:?} {:?} {:?}",
            contract.title, contract.period, contract.signed_on
        );
        let by_suppliers = (!suppliers.is_empty()).then(|| format!("{same} {suppliers:?}"));
        let by_value = value.as_ref().map(|value| format!("{same} {value:?}"));
        let keys: Vec<String> = by_suppliers
            .into_iter()
            .chain(by_value)
            .filter(|_| dates)
            .collect();
        let earlier = keys.iter().find_map(|key| self.seen.get(key)).cloned();
        self.seen
            .extend(keys.into_iter().map(|key| (key, contract.id.clone())));
        earlier
    }
}

/// Fills a contract's gaps from its award. The value only where the award led to no other
/// contract, as it would count twice.
fn join(contract: &mut Contract, award: &Award, rest: &Rest, alone: bool) {
    contract.title = contract.title.take().or_else(|| award.title.clone());
    contract.description = contract
        .description
        .take()
        .or_else(|| award.description.clone());
    contract.period = contract.period.or(award.period);
    if alone {
        contract.value = contract.value.take().or_else(|| award.value.clone());
    }
    if contract.suppliers.is_empty() {
        contract.suppliers.clone_from(&award.suppliers);
    }
    contract.documents.extend(award.documents.iter().cloned());
    let classes = contract
        .classifications
        .iter()
        .chain(&award.classifications)
        .cloned();
    contract.classifications = each_once(classes);
    if !rest.is_empty() {
        let mut unknown = match contract.unknown.take() {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        unknown.insert("award".to_owned(), Value::Object(rest.clone()));
        contract.unknown = Value::Object(unknown);
    }
}

/// The contract that an award describes.
fn contract_of(award: Award, rest: Rest, at: usize, taken: &HashSet<String>) -> Contract {
    let id = match &award.id {
        None => format!("award-{}", at + 1),
        Some(id) if taken.contains(id) => format!("award-{id}"),
        Some(id) => id.clone(),
    };
    Contract {
        id,
        award_id: award.id,
        title: award.title,
        description: award.description,
        status: match award.status {
            Some(AwardStatus::Active) => Some(ContractStatus::Active),
            Some(AwardStatus::Pending) => Some(ContractStatus::Pending),
            _ => None,
        },
        suppliers: award.suppliers,
        value: award.value,
        period: award.period,
        signed_on: award.date,
        renewal: None,
        from_award: true,
        documents: award.documents,
        milestones: Vec::new(),
        classifications: award.classifications,
        unknown: object_or_null(rest),
    }
}

/// Most awards in the wild have neither title nor description: the tender's are theirs.
fn with_text_of(mut contracts: Vec<Contract>, tender: &Tender) -> Vec<Contract> {
    for contract in &mut contracts {
        contract.title = contract.title.take().or_else(|| tender.title.clone());
        contract.description = contract
            .description
            .take()
            .or_else(|| tender.description.clone());
    }
    contracts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_or_refused() {
        for (raw, amount) in [
            ("395493", "395493"),
            ("0.1", "0.1"),
            ("12345678901234567890.12", "12345678901234567890.12"),
            ("1.5e3", "1500"),
            ("15E-1", "1.5"),
            ("-0.00", "0.00"),
        ] {
            assert_eq!(exact(raw), amount.parse().ok(), "{raw}");
        }
        for raw in [
            "1e400",
            "1e-29",
            "123456789012345678901234567890",
            "1e99999999999",
            "x",
            "",
        ] {
            assert_eq!(exact(raw), None, "{raw}");
        }
    }
}
