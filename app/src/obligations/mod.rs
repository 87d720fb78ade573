//! Obligations: what one party owes another under a contract, by when, and
//! whether it was kept. Both sides read the same list; whoever is owed
//! something says how it ended.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::{Days, NaiveDate};
use domain::access::Action;
use domain::obligation::ObligationState;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, list, partnerships, t};
use form::{Filters, ObligationForm, SettleForm};

pub(crate) use db::{ObligationRow, Owed};
pub(crate) use views::{owed_item, short_list};

/// Obligations are due soon when they fall due within so many days.
const SOON_DAYS: u64 = 30;

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/obligations")
    }
    pub(super) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/obligations.csv")
    }
    pub(super) fn below(reference: &str, contract: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/obligations")
    }
    pub(crate) fn new(reference: &str, contract: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/obligations/new")
    }
    pub(crate) fn show(reference: &str, contract: Uuid, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/obligations/{id}")
    }
    pub(super) fn edit(reference: &str, contract: Uuid, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/obligations/{id}/edit")
    }
    pub(super) fn settle(reference: &str, contract: Uuid, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{contract}/obligations/{id}/settle")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    // Whoever sees the partnership sees the list; row-level security leaves in
    // it what is theirs to see.
    let see = Who::MayHere(Action::ReadPartnership);
    let read = Who::MayHere(Action::ReadContract);
    let plan = Who::MayHere(Action::PlanObligation);
    Routes::new()
        .get("/partnerships/{reference}/obligations", see, index)
        .get(
            "/partnerships/{reference}/obligations.csv",
            see,
            spreadsheet,
        )
        .get(
            "/partnerships/{reference}/contracts/{contract}/obligations/new",
            plan,
            new,
        )
        .post(
            "/partnerships/{reference}/contracts/{contract}/obligations",
            plan,
            create,
        )
        .get(
            "/partnerships/{reference}/contracts/{contract}/obligations/{obligation}",
            read,
            show,
        )
        .get(
            "/partnerships/{reference}/contracts/{contract}/obligations/{obligation}/edit",
            plan,
            edit,
        )
        .post(
            "/partnerships/{reference}/contracts/{contract}/obligations/{obligation}/edit",
            plan,
            update,
        )
        // Whose word counts is on the obligation: the handler asks.
        .post(
            "/partnerships/{reference}/contracts/{contract}/obligations/{obligation}/settle",
            read,
            settle,
        )
}

/// The obligations under a contract, open ones first, by date.
///
/// # Errors
/// The database's.
pub(crate) async fn of_contract(tx: &mut Tx, contract: Uuid) -> sqlx::Result<Vec<ObligationRow>> {
    db::of_contract(tx, contract).await
}

