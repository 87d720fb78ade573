//! Who may do what.
//!
//! The whole of it is one table (`row`, in this file): an action per line, a role per column. Which
//! partnerships a person can see at all is decided by the database's row-level security; the
//! question here is asked only about rows the person can see. What a person cannot see is "not
//! found", what they see but may not do is "forbidden".

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::evidence::may_check;
use crate::organisation::Sector;

/// What a person is in Triad. A person has one role.
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
pub enum Role {
    /// Reviews the partnerships of a jurisdiction for the government.
    MinistryOfficial,
    /// Leads and answers for partnerships on the side of a health-care provider.
    HealthExecutive,
    /// Delivers for an ICT supplier.
    Vendor,
    /// Works in care, or as chief information officer or front-line staff; reads and is heard.
    Clinician,
    /// Checks, and changes nothing.
    Auditor,
    /// Keeps people, organisations and reference data; sees no partnership.
    Administrator,
}

/// Whether somebody in an organisation of this sector can have this role.
///
/// Officials act for the government, executives and clinicians for health care, vendors for ICT
/// (the three sectors of `seeds/000_ac6e544982eb95b4.txt`). Whoever audits or administers may come
/// from anywhere.
#[must_use]
pub fn role_fits(role: Role, sector: Sector) -> bool {
    match role {
        Role::MinistryOfficial => sector == Sector::Government,
        Role::HealthExecutive | Role::Clinician => sector == Sector::Health,
        Role::Vendor => sector == Sector::Ict,
        Role::Auditor | Role::Administrator => true,
    }
}

/// Something a person may want to do; every route of the interface needs one of these.
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
pub enum Action {
    /// Read the record of a partnership and the lists below it (of what one can see).
    ReadPartnership,
    /// Add a partnership.
    CreatePartnership,
    /// Change the record of a partnership.
    EditPartnership,
    /// Move a partnership to another stage.
    MovePartnership,
    /// Open a partnership to others, or close it: give a person a right in it, make an
    /// organisation a party to it.
    GrantRights,
    /// Read one contract, with its value.
    ReadContract,
    /// Add or change a contract and its documents.
    EditContract,
    /// Draft an amendment of a contract, or withdraw one.
    DraftAmendment,
    /// Sign an amendment for one's own side of the contract.
    SignAmendment,
    /// Add or change what one party owes another under a contract.
    PlanObligation,
    /// Say that an obligation was kept, broken or waived.
    SettleObligation,
    /// Read commitments, receipts, spending and cost plans of a partnership.
    ReadFunding,
    /// Add or revise commitments, receipts, spending and cost plans.
    EditFunding,
    /// Read one milestone with its entries.
    ReadMilestone,
    /// Add a milestone or change its plan.
    PlanMilestone,
    /// Log an entry on a milestone: a state, dates and a text.
    LogMilestone,
    /// Read the indicators, their targets and what was measured.
    ReadTarget,
    /// Add an indicator, change it or its targets.
    PlanTarget,
    /// Record a measurement, correct it, and submit it.
    RecordMeasurement,
    /// Verify a measurement that somebody else recorded, or return it.
    VerifyMeasurement,
    /// Read one deliverable with its submissions and reviews.
    ReadDeliverable,
    /// Add a deliverable or change its plan.
    PlanDeliverable,
    /// Report progress on a deliverable and submit it with evidence.
    UpdateDeliverable,
    /// Accept or return a submission.
    ReviewDeliverable,
    /// Write in the conversation below a review.
    ReplyToReview,
    /// Read the scorecard rounds of a partnership, and their results where they are published.
    ReadScorecard,
    /// Plan, close and publish scorecard rounds.
    RunScorecard,
    /// Rate the success factors in a round that one is invited to.
    AnswerScorecard,
    /// Read what the accountable executive declares, and what is asked about it.
    ReadStatusReport,
    /// Declare the status of a partnership that one is accountable for.
    FileStatusReport,
    /// Ask the accountable executive about a declared status that the data contradicts.
    RaiseStatusQuestion,
    /// Answer such a question.
    AnswerStatusQuestion,
    /// Read the charter of a partnership, with what each party wrote.
    ReadCharter,
    /// Write one's own organisation's column of the charter.
    WriteCharter,
    /// Say how the distances between the parties of a charter are to be bridged.
    BridgeCharter,
    /// Sign a version of the charter for one's own organisation.
    SignCharter,
    /// Read whether a partnership is strategic, and what its leadership rests on.
    ReadStrategic,
    /// Say whether a partnership is financially sound, and record its plans.
    AssessStrategic,
    /// Say for one's own organisation whether a partnership benefits it.
    StateBenefit,
    /// Read tensions, mechanisms and what these do to each other.
    ReadTension,
    /// Add or change tensions and mechanisms, and say what a mechanism does.
    WriteTension,
    /// Say where one sees the balance of a tension.
    WeighTension,
    /// Say which directions of government a partnership carries out.
    CarryDirection,
    /// Say how far government is involved in a partnership.
    StateInvolvement,
    /// Read the directions that ministries set, and how regions use them.
    ReadDirection,
    /// Add or change the directions of one's own jurisdiction.
    EditDirection,
    /// Say how one's own region uses the discretion that a direction leaves.
    UseDiscretion,
    /// Change the catalogue of tensions and mechanisms to begin from.
    EditPatterns,
    /// Read the evidence for vendors: of others none to a vendor.
    ReadEvidence,
    /// Enter evidence for a vendor, correct it and replace it.
    EnterEvidence,
    /// Verify evidence that is about another organisation and was entered by another person, or
    /// refuse it.
    VerifyEvidence,
    /// Read the evaluations of vendors: a vendor its own, once its consensus stands.
    ReadEvaluation,
    /// Open an evaluation of a vendor and name its evaluators, or withdraw one.
    OpenEvaluation,
    /// Score a vendor in an evaluation that one is named for.
    ScoreEvaluation,
    /// Add or release an evaluator and declare the consensus in an evaluation that one opened.
    AgreeEvaluation,
    /// Reply to the result of an evaluation of one's own organisation.
    ReplyToEvaluation,
    /// Read the barriers and risks of a partnership.
    ReadRisk,
    /// Say that something stands in the way of a partnership, or may.
    RaiseRisk,
    /// Change a risk, close it and open it again.
    KeepRisk,
    /// Score a risk anew and say when it is looked at again.
    ScoreRisk,
    /// Say that a foundation of work with AI or automation stands.
    AttestFoundation,
    /// Answer by name for beginning such work without a foundation; name and begin such work.
    AcceptGap,
    /// Read the benefits of a partnership, and who elsewhere takes up what it made.
    ReadBenefit,
    /// Claim a benefit of a partnership; record what works and who takes it up.
    ClaimBenefit,
    /// Verify a benefit that somebody else claimed.
    VerifyBenefit,
    /// Read what people learnt.
    ReadLesson,
    /// Write down what one learnt.
    WriteLesson,
    /// Read who changed what, when and why in a partnership.
    ReadHistory,
    /// Read a governance body with its meetings, decisions and actions.
    ReadBody,
    /// Add a body, change it or its members.
    KeepBody,
    /// Plan the meetings of a body; record who came, what was decided and who does what.
    RunBody,
    /// Say that an action of one's own is done.
    FinishAction,
    /// Verify an action that somebody else has done, or return it.
    VerifyAction,
    /// Read the overview of all partnerships in one's jurisdiction or organisation.
    ReadPortfolio,
    /// Import files of contract data.
    Import,
    /// Read organisations.
    ReadOrganisation,
    /// Add or change organisations.
    EditOrganisation,
    /// Read jurisdictions.
    ReadJurisdiction,
    /// Add or change jurisdictions.
    EditJurisdiction,
    /// Add or change the yearly budgets of jurisdictions.
    EditBudget,
    /// Read the dated rates between currencies.
    ReadRate,
    /// Add or change rates between currencies.
    EditRate,
    /// Make a new version of the statements that scorecards ask about.
    EditStatements,
    /// Invite, change and deactivate people.
    ManagePeople,
    /// Verify that the record of changes is whole.
    VerifyAudit,
    /// Use one's own account: password, language, sessions.
    UseAccount,
}

