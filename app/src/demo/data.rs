//! The demonstration's stories, as the files under `data/` tell them.
//!
//! Every day is a number: days from today, negative for the past, so that the
//! demonstration is always in the middle of things. Organisations and people
//! are named by short keys; a person's key with `@demo.test` is their address.
//! States, stages and review dates are not written down: they follow from
//! what happened, by the domain's rules.

use std::collections::BTreeMap;

use domain::access::{Grant, Role};
use domain::benefit::{MeasureKind, UptakeStage};
use domain::calendar::Zone;
use domain::charter::Characteristic;
use domain::contract::{DEFAULT_REVIEW_DAYS, Ending, Renewal};
use domain::cost::CostCategory;
use domain::deliverable::Verdict;
use domain::evaluation::{Criterion, VendorStanding};
use domain::evidence::{ProofKind, ProofVerdict};
use domain::foundation::{Foundation, FoundationVerdict};
use domain::funding::{FundingKind, LineStatus};
use domain::governance::{ActionStep, AgendaSource, Seat};
use domain::government::{Area, DiscretionUse, Involvement};
use domain::jurisdiction::Level;
use domain::milestone::MilestoneState;
use domain::obligation::ObligationState;
use domain::organisation::Sector;
use domain::partnership::{
    Approach, Architecture, BuildingBlock, OutcomeDomain, PartyRole, ServiceType, Stage,
};
use domain::report::{Declared, Dimension};
use domain::risk::{Occurrence, RiskKind, RiskOutcome};
use domain::scorecard::{Factor, Naming, StakeholderGroup};
use domain::status::Status;
use domain::strategic::Said;
use domain::target::{Combination, Direction, IndicatorKind};
use domain::tension::{CoordinationLevel, Effect, MechanismKind, Strength};
use include_dir::{Dir, include_dir};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/demo/data");

/// Days from today; negative is in the past.
pub(super) type Day = i64;

