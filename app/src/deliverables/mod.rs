//! Deliverables: handed over by the vendor, accepted or returned by the buyer,
//! version after version, against two clocks.

mod db;
mod form;
mod views;

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::access::Action;
use domain::deliverable::{DeliverableState, Verdict};
use uuid::Uuid;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::files::{self, KeptFile};
use crate::form::{Errors, Fields, Invalid};
use crate::html::AnyView;
use crate::page::Page;
use crate::request::see_other;
use crate::text::{chosen, current};
use crate::{AppState, Today, list, partnerships, t, ui};
use db::{DeliverableRow, Handover, SubmissionRow};
use form::{
    DeliverableForm, Filters, ProgressForm, ReplyForm, ReviewForm, SubmissionForm, SubmissionValues,
};
use views::Acts;

pub(crate) use db::{
    DueFromVendor, RecentVerdict, WaitingForReview, due_from_vendor, recent_verdicts,
    waiting_for_review,
};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/deliverables")
    }
    pub(crate) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/deliverables.csv")
    }
    pub(crate) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/deliverables/new")
    }
    pub(crate) fn show(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/deliverables/{id}")
    }
    pub(crate) fn edit(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/deliverables/{id}/edit")
    }
    pub(crate) fn progress(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/deliverables/{id}/progress")
    }
    pub(crate) fn submissions(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/deliverables/{id}/submissions")
    }
    pub(crate) fn review(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/deliverables/{id}/review")
    }
    pub(crate) fn replies(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/deliverables/{id}/replies")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    // Whoever sees the partnership has the list, with those in it whose
    // contract they see.
    let list = Who::MayHere(Action::ReadPartnership);
    let read = Who::MayHere(Action::ReadDeliverable);
    let plan = Who::MayHere(Action::PlanDeliverable);
    let deliver = Who::MayHere(Action::UpdateDeliverable);
    Routes::new()
        .get("/partnerships/{reference}/deliverables", list, index)
        .get(
            "/partnerships/{reference}/deliverables.csv",
            list,
            spreadsheet,
        )
        .get("/partnerships/{reference}/deliverables/new", plan, new)
        .post("/partnerships/{reference}/deliverables", plan, create)
        .get(
            "/partnerships/{reference}/deliverables/{deliverable}",
            read,
            show,
        )
        .get(
            "/partnerships/{reference}/deliverables/{deliverable}/edit",
            plan,
            edit,
        )
        .post(
            "/partnerships/{reference}/deliverables/{deliverable}/edit",
            plan,
            update,
        )
        .post(
            "/partnerships/{reference}/deliverables/{deliverable}/progress",
            deliver,
            progress,
        )
        .upload(
            "/partnerships/{reference}/deliverables/{deliverable}/submissions",
            deliver,
            submit,
        )
        .post(
            "/partnerships/{reference}/deliverables/{deliverable}/review",
            Who::MayHere(Action::ReviewDeliverable),
            review,
        )
        .post(
            "/partnerships/{reference}/deliverables/{deliverable}/replies",
            Who::MayHere(Action::ReplyToReview),
            reply,
        )
}

fn page(place: &Place, title: String) -> Page {
    partnerships::page(place, title)
}

/// A page of one deliverable, or of one to be.
fn subpage(place: &Place, title: String) -> Page {
    page(place, title).crumb(url::index(&place.reference), t!("deliverables-title"))
}

