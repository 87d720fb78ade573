//! The pages of tensions: the list, the map, and the story of each.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::{Action, Person, role_may};
use domain::scorecard::StakeholderGroup;
use domain::tension::{BALANCE, CoordinationLevel, latest_by_group};
use strum::VariantArray;
use uuid::Uuid;

use super::form::{Begin, Filters, PositionForm, SettleForm, TensionForm};
use super::url;
use crate::access::Place;
use crate::coordination::db::{EffectRow, MechanismRow, PatternRow, PositionRow, TensionRow};
use crate::coordination::views::{
    self as shared, balance_number, balance_words, effect_tag, effect_words, gauge, kinds,
    mechanism_link, net_words, place, pull, state_tag, tension_link, who,
};
use crate::coordination::{Around, Home, HomeId, latest, net};
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, ConflictRow, Field, Table, Tone};
use crate::{effects, list, mechanisms, partnerships, t};

/// Both poles in one line of text.
pub(super) fn name(row: &TensionRow) -> String {
    shared::name(&row.first_pole, &row.second_pole)
}

fn add(begin: &Begin, primary: bool) -> AnyView {
    ui::button_link(url::new(begin), t!("tension-add"), primary)
}

fn to_mechanisms() -> AnyView {
    ui::button_link(
        mechanisms::url::INDEX.to_owned(),
        t!("mechanisms-title"),
        false,
    )
}

/// The list.
pub(super) fn index(
    person: &Person,
    filters: &Filters,
    rows: &[TensionRow],
    around: &Around,
    places: Vec<(String, String)>,
    total: i64,
) -> AnyView {
    let add = role_may(person.role, Action::WriteTension).then(|| add(&Begin::default(), true));
    let map = ui::button_link(
        list::address(url::MAP, &without_order(filters)),
        t!("tensions-map"),
        false,
    );
    let actions = [map, to_mechanisms()].into_iter().chain(add).collect();
    let body = match nothing(filters, rows) {
        Some(empty) => empty,
        None => {
            let paging = paging(url::INDEX, filters, total);
            view! {
                {table(t!("tensions-caption"), rows, around, Some(filters))}
                {ui::pagination(paging)}
                {ui::list_tools(list::address(url::CSV, filters))}
            }
            .into_any()
        }
    };
    view! {
        {ui::heading(t!("tensions-title"), None, actions)}
        <p class="lead">{t!("tensions-lead")}</p>
        {filter_form(url::INDEX, filters, places)}
        {body}
    }
    .into_any()
}

/// The filters that a map keeps.
fn without_order(filters: &Filters) -> Filters {
    Filters {
        sort: String::new(),
        page: String::new(),
        ..filters.clone()
    }
}

fn paging(here: &str, filters: &Filters, total: i64) -> ui::Paging {
    list::paging(list::page_number(&filters.page), total, |page| {
        let page = page.to_string();
        list::address(
            here,
            &Filters {
                page,
                ..filters.clone()
            },
        )
    })
}

/// What stands where nothing can be shown.
fn nothing(filters: &Filters, rows: &[TensionRow]) -> Option<AnyView> {
    let unfiltered = !list::is_narrowed(filters);
    match (rows.is_empty(), unfiltered) {
        (false, _) => None,
        (true, true) => Some(ui::empty(
            t!("tensions-none-title"),
            t!("tensions-none-text"),
            None,
        )),
        (true, false) => Some(ui::empty(
            t!("tensions-no-match-title"),
            t!("tensions-no-match-text"),
            None,
        )),
    }
}

