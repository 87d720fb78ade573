//! The pages of imports.

use domain::organisation::Sector;

use super::db::{Detail, ImportRow};
use super::form::{Paged, UploadForm, WarningFilters, same_field, same_value, sector_field};
use super::report::{
    Candidate, Change, ContractFate, ContractLine, Counts, Doubt, OrganisationLine,
    PartnershipLine, Report, SameAs, UnsureLine, WarningLine,
};
use super::{CONTRACTS_PER_PAGE, SHOWN_AT_ONCE, url, words};
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Chip, Field, Table, Tone, Width};
use crate::{files, list, partnerships, t};

/// Own earlier imports, and the form for a file.
pub(super) fn index(
    paged: &Paged,
    rows: &[ImportRow],
    total: i64,
    form: &UploadForm,
    errors: &Errors,
) -> AnyView {
    let earlier = if rows.is_empty() {
        ui::empty(t!("import-none-title"), t!("import-none-text"), None)
    } else {
        listing(paged, rows, total)
    };
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("import-title"), None, vec![])}
        <p class="lead">{t!("import-lead")}</p>
        {ui::section("upload", t!("import-upload"), vec![], upload_form(form, errors))}
        {ui::section("earlier", t!("import-earlier"), vec![], earlier)}
    }
    .into_any()
}

fn upload_form(form: &UploadForm, errors: &Errors) -> AnyView {
    let fields = vec![
        Field::new("file", t!("import-file"))
            .hint(t!("import-file-hint", limit = words::size(ocds::MAX_BYTES)))
            .errors(errors)
            .file(".json,application/json"),
        Field::new("partnership", t!("import-partnership"))
            .optional()
            .hint(t!("import-partnership-hint"))
            .value(&form.partnership)
            .width(Width::Medium)
            .errors(errors)
            .text(),
        Field::new("all", t!("import-all"))
            .hint(t!("import-all-hint"))
            .checkbox(form.all == "true"),
    ];
    ui::multipart_form(
        url::INDEX.to_owned(),
        fields,
        t!("import-upload-submit"),
        None,
    )
}

fn listing(paged: &Paged, rows: &[ImportRow], total: i64) -> AnyView {
    let paging = list::paging(list::page_number(&paged.page), total, |page| {
        let page = page.to_string();
        list::address(url::INDEX, &Paged { page })
    });
    let cells = |row: &ImportRow| {
        vec![
            ui::link(url::show(row.id), row.name.clone()),
            state_tag(&row.state),
            ui::moment(row.uploaded_at),
            words::counts_line(&row.counts).into_any(),
            size(row).into_any(),
        ]
    };
    let table = ui::table(Table {
        caption: t!("import-caption"),
        columns: vec![
            list::column(t!("import-name")),
            list::column(t!("import-state")),
            list::column(t!("import-uploaded")),
            list::column(t!("import-counts")),
            list::column(t!("import-size")),
        ],
        rows: rows.iter().map(cells).collect(),
    });
    view! {
        {table}
        {ui::pagination(paging)}
        {ui::list_tools(url::CSV.to_owned())}
    }
    .into_any()
}

fn size(row: &ImportRow) -> String {
    files::size_words(row.size_bytes)
}

fn state_tag(state: &str) -> AnyView {
    let tone = match state {
        "committed" => Tone::Good,
        "discarded" => Tone::Muted,
        _ => Tone::Info,
    };
    ui::tag(tone, text::message(&format!("import-state-{state}"), None))
}

/// The list's spreadsheet.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("import-name"),
        t!("import-state"),
        t!("import-uploaded"),
        t!("import-committed"),
        t!("import-counts"),
        t!("import-bytes"),
        t!("import-sha256"),
    ]
}

/// An import as a row of the spreadsheet; moments as RFC 3339.
pub(super) fn csv_row(row: &ImportRow) -> Vec<String> {
    vec![
        row.name.clone(),
        row.state.clone(),
        row.uploaded_at.to_rfc3339(),
        row.committed_at
            .map(|moment| moment.to_rfc3339())
            .unwrap_or_default(),
        words::counts_line(&row.counts),
        row.size_bytes.to_string(),
        row.sha256.clone(),
    ]
}

