//! From the stories to the rows of the database, by the domain's rules.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::access::{Grant, Role};
use domain::amendment::{
    AgreedTerms, Amended, Amendment, Change, Draft, Held, Side, Term, contradictions,
};
use domain::benefit::{MeasureKind, UptakeStage, may_verify};
use domain::calendar::Zone;
use domain::calendar::{Period, add_months, add_working_days, minus_months};
use domain::charter::Characteristic;
use domain::contract::{Ending, Renewal, Terms};
use domain::cost::CostCategory;
use domain::deliverable::{DeliverableError, DeliverableState, EvidenceKind, Verdict};
use domain::evaluation::{Criterion, VendorStanding};
use domain::evidence::{ProofKind, ProofVerdict};
use domain::foundation::{Foundation, FoundationVerdict, WorkState, may_begin};
use domain::funding::{FiscalYear, FundingKind, LineStatus};
use domain::governance::{
    ActionState, ActionStep, AgendaSource, Ballot, BodyLevel, Deliberation, Outcome, Seat, Sitting,
    outcome, voters,
};
use domain::government::{Area, DiscretionUse, Involvement};
use domain::jurisdiction::{FirstMonth, Level};
use domain::milestone::{MilestoneState, may_log};
use domain::obligation::ObligationState;
use domain::organisation::Sector;
use domain::partnership::{
    Approach, Architecture, BuildingBlock, OutcomeDomain, PartyRole, ServiceType, Stage,
};
use domain::report::{Declared, Dimension};
use domain::risk::{Occurrence, RiskKind, RiskOutcome, may_score, score};
use domain::scorecard::{Answer, DEFAULT_MINIMUM, Factor, Naming, StakeholderGroup};
use domain::status::Status;
use domain::strategic::Said;
use domain::target::{Combination, Direction, IndicatorKind, MeasurementState};
use domain::tension::{
    CoordinationLevel, Effect, Life, MechanismKind, Strength, may_be_felt, poles,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use sha2::{Digest, Sha256};
use strum::VariantArray;
use uuid::Uuid;

use super::data::{self, Content, DataError, Day, FileKind};
use super::files;

/// Every row of the demonstration, each field named as its column.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) jurisdictions: Vec<JurisdictionRow>,
    pub(super) organisations: Vec<OrganisationRow>,
    pub(super) former_names: Vec<FormerNameRow>,
    pub(super) identifiers: Vec<IdentifierRow>,
    pub(super) people: Vec<PersonRow>,
    pub(super) partnerships: Vec<PartnershipRow>,
    pub(super) parties: Vec<PartyRow>,
    pub(super) moves: Vec<MoveRow>,
    pub(super) restructurings: Vec<RestructuringRow>,
    pub(super) rights: Vec<RightRow>,
    pub(super) contracts: Vec<ContractRow>,
    pub(super) co_suppliers: Vec<CoSupplierRow>,
    pub(super) files: Vec<FileRow>,
    pub(super) file_contents: Vec<FileContentRow>,
    pub(super) documents: Vec<DocumentRow>,
    pub(super) milestones: Vec<MilestoneRow>,
    pub(super) entries: Vec<EntryRow>,
    pub(super) deliverables: Vec<DeliverableRow>,
    pub(super) submissions: Vec<SubmissionRow>,
    pub(super) evidence: Vec<EvidenceRow>,
    pub(super) reviews: Vec<ReviewRow>,
    pub(super) replies: Vec<ReplyRow>,
    pub(super) commitments: Vec<CommitmentRow>,
    pub(super) commitment_lines: Vec<CommitmentLineRow>,
    pub(super) receipts: Vec<MovementRow>,
    pub(super) spending: Vec<MovementRow>,
    pub(super) budgets: Vec<BudgetRow>,
    pub(super) rates: Vec<RateRow>,
    pub(super) amendments: Vec<AmendmentRow>,
    pub(super) amendment_changes: Vec<AmendmentChangeRow>,
    pub(super) amendment_signatures: Vec<AmendmentSignatureRow>,
    pub(super) obligations: Vec<ObligationRow>,
    pub(super) cost_lines: Vec<CostLineRow>,
    pub(super) indicators: Vec<IndicatorRow>,
    pub(super) targets: Vec<TargetRow>,
    pub(super) measurements: Vec<MeasurementRow>,
    pub(super) scorecard_rounds: Vec<ScorecardRoundRow>,
    pub(super) scorecard_invitations: Vec<ScorecardInvitationRow>,
    pub(super) scorecard_responses: Vec<ScorecardResponseRow>,
    pub(super) scorecard_answers: Vec<ScorecardAnswerRow>,
    pub(super) scorecard_comments: Vec<ScorecardCommentRow>,
    pub(super) status_reports: Vec<StatusReportRow>,
    pub(super) status_report_findings: Vec<StatusReportFindingRow>,
    pub(super) status_report_reasons: Vec<StatusReportReasonRow>,
    pub(super) status_questions: Vec<StatusQuestionRow>,
    /// By number, so that each is signed before the next is opened.
    pub(super) charters: Vec<CharterRows>,
    pub(super) soundness: Vec<StatementRow>,
    pub(super) benefits: Vec<StatementRow>,
    pub(super) plans: Vec<PlanRow>,
    pub(super) bodies: Vec<BodyRow>,
    pub(super) body_members: Vec<BodyMemberRow>,
    pub(super) meetings: Vec<MeetingRow>,
    pub(super) agenda_items: Vec<AgendaItemRow>,
    pub(super) attendance: Vec<AttendanceRow>,
    pub(super) decisions: Vec<DecisionRow>,
    pub(super) votes: Vec<VoteRow>,
    pub(super) actions: Vec<ActionRow>,
    pub(super) action_steps: Vec<ActionStepRow>,
    pub(super) tensions: Vec<TensionRow>,
    pub(super) tension_positions: Vec<TensionPositionRow>,
    pub(super) mechanisms: Vec<MechanismRow>,
    pub(super) mechanism_effects: Vec<MechanismEffectRow>,
    pub(super) directions: Vec<DirectionRow>,
    pub(super) discretion: Vec<DiscretionRow>,
    pub(super) carried: Vec<CarriedRow>,
    pub(super) involvement: Vec<InvolvementRow>,
    pub(super) proofs: Vec<ProofRow>,
    pub(super) evaluations: Vec<EvaluationRow>,
    pub(super) evaluators: Vec<EvaluatorRow>,
    pub(super) scores: Vec<GivenRow>,
    pub(super) consensus: Vec<GivenRow>,
    pub(super) pointers: Vec<PointerRow>,
    pub(super) evaluation_replies: Vec<EvaluationReplyRow>,
    pub(super) risks: Vec<RiskRow>,
    pub(super) risk_carriers: Vec<RiskCarrierRow>,
    pub(super) risk_scores: Vec<RiskScoreRow>,
    pub(super) automation_works: Vec<AutomationWorkRow>,
    pub(super) foundations: Vec<FoundationRow>,
    pub(super) claimed_benefits: Vec<BenefitRow>,
    pub(super) verifications: Vec<VerificationRow>,
    pub(super) prototypes: Vec<PrototypeRow>,
    pub(super) uptakes: Vec<UptakeRow>,
    pub(super) lessons: Vec<LessonRow>,
}

