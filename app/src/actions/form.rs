//! The forms of actions: who does what by when, that it is done, and whether it
//! is.

use chrono::{Datelike, NaiveDate};
use domain::governance::{ActionStep, StepError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::{ActionRow, Candidate};
use crate::form::{DateParts, Errors, Fields, Invalid, MAX_TEXT};
use crate::t;

/// What a list of actions is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in what is to be done, or the owner's name.
    pub(super) q: String,
    /// States; none is all.
    pub(super) state: Vec<String>,
    /// `true` for those past their day only.
    pub(super) overdue: String,
    /// `due`, `owner` or `what`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Those that nobody has verified.
    pub(super) fn unverified() -> Self {
        Self {
            state: vec!["open".to_owned(), "done".to_owned()],
            ..Self::default()
        }
    }

    /// Whether only those past their day are asked for.
    pub(super) fn overdue(&self) -> bool {
        self.overdue == "true"
    }
}

/// An action, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActionForm {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) what: String,
    pub(super) owner: String,
    pub(super) verifier: String,
    pub(super) decision: String,
    pub(super) due_day: String,
    pub(super) due_month: String,
    pub(super) due_year: String,
}

/// An action.
#[derive(Debug)]
pub(super) struct ActionValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) what: String,
    pub(super) owner_id: Uuid,
    pub(super) verifier_id: Uuid,
    pub(super) decision_id: Option<Uuid>,
    pub(super) due_on: NaiveDate,
}

impl ActionForm {
    /// A blank form, for the decision that asks for it, if one does.
    pub(super) fn blank(decision: &str) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            decision: decision.to_owned(),
            ..Self::default()
        }
    }

    /// The form that an action fills.
    pub(super) fn of(row: &ActionRow) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            what: row.what.clone(),
            owner: row.owner_id.to_string(),
            verifier: row.verifier_id.to_string(),
            decision: row.decision_id.map(|id| id.to_string()).unwrap_or_default(),
            due_day: row.due_on.day().to_string(),
            due_month: row.due_on.month().to_string(),
            due_year: row.due_on.year().to_string(),
        }
    }

    /// The day it is due, as typed.
    pub(super) fn due(&self) -> DateParts<'_> {
        DateParts {
            day: &self.due_day,
            month: &self.due_month,
            year: &self.due_year,
        }
    }

    /// The action, or all that is wrong with it.
    pub(super) fn parse(
        self,
        people: &[Candidate],
        decisions: &[(String, String)],
    ) -> Result<ActionValues, Invalid<Self>> {
        let mut fields = Fields::of("action");
        let what = fields.text("what", &self.what, MAX_TEXT);
        let owner_id = fields.id("owner", &self.owner);
        if !owner_id.is_nil() && !people.iter().any(|one| one.id == owner_id) {
            fields.error("owner", t!("error-choice"));
        }
        let verifier_id = fields.id("verifier", &self.verifier);
        if verifier_id == owner_id && !owner_id.is_nil() {
            fields.error("verifier", t!("action-error-same"));
        } else if !verifier_id.is_nil()
            && !people
                .iter()
                .any(|one| one.id == verifier_id && one.verifies)
        {
            fields.error("verifier", t!("error-choice"));
        }
        let decision_id = fields.optional_id("decision", &self.decision);
        if decision_id.is_some() && !decisions.iter().any(|(id, _)| *id == self.decision) {
            fields.error("decision", t!("error-choice"));
        }
        let values = ActionValues {
            id: fields
                .optional_id("what", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            what,
            owner_id,
            verifier_id,
            decision_id,
            due_on: fields.date("due", self.due()),
        };
        fields.finish(self, values)
    }
}

/// A step with an action.
#[derive(Debug)]
pub(super) struct StepValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) step: ActionStep,
    pub(super) words: Option<String>,
    pub(super) link: Option<String>,
}

/// Why a step is not taken.
#[derive(Debug)]
pub(super) enum Refused {
    /// The action stands elsewhere by now.
    OutOfOrder,
    /// What is wrong with the form.
    Errors(Errors),
}

/// Asks the rule, and puts what it says beside the field.
fn judged(
    mut fields: Fields,
    row: &ActionRow,
    by: Uuid,
    values: StepValues,
) -> Result<StepValues, Refused> {
    let words = values.words.as_deref().unwrap_or_default();
    match row.state.step(values.step, row.owner_id, by, words) {
        Ok(_) => {}
        Err(StepError::OutOfOrder) => return Err(Refused::OutOfOrder),
        Err(StepError::WordsMissing) => {
            let field = match values.step {
                ActionStep::Done => "evidence",
                ActionStep::Returned | ActionStep::Verified => "reason",
                ActionStep::Dropped => "why",
            };
            fields.error(field, t!("action-error-words"));
        }
        // Neither form is open to whoever these are about.
        Err(StepError::NotTheOwner | StepError::OwnAction) => {
            fields.error("verdict", t!("action-error-whose"));
        }
    }
    fields
        .finish((), values)
        .map_err(|refused| Refused::Errors(refused.errors))
}

/// That an action is done, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DoneForm {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) evidence: String,
    pub(super) link: String,
}

impl DoneForm {
    /// A blank form.
    pub(super) fn blank(row: &ActionRow) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            version: row.version.to_string(),
            ..Self::default()
        }
    }

    /// The step, or why it is not taken.
    pub(super) fn parse(self, row: &ActionRow, by: Uuid) -> Result<StepValues, Refused> {
        let mut fields = Fields::of("action");
        let values = StepValues {
            id: fields
                .optional_id("evidence", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            step: ActionStep::Done,
            words: fields.optional_text("evidence", &self.evidence, MAX_TEXT),
            link: fields.optional_link("link", &self.link),
        };
        judged(fields, row, by, values)
    }
}

/// Whether an action is done, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct CheckForm {
    pub(super) id: String,
    pub(super) version: String,
    /// `verified` or `returned`.
    pub(super) verdict: String,
    pub(super) reason: String,
}

impl CheckForm {
    /// A blank form.
    pub(super) fn blank(row: &ActionRow) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            version: row.version.to_string(),
            ..Self::default()
        }
    }

    /// The step, or why it is not taken.
    pub(super) fn parse(self, row: &ActionRow, by: Uuid) -> Result<StepValues, Refused> {
        let mut fields = Fields::of("action");
        let verdict: Option<ActionStep> = fields.choice("verdict", &self.verdict);
        let is_verdict =
            |step: &ActionStep| matches!(step, ActionStep::Returned | ActionStep::Verified);
        if verdict.is_some_and(|step| !is_verdict(&step)) {
            fields.error("verdict", t!("error-choice"));
        }
        let words = fields.optional_text("reason", &self.reason, MAX_TEXT);
        let values = StepValues {
            id: fields
                .optional_id("reason", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            step: verdict.filter(is_verdict).unwrap_or(ActionStep::Verified),
            words,
            link: None,
        };
        judged(fields, row, by, values)
    }
}

/// Why an action is dropped, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DropForm {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) why: String,
}

impl DropForm {
    /// A blank form.
    pub(super) fn blank(row: &ActionRow) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            version: row.version.to_string(),
            ..Self::default()
        }
    }

    /// The step, or why it is not taken.
    pub(super) fn parse(self, row: &ActionRow, by: Uuid) -> Result<StepValues, Refused> {
        let mut fields = Fields::of("action");
        let values = StepValues {
            id: fields
                .optional_id("why", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            step: ActionStep::Dropped,
            words: fields.optional_text("why", &self.why, MAX_TEXT),
            link: None,
        };
        judged(fields, row, by, values)
    }
}