/// One import: the preview with its choices, or what was done.
pub(super) fn show(
    detail: &Detail,
    jurisdictions: Vec<(String, String)>,
    paged: &Paged,
    errors: &Errors,
) -> AnyView {
    let previewed = detail.row.state == "previewed";
    let done = detail.row.state == "committed";
    let report = &detail.report;
    let body = if previewed {
        decide(detail, jurisdictions, paged, errors)
    } else {
        view! {
            {partnerships_section(&report.partnerships, done)}
            {contracts_section(detail, paged)}
        }
        .into_any()
    };
    let main = view! {
        {notice(&detail.row)}
        {ui::section("counts", t!("import-counts"), vec![], counts_table(&report.counts, done))}
    };
    let aside = view! {
        {facts(detail)}
        {warnings_box(detail)}
    };
    view! {
        {ui::error_summary(errors)}
        {ui::heading(detail.row.name.clone(), Some(t!("import")), vec![])}
        {ui::columns(main.into_any(), aside.into_any())}
        {body}
    }
    .into_any()
}

fn notice(row: &ImportRow) -> AnyView {
    let (tone, title, words) = match row.state.as_str() {
        "committed" => (
            Tone::Good,
            t!("import-notice-committed"),
            t!("import-notice-committed-text"),
        ),
        "discarded" => (
            Tone::Muted,
            t!("import-notice-discarded"),
            t!("import-notice-discarded-text"),
        ),
        _ => (
            Tone::Info,
            t!("import-notice-previewed"),
            t!("import-notice-previewed-text"),
        ),
    };
    ui::notice(tone, title, view! { <p>{words}</p> }.into_any())
}

fn counts_table(counts: &Counts, done: bool) -> AnyView {
    let number = |count: usize| text::number(count).into_any();
    let rows = counts
        .by_kind()
        .into_iter()
        .filter(|(kind, count)| *kind != "jurisdictions" || count.created > 0)
        .map(|(kind, count)| {
            vec![
                words::kind(kind).into_any(),
                number(count.created),
                number(count.changed),
                number(count.left),
            ]
        })
        .collect();
    let key = |name: &str| {
        let when = if done { "done" } else { "plan" };
        text::message(&format!("import-counts-{when}-{name}"), None)
    };
    let mut columns = vec![
        list::column(t!("import-kind")),
        list::column(key("created")),
        list::column(key("changed")),
        list::column(key("left")),
    ];
    for column in &mut columns[1..] {
        column.numeric = true;
    }
    let table = ui::table(Table {
        caption: key("caption"),
        columns,
        rows,
    });
    let rest = t!(
        "import-counts-rest",
        unchosen = counts.not_chosen,
        out = counts.left_out
    );
    view! { {table}<p class="hint">{rest}</p> }.into_any()
}

fn facts(detail: &Detail) -> AnyView {
    let report = &detail.report;
    let mut facts = vec![
        (t!("import-state"), state_tag(&detail.row.state)),
        (t!("import-uploaded"), ui::moment(detail.row.uploaded_at)),
    ];
    if let Some(committed) = detail.row.committed_at {
        facts.push((t!("import-committed"), ui::moment(committed)));
    }
    if let Some(publisher) = &report.publisher {
        facts.push((t!("import-publisher"), publisher.clone().into_any()));
    }
    if let Some(published) = report.published {
        facts.push((t!("import-published"), ui::moment(published)));
    }
    facts.push((
        t!("import-releases"),
        text::number(report.releases).into_any(),
    ));
    facts.push((
        t!("import-processes"),
        text::number(report.processes).into_any(),
    ));
    facts.push((t!("import-size"), size(&detail.row).into_any()));
    let short: String = detail.row.sha256.chars().take(16).collect();
    facts.push((t!("import-sha256"), ui::code(format!("{short}…"))));
    ui::summary_list(facts)
}

/// How many warnings of which kind, each a link to them.
fn warnings_box(detail: &Detail) -> AnyView {
    let id = detail.row.id;
    let items: Vec<_> = words::kinds(&detail.report)
        .into_iter()
        .map(|(code, count)| {
            let filters = WarningFilters {
                code: code.to_owned(),
                page: String::new(),
            };
            let href = list::address(&url::warnings(id), &filters);
            let label = t!(
                "import-warnings-of-kind",
                kind = words::warning_kind(code),
                count = count
            );
            view! { <li>{ui::link(href, label)}</li> }.into_any()
        })
        .collect();
    let body = if items.is_empty() {
        view! { <p>{t!("import-warnings-none")}</p> }.into_any()
    } else {
        view! { <ul>{items}</ul> }.into_any()
    };
    let all = ui::link(url::warnings(id), t!("import-warnings-all"));
    ui::section("warnings", t!("import-warnings"), vec![all], body)
}