/// A right given to one person in one partnership.
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
pub enum Grant {
    /// See the partnership and read in it what the person's role reads.
    Read,
    /// Also edit its record and plan in it, as a health executive would; not review, not money.
    Edit,
}

/// The facts about a person that a right is decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Identifies the person.
    pub id: Uuid,
    /// What the person is.
    pub role: Role,
    /// The organisation the person belongs to.
    pub organisation_id: Uuid,
}

/// How a person stands to one partnership.
///
/// The two are separate because a guest, who sees a partnership only through a grant, must not
/// get there what their role gives them at home: an executive invited to read does not thereby
/// move the partnership to another stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The partnership is the person's own: their organisation is a party to it, or it lies in
    /// the jurisdiction they review.
    pub member: bool,
    /// The right given to the person in this partnership, if any.
    pub granted: Option<Grant>,
    /// The person is its accountable executive.
    pub accountable: bool,
}

/// How a person stands to a governance body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyStanding {
    /// The body is the person's to keep: it lies in the jurisdiction they review, or belongs to a
    /// partnership of their own.
    pub keeps: bool,
    /// The person is its chair.
    pub chairs: bool,
}

/// Whose hand a person has in an action of a governance body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// It is theirs to do.
    Owner,
    /// It is theirs to verify.
    Verifier,
    /// Neither.
    Other,
}

/// What an action is about. All identifiers are those of organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// No partnership in particular: lists, reference data, one's own account.
    Anywhere,
    /// A partnership, or something new in it.
    Partnership {
        /// How the person stands to the partnership.
        standing: Standing,
    },
    /// An existing contract.
    Contract {
        /// The organisation that buys.
        buyer_id: Uuid,
        /// The organisation that supplies.
        supplier_id: Uuid,
        /// How the person stands to the contract's partnership.
        standing: Standing,
    },
    /// An existing milestone.
    Milestone {
        /// The organisation that answers for the milestone.
        owner_id: Uuid,
        /// How the person stands to the milestone's partnership.
        standing: Standing,
    },
    /// An existing deliverable.
    Deliverable {
        /// The organisation that buys under the deliverable's contract.
        buyer_id: Uuid,
        /// The organisation that supplies under the deliverable's contract.
        supplier_id: Uuid,
        /// How the person stands to the deliverable's partnership.
        standing: Standing,
    },
    /// An existing measurement, or a benefit that was claimed.
    Measurement {
        /// Whether the person had a hand in it: recorded its figures, submitted or claimed it.
        own: bool,
        /// How the person stands to its partnership.
        standing: Standing,
    },
    /// An existing risk.
    Risk {
        /// Whether it is the person's to watch.
        own: bool,
        /// How the person stands to the risk's partnership.
        standing: Standing,
    },
    /// A governance body, or what belongs to it.
    Body {
        /// How the person stands to it.
        standing: BodyStanding,
        /// How the person stands to the action that it is about, if it is about one.
        hand: Option<Hand>,
    },
    /// What belongs to a jurisdiction and to no partnership.
    Jurisdiction {
        /// Whether the person reviews it for the government.
        own: bool,
    },
    /// Evidence for a vendor.
    Evidence {
        /// The organisation it is about.
        about_id: Uuid,
        /// Who entered it; none for what is still to be entered.
        entered_by: Option<Uuid>,
        /// How the person stands to its partnership, or to any in which the vendor takes part.
        standing: Standing,
    },
    /// An evaluation of a vendor.
    Evaluation {
        /// The organisation that is evaluated.
        vendor_id: Uuid,
        /// Whether the person opened it.
        opener: bool,
        /// Whether the person is one of its evaluators.
        evaluator: bool,
        /// How the person stands to its partnership.
        standing: Standing,
    },
    /// An existing obligation.
    Obligation {
        /// The organisation to which it is owed.
        creditor_id: Uuid,
        /// How the person stands to the obligation's partnership.
        standing: Standing,
    },
}