fn filter_form(here: &str, filters: &Filters, places: Vec<(String, String)>) -> AnyView {
    let chip = |key, value: &str, label| list::chip(here, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for level in &filters.level {
        let Ok(known) = level.parse::<CoordinationLevel>() else {
            continue;
        };
        chips.push(chip("level", level, word(known)));
    }
    let states = states();
    if let Some((_, label)) = states.iter().find(|(code, _)| *code == filters.state) {
        chips.push(chip("state", &filters.state, label.clone()));
    }
    if let Some((_, label)) = places.iter().find(|(code, _)| *code == filters.place) {
        chips.push(chip("place", &filters.place, label.clone()));
    }
    let fields = vec![
        Field::filter("q", t!("tensions-search"))
            .value(&filters.q)
            .search(),
        Field::filter("place", t!("tension-place"))
            .value(&filters.place)
            .select(places, Some(t!("coordination-everywhere"))),
        Field::filter("state", t!("tension-state"))
            .value(&filters.state)
            .select(states, Some(t!("tension-any-state"))),
        Field::filter("level", t!("tension-level"))
            .checkboxes(choices::<CoordinationLevel>(), &filters.level),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.to_owned(), fields, chips, here.to_owned())
}

fn states() -> Vec<(String, String)> {
    vec![
        ("open".to_owned(), t!("tension-open")),
        ("settled".to_owned(), t!("tension-settled")),
    ]
}

pub(super) fn table(
    caption: String,
    rows: &[TensionRow],
    around: &Around,
    filters: Option<&Filters>,
) -> AnyView {
    let column = |label: String, key: &str| match filters {
        None => list::column(label),
        Some(filters) => list::sorted_column(label, key, &filters.sort, |sort| {
            let page = String::new();
            list::address(
                url::INDEX,
                &Filters {
                    sort,
                    page,
                    ..filters.clone()
                },
            )
        }),
    };
    let cells = |row: &TensionRow| {
        let (tone, words) = net_words(around.net(row.id));
        vec![
            tension_link(row),
            gauge(row, &around.positions_of(row.id)),
            ui::tag(tone, words),
            state_tag(row.settled_on),
            place(
                row.home(),
                row.reference.as_deref(),
                &row.place,
                &row.place_language,
            ),
            word(row.level).into_any(),
            ui::date(row.began_on),
        ]
    };
    ui::table(Table {
        caption,
        columns: vec![
            column(t!("tension"), "poles"),
            list::column(t!("tension-balance-now")),
            list::column(t!("tension-net")),
            list::column(t!("tension-state")),
            column(t!("tension-place"), "place"),
            list::column(t!("tension-level")),
            column(t!("tension-began"), "began"),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("tension-first-pole"),
        t!("tension-second-pole"),
        t!("tension-description"),
        t!("tension-place"),
        t!("tension-level"),
        t!("tension-began"),
        t!("tension-state"),
        t!("tension-least"),
        t!("tension-most"),
        t!("tension-eases"),
        t!("tension-burdens"),
    ]
}

/// A tension as a row of the spreadsheet; dates as ISO 8601.
pub(super) fn csv_row(row: &TensionRow, around: &Around) -> Vec<String> {
    let span = domain::tension::span(&around.positions_of(row.id));
    let net = around.net(row.id);
    let state = if row.settled_on.is_some() {
        "settled"
    } else {
        "open"
    };
    vec![
        row.first_pole.clone(),
        row.second_pole.clone(),
        row.description.clone(),
        row.place.clone(),
        row.level.code().to_owned(),
        row.began_on.to_string(),
        state.to_owned(),
        span.map(|(least, _)| least.to_string()).unwrap_or_default(),
        span.map(|(_, most)| most.to_string()).unwrap_or_default(),
        net.eases.to_string(),
        net.burdens.to_string(),
    ]
}

/// Tensions with what is said of them, and all that their mechanisms do.
type Mapped<'a> = (&'a [TensionRow], &'a Around, &'a [EffectRow]);

/// The map with its filters.
pub(super) fn map_page(
    person: &Person,
    filters: &Filters,
    mapped: Mapped<'_>,
    places: Vec<(String, String)>,
    total: i64,
) -> AnyView {
    let add = role_may(person.role, Action::WriteTension)
        .then(|| ui::button_link(effects::url::new(None, None), t!("effect-add"), true));
    let back = ui::button_link(
        list::address(url::INDEX, &without_order(filters)),
        t!("tensions-as-list"),
        false,
    );
    let actions = [back, to_mechanisms()].into_iter().chain(add).collect();
    let body = match nothing(filters, mapped.0) {
        Some(empty) => empty,
        None => {
            view! { {map(mapped)}{ui::pagination(paging(url::MAP, filters, total))} }.into_any()
        }
    };
    view! {
        {ui::heading(t!("tensions-map"), None, actions)}
        <p class="lead">{t!("tensions-map-lead")}</p>
        {filter_form(url::MAP, filters, places)}
        {body}
    }
    .into_any()
}

/// What a mechanism does, at all and now.
struct Column<'a> {
    id: Uuid,
    any: &'a EffectRow,
    all: Vec<&'a EffectRow>,
}

impl Column<'_> {
    fn has_side_effects(&self) -> bool {
        net(self.all.iter().copied()).has_side_effects()
    }
}

