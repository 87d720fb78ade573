//! The pages of deliverables.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::deliverable::{Clock, DeliverableState, Verdict};

use super::db::{ChangeRow, DeliverableRow, EvidenceRow, ReplyRow, ReviewRow, SubmissionRow};
use super::form::{DeliverableForm, Filters, ProgressForm, ReplyForm, ReviewForm, SubmissionForm};
use super::url;
use crate::access::Place;
use crate::files::{self, KeptFile};
use crate::form::Errors;
use crate::html::*;
use crate::text::{self, choices, word};
use crate::ui::{self, Chip, ConflictRow, Field, StoryItem, Table, Tone, Width};
use crate::{contracts, list, partnerships, t};

fn state_tag(state: DeliverableState) -> AnyView {
    let tone = match state {
        DeliverableState::Planned => Tone::Neutral,
        DeliverableState::InProgress => Tone::Info,
        DeliverableState::Submitted | DeliverableState::Returned => Tone::Warn,
        DeliverableState::Accepted => Tone::Good,
    };
    ui::tag(tone, word(state))
}

/// A verdict as the state it leads to.
fn verdict_tag(verdict: Verdict) -> AnyView {
    state_tag(match verdict {
        Verdict::Accept => DeliverableState::Accepted,
        Verdict::Return => DeliverableState::Returned,
    })
}

fn who(person: Option<&String>, organisation: Option<&String>) -> String {
    match (person, organisation) {
        (Some(person), Some(organisation)) => format!("{person}, {organisation}"),
        (person, _) => person.cloned().unwrap_or_else(|| t!("by-command-line")),
    }
}

/// Red when late, amber near the end, calm before; on a stopped clock what
/// was left decides.
fn tone(clock: Clock, near: i64) -> Tone {
    match (clock.stopped, clock.days_left) {
        (true, ..0) => Tone::Warn,
        (true, _) => Tone::Good,
        (false, ..0) => Tone::Bad,
        (false, left) if left <= near => Tone::Warn,
        (false, _) => Tone::Info,
    }
}

/// The vendor's clock in words.
fn vendor_words(row: &DeliverableRow, today: NaiveDate) -> (String, Tone) {
    let clock = row.vendor_clock(today);
    let due = text::date(clock.due);
    let words = match (clock.stopped, clock.days_left) {
        (true, left @ ..0) => t!("deliverable-vendor-was-late", due = due, days = -left),
        (true, _) => t!("deliverable-vendor-was-in-time", due = due),
        (false, left @ ..0) => t!("deliverable-vendor-late", due = due, days = -left),
        (false, 0) => t!("deliverable-vendor-today", due = due),
        (false, left) => t!("deliverable-vendor-left", due = due, days = left),
    };
    (words, tone(clock, 7))
}

/// The reviewer's clock in words.
fn reviewer_words(row: &DeliverableRow, today: NaiveDate) -> (String, Tone) {
    let Some(clock) = row.reviewer_clock(today) else {
        let words = t!("deliverable-reviewer-not-started", days = row.review_days);
        return (words, Tone::Muted);
    };
    let due = text::date(clock.due);
    let words = match (clock.stopped, clock.days_left) {
        (true, left @ ..0) => t!("deliverable-reviewer-was-late", due = due, days = -left),
        (true, _) => t!("deliverable-reviewer-was-in-time", due = due),
        (false, left @ ..0) => t!("deliverable-reviewer-late", due = due, days = -left),
        (false, 0) => t!("deliverable-reviewer-today", due = due),
        (false, left) => t!("deliverable-reviewer-left", due = due, days = left),
    };
    (words, tone(clock, 2))
}

