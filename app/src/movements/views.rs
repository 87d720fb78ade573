//! The pages of receipts and spending.

use domain::access::Action;
use domain::money::{Money, Totals};

use super::db::{CommitmentRow, MovementRow};
use super::form::{Filters, MovementForm, VoidForm};
use super::{Movement, title, url};
use crate::access::Place;
use crate::form::{DateParts, Errors};
use crate::html::*;
use crate::ui::{self, Chip, ConflictRow, Field, Table, Tile, Tone, Width};
use crate::{commitments, funding, list, t, text};

/// What adds one.
pub(super) fn add_words(movement: Movement) -> String {
    match movement {
        Movement::Receipt => t!("receipt-add"),
        Movement::Spending => t!("spending-add"),
    }
}

/// What corrects one.
pub(super) fn edit_words(movement: Movement) -> String {
    match movement {
        Movement::Receipt => t!("receipt-edit"),
        Movement::Spending => t!("spending-edit"),
    }
}

fn over_words(movement: Movement) -> String {
    match movement {
        Movement::Receipt => t!("funding-overreceived"),
        Movement::Spending => t!("funding-overspent"),
    }
}

/// The list: filters, totals, table. `rows` are all that fit.
pub(super) fn index(
    place: &Place,
    movement: Movement,
    filters: &Filters,
    rows: &[MovementRow],
    commitments: &[CommitmentRow],
    errors: &Errors,
) -> AnyView {
    let may_edit = place.may_in_partnership(Action::EditFunding) && !commitments.is_empty();
    let add = may_edit.then(|| {
        ui::button_link(
            url::new(&place.reference, movement),
            add_words(movement),
            true,
        )
    });
    let here = url::index(&place.reference, movement);
    let unfiltered = list::address(&here, filters) == here;
    let body = if commitments.is_empty() {
        let to_first = place.may_in_partnership(Action::EditFunding).then(|| {
            let new = commitments::url::new(&place.reference);
            ui::button_link(new, t!("commitment-add"), true)
        });
        ui::empty(
            t!("movements-no-commitment"),
            t!("movements-no-commitment-text"),
            to_first,
        )
    } else if rows.is_empty() && unfiltered {
        ui::empty(t!("movements-none-title"), t!("movements-none-text"), None)
    } else if rows.is_empty() {
        ui::empty(
            t!("movements-no-match-title"),
            t!("movements-no-match-text"),
            None,
        )
    } else {
        listing(place, movement, filters, rows)
    };
    let filters =
        (!commitments.is_empty()).then(|| filter_form(here, filters, commitments, errors));
    view! {
        {ui::error_summary(errors)}
        {ui::heading(title(movement), Some(place.title.clone()), add.into_iter().collect())}
        {funding::nav(place, movement.part())}
        {filters}
        {body}
    }
    .into_any()
}

fn commitment_choices(commitments: &[CommitmentRow]) -> Vec<(String, String)> {
    commitments
        .iter()
        .map(|row| {
            let words = t!(
                "movement-commitment-said",
                funder = row.funder.clone(),
                title = row.title.clone(),
                currency = row.currency.clone()
            );
            (row.id.to_string(), words)
        })
        .collect()
}

