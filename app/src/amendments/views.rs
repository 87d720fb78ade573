//! The pages of amendments, and what the contract's page shows of them.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::{Action, Person};
use domain::amendment::{AgreedTerms, AmendmentState, Change, Growth, Held, Side, Term, types};
use domain::contract::Renewal;
use domain::money::Currency;
use rust_decimal::Decimal;
use strum::VariantArray;

use super::db::{AmendmentRow, Basis, Refusal, Waiting};
use super::form::{DraftForm, Filters, OnForm, WithdrawForm, words};
use super::url;
use crate::access::Place;
use crate::form::{DateParts, Errors};
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, AttentionItem, Chip, Field, StoryItem, Table, Tile, Tone, Width};
use crate::{contracts, list, partnerships, t};

fn state_tag(state: AmendmentState) -> AnyView {
    let tone = match state {
        AmendmentState::InForce => Tone::Good,
        AmendmentState::Agreed => Tone::Info,
        AmendmentState::HalfSigned => Tone::Warn,
        AmendmentState::Draft => Tone::Neutral,
        AmendmentState::Withdrawn => Tone::Muted,
    };
    ui::tag(tone, word(state))
}

/// What stands in a term, in words.
fn held_words(term: Term, held: &Held, currency: &str) -> String {
    match held {
        Held::Nothing => t!("none"),
        Held::Amount(amount) => text::money(*amount, currency),
        Held::Day(day) => text::date(*day),
        Held::Text(text) => text.clone(),
        Held::Renewal(renewal) => word(*renewal),
        Held::Count(count) => match term {
            Term::RenewalMonths | Term::NoticeMonths => t!("amendment-months", count = *count),
            Term::ReviewDays => t!("working-days", count = *count),
            _ => t!("days", count = *count),
        },
    }
}

fn held(term: Term, held: &Held, currency: &str, language: &str) -> AnyView {
    match held {
        Held::Amount(amount) => ui::money(*amount, currency),
        Held::Day(day) => ui::date(*day),
        Held::Text(text) => ui::typed(text.clone(), language),
        _ => held_words(term, held, currency).into_any(),
    }
}

/// The kinds of an amendment, such as "Value, Time".
fn types_words(row: &AmendmentRow) -> String {
    let words: Vec<_> = types(row.terms()).into_iter().map(word).collect();
    words.join(", ")
}

fn growth_words(growth: &Growth, currency: &str) -> String {
    let amount = signed(growth.amount, |amount| text::money(amount, currency));
    match growth.percent {
        Some(percent) => {
            let percent = signed(percent, text::percent);
            t!("amendment-growth", amount = amount, percent = percent)
        }
        None => amount,
    }
}

fn signed(amount: Decimal, words: impl Fn(Decimal) -> String) -> String {
    if amount > Decimal::ZERO {
        format!("+{}", words(amount))
    } else {
        words(amount)
    }
}

/// What a change comes to, where that can be said in a word.
fn difference(change: &Change, currency: &str) -> Option<String> {
    match (&change.before, &change.after) {
        (Held::Amount(before), Held::Amount(after)) => {
            let growth = domain::amendment::growth(Some(*before), Some(*after))?;
            Some(growth_words(&growth, currency))
        }
        (Held::Day(before), Held::Day(after)) => {
            let days = (*after - *before).num_days();
            Some(if days < 0 {
                t!("amendment-days-earlier", days = -days)
            } else {
                t!("amendment-days-later", days = days)
            })
        }
        (Held::Nothing, _) => Some(t!("amendment-new")),
        (_, Held::Nothing) => Some(t!("amendment-dropped")),
        _ => None,
    }
}

