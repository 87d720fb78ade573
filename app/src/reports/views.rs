//! The pages of status reports.

use domain::Vocabulary;
use domain::access::Action;
use domain::report::{Challenge, Declared};
use domain::status::Status;
use uuid::Uuid;

use super::db::{FindingRow, QuestionRow, ReportRow, WaitingRow};
use super::form::{Filters, ReportForm, TextForm};
use super::{Declaration, Tab, url};
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::status::{self, Dimensions, Fares};
use crate::text::{self, choices, word};
use crate::ui::{
    self, AttentionItem, Chip, Column, ConflictRow, Field, StoryItem, Table, Tile, Tone,
};
use crate::{how_status_is_computed, list, partnerships, portfolio, t};

/// The way to the page that says how statuses are computed.
pub(crate) fn how_link() -> AnyView {
    ui::link(
        how_status_is_computed::URL.to_owned(),
        t!("how-status-link"),
    )
}

/// What the executive declares, and whether it is challenged.
pub(crate) fn tile(reference: &str, declared: Option<&Declaration>) -> Tile {
    let href = Some(url::index(reference));
    let label = t!("report-declared");
    match declared {
        None => Tile {
            value: t!("none"),
            label,
            note: Some(t!("report-none-declared")),
            href,
            tone: Tone::Muted,
        },
        Some(one) => Tile {
            value: word(one.report.declared),
            label,
            note: Some(match challenged_words(one) {
                None => declared_words(one),
                Some(challenged) => format!("{challenged} · {}", declared_words(one)),
            }),
            href,
            tone: match one.challenge {
                Some(_) => Tone::Warn,
                None => status::tone(one.report.declared.status()),
            },
        },
    }
}

/// That a declared status is challenged, and since when.
pub(crate) fn challenged_words(declaration: &Declaration) -> Option<String> {
    declaration.challenge.map(|(how, since)| match how {
        Challenge::WithReason => t!("report-challenged-reasoned"),
        Challenge::ByData => t!("report-challenged-by-data", date = text::date(since)),
    })
}

fn challenged_tone(how: Challenge) -> Tone {
    match how {
        Challenge::WithReason => Tone::Info,
        Challenge::ByData => Tone::Warn,
    }
}

/// The mark of a challenged status.
pub(crate) fn challenged_tag(declaration: &Declaration) -> Option<AnyView> {
    let tone = challenged_tone(declaration.challenge?.0);
    Some(ui::tag(tone, t!("report-challenged")))
}

/// The mark of a challenged status, with how and since when below it.
pub(crate) fn challenged_mark(declaration: &Declaration) -> Option<AnyView> {
    let words = challenged_words(declaration)?;
    Some(
        view! {
            <div>{challenged_tag(declaration)}</div>
            <div class="hint">{words}</div>
        }
        .into_any(),
    )
}

/// What is declared, in a word, with its shape.
pub(crate) fn declared_tag(declared: Declared) -> AnyView {
    let words = t!("report-declared-as", status = word(declared));
    ui::tag(status::tone(declared.status()), words)
}

/// What is declared, in words, with who did so and when.
pub(crate) fn declared_words(declaration: &Declaration) -> String {
    let report = &declaration.report;
    t!(
        "report-declared-said",
        status = word(report.declared),
        date = text::date(report.filed_on),
        who = by(report.filed_by.clone())
    )
}

/// What is declared beside what is computed, and whether it is challenged.
fn declared_tags(declaration: &Declaration, reference: &str) -> AnyView {
    let href = url::show(reference, declaration.report.id);
    view! {
        <div>{declared_tag(declaration.report.declared)}</div>
        {challenged_mark(declaration)}
        <div class="hint">{ui::link(href, t!("report-from", date = text::date(declaration.report.filed_on)))}</div>
    }
    .into_any()
}

fn by(name: Option<String>) -> String {
    name.unwrap_or_else(|| t!("by-command-line"))
}

fn who(row: &ReportRow) -> String {
    match (row.filed_by.clone(), row.organisation.clone()) {
        (Some(name), Some(organisation)) => t!(
            "portfolio-executive",
            name = name,
            organisation = organisation
        ),
        _ => t!("by-command-line"),
    }
}

