//! Whether a partnership is strategic: four checks with their evidence (seed
//! 000), and the axis of leadership with its three pillars.

mod db;
mod form;
mod views;

use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::{Action, Person};
use domain::status::{Status, money};
use domain::strategic::{Check, Checks};
use uuid::Uuid;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, decisions, funding, meetings, partnerships, scorecards, t};
use form::{Forms, PlanForm, StatementForm};
use views::Seen;

pub(crate) use views::line;

/// Where the pages are.
pub(crate) mod url {
    pub(crate) fn show(reference: &str) -> String {
        format!("/partnerships/{reference}/strategic")
    }
    pub(super) fn soundness(reference: &str) -> String {
        format!("/partnerships/{reference}/strategic/soundness")
    }
    pub(super) fn benefit(reference: &str) -> String {
        format!("/partnerships/{reference}/strategic/benefit")
    }
    pub(super) fn plans(reference: &str) -> String {
        format!("/partnerships/{reference}/strategic/plans")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let assess = Who::MayHere(Action::AssessStrategic);
    Routes::new()
        .get(
            "/partnerships/{reference}/strategic",
            Who::MayHere(Action::ReadStrategic),
            show,
        )
        .post(
            "/partnerships/{reference}/strategic/soundness",
            assess,
            state_soundness,
        )
        .post(
            "/partnerships/{reference}/strategic/benefit",
            Who::MayHere(Action::StateBenefit),
            state_benefit,
        )
        .post(
            "/partnerships/{reference}/strategic/plans",
            assess,
            add_plan,
        )
}

/// The four checks of these partnerships, by id, in one query. With each goes
/// the status of its money, as far as the viewer may know it; without it the
/// financial check is not shown.
///
/// # Errors
/// The database's.
pub(crate) async fn of(
    tx: &mut Tx,
    partnerships: &[(Uuid, Option<Status>)],
    today: NaiveDate,
) -> sqlx::Result<HashMap<Uuid, Checks>> {
    db::of(tx, partnerships, today).await
}

/// Everything that the page shows.
async fn seen(
    tx: &mut Tx,
    place: &Place,
    person: &Person,
    today: NaiveDate,
) -> Result<Seen, AppError> {
    let id = place.partnership_id;
    let facts = crate::money::facts(tx, person, &[id]).await?.remove(&id);
    let funders = match &facts {
        Some(_) => funding::entries(tx, &[id])
            .await?
            .into_iter()
            .map(|row| (row.entry.funder_id, row.funder))
            .collect(),
        None => HashMap::new(),
    };
    let recorded = db::read(tx, id, today).await?;
    let latest = scorecards::latest_published(tx, &[id]).await?.pop();
    let money = facts.map(|facts| (money(&facts, today), facts));
    let checks = recorded.checks(money.as_ref().map(|(status, _)| status.status), today);
    Ok(Seen {
        recorded,
        checks,
        money,
        funders,
        latest,
        decided: decisions::latest_answered(tx, id).await?,
        met: meetings::latest_of_partnership(tx, id).await?,
    })
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = seen(&mut tx, &place, &person, today).await?;
    tx.commit().await?;
    let (forms, errors) = (Forms::blank(), Errors::default());
    let view = views::show(&place, &seen, &person, (&forms, &errors), today);
    Ok(partnerships::page(&place, t!("strategic-title")).show(view))
}

/// The page with a form that was refused.
async fn refused(
    app: &AppState,
    place: &Place,
    person: &Person,
    today: NaiveDate,
    forms: &Forms,
    errors: &Errors,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let seen = seen(&mut tx, place, person, today).await?;
    tx.commit().await?;
    let view = views::show(place, &seen, person, (forms, errors), today);
    Ok(partnerships::page(place, t!("strategic-title"))
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view))
}

/// The part of the page where a check stands.
fn part(check: Check) -> &'static str {
    match check {
        // The field in it has the name of the check.
        Check::Sound => "soundness",
        other => other.code(),
    }
}

/// Back to the part of the page where something was added.
fn added(place: &Place, to: Check) -> Response {
    let (show, part) = (url::show(&place.reference), part(to));
    see_other(&format!("{show}#{part}"), "flash-strategic-recorded")
}

async fn state_soundness(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<StatementForm>,
) -> Result<Response, AppError> {
    match form.parse("sound") {
        Ok(values) => {
            let mut tx = app.db.begin_as(&person).await?;
            let (id, language) = (place.partnership_id, current().language());
            db::state_soundness(&mut tx, id, &person, &values, language, today).await?;
            tx.commit().await?;
            Ok(added(&place, Check::Sound))
        }
        Err(Invalid { form, errors }) => {
            let forms = Forms {
                soundness: form,
                ..Forms::blank()
            };
            refused(&app, &place, &person, today, &forms, &errors).await
        }
    }
}

async fn state_benefit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<StatementForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    // Whoever reviews from above without being a party has no benefit to state.
    let parties = partnerships::party_choices(&mut tx, id).await?;
    let own = person.organisation_id.to_string();
    if parties.iter().all(|(party, _)| *party != own) {
        return Err(AppError::Forbidden);
    }
    match form.parse("benefit") {
        Ok(values) => {
            let language = current().language();
            db::state_benefit(&mut tx, id, &person, &values, language, today).await?;
            tx.commit().await?;
            Ok(added(&place, Check::Beneficial))
        }
        Err(Invalid { form, errors }) => {
            tx.rollback().await?;
            let forms = Forms {
                benefit: form,
                ..Forms::blank()
            };
            refused(&app, &place, &person, today, &forms, &errors).await
        }
    }
}

const CONSTRAINTS: [(&str, &str, &str); 1] = [(
    "long_term_plan_replaced_once",
    "plan_replaces",
    "strategic-error-replaced",
)];

async fn add_plan(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<PlanForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    let recorded = db::read(&mut tx, id, today).await?;
    // The same form, sent again.
    if recorded
        .plans
        .iter()
        .any(|plan| plan.id.to_string() == form.id)
    {
        return Ok(added(&place, Check::Planned));
    }
    let typed = form.clone();
    let errors = match form.parse(&recorded.plans) {
        Ok(values) => {
            match db::add_plan(&mut tx, id, &person, &values, current().language()).await {
                Ok(()) => {
                    tx.commit().await?;
                    return Ok(added(&place, Check::Planned));
                }
                Err(error) => on_constraint(error, &CONSTRAINTS)?,
            }
        }
        Err(Invalid { errors, .. }) => errors,
    };
    tx.rollback().await?;
    let forms = Forms {
        plan: typed,
        ..Forms::blank()
    };
    refused(&app, &place, &person, today, &forms, &errors).await
}
