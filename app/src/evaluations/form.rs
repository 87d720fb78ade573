//! The forms of evaluations: who is evaluated by whom, scores, the consensus,
//! and the vendor's reply.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::evaluation::{self, Answer, AsksWhy, Criterion, PanelError, Spread, VendorStanding};
use serde::{Deserialize, Serialize};
use strum::VariantArray;
use uuid::Uuid;

use super::db::EvaluatorRow;
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;
use crate::text::{date, word};

/// What a list of evaluations is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in what is evaluated, or the vendor's name.
    pub(super) q: String,
    /// States; none is all.
    pub(super) state: Vec<String>,
    /// The vendor.
    pub(super) vendor: String,
    /// How the vendor stands to the partnership.
    pub(super) standing: String,
    /// Year of opening.
    pub(super) year: String,
    /// `opened`, `agreed`, `vendor` or `subject`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

/// Which bidders to choose from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Search {
    /// Part of a name.
    pub(super) q: String,
}

/// A new evaluation, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct OpenForm {
    pub(super) id: String,
    /// The search that the list of bidders came from.
    pub(super) q: String,
    pub(super) vendor: String,
    pub(super) subject: String,
    pub(super) evaluator: Vec<String>,
    pub(super) due_day: String,
    pub(super) due_month: String,
    pub(super) due_year: String,
}

/// A new evaluation.
#[derive(Debug)]
pub(super) struct OpenValues {
    pub(super) id: Uuid,
    pub(super) organisation_id: Uuid,
    pub(super) standing: VendorStanding,
    pub(super) subject: String,
    pub(super) evaluators: Vec<Uuid>,
    pub(super) due_on: NaiveDate,
}

impl OpenForm {
    /// A blank form over the bidders that `q` finds.
    pub(super) fn blank(q: &str) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            q: q.to_owned(),
            ..Self::default()
        }
    }

    /// Until when scores are asked for, as typed.
    pub(super) fn due(&self) -> DateParts<'_> {
        DateParts {
            day: &self.due_day,
            month: &self.due_month,
            year: &self.due_year,
        }
    }

    /// The evaluation, or all that is wrong with it.
    pub(super) fn parse(
        self,
        vendors: &[(Uuid, String, VendorStanding)],
        candidates: &[(String, String)],
        today: NaiveDate,
    ) -> Result<OpenValues, Invalid<Self>> {
        let mut fields = Fields::of("evaluation");
        let organisation_id = fields.id("vendor", &self.vendor);
        let vendor = vendors.iter().find(|(id, ..)| *id == organisation_id);
        if vendor.is_none() && !organisation_id.is_nil() {
            fields.error("vendor", t!("error-choice"));
        }
        let subject = fields.text("subject", &self.subject, MAX_LINE);
        let evaluators = chosen(&mut fields, &self.evaluator, candidates);
        if evaluators.len() == self.evaluator.len()
            && let Err(PanelError::TooFew | PanelError::Twice) = evaluation::panel(&evaluators)
        {
            fields.error("evaluator", t!("evaluation-error-panel"));
        }
        let due_on = fields.required_date("due", self.due());
        if due_on.is_some_and(|due| due < today) {
            fields.error("due", t!("evaluation-error-due"));
        }
        let values = OpenValues {
            id: fields
                .optional_id("subject", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            organisation_id,
            standing: vendor.map_or(VendorStanding::Supplier, |(.., standing)| *standing),
            subject,
            evaluators,
            due_on: due_on.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}

/// Who is to evaluate as well, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AddForm {
    pub(super) evaluator: Vec<String>,
    pub(super) due_day: String,
    pub(super) due_month: String,
    pub(super) due_year: String,
}

/// Who is to evaluate as well.
#[derive(Debug)]
pub(super) struct AddValues {
    pub(super) evaluators: Vec<Uuid>,
    pub(super) due_on: NaiveDate,
}

impl AddForm {
    /// A blank form, with the day that was said where it is not over.
    pub(super) fn blank(due_on: NaiveDate, today: NaiveDate) -> Self {
        if due_on < today {
            return Self::default();
        }
        Self {
            evaluator: Vec::new(),
            due_day: due_on.day().to_string(),
            due_month: due_on.month().to_string(),
            due_year: due_on.year().to_string(),
        }
    }

    /// Until when scores are asked for, as typed.
    pub(super) fn due(&self) -> DateParts<'_> {
        DateParts {
            day: &self.due_day,
            month: &self.due_month,
            year: &self.due_year,
        }
    }

    /// Who is added, or all that is wrong with it; the others may have been
    /// promised until `due_on`.
    pub(super) fn parse(
        self,
        candidates: &[(String, String)],
        due_on: NaiveDate,
        today: NaiveDate,
    ) -> Result<AddValues, Invalid<Self>> {
        let mut fields = Fields::of("evaluation");
        let evaluators = chosen(&mut fields, &self.evaluator, candidates);
        if self.evaluator.is_empty() {
            fields.error("evaluator", t!("evaluation-error-add"));
        }
        let due = fields.required_date("due", self.due());
        if due.is_some_and(|due| due < today) {
            fields.error("due", t!("evaluation-error-due"));
        } else if due.is_some_and(|due| due < due_on) {
            let words = t!("evaluation-error-due-earlier", date = date(due_on));
            fields.error("due", words);
        }
        let values = AddValues {
            evaluators,
            due_on: due.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}

/// Those of `typed` that may be chosen, with an error where others are among
/// them.
fn chosen(fields: &mut Fields, typed: &[String], candidates: &[(String, String)]) -> Vec<Uuid> {
    let evaluators: Vec<Uuid> = typed
        .iter()
        .filter(|id| candidates.iter().any(|(known, _)| known == *id))
        .filter_map(|id| id.parse().ok())
        .collect();
    if evaluators.len() < typed.len() {
        fields.error("evaluator", t!("error-choice"));
    }
    evaluators
}

/// Why an evaluation is withdrawn, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct WithdrawForm {
    pub(super) withdrawal_reason: String,
}

impl WithdrawForm {
    /// The reason, or what is wrong with it.
    pub(super) fn parse(self) -> Result<String, Invalid<Self>> {
        let mut fields = Fields::of("evaluation");
        let reason = fields.text("withdrawal_reason", &self.withdrawal_reason, MAX_TEXT);
        fields.finish(self, reason)
    }
}

/// What is given for the five criteria, as typed: an evaluator's scores, or the
/// consensus.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SheetForm {
    pub(super) score_clinical_fit: String,
    pub(super) score_interoperability: String,
    pub(super) score_security: String,
    pub(super) score_maturity: String,
    pub(super) score_cost_predictability: String,
    pub(super) words_clinical_fit: String,
    pub(super) words_interoperability: String,
    pub(super) words_security: String,
    pub(super) words_maturity: String,
    pub(super) words_cost_predictability: String,
    pub(super) proof_clinical_fit: Vec<String>,
    pub(super) proof_interoperability: Vec<String>,
    pub(super) proof_security: Vec<String>,
    pub(super) proof_maturity: Vec<String>,
    pub(super) proof_cost_predictability: Vec<String>,
    /// What is concluded in whole; of a consensus alone.
    pub(super) conclusion: String,
}

