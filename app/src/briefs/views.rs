//! The pages of briefs: on the screen as on paper.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::funding::Ledger;
use domain::scorecard::{Factor, Results, step};
use strum::VariantArray;

use super::db::Record;
use super::{DAYS, Due, url};
use crate::access::{CurrentPerson, Place};
use crate::governance::{self, Governed};
use crate::html::*;
use crate::ledgers::Totals;
use crate::performance::Standing;
use crate::portfolio::{self, Choices, EventRow, Filters, Narrowed};
use crate::scorecards::Latest;
use crate::status::Fares;
use crate::text::{self, word};
use crate::ui::{self, HeatCell, Table, Tile, Tone};
use crate::{
    factors, funding, ledgers, list, partnerships, reports, scorecards, status, t, targets,
};

/// What a page of paper has room for.
const ATTENTION: usize = 3;
const DUE: usize = 6;
const EVENTS: usize = 4;
const TILES: usize = 8;
const GAPS: usize = 3;
const INDICATORS: usize = 6;
const YEARS: usize = 3;
const MONEY: usize = 7;
const NEED: usize = 320;

/// The day that the figures are of, and when the brief was drawn up.
type When = (NaiveDate, DateTime<Utc>);

/// What the brief of a partnership tells.
pub(super) struct Partnership {
    pub(super) record: Record,
    pub(super) fares: Fares,
    pub(super) governed: Governed,
    /// Its latest published round.
    pub(super) round: Option<Latest>,
    pub(super) due: Vec<Due>,
    pub(super) events: Vec<EventRow>,
}

/// What the brief of the portfolio tells.
pub(super) struct Portfolio {
    pub(super) narrowed: Narrowed,
    pub(super) totals: Totals,
    pub(super) latest: Vec<Latest>,
    pub(super) due: Vec<Due>,
    pub(super) events: Vec<EventRow>,
}

/// The sheet of paper, with what stands around it on the screen.
fn sheet(
    person: &CurrentPerson,
    title: AnyView,
    about: String,
    back: AnyView,
    source: String,
    (today, at): When,
    body: AnyView,
) -> AnyView {
    let who = t!(
        "brief-drawn-up",
        name = person.name.clone(),
        organisation = person.organisation.clone()
    );
    view! {
        <p class="brief-tools">{back}<span class="hint">{t!("brief-print")}</span></p>
        <article class="brief">
            <header class="brief-head">
                <p>{t!("brief-title")}" · "{t!("service-name")}</p>
                <h1>{title}</h1>
                <p>{about}</p>
                <p class="hint">{t!("brief-as-of", date = text::date(today))}" "{who}" "{ui::moment(at)}</p>
            </header>
            {body}
            <footer class="brief-foot">{t!("brief-source", path = source)}</footer>
        </article>
    }
    .into_any()
}

/// A part of the sheet, and how much of it is left out.
fn part(title: String, body: AnyView, more: Option<AnyView>) -> AnyView {
    let more = more.map(|more| view! { <p class="hint">{more}</p> });
    view! { <section><h2>{title}</h2>{body}{more}</section> }.into_any()
}

fn nothing(words: String) -> AnyView {
    view! { <p class="hint">{words}</p> }.into_any()
}

/// Text that is no longer than there is room for.
fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let words = cut.rsplit_once(char::is_whitespace);
    format!("{}…", words.map_or(cut.as_str(), |(words, _)| words))
}

pub(super) fn partnership(
    person: &CurrentPerson,
    place: &Place,
    found: Partnership,
    when: When,
) -> AnyView {
    let record = &found.record;
    let reference = &place.reference;
    let about = t!(
        "brief-about",
        reference = reference.clone(),
        jurisdiction = record.jurisdiction.clone(),
        stage = word(record.stage)
    );
    let need = record.need.as_ref().map(|need| {
        view! { <p>{ui::typed(short(need, NEED), &place.language)}</p> }
    });
    let main = view! {
        {found.fares.money.as_ref().map(|money| {
            part(
                t!("partnership-money"),
                money_table(&money.ledgers, when.0),
                Some(ui::link(funding::url::show(reference), t!("partnership-money-all"))),
            )
        })}
        {indicators(place, &found.fares.standings)}
        {factors_part(place, found.round.as_ref())}
    };
    let aside = view! {
        {facts(record)}
        {part(
            t!("partnership-governed"),
            ui::summary_list(governance::at_a_glance(reference, &found.governed)),
            None,
        )}
        {due_part(found.due, when.0, false)}
    };
    let body = view! {
        {need}
        {ui::tiles(tiles(place, &found.fares))}
        <div class="brief-columns"><div>{main}</div><div>{aside}</div></div>
        {part(t!("brief-reported"), events(found.events), None)}
    };
    let back = ui::link(partnerships::url::show(reference), t!("partnership-back"));
    sheet(
        person,
        ui::typed(place.title.clone(), &place.language),
        about,
        back,
        url::partnership(reference),
        when,
        body.into_any(),
    )
}

