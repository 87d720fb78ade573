//! The forms of foundations: what is planned, and what stands.

use domain::foundation::{Foundation, FoundationVerdict};
use serde::Deserialize;
use uuid::Uuid;

use crate::form::{Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// Work with AI or automation, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct WorkForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) description: String,
}

/// Work with AI or automation.
#[derive(Debug)]
pub(super) struct WorkValues {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) description: String,
}

impl WorkForm {
    /// A form for a work to come.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The work, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<WorkValues, Invalid<Self>> {
        let mut fields = Fields::of("work");
        let values = WorkValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            title: fields.text("title", &self.title, MAX_LINE),
            description: fields.text("description", &self.description, MAX_TEXT),
        };
        fields.finish(self, values)
    }
}

/// What somebody says of a foundation, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct StatementForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    pub(super) foundation: String,
    pub(super) verdict: String,
    pub(super) words: String,
    pub(super) link: String,
}

/// What somebody says of a foundation.
#[derive(Debug)]
pub(super) struct StatementValues {
    pub(super) id: Uuid,
    pub(super) foundation: Foundation,
    pub(super) verdict: FoundationVerdict,
    pub(super) words: String,
    pub(super) link: Option<String>,
}

impl StatementForm {
    /// A form for a statement to come.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The statement, or all that is wrong with it. Only some may answer for a
    /// gap.
    pub(super) fn parse(self, may_accept: bool) -> Result<StatementValues, Invalid<Self>> {
        let mut fields = Fields::of("foundation");
        let foundation = fields.choice("foundation", &self.foundation);
        let verdict = fields.choice("verdict", &self.verdict);
        if verdict == Some(FoundationVerdict::GapAccepted) && !may_accept {
            fields.error("verdict", t!("error-choice"));
        }
        let words = fields.text("words", &self.words, MAX_TEXT);
        let link = fields.optional_link("link", &self.link);
        let values = StatementValues {
            id: fields
                .optional_id("words", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            foundation: foundation.unwrap_or(Foundation::DataStructures),
            verdict: verdict.unwrap_or(FoundationVerdict::Withdrawn),
            words,
            link,
        };
        fields.finish(self, values)
    }
}

/// Beginning or ending a work, as sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct StepForm {
    pub(super) version: String,
}
