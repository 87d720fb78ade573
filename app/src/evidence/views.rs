//! The pages of evidence.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::contract::WARNING_DAYS;
use domain::evaluation::Criterion;
use domain::evidence::{Backing, ProofKind, ProofState, ProofVerdict, backing};
use strum::VariantArray;
use uuid::Uuid;

use super::db::{ProofRow, Vendor, for_criterion};
use super::form::{Begin, CheckForm, Filters, ProofForm};
use super::{DEMANDED, Gap, url};
use crate::access::Place;
use crate::files::{self, KeptFile};
use crate::form::{self, Errors};
use crate::html::*;
use crate::partnerships::{self, Tab};
use crate::text::{self, choices, word};
use crate::ui::{self, AttentionItem, ConflictRow, Field, StoryItem, Table, Tone};
use crate::{list, t};

fn tone(state: ProofState) -> Tone {
    match state {
        ProofState::Unverified => Tone::Info,
        ProofState::Valid => Tone::Good,
        ProofState::Expiring => Tone::Warn,
        ProofState::Expired | ProofState::Refused => Tone::Bad,
        ProofState::Replaced => Tone::Muted,
    }
}

/// Where evidence stands, with the days that are left where they are few.
pub(crate) fn state_tag(row: &ProofRow, today: NaiveDate) -> AnyView {
    let state = row.state(today);
    let words = match (state, row.warned_within(today)) {
        (ProofState::Expiring, Some(days)) => t!("evidence-expires-within", days = days),
        _ => word(state),
    };
    ui::tag(tone(state), words)
}

/// What it proves, as a link to its page.
pub(crate) fn proof_link(row: &ProofRow) -> AnyView {
    let href = url::show(row.id);
    view! { <a href=href>{ui::typed(row.proves.clone(), &row.language)}</a> }.into_any()
}

fn expiry(row: &ProofRow) -> AnyView {
    match row.expires_on {
        Some(date) => ui::date(date),
        None => t!("evidence-never-expires").into_any(),
    }
}

fn by(name: Option<&String>, organisation: Option<&String>) -> String {
    match (name, organisation) {
        (Some(name), Some(organisation)) => t!(
            "action-person",
            name = name.clone(),
            organisation = organisation.clone()
        ),
        (Some(name), None) => name.clone(),
        (None, _) => t!("by-command-line"),
    }
}

/// What a list shows.
pub(super) struct Listed {
    /// Where the list is.
    pub(super) here: String,
    /// The rows on the page.
    pub(super) rows: Vec<ProofRow>,
    /// How many there are in all.
    pub(super) total: i64,
    /// The vendors to choose from; none on a vendor's own list.
    pub(super) vendors: Vec<(String, String)>,
    pub(super) today: NaiveDate,
}

/// The list of all that the viewer sees; `add` is the vendor that they are of.
pub(super) fn index(listed: &Listed, filters: &Filters, add: Option<Uuid>) -> AnyView {
    let add = add.map(|vendor| {
        ui::button_link(
            url::new(vendor, &Begin::default()),
            t!("evidence-add"),
            true,
        )
    });
    view! {
        {ui::heading(t!("evidence-title"), None, add.into_iter().collect())}
        <p class="lead">{t!("evidence-lead")}</p>
        {filter_form(listed, filters)}
        {listing(listed, filters)}
    }
    .into_any()
}

/// The evidence for one vendor.
pub(super) fn of_organisation(
    vendor: &Vendor,
    listed: &Listed,
    filters: &Filters,
    may_add: bool,
) -> AnyView {
    let add = may_add.then(|| {
        ui::button_link(
            url::new(vendor.id, &Begin::default()),
            t!("evidence-add"),
            true,
        )
    });
    view! {
        {ui::heading(t!("evidence-title"), Some(vendor.name.clone()), add.into_iter().collect())}
        <p class="lead">{t!("evidence-lead")}</p>
        {filter_form(listed, filters)}
        {listing(listed, filters)}
    }
    .into_any()
}

