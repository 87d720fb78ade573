//! Measurements: what an indicator was in a period, recorded by those who lead
//! in care, and verified or returned by somebody else.

mod db;
mod form;
mod views;

use std::cmp::Ordering;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::access::Action;
use domain::calendar::Period;
use domain::target::{Combination, Measured, MeasurementState, combine};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, list, performance, t, targets, ui};
use form::{DecisionForm, Filters, MeasurementForm};

pub(crate) use db::MeasurementRow;
pub(crate) use views::{period, said, state_tag, who};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/measurements")
    }
    pub(super) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/measurements.csv")
    }
    pub(crate) fn new(reference: &str, indicator: Uuid) -> String {
        format!("/partnerships/{reference}/targets/{indicator}/measurements/new")
    }
    pub(super) fn create(reference: &str, indicator: Uuid) -> String {
        format!("/partnerships/{reference}/targets/{indicator}/measurements")
    }
    pub(crate) fn show(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/measurements/{id}")
    }
    pub(super) fn edit(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/measurements/{id}/edit")
    }
    pub(super) fn decision(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/measurements/{id}/decision")
    }
}

/// The slice's routes. Whether a measurement is somebody else's is asked where
/// it is decided on.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadTarget);
    let record = Who::MayHere(Action::RecordMeasurement);
    Routes::new()
        .get("/partnerships/{reference}/measurements", read, index)
        .get(
            "/partnerships/{reference}/measurements.csv",
            read,
            spreadsheet,
        )
        .get(
            "/partnerships/{reference}/targets/{indicator}/measurements/new",
            record,
            new,
        )
        .post(
            "/partnerships/{reference}/targets/{indicator}/measurements",
            record,
            create,
        )
        .get(
            "/partnerships/{reference}/measurements/{measurement}",
            read,
            show,
        )
        .get(
            "/partnerships/{reference}/measurements/{measurement}/edit",
            record,
            edit,
        )
        .post(
            "/partnerships/{reference}/measurements/{measurement}/edit",
            record,
            update,
        )
        .post(
            "/partnerships/{reference}/measurements/{measurement}/decision",
            read,
            decide,
        )
}

/// Measurements of a partnership, of one of its indicators if named, the
/// latest period first.
pub(crate) async fn of(
    tx: &mut Tx,
    partnership: Uuid,
    indicator: Option<Uuid>,
) -> sqlx::Result<Vec<MeasurementRow>> {
    db::list(tx, partnership, indicator, &[], "", None).await
}

/// What waits for the viewer to verify it, and what was returned to them.
pub(crate) async fn waiting(tx: &mut Tx) -> sqlx::Result<Waiting> {
    let (to_verify, returned) = db::waiting(tx)
        .await?
        .into_iter()
        .partition(|row| row.state == MeasurementState::Submitted);
    Ok(Waiting {
        to_verify,
        returned,
    })
}

/// Measurements that somebody should act on.
pub(crate) struct Waiting {
    to_verify: Vec<db::WaitingRow>,
    returned: Vec<db::WaitingRow>,
}

impl Waiting {
    /// As items of a workbench: to verify, and returned.
    pub(crate) fn items(self) -> (Vec<ui::AttentionItem>, Vec<ui::AttentionItem>) {
        let items = |rows: Vec<db::WaitingRow>| rows.into_iter().map(views::waiting_item).collect();
        (items(self.to_verify), items(self.returned))
    }
}

impl MeasurementRow {
    /// Period and figure, for the domain's rules.
    pub(crate) fn measured(&self) -> Option<Measured> {
        Some(Measured {
            period: Period::new(self.starts_on, self.ends_on).ok()?,
            figure: performance::figure(self.value, self.numerator, self.denominator)?,
        })
    }

    /// Its figure in the indicator's unit.
    pub(crate) fn in_unit(&self) -> Option<Decimal> {
        let measured = self.measured()?;
        combine(Combination::Latest, self.per.into(), &[measured])
    }
}

fn page(place: &Place, title: String) -> Page {
    targets::page(place, title)
}

/// A page of one measurement, or of one to be.
fn subpage(place: &Place, title: String) -> Page {
    page(place, title).crumb(url::index(&place.reference), t!("measurements-title"))
}

