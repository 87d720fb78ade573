//! The pages of partnerships.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::Action;
use domain::funding::FiscalYear;
use domain::jurisdiction::Level;
use domain::partnership::{
    Approach, Architecture, BuildingBlock, OutcomeDomain, ServiceType, Stage,
};
use domain::status::{MoneyFacts, Status};
use domain::strategic::Checks;
use uuid::Uuid;

use super::db::{DateRow, EventRow, LifeRow, ListRow, PartyRow, Record, RightRow};
use super::form::{Choices, Filters, PartnershipForm};
use super::{Tab, sub_nav, url};
use crate::access::Place;
use crate::form::{DateParts, Errors};
use crate::governance::{self, Governed};
use crate::html::*;
use crate::status::Fares;
use crate::text::{self, Worded, choices, word};
use crate::ui::{self, Chip, ConflictRow, Field, StoryItem, Table, Tile, Tone, Width};
use crate::{
    briefs, charter, contracts, deliverables, foundations, funding, ledgers, lessons, lifecycle,
    list, milestones, money, ocds_export, organisations, parties, reports, rights, risks, status,
    strategic, t,
};

/// A partnership's stage in a word, with its shape.
pub(crate) fn stage_tag(stage: Stage) -> AnyView {
    ui::tag(stage_tone(stage), word(stage))
}

fn stage_tone(stage: Stage) -> Tone {
    match stage {
        Stage::Active => Tone::Good,
        Stage::Suspended => Tone::Warn,
        Stage::Negotiating | Stage::Closing => Tone::Info,
        Stage::Proposed => Tone::Neutral,
        Stage::Closed | Stage::Withdrawn => Tone::Muted,
    }
}

/// The words for codes of a vocabulary, one after another.
fn words<W: Worded>(codes: &[String]) -> String {
    let words: Vec<String> = codes
        .iter()
        .filter_map(|code| code.parse().ok().map(word::<W>))
        .collect();
    words.join(", ")
}

fn or_none(words: String) -> AnyView {
    if words.is_empty() {
        t!("none").into_any()
    } else {
        words.into_any()
    }
}

fn or_unknown(date: Option<NaiveDate>) -> AnyView {
    date.map_or_else(|| t!("unknown").into_any(), ui::date)
}

// --- The list ---------------------------------------------------------------

/// How each partnership fares, by its id.
type Statuses = HashMap<Uuid, Fares>;

/// The list: filters, table, paging.
pub(super) fn index(
    filters: &Filters,
    jurisdictions: Vec<(String, String)>,
    rows: &[ListRow],
    statuses: &Statuses,
    total: i64,
    may_create: bool,
) -> AnyView {
    let add = || ui::button_link(url::NEW.to_owned(), t!("partnership-add"), true);
    let chips = chips(filters, &jurisdictions);
    let body = if !rows.is_empty() {
        listing(filters, rows, statuses, total)
    } else if chips.is_empty() {
        ui::empty(
            t!("partnerships-none-title"),
            t!("partnerships-none-text"),
            None,
        )
    } else {
        ui::empty(
            t!("partnerships-no-match-title"),
            t!("partnerships-no-match-text"),
            None,
        )
    };
    view! {
        {ui::heading(t!("partnerships-title"), None, may_create.then(add).into_iter().collect())}
        {filter_form(filters, jurisdictions, chips)}
        {body}
    }
    .into_any()
}

fn filter_form(
    filters: &Filters,
    jurisdictions: Vec<(String, String)>,
    chips: Vec<Chip>,
) -> AnyView {
    let fields = vec![
        Field::filter("q", t!("partnerships-search"))
            .value(&filters.q)
            .search(),
        Field::filter("jurisdiction", t!("partnership-jurisdiction"))
            .value(&filters.jurisdiction)
            .select(jurisdictions, Some(t!("any"))),
        select::<Stage>("stage", t!("partnership-stage"), &filters.stage),
        select::<Level>("level", t!("partnership-level"), &filters.level),
        select::<Approach>("approach", t!("partnership-approach"), &filters.approach),
        select::<BuildingBlock>("block", t!("partnership-building-block"), &filters.block),
        select::<ServiceType>("service", t!("partnership-service-type"), &filters.service),
        ui::hidden("sort", &filters.sort),
    ];
    let clear = list::address(
        url::INDEX,
        &Filters {
            sort: filters.sort.clone(),
            ..Filters::default()
        },
    );
    ui::filters(url::INDEX.to_owned(), fields, chips, clear)
}

