//! Targets: what a partnership is measured by, what is to be reached in which
//! period, and how far it is. Every changed target is kept.

mod db;
mod form;
mod views;

use std::cmp::{Ordering, Reverse};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::Action;
use domain::target::{Assessment, Measured, MeasurementState, TargetStatus, Trajectory};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::measurements::MeasurementRow;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, list, measurements, money, partnerships, performance, t, text};
use form::{Act, Choices, Filters, IndicatorForm, Row};

pub(crate) use views::{nav, status_tag};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/targets")
    }
    pub(super) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/targets.csv")
    }
    pub(super) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/targets/new")
    }
    pub(crate) fn show(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/targets/{id}")
    }
    pub(super) fn edit(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/targets/{id}/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadTarget);
    let plan = Who::MayHere(Action::PlanTarget);
    Routes::new()
        .get("/partnerships/{reference}/targets", read, index)
        .get("/partnerships/{reference}/targets.csv", read, spreadsheet)
        .get("/partnerships/{reference}/targets/new", plan, new)
        .post("/partnerships/{reference}/targets", plan, create)
        .get("/partnerships/{reference}/targets/{indicator}", read, show)
        .get(
            "/partnerships/{reference}/targets/{indicator}/edit",
            plan,
            edit,
        )
        .post(
            "/partnerships/{reference}/targets/{indicator}/edit",
            plan,
            update,
        )
}

/// The pages about a partnership's targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Indicators with their targets.
    Indicators,
    /// What was measured.
    Measurements,
}

/// A page about a partnership's targets, with the way to it.
pub(crate) fn page(place: &Place, title: String) -> Page {
    partnerships::page(place, title).crumb(url::index(&place.reference), t!("targets-title"))
}

/// A figure in its unit.
pub(crate) fn figure(value: Decimal, unit: &str) -> String {
    let value = value.round_dp(2).normalize();
    if unit == "%" {
        text::percent(value)
    } else {
        t!(
            "target-figure",
            value = text::number(value),
            unit = unit.to_owned()
        )
    }
}

/// An indicator with its targets and measurements, and how it stands.
struct Standing {
    row: db::IndicatorRow,
    /// Every target, by period, each period's first one first.
    targets: Vec<db::TargetRow>,
    /// The latest period first.
    measurements: Vec<MeasurementRow>,
    trajectory: Trajectory,
    verified: Vec<Measured>,
    assessment: Assessment,
}

impl Standing {
    fn of(
        row: db::IndicatorRow,
        targets: Vec<db::TargetRow>,
        measurements: Vec<MeasurementRow>,
        today: NaiveDate,
    ) -> Self {
        let trajectory = Trajectory {
            direction: row.direction,
            combination: row.combination,
            per: row.per.into(),
            baseline: performance::baseline(row.baseline_value, row.baseline_on),
            targets: held(&targets)
                .into_iter()
                .filter_map(|row| performance::target(row.starts_on, row.ends_on, row.value?))
                .collect(),
        };
        let verified: Vec<Measured> = measurements
            .iter()
            .filter(|row| row.state == MeasurementState::Verified)
            .filter_map(MeasurementRow::measured)
            .collect();
        let assessment = trajectory.assess(&verified, today);
        Self {
            row,
            targets,
            measurements,
            trajectory,
            verified,
            assessment,
        }
    }

    /// The measurement that counts last.
    fn latest(&self) -> Option<&MeasurementRow> {
        self.verified().next()
    }

    /// What is verified, the latest period first.
    fn verified(&self) -> impl Iterator<Item = &MeasurementRow> {
        let verified = |row: &&MeasurementRow| row.state == MeasurementState::Verified;
        self.measurements.iter().filter(verified)
    }

    /// How much better the latest measurement is than the one before.
    fn trend(&self) -> Option<Decimal> {
        let mut values = self.verified().filter_map(MeasurementRow::in_unit);
        let latest = values.next()?;
        Some(self.row.direction.gain(values.next()?, latest))
    }
}

