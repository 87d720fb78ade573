//! Scorecard rounds: how the people of a partnership rate the six success factors, and how far
//! apart their groups stand.
//!
//! The factors are those of `seeds/000_ac6e544982eb95b4.txt`, which adds that literature "does
//! not specifically report on whether these critical success factors apply to strategic
//! partnerships between ICT and health care". That parties hold "divergent perceptions" is its
//! finding; the gap between groups makes them visible.
//!
//! Anonymous answers are shown by group only, and only where enough people answered. Everything
//! that [`Results`] says is worked out from the cells that are shown and from nothing else, so no
//! total, gap or difference tells of a group that is not.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::access::Role;

#[cfg(test)]
mod tests;

/// A factor on which partnerships succeed, in the order of the source.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum Factor {
    /// "Strong leadership with vision, backed with solid strategic and operational planning".
    Leadership,
    /// "Mutual understanding of motivations, priorities, resource strengths and limitations".
    Understanding,
    /// "Mutual trust and good faith in an atmosphere of open collaboration".
    Trust,
    /// "Congruent goals and objectives that explicitly detail mutual responsibilities and
    /// accountabilities".
    Goals,
    /// "Stable, dedicated and multi-year financing".
    Financing,
    /// "Well-formulated written contractual agreements with realistic timelines and specific
    /// performance measurements and targets".
    Contracts,
}

/// Whom somebody speaks for when rating.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum StakeholderGroup {
    /// Leads on the side of a supplier.
    IctExecutive,
    /// Leads on the side of a care provider.
    HealthExecutive,
    /// Answers for information technology at a care provider.
    ChiefInformationOfficer,
    /// Treats patients.
    Clinician,
    /// Acts for a ministry or another governance authority.
    GovernmentOfficial,
    /// Works with the systems every day.
    FrontLineStaff,
}

/// The group that somebody with this role mostly speaks for; whoever plans a round says so where
/// it is another. None for those who rate nothing.
#[must_use]
pub fn usual_group(role: Role) -> Option<StakeholderGroup> {
    match role {
        Role::MinistryOfficial => Some(StakeholderGroup::GovernmentOfficial),
        Role::HealthExecutive => Some(StakeholderGroup::HealthExecutive),
        Role::Vendor => Some(StakeholderGroup::IctExecutive),
        Role::Clinician => Some(StakeholderGroup::Clinician),
        Role::Auditor | Role::Administrator => None,
    }
}

/// Whose name stands on an answer.
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
pub enum Naming {
    /// Answers carry names once the round is closed.
    Attributed,
    /// Nobody but its author ever reads an answer.
    Anonymous,
}

/// How a round stands.
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
pub enum RoundState {
    /// Its first day has not come.
    Planned,
    /// Takes answers.
    Open,
    /// Its last day is over and nobody has closed it: takes no answers, and has no results yet.
    Over,
    /// Its results are worked out, and read by those who run it.
    Closed,
    /// Its results are read by everybody who sees the partnership.
    Published,
}

impl RoundState {
    /// How a round stands that runs from `opens_on` to `closes_on`, both included.
    #[must_use]
    pub fn of(
        (opens_on, closes_on): (NaiveDate, NaiveDate),
        closed: bool,
        published: bool,
        today: NaiveDate,
    ) -> Self {
        match (closed, published) {
            (true, true) => Self::Published,
            (true, false) => Self::Closed,
            (false, _) if today < opens_on => Self::Planned,
            (false, _) if today > closes_on => Self::Over,
            (false, _) => Self::Open,
        }
    }

    /// Whether its results are there.
    #[must_use]
    pub fn has_results(self) -> bool {
        matches!(self, Self::Closed | Self::Published)
    }
}

/// The most that one statement can be rated; the least is 1.
pub const MOST: u8 = 5;

/// What somebody says of one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// From 1 (not at all) to [`MOST`] (fully).
    Rated(u8),
    /// The person has no ground to judge on.
    CannotSay,
}

impl Answer {
    /// From the code in forms: `1` to `5`, or `cannot_say`.
    #[must_use]
    pub fn read(code: &str) -> Option<Self> {
        match code {
            "cannot_say" => Some(Self::CannotSay),
            _ => code
                .parse()
                .ok()
                .filter(|score| (1..=MOST).contains(score))
                .map(Self::Rated),
        }
    }

