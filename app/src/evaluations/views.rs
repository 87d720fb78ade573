//! The pages of evaluations.

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::{Action, Person, Role};
use domain::evaluation::{
    APART, Answer, Criterion, EvaluationState, MOST, Turn, VendorStanding, only_asserted,
};
use rust_decimal::Decimal;
use strum::VariantArray;
use uuid::Uuid;

use super::db::{Choices, EvaluationRow, EvaluatorRow, GivenRow, ReplyRow};
use super::form::{
    AddForm, Filters, OpenForm, ReleaseForm, ReplyForm, SheetForm, WHOLE, WithdrawForm, field,
};
use super::{Found, url};
use crate::access::Place;
use crate::evidence::{self, ProofRow};
use crate::form::Errors;
use crate::html::*;
use crate::partnerships::{self, Tab};
use crate::text::{self, choices, word};
use crate::ui::{
    self, AttentionItem, Chart, DumbbellPanel, DumbbellRow, DumbbellShape, Field, StoryItem, Table,
    Tone,
};
use crate::{list, t};

fn tone(state: EvaluationState) -> Tone {
    match state {
        EvaluationState::Scoring => Tone::Info,
        EvaluationState::ToAgree => Tone::Warn,
        EvaluationState::Agreed => Tone::Good,
        EvaluationState::Withdrawn => Tone::Muted,
    }
}

fn state_tag(row: &EvaluationRow) -> AnyView {
    ui::tag(tone(row.state()), word(row.state()))
}

/// What a score is worded as: "4: proven in our own systems".
fn answer_words(criterion: Criterion, answer: Answer) -> String {
    match answer {
        Answer::CannotSay => t!("evaluation-cannot-say"),
        Answer::Rated(score) => {
            let key = format!(
                "evaluation-anchor-{}-{score}",
                criterion.code().replace('_', "-")
            );
            let anchor = text::message(&key, None);
            t!("evaluation-answer-said", score = score, anchor = anchor)
        }
    }
}

/// A score without its anchor.
fn short(answer: Answer) -> String {
    answer
        .score()
        .map_or_else(|| t!("evaluation-cannot-say"), text::number)
}

fn answer_choices(criterion: Criterion) -> Vec<(String, String)> {
    (1..=MOST)
        .map(Answer::Rated)
        .chain([Answer::CannotSay])
        .map(|answer| (answer.code(), answer_words(criterion, answer)))
        .collect()
}

fn about(criterion: Criterion) -> String {
    let key = format!("evaluation-about-{}", criterion.code().replace('_', "-"));
    text::message(&key, None)
}

fn proofs_of<'a>(given: &GivenRow, proofs: &'a [ProofRow]) -> Vec<&'a ProofRow> {
    proofs
        .iter()
        .filter(|proof| given.proofs.contains(&proof.id))
        .collect()
}

/// That a score rests on an assurance and not on a proof that counts today.
fn asserted_tag(given: &GivenRow, proofs: &[ProofRow], today: NaiveDate) -> Option<AnyView> {
    let proven = proofs_of(given, proofs)
        .iter()
        .any(|proof| proof.kind.proves(given.criterion) && proof.state(today).counts());
    only_asserted(given.criterion, given.answer(), proven)
        .then(|| ui::tag(Tone::Warn, t!("evaluation-asserted")))
}

/// A page of a list, and what it can be narrowed to.
pub(super) struct Rows {
    pub(super) rows: Vec<EvaluationRow>,
    pub(super) choices: Choices,
}

/// A partnership's evaluations, for what they come to together.
pub(super) struct Listed {
    /// All of the partnership, the latest first.
    pub(super) all: Vec<EvaluationRow>,
    /// What was agreed in them.
    pub(super) consensus: Vec<GivenRow>,
    /// The evidence for their vendors.
    pub(super) proofs: Vec<ProofRow>,
    pub(super) today: NaiveDate,
}

impl Listed {
    fn given(&self, evaluation: Uuid, criterion: Criterion) -> Option<&GivenRow> {
        self.consensus
            .iter()
            .find(|row| row.evaluation_id == evaluation && row.criterion == criterion)
    }

    fn agreed(&self, evaluation: Uuid, criterion: Criterion) -> Option<Answer> {
        self.given(evaluation, criterion).map(GivenRow::answer)
    }

    /// What was agreed, with the mark that it is only asserted.
    fn shown(&self, evaluation: Uuid, criterion: Criterion) -> AnyView {
        let given = self.given(evaluation, criterion);
        given
            .map(|given| {
                let tag = asserted_tag(given, &self.proofs, self.today);
                view! { {short(given.answer())}" "{tag} }
            })
            .into_any()
    }

    /// Each vendor's agreed evaluations, the latest first.
    fn by_vendor(&self) -> Vec<Vec<&EvaluationRow>> {
        let mut vendors: Vec<Vec<&EvaluationRow>> = Vec::new();
        for row in self.all.iter().filter(|row| row.agreed_on.is_some()) {
            match vendors
                .iter_mut()
                .find(|rows| rows[0].organisation_id == row.organisation_id)
            {
                Some(rows) => rows.push(row),
                None => vendors.push(vec![row]),
            }
        }
        vendors.sort_by_key(|rows| rows[0].organisation.to_lowercase());
        vendors
    }
}

/// The list, vendors side by side, and how each went on.
pub(super) fn index(
    place: &Place,
    listed: &Listed,
    (rows, filters): (&Rows, &Filters),
    role: Role,
) -> AnyView {
    let open = place
        .may(Action::OpenEvaluation)
        .then(|| ui::button_link(url::new(&place.reference), t!("evaluation-open"), true));
    let list = ListOf {
        here: url::index(&place.reference),
        csv: url::csv(&place.reference),
        everywhere: false,
        of_vendor: role == Role::Vendor,
    };
    let vendors = listed.by_vendor();
    let compared = (role != Role::Vendor && vendors.len() > 1).then(|| {
        ui::section(
            "compared",
            t!("evaluations-compared"),
            vec![],
            comparison(listed, &vendors),
        )
    });
    let repeated: Vec<_> = vendors.iter().filter(|rows| rows.len() > 1).collect();
    let trend = (!repeated.is_empty()).then(|| {
        let tables: Vec<_> = repeated
            .into_iter()
            .map(|rows| trend(listed, rows))
            .collect();
        ui::section("trend", t!("evaluations-trend"), vec![], tables.into_any())
    });
    view! {
        {ui::heading(t!("evaluations-title"), Some(place.title.clone()), open.into_iter().collect())}
        {partnerships::sub_nav(place, Tab::Evaluations)}
        <p class="lead">{t!("evaluations-lead")}</p>
        {compared}
        {trend}
        {ui::section("list", t!("evaluations-all"), vec![], view! {
            {filter_form(&list, rows, filters)}
            {listing(&list, rows, filters)}
        }.into_any())}
    }
    .into_any()
}