/// The preview's form.
fn decide(
    detail: &Detail,
    jurisdictions: Vec<(String, String)>,
    paged: &Paged,
    errors: &Errors,
) -> AnyView {
    let id = detail.row.id;
    let report = &detail.report;
    let fields = view! {
        {ui::hidden("sha256", &detail.row.sha256)}
        {ui::hidden("page", &paged.page)}
        {unsure_section(&report.unsure, errors)}
        {contracts_section(detail, paged)}
        {organisations_section(&report.organisations)}
        {place_section(detail, jurisdictions, errors)}
        {partnerships_section(&report.partnerships, false)}
    };
    view! {
        <form class="stack" method="post" action=url::commit(id)>
            {fields}
            <div class="form-end">
                <button class="button button-primary" type="submit">{t!("import-commit")}</button>
                <button class="button" type="submit" formaction=url::check(id)>{t!("import-check")}</button>
            </div>
            <p class="hint">{t!("import-commit-hint")}</p>
        </form>
        {ui::action_form(url::discard(id), t!("import-discard"), vec![], Tone::Bad)}
    }
    .into_any()
}

fn unsure_section(lines: &[UnsureLine], errors: &Errors) -> AnyView {
    if lines.is_empty() {
        return Vec::<AnyView>::new().into_any();
    }
    // Those without an answer come first: answers that were given are kept.
    let mut lines: Vec<&UnsureLine> = lines.iter().collect();
    lines.sort_by_key(|line| line.chosen.is_some());
    let shown = lines.iter().take(SHOWN_AT_ONCE);
    let fields: Vec<_> = shown.map(|line| unsure_field(line, errors)).collect();
    let body = view! { <p>{t!("import-unsure-text")}</p>{fields}{more(lines.len())} };
    ui::section("unsure", t!("import-unsure"), vec![], body.into_any())
}

/// How many more there are than are shown at once.
fn more(total: usize) -> Option<AnyView> {
    let count = total.saturating_sub(SHOWN_AT_ONCE);
    (count > 0).then(|| view! { <p class="hint">{t!("import-more", count = count)}</p> }.into_any())
}

fn unsure_field(line: &UnsureLine, errors: &Errors) -> AnyView {
    let mut options: Vec<(String, String)> = line.candidates.iter().map(candidate).collect();
    options.push((same_value(SameAs::New), t!("import-unsure-new")));
    Field::new(
        &same_field(line.group),
        words::with_address(&line.name, &line.address),
    )
    .value(&line.chosen.map(same_value).unwrap_or_default())
    .errors(errors)
    .radios(options)
}

fn candidate(candidate: &Candidate) -> (String, String) {
    let key = match candidate.same_as {
        SameAs::Group(_) => "import-unsure-same-in-file",
        SameAs::New | SameAs::Organisation(_) => "import-unsure-same",
    };
    let mut args = fluent_bundle::FluentArgs::new();
    args.set(
        "name",
        words::with_address(&candidate.name, &candidate.address),
    );
    args.set("doubt", doubt(candidate.doubt));
    let words = text::message(key, Some(&args));
    (same_value(candidate.same_as), words)
}

fn doubt(doubt: Doubt) -> String {
    let name: &str = doubt.into();
    text::message(&format!("import-doubt-{name}"), None)
}

/// A page of the file's contracts; in a preview each with a tick.
fn contracts_section(detail: &Detail, paged: &Paged) -> AnyView {
    let report = &detail.report;
    let (state, id) = (detail.row.state.as_str(), detail.row.id);
    if report.contracts.is_empty() {
        let none = ui::empty(
            t!("import-no-contracts"),
            t!("import-no-contracts-text"),
            None,
        );
        return ui::section("contracts", t!("import-contracts"), vec![], none);
    }
    let page = list::page_number(&paged.page);
    let total = i64::try_from(report.contracts.len()).unwrap_or(i64::MAX);
    let paging = list::paging_by(CONTRACTS_PER_PAGE, page, total, |page| {
        let page = page.to_string();
        list::address(&url::show(id), &Paged { page })
    });
    let shown = list::on_page_by(CONTRACTS_PER_PAGE, &report.contracts, page);
    let ticks = state == "previewed";
    let hint = (ticks && total > CONTRACTS_PER_PAGE)
        .then(|| view! { <p class="hint">{t!("import-pages-hint")}</p> });
    let body = view! {
        {contracts_table(shown, ticks, state == "committed")}
        {hint}
        {ui::pagination(paging)}
    };
    ui::section("contracts", t!("import-contracts"), vec![], body.into_any())
}

