//! Amendments: how the terms of a signed contract change. Drafted in two steps
//! (which terms, then what they become), signed by each side's own people, and
//! in force from the day they say.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::access::{Action, Person};
use domain::amendment::Term;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::Page;
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, contracts, list, partnerships, t};
use form::{Asked, DraftForm, Filters, WithdrawForm};

pub(crate) use db::{Basis, Waiting, waiting};
pub(crate) use form::OnForm;
pub(crate) use views::{terms_on, to_sign, waiting_item, way};

/// Where the pages are.
pub(crate) mod url {
    use domain::Vocabulary;
    use domain::amendment::Term;
    use uuid::Uuid;

    pub(crate) fn index(reference: &str, contract: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/amendments")
    }
    pub(super) fn csv(reference: &str, contract: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/amendments.csv")
    }
    pub(crate) fn new(reference: &str, contract: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/amendments/new")
    }
    /// The second step, for these terms.
    pub(super) fn new_of(reference: &str, contract: Uuid, terms: &[Term]) -> String {
        let asked: Vec<_> = terms
            .iter()
            .map(|term| format!("term={}", term.code()))
            .collect();
        format!("{}?{}", new(reference, contract), asked.join("&"))
    }
    pub(crate) fn show(reference: &str, contract: Uuid, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/amendments/{id}")
    }
    pub(super) fn sign(reference: &str, contract: Uuid, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/amendments/{id}/sign")
    }
    pub(super) fn withdraw(reference: &str, contract: Uuid, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/amendments/{id}/withdraw")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadContract);
    let draft = Who::MayHere(Action::DraftAmendment);
    let sign_ = Who::MayHere(Action::SignAmendment);
    Routes::new()
        .get(
            "/partnerships/{reference}/contracts/{contract}/amendments",
            read,
            index,
        )
        .get(
            "/partnerships/{reference}/contracts/{contract}/amendments.csv",
            read,
            spreadsheet,
        )
        .get(
            "/partnerships/{reference}/contracts/{contract}/amendments/new",
            draft,
            new,
        )
        .post(
            "/partnerships/{reference}/contracts/{contract}/amendments",
            draft,
            create,
        )
        .get(
            "/partnerships/{reference}/contracts/{contract}/amendments/{amendment}",
            read,
            show,
        )
        .post(
            "/partnerships/{reference}/contracts/{contract}/amendments/{amendment}/sign",
            sign_,
            sign,
        )
        .post(
            "/partnerships/{reference}/contracts/{contract}/amendments/{amendment}/withdraw",
            draft,
            withdraw,
        )
}

/// A contract with its amendments, as the viewer sees them.
///
/// # Errors
/// The database's.
pub(crate) async fn basis(tx: &mut Tx, contract: Uuid) -> sqlx::Result<Basis> {
    db::basis(tx, contract).await
}

fn page(place: &Place, basis: &Basis, title: String) -> Page {
    partnerships::page(place, title)
        .crumb(
            contracts::url::index(&place.reference),
            t!("contracts-title"),
        )
        .crumb(
            contracts::url::show(&place.reference, basis.contract.id),
            basis.contract.title.clone(),
        )
}

/// A page of one amendment, or of one to be.
fn subpage(place: &Place, basis: &Basis, title: String) -> Page {
    let index = url::index(&place.reference, basis.contract.id);
    page(place, basis, title).crumb(index, t!("amendments-title"))
}

async fn load(app: &AppState, person: &Person, place: &Place) -> Result<Basis, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let basis = db::basis(&mut tx, place.contract().id).await?;
    tx.commit().await?;
    Ok(basis)
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let basis = load(&app, &person, &place).await?;
    let view = views::index(&place, &basis, &filters, today);
    Ok(page(&place, &basis, t!("amendments-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let basis = load(&app, &person, &place).await?;
    let rows = filters.narrow(&basis.amendments, today);
    list::spreadsheet(
        &format!("{}-amendments", place.reference),
        &views::csv_headings(),
        rows.into_iter()
            .flat_map(|row| views::csv_rows(&basis, row, today)),
    )
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let basis = load(&app, &person, &place).await?;
    let terms = asked.terms(&basis);
    let form = DraftForm::blank(&basis, &terms);
    Ok(draft_page(
        &place,
        &basis,
        &terms,
        &form,
        &Errors::default(),
        today,
    ))
}

/// The first step where no term is chosen yet, else the second.
fn draft_page(
    place: &Place,
    basis: &Basis,
    terms: &[Term],
    form: &DraftForm,
    errors: &Errors,
    today: NaiveDate,
) -> Response {
    let view = if terms.is_empty() || !basis.amendable(today) {
        views::choose(place, basis, None, today)
    } else {
        views::draft(place, basis, terms, form, errors)
    };
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    subpage(place, basis, t!("amendment-draft"))
        .status(status)
        .show(view)
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<DraftForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let contract = place.contract().id;
    db::lock_numbers(&mut tx, contract).await?;
    let basis = db::basis(&mut tx, contract).await?;
    let drafted = |id| {
        see_other(
            &url::show(&place.reference, contract, id),
            "flash-amendment-drafted",
        )
    };
    if let Some(made) = basis
        .amendments
        .iter()
        .find(|row| form.id == row.id.to_string())
    {
        return Ok(drafted(made.id));
    }
    let terms = form.terms(&basis);
    if !basis.amendable(today) {
        let problem = views::not_amendable(&basis, views::draft_in_words(&form), today);
        let view = views::choose(&place, &basis, Some(problem), today);
        return Ok(subpage(&place, &basis, t!("amendment-draft"))
            .status(StatusCode::CONFLICT)
            .show(view));
    }
    match form.parse(&basis, &terms, today) {
        Ok(values) => {
            db::insert(&mut tx, contract, person.id, &values, current().language()).await?;
            tx.commit().await?;
            Ok(drafted(values.id))
        }
        Err(Invalid { form, errors }) => {
            Ok(draft_page(&place, &basis, &terms, &form, &errors, today))
        }
    }
}

/// One amendment, with what the viewer can do about it; `problem` says why it
/// could not be done.
fn show_page(
    place: &Place,
    basis: &Basis,
    id: Uuid,
    person: &Person,
    withdrawal: (&WithdrawForm, &Errors),
    problem: Option<AnyView>,
    today: NaiveDate,
) -> Result<(Page, AnyView), AppError> {
    let row = basis.find(id)?;
    let title = t!("amendment-numbered", number = row.number);
    let view = views::show(place, basis, row, person, withdrawal, problem, today);
    Ok((subpage(place, basis, title), view))
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, _, id)): Named<(String, Uuid, Uuid)>,
) -> Result<Response, AppError> {
    let basis = load(&app, &person, &place).await?;
    let (form, errors) = (WithdrawForm::default(), Errors::default());
    let (page, view) = show_page(&place, &basis, id, &person, (&form, &errors), None, today)?;
    Ok(page.show(view))
}

async fn sign(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, _, id)): Named<(String, Uuid, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let contract = place.contract().id;
    // One signature after the other: the second must see the first.
    db::lock(&mut tx, contract, id).await?;
    let basis = db::basis(&mut tx, contract).await?;
    let row = basis.find(id)?;
    // A further supplier reads the contract as its own, and signs nothing.
    let side = basis
        .side_of(person.organisation_id)
        .ok_or(AppError::Forbidden)?;
    let shown = url::show(&place.reference, contract, id);
    if row.signature(side).is_some() {
        return Ok(see_other(&shown, "flash-amendment-signed"));
    }
    let sound = row.state(today).is_open() && basis.refusals(row, today).is_empty();
    if sound {
        db::sign(&mut tx, contract, id, side, &person, today).await?;
        let last = row.signature(side.other()).is_some();
        if !last {
            tx.commit().await?;
            return Ok(see_other(&shown, "flash-amendment-signed"));
        }
        if db::apply(&mut tx, id, today).await? {
            tx.commit().await?;
            return Ok(see_other(&shown, "flash-amendment-agreed"));
        }
    }
    tx.rollback().await?;
    let basis = load(&app, &person, &place).await?;
    refused(&place, &basis, id, &person, vec![], today)
}

