//! Money over years: what was promised for which fiscal period, what arrived, what was spent,
//! how many years are covered, and where the cliff is.
//!
//! "Stable, dedicated, multi-year financing" is one of the six factors of
//! `seeds/000_ac6e544982eb95b4.txt`; the figures here show whether a partnership has it. All
//! arithmetic is exact, and one [`Ledger`] is in one currency.

mod revision;

use std::{collections::BTreeMap, iter::Sum};

use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::{calendar::Period, jurisdiction::FirstMonth};

pub use revision::{Line, RevisionError, check_amount, current, revise};

/// A fall of committed money by more than this share from one fiscal period to the next is a
/// cliff.
pub const CLIFF_FALL: Decimal = Decimal::from_parts(20, 0, 0, false, 2);

/// What the money of a commitment is for.
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
pub enum FundingKind {
    /// To build or buy something that lasts.
    Capital,
    /// To run it.
    Operational,
}

/// How firm a line of a commitment is.
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
pub enum LineStatus {
    /// Spoken of, not promised.
    Expected,
    /// Promised.
    Committed,
    /// Taken back.
    Withdrawn,
}

impl LineStatus {
    /// Whether a revision may take a line from here to `next`: it firms up or is taken back, and
    /// a promise taken back is not revived but made anew.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Expected => true,
            Self::Committed => next != Self::Expected,
            Self::Withdrawn => next == Self::Withdrawn,
        }
    }
}

/// A fiscal year of a jurisdiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FiscalYear {
    start: NaiveDate,
}

impl FiscalYear {
    /// The fiscal year that `day` lies in, where fiscal years begin in `first_month`.
    #[must_use]
    pub fn of(day: NaiveDate, first_month: FirstMonth) -> Self {
        let first = u32::from(first_month.number());
        let year = if day.month() >= first {
            day.year()
        } else {
            day.year() - 1
        };
        let start = NaiveDate::from_ymd_opt(year, first, 1).unwrap_or(day);
        Self { start }
    }

    /// From its first to its last day.
    #[must_use]
    pub fn period(self) -> Period {
        let end = self.next().start.pred_opt().unwrap_or(self.start);
        Period::new(self.start, end).expect("a year ends after it starts")
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        let start = self.start.checked_add_months(Months::new(12));
        Self {
            start: start.unwrap_or(NaiveDate::MAX),
        }
    }

    /// The one before it.
    #[must_use]
    pub fn previous(self) -> Self {
        let start = self.start.checked_sub_months(Months::new(12));
        Self {
            start: start.unwrap_or(NaiveDate::MIN),
        }
    }

    /// What people call it; see [`period_label`].
    #[must_use]
    pub fn label(self) -> String {
        period_label(self.period())
    }
}

/// What people call a fiscal period: `2026` where it lies in one calendar year, else `2026/27`.
#[must_use]
pub fn period_label(period: Period) -> String {
    let (from, to) = (period.start().year(), period.end().year());
    if from == to {
        from.to_string()
    } else {
        format!("{from}/{:02}", to.rem_euclid(100))
    }
}

/// One row of figures: a funder's money of one kind for one fiscal period, as the table
/// `partnership_funding` holds it. Amounts are in the ledger's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The fiscal period.
    pub period: Period,
    /// What people call it.
    pub label: String,
    /// Who pays.
    pub funder_id: Uuid,
    /// Capital or operational.
    pub kind: FundingKind,
    /// Spoken of, not promised.
    pub expected: Decimal,
    /// Promised.
    pub committed: Decimal,
    /// Arrived.
    pub received: Decimal,
    /// Spent.
    pub spent: Decimal,
}

/// Sums of money in one currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Spoken of, not promised.
    pub expected: Decimal,
    /// Promised.
    pub committed: Decimal,
    /// Promised for assets; a part of `committed`.
    pub committed_capital: Decimal,
    /// Arrived.
    pub received: Decimal,
    /// Spent.
    pub spent: Decimal,
}

impl Figures {
    fn add(&mut self, entry: &Entry) {
        let sum = |a: &mut Decimal, b: Decimal| *a = a.saturating_add(b);
        sum(&mut self.expected, entry.expected);
        sum(&mut self.committed, entry.committed);
        if entry.kind == FundingKind::Capital {
            sum(&mut self.committed_capital, entry.committed);
        }
        sum(&mut self.received, entry.received);
        sum(&mut self.spent, entry.spent);
    }

