//! Commitments: what funders promise a partnership, by fiscal year, with an
//! editor that works without a script, and every revision kept.

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
use domain::jurisdiction::FirstMonth;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, funding, list, t};
use form::{Act, Choices, CommitmentForm, Filters, Row};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/commitments")
    }
    pub(super) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/commitments.csv")
    }
    pub(crate) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/commitments/new")
    }
    pub(crate) fn show(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/commitments/{id}")
    }
    pub(super) fn edit(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/commitments/{id}/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadFunding);
    let edit_ = Who::MayHere(Action::EditFunding);
    Routes::new()
        .get("/partnerships/{reference}/commitments", read, index)
        .get(
            "/partnerships/{reference}/commitments.csv",
            read,
            spreadsheet,
        )
        .get("/partnerships/{reference}/commitments/new", edit_, new)
        .post("/partnerships/{reference}/commitments", edit_, create)
        .get(
            "/partnerships/{reference}/commitments/{commitment}",
            read,
            show,
        )
        .get(
            "/partnerships/{reference}/commitments/{commitment}/edit",
            edit_,
            edit,
        )
        .post(
            "/partnerships/{reference}/commitments/{commitment}/edit",
            edit_,
            update,
        )
}

/// A page of one commitment, or of one to be.
fn subpage(place: &Place, title: String) -> Page {
    funding::page(place, title).crumb(url::index(&place.reference), t!("commitments-title"))
}

fn as_choices(rows: Vec<(Uuid, String)>) -> Vec<(String, String)> {
    rows.into_iter()
        .map(|(id, name)| (id.to_string(), name))
        .collect()
}

fn first_month(number: i16) -> FirstMonth {
    let number = u32::try_from(number).unwrap_or_default();
    FirstMonth::new(number).expect("jurisdiction_fiscal_first_month holds")
}

