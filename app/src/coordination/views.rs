//! How tensions, mechanisms and effects are shown wherever they are.

use chrono::NaiveDate;
use domain::scorecard::StakeholderGroup;
use domain::tension::{Effect, Lean, Life, Net, Outcome, Position, latest_by_group, lean, span};

use super::HomeId;
use super::db::{EffectRow, TensionRow};
use crate::html::*;
use crate::text::{self, word};
use crate::ui::{self, DumbbellShape, Pull, Tone};
use crate::{mechanisms, scorecards, t, tensions};

/// How an effect is drawn.
pub(crate) fn pull(effect: Effect) -> Pull {
    match effect {
        Effect::Eases => Pull::Together,
        Effect::Aggravates => Pull::Apart,
        Effect::Creates => Pull::Spark,
    }
}

/// The shapes of effects with their words, for the key of a picture.
pub(crate) fn kinds() -> Vec<(Pull, String)> {
    [Effect::Eases, Effect::Aggravates, Effect::Creates]
        .map(|effect| (pull(effect), word(effect)))
        .into()
}

/// What a mechanism does and how much, in words.
pub(crate) fn effect_words(row: &EffectRow) -> String {
    t!(
        "effect-with-strength",
        effect = word(row.effect),
        strength = word(row.strength)
    )
}

/// What a mechanism does and how much, with its shape.
pub(crate) fn effect_tag(row: &EffectRow) -> AnyView {
    ui::effect_tag(pull(row.effect), effect_words(row))
}

/// Both poles in one line of text.
pub(crate) fn name(first: &str, second: &str) -> String {
    t!(
        "tension-name",
        first = first.to_owned(),
        second = second.to_owned()
    )
}

/// Both poles of a tension, which lead to its page.
pub(crate) fn tension_link(row: &TensionRow) -> AnyView {
    let poles = ui::poles(
        row.first_pole.clone(),
        row.second_pole.clone(),
        &row.language,
    );
    view! { <a href=tensions::url::show(row.id)>{poles}</a> }.into_any()
}

/// The mechanism of an effect, as a link to its page.
pub(crate) fn mechanism_link(row: &EffectRow) -> AnyView {
    let title = ui::typed(row.mechanism.clone(), &row.mechanism_language);
    view! { <a href=mechanisms::url::show(row.mechanism_id)>{title}</a> }.into_any()
}

/// Where something belongs, as a link to all that belongs there.
pub(crate) fn place(home: HomeId, reference: Option<&str>, name: &str, language: &str) -> AnyView {
    let href = match reference {
        Some(reference) => tensions::url::of_partnership(reference),
        None => tensions::url::of_place(home),
    };
    view! { <a href=href>{ui::typed(name.to_owned(), language)}</a> }.into_any()
}

/// A number of the balance with its sign.
pub(crate) fn balance_number(balance: i16) -> String {
    match balance {
        1.. => format!("+{balance}"),
        _ => text::number(balance),
    }
}

/// Where a balance stands, in words: the number and the pole it leans to.
pub(crate) fn balance_words(balance: i16, first: &str, second: &str) -> String {
    let number = balance_number(balance);
    match lean(balance) {
        Lean::Neither => t!("balance-middle", number = number),
        Lean::First => t!("balance-leans", number = number, pole = first.to_owned()),
        Lean::Second => t!("balance-leans", number = number, pole = second.to_owned()),
    }
}

/// Where the groups see the balance of a tension now, in words.
pub(crate) fn span_words(row: &TensionRow, positions: &[Position]) -> String {
    match span(positions) {
        None => t!("balance-unknown"),
        Some((least, most)) if least == most => {
            balance_words(least, &row.first_pole, &row.second_pole)
        }
        Some((least, most)) => t!(
            "balance-span",
            least = balance_number(least),
            most = balance_number(most)
        ),
    }
}

/// The mark of a group.
pub(crate) fn shape(group: StakeholderGroup) -> DumbbellShape {
    scorecards::shape(group)
}

/// The mark and the balance of each group's latest position.
pub(crate) fn marks(positions: &[Position]) -> Vec<(DumbbellShape, i16)> {
    latest_by_group(positions)
        .into_iter()
        .map(|position| (shape(position.group), position.balance))
        .collect()
}

/// Where the balance of a tension stands, drawn, with the words below it.
pub(crate) fn gauge(row: &TensionRow, positions: &[Position]) -> AnyView {
    let words = span_words(row, positions);
    view! {
        <div class="gauge-with-words">
            {ui::balance_gauge(words.clone(), &marks(positions))}
            <span class="hint">{words}</span>
        </div>
    }
    .into_any()
}

/// What all mechanisms come to for a tension.
pub(crate) fn net_words(net: Net) -> (Tone, String) {
    let points = |key| t!(key, eases = net.eases, burdens = net.burdens);
    match net.outcome() {
        Outcome::None => (Tone::Muted, t!("net-none")),
        Outcome::Eased => (Tone::Good, points("net-eased")),
        Outcome::Even => (Tone::Neutral, points("net-even")),
        Outcome::Burdened => (Tone::Bad, points("net-burdened")),
    }
}

/// Whether a tension is open.
pub(crate) fn state_tag(settled_on: Option<NaiveDate>) -> AnyView {
    match settled_on {
        None => ui::tag(Tone::Info, t!("tension-open")),
        Some(_) => ui::tag(Tone::Good, t!("tension-settled")),
    }
}

/// Whether a mechanism works.
pub(crate) fn life_tag(life: Life, today: NaiveDate) -> AnyView {
    if life.holds(today) {
        ui::tag(Tone::Info, t!("mechanism-working"))
    } else if life.since > today {
        ui::tag(Tone::Neutral, t!("mechanism-to-come"))
    } else {
        ui::tag(Tone::Muted, t!("mechanism-ended"))
    }
}

/// Person and organisation in one line.
pub(crate) fn who(person: Option<&String>, organisation: Option<&String>) -> String {
    match (person, organisation) {
        (Some(person), Some(organisation)) => format!("{person}, {organisation}"),
        (Some(person), None) => person.clone(),
        (None, _) => t!("by-command-line"),
    }
}