#[derive(Debug, Serialize)]
pub(super) struct StatementRow {
    id: Uuid,
    partnership_id: Uuid,
    organisation_id: Uuid,
    verdict: Said,
    words: String,
    stated_on: NaiveDate,
    stated_by: Uuid,
    stated_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PlanRow {
    id: Uuid,
    partnership_id: Uuid,
    title: String,
    url: Option<String>,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    replaces_id: Option<Uuid>,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

/// A version of a charter, with what was written and signed in it.
#[derive(Debug, Serialize)]
pub(super) struct CharterRows {
    pub(super) version: CharterRow,
    pub(super) positions: Vec<CharterPositionRow>,
    pub(super) bridges: Vec<CharterBridgeRow>,
    pub(super) signatures: Vec<CharterSignatureRow>,
}

#[derive(Debug, Serialize)]
pub(super) struct CharterRow {
    id: Uuid,
    partnership_id: Uuid,
    number: usize,
    opened_by: Uuid,
    opened_at: DateTime<Utc>,
}

#[derive(Debug, Serialize)]
pub(super) struct CharterPositionRow {
    id: Uuid,
    version: usize,
    partnership_id: Uuid,
    charter_id: Uuid,
    organisation_id: Uuid,
    characteristic: Characteristic,
    position: u8,
    parameters: String,
    roles: String,
    involvement: String,
    expectations: String,
    written_by: Uuid,
    written_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct CharterBridgeRow {
    id: Uuid,
    version: usize,
    partnership_id: Uuid,
    charter_id: Uuid,
    characteristic: Characteristic,
    step: String,
    responsible_id: Uuid,
    due_on: NaiveDate,
    written_by: Uuid,
    written_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct CharterSignatureRow {
    id: Uuid,
    partnership_id: Uuid,
    charter_id: Uuid,
    organisation_id: Uuid,
    person_id: Uuid,
    signed_on: NaiveDate,
    signed_at: DateTime<Utc>,
}

#[derive(Debug, Serialize)]
pub(super) struct IndicatorRow {
    id: Uuid,
    partnership_id: Uuid,
    title: String,
    why: Option<String>,
    outcome_domain: Option<OutcomeDomain>,
    unit: String,
    kind: IndicatorKind,
    per: i32,
    direction: Direction,
    combination: Combination,
    baseline_value: Option<String>,
    baseline_on: Option<NaiveDate>,
    owner_id: Uuid,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct TargetRow {
    id: Uuid,
    partnership_id: Uuid,
    indicator_id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    label: String,
    value: String,
    replaces_id: Option<Uuid>,
    replaced_by_id: Option<Uuid>,
    reason: Option<String>,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct MeasurementRow {
    id: Uuid,
    partnership_id: Uuid,
    indicator_id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    value: Option<String>,
    numerator: Option<String>,
    denominator: Option<String>,
    source: String,
    note: Option<String>,
    state: MeasurementState,
    recorded_by: Uuid,
    recorded_at: DateTime<Utc>,
    submitted_by: Option<Uuid>,
    submitted_at: Option<DateTime<Utc>>,
    decided_by: Option<Uuid>,
    decided_at: Option<DateTime<Utc>>,
    reason: Option<String>,
    reason_language: Option<String>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ScorecardRoundRow {
    id: Uuid,
    partnership_id: Uuid,
    title: String,
    opens_on: NaiveDate,
    closes_on: NaiveDate,
    naming: Naming,
    minimum: u16,
    planned_by: Uuid,
    closed_at: Option<DateTime<Utc>>,
    closed_by: Option<Uuid>,
    published_at: Option<DateTime<Utc>>,
    published_by: Option<Uuid>,
    agenda: Option<String>,
    agenda_language: Option<String>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ScorecardInvitationRow {
    id: Uuid,
    partnership_id: Uuid,
    round_id: Uuid,
    person_id: Uuid,
    stakeholder_group: StakeholderGroup,
}

#[derive(Debug, Serialize)]
pub(super) struct ScorecardResponseRow {
    id: Uuid,
    round_id: Uuid,
    person_id: Uuid,
    submitted_at: DateTime<Utc>,
    language: String,
}

/// The statement is named by factor and position.
#[derive(Debug, Serialize)]
pub(super) struct ScorecardAnswerRow {
    id: Uuid,
    response_id: Uuid,
    factor: Factor,
    position: usize,
    score: Option<u8>,
}

#[derive(Debug, Serialize)]
pub(super) struct ScorecardCommentRow {
    id: Uuid,
    response_id: Uuid,
    factor: Factor,
    remark: String,
}

#[derive(Debug, Serialize)]
pub(super) struct CommitmentRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Option<Uuid>,
    funder_id: Uuid,
    title: String,
    kind: FundingKind,
    currency: String,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct CommitmentLineRow {
    id: Uuid,
    partnership_id: Uuid,
    commitment_id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    label: String,
    amount: u64,
    status: LineStatus,
    replaces_id: Option<Uuid>,
    replaced_by_id: Option<Uuid>,
    reason: Option<String>,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

/// A receipt or spending.
#[derive(Debug, Serialize)]
pub(super) struct MovementRow {
    id: Uuid,
    partnership_id: Uuid,
    commitment_id: Uuid,
    happened_on: NaiveDate,
    amount: u64,
    note: Option<String>,
    voided_on: Option<NaiveDate>,
    void_reason: Option<String>,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct BudgetRow {
    id: Uuid,
    jurisdiction_id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    label: String,
    currency: String,
    health_budget: Option<i64>,
    ict_spending: Option<i64>,
    source: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct RateRow {
    id: Uuid,
    base_currency: String,
    quote_currency: String,
    as_of: NaiveDate,
    rate: String,
    source: &'static str,
}

/// Where figures are from that nobody published.
const SOURCE: &str = "Demonstration, fictional";

#[derive(Debug, Serialize)]
pub(super) struct JurisdictionRow {
    id: Uuid,
    name: String,
    code: String,
    parent_id: Option<Uuid>,
    level: Level,
    currency: String,
    fiscal_first_month: i16,
    time_zone: Zone,
}

#[derive(Debug, Serialize)]
pub(super) struct OrganisationRow {
    id: Uuid,
    name: String,
    short_name: Option<String>,
    sector: Sector,
    jurisdiction_id: Uuid,
    successor_id: Option<Uuid>,
    succeeded_on: Option<NaiveDate>,
    locality: String,
    country_name: String,
}

#[derive(Debug, Serialize)]
pub(super) struct FormerNameRow {
    id: Uuid,
    organisation_id: Uuid,
    name: String,
    used_until: Option<NaiveDate>,
}

#[derive(Debug, Serialize)]
pub(super) struct IdentifierRow {
    id: Uuid,
    organisation_id: Uuid,
    scheme: String,
    identifier: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PersonRow {
    pub(super) id: Uuid,
    name: String,
    email: String,
    role: Role,
    organisation_id: Uuid,
    locale: Option<String>,
    deactivated_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize)]
pub(super) struct PartnershipRow {
    id: Uuid,
    reference: String,
    title: String,
    need: String,
    response: String,
    jurisdiction_id: Uuid,
    level: Level,
    approach: Option<Approach>,
    architecture: Option<Architecture>,
    service_types: Vec<ServiceType>,
    building_blocks: Vec<BuildingBlock>,
    outcome_domains: Vec<OutcomeDomain>,
    stage: Stage,
    negotiation_start: Option<NaiveDate>,
    negotiation_end: Option<NaiveDate>,
    established_on: Option<NaiveDate>,
    planned_end: Option<NaiveDate>,
    executive_id: Option<Uuid>,
    clinical_lead_id: Option<Uuid>,
    ict_lead_id: Option<Uuid>,
    sponsor_id: Option<Uuid>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PartyRow {
    id: Uuid,
    partnership_id: Uuid,
    organisation_id: Uuid,
    role: PartyRole,
    since: Option<NaiveDate>,
}

#[derive(Debug, Serialize)]
pub(super) struct MoveRow {
    id: Uuid,
    partnership_id: Uuid,
    from_stage: Stage,
    to_stage: Stage,
    moved_on: NaiveDate,
    note: String,
    person_id: Uuid,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct RestructuringRow {
    id: Uuid,
    partnership_id: Uuid,
    happened_on: NaiveDate,
    description: String,
    person_id: Uuid,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct RightRow {
    id: Uuid,
    partnership_id: Uuid,
    person_id: Uuid,
    access: Grant,
}

#[derive(Debug, Serialize)]
pub(super) struct ContractRow {
    id: Uuid,
    partnership_id: Uuid,
    number: String,
    title: String,
    description: Option<String>,
    buyer_id: Uuid,
    supplier_id: Uuid,
    signed_on: Option<NaiveDate>,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    value: Option<u64>,
    currency: String,
    renewal: Renewal,
    renewal_months: Option<u16>,
    notice_days: Option<u16>,
    notice_months: Option<u16>,
    max_end: Option<NaiveDate>,
    review_days: u16,
    suspended_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
    ending: Option<Ending>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct CoSupplierRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    organisation_id: Uuid,
}

#[derive(Debug, Serialize)]
pub(super) struct FileRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Option<Uuid>,
    name: String,
    media_type: &'static str,
    size_bytes: usize,
    sha256: String,
    uploaded_by: Uuid,
    uploaded_at: DateTime<Utc>,
}

#[derive(Debug, Serialize)]
pub(super) struct FileContentRow {
    file_id: Uuid,
    bytes: String,
}

#[derive(Debug, Serialize)]
pub(super) struct DocumentRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Option<Uuid>,
    title: String,
    url: Option<String>,
    file_id: Option<Uuid>,
    published_on: NaiveDate,
    added_by: Uuid,
    added_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct MilestoneRow {
    id: Uuid,
    partnership_id: Uuid,
    title: String,
    description: Option<String>,
    owner_id: Uuid,
    state: MilestoneState,
    planned_on: NaiveDate,
    baseline_on: Option<NaiveDate>,
    forecast_on: Option<NaiveDate>,
    actual_on: Option<NaiveDate>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct EntryRow {
    id: Uuid,
    partnership_id: Uuid,
    milestone_id: Uuid,
    happened_on: NaiveDate,
    story: String,
    state: MilestoneState,
    forecast_on: Option<NaiveDate>,
    person_id: Uuid,
    logged_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct DeliverableRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    title: String,
    description: Option<String>,
    acceptance_criteria: String,
    due_on: NaiveDate,
    state: DeliverableState,
    progress: u8,
    progress_note: Option<String>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct SubmissionRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    deliverable_id: Uuid,
    number: i32,
    notes: String,
    submitted_by: Uuid,
    submitted_at: DateTime<Utc>,
    submitted_on: NaiveDate,
    review_due_on: NaiveDate,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct EvidenceRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    submission_id: Uuid,
    title: String,
    url: Option<String>,
    file_id: Option<Uuid>,
}

#[derive(Debug, Serialize)]
pub(super) struct ReviewRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    submission_id: Uuid,
    verdict: Verdict,
    reason: Option<String>,
    reviewed_by: Uuid,
    reviewed_at: DateTime<Utc>,
    reviewed_on: NaiveDate,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ReplyRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    submission_id: Uuid,
    message: String,
    person_id: Uuid,
    replied_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct AmendmentRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    number: i32,
    effective_on: NaiveDate,
    reason: String,
    drafted_by: Uuid,
    drafted_at: DateTime<Utc>,
    agreed_on: Option<NaiveDate>,
    withdrawn_on: Option<NaiveDate>,
    withdrawal_reason: Option<String>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct AmendmentChangeRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    amendment_id: Uuid,
    term: Term,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct AmendmentSignatureRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    amendment_id: Uuid,
    side: Side,
    organisation_id: Uuid,
    person_id: Uuid,
    signed_on: NaiveDate,
    signed_at: DateTime<Utc>,
}

#[derive(Debug, Serialize)]
pub(super) struct ObligationRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    debtor_id: Uuid,
    creditor_id: Uuid,
    title: String,
    description: Option<String>,
    due_on: NaiveDate,
    state: ObligationState,
    settled_on: Option<NaiveDate>,
    settled_by: Option<Uuid>,
    reason: Option<String>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct CostLineRow {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Uuid,
    category: CostCategory,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    label: String,
    planned: u64,
    actual: Option<u64>,
    currency: String,
    entered_by: Uuid,
    language: String,
}

/// A submission is handed over in the morning, reviewed after noon and replied
/// to later, so that what falls on one day keeps its order.
const MORNING: u32 = 9;
const AFTERNOON: u32 = 14;
const EVENING: u32 = 16;

/// Every row of the demonstration as it stands on the day `today`.
///
/// # Errors
/// A file that makes no sense; a test reads them all.
pub(super) fn rows(today: NaiveDate) -> Result<Rows, DataError> {
    let mut building = Building::new(today, "demo.test");
    building.registry(data::registry()?)?;
    for partnership in data::partnerships()? {
        building.partnership(partnership)?;
    }
    for body in data::bodies()? {
        building.body(body)?;
    }
    building.coordination(data::coordination()?)?;
    building.vendors(data::vendors()?)?;
    building.safeguards(data::safeguards()?)?;
    building.harvest(data::harvest()?)?;
    Ok(building.rows)
}

/// The working day so many days from today: on a weekend, the Friday before in
/// the past, the Monday after in the future. Order is kept.
fn working_day(today: NaiveDate, day: Day) -> NaiveDate {
    let date = today + TimeDelta::days(day);
    let past_friday = u64::from(date.weekday().num_days_from_monday().saturating_sub(4));
    match (past_friday, day > 0) {
        (0, _) => date,
        (days, false) => date - Days::new(days),
        (days, true) => date + Days::new(3 - days),
    }
}

/// A person with the language they type in.
struct Author {
    id: Uuid,
    writes: String,
}

struct Place {
    id: Uuid,
    currency: String,
    first_month: FirstMonth,
    country: String,
}

/// What the rows of one partnership share.
struct Context {
    id: Uuid,
    reference: String,
    language: String,
    currency: String,
    first_month: FirstMonth,
}

pub(super) struct Building {
    today: NaiveDate,
    /// What everybody's address ends with.
    mail: &'static str,
    places: HashMap<String, Place>,
    organisations: HashMap<String, Uuid>,
    people: HashMap<String, Author>,
    rows: Rows,
}

fn find<'a, T>(among: &'a HashMap<String, T>, key: &str) -> Result<&'a T, DataError> {
    among
        .get(key)
        .ok_or_else(|| DataError::Unknown(key.to_owned()))
}

fn rule<E: std::error::Error + Send + Sync + 'static>(
    subject: &str,
) -> impl FnOnce(E) -> DataError + use<'_, E> {
    move |error| DataError::Rule {
        subject: subject.to_owned(),
        source: error.into(),
    }
}

impl Building {
    /// Nothing yet, as it stands on the day `today`.
    pub(super) fn new(today: NaiveDate, mail: &'static str) -> Self {
        Self {
            today,
            mail,
            places: HashMap::new(),
            organisations: HashMap::new(),
            people: HashMap::new(),
            rows: Rows::default(),
        }
    }

    fn day(&self, day: Day) -> NaiveDate {
        working_day(self.today, day)
    }

    /// A calendar day, weekends included: contracts begin and end on any.
    fn any_day(&self, day: Day) -> NaiveDate {
        self.today + TimeDelta::days(day)
    }

    /// A moment within the given hour; the minute varies with the day.
    fn moment(&self, day: Day, hour: u32) -> DateTime<Utc> {
        let minute = u32::try_from(day.unsigned_abs() * 7 % 60).unwrap_or_default();
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        self.day(day).and_time(time).and_utc()
    }

    fn organisation_id(&self, key: &str) -> Result<Uuid, DataError> {
        find(&self.organisations, key).copied()
    }

    fn author(&self, key: &str) -> Result<(Uuid, String), DataError> {
        let author = find(&self.people, key)?;
        Ok((author.id, author.writes.clone()))
    }

    fn person_id(&self, key: Option<&String>) -> Result<Option<Uuid>, DataError> {
        key.map(|key| Ok(find(&self.people, key)?.id)).transpose()
    }

    /// Takes out the rows made so far.
    pub(super) fn take(&mut self) -> Rows {
        std::mem::take(&mut self.rows)
    }

    /// Adds who and where.
    pub(super) fn registry(&mut self, registry: data::Registry) -> Result<(), DataError> {
        for jurisdiction in registry.jurisdictions {
            self.jurisdiction(jurisdiction)?;
        }
        for organisation in registry.organisations {
            self.organisation(organisation)?;
        }
        for person in registry.people {
            self.person(person)?;
        }
        for budget in registry.budgets {
            self.budget(&budget)?;
        }
        for rate in registry.rates {
            let as_of = self.day(rate.on);
            self.rows.rates.push(RateRow {
                id: Uuid::now_v7(),
                base_currency: rate.base,
                quote_currency: rate.quote,
                as_of,
                rate: rate.rate,
                source: SOURCE,
            });
        }
        Ok(())
    }

    fn budget(&mut self, budget: &data::Budget) -> Result<(), DataError> {
        let place = find(&self.places, &budget.jurisdiction)?;
        let now = FiscalYear::of(self.today, place.first_month);
        let mut back = std::iter::successors(Some(now), |year| Some(year.previous()));
        let year = back.nth(budget.years_ago.into()).unwrap_or(now);
        let millions = |amount: Option<i64>| amount.map(|amount| amount * 1_000_000);
        self.rows.budgets.push(BudgetRow {
            id: Uuid::now_v7(),
            jurisdiction_id: place.id,
            starts_on: year.period().start(),
            ends_on: year.period().end(),
            label: year.label(),
            currency: place.currency.clone(),
            health_budget: millions(budget.health),
            ict_spending: millions(budget.ict),
            source: SOURCE,
        });
        Ok(())
    }

    fn jurisdiction(&mut self, jurisdiction: data::Jurisdiction) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let parent = jurisdiction
            .parent
            .map(|code| find(&self.places, &code))
            .transpose()?;
        let place = Place {
            id,
            currency: jurisdiction.currency.clone(),
            first_month: FirstMonth::new(
                u32::try_from(jurisdiction.fiscal_first_month).unwrap_or(0),
            )
            .map_err(rule(&jurisdiction.code))?,
            country: parent
                .map_or(&jurisdiction.name, |parent| &parent.country)
                .clone(),
        };
        self.rows.jurisdictions.push(JurisdictionRow {
            id,
            name: jurisdiction.name,
            code: jurisdiction.code.clone(),
            parent_id: parent.map(|parent| parent.id),
            level: jurisdiction.level,
            currency: jurisdiction.currency,
            fiscal_first_month: jurisdiction.fiscal_first_month,
            time_zone: jurisdiction.time_zone,
        });
        self.places.insert(jurisdiction.code, place);
        Ok(())
    }

    fn organisation(&mut self, organisation: data::Organisation) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let place = find(&self.places, &organisation.jurisdiction)?;
        let successor = organisation.successor;
        self.rows.organisations.push(OrganisationRow {
            id,
            name: organisation.name,
            short_name: organisation.short,
            sector: organisation.sector,
            jurisdiction_id: place.id,
            successor_id: successor
                .as_ref()
                .map(|successor| self.organisation_id(&successor.key))
                .transpose()?,
            succeeded_on: successor.map(|successor| self.any_day(successor.on)),
            locality: organisation.locality,
            country_name: place.country.clone(),
        });
        for former in organisation.former {
            self.rows.former_names.push(FormerNameRow {
                id: Uuid::now_v7(),
                organisation_id: id,
                name: former.name,
                used_until: former.until.map(|day| self.any_day(day)),
            });
        }
        if let Some((scheme, identifier)) = organisation.identifier {
            self.rows.identifiers.push(IdentifierRow {
                id: Uuid::now_v7(),
                organisation_id: id,
                scheme,
                identifier,
            });
        }
        self.organisations.insert(organisation.key, id);
        Ok(())
    }

    fn person(&mut self, person: data::Person) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        self.rows.people.push(PersonRow {
            id,
            name: person.name,
            email: format!("{}@{}", person.key, self.mail),
            role: person.role,
            organisation_id: self.organisation_id(&person.organisation)?,
            locale: person.locale,
            deactivated_at: person.left.map(|day| self.moment(day, EVENING)),
        });
        let writes = person.writes;
        self.people.insert(person.key, Author { id, writes });
        Ok(())
    }

    /// Adds a partnership with all that belongs to it.
    pub(super) fn partnership(&mut self, partnership: data::Partnership) -> Result<(), DataError> {
        let place = find(&self.places, &partnership.jurisdiction)?;
        let context = Context {
            id: Uuid::now_v7(),
            reference: partnership.reference.clone(),
            language: partnership.language.clone(),
            currency: place.currency.clone(),
            first_month: place.first_month,
        };
        let moved_on = |to: Stage| {
            let step = partnership.moves.iter().find(|step| step.to == to);
            step.map(|step| self.day(step.on))
        };
        let after_negotiation = partnership
            .moves
            .iter()
            .skip_while(|step| step.to != Stage::Negotiating)
            .nth(1);
        let established_on = moved_on(Stage::Active);
        let row = PartnershipRow {
            id: context.id,
            reference: partnership.reference.clone(),
            title: partnership.title.clone(),
            need: partnership.need.clone(),
            response: partnership.response.clone(),
            jurisdiction_id: place.id,
            level: partnership.level,
            approach: partnership.approach,
            architecture: partnership.architecture,
            service_types: partnership.service_types.clone(),
            building_blocks: partnership.building_blocks.clone(),
            outcome_domains: partnership.outcome_domains.clone(),
            stage: partnership
                .moves
                .last()
                .map_or(Stage::Proposed, |step| step.to),
            negotiation_start: moved_on(Stage::Negotiating),
            negotiation_end: after_negotiation.map(|step| self.day(step.on)),
            established_on,
            planned_end: partnership.planned_end.map(|day| self.any_day(day)),
            executive_id: self.person_id(partnership.executive.as_ref())?,
            clinical_lead_id: self.person_id(partnership.clinical_lead.as_ref())?,
            ict_lead_id: self.person_id(partnership.ict_lead.as_ref())?,
            sponsor_id: self.person_id(partnership.sponsor.as_ref())?,
            language: partnership.language.clone(),
        };
        self.rows.partnerships.push(row);
        for party in partnership.parties {
            self.party(&context, &party)?;
        }
        self.moves(&context, partnership.moves)?;
        for event in partnership.restructurings {
            let (person_id, language) = self.author(&event.by)?;
            self.rows.restructurings.push(RestructuringRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                happened_on: self.day(event.on),
                description: event.description,
                person_id,
                language,
            });
        }
        for right in partnership.rights {
            self.rows.rights.push(RightRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                person_id: find(&self.people, &right.person)?.id,
                access: right.access,
            });
        }
        for document in partnership.documents {
            self.document(&context, None, document)?;
        }
        for contract in partnership.contracts {
            self.contract(&context, contract)?;
        }
        for milestone in partnership.milestones {
            self.milestone(&context, milestone, established_on.is_some())?;
        }
        for commitment in partnership.commitments {
            self.commitment(&context, commitment)?;
        }
        for indicator in partnership.indicators {
            self.indicator(&context, indicator)?;
        }
        for scorecard in partnership.scorecards {
            self.scorecard(&context, scorecard)?;
        }
        for (number, report) in (1..).zip(partnership.status_reports) {
            let executive = partnership.executive.as_deref().unwrap_or_default();
            self.status_report(&context, (number, executive), report)?;
        }
        for (index, charter) in partnership.charters.into_iter().enumerate() {
            self.charter(&context, index + 1, charter)?;
        }
        for statement in partnership.soundness {
            let row = self.statement(&context, statement)?;
            self.rows.soundness.push(row);
        }
        for statement in partnership.benefits {
            let row = self.statement(&context, statement)?;
            self.rows.benefits.push(row);
        }
        let mut before = None;
        for plan in partnership.plans {
            let id = Uuid::now_v7();
            let (entered_by, language) = self.author(&plan.by)?;
            let replaces_id = before.replace(id).filter(|_| plan.replaces);
            self.rows.plans.push(PlanRow {
                id,
                partnership_id: context.id,
                title: plan.title,
                url: plan.url,
                starts_on: self.any_day(plan.from),
                ends_on: self.any_day(plan.to),
                replaces_id,
                entered_by,
                entered_at: self.moment(plan.on, MORNING),
                language,
            });
        }
        Ok(())
    }

    fn statement(
        &self,
        context: &Context,
        statement: data::Statement,
    ) -> Result<StatementRow, DataError> {
        let (stated_by, language) = self.author(&statement.by)?;
        Ok(StatementRow {
            id: Uuid::now_v7(),
            partnership_id: context.id,
            organisation_id: self.organisation_of(stated_by),
            verdict: statement.says,
            words: statement.words,
            stated_on: self.day(statement.on),
            stated_by,
            stated_at: self.moment(statement.on, AFTERNOON),
            language,
        })
    }

    fn charter(
        &mut self,
        context: &Context,
        number: usize,
        charter: data::Charter,
    ) -> Result<(), DataError> {
        let (id, partnership_id) = (Uuid::now_v7(), context.id);
        let mut rows = CharterRows {
            version: CharterRow {
                id,
                partnership_id,
                number,
                opened_by: self.author(&charter.by)?.0,
                opened_at: self.moment(charter.on, MORNING),
            },
            positions: Vec::new(),
            bridges: Vec::new(),
            signatures: Vec::new(),
        };
        for column in charter.columns {
            let (written_by, language) = self.author(&column.by)?;
            for (characteristic, says) in column.says {
                rows.positions.push(CharterPositionRow {
                    id: Uuid::now_v7(),
                    version: number,
                    partnership_id,
                    charter_id: id,
                    organisation_id: self.organisation_of(written_by),
                    characteristic,
                    position: says.place,
                    parameters: says.parameters,
                    roles: says.roles,
                    involvement: says.involvement,
                    expectations: says.expectations,
                    written_by,
                    written_at: self.moment(column.on, AFTERNOON),
                    language: language.clone(),
                });
            }
        }
        for bridge in charter.bridges {
            let (written_by, language) = self.author(&bridge.by)?;
            rows.bridges.push(CharterBridgeRow {
                id: Uuid::now_v7(),
                version: number,
                partnership_id,
                charter_id: id,
                characteristic: bridge.about,
                step: bridge.step,
                responsible_id: self.organisation_id(&bridge.responsible)?,
                due_on: self.day(bridge.due),
                written_by,
                written_at: self.moment(bridge.on, AFTERNOON),
                language,
            });
        }
        for signature in charter.signatures {
            let (person_id, _) = self.author(&signature.by)?;
            rows.signatures.push(CharterSignatureRow {
                id: Uuid::now_v7(),
                partnership_id,
                charter_id: id,
                organisation_id: self.organisation_of(person_id),
                person_id,
                signed_on: self.day(signature.on),
                signed_at: self.moment(signature.on, EVENING),
            });
        }
        self.rows.charters.push(rows);
        Ok(())
    }

    /// The organisation that somebody belongs to.
    fn organisation_of(&self, person: Uuid) -> Uuid {
        let row = self.rows.people.iter().find(|row| row.id == person);
        row.map(|row| row.organisation_id).unwrap_or_default()
    }

    fn scorecard(
        &mut self,
        context: &Context,
        scorecard: data::Scorecard,
    ) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let (person_id, language) = self.author(&scorecard.by)?;
        let (closed, published) = (scorecard.closed, scorecard.published);
        self.rows.scorecard_rounds.push(ScorecardRoundRow {
            id,
            partnership_id: context.id,
            title: scorecard.title,
            opens_on: self.day(scorecard.opens),
            closes_on: self.day(scorecard.closes),
            naming: scorecard.naming,
            minimum: DEFAULT_MINIMUM,
            planned_by: person_id,
            closed_at: closed.map(|day| self.moment(day, MORNING)),
            closed_by: closed.map(|_| person_id),
            published_at: published.map(|day| self.moment(day, AFTERNOON)),
            published_by: published.map(|_| person_id),
            agenda_language: scorecard.agenda.as_ref().map(|_| language.clone()),
            agenda: scorecard.agenda,
            language,
        });
        for (place, rater) in (0..).zip(scorecard.people) {
            let (person_id, language) = self.author(&rater.person)?;
            self.rows
                .scorecard_invitations
                .push(ScorecardInvitationRow {
                    id: Uuid::now_v7(),
                    partnership_id: context.id,
                    round_id: id,
                    person_id,
                    stakeholder_group: rater.group,
                });
            let Some(scores) = rater.scores else { continue };
            let response_id = Uuid::now_v7();
            self.rows.scorecard_responses.push(ScorecardResponseRow {
                id: response_id,
                round_id: id,
                person_id,
                submitted_at: self.moment((scorecard.opens + place).min(-1), EVENING),
                language,
            });
            let words = scores.split(' ').zip(Factor::VARIANTS);
            for (word, &factor) in words {
                for (index, digit) in word.chars().enumerate() {
                    let code = if digit == '-' {
                        Answer::CannotSay.code()
                    } else {
                        digit.to_string()
                    };
                    let answer = Answer::read(&code).ok_or(DataError::Unknown(code))?;
                    self.rows.scorecard_answers.push(ScorecardAnswerRow {
                        id: Uuid::now_v7(),
                        response_id,
                        factor,
                        position: index + 1,
                        score: answer.score(),
                    });
                }
            }
            for (factor, remark) in rater.comments {
                self.rows.scorecard_comments.push(ScorecardCommentRow {
                    id: Uuid::now_v7(),
                    response_id,
                    factor,
                    remark,
                });
            }
        }
        Ok(())
    }

    fn party(&mut self, context: &Context, party: &data::Party) -> Result<(), DataError> {
        self.rows.parties.push(PartyRow {
            id: Uuid::now_v7(),
            partnership_id: context.id,
            organisation_id: self.organisation_id(&party.organisation)?,
            role: party.role,
            since: party.since.map(|day| self.day(day)),
        });
        Ok(())
    }

    fn moves(&mut self, context: &Context, moves: Vec<data::Move>) -> Result<(), DataError> {
        let mut from = Stage::Proposed;
        for step in moves {
            let to = from.move_to(step.to).map_err(rule(&context.reference))?;
            let (person_id, language) = self.author(&step.by)?;
            self.rows.moves.push(MoveRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                from_stage: from,
                to_stage: to,
                moved_on: self.day(step.on),
                note: step.note,
                person_id,
                language,
            });
            from = to;
        }
        Ok(())
    }

    fn document(
        &mut self,
        context: &Context,
        contract_id: Option<Uuid>,
        document: data::Document,
    ) -> Result<(), DataError> {
        let (added_by, _) = self.author(&document.by)?;
        let added_at = self.moment(document.on, MORNING);
        let source = Source {
            contract_id,
            by: added_by,
            at: added_at,
        };
        let (url, file_id) = self.content(context, &source, &document.title, document.content);
        self.rows.documents.push(DocumentRow {
            id: Uuid::now_v7(),
            partnership_id: context.id,
            contract_id,
            title: document.title,
            url,
            file_id,
            published_on: self.day(document.on),
            added_by,
            added_at,
            language: context.language.clone(),
        });
        Ok(())
    }

    /// The link, or the id of a file made for it.
    fn content(
        &mut self,
        context: &Context,
        source: &Source,
        title: &str,
        content: Content,
    ) -> (Option<String>, Option<Uuid>) {
        let kind = match content {
            Content::Url(url) => return (Some(url), None),
            Content::File(kind) => kind,
        };
        let (bytes, kind, extension) = match kind {
            FileKind::Pdf => {
                let line = format!("{} - {}", context.reference, source.at.date_naive());
                (files::pdf(title, &line), EvidenceKind::Pdf, "pdf")
            }
            FileKind::Csv => (files::csv(source.at.date_naive()), EvidenceKind::Csv, "csv"),
        };
        let id = Uuid::now_v7();
        self.rows.files.push(FileRow {
            id,
            partnership_id: context.id,
            contract_id: source.contract_id,
            name: format!("{title}.{extension}"),
            media_type: kind.media_type(),
            size_bytes: bytes.len(),
            sha256: hex(&Sha256::digest(&bytes)),
            uploaded_by: source.by,
            uploaded_at: source.at,
        });
        self.rows.file_contents.push(FileContentRow {
            file_id: id,
            bytes: hex(&bytes),
        });
        (None, Some(id))
    }

    fn contract(&mut self, context: &Context, contract: data::Contract) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let mut row = ContractRow {
            id,
            partnership_id: context.id,
            number: contract.number,
            title: contract.title,
            description: contract.description,
            buyer_id: self.organisation_id(&contract.buyer)?,
            supplier_id: self.organisation_id(&contract.supplier)?,
            signed_on: contract.signed.map(|day| self.day(day)),
            starts_on: self.any_day(contract.starts),
            ends_on: self.any_day(contract.ends),
            value: contract.value,
            currency: context.currency.clone(),
            renewal: contract.renewal,
            renewal_months: contract.renewal_months,
            notice_days: contract.notice_days,
            notice_months: contract.notice_months,
            max_end: contract.max_end.map(|day| self.any_day(day)),
            review_days: contract.review_days,
            suspended_on: contract.suspended.map(|day| self.day(day)),
            ended_on: contract.ended.as_ref().map(|ended| self.day(ended.on)),
            ending: contract.ended.map(|ended| ended.how),
            language: context.language.clone(),
        };
        self.amendments(context, &mut row, contract.amendments)?;
        self.rows.contracts.push(row);
        for obligation in contract.obligations {
            self.obligation(context, id, obligation)?;
        }
        for cost in contract.costs {
            self.cost(context, id, cost)?;
        }
        for key in contract.co_suppliers {
            self.rows.co_suppliers.push(CoSupplierRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                contract_id: id,
                organisation_id: self.organisation_id(&key)?,
            });
        }
        for document in contract.documents {
            self.document(context, Some(id), document)?;
        }
        for deliverable in contract.deliverables {
            self.deliverable(context, id, contract.review_days, deliverable)?;
        }
        Ok(())
    }

