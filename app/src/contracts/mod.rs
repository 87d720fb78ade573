//! Contracts: their terms, what follows from them today, and their documents.

mod db;
mod form;
mod views;

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::{Days, NaiveDate};
use domain::Vocabulary;
use domain::access::Action;
use domain::calendar::Period;
use domain::contract::{Renewal, Terms, WARNING_DAYS, Warning};
use uuid::Uuid;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::files::{self, KeptFile};
use crate::form::{Errors, Invalid};
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, amendments, list, obligations, partnerships, t};
use form::{ContractForm, Correcting, DocumentForm, Filters, Lock, Sides};

pub(crate) use form::terms_error;
pub(crate) use views::{status_tag, to_act, warning_tag, without_notice};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/contracts")
    }
    pub(crate) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/contracts.csv")
    }
    pub(crate) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/contracts/new")
    }
    pub(crate) fn show(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{id}")
    }
    pub(crate) fn edit(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{id}/edit")
    }
    pub(crate) fn documents(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{id}/documents")
    }
    pub(crate) fn new_document(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{id}/documents/new")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    // Whoever sees the partnership sees the list; row-level security leaves in
    // it what is theirs to see.
    let see = Who::MayHere(Action::ReadPartnership);
    let read = Who::MayHere(Action::ReadContract);
    let edit_ = Who::MayHere(Action::EditContract);
    Routes::new()
        .get("/partnerships/{reference}/contracts", see, index)
        .get("/partnerships/{reference}/contracts.csv", see, spreadsheet)
        .get("/partnerships/{reference}/contracts/new", edit_, new)
        .post("/partnerships/{reference}/contracts", edit_, create)
        .get("/partnerships/{reference}/contracts/{contract}", read, show)
        .get(
            "/partnerships/{reference}/contracts/{contract}/edit",
            edit_,
            edit,
        )
        .post(
            "/partnerships/{reference}/contracts/{contract}/edit",
            edit_,
            update,
        )
        .get(
            "/partnerships/{reference}/contracts/{contract}/documents/new",
            edit_,
            new_document,
        )
        .upload(
            "/partnerships/{reference}/contracts/{contract}/documents",
            edit_,
            create_document,
        )
}

/// A contract that ends, or in which notice must be given, within 90 days.
#[derive(Debug)]
pub(crate) struct ContractWarning {
    pub(crate) contract_id: Uuid,
    pub(crate) number: String,
    pub(crate) title: String,
    /// Language the title was typed in.
    pub(crate) language: String,
    /// Name of the buyer, and its id.
    pub(crate) buyer: String,
    pub(crate) buyer_id: Uuid,
    /// Name of the supplier.
    pub(crate) supplier: String,
    /// What happens at the end.
    pub(crate) renewal: Renewal,
    /// The end as it stands, and the one after a renewal.
    pub(crate) end: NaiveDate,
    pub(crate) next_end: Option<NaiveDate>,
    pub(crate) partnership_id: Uuid,
    /// Reference of its partnership.
    pub(crate) reference: String,
    /// Title of its partnership.
    pub(crate) partnership: String,
    /// The nearest date to act on.
    pub(crate) warning: Warning,
}

