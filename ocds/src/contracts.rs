//! Contracts, and the awards that stand for them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::fields::{Budget, Fields};
use crate::model::{
    AwardStatus, Classification, Contract, ContractStatus, Document, Money, Period, Renewal,
};
use crate::parties::Parties;
use crate::process::{Finding, each_once, object_or_null};
use crate::tender::{Tender, documents, items, milestones};
use crate::warning::{Codelist, Reason};

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
/// An award, by itself.
#[derive(Default)]
pub(crate) struct Award {
    id: Option<String>,
    title: Option<String>,
    description: Option<String>,
    status: Option<AwardStatus>,
    date: Option<NaiveDate>,
    suppliers: Vec<String>,
    value: Option<Money>,
    period: Option<Period>,
    documents: Vec<Document>,
    pub(crate) classifications: Vec<Classification>,
}

pub(crate) fn award(f: &mut Fields<'_>, parties: &mut Parties<'_>) -> Award {
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
pub(crate) fn contract(f: &mut Fields<'_>, parties: &mut Parties<'_>) -> Contract {
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

/// What an object left behind.
pub(crate) type Rest = Map<String, Value>;

/// Contracts joined with their awards.
#[derive(Default)]
pub(crate) struct Joined {
    pub(crate) contracts: Vec<Contract>,
    /// Documents of awards that led to several contracts.
    pub(crate) documents: Vec<Document>,
    /// What such awards left behind.
    pub(crate) rest: Vec<Value>,
    pub(crate) findings: Vec<Finding>,
}

/// Joins contracts with their awards, and makes contracts of the awards that have none.
pub(crate) fn join(
    own: Vec<(Contract, Rest)>,
    awards: Vec<(Award, Rest)>,
    tender: &Tender,
    budget: &mut Budget,
) -> Joined {
    let places: HashMap<String, usize> = awards
        .iter()
        .enumerate()
        .filter_map(|(at, (a, _))| Some((a.id.clone()?, at)))
        .collect();
    let mut by_award: Vec<Vec<usize>> = vec![Vec::new(); awards.len()];
    let mut joined = Joined::default();
    for (at, (mut contract, rest)) in own.into_iter().enumerate() {
        contract.unknown = object_or_null(rest);
        let award = contract.award_id.as_ref().and_then(|id| places.get(id));
        match (award, &contract.award_id) {
            (Some(award), _) => by_award[*award].push(at),
            (None, Some(award_id)) => {
                let reason = Reason::AwardNotFound {
                    award_id: award_id.clone(),
                };
                joined.findings.push(about_contract(&contract, at, reason));
            }
            (None, None) => {}
        }
        joined.contracts.push(contract);
    }
    let ids: HashSet<String> = joined.contracts.iter().map(|c| c.id.clone()).collect();
    let count = joined.contracts.len();
    let mut similar = Similar::default();
    for (at, ((award, rest), contracts)) in awards.into_iter().zip(by_award).enumerate() {
        match contracts.as_slice() {
            [] => joined.extend_by(award, rest, at, &ids, &mut similar),
            [only] => fill_wholly(&mut joined.contracts[*only], award, rest),
            several => joined.fill_several(several, award, rest, budget),
        }
    }
    for (at, contract) in joined.contracts.iter_mut().enumerate() {
        fill_from_tender(contract, tender, budget);
        if at < count && contract.suppliers.is_empty() {
            joined
                .findings
                .push(about_contract(contract, at, Reason::NoSupplier));
        }
        if contract.id.is_empty() {
            contract.id = format!("contract-{}", at + 1);
        }
    }
    joined
}

fn about_contract(contract: &Contract, at: usize, reason: Reason) -> Finding {
    let id = Some(contract.id.clone()).filter(|id| !id.is_empty());
    Finding {
        list: "contracts",
        id,
        at,
        reason,
    }
}

impl Joined {
    /// Takes an award that has no contract for the contract it describes, if it took effect.
    fn extend_by(
        &mut self,
        award: Award,
        rest: Rest,
        at: usize,
        ids: &HashSet<String>,
        similar: &mut Similar,
    ) {
        let id = award.id.clone();
        let mut find = |reason| {
            self.findings.push(Finding {
                list: "awards",
                id: id.clone(),
                at,
                reason,
            });
        };
        if let Some(status @ (AwardStatus::Cancelled | AwardStatus::Unsuccessful)) = award.status {
            return find(Reason::AwardWithoutEffect { status });
        }
        if award.suppliers.is_empty() {
            find(Reason::NoSupplier);
        }
        let contract = contract_of(award, rest, at, ids);
        if let Some(earlier) = similar.earlier_than(&contract) {
            find(Reason::SimilarAward { earlier });
        }
        self.contracts.push(contract);
    }

    /// Each of several contracts gets the suppliers and texts of their award. Its value does not
    /// go to each, as it would count several times; its documents and the rest stand with the
    /// process.
    fn fill_several(&mut self, places: &[usize], award: Award, rest: Rest, budget: &mut Budget) {
        for at in places {
            let contract = &mut self.contracts[*at];
            if budget.spend(award.size()) {
                fill(contract, &award);
            } else {
                let finding = about_contract(contract, *at, Reason::NotRepeated);
                self.findings.push(finding);
            }
        }
        self.documents.extend(award.documents);
        if !rest.is_empty() {
            let mut rest = rest;
            rest.extend(award.id.map(|id| ("id".to_owned(), Value::String(id))));
            self.rest.push(Value::Object(rest));
        }
    }
}

/// Fills a contract's gaps from its award.
fn fill(contract: &mut Contract, award: &Award) {
    contract.title = contract.title.take().or_else(|| award.title.clone());
    contract.description = contract
        .description
        .take()
        .or_else(|| award.description.clone());
    contract.period = contract.period.or(award.period);
    if contract.suppliers.is_empty() {
        contract.suppliers.clone_from(&award.suppliers);
    }
    let classes = contract
        .classifications
        .iter()
        .chain(&award.classifications)
        .cloned();
    contract.classifications = each_once(classes);
}

/// Fills the gaps of an award's only contract, from everything the award has.
fn fill_wholly(contract: &mut Contract, award: Award, rest: Rest) {
    fill(contract, &award);
    contract.value = contract.value.take().or(award.value);
    contract.documents.extend(award.documents);
    if !rest.is_empty() {
        let mut unknown = match contract.unknown.take() {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        unknown.insert("award".to_owned(), Value::Object(rest));
        contract.unknown = Value::Object(unknown);
    }
}

/// Most awards in the wild have neither title nor description: the tender's are theirs.
fn fill_from_tender(contract: &mut Contract, tender: &Tender, budget: &mut Budget) {
    for (own, general) in [
        (&mut contract.title, &tender.title),
        (&mut contract.description, &tender.description),
    ] {
        let Some(text) = general.as_ref().filter(|_| own.is_none()) else {
            continue;
        };
        if budget.spend(text.len()) {
            *own = Some(text.clone());
        }
    }
}

impl Award {
    /// About how many bytes it takes to repeat it in a contract.
    fn size(&self) -> usize {
        let text = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let class = |c: &Classification| 100 + text(&c.description);
        text(&self.title)
            + text(&self.description)
            + self.suppliers.iter().map(|id| 30 + id.len()).sum::<usize>()
            + self.classifications.iter().map(class).sum::<usize>()
    }
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
