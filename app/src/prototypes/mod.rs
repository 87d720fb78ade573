//! The ripple: what works in the jurisdiction of a partnership and is taken up
//! in others, followed after the partnership is closed.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::Page;
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, jurisdictions, list, partnerships, t};
use db::PrototypeRow;
use form::{Filters, PrototypeForm, UptakeForm};

pub(crate) use views::{Newest, section};

/// So many prototypes stand below the benefits, the newest.
const NEWEST: i64 = 3;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(super) const INDEX: &str = "/prototypes";

    pub(super) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/prototypes/new")
    }
    pub(super) fn of_partnership(reference: &str) -> String {
        format!("/partnerships/{reference}/prototypes")
    }
    pub(crate) fn show(reference: &str, prototype: Uuid) -> String {
        format!("/partnerships/{reference}/prototypes/{prototype}")
    }
    pub(super) fn uptakes(reference: &str, prototype: Uuid) -> String {
        format!("/partnerships/{reference}/prototypes/{prototype}/uptakes")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let all = Who::May(Action::ReadBenefit);
    let read = Who::MayHere(Action::ReadBenefit);
    let claim = Who::MayHere(Action::ClaimBenefit);
    Routes::new()
        .get("/prototypes", all, index)
        .get("/prototypes.csv", all, spreadsheet)
        .get("/partnerships/{reference}/prototypes", read, of_partnership)
        .get(
            "/partnerships/{reference}/prototypes.csv",
            read,
            spreadsheet_here,
        )
        .get("/partnerships/{reference}/prototypes/new", claim, new)
        .post("/partnerships/{reference}/prototypes", claim, create)
        .get(
            "/partnerships/{reference}/prototypes/{prototype}",
            read,
            show,
        )
        .post(
            "/partnerships/{reference}/prototypes/{prototype}/uptakes",
            claim,
            take_up,
        )
}

/// The newest prototypes of a partnership, or of all that the viewer sees.
///
/// # Errors
/// The database's.
pub(crate) async fn newest(tx: &mut Tx, partnership: Option<Uuid>) -> sqlx::Result<Newest> {
    let filters = Filters {
        sort: "-since".to_owned(),
        ..Filters::default()
    };
    let (rows, total) = db::list(tx, (partnership, None), &filters, NEWEST, 0).await?;
    Ok(Newest { rows, total })
}

fn subpage(place: &Place, title: String) -> Page {
    let list = url::of_partnership(&place.reference);
    partnerships::page(place, title).crumb(list, t!("prototypes-title"))
}

async fn listed(
    app: &AppState,
    person: &CurrentPerson,
    place: Option<&Place>,
    filters: &Filters,
) -> Result<AnyView, AppError> {
    let partnership = place.map(|place| place.partnership_id);
    let mut tx = app.db.begin_as(person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let of = (partnership, None);
    let (rows, total) = db::list(&mut tx, of, filters, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let takers = db::takers(&mut tx, partnership).await?;
    tx.commit().await?;
    Ok(views::index(place, filters, (&rows, total), takers))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let view = listed(&app, &person, None, &filters).await?;
    Ok(Page::new(t!("prototypes-title")).show(view))
}

async fn of_partnership(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let view = listed(&app, &person, Some(&place), &filters).await?;
    Ok(partnerships::page(&place, t!("prototypes-title")).show(view))
}

async fn csv(
    app: &AppState,
    person: &CurrentPerson,
    partnership: Option<Uuid>,
    filters: &Filters,
    name: &str,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let (rows, _) = db::list(&mut tx, (partnership, None), filters, i64::MAX, 0).await?;
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
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    csv(&app, &person, None, &filters, "prototypes").await
}

async fn spreadsheet_here(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let name = format!("{}-prototypes", place.reference);
    csv(&app, &person, Some(place.partnership_id), &filters, &name).await
}

async fn new(place: Place) -> Response {
    let form = PrototypeForm::blank();
    let view = views::new(&place, &form, &Errors::default());
    subpage(&place, t!("prototype-add")).show(view)
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<PrototypeForm>,
) -> Result<Response, AppError> {
    match form.parse(today) {
        Ok(values) => {
            let mut tx = app.db.begin_as(&person).await?;
            let (id, language) = (place.partnership_id, current().language());
            db::insert(&mut tx, id, person.id, &values, language).await?;
            tx.commit().await?;
            let show = url::show(&place.reference, values.id);
            Ok(see_other(&show, "flash-prototype-added"))
        }
        Err(Invalid { form, errors }) => Ok(subpage(&place, t!("prototype-add"))
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .show(views::new(&place, &form, &errors))),
    }
}

async fn find(tx: &mut Tx, place: &Place, id: Uuid) -> Result<PrototypeRow, AppError> {
    let one = (Some(place.partnership_id), Some(id));
    let (rows, _) = db::list(tx, one, &Filters::default(), 1, 0).await?;
    rows.into_iter().next().ok_or(AppError::NotFound)
}

/// The places that can take something up.
async fn places(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    Ok(jurisdictions::options(&jurisdictions::choices(tx).await?))
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
    let uptakes = db::uptakes(&mut tx, id).await?;
    let places = places(&mut tx).await?;
    tx.commit().await?;
    let form = UptakeForm::today(today);
    let typed = (&form, &Errors::default());
    let view = views::show(&place, (&row, &uptakes), places, typed, today);
    Ok(subpage(&place, row.title).show(view))
}

async fn take_up(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<UptakeForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    let places = places(&mut tx).await?;
    let organisation = db::organisation(&mut tx, form.organisation.trim()).await?;
    match form.parse(&places, organisation, row.works_since, today) {
        Ok(values) => {
            let (at, language) = ((place.partnership_id, id), current().language());
            db::take_up(&mut tx, at, person.id, &values, language).await?;
            tx.commit().await?;
            let show = url::show(&place.reference, id);
            Ok(see_other(&show, "flash-uptake-recorded"))
        }
        Err(Invalid { form, errors }) => {
            let uptakes = db::uptakes(&mut tx, id).await?;
            let typed = (&form, &errors);
            let view = views::show(&place, (&row, &uptakes), places, typed, today);
            Ok(subpage(&place, row.title)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .show(view))
        }
    }
}
