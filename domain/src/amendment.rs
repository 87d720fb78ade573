//! Amendments: what one changes, how it stands, and the terms of a contract on any day.
//!
//! A contract's own columns hold what both sides have agreed by now. An amendment keeps each term
//! before and after, so the terms first signed follow from the columns by undoing what was agreed
//! ([`original`]), and those of any day by doing again what was in force by then ([`on_day`]). An
//! amendment is never an edit.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use thiserror::Error;

use crate::{Vocabulary, contract::Renewal, money::Currency};

/// A term that an amendment can change.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Term {
    /// What the whole of it costs.
    Value,
    /// The last day of its period.
    EndsOn,
    /// What is to be delivered.
    Scope,
    /// What happens at the end.
    Renewal,
    /// By how many months a renewal extends it.
    RenewalMonths,
    /// Days before the end by which notice must be given.
    NoticeDays,
    /// Months before the end by which notice must be given.
    NoticeMonths,
    /// The latest day that extensions may take the end to.
    MaxEnd,
    /// Working days for a review.
    ReviewDays,
}

/// What kind of amendment it is, by what it changes.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AmendmentType {
    /// It costs more or less.
    Value,
    /// It ends earlier or later.
    Time,
    /// Something else is delivered.
    Scope,
    /// Other rules apply.
    Terms,
}

impl Term {
    /// What kind of amendment a change of this term makes.
    #[must_use]
    pub fn makes(self) -> AmendmentType {
        match self {
            Self::Value => AmendmentType::Value,
            Self::EndsOn | Self::MaxEnd => AmendmentType::Time,
            Self::Scope => AmendmentType::Scope,
            Self::Renewal
            | Self::RenewalMonths
            | Self::NoticeDays
            | Self::NoticeMonths
            | Self::ReviewDays => AmendmentType::Terms,
        }
    }
}

/// The kinds of an amendment that changes these terms, each once.
#[must_use]
pub fn types(terms: impl IntoIterator<Item = Term>) -> Vec<AmendmentType> {
    let mut types: Vec<_> = terms.into_iter().map(Term::makes).collect();
    types.sort_unstable();
    types.dedup();
    types
}

/// A side of a contract.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Side {
    /// Who buys.
    Buyer,
    /// Who supplies.
    Supplier,
}

impl Side {
    /// The one across the table.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Buyer => Self::Supplier,
            Self::Supplier => Self::Buyer,
        }
    }
}

/// How an amendment stands; computed by [`state`], never typed in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AmendmentState {
    /// Nobody has signed it.
    Draft,
    /// One side has signed it, and the other's turn it is.
    HalfSigned,
    /// Both have signed it, for a later day.
    Agreed,
    /// Both have signed it, and its day has come.
    InForce,
    /// It was given up before both had signed.
    Withdrawn,
}

impl AmendmentState {
    /// Whether it can still be signed or withdrawn.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::HalfSigned)
    }
}

/// How an amendment stands on the day `today`.
#[must_use]
pub fn state(
    signed: &[Side],
    agreed_on: Option<NaiveDate>,
    withdrawn_on: Option<NaiveDate>,
    effective_on: NaiveDate,
    today: NaiveDate,
) -> AmendmentState {
    match (withdrawn_on, agreed_on) {
        (Some(_), _) => AmendmentState::Withdrawn,
        (None, Some(_)) if effective_on <= today => AmendmentState::InForce,
        (None, Some(_)) => AmendmentState::Agreed,
        (None, None) if signed.is_empty() => AmendmentState::Draft,
        (None, None) => AmendmentState::HalfSigned,
    }
}

/// What stands in a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// It is not agreed.
    Nothing,
    /// An amount in the contract's currency.
    Amount(Decimal),
    /// A day.
    Day(NaiveDate),
    /// A text.
    Text(String),
    /// A kind of renewal.
    Renewal(Renewal),
    /// A number of days or months.
    Count(u16),
}

/// A text that no term of this kind can hold.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{term:?} cannot hold {text:?}")]
pub struct BadHeld {
    /// The term.
    pub term: Term,
    /// The text.
    pub text: String,
}