/// The list: filters, table.
pub(super) fn index(
    place: &Place,
    filters: &Filters,
    contracts: Vec<(String, String)>,
    rows: &[DeliverableRow],
    total: i64,
    today: NaiveDate,
) -> AnyView {
    let add = place
        .may_in_partnership(Action::PlanDeliverable)
        .then(|| ui::button_link(url::new(&place.reference), t!("deliverable-add"), true));
    let unfiltered = !list::is_narrowed(filters);
    let body = if rows.is_empty() && unfiltered {
        ui::empty(
            t!("deliverables-none-title"),
            t!("deliverables-none-text"),
            None,
        )
    } else if rows.is_empty() {
        ui::empty(
            t!("deliverables-no-match-title"),
            t!("deliverables-no-match-text"),
            None,
        )
    } else {
        listing(place, filters, rows, total, today)
    };
    view! {
        {ui::heading(t!("deliverables-title"), Some(place.title.clone()), add.into_iter().collect())}
        {partnerships::sub_nav(place, partnerships::Tab::Deliverables)}
        {filter_form(place, filters, contracts)}
        {body}
    }
    .into_any()
}

/// The list's address with other filters, from its first page.
fn address(place: &Place, filters: Filters) -> String {
    let from_first = Filters {
        page: String::new(),
        ..filters
    };
    list::address(&url::index(&place.reference), &from_first)
}

fn chips(place: &Place, filters: &Filters, contracts: &[(String, String)]) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |label: String, without: Filters| {
        chips.push(Chip {
            label,
            remove_href: address(place, without),
        });
    };
    let all = || filters.clone();
    if !filters.q.is_empty() {
        let q = String::new();
        chip(filters.q.clone(), Filters { q, ..all() });
    }
    for code in &filters.state {
        let Ok(known) = code.parse::<DeliverableState>() else {
            continue;
        };
        let others = filters.state.iter().filter(|other| *other != code);
        let state = others.cloned().collect();
        chip(word(known), Filters { state, ..all() });
    }
    let contract = contracts.iter().find(|(id, _)| *id == filters.contract);
    if let Some((_, label)) = contract {
        let contract = String::new();
        chip(label.clone(), Filters { contract, ..all() });
    }
    if filters.waiting() {
        let waiting = String::new();
        chip(t!("deliverables-waiting"), Filters { waiting, ..all() });
    }
    if filters.overdue() {
        let overdue = String::new();
        chip(t!("deliverables-overdue"), Filters { overdue, ..all() });
    }
    chips
}

fn filter_form(place: &Place, filters: &Filters, contracts: Vec<(String, String)>) -> AnyView {
    let here = url::index(&place.reference);
    let chips = chips(place, filters, &contracts);
    let fields = vec![
        Field::filter("q", t!("deliverables-search"))
            .value(&filters.q)
            .search(),
        Field::filter("state", t!("deliverable-state"))
            .checkboxes(choices::<DeliverableState>(), &filters.state),
        Field::filter("contract", t!("deliverable-contract"))
            .value(&filters.contract)
            .select(contracts, Some(t!("any"))),
        Field::filter("waiting", t!("deliverables-waiting")).checkbox(filters.waiting()),
        Field::filter("overdue", t!("deliverables-overdue")).checkbox(filters.overdue()),
        ui::hidden("sort", &filters.sort),
    ];
    ui::filters(here.clone(), fields, chips, here)
}

fn listing(
    place: &Place,
    filters: &Filters,
    rows: &[DeliverableRow],
    total: i64,
    today: NaiveDate,
) -> AnyView {
    let here = url::index(&place.reference);
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
    view! {
        {table(place, filters, rows, today)}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&url::csv(&place.reference), filters))}
    }
    .into_any()
}

fn table(place: &Place, filters: &Filters, rows: &[DeliverableRow], today: NaiveDate) -> AnyView {
    let sorted = |label, key| {
        list::sorted_column(label, key, &filters.sort, |sort| {
            let filters = filters.clone();
            address(place, Filters { sort, ..filters })
        })
    };
    ui::table(Table {
        caption: t!("deliverables-caption"),
        columns: vec![
            sorted(t!("deliverable"), "title"),
            sorted(t!("deliverable-state"), "state"),
            sorted(t!("deliverable-vendor-clock"), "due"),
            list::column(t!("deliverable-reviewer-clock")),
            sorted(t!("deliverable-supplier"), "supplier"),
            list::column(t!("deliverable-contract")),
        ],
        rows: rows.iter().map(|row| cells(place, row, today)).collect(),
    })
}