/// Whether `person` may do `action` to the thing described by `scope`, which they can see.
///
/// ```
/// use domain::access::{Action, Person, Role, Scope, Standing, may};
/// use uuid::Uuid;
///
/// let (buyer_id, supplier_id) = (Uuid::from_u128(1), Uuid::from_u128(2));
/// let vendor = Person { id: Uuid::from_u128(3), role: Role::Vendor, organisation_id: supplier_id };
/// let standing = Standing { member: true, granted: None, accountable: false };
/// let deliverable = Scope::Deliverable { buyer_id, supplier_id, standing };
/// assert!(may(&vendor, Action::UpdateDeliverable, &deliverable));
/// assert!(!may(&vendor, Action::ReviewDeliverable, &deliverable));
/// ```
#[must_use]
pub fn may(person: &Person, action: Action, scope: &Scope) -> bool {
    let (reach, cells) = row(action);
    let cell = cells[person.role as usize];
    let standing = scope.standing();
    let member = standing.is_some_and(|standing| standing.member);
    let may_edit = standing.is_some_and(|standing| standing.granted == Some(Grant::Edit));
    match reach {
        Reach::General | Reach::Visible => cell.holds(person, scope),
        Reach::Members => member && cell.holds(person, scope),
        Reach::Grantable => {
            let widened = may_edit && matches!(cell, Cell::Yes | Cell::Granted);
            widened || member && cell.holds(person, scope)
        }
    }
}

/// Whether some scope exists in which this role may do `action`: what a route can be refused
/// on before anything is loaded.
#[must_use]
pub fn role_may(role: Role, action: Action) -> bool {
    row(action).1[role as usize] != Cell::No
}

impl Scope {
    fn standing(&self) -> Option<Standing> {
        match *self {
            Self::Anywhere | Self::Body { .. } => None,
            Self::Jurisdiction { own } => Some(Standing {
                member: own,
                granted: None,
                accountable: false,
            }),
            Self::Partnership { standing }
            | Self::Contract { standing, .. }
            | Self::Milestone { standing, .. }
            | Self::Deliverable { standing, .. }
            | Self::Measurement { standing, .. }
            | Self::Evidence { standing, .. }
            | Self::Evaluation { standing, .. }
            | Self::Risk { standing, .. }
            | Self::Obligation { standing, .. } => Some(standing),
        }
    }
}

/// How far an action reaches, whoever does it.
#[derive(Clone, Copy)]
enum Reach {
    /// Is about no partnership in particular.
    General,
    /// Reads, so whoever sees the row by whatever right may have it.
    Visible,
    /// Changes a partnership, and can be given to a guest with [`Grant::Edit`].
    Grantable,
    /// Changes a partnership, and is never for guests.
    Members,
}

/// What a role is allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// Never.
    No,
    /// Always.
    Yes,
    /// Where the person's organisation buys under the contract.
    Buyer,
    /// Where the person's organisation supplies under the contract.
    Supplier,
    /// Where the person's organisation owns the milestone.
    Owner,
    /// Where the obligation is owed to the person's organisation.
    Creditor,
    /// Where somebody else recorded the measurement, or claimed the benefit.
    Another,
    /// Where the risk is theirs to watch.
    RiskOwner,
    /// Where the person is the partnership's accountable executive.
    Accountable,
    /// Only with [`Grant::Edit`].
    Granted,
    /// Where the body is the person's to keep.
    Keeper,
    /// Where the body is the person's to keep, or they are its chair.
    Runner,
    /// Where the action of a body is theirs to do.
    Doer,
    /// Where it is about the person's organisation.
    About,
    /// Where the evidence is about another organisation, and another person entered it.
    Independent,
    /// Where the person is an evaluator.
    Evaluator,
    /// Where the person opened the evaluation.
    Opener,
    /// Where the action of a body is another's to do, and theirs to verify or the body theirs to
    /// run.
    Checker,
}

