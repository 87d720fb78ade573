//! The pages of benefits: the list with both totals, and the story of each.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::benefit::{
    Figures, Measure, MeasureKind, PublishedClaim, Standing, Totals, standing, totals,
};
use domain::partnership::OutcomeDomain;
use domain::target::Direction;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::db::{BenefitRow, VerificationRow};
use super::form::{BenefitForm, Filters, PUBLICATION, PublishedFilters, VerifyForm};
use super::url;
use crate::access::Place;
use crate::coordination::views::who;
use crate::form::{self, Errors};
use crate::html::*;
use crate::prototypes;
use crate::text::{self, choices, word};
use crate::ui::{self, ConflictRow, Field, StoryItem, Table, Tone, Width};
use crate::{list, partnerships, t};

/// A figure in its unit.
fn figure(measure: &Measure, value: Decimal) -> String {
    match measure.kind {
        MeasureKind::Money => text::money(value, &measure.unit),
        MeasureKind::Count => t!(
            "benefit-figure",
            figure = text::number(value.normalize()),
            unit = measure.unit.clone()
        ),
        MeasureKind::Share => t!(
            "benefit-figure",
            figure = text::percent(value),
            unit = measure.unit.clone()
        ),
    }
}

fn or_dash(words: Option<String>) -> AnyView {
    words.unwrap_or_else(|| "–".to_owned()).into_any()
}

fn standing_tag(row: &BenefitRow) -> AnyView {
    let standing = standing(&row.figures());
    let tone = match standing {
        Standing::Claimed => Tone::Neutral,
        Standing::Verified => Tone::Good,
        Standing::VerifiedLower => Tone::Warn,
    };
    ui::tag(tone, word(standing))
}

fn claimant(row: &BenefitRow) -> String {
    match &row.source {
        Some(source) => t!("benefit-published", source = source.clone()),
        None => who(row.claimant.as_ref(), row.claimant_organisation.as_ref()),
    }
}

// --- The list ---------------------------------------------------------------

/// What a list shows.
pub(super) struct Found {
    pub(super) rows: Vec<BenefitRow>,
    /// Of all that fit.
    pub(super) figures: Vec<Figures>,
    pub(super) prototypes: prototypes::Newest,
}

fn here(place: Option<&Place>) -> String {
    place.map_or_else(
        || url::INDEX.to_owned(),
        |place| url::of_partnership(&place.reference),
    )
}

/// The list, of a partnership or of all.
pub(super) fn index(
    place: Option<&Place>,
    filters: &Filters,
    found: &Found,
    today: NaiveDate,
) -> AnyView {
    let here = here(place);
    let published = ui::button_link(url::PUBLISHED.to_owned(), t!("published-title"), false);
    let add = place
        .filter(|place| place.may_in_partnership(Action::ClaimBenefit))
        .map(|place| ui::button_link(url::new(&place.reference), t!("benefit-add"), true));
    let unfiltered = !list::is_narrowed(filters);
    let body = if !found.rows.is_empty() {
        view! {
            {ui::section("totals", t!("benefits-totals"), vec![], both_totals(found))}
            {ui::section("list", t!("benefits-list"), vec![], listing(place, filters, found))}
        }
        .into_any()
    } else if unfiltered {
        ui::empty(t!("benefits-none-title"), t!("benefits-none-text"), None)
    } else {
        ui::empty(
            t!("benefits-no-match-title"),
            t!("benefits-no-match-text"),
            None,
        )
    };
    let caption = place.map(|place| place.title.clone());
    let nav = place.map(|place| partnerships::sub_nav(place, partnerships::Tab::Benefits));
    let actions = std::iter::once(published).chain(add).collect();
    view! {
        {ui::heading(t!("benefits-title"), caption, actions)}
        {nav}
        <p class="lead">{t!("benefits-lead")}</p>
        {filter_form(&here, filters)}
        {body}
        {prototypes::section(place, &found.prototypes, today)}
    }
    .into_any()
}

