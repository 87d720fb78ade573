//! Scorecards: the people of a partnership rate six success factors in rounds,
//! and see where their groups stand apart.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::access::Action;
use domain::scorecard::{Naming, Results, RoundState, StakeholderGroup};
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::{Tx, broken_constraint};
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, list, partnerships, t};
use db::{Candidate, RoundRow};
use form::{AgendaForm, AnswerForm, Filters, RoundForm, SendForm, takes_answers};

pub(crate) use db::{Latest, WaitingRound};
pub(crate) use views::{caveat, gap_tag, gap_words, points, shape, to_answer_item, to_run_item};

/// Where the pages are.
pub(crate) mod url {
    use domain::scorecard::Factor;
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/scorecards")
    }
    /// What a round came to on a factor.
    pub(crate) fn result(reference: &str, round: Uuid, factor: Factor) -> String {
        let results = act(reference, round, "results");
        format!("{results}#{}", super::views::anchor(factor))
    }
    pub(super) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/scorecards.csv")
    }
    pub(super) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/scorecards/new")
    }
    pub(crate) fn show(reference: &str, round: Uuid) -> String {
        format!("/partnerships/{reference}/scorecards/{round}")
    }
    pub(super) fn act(reference: &str, round: Uuid, act: &str) -> String {
        format!("/partnerships/{reference}/scorecards/{round}/{act}")
    }
    pub(super) fn check(reference: &str, round: Uuid) -> String {
        format!("/partnerships/{reference}/scorecards/{round}/answer/check")
    }
    pub(super) fn send(reference: &str, round: Uuid) -> String {
        format!("/partnerships/{reference}/scorecards/{round}/answer/send")
    }
    pub(crate) fn results(reference: &str, round: Uuid) -> String {
        act(reference, round, "results")
    }
    pub(super) fn agenda(reference: &str, round: Uuid) -> String {
        format!("/partnerships/{reference}/scorecards/{round}/results/agenda")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadScorecard);
    let run = Who::MayHere(Action::RunScorecard);
    // Whether somebody is invited is on the round: the handlers ask.
    let answer_ = Who::MayHere(Action::AnswerScorecard);
    Routes::new()
        .get("/partnerships/{reference}/scorecards", read, index)
        .get(
            "/partnerships/{reference}/scorecards.csv",
            read,
            spreadsheet,
        )
        .get("/partnerships/{reference}/scorecards/new", run, new)
        .post("/partnerships/{reference}/scorecards", run, create)
        .get("/partnerships/{reference}/scorecards/{round}", read, show)
        .get(
            "/partnerships/{reference}/scorecards/{round}/edit",
            run,
            edit,
        )
        .post(
            "/partnerships/{reference}/scorecards/{round}/edit",
            run,
            update,
        )
        .post(
            "/partnerships/{reference}/scorecards/{round}/remind",
            run,
            remind,
        )
        .post(
            "/partnerships/{reference}/scorecards/{round}/close",
            run,
            close,
        )
        .post(
            "/partnerships/{reference}/scorecards/{round}/publish",
            run,
            publish,
        )
        .get(
            "/partnerships/{reference}/scorecards/{round}/answer",
            answer_,
            answer,
        )
        .post(
            "/partnerships/{reference}/scorecards/{round}/answer",
            answer_,
            save,
        )
        .get(
            "/partnerships/{reference}/scorecards/{round}/answer/check",
            answer_,
            check,
        )
        .post(
            "/partnerships/{reference}/scorecards/{round}/answer/send",
            answer_,
            send,
        )
        .get(
            "/partnerships/{reference}/scorecards/{round}/results",
            read,
            results,
        )
        .get(
            "/partnerships/{reference}/scorecards/{round}/results.csv",
            read,
            results_spreadsheet,
        )
        .post(
            "/partnerships/{reference}/scorecards/{round}/results/agenda",
            run,
            keep_agenda,
        )
}