/// The list across partnerships.
pub(super) fn everywhere(rows: &Rows, filters: &Filters, role: Role) -> AnyView {
    let list = ListOf {
        here: url::INDEX.to_owned(),
        csv: url::CSV.to_owned(),
        everywhere: true,
        of_vendor: role == Role::Vendor,
    };
    let lead = match list.of_vendor {
        true => t!("evaluations-lead-vendor"),
        false => t!("evaluations-lead"),
    };
    view! {
        {ui::heading(t!("evaluations-title"), None, vec![])}
        <p class="lead">{lead}</p>
        {filter_form(&list, rows, filters)}
        {listing(&list, rows, filters)}
    }
    .into_any()
}

/// Which list is shown.
struct ListOf {
    here: String,
    csv: String,
    /// Whether across partnerships.
    everywhere: bool,
    /// Whether for a vendor, who sees results about itself alone.
    of_vendor: bool,
}

const SHAPES: [DumbbellShape; 6] = [
    DumbbellShape::Disc,
    DumbbellShape::Square,
    DumbbellShape::Diamond,
    DumbbellShape::Up,
    DumbbellShape::Down,
    DumbbellShape::Cross,
];

/// The latest consensus on each vendor, side by side.
fn comparison(listed: &Listed, vendors: &[Vec<&EvaluationRow>]) -> AnyView {
    let latest: Vec<&EvaluationRow> = vendors.iter().map(|rows| rows[0]).collect();
    let cells = |row: &&EvaluationRow| {
        let name = ui::link(url::show(row.id), row.organisation.clone());
        let first = [
            name,
            word(row.standing).into_any(),
            row.agreed_on.map(ui::date).into_any(),
        ];
        let scores = Criterion::VARIANTS
            .iter()
            .map(|&criterion| listed.shown(row.id, criterion));
        first.into_iter().chain(scores).collect()
    };
    let mut columns = vec![
        list::column(t!("evaluation-vendor")),
        list::column(t!("evaluation-standing")),
        list::column(t!("evaluation-agreed-on")),
    ];
    columns.extend(
        Criterion::VARIANTS
            .iter()
            .map(|&one| list::numeric(word(one))),
    );
    let table = ui::table(Table {
        caption: t!("evaluations-compared-caption"),
        columns,
        rows: latest.iter().map(cells).collect(),
    });
    if latest.len() > SHAPES.len() {
        return table;
    }
    let marks = |criterion| -> Vec<(DumbbellShape, Decimal, String)> {
        let scored = latest.iter().zip(SHAPES).filter_map(|(row, shape)| {
            let score = listed.agreed(row.id, criterion)?.score()?;
            Some((shape, Decimal::from(score), row.organisation.clone()))
        });
        scored.collect()
    };
    let rows = Criterion::VARIANTS
        .iter()
        .map(|&criterion| {
            let marks = marks(criterion);
            let (tone, tag) = spread_tag(marks.iter().map(|(_, score, _)| *score));
            let words: Vec<String> = marks
                .iter()
                .map(|(_, score, name)| format!("{name} {}", text::number(*score)))
                .collect();
            DumbbellRow {
                label: word(criterion),
                tone,
                tag,
                words: words.join("; "),
                marks: marks
                    .into_iter()
                    .map(|(shape, score, _)| (shape, score))
                    .collect(),
            }
        })
        .collect();
    let kinds = SHAPES
        .into_iter()
        .zip(&latest)
        .map(|(shape, row)| (shape, row.organisation.clone()))
        .collect();
    let chart = Chart {
        id: "comparison".to_owned(),
        message: t!("evaluations-compared-message", vendors = latest.len()),
        description: t!("evaluations-compared-description"),
        table,
    };
    ui::dumbbells(
        chart,
        (1, MOST),
        vec![DumbbellPanel { label: None, rows }],
        kinds,
    )
}

/// How far apart scores are, in words.
fn spread_tag(scores: impl Iterator<Item = Decimal> + Clone) -> (Tone, String) {
    match scores.clone().min().zip(scores.max()) {
        None => (Tone::Muted, t!("evaluation-cannot-say")),
        Some((low, high)) if high - low >= Decimal::from(APART) => (
            Tone::Warn,
            t!("evaluation-apart", points = text::number(high - low)),
        ),
        Some((low, high)) if high > low => (Tone::Neutral, t!("evaluation-near")),
        Some(_) => (Tone::Good, t!("evaluation-alike")),
    }
}

/// How the consensus on one vendor moved from evaluation to evaluation.
fn trend(listed: &Listed, rows: &[&EvaluationRow]) -> AnyView {
    let mut in_time: Vec<&EvaluationRow> = rows.to_vec();
    in_time.reverse();
    let mut columns = vec![list::column(t!("evaluation-criterion"))];
    columns.extend(
        in_time
            .iter()
            .map(|row| list::numeric(row.agreed_on.map(text::date).unwrap_or_default())),
    );
    columns.push(list::column(t!("evaluation-moved")));
    let cells = |criterion: &Criterion| {
        let answers: Vec<Option<Answer>> = in_time
            .iter()
            .map(|row| listed.agreed(row.id, *criterion))
            .collect();
        let ends = |answer: Option<&Option<Answer>>| answer.copied().flatten()?.score();
        let moved = match (ends(answers.first()), ends(answers.last())) {
            (Some(first), Some(last)) if last > first => {
                ui::tag(Tone::Good, t!("evaluation-moved-up", points = last - first))
            }
            (Some(first), Some(last)) if last < first => ui::tag(
                Tone::Warn,
                t!("evaluation-moved-down", points = first - last),
            ),
            (Some(_), Some(_)) => ui::tag(Tone::Neutral, t!("evaluation-moved-not")),
            _ => ui::tag(Tone::Muted, t!("evaluation-cannot-say")),
        };
        let scores = answers
            .into_iter()
            .map(|answer| answer.map(short).unwrap_or_default().into_any());
        std::iter::once(word(*criterion).into_any())
            .chain(scores)
            .chain([moved])
            .collect()
    };
    ui::table(Table {
        caption: t!(
            "evaluations-trend-caption",
            vendor = rows[0].organisation.clone()
        ),
        columns,
        rows: Criterion::VARIANTS.iter().map(cells).collect(),
    })
}

