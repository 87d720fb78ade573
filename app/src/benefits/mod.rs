//! Benefits of partnerships: claimed by a person or a publication, until
//! somebody else has measured them. Claimed and verified are never one sum.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::benefit::PublishedClaim;
use strum::VariantArray;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::{current, word};
use crate::{AppState, Today, list, partnerships, prototypes, t};
use db::BenefitRow;
use form::{BenefitForm, Filters, PublishedFilters, VerifyForm};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/benefits";
    pub(super) const PUBLISHED: &str = "/benefits/published";
    pub(super) const PUBLISHED_CSV: &str = "/benefits/published.csv";

    pub(crate) fn of_partnership(reference: &str) -> String {
        format!("/partnerships/{reference}/benefits")
    }
    pub(super) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/benefits/new")
    }
    pub(crate) fn show(reference: &str, benefit: Uuid) -> String {
        format!("/partnerships/{reference}/benefits/{benefit}")
    }
    pub(super) fn edit(reference: &str, benefit: Uuid) -> String {
        format!("/partnerships/{reference}/benefits/{benefit}/edit")
    }
    pub(super) fn verify(reference: &str, benefit: Uuid) -> String {
        format!("/partnerships/{reference}/benefits/{benefit}/verify")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let all = Who::May(Action::ReadBenefit);
    let read = Who::MayHere(Action::ReadBenefit);
    let claim = Who::MayHere(Action::ClaimBenefit);
    Routes::new()
        .get("/benefits", all, index)
        .get("/benefits.csv", all, spreadsheet)
        .get("/benefits/published", all, published)
        .get("/benefits/published.csv", all, spreadsheet_of_published)
        .get("/partnerships/{reference}/benefits", read, of_partnership)
        .get(
            "/partnerships/{reference}/benefits.csv",
            read,
            spreadsheet_here,
        )
        .get("/partnerships/{reference}/benefits/new", claim, new)
        .post("/partnerships/{reference}/benefits", claim, create)
        .get("/partnerships/{reference}/benefits/{benefit}", read, show)
        // Whose claim it is stands on its row: the handlers ask.
        .get(
            "/partnerships/{reference}/benefits/{benefit}/edit",
            claim,
            edit,
        )
        .post(
            "/partnerships/{reference}/benefits/{benefit}/edit",
            claim,
            update,
        )
        .post(
            "/partnerships/{reference}/benefits/{benefit}/verify",
            read,
            verify,
        )
}

fn subpage(place: &Place, title: String) -> Page {
    partnerships::page(place, title)
        .crumb(url::of_partnership(&place.reference), t!("benefits-title"))
}

fn page_of(place: &Place, row: &BenefitRow, title: String) -> Page {
    subpage(place, title).crumb(url::show(&place.reference, row.id), row.title.clone())
}

