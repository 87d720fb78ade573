//! How something fares, and the *money* dimension of a partnership's status: whether what was
//! promised lasts, and whether it is kept to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    calendar::{add_months, minus_months},
    funding::{Cliff, Figures, FiscalYear, Ledger, PeriodFigures},
    jurisdiction::FirstMonth,
    partnership::Stage,
};

/// A cliff that begins within so many months makes money red; a later one, amber.
pub const CLIFF_SOON_MONTHS: u32 = 12;

/// Too much spent or received counts in the present fiscal year and so many before it.
pub const YEARS_LOOKED_BACK: u32 = 3;

/// Money is stable where it is promised for so many fiscal years in a row, the present one
/// included.
pub const YEARS_STABLE: usize = 3;

/// Of what is promised for a fiscal year something should have arrived after so many months of
/// it.
pub const RECEIPT_DUE_MONTHS: u32 = 6;

/// How something fares. Always shown as a word and a shape, never by colour alone.
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
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Status {
    /// As it should be.
    Green,
    /// Needs an eye.
    Amber,
    /// Needs action.
    Red,
    /// Not known, which is neither good nor bad.
    NoData,
}

impl Status {
    /// How bad it is, for sorting: red 3, amber 2, green 1, no data 0.
    #[must_use]
    pub fn severity(self) -> u8 {
        match self {
            Self::Red => 3,
            Self::Amber => 2,
            Self::Green => 1,
            Self::NoData => 0,
        }
    }
}

/// The worst status that is known; no data only where nothing is known.
pub fn worst(statuses: impl IntoIterator<Item = Status>) -> Status {
    statuses
        .into_iter()
        .max_by_key(|status| status.severity())
        .unwrap_or(Status::NoData)
}

/// What is known of a partnership's money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyFacts {
    /// Where the partnership is in its life.
    pub stage: Stage,
    /// The month its jurisdiction's fiscal years begin in.
    pub first_month: FirstMonth,
    /// Until when it is to run.
    pub planned_end: Option<NaiveDate>,
    /// Its funding by currency (ISO 4217), each continued to the planned end.
    pub ledgers: BTreeMap<String, Ledger>,
}

/// Why money has its status. Of two equally bad reasons, the one listed first is given, and of
/// two currencies the first by code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoneyReason {
    /// More was spent in a fiscal year than was promised for it.
    Overspent {
        /// Currency.
        currency: String,
        /// What people call the fiscal year.
        label: String,
        /// How much more.
        amount: Decimal,
    },
    /// Nothing is promised for the present fiscal year, though there was money before.
    NothingThisYear {
        /// Currency.
        currency: String,
        /// What people call the fiscal year.
        label: String,
    },
    /// What is promised breaks off.
    CliffAhead {
        /// Currency.
        currency: String,
        /// Where.
        cliff: Cliff,
    },
    /// More arrived in a fiscal year than was promised for it.
    Overreceived {
        /// Currency.
        currency: String,
        /// What people call the fiscal year.
        label: String,
        /// How much more.
        amount: Decimal,
    },
    /// Money for the present fiscal year is spoken of and not promised.
    OnlyExpected {
        /// Currency.
        currency: String,
        /// What people call the fiscal year.
        label: String,
        /// How much is spoken of.
        amount: Decimal,
    },
    /// Promised money lasts for too few fiscal years.
    ShortCover {
        /// Currency.
        currency: String,
        /// For how many, the present one included.
        years: usize,
    },
    /// Promised money lasts long enough.
    Covered {
        /// Currency.
        currency: String,
        /// Its last day without a gap.
        until: NaiveDate,
    },
    /// Nothing is promised, so nothing can break off.
    NothingCommitted,
    /// The partnership does not run, so it needs no money.
    NotRunning(
        /// The stage it is in.
        Stage,
    ),
}

impl MoneyReason {
    /// Where it stands in the list of reasons.
    fn rank(&self) -> u8 {
        match self {
            Self::Overspent { .. } => 0,
            Self::NothingThisYear { .. } => 1,
            Self::CliffAhead { .. } => 2,
            Self::Overreceived { .. } => 3,
            Self::OnlyExpected { .. } => 4,
            Self::ShortCover { .. } => 5,
            Self::Covered { .. } => 6,
            Self::NothingCommitted => 7,
            Self::NotRunning(_) => 8,
        }
    }
}

/// How a partnership fares with its money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyStatus {
    /// How it fares.
    pub status: Status,
    /// The reason that weighs most.
    pub reason: MoneyReason,
}

impl MoneyStatus {
    fn new(status: Status, reason: MoneyReason) -> Self {
        Self { status, reason }
    }
}