fn columns(all: &[EffectRow]) -> Vec<Column<'_>> {
    let mut by_mechanism: BTreeMap<(NaiveDate, Uuid), Vec<&EffectRow>> = BTreeMap::new();
    for row in latest(all) {
        let key = (row.since_on, row.mechanism_id);
        by_mechanism.entry(key).or_default().push(row);
    }
    by_mechanism
        .into_iter()
        .filter_map(|((_, id), all)| {
            let any = *all.first()?;
            Some(Column { id, any, all })
        })
        .collect()
}

/// Tensions × mechanisms, and below it the side effects in words.
fn map((rows, around, all): Mapped<'_>) -> AnyView {
    let columns = columns(all);
    let with_side_effects = columns
        .iter()
        .filter(|column| column.has_side_effects())
        .count();
    let map_rows = rows
        .iter()
        .map(|row| {
            let effects = around.effects_of(row.id);
            let positions = around.positions_of(row.id);
            ui::EffectRow {
                poles: (row.first_pole.clone(), row.second_pole.clone()),
                language: row.language.clone(),
                href: url::show(row.id),
                balance: shared::marks(&positions),
                balance_words: shared::span_words(row, &positions),
                tag: net_words(around.net(row.id)),
                cells: columns
                    .iter()
                    .map(|column| {
                        effects
                            .iter()
                            .find(|effect| effect.mechanism_id == column.id)
                    })
                    .map(|effect| {
                        effect.map(|effect| ui::EffectCell {
                            pull: pull(effect.effect),
                            word: word(effect.effect),
                            strength: effect.strength.points(),
                            strength_word: word(effect.strength),
                            href: format!("{}#effects", mechanisms::url::show(effect.mechanism_id)),
                        })
                    })
                    .collect(),
            }
        })
        .collect();
    let heads = columns
        .iter()
        .map(|column| ui::EffectColumn {
            label: column.any.mechanism.clone(),
            language: column.any.mechanism_language.clone(),
            href: mechanisms::url::show(column.id),
            hint: t!(
                "mechanism-kind-since",
                kind = word(column.any.mechanism_kind),
                date = text::month_and_year(column.any.since_on)
            ),
            side_effects: column
                .has_side_effects()
                .then(|| t!("mechanism-side-effects")),
        })
        .collect();
    let chart = ui::Chart {
        id: "map".to_owned(),
        message: t!(
            "tensions-map-message",
            tensions = rows.len(),
            mechanisms = columns.len(),
            side = with_side_effects
        ),
        description: t!("tensions-map-description"),
        table: map_table(around),
    };
    let sides: Vec<_> = columns
        .iter()
        .filter(|column| column.has_side_effects())
        .map(side_effects)
        .collect();
    let sides = (!sides.is_empty()).then(|| {
        let list = view! { <ul class="sides">{sides}</ul> }.into_any();
        ui::section("side-effects", t!("tensions-side-effects"), vec![], list)
    });
    let picture = ui::effect_map(chart, heads, map_rows, kinds());
    view! {
        {ui::section("picture", t!("tensions-map-picture"), vec![], picture)}
        {sides}
    }
    .into_any()
}