fn contracts_table<'a>(
    lines: impl Iterator<Item = &'a ContractLine>,
    ticks: bool,
    done: bool,
) -> AnyView {
    let mut value = list::column(t!("import-contract-value"));
    value.numeric = true;
    ui::table(Table {
        caption: if ticks {
            t!("import-contracts-caption")
        } else {
            t!("import-contracts-caption-done")
        },
        columns: vec![
            list::column(t!("import-contract")),
            list::column(t!("import-contract-fate")),
            list::column(t!("import-contract-buyer")),
            list::column(t!("import-contract-suppliers")),
            value,
            list::column(t!("import-contract-period")),
        ],
        rows: lines.map(|line| contract_row(line, ticks, done)).collect(),
    })
}

fn contract_row(line: &ContractLine, ticks: bool, done: bool) -> Vec<AnyView> {
    let value = line.value.as_ref();
    let value = value.map_or_else(
        || t!("none").into_any(),
        |(amount, currency)| ui::money(*amount, currency),
    );
    let buyer = line.buyer.clone().unwrap_or_else(|| t!("unknown"));
    vec![
        contract_title(line, ticks),
        fate_cell(line, done),
        buyer.into_any(),
        suppliers(line).into_any(),
        value,
        period(line).into_any(),
    ]
}

/// The title with its tick, and why the contract looks like digital health.
fn contract_title(line: &ContractLine, ticks: bool) -> AnyView {
    let title = ui::typed(line.title.clone(), &line.language);
    let title = if ticks && !line.recorded {
        let id = format!("include-{}", line.index);
        let index = line.index.to_string();
        let chosen = line.fate != ContractFate::NotChosen;
        view! {
            <div class="choice">
                <input type="checkbox" id=id.clone() name="include" value=index.clone() checked=chosen />
                <label for=id>{title}</label>
                {ui::hidden("shown", &index)}
            </div>
        }
        .into_any()
    } else {
        title
    };
    let why = (!line.because.is_empty()).then(|| {
        let because = words::because(&line.because);
        view! { <p class="hint">{t!("import-contract-why", because = because)}</p> }
    });
    view! { {title}{why} }.into_any()
}

/// The suppliers' names; a framework may have dozens.
fn suppliers(line: &ContractLine) -> String {
    const SHOWN: usize = 3;
    match line.suppliers.as_slice() {
        [] => t!("unknown"),
        all if all.len() <= SHOWN + 1 => all.join("; "),
        all => t!(
            "import-contract-suppliers-more",
            names = all[..SHOWN].join("; "),
            count = all.len() - SHOWN
        ),
    }
}

fn period(line: &ContractLine) -> String {
    let date = |date: Option<_>| date.map_or_else(|| t!("unknown"), text::date);
    t!(
        "import-period",
        start = date(line.starts_on),
        end = date(line.ends_on)
    )
}

fn fate_cell(line: &ContractLine, done: bool) -> AnyView {
    let tone = match line.fate {
        ContractFate::Created => Tone::Good,
        ContractFate::Changed => Tone::Warn,
        ContractFate::LeftOut => Tone::Bad,
        ContractFate::Left => Tone::Neutral,
        ContractFate::NotChosen => Tone::Muted,
    };
    let changes: Vec<_> = line.changes.iter().map(change).collect();
    let changes = (!changes.is_empty()).then(|| view! { <ul>{changes}</ul> });
    // Before the commit a new partnership has no page to lead to.
    let link = line.partnership.clone().filter(|_| done || line.recorded);
    let link = link.map(|reference| {
        view! { <p>{ui::link(partnerships::url::show(&reference), reference)}</p> }
    });
    view! { {ui::tag(tone, words::fate(line.fate, done))}{changes}{link} }.into_any()
}

fn change(change: &Change) -> AnyView {
    let words = t!(
        "import-change",
        field = words::field(&change.field),
        before = words::term(&change.before),
        after = words::term(&change.after)
    );
    view! { <li>{words}</li> }.into_any()
}

