# The product's closed vocabularies: one message for each code.
role-ministry-official = Ministry official
role-health-executive = Health executive
role-vendor = Vendor
role-clinician = Clinician
role-auditor = Auditor
role-administrator = Administrator

grant-read = May read
grant-edit = May plan and log

sector-government = Government
sector-health = Health
sector-ict = ICT

level-national = National
level-regional = Regional
level-local = Local

stage-proposed = Proposed
stage-negotiating = Negotiating
stage-active = Active
stage-suspended = Suspended
stage-closing = Closing
stage-closed = Closed
stage-withdrawn = Withdrawn

approach-top-down = Top-down
approach-bottom-up = Bottom-up
approach-middle-out = Middle-out

architecture-centralised = Centralised
architecture-modular = Modular
architecture-mixed = Mixed

service-type-application-systems = Application systems
service-type-data-warehousing = Data warehousing
service-type-development-and-training = Development and training
service-type-outsourcing = Outsourcing
service-type-managed-security = Managed security

building-block-infrastructure = Infrastructure
building-block-collaboration-platforms = Collaboration platforms
building-block-cybersecurity-and-identity = Cybersecurity and identity
building-block-interoperability-and-data-exchange = Interoperability and data exchange
building-block-devices-and-mobility = Devices and mobility

outcome-domain-safety = Safety
outcome-domain-resources = Resources
outcome-domain-efficiency = Efficiency
outcome-domain-outcomes = Outcomes
outcome-domain-population-health = Population health
outcome-domain-prevention = Prevention
outcome-domain-health-evaluation = Health evaluation
outcome-domain-promotion = Health promotion

party-role-governance-authority = Governance authority
party-role-funder = Funder
party-role-provider = Provider
party-role-clinical-partner = Clinical partner
party-role-supplier = Supplier

contract-status-draft = Draft
contract-status-in-force = In force
contract-status-suspended = Suspended
contract-status-completed = Completed
contract-status-ended-early = Ended early
contract-status-cancelled = Cancelled

contract-warning-notice = Notice day
contract-warning-expiry = Expiry
contract-warning-renewal = Renewal of itself

renewal-none = None
renewal-optional = Optional
renewal-automatic = Automatic

ending-completed = Completed
ending-ended-early = Ended early
ending-cancelled = Cancelled

milestone-state-planned = Planned
milestone-state-in-progress = In progress
milestone-state-at-risk = At risk
milestone-state-met = Met
milestone-state-partly-met = Partly met
milestone-state-missed = Missed
milestone-state-cancelled = Cancelled

deliverable-state-planned = Planned
deliverable-state-in-progress = In progress
deliverable-state-submitted = Submitted
deliverable-state-accepted = Accepted
deliverable-state-returned = Returned

verdict-accept = Accept
verdict-return = Return

evidence-kind-pdf = PDF
evidence-kind-png = PNG
evidence-kind-jpeg = JPEG
evidence-kind-xlsx = Excel (XLSX)
evidence-kind-docx = Word (DOCX)
evidence-kind-csv = CSV

status-green = Green
status-amber = Amber
status-red = Red
status-no-data = No data

indicator-kind-count = Count
indicator-kind-ratio = Ratio
indicator-kind-money = Money
indicator-kind-duration = Duration
indicator-kind-ordinal = Step of a scale

direction-higher = More is better
direction-lower = Less is better

combination-latest = The latest counts
combination-sum = They add up
combination-quotient = Numerators over denominators

measurement-state-draft = Draft
measurement-state-submitted = Submitted
measurement-state-verified = Verified
measurement-state-returned = Returned

target-status-achieved = Achieved
target-status-on-track = On track
target-status-at-risk = At risk
target-status-off-track = Off track
target-status-no-data = No data

amendment-state-draft = Draft
amendment-state-half-signed = Signed by one side
amendment-state-agreed = Agreed, not yet effective
amendment-state-in-force = In force
amendment-state-withdrawn = Withdrawn

amendment-type-value = Value
amendment-type-time = Time
amendment-type-scope = Scope
amendment-type-terms = Terms

amendment-side-buyer = Buyer
amendment-side-supplier = Supplier

amendment-value = Value
amendment-ends-on = End
amendment-scope = Scope
amendment-renewal = Renewal
amendment-renewal-months = Length of a renewal, in months
amendment-notice-days = Notice, in days
amendment-notice-months = Notice, in months
amendment-max-end = Latest end
amendment-review-days = Working days for a review

obligation-state-open = Open
obligation-state-kept = Kept
obligation-state-broken = Broken
obligation-state-waived = Waived

cost-category-acquisition = Acquisition
cost-category-implementation = Implementation
cost-category-operation = Operation
cost-category-infrastructure = Infrastructure
cost-category-training = Training
cost-category-staff = Own staff
cost-category-exit = Exit

