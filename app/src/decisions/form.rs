//! The forms of decisions: a question, and how it ended.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::governance::{Ballot, DecideError, Deliberation, Outcome, outcome};
use serde::{Deserialize, Serialize};
use strum::VariantArray;
use uuid::Uuid;

use super::db::{Bindable, DecisionRow};
use crate::form::{DateParts, Fields, Invalid, MAX_TEXT};
use crate::t;

/// What a list of decisions is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the question or the rationale.
    pub(super) q: String,
    /// Outcomes; none is all.
    pub(super) outcome: Vec<String>,
    /// `true` for those that are open only.
    pub(super) open: String,
    /// `asked`, `decided` or `days`, descending with a hyphen before; without
    /// it the latest asked first.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Those that are open, the longest first.
    pub(super) fn open() -> Self {
        Self {
            open: "true".to_owned(),
            sort: "asked".to_owned(),
            ..Self::default()
        }
    }

    /// Those that were answered.
    pub(super) fn answered() -> Self {
        let settled = Outcome::VARIANTS.iter().filter(|outcome| outcome.settles());
        Self {
            outcome: settled.map(|outcome| outcome.code().to_owned()).collect(),
            ..Self::default()
        }
    }

    /// All in the order in which they were put.
    pub(super) fn in_order() -> Self {
        Self {
            sort: "put".to_owned(),
            ..Self::default()
        }
    }

    /// Whether only open ones are asked for.
    pub(super) fn is_open(&self) -> bool {
        self.open == "true"
    }
}

/// A question, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct QuestionForm {
    pub(super) id: String,
    pub(super) version: String,
    /// The question that it takes up again.
    pub(super) follows: String,
    pub(super) question: String,
    pub(super) options: String,
    pub(super) asked_day: String,
    pub(super) asked_month: String,
    pub(super) asked_year: String,
    /// Kind and id of what it binds, as [`Bindable::value`] writes them.
    pub(super) binds: String,
    pub(super) closed: String,
}

/// A question.
#[derive(Debug)]
pub(super) struct QuestionValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) follows_id: Option<Uuid>,
    pub(super) question: String,
    pub(super) options: Option<String>,
    pub(super) asked_on: NaiveDate,
    pub(super) binds_partnership_id: Option<Uuid>,
    pub(super) binds_contract_id: Option<Uuid>,
    pub(super) binds_milestone_id: Option<Uuid>,
    pub(super) closed: bool,
}

impl QuestionForm {
    /// A blank form, asked on the day of the meeting.
    pub(super) fn blank(on: NaiveDate) -> Self {
        let mut form = Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        };
        form.set_asked(on);
        form
    }

    /// The form that a question fills.
    pub(super) fn of(row: &DecisionRow) -> Self {
        let mut form = Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            question: row.question.clone(),
            options: row.options.clone().unwrap_or_default(),
            binds: row.binds_value(),
            closed: row.closed.to_string(),
            ..Self::default()
        };
        form.set_asked(row.asked_on);
        form
    }

    /// The form that takes a question up again: asked when it was first.
    pub(super) fn again(row: &DecisionRow) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            version: String::new(),
            follows: row.id.to_string(),
            ..Self::of(row)
        }
    }

    fn set_asked(&mut self, date: NaiveDate) {
        self.asked_day = date.day().to_string();
        self.asked_month = date.month().to_string();
        self.asked_year = date.year().to_string();
    }

    /// The day it was asked, as typed.
    pub(super) fn asked(&self) -> DateParts<'_> {
        DateParts {
            day: &self.asked_day,
            month: &self.asked_month,
            year: &self.asked_year,
        }
    }

    /// The question, or all that is wrong with it. `on` is the day of its meeting.
    pub(super) fn parse(
        self,
        choices: &[Bindable],
        on: NaiveDate,
    ) -> Result<QuestionValues, Invalid<Self>> {
        let mut fields = Fields::of("decision");
        let question = fields.text("question", &self.question, MAX_TEXT);
        let options = fields.optional_text("options", &self.options, MAX_TEXT);
        let asked_on = fields.required_date("asked", self.asked());
        if asked_on.is_some_and(|asked| asked > on) {
            fields.error("asked", t!("decision-error-asked-later"));
        }
        let bound = choices.iter().find(|one| one.value() == self.binds);
        if bound.is_none() && !self.binds.is_empty() {
            fields.error("binds", t!("error-choice"));
        }
        let of_kind = |kind| bound.filter(|one| one.kind == kind).map(|one| one.id);
        let values = QuestionValues {
            id: fields
                .optional_id("question", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            follows_id: fields.optional_id("question", &self.follows),
            question,
            options,
            asked_on: asked_on.unwrap_or_default(),
            binds_partnership_id: of_kind("partnership"),
            binds_contract_id: of_kind("contract"),
            binds_milestone_id: of_kind("milestone"),
            closed: self.closed == "true",
        };
        fields.finish(self, values)
    }
}