/// Why the demonstration's files make no sense; a test keeps them sound.
#[derive(Debug, thiserror::Error)]
pub(super) enum DataError {
    #[error("the file {0} is missing")]
    Missing(&'static str),
    #[error("{file}: {source}")]
    Shape {
        file: String,
        source: toml::de::Error,
    },
    #[error("nothing is called {0}")]
    Unknown(String),
    #[error("{subject}: {source}")]
    Rule {
        subject: String,
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Who and where.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Registry {
    pub(super) jurisdictions: Vec<Jurisdiction>,
    /// Successors before those they succeed.
    pub(super) organisations: Vec<Organisation>,
    pub(super) people: Vec<Person>,
    pub(super) budgets: Vec<Budget>,
    pub(super) rates: Vec<Rate>,
}

/// What a jurisdiction has for health care in a fiscal year, in millions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Budget {
    pub(super) jurisdiction: String,
    /// How many fiscal years before the one that today lies in.
    pub(super) years_ago: u8,
    pub(super) health: Option<i64>,
    pub(super) ict: Option<i64>,
}

/// What one unit of a currency was worth in another on a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rate {
    pub(super) base: String,
    pub(super) quote: String,
    pub(super) on: Day,
    pub(super) rate: String,
}

/// Named by its code; after its parent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Jurisdiction {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) level: Level,
    pub(super) parent: Option<String>,
    pub(super) currency: String,
    pub(super) fiscal_first_month: i16,
    pub(super) time_zone: Zone,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organisation {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) short: Option<String>,
    pub(super) sector: Sector,
    pub(super) jurisdiction: String,
    pub(super) locality: String,
    #[serde(default)]
    pub(super) former: Vec<FormerName>,
    pub(super) successor: Option<Successor>,
    /// Register and number.
    pub(super) identifier: Option<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormerName {
    pub(super) name: String,
    pub(super) until: Option<Day>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Successor {
    pub(super) key: String,
    pub(super) on: Day,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) organisation: String,
    pub(super) locale: Option<String>,
    /// Language of everything this person types.
    #[serde(default = "english")]
    pub(super) writes: String,
    /// The day the account was closed.
    pub(super) left: Option<Day>,
}

fn english() -> String {
    "en".to_owned()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Partnership {
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) need: String,
    pub(super) response: String,
    /// Language of the texts that are nobody's in particular.
    #[serde(default = "english")]
    pub(super) language: String,
    pub(super) jurisdiction: String,
    pub(super) level: Level,
    pub(super) approach: Option<Approach>,
    pub(super) architecture: Option<Architecture>,
    #[serde(default)]
    pub(super) service_types: Vec<ServiceType>,
    #[serde(default)]
    pub(super) building_blocks: Vec<BuildingBlock>,
    #[serde(default)]
    pub(super) outcome_domains: Vec<OutcomeDomain>,
    pub(super) planned_end: Option<Day>,
    pub(super) executive: Option<String>,
    pub(super) clinical_lead: Option<String>,
    pub(super) ict_lead: Option<String>,
    pub(super) sponsor: Option<String>,
    pub(super) parties: Vec<Party>,
    /// From "proposed" on; they give the stage and the dates that go with it.
    #[serde(default)]
    pub(super) moves: Vec<Move>,
    #[serde(default)]
    pub(super) restructurings: Vec<Restructuring>,
    #[serde(default)]
    pub(super) rights: Vec<Right>,
    #[serde(default)]
    pub(super) documents: Vec<Document>,
    #[serde(default)]
    pub(super) contracts: Vec<Contract>,
    #[serde(default)]
    pub(super) milestones: Vec<Milestone>,
    #[serde(default)]
    pub(super) commitments: Vec<Commitment>,
    #[serde(default)]
    pub(super) indicators: Vec<Indicator>,
    /// In the order of time; one at a time.
    #[serde(default)]
    pub(super) scorecards: Vec<Scorecard>,
    /// In the order of time.
    #[serde(default)]
    pub(super) status_reports: Vec<StatusReport>,
    /// The versions of the charter, the first one first.
    #[serde(default)]
    pub(super) charters: Vec<Charter>,
    /// What assessors say of the money, the first one first.
    #[serde(default)]
    pub(super) soundness: Vec<Statement>,
    /// What parties say of their benefit, each for the organisation of whoever
    /// says it.
    #[serde(default)]
    pub(super) benefits: Vec<Statement>,
    #[serde(default)]
    pub(super) plans: Vec<Plan>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Statement {
    pub(super) by: String,
    pub(super) on: Day,
    pub(super) says: Said,
    pub(super) words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub(super) title: String,
    pub(super) url: Option<String>,
    pub(super) from: Day,
    pub(super) to: Day,
    pub(super) by: String,
    pub(super) on: Day,
    /// Whether it takes the place of the plan before it.
    #[serde(default)]
    pub(super) replaces: bool,
}

/// A version of a charter, with what changed in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Charter {
    pub(super) on: Day,
    pub(super) by: String,
    #[serde(default)]
    pub(super) columns: Vec<CharterColumn>,
    #[serde(default)]
    pub(super) bridges: Vec<CharterBridge>,
    /// Each for the organisation of whoever signs.
    #[serde(default)]
    pub(super) signatures: Vec<Signature>,
}

/// What somebody's organisation says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CharterColumn {
    pub(super) by: String,
    pub(super) on: Day,
    pub(super) says: BTreeMap<Characteristic, CharterSays>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CharterSays {
    pub(super) place: u8,
    pub(super) parameters: String,
    pub(super) roles: String,
    pub(super) involvement: String,
    pub(super) expectations: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CharterBridge {
    pub(super) about: Characteristic,
    pub(super) step: String,
    pub(super) responsible: String,
    pub(super) due: Day,
    pub(super) by: String,
    pub(super) on: Day,
}

/// What a partnership is measured by. Figures are written as text, so that none
/// is rounded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Indicator {
    pub(super) title: String,
    pub(super) why: Option<String>,
    pub(super) outcome: Option<OutcomeDomain>,
    pub(super) unit: String,
    pub(super) kind: IndicatorKind,
    #[serde(default = "one")]
    pub(super) per: i32,
    pub(super) direction: Direction,
    pub(super) combination: Combination,
    pub(super) baseline: Option<Baseline>,
    pub(super) owner: String,
    /// Who enters it and its first targets.
    pub(super) by: String,
    pub(super) on: Day,
    #[serde(default)]
    pub(super) targets: Vec<Target>,
    #[serde(default)]
    pub(super) measurements: Vec<Measurement>,
}

fn one() -> i32 {
    1
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Baseline {
    pub(super) value: String,
    pub(super) on: Day,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    /// Fiscal years from the one of today; negative is in the past.
    pub(super) year: i32,
    pub(super) value: String,
    #[serde(default)]
    pub(super) changes: Vec<TargetChange>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetChange {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) value: String,
    pub(super) reason: String,
}

/// Recorded soon after its quarter ended; a draft where it is neither
/// submitted nor decided on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Measurement {
    /// Fiscal quarters from the one of today; always in the past.
    pub(super) quarter: i32,
    pub(super) value: Option<String>,
    pub(super) numerator: Option<String>,
    pub(super) denominator: Option<String>,
    pub(super) source: String,
    pub(super) note: Option<String>,
    pub(super) by: String,
    #[serde(default)]
    pub(super) submitted: bool,
    pub(super) verified_by: Option<String>,
    pub(super) returned: Option<Returned>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Returned {
    pub(super) by: String,
    pub(super) reason: String,
}

/// A round in which people rate the success factors.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scorecard {
    pub(super) title: String,
    /// Who plans, closes and publishes it.
    pub(super) by: String,
    pub(super) opens: Day,
    pub(super) closes: Day,
    pub(super) naming: Naming,
    pub(super) closed: Option<Day>,
    pub(super) published: Option<Day>,
    pub(super) agenda: Option<String>,
    pub(super) people: Vec<Rater>,
}

/// Somebody invited to a round.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rater {
    pub(super) person: String,
    pub(super) group: StakeholderGroup,
    /// A word for each factor, a digit for each statement, a hyphen for "cannot say"; none
    /// where they have not answered.
    pub(super) scores: Option<String>,
    #[serde(default)]
    pub(super) comments: BTreeMap<Factor, String>,
}