fn cells(place: &Place, row: &DeliverableRow, today: NaiveDate) -> Vec<AnyView> {
    // Only a clock that has run out catches the eye; a tag in each cell would not.
    let clock = |(words, tone)| {
        let late = (tone == Tone::Bad).then(|| ui::tag(tone, t!("deliverable-late")));
        view! { <div>{late}<p>{words}</p></div> }.into_any()
    };
    let percent = (row.state == DeliverableState::InProgress)
        .then(|| view! { <p class="hint">{t!("deliverable-percent", percent = row.progress)}</p> });
    let title = ui::typed(row.title.clone(), &row.language);
    vec![
        view! { <a href=url::show(&place.reference, row.id)>{title}</a> }.into_any(),
        view! { <div>{state_tag(row.state)}{percent}</div> }.into_any(),
        clock(vendor_words(row, today)),
        clock(reviewer_words(row, today)),
        row.supplier.clone().into_any(),
        ui::code(row.contract_number.clone()),
    ]
}

/// The forms of a deliverable's page that this person may send now, and what
/// is wrong with the one that was refused. No two share a field's name.
#[derive(Default)]
pub(super) struct Acts {
    pub(super) progress: Option<ProgressForm>,
    pub(super) submission: Option<(SubmissionForm, Vec<KeptFile>)>,
    pub(super) review: Option<ReviewForm>,
    pub(super) reply: Option<ReplyForm>,
    pub(super) errors: Errors,
}

/// One deliverable: whose turn it is, both clocks, every version, and what the
/// reader may do about it.
pub(super) fn show(
    place: &Place,
    row: &DeliverableRow,
    versions: &[SubmissionRow],
    acts: &Acts,
    conflict: Option<AnyView>,
    today: NaiveDate,
) -> AnyView {
    let may_edit = place.may(Action::PlanDeliverable) && row.state.is_open();
    let edit = may_edit.then(|| {
        let href = url::edit(&place.reference, row.id);
        ui::button_link(href, t!("button-edit"), false)
    });
    let (vendor, vendor_tone) = vendor_words(row, today);
    let (reviewer, reviewer_tone) = reviewer_words(row, today);
    let main = view! {
        {plan_section(row)}
        {progress_section(place, row, acts)}
        {versions_section(versions)}
        {acts.submission.as_ref().map(|(form, kept)| submission_section(place, row, form, kept, &acts.errors))}
        {acts.review.as_ref().map(|form| review_section(place, row, form, &acts.errors))}
        {acts.reply.as_ref().map(|form| reply_section(place, row, form, &acts.errors))}
    };
    view! {
        {ui::error_summary(&acts.errors)}
        {conflict}
        {ui::heading(row.title.clone(), Some(t!("deliverable")), edit.into_iter().collect())}
        {partnerships::sub_nav(place, partnerships::Tab::Deliverables)}
        {turn(place, row, versions.first(), acts)}
        <div>
            {ui::clock(t!("deliverable-vendor-clock"), vendor, vendor_tone)}
            {ui::clock(t!("deliverable-reviewer-clock"), reviewer, reviewer_tone)}
        </div>
        {ui::columns(main.into_any(), facts(place, row))}
    }
    .into_any()
}

/// Whose turn it is, and after a review what was said to the latest version.
fn turn(
    place: &Place,
    row: &DeliverableRow,
    latest: Option<&SubmissionRow>,
    acts: &Acts,
) -> AnyView {
    let review = latest.and_then(|version| version.review.as_ref());
    match (row.state, latest, review) {
        (DeliverableState::Accepted, Some(version), Some(review)) => ui::notice(
            Tone::Good,
            reviewed("deliverable-accepted-by", version, review),
            reason(review).into_any(),
        ),
        (DeliverableState::Returned, Some(version), Some(review)) => {
            let body = view! {
                {reason(review)}
                <p>{vendors_turn(place, row, version.number + 1)}</p>
                {acts.submission.is_some().then(|| act_link("#submit", t!("deliverable-submit")))}
            };
            let title = reviewed("deliverable-returned-by", version, review);
            ui::notice(Tone::Bad, title, body.into_any())
        }
        (DeliverableState::Submitted, Some(version), _) => {
            let body = view! {
                <p>{t!(
                    "deliverable-waits",
                    number = version.number,
                    date = row.submitted_on.map(text::date).unwrap_or_default(),
                    who = who(version.person.as_ref(), version.organisation.as_ref()),
                    due = row.review_due_on.map(text::date).unwrap_or_default()
                )}</p>
                {acts.review.is_some().then(|| act_link("#review", t!("deliverable-review")))}
            };
            let yours = place.may(Action::ReviewDeliverable);
            ui::notice(Tone::Info, whose(yours, &row.buyer), body.into_any())
        }
        _ => {
            let body = view! {
                <p>{vendors_turn(place, row, row.number.unwrap_or_default() + 1)}</p>
                {acts.submission.is_some().then(|| act_link("#submit", t!("deliverable-submit")))}
            };
            let yours = place.may(Action::UpdateDeliverable);
            ui::notice(Tone::Info, whose(yours, &row.supplier), body.into_any())
        }
    }
}

