//! The forms of tensions: typed text to poles, days and positions.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::scorecard::StakeholderGroup;
use domain::tension::{BALANCE, CoordinationLevel, poles};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::coordination::HomeId;
use crate::coordination::db::{Narrowed, PatternRow, Said, TensionRow};
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list or a map of tensions is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the poles or the description.
    pub(super) q: String,
    /// Levels; none is all.
    pub(super) level: Vec<String>,
    /// `open` or `settled`; anything else is both.
    pub(super) state: String,
    /// Code of a place.
    pub(super) place: String,
    /// `poles`, `place` or `began`, descending with a hyphen before.
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
            home: self.place.parse().ok(),
            state: self.state.clone(),
            sort: self.sort.clone(),
            ..Narrowed::default()
        }
    }
}

/// From where a new tension is begun.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Begin {
    /// Code of a place.
    pub(crate) place: String,
    /// Id of an entry of the starting catalogue.
    pub(crate) pattern: String,
}

/// A tension, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct TensionForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) place: String,
    pub(super) pattern: String,
    pub(super) first_pole: String,
    pub(super) second_pole: String,
    pub(super) description: String,
    pub(super) level: String,
    pub(super) began_day: String,
    pub(super) began_month: String,
    pub(super) began_year: String,
}

/// A tension.
#[derive(Debug)]
pub(super) struct TensionValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) place: Option<HomeId>,
    pub(super) pattern_id: Option<Uuid>,
    pub(super) first_pole: String,
    pub(super) second_pole: String,
    pub(super) description: String,
    pub(super) level: CoordinationLevel,
    pub(super) began_on: NaiveDate,
}

impl TensionForm {
    /// A form for a new tension, with the poles of what was chosen to begin
    /// from.
    pub(super) fn blank(begin: &Begin, patterns: &[PatternRow]) -> Self {
        let chosen = patterns
            .iter()
            .find(|pattern| pattern.id.to_string() == begin.pattern);
        Self {
            id: Uuid::now_v7().to_string(),
            place: begin.place.clone(),
            pattern: chosen.map(|row| row.id.to_string()).unwrap_or_default(),
            first_pole: chosen.map(|row| row.name.clone()).unwrap_or_default(),
            second_pole: chosen
                .and_then(|row| row.opposite.clone())
                .unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The form that a tension fills.
    pub(super) fn of(row: &TensionRow) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            place: row.home().to_string(),
            pattern: row.pattern_id.map(|id| id.to_string()).unwrap_or_default(),
            first_pole: row.first_pole.clone(),
            second_pole: row.second_pole.clone(),
            description: row.description.clone(),
            level: row.level.code().to_owned(),
            began_day: row.began_on.day().to_string(),
            began_month: row.began_on.month().to_string(),
            began_year: row.began_on.year().to_string(),
        }
    }