fn filter_form(here: &str, filters: &Filters) -> AnyView {
    let chip = |key, value: &str, label| list::chip(here, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for code in &filters.domain {
        if let Ok(domain) = code.parse::<OutcomeDomain>() {
            chips.push(chip("domain", code, word(domain)));
        }
    }
    if let Ok(standing) = filters.state.parse::<Standing>() {
        chips.push(chip("state", &filters.state, word(standing)));
    }
    let fields = vec![
        Field::filter("q", t!("benefits-search"))
            .value(&filters.q)
            .search(),
        Field::filter("state", t!("benefit-state"))
            .value(&filters.state)
            .select(choices::<Standing>(), Some(t!("any"))),
        Field::filter("domain", t!("benefit-domain"))
            .checkboxes(choices::<OutcomeDomain>(), &filters.domain),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.to_owned(), fields, chips, here.to_owned())
}

/// What is claimed and what is verified, by measure: two columns, never added.
fn both_totals(found: &Found) -> AnyView {
    let totals = totals(&found.figures);
    let shares = found.figures.iter();
    let shares = shares
        .filter(|figures| figures.measure.kind == MeasureKind::Share)
        .count();
    let shares =
        (shares > 0).then(|| view! { <p class="hint">{t!("benefits-shares", count = shares)}</p> });
    let cells = |(measure, total): (&Measure, &Totals)| {
        let of = |count: usize, sum: Decimal| match count {
            0 => or_dash(None),
            _ => figure(measure, sum).into_any(),
        };
        vec![
            measure.unit.clone().into_any(),
            of(total.claims, total.claimed),
            text::number(total.claims).into_any(),
            of(total.verifications, total.verified),
            text::number(total.verifications).into_any(),
        ]
    };
    let table = (!totals.is_empty()).then(|| {
        ui::table(Table {
            caption: t!("benefits-totals-caption"),
            columns: vec![
                list::column(t!("benefit-unit")),
                list::numeric(t!("benefits-claimed")),
                list::numeric(t!("benefits-claims")),
                list::numeric(t!("benefits-verified")),
                list::numeric(t!("benefits-verifications")),
            ],
            rows: totals.iter().map(cells).collect(),
        })
    });
    view! {
        <p>{t!("benefits-totals-text")}</p>
        {table}
        {shares}
    }
    .into_any()
}

fn listing(place: Option<&Place>, filters: &Filters, found: &Found) -> AnyView {
    let here = here(place);
    let total = i64::try_from(found.figures.len()).unwrap_or(i64::MAX);
    let at = |sort: String, page: String| {
        list::address(
            &here,
            &Filters {
                sort,
                page,
                ..filters.clone()
            },
        )
    };
    let paging = list::paging(list::page_number(&filters.page), total, |page| {
        at(filters.sort.clone(), page.to_string())
    });
    let sorted =
        |label, key| list::sorted_column(label, key, &filters.sort, |sort| at(sort, String::new()));
    let mut columns = vec![
        sorted(t!("benefit"), "title"),
        list::column(t!("benefit-state")),
        list::column(t!("benefit-domain")),
        list::column(t!("benefit-claimed-by")),
        sorted(t!("benefit-claimed-on"), "claimed"),
        list::numeric(t!("benefit-baseline")),
        list::numeric(t!("benefit-claimed")),
        list::numeric(t!("benefit-verified")),
    ];
    if place.is_none() {
        columns.push(sorted(t!("partnership"), "place"));
    }
    let cells = |row: &BenefitRow| {
        let measure = row.figures().measure;
        let said = |value: Option<Decimal>| or_dash(value.map(|value| figure(&measure, value)));
        let href = url::show(&row.reference, row.id);
        let mut cells = vec![
            view! { <a href=href>{ui::typed(row.title.clone(), &row.language)}</a> }.into_any(),
            standing_tag(row),
            word(row.domain).into_any(),
            claimant(row).into_any(),
            ui::date(row.claimed_on),
            said(row.baseline),
            said(row.claimed),
            said(row.verified),
        ];
        if place.is_none() {
            let title = ui::typed(row.partnership.clone(), &row.partnership_language);
            let href = partnerships::url::show(&row.reference);
            cells.push(view! { <a href=href>{title}</a> }.into_any());
        }
        cells
    };
    view! {
        {ui::table(Table {
            caption: t!("benefits-caption"),
            columns,
            rows: found.rows.iter().map(cells).collect(),
        })}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&format!("{here}.csv"), filters))}
    }
    .into_any()
}