/// What a funder promises, with what moved under it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commitment {
    pub(super) title: String,
    pub(super) funder: String,
    /// Who enters all of it.
    pub(super) by: String,
    pub(super) on: Day,
    /// Number of the contract it pays for.
    pub(super) contract: Option<String>,
    pub(super) kind: FundingKind,
    /// Where it is not the jurisdiction's.
    pub(super) currency: Option<String>,
    pub(super) lines: Vec<FundingLine>,
    #[serde(default)]
    pub(super) receipts: Vec<Movement>,
    #[serde(default)]
    pub(super) spending: Vec<Movement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FundingLine {
    /// Fiscal years from the one of today; negative is in the past.
    pub(super) year: i32,
    pub(super) amount: u64,
    pub(super) status: LineStatus,
    #[serde(default)]
    pub(super) revisions: Vec<FundingRevision>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FundingRevision {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) amount: u64,
    pub(super) status: LineStatus,
    pub(super) reason: String,
}

/// Money that moved, placed by fiscal year so that it stays in that year
/// whenever the demonstration is loaded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Movement {
    /// As a line's year is.
    pub(super) year: i32,
    /// Days into the fiscal year; never after today.
    pub(super) day: u64,
    pub(super) amount: u64,
    pub(super) note: Option<String>,
    /// Why it is void, where it was a mistake.
    pub(super) void: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Party {
    pub(super) organisation: String,
    pub(super) role: PartyRole,
    pub(super) since: Option<Day>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Move {
    pub(super) to: Stage,
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Restructuring {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) description: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Right {
    pub(super) person: String,
    pub(super) access: Grant,
}

#[derive(Debug, Deserialize)]
pub(super) struct Document {
    pub(super) title: String,
    pub(super) on: Day,
    pub(super) by: String,
    #[serde(flatten)]
    pub(super) content: Content,
}

/// Where a document or a piece of evidence is: elsewhere, or made by `files`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Content {
    Url(String),
    File(FileKind),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FileKind {
    Pdf,
    Csv,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contract {
    pub(super) number: String,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) buyer: String,
    pub(super) supplier: String,
    #[serde(default)]
    pub(super) co_suppliers: Vec<String>,
    pub(super) signed: Option<Day>,
    pub(super) starts: Day,
    pub(super) ends: Day,
    /// In the jurisdiction's currency.
    pub(super) value: Option<u64>,
    #[serde(default = "no_renewal")]
    pub(super) renewal: Renewal,
    pub(super) renewal_months: Option<u16>,
    pub(super) notice_days: Option<u16>,
    pub(super) notice_months: Option<u16>,
    pub(super) max_end: Option<Day>,
    #[serde(default = "default_review_days")]
    pub(super) review_days: u16,
    pub(super) suspended: Option<Day>,
    pub(super) ended: Option<Ended>,
    #[serde(default)]
    pub(super) documents: Vec<Document>,
    #[serde(default)]
    pub(super) deliverables: Vec<Deliverable>,
    /// In the order of their numbers; the terms above are those first signed.
    #[serde(default)]
    pub(super) amendments: Vec<Amendment>,
    #[serde(default)]
    pub(super) obligations: Vec<Obligation>,
    #[serde(default)]
    pub(super) costs: Vec<Cost>,
}

/// Agreed where both sides have signed it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amendment {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) effective: Day,
    pub(super) reason: String,
    /// What it makes of the value, in the contract's currency.
    pub(super) value: Option<u64>,
    pub(super) ends: Option<Day>,
    pub(super) scope: Option<String>,
    pub(super) buyer: Option<Signature>,
    pub(super) supplier: Option<Signature>,
    pub(super) withdrawn: Option<Withdrawal>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signature {
    pub(super) on: Day,
    pub(super) by: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Withdrawal {
    pub(super) on: Day,
    pub(super) reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Obligation {
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) debtor: String,
    pub(super) creditor: String,
    pub(super) due: Day,
    pub(super) settled: Option<Settled>,
}

/// By somebody of the organisation to which it was owed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settled {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) how: ObligationState,
    pub(super) reason: Option<String>,
}

/// One category by fiscal year, in the contract's currency.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cost {
    pub(super) category: CostCategory,
    pub(super) by: String,
    /// The first fiscal year: 0 is the present one, -1 the one before.
    pub(super) from: i32,
    pub(super) planned: Vec<u64>,
    /// Of as many years as are known.
    pub(super) actual: Vec<u64>,
}

fn no_renewal() -> Renewal {
    Renewal::None
}

fn default_review_days() -> u16 {
    DEFAULT_REVIEW_DAYS
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ended {
    pub(super) on: Day,
    pub(super) how: Ending,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deliverable {
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) criteria: String,
    pub(super) due: Day,
    /// Percent, while it is in the supplier's hands.
    #[serde(default)]
    pub(super) progress: u8,
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) submissions: Vec<Submission>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Submission {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) notes: String,
    #[serde(default)]
    pub(super) evidence: Vec<Evidence>,
    pub(super) review: Option<Review>,
    #[serde(default)]
    pub(super) replies: Vec<Reply>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Evidence {
    pub(super) title: String,
    #[serde(flatten)]
    pub(super) content: Content,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Review {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) verdict: Verdict,
    pub(super) reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reply {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) message: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Milestone {
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) owner: String,
    pub(super) planned: Day,
    /// Where the plan has changed since it was frozen.
    pub(super) baseline: Option<Day>,
    #[serde(default)]
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// For an entry that says "met", also the day it was met.
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) state: MilestoneState,
    pub(super) forecast: Option<Day>,
    pub(super) story: String,
}

/// What the accountable executive declares.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusReport {
    pub(super) on: Day,
    /// First day of its period, which ends when it is filed.
    pub(super) from: Day,
    pub(super) declared: Declared,
    pub(super) text: String,
    /// Why it declares more than was computed.
    pub(super) reason: Option<String>,
    /// What was computed that day.
    pub(super) found: BTreeMap<Dimension, Found>,
    #[serde(default)]
    pub(super) questions: Vec<StatusQuestion>,
}