/// Both texts with the words in which they differ marked: what stands before
/// and after these in both is left as it is.
fn marked(before: &str, after: &str) -> (AnyView, AnyView) {
    let split = |text: &str| -> Vec<String> {
        text.split_inclusive(char::is_whitespace)
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (split(before), split(after));
    let same = |pairs: &mut dyn Iterator<Item = (&String, &String)>| {
        pairs
            .take_while(|(one, other)| one.trim_end() == other.trim_end())
            .count()
    };
    let first = same(&mut one.iter().zip(&other));
    let most = one.len().min(other.len()) - first;
    let last = same(&mut one.iter().rev().zip(other.iter().rev())).min(most);
    let show = |words: &[String]| {
        let (start, rest) = words.split_at(first);
        let (middle, end) = rest.split_at(rest.len() - last);
        let middle = (!middle.is_empty()).then(|| view! { <mark>{middle.concat()}</mark> });
        view! { <span class="typed">{start.concat()}{middle}{end.concat()}</span> }.into_any()
    };
    (show(&one), show(&other))
}

/// The changed terms, before beside after.
fn changes_table(basis: &Basis, row: &AmendmentRow) -> AnyView {
    let currency = &basis.contract.currency;
    let cells = |change: &Change| {
        let (before, after) = match (&change.before, &change.after) {
            (Held::Text(before), Held::Text(after)) => marked(before, after),
            (before, after) => (
                held(change.term, before, currency, &basis.contract.language),
                held(change.term, after, currency, &row.language),
            ),
        };
        let difference = difference(change, currency).map_or_else(
            || ui::tag(Tone::Info, t!("amendment-differs")),
            IntoAny::into_any,
        );
        vec![word(change.term).into_any(), before, after, difference]
    };
    ui::table(Table {
        caption: t!("amendment-changes-caption"),
        columns: vec![
            list::column(t!("amendment-term")),
            list::column(t!("amendment-before")),
            list::column(t!("amendment-after")),
            list::column(t!("amendment-difference")),
        ],
        rows: row.changes.iter().map(cells).collect(),
    })
}

/// The changes in one line each.
fn changes_lines(basis: &Basis, row: &AmendmentRow) -> AnyView {
    let currency = &basis.contract.currency;
    let lines: Vec<_> = row
        .changes
        .iter()
        .map(|change| {
            // A text is too long to stand in a line: the amendment's page has it.
            let line = match (change.term, &change.before, &change.after) {
                (Term::Scope, ..) => word(change.term),
                (term, before, after) => t!(
                    "amendment-change-line",
                    term = word(term),
                    before = held_words(term, before, currency),
                    after = held_words(term, after, currency)
                ),
            };
            view! { <li>{line}</li> }.into_any()
        })
        .collect();
    view! { <ul>{lines}</ul> }.into_any()
}

fn side_name(basis: &Basis, side: Side) -> String {
    match side {
        Side::Buyer => basis.contract.buyer.clone(),
        Side::Supplier => basis.contract.supplier.clone(),
    }
}

/// When a side signed and who for it, or that it has not.
fn signature(basis: &Basis, row: &AmendmentRow, side: Side) -> AnyView {
    match row.signature(side) {
        Some(signature) => {
            let who = signature
                .by
                .clone()
                .unwrap_or_else(|| t!("by-command-line"));
            view! { {ui::date(signature.on)}<p class="hint">{t!("amendment-signed-by", who = who, organisation = side_name(basis, side))}</p> }
                .into_any()
        }
        None => {
            let missing = t!(
                "amendment-not-signed",
                organisation = side_name(basis, side)
            );
            view! { {ui::tag(Tone::Warn, t!("amendment-signature-missing"))}<p class="hint">{missing}</p> }
                .into_any()
        }
    }
}

fn signatures_short(basis: &Basis, row: &AmendmentRow) -> AnyView {
    let lines: Vec<_> = [Side::Buyer, Side::Supplier]
        .into_iter()
        .map(|side| {
            let line = match row.signature(side) {
                Some(signature) => t!(
                    "amendment-signed-short",
                    organisation = side_name(basis, side),
                    date = text::date(signature.on)
                ),
                None => t!(
                    "amendment-not-signed",
                    organisation = side_name(basis, side)
                ),
            };
            view! { <li>{line}</li> }.into_any()
        })
        .collect();
    view! { <ul>{lines}</ul> }.into_any()
}

/// The list: filters, totals, table.
pub(super) fn index(place: &Place, basis: &Basis, filters: &Filters, today: NaiveDate) -> AnyView {
    let contract = basis.contract.id;
    let may_draft = place.may(Action::DraftAmendment) && basis.amendable(today);
    let add = may_draft.then(|| {
        let new = url::new(&place.reference, contract);
        ui::button_link(new, t!("amendment-draft"), true)
    });
    let rows = filters.narrow(&basis.amendments, today);
    let body = if basis.amendments.is_empty() {
        ui::empty(
            t!("amendments-none-title"),
            t!("amendments-none-text"),
            None,
        )
    } else if rows.is_empty() {
        ui::empty(
            t!("amendments-no-match-title"),
            t!("amendments-no-match-text"),
            None,
        )
    } else {
        listing(place, basis, filters, &rows, today)
    };
    let filters = (!basis.amendments.is_empty()).then(|| filter_form(place, basis, filters));
    let caption = Some(basis.contract.title.clone());
    view! {
        {ui::heading(t!("amendments-title"), caption, add.into_iter().collect())}
        {partnerships::sub_nav(place, partnerships::Tab::Contracts)}
        {filters}
        {body}
    }
    .into_any()
}

fn filter_form(place: &Place, basis: &Basis, filters: &Filters) -> AnyView {
    let here = url::index(&place.reference, basis.contract.id);
    let chip = |label, without: Filters| Chip {
        label,
        remove_href: list::address(
            &here,
            &Filters {
                page: String::new(),
                ..without
            },
        ),
    };
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        let without = Filters {
            q: String::new(),
            ..filters.clone()
        };
        chips.push(chip(filters.q.clone(), without));
    }
    for code in &filters.state {
        let Ok(state) = code.parse::<AmendmentState>() else {
            continue;
        };
        let mut without = filters.clone();
        without.state.retain(|other| other != code);
        chips.push(chip(word(state), without));
    }
    let fields = vec![
        Field::filter("q", t!("amendments-search"))
            .value(&filters.q)
            .search(),
        Field::filter("state", t!("amendment-state"))
            .checkboxes(choices::<AmendmentState>(), &filters.state),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(
    place: &Place,
    basis: &Basis,
    filters: &Filters,
    rows: &[&AmendmentRow],
    today: NaiveDate,
) -> AnyView {
    let contract = basis.contract.id;
    let here = url::index(&place.reference, contract);
    let page = list::page_number(&filters.page);
    let with = |page: String, sort: String| {
        list::address(
            &here,
            &Filters {
                page,
                sort,
                ..filters.clone()
            },
        )
    };
    let paging = list::paging(
        page,
        i64::try_from(rows.len()).unwrap_or(i64::MAX),
        |page| with(page.to_string(), filters.sort.clone()),
    );
    let sorted = |label, key| {
        list::sorted_column(label, key, &filters.sort, |sort| with(String::new(), sort))
    };
    let shown = list::on_page(rows, page);
    let cells = |row: &&AmendmentRow| {
        let href = url::show(&place.reference, contract, row.id);
        vec![
            ui::link(href, t!("amendment-numbered", number = row.number)),
            types_words(row).into_any(),
            state_tag(row.state(today)),
            ui::date(row.effective_on),
            changes_lines(basis, row),
            signatures_short(basis, row),
        ]
    };
    let table = ui::table(Table {
        caption: t!("amendments-caption"),
        columns: vec![
            sorted(t!("amendment"), "number"),
            list::column(t!("amendment-type")),
            list::column(t!("amendment-state")),
            sorted(t!("amendment-effective"), "effective"),
            list::column(t!("amendment-changes")),
            list::column(t!("amendment-signatures")),
        ],
        rows: shown.map(cells).collect(),
    });
    view! {
        {totals(basis, rows, today)}
        {table}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(&place.reference, contract), filters))}
    }
    .into_any()
}