impl Held {
    /// As the table `amendment_change` writes it: amounts with two decimals after a point, days as
    /// ISO 8601, vocabularies by code; nothing is no text.
    #[must_use]
    pub fn encode(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Amount(amount) => {
                let mut amount = *amount;
                amount.rescale(2);
                Some(amount.to_string())
            }
            Self::Day(day) => Some(day.to_string()),
            Self::Text(text) => Some(text.clone()),
            Self::Renewal(renewal) => Some(renewal.code().to_owned()),
            Self::Count(count) => Some(count.to_string()),
        }
    }

    /// Reads what [`encode`](Self::encode) wrote for this term.
    ///
    /// # Errors
    /// When the term cannot hold the text.
    pub fn decode(term: Term, text: Option<&str>) -> Result<Self, BadHeld> {
        let Some(text) = text else {
            return Ok(Self::Nothing);
        };
        let held = match term {
            Term::Value => text.parse().ok().map(Self::Amount),
            Term::EndsOn | Term::MaxEnd => text.parse().ok().map(Self::Day),
            Term::Scope => Some(Self::Text(text.to_owned())),
            Term::Renewal => text.parse().ok().map(Self::Renewal),
            Term::RenewalMonths | Term::NoticeDays | Term::NoticeMonths | Term::ReviewDays => {
                text.parse().ok().map(Self::Count)
            }
        };
        held.ok_or_else(|| BadHeld {
            term,
            text: text.to_owned(),
        })
    }
}

/// The terms of a contract that amendments can change, as they stand on some day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedTerms {
    /// In the contract's currency; none where it is not known.
    pub value: Option<Decimal>,
    /// The last day of its period.
    pub ends_on: NaiveDate,
    /// What is to be delivered, in words.
    pub scope: Option<String>,
    /// What happens at the end.
    pub renewal: Renewal,
    /// By how many months a renewal extends it.
    pub renewal_months: Option<u16>,
    /// Days before the end by which notice must be given.
    pub notice_days: Option<u16>,
    /// Months before the end by which notice must be given.
    pub notice_months: Option<u16>,
    /// The latest day that extensions may take the end to.
    pub max_end: Option<NaiveDate>,
    /// Working days for a review.
    pub review_days: u16,
}

impl AgreedTerms {
    /// What stands in a term.
    #[must_use]
    pub fn get(&self, term: Term) -> Held {
        let count = |count: Option<u16>| count.map_or(Held::Nothing, Held::Count);
        match term {
            Term::Value => self.value.map_or(Held::Nothing, Held::Amount),
            Term::EndsOn => Held::Day(self.ends_on),
            Term::Scope => self.scope.clone().map_or(Held::Nothing, Held::Text),
            Term::Renewal => Held::Renewal(self.renewal),
            Term::RenewalMonths => count(self.renewal_months),
            Term::NoticeDays => count(self.notice_days),
            Term::NoticeMonths => count(self.notice_months),
            Term::MaxEnd => self.max_end.map_or(Held::Nothing, Held::Day),
            Term::ReviewDays => Held::Count(self.review_days),
        }
    }

    /// Puts something into a term. What the term cannot hold leaves it as it was.
    pub fn set(&mut self, term: Term, held: &Held) {
        match (term, held) {
            (Term::Value, Held::Amount(amount)) => self.value = Some(*amount),
            (Term::Value, Held::Nothing) => self.value = None,
            (Term::EndsOn, Held::Day(day)) => self.ends_on = *day,
            (Term::Scope, Held::Text(text)) => self.scope = Some(text.clone()),
            (Term::Scope, Held::Nothing) => self.scope = None,
            (Term::Renewal, Held::Renewal(renewal)) => self.renewal = *renewal,
            (Term::RenewalMonths, Held::Count(count)) => self.renewal_months = Some(*count),
            (Term::RenewalMonths, Held::Nothing) => self.renewal_months = None,
            (Term::NoticeDays, Held::Count(count)) => self.notice_days = Some(*count),
            (Term::NoticeDays, Held::Nothing) => self.notice_days = None,
            (Term::NoticeMonths, Held::Count(count)) => self.notice_months = Some(*count),
            (Term::NoticeMonths, Held::Nothing) => self.notice_months = None,
            (Term::MaxEnd, Held::Day(day)) => self.max_end = Some(*day),
            (Term::MaxEnd, Held::Nothing) => self.max_end = None,
            (Term::ReviewDays, Held::Count(count)) => self.review_days = *count,
            _ => {}
        }
    }
}

