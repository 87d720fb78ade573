//! The pages of charters.

use chrono::{DateTime, Utc};
use domain::Vocabulary;
use domain::access::{Action, Person};
use domain::charter::{
    Characteristic, CharterState, Facet, MOST, distance, ict_less_health, is_wide,
    version_for_change,
};
use domain::organisation::Sector;
use rust_decimal::{Decimal, RoundingStrategy};
use strum::VariantArray;

use super::db::{
    BridgeRow, Brief, Charter, PartyRow, PositionRow, SignatureRow, VersionRow, WaitingCharter,
};
use super::form::{Asked, BridgeForm, PositionForm};
use super::url;
use crate::access::Place;
use crate::form::{DateParts, Errors};
use crate::html::*;
use crate::text::{self, word};
use crate::ui::{
    self, AttentionItem, Chart, ConflictRow, DumbbellPanel, DumbbellRow, DumbbellShape, Field,
    Table, Tone, Width,
};
use crate::{list, partnerships, t};

fn state_tag(state: CharterState) -> AnyView {
    let tone = match state {
        CharterState::InForce => Tone::Good,
        CharterState::Waiting => Tone::Warn,
        CharterState::Draft => Tone::Neutral,
        CharterState::Replaced | CharterState::Void => Tone::Muted,
    };
    ui::tag(tone, word(state))
}

/// What a characteristic asks.
fn about(one: Characteristic) -> String {
    text::message(&format!("charter-about-{}", key(one)), None)
}

/// Both ends of its scale: that of ICT, and that of health care.
fn ends(one: Characteristic) -> (String, String) {
    let key = key(one);
    (
        text::message(&format!("charter-ict-{key}"), None),
        text::message(&format!("charter-health-{key}"), None),
    )
}

fn key(one: Characteristic) -> String {
    one.code().replace('_', "-")
}

/// A party as a column is headed; a place for government is ours, and says so.
fn party_label(party: &PartyRow) -> String {
    match party.sector {
        Sector::Government => t!("charter-party-government", name = party.name.clone()),
        sector => t!(
            "charter-party",
            name = party.name.clone(),
            sector = word(sector)
        ),
    }
}

/// The mark of each party: its sector's, and another one for a second of the
/// same sector.
fn shapes(places: &[&PartyRow]) -> Vec<DumbbellShape> {
    let mut seen: Vec<Sector> = Vec::new();
    places
        .iter()
        .map(|party| {
            let is_first = !seen.contains(&party.sector);
            seen.push(party.sector);
            match (party.sector, is_first) {
                (Sector::Ict, true) => DumbbellShape::Square,
                (Sector::Ict, false) => DumbbellShape::Cross,
                (Sector::Health, true) => DumbbellShape::Disc,
                (Sector::Health, false) => DumbbellShape::Up,
                (Sector::Government, true) => DumbbellShape::Diamond,
                (Sector::Government, false) => DumbbellShape::Down,
            }
        })
        .collect()
}

fn distance_tag(distance: Option<u8>) -> (Tone, String) {
    match distance {
        None => (Tone::Muted, t!("charter-distance-none")),
        Some(apart) if is_wide(apart) => (Tone::Warn, t!("charter-distance-wide", points = apart)),
        Some(apart) => (Tone::Good, t!("charter-distance-said", points = apart)),
    }
}

/// Points with at most one decimal and a sign, for a difference.
fn signed(value: Decimal) -> String {
    let rounded = value
        .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
        .normalize();
    if rounded > Decimal::ZERO {
        format!("+{}", text::number(rounded))
    } else {
        text::number(rounded)
    }
}

fn by(name: Option<&String>) -> String {
    name.cloned().unwrap_or_else(|| t!("by-command-line"))
}

fn written(name: Option<&String>, at: DateTime<Utc>) -> AnyView {
    view! { <span>{by(name)}", "{ui::moment(at)}</span> }.into_any()
}