/// What there is to show for each supplier of a partnership, what is missing,
/// and the list.
pub(super) fn of_partnership(
    place: &Place,
    suppliers: &[Vendor],
    all: &[ProofRow],
    (listed, filters): (&Listed, &Filters),
    may_add: impl Fn(&Vendor) -> bool,
) -> AnyView {
    let overview = if suppliers.is_empty() {
        ui::empty(
            t!("evidence-no-supplier-title"),
            t!("evidence-no-supplier-text"),
            None,
        )
    } else {
        overview(place, suppliers, all, listed.today, &may_add)
    };
    view! {
        {ui::heading(t!("evidence-title"), Some(place.title.clone()), vec![])}
        {partnerships::sub_nav(place, Tab::Evidence)}
        {ui::section("suppliers", t!("evidence-by-supplier"), vec![], overview)}
        {ui::section("list", t!("evidence-all"), vec![], view! {
            {filter_form(listed, filters)}
            {listing(listed, filters)}
        }.into_any())}
    }
    .into_any()
}

fn backing_tone(backing: Backing) -> Tone {
    match backing {
        Backing::Proven => Tone::Good,
        Backing::Waiting => Tone::Info,
        Backing::Lapsed | Backing::Missing => Tone::Bad,
    }
}

fn overview(
    place: &Place,
    suppliers: &[Vendor],
    all: &[ProofRow],
    today: NaiveDate,
    may_add: &impl Fn(&Vendor) -> bool,
) -> AnyView {
    let found = |vendor: &Vendor, criterion| {
        backing(criterion, &for_criterion(all, vendor.id, criterion), today)
    };
    let missing: Vec<_> = suppliers
        .iter()
        .flat_map(|vendor| DEMANDED.map(|criterion| (vendor, criterion)))
        .filter(|(vendor, criterion)| found(vendor, *criterion) != Backing::Proven)
        .map(|(vendor, criterion)| {
            let backing = found(vendor, criterion);
            let words = gap_words(criterion, backing, &vendor.name);
            view! { <li>{words}</li> }.into_any()
        })
        .collect();
    let notice = (!missing.is_empty()).then(|| {
        let body = view! { <ul>{missing}</ul> };
        ui::notice(Tone::Bad, t!("evidence-missing-title"), body.into_any())
    });
    let cells = |vendor: &Vendor| {
        let name = ui::link(url::of_organisation(vendor.id), vendor.name.clone());
        let add = may_add(vendor).then(|| {
            let begin = Begin {
                partnership: place.partnership_id.to_string(),
                ..Begin::default()
            };
            let words = t!("evidence-add-for", vendor = vendor.name.clone());
            view! { <p>{ui::link(url::new(vendor.id, &begin), words)}</p> }
        });
        let first = view! { {name}{add} }.into_any();
        let rest = Criterion::VARIANTS.iter().map(|&criterion| {
            let backing = found(vendor, criterion);
            let tag = ui::tag(backing_tone(backing), word(backing));
            view! { <div>{tag}</div> }.into_any()
        });
        std::iter::once(first).chain(rest).collect()
    };
    let mut columns = vec![list::column(t!("evidence-vendor"))];
    columns.extend(
        Criterion::VARIANTS
            .iter()
            .map(|&one| list::column(word(one))),
    );
    let table = ui::table(Table {
        caption: t!("evidence-suppliers-caption", date = text::date(today)),
        columns,
        rows: suppliers.iter().map(cells).collect(),
    });
    view! {
        {notice}
        {table}
        <p class="hint">{t!("evidence-counts-hint")}</p>
    }
    .into_any()
}

