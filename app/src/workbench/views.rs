//! The workbench of each role.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};
use domain::calendar::working_days_between;
use domain::deliverable::{DeliverableState, Verdict};
use domain::status::{
    MoneyFacts, MoneyReason, Status, YearAmount, money_findings, received_late, still_expected,
};
use domain::target::TargetStatus;
use uuid::Uuid;

use super::db::{DeactivatedRow, HandedOverRow, MilestoneRow, MoveRow, PeopleRow, RegistryRow};
use crate::access::CurrentPerson;
use crate::actions;
use crate::amendments::{Waiting, waiting_item};
use crate::charter::{self, WaitingCharter};
use crate::contracts::ContractWarning;
use crate::deliverables::{DueFromVendor, RecentVerdict, WaitingForReview};
use crate::evaluations::EvaluationRow;
use crate::evidence::{Gap, ProofRow};
use crate::html::*;
use crate::obligations::{Owed, owed_item};
use crate::performance::{self, Standing};
use crate::portfolio::{Behind, EventRow, Judged, Records, Watched};
use crate::risks::RiskRow;
use crate::saved_views::SavedView;
use crate::scorecards::{Latest, WaitingRound, to_answer_item, to_run_item};
use crate::text::{self, word};
use crate::ui::{self, AttentionItem, StoryItem, Tile, Tone};
use crate::{
    deliverables, evaluations, evidence, factors, foundations, funding, ledgers, measurements,
    milestones, money, partnerships, portfolio, reports, risks, saved_views, status, t, targets,
};

/// What fewer than this many days away is due soon.
const SOON_DAYS: i64 = 7;
/// Partnerships that need attention, at most so many.
const ATTENTION: usize = 5;
/// Matters of money, at most so many, and of proof.
pub(super) const MATTERS: usize = 8;

/// The heading that every role's workbench has, and its body.
pub(super) fn frame(
    person: &CurrentPerson,
    today: NaiveDate,
    saved: &[SavedView],
    body: AnyView,
) -> AnyView {
    let caption = t!(
        "workbench-caption",
        role = word(person.role),
        organisation = person.organisation.clone()
    );
    view! {
        {ui::heading(t!("workbench-for", name = person.name.clone()), Some(caption), vec![])}
        <p class="hint">{t!("workbench-as-of", date = text::date(today))}" "{reports::how_link()}</p>
        {saved_views::links(saved)}
        {body}
    }
    .into_any()
}

/// A list, or the words that say that there is nothing in it; `key` names
/// title (`-none-title`) and text (`-none-text`) of these.
fn list_or_none(key: &str, items: Vec<AttentionItem>) -> AnyView {
    if items.is_empty() {
        nothing(key)
    } else {
        ui::attention(items)
    }
}

fn nothing(key: &str) -> AnyView {
    let title = text::message(&format!("workbench-{key}-none-title"), None);
    let words = text::message(&format!("workbench-{key}-none-text"), None);
    ui::empty(title, words, None)
}

/// A section whose id is also the key of its words.
fn section(key: &str, actions: Vec<AnyView>, body: AnyView) -> AnyView {
    let title = text::message(&format!("workbench-{key}"), None);
    ui::section(key, title, actions, body)
}

fn attention_section(key: &str, items: Vec<AttentionItem>) -> AnyView {
    section(key, vec![], list_or_none(key, items))
}

/// Amendments and charters that wait for a signature; nothing where none does,
/// as that is the rule.
fn to_sign_section((amendments, charters): (Vec<Waiting>, Vec<WaitingCharter>)) -> Option<AnyView> {
    let amendments = amendments.into_iter().map(waiting_item);
    let charters = charters.into_iter().map(charter::waiting_item);
    let items: Vec<_> = amendments.chain(charters).collect();
    (!items.is_empty()).then(|| section("to-sign", vec![], ui::attention(items)))
}

/// What the viewer's organisation owes, and what is owed to it and due; each
/// only where there is something.
fn owed_sections((ours, theirs): (Vec<Owed>, Vec<Owed>), today: NaiveDate) -> AnyView {
    let list = |key: &str, rows: Vec<Owed>| {
        let items: Vec<_> = rows
            .into_iter()
            .map(|row| owed_item(row, |on| due(on, today)))
            .collect();
        (!items.is_empty()).then(|| section(key, vec![], ui::attention(items)))
    };
    view! {
        {list("obligations-owed", ours)}
        {list("obligations-owed-to-us", theirs)}
    }
    .into_any()
}

