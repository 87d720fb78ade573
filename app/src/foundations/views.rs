//! The page of foundations, and its line on the partnership's page.

use domain::Vocabulary;
use domain::access::Action;
use domain::foundation::{Foundation, FoundationVerdict, FoundationsMissing, WorkState};
use domain::partnership::Stage;
use strum::VariantArray;

use super::db::{StatementRow, WaitingRow, WorkRow};
use super::form::{StatementForm, WorkForm};
use super::{Standing, url};
use crate::access::Place;
use crate::coordination::views::who;
use crate::form::{self, Errors};
use crate::html::*;
use crate::text::{self, choices, message, word};
use crate::ui::{self, AttentionItem, Field, StoryItem, Tone};
use crate::{partnerships, t};

fn verdict_tone(verdict: FoundationVerdict) -> Tone {
    match verdict {
        FoundationVerdict::Attested => Tone::Good,
        FoundationVerdict::GapAccepted => Tone::Warn,
        FoundationVerdict::Withdrawn => Tone::Bad,
    }
}

fn verdict_tag(said: Option<&StatementRow>) -> AnyView {
    match said.map(|row| row.verdict) {
        Some(verdict) => ui::tag(verdict_tone(verdict), word(verdict)),
        None => ui::tag(Tone::Bad, t!("foundation-missing")),
    }
}

/// Which foundations are missing.
pub(crate) fn missing_words(missing: &FoundationsMissing) -> String {
    let names: Vec<_> = missing.0.iter().copied().map(word).collect();
    t!(
        "foundations-missing",
        foundations = names.join(", "),
        count = names.len()
    )
}

/// How the foundations of a partnership stand, in a line; nothing where no work
/// needs them.
pub(crate) fn line(place: &Place, standing: &Standing) -> Option<AnyView> {
    if !standing.has_open_work() {
        return None;
    }
    let accepted = standing.accepted();
    let href = url::show(&place.reference);
    let line = match (standing.may_begin(), accepted.as_slice()) {
        (Err(missing), _) => view! {
            {ui::tag(Tone::Bad, t!("foundation-missing"))}" "{ui::link(href, missing_words(&missing))}
        }
        .into_any(),
        (Ok(()), []) => view! {
            {ui::tag(Tone::Good, word(FoundationVerdict::Attested))}" "
            {ui::link(href, t!("foundations-all"))}
        }
        .into_any(),
        (Ok(()), accepted) => {
            let gaps: Vec<_> = accepted.iter().map(|row| accepted_words(row)).collect();
            view! {
                {ui::tag(Tone::Warn, word(FoundationVerdict::GapAccepted))}" "
                {ui::link(href, gaps.join("; "))}
            }
            .into_any()
        }
    };
    Some(line)
}

fn accepted_words(row: &StatementRow) -> String {
    t!(
        "foundation-accepted-by",
        foundation = word(row.foundation),
        person = who(row.person.as_ref(), row.organisation.as_ref()),
        date = text::date(row.said_on)
    )
}

/// The forms of the page.
pub(super) struct Forms {
    pub(super) work: WorkForm,
    pub(super) statement: StatementForm,
    pub(super) errors: Errors,
}

impl Forms {
    /// With nothing typed.
    pub(super) fn blank() -> Self {
        Self {
            work: WorkForm::blank(),
            statement: StatementForm::blank(),
            errors: Errors::default(),
        }
    }
}

/// The page.
pub(super) fn show(
    place: &Place,
    standing: &Standing,
    forms: &Forms,
    problem: Option<AnyView>,
) -> AnyView {
    let attest = place
        .may_in_partnership(Action::AttestFoundation)
        .then(|| statement_section(place, forms));
    let name = place
        .may_in_partnership(Action::AcceptGap)
        .then(|| work_section(place, forms));
    view! {
        {ui::error_summary(&forms.errors)}
        {problem}
        {ui::heading(t!("foundations-title"), Some(place.title.clone()), vec![])}
        {partnerships::sub_nav(place, partnerships::Tab::Foundations)}
        <div>
            <p class="lead">{t!("foundations-lead")}</p>
            <p class="hint">{t!("foundations-source")}</p>
        </div>
        {gate(place, standing)}
        {ui::section("foundations", t!("foundations-three"), vec![], three(standing))}
        {ui::section("works", t!("works-title"), vec![], works(place, standing))}
        {attest}
        {name}
        {ui::section("said", t!("foundations-said"), vec![], said(standing))}
    }
    .into_any()
}

