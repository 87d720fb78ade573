//! Import of open contracting data: a file is uploaded and previewed, choices
//! are made, and then it is committed whole or discarded.
//!
//! Nothing is written into the registry before the commit. Everything that a
//! preview shows comes from [`plan::plan`], and the commit works the plan out
//! anew from the same bytes before it carries it out, so the two cannot differ
//! but by what changed in between. [`run_file`] is the same for the command
//! line.

mod country;
mod db;
mod form;
mod known;
mod names;
mod notes;
mod organisations;
mod plan;
mod report;
mod run;
mod terms;
mod views;
mod words;
mod writes;

use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use ocds::Package;
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use crate::access::{CurrentPerson, Routes, Who};
use crate::error::AppError;
use crate::files::{Upload, clean_name, read_form_up_to};
use crate::form::Errors;
use crate::page::Page;
use crate::request::see_other;
use crate::{AppState, Today, list, spreadsheets, t};
use db::Detail;
use form::{Paged, Pairs, UploadForm, WarningFilters};
use plan::{Plan, Problem};
use report::Choices;
pub use run::{Options, RunError, run_file};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const INDEX: &str = "/import";
    pub(crate) const CSV: &str = "/import.csv";

    pub(crate) fn show(id: Uuid) -> String {
        format!("/import/{id}")
    }
    pub(crate) fn check(id: Uuid) -> String {
        format!("/import/{id}/check")
    }
    pub(crate) fn commit(id: Uuid) -> String {
        format!("/import/{id}/commit")
    }
    pub(crate) fn discard(id: Uuid) -> String {
        format!("/import/{id}/discard")
    }
    pub(crate) fn warnings(id: Uuid) -> String {
        format!("/import/{id}/warnings")
    }
    pub(crate) fn warnings_csv(id: Uuid) -> String {
        format!("/import/{id}/warnings.csv")
    }
}

/// The slice's routes. Imports are seen by whoever uploaded them alone: that
/// is row-level security's to say.
pub(crate) fn routes() -> Routes {
    let import = Who::May(Action::Import);
    Routes::new()
        .get("/import", import, index)
        .get("/import.csv", import, spreadsheet)
        .upload("/import", import, create)
        .get("/import/{import}", import, show)
        .post("/import/{import}/check", import, check)
        .post("/import/{import}/commit", import, commit)
        .post("/import/{import}/discard", import, discard)
        .get("/import/{import}/warnings", import, warnings)
        .get(
            "/import/{import}/warnings.csv",
            import,
            warnings_spreadsheet,
        )
}

/// Contracts on one page of a preview. Each may need a look, and turning pages
/// with half-made choices is a nuisance.
const CONTRACTS_PER_PAGE: i64 = 100;

/// The most organisations to decide on, and the most rows of a list without
/// pages, that are shown at once; a file may have thousands.
const SHOWN_AT_ONCE: usize = 200;

fn page(title: String) -> Page {
    spreadsheets::page(title).crumb(url::INDEX, t!("import-title"))
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(paged): Query<Paged>,
) -> Result<Response, AppError> {
    let form = UploadForm::default();
    index_page(
        &app,
        &person,
        &paged,
        StatusCode::OK,
        &form,
        &Errors::default(),
    )
    .await
}