    /// Since when it is felt, as typed.
    pub(super) fn began(&self) -> DateParts<'_> {
        DateParts {
            day: &self.began_day,
            month: &self.began_month,
            year: &self.began_year,
        }
    }

    /// The tension, or all that is wrong with it. `said` is what was said of
    /// it already, which it cannot begin after.
    pub(super) fn parse(
        self,
        today: NaiveDate,
        said: Option<&Said>,
    ) -> Result<TensionValues, Invalid<Self>> {
        let mut fields = Fields::of("tension");
        let place = match said {
            None => fields.choice("place", &self.place),
            Some(_) => None,
        };
        let first_pole = fields.text("first_pole", &self.first_pole, MAX_LINE);
        let second_pole = fields.text("second_pole", &self.second_pole, MAX_LINE);
        if !first_pole.is_empty() && poles(&first_pole, &second_pole).is_err() {
            fields.error("second_pole", t!("tension-error-same-poles"));
        }
        let description = fields.text("description", &self.description, MAX_TEXT);
        let level = fields.choice("level", &self.level);
        let began_on = fields.required_date("began", self.began());
        if let Some(began_on) = began_on {
            let first = said.and_then(|said| said.first);
            let created = said.and_then(|said| said.created);
            if began_on > today {
                fields.error("began", t!("tension-error-future"));
            } else if created.is_some_and(|created| created != began_on) {
                fields.error("began", t!("tension-error-created"));
            } else if first.is_some_and(|first| first < began_on) {
                fields.error("began", t!("tension-error-said-before"));
            }
        }
        let values = TensionValues {
            id: fields
                .optional_id("first_pole", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            place,
            pattern_id: fields.optional_id("first_pole", &self.pattern),
            first_pole,
            second_pole,
            description,
            level: level.unwrap_or(CoordinationLevel::Partnership),
            began_on: began_on.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}

/// Where somebody sees the balance, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PositionForm {
    pub(super) id: String,
    pub(super) group: String,
    pub(super) balance: String,
    pub(super) words: String,
    pub(super) said_day: String,
    pub(super) said_month: String,
    pub(super) said_year: String,
}

/// Where somebody sees the balance.
#[derive(Debug)]
pub(super) struct PositionValues {
    pub(super) id: Uuid,
    pub(super) group: StakeholderGroup,
    pub(super) balance: i16,
    pub(super) words: String,
    pub(super) said_on: NaiveDate,
}

impl PositionForm {
    /// A form for today, for the group that is spoken for most.
    pub(super) fn today(groups: &[StakeholderGroup], today: NaiveDate) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            group: groups
                .first()
                .map(|group| group.code().to_owned())
                .unwrap_or_default(),
            said_day: today.day().to_string(),
            said_month: today.month().to_string(),
            said_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// The day, as typed.
    pub(super) fn said(&self) -> DateParts<'_> {
        DateParts {
            day: &self.said_day,
            month: &self.said_month,
            year: &self.said_year,
        }
    }

    /// The position, or all that is wrong with it.
    pub(super) fn parse(
        self,
        groups: &[StakeholderGroup],
        began_on: NaiveDate,
        today: NaiveDate,
    ) -> Result<PositionValues, Invalid<Self>> {
        let mut fields = Fields::of("position");
        let group = fields.choice::<StakeholderGroup>("group", &self.group);
        if group.is_some_and(|group| !groups.contains(&group)) {
            fields.error("group", t!("position-error-group"));
        }
        let balance = fields.choice::<i16>("balance", &self.balance);
        if balance.is_some_and(|balance| !BALANCE.contains(&balance)) {
            fields.error("balance", t!("error-choice"));
        }
        let words = fields.text("words", &self.words, MAX_TEXT);
        let said_on = fields.required_date("said", self.said());
        if said_on.is_some_and(|on| on > today) {
            fields.error("said", t!("tension-error-future"));
        } else if said_on.is_some_and(|on| on < began_on) {
            fields.error("said", t!("position-error-before"));
        }
        let values = PositionValues {
            id: fields
                .optional_id("words", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            group: group.unwrap_or(StakeholderGroup::GovernmentOfficial),
            balance: balance.unwrap_or_default(),
            words,
            said_on: said_on.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}

/// Why a tension counts as settled for now, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SettleForm {
    pub(super) version: String,
    pub(super) settled_words: String,
    pub(super) settled_day: String,
    pub(super) settled_month: String,
    pub(super) settled_year: String,
}

/// Why a tension counts as settled for now.
#[derive(Debug)]
pub(super) struct SettleValues {
    pub(super) version: i32,
    pub(super) words: String,
    pub(super) on: NaiveDate,
}

impl SettleForm {
    /// A form for today.
    pub(super) fn today(version: i32, today: NaiveDate) -> Self {
        Self {
            version: version.to_string(),
            settled_day: today.day().to_string(),
            settled_month: today.month().to_string(),
            settled_year: today.year().to_string(),
            ..Self::default()
        }
    }

    /// The day, as typed.
    pub(super) fn settled(&self) -> DateParts<'_> {
        DateParts {
            day: &self.settled_day,
            month: &self.settled_month,
            year: &self.settled_year,
        }
    }

    /// Since when and why, or all that is wrong with it.
    pub(super) fn parse(
        self,
        began_on: NaiveDate,
        today: NaiveDate,
    ) -> Result<SettleValues, Invalid<Self>> {
        let mut fields = Fields::of("tension");
        let words = fields.text("settled_words", &self.settled_words, MAX_TEXT);
        let on = fields.required_date("settled", self.settled());
        if on.is_some_and(|on| on > today) {
            fields.error("settled", t!("tension-error-future"));
        } else if on.is_some_and(|on| on < began_on) {
            fields.error("settled", t!("position-error-before"));
        }
        let values = SettleValues {
            version: Fields::version(&self.version),
            words,
            on: on.unwrap_or_default(),
        };
        fields.finish(self, values)
    }
}
