//! The pages of the portfolio.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::deliverable::Verdict;
use domain::government::{self as involved, FinanceShare, Involvement};
use domain::jurisdiction::Level;
use domain::milestone::MilestoneState;
use domain::partnership::{BuildingBlock, Stage};
use domain::status::{MoneyFacts, Status};
use rust_decimal::Decimal;
use strum::VariantArray;
use uuid::Uuid;

use super::db::{EventRow, ValueRow};
use super::form::{Concern, Filters, code_or_unknown};
use super::standing::{Counts, YearSum};
use super::{Behind, Judged, PartnershipRow, attention_href, url};
use crate::access::CurrentPerson;
use crate::contracts::ContractWarning;
use crate::html::*;
use crate::ledgers::{Totals, Years};
use crate::saved_views::SavedView;
use crate::scorecards::Latest;
use crate::text::{self, Worded, choices, word};
use crate::ui::{self, BarSeries, Chart, Chip, Field, StoryItem, Table, Tile, Tone};
use crate::{
    briefs, contracts, deliverables, factors, funding, government, ledgers, list, milestones,
    money, partnerships, performance, relationship, reports, saved_views, schedule, status, t,
};

/// Partnerships on one page of the list: it stands below the figures, and each
/// has five statuses with their reasons.
pub(super) const PER_PAGE: u8 = 10;
/// Partnerships that need attention, at most so many before the list of all.
pub(super) const ATTENTION: u8 = 8;
/// Contracts to act on, at most so many.
pub(super) const ENDING: u8 = 5;
/// Widest perception gaps, at most so many.
pub(super) const GAPS: u8 = 3;
/// Latest events, at most so many.
pub(super) const EVENTS: u8 = 6;
/// Where on the page the list of partnerships begins.
const LIST: &str = "partnerships";

/// What two of the filters choose from: code or id, and name.
pub(crate) struct Choices {
    pub(crate) jurisdictions: Vec<(String, String)>,
    pub(crate) organisations: Vec<(String, String)>,
}

/// The list of partnerships with these filters.
pub(crate) fn list_href(filters: &Filters) -> String {
    format!("{}#{LIST}", list::address(url::INDEX, filters))
}

/// What the page shows of the partnerships that the filters leave.
pub(super) struct Figures {
    /// What all of them add up to.
    pub(super) counts: Counts,
    /// At least those shown and the worst.
    pub(super) judged: Vec<Judged>,
    /// Ids of those on the page, in the order asked for.
    pub(super) shown: Vec<Uuid>,
    /// Ids of the worst of those that need attention, the worst first.
    pub(super) worst: Vec<Uuid>,
    /// Funding of all of them together, by currency.
    pub(super) totals: Totals,
    pub(super) years: Vec<YearSum>,
    pub(super) events: Vec<EventRow>,
    /// At least the most urgent.
    pub(super) ending: Vec<ContractWarning>,
    /// Of those whose groups stand furthest apart.
    pub(super) gaps: Vec<Latest>,
    pub(super) saved: Vec<SavedView>,
    pub(super) today: NaiveDate,
}

impl Figures {
    fn of(&self, ids: &[Uuid]) -> Vec<&Judged> {
        let by_id: HashMap<Uuid, &Judged> =
            self.judged.iter().map(|one| (one.row.id, one)).collect();
        ids.iter().filter_map(|id| by_id.get(id).copied()).collect()
    }
}

/// The page asked for, from 1, as far as there are so many.
fn page_of(filters: &Filters, partnerships: usize) -> usize {
    let last = partnerships.div_ceil(PER_PAGE.into()).max(1);
    let page = list::page_number(&filters.page);
    usize::try_from(page).map_or(last, |page| page.min(last))
}

/// How many of so many partnerships come before that page.
pub(super) fn before(filters: &Filters, partnerships: usize) -> usize {
    usize::from(PER_PAGE) * (page_of(filters, partnerships) - 1)
}

/// The whole page.
pub(super) fn index(
    person: &CurrentPerson,
    filters: &Filters,
    choices: Choices,
    figures: Figures,
) -> AnyView {
    let in_scope = !choices.jurisdictions.is_empty();
    let form = in_scope.then(|| filter_form(url::INDEX, filters, choices));
    let date = text::date(figures.today);
    let ways = if in_scope {
        vec![
            ui::button_link(factors::url::index(filters), t!("factors-link"), false),
            ui::button_link(briefs::url::portfolio(filters), t!("brief-title"), false),
        ]
    } else {
        vec![]
    };
    let saved =
        in_scope.then(|| saved_views::bar(&figures.saved, &list::address(url::INDEX, filters)));
    let body = if !in_scope {
        Either::Left(nothing_yet(person))
    } else if figures.counts.partnerships() == 0 {
        let all = ui::link(url::INDEX.to_owned(), t!("portfolio-show-all"));
        Either::Left(ui::empty(
            t!("portfolio-no-match-title"),
            t!("portfolio-no-match-text"),
            Some(all),
        ))
    } else {
        Either::Right(overview(filters, figures))
    };
    view! {
        {ui::heading(t!("portfolio-title"), Some(person.organisation.clone()), ways)}
        <p class="hint">{t!("portfolio-as-of", date = date)}" "{reports::how_link()}</p>
        {form}
        {saved}
        {body}
    }
    .into_any()
}