fn filter_form(list: &ListOf, found: &Rows, filters: &Filters) -> AnyView {
    let here = &list.here;
    let chip = |key, value: &str, label| list::chip(here, filters, key, value, label);
    let Choices { vendors, years } = &found.choices;
    let years: Vec<(String, String)> = years
        .iter()
        .map(|year| (year.to_string(), year.to_string()))
        .collect();
    let mut chips = Vec::new();
    if !filters.q.is_empty() {
        chips.push(chip("q", &filters.q, filters.q.clone()));
    }
    for code in &filters.state {
        if let Ok(state) = code.parse::<EvaluationState>() {
            chips.push(chip("state", code, word(state)));
        }
    }
    if let Some((id, name)) = vendors.iter().find(|(id, _)| *id == filters.vendor) {
        chips.push(chip("vendor", id, name.clone()));
    }
    if let Ok(standing) = filters.standing.parse::<VendorStanding>() {
        chips.push(chip("standing", &filters.standing, word(standing)));
    }
    if filters.year.parse::<i32>().is_ok() {
        let label = t!("evaluations-opened-in", year = filters.year.clone());
        chips.push(chip("year", &filters.year, label));
    }
    let mut fields = vec![
        Field::filter("q", t!("evaluations-search"))
            .value(&filters.q)
            .search(),
    ];
    // What a vendor sees is about itself, and agreed.
    if !list.of_vendor {
        fields.push(
            Field::filter("vendor", t!("evaluation-vendor"))
                .value(&filters.vendor)
                .select(vendors.clone(), Some(t!("evidence-any-vendor"))),
        );
    }
    fields.push(
        Field::filter("standing", t!("evaluation-standing"))
            .value(&filters.standing)
            .select(
                choices::<VendorStanding>(),
                Some(t!("evaluations-any-standing")),
            ),
    );
    fields.push(
        Field::filter("year", t!("evaluations-year"))
            .value(&filters.year)
            .select(years, Some(t!("evaluations-any-year"))),
    );
    if !list.of_vendor {
        fields.push(
            Field::filter("state", t!("evaluation-state"))
                .checkboxes(choices::<EvaluationState>(), &filters.state),
        );
    }
    fields.push(ui::hidden("sort", &filters.sort));
    ui::filters(here.clone(), fields, chips, here.clone())
}

fn progress(row: &EvaluationRow) -> String {
    if row.named == 0 {
        return String::new();
    }
    t!(
        "evaluation-progress",
        scored = row.scored,
        named = row.named
    )
}

fn listing(list: &ListOf, found: &Rows, filters: &Filters) -> AnyView {
    if found.rows.is_empty() {
        let (title, words) = match (list::is_narrowed(filters), list.of_vendor) {
            (true, _) => (
                t!("evaluations-no-match-title"),
                t!("evaluations-no-match-text"),
            ),
            (false, true) => (
                t!("evaluations-none-title"),
                t!("evaluations-none-text-vendor"),
            ),
            (false, false) => (t!("evaluations-none-title"), t!("evaluations-none-text")),
        };
        return ui::empty(title, words, None);
    }
    let here = &list.here;
    let total = found.rows.first().map_or(0, |row| row.total);
    let paging = list::paging(list::page_number(&filters.page), total, |page| {
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
    let (of_public, everywhere) = (!list.of_vendor, list.everywhere);
    let columns = [
        Some(sorted(t!("evaluation-subject"), "subject")),
        of_public.then(|| sorted(t!("evaluation-vendor"), "vendor")),
        everywhere.then(|| list::column(t!("evaluation-partnership"))),
        Some(list::column(t!("evaluation-standing"))),
        Some(list::column(t!("evaluation-state"))),
        of_public.then(|| list::column(t!("evaluation-scored"))),
        Some(sorted(t!("evaluation-opened-on"), "opened")),
        Some(sorted(t!("evaluation-agreed-on"), "agreed")),
    ];
    let cells = |row: &EvaluationRow| {
        let href = url::show(row.id);
        let cells = [
            Some(
                view! { <a href=href>{ui::typed(row.subject.clone(), &row.language)}</a> }
                    .into_any(),
            ),
            of_public.then(|| row.organisation.clone().into_any()),
            everywhere.then(|| partnership_link(row)),
            Some(word(row.standing).into_any()),
            Some(state_tag(row)),
            of_public.then(|| progress(row).into_any()),
            Some(ui::date(row.opened_on)),
            Some(row.agreed_on.map(ui::date).into_any()),
        ];
        cells.into_iter().flatten().collect()
    };
    view! {
        {ui::table(Table {
            caption: t!("evaluations-caption"),
            columns: columns.into_iter().flatten().collect(),
            rows: found.rows.iter().map(cells).collect(),
        })}
        {ui::pagination(paging)}
        {ui::list_tools(list::address(&list.csv, filters))}
    }
    .into_any()
}

/// The partnership, for those who see it: a bidder does not.
fn partnership_link(row: &EvaluationRow) -> AnyView {
    let seen = row.reference.as_ref().zip(row.partnership.clone());
    seen.map_or_else(
        || t!("evaluation-partnership-unseen").into_any(),
        |(reference, title)| {
            let href = partnerships::url::show(reference);
            let language = row.partnership_language.as_deref().unwrap_or_default();
            view! { <a href=href>{ui::typed(title, language)}</a> }.into_any()
        },
    )
}

/// What the form of a new evaluation chooses from.
pub(super) struct Vendors {
    /// Whether bidders may be named.
    pub(super) bidders: bool,
    pub(super) options: Vec<(Uuid, String, VendorStanding)>,
    pub(super) candidates: Vec<(String, String)>,
}

/// The form that opens an evaluation.
pub(super) fn new(
    place: &Place,
    vendors: &Vendors,
    (form, errors): (&OpenForm, &Errors),
) -> AnyView {
    let due = form.due();
    let options = vendors.options.iter().map(|(id, name, standing)| {
        let label = match standing {
            VendorStanding::Supplier => name.clone(),
            VendorStanding::Bidder => t!("evaluation-bidder-option", name = name.clone()),
        };
        (id.to_string(), label)
    });
    let search = vendors.bidders.then(|| {
        let field = Field::filter("q", t!("evaluation-search-bidder"))
            .value(&form.q)
            .search();
        let here = url::new(&place.reference);
        ui::filters(here.clone(), vec![field], vec![], here)
    });
    let fields = vec![
        ui::hidden("id", &form.id),
        ui::hidden("q", &form.q),
        Field::new("vendor", t!("evaluation-vendor"))
            .value(&form.vendor)
            .errors(errors)
            .select(options.collect(), Some(t!("error-choose"))),
        Field::new("subject", t!("evaluation-subject"))
            .hint(t!("evaluation-subject-hint"))
            .value(&form.subject)
            .errors(errors)
            .text(),
        Field::new("evaluator", t!("evaluation-evaluators"))
            .hint(t!("evaluation-evaluators-hint"))
            .errors(errors)
            .checkboxes(vendors.candidates.clone(), &form.evaluator),
        Field::new("due", t!("evaluation-due"))
            .errors(errors)
            .date(due.day, due.month, due.year),
    ];
    let back = (url::index(&place.reference), t!("button-cancel"));
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("evaluation-open"), Some(place.title.clone()), vec![])}
        {search}
        {ui::form(url::index(&place.reference), fields, t!("evaluation-open"), Some(back))}
    }
    .into_any()
}