/// How a question ended, as typed: `ballot-{member}` for each who may vote.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DecideForm {
    pub(super) version: String,
    /// `vote` or `defer`.
    pub(super) how: String,
    pub(super) rationale: String,
    pub(super) conditions: String,
    pub(super) review_day: String,
    pub(super) review_month: String,
    pub(super) review_year: String,
    #[serde(flatten)]
    pub(super) cells: BTreeMap<String, String>,
}

/// How a question ended.
#[derive(Debug)]
pub(super) struct OutcomeValues {
    pub(super) version: i32,
    pub(super) outcome: Outcome,
    pub(super) decided_on: NaiveDate,
    pub(super) seats_filled: i32,
    pub(super) quorum: i32,
    pub(super) ballots: Vec<(Uuid, Ballot)>,
    pub(super) rationale: Option<String>,
    pub(super) conditions: Option<String>,
    pub(super) review_on: Option<NaiveDate>,
}

/// The field of a member's ballot.
pub(super) fn ballot_field(member: Uuid) -> String {
    format!("ballot-{member}")
}

impl DecideForm {
    /// A blank form for a question.
    pub(super) fn blank(row: &DecisionRow) -> Self {
        Self {
            version: row.version.to_string(),
            how: "vote".to_owned(),
            ..Self::default()
        }
    }

    /// The day of the review, as typed.
    pub(super) fn review(&self) -> DateParts<'_> {
        DateParts {
            day: &self.review_day,
            month: &self.review_month,
            year: &self.review_year,
        }
    }

    /// What a member votes, as typed.
    pub(super) fn ballot(&self, member: Uuid) -> &str {
        self.cells
            .get(&ballot_field(member))
            .map_or("", String::as_str)
    }

    /// How it ended, or all that is wrong with it. `on` is the day of the meeting.
    pub(super) fn parse(
        self,
        voters: &[Uuid],
        quorum: i32,
        on: NaiveDate,
    ) -> Result<OutcomeValues, Invalid<Self>> {
        let mut fields = Fields::of("decision");
        let mut ballots = Vec::new();
        for (name, code) in &self.cells {
            let member = name.strip_prefix("ballot-").and_then(|id| id.parse().ok());
            if let Some(member) = member {
                let ballot = fields.optional_choice(name, code);
                ballots.extend(ballot.map(|ballot| (member, ballot)));
            }
        }
        if !["vote", "defer"].contains(&self.how.as_str()) {
            fields.error("how", t!("error-choose"));
        }
        let rationale = fields.optional_text("rationale", &self.rationale, MAX_TEXT);
        let conditions = fields.optional_text("conditions", &self.conditions, MAX_TEXT);
        let review_on = fields.optional_date("review", self.review());
        if review_on.is_some_and(|review| review <= on) {
            fields.error("review", t!("decision-error-review"));
        }
        let found = outcome(&Deliberation {
            quorum: quorum.try_into().unwrap_or(u32::MAX),
            voters,
            ballots: &ballots,
            deferred: self.how == "defer",
            conditions: conditions.is_some(),
        });
        match found {
            Ok(Outcome::Inconclusive) => {}
            Ok(_) if rationale.is_none() => fields.error("rationale", t!("error-required")),
            Ok(_) => {}
            Err(DecideError::ConditionsWithoutApproval) => {
                fields.error("conditions", t!("decision-error-conditions"));
            }
            Err(DecideError::DeferredWithVotes) => {
                fields.error("how", t!("decision-error-deferred"));
            }
            Err(DecideError::NotAVoter | DecideError::VotesTwice) => {
                fields.error("how", t!("decision-error-voter"));
            }
        }
        let values = OutcomeValues {
            version: Fields::version(&self.version),
            outcome: found.unwrap_or(Outcome::Inconclusive),
            decided_on: on,
            seats_filled: i32::try_from(voters.len()).unwrap_or(i32::MAX),
            quorum,
            ballots,
            rationale,
            conditions,
            review_on,
        };
        fields.finish(self, values)
    }
}