    /// A contract's amendments, each drafted on the terms that were agreed by
    /// then. Those that both sides have signed change the contract.
    fn amendments(
        &mut self,
        context: &Context,
        contract: &mut ContractRow,
        amendments: Vec<data::Amendment>,
    ) -> Result<(), DataError> {
        let mut agreed = Vec::new();
        for (number, amendment) in (1..).zip(amendments) {
            let id = Uuid::now_v7();
            let (drafted_by, language) = self.author(&amendment.by)?;
            let drafted_on = self.day(amendment.on);
            let effective_on = self.any_day(amendment.effective);
            let terms = contract.agreed();
            let sets = [
                (
                    Term::Value,
                    amendment.value.map(|value| Held::Amount(value.into())),
                ),
                (
                    Term::EndsOn,
                    amendment.ends.map(|day| Held::Day(self.any_day(day))),
                ),
                (Term::Scope, amendment.scope.map(Held::Text)),
            ];
            let changes: Vec<Change> = sets
                .into_iter()
                .filter_map(|(term, after)| {
                    let (before, after) = (terms.get(term), after?);
                    Some(Change {
                        term,
                        before,
                        after,
                    })
                })
                .collect();
            let draft = Draft {
                effective_on,
                currency: None,
                changes: &changes,
            };
            if let Some((found, _)) =
                contradictions(&draft, &contract.amended(&terms, &agreed, drafted_on)?)
                    .into_iter()
                    .next()
            {
                return Err(rule(&contract.number)(found));
            }
            let mut signed_on = Vec::new();
            for (side, organisation_id, signature) in [
                (Side::Buyer, contract.buyer_id, &amendment.buyer),
                (Side::Supplier, contract.supplier_id, &amendment.supplier),
            ] {
                let Some(signature) = signature else { continue };
                let (person_id, _) = self.author(&signature.by)?;
                signed_on.push(self.day(signature.on));
                self.rows.amendment_signatures.push(AmendmentSignatureRow {
                    id: Uuid::now_v7(),
                    partnership_id: context.id,
                    contract_id: contract.id,
                    amendment_id: id,
                    side,
                    organisation_id,
                    person_id,
                    signed_on: self.day(signature.on),
                    signed_at: self.moment(signature.on, AFTERNOON),
                });
            }
            let agreed_on = signed_on
                .iter()
                .max()
                .copied()
                .filter(|_| signed_on.len() == 2);
            for change in &changes {
                self.rows.amendment_changes.push(AmendmentChangeRow {
                    id: Uuid::now_v7(),
                    partnership_id: context.id,
                    contract_id: contract.id,
                    amendment_id: id,
                    term: change.term,
                    before: change.before.encode(),
                    after: change.after.encode(),
                });
                if agreed_on.is_some() {
                    contract.agree(change);
                }
            }
            self.rows.amendments.push(AmendmentRow {
                id,
                partnership_id: context.id,
                contract_id: contract.id,
                number,
                effective_on,
                reason: amendment.reason,
                drafted_by,
                drafted_at: self.moment(amendment.on, MORNING),
                agreed_on,
                withdrawn_on: amendment
                    .withdrawn
                    .as_ref()
                    .map(|given_up| self.day(given_up.on)),
                withdrawal_reason: amendment.withdrawn.map(|given_up| given_up.reason),
                language,
            });
            agreed.push(Amendment {
                number,
                effective_on,
                agreed_on,
                changes,
            });
        }
        Ok(())
    }

