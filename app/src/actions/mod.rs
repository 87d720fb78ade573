//! Actions that follow from meetings: who does what by when. Done is said by
//! the owner, with evidence, and verified by somebody else.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::{Days, NaiveDate};
use domain::access::Action;
use domain::governance::ActionState;
use uuid::Uuid;

use crate::access::{BodyPlace, CurrentPerson, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, bodies, decisions, list, meetings, t};
use form::{ActionForm, CheckForm, DoneForm, DropForm, Filters};

pub(crate) use db::ActionRow;
pub(crate) use views::{short_table, waiting_item};

/// Actions are due soon when they fall due within so many days.
const SOON_DAYS: u64 = 30;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    use super::Filters;
    use crate::list;

    pub(crate) fn index(body: Uuid) -> String {
        format!("/bodies/{body}/actions")
    }
    pub(super) fn csv(body: Uuid) -> String {
        format!("/bodies/{body}/actions.csv")
    }
    /// Those that nobody has verified.
    pub(crate) fn unverified(body: Uuid) -> String {
        list::address(&index(body), &Filters::unverified())
    }
    /// Those past their day.
    pub(crate) fn overdue(body: Uuid) -> String {
        format!("/bodies/{body}/actions?overdue=true")
    }
    pub(crate) fn new(body: Uuid, meeting: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}/actions/new")
    }
    /// The form for an action that a decision asks for.
    pub(crate) fn new_after(body: Uuid, meeting: Uuid, decision: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}/actions/new?decision={decision}")
    }
    pub(super) fn below(body: Uuid, meeting: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}/actions")
    }
    pub(crate) fn show(body: Uuid, action: Uuid) -> String {
        format!("/bodies/{body}/actions/{action}")
    }
    pub(super) fn edit(body: Uuid, action: Uuid) -> String {
        format!("/bodies/{body}/actions/{action}/edit")
    }
    pub(super) fn done(body: Uuid, action: Uuid) -> String {
        format!("/bodies/{body}/actions/{action}/done")
    }
    pub(super) fn check(body: Uuid, action: Uuid) -> String {
        format!("/bodies/{body}/actions/{action}/check")
    }
    pub(super) fn give_up(body: Uuid, action: Uuid) -> String {
        format!("/bodies/{body}/actions/{action}/drop")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayAtBody(Action::ReadBody);
    let run = Who::MayAtBody(Action::RunBody);
    Routes::new()
        .get("/bodies/{body}/actions", read, index)
        .get("/bodies/{body}/actions.csv", read, spreadsheet)
        .get("/bodies/{body}/meetings/{meeting}/actions/new", run, new)
        .post("/bodies/{body}/meetings/{meeting}/actions", run, create)
        .get("/bodies/{body}/actions/{action}", read, show)
        .get("/bodies/{body}/actions/{action}/edit", run, edit)
        .post("/bodies/{body}/actions/{action}/edit", run, update)
        .post(
            "/bodies/{body}/actions/{action}/done",
            Who::MayAtBody(Action::FinishAction),
            finish,
        )
        .post(
            "/bodies/{body}/actions/{action}/check",
            Who::MayAtBody(Action::VerifyAction),
            check,
        )
        .post("/bodies/{body}/actions/{action}/drop", run, give_up)
}

/// The actions of a body that are not verified yet, the earliest due first.
///
/// # Errors
/// The database's.
pub(crate) async fn open(tx: &mut Tx, body: Uuid) -> sqlx::Result<Vec<ActionRow>> {
    Ok(earliest_open(tx, body, i64::MAX).await?.0)
}

/// As [`open`], those due earliest, at most `most`; and how many there are in
/// all.
///
/// # Errors
/// The database's.
pub(crate) async fn earliest_open(
    tx: &mut Tx,
    body: Uuid,
    most: i64,
) -> sqlx::Result<(Vec<ActionRow>, i64)> {
    let of = db::Of {
        body: Some(body),
        ..db::Of::default()
    };
    let any_day = NaiveDate::default();
    db::list(tx, of, &Filters::unverified(), any_day, most, 0).await
}

/// The actions of a meeting.
///
/// # Errors
/// The database's.
pub(crate) async fn of_meeting(tx: &mut Tx, meeting: Uuid) -> sqlx::Result<Vec<ActionRow>> {
    let of = db::Of {
        meeting: Some(meeting),
        ..db::Of::default()
    };
    db::all(tx, of, &Filters::default()).await
}