/// What was computed in one dimension.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Found {
    pub(super) status: Status,
    pub(super) en: String,
    pub(super) fr: String,
}

/// What an official asks about a report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusQuestion {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) question: String,
    /// When the executive answered, and what.
    pub(super) answered: Option<Day>,
    pub(super) answer: Option<String>,
    /// Whether question or answer speaks of money.
    #[serde(default)]
    pub(super) about_money: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Governance {
    bodies: Vec<Body>,
}

/// Of a jurisdiction or of a partnership.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    /// Code.
    pub(super) jurisdiction: Option<String>,
    /// Reference.
    pub(super) partnership: Option<String>,
    pub(super) name: String,
    pub(super) purpose: String,
    pub(super) quorum: u32,
    pub(super) by: String,
    /// Whoever is stood in for before those who stand in.
    pub(super) members: Vec<Member>,
    /// In the order of time.
    pub(super) meetings: Vec<Meeting>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Member {
    pub(super) person: String,
    pub(super) group: StakeholderGroup,
    pub(super) seat: Seat,
    pub(super) stands_in_for: Option<String>,
    pub(super) from: Day,
    pub(super) to: Option<Day>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Meeting {
    pub(super) on: Day,
    pub(super) place: String,
    pub(super) by: String,
    #[serde(default)]
    pub(super) agenda: Vec<AgendaItem>,
    /// The members who came; nobody where the meeting is still to come.
    #[serde(default)]
    pub(super) present: Vec<String>,
    #[serde(default)]
    pub(super) guests: Vec<Guest>,
    pub(super) minutes: Option<String>,
    #[serde(default)]
    pub(super) decisions: Vec<Question>,
    #[serde(default)]
    pub(super) actions: Vec<Task>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgendaItem {
    pub(super) title: String,
    pub(super) source: AgendaSource,
    /// Reference of a partnership.
    pub(super) about: Option<String>,
    #[serde(default)]
    pub(super) closed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guest {
    pub(super) name: String,
    pub(super) group: StakeholderGroup,
}

/// A question; how it ended follows from who was there and who voted what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    /// Names it within its body.
    pub(super) key: String,
    /// The question that it takes up again.
    pub(super) follows: Option<String>,
    pub(super) question: String,
    pub(super) options: Option<String>,
    pub(super) asked: Day,
    /// Reference of a partnership.
    pub(super) binds: Option<String>,
    #[serde(default)]
    pub(super) closed: bool,
    #[serde(default)]
    pub(super) deferred: bool,
    #[serde(default, rename = "for")]
    pub(super) votes_for: Vec<String>,
    #[serde(default)]
    pub(super) against: Vec<String>,
    #[serde(default)]
    pub(super) abstain: Vec<String>,
    pub(super) rationale: Option<String>,
    pub(super) conditions: Option<String>,
    pub(super) review: Option<Day>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Task {
    pub(super) what: String,
    pub(super) owner: String,
    pub(super) verifier: String,
    pub(super) due: Day,
    /// Key of the decision that asks for it.
    pub(super) decision: Option<String>,
    /// In the order of time.
    #[serde(default)]
    pub(super) steps: Vec<TaskStep>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskStep {
    pub(super) step: ActionStep,
    pub(super) by: String,
    pub(super) on: Day,
    pub(super) words: Option<String>,
    pub(super) link: Option<String>,
}

/// What pulls in two directions, and what coordinates.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Coordination {
    pub(super) tensions: Vec<Tension>,
    pub(super) mechanisms: Vec<Mechanism>,
    pub(super) directions: Vec<MinistryDirection>,
    pub(super) carried: Vec<Carried>,
    /// How far government is involved, by partnership.
    pub(super) involvement: Vec<Involved>,
}

/// What a ministry sets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MinistryDirection {
    pub(super) key: String,
    pub(super) jurisdiction: String,
    pub(super) title: String,
    pub(super) area: Area,
    pub(super) body: String,
    pub(super) asks: String,
    pub(super) discretion: String,
    pub(super) legal_basis: Option<String>,
    pub(super) from: Day,
    pub(super) to: Option<Day>,
    pub(super) by: String,
    #[serde(default)]
    pub(super) uses: Vec<Use>,
}

/// How a region uses what is left to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Use {
    pub(super) region: String,
    pub(super) on: Day,
    pub(super) by: String,
    #[serde(rename = "use")]
    pub(super) how: DiscretionUse,
    pub(super) words: String,
}

/// A direction that a partnership carries out, or did.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Carried {
    pub(super) partnership: String,
    /// Key of the direction.
    pub(super) direction: String,
    pub(super) since: Day,
    pub(super) until: Option<Day>,
    pub(super) by: String,
    pub(super) words: String,
}

