//! The ripple: what works in the jurisdiction of a partnership and is taken up
//! in others, followed after the partnership is closed.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use domain::access::Action;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::page::Page;
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, benefits, jurisdictions, partnerships, t};
use form::{PrototypeForm, UptakeForm};

pub(crate) use db::PrototypeRow;
pub(crate) use views::section;

/// So many prototypes stand below the benefits, those that are used most.
const SHOWN: i64 = 25;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(super) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/prototypes/new")
    }
    pub(super) fn below(reference: &str) -> String {
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
    let claim = Who::MayHere(Action::ClaimBenefit);
    Routes::new()
        .get("/partnerships/{reference}/prototypes/new", claim, new)
        .post("/partnerships/{reference}/prototypes", claim, create)
        .get(
            "/partnerships/{reference}/prototypes/{prototype}",
            Who::MayHere(Action::ReadBenefit),
            show,
        )
        .post(
            "/partnerships/{reference}/prototypes/{prototype}/uptakes",
            claim,
            take_up,
        )
}

/// Prototypes of a partnership, or of all that the viewer sees.
///
/// # Errors
/// The database's.
pub(crate) async fn of(tx: &mut Tx, partnership: Option<Uuid>) -> sqlx::Result<Vec<PrototypeRow>> {
    db::list(tx, partnership, None, SHOWN).await
}

fn subpage(place: &Place, title: String) -> Page {
    let benefits = benefits::url::of_partnership(&place.reference);
    partnerships::page(place, title).crumb(benefits, t!("benefits-title"))
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
    let rows = db::list(tx, Some(place.partnership_id), Some(id), 1).await?;
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