/// What governance bodies wait for from the viewer: to be done, and to be
/// verified; each only where there is something.
fn actions_sections((waiting, person): (actions::Waiting, Uuid), today: NaiveDate) -> AnyView {
    let list = |key: &str, rows: Vec<actions::ActionRow>| {
        let items: Vec<_> = rows
            .into_iter()
            .map(|row| actions::waiting_item(row, person, |on| due(on, today)))
            .collect();
        items_section(key, items)
    };
    view! {
        {list("actions-own", waiting.own)}
        {list("actions-verify", waiting.to_verify)}
    }
    .into_any()
}

/// Risks that the viewer watches and that are to be looked at again; nothing
/// where none is.
fn risks_section(rows: Vec<RiskRow>, today: NaiveDate) -> Option<AnyView> {
    let items = rows
        .into_iter()
        .map(|row| risks::due_item(row, |on| due(on, today)))
        .collect();
    items_section("risks-review", items)
}

/// Work with AI or automation that waits for its foundations where the viewer
/// leads; nothing where none does.
fn foundations_section(rows: Vec<foundations::WaitingRow>) -> Option<AnyView> {
    let items = rows.into_iter().map(foundations::waiting_item).collect();
    items_section("foundations-wait", items)
}

/// Scorecard rounds that wait for the viewer's answer; nothing where none does.
fn to_answer_section(rows: Vec<WaitingRound>, today: NaiveDate) -> Option<AnyView> {
    let items: Vec<_> = rows
        .into_iter()
        .map(|row| to_answer_item(row, |on| due(on, today)))
        .collect();
    (!items.is_empty()).then(|| section("scorecards-answer", vec![], ui::attention(items)))
}

/// Scorecard rounds that wait to be closed or published; nothing where none does.
fn to_run_section(rows: Vec<WaitingRound>, today: NaiveDate) -> Option<AnyView> {
    let items: Vec<_> = rows
        .into_iter()
        .map(|row| to_run_item(row, today))
        .collect();
    (!items.is_empty()).then(|| section("scorecards-run", vec![], ui::attention(items)))
}

/// The partnerships whose groups stand a point apart or more; nothing where none do.
fn gaps_section(latest: &[Latest], judged: &[Judged]) -> Option<AnyView> {
    let items = factors::widest(judged, latest, ATTENTION);
    (!items.is_empty()).then(|| section("scorecards-gaps", vec![], ui::attention(items)))
}

/// Statuses that executives declare and the data contradicts; nothing where
/// there is none.
fn statuses_section(
    key: &str,
    judged: &[Judged],
    item: fn(&Judged) -> Option<AttentionItem>,
) -> Option<AnyView> {
    items_section(key, judged.iter().filter_map(item).take(MATTERS).collect())
}

fn items_section(key: &str, items: Vec<AttentionItem>) -> Option<AnyView> {
    (!items.is_empty()).then(|| section(key, vec![], ui::attention(items)))
}

fn events_section(rows: Vec<EventRow>) -> AnyView {
    let story = if rows.is_empty() {
        nothing("changed")
    } else {
        portfolio::events(rows)
    };
    section("changed", vec![], story)
}

/// How much time is left until a day, as a tag and in words.
fn due(on: NaiveDate, today: NaiveDate) -> (AnyView, String) {
    let days = (on - today).num_days();
    let date = text::date(on);
    if days < 0 {
        (
            ui::tag(Tone::Bad, t!("workbench-overdue")),
            t!("workbench-due-late", date = date, days = -days),
        )
    } else {
        let (tone, label) = if on < today + TimeDelta::days(SOON_DAYS) {
            (Tone::Warn, t!("workbench-due-soon"))
        } else {
            (Tone::Info, t!("workbench-due-later"))
        };
        let words = t!("workbench-due-in", date = date, days = days);
        (ui::tag(tone, label), words)
    }
}