/// Whether the way is free, first of all.
fn gate(place: &Place, standing: &Standing) -> AnyView {
    let (tone, title, words) = match (standing.has_open_work(), standing.may_begin()) {
        (false, _) => (
            Tone::Info,
            t!("foundations-gate-none"),
            t!("foundations-gate-none-text"),
        ),
        (true, Ok(())) => (
            match standing.accepted().is_empty() {
                true => Tone::Good,
                false => Tone::Warn,
            },
            t!("foundations-gate-free"),
            t!("foundations-gate-free-text"),
        ),
        (true, Err(missing)) => {
            let text = match place.stage {
                Stage::Active => t!("foundations-gate-shut-work"),
                _ => t!("foundations-gate-shut-move"),
            };
            (Tone::Bad, missing_words(&missing), text)
        }
    };
    ui::notice(tone, title, view! { <p>{words}</p> }.into_any())
}

fn three(standing: &Standing) -> AnyView {
    let rows = Foundation::VARIANTS.iter().map(|&foundation| {
        let latest = standing.latest(foundation);
        let code = foundation.code().replace('_', "-");
        let meaning = message(&format!("foundation-meaning-{code}"), None);
        let said = latest.map(|row| {
            let by = t!(
                "foundation-said-by",
                person = who(row.person.as_ref(), row.organisation.as_ref()),
                date = text::date(row.said_on)
            );
            view! {
                <p>{ui::typed(row.words.clone(), &row.language)}</p>
                {evidence(row)}
                <p class="hint">{by}</p>
            }
        });
        let body = view! {
            {verdict_tag(latest)}
            <p class="hint">{meaning}</p>
            {said}
        };
        (word(foundation), body.into_any())
    });
    ui::summary_list(rows.collect())
}

fn evidence(row: &StatementRow) -> Option<AnyView> {
    let link = row.link.clone()?;
    Some(view! { <p>{ui::link(form::uri(&link), link)}</p> }.into_any())
}

fn works(place: &Place, standing: &Standing) -> AnyView {
    if standing.works.is_empty() {
        return ui::empty(t!("works-none-title"), t!("works-none-text"), None);
    }
    let items: Vec<_> = standing
        .works
        .iter()
        .map(|row| StoryItem {
            when: ui::date(row.begun_on.unwrap_or(row.named_on)),
            who: by(row.begun_by.as_ref().or(row.named_by.as_ref())),
            what: work(place, row),
            tag: Some(state_tag(row.state)),
        })
        .collect();
    ui::story(items)
}

fn state_tag(state: WorkState) -> AnyView {
    let tone = match state {
        WorkState::Planned => Tone::Info,
        WorkState::Begun => Tone::Good,
        WorkState::Ended => Tone::Muted,
    };
    ui::tag(tone, word(state))
}

fn by(person: Option<&String>) -> String {
    person.cloned().unwrap_or_else(|| t!("by-command-line"))
}

fn work(place: &Place, row: &WorkRow) -> AnyView {
    let named = t!(
        "work-named-by",
        person = by(row.named_by.as_ref()),
        date = text::date(row.named_on)
    );
    let begun = row.begun_on.map(|on| {
        let words = t!(
            "work-begun-by",
            person = by(row.begun_by.as_ref()),
            date = text::date(on)
        );
        view! { <p class="hint">{words}</p> }
    });
    let ended = row.ended_on.map(|on| {
        let words = t!("work-ended-on", date = text::date(on));
        view! { <p class="hint">{words}</p> }
    });
    let version = || vec![("version".to_owned(), row.version.to_string())];
    let may = place.may_in_partnership(Action::AcceptGap);
    let begin = (may && row.state == WorkState::Planned).then(|| {
        let href = url::begin(&place.reference, row.id);
        ui::action_form(href, t!("work-begin"), version(), Tone::Good)
    });
    let end = (may && row.state.is_open()).then(|| {
        let href = url::end(&place.reference, row.id);
        ui::action_form(href, t!("work-end"), version(), Tone::Neutral)
    });
    let acts = (begin.is_some() || end.is_some())
        .then(|| view! { <div class="actions">{begin}{end}</div> });
    view! {
        <p><strong>{ui::typed(row.title.clone(), &row.language)}</strong></p>
        <p>{ui::typed(row.description.clone(), &row.language)}</p>
        <p class="hint">{named}</p>
        {begun}{ended}
        {acts}
    }
    .into_any()
}

