//! Tensions: two poles that are both wanted, where the balance between them
//! stands over time, and what mechanisms do to them (seed 003).

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::access::{Action, Person};
use domain::tension::groups;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::coordination::db::{self as shared, EffectRow, Narrowed, TensionRow};
use crate::coordination::{Around, Home, HomeId, home, latest};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, list, partnerships, t};
pub(crate) use form::Begin;
use form::{Filters, PositionForm, SettleForm, TensionForm};
use views::{Forms, Seen};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    use super::Begin;
    use crate::coordination::HomeId;
    use crate::list;

    pub(crate) const INDEX: &str = "/tensions";
    pub(super) const CSV: &str = "/tensions.csv";
    pub(crate) const MAP: &str = "/tensions/map";

    pub(crate) fn new(begin: &Begin) -> String {
        list::address("/tensions/new", begin)
    }
    pub(crate) fn show(id: Uuid) -> String {
        format!("/tensions/{id}")
    }
    pub(super) fn edit(id: Uuid) -> String {
        format!("/tensions/{id}/edit")
    }
    pub(super) fn positions(id: Uuid) -> String {
        format!("/tensions/{id}/positions")
    }
    pub(super) fn settle(id: Uuid) -> String {
        format!("/tensions/{id}/settle")
    }
    pub(super) fn reopen(id: Uuid) -> String {
        format!("/tensions/{id}/reopen")
    }
    pub(crate) fn of_place(place: HomeId) -> String {
        format!("/tensions?place={place}")
    }
    pub(crate) fn map_of(place: HomeId) -> String {
        format!("{MAP}?place={place}")
    }
    pub(crate) fn of_partnership(reference: &str) -> String {
        format!("/partnerships/{reference}/tensions")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadTension);
    // Whose a tension is stands on its row: the handlers ask.
    let write = Who::May(Action::WriteTension);
    Routes::new()
        .get("/tensions", read, index)
        .get("/tensions.csv", read, spreadsheet)
        .get("/tensions/map", read, map)
        .get("/tensions/new", write, new)
        .post("/tensions", write, create)
        .get("/tensions/{tension}", read, show)
        .get("/tensions/{tension}/edit", write, edit)
        .post("/tensions/{tension}/edit", write, update)
        .post(
            "/tensions/{tension}/positions",
            Who::May(Action::WeighTension),
            weigh,
        )
        .post("/tensions/{tension}/settle", write, settle)
        .post("/tensions/{tension}/reopen", write, reopen)
        .get(
            "/partnerships/{reference}/tensions",
            Who::MayHere(Action::ReadTension),
            of_partnership,
        )
}

/// Tensions of one place, with what is said of them.
pub(crate) struct Here {
    rows: Vec<TensionRow>,
    around: Around,
}

impl Here {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// A table of them, with the balance of each.
    pub(crate) fn table(&self) -> AnyView {
        views::table(t!("tensions-here-caption"), &self.rows, &self.around, None)
    }
}

/// The open tensions of a jurisdiction itself.
///
/// # Errors
/// The database's.
pub(crate) async fn open_in(tx: &mut Tx, jurisdiction: Uuid) -> sqlx::Result<Here> {
    let narrowed = Narrowed {
        home: Some(HomeId::Jurisdiction(jurisdiction)),
        state: "open".to_owned(),
        ..Narrowed::default()
    };
    let (rows, _) = shared::tensions(tx, &narrowed, list::PER_PAGE, 0).await?;
    let around = Around::of(tx, &rows).await?;
    Ok(Here { rows, around })
}

fn subpage(title: String) -> Page {
    Page::new(title).crumb(url::INDEX, t!("tensions-title"))
}