/// The spreadsheet's headings: what is claimed and what is verified stand
/// apart.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("partnership-reference"),
        t!("benefit"),
        t!("benefit-domain"),
        t!("benefit-state"),
        t!("benefit-claimed-by"),
        t!("benefit-link"),
        t!("benefit-measure"),
        t!("benefit-kind"),
        t!("benefit-unit"),
        t!("benefit-direction"),
        t!("benefit-baseline"),
        t!("benefit-expected"),
        t!("benefit-claimed"),
        t!("benefit-claimed-on"),
        t!("benefit-claimed-gain"),
        t!("benefit-verified"),
        t!("benefit-verified-on"),
        t!("benefit-verified-by"),
        t!("benefit-verified-gain"),
    ]
}

/// A benefit as a row of the spreadsheet; dates as ISO 8601, vocabularies as
/// codes.
pub(super) fn csv_row(row: &BenefitRow) -> Vec<String> {
    let figures = row.figures();
    let number = |value: Option<Decimal>| {
        value
            .map(|value| value.normalize().to_string())
            .unwrap_or_default()
    };
    vec![
        row.reference.clone(),
        row.title.clone(),
        row.domain.code().to_owned(),
        standing(&figures).code().to_owned(),
        claimant(row),
        row.link.clone().unwrap_or_default(),
        row.measure.clone(),
        row.kind.code().to_owned(),
        row.unit.clone(),
        row.direction.code().to_owned(),
        number(row.baseline),
        number(row.expected),
        number(row.claimed),
        row.claimed_on.to_string(),
        number(figures.claimed_gain()),
        number(row.verified),
        row.verified_on.map(|on| on.to_string()).unwrap_or_default(),
        row.verified_by.clone().unwrap_or_default(),
        number(figures.verified_gain()),
    ]
}

/// What was published elsewhere, each claimed and unverified.
pub(super) fn published(filters: &PublishedFilters, claims: &[PublishedClaim]) -> AnyView {
    let body = if claims.is_empty() {
        ui::empty(
            t!("published-no-match-title"),
            t!("published-no-match-text"),
            None,
        )
    } else {
        published_listing(filters, claims)
    };
    view! {
        {ui::heading(t!("published-title"), None, vec![])}
        <p class="lead">{t!("published-lead")}</p>
        {published_filters(filters)}
        {body}
    }
    .into_any()
}

