//! The pages of imported spreadsheets.

use std::collections::BTreeSet;

use domain::Vocabulary as _;

use super::db::{Detail, ImportRow};
use super::fault::Fault;
use super::form::{Filters, Paged};
use super::kind::Kind;
use super::reading::{Column, MAX_BYTES, MAX_ROWS};
use super::sheet::{Line, Report};
use super::{url, words};
use crate::files::size_words;
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, word};
use crate::ui::{self, Chip, Field, Table, Tile, Tone};
use crate::{imports, list, t};

/// What the page of a kind is called.
pub(super) fn title(kind: Kind) -> String {
    t!("table-title", kind = word(kind))
}

/// What somebody may import.
pub(super) fn overview(kinds: &[Kind], contracts: bool) -> AnyView {
    let entry =
        |href: String, label: String, what: String| vec![ui::link(href, label), what.into_any()];
    let of_contracts = contracts.then(|| {
        entry(
            imports::url::INDEX.to_owned(),
            t!("tables-contracts"),
            t!("tables-contracts-what"),
        )
    });
    let of_kind = |kind: &Kind| {
        let what = text::message(&format!("table-what-{}", kind.code()), None);
        entry(url::index(*kind), word(*kind), what)
    };
    let table = ui::table(Table {
        caption: t!("tables-caption"),
        columns: vec![
            list::column(t!("tables-kind")),
            list::column(t!("tables-what")),
        ],
        rows: of_contracts
            .into_iter()
            .chain(kinds.iter().map(of_kind))
            .collect(),
    });
    view! {
        {ui::heading(t!("tables-title"), None, vec![])}
        <p class="lead">{t!("tables-lead")}</p>
        {table}
    }
    .into_any()
}

/// What a file of a kind holds, the form to upload one, and those before.
pub(super) fn index(
    kind: Kind,
    columns: &[Column],
    paged: &Paged,
    rows: &[ImportRow],
    total: i64,
    errors: &Errors,
) -> AnyView {
    let template = ui::button_link(url::template(kind), t!("table-template"), false);
    let what = text::message(&format!("table-what-{}", kind.code()), None);
    let earlier = if total == 0 {
        ui::empty(t!("table-none-title"), t!("table-none-text"), None)
    } else {
        listing(kind, paged, rows, total)
    };
    view! {
        {ui::error_summary(errors)}
        {ui::heading(title(kind), None, vec![template])}
        <p class="lead">{what}</p>
        {ui::section("upload", t!("table-upload"), vec![], upload_form(kind, errors))}
        {ui::section("columns", t!("table-columns"), vec![], columns_table(columns))}
        {ui::section("earlier", t!("table-earlier"), vec![], earlier)}
    }
    .into_any()
}

fn upload_form(kind: Kind, errors: &Errors) -> AnyView {
    let megabytes = i64::try_from(MAX_BYTES).unwrap_or(i64::MAX);
    let hint = t!(
        "table-file-hint",
        size = size_words(megabytes),
        rows = text::number(MAX_ROWS as u64)
    );
    let fields = vec![
        Field::new("file", t!("table-file"))
            .hint(hint)
            .errors(errors)
            .file(".csv,.tsv,.txt,text/csv"),
    ];
    ui::multipart_form(url::index(kind), fields, t!("table-upload-submit"), None)
}

fn columns_table(columns: &[Column]) -> AnyView {
    let cells = |column: &Column| {
        let presence = if column.required {
            t!("table-column-required")
        } else {
            t!("table-column-optional")
        };
        vec![
            ui::code(column.name.to_owned()),
            view! { <span lang="fr">{ui::code(column.french.to_owned())}</span> }.into_any(),
            presence.into_any(),
            words::column(column.name).into_any(),
            column.example.into_any(),
        ]
    };
    let table = ui::table(Table {
        caption: t!("table-columns-caption"),
        columns: vec![
            list::column(t!("table-column-name")),
            list::column(t!("table-column-french")),
            list::column(t!("table-column-presence")),
            list::column(t!("table-column-what")),
            list::column(t!("table-column-example")),
        ],
        rows: columns.iter().map(cells).collect(),
    });
    view! { <p>{t!("table-columns-text")}</p>{table} }.into_any()
}