async fn listed(
    tx: &mut Tx,
    place: &Place,
    filters: &Filters,
) -> sqlx::Result<Vec<MeasurementRow>> {
    let states: Vec<String> = filters
        .state
        .iter()
        .filter(|code| code.parse::<MeasurementState>().is_ok())
        .cloned()
        .collect();
    let indicator = filters.indicator_id();
    let words = filters.q.trim();
    let mut rows = db::list(tx, place.partnership_id, indicator, &states, words, None).await?;
    sort(&mut rows, &filters.sort);
    Ok(rows)
}

/// Rows come by period, the latest first, which stays the order of equals.
fn sort(rows: &mut [MeasurementRow], order: &str) {
    let (key, descending) = match order.strip_prefix('-') {
        Some(key) => (key, true),
        None => (order, false),
    };
    let turn = |order: Ordering| if descending { order.reverse() } else { order };
    match key {
        "indicator" => {
            rows.sort_by(|a, b| turn(a.indicator.to_lowercase().cmp(&b.indicator.to_lowercase())))
        }
        "period" => rows.sort_by(|a, b| turn(a.ends_on.cmp(&b.ends_on))),
        "state" => rows.sort_by(|a, b| turn((a.state as u8).cmp(&(b.state as u8)))),
        _ => {}
    }
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = listed(&mut tx, &place, &filters).await?;
    let indicators = db::indicators(&mut tx, place.partnership_id).await?;
    tx.commit().await?;
    let indicators = indicators
        .into_iter()
        .map(|(id, title)| (id.to_string(), title))
        .collect();
    let view = views::index(&place, &filters, &rows, indicators);
    Ok(page(&place, t!("measurements-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = listed(&mut tx, &place, &filters).await?;
    tx.commit().await?;
    let name = format!("{}-measurements", place.reference);
    let cells = rows.iter().map(|row| views::csv_row(&place.reference, row));
    list::spreadsheet(&name, &views::csv_headings(), cells)
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, indicator)): Named<(String, Uuid)>,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let indicator = db::indicator(&mut tx, place.partnership_id, indicator).await?;
    tx.commit().await?;
    let form = MeasurementForm::blank(&indicator, today);
    Ok(new_page(
        &place,
        &indicator,
        StatusCode::OK,
        &form,
        &Errors::default(),
    ))
}

fn new_page(
    place: &Place,
    indicator: &db::IndicatorRow,
    status: StatusCode,
    form: &MeasurementForm,
    errors: &Errors,
) -> Response {
    let view = views::new(place, indicator, form, errors);
    page(place, t!("measurement-add"))
        .crumb(
            targets::url::show(&place.reference, indicator.id),
            indicator.title.clone(),
        )
        .status(status)
        .show(view)
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, indicator)): Named<(String, Uuid)>,
    Today(today): Today,
    Form(form): Form<MeasurementForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let partnership = place.partnership_id;
    let indicator = db::indicator(&mut tx, partnership, indicator).await?;
    let typed = form.clone();
    let errors = match form.parse(indicator.kind, today) {
        Ok(values) => {
            let language = current().language();
            let saved = db::insert(
                &mut tx,
                partnership,
                indicator.id,
                person.id,
                &values,
                language,
            );
            match saved.await {
                Ok(_) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference, values.id);
                    return Ok(see_other(&show, flash(values.submit)));
                }
                Err(error) => on_constraint(error, &CONSTRAINTS)?,
            }
        }
        Err(Invalid { errors, .. }) => errors,
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(new_page(&place, &indicator, status, &typed, &errors))
}

fn flash(submitted: bool) -> &'static str {
    if submitted {
        "flash-measurement-submitted"
    } else {
        "flash-measurement-saved"
    }
}

const CONSTRAINTS: [(&str, &str, &str); 1] = [(
    "measurement_one_per_period",
    "starts",
    "measurement-error-overlap",
)];

fn may_decide(place: &Place, row: &MeasurementRow) -> bool {
    let hands = [row.recorded_by_id, row.submitted_by_id];
    place.may_on_measurement(Action::VerifyMeasurement, hands)
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.partnership_id, id).await?;
    tx.commit().await?;
    let form = DecisionForm::blank(&row);
    Ok(show_page(
        &place,
        &row,
        StatusCode::OK,
        &form,
        &Errors::default(),
        None,
    ))
}

