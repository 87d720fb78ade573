//! Effects: what a mechanism does to a tension. One may ease one tension and
//! create another: that is what is to be seen.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::{Action, Person};
use uuid::Uuid;

use crate::access::{CurrentPerson, Routes, Who};
use crate::coordination::db as shared;
use crate::coordination::home;
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::page::Page;
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, mechanisms, t, tensions};
use form::{Begin, Days, EffectForm};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    use super::form::Begin;
    use crate::list;

    pub(super) const INDEX: &str = "/effects";

    pub(crate) fn new(tension: Option<Uuid>, mechanism: Option<Uuid>) -> String {
        let code = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let begin = Begin {
            tension: code(tension),
            mechanism: code(mechanism),
        };
        list::address("/effects/new", &begin)
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    // Whose tension and mechanism are stands on their rows: the handlers ask.
    let write = Who::May(Action::WriteTension);
    Routes::new()
        .get("/effects/new", write, new)
        .post("/effects", write, create)
}

async fn page(
    tx: &mut Tx,
    status: StatusCode,
    form: &EffectForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let tensions = db::tensions(tx, form.mechanism.parse().ok()).await?;
    let mechanisms = db::mechanisms(tx, form.tension.parse().ok()).await?;
    let view = views::edit(&tensions, &mechanisms, form, errors);
    Ok(Page::new(t!("effect-add"))
        .crumb(tensions::url::INDEX, t!("tensions-title"))
        .crumb(mechanisms::url::INDEX, t!("mechanisms-title"))
        .status(status)
        .show(view))
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(begin): Query<Begin>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let form = EffectForm::today(&begin, today);
    page(&mut tx, StatusCode::OK, &form, &Errors::default()).await
}

/// The days between which an effect can lie, where the person may write on
/// the tension, or on the mechanism if the tension is not theirs.
async fn days(tx: &mut Tx, person: &Person, form: &EffectForm) -> Result<Days, AppError> {
    let mut days = Days {
        life: None,
        began_on: None,
    };
    let mut homes = Vec::new();
    if let Ok(id) = form.mechanism.parse::<Uuid>() {
        let row = shared::mechanism(tx, id).await?;
        days.life = Some(row.life());
        homes.push(row.home());
    }
    if let Ok(id) = form.tension.parse::<Uuid>() {
        let row = shared::tension(tx, id).await?;
        days.began_on = Some(row.began_on);
        homes.push(row.home());
    }
    // What a partnership feels of a jurisdiction's mechanism, or of its
    // tension, is the partnership's to say.
    let of_partnership = homes.iter().find(|home| home.partnership().is_some());
    if let Some(id) = of_partnership.or(homes.last()) {
        home(tx, person, *id)
            .await?
            .allowing(Action::WriteTension)?;
    }
    Ok(days)
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Form(form): Form<EffectForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let days = days(&mut tx, &person, &form).await?;
    let typed = form.clone();
    let errors = match form.parse(&days, today) {
        Ok(values) => {
            let fit = db::tensions(&mut tx, Some(values.mechanism_id)).await?;
            if fit.iter().any(|tension| tension.id == values.tension_id) {
                db::insert(&mut tx, person.id, &values, current().language()).await?;
                tx.commit().await?;
                let show = mechanisms::url::show(values.mechanism_id);
                return Ok(see_other(&show, "flash-effect-recorded"));
            }
            Errors::one("tension", t!("effect-error-apart"))
        }
        Err(Invalid { errors, .. }) => errors,
    };
    page(&mut tx, StatusCode::UNPROCESSABLE_ENTITY, &typed, &errors).await
}
