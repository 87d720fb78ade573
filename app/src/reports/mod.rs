//! Status reports: what the accountable executive declares beside what is
//! computed, and what is asked about it where the two differ.

mod db;
mod form;
mod views;

use std::cmp::Ordering;
use std::collections::HashMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::access::Action;
use domain::report::{Challenge, challenge, challenged_since};
use domain::status::Status;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::{Tx, broken_constraint};
use crate::error::AppError;
use crate::form::{Errors, Invalid};
use crate::page::Page;
use crate::partnerships::{self, Tab};
use crate::request::see_other;
use crate::status::{self, Dimensions, Facts, Fares};
use crate::text::{self, current as current_locale};
use crate::ui::AttentionItem;
use crate::{AppState, Today, list, t};
use db::ReportRow;
use form::{Filters, ReportForm, TextForm};

pub(crate) use db::Current;
pub(crate) use views::{
    challenged_item, challenged_mark, challenged_tag, challenged_words, contradicted_item,
    declared_tag, how_link, tile,
};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn index(reference: &str) -> String {
        format!("/partnerships/{reference}/status-reports")
    }
    pub(super) fn csv(reference: &str) -> String {
        format!("/partnerships/{reference}/status-reports.csv")
    }
    pub(crate) fn new(reference: &str) -> String {
        format!("/partnerships/{reference}/status-reports/new")
    }
    pub(crate) fn show(reference: &str, report: Uuid) -> String {
        format!("/partnerships/{reference}/status-reports/{report}")
    }
    pub(super) fn questions(reference: &str, report: Uuid) -> String {
        format!("/partnerships/{reference}/status-reports/{report}/questions")
    }
    pub(super) fn answer(reference: &str, report: Uuid, question: Uuid) -> String {
        format!("/partnerships/{reference}/status-reports/{report}/questions/{question}")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::MayHere(Action::ReadStatusReport);
    let file = Who::MayHere(Action::FileStatusReport);
    let ask = Who::MayHere(Action::RaiseStatusQuestion);
    let answer = Who::MayHere(Action::AnswerStatusQuestion);
    Routes::new()
        .get("/partnerships/{reference}/status-reports", read, index)
        .get(
            "/partnerships/{reference}/status-reports.csv",
            read,
            spreadsheet,
        )
        .get("/partnerships/{reference}/status-reports/new", file, new)
        .post("/partnerships/{reference}/status-reports", file, create)
        .get(
            "/partnerships/{reference}/status-reports/{report}",
            read,
            show,
        )
        .post(
            "/partnerships/{reference}/status-reports/{report}/questions",
            ask,
            self::ask,
        )
        .post(
            "/partnerships/{reference}/status-reports/{report}/questions/{question}",
            answer,
            self::answer,
        )
}

/// What an executive declares, beside what is computed today.
#[derive(Serialize, Deserialize)]
pub(crate) struct Declaration {
    pub(crate) report: Current,
    /// How it is challenged, and since when.
    pub(crate) challenge: Option<(Challenge, NaiveDate)>,
}

impl Declaration {
    /// The report that holds, where `now` is the worst known today.
    pub(crate) fn of(report: Current, facts: &Facts<'_>, now: Status, today: NaiveDate) -> Self {
        let since = || {
            let computed = |day| facts.overall_on(day);
            challenged_since(report.declared, report.filed_on, today, computed)
        };
        let challenge = challenge(report.declared, report.then, now).map(|how| match how {
            Challenge::WithReason => (how, report.filed_on),
            Challenge::ByData => (how, since()),
        });
        Self { report, challenge }
    }

    /// Whether what is recorded since contradicts it without a reason given.
    pub(crate) fn is_contradicted(&self) -> bool {
        matches!(self.challenge, Some((Challenge::ByData, _)))
    }
}