fn filter_form(
    here: String,
    filters: &Filters,
    commitments: &[CommitmentRow],
    errors: &Errors,
) -> AnyView {
    let mut funders: Vec<(String, String)> = commitments
        .iter()
        .map(|row| (row.funder_id.to_string(), row.funder.clone()))
        .collect();
    funders.dedup();
    let mut currencies: Vec<(String, String)> = commitments
        .iter()
        .map(|row| (row.currency.clone(), row.currency.clone()))
        .collect();
    currencies.sort_unstable();
    currencies.dedup();
    let date = |name: &str, label: String, typed: DateParts<'_>| {
        Field::filter(name, label)
            .errors(errors)
            .date(typed.day, typed.month, typed.year)
    };
    let voided = vec![
        ("false".to_owned(), t!("movement-not-voided")),
        ("true".to_owned(), t!("movement-voided")),
    ];
    let fields = vec![
        Field::filter("q", t!("movements-search"))
            .value(&filters.q)
            .search(),
        Field::filter("commitment", t!("commitment"))
            .value(&filters.commitment)
            .select(commitment_choices(commitments), Some(t!("any"))),
        Field::filter("funder", t!("commitment-funder"))
            .value(&filters.funder)
            .select(funders.clone(), Some(t!("any"))),
        Field::filter("currency", t!("commitment-currency"))
            .value(&filters.currency)
            .select(currencies, Some(t!("any"))),
        date("from", t!("movement-from"), filters.from()),
        date("to", t!("movement-to"), filters.to()),
        Field::filter("voided", t!("movement-mistakes"))
            .value(&filters.voided)
            .select(voided.clone(), Some(t!("any"))),
        ui::hidden("sort", &filters.sort),
    ];
    let mut chips = Vec::new();
    let mut chip = |label: String, without: &dyn Fn(&mut Filters)| {
        let mut filters = Filters {
            page: String::new(),
            ..filters.clone()
        };
        without(&mut filters);
        chips.push(Chip {
            label,
            remove_href: list::address(&here, &filters),
        });
    };
    let name = |among: &[(String, String)], id: &str| {
        among
            .iter()
            .find(|(other, _)| other == id)
            .map(|(_, name)| name.clone())
    };
    let typed = |date: DateParts<'_>| format!("{} {} {}", date.day, date.month, date.year);
    if !filters.q.is_empty() {
        chip(filters.q.clone(), &|filters| filters.q.clear());
    }
    if let Some(name) = name(&commitment_choices(commitments), &filters.commitment) {
        chip(name, &|filters| filters.commitment.clear());
    }
    if let Some(name) = name(&funders, &filters.funder) {
        chip(name, &|filters| filters.funder.clear());
    }
    if !filters.currency.is_empty() {
        chip(filters.currency.clone(), &|filters| {
            filters.currency.clear()
        });
    }
    if let Some(name) = name(&voided, &filters.voided) {
        chip(name, &|filters| filters.voided.clear());
    }
    if !filters.from().is_blank() {
        chip(
            t!("movement-from-said", date = typed(filters.from())),
            &|filters| {
                filters.from_day.clear();
                filters.from_month.clear();
                filters.from_year.clear();
            },
        );
    }
    if !filters.to().is_blank() {
        chip(
            t!("movement-to-said", date = typed(filters.to())),
            &|filters| {
                filters.to_day.clear();
                filters.to_month.clear();
                filters.to_year.clear();
            },
        );
    }
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(place: &Place, movement: Movement, filters: &Filters, rows: &[MovementRow]) -> AnyView {
    let here = url::index(&place.reference, movement);
    let page = list::page_number(&filters.page);
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let paging = list::paging(page, total, |page| {
        list::address(
            &here,
            &Filters {
                page: page.to_string(),
                ..filters.clone()
            },
        )
    });
    let shown = list::on_page(rows, page);
    let csv = list::address(&url::csv(&place.reference, movement), filters);
    view! {
        {totals(movement, rows)}
        {table(place, movement, filters, shown.collect())}
        {ui::pagination(paging)}
        {ui::list_tools(csv)}
    }
    .into_any()
}

/// What counts, in each currency; what is void counts nowhere.
fn totals(movement: Movement, rows: &[MovementRow]) -> AnyView {
    let counted = || rows.iter().filter(|row| row.voided_on.is_none());
    let totals: Totals = counted()
        .filter_map(|row| {
            let currency = row.currency.parse().ok()?;
            Some(Money {
                amount: row.amount,
                currency,
            })
        })
        .collect();
    let over = counted().filter(|row| row.over).count();
    let voided = rows.len() - counted().count();
    let mut tiles: Vec<_> = totals
        .iter()
        .map(|total| {
            let code = total.currency.code();
            let count = counted().filter(|row| row.currency == code).count();
            Tile {
                value: text::money(total.amount, code),
                label: title(movement),
                note: Some(t!("movements-count", count = count)),
                href: None,
                tone: Tone::Neutral,
            }
        })
        .collect();
    if over > 0 {
        tiles.push(Tile {
            value: text::number(over as u64),
            label: over_words(movement),
            note: Some(t!("movements-over-note")),
            href: None,
            tone: Tone::Bad,
        });
    }
    if voided > 0 {
        tiles.push(Tile {
            value: text::number(voided as u64),
            label: t!("movement-voided"),
            note: Some(t!("movements-voided-note")),
            href: None,
            tone: Tone::Muted,
        });
    }
    ui::tiles(tiles)
}