/// The contracts to act on within 90 days of `today`, the most urgent first,
/// among those that the viewer sees: of one partnership, or of all.
///
/// # Errors
/// The database's.
pub(crate) async fn warnings(
    tx: &mut Tx,
    partnerships: Option<&[Uuid]>,
    today: NaiveDate,
) -> sqlx::Result<Vec<ContractWarning>> {
    let farthest = WARNING_DAYS.into_iter().max().unwrap_or_default();
    let until = today + Days::new(farthest.unsigned_abs());
    let near = db::near(tx, partnerships, today, until).await?;
    let mut warnings: Vec<_> = near
        .into_iter()
        .filter_map(|row| {
            let terms = Terms {
                signed_on: row.signed_on,
                period: Period::new(row.starts_on, row.ends_on).ok()?,
                renewal: row.renewal,
                renewal_months: db::count(row.renewal_months),
                notice_days: db::count(row.notice_days),
                notice_months: db::count(row.notice_months),
                max_end: row.max_end,
                // It has no say in what is warned of.
                suspended_on: None,
                ended_on: row.ended_on.zip(row.ending),
            };
            Some(ContractWarning {
                contract_id: row.id,
                number: row.number,
                title: row.title,
                language: row.language,
                buyer: row.buyer,
                buyer_id: row.buyer_id,
                supplier: row.supplier,
                renewal: row.renewal,
                end: terms.current_end(today),
                next_end: terms.next_end(today),
                partnership_id: row.partnership_id,
                reference: row.reference,
                partnership: row.partnership,
                warning: terms.warning(today)?,
            })
        })
        .collect();
    // On the same day, what can still be acted on comes first.
    warnings.sort_by_key(|row| (row.warning.days, row.warning.kind as u8));
    Ok(warnings)
}

/// A page of one contract, or of one to be.
fn subpage(place: &Place, title: String) -> Page {
    partnerships::page(place, title).crumb(url::index(&place.reference), t!("contracts-title"))
}

/// A page below one contract.
fn page_below(place: &Place, contract: &db::ContractRow, title: String) -> Page {
    let href = url::show(&place.reference, contract.id);
    subpage(place, title).crumb(href, contract.title.clone())
}

/// The contracts that fit the filters, and the choices of suppliers.
async fn listed(
    app: &AppState,
    person: &CurrentPerson,
    place: &Place,
    filters: &Filters,
    today: NaiveDate,
) -> Result<(Vec<db::ContractRow>, Vec<(String, String)>), AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let mut rows = db::list(&mut tx, place.partnership_id, filters).await?;
    let suppliers = db::suppliers(&mut tx, place.partnership_id).await?;
    tx.commit().await?;
    rows.retain(|row| filters.takes(row.terms().status(today)));
    let suppliers = suppliers
        .into_iter()
        .map(|(id, name)| (id.to_string(), name))
        .collect();
    Ok((rows, suppliers))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let (rows, suppliers) = listed(&app, &person, &place, &filters, today).await?;
    let view = views::index(&place, &filters, &rows, &suppliers, today);
    Ok(partnerships::page(&place, t!("contracts-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let (rows, _) = listed(&app, &person, &place, &filters, today).await?;
    let name = format!("{}-contracts", place.reference);
    list::spreadsheet(
        &name,
        &views::csv_headings(),
        rows.iter().map(|row| views::csv_row(row, today)),
    )
}

/// Who can stand on either side: the parties, and whoever does so already.
async fn sides(
    tx: &mut Tx,
    partnership: Uuid,
    contract: Option<&db::ContractRow>,
) -> sqlx::Result<Sides> {
    let parties = db::sides(tx, partnership).await?;
    let side = |stands: fn(&db::SideRow) -> bool| -> Vec<(String, String)> {
        parties
            .iter()
            .filter(|party| stands(party))
            .map(|party| (party.id.to_string(), party.name.clone()))
            .collect()
    };
    let mut sides = Sides {
        buyers: side(|party| party.buys),
        suppliers: side(|party| party.supplies),
    };
    if let Some(row) = contract {
        for (choices, id, name) in [
            (&mut sides.buyers, row.buyer_id, &row.buyer),
            (&mut sides.suppliers, row.supplier_id, &row.supplier),
        ] {
            let present = (id.to_string(), name.clone());
            if !choices.contains(&present) {
                choices.push(present);
            }
        }
    }
    Ok(sides)
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let form = ContractForm::blank(db::currency(&mut tx, place.partnership_id).await?);
    let sides = sides(&mut tx, place.partnership_id, None).await?;
    tx.commit().await?;
    let view = views::edit(&place, None, &sides, &form, &Errors::default(), None);
    Ok(subpage(&place, t!("contract-add")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Form(form): Form<ContractForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let sides = sides(&mut tx, place.partnership_id, None).await?;
    let typed = form.clone();
    let errors = match form.parse(&sides) {
        Ok(values) => {
            let language = current().language();
            match db::insert(&mut tx, place.partnership_id, &values, language).await {
                Ok(()) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference, values.id);
                    return Ok(see_other(&show, "flash-contract-added"));
                }
                Err(error) => on_constraint(error, &CONSTRAINTS)?,
            }
        }
        Err(Invalid { errors, .. }) => errors,
    };
    let view = views::edit(&place, None, &sides, &typed, &errors, None);
    Ok(subpage(&place, t!("contract-add"))
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view))
}

const CONSTRAINTS: [(&str, &str, &str); 3] = [
    ("contract_number_unique", "number", "error-taken"),
    ("contract_buyer_exists", "buyer", "error-choice"),
    ("contract_supplier_exists", "supplier", "error-choice"),
];

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(asked): Query<amendments::OnForm>,
) -> Result<Response, AppError> {
    let (day, errors) = asked.read(today);
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.contract().id).await?;
    let basis = amendments::basis(&mut tx, row.id).await?;
    let details = views::Details {
        to_sign: amendments::to_sign(&place, &basis, &person, today),
        terms: amendments::terms_on(&place, &basis, day, &asked, &errors),
        way: amendments::way(&place, &basis, today),
        obligations: {
            let rows = obligations::of_contract(&mut tx, row.id).await?;
            obligations::short_list(&place, row.id, &rows, today)
        },
        co_suppliers: db::co_suppliers(&mut tx, row.id).await?,
        documents: db::documents(&mut tx, row.id).await?,
        deliverables: db::deliverables(&mut tx, row.id).await?,
        origin: db::origin(&mut tx, row.id).await?,
    };
    tx.commit().await?;
    let view = views::show(&place, &row, details, today);
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(subpage(&place, row.title).status(status).show(view))
}