fn whose(yours: bool, organisation: &str) -> String {
    if yours {
        t!("deliverable-turn-yours")
    } else {
        t!("deliverable-turn", organisation = organisation.to_owned())
    }
}

fn vendors_turn(place: &Place, row: &DeliverableRow, number: i32) -> String {
    let due = text::date(row.due_on);
    if place.may(Action::UpdateDeliverable) {
        t!("deliverable-next-yours", number = number, due = due)
    } else {
        t!(
            "deliverable-next",
            organisation = row.supplier.clone(),
            number = number,
            due = due
        )
    }
}

fn reviewed(key: &str, version: &SubmissionRow, review: &ReviewRow) -> String {
    t!(
        key,
        number = version.number,
        date = text::date(review.reviewed_on),
        who = who(review.person.as_ref(), review.organisation.as_ref())
    )
}

fn reason(review: &ReviewRow) -> Option<impl IntoView + use<>> {
    let reason = review.reason.clone()?;
    Some(view! { <blockquote>{ui::typed(reason, &review.language)}</blockquote> })
}

fn act_link(href: &str, words: String) -> AnyView {
    let link = ui::button_link(href.to_owned(), words, false);
    view! { <p>{link}</p> }.into_any()
}

fn plan_section(row: &DeliverableRow) -> AnyView {
    let description = row.description.clone().map(|description| {
        view! { <p>{ui::typed(description, &row.language)}</p> }
    });
    let body = view! {
        {description}
        <h3>{t!("deliverable-criteria")}</h3>
        <p>{ui::typed(row.acceptance_criteria.clone(), &row.language)}</p>
    };
    ui::section("plan", t!("deliverable-plan"), vec![], body.into_any())
}

fn progress_section(place: &Place, row: &DeliverableRow, acts: &Acts) -> AnyView {
    let percent = row.progress.to_string();
    let note = row
        .progress_note
        .clone()
        .map(|note| view! { <p>{ui::typed(note, &row.language)}</p> });
    let form = acts.progress.as_ref().map(|form| {
        let fields = vec![
            ui::hidden("version", &form.version),
            Field::new("percent", t!("deliverable-progress-percent"))
                .hint(t!("deliverable-progress-percent-hint"))
                .value(&form.percent)
                .width(Width::Short)
                .errors(&acts.errors)
                .number(),
            Field::new("note", t!("deliverable-progress-note"))
                .optional()
                .hint(t!("deliverable-progress-note-hint"))
                .value(&form.note)
                .errors(&acts.errors)
                .text(),
        ];
        let action = url::progress(&place.reference, row.id);
        ui::form(action, fields, t!("deliverable-progress-save"), None)
    });
    let said = t!(
        "deliverable-progress-said",
        percent = row.progress,
        organisation = row.supplier.clone()
    );
    let body = view! {
        <p><meter min="0" max="100" value=percent aria-label=t!("deliverable-progress")></meter></p>
        <p>{said}</p>
        {note}
        {form}
    };
    ui::section(
        "progress",
        t!("deliverable-progress"),
        vec![],
        body.into_any(),
    )
}