/// What stands where the viewer sees no partnership.
pub(crate) fn nothing_yet(person: &CurrentPerson) -> AnyView {
    let import = person
        .may(Action::Import)
        .then(|| ui::button_link("/import".to_owned(), t!("portfolio-none-import"), true));
    ui::empty(
        t!("portfolio-none-title"),
        t!("portfolio-none-text"),
        import,
    )
}

// Not written out before the page is: it is nearly all of it.
fn overview(filters: &Filters, figures: Figures) -> impl IntoView + use<> {
    let counts = &figures.counts;
    let today = figures.today;
    let ending_href = list_href(&with_concern(filters, Some(Concern::EndingContract)));
    let attention = attention_section(filters, counts, &figures.of(&figures.worst));
    let tiles = ui::tiles(tiles(filters, counts));
    let share = share(filters, counts);
    let table = partnerships_table(filters, counts, &figures.of(&figures.shown));
    let gaps = gaps_section(filters, &figures.judged, &figures.gaps);
    let ending = warnings(ending_href, counts.warnings(), figures.ending);
    let main = view! {
        {attention}
        {ui::section("ending", t!("portfolio-ending"), vec![], ending)}
    };
    let aside = view! {
        {share}
        {gaps}
        {latest(figures.events)}
    };
    view! {
        {tiles}
        {ui::columns(main.into_any(), aside.into_any())}
        {funding(&figures.totals, today)}
        {government_section(filters, counts)}
        {value_by_year(&figures.years)}
        {table}
    }
}

/// The widest perception gaps, and the way to all factors.
fn gaps_section(filters: &Filters, judged: &[Judged], latest: &[Latest]) -> AnyView {
    let all = ui::link(factors::url::index(filters), t!("portfolio-gaps-all"));
    let items = factors::widest(judged, latest, GAPS.into());
    let body = if items.is_empty() {
        ui::empty(
            t!("portfolio-gaps-none-title"),
            t!("portfolio-gaps-none-text"),
            None,
        )
    } else {
        ui::attention(items)
    };
    ui::section("gaps", t!("portfolio-gaps"), vec![all], body)
}

fn attention_section(filters: &Filters, counts: &Counts, worst: &[&Judged]) -> AnyView {
    let needing = counts.needing_attention();
    let list = if needing == 0 {
        ui::empty(
            t!("portfolio-attention-none-title"),
            t!("portfolio-attention-none-text"),
            None,
        )
    } else {
        attention_list(worst)
    };
    let all = (needing > ATTENTION.into()).then(|| {
        let href = attention_href(filters);
        ui::link(href, t!("portfolio-attention-all", count = needing))
    });
    let title = t!("portfolio-attention");
    ui::section("attention", title, all.into_iter().collect(), list)
}

pub(super) fn with_status(filters: &Filters, statuses: &[Status]) -> Filters {
    Filters {
        status: statuses
            .iter()
            .map(|status| status.code().to_owned())
            .collect(),
        page: String::new(),
        ..filters.clone()
    }
}

fn with_concern(filters: &Filters, concern: Option<Concern>) -> Filters {
    Filters {
        concern: concern.map_or_else(String::new, |concern| concern.code().to_owned()),
        page: String::new(),
        ..filters.clone()
    }
}

/// The figures of partnerships, each with the list behind it.
pub(super) fn tiles(filters: &Filters, counts: &Counts) -> Vec<Tile> {
    let with = |concern| counts.concern(concern);
    let of_partnerships = |count: usize| Some(t!("portfolio-tile-in", count = count));
    let counted = |count: usize, label, href, tone| Tile {
        value: text::number(count as u64),
        label,
        note: None,
        href: Some(href),
        tone: if count == 0 { Tone::Neutral } else { tone },
    };
    let of_status = |judged_as: Status, tone| {
        let label = t!("portfolio-tile-status", status = word(judged_as));
        let href = list_href(&with_status(filters, &[judged_as]));
        counted(counts.status(judged_as), label, href, tone)
    };
    let of_concern = |concern, tone| {
        let href = list_href(&with_concern(filters, Some(concern)));
        let label = t!("portfolio-tile-with", concern = concern.code());
        counted(with(concern), label, href, tone)
    };
    vec![
        counted(
            counts.partnerships(),
            t!("portfolio-tile-partnerships"),
            list_href(&with_concern(filters, filters.concern())),
            Tone::Neutral,
        ),
        of_status(Status::Red, Tone::Bad),
        of_status(Status::Amber, Tone::Warn),
        Tile {
            note: of_partnerships(with(Concern::OpenMilestone)),
            ..counted(
                counts.open_milestones(),
                t!("portfolio-tile-open-milestones"),
                list_href(&with_concern(filters, Some(Concern::OpenMilestone))),
                Tone::Neutral,
            )
        },
        of_concern(Concern::LateMilestone, Tone::Bad),
        of_concern(Concern::LateDeliverable, Tone::Bad),
        Tile {
            note: of_partnerships(with(Concern::WaitingReview)),
            ..counted(
                counts.submitted_deliverables(),
                t!("portfolio-tile-waiting"),
                list_href(&with_concern(filters, Some(Concern::WaitingReview))),
                Tone::Info,
            )
        },
        of_concern(Concern::OverdueReview, Tone::Warn),
        of_concern(Concern::CliffSoon, Tone::Bad),
        of_concern(Concern::Overspent, Tone::Bad),
        of_concern(Concern::Overreceived, Tone::Warn),
        of_concern(Concern::TargetOffTrack, Tone::Bad),
        of_concern(Concern::Challenged, Tone::Warn),
        of_concern(Concern::WithoutFunding, Tone::Muted),
        of_concern(Concern::PaysWithoutDeciding, Tone::Warn),
        of_concern(Concern::OverdueAction, Tone::Warn),
        of_concern(Concern::ExpiredEvidence, Tone::Bad),
        of_concern(Concern::MissingEvidence, Tone::Warn),
        of_concern(Concern::SevereRisk, Tone::Bad),
        of_concern(Concern::OpenTension, Tone::Info),
        of_concern(Concern::Strategic, Tone::Good),
    ]
}