predictability-predictable = Predictable
predictability-fairly = Fairly predictable
predictability-unpredictable = Unpredictable
predictability-no-data = No data
table-kind-commitments = Commitments
table-kind-receipts = Receipts
table-kind-spending = Spending
table-kind-milestones = Milestones
table-kind-targets = Indicators and targets
table-kind-measurements = Measurements
table-kind-organisations = Organisations
table-kind-budgets = Budgets of jurisdictions
table-kind-rates = Reference rates

funding-kind-capital = Assets (capital)
funding-kind-operational = Running costs (operational)

line-status-expected = Expected
line-status-committed = Committed
line-status-withdrawn = Withdrawn

factor-leadership = Leadership and planning
factor-understanding = Mutual understanding
factor-trust = Trust and good faith
factor-goals = Shared goals
factor-financing = Stable financing
factor-contracts = Well-formulated contracts

stakeholder-ict-executive = ICT executive
stakeholder-health-executive = Health executive
stakeholder-chief-information-officer = Chief information officer
stakeholder-clinician = Clinician
stakeholder-government-official = Government official
stakeholder-front-line-staff = Front-line staff

naming-attributed = With names
naming-anonymous = Anonymous

round-state-planned = Planned
round-state-open = Open
round-state-over = Past its last day
round-state-closed = Closed
round-state-published = Published

dimension-schedule = Schedule
dimension-money = Money
dimension-targets = Targets
dimension-relationship = Relationship
characteristic-strategic-goals = Strategic goals
characteristic-time = Time
characteristic-power = Power
characteristic-ethics = Ethics
characteristic-culture = Culture
charter-state-draft = Draft
charter-state-waiting = Waits for signatures
charter-state-in-force = In force
charter-state-replaced = Replaced
charter-state-void = Void
charter-parameters = Parameters
charter-roles = Roles and responsibilities
charter-involvement = Involvement
charter-expectations = Expectations

check-established = Established
check-sound = Financially sound
check-beneficial = Mutually beneficial
check-planned = Long-term plans
check-finding-met = Met
check-finding-not-met = Not met
check-finding-missing = Evidence missing
standing-strategic = Strategic
standing-not-yet = Not yet strategic
standing-not-enough-evidence = Not enough evidence
said-yes = Yes
said-no = No
pillar-leadership = Leadership and vision
pillar-resources = Financial resources
pillar-care-providers = Care-provider support
pillar-evidence-executive = Accountable health executive
pillar-evidence-clinical-lead = Clinical lead
pillar-evidence-ict-lead = ICT lead
pillar-evidence-sponsor = Government sponsor
pillar-evidence-leadership-score = How people rate leadership
pillar-evidence-decided = Question that a governance body has answered
pillar-evidence-shares = Who holds which share
pillar-evidence-years-ahead = Years ahead
pillar-evidence-clinicians-asked = Clinicians asked
pillar-evidence-clinicians-answered = Clinicians answered
pillar-evidence-clinical-partner = Clinical partner
pillar-evidence-health-signature = Charter signed on the side of health care
pillar-evidence-in-the-room = Care providers in the room when its body last met

action-state-open = Open
action-state-done = Said to be done
action-state-verified = Verified
action-state-dropped = Dropped

action-step-done = Said to be done
action-step-returned = Returned
action-step-verified = Verified
action-step-dropped = Dropped

agenda-source-perception-gap = Perception gap
agenda-source-challenged-status = Challenged status
agenda-source-funding-cliff = Funding cliff
agenda-source-overdue-review = Late review
agenda-source-open-question = Open question
agenda-source-overdue-action = Late action
agenda-source-own = Added by hand

ballot-for = For
ballot-against = Against
ballot-abstain = Abstains

body-level-national = National
body-level-regional = Regional
body-level-local = Local
body-level-partnership = Partnership

meeting-state-planned = Planned
meeting-state-held = Held
meeting-state-unrecorded = Not recorded
meeting-state-cancelled = Called off

outcome-approved = Approved
outcome-approved-with-conditions = Approved with conditions
outcome-rejected = Rejected
outcome-deferred = Deferred
outcome-inconclusive = Inconclusive: no quorum

seat-chair = Chair
seat-voting = Voting
seat-non-voting = Without a vote
seat-alternate = Alternate

coordination-level-national = National
coordination-level-regional = Regional
coordination-level-local = Local
coordination-level-partnership = Partnership

mechanism-kind-architecture = Architecture
mechanism-kind-governance-model = Governance model
mechanism-kind-institutional = Institutional
mechanism-kind-stakeholder-roles = Stakeholder roles

effect-eases = eases
effect-aggravates = aggravates
effect-creates = creates

strength-slight = slightly
strength-clear = clearly
strength-strong = strongly

direction-area-financing = Financing
direction-area-technological-standards = Technological standards
direction-area-bidding-processes = Bidding processes
direction-area-information-management = Information management
direction-area-privacy-and-security = Privacy and security

direction-force-to-come = Still to come
direction-force-in-force = In force
direction-force-ended = Ended

discretion-use-as-written = Follows it as written
discretion-use-adapted = Fits it to the place
discretion-use-further = Goes further
discretion-use-not-used = Not yet