/// How a partnership fares with its money on the day `today`.
///
/// Red: the present fiscal year or one of the [`YEARS_LOOKED_BACK`] before it is overspent;
/// nothing is promised for the present one though there was money before; or the cliff begins
/// within [`CLIFF_SOON_MONTHS`]. Amber: the cliff comes later but not after the planned end; more
/// arrived in one of these years than was promised for it; money for the present year is only
/// expected; or what is promised lasts for fewer than [`YEARS_STABLE`] fiscal years and not to
/// the planned end. Green: it lasts to the planned end or for that many years. No data: nothing
/// is promised, or a partnership that is proposed, closed or withdrawn.
///
/// Each currency is judged by itself and the worst counts. One in which nothing is to come any
/// more, beside another that pays for the present year, has done its part: only too much spent
/// or received in it still counts.
///
/// More money in one year alone may bring a cliff after it: what is not promised for the years
/// that follow is no stable financing. "Stable, dedicated and multi-year financing" is a factor
/// of success in `seeds/000_ac6e544982eb95b4.txt`; the thresholds are our own.
#[must_use]
pub fn money(facts: &MoneyFacts, today: NaiveDate) -> MoneyStatus {
    if !runs(facts.stage) {
        return MoneyStatus::new(Status::NoData, MoneyReason::NotRunning(facts.stage));
    }
    money_findings(facts, today)
        .into_iter()
        // The first of the minima is kept.
        .min_by_key(|found| (u8::MAX - found.status.severity(), found.reason.rank()))
        .unwrap_or_else(|| MoneyStatus::new(Status::NoData, MoneyReason::NothingCommitted))
}

/// All that there is to say of a partnership's money on the day `today`, good and bad, of which
/// [`money`] picks what weighs most; nothing of one that does not run.
#[must_use]
pub fn money_findings(facts: &MoneyFacts, today: NaiveDate) -> Vec<MoneyStatus> {
    if !runs(facts.stage) {
        return Vec::new();
    }
    let judges = judges(facts, today);
    let paid_now = judges
        .iter()
        .any(|judge| committed_on(judge.ledger, today) > Decimal::ZERO);
    judges
        .iter()
        .flat_map(|judge| judge.findings(paid_now))
        .collect()
}

/// An amount of one fiscal year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearAmount {
    /// Currency.
    pub currency: String,
    /// What people call the fiscal year.
    pub label: String,
    /// How much.
    pub amount: Decimal,
}

/// Money that is expected for the present fiscal year or the next and not promised yet, so that
/// somebody should see to the promise; nothing where the partnership does not run.
#[must_use]
pub fn still_expected(facts: &MoneyFacts, today: NaiveDate) -> Vec<YearAmount> {
    let next = add_months(today, 12);
    let soon = |year: &&PeriodFigures| year.period.contains(today) || year.period.contains(next);
    amounts(facts, today, soon, |figures| figures.expected)
}

/// Money promised for the present fiscal year of which nothing has arrived though
/// [`RECEIPT_DUE_MONTHS`] of it are over; nothing where the partnership does not run.
#[must_use]
pub fn received_late(facts: &MoneyFacts, today: NaiveDate) -> Vec<YearAmount> {
    let late = |year: &&PeriodFigures| {
        year.period.contains(today)
            && add_months(year.period.start(), RECEIPT_DUE_MONTHS) <= today
            && year.figures.received.is_zero()
    };
    amounts(facts, today, late, |figures| figures.committed)
}

fn amounts(
    facts: &MoneyFacts,
    today: NaiveDate,
    wanted: impl Fn(&&PeriodFigures) -> bool,
    amount: impl Fn(&Figures) -> Decimal,
) -> Vec<YearAmount> {
    if !runs(facts.stage) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for judge in judges(facts, today) {
        for year in judge.ledger.periods().iter().filter(&wanted) {
            let amount = amount(&year.figures);
            if amount > Decimal::ZERO {
                found.push(YearAmount {
                    currency: judge.currency.to_owned(),
                    label: year.label.clone(),
                    amount,
                });
            }
        }
    }
    found
}

/// Whether a partnership in this stage runs, and so needs money and has targets to meet.
pub(crate) fn runs(stage: Stage) -> bool {
    !matches!(stage, Stage::Proposed | Stage::Closed | Stage::Withdrawn)
}

fn judges(facts: &MoneyFacts, today: NaiveDate) -> Vec<Judge<'_>> {
    let ledgers = facts.ledgers.iter();
    ledgers
        .map(|(currency, ledger)| Judge {
            facts,
            today,
            currency,
            ledger,
        })
        .collect()
}

/// The fiscal year of a ledger that a day lies in.
fn year_of(ledger: &Ledger, day: NaiveDate) -> Option<&PeriodFigures> {
    let mut years = ledger.periods().iter();
    years.find(|year| year.period.contains(day))
}

