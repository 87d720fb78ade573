//! Contracts as open contracting data: one contract, a partnership's, or those
//! of the filtered list, as a release package of OCDS 1.1.5.
//!
//! The prefix of new open contracting ids is a setting. Without it there is no
//! export, and the answer says what to set: status 409, since the request is in
//! order and the server is not ready for it.

mod db;
mod releases;
mod views;

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use chrono::{NaiveDate, Utc};
use domain::access::Action;
use ocds::export::Package;
use uuid::Uuid;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::page::Page;
use crate::{AppState, Today, all_contracts, t};

pub(crate) use views::links;

/// Where exports are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) const LEFT_OUT: &str = "/contracts/ocds-export";

    pub(crate) fn partnership(reference: &str) -> String {
        format!("/partnerships/{reference}/ocds.json")
    }
    pub(crate) fn contract(reference: &str, id: Uuid) -> String {
        format!("/partnerships/{reference}/contracts/{id}/ocds.json")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let read = Who::May(Action::ReadContract);
    // Row-level security leaves in it what is theirs to see.
    let see = Who::MayHere(Action::ReadPartnership);
    let read_here = Who::MayHere(Action::ReadContract);
    Routes::new()
        .get(all_contracts::url::OCDS, read, of_list)
        .get(url::LEFT_OUT, read, left_out)
        .get("/partnerships/{reference}/ocds.json", see, of_partnership)
        .get(
            "/partnerships/{reference}/contracts/{contract}/ocds.json",
            read_here,
            of_contract,
        )
}

/// Which contracts to export.
enum Chosen {
    Ids(Vec<Uuid>),
    Partnership(Uuid),
}

async fn rows(tx: &mut Tx, chosen: &Chosen) -> sqlx::Result<releases::Rows> {
    let contracts = match chosen {
        Chosen::Ids(ids) => db::contracts(tx, ids, None).await?,
        Chosen::Partnership(id) => db::contracts(tx, &[], Some(*id)).await?,
    };
    let ids: Vec<Uuid> = contracts.iter().map(|row| row.id).collect();
    let lines = db::lines(tx, &ids).await?;
    let movements = db::movements(tx, &ids).await?;
    let mut named = releases::organisations_named(&contracts, &lines);
    named.extend(movements.iter().map(|row| row.funder_id));
    Ok(releases::Rows {
        organisations: db::organisations(tx, &named).await?,
        documents: db::documents(tx, &ids).await?,
        amendments: db::amendments(tx, &ids).await?,
        milestones: db::milestones(tx, &ids).await?,
        contracts,
        lines,
        movements,
    })
}

/// What an export is asked with.
struct Asked {
    app: AppState,
    person: CurrentPerson,
    today: NaiveDate,
    headers: HeaderMap,
    uri: Uri,
}

impl Asked {
    /// The package with these contracts, as a file of that name.
    async fn answer(self, mut tx: Tx, chosen: Chosen, name: &str) -> Result<Response, AppError> {
        let Some(prefix) = self.app.ocid_prefix() else {
            return Ok(Page::new(t!("ocds-export-title"))
                .status(StatusCode::CONFLICT)
                .show(views::no_prefix()));
        };
        let rows = rows(&mut tx, &chosen).await?;
        tx.commit().await?;
        if rows.contracts.is_empty() {
            // The schema wants a package to hold at least one release.
            return Ok(Page::new(t!("ocds-export-title"))
                .status(StatusCode::NOT_FOUND)
                .show(views::nothing()));
        }
        let now = Utc::now();
        let releases = releases::releases(&rows, prefix, now, self.today);
        let package = Package::new(self.address(), now, self.person.organisation, releases);
        let body = package
            .to_json()
            .map_err(|error| AppError::Internal(error.into()))?;
        let headers = [
            (CONTENT_TYPE, "application/json; charset=utf-8".to_owned()),
            (
                CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}.ocds.json\""),
            ),
        ];
        Ok((headers, body).into_response())
    }

    /// Where the package was asked for, which is its name.
    fn address(&self) -> String {
        let scheme = if self.app.settings.https {
            "https"
        } else {
            "http"
        };
        let host = self.headers.get(HOST).and_then(|host| host.to_str().ok());
        format!("{scheme}://{}{}", host.unwrap_or("localhost"), self.uri)
    }
}

async fn of_list(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    headers: HeaderMap,
    uri: Uri,
    Query(filters): Query<all_contracts::Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, errors) = all_contracts::chosen(&mut tx, &filters, today).await?;
    if !errors.is_empty() {
        return Err(AppError::BadRequest);
    }
    let ids = rows.iter().map(|row| row.id).collect();
    let asked = Asked {
        app,
        person,
        today,
        headers,
        uri,
    };
    asked.answer(tx, Chosen::Ids(ids), "contracts").await
}

async fn of_partnership(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, AppError> {
    let tx = app.db.begin_as(&person).await?;
    let chosen = Chosen::Partnership(place.partnership_id);
    let asked = Asked {
        app,
        person,
        today,
        headers,
        uri,
    };
    asked.answer(tx, chosen, &place.reference).await
}

async fn of_contract(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, AppError> {
    let tx = app.db.begin_as(&person).await?;
    let id = place.contract().id;
    let name = format!("{}-{id}", place.reference);
    let asked = Asked {
        app,
        person,
        today,
        headers,
        uri,
    };
    asked.answer(tx, Chosen::Ids(vec![id]), &name).await
}

async fn left_out() -> Response {
    Page::new(t!("ocds-export-left-out"))
        .crumb(all_contracts::url::INDEX, t!("contracts-title"))
        .show(views::left_out())
}