fn published_filters(filters: &PublishedFilters) -> AnyView {
    let here = url::PUBLISHED;
    let chip = |key, value: &str, label| list::chip(here, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for code in &filters.domain {
        if let Ok(domain) = code.parse::<OutcomeDomain>() {
            chips.push(chip("domain", code, word(domain)));
        }
    }
    let fields = vec![
        Field::filter("q", t!("published-search"))
            .value(&filters.q)
            .search(),
        Field::filter("domain", t!("benefit-domain"))
            .checkboxes(choices::<OutcomeDomain>(), &filters.domain),
    ];
    ui::filters(here.to_owned(), fields, chips, here.to_owned())
}

fn published_listing(filters: &PublishedFilters, claims: &[PublishedClaim]) -> AnyView {
    let cells = |&claim: &PublishedClaim| {
        vec![
            word(claim).into_any(),
            ui::tag(Tone::Neutral, t!("published-tag")),
            word(claim.domain()).into_any(),
            ui::typed(PublishedClaim::SOURCE.to_owned(), ""),
        ]
    };
    let table = ui::table(Table {
        caption: t!("published-caption", count = claims.len()),
        columns: vec![
            list::column(t!("published-claim")),
            list::column(t!("benefit-state")),
            list::column(t!("benefit-domain")),
            list::column(t!("published-source")),
        ],
        rows: claims.iter().map(cells).collect(),
    });
    view! {
        {table}
        {ui::list_tools(list::address(url::PUBLISHED_CSV, filters))}
    }
    .into_any()
}

/// The headings of the spreadsheet of published claims.
pub(super) fn published_csv_headings() -> Vec<String> {
    vec![
        t!("published-claim"),
        t!("benefit-state"),
        t!("benefit-domain"),
        t!("published-source"),
    ]
}

/// A published claim as a row of the spreadsheet.
pub(super) fn published_csv_row(claim: PublishedClaim) -> Vec<String> {
    vec![
        word(claim),
        Standing::Claimed.code().to_owned(),
        claim.domain().code().to_owned(),
        PublishedClaim::SOURCE.to_owned(),
    ]
}

// --- One benefit ------------------------------------------------------------

/// One benefit: what is claimed, what was measured, and the form for whoever
/// may measure.
pub(super) fn show(
    place: &Place,
    person: Uuid,
    row: &BenefitRow,
    verifications: &[VerificationRow],
    (form, errors): (&VerifyForm, &Errors),
    problem: Option<AnyView>,
) -> AnyView {
    let own = row.hands().contains(&Some(person));
    let changes = row.verified.is_none()
        && row.entered_by_id == Some(person)
        && place.may_in_partnership(Action::ClaimBenefit);
    let edit = changes.then(|| {
        ui::button_link(
            url::edit(&place.reference, row.id),
            t!("button-edit"),
            false,
        )
    });
    let turn = if place.may_on_measurement(Action::VerifyBenefit, row.hands()) {
        Some(verify_section(place, row, form, errors))
    } else if own {
        Some(view! { <p class="hint">{t!("benefit-own")}</p> }.into_any())
    } else {
        None
    };
    let what = view! {
        <p>{ui::typed(row.description.clone(), &row.language)}</p>
        {as_published(row)}
    };
    let main = view! {
        {ui::section("what", t!("benefit-what"), vec![], what.into_any())}
        {ui::section("figures", t!("benefit-figures"), vec![], figures(row))}
        {ui::section("verified", t!("benefit-verifications"), vec![], story(row, verifications))}
        {turn}
    };
    view! {
        {ui::error_summary(errors)}
        {problem}
        {ui::heading(row.title.clone(), Some(t!("benefit-of", partnership = place.title.clone())), edit.into_iter().collect())}
        {partnerships::sub_nav(place, partnerships::Tab::Benefits)}
        {ui::columns(main.into_any(), facts(row))}
    }
    .into_any()
}

fn as_published(row: &BenefitRow) -> Option<AnyView> {
    let words = row.as_published.clone()?;
    let words = view! { <p>{ui::typed(words, &row.language)}</p> };
    Some(ui::notice(
        Tone::Neutral,
        t!("benefit-as-published"),
        words.into_any(),
    ))
}

/// Every figure with its day and who reported it.
fn figures(row: &BenefitRow) -> AnyView {
    let found = row.figures();
    let measure = &found.measure;
    let recorded = || {
        let by = row.entered_by.clone();
        by.unwrap_or_else(|| t!("by-command-line"))
    };
    let line = |label: String, value: Option<Decimal>, gain: Option<Decimal>, on: AnyView, by| {
        vec![
            label.into_any(),
            or_dash(value.map(|value| figure(measure, value))),
            or_dash(gain.map(|gain| figure(measure, gain))),
            on,
            or_dash(by),
        ]
    };
    let claimed_on = || ui::date(row.claimed_on);
    let rows = vec![
        line(
            t!("benefit-baseline"),
            row.baseline,
            None,
            claimed_on(),
            Some(recorded()),
        ),
        line(
            t!("benefit-expected"),
            row.expected,
            None,
            claimed_on(),
            Some(claimant(row)),
        ),
        line(
            t!("benefit-claimed"),
            row.claimed,
            found.claimed_gain(),
            claimed_on(),
            Some(claimant(row)),
        ),
        line(
            t!("benefit-verified"),
            row.verified,
            found.verified_gain(),
            row.verified_on.map_or_else(|| or_dash(None), ui::date),
            row.verified_by.clone(),
        ),
    ];
    ui::table(Table {
        caption: t!("benefit-figures-caption", measure = row.measure.clone()),
        columns: vec![
            list::column(t!("benefit-which")),
            list::numeric(t!("benefit-value")),
            list::numeric(t!("benefit-gain")),
            list::column(t!("benefit-day")),
            list::column(t!("benefit-reported-by")),
        ],
        rows,
    })
}

fn story(row: &BenefitRow, verifications: &[VerificationRow]) -> AnyView {
    if verifications.is_empty() {
        return ui::empty(
            t!("benefit-unverified-title"),
            t!("benefit-unverified-text"),
            None,
        );
    }
    let measure = row.figures().measure;
    let items = verifications.iter().map(|found| {
        let link = found
            .link
            .clone()
            .map(|link| view! { <p>{ui::link(form::uri(&link), link)}</p> });
        StoryItem {
            when: ui::date(found.measured_on),
            who: who(found.person.as_ref(), found.organisation.as_ref()),
            what: view! { <p>{ui::typed(found.method.clone(), &found.language)}</p>{link} }
                .into_any(),
            tag: Some(ui::tag(Tone::Info, figure(&measure, found.value))),
        }
    });
    ui::story(items.collect())
}

fn facts(row: &BenefitRow) -> AnyView {
    let mut facts = vec![
        (t!("benefit-state"), standing_tag(row)),
        (t!("benefit-domain"), word(row.domain).into_any()),
        (t!("benefit-claimed-by"), claimant(row).into_any()),
        (t!("benefit-claimed-on"), ui::date(row.claimed_on)),
        (t!("benefit-measure"), row.measure.clone().into_any()),
        (t!("benefit-unit"), row.unit.clone().into_any()),
        (t!("benefit-direction"), word(row.direction).into_any()),
    ];
    if let Some(link) = &row.link {
        facts.push((t!("benefit-link"), ui::link(form::uri(link), link.clone())));
    }
    let recorded = t!(
        "benefit-recorded-by",
        person = row
            .entered_by
            .clone()
            .unwrap_or_else(|| t!("by-command-line")),
        date = text::moment(row.entered_at)
    );
    facts.push((t!("benefit-recorded"), recorded.into_any()));
    ui::summary_list(facts)
}

fn verify_section(place: &Place, row: &BenefitRow, form: &VerifyForm, errors: &Errors) -> AnyView {
    let measured = form.measured();
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("value", t!("verify-value"))
            .hint(t!("verify-value-hint", unit = row.unit.clone()))
            .value(&form.value)
            .errors(errors)
            .width(Width::Medium)
            .amount(None),
        Field::new("measured", t!("verify-measured"))
            .errors(errors)
            .date(measured.day, measured.month, measured.year),
        Field::new("method", t!("verify-method"))
            .hint(t!("verify-method-hint"))
            .value(&form.method)
            .errors(errors)
            .textarea(3),
        Field::new("proof", t!("verify-proof"))
            .optional()
            .value(&form.proof)
            .errors(errors)
            .text(),
    ];
    let action = url::verify(&place.reference, row.id);
    let form = ui::form(action, fields, t!("verify-submit"), None);
    let body = view! { <p>{t!("verify-text")}</p>{form} };
    ui::section("verify", t!("verify"), vec![], body.into_any())
}

