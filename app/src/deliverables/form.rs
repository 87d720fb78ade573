//! The forms of deliverables: typed text to dates, percents, links and
//! verdicts.

use chrono::{Datelike, NaiveDate};
use domain::deliverable::{DeliverableError, DeliverableState, Verdict};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::DeliverableRow;
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of deliverables is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the title.
    pub(super) q: String,
    /// States; none is all.
    pub(super) state: Vec<String>,
    /// The id of one contract.
    pub(super) contract: String,
    /// `true` for those that wait for their review only.
    pub(super) waiting: String,
    /// `true` for those only where the side whose turn it is is late.
    pub(super) overdue: String,
    /// `due`, `title`, `state` or `supplier`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// The contract asked for.
    pub(super) fn contract(&self) -> Option<Uuid> {
        self.contract.parse().ok()
    }

    /// Whether only those that wait for their review are asked for.
    pub(super) fn waiting(&self) -> bool {
        self.waiting == "true"
    }

    /// Whether only those are asked for where whoever has them is late.
    pub(super) fn overdue(&self) -> bool {
        self.overdue == "true"
    }
}

/// The plan of a deliverable, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DeliverableForm {
    /// The id a new deliverable will have: however often the form is sent, it
    /// makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) contract: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) criteria: String,
    pub(super) due_day: String,
    pub(super) due_month: String,
    pub(super) due_year: String,
}

/// The plan of a deliverable.
#[derive(Debug)]
pub(super) struct DeliverableValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) contract_id: Uuid,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) acceptance_criteria: String,
    pub(super) due_on: NaiveDate,
}

impl DeliverableForm {
    /// A blank form for a new deliverable.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The form that a plan fills.
    pub(super) fn of(row: &DeliverableRow) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            contract: row.contract_id.to_string(),
            title: row.title.clone(),
            description: row.description.clone().unwrap_or_default(),
            criteria: row.acceptance_criteria.clone(),
            due_day: row.due_on.day().to_string(),
            due_month: row.due_on.month().to_string(),
            due_year: row.due_on.year().to_string(),
        }
    }

    /// The due date as typed.
    pub(super) fn due(&self) -> DateParts<'_> {
        DateParts {
            day: &self.due_day,
            month: &self.due_month,
            year: &self.due_year,
        }
    }

    /// The plan, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<DeliverableValues, Invalid<Self>> {
        let mut fields = Fields::of("deliverable");
        let values = DeliverableValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            contract_id: fields.id("contract", &self.contract),
            title: fields.text("title", &self.title, MAX_LINE),
            description: fields.optional_text("description", &self.description, MAX_TEXT),
            acceptance_criteria: fields.text("criteria", &self.criteria, MAX_TEXT),
            due_on: fields.date("due", self.due()),
        };
        fields.finish(self, values)
    }
}

/// How far the vendor is, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProgressForm {
    pub(super) version: String,
    pub(super) percent: String,
    pub(super) note: String,
}

/// How far the vendor is.
#[derive(Debug)]
pub(super) struct ProgressValues {
    pub(super) version: i32,
    pub(super) percent: u8,
    pub(super) note: Option<String>,
}

impl ProgressForm {
    /// The percent and the line, or all that is wrong with them.
    pub(super) fn parse(self) -> Result<ProgressValues, Invalid<Self>> {
        let mut fields = Fields::of("deliverable-progress");
        let typed = self.percent.trim().trim_end_matches('%');
        if typed.trim().is_empty() {
            fields.error("percent", t!("error-required"));
        }
        let percent = fields.optional_whole("percent", typed, 0..=100);
        let values = ProgressValues {
            version: Fields::version(&self.version),
            percent: percent
                .and_then(|percent| percent.try_into().ok())
                .unwrap_or_default(),
            note: fields.optional_text("note", &self.note, MAX_LINE),
        };
        fields.finish(self, values)
    }
}

/// How many links go with a version.
const LINKS: usize = 3;

/// Number and field name of each file that can be chosen at once.
pub(super) const FILES: [(u8, &str); 3] = [(1, "file_1"), (2, "file_2"), (3, "file_3")];

/// A version about to be submitted, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SubmissionForm {
    /// The id the version will have: however often the form is sent, it is one.
    pub(super) id: String,
    pub(super) version: String,
    pub(super) notes: String,
    pub(super) link_1: String,
    pub(super) link_1_title: String,
    pub(super) link_2: String,
    pub(super) link_2_title: String,
    pub(super) link_3: String,
    pub(super) link_3_title: String,
    /// Files that came with the form when it was refused before.
    pub(super) kept_file: Vec<String>,
}

