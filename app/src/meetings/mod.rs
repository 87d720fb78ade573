//! Meetings of governance bodies: planned, with an agenda that the data drafts,
//! and recorded, with who was in the room, what was said and what followed.

mod db;
mod draft;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::access::Action;
use uuid::Uuid;

use crate::access::{BodyPlace, CurrentPerson, Routes, Who};
use crate::db::{Tx, broken_constraint};
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::{self, current};
use crate::{AppState, Today, actions, bodies, decisions, list, t};
use form::{AgendaForm, AttendanceForm, Filters, MeetingForm, MinutesForm};

pub(crate) use db::{Held, attendance, attended};
pub(crate) use views::{room_section, state_tag};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(body: Uuid) -> String {
        format!("/bodies/{body}/meetings")
    }
    pub(super) fn csv(body: Uuid) -> String {
        format!("/bodies/{body}/meetings.csv")
    }
    pub(crate) fn new(body: Uuid) -> String {
        format!("/bodies/{body}/meetings/new")
    }
    pub(crate) fn show(body: Uuid, meeting: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}")
    }
    pub(super) fn edit(body: Uuid, meeting: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}/edit")
    }
    pub(super) fn agenda(body: Uuid, meeting: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}/agenda")
    }
    pub(crate) fn attendance(body: Uuid, meeting: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}/attendance")
    }
    pub(super) fn minutes(body: Uuid, meeting: Uuid) -> String {
        format!("/bodies/{body}/meetings/{meeting}/minutes")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayAtBody(Action::ReadBody);
    let run = Who::MayAtBody(Action::RunBody);
    Routes::new()
        .get("/bodies/{body}/meetings", read, index)
        .get("/bodies/{body}/meetings.csv", read, spreadsheet)
        .get("/bodies/{body}/meetings/new", run, new)
        .post("/bodies/{body}/meetings", run, create)
        .get("/bodies/{body}/meetings/{meeting}", read, show)
        .get("/bodies/{body}/meetings/{meeting}/edit", run, edit)
        .post("/bodies/{body}/meetings/{meeting}/edit", run, update)
        .get("/bodies/{body}/meetings/{meeting}/agenda", run, agenda)
        .post("/bodies/{body}/meetings/{meeting}/agenda", run, save_agenda)
        .get("/bodies/{body}/meetings/{meeting}/attendance", run, attend)
        .post(
            "/bodies/{body}/meetings/{meeting}/attendance",
            run,
            save_attendance,
        )
        .get("/bodies/{body}/meetings/{meeting}/minutes", run, minutes)
        .post(
            "/bodies/{body}/meetings/{meeting}/minutes",
            run,
            save_minutes,
        )
}

/// The latest meetings of a body that were held, in the order of time.
///
/// # Errors
/// The database's.
pub(crate) async fn latest(tx: &mut Tx, body: Uuid) -> sqlx::Result<Vec<Held>> {
    db::latest(tx, body).await
}