/// Rounds that wait for the viewer's answer.
///
/// # Errors
/// The database's.
pub(crate) async fn to_answer(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<WaitingRound>> {
    db::to_answer(tx, today).await
}

/// Rounds that wait to be closed or published by the viewer.
///
/// # Errors
/// The database's.
pub(crate) async fn to_run(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<WaitingRound>> {
    db::to_run(tx, today).await
}

/// The latest published results of those of these partnerships that the viewer
/// sees, in one query.
///
/// # Errors
/// The database's.
pub(crate) async fn latest_published(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<Vec<Latest>> {
    db::latest_published(tx, partnerships).await
}

fn subpage(place: &Place, title: String) -> Page {
    partnerships::page(place, title).crumb(url::index(&place.reference), t!("scorecards-title"))
}

fn page_of(place: &Place, row: &RoundRow, title: String) -> Page {
    subpage(place, title).crumb(url::show(&place.reference, row.id), row.title.clone())
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let id = place.partnership_id;
    let (rows, total) = db::list(&mut tx, id, &filters, today, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let running = db::running(&mut tx, id).await?;
    tx.commit().await?;
    let view = views::index(&place, &filters, &rows, total, running, today);
    Ok(partnerships::page(&place, t!("scorecards-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, place.partnership_id, &filters, today, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        &format!("{}-scorecards", place.reference),
        &views::csv_headings(),
        rows.iter().map(|row| views::csv_row(row, today)),
    )
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let candidates = db::candidates(&mut tx, place.partnership_id).await?;
    tx.commit().await?;
    let form = RoundForm::blank(&candidates, today);
    let view = views::edit(&place, None, &candidates, &form, &Errors::default(), None);
    Ok(subpage(&place, t!("scorecard-add")).show(view))
}

const CONSTRAINTS: [(&str, &str, &str); 1] = [(
    "scorecard_round_one_at_a_time",
    "title",
    "scorecard-error-running",
)];

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<RoundForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let candidates = db::candidates(&mut tx, place.partnership_id).await?;
    let typed = form.clone();
    let errors = match form.parse(&candidates, true, today) {
        Ok(values) => {
            let (partnership, language) = (place.partnership_id, current().language());
            match db::insert(&mut tx, partnership, person.id, &values, language).await {
                Ok(()) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference, values.id);
                    return Ok(see_other(&show, "flash-scorecard-added"));
                }
                Err(error) => on_constraint(error, &CONSTRAINTS)?,
            }
        }
        Err(Invalid { errors, .. }) => errors,
    };
    let view = views::edit(&place, None, &candidates, &typed, &errors, None);
    Ok(subpage(&place, t!("scorecard-add"))
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view))
}

/// The round that the URL names, and what its page shows.
async fn seen(tx: &mut Tx, place: &Place, id: Uuid) -> sqlx::Result<views::Seen> {
    let row = db::find(tx, place.partnership_id, id).await?;
    Ok(views::Seen {
        invited: db::invited(tx, id).await?,
        answered: db::answered(tx, id).await?,
        own_group: db::own_group(tx, id).await?,
        own: db::own_response(tx, id).await?,
        reminded: db::reminded(tx, id).await?,
        row,
    })
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = seen(&mut tx, &place, id).await?;
    tx.commit().await?;
    let view = views::show(&place, &seen, None, today);
    Ok(subpage(&place, seen.row.title).show(view))
}

/// The round's page, which says why what was asked no longer fits, with what
/// was typed into a form that it no longer takes: 409.
async fn moved_on(
    tx: &mut Tx,
    place: &Place,
    id: Uuid,
    typed: Vec<(String, String)>,
    today: NaiveDate,
) -> Result<Response, AppError> {
    let seen = seen(tx, place, id).await?;
    let problem = views::moved_on(&seen, typed, today);
    let view = views::show(place, &seen, Some(problem), today);
    Ok(subpage(place, seen.row.title)
        .status(StatusCode::CONFLICT)
        .show(view))
}

/// Those who can still be invited to a round.
async fn uninvited(tx: &mut Tx, place: &Place, id: Uuid) -> sqlx::Result<Vec<Candidate>> {
    let mut candidates = db::candidates(tx, place.partnership_id).await?;
    let invited = db::invited(tx, id).await?;
    candidates.retain(|one| invited.iter().all(|other| other.person_id != one.id));
    Ok(candidates)
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.partnership_id, id).await?;
    if row.closed_at.is_some() {
        return moved_on(&mut tx, &place, id, vec![], today).await;
    }
    let candidates = uninvited(&mut tx, &place, id).await?;
    tx.commit().await?;
    let form = RoundForm::of(&row);
    let view = views::edit(
        &place,
        Some(&row),
        &candidates,
        &form,
        &Errors::default(),
        None,
    );
    Ok(page_of(&place, &row, t!("scorecard-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(mut form): Form<RoundForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.partnership_id, id).await?;
    let candidates = uninvited(&mut tx, &place, id).await?;
    if row.closed_at.is_some() {
        let typed = views::round_in_words(&form, &candidates);
        return moved_on(&mut tx, &place, id, typed, today).await;
    }
    form.set_promises(&row);
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(&candidates, false, today) {
        Ok(values) => {
            if db::update(&mut tx, place.partnership_id, id, &values).await? {
                tx.commit().await?;
                let show = url::show(&place.reference, id);
                return Ok(see_other(&show, "flash-scorecard-saved"));
            }
            // Somebody saved it, or closed it, a moment ago.
            let row = db::find(&mut tx, place.partnership_id, id).await?;
            if row.closed_at.is_some() {
                let typed = views::round_in_words(&typed, &candidates);
                return moved_on(&mut tx, &place, id, typed, today).await;
            }
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "scorecard_round", id).await?;
            let theirs = RoundForm::of(&row);
            let conflict = views::conflict(who, when, &theirs, &typed);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let view = views::edit(&place, Some(&row), &candidates, &typed, &errors, conflict);
    Ok(page_of(&place, &row, t!("scorecard-edit"))
        .status(status)
        .show(view))
}

async fn remind(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.partnership_id, id).await?;
    if !takes_answers(row.state(today)) {
        return moved_on(&mut tx, &place, id, vec![], today).await;
    }
    db::remind(&mut tx, place.partnership_id, id).await?;
    tx.commit().await?;
    let show = url::show(&place.reference, id);
    Ok(see_other(&show, "flash-scorecard-reminded"))
}

async fn close(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    db::find(&mut tx, place.partnership_id, id).await?;
    // Closed already is what was asked for.
    db::close(&mut tx, id).await?;
    tx.commit().await?;
    let show = url::show(&place.reference, id);
    Ok(see_other(&show, "flash-scorecard-closed"))
}

async fn publish(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.partnership_id, id).await?;
    if row.closed_at.is_none() {
        return moved_on(&mut tx, &place, id, vec![], today).await;
    }
    db::publish(&mut tx, id).await?;
    tx.commit().await?;
    let results = url::act(&place.reference, id, "results");
    Ok(see_other(&results, "flash-scorecard-published"))
}

/// The round that the viewer is invited to, with what they have said so far;
/// forbidden for whoever is not invited.
async fn invited_to(
    tx: &mut Tx,
    place: &Place,
    id: Uuid,
) -> Result<(RoundRow, StakeholderGroup, Option<db::OwnResponse>), AppError> {
    let row = db::find(tx, place.partnership_id, id).await?;
    let group = db::own_group(tx, id).await?.ok_or(AppError::Forbidden)?;
    let own = db::own_response(tx, id).await?;
    Ok((row, group, own))
}

/// Whether the viewer can still change or send what they said.
fn is_open_to(row: &RoundRow, own: Option<&db::OwnResponse>, today: NaiveDate) -> bool {
    takes_answers(row.state(today)) && own.is_none_or(|own| own.submitted_at.is_none())
}

/// A round that the viewer can still answer.
struct Answerable {
    row: RoundRow,
    group: StakeholderGroup,
    /// What they have said so far.
    own: Option<db::OwnResponse>,
    statements: Vec<db::Statement>,
}

/// The round, as long as the viewer can answer it.
async fn answerable(
    tx: &mut Tx,
    place: &Place,
    id: Uuid,
    today: NaiveDate,
) -> Result<Option<Answerable>, AppError> {
    let (row, group, own) = invited_to(tx, place, id).await?;
    if !is_open_to(&row, own.as_ref(), today) {
        return Ok(None);
    }
    Ok(Some(Answerable {
        statements: db::statements(tx, row.catalogue_id, current().language()).await?,
        row,
        group,
        own,
    }))
}

async fn answer(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let Some(open) = answerable(&mut tx, &place, id, today).await? else {
        return moved_on(&mut tx, &place, id, vec![], today).await;
    };
    tx.commit().await?;
    let form = AnswerForm::of(open.own.as_ref());
    let errors = Errors::default();
    let view = views::answer(
        &place,
        &open.row,
        open.group,
        &open.statements,
        (&form, &errors),
        None,
    );
    Ok(page_of(&place, &open.row, t!("scorecard-answer")).show(view))
}

async fn save(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (row, group, own) = invited_to(&mut tx, &place, id).await?;
    let statements = db::statements(&mut tx, row.catalogue_id, current().language()).await?;
    if !is_open_to(&row, own.as_ref(), today) {
        let typed = views::answers_in_words(&form, &statements);
        return moved_on(&mut tx, &place, id, typed, today).await;
    }
    let language = current().language();
    let to_check = form.is_to_check();
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(&statements) {
        Ok(answers) => match db::save_draft(&mut tx, id, &answers, language).await {
            Ok(true) => {
                tx.commit().await?;
                return Ok(if to_check {
                    let check = url::check(&place.reference, id);
                    see_other(&check, "flash-scorecard-draft-kept")
                } else {
                    let answer = url::act(&place.reference, id, "answer");
                    see_other(&answer, "flash-scorecard-draft-kept")
                });
            }
            Ok(false) => {
                let (_, _, now) = invited_to(&mut tx, &place, id).await?;
                // The same form, sent again.
                if now.as_ref().is_some_and(|now| now.given == answers.given) {
                    let check = url::check(&place.reference, id);
                    return Ok(see_other(&check, "flash-scorecard-draft-kept"));
                }
                if !is_open_to(&row, now.as_ref(), today) {
                    let typed = views::answers_in_words(&typed, &statements);
                    return moved_on(&mut tx, &place, id, typed, today).await;
                }
                let theirs = AnswerForm::of(now.as_ref());
                typed.version.clone_from(&theirs.version);
                let conflict = views::draft_conflict(&statements, &theirs, &typed, &person.name);
                (StatusCode::CONFLICT, Errors::default(), Some(conflict))
            }
            Err(error) => {
                let typed = views::answers_in_words(&typed, &statements);
                return closed_meanwhile(&app, (&person, &place), (id, typed), error, tx, today)
                    .await;
            }
        },
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let view = views::answer(
        &place,
        &row,
        group,
        &statements,
        (&typed, &errors),
        conflict,
    );
    Ok(page_of(&place, &row, t!("scorecard-answer"))
        .status(status)
        .show(view))
}

/// The round's page where it was closed between reading and writing.
async fn closed_meanwhile(
    app: &AppState,
    (person, place): (&CurrentPerson, &Place),
    (id, typed): (Uuid, Vec<(String, String)>),
    error: sqlx::Error,
    tx: Tx,
    today: NaiveDate,
) -> Result<Response, AppError> {
    if broken_constraint(&error) != Some("scorecard_response_round_open") {
        return Err(error.into());
    }
    // A connection is given back before another is asked for, or requests
    // that hold one each would wait for each other.
    tx.rollback().await?;
    let mut tx = app.db.begin_as(person).await?;
    moved_on(&mut tx, place, id, typed, today).await
}

/// What stands on the page that shows one's answers before they are sent.
async fn check(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let Some(open) = answerable(&mut tx, &place, id, today).await? else {
        return moved_on(&mut tx, &place, id, vec![], today).await;
    };
    tx.commit().await?;
    let own = open.own.ok_or(AppError::NotFound)?;
    let view = views::check(&place, &open.row, open.group, &open.statements, &own, None);
    Ok(page_of(&place, &open.row, t!("scorecard-check")).show(view))
}

async fn send(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<SendForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (row, group, own) = invited_to(&mut tx, &place, id).await?;
    let version = crate::form::Fields::version(&form.version);
    let show = url::show(&place.reference, id);
    // The same form, sent again.
    if own
        .as_ref()
        .is_some_and(|own| own.submitted_at.is_some() && own.version == version + 1)
    {
        return Ok(see_other(&show, "flash-scorecard-sent"));
    }
    if !is_open_to(&row, own.as_ref(), today) {
        return moved_on(&mut tx, &place, id, vec![], today).await;
    }
    let statements = db::statements(&mut tx, row.catalogue_id, current().language()).await?;
    let own = own.ok_or(AppError::NotFound)?;
    let complete = statements
        .iter()
        .all(|statement| own.given.answers.contains_key(&statement.id));
    let problem = if !complete {
        Some((StatusCode::UNPROCESSABLE_ENTITY, views::incomplete()))
    } else if own.version != version {
        Some((StatusCode::CONFLICT, views::changed_elsewhere()))
    } else {
        None
    };
    if let Some((status, words)) = problem {
        let view = views::check(&place, &row, group, &statements, &own, Some(words));
        return Ok(page_of(&place, &row, t!("scorecard-check"))
            .status(status)
            .show(view));
    }
    match db::send(&mut tx, id, version).await {
        Ok(true) => {
            tx.commit().await?;
            Ok(see_other(&show, "flash-scorecard-sent"))
        }
        // Sent a moment ago from another window.
        Ok(false) => moved_on(&mut tx, &place, id, vec![], today).await,
        Err(error) => {
            let answers = (id, vec![]);
            closed_meanwhile(&app, (&person, &place), answers, error, tx, today).await
        }
    }
}

/// The round whose results are asked for: not there before it is closed, and
/// for those who run rounds alone until it is published.
async fn with_results(
    tx: &mut Tx,
    place: &Place,
    id: Uuid,
    today: NaiveDate,
) -> Result<RoundRow, AppError> {
    let row = db::find(tx, place.partnership_id, id).await?;
    match row.state(today) {
        RoundState::Published => Ok(row),
        RoundState::Closed if place.may(Action::RunScorecard) => Ok(row),
        RoundState::Closed => Err(AppError::Forbidden),
        RoundState::Planned | RoundState::Open | RoundState::Over => Err(AppError::NotFound),
    }
}

/// Everything that the page of results shows.
async fn found(tx: &mut Tx, place: &Place, row: RoundRow) -> sqlx::Result<views::Found> {
    let trend = db::trend(tx, place.partnership_id, row.id).await?;
    let ids: Vec<Uuid> = trend.iter().map(|round| round.id).collect();
    let mut of_rounds = db::results(tx, &ids).await?;
    let mut results = |id: Uuid| {
        let cells = of_rounds.iter_mut().find(|(of, _)| *of == id);
        Results::of(
            cells
                .map(|(_, cells)| std::mem::take(cells))
                .unwrap_or_default(),
        )
    };
    let trend: Vec<_> = trend
        .into_iter()
        .map(|round| {
            let results = results(round.id);
            (round, results)
        })
        .collect();
    let mut groups: Vec<StakeholderGroup> = db::invited(tx, row.id)
        .await?
        .into_iter()
        .map(|invited| invited.group)
        .collect();
    groups.sort_unstable();
    groups.dedup();
    let named = match row.naming {
        Naming::Attributed => db::named(tx, row.id).await?,
        Naming::Anonymous => Vec::new(),
    };
    Ok(views::Found {
        groups,
        remarks: db::remarks(tx, row.id).await?,
        named,
        trend,
        row,
    })
}

async fn results(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = with_results(&mut tx, &place, id, today).await?;
    let found = found(&mut tx, &place, row).await?;
    tx.commit().await?;
    let form = views::agenda_form(&found);
    let view = views::results(&place, &found, (&form, &Errors::default()), None, today);
    Ok(page_of(&place, &found.row, t!("scorecard-results")).show(view))
}

async fn results_spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = with_results(&mut tx, &place, id, today).await?;
    let found = found(&mut tx, &place, row).await?;
    tx.commit().await?;
    list::spreadsheet(
        &format!("{}-scorecard-{}", place.reference, found.row.closes_on),
        &views::results_csv_headings(),
        views::results_csv_rows(&place, &found),
    )
}

async fn keep_agenda(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<AgendaForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = with_results(&mut tx, &place, id, today).await?;
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse() {
        Ok((version, agenda)) => {
            let language = current().language();
            if db::keep_agenda(&mut tx, id, version, agenda.as_deref(), language).await? {
                tx.commit().await?;
                let results = url::act(&place.reference, id, "results");
                return Ok(see_other(&results, "flash-scorecard-agenda-kept"));
            }
            let now = db::find(&mut tx, place.partnership_id, id).await?;
            typed.version = now.version.to_string();
            let (who, when) = who_and_when(&mut tx, "scorecard_round", id).await?;
            let conflict = views::agenda_conflict(who, when, &now, &typed);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    let found = found(&mut tx, &place, row).await?;
    tx.commit().await?;
    let view = views::results(&place, &found, (&typed, &errors), conflict, today);
    Ok(page_of(&place, &found.row, t!("scorecard-results"))
        .status(status)
        .show(view))
}
