//! The form of what tensions and mechanisms can begin from.

use domain::Vocabulary;
use domain::tension::{MechanismKind, poles};
use serde::Deserialize;
use uuid::Uuid;

use super::db::PatternRow;
use crate::form::{Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What an entry is about.
pub(super) const ABOUT: [&str; 2] = ["tension", "mechanism"];

/// An entry, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PatternForm {
    /// The id a new one will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// The version that an edit began with.
    pub(super) version: String,
    /// One of [`ABOUT`].
    pub(super) about: String,
    pub(super) kind: String,
    pub(super) name_en: String,
    pub(super) name_fr: String,
    pub(super) opposite_en: String,
    pub(super) opposite_fr: String,
    pub(super) explanation_en: String,
    pub(super) explanation_fr: String,
    pub(super) source: String,
    /// `true` where it is offered no more.
    pub(super) retired: String,
}

/// An entry.
#[derive(Debug)]
pub(super) struct PatternValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) about: String,
    pub(super) kind: Option<MechanismKind>,
    pub(super) name_en: String,
    pub(super) name_fr: String,
    pub(super) opposite_en: Option<String>,
    pub(super) opposite_fr: Option<String>,
    pub(super) explanation_en: String,
    pub(super) explanation_fr: String,
    pub(super) source: String,
    pub(super) retired: bool,
}

impl PatternForm {
    /// A blank form for a new entry about a tension or a mechanism.
    pub(super) fn blank(about: &str) -> Self {
        let known = ABOUT.iter().find(|known| **known == about);
        Self {
            id: Uuid::now_v7().to_string(),
            about: (*known.unwrap_or(&ABOUT[0])).to_owned(),
            ..Self::default()
        }
    }

    /// The form that an entry fills.
    pub(super) fn of(row: &PatternRow) -> Self {
        Self {
            id: row.id.to_string(),
            version: row.version.to_string(),
            about: row.about.clone(),
            kind: row
                .kind
                .map(|kind| kind.code().to_owned())
                .unwrap_or_default(),
            name_en: row.name_en.clone(),
            name_fr: row.name_fr.clone(),
            opposite_en: row.opposite_en.clone().unwrap_or_default(),
            opposite_fr: row.opposite_fr.clone().unwrap_or_default(),
            explanation_en: row.explanation_en.clone(),
            explanation_fr: row.explanation_fr.clone(),
            source: row.source.clone(),
            retired: row.retired_on.is_some().to_string(),
        }
    }

    /// Whether it is about a tension, and has two poles.
    pub(super) fn is_tension(&self) -> bool {
        self.about != ABOUT[1]
    }

    /// The entry, or all that is wrong with it.
    pub(super) fn parse(self) -> Result<PatternValues, Invalid<Self>> {
        let mut fields = Fields::of("pattern");
        let id = fields.optional_id("name_en", &self.id);
        let is_tension = self.is_tension();
        let kind = match is_tension {
            true => None,
            false => fields.choice("kind", &self.kind),
        };
        let name_en = fields.text("name_en", &self.name_en, MAX_LINE);
        let name_fr = fields.text("name_fr", &self.name_fr, MAX_LINE);
        let mut opposite = |field: &str, typed: &str, name: &str| {
            is_tension.then(|| {
                let pole = fields.text(field, typed, MAX_LINE);
                if !pole.is_empty() && poles(name, &pole).is_err() {
                    fields.error(field, t!("tension-error-same-poles"));
                }
                pole
            })
        };
        let opposite_en = opposite("opposite_en", &self.opposite_en, &name_en);
        let opposite_fr = opposite("opposite_fr", &self.opposite_fr, &name_fr);
        let values = PatternValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            about: ABOUT[usize::from(!is_tension)].to_owned(),
            kind,
            name_en,
            name_fr,
            opposite_en,
            opposite_fr,
            explanation_en: fields.text("explanation_en", &self.explanation_en, MAX_TEXT),
            explanation_fr: fields.text("explanation_fr", &self.explanation_fr, MAX_TEXT),
            source: fields.text("source", &self.source, MAX_LINE),
            retired: self.retired == "true",
        };
        fields.finish(self, values)
    }
}