/// One term that an amendment changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub term: Term,
    /// What stood in it when the amendment was drafted.
    pub before: Held,
    /// What is to stand in it.
    pub after: Held,
}

/// An amendment, as far as the terms of a contract follow from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// 1 for the contract's first.
    pub number: i32,
    /// From when its terms hold.
    pub effective_on: NaiveDate,
    /// When both sides had signed it; none for a draft or one withdrawn, which changes nothing.
    pub agreed_on: Option<NaiveDate>,
    /// What it changes.
    pub changes: Vec<Change>,
}

/// Those that both sides have signed, in the order in which they come into force: by day, on one
/// day by number.
fn in_order(amendments: &[Amendment]) -> Vec<&Amendment> {
    let mut agreed: Vec<_> = amendments
        .iter()
        .filter(|amendment| amendment.agreed_on.is_some())
        .collect();
    agreed.sort_by_key(|amendment| (amendment.effective_on, amendment.number));
    agreed
}

/// The terms first signed: the present ones with every agreed amendment undone.
#[must_use]
pub fn original(present: &AgreedTerms, amendments: &[Amendment]) -> AgreedTerms {
    let mut terms = present.clone();
    for amendment in in_order(amendments).into_iter().rev() {
        for change in &amendment.changes {
            terms.set(change.term, &change.before);
        }
    }
    terms
}

/// The terms in force on a day: those first signed, with the agreed amendments whose day had come.
/// Drafts never count.
#[must_use]
pub fn on_day(present: &AgreedTerms, amendments: &[Amendment], day: NaiveDate) -> AgreedTerms {
    let mut terms = original(present, amendments);
    for amendment in in_order(amendments) {
        if amendment.effective_on <= day {
            for change in &amendment.changes {
                terms.set(change.term, &change.after);
            }
        }
    }
    terms
}

/// How much a contract's value grew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Growth {
    /// In the contract's currency; negative where it shrank.
    pub amount: Decimal,
    /// In percent of the value first signed, with one decimal; none where that was zero.
    pub percent: Option<Decimal>,
}

/// From one value to another; none where either is not known.
#[must_use]
pub fn growth(from: Option<Decimal>, to: Option<Decimal>) -> Option<Growth> {
    let (from, to) = from.zip(to)?;
    let amount = to.checked_sub(from)?;
    let percent = amount
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundredfold| hundredfold.checked_div(from))
        .map(|percent| percent.round_dp(1).normalize());
    Some(Growth { amount, percent })
}

/// The contract that an amendment is to change.
#[derive(Debug, Clone)]
pub struct Amended<'a> {
    /// When both sides had signed it.
    pub signed_on: Option<NaiveDate>,
    /// Whether its end is recorded, or its period over.
    pub over: bool,
    /// The first day of its period.
    pub starts_on: NaiveDate,
    /// Its currency.
    pub currency: Currency,
    /// What is agreed by now.
    pub terms: &'a AgreedTerms,
    /// Its other amendments.
    pub amendments: &'a [Amendment],
}

/// An amendment as somebody would have it.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// From when it is to hold.
    pub effective_on: NaiveDate,
    /// The currency its value is given in; none where the value is not changed.
    pub currency: Option<Currency>,
    /// What it changes.
    pub changes: &'a [Change],
}

/// A way in which an amendment contradicts its contract, or makes a contract that contradicts
/// itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Contradiction {
    /// A contract that is not signed is edited, not amended.
    #[error("the contract is not signed")]
    NotSigned,
    /// What is over is not amended.
    #[error("the contract is over")]
    Over,
    /// No term differs from what it is.
    #[error("nothing is changed")]
    NothingChanged,
    /// It would hold before the contract was signed.
    #[error("it takes effect before the contract was signed")]
    EffectiveBeforeSigned,
    /// It would hold before the contract starts.
    #[error("it takes effect before the contract starts")]
    EffectiveBeforeStart,
    /// It would hold only once the contract is over, by the new end or after a gap to the old one.
    #[error("it takes effect after the contract's end")]
    EffectiveAfterEnd,
    /// An agreed amendment of the same term takes effect later, so that it would undo this one.
    #[error("it takes effect before amendment {0}, which changes the same term")]
    EffectiveBeforeAnother(i32),
    /// The new end is before the start.
    #[error("the new end is before the start")]
    EndBeforeStart,
    /// Another currency is another contract.
    #[error("the currency is not the contract's, {0}")]
    OtherCurrency(Currency),
    /// An amount below zero.
    #[error("the amount is negative")]
    NegativeAmount,
    /// Notice would have to be given before the contract starts.
    #[error("the notice period is longer than the contract")]
    NoticeLongerThanPeriod,
    /// Notice both in days and in months.
    #[error("notice is given in days and in months")]
    NoticeInTwoUnits,
    /// The latest possible end is before the end.
    #[error("the latest end is before the end")]
    MaxEndBeforeEnd,
}