/// A mechanism that eases with one hand and burdens with the other.
fn side_effects(column: &Column<'_>) -> AnyView {
    let items: Vec<_> = column
        .all
        .iter()
        .map(|row| {
            let poles = ui::poles(
                row.first_pole.clone(),
                row.second_pole.clone(),
                &row.tension_language,
            );
            view! {
                <li>
                    {effect_tag(row)}
                    <a href=url::show(row.tension_id)>{poles}</a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <li>
            <p class="sides-title">{mechanism_link(column.any)}</p>
            <ul class="sides-effects">{items}</ul>
        </li>
    }
    .into_any()
}

fn map_table(around: &Around) -> AnyView {
    let cells = |row: &&EffectRow| {
        vec![
            shared::name(&row.first_pole, &row.second_pole).into_any(),
            mechanism_link(row),
            effect_words(row).into_any(),
            ui::date(row.felt_on),
            who(row.person.as_ref(), row.organisation.as_ref()).into_any(),
            ui::typed(row.words.clone(), &row.language),
        ]
    };
    ui::table(Table {
        caption: t!("effects-caption"),
        columns: vec![
            list::column(t!("tension")),
            list::column(t!("mechanism")),
            list::column(t!("effect")),
            list::column(t!("effect-felt")),
            list::column(t!("effect-said-by")),
            list::column(t!("effect-words")),
        ],
        rows: latest(&around.effects).iter().map(cells).collect(),
    })
}

/// The tensions and mechanisms of a partnership and of what lies above it.
pub(super) fn of_partnership(
    place: &Place,
    (rows, around, all): Mapped<'_>,
    mechanisms: &[MechanismRow],
    today: NaiveDate,
) -> AnyView {
    let here = HomeId::Partnership(place.partnership_id).to_string();
    let actions = if place.may_in_partnership(Action::WriteTension) {
        let begin = Begin {
            place: here.clone(),
            ..Begin::default()
        };
        let mechanism = ui::button_link(mechanisms::url::new(&begin), t!("mechanism-add"), false);
        vec![mechanism, add(&begin, true)]
    } else {
        vec![]
    };
    let body = if rows.is_empty() && mechanisms.is_empty() {
        ui::empty(
            t!("tensions-here-none-title"),
            t!("tensions-here-none-text"),
            None,
        )
    } else {
        let map = (!rows.is_empty()).then(|| map((rows, around, all)));
        let tensions = (!rows.is_empty()).then(|| {
            let table = table(t!("tensions-here-caption"), rows, around, None);
            ui::section("tensions", t!("tensions-title"), vec![], table)
        });
        let table = mechanisms::table(t!("mechanisms-here-caption"), mechanisms, all, today);
        let at_work = (!mechanisms.is_empty())
            .then(|| ui::section("mechanisms", t!("mechanisms-title"), vec![], table));
        view! { {map}{tensions}{at_work} }.into_any()
    };
    view! {
        {ui::heading(t!("tensions-title"), Some(place.title.clone()), actions)}
        {partnerships::sub_nav(place, partnerships::Tab::Tensions)}
        <p class="lead">{t!("tensions-here-lead")}</p>
        {body}
    }
    .into_any()
}

/// A tension with all that is said of it.
pub(super) struct Seen {
    pub(super) row: TensionRow,
    pub(super) home: Home,
    pub(super) around: Around,
}

/// The forms of a tension's page.
pub(super) struct Forms {
    pub(super) position: PositionForm,
    pub(super) settle: SettleForm,
}

impl Forms {
    /// With nothing typed.
    pub(super) fn blank(row: &TensionRow, groups: &[StakeholderGroup], today: NaiveDate) -> Self {
        Self {
            position: PositionForm::today(groups, today),
            settle: SettleForm::today(row.version, today),
        }
    }
}

/// The story of one tension.
pub(super) fn show(
    seen: &Seen,
    forms: &Forms,
    errors: &Errors,
    conflict: Option<AnyView>,
    groups: &[StakeholderGroup],
    today: NaiveDate,
) -> AnyView {
    let Seen { row, home, around } = seen;
    let writes = home.may(Action::WriteTension);
    let mut actions = Vec::new();
    if writes {
        actions.push(ui::button_link(
            effects::url::new(Some(row.id), None),
            t!("effect-add"),
            false,
        ));
        actions.push(ui::button_link(url::edit(row.id), t!("button-edit"), false));
    }
    let said = if around.positions.is_empty() {
        ui::empty(t!("positions-none-title"), t!("positions-none-text"), None)
    } else {
        let items = around
            .positions
            .iter()
            .rev()
            .map(|position| said(row, position));
        ui::story(items.collect())
    };
    let weigh = home.may(Action::WeighTension).then(|| {
        let form = position_form(row, &forms.position, errors, groups);
        ui::section("weigh", t!("position-add"), vec![], form)
    });
    let settle = writes.then(|| {
        let form = settle_form(row, &forms.settle, errors);
        let title = if row.settled_on.is_some() {
            t!("tension-reopen")
        } else {
            t!("tension-settle")
        };
        ui::section("settle", title, vec![], form)
    });
    let main = view! {
        {ui::section("effects", t!("tension-effects"), vec![], effects_table(around))}
        {ui::section("positions", t!("positions-title"), vec![], said)}
        {weigh}
        {settle}
    };
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(name(row), Some(t!("tension-of", place = row.place.clone())), actions)}
        <p class="lead">{ui::typed(row.description.clone(), &row.language)}</p>
        {ui::section("story", t!("tension-story"), vec![], story(row, around, today))}
        {ui::columns(main.into_any(), facts(row, around))}
    }
    .into_any()
}

