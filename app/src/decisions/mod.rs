//! Decisions of governance bodies: a question put to a meeting, who voted what,
//! how it ended by the rules of the domain, and how long sign-off took.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use domain::governance::voters;
use uuid::Uuid;

use crate::access::{BodyPlace, CurrentPerson, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, actions, bodies, list, meetings, t};
use form::{DecideForm, Filters, QuestionForm};

pub(crate) use db::DecisionRow;
pub(crate) use views::{minuted, short_table};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(body: Uuid) -> String {
        format!("/bodies/{body}/decisions")
    }
    pub(super) fn csv(body: Uuid) -> String {
        format!("/bodies/{body}/decisions.csv")
    }
    /// Those that are open.
    pub(crate) fn open(body: Uuid) -> String {
        format!("/bodies/{body}/decisions?open=true")
    }
    /// The form for a question to a meeting.
    pub(crate) fn new(body: Uuid, meeting: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}/decisions/new")
    }
    /// The form that takes a question up again.
    pub(crate) fn again(body: Uuid, meeting: Uuid, decision: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}/decisions/new?follows={decision}")
    }
    pub(super) fn below(body: Uuid, meeting: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}/decisions")
    }
    pub(crate) fn show(body: Uuid, decision: Uuid) -> String {
        format!("/bodies/{body}/decisions/{decision}")
    }
    pub(super) fn edit(body: Uuid, decision: Uuid) -> String {
        format!("/bodies/{body}/decisions/{decision}/edit")
    }
    pub(super) fn decide(body: Uuid, decision: Uuid) -> String {
        format!("/bodies/{body}/decisions/{decision}/decide")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayAtBody(Action::ReadBody);
    let run = Who::MayAtBody(Action::RunBody);
    Routes::new()
        .get("/bodies/{body}/decisions", read, index)
        .get("/bodies/{body}/decisions.csv", read, spreadsheet)
        .get("/bodies/{body}/meetings/{meeting}/decisions/new", run, new)
        .post("/bodies/{body}/meetings/{meeting}/decisions", run, create)
        .get("/bodies/{body}/decisions/{decision}", read, show)
        .get("/bodies/{body}/decisions/{decision}/edit", run, edit)
        .post("/bodies/{body}/decisions/{decision}/edit", run, update)
        .get("/bodies/{body}/decisions/{decision}/decide", run, decide)
        .post(
            "/bodies/{body}/decisions/{decision}/decide",
            run,
            save_outcome,
        )
}

/// The questions of a body that are open: not decided, or put off and not taken
/// up again.
///
/// # Errors
/// The database's.
pub(crate) async fn open(tx: &mut Tx, body: Uuid) -> sqlx::Result<Vec<DecisionRow>> {
    Ok(longest_open(tx, body, i64::MAX).await?.0)
}

/// As [`open`], those that are open longest, at most `most`; and how many are
/// open in all.
///
/// # Errors
/// The database's.
pub(crate) async fn longest_open(
    tx: &mut Tx,
    body: Uuid,
    most: i64,
) -> sqlx::Result<(Vec<DecisionRow>, i64)> {
    let of = db::Of {
        body: Some(body),
        ..db::Of::default()
    };
    db::list(tx, of, &Filters::open(), most, 0).await
}

/// The questions put to a meeting, in the order in which they were.
///
/// # Errors
/// The database's.
pub(crate) async fn of_meeting(tx: &mut Tx, meeting: Uuid) -> sqlx::Result<Vec<DecisionRow>> {
    let of = db::Of {
        meeting: Some(meeting),
        ..db::Of::default()
    };
    db::all(tx, of, &Filters::in_order()).await
}

