//! The page about a partnership's governance.

use chrono::NaiveDate;
use domain::access::Action;
use domain::governance::MeetingState;

use super::Governed;
use crate::access::Place;
use crate::actions::{self, ActionRow};
use crate::bodies::{self, BodyRow};
use crate::decisions::{self, DecisionRow};
use crate::html::*;
use crate::meetings::{self, Held};
use crate::text::{self, word};
use crate::ui::{self, Table, Tile, Tone};
use crate::{evidence, government, list, partnerships, risks, t, tensions};

/// Decisions and actions that are shown at once; the bodies' lists hold the others.
const SHOWN: usize = 10;

/// What the page shows.
pub(super) struct Seen {
    pub(super) bodies: Vec<BodyRow>,
    pub(super) meetings: Vec<(String, Held)>,
    pub(super) decisions: Vec<DecisionRow>,
    pub(super) actions: Vec<ActionRow>,
}

/// Bodies, meetings, decisions and actions of a partnership.
pub(super) fn show(place: &Place, seen: &Seen, today: NaiveDate) -> AnyView {
    let add = place.may_in_partnership(Action::GrantRights).then(|| {
        let new = bodies::url::new_in(&place.reference);
        ui::button_link(new, t!("body-add"), true)
    });
    let tools = add.into_iter().collect();
    let body = if seen.bodies.is_empty() {
        ui::empty(
            t!("governance-none-title"),
            t!("governance-none-text"),
            None,
        )
    } else {
        view! {
            {ui::tiles(tiles(seen, today))}
            {ui::section("bodies", t!("bodies-title"), vec![], bodies::listing_table(&seen.bodies))}
            {meetings_section(seen, today)}
            {decisions_section(seen)}
            {actions_section(seen, today)}
        }
        .into_any()
    };
    view! {
        {ui::heading(t!("governance-title"), Some(place.title.clone()), tools)}
        {partnerships::sub_nav(place, partnerships::Tab::Governance)}
        <p class="lead">{t!("governance-lead")}</p>
        {body}
    }
    .into_any()
}

fn tiles(seen: &Seen, today: NaiveDate) -> Vec<Tile> {
    let next = seen
        .meetings
        .iter()
        .filter(|(_, held)| held.state(today) == MeetingState::Planned)
        .min_by_key(|(_, held)| held.planned_on);
    let open = seen
        .bodies
        .iter()
        .map(|row| row.open_questions)
        .sum::<i64>();
    let late = seen
        .actions
        .iter()
        .filter(|row| row.state.is_overdue(row.due_on, today))
        .count();
    let days: Vec<i32> = seen
        .decisions
        .iter()
        .filter_map(|row| i32::try_from(row.sign_off_days()?).ok())
        .collect();
    let tile = |value, label, note, href, tone| Tile {
        value,
        label,
        note,
        href,
        tone,
    };
    let late_tone = if late > 0 { Tone::Bad } else { Tone::Neutral };
    vec![
        tile(
            next.map_or_else(
                || t!("body-no-meeting"),
                |(_, held)| text::date(held.planned_on),
            ),
            t!("body-next-meeting"),
            next.map(|(body, _)| body.clone()),
            next.map(|(_, held)| meetings::url::show(held.body_id, held.id)),
            Tone::Neutral,
        ),
        tile(
            text::number(open),
            t!("body-open-questions"),
            None,
            Some("#decisions".to_owned()),
            Tone::Neutral,
        ),
        tile(
            text::number(late as u64),
            t!("body-overdue-actions"),
            None,
            Some("#actions".to_owned()),
            late_tone,
        ),
        tile(
            bodies::days_words(&days),
            t!("sign-off-median"),
            Some(t!("sign-off-of", count = days.len())),
            Some("#decisions".to_owned()),
            Tone::Neutral,
        ),
    ]
}

