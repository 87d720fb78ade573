//! How partnerships fare: each dimension of their status, the worst known, and
//! what is declared beside it.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::Person;
use domain::relationship::{Relationship, RelationshipFacts, relationship};
use domain::report::Dimension;
use domain::schedule::{Schedule, ScheduleFacts, schedule};
use domain::status::{MoneyFacts, MoneyStatus, Status, money, worst};
use domain::target::{TargetsStatus, targets};
use serde::{Deserialize, Serialize};
use strum::VariantArray;
use uuid::Uuid;

use crate::db::Tx;
use crate::html::{AnyView, RenderHtml};
use crate::performance::Standing;
use crate::reports::{self, Declaration};
use crate::text::{PerLocale, word};
use crate::{funding, milestones, ui};

/// How a partnership fares in each dimension.
#[derive(Serialize, Deserialize)]
pub(crate) struct Dimensions {
    /// With its dates.
    pub(crate) schedule: Schedule,
    /// With its money; nothing for those who see no money.
    pub(crate) money: Option<MoneyStatus>,
    /// With its targets.
    pub(crate) targets: TargetsStatus,
    /// With one another.
    pub(crate) relationship: Relationship,
}

impl Dimensions {
    /// The status of each dimension that the viewer may know.
    pub(crate) fn each(&self) -> Vec<(Dimension, Status)> {
        let money = self.money.as_ref();
        [
            Some((Dimension::Schedule, self.schedule.status)),
            money.map(|money| (Dimension::Money, money.status)),
            Some((Dimension::Targets, self.targets.status)),
            Some((Dimension::Relationship, self.relationship.status)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The worst status known.
    pub(crate) fn overall(&self) -> Status {
        worst(self.each().into_iter().map(|(_, status)| status))
    }

    /// How it fares with its money, as far as the viewer may know.
    pub(crate) fn money_status(&self) -> Status {
        self.money
            .as_ref()
            .map_or(Status::NoData, |money| money.status)
    }

    /// Why a dimension has its status, in words.
    pub(crate) fn words(&self, of: Dimension) -> String {
        match of {
            Dimension::Schedule => crate::schedule::words(&self.schedule.reason),
            Dimension::Money => self
                .money
                .as_ref()
                .map(|money| crate::money::words(&money.reason))
                .unwrap_or_default(),
            Dimension::Targets => crate::performance::words(&self.targets.reason),
            Dimension::Relationship => crate::relationship::words(&self.relationship.reason),
        }
    }

    /// Where the figures behind a dimension are.
    pub(crate) fn href(&self, of: Dimension, reference: &str) -> String {
        match of {
            Dimension::Schedule => milestones::url::index(reference),
            Dimension::Money => funding::url::show(reference),
            Dimension::Targets => crate::targets::url::index(reference),
            Dimension::Relationship => {
                crate::relationship::href(&self.relationship.reason, reference)
            }
        }
    }

    /// Why the status is what it is, in words: each dimension that needs
    /// attention, the worst first, or else the one that is known.
    pub(crate) fn reason(&self) -> String {
        let mut all = self.each();
        all.sort_by_key(|(_, status)| u8::MAX - status.severity());
        let bad = all
            .iter()
            .filter(|(_, status)| matches!(status, Status::Red | Status::Amber))
            .count();
        all.truncate(bad.max(1));
        let words: Vec<String> = all.into_iter().map(|(of, _)| self.words(of)).collect();
        words.join(". ")
    }
}

/// A figure for each dimension, with its reason and the way to what is behind it.
pub(crate) fn tiles(reference: &str, dimensions: &Dimensions) -> Vec<ui::Tile> {
    let each = dimensions.each().into_iter();
    each.map(|(of, status)| ui::Tile {
        value: word(status),
        label: word(of),
        note: Some(dimensions.words(of)),
        href: Some(dimensions.href(of, reference)),
        tone: tone(status),
    })
    .collect()
}

/// What a partnership is judged on.
pub(crate) struct Facts<'a> {
    pub(crate) schedule: &'a ScheduleFacts,
    /// Nothing for those who see no money.
    pub(crate) money: Option<&'a MoneyFacts>,
    pub(crate) standings: &'a [Standing],
    pub(crate) relationship: &'a RelationshipFacts,
}

impl Facts<'_> {
    /// How it fares in each dimension today.
    pub(crate) fn judge(&self, today: NaiveDate) -> Dimensions {
        self.judge_with(today, |_| true)
    }

    /// The worst status known on a day before today, by what is recorded now; a
    /// measurement counts from the day on which it was verified.
    pub(crate) fn overall_on(&self, day: NaiveDate) -> Status {
        let known = |one: &&Standing| one.verified_on.is_none_or(|on| on <= day);
        self.judge_with(day, known).overall()
    }

    fn judge_with(&self, day: NaiveDate, known: impl Fn(&&Standing) -> bool) -> Dimensions {
        let standings = self.standings.iter().filter(known);
        Dimensions {
            schedule: schedule(self.schedule, day),
            money: self.money.map(|facts| money(facts, day)),
            targets: targets(self.schedule.stage, standings.map(|one| &one.judged)),
            relationship: relationship(self.relationship, day),
        }
    }
}

/// How a partnership fares, as its pages show it.
pub(crate) struct Fares {
    pub(crate) dimensions: Dimensions,
    /// What is known of its money; nothing for those who see no money.
    pub(crate) money: Option<MoneyFacts>,
    /// How its indicators stand.
    pub(crate) standings: Vec<Standing>,
    /// What its accountable executive declares.
    pub(crate) declared: Option<Declaration>,
}

/// How each of these partnerships that the person sees fares, by its id.
pub(crate) async fn of(
    tx: &mut Tx,
    person: &Person,
    partnerships: &[Uuid],
    today: NaiveDate,
) -> sqlx::Result<HashMap<Uuid, Fares>> {
    let mut monies = crate::money::facts(tx, person, partnerships).await?;
    let dates = crate::schedule::facts(tx, person, partnerships).await?;
    let mut standings = crate::performance::standings(tx, partnerships, today).await?;
    let relationships = crate::relationship::facts(tx, partnerships).await?;
    let mut reports = reports::current(tx, partnerships).await?;
    let judged = dates.into_iter().filter_map(|(id, dates)| {
        let money = monies.remove(&id);
        let standings = standings.remove(&id).unwrap_or_default();
        let facts = Facts {
            schedule: &dates,
            money: money.as_ref(),
            standings: &standings,
            relationship: relationships.get(&id)?,
        };
        let dimensions = facts.judge(today);
        let declared = reports
            .remove(&id)
            .map(|report| Declaration::of(report, &facts, dimensions.overall(), today));
        let fares = Fares {
            dimensions,
            money,
            standings,
            declared,
        };
        Some((id, fares))
    });
    Ok(judged.collect())
}

/// A status in a word, with its shape.
pub(crate) fn status_tag(status: Status) -> AnyView {
    // Written once in each locale: a list of partnerships shows some fifty.
    static TAGS: [PerLocale<String>; Status::VARIANTS.len()] =
        [const { PerLocale::new() }; Status::VARIANTS.len()];
    let tag = TAGS[status as usize].get(|_| ui::tag(tone(status), word(status)).to_html());
    AnyView::new(tag.as_str())
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