fn listing(kind: Kind, paged: &Paged, rows: &[ImportRow], total: i64) -> AnyView {
    let paging = list::paging(list::page_number(&paged.page), total, |page| {
        let page = page.to_string();
        list::address(&url::index(kind), &Paged { page })
    });
    let cells = |row: &ImportRow| {
        vec![
            ui::link(url::show(kind, row.id), row.name.clone()),
            state_tag(&row.state),
            ui::moment(row.uploaded_at),
            text::number(row.rows_total).into_any(),
            counts(row).into_any(),
        ]
    };
    let mut rows_total = list::column(t!("table-rows"));
    rows_total.numeric = true;
    let table = ui::table(Table {
        caption: t!("table-earlier-caption"),
        columns: vec![
            list::column(t!("table-file")),
            list::column(t!("table-state")),
            list::column(t!("table-uploaded")),
            rows_total,
            list::column(t!("table-result")),
        ],
        rows: rows.iter().map(cells).collect(),
    });
    view! {
        {table}
        {ui::pagination(paging)}
        {ui::list_tools(url::csv(kind))}
    }
    .into_any()
}

fn counts(row: &ImportRow) -> String {
    if row.state == "refused" {
        return t!("table-counts-refused", rows = row.rows_faulty);
    }
    t!(
        "table-counts",
        added = row.rows_new,
        changed = row.rows_changed,
        same = row.rows_same
    )
}

fn state_tag(state: &str) -> AnyView {
    let tone = match state {
        "refused" => Tone::Bad,
        "previewed" => Tone::Warn,
        "committing" => Tone::Info,
        "committed" => Tone::Good,
        _ => Tone::Muted,
    };
    ui::tag(tone, text::message(&format!("table-state-{state}"), None))
}

/// The headings of the list of imports.
pub(super) fn csv_headings() -> Vec<String> {
    [
        "file",
        "size_bytes",
        "sha256",
        "state",
        "rows",
        "faulty",
        "new",
        "changed",
        "same",
        "uploaded_at",
        "committed_at",
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

/// An import as a row of the spreadsheet.
pub(super) fn csv_row(row: &ImportRow) -> Vec<String> {
    let committed = row.committed_at.map(|at| at.to_rfc3339());
    vec![
        row.name.clone(),
        row.size_bytes.to_string(),
        row.sha256.clone(),
        row.state.clone(),
        row.rows_total.to_string(),
        row.rows_faulty.to_string(),
        row.rows_new.to_string(),
        row.rows_changed.to_string(),
        row.rows_same.to_string(),
        row.uploaded_at.to_rfc3339(),
        committed.unwrap_or_default(),
    ]
}

/// One import: what is wrong with it, what it would do, how far it has come,
/// or what it did.
pub(super) fn show(kind: Kind, columns: &[Column], detail: &Detail, filters: &Filters) -> AnyView {
    let row = &detail.row;
    let body = match row.state.as_str() {
        "refused" => refused(kind, columns, detail, filters),
        "previewed" => previewed(kind, detail),
        "committing" => committing(kind, detail),
        "committed" => committed(detail),
        _ => ui::notice(
            Tone::Muted,
            t!("table-discarded-title"),
            view! { <p>{t!("table-discarded-text")}</p> }.into_any(),
        ),
    };
    let facts = ui::summary_list(vec![
        (t!("table-state"), state_tag(&row.state)),
        (t!("table-uploaded"), ui::moment(row.uploaded_at)),
        (t!("table-size"), size_words(row.size_bytes).into_any()),
        (t!("table-rows"), text::number(row.rows_total).into_any()),
        (
            t!("table-hash"),
            view! { <span class="path">{row.sha256.clone()}</span> }.into_any(),
        ),
    ]);
    view! {
        {ui::heading(row.name.clone(), Some(title(kind)), vec![])}
        {unknown_columns(&detail.report)}
        {body}
        {ui::section("file", t!("table-file"), vec![], facts)}
    }
    .into_any()
}

fn unknown_columns(report: &Report) -> Option<AnyView> {
    if report.unknown.is_empty() {
        return None;
    }
    let items: Vec<_> = report
        .unknown
        .iter()
        .map(|heading| view! { <li>{heading.clone()}</li> }.into_any())
        .collect();
    let body = view! { <p>{t!("table-unknown-text")}</p><ul>{items}</ul> };
    Some(ui::notice(
        Tone::Warn,
        t!("table-unknown-title"),
        body.into_any(),
    ))
}

fn discard_form(kind: Kind, detail: &Detail) -> AnyView {
    let action = url::discard(kind, detail.row.id);
    ui::action_form(action, t!("table-discard"), vec![], Tone::Bad)
}

fn refused(kind: Kind, columns: &[Column], detail: &Detail, filters: &Filters) -> AnyView {
    let report = &detail.report;
    let again = ui::button_link(url::index(kind), t!("table-again"), true);
    let body = view! { <p>{t!("table-refused-text")}</p> };
    let title = t!(
        "table-refused-title",
        faults = report.faults_found,
        rows = report.rows_faulty
    );
    let faults = faults_section(kind, columns, detail, filters);
    view! {
        {ui::notice(Tone::Bad, title, body.into_any())}
        {ui::section("faults", t!("table-faults"), vec![again, discard_form(kind, detail)], faults)}
    }
    .into_any()
}

/// The faults that the filters leave.
pub(super) fn filtered<'r>(report: &'r Report, filters: &Filters) -> Vec<&'r Fault> {
    let fits = |fault: &&Fault| {
        (filters.code.is_empty() || filters.code == words::code(fault))
            && (filters.column.is_empty() || filters.column == fault.column)
    };
    report.faults.iter().filter(fits).collect()
}