fn totals(basis: &Basis, rows: &[&AmendmentRow], today: NaiveDate) -> AnyView {
    let tile = |value, label| Tile {
        value,
        label,
        note: None,
        href: None,
        tone: Tone::Neutral,
    };
    let open = rows.iter().filter(|row| row.state(today).is_open()).count();
    let agreed = rows.iter().filter(|row| row.agreed_on.is_some()).count();
    ui::tiles(vec![
        tile(text::number(agreed as u64), t!("amendments-agreed")),
        tile(text::number(open as u64), t!("amendments-open")),
        growth_tile(
            basis,
            today,
            t!("amendments-growth", date = text::date(today)),
        ),
    ])
}

/// By how much the value has grown from the signature to a day, and by what
/// share of it.
fn growth_tile(basis: &Basis, day: NaiveDate, label: String) -> Tile {
    let growth = basis.growth(day);
    let value = growth.as_ref().map(|growth| {
        signed(growth.amount, |amount| {
            text::money(amount, &basis.contract.currency)
        })
    });
    let percent = growth.and_then(|growth| growth.percent);
    Tile {
        value: value.unwrap_or_else(|| t!("unknown")),
        label,
        note: percent.map(|percent| signed(percent, text::percent)),
        href: None,
        tone: Tone::Neutral,
    }
}