/// Says why a work does not begin.
pub(super) fn not_begun(row: &WorkRow, why: String) -> AnyView {
    let title = t!("work-error-title", title = row.title.clone());
    let body = ui::notice(Tone::Bad, title, view! { <p>{why}</p> }.into_any());
    view! { <div role="alert" tabindex="-1" autofocus=true>{body}</div> }.into_any()
}

fn statement_section(place: &Place, forms: &Forms) -> AnyView {
    let (form, errors) = (&forms.statement, &forms.errors);
    let may_accept = place.may_in_partnership(Action::AcceptGap);
    let verdicts = FoundationVerdict::VARIANTS
        .iter()
        .filter(|verdict| may_accept || **verdict != FoundationVerdict::GapAccepted)
        .map(|&verdict| {
            let code = verdict.code().replace('_', "-");
            let words = message(&format!("foundation-choice-{code}"), None);
            (verdict.code().to_owned(), words)
        });
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("foundation", t!("foundation"))
            .value(&form.foundation)
            .errors(errors)
            .radios(choices::<Foundation>()),
        Field::new("verdict", t!("foundation-verdict"))
            .value(&form.verdict)
            .errors(errors)
            .radios(verdicts.collect()),
        Field::new("words", t!("foundation-words"))
            .hint(t!("foundation-words-hint"))
            .value(&form.words)
            .errors(errors)
            .textarea(3),
        Field::new("link", t!("foundation-link"))
            .optional()
            .hint(t!("foundation-link-hint"))
            .value(&form.link)
            .errors(errors)
            .text(),
    ];
    let action = url::statements(&place.reference);
    let form = ui::form(action, fields, t!("foundation-submit"), None);
    ui::section("attest", t!("foundation-attest"), vec![], form)
}

fn work_section(place: &Place, forms: &Forms) -> AnyView {
    let (form, errors) = (&forms.work, &forms.errors);
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("title", t!("work-title"))
            .value(&form.title)
            .errors(errors)
            .text(),
        Field::new("description", t!("work-description"))
            .hint(t!("work-description-hint"))
            .value(&form.description)
            .errors(errors)
            .textarea(3),
    ];
    let action = url::works(&place.reference);
    let form = ui::form(action, fields, t!("work-submit"), None);
    let body = view! { <p>{t!("work-name-text")}</p>{form} };
    ui::section("name", t!("work-name"), vec![], body.into_any())
}

/// All that was said, the latest first.
fn said(standing: &Standing) -> AnyView {
    if standing.statements.is_empty() {
        return ui::empty(
            t!("foundations-said-none-title"),
            t!("foundations-said-none-text"),
            None,
        );
    }
    let items = standing.statements.iter().map(|row| StoryItem {
        when: ui::moment(row.recorded_at),
        who: who(row.person.as_ref(), row.organisation.as_ref()),
        what: view! {
            <p>{word(row.foundation)}": "{ui::typed(row.words.clone(), &row.language)}</p>
            {evidence(row)}
        }
        .into_any(),
        tag: Some(ui::tag(verdict_tone(row.verdict), word(row.verdict))),
    });
    ui::story(items.collect())
}

/// A work that waits, on a workbench.
pub(crate) fn waiting_item(row: WaitingRow) -> AttentionItem {
    let missing = row.missing.iter().filter_map(|code| code.parse().ok());
    AttentionItem {
        title: row.title,
        language: row.language,
        href: url::show(&row.reference),
        reason: missing_words(&FoundationsMissing(missing.collect())),
        tag: ui::tag(Tone::Bad, t!("foundation-missing")),
        meta: t!(
            "work-waits",
            partnership = row.partnership,
            date = text::date(row.named_on)
        ),
    }
}