fn period(row: &ReportRow) -> String {
    t!(
        "report-period-said",
        starts = text::date(row.starts_on),
        ends = text::date(row.ends_on)
    )
}

/// What a report's page is called.
pub(super) fn title(row: &ReportRow) -> String {
    t!("report-title", number = row.number)
}

/// The list: how it stands now, filters, table. `rows` are all that fit.
pub(super) fn index(
    place: &Place,
    filters: &Filters,
    rows: &[ReportRow],
    fares: &Fares,
) -> AnyView {
    let may_file = place.may_in_partnership(Action::FileStatusReport);
    let file = may_file.then(|| file_button(place));
    let filtered =
        !filters.q.trim().is_empty() || filters.challenged() || !filters.declared.is_empty();
    let body = match (rows.is_empty(), filtered) {
        (true, false) => ui::empty(t!("reports-none-title"), t!("reports-none-text"), None),
        (true, true) => ui::empty(
            t!("reports-no-match-title"),
            t!("reports-no-match-text"),
            None,
        ),
        (false, _) => listing(place, filters, rows),
    };
    view! {
        {ui::heading(t!("reports-title"), Some(place.title.clone()), file.into_iter().collect())}
        {partnerships::sub_nav(place, Tab::Reports)}
        {now_section(place, fares)}
        {filter_form(place, filters)}
        {body}
    }
    .into_any()
}

fn file_button(place: &Place) -> AnyView {
    ui::button_link(url::new(&place.reference), t!("report-add"), true)
}

/// What is declared and what is computed today.
fn now_section(place: &Place, fares: &Fares) -> AnyView {
    let declared = match &fares.declared {
        None => view! { <p class="hint">{t!("report-none-declared")}</p> }.into_any(),
        Some(declaration) => declared_tags(declaration, &place.reference),
    };
    let facts = vec![
        (t!("report-declared"), declared),
        (
            t!("report-computed-today"),
            status::status_tag(fares.dimensions.overall()),
        ),
    ];
    let body = view! {
        {ui::summary_list(facts)}
        {dimensions_table(place, &fares.dimensions)}
    };
    ui::section("now", t!("report-now"), vec![how_link()], body.into_any())
}

/// Each dimension as computed today, with its reason and the way to its figures.
fn dimensions_table(place: &Place, dimensions: &Dimensions) -> AnyView {
    let rows = dimensions
        .each()
        .into_iter()
        .map(|(of, status)| {
            let href = dimensions.href(of, &place.reference);
            vec![
                ui::link(href, word(of)),
                status::status_tag(status),
                dimensions.words(of).into_any(),
            ]
        })
        .collect();
    ui::table(Table {
        caption: t!("report-dimensions-caption"),
        columns: finding_columns(),
        rows,
    })
}

fn finding_columns() -> Vec<Column> {
    vec![
        list::column(t!("report-dimension")),
        list::column(t!("report-computed")),
        list::column(t!("report-why")),
    ]
}

fn filter_form(place: &Place, filters: &Filters) -> AnyView {
    let here = url::index(&place.reference);
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
    if !filters.q.trim().is_empty() {
        chip(filters.q.clone(), &|filters| filters.q.clear());
    }
    for code in filters.declared_codes() {
        let label = code.parse::<Declared>().map_or_else(|_| code.clone(), word);
        chip(label, &|filters| {
            filters.declared.retain(|other| *other != code);
        });
    }
    if filters.challenged() {
        chip(t!("report-only-challenged"), &|filters| {
            filters.challenged.clear();
        });
    }
    let challenged = vec![("yes".to_owned(), t!("report-only-challenged"))];
    let fields = vec![
        Field::filter("q", t!("reports-search"))
            .value(&filters.q)
            .search(),
        Field::filter("declared", t!("report-declared"))
            .checkboxes(choices::<Declared>(), &filters.declared),
        Field::filter("challenged", t!("report-challenged"))
            .value(&filters.challenged)
            .select(challenged, Some(t!("any"))),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(place: &Place, filters: &Filters, rows: &[ReportRow]) -> AnyView {
    let here = url::index(&place.reference);
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
    let sorted = |label, key| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            list::address(
                &here,
                &Filters {
                    sort,
                    page: String::new(),
                    ..filters.clone()
                },
            )
        })
    };
    let shown = list::on_page(rows, page);
    let table = ui::table(Table {
        caption: t!("reports-caption"),
        columns: vec![
            sorted(t!("report"), "number"),
            sorted(t!("report-period"), "period"),
            sorted(t!("report-declared"), "declared"),
            list::column(t!("report-computed-then")),
            list::column(t!("report-questions")),
            list::column(t!("report-filed-by")),
        ],
        rows: shown.map(|row| cells(place, row)).collect(),
    });
    view! {
        {table}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(&place.reference), filters))}
    }
    .into_any()
}