/// The first step: which terms change.
pub(super) fn choose(
    place: &Place,
    basis: &Basis,
    problem: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let contract = basis.contract.id;
    let back = url::index(&place.reference, contract);
    let body = if basis.amendable(today) {
        let terms = basis.terms();
        let options = Term::VARIANTS
            .iter()
            .map(|term| {
                let held = terms.get(*term);
                let now = match &held {
                    Held::Text(text) => text.chars().take(60).collect(),
                    held => held_words(*term, held, &basis.contract.currency),
                };
                let words = t!("amendment-choice", term = word(*term), now = now);
                (term.code().to_owned(), words)
            })
            .collect();
        let field = Field::filter("term", t!("amendment-which"))
            .hint(t!("amendment-which-hint"))
            .checkboxes(options, &[]);
        view! {
            <form class="form" method="get" action=url::new(&place.reference, contract)>
                {field}
                <div class="form-end">
                    <button class="button button-primary" type="submit">{t!("amendment-next")}</button>
                    {ui::link(back, t!("button-cancel"))}
                </div>
            </form>
        }
        .into_any()
    } else if basis.is_signed(today) {
        ui::empty(
            t!("amendment-over-title"),
            t!("amendment-error-over"),
            Some(ui::link(back, t!("amendments-title"))),
        )
    } else {
        let edit = contracts::url::edit(&place.reference, contract);
        let edit = place
            .may(Action::EditContract)
            .then(|| ui::link(edit, t!("contract-edit")));
        ui::empty(
            t!("amendment-unsigned-title"),
            t!("amendment-error-not-signed"),
            edit,
        )
    };
    view! {
        {problem}
        {ui::heading(t!("amendment-draft"), Some(basis.contract.title.clone()), vec![])}
        {body}
    }
    .into_any()
}

/// The second step: what the chosen terms become, from when, and why.
pub(super) fn draft(
    place: &Place,
    basis: &Basis,
    terms: &[Term],
    form: &DraftForm,
    errors: &Errors,
) -> AnyView {
    let contract = basis.contract.id;
    let present = basis.terms();
    let date = |field: Field, typed: DateParts<'_>| {
        field
            .errors(errors)
            .date(typed.day, typed.month, typed.year)
    };
    let mut fields: Vec<AnyView> = vec![ui::hidden("id", &form.id)];
    fields.extend(terms.iter().map(|term| ui::hidden("term", term.code())));
    fields.extend(terms.iter().map(|term| {
        let now = held(
            *term,
            &present.get(*term),
            &basis.contract.currency,
            &basis.contract.language,
        );
        beside(*term, now, new_term(*term, form, errors))
    }));
    fields.push(date(
        Field::new("effective", t!("amendment-effective")).hint(t!("amendment-effective-hint")),
        form.effective(),
    ));
    fields.push(
        Field::new("reason", t!("amendment-reason"))
            .hint(t!("amendment-reason-hint"))
            .value(&form.reason)
            .errors(errors)
            .textarea(4),
    );
    let other = url::new(&place.reference, contract);
    let cancel = Some((url::index(&place.reference, contract), t!("button-cancel")));
    let action = url::index(&place.reference, contract);
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("amendment-draft"), Some(basis.contract.title.clone()), vec![])}
        <p>{t!("amendment-draft-text")}" "{ui::link(other, t!("amendment-other-terms"))}</p>
        {ui::form(action, fields, t!("amendment-draft-submit"), cancel)}
    }
    .into_any()
}

/// What a term is now, and the field for what it becomes.
fn beside(term: Term, now: AnyView, field: AnyView) -> AnyView {
    view! {
        <fieldset class="fieldset">
            <legend>{word(term)}</legend>
            <div class="beside">
                <div><p class="beside-label">{t!("amendment-now")}</p><p>{now}</p></div>
                <div>{field}</div>
            </div>
        </fieldset>
    }
    .into_any()
}