fn page_of(row: &TensionRow, title: String) -> Page {
    subpage(title).crumb(url::show(row.id), views::name(row))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let (rows, total) =
        shared::tensions(&mut tx, &filters.narrowed(), list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let around = Around::of(&mut tx, &rows).await?;
    let places = shared::homes_in_use(&mut tx).await?;
    tx.commit().await?;
    let view = views::index(&person, &filters, &rows, &around, places, total);
    Ok(Page::new(t!("tensions-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = shared::tensions(&mut tx, &filters.narrowed(), i64::MAX, 0).await?;
    let around = Around::of(&mut tx, &rows).await?;
    tx.commit().await?;
    list::spreadsheet(
        "tensions",
        &views::csv_headings(),
        rows.iter().map(|row| views::csv_row(row, &around)),
    )
}

/// What the mechanisms that touch some tensions do, these and all others.
async fn by_mechanism(tx: &mut Tx, around: &Around) -> sqlx::Result<Vec<EffectRow>> {
    let mut ids: Vec<Uuid> = latest(&around.effects)
        .iter()
        .map(|row| row.mechanism_id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    shared::effects(tx, &[], &ids).await
}

async fn map(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let (rows, total) =
        shared::tensions(&mut tx, &filters.narrowed(), list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let around = Around::of(&mut tx, &rows).await?;
    let all = by_mechanism(&mut tx, &around).await?;
    let places = shared::homes_in_use(&mut tx).await?;
    tx.commit().await?;
    let view = views::map_page(&person, &filters, (&rows, &around, &all), places, total);
    Ok(subpage(t!("tensions-map")).show(view))
}

/// So many tensions and mechanisms stand on a partnership's page; the lists
/// hold the others.
const ON_PARTNERSHIP: i64 = 50;

async fn of_partnership(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let narrowed = shared::Narrowed {
        home: Some(HomeId::Partnership(place.partnership_id)),
        ..shared::Narrowed::default()
    };
    let (rows, _) = shared::tensions(&mut tx, &narrowed, ON_PARTNERSHIP, 0).await?;
    let (mechanisms, _) = shared::mechanisms(&mut tx, &narrowed, today, ON_PARTNERSHIP, 0).await?;
    let around = Around::of(&mut tx, &rows).await?;
    let all = by_mechanism(&mut tx, &around).await?;
    tx.commit().await?;
    let view = views::of_partnership(&place, (&rows, &around, &all), &mechanisms, today);
    Ok(partnerships::page(&place, t!("tensions-title")).show(view))
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(begin): Query<Begin>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let patterns = shared::patterns(&mut tx, "tension", current().language()).await?;
    let form = TensionForm::blank(&begin, &patterns);
    new_page(&mut tx, &person, StatusCode::OK, &form, &Errors::default()).await
}

/// The places that a new tension can belong to, and that of the form where it
/// is beyond those that are listed.
async fn homes(
    tx: &mut Tx,
    person: &Person,
    chosen: &str,
) -> Result<Vec<(String, String)>, AppError> {
    let mut homes = shared::own_homes(tx).await?;
    if let Ok(id) = chosen.parse::<HomeId>()
        && homes.iter().all(|(code, _)| code != chosen)
    {
        let chosen = home(tx, person, id).await?;
        if chosen.may(Action::WriteTension) {
            homes.insert(0, (id.to_string(), chosen.name));
        }
    }
    Ok(homes)
}

async fn new_page(
    tx: &mut Tx,
    person: &Person,
    status: StatusCode,
    form: &TensionForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let patterns = shared::patterns(tx, "tension", current().language()).await?;
    let homes = homes(tx, person, &form.place).await?;
    let view = views::new(homes, &patterns, form, errors);
    Ok(subpage(t!("tension-add")).status(status).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Form(form): Form<TensionForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    match form.parse(today, None) {
        Ok(values) => {
            let id = values.place.ok_or(AppError::BadRequest)?;
            let home = home(&mut tx, &person, id)
                .await?
                .allowing(Action::WriteTension)?;
            db::insert(&mut tx, home.id, person.id, &values, current().language()).await?;
            tx.commit().await?;
            Ok(see_other(&url::show(values.id), "flash-tension-added"))
        }
        Err(Invalid { form, errors }) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            new_page(&mut tx, &person, status, &form, &errors).await
        }
    }
}

/// A tension, and what the person may with it.
async fn find(tx: &mut Tx, person: &Person, id: Uuid) -> Result<(TensionRow, Home), AppError> {
    let row = shared::tension(tx, id).await?;
    let home = home(tx, person, row.home()).await?;
    Ok((row, home))
}

async fn seen(tx: &mut Tx, person: &Person, id: Uuid) -> Result<Seen, AppError> {
    let (row, home) = find(tx, person, id).await?;
    let around = Around::of(tx, std::slice::from_ref(&row)).await?;
    Ok(Seen { row, home, around })
}

fn page(
    seen: &Seen,
    (status, forms, errors): (StatusCode, &Forms, &Errors),
    conflict: Option<AnyView>,
    person: &Person,
    today: NaiveDate,
) -> Response {
    let view = views::show(seen, forms, errors, conflict, groups(person.role), today);
    subpage(views::name(&seen.row)).status(status).show(view)
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = seen(&mut tx, &person, id).await?;
    tx.commit().await?;
    let forms = Forms::blank(&seen.row, groups(person.role), today);
    let answer = (StatusCode::OK, &forms, &Errors::default());
    Ok(page(&seen, answer, None, &person, today))
}

async fn weigh(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<PositionForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = seen(&mut tx, &person, id).await?;
    seen.home.clone().allowing(Action::WeighTension)?;
    match form.parse(groups(person.role), seen.row.began_on, today) {
        Ok(values) => {
            let language = current().language();
            db::weigh(&mut tx, &seen.row, person.id, &values, language).await?;
            tx.commit().await?;
            Ok(see_other(&url::show(id), "flash-position-recorded"))
        }
        Err(Invalid { form, errors }) => {
            let forms = Forms {
                position: form,
                ..Forms::blank(&seen.row, groups(person.role), today)
            };
            let answer = (StatusCode::UNPROCESSABLE_ENTITY, &forms, &errors);
            Ok(page(&seen, answer, None, &person, today))
        }
    }
}

async fn settle(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<SettleForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (row, home) = find(&mut tx, &person, id).await?;
    home.allowing(Action::WriteTension)?;
    let mut typed = form.clone();
    let (status, errors) = match form.parse(row.began_on, today) {
        Ok(values) => {
            if db::settle(&mut tx, id, values.version, person.id, Some(&values)).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), "flash-tension-settled"));
            }
            (StatusCode::CONFLICT, Errors::default())
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
    };
    let seen = seen(&mut tx, &person, id).await?;
    let settled = seen.row.settled_on.is_some();
    let (status, errors, conflict) = if settled || status == StatusCode::CONFLICT {
        let (who, when) = who_and_when(&mut tx, "tension", id).await?;
        let conflict = if settled {
            views::settled_already((who, when), &typed)
        } else {
            views::settle_conflict(who, when, &seen.row, &typed)
        };
        typed.version = seen.row.version.to_string();
        (StatusCode::CONFLICT, Errors::default(), Some(conflict))
    } else {
        (status, errors, None)
    };
    tx.commit().await?;
    let forms = Forms {
        settle: typed,
        ..Forms::blank(&seen.row, groups(person.role), today)
    };
    Ok(page(
        &seen,
        (status, &forms, &errors),
        conflict,
        &person,
        today,
    ))
}

/// Opens a tension again that was settled for now.
async fn reopen(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<SettleForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (_, home) = find(&mut tx, &person, id).await?;
    home.allowing(Action::WriteTension)?;
    let version = crate::form::Fields::version(&form.version);
    if db::settle(&mut tx, id, version, person.id, None).await? {
        tx.commit().await?;
        return Ok(see_other(&url::show(id), "flash-tension-reopened"));
    }
    let seen = seen(&mut tx, &person, id).await?;
    let (who, when) = who_and_when(&mut tx, "tension", id).await?;
    tx.commit().await?;
    let conflict = Some(views::reopen_conflict(who, when, &seen.row));
    let forms = Forms::blank(&seen.row, groups(person.role), today);
    let answer = (StatusCode::CONFLICT, &forms, &Errors::default());
    Ok(page(&seen, answer, conflict, &person, today))
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (row, home) = find(&mut tx, &person, id).await?;
    home.allowing(Action::WriteTension)?;
    tx.commit().await?;
    let form = TensionForm::of(&row);
    let view = views::edit(&row, &form, &Errors::default(), None);
    Ok(page_of(&row, t!("tension-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<TensionForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (row, home) = find(&mut tx, &person, id).await?;
    home.allowing(Action::WriteTension)?;
    let said = shared::said_of_tension(&mut tx, id).await?;
    let mut typed = form.clone();
    let (status, errors, row, conflict) = match form.parse(today, Some(&said)) {
        Ok(values) => {
            if db::update(&mut tx, id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), "flash-tension-saved"));
            }
            let row = shared::tension(&mut tx, id).await?;
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "tension", id).await?;
            let conflict = views::conflict(who, when, &TensionForm::of(&row), &typed);
            (StatusCode::CONFLICT, Errors::default(), row, Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, row, None),
    };
    tx.commit().await?;
    let view = views::edit(&row, &typed, &errors, conflict);
    Ok(page_of(&row, t!("tension-edit")).status(status).show(view))
}
