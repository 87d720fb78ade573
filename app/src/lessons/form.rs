//! The form of a lesson.

use domain::Vocabulary;
use domain::partnership::OutcomeDomain;
use domain::risk::RiskKind;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::LessonRow;
use crate::form::{Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of lessons is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words, in any form that either language knows.
    pub(super) q: String,
    pub(super) tag: String,
    /// Code of an outcome domain.
    pub(super) domain: String,
    /// Code of a kind of risk.
    pub(super) kind: String,
    /// Reference of a partnership.
    pub(super) place: String,
    /// `title` or `date`, descending with a hyphen before; blank is what fits
    /// best, then the latest first.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

/// A lesson, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct LessonForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    pub(super) title: String,
    pub(super) body: String,
    /// One after another, with commas between.
    pub(super) tags: String,
    pub(super) domain: String,
    pub(super) kind: String,
    /// Reference of a partnership.
    pub(super) place: String,
}

/// A lesson.
#[derive(Debug)]
pub(super) struct LessonValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) tags: Vec<String>,
    pub(super) domain: Option<OutcomeDomain>,
    pub(super) kind: Option<RiskKind>,
    pub(super) partnership_id: Option<Uuid>,
}

/// A lesson has so many tags, at most.
const MOST_TAGS: usize = 10;

impl LessonForm {
    /// A blank form, about a partnership if one is named.
    pub(super) fn blank(place: &str) -> Self {
        Self {
            id: Uuid::now_v7().to_string(),
            place: place.to_owned(),
            ..Self::default()
        }
    }

    /// The form that a lesson fills.
    pub(super) fn of(row: &LessonRow) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            title: row.title.clone(),
            body: row.body.clone(),
            tags: row.tags.join(", "),
            domain: row.domain.map_or("", |domain| domain.code()).to_owned(),
            kind: row.kind.map_or("", |kind| kind.code()).to_owned(),
            place: row.reference.clone().unwrap_or_default(),
        }
    }

    /// The lesson, or all that is wrong with it; `place` is the partnership
    /// that its reference was found to be.
    pub(super) fn parse(self, place: Option<Uuid>) -> Result<LessonValues, Invalid<Self>> {
        let mut fields = Fields::of("lesson");
        let title = fields.text("title", &self.title, MAX_LINE);
        let body = fields.text("body", &self.body, MAX_TEXT);
        let typed = fields.optional_text("tags", &self.tags, MAX_LINE);
        let mut tags: Vec<String> = Vec::new();
        for tag in typed.unwrap_or_default().split(',') {
            let tag = tag.trim().to_lowercase();
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        if tags.len() > MOST_TAGS {
            fields.error("tags", t!("lesson-error-tags", max = MOST_TAGS));
        }
        if place.is_none() && !self.place.is_empty() {
            fields.error("place", t!("error-choice"));
        }
        let values = LessonValues {
            id: fields
                .optional_id("title", &self.id)
                .unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            title,
            body,
            tags,
            domain: fields.optional_choice("domain", &self.domain),
            kind: fields.optional_choice("kind", &self.kind),
            partnership_id: place,
        };
        fields.finish(self, values)
    }
}