fn new_term(term: Term, form: &DraftForm, errors: &Errors) -> AnyView {
    let new = Field::new(term.code(), t!("amendment-becomes")).errors(errors);
    let date = |field: Field, typed: DateParts<'_>| field.date(typed.day, typed.month, typed.year);
    let number = |field: Field, typed: &str| field.width(Width::Short).value(typed).number();
    match term {
        Term::Value => {
            let currencies = Currency::all()
                .map(|currency| (currency.to_string(), currency.to_string()))
                .collect();
            let amount = new
                .optional()
                .width(Width::Medium)
                .value(&form.value)
                .amount(None);
            let currency = Field::new("currency", t!("amendment-currency"))
                .hint(t!("amendment-currency-hint"))
                .width(Width::Short)
                .value(&form.currency)
                .errors(errors)
                .select(currencies, Some(t!("error-choose")));
            view! { {amount}{currency} }.into_any()
        }
        Term::EndsOn => date(new, form.ends_on()),
        Term::MaxEnd => date(new.optional(), form.max_end()),
        Term::Scope => new.optional().value(&form.scope).textarea(6),
        Term::Renewal => new.value(&form.renewal).radios(choices::<Renewal>()),
        Term::RenewalMonths => number(new.optional(), &form.renewal_months),
        Term::NoticeDays => number(new.optional(), &form.notice_days),
        Term::NoticeMonths => number(new.optional(), &form.notice_months),
        Term::ReviewDays => number(new, &form.review_days),
    }
}

/// Why an amendment can no longer be signed, and what to do instead.
fn why_refused(basis: &Basis, row: &AmendmentRow, today: NaiveDate) -> AnyView {
    let state = row.state(today);
    let reasons: Vec<_> = if state.is_open() {
        basis
            .refusals(row, today)
            .into_iter()
            .map(|refusal| match refusal {
                Refusal::MovedOn => t!("amendment-moved-on"),
                Refusal::Contradicts(found) => words(found),
            })
            .collect()
    } else {
        vec![t!("amendment-settled", state = word(state))]
    };
    let reasons: Vec<_> = reasons
        .into_iter()
        .map(|reason| view! { <li>{reason}</li> }.into_any())
        .collect();
    let advice = state
        .is_open()
        .then(|| view! { <p>{t!("amendment-draft-again")}</p> });
    view! { <ul>{reasons}</ul>{advice} }.into_any()
}

/// Says why an amendment can no longer be signed or withdrawn; `typed` is why
/// it was to be.
pub(super) fn moved_on(
    basis: &Basis,
    row: &AmendmentRow,
    typed: Vec<(String, String)>,
    today: NaiveDate,
) -> AnyView {
    let words = why_refused(basis, row, today);
    ui::moved_on(t!("amendment-cannot-be-signed"), words, typed)
}

/// What is in each field of a draft's form, for the terms that it is about.
pub(super) fn draft_in_words(form: &DraftForm) -> Vec<(String, String)> {
    let terms = form.term.iter().filter_map(|code| code.parse().ok());
    let changes = terms.map(|term: Term| {
        let becomes = match term {
            Term::Value => format!("{} {}", form.value, form.currency),
            Term::EndsOn => form.ends_on().in_words(),
            Term::Scope => form.scope.clone(),
            Term::Renewal => text::chosen::<Renewal>(&form.renewal),
            Term::RenewalMonths => form.renewal_months.clone(),
            Term::NoticeDays => form.notice_days.clone(),
            Term::NoticeMonths => form.notice_months.clone(),
            Term::MaxEnd => form.max_end().in_words(),
            Term::ReviewDays => form.review_days.clone(),
        };
        (word(term), becomes)
    });
    let rest = [
        (t!("amendment-effective"), form.effective().in_words()),
        (t!("amendment-reason"), form.reason.clone()),
    ];
    changes.chain(rest).collect()
}

/// Says that the contract takes no amendment any more.
pub(super) fn not_amendable(
    basis: &Basis,
    typed: Vec<(String, String)>,
    today: NaiveDate,
) -> AnyView {
    let (title, words) = if basis.is_signed(today) {
        (t!("amendment-over-title"), t!("amendment-error-over"))
    } else {
        (
            t!("amendment-unsigned-title"),
            t!("amendment-error-not-signed"),
        )
    };
    ui::moved_on(title, view! { <p>{words}</p> }.into_any(), typed)
}

