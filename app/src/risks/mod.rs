//! Barriers and risks of partnerships: how grave each is, who carries it, what
//! is done about it, and how its score moved.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::{Days, NaiveDate};
use domain::access::{Action, Role};
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Fields, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, list, partnerships, t};
use form::{Choices, CloseForm, Filters, RiskForm, ScoreForm};
use views::Forms;

pub(crate) use db::{CellRow, RiskRow};
pub(crate) use views::{due_item, line};

/// Reviews are due soon when they fall due within so many days.
const SOON_DAYS: u64 = 30;
/// Risks on a workbench, at most so many.
const ON_WORKBENCH: i64 = 25;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/risks";

    pub(crate) fn of_partnership(reference: &str) -> String {
        format!("/partnerships/{reference}/risks")
    }
    pub(super) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/risks/new")
    }
    pub(crate) fn show(reference: &str, risk: Uuid) -> String {
        format!("/partnerships/{reference}/risks/{risk}")
    }
    pub(super) fn edit(reference: &str, risk: Uuid) -> String {
        format!("/partnerships/{reference}/risks/{risk}/edit")
    }
    pub(super) fn scores(reference: &str, risk: Uuid) -> String {
        format!("/partnerships/{reference}/risks/{risk}/scores")
    }
    pub(super) fn close(reference: &str, risk: Uuid) -> String {
        format!("/partnerships/{reference}/risks/{risk}/close")
    }
    pub(super) fn reopen(reference: &str, risk: Uuid) -> String {
        format!("/partnerships/{reference}/risks/{risk}/reopen")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let all = Who::May(Action::ReadRisk);
    let read = Who::MayHere(Action::ReadRisk);
    let raise = Who::MayHere(Action::RaiseRisk);
    let keep = Who::MayHere(Action::KeepRisk);
    Routes::new()
        .get("/risks", all, index)
        .get("/risks.csv", all, spreadsheet)
        .get("/partnerships/{reference}/risks", read, of_partnership)
        .get(
            "/partnerships/{reference}/risks.csv",
            read,
            spreadsheet_here,
        )
        .get("/partnerships/{reference}/risks/new", raise, new)
        .post("/partnerships/{reference}/risks", raise, create)
        .get("/partnerships/{reference}/risks/{risk}", read, show)
        .get("/partnerships/{reference}/risks/{risk}/edit", keep, edit)
        .post("/partnerships/{reference}/risks/{risk}/edit", keep, update)
        // Who watches it stands on its row: the handler asks.
        .post(
            "/partnerships/{reference}/risks/{risk}/scores",
            read,
            score_anew,
        )
        .post("/partnerships/{reference}/risks/{risk}/close", keep, close)
        .post(
            "/partnerships/{reference}/risks/{risk}/reopen",
            keep,
            reopen,
        )
}