fn organisations_section(lines: &[OrganisationLine]) -> AnyView {
    if lines.is_empty() {
        return Vec::<AnyView>::new().into_any();
    }
    let rows = lines
        .iter()
        .take(SHOWN_AT_ONCE)
        .map(|line| {
            vec![
                line.name.clone().into_any(),
                line.address.clone().into_any(),
                sector_select(line),
                sector_reason(line).into_any(),
            ]
        })
        .collect();
    let table = ui::table(Table {
        caption: t!("import-organisations-caption"),
        columns: vec![
            list::column(t!("import-organisation")),
            list::column(t!("import-organisation-address")),
            list::column(t!("import-organisation-sector")),
            list::column(t!("import-organisation-why")),
        ],
        rows,
    });
    let body = view! { {table}{more(lines.len())} };
    ui::section(
        "organisations",
        t!("import-organisations"),
        vec![],
        body.into_any(),
    )
}

fn sector_select(line: &OrganisationLine) -> AnyView {
    let name = sector_field(line.group);
    let label = t!("import-organisation-sector-of", name = line.name.clone());
    let options: Vec<_> = choices::<Sector>()
        .into_iter()
        .map(|(code, words)| {
            let selected = code == domain::Vocabulary::code(line.sector);
            view! { <option value=code selected=selected>{words}</option> }.into_any()
        })
        .collect();
    view! { <select name=name aria-label=label>{options}</select> }.into_any()
}

fn sector_reason(line: &OrganisationLine) -> String {
    if line.chosen {
        t!("import-sector-chosen")
    } else if !line.because.is_empty() {
        words::because(&line.because)
    } else if line.buys {
        t!("import-sector-buys")
    } else {
        t!("import-sector-supplies")
    }
}

/// Where new organisations and contracts go.
fn place_section(
    detail: &Detail,
    mut jurisdictions: Vec<(String, String)>,
    errors: &Errors,
) -> AnyView {
    let report = &detail.report;
    let line = report.jurisdiction.as_ref();
    if let Some(line) = line.filter(|line| jurisdictions.iter().all(|(code, _)| *code != line.code))
    {
        let name = t!("import-jurisdiction-new", name = line.name.clone());
        jurisdictions.push((line.code.clone(), name));
    }
    let chosen = detail.choices.jurisdiction.as_deref();
    let code = line
        .map(|line| line.code.as_str())
        .or(chosen)
        .unwrap_or_default();
    let body = view! {
        {Field::new("jurisdiction", t!("import-jurisdiction"))
            .hint(jurisdiction_hint(report))
            .value(code)
            .width(Width::Medium)
            .errors(errors)
            .select(jurisdictions, Some(t!("error-choose")))}
        {Field::new("partnership", t!("import-partnership"))
            .optional()
            .hint(t!("import-partnership-hint"))
            .value(detail.choices.partnership.as_deref().unwrap_or_default())
            .width(Width::Medium)
            .errors(errors)
            .text()}
    };
    ui::section("place", t!("import-place"), vec![], body.into_any())
}

fn jurisdiction_hint(report: &Report) -> String {
    match &report.partnership_jurisdiction {
        Some(name) => t!("import-jurisdiction-hint", name = name.clone()),
        None => t!("import-jurisdiction-hint-unknown"),
    }
}

fn partnerships_section(lines: &[PartnershipLine], done: bool) -> AnyView {
    if lines.is_empty() {
        return Vec::<AnyView>::new().into_any();
    }
    let rows = lines
        .iter()
        .take(SHOWN_AT_ONCE)
        .map(|line| partnership_row(line, done))
        .collect();
    let mut contracts = list::column(t!("import-partnership-contracts"));
    contracts.numeric = true;
    let table = ui::table(Table {
        caption: t!("import-partnerships-caption"),
        columns: vec![
            list::column(t!("import-partnership-reference")),
            list::column(t!("import-partnership-title")),
            list::column(t!("import-partnership-new")),
            list::column(t!("import-partnership-stage")),
            contracts,
        ],
        rows,
    });
    ui::section(
        "partnerships",
        t!("import-partnerships"),
        vec![],
        view! { {table}{more(lines.len())} }.into_any(),
    )
}

fn partnership_row(line: &PartnershipLine, done: bool) -> Vec<AnyView> {
    let new = if line.new {
        t!("import-partnership-is-new")
    } else {
        t!("import-partnership-is-recorded")
    };
    // Before the commit a new one has no page to lead to.
    let reference = if line.new && !done {
        ui::code(line.reference.clone())
    } else {
        ui::link(
            partnerships::url::show(&line.reference),
            line.reference.clone(),
        )
    };
    vec![
        reference,
        line.title.clone().into_any(),
        new.into_any(),
        word(line.stage).into_any(),
        text::number(line.contracts).into_any(),
    ]
}

