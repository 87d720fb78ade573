//! The forms of scorecards: who is asked by when, and what somebody answers.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use domain::Vocabulary;
use domain::scorecard::{
    Answer, DEFAULT_MINIMUM, Factor, MINIMUM, Naming, RoundState, StakeholderGroup, usual_group,
};
use serde::{Deserialize, Serialize};
use strum::VariantArray;
use uuid::Uuid;

use super::db::{Candidate, OwnResponse, RoundRow, Statement};
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of rounds is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the title.
    pub(super) q: String,
    /// States; none is all.
    pub(super) state: Vec<String>,
    /// With names or without.
    pub(super) naming: String,
    /// `opens`, `closes` or `title`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

/// A round as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RoundForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) title: String,
    pub(super) opens_day: String,
    pub(super) opens_month: String,
    pub(super) opens_year: String,
    pub(super) closes_day: String,
    pub(super) closes_month: String,
    pub(super) closes_year: String,
    pub(super) naming: String,
    pub(super) minimum: String,
    /// `group-{person}`: the group for which somebody is invited; blank for not.
    #[serde(flatten)]
    pub(super) groups: BTreeMap<String, String>,
}

/// A round.
#[derive(Debug)]
pub(super) struct RoundValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) opens_on: NaiveDate,
    pub(super) closes_on: NaiveDate,
    pub(super) naming: Naming,
    pub(super) minimum: i16,
    pub(super) invited: Vec<(Uuid, StakeholderGroup)>,
}

/// The field that says for which group somebody is invited.
pub(super) fn group_field(person: Uuid) -> String {
    format!("group-{person}")
}

/// Days that a round is proposed to take.
const DAYS: u64 = 21;

impl RoundForm {
    /// A form for three weeks from today, for everybody who can be asked.
    pub(super) fn blank(candidates: &[Candidate], today: NaiveDate) -> Self {
        let mut form = Self {
            id: Uuid::now_v7().to_string(),
            minimum: DEFAULT_MINIMUM.to_string(),
            ..Self::default()
        };
        form.set_days(today, today + Days::new(DAYS));
        for candidate in candidates {
            if let Some(group) = usual_group(candidate.role) {
                let code = group.code().to_owned();
                form.groups.insert(group_field(candidate.id), code);
            }
        }
        form
    }

    /// The form that a round fills; further people are invited only if chosen.
    pub(super) fn of(row: &RoundRow) -> Self {
        let mut form = Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            title: row.title.clone(),
            ..Self::default()
        };
        form.set_days(row.opens_on, row.closes_on);
        form.set_promises(row);
        form
    }

    /// What was promised when people were invited, whatever was typed.
    pub(super) fn set_promises(&mut self, row: &RoundRow) {
        row.naming.code().clone_into(&mut self.naming);
        self.minimum = row.minimum.to_string();
    }

    fn set_days(&mut self, opens_on: NaiveDate, closes_on: NaiveDate) {
        self.opens_day = opens_on.day().to_string();
        self.opens_month = opens_on.month().to_string();
        self.opens_year = opens_on.year().to_string();
        self.closes_day = closes_on.day().to_string();
        self.closes_month = closes_on.month().to_string();
        self.closes_year = closes_on.year().to_string();
    }

    /// The first day, as typed.
    pub(super) fn opens(&self) -> DateParts<'_> {
        DateParts {
            day: &self.opens_day,
            month: &self.opens_month,
            year: &self.opens_year,
        }
    }

    /// The last day, as typed.
    pub(super) fn closes(&self) -> DateParts<'_> {
        DateParts {
            day: &self.closes_day,
            month: &self.closes_month,
            year: &self.closes_year,
        }
    }

    /// The group chosen for somebody, as typed.
    pub(super) fn group(&self, person: Uuid) -> &str {
        self.groups
            .get(&group_field(person))
            .map_or("", String::as_str)
    }

    /// The round, or all that is wrong with it. `candidates` are those who can
    /// still be invited; a new round needs two at least, since one person
    /// stands nowhere apart.
    pub(super) fn parse(
        self,
        candidates: &[Candidate],
        is_new: bool,
        today: NaiveDate,
    ) -> Result<RoundValues, Invalid<Self>> {
        let mut fields = Fields::of("scorecard");
        let id = fields
            .optional_id("title", &self.id)
            .unwrap_or_else(Uuid::now_v7);
        let title = fields.text("title", &self.title, MAX_LINE);
        let opens_on = fields.required_date("opens", self.opens());
        let closes_on = fields.required_date("closes", self.closes());
        if closes_on.is_some_and(|closes| opens_on.is_some_and(|opens| closes < opens)) {
            fields.error("closes", t!("scorecard-error-order"));
        } else if closes_on.is_some_and(|closes| closes < today) {
            fields.error("closes", t!("scorecard-error-past"));
        }
        let naming = fields.choice::<Naming>("naming", &self.naming);
        let range = i32::from(*MINIMUM.start())..=i32::from(*MINIMUM.end());
        let minimum = fields
            .optional_whole("minimum", &self.minimum, range)
            .and_then(|minimum| i16::try_from(minimum).ok());
        let mut invited = Vec::new();
        for candidate in candidates {
            let field = group_field(candidate.id);
            let group = fields.optional_choice(&field, self.group(candidate.id));
            invited.extend(group.map(|group| (candidate.id, group)));
        }
        if is_new && invited.len() < 2 {
            let first = candidates.first();
            let field = first.map_or_else(|| "title".to_owned(), |first| group_field(first.id));
            fields.error(&field, t!("scorecard-error-nobody"));
        }
        let values = RoundValues {
            id,
            version: Fields::version(&self.version),
            title,
            opens_on: opens_on.unwrap_or_default(),
            closes_on: closes_on.unwrap_or_default(),
            naming: naming.unwrap_or(Naming::Anonymous),
            minimum: minimum.unwrap_or(3),
            invited,
        };
        fields.finish(self, values)
    }
}

