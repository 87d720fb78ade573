//! The pages of what tensions and mechanisms can begin from.

use domain::tension::MechanismKind;
use uuid::Uuid;

use super::db::PatternRow;
use super::form::{ABOUT, PatternForm};
use super::url;
use crate::form::Errors;
use crate::html::*;
use crate::text::{choices, word};
use crate::ui::{self, ConflictRow, Field, Table, Tone};
use crate::{list, t};

/// Every entry.
pub(super) fn index(rows: &[PatternRow]) -> AnyView {
    let [tension, mechanism] = ABOUT;
    let (tensions, mechanisms): (Vec<&PatternRow>, Vec<&PatternRow>) =
        rows.iter().partition(|row| row.about == tension);
    let add = |about: &str, label| vec![ui::button_link(url::new(about), label, false)];
    view! {
        {ui::heading(t!("patterns-title"), None, vec![])}
        <p class="lead">{t!("patterns-lead")}</p>
        {ui::section("tensions", t!("tensions-title"), add(tension, t!("pattern-add-tension")), table(t!("patterns-tensions-caption"), &tensions))}
        {ui::section("mechanisms", t!("mechanisms-title"), add(mechanism, t!("pattern-add-mechanism")), table(t!("patterns-mechanisms-caption"), &mechanisms))}
    }
    .into_any()
}

fn table(caption: String, rows: &[&PatternRow]) -> AnyView {
    let named = |name: &str, opposite: Option<&String>, language: &str| match opposite {
        Some(opposite) => ui::poles(name.to_owned(), opposite.clone(), language),
        None => ui::typed(name.to_owned(), language),
    };
    let cells = |row: &&PatternRow| {
        let english = named(&row.name_en, row.opposite_en.as_ref(), "en");
        let explained = |words: &String, language| {
            view! { <p class="hint">{ui::typed(words.clone(), language)}</p> }
        };
        let french = named(&row.name_fr, row.opposite_fr.as_ref(), "fr");
        let state = match row.retired_on {
            Some(_) => ui::tag(Tone::Muted, t!("pattern-retired")),
            None => ui::tag(Tone::Good, t!("pattern-offered")),
        };
        let kind = row
            .kind
            .map(|kind| view! { <p class="hint">{word(kind)}</p> });
        vec![
            view! { <div><a href=url::edit(row.id)>{english}</a>{kind}{explained(&row.explanation_en, "en")}</div> }.into_any(),
            view! { <div>{french}{explained(&row.explanation_fr, "fr")}</div> }.into_any(),
            row.source.clone().into_any(),
            state,
        ]
    };
    ui::table(Table {
        caption,
        columns: vec![
            list::column(t!("pattern-english")),
            list::column(t!("pattern-french")),
            list::column(t!("pattern-source")),
            list::column(t!("pattern-state")),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

/// The form of an entry, new or to edit.
pub(super) fn edit(
    existing: Option<Uuid>,
    form: &PatternForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let line = |name: &str, label: String, value: &str, language: &str| {
        Field::new(name, label)
            .value(value)
            .language(language)
            .errors(errors)
            .text()
    };
    let text = |name: &str, label: String, value: &str, language: &str| {
        Field::new(name, label)
            .value(value)
            .language(language)
            .errors(errors)
            .textarea(3)
    };
    let mut fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        ui::hidden("about", &form.about),
    ];
    if form.is_tension() {
        fields.push(line(
            "name_en",
            t!("pattern-first-pole-en"),
            &form.name_en,
            "en",
        ));
        fields.push(line(
            "opposite_en",
            t!("pattern-opposite-en"),
            &form.opposite_en,
            "en",
        ));
        fields.push(line(
            "name_fr",
            t!("pattern-first-pole-fr"),
            &form.name_fr,
            "fr",
        ));
        fields.push(line(
            "opposite_fr",
            t!("pattern-opposite-fr"),
            &form.opposite_fr,
            "fr",
        ));
    } else {
        fields.push(
            Field::new("kind", t!("mechanism-kind"))
                .value(&form.kind)
                .errors(errors)
                .radios(choices::<MechanismKind>()),
        );
        fields.push(line("name_en", t!("pattern-name-en"), &form.name_en, "en"));
        fields.push(line("name_fr", t!("pattern-name-fr"), &form.name_fr, "fr"));
    }
    fields.push(text(
        "explanation_en",
        t!("pattern-explanation-en"),
        &form.explanation_en,
        "en",
    ));
    fields.push(text(
        "explanation_fr",
        t!("pattern-explanation-fr"),
        &form.explanation_fr,
        "fr",
    ));
    fields.push(
        Field::new("source", t!("pattern-source"))
            .hint(t!("pattern-source-hint"))
            .value(&form.source)
            .errors(errors)
            .text(),
    );
    let (title, action) = match existing {
        None => (t!("pattern-add"), url::INDEX.to_owned()),
        Some(id) => {
            let retire = Field::filter("retired", t!("pattern-retire"));
            fields.push(retire.checkbox(form.retired == "true"));
            (t!("pattern-edit"), url::edit(id))
        }
    };
    let cancel = Some((url::INDEX.to_owned(), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, None, vec![])}
        {ui::form(action, fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &PatternForm,
    yours: &PatternForm,
) -> AnyView {
    let name = |form: &PatternForm, name: &String, opposite: &String| match form.is_tension() {
        true => t!(
            "tension-name",
            first = name.clone(),
            second = opposite.clone()
        ),
        false => name.clone(),
    };
    let row = |label, of: &dyn Fn(&PatternForm) -> String| ConflictRow {
        label,
        theirs: of(theirs),
        yours: of(yours),
    };
    let rows = vec![
        row(t!("pattern-english"), &|form| {
            name(form, &form.name_en, &form.opposite_en)
        }),
        row(t!("pattern-french"), &|form| {
            name(form, &form.name_fr, &form.opposite_fr)
        }),
        row(t!("pattern-explanation-en"), &|form| {
            form.explanation_en.clone()
        }),
        row(t!("pattern-explanation-fr"), &|form| {
            form.explanation_fr.clone()
        }),
        row(t!("pattern-source"), &|form| form.source.clone()),
    ];
    ui::conflict(who, when, rows)
}