/// The form that a contract fills.
fn filled(row: &db::ContractRow) -> ContractForm {
    let number = |number: Option<i32>| number.map(|n| n.to_string()).unwrap_or_default();
    let mut form = ContractForm {
        id: row.id.to_string(),
        version: row.version.to_string(),
        number: row.number.clone(),
        title: row.title.clone(),
        description: row.description.clone().unwrap_or_default(),
        buyer: row.buyer_id.to_string(),
        supplier: row.supplier_id.to_string(),
        value: row.value.map(|value| value.to_string()).unwrap_or_default(),
        currency: row.currency.clone(),
        renewal: row.renewal.code().to_owned(),
        renewal_months: number(row.renewal_months),
        notice: number(row.notice_days.or(row.notice_months)),
        notice_unit: match row.notice_months {
            Some(_) => "months",
            None => "days",
        }
        .to_owned(),
        review_days: row.review_days.to_string(),
        ending: row.ending.map_or("", Vocabulary::code).to_owned(),
        ..ContractForm::default()
    };
    for (name, date) in [
        ("signed", row.signed_on),
        ("starts", Some(row.starts_on)),
        ("ends", Some(row.ends_on)),
        ("max_end", row.max_end),
        ("suspended", row.suspended_on),
        ("ended", row.ended_on),
    ] {
        form.set_date(name, date);
    }
    form
}

