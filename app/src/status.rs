//! How partnerships fare: each dimension of their status, and the worst known.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::Person;
use domain::schedule::{Schedule, schedule};
use domain::status::{MoneyFacts, MoneyStatus, Status, money, worst};
use domain::target::{TargetsStatus, targets};
use leptos::prelude::AnyView;
use uuid::Uuid;

use crate::db::Tx;
use crate::text::word;
use crate::ui;

/// How a partnership fares in each dimension.
pub(crate) struct Dimensions {
    /// With its dates.
    pub(crate) schedule: Schedule,
    /// With its money; nothing for those who see no money.
    pub(crate) money: Option<MoneyStatus>,
    /// With its targets.
    pub(crate) targets: TargetsStatus,
}

impl Dimensions {
    /// The worst status known.
    pub(crate) fn overall(&self) -> Status {
        worst([
            self.schedule.status,
            self.money_status(),
            self.targets.status,
        ])
    }

    /// How it fares with its money, as far as the viewer may know.
    pub(crate) fn money_status(&self) -> Status {
        self.money
            .as_ref()
            .map_or(Status::NoData, |money| money.status)
    }

    /// Why the status is what it is, in words: each dimension that needs
    /// attention, the worst first, or else the one that is known.
    pub(crate) fn reason(&self) -> String {
        let schedule = (
            self.schedule.status,
            crate::schedule::words(&self.schedule.reason),
        );
        let money = self
            .money
            .as_ref()
            .map(|money| (money.status, crate::money::words(&money.reason)));
        let targets = (
            self.targets.status,
            crate::performance::words(&self.targets.reason),
        );
        let mut all: Vec<(Status, String)> = [Some(schedule), money, Some(targets)]
            .into_iter()
            .flatten()
            .collect();
        all.sort_by_key(|(status, _)| u8::MAX - status.severity());
        let bad = all
            .iter()
            .filter(|(status, _)| matches!(status, Status::Red | Status::Amber))
            .count();
        all.truncate(bad.max(1));
        let words: Vec<String> = all.into_iter().map(|(_, words)| words).collect();
        words.join(". ")
    }
}

/// How each of these partnerships that the person sees fares, by its id, with
/// what is known of its money.
pub(crate) async fn of(
    tx: &mut Tx,
    person: &Person,
    partnerships: &[Uuid],
    today: NaiveDate,
) -> sqlx::Result<HashMap<Uuid, (Dimensions, Option<MoneyFacts>)>> {
    let mut facts = crate::money::facts(tx, person, partnerships).await?;
    let dates = crate::schedule::facts(tx, person, partnerships).await?;
    let mut standings = crate::performance::standings(tx, partnerships, today).await?;
    Ok(dates
        .into_iter()
        .map(|(id, dates)| {
            let facts = facts.remove(&id);
            let standings = standings.remove(&id).unwrap_or_default();
            let dimensions = Dimensions {
                schedule: schedule(&dates, today),
                money: facts.as_ref().map(|facts| money(facts, today)),
                targets: targets(dates.stage, standings.iter().map(|one| &one.judged)),
            };
            (id, (dimensions, facts))
        })
        .collect())
}

/// A status in a word, with its shape.
pub(crate) fn status_tag(status: Status) -> AnyView {
    ui::tag(tone(status), word(status))
}

/// What a status says at a glance.
pub(crate) fn tone(status: Status) -> ui::Tone {
    match status {
        Status::Green => ui::Tone::Good,
        Status::Amber => ui::Tone::Warn,
        Status::Red => ui::Tone::Bad,
        Status::NoData => ui::Tone::Muted,
    }
}