/// The form that adds evaluators.
pub(super) fn adding(
    row: &EvaluationRow,
    candidates: Vec<(String, String)>,
    (form, errors): (&AddForm, &Errors),
) -> AnyView {
    let caption = t!("evaluation-of", vendor = row.organisation.clone());
    let heading = ui::heading(t!("evaluation-add"), Some(caption), vec![]);
    if candidates.is_empty() {
        let back = ui::link(url::show(row.id), row.subject.clone());
        let nobody = ui::empty(
            t!("evaluation-add-nobody-title"),
            t!("evaluation-add-nobody-text"),
            Some(back),
        );
        return view! { {heading}{nobody} }.into_any();
    }
    let due = form.due();
    let fields = vec![
        Field::new("evaluator", t!("evaluation-evaluators"))
            .hint(t!("evaluation-add-hint"))
            .errors(errors)
            .checkboxes(candidates, &form.evaluator),
        Field::new("due", t!("evaluation-due"))
            .hint(t!("evaluation-due-hint", date = text::date(row.due_on)))
            .errors(errors)
            .date(due.day, due.month, due.year),
    ];
    let words = match row.state() {
        EvaluationState::ToAgree => t!("evaluation-add-reopens"),
        _ => t!("evaluation-add-text"),
    };
    let back = (url::show(row.id), t!("button-cancel"));
    view! {
        {ui::error_summary(errors)}
        {heading}
        {ui::notice(Tone::Info, t!("evaluation-add-title"), view! { <p>{words}</p> }.into_any())}
        {ui::form(url::evaluators(row.id), fields, t!("evaluation-add-submit"), Some(back))}
    }
    .into_any()
}

/// The form that withdraws an evaluation.
pub(super) fn withdrawing(
    row: &EvaluationRow,
    (form, errors): (&WithdrawForm, &Errors),
) -> AnyView {
    let fields = vec![
        Field::new("withdrawal_reason", t!("evaluation-withdrawal-reason"))
            .hint(t!("evaluation-withdrawal-reason-hint"))
            .value(&form.withdrawal_reason)
            .errors(errors)
            .textarea(4),
    ];
    let caption = t!("evaluation-of", vendor = row.organisation.clone());
    let back = (url::show(row.id), t!("button-cancel"));
    let words = view! { <p>{t!("evaluation-withdraw-text")}</p> }.into_any();
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("evaluation-withdraw"), Some(caption), vec![])}
        {ui::notice(Tone::Warn, t!("evaluation-withdraw-title"), words)}
        {ui::form(url::withdrawal(row.id), fields, t!("evaluation-withdraw"), Some(back))}
    }
    .into_any()
}

/// What the person may with the evaluation on a page.
pub(super) struct Rights {
    pub(super) add: bool,
    pub(super) withdraw: bool,
    pub(super) score: bool,
    pub(super) release: bool,
    pub(super) agree: bool,
    pub(super) reply: bool,
}

/// The forms of an evaluation's page, as typed.
pub(super) struct Forms {
    pub(super) release: ReleaseForm,
    pub(super) reply: ReplyForm,
    pub(super) errors: Errors,
}

impl Forms {
    /// Nothing typed yet.
    pub(super) fn blank() -> Self {
        Self {
            release: ReleaseForm::default(),
            reply: ReplyForm::blank(),
            errors: Errors::default(),
        }
    }
}

/// One evaluation, as far as the viewer reads it.
pub(super) fn show(
    found: &Found,
    rights: &Rights,
    forms: &Forms,
    problem: Option<AnyView>,
    (person, today): (&Person, NaiveDate),
) -> AnyView {
    let row = &found.row;
    let score = rights
        .score
        .then(|| ui::button_link(url::score(row.id), t!("evaluation-score"), true));
    let agree = rights
        .agree
        .then(|| ui::button_link(url::consensus(row.id), t!("evaluation-agree"), true));
    let withdraw = rights.withdraw.then(|| {
        let href = url::withdrawal(row.id);
        ui::button_link(href, t!("evaluation-withdraw"), false)
    });
    let result = (row.state() == EvaluationState::Agreed).then(|| {
        ui::section(
            "result",
            t!("evaluation-result"),
            vec![],
            result(found, today),
        )
    });
    let scores = match row.state() {
        EvaluationState::Scoring => own_scores(found, person, today),
        EvaluationState::Withdrawn => None,
        EvaluationState::ToAgree | EvaluationState::Agreed => {
            (!found.scores.is_empty()).then(|| {
                ui::section(
                    "scores",
                    t!("evaluation-scores"),
                    vec![],
                    scores(found, today),
                )
            })
        }
    };
    let release = rights.release.then(|| release_section(found, forms));
    let add = rights
        .add
        .then(|| ui::link(url::evaluators(row.id), t!("evaluation-add")));
    let evaluators = (!found.evaluators.is_empty()).then(|| {
        ui::section(
            "evaluators",
            t!("evaluation-evaluators"),
            add.into_iter().collect(),
            evaluators(found),
        )
    });
    let reply = rights.reply.then(|| reply_section(found, forms));
    let main = view! {
        {waits(found, rights)}
        {said(found)}
        {evaluators}
        {release}
    };
    let caption = t!("evaluation-of", vendor = row.organisation.clone());
    view! {
        {ui::error_summary(&forms.errors)}
        {problem}
        {ui::heading(row.subject.clone(), Some(caption), score.into_iter().chain(agree).chain(withdraw).collect())}
        {ui::columns(main.into_any(), facts(found))}
        {result}
        {reply}
        {scores}
    }
    .into_any()
}