fn gap_words(criterion: Criterion, backing: Backing, vendor: &str) -> String {
    let vendor = vendor.to_owned();
    match (criterion, backing) {
        (Criterion::Interoperability, Backing::Lapsed) => {
            t!("evidence-integration-lapsed", vendor = vendor)
        }
        (Criterion::Interoperability, Backing::Waiting) => {
            t!("evidence-integration-waiting", vendor = vendor)
        }
        (Criterion::Interoperability, _) => t!("evidence-integration-missing", vendor = vendor),
        (_, Backing::Lapsed) => t!("evidence-security-lapsed", vendor = vendor),
        (_, Backing::Waiting) => t!("evidence-security-waiting", vendor = vendor),
        (_, _) => t!("evidence-security-missing", vendor = vendor),
    }
}

fn within() -> Vec<(String, String)> {
    WARNING_DAYS
        .iter()
        .map(|&days| (days.to_string(), t!("evidence-expires-within", days = days)))
        .collect()
}

fn filter_form(listed: &Listed, filters: &Filters) -> AnyView {
    let here = &listed.here;
    let chip = |key, value: &str, label| list::chip(here, filters, key, value, label);
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for code in &filters.kind {
        if let Ok(kind) = code.parse::<ProofKind>() {
            chips.push(chip("kind", code, word(kind)));
        }
    }
    for code in &filters.state {
        if let Ok(state) = code.parse::<ProofState>() {
            chips.push(chip("state", code, word(state)));
        }
    }
    for (key, given, options) in [
        ("within", &filters.within, &within()),
        ("organisation", &filters.organisation, &listed.vendors),
    ] {
        if let Some((_, label)) = options.iter().find(|(code, _)| code == given) {
            chips.push(chip(key, given, label.clone()));
        }
    }
    let vendors = (listed.vendors.len() > 1 || !filters.organisation.is_empty()).then(|| {
        Field::filter("organisation", t!("evidence-vendor"))
            .value(&filters.organisation)
            .select(listed.vendors.clone(), Some(t!("evidence-any-vendor")))
    });
    let mut fields = vec![
        Field::filter("q", t!("evidence-search"))
            .value(&filters.q)
            .search(),
        Field::filter("within", t!("evidence-within"))
            .value(&filters.within)
            .select(within(), Some(t!("evidence-any-time"))),
        Field::filter("state", t!("evidence-state"))
            .checkboxes(choices::<ProofState>(), &filters.state),
        Field::filter("kind", t!("evidence-kind"))
            .checkboxes(choices::<ProofKind>(), &filters.kind),
        ui::hidden("sort", &filters.sort),
    ];
    if let Some(vendors) = vendors {
        fields.insert(1, vendors);
    }
    ui::filters(here.clone(), fields, chips, here.clone())
}

fn listing(listed: &Listed, filters: &Filters) -> AnyView {
    if listed.rows.is_empty() {
        let (title, words) = match list::is_narrowed(filters) {
            true => (t!("evidence-no-match-title"), t!("evidence-no-match-text")),
            false => (t!("evidence-none-title"), t!("evidence-none-text")),
        };
        return ui::empty(title, words, None);
    }
    let here = &listed.here;
    let page = list::page_number(&filters.page);
    let paging = list::paging(page, listed.total, |page| {
        let page = page.to_string();
        list::address(
            here,
            &Filters {
                page,
                ..filters.clone()
            },
        )
    });
    let sorted = |label, key| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            let filters = Filters {
                sort,
                page: String::new(),
                ..filters.clone()
            };
            list::address(here, &filters)
        })
    };
    let columns = vec![
        sorted(t!("evidence-proves"), "proves"),
        sorted(t!("evidence-vendor"), "vendor"),
        list::column(t!("evidence-kind")),
        list::column(t!("evidence-state")),
        sorted(t!("evidence-issued"), "issued"),
        sorted(t!("evidence-expires"), "expires"),
        list::column(t!("evidence-verified-by")),
    ];
    let cells = |row: &ProofRow| {
        let checked = row
            .checked_on
            .map(|_| by(row.checked_by_name.as_ref(), row.checked_for_name.as_ref()));
        vec![
            proof_link(row),
            ui::link(
                url::of_organisation(row.organisation_id),
                row.organisation.clone(),
            ),
            word(row.kind).into_any(),
            state_tag(row, listed.today),
            ui::date(row.issued_on),
            expiry(row),
            checked
                .unwrap_or_else(|| t!("evidence-nobody-yet"))
                .into_any(),
        ]
    };
    let rows = listed.rows.iter().map(cells).collect();
    let caption = t!("evidence-caption", date = text::date(listed.today));
    view! {
        {ui::table(Table { caption, columns, rows })}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(here), filters))}
    }
    .into_any()
}