/// The concerns of governance, which a brief tells apart.
const GOVERNANCE: [Concern; 5] = [
    Concern::PaysWithoutDeciding,
    Concern::OverdueAction,
    Concern::ExpiredEvidence,
    Concern::SevereRisk,
    Concern::OpenTension,
];

/// How many partnerships have each concern of governance.
pub(super) fn governance_list(filters: &Filters, counts: &Counts) -> AnyView {
    let rows = GOVERNANCE.iter().map(|&concern| {
        let href = list_href(&with_concern(filters, Some(concern)));
        let label = t!("portfolio-tile-with", concern = concern.code());
        let count = text::number(counts.concern(concern) as u64);
        (label, ui::link(href, count))
    });
    ui::summary_list(rows.collect())
}

/// From bad to good, and unknown last.
const STATUSES: [(Status, Tone); 4] = [
    (Status::Red, Tone::Bad),
    (Status::Amber, Tone::Warn),
    (Status::Green, Tone::Good),
    (Status::NoData, Tone::Muted),
];

fn share(filters: &Filters, counts: &Counts) -> AnyView {
    let count = |status| counts.status(status);
    let rows = STATUSES
        .iter()
        .map(|(status, _)| {
            let href = list_href(&with_status(filters, &[*status]));
            vec![
                status::status_tag(*status),
                ui::link(href, text::number(count(*status) as u64)),
            ]
        })
        .collect();
    let chart = Chart {
        id: "status-share".to_owned(),
        message: match counts.partnerships() - count(Status::NoData) {
            0 => t!("portfolio-share-none"),
            total => t!(
                "portfolio-share-message",
                green = count(Status::Green),
                total = total
            ),
        },
        description: t!("portfolio-share-description"),
        table: ui::table(Table {
            caption: t!("portfolio-share-caption"),
            columns: vec![
                list::column(t!("portfolio-status")),
                list::numeric(t!("portfolio-tile-partnerships")),
            ],
            rows,
        }),
    };
    let parts = STATUSES
        .iter()
        .map(|(status, tone)| (word(*status), count(*status) as u64, *tone))
        .collect();
    ui::section(
        "status-shares",
        t!("portfolio-status"),
        vec![],
        ui::share_bar(chart, parts),
    )
}

/// The partnerships given, each with its reason.
pub(super) fn attention_list(worst: &[&Judged]) -> AnyView {
    let items = worst.iter().map(|judged| attention_item(judged)).collect();
    ui::attention(items)
}

fn attention_item(judged: &Judged) -> ui::AttentionItem {
    let row = &judged.row;
    let executive = match (&row.executive, &row.organisation) {
        (Some(name), Some(organisation)) => t!(
            "portfolio-executive",
            name = name.clone(),
            organisation = organisation.clone()
        ),
        _ => t!("portfolio-no-executive"),
    };
    ui::AttentionItem {
        title: row.title.clone(),
        language: row.language.clone(),
        href: partnerships::url::show(&row.reference),
        reason: judged.reason(),
        tag: tags(judged),
        meta: t!(
            "portfolio-attention-meta",
            jurisdiction = row.jurisdiction.clone(),
            executive = executive,
            report = last_report(judged)
        ),
    }
}

/// What is computed and, where it is challenged, that it is.
fn tags(judged: &Judged) -> AnyView {
    let challenged = judged.declared.as_ref().and_then(reports::challenged_tag);
    view! { {status::status_tag(judged.dimensions.overall())}{challenged} }.into_any()
}

fn last_report(judged: &Judged) -> String {
    match judged.row.last_event_at {
        None => t!("portfolio-never-reported"),
        Some(at) => t!(
            "portfolio-last-report-by",
            date = text::date(at.date_naive()),
            name = reporter(judged)
        ),
    }
}

fn reporter(judged: &Judged) -> String {
    judged
        .row
        .last_event_person
        .clone()
        .unwrap_or_else(|| t!("by-command-line"))
}