fn facts(row: &TensionRow, around: &Around) -> AnyView {
    let positions = around.positions_of(row.id);
    let (tone, words) = net_words(around.net(row.id));
    let mut facts = vec![
        (t!("tension-state"), state_tag(row.settled_on)),
        (t!("tension-balance-now"), gauge(row, &positions)),
    ];
    for position in latest_by_group(&positions) {
        let balance = balance_words(position.balance, &row.first_pole, &row.second_pole);
        let on = t!("position-on", date = text::date(position.on));
        let value = view! { <p>{balance}</p><p class="hint">{on}</p> };
        facts.push((word(position.group), value.into_any()));
    }
    facts.push((t!("tension-net"), ui::tag(tone, words)));
    facts.push((
        t!("tension-place"),
        place(
            row.home(),
            row.reference.as_deref(),
            &row.place,
            &row.place_language,
        ),
    ));
    facts.push((t!("tension-level"), word(row.level).into_any()));
    facts.push((t!("tension-began"), ui::date(row.began_on)));
    if let (Some(on), Some(words)) = (row.settled_on, &row.settled_words) {
        let by = row
            .settled_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line"));
        let value = view! {
            {ui::typed(words.clone(), &row.language)}
            <p class="hint">{t!("tension-settled-by", date = text::date(on), person = by)}</p>
        };
        facts.push((t!("tension-settled-words"), value.into_any()));
    }
    let by = row
        .entered_by
        .clone()
        .unwrap_or_else(|| t!("by-command-line"));
    facts.push((t!("coordination-entered-by"), by.into_any()));
    if let Some(source) = &row.source {
        facts.push((t!("pattern-begun-from"), ui::code(source.clone())));
    }
    ui::summary_list(facts)
}

/// The balance over time with the mechanisms below it.
fn story(row: &TensionRow, around: &Around, today: NaiveDate) -> AnyView {
    if around.positions.is_empty() && around.effects.is_empty() {
        return ui::empty(t!("story-none-title"), t!("story-none-text"), None);
    }
    let series = StakeholderGroup::VARIANTS
        .iter()
        .filter_map(|&group| {
            let points: Vec<_> = around
                .positions
                .iter()
                .filter(|position| position.group == group)
                .map(|position| ui::BalancePoint {
                    on: position.said_on,
                    balance: position.balance,
                    words: position_words(row, position),
                })
                .collect();
            (!points.is_empty()).then(|| ui::BalanceSeries {
                shape: shared::shape(group),
                label: word(group),
                points,
            })
        })
        .collect();
    let lanes = around
        .effects_of(row.id)
        .into_iter()
        .map(|now| ui::BalanceLane {
            label: now.mechanism.clone(),
            language: now.mechanism_language.clone(),
            href: mechanisms::url::show(now.mechanism_id),
            pull: pull(now.effect),
            tag: effect_words(now),
            since: now.since_on,
            until: now.until_on,
            marks: around
                .effects
                .iter()
                .filter(|effect| effect.mechanism_id == now.mechanism_id)
                .map(|effect| (effect.felt_on, pull(effect.effect), effect_sentence(effect)))
                .collect(),
        })
        .collect();
    let positions = around.positions_of(row.id);
    let chart = ui::Chart {
        id: "balance-picture".to_owned(),
        message: message(row, around),
        description: t!(
            "story-description",
            first = row.first_pole.clone(),
            second = row.second_pole.clone(),
            now = shared::span_words(row, &positions)
        ),
        table: story_table(row, around),
    };
    let poles = (row.first_pole.clone(), row.second_pole.clone());
    let days = (today, row.settled_on);
    ui::balance_over_time(chart, days, poles, &row.language, series, lanes, kinds())
}

