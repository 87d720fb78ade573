//! The pages of jurisdictions.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::budget::Verdict;
use domain::calendar::zone_names;
use domain::jurisdiction::Level;
use domain::money::Currency;
use uuid::Uuid;

use super::db::JurisdictionRow;
use super::form::JurisdictionForm;
use super::{Choice, Governance, options, url};
use crate::access::CurrentPerson;
use crate::coordination::HomeId;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, ConflictRow, Field, Table, Width};
use crate::{
    bodies, budgets, comparisons, decisions, directions, ledgers, list, organisations, rates, t,
    tensions,
};

/// The name of a month, from 1.
fn month(number: i16) -> String {
    text::message(&format!("jurisdiction-month-{number}"), None)
}

/// A count that leads to the organisations counted.
fn organisations_link(row: &JurisdictionRow) -> AnyView {
    let count = text::number(row.organisations);
    if row.organisations == 0 {
        return count.into_any();
    }
    ui::link(organisations::url::of_jurisdiction(row.id), count)
}

/// The verdict of the five-per-cent test, which leads to its figures.
fn five_per_cent(row: &JurisdictionRow, verdicts: &HashMap<Uuid, Verdict>) -> AnyView {
    let tag = budgets::verdict_tag(verdicts.get(&row.id));
    view! { <a href=budgets::url::index(row.id)>{tag}</a> }.into_any()
}

/// The tree as a table; `top` is the depth that stands at the margin.
fn table(
    caption: String,
    person: &CurrentPerson,
    rows: &[JurisdictionRow],
    verdicts: &HashMap<Uuid, Verdict>,
    top: i32,
) -> AnyView {
    let partnerships = person.may(Action::ReadPartnership);
    let mut columns = vec![
        list::column(t!("jurisdiction")),
        list::column(t!("jurisdiction-code")),
        list::column(t!("jurisdiction-level")),
        list::column(t!("jurisdiction-currency")),
        list::column(t!("jurisdiction-first-month")),
        list::column(t!("jurisdiction-time-zone")),
        list::numeric(t!("jurisdiction-organisations")),
    ];
    if partnerships {
        columns.push(list::numeric(t!("jurisdiction-partnerships")));
    }
    columns.push(list::column(t!("jurisdiction-five-per-cent")));
    let cells = |row: &JurisdictionRow| {
        let depth = (row.depth - top).clamp(0, 4);
        let link = ui::link(url::show(row.id), row.name.clone());
        let mut cells = vec![
            view! { <span class=format!("depth-{depth}")>{link}</span> }.into_any(),
            row.code.clone().into_any(),
            word(row.level).into_any(),
            row.currency.clone().into_any(),
            month(row.first_month).into_any(),
            row.time_zone.clone().into_any(),
            organisations_link(row),
        ];
        if partnerships {
            cells.push(text::number(row.partnerships).into_any());
        }
        cells.push(five_per_cent(row, verdicts));
        cells
    };
    ui::table(Table {
        caption,
        columns,
        rows: rows.iter().map(cells).collect(),
    })
}

/// The whole tree.
pub(super) fn index(
    person: &CurrentPerson,
    rows: &[JurisdictionRow],
    verdicts: &HashMap<Uuid, Verdict>,
) -> AnyView {
    let add = || ui::button_link(url::NEW.to_owned(), t!("jurisdiction-add"), true);
    let may_add = person.may(Action::EditJurisdiction);
    let body = if rows.is_empty() {
        ui::empty(
            t!("jurisdictions-none-title"),
            t!("jurisdictions-none-text"),
            may_add.then(add),
        )
    } else {
        view! {
            {table(t!("jurisdictions-caption"), person, rows, verdicts, 0)}
            {ui::list_tools(url::CSV.to_owned())}
            <p>{ui::link(rates::url::INDEX.to_owned(), t!("jurisdictions-rates"))}</p>
        }
        .into_any()
    };
    let actions = (may_add && !rows.is_empty()).then(add);
    let compare = person.may(Action::ReadPortfolio).then(|| {
        ui::button_link(
            comparisons::url::INDEX.to_owned(),
            t!("comparison-link"),
            false,
        )
    });
    view! {
        {ui::heading(t!("jurisdictions-title"), None, compare.into_iter().chain(actions).collect())}
        {body}
    }
    .into_any()
}