/// What the page is about, and where it is from.
fn lead() -> AnyView {
    view! {
        <div>
            <p class="lead">{t!("charter-lead")}</p>
            <p class="hint">{t!("charter-source")}</p>
        </div>
    }
    .into_any()
}

/// Whether somebody may write in their own organisation's column.
fn writes(place: &Place, charter: &Charter, person: &Person) -> bool {
    let own = |party: &PartyRow| party.id == person.organisation_id && party.takes_part;
    place.may(Action::WriteCharter) && charter.parties.iter().any(own)
}

/// A version of the charter; the latest has what can be done with it.
pub(super) fn show(
    place: &Place,
    charter: &Charter,
    row: Option<&VersionRow>,
    person: &Person,
    problem: Option<AnyView>,
) -> AnyView {
    let writes = writes(place, charter, person);
    let Some(row) = row else {
        let first = Characteristic::VARIANTS[0];
        let begin = writes.then(|| {
            let href = url::position(&place.reference, first);
            ui::button_link(href, t!("charter-begin"), true)
        });
        return view! {
            {ui::heading(t!("charter-title"), Some(place.title.clone()), vec![])}
            {partnerships::sub_nav(place, partnerships::Tab::Charter)}
            {lead()}
            {ui::empty(t!("charter-none-title"), t!("charter-none-text"), begin)}
        }
        .into_any();
    };
    let is_latest = charter.is_latest(row);
    let title = if is_latest {
        t!("charter-title")
    } else {
        t!("charter-version", number = row.number)
    };
    let sections: Vec<_> = Characteristic::VARIANTS
        .iter()
        .map(|&one| {
            let edits = (
                is_latest && writes,
                is_latest && place.may(Action::BridgeCharter),
            );
            characteristic(place, charter, row, one, edits)
        })
        .collect();
    let asked = Asked {
        version: row.number.to_string(),
    };
    view! {
        {problem}
        {ui::heading(title, Some(place.title.clone()), vec![])}
        {partnerships::sub_nav(place, partnerships::Tab::Charter)}
        {lead()}
        {standing(place, charter, row)}
        {is_latest.then(|| own_part(place, charter, row, person, writes))}
        {ui::section("signatures", t!("charter-signatures"), vec![], signatures(charter, row))}
        {ui::section("distance", t!("charter-distance"), vec![], picture(charter, row))}
        {sections}
        {ui::section("versions", t!("charter-versions"), vec![], versions(place, charter))}
        {ui::list_tools(list::address(&url::csv(&place.reference), &asked))}
    }
    .into_any()
}

/// How the version stands, beside the one that is in force.
fn standing(place: &Place, charter: &Charter, row: &VersionRow) -> AnyView {
    let state = charter.state(row);
    let number = row.number;
    let words = match state {
        CharterState::Draft => t!("charter-is-draft", number = number),
        CharterState::Waiting => {
            let version = charter.in_domain(row);
            let unsigned: Vec<_> = version.unsigned().collect();
            let names: Vec<_> = charter
                .places(row)
                .into_iter()
                .filter(|party| unsigned.contains(&party.id))
                .map(|party| party.name.clone())
                .collect();
            t!(
                "charter-is-waiting",
                number = number,
                names = names.join(", ")
            )
        }
        CharterState::InForce => t!(
            "charter-is-in-force",
            number = number,
            date = row.in_force_on.map(text::date).unwrap_or_default()
        ),
        CharterState::Replaced => t!(
            "charter-is-replaced",
            number = number,
            date = row.in_force_on.map(text::date).unwrap_or_default()
        ),
        CharterState::Void => t!("charter-is-void", number = number),
    };
    let other = charter
        .in_force()
        .filter(|other| other.number != number && charter.is_latest(row))
        .map(|other| {
            let words = t!(
                "charter-other-in-force",
                number = other.number,
                date = other.in_force_on.map(text::date).unwrap_or_default()
            );
            let href = url::version(&place.reference, other.number);
            view! { <p>{ui::tag(Tone::Good, word(CharterState::InForce))}" "{ui::link(href, words)}</p> }
        });
    let latest = (!charter.is_latest(row)).then(|| {
        let href = url::show(&place.reference);
        view! { <p>{ui::link(href, t!("charter-see-latest"))}</p> }
    });
    view! { <div><p>{state_tag(state)}" "{words}</p>{other}{latest}</div> }.into_any()
}