/// How much time a review has left, which counts in working days.
fn review_due(on: NaiveDate, today: NaiveDate) -> (AnyView, String) {
    let date = text::date(on);
    if on < today {
        let days = working_days_between(on, today);
        (
            ui::tag(Tone::Bad, t!("workbench-overdue")),
            t!("workbench-review-late", date = date, days = days),
        )
    } else {
        let days = working_days_between(today, on);
        (
            ui::tag(Tone::Info, t!("workbench-in-review")),
            t!("workbench-review-in", date = date, days = days),
        )
    }
}

/// What vendors give to do.
pub(super) struct Vendors {
    /// To be scored, or agreed on.
    pub(super) evaluations: Vec<EvaluationRow>,
    pub(super) to_verify: Vec<ProofRow>,
    /// Proofs that do not count where the viewer is accountable, or oversees.
    pub(super) gaps: Vec<Gap>,
    /// In how many partnerships that the viewer oversees they do not.
    pub(super) unproven: Option<i64>,
}

/// Evaluations that wait for the viewer; nothing where none does.
fn evaluations_section(key: &str, rows: Vec<EvaluationRow>, today: NaiveDate) -> Option<AnyView> {
    let items: Vec<_> = rows
        .into_iter()
        .map(|row| evaluations::waiting_item(row, |on| due(on, today)))
        .collect();
    let all = ui::link(
        evaluations::url::INDEX.to_owned(),
        t!("workbench-evaluations-all"),
    );
    (!items.is_empty()).then(|| section(key, vec![all], ui::attention(items)))
}

fn proofs_section(key: &str, rows: Vec<ProofRow>, today: NaiveDate) -> Option<AnyView> {
    let items: Vec<_> = rows
        .into_iter()
        .take(MATTERS)
        .map(|row| evidence::waiting_item(row, today))
        .collect();
    items_section(key, items)
}

/// What vendors give to do; each only where there is something.
fn vendors_sections(vendors: Vendors, today: NaiveDate) -> AnyView {
    view! {
        {evaluations_section("evaluations", vendors.evaluations, today)}
        {proofs_section("evidence-verify", vendors.to_verify, today)}
        {unproven_section(vendors.gaps, vendors.unproven)}
    }
    .into_any()
}

/// Proofs that do not count; nothing where all do.
fn unproven_section(gaps: Vec<Gap>, overseen: Option<i64>) -> Option<AnyView> {
    let items: Vec<_> = gaps
        .into_iter()
        .take(MATTERS)
        .map(evidence::gap_item)
        .collect();
    let Some(partnerships) = overseen else {
        return items_section("evidence-missing", items);
    };
    (!items.is_empty()).then(|| {
        let all = ui::link(portfolio::unproven_href(), t!("workbench-evidence-all"));
        let more = t!("workbench-evidence-more", count = partnerships);
        let body = view! { {ui::attention(items)}<p class="hint">{more}</p> };
        section("evidence-unproven", vec![all], body.into_any())
    })
}

/// What a vendor's workbench shows.
pub(super) struct Vendor {
    pub(super) actions: (actions::Waiting, Uuid),
    /// Results of the last months.
    pub(super) evaluations: Vec<EvaluationRow>,
    /// Own evidence that expires soon, or has.
    pub(super) expiring: Vec<ProofRow>,
    pub(super) risks: Vec<RiskRow>,
    pub(super) to_answer: Vec<WaitingRound>,
    pub(super) to_sign: (Vec<Waiting>, Vec<WaitingCharter>),
    /// What we owe, and what is owed to us.
    pub(super) owed: (Vec<Owed>, Vec<Owed>),
    pub(super) due: Vec<DueFromVendor>,
    pub(super) waiting: Vec<HandedOverRow>,
    pub(super) verdicts: Vec<RecentVerdict>,
    pub(super) milestones: Vec<MilestoneRow>,
    pub(super) contracts: Vec<ContractWarning>,
}