/// One amendment: before and after, who signed, and what the viewer can do.
pub(super) fn show(
    place: &Place,
    basis: &Basis,
    row: &AmendmentRow,
    person: &Person,
    (withdrawal, errors): (&WithdrawForm, &Errors),
    problem: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let state = row.state(today);
    let refused = state.is_open() && !basis.refusals(row, today).is_empty();
    let problem = problem.or_else(|| {
        refused.then(|| {
            let words = why_refused(basis, row, today);
            ui::notice(Tone::Warn, t!("amendment-cannot-be-signed"), words)
        })
    });
    let own_side = basis
        .side_of(person.organisation_id)
        .filter(|_| place.may(Action::SignAmendment));
    let to_sign =
        own_side.filter(|side| state.is_open() && !refused && row.signature(*side).is_none());
    let sign = to_sign.map(|side| sign_form(place, basis, row, side));
    let withdraw = (state.is_open() && place.may(Action::DraftAmendment))
        .then(|| withdraw_form(place, basis, row, withdrawal, errors));
    let contract = basis.contract.id;
    let again = refused.then(|| {
        let new = url::new_of(&place.reference, contract, &row.terms());
        ui::button_link(new, t!("amendment-draft-again-button"), false)
    });
    let reason = ui::typed(row.reason.clone(), &row.language);
    let main = view! {
        {sign}
        {ui::section("changes", t!("amendment-changes"), again.into_iter().collect(), changes_table(basis, row))}
        {ui::section("reason-given", t!("amendment-reason"), vec![], view! { <p>{reason}</p> }.into_any())}
        {withdraw}
    };
    let title = t!("amendment-numbered", number = row.number);
    view! {
        {ui::error_summary(errors)}
        {problem}
        {ui::heading(title, Some(basis.contract.title.clone()), vec![])}
        {partnerships::sub_nav(place, partnerships::Tab::Contracts)}
        {ui::columns(main.into_any(), facts(basis, row, today))}
    }
    .into_any()
}

fn facts(basis: &Basis, row: &AmendmentRow, today: NaiveDate) -> AnyView {
    let drafter = match (row.drafter.clone(), row.drafter_organisation.clone()) {
        (Some(name), Some(organisation)) => {
            t!(
                "amendment-signed-by",
                who = name,
                organisation = organisation
            )
        }
        _ => t!("by-command-line"),
    };
    let drafted = view! { {ui::date(row.drafted_at.date_naive())}<p class="hint">{drafter}</p> };
    let mut facts = vec![
        (t!("amendment-state"), state_tag(row.state(today))),
        (t!("amendment-type"), types_words(row).into_any()),
        (t!("amendment-effective"), ui::date(row.effective_on)),
        (t!("amendment-drafted"), drafted.into_any()),
        (t!("contract-buyer"), signature(basis, row, Side::Buyer)),
        (
            t!("contract-supplier"),
            signature(basis, row, Side::Supplier),
        ),
    ];
    facts.extend(
        row.agreed_on
            .map(|on| (t!("amendment-agreed"), ui::date(on))),
    );
    if let Some((on, reason)) = row.withdrawn_on.zip(row.withdrawal_reason.clone()) {
        facts.push((t!("amendment-withdrawn"), ui::date(on)));
        facts.push((t!("amendment-withdrawal"), ui::typed(reason, "")));
    }
    ui::summary_list(facts)
}

fn sign_form(place: &Place, basis: &Basis, row: &AmendmentRow, side: Side) -> AnyView {
    let action = url::sign(&place.reference, basis.contract.id, row.id);
    let last = row.signature(side.other()).is_some();
    let text = if last {
        t!("amendment-sign-last", date = text::date(row.effective_on))
    } else {
        t!(
            "amendment-sign-first",
            organisation = side_name(basis, side.other())
        )
    };
    let label = t!("amendment-sign", organisation = side_name(basis, side));
    let body = view! {
        <p>{text}</p>
        {ui::action_form(action, label, vec![], Tone::Good)}
    };
    ui::notice(Tone::Info, t!("amendment-your-signature"), body.into_any())
}