fn cells(place: &Place, row: &ReportRow) -> Vec<AnyView> {
    let holds = row
        .holds
        .then(|| view! { <div class="hint">{t!("report-holds")}</div> });
    let href = url::show(&place.reference, row.id);
    let computed = row.then();
    let challenged = row
        .declared
        .is_better_than(computed)
        .then(|| view! { <div class="hint">{t!("report-challenged-reasoned")}</div> });
    vec![
        view! { {ui::link(href, title(row))}{holds} }.into_any(),
        period(row).into_any(),
        view! { {status::status_tag(row.declared.status())}{challenged} }.into_any(),
        status::status_tag(computed),
        t!(
            "report-questions-said",
            count = row.questions,
            open = row.open_questions
        )
        .into_any(),
        filed(row),
    ]
}

fn filed(row: &ReportRow) -> AnyView {
    view! { {who(row)}<p class="hint">{ui::moment(row.filed_at)}</p> }.into_any()
}

/// Headings of the spreadsheet.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("report-csv-number"),
        t!("report-starts"),
        t!("report-ends"),
        t!("report-declared"),
        t!("report-computed-then"),
        t!("report-body"),
        t!("report-reason"),
        t!("report-questions"),
        t!("report-csv-open"),
        t!("report-filed-by"),
        t!("report-csv-filed-at"),
    ]
}

/// A report as a row of the spreadsheet; dates as ISO 8601, statuses as codes.
pub(super) fn csv_row(row: &ReportRow) -> Vec<String> {
    vec![
        row.number.to_string(),
        row.starts_on.to_string(),
        row.ends_on.to_string(),
        row.declared.code().to_owned(),
        row.then().code().to_owned(),
        row.body.clone(),
        row.reason.clone().unwrap_or_default(),
        row.questions.to_string(),
        row.open_questions.to_string(),
        who(row),
        row.filed_at.format("%Y-%m-%dT%H:%MZ").to_string(),
    ]
}

/// A report with all that belongs to it, and how the partnership fares today.
pub(super) struct Seen {
    pub(super) row: ReportRow,
    pub(super) findings: Vec<FindingRow>,
    pub(super) questions: Vec<QuestionRow>,
    pub(super) fares: Fares,
}

impl Seen {
    /// The declaration, where this report is the one that holds.
    fn declaration(&self) -> Option<&Declaration> {
        let declared = self.fares.declared.as_ref();
        declared.filter(|declared| declared.report.id == self.row.id)
    }

    /// Whether it holds and is better than what is computed today.
    pub(super) fn is_challenged(&self) -> bool {
        self.declaration()
            .is_some_and(|declared| declared.challenge.is_some())
    }
}

/// What was typed into the forms of a report's page, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) question: Option<TextForm>,
    /// The question that an answer is to, and the answer.
    pub(super) answer: Option<(Uuid, String)>,
    pub(super) errors: Errors,
    /// Why the form is taken no more, with what was typed into it.
    pub(super) problem: Option<AnyView>,
}