/// The targets that hold, those given up included.
fn held(targets: &[db::TargetRow]) -> Vec<&db::TargetRow> {
    let holds = |target: &&db::TargetRow| target.replaced_by_id.is_none();
    targets.iter().filter(holds).collect()
}

/// The indicators that the filters leave, in the order asked for.
async fn standings(
    tx: &mut Tx,
    place: &Place,
    filters: &Filters,
    today: NaiveDate,
) -> sqlx::Result<Vec<Standing>> {
    let rows = db::list(tx, place.partnership_id, filters).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut targets = db::targets(tx, &ids).await?;
    let mut measured = measurements::of(tx, place.partnership_id, None).await?;
    let statuses = filters.statuses();
    let mut all: Vec<Standing> = rows
        .into_iter()
        .map(|row| {
            let own = targets.extract_if(.., |target| target.indicator_id == row.id);
            let own = own.collect();
            let measured = measured
                .extract_if(.., |measured| measured.indicator_id == row.id)
                .collect();
            Standing::of(row, own, measured, today)
        })
        .filter(|one| statuses.is_empty() || statuses.contains(&one.assessment.status))
        .collect();
    sort(&mut all, &filters.sort);
    Ok(all)
}

/// How bad it is, for sorting.
fn weight(status: TargetStatus) -> u8 {
    match status {
        TargetStatus::OffTrack => 4,
        TargetStatus::AtRisk => 3,
        TargetStatus::OnTrack => 2,
        TargetStatus::Achieved => 1,
        TargetStatus::NoData => 0,
    }
}

/// Rows come by title, which stays the order of equals; the worst come first
/// where nothing else is asked for.
fn sort(all: &mut [Standing], order: &str) {
    let (key, descending) = match order.strip_prefix('-') {
        Some(key) => (key, true),
        None => (order, false),
    };
    let turn = |order: Ordering| if descending { order.reverse() } else { order };
    match key {
        "title" => {
            all.sort_by(|a, b| turn(a.row.title.to_lowercase().cmp(&b.row.title.to_lowercase())))
        }
        "owner" => all.sort_by(|a, b| turn(a.row.owner.cmp(&b.row.owner))),
        "measured" => all.sort_by(|a, b| {
            let day = |one: &Standing| one.assessment.latest.map(|(_, day)| day);
            turn(day(a).cmp(&day(b)))
        }),
        _ => all.sort_by(|a, b| {
            let weight = |one: &Standing| Reverse(weight(one.assessment.status));
            turn(weight(a).cmp(&weight(b)))
        }),
    }
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let all = standings(&mut tx, &place, &filters, today).await?;
    let owners = as_choices(db::owners(&mut tx, place.partnership_id).await?);
    tx.commit().await?;
    let view = views::index(&place, &filters, &all, owners);
    Ok(partnerships::page(&place, t!("targets-title")).show(view))
}

fn as_choices(rows: Vec<(Uuid, String)>) -> Vec<(String, String)> {
    rows.into_iter()
        .map(|(id, name)| (id.to_string(), name))
        .collect()
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let all = standings(&mut tx, &place, &filters, today).await?;
    tx.commit().await?;
    let name = format!("{}-targets", place.reference);
    let cells = all
        .iter()
        .flat_map(|one| views::csv_rows(&place.reference, one));
    list::spreadsheet(&name, &views::csv_headings(), cells)
}