fn withdraw_form(
    place: &Place,
    basis: &Basis,
    row: &AmendmentRow,
    form: &WithdrawForm,
    errors: &Errors,
) -> AnyView {
    let field = Field::new("withdrawal", t!("amendment-withdrawal"))
        .hint(t!("amendment-withdrawal-hint"))
        .value(&form.withdrawal)
        .errors(errors)
        .textarea(3);
    let action = url::withdraw(&place.reference, basis.contract.id, row.id);
    let form = ui::form(action, vec![field], t!("amendment-withdraw"), None);
    ui::section("withdraw", t!("amendment-withdraw"), vec![], form)
}

/// What waits for the viewer's signature, for the head of the contract's page.
pub(crate) fn to_sign(
    place: &Place,
    basis: &Basis,
    person: &Person,
    today: NaiveDate,
) -> Option<AnyView> {
    let side = basis
        .side_of(person.organisation_id)
        .filter(|_| place.may(Action::SignAmendment))?;
    let links: Vec<_> = basis
        .amendments
        .iter()
        .filter(|row| row.state(today).is_open() && row.signature(side).is_none())
        .map(|row| {
            let href = url::show(&place.reference, basis.contract.id, row.id);
            let words = t!(
                "amendment-waits",
                number = row.number,
                date = text::date(row.effective_on)
            );
            view! { <li>{ui::link(href, words)}</li> }.into_any()
        })
        .collect();
    (!links.is_empty()).then(|| {
        let body = view! { <ul>{links}</ul> };
        ui::notice(Tone::Warn, t!("amendment-your-signature"), body.into_any())
    })
}

/// The terms in force on a chosen day, beside those first signed and those
/// agreed by now, and how much the value grew.
pub(crate) fn terms_on(
    place: &Place,
    basis: &Basis,
    day: NaiveDate,
    form: &OnForm,
    errors: &Errors,
) -> AnyView {
    let (first, then, now) = (basis.original(), basis.on(day), basis.terms());
    let date = text::date(day);
    let value = |terms: &AgreedTerms| {
        held_words(
            Term::Value,
            &terms.get(Term::Value),
            &basis.contract.currency,
        )
    };
    let tile = |value, label, note| Tile {
        value,
        label,
        note,
        href: None,
        tone: Tone::Neutral,
    };
    let signed_on = basis.contract.signed_on.map(text::date);
    let tiles = ui::tiles(vec![
        tile(value(&first), t!("terms-value-signed"), signed_on),
        tile(value(&then), t!("terms-value-then"), Some(date.clone())),
        growth_tile(basis, day, t!("terms-growth")),
    ]);
    let typed = form.parts();
    let field =
        Field::filter("on", t!("terms-on"))
            .errors(errors)
            .date(typed.day, typed.month, typed.year);
    let here = contracts::url::show(&place.reference, basis.contract.id);
    let table = basis
        .is_amended()
        .then(|| terms_table(basis, &first, &then, &now, date.clone()));
    let body = view! {
        {tiles}
        <form class="inline-form" method="get" action=format!("{here}#terms")>
            {field}
            <button class="button" type="submit">{t!("terms-show")}</button>
        </form>
        {table}
    };
    ui::section(
        "terms",
        t!("terms-title", date = date),
        vec![],
        body.into_any(),
    )
}

fn terms_table(
    basis: &Basis,
    first: &AgreedTerms,
    then: &AgreedTerms,
    now: &AgreedTerms,
    date: String,
) -> AnyView {
    let (currency, language) = (&basis.contract.currency, &basis.contract.language);
    let cells = |term: &Term| {
        let (first, then, now) = (first.get(*term), then.get(*term), now.get(*term));
        let mark = |differs: bool| differs.then(|| ui::tag(Tone::Info, t!("amendment-differs")));
        let cell = |held_: &Held, differs: bool| {
            view! { <div>{held(*term, held_, currency, language)}" "{mark(differs)}</div> }
                .into_any()
        };
        vec![
            word(*term).into_any(),
            cell(&first, false),
            cell(&then, then != first),
            cell(&now, now != then),
        ]
    };
    ui::table(Table {
        caption: t!("terms-caption"),
        columns: vec![
            list::column(t!("amendment-term")),
            list::column(t!("terms-signed")),
            list::column(t!("terms-then", date = date)),
            list::column(t!("terms-agreed")),
        ],
        rows: Term::VARIANTS.iter().map(cells).collect(),
    })
}