/// How the balance moved from its first to its last position, in a sentence.
fn message(row: &TensionRow, around: &Around) -> String {
    let (Some(first), Some(last)) = (around.positions.first(), around.positions.last()) else {
        return t!("story-message-none");
    };
    let (from, to) = (
        text::month_and_year(first.said_on),
        text::month_and_year(last.said_on),
    );
    let towards = |pole: &String| {
        t!(
            "story-message",
            from = from.clone(),
            first = balance_number(first.balance),
            to = to.clone(),
            last = balance_number(last.balance),
            pole = pole.clone()
        )
    };
    match last.balance.cmp(&first.balance) {
        Ordering::Greater => towards(&row.second_pole),
        Ordering::Less => towards(&row.first_pole),
        Ordering::Equal => t!(
            "story-message-still",
            from = from.clone(),
            balance = balance_words(last.balance, &row.first_pole, &row.second_pole)
        ),
    }
}

fn position_words(row: &TensionRow, position: &PositionRow) -> String {
    t!(
        "position-sentence",
        date = text::date(position.said_on),
        who = who(position.person.as_ref(), position.organisation.as_ref()),
        group = word(position.group),
        balance = balance_words(position.balance, &row.first_pole, &row.second_pole)
    )
}

fn effect_sentence(effect: &EffectRow) -> String {
    t!(
        "effect-sentence",
        date = text::date(effect.felt_on),
        mechanism = effect.mechanism.clone(),
        effect = effect_words(effect)
    )
}

/// Positions and effects together, in the order of time.
fn story_table(row: &TensionRow, around: &Around) -> AnyView {
    let positions = around.positions.iter().map(|position| {
        let cells = vec![
            ui::date(position.said_on),
            who(position.person.as_ref(), position.organisation.as_ref()).into_any(),
            word(position.group).into_any(),
            balance_words(position.balance, &row.first_pole, &row.second_pole).into_any(),
            ui::typed(position.words.clone(), &position.language),
        ];
        (position.said_on, cells)
    });
    let effects = around.effects.iter().map(|effect| {
        let cells = vec![
            ui::date(effect.felt_on),
            who(effect.person.as_ref(), effect.organisation.as_ref()).into_any(),
            mechanism_link(effect),
            effect_words(effect).into_any(),
            ui::typed(effect.words.clone(), &effect.language),
        ];
        (effect.felt_on, cells)
    });
    let mut rows: Vec<_> = positions.chain(effects).collect();
    rows.sort_by_key(|(on, _)| *on);
    ui::table(Table {
        caption: t!("story-caption"),
        columns: vec![
            list::column(t!("position-said")),
            list::column(t!("effect-said-by")),
            list::column(t!("story-group-or-mechanism")),
            list::column(t!("story-balance-or-effect")),
            list::column(t!("position-words")),
        ],
        rows: rows.into_iter().map(|(_, cells)| cells).collect(),
    })
}

fn said(row: &TensionRow, position: &PositionRow) -> ui::StoryItem {
    let balance = balance_words(position.balance, &row.first_pole, &row.second_pole);
    ui::StoryItem {
        when: ui::date(position.said_on),
        who: who(position.person.as_ref(), position.organisation.as_ref()),
        what: view! {
            <p>{ui::typed(position.words.clone(), &position.language)}</p>
            <p class="hint">{t!("position-for", group = word(position.group))}</p>
        }
        .into_any(),
        tag: Some(ui::tag(Tone::Neutral, balance)),
    }
}