/// The actions that follow from a decision.
///
/// # Errors
/// The database's.
pub(crate) async fn of_decision(tx: &mut Tx, decision: Uuid) -> sqlx::Result<Vec<ActionRow>> {
    let of = db::Of {
        decision: Some(decision),
        ..db::Of::default()
    };
    db::all(tx, of, &Filters::default()).await
}

/// The actions of a partnership's bodies, and those that follow from decisions
/// that bind it, which are not verified yet.
///
/// # Errors
/// The database's.
pub(crate) async fn of_partnership(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<ActionRow>> {
    let of = db::Of {
        partnership: Some(partnership),
        ..db::Of::default()
    };
    db::all(tx, of, &Filters::unverified()).await
}

/// Actions for a workbench.
pub(crate) struct Waiting {
    /// To be done by the viewer.
    pub(crate) own: Vec<ActionRow>,
    /// Late, or said to be done, and the viewer's to verify.
    pub(crate) to_verify: Vec<ActionRow>,
}

/// What is due from the viewer, and what waits for them to verify it or is late
/// though they are to.
///
/// # Errors
/// The database's.
pub(crate) async fn waiting(
    tx: &mut Tx,
    person: &CurrentPerson,
    today: NaiveDate,
) -> sqlx::Result<Waiting> {
    let rows = db::waiting(tx, today, today + Days::new(SOON_DAYS)).await?;
    let (own, to_verify) = rows.into_iter().partition(|row| row.owner_id == person.id);
    Ok(Waiting { own, to_verify })
}

fn subpage(place: &BodyPlace, row: &ActionRow, title: String) -> Page {
    bodies::page(place, title)
        .crumb(url::index(place.id), t!("actions-title"))
        .crumb(url::show(place.id, row.id), row.what.clone())
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let of = db::Of {
        body: Some(place.id),
        ..db::Of::default()
    };
    let (rows, total) = db::list(&mut tx, of, &filters, today, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    tx.commit().await?;
    let view = views::index(&place, &filters, &rows, total, today);
    Ok(bodies::page(&place, t!("actions-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let of = db::Of {
        body: Some(place.id),
        ..db::Of::default()
    };
    let (rows, _) = db::list(&mut tx, of, &filters, today, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        "actions",
        &views::csv_headings(),
        rows.iter().map(views::csv_row),
    )
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Asked {
    /// The decision that asks for it.
    decision: String,
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
    let choices = choices(&mut tx, &place, meeting, None).await?;
    tx.commit().await?;
    let form = ActionForm::blank(&asked.decision);
    let view = views::edit(
        &place,
        meeting,
        None,
        &choices,
        (&form, &Errors::default()),
        None,
    );
    Ok(meetings::subpage(&place, meeting, on, t!("action-add")).show(view))
}

/// Who may own and verify an action, and the decisions of its meeting.
async fn choices(
    tx: &mut Tx,
    place: &BodyPlace,
    meeting: Uuid,
    row: Option<&ActionRow>,
) -> sqlx::Result<views::Choices> {
    let decisions = decisions::of_meeting(tx, meeting).await?;
    let also: Vec<Uuid> = row
        .into_iter()
        .flat_map(|row| [row.owner_id, row.verifier_id])
        .collect();
    Ok(views::Choices {
        people: db::candidates(tx, place.id, &also).await?,
        decisions: decisions
            .into_iter()
            .map(|row| (row.id.to_string(), row.question))
            .collect(),
    })
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Form(form): Form<ActionForm>,
) -> Result<Response, AppError> {
    let meeting = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let (on, _) = meetings::day_of(&mut tx, meeting).await?;
    let choices = choices(&mut tx, &place, meeting, None).await?;
    match form.parse(&choices.people, &choices.decisions) {
        Ok(values) => {
            db::insert(&mut tx, place.id, meeting, &values, current().language()).await?;
            tx.commit().await?;
            Ok(see_other(
                &url::show(place.id, values.id),
                "flash-action-added",
            ))
        }
        Err(Invalid { form, errors }) => {
            let view = views::edit(&place, meeting, None, &choices, (&form, &errors), None);
            Ok(meetings::subpage(&place, meeting, on, t!("action-add"))
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .show(view))
        }
    }
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    let forms = views::Forms::blank(&row);
    page_of(&mut tx, &place, row, &forms, (StatusCode::OK, None), today).await
}

/// An action's page with its story and forms.
async fn page_of(
    tx: &mut Tx,
    place: &BodyPlace,
    row: ActionRow,
    forms: &views::Forms,
    (status, problem): (StatusCode, Option<AnyView>),
    today: NaiveDate,
) -> Result<Response, AppError> {
    let steps = db::steps(tx, row.id).await?;
    let view = views::show(place, &row, steps, forms, problem, today);
    Ok(bodies::page(place, row.what)
        .crumb(url::index(place.id), t!("actions-title"))
        .status(status)
        .show(view))
}

/// The action's page, which says who took it further in the meantime, with what
/// was `typed` on the page of another form: 409.
async fn moved_on(
    tx: &mut Tx,
    place: &BodyPlace,
    forms: views::Forms,
    typed: Vec<(String, String)>,
    today: NaiveDate,
) -> Result<Response, AppError> {
    let id = place.below();
    let row = db::find(tx, id).await?;
    let saved = who_and_when(tx, "action", id).await?;
    let problem = Some(views::moved_on(place, &row, saved, &forms, typed));
    let forms = forms.at_version(row.version);
    page_of(
        tx,
        place,
        row,
        &forms,
        (StatusCode::CONFLICT, problem),
        today,
    )
    .await
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    if row.state != ActionState::Open {
        let forms = views::Forms::blank(&row);
        return moved_on(&mut tx, &place, forms, vec![], today).await;
    }
    let choices = choices(&mut tx, &place, row.meeting_id, Some(&row)).await?;
    tx.commit().await?;
    let form = ActionForm::of(&row);
    let typed = (&form, &Errors::default());
    let view = views::edit(&place, row.meeting_id, Some(&row), &choices, typed, None);
    Ok(subpage(&place, &row, t!("action-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Form(form): Form<ActionForm>,
) -> Result<Response, AppError> {
    let id = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let choices = choices(&mut tx, &place, row.meeting_id, Some(&row)).await?;
    if row.state != ActionState::Open {
        let forms = views::Forms::blank(&row);
        let typed = views::in_words(&form, &choices);
        return moved_on(&mut tx, &place, forms, typed, today).await;
    }
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(&choices.people, &choices.decisions) {
        Ok(values) => {
            if db::update(&mut tx, id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(place.id, id), "flash-action-saved"));
            }
            let row = db::find(&mut tx, id).await?;
            if row.state != ActionState::Open {
                let forms = views::Forms::blank(&row);
                let typed = views::in_words(&typed, &choices);
                return moved_on(&mut tx, &place, forms, typed, today).await;
            }
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "action", id).await?;
            let theirs = ActionForm::of(&row);
            let conflict = views::conflict(who, when, &theirs, &typed, &choices);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let shown = (&typed, &errors);
    let view = views::edit(
        &place,
        row.meeting_id,
        Some(&row),
        &choices,
        shown,
        conflict,
    );
    Ok(subpage(&place, &row, t!("action-edit"))
        .status(status)
        .show(view))
}

async fn finish(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Form(form): Form<DoneForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    let typed = views::Forms::done(&row, form.clone());
    let step = form.parse(&row, person.id);
    take(tx, &place, row, step, typed, today, "flash-action-done").await
}

async fn check(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Form(form): Form<CheckForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    let flash = match form.verdict.as_str() {
        "returned" => "flash-action-returned",
        _ => "flash-action-verified",
    };
    let typed = views::Forms::check(&row, form.clone());
    let step = form.parse(&row, person.id);
    take(tx, &place, row, step, typed, today, flash).await
}

async fn give_up(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Form(form): Form<DropForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    let typed = views::Forms::given_up(&row, form.clone());
    let step = form.parse(&row, person.id);
    take(tx, &place, row, step, typed, today, "flash-action-dropped").await
}

/// Takes a step with an action, or shows why it cannot be taken.
async fn take(
    mut tx: Tx,
    place: &BodyPlace,
    row: ActionRow,
    step: Result<form::StepValues, form::Refused>,
    typed: views::Forms,
    today: NaiveDate,
    flash: &'static str,
) -> Result<Response, AppError> {
    let show = url::show(place.id, row.id);
    // The same form, sent again.
    if db::step_exists(&mut tx, typed.step_id()).await? {
        return Ok(see_other(&show, flash));
    }
    match step {
        Ok(values) => {
            if db::step(
                &mut tx,
                place.id,
                row.id,
                &values,
                today,
                current().language(),
            )
            .await?
            {
                tx.commit().await?;
                return Ok(see_other(&show, flash));
            }
            moved_on(&mut tx, place, typed, vec![], today).await
        }
        Err(form::Refused::OutOfOrder) => moved_on(&mut tx, place, typed, vec![], today).await,
        Err(form::Refused::Errors(errors)) => {
            let typed = typed.with(errors);
            let refused = (StatusCode::UNPROCESSABLE_ENTITY, None);
            page_of(&mut tx, place, row, &typed, refused, today).await
        }
    }
}