/// Everything in which a draft contradicts its contract; empty when it is sound. Each comes with
/// the changed term to mend, none for the day or the whole.
#[must_use]
pub fn contradictions(
    draft: &Draft<'_>,
    contract: &Amended<'_>,
) -> Vec<(Contradiction, Option<Term>)> {
    let mut after = contract.terms.clone();
    for change in draft.changes {
        after.set(change.term, &change.after);
    }
    let changed = |term| draft.changes.iter().any(|change| change.term == term);
    let first_changed = |terms: &[Term]| terms.iter().copied().find(|term| changed(*term));
    let starts_on = contract.starts_on;
    let next_day = |day: NaiveDate| day.succ_opt().unwrap_or(day);
    let days = (after.ends_on - starts_on).num_days() + 1;
    let too_long = after
        .notice_days
        .is_some_and(|notice| i64::from(notice) > days)
        || after.notice_months.is_some_and(|notice| {
            crate::calendar::add_months(starts_on, notice.into()) > next_day(after.ends_on)
        });
    let later = in_order(contract.amendments).into_iter().find(|other| {
        other.effective_on > draft.effective_on
            && other.changes.iter().any(|change| changed(change.term))
    });
    let negative = after.value.is_some_and(|value| value < Decimal::ZERO);
    let ends_before_start = after.ends_on < starts_on;
    let effective = draft.effective_on;
    let checks = [
        (contract.signed_on.is_none(), Contradiction::NotSigned, None),
        (contract.over, Contradiction::Over, None),
        (
            draft.changes.is_empty(),
            Contradiction::NothingChanged,
            None,
        ),
        (
            contract.signed_on.is_some_and(|signed| effective < signed),
            Contradiction::EffectiveBeforeSigned,
            None,
        ),
        (
            effective < starts_on && contract.signed_on.is_none_or(|signed| effective >= signed),
            Contradiction::EffectiveBeforeStart,
            None,
        ),
        (
            !ends_before_start
                && (effective > after.ends_on || effective > next_day(contract.terms.ends_on)),
            Contradiction::EffectiveAfterEnd,
            None,
        ),
        (
            later.is_some(),
            Contradiction::EffectiveBeforeAnother(later.map_or(0, |other| other.number)),
            None,
        ),
        (
            ends_before_start,
            Contradiction::EndBeforeStart,
            Some(Term::EndsOn),
        ),
        (
            draft
                .currency
                .is_some_and(|currency| currency != contract.currency),
            Contradiction::OtherCurrency(contract.currency),
            Some(Term::Value),
        ),
        (
            changed(Term::Value) && negative,
            Contradiction::NegativeAmount,
            Some(Term::Value),
        ),
        (
            too_long && !ends_before_start,
            Contradiction::NoticeLongerThanPeriod,
            first_changed(&[Term::NoticeDays, Term::NoticeMonths, Term::EndsOn]),
        ),
        (
            after.notice_days.is_some() && after.notice_months.is_some(),
            Contradiction::NoticeInTwoUnits,
            first_changed(&[Term::NoticeMonths, Term::NoticeDays]),
        ),
        (
            after.max_end.is_some_and(|latest| latest < after.ends_on),
            Contradiction::MaxEndBeforeEnd,
            first_changed(&[Term::MaxEnd, Term::EndsOn]),
        ),
    ];
    checks
        .into_iter()
        .filter(|(fails, ..)| *fails)
        .map(|(_, contradiction, term)| (contradiction, term))
        .collect()
}

#[cfg(test)]
mod tests;