/// How far somebody saw government involved.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Involved {
    pub(super) partnership: String,
    pub(super) degree: Involvement,
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tension {
    pub(super) key: String,
    /// Reference of a partnership or code of a jurisdiction.
    pub(super) place: String,
    pub(super) first: String,
    pub(super) second: String,
    pub(super) description: String,
    pub(super) level: CoordinationLevel,
    pub(super) began: Day,
    pub(super) by: String,
    pub(super) positions: Vec<Position>,
    pub(super) settled: Option<SettledForNow>,
}

/// Where somebody saw the balance.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Position {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) group: StakeholderGroup,
    pub(super) balance: i16,
    pub(super) words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettledForNow {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mechanism {
    pub(super) key: String,
    /// As that of a tension.
    pub(super) place: String,
    pub(super) title: String,
    pub(super) kind: MechanismKind,
    pub(super) description: String,
    pub(super) level: CoordinationLevel,
    pub(super) since: Day,
    pub(super) until: Option<Day>,
    pub(super) owner: String,
    pub(super) by: String,
    pub(super) effects: Vec<MechanismEffect>,
}

/// What somebody saw a mechanism do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MechanismEffect {
    pub(super) on: Day,
    pub(super) by: String,
    /// Key of the tension.
    pub(super) tension: String,
    pub(super) effect: Effect,
    pub(super) strength: Strength,
    pub(super) words: String,
}