    fn obligation(
        &mut self,
        context: &Context,
        contract_id: Uuid,
        obligation: data::Obligation,
    ) -> Result<(), DataError> {
        let reason = obligation
            .settled
            .as_ref()
            .and_then(|settled| settled.reason.clone());
        let state = match &obligation.settled {
            None => ObligationState::Open,
            Some(settled) => ObligationState::Open
                .settle(settled.how, reason.as_deref().unwrap_or_default())
                .map_err(rule(&obligation.title))?,
        };
        let settled_by = obligation.settled.as_ref().map(|settled| &settled.by);
        let row = ObligationRow {
            id: Uuid::now_v7(),
            partnership_id: context.id,
            contract_id,
            debtor_id: self.organisation_id(&obligation.debtor)?,
            creditor_id: self.organisation_id(&obligation.creditor)?,
            title: obligation.title,
            description: obligation.description,
            due_on: self.day(obligation.due),
            state,
            settled_on: obligation
                .settled
                .as_ref()
                .map(|settled| self.day(settled.on)),
            settled_by: self.person_id(settled_by)?,
            reason,
            language: context.language.clone(),
        };
        self.rows.obligations.push(row);
        Ok(())
    }

    fn cost(
        &mut self,
        context: &Context,
        contract_id: Uuid,
        cost: data::Cost,
    ) -> Result<(), DataError> {
        let (entered_by, language) = self.author(&cost.by)?;
        let mut year = FiscalYear::of(self.today, context.first_month);
        for _ in cost.from..0 {
            year = year.previous();
        }
        let actuals = cost
            .actual
            .into_iter()
            .map(Some)
            .chain(std::iter::repeat(None));
        for (planned, actual) in cost.planned.into_iter().zip(actuals) {
            self.rows.cost_lines.push(CostLineRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                contract_id,
                category: cost.category,
                starts_on: year.period().start(),
                ends_on: year.period().end(),
                label: year.label(),
                planned,
                actual,
                currency: context.currency.clone(),
                entered_by,
                language: language.clone(),
            });
            year = year.next();
        }
        Ok(())
    }

    fn deliverable(
        &mut self,
        context: &Context,
        contract_id: Uuid,
        review_days: u16,
        deliverable: data::Deliverable,
    ) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let state = state_of(&deliverable).map_err(rule(&deliverable.title))?;
        let handed_over = state.in_vendors_hands().is_err();
        self.rows.deliverables.push(DeliverableRow {
            id,
            partnership_id: context.id,
            contract_id,
            title: deliverable.title,
            description: deliverable.description,
            acceptance_criteria: deliverable.criteria,
            due_on: self.day(deliverable.due),
            state,
            progress: if handed_over {
                100
            } else {
                deliverable.progress
            },
            progress_note: deliverable.note,
            language: context.language.clone(),
        });
        for (number, submission) in (1..).zip(deliverable.submissions) {
            let (submitted_by, language) = self.author(&submission.by)?;
            let submitted_on = self.day(submission.on);
            let row = SubmissionRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                contract_id,
                deliverable_id: id,
                number,
                notes: submission.notes.clone(),
                submitted_by,
                submitted_at: self.moment(submission.on, MORNING),
                submitted_on,
                review_due_on: add_working_days(submitted_on, review_days),
                language,
            };
            self.answers(context, &row, submission)?;
            self.rows.submissions.push(row);
        }
        Ok(())
    }

    /// What belongs to a submission: its evidence, review and replies.
    fn answers(
        &mut self,
        context: &Context,
        row: &SubmissionRow,
        submission: data::Submission,
    ) -> Result<(), DataError> {
        let source = Source {
            contract_id: Some(row.contract_id),
            by: row.submitted_by,
            at: row.submitted_at,
        };
        for evidence in submission.evidence {
            let (url, file_id) = self.content(context, &source, &evidence.title, evidence.content);
            self.rows.evidence.push(EvidenceRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                contract_id: row.contract_id,
                submission_id: row.id,
                title: evidence.title,
                url,
                file_id,
            });
        }
        if let Some(review) = submission.review {
            let (reviewed_by, language) = self.author(&review.by)?;
            self.rows.reviews.push(ReviewRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                contract_id: row.contract_id,
                submission_id: row.id,
                verdict: review.verdict,
                reason: review.reason,
                reviewed_by,
                reviewed_at: self.moment(review.on, AFTERNOON),
                reviewed_on: self.day(review.on),
                language,
            });
        }
        for reply in submission.replies {
            let (person_id, language) = self.author(&reply.by)?;
            self.rows.replies.push(ReplyRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                contract_id: row.contract_id,
                submission_id: row.id,
                message: reply.message,
                person_id,
                replied_at: self.moment(reply.on, EVENING),
                language,
            });
        }
        Ok(())
    }

    /// The fiscal year so many years from the one of today.
    fn fiscal_year(&self, context: &Context, years: i32) -> FiscalYear {
        let step: fn(FiscalYear) -> FiscalYear = if years < 0 {
            FiscalYear::previous
        } else {
            FiscalYear::next
        };
        let this = FiscalYear::of(self.today, context.first_month);
        (0..years.unsigned_abs()).fold(this, |year, _| step(year))
    }

    fn commitment(
        &mut self,
        context: &Context,
        commitment: data::Commitment,
    ) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let (entered_by, language) = self.author(&commitment.by)?;
        let contract_id = commitment
            .contract
            .map(|number| {
                let contracts = &self.rows.contracts;
                let found = contracts
                    .iter()
                    .find(|row| row.partnership_id == context.id && row.number == number);
                found.map(|row| row.id).ok_or(DataError::Unknown(number))
            })
            .transpose()?;
        self.rows.commitments.push(CommitmentRow {
            id,
            partnership_id: context.id,
            contract_id,
            funder_id: self.organisation_id(&commitment.funder)?,
            title: commitment.title,
            kind: commitment.kind,
            currency: commitment
                .currency
                .unwrap_or_else(|| context.currency.clone()),
            entered_by,
            entered_at: self.moment(commitment.on, MORNING),
            language: language.clone(),
        });
        for line in commitment.lines {
            let year = self.fiscal_year(context, line.year);
            let period = year.period();
            let mut rows = vec![CommitmentLineRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                commitment_id: id,
                starts_on: period.start(),
                ends_on: period.end(),
                label: year.label(),
                amount: line.amount,
                status: line.status,
                replaces_id: None,
                replaced_by_id: None,
                reason: None,
                entered_by,
                entered_at: self.moment(commitment.on, MORNING),
                language: language.clone(),
            }];
            for revision in line.revisions {
                let (entered_by, language) = self.author(&revision.by)?;
                let new = Uuid::now_v7();
                let replaces_id = rows.last_mut().map(|old| {
                    old.replaced_by_id = Some(new);
                    old.id
                });
                rows.push(CommitmentLineRow {
                    id: new,
                    partnership_id: context.id,
                    commitment_id: id,
                    starts_on: period.start(),
                    ends_on: period.end(),
                    label: year.label(),
                    amount: revision.amount,
                    status: revision.status,
                    replaces_id,
                    replaced_by_id: None,
                    reason: Some(revision.reason),
                    entered_by,
                    entered_at: self.moment(revision.on, AFTERNOON),
                    language,
                });
            }
            self.rows.commitment_lines.append(&mut rows);
        }
        let moved = |movements: Vec<data::Movement>| -> Vec<MovementRow> {
            let row = |movement: data::Movement| {
                let start = self.fiscal_year(context, movement.year).period().start();
                let void_reason = movement.void;
                MovementRow {
                    id: Uuid::now_v7(),
                    partnership_id: context.id,
                    commitment_id: id,
                    happened_on: (start + Days::new(movement.day)).min(self.today),
                    amount: movement.amount,
                    note: movement.note,
                    voided_on: void_reason.as_ref().map(|_| self.today),
                    void_reason,
                    entered_by,
                    entered_at: self.moment(0, MORNING),
                    language: language.clone(),
                }
            };
            movements.into_iter().map(row).collect()
        };
        let (receipts, spending) = (moved(commitment.receipts), moved(commitment.spending));
        self.rows.receipts.extend(receipts);
        self.rows.spending.extend(spending);
        Ok(())
    }

    fn indicator(
        &mut self,
        context: &Context,
        indicator: data::Indicator,
    ) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let (entered_by, language) = self.author(&indicator.by)?;
        let baseline = indicator.baseline;
        self.rows.indicators.push(IndicatorRow {
            id,
            partnership_id: context.id,
            title: indicator.title,
            why: indicator.why,
            outcome_domain: indicator.outcome,
            unit: indicator.unit,
            kind: indicator.kind,
            per: indicator.per,
            direction: indicator.direction,
            combination: indicator.combination,
            baseline_on: baseline.as_ref().map(|baseline| self.any_day(baseline.on)),
            baseline_value: baseline.map(|baseline| baseline.value),
            owner_id: self.organisation_id(&indicator.owner)?,
            entered_by,
            entered_at: self.moment(indicator.on, MORNING),
            language: language.clone(),
        });
        for target in indicator.targets {
            let year = self.fiscal_year(context, target.year);
            let period = year.period();
            let mut rows = vec![TargetRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                indicator_id: id,
                starts_on: period.start(),
                ends_on: period.end(),
                label: year.label(),
                value: target.value,
                replaces_id: None,
                replaced_by_id: None,
                reason: None,
                entered_by,
                entered_at: self.moment(indicator.on, MORNING),
                language: language.clone(),
            }];
            for change in target.changes {
                let (entered_by, language) = self.author(&change.by)?;
                let new = Uuid::now_v7();
                let replaces_id = rows.last_mut().map(|old| {
                    old.replaced_by_id = Some(new);
                    old.id
                });
                rows.push(TargetRow {
                    id: new,
                    partnership_id: context.id,
                    indicator_id: id,
                    starts_on: period.start(),
                    ends_on: period.end(),
                    label: year.label(),
                    value: change.value,
                    replaces_id,
                    replaced_by_id: None,
                    reason: Some(change.reason),
                    entered_by,
                    entered_at: self.moment(change.on, AFTERNOON),
                    language,
                });
            }
            self.rows.targets.append(&mut rows);
        }
        for measurement in indicator.measurements {
            self.measurement(context, id, measurement)?;
        }
        Ok(())
    }

    fn measurement(
        &mut self,
        context: &Context,
        indicator_id: Uuid,
        measurement: data::Measurement,
    ) -> Result<(), DataError> {
        let year = FiscalYear::of(self.today, context.first_month).period();
        let mut this_quarter = year.start();
        while add_months(this_quarter, 3) <= self.today {
            this_quarter = add_months(this_quarter, 3);
        }
        let starts_on = minus_months(this_quarter, 3 * measurement.quarter.unsigned_abs());
        let ends_on = add_months(starts_on, 3) - Days::new(1);
        // Soon after the quarter ended, as far as that has come already.
        let soon = |days: i64| ((ends_on - self.today).num_days() + days).min(0);
        let (recorded, decided) = (soon(9), soon(16));
        let (recorded_by, language) = self.author(&measurement.by)?;
        let decision = match (&measurement.verified_by, &measurement.returned) {
            (Some(by), _) => Some((MeasurementState::Verified, by)),
            (None, Some(returned)) => Some((MeasurementState::Returned, &returned.by)),
            (None, None) => None,
        };
        let decider = decision.map(|(_, by)| self.author(by)).transpose()?;
        let submitted = measurement.submitted || decision.is_some();
        let state = match decision {
            Some((state, _)) => state,
            None if submitted => MeasurementState::Submitted,
            None => MeasurementState::Draft,
        };
        self.rows.measurements.push(MeasurementRow {
            id: Uuid::now_v7(),
            partnership_id: context.id,
            indicator_id,
            starts_on,
            ends_on,
            value: measurement.value,
            numerator: measurement.numerator,
            denominator: measurement.denominator,
            source: measurement.source,
            note: measurement.note,
            state,
            recorded_by,
            recorded_at: self.moment(recorded, MORNING),
            submitted_by: submitted.then_some(recorded_by),
            submitted_at: submitted.then(|| self.moment(recorded, AFTERNOON)),
            decided_by: decider.as_ref().map(|(id, _)| *id),
            decided_at: decider.as_ref().map(|_| self.moment(decided, EVENING)),
            reason: measurement.returned.map(|returned| returned.reason),
            reason_language: decider.map(|(_, writes)| writes),
            language,
        });
        Ok(())
    }

    fn status_report(
        &mut self,
        context: &Context,
        (number, executive): (i32, &str),
        report: data::StatusReport,
    ) -> Result<(), DataError> {
        let (report_id, partnership_id) = (Uuid::now_v7(), context.id);
        let (filed_by, language) = self.author(executive)?;
        let filed_on = self.day(report.on);
        let found = |dimension| {
            let found = report.found.get(&dimension);
            found.map_or(Status::NoData, |found| found.status)
        };
        let about_money = report.declared.is_better_than(found(Dimension::Money));
        self.rows.status_reports.push(StatusReportRow {
            id: report_id,
            partnership_id,
            number,
            starts_on: self.day(report.from),
            ends_on: filed_on,
            declared: report.declared,
            body: report.text,
            filed_by,
            filed_at: self.moment(report.on, MORNING),
            filed_on,
            language: language.clone(),
        });
        for (dimension, found) in report.found {
            self.rows
                .status_report_findings
                .push(StatusReportFindingRow {
                    id: Uuid::now_v7(),
                    partnership_id,
                    report_id,
                    dimension,
                    status: found.status,
                    reason_en: found.en,
                    reason_fr: found.fr,
                });
        }
        let reason = report.reason.map(|reason| StatusReportReasonRow {
            id: Uuid::now_v7(),
            partnership_id,
            report_id,
            reason,
            about_money,
            language: language.clone(),
        });
        self.rows.status_report_reasons.extend(reason);
        for question in report.questions {
            let (asked_by, asked_in) = self.author(&question.by)?;
            let answered_at = question.answered.map(|day| self.moment(day, EVENING));
            self.rows.status_questions.push(StatusQuestionRow {
                id: Uuid::now_v7(),
                partnership_id,
                report_id,
                question: question.question,
                about_money: question.about_money,
                asked_by,
                asked_at: self.moment(question.on, AFTERNOON),
                language: asked_in,
                answer: question.answer,
                answered_by: answered_at.map(|_| filed_by),
                answered_at,
                answer_language: answered_at.map(|_| language.clone()),
                version: if answered_at.is_some() { 2 } else { 1 },
            });
        }
        Ok(())
    }

    fn milestone(
        &mut self,
        context: &Context,
        milestone: data::Milestone,
        baselined: bool,
    ) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let mut row = MilestoneRow {
            id,
            partnership_id: context.id,
            title: milestone.title,
            description: milestone.description,
            owner_id: self.organisation_id(&milestone.owner)?,
            state: MilestoneState::Planned,
            planned_on: self.day(milestone.planned),
            baseline_on: baselined
                .then(|| self.day(milestone.baseline.unwrap_or(milestone.planned))),
            forecast_on: None,
            actual_on: None,
            language: context.language.clone(),
        };
        for entry in milestone.entries {
            let happened_on = self.day(entry.on);
            row.actual_on = entry.state.is_reached().then_some(happened_on);
            may_log(
                row.state,
                entry.state,
                row.actual_on,
                &entry.story,
                self.today,
            )
            .map_err(rule(&row.title))?;
            row.state = entry.state;
            let forecast = entry.forecast.map(|day| self.day(day)).or(row.forecast_on);
            row.forecast_on = forecast.filter(|_| row.state.is_open());
            let (person_id, language) = self.author(&entry.by)?;
            self.rows.entries.push(EntryRow {
                id: Uuid::now_v7(),
                partnership_id: context.id,
                milestone_id: id,
                happened_on,
                story: entry.story,
                state: row.state,
                forecast_on: row.forecast_on,
                person_id,
                logged_at: self.moment(entry.on, EVENING),
                language,
            });
        }
        self.rows.milestones.push(row);
        Ok(())
    }
}