fn committed_on(ledger: &Ledger, day: NaiveDate) -> Decimal {
    year_of(ledger, day).map_or(Decimal::ZERO, |year| year.figures.committed)
}

/// One currency's ledger, to be judged.
struct Judge<'a> {
    facts: &'a MoneyFacts,
    today: NaiveDate,
    currency: &'a str,
    ledger: &'a Ledger,
}

impl Judge<'_> {
    /// What there is to say of it, good and bad.
    fn findings(&self, paid_now: bool) -> Vec<MoneyStatus> {
        let mut found: Vec<_> = [self.overspent(), self.overreceived()]
            .into_iter()
            .flatten()
            .collect();
        if !(paid_now && self.is_done()) {
            found.extend(self.nothing_this_year(paid_now));
            found.extend(self.cliff());
            found.extend(self.only_expected());
            found.extend(self.cover());
        }
        found
    }

    /// Whether nothing is promised or expected from the present year on.
    fn is_done(&self) -> bool {
        let periods = self.ledger.periods();
        periods
            .iter()
            .filter(|year| year.period.end() >= self.today)
            .all(|year| year.figures.committed.is_zero() && year.figures.expected.is_zero())
    }

    fn label_now(&self) -> String {
        FiscalYear::of(self.today, self.facts.first_month).label()
    }

    /// The present fiscal year and those before it that still count, the latest first.
    fn looked_back(&self) -> impl Iterator<Item = &PeriodFigures> {
        let from = minus_months(self.today, 12 * YEARS_LOOKED_BACK);
        let periods = self.ledger.periods().iter().rev();
        periods.filter(move |year| year.period.start() <= self.today && year.period.end() >= from)
    }

    fn overspent(&self) -> Option<MoneyStatus> {
        let year = self.looked_back().find_map(|year| {
            let amount = year.figures.overspent()?;
            Some((year.label.clone(), amount))
        });
        let (label, amount) = year?;
        let currency = self.currency.to_owned();
        let reason = MoneyReason::Overspent {
            currency,
            label,
            amount,
        };
        Some(MoneyStatus::new(Status::Red, reason))
    }

    fn overreceived(&self) -> Option<MoneyStatus> {
        let year = self.looked_back().find_map(|year| {
            let amount = year.figures.overreceived()?;
            Some((year.label.clone(), amount))
        });
        let (label, amount) = year?;
        let currency = self.currency.to_owned();
        let reason = MoneyReason::Overreceived {
            currency,
            label,
            amount,
        };
        Some(MoneyStatus::new(Status::Amber, reason))
    }

    fn nothing_this_year(&self, paid_now: bool) -> Option<MoneyStatus> {
        let before = self
            .ledger
            .periods()
            .iter()
            .filter(|year| year.period.end() < self.today)
            .any(|year| year.figures.committed > Decimal::ZERO);
        let reason = || MoneyReason::NothingThisYear {
            currency: self.currency.to_owned(),
            label: self.label_now(),
        };
        (before && !paid_now).then(|| MoneyStatus::new(Status::Red, reason()))
    }

    fn cliff(&self) -> Option<MoneyStatus> {
        let cliff = self.ledger.cliff(self.today, self.facts.planned_end)?;
        let soon = cliff.on <= add_months(self.today, CLIFF_SOON_MONTHS);
        let status = if soon { Status::Red } else { Status::Amber };
        let currency = self.currency.to_owned();
        let reason = MoneyReason::CliffAhead { currency, cliff };
        Some(MoneyStatus::new(status, reason))
    }

    fn only_expected(&self) -> Option<MoneyStatus> {
        let figures = year_of(self.ledger, self.today)?.figures;
        let spoken_of = figures.committed.is_zero() && figures.expected > Decimal::ZERO;
        let reason = || MoneyReason::OnlyExpected {
            currency: self.currency.to_owned(),
            label: self.label_now(),
            amount: figures.expected,
        };
        spoken_of.then(|| MoneyStatus::new(Status::Amber, reason()))
    }

    /// Whether what is promised lasts; nothing where nothing is.
    fn cover(&self) -> Option<MoneyStatus> {
        if self.ledger.total().committed.is_zero() {
            return None;
        }
        let years = self.ledger.years_covered(self.today);
        let currency = self.currency.to_owned();
        let until = self.ledger.covered_until(self.today);
        let lasts = |until: &NaiveDate| {
            years >= YEARS_STABLE || self.facts.planned_end.is_some_and(|end| *until >= end)
        };
        Some(match until.filter(lasts) {
            Some(until) => {
                MoneyStatus::new(Status::Green, MoneyReason::Covered { currency, until })
            }
            None => MoneyStatus::new(Status::Amber, MoneyReason::ShortCover { currency, years }),
        })
    }
}

#[cfg(test)]
mod tests;
