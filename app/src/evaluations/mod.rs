//! Evaluations of vendors by five criteria: each evaluator scores alone, then
//! there is a consensus with its reasons, and the vendor replies (PRODUCT §16,
//! seed 002).

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::{Days, NaiveDate};
use domain::Vocabulary;
use domain::access::{Action, Person, Scope, Standing, may};
use domain::evaluation::{
    Criterion, EvaluationState, Spread, Turn, may_agree, may_join, may_release, takes_bidders,
};
use strum::VariantArray;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::evidence::{self, ProofRow};
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::Page;
use crate::request::see_other;
use crate::text::{current, word};
use crate::{AppState, Today, list, partnerships, t};
pub(crate) use db::EvaluationRow;
use db::{EvaluatorRow, GivenRow, ReplyRow};
use form::{
    AddForm, Filters, Line, OpenForm, ReleaseForm, ReplyForm, Search, SheetForm, WHOLE,
    WithdrawForm,
};
pub(crate) use views::waiting_item;
use views::{Forms, Listed, Rights};

/// Results are news to the vendor for so many days.
const NEWS_DAYS: u64 = 90;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/evaluations";
    pub(super) const CSV: &str = "/evaluations.csv";

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/evaluations")
    }
    pub(super) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/evaluations.csv")
    }
    pub(super) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/evaluations/new")
    }
    pub(crate) fn show(id: Uuid) -> String {
        format!("/evaluations/{id}")
    }
    pub(crate) fn score(id: Uuid) -> String {
        format!("/evaluations/{id}/score")
    }
    pub(super) fn evaluators(id: Uuid) -> String {
        format!("/evaluations/{id}/evaluators")
    }
    pub(super) fn withdrawal(id: Uuid) -> String {
        format!("/evaluations/{id}/withdrawal")
    }
    pub(super) fn release(id: Uuid) -> String {
        format!("/evaluations/{id}/release")
    }
    pub(crate) fn consensus(id: Uuid) -> String {
        format!("/evaluations/{id}/consensus")
    }
    pub(super) fn replies(id: Uuid) -> String {
        format!("/evaluations/{id}/replies")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadEvaluation);
    let here = Who::MayHere(Action::ReadEvaluation);
    let open = Who::MayHere(Action::OpenEvaluation);
    // A bidder sees its result and not the partnership, so one evaluation has
    // an address of its own; whose turn it is stands on its rows.
    let score = Who::May(Action::ScoreEvaluation);
    let agree = Who::May(Action::AgreeEvaluation);
    let plan = Who::May(Action::OpenEvaluation);
    Routes::new()
        .get("/partnerships/{reference}/evaluations", here, index)
        .get(
            "/partnerships/{reference}/evaluations.csv",
            here,
            spreadsheet,
        )
        .get("/partnerships/{reference}/evaluations/new", open, new)
        .post("/partnerships/{reference}/evaluations", open, create)
        .get("/evaluations", read, everywhere)
        .get("/evaluations.csv", read, spreadsheet_of_all)
        .get("/evaluations/{evaluation}", read, show)
        .get("/evaluations/{evaluation}/score", score, scoring)
        .post("/evaluations/{evaluation}/score", score, score_all)
        .get("/evaluations/{evaluation}/evaluators", agree, adding)
        .post("/evaluations/{evaluation}/evaluators", agree, add)
        .get("/evaluations/{evaluation}/withdrawal", plan, withdrawing)
        .post("/evaluations/{evaluation}/withdrawal", plan, withdraw)
        .post("/evaluations/{evaluation}/release", agree, release)
        .get("/evaluations/{evaluation}/consensus", agree, agreeing)
        .post("/evaluations/{evaluation}/consensus", agree, declare)
        .post(
            "/evaluations/{evaluation}/replies",
            Who::May(Action::ReplyToEvaluation),
            reply,
        )
}