fn table(place: &Place, movement: Movement, filters: &Filters, rows: Vec<&MovementRow>) -> AnyView {
    let here = url::index(&place.reference, movement);
    let sorted = |label, key, numeric| {
        let mut column = list::sorted_column(label, key, &filters.sort, |sort| {
            list::address(
                &here,
                &Filters {
                    sort,
                    page: String::new(),
                    ..filters.clone()
                },
            )
        });
        column.numeric = numeric;
        column
    };
    let may_edit = place.may_in_partnership(Action::EditFunding);
    let cells = |row: &MovementRow| {
        let date = ui::date(row.happened_on);
        let date = if may_edit && row.voided_on.is_none() {
            let href = url::edit(&place.reference, movement, row.id);
            view! { <a href=href>{date}</a> }.into_any()
        } else {
            date
        };
        let amount = ui::money(row.amount, &row.currency);
        let amount = match row.voided_on {
            Some(_) => view! { <s>{amount}</s> }.into_any(),
            None => amount,
        };
        let show = commitments::url::show(&place.reference, row.commitment_id);
        let title = ui::typed(row.commitment.clone(), &row.commitment_language);
        let commitment = view! { <a href=show>{title}</a><p class="hint">{row.funder.clone()}</p> };
        vec![
            date,
            commitment.into_any(),
            row.year.clone().unwrap_or_else(|| t!("none")).into_any(),
            state(movement, row),
            row.entered_by
                .clone()
                .unwrap_or_else(|| t!("by-command-line"))
                .into_any(),
            amount,
        ]
    };
    ui::table(Table {
        caption: title(movement),
        columns: vec![
            sorted(t!("movement-date"), "date", false),
            sorted(t!("commitment"), "commitment", false),
            list::column(t!("funding-year")),
            list::column(t!("movement-note")),
            list::column(t!("movement-entered-by")),
            sorted(t!("movement-amount"), "amount", true),
        ],
        rows: rows.into_iter().map(cells).collect(),
    })
}

fn state(movement: Movement, row: &MovementRow) -> AnyView {
    let note = row.note.clone().map(|note| ui::typed(note, &row.language));
    let over = row
        .over
        .then(|| view! { " "{ui::tag(Tone::Bad, over_words(movement))} });
    let void = row
        .voided_on
        .zip(row.void_reason.clone())
        .map(|(on, reason)| {
            let said = t!("movement-voided-on", date = text::date(on));
            let reason = ui::typed(reason, &row.language);
            view! { <p>{ui::tag(Tone::Muted, said)}" "{reason}</p> }
        });
    view! { <div>{note}{over}{void}</div> }.into_any()
}

fn fields(commitments: &[CommitmentRow], form: &MovementForm, errors: &Errors) -> Vec<AnyView> {
    let DateParts { day, month, year } = form.date();
    vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("commitment", t!("commitment"))
            .hint(t!("movement-commitment-hint"))
            .value(&form.commitment)
            .errors(errors)
            .select(commitment_choices(commitments), Some(t!("error-choose"))),
        Field::new("date", t!("movement-date"))
            .errors(errors)
            .date(day, month, year),
        Field::new("amount", t!("movement-amount"))
            .hint(t!("movement-amount-hint"))
            .width(Width::Medium)
            .value(&form.amount)
            .errors(errors)
            .amount(None),
        Field::new("note", t!("movement-note"))
            .optional()
            .value(&form.note)
            .errors(errors)
            .textarea(2),
    ]
}