/// A vendor: what is in its hands, what waits at the buyer, what was said.
pub(super) fn vendor(bench: Vendor, today: NaiveDate) -> AnyView {
    let due = bench.due.into_iter().map(|row| due_item(row, today));
    let waiting = bench.waiting.into_iter().map(|row| handed_over(row, today));
    let verdicts = if bench.verdicts.is_empty() {
        nothing("verdicts")
    } else {
        ui::story(bench.verdicts.into_iter().map(verdict).collect())
    };
    let main = view! {
        {actions_sections(bench.actions, today)}
        {evaluations_section("evaluations-result", bench.evaluations, today)}
        {proofs_section("evidence-expiring", bench.expiring, today)}
        {risks_section(bench.risks, today)}
        {to_answer_section(bench.to_answer, today)}
        {to_sign_section(bench.to_sign)}
        {attention_section("due", due.collect())}
        {attention_section("waiting", waiting.collect())}
        {owed_sections(bench.owed, today)}
        {contracts_section(bench.contracts)}
    };
    let aside = view! {
        {section("verdicts", vec![], verdicts)}
        {milestones_section(bench.milestones, today)}
    };
    ui::columns(main.into_any(), aside.into_any())
}

fn due_item(row: DueFromVendor, today: NaiveDate) -> AttentionItem {
    let (tag, when) = due(row.due_on, today);
    let returned = (row.state == DeliverableState::Returned)
        .then(|| ui::tag(Tone::Warn, word(DeliverableState::Returned)));
    let reason = match row.returned_because {
        Some(reason) => t!("workbench-returned-because", when = when, reason = reason),
        None => t!(
            "workbench-progress",
            when = when,
            state = word(row.state),
            progress = row.progress
        ),
    };
    AttentionItem {
        title: row.title,
        language: row.language,
        href: deliverables::url::show(&row.reference, row.id),
        reason,
        tag: view! { {tag}{returned} }.into_any(),
        meta: t!(
            "workbench-for-buyer",
            partnership = row.partnership,
            buyer = row.buyer
        ),
    }
}

fn handed_over(row: HandedOverRow, today: NaiveDate) -> AttentionItem {
    let (tag, reason) = review_due(row.review_due_on, today);
    AttentionItem {
        title: row.title,
        language: row.language,
        href: deliverables::url::show(&row.reference, row.id),
        reason,
        tag,
        meta: t!(
            "workbench-handed-over",
            number = row.number,
            date = text::date(row.submitted_on),
            buyer = row.buyer,
            partnership = row.partnership
        ),
    }
}

fn verdict(row: RecentVerdict) -> StoryItem {
    let tag = match row.verdict {
        Verdict::Accept => ui::tag(Tone::Good, word(DeliverableState::Accepted)),
        Verdict::Return => ui::tag(Tone::Warn, word(DeliverableState::Returned)),
    };
    let href = deliverables::url::show(&row.reference, row.id);
    let version = t!("workbench-version", number = row.number);
    let reason = row
        .reason
        .map(|reason| view! { <p>{ui::typed(reason, &row.reason_language)}</p> });
    let what = view! {
        <p><a href=href>{ui::typed(row.title, &row.language)}</a>" "<span class="hint">{version}</span></p>
        {reason}
        <p class="hint">{row.partnership}</p>
    };
    StoryItem {
        when: ui::date(row.reviewed_on),
        who: row.reviewer.unwrap_or_else(|| t!("by-command-line")),
        what: what.into_any(),
        tag: Some(tag),
    }
}

fn milestones_section(rows: Vec<MilestoneRow>, today: NaiveDate) -> AnyView {
    let items = rows.into_iter().map(|row| milestone(row, today)).collect();
    attention_section("milestones", items)
}

fn milestone(row: MilestoneRow, today: NaiveDate) -> AttentionItem {
    let (tag, reason) = due(row.due_on, today);
    AttentionItem {
        title: row.title,
        language: row.language,
        href: milestones::url::show(&row.reference, row.id),
        reason,
        tag,
        meta: t!(
            "workbench-milestone-meta",
            partnership = row.partnership,
            state = word(row.state)
        ),
    }
}

/// What a health executive's workbench shows.
pub(super) struct Executive {
    pub(super) actions: (actions::Waiting, Uuid),
    pub(super) vendors: Vendors,
    pub(super) risks: Vec<RiskRow>,
    pub(super) foundations: Vec<foundations::WaitingRow>,
    pub(super) to_answer: Vec<WaitingRound>,
    pub(super) to_run: Vec<WaitingRound>,
    pub(super) gaps: Vec<Latest>,
    pub(super) to_sign: (Vec<Waiting>, Vec<WaitingCharter>),
    /// What we owe, and what is owed to us.
    pub(super) owed: (Vec<Owed>, Vec<Owed>),
    pub(super) questions: reports::Questions,
    pub(super) measured: measurements::Waiting,
    pub(super) to_review: Vec<WaitingForReview>,
    pub(super) milestones: Vec<MilestoneRow>,
    pub(super) accountable: Vec<Judged>,
    /// What lies behind how those fare.
    pub(super) behind: HashMap<Uuid, Behind>,
    pub(super) contracts: Vec<ContractWarning>,
    pub(super) events: Vec<EventRow>,
}

