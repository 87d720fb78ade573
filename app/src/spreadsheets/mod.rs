//! Import of spreadsheets (CSV): a file is uploaded and checked whole, then
//! committed whole or not at all.
//!
//! One mechanism serves every kind ([`sheet::Sheet`]; one file each in
//! `sheets/`). Nothing is written before the commit, and a file with a single
//! fault changes nothing. The commit is bound to the hash of what was
//! previewed, checks the file again, and writes in the background, with
//! progress that the import's page shows. [`run_file`] is the same for the
//! command line.

mod cells;
mod db;
mod fault;
mod form;
mod kind;
mod lookup;
mod reading;
mod run;
mod sheet;
mod sheets;
mod views;
mod words;

use std::sync::Arc;

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use sha2::{Digest, Sha256};
use strum::VariantArray as _;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Routes, Who};
use crate::error::AppError;
use crate::files::{clean_name, read_form_up_to};
use crate::form::Errors;
use crate::page::Page;
use crate::request::see_other;
use crate::{AppState, Today, list, t, text};
use form::{CommitForm, Filters, Paged};
use sheet::{Context, Sheet};
use sheets::budgets::Budgets;
use sheets::commitments::Commitments;
use sheets::measurements::Measurements;
use sheets::milestones::Milestones;
use sheets::movements::{Receipts, Spending};
use sheets::organisations::Organisations;
use sheets::rates::Rates;
use sheets::targets::Targets;

pub use kind::Kind;
pub use run::{TableError, run_file};

/// Where the pages are.
pub(crate) mod url {
    use domain::Vocabulary as _;
    use uuid::Uuid;

    use super::Kind;

    /// What can be imported, for whoever may import anything.
    pub(crate) const OVERVIEW: &str = "/imports";

    pub(crate) fn index(kind: Kind) -> String {
        format!("/import/{}", kind.code())
    }
    pub(crate) fn csv(kind: Kind) -> String {
        format!("/import/{}.csv", kind.code())
    }
    pub(crate) fn template(kind: Kind) -> String {
        format!("/import/{}/template.csv", kind.code())
    }
    pub(crate) fn show(kind: Kind, id: Uuid) -> String {
        format!("/import/{}/{id}", kind.code())
    }
    pub(crate) fn errors_csv(kind: Kind, id: Uuid) -> String {
        format!("/import/{}/{id}/errors.csv", kind.code())
    }
    pub(crate) fn commit(kind: Kind, id: Uuid) -> String {
        format!("/import/{}/{id}/commit", kind.code())
    }
    pub(crate) fn discard(kind: Kind, id: Uuid) -> String {
        format!("/import/{}/{id}/discard", kind.code())
    }
}

/// The routes of one kind, written out so that each says who may call it.
macro_rules! routes_of {
    ($routes:expr, $sheet:ty, $path:literal) => {{
        let who = Who::May(<$sheet as Sheet>::KIND.action());
        $routes
            .get(concat!("/import/", $path), who, index::<$sheet>)
            .get(
                concat!("/import/", $path, ".csv"),
                who,
                spreadsheet::<$sheet>,
            )
            .upload(concat!("/import/", $path), who, create::<$sheet>)
            .get(
                concat!("/import/", $path, "/template.csv"),
                who,
                template::<$sheet>,
            )
            .get(concat!("/import/", $path, "/{import}"), who, show::<$sheet>)
            .get(
                concat!("/import/", $path, "/{import}/errors.csv"),
                who,
                errors::<$sheet>,
            )
            .post(
                concat!("/import/", $path, "/{import}/commit"),
                who,
                commit::<$sheet>,
            )
            .post(
                concat!("/import/", $path, "/{import}/discard"),
                who,
                discard::<$sheet>,
            )
    }};
}

/// The slice's routes. Imports are seen by whoever uploaded them alone: that
/// is row-level security's to say.
pub(crate) fn routes() -> Routes {
    let routes = Routes::new().get("/imports", Who::May(Action::UseAccount), overview);
    let routes = routes_of!(routes, Commitments, "commitments");
    let routes = routes_of!(routes, Receipts, "receipts");
    let routes = routes_of!(routes, Spending, "spending");
    let routes = routes_of!(routes, Milestones, "milestones");
    let routes = routes_of!(routes, Targets, "targets");
    let routes = routes_of!(routes, Measurements, "measurements");
    let routes = routes_of!(routes, Organisations, "organisations");
    let routes = routes_of!(routes, Budgets, "budgets");
    routes_of!(routes, Rates, "rates")
}

/// The kinds that a person may import.
fn kinds(person: &CurrentPerson) -> Vec<Kind> {
    let all = Kind::VARIANTS.iter().copied();
    all.filter(|kind| person.may(kind.action())).collect()
}

/// Whether a person's role imports something without being given a right for
/// it first, as clinicians would need for plans and measurements.
pub(crate) fn in_navigation(person: &CurrentPerson) -> bool {
    let kinds = kinds(person);
    let given = [Kind::Milestones, Kind::Targets, Kind::Measurements];
    person.may(Action::Import) || kinds.iter().any(|kind| !given.contains(kind))
}

async fn overview(person: CurrentPerson) -> Result<Response, AppError> {
    let (kinds, contracts) = (kinds(&person), person.may(Action::Import));
    if kinds.is_empty() && !contracts {
        return Err(AppError::Forbidden);
    }
    let view = views::overview(&kinds, contracts);
    Ok(Page::new(t!("tables-title")).show(view))
}