fn effects_table(around: &Around) -> AnyView {
    if around.effects.is_empty() {
        return ui::empty(t!("effects-none-title"), t!("effects-none-text"), None);
    }
    let now = latest(&around.effects);
    let cells = |row: &EffectRow| {
        let replaced = !now.iter().any(|one| std::ptr::eq(*one, row));
        let earlier = replaced.then(|| view! { <p class="hint">{t!("effect-earlier")}</p> });
        let said = t!(
            "effect-said",
            date = text::date(row.felt_on),
            who = who(row.person.as_ref(), row.organisation.as_ref())
        );
        let words = ui::typed(row.words.clone(), &row.language);
        vec![
            mechanism_link(row),
            view! { <div>{effect_tag(row)}{earlier}</div> }.into_any(),
            view! { <div><p>{words}</p><p class="hint">{said}</p></div> }.into_any(),
        ]
    };
    ui::table(Table {
        caption: t!("effects-of-tension-caption"),
        columns: vec![
            list::column(t!("mechanism")),
            list::column(t!("effect")),
            list::column(t!("effect-words")),
        ],
        rows: around.effects.iter().rev().map(cells).collect(),
    })
}

fn position_form(
    row: &TensionRow,
    form: &PositionForm,
    errors: &Errors,
    groups: &[StakeholderGroup],
) -> AnyView {
    let said = form.said();
    let steps = BALANCE
        .map(|balance| {
            let words = balance_words(balance, &row.first_pole, &row.second_pole);
            (balance.to_string(), words)
        })
        .collect();
    let groups = groups
        .iter()
        .map(|&group| (group.code().to_owned(), word(group)))
        .collect();
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("balance", t!("position-balance"))
            .hint(t!(
                "position-balance-hint",
                first = row.first_pole.clone(),
                second = row.second_pole.clone()
            ))
            .value(&form.balance)
            .errors(errors)
            .select(steps, Some(t!("error-choose"))),
        Field::new("words", t!("position-words"))
            .hint(t!("position-words-hint"))
            .value(&form.words)
            .errors(errors)
            .textarea(3),
        Field::new("group", t!("position-group"))
            .value(&form.group)
            .errors(errors)
            .select(groups, None),
        Field::new("said", t!("position-said"))
            .errors(errors)
            .date(said.day, said.month, said.year),
    ];
    ui::form(url::positions(row.id), fields, t!("position-submit"), None)
}

fn settle_form(row: &TensionRow, form: &SettleForm, errors: &Errors) -> AnyView {
    if row.settled_on.is_some() {
        let version = ("version".to_owned(), row.version.to_string());
        let reopen = ui::action_form(
            url::reopen(row.id),
            t!("tension-reopen"),
            vec![version],
            Tone::Neutral,
        );
        return view! { <p>{t!("tension-reopen-text")}</p>{reopen} }.into_any();
    }
    let settled = form.settled();
    let fields = vec![
        ui::hidden("version", &form.version),
        Field::new("settled_words", t!("tension-settled-words"))
            .hint(t!("tension-settled-hint"))
            .value(&form.settled_words)
            .errors(errors)
            .textarea(3),
        Field::new("settled", t!("tension-settled-on"))
            .errors(errors)
            .date(settled.day, settled.month, settled.year),
    ];
    ui::form(
        url::settle(row.id),
        fields,
        t!("tension-settle-submit"),
        None,
    )
}

fn form_fields(form: &TensionForm, errors: &Errors) -> Vec<AnyView> {
    let began = form.began();
    vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        ui::hidden("pattern", &form.pattern),
        Field::new("first_pole", t!("tension-first-pole"))
            .hint(t!("tension-first-pole-hint"))
            .value(&form.first_pole)
            .errors(errors)
            .text(),
        Field::new("second_pole", t!("tension-second-pole"))
            .hint(t!("tension-second-pole-hint"))
            .value(&form.second_pole)
            .errors(errors)
            .text(),
        Field::new("description", t!("tension-description"))
            .hint(t!("tension-description-hint"))
            .value(&form.description)
            .errors(errors)
            .textarea(4),
        Field::new("level", t!("tension-level"))
            .value(&form.level)
            .errors(errors)
            .radios(choices::<CoordinationLevel>()),
        Field::new("began", t!("tension-began"))
            .errors(errors)
            .date(began.day, began.month, began.year),
    ]
}

/// What a tension is, and what it is not.
fn what_it_is() -> AnyView {
    ui::notice(
        Tone::Info,
        t!("tension-is-title"),
        view! { <p>{t!("tension-is-text")}</p> }.into_any(),
    )
}