/// What waits for the viewer: to be scored, to be agreed; of a vendor, the
/// results of the last months.
///
/// # Errors
/// The database's.
pub(crate) async fn waiting(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<EvaluationRow>> {
    let of = db::Of {
        waiting_since: Some(today - Days::new(NEWS_DAYS)),
        ..db::Of::default()
    };
    db::list(tx, of).await
}

fn may_on(person: &Person, action: Action, row: &EvaluationRow) -> bool {
    let scope = Scope::Evaluation {
        vendor_id: row.organisation_id,
        opener: row.opened_by == Some(person.id),
        evaluator: row.evaluator,
        standing: Standing {
            member: row.member,
            granted: None,
            accountable: false,
        },
    };
    may(person, action, &scope)
}

fn allowed(yes: bool) -> Result<(), AppError> {
    yes.then_some(()).ok_or(AppError::Forbidden)
}

/// An evaluation with all of it that the viewer reads.
struct Found {
    row: EvaluationRow,
    evaluators: Vec<EvaluatorRow>,
    scores: Vec<GivenRow>,
    consensus: Vec<GivenRow>,
    replies: Vec<ReplyRow>,
    /// The vendor's evidence.
    proofs: Vec<ProofRow>,
}

impl Found {
    async fn load(tx: &mut Tx, id: Uuid) -> sqlx::Result<Self> {
        let row = db::find(tx, id).await?;
        Ok(Self {
            evaluators: db::evaluators(tx, id).await?,
            scores: db::scores(tx, id).await?,
            consensus: db::consensus(tx, &[id]).await?,
            replies: db::replies(tx, id).await?,
            proofs: evidence::for_evaluation(tx, row.partnership_id, Some(row.organisation_id))
                .await?,
            row,
        })
    }

    /// Whether a person is named, or was, as an evaluator.
    fn is_named(&self, person: &str) -> bool {
        let mut named = self.evaluators.iter();
        named.any(|row| row.person_id.to_string() == person)
    }

    fn turns(&self) -> Vec<Turn> {
        self.evaluators.iter().map(EvaluatorRow::turn).collect()
    }

    /// The scores of each criterion, taken together.
    fn spreads(&self) -> Vec<(Criterion, Spread)> {
        Criterion::VARIANTS
            .iter()
            .map(|&criterion| (criterion, self.spread(criterion)))
            .collect()
    }

    fn spread(&self, criterion: Criterion) -> Spread {
        let of_it = self.scores.iter().filter(|row| row.criterion == criterion);
        let answers: Vec<_> = of_it.map(GivenRow::answer).collect();
        Spread::of(&answers)
    }

    fn known(&self) -> Vec<Uuid> {
        self.proofs.iter().map(|row| row.id).collect()
    }

    /// What the vendor has not replied to yet.
    fn open_replies(&self) -> Vec<(String, String)> {
        let replied = |criterion| self.replies.iter().any(|row| row.criterion == criterion);
        let whole = (!replied(None)).then(|| (WHOLE.to_owned(), t!("evaluation-in-whole")));
        let rest = Criterion::VARIANTS
            .iter()
            .filter(|criterion| !replied(Some(**criterion)))
            .map(|&criterion| (criterion.code().to_owned(), word(criterion)));
        whole.into_iter().chain(rest).collect()
    }

    fn rights(&self, person: &Person) -> Rights {
        let state = self.row.state();
        let agree = may_on(person, Action::AgreeEvaluation, &self.row);
        Rights {
            add: agree && may_join(state, false, &self.turns()),
            withdraw: state.is_open() && may_on(person, Action::OpenEvaluation, &self.row),
            score: self.row.to_score && may_on(person, Action::ScoreEvaluation, &self.row),
            release: agree && state == EvaluationState::Scoring && may_release(&self.turns()),
            agree: agree && state == EvaluationState::ToAgree,
            reply: state == EvaluationState::Agreed
                && may_on(person, Action::ReplyToEvaluation, &self.row)
                && !self.open_replies().is_empty(),
        }
    }
}

/// The evaluations that fit the filters, in one partnership or in all that the
/// viewer sees.
async fn narrowed(
    tx: &mut Tx,
    partnership: Option<Uuid>,
    filters: &Filters,
    (limit, offset): (Option<i64>, i64),
) -> sqlx::Result<Vec<EvaluationRow>> {
    let of = db::Of {
        partnership,
        q: filters.q.trim(),
        states: &filters.state,
        vendor: filters.vendor.parse().ok(),
        standing: filters.standing.parse().ok(),
        year: filters.year.parse().ok(),
        sort: &filters.sort,
        limit,
        offset,
        ..db::Of::default()
    };
    db::list(tx, of).await
}

/// A page of a list, and what it can be narrowed to.
async fn page_of_rows(
    tx: &mut Tx,
    partnership: Option<Uuid>,
    filters: &Filters,
) -> Result<views::Rows, AppError> {
    let offset = list::offset(list::page_number(&filters.page));
    let rows = narrowed(tx, partnership, filters, (Some(list::PER_PAGE), offset)).await?;
    list::reached(offset, rows.is_empty())?;
    Ok(views::Rows {
        rows,
        choices: db::choices(tx, partnership).await?,
    })
}

/// The list across partnerships; of a vendor, the results about itself.
async fn everywhere(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = page_of_rows(&mut tx, None, &filters).await?;
    tx.commit().await?;
    let view = views::everywhere(&rows, &filters, person.role);
    Ok(Page::new(t!("evaluations-title")).show(view))
}

async fn spreadsheet_of_all(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let file = file(&mut tx, None, &filters).await?;
    tx.commit().await?;
    Ok(file)
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let here = Some(place.partnership_id);
    let rows = page_of_rows(&mut tx, here, &filters).await?;
    let all = narrowed(&mut tx, here, &Filters::default(), (None, 0)).await?;
    let ids: Vec<Uuid> = all.iter().map(|row| row.id).collect();
    let consensus = db::consensus(&mut tx, &ids).await?;
    let proofs = evidence::for_evaluation(&mut tx, place.partnership_id, None).await?;
    tx.commit().await?;
    let listed = Listed {
        all,
        consensus,
        proofs,
        today,
    };
    let view = views::index(&place, &listed, (&rows, &filters), person.role);
    Ok(partnerships::page(&place, t!("evaluations-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let file = file(&mut tx, Some(place.partnership_id), &filters).await?;
    tx.commit().await?;
    Ok(file)
}

async fn file(
    tx: &mut Tx,
    partnership: Option<Uuid>,
    filters: &Filters,
) -> Result<Response, AppError> {
    let rows = narrowed(tx, partnership, filters, (None, 0)).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let consensus = db::consensus(tx, &ids).await?;
    list::spreadsheet(
        "evaluations",
        &views::csv_headings(),
        rows.iter().map(|row| views::csv_row(row, &consensus)),
    )
}

fn subpage(place: &Place, title: String) -> Page {
    partnerships::page(place, title).crumb(url::index(&place.reference), t!("evaluations-title"))
}

/// The vendors to choose from: suppliers, and bidders while the partnership
/// still chooses.
async fn vendors(tx: &mut Tx, place: &Place, q: &str) -> sqlx::Result<views::Vendors> {
    let bidders = takes_bidders(place.stage);
    let words = bidders.then(|| q.trim());
    Ok(views::Vendors {
        bidders,
        options: db::vendors(tx, place.partnership_id, words).await?,
        candidates: db::candidates(tx, place.partnership_id).await?,
    })
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(search): Query<Search>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let vendors = vendors(&mut tx, &place, &search.q).await?;
    tx.commit().await?;
    let form = OpenForm::blank(&search.q);
    let view = views::new(&place, &vendors, (&form, &Errors::default()));
    Ok(subpage(&place, t!("evaluation-open")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<OpenForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let vendors = vendors(&mut tx, &place, &form.q).await?;
    match form.parse(&vendors.options, &vendors.candidates, today) {
        Ok(values) => {
            let language = current().language();
            db::open(&mut tx, place.partnership_id, &values, today, language).await?;
            tx.commit().await?;
            Ok(see_other(&url::show(values.id), "flash-evaluation-opened"))
        }
        Err(Invalid { form, errors }) => {
            let view = views::new(&place, &vendors, (&form, &errors));
            Ok(subpage(&place, t!("evaluation-open"))
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .show(view))
        }
    }
}

/// A page of an evaluation; a bidder's does not lead to the partnership.
fn page(row: &EvaluationRow, title: String) -> Page {
    let page = Page::new(title);
    match row.reference.as_ref().zip(row.partnership.clone()) {
        Some((reference, partnership)) => page
            .crumb("/partnerships", t!("partnerships-title"))
            .crumb(partnerships::url::show(reference), partnership)
            .crumb(url::index(reference), t!("evaluations-title")),
        None => page.crumb(url::INDEX, t!("evaluations-title")),
    }
}

fn page_below(row: &EvaluationRow, title: String) -> Page {
    page(row, title).crumb(url::show(row.id), row.subject.clone())
}

fn shown(
    found: &Found,
    person: &Person,
    (status, forms, problem): (StatusCode, &Forms, Option<AnyView>),
    today: NaiveDate,
) -> Response {
    let rights = found.rights(person);
    let view = views::show(found, &rights, forms, problem, (person, today));
    page(&found.row, found.row.subject.clone())
        .status(status)
        .show(view)
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = Found::load(&mut tx, id).await?;
    tx.commit().await?;
    let answer = (StatusCode::OK, &Forms::blank(), None);
    Ok(shown(&found, &person, answer, today))
}

/// The evaluation's page, which says that it has gone on in the meantime, with
/// what was typed into a form that it no longer takes: 409.
fn moved_on(
    found: &Found,
    person: &Person,
    typed: Vec<(String, String)>,
    today: NaiveDate,
) -> Response {
    let words = t!("evaluation-moved-on", state = word(found.row.state()));
    overtaken(found, person, (words, typed), today)
}

fn overtaken(
    found: &Found,
    person: &Person,
    (words, typed): (String, Vec<(String, String)>),
    today: NaiveDate,
) -> Response {
    let problem = views::moved_on(words, typed);
    let answer = (StatusCode::CONFLICT, &Forms::blank(), Some(problem));
    shown(found, person, answer, today)
}

/// A page below the evaluation with a form that was refused: 422.
fn refused(row: &EvaluationRow, title: String, view: AnyView) -> Response {
    page_below(row, title)
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view)
}

async fn scoring(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = Found::load(&mut tx, id).await?;
    tx.commit().await?;
    allowed(may_on(&person, Action::ScoreEvaluation, &found.row))?;
    if !found.row.to_score {
        return Ok(moved_on(&found, &person, vec![], today));
    }
    let typed = (&SheetForm::default(), &Errors::default());
    let view = views::scoring(&found, typed, today);
    Ok(page_below(&found.row, t!("evaluation-score")).show(view))
}

/// Whether that is what was given.
fn are_given(lines: &[Line], given: &[&GivenRow]) -> bool {
    lines.iter().all(|line| {
        given.iter().any(|row| {
            row.criterion == line.criterion
                && row.answer() == line.answer
                && row.words == line.words
                && row.proofs.len() == line.proofs.len()
                && line.proofs.iter().all(|id| row.proofs.contains(id))
        })
    })
}

async fn score_all(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<SheetForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = Found::load(&mut tx, id).await?;
    allowed(may_on(&person, Action::ScoreEvaluation, &found.row))?;
    let mine = found
        .evaluators
        .iter()
        .find(|row| row.person_id == person.id);
    let Some(mine) = mine else {
        return Err(AppError::Forbidden);
    };
    match mine.turn() {
        Turn::Scored => {
            let own = |row: &&GivenRow| row.evaluator_id == Some(mine.id);
            let given: Vec<_> = found.scores.iter().filter(own).collect();
            let lines = form.clone().scores(&found.known());
            // The same form, sent again: scores are given once.
            if lines.is_ok_and(|lines| are_given(&lines, &given)) {
                return Ok(see_other(&url::show(id), "flash-evaluation-scored"));
            }
            let words = t!("evaluation-scored-already");
            let typed = views::sheet_in_words((&form, &t!("evaluation-words")), &found, today);
            return Ok(overtaken(&found, &person, (words, typed), today));
        }
        Turn::Waiting if found.row.to_score => {}
        Turn::Released | Turn::Waiting => {
            let typed = views::sheet_in_words((&form, &t!("evaluation-words")), &found, today);
            return Ok(moved_on(&found, &person, typed, today));
        }
    }
    match form.scores(&found.known()) {
        Ok(lines) => {
            let language = current().language();
            db::score(&mut tx, &found.row, mine.id, &lines, today, language).await?;
            tx.commit().await?;
            Ok(see_other(&url::show(id), "flash-evaluation-scored"))
        }
        Err(Invalid { form, errors }) => {
            let view = views::scoring(&found, (&form, &errors), today);
            Ok(refused(&found.row, t!("evaluation-score"), view))
        }
    }
}

/// The evaluation, and whom its opener may add to it.
async fn to_join(
    tx: &mut Tx,
    person: &Person,
    id: Uuid,
) -> Result<(Found, Vec<(String, String)>), AppError> {
    let found = Found::load(tx, id).await?;
    allowed(may_on(person, Action::AgreeEvaluation, &found.row))?;
    let (state, turns) = (found.row.state(), found.turns());
    let mut candidates = db::candidates(tx, found.row.partnership_id).await?;
    candidates.retain(|(id, _)| {
        let is_opener = found.row.opened_by.is_some_and(|by| by.to_string() == *id);
        may_join(state, is_opener, &turns) && !found.is_named(id)
    });
    Ok((found, candidates))
}

async fn adding(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (found, candidates) = to_join(&mut tx, &person, id).await?;
    tx.commit().await?;
    if !found.row.state().is_open() {
        return Ok(moved_on(&found, &person, vec![], today));
    }
    let form = AddForm::blank(found.row.due_on, today);
    let view = views::adding(&found.row, candidates, (&form, &Errors::default()));
    Ok(page_below(&found.row, t!("evaluation-add")).show(view))
}

async fn add(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<AddForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    db::hold(&mut tx, id).await?;
    let (found, candidates) = to_join(&mut tx, &person, id).await?;
    let done = || see_other(&url::show(id), "flash-evaluation-added");
    // The same form, sent again.
    if !form.evaluator.is_empty() && form.evaluator.iter().all(|id| found.is_named(id)) {
        return Ok(done());
    }
    if !found.row.state().is_open() {
        let named = db::candidates(&mut tx, found.row.partnership_id).await?;
        let typed = views::added_in_words(&form, &named);
        return Ok(moved_on(&found, &person, typed, today));
    }
    match form.parse(&candidates, found.row.due_on, today) {
        Ok(values) => {
            db::add(&mut tx, &found.row, &values, today).await?;
            tx.commit().await?;
            Ok(done())
        }
        Err(Invalid { form, errors }) => {
            let view = views::adding(&found.row, candidates, (&form, &errors));
            Ok(refused(&found.row, t!("evaluation-add"), view))
        }
    }
}

async fn withdrawing(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = Found::load(&mut tx, id).await?;
    tx.commit().await?;
    allowed(may_on(&person, Action::OpenEvaluation, &found.row))?;
    if !found.row.state().is_open() {
        return Ok(moved_on(&found, &person, vec![], today));
    }
    let typed = (&WithdrawForm::default(), &Errors::default());
    let view = views::withdrawing(&found.row, typed);
    Ok(page_below(&found.row, t!("evaluation-withdraw")).show(view))
}

async fn withdraw(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<WithdrawForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    db::hold(&mut tx, id).await?;
    let found = Found::load(&mut tx, id).await?;
    allowed(may_on(&person, Action::OpenEvaluation, &found.row))?;
    let done = || see_other(&url::show(id), "flash-evaluation-withdrawn");
    let same = found.row.withdrawal_reason.as_deref() == Some(form.withdrawal_reason.trim());
    if found.row.state() == EvaluationState::Withdrawn && same {
        // The same form, sent again.
        return Ok(done());
    }
    if !found.row.state().is_open() {
        let reason = (t!("evaluation-withdrawal-reason"), form.withdrawal_reason);
        return Ok(moved_on(&found, &person, vec![reason], today));
    }
    match form.parse() {
        Ok(reason) => {
            let language = current().language();
            db::withdraw(&mut tx, id, &reason, today, language).await?;
            tx.commit().await?;
            Ok(done())
        }
        Err(Invalid { form, errors }) => {
            let view = views::withdrawing(&found.row, (&form, &errors));
            Ok(refused(&found.row, t!("evaluation-withdraw"), view))
        }
    }
}

async fn release(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<ReleaseForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = Found::load(&mut tx, id).await?;
    allowed(may_on(&person, Action::AgreeEvaluation, &found.row))?;
    let named = found
        .evaluators
        .iter()
        .find(|row| row.id.to_string() == form.evaluator);
    let reason = named.and_then(|row| row.release_reason.as_deref());
    // The same form, sent again.
    if reason.is_some() && reason == Some(form.reason.trim()) {
        return Ok(see_other(&url::show(id), "flash-evaluation-released"));
    }
    let typed = views::release_in_words(&form, &found);
    if !found.rights(&person).release {
        if found.row.state() == EvaluationState::Scoring {
            let words = t!("evaluation-error-release");
            return Ok(overtaken(&found, &person, (words, typed), today));
        }
        return Ok(moved_on(&found, &person, typed, today));
    }
    if named.is_some_and(|row| row.turn() != Turn::Waiting) {
        return Ok(moved_on(&found, &person, typed, today));
    }
    match form.parse(&found.evaluators) {
        Ok(values) => {
            let language = current().language();
            if db::release(&mut tx, id, &values, today, language).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), "flash-evaluation-released"));
            }
            let found = Found::load(&mut tx, id).await?;
            Ok(moved_on(&found, &person, typed, today))
        }
        Err(Invalid { form, errors }) => {
            let forms = Forms {
                release: form,
                errors,
                ..Forms::blank()
            };
            let answer = (StatusCode::UNPROCESSABLE_ENTITY, &forms, None);
            Ok(shown(&found, &person, answer, today))
        }
    }
}

/// The evaluation, if the person is the one to declare its consensus.
async fn to_agree(tx: &mut Tx, person: &Person, id: Uuid) -> Result<(Found, bool), AppError> {
    let found = Found::load(tx, id).await?;
    allowed(may_on(person, Action::AgreeEvaluation, &found.row))?;
    let ready = found.row.state() == EvaluationState::ToAgree && may_agree(&found.turns()).is_ok();
    Ok((found, ready))
}

async fn agreeing(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (found, ready) = to_agree(&mut tx, &person, id).await?;
    tx.commit().await?;
    if !ready {
        return Ok(moved_on(&found, &person, vec![], today));
    }
    let mut form = SheetForm::default();
    for &criterion in Criterion::VARIANTS {
        let pointed = found
            .proofs
            .iter()
            .filter(|proof| {
                found
                    .scores
                    .iter()
                    .any(|row| row.criterion == criterion && row.proofs.contains(&proof.id))
            })
            .map(|proof| proof.id.to_string());
        form.point(criterion, pointed.collect());
    }
    let view = views::agreeing(&found, (&form, &Errors::default()), today);
    Ok(page_below(&found.row, t!("evaluation-agree")).show(view))
}

async fn declare(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<SheetForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    // The same form may be sent twice at once.
    db::hold(&mut tx, id).await?;
    let (found, ready) = to_agree(&mut tx, &person, id).await?;
    if found.row.state() == EvaluationState::Agreed {
        let given: Vec<_> = found.consensus.iter().collect();
        let concluded = found.row.conclusion.as_deref();
        let sent = form.clone().consensus(&found.spreads(), &found.known());
        // The same form, sent again: a consensus is declared once.
        if sent.is_ok_and(|(lines, conclusion)| {
            concluded == Some(conclusion.as_str()) && are_given(&lines, &given)
        }) {
            return Ok(see_other(&url::show(id), "flash-evaluation-agreed"));
        }
    }
    if !ready {
        let typed = views::sheet_in_words((&form, &t!("evaluation-reason")), &found, today);
        return Ok(moved_on(&found, &person, typed, today));
    }
    match form.consensus(&found.spreads(), &found.known()) {
        Ok((lines, conclusion)) => {
            let given = (lines.as_slice(), conclusion.as_str());
            db::agree(&mut tx, &found.row, given, today, current().language()).await?;
            tx.commit().await?;
            Ok(see_other(&url::show(id), "flash-evaluation-agreed"))
        }
        Err(Invalid { form, errors }) => {
            let view = views::agreeing(&found, (&form, &errors), today);
            Ok(refused(&found.row, t!("evaluation-agree"), view))
        }
    }
}

async fn reply(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<ReplyForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = Found::load(&mut tx, id).await?;
    allowed(may_on(&person, Action::ReplyToEvaluation, &found.row))?;
    let done = || see_other(&url::show(id), "flash-evaluation-replied");
    if let Ok(reply) = form.id.parse()
        && db::reply_exists(&mut tx, reply).await?
    {
        return Ok(done());
    }
    let typed = form.clone();
    match form.parse(&found.open_replies()) {
        Ok(values) => {
            let language = current().language();
            if db::reply(&mut tx, &found.row, &values, today, language).await? {
                tx.commit().await?;
                return Ok(done());
            }
            let found = Found::load(&mut tx, id).await?;
            Ok(replied_meanwhile(&found, &person, typed, today))
        }
        Err(_) if !found.rights(&person).reply => {
            Ok(replied_meanwhile(&found, &person, typed, today))
        }
        Err(Invalid { form, errors }) => {
            let forms = Forms {
                reply: form,
                errors,
                ..Forms::blank()
            };
            let answer = (StatusCode::UNPROCESSABLE_ENTITY, &forms, None);
            Ok(shown(&found, &person, answer, today))
        }
    }
}

/// The evaluation's page, where somebody else replied first: what was typed
/// stays in the form while there is one.
fn replied_meanwhile(
    found: &Found,
    person: &Person,
    reply: ReplyForm,
    today: NaiveDate,
) -> Response {
    if !found.rights(person).reply {
        return moved_on(found, person, views::reply_in_words(&reply), today);
    }
    let problem = views::moved_on(t!("evaluation-error-replied"), vec![]);
    let forms = Forms {
        reply,
        ..Forms::blank()
    };
    let answer = (StatusCode::CONFLICT, &forms, Some(problem));
    shown(found, person, answer, today)
}