fn latest(rows: Vec<EventRow>) -> AnyView {
    let story = if rows.is_empty() {
        ui::empty(
            t!("portfolio-events-none-title"),
            t!("portfolio-events-none-text"),
            None,
        )
    } else {
        events(rows)
    };
    ui::section("events", t!("portfolio-events"), vec![], story)
}

/// Events as a story.
pub(super) fn events(rows: Vec<EventRow>) -> AnyView {
    ui::story(rows.into_iter().map(event).collect())
}

fn event(row: EventRow) -> StoryItem {
    let deliverable = || deliverables::url::show(&row.reference, row.subject_id);
    let (href, said, tag) = match (row.state, row.number, row.verdict) {
        (Some(state), ..) => (
            milestones::url::show(&row.reference, row.subject_id),
            t!("portfolio-event-entry"),
            Some(milestone_tag(state)),
        ),
        (_, Some(number), _) => (
            deliverable(),
            t!("portfolio-event-submission", number = number),
            None,
        ),
        (.., verdict) => (
            deliverable(),
            t!("portfolio-event-review"),
            verdict.map(verdict_tag),
        ),
    };
    let who = match (row.person, row.organisation) {
        (Some(name), Some(organisation)) => t!(
            "portfolio-executive",
            name = name,
            organisation = organisation
        ),
        _ => t!("by-command-line"),
    };
    let what = view! {
        <p>{said}" "<a href=href>{ui::typed(row.title, &row.language)}</a></p>
        <p class="hint">{ui::typed(row.partnership, &row.partnership_language)}</p>
    };
    StoryItem {
        when: ui::moment(row.at),
        who,
        what: what.into_any(),
        tag,
    }
}

fn milestone_tag(state: MilestoneState) -> AnyView {
    let tone = match state {
        MilestoneState::Met => Tone::Good,
        MilestoneState::PartlyMet | MilestoneState::AtRisk => Tone::Warn,
        MilestoneState::Missed => Tone::Bad,
        MilestoneState::Cancelled => Tone::Muted,
        MilestoneState::Planned | MilestoneState::InProgress => Tone::Info,
    };
    ui::tag(tone, word(state))
}

fn verdict_tag(verdict: Verdict) -> AnyView {
    match verdict {
        Verdict::Accept => ui::tag(Tone::Good, t!("portfolio-event-accepted")),
        Verdict::Return => ui::tag(Tone::Warn, t!("portfolio-event-returned")),
    }
}

/// Contracts to act on soon: their notice days and their ends, the most urgent
/// first, and the way to the partnerships of all of them where there are more.
pub(super) fn warnings(all_href: String, total: usize, mut rows: Vec<ContractWarning>) -> AnyView {
    if rows.is_empty() {
        return ui::empty(
            t!("portfolio-ending-none-title"),
            t!("portfolio-ending-none-text"),
            None,
        );
    }
    let all = (total > ENDING.into()).then(|| {
        let words = t!("portfolio-ending-all", count = total);
        view! { <p>{ui::link(all_href, words)}</p> }
    });
    rows.truncate(ENDING.into());
    let list = ui::attention(rows.into_iter().map(warning).collect());
    view! { {list}{all} }.into_any()
}

fn warning(row: ContractWarning) -> ui::AttentionItem {
    ui::AttentionItem {
        title: t!(
            "portfolio-ending-contract",
            number = row.number.clone(),
            title = row.title.clone()
        ),
        language: row.language.clone(),
        href: contracts::url::show(&row.reference, row.contract_id),
        reason: contracts::to_act(&row),
        tag: contracts::warning_tag(&row.warning),
        meta: t!(
            "portfolio-ending-meta",
            partnership = row.partnership,
            supplier = row.supplier
        ),
    }
}

fn value_by_year(years: &[YearSum]) -> AnyView {
    let mut currencies: BTreeMap<&str, BTreeMap<i32, (i64, Decimal)>> = BTreeMap::new();
    for row in years {
        let sum = currencies
            .entry(&row.currency)
            .or_default()
            .entry(row.year)
            .or_default();
        sum.0 += row.contracts;
        sum.1 += row.value;
    }
    let body = if currencies.is_empty() {
        ui::empty(
            t!("portfolio-value-none-title"),
            t!("portfolio-value-none-text"),
            None,
        )
    } else {
        value_chart(&currencies)
    };
    ui::section("value", t!("portfolio-value"), vec![], body)
}

fn value_chart(currencies: &BTreeMap<&str, BTreeMap<i32, (i64, Decimal)>>) -> AnyView {
    let rows = currencies
        .iter()
        .flat_map(|(currency, years)| {
            years.iter().map(move |(year, (contracts, value))| {
                vec![
                    year.to_string().into_any(),
                    (*currency).to_owned().into_any(),
                    text::number(*contracts).into_any(),
                    ui::money(*value, currency),
                ]
            })
        })
        .collect();
    let contracts: i64 = currencies
        .values()
        .flat_map(BTreeMap::values)
        .map(|sum| sum.0)
        .sum();
    let chart = Chart {
        id: "value-by-year".to_owned(),
        message: t!(
            "portfolio-value-message",
            contracts = contracts,
            currencies = currencies.len()
        ),
        description: t!("portfolio-value-description"),
        table: ui::table(Table {
            caption: t!("portfolio-value-caption"),
            columns: vec![
                list::column(t!("portfolio-value-year")),
                list::column(t!("portfolio-value-currency")),
                list::numeric(t!("portfolio-value-contracts")),
                list::numeric(t!("portfolio-value-sum")),
            ],
            rows,
        }),
    };
    let series = currencies
        .iter()
        .map(|(currency, years)| BarSeries {
            label: (*currency).to_owned(),
            bars: years
                .iter()
                .map(|(year, (_, value))| (year.to_string(), *value, text::money(*value, currency)))
                .collect(),
        })
        .collect();
    ui::bars_by_year(chart, series)
}