async fn index_page(
    app: &AppState,
    person: &CurrentPerson,
    paged: &Paged,
    status: StatusCode,
    form: &UploadForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let offset = list::offset(list::page_number(&paged.page));
    let (rows, total) = db::list(&mut tx, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    tx.commit().await?;
    let view = views::index(paged, &rows, total, form, errors);
    Ok(spreadsheets::page(t!("import-title"))
        .status(status)
        .show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        "imports",
        &views::csv_headings(),
        rows.iter().map(views::csv_row),
    )
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let (form, uploads) = read_form_up_to::<UploadForm>(multipart, ocds::MAX_BYTES).await?;
    let typed = form.clone();
    let read = match (form.parse(), form::the_file(uploads)) {
        (Ok(choices), Ok(upload)) => read_upload(upload)
            .await?
            .map(|(upload, package)| (choices, upload, package)),
        (Err(invalid), _) => Err(invalid.errors),
        (_, Err(errors)) => Err(errors),
    };
    let (choices, upload, package) = match read {
        Ok(read) => read,
        Err(errors) => return refuse(&app, &person, &typed, &errors).await,
    };
    let mut tx = app.db.begin_as(&person).await?;
    if !db::try_lock(&mut tx).await? {
        return Err(AppError::Busy);
    }
    let plan = run::make_plan(&mut tx, package, &choices, today).await?;
    if plan.problem == Some(Problem::UnknownPartnership) {
        tx.rollback().await?;
        let words = run::problem_words(Problem::UnknownPartnership, &choices);
        return refuse(&app, &person, &typed, &Errors::one("partnership", words)).await;
    }
    let new = db::NewImport {
        id: Uuid::now_v7(),
        name: &clean_name(&upload.name),
        size: upload.size,
        sha256: &Sha256::digest(&upload.bytes),
        person: Some(person.id),
    };
    db::insert(&mut tx, &new, &choices, &plan.report).await?;
    db::insert_content(&mut tx, new.id, &upload.bytes).await?;
    tx.commit().await?;
    Ok(see_other(&url::show(new.id), "flash-import-previewed"))
}

/// Reads a file away from the threads that answer requests.
async fn read_upload(upload: Upload) -> Result<Result<(Upload, Package), Errors>, AppError> {
    let work = move || match form::read(&upload) {
        Ok(package) => Ok((upload, package)),
        Err(refused) => Err(refused),
    };
    let read = spawn_blocking(work).await.map_err(internal)?;
    Ok(read.map_err(|refused| form::refused(&refused)))
}

fn internal(error: tokio::task::JoinError) -> AppError {
    AppError::Internal(error.into())
}

impl From<run::MakePlanError> for AppError {
    fn from(error: run::MakePlanError) -> Self {
        match error {
            run::MakePlanError::Database(error) => error.into(),
            run::MakePlanError::Broken(error) => internal(error),
        }
    }
}

async fn refuse(
    app: &AppState,
    person: &CurrentPerson,
    form: &UploadForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    index_page(app, person, &Paged::default(), status, form, errors).await
}

fn import_id(typed: &str) -> Result<Uuid, AppError> {
    typed.parse().map_err(|_| AppError::NotFound)
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Path(id): Path<String>,
    Query(paged): Query<Paged>,
) -> Result<Response, AppError> {
    let id = import_id(&id)?;
    show_page(
        &app,
        &person,
        id,
        &paged,
        StatusCode::OK,
        &Errors::default(),
    )
    .await
}

async fn show_page(
    app: &AppState,
    person: &CurrentPerson,
    id: Uuid,
    paged: &Paged,
    status: StatusCode,
    errors: &Errors,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let detail = db::find(&mut tx, id).await?;
    let jurisdictions = db::jurisdictions(&mut tx).await?;
    tx.commit().await?;
    let jurisdictions = jurisdictions
        .into_iter()
        .map(|known| (known.code, known.name));
    let view = views::show(&detail, jurisdictions.collect(), paged, errors);
    Ok(page(detail.row.name).status(status).show(view))
}

/// Reads the kept bytes again and makes sure that they are those of the hash.
async fn read_kept(
    app: &AppState,
    person: &CurrentPerson,
    id: Uuid,
) -> Result<(Detail, Package), AppError> {
    let mut tx = app.db.begin_as(person).await?;
    let detail = db::find(&mut tx, id).await?;
    if detail.row.state != "previewed" {
        return Err(AppError::Conflict);
    }
    let bytes = db::content(&mut tx, id).await?;
    tx.rollback().await?;
    let sha256 = detail.row.sha256.clone();
    let read = move || {
        let same = run::hex(&Sha256::digest(&bytes)) == sha256;
        same.then(|| ocds::read(&bytes).ok()).flatten()
    };
    let package = spawn_blocking(read).await.map_err(internal)?;
    Ok((detail, package.ok_or(AppError::Conflict)?))
}

/// Keeps the choices and shows what the file would do then.
async fn check(
    State(app): State<AppState>,
    person: CurrentPerson,
    Path(id): Path<String>,
    Today(today): Today,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    let id = import_id(&id)?;
    let (detail, package) = read_kept(&app, &person, id).await?;
    let choices = form::choices(&pairs, &detail.report, &detail.choices);
    let mut tx = app.db.begin_as(&person).await?;
    if !db::hold_previewed(&mut tx, id).await? {
        return Err(AppError::Conflict);
    }
    let plan = run::make_plan(&mut tx, package, &choices, today).await?;
    db::update_preview(&mut tx, id, &choices, &plan.report).await?;
    tx.commit().await?;
    if let Some(problem) = plan.problem {
        return refuse_commit(
            &app,
            &person,
            id,
            &pairs,
            &problem_errors(problem, &choices),
        )
        .await;
    }
    let paged = Paged {
        page: form::value(&pairs, "page").to_owned(),
    };
    let back = list::address(&url::show(id), &paged);
    Ok(see_other(&back, "flash-import-checked"))
}

/// Carries out what the preview shows with the form's choices, bound to the
/// hash that the form was made for.
async fn commit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Path(id): Path<String>,
    Today(today): Today,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    let id = import_id(&id)?;
    let (detail, package) = read_kept(&app, &person, id).await?;
    if form::value(&pairs, "sha256") != detail.row.sha256 {
        return Err(AppError::Conflict);
    }
    let choices = form::choices(&pairs, &detail.report, &detail.choices);
    let reason = t!(
        "import-reason",
        file = detail.row.name.clone(),
        sha256 = detail.row.sha256.clone()
    );
    let mut tx = app.db.begin_as_because(&person, &reason).await?;
    if !db::try_lock(&mut tx).await? {
        return Err(AppError::Busy);
    }
    if !db::hold_previewed(&mut tx, id).await? {
        tx.rollback().await?;
        return Err(AppError::Conflict);
    }
    let plan = run::make_plan(&mut tx, package, &choices, today).await?;
    let errors = commit_errors(&plan, &choices);
    if !errors.is_empty() {
        db::update_preview(&mut tx, id, &choices, &plan.report).await?;
        tx.commit().await?;
        return refuse_commit(&app, &person, id, &pairs, &errors).await;
    }
    if !db::write(&mut tx, &plan.writes, |_| ()).await? {
        tx.rollback().await?;
        return Err(AppError::Conflict);
    }
    db::commit(&mut tx, id, &choices, &plan.report).await?;
    tx.commit().await?;
    Ok(see_other(&url::show(id), "flash-import-committed"))
}