/// What somebody answers, by statement, and adds, by factor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) answers: BTreeMap<Uuid, Answer>,
    pub(super) comments: BTreeMap<Factor, String>,
}

/// An answer as the database holds it: no score is "cannot say".
pub(super) fn stored(score: Option<i16>) -> Answer {
    score
        .and_then(|score| u8::try_from(score).ok())
        .map_or(Answer::CannotSay, Answer::Rated)
}

/// Answers as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    /// The version of the draft that the form began with; blank for none.
    pub(super) version: String,
    /// Which button was pressed: `check`, or anything else to keep the draft.
    #[serde(rename = "do")]
    pub(super) pressed: String,
    /// `answer-{statement}` and `comment-{factor}`.
    #[serde(flatten)]
    pub(super) cells: BTreeMap<String, String>,
}

/// Answers to be kept.
#[derive(Debug)]
pub(super) struct Answers {
    /// 0 where no draft was kept before.
    pub(super) version: i32,
    pub(super) given: Given,
}

/// The field of a statement's answer.
pub(super) fn answer_field(statement: Uuid) -> String {
    format!("answer-{statement}")
}

/// The field of a factor's comment.
pub(super) fn comment_field(factor: Factor) -> String {
    format!("comment-{}", factor.code())
}

impl AnswerForm {
    /// The form that a draft fills.
    pub(super) fn of(response: Option<&OwnResponse>) -> Self {
        let Some(response) = response else {
            return Self::default();
        };
        let mut form = Self {
            version: response.version.to_string(),
            ..Self::default()
        };
        for (statement, answer) in &response.given.answers {
            form.cells.insert(answer_field(*statement), answer.code());
        }
        for (factor, remark) in &response.given.comments {
            form.cells.insert(comment_field(*factor), remark.clone());
        }
        form
    }

    /// Whether the answers are to be checked and sent, so that none may be missing.
    pub(super) fn is_to_check(&self) -> bool {
        self.pressed == "check"
    }

    /// What was typed into a field.
    pub(super) fn cell(&self, field: &str) -> &str {
        self.cells.get(field).map_or("", String::as_str)
    }

    /// The answers, or all that is wrong with them.
    pub(super) fn parse(self, statements: &[Statement]) -> Result<Answers, Invalid<Self>> {
        let mut fields = Fields::of("scorecard");
        let mut given = Given::default();
        for &factor in Factor::VARIANTS {
            let of_factor = statements.iter().filter(|one| one.factor == factor);
            for statement in of_factor {
                let field = answer_field(statement.id);
                let code = self.cell(&field);
                match Answer::read(code) {
                    Some(answer) => {
                        given.answers.insert(statement.id, answer);
                    }
                    None if !code.is_empty() => fields.error(&field, t!("error-choice")),
                    None if self.is_to_check() => {
                        let words = t!(
                            "scorecard-error-answer",
                            statement = statement.wording.clone()
                        );
                        fields.error(&field, words);
                    }
                    None => {}
                }
            }
            let field = comment_field(factor);
            let remark = fields.optional_text(&field, self.cell(&field), MAX_TEXT);
            given.comments.extend(remark.map(|remark| (factor, remark)));
        }
        let values = Answers {
            version: Fields::version(&self.version),
            given,
        };
        fields.finish(self, values)
    }
}

/// The version of the draft that is to be sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SendForm {
    pub(super) version: String,
}

/// What a meeting is to talk about, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AgendaForm {
    pub(super) version: String,
    pub(super) agenda: String,
}

impl AgendaForm {
    /// The text, or what is wrong with it; none takes it away.
    pub(super) fn parse(self) -> Result<(i32, Option<String>), Invalid<Self>> {
        let mut fields = Fields::of("scorecard");
        let agenda = fields.optional_text("agenda", &self.agenda, MAX_TEXT);
        let version = Fields::version(&self.version);
        fields.finish(self, (version, agenda))
    }
}

/// Whether answers may be given on this day.
pub(super) fn takes_answers(state: RoundState) -> bool {
    state == RoundState::Open
}