/// The next and the latest meetings of a partnership's bodies, with the body's
/// name.
///
/// # Errors
/// The database's.
pub(crate) async fn of_partnership(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<(String, Held)>> {
    db::of_partnership(tx, partnership).await
}

/// The latest meeting of a partnership's bodies of which it is recorded who came.
///
/// # Errors
/// The database's.
pub(crate) async fn latest_of_partnership(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Option<Held>> {
    let rows = db::of_partnership(tx, partnership).await?;
    Ok(rows
        .into_iter()
        .map(|(_, held)| held)
        .find(|held| held.recorded))
}

/// A meeting that a page below it is about: its day, and whether it is recorded
/// who came.
///
/// # Errors
/// The database's.
pub(crate) async fn day_of(tx: &mut Tx, id: Uuid) -> sqlx::Result<(NaiveDate, bool)> {
    let row = db::find(tx, id).await?;
    Ok((row.planned_on, row.recorded))
}

/// A page below a meeting, with the way to it.
pub(crate) fn subpage(place: &BodyPlace, id: Uuid, on: NaiveDate, title: String) -> Page {
    bodies::page(place, title)
        .crumb(url::index(place.id), t!("meetings-title"))
        .crumb(url::show(place.id, id), text::date(on))
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
    let of = place.id;
    let (rows, total) = db::list(&mut tx, of, &filters, today, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    tx.commit().await?;
    let view = views::index(&place, &filters, &rows, total, today);
    Ok(bodies::page(&place, t!("meetings-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, place.id, &filters, today, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        "meetings",
        &views::csv_headings(),
        rows.iter().map(|row| views::csv_row(row, today)),
    )
}

async fn new(place: BodyPlace) -> Result<Response, AppError> {
    let form = MeetingForm::blank();
    let view = views::edit(&place, None, &form, &Errors::default(), None);
    Ok(bodies::page(&place, t!("meeting-add")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Form(form): Form<MeetingForm>,
) -> Result<Response, AppError> {
    match form.parse() {
        Ok(values) => {
            let mut tx = app.db.begin_as(&person).await?;
            db::insert(&mut tx, place.id, &values, current().language()).await?;
            tx.commit().await?;
            let agenda = url::agenda(place.id, values.id);
            Ok(see_other(&agenda, "flash-meeting-added"))
        }
        Err(Invalid { form, errors }) => {
            let view = views::edit(&place, None, &form, &errors, None);
            Ok(bodies::page(&place, t!("meeting-add"))
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
    let page = page_of(&mut tx, &place, (StatusCode::OK, None), today).await?;
    tx.commit().await?;
    Ok(page)
}

/// A meeting's page, with what stands in the way.
async fn page_of(
    tx: &mut Tx,
    place: &BodyPlace,
    (status, problem): (StatusCode, Option<AnyView>),
    today: NaiveDate,
) -> sqlx::Result<Response> {
    let id = place.below();
    let seen = views::Seen {
        row: db::find(tx, id).await?,
        agenda: db::agenda(tx, id).await?,
        attendance: db::attendance(tx, id).await?,
        questions: decisions::of_meeting(tx, id).await?,
        waiting: decisions::open(tx, place.id).await?,
        actions: actions::of_meeting(tx, id).await?,
    };
    let title = t!("meeting-of", date = text::date(seen.row.planned_on));
    let view = views::show(place, &seen, problem, today);
    Ok(bodies::page(place, title)
        .crumb(url::index(place.id), t!("meetings-title"))
        .status(status)
        .show(view))
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    tx.commit().await?;
    let form = MeetingForm::of(&row);
    let view = views::edit(&place, Some(&row), &form, &Errors::default(), None);
    Ok(subpage(&place, row.id, row.planned_on, t!("meeting-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Form(form): Form<MeetingForm>,
) -> Result<Response, AppError> {
    let id = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse() {
        Ok(values) => {
            if db::update(&mut tx, id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(place.id, id), "flash-meeting-saved"));
            }
            let row = db::find(&mut tx, id).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "meeting", id).await?;
            let conflict = views::conflict(who, when, &MeetingForm::of(&row), &typed);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    let row = db::find(&mut tx, id).await?;
    tx.commit().await?;
    let view = views::edit(&place, Some(&row), &typed, &errors, conflict);
    Ok(subpage(&place, id, row.planned_on, t!("meeting-edit"))
        .status(status)
        .show(view))
}

async fn agenda(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    let items = db::agenda(&mut tx, row.id).await?;
    let drafted = draft::drafted(&mut tx, &person, &place, &items, today).await?;
    tx.commit().await?;
    let form = AgendaForm::of(&row, &items, &drafted);
    let view = views::agenda(
        &place,
        &row,
        &items,
        &drafted,
        (&form, &Errors::default()),
        None,
    );
    Ok(subpage(&place, row.id, row.planned_on, t!("agenda-edit")).show(view))
}

async fn save_agenda(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Form(form): Form<AgendaForm>,
) -> Result<Response, AppError> {
    let id = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let items = db::agenda(&mut tx, id).await?;
    let drafted = draft::drafted(&mut tx, &person, &place, &items, today).await?;
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(&items, &drafted) {
        Ok(values) => {
            if db::save_agenda(&mut tx, place.id, id, &values, current().language()).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(place.id, id), "flash-agenda-saved"));
            }
            let row = db::find(&mut tx, id).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "meeting", id).await?;
            let conflict = views::agenda_conflict(who, when, &items, &values);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    let row = db::find(&mut tx, id).await?;
    tx.commit().await?;
    let view = views::agenda(&place, &row, &items, &drafted, (&typed, &errors), conflict);
    Ok(subpage(&place, id, row.planned_on, t!("agenda-edit"))
        .status(status)
        .show(view))
}

async fn attend(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    let sitting = sitting(&mut tx, &place, &row).await?;
    let rows = db::attendance(&mut tx, row.id).await?;
    tx.commit().await?;
    let form = AttendanceForm::of(&row, &rows);
    let view = views::attendance(&place, &row, &sitting, (&form, &Errors::default()), None);
    Ok(subpage(&place, row.id, row.planned_on, t!("attendance-edit")).show(view))
}

/// Those who sit in the body on the day of the meeting.
async fn sitting(
    tx: &mut Tx,
    place: &BodyPlace,
    row: &db::MeetingRow,
) -> sqlx::Result<Vec<bodies::MemberRow>> {
    let mut members = bodies::members(tx, place.id).await?;
    members.retain(|member| member.sits_on(row.planned_on));
    Ok(members)
}

async fn save_attendance(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Form(form): Form<AttendanceForm>,
) -> Result<Response, AppError> {
    let id = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let members = sitting(&mut tx, &place, &row).await?;
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(&members, row.planned_on, today) {
        Ok(values) => {
            match db::save_attendance(&mut tx, place.id, id, &values).await {
                Ok(true) => {
                    tx.commit().await?;
                    return Ok(see_other(
                        &url::show(place.id, id),
                        "flash-attendance-saved",
                    ));
                }
                Ok(false) => {}
                // A question was decided in the meantime with those who were there.
                Err(error) if is_kept(&error) => {
                    // A connection is given back before another is asked for, or
                    // requests that hold one each would wait for each other.
                    tx.rollback().await?;
                    let mut tx = app.db.begin_as(&person).await?;
                    let typed = views::attendance_in_words(&typed, &members);
                    let problem = Some(views::attendance_stands(typed));
                    let answer = (StatusCode::CONFLICT, problem);
                    return Ok(page_of(&mut tx, &place, answer, today).await?);
                }
                Err(error) => return Err(error.into()),
            }
            let row = db::find(&mut tx, id).await?;
            let rows = db::attendance(&mut tx, id).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "meeting", id).await?;
            let conflict = views::attendance_conflict(who, when, &rows, &values, &members);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let view = views::attendance(&place, &row, &members, (&typed, &errors), conflict);
    Ok(subpage(&place, id, row.planned_on, t!("attendance-edit"))
        .status(status)
        .show(view))
}

/// Whether a trigger refused to change what is to stay.
fn is_kept(error: &sqlx::Error) -> bool {
    let code = error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code);
    code.as_deref() == Some("23001") && broken_constraint(error).is_none()
}

async fn minutes(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.below()).await?;
    tx.commit().await?;
    let form = MinutesForm::of(&row);
    let view = views::minutes(&place, &row, (&form, &Errors::default()), None);
    Ok(subpage(&place, row.id, row.planned_on, t!("minutes-edit")).show(view))
}

async fn save_minutes(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Form(form): Form<MinutesForm>,
) -> Result<Response, AppError> {
    let id = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let mut typed = form.clone();
    let (status, errors, conflict): (_, _, Option<AnyView>) = match form.parse() {
        Ok(values) => {
            if db::save_minutes(&mut tx, id, &values, current().language()).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(place.id, id), "flash-minutes-saved"));
            }
            let row = db::find(&mut tx, id).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "meeting", id).await?;
            let theirs = MinutesForm::of(&row);
            let conflict = views::minutes_conflict(who, when, &theirs, &typed);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    let row = db::find(&mut tx, id).await?;
    tx.commit().await?;
    let view = views::minutes(&place, &row, (&typed, &errors), conflict);
    Ok(subpage(&place, id, row.planned_on, t!("minutes-edit"))
        .status(status)
        .show(view))
}