/// What the viewer can do: write, sign, or see what is still missing.
fn own_part(
    place: &Place,
    charter: &Charter,
    row: &VersionRow,
    person: &Person,
    writes: bool,
) -> AnyView {
    let own = person.organisation_id;
    let missing: Vec<_> = Characteristic::VARIANTS
        .iter()
        .copied()
        .filter(|one| charter.position(row.number, own, *one).is_none())
        .collect();
    if writes && !missing.is_empty() {
        let links: Vec<_> = missing
            .into_iter()
            .map(|one| {
                let href = url::position(&place.reference, one);
                view! { <li>{ui::link(href, word(one))}</li> }.into_any()
            })
            .collect();
        let body = view! { <p>{t!("charter-to-write-text")}</p><ul>{links}</ul> };
        return ui::notice(Tone::Warn, t!("charter-to-write"), body.into_any());
    }
    if place.may(Action::SignCharter) && charter.can_sign(row, own) {
        let hidden = vec![("version".to_owned(), charter.edition(row).to_string())];
        let action = url::sign(&place.reference, row.number);
        let label = t!("charter-sign", number = row.number);
        let body = view! {
            <p>{t!("charter-sign-text")}</p>
            {ui::action_form(action, label, hidden, Tone::Good)}
        };
        return ui::notice(Tone::Info, t!("charter-your-signature"), body.into_any());
    }
    let mut lines: Vec<String> = charter
        .unwritten(row)
        .into_iter()
        .map(|(party, missing)| {
            let words: Vec<_> = missing.into_iter().map(word).collect();
            t!(
                "charter-has-to-write",
                name = party.name.clone(),
                what = words.join(", ")
            )
        })
        .collect();
    if charter.places(row).len() < 2 {
        lines.push(t!("charter-alone"));
    }
    if lines.is_empty() {
        return Vec::<AnyView>::new().into_any();
    }
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    let body = view! { <ul>{lines}</ul> };
    ui::notice(Tone::Info, t!("charter-incomplete"), body.into_any())
}

/// Why a version could not be signed.
pub(super) fn refused(charter: &Charter, row: &VersionRow) -> AnyView {
    let words = if charter.is_latest(row) {
        t!("charter-changed-meanwhile")
    } else {
        t!("charter-later-version")
    };
    let body = view! { <p>{words}</p> }.into_any();
    ui::notice(Tone::Warn, t!("charter-not-signed"), body)
}

/// The last signature that a party gave to an earlier version.
fn earlier<'a>(
    charter: &'a Charter,
    row: &VersionRow,
    party: &PartyRow,
) -> Option<&'a SignatureRow> {
    (1..row.number)
        .rev()
        .find_map(|number| charter.signature(number, party.id))
}