/// One report: what is declared, what was computed then and now, and what was
/// asked.
pub(super) fn show(place: &Place, seen: &Seen, mut typed: Typed) -> AnyView {
    let problem = typed.problem.take();
    let row = &seen.row;
    let may_file = row.holds && place.may_in_partnership(Action::FileStatusReport);
    let file = may_file.then(|| file_button(place));
    let replaced = (!row.holds).then(|| {
        let all = ui::link(url::index(&place.reference), t!("report-replaced-where"));
        ui::notice(Tone::Info, t!("report-replaced"), all)
    });
    let body = ui::typed(row.body.clone(), &row.language);
    let main = view! {
        {replaced}
        {seen.declaration().and_then(|declared| challenged_notice(place, seen, declared))}
        {ui::section("text", t!("report-body"), vec![], view! { <p>{body}</p> }.into_any())}
        {reason_section(row)}
        {then_section(seen)}
        {questions_section(place, seen, &typed)}
    };
    view! {
        {ui::error_summary(&typed.errors)}
        {problem}
        {ui::heading(title(row), Some(place.title.clone()), file.into_iter().collect())}
        {partnerships::sub_nav(place, Tab::Reports)}
        {ui::columns(main.into_any(), facts(seen))}
    }
    .into_any()
}

fn facts(seen: &Seen) -> AnyView {
    let row = &seen.row;
    let mut facts = vec![
        (
            t!("report-declared"),
            status::status_tag(row.declared.status()),
        ),
        (t!("report-computed-then"), status::status_tag(row.then())),
        (t!("report-period"), period(row).into_any()),
        (t!("report-filed-by"), filed(row)),
    ];
    if row.holds {
        let now = status::status_tag(seen.fares.dimensions.overall());
        facts.insert(2, (t!("report-computed-today"), now));
    }
    ui::summary_list(facts)
}

/// What contradicts the declared status today.
fn challenged_notice(place: &Place, seen: &Seen, declaration: &Declaration) -> Option<AnyView> {
    let words = challenged_words(declaration)?;
    let dimensions = &seen.fares.dimensions;
    let tone = if declaration.is_contradicted() {
        Tone::Warn
    } else {
        Tone::Info
    };
    let worse: Vec<_> = dimensions
        .each()
        .into_iter()
        .filter(|(_, status)| seen.row.declared.is_better_than(*status))
        .map(|(of, status)| {
            let href = dimensions.href(of, &place.reference);
            let said = dimensions.words(of);
            view! { <li>{ui::link(href, word(of))}" "{status::status_tag(status)}" "{said}</li> }
        })
        .collect();
    let body = view! {
        <p>{t!("report-challenged-text", declared = word(seen.row.declared), computed = word(dimensions.overall()))}</p>
        <ul>{worse}</ul>
        <p>{how_link()}</p>
    };
    Some(ui::notice(tone, words, body.into_any()))
}

fn reason_section(row: &ReportRow) -> Option<AnyView> {
    let reason = row.reason.clone()?;
    let language = row.reason_language.as_deref().unwrap_or_default();
    let body = view! { <p>{ui::typed(reason, language)}</p> };
    Some(ui::section(
        "reason",
        t!("report-reason-given"),
        vec![],
        body.into_any(),
    ))
}

fn then_section(seen: &Seen) -> AnyView {
    let rows = seen
        .findings
        .iter()
        .map(|finding| {
            let reason = match text::current().language() {
                "fr" => &finding.reason_fr,
                _ => &finding.reason_en,
            };
            vec![
                word(finding.dimension).into_any(),
                status::status_tag(finding.status),
                reason.clone().into_any(),
            ]
        })
        .collect();
    let date = text::date(seen.row.filed_at.date_naive());
    let table = ui::table(Table {
        caption: t!("report-then-caption", date = date),
        columns: finding_columns(),
        rows,
    });
    ui::section("then", t!("report-then"), vec![how_link()], table)
}

fn questions_section(place: &Place, seen: &Seen, typed: &Typed) -> Option<AnyView> {
    let may_ask = seen.is_challenged() && place.may_in_partnership(Action::RaiseStatusQuestion);
    let may_answer = place.may_in_partnership(Action::AnswerStatusQuestion);
    if seen.questions.is_empty() && !may_ask {
        return None;
    }
    let pairs: Vec<_> = seen
        .questions
        .iter()
        .map(|question| pair(place, seen, question, typed, may_answer))
        .collect();
    let none = seen
        .questions
        .is_empty()
        .then(|| view! { <p class="hint">{t!("report-questions-none")}</p> });
    let ask = may_ask.then(|| ask_form(place, seen, typed));
    let body = view! { {none}{pairs}{ask} };
    Some(ui::section(
        "questions",
        t!("report-questions"),
        vec![],
        body.into_any(),
    ))
}