/// What the bodies of a partnership decide, and what others decide that binds
/// it, the latest first.
///
/// # Errors
/// The database's.
pub(crate) async fn of_partnership(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<DecisionRow>> {
    let of = db::Of {
        partnership: Some(partnership),
        ..db::Of::default()
    };
    db::all(tx, of, &Filters::default()).await
}

/// The latest questions put to the bodies of a jurisdiction, at most `most`.
///
/// # Errors
/// The database's.
pub(crate) async fn of_jurisdiction(
    tx: &mut Tx,
    jurisdiction: Uuid,
    most: i64,
) -> sqlx::Result<Vec<DecisionRow>> {
    let of = db::Of {
        jurisdiction: Some(jurisdiction),
        ..db::Of::default()
    };
    Ok(db::list(tx, of, &Filters::default(), most, 0).await?.0)
}

/// The latest question that binds a partnership, or that one of its bodies was
/// asked, and that was answered.
///
/// # Errors
/// The database's.
pub(crate) async fn latest_answered(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Option<DecisionRow>> {
    let of = db::Of {
        partnership: Some(partnership),
        ..db::Of::default()
    };
    let (rows, _) = db::list(tx, of, &Filters::answered(), 1, 0).await?;
    Ok(rows.into_iter().next())
}

fn subpage(place: &BodyPlace, row: &DecisionRow, title: String) -> Page {
    bodies::page(place, title)
        .crumb(url::index(place.id), t!("decisions-title"))
        .crumb(url::show(place.id, row.id), row.question.clone())
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let of = db::Of {
        body: Some(place.id),
        ..db::Of::default()
    };
    let (rows, total) = db::list(&mut tx, of, &filters, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    tx.commit().await?;
    let view = views::index(&place, &filters, &rows, total);
    Ok(bodies::page(&place, t!("decisions-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let of = db::Of {
        body: Some(place.id),
        ..db::Of::default()
    };
    let rows = db::all(&mut tx, of, &filters).await?;
    tx.commit().await?;
    list::spreadsheet(
        "decisions",
        &views::csv_headings(),
        rows.iter().map(views::csv_row),
    )
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Asked {
    /// The question that is taken up again.
    follows: String,
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let meeting = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let (on, _) = meetings::day_of(&mut tx, meeting).await?;
    let before = open(&mut tx, place.id)
        .await?
        .into_iter()
        .find(|row| row.id.to_string() == asked.follows);
    let choices = db::bindable(&mut tx, place.id).await?;
    tx.commit().await?;
    let form = match &before {
        Some(row) => QuestionForm::again(row),
        None => QuestionForm::blank(on),
    };
    let view = views::ask(&place, meeting, &choices, &form, &Errors::default());
    Ok(meetings::subpage(&place, meeting, on, t!("decision-add")).show(view))
}

const CONSTRAINTS: [(&str, &str, &str); 1] = [(
    "decision_taken_up_once",
    "question",
    "decision-error-taken-up",
)];

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Form(form): Form<QuestionForm>,
) -> Result<Response, AppError> {
    let meeting = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let (on, _) = meetings::day_of(&mut tx, meeting).await?;
    let choices = db::bindable(&mut tx, place.id).await?;
    let typed = form.clone();
    let errors = match form.parse(&choices, on) {
        Ok(values) => {
            let language = current().language();
            match db::insert(&mut tx, place.id, meeting, &values, language).await {
                Ok(()) => {
                    tx.commit().await?;
                    let show = url::show(place.id, values.id);
                    return Ok(see_other(&show, "flash-decision-added"));
                }
                Err(error) => on_constraint(error, &CONSTRAINTS)?,
            }
        }
        Err(Invalid { errors, .. }) => errors,
    };
    let view = views::ask(&place, meeting, &choices, &typed, &errors);
    Ok(meetings::subpage(&place, meeting, on, t!("decision-add"))
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view))
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let page = page_of(&mut tx, &place, None, today).await?;
    tx.commit().await?;
    Ok(page)
}

/// A decision's page, with what stands in the way: 409 then.
async fn page_of(
    tx: &mut Tx,
    place: &BodyPlace,
    problem: Option<AnyView>,
    today: chrono::NaiveDate,
) -> Result<Response, AppError> {
    let row = db::find(tx, place.below()).await?;
    let votes = db::votes(tx, row.id).await?;
    let actions = actions::of_decision(tx, row.id).await?;
    let status = match problem {
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::OK,
    };
    let view = views::show(place, &row, &votes, (&actions, today), problem);
    Ok(bodies::page(place, row.question)
        .crumb(url::index(place.id), t!("decisions-title"))
        .status(status)
        .show(view))
}

/// The decision's page, which says who decided it, or changed it, in the
/// meantime, with what was typed into a form that it no longer takes.
async fn moved_on(
    tx: &mut Tx,
    place: &BodyPlace,
    typed: Vec<(String, String)>,
    today: chrono::NaiveDate,
) -> Result<Response, AppError> {
    let saved = who_and_when(tx, "decision", place.below()).await?;
    let problem = views::moved_on(saved, typed);
    page_of(tx, place, Some(problem), today).await
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    if row.outcome.is_some() {
        return moved_on(&mut tx, &place, vec![], today).await;
    }
    let choices = db::bindable(&mut tx, place.id).await?;
    tx.commit().await?;
    let form = QuestionForm::of(&row);
    let view = views::edit(&place, &row, &choices, &form, &Errors::default(), None);
    Ok(subpage(&place, &row, t!("decision-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Form(form): Form<QuestionForm>,
) -> Result<Response, AppError> {
    let id = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let choices = db::bindable(&mut tx, place.id).await?;
    if row.outcome.is_some() {
        let typed = views::in_words(&form, &choices);
        return moved_on(&mut tx, &place, typed, today).await;
    }
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(&choices, row.meeting_on) {
        Ok(values) => {
            if db::update(&mut tx, id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(place.id, id), "flash-decision-saved"));
            }
            let row = db::find(&mut tx, id).await?;
            if row.outcome.is_some() {
                let typed = views::in_words(&typed, &choices);
                return moved_on(&mut tx, &place, typed, today).await;
            }
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "decision", id).await?;
            let theirs = QuestionForm::of(&row);
            let conflict = views::conflict(who, when, &theirs, &typed, &choices);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let view = views::edit(&place, &row, &choices, &typed, &errors, conflict);
    Ok(subpage(&place, &row, t!("decision-edit"))
        .status(status)
        .show(view))
}

/// Those who may vote on a question: each voter with their name, and the quorum.
async fn ballots(
    tx: &mut Tx,
    place: &BodyPlace,
    row: &DecisionRow,
) -> sqlx::Result<views::Ballots> {
    let attendance = meetings::attendance(tx, row.meeting_id).await?;
    let voting = voters(&meetings::attended(&attendance));
    let names = voting.into_iter().filter_map(|id| {
        let member = attendance.iter().find(|one| one.member_id == Some(id))?;
        Some((id, member.called()))
    });
    Ok(views::Ballots {
        recorded: !attendance.is_empty(),
        voters: names.collect(),
        quorum: db::quorum(tx, place.id).await?,
    })
}

async fn decide(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    if row.outcome.is_some() {
        return moved_on(&mut tx, &place, vec![], today).await;
    }
    let ballots = ballots(&mut tx, &place, &row).await?;
    tx.commit().await?;
    let form = DecideForm::blank(&row);
    let view = views::decide(&place, &row, &ballots, (&form, &Errors::default()), None);
    Ok(subpage(&place, &row, t!("decision-decide")).show(view))
}

async fn save_outcome(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Form(form): Form<DecideForm>,
) -> Result<Response, AppError> {
    let id = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let ballots = ballots(&mut tx, &place, &row).await?;
    if row.outcome.is_some() {
        let typed = views::outcome_in_words(&form, &ballots);
        return moved_on(&mut tx, &place, typed, today).await;
    }
    let mut typed = form.clone();
    let (status, errors, problem) = if ballots.recorded {
        match form.parse(&ballots.ids(), ballots.quorum, row.meeting_on) {
            Ok(values) => {
                if db::decide(&mut tx, place.id, id, &values, current().language()).await? {
                    tx.commit().await?;
                    return Ok(see_other(
                        &url::show(place.id, id),
                        "flash-decision-decided",
                    ));
                }
                let row = db::find(&mut tx, id).await?;
                if row.outcome.is_some() {
                    let typed = views::outcome_in_words(&typed, &ballots);
                    return moved_on(&mut tx, &place, typed, today).await;
                }
                // The question was changed, so that the form may still fit.
                typed.version = row.version.to_string();
                let saved = who_and_when(&mut tx, "decision", id).await?;
                let problem = views::moved_on(saved, vec![]);
                (StatusCode::CONFLICT, Errors::default(), Some(problem))
            }
            Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        }
    } else {
        // Who was there was taken back, and is asked first.
        let typed = views::outcome_in_words(&typed, &ballots);
        let problem = views::attendance_first(typed);
        (StatusCode::CONFLICT, Errors::default(), Some(problem))
    };
    let row = db::find(&mut tx, id).await?;
    tx.commit().await?;
    let view = views::decide(&place, &row, &ballots, (&typed, &errors), problem);
    Ok(subpage(&place, &row, t!("decision-decide"))
        .status(status)
        .show(view))
}
