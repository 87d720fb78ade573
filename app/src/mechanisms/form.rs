//! The forms of mechanisms: typed text to kinds, days and owners.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::tension::{CoordinationLevel, MechanismKind};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::coordination::HomeId;
use crate::coordination::db::{MechanismRow, Narrowed, PatternRow, Said};
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;
use crate::tensions::Begin;

/// What a list of mechanisms is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the title or the description.
    pub(super) q: String,
    /// Kinds; none is all.
    pub(super) kind: Vec<String>,
    /// Levels; none is all.
    pub(super) level: Vec<String>,
    /// `working`, `ended` or `side_effects`; anything else is all.
    pub(super) state: String,
    /// Code of a place.
    pub(super) place: String,
    /// `title`, `owner`, `place` or `since`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// For the database.
    pub(super) fn narrowed(&self) -> Narrowed {
        Narrowed {
            q: self.q.clone(),
            levels: self.level.clone(),
            kinds: self.kind.clone(),
            home: self.place.parse().ok(),
            state: self.state.clone(),
            sort: self.sort.clone(),
            ..Narrowed::default()
        }
    }
}

/// A mechanism, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MechanismForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) place: String,
    pub(super) pattern: String,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) description: String,
    pub(super) level: String,
    pub(super) owner: String,
    pub(super) since_day: String,
    pub(super) since_month: String,
    pub(super) since_year: String,
    pub(super) until_day: String,
    pub(super) until_month: String,
    pub(super) until_year: String,
}

/// A mechanism.
#[derive(Debug)]
pub(super) struct MechanismValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) place: Option<HomeId>,
    pub(super) pattern_id: Option<Uuid>,
    pub(super) title: String,
    pub(super) kind: MechanismKind,
    pub(super) description: String,
    pub(super) level: CoordinationLevel,
    pub(super) owner_id: Uuid,
    pub(super) since_on: NaiveDate,
    pub(super) until_on: Option<NaiveDate>,
}

impl MechanismForm {
    /// A form for a new mechanism, with the name of what was chosen to begin
    /// from.
    pub(super) fn blank(begin: &Begin, patterns: &[PatternRow]) -> Self {
        let chosen = patterns
            .iter()
            .find(|pattern| pattern.id.to_string() == begin.pattern);
        Self {
            id: Uuid::now_v7().to_string(),
            place: begin.place.clone(),
            pattern: chosen.map(|row| row.id.to_string()).unwrap_or_default(),
            title: chosen.map(|row| row.name.clone()).unwrap_or_default(),
            kind: chosen
                .and_then(|row| row.kind)
                .map(|kind| kind.code().to_owned())
                .unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The form that a mechanism fills.
    pub(super) fn of(row: &MechanismRow) -> Self {
        let until = |part: &dyn Fn(NaiveDate) -> String| row.until_on.map(part).unwrap_or_default();
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            place: row.home().to_string(),
            pattern: row.pattern_id.map(|id| id.to_string()).unwrap_or_default(),
            title: row.title.clone(),
            kind: row.kind.code().to_owned(),
            description: row.description.clone(),
            level: row.level.code().to_owned(),
            owner: row.owner_id.to_string(),
            since_day: row.since_on.day().to_string(),
            since_month: row.since_on.month().to_string(),
            since_year: row.since_on.year().to_string(),
            until_day: until(&|on| on.day().to_string()),
            until_month: until(&|on| on.month().to_string()),
            until_year: until(&|on| on.year().to_string()),
        }
    }

    /// Its first day, as typed.
    pub(super) fn since(&self) -> DateParts<'_> {
        DateParts {
            day: &self.since_day,
            month: &self.since_month,
            year: &self.since_year,
        }
    }

    /// Its last day, as typed.
    pub(super) fn until(&self) -> DateParts<'_> {
        DateParts {
            day: &self.until_day,
            month: &self.until_month,
            year: &self.until_year,
        }
    }

    /// The mechanism, or all that is wrong with it. `said` is what was said of
    /// it already, which lies within its life.
    pub(super) fn parse(
        self,
        owners: &[(String, String)],
        said: Option<&Said>,
    ) -> Result<MechanismValues, Invalid<Self>> {
        let mut fields = Fields::of("mechanism");
        let place = match said {
            None => fields.choice("place", &self.place),
            Some(_) => None,
        };
        let title = fields.text("title", &self.title, MAX_LINE);
        let kind = fields.choice("kind", &self.kind);
        let description = fields.text("description", &self.description, MAX_TEXT);
        let level = fields.choice("level", &self.level);
        let owner_id = fields.id("owner", &self.owner);
        if !owner_id.is_nil() && owners.iter().all(|(id, _)| *id != self.owner) {
            fields.error("owner", t!("error-choice"));
        }
        let since_on = fields.required_date("since", self.since());
        let until_on = fields.optional_date("until", self.until());
        if let Some(since) = since_on {
            if until_on.is_some_and(|until| until < since) {
                fields.error("until", t!("mechanism-error-order"));
            }
            if said
                .and_then(|said| said.first)
                .is_some_and(|first| first < since)
            {
                fields.error("since", t!("mechanism-error-felt-before"));
            }
        }
        let last = said.and_then(|said| said.last);
        if last.is_some_and(|last| until_on.is_some_and(|until| until < last)) {
            fields.error("until", t!("mechanism-error-felt-after"));
        }
        let values = MechanismValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            place,
            pattern_id: fields.optional_id("title", &self.pattern),
            title,
            kind: kind.unwrap_or(MechanismKind::Architecture),
            description,
            level: level.unwrap_or(CoordinationLevel::Partnership),
            owner_id,
            since_on: since_on.unwrap_or_default(),
            until_on,
        };
        fields.finish(self, values)
    }
}