/// A question and its answer, or the form to answer it.
fn pair(
    place: &Place,
    seen: &Seen,
    question: &QuestionRow,
    typed: &Typed,
    may_answer: bool,
) -> AnyView {
    let said = |words: String, language: &str| view! { <p>{ui::typed(words, language)}</p> };
    let open = question.answer.is_none();
    let mut items = vec![StoryItem {
        when: ui::moment(question.asked_at),
        who: by(question.asked_by.clone()),
        what: said(question.question.clone(), &question.language).into_any(),
        tag: open.then(|| ui::tag(Tone::Warn, t!("report-question-open"))),
    }];
    if let (Some(answer), Some(at)) = (question.answer.clone(), question.answered_at) {
        let language = question.answer_language.as_deref().unwrap_or_default();
        items.push(StoryItem {
            when: ui::moment(at),
            who: by(question.answered_by.clone()),
            what: said(answer, language).into_any(),
            tag: Some(ui::tag(Tone::Good, t!("report-question-answered"))),
        });
    }
    let form = (open && may_answer).then(|| {
        let typed_here = typed.answer.as_ref().filter(|(id, _)| *id == question.id);
        let none = Errors::default();
        let errors = if typed_here.is_some() {
            &typed.errors
        } else {
            &none
        };
        let field = Field::new("answer", t!("report-answer"))
            .hint(t!("report-answer-hint"))
            .value(typed_here.map_or("", |(_, answer)| answer))
            .errors(errors)
            .textarea(4);
        let action = url::answer(&place.reference, seen.row.id, question.id);
        ui::form(action, vec![field], t!("report-answer-submit"), None)
    });
    view! { {ui::story(items)}{form} }.into_any()
}

fn ask_form(place: &Place, seen: &Seen, typed: &Typed) -> AnyView {
    let blank = TextForm::blank();
    let form = typed.question.as_ref().unwrap_or(&blank);
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("question", t!("report-question"))
            .hint(t!("report-question-hint"))
            .value(&form.question)
            .errors(&typed.errors)
            .textarea(4),
    ];
    let action = url::questions(&place.reference, seen.row.id);
    ui::form(action, fields, t!("report-question-submit"), None)
}

/// Says that somebody else gave the answer, which stands.
pub(super) fn answered_already(seen: &Seen, question: Uuid, answer: String) -> AnyView {
    let mut questions = seen.questions.iter();
    let theirs = questions.find(|one| one.id == question);
    let who = theirs.and_then(|theirs| theirs.answered_by.clone());
    let words = view! { <p>{t!("report-answered-already", who = by(who))}</p> };
    let typed = vec![(t!("report-answer"), answer)];
    ui::moved_on(t!("ui-conflict-title"), words.into_any(), typed)
}

/// Says that the report leaves nothing to ask any more.
pub(super) fn nothing_to_ask(question: String) -> AnyView {
    let words = view! { <p>{t!("report-nothing-to-ask")}</p> };
    let typed = vec![(t!("report-question"), question)];
    ui::moved_on(t!("error-page-conflict"), words.into_any(), typed)
}

/// The form of a new report. What is computed comes first, so that nobody
/// declares more without knowing.
pub(super) fn new(
    place: &Place,
    dimensions: &Dimensions,
    form: &ReportForm,
    errors: &Errors,
    theirs: Option<&ReportRow>,
) -> AnyView {
    let overall = dimensions.overall();
    let computed = view! {
        <p>{t!("report-computed-today")}" "{status::status_tag(overall)}</p>
        {dimensions_table(place, dimensions)}
        <p>{how_link()}</p>
    };
    let (starts, ends) = (form.starts(), form.ends());
    let reason_hint = match overall {
        Status::Red | Status::Amber => t!("report-reason-hint", computed = word(overall)),
        Status::Green | Status::NoData => t!("report-reason-hint-none"),
    };
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("replaces", &form.replaces),
        view! {
            <div class="beside">
                {Field::new("starts", t!("report-starts"))
                    .errors(errors)
                    .date(starts.day, starts.month, starts.year)}
                {Field::new("ends", t!("report-ends"))
                    .errors(errors)
                    .date(ends.day, ends.month, ends.year)}
            </div>
        }
        .into_any(),
        Field::new("declared", t!("report-declared"))
            .hint(t!("report-declared-hint"))
            .value(&form.declared)
            .errors(errors)
            .radios(choices::<Declared>()),
        Field::new("body", t!("report-body"))
            .hint(t!("report-body-hint"))
            .value(&form.body)
            .errors(errors)
            .textarea(8),
        Field::new("reason", t!("report-reason"))
            .sometimes()
            .hint(reason_hint)
            .value(&form.reason)
            .errors(errors)
            .textarea(4),
    ];
    let index = url::index(&place.reference);
    let cancel = Some((index.clone(), t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {theirs.map(|theirs| conflict(theirs, form))}
        {ui::heading(t!("report-add"), Some(place.title.clone()), vec![])}
        {ui::section("computed", t!("report-computed-first"), vec![], computed.into_any())}
        {ui::form(index, fields, t!("report-file"), cancel)}
    }
    .into_any()
}