fn signatures(charter: &Charter, row: &VersionRow) -> AnyView {
    let state = charter.state(row);
    let cells = |party: &PartyRow| {
        let signature = match charter.signature(row.number, party.id) {
            Some(signature) => {
                let tag = if state == CharterState::Void {
                    ui::tag(Tone::Muted, t!("charter-signature-void"))
                } else {
                    ui::tag(Tone::Good, t!("charter-signed"))
                };
                let words = t!(
                    "charter-signed-by",
                    who = by(signature.by.as_ref()),
                    date = text::date(signature.on)
                );
                view! { {tag}<p class="hint">{words}</p> }.into_any()
            }
            None => {
                let tone = match state {
                    CharterState::Waiting => Tone::Warn,
                    _ => Tone::Neutral,
                };
                let before = earlier(charter, row, party).map(|signature| {
                    let words = t!(
                        "charter-signed-before",
                        number = signature.number,
                        date = text::date(signature.on),
                        now = row.number
                    );
                    view! { <p class="hint">{words}</p> }
                });
                view! { {ui::tag(tone, t!("charter-unsigned"))}{before} }.into_any()
            }
        };
        vec![party_label(party).into_any(), signature]
    };
    let without: Vec<_> = charter
        .without_place(Some(row))
        .into_iter()
        .map(|party| party.name.clone())
        .collect();
    let without = (charter.is_latest(row) && !without.is_empty()).then(|| {
        view! { <p class="hint">{t!("charter-without-place", names = without.join(", "))}</p> }
    });
    view! {
        {ui::table(Table {
            caption: t!("charter-signatures-caption", number = row.number),
            columns: vec![list::column(t!("charter-organisation")), list::column(t!("charter-signature"))],
            rows: charter.places(row).into_iter().map(cells).collect(),
        })}
        {without}
    }
    .into_any()
}

/// Where the parties stand on each characteristic.
fn picture(charter: &Charter, row: &VersionRow) -> AnyView {
    let places = charter.places(row);
    let shapes = shapes(&places);
    let rows: Vec<_> = Characteristic::VARIANTS
        .iter()
        .map(|&one| {
            let (tone, tag) = distance_tag(distance(&charter.stands(row, one)));
            let standing: Vec<_> = places
                .iter()
                .zip(&shapes)
                .filter_map(|(party, shape)| {
                    let position = charter.position(row.number, party.id, one)?;
                    Some((party, *shape, position.place()))
                })
                .collect();
            let words: Vec<_> = standing
                .iter()
                .map(|(party, _, place)| format!("{} {}", party.name, text::number(*place)))
                .collect();
            DumbbellRow {
                label: word(one),
                tone,
                tag,
                marks: standing
                    .iter()
                    .map(|(_, shape, place)| (*shape, Decimal::from(*place)))
                    .collect(),
                words: words.join("; "),
            }
        })
        .collect();
    let widest = Characteristic::VARIANTS
        .iter()
        .filter_map(|&one| Some((one, distance(&charter.stands(row, one))?)))
        .rev()
        .max_by_key(|(_, apart)| *apart);
    let message = match widest {
        Some((one, apart)) => t!(
            "charter-distance-message",
            characteristic = word(one),
            points = apart
        ),
        None => t!("charter-distance-message-none"),
    };
    let kinds = places
        .iter()
        .zip(shapes)
        .map(|(party, shape)| (shape, party_label(party)))
        .collect();
    let chart = Chart {
        id: "distance-chart".to_owned(),
        message,
        description: t!("charter-distance-description", most = MOST),
        table: distance_table(charter, row, &places),
    };
    ui::dumbbells(
        chart,
        (0, MOST),
        vec![DumbbellPanel { label: None, rows }],
        kinds,
    )
}

fn distance_table(charter: &Charter, row: &VersionRow, places: &[&PartyRow]) -> AnyView {
    let mut columns = vec![list::column(t!("charter-characteristic"))];
    columns.extend(places.iter().map(|party| list::numeric(party_label(party))));
    columns.push(list::numeric(t!("charter-largest-difference")));
    columns.push(list::numeric(t!("charter-ict-less-health")));
    let cells = |one: Characteristic| {
        let stands = charter.stands(row, one);
        let mut cells = vec![word(one).into_any()];
        cells.extend(places.iter().map(|party| {
            let position = charter.position(row.number, party.id, one);
            position
                .map_or_else(
                    || t!("charter-not-written"),
                    |one| text::number(one.place()),
                )
                .into_any()
        }));
        let apart = distance(&stands).map_or_else(|| t!("unknown"), text::number);
        cells.push(apart.into_any());
        let difference = ict_less_health(&stands).map_or_else(|| t!("unknown"), signed);
        cells.push(difference.into_any());
        cells
    };
    ui::table(Table {
        caption: t!("charter-distance-caption"),
        columns,
        rows: Characteristic::VARIANTS
            .iter()
            .map(|&one| cells(one))
            .collect(),
    })
}

