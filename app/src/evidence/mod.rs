//! Evidence for vendors: what it proves, until when, who of another
//! organisation verified it, and what is visibly missing (PRODUCT §16, seed
//! 002).

mod db;
mod form;
mod views;

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::{Action, Person, Scope, Standing, may};
use domain::evaluation::Criterion;
use domain::evidence::{Backing, ProofState, ProofVerdict, backing};
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::files::{self, KeptFile};
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, list, organisations, partnerships, t};
pub(crate) use db::ProofRow;
pub(crate) use form::Begin;
use form::{Around, CheckForm, Filters, ProofForm, Refused};
use views::Listed;
pub(crate) use views::{gap_item, organisation_link, proof_link, state_tag, waiting_item};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    use super::Begin;
    use crate::list;

    pub(crate) const INDEX: &str = "/evidence";

    pub(super) fn csv(index: &str) -> String {
        format!("{index}.csv")
    }
    pub(crate) fn of_organisation(organisation: Uuid) -> String {
        format!("/organisations/{organisation}/evidence")
    }
    pub(crate) fn of_partnership(reference: &str) -> String {
        format!("/partnerships/{reference}/evidence")
    }
    pub(crate) fn new(organisation: Uuid, begin: &Begin) -> String {
        list::address(
            &format!("/organisations/{organisation}/evidence/new"),
            begin,
        )
    }
    pub(crate) fn show(id: Uuid) -> String {
        format!("/evidence/{id}")
    }
    pub(super) fn edit(id: Uuid) -> String {
        format!("/evidence/{id}/edit")
    }
    pub(super) fn check(id: Uuid) -> String {
        format!("/evidence/{id}/check")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadEvidence);
    // Whose evidence it is stands on its row: the handlers ask.
    let enter = Who::May(Action::EnterEvidence);
    let here = Who::MayHere(Action::ReadEvidence);
    Routes::new()
        .get("/evidence", read, index)
        .get("/evidence.csv", read, spreadsheet)
        .get("/evidence/{evidence}", read, show)
        .get("/evidence/{evidence}/edit", enter, edit)
        .upload("/evidence/{evidence}/edit", enter, update)
        .post(
            "/evidence/{evidence}/check",
            Who::May(Action::VerifyEvidence),
            check,
        )
        .get(
            "/organisations/{organisation}/evidence",
            read,
            of_organisation,
        )
        .get(
            "/organisations/{organisation}/evidence.csv",
            read,
            spreadsheet_of_organisation,
        )
        .get("/organisations/{organisation}/evidence/new", enter, new)
        .upload("/organisations/{organisation}/evidence", enter, create)
        .get("/partnerships/{reference}/evidence", here, of_partnership)
        .get(
            "/partnerships/{reference}/evidence.csv",
            here,
            spreadsheet_of_partnership,
        )
}

/// Evidence that can be pointed at in this partnership, for one vendor or for
/// all.
///
/// # Errors
/// The database's.
pub(crate) async fn for_evaluation(
    tx: &mut Tx,
    partnership: Uuid,
    organisation: Option<Uuid>,
) -> sqlx::Result<Vec<ProofRow>> {
    let of = db::Of {
        organisation,
        partnership: Some(partnership),
        ..db::Of::default()
    };
    db::list(tx, of).await
}

/// A supplier without a proof that counts, for a criterion that asks for one.
pub(crate) struct Gap {
    pub(crate) partnership_id: Uuid,
    pub(crate) reference: String,
    pub(crate) partnership: String,
    pub(crate) language: String,
    pub(crate) supplier: String,
    pub(crate) criterion: Criterion,
    pub(crate) backing: Backing,
}

/// What stands out where it is missing: proof of integration, and of security.
pub(crate) const DEMANDED: [Criterion; 2] = [Criterion::Interoperability, Criterion::Security];

