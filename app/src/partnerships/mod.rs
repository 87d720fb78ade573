//! Partnerships: finding them, their record, and what their sub-pages share.

mod db;
mod form;
mod views;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use domain::Vocabulary;
use domain::access::{Action, Role};
use domain::calendar::add_months;
use domain::organisation::Sector;
use uuid::Uuid;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::{AppError, on_constraint};
use crate::form::{Errors, Invalid};
use crate::html::AnyView;
use crate::page::{Page, who_and_when};
use crate::request::see_other;
use crate::text::{self, current};
use crate::{
    AppState, Today, all_contracts, calendar, charter, foundations, governance, list, risks,
    status, strategic, t, ui,
};
pub(crate) use db::jurisdictions_in_use;
use db::{Candidate, Record};
use form::{Choices, Filters, PartnershipForm, parts};
pub(crate) use views::stage_tag;

/// Where the pages are.
pub(crate) mod url {
    pub(crate) const INDEX: &str = "/partnerships";
    pub(crate) const CSV: &str = "/partnerships.csv";
    pub(crate) const NEW: &str = "/partnerships/new";

    pub(crate) fn show(reference: &str) -> String {
        format!("/partnerships/{reference}")
    }
    pub(crate) fn edit(reference: &str) -> String {
        format!("/partnerships/{reference}/edit")
    }
}

/// The slice's routes.
pub(crate) fn routes() -> Routes {
    let list = Who::May(Action::ReadPartnership);
    let create = Who::May(Action::CreatePartnership);
    let read = Who::MayHere(Action::ReadPartnership);
    let edit = Who::MayHere(Action::EditPartnership);
    Routes::new()
        .get("/partnerships", list, index)
        .get("/partnerships.csv", list, spreadsheet)
        .get("/partnerships/new", create, new)
        .post("/partnerships", create, self::create)
        .get("/partnerships/{reference}", read, show)
        .get("/partnerships/{reference}/edit", edit, self::edit)
        .post("/partnerships/{reference}/edit", edit, update)
}

/// The pages of one partnership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    /// What counts, first.
    Summary,
    /// Contracts and their documents.
    Contracts,
    /// Money over years.
    Funding,
    /// Milestones and their stories.
    Milestones,
    /// Deliverables and their reviews.
    Deliverables,
    /// What is to be reached, and how far it is.
    Targets,
    /// Who owes what to whom.
    Obligations,
    /// How people rate the success factors.
    Scorecards,
    /// What is declared, beside what is computed.
    Reports,
    /// What the parties have agreed about how they think and work.
    Charter,
    /// Whether it is strategic, and what its leadership rests on.
    Strategic,
    /// Who steers it, and what they decide.
    Governance,
    /// How far government is involved, and which directions are carried out.
    Government,
    /// What pulls it in two directions, and what coordinates.
    Tensions,
    /// What suppliers can show.
    Evidence,
    /// How vendors are judged.
    Evaluations,
    /// What stands in its way, or may.
    Risks,
    /// What must stand before work with AI or automation begins.
    Foundations,
    /// What it is good for, as claimed and as verified.
    Benefits,
    /// What works here, and who elsewhere takes it up.
    Prototypes,
    /// Every change.
    History,
}

/// A page of a partnership: which, its address below the partnership's, its
/// words, and who may read it.
type TabPage = (Tab, &'static str, &'static str, Action);