/// What the person may with the evidence on a page.
pub(super) struct Rights {
    pub(super) edit: bool,
    pub(super) replace: bool,
    pub(super) check: bool,
}

/// A piece of evidence: what it says, who says so, and what is to be done.
pub(super) fn show(
    row: &ProofRow,
    (older, newer): (Option<&ProofRow>, &[(Uuid, String, String)]),
    rights: &Rights,
    (form, errors): (&CheckForm, &Errors),
    problem: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let edit = rights
        .edit
        .then(|| ui::button_link(url::edit(row.id), t!("button-edit"), false));
    let replace = rights.replace.then(|| {
        let begin = Begin {
            replaces: row.id.to_string(),
            ..Begin::default()
        };
        let href = url::new(row.organisation_id, &begin);
        ui::button_link(href, t!("evidence-replace"), true)
    });
    let check = rights.check.then(|| check_section(row, form, errors));
    let waits = (row.state(today) == ProofState::Unverified && !rights.check).then(|| {
        view! { <p class="hint">{t!("evidence-waits", vendor = row.organisation.clone())}</p> }
    });
    let main = view! {
        {state_notice(row, today)}
        {ui::section("story", t!("evidence-story"), vec![], story(row))}
        {waits}
        {check}
    };
    let caption = t!(
        "evidence-caption-of",
        kind = word(row.kind),
        vendor = row.organisation.clone()
    );
    let actions = edit.into_iter().chain(replace).collect();
    view! {
        {ui::error_summary(errors)}
        {problem}
        {ui::heading(row.proves.clone(), Some(caption), actions)}
        {ui::columns(main.into_any(), facts(row, older, newer, today))}
    }
    .into_any()
}

fn state_notice(row: &ProofRow, today: NaiveDate) -> Option<AnyView> {
    let state = row.state(today);
    let date = row.expires_on.map(text::date).unwrap_or_default();
    let (title, words) = match state {
        ProofState::Expired => (
            t!("evidence-expired-title"),
            t!("evidence-expired-text", date = date),
        ),
        ProofState::Expiring => (
            t!("evidence-expiring-title"),
            t!("evidence-expiring-text", date = date),
        ),
        ProofState::Refused => (t!("evidence-refused-title"), t!("evidence-refused-text")),
        ProofState::Replaced => (t!("evidence-replaced-title"), t!("evidence-replaced-text")),
        ProofState::Unverified | ProofState::Valid => return None,
    };
    Some(ui::notice(
        tone(state),
        title,
        view! { <p>{words}</p> }.into_any(),
    ))
}

fn source(row: &ProofRow) -> AnyView {
    let link = row.url.clone().map(|link| ui::link(form::uri(&link), link));
    let file = row
        .file_id
        .zip(row.file.as_ref().zip(row.file_size))
        .map(|(id, (name, size))| files::file_link(id, name, size));
    let both = (link.is_some() && file.is_some()).then(|| view! { <br /> });
    view! { {file}{both}{link} }.into_any()
}

fn criteria(row: &ProofRow) -> String {
    let words: Vec<String> = row.criteria.iter().map(|&one| word(one)).collect();
    words.join(", ")
}

