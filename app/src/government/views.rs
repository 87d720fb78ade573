//! The page of government's part in a partnership.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::access::Action;
use domain::government::{Force, Involvement, force, shares};
use domain::organisation::Sector;
use rust_decimal::Decimal;
use strum::VariantArray;

use super::db::{CarriedRow, InvolvementRow, MoneyRow};
use super::form::{CarryForm, InvolvementForm};
use super::url;
use crate::access::Place;
use crate::coordination::views::who;
use crate::directions::{self, DirectionRow};
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, ConflictRow, Field, Table, Tone};
use crate::{funding, list, partnerships, t};

/// Government's percentage of the money, by currency, in words.
pub(crate) fn shares_words(percentages: &BTreeMap<String, Decimal>) -> String {
    let words = percentages.iter().map(|(currency, share)| {
        t!(
            "portfolio-government-share",
            share = text::percent(*share),
            currency = currency.clone()
        )
    });
    words.collect::<Vec<_>>().join(", ")
}

/// All that the page shows.
pub(super) struct Seen {
    /// Directions that hold for the partnership.
    pub(super) above: Vec<DirectionRow>,
    pub(super) carried: Vec<CarriedRow>,
    /// The latest first.
    pub(super) involvement: Vec<InvolvementRow>,
    /// Nothing for those who see no money.
    pub(super) money: Option<Vec<MoneyRow>>,
}

/// The forms of the page.
pub(super) struct Forms {
    pub(super) carry: CarryForm,
    pub(super) involvement: InvolvementForm,
}

impl Forms {
    /// With nothing typed but today.
    pub(super) fn today(today: NaiveDate) -> Self {
        Self {
            carry: CarryForm::today(today),
            involvement: InvolvementForm::today(today),
        }
    }
}

/// The page.
pub(super) fn show(
    place: &Place,
    seen: &Seen,
    (forms, errors): (&Forms, &Errors),
    conflict: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let state = place
        .may_in_partnership(Action::StateInvolvement)
        .then(|| involvement_form(place, &forms.involvement, errors));
    let carry = place
        .may_in_partnership(Action::CarryDirection)
        .then(|| carry_form(place, seen, &forms.carry, errors, today));
    let state = state.map(|form| ui::section("state", t!("involvement-add"), vec![], form));
    let carry = carry.map(|form| ui::section("carry", t!("carry-add"), vec![], form));
    let finance = seen.money.as_ref().map(|money| {
        ui::section(
            "finance",
            t!("government-finance"),
            vec![],
            finance(place, money),
        )
    });
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("government-title"), Some(place.title.clone()), vec![])}
        {partnerships::sub_nav(place, partnerships::Tab::Government)}
        <p class="lead">{t!("government-lead")}</p>
        <div class="beside">
            {ui::section("involvement", t!("involvement-title"), vec![], involvement(seen))}
            {finance}
        </div>
        {ui::section("directions", t!("carried-title"), vec![], carried(place, seen, today))}
        {carry}
        {state}
    }
    .into_any()
}

/// What somebody else saved before a direction was ended.
pub(super) fn end_conflict(
    who: String,
    when: AnyView,
    theirs: &CarriedRow,
    today: NaiveDate,
) -> AnyView {
    let until = |on| t!("carried-until", date = text::date(on));
    let rows = vec![
        ConflictRow {
            label: t!("direction"),
            theirs: theirs.title.clone(),
            yours: theirs.title.clone(),
        },
        ConflictRow {
            label: t!("direction-force"),
            theirs: theirs.until_on.map_or_else(|| t!("carried-now"), until),
            yours: until(today),
        },
    ];
    ui::conflict(who, when, rows)
}

/// The five degrees with the present one marked, and how it came to it.
fn involvement(seen: &Seen) -> AnyView {
    let Some(now) = seen.involvement.first() else {
        return ui::empty(
            t!("involvement-none-title"),
            t!("involvement-none-text"),
            None,
        );
    };
    let steps: Vec<_> = Involvement::VARIANTS
        .iter()
        .map(|&degree| {
            let (class, current) = match degree == now.degree {
                true => ("step step-now", Some("step")),
                false => ("step", None),
            };
            view! { <li class=class aria-current=current>{word(degree)}</li> }.into_any()
        })
        .collect();
    let story = seen
        .involvement
        .iter()
        .map(|row| ui::StoryItem {
            when: ui::date(row.said_on),
            who: who(row.person.as_ref(), row.organisation.as_ref()),
            what: view! { <p>{ui::typed(row.words.clone(), &row.language)}</p> }.into_any(),
            tag: Some(ui::tag(Tone::Neutral, word(row.degree))),
        })
        .collect();
    view! {
        <ol class="steps">{steps}</ol>
        {ui::story(story)}
    }
    .into_any()
}