/// The warnings that the filters leave.
pub(super) fn filtered<'r>(report: &'r Report, filters: &WarningFilters) -> Vec<&'r WarningLine> {
    let all = report.warnings.iter();
    all.filter(|line| filters.code.is_empty() || line.code == filters.code)
        .collect()
}

/// The list of warnings.
pub(super) fn warnings(detail: &Detail, filters: &WarningFilters) -> AnyView {
    let here = url::warnings(detail.row.id);
    let rows = filtered(&detail.report, filters);
    let heading = ui::heading(t!("import-warnings"), Some(detail.row.name.clone()), vec![]);
    let body = if rows.is_empty() {
        ui::empty(
            t!("import-warnings-none"),
            t!("import-warnings-none-text"),
            None,
        )
    } else {
        warnings_list(detail, filters, &rows)
    };
    view! {
        {heading}
        {warning_filters(&here, &detail.report, filters)}
        {body}
    }
    .into_any()
}

fn warning_filters(here: &str, report: &Report, filters: &WarningFilters) -> AnyView {
    let kinds: Vec<(String, String)> = words::kinds(report)
        .into_keys()
        .map(|code| (code.to_owned(), words::warning_kind(code)))
        .collect();
    let chosen = kinds.iter().find(|(code, _)| *code == filters.code);
    let chips = chosen.map(|(_, label)| Chip {
        label: label.clone(),
        remove_href: here.to_owned(),
    });
    let chips = chips.into_iter().collect();
    let field = Field::filter("code", t!("import-warning-what"))
        .value(&filters.code)
        .select(kinds, Some(t!("any")));
    ui::filters(here.to_owned(), vec![field], chips, here.to_owned())
}

fn warnings_list(detail: &Detail, filters: &WarningFilters, rows: &[&WarningLine]) -> AnyView {
    let id = detail.row.id;
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let page = list::page_number(&filters.page);
    let address = |page: i64| {
        let filters = WarningFilters {
            page: page.to_string(),
            ..filters.clone()
        };
        list::address(&url::warnings(id), &filters)
    };
    let table = ui::table(Table {
        caption: t!("import-warnings-caption"),
        columns: warning_headings().into_iter().map(list::column).collect(),
        rows: list::on_page(rows, page)
            .map(|line| warning_cells(line))
            .collect(),
    });
    let left_out = detail
        .report
        .counts
        .warnings
        .saturating_sub(detail.report.warnings.len());
    let more = (left_out > 0)
        .then(|| view! { <p class="hint">{t!("import-warnings-more", count = left_out)}</p> });
    view! {
        {table}
        {more}
        {ui::pagination(list::paging(page, total, address))}
        {ui::list_tools(list::address(&url::warnings_csv(id), filters))}
    }
    .into_any()
}

/// The columns of the list of warnings.
pub(super) fn warning_headings() -> Vec<String> {
    vec![
        t!("import-warning-what"),
        t!("import-warning-level"),
        t!("import-warning-release"),
        t!("import-warning-process"),
        t!("import-warning-path"),
    ]
}

/// A warning as a row of the spreadsheet.
pub(super) fn warning_row(line: &WarningLine) -> Vec<String> {
    vec![
        words::warning(line),
        level(line),
        line.release.clone().unwrap_or_default(),
        line.ocid.clone().unwrap_or_default(),
        line.path.clone(),
    ]
}

fn warning_cells(line: &WarningLine) -> Vec<AnyView> {
    let tone = match line.level.as_str() {
        "left_out" => Tone::Bad,
        "mended" => Tone::Warn,
        _ => Tone::Info,
    };
    let place = |place: Option<&String>| view! { <span class="path">{place.cloned().unwrap_or_default()}</span> };
    vec![
        words::warning(line).into_any(),
        ui::tag(tone, level(line)),
        place(line.release.as_ref()).into_any(),
        place(line.ocid.as_ref()).into_any(),
        place(Some(&line.path)).into_any(),
    ]
}

fn level(line: &WarningLine) -> String {
    text::message(
        &format!("import-level-{}", line.level.replace('_', "-")),
        None,
    )
}
