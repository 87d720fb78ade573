//! What the portfolio is narrowed to, as the address says it.

use domain::Vocabulary;
use domain::government::{FinanceShare, Involvement};
use domain::jurisdiction::Level;
use domain::partnership::{BuildingBlock, Stage};
use domain::status::Status;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

/// Filters, order and page of the portfolio.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Filters {
    /// Words in the title, the reference or the name of a party.
    pub(crate) q: String,
    /// Code of a jurisdiction; those below it are meant too.
    pub(crate) jurisdiction: String,
    /// Id of the organisation whose executive is accountable.
    pub(crate) organisation: String,
    /// Levels; none is all.
    pub(crate) level: Vec<String>,
    /// Stages; none is all.
    pub(crate) stage: Vec<String>,
    /// Building blocks, any of them; none is all.
    pub(crate) block: Vec<String>,
    /// Overall statuses; none is all.
    pub(crate) status: Vec<String>,
    /// Statuses of the schedule; none is all.
    pub(crate) schedule: Vec<String>,
    /// Statuses of the money; none is all.
    pub(crate) money: Vec<String>,
    /// Statuses of the targets; none is all.
    pub(crate) targets: Vec<String>,
    /// Statuses of the relationship; none is all.
    pub(crate) relationship: Vec<String>,
    /// Degrees of government's involvement, or [`UNKNOWN`]; none is all.
    pub(crate) involvement: Vec<String>,
    /// Government's parts of the money, or [`UNKNOWN`]; none is all.
    pub(crate) finance: Vec<String>,
    /// A [`Concern`], or blank.
    pub(crate) concern: String,
    /// `status`, `schedule`, `money`, `targets`, `relationship`, `title`, `due` or `reported`, descending with a hyphen before.
    pub(crate) sort: String,
    /// From 1.
    pub(crate) page: String,
}

impl Filters {
    /// The same filters for another list, which has an order of its own.
    pub(crate) fn elsewhere(&self) -> Self {
        Self {
            sort: String::new(),
            page: String::new(),
            ..self.clone()
        }
    }

    /// Whether they leave everything, in whatever order.
    pub(super) fn leave_everything(&self) -> bool {
        self.elsewhere() == Self::default()
    }

    /// What the list is sorted by, blank where it is how bad things are, and
    /// whether the other way round.
    pub(super) fn order(&self) -> (&str, bool) {
        match self.sort.strip_prefix('-') {
            Some(key) => (key, true),
            None => (&self.sort, false),
        }
    }

    /// The words to search for.
    pub(crate) fn words(&self) -> &str {
        self.q.trim()
    }

    /// The organisation whose executive is accountable.
    pub(crate) fn organisation(&self) -> Option<Uuid> {
        self.organisation.parse().ok()
    }

    /// Codes of the levels asked for.
    pub(crate) fn levels(&self) -> Vec<String> {
        known::<Level>(&self.level)
    }

    /// Codes of the stages asked for.
    pub(crate) fn stages(&self) -> Vec<String> {
        known::<Stage>(&self.stage)
    }

    /// Codes of the building blocks asked for.
    pub(crate) fn blocks(&self) -> Vec<String> {
        known::<BuildingBlock>(&self.block)
    }

    /// Codes of the overall statuses asked for.
    pub(crate) fn statuses(&self) -> Vec<String> {
        known::<Status>(&self.status)
    }

    /// Codes of the statuses of the schedule asked for.
    pub(crate) fn schedules(&self) -> Vec<String> {
        known::<Status>(&self.schedule)
    }

    /// Codes of the statuses of the money asked for.
    pub(crate) fn monies(&self) -> Vec<String> {
        known::<Status>(&self.money)
    }

    /// Codes of the statuses of the targets asked for.
    pub(crate) fn targets(&self) -> Vec<String> {
        known::<Status>(&self.targets)
    }

    /// Codes of the statuses of the relationship asked for.
    pub(crate) fn relationships(&self) -> Vec<String> {
        known::<Status>(&self.relationship)
    }

    /// The degrees of government's involvement asked for, nothing for those of
    /// which nobody said it; none is all.
    pub(super) fn involvements(&self) -> Vec<Option<Involvement>> {
        or_unknown(&self.involvement)
    }

    /// Government's parts of the money asked for, nothing for where none is
    /// committed; none is all.
    pub(super) fn finances(&self) -> Vec<Option<FinanceShare>> {
        or_unknown(&self.finance)
    }

    /// What the partnerships asked for have in common.
    pub(crate) fn concern(&self) -> Option<Concern> {
        self.concern.parse().ok()
    }
}

/// What stands in an address for what is not known.
pub(super) const UNKNOWN: &str = "unknown";

/// The code, or [`UNKNOWN`].
pub(super) fn code_or_unknown<T: Vocabulary>(value: Option<T>) -> &'static str {
    value.map_or(UNKNOWN, |value| value.code())
}

fn or_unknown<T: FromStr>(codes: &[String]) -> Vec<Option<T>> {
    codes
        .iter()
        .filter_map(|code| match code.as_str() {
            UNKNOWN => Some(None),
            code => code.parse().ok().map(Some),
        })
        .collect()
}

/// Only the codes that exist: an address may be typed by hand.
fn known<T: Vocabulary + FromStr>(codes: &[String]) -> Vec<String> {
    codes
        .iter()
        .filter(|code| code.parse::<T>().is_ok())
        .cloned()
        .collect()
}

/// What a figure of the portfolio counts, so that it can lead to the
/// partnerships behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr, EnumString)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum Concern {
    /// A milestone is still to be reached.
    OpenMilestone,
    /// An open milestone is past its date.
    LateMilestone,
    /// A deliverable in the supplier's hands is past its date.
    LateDeliverable,
    /// A deliverable waits for its review.
    WaitingReview,
    /// A review is past its date.
    OverdueReview,
    /// A contract ends soon, or can be given notice of for a short time only.
    EndingContract,
    /// Committed money falls or ends within twelve months.
    CliffSoon,
    /// More was spent in a fiscal year than committed.
    Overspent,
    /// More was received in a fiscal year than committed.
    Overreceived,
    /// An indicator is off track.
    TargetOffTrack,
    /// What its executive declares is better than what is computed.
    Challenged,
    /// It runs, and no money is committed.
    WithoutFunding,
    /// An action of one of its bodies is late.
    OverdueAction,
    /// It has a tension that is not settled.
    OpenTension,
    /// A supplier's proof of integration or security has expired.
    ExpiredEvidence,
    /// A supplier's proof of integration or security does not count: it is missing, not
    /// verified, or has expired.
    MissingEvidence,
    /// An open risk has a severe score.
    SevereRisk,
    /// Government pays the most and leaves the deciding to others.
    PaysWithoutDeciding,
    /// It passes the four checks of being strategic.
    Strategic,
}