/// A health executive: what to review, what to reach, what to answer for.
pub(super) fn executive(bench: Executive, today: NaiveDate) -> AnyView {
    let reviews = bench.to_review.into_iter().map(|row| to_review(row, today));
    let looked_into = LookedInto {
        judged: &bench.accountable,
        behind: &bench.behind,
    };
    let late = amounts(looked_into, today, received_late, |year, amount| {
        t!("workbench-received-late", year = year, amount = amount)
    });
    let main = view! {
        {actions_sections(bench.actions, today)}
        {vendors_sections(bench.vendors, today)}
        {risks_section(bench.risks, today)}
        {foundations_section(bench.foundations)}
        {to_answer_section(bench.to_answer, today)}
        {to_run_section(bench.to_run, today)}
        {to_sign_section(bench.to_sign)}
        {items_section("status-questions", bench.questions.open)}
        {statuses_section("status-contradicted", &bench.accountable, reports::contradicted_item)}
        {attention_section("reviews", reviews.collect())}
        {measured_sections(bench.measured)}
        {targets_section(looked_into, false)}
        {milestones_section(bench.milestones, today)}
        {money_section(late, false)}
        {contracts_section(bench.contracts)}
        {owed_sections(bench.owed, today)}
    };
    let aside = view! {
        {partnerships_section("accountable", &bench.accountable)}
        {gaps_section(&bench.gaps, &bench.accountable)}
        {events_section(bench.events)}
    };
    ui::columns(main.into_any(), aside.into_any())
}

fn to_review(row: WaitingForReview, today: NaiveDate) -> AttentionItem {
    let (tag, reason) = review_due(row.review_due_on, today);
    AttentionItem {
        title: row.title,
        language: row.language,
        href: deliverables::url::show(&row.reference, row.id),
        reason,
        tag,
        meta: t!(
            "workbench-submitted",
            number = row.number,
            date = text::date(row.submitted_on),
            supplier = row.supplier,
            partnership = row.partnership
        ),
    }
}

/// Measurements that wait for the viewer to verify them, and those that were
/// returned; each only where there is something.
fn measured_sections(waiting: measurements::Waiting) -> AnyView {
    let (to_verify, returned) = waiting.items();
    let list = |key: &str, items: Vec<AttentionItem>| {
        (!items.is_empty()).then(|| section(key, vec![], ui::attention(items)))
    };
    view! {
        {list("to-verify", to_verify)}
        {list("measurements-returned", returned)}
    }
    .into_any()
}

/// Indicators of these partnerships that are off track or at risk, the worst
/// first; nothing where none is.
fn targets_section(looked_into: LookedInto<'_>, is_cut: bool) -> Option<AnyView> {
    let mut found: Vec<(&Judged, &Standing)> = looked_into
        .each()
        .filter(|(of, _)| of.dimensions.targets.status.severity() > Status::Green.severity())
        .flat_map(|(of, behind)| behind.standings.iter().map(move |one| (of, one)))
        .filter(|(_, one)| {
            let status = one.judged.assessment.status;
            matches!(status, TargetStatus::OffTrack | TargetStatus::AtRisk)
        })
        .collect();
    found.sort_by_key(|(_, one)| {
        let severity = one.judged.assessment.status.status().severity();
        u8::MAX - severity
    });
    let more = more_hint(found.len(), is_cut);
    let items: Vec<_> = found
        .into_iter()
        .take(MATTERS)
        .map(|(of, one)| AttentionItem {
            title: one.judged.title.clone(),
            language: one.language.clone(),
            href: targets::url::show(&of.row.reference, one.id),
            reason: performance::basis_words(&one.judged.assessment, &one.unit),
            tag: targets::status_tag(one.judged.assessment.status),
            meta: of.row.title.clone(),
        })
        .collect();
    (!items.is_empty()).then(|| {
        let list = ui::attention(items);
        section("targets", vec![], view! { {list}{more} }.into_any())
    })
}