/// What a characteristic asks, and both poles of its scale.
fn poles(one: Characteristic) -> AnyView {
    let (ict, health) = ends(one);
    let ends = ui::summary_list(vec![
        (t!("charter-pole-ict"), ict.into_any()),
        (t!("charter-pole-health", most = MOST), health.into_any()),
    ]);
    view! { <p>{about(one)}</p>{ends} }.into_any()
}

/// A characteristic: its poles, what each party says, and how to bridge it.
fn characteristic(
    place: &Place,
    charter: &Charter,
    row: &VersionRow,
    one: Characteristic,
    (writes, bridges): (bool, bool),
) -> AnyView {
    let stands = charter.stands(row, one);
    let (tone, words) = distance_tag(distance(&stands));
    let difference = ict_less_health(&stands)
        .map(|difference| t!("charter-ict-less-health-said", points = signed(difference)));
    let mut actions = Vec::new();
    if writes {
        let href = url::position(&place.reference, one);
        actions.push(ui::button_link(href, t!("charter-write"), false));
    }
    if bridges {
        let href = url::bridge(&place.reference, one);
        actions.push(ui::button_link(href, t!("charter-bridge-write"), false));
    }
    let body = view! {
        {poles(one)}
        <p>{ui::tag(tone, words)}" "{difference}</p>
        {side_by_side(charter, row, one, &charter.places(row))}
        {bridge_words(charter.bridge(row.number, one))}
    };
    ui::section(one.code(), word(one), actions, body.into_any())
}

/// What each of these parties says of a characteristic.
fn side_by_side(
    charter: &Charter,
    row: &VersionRow,
    one: Characteristic,
    places: &[&PartyRow],
) -> AnyView {
    let position = |party: &PartyRow| charter.position(row.number, party.id, one);
    let line = |label: String, cell: &dyn Fn(&PositionRow) -> AnyView| {
        let mut cells = vec![label.into_any()];
        cells.extend(places.iter().map(|party| match position(party) {
            Some(position) => cell(position),
            None => ui::tag(Tone::Muted, t!("charter-not-written")),
        }));
        cells
    };
    let mut rows = vec![line(t!("charter-place"), &|one| {
        t!("charter-position-said", place = one.place(), most = MOST).into_any()
    })];
    rows.extend(Facet::VARIANTS.iter().map(|&facet| {
        line(word(facet), &|one| {
            ui::typed(one.text(facet).to_owned(), &one.language)
        })
    }));
    rows.push(line(t!("charter-written"), &|one| {
        written(one.written_by.as_ref(), one.written_at)
    }));
    let mut columns = vec![list::column(t!("charter-what"))];
    columns.extend(places.iter().map(|party| list::column(party_label(party))));
    ui::table(Table {
        caption: t!("charter-caption", characteristic = word(one)),
        columns,
        rows,
    })
}

fn bridge_words(bridge: Option<&BridgeRow>) -> AnyView {
    let Some(bridge) = bridge else {
        return view! { <p class="hint">{t!("charter-bridge-none")}</p> }.into_any();
    };
    ui::summary_list(vec![
        (
            t!("charter-step"),
            ui::typed(bridge.step.clone(), &bridge.language),
        ),
        (
            t!("charter-responsible"),
            bridge.responsible.clone().into_any(),
        ),
        (t!("charter-due"), ui::date(bridge.due_on)),
        (
            t!("charter-written"),
            written(bridge.written_by.as_ref(), bridge.written_at),
        ),
    ])
}