/// The risks that the viewer watches and that are to be looked at again soon,
/// or should have been.
///
/// # Errors
/// The database's.
pub(crate) async fn due(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<RiskRow>> {
    let of = db::Of {
        due: Some(today + Days::new(SOON_DAYS)),
        ..db::Of::default()
    };
    let filters = Filters {
        sort: "review".to_owned(),
        ..Filters::default()
    };
    db::list(tx, of, &filters, today, ON_WORKBENCH, 0).await
}

/// How many open risks of a partnership have which score.
///
/// # Errors
/// The database's.
pub(crate) async fn open(
    tx: &mut Tx,
    partnership: Uuid,
    today: NaiveDate,
) -> sqlx::Result<Vec<CellRow>> {
    db::cells(tx, Some(partnership), &Filters::default(), today).await
}

fn subpage(place: &Place, title: String) -> Page {
    partnerships::page(place, title).crumb(url::of_partnership(&place.reference), t!("risks-title"))
}

fn page_of(place: &Place, row: &RiskRow, title: String) -> Page {
    subpage(place, title).crumb(url::show(&place.reference, row.id), row.title.clone())
}

/// What a list shows.
async fn found(
    tx: &mut Tx,
    partnership: Option<Uuid>,
    filters: &Filters,
    today: NaiveDate,
) -> Result<views::Found, AppError> {
    let offset = list::offset(list::page_number(&filters.page));
    let of = db::Of {
        partnership,
        ..db::Of::default()
    };
    let rows = db::list(tx, of, filters, today, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    Ok(views::Found {
        rows,
        cells: db::cells(tx, partnership, filters, today).await?,
        in_use: db::in_use(tx, partnership).await?,
    })
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = found(&mut tx, None, &filters, today).await?;
    tx.commit().await?;
    let view = views::index(None, &filters, &found, today);
    Ok(Page::new(t!("risks-title")).show(view))
}

async fn of_partnership(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = found(&mut tx, Some(place.partnership_id), &filters, today).await?;
    tx.commit().await?;
    let view = views::index(Some(&place), &filters, &found, today);
    Ok(partnerships::page(&place, t!("risks-title")).show(view))
}

async fn csv(
    app: &AppState,
    person: &CurrentPerson,
    partnership: Option<Uuid>,
    filters: &Filters,
    (name, today): (&str, NaiveDate),
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let of = db::Of {
        partnership,
        ..db::Of::default()
    };
    let rows = db::list(&mut tx, of, filters, today, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        name,
        &views::csv_headings(),
        rows.iter().map(views::csv_row),
    )
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    csv(&app, &person, None, &filters, ("risks", today)).await
}

async fn spreadsheet_here(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let name = format!("{}-risks", place.reference);
    let id = Some(place.partnership_id);
    csv(&app, &person, id, &filters, (&name, today)).await
}

/// What the form of a risk chooses from.
async fn choices(
    tx: &mut Tx,
    (person, place): (&CurrentPerson, &Place),
    row: Option<&RiskRow>,
) -> sqlx::Result<Choices> {
    let id = place.partnership_id;
    let mut parties = partnerships::party_choices(tx, id).await?;
    if let Some(row) = row {
        // Those that carry it and have left since.
        for (id, name) in row.carrier_ids.iter().zip(&row.carriers) {
            if parties.iter().all(|(party, _)| *party != id.to_string()) {
                parties.push((id.to_string(), name.clone()));
            }
        }
    }
    Ok(Choices {
        parties,
        people: db::candidates(tx, id, row.map(|row| row.owner_id)).await?,
        may_close: person.role != Role::Vendor,
    })
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let choices = choices(&mut tx, (&person, &place), None).await?;
    tx.commit().await?;
    let form = RiskForm::blank(today);
    let view = views::edit(&place, None, &choices, (&form, &Errors::default()), None);
    Ok(subpage(&place, t!("risk-add")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<RiskForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let choices = choices(&mut tx, (&person, &place), None).await?;
    match form.parse_new(&choices, today) {
        Ok((values, score)) => {
            let (id, language) = (place.partnership_id, current().language());
            db::insert(&mut tx, id, person.id, (&values, &score), today, language).await?;
            tx.commit().await?;
            let show = url::show(&place.reference, values.id);
            Ok(see_other(&show, "flash-risk-raised"))
        }
        Err(Invalid { form, errors }) => {
            let view = views::edit(&place, None, &choices, (&form, &errors), None);
            Ok(subpage(&place, t!("risk-add"))
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .show(view))
        }
    }
}

async fn find(tx: &mut Tx, place: &Place, id: Uuid) -> sqlx::Result<RiskRow> {
    db::find(tx, place.partnership_id, id).await
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    let forms = Forms::blank(&row, today);
    page(&mut tx, &place, row, &forms, (StatusCode::OK, None), today).await
}

/// A risk's page with its story and forms.
async fn page(
    tx: &mut Tx,
    place: &Place,
    row: RiskRow,
    forms: &Forms,
    (status, problem): (StatusCode, Option<AnyView>),
    today: NaiveDate,
) -> Result<Response, AppError> {
    let scores = db::scores(tx, row.id).await?;
    let view = views::show(place, &row, &scores, forms, problem, today);
    Ok(subpage(place, row.title).status(status).show(view))
}

/// The risk's page, which says that somebody took it further, with what was
/// typed where no form of it is left: 409.
async fn moved_on(
    tx: &mut Tx,
    place: &Place,
    id: Uuid,
    (mut forms, typed): (Forms, Vec<(String, String)>),
    today: NaiveDate,
) -> Result<Response, AppError> {
    let row = find(tx, place, id).await?;
    let saved = who_and_when(tx, "risk", id).await?;
    let problem = Some(views::moved_on(&row, saved, typed));
    forms.close.version = row.version.to_string();
    page(
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
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    if row.closed_on.is_some() {
        let forms = Forms::blank(&row, today);
        return moved_on(&mut tx, &place, id, (forms, vec![]), today).await;
    }
    let choices = choices(&mut tx, (&person, &place), Some(&row)).await?;
    tx.commit().await?;
    let form = RiskForm::of(&row);
    let typed = (&form, &Errors::default());
    let view = views::edit(&place, Some(&row), &choices, typed, None);
    Ok(page_of(&place, &row, t!("risk-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<RiskForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    let choices = choices(&mut tx, (&person, &place), Some(&row)).await?;
    if row.closed_on.is_some() {
        let typed = (Forms::blank(&row, today), views::in_words(&form, &choices));
        return moved_on(&mut tx, &place, id, typed, today).await;
    }
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(&choices) {
        Ok(mut values) => {
            values.id = id;
            if db::update(&mut tx, place.partnership_id, &values).await? {
                tx.commit().await?;
                let show = url::show(&place.reference, id);
                return Ok(see_other(&show, "flash-risk-saved"));
            }
            let row = find(&mut tx, &place, id).await?;
            if row.closed_on.is_some() {
                let typed = (Forms::blank(&row, today), views::in_words(&typed, &choices));
                return moved_on(&mut tx, &place, id, typed, today).await;
            }
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "risk", id).await?;
            let theirs = RiskForm::of(&row);
            let conflict = views::conflict(who, when, &theirs, &typed, &choices);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let view = views::edit(&place, Some(&row), &choices, (&typed, &errors), conflict);
    Ok(page_of(&place, &row, t!("risk-edit"))
        .status(status)
        .show(view))
}

async fn score_anew(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<ScoreForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    if !place.may_on_risk(Action::ScoreRisk, row.owner_id) {
        return Err(AppError::Forbidden);
    }
    let back = format!("{}#scores", url::show(&place.reference, id));
    // The same form, sent again.
    if db::score_exists(&mut tx, form.id()).await? {
        return Ok(see_other(&back, "flash-risk-scored"));
    }
    let typed = Forms {
        score: form.clone(),
        ..Forms::blank(&row, today)
    };
    if row.closed_on.is_some() {
        let typed = (typed, views::score_in_words(&form));
        return moved_on(&mut tx, &place, id, typed, today).await;
    }
    match form.parse(row.scored_on, today) {
        Ok(values) => {
            let (partnership, language) = (place.partnership_id, current().language());
            db::score_anew(&mut tx, partnership, id, person.id, &values, language).await?;
            tx.commit().await?;
            Ok(see_other(&back, "flash-risk-scored"))
        }
        Err(Invalid { errors, .. }) => {
            let forms = Forms { errors, ..typed };
            let refused = (StatusCode::UNPROCESSABLE_ENTITY, None);
            page(&mut tx, &place, row, &forms, refused, today).await
        }
    }
}

async fn close(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<CloseForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    let typed = Forms {
        close: form.clone(),
        ..Forms::blank(&row, today)
    };
    let in_words = views::close_in_words(&form);
    if row.closed_on.is_some() {
        return moved_on(&mut tx, &place, id, (typed, in_words), today).await;
    }
    match form.parse(today) {
        Ok(values) => {
            let version = values.version;
            if db::close(&mut tx, id, version, person.id, Some(&values)).await? {
                tx.commit().await?;
                let show = url::show(&place.reference, id);
                return Ok(see_other(&show, "flash-risk-closed"));
            }
            moved_on(&mut tx, &place, id, (typed, in_words), today).await
        }
        Err(Invalid { errors, .. }) => {
            let forms = Forms { errors, ..typed };
            let refused = (StatusCode::UNPROCESSABLE_ENTITY, None);
            page(&mut tx, &place, row, &forms, refused, today).await
        }
    }
}

/// Opens a risk again that was closed.
async fn reopen(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<CloseForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    let version = Fields::version(&form.version);
    if !db::close(&mut tx, id, version, person.id, None).await? {
        let forms = Forms::blank(&row, today);
        return moved_on(&mut tx, &place, id, (forms, vec![]), today).await;
    }
    tx.commit().await?;
    let show = url::show(&place.reference, id);
    Ok(see_other(&show, "flash-risk-reopened"))
}