/// The whole way from the signature to now: every amendment, the latest first.
pub(crate) fn way(place: &Place, basis: &Basis, today: NaiveDate) -> AnyView {
    let contract = basis.contract.id;
    let mut actions = vec![ui::link(
        url::index(&place.reference, contract),
        t!("amendments-all"),
    )];
    if place.may(Action::DraftAmendment) && basis.amendable(today) {
        let new = url::new(&place.reference, contract);
        actions.push(ui::button_link(new, t!("amendment-draft"), false));
    }
    let mut items: Vec<_> = basis
        .amendments
        .iter()
        .rev()
        .map(|row| step(place, basis, row, today))
        .collect();
    items.extend(basis.contract.signed_on.map(|on| StoryItem {
        when: ui::date(on),
        who: t!(
            "amendment-between",
            buyer = basis.contract.buyer.clone(),
            supplier = basis.contract.supplier.clone()
        ),
        what: view! { <p>{t!("terms-contract-signed")}</p> }.into_any(),
        tag: None,
    }));
    let body = if basis.amendments.is_empty() {
        ui::empty(
            t!("amendments-none-title"),
            t!("amendments-none-text"),
            None,
        )
    } else {
        ui::story(items)
    };
    ui::section("amendments", t!("amendments-way"), actions, body)
}

fn step(place: &Place, basis: &Basis, row: &AmendmentRow, today: NaiveDate) -> StoryItem {
    let href = url::show(&place.reference, basis.contract.id, row.id);
    let title = ui::link(href, t!("amendment-numbered", number = row.number));
    let from = t!("amendment-from", date = text::date(row.effective_on));
    StoryItem {
        when: ui::date(row.effective_on),
        who: types_words(row),
        what: view! {
            <p>{title}" "{from}</p>
            {changes_lines(basis, row)}
            <p>{ui::typed(row.reason.clone(), &row.language)}</p>
            <div class="hint">{signatures_short(basis, row)}</div>
        }
        .into_any(),
        tag: Some(state_tag(row.state(today))),
    }
}

/// An amendment that waits for the viewer's signature, on a workbench.
pub(crate) fn waiting_item(row: Waiting) -> AttentionItem {
    let (tag, reason) = if row.other_signed {
        (
            ui::tag(Tone::Warn, t!("amendment-your-turn")),
            t!("amendment-other-signed", organisation = row.other),
        )
    } else {
        (
            ui::tag(Tone::Info, word(AmendmentState::Draft)),
            t!("amendment-nobody-signed"),
        )
    };
    AttentionItem {
        title: row.contract,
        language: row.contract_language,
        href: url::show(&row.reference, row.contract_id, row.id),
        reason,
        tag,
        meta: t!(
            "amendment-waiting-meta",
            number = row.number,
            date = text::date(row.effective_on),
            partnership = row.partnership
        ),
    }
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("amendment"),
        t!("amendment-state"),
        t!("amendment-type"),
        t!("amendment-effective"),
        t!("amendment-term"),
        t!("amendment-before"),
        t!("amendment-after"),
        t!("amendment-currency"),
        t!("amendment-reason"),
        t!("amendment-agreed"),
        t!("contract-buyer"),
        t!("contract-supplier"),
        t!("amendment-withdrawn"),
        t!("amendment-withdrawal"),
    ]
}

/// An amendment as rows of the spreadsheet, one for each term that it changes.
pub(super) fn csv_rows(basis: &Basis, row: &AmendmentRow, today: NaiveDate) -> Vec<Vec<String>> {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let signed = |side| {
        let signature = row.signature(side);
        signature
            .map(|signature| signature.on.to_string())
            .unwrap_or_default()
    };
    let codes: Vec<_> = types(row.terms())
        .into_iter()
        .map(Vocabulary::code)
        .collect();
    row.changes
        .iter()
        .map(|change| {
            let currency = if change.term == Term::Value {
                basis.contract.currency.clone()
            } else {
                String::new()
            };
            vec![
                row.number.to_string(),
                row.state(today).code().to_owned(),
                codes.join(" "),
                row.effective_on.to_string(),
                change.term.code().to_owned(),
                change.before.encode().unwrap_or_default(),
                change.after.encode().unwrap_or_default(),
                currency,
                row.reason.clone(),
                date(row.agreed_on),
                signed(Side::Buyer),
                signed(Side::Supplier),
                date(row.withdrawn_on),
                row.withdrawal_reason.clone().unwrap_or_default(),
            ]
        })
        .collect()
}
