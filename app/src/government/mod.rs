//! Government's part in a partnership: how far it is involved, beside who
//! holds the finance, and which of its directions the partnership carries out.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use chrono::NaiveDate;
use domain::access::{Action, Person};
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Fields, Invalid};
use crate::page::who_and_when;
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, directions, partnerships, t};
use form::{CarryForm, EndForm, InvolvementForm};
use views::{Forms, Seen};

pub(crate) use views::shares_words;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn show(reference: &str) -> String {
        format!("/partnerships/{reference}/government")
    }
    pub(super) fn directions(reference: &str) -> String {
        format!("/partnerships/{reference}/government/directions")
    }
    pub(super) fn end(reference: &str, carried: Uuid) -> String {
        format!("/partnerships/{reference}/government/directions/{carried}/end")
    }
    pub(super) fn involvement(reference: &str) -> String {
        format!("/partnerships/{reference}/government/involvement")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let carry = Who::MayHere(Action::CarryDirection);
    Routes::new()
        .get(
            "/partnerships/{reference}/government",
            Who::MayHere(Action::ReadPartnership),
            show,
        )
        .post(
            "/partnerships/{reference}/government/directions",
            carry,
            self::carry,
        )
        .post(
            "/partnerships/{reference}/government/directions/{carried}/end",
            carry,
            end,
        )
        .post(
            "/partnerships/{reference}/government/involvement",
            Who::MayHere(Action::StateInvolvement),
            state,
        )
}

async fn seen(tx: &mut Tx, place: &Place, today: NaiveDate) -> Result<Seen, AppError> {
    let id = place.partnership_id;
    let money = match place.may_in_partnership(Action::ReadFunding) {
        true => Some(db::money(tx, id).await?),
        false => None,
    };
    Ok(Seen {
        above: directions::above(tx, id, today).await?,
        carried: db::carried(tx, id).await?,
        involvement: db::involvement(tx, id).await?,
        money,
    })
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = seen(&mut tx, &place, today).await?;
    tx.commit().await?;
    let typed = (&Forms::today(today), &Errors::default());
    let view = views::show(&place, &seen, typed, None, today);
    Ok(partnerships::page(&place, t!("government-title")).show(view))
}

async fn refused(
    app: &AppState,
    (person, place): (&Person, &Place),
    today: NaiveDate,
    forms: &Forms,
    errors: &Errors,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let seen = seen(&mut tx, place, today).await?;
    tx.commit().await?;
    let view = views::show(place, &seen, (forms, errors), None, today);
    Ok(partnerships::page(place, t!("government-title"))
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view))
}

const CONSTRAINTS: [(&str, &str, &str); 1] = [(
    "partnership_direction_once",
    "direction",
    "carry-error-twice",
)];

async fn carry(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<CarryForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    let above = directions::above(&mut tx, id, today).await?;
    let typed = form.clone();
    let errors = match form.parse(&above, today) {
        Ok(values) => {
            let language = current().language();
            match db::carry(&mut tx, id, person.id, &values, language).await {
                Ok(()) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference);
                    return Ok(see_other(&show, "flash-direction-carried"));
                }
                Err(error) => on_constraint(error, &CONSTRAINTS)?,
            }
        }
        Err(Invalid { errors, .. }) => errors,
    };
    tx.rollback().await?;
    let forms = Forms {
        carry: typed,
        ..Forms::today(today)
    };
    refused(&app, (&person, &place), today, &forms, &errors).await
}

async fn end(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, carried)): Named<(String, Uuid)>,
    Form(form): Form<EndForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    if !db::exists(&mut tx, id, carried).await? {
        return Err(AppError::NotFound);
    }
    let version = Fields::version(&form.version);
    if db::end(&mut tx, id, carried, version, today).await? {
        tx.commit().await?;
        return Ok(see_other(
            &url::show(&place.reference),
            "flash-direction-ended",
        ));
    }
    let seen = seen(&mut tx, &place, today).await?;
    let (who, when) = who_and_when(&mut tx, "partnership_direction", carried).await?;
    tx.commit().await?;
    let mut rows = seen.carried.iter();
    let theirs = rows.find(|row| row.id == carried);
    let conflict = theirs.map(|theirs| views::end_conflict(who, when, theirs, today));
    let typed = (&Forms::today(today), &Errors::default());
    let view = views::show(&place, &seen, typed, conflict, today);
    Ok(partnerships::page(&place, t!("government-title"))
        .status(StatusCode::CONFLICT)
        .show(view))
}

async fn state(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<InvolvementForm>,
) -> Result<Response, AppError> {
    match form.parse(today) {
        Ok(values) => {
            let mut tx = app.db.begin_as(&person).await?;
            let (id, language) = (place.partnership_id, current().language());
            db::state(&mut tx, id, person.id, &values, language).await?;
            tx.commit().await?;
            Ok(see_other(
                &url::show(&place.reference),
                "flash-involvement-recorded",
            ))
        }
        Err(Invalid { form, errors }) => {
            let forms = Forms {
                involvement: form,
                ..Forms::today(today)
            };
            refused(&app, (&person, &place), today, &forms, &errors).await
        }
    }
}