fn waits(found: &Found, rights: &Rights) -> Option<AnyView> {
    let row = &found.row;
    let (title, words) = match row.state() {
        EvaluationState::Scoring if rights.score => (
            t!("evaluation-your-turn-title"),
            t!("evaluation-your-turn-text", date = text::date(row.due_on)),
        ),
        EvaluationState::Scoring => {
            let names: Vec<&str> = found
                .evaluators
                .iter()
                .filter(|row| row.turn() == Turn::Waiting)
                .map(|row| row.name.as_str())
                .collect();
            (
                t!("evaluation-waits-title"),
                t!(
                    "evaluation-waits-text",
                    names = names.join(", "),
                    date = text::date(row.due_on)
                ),
            )
        }
        EvaluationState::ToAgree if rights.agree => (
            t!("evaluation-to-agree-title"),
            t!("evaluation-to-agree-text"),
        ),
        EvaluationState::ToAgree => {
            let opener = row.opener.clone().unwrap_or_else(|| t!("by-command-line"));
            (
                t!("evaluation-to-agree-title"),
                t!("evaluation-waits-for-opener", name = opener),
            )
        }
        EvaluationState::Withdrawn => (
            t!("evaluation-withdrawn-title"),
            t!("evaluation-withdrawn-text"),
        ),
        EvaluationState::Agreed => return None,
    };
    Some(ui::notice(
        Tone::Info,
        title,
        view! { <p>{words}</p> }.into_any(),
    ))
}

fn proof_list(given: &GivenRow, proofs: &[ProofRow], today: NaiveDate) -> AnyView {
    let items: Vec<_> = proofs_of(given, proofs)
        .into_iter()
        .map(|proof| {
            view! { <li>{evidence::proof_link(proof)}" "{evidence::state_tag(proof, today)}</li> }
                .into_any()
        })
        .collect();
    if items.is_empty() {
        return t!("evaluation-no-proof").into_any();
    }
    view! { <ul>{items}</ul> }.into_any()
}

/// What was agreed, why, and what the vendor says to it.
fn result(found: &Found, today: NaiveDate) -> AnyView {
    let reply_to = |criterion| {
        found
            .replies
            .iter()
            .find(|row| row.criterion == Some(criterion))
    };
    let cells = |&criterion: &Criterion| {
        let given = found
            .consensus
            .iter()
            .find(|row| row.criterion == criterion);
        let score = given.map(|given| {
            let words = answer_words(criterion, given.answer());
            view! { <p>{words}</p>{asserted_tag(given, &found.proofs, today)} }
        });
        let reason = given.and_then(|given| {
            given
                .words
                .clone()
                .map(|words| ui::typed(words, &given.language))
        });
        vec![
            word(criterion).into_any(),
            score.into_any(),
            reason
                .unwrap_or_else(|| t!("evaluation-reason-not-needed").into_any()),
            given.map(|given| proof_list(given, &found.proofs, today)).into_any(),
            reply_to(criterion)
                .map(|reply| view! { {ui::typed(reply.words.clone(), &reply.language)}<p class="hint">{replier(reply)}</p> })
                .into_any(),
        ]
    };
    let table = ui::table(Table {
        caption: t!("evaluation-result-caption"),
        columns: vec![
            list::column(t!("evaluation-criterion")),
            list::column(t!("evaluation-consensus")),
            list::column(t!("evaluation-reason")),
            list::column(t!("evaluation-evidence")),
            list::column(t!("evaluation-reply")),
        ],
        rows: Criterion::VARIANTS.iter().map(cells).collect(),
    });
    let hint = found
        .consensus
        .iter()
        .any(|given| asserted_tag(given, &found.proofs, today).is_some())
        .then(|| view! { <p class="hint">{t!("evaluation-asserted-hint")}</p> });
    view! { {table}{hint} }.into_any()
}

/// Why it was withdrawn; or what is concluded in whole, and what the vendor
/// says to that.
fn said(found: &Found) -> Option<AnyView> {
    let row = &found.row;
    let conclusion = row
        .conclusion
        .clone()
        .zip(row.agreed_on)
        .map(|(words, on)| {
            let language = row.conclusion_language.as_deref().unwrap_or(&row.language);
            StoryItem {
                when: ui::date(on),
                who: opener(row),
                what: ui::typed(words, language),
                tag: Some(ui::tag(Tone::Info, t!("evaluation-conclusion"))),
            }
        });
    let whole = found.replies.iter().find(|row| row.criterion.is_none());
    let whole = whole.map(|reply| StoryItem {
        when: ui::date(reply.replied_on),
        who: replier(reply),
        what: ui::typed(reply.words.clone(), &reply.language),
        tag: Some(ui::tag(Tone::Neutral, t!("evaluation-reply"))),
    });
    let withdrawn = row
        .withdrawal_reason
        .clone()
        .zip(row.withdrawn_on)
        .map(|(words, on)| StoryItem {
            when: ui::date(on),
            who: by(row.withdrawer.clone(), row.withdrawer_organisation.clone()),
            what: ui::typed(
                words,
                row.withdrawal_language.as_deref().unwrap_or(&row.language),
            ),
            tag: Some(state_tag(row)),
        });
    let items: Vec<_> = conclusion
        .into_iter()
        .chain(whole)
        .chain(withdrawn)
        .collect();
    (!items.is_empty()).then(|| ui::story(items))
}

fn replier(reply: &ReplyRow) -> String {
    by(reply.person.clone(), reply.organisation.clone())
}

fn opener(row: &EvaluationRow) -> String {
    by(row.opener.clone(), row.opener_organisation.clone())
}

fn by(person: Option<String>, organisation: Option<String>) -> String {
    match (person, organisation) {
        (Some(name), Some(organisation)) => {
            t!("action-person", name = name, organisation = organisation)
        }
        _ => t!("by-command-line"),
    }
}

fn own_scores(found: &Found, person: &Person, today: NaiveDate) -> Option<AnyView> {
    let mine = found
        .evaluators
        .iter()
        .find(|row| row.person_id == person.id)?;
    let own: Vec<&GivenRow> = found
        .scores
        .iter()
        .filter(|row| row.evaluator_id == Some(mine.id))
        .collect();
    if own.is_empty() {
        return None;
    }
    let cells = |row: &&GivenRow| {
        vec![
            word(row.criterion).into_any(),
            answer_words(row.criterion, row.answer()).into_any(),
            row.words
                .clone()
                .map(|words| ui::typed(words, &row.language))
                .into_any(),
            proof_list(row, &found.proofs, today),
        ]
    };
    let table = ui::table(Table {
        caption: t!("evaluation-own-caption"),
        columns: vec![
            list::column(t!("evaluation-criterion")),
            list::column(t!("evaluation-score-given")),
            list::column(t!("evaluation-words")),
            list::column(t!("evaluation-evidence")),
        ],
        rows: own.iter().map(cells).collect(),
    });
    Some(ui::section("scores", t!("evaluation-own"), vec![], table))
}