/// Who holds the finance: what each sector has committed, and its share.
fn finance(place: &Place, money: &[MoneyRow]) -> AnyView {
    if money.is_empty() {
        return ui::empty(
            t!("government-finance-none"),
            t!("government-finance-none-text"),
            None,
        );
    }
    let cells = |row: &MoneyRow| {
        let same = money.iter().filter(|other| other.currency == row.currency);
        let shares = shares(same.map(|other| (other.sector, other.committed)));
        let share = shares.iter().find(|(sector, _)| *sector == row.sector);
        let share = share.map_or_else(|| t!("none"), |(_, share)| text::percent(*share));
        vec![
            word::<Sector>(row.sector).into_any(),
            ui::money(row.committed, &row.currency),
            share.into_any(),
        ]
    };
    let table = ui::table(Table {
        caption: t!("government-finance-caption"),
        columns: vec![
            list::column(t!("government-sector")),
            list::numeric(t!("government-committed")),
            list::numeric(t!("government-share")),
        ],
        rows: money.iter().map(cells).collect(),
    });
    view! {
        {table}
        <p>{ui::link(funding::url::show(&place.reference), t!("government-finance-link"))}</p>
    }
    .into_any()
}

fn carried(place: &Place, seen: &Seen, today: NaiveDate) -> AnyView {
    let carries = |row: &DirectionRow| {
        let mut open = seen
            .carried
            .iter()
            .filter(|carried| carried.until_on.is_none());
        open.any(|carried| carried.direction_id == row.id)
    };
    let own = if seen.carried.is_empty() {
        ui::empty(t!("carried-none-title"), t!("carried-none-text"), None)
    } else {
        carried_table(place, &seen.carried)
    };
    let others: Vec<&DirectionRow> = seen
        .above
        .iter()
        .filter(|row| force(row.from, row.to, today) == Force::InForce && !carries(row))
        .collect();
    let cells = |row: &&DirectionRow| {
        vec![
            directions::link(row),
            word(row.area).into_any(),
            row.jurisdiction.clone().into_any(),
            directions::alone_tag(row, today)
                .unwrap_or_else(|| t!("direction-carriers", count = row.carriers).into_any()),
        ]
    };
    let others = (!others.is_empty()).then(|| {
        ui::table(Table {
            caption: t!("carried-others-caption"),
            columns: vec![
                list::column(t!("direction")),
                list::column(t!("direction-area")),
                list::column(t!("jurisdiction")),
                list::column(t!("direction-carried")),
            ],
            rows: others.iter().map(cells).collect(),
        })
    });
    view! { {own}{others} }.into_any()
}

fn carried_table(place: &Place, rows: &[CarriedRow]) -> AnyView {
    let may = place.may_in_partnership(Action::CarryDirection);
    let cells = |row: &CarriedRow| {
        let title = ui::typed(row.title.clone(), &row.title_language);
        let by = row.person.clone().unwrap_or_else(|| t!("by-command-line"));
        let state = match row.until_on {
            Some(until) => ui::tag(Tone::Muted, t!("carried-until", date = text::date(until))),
            None if may => ui::action_form(
                url::end(&place.reference, row.id),
                t!("carry-end"),
                vec![("version".to_owned(), row.version.to_string())],
                Tone::Neutral,
            ),
            None => ui::tag(Tone::Good, t!("carried-now")),
        };
        let words = ui::typed(row.words.clone(), &row.language);
        vec![
            view! { <a href=directions::url::show(row.direction_id)>{title}</a> }.into_any(),
            view! { <div><p>{words}</p><p class="hint">{by}</p></div> }.into_any(),
            ui::date(row.since_on),
            state,
        ]
    };
    ui::table(Table {
        caption: t!("carried-caption"),
        columns: vec![
            list::column(t!("direction")),
            list::column(t!("carry-words")),
            list::column(t!("carry-since")),
            list::column(t!("direction-force")),
        ],
        rows: rows.iter().map(cells).collect(),
    })
}

fn carry_form(
    place: &Place,
    seen: &Seen,
    form: &CarryForm,
    errors: &Errors,
    today: NaiveDate,
) -> AnyView {
    let since = form.since();
    let options = seen
        .above
        .iter()
        .filter(|row| force(row.from, row.to, today) == Force::InForce)
        .map(|row| {
            let label = t!(
                "carry-option",
                title = row.title.clone(),
                place = row.jurisdiction.clone()
            );
            (row.id.to_string(), label)
        })
        .collect();
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("direction", t!("direction"))
            .value(&form.direction)
            .errors(errors)
            .select(options, Some(t!("error-choose"))),
        Field::new("carry_words", t!("carry-words"))
            .value(&form.carry_words)
            .errors(errors)
            .textarea(3),
        Field::new("since", t!("carry-since")).errors(errors).date(
            since.day,
            since.month,
            since.year,
        ),
    ];
    ui::form(
        url::directions(&place.reference),
        fields,
        t!("carry-submit"),
        None,
    )
}

fn involvement_form(place: &Place, form: &InvolvementForm, errors: &Errors) -> AnyView {
    let said = form.said();
    let degrees = choices::<Involvement>()
        .into_iter()
        .map(|(code, word)| {
            let key = format!("involvement-anchor-{}", code.replace('_', "-"));
            let anchor = text::message(&key, None);
            (
                code,
                t!("strength-with-anchor", strength = word, anchor = anchor),
            )
        })
        .collect();
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("degree", t!("involvement-degree"))
            .value(&form.degree)
            .errors(errors)
            .radios(degrees),
        Field::new("words", t!("involvement-words"))
            .hint(t!("involvement-words-hint"))
            .value(&form.words)
            .errors(errors)
            .textarea(3),
        Field::new("said", t!("position-said"))
            .errors(errors)
            .date(said.day, said.month, said.year),
    ];
    ui::form(
        url::involvement(&place.reference),
        fields,
        t!("involvement-submit"),
        None,
    )
}