    /// The code in forms.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Rated(score) => score.to_string(),
            Self::CannotSay => "cannot_say".to_owned(),
        }
    }

    /// The score, where there is one.
    #[must_use]
    pub fn score(self) -> Option<u8> {
        match self {
            Self::Rated(score) => Some(score),
            Self::CannotSay => None,
        }
    }
}

/// How many statements a factor has, at least and at most.
pub const STATEMENTS: std::ops::RangeInclusive<usize> = 2..=4;

/// People that must have answered before a group shows, unless a round asks for more.
pub const DEFAULT_MINIMUM: u16 = 3;

/// What a round may ask for: of two people each would know what the other said.
pub const MINIMUM: std::ops::RangeInclusive<u16> = 3..=50;

/// How many parts a point has in which scores are counted: with one to four statements rated,
/// the mean of a person's ratings is a whole number of these.
const PARTS: u8 = 12;

/// What one person says of a factor: the mean of what they rated of its statements, in twelfths
/// of a point, so that it is exact. None where they could not say of any.
#[must_use]
pub fn score_in_twelfths(answers: &[Answer]) -> Option<u32> {
    let rated: Vec<u32> = answers
        .iter()
        .filter_map(|answer| answer.score().map(u32::from))
        .collect();
    let count = u32::try_from(rated.len()).ok().filter(|count| *count > 0)?;
    Some(rated.iter().sum::<u32>() * u32::from(PARTS) / count)
}

/// What the people of one group say of one factor, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// People who rated at least one statement of the factor.
    pub people: u32,
    /// The sum of their scores, in twelfths of a point.
    pub sum: u64,
    /// The sum of the squares of these.
    pub squares: u64,
}

impl Cell {
    /// Adds a person's score in twelfths of a point.
    pub fn add(&mut self, score: u32) {
        self.people += 1;
        self.sum += u64::from(score);
        self.squares += u64::from(score) * u64::from(score);
    }

    /// The mean of the people's scores, from 1 to [`MOST`]; none without people.
    #[must_use]
    pub fn mean(&self) -> Option<Decimal> {
        let parts = Decimal::from(self.people) * Decimal::from(PARTS);
        Decimal::from(self.sum).checked_div(parts)
    }

    /// How far the people stand from one another: the standard deviation of their scores as a
    /// whole population, rounded to four decimals. The least and the greatest score are no
    /// measure here, since they are what single people said.
    #[must_use]
    pub fn spread(&self) -> Option<Decimal> {
        let people = u128::from(self.people);
        let sum = u128::from(self.sum);
        // The variance, times the square of the people, in twelfths squared: a whole number. Its
        // root is taken in millionths, since a decimal number has none.
        let variance = u128::from(self.squares) * people - sum * sum;
        let root = i64::try_from((variance * 1_000_000_000_000).isqrt()).ok()?;
        let parts = Decimal::from(self.people) * Decimal::from(PARTS);
        let spread = Decimal::new(root, 6).checked_div(parts)?;
        Some(spread.round_dp(4))
    }
}

/// What one person sent, for [`tally`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Whom the person speaks for.
    pub group: StakeholderGroup,
    /// What they said of the statements of each factor.
    pub answers: BTreeMap<Factor, Vec<Answer>>,
}

/// The cells of a round that may be shown.
pub type Cells = BTreeMap<(Factor, StakeholderGroup), Cell>;

/// Adds responses up by factor and group, and leaves out each cell of fewer than `minimum`
/// people. The database does the same where a round is closed (`work_out_scorecard`), since nobody
/// else may read anonymous answers; a test compares the two.
#[must_use]
pub fn tally(responses: &[Response], minimum: u16) -> Cells {
    let mut cells = Cells::new();
    for response in responses {
        for (factor, answers) in &response.answers {
            if let Some(score) = score_in_twelfths(answers) {
                cells
                    .entry((*factor, response.group))
                    .or_default()
                    .add(score);
            }
        }
    }
    cells.retain(|_, cell| cell.people >= u32::from(minimum));
    cells
}

/// Groups that stand so many points apart see a factor differently: as far as one worded answer is
/// from the next. This is Triad's own convention.
pub const WIDE_GAP: Decimal = Decimal::ONE;

/// How far apart the groups stand on a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The group with the highest mean, and that mean.
    pub highest: (StakeholderGroup, Decimal),
    /// The group with the lowest mean, and that mean.
    pub lowest: (StakeholderGroup, Decimal),
}