/// A version about to be submitted.
#[derive(Debug)]
pub(super) struct SubmissionValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) notes: String,
    pub(super) links: Vec<Link>,
}

/// A link that proves a version.
#[derive(Debug)]
pub(super) struct Link {
    /// What it leads to; its address where nobody said.
    pub(super) title: String,
    pub(super) url: String,
}

impl SubmissionForm {
    /// A form for the next version.
    pub(super) fn next(version: i32) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            version: version.to_string(),
            ..Self::default()
        }
    }

    /// Field name, address, and title of each link, as typed.
    pub(super) fn links(&self) -> [(&'static str, &str, &'static str, &str); LINKS] {
        [
            ("link_1", &self.link_1, "link_1_title", &self.link_1_title),
            ("link_2", &self.link_2, "link_2_title", &self.link_2_title),
            ("link_3", &self.link_3, "link_3_title", &self.link_3_title),
        ]
    }

    /// The version, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<SubmissionValues, Invalid<Self>> {
        let mut fields = Fields::of("deliverable");
        let notes = fields.text("notes", &self.notes, MAX_TEXT);
        let mut links = Vec::new();
        for (name, address, title_name, title) in self.links() {
            let title = fields.optional_text(title_name, title, MAX_LINE);
            let url = fields.optional_link(name, address);
            match url {
                Some(url) => links.push(Link {
                    title: title.unwrap_or_else(|| url.clone()),
                    url,
                }),
                None if title.is_some() && address.trim().is_empty() => {
                    fields.error(name, t!("error-link"));
                }
                None => {}
            }
        }
        let values = SubmissionValues {
            id: fields
                .optional_id("notes", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            notes,
            links,
        };
        fields.finish(self, values)
    }
}

/// A review, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReviewForm {
    pub(super) id: String,
    pub(super) version: String,
    /// The version that is reviewed.
    pub(super) submission: String,
    pub(super) verdict: String,
    pub(super) reason: String,
}

/// A review.
#[derive(Debug)]
pub(super) struct ReviewValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) submission_id: Uuid,
    pub(super) verdict: Verdict,
    pub(super) reason: Option<String>,
}

impl ReviewForm {
    /// A form for the review of a version.
    pub(super) fn next(version: i32, submission: Uuid) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            version: version.to_string(),
            submission: submission.to_string(),
            ..Self::default()
        }
    }

    /// The review, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<ReviewValues, Invalid<Self>> {
        let mut fields = Fields::of("deliverable");
        let verdict: Option<Verdict> = fields.choice("verdict", &self.verdict);
        let reason = fields.optional_text("reason", &self.reason, MAX_TEXT);
        // Whether it is this side's turn is decided on the record; whether a
        // reason is wanted, on what was typed.
        let refused = verdict.map(|verdict| {
            DeliverableState::Submitted.review(verdict, reason.as_deref().unwrap_or_default())
        });
        if let Some(Err(DeliverableError::ReasonRequired)) = refused {
            fields.error("reason", t!("deliverable-error-reason"));
        }
        let values = ReviewValues {
            id: fields
                .optional_id("verdict", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            submission_id: self.submission.parse().unwrap_or_default(),
            verdict: verdict.unwrap_or(Verdict::Return),
            reason,
        };
        fields.finish(self, values)
    }
}

/// A reply to a review, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReplyForm {
    pub(super) id: String,
    /// The version whose review is answered.
    pub(super) submission: String,
    pub(super) message: String,
}

/// A reply to a review.
#[derive(Debug)]
pub(super) struct ReplyValues {
    pub(super) id: Uuid,
    pub(super) submission_id: Uuid,
    pub(super) message: String,
}

impl ReplyForm {
    /// A form for the next reply.
    pub(super) fn next(submission: Uuid) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            submission: submission.to_string(),
            ..Self::default()
        }
    }

    /// The reply, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<ReplyValues, Invalid<Self>> {
        let mut fields = Fields::of("deliverable-reply");
        let values = ReplyValues {
            id: fields
                .optional_id("message", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            submission_id: self.submission.parse().unwrap_or_default(),
            message: fields.text("message", &self.message, MAX_TEXT),
        };
        fields.finish(self, values)
    }
}
