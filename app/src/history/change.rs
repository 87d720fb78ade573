//! What a change of a record comes to: which fields, from what to what.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Grant;
use domain::amendment::{Side, Term};
use domain::benefit::{MeasureKind, UptakeStage};
use domain::charter::Characteristic;
use domain::contract::{Ending, Renewal};
use domain::cost::CostCategory;
use domain::deliverable::{DeliverableState, Verdict};
use domain::evaluation::{Criterion, VendorStanding};
use domain::evidence::{ProofKind, ProofVerdict};
use domain::foundation::{Foundation, FoundationVerdict, WorkState};
use domain::funding::{FundingKind, LineStatus};
use domain::governance::{ActionState, ActionStep, Ballot, BodyLevel, Outcome, Seat};
use domain::government::Involvement;
use domain::jurisdiction::Level;
use domain::milestone::MilestoneState;
use domain::obligation::ObligationState;
use domain::partnership::{
    Approach, Architecture, BuildingBlock, OutcomeDomain, PartyRole, ServiceType, Stage,
};
use domain::report::{Declared, Dimension};
use domain::risk::{Occurrence, RiskKind, RiskOutcome};
use domain::scorecard::{Factor, Naming, StakeholderGroup};
use domain::status::Status;
use domain::strategic::Said;
use domain::target::{Combination, Direction, IndicatorKind, MeasurementState};
use domain::tension::{CoordinationLevel, Effect, MechanismKind, Strength};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::text::{self, Worded};
use crate::{
    actions, amendments, benefits, bodies, charter, commitments, contracts, costs, decisions,
    deliverables, directions, evaluations, evidence, foundations, government, lessons,
    measurements, mechanisms, meetings, milestones, obligations, organisations, prototypes,
    reports, risks, scorecards, strategic, t, targets, tensions,
};

/// Names by id, of whatever a field can point to.
pub(super) type Names = HashMap<Uuid, String>;

/// A record before or after a change, by column.
pub(super) type Row = Map<String, Value>;

/// One change of one record.
pub(super) struct Change {
    /// Table of the record.
    pub(super) table: String,
    pub(super) row_id: Uuid,
    /// `insert`, `update` or `delete`.
    pub(super) action: String,
    /// Empty for an insert.
    pub(super) old: Row,
    /// Empty for a delete.
    pub(super) new: Row,
    pub(super) reason: Option<String>,
    pub(super) person: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) at: DateTime<Utc>,
}

/// The tables whose records belong to a partnership, in the order in which
/// they are offered.
pub(super) const KINDS: &[&str] = &[
    "partnership",
    "partnership_move",
    "restructuring",
    "party",
    "partnership_right",
    "contract",
    "contract_co_supplier",
    "amendment",
    "amendment_change",
    "amendment_signature",
    "obligation",
    "cost_line",
    "commitment",
    "commitment_line",
    "receipt",
    "spending",
    "document",
    "file",
    "milestone",
    "milestone_entry",
    "indicator",
    "target",
    "measurement",
    "deliverable",
    "submission",
    "evidence",
    "review",
    "reply",
    "scorecard_round",
    "scorecard_invitation",
    "scorecard_reminder",
    "scorecard_result",
    "scorecard_remark",
    "status_report",
    "status_report_finding",
    "status_report_reason",
    "status_question",
    "charter",
    "charter_position",
    "charter_bridge",
    "charter_signature",
    "soundness_statement",
    "benefit_statement",
    "long_term_plan",
    "body",
    "body_member",
    "meeting",
    "agenda_item",
    "attendance",
    "decision",
    "vote",
    "action",
    "action_step",
    "tension",
    "tension_position",
    "mechanism",
    "mechanism_effect",
    "partnership_direction",
    "government_involvement",
    "proof",
    "evaluation",
    "evaluation_evaluator",
    "evaluation_score",
    "evaluation_consensus",
    "evaluation_pointer",
    "evaluation_reply",
    "risk",
    "risk_carrier",
    "risk_score",
    "automation_work",
    "foundation_statement",
    "benefit",
    "benefit_verification",
    "prototype",
    "uptake",
    "lesson",
];