impl ContractRow {
    /// What an amendment can change of it.
    fn agreed(&self) -> AgreedTerms {
        AgreedTerms {
            value: self.value.map(Into::into),
            ends_on: self.ends_on,
            scope: self.description.clone(),
            renewal: self.renewal,
            renewal_months: self.renewal_months,
            notice_days: self.notice_days,
            notice_months: self.notice_months,
            max_end: self.max_end,
            review_days: self.review_days,
        }
    }

    /// For the domain's rules, on a day.
    fn amended<'a>(
        &self,
        terms: &'a AgreedTerms,
        amendments: &'a [Amendment],
        today: NaiveDate,
    ) -> Result<Amended<'a>, DataError> {
        let subject = &self.number;
        Ok(Amended {
            contract: Terms {
                signed_on: self.signed_on,
                period: Period::new(self.starts_on, self.ends_on).map_err(rule(subject))?,
                renewal: self.renewal,
                renewal_months: self.renewal_months,
                notice_days: self.notice_days,
                notice_months: self.notice_months,
                max_end: self.max_end,
                suspended_on: self.suspended_on,
                ended_on: self.ended_on.zip(self.ending),
            },
            currency: self.currency.parse().map_err(rule(subject))?,
            terms,
            amendments,
            today,
        })
    }

    /// Takes a change that both sides have signed.
    fn agree(&mut self, change: &Change) {
        let mut terms = self.agreed();
        terms.set(change.term, &change.after);
        self.value = terms.value.and_then(|value| value.to_u64());
        self.ends_on = terms.ends_on;
        self.description = terms.scope;
    }
}

