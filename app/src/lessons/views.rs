//! The pages of lessons.

use domain::Vocabulary;
use domain::access::{Action, Person, role_may};
use domain::partnership::OutcomeDomain;
use domain::risk::RiskKind;
use uuid::Uuid;

use super::db::LessonRow;
use super::form::{Filters, LessonForm};
use super::url;
use crate::access::Place;
use crate::coordination::views::who;
use crate::form::Errors;
use crate::html::*;
use crate::text::{choices, word};
use crate::ui::{self, ConflictRow, Field, Table};
use crate::{list, partnerships, t};

fn place(row: &LessonRow) -> AnyView {
    match (&row.reference, &row.partnership) {
        (Some(reference), Some(title)) => {
            let language = row.partnership_language.as_deref().unwrap_or_default();
            let title = ui::typed(title.clone(), language);
            let href = partnerships::url::show(reference);
            view! { <a href=href>{title}</a> }.into_any()
        }
        _ => t!("lesson-everybody").into_any(),
    }
}

fn tags(row: &LessonRow) -> AnyView {
    let tags: Vec<_> = row
        .tags
        .iter()
        .map(|tag| {
            let filters = Filters {
                tag: tag.clone(),
                ..Filters::default()
            };
            let href = list::address(url::INDEX, &filters);
            view! { <a href=href>{tag.clone()}</a>" " }.into_any()
        })
        .collect();
    if tags.is_empty() {
        return "–".into_any();
    }
    view! { <span class="tags">{tags}</span> }.into_any()
}

/// The way from a partnership to what was learnt in it.
pub(crate) fn partnership_link(place: &Place) -> AnyView {
    ui::link(url::of_partnership(&place.reference), t!("lessons-here"))
}

/// The list.
pub(super) fn index(
    person: &Person,
    filters: &Filters,
    (rows, total): (&[LessonRow], i64),
    known: &[String],
) -> AnyView {
    let add = role_may(person.role, Action::WriteLesson).then(|| {
        let begin = Filters {
            place: filters.place.clone(),
            ..Filters::default()
        };
        ui::button_link(list::address(url::NEW, &begin), t!("lesson-add"), true)
    });
    let unfiltered = !list::is_narrowed(filters);
    let body = if !rows.is_empty() {
        listing(filters, rows, total)
    } else if unfiltered {
        ui::empty(t!("lessons-none-title"), t!("lessons-none-text"), None)
    } else {
        ui::empty(
            t!("lessons-no-match-title"),
            t!("lessons-no-match-text"),
            None,
        )
    };
    view! {
        {ui::heading(t!("lessons-title"), None, add.into_iter().collect())}
        <p class="lead">{t!("lessons-lead")}</p>
        {filter_form(filters, known)}
        {body}
    }
    .into_any()
}

fn filter_form(filters: &Filters, known: &[String]) -> AnyView {
    let chip = |key, value: &str, label| list::chip(url::INDEX, filters, key, value, label);
    let mut chips = Vec::new();
    for (key, value) in [
        ("q", &filters.q),
        ("tag", &filters.tag),
        ("place", &filters.place),
    ] {
        if !value.is_empty() {
            chips.push(chip(key, value, value.clone()));
        }
    }
    if let Ok(domain) = filters.domain.parse::<OutcomeDomain>() {
        chips.push(chip("domain", &filters.domain, word(domain)));
    }
    if let Ok(kind) = filters.kind.parse::<RiskKind>() {
        chips.push(chip("kind", &filters.kind, word(kind)));
    }
    let known = known.iter().map(|tag| (tag.clone(), tag.clone())).collect();
    let fields = vec![
        Field::filter("q", t!("lessons-search"))
            .hint(t!("lessons-search-hint"))
            .value(&filters.q)
            .search(),
        Field::filter("tag", t!("lesson-tag"))
            .value(&filters.tag)
            .select(known, Some(t!("any"))),
        Field::filter("domain", t!("lesson-domain"))
            .value(&filters.domain)
            .select(choices::<OutcomeDomain>(), Some(t!("any"))),
        Field::filter("kind", t!("lesson-kind"))
            .value(&filters.kind)
            .select(choices::<RiskKind>(), Some(t!("any"))),
        ui::hidden("place", &filters.place),
        ui::hidden("sort", &filters.sort),
    ];
    let here = url::INDEX.to_owned();
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(filters: &Filters, rows: &[LessonRow], total: i64) -> AnyView {
    let at = |sort: String, page: String| {
        list::address(
            url::INDEX,
            &Filters {
                sort,
                page,
                ..filters.clone()
            },
        )
    };
    let paging = list::paging(list::page_number(&filters.page), total, |page| {
        at(filters.sort.clone(), page.to_string())
    });
    let sorted =
        |label, key| list::sorted_column(label, key, &filters.sort, |sort| at(sort, String::new()));
    let columns = vec![
        sorted(t!("lesson"), "title"),
        list::column(t!("lesson-tags")),
        list::column(t!("lesson-place")),
        list::column(t!("lesson-author")),
        sorted(t!("lesson-learnt"), "date"),
    ];
    let cells = |row: &LessonRow| {
        let title = ui::typed(row.title.clone(), &row.language);
        vec![
            view! { <a href=url::show(row.id)>{title}</a> }.into_any(),
            tags(row),
            place(row),
            who(row.author.as_ref(), row.author_organisation.as_ref()).into_any(),
            ui::date(row.learnt_on),
        ]
    };
    view! {
        {ui::table(Table {
            caption: t!("lessons-caption"),
            columns,
            rows: rows.iter().map(cells).collect(),
        })}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(url::CSV, filters))}
    }
    .into_any()
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("lesson"),
        t!("lesson-body"),
        t!("lesson-tags"),
        t!("lesson-domain"),
        t!("lesson-kind"),
        t!("partnership-reference"),
        t!("lesson-author"),
        t!("lesson-learnt"),
    ]
}