/// The amendment's page with the reason why it has moved on, and what was typed
/// into a form that it no longer takes: 409.
fn refused(
    place: &Place,
    basis: &Basis,
    id: Uuid,
    person: &Person,
    typed: Vec<(String, String)>,
    today: NaiveDate,
) -> Result<Response, AppError> {
    let problem = views::moved_on(basis, basis.find(id)?, typed, today);
    let (form, errors) = (WithdrawForm::default(), Errors::default());
    let withdrawal = (&form, &errors);
    let (page, view) = show_page(place, basis, id, person, withdrawal, Some(problem), today)?;
    Ok(page.status(StatusCode::CONFLICT).show(view))
}

async fn withdraw(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, _, id)): Named<(String, Uuid, Uuid)>,
    Form(form): Form<WithdrawForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let contract = place.contract().id;
    db::lock(&mut tx, contract, id).await?;
    let basis = db::basis(&mut tx, contract).await?;
    let row = basis.find(id)?;
    let withdrawn = || {
        see_other(
            &url::show(&place.reference, contract, id),
            "flash-amendment-withdrawn",
        )
    };
    let typed = vec![(t!("amendment-withdrawal"), form.withdrawal.clone())];
    match form.parse() {
        // The same form, sent again.
        Ok(reason) if row.withdrawal_reason.as_ref() == Some(&reason) => Ok(withdrawn()),
        _ if !row.state(today).is_open() => refused(&place, &basis, id, &person, typed, today),
        Ok(reason) => {
            db::withdraw(&mut tx, id, &reason, today).await?;
            tx.commit().await?;
            Ok(withdrawn())
        }
        Err(Invalid { form, errors }) => {
            let withdrawal = (&form, &errors);
            let (page, view) = show_page(&place, &basis, id, &person, withdrawal, None, today)?;
            Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).show(view))
        }
    }
}