impl Cell {
    /// Whether the cell allows `person` by role alone, without a grant.
    fn holds(self, person: &Person, scope: &Scope) -> bool {
        let own = person.organisation_id;
        match (self, *scope) {
            (Self::Yes, _) => true,
            (
                Self::Buyer,
                Scope::Contract { buyer_id, .. } | Scope::Deliverable { buyer_id, .. },
            ) => buyer_id == own,
            (
                Self::Supplier,
                Scope::Contract { supplier_id, .. } | Scope::Deliverable { supplier_id, .. },
            ) => supplier_id == own,
            (Self::Owner, Scope::Milestone { owner_id, .. }) => owner_id == own,
            (Self::Another, Scope::Measurement { own, .. }) => !own,
            (Self::RiskOwner, Scope::Risk { own, .. }) => own,
            (Self::Accountable, _) => scope
                .standing()
                .is_some_and(|standing| standing.accountable),
            (
                Self::About,
                Scope::Evidence { about_id: id, .. } | Scope::Evaluation { vendor_id: id, .. },
            ) => id == own,
            (
                Self::Independent,
                Scope::Evidence {
                    about_id,
                    entered_by,
                    ..
                },
            ) => may_check(person, about_id, entered_by),
            (Self::Evaluator, Scope::Evaluation { evaluator, .. }) => evaluator,
            (Self::Opener, Scope::Evaluation { opener, .. }) => opener,
            (Self::Creditor, Scope::Obligation { creditor_id, .. }) => creditor_id == own,
            (Self::Keeper, Scope::Body { standing, .. }) => standing.keeps,
            (Self::Runner, Scope::Body { standing, .. }) => standing.keeps || standing.chairs,
            (Self::Doer, Scope::Body { hand, .. }) => hand == Some(Hand::Owner),
            (Self::Checker, Scope::Body { standing, hand }) => match hand {
                Some(Hand::Verifier) => true,
                Some(Hand::Other) => standing.keeps || standing.chairs,
                Some(Hand::Owner) | None => false,
            },
            _ => false,
        }
    }
}

