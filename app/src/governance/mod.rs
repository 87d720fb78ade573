//! The governance of a partnership: its bodies and those whose decisions bind
//! it, who was in the room, what is open and how long sign-off takes.

mod db;
mod views;

use std::collections::{BTreeMap, HashMap};

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::access::Action;
use domain::evidence::Backing;
use domain::government::{self, FinanceShare, Involvement};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::{CurrentPerson, Place, Routes, Who};
use crate::db::Tx;
use crate::error::AppError;
use crate::{AppState, Today, actions, bodies, decisions, evidence, meetings, partnerships, t};

pub(crate) use views::at_a_glance;

/// Where the page is.
pub(crate) mod url {
    pub(crate) fn show(reference: &str) -> String {
        format!("/partnerships/{reference}/governance")
    }
}

/// The slice's route.
pub(crate) fn routes() -> Routes {
    Routes::new().get(
        "/partnerships/{reference}/governance",
        Who::MayHere(Action::ReadPartnership),
        show,
    )
}

/// What is told of a partnership's governance at a glance.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Governed {
    /// How far government is involved, as said last.
    pub(crate) involvement: Option<Involvement>,
    /// Government's percentage of the committed money, by currency.
    pub(crate) government: BTreeMap<String, Decimal>,
    /// Actions of its bodies that are not even said to be done after their day.
    pub(crate) overdue_actions: i64,
    /// Tensions that are not settled.
    pub(crate) open_tensions: i64,
    /// Open risks whose score is severe.
    pub(crate) severe_risks: i64,
    /// What is demanded of its suppliers and was proven once, by a proof that
    /// has expired, and what counts for other reasons as not proven. Nothing
    /// for vendors, who see their own proofs only.
    pub(crate) unproven: Option<Unproven>,
}

/// How many of the proofs that are demanded of suppliers do not count.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Unproven {
    /// Expired.
    pub(crate) lapsed: i64,
    /// Missing, refused, or not verified yet.
    pub(crate) others: i64,
}

impl Governed {
    /// How much of the money is government's.
    pub(crate) fn finance(&self) -> Option<FinanceShare> {
        government::finance_share(self.government.values().copied())
    }

    /// Whether government pays the most and leaves the deciding to others.
    pub(crate) fn pays_without_deciding(&self) -> bool {
        government::pays_without_deciding(self.involvement, self.finance())
    }
}

/// What is told of the governance of these partnerships, as far as the viewer
/// sees them.
///
/// # Errors
/// The database is away.
pub(crate) async fn governed(
    tx: &mut Tx,
    partnerships: &[Uuid],
    today: NaiveDate,
) -> sqlx::Result<HashMap<Uuid, Governed>> {
    let mut found = db::governed(tx, partnerships, today).await?;
    for gap in evidence::gaps(tx, partnerships, today).await? {
        let governed = found.get_mut(&gap.partnership_id);
        if let Some(unproven) = governed.and_then(|governed| governed.unproven.as_mut()) {
            match gap.backing {
                Backing::Lapsed => unproven.lapsed += 1,
                Backing::Missing | Backing::Waiting => unproven.others += 1,
                Backing::Proven => {}
            }
        }
    }
    Ok(found)
}

/// As [`governed`], of one partnership.
///
/// # Errors
/// The database is away.
pub(crate) async fn of(tx: &mut Tx, partnership: Uuid, today: NaiveDate) -> sqlx::Result<Governed> {
    let mut found = governed(tx, &[partnership], today).await?;
    Ok(found.remove(&partnership).unwrap_or_default())
}

async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
    place: Place,
    Today(today): Today,
) -> Result<Response, AppError> {
    let id = place.partnership_id;
    let mut tx = app.db.begin_as(&person).await?;
    let seen = views::Seen {
        bodies: bodies::of_partnership(&mut tx, id, today).await?,
        meetings: meetings::of_partnership(&mut tx, id).await?,
        decisions: decisions::of_partnership(&mut tx, id).await?,
        actions: actions::of_partnership(&mut tx, id).await?,
    };
    tx.commit().await?;
    let view = views::show(&place, &seen, today);
    Ok(partnerships::page(&place, t!("governance-title")).show(view))
}