fn faults_section(kind: Kind, columns: &[Column], detail: &Detail, filters: &Filters) -> AnyView {
    let here = url::show(kind, detail.row.id);
    let report = &detail.report;
    let faults = filtered(report, filters);
    let total = i64::try_from(faults.len()).unwrap_or(i64::MAX);
    let page = list::page_number(&filters.page);
    let paging = list::paging(page, total, |page| {
        let page = page.to_string();
        list::address(
            &here,
            &Filters {
                page,
                ..filters.clone()
            },
        )
    });
    let rows = list::on_page(&faults, page);
    let table = ui::table(Table {
        caption: t!("table-faults-caption"),
        columns: vec![
            list::column(t!("table-fault-row")),
            list::column(t!("table-column-name")),
            list::column(t!("table-fault-value")),
            list::column(t!("table-fault-message")),
            list::column(t!("table-fault-how")),
        ],
        rows: rows.map(|fault| fault_cells(fault)).collect(),
    });
    let left_out = report.faults_found.saturating_sub(report.faults.len());
    let more = (left_out > 0)
        .then(|| view! { <p class="hint">{t!("table-faults-more", count = left_out)}</p> });
    let list = if faults.is_empty() {
        ui::empty(
            t!("table-faults-none-title"),
            t!("table-faults-none-text"),
            None,
        )
    } else {
        view! {
            {table}
            {more}
            {ui::pagination(paging)}
            {ui::list_tools(list::address(&url::errors_csv(kind, detail.row.id), filters))}
        }
        .into_any()
    };
    view! { {fault_filters(&here, columns, report, filters)}{list} }.into_any()
}

fn fault_filters(here: &str, columns: &[Column], report: &Report, filters: &Filters) -> AnyView {
    let codes: BTreeSet<&str> = report.faults.iter().map(words::code).collect();
    let named = columns.iter().filter(|column| {
        report
            .faults
            .iter()
            .any(|fault| fault.column == column.name)
    });
    let pair = |text: &str| (text.to_owned(), text.to_owned());
    let mut chips = Vec::new();
    let mut chip = |label: &str, rest: Filters| {
        if !label.is_empty() {
            chips.push(Chip {
                label: label.to_owned(),
                remove_href: list::address(here, &rest),
            });
        }
    };
    chip(
        &filters.code,
        Filters {
            column: filters.column.clone(),
            ..Filters::default()
        },
    );
    chip(
        &filters.column,
        Filters {
            code: filters.code.clone(),
            ..Filters::default()
        },
    );
    let fields = vec![
        Field::filter("code", t!("table-fault-code"))
            .value(&filters.code)
            .select(codes.into_iter().map(pair).collect(), Some(t!("any"))),
        Field::filter("column", t!("table-column-name"))
            .value(&filters.column)
            .select(
                named.map(|column| pair(column.name)).collect(),
                Some(t!("any")),
            ),
    ];
    ui::filters(here.to_owned(), fields, chips, here.to_owned())
}

fn fault_cells(fault: &Fault) -> Vec<AnyView> {
    let code = words::code(fault).to_owned();
    vec![
        text::number(fault.row).into_any(),
        ui::code(fault.column.clone()),
        fault.value.clone().into_any(),
        view! { {words::message(fault)}<p class="hint">{ui::code(code)}</p> }.into_any(),
        words::mend(fault).into_any(),
    ]
}

/// The headings of the spreadsheet of faults.
pub(super) const FAULT_HEADINGS: [&str; 6] = ["row", "column", "value", "code", "message", "mend"];

/// A fault as a row of the spreadsheet.
pub(super) fn fault_row(fault: &Fault) -> Vec<String> {
    vec![
        fault.row.to_string(),
        fault.column.clone(),
        fault.value.clone(),
        words::code(fault).to_owned(),
        words::message(fault),
        words::mend(fault),
    ]
}