/// What vendors can show, and how they are judged.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vendors {
    pub(super) proofs: Vec<VendorProof>,
    pub(super) evaluations: Vec<VendorEvaluation>,
}

/// Evidence for a vendor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VendorProof {
    pub(super) key: String,
    /// The vendor.
    pub(super) about: String,
    /// Reference of the one that it concerns; none for all.
    pub(super) partnership: Option<String>,
    pub(super) kind: ProofKind,
    pub(super) proves: String,
    pub(super) criteria: Vec<Criterion>,
    pub(super) url: String,
    pub(super) issued: Day,
    pub(super) expires: Option<Day>,
    pub(super) by: String,
    pub(super) on: Day,
    /// Key of the older one.
    pub(super) replaces: Option<String>,
    pub(super) checked: Option<CheckedProof>,
}

/// What somebody of another organisation says of evidence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckedProof {
    pub(super) verdict: ProofVerdict,
    pub(super) by: String,
    pub(super) on: Day,
    pub(super) note: Option<String>,
}

/// An evaluation of a vendor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VendorEvaluation {
    pub(super) partnership: String,
    pub(super) vendor: String,
    pub(super) standing: VendorStanding,
    pub(super) subject: String,
    pub(super) opened: Day,
    pub(super) due: Day,
    pub(super) by: String,
    pub(super) evaluators: Vec<Evaluator>,
    pub(super) agreed: Option<AgreedEvaluation>,
    pub(super) withdrawn: Option<WithdrawnEvaluation>,
    #[serde(default)]
    pub(super) replies: Vec<EvaluationReply>,
}

/// Who scores; without a day they have not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Evaluator {
    pub(super) by: String,
    /// Of those named after the opening.
    pub(super) added: Option<Day>,
    pub(super) on: Option<Day>,
    #[serde(default)]
    pub(super) scores: BTreeMap<Criterion, GivenScore>,
}

/// What is given for a criterion; no score is "cannot say".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GivenScore {
    pub(super) score: Option<u8>,
    pub(super) words: Option<String>,
    /// Keys of the evidence that it rests on.
    #[serde(default)]
    pub(super) proofs: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgreedEvaluation {
    pub(super) on: Day,
    pub(super) conclusion: String,
    pub(super) consensus: BTreeMap<Criterion, GivenScore>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WithdrawnEvaluation {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvaluationReply {
    /// None for a reply in whole.
    pub(super) about: Option<Criterion>,
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) words: String,
}

/// Evidence and evaluations, from the file.
pub(super) fn vendors() -> Result<Vendors, DataError> {
    let file = FILES
        .get_file("vendors.toml")
        .ok_or(DataError::Missing("vendors.toml"))?;
    read(file)
}

/// Tensions and mechanisms, from the file.
pub(super) fn coordination() -> Result<Coordination, DataError> {
    let file = FILES
        .get_file("coordination.toml")
        .ok_or(DataError::Missing("coordination.toml"))?;
    read(file)
}

/// What stands in the way, and what must stand before AI.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Safeguards {
    pub(super) risks: Vec<Risk>,
    pub(super) works: Vec<AutomationWork>,
    pub(super) foundations: Vec<FoundationSaid>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Risk {
    /// Reference of a partnership.
    pub(super) place: String,
    pub(super) title: String,
    pub(super) kind: RiskKind,
    pub(super) consequence: String,
    pub(super) remedy: String,
    pub(super) carriers: Vec<String>,
    pub(super) owner: String,
    pub(super) by: String,
    pub(super) raised: Day,
    pub(super) review: Day,
    #[serde(default)]
    pub(super) closed_to_vendors: bool,
    pub(super) closed: Option<RiskClosed>,
    /// In the order of time.
    pub(super) scores: Vec<RiskScored>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RiskClosed {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) outcome: RiskOutcome,
    pub(super) words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RiskScored {
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) occurrence: Occurrence,
    pub(super) likelihood: i16,
    pub(super) impact: i16,
    pub(super) words: String,
}

/// Work with AI or automation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AutomationWork {
    pub(super) place: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) by: String,
    pub(super) on: Day,
    pub(super) begun: Option<Begun>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Begun {
    pub(super) on: Day,
    pub(super) by: String,
}

