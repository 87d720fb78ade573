//! The form of effects.

use domain::tension::{Effect, Strength};

use super::form::{Choice, EffectForm};
use super::url;
use crate::form::Errors;
use crate::html::*;
use crate::text::choices;
use crate::ui::{self, Field};
use crate::{t, tensions};

fn options(choices: &[Choice]) -> Vec<(String, String)> {
    choices
        .iter()
        .map(|choice| (choice.id.to_string(), choice.label.clone()))
        .collect()
}

/// The form.
pub(super) fn edit(
    tensions: &[Choice],
    mechanisms: &[Choice],
    form: &EffectForm,
    errors: &Errors,
) -> AnyView {
    let felt = form.felt();
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("mechanism", t!("mechanism"))
            .value(&form.mechanism)
            .errors(errors)
            .select(options(mechanisms), Some(t!("error-choose"))),
        Field::new("effect", t!("effect"))
            .hint(t!("effect-hint"))
            .value(&form.effect)
            .errors(errors)
            .radios(choices::<Effect>()),
        Field::new("tension", t!("tension"))
            .value(&form.tension)
            .errors(errors)
            .select(options(tensions), Some(t!("error-choose"))),
        Field::new("strength", t!("effect-strength"))
            .value(&form.strength)
            .errors(errors)
            .radios(anchors()),
        Field::new("words", t!("effect-words"))
            .hint(t!("effect-words-hint"))
            .value(&form.words)
            .errors(errors)
            .textarea(3),
        Field::new("felt", t!("effect-felt"))
            .hint(t!("effect-felt-hint"))
            .errors(errors)
            .date(felt.day, felt.month, felt.year),
    ];
    let cancel = Some((tensions::url::MAP.to_owned(), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("effect-add"), None, vec![])}
        <p class="lead">{t!("effect-lead")}</p>
        {ui::form(url::INDEX.to_owned(), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// The steps of strength, each with what it means.
fn anchors() -> Vec<(String, String)> {
    choices::<Strength>()
        .into_iter()
        .map(|(code, word)| {
            let anchor = crate::text::message(&format!("strength-anchor-{code}"), None);
            let words = t!("strength-with-anchor", strength = word, anchor = anchor);
            (code, words)
        })
        .collect()
}
