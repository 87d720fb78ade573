//! The form of a new version of all statements.

use std::collections::BTreeMap;

use domain::Vocabulary;
use domain::scorecard::{Factor, STATEMENTS};
use serde::Deserialize;
use strum::VariantArray;
use uuid::Uuid;

use super::db::StatementRow;
use crate::form::{Fields, Invalid, MAX_TEXT};
use crate::t;

/// The longest statement, in characters.
const MAX_WORDING: usize = 300;

/// A new version as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct CatalogueForm {
    /// The id it will have: however often the form is sent, it makes one.
    pub(super) id: String,
    /// Number of the version that it began from.
    pub(super) after: String,
    pub(super) reason: String,
    /// `en-{factor}-{position}` and `fr-{factor}-{position}`.
    #[serde(flatten)]
    pub(super) cells: BTreeMap<String, String>,
}

/// A new version.
#[derive(Debug)]
pub(super) struct CatalogueValues {
    pub(super) id: Uuid,
    pub(super) after: i32,
    pub(super) reason: String,
    pub(super) statements: Vec<StatementRow>,
}

/// The field of a wording.
pub(super) fn field(language: &str, factor: Factor, position: usize) -> String {
    format!("{language}-{}-{position}", factor.code())
}

/// The positions of a factor's statements.
pub(super) fn positions() -> std::ops::RangeInclusive<usize> {
    1..=*STATEMENTS.end()
}

impl CatalogueForm {
    /// A form that begins with the latest version.
    pub(super) fn of(number: i32, statements: &[StatementRow]) -> Self {
        let mut form = Self {
            id: Uuid::now_v7().to_string(),
            after: number.to_string(),
            ..Self::default()
        };
        for row in statements {
            let position = usize::try_from(row.position).unwrap_or_default();
            for (language, wording) in [("en", &row.wording_en), ("fr", &row.wording_fr)] {
                let field = field(language, row.factor, position);
                form.cells.insert(field, wording.clone());
            }
        }
        form
    }

    /// What was typed into a field.
    pub(super) fn cell(&self, field: &str) -> &str {
        self.cells.get(field).map_or("", String::as_str)
    }

    /// The version, or all that is wrong with it. Blank rows are left out;
    /// what is left moves up.
    pub(super) fn parse(self) -> Result<CatalogueValues, Invalid<Self>> {
        let mut fields = Fields::of("statement");
        let id = fields
            .optional_id("reason", &self.id)
            .unwrap_or_else(Uuid::now_v7);
        let reason = fields.text("reason", &self.reason, MAX_TEXT);
        let mut statements = Vec::new();
        for &factor in Factor::VARIANTS {
            let mut position = 0;
            for row in positions() {
                let (english, french) = (field("en", factor, row), field("fr", factor, row));
                let in_english = fields.optional_text(&english, self.cell(&english), MAX_WORDING);
                let in_french = fields.optional_text(&french, self.cell(&french), MAX_WORDING);
                match (in_english, in_french) {
                    (Some(wording_en), Some(wording_fr)) => {
                        position += 1;
                        statements.push(StatementRow {
                            factor,
                            position,
                            wording_en,
                            wording_fr,
                        });
                    }
                    (Some(_), None) => fields.error(&french, t!("statement-error-french")),
                    (None, Some(_)) => fields.error(&english, t!("statement-error-english")),
                    (None, None) => {}
                }
            }
            if usize::try_from(position).unwrap_or_default() < *STATEMENTS.start() {
                let words = t!("statement-error-few", least = *STATEMENTS.start());
                fields.error(&field("en", factor, 1), words);
            }
        }
        let values = CatalogueValues {
            id,
            after: Fields::version(&self.after),
            reason,
            statements,
        };
        fields.finish(self, values)
    }
}