/// The table: for each action how far it reaches, and what each role is allowed, in the order
/// of [`Role`].
#[rustfmt::skip]
const fn row(action: Action) -> (Reach, [Cell; 6]) {
    use Action::*;
    use Cell::{
        About, Accountable, Another, Buyer, Checker, Creditor, Doer, Evaluator, Granted, Independent, Keeper, No,
        Opener, Owner, RiskOwner, Runner, Supplier, Yes,
    };
    use Reach::{General, Grantable, Members, Visible};
    match action {
        //                                 ministry health  vendor    clinician auditor administrator
        ReadPartnership   => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        CreatePartnership => (General,   [ Yes,     No,     No,       No,       No,     No  ]),
        EditPartnership   => (Grantable, [ Yes,     Yes,    No,       Granted,  No,     No  ]),
        MovePartnership   => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        GrantRights       => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        ReadContract      => (Visible,   [ Yes,     Yes,    Supplier, Yes,      Yes,    No  ]),
        EditContract      => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        DraftAmendment    => (Members,   [ Yes,     Yes,    Supplier, No,       No,     No  ]),
        SignAmendment     => (Members,   [ Buyer,   Buyer,  Supplier, No,       No,     No  ]),
        PlanObligation    => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        SettleObligation  => (Members,   [ Creditor, Creditor, Creditor, No,    No,     No  ]),
        ReadFunding       => (Visible,   [ Yes,     Yes,    No,       Yes,      Yes,    No  ]),
        EditFunding       => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        ReadMilestone     => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        PlanMilestone     => (Grantable, [ Yes,     Yes,    No,       Granted,  No,     No  ]),
        LogMilestone      => (Grantable, [ Granted, Yes,    Owner,    Granted,  No,     No  ]),
        ReadTarget        => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        PlanTarget        => (Grantable, [ Yes,     Yes,    No,       Granted,  No,     No  ]),
        RecordMeasurement => (Grantable, [ Granted, Yes,    No,       Granted,  No,     No  ]),
        VerifyMeasurement => (Members,   [ Another, Another, No,      No,       No,     No  ]),
        ReadDeliverable   => (Visible,   [ Yes,     Yes,    Supplier, Yes,      Yes,    No  ]),
        PlanDeliverable   => (Grantable, [ Granted, Yes,    No,       Granted,  No,     No  ]),
        UpdateDeliverable => (Members,   [ No,      No,     Supplier, No,       No,     No  ]),
        ReviewDeliverable => (Members,   [ No,      Buyer,  No,       No,       No,     No  ]),
        ReplyToReview     => (Members,   [ No,      Buyer,  Supplier, No,       No,     No  ]),
        ReadScorecard     => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        RunScorecard      => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        AnswerScorecard   => (Visible,   [ Yes,     Yes,    Yes,      Yes,      No,     No  ]),
        ReadStatusReport  => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        FileStatusReport  => (Members,   [ No,  Accountable, No,      No,       No,     No  ]),
        RaiseStatusQuestion => (Members, [ Yes,     No,     No,       No,       No,     No  ]),
        AnswerStatusQuestion => (Members, [ No, Accountable, No,      No,       No,     No  ]),
        ReadCharter       => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        WriteCharter      => (Members,   [ Yes,     Yes,    Yes,      No,       No,     No  ]),
        BridgeCharter     => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        SignCharter       => (Members,   [ Yes,     Yes,    Yes,      No,       No,     No  ]),
        ReadStrategic     => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        AssessStrategic   => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        StateBenefit      => (Members,   [ Yes,     Yes,    Yes,      No,       No,     No  ]),
        ReadTension       => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        WriteTension      => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        WeighTension      => (Members,   [ Yes,     Yes,    Yes,      Yes,      No,     No  ]),
        CarryDirection    => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        StateInvolvement  => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        ReadDirection     => (General,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        EditDirection     => (Members,   [ Yes,     No,     No,       No,       No,     No  ]),
        UseDiscretion     => (Members,   [ Yes,     No,     No,       No,       No,     No  ]),
        EditPatterns      => (General,   [ No,      No,     No,       No,       No,     Yes ]),
        ReadEvidence      => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        EnterEvidence     => (Members,   [ Yes,     Yes,    About,    No,       No,     No  ]),
        VerifyEvidence    => (Members,   [ Independent, Independent, No, No,    No,     No  ]),
        ReadEvaluation    => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        OpenEvaluation    => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        ScoreEvaluation   => (Visible,   [ Evaluator, Evaluator, No,  Evaluator, No,    No  ]),
        AgreeEvaluation   => (Members,   [ Opener,  Opener, No,       No,       No,     No  ]),
        ReplyToEvaluation => (Visible,   [ No,      No,     About,    No,       No,     No  ]),
        ReadRisk          => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        RaiseRisk         => (Members,   [ Yes,     Yes,    Yes,      Yes,      No,     No  ]),
        KeepRisk          => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        ScoreRisk         => (Members,   [ Yes,     Yes,    RiskOwner, RiskOwner, No,   No  ]),
        AttestFoundation  => (Members,   [ Yes,     Yes,    No,       Yes,      No,     No  ]),
        AcceptGap         => (Members,   [ Yes,     Yes,    No,       No,       No,     No  ]),
        ReadBenefit       => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        ClaimBenefit      => (Members,   [ Yes,     Yes,    Yes,      Yes,      No,     No  ]),
        VerifyBenefit     => (Members,   [ Another, Another, No,      Another,  No,     No  ]),
        ReadLesson        => (General,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        WriteLesson       => (General,   [ Yes,     Yes,    Yes,      Yes,      No,     No  ]),
        ReadHistory       => (Visible,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        ReadBody          => (General,   [ Yes,     Yes,    Yes,      Yes,      Yes,    No  ]),
        KeepBody          => (General,   [ Keeper,  Keeper, No,       No,       No,     No  ]),
        RunBody           => (General,   [ Runner,  Runner, No,       Runner,   No,     No  ]),
        FinishAction      => (General,   [ Doer,    Doer,   Doer,     Doer,     No,     No  ]),
        VerifyAction      => (General,   [ Checker, Checker, No,      Checker,  No,     No  ]),
        ReadPortfolio     => (General,   [ Yes,     Yes,    No,       No,       Yes,    No  ]),
        Import            => (General,   [ Yes,     No,     No,       No,       No,     No  ]),
        ReadOrganisation  => (General,   [ Yes,     Yes,    Yes,      Yes,      Yes,    Yes ]),
        EditOrganisation  => (General,   [ No,      No,     No,       No,       No,     Yes ]),
        ReadJurisdiction  => (General,   [ Yes,     Yes,    Yes,      Yes,      Yes,    Yes ]),
        EditJurisdiction  => (General,   [ No,      No,     No,       No,       No,     Yes ]),
        EditBudget        => (General,   [ Yes,     No,     No,       No,       No,     Yes ]),
        ReadRate          => (General,   [ Yes,     Yes,    Yes,      Yes,      Yes,    Yes ]),
        EditRate          => (General,   [ No,      No,     No,       No,       No,     Yes ]),
        EditStatements    => (General,   [ No,      No,     No,       No,       No,     Yes ]),
        ManagePeople      => (General,   [ No,      No,     No,       No,       No,     Yes ]),
        VerifyAudit       => (General,   [ No,      No,     No,       No,       Yes,    No  ]),
        UseAccount        => (General,   [ Yes,     Yes,    Yes,      Yes,      Yes,    Yes ]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vocabulary;

    const OWN: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);
    const MEMBER: Standing = Standing {
        member: true,
        granted: None,
        accountable: false,
    };
    const MEMBER_WITH_EDIT: Standing = Standing {
        member: true,
        granted: Some(Grant::Edit),
        accountable: false,
    };
    const ACCOUNTABLE: Standing = Standing {
        accountable: true,
        ..MEMBER
    };
    const GUEST_TO_READ: Standing = Standing {
        member: false,
        granted: Some(Grant::Read),
        accountable: false,
    };
    const GUEST_TO_EDIT: Standing = Standing {
        member: false,
        granted: Some(Grant::Edit),
        accountable: false,
    };
    const STRANGER: Standing = Standing {
        member: false,
        granted: None,
        accountable: false,
    };

    /// Every kind of thing in a partnership, with the given organisations on it.
    fn things(standing: Standing, buyer_id: Uuid, supplier_id: Uuid, owner_id: Uuid) -> [Scope; 8] {
        [
            Scope::Partnership { standing },
            Scope::Contract {
                buyer_id,
                supplier_id,
                standing,
            },
            Scope::Milestone { owner_id, standing },
            Scope::Deliverable {
                buyer_id,
                supplier_id,
                standing,
            },
            // Whoever owns the milestone is owed the obligation.
            Scope::Obligation {
                creditor_id: owner_id,
                standing,
            },
            // Whoever owns the milestone recorded the measurement.
            Scope::Measurement {
                own: owner_id == OWN,
                standing,
            },
            Scope::Evidence {
                about_id: supplier_id,
                entered_by: None,
                standing,
            },
            // Whoever owns the milestone opened the evaluation and is an evaluator.
            Scope::Evaluation {
                vendor_id: supplier_id,
                opener: owner_id == OWN,
                evaluator: owner_id == OWN,
                standing,
            },
        ]
    }

    /// A body to each standing, and one of its actions in each hand.
    fn bodies() -> Vec<Scope> {
        let mut scopes = Vec::new();
        for keeps in [false, true] {
            for chairs in [false, true] {
                for hand in [
                    None,
                    Some(Hand::Owner),
                    Some(Hand::Verifier),
                    Some(Hand::Other),
                ] {
                    scopes.push(Scope::Body {
                        standing: BodyStanding { keeps, chairs },
                        hand,
                    });
                }
            }
        }
        scopes
    }

    fn others(standing: Standing) -> Vec<Scope> {
        things(standing, OTHER, OTHER, OTHER).to_vec()
    }

    /// The codes of what `role` may do in at least one of `scopes`, in the order of the actions.
    fn allowed(role: Role, scopes: &[Scope]) -> String {
        let person = Person {
            id: Uuid::from_u128(9),
            role,
            organisation_id: OWN,
        };
        let codes: Vec<_> = Action::VARIANTS
            .iter()
            .filter(|action| scopes.iter().any(|scope| may(&person, **action, scope)))
            .map(|action| action.code())
            .collect();
        codes.join(" ")
    }

    fn without_general(codes: &str) -> String {
        let kept: Vec<_> = codes
            .split(' ')
            .filter(|code| {
                let action: Action = code.parse().expect("a code of an action");
                !matches!(row(action).0, Reach::General)
            })
            .collect();
        kept.join(" ")
    }

    #[test]
    fn in_their_own_partnership_each_role_does_its_part() {
        let reads = "read_partnership read_contract read_funding read_milestone read_target read_deliverable \
                     read_scorecard";
        for (role, expected) in [
            (
                Role::MinistryOfficial,
                "read_partnership edit_partnership move_partnership grant_rights read_contract \
                 edit_contract draft_amendment plan_obligation read_funding edit_funding \
                 read_milestone plan_milestone read_target plan_target verify_measurement read_deliverable read_scorecard \
                 run_scorecard answer_scorecard \
                 read_status_report raise_status_question read_charter write_charter bridge_charter sign_charter \
                 read_strategic assess_strategic state_benefit read_tension write_tension weigh_tension \
                 carry_direction state_involvement edit_direction use_discretion \
                 read_evidence enter_evidence verify_evidence read_evaluation open_evaluation read_risk raise_risk keep_risk score_risk attest_foundation accept_gap read_benefit claim_benefit verify_benefit read_history",
            ),
            (
                Role::HealthExecutive,
                "read_partnership edit_partnership move_partnership grant_rights read_contract \
                 edit_contract draft_amendment plan_obligation read_funding edit_funding \
                 read_milestone plan_milestone log_milestone read_target plan_target record_measurement verify_measurement read_deliverable \
                 plan_deliverable read_scorecard run_scorecard answer_scorecard \
                 read_status_report read_charter write_charter bridge_charter sign_charter \
                 read_strategic assess_strategic state_benefit read_tension write_tension weigh_tension \
                 carry_direction state_involvement \
                 read_evidence enter_evidence verify_evidence read_evaluation open_evaluation read_risk raise_risk keep_risk score_risk attest_foundation accept_gap read_benefit claim_benefit verify_benefit read_history",
            ),
            (
                Role::Vendor,
                "read_partnership read_milestone read_target read_scorecard answer_scorecard \
                 read_status_report read_charter write_charter sign_charter \
                 read_strategic state_benefit read_tension weigh_tension read_evidence read_evaluation read_risk raise_risk read_benefit claim_benefit read_history",
            ),
            (
                Role::Clinician,
                &format!(
                    "{reads} answer_scorecard read_status_report read_charter read_strategic read_tension \
                     weigh_tension read_evidence read_evaluation read_risk raise_risk attest_foundation read_benefit claim_benefit verify_benefit read_history"
                ),
            ),
            (
                Role::Auditor,
                &format!(
                    "{reads} read_status_report read_charter read_strategic read_tension read_evidence read_evaluation read_risk read_benefit read_history"
                ),
            ),
            (Role::Administrator, ""),
        ] {
            let found = allowed(role, &others(MEMBER));
            assert_eq!(without_general(&found), expected, "{role:?}");
        }
    }

    #[test]
    fn outside_partnerships_each_role_has_its_pages() {
        let common = "read_organisation read_jurisdiction read_rate use_account";
        let reads = "read_partnership read_contract read_funding read_milestone read_target read_deliverable \
                     read_scorecard";
        for (role, expected) in [
            (
                Role::MinistryOfficial,
                "read_partnership create_partnership read_contract read_funding read_milestone \
                 read_target read_deliverable read_scorecard answer_scorecard read_status_report read_charter read_strategic read_tension read_direction read_evidence read_evaluation read_risk read_benefit read_lesson write_lesson read_history read_body \
                 read_portfolio import read_organisation \
                 read_jurisdiction edit_budget read_rate use_account"
                    .to_owned(),
            ),
            (
                Role::HealthExecutive,
                format!("{reads} answer_scorecard read_status_report read_charter read_strategic read_tension read_direction read_evidence read_evaluation read_risk read_benefit read_lesson write_lesson read_history read_body read_portfolio {common}"),
            ),
            (
                Role::Vendor,
                format!(
                    "read_partnership read_milestone read_target read_scorecard answer_scorecard read_status_report read_charter read_strategic read_tension read_direction read_evidence read_evaluation read_risk read_benefit read_lesson write_lesson read_history read_body {common}"
                ),
            ),
            (
                Role::Clinician,
                format!("{reads} answer_scorecard read_status_report read_charter read_strategic read_tension read_direction read_evidence read_evaluation read_risk read_benefit read_lesson write_lesson read_history read_body {common}"),
            ),
            (
                Role::Auditor,
                format!(
                    "{reads} read_status_report read_charter read_strategic read_tension read_direction read_evidence read_evaluation read_risk read_benefit read_lesson read_history read_body read_portfolio read_organisation read_jurisdiction read_rate \
                     verify_audit use_account"
                ),
            ),
            (
                Role::Administrator,
                "edit_patterns read_organisation edit_organisation read_jurisdiction edit_jurisdiction \
                 edit_budget read_rate edit_rate edit_statements manage_people use_account"
                    .to_owned(),
            ),
        ] {
            assert_eq!(allowed(role, &[Scope::Anywhere]), expected, "{role:?}");
        }
    }

    #[test]
    fn the_organisation_on_the_row_decides() {
        let person = |role| Person {
            id: Uuid::from_u128(9),
            role,
            organisation_id: OWN,
        };
        let executive = person(Role::HealthExecutive);
        let vendor = person(Role::Vendor);
        let [_, bought, _, bought_work, ..] = things(MEMBER, OWN, OTHER, OTHER);
        let [
            _,
            supplied,
            owned,
            supplied_work,
            owed,
            own_measured,
            ours,
            our_result,
        ] = things(MEMBER, OTHER, OWN, OWN);
        let [_, _, foreign, _, foreign_debt, measured, ..] = things(MEMBER, OWN, OWN, OTHER);
        let [.., theirs, their_result] = things(MEMBER, OWN, OTHER, OTHER);
        let [.., opened] = things(MEMBER, OTHER, OTHER, OWN);
        for (who, action, right, wrong) in [
            (
                &executive,
                Action::ReviewDeliverable,
                &bought_work,
                &supplied_work,
            ),
            (
                &executive,
                Action::ReplyToReview,
                &bought_work,
                &supplied_work,
            ),
            (&vendor, Action::ReadContract, &supplied, &bought),
            (
                &vendor,
                Action::ReadDeliverable,
                &supplied_work,
                &bought_work,
            ),
            (
                &vendor,
                Action::UpdateDeliverable,
                &supplied_work,
                &bought_work,
            ),
            (&vendor, Action::ReplyToReview, &supplied_work, &bought_work),
            (&vendor, Action::LogMilestone, &owned, &foreign),
            (&executive, Action::SignAmendment, &bought, &supplied),
            (&vendor, Action::SignAmendment, &supplied, &bought),
            (&vendor, Action::DraftAmendment, &supplied, &bought),
            (&executive, Action::SettleObligation, &owed, &foreign_debt),
            (&vendor, Action::SettleObligation, &owed, &foreign_debt),
            (
                &executive,
                Action::VerifyMeasurement,
                &measured,
                &own_measured,
            ),
            (&vendor, Action::EnterEvidence, &ours, &theirs),
            (&executive, Action::VerifyEvidence, &theirs, &ours),
            (&executive, Action::ScoreEvaluation, &opened, &their_result),
            (&executive, Action::AgreeEvaluation, &opened, &their_result),
            (
                &vendor,
                Action::ReplyToEvaluation,
                &our_result,
                &their_result,
            ),
        ] {
            assert!(may(who, action, right), "{action:?}");
            assert!(!may(who, action, wrong), "{action:?}");
        }
        // Even on both sides of a contract at once, nobody reviews what their role does not.
        for role in [
            Role::MinistryOfficial,
            Role::Vendor,
            Role::Clinician,
            Role::Auditor,
        ] {
            for scope in things(MEMBER_WITH_EDIT, OWN, OWN, OWN) {
                assert!(
                    !may(&person(role), Action::ReviewDeliverable, &scope),
                    "{role:?}"
                );
            }
        }
    }

    #[test]
    fn only_the_accountable_executive_declares_and_answers() {
        let person = |role| Person {
            id: Uuid::from_u128(9),
            role,
            organisation_id: OWN,
        };
        let scope = |standing| Scope::Partnership { standing };
        for action in [Action::FileStatusReport, Action::AnswerStatusQuestion] {
            let executive = person(Role::HealthExecutive);
            assert!(may(&executive, action, &scope(ACCOUNTABLE)));
            assert!(!may(&executive, action, &scope(MEMBER_WITH_EDIT)));
            // Whoever left the party or the role is accountable no longer, whatever the record says.
            let gone = Standing {
                member: false,
                ..ACCOUNTABLE
            };
            assert!(!may(&executive, action, &scope(gone)));
            for role in [Role::MinistryOfficial, Role::Vendor, Role::Clinician] {
                assert!(!may(&person(role), action, &scope(ACCOUNTABLE)), "{role:?}");
            }
        }
    }

    #[test]
    fn bodies_are_run_by_keepers_and_chairs_and_nobody_verifies_their_own_action() {
        let person = |role| Person {
            id: Uuid::from_u128(9),
            role,
            organisation_id: OWN,
        };
        for scope in bodies() {
            let Scope::Body { standing, hand } = scope else {
                unreachable!("bodies alone");
            };
            let runs = standing.keeps || standing.chairs;
            for &role in Role::VARIANTS {
                let may = |action| may(&person(role), action, &scope);
                let leads = matches!(role, Role::MinistryOfficial | Role::HealthExecutive);
                let takes_part = leads || role == Role::Clinician;
                assert_eq!(may(Action::ReadBody), role != Role::Administrator);
                assert_eq!(may(Action::KeepBody), leads && standing.keeps, "{role:?}");
                assert_eq!(may(Action::RunBody), takes_part && runs, "{role:?}");
                let acts = takes_part || role == Role::Vendor;
                assert_eq!(
                    may(Action::FinishAction),
                    acts && hand == Some(Hand::Owner),
                    "{role:?}"
                );
                let checks = hand == Some(Hand::Verifier) || hand == Some(Hand::Other) && runs;
                assert_eq!(may(Action::VerifyAction), takes_part && checks, "{role:?}");
            }
        }
    }

    #[test]
    fn what_is_a_jurisdiction_s_is_written_by_its_officials_alone() {
        for &role in Role::VARIANTS {
            let foreign = allowed(role, &[Scope::Jurisdiction { own: false }]);
            assert!(!foreign.contains("write_tension") && !foreign.contains("edit_direction"));
            let own = allowed(role, &[Scope::Jurisdiction { own: true }]);
            assert_eq!(
                own.contains("edit_direction") && own.contains("use_discretion"),
                role == Role::MinistryOfficial,
                "{role:?}"
            );
        }
    }

    #[test]
    fn vendors_and_clinicians_score_the_risks_that_are_theirs_to_watch() {
        for (role, of_others, of_own) in [
            (Role::MinistryOfficial, true, true),
            (Role::HealthExecutive, true, true),
            (Role::Vendor, false, true),
            (Role::Clinician, false, true),
            (Role::Auditor, false, false),
            (Role::Administrator, false, false),
        ] {
            let person = Person {
                id: Uuid::from_u128(9),
                role,
                organisation_id: OWN,
            };
            for (own, allowed) in [(false, of_others), (true, of_own)] {
                let standing = MEMBER;
                let found = may(&person, Action::ScoreRisk, &Scope::Risk { own, standing });
                assert_eq!(found, allowed, "{role:?} {own}");
                // A guest changes no risk, not even where they are named.
                let standing = GUEST_TO_EDIT;
                assert!(!may(
                    &person,
                    Action::ScoreRisk,
                    &Scope::Risk { own, standing }
                ));
            }
        }
    }

    #[test]
    fn a_right_to_edit_widens_only_those_it_is_for() {
        let gained = |role| {
            let before = allowed(role, &others(MEMBER));
            let after = allowed(role, &others(MEMBER_WITH_EDIT));
            let new: Vec<_> = after
                .split(' ')
                .filter(|code| !before.split(' ').any(|b| b == *code))
                .collect();
            new.join(" ")
        };
        assert_eq!(
            gained(Role::MinistryOfficial),
            "log_milestone record_measurement plan_deliverable"
        );
        assert_eq!(gained(Role::HealthExecutive), "");
        assert_eq!(
            gained(Role::Clinician),
            "edit_partnership plan_milestone log_milestone plan_target record_measurement \
             plan_deliverable"
        );
        for role in [Role::Vendor, Role::Auditor, Role::Administrator] {
            assert_eq!(gained(role), "", "{role:?}");
        }
    }

    #[test]
    fn a_guest_gets_no_more_than_was_given() {
        let reads = "read_partnership read_contract read_funding read_milestone read_target read_deliverable \
                     read_scorecard answer_scorecard read_status_report read_charter read_strategic read_tension read_evidence read_evaluation score_evaluation read_risk read_benefit read_history";
        let edits = "read_partnership edit_partnership read_contract read_funding read_milestone \
                     plan_milestone log_milestone read_target plan_target record_measurement \
                     read_deliverable plan_deliverable read_scorecard \
                     answer_scorecard read_status_report read_charter read_strategic read_tension read_evidence read_evaluation score_evaluation read_risk read_benefit read_history";
        for role in [
            Role::MinistryOfficial,
            Role::HealthExecutive,
            Role::Clinician,
        ] {
            let reader = things(GUEST_TO_READ, OWN, OWN, OWN);
            let editor = things(GUEST_TO_EDIT, OWN, OWN, OWN);
            assert_eq!(without_general(&allowed(role, &reader)), reads, "{role:?}");
            assert_eq!(without_general(&allowed(role, &editor)), edits, "{role:?}");
        }
        for role in [Role::Vendor, Role::Auditor, Role::Administrator] {
            let reader = allowed(role, &things(GUEST_TO_READ, OWN, OWN, OWN));
            let editor = allowed(role, &things(GUEST_TO_EDIT, OWN, OWN, OWN));
            assert_eq!(reader, editor, "{role:?}");
        }
    }

    #[test]
    fn a_role_may_what_it_may_somewhere() {
        let mut scopes = vec![Scope::Anywhere];
        let standings = [
            MEMBER,
            MEMBER_WITH_EDIT,
            ACCOUNTABLE,
            GUEST_TO_READ,
            GUEST_TO_EDIT,
            STRANGER,
        ];
        for standing in standings {
            for (buyer, supplier, owner) in [(OWN, OTHER, OTHER), (OTHER, OWN, OWN)] {
                scopes.extend(things(standing, buyer, supplier, owner));
            }
            scopes.extend([false, true].map(|own| Scope::Risk { own, standing }));
        }
        scopes.extend(bodies());
        for &role in Role::VARIANTS {
            let codes: Vec<_> = Action::VARIANTS
                .iter()
                .filter(|action| role_may(role, **action))
                .map(|action| action.code())
                .collect();
            assert_eq!(codes.join(" "), allowed(role, &scopes), "{role:?}");
        }
    }

    #[test]
    fn a_role_is_had_in_the_sector_it_acts_for() {
        let fitting = |role| {
            Sector::VARIANTS
                .iter()
                .filter(|sector| role_fits(role, **sector))
                .map(|sector| sector.code())
                .collect::<Vec<_>>()
                .join(" ")
        };
        for (role, sectors) in [
            (Role::MinistryOfficial, "government"),
            (Role::HealthExecutive, "health"),
            (Role::Vendor, "ict"),
            (Role::Clinician, "health"),
            (Role::Auditor, "government health ict"),
            (Role::Administrator, "government health ict"),
        ] {
            assert_eq!(fitting(role), sectors, "{role:?}");
        }
    }

    #[test]
    fn the_columns_of_the_table_are_the_roles() {
        for (column, &role) in Role::VARIANTS.iter().enumerate() {
            assert_eq!(role as usize, column);
        }
        assert_eq!(row(Action::UseAccount).1.len(), Role::VARIANTS.len());
    }
}