/// The contract value of each partnership by currency.
fn value_of(rows: &[ValueRow]) -> HashMap<Uuid, BTreeMap<&str, Decimal>> {
    let mut values: HashMap<Uuid, BTreeMap<&str, Decimal>> = HashMap::new();
    for row in rows {
        let of = values.entry(row.partnership_id).or_default();
        of.insert(&row.currency, row.value);
    }
    values
}

fn partnerships_table(filters: &Filters, counts: &Counts, shown: &[&Judged]) -> AnyView {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let total = number(counts.partnerships());
    let page = number(page_of(filters, counts.partnerships()));
    let on_page = |page: i64| {
        list_href(&Filters {
            page: page.to_string(),
            ..filters.clone()
        })
    };
    let sorted = |label, key: &str| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            list_href(&Filters {
                sort,
                page: String::new(),
                ..filters.clone()
            })
        })
    };
    let rows = shown.iter().map(|one| cells(one)).collect();
    let table = ui::table(Table {
        caption: t!("portfolio-list-caption"),
        columns: vec![
            sorted(t!("portfolio-partnership"), "title"),
            sorted(t!("portfolio-status"), "status"),
            sorted(t!("portfolio-schedule"), "schedule"),
            sorted(t!("portfolio-money-now"), "money"),
            sorted(t!("targets-title"), "targets"),
            sorted(t!("portfolio-relationship"), "relationship"),
            list::column(t!("government-title")),
            sorted(t!("portfolio-next"), "due"),
            sorted(t!("portfolio-last-report"), "reported"),
        ],
        rows,
    });
    let body = view! {
        {table}
        {ui::pagination(list::paging_by(PER_PAGE.into(), page, total, on_page))}
        {ui::list_tools(list::address(url::CSV, &Filters { page: String::new(), ..filters.clone() }))}
    };
    ui::section(LIST, t!("portfolio-list"), vec![], body.into_any())
}

fn cells(judged: &Judged) -> Vec<AnyView> {
    let row = &judged.row;
    let show = partnerships::url::show(&row.reference);
    let known_as = t!(
        "portfolio-known-as",
        reference = row.reference.clone(),
        jurisdiction = row.jurisdiction.clone(),
        stage = word(row.stage)
    );
    let name = view! {
        <a href=show>{ui::typed(row.title.clone(), &row.language)}</a>
        <div class="hint">{known_as}</div>
    };
    let dimensions = &judged.dimensions;
    let reported = match row.last_event_at {
        None => t!("portfolio-never-reported").into_any(),
        Some(at) => view! {
            <div>
                {ui::date(at.date_naive())}
                <div class="hint">{reporter(judged)}</div>
            </div>
        }
        .into_any(),
    };
    vec![
        name.into_any(),
        overall(judged),
        status::status_tag(dimensions.schedule.status),
        money_cell(judged),
        status::status_tag(dimensions.targets.status),
        status::status_tag(dimensions.relationship.status),
        governed(judged),
        next_due(row),
        reported,
    ]
}

/// What is computed and, beside it, what is declared.
fn overall(judged: &Judged) -> AnyView {
    let declared = judged.declared.as_ref();
    let declared = declared.map(|one| {
        let tag = reports::declared_tag(one.report.declared);
        view! { <div>{tag}</div>{reports::challenged_mark(one)} }
    });
    let computed = status::status_tag(judged.dimensions.overall());
    view! { <div>{computed}</div>{declared} }.into_any()
}

/// How far government is involved, beside its part of the money.
fn governed(judged: &Judged) -> AnyView {
    let governed = &judged.governed;
    let warning = governed
        .pays_without_deciding()
        .then(|| ui::tag(Tone::Warn, t!("portfolio-pays-without-deciding")));
    let href = government::url::show(&judged.row.reference);
    view! {
        <a href=href>{involvement_word(governed.involvement)}</a>
        <div class="hint">{government::shares_words(&governed.government)}</div>
        {warning}
    }
    .into_any()
}

/// The days of the next milestone and of the next deliverable, and how many
/// more there are.
fn next_due(row: &PartnershipRow) -> AnyView {
    let reference = &row.reference;
    let milestone = row.next_milestone_id.zip(row.next_milestone_due);
    let milestone = milestone.map(|(id, due)| {
        let href = milestones::url::show(reference, id);
        view! { {t!("milestone")}" "<a href=href>{ui::date(due)}</a>" " }
    });
    let deliverable = row.next_deliverable_id.zip(row.next_deliverable_due);
    let deliverable = deliverable.map(|(id, due)| {
        let href = deliverables::url::show(reference, id);
        view! { {t!("deliverable")}" "<a href=href>{ui::date(due)}</a>" " }
    });
    let open = (row.open_milestones > 0).then(|| {
        let words = t!("portfolio-open-milestones", count = row.open_milestones);
        ui::link(milestones::url::index(reference), words)
    });
    let waiting = (row.submitted_deliverables > 0).then(|| {
        let words = t!("portfolio-waiting", count = row.submitted_deliverables);
        ui::link(deliverables::url::index(reference), words)
    });
    view! { <div>{milestone}{open}</div><div>{deliverable}{waiting}</div> }.into_any()
}