/// Whether the contract's terms can be edited: until it is signed, freely; from
/// then on to correct an entry, until an amendment is agreed.
async fn lock(tx: &mut Tx, contract: Uuid, today: NaiveDate) -> sqlx::Result<Lock> {
    let basis = amendments::basis(tx, contract).await?;
    Ok(match (basis.is_signed(today), basis.is_amended()) {
        (false, _) => Lock::Open,
        (true, false) => Lock::Signed,
        (true, true) => Lock::Amended,
    })
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(asked): Query<Correcting>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.contract().id).await?;
    let sides = sides(&mut tx, place.partnership_id, Some(&row)).await?;
    let lock = lock(&mut tx, row.id, today).await?;
    tx.commit().await?;
    let mut form = filled(&row);
    form.correct = asked.correct;
    let existing = Some((&row, lock, today));
    let view = views::edit(&place, existing, &sides, &form, &Errors::default(), None);
    Ok(page_below(&place, &row, t!("contract-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<ContractForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.contract().id;
    let row = db::find(&mut tx, id).await?;
    let sides_then = sides(&mut tx, place.partnership_id, Some(&row)).await?;
    let lock_then = lock(&mut tx, id, today).await?;
    // A connection is given back before another is asked for, or requests
    // that hold one each would wait for each other.
    tx.commit().await?;

    let form = if lock_then == Lock::Open || form.corrects() {
        form
    } else {
        form.with_terms_of(filled(&row))
    };
    let mut typed = form.clone();
    let (errors, stale) = match form.parse_edit(&sides_then, &row, lock_then) {
        Ok((values, correction)) => {
            let mut tx = app.db.begin_as_because(&person, &correction).await?;
            match db::update(&mut tx, id, &values).await {
                Ok(true) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference, id);
                    return Ok(see_other(&show, "flash-contract-saved"));
                }
                Ok(false) => (Errors::default(), true),
                Err(error) => (on_constraint(error, &CONSTRAINTS)?, false),
            }
        }
        Err(Invalid { errors, .. }) => (errors, false),
    };

    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let lock = lock(&mut tx, id, today).await?;
    let sides = sides(&mut tx, place.partnership_id, Some(&row)).await?;
    let (status, conflict) = if stale {
        typed.version = row.version.to_string();
        let (who, when) = who_and_when(&mut tx, "contract", id).await?;
        let conflict = views::conflict(who, when, &filled(&row), &typed, &sides);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    tx.commit().await?;
    let view = views::edit(
        &place,
        Some((&row, lock, today)),
        &sides,
        &typed,
        &errors,
        conflict,
    );
    Ok(page_below(&place, &row, t!("contract-edit"))
        .status(status)
        .show(view))
}

async fn new_document(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.contract().id).await?;
    tx.commit().await?;
    let form = DocumentForm::blank();
    let view = views::document(&place, &row, &form, &[], &Errors::default());
    Ok(page_below(&place, &row, t!("document-add")).show(view))
}

async fn create_document(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let (form, uploads) = files::read_form::<DocumentForm>(multipart).await?;
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.contract().id;
    let show = url::show(&place.reference, id);
    let added = Ok(see_other(&show, "flash-document-added"));
    if let Some(document) = form.document_id()
        && db::document_exists(&mut tx, document).await?
    {
        return added;
    }

    let mut refused = Errors::default();
    let received = files::receive(&mut tx, person.id, &uploads, &form.kept_file, &mut refused);
    // One file each: the one chosen last stands.
    let file: Option<KeptFile> = received.await?.pop();
    let typed = form.clone();
    match form.parse(file.as_ref().map(|file| file.id), &refused) {
        Ok(values) => {
            let language = current().language();
            // The same form, sent again at this moment: its files are dropped
            // with the transaction.
            if !db::insert_document(&mut tx, id, person.id, &values, language).await? {
                return added;
            }
            if let Some(file) = file {
                files::attach(&mut tx, &[file.id], place.partnership_id, Some(id)).await?;
            }
            tx.commit().await?;
            added
        }
        Err(Invalid { errors, .. }) => {
            let row = db::find(&mut tx, id).await?;
            tx.commit().await?;
            let kept: Vec<KeptFile> = file.into_iter().collect();
            let view = views::document(&place, &row, &typed, &kept, &errors);
            Ok(page_below(&place, &row, t!("document-add"))
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .show(view))
        }
    }
}