/// What somebody says of a foundation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FoundationSaid {
    pub(super) place: String,
    pub(super) foundation: Foundation,
    pub(super) verdict: FoundationVerdict,
    pub(super) by: String,
    pub(super) on: Day,
    pub(super) words: String,
    pub(super) link: Option<String>,
}

/// What is claimed and verified, what others take up, and what was learnt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Harvest {
    pub(super) benefits: Vec<Benefit>,
    pub(super) prototypes: Vec<Prototype>,
    pub(super) lessons: Vec<Lesson>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Benefit {
    pub(super) place: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) domain: OutcomeDomain,
    /// Publication that claims it; who records it does otherwise.
    pub(super) source: Option<String>,
    pub(super) link: Option<String>,
    pub(super) as_published: Option<String>,
    pub(super) by: String,
    pub(super) measure: String,
    pub(super) kind: MeasureKind,
    pub(super) unit: String,
    pub(super) direction: Direction,
    pub(super) baseline: Option<Decimal>,
    pub(super) expected: Option<Decimal>,
    pub(super) claimed: Option<Decimal>,
    pub(super) on: Day,
    #[serde(default)]
    pub(super) verifications: Vec<Verification>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Verification {
    pub(super) value: Decimal,
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) method: String,
    pub(super) link: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prototype {
    pub(super) place: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) since: Day,
    pub(super) by: String,
    pub(super) link: Option<String>,
    pub(super) uptakes: Vec<Uptake>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Uptake {
    pub(super) jurisdiction: String,
    pub(super) organisation: Option<String>,
    pub(super) stage: UptakeStage,
    pub(super) on: Day,
    pub(super) by: String,
    pub(super) source: String,
    pub(super) link: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lesson {
    /// Reference of a partnership; none where it is for everybody.
    pub(super) place: Option<String>,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) tags: Vec<String>,
    pub(super) domain: Option<OutcomeDomain>,
    pub(super) kind: Option<RiskKind>,
    pub(super) by: String,
    pub(super) on: Day,
}

/// Risks and foundations, from the file.
pub(super) fn safeguards() -> Result<Safeguards, DataError> {
    let file = FILES
        .get_file("risks.toml")
        .ok_or(DataError::Missing("risks.toml"))?;
    read(file)
}

/// Benefits, prototypes and lessons, from the file.
pub(super) fn harvest() -> Result<Harvest, DataError> {
    let file = FILES
        .get_file("benefits.toml")
        .ok_or(DataError::Missing("benefits.toml"))?;
    read(file)
}

/// Who and where, from the file.
pub(super) fn registry() -> Result<Registry, DataError> {
    let file = FILES
        .get_file("registry.toml")
        .ok_or(DataError::Missing("registry.toml"))?;
    read(file)
}

/// Every partnership, in the order of the files' names.
pub(super) fn partnerships() -> Result<Vec<Partnership>, DataError> {
    let folder = FILES
        .get_dir("partnerships")
        .ok_or(DataError::Missing("partnerships"))?;
    let mut files: Vec<_> = folder.files().collect();
    files.sort_by_key(|file| file.path());
    files.into_iter().map(read).collect()
}

/// Every governance body, after the partnerships that some belong to.
pub(super) fn bodies() -> Result<Vec<Body>, DataError> {
    let file = FILES
        .get_file("governance.toml")
        .ok_or(DataError::Missing("governance.toml"))?;
    Ok(read::<Governance>(file)?.bodies)
}

fn read<T: DeserializeOwned>(file: &include_dir::File<'_>) -> Result<T, DataError> {
    toml::from_slice(file.contents()).map_err(|source| DataError::Shape {
        file: file.path().display().to_string(),
        source,
    })
}