#[derive(Debug, Serialize)]
pub(super) struct StatusReportRow {
    id: Uuid,
    partnership_id: Uuid,
    number: i32,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    declared: Declared,
    body: String,
    filed_by: Uuid,
    filed_at: DateTime<Utc>,
    filed_on: NaiveDate,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct StatusReportFindingRow {
    id: Uuid,
    partnership_id: Uuid,
    report_id: Uuid,
    dimension: Dimension,
    status: Status,
    reason_en: String,
    reason_fr: String,
}

#[derive(Debug, Serialize)]
pub(super) struct StatusReportReasonRow {
    id: Uuid,
    partnership_id: Uuid,
    report_id: Uuid,
    reason: String,
    about_money: bool,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct StatusQuestionRow {
    id: Uuid,
    partnership_id: Uuid,
    report_id: Uuid,
    question: String,
    about_money: bool,
    asked_by: Uuid,
    asked_at: DateTime<Utc>,
    language: String,
    answer: Option<String>,
    answered_by: Option<Uuid>,
    answered_at: Option<DateTime<Utc>>,
    answer_language: Option<String>,
    version: i32,
}

/// Who brought a file when, and under which contract.
struct Source {
    contract_id: Option<Uuid>,
    by: Uuid,
    at: DateTime<Utc>,
}

/// Where a deliverable stands after all that happened to it.
fn state_of(deliverable: &data::Deliverable) -> Result<DeliverableState, DeliverableError> {
    let mut state = DeliverableState::Planned;
    for submission in &deliverable.submissions {
        state = state.submit()?;
        if let Some(review) = &submission.review {
            state = state.review(review.verdict, review.reason.as_deref().unwrap_or_default())?;
        }
    }
    match state.in_vendors_hands() {
        Ok(()) if deliverable.progress > 0 || deliverable.note.is_some() => {
            state.progress(deliverable.progress)
        }
        _ => Ok(state),
    }
}

/// Bytes as Postgres reads them from text.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold("\\x".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[derive(Debug, Serialize)]
pub(super) struct BodyRow {
    id: Uuid,
    partnership_id: Option<Uuid>,
    jurisdiction_id: Option<Uuid>,
    level: BodyLevel,
    name: String,
    purpose: String,
    quorum: u32,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct BodyMemberRow {
    id: Uuid,
    body_id: Uuid,
    person_id: Uuid,
    organisation_id: Uuid,
    stakeholder_group: StakeholderGroup,
    seat: Seat,
    stands_in_for_id: Option<Uuid>,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
}

#[derive(Debug, Serialize)]
pub(super) struct MeetingRow {
    id: Uuid,
    body_id: Uuid,
    planned_on: NaiveDate,
    place: String,
    minutes: Option<String>,
    minutes_language: Option<String>,
    planned_by: Uuid,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct AgendaItemRow {
    id: Uuid,
    body_id: Uuid,
    meeting_id: Uuid,
    position: usize,
    title: String,
    source: AgendaSource,
    about_id: Option<Uuid>,
    closed_to_vendors: bool,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct AttendanceRow {
    id: Uuid,
    body_id: Uuid,
    meeting_id: Uuid,
    member_id: Option<Uuid>,
    guest: Option<String>,
    stakeholder_group: StakeholderGroup,
    present: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct DecisionRow {
    id: Uuid,
    body_id: Uuid,
    meeting_id: Uuid,
    follows_id: Option<Uuid>,
    question: String,
    options: Option<String>,
    asked_on: NaiveDate,
    closed_to_vendors: bool,
    binds_partnership_id: Option<Uuid>,
    outcome: Outcome,
    decided_on: NaiveDate,
    seats_filled: usize,
    quorum: u32,
    rationale: Option<String>,
    conditions: Option<String>,
    review_on: Option<NaiveDate>,
    recorded_by: Uuid,
    recorded_at: DateTime<Utc>,
    outcome_language: String,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct VoteRow {
    id: Uuid,
    body_id: Uuid,
    decision_id: Uuid,
    member_id: Uuid,
    ballot: Ballot,
}

#[derive(Debug, Serialize)]
pub(super) struct ActionRow {
    id: Uuid,
    body_id: Uuid,
    meeting_id: Uuid,
    decision_id: Option<Uuid>,
    what: String,
    owner_id: Uuid,
    verifier_id: Uuid,
    due_on: NaiveDate,
    state: ActionState,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ActionStepRow {
    id: Uuid,
    body_id: Uuid,
    action_id: Uuid,
    step: ActionStep,
    words: Option<String>,
    link: Option<String>,
    person_id: Uuid,
    taken_on: NaiveDate,
    taken_at: DateTime<Utc>,
    language: String,
}

/// What the rows of one body share.
struct BodyContext {
    id: Uuid,
    quorum: u32,
    members: HashMap<String, Uuid>,
    decisions: HashMap<String, Uuid>,
}

impl Building {
    fn some_partnership_id(&self, reference: Option<&String>) -> Result<Option<Uuid>, DataError> {
        reference
            .map(|reference| self.partnership_id(reference))
            .transpose()
    }

    /// Adds a body with its meetings and what came of them.
    fn body(&mut self, body: data::Body) -> Result<(), DataError> {
        let (_, language) = self.author(&body.by)?;
        let place = body.jurisdiction.as_ref();
        let place = place
            .map(|code| Ok(find(&self.places, code)?.id))
            .transpose()?;
        let level = self
            .rows
            .jurisdictions
            .iter()
            .find(|row| Some(row.id) == place);
        let mut context = BodyContext {
            id: Uuid::now_v7(),
            quorum: body.quorum,
            members: HashMap::new(),
            decisions: HashMap::new(),
        };
        self.rows.bodies.push(BodyRow {
            id: context.id,
            partnership_id: self.some_partnership_id(body.partnership.as_ref())?,
            jurisdiction_id: place,
            level: match level.map(|row| row.level) {
                None => BodyLevel::Partnership,
                Some(Level::National) => BodyLevel::National,
                Some(Level::Regional) => BodyLevel::Regional,
                Some(Level::Local) => BodyLevel::Local,
            },
            name: body.name,
            purpose: body.purpose,
            quorum: body.quorum,
            language,
        });
        for member in body.members {
            let (id, (person_id, _)) = (Uuid::now_v7(), self.author(&member.person)?);
            let principal = member.stands_in_for.as_ref();
            self.rows.body_members.push(BodyMemberRow {
                id,
                body_id: context.id,
                person_id,
                organisation_id: self.organisation_of(person_id),
                stakeholder_group: member.group,
                seat: member.seat,
                stands_in_for_id: principal
                    .map(|key| find(&context.members, key).copied())
                    .transpose()?,
                starts_on: self.any_day(member.from),
                ends_on: member.to.map(|day| self.any_day(day)),
            });
            context.members.insert(member.person, id);
        }
        for meeting in body.meetings {
            self.meeting(&mut context, meeting)?;
        }
        Ok(())
    }

    fn meeting(
        &mut self,
        context: &mut BodyContext,
        meeting: data::Meeting,
    ) -> Result<(), DataError> {
        let (id, (planned_by, language)) = (Uuid::now_v7(), self.author(&meeting.by)?);
        let on = self.day(meeting.on);
        self.rows.meetings.push(MeetingRow {
            id,
            body_id: context.id,
            planned_on: on,
            place: meeting.place,
            minutes_language: meeting.minutes.as_ref().map(|_| language.clone()),
            minutes: meeting.minutes,
            planned_by,
            language: language.clone(),
        });
        for (index, item) in meeting.agenda.into_iter().enumerate() {
            self.rows.agenda_items.push(AgendaItemRow {
                id: Uuid::now_v7(),
                body_id: context.id,
                meeting_id: id,
                position: index + 1,
                title: item.title,
                source: item.source,
                about_id: self.some_partnership_id(item.about.as_ref())?,
                closed_to_vendors: item.closed,
                language: language.clone(),
            });
        }
        let present = self.attendance(context, id, on, &meeting.present, meeting.guests)?;
        for question in meeting.decisions {
            let by = (
                planned_by,
                language.as_str(),
                self.moment(meeting.on, EVENING),
            );
            self.decision(context, (id, on), &present, question, by)?;
        }
        for task in meeting.actions {
            self.action(context, id, task, &language)?;
        }
        Ok(())
    }

    /// Who came and who did not, and with them those who may vote.
    fn attendance(
        &mut self,
        context: &BodyContext,
        meeting: Uuid,
        on: NaiveDate,
        present: &[String],
        guests: Vec<data::Guest>,
    ) -> Result<Vec<Uuid>, DataError> {
        let here: Vec<Uuid> = present
            .iter()
            .map(|key| find(&context.members, key).copied())
            .collect::<Result<_, _>>()?;
        if here.is_empty() {
            return Ok(here);
        }
        let sits = |row: &&BodyMemberRow| {
            row.body_id == context.id
                && row.starts_on <= on
                && row.ends_on.is_none_or(|ends| ends >= on)
        };
        let members: Vec<&BodyMemberRow> = self.rows.body_members.iter().filter(sits).collect();
        let sitting: Vec<Sitting> = members
            .iter()
            .map(|row| Sitting {
                id: row.id,
                seat: row.seat,
                stands_in_for: row.stands_in_for_id,
                present: here.contains(&row.id),
            })
            .collect();
        let row = |member_id, guest, stakeholder_group, present| AttendanceRow {
            id: Uuid::now_v7(),
            body_id: context.id,
            meeting_id: meeting,
            member_id,
            guest,
            stakeholder_group,
            present,
        };
        let members = members.into_iter().map(|member| {
            let here = here.contains(&member.id);
            row(Some(member.id), None, member.stakeholder_group, here)
        });
        let guests = guests
            .into_iter()
            .map(|guest| row(None, Some(guest.name), guest.group, true));
        let rows: Vec<_> = members.chain(guests).collect();
        self.rows.attendance.extend(rows);
        Ok(voters(&sitting))
    }

    fn decision(
        &mut self,
        context: &mut BodyContext,
        (meeting, on): (Uuid, NaiveDate),
        voters: &[Uuid],
        question: data::Question,
        (recorded_by, language, recorded_at): (Uuid, &str, DateTime<Utc>),
    ) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let mut ballots = Vec::new();
        for (keys, ballot) in [
            (&question.votes_for, Ballot::For),
            (&question.against, Ballot::Against),
            (&question.abstain, Ballot::Abstain),
        ] {
            for key in keys {
                ballots.push((*find(&context.members, key)?, ballot));
            }
        }
        let found = outcome(&Deliberation {
            quorum: context.quorum,
            voters,
            ballots: &ballots,
            deferred: question.deferred,
            conditions: question.conditions.is_some(),
        })
        .map_err(rule(&question.key))?;
        let follows = question.follows.as_ref();
        self.rows.decisions.push(DecisionRow {
            id,
            body_id: context.id,
            meeting_id: meeting,
            follows_id: follows
                .map(|key| find(&context.decisions, key).copied())
                .transpose()?,
            question: question.question,
            options: question.options,
            asked_on: self.day(question.asked),
            closed_to_vendors: question.closed,
            binds_partnership_id: self.some_partnership_id(question.binds.as_ref())?,
            outcome: found,
            decided_on: on,
            seats_filled: voters.len(),
            quorum: context.quorum,
            rationale: question.rationale,
            conditions: question.conditions,
            review_on: question.review.map(|day| self.day(day)),
            recorded_by,
            recorded_at,
            outcome_language: language.to_owned(),
            language: language.to_owned(),
        });
        self.rows
            .votes
            .extend(ballots.into_iter().map(|(member_id, ballot)| VoteRow {
                id: Uuid::now_v7(),
                body_id: context.id,
                decision_id: id,
                member_id,
                ballot,
            }));
        context.decisions.insert(question.key, id);
        Ok(())
    }

    fn action(
        &mut self,
        context: &BodyContext,
        meeting: Uuid,
        task: data::Task,
        language: &str,
    ) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let (owner_id, _) = self.author(&task.owner)?;
        let (verifier_id, _) = self.author(&task.verifier)?;
        let mut state = ActionState::Open;
        for step in task.steps {
            let (person_id, language) = self.author(&step.by)?;
            let words = step.words.as_deref().unwrap_or_default();
            state = state
                .step(step.step, owner_id, person_id, words)
                .map_err(rule(&task.what))?;
            self.rows.action_steps.push(ActionStepRow {
                id: Uuid::now_v7(),
                body_id: context.id,
                action_id: id,
                step: step.step,
                words: step.words,
                link: step.link,
                person_id,
                taken_on: self.day(step.on),
                taken_at: self.moment(step.on, EVENING),
                language,
            });
        }
        let decision = task.decision.as_ref();
        self.rows.actions.push(ActionRow {
            id,
            body_id: context.id,
            meeting_id: meeting,
            decision_id: decision
                .map(|key| find(&context.decisions, key).copied())
                .transpose()?,
            what: task.what,
            owner_id,
            verifier_id,
            due_on: self.day(task.due),
            state,
            language: language.to_owned(),
        });
        Ok(())
    }
}

#[derive(Debug, Serialize)]
pub(super) struct TensionRow {
    id: Uuid,
    partnership_id: Option<Uuid>,
    jurisdiction_id: Option<Uuid>,
    first_pole: String,
    second_pole: String,
    description: String,
    level: CoordinationLevel,
    began_on: NaiveDate,
    settled_on: Option<NaiveDate>,
    settled_words: Option<String>,
    settled_by: Option<Uuid>,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct TensionPositionRow {
    id: Uuid,
    partnership_id: Option<Uuid>,
    jurisdiction_id: Option<Uuid>,
    tension_id: Uuid,
    stakeholder_group: StakeholderGroup,
    balance: i16,
    words: String,
    said_on: NaiveDate,
    person_id: Uuid,
    recorded_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct MechanismRow {
    id: Uuid,
    partnership_id: Option<Uuid>,
    jurisdiction_id: Option<Uuid>,
    title: String,
    kind: MechanismKind,
    description: String,
    level: CoordinationLevel,
    since_on: NaiveDate,
    until_on: Option<NaiveDate>,
    owner_id: Uuid,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct MechanismEffectRow {
    id: Uuid,
    mechanism_id: Uuid,
    tension_id: Uuid,
    effect: Effect,
    strength: Strength,
    words: String,
    felt_on: NaiveDate,
    person_id: Uuid,
    recorded_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct DirectionRow {
    id: Uuid,
    jurisdiction_id: Uuid,
    title: String,
    area: Area,
    body: String,
    asks: String,
    discretion: String,
    legal_basis: Option<String>,
    in_force_from: NaiveDate,
    in_force_to: Option<NaiveDate>,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct DiscretionRow {
    id: Uuid,
    direction_id: Uuid,
    jurisdiction_id: Uuid,
    r#use: DiscretionUse,
    words: String,
    said_on: NaiveDate,
    person_id: Uuid,
    recorded_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct CarriedRow {
    id: Uuid,
    partnership_id: Uuid,
    direction_id: Uuid,
    since_on: NaiveDate,
    until_on: Option<NaiveDate>,
    words: String,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct InvolvementRow {
    id: Uuid,
    partnership_id: Uuid,
    degree: Involvement,
    words: String,
    said_on: NaiveDate,
    person_id: Uuid,
    recorded_at: DateTime<Utc>,
    language: String,
}

impl Building {
    /// The partnership with this reference, or else the jurisdiction with this
    /// code.
    fn belongs(&self, place: &str) -> Result<(Option<Uuid>, Option<Uuid>), DataError> {
        let mut partnerships = self.rows.partnerships.iter();
        match partnerships.find(|row| row.reference == place) {
            Some(row) => Ok((Some(row.id), None)),
            None => Ok((None, Some(find(&self.places, place)?.id))),
        }
    }

    /// Adds tensions and mechanisms of partnerships and jurisdictions.
    fn coordination(&mut self, coordination: data::Coordination) -> Result<(), DataError> {
        let mut tensions = HashMap::new();
        for tension in coordination.tensions {
            let (key, id) = (tension.key.clone(), Uuid::now_v7());
            let began_on = self.day(tension.began);
            self.tension(id, tension)?;
            tensions.insert(key, (id, began_on));
        }
        for mechanism in coordination.mechanisms {
            self.mechanism(mechanism, &tensions)?;
        }
        self.government(coordination.directions, coordination.carried)?;
        for involved in coordination.involvement {
            let (person_id, language) = self.author(&involved.by)?;
            self.rows.involvement.push(InvolvementRow {
                id: Uuid::now_v7(),
                partnership_id: self.partnership_id(&involved.partnership)?,
                degree: involved.degree,
                words: involved.words,
                said_on: self.day(involved.on),
                person_id,
                recorded_at: self.moment(involved.on, AFTERNOON),
                language,
            });
        }
        Ok(())
    }

    fn partnership_id(&self, reference: &str) -> Result<Uuid, DataError> {
        let unknown = || DataError::Unknown(reference.to_owned());
        self.belongs(reference)?.0.ok_or_else(unknown)
    }

    /// Adds what ministries set, and what regions and partnerships make of it.
    fn government(
        &mut self,
        directions: Vec<data::MinistryDirection>,
        carried: Vec<data::Carried>,
    ) -> Result<(), DataError> {
        let mut ids = HashMap::new();
        for direction in directions {
            let (entered_by, language) = self.author(&direction.by)?;
            let id = Uuid::now_v7();
            for used in direction.uses {
                let (person_id, language) = self.author(&used.by)?;
                self.rows.discretion.push(DiscretionRow {
                    id: Uuid::now_v7(),
                    direction_id: id,
                    jurisdiction_id: find(&self.places, &used.region)?.id,
                    r#use: used.how,
                    words: used.words,
                    said_on: self.day(used.on),
                    person_id,
                    recorded_at: self.moment(used.on, AFTERNOON),
                    language,
                });
            }
            self.rows.directions.push(DirectionRow {
                id,
                jurisdiction_id: find(&self.places, &direction.jurisdiction)?.id,
                title: direction.title,
                area: direction.area,
                body: direction.body,
                asks: direction.asks,
                discretion: direction.discretion,
                legal_basis: direction.legal_basis,
                in_force_from: self.day(direction.from),
                in_force_to: direction.to.map(|day| self.day(day)),
                entered_by,
                entered_at: self.moment(direction.from, MORNING),
                language,
            });
            ids.insert(direction.key, id);
        }
        for carried in carried {
            let (entered_by, language) = self.author(&carried.by)?;
            self.rows.carried.push(CarriedRow {
                id: Uuid::now_v7(),
                partnership_id: self.partnership_id(&carried.partnership)?,
                direction_id: *find(&ids, &carried.direction)?,
                since_on: self.day(carried.since),
                until_on: carried.until.map(|day| self.day(day)),
                words: carried.words,
                entered_by,
                entered_at: self.moment(carried.since, AFTERNOON),
                language,
            });
        }
        Ok(())
    }

    fn tension(&mut self, id: Uuid, tension: data::Tension) -> Result<(), DataError> {
        poles(&tension.first, &tension.second).map_err(rule(&tension.key))?;
        let (partnership_id, jurisdiction_id) = self.belongs(&tension.place)?;
        let (entered_by, language) = self.author(&tension.by)?;
        for position in tension.positions {
            let (person_id, language) = self.author(&position.by)?;
            self.rows.tension_positions.push(TensionPositionRow {
                id: Uuid::now_v7(),
                partnership_id,
                jurisdiction_id,
                tension_id: id,
                stakeholder_group: position.group,
                balance: position.balance,
                words: position.words,
                said_on: self.day(position.on),
                person_id,
                recorded_at: self.moment(position.on, AFTERNOON),
                language,
            });
        }
        let settled = tension.settled;
        self.rows.tensions.push(TensionRow {
            id,
            partnership_id,
            jurisdiction_id,
            first_pole: tension.first,
            second_pole: tension.second,
            description: tension.description,
            level: tension.level,
            began_on: self.day(tension.began),
            settled_on: settled.as_ref().map(|settled| self.day(settled.on)),
            settled_by: self.person_id(settled.as_ref().map(|settled| &settled.by))?,
            settled_words: settled.map(|settled| settled.words),
            entered_by,
            entered_at: self.moment(tension.began, EVENING),
            language,
        });
        Ok(())
    }

    fn mechanism(
        &mut self,
        mechanism: data::Mechanism,
        tensions: &HashMap<String, (Uuid, NaiveDate)>,
    ) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let (partnership_id, jurisdiction_id) = self.belongs(&mechanism.place)?;
        let (entered_by, language) = self.author(&mechanism.by)?;
        let life = Life {
            since: self.day(mechanism.since),
            until: mechanism.until.map(|day| self.day(day)),
        };
        for effect in mechanism.effects {
            let (tension_id, began_on) = *find(tensions, &effect.tension)?;
            let felt_on = self.day(effect.on);
            may_be_felt(effect.effect, felt_on, life, began_on, self.today)
                .map_err(rule(&mechanism.key))?;
            let (person_id, language) = self.author(&effect.by)?;
            self.rows.mechanism_effects.push(MechanismEffectRow {
                id: Uuid::now_v7(),
                mechanism_id: id,
                tension_id,
                effect: effect.effect,
                strength: effect.strength,
                words: effect.words,
                felt_on,
                person_id,
                recorded_at: self.moment(effect.on, EVENING),
                language,
            });
        }
        self.rows.mechanisms.push(MechanismRow {
            id,
            partnership_id,
            jurisdiction_id,
            title: mechanism.title,
            kind: mechanism.kind,
            description: mechanism.description,
            level: mechanism.level,
            since_on: life.since,
            until_on: life.until,
            owner_id: self.organisation_id(&mechanism.owner)?,
            entered_by,
            entered_at: self.moment(mechanism.since, MORNING),
            language,
        });
        Ok(())
    }
}

#[derive(Debug, Serialize)]
pub(super) struct ProofRow {
    id: Uuid,
    organisation_id: Uuid,
    partnership_id: Option<Uuid>,
    kind: ProofKind,
    proves: String,
    criteria: Vec<Criterion>,
    url: String,
    issued_on: NaiveDate,
    expires_on: Option<NaiveDate>,
    entered_by: Uuid,
    entered_for: Uuid,
    entered_on: NaiveDate,
    replaces_id: Option<Uuid>,
    verdict: Option<ProofVerdict>,
    checked_by: Option<Uuid>,
    checked_for: Option<Uuid>,
    checked_on: Option<NaiveDate>,
    check_note: Option<String>,
    check_language: Option<String>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct EvaluationRow {
    id: Uuid,
    partnership_id: Uuid,
    organisation_id: Uuid,
    standing: VendorStanding,
    subject: String,
    opened_on: NaiveDate,
    due_on: NaiveDate,
    opened_by: Uuid,
    opened_at: DateTime<Utc>,
    agreed_on: Option<NaiveDate>,
    agreed_by: Option<Uuid>,
    conclusion: Option<String>,
    conclusion_language: Option<String>,
    withdrawn_on: Option<NaiveDate>,
    withdrawn_by: Option<Uuid>,
    withdrawal_reason: Option<String>,
    withdrawal_language: Option<String>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct EvaluatorRow {
    id: Uuid,
    evaluation_id: Uuid,
    person_id: Uuid,
    organisation_id: Uuid,
    added_on: Option<NaiveDate>,
    scored_on: Option<NaiveDate>,
}

/// What is given for a criterion, by one evaluator or by all.
#[derive(Debug, Serialize)]
pub(super) struct GivenRow {
    id: Uuid,
    evaluation_id: Uuid,
    evaluator_id: Option<Uuid>,
    criterion: Criterion,
    score: Option<u8>,
    words: Option<String>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PointerRow {
    id: Uuid,
    evaluation_id: Uuid,
    score_id: Option<Uuid>,
    consensus_id: Option<Uuid>,
    proof_id: Uuid,
}

#[derive(Debug, Serialize)]
pub(super) struct EvaluationReplyRow {
    id: Uuid,
    evaluation_id: Uuid,
    criterion: Option<Criterion>,
    words: String,
    person_id: Uuid,
    replied_on: NaiveDate,
    replied_at: DateTime<Utc>,
    language: String,
}

impl Building {
    fn employer(&self, key: &str) -> Result<Uuid, DataError> {
        let id = find(&self.people, key)?.id;
        let mut people = self.rows.people.iter();
        let found = people.find(|row| row.id == id);
        found
            .map(|row| row.organisation_id)
            .ok_or_else(|| DataError::Unknown(key.to_owned()))
    }

    /// Adds what vendors can show, and how they are judged.
    fn vendors(&mut self, vendors: data::Vendors) -> Result<(), DataError> {
        let mut proofs = HashMap::new();
        for proof in vendors.proofs {
            let key = proof.key.clone();
            let id = self.proof(proof, &proofs)?;
            proofs.insert(key, id);
        }
        for evaluation in vendors.evaluations {
            self.evaluation(evaluation, &proofs)?;
        }
        Ok(())
    }

    fn proof(
        &mut self,
        proof: data::VendorProof,
        older: &HashMap<String, Uuid>,
    ) -> Result<Uuid, DataError> {
        let id = Uuid::now_v7();
        let (entered_by, language) = self.author(&proof.by)?;
        let replaces = proof.replaces.as_ref();
        let partnership = proof.partnership.as_deref();
        let mut row = ProofRow {
            id,
            organisation_id: self.organisation_id(&proof.about)?,
            partnership_id: partnership
                .map(|reference| self.partnership_id(reference))
                .transpose()?,
            kind: proof.kind,
            proves: proof.proves,
            criteria: proof.criteria,
            url: proof.url,
            issued_on: self.day(proof.issued),
            expires_on: proof.expires.map(|day| self.any_day(day)),
            entered_by,
            entered_for: self.employer(&proof.by)?,
            entered_on: self.day(proof.on),
            replaces_id: replaces.map(|key| find(older, key).copied()).transpose()?,
            verdict: None,
            checked_by: None,
            checked_for: None,
            checked_on: None,
            check_note: None,
            check_language: None,
            language,
        };
        if let Some(checked) = proof.checked {
            let (by, language) = self.author(&checked.by)?;
            row.verdict = Some(checked.verdict);
            row.checked_by = Some(by);
            row.checked_for = Some(self.employer(&checked.by)?);
            row.checked_on = Some(self.day(checked.on));
            row.check_language = Some(language);
            row.check_note = checked.note;
        }
        self.rows.proofs.push(row);
        Ok(id)
    }

    fn evaluation(
        &mut self,
        evaluation: data::VendorEvaluation,
        proofs: &HashMap<String, Uuid>,
    ) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        let (opened_by, language) = self.author(&evaluation.by)?;
        for evaluator in evaluation.evaluators {
            let evaluator_id = Uuid::now_v7();
            let (person_id, language) = self.author(&evaluator.by)?;
            for (criterion, given) in evaluator.scores {
                self.given(
                    id,
                    Some(evaluator_id),
                    (criterion, given),
                    &language,
                    proofs,
                )?;
            }
            self.rows.evaluators.push(EvaluatorRow {
                id: evaluator_id,
                evaluation_id: id,
                person_id,
                organisation_id: self.employer(&evaluator.by)?,
                added_on: evaluator.added.map(|day| self.day(day)),
                scored_on: evaluator.on.map(|day| self.day(day)),
            });
        }
        let agreed = evaluation.agreed;
        let agreed_on = agreed.as_ref().map(|agreed| self.day(agreed.on));
        let conclusion = agreed.as_ref().map(|agreed| agreed.conclusion.clone());
        for (criterion, given) in agreed.into_iter().flat_map(|agreed| agreed.consensus) {
            self.given(id, None, (criterion, given), &language, proofs)?;
        }
        for reply in evaluation.replies {
            let (person_id, language) = self.author(&reply.by)?;
            self.rows.evaluation_replies.push(EvaluationReplyRow {
                id: Uuid::now_v7(),
                evaluation_id: id,
                criterion: reply.about,
                words: reply.words,
                person_id,
                replied_on: self.day(reply.on),
                replied_at: self.moment(reply.on, AFTERNOON),
                language,
            });
        }
        let withdrawn = evaluation.withdrawn;
        let withdrawer = withdrawn
            .as_ref()
            .map(|withdrawn| self.author(&withdrawn.by))
            .transpose()?;
        let (withdrawn_by, withdrawal_language) = withdrawer.unzip();
        self.rows.evaluations.push(EvaluationRow {
            id,
            partnership_id: self.partnership_id(&evaluation.partnership)?,
            organisation_id: self.organisation_id(&evaluation.vendor)?,
            standing: evaluation.standing,
            subject: evaluation.subject,
            opened_on: self.day(evaluation.opened),
            due_on: self.day(evaluation.due),
            opened_by,
            opened_at: self.moment(evaluation.opened, MORNING),
            agreed_on,
            agreed_by: agreed_on.map(|_| opened_by),
            conclusion,
            conclusion_language: agreed_on.map(|_| language.clone()),
            withdrawn_on: withdrawn.as_ref().map(|withdrawn| self.day(withdrawn.on)),
            withdrawn_by,
            withdrawal_reason: withdrawn.map(|withdrawn| withdrawn.reason),
            withdrawal_language,
            language,
        });
        Ok(())
    }

    fn given(
        &mut self,
        evaluation_id: Uuid,
        evaluator_id: Option<Uuid>,
        (criterion, given): (Criterion, data::GivenScore),
        language: &str,
        proofs: &HashMap<String, Uuid>,
    ) -> Result<(), DataError> {
        let id = Uuid::now_v7();
        for proof in &given.proofs {
            self.rows.pointers.push(PointerRow {
                id: Uuid::now_v7(),
                evaluation_id,
                score_id: evaluator_id.map(|_| id),
                consensus_id: evaluator_id.is_none().then_some(id),
                proof_id: *find(proofs, proof)?,
            });
        }
        let row = GivenRow {
            id,
            evaluation_id,
            evaluator_id,
            criterion,
            score: given.score,
            words: given.words,
            language: language.to_owned(),
        };
        match evaluator_id {
            Some(_) => self.rows.scores.push(row),
            None => self.rows.consensus.push(row),
        }
        Ok(())
    }
}

#[derive(Debug, Serialize)]
pub(super) struct RiskRow {
    id: Uuid,
    partnership_id: Uuid,
    title: String,
    kind: RiskKind,
    consequence: String,
    remedy: String,
    owner_id: Uuid,
    review_on: NaiveDate,
    closed_to_vendors: bool,
    occurrence: Occurrence,
    likelihood: i16,
    impact: i16,
    scored_on: NaiveDate,
    raised_by: Uuid,
    raised_on: NaiveDate,
    closed_on: Option<NaiveDate>,
    outcome: Option<RiskOutcome>,
    closed_words: Option<String>,
    closed_by: Option<Uuid>,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct RiskCarrierRow {
    id: Uuid,
    partnership_id: Uuid,
    risk_id: Uuid,
    organisation_id: Uuid,
}

#[derive(Debug, Serialize)]
pub(super) struct RiskScoreRow {
    id: Uuid,
    partnership_id: Uuid,
    risk_id: Uuid,
    occurrence: Occurrence,
    likelihood: i16,
    impact: i16,
    words: String,
    scored_on: NaiveDate,
    review_on: NaiveDate,
    person_id: Uuid,
    recorded_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct AutomationWorkRow {
    id: Uuid,
    partnership_id: Uuid,
    title: String,
    description: String,
    state: WorkState,
    named_by: Uuid,
    named_on: NaiveDate,
    begun_on: Option<NaiveDate>,
    begun_by: Option<Uuid>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct FoundationRow {
    id: Uuid,
    partnership_id: Uuid,
    foundation: Foundation,
    verdict: FoundationVerdict,
    words: String,
    link: Option<String>,
    person_id: Uuid,
    said_on: NaiveDate,
    recorded_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct BenefitRow {
    id: Uuid,
    partnership_id: Uuid,
    title: String,
    description: String,
    outcome_domain: OutcomeDomain,
    claimant_id: Option<Uuid>,
    source: Option<String>,
    link: Option<String>,
    as_published: Option<String>,
    measure: String,
    measure_kind: MeasureKind,
    unit: String,
    direction: Direction,
    baseline: Option<Decimal>,
    expected: Option<Decimal>,
    claimed: Option<Decimal>,
    claimed_on: NaiveDate,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct VerificationRow {
    id: Uuid,
    partnership_id: Uuid,
    benefit_id: Uuid,
    value: Decimal,
    measured_on: NaiveDate,
    method: String,
    link: Option<String>,
    person_id: Uuid,
    recorded_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PrototypeRow {
    id: Uuid,
    partnership_id: Uuid,
    title: String,
    description: String,
    works_since: NaiveDate,
    link: Option<String>,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct UptakeRow {
    id: Uuid,
    partnership_id: Uuid,
    prototype_id: Uuid,
    jurisdiction_id: Uuid,
    organisation_id: Option<Uuid>,
    stage: UptakeStage,
    since_on: NaiveDate,
    source: String,
    link: Option<String>,
    person_id: Uuid,
    recorded_at: DateTime<Utc>,
    language: String,
}

#[derive(Debug, Serialize)]
pub(super) struct LessonRow {
    id: Uuid,
    partnership_id: Option<Uuid>,
    title: String,
    body: String,
    tags: Vec<String>,
    outcome_domain: Option<OutcomeDomain>,
    risk_kind: Option<RiskKind>,
    author_id: Uuid,
    learnt_on: NaiveDate,
    entered_at: DateTime<Utc>,
    language: String,
}

impl Building {
    /// Adds risks with their scores, and what must stand before AI.
    fn safeguards(&mut self, safeguards: data::Safeguards) -> Result<(), DataError> {
        for risk in safeguards.risks {
            self.risk(risk)?;
        }
        for work in safeguards.works {
            let (named_by, language) = self.author(&work.by)?;
            let begun = work.begun.as_ref();
            self.rows.automation_works.push(AutomationWorkRow {
                id: Uuid::now_v7(),
                partnership_id: self.partnership_id(&work.place)?,
                title: work.title,
                description: work.description,
                state: begun.map_or(WorkState::Planned, |_| WorkState::Begun),
                named_by,
                named_on: self.day(work.on),
                begun_on: begun.map(|begun| self.day(begun.on)),
                begun_by: self.person_id(begun.map(|begun| &begun.by))?,
                language,
            });
        }
        for said in safeguards.foundations {
            let (person_id, language) = self.author(&said.by)?;
            self.rows.foundations.push(FoundationRow {
                id: Uuid::now_v7(),
                partnership_id: self.partnership_id(&said.place)?,
                foundation: said.foundation,
                verdict: said.verdict,
                words: said.words,
                link: said.link,
                person_id,
                said_on: self.day(said.on),
                recorded_at: self.moment(said.on, MORNING),
                language,
            });
        }
        self.foundations_hold()
    }

    /// What has begun has its foundations.
    fn foundations_hold(&self) -> Result<(), DataError> {
        for work in &self.rows.automation_works {
            let said = self.rows.foundations.iter();
            let latest: Vec<_> = said
                .filter(|row| row.partnership_id == work.partnership_id)
                .map(|row| (row.foundation, row.verdict))
                .collect();
            if work.state == WorkState::Begun {
                may_begin(&latest).map_err(rule(&work.title))?;
            }
        }
        Ok(())
    }

    fn risk(&mut self, risk: data::Risk) -> Result<(), DataError> {
        let (id, partnership_id) = (Uuid::now_v7(), self.partnership_id(&risk.place)?);
        let (raised_by, language) = self.author(&risk.by)?;
        let mut last = None;
        for scored in &risk.scores {
            let on = self.day(scored.on);
            let unknown = || DataError::Unknown(risk.title.clone());
            let found = score(scored.likelihood, scored.impact).ok_or_else(unknown)?;
            let before = last.map(|(on, _): (NaiveDate, _)| on);
            may_score(scored.occurrence, found, on, before, self.today)
                .map_err(rule(&risk.title))?;
            let (person_id, language) = self.author(&scored.by)?;
            self.rows.risk_scores.push(RiskScoreRow {
                id: Uuid::now_v7(),
                partnership_id,
                risk_id: id,
                occurrence: scored.occurrence,
                likelihood: scored.likelihood,
                impact: scored.impact,
                words: scored.words.clone(),
                scored_on: on,
                review_on: self.day(risk.review),
                person_id,
                recorded_at: self.moment(scored.on, AFTERNOON),
                language,
            });
            last = Some((on, scored));
        }
        for carrier in &risk.carriers {
            self.rows.risk_carriers.push(RiskCarrierRow {
                id: Uuid::now_v7(),
                partnership_id,
                risk_id: id,
                organisation_id: self.organisation_id(carrier)?,
            });
        }
        let (scored_on, held) = last.ok_or_else(|| DataError::Unknown(risk.title.clone()))?;
        let closed = risk.closed;
        self.rows.risks.push(RiskRow {
            id,
            partnership_id,
            kind: risk.kind,
            consequence: risk.consequence,
            remedy: risk.remedy,
            owner_id: self.author(&risk.owner)?.0,
            review_on: self.day(risk.review),
            closed_to_vendors: risk.closed_to_vendors,
            occurrence: held.occurrence,
            likelihood: held.likelihood,
            impact: held.impact,
            scored_on,
            raised_by,
            raised_on: self.day(risk.raised),
            closed_on: closed.as_ref().map(|closed| self.day(closed.on)),
            outcome: closed.as_ref().map(|closed| closed.outcome),
            closed_by: self.person_id(closed.as_ref().map(|closed| &closed.by))?,
            closed_words: closed.map(|closed| closed.words),
            entered_at: self.moment(risk.raised, MORNING),
            language,
            title: risk.title,
        });
        Ok(())
    }

    /// Adds benefits, prototypes with who takes them up, and lessons.
    fn harvest(&mut self, harvest: data::Harvest) -> Result<(), DataError> {
        for benefit in harvest.benefits {
            self.benefit(benefit)?;
        }
        for prototype in harvest.prototypes {
            self.prototype(prototype)?;
        }
        for lesson in harvest.lessons {
            let (author_id, language) = self.author(&lesson.by)?;
            self.rows.lessons.push(LessonRow {
                id: Uuid::now_v7(),
                partnership_id: self.some_partnership_id(lesson.place.as_ref())?,
                title: lesson.title,
                body: lesson.body,
                tags: lesson.tags,
                outcome_domain: lesson.domain,
                risk_kind: lesson.kind,
                author_id,
                learnt_on: self.day(lesson.on),
                entered_at: self.moment(lesson.on, EVENING),
                language,
            });
        }
        Ok(())
    }

    fn benefit(&mut self, benefit: data::Benefit) -> Result<(), DataError> {
        let (id, partnership_id) = (Uuid::now_v7(), self.partnership_id(&benefit.place)?);
        let (entered_by, language) = self.author(&benefit.by)?;
        let claimant_id = benefit.source.is_none().then_some(entered_by);
        for found in benefit.verifications {
            let (person_id, language) = self.author(&found.by)?;
            let measured_on = self.day(found.on);
            let hands = [claimant_id, Some(entered_by)];
            may_verify(person_id, hands, measured_on, self.today).map_err(rule(&benefit.title))?;
            self.rows.verifications.push(VerificationRow {
                id: Uuid::now_v7(),
                partnership_id,
                benefit_id: id,
                value: found.value,
                measured_on,
                method: found.method,
                link: found.link,
                person_id,
                recorded_at: self.moment(found.on, AFTERNOON),
                language,
            });
        }
        self.rows.claimed_benefits.push(BenefitRow {
            id,
            partnership_id,
            title: benefit.title,
            description: benefit.description,
            outcome_domain: benefit.domain,
            claimant_id,
            source: benefit.source,
            link: benefit.link,
            as_published: benefit.as_published,
            measure: benefit.measure,
            measure_kind: benefit.kind,
            unit: benefit.unit,
            direction: benefit.direction,
            baseline: benefit.baseline,
            expected: benefit.expected,
            claimed: benefit.claimed,
            claimed_on: self.day(benefit.on),
            entered_by,
            entered_at: self.moment(benefit.on, MORNING),
            language,
        });
        Ok(())
    }

    fn prototype(&mut self, prototype: data::Prototype) -> Result<(), DataError> {
        let (id, partnership_id) = (Uuid::now_v7(), self.partnership_id(&prototype.place)?);
        let (entered_by, language) = self.author(&prototype.by)?;
        for uptake in prototype.uptakes {
            let (person_id, language) = self.author(&uptake.by)?;
            let organisation = uptake.organisation.as_ref();
            self.rows.uptakes.push(UptakeRow {
                id: Uuid::now_v7(),
                partnership_id,
                prototype_id: id,
                jurisdiction_id: find(&self.places, &uptake.jurisdiction)?.id,
                organisation_id: organisation
                    .map(|key| self.organisation_id(key))
                    .transpose()?,
                stage: uptake.stage,
                since_on: self.day(uptake.on),
                source: uptake.source,
                link: uptake.link,
                person_id,
                recorded_at: self.moment(uptake.on, EVENING),
                language,
            });
        }
        self.rows.prototypes.push(PrototypeRow {
            id,
            partnership_id,
            title: prototype.title,
            description: prototype.description,
            works_since: self.day(prototype.since),
            link: prototype.link,
            entered_by,
            entered_at: self.moment(prototype.since, MORNING),
            language,
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests;