/// What the viewer's organisation owes and is late or due soon, and what is
/// owed to it and due, so that it has to say how it ended.
///
/// # Errors
/// The database's.
pub(crate) async fn owed(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<(Vec<Owed>, Vec<Owed>)> {
    let rows = db::owed(tx, today + Days::new(SOON_DAYS), today).await?;
    Ok(rows.into_iter().partition(|row| row.ours))
}

fn subpage(place: &Place, title: String) -> Page {
    partnerships::page(place, title).crumb(url::index(&place.reference), t!("obligations-title"))
}

fn page_of(place: &Place, row: &ObligationRow, title: String) -> Page {
    let show = url::show(&place.reference, row.contract_id, row.id);
    subpage(place, title).crumb(show, row.title.clone())
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let id = place.partnership_id;
    let found = db::list(&mut tx, id, &filters, today, list::PER_PAGE, offset).await?;
    list::reached(offset, found.rows.is_empty())?;
    let choices = views::Choices {
        parties: partnerships::party_choices(&mut tx, id).await?,
        contracts: db::contracts(&mut tx, id).await?,
    };
    tx.commit().await?;
    let view = views::index(&place, &filters, &found, &choices, today);
    Ok(partnerships::page(&place, t!("obligations-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = db::list(&mut tx, place.partnership_id, &filters, today, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        &format!("{}-obligations", place.reference),
        &views::csv_headings(),
        found.rows.iter().map(views::csv_row),
    )
}

/// The parties, of which two stand in an obligation; with those that stand in
/// it already.
async fn parties(
    tx: &mut Tx,
    place: &Place,
    row: Option<&ObligationRow>,
) -> sqlx::Result<Vec<(String, String)>> {
    let mut parties = partnerships::party_choices(tx, place.partnership_id).await?;
    if let Some(row) = row {
        for (id, name) in [
            (row.debtor_id, &row.debtor),
            (row.creditor_id, &row.creditor),
        ] {
            let present = (id.to_string(), name.clone());
            if !parties.contains(&present) {
                parties.push(present);
            }
        }
    }
    Ok(parties)
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let parties = parties(&mut tx, &place, None).await?;
    tx.commit().await?;
    let form = ObligationForm::blank(place.contract());
    let view = views::edit(&place, None, parties, &form, &Errors::default(), None);
    Ok(subpage(&place, t!("obligation-add")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Form(form): Form<ObligationForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let contract = place.contract().id;
    let parties = parties(&mut tx, &place, None).await?;
    match form.parse(&parties) {
        Ok(values) => {
            db::insert(&mut tx, contract, &values, current().language()).await?;
            tx.commit().await?;
            let show = url::show(&place.reference, contract, values.id);
            Ok(see_other(&show, "flash-obligation-added"))
        }
        Err(Invalid { form, errors }) => {
            let view = views::edit(&place, None, parties, &form, &errors, None);
            Ok(subpage(&place, t!("obligation-add"))
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .show(view))
        }
    }
}

/// What the URL names within its contract.
async fn find(tx: &mut Tx, place: &Place, id: Uuid) -> sqlx::Result<ObligationRow> {
    db::find(tx, place.contract().id, id).await
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, _, id)): Named<(String, Uuid, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    tx.commit().await?;
    let form = SettleForm::blank(&row, today);
    let view = views::show(&place, &row, (&form, &Errors::default()), None, today);
    Ok(subpage(&place, row.title).show(view))
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, _, id)): Named<(String, Uuid, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    if row.state != ObligationState::Open {
        return settled_page(&mut tx, &place, &row, vec![], today).await;
    }
    let parties = parties(&mut tx, &place, Some(&row)).await?;
    tx.commit().await?;
    let form = ObligationForm::of(&row);
    let view = views::edit(&place, Some(&row), parties, &form, &Errors::default(), None);
    Ok(page_of(&place, &row, t!("obligation-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, _, id)): Named<(String, Uuid, Uuid)>,
    Form(form): Form<ObligationForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    let parties = parties(&mut tx, &place, Some(&row)).await?;
    if row.state != ObligationState::Open {
        let typed = views::in_words(&form, &parties);
        return settled_page(&mut tx, &place, &row, typed, today).await;
    }
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(&parties) {
        Ok(values) => {
            if db::update(&mut tx, id, &values).await? {
                tx.commit().await?;
                let show = url::show(&place.reference, row.contract_id, id);
                return Ok(see_other(&show, "flash-obligation-saved"));
            }
            // Somebody saved it, or settled it, a moment ago.
            let row = find(&mut tx, &place, id).await?;
            if row.state != ObligationState::Open {
                let typed = views::in_words(&typed, &parties);
                return settled_page(&mut tx, &place, &row, typed, today).await;
            }
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "obligation", id).await?;
            let conflict = views::conflict(who, when, &ObligationForm::of(&row), &typed, &parties);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let view = views::edit(&place, Some(&row), parties, &typed, &errors, conflict);
    Ok(page_of(&place, &row, t!("obligation-edit"))
        .status(status)
        .show(view))
}

/// The obligation's page, which says that it is settled already, with what was
/// typed into a form that it no longer takes: 409.
async fn settled_page(
    tx: &mut Tx,
    place: &Place,
    row: &ObligationRow,
    typed: Vec<(String, String)>,
    today: NaiveDate,
) -> Result<Response, AppError> {
    let saved = who_and_when(tx, "obligation", row.id).await?;
    let form = SettleForm::blank(row, today);
    let problem = Some(views::moved_on(row, saved, typed));
    let view = views::show(place, row, (&form, &Errors::default()), problem, today);
    Ok(subpage(place, row.title.clone())
        .status(StatusCode::CONFLICT)
        .show(view))
}

async fn settle(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, _, id)): Named<(String, Uuid, Uuid)>,
    Form(form): Form<SettleForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    if !place.may_on_obligation(Action::SettleObligation, row.creditor_id) {
        return Err(AppError::Forbidden);
    }
    let back = url::show(&place.reference, row.contract_id, id);
    let mut typed = form.clone();
    match form.parse(today) {
        Ok(values) => {
            // The same form, sent again.
            if row.is_settled_as(&values) {
                return Ok(see_other(&back, "flash-obligation-settled"));
            }
            if db::settle(&mut tx, id, person.id, &values).await? {
                tx.commit().await?;
                return Ok(see_other(&back, "flash-obligation-settled"));
            }
            let row = find(&mut tx, &place, id).await?;
            // Of two at the same moment the first was this form.
            if row.is_settled_as(&values) {
                return Ok(see_other(&back, "flash-obligation-settled"));
            }
            if row.state != ObligationState::Open {
                let typed = views::settle_in_words(&typed);
                return settled_page(&mut tx, &place, &row, typed, today).await;
            }
            let saved = who_and_when(&mut tx, "obligation", id).await?;
            typed.version = row.version.to_string();
            let problem = Some(views::moved_on(&row, saved, vec![]));
            let view = views::show(&place, &row, (&typed, &Errors::default()), problem, today);
            Ok(subpage(&place, row.title)
                .status(StatusCode::CONFLICT)
                .show(view))
        }
        Err(Invalid { form, errors }) => {
            if row.state != ObligationState::Open {
                let typed = views::settle_in_words(&form);
                return settled_page(&mut tx, &place, &row, typed, today).await;
            }
            let view = views::show(&place, &row, (&form, &errors), None, today);
            Ok(subpage(&place, row.title)
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .show(view))
        }
    }
}
