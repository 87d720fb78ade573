//! Governance bodies: who steers a jurisdiction or a partnership, who sits there
//! and from when to when, and what became of their meetings.

mod db;
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
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, actions, decisions, governance, list, meetings, partnerships, t};
use form::{BodyForm, Filters, Home, MemberForm};

pub(crate) use db::{BodyRow, MemberRow, members};
pub(crate) use views::{days_words, listing_table, sub_nav};

/// Open questions and actions on the page of a body, at most so many of each.
const SHOWN: i64 = 10;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/bodies";
    pub(crate) const CSV: &str = "/bodies.csv";
    pub(crate) const NEW: &str = "/bodies/new";

    /// The form for a body of a partnership.
    pub(crate) fn new_in(reference: &str) -> String {
        format!("/bodies/new?partnership={reference}")
    }
    pub(crate) fn show(id: Uuid) -> String {
        format!("/bodies/{id}")
    }
    pub(super) fn edit(id: Uuid) -> String {
        format!("/bodies/{id}/edit")
    }
    pub(super) fn members(id: Uuid) -> String {
        format!("/bodies/{id}/members")
    }
    pub(super) fn new_member(id: Uuid) -> String {
        format!("/bodies/{id}/members/new")
    }
    pub(super) fn member(id: Uuid, member: Uuid) -> String {
        format!("/bodies/{id}/members/{member}/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayAtBody(Action::ReadBody);
    let keep = Who::MayAtBody(Action::KeepBody);
    // Whether the jurisdiction or partnership is theirs to keep bodies of, the
    // form's choices and the policies say.
    let add = Who::May(Action::KeepBody);
    Routes::new()
        .get("/bodies", Who::May(Action::ReadBody), index)
        .get("/bodies.csv", Who::May(Action::ReadBody), spreadsheet)
        .get("/bodies/new", add, new)
        .post("/bodies", add, create)
        .get("/bodies/{body}", read, show)
        .get("/bodies/{body}/edit", keep, edit)
        .post("/bodies/{body}/edit", keep, update)
        .get("/bodies/{body}/members/new", keep, new_member)
        .post("/bodies/{body}/members", keep, add_member)
        .get("/bodies/{body}/members/{member}/edit", keep, edit_member)
        .post("/bodies/{body}/members/{member}/edit", keep, update_member)
}

/// The pages of one body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    /// What counts, first.
    Summary,
    /// Meetings with their agendas and minutes.
    Meetings,
    /// Questions and how they ended.
    Decisions,
    /// Who does what by when.
    Actions,
}

/// A page of a body, with the way to it.
pub(crate) fn page(place: &BodyPlace, title: String) -> Page {
    way(place, title).crumb(url::show(place.id), place.name.clone())
}

/// A page with the way to the body it is about.
fn way(place: &BodyPlace, title: String) -> Page {
    match &place.partnership {
        Some((reference, name)) => Page::new(title)
            .crumb(partnerships::url::INDEX, t!("partnerships-title"))
            .crumb(partnerships::url::show(reference), name.clone())
            .crumb(governance::url::show(reference), t!("governance-title")),
        None => Page::new(title).crumb(url::INDEX, t!("bodies-title")),
    }
}

/// The bodies of a partnership, and those whose decisions bind it.
///
/// # Errors
/// The database's.
pub(crate) async fn of_partnership(
    tx: &mut Tx,
    partnership: Uuid,
    today: NaiveDate,
) -> sqlx::Result<Vec<BodyRow>> {
    let filters = Filters::default();
    let of = db::Of {
        partnership: Some(partnership),
        ..db::Of::default()
    };
    Ok(db::list(tx, of, &filters, today, i64::MAX, 0).await?.0)
}