fn facts(
    row: &ProofRow,
    older: Option<&ProofRow>,
    newer: &[(Uuid, String, String)],
    today: NaiveDate,
) -> AnyView {
    let mut facts = vec![
        (t!("evidence-state"), state_tag(row, today)),
        (t!("evidence-kind"), word(row.kind).into_any()),
        (
            t!("evidence-vendor"),
            ui::link(
                url::of_organisation(row.organisation_id),
                row.organisation.clone(),
            ),
        ),
        (t!("evidence-criterion"), criteria(row).into_any()),
        (t!("evidence-source"), source(row)),
        (t!("evidence-issued"), ui::date(row.issued_on)),
        (t!("evidence-expires"), expiry(row)),
    ];
    let concerns = match row.reference.as_ref().zip(row.partnership.clone()) {
        Some((reference, title)) => ui::link(partnerships::url::show(reference), title),
        None => t!("evidence-concerns-all").into_any(),
    };
    facts.push((t!("evidence-partnership"), concerns));
    if let Some(older) = older {
        facts.push((t!("evidence-replaces"), proof_link(older)));
    }
    for (id, proves, language) in newer {
        let href = url::show(*id);
        let link = view! { <a href=href>{ui::typed(proves.clone(), language)}</a> };
        facts.push((t!("evidence-newer"), link.into_any()));
    }
    ui::summary_list(facts)
}

fn story(row: &ProofRow) -> AnyView {
    let mut items = Vec::new();
    if let Some((verdict, on)) = row.verdict.zip(row.checked_on) {
        let note = row.check_note.clone().map(|note| {
            let language = row.check_language.as_deref().unwrap_or(&row.language);
            view! { <p>{ui::typed(note, language)}</p> }
        });
        let tone = match verdict {
            ProofVerdict::Verified => Tone::Good,
            ProofVerdict::Refused => Tone::Bad,
        };
        items.push(StoryItem {
            when: ui::date(on),
            who: by(row.checked_by_name.as_ref(), row.checked_for_name.as_ref()),
            what: note.into_any(),
            tag: Some(ui::tag(tone, word(verdict))),
        });
    }
    items.push(StoryItem {
        when: ui::date(row.entered_on),
        who: by(row.entered_by_name.as_ref(), row.entered_for_name.as_ref()),
        what: ().into_any(),
        tag: Some(ui::tag(Tone::Info, t!("evidence-entered"))),
    });
    ui::story(items)
}

fn check_section(row: &ProofRow, form: &CheckForm, errors: &Errors) -> AnyView {
    let fields = vec![
        ui::hidden("version", &form.version),
        Field::new("verdict", t!("evidence-verdict"))
            .value(&form.verdict)
            .errors(errors)
            .radios(verdicts()),
        Field::new("note", t!("evidence-note"))
            .sometimes()
            .hint(t!("evidence-note-hint"))
            .value(&form.note)
            .errors(errors)
            .textarea(3),
    ];
    let form = ui::form(
        url::check(row.id),
        fields,
        t!("evidence-check-submit"),
        None,
    );
    ui::section("check", t!("evidence-check"), vec![], form)
}

fn verdicts() -> Vec<(String, String)> {
    vec![
        ("verified".to_owned(), t!("evidence-verdict-yes")),
        ("refused".to_owned(), t!("evidence-verdict-no")),
    ]
}

/// What is in each field of the form for a verdict.
pub(super) fn check_in_words(form: &CheckForm) -> Vec<(String, String)> {
    vec![
        (
            t!("evidence-verdict"),
            text::label_of(&verdicts(), &form.verdict),
        ),
        (t!("evidence-note"), form.note.clone()),
    ]
}

/// Says that somebody corrected it or settled it in the meantime.
pub(super) fn moved_on(
    row: &ProofRow,
    (who, when): (String, AnyView),
    typed: Vec<(String, String)>,
    today: NaiveDate,
) -> AnyView {
    let words = t!(
        "evidence-moved-on",
        who = who,
        state = word(row.state(today))
    );
    let words = view! { <p>{words}" "{when}</p> };
    ui::moved_on(t!("ui-conflict-title"), words.into_any(), typed)
}