fn show_page(
    place: &Place,
    row: &MeasurementRow,
    status: StatusCode,
    form: &DecisionForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> Response {
    let decision = may_decide(place, row).then_some((form, errors));
    let view = views::show(place, row, decision, conflict);
    subpage(place, views::title(row)).status(status).show(view)
}

/// Refuses to change what was submitted: it waits for its answer.
fn open(row: &MeasurementRow) -> Result<(), AppError> {
    if row.state.is_open() {
        Ok(())
    } else {
        Err(AppError::Conflict)
    }
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.partnership_id, id).await?;
    tx.commit().await?;
    open(&row)?;
    let form = MeasurementForm::of(&row);
    let errors = Errors::default();
    Ok(edit_page(
        &place,
        &row,
        StatusCode::OK,
        &form,
        &errors,
        None,
    ))
}

fn edit_page(
    place: &Place,
    row: &MeasurementRow,
    status: StatusCode,
    form: &MeasurementForm,
    errors: &Errors,
    conflict: Option<AnyView>,
) -> Response {
    let view = views::edit(place, row, form, errors, conflict);
    subpage(place, t!("measurement-edit"))
        .crumb(url::show(&place.reference, row.id), views::title(row))
        .status(status)
        .show(view)
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
    Today(today): Today,
    Form(form): Form<MeasurementForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let before = db::find(&mut tx, place.partnership_id, id).await?;
    let mut typed = form.clone();
    let (errors, stale) = match form.parse(before.kind, today) {
        _ if before.version.to_string() != typed.version => (Errors::default(), true),
        Ok(values) => {
            let language = current().language();
            match db::update(&mut tx, id, person.id, &values, language).await {
                Ok(true) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference, id);
                    return Ok(see_other(&show, flash(values.submit)));
                }
                Ok(false) => (Errors::default(), true),
                Err(error) => (on_constraint(error, &CONSTRAINTS)?, false),
            }
        }
        Err(Invalid { errors, .. }) => (errors, false),
    };
    // A connection is given back before another is asked for, or requests
    // that hold one each would wait for each other.
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let now = db::find(&mut tx, place.partnership_id, id).await?;
    if !now.state.is_open() {
        let saved = who_and_when(&mut tx, "measurement", id).await?;
        tx.commit().await?;
        let gone = views::gone(saved, &now, views::in_words(&typed, now.kind));
        let (form, errors) = (DecisionForm::blank(&now), Errors::default());
        let status = StatusCode::CONFLICT;
        return Ok(show_page(&place, &now, status, &form, &errors, Some(gone)));
    }
    let (status, conflict) = if stale {
        let conflict = views::conflict(
            who_and_when(&mut tx, "measurement", id).await?,
            &now,
            &typed,
        );
        typed.version = now.version.to_string();
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    tx.commit().await?;
    Ok(edit_page(&place, &now, status, &typed, &errors, conflict))
}

async fn decide(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<DecisionForm>,
) -> Result<Response, AppError> {
    let reason = form.reason.replace('\0', "");
    let mut tx = app.db.begin_as_because(&person, reason.trim()).await?;
    let row = db::find(&mut tx, place.partnership_id, id).await?;
    if !may_decide(&place, &row) {
        return Err(AppError::Forbidden);
    }
    let back = url::show(&place.reference, id);
    let mut typed = form.clone();
    let stale = form.version != row.version.to_string();
    let (errors, stale) = match form.parse(row.state) {
        _ if stale => (Errors::default(), true),
        Ok(values) => {
            let language = current().language();
            let reason = values.reason.as_deref();
            let decided = db::decide(
                &mut tx,
                id,
                values.version,
                person.id,
                values.state,
                reason,
                language,
            );
            if decided.await? {
                tx.commit().await?;
                let flash = match values.state {
                    MeasurementState::Verified => "flash-measurement-verified",
                    _ => "flash-measurement-returned",
                };
                return Ok(see_other(&back, flash));
            }
            (Errors::default(), true)
        }
        Err(Invalid { errors, .. }) => (errors, false),
    };
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let now = db::find(&mut tx, place.partnership_id, id).await?;
    let (status, conflict) = if stale {
        let saved = who_and_when(&mut tx, "measurement", id).await?;
        let conflict = if now.state.is_open() {
            views::gone(saved, &now, views::decision_in_words(&typed))
        } else {
            views::moved_on(saved, &now, &typed)
        };
        typed.version = now.version.to_string();
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    tx.commit().await?;
    Ok(show_page(&place, &now, status, &typed, &errors, conflict))
}
