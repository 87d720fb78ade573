//! The forms of risks: typed text to kinds, scores and days.

use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use domain::Vocabulary;
use domain::risk::{
    Band, Impact, Likelihood, Occurrence, RiskKind, RiskOutcome, Score, ScoreError, may_score,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::{Candidate, RiskRow};
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of risks is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in title, consequence or remedy.
    pub(super) q: String,
    /// Kinds; none is all.
    pub(super) kind: Vec<String>,
    /// Bands of the score; none is all.
    pub(super) band: Vec<String>,
    /// Id of an organisation that carries it.
    pub(super) carrier: String,
    /// `true` for those that several carry.
    pub(super) shared: String,
    /// Id of the person who watches it.
    pub(super) owner: String,
    /// `true` for those that should have been looked at.
    pub(super) overdue: String,
    /// Blank for open ones, `closed`, or `all`.
    pub(super) state: String,
    /// `barrier` or `risk`.
    pub(super) occurrence: String,
    /// Points of a cell of the matrix.
    pub(super) likelihood: String,
    pub(super) impact: String,
    /// `score`, `title`, `review`, `owner` or `place`, descending with a hyphen
    /// before; blank is the gravest first.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Whether only those that several carry are asked for.
    pub(super) fn shared(&self) -> bool {
        self.shared == "true"
    }

    /// Whether only those whose review is overdue are asked for.
    pub(super) fn overdue(&self) -> bool {
        self.overdue == "true"
    }

    /// The scores in the bands that are asked for.
    pub(super) fn scores(&self) -> Vec<i16> {
        let bands = self.band.iter().filter_map(|code| code.parse().ok());
        bands.flat_map(Band::scores).collect()
    }

    /// The likelihood that is asked for.
    pub(super) fn likelihood(&self) -> Option<i16> {
        self.likelihood.parse().ok()
    }

    /// The impact that is asked for.
    pub(super) fn impact(&self) -> Option<i16> {
        self.impact.parse().ok()
    }
}

/// One of a vocabulary by its points.
fn by_points<T: Vocabulary + 'static>(typed: &str, points: fn(T) -> i16) -> Option<T> {
    let typed = i16::from_str(typed).ok()?;
    let mut all = T::VARIANTS.iter().copied();
    all.find(|value| points(*value) == typed)
}

/// Reads points of a scale that must be chosen.
fn step<T: Vocabulary + 'static>(
    fields: &mut Fields,
    field: &str,
    typed: &str,
    points: fn(T) -> i16,
) -> Option<T> {
    if typed.is_empty() {
        fields.error(field, t!("error-choose"));
        return None;
    }
    let found = by_points(typed, points);
    if found.is_none() {
        fields.error(field, t!("error-choice"));
    }
    found
}

/// A score, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ScoreForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) score_id: String,
    pub(super) occurrence: String,
    pub(super) likelihood: String,
    pub(super) impact: String,
    pub(super) words: String,
    pub(super) scored_day: String,
    pub(super) scored_month: String,
    pub(super) scored_year: String,
    pub(super) review_day: String,
    pub(super) review_month: String,
    pub(super) review_year: String,
}

/// A score.
#[derive(Debug)]
pub(super) struct ScoreValues {
    pub(super) id: Uuid,
    pub(super) occurrence: Occurrence,
    pub(super) score: Score,
    pub(super) words: String,
    pub(super) on: NaiveDate,
    pub(super) review_on: NaiveDate,
}

/// A risk is looked at again after so many months, unless somebody says
/// otherwise.
const REVIEW_MONTHS: Months = Months::new(3);

impl ScoreForm {
    /// A form for today, and a review in three months.
    pub(super) fn today(today: NaiveDate) -> Self {
        let review = today + REVIEW_MONTHS;
        Self {
            score_id: Uuid::now_v7().to_string(),
            scored_day: today.day().to_string(),
            scored_month: today.month().to_string(),
            scored_year: today.year().to_string(),
            review_day: review.day().to_string(),
            review_month: review.month().to_string(),
            review_year: review.year().to_string(),
            ..Self::default()
        }
    }