async fn choices(
    tx: &mut Tx,
    partnership: Uuid,
    first_month: i16,
    measured: bool,
) -> sqlx::Result<Choices> {
    Ok(Choices {
        owners: partnerships::party_choices(tx, partnership).await?,
        first_month: money::first_month(first_month),
        measured,
    })
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let facts = db::facts(&mut tx, place.partnership_id).await?;
    let month = facts.fiscal_first_month;
    let choices = choices(&mut tx, place.partnership_id, month, false).await?;
    tx.commit().await?;
    let form = IndicatorForm::blank(choices.first_month, today, facts.planned_end);
    let view = views::new(&place, &choices, &form, &Errors::default(), today);
    Ok(page(&place, t!("indicator-add")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<IndicatorForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let facts = db::facts(&mut tx, place.partnership_id).await?;
    let month = facts.fiscal_first_month;
    let choices = choices(&mut tx, place.partnership_id, month, false).await?;
    let mut typed = form.clone();
    let (status, errors) = match form.act() {
        Act::Save => match form.parse(&choices, None, &[], today) {
            Ok(values) => match write(&mut tx, &place, &person, &values).await {
                Ok(()) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference, values.id);
                    return Ok(see_other(&show, "flash-indicator-added"));
                }
                Err(error) => (
                    StatusCode::UNPROCESSABLE_ENTITY,
                    on_constraint(error, &CONSTRAINTS)?,
                ),
            },
            Err(Invalid { errors, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        },
        act => {
            typed.change(act, &[], choices.first_month, today);
            (StatusCode::OK, Errors::default())
        }
    };
    let view = views::new(&place, &choices, &typed, &errors, today);
    Ok(page(&place, t!("indicator-add")).status(status).show(view))
}

/// Adds the indicator with its targets, unless the same form did before.
async fn write(
    tx: &mut Tx,
    place: &Place,
    person: &CurrentPerson,
    values: &form::IndicatorValues,
) -> sqlx::Result<()> {
    let (partnership, language) = (place.partnership_id, current().language());
    if db::insert(tx, partnership, person.id, values, language).await? {
        db::insert_targets(tx, partnership, values.id, person.id, values, language).await?;
    }
    Ok(())
}

const CONSTRAINTS: [(&str, &str, &str); 2] = [
    (
        "target_one_per_period",
        "start-0",
        "indicator-error-overlap",
    ),
    ("indicator_owner_exists", "owner", "error-choice"),
];

/// One indicator with everything about it.
async fn standing(
    tx: &mut Tx,
    place: &Place,
    id: Uuid,
    today: NaiveDate,
) -> sqlx::Result<Standing> {
    let row = db::find(tx, place.partnership_id, id).await?;
    let targets = db::targets(tx, &[id]).await?;
    let measured = measurements::of(tx, place.partnership_id, Some(id)).await?;
    Ok(Standing::of(row, targets, measured, today))
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let standing = standing(&mut tx, &place, id, today).await?;
    tx.commit().await?;
    let view = views::show(&place, &standing, today);
    Ok(page(&place, standing.row.title).show(view))
}

/// The form that an indicator fills.
fn filled(row: &db::IndicatorRow, targets: &[db::TargetRow]) -> IndicatorForm {
    let mut form = IndicatorForm {
        id: row.id.to_string(),
        version: row.version.to_string(),
        title: row.title.clone(),
        why: row.why.clone().unwrap_or_default(),
        outcome: row
            .outcome_domain
            .map_or("", |outcome| outcome.code())
            .to_owned(),
        unit: row.unit.clone(),
        kind: row.kind.code().to_owned(),
        per: row.per.to_string(),
        direction: row.direction.code().to_owned(),
        combination: row.combination.code().to_owned(),
        baseline: row
            .baseline_value
            .map(|value| value.normalize().to_string())
            .unwrap_or_default(),
        owner: row.owner_id.to_string(),
        ..IndicatorForm::default()
    };
    if let Some(on) = row.baseline_on {
        form.set_measured(on);
    }
    form.set_rows(held(targets).into_iter().map(Row::of).collect());
    form
}

/// An indicator with all that its editor needs.
struct Edited {
    row: db::IndicatorRow,
    targets: Vec<db::TargetRow>,
    choices: Choices,
}

async fn edited(tx: &mut Tx, place: &Place, id: Uuid) -> sqlx::Result<Edited> {
    let row = db::find(tx, place.partnership_id, id).await?;
    let targets = db::targets(tx, &[id]).await?;
    let measured = measurements::of(tx, place.partnership_id, Some(id)).await?;
    let month = db::facts(tx, place.partnership_id)
        .await?
        .fiscal_first_month;
    let mut choices = choices(tx, place.partnership_id, month, !measured.is_empty()).await?;
    // Who answered for it before may have left the partnership since.
    let owner = row.owner_id.to_string();
    if choices.owners.iter().all(|(id, _)| *id != owner) {
        choices.owners.push((owner, row.owner.clone()));
    }
    Ok(Edited {
        row,
        targets,
        choices,
    })
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let edited = edited(&mut tx, &place, id).await?;
    tx.commit().await?;
    let form = filled(&edited.row, &edited.targets);
    Ok(edit_page(
        &place,
        &edited,
        StatusCode::OK,
        &form,
        &Errors::default(),
        None,
        today,
    ))
}

fn edit_page(
    place: &Place,
    edited: &Edited,
    status: StatusCode,
    form: &IndicatorForm,
    errors: &Errors,
    conflict: Option<AnyView>,
    today: NaiveDate,
) -> Response {
    let held = held(&edited.targets);
    let view = views::edit(
        place,
        &edited.row,
        &held,
        &edited.choices,
        form,
        errors,
        conflict,
        today,
    );
    page(place, t!("indicator-edit"))
        .crumb(
            url::show(&place.reference, edited.row.id),
            edited.row.title.clone(),
        )
        .status(status)
        .show(view)
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
    Today(today): Today,
    Form(form): Form<IndicatorForm>,
) -> Result<Response, AppError> {
    // The reason stands in the history of every row that changes.
    let reason = form.reason.replace('\0', "");
    let mut tx = app.db.begin_as_because(&person, reason.trim()).await?;
    let before = edited(&mut tx, &place, id).await?;
    let mut typed = form.clone();
    let saved = held(&before.targets);
    if form.act() != Act::Save {
        tx.commit().await?;
        typed.change(form.act(), &saved, before.choices.first_month, today);
        let (status, errors) = (StatusCode::OK, Errors::default());
        return Ok(edit_page(
            &place, &before, status, &typed, &errors, None, today,
        ));
    }
    let as_saved = filled(&before.row, &before.targets);
    let (errors, stale) = if form.version != as_saved.version {
        (Errors::default(), true)
    } else {
        match form.parse(&before.choices, Some(&as_saved), &saved, today) {
            Ok(values) => match rewrite(&mut tx, &place, &person, id, &values).await {
                Ok(true) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference, id);
                    return Ok(see_other(&show, "flash-indicator-saved"));
                }
                Ok(false) => (Errors::default(), true),
                Err(error) => (on_constraint(error, &CONSTRAINTS)?, false),
            },
            Err(Invalid { errors, .. }) => (errors, false),
        }
    };
    // A connection is given back before another is asked for, or requests
    // that hold one each would wait for each other.
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let now = edited(&mut tx, &place, id).await?;
    let (status, conflict) = if stale {
        let (who, when) = who_and_when(&mut tx, "indicator", id).await?;
        let theirs = filled(&now.row, &now.targets);
        let conflict = views::conflict(who, when, &theirs, &typed, &now.choices);
        typed.version = now.row.version.to_string();
        let mut rows = typed.rows();
        let missing: Vec<Row> = theirs
            .rows()
            .into_iter()
            .filter(|row| rows.iter().all(|own| own.start != row.start))
            .collect();
        rows.extend(missing);
        typed.set_rows(rows);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    tx.commit().await?;
    Ok(edit_page(
        &place, &now, status, &typed, &errors, conflict, today,
    ))
}

/// Saves the indicator and its changed targets; false where somebody did
/// before.
async fn rewrite(
    tx: &mut Tx,
    place: &Place,
    person: &CurrentPerson,
    id: Uuid,
    values: &form::IndicatorValues,
) -> sqlx::Result<bool> {
    let partnership = place.partnership_id;
    if !db::update(tx, partnership, id, values).await? {
        return Ok(false);
    }
    let language = current().language();
    db::insert_targets(tx, partnership, id, person.id, values, language).await?;
    Ok(true)
}