fn versions_section(versions: &[SubmissionRow]) -> AnyView {
    let body = if versions.is_empty() {
        ui::empty(
            t!("deliverable-versions-none-title"),
            t!("deliverable-versions-none-text"),
            None,
        )
    } else {
        ui::story(versions.iter().map(version_item).collect())
    };
    ui::section("versions", t!("deliverable-versions"), vec![], body)
}

fn version_item(version: &SubmissionRow) -> StoryItem {
    let evidence: Vec<_> = version.evidence.iter().map(evidence_item).collect();
    let evidence = (!evidence.is_empty()).then(|| {
        view! { <h4>{t!("deliverable-evidence")}</h4><ul>{evidence}</ul> }
    });
    let review = version.review.as_ref().map(|review| {
        let said = t!(
            "deliverable-reviewed-by",
            who = who(review.person.as_ref(), review.organisation.as_ref())
        );
        view! {
            <h4>{t!("deliverable-review-said")}</h4>
            <p class="story-meta">
                {verdict_tag(review.verdict)}
                <span class="story-when">{ui::moment(review.reviewed_at)}</span>
                <span class="story-who">{said}</span>
            </p>
            {reason(review)}
        }
    });
    let replies: Vec<_> = version.replies.iter().map(reply_item).collect();
    let replies = (!replies.is_empty()).then(|| {
        view! { <h4>{t!("deliverable-replies")}</h4>{replies} }
    });
    let tag = version.review.as_ref().map_or_else(
        || ui::tag(Tone::Warn, t!("deliverable-version-waits")),
        |review| verdict_tag(review.verdict),
    );
    StoryItem {
        when: ui::moment(version.submitted_at),
        who: who(version.person.as_ref(), version.organisation.as_ref()),
        what: view! {
            <h3>{t!("deliverable-version", number = version.number)}</h3>
            <p>{ui::typed(version.notes.clone(), &version.language)}</p>
            {evidence}
            {review}
            {replies}
        }
        .into_any(),
        tag: Some(tag),
    }
}

fn evidence_item(evidence: &EvidenceRow) -> AnyView {
    let link = match (&evidence.url, evidence.file_id) {
        (Some(url), _) => view! {
            <a href=url.clone() rel="noreferrer nofollow">{evidence.title.clone()}</a>
        }
        .into_any(),
        (None, Some(file)) => files::file_link(
            file,
            &evidence.title,
            evidence.size_bytes.unwrap_or_default(),
        ),
        (None, None) => evidence.title.clone().into_any(),
    };
    view! { <li>{link}</li> }.into_any()
}

fn reply_item(reply: &ReplyRow) -> AnyView {
    view! {
        <div>
            <p class="story-meta">
                <span class="story-when">{ui::moment(reply.replied_at)}</span>
                <span class="story-who">{who(reply.person.as_ref(), reply.organisation.as_ref())}</span>
            </p>
            <p>{ui::typed(reply.message.clone(), &reply.language)}</p>
        </div>
    }
    .into_any()
}

fn facts(place: &Place, row: &DeliverableRow) -> AnyView {
    ui::summary_list(vec![
        (t!("deliverable-state"), state_tag(row.state)),
        (t!("deliverable-due"), ui::date(row.due_on)),
        (t!("deliverable-supplier"), row.supplier.clone().into_any()),
        (t!("deliverable-buyer"), row.buyer.clone().into_any()),
        (
            t!("deliverable-contract"),
            ui::link(
                contracts::url::show(&place.reference, row.contract_id),
                format!("{}, {}", row.contract_number, row.contract_title),
            ),
        ),
        (
            t!("deliverable-review-days"),
            t!("deliverable-working-days", days = row.review_days).into_any(),
        ),
    ])
}

