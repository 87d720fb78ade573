//! The charter of a partnership: where each party stands between the ways of
//! thinking of ICT and of health care (Table I of seed 000), side by side, in
//! versions that every party signs.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::{Action, Person};
use domain::charter::Characteristic;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Fields, Invalid};
use crate::page::Page;
use crate::request::see_other;
use crate::text::{current, word};
use crate::{AppState, Today, list, partnerships, t};
use db::{Charter, Written};
use form::{Asked, BridgeForm, PositionForm, SignForm};

pub(crate) use db::{Brief, WaitingCharter};
pub(crate) use views::{brief_line, waiting_item};

/// Where the pages are.
pub(crate) mod url {
    use domain::Vocabulary;
    use domain::charter::Characteristic;

    pub(crate) fn show(reference: &str) -> String {
        format!("/partnerships/{reference}/charter")
    }
    pub(super) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/charter.csv")
    }
    pub(super) fn version(reference: &str, number: i32) -> String {
        format!("/partnerships/{reference}/charter/versions/{number}")
    }
    pub(super) fn sign(reference: &str, number: i32) -> String {
        format!("/partnerships/{reference}/charter/versions/{number}/sign")
    }
    pub(super) fn position(reference: &str, characteristic: Characteristic) -> String {
        let code = characteristic.code();
        format!("/partnerships/{reference}/charter/positions/{code}")
    }
    pub(super) fn bridge(reference: &str, characteristic: Characteristic) -> String {
        let code = characteristic.code();
        format!("/partnerships/{reference}/charter/bridges/{code}")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadCharter);
    let write = Who::MayHere(Action::WriteCharter);
    let bridge_ = Who::MayHere(Action::BridgeCharter);
    let sign_ = Who::MayHere(Action::SignCharter);
    Routes::new()
        .get("/partnerships/{reference}/charter", read, show)
        .get("/partnerships/{reference}/charter.csv", read, spreadsheet)
        .get(
            "/partnerships/{reference}/charter/versions/{number}",
            read,
            show_version,
        )
        .post(
            "/partnerships/{reference}/charter/versions/{number}/sign",
            sign_,
            sign,
        )
        .get(
            "/partnerships/{reference}/charter/positions/{characteristic}",
            write,
            position,
        )
        .post(
            "/partnerships/{reference}/charter/positions/{characteristic}",
            write,
            write_position,
        )
        .get(
            "/partnerships/{reference}/charter/bridges/{characteristic}",
            bridge_,
            bridge,
        )
        .post(
            "/partnerships/{reference}/charter/bridges/{characteristic}",
            bridge_,
            write_bridge,
        )
}

/// The charter of a partnership in a line; none where nobody has begun one.
///
/// # Errors
/// The database's.
pub(crate) async fn brief(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Option<Brief>> {
    db::brief(tx, partnership).await
}

/// Charters that wait for a signature of the viewer's organisation.
///
/// # Errors
/// The database's.
pub(crate) async fn waiting(tx: &mut Tx) -> sqlx::Result<Vec<WaitingCharter>> {
    db::waiting(tx).await
}

fn subpage(place: &Place, title: String) -> Page {
    partnerships::page(place, title).crumb(url::show(&place.reference), t!("charter-title"))
}

async fn load(app: &AppState, person: &Person, place: &Place) -> Result<Charter, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let charter = db::read(&mut tx, place.partnership_id).await?;
    tx.commit().await?;
    Ok(charter)
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let charter = load(&app, &person, &place).await?;
    let view = views::show(&place, &charter, charter.latest(), &person, None);
    Ok(partnerships::page(&place, t!("charter-title")).show(view))
}

async fn show_version(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, number)): Named<(String, i32)>,
) -> Result<Response, AppError> {
    let charter = load(&app, &person, &place).await?;
    let row = charter.find(number)?;
    let view = views::show(&place, &charter, Some(row), &person, None);
    Ok(subpage(&place, t!("charter-version", number = number)).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let charter = load(&app, &person, &place).await?;
    let row = match asked.version.as_str() {
        "" => charter.latest(),
        typed => Some(charter.find(typed.parse().map_err(|_| AppError::NotFound)?)?),
    };
    list::spreadsheet(
        &format!("{}-charter", place.reference),
        &views::csv_headings(),
        row.map(|row| views::csv_rows(&charter, row))
            .unwrap_or_default(),
    )
}

/// The characteristic that the URL names.
fn named(code: &str) -> Result<Characteristic, AppError> {
    code.parse().map_err(|_| AppError::NotFound)
}

/// The charter, for somebody whose organisation is a party; whoever governs
/// from above reads it, and writes in nobody's column.
async fn of_own_party(tx: &mut Tx, place: &Place, person: &Person) -> Result<Charter, AppError> {
    let charter = db::read(tx, place.partnership_id).await?;
    let own = |party: &db::PartyRow| party.id == person.organisation_id && party.takes_part;
    if charter.parties.iter().any(own) {
        Ok(charter)
    } else {
        Err(AppError::Forbidden)
    }
}

async fn position(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, code)): Named<(String, String)>,
) -> Result<Response, AppError> {
    let characteristic = named(&code)?;
    let mut tx = app.db.begin_as(&person).await?;
    let charter = of_own_party(&mut tx, &place, &person).await?;
    tx.commit().await?;
    let own = charter.position(i32::MAX, person.organisation_id, characteristic);
    let (form, errors) = (PositionForm::of(own), Errors::default());
    let view = views::position(
        &place,
        &charter,
        characteristic,
        &person,
        (&form, &errors),
        None,
    );
    Ok(subpage(&place, word(characteristic)).show(view))
}

