//! Answering: the form, and one's answers before they are sent.

use domain::Vocabulary;
use domain::scorecard::{Answer, Factor, MOST, StakeholderGroup};
use strum::VariantArray;

use super::super::db::{OwnResponse, RoundRow, Statement};
use super::super::form::{AnswerForm, answer_field, comment_field};
use super::super::url;
use super::{caveat, promise};
use crate::access::Place;
use crate::form::Errors;
use crate::html::*;
use crate::t;
use crate::text::{self, word};
use crate::ui::{self, ConflictRow, Field, Tone};

/// What an answer is worded as: "4: Mostly".
fn answer_words(answer: Answer) -> String {
    match answer {
        Answer::CannotSay => t!("scorecard-cannot-say"),
        Answer::Rated(score) => {
            let anchor = text::message(&format!("scorecard-anchor-{score}"), None);
            t!("scorecard-answer-said", score = score, anchor = anchor)
        }
    }
}

fn answer_choices() -> Vec<(String, String)> {
    (1..=MOST)
        .map(Answer::Rated)
        .chain([Answer::CannotSay])
        .map(|answer| (answer.code(), answer_words(answer)))
        .collect()
}

/// What a factor is about, in a sentence.
pub(super) fn explained(factor: Factor) -> String {
    text::message(&format!("scorecard-about-{}", factor.code()), None)
}

fn of_factor(statements: &[Statement], factor: Factor) -> impl Iterator<Item = &Statement> {
    statements.iter().filter(move |one| one.factor == factor)
}

/// The form: each factor with its statements and room for a comment.
pub(in super::super) fn answer(
    place: &Place,
    row: &RoundRow,
    group: StakeholderGroup,
    statements: &[Statement],
    (form, errors): (&AnswerForm, &Errors),
    conflict: Option<AnyView>,
) -> AnyView {
    let factors: Vec<_> = Factor::VARIANTS
        .iter()
        .map(|&factor| {
            let mut fields = vec![view! { <p class="hint">{explained(factor)}</p> }.into_any()];
            fields.extend(of_factor(statements, factor).map(|statement| {
                let name = answer_field(statement.id);
                Field::new(&name, statement.wording.clone())
                    .value(form.cell(&name))
                    .errors(errors)
                    .scale(answer_choices())
            }));
            let name = comment_field(factor);
            fields.push(
                Field::new(&name, t!("scorecard-comment"))
                    .optional()
                    .value(form.cell(&name))
                    .errors(errors)
                    .textarea(2),
            );
            ui::fieldset(word(factor), fields)
        })
        .collect();
    let action = url::act(&place.reference, row.id, "answer");
    let back = url::show(&place.reference, row.id);
    view! {
        {ui::error_summary(errors)}
        {conflict}
        {ui::heading(t!("scorecard-answer"), Some(row.title.clone()), vec![])}
        <p class="lead">{t!("scorecard-answer-lead", group = word(group))}</p>
        {ui::notice(Tone::Info, t!("scorecard-who-reads"), view! { <p>{promise(row)}</p> }.into_any())}
        {caveat()}
        <form class="form" method="post" action=action novalidate=true>
            {ui::hidden("version", &form.version)}
            {factors}
            <div class="form-end">
                <button class="button" type="submit" name="do" value="keep">{t!("scorecard-keep-draft")}</button>
                <button class="button button-primary" type="submit" name="do" value="check">{t!("scorecard-check")}</button>
                {ui::link(back, t!("button-cancel"))}
            </div>
        </form>
    }
    .into_any()
}

/// One's answers, to be sent or changed.
pub(in super::super) fn check(
    place: &Place,
    row: &RoundRow,
    group: StakeholderGroup,
    statements: &[Statement],
    own: &OwnResponse,
    problem: Option<AnyView>,
) -> AnyView {
    let factors: Vec<_> = Factor::VARIANTS
        .iter()
        .map(|&factor| {
            let mut facts: Vec<(String, AnyView)> = of_factor(statements, factor)
                .map(|statement| {
                    let answer = own.given.answers.get(&statement.id);
                    let words = match answer {
                        Some(answer) => answer_words(*answer).into_any(),
                        None => ui::tag(Tone::Warn, t!("scorecard-not-answered")),
                    };
                    (statement.wording.clone(), words)
                })
                .collect();
            let comment = own.given.comments.get(&factor);
            facts.extend(comment.map(|remark| {
                let remark = ui::typed(remark.clone(), &own.language);
                (t!("scorecard-comment"), remark)
            }));
            ui::section(factor.code(), word(factor), vec![], ui::summary_list(facts))
        })
        .collect();
    let send = url::send(&place.reference, row.id);
    let change = url::act(&place.reference, row.id, "answer");
    let version = vec![("version".to_owned(), own.version.to_string())];
    view! {
        {problem}
        {ui::heading(t!("scorecard-check"), Some(row.title.clone()), vec![])}
        <p class="lead">{t!("scorecard-check-lead", group = word(group))}</p>
        {factors}
        {ui::notice(Tone::Info, t!("scorecard-who-reads"), view! {
            <p>{promise(row)}</p>
            <p>{t!("scorecard-sent-stands")}</p>
        }.into_any())}
        <div class="form-end">
            {ui::action_form(send, t!("scorecard-send"), version, Tone::Good)}
            {ui::link(change, t!("scorecard-change"))}
        </div>
    }
    .into_any()
}

fn problem(words: String) -> AnyView {
    let body = view! { <p>{words}</p> }.into_any();
    view! {
        <div role="alert" tabindex="-1" autofocus=true>
            {ui::notice(Tone::Warn, t!("scorecard-not-sent"), body)}
        </div>
    }
    .into_any()
}

/// A statement has no answer yet.
pub(in super::super) fn incomplete() -> AnyView {
    problem(t!("scorecard-incomplete"))
}

/// The draft is another than the one that was to be sent.
pub(in super::super) fn changed_elsewhere() -> AnyView {
    problem(t!("scorecard-changed-elsewhere"))
}

/// What was kept from another window, beside what was typed.
pub(in super::super) fn draft_conflict(
    statements: &[Statement],
    theirs: &AnswerForm,
    yours: &AnswerForm,
    name: &str,
) -> AnyView {
    let [theirs, yours] = [theirs, yours].map(|form| answers_in_words(form, statements));
    let mut rows = ConflictRow::between(theirs, yours);
    rows.retain(|row| row.theirs != row.yours);
    let where_ = t!("scorecard-in-another-window").into_any();
    ui::conflict(name.to_owned(), where_, rows)
}

/// What a form answers to each statement, and adds on each factor.
pub(in super::super) fn answers_in_words(
    form: &AnswerForm,
    statements: &[Statement],
) -> Vec<(String, String)> {
    let of = |&factor: &Factor| {
        let answers = of_factor(statements, factor).map(|statement| {
            let answer = Answer::read(form.cell(&answer_field(statement.id)));
            let words = answer.map(answer_words).unwrap_or_default();
            (statement.wording.clone(), words)
        });
        let label = t!("scorecard-comment-on", factor = word(factor));
        let remark = form.cell(&comment_field(factor)).to_owned();
        answers.chain([(label, remark)]).collect::<Vec<_>>()
    };
    Factor::VARIANTS.iter().flat_map(of).collect()
}
