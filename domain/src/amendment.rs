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

use crate::{
    Vocabulary,
    calendar::Period,
    contract::{self, Renewal, TermsError},
    money::Currency,
};

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
    /// Its terms as agreed by now, signed or not.
    pub contract: contract::Terms,
    /// Its currency.
    pub currency: Currency,
    /// What an amendment can change of it.
    pub terms: &'a AgreedTerms,
    /// Its other amendments.
    pub amendments: &'a [Amendment],
    /// The day on which somebody asks.
    pub today: NaiveDate,
}

impl Amended<'_> {
    /// Whether both sides have signed it.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.contract.signed_on.is_some_and(|on| on <= self.today)
    }

    /// Whether its end is recorded, or it has run out. On the day after its last it can still be
    /// extended without a gap.
    #[must_use]
    pub fn is_over(&self) -> bool {
        let ran_out = self.contract.runs_until().and_then(|last| last.succ_opt());
        self.contract.ended_on.is_some() || ran_out.is_some_and(|next| next < self.today)
    }

    /// The contract with other terms; none where it would end before it starts.
    fn with(&self, terms: &AgreedTerms) -> Option<contract::Terms> {
        Some(contract::Terms {
            period: Period::new(self.contract.period.start(), terms.ends_on).ok()?,
            renewal: terms.renewal,
            renewal_months: terms.renewal_months,
            notice_days: terms.notice_days,
            notice_months: terms.notice_months,
            max_end: terms.max_end,
            ..self.contract
        })
    }
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
    /// The contract would contradict itself.
    #[error(transparent)]
    Terms(TermsError),
}

/// Everything in which a draft contradicts its contract; empty when it is sound. Each comes with
/// the changed term to mend, none for the day or the whole.
#[must_use]
pub fn contradictions(
    draft: &Draft<'_>,
    amended: &Amended<'_>,
) -> Vec<(Contradiction, Option<Term>)> {
    let changed = |term| draft.changes.iter().any(|change| change.term == term);
    let mut after = amended.terms.clone();
    for change in draft.changes {
        after.set(change.term, &change.after);
    }
    let mut found = Vec::new();
    let mut check = |fails: bool, contradiction, term| {
        if fails {
            found.push((contradiction, term));
        }
    };
    check(!amended.is_signed(), Contradiction::NotSigned, None);
    check(amended.is_over(), Contradiction::Over, None);
    check(
        draft.changes.is_empty(),
        Contradiction::NothingChanged,
        None,
    );

    let (effective, start) = (draft.effective_on, amended.contract.period.start());
    let signed = amended.contract.signed_on;
    let before_signed = signed.is_some_and(|signed| effective < signed);
    check(before_signed, Contradiction::EffectiveBeforeSigned, None);
    check(
        !before_signed && effective < start,
        Contradiction::EffectiveBeforeStart,
        None,
    );
    let contract = amended.with(&after);
    let seamless = amended
        .contract
        .runs_until()
        .and_then(|last| last.succ_opt());
    let last = contract.and_then(|contract| contract.runs_until());
    check(
        contract.is_some()
            && [seamless, last]
                .into_iter()
                .flatten()
                .any(|day| effective > day),
        Contradiction::EffectiveAfterEnd,
        None,
    );
    let later = in_order(amended.amendments).into_iter().find(|other| {
        other.effective_on > effective && other.changes.iter().any(|change| changed(change.term))
    });
    check(
        later.is_some(),
        Contradiction::EffectiveBeforeAnother(later.map_or(0, |other| other.number)),
        None,
    );
    check(
        contract.is_none(),
        Contradiction::EndBeforeStart,
        Some(Term::EndsOn),
    );
    let currency = amended.currency;
    check(
        draft.currency.is_some_and(|given| given != currency),
        Contradiction::OtherCurrency(currency),
        Some(Term::Value),
    );
    check(
        changed(Term::Value) && after.value.is_some_and(|value| value < Decimal::ZERO),
        Contradiction::NegativeAmount,
        Some(Term::Value),
    );
    for error in contract
        .map(|contract| contract.validate())
        .unwrap_or_default()
    {
        let about: &[Term] = match error {
            TermsError::MaxEndBeforeEnd => &[Term::MaxEnd, Term::EndsOn],
            TermsError::NoticeLongerThanPeriod => {
                &[Term::NoticeDays, Term::NoticeMonths, Term::EndsOn]
            }
            TermsError::NoticeInTwoUnits => &[Term::NoticeMonths, Term::NoticeDays],
            TermsError::NoticeLongerThanRenewal => &[
                Term::RenewalMonths,
                Term::NoticeDays,
                Term::NoticeMonths,
                Term::Renewal,
            ],
            TermsError::RenewalOfNone => &[Term::RenewalMonths, Term::Renewal],
            TermsError::SuspendedOutsidePeriod => &[Term::EndsOn, Term::Renewal],
            // No amendment touches the signature, and what is over is refused above.
            TermsError::SignedAfterEnd
            | TermsError::EndedBeforeStart
            | TermsError::EndedEarlyTooLate => &[],
        };
        // What contradicted itself before is not the amendment's fault.
        let term = about.iter().copied().find(|term| changed(*term));
        check(term.is_some(), Contradiction::Terms(error), term);
    }
    found
}

#[cfg(test)]
mod tests;