/// How the money fares, and what is committed for the fiscal year of the
/// partnership's jurisdiction, by currency.
fn money_cell(judged: &Judged) -> AnyView {
    let Some(money) = &judged.dimensions.money else {
        return t!("none").into_any();
    };
    let sums: Vec<_> = judged
        .committed
        .iter()
        .map(|(currency, sum)| view! { <div>{ui::money(*sum, currency)}</div> })
        .collect();
    let sums = (!sums.is_empty()).then(|| {
        let href = funding::url::show(&judged.row.reference);
        view! { <a class="hint" href=href>{sums}</a> }
    });
    view! { {status::status_tag(money.status)}{sums} }.into_any()
}

/// Funding of all partnerships together: this fiscal year's figures, and the
/// picture of all years.
fn funding(totals: &Totals, today: NaiveDate) -> AnyView {
    let all = ui::link(ledgers::url::INDEX.to_owned(), t!("portfolio-funding-all"));
    let body = if totals.ledgers.is_empty() {
        ui::empty(
            t!("portfolio-funding-none-title"),
            t!("portfolio-funding-none-text"),
            None,
        )
    } else {
        view! {
            {ledgers::this_year(totals, today, ledgers::url::INDEX)}
            {ledgers::picture("funding-by-year", totals, Years::default(), today)}
        }
        .into_any()
    };
    ui::section("funding", t!("portfolio-funding"), vec![all], body)
}

/// The degrees of involvement, and that nobody has said it.
fn involvements() -> impl Iterator<Item = Option<Involvement>> {
    let said = Involvement::VARIANTS.iter().copied().map(Some);
    said.chain([None])
}

/// The parts of the money, from the most, and that none is committed.
const FINANCES: [Option<FinanceShare>; 4] = [
    Some(FinanceShare::Most),
    Some(FinanceShare::Part),
    Some(FinanceShare::Nothing),
    None,
];

fn involvement_word(involvement: Option<Involvement>) -> String {
    involvement.map_or_else(|| t!("portfolio-involvement-unknown"), word)
}

fn finance_word(finance: Option<FinanceShare>) -> String {
    finance.map_or_else(|| t!("portfolio-finance-unknown"), word)
}

/// How far government is involved, beside how much of the money is its own:
/// each partnership is in one of the cells.
fn government_section(filters: &Filters, counts: &Counts) -> AnyView {
    let cell = |involvement, finance| {
        let count = counts.government(involvement, finance);
        if count == 0 {
            return text::number(0_u64).into_any();
        }
        let stands_out = involved::pays_without_deciding(involvement, finance);
        let narrowed = Filters {
            involvement: vec![code_or_unknown(involvement).to_owned()],
            finance: vec![code_or_unknown(finance).to_owned()],
            page: String::new(),
            ..filters.clone()
        };
        ui::heat_cell(ui::HeatCell {
            href: Some(list_href(&narrowed)),
            step: Some(if stands_out { 0 } else { 2 }),
            figure: text::number(count as u64),
            mark: stands_out.then(|| (true, t!("portfolio-pays-without-deciding"))),
        })
    };
    let rows = involvements()
        .map(|involvement| {
            let cells = FINANCES.iter().map(|&finance| cell(involvement, finance));
            std::iter::once(involvement_word(involvement).into_any())
                .chain(cells)
                .collect()
        })
        .collect();
    let mut columns = vec![list::column(t!("involvement-degree"))];
    let finances = FINANCES.iter().copied().map(finance_word);
    columns.extend(finances.map(list::column));
    let table = ui::table(Table {
        caption: t!("portfolio-government-caption"),
        columns,
        rows,
    });
    let body = view! { <p class="hint">{t!("portfolio-government-lead")}</p>{table} };
    ui::section(
        "government",
        t!("portfolio-government"),
        vec![],
        body.into_any(),
    )
}