fn events(rows: Vec<EventRow>) -> AnyView {
    if rows.is_empty() {
        nothing(t!("portfolio-events-none-text"))
    } else {
        portfolio::events(rows.into_iter().take(EVENTS).collect())
    }
}

fn tiles(place: &Place, fares: &Fares) -> Vec<Tile> {
    let overall = fares.dimensions.overall();
    let mut tiles = vec![
        Tile {
            value: word(overall),
            label: t!("partnership-status"),
            note: Some(t!("partnership-status-note")),
            href: Some(partnerships::url::show(&place.reference)),
            tone: status::tone(overall),
        },
        reports::tile(&place.reference, fares.declared.as_ref()),
    ];
    tiles.extend(status::tiles(&place.reference, &fares.dimensions));
    tiles
}

fn facts(record: &Record) -> AnyView {
    let named = |name: &Option<String>| {
        let name = name.clone();
        name.unwrap_or_else(|| t!("partnership-nobody-named"))
            .into_any()
    };
    let day = |day: Option<NaiveDate>| day.map_or_else(|| t!("unknown").into_any(), ui::date);
    let rows = vec![
        (t!("partnership-executive"), named(&record.executive)),
        (
            t!("partnership-clinical-lead"),
            named(&record.clinical_lead),
        ),
        (t!("partnership-ict-lead"), named(&record.ict_lead)),
        (t!("partnership-sponsor"), named(&record.sponsor)),
        (t!("partnership-established"), day(record.established_on)),
        (t!("partnership-planned-end"), day(record.planned_end)),
    ];
    part(t!("brief-facts"), ui::summary_list(rows), None)
}

/// Money from this fiscal year on, a row for each year and currency.
fn money_table(ledgers: &BTreeMap<String, Ledger>, today: NaiveDate) -> AnyView {
    let mut rows = Vec::new();
    // Many currencies leave room for fewer years of each.
    let most = (MONEY / ledgers.len().max(1)).clamp(1, YEARS);
    for (currency, ledger) in ledgers {
        let years = ledger.periods().iter();
        let ahead = years.filter(|year| year.period.end() >= today).take(most);
        rows.extend(ahead.map(|year| {
            let figures = &year.figures;
            vec![
                year.label.clone().into_any(),
                ui::money(figures.committed, currency),
                ui::money(figures.expected, currency),
                ui::money(figures.received, currency),
                ui::money(figures.spent, currency),
            ]
        }));
    }
    if rows.is_empty() {
        return nothing(t!("brief-money-none"));
    }
    let cover = ledgers.iter().map(|(currency, ledger)| {
        t!(
            "ledger-picture-message",
            currency = currency.clone(),
            cover = ledgers::cover_words(ledger, today)
        )
    });
    let cover = cover.collect::<Vec<_>>().join(" · ");
    let table = ui::table(Table {
        caption: t!("brief-money-caption"),
        columns: vec![
            list::column(t!("ledger-year")),
            list::numeric(t!("ledger-committed")),
            list::numeric(t!("ledger-expected")),
            list::numeric(t!("ledger-received")),
            list::numeric(t!("ledger-spent")),
        ],
        rows,
    });
    view! { {table}<p>{cover}</p> }.into_any()
}

/// How each indicator stands, the worst first.
fn indicators(place: &Place, standings: &[Standing]) -> AnyView {
    let mut standings: Vec<&Standing> = standings.iter().collect();
    standings
        .sort_by_key(|one| std::cmp::Reverse(one.judged.assessment.status.status().severity()));
    let all = standings.len();
    let items: Vec<_> = standings
        .into_iter()
        .take(INDICATORS)
        .map(|one| {
            let found = &one.judged.assessment;
            let figure = match found.latest {
                Some((value, on)) => t!(
                    "brief-latest",
                    figure = targets::figure(value, &one.unit),
                    date = text::date(on)
                ),
                None => t!("brief-not-measured"),
            };
            let href = targets::url::show(&place.reference, one.id);
            view! {
                <li>
                    {targets::status_tag(found.status)}
                    <span>
                        <a href=href>{ui::typed(one.judged.title.clone(), &one.language)}</a>
                        " · "{figure}
                    </span>
                </li>
            }
        })
        .collect();
    let body = if items.is_empty() {
        nothing(t!("performance-no-indicator"))
    } else {
        view! { <ul class="brief-list">{items}</ul> }.into_any()
    };
    let more = more(all, INDICATORS, targets::url::index(&place.reference));
    part(t!("targets-title"), body, more)
}

/// The way to all of a list that has no room here.
fn more(all: usize, shown: usize, href: String) -> Option<AnyView> {
    let left = all.checked_sub(shown).filter(|left| *left > 0)?;
    Some(ui::link(href, t!("brief-more", count = left)))
}