/// Partnerships, and what lies behind how they fare.
#[derive(Clone, Copy)]
struct LookedInto<'a> {
    judged: &'a [Judged],
    behind: &'a HashMap<Uuid, Behind>,
}

impl<'a> LookedInto<'a> {
    fn each(self) -> impl Iterator<Item = (&'a Judged, &'a Behind)> {
        let Self { judged, behind } = self;
        judged
            .iter()
            .filter_map(|of| Some((of, behind.get(&of.row.id)?)))
    }
}

/// Something about a partnership's money that somebody should act on.
struct Matter<'a> {
    of: &'a Judged,
    status: Status,
    reason: String,
}

/// What the rule finds in these partnerships' money, as far as it is wanted.
fn found<'a>(
    looked_into: LookedInto<'a>,
    today: NaiveDate,
    wanted: impl Fn(&MoneyReason) -> bool,
) -> Vec<Matter<'a>> {
    let mut matters = Vec::new();
    for (of, behind) in looked_into.each() {
        for found in money_findings(&behind.funding, today) {
            if wanted(&found.reason) {
                matters.push(Matter {
                    of,
                    status: found.status,
                    reason: money::words(&found.reason),
                });
            }
        }
    }
    matters
}

/// Amounts of these partnerships that the rule `of` names, each in the words
/// of `key`.
fn amounts<'a>(
    looked_into: LookedInto<'a>,
    today: NaiveDate,
    rule: fn(&MoneyFacts, NaiveDate) -> Vec<YearAmount>,
    words: impl Fn(String, String) -> String,
) -> Vec<Matter<'a>> {
    let mut matters = Vec::new();
    for (of, behind) in looked_into.each() {
        for found in rule(&behind.funding, today) {
            let amount = text::money(found.amount, &found.currency);
            matters.push(Matter {
                of,
                status: Status::Amber,
                reason: words(found.label, amount),
            });
        }
    }
    matters
}

/// That there are more than a section shows; at least so many where not
/// everything was looked into.
fn more_hint(found: usize, is_cut: bool) -> Option<AnyView> {
    let more = found.saturating_sub(MATTERS);
    let words = if is_cut {
        t!("workbench-money-more-at-least", count = more)
    } else {
        t!("workbench-money-more", count = more)
    };
    (more > 0).then(|| view! { <p class="hint">{words}</p> }.into_any())
}

/// What to do about money, the worst first.
fn money_section(mut matters: Vec<Matter<'_>>, is_cut: bool) -> AnyView {
    matters.sort_by_key(|matter| u8::MAX - matter.status.severity());
    let more = more_hint(matters.len(), is_cut);
    let items = matters.into_iter().take(MATTERS).map(|matter| {
        let row = &matter.of.row;
        AttentionItem {
            title: row.title.clone(),
            language: row.language.clone(),
            href: funding::url::show(&row.reference),
            reason: matter.reason,
            tag: status::status_tag(matter.status),
            meta: t!(
                "workbench-partnership-meta",
                reference = row.reference.clone(),
                stage = word(row.stage)
            ),
        }
    });
    let list = list_or_none("money", items.collect());
    let all = ui::link(ledgers::url::INDEX.to_owned(), t!("workbench-money-all"));
    section("money", vec![all], view! { {list}{more} }.into_any())
}

fn contracts_section(rows: Vec<ContractWarning>) -> AnyView {
    section("contracts", vec![], portfolio::warnings(rows))
}

/// Partnerships with their overall status and its reason.
fn partnerships_section(key: &str, judged: &[Judged]) -> AnyView {
    let items = judged.iter().map(partnership).collect();
    attention_section(key, items)
}

fn partnership(judged: &Judged) -> AttentionItem {
    let row = &judged.row;
    AttentionItem {
        title: row.title.clone(),
        language: row.language.clone(),
        href: partnerships::url::show(&row.reference),
        reason: judged.reason(),
        tag: view! {
            {status::status_tag(judged.dimensions.overall())}
            {judged.declared.as_ref().and_then(reports::challenged_tag)}
        }
        .into_any(),
        meta: t!(
            "workbench-partnership-meta",
            reference = row.reference.clone(),
            stage = word(row.stage)
        ),
    }
}