fn select<W: Worded>(name: &str, label: String, value: &str) -> AnyView {
    Field::filter(name, label)
        .value(value)
        .select(choices::<W>(), Some(t!("any")))
}

fn chips(filters: &Filters, jurisdictions: &[(String, String)]) -> Vec<Chip> {
    let chip = |label: String, rest: Filters| Chip {
        label,
        remove_href: list::address(
            url::INDEX,
            &Filters {
                page: String::new(),
                ..rest
            },
        ),
    };
    let mut chips = Vec::new();
    if !filters.q.trim().is_empty() {
        let rest = Filters {
            q: String::new(),
            ..filters.clone()
        };
        chips.push(chip(filters.q.clone(), rest));
    }
    if !filters.jurisdiction.is_empty() {
        let rest = Filters {
            jurisdiction: String::new(),
            ..filters.clone()
        };
        let name = jurisdictions
            .iter()
            .find(|(code, _)| *code == filters.jurisdiction);
        let label = name.map_or(filters.jurisdiction.clone(), |(_, name)| name.clone());
        chips.push(chip(label, rest));
    }
    chips.extend(chip_of::<Stage>(filters, |f| &mut f.stage));
    chips.extend(chip_of::<Level>(filters, |f| &mut f.level));
    chips.extend(chip_of::<Approach>(filters, |f| &mut f.approach));
    chips.extend(chip_of::<BuildingBlock>(filters, |f| &mut f.block));
    chips.extend(chip_of::<ServiceType>(filters, |f| &mut f.service));
    chips
}

/// A chip for one filter, if it applies; a code that is none shows as typed.
fn chip_of<W: Worded>(filters: &Filters, of: fn(&mut Filters) -> &mut String) -> Option<Chip> {
    let mut rest = filters.clone();
    rest.page.clear();
    let code = std::mem::take(of(&mut rest));
    (!code.is_empty()).then(|| Chip {
        label: code.parse().map_or_else(|_| code.clone(), word::<W>),
        remove_href: list::address(url::INDEX, &rest),
    })
}

fn listing(filters: &Filters, rows: &[ListRow], statuses: &Statuses, total: i64) -> AnyView {
    let at = |filters: Filters| list::address(url::INDEX, &filters);
    let page = list::page_number(&filters.page);
    let paging = list::paging(page, total, |page| {
        at(Filters {
            page: page.to_string(),
            ..filters.clone()
        })
    });
    let sorted = |label, key| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            at(Filters {
                sort,
                page: String::new(),
                ..filters.clone()
            })
        })
    };
    let table = Table {
        caption: t!("partnerships-caption"),
        columns: vec![
            sorted(t!("partnership"), "title"),
            sorted(t!("partnership-reference"), "reference"),
            sorted(t!("partnership-stage"), "stage"),
            list::column(t!("partnership-status")),
            sorted(t!("partnership-jurisdiction"), "jurisdiction"),
            sorted(t!("partnership-established"), "established"),
            sorted(t!("partnership-planned-end"), "end"),
            list::column(t!("partnership-executive")),
            list::column(t!("partnership-parties")),
        ],
        rows: rows
            .iter()
            .map(|row| cells(row, statuses.get(&row.id)))
            .collect(),
    };
    view! {
        {ui::table(table)}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(url::CSV, filters))}
    }
    .into_any()
}

fn cells(row: &ListRow, fares: Option<&Fares>) -> Vec<AnyView> {
    let dash = |words: &Option<String>| words.clone().unwrap_or_else(|| "–".to_owned()).into_any();
    let date = |date: Option<NaiveDate>| date.map_or_else(|| "–".into_any(), ui::date);
    let title = ui::typed(row.title.clone(), &row.language);
    let overall = fares.map_or(Status::NoData, |fares| fares.dimensions.overall());
    let challenged = fares
        .and_then(|fares| fares.declared.as_ref())
        .and_then(reports::challenged_mark);
    vec![
        view! { <a href=url::show(&row.reference)>{title}</a> }.into_any(),
        ui::code(row.reference.clone()),
        stage_tag(row.stage),
        view! { {status::status_tag(overall)}{challenged} }.into_any(),
        row.jurisdiction.clone().into_any(),
        date(row.established_on),
        date(row.planned_end),
        dash(&row.executive),
        dash(&row.parties),
    ]
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("partnership-reference"),
        t!("partnership"),
        t!("partnership-stage"),
        t!("partnership-jurisdiction"),
        t!("partnership-level"),
        t!("partnership-approach"),
        t!("partnership-service-types"),
        t!("partnership-building-blocks"),
        t!("partnership-established"),
        t!("partnership-planned-end"),
        t!("partnership-executive"),
        t!("partnership-parties"),
    ]
}

