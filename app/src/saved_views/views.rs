//! The pages of saved views, and their links on other pages.

use super::form::ViewForm;
use super::{SavedView, url};
use crate::form::Errors;
use crate::html::*;
use crate::ui::{self, ConflictRow, Field, Table, Tone};
use crate::{list, t};

/// What a list is called.
fn list_name(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    match path {
        "/portfolio" => t!("portfolio-title"),
        "/portfolio/factors" => t!("factors-title"),
        "/ledger" => t!("ledger-title"),
        "/partnerships" => t!("partnerships-title"),
        "/contracts" => t!("contracts-title"),
        "/calendar" => t!("calendar-title"),
        "/organisations" => t!("organisations-title"),
        "/jurisdictions" => t!("jurisdictions-title"),
        "/people" => t!("people-title"),
        "/rates" => t!("rates-title"),
        _ => path.to_owned(),
    }
}

fn link(view: &SavedView) -> AnyView {
    ui::link(view.address.clone(), view.name.clone())
}

/// The person's views of a list, and the way to save what is shown now, whose
/// address is given.
pub(crate) fn bar(views: &[SavedView], address: &str) -> AnyView {
    let links: Vec<_> = views
        .iter()
        .map(|view| view! { <li>{link(view)}</li> })
        .collect();
    let links = (!links.is_empty()).then(|| {
        view! { <p>{t!("saved-views-title")}</p><ul>{links}</ul> }
    });
    let manage =
        (!views.is_empty()).then(|| ui::link(url::INDEX.to_owned(), t!("saved-views-manage")));
    view! {
        <nav class="saved-views" aria-label=t!("saved-views-title")>
            {links}
            {ui::link(url::new(address), t!("saved-view-add"))}
            {manage}
        </nav>
    }
    .into_any()
}

/// All views of the person as a part of the workbench; nothing without any.
pub(crate) fn links(views: &[SavedView]) -> Option<AnyView> {
    let items: Vec<_> = views
        .iter()
        .map(|view| {
            let of = list_name(&view.address);
            view! { <li>{link(view)}" "<span class="hint">{of}</span></li> }
        })
        .collect();
    let manage = ui::link(url::INDEX.to_owned(), t!("saved-views-manage"));
    (!items.is_empty()).then(|| {
        let list = view! { <ul class="saved-views">{items}</ul> };
        ui::section(
            "saved-views",
            t!("saved-views-title"),
            vec![manage],
            list.into_any(),
        )
    })
}

/// All views, to follow, rename or delete.
pub(super) fn index(rows: &[SavedView]) -> AnyView {
    let body = if rows.is_empty() {
        ui::empty(
            t!("saved-views-none-title"),
            t!("saved-views-none-text"),
            None,
        )
    } else {
        let cells = |row: &SavedView| {
            let named = t!("saved-view-rename-of", name = row.name.clone());
            let rename = view! {
                <a href=url::act(row.id, "edit") aria-label=named>{t!("saved-view-rename")}</a>
            };
            let delete = ui::action_form(
                url::act(row.id, "delete"),
                t!("saved-view-delete"),
                vec![],
                Tone::Bad,
            );
            vec![
                link(row),
                list_name(&row.address).into_any(),
                rename.into_any(),
                delete,
            ]
        };
        ui::table(Table {
            caption: t!("saved-views-caption"),
            columns: vec![
                list::column(t!("saved-view-name")),
                list::column(t!("saved-view-list")),
                list::column(t!("saved-view-rename")),
                list::column(t!("saved-view-delete")),
            ],
            rows: rows.iter().map(cells).collect(),
        })
    };
    view! {
        {ui::heading(t!("saved-views-title"), None, vec![])}
        <p class="lead">{t!("saved-views-lead")}</p>
        {body}
    }
    .into_any()
}

/// A view as its form.
pub(super) fn form_of(row: &SavedView) -> ViewForm {
    ViewForm {
        id: row.id.to_string(),
        version: row.version.to_string(),
        name: row.name.clone(),
        list: row.address.clone(),
    }
}

/// The form that names a view, new or to rename.
pub(super) fn edit(
    existing: Option<&SavedView>,
    form: &ViewForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        ui::hidden("list", &form.list),
        Field::new("name", t!("saved-view-name"))
            .hint(t!("saved-view-name-hint"))
            .value(&form.name)
            .errors(errors)
            .text(),
    ];
    let (title, action, back) = match existing {
        None => {
            // Only a list of ours is led back to.
            let back = super::form::address(&form.list);
            let back = back.unwrap_or_else(|| url::INDEX.to_owned());
            (t!("saved-view-add"), url::INDEX.to_owned(), back)
        }
        Some(row) => (
            t!("saved-view-rename"),
            url::act(row.id, "edit"),
            url::INDEX.to_owned(),
        ),
    };
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, Some(list_name(&form.list)), vec![])}
        {ui::form(action, fields, t!("button-save"), Some((back, t!("button-cancel"))))}
    }
    .into_any()
}

/// What was saved elsewhere, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &SavedView,
    yours: &ViewForm,
) -> AnyView {
    let row = ConflictRow {
        label: t!("saved-view-name"),
        theirs: theirs.name.clone(),
        yours: yours.name.clone(),
    };
    ui::conflict(who, when, vec![row])
}