/// One jurisdiction: its governance, where the viewer reads that, and what the
/// registry has of it.
pub(super) fn show(
    person: &CurrentPerson,
    row: &JurisdictionRow,
    governance: Option<Governance>,
    registry: AnyView,
    today: NaiveDate,
) -> AnyView {
    let ledger = person.may(Action::ReadPortfolio).then(|| {
        ui::button_link(
            ledgers::url::of_jurisdiction(row.id),
            t!("ledger-title"),
            false,
        )
    });
    let edit = person
        .may(Action::EditJurisdiction)
        .then(|| ui::button_link(url::edit(row.id), t!("button-edit"), false));
    let budgets = ui::button_link(
        budgets::url::index(row.id),
        t!("jurisdiction-budgets"),
        false,
    );
    let governance = governance.map(|found| governed(row, found, today));
    view! {
        {ui::heading(
            row.name.clone(), Some(t!("jurisdiction")),
            std::iter::once(budgets).chain(ledger).chain(edit).collect(),
        )}
        {governance}
        {registry}
    }
    .into_any()
}

/// Who decides here, what holds here, and what pulls in two directions.
fn governed(row: &JurisdictionRow, found: Governance, today: NaiveDate) -> AnyView {
    let place = HomeId::Jurisdiction(row.id);
    let tiles = (!found.tiles.is_empty()).then(|| {
        let date = text::date(today);
        view! {
            <p class="hint">{t!("portfolio-as-of", date = date)}</p>
            {ui::tiles(found.tiles)}
        }
    });
    let directions = if found.directions.rows.is_empty() {
        let none = t!("directions-holding-none-text");
        ui::empty(t!("directions-none-title"), none, None)
    } else {
        directions::holding_table(row.id, &found.directions, today)
    };
    let bodies = if found.bodies.is_empty() {
        let none = t!("jurisdiction-bodies-none-text");
        ui::empty(t!("jurisdiction-bodies-none-title"), none, None)
    } else {
        bodies::listing_table(&found.bodies)
    };
    let decisions = (!found.decisions.is_empty()).then(|| {
        let table = decisions::short_table(&found.decisions, true);
        ui::section("decisions", t!("decisions-latest"), vec![], table)
    });
    let tensions = if found.tensions.len() == 0 {
        let none = t!("jurisdiction-tensions-none-text");
        ui::empty(t!("jurisdiction-tensions-none-title"), none, None)
    } else {
        found.tensions.table()
    };
    let map = ui::link(tensions::url::map_of(place), t!("tensions-map"));
    let all = ui::link(
        tensions::url::of_place(place),
        t!("jurisdiction-tensions-all"),
    );
    view! {
        {tiles}
        {ui::section("directions", t!("directions-title"), vec![], directions)}
        {ui::section("bodies", t!("bodies-title"), vec![], bodies)}
        {decisions}
        {ui::section("tensions", t!("tensions-title"), vec![map, all], tensions)}
    }
    .into_any()
}

/// What lies below a jurisdiction, its organisations, and its facts.
pub(super) fn registry(
    person: &CurrentPerson,
    row: &JurisdictionRow,
    below: &[JurisdictionRow],
    organisations: &[organisations::Brief],
    verdicts: &HashMap<Uuid, Verdict>,
) -> AnyView {
    let places = if below.is_empty() {
        ui::empty(
            t!("jurisdiction-below-none-title"),
            t!("jurisdiction-below-none-text"),
            None,
        )
    } else {
        table(
            t!("jurisdiction-below"),
            person,
            below,
            verdicts,
            row.depth + 1,
        )
    };
    let main = view! {
        {ui::section("below", t!("jurisdiction-below"), vec![], places)}
        {ui::section("organisations", t!("jurisdiction-own-organisations"), vec![], own(row, organisations))}
    };
    ui::columns(main.into_any(), facts(person, row, verdicts))
}