/// The filters of the portfolio, on the page at `path`.
pub(crate) fn filter_form(path: &str, filters: &Filters, from: Choices) -> AnyView {
    let chips = chips(path, filters, &from);
    let fields = vec![
        Field::filter("q", t!("portfolio-search"))
            .value(&filters.q)
            .search(),
        Field::filter("jurisdiction", t!("portfolio-jurisdiction"))
            .value(&filters.jurisdiction)
            .select(from.jurisdictions, Some(t!("any"))),
        Field::filter("organisation", t!("portfolio-organisation"))
            .value(&filters.organisation)
            .select(from.organisations, Some(t!("any"))),
        Field::filter("concern", t!("portfolio-concern"))
            .value(&filters.concern)
            .select(choices::<Concern>(), Some(t!("any"))),
        Field::filter("level", t!("portfolio-level"))
            .value(filters.level.first().map_or("", String::as_str))
            .select(choices::<Level>(), Some(t!("any"))),
        status_field("status", t!("portfolio-status"), &filters.status),
        status_field("schedule", t!("portfolio-schedule"), &filters.schedule),
        status_field("money", t!("portfolio-money"), &filters.money),
        status_field("targets", t!("targets-title"), &filters.targets),
        status_field(
            "relationship",
            t!("portfolio-relationship"),
            &filters.relationship,
        ),
        Field::filter("involvement", t!("involvement-title")).checkboxes(
            or_unknown(involvements(), involvement_word),
            &filters.involvement,
        ),
        Field::filter("finance", t!("portfolio-finance"))
            .checkboxes(or_unknown(FINANCES, finance_word), &filters.finance),
        Field::filter("stage", t!("portfolio-stage"))
            .checkboxes(choices::<Stage>(), &filters.stage),
        Field::filter("block", t!("portfolio-block"))
            .checkboxes(choices::<BuildingBlock>(), &filters.block),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(path.to_owned(), fields, chips, path.to_owned())
}

/// Options of which one is that something is not known.
fn or_unknown<T: Vocabulary + Copy>(
    values: impl IntoIterator<Item = Option<T>>,
    words: fn(Option<T>) -> String,
) -> Vec<(String, String)> {
    values
        .into_iter()
        .map(|value| (code_or_unknown(value).to_owned(), words(value)))
        .collect()
}

fn status_field(name: &str, label: String, chosen: &[String]) -> AnyView {
    let options = STATUSES
        .iter()
        .map(|(status, _)| (status.code().to_owned(), word(*status)))
        .collect();
    Field::filter(name, label).checkboxes(options, chosen)
}

/// What the filters narrow the portfolio to, in words.
pub(crate) fn narrowed_words(filters: &Filters, from: &Choices) -> Vec<String> {
    let chips = chips(url::INDEX, filters, from).into_iter();
    chips.map(|chip| chip.label).collect()
}

fn chips(path: &str, filters: &Filters, from: &Choices) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |key, value: &str, label| {
        chips.push(list::chip(path, filters, key, value, label));
    };
    let name = |choices: &[(String, String)], value: &str| {
        choices
            .iter()
            .find(|(code, _)| code == value)
            .map_or_else(|| value.to_owned(), |(_, name)| name.clone())
    };
    if !filters.words().is_empty() {
        chip("q", &filters.q, filters.words().to_owned());
    }
    if !filters.jurisdiction.is_empty() {
        let label = name(&from.jurisdictions, &filters.jurisdiction);
        chip("jurisdiction", &filters.jurisdiction, label);
    }
    if filters.organisation().is_some() {
        let label = name(&from.organisations, &filters.organisation);
        chip("organisation", &filters.organisation, label);
    }
    if let Some(concern) = filters.concern() {
        chip("concern", &filters.concern, word(concern));
    }
    for (code, label) in worded::<Status>(&filters.status) {
        chip("status", &code, label);
    }
    for (key, codes, of) in [
        ("schedule", &filters.schedule, t!("portfolio-schedule")),
        ("money", &filters.money, t!("portfolio-money")),
        ("targets", &filters.targets, t!("targets-title")),
        (
            "relationship",
            &filters.relationship,
            t!("portfolio-relationship"),
        ),
    ] {
        for (code, label) in worded::<Status>(codes) {
            chip(
                key,
                &code,
                t!("portfolio-chip", of = of.clone(), is = label),
            );
        }
    }
    for involvement in filters.involvements() {
        let label = t!(
            "portfolio-chip",
            of = t!("involvement-degree"),
            is = involvement_word(involvement)
        );
        chip("involvement", code_or_unknown(involvement), label);
    }
    for finance in filters.finances() {
        chip("finance", code_or_unknown(finance), finance_word(finance));
    }
    for (code, label) in worded::<Stage>(&filters.stage) {
        chip("stage", &code, label);
    }
    for (code, label) in worded::<Level>(&filters.level) {
        chip("level", &code, label);
    }
    for (code, label) in worded::<BuildingBlock>(&filters.block) {
        chip("block", &code, label);
    }
    chips
}

/// The codes that exist, with their words.
fn worded<W: Worded>(codes: &[String]) -> Vec<(String, String)> {
    codes
        .iter()
        .filter_map(|code| Some((code.clone(), word(code.parse::<W>().ok()?))))
        .collect()
}