/// The pages of a partnership in groups, each named by a key; a group of
/// several shows them below itself.
const TABS: [(&str, &[TabPage]); 8] = [
    (
        "partnership-summary",
        &[(
            Tab::Summary,
            "",
            "partnership-summary",
            Action::ReadPartnership,
        )],
    ),
    (
        "partnership-agreed",
        &[
            (
                Tab::Contracts,
                "/contracts",
                "partnership-contracts",
                Action::ReadPartnership,
            ),
            (
                Tab::Obligations,
                "/obligations",
                "obligations-title",
                Action::ReadPartnership,
            ),
            (
                Tab::Charter,
                "/charter",
                "charter-title",
                Action::ReadCharter,
            ),
        ],
    ),
    (
        "partnership-funding",
        &[(
            Tab::Funding,
            "/funding",
            "partnership-funding",
            Action::ReadFunding,
        )],
    ),
    (
        "partnership-delivery",
        &[
            (
                Tab::Milestones,
                "/milestones",
                "partnership-milestones",
                Action::ReadMilestone,
            ),
            (
                Tab::Deliverables,
                "/deliverables",
                "partnership-deliverables",
                Action::ReadPartnership,
            ),
            (
                Tab::Targets,
                "/targets",
                "targets-title",
                Action::ReadTarget,
            ),
            (
                Tab::Benefits,
                "/benefits",
                "benefits-title",
                Action::ReadBenefit,
            ),
            (
                Tab::Prototypes,
                "/prototypes",
                "prototypes-title",
                Action::ReadBenefit,
            ),
        ],
    ),
    (
        "partnership-seen",
        &[
            (
                Tab::Scorecards,
                "/scorecards",
                "scorecards-title",
                Action::ReadScorecard,
            ),
            (
                Tab::Reports,
                "/status-reports",
                "reports-title",
                Action::ReadStatusReport,
            ),
            (
                Tab::Strategic,
                "/strategic",
                "strategic-title",
                Action::ReadStrategic,
            ),
        ],
    ),
    (
        "partnership-governed",
        &[
            (
                Tab::Governance,
                "/governance",
                "governance-title",
                Action::ReadPartnership,
            ),
            (
                Tab::Government,
                "/government",
                "government-title",
                Action::ReadPartnership,
            ),
            (
                Tab::Tensions,
                "/tensions",
                "tensions-title",
                Action::ReadTension,
            ),
            (Tab::Risks, "/risks", "risks-title", Action::ReadRisk),
            (
                Tab::Foundations,
                "/foundations",
                "foundations-title",
                Action::ReadPartnership,
            ),
        ],
    ),
    (
        "partnership-suppliers",
        &[
            (
                Tab::Evidence,
                "/evidence",
                "evidence-title",
                Action::ReadEvidence,
            ),
            (
                Tab::Evaluations,
                "/evaluations",
                "evaluations-title",
                Action::ReadEvaluation,
            ),
        ],
    ),
    (
        "partnership-history",
        &[(
            Tab::History,
            "/history",
            "partnership-history",
            Action::ReadHistory,
        )],
    ),
];

/// The way between a partnership's pages.
pub(crate) fn sub_nav(place: &Place, current: Tab) -> AnyView {
    let groups = TABS.iter().map(|(key, pages)| {
        let pages = pages
            .iter()
            .filter(|(.., action)| place.may_in_partnership(*action));
        let items = pages.map(|(tab, path, key, _)| ui::NavItem {
            href: format!("/partnerships/{}{path}", place.reference),
            label: text::message(key, None),
            current: *tab == current,
        });
        (*key, items.collect())
    });
    ui::sub_nav_in_groups(t!("partnership-pages"), groups)
}

/// A page below a partnership, with the way to it.
pub(crate) fn page(place: &Place, title: String) -> Page {
    Page::new(title)
        .crumb(url::INDEX, t!("partnerships-title"))
        .crumb(url::show(&place.reference), place.title.clone())
}

/// The organisations that take part, as choices of a form.
pub(crate) async fn party_choices(
    tx: &mut Tx,
    partnership: Uuid,
) -> sqlx::Result<Vec<(String, String)>> {
    let names = db::party_names(tx, partnership).await?;
    Ok(names
        .into_iter()
        .map(|(id, name)| (id.to_string(), name))
        .collect())
}

async fn index(
    State(app): State<AppState>,
    person: CurrentPerson,
    Today(today): Today,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let offset = list::offset(list::page_number(&filters.page));
    let (rows, total) = db::list(&mut tx, &filters, list::PER_PAGE, offset).await?;
    list::reached(offset, rows.is_empty())?;
    let jurisdictions = db::jurisdictions_in_use(&mut tx).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let statuses = status::of(&mut tx, &person, &ids, today).await?;
    tx.commit().await?;
    let may_create = person.may(Action::CreatePartnership);
    let view = views::index(&filters, jurisdictions, &rows, &statuses, total, may_create);
    Ok(Page::new(t!("partnerships-title")).show(view))
}

async fn spreadsheet(
    State(app): State<AppState>,
    person: CurrentPerson,
    Query(filters): Query<Filters>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let (rows, _) = db::list(&mut tx, &filters, i64::MAX, 0).await?;
    tx.commit().await?;
    list::spreadsheet(
        "partnerships",
        &views::csv_headings(),
        rows.iter().map(views::csv_row),
    )
}