    /// A form for today that begins from the last score.
    pub(super) fn after(row: &RiskRow, today: NaiveDate) -> Self {
        Self {
            occurrence: row.occurrence.code().to_owned(),
            likelihood: row.likelihood.to_string(),
            impact: row.impact.to_string(),
            ..Self::today(today)
        }
    }

    /// The id that the score will have.
    pub(super) fn id(&self) -> Uuid {
        self.score_id.parse().unwrap_or_else(|_| Uuid::now_v7())
    }

    /// The day of the score, as typed.
    pub(super) fn scored(&self) -> DateParts<'_> {
        DateParts {
            day: &self.scored_day,
            month: &self.scored_month,
            year: &self.scored_year,
        }
    }

    /// The day of the next review, as typed.
    pub(super) fn review(&self) -> DateParts<'_> {
        DateParts {
            day: &self.review_day,
            month: &self.review_month,
            year: &self.review_year,
        }
    }

    fn read(&self, fields: &mut Fields, last: Option<NaiveDate>, today: NaiveDate) -> ScoreValues {
        let occurrence = fields.choice("occurrence", &self.occurrence);
        let likelihood = step(fields, "likelihood", &self.likelihood, Likelihood::points);
        let impact = step(fields, "impact", &self.impact, Impact::points);
        let words = fields.text("words", &self.words, MAX_TEXT);
        let on = fields.required_date("scored", self.scored());
        let review_on = fields.required_date("review", self.review());
        let values = ScoreValues {
            id: self.id(),
            occurrence: occurrence.unwrap_or(Occurrence::Risk),
            score: Score {
                likelihood: likelihood.unwrap_or(Likelihood::AlmostCertain),
                impact: impact.unwrap_or(Impact::Slight),
            },
            words,
            on: on.unwrap_or(today),
            review_on: review_on.unwrap_or(today),
        };
        match may_score(values.occurrence, values.score, values.on, last, today) {
            Ok(()) => {}
            Err(ScoreError::Future) => fields.error("scored", t!("tension-error-future")),
            Err(ScoreError::BeforeLast) => fields.error("scored", t!("risk-error-before-last")),
            Err(ScoreError::HappensAlready) => {
                fields.error("likelihood", t!("risk-error-happens"));
            }
        }
        if review_on.is_some_and(|review| review <= today) {
            fields.error("review", t!("risk-error-review"));
        }
        values
    }

    /// The score, or all that is wrong with it; `last` is the day of the one
    /// before.
    pub(super) fn parse(
        self,
        last: NaiveDate,
        today: NaiveDate,
    ) -> Result<ScoreValues, Invalid<Self>> {
        let mut fields = Fields::of("risk");
        let values = self.read(&mut fields, Some(last), today);
        fields.finish(self, values)
    }
}

/// A risk, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RiskForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) consequence: String,
    pub(super) remedy: String,
    pub(super) carriers: Vec<String>,
    pub(super) owner: String,
    pub(super) closed_to_vendors: String,
    pub(super) occurrence: String,
    pub(super) likelihood: String,
    pub(super) impact: String,
    pub(super) words: String,
    pub(super) review_day: String,
    pub(super) review_month: String,
    pub(super) review_year: String,
}

/// A risk.
#[derive(Debug)]
pub(super) struct RiskValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) kind: RiskKind,
    pub(super) consequence: String,
    pub(super) remedy: String,
    pub(super) carriers: Vec<Uuid>,
    pub(super) owner_id: Uuid,
    pub(super) closed_to_vendors: bool,
}

/// What the form of a risk chooses from.
pub(super) struct Choices {
    /// The parties.
    pub(super) parties: Vec<(String, String)>,
    pub(super) people: Vec<Candidate>,
    /// Whether it may be kept from vendors: not by one of them.
    pub(super) may_close: bool,
}

impl RiskForm {
    /// A form for a new risk, to be looked at again in three months.
    pub(super) fn blank(today: NaiveDate) -> Self {
        let score = ScoreForm::today(today);
        Self {
            id: Uuid::now_v7().to_string(),
            review_day: score.review_day,
            review_month: score.review_month,
            review_year: score.review_year,
            ..Self::default()
        }
    }