/// The suppliers of these partnerships whose proof of integration or security
/// is missing, expired or not verified; what is expired first.
///
/// # Errors
/// The database's.
pub(crate) async fn gaps(
    tx: &mut Tx,
    partnerships: &[Uuid],
    today: NaiveDate,
) -> sqlx::Result<Vec<Gap>> {
    if partnerships.is_empty() {
        return Ok(Vec::new());
    }
    let mut gaps = Vec::new();
    for supplier in db::of_suppliers(tx, partnerships).await? {
        for criterion in DEMANDED {
            let proofs = supplier
                .proofs
                .get(&criterion)
                .map_or(&[][..], Vec::as_slice);
            let backing = backing(criterion, proofs, today);
            if backing != Backing::Proven {
                gaps.push(Gap {
                    partnership_id: supplier.partnership_id,
                    reference: supplier.reference.clone(),
                    partnership: supplier.partnership.clone(),
                    language: supplier.language.clone(),
                    supplier: supplier.supplier.clone(),
                    criterion,
                    backing,
                });
            }
        }
    }
    gaps.sort_by_key(|gap| match gap.backing {
        Backing::Lapsed => 0,
        Backing::Missing => 1,
        Backing::Waiting | Backing::Proven => 2,
    });
    Ok(gaps)
}