/// The six success factors in the latest published round.
fn factors_part(place: &Place, round: Option<&Latest>) -> AnyView {
    let Some(round) = round else {
        let none = nothing(t!("factors-no-round"));
        return part(t!("brief-factors"), none, None);
    };
    let results = Results::of(round.cells.clone());
    let cells: Vec<_> = Factor::VARIANTS
        .iter()
        .map(|&factor| {
            let mean = results.shown_together(factor).mean();
            let cell = HeatCell {
                href: Some(scorecards::url::result(
                    &place.reference,
                    round.round_id,
                    factor,
                )),
                step: mean.map(step),
                figure: mean.map_or_else(|| t!("factors-no-data"), scorecards::points),
                mark: results.gap(factor).map(|gap| {
                    let (_, words) = scorecards::gap_tag(Some(&gap));
                    (gap.is_wide(), words)
                }),
            };
            view! { <li><span>{word(factor)}</span>{ui::heat_cell(cell)}</li> }
        })
        .collect();
    let by = round.published_by.clone();
    let by = by.unwrap_or_else(|| t!("by-command-line"));
    let as_of = t!("scorecard-gap-as-of", date = text::date(round.closes_on));
    let as_of = format!("{as_of}. {}", t!("factors-published-by", name = by));
    let body = view! { <ul class="brief-factors">{cells}</ul> };
    part(t!("brief-factors"), body.into_any(), Some(as_of.into_any()))
}

/// What is due; with the partnership's reference where there are several.
fn due_part(due: Vec<Due>, today: NaiveDate, several: bool) -> AnyView {
    let all = due.len();
    let items: Vec<_> = due
        .into_iter()
        .take(DUE)
        .map(|one| {
            let days = (today - one.on).num_days();
            let late = (days > 0).then(|| ui::tag(Tone::Bad, t!("brief-late", days = days)));
            let reference = several.then(|| view! { {ui::code(one.reference)}" · " });
            view! {
                <li>
                    <span>{ui::date(one.on)}{late}</span>
                    <span>
                        <a href=one.href>{ui::typed(one.title, &one.language)}</a>
                        <span class="hint">{reference}{one.kind}" · "{one.whose}</span>
                    </span>
                </li>
            }
        })
        .collect();
    let body = if items.is_empty() {
        nothing(t!("brief-due-none"))
    } else {
        view! { <ul class="brief-list brief-due">{items}</ul> }.into_any()
    };
    let left = all.saturating_sub(DUE);
    let more = (left > 0).then(|| t!("brief-more", count = left).into_any());
    part(t!("brief-due", days = DAYS), body, more)
}

pub(super) fn portfolio(
    person: &CurrentPerson,
    filters: &Filters,
    choices: &Choices,
    found: Portfolio,
    when: When,
) -> AnyView {
    let words = portfolio::narrowed_words(filters, choices);
    let about = if words.is_empty() {
        person.organisation.clone()
    } else {
        t!(
            "brief-narrowed",
            organisation = person.organisation.clone(),
            filters = words.join(", ")
        )
    };
    let judged = &found.narrowed.judged;
    let needing = judged.iter().filter(|one| one.needs_attention()).count();
    let attention = if needing == 0 {
        nothing(t!("portfolio-attention-none-text"))
    } else {
        portfolio::attention(judged, ATTENTION)
    };
    let gaps = factors::widest(judged, &found.latest, GAPS);
    let gaps = if gaps.is_empty() {
        nothing(t!("portfolio-gaps-none-text"))
    } else {
        ui::attention(gaps)
    };
    // What counts nothing has no place on a page of paper.
    let counts = portfolio::tiles(filters, &found.narrowed).into_iter();
    let tiles = counts
        .enumerate()
        .filter(|(at, tile)| *at == 0 || tile.tone != Tone::Neutral)
        .map(|(_, tile)| tile)
        .take(TILES);
    let all_money = ui::link(ledgers::url::INDEX.to_owned(), t!("portfolio-funding-all"));
    let all_gaps = ui::link(factors::url::index(filters), t!("portfolio-gaps-all"));
    let attention_left = more(needing, ATTENTION, portfolio::attention_href(filters));
    let body = if judged.is_empty() {
        nothing(t!("portfolio-no-match-text"))
    } else {
        view! {
            {ui::tiles(tiles.collect())}
            <div class="brief-columns">
                {part(t!("portfolio-attention"), attention, attention_left)}
                {due_part(found.due, when.0, true)}
                {part(t!("portfolio-funding"), money_table(&found.totals.ledgers, when.0), Some(all_money))}
                {part(t!("portfolio-gaps"), gaps, Some(all_gaps))}
                {part(t!("partnership-governed"), portfolio::governance_list(filters, &found.narrowed), None)}
            </div>
            {part(t!("brief-reported"), events(found.events), None)}
        }
        .into_any()
    };
    let back = ui::link(
        list::address(portfolio::url::INDEX, filters),
        t!("brief-portfolio"),
    );
    sheet(
        person,
        t!("portfolio-title").into_any(),
        about,
        back,
        url::portfolio(filters),
        when,
        body,
    )
}