/// Every version, the latest first.
fn versions(place: &Place, charter: &Charter) -> AnyView {
    let states = charter.states();
    let cells = |(row, state): (&VersionRow, &CharterState)| {
        let href = url::version(&place.reference, row.number);
        let signed: Vec<_> = charter
            .places(row)
            .into_iter()
            .filter_map(|party| {
                let signature = charter.signature(row.number, party.id)?;
                let line = t!(
                    "charter-signed-short",
                    name = party.name.clone(),
                    date = text::date(signature.on)
                );
                let void = (*state == CharterState::Void)
                    .then(|| ui::tag(Tone::Muted, t!("charter-signature-void")));
                Some(view! { <li>{line}" "{void}</li> }.into_any())
            })
            .collect();
        let signed = if signed.is_empty() {
            t!("charter-nobody-signed").into_any()
        } else {
            view! { <ul>{signed}</ul> }.into_any()
        };
        let in_force = match row.in_force_on {
            Some(on) => ui::date(on),
            None => t!("none").into_any(),
        };
        vec![
            ui::link(href, t!("charter-version", number = row.number)),
            state_tag(*state),
            written(row.opened_by.as_ref(), row.opened_at),
            signed,
            in_force,
        ]
    };
    ui::table(Table {
        caption: t!("charter-versions-caption"),
        columns: vec![
            list::column(t!("charter-version-heading")),
            list::column(t!("charter-state")),
            list::column(t!("charter-opened")),
            list::column(t!("charter-signatures")),
            list::column(t!("charter-in-force-on")),
        ],
        rows: charter
            .versions
            .iter()
            .zip(&states)
            .rev()
            .map(cells)
            .collect(),
    })
}

/// What a change does to what is signed already; nothing where nobody signed.
fn effect(charter: &Charter) -> Option<AnyView> {
    let latest = charter.latest()?;
    let version = charter.in_domain(latest);
    let next = version_for_change(Some((latest.number, &version)));
    (next != latest.number).then(|| {
        let words = t!("charter-effect-text", number = latest.number, next = next);
        let body = view! { <p>{words}</p> }.into_any();
        ui::notice(Tone::Warn, t!("charter-effect", next = next), body)
    })
}

/// The form for what the viewer's organisation says of a characteristic, with
/// what the others say.
pub(super) fn position(
    place: &Place,
    charter: &Charter,
    one: Characteristic,
    person: &Person,
    (form, errors): (&PositionForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let options = (0..=MOST)
        .map(|value| {
            let words = match value {
                0 => t!("charter-place-ict", place = value),
                MOST => t!("charter-place-health", place = value),
                value if value == MOST / 2 => t!("charter-place-middle", place = value),
                value => text::number(value),
            };
            (value.to_string(), words)
        })
        .collect();
    let own = charter.position(i32::MAX, person.organisation_id, one);
    let language = own.map_or("", |own| own.language.as_str());
    let mut fields = vec![
        ui::hidden("version", &form.version),
        Field::new("position", t!("charter-position"))
            .hint(t!("charter-position-hint", most = MOST))
            .width(Width::Medium)
            .value(&form.position)
            .errors(errors)
            .select(options, Some(t!("charter-place-choose"))),
    ];
    fields.extend(Facet::VARIANTS.iter().map(|&facet| {
        let hint = text::message(&format!("charter-hint-{}", facet.code()), None);
        Field::new(facet.code(), word(facet))
            .hint(hint)
            .language(language)
            .value(form.text(facet))
            .errors(errors)
            .textarea(4)
    }));
    let action = url::position(&place.reference, one);
    let back = format!("{}#{}", url::show(&place.reference), one.code());
    let others: Vec<_> = charter
        .latest()
        .map(|row| charter.places(row))
        .unwrap_or_default()
        .into_iter()
        .filter(|party| party.id != person.organisation_id)
        .collect();
    let others = charter.latest().filter(|_| !others.is_empty()).map(|row| {
        let table = side_by_side(charter, row, one, &others);
        ui::section("others", t!("charter-others"), vec![], table)
    });
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(word(one), Some(t!("charter-own-column", partnership = place.title.clone())), vec![])}
        <div>{poles(one)}<p class="hint">{t!("charter-source")}</p></div>
        {effect(charter)}
        {ui::form(action, fields, t!("button-save"), Some((back, t!("button-cancel"))))}
        {others}
    }
    .into_any()
}

