//! Foundations first (seed 002): before work with AI or automation begins, data
//! structures, security controls and a predictable workflow are attested, or
//! somebody answers by name for the gap.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use domain::access::Action;
use domain::foundation::{Foundation, FoundationVerdict, FoundationsMissing, may_begin, may_move};
use domain::partnership::Stage;
use strum::VariantArray;
use uuid::Uuid;

use crate::access::{CurrentPerson, Named, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::form::{Fields, Invalid};
use crate::html::AnyView;
use crate::request::see_other;
use crate::text::current;
use crate::{AppState, Today, partnerships, t};
use db::{StatementRow, WorkRow};
use form::{StatementForm, StepForm, WorkForm};
use views::Forms;

pub(crate) use db::WaitingRow;
pub(crate) use views::{line, missing_words, waiting_item};

/// Where the pages are.
pub(crate) mod url {
    use uuid::Uuid;

    pub(crate) fn show(reference: &str) -> String {
        format!("/partnerships/{reference}/foundations")
    }
    pub(super) fn statements(reference: &str) -> String {
        format!("/partnerships/{reference}/foundations/statements")
    }
    pub(super) fn works(reference: &str) -> String {
        format!("/partnerships/{reference}/foundations/works")
    }
    pub(super) fn begin(reference: &str, work: Uuid) -> String {
        format!("/partnerships/{reference}/foundations/works/{work}/begin")
    }
    pub(super) fn end(reference: &str, work: Uuid) -> String {
        format!("/partnerships/{reference}/foundations/works/{work}/end")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let accept = Who::MayHere(Action::AcceptGap);
    Routes::new()
        .get(
            "/partnerships/{reference}/foundations",
            Who::MayHere(Action::ReadPartnership),
            show,
        )
        .post(
            "/partnerships/{reference}/foundations/statements",
            Who::MayHere(Action::AttestFoundation),
            state,
        )
        .post("/partnerships/{reference}/foundations/works", accept, name)
        .post(
            "/partnerships/{reference}/foundations/works/{work}/begin",
            accept,
            begin,
        )
        .post(
            "/partnerships/{reference}/foundations/works/{work}/end",
            accept,
            end,
        )
}

/// The constraint that the database's trigger names.
pub(crate) const CONSTRAINT: &str = "foundations_first";

/// The works of a partnership, and what was said of its foundations.
pub(crate) struct Standing {
    works: Vec<WorkRow>,
    /// The latest first.
    statements: Vec<StatementRow>,
}

impl Standing {
    /// What a partnership stands on.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn of(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Self> {
        Ok(Self {
            works: db::works(tx, partnership).await?,
            statements: db::statements(tx, partnership).await?,
        })
    }

    /// The latest word about a foundation.
    fn latest(&self, foundation: Foundation) -> Option<&StatementRow> {
        let mut said = self.statements.iter();
        said.find(|row| row.foundation == foundation)
    }

    /// The gaps that somebody answers for.
    fn accepted(&self) -> Vec<&StatementRow> {
        Foundation::VARIANTS
            .iter()
            .filter_map(|foundation| self.latest(*foundation))
            .filter(|row| row.verdict == FoundationVerdict::GapAccepted)
            .collect()
    }

    fn verdicts(&self) -> Vec<(Foundation, FoundationVerdict)> {
        let of = |foundation| self.latest(foundation).map(|row| (foundation, row.verdict));
        Foundation::VARIANTS
            .iter()
            .copied()
            .filter_map(of)
            .collect()
    }

    /// Whether some work with AI or automation is planned or has begun.
    pub(crate) fn has_open_work(&self) -> bool {
        self.works.iter().any(|work| work.state.is_open())
    }

    /// Whether the partnership may move to a stage.
    ///
    /// # Errors
    /// Foundations of its work are missing.
    pub(crate) fn may_move(&self, to: Stage) -> Result<(), FoundationsMissing> {
        let works: Vec<_> = self.works.iter().map(|work| work.state).collect();
        may_move(to, &works, &self.verdicts())
    }

    fn may_begin(&self) -> Result<(), FoundationsMissing> {
        may_begin(&self.verdicts())
    }
}

/// Planned works that wait for their foundations where the viewer leads.
///
/// # Errors
/// The database's.
pub(crate) async fn waiting(tx: &mut Tx) -> sqlx::Result<Vec<WaitingRow>> {
    db::waiting(tx).await
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let answer = (StatusCode::OK, None);
    page(&mut tx, &place, &Forms::blank(), answer).await
}

async fn page(
    tx: &mut Tx,
    place: &Place,
    forms: &Forms,
    (status, problem): (StatusCode, Option<AnyView>),
) -> Result<Response, AppError> {
    let standing = Standing::of(tx, place.partnership_id).await?;
    let view = views::show(place, &standing, forms, problem);
    Ok(partnerships::page(place, t!("foundations-title"))
        .status(status)
        .show(view))
}

fn back(place: &Place, part: &str, flash: &'static str) -> Response {
    let show = url::show(&place.reference);
    see_other(&format!("{show}#{part}"), flash)
}

async fn state(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<StatementForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    match form.parse(place.may_in_partnership(Action::AcceptGap)) {
        Ok(values) => {
            let (id, language) = (place.partnership_id, current().language());
            db::state(&mut tx, id, person.id, &values, today, language).await?;
            tx.commit().await?;
            Ok(back(&place, "foundations", "flash-foundation-said"))
        }
        Err(Invalid { form, errors }) => {
            let forms = Forms {
                statement: form,
                errors,
                ..Forms::blank()
            };
            let refused = (StatusCode::UNPROCESSABLE_ENTITY, None);
            page(&mut tx, &place, &forms, refused).await
        }
    }
}

async fn name(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Form(form): Form<WorkForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    match form.parse() {
        Ok(values) => {
            let (id, language) = (place.partnership_id, current().language());
            db::name(&mut tx, id, person.id, &values, today, language).await?;
            tx.commit().await?;
            Ok(back(&place, "works", "flash-work-named"))
        }
        Err(Invalid { form, errors }) => {
            let forms = Forms {
                work: form,
                errors,
                ..Forms::blank()
            };
            let refused = (StatusCode::UNPROCESSABLE_ENTITY, None);
            page(&mut tx, &place, &forms, refused).await
        }
    }
}

/// A work of this partnership.
async fn find(tx: &mut Tx, place: &Place, id: Uuid) -> Result<WorkRow, AppError> {
    let works = db::works(tx, place.partnership_id).await?;
    let found = works.into_iter().find(|work| work.id == id);
    found.ok_or(AppError::NotFound)
}

async fn begin(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<StepForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let work = find(&mut tx, &place, id).await?;
    let standing = Standing::of(&mut tx, place.partnership_id).await?;
    let why = match (place.stage, standing.may_begin()) {
        (Stage::Active, Ok(())) => {
            let version = Fields::version(&form.version);
            if db::begin(&mut tx, id, version, person.id, today).await? {
                tx.commit().await?;
                return Ok(back(&place, "works", "flash-work-begun"));
            }
            return Err(AppError::Conflict);
        }
        (Stage::Active, Err(missing)) => missing_words(&missing),
        (_, _) => t!("work-error-not-active"),
    };
    let problem = views::not_begun(&work, why);
    let refused = (StatusCode::UNPROCESSABLE_ENTITY, Some(problem));
    page(&mut tx, &place, &Forms::blank(), refused).await
}

async fn end(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
    Named((_, id)): Named<(String, Uuid)>,
    Form(form): Form<StepForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    find(&mut tx, &place, id).await?;
    if !db::end(&mut tx, id, Fields::version(&form.version), today).await? {
        return Err(AppError::Conflict);
    }
    tx.commit().await?;
    Ok(back(&place, "works", "flash-work-ended"))
}