/// What a ministry official's workbench shows.
pub(super) struct Official {
    pub(super) actions: (actions::Waiting, Uuid),
    pub(super) vendors: Vendors,
    pub(super) risks: Vec<RiskRow>,
    pub(super) foundations: Vec<foundations::WaitingRow>,
    pub(super) to_answer: Vec<WaitingRound>,
    pub(super) to_run: Vec<WaitingRound>,
    pub(super) to_sign: (Vec<Waiting>, Vec<WaitingCharter>),
    /// What we owe, and what is owed to us.
    pub(super) owed: (Vec<Owed>, Vec<Owed>),
    pub(super) questions: reports::Questions,
    pub(super) measured: measurements::Waiting,
    pub(super) watched: Watched,
    pub(super) contracts: Vec<ContractWarning>,
    pub(super) moves: Vec<MoveRow>,
}

/// A ministry official: what needs attention, and what changed.
pub(super) fn official(bench: Official, today: NaiveDate) -> AnyView {
    let Watched {
        judged,
        behind,
        is_cut,
        gaps,
        events,
    } = bench.watched;
    let attention = if judged.iter().any(Judged::needs_attention) {
        portfolio::attention(&judged, ATTENTION)
    } else {
        nothing("attention")
    };
    let all = ui::link(
        portfolio::attention_href(&portfolio::Filters::default()),
        t!("workbench-attention-all"),
    );
    let looked_into = LookedInto {
        judged: &judged,
        behind: &behind,
    };
    let mut matters = found(looked_into, today, |reason| {
        matches!(
            reason,
            MoneyReason::CliffAhead { .. }
                | MoneyReason::Overspent { .. }
                | MoneyReason::NothingThisYear { .. }
        )
    });
    matters.extend(amounts(
        looked_into,
        today,
        still_expected,
        |year, amount| t!("workbench-still-expected", year = year, amount = amount),
    ));
    let main = view! {
        {actions_sections(bench.actions, today)}
        {vendors_sections(bench.vendors, today)}
        {risks_section(bench.risks, today)}
        {foundations_section(bench.foundations)}
        {to_answer_section(bench.to_answer, today)}
        {to_run_section(bench.to_run, today)}
        {to_sign_section(bench.to_sign)}
        {section("attention", vec![all], attention)}
        {statuses_section("status-challenged", &judged, reports::challenged_item)}
        {items_section("status-answers", bench.questions.answered)}
        {measured_sections(bench.measured)}
        {targets_section(looked_into, is_cut)}
        {money_section(matters, is_cut)}
        {contracts_section(bench.contracts)}
        {owed_sections(bench.owed, today)}
    };
    let aside = view! {
        {gaps_section(&gaps, &judged)}
        {events_section(events)}
        {moves_section(bench.moves)}
    };
    ui::columns(main.into_any(), aside.into_any())
}

fn moves_section(rows: Vec<MoveRow>) -> AnyView {
    let story = if rows.is_empty() {
        nothing("moves")
    } else {
        ui::story(rows.into_iter().map(stage_move).collect())
    };
    section("moves", vec![], story)
}

fn stage_move(row: MoveRow) -> StoryItem {
    let who = match (row.person, row.organisation) {
        (Some(name), Some(organisation)) => t!(
            "portfolio-executive",
            name = name,
            organisation = organisation
        ),
        _ => t!("by-command-line"),
    };
    let moved = t!(
        "workbench-moved",
        from = word(row.from_stage),
        to = word(row.to_stage)
    );
    let href = partnerships::url::show(&row.reference);
    let what = view! {
        <p><a href=href>{ui::typed(row.partnership, &row.language)}</a>" "{moved}</p>
        <p class="hint">{ui::typed(row.note, &row.note_language)}</p>
    };
    StoryItem {
        when: ui::date(row.moved_on),
        who,
        what: what.into_any(),
        tag: None,
    }
}

/// What a clinician's workbench asks for.
pub(super) struct Clinician {
    pub(super) actions: (actions::Waiting, Uuid),
    pub(super) to_answer: Vec<WaitingRound>,
    pub(super) evaluations: Vec<EvaluationRow>,
    pub(super) risks: Vec<RiskRow>,
}