    /// The form that a risk fills.
    pub(super) fn of(row: &RiskRow) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            title: row.title.clone(),
            kind: row.kind.code().to_owned(),
            consequence: row.consequence.clone(),
            remedy: row.remedy.clone(),
            carriers: row.carrier_ids.iter().map(Uuid::to_string).collect(),
            owner: row.owner_id.to_string(),
            closed_to_vendors: row.closed_to_vendors.to_string(),
            ..Self::default()
        }
    }

    /// Its first score, as typed: for today.
    pub(super) fn first_score(&self, today: NaiveDate) -> ScoreForm {
        ScoreForm {
            occurrence: self.occurrence.clone(),
            likelihood: self.likelihood.clone(),
            impact: self.impact.clone(),
            words: self.words.clone(),
            review_day: self.review_day.clone(),
            review_month: self.review_month.clone(),
            review_year: self.review_year.clone(),
            ..ScoreForm::today(today)
        }
    }

    fn read(&self, fields: &mut Fields, choices: &Choices) -> RiskValues {
        let title = fields.text("title", &self.title, MAX_LINE);
        let kind = fields.choice("kind", &self.kind);
        let consequence = fields.text("consequence", &self.consequence, MAX_TEXT);
        let remedy = fields.text("remedy", &self.remedy, MAX_TEXT);
        let known = |id: &String| choices.parties.iter().any(|(party, _)| party == id);
        if self.carriers.is_empty() {
            fields.error("carriers", t!("risk-error-carriers"));
        } else if !self.carriers.iter().all(known) {
            fields.error("carriers", t!("error-choice"));
        }
        let owner_id = fields.id("owner", &self.owner);
        let owner = choices.people.iter().find(|one| one.id == owner_id);
        let closed_to_vendors = choices.may_close && self.closed_to_vendors == "true";
        if !owner_id.is_nil() && owner.is_none() {
            fields.error("owner", t!("error-choice"));
        } else if closed_to_vendors && owner.is_some_and(|one| one.is_vendor) {
            fields.error("owner", t!("risk-error-vendor-owner"));
        }
        RiskValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            title,
            kind: kind.unwrap_or(RiskKind::GovernanceAndTrust),
            consequence,
            remedy,
            carriers: self
                .carriers
                .iter()
                .filter_map(|id| id.parse().ok())
                .collect(),
            owner_id,
            closed_to_vendors,
        }
    }

    /// A new risk with its first score, or all that is wrong with it.
    pub(super) fn parse_new(
        self,
        choices: &Choices,
        today: NaiveDate,
    ) -> Result<(RiskValues, ScoreValues), Invalid<Self>> {
        let mut fields = Fields::of("risk");
        let values = self.read(&mut fields, choices);
        let score = self.first_score(today).read(&mut fields, None, today);
        fields.finish(self, (values, score))
    }

    /// The risk as it is to be saved, or all that is wrong with it.
    pub(super) fn parse(self, choices: &Choices) -> Result<RiskValues, Invalid<Self>> {
        let mut fields = Fields::of("risk");
        let values = self.read(&mut fields, choices);
        fields.finish(self, values)
    }
}

/// How a risk ended, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct CloseForm {
    pub(super) version: String,
    pub(super) outcome: String,
    pub(super) closed_words: String,
}

/// How a risk ended.
#[derive(Debug)]
pub(super) struct CloseValues {
    pub(super) version: i32,
    pub(super) outcome: RiskOutcome,
    pub(super) words: String,
    pub(super) on: NaiveDate,
}

impl CloseForm {
    /// A blank form.
    pub(super) fn blank(row: &RiskRow) -> Self {
        Self {
            version: row.version.to_string(),
            ..Self::default()
        }
    }

    /// How it ended, today, or all that is wrong with it.
    pub(super) fn parse(self, today: NaiveDate) -> Result<CloseValues, Invalid<Self>> {
        let mut fields = Fields::of("risk");
        let outcome = fields.choice("outcome", &self.outcome);
        let words = fields.text("closed_words", &self.closed_words, MAX_TEXT);
        let values = CloseValues {
            version: Fields::version(&self.version),
            outcome: outcome.unwrap_or(RiskOutcome::Remedied),
            words,
            on: today,
        };
        fields.finish(self, values)
    }
}