/// The report that was filed in between, beside what was typed.
fn conflict(theirs: &ReportRow, yours: &ReportForm) -> AnyView {
    let row = |label, theirs, yours| ConflictRow {
        label,
        theirs,
        yours,
    };
    let declared = yours.declared.parse::<Declared>();
    let rows = vec![
        row(
            t!("report-declared"),
            word(theirs.declared),
            declared.map_or_else(|_| String::new(), word),
        ),
        row(t!("report-body"), theirs.body.clone(), yours.body.clone()),
        row(
            t!("report-reason"),
            theirs.reason.clone().unwrap_or_default(),
            yours.reason.clone(),
        ),
    ];
    ui::conflict(who(theirs), ui::moment(theirs.filed_at), rows)
}

/// A question on a workbench: one to answer, or one that was answered.
pub(super) fn question_item(row: WaitingRow) -> AttentionItem {
    let href = format!("{}#questions", url::show(&row.reference, row.report_id));
    let (reason, tag, meta) = match (row.answer, row.answered_at) {
        (Some(answer), Some(at)) => (
            t!(
                "report-answered-said",
                who = by(row.answered_by),
                answer = answer
            ),
            ui::tag(Tone::Good, t!("report-question-answered")),
            t!("report-answered-meta", date = text::date(at.date_naive())),
        ),
        _ => (
            t!(
                "report-asked-said",
                who = by(row.asked_by),
                question = row.question
            ),
            ui::tag(Tone::Warn, t!("report-question-open")),
            t!(
                "report-asked-meta",
                date = text::date(row.asked_at.date_naive())
            ),
        ),
    };
    AttentionItem {
        title: row.partnership,
        language: row.language,
        href,
        reason,
        tag,
        meta,
    }
}

/// A partnership whose declared status is challenged, for those who review it;
/// none where it is not.
pub(crate) fn challenged_item(judged: &portfolio::Judged) -> Option<AttentionItem> {
    let declaration = judged.declared.as_ref()?;
    let words = challenged_words(declaration)?;
    let row = &judged.row;
    let questions = t!(
        "report-questions-said",
        count = declaration.report.open_questions + declaration.report.answered_questions,
        open = declaration.report.open_questions
    );
    Some(AttentionItem {
        title: row.title.clone(),
        language: row.language.clone(),
        href: url::show(&row.reference, declaration.report.id),
        reason: t!(
            "report-challenged-reason",
            declared = declared_words(declaration),
            computed = word(judged.dimensions.overall()),
            reason = judged.dimensions.reason()
        ),
        tag: view! {
            {status::status_tag(judged.dimensions.overall())}
            {declared_tag(declaration.report.declared)}
        }
        .into_any(),
        meta: format!("{words} · {questions}"),
    })
}

/// A partnership whose data contradicts what its executive declared, for that
/// executive to answer; none where it does not.
pub(crate) fn contradicted_item(judged: &portfolio::Judged) -> Option<AttentionItem> {
    let declaration = judged.declared.as_ref()?;
    if !declaration.is_contradicted() {
        return None;
    }
    let item = challenged_item(judged)?;
    Some(AttentionItem {
        href: url::new(&judged.row.reference),
        ..item
    })
}