/// Columns that say nothing to people: keys, what other columns or the change
/// itself say already, and what only software reads. The spreadsheet has them all.
const FOR_SOFTWARE: &[&str] = &[
    "id",
    "version",
    "partnership_id",
    "amendment_id",
    "entered_at",
    "replaces_id",
    "replaced_by_id",
    "drafted_by",
    "drafted_at",
    "signed_at",
    "settled_by",
    "entered_by",
    "milestone_id",
    "deliverable_id",
    "submission_id",
    "language",
    "notice_on",
    "imported",
    "ocid",
    "ocds_id",
    "source",
    "sha256",
    "uploaded_by",
    "uploaded_at",
    "added_by",
    "added_at",
    "logged_at",
    "submitted_by",
    "submitted_at",
    "reviewed_by",
    "reviewed_at",
    "replied_at",
    "recorded_by",
    "recorded_at",
    "decided_by",
    "decided_at",
    "reason_language",
    "charter_id",
    "parties",
    "opened_by",
    "opened_at",
    "stated_by",
    "stated_at",
    "written_by",
    "written_at",
    "round_id",
    "catalogue_id",
    "planned_by",
    "raised_by",
    "named_by",
    "begun_by",
    "risk_id",
    "benefit_id",
    "prototype_id",
    "closed_by",
    "published_by",
    "agenda_language",
    "reminded_by",
    "reminded_at",
    "sum_of_scores",
    "sum_of_squares",
    "report_id",
    "filed_by",
    "filed_at",
    "filed_on",
    "asked_by",
    "asked_at",
    "answered_by",
    "answered_at",
    "answer_language",
    "about_money",
    "body_id",
    "meeting_id",
    "decision_id",
    "action_id",
    "member_id",
    "minutes_language",
    "outcome_language",
    "taken_on",
    "taken_at",
    "pattern_id",
    "entered_for",
    "entered_on",
    "checked_by",
    "checked_for",
    "check_language",
    "agreed_by",
    "conclusion_language",
    "release_language",
    "withdrawal_language",
    "withdrawn_by",
    "evaluation_id",
    "evaluator_id",
    "score_id",
    "consensus_id",
];

/// A field that differs.
pub(super) struct FieldChange<'a> {
    pub(super) column: &'a str,
    pub(super) before: &'a Value,
    pub(super) after: &'a Value,
}

impl FieldChange<'_> {
    /// Whether a set of codes is the same in another order.
    fn only_reordered(&self) -> bool {
        let sorted = |value: &Value| {
            let mut codes: Vec<String> = value.as_array()?.iter().map(Value::to_string).collect();
            codes.sort_unstable();
            Some(codes)
        };
        sorted(self.before).is_some_and(|before| Some(before) == sorted(self.after))
    }
}