/// What somebody else of the organisation wrote, beside what was typed.
pub(super) fn position_conflict(theirs: &PositionRow, yours: &PositionForm) -> AnyView {
    let mut rows = vec![ConflictRow {
        label: t!("charter-position"),
        theirs: theirs.position.to_string(),
        yours: yours.position.clone(),
    }];
    rows.extend(Facet::VARIANTS.iter().map(|&facet| ConflictRow {
        label: word(facet),
        theirs: theirs.text(facet).to_owned(),
        yours: yours.text(facet).to_owned(),
    }));
    let when = ui::moment(theirs.written_at);
    ui::conflict(by(theirs.written_by.as_ref()), when, rows)
}

/// The form for how the distance on a characteristic is to be bridged.
pub(super) fn bridge(
    place: &Place,
    charter: &Charter,
    one: Characteristic,
    (form, errors): (&BridgeForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let due = form.due();
    let parties = charter
        .parties
        .iter()
        .filter(|party| party.takes_part)
        .map(|party| (party.id.to_string(), party.name.clone()))
        .collect();
    let present = charter.bridge(i32::MAX, one);
    let fields = vec![
        ui::hidden("version", &form.version),
        Field::new("step", t!("charter-step"))
            .hint(t!("charter-step-hint"))
            .language(present.map_or("", |present| present.language.as_str()))
            .value(&form.step)
            .errors(errors)
            .textarea(4),
        Field::new("responsible", t!("charter-responsible"))
            .value(&form.responsible)
            .errors(errors)
            .select(parties, Some(t!("charter-responsible-choose"))),
        Field::new("due", t!("charter-due"))
            .errors(errors)
            .date(due.day, due.month, due.year),
    ];
    let action = url::bridge(&place.reference, one);
    let back = format!("{}#{}", url::show(&place.reference), one.code());
    let said = charter.latest().map(|row| {
        let table = side_by_side(charter, row, one, &charter.places(row));
        ui::section("others", t!("charter-said"), vec![], table)
    });
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("charter-bridge"), Some(word(one)), vec![])}
        {effect(charter)}
        {ui::form(action, fields, t!("button-save"), Some((back, t!("button-cancel"))))}
        {said}
    }
    .into_any()
}

/// What somebody else wrote, beside what was typed.
pub(super) fn bridge_conflict(
    charter: &Charter,
    theirs: &BridgeRow,
    yours: &BridgeForm,
) -> AnyView {
    let day = |date: DateParts<'_>| format!("{} {} {}", date.day, date.month, date.year);
    let responsible = charter
        .parties
        .iter()
        .find(|party| party.id.to_string() == yours.responsible);
    let rows = vec![
        ConflictRow {
            label: t!("charter-step"),
            theirs: theirs.step.clone(),
            yours: yours.step.clone(),
        },
        ConflictRow {
            label: t!("charter-responsible"),
            theirs: theirs.responsible.clone(),
            yours: responsible
                .map(|party| party.name.clone())
                .unwrap_or_default(),
        },
        ConflictRow {
            label: t!("charter-due"),
            theirs: day(BridgeForm::of(Some(theirs)).due()),
            yours: day(yours.due()),
        },
    ];
    let when = ui::moment(theirs.written_at);
    ui::conflict(by(theirs.written_by.as_ref()), when, rows)
}