/// A clinician: what to answer, how the partnerships fare, and what changed in them.
pub(super) fn clinician(
    judged: &[Judged],
    bench: Clinician,
    events: Vec<EventRow>,
    today: NaiveDate,
) -> AnyView {
    let main = view! {
        {actions_sections(bench.actions, today)}
        {evaluations_section("evaluations", bench.evaluations, today)}
        {risks_section(bench.risks, today)}
        {to_answer_section(bench.to_answer, today)}
        {partnerships_section("partnerships", judged)}
    };
    ui::columns(main.into_any(), events_section(events))
}

/// An auditor: how much is in scope, and what changed in it.
pub(super) fn auditor(
    watched: Watched,
    records: &Records,
    moves: Vec<MoveRow>,
    today: NaiveDate,
) -> AnyView {
    let tile = |value: i64, label, href: &str| Tile {
        value: text::number(value),
        label,
        note: None,
        href: Some(href.to_owned()),
        tone: Tone::Neutral,
    };
    let portfolio = portfolio::url::INDEX;
    let tiles = vec![
        tile(
            records.partnerships,
            t!("workbench-count-partnerships"),
            partnerships::url::INDEX,
        ),
        tile(
            records.contracts,
            t!("workbench-count-contracts"),
            portfolio,
        ),
        tile(
            records.open_milestones,
            t!("workbench-count-milestones"),
            portfolio,
        ),
        tile(
            records.open_deliverables,
            t!("workbench-count-deliverables"),
            portfolio,
        ),
    ];
    let histories = watched.reported_last().map(|reference| {
        let href = format!("{}/history", partnerships::url::show(reference));
        let reference = reference.to_owned();
        ui::link(href, t!("workbench-history", reference = reference))
    });
    let looked_into = LookedInto {
        judged: &watched.judged,
        behind: &watched.behind,
    };
    let matters = found(looked_into, today, |reason| {
        matches!(
            reason,
            MoneyReason::Overspent { .. } | MoneyReason::Overreceived { .. }
        )
    });
    let changed = view! {
        <p>{t!("workbench-audit")}" "{histories}</p>
        {events_section(watched.events)}
    };
    view! {
        {section("scope", vec![], ui::tiles(tiles))}
        {ui::columns(
            view! { {money_section(matters, watched.is_cut)}{changed} }.into_any(),
            moves_section(moves),
        )}
    }
    .into_any()
}

/// An administrator: people, organisations, and who left.
pub(super) fn administrator(
    people: &[PeopleRow],
    registry: &RegistryRow,
    deactivated: Vec<DeactivatedRow>,
) -> AnyView {
    let tile = |value: i64, label, note, href: &str| Tile {
        value: text::number(value),
        label,
        note,
        href: Some(href.to_owned()),
        tone: Tone::Neutral,
    };
    let active = people.iter().map(|row| row.active).sum();
    let gone: i64 = people.iter().map(|row| row.deactivated).sum();
    let tiles = vec![
        tile(
            active,
            t!("workbench-count-people"),
            Some(t!("workbench-count-deactivated", count = gone)),
            "/people",
        ),
        tile(
            registry.organisations,
            t!("workbench-count-organisations"),
            Some(t!(
                "workbench-count-without-people",
                count = registry.without_people
            )),
            "/organisations",
        ),
        tile(
            registry.jurisdictions,
            t!("workbench-count-jurisdictions"),
            None,
            "/jurisdictions",
        ),
    ];
    let roles = people
        .iter()
        .map(|row| (word(row.role), text::number(row.active).into_any()))
        .collect();
    let gone = if deactivated.is_empty() {
        nothing("deactivated")
    } else {
        ui::story(deactivated.into_iter().map(deactivation).collect())
    };
    view! {
        {section("registry", vec![], ui::tiles(tiles))}
        {ui::columns(
            section("deactivated", vec![], gone),
            section("roles", vec![], ui::summary_list(roles)),
        )}
    }
    .into_any()
}

fn deactivation(row: DeactivatedRow) -> StoryItem {
    let what = view! {
        <p>{ui::link(format!("/people/{}", row.id), row.name)}</p>
        <p class="hint">{t!("portfolio-executive", name = word(row.role), organisation = row.organisation)}</p>
    };
    StoryItem {
        when: ui::moment(row.deactivated_at),
        who: String::new(),
        what: what.into_any(),
        tag: None,
    }
}