/// A partnership as a row of the spreadsheet; dates as ISO 8601, vocabularies
/// as codes.
pub(super) fn csv_row(row: &ListRow) -> Vec<String> {
    use domain::Vocabulary;
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    vec![
        row.reference.clone(),
        row.title.clone(),
        row.stage.code().to_owned(),
        row.jurisdiction.clone(),
        row.level.code().to_owned(),
        row.approach
            .map_or("", |approach| approach.code())
            .to_owned(),
        row.service_types.join(" "),
        row.building_blocks.join(" "),
        date(row.established_on),
        date(row.planned_end),
        row.executive.clone().unwrap_or_default(),
        row.parties.clone().unwrap_or_default(),
    ]
}

// --- One partnership --------------------------------------------------------

/// What the first page of a partnership tells beside its record.
pub(super) struct Summary {
    pub(super) fares: Fares,
    pub(super) dates: Vec<DateRow>,
    pub(super) events: Vec<EventRow>,
    /// Whether it is strategic.
    pub(super) checks: Option<Checks>,
    /// Nothing where no charter is begun.
    pub(super) charter: Option<charter::Brief>,
    pub(super) governed: Governed,
    /// What work with AI or automation stands on.
    pub(super) ground: foundations::Standing,
    /// How many open risks have which score.
    pub(super) risks: Vec<risks::CellRow>,
    pub(super) life: Vec<LifeRow>,
    pub(super) parties: Vec<PartyRow>,
    pub(super) rights: Vec<RightRow>,
}

/// One partnership: how it stands first, then what it is.
pub(super) fn show(place: &Place, record: Record, summary: Summary, today: NaiveDate) -> AnyView {
    let actions = heading_actions(place, &record);
    let figures = figures(place, &record, &summary, today);
    let together = together(place, &summary);
    let main = view! {
        {next_dates(place, summary.dates, today)}
        {summary.fares.money.map(|money| money_section(place, &money, today))}
        {latest_events(place, summary.events)}
        {need_and_response(&record)}
        {life(place, summary.life)}
    };
    let aside = view! {
        {together}
        {governed(place, &summary.governed)}
        {facts(&record)}
        {leads(&record)}
        {parties_section(place, summary.parties)}
        {rights_section(place, summary.rights)}
    };
    view! {
        {ui::heading(record.title.clone(), Some(record.reference.clone()), actions)}
        {sub_nav(place, Tab::Summary)}
        {figures}
        <p>{reports::how_link()}</p>
        {ui::columns(main.into_any(), aside.into_any())}
        {ocds_export::links(ocds_export::url::partnership(&place.reference))}
    }
    .into_any()
}

fn governed(place: &Place, governed: &Governed) -> AnyView {
    let all = ui::link(
        governance::url::show(&place.reference),
        t!("governance-title"),
    );
    let rows = governance::at_a_glance(&place.reference, governed);
    let body = ui::summary_list(rows);
    ui::section("governance", t!("partnership-governed"), vec![all], body)
}