impl Gap {
    /// Highest less lowest, in points.
    #[must_use]
    pub fn width(&self) -> Decimal {
        self.highest.1 - self.lowest.1
    }

    /// Whether it is [`WIDE_GAP`] or more.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.width() >= WIDE_GAP
    }
}

/// From which mean on each further step of a picture begins; the first is all below. They lie
/// around the middle of the scale, where most means are. This is Triad's own convention.
pub const STEPS_FROM: [Decimal; 4] = [
    Decimal::from_parts(25, 0, 0, false, 1),
    Decimal::from_parts(3, 0, 0, false, 0),
    Decimal::from_parts(35, 0, 0, false, 1),
    Decimal::from_parts(4, 0, 0, false, 0),
];

/// A mean or a width to two decimals, as it is shown.
#[must_use]
pub fn shown(points: Decimal) -> Decimal {
    let mut rounded = points.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    rounded
}

/// In which step of a picture a mean stands, from 0 for the lowest. It goes by the mean as it is
/// [`shown`], so that 3.00 never stands in the step below 3.
///
/// ```
/// use domain::scorecard::step;
///
/// assert_eq!(step("1.00".parse().unwrap()), 0);
/// assert_eq!(step("2.996".parse().unwrap()), 2);
/// assert_eq!(step("5".parse().unwrap()), 4);
/// ```
#[must_use]
pub fn step(mean: Decimal) -> usize {
    let mean = shown(mean);
    STEPS_FROM.iter().filter(|from| mean >= **from).count()
}

/// What a round came to, worked out from the cells that may be shown and from nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Results {
    cells: Cells,
}

impl Results {
    /// The results of these cells.
    #[must_use]
    pub fn of(cells: Cells) -> Self {
        Self { cells }
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// What a group says of a factor; none where nobody did or too few.
    #[must_use]
    pub fn cell(&self, factor: Factor, group: StakeholderGroup) -> Option<&Cell> {
        self.cells.get(&(factor, group))
    }

    /// The means of the groups that are shown on a factor, in the order of the groups.
    #[must_use]
    pub fn means(&self, factor: Factor) -> Vec<(StakeholderGroup, Decimal)> {
        StakeholderGroup::VARIANTS
            .iter()
            .filter_map(|&group| Some((group, self.cell(factor, group)?.mean()?)))
            .collect()
    }

    /// All groups that are shown on a factor, each person counting once. A sum over everybody
    /// less these would be what the others said, so the others are not in it.
    #[must_use]
    pub fn shown_together(&self, factor: Factor) -> Cell {
        let of_factor = self.cells.iter().filter(|((of, _), _)| *of == factor);
        of_factor.fold(Cell::default(), |all, (_, cell)| Cell {
            people: all.people + cell.people,
            sum: all.sum + cell.sum,
            squares: all.squares + cell.squares,
        })
    }

    /// How far apart the groups stand on a factor; none with fewer than two groups. Of groups
    /// with the same mean the first counts.
    #[must_use]
    pub fn gap(&self, factor: Factor) -> Option<Gap> {
        let means = self.means(factor);
        let mut gap = Gap {
            highest: *means.first()?,
            lowest: *means.first()?,
        };
        for &mean in means.get(1..).filter(|others| !others.is_empty())? {
            if mean.1 > gap.highest.1 {
                gap.highest = mean;
            }
            if mean.1 < gap.lowest.1 {
                gap.lowest = mean;
            }
        }
        Some(gap)
    }

    /// What ICT executives say of a factor less what health executives say, in points.
    #[must_use]
    pub fn ict_less_health(&self, factor: Factor) -> Option<Decimal> {
        let mean = |group| self.cell(factor, group)?.mean();
        Some(mean(StakeholderGroup::IctExecutive)? - mean(StakeholderGroup::HealthExecutive)?)
    }

    /// The factor on which the groups stand furthest apart; none where they stand nowhere apart.
    /// Of equal gaps the first in the order of the source counts.
    #[must_use]
    pub fn widest_gap(&self) -> Option<(Factor, Gap)> {
        let mut widest: Option<(Factor, Gap)> = None;
        for &factor in Factor::VARIANTS {
            let Some(gap) = self.gap(factor).filter(|gap| !gap.width().is_zero()) else {
                continue;
            };
            if widest.is_none_or(|(_, so_far)| gap.width() > so_far.width()) {
                widest = Some((factor, gap));
            }
        }
        widest
    }
}