fn count_tiles(row: &ImportRow) -> AnyView {
    let tile = |value: i32, label: String, tone: Tone| Tile {
        value: text::number(value),
        label,
        note: None,
        href: None,
        tone,
    };
    ui::tiles(vec![
        tile(row.rows_new, t!("table-new"), Tone::Neutral),
        tile(row.rows_changed, t!("table-changed"), Tone::Neutral),
        tile(row.rows_same, t!("table-same"), Tone::Neutral),
    ])
}

fn commit_form(kind: Kind, detail: &Detail) -> AnyView {
    ui::action_form(
        url::commit(kind, detail.row.id),
        t!("table-commit"),
        vec![("sha256".to_owned(), detail.row.sha256.clone())],
        Tone::Good,
    )
}

fn previewed(kind: Kind, detail: &Detail) -> AnyView {
    let row = &detail.row;
    let problem = detail
        .progress
        .as_ref()
        .and_then(|progress| progress.problem.as_deref())
        .map(|key| {
            let body = view! { <p>{text::message(key, None)}</p> };
            ui::notice(Tone::Bad, t!("table-problem-title"), body.into_any())
        });
    let changes = row.rows_new + row.rows_changed > 0;
    let (tone, title, text) = if changes {
        (
            Tone::Warn,
            t!("table-preview-title"),
            t!("table-preview-text"),
        )
    } else {
        (
            Tone::Good,
            t!("table-nothing-title"),
            t!("table-nothing-text"),
        )
    };
    let mut actions = vec![discard_form(kind, detail)];
    if changes {
        actions.insert(0, commit_form(kind, detail));
    }
    let body = view! {
        {ui::notice(tone, title, view! { <p>{text}</p> }.into_any())}
        {count_tiles(row)}
        {lines_table(t!("table-new-caption"), detail.report.lines.iter().filter(|line| line.new))}
        {lines_table(t!("table-changed-caption"), detail.report.lines.iter().filter(|line| !line.new))}
    };
    view! {
        {problem}
        {ui::section("preview", t!("table-preview"), actions, body.into_any())}
    }
    .into_any()
}

fn lines_table<'l>(caption: String, lines: impl Iterator<Item = &'l Line>) -> Option<AnyView> {
    let rows: Vec<_> = lines
        .map(|line| {
            vec![
                text::number(line.row).into_any(),
                line.key.clone().into_any(),
                changes(line),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| {
        ui::table(Table {
            caption,
            columns: vec![
                list::column(t!("table-fault-row")),
                list::column(t!("table-key")),
                list::column(t!("table-changes")),
            ],
            rows,
        })
    })
}

fn changes(line: &Line) -> AnyView {
    let items: Vec<_> = line
        .changes
        .iter()
        .map(|change| {
            let or_blank = |text: &str| match text {
                "" => t!("table-blank"),
                text => text.to_owned(),
            };
            let words = if line.new {
                t!(
                    "table-value",
                    column = change.column.clone(),
                    value = or_blank(&change.after)
                )
            } else {
                t!(
                    "table-change",
                    column = change.column.clone(),
                    before = or_blank(&change.before),
                    after = or_blank(&change.after)
                )
            };
            view! { <li>{words}</li> }.into_any()
        })
        .collect();
    view! { <ul>{items}</ul> }.into_any()
}

fn committing(kind: Kind, detail: &Detail) -> AnyView {
    let progress = detail.progress.as_ref();
    if progress.is_some_and(|progress| progress.broken_off) {
        let body = view! { <p>{t!("table-broken-off-text")}</p>{commit_form(kind, detail)} };
        return ui::notice(Tone::Bad, t!("table-broken-off-title"), body.into_any());
    }
    let total = detail.row.rows_new + detail.row.rows_changed;
    let done = progress.map_or(0, |progress| progress.rows_done);
    let title = t!(
        "table-writing-title",
        done = text::number(done),
        total = text::number(total)
    );
    let body = view! {
        <progress max=total.max(1).to_string() value=done.to_string() aria-label=t!("table-writing") />
        <p>{t!("table-writing-text")}</p>
    };
    ui::notice(Tone::Info, title, body.into_any())
}

fn committed(detail: &Detail) -> AnyView {
    let row = &detail.row;
    let when = row.committed_at.map(ui::moment);
    let body = view! { <p>{words::outcome(&detail.report, true)}</p><p>{when}</p> };
    view! {
        {ui::notice(Tone::Good, t!("table-done-title"), body.into_any())}
        {count_tiles(row)}
    }
    .into_any()
}