/// Headings and rows of the spreadsheet; dates as ISO 8601, a column for each
/// currency.
pub(super) fn csv(
    judged: &[Judged],
    behind: &HashMap<Uuid, Behind>,
    values: &[ValueRow],
    today: NaiveDate,
) -> (Vec<String>, Vec<Vec<String>>) {
    let currencies: BTreeSet<&str> = values.iter().map(|row| row.currency.as_str()).collect();
    let values = value_of(values);
    let funded: BTreeSet<&str> = behind
        .values()
        .flat_map(|behind| behind.funding.ledgers.keys().map(String::as_str))
        .collect();
    let mut headings = vec![
        t!("portfolio-csv-reference"),
        t!("portfolio-partnership"),
        t!("portfolio-jurisdiction"),
        t!("portfolio-stage"),
        t!("portfolio-status"),
        t!("portfolio-schedule"),
        t!("portfolio-csv-reason"),
        t!("portfolio-money"),
        t!("portfolio-csv-money-reason"),
        t!("targets-title"),
        t!("portfolio-csv-targets-reason"),
        t!("portfolio-relationship"),
        t!("portfolio-csv-relationship-reason"),
        t!("involvement-title"),
        t!("portfolio-finance"),
        t!("portfolio-csv-overdue-actions"),
        t!("portfolio-csv-open-tensions"),
        t!("governance-severe-risks"),
        t!("portfolio-csv-expired-evidence"),
        t!("report-declared"),
        t!("portfolio-csv-declared-on"),
        t!("report-challenged"),
        t!("portfolio-csv-executive"),
        t!("portfolio-organisation"),
        t!("portfolio-tile-open-milestones"),
        t!("portfolio-next-milestone"),
        t!("portfolio-csv-milestone-due"),
        t!("portfolio-tile-waiting"),
        t!("portfolio-next-deliverable"),
        t!("portfolio-csv-deliverable-due"),
        t!("portfolio-value-contracts"),
        t!("portfolio-last-report"),
        t!("portfolio-csv-reporter"),
    ];
    headings.extend(
        currencies
            .iter()
            .map(|currency| t!("portfolio-csv-value", currency = (*currency).to_owned())),
    );
    for currency in &funded {
        for what in ["committed", "received", "spent", "covered", "cliff"] {
            let currency = (*currency).to_owned();
            headings.push(t!(
                "portfolio-csv-funding",
                what = what,
                currency = currency
            ));
        }
    }
    let rows = judged
        .iter()
        .map(|one| {
            let mut cells = csv_row(one, &currencies, values.get(&one.row.id));
            let money = behind.get(&one.row.id).map(|behind| &behind.funding);
            cells.extend(
                funded
                    .iter()
                    .flat_map(|currency| csv_money(money, currency, today)),
            );
            cells
        })
        .collect();
    (headings, rows)
}

/// This fiscal year's figures in one currency, years covered and the cliff.
fn csv_money(money: Option<&MoneyFacts>, currency: &str, today: NaiveDate) -> [String; 5] {
    let Some((money, ledger)) = money.and_then(|money| Some((money, money.ledgers.get(currency)?)))
    else {
        return Default::default();
    };
    let now = ledger.figures_on(today);
    let cliff = ledger.cliff(today, money.planned_end);
    [
        now.committed.to_string(),
        now.received.to_string(),
        now.spent.to_string(),
        ledger.years_covered(today).to_string(),
        cliff.map(|cliff| cliff.on.to_string()).unwrap_or_default(),
    ]
}

fn csv_row(
    judged: &Judged,
    currencies: &BTreeSet<&str>,
    value: Option<&BTreeMap<&str, Decimal>>,
) -> Vec<String> {
    let row = &judged.row;
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let words = |words: &Option<String>| words.clone().unwrap_or_default();
    let dates = &judged.dimensions.schedule;
    let funded = judged.dimensions.money.as_ref();
    let declared = judged.declared.as_ref();
    let governed = &judged.governed;
    let mut cells = vec![
        row.reference.clone(),
        row.title.clone(),
        row.jurisdiction.clone(),
        word(row.stage),
        word(judged.dimensions.overall()),
        word(dates.status),
        schedule::words(&dates.reason),
        word(judged.dimensions.money_status()),
        funded
            .map(|funded| money::words(&funded.reason))
            .unwrap_or_default(),
        word(judged.dimensions.targets.status),
        performance::words(&judged.dimensions.targets.reason),
        word(judged.dimensions.relationship.status),
        relationship::words(&judged.dimensions.relationship.reason),
        involvement_word(governed.involvement),
        finance_word(governed.finance()),
        governed.overdue_actions.to_string(),
        governed.open_tensions.to_string(),
        governed.severe_risks.to_string(),
        governed
            .unproven
            .map(|unproven| unproven.lapsed.to_string())
            .unwrap_or_default(),
        declared
            .map(|one| word(one.report.declared))
            .unwrap_or_default(),
        date(declared.map(|one| one.report.filed_on)),
        declared
            .and_then(reports::challenged_words)
            .unwrap_or_default(),
        words(&row.executive),
        words(&row.organisation),
        row.open_milestones.to_string(),
        words(&row.next_milestone_title),
        date(row.next_milestone_due),
        row.submitted_deliverables.to_string(),
        words(&row.next_deliverable_title),
        date(row.next_deliverable_due),
        row.contracts.to_string(),
        row.last_event_at
            .map(|at| at.format("%Y-%m-%dT%H:%MZ").to_string())
            .unwrap_or_default(),
        row.last_event_at
            .map(|_| reporter(judged))
            .unwrap_or_default(),
    ];
    cells.extend(currencies.iter().map(|currency| {
        value
            .and_then(|value| value.get(currency))
            .map(ToString::to_string)
            .unwrap_or_default()
    }));
    cells
}