/// A page below the overview of what may be imported.
pub(crate) fn page(title: String) -> Page {
    Page::new(title).crumb(url::OVERVIEW, t!("tables-title"))
}

async fn index<S: Sheet>(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(paged): Query<Paged>,
) -> Result<Response, AppError> {
    let errors = Errors::default();
    index_page::<S>(&app, &person, &paged, StatusCode::OK, &errors).await
}

async fn index_page<S: Sheet>(
    app: &AppState,
    person: &CurrentPerson,
    paged: &Paged,
    status: StatusCode,
    errors: &Errors,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let offset = list::offset(list::page_number(&paged.page));
    let (rows, total) = db::list(&mut tx, S::KIND, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    tx.commit().await?;
    let view = views::index(S::KIND, S::COLUMNS, paged, &rows, total, errors);
    Ok(page(views::title(S::KIND)).status(status).show(view))
}

async fn spreadsheet<S: Sheet>(
    State(app): State<AppState>,
    person: CurrentPerson,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, S::KIND, i64::MAX, 0).await?;
    tx.commit().await?;
    let name = format!("imports-{}", domain::Vocabulary::code(S::KIND));
    list::spreadsheet(
        &name,
        &views::csv_headings(),
        rows.iter().map(views::csv_row),
    )
}

/// A file with nothing but the headings, in the reader's language.
async fn template<S: Sheet>(_: CurrentPerson) -> Result<Response, AppError> {
    let french = text::current().language() == "fr";
    let headings: Vec<String> = S::COLUMNS
        .iter()
        .map(|column| if french { column.french } else { column.name })
        .map(ToOwned::to_owned)
        .collect();
    list::spreadsheet(domain::Vocabulary::code(S::KIND), &headings, [])
}

fn context(person: &CurrentPerson, today: Today, reason: String) -> Context {
    Context {
        person: Some(person.person),
        today: today.0,
        language: text::current().language().to_owned(),
        reason,
    }
}

async fn create<S: Sheet>(
    State(app): State<AppState>,
    person: CurrentPerson,
    today: Today,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let limit = reading::MAX_BYTES;
    let (Paged { .. }, uploads) = read_form_up_to::<Paged>(multipart, limit).await?;
    let upload = match form::the_file(uploads) {
        Ok(upload) => upload,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return index_page::<S>(&app, &person, &Paged::default(), status, &errors).await;
        }
    };
    let bytes = Arc::new(upload.bytes);
    let new = db::NewImport {
        id: Uuid::now_v7(),
        kind: S::KIND,
        name: &clean_name(&upload.name),
        size: upload.size,
        sha256: &Sha256::digest(&bytes[..]),
    };
    let mut tx = app.db.begin_as(&person).await?;
    let context = context(&person, today, String::new());
    let checked = run::check::<S>(&mut tx, &context, Arc::clone(&bytes)).await?;
    db::insert(&mut tx, &new, &checked.report).await?;
    if checked.writes.is_some() {
        db::insert_content(&mut tx, new.id, &bytes).await?;
    }
    tx.commit().await?;
    Ok(see_other(
        &url::show(S::KIND, new.id),
        "flash-table-checked",
    ))
}

async fn show<S: Sheet>(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let detail = db::find(&mut tx, S::KIND, id).await?;
    tx.commit().await?;
    let writing = detail.row.state == "committing"
        && detail
            .progress
            .as_ref()
            .is_none_or(|progress| !progress.broken_off);
    let view = views::show(S::KIND, S::COLUMNS, &detail, &filters);
    let page = page(detail.row.name).crumb(url::index(S::KIND), views::title(S::KIND));
    let page = if writing { page.refresh(2) } else { page };
    Ok(page.show(view))
}

async fn errors<S: Sheet>(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let detail = db::find(&mut tx, S::KIND, id).await?;
    tx.commit().await?;
    list::spreadsheet(
        "errors",
        &views::FAULT_HEADINGS.map(ToOwned::to_owned),
        views::filtered(&detail.report, &filters)
            .into_iter()
            .map(views::fault_row),
    )
}

/// Begins to write what was previewed, bound to the hash that the form was
/// made for, and answers at once.
async fn commit<S: Sheet>(
    State(app): State<AppState>,
    person: CurrentPerson,
    today: Today,
    Named(id): Named<Uuid>,
    Form(form): Form<CommitForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let state = db::hold(&mut tx, S::KIND, id).await?;
    let detail = db::find(&mut tx, S::KIND, id).await?;
    let broken_off = detail.progress.is_some_and(|progress| progress.broken_off);
    let waiting = state == "previewed" || (state == "committing" && broken_off);
    if form.sha256 != detail.row.sha256 || !waiting {
        return Err(AppError::Conflict);
    }
    if !db::try_lock(&mut tx).await? {
        return Err(AppError::Busy);
    }
    db::start(&mut tx, id).await?;
    let bytes = db::content(&mut tx, id).await?;
    let reason = run::reason(&detail.row.name, &Sha256::digest(&bytes));
    tx.commit().await?;
    run::begin::<S>(&app, person.person, id, context(&person, today, reason));
    Ok(see_other(&url::show(S::KIND, id), "flash-table-committing"))
}

async fn discard<S: Sheet>(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let state = db::hold(&mut tx, S::KIND, id).await?;
    if state != "previewed" && state != "refused" {
        return Err(AppError::Conflict);
    }
    db::discard(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see_other(&url::index(S::KIND), "flash-table-discarded"))
}