/// A lesson as a row of the spreadsheet.
pub(super) fn csv_row(row: &LessonRow) -> Vec<String> {
    vec![
        row.title.clone(),
        row.body.clone(),
        row.tags.join("; "),
        row.domain.map_or("", |domain| domain.code()).to_owned(),
        row.kind.map_or("", |kind| kind.code()).to_owned(),
        row.reference.clone().unwrap_or_default(),
        who(row.author.as_ref(), row.author_organisation.as_ref()),
        row.learnt_on.to_string(),
    ]
}

/// One lesson.
pub(super) fn show(person: Uuid, row: &LessonRow) -> AnyView {
    let edit = (row.author_id == Some(person))
        .then(|| ui::button_link(url::edit(row.id), t!("button-edit"), false));
    let mut facts = vec![
        (
            t!("lesson-author"),
            who(row.author.as_ref(), row.author_organisation.as_ref()).into_any(),
        ),
        (t!("lesson-learnt"), ui::date(row.learnt_on)),
        (t!("lesson-place"), place(row)),
        (t!("lesson-tags"), tags(row)),
    ];
    if let Some(domain) = row.domain {
        facts.push((t!("lesson-domain"), word(domain).into_any()));
    }
    if let Some(kind) = row.kind {
        facts.push((t!("lesson-kind"), word(kind).into_any()));
    }
    let body = view! { <p>{ui::typed(row.body.clone(), &row.language)}</p> };
    view! {
        {ui::heading(row.title.clone(), Some(t!("lesson")), edit.into_iter().collect())}
        {ui::columns(body.into_any(), ui::summary_list(facts))}
    }
    .into_any()
}

/// The form for a lesson, new or to edit.
pub(super) fn edit(
    existing: Option<&LessonRow>,
    places: Vec<(String, String)>,
    (form, errors): (&LessonForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let mut places = places;
    if !form.place.is_empty() && places.iter().all(|(code, _)| *code != form.place) {
        places.insert(0, (form.place.clone(), form.place.clone()));
    }
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("title", t!("lesson-title"))
            .hint(t!("lesson-title-hint"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("body", t!("lesson-body"))
            .hint(t!("lesson-body-hint"))
            .value(&form.body)
            .errors(errors)
            .textarea(8),
        Field::new("tags", t!("lesson-tags"))
            .optional()
            .hint(t!("lesson-tags-hint"))
            .value(&form.tags)
            .errors(errors)
            .text(),
        Field::new("place", t!("lesson-place"))
            .optional()
            .hint(t!("lesson-place-hint"))
            .value(&form.place)
            .errors(errors)
            .select(places, Some(t!("lesson-everybody"))),
        Field::new("domain", t!("lesson-domain"))
            .optional()
            .value(&form.domain)
            .errors(errors)
            .select(choices::<OutcomeDomain>(), Some(t!("none"))),
        Field::new("kind", t!("lesson-kind"))
            .optional()
            .value(&form.kind)
            .errors(errors)
            .select(choices::<RiskKind>(), Some(t!("none"))),
    ];
    let (title, action, back) = match existing {
        None => {
            let list = url::INDEX.to_owned();
            (t!("lesson-add"), list.clone(), list)
        }
        Some(row) => (t!("lesson-edit"), url::edit(row.id), url::show(row.id)),
    };
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, None, vec![])}
        {ui::form(action, fields, t!("button-save"), Some((back, t!("button-cancel"))))}
    }
    .into_any()
}

/// What was saved in another window, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &LessonForm,
    yours: &LessonForm,
) -> AnyView {
    let words = |form: &LessonForm| {
        [
            (t!("lesson-title"), form.title.clone()),
            (t!("lesson-body"), form.body.clone()),
            (t!("lesson-tags"), form.tags.clone()),
            (t!("lesson-place"), form.place.clone()),
        ]
    };
    let rows = words(theirs)
        .into_iter()
        .zip(words(yours))
        .map(|((label, theirs), (_, yours))| ConflictRow {
            label,
            theirs,
            yours,
        })
        .collect();
    ui::conflict(who, when, rows)
}