fn facts(
    person: &CurrentPerson,
    row: &JurisdictionRow,
    verdicts: &HashMap<Uuid, Verdict>,
) -> AnyView {
    let above = match (row.parent_id, &row.parent) {
        (Some(id), Some(name)) => ui::link(url::show(id), name.clone()),
        _ => t!("none").into_any(),
    };
    let mut facts = vec![
        (t!("jurisdiction-code"), row.code.clone().into_any()),
        (t!("jurisdiction-level"), word(row.level).into_any()),
        (t!("jurisdiction-parent"), above),
        (t!("jurisdiction-currency"), row.currency.clone().into_any()),
        (
            t!("jurisdiction-first-month"),
            month(row.first_month).into_any(),
        ),
        (
            t!("jurisdiction-time-zone"),
            row.time_zone.clone().into_any(),
        ),
        (t!("jurisdiction-organisations"), organisations_link(row)),
        (
            t!("jurisdiction-five-per-cent"),
            five_per_cent(row, verdicts),
        ),
    ];
    if person.may(Action::ReadPartnership) {
        facts.push((
            t!("jurisdiction-partnerships"),
            text::number(row.partnerships).into_any(),
        ));
    }
    ui::summary_list(facts)
}

fn own(row: &JurisdictionRow, organisations: &[organisations::Brief]) -> AnyView {
    if organisations.is_empty() {
        return ui::empty(
            t!("jurisdiction-own-none-title"),
            t!("jurisdiction-own-none-text"),
            (row.organisations > 0).then(|| all(row)),
        );
    }
    let cells = |brief: &organisations::Brief| {
        vec![
            ui::link(organisations::url::show(brief.id), brief.name.clone()),
            word(brief.sector).into_any(),
        ]
    };
    let table = ui::table(Table {
        caption: t!("jurisdiction-own-caption"),
        columns: vec![
            list::column(t!("organisation")),
            list::column(t!("organisation-sector")),
        ],
        rows: organisations.iter().map(cells).collect(),
    });
    view! { {table}<p>{all(row)}</p> }.into_any()
}

fn all(row: &JurisdictionRow) -> AnyView {
    let words = t!("jurisdiction-all-organisations", count = row.organisations);
    ui::link(organisations::url::of_jurisdiction(row.id), words)
}