/// The report that holds in each of these partnerships, by the partnership's id.
pub(crate) async fn current(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<HashMap<Uuid, Current>> {
    db::current(tx, partnerships).await
}

/// Questions for a workbench.
pub(crate) struct Questions {
    /// That wait for the viewer's answer.
    pub(crate) open: Vec<AttentionItem>,
    /// Answered since a day, to the viewer's organisation.
    pub(crate) answered: Vec<AttentionItem>,
}

/// What waits for the viewer's answer, and what was answered since a day.
pub(crate) async fn questions(tx: &mut Tx, since: NaiveDate) -> sqlx::Result<Questions> {
    let (answered, open) = db::waiting(tx, since)
        .await?
        .into_iter()
        .partition::<Vec<_>, _>(|row| row.answered_at.is_some());
    let items = |rows: Vec<db::WaitingRow>| rows.into_iter().map(views::question_item).collect();
    Ok(Questions {
        open: items(open),
        answered: items(answered),
    })
}

fn page(place: &Place, title: String) -> Page {
    partnerships::page(place, title)
}

fn subpage(place: &Place, title: String) -> Page {
    page(place, title).crumb(url::index(&place.reference), t!("reports-title"))
}

async fn fares(
    tx: &mut Tx,
    person: &CurrentPerson,
    place: &Place,
    today: NaiveDate,
) -> Result<Fares, AppError> {
    let id = place.partnership_id;
    let mut fares = status::of(tx, person, &[id], today).await?;
    fares.remove(&id).ok_or(AppError::NotFound)
}

async fn listed(tx: &mut Tx, place: &Place, filters: &Filters) -> sqlx::Result<Vec<ReportRow>> {
    let mut rows = db::list(tx, place.partnership_id, filters, None).await?;
    sort(&mut rows, &filters.sort);
    Ok(rows)
}

/// Rows come by number, the latest first, which stays the order of equals.
fn sort(rows: &mut [ReportRow], order: &str) {
    let (key, descending) = match order.strip_prefix('-') {
        Some(key) => (key, true),
        None => (order, false),
    };
    let turn = |order: Ordering| if descending { order.reverse() } else { order };
    match key {
        "number" => rows.sort_by(|a, b| turn(a.number.cmp(&b.number))),
        "period" => rows.sort_by(|a, b| turn(a.ends_on.cmp(&b.ends_on))),
        "declared" => rows.sort_by(|a, b| {
            let severity = |row: &ReportRow| row.declared.status().severity();
            turn(severity(b).cmp(&severity(a)))
        }),
        _ => {}
    }
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Query(filters): Query<Filters>,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let rows = listed(&mut tx, &place, &filters).await?;
    let fares = fares(&mut tx, &person, &place, today).await?;
    tx.commit().await?;
    let view = views::index(&place, &filters, &rows, &fares);
    Ok(page(&place, t!("reports-title")).show(view))
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
    let name = format!("{}-status-reports", place.reference);
    let cells = rows.iter().map(views::csv_row);
    list::spreadsheet(&name, &views::csv_headings(), cells)
}

async fn latest(tx: &mut Tx, place: &Place) -> sqlx::Result<Option<ReportRow>> {
    let rows = db::list(tx, place.partnership_id, &Filters::default(), None).await?;
    Ok(rows.into_iter().next())
}

async fn new(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let fares = fares(&mut tx, &person, &place, today).await?;
    let last = latest(&mut tx, &place).await?;
    tx.commit().await?;
    let form = ReportForm::blank(last.as_ref(), today);
    let errors = Errors::default();
    Ok(new_page(
        &place,
        StatusCode::OK,
        &fares.dimensions,
        &form,
        &errors,
        None,
    ))
}

fn new_page(
    place: &Place,
    status: StatusCode,
    dimensions: &Dimensions,
    form: &ReportForm,
    errors: &Errors,
    theirs: Option<&ReportRow>,
) -> Response {
    let view = views::new(place, dimensions, form, errors, theirs);
    subpage(place, t!("report-add")).status(status).show(view)
}

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<ReportForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let fares = fares(&mut tx, &person, &place, today).await?;
    let last = latest(&mut tx, &place).await?;
    let held = last.as_ref().map_or(0, |last| last.number);
    let sent_before = last
        .as_ref()
        .is_some_and(|last| last.id.to_string() == form.id);
    let mut typed = form.clone();
    let dimensions = &fares.dimensions;
    let (errors, stale) = match form.parse(dimensions.overall(), today) {
        _ if !sent_before && held.to_string() != typed.replaces => (Errors::default(), true),
        Ok(values) => {
            let about_money = values.declared.is_better_than(dimensions.money_status());
            let findings = snapshot(dimensions).await;
            let saved = db::insert(
                &mut tx,
                place.partnership_id,
                person.id,
                &values,
                &findings,
                about_money,
                current_locale().language(),
            );
            match saved.await {
                Ok(_) => {
                    tx.commit().await?;
                    let show = url::show(&place.reference, values.id);
                    return Ok(see_other(&show, "flash-report-filed"));
                }
                // Somebody filed one in between.
                Err(error) if broken_constraint(&error) == Some("status_report_number_once") => {
                    (Errors::default(), true)
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(Invalid { errors, .. }) => (errors, false),
    };
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let theirs = latest(&mut tx, &place).await?.filter(|_| stale);
    tx.commit().await?;
    let status = match &theirs {
        Some(theirs) => {
            typed.replaces = theirs.number.to_string();
            StatusCode::CONFLICT
        }
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(new_page(
        &place,
        status,
        dimensions,
        &typed,
        &errors,
        theirs.as_ref(),
    ))
}

/// What is computed, in the words of both languages, to be kept.
async fn snapshot(dimensions: &Dimensions) -> Vec<db::Finding> {
    let words = async |language: &str| {
        let locale = text::locales()
            .iter()
            .find(|locale| locale.language() == language)
            .unwrap_or_else(|| current_locale());
        let each = dimensions.each();
        text::in_locale(locale, async {
            each.into_iter()
                .map(|(of, _)| dimensions.words(of))
                .collect::<Vec<_>>()
        })
        .await
    };
    let (english, french) = (words("en").await, words("fr").await);
    dimensions
        .each()
        .into_iter()
        .zip(english.into_iter().zip(french))
        .map(
            |((dimension, status), (reason_en, reason_fr))| db::Finding {
                dimension,
                status,
                reason_en,
                reason_fr,
            },
        )
        .collect()
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = seen(&mut tx, &person, &place, id, today).await?;
    tx.commit().await?;
    let typed = views::Typed::default();
    Ok(show_page(&place, StatusCode::OK, &seen, typed))
}

async fn seen(
    tx: &mut Tx,
    person: &CurrentPerson,
    place: &Place,
    id: Uuid,
    today: NaiveDate,
) -> Result<views::Seen, AppError> {
    Ok(views::Seen {
        row: db::find(tx, place.partnership_id, id).await?,
        findings: db::findings(tx, id).await?,
        questions: db::questions(tx, id).await?,
        fares: fares(tx, person, place, today).await?,
    })
}

fn show_page(
    place: &Place,
    status: StatusCode,
    seen: &views::Seen,
    typed: views::Typed,
) -> Response {
    let view = views::show(place, seen, typed);
    subpage(place, views::title(&seen.row))
        .status(status)
        .show(view)
}

async fn ask(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id)): Named<(String, Uuid)>,
    Today(today): Today,
    Form(form): Form<TextForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let seen = seen(&mut tx, &person, &place, id, today).await?;
    let typed = form.clone();
    let sent_before = seen
        .questions
        .iter()
        .any(|one| one.id.to_string() == form.id);
    // Only a report that holds and is challenged leaves something to ask.
    if !seen.is_challenged() && !sent_before {
        tx.commit().await?;
        let typed = views::Typed {
            problem: Some(views::nothing_to_ask(typed.question)),
            ..views::Typed::default()
        };
        return Ok(show_page(&place, StatusCode::CONFLICT, &seen, typed));
    }
    match form.question() {
        Ok((question_id, question)) => {
            let money = seen.fares.dimensions.money_status();
            db::ask(
                &mut tx,
                place.partnership_id,
                id,
                person.id,
                (question_id, &question),
                seen.row.declared.is_better_than(money),
                current_locale().language(),
            )
            .await?;
            tx.commit().await?;
            let show = url::show(&place.reference, id);
            Ok(see_other(&show, "flash-report-asked"))
        }
        Err(Invalid { errors, .. }) => {
            tx.commit().await?;
            let typed = views::Typed {
                question: Some(typed),
                errors,
                ..views::Typed::default()
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(show_page(&place, status, &seen, typed))
        }
    }
}

async fn answer(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Named((_, id, question)): Named<(String, Uuid, Uuid)>,
    Today(today): Today,
    Form(form): Form<TextForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let before = seen(&mut tx, &person, &place, id, today).await?;
    let asked = before.questions.iter().find(|one| one.id == question);
    let asked = asked.ok_or(AppError::NotFound)?;
    let already = asked.answer.clone();
    let answer = form.answer.clone();
    let mut typed = views::Typed {
        answer: Some((question, answer.clone())),
        ..views::Typed::default()
    };
    let show = url::show(&place.reference, id);
    let status = match form.answer() {
        // The same form came before.
        Ok(answer) if already.as_ref() == Some(&answer) => {
            tx.commit().await?;
            return Ok(see_other(&show, "flash-report-answered"));
        }
        Ok(answer) => {
            let language = current_locale().language();
            if db::answer(&mut tx, question, person.id, &answer, language).await? {
                tx.commit().await?;
                return Ok(see_other(&show, "flash-report-answered"));
            }
            StatusCode::CONFLICT
        }
        Err(_) if already.is_some() => StatusCode::CONFLICT,
        Err(Invalid { errors, .. }) => {
            typed.errors = errors;
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let now = seen(&mut tx, &person, &place, id, today).await?;
    tx.commit().await?;
    if status == StatusCode::CONFLICT {
        typed.problem = Some(views::answered_already(&now, question, answer));
    }
    Ok(show_page(&place, status, &now, typed))
}