/// What is given for one criterion.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) criterion: Criterion,
    pub(super) answer: Answer,
    pub(super) words: Option<String>,
    pub(super) proofs: Vec<Uuid>,
}

/// The field of a criterion's score, words or evidence.
pub(super) fn field(part: &str, criterion: Criterion) -> String {
    format!("{part}_{}", criterion.code())
}

impl SheetForm {
    /// What was chosen as the score of a criterion.
    pub(super) fn score(&self, criterion: Criterion) -> &str {
        match criterion {
            Criterion::ClinicalFit => &self.score_clinical_fit,
            Criterion::Interoperability => &self.score_interoperability,
            Criterion::Security => &self.score_security,
            Criterion::Maturity => &self.score_maturity,
            Criterion::CostPredictability => &self.score_cost_predictability,
        }
    }

    /// What was typed beside it.
    pub(super) fn words(&self, criterion: Criterion) -> &str {
        match criterion {
            Criterion::ClinicalFit => &self.words_clinical_fit,
            Criterion::Interoperability => &self.words_interoperability,
            Criterion::Security => &self.words_security,
            Criterion::Maturity => &self.words_maturity,
            Criterion::CostPredictability => &self.words_cost_predictability,
        }
    }

    /// The evidence that was pointed at.
    pub(super) fn proofs(&self, criterion: Criterion) -> &[String] {
        match criterion {
            Criterion::ClinicalFit => &self.proof_clinical_fit,
            Criterion::Interoperability => &self.proof_interoperability,
            Criterion::Security => &self.proof_security,
            Criterion::Maturity => &self.proof_maturity,
            Criterion::CostPredictability => &self.proof_cost_predictability,
        }
    }

    /// Points at evidence for a criterion.
    pub(super) fn point(&mut self, criterion: Criterion, proofs: Vec<String>) {
        let field = match criterion {
            Criterion::ClinicalFit => &mut self.proof_clinical_fit,
            Criterion::Interoperability => &mut self.proof_interoperability,
            Criterion::Security => &mut self.proof_security,
            Criterion::Maturity => &mut self.proof_maturity,
            Criterion::CostPredictability => &mut self.proof_cost_predictability,
        };
        *field = proofs;
    }

