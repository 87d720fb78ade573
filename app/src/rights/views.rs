//! The page of rights.

use domain::access::Grant;

use super::db::Right;
use super::form::RightForm;
use super::url;
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::text::{choices, word};
use crate::ui::{self, Field, Table, Tone};
use crate::{list, partnerships, t};

/// Who was given a right, and the form for one more.
pub(super) fn index(
    place: &Place,
    rights: Vec<Right>,
    form: &RightForm,
    errors: &Errors,
) -> AnyView {
    let listed = if rights.is_empty() {
        ui::empty(t!("rights-none"), t!("rights-none-text"), None)
    } else {
        table(place, rights)
    };
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("email", t!("right-email"))
            .hint(t!("right-email-hint"))
            .value(&form.email)
            .errors(errors)
            .autocomplete("off")
            .email(),
        Field::new("access", t!("right-access"))
            .hint(t!("right-access-hint"))
            .value(&form.access)
            .errors(errors)
            .radios(choices::<Grant>()),
    ];
    let form = ui::form(url::index(&place.reference), fields, t!("right-give"), None);
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("rights-title"), Some(place.title.clone()), vec![])}
        <p class="lead">{t!("rights-lead")}</p>
        {listed}
        {ui::section("give", t!("right-give"), vec![], form)}
        <p>{ui::link(partnerships::url::show(&place.reference), t!("partnership-back"))}</p>
    }
    .into_any()
}

fn table(place: &Place, rights: Vec<Right>) -> AnyView {
    let cells = |right: Right| {
        let remove = ui::action_form(
            url::remove(&place.reference, right.id),
            t!("right-remove", name = right.person.clone()),
            vec![],
            Tone::Bad,
        );
        vec![
            right.person.into_any(),
            right.organisation.into_any(),
            word(right.role).into_any(),
            word(right.access).into_any(),
            remove,
        ]
    };
    ui::table(Table {
        caption: t!("rights-caption"),
        columns: vec![
            list::column(t!("right-person")),
            list::column(t!("party-organisation")),
            list::column(t!("right-role")),
            list::column(t!("right-access")),
            list::column(t!("party-removal")),
        ],
        rows: rights.into_iter().map(cells).collect(),
    })
}