/// What each gave, as a picture beside the consensus, with its table.
fn scores(found: &Found, today: NaiveDate) -> AnyView {
    let name_of = |id: Option<Uuid>| {
        let row = found.evaluators.iter().find(|row| Some(row.id) == id);
        row.map(|row| row.name.clone()).unwrap_or_default()
    };
    let cells = |row: &GivenRow| {
        vec![
            word(row.criterion).into_any(),
            name_of(row.evaluator_id).into_any(),
            view! { {short(row.answer())}" "{asserted_tag(row, &found.proofs, today)} }.into_any(),
            row.words
                .clone()
                .map(|words| ui::typed(words, &row.language))
                .into_any(),
            proof_list(row, &found.proofs, today),
        ]
    };
    let mut sorted: Vec<&GivenRow> = found.scores.iter().collect();
    sorted.sort_by_key(|row| (row.criterion, name_of(row.evaluator_id).to_lowercase()));
    let table = ui::table(Table {
        caption: t!("evaluation-scores-caption"),
        columns: vec![
            list::column(t!("evaluation-criterion")),
            list::column(t!("evaluation-evaluator")),
            list::column(t!("evaluation-score-given")),
            list::column(t!("evaluation-words")),
            list::column(t!("evaluation-evidence")),
        ],
        rows: sorted.into_iter().map(cells).collect(),
    });
    let agreed = |criterion| {
        let given = found
            .consensus
            .iter()
            .find(|row| row.criterion == criterion)?;
        given.answer().score()
    };
    let rows = Criterion::VARIANTS
        .iter()
        .map(|&criterion| {
            let given = found.scores.iter().filter(|row| row.criterion == criterion);
            let said: Vec<(String, Answer)> = given
                .map(|row| (name_of(row.evaluator_id), row.answer()))
                .collect();
            let alone = said
                .iter()
                .filter_map(|(_, answer)| answer.score().map(Decimal::from));
            let (tone, tag) = spread_tag(alone.clone());
            let mut marks: Vec<_> = alone.map(|score| (DumbbellShape::Disc, score)).collect();
            let mut words: Vec<String> = said
                .iter()
                .map(|(name, answer)| format!("{name} {}", short(*answer)))
                .collect();
            if let Some(score) = agreed(criterion) {
                marks.push((DumbbellShape::Diamond, Decimal::from(score)));
                words.push(format!(
                    "{} {}",
                    t!("evaluation-consensus"),
                    text::number(score)
                ));
            }
            DumbbellRow {
                label: word(criterion),
                tone,
                tag,
                words: words.join("; "),
                marks,
            }
        })
        .collect();
    let apart = found
        .spreads()
        .iter()
        .filter(|(_, spread)| spread.width() >= APART)
        .count();
    let chart = Chart {
        id: "scores-chart".to_owned(),
        message: t!("evaluation-scores-message", apart = apart),
        description: t!("evaluation-scores-description"),
        table,
    };
    let mut kinds = vec![(DumbbellShape::Disc, t!("evaluation-one-evaluator"))];
    if !found.consensus.is_empty() {
        kinds.push((DumbbellShape::Diamond, t!("evaluation-consensus")));
    }
    ui::dumbbells(
        chart,
        (1, MOST),
        vec![DumbbellPanel { label: None, rows }],
        kinds,
    )
}

fn evaluators(found: &Found) -> AnyView {
    let released = found
        .evaluators
        .iter()
        .any(|row| row.turn() == Turn::Released);
    let is_over = found.row.state() == EvaluationState::Withdrawn;
    let cells = |row: &EvaluatorRow| {
        let (tag, when) = match (row.turn(), row.scored_on.or(row.released_on)) {
            (Turn::Waiting, _) if is_over => {
                (ui::tag(Tone::Muted, t!("evaluation-turn-not-asked")), None)
            }
            (Turn::Scored, on) => (ui::tag(Tone::Good, t!("evaluation-turn-scored")), on),
            (Turn::Released, on) => (ui::tag(Tone::Muted, t!("evaluation-turn-released")), on),
            (Turn::Waiting, _) => (ui::tag(Tone::Info, t!("evaluation-turn-waiting")), None),
        };
        let reason = row
            .release_reason
            .clone()
            .map(|reason| ui::typed(reason, row.release_language.as_deref().unwrap_or_default()));
        let added = row.added_on.map(|on| {
            let words = t!("evaluation-added-on", date = text::date(on));
            view! { <p class="hint">{words}</p> }
        });
        let mut cells = vec![
            view! { {row.name.clone()}{added} }.into_any(),
            row.organisation.clone().into_any(),
            tag,
            when.map(ui::date).into_any(),
        ];
        cells.extend(released.then(|| reason.into_any()));
        cells
    };
    let mut columns = vec![
        list::column(t!("evaluation-evaluator")),
        list::column(t!("evaluation-organisation")),
        list::column(t!("evaluation-state")),
        list::column(t!("evaluation-when")),
    ];
    columns.extend(released.then(|| list::column(t!("evaluation-release-reason"))));
    ui::table(Table {
        caption: t!("evaluation-evaluators-caption"),
        columns,
        rows: found.evaluators.iter().map(cells).collect(),
    })
}

fn facts(found: &Found) -> AnyView {
    let row = &found.row;
    let vendor = evidence::url::of_organisation(row.organisation_id);
    let mut facts = vec![
        (t!("evaluation-state"), state_tag(row)),
        (
            t!("evaluation-vendor"),
            ui::link(vendor, row.organisation.clone()),
        ),
        (t!("evaluation-standing"), word(row.standing).into_any()),
    ];
    if let Some((reference, title)) = row.reference.as_ref().zip(row.partnership.clone()) {
        let link = ui::link(partnerships::url::show(reference), title);
        facts.push((t!("evaluation-partnership"), link));
    }
    facts.push((t!("evaluation-opened-on"), ui::date(row.opened_on)));
    facts.push((t!("evaluation-opened-by"), opener(row).into_any()));
    facts.push((t!("evaluation-due"), ui::date(row.due_on)));
    if !found.evaluators.is_empty() {
        facts.push((t!("evaluation-scored"), progress(row).into_any()));
    }
    if let Some(on) = row.agreed_on {
        facts.push((t!("evaluation-agreed-on"), ui::date(on)));
    }
    if let Some(on) = row.withdrawn_on {
        facts.push((t!("evaluation-withdrawn-on"), ui::date(on)));
    }
    ui::summary_list(facts)
}