type Typed<'a> = (&'a ProofForm, &'a Errors, &'a [KeptFile]);

fn fields((form, errors, kept): Typed<'_>, has_file: Option<AnyView>) -> Vec<AnyView> {
    let (issued, expires) = (form.issued(), form.expires());
    let file = Field::new("file_1", t!("evidence-file"))
        .sometimes()
        .hint(t!("file-hint"))
        .errors(errors)
        .file(files::ACCEPT);
    vec![
        Field::new("proves", t!("evidence-proves"))
            .hint(t!("evidence-proves-hint"))
            .value(&form.proves)
            .errors(errors)
            .textarea(2),
        Field::new("criterion", t!("evidence-criterion"))
            .errors(errors)
            .checkboxes(choices::<Criterion>(), &form.criterion),
        ui::fieldset(
            t!("evidence-source"),
            vec![
                has_file.into_any(),
                files::kept_files(kept),
                file,
                Field::new("url", t!("evidence-url"))
                    .sometimes()
                    .hint(t!("evidence-url-hint"))
                    .value(&form.url)
                    .errors(errors)
                    .text(),
            ],
        ),
        Field::new("issued", t!("evidence-issued"))
            .errors(errors)
            .date(issued.day, issued.month, issued.year),
        Field::new("expires", t!("evidence-expires"))
            .optional()
            .hint(t!("evidence-expires-hint"))
            .errors(errors)
            .date(expires.day, expires.month, expires.year),
    ]
}

fn kind_field(form: &ProofForm, errors: &Errors) -> AnyView {
    Field::new("kind", t!("evidence-kind"))
        .value(&form.kind)
        .errors(errors)
        .select(choices::<ProofKind>(), Some(t!("error-choose")))
}

/// The form for new evidence, which may take the place of older.
pub(super) fn new(
    vendor: &Vendor,
    older: Option<&ProofRow>,
    partnerships: Vec<(String, String)>,
    typed: Typed<'_>,
) -> AnyView {
    let (form, errors, _) = typed;
    let mut all = vec![
        ui::hidden("id", &form.id),
        ui::hidden("replaces", &form.replaces),
    ];
    match older {
        Some(older) => {
            let body = view! { <p>{proof_link(older)}" · "{word(older.kind)}</p><p>{t!("evidence-replaces-text")}</p> };
            all.push(ui::notice(
                Tone::Info,
                t!("evidence-replaces-title"),
                body.into_any(),
            ));
        }
        None => {
            all.push(kind_field(form, errors));
            all.push(
                Field::new("partnership", t!("evidence-partnership"))
                    .optional()
                    .hint(t!("evidence-partnership-hint"))
                    .value(&form.partnership)
                    .errors(errors)
                    .select(partnerships, Some(t!("evidence-concerns-all"))),
            );
        }
    }
    all.extend(fields(typed, None));
    let back = (url::of_organisation(vendor.id), t!("button-cancel"));
    let action = url::of_organisation(vendor.id);
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("evidence-add"), Some(vendor.name.clone()), vec![])}
        {ui::multipart_form(action, all, t!("button-save"), Some(back))}
    }
    .into_any()
}

/// The form that corrects evidence.
pub(super) fn edit(row: &ProofRow, typed: Typed<'_>, conflict: Option<AnyView>) -> AnyView {
    let (form, errors, _) = typed;
    let mut all = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        kind_field(form, errors),
    ];
    let has = row
        .file_id
        .zip(row.file.as_ref().zip(row.file_size))
        .map(|(id, (name, size))| {
            view! { <p>{t!("evidence-file-now")}" "{files::file_link(id, name, size)}</p> }
                .into_any()
        });
    all.extend(fields(typed, has));
    let back = (url::show(row.id), t!("button-cancel"));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("evidence-edit"), Some(row.organisation.clone()), vec![])}
        {ui::multipart_form(url::edit(row.id), all, t!("button-save"), Some(back))}
    }
    .into_any()
}