fn meetings_section(seen: &Seen, today: NaiveDate) -> Option<AnyView> {
    if seen.meetings.is_empty() {
        return None;
    }
    let cells = |(body, held): &(String, Held)| {
        let href = meetings::url::show(held.body_id, held.id);
        vec![
            view! { <a href=href>{ui::date(held.planned_on)}</a> }.into_any(),
            meetings::state_tag(held.state(today)),
            body.clone().into_any(),
            held.care_words().into_any(),
        ]
    };
    let table = ui::table(Table {
        caption: t!("governance-meetings-caption"),
        columns: vec![
            list::column(t!("meeting")),
            list::column(t!("meeting-state")),
            list::column(t!("body")),
            list::column(t!("room-care-providers")),
        ],
        rows: seen.meetings.iter().map(cells).collect(),
    });
    Some(ui::section("meetings", t!("meetings-title"), vec![], table))
}

fn decisions_section(seen: &Seen) -> AnyView {
    let body = if seen.decisions.is_empty() {
        ui::empty(t!("decisions-none-title"), t!("decisions-none-text"), None)
    } else {
        let rows = &seen.decisions[..seen.decisions.len().min(SHOWN)];
        let others = others(rows.len(), seen.decisions.len());
        view! { {decisions::short_table(rows, true)}{others} }.into_any()
    };
    ui::section("decisions", t!("decisions-title"), vec![], body)
}

fn actions_section(seen: &Seen, today: NaiveDate) -> AnyView {
    let body = if seen.actions.is_empty() {
        ui::empty(
            t!("actions-none-open-title"),
            t!("actions-none-open-text"),
            None,
        )
    } else {
        let rows = &seen.actions[..seen.actions.len().min(SHOWN)];
        let others = others(rows.len(), seen.actions.len());
        view! { {actions::short_table(rows, today)}{others} }.into_any()
    };
    ui::section("actions", t!("actions-open"), vec![], body)
}

/// Where the rest is, if not all is shown.
fn others(shown: usize, total: usize) -> Option<AnyView> {
    (total > shown).then(|| {
        let words = t!("governance-shown", shown = shown, total = total);
        view! { <p class="hint">{words}</p> }.into_any()
    })
}

/// What is told of a partnership's governance at a glance, as rows of a
/// summary, each with the way to what is behind it.
pub(crate) fn at_a_glance(reference: &str, governed: &Governed) -> Vec<(String, AnyView)> {
    let involvement = governed
        .involvement
        .map_or_else(|| t!("portfolio-involvement-unknown"), word);
    let pays_only = governed
        .pays_without_deciding()
        .then(|| ui::tag(Tone::Warn, t!("portfolio-pays-without-deciding")));
    let involvement = ui::link(government::url::show(reference), involvement);
    let late = (governed.overdue_actions > 0)
        .then(|| ui::tag(Tone::Bad, text::number(governed.overdue_actions)));
    let late = late.unwrap_or_else(|| text::number(0_u64).into_any());
    let actions = format!("{}#actions", super::url::show(reference));
    let tensions = ui::link(
        tensions::url::of_partnership(reference),
        text::number(governed.open_tensions),
    );
    let mut rows = vec![(
        t!("involvement-title"),
        view! { {involvement}{pays_only} }.into_any(),
    )];
    if !governed.government.is_empty() {
        rows.push((
            t!("portfolio-finance"),
            government::shares_words(&governed.government).into_any(),
        ));
    }
    rows.extend([
        (
            t!("body-overdue-actions"),
            view! { <a href=actions>{late}</a> }.into_any(),
        ),
        (t!("governance-open-tensions"), tensions),
        (
            t!("governance-severe-risks"),
            ui::link(
                risks::url::of_partnership(reference),
                text::number(governed.severe_risks),
            ),
        ),
    ]);
    if let Some(unproven) = governed.unproven {
        let words = t!(
            "governance-unproven",
            lapsed = unproven.lapsed,
            others = unproven.others
        );
        let href = evidence::url::of_partnership(reference);
        rows.push((t!("evidence-title"), ui::link(href, words)));
    }
    rows
}
