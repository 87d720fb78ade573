//! The pages of statements.

use domain::scorecard::Factor;
use strum::VariantArray;

use super::db::{CatalogueRow, StatementRow};
use super::form::{CatalogueForm, field, positions};
use super::url;
use crate::form::Errors;
use crate::html::*;
use crate::text::word;
use crate::ui::{self, ConflictRow, Field, Table};
use crate::{list, t};

fn by(row: &CatalogueRow) -> String {
    row.made_by
        .clone()
        .unwrap_or_else(|| t!("statements-first"))
}

/// The statements now, and every version.
pub(super) fn index(catalogues: &[CatalogueRow], statements: &[StatementRow]) -> AnyView {
    let add = ui::button_link(url::NEW.to_owned(), t!("statements-new"), true);
    let cells = |row: &CatalogueRow| {
        vec![
            ui::link(
                url::show(row.id),
                t!("statements-version", number = row.number),
            ),
            ui::moment(row.made_at),
            by(row).into_any(),
            ui::typed(row.reason.clone(), &row.language),
        ]
    };
    let versions = ui::table(Table {
        caption: t!("statements-versions-caption"),
        columns: vec![
            list::column(t!("statements-number")),
            list::column(t!("statements-made")),
            list::column(t!("statements-by")),
            list::column(t!("statement-reason")),
        ],
        rows: catalogues.iter().map(cells).collect(),
    });
    view! {
        {ui::heading(t!("statements-title"), None, vec![add])}
        <p class="lead">{t!("statements-lead")}</p>
        <p class="hint">{t!("scorecards-caveat")}</p>
        {table(statements)}
        {ui::section("versions", t!("statements-versions"), vec![], versions)}
    }
    .into_any()
}

/// One version.
pub(super) fn show(row: &CatalogueRow, statements: &[StatementRow]) -> AnyView {
    let facts = vec![
        (t!("statements-made"), ui::moment(row.made_at)),
        (t!("statements-by"), by(row).into_any()),
        (
            t!("statement-reason"),
            ui::typed(row.reason.clone(), &row.language),
        ),
    ];
    view! {
        {ui::heading(t!("statements-version", number = row.number), None, vec![])}
        {ui::summary_list(facts)}
        {table(statements)}
    }
    .into_any()
}

fn table(statements: &[StatementRow]) -> AnyView {
    let cells = |row: &StatementRow| {
        vec![
            word(row.factor).into_any(),
            ui::typed(row.wording_en.clone(), "en"),
            ui::typed(row.wording_fr.clone(), "fr"),
        ]
    };
    ui::table(Table {
        caption: t!("statements-caption"),
        columns: vec![
            list::column(t!("scorecard-factor")),
            list::column(t!("statement-english")),
            list::column(t!("statement-french")),
        ],
        rows: statements.iter().map(cells).collect(),
    })
}

/// The form of a new version.
pub(super) fn edit(form: &CatalogueForm, errors: &Errors, conflict: Option<AnyView>) -> AnyView {
    let mut fields = vec![ui::hidden("id", &form.id), ui::hidden("after", &form.after)];
    fields.extend(Factor::VARIANTS.iter().map(|&factor| {
        let rows = positions()
            .map(|position| {
                let wording = |language: &str, label: String| {
                    let name = field(language, factor, position);
                    Field::new(&name, label)
                        .sometimes()
                        .language(language)
                        .value(form.cell(&name))
                        .errors(errors)
                        .textarea(2)
                };
                view! {
                    {wording("en", t!("statement-in-english", number = position))}
                    {wording("fr", t!("statement-in-french", number = position))}
                }
                .into_any()
            })
            .collect();
        ui::fieldset(word(factor), rows)
    }));
    fields.push(
        Field::new("reason", t!("statement-reason"))
            .hint(t!("statement-reason-hint"))
            .value(&form.reason)
            .errors(errors)
            .textarea(2),
    );
    let cancel = Some((url::INDEX.to_owned(), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("statements-new"), None, vec![])}
        <p class="lead">{t!("statements-new-lead")}</p>
        {ui::form(url::INDEX.to_owned(), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else made of it, beside what was typed.
pub(super) fn conflict(
    theirs: &CatalogueRow,
    saved: &CatalogueForm,
    yours: &CatalogueForm,
) -> AnyView {
    let mut rows = Vec::new();
    for &factor in Factor::VARIANTS {
        for position in positions() {
            for language in ["en", "fr"] {
                let name = field(language, factor, position);
                let label = t!(
                    "statement-of",
                    factor = word(factor),
                    number = position,
                    language = language
                );
                rows.push(ConflictRow {
                    label,
                    theirs: saved.cell(&name).to_owned(),
                    yours: yours.cell(&name).to_owned(),
                });
            }
        }
    }
    rows.retain(|row| row.theirs != row.yours);
    ui::conflict(by(theirs), ui::moment(theirs.made_at), rows)
}
