//! The forms of bodies and their members: typed text to seats and terms.

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::governance::{BodyLevel, Seat};
use domain::scorecard::StakeholderGroup;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::{BodyRow, Candidate, MemberRow};
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// The most voting seats that a quorum may ask for.
const MAX_QUORUM: i32 = 100;

/// What a list of bodies is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the name or purpose.
    pub(super) q: String,
    /// Levels; none is all.
    pub(super) level: Vec<String>,
    /// `true` for those with open questions or late actions only.
    pub(super) waiting: String,
    /// `name`, `level` or `next`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// Whether only bodies with something to see to are asked for.
    pub(super) fn waiting(&self) -> bool {
        self.waiting == "true"
    }
}

/// Where a body can be put.
#[derive(Debug, Clone)]
pub(super) struct Home {
    /// Of the jurisdiction or the partnership.
    pub(super) id: Uuid,
    pub(super) label: String,
    pub(super) level: BodyLevel,
}

/// A body, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct BodyForm {
    pub(super) id: String,
    pub(super) version: String,
    /// Reference of the partnership that the form was opened from.
    pub(super) partnership: String,
    pub(super) home: String,
    pub(super) name: String,
    pub(super) purpose: String,
    pub(super) quorum: String,
}

/// A body.
#[derive(Debug)]
pub(super) struct BodyValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) name: String,
    pub(super) purpose: String,
    pub(super) quorum: i32,
}

impl BodyForm {
    /// A blank form; where there is one place only, it is chosen.
    pub(super) fn blank(partnership: &str, homes: &[Home]) -> Self {
        let only = match homes {
            [home] => home.id.to_string(),
            _ => String::new(),
        };
        Self {
            id: Uuid::now_v7().to_string(),
            partnership: partnership.to_owned(),
            home: only,
            ..Self::default()
        }
    }

    /// The form that a body fills.
    pub(super) fn of(row: &BodyRow) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            name: row.name.clone(),
            purpose: row.purpose.clone(),
            quorum: row.quorum.to_string(),
            ..Self::default()
        }
    }

    fn read(&self, fields: &mut Fields) -> BodyValues {
        let name = fields.text("name", &self.name, MAX_LINE);
        let purpose = fields.text("purpose", &self.purpose, MAX_TEXT);
        let quorum = fields.optional_whole("quorum", &self.quorum, 1..=MAX_QUORUM);
        if self.quorum.trim().is_empty() {
            fields.error("quorum", t!("error-required"));
        }
        BodyValues {
            id: fields
                .optional_id("name", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            name,
            purpose,
            quorum: quorum.unwrap_or_default(),
        }
    }

    /// The body and where it is put, or all that is wrong with it.
    pub(super) fn parse(self, homes: &[Home]) -> Result<(BodyValues, Home), Invalid<Self>> {
        let mut fields = Fields::of("body");
        let id = fields.id("home", &self.home);
        let home = homes.iter().find(|home| home.id == id).cloned();
        if home.is_none() && !id.is_nil() {
            fields.error("home", t!("error-choice"));
        }
        let values = self.read(&mut fields);
        let values = fields.finish(self, values);
        // A home that was not found was noted as an error.
        values.map(|values| (values, home.expect("a home that is missing is an error")))
    }

    /// What of a body can be changed, or all that is wrong with it.
    pub(super) fn parse_values(self) -> Result<BodyValues, Invalid<Self>> {
        let mut fields = Fields::of("body");
        let values = self.read(&mut fields);
        fields.finish(self, values)
    }
}

/// A member, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MemberForm {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) person: String,
    pub(super) group: String,
    pub(super) seat: String,
    pub(super) stands_in_for: String,
    pub(super) starts_day: String,
    pub(super) starts_month: String,
    pub(super) starts_year: String,
    pub(super) ends_day: String,
    pub(super) ends_month: String,
    pub(super) ends_year: String,
}

/// A member.
#[derive(Debug)]
pub(super) struct MemberValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) person_id: Uuid,
    pub(super) group: StakeholderGroup,
    pub(super) seat: Seat,
    pub(super) stands_in_for: Option<Uuid>,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: Option<NaiveDate>,
}

impl MemberForm {
    /// A blank form for a new member, from today.
    pub(super) fn blank(today: NaiveDate) -> Self {
        let mut form = Self {
            id: Uuid::now_v7().to_string(),
            ..Self::default()
        };
        form.set_starts(today);
        form
    }

    /// The form that a member fills.
    pub(super) fn of(row: &MemberRow) -> Self {
        let part = |number: Option<u32>| number.map_or_else(String::new, |n| n.to_string());
        let mut form = Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            person: row.person_id.to_string(),
            group: row.group.code().to_owned(),
            seat: row.seat.code().to_owned(),
            stands_in_for: row
                .stands_in_for_id
                .map(|id| id.to_string())
                .unwrap_or_default(),
            ends_day: part(row.ends_on.map(|date| date.day())),
            ends_month: part(row.ends_on.map(|date| date.month())),
            ends_year: row
                .ends_on
                .map_or_else(String::new, |date| date.year().to_string()),
            ..Self::default()
        };
        form.set_starts(row.starts_on);
        form
    }

    fn set_starts(&mut self, date: NaiveDate) {
        self.starts_day = date.day().to_string();
        self.starts_month = date.month().to_string();
        self.starts_year = date.year().to_string();
    }

    /// The first day of the term, as typed.
    pub(super) fn starts(&self) -> DateParts<'_> {
        DateParts {
            day: &self.starts_day,
            month: &self.starts_month,
            year: &self.starts_year,
        }
    }

    /// The last day of the term, as typed.
    pub(super) fn ends(&self) -> DateParts<'_> {
        DateParts {
            day: &self.ends_day,
            month: &self.ends_month,
            year: &self.ends_year,
        }
    }

    /// The member, or all that is wrong with it.
    pub(super) fn parse(
        self,
        people: &[Candidate],
        principals: &[(String, String)],
    ) -> Result<MemberValues, Invalid<Self>> {
        let mut fields = Fields::of("member");
        let person_id = fields.id("person", &self.person);
        if !person_id.is_nil() && !people.iter().any(|one| one.id == person_id) {
            fields.error("person", t!("error-choice"));
        }
        let group = fields.choice("group", &self.group);
        let seat = fields.choice("seat", &self.seat);
        let stands_in_for = fields.optional_id("stands_in_for", &self.stands_in_for);
        let known = |id: Uuid| principals.iter().any(|(other, _)| *other == id.to_string());
        match (seat, stands_in_for) {
            (Some(Seat::Alternate), None) => {
                fields.error("stands_in_for", t!("member-error-for-whom"));
            }
            (Some(Seat::Alternate), Some(id)) if !known(id) => {
                fields.error("stands_in_for", t!("error-choice"));
            }
            (Some(Seat::Chair | Seat::Voting | Seat::NonVoting), Some(_)) => {
                fields.error("stands_in_for", t!("member-error-no-alternate"));
            }
            _ => {}
        }
        let starts_on = fields.required_date("starts", self.starts());
        let ends_on = fields.optional_date("ends", self.ends());
        if let (Some(starts), Some(ends)) = (starts_on, ends_on)
            && ends < starts
        {
            fields.error("ends", t!("member-error-term"));
        }
        let values = MemberValues {
            id: fields
                .optional_id("person", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            person_id,
            group: group.unwrap_or(StakeholderGroup::GovernmentOfficial),
            seat: seat.unwrap_or(Seat::Voting),
            stands_in_for,
            starts_on: starts_on.unwrap_or_default(),
            ends_on,
        };
        fields.finish(self, values)
    }
}