fn release_section(found: &Found, forms: &Forms) -> AnyView {
    let (form, errors) = (&forms.release, &forms.errors);
    let waiting = found
        .evaluators
        .iter()
        .filter(|row| row.turn() == Turn::Waiting)
        .map(|row| {
            (
                row.id.to_string(),
                format!("{}, {}", row.name, row.organisation),
            )
        })
        .collect();
    let fields = vec![
        Field::new("evaluator", t!("evaluation-evaluator"))
            .value(&form.evaluator)
            .errors(errors)
            .select(waiting, Some(t!("error-choose"))),
        Field::new("reason", t!("evaluation-release-reason"))
            .hint(t!("evaluation-release-hint"))
            .value(&form.reason)
            .errors(errors)
            .textarea(2),
    ];
    let form = ui::form(
        url::release(found.row.id),
        fields,
        t!("evaluation-release-submit"),
        None,
    );
    ui::section("release", t!("evaluation-release"), vec![], form)
}

fn reply_section(found: &Found, forms: &Forms) -> AnyView {
    let (form, errors) = (&forms.reply, &forms.errors);
    let fields = vec![
        ui::hidden("id", &form.id),
        Field::new("about", t!("evaluation-reply-about"))
            .value(&form.about)
            .errors(errors)
            .select(found.open_replies(), Some(t!("error-choose"))),
        Field::new("reply", t!("evaluation-reply"))
            .hint(t!("evaluation-reply-hint"))
            .value(&form.reply)
            .errors(errors)
            .textarea(4),
    ];
    let form = ui::form(
        url::replies(found.row.id),
        fields,
        t!("evaluation-reply-submit"),
        None,
    );
    ui::section("to-reply", t!("evaluation-reply-title"), vec![], form)
}

/// Says in `words` how the evaluation has gone on in the meantime.
pub(super) fn moved_on(words: String, typed: Vec<(String, String)>) -> AnyView {
    let words = view! { <p>{words}</p> }.into_any();
    ui::moved_on(t!("ui-conflict-title"), words, typed)
}

/// The score, the words, called by their label, and the evidence that a sheet
/// gives each criterion, and what it concludes.
pub(super) fn sheet_in_words(
    (form, label): (&SheetForm, &str),
    found: &Found,
    today: NaiveDate,
) -> Vec<(String, String)> {
    let criteria = Criterion::VARIANTS.iter().flat_map(|&criterion| {
        let part = |part: &str| format!("{} · {part}", word(criterion));
        let answer = Answer::read(form.score(criterion));
        let score = answer.map(|answer| answer_words(criterion, answer));
        let words = form.words(criterion).to_owned();
        // The form of a consensus begins with evidence that nobody chose in it.
        let given = score.is_some() || !words.trim().is_empty();
        let pointed = proof_choices(found, criterion, today)
            .into_iter()
            .filter(|(id, _)| given && form.proofs(criterion).contains(id))
            .map(|(_, label)| label);
        [
            (word(criterion), score.unwrap_or_default()),
            (part(label), words),
            (
                part(&t!("evaluation-point")),
                pointed.collect::<Vec<_>>().join("\n"),
            ),
        ]
    });
    let conclusion = (t!("evaluation-conclusion"), form.conclusion.clone());
    criteria.chain([conclusion]).collect()
}

/// Who was to evaluate as well, and until when.
pub(super) fn added_in_words(
    form: &AddForm,
    candidates: &[(String, String)],
) -> Vec<(String, String)> {
    let chosen: Vec<_> = form
        .evaluator
        .iter()
        .map(|id| text::label_of(candidates, id))
        .collect();
    vec![
        (t!("evaluation-evaluators"), chosen.join("\n")),
        (t!("evaluation-due"), form.due().in_words()),
    ]
}

/// Who was to be released, and why.
pub(super) fn release_in_words(form: &ReleaseForm, found: &Found) -> Vec<(String, String)> {
    let named = found
        .evaluators
        .iter()
        .find(|row| row.id.to_string() == form.evaluator);
    let name = named.map(|row| row.name.clone());
    vec![
        (t!("evaluation-evaluator"), name.unwrap_or_default()),
        (t!("evaluation-release-reason"), form.reason.clone()),
    ]
}

/// What a vendor was about to reply, and to what.
pub(super) fn reply_in_words(form: &ReplyForm) -> Vec<(String, String)> {
    let about = match form.about.as_str() {
        WHOLE => t!("evaluation-in-whole"),
        code => text::chosen::<Criterion>(code),
    };
    vec![
        (t!("evaluation-reply-about"), about),
        (t!("evaluation-reply"), form.reply.clone()),
    ]
}

/// The evidence that can be pointed at for a criterion, each as it stands.
fn proof_choices(found: &Found, criterion: Criterion, today: NaiveDate) -> Vec<(String, String)> {
    found
        .proofs
        .iter()
        .filter(|proof| proof.criteria.contains(&criterion))
        .map(|proof| {
            let label = t!(
                "evaluation-proof-option",
                proves = proof.proves.clone(),
                state = word(proof.state(today))
            );
            (proof.id.to_string(), label)
        })
        .collect()
}

fn proof_field(
    found: &Found,
    criterion: Criterion,
    (form, errors): (&SheetForm, &Errors),
    today: NaiveDate,
) -> AnyView {
    let options = proof_choices(found, criterion, today);
    if options.is_empty() {
        let words = match criterion {
            Criterion::Interoperability => t!("evaluation-no-integration"),
            _ => t!("evaluation-nothing-to-point-at"),
        };
        return view! { <p class="hint">{words}</p> }.into_any();
    }
    let field = Field::new(&field("proof", criterion), t!("evaluation-point")).sometimes();
    let field = match criterion {
        Criterion::Interoperability => field.hint(t!("evaluation-point-hint")),
        _ => field,
    };
    field
        .errors(errors)
        .checkboxes(options, form.proofs(criterion))
}

fn score_field(
    criterion: Criterion,
    label: String,
    (form, errors): (&SheetForm, &Errors),
) -> AnyView {
    Field::new(&field("score", criterion), label)
        .value(form.score(criterion))
        .errors(errors)
        .radios(answer_choices(criterion))
}

/// The form in which an evaluator scores, alone.
pub(super) fn scoring(found: &Found, typed: (&SheetForm, &Errors), today: NaiveDate) -> AnyView {
    let (form, errors) = typed;
    let criteria = Criterion::VARIANTS.iter().map(|&criterion| {
        let name = field("words", criterion);
        let fields = vec![
            view! { <p class="hint">{about(criterion)}</p> }.into_any(),
            score_field(criterion, t!("evaluation-score-given"), typed),
            proof_field(found, criterion, typed, today),
            Field::new(&name, t!("evaluation-words"))
                .optional()
                .value(form.words(criterion))
                .errors(errors)
                .textarea(2),
        ];
        ui::fieldset(word(criterion), fields)
    });
    let row = &found.row;
    let back = (url::show(row.id), t!("button-cancel"));
    let caption = t!("evaluation-of", vendor = row.organisation.clone());
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("evaluation-score"), Some(caption), vec![])}
        {ui::notice(Tone::Info, t!("evaluation-alone-title"), view! { <p>{t!("evaluation-alone-text")}</p> }.into_any())}
        {ui::form(url::score(row.id), criteria.collect(), t!("evaluation-score-submit"), Some(back))}
    }
    .into_any()
}