async fn found(
    tx: &mut Tx,
    partnership: Option<Uuid>,
    filters: &Filters,
) -> Result<views::Found, AppError> {
    let offset = list::offset(list::page_number(&filters.page));
    let rows = db::list(tx, (partnership, None), filters, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    Ok(views::Found {
        rows,
        figures: db::figures(tx, partnership, filters).await?,
        prototypes: prototypes::newest(tx, partnership).await?,
    })
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = found(&mut tx, None, &filters).await?;
    tx.commit().await?;
    let view = views::index(None, &filters, &found, today);
    Ok(Page::new(t!("benefits-title")).show(view))
}

async fn of_partnership(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let found = found(&mut tx, Some(place.partnership_id), &filters).await?;
    tx.commit().await?;
    let view = views::index(Some(&place), &filters, &found, today);
    Ok(partnerships::page(&place, t!("benefits-title")).show(view))
}

async fn csv(
    app: &AppState,
    person: &CurrentPerson,
    partnership: Option<Uuid>,
    filters: &Filters,
    name: &str,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let rows = db::list(&mut tx, (partnership, None), filters, i64::MAX, 0).await?;
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
    csv(&app, &person, None, &filters, "benefits").await
}

async fn spreadsheet_here(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let name = format!("{}-benefits", place.reference);
    csv(&app, &person, Some(place.partnership_id), &filters, &name).await
}

/// What was published elsewhere, as far as the filters leave it.
async fn claims(
    app: &AppState,
    person: &CurrentPerson,
    filters: &PublishedFilters,
) -> Result<Vec<PublishedClaim>, AppError> {
    let wanted = |claim: &&PublishedClaim| {
        let domain = claim.domain().code();
        filters.domain.is_empty() || filters.domain.iter().any(|code| code == domain)
    };
    let claims: Vec<PublishedClaim> = PublishedClaim::VARIANTS
        .iter()
        .filter(wanted)
        .copied()
        .collect();
    let texts: Vec<String> = claims.iter().copied().map(word).collect();
    let mut tx = app.db.begin_as(person).await?;
    let holding = db::holding(&mut tx, &texts, filters.q.trim()).await?;
    tx.commit().await?;
    let held = claims.into_iter().zip(holding);
    Ok(held
        .filter_map(|(claim, holds)| holds.then_some(claim))
        .collect())
}

/// What was published elsewhere: to be known, and never counted.
async fn published(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<PublishedFilters>,
) -> Result<Response, AppError> {
    let claims = claims(&app, &person, &filters).await?;
    Ok(Page::new(t!("published-title"))
        .crumb(url::INDEX, t!("benefits-title"))
        .show(views::published(&filters, &claims)))
}

async fn spreadsheet_of_published(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<PublishedFilters>,
) -> Result<Response, AppError> {
    let claims = claims(&app, &person, &filters).await?;
    list::spreadsheet(
        "published-claims",
        &views::published_csv_headings(),
        claims.into_iter().map(views::published_csv_row),
    )
}

async fn new(place: Place, Today(today): Today) -> Response {
    let form = BenefitForm::today(today);
    let view = views::edit(&place, None, (&form, &Errors::default()), None);
    subpage(&place, t!("benefit-add")).show(view)
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<BenefitForm>,
) -> Result<Response, AppError> {
    match form.parse(today) {
        Ok(values) => {
            let mut tx = app.db.begin_as(&person).await?;
            let (id, language) = (place.partnership_id, current().language());
            db::insert(&mut tx, id, person.id, &values, language).await?;
            tx.commit().await?;
            let show = url::show(&place.reference, values.id);
            Ok(see_other(&show, "flash-benefit-claimed"))
        }
        Err(Invalid { form, errors }) => {
            let view = views::edit(&place, None, (&form, &errors), None);
            Ok(subpage(&place, t!("benefit-add"))
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .show(view))
        }
    }
}

async fn find(tx: &mut Tx, place: &Place, id: Uuid) -> sqlx::Result<BenefitRow> {
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
    let form = VerifyForm::today(today);
    let typed = (&form, &Errors::default());
    let answer = (StatusCode::OK, None);
    page(&mut tx, (&place, &person), row, typed, answer).await
}

async fn page(
    tx: &mut Tx,
    (place, person): (&Place, &CurrentPerson),
    row: BenefitRow,
    typed: (&VerifyForm, &Errors),
    (status, problem): (StatusCode, Option<AnyView>),
) -> Result<Response, AppError> {
    let verifications = db::verifications(tx, row.id).await?;
    let view = views::show(place, person.id, &row, &verifications, typed, problem);
    Ok(subpage(place, row.title).status(status).show(view))
}

/// The claim, if it is the person's own.
async fn own(
    tx: &mut Tx,
    (place, person): (&Place, &CurrentPerson),
    id: Uuid,
) -> Result<BenefitRow, AppError> {
    let row = find(tx, place, id).await?;
    if row.entered_by_id != Some(person.id) {
        return Err(AppError::Forbidden);
    }
    Ok(row)
}

/// The claim's page, which says that somebody verified it, so that it stays as
/// claimed, with what was `typed` to change it: 409.
async fn verified(
    tx: &mut Tx,
    at: (&Place, &CurrentPerson),
    row: BenefitRow,
    typed: Vec<(String, String)>,
    today: NaiveDate,
) -> Result<Response, AppError> {
    let form = VerifyForm::today(today);
    let answer = (StatusCode::CONFLICT, Some(views::moved_on(typed)));
    page(tx, at, row, (&form, &Errors::default()), answer).await
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = own(&mut tx, (&place, &person), id).await?;
    if row.verified.is_some() {
        return verified(&mut tx, (&place, &person), row, vec![], today).await;
    }
    tx.commit().await?;
    let form = BenefitForm::of(&row);
    let view = views::edit(&place, Some(&row), (&form, &Errors::default()), None);
    Ok(page_of(&place, &row, t!("benefit-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<BenefitForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = own(&mut tx, (&place, &person), id).await?;
    if row.verified.is_some() {
        let typed = views::in_words(&form);
        return verified(&mut tx, (&place, &person), row, typed, today).await;
    }
    let mut typed = form.clone();
    let (status, errors, conflict) = match form.parse(today) {
        Ok(values) => {
            if db::update(&mut tx, id, person.id, &values).await? {
                tx.commit().await?;
                let show = url::show(&place.reference, id);
                return Ok(see_other(&show, "flash-benefit-saved"));
            }
            let row = own(&mut tx, (&place, &person), id).await?;
            if row.verified.is_some() {
                let typed = views::in_words(&typed);
                return verified(&mut tx, (&place, &person), row, typed, today).await;
            }
            typed.version = row.version.to_string();
            let (who, when) = who_and_when(&mut tx, "benefit", id).await?;
            let conflict = views::conflict(who, when, &BenefitForm::of(&row), &typed);
            (StatusCode::CONFLICT, Errors::default(), Some(conflict))
        }
        Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
    };
    tx.commit().await?;
    let view = views::edit(&place, Some(&row), (&typed, &errors), conflict);
    Ok(page_of(&place, &row, t!("benefit-edit"))
        .status(status)
        .show(view))
}

async fn verify(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<VerifyForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = find(&mut tx, &place, id).await?;
    if !place.may_on_measurement(Action::VerifyBenefit, row.hands()) {
        return Err(AppError::Forbidden);
    }
    match form.parse(person.id, row.hands(), today) {
        Ok(values) => {
            let (at, language) = ((place.partnership_id, id), current().language());
            db::verify(&mut tx, at, person.id, &values, language).await?;
            tx.commit().await?;
            let show = url::show(&place.reference, id);
            Ok(see_other(&show, "flash-benefit-verified"))
        }
        Err(Invalid { form, errors }) => {
            let refused = (StatusCode::UNPROCESSABLE_ENTITY, None);
            page(&mut tx, (&place, &person), row, (&form, &errors), refused).await
        }
    }
}
