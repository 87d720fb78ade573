//! What the slices of tensions, mechanisms and effects share: where each of
//! them belongs, what is read of them, and how it is shown.

pub(crate) mod db;
pub(crate) mod views;

use std::fmt;
use std::str::FromStr;

use domain::access::{Action, Person, Scope, Standing, may};
use domain::tension::{Net, Position};
use uuid::Uuid;

use crate::db::Tx;
use crate::error::AppError;
use db::{EffectRow, PositionRow, TensionRow};

/// Where a tension or a mechanism belongs, written as `partnership:` or
/// `jurisdiction:` and its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HomeId {
    /// A partnership.
    Partnership(Uuid),
    /// A jurisdiction.
    Jurisdiction(Uuid),
}

/// What was typed names no place.
#[derive(Debug, thiserror::Error)]
#[error("this names no place")]
pub(crate) struct NoPlace;

impl FromStr for HomeId {
    type Err = NoPlace;

    fn from_str(typed: &str) -> Result<Self, NoPlace> {
        let (kind, id) = typed.split_once(':').ok_or(NoPlace)?;
        let id = id.parse().map_err(|_| NoPlace)?;
        match kind {
            "partnership" => Ok(Self::Partnership(id)),
            "jurisdiction" => Ok(Self::Jurisdiction(id)),
            _ => Err(NoPlace),
        }
    }
}

impl fmt::Display for HomeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Partnership(id) => write!(f, "partnership:{id}"),
            Self::Jurisdiction(id) => write!(f, "jurisdiction:{id}"),
        }
    }
}

impl HomeId {
    /// The partnership, if it is one.
    pub(crate) fn partnership(self) -> Option<Uuid> {
        match self {
            Self::Partnership(id) => Some(id),
            Self::Jurisdiction(_) => None,
        }
    }

    /// The jurisdiction, if it is one.
    pub(crate) fn jurisdiction(self) -> Option<Uuid> {
        match self {
            Self::Partnership(_) => None,
            Self::Jurisdiction(id) => Some(id),
        }
    }
}

/// A place with what the person may there.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    /// Which place.
    pub(crate) id: HomeId,
    /// Its title or name.
    pub(crate) name: String,
    scope: Scope,
    person: Person,
}

impl Home {
    /// Whether the person has the right on what belongs here.
    pub(crate) fn may(&self, action: Action) -> bool {
        may(&self.person, action, &self.scope)
    }

    /// The place, if the person has the right on what belongs here.
    ///
    /// # Errors
    /// They have not.
    pub(crate) fn allowing(self, action: Action) -> Result<Self, AppError> {
        if self.may(action) {
            Ok(self)
        } else {
            Err(AppError::Forbidden)
        }
    }
}

/// A place as the person sees it.
///
/// # Errors
/// There is none that they see, or the database is away.
pub(crate) async fn home(tx: &mut Tx, person: &Person, id: HomeId) -> Result<Home, AppError> {
    let (name, scope) = match id {
        HomeId::Partnership(partnership) => {
            let row = db::partnership(tx, partnership).await?;
            let standing = Standing {
                member: row.member,
                granted: row.granted,
                accountable: false,
            };
            (row.title, Scope::Partnership { standing })
        }
        HomeId::Jurisdiction(jurisdiction) => {
            let row = db::jurisdiction(tx, jurisdiction).await?;
            (row.name, Scope::Jurisdiction { own: row.own })
        }
    };
    Ok(Home {
        id,
        name,
        scope,
        person: *person,
    })
}

/// Tensions with what is said of them and done to them.
pub(crate) struct Around {
    /// Where people saw the balance, in the order of time.
    pub(crate) positions: Vec<PositionRow>,
    /// What mechanisms do, in the order of time.
    pub(crate) effects: Vec<EffectRow>,
}

impl Around {
    /// All that is said of these tensions.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn of(tx: &mut Tx, tensions: &[TensionRow]) -> sqlx::Result<Self> {
        let ids: Vec<Uuid> = tensions.iter().map(|row| row.id).collect();
        Ok(Self {
            positions: db::positions(tx, &ids).await?,
            effects: db::effects(tx, &ids, &[]).await?,
        })
    }

    /// Where people saw the balance of a tension, in the order of time.
    pub(crate) fn positions_of(&self, tension: Uuid) -> Vec<Position> {
        self.positions
            .iter()
            .filter(|row| row.tension_id == tension)
            .map(PositionRow::position)
            .collect()
    }

    /// What each mechanism does to a tension now.
    pub(crate) fn effects_of(&self, tension: Uuid) -> Vec<&EffectRow> {
        latest(&self.effects)
            .into_iter()
            .filter(|row| row.tension_id == tension)
            .collect()
    }

    /// What they come to.
    pub(crate) fn net(&self, tension: Uuid) -> Net {
        net(self.effects_of(tension))
    }
}

/// The latest of each mechanism and tension, of rows in the order of time.
pub(crate) fn latest(rows: &[EffectRow]) -> Vec<&EffectRow> {
    let is_last = |index: usize, row: &EffectRow| {
        !rows[index + 1..].iter().any(|later| {
            (later.mechanism_id, later.tension_id) == (row.mechanism_id, row.tension_id)
        })
    };
    rows.iter()
        .enumerate()
        .filter(|(index, row)| is_last(*index, row))
        .map(|(_, row)| row)
        .collect()
}

/// What some effects come to.
pub(crate) fn net<'a>(rows: impl IntoIterator<Item = &'a EffectRow>) -> Net {
    Net::of(rows.into_iter().map(|row| (row.effect, row.strength)))
}
