//! The page of parties.

use domain::partnership::PartyRole;

use super::db::{MAX_FOUND, NamedIn, Organisation, Party};
use super::form::PartyForm;
use super::url;
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::text::{choices, word};
use crate::ui::{self, Chip, Field, Table, Tone};
use crate::{list, organisations, partnerships, t};

/// Who takes part, and the form for one more.
pub(super) fn index(
    place: &Place,
    parties: Vec<Party>,
    found: Vec<Organisation>,
    form: &PartyForm,
    errors: &Errors,
    refusal: Option<AnyView>,
) -> AnyView {
    let listed = if parties.is_empty() {
        ui::empty(t!("parties-none-title"), t!("parties-none-text"), None)
    } else {
        table(place, parties)
    };
    let add = view! {
        {search(place, form)}
        {add_form(place, found, form, errors)}
    };
    view! {
        {ui::error_summary(errors)}
        {refusal}
        {ui::heading(t!("parties-title"), Some(place.title.clone()), vec![])}
        {listed}
        {ui::section("add", t!("party-add"), vec![], add.into_any())}
        <p>{ui::link(partnerships::url::show(&place.reference), t!("partnership-back"))}</p>
    }
    .into_any()
}

fn table(place: &Place, parties: Vec<Party>) -> AnyView {
    let cells = |party: Party| {
        let remove = ui::action_form(
            url::remove(&place.reference, party.id),
            t!("party-remove", name = party.organisation.clone()),
            vec![],
            Tone::Bad,
        );
        vec![
            ui::link(
                organisations::url::show(party.organisation_id),
                party.organisation,
            ),
            word(party.role).into_any(),
            word(party.sector).into_any(),
            party.since.map_or_else(|| "–".into_any(), ui::date),
            remove,
        ]
    };
    ui::table(Table {
        caption: t!("parties-caption"),
        columns: vec![
            list::column(t!("party-organisation")),
            list::column(t!("party-role")),
            list::column(t!("party-sector")),
            list::column(t!("party-since")),
            list::column(t!("party-removal")),
        ],
        rows: parties.into_iter().map(cells).collect(),
    })
}

/// The search that fills the list of organisations.
fn search(place: &Place, form: &PartyForm) -> AnyView {
    let here = url::index(&place.reference);
    let chips = (!form.q.trim().is_empty()).then(|| Chip {
        label: form.q.clone(),
        remove_href: here.clone(),
    });
    let field = Field::filter("q", t!("party-search"))
        .hint(t!("party-search-hint"))
        .value(&form.q)
        .search();
    ui::filters(here.clone(), vec![field], chips.into_iter().collect(), here)
}

fn add_form(place: &Place, found: Vec<Organisation>, form: &PartyForm, errors: &Errors) -> AnyView {
    if found.is_empty() {
        return ui::empty(
            t!("party-found-none-title"),
            t!("party-found-none-text"),
            None,
        );
    }
    let more = (found.len() > MAX_FOUND)
        .then(|| view! { <p class="hint">{t!("party-found-more", count = MAX_FOUND)}</p> });
    let since = form.since();
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("q", &form.q),
        Field::new("organisation", t!("party-organisation"))
            .value(&form.organisation)
            .errors(errors)
            .select(
                found.into_iter().take(MAX_FOUND).map(option).collect(),
                Some(t!("error-choose")),
            ),
        Field::new("role", t!("party-role"))
            .hint(t!("party-role-hint"))
            .value(&form.role)
            .errors(errors)
            .radios(choices::<PartyRole>()),
        Field::new("since", t!("party-since"))
            .hint(t!("party-since-hint"))
            .optional()
            .errors(errors)
            .date(since.day, since.month, since.year),
    ];
    let form = ui::form(url::index(&place.reference), fields, t!("party-add"), None);
    view! { {more}{form} }.into_any()
}

fn option(organisation: Organisation) -> (String, String) {
    let Organisation {
        name,
        short_name,
        sector,
        jurisdiction,
        ..
    } = organisation;
    let name = match short_name {
        Some(short) => format!("{name} ({short})"),
        None => name,
    };
    let words = format!("{name} – {}, {jurisdiction}", word(sector));
    (organisation.id.to_string(), words)
}

/// Why a party cannot be taken out: what names it.
pub(super) fn still_named(party: &Party, named: &NamedIn) -> AnyView {
    let reasons: Vec<AnyView> = [
        (named.contracts, "party-named-contracts"),
        (named.milestones, "party-named-milestones"),
        (named.leads, "party-named-leads"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, key)| view! { <li>{t!(key, count = count)}</li> }.into_any())
    .collect();
    refusal(
        t!("party-refused", name = party.organisation.clone()),
        view! { <ul>{reasons}</ul><p>{t!("party-refused-text")}</p> }.into_any(),
    )
}

/// Why a person cannot take out their own organisation.
pub(super) fn would_lose_sight(party: &Party) -> AnyView {
    refusal(
        t!("party-refused", name = party.organisation.clone()),
        view! { <p>{t!("party-refused-sight")}</p> }.into_any(),
    )
}

fn refusal(title: String, body: AnyView) -> AnyView {
    view! {
        <div role="alert" tabindex="-1" autofocus=true>{ui::notice(Tone::Bad, title, body)}</div>
    }
    .into_any()
}