    /// Promised for running costs; a part of `committed`.
    #[must_use]
    pub fn committed_operational(&self) -> Decimal {
        self.committed.saturating_sub(self.committed_capital)
    }

    /// Promised and not spent; negative where more was spent than promised.
    #[must_use]
    pub fn remaining(&self) -> Decimal {
        self.committed.saturating_sub(self.spent)
    }

    /// How much more was spent than promised, if it was.
    #[must_use]
    pub fn overspent(&self) -> Option<Decimal> {
        (self.spent > self.committed).then(|| self.spent.saturating_sub(self.committed))
    }

    /// How much more arrived than was promised, if it did.
    #[must_use]
    pub fn overreceived(&self) -> Option<Decimal> {
        (self.received > self.committed).then(|| self.received.saturating_sub(self.committed))
    }
}

impl Sum for Figures {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), |sum, part| Self {
            expected: sum.expected.saturating_add(part.expected),
            committed: sum.committed.saturating_add(part.committed),
            committed_capital: sum.committed_capital.saturating_add(part.committed_capital),
            received: sum.received.saturating_add(part.received),
            spent: sum.spent.saturating_add(part.spent),
        })
    }
}

/// The figures of one fiscal period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodFigures {
    /// From its first to its last day.
    pub period: Period,
    /// What people call it.
    pub label: String,
    /// Its sums.
    pub figures: Figures,
}

/// A fall of committed money from one fiscal period to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fall {
    /// Index in [`Ledger::periods`] of the period that has less than the one before it.
    pub index: usize,
    /// Committed in the period before.
    pub from: Decimal,
    /// Committed in this one.
    pub to: Decimal,
}

impl Fall {
    /// How much less it is.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        self.from.saturating_sub(self.to)
    }

    /// How much less it is, as a share of the period before: 0.25 is a quarter.
    #[must_use]
    pub fn share(&self) -> Decimal {
        self.amount().checked_div(self.from).unwrap_or_default()
    }
}

/// Where committed money breaks off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cliff {
    /// First day of the period that has too little.
    pub on: NaiveDate,
    /// What people call that period.
    pub label: String,
    /// Committed in the period before.
    pub from: Decimal,
    /// Committed in this one; zero where the money ends.
    pub to: Decimal,
}

impl Cliff {
    /// Whether there is no committed money at all from that day.
    #[must_use]
    pub fn ends(&self) -> bool {
        self.to.is_zero()
    }
}

/// The share of a funder in all committed money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Who pays.
    pub funder_id: Uuid,
    /// Promised by this funder.
    pub committed: Decimal,
    /// Of all that is promised: 0.6 is 60 %. Shares add up to 1 but for rounding.
    pub share: Decimal,
}

/// Funding by fiscal year, in one currency, of one partnership or of many together.
///
/// Fiscal years come in the order of time and tile it: a year without any entry stands between
/// others with nothing in it, so that money that pauses is seen to pause. An entry whose own
/// period is no fiscal year of the ledger (another jurisdiction's, or a half-year) counts whole in
/// the fiscal year that its middle day lies in, and so is never counted twice nor split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    periods: Vec<PeriodFigures>,
    funders: BTreeMap<Uuid, Decimal>,
}