async fn choices(tx: &mut Tx, partnership: Uuid, month: i16) -> sqlx::Result<Choices> {
    Ok(Choices {
        funders: as_choices(db::funders(tx, partnership).await?),
        contracts: as_choices(db::contracts(tx, partnership).await?),
        first_month: first_month(month),
    })
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = db::list(&mut tx, place.partnership_id, &filters).await?;
    let narrowing = views::Narrowing {
        funders: as_choices(db::funders(&mut tx, place.partnership_id).await?),
        contracts: as_choices(db::contracts(&mut tx, place.partnership_id).await?),
        currencies: db::currencies(&mut tx, place.partnership_id).await?,
    };
    tx.commit().await?;
    let view = views::index(&place, &filters, &rows, &narrowing);
    Ok(funding::page(&place, t!("commitments-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = db::list(&mut tx, place.partnership_id, &filters).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let lines = db::sheet(&mut tx, &ids).await?;
    tx.commit().await?;
    let name = format!("{}-commitments", place.reference);
    let cells = rows.iter().flat_map(|row| {
        let own = lines.iter().filter(|line| line.commitment_id == row.id);
        own.map(|line| views::csv_row(&place.reference, row, line))
    });
    list::spreadsheet(&name, &views::csv_headings(), cells)
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let facts = db::facts(&mut tx, place.partnership_id).await?;
    let choices = choices(&mut tx, place.partnership_id, facts.fiscal_first_month).await?;
    tx.commit().await?;
    let month = choices.first_month;
    let form = CommitmentForm::blank(facts.currency, month, today, facts.planned_end);
    let view = views::new(&place, &choices, &form, &Errors::default(), today);
    Ok(subpage(&place, t!("commitment-add")).show(view))
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<CommitmentForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let facts = db::facts(&mut tx, place.partnership_id).await?;
    let choices = choices(&mut tx, place.partnership_id, facts.fiscal_first_month).await?;
    let mut typed = form.clone();
    let (status, errors) = match form.act() {
        Act::Save => match form.parse(&choices, None, &[]) {
            Ok(values) => match write(&mut tx, &place, &person, &values).await {
                Ok(()) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference, values.id);
                    return Ok(see_other(&show, "flash-commitment-added"));
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
    Ok(subpage(&place, t!("commitment-add"))
        .status(status)
        .show(view))
}

/// Adds the commitment with its lines, unless the same form did before.
async fn write(
    tx: &mut Tx,
    place: &Place,
    person: &CurrentPerson,
    values: &form::CommitmentValues,
) -> sqlx::Result<()> {
    let (partnership, language) = (place.partnership_id, current().language());
    if db::insert(tx, partnership, person.id, values, language).await? {
        let lines = &values.lines;
        db::insert_lines(
            tx,
            partnership,
            values.id,
            person.id,
            lines,
            values.reason.as_deref(),
            language,
        )
        .await?;
    }
    Ok(())
}

const CONSTRAINTS: [(&str, &str, &str); 3] = [
    (
        "commitment_line_one_per_period",
        "start-0",
        "commitment-error-overlap",
    ),
    ("commitment_funder_exists", "funder", "error-choice"),
    ("commitment_contract_exists", "contract", "error-choice"),
];

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let row = db::find(&mut tx, place.partnership_id, id).await?;
    let years = db::years(&mut tx, place.partnership_id, id).await?;
    let lines = db::lines(&mut tx, id).await?;
    tx.commit().await?;
    let view = views::show(&place, &row, &years, &lines, today);
    Ok(subpage(&place, row.title).show(view))
}

/// The form that a commitment fills.
fn filled(row: &db::CommitmentRow, lines: &[db::LineRow]) -> CommitmentForm {
    let mut form = CommitmentForm {
        id: row.id.to_string(),
        version: row.version.to_string(),
        title: row.title.clone(),
        funder: row.funder_id.to_string(),
        contract: row.contract_id.map(|id| id.to_string()).unwrap_or_default(),
        kind: row.kind.code().to_owned(),
        currency: row.currency.clone(),
        ..CommitmentForm::default()
    };
    form.set_rows(held(lines).into_iter().map(Row::of).collect());
    form
}

/// The lines that hold.
fn held(lines: &[db::LineRow]) -> Vec<&db::LineRow> {
    lines
        .iter()
        .filter(|line| line.replaced_by_id.is_none())
        .collect()
}

/// A commitment with all that its editor needs.
struct Edited {
    row: db::CommitmentRow,
    lines: Vec<db::LineRow>,
    choices: Choices,
}

async fn edited(tx: &mut Tx, place: &Place, id: Uuid) -> sqlx::Result<Edited> {
    let row = db::find(tx, place.partnership_id, id).await?;
    let lines = db::lines(tx, id).await?;
    let facts = db::facts(tx, place.partnership_id).await?;
    let choices = choices(tx, place.partnership_id, facts.fiscal_first_month).await?;
    Ok(Edited {
        row,
        lines,
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
    let form = filled(&edited.row, &edited.lines);
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
    form: &CommitmentForm,
    errors: &Errors,
    conflict: Option<AnyView>,
    today: NaiveDate,
) -> Response {
    let Edited {
        row,
        lines,
        choices,
    } = edited;
    let view = views::revise(
        place,
        row,
        &held(lines),
        choices,
        form,
        errors,
        conflict,
        today,
    );
    subpage(place, t!("commitment-revise"))
        .crumb(url::show(&place.reference, row.id), row.title.clone())
        .status(status)
        .show(view)
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
    Today(today): Today,
    Form(mut form): Form<CommitmentForm>,
) -> Result<Response, AppError> {
    // The reason stands in the history of every row that changes.
    let reason = form.reason.replace('\0', "");
    let mut tx = app.db.begin_as_because(&person, reason.trim()).await?;
    let before = edited(&mut tx, &place, id).await?;
    form.currency.clone_from(&before.row.currency);
    let mut typed = form.clone();
    let saved = held(&before.lines);
    if form.act() != Act::Save {
        tx.commit().await?;
        typed.change(form.act(), &saved, before.choices.first_month, today);
        let (status, errors) = (StatusCode::OK, Errors::default());
        return Ok(edit_page(
            &place, &before, status, &typed, &errors, None, today,
        ));
    }
    let as_saved = filled(&before.row, &before.lines);
    let stale = form.version != before.row.version.to_string();
    let (errors, stale) = if stale {
        (Errors::default(), true)
    } else {
        match form.parse(&before.choices, Some(&as_saved), &saved) {
            Ok(values) => match rewrite(&mut tx, &place, &person, id, &values).await {
                Ok(true) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference, id);
                    return Ok(see_other(&show, "flash-commitment-revised"));
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
        let (who, when) = who_and_when(&mut tx, "commitment", id).await?;
        let theirs = filled(&now.row, &now.lines);
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

/// Saves the commitment and its revised lines; false where somebody did before.
async fn rewrite(
    tx: &mut Tx,
    place: &Place,
    person: &CurrentPerson,
    id: Uuid,
    values: &form::CommitmentValues,
) -> sqlx::Result<bool> {
    let partnership = place.partnership_id;
    if !db::update(tx, partnership, id, values).await? {
        return Ok(false);
    }
    db::insert_lines(
        tx,
        partnership,
        id,
        person.id,
        &values.lines,
        values.reason.as_deref(),
        current().language(),
    )
    .await?;
    Ok(true)
}