involvement-none = None
involvement-informed = Informed
involvement-consulted = Consulted
involvement-co-decides = Co-decides
involvement-leads = Leads

finance-share-nothing = None of the money is government’s
finance-share-part = Part of the money is government’s
finance-share-most = Most of the money is government’s
proof-kind-integration = Proof of integration (connectathon or test report)
proof-kind-security-certificate = Security certificate
proof-kind-penetration-test = Penetration test
proof-kind-privacy-assessment = Privacy assessment
proof-kind-clinical-pilot = Clinical pilot
proof-kind-shadowing-report = Shadowing report
proof-kind-continuity-test = Business continuity test
proof-kind-financial-statement = Financial statement or total-cost model
proof-kind-other = Other

proof-state-unverified = Not verified
proof-state-valid = Valid
proof-state-expiring = Expires soon
proof-state-expired = Expired
proof-state-refused = Refused
proof-state-replaced = Replaced

proof-verdict-verified = Verified
proof-verdict-refused = Refused

backing-proven = Proven
backing-waiting = Entered, not verified
backing-lapsed = Expired
backing-missing = Missing

criterion-clinical-fit = Fit with clinical workflow
criterion-interoperability = Interoperability
criterion-security = Security posture
criterion-maturity = Partner maturity
criterion-cost-predictability = Predictability of total cost

evaluation-state-scoring = Being scored
evaluation-state-to-agree = To be agreed
evaluation-state-agreed = Agreed
evaluation-state-withdrawn = Withdrawn

vendor-standing-supplier = Supplier
vendor-standing-bidder = Bidder
band-low = Low
band-moderate = Moderate
band-high = High
band-severe = Severe
risk-kind-governance-and-trust = Governance and trust
risk-kind-cybersecurity = Cybersecurity
risk-kind-equity = Equity
risk-kind-reimbursement = Reimbursement
risk-kind-legal = Legal
risk-kind-cultural = Cultural
risk-kind-privacy = Privacy
risk-kind-fiscal = Fiscal
risk-kind-workforce = Workforce
likelihood-rare = Rare
likelihood-unlikely = Unlikely
likelihood-possible = Possible
likelihood-likely = Likely
likelihood-almost-certain = Almost certain
anchor-likelihood-rare = nobody here has seen it happen
anchor-likelihood-unlikely = it has happened elsewhere
anchor-likelihood-possible = it has happened here, once
anchor-likelihood-likely = it is expected within the year
anchor-likelihood-almost-certain = it is expected within weeks, or happens already
impact-slight = Slight
impact-minor = Minor
impact-moderate = Moderate
impact-major = Major
impact-critical = Critical
anchor-impact-slight = nobody outside the team notices
anchor-impact-minor = work is done again; no date moves
anchor-impact-moderate = a milestone slips, or more money is asked for
anchor-impact-major = a target is missed, or care is disturbed
anchor-impact-critical = patients come to harm, or the partnership ends
occurrence-barrier = Barrier
occurrence-risk = Risk
occurrence-hint-barrier = it happens already
occurrence-hint-risk = it may happen
risk-outcome-remedied = The remedy worked
risk-outcome-lapsed = It cannot happen any more
risk-outcome-came-true = It came true
risk-outcome-lived = The parties live with it

foundation-data-structures = Data structures
foundation-security-controls = Security controls
foundation-predictable-workflow = Predictable workflow
foundation-verdict-attested = Attested
foundation-verdict-gap-accepted = Gap accepted
foundation-verdict-withdrawn = Withdrawn
work-state-planned = Planned
work-state-begun = Begun
work-state-ended = Ended

measure-kind-money = Money
measure-kind-count = A count
measure-kind-share = A share, in per cent
benefit-standing-claimed = Claimed, unverified
benefit-standing-verified = Verified
benefit-standing-verified-lower = Verified, lower than claimed
uptake-stage-considering = Considers it
uptake-stage-piloting = Tries it out
uptake-stage-in-use = Uses it
uptake-stage-given-up = Gave it up
published-claim-cloud-costs = Moving to the cloud lowered the costs of infrastructure by 30 to 50 per cent at large public health services.
published-claim-home-mortality = A programme of hospital at home had 38 per cent fewer deaths than usual admissions.
published-claim-home-costs = The same programme of hospital at home cost about 30 per cent less than usual admissions.
published-claim-emergency-visits = One record for 13 hospitals, with open prices and a guarantee, went with 20 per cent fewer visits to emergency departments that were not needed.
published-claim-satisfaction = In the same network the satisfaction of patients rose to the 99th percentile.
published-claim-contact-tracing = A national record helped to find and isolate cases of an epidemic within hours instead of days.
published-claim-drafted-notes = Tools that listen and draft the note free physicians for their patients; no figure is given.
published-claim-earlier-warning = Predictions tell of sepsis or readmission hours earlier than the usual scores.
published-claim-care-coordination = Tasks that are passed between organisations by software take minutes where they took days.
published-claim-patient-records = Where patients hold their data themselves, records become more complete and more timely; no figure is given.