/// The form for a new receipt or spending.
pub(super) fn new(
    place: &Place,
    movement: Movement,
    commitments: &[CommitmentRow],
    form: &MovementForm,
    errors: &Errors,
) -> AnyView {
    let index = url::index(&place.reference, movement);
    let cancel = Some((index.clone(), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {ui::heading(add_words(movement), Some(place.title.clone()), vec![])}
        {ui::form(index, fields(commitments, form, errors), t!("button-save"), cancel)}
    }
    .into_any()
}

/// What was typed into the two forms of an existing receipt or spending.
pub(super) struct Typed {
    pub(super) form: MovementForm,
    pub(super) void: VoidForm,
    pub(super) conflict: Option<AnyView>,
}

/// The forms that correct a receipt or spending, or void it.
pub(super) fn edit(
    place: &Place,
    movement: Movement,
    row: &MovementRow,
    commitments: &[CommitmentRow],
    typed: Typed,
    errors: &Errors,
) -> AnyView {
    let Typed {
        form,
        void,
        conflict,
    } = typed;
    let index = url::index(&place.reference, movement);
    let mut all = fields(commitments, &form, errors);
    all.push(
        Field::new("reason", t!("movement-reason"))
            .hint(t!("movement-reason-hint"))
            .value(&form.reason)
            .errors(errors)
            .textarea(2),
    );
    let void_fields = vec![
        ui::hidden("version", &form.version),
        Field::new("void_reason", t!("movement-void-reason"))
            .hint(t!("movement-void-hint"))
            .value(&void.void_reason)
            .errors(errors)
            .textarea(2),
    ];
    let void_action = url::void(&place.reference, movement, row.id);
    let forms = row.voided_on.is_none().then(|| {
        let cancel = Some((index.clone(), t!("button-cancel")));
        let edit = url::edit(&place.reference, movement, row.id);
        view! {
            {ui::form(edit, all, t!("button-save"), cancel)}
            {ui::section("void", t!("movement-void"), vec![],
                ui::form(void_action, void_fields, t!("movement-void"), None))}
        }
    });
    let over = row.over.then(|| {
        let text = view! { <p>{t!("movements-over-note")}</p> }.into_any();
        ui::notice(Tone::Bad, over_words(movement), text)
    });
    let gone = row.voided_on.map(|on| {
        let text = view! { <p>{row.void_reason.clone()}</p> }.into_any();
        ui::notice(
            Tone::Muted,
            t!("movement-voided-on", date = text::date(on)),
            text,
        )
    });
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(edit_words(movement), Some(row.commitment.clone()), vec![])}
        {over}
        {gone}
        {forms}
    }
    .into_any()
}

/// What is in each field of the form of a receipt or of spending.
pub(super) fn in_words(
    form: &MovementForm,
    commitments: &[CommitmentRow],
) -> Vec<(String, String)> {
    let choices = commitment_choices(commitments);
    vec![
        (t!("commitment"), text::label_of(&choices, &form.commitment)),
        (t!("movement-date"), form.date().in_words()),
        (t!("movement-amount"), form.amount.clone()),
        (t!("movement-note"), form.note.clone()),
        (t!("movement-reason"), form.reason.clone()),
    ]
}

/// Says that somebody voided it in the meantime.
pub(super) fn moved_on((who, when): (String, AnyView), typed: Vec<(String, String)>) -> AnyView {
    let words = view! { <p>{t!("movement-moved-on", who = who)}" "{when}</p> };
    ui::moved_on(t!("ui-conflict-title"), words.into_any(), typed)
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &MovementForm,
    yours: &Typed,
    commitments: &[CommitmentRow],
) -> AnyView {
    let [theirs, mine] = [theirs, &yours.form].map(|form| in_words(form, commitments));
    let mut rows = ConflictRow::between(theirs, mine);
    rows.push(ConflictRow {
        label: t!("movement-void-reason"),
        theirs: String::new(),
        yours: yours.void.void_reason.clone(),
    });
    ui::conflict(who, when, rows)
}

/// The headings that an import reads, whatever the language.
pub(super) fn csv_headings() -> Vec<String> {
    [
        "external_id",
        "partnership",
        "commitment",
        "date",
        "amount",
        "currency",
        "note",
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

/// A receipt or spending as a row of the spreadsheet.
pub(super) fn csv_row(reference: &str, row: &MovementRow) -> Vec<String> {
    let commitment = row.commitment_external_id.clone();
    vec![
        row.external_id
            .clone()
            .unwrap_or_else(|| row.id.to_string()),
        reference.to_owned(),
        commitment.unwrap_or_else(|| row.commitment_id.to_string()),
        row.happened_on.to_string(),
        row.amount.to_string(),
        row.currency.clone(),
        row.note.clone().unwrap_or_default(),
    ]
}