async fn new(State(app): State<AppState>, person: CurrentPerson) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let choices = choices(&mut tx, None).await?;
    tx.commit().await?;
    let form = PartnershipForm::blank();
    Ok(new_page(
        StatusCode::OK,
        &choices,
        &form,
        &Errors::default(),
    ))
}

fn new_page(
    status: StatusCode,
    choices: &Choices,
    form: &PartnershipForm,
    errors: &Errors,
) -> Response {
    Page::new(t!("partnership-add"))
        .crumb(url::INDEX, t!("partnerships-title"))
        .status(status)
        .show(views::edit(None, choices, form, errors, None))
}

const REFERENCE_CONSTRAINT: [(&str, &str, &str); 1] = [(
    "partnership_reference_unique",
    "reference",
    "partnership-error-taken",
)];

async fn create(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(form): Form<PartnershipForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let choices = choices(&mut tx, None).await?;
    let typed = form.clone();
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let values = match form.parse(&choices) {
        Ok(values) => values,
        Err(Invalid { form, errors }) => return Ok(new_page(refused, &choices, &form, &errors)),
    };
    match db::insert(&mut tx, &values, current().language()).await {
        Ok(reference) => {
            tx.commit().await?;
            Ok(see_other(&url::show(&reference), "flash-partnership-added"))
        }
        Err(error) => {
            let errors = on_constraint(error, &REFERENCE_CONSTRAINT)?;
            Ok(new_page(refused, &choices, &typed, &errors))
        }
    }
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    let record = db::find(&mut tx, id).await?;
    let mut statuses = status::of(&mut tx, &person, &[id], today).await?;
    let fares = statuses.remove(&id).ok_or(AppError::NotFound)?;
    let ledger = fares.dimensions.money.as_ref().map(|money| money.status);
    let mut checks = strategic::of(&mut tx, &[(id, ledger)], today).await?;
    let summary = views::Summary {
        checks: checks.remove(&id),
        fares,
        dates: next_dates(&mut tx, id, today).await?,
        events: db::latest_events(&mut tx, id).await?,
        charter: charter::brief(&mut tx, id).await?,
        ground: foundations::Standing::of(&mut tx, id).await?,
        risks: risks::open(&mut tx, id, today).await?,
        life: db::life(&mut tx, id).await?,
        governed: governance::of(&mut tx, id, today).await?,
        parties: db::parties(&mut tx, id).await?,
        rights: db::rights(&mut tx, id).await?,
    };
    tx.commit().await?;
    let page = Page::new(record.title.clone()).crumb(url::INDEX, t!("partnerships-title"));
    Ok(page.show(views::show(&place, record, summary, today)))
}

/// The next dates of a partnership, overdue ones first. Those of its contracts
/// follow from their terms, however often they have renewed themselves.
async fn next_dates(
    tx: &mut Tx,
    partnership: Uuid,
    today: NaiveDate,
) -> sqlx::Result<Vec<db::DateRow>> {
    let mut dates = db::next_dates(tx, partnership).await?;
    for contract in all_contracts::of_partnership(tx, partnership).await? {
        let until = add_months(today, calendar::MONTHS);
        let events = contract.terms().events(today, until);
        dates.extend(events.into_iter().map(|event| db::DateRow {
            kind: event.kind.code().to_owned(),
            title: Some(contract.title.clone()),
            record_id: contract.id,
            due_on: event.on,
            language: contract.language.clone(),
        }));
    }
    dates.sort_by_key(|date| date.due_on);
    dates.truncate(db::DATES_SHOWN);
    Ok(dates)
}

async fn edit(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let record = db::find(&mut tx, place.partnership_id).await?;
    let choices = choices(&mut tx, Some(&record)).await?;
    tx.commit().await?;
    let form = form_of(&record);
    let view = views::edit(Some(&place), &choices, &form, &Errors::default(), None);
    Ok(page(&place, t!("partnership-edit")).show(view))
}

