//! The pages of a partnership's life.

use chrono::{DateTime, Utc};
use domain::Vocabulary;
use domain::partnership::Stage;

use super::form::{MoveForm, RestructuringForm};
use super::url;
use crate::access::Place;
use crate::form::Errors;
use crate::foundations::{self, Standing};
use crate::html::*;
use crate::text::{self, word};
use crate::ui::{self, Field, Tone};
use crate::{partnerships, t};

/// The form for the next move, with the stages it may lead to.
pub(super) fn new_move(
    place: &Place,
    (stage, ground): (Stage, &Standing),
    (form, errors): (&MoveForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let allowed = stage.next();
    let body = if allowed.is_empty() {
        ui::empty(
            t!("lifecycle-final-title"),
            t!("lifecycle-final-text", stage = word(stage)),
            None,
        )
    } else {
        move_form(place, allowed, form, errors)
    };
    let activation = allowed.contains(&Stage::Active).then(|| {
        let href = foundations::url::show(&place.reference);
        let stands = match foundations::line(place, ground) {
            Some(line) => line,
            None => ui::link(href, t!("lifecycle-no-automation")),
        };
        let text = view! {
            <p>{t!("lifecycle-activation-text")}</p>
            <p>{t!("lifecycle-foundations")}" "{stands}</p>
        };
        ui::notice(Tone::Info, t!("lifecycle-activation"), text.into_any())
    });
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("lifecycle-move"), Some(place.title.clone()), vec![])}
        {ui::summary_list(vec![(t!("lifecycle-now"), partnerships::stage_tag(stage))])}
        {activation}
        {body}
    }
    .into_any()
}

fn move_form(place: &Place, allowed: &[Stage], form: &MoveForm, errors: &Errors) -> AnyView {
    let moved = form.moved();
    let stages = allowed
        .iter()
        .map(|&stage| (stage.code().to_owned(), word(stage)))
        .collect();
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("to", t!("lifecycle-to"))
            .value(&form.to)
            .errors(errors)
            .radios(stages),
        Field::new("moved", t!("lifecycle-moved"))
            .hint(t!("lifecycle-moved-hint"))
            .errors(errors)
            .date(moved.day, moved.month, moved.year),
        Field::new("note", t!("lifecycle-note"))
            .hint(t!("lifecycle-note-hint"))
            .value(&form.note)
            .errors(errors)
            .textarea(4),
    ];
    let back = partnerships::url::show(&place.reference);
    ui::form(
        url::new_move(&place.reference),
        fields,
        t!("lifecycle-move-submit"),
        Some((back, t!("button-cancel"))),
    )
}

/// Says that somebody changed the partnership while the form was filled in,
/// which is still there unless the stage is the last.
pub(super) fn moved_on(who: String, when: DateTime<Utc>, stage: Stage, form: &MoveForm) -> AnyView {
    let text = t!(
        "lifecycle-conflict-text",
        who = who,
        when = text::moment(when),
        stage = word(stage)
    );
    let typed = if stage.next().is_empty() {
        vec![
            (t!("lifecycle-to"), text::chosen::<Stage>(&form.to)),
            (t!("lifecycle-moved"), form.moved().in_words()),
            (t!("lifecycle-note"), form.note.clone()),
        ]
    } else {
        vec![]
    };
    let words = view! { <p>{text}</p> }.into_any();
    ui::moved_on(t!("lifecycle-conflict"), words, typed)
}

/// The form for a restructuring.
pub(super) fn new_restructuring(
    place: &Place,
    form: &RestructuringForm,
    errors: &Errors,
) -> AnyView {
    let happened = form.happened();
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("description", t!("restructuring-description"))
            .hint(t!("restructuring-description-hint"))
            .value(&form.description)
            .errors(errors)
            .textarea(4),
        Field::new("happened", t!("restructuring-happened"))
            .errors(errors)
            .date(happened.day, happened.month, happened.year),
    ];
    let back = partnerships::url::show(&place.reference);
    let form = ui::form(
        url::restructurings(&place.reference),
        fields,
        t!("button-save"),
        Some((back, t!("button-cancel"))),
    );
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("restructuring-add"), Some(place.title.clone()), vec![])}
        {form}
    }
    .into_any()
}