/// Evidence that waits for the viewer to verify it.
///
/// # Errors
/// The database's.
pub(crate) async fn to_verify(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<ProofRow>> {
    let of = db::Of {
        to_check: true,
        today,
        states: &codes(&[ProofState::Unverified]),
        ..db::Of::default()
    };
    db::list(tx, of).await
}

/// Evidence of the viewer's own organisation that expires within the farthest
/// warning, or has expired, and that nothing has taken the place of; what
/// expires first is first.
///
/// # Errors
/// The database's.
pub(crate) async fn expiring(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<ProofRow>> {
    let of = db::Of {
        own: true,
        today,
        states: &codes(&[ProofState::Expiring, ProofState::Expired]),
        sort: "expires",
        ..db::Of::default()
    };
    db::list(tx, of).await
}

fn codes(states: &[ProofState]) -> Vec<String> {
    states.iter().map(|state| state.code().to_owned()).collect()
}

fn scope(about_id: Uuid, entered_by: Option<Uuid>, handles: bool) -> Scope {
    Scope::Evidence {
        about_id,
        entered_by,
        standing: Standing {
            member: handles,
            granted: None,
            accountable: false,
        },
    }
}

/// Whether the person may correct what is entered; the side that entered it
/// does, until somebody verified or refused it.
fn may_edit(person: &Person, row: &ProofRow) -> bool {
    row.verdict.is_none()
        && row.entered_for == Some(person.organisation_id)
        && may_on(person, Action::EnterEvidence, row)
}

fn may_on(person: &Person, action: Action, row: &ProofRow) -> bool {
    let scope = scope(row.organisation_id, row.entered_by, row.handles);
    may(person, action, &scope)
}

fn allowed(yes: bool) -> Result<(), AppError> {
    yes.then_some(()).ok_or(AppError::Forbidden)
}

/// What a list asks for, of a vendor or below a partnership or of all.
fn asked(
    (organisation, partnership): (Option<Uuid>, Option<Uuid>),
    filters: &Filters,
    today: NaiveDate,
) -> db::Of<'_> {
    db::Of {
        organisation,
        partnership,
        q: filters.q.trim(),
        kinds: &filters.kind,
        about: &filters.organisation,
        today,
        states: &filters.state,
        within: filters.days(),
        sort: &filters.sort,
        ..db::Of::default()
    }
}

/// The page of a list that the filters ask for.
async fn listed(
    tx: &mut Tx,
    here: String,
    (organisation, partnership): (Option<Uuid>, Option<Uuid>),
    filters: &Filters,
    today: NaiveDate,
) -> Result<Listed, AppError> {
    let of = asked((organisation, partnership), filters, today);
    let offset = list::offset(list::page_number(&filters.page));
    let (rows, total) = db::page(tx, of, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let vendors = match organisation {
        Some(_) => Vec::new(),
        None => db::vendors(tx, partnership).await?,
    };
    Ok(Listed {
        here,
        rows,
        total,
        vendors,
        today,
    })
}

fn file(rows: &[ProofRow], today: NaiveDate) -> Result<Response, AppError> {
    list::spreadsheet(
        "evidence",
        &views::csv_headings(),
        rows.iter().map(|row| views::csv_row(row, today)),
    )
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let here = url::INDEX.to_owned();
    let listed = listed(&mut tx, here, (None, None), &filters, today).await?;
    tx.commit().await?;
    let own = may(
        &person,
        Action::EnterEvidence,
        &scope(person.organisation_id, None, true),
    );
    let add =
        (own && person.role == domain::access::Role::Vendor).then_some(person.organisation_id);
    Ok(Page::new(t!("evidence-title")).show(views::index(&listed, &filters, add)))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = db::list(&mut tx, asked((None, None), &filters, today)).await?;
    tx.commit().await?;
    file(&rows, today)
}

async fn of_organisation(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(organisation): Named<Uuid>,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let vendor = db::vendor(&mut tx, organisation).await?;
    let here = url::of_organisation(organisation);
    let of = (Some(organisation), None);
    let listed = listed(&mut tx, here, of, &filters, today).await?;
    tx.commit().await?;
    let scope = scope(organisation, None, vendor.handles);
    let may_add = may(&person, Action::EnterEvidence, &scope);
    let view = views::of_organisation(&vendor, &listed, &filters, may_add);
    Ok(Page::new(t!("evidence-title"))
        .crumb(organisations::url::INDEX, t!("organisations-title"))
        .crumb(organisations::url::show(organisation), vendor.name)
        .show(view))
}

async fn spreadsheet_of_organisation(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(organisation): Named<Uuid>,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    db::vendor(&mut tx, organisation).await?;
    let of = asked((Some(organisation), None), &filters, today);
    let rows = db::list(&mut tx, of).await?;
    tx.commit().await?;
    file(&rows, today)
}

async fn of_partnership(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let here = Some(place.partnership_id);
    let suppliers = db::suppliers(&mut tx, place.partnership_id).await?;
    let all = db::list(
        &mut tx,
        db::Of {
            partnership: here,
            ..db::Of::default()
        },
    )
    .await?;
    let list = url::of_partnership(&place.reference);
    let listed = listed(&mut tx, list, (None, here), &filters, today).await?;
    tx.commit().await?;
    let may_add = |vendor: &db::Vendor| {
        let scope = scope(vendor.id, None, vendor.handles);
        may(&person, Action::EnterEvidence, &scope)
    };
    let view = views::of_partnership(&place, &suppliers, &all, (&listed, &filters), may_add);
    Ok(partnerships::page(&place, t!("evidence-title")).show(view))
}

async fn spreadsheet_of_partnership(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let here = (None, Some(place.partnership_id));
    let rows = db::list(&mut tx, asked(here, &filters, today)).await?;
    tx.commit().await?;
    file(&rows, today)
}

fn page_below(organisation: Uuid, name: &str, title: String) -> Page {
    Page::new(title)
        .crumb(organisations::url::INDEX, t!("organisations-title"))
        .crumb(organisations::url::show(organisation), name.to_owned())
        .crumb(url::of_organisation(organisation), t!("evidence-title"))
}

/// The older evidence that a form names, if the person sees it and it is about
/// this vendor.
async fn older(
    tx: &mut Tx,
    organisation: Uuid,
    replaces: &str,
) -> Result<Option<ProofRow>, AppError> {
    let Ok(id) = replaces.parse() else {
        return Ok(None);
    };
    let row = db::find(tx, id).await?;
    match row.organisation_id == organisation {
        true => Ok(Some(row)),
        false => Err(AppError::NotFound),
    }
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    Named(organisation): Named<Uuid>,
    Query(begin): Query<Begin>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let vendor = db::vendor(&mut tx, organisation).await?;
    allowed(may(
        &person,
        Action::EnterEvidence,
        &scope(organisation, None, vendor.handles),
    ))?;
    let older = older(&mut tx, organisation, &begin.replaces).await?;
    let partnerships = db::partnerships(&mut tx, organisation).await?;
    tx.commit().await?;
    let form = ProofForm::blank(&begin, older.as_ref());
    let typed = (&form, &Errors::default(), &[][..]);
    let view = views::new(&vendor, older.as_ref(), partnerships, typed);
    Ok(page_below(organisation, &vendor.name, t!("evidence-add")).show(view))
}

/// The values of a form, if it is in order and its file was not refused, and
/// all that is wrong otherwise.
fn judged<T, F>(parsed: Result<T, Invalid<F>>, refused: &Errors) -> (Option<T>, Errors) {
    let (values, mut errors) = match parsed {
        Ok(values) => (Some(values), Errors::default()),
        Err(Invalid { errors, .. }) => (None, errors),
    };
    for error in refused.iter() {
        errors.add(&error.field, error.message.clone());
    }
    (values.filter(|_| errors.is_empty()), errors)
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(organisation): Named<Uuid>,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let (form, uploads): (ProofForm, _) = files::read_form(multipart).await?;
    let mut tx = app.db.begin_as(&person).await?;
    let vendor = db::vendor(&mut tx, organisation).await?;
    allowed(may(
        &person,
        Action::EnterEvidence,
        &scope(organisation, None, vendor.handles),
    ))?;
    let older = older(&mut tx, organisation, &form.replaces).await?;
    let partnerships = db::partnerships(&mut tx, organisation).await?;
    let mut refused = Errors::default();
    let kept = files::receive(&mut tx, person.id, &uploads, &form.kept_file, &mut refused).await?;
    let around = Around {
        partnerships: &partnerships,
        older: older.as_ref(),
        // A file that is refused is not a missing one.
        file_id: kept
            .last()
            .map(|file| file.id)
            .or_else(|| (!refused.is_empty()).then(Uuid::nil)),
        today,
    };
    let (values, errors) = judged(form.clone().parse(&around), &refused);
    if let Some(values) = values {
        db::insert(&mut tx, organisation, &values, today, current().language()).await?;
        tx.commit().await?;
        return Ok(see_other(&url::show(values.id), "flash-evidence-added"));
    }
    // What was refused is the form, not the file that came with it.
    tx.commit().await?;
    let typed = (&form, &errors, last(&kept));
    let view = views::new(&vendor, older.as_ref(), partnerships, typed);
    Ok(page_below(organisation, &vendor.name, t!("evidence-add"))
        .status(StatusCode::UNPROCESSABLE_ENTITY)
        .show(view))
}

/// The file that a form goes with: the one chosen last.
fn last(kept: &[KeptFile]) -> &[KeptFile] {
    &kept[kept.len().saturating_sub(1)..]
}

fn page_of(row: &ProofRow, title: String) -> Page {
    page_below(row.organisation_id, &row.organisation, title)
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    let form = CheckForm::blank(&row);
    let shown = (StatusCode::OK, &form, &Errors::default(), None);
    shown_page(&mut tx, &person, row, shown, today).await
}

fn may_check(person: &Person, row: &ProofRow, today: NaiveDate) -> bool {
    row.state(today) == ProofState::Unverified && may_on(person, Action::VerifyEvidence, row)
}

/// A piece of evidence with its story, and the form for whoever may verify it.
async fn shown_page(
    tx: &mut Tx,
    person: &Person,
    row: ProofRow,
    (status, form, errors, problem): (StatusCode, &CheckForm, &Errors, Option<AnyView>),
    today: NaiveDate,
) -> Result<Response, AppError> {
    let older = match row.replaces_id {
        Some(id) => Some(db::find(tx, id).await?),
        None => None,
    };
    let newer = db::newer(tx, row.id).await?;
    let rights = views::Rights {
        edit: may_edit(person, &row),
        replace: row.verdict != Some(ProofVerdict::Refused)
            && !row.replaced
            && row.verdict.is_some()
            && may_on(person, Action::EnterEvidence, &row),
        check: may_check(person, &row, today),
    };
    let around = (older.as_ref(), newer.as_slice());
    let view = views::show(&row, around, &rights, (form, errors), problem, today);
    Ok(page_of(&row, row.proves.clone()).status(status).show(view))
}

async fn check(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    Form(form): Form<CheckForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    allowed(may_on(&person, Action::VerifyEvidence, &row))?;
    let flash = match form.verdict.as_str() {
        "refused" => "flash-evidence-refused",
        _ => "flash-evidence-verified",
    };
    // The same form, sent again.
    let said = row.verdict.map(domain::Vocabulary::code);
    if row.checked_by == Some(person.id) && said == Some(form.verdict.as_str()) {
        return Ok(see_other(&url::show(id), flash));
    }
    match form.clone().parse(&row, &person, today) {
        Ok(values) => {
            if db::check(&mut tx, id, &values, today, current().language()).await? {
                tx.commit().await?;
                return Ok(see_other(&url::show(id), flash));
            }
        }
        Err(Refused::OutOfOrder) => {}
        Err(Refused::Errors(errors)) => {
            let shown = (StatusCode::UNPROCESSABLE_ENTITY, &form, &errors, None);
            return shown_page(&mut tx, &person, row, shown, today).await;
        }
    }
    let row = db::find(&mut tx, id).await?;
    if !may_check(&person, &row, today) {
        let typed = views::check_in_words(&form);
        return settled(&mut tx, &person, row, typed, today).await;
    }
    let saved = who_and_when(&mut tx, "proof", id).await?;
    let problem = Some(views::moved_on(&row, saved, vec![], today));
    let form = CheckForm {
        version: row.version.to_string(),
        ..form
    };
    let shown = (StatusCode::CONFLICT, &form, &Errors::default(), problem);
    shown_page(&mut tx, &person, row, shown, today).await
}

/// What somebody verified or refused in the meantime is neither corrected nor
/// settled again; `typed` is what was to be said of it: 409.
async fn settled(
    tx: &mut Tx,
    person: &Person,
    row: ProofRow,
    typed: Vec<(String, String)>,
    today: NaiveDate,
) -> Result<Response, AppError> {
    let saved = who_and_when(tx, "proof", row.id).await?;
    let problem = Some(views::moved_on(&row, saved, typed, today));
    let form = CheckForm::blank(&row);
    let shown = (StatusCode::CONFLICT, &form, &Errors::default(), problem);
    shown_page(tx, person, row, shown, today).await
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    allowed(may_edit(&person, &row) || row.verdict.is_some())?;
    if row.verdict.is_some() {
        return settled(&mut tx, &person, row, vec![], today).await;
    }
    tx.commit().await?;
    let form = ProofForm::of(&row);
    let view = views::edit(&row, (&form, &Errors::default(), &[]), None);
    Ok(page_of(&row, t!("evidence-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Named(id): Named<Uuid>,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let (mut form, uploads): (ProofForm, _) = files::read_form(multipart).await?;
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, id).await?;
    allowed(may_edit(&person, &row) || row.verdict.is_some())?;
    if row.verdict.is_some() {
        return settled(&mut tx, &person, row, views::in_words(&form), today).await;
    }
    let mut refused = Errors::default();
    let kept = files::receive(&mut tx, person.id, &uploads, &form.kept_file, &mut refused).await?;
    let around = Around {
        partnerships: &[],
        older: None,
        file_id: kept.last().map(|file| file.id).or(row.file_id),
        today,
    };
    let (values, errors) = judged(form.clone().parse(&around), &refused);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let mut conflict = None;
    if let Some(values) = values {
        if db::update(&mut tx, id, &values, current().language()).await? {
            tx.commit().await?;
            return Ok(see_other(&url::show(id), "flash-evidence-saved"));
        }
        let row = db::find(&mut tx, id).await?;
        if row.verdict.is_some() {
            return settled(&mut tx, &person, row, views::in_words(&form), today).await;
        }
        form.version = row.version.to_string();
        let (who, when) = who_and_when(&mut tx, "proof", id).await?;
        conflict = Some(views::conflict(who, when, &ProofForm::of(&row), &form));
        status = StatusCode::CONFLICT;
    }
    tx.commit().await?;
    let view = views::edit(&row, (&form, &errors, last(&kept)), conflict);
    Ok(page_of(&row, t!("evidence-edit")).status(status).show(view))
}