/// The form for a jurisdiction, new or to edit.
pub(super) fn edit(
    existing: Option<&JurisdictionRow>,
    parents: &[Choice],
    form: &JurisdictionForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let currencies = Currency::all()
        .map(|currency| (currency.to_string(), currency.to_string()))
        .collect();
    let months = (1..=12)
        .map(|number| (number.to_string(), month(number)))
        .collect();
    let zones = zone_names()
        .map(|name| (name.to_owned(), name.to_owned()))
        .collect();
    let choose = || Some(t!("error-choose"));
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("name", t!("jurisdiction-name"))
            .value(&form.name)
            .errors(errors)
            .text(),
        Field::new("code", t!("jurisdiction-code"))
            .hint(t!("jurisdiction-code-hint"))
            .value(&form.code)
            .errors(errors)
            .width(Width::Short)
            .text(),
        Field::new("level", t!("jurisdiction-level"))
            .value(&form.level)
            .errors(errors)
            .select(choices::<Level>(), choose()),
        Field::new("parent", t!("jurisdiction-parent"))
            .optional()
            .hint(t!("jurisdiction-parent-hint"))
            .value(&form.parent)
            .errors(errors)
            .select(options(parents), Some(t!("none"))),
        Field::new("currency", t!("jurisdiction-currency"))
            .value(&form.currency)
            .errors(errors)
            .select(currencies, choose()),
        Field::new("first_month", t!("jurisdiction-first-month"))
            .value(&form.first_month)
            .errors(errors)
            .select(months, choose()),
        Field::new("time_zone", t!("jurisdiction-time-zone"))
            .hint(t!("jurisdiction-time-zone-hint"))
            .value(&form.time_zone)
            .errors(errors)
            .select(zones, choose()),
    ];
    let (title, action, back) = match existing {
        None => (
            t!("jurisdiction-add"),
            url::INDEX.to_owned(),
            url::INDEX.to_owned(),
        ),
        Some(row) => (
            t!("jurisdiction-edit"),
            url::edit(row.id),
            url::show(row.id),
        ),
    };
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, existing.map(|row| row.name.clone()), vec![])}
        {ui::form(action, fields, t!("button-save"), Some((back, t!("button-cancel"))))}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &JurisdictionRow,
    yours: &JurisdictionForm,
    parents: &[Choice],
) -> AnyView {
    let row = |label, theirs: String, yours: String| ConflictRow {
        label,
        theirs,
        yours,
    };
    let label = |id: &str| {
        let found = parents.iter().find(|choice| choice.id.to_string() == id);
        found.map_or_else(|| t!("none"), |choice| choice.label.clone())
    };
    let parent = theirs.parent_id.map(|id| id.to_string());
    let level = yours
        .level
        .parse()
        .map_or_else(|_| yours.level.clone(), word::<Level>);
    let rows = vec![
        row(
            t!("jurisdiction-name"),
            theirs.name.clone(),
            yours.name.clone(),
        ),
        row(
            t!("jurisdiction-code"),
            theirs.code.clone(),
            yours.code.clone(),
        ),
        row(t!("jurisdiction-level"), word(theirs.level), level),
        row(
            t!("jurisdiction-parent"),
            label(&parent.unwrap_or_default()),
            label(&yours.parent),
        ),
        row(
            t!("jurisdiction-currency"),
            theirs.currency.clone(),
            yours.currency.clone(),
        ),
        row(
            t!("jurisdiction-first-month"),
            month(theirs.first_month),
            yours
                .first_month
                .parse()
                .map_or_else(|_| String::new(), month),
        ),
        row(
            t!("jurisdiction-time-zone"),
            theirs.time_zone.clone(),
            yours.time_zone.clone(),
        ),
    ];
    ui::conflict(who, when, rows)
}

/// The spreadsheet's headings.
pub(super) fn csv_headings(person: &CurrentPerson) -> Vec<String> {
    let mut headings = vec![
        t!("jurisdiction"),
        t!("jurisdiction-code"),
        t!("jurisdiction-parent"),
        t!("jurisdiction-level"),
        t!("jurisdiction-currency"),
        t!("jurisdiction-first-month"),
        t!("jurisdiction-time-zone"),
        t!("jurisdiction-organisations"),
    ];
    if person.may(Action::ReadPartnership) {
        headings.push(t!("jurisdiction-partnerships"));
    }
    headings.push(t!("jurisdiction-five-per-cent"));
    headings
}

/// A jurisdiction as a row of the spreadsheet.
pub(super) fn csv_row(
    person: &CurrentPerson,
    row: &JurisdictionRow,
    verdict: Option<&Verdict>,
) -> Vec<String> {
    let mut cells = vec![
        row.name.clone(),
        row.code.clone(),
        row.parent.clone().unwrap_or_default(),
        row.level.code().to_owned(),
        row.currency.clone(),
        row.first_month.to_string(),
        row.time_zone.clone(),
        row.organisations.to_string(),
    ];
    if person.may(Action::ReadPartnership) {
        cells.push(row.partnerships.to_string());
    }
    cells.push(budgets::verdict_code(verdict).to_owned());
    cells
}