    fn lines(&self, fields: &mut Fields, known: &[Uuid]) -> Vec<Line> {
        let line = |&criterion: &Criterion| {
            let name = field("score", criterion);
            let code = self.score(criterion);
            let answer = Answer::read(code);
            if code.is_empty() {
                let words = t!("evaluation-error-score", criterion = word(criterion));
                fields.error(&name, words);
            } else if answer.is_none() {
                fields.error(&name, t!("error-choice"));
            }
            let words = field("words", criterion);
            let proofs = self.proofs(criterion).iter();
            Line {
                criterion,
                answer: answer.unwrap_or(Answer::CannotSay),
                words: fields.optional_text(&words, self.words(criterion), MAX_TEXT),
                proofs: proofs
                    .filter_map(|id| id.parse().ok())
                    .filter(|id| known.contains(id))
                    .collect(),
            }
        };
        Criterion::VARIANTS.iter().map(line).collect()
    }

    /// An evaluator's scores, or all that is wrong with them; `known` is the
    /// vendor's evidence.
    pub(super) fn scores(self, known: &[Uuid]) -> Result<Vec<Line>, Invalid<Self>> {
        let mut fields = Fields::of("evaluation");
        let lines = self.lines(&mut fields, known);
        fields.finish(self, lines)
    }

    /// The consensus, or all that is wrong with it.
    pub(super) fn consensus(
        self,
        spreads: &[(Criterion, Spread)],
        known: &[Uuid],
    ) -> Result<(Vec<Line>, String), Invalid<Self>> {
        let mut fields = Fields::of("evaluation");
        let lines = self.lines(&mut fields, known);
        for line in &lines {
            let spread = spreads.iter().find(|(one, _)| *one == line.criterion);
            let given = !self.score(line.criterion).is_empty();
            let why = spread.and_then(|(_, spread)| spread.asks_why(line.answer));
            if let (Some(why), true, None) = (why, given, &line.words) {
                let words = match why {
                    AsksWhy::NotTheMedian => {
                        t!("evaluation-error-median", criterion = word(line.criterion))
                    }
                    AsksWhy::FarApart => {
                        t!("evaluation-error-apart", criterion = word(line.criterion))
                    }
                };
                fields.error(&field("words", line.criterion), words);
            }
        }
        let conclusion = fields.text("conclusion", &self.conclusion, MAX_TEXT);
        fields.finish(self, (lines, conclusion))
    }
}

/// Whom an evaluation no longer waits for, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReleaseForm {
    pub(super) evaluator: String,
    pub(super) reason: String,
}

/// Whom an evaluation no longer waits for.
#[derive(Debug)]
pub(super) struct ReleaseValues {
    pub(super) evaluator: Uuid,
    pub(super) reason: String,
}

impl ReleaseForm {
    /// Who is released and why, or all that is wrong with it.
    pub(super) fn parse(self, evaluators: &[EvaluatorRow]) -> Result<ReleaseValues, Invalid<Self>> {
        let mut fields = Fields::of("evaluation");
        let evaluator = fields.id("evaluator", &self.evaluator);
        if !evaluator.is_nil() && !evaluators.iter().any(|row| row.id == evaluator) {
            fields.error("evaluator", t!("error-choice"));
        }
        let values = ReleaseValues {
            evaluator,
            reason: fields.text("reason", &self.reason, MAX_TEXT),
        };
        fields.finish(self, values)
    }
}

/// What a vendor says to its result, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReplyForm {
    pub(super) id: String,
    /// A criterion, or `whole`.
    pub(super) about: String,
    pub(super) reply: String,
}

/// What a vendor says to its result.
#[derive(Debug)]
pub(super) struct ReplyValues {
    pub(super) id: Uuid,
    /// None for a reply in whole.
    pub(super) about: Option<Criterion>,
    pub(super) words: String,
}

/// The code of a reply in whole.
pub(super) const WHOLE: &str = "whole";

impl ReplyForm {
    /// A blank form.
    pub(super) fn blank() -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        }
    }

    /// The reply, or all that is wrong with it; `open` is what may still be
    /// replied to.
    pub(super) fn parse(self, open: &[(String, String)]) -> Result<ReplyValues, Invalid<Self>> {
        let mut fields = Fields::of("evaluation");
        let about = match self.about.as_str() {
            WHOLE => None,
            code => fields.choice("about", code),
        };
        if !self.about.is_empty() && !open.iter().any(|(code, _)| *code == self.about) {
            fields.error("about", t!("evaluation-error-replied"));
        }
        let values = ReplyValues {
            id: fields
                .optional_id("reply", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            about,
            words: fields.text("reply", &self.reply, MAX_TEXT),
        };
        fields.finish(self, values)
    }
}