/// The bodies of a jurisdiction itself.
///
/// # Errors
/// The database's.
pub(crate) async fn of_jurisdiction(
    tx: &mut Tx,
    jurisdiction: Uuid,
    today: NaiveDate,
) -> sqlx::Result<Vec<BodyRow>> {
    let filters = Filters::default();
    let of = db::Of {
        jurisdiction: Some(jurisdiction),
        ..db::Of::default()
    };
    Ok(db::list(tx, of, &filters, today, i64::MAX, 0).await?.0)
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let of = db::Of::default();
    let (rows, total) = db::list(&mut tx, of, &filters, today, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    tx.commit().await?;
    let view = views::index(&person, &filters, &rows, total, today);
    Ok(Page::new(t!("bodies-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, db::Of::default(), &filters, today, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        "bodies",
        &views::csv_headings(),
        rows.iter().map(views::csv_row),
    )
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = views::Seen {
        row: db::find(&mut tx, place.id, today).await?,
        members: db::members(&mut tx, place.id).await?,
        meetings: meetings::latest(&mut tx, place.id).await?,
        questions: decisions::longest_open(&mut tx, place.id, SHOWN).await?,
        actions: actions::earliest_open(&mut tx, place.id, SHOWN).await?,
    };
    tx.commit().await?;
    let view = views::show(&place, &seen, today);
    Ok(way(&place, place.name.clone()).show(view))
}

/// Where a body may be put: the jurisdictions that the person keeps, or the one
/// partnership that the form was opened from.
async fn homes(tx: &mut Tx, asked: &str) -> Result<Vec<Home>, AppError> {
    let homes = db::homes(tx, asked).await?;
    if homes.is_empty() {
        return Err(AppError::Forbidden);
    }
    Ok(homes)
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Asked {
    /// Reference of a partnership; blank for a body of a jurisdiction.
    partnership: String,
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let homes = homes(&mut tx, &asked.partnership).await?;
    tx.commit().await?;
    let form = BodyForm::blank(&asked.partnership, &homes);
    Ok(new_page(StatusCode::OK, &homes, &form, &Errors::default()))
}

fn new_page(status: StatusCode, homes: &[Home], form: &BodyForm, errors: &Errors) -> Response {
    let view = views::new(homes, form, errors);
    Page::new(t!("body-add"))
        .crumb(url::INDEX, t!("bodies-title"))
        .status(status)
        .show(view)
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(form): Form<BodyForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let homes = homes(&mut tx, &form.partnership).await?;
    match form.parse(&homes) {
        Ok((values, home)) => {
            db::insert(&mut tx, &values, &home, current().language()).await?;
            tx.commit().await?;
            Ok(see_other(&url::show(values.id), "flash-body-added"))
        }
        Err(Invalid { form, errors }) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(new_page(status, &homes, &form, &errors))
        }
    }
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.id, today).await?;
    tx.commit().await?;
    let view = views::edit(&row, &BodyForm::of(&row), &Errors::default(), None);
    Ok(page(&place, t!("body-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
    Form(form): Form<BodyForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse_values() {
        Ok(values) => {
            if db::update(&mut tx, place.id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(place.id), "flash-body-saved"));
            }
            let row = db::find(&mut tx, place.id, today).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "body", place.id).await?;
            let conflict = views::conflict(who, when, &BodyForm::of(&row), &typed);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    let row = db::find(&mut tx, place.id, today).await?;
    tx.commit().await?;
    let view = views::edit(&row, &typed, &errors, conflict);
    Ok(page(&place, t!("body-edit")).status(status).show(view))
}

async fn new_member(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let form = MemberForm::blank(today);
    let choices = choices(&mut tx, &place, None).await?;
    tx.commit().await?;
    let view = views::member(&place, None, &choices, &form, &Errors::default(), None);
    Ok(page(&place, t!("member-add")).show(view))
}

/// Who may be named a member, and whom an alternate may stand in for.
async fn choices(
    tx: &mut Tx,
    place: &BodyPlace,
    of: Option<&MemberRow>,
) -> sqlx::Result<views::Choices> {
    let members = db::members(tx, place.id).await?;
    Ok(views::Choices {
        people: db::candidates(tx, place.id, of.map(|member| member.person_id)).await?,
        principals: members
            .into_iter()
            .filter(|member| member.seat.votes() && of.is_none_or(|of| of.id != member.id))
            .map(|member| (member.id.to_string(), member.name))
            .collect(),
    })
}

const MEMBER_CONSTRAINTS: [(&str, &str, &str); 1] = [(
    "body_member_once_at_a_time",
    "person",
    "member-error-already",
)];

async fn add_member(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Form(form): Form<MemberForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offered = choices(&mut tx, &place, None).await?;
    let typed = form.clone();
    let errors = match form.parse(&offered.people, &offered.principals) {
        Ok(values) => match db::insert_member(&mut tx, place.id, &values).await {
            Ok(()) => {
                tx.commit().await?;
                return Ok(see_other(&url::show(place.id), "flash-member-added"));
            }
            Err(error) => on_constraint(error, &MEMBER_CONSTRAINTS)?,
        },
        Err(Invalid { errors, .. }) => errors,
    };
    let view = views::member(&place, None, &offered, &typed, &errors, None);
    Ok(page(&place, t!("member-add"))
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view))
}

async fn edit_member(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::member(&mut tx, place.below()).await?;
    let choices = choices(&mut tx, &place, Some(&row)).await?;
    tx.commit().await?;
    let form = MemberForm::of(&row);
    let view = views::member(
        &place,
        Some(&row),
        &choices,
        &form,
        &Errors::default(),
        None,
    );
    Ok(page(&place, t!("member-edit")).show(view))
}

async fn update_member(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: BodyPlace,
    Form(form): Form<MemberForm>,
) -> Result<Response, AppError> {
    let id = place.below();
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::member(&mut tx, id).await?;
    let offered = choices(&mut tx, &place, Some(&row)).await?;
    // Who it is stays; somebody else is another member.
    let mut typed = MemberForm {
        person: row.person_id.to_string(),
        ..form
    };
    let (status, errors, conflict) = match typed.clone().parse(&offered.people, &offered.principals)
    {
        Ok(values) => {
            if db::update_member(&mut tx, id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(place.id), "flash-member-saved"));
            }
            let row = db::member(&mut tx, id).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "body_member", id).await?;
            let theirs = MemberForm::of(&row);
            let conflict = views::member_conflict(who, when, &theirs, &typed, &offered);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let view = views::member(&place, Some(&row), &offered, &typed, &errors, conflict);
    Ok(page(&place, t!("member-edit")).status(status).show(view))
}