async fn refuse_commit(
    app: &AppState,
    person: &CurrentPerson,
    id: Uuid,
    pairs: &Pairs,
    errors: &Errors,
) -> Result<Response, AppError> {
    let paged = Paged {
        page: form::value(pairs, "page").to_owned(),
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show_page(app, person, id, &paged, status, errors).await
}

/// What somebody must still decide: nothing that only looks alike is merged or
/// doubled without a word.
fn commit_errors(plan: &Plan, choices: &Choices) -> Errors {
    let mut errors = match plan.problem {
        Some(problem) => problem_errors(problem, choices),
        None => Errors::default(),
    };
    let open = plan.report.unsure.iter();
    let open = open.filter(|line| line.chosen.is_none());
    for line in open.take(SHOWN_AT_ONCE) {
        errors.add(
            &form::same_field(line.group),
            t!("import-error-unsure", name = line.name.clone()),
        );
    }
    errors
}

fn problem_errors(problem: Problem, choices: &Choices) -> Errors {
    let field = match problem {
        Problem::UnknownPartnership => "partnership",
        Problem::UnknownJurisdiction | Problem::NoJurisdiction => "jurisdiction",
    };
    Errors::one(field, run::problem_words(problem, choices))
}

async fn discard(
    State(app): State<AppState>,
    person: CurrentPerson,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let id = import_id(&id)?;
    let mut tx = app.db.begin_as(&person).await?;
    if !db::hold_previewed(&mut tx, id).await? {
        return Err(AppError::Conflict);
    }
    db::discard(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see_other(url::INDEX, "flash-import-discarded"))
}

async fn warnings(
    State(app): State<AppState>,
    person: CurrentPerson,
    Path(id): Path<String>,
    Query(filters): Query<WarningFilters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let detail = db::find(&mut tx, import_id(&id)?).await?;
    tx.commit().await?;
    let view = views::warnings(&detail, &filters);
    let page = page(t!("import-warnings")).crumb(url::show(detail.row.id), detail.row.name);
    Ok(page.show(view))
}

async fn warnings_spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Path(id): Path<String>,
    Query(filters): Query<WarningFilters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let detail = db::find(&mut tx, import_id(&id)?).await?;
    tx.commit().await?;
    let rows = views::filtered(&detail.report, &filters);
    list::spreadsheet(
        "import-warnings",
        &views::warning_headings(),
        rows.into_iter().map(views::warning_row),
    )
}