/// The partnership's contracts that the person sees, as choices of a form.
async fn contract_choices(tx: &mut Tx, place: &Place) -> sqlx::Result<Vec<(String, String)>> {
    let contracts = db::contracts(tx, place.partnership_id).await?;
    Ok(contracts
        .into_iter()
        .map(|(id, number, title, supplier)| {
            let words = t!(
                "deliverable-contract-choice",
                number = number,
                title = title,
                supplier = supplier
            );
            (id.to_string(), words)
        })
        .collect())
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
    let (rows, total) = db::list(&mut tx, id, &filters, today, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let contracts = contract_choices(&mut tx, &place).await?;
    tx.commit().await?;
    let view = views::index(&place, &filters, contracts, &rows, total, today);
    Ok(page(&place, t!("deliverables-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, place.partnership_id, &filters, today, i64::MAX, 0).await?;
    tx.commit().await?;
    let name = format!("{}-deliverables", place.reference);
    let rows = rows.iter().map(|row| views::csv_row(row, today));
    list::spreadsheet(&name, &views::csv_headings(), rows)
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let form = DeliverableForm::blank();
    new_page(&mut tx, &place, StatusCode::OK, &form, &Errors::default()).await
}

async fn new_page(
    tx: &mut Tx,
    place: &Place,
    status: StatusCode,
    form: &DeliverableForm,
    errors: &Errors,
) -> Result<Response, AppError> {
    let contracts = contract_choices(tx, place).await?;
    let view = views::edit(place, None, contracts, form, errors, None);
    Ok(subpage(place, t!("deliverable-add"))
        .status(status)
        .show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Form(form): Form<DeliverableForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let errors = match form.clone().parse() {
        Ok(values) => {
            let language = current().language();
            if db::insert(&mut tx, place.partnership_id, &values, language).await? {
                tx.commit().await?;
                let url = url::show(&place.reference, values.id);
                return Ok(see_other(&url, "flash-deliverable-added"));
            }
            Errors::one("contract", t!("error-choice"))
        }
        Err(Invalid { errors, .. }) => errors,
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    new_page(&mut tx, &place, status, &form, &errors).await
}

/// A deliverable with its versions and what the person may do about it now.
struct Whole {
    row: DeliverableRow,
    versions: Vec<SubmissionRow>,
    acts: Acts,
}

async fn load(tx: &mut Tx, place: &Place) -> sqlx::Result<Whole> {
    let row = db::find(tx, place.deliverable_id()).await?;
    let versions = db::submissions(tx, row.id).await?;
    let acts = acts(place, &row, versions.first());
    Ok(Whole {
        row,
        versions,
        acts,
    })
}

/// The forms that the person may send now: each side in its turn, and replies
/// while the latest version is reviewed.
fn acts(place: &Place, row: &DeliverableRow, latest: Option<&SubmissionRow>) -> Acts {
    let delivers = place.may(Action::UpdateDeliverable) && row.state.in_vendors_hands().is_ok();
    let reviews = place.may(Action::ReviewDeliverable) && row.state == DeliverableState::Submitted;
    let reviewed = latest.filter(|version| version.review.is_some());
    Acts {
        progress: delivers.then(|| ProgressForm {
            version: row.version.to_string(),
            percent: row.progress.to_string(),
            note: row.progress_note.clone().unwrap_or_default(),
        }),
        submission: delivers.then(|| (SubmissionForm::next(row.version), vec![])),
        review: latest
            .filter(|_| reviews)
            .map(|version| ReviewForm::next(row.version, version.id)),
        reply: reviewed
            .filter(|_| place.may(Action::ReplyToReview))
            .map(|version| ReplyForm::next(version.id)),
        errors: Errors::default(),
    }
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let whole = load(&mut tx, &place).await?;
    tx.commit().await?;
    Ok(show_page(&place, &whole, None, StatusCode::OK, today))
}

fn show_page(
    place: &Place,
    whole: &Whole,
    conflict: Option<AnyView>,
    status: StatusCode,
    today: NaiveDate,
) -> Response {
    let Whole {
        row,
        versions,
        acts,
    } = whole;
    let view = views::show(place, row, versions, acts, conflict, today);
    subpage(place, row.title.clone()).status(status).show(view)
}

/// A form of a deliverable's page that was not taken.
struct Refused {
    /// What is wrong with it.
    errors: Errors,
    /// The version of the deliverable that it began with.
    version: i32,
    /// Whether that is no longer the one saved, or its turn is over.
    stale: bool,
    /// What was typed into it, to be shown where there is no such form any more.
    typed: Vec<(String, String)>,
}

/// Shows the page again. `put_back` puts what was typed into the form, with the
/// version given if it began with a stale one, and says whether there still is
/// such a form.
async fn refuse(
    tx: &mut Tx,
    place: &Place,
    today: NaiveDate,
    refused: Refused,
    put_back: impl FnOnce(&mut Acts, Option<String>) -> bool,
) -> Result<Response, AppError> {
    let mut whole = load(tx, place).await?;
    let version = refused.stale.then(|| whole.row.version.to_string());
    let open = put_back(&mut whole.acts, version);
    if open {
        whole.acts.errors = refused.errors;
    }
    if open && !refused.stale {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(show_page(place, &whole, None, status, today));
    }
    let changes = db::changes_since(tx, whole.row.id, refused.version).await?;
    let typed = (!open).then_some(refused.typed);
    let conflict = Some(views::meanwhile(&changes, typed));
    let status = StatusCode::CONFLICT;
    Ok(show_page(place, &whole, conflict, status, today))
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.deliverable_id()).await?;
    if !row.state.is_open() {
        return Err(AppError::Conflict);
    }
    let form = DeliverableForm::of(&row);
    let contracts = contract_choices(&mut tx, &place).await?;
    let errors = Errors::default();
    let view = views::edit(&place, Some(&row), contracts, &form, &errors, None);
    Ok(subpage(&place, t!("deliverable-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<DeliverableForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.deliverable_id();
    let row = db::find(&mut tx, id).await?;
    let mut typed = form.clone();
    let (errors, stale) = match form.parse() {
        Ok(values) if row.state.is_open() && db::update(&mut tx, id, &values).await? => {
            tx.commit().await?;
            let url = url::show(&place.reference, id);
            return Ok(see_other(&url, "flash-deliverable-saved"));
        }
        Ok(_) => (Errors::default(), true),
        Err(Invalid { errors, .. }) => (errors, false),
    };

    let version = Fields::version(&typed.version);
    let row = db::find(&mut tx, id).await?;
    let contracts = contract_choices(&mut tx, &place).await?;
    if !row.state.is_open() {
        let refused = Refused {
            errors,
            version,
            stale,
            typed: views::plan_in_words(&typed, &contracts),
        };
        return refuse(&mut tx, &place, today, refused, |_, _| false).await;
    }
    let (status, conflict) = if stale {
        typed.version = row.version.to_string();
        let changes = db::changes_since(&mut tx, id, version).await?;
        let last = changes.into_iter().last().ok_or(AppError::Conflict)?;
        let who = last.person.unwrap_or_else(|| t!("by-command-line"));
        let when = ui::moment(last.recorded_at);
        let conflict =
            views::plan_conflict(who, when, &DeliverableForm::of(&row), &typed, &contracts);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    let view = views::edit(&place, Some(&row), contracts, &typed, &errors, conflict);
    Ok(subpage(&place, t!("deliverable-edit"))
        .status(status)
        .show(view))
}

async fn progress(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<ProgressForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.deliverable_id()).await?;
    let mut typed = form.clone();
    let (errors, stale) = match form.parse() {
        Ok(values) => {
            let saved = match row.state.progress(values.percent) {
                Ok(state) => db::progress(&mut tx, row.id, state, &values).await?,
                Err(_) => false,
            };
            if saved {
                tx.commit().await?;
                let url = url::show(&place.reference, row.id);
                return Ok(see_other(&url, "flash-deliverable-progress"));
            }
            (Errors::default(), true)
        }
        Err(Invalid { errors, .. }) => (errors, false),
    };
    let refused = Refused {
        errors,
        version: Fields::version(&typed.version),
        stale,
        typed: vec![
            (t!("deliverable-progress-percent"), typed.percent.clone()),
            (t!("deliverable-progress-note"), typed.note.clone()),
        ],
    };
    refuse(&mut tx, &place, today, refused, |acts, version| {
        typed.version = version.unwrap_or(typed.version);
        acts.progress.as_mut().map(|form| *form = typed).is_some()
    })
    .await
}

async fn submit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let (mut form, uploads): (SubmissionForm, _) = files::read_form(multipart).await?;
    let mut tx = app.db.begin_as(&person).await?;
    let done = || {
        let url = url::show(&place.reference, place.deliverable_id());
        see_other(&url, "flash-deliverable-submitted")
    };
    if was_submitted(&mut tx, &place, &form).await? {
        return Ok(done());
    }
    let (values, mut errors) = match form.clone().parse() {
        Ok(values) => (Some(values), Errors::default()),
        Err(Invalid { errors, .. }) => (None, errors),
    };
    let kept = &form.kept_file;
    let kept = files::receive(&mut tx, person.id, &uploads, kept, &mut errors).await?;
    let mut stale = false;
    if let Some(values) = values.filter(|_| errors.is_empty()) {
        if hand_over(&mut tx, &place, person.id, &values, &kept, today).await? {
            tx.commit().await?;
            return Ok(done());
        }
        // The same form may have been sent twice at once.
        if was_submitted(&mut tx, &place, &form).await? {
            return Ok(done());
        }
        stale = true;
    }

    let links = form
        .links()
        .map(|(_, address, _, title)| format!("{title} {address}"));
    let refused = Refused {
        errors,
        version: Fields::version(&form.version),
        stale,
        typed: vec![
            (t!("deliverable-notes"), form.notes.clone()),
            (t!("deliverable-links"), links.join("\n")),
        ],
    };
    let response = refuse(&mut tx, &place, today, refused, |acts, version| {
        form.version = version.unwrap_or(form.version);
        let put_back = |open: &mut (SubmissionForm, Vec<KeptFile>)| *open = (form, kept);
        acts.submission.as_mut().map(put_back).is_some()
    })
    .await?;
    // What was refused is the form, not the files that came with it.
    tx.commit().await?;
    Ok(response)
}

/// Whether this form was taken before.
async fn was_submitted(tx: &mut Tx, place: &Place, form: &SubmissionForm) -> sqlx::Result<bool> {
    match form.id.parse::<Uuid>() {
        Ok(id) => db::submission_exists(tx, place.deliverable_id(), id).await,
        Err(_) => Ok(false),
    }
}

/// Adds the next version with its evidence; false where it is not the vendor's
/// turn, or somebody saved the deliverable before.
async fn hand_over(
    tx: &mut Tx,
    place: &Place,
    person: Uuid,
    values: &SubmissionValues,
    kept: &[KeptFile],
    today: NaiveDate,
) -> sqlx::Result<bool> {
    let row = db::find(tx, place.deliverable_id()).await?;
    let Ok(state) = row.state.submit() else {
        return Ok(false);
    };
    let handover = Handover {
        person,
        submitted_on: today,
        review_due_on: row.review_due(today),
        language: current().language(),
    };
    if !db::submit(tx, row.id, state, values, &handover).await? {
        return Ok(false);
    }
    for file in kept {
        db::add_evidence(tx, values.id, &file.name, None, Some(file.id)).await?;
    }
    let ids: Vec<Uuid> = kept.iter().map(|file| file.id).collect();
    files::attach(tx, &ids, place.partnership_id, Some(row.contract_id)).await?;
    Ok(true)
}

async fn review(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<ReviewForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.deliverable_id()).await?;
    let mut typed = form.clone();
    let (errors, stale) = match form.parse() {
        Ok(values) => {
            let reason = values.reason.as_deref().unwrap_or_default();
            let saved = match row.state.review(values.verdict, reason) {
                Ok(state) => {
                    let language = current().language();
                    db::review(&mut tx, row.id, state, &values, person.id, today, language).await?
                }
                Err(_) => false,
            };
            // The same form may have been sent twice.
            if saved || db::review_exists(&mut tx, values.id).await? {
                tx.commit().await?;
                let flash = match values.verdict {
                    Verdict::Accept => "flash-deliverable-accepted",
                    Verdict::Return => "flash-deliverable-returned",
                };
                return Ok(see_other(&url::show(&place.reference, row.id), flash));
            }
            (Errors::default(), true)
        }
        Err(Invalid { errors, .. }) => (errors, false),
    };
    let refused = Refused {
        errors,
        version: Fields::version(&typed.version),
        stale,
        typed: vec![
            (t!("deliverable-verdict"), chosen::<Verdict>(&typed.verdict)),
            (t!("deliverable-reason"), typed.reason.clone()),
        ],
    };
    refuse(&mut tx, &place, today, refused, |acts, version| {
        typed.version = version.unwrap_or(typed.version);
        acts.review.as_mut().map(|form| *form = typed).is_some()
    })
    .await
}

async fn reply(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<ReplyForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let typed = form.clone();
    let errors = match form.parse() {
        Ok(values) => {
            let (id, language) = (place.deliverable_id(), current().language());
            if !db::reply(&mut tx, id, &values, person.id, language).await? {
                return Err(AppError::NotFound);
            }
            tx.commit().await?;
            let url = url::show(&place.reference, id);
            return Ok(see_other(&url, "flash-deliverable-replied"));
        }
        Err(Invalid { errors, .. }) => errors,
    };
    let refused = Refused {
        errors,
        // A reply does not depend on what the deliverable has become.
        version: i32::MAX,
        stale: false,
        typed: vec![(t!("deliverable-reply-message"), typed.message.clone())],
    };
    refuse(&mut tx, &place, today, refused, |acts, _| {
        acts.reply.as_mut().map(|form| *form = typed).is_some()
    })
    .await
}