fn heading_actions(place: &Place, record: &Record) -> Vec<AnyView> {
    let moves = record.stage.is_open() && place.may(Action::MovePartnership);
    let edits = place.may(Action::EditPartnership);
    let reference = &place.reference;
    [
        Some(ui::button_link(
            briefs::url::partnership(reference),
            t!("brief-title"),
            false,
        )),
        moves.then(|| {
            ui::button_link(
                lifecycle::url::new_move(reference),
                t!("lifecycle-move"),
                false,
            )
        }),
        edits.then(|| ui::button_link(url::edit(reference), t!("button-edit"), false)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn figures(place: &Place, record: &Record, summary: &Summary, today: NaiveDate) -> AnyView {
    let dimensions = &summary.fares.dimensions;
    let overall = dimensions.overall();
    let since = summary.life.iter().find(|step| step.to_stage.is_some());
    let mut tiles = vec![
        Tile {
            value: word(record.stage),
            label: t!("partnership-stage"),
            note: since.map(|step| t!("partnership-since", date = text::date(step.happened_on))),
            href: None,
            tone: stage_tone(record.stage),
        },
        Tile {
            value: word(overall),
            label: t!("partnership-status"),
            note: Some(t!("partnership-status-note")),
            href: None,
            tone: status::tone(overall),
        },
        reports::tile(&place.reference, summary.fares.declared.as_ref()),
    ];
    tiles.extend(status::tiles(&place.reference, dimensions));
    if let Some(next) = summary.dates.iter().find(|date| date.due_on >= today) {
        tiles.push(Tile {
            value: text::date(next.due_on),
            label: t!("partnership-next-date"),
            note: Some(match &next.title {
                Some(title) => format!("{}: {title}", date_kind(&next.kind)),
                None => date_kind(&next.kind),
            }),
            href: None,
            tone: Tone::Neutral,
        });
    }
    if let Some(end) = record.planned_end {
        tiles.push(Tile {
            value: text::date(end),
            label: t!("partnership-planned-end"),
            note: record
                .established_on
                .map(|on| t!("partnership-established-said", date = text::date(on))),
            href: None,
            tone: Tone::Neutral,
        });
    }
    ui::tiles(tiles)
}

/// This fiscal year's money by currency, and how long what is committed lasts.
fn money_section(place: &Place, facts: &MoneyFacts, today: NaiveDate) -> AnyView {
    let all = ui::link(
        funding::url::show(&place.reference),
        t!("partnership-money-all"),
    );
    let body = if facts.ledgers.is_empty() {
        ui::empty(
            t!("partnership-money-none-title"),
            t!("partnership-money-none-text"),
            None,
        )
    } else {
        let rows = facts.ledgers.iter().map(|(currency, ledger)| {
            let now = ledger.figures_on(today);
            let cliff = ledger.cliff(today, facts.planned_end);
            vec![
                currency.clone().into_any(),
                ui::money(now.committed, currency),
                ui::money(now.received, currency),
                ui::money(now.spent, currency),
                ui::money(now.remaining(), currency),
                ledgers::cover_words(ledger, today).into_any(),
                match cliff {
                    Some(cliff) => money::cliff_words(currency, &cliff).into_any(),
                    None => t!("none").into_any(),
                },
            ]
        });
        let year = FiscalYear::of(today, facts.first_month).label();
        ui::table(Table {
            caption: t!("partnership-money-caption", year = year),
            columns: vec![
                list::column(t!("ledger-currency")),
                list::numeric(t!("ledger-committed")),
                list::numeric(t!("ledger-received")),
                list::numeric(t!("ledger-spent")),
                list::numeric(t!("ledger-remaining")),
                list::column(t!("ledger-cover")),
                list::column(t!("ledger-cliff")),
            ],
            rows: rows.collect(),
        })
    };
    ui::section("money", t!("partnership-money"), vec![all], body)
}

fn next_dates(place: &Place, dates: Vec<DateRow>, today: NaiveDate) -> AnyView {
    let body = if dates.is_empty() {
        ui::empty(
            t!("partnership-dates-none-title"),
            t!("partnership-dates-none-text"),
            None,
        )
    } else {
        ui::table(Table {
            caption: t!("partnership-dates-caption"),
            columns: vec![
                list::column(t!("partnership-date-what")),
                list::column(t!("partnership-date-kind")),
                list::column(t!("partnership-date-due")),
                list::column(t!("partnership-date-left")),
            ],
            rows: dates
                .into_iter()
                .map(|row| date_cells(place, row, today))
                .collect(),
        })
    };
    ui::section("dates", t!("partnership-dates"), vec![], body)
}

fn date_cells(place: &Place, row: DateRow, today: NaiveDate) -> Vec<AnyView> {
    let days = (row.due_on - today).num_days();
    let left = match days {
        ..0 => ui::tag(Tone::Bad, t!("partnership-date-late", days = -days)),
        0 => ui::tag(Tone::Warn, t!("partnership-date-today")),
        _ => t!("partnership-date-ahead", days = days).into_any(),
    };
    let kind = date_kind(&row.kind);
    let what = match (row.title, record_href(place, &row.kind, row.record_id)) {
        (Some(title), Some(href)) => {
            view! { <a href=href>{ui::typed(title, &row.language)}</a> }.into_any()
        }
        _ => kind.clone().into_any(),
    };
    vec![what, kind.into_any(), ui::date(row.due_on), left]
}

/// The page of what a date or an event is about.
fn record_href(place: &Place, kind: &str, id: Uuid) -> Option<String> {
    let reference = &place.reference;
    match kind {
        "milestone" | "milestone_entry" => Some(milestones::url::show(reference, id)),
        "notice" | "renewal" | "expiry" | "latest_end" => Some(contracts::url::show(reference, id)),
        "planned_end" => None,
        _ => Some(deliverables::url::show(reference, id)),
    }
}

fn date_kind(kind: &str) -> String {
    match kind {
        "milestone" => t!("partnership-date-milestone"),
        "deliverable" => t!("partnership-date-deliverable"),
        "review" => t!("partnership-date-review"),
        "notice" => t!("partnership-date-notice"),
        "renewal" => t!("partnership-date-renewal"),
        "expiry" => t!("partnership-date-contract-end"),
        "latest_end" => t!("partnership-date-latest-end"),
        _ => t!("partnership-planned-end"),
    }
}

fn latest_events(place: &Place, events: Vec<EventRow>) -> AnyView {
    let body = if events.is_empty() {
        ui::empty(
            t!("partnership-events-none-title"),
            t!("partnership-events-none-text"),
            None,
        )
    } else {
        ui::story(
            events
                .into_iter()
                .map(|event| event_item(place, event))
                .collect(),
        )
    };
    ui::section("latest", t!("partnership-events"), vec![], body)
}

fn event_item(place: &Place, event: EventRow) -> StoryItem {
    let (tone, kind) = match event.kind.as_str() {
        "milestone_entry" => (Tone::Neutral, t!("partnership-event-milestone-entry")),
        "submission" => (Tone::Info, t!("partnership-event-submission")),
        "accepted" => (Tone::Good, t!("partnership-event-accepted")),
        "returned" => (Tone::Warn, t!("partnership-event-returned")),
        _ => (Tone::Neutral, t!("partnership-event-reply")),
    };
    let href = record_href(place, &event.kind, event.record_id).unwrap_or_default();
    let words = event
        .words
        .map(|words| view! { <p>{ui::typed(words, &event.language)}</p> });
    StoryItem {
        when: ui::moment(event.at),
        who: who(event.person, event.organisation),
        what: view! { <p>{ui::link(href, event.title)}</p>{words} }.into_any(),
        tag: Some(ui::tag(tone, kind)),
    }
}

fn who(person: Option<String>, organisation: Option<String>) -> String {
    match (person, organisation) {
        (Some(person), Some(organisation)) => format!("{person}, {organisation}"),
        (person, _) => person.unwrap_or_else(|| t!("by-command-line")),
    }
}

fn need_and_response(record: &Record) -> AnyView {
    let text = |text: &Option<String>| match text {
        Some(text) => ui::typed(text.clone(), &record.language),
        None => t!("partnership-not-written").into_any(),
    };
    let body = ui::summary_list(vec![
        (t!("partnership-need"), text(&record.need)),
        (t!("partnership-response"), text(&record.response)),
    ]);
    ui::section("need", t!("partnership-need-and-response"), vec![], body)
}

fn life(place: &Place, steps: Vec<LifeRow>) -> AnyView {
    let add = place.may(Action::EditPartnership).then(|| {
        ui::button_link(
            lifecycle::url::new_restructuring(&place.reference),
            t!("restructuring-add"),
            false,
        )
    });
    let body = if steps.is_empty() {
        ui::empty(
            t!("partnership-life-none-title"),
            t!("partnership-life-none-text"),
            None,
        )
    } else {
        ui::story(steps.into_iter().map(life_item).collect())
    };
    ui::section(
        "life",
        t!("partnership-life"),
        add.into_iter().collect(),
        body,
    )
}

fn life_item(step: LifeRow) -> StoryItem {
    let tag = match step.to_stage {
        Some(stage) => stage_tag(stage),
        None => ui::tag(Tone::Warn, t!("restructuring")),
    };
    let from = step.from_stage.map(
        |from| view! { <p class="hint">{t!("partnership-moved-from", stage = word(from))}</p> },
    );
    StoryItem {
        when: ui::date(step.happened_on),
        who: who(step.person, step.organisation),
        what: view! { <p>{ui::typed(step.words, &step.language)}</p>{from} }.into_any(),
        tag: Some(tag),
    }
}

/// How the parties stand together, each in a line.
fn together(place: &Place, summary: &Summary) -> AnyView {
    let charter = charter::brief_line(place, summary.charter.as_ref());
    let mut lines = vec![
        (t!("charter-title"), charter),
        (
            t!("strategic-title"),
            strategic::line(place, summary.checks.as_ref()),
        ),
        (t!("risks-title"), risks::line(place, &summary.risks)),
    ];
    let foundations = foundations::line(place, &summary.ground);
    lines.extend(foundations.map(|line| (t!("foundations-title"), line)));
    lines.push((t!("lessons-title"), lessons::partnership_link(place)));
    ui::section(
        "together",
        t!("partnership-together"),
        vec![],
        ui::summary_list(lines),
    )
}

fn facts(record: &Record) -> AnyView {
    let optional = |word: Option<String>| word.unwrap_or_else(|| t!("unknown")).into_any();
    let body = ui::summary_list(vec![
        (
            t!("partnership-jurisdiction"),
            record.jurisdiction.clone().into_any(),
        ),
        (t!("partnership-level"), word(record.level).into_any()),
        (
            t!("partnership-approach"),
            optional(record.approach.map(word)),
        ),
        (
            t!("partnership-architecture"),
            view! {
                {optional(record.architecture.map(word))}
                <p class="hint">{t!("partnership-architecture-hint")}</p>
            }
            .into_any(),
        ),
        (
            t!("partnership-service-types"),
            or_none(words::<ServiceType>(&record.service_types)),
        ),
        (
            t!("partnership-building-blocks"),
            or_none(words::<BuildingBlock>(&record.building_blocks)),
        ),
        (
            t!("partnership-outcome-domains"),
            or_none(words::<OutcomeDomain>(&record.outcome_domains)),
        ),
        (
            t!("partnership-negotiation-start"),
            or_unknown(record.negotiation_start),
        ),
        (
            t!("partnership-negotiation-end"),
            or_unknown(record.negotiation_end),
        ),
        (
            t!("partnership-established"),
            or_unknown(record.established_on),
        ),
        (
            t!("partnership-planned-end"),
            or_unknown(record.planned_end),
        ),
    ]);
    ui::section("facts", t!("partnership-facts"), vec![], body)
}

fn leads(record: &Record) -> AnyView {
    let named = |name: &Option<String>| {
        name.clone()
            .unwrap_or_else(|| t!("partnership-nobody-named"))
            .into_any()
    };
    let body = ui::summary_list(vec![
        (t!("partnership-executive"), named(&record.executive)),
        (
            t!("partnership-clinical-lead"),
            named(&record.clinical_lead),
        ),
        (t!("partnership-ict-lead"), named(&record.ict_lead)),
        (t!("partnership-sponsor"), named(&record.sponsor)),
    ]);
    ui::section("leads", t!("partnership-leads"), vec![], body)
}

fn parties_section(place: &Place, rows: Vec<PartyRow>) -> AnyView {
    let manage = place.may(Action::GrantRights).then(|| {
        ui::button_link(
            parties::url::index(&place.reference),
            t!("parties-manage"),
            false,
        )
    });
    let body = if rows.is_empty() {
        ui::empty(t!("parties-none-title"), t!("parties-none-text"), None)
    } else {
        ui::summary_list(
            rows.iter()
                .map(|row| (word(row.role), party(row)))
                .collect(),
        )
    };
    ui::section(
        "parties",
        t!("partnership-parties"),
        manage.into_iter().collect(),
        body,
    )
}

fn party(row: &PartyRow) -> AnyView {
    let name = match &row.short_name {
        Some(short) => format!("{} ({short})", row.organisation),
        None => row.organisation.clone(),
    };
    let since = row
        .since
        .map(|since| t!("partnership-since", date = text::date(since)));
    let successor = row
        .successor
        .clone()
        .map(|name| t!("party-succeeded", name = name));
    let hint: Vec<String> = [Some(word(row.sector)), since, successor]
        .into_iter()
        .flatten()
        .collect();
    let name = ui::link(organisations::url::show(row.organisation_id), name);
    view! { <p>{name}</p><p class="hint">{hint.join(" · ")}</p> }.into_any()
}

fn rights_section(place: &Place, rows: Vec<RightRow>) -> AnyView {
    let manage = place.may(Action::GrantRights).then(|| {
        ui::button_link(
            rights::url::index(&place.reference),
            t!("rights-manage"),
            false,
        )
    });
    let body = if rows.is_empty() {
        view! { <p>{t!("rights-none")}</p> }.into_any()
    } else {
        let row = |row: RightRow| {
            let who = format!("{}, {}", row.person, row.organisation);
            (who, word(row.access).into_any())
        };
        ui::summary_list(rows.into_iter().map(row).collect())
    };
    ui::section(
        "rights",
        t!("rights-title"),
        manage.into_iter().collect(),
        body,
    )
}

// --- The form ---------------------------------------------------------------

/// The form for a partnership's record, new or to edit.
pub(super) fn edit(
    place: Option<&Place>,
    choices: &Choices,
    form: &PartnershipForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let leads = match place {
        Some(_) => lead_fields(choices, form, errors),
        None => vec![sponsor_field(choices, form, errors)],
    };
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        ui::fieldset(
            t!("partnership-part-what"),
            what_fields(choices, form, errors),
        ),
        ui::fieldset(t!("partnership-part-how"), how_fields(form, errors)),
        ui::fieldset(t!("partnership-part-when"), when_fields(form, errors)),
        ui::fieldset(t!("partnership-leads"), leads),
    ];
    let (title, caption, action, back) = match place {
        None => (
            t!("partnership-add"),
            None,
            url::INDEX.to_owned(),
            url::INDEX.to_owned(),
        ),
        Some(place) => (
            t!("partnership-edit"),
            Some(place.title.clone()),
            url::edit(&place.reference),
            url::show(&place.reference),
        ),
    };
    let cancel = Some((back, t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, caption, vec![])}
        {ui::form(action, fields, t!("button-save"), cancel)}
    }
    .into_any()
}

fn what_fields(choices: &Choices, form: &PartnershipForm, errors: &Errors) -> Vec<AnyView> {
    vec![
        Field::new("reference", t!("partnership-reference"))
            .hint(t!("partnership-reference-hint"))
            .width(Width::Medium)
            .value(&form.reference)
            .errors(errors)
            .text(),
        Field::new("title", t!("partnership-title"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("need", t!("partnership-need"))
            .hint(t!("partnership-need-hint"))
            .optional()
            .value(&form.need)
            .errors(errors)
            .textarea(5),
        Field::new("response", t!("partnership-response"))
            .hint(t!("partnership-response-hint"))
            .optional()
            .value(&form.response)
            .errors(errors)
            .textarea(5),
        Field::new("jurisdiction", t!("partnership-jurisdiction"))
            .hint(t!("partnership-jurisdiction-hint"))
            .value(&form.jurisdiction)
            .errors(errors)
            .select(choices.jurisdictions.clone(), Some(t!("error-choose"))),
        Field::new("level", t!("partnership-level"))
            .value(&form.level)
            .errors(errors)
            .radios(text::choices::<Level>()),
    ]
}

fn how_fields(form: &PartnershipForm, errors: &Errors) -> Vec<AnyView> {
    vec![
        Field::new("approach", t!("partnership-approach"))
            .hint(t!("partnership-approach-hint"))
            .optional()
            .value(&form.approach)
            .errors(errors)
            .select(choices::<Approach>(), Some(t!("unknown"))),
        Field::new("architecture", t!("partnership-architecture"))
            .hint(t!("partnership-architecture-hint"))
            .optional()
            .value(&form.architecture)
            .errors(errors)
            .select(choices::<Architecture>(), Some(t!("unknown"))),
        Field::new("service_types", t!("partnership-service-types"))
            .optional()
            .errors(errors)
            .checkboxes(choices::<ServiceType>(), &form.service_types),
        Field::new("building_blocks", t!("partnership-building-blocks"))
            .optional()
            .errors(errors)
            .checkboxes(choices::<BuildingBlock>(), &form.building_blocks),
        Field::new("outcome_domains", t!("partnership-outcome-domains"))
            .optional()
            .errors(errors)
            .checkboxes(choices::<OutcomeDomain>(), &form.outcome_domains),
    ]
}

fn when_fields(form: &PartnershipForm, errors: &Errors) -> Vec<AnyView> {
    let date = |name, label, typed: DateParts<'_>| {
        Field::new(name, label)
            .optional()
            .errors(errors)
            .date(typed.day, typed.month, typed.year)
    };
    vec![
        date(
            "negotiation_start",
            t!("partnership-negotiation-start"),
            form.negotiation_start(),
        ),
        date(
            "negotiation_end",
            t!("partnership-negotiation-end"),
            form.negotiation_end(),
        ),
        date(
            "established",
            t!("partnership-established"),
            form.established(),
        ),
        date(
            "planned_end",
            t!("partnership-planned-end"),
            form.planned_end(),
        ),
    ]
}

fn lead_fields(choices: &Choices, form: &PartnershipForm, errors: &Errors) -> Vec<AnyView> {
    let lead = |name, label, value: &str, people: &[(String, String)]| {
        Field::new(name, label)
            .optional()
            .value(value)
            .errors(errors)
            .select(people.to_vec(), Some(t!("partnership-nobody-named")))
    };
    vec![
        Field::new("executive", t!("partnership-executive"))
            .hint(t!("partnership-executive-hint"))
            .optional()
            .value(&form.executive)
            .errors(errors)
            .select(
                choices.executives.clone(),
                Some(t!("partnership-nobody-named")),
            ),
        lead(
            "clinical_lead",
            t!("partnership-clinical-lead"),
            &form.clinical_lead,
            &choices.clinical_leads,
        ),
        lead(
            "ict_lead",
            t!("partnership-ict-lead"),
            &form.ict_lead,
            &choices.ict_leads,
        ),
        sponsor_field(choices, form, errors),
    ]
}

fn sponsor_field(choices: &Choices, form: &PartnershipForm, errors: &Errors) -> AnyView {
    Field::new("sponsor", t!("partnership-sponsor"))
        .hint(t!("partnership-sponsor-hint"))
        .optional()
        .value(&form.sponsor)
        .errors(errors)
        .select(
            choices.sponsors.clone(),
            Some(t!("partnership-nobody-named")),
        )
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &PartnershipForm,
    yours: &PartnershipForm,
    choices: &Choices,
) -> AnyView {
    let rows = described(theirs, choices)
        .into_iter()
        .zip(described(yours, choices))
        .map(|((label, theirs), (_, yours))| ConflictRow {
            label,
            theirs,
            yours,
        })
        .collect();
    ui::conflict(who, when, rows)
}

/// Each field of a form with what stands in it, in words.
fn described(form: &PartnershipForm, choices: &Choices) -> Vec<(String, String)> {
    let named = |id: &str, options: &[(String, String)]| {
        let option = options.iter().find(|(value, _)| value == id);
        option.map_or_else(String::new, |(_, words)| words.clone())
    };
    let date = |typed: DateParts<'_>| {
        format!("{} {} {}", typed.day, typed.month, typed.year)
            .trim()
            .to_owned()
    };
    let one = |code: &String| vec![code.clone()];
    vec![
        (t!("partnership-reference"), form.reference.clone()),
        (t!("partnership-title"), form.title.clone()),
        (t!("partnership-need"), form.need.clone()),
        (t!("partnership-response"), form.response.clone()),
        (
            t!("partnership-jurisdiction"),
            named(&form.jurisdiction, &choices.jurisdictions),
        ),
        (t!("partnership-level"), words::<Level>(&one(&form.level))),
        (
            t!("partnership-approach"),
            words::<Approach>(&one(&form.approach)),
        ),
        (
            t!("partnership-architecture"),
            words::<Architecture>(&one(&form.architecture)),
        ),
        (
            t!("partnership-service-types"),
            words::<ServiceType>(&form.service_types),
        ),
        (
            t!("partnership-building-blocks"),
            words::<BuildingBlock>(&form.building_blocks),
        ),
        (
            t!("partnership-outcome-domains"),
            words::<OutcomeDomain>(&form.outcome_domains),
        ),
        (
            t!("partnership-negotiation-start"),
            date(form.negotiation_start()),
        ),
        (
            t!("partnership-negotiation-end"),
            date(form.negotiation_end()),
        ),
        (t!("partnership-established"), date(form.established())),
        (t!("partnership-planned-end"), date(form.planned_end())),
        (
            t!("partnership-executive"),
            named(&form.executive, &choices.executives),
        ),
        (
            t!("partnership-clinical-lead"),
            named(&form.clinical_lead, &choices.clinical_leads),
        ),
        (
            t!("partnership-ict-lead"),
            named(&form.ict_lead, &choices.ict_leads),
        ),
        (
            t!("partnership-sponsor"),
            named(&form.sponsor, &choices.sponsors),
        ),
    ]
}