/// The form for a claim, new or to edit.
pub(super) fn edit(
    place: &Place,
    existing: Option<&BenefitRow>,
    (form, errors): (&BenefitForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let (title, action, back) = match existing {
        None => {
            let list = url::of_partnership(&place.reference);
            (t!("benefit-add"), list.clone(), list)
        }
        Some(row) => (
            t!("benefit-edit"),
            url::edit(&place.reference, row.id),
            url::show(&place.reference, row.id),
        ),
    };
    let mut fields = claim_fields(form, errors);
    fields.extend(figure_fields(form, errors));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, Some(place.title.clone()), vec![])}
        {ui::form(action, fields, t!("button-save"), Some((back, t!("button-cancel"))))}
    }
    .into_any()
}

fn claim_fields(form: &BenefitForm, errors: &Errors) -> Vec<AnyView> {
    let claimants = vec![
        ("person".to_owned(), t!("benefit-claimant-person")),
        (PUBLICATION.to_owned(), t!("benefit-claimant-publication")),
    ];
    vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("title", t!("benefit-title"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("description", t!("benefit-description"))
            .hint(t!("benefit-description-hint"))
            .value(&form.description)
            .errors(errors)
            .textarea(3),
        Field::new("domain", t!("benefit-domain"))
            .value(&form.domain)
            .errors(errors)
            .select(choices::<OutcomeDomain>(), Some(t!("error-choose"))),
        Field::new("claimant", t!("benefit-claimed-by"))
            .value(&form.claimant)
            .errors(errors)
            .radios(claimants),
        Field::new("source", t!("benefit-source"))
            .sometimes()
            .hint(t!("benefit-source-hint"))
            .value(&form.source)
            .errors(errors)
            .text(),
        Field::new("link", t!("benefit-link"))
            .sometimes()
            .hint(t!("benefit-link-hint"))
            .value(&form.link)
            .errors(errors)
            .text(),
        Field::new("as_published", t!("benefit-as-published"))
            .sometimes()
            .hint(t!("benefit-as-published-hint"))
            .value(&form.as_published)
            .errors(errors)
            .textarea(2),
    ]
}

fn figure_fields(form: &BenefitForm, errors: &Errors) -> Vec<AnyView> {
    let claimed_on = form.claimed_on();
    let amount = |name: &str, label: String, hint: String, value: &str| {
        Field::new(name, label)
            .sometimes()
            .hint(hint)
            .value(value)
            .errors(errors)
            .width(Width::Medium)
            .amount(None)
    };
    vec![
        Field::new("measure", t!("benefit-measure"))
            .hint(t!("benefit-measure-hint"))
            .value(&form.measure)
            .errors(errors)
            .text(),
        Field::new("kind", t!("benefit-kind"))
            .value(&form.kind)
            .errors(errors)
            .radios(choices::<MeasureKind>()),
        Field::new("unit", t!("benefit-unit"))
            .hint(t!("benefit-unit-hint"))
            .value(&form.unit)
            .errors(errors)
            .width(Width::Medium)
            .text(),
        Field::new("direction", t!("benefit-direction"))
            .value(&form.direction)
            .errors(errors)
            .radios(choices::<Direction>()),
        amount(
            "baseline",
            t!("benefit-baseline"),
            t!("benefit-baseline-hint"),
            &form.baseline,
        ),
        amount(
            "expected",
            t!("benefit-expected"),
            t!("benefit-expected-hint"),
            &form.expected,
        ),
        amount(
            "claimed",
            t!("benefit-claimed"),
            t!("benefit-claimed-hint"),
            &form.claimed,
        ),
        Field::new("claimed_on", t!("benefit-claimed-on"))
            .errors(errors)
            .date(claimed_on.day, claimed_on.month, claimed_on.year),
    ]
}

/// What was saved in another window, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &BenefitForm,
    yours: &BenefitForm,
) -> AnyView {
    let [theirs, yours] = [theirs, yours].map(in_words);
    ui::conflict(who, when, ConflictRow::between(theirs, yours))
}

/// Says that somebody verified it in the meantime.
pub(super) fn moved_on(typed: Vec<(String, String)>) -> AnyView {
    let words = view! { <p>{t!("benefit-moved-on")}</p> };
    ui::moved_on(t!("ui-conflict-title"), words.into_any(), typed)
}

/// What is in each field of a claim's form.
pub(super) fn in_words(form: &BenefitForm) -> Vec<(String, String)> {
    vec![
        (t!("benefit-title"), form.title.clone()),
        (t!("benefit-description"), form.description.clone()),
        (
            t!("benefit-domain"),
            text::chosen::<OutcomeDomain>(&form.domain),
        ),
        (t!("benefit-source"), form.source.clone()),
        (t!("benefit-link"), form.link.clone()),
        (t!("benefit-as-published"), form.as_published.clone()),
        (t!("benefit-measure"), form.measure.clone()),
        (t!("benefit-unit"), form.unit.clone()),
        (t!("benefit-baseline"), form.baseline.clone()),
        (t!("benefit-expected"), form.expected.clone()),
        (t!("benefit-claimed"), form.claimed.clone()),
        (t!("benefit-claimed-on"), form.claimed_on().in_words()),
    ]
}