/// The form of the consensus, with what each gave beside it.
pub(super) fn agreeing(found: &Found, typed: (&SheetForm, &Errors), today: NaiveDate) -> AnyView {
    let (form, errors) = typed;
    let name_of = |id: Option<Uuid>| {
        let row = found.evaluators.iter().find(|row| Some(row.id) == id);
        row.map(|row| row.name.clone()).unwrap_or_default()
    };
    let criteria = Criterion::VARIANTS.iter().map(|&criterion| {
        let spread = found.spread(criterion);
        let given: Vec<_> = found
            .scores
            .iter()
            .filter(|row| row.criterion == criterion)
            .map(|row| {
                let said = t!(
                    "evaluation-said",
                    name = name_of(row.evaluator_id),
                    score = short(row.answer())
                );
                let words = row.words.clone().map(|words| {
                    view! { ": "{ui::typed(words, &row.language)} }
                });
                view! { <li>{said}{words}</li> }.into_any()
            })
            .collect();
        let median = match spread.median() {
            Some(median) => t!("evaluation-median", median = text::number(median)),
            None => t!("evaluation-nobody-could-say"),
        };
        let apart = (spread.width() >= APART).then(|| {
            ui::tag(
                Tone::Warn,
                t!("evaluation-apart", points = text::number(spread.width())),
            )
        });
        let fields = vec![
            view! { <ul>{given}</ul><p>{median}" "{apart}</p> }.into_any(),
            score_field(criterion, t!("evaluation-consensus"), typed),
            Field::new(&field("words", criterion), t!("evaluation-reason"))
                .sometimes()
                .hint(match spread.width() >= APART {
                    true => t!("evaluation-reason-needed"),
                    false => t!("evaluation-reason-hint"),
                })
                .value(form.words(criterion))
                .errors(errors)
                .textarea(3),
            proof_field(found, criterion, typed, today),
        ];
        ui::fieldset(word(criterion), fields)
    });
    let conclusion = Field::new("conclusion", t!("evaluation-conclusion"))
        .hint(t!("evaluation-conclusion-hint"))
        .value(&form.conclusion)
        .errors(errors)
        .textarea(4);
    let row = &found.row;
    let back = (url::show(row.id), t!("button-cancel"));
    let caption = t!("evaluation-of", vendor = row.organisation.clone());
    let notice = view! { <p>{t!("evaluation-agree-text", vendor = row.organisation.clone())}</p> };
    view! {
        {ui::error_summary(errors)}
        {ui::heading(t!("evaluation-agree"), Some(caption), vec![])}
        {ui::notice(Tone::Info, t!("evaluation-agree-title"), notice.into_any())}
        {ui::form(
            url::consensus(row.id),
            criteria.chain([conclusion]).collect(),
            t!("evaluation-agree-submit"),
            Some(back),
        )}
    }
    .into_any()
}

/// An evaluation on a workbench; `due` says how much time is left, as a tag and
/// in words.
pub(crate) fn waiting_item(
    row: EvaluationRow,
    due: impl Fn(NaiveDate) -> (AnyView, String),
) -> AttentionItem {
    let state = ui::tag(tone(row.state()), word(row.state()));
    let (href, tag, reason) = match row.state() {
        EvaluationState::Scoring => {
            let (tag, when) = due(row.due_on);
            (
                url::score(row.id),
                tag,
                t!("evaluation-bench-score", when = when),
            )
        }
        EvaluationState::ToAgree => (url::consensus(row.id), state, t!("evaluation-bench-agree")),
        // A withdrawn one waits for nobody, so that it is on no workbench.
        EvaluationState::Agreed | EvaluationState::Withdrawn => {
            let on = row.agreed_on.map(text::date).unwrap_or_default();
            (
                url::show(row.id),
                state,
                t!("evaluation-bench-result", date = on),
            )
        }
    };
    AttentionItem {
        meta: match row.partnership {
            Some(partnership) => {
                t!(
                    "evaluation-bench-meta",
                    vendor = row.organisation,
                    partnership = partnership
                )
            }
            None => row.organisation,
        },
        title: row.subject,
        language: row.language,
        href,
        reason,
        tag,
    }
}

/// The spreadsheet's headings.
pub(super) fn csv_headings() -> Vec<String> {
    let mut headings = vec![
        t!("evaluation-subject"),
        t!("evaluation-vendor"),
        t!("evaluation-partnership"),
        t!("evaluation-standing"),
        t!("evaluation-state"),
        t!("evaluation-opened-on"),
        t!("evaluation-opened-by"),
        t!("evaluation-due"),
        t!("evaluation-agreed-on"),
    ];
    headings.extend(Criterion::VARIANTS.iter().map(|&criterion| word(criterion)));
    headings.extend([
        t!("evaluation-conclusion"),
        t!("evaluation-withdrawn-on"),
        t!("evaluation-withdrawal-reason"),
    ]);
    headings
}

/// An evaluation as a row of the spreadsheet; scores of single evaluators are
/// not in it.
pub(super) fn csv_row(row: &EvaluationRow, consensus: &[GivenRow]) -> Vec<String> {
    let mut cells = vec![
        row.subject.clone(),
        row.organisation.clone(),
        row.reference.clone().unwrap_or_default(),
        row.standing.code().to_owned(),
        row.state().code().to_owned(),
        row.opened_on.to_string(),
        opener(row),
        row.due_on.to_string(),
        row.agreed_on
            .map(|date| date.to_string())
            .unwrap_or_default(),
    ];
    cells.extend(Criterion::VARIANTS.iter().map(|criterion| {
        let given = consensus
            .iter()
            .find(|given| given.evaluation_id == row.id && given.criterion == *criterion);
        given.map(|given| given.answer().code()).unwrap_or_default()
    }));
    let withdrawn_on = row.withdrawn_on.map(|date| date.to_string());
    cells.extend([
        row.conclusion.clone().unwrap_or_default(),
        withdrawn_on.unwrap_or_default(),
        row.withdrawal_reason.clone().unwrap_or_default(),
    ]);
    cells
}