impl Change {
    /// Every column that differs, in the order of their names.
    pub(super) fn fields(&self) -> Vec<FieldChange<'_>> {
        let mut columns: Vec<&String> = self.old.keys().chain(self.new.keys()).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
            .into_iter()
            .map(|column| FieldChange {
                column,
                before: self.old.get(column).unwrap_or(&Value::Null),
                after: self.new.get(column).unwrap_or(&Value::Null),
            })
            .filter(|field| field.before != field.after)
            .collect()
    }

    /// The columns that differ and say something to people.
    pub(super) fn fields_for_people(&self) -> Vec<FieldChange<'_>> {
        // Who moved, logged or replied is who made the change; to whom a right
        // was given is not.
        let by = |column: &str| {
            column == "person_id"
                && ![
                    "partnership_right",
                    "scorecard_invitation",
                    "scorecard_remark",
                    "body_member",
                    "evaluation_evaluator",
                ]
                .contains(&self.table.as_str())
        };
        self.fields()
            .into_iter()
            .filter(|field| !FOR_SOFTWARE.contains(&field.column) && !by(field.column))
            .filter(|field| !field.only_reordered())
            .collect()
    }

    /// The record as it is, or as it was last.
    fn record(&self) -> &Row {
        if self.new.is_empty() {
            &self.old
        } else {
            &self.new
        }
    }

    /// What the record is called, if it has a name or belongs to what has one.
    pub(super) fn title(&self, names: &Names) -> Option<String> {
        let own = |column: &str| Some(self.record().get(column)?.as_str()?.to_owned());
        let named = |column: &str| names.get(&uuid(self.record().get(column)?)?).cloned();
        match self.table.as_str() {
            "partnership" | "milestone" | "deliverable" | "document" | "evidence"
            | "obligation" | "commitment" | "indicator" | "scorecard_round" | "long_term_plan"
            | "mechanism" | "risk" | "automation_work" | "benefit" | "prototype" | "lesson" => {
                own("title")
            }
            "risk_carrier" | "risk_score" => named("risk_id"),
            "benefit_verification" => named("benefit_id"),
            "uptake" => named("prototype_id"),
            "tension" => Some(t!(
                "tension-name",
                first = own("first_pole")?,
                second = own("second_pole")?
            )),
            "tension_position" => named("tension_id"),
            "mechanism_effect" => named("mechanism_id"),
            "partnership_direction" => named("direction_id"),
            "body" => own("name"),
            "agenda_item" => own("title"),
            "decision" => own("question"),
            "action" => own("what"),
            "body_member" => named("person_id"),
            "attendance" => own("guest").or_else(|| named("member_id")),
            "proof" => own("proves"),
            "evaluation" => own("subject"),
            "evaluation_evaluator" => named("person_id"),
            "evaluation_score"
            | "evaluation_consensus"
            | "evaluation_pointer"
            | "evaluation_reply" => named("evaluation_id"),
            "vote" => named("member_id"),
            "action_step" => named("action_id"),
            "target" | "measurement" => named("indicator_id"),
            "scorecard_invitation"
            | "scorecard_reminder"
            | "scorecard_result"
            | "scorecard_remark" => named("round_id"),
            "commitment_line" | "receipt" | "spending" => named("commitment_id"),
            "amendment" | "amendment_change" | "amendment_signature" | "cost_line" => {
                named("contract_id")
            }
            "contract" => Some(format!("{} {}", own("number")?, own("title")?)),
            "file" => own("name"),
            "party"
            | "contract_co_supplier"
            | "charter_position"
            | "charter_signature"
            | "soundness_statement"
            | "benefit_statement" => named("organisation_id"),
            "partnership_right" => named("person_id"),
            "milestone_entry" => named("milestone_id"),
            "submission" => named("deliverable_id"),
            "review" | "reply" => named("submission_id"),
            _ => None,
        }
    }

    /// The page that shows the record, in the partnership of this reference.
    pub(super) fn href(&self, reference: &str) -> Option<String> {
        let of = |column: &str| uuid(self.record().get(column)?);
        match self.table.as_str() {
            "contract" => Some(contracts::url::show(reference, self.row_id)),
            "amendment" => Some(amendments::url::show(
                reference,
                of("contract_id")?,
                self.row_id,
            )),
            "amendment_change" | "amendment_signature" => Some(amendments::url::show(
                reference,
                of("contract_id")?,
                of("amendment_id")?,
            )),
            "obligation" => Some(obligations::url::show(
                reference,
                of("contract_id")?,
                self.row_id,
            )),
            "commitment" => Some(commitments::url::show(reference, self.row_id)),
            "commitment_line" | "receipt" | "spending" => {
                Some(commitments::url::show(reference, of("commitment_id")?))
            }
            "cost_line" => Some(costs::url::index(reference, of("contract_id")?)),
            "indicator" => Some(targets::url::show(reference, self.row_id)),
            "target" => Some(targets::url::show(reference, of("indicator_id")?)),
            "measurement" => Some(measurements::url::show(reference, self.row_id)),
            "milestone" => Some(milestones::url::show(reference, self.row_id)),
            "milestone_entry" => Some(milestones::url::show(reference, of("milestone_id")?)),
            "deliverable" => Some(deliverables::url::show(reference, self.row_id)),
            "submission" => Some(deliverables::url::show(reference, of("deliverable_id")?)),
            "scorecard_round" => Some(scorecards::url::show(reference, self.row_id)),
            "scorecard_invitation"
            | "scorecard_reminder"
            | "scorecard_result"
            | "scorecard_remark" => Some(scorecards::url::show(reference, of("round_id")?)),
            "status_report" => Some(reports::url::show(reference, self.row_id)),
            "status_report_finding" | "status_report_reason" | "status_question" => {
                Some(reports::url::show(reference, of("report_id")?))
            }
            "soundness_statement" | "benefit_statement" | "long_term_plan" => {
                Some(strategic::url::show(reference))
            }
            "body" => Some(bodies::url::show(self.row_id)),
            "body_member" => Some(bodies::url::show(of("body_id")?)),
            "meeting" => Some(meetings::url::show(of("body_id")?, self.row_id)),
            "agenda_item" | "attendance" => {
                Some(meetings::url::show(of("body_id")?, of("meeting_id")?))
            }
            "decision" => Some(decisions::url::show(of("body_id")?, self.row_id)),
            "vote" => Some(decisions::url::show(of("body_id")?, of("decision_id")?)),
            "action" => Some(actions::url::show(of("body_id")?, self.row_id)),
            "action_step" => Some(actions::url::show(of("body_id")?, of("action_id")?)),
            "charter" | "charter_position" | "charter_bridge" | "charter_signature" => {
                Some(charter::url::show(reference))
            }
            "tension" => Some(tensions::url::show(self.row_id)),
            "tension_position" => Some(tensions::url::show(of("tension_id")?)),
            "mechanism" => Some(mechanisms::url::show(self.row_id)),
            "mechanism_effect" => Some(mechanisms::url::show(of("mechanism_id")?)),
            "partnership_direction" => Some(directions::url::show(of("direction_id")?)),
            "government_involvement" => Some(government::url::show(reference)),
            "proof" => Some(evidence::url::show(self.row_id)),
            "evaluation" => Some(evaluations::url::show(self.row_id)),
            "evaluation_evaluator"
            | "evaluation_score"
            | "evaluation_consensus"
            | "evaluation_pointer"
            | "evaluation_reply" => Some(evaluations::url::show(of("evaluation_id")?)),
            "risk" => Some(risks::url::show(reference, self.row_id)),
            "risk_carrier" | "risk_score" => Some(risks::url::show(reference, of("risk_id")?)),
            "automation_work" | "foundation_statement" => Some(foundations::url::show(reference)),
            "benefit" => Some(benefits::url::show(reference, self.row_id)),
            "benefit_verification" => Some(benefits::url::show(reference, of("benefit_id")?)),
            "prototype" => Some(prototypes::url::show(reference, self.row_id)),
            "uptake" => Some(prototypes::url::show(reference, of("prototype_id")?)),
            "lesson" => Some(lessons::url::show(self.row_id)),
            "party" | "contract_co_supplier" => {
                Some(organisations::url::show(of("organisation_id")?))
            }
            _ => None,
        }
    }

    /// Language in which the record's texts were typed.
    pub(super) fn language(&self) -> &str {
        self.record()
            .get("language")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

fn uuid(value: &Value) -> Option<Uuid> {
    value.as_str()?.parse().ok()
}

/// Every id in these changes, to look its name up.
pub(super) fn ids(changes: &[Change]) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = changes
        .iter()
        .flat_map(|change| change.old.values().chain(change.new.values()))
        .filter_map(uuid)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// What stands in a field.
pub(super) enum Words {
    /// Nothing.
    Nothing,
    /// Words of the interface, a date, a number or a name.
    Said(String),
    /// What a person typed.
    Typed(String),
}

/// A value in words.
pub(super) fn words(table: &str, column: &str, value: &Value, names: &Names) -> Words {
    match value {
        Value::Null => Words::Nothing,
        Value::Array(codes) if codes.is_empty() => Words::Nothing,
        Value::Array(codes) => {
            let codes = codes.iter().filter_map(Value::as_str);
            let words: Vec<String> = codes.map(|code| coded(table, column, code)).collect();
            Words::Said(words.join(", "))
        }
        Value::Number(number) => Words::Said(
            number
                .to_string()
                .parse::<Decimal>()
                .map_or_else(|_| number.to_string(), text::number),
        ),
        Value::String(words) if column.ends_with("_id") => {
            let name = words.parse().ok().and_then(|id: Uuid| names.get(&id));
            Words::Said(name.cloned().unwrap_or_else(|| t!("unknown")))
        }
        Value::String(code) if prefix(table, column).is_some() => {
            Words::Said(coded(table, column, code))
        }
        Value::String(words) if column.ends_with("_at") => match words.parse() {
            Ok(moment) => Words::Said(text::moment(moment)),
            Err(_) => Words::Nothing,
        },
        Value::String(words) => match words.parse::<NaiveDate>() {
            Ok(date) => Words::Said(text::date(date)),
            Err(_) => Words::Typed(words.clone()),
        },
        Value::Bool(true) => Words::Said(t!("history-yes")),
        Value::Bool(false) => Words::Said(t!("history-no")),
        // Nothing that people are shown is a structure.
        Value::Object(_) => Words::Nothing,
    }
}

fn coded(table: &str, column: &str, code: &str) -> String {
    match prefix(table, column) {
        Some(prefix) => text::message(&format!("{prefix}-{}", code.replace('_', "-")), None),
        None => code.to_owned(),
    }
}

/// The vocabulary whose codes stand in a column.
fn prefix(table: &str, column: &str) -> Option<&'static str> {
    Some(match (table, column) {
        ("uptake", "stage") => UptakeStage::PREFIX,
        (_, "stage" | "from_stage" | "to_stage") => Stage::PREFIX,
        ("body", "level") => BodyLevel::PREFIX,
        ("body_member", "seat") => Seat::PREFIX,
        ("decision", "outcome") => Outcome::PREFIX,
        ("vote", "ballot") => Ballot::PREFIX,
        ("action", "state") => ActionState::PREFIX,
        ("action_step", "step") => ActionStep::PREFIX,
        ("tension" | "mechanism", "level") => CoordinationLevel::PREFIX,
        ("proof", "kind") => ProofKind::PREFIX,
        ("proof", "verdict") => ProofVerdict::PREFIX,
        ("evaluation", "standing") => VendorStanding::PREFIX,
        (_, "criteria" | "criterion") => Criterion::PREFIX,
        ("mechanism", "kind") => MechanismKind::PREFIX,
        ("mechanism_effect", "effect") => Effect::PREFIX,
        ("mechanism_effect", "strength") => Strength::PREFIX,
        ("government_involvement", "degree") => Involvement::PREFIX,
        ("risk" | "risk_score", "occurrence") => Occurrence::PREFIX,
        ("risk", "kind") | ("lesson", "risk_kind") => RiskKind::PREFIX,
        ("risk", "outcome") => RiskOutcome::PREFIX,
        ("automation_work", "state") => WorkState::PREFIX,
        ("foundation_statement", "foundation") => Foundation::PREFIX,
        ("foundation_statement", "verdict") => FoundationVerdict::PREFIX,
        ("benefit", "measure_kind") => MeasureKind::PREFIX,
        ("benefit", "direction") => Direction::PREFIX,
        ("benefit" | "lesson", "outcome_domain") => OutcomeDomain::PREFIX,
        (_, "level") => Level::PREFIX,
        (_, "approach") => Approach::PREFIX,
        (_, "architecture") => Architecture::PREFIX,
        (_, "service_types") => ServiceType::PREFIX,
        (_, "building_blocks") => BuildingBlock::PREFIX,
        (_, "outcome_domains") => OutcomeDomain::PREFIX,
        ("party", "role") => PartyRole::PREFIX,
        ("partnership_right", "access") => Grant::PREFIX,
        ("contract", "renewal") => Renewal::PREFIX,
        ("amendment_change", "term") => Term::PREFIX,
        ("amendment_signature", "side") => Side::PREFIX,
        ("obligation", "state") => ObligationState::PREFIX,
        ("commitment", "kind") => FundingKind::PREFIX,
        ("indicator", "kind") => IndicatorKind::PREFIX,
        ("indicator", "direction") => Direction::PREFIX,
        ("indicator", "combination") => Combination::PREFIX,
        ("indicator", "outcome_domain") => OutcomeDomain::PREFIX,
        ("measurement", "state") => MeasurementState::PREFIX,
        ("commitment_line", "status") => LineStatus::PREFIX,
        ("cost_line", "category") => CostCategory::PREFIX,
        ("contract", "ending") => Ending::PREFIX,
        ("milestone" | "milestone_entry", "state") => MilestoneState::PREFIX,
        ("deliverable", "state") => DeliverableState::PREFIX,
        ("review", "verdict") => Verdict::PREFIX,
        ("soundness_statement" | "benefit_statement", "verdict") => Said::PREFIX,
        ("scorecard_round", "naming") => Naming::PREFIX,
        ("scorecard_result" | "scorecard_remark", "factor") => Factor::PREFIX,
        ("status_report", "declared") => Declared::PREFIX,
        ("status_report_finding", "dimension") => Dimension::PREFIX,
        ("status_report_finding", "status") => Status::PREFIX,
        (_, "characteristic") => Characteristic::PREFIX,
        (_, "stakeholder_group") => StakeholderGroup::PREFIX,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn change(old: Value, new: Value) -> Change {
        let row = |value: Value| value.as_object().cloned().unwrap_or_default();
        Change {
            table: "contract".to_owned(),
            row_id: Uuid::nil(),
            action: "update".to_owned(),
            old: row(old),
            new: row(new),
            reason: None,
            person: None,
            organisation: None,
            at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn only_what_differs_is_told_and_people_are_spared_the_keys() {
        let change = change(
            json!({"id": "x", "version": 1, "title": "A", "value": 10.5, "source": {"a": 1}, "codes": ["a", "b"]}),
            json!({"id": "x", "version": 2, "title": "A", "value": 11.5, "source": {"a": 2}, "codes": ["b", "a"]}),
        );
        let columns = |fields: Vec<FieldChange<'_>>| {
            fields
                .iter()
                .map(|field| field.column.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            columns(change.fields()),
            ["codes", "source", "value", "version"]
        );
        assert_eq!(columns(change.fields_for_people()), ["value"]);
    }

    #[test]
    fn an_id_without_a_name_the_reader_may_see_stays_unknown() {
        let id = Uuid::now_v7();
        let value = Value::String(id.to_string());
        let said = |names: &Names| match words("contract", "supplier_id", &value, names) {
            Words::Said(words) => words,
            Words::Nothing | Words::Typed(_) => panic!("an id is said in words"),
        };
        assert_eq!(said(&Names::from([(id, "Acme".to_owned())])), "Acme");
        assert_eq!(said(&Names::new()), t!("unknown"));
    }
}