fn submission_section(
    place: &Place,
    row: &DeliverableRow,
    form: &SubmissionForm,
    kept: &[KeptFile],
    errors: &Errors,
) -> AnyView {
    let labels = [
        (t!("deliverable-link_1"), t!("deliverable-link_1_title")),
        (t!("deliverable-link_2"), t!("deliverable-link_2_title")),
        (t!("deliverable-link_3"), t!("deliverable-link_3_title")),
    ];
    let links = form.links().into_iter().zip(labels);
    let links = links
        .flat_map(
            |((name, address, title_name, title), (label, title_label))| {
                let field = |name, label, value| {
                    let field = Field::new(name, label).optional();
                    field.value(value).errors(errors).text()
                };
                [
                    field(name, label, address),
                    field(title_name, title_label, title),
                ]
            },
        )
        .collect();
    let files = super::form::FILES.map(|(number, name)| {
        let field = Field::new(name, t!("deliverable-file", number = number)).optional();
        let field = if number == 1 {
            field.hint(t!("file-hint"))
        } else {
            field
        };
        field.errors(errors).file(files::ACCEPT)
    });
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        Field::new("notes", t!("deliverable-notes"))
            .hint(t!("deliverable-notes-hint"))
            .value(&form.notes)
            .errors(errors)
            .textarea(5),
        ui::fieldset(t!("deliverable-links"), links),
        ui::fieldset(
            t!("deliverable-files"),
            [files::kept_files(kept)].into_iter().chain(files).collect(),
        ),
    ];
    let number = row.number.unwrap_or_default() + 1;
    ui::section(
        "submit",
        t!("deliverable-submit-version", number = number),
        vec![],
        ui::multipart_form(
            url::submissions(&place.reference, row.id),
            fields,
            t!("deliverable-submit"),
            None,
        ),
    )
}

fn review_section(
    place: &Place,
    row: &DeliverableRow,
    form: &ReviewForm,
    errors: &Errors,
) -> AnyView {
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        ui::hidden("submission", &form.submission),
        Field::new("verdict", t!("deliverable-verdict"))
            .value(&form.verdict)
            .errors(errors)
            .radios(choices::<Verdict>()),
        Field::new("reason", t!("deliverable-reason-needed"))
            .sometimes()
            .hint(t!("deliverable-reason-hint"))
            .value(&form.reason)
            .errors(errors)
            .textarea(5),
    ];
    let number = row.number.unwrap_or_default();
    ui::section(
        "review",
        t!("deliverable-review-version", number = number),
        vec![],
        ui::form(
            url::review(&place.reference, row.id),
            fields,
            t!("deliverable-review-save"),
            None,
        ),
    )
}

fn reply_section(
    place: &Place,
    row: &DeliverableRow,
    form: &ReplyForm,
    errors: &Errors,
) -> AnyView {
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("submission", &form.submission),
        Field::new("message", t!("deliverable-reply-message"))
            .hint(t!("deliverable-reply-hint"))
            .value(&form.message)
            .errors(errors)
            .textarea(3),
    ];
    ui::section(
        "reply",
        t!("deliverable-reply"),
        vec![],
        ui::form(
            url::replies(&place.reference, row.id),
            fields,
            t!("deliverable-reply-save"),
            None,
        ),
    )
}

/// What happened between the version that a form began with and now. `typed`
/// is what the reader wrote, where the form it was written in is gone.
pub(super) fn meanwhile(changes: &[ChangeRow], typed: Option<Vec<(String, String)>>) -> AnyView {
    let changes: Vec<_> = changes
        .iter()
        .map(|change| {
            let who = who(change.person.as_ref(), None);
            let when = text::moment(change.recorded_at);
            let words = match (change.progress, change.state) {
                (Some(percent), _) => t!(
                    "deliverable-meanwhile-progress",
                    who = who,
                    when = when,
                    percent = percent
                ),
                (None, Some(state)) => t!(
                    "deliverable-meanwhile-state",
                    who = who,
                    when = when,
                    state = word(state)
                ),
                (None, None) => t!("deliverable-meanwhile-plan", who = who, when = when),
            };
            view! { <li>{words}</li> }.into_any()
        })
        .collect();
    let again = typed
        .is_none()
        .then(|| view! { <p>{t!("deliverable-meanwhile-again")}</p> });
    let changes = (!changes.is_empty()).then(|| view! { <ul>{changes}</ul> });
    let words = view! { {changes}{again} };
    ui::moved_on(
        t!("deliverable-meanwhile"),
        words.into_any(),
        typed.unwrap_or_default(),
    )
}