/// The form of a new tension, and what it can begin from.
pub(super) fn new(
    homes: Vec<(String, String)>,
    patterns: &[PatternRow],
    form: &TensionForm,
    errors: &Errors,
) -> AnyView {
    let home = Field::new("place", t!("tension-place"))
        .hint(t!("tension-place-hint"))
        .value(&form.place)
        .errors(errors)
        .select(homes, Some(t!("error-choose")));
    let fields = std::iter::once(home)
        .chain(form_fields(form, errors))
        .collect();
    let cancel = Some((url::INDEX.to_owned(), t!("button-cancel")));
    let offered: Vec<_> = patterns
        .iter()
        .map(|pattern| {
            let begin = Begin {
                place: form.place.clone(),
                pattern: pattern.id.to_string(),
            };
            let opposite = pattern.opposite.clone().unwrap_or_default();
            let poles = ui::poles(pattern.name.clone(), opposite, "");
            view! {
                <li>
                    <a href=url::new(&begin)>{poles}</a>
                    <p>{pattern.explanation.clone()}</p>
                    <p class="hint">{t!("pattern-after", source = pattern.source.clone())}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    let catalogue = view! { <ul class="patterns">{offered}</ul> }.into_any();
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("tension-add"), None, vec![])}
        {what_it_is()}
        {ui::columns(
            ui::form(url::INDEX.to_owned(), fields, t!("button-save"), cancel),
            ui::section("catalogue", t!("patterns-begin"), vec![], catalogue),
        )}
    }
    .into_any()
}

/// The form of a tension that is changed.
pub(super) fn edit(
    row: &TensionRow,
    form: &TensionForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let cancel = Some((url::show(row.id), t!("button-cancel")));
    let fields = form_fields(form, errors);
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("tension-edit"), Some(row.place.clone()), vec![])}
        {what_it_is()}
        {ui::form(url::edit(row.id), fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &TensionForm,
    yours: &TensionForm,
) -> AnyView {
    let level = |form: &TensionForm| {
        form.level
            .parse()
            .map_or_else(|_| form.level.clone(), word::<CoordinationLevel>)
    };
    let began = |form: &TensionForm| {
        let began = form.began();
        format!("{} {} {}", began.day, began.month, began.year)
    };
    let row = |label, of: &dyn Fn(&TensionForm) -> String| ConflictRow {
        label,
        theirs: of(theirs),
        yours: of(yours),
    };
    let rows = vec![
        row(t!("tension-first-pole"), &|form| form.first_pole.clone()),
        row(t!("tension-second-pole"), &|form| form.second_pole.clone()),
        row(t!("tension-description"), &|form| form.description.clone()),
        row(t!("tension-level"), &level),
        row(t!("tension-began"), &began),
    ];
    ui::conflict(who, when, rows)
}

/// Says that somebody else settled it first.
pub(super) fn settled_already((who, when): (String, AnyView), yours: &SettleForm) -> AnyView {
    let words = view! { <p>{t!("tension-settled-already", who = who)}" "{when}</p> };
    let typed = vec![
        (t!("tension-settled-words"), yours.settled_words.clone()),
        (t!("tension-settled-on"), yours.settled().in_words()),
    ];
    ui::moved_on(t!("ui-conflict-title"), words.into_any(), typed)
}

/// What somebody else saved while this was being settled.
pub(super) fn settle_conflict(
    who: String,
    when: AnyView,
    theirs: &TensionRow,
    yours: &SettleForm,
) -> AnyView {
    let rows = vec![ConflictRow {
        label: t!("tension-settled-words"),
        theirs: theirs.settled_words.clone().unwrap_or_default(),
        yours: yours.settled_words.clone(),
    }];
    ui::conflict(who, when, rows)
}

/// What somebody else saved before this was opened again.
pub(super) fn reopen_conflict(who: String, when: AnyView, theirs: &TensionRow) -> AnyView {
    let state = match theirs.settled_on {
        Some(_) => t!("tension-settled"),
        None => t!("tension-open"),
    };
    let rows = vec![
        ConflictRow {
            label: t!("tension-state"),
            theirs: state,
            yours: t!("tension-open"),
        },
        ConflictRow {
            label: t!("tension-settled-words"),
            theirs: theirs.settled_words.clone().unwrap_or_default(),
            yours: String::new(),
        },
    ];
    ui::conflict(who, when, rows)
}