/// What somebody else saved, beside what was typed.
pub(super) fn conflict(
    who: String,
    when: AnyView,
    theirs: &ProofForm,
    yours: &ProofForm,
) -> AnyView {
    let [theirs, yours] = [theirs, yours].map(in_words);
    ui::conflict(who, when, ConflictRow::between(theirs, yours))
}

/// What is in each field of the form of evidence.
pub(super) fn in_words(form: &ProofForm) -> Vec<(String, String)> {
    let criteria: Vec<String> = form
        .criterion
        .iter()
        .filter_map(|code| code.parse::<Criterion>().ok().map(word))
        .collect();
    vec![
        (t!("evidence-kind"), text::chosen::<ProofKind>(&form.kind)),
        (t!("evidence-proves"), form.proves.clone()),
        (t!("evidence-criterion"), criteria.join(", ")),
        (t!("evidence-url"), form.url.clone()),
        (t!("evidence-issued"), form.issued().in_words()),
        (t!("evidence-expires"), form.expires().in_words()),
    ]
}

/// Evidence on a workbench: to be verified, or about to be of no use.
pub(crate) fn waiting_item(row: ProofRow, today: NaiveDate) -> AttentionItem {
    let reason = match (row.state(today), row.expires_on) {
        (ProofState::Expired, Some(date)) => t!("evidence-expired-text", date = text::date(date)),
        (ProofState::Expiring, Some(date)) => t!("evidence-expiring-text", date = text::date(date)),
        _ => t!("evidence-to-verify", vendor = row.organisation.clone()),
    };
    AttentionItem {
        tag: state_tag(&row, today),
        href: url::show(row.id),
        meta: t!(
            "evidence-caption-of",
            kind = word(row.kind),
            vendor = row.organisation.clone()
        ),
        title: row.proves,
        language: row.language,
        reason,
    }
}

/// A supplier without proof that counts, on a workbench.
pub(crate) fn gap_item(gap: Gap) -> AttentionItem {
    AttentionItem {
        reason: gap_words(gap.criterion, gap.backing, &gap.supplier),
        title: gap.partnership,
        language: gap.language,
        href: url::of_partnership(&gap.reference),
        tag: ui::tag(backing_tone(gap.backing), word(gap.backing)),
        meta: word(gap.criterion),
    }
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("evidence-proves"),
        t!("evidence-vendor"),
        t!("evidence-kind"),
        t!("evidence-state"),
        t!("evidence-criterion"),
        t!("evidence-partnership"),
        t!("evidence-issued"),
        t!("evidence-expires"),
        t!("evidence-url"),
        t!("evidence-entered-by"),
        t!("evidence-verified-by"),
        t!("evidence-verified-on"),
    ]
}

/// Evidence as a row of the spreadsheet.
pub(super) fn csv_row(row: &ProofRow, today: NaiveDate) -> Vec<String> {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let codes: Vec<&str> = row.criteria.iter().map(|one| one.code()).collect();
    let checked = row
        .checked_on
        .map(|_| by(row.checked_by_name.as_ref(), row.checked_for_name.as_ref()));
    vec![
        row.proves.clone(),
        row.organisation.clone(),
        row.kind.code().to_owned(),
        row.state(today).code().to_owned(),
        codes.join(" "),
        row.reference.clone().unwrap_or_default(),
        row.issued_on.to_string(),
        date(row.expires_on),
        row.url.clone().unwrap_or_default(),
        by(row.entered_by_name.as_ref(), row.entered_for_name.as_ref()),
        checked.unwrap_or_default(),
        date(row.checked_on),
    ]
}

/// The link from a vendor's page to its evidence.
pub(crate) fn organisation_link(organisation: Uuid) -> AnyView {
    ui::button_link(
        url::of_organisation(organisation),
        t!("evidence-title"),
        false,
    )
}