/// The form for a deliverable's plan, new or to edit. `contracts` are those it
/// can be under.
pub(super) fn edit(
    place: &Place,
    existing: Option<&DeliverableRow>,
    contracts: Vec<(String, String)>,
    form: &DeliverableForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> AnyView {
    let due = form.due();
    // What was handed over under a contract stays under it.
    let contract = if existing.is_some_and(|row| row.number.is_some()) {
        ui::hidden("contract", &form.contract)
    } else {
        Field::new("contract", t!("deliverable-contract"))
            .value(&form.contract)
            .errors(errors)
            .select(contracts, Some(t!("error-choose")))
    };
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("version", &form.version),
        contract,
        Field::new("title", t!("deliverable-title"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("description", t!("deliverable-description"))
            .optional()
            .value(&form.description)
            .errors(errors)
            .textarea(4),
        Field::new("criteria", t!("deliverable-criteria"))
            .hint(t!("deliverable-criteria-hint"))
            .value(&form.criteria)
            .errors(errors)
            .textarea(4),
        Field::new("due", t!("deliverable-due"))
            .hint(t!("deliverable-due-hint"))
            .errors(errors)
            .date(due.day, due.month, due.year),
    ];
    let (title, action, back) = match existing {
        None => {
            let index = url::index(&place.reference);
            (t!("deliverable-add"), index.clone(), index)
        }
        Some(row) => {
            let edit = url::edit(&place.reference, row.id);
            (
                t!("deliverable-edit"),
                edit,
                url::show(&place.reference, row.id),
            )
        }
    };
    let cancel = Some((back, t!("button-cancel")));
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(title, Some(place.title.clone()), vec![])}
        {ui::form(action, fields, t!("button-save"), cancel)}
    }
    .into_any()
}

/// What is in each field of a plan's form.
pub(super) fn plan_in_words(
    form: &DeliverableForm,
    contracts: &[(String, String)],
) -> Vec<(String, String)> {
    vec![
        (
            t!("deliverable-contract"),
            text::label_of(contracts, &form.contract),
        ),
        (t!("deliverable-title"), form.title.clone()),
        (t!("deliverable-description"), form.description.clone()),
        (t!("deliverable-criteria"), form.criteria.clone()),
        (t!("deliverable-due"), form.due().in_words()),
    ]
}

/// What somebody else saved, beside what was typed.
pub(super) fn plan_conflict(
    who: String,
    when: AnyView,
    theirs: &DeliverableForm,
    yours: &DeliverableForm,
    contracts: &[(String, String)],
) -> AnyView {
    let [theirs, yours] = [theirs, yours].map(|form| plan_in_words(form, contracts));
    ui::conflict(who, when, ConflictRow::between(theirs, yours))
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    vec![
        t!("deliverable"),
        t!("deliverable-state"),
        t!("deliverable-progress-percent"),
        t!("deliverable-progress-note"),
        t!("deliverable-contract"),
        t!("deliverable-supplier"),
        t!("deliverable-buyer"),
        t!("deliverable-due"),
        t!("deliverable-vendor-days"),
        t!("deliverable-version-number"),
        t!("deliverable-submitted"),
        t!("deliverable-review-due"),
        t!("deliverable-reviewer-days"),
        t!("deliverable-reviewed"),
        t!("deliverable-criteria"),
        t!("deliverable-description"),
    ]
}

/// A deliverable as a row of the spreadsheet; dates as ISO 8601.
pub(super) fn csv_row(row: &DeliverableRow, today: NaiveDate) -> Vec<String> {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let reviewer_days = row.reviewer_clock(today).map(|clock| clock.days_left);
    vec![
        row.title.clone(),
        row.state.code().to_owned(),
        row.progress.to_string(),
        row.progress_note.clone().unwrap_or_default(),
        row.contract_number.clone(),
        row.supplier.clone(),
        row.buyer.clone(),
        row.due_on.to_string(),
        row.vendor_clock(today).days_left.to_string(),
        row.number.map(|n| n.to_string()).unwrap_or_default(),
        date(row.submitted_on),
        date(row.review_due_on),
        reviewer_days.map(|d| d.to_string()).unwrap_or_default(),
        date(row.reviewed_on),
        row.acceptance_criteria.clone(),
        row.description.clone().unwrap_or_default(),
    ]
}