async fn update(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Form(form): Form<PartnershipForm>,
) -> Result<Response, AppError> {
    let mut tx = app.db.begin_as(&person).await?;
    let id = place.partnership_id;
    let record = db::find(&mut tx, id).await?;
    let offered = choices(&mut tx, Some(&record)).await?;
    let mut typed = form.clone();
    let (errors, stale) = match form.parse(&offered) {
        Ok(values) => match db::update(&mut tx, id, &values).await {
            Ok(true) => {
                tx.commit().await?;
                let here = url::show(&values.reference);
                return Ok(see_other(&here, "flash-partnership-saved"));
            }
            Ok(false) => (Errors::default(), true),
            Err(error) => (on_constraint(error, &REFERENCE_CONSTRAINT)?, false),
        },
        Err(Invalid { errors, .. }) => (errors, false),
    };
    // A connection is given back before another is asked for, or requests
    // that hold one each would wait for each other.
    tx.rollback().await?;

    let mut tx = app.db.begin_as(&person).await?;
    let record = db::find(&mut tx, id).await?;
    let choices = choices(&mut tx, Some(&record)).await?;
    let (status, conflict) = if stale {
        typed.version = record.version.to_string();
        let (who, when) = who_and_when(&mut tx, "partnership", id).await?;
        let theirs = form_of(&record);
        let conflict = views::conflict(who, when, &theirs, &typed, &choices);
        (StatusCode::CONFLICT, Some(conflict))
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    };
    tx.commit().await?;
    let view = views::edit(Some(&place), &choices, &typed, &errors, conflict);
    Ok(page(&place, t!("partnership-edit"))
        .status(status)
        .show(view))
}

/// What the form offers for a record, or for one to be.
async fn choices(tx: &mut Tx, record: Option<&Record>) -> sqlx::Result<Choices> {
    let current = record.map(|record| record.jurisdiction_id);
    let jurisdictions = db::jurisdiction_choices(tx, current).await?;
    let people = db::candidates(tx, record.map(|record| record.id)).await?;
    let offer = |named: Option<Uuid>, fits: fn(&Candidate) -> bool| {
        people
            .iter()
            .filter(|person| named == Some(person.id) || fits(person))
            .map(|person| {
                let words = format!("{}, {}", person.name, person.organisation);
                (person.id.to_string(), words)
            })
            .collect()
    };
    Ok(Choices {
        jurisdictions,
        executives: offer(record.and_then(|r| r.executive_id), |person| {
            person.role == Role::HealthExecutive
        }),
        clinical_leads: offer(record.and_then(|r| r.clinical_lead_id), |person| {
            person.sector == Sector::Health
        }),
        ict_leads: offer(record.and_then(|r| r.ict_lead_id), |person| {
            person.sector != Sector::Government
        }),
        sponsors: offer(record.and_then(|r| r.sponsor_id), |person| {
            person.sector == Sector::Government
        }),
    })
}

/// A record as its form shows it.
fn form_of(record: &Record) -> PartnershipForm {
    let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let [
        negotiation_start_day,
        negotiation_start_month,
        negotiation_start_year,
    ] = parts(record.negotiation_start);
    let [
        negotiation_end_day,
        negotiation_end_month,
        negotiation_end_year,
    ] = parts(record.negotiation_end);
    let [established_day, established_month, established_year] = parts(record.established_on);
    let [planned_end_day, planned_end_month, planned_end_year] = parts(record.planned_end);
    PartnershipForm {
        id: record.id.to_string(),
        version: record.version.to_string(),
        reference: record.reference.clone(),
        title: record.title.clone(),
        need: record.need.clone().unwrap_or_default(),
        response: record.response.clone().unwrap_or_default(),
        jurisdiction: record.jurisdiction_id.to_string(),
        level: record.level.code().to_owned(),
        approach: record
            .approach
            .map_or("", |approach| approach.code())
            .to_owned(),
        architecture: record
            .architecture
            .map_or("", |stance| stance.code())
            .to_owned(),
        service_types: record.service_types.clone(),
        building_blocks: record.building_blocks.clone(),
        outcome_domains: record.outcome_domains.clone(),
        negotiation_start_day,
        negotiation_start_month,
        negotiation_start_year,
        negotiation_end_day,
        negotiation_end_month,
        negotiation_end_year,
        established_day,
        established_month,
        established_year,
        planned_end_day,
        planned_end_month,
        planned_end_year,
        executive: id(record.executive_id),
        clinical_lead: id(record.clinical_lead_id),
        ict_lead: id(record.ict_lead_id),
        sponsor: id(record.sponsor_id),
    }
}