/// Where to go once something is written, and the message there.
fn written(place: &Place, characteristic: Characteristic, written: Written) -> Response {
    let show = url::show(&place.reference);
    let flash = match written {
        Written::NewVersion => "flash-warning-charter-new-version",
        Written::Kept | Written::Stale => "flash-charter-kept",
    };
    let fragment = domain::Vocabulary::code(characteristic);
    see_other(&format!("{show}#{fragment}"), flash)
}

async fn write_position(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, code)): Named<(String, String)>,
    Form(form): Form<PositionForm>,
) -> Result<Response, AppError> {
    let characteristic = named(&code)?;
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    db::lock(&mut tx, id).await?;
    let charter = of_own_party(&mut tx, &place, &person).await?;
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse() {
        Ok(values) => {
            let language = current().language();
            let done = db::write_position(
                &mut tx,
                &charter,
                id,
                &person,
                characteristic,
                &values,
                language,
            )
            .await?;
            if done != Written::Stale {
                tx.commit().await?;
                return Ok(written(&place, characteristic, done));
            }
            let own = charter.position(i32::MAX, person.organisation_id, characteristic);
            let conflict = own.map(|own| {
                typed.version = own.version.to_string();
                views::position_conflict(own, &typed)
            });
            (StatusCode::CONFLICT, Errors::default(), conflict)
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let form = (&typed, &errors);
    let view = views::position(&place, &charter, characteristic, &person, form, conflict);
    Ok(subpage(&place, word(characteristic))
        .status(status)
        .show(view))
}

async fn bridge(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, code)): Named<(String, String)>,
) -> Result<Response, AppError> {
    let characteristic = named(&code)?;
    let charter = load(&app, &person, &place).await?;
    let form = BridgeForm::of(charter.bridge(i32::MAX, characteristic));
    let errors = Errors::default();
    let view = views::bridge(&place, &charter, characteristic, (&form, &errors), None);
    Ok(subpage(&place, t!("charter-bridge")).show(view))
}

async fn write_bridge(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, code)): Named<(String, String)>,
    Form(form): Form<BridgeForm>,
) -> Result<Response, AppError> {
    let characteristic = named(&code)?;
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    db::lock(&mut tx, id).await?;
    let charter = db::read(&mut tx, id).await?;
    let parties: Vec<Uuid> = charter
        .parties
        .iter()
        .filter(|party| party.takes_part)
        .map(|party| party.id)
        .collect();
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(&parties) {
        Ok(values) => {
            let language = current().language();
            let done = db::write_bridge(
                &mut tx,
                &charter,
                id,
                &person,
                characteristic,
                &values,
                language,
            )
            .await?;
            if done != Written::Stale {
                tx.commit().await?;
                return Ok(written(&place, characteristic, done));
            }
            let theirs = charter.bridge(i32::MAX, characteristic);
            let conflict = theirs.map(|theirs| {
                typed.version = theirs.version.to_string();
                views::bridge_conflict(&charter, theirs, &typed)
            });
            (StatusCode::CONFLICT, Errors::default(), conflict)
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let view = views::bridge(
        &place,
        &charter,
        characteristic,
        (&typed, &errors),
        conflict,
    );
    Ok(subpage(&place, t!("charter-bridge"))
        .status(status)
        .show(view))
}

async fn sign(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, number)): Named<(String, i32)>,
    Form(form): Form<SignForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    // One signature after the other: the second must see the first.
    db::lock(&mut tx, id).await?;
    let charter = of_own_party(&mut tx, &place, &person).await?;
    let row = charter.find(number)?;
    let show = url::show(&place.reference);
    if charter.signature(number, person.organisation_id).is_some() {
        return Ok(see_other(&show, "flash-charter-signed"));
    }
    // A signature of the others changes nothing of what was read; a change of
    // what it says does.
    let unread = row.parties.is_none() && charter.edition(row) != Fields::version(&form.version);
    if charter.can_sign(row, person.organisation_id) && !unread {
        let in_force = db::sign(&mut tx, id, row.id, &person, today).await?;
        tx.commit().await?;
        let flash = if in_force {
            "flash-charter-in-force"
        } else {
            "flash-charter-signed"
        };
        return Ok(see_other(&show, flash));
    }
    let problem = views::refused(&charter, row);
    let latest = charter.latest();
    let view = views::show(&place, &charter, latest, &person, Some(problem));
    tx.commit().await?;
    Ok(partnerships::page(&place, t!("charter-title"))
        .status(StatusCode::CONFLICT)
        .show(view))
}