/// The charter in a line, with the way to it.
pub(crate) fn brief_line(place: &Place, brief: Option<&Brief>) -> AnyView {
    let link = |words: String| ui::link(url::show(&place.reference), words);
    let Some(brief) = brief else {
        return view! { {ui::tag(Tone::Muted, t!("charter-brief-none"))}" "{link(t!("charter-brief-open"))} }
            .into_any();
    };
    let number = brief.number;
    let (state, words) = match brief.in_force_on {
        Some(on) => (
            CharterState::InForce,
            t!(
                "charter-is-in-force",
                number = number,
                date = text::date(on)
            ),
        ),
        None if brief.is_draft => (CharterState::Draft, t!("charter-is-draft", number = number)),
        None => (
            CharterState::Waiting,
            t!(
                "charter-is-waiting",
                number = number,
                names = brief.waits_for.join(", ")
            ),
        ),
    };
    let other = brief
        .in_force
        .filter(|other| *other != number)
        .map(|other| view! { <p class="hint">{t!("charter-brief-in-force", number = other)}</p> });
    view! { {state_tag(state)}" "{link(words)}{other} }.into_any()
}

/// A charter that waits for the viewer's signature, on a workbench.
pub(crate) fn waiting_item(row: WaitingCharter) -> AttentionItem {
    let (tag, reason) = if row.other_signed {
        (
            ui::tag(Tone::Warn, t!("charter-your-turn")),
            t!("charter-others-signed", number = row.number),
        )
    } else {
        (
            ui::tag(Tone::Info, word(CharterState::Draft)),
            t!("charter-ready-to-sign", number = row.number),
        )
    };
    AttentionItem {
        title: row.partnership,
        language: row.language,
        href: url::show(&row.reference),
        reason,
        tag,
        meta: t!("charter-waiting-meta", date = text::moment(row.opened_at)),
    }
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    let mut headings = vec![
        t!("charter-version-heading"),
        t!("charter-state"),
        t!("charter-characteristic"),
        t!("charter-organisation"),
        t!("charter-sector"),
        t!("charter-place"),
        t!("charter-largest-difference"),
        t!("charter-ict-less-health"),
    ];
    headings.extend(Facet::VARIANTS.iter().map(|&facet| word(facet)));
    headings.extend([
        t!("charter-written-by"),
        t!("charter-written-at"),
        t!("charter-step"),
        t!("charter-responsible"),
        t!("charter-due"),
        t!("charter-signed-on"),
    ]);
    headings
}

/// A row for each characteristic and each party with a place.
pub(super) fn csv_rows(charter: &Charter, row: &VersionRow) -> Vec<Vec<String>> {
    let state = charter.state(row);
    let mut rows = Vec::new();
    for &one in Characteristic::VARIANTS {
        let stands = charter.stands(row, one);
        let apart = distance(&stands).map(|apart| apart.to_string());
        let difference = ict_less_health(&stands).map(|value| {
            value
                .round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero)
                .normalize()
                .to_string()
        });
        let bridge = charter.bridge(row.number, one);
        for party in charter.places(row) {
            let position = charter.position(row.number, party.id, one);
            let signature = charter.signature(row.number, party.id);
            let mut cells = vec![
                row.number.to_string(),
                state.code().to_owned(),
                one.code().to_owned(),
                party.name.clone(),
                party.sector.code().to_owned(),
                position
                    .map(|one| one.place().to_string())
                    .unwrap_or_default(),
                apart.clone().unwrap_or_default(),
                difference.clone().unwrap_or_default(),
            ];
            cells.extend(Facet::VARIANTS.iter().map(|facet| {
                position
                    .map(|one| one.text(*facet).to_owned())
                    .unwrap_or_default()
            }));
            cells.extend([
                position
                    .map(|one| by(one.written_by.as_ref()))
                    .unwrap_or_default(),
                position
                    .map(|one| one.written_at.to_rfc3339())
                    .unwrap_or_default(),
                bridge.map(|one| one.step.clone()).unwrap_or_default(),
                bridge
                    .map(|one| one.responsible.clone())
                    .unwrap_or_default(),
                bridge.map(|one| one.due_on.to_string()).unwrap_or_default(),
                signature.map(|one| one.on.to_string()).unwrap_or_default(),
            ]);
            rows.push(cells);
        }
    }
    rows
}