impl Ledger {
    /// The ledger of `entries`, in fiscal years that begin in `first_month`, continued with empty
    /// years to the one that `until` lies in (usually the planned end).
    #[must_use]
    pub fn new<'a>(
        entries: impl IntoIterator<Item = &'a Entry>,
        first_month: FirstMonth,
        until: Option<NaiveDate>,
    ) -> Self {
        let mut sums: BTreeMap<NaiveDate, Figures> = BTreeMap::new();
        let mut funders: BTreeMap<Uuid, Decimal> = BTreeMap::new();
        for entry in entries {
            let year = FiscalYear::of(middle(entry.period), first_month);
            sums.entry(year.start).or_default().add(entry);
            let committed = funders.entry(entry.funder_id).or_default();
            *committed = committed.saturating_add(entry.committed);
        }
        let Some((&first, _)) = sums.first_key_value() else {
            let periods = Vec::new();
            return Self { periods, funders };
        };
        let last = sums.keys().next_back().copied().unwrap_or(first);
        let last = until.map_or(last, |until| {
            last.max(FiscalYear::of(until, first_month).start)
        });
        let periods =
            std::iter::successors(Some(FiscalYear { start: first }), |year| Some(year.next()))
                .take_while(|year| year.start <= last)
                .map(|year| PeriodFigures {
                    period: year.period(),
                    label: year.label(),
                    figures: sums.get(&year.start).copied().unwrap_or_default(),
                })
                .collect();
        Self { periods, funders }
    }

    /// The fiscal years, in the order of time.
    #[must_use]
    pub fn periods(&self) -> &[PeriodFigures] {
        &self.periods
    }

    /// The figures of the fiscal year that a day lies in; zeros where the ledger has none.
    #[must_use]
    pub fn figures_on(&self, day: NaiveDate) -> Figures {
        let mut years = self.periods.iter();
        years
            .find(|year| year.period.contains(day))
            .map(|year| year.figures)
            .unwrap_or_default()
    }

    /// The sums over all fiscal years.
    #[must_use]
    pub fn total(&self) -> Figures {
        self.periods.iter().map(|period| period.figures).sum()
    }

    /// Until when committed money lasts without a gap from the fiscal year of `today`; none where
    /// that year has none.
    #[must_use]
    pub fn covered_until(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.covered(today).last().map(|period| period.period.end())
    }

    /// How many fiscal years in a row have committed money, from the one of `today`, which counts.
    #[must_use]
    pub fn years_covered(&self, today: NaiveDate) -> usize {
        self.covered(today).count()
    }

    fn covered(&self, today: NaiveDate) -> impl Iterator<Item = &PeriodFigures> {
        self.periods
            .iter()
            .skip_while(move |period| !period.period.contains(today))
            .take_while(|period| period.figures.committed > Decimal::ZERO)
    }

    /// The largest fall of committed money from one fiscal year to the next, in money; the first
    /// of equals.
    #[must_use]
    pub fn largest_fall(&self) -> Option<Fall> {
        let mut largest: Option<Fall> = None;
        for fall in self.falls() {
            if largest
                .as_ref()
                .is_none_or(|largest| fall.amount() > largest.amount())
            {
                largest = Some(fall);
            }
        }
        largest
    }

    /// The cliff: the first fiscal year that is not over, begins on or before `planned_end`, and
    /// has more than 20 % less committed money than the one before it, or none.
    ///
    /// Without a planned end it is looked for as far as the ledger goes.
    #[must_use]
    pub fn cliff(&self, today: NaiveDate, planned_end: Option<NaiveDate>) -> Option<Cliff> {
        self.falls()
            .filter(|fall| fall.share() > CLIFF_FALL)
            .map(|fall| (&self.periods[fall.index], fall))
            .filter(|(period, _)| period.period.end() >= today)
            .find(|(period, _)| planned_end.is_none_or(|end| period.period.start() <= end))
            .map(|(period, fall)| Cliff {
                on: period.period.start(),
                label: period.label.clone(),
                from: fall.from,
                to: fall.to,
            })
    }

    fn falls(&self) -> impl Iterator<Item = Fall> {
        let pairs = self.periods.windows(2).enumerate();
        pairs.filter_map(|(index, pair)| {
            let (from, to) = (pair[0].figures.committed, pair[1].figures.committed);
            (to < from).then_some(Fall {
                index: index + 1,
                from,
                to,
            })
        })
    }

    /// The share of each funder in all committed money, the largest first; empty where nothing is
    /// committed.
    ///
    /// "Where the ultimate financial control rests, there lies the ultimate leadership base"
    /// (`seeds/000_ac6e544982eb95b4.txt`), so pages show these beside who leads.
    #[must_use]
    pub fn shares(&self) -> Vec<Share> {
        let total = self.total().committed;
        let mut shares: Vec<_> = self
            .funders
            .iter()
            .filter(|(_, committed)| **committed > Decimal::ZERO)
            .filter_map(|(&funder_id, &committed)| {
                let share = committed.checked_div(total)?;
                Some(Share {
                    funder_id,
                    committed,
                    share,
                })
            })
            .collect();
        shares.sort_by(|a, b| {
            b.committed
                .cmp(&a.committed)
                .then(a.funder_id.cmp(&b.funder_id))
        });
        shares
    }
}

/// The middle day of a period; of an even number of days, the later of the two.
fn middle(period: Period) -> NaiveDate {
    let half = chrono::TimeDelta::days(period.days() / 2);
    period
        .start()
        .checked_add_signed(half)
        .unwrap_or(period.start())
}

#[cfg(test)]
mod tests;
