//! How partnerships fare with their targets: the facts from the database, and
//! the rule's answer in the reader's words.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::calendar::Period;
use domain::target::{
    Assessment, Baseline, Basis, Combination, Direction, Figure, Judged, Measured, Target,
    TargetsReason, Trajectory,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;
use crate::{t, targets, text};

/// An indicator of some partnership and how it stands.
#[derive(Serialize, Deserialize)]
pub(crate) struct Standing {
    /// The indicator.
    pub(crate) id: Uuid,
    /// Language its title was typed in.
    pub(crate) language: String,
    /// What its figures count.
    pub(crate) unit: String,
    /// Since when the figure that counts is verified; none where nothing is.
    pub(crate) verified_on: Option<NaiveDate>,
    /// Its title and how it stands.
    pub(crate) judged: Judged,
}

/// How the indicators of each of these partnerships stand that the viewer
/// sees, by the partnership's id. A partnership without indicators is left out.
///
/// Of the measurements only those are read that the rule looks at: what is
/// verified in the period of the target that was measured last.
pub(crate) async fn standings(
    tx: &mut Tx,
    partnerships: &[Uuid],
    today: NaiveDate,
) -> sqlx::Result<HashMap<Uuid, Vec<Standing>>> {
    let rows = sqlx::query!(
        r#"select i.id, i.partnership_id, i.title, i.language, i.unit,
            i.direction as "direction: Direction", i.combination as "combination: Combination",
            i.per, i.baseline_value, i.baseline_on,
            (select decided_at from measurement where indicator_id = i.id and state = 'verified'
                order by ends_on desc limit 1) as verified_at,
            (select jsonb_agg(jsonb_build_object('starts_on', starts_on, 'ends_on', ends_on,
                    'value', value::text) order by starts_on)
                from target where indicator_id = i.id and replaced_by_id is null
                    and value is not null) as "targets: Json<Vec<Told>>",
            (select jsonb_agg(jsonb_build_object('starts_on', m.starts_on, 'ends_on', m.ends_on,
                    'value', m.value::text, 'numerator', m.numerator::text,
                    'denominator', m.denominator::text))
                from (select ends_on from measurement
                    where indicator_id = i.id and state = 'verified'
                    order by ends_on desc limit 1) last
                left join target t on t.indicator_id = i.id and t.replaced_by_id is null
                    and t.value is not null and last.ends_on between t.starts_on and t.ends_on
                join measurement m on m.indicator_id = i.id and m.state = 'verified'
                    and m.ends_on >= coalesce(t.starts_on, last.ends_on)) as "measured: Json<Vec<Told>>"
        from indicator i
        where i.partnership_id = any ($1)
        order by fold(i.title), i.id"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut standings: HashMap<Uuid, Vec<Standing>> = HashMap::new();
    for row in rows {
        let told = |told: Option<Json<Vec<Told>>>| told.map(|told| told.0).unwrap_or_default();
        let trajectory = Trajectory {
            direction: row.direction,
            combination: row.combination,
            per: row.per.into(),
            baseline: baseline(row.baseline_value, row.baseline_on),
            targets: told(row.targets)
                .into_iter()
                .filter_map(|told| target(told.starts_on, told.ends_on, told.value?))
                .collect(),
        };
        let verified: Vec<Measured> = told(row.measured)
            .into_iter()
            .filter_map(Told::measured)
            .collect();
        let of = standings.entry(row.partnership_id).or_default();
        of.push(Standing {
            id: row.id,
            language: row.language,
            unit: row.unit,
            verified_on: row.verified_at.map(|at| at.date_naive()),
            judged: Judged {
                title: row.title,
                assessment: trajectory.assess(&verified, today),
            },
        });
    }
    Ok(standings)
}

/// A target or a measurement as the query tells it, its figures as text so
/// that none is rounded.
#[derive(Debug, Deserialize)]
struct Told {
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    value: Option<Decimal>,
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
}

impl Told {
    fn measured(self) -> Option<Measured> {
        let period = Period::new(self.starts_on, self.ends_on).ok()?;
        let figure = figure(self.value, self.numerator, self.denominator)?;
        Some(Measured { period, figure })
    }
}

/// The figure in a measurement's columns.
pub(crate) fn figure(
    value: Option<Decimal>,
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
) -> Option<Figure> {
    match (value, numerator.zip(denominator)) {
        (Some(value), _) => Some(Figure::Value(value)),
        (None, Some((numerator, denominator))) => Some(Figure::Parts {
            numerator,
            denominator,
        }),
        (None, None) => None,
    }
}

/// A baseline, which is known with its day or not at all.
pub(crate) fn baseline(value: Option<Decimal>, on: Option<NaiveDate>) -> Option<Baseline> {
    Some(Baseline {
        value: value?,
        on: on?,
    })
}

/// A target of a period, for the domain's rules.
pub(crate) fn target(starts: NaiveDate, ends: NaiveDate, value: Decimal) -> Option<Target> {
    let period = Period::new(starts, ends).ok()?;
    Some(Target { period, value })
}

/// Why targets have their status, as a sentence.
pub(crate) fn words(reason: &TargetsReason) -> String {
    match reason {
        TargetsReason::OffTrack {
            title,
            share,
            count,
            of,
        } => t!(
            "performance-off-track",
            count = *count,
            of = *of,
            worst = worst(title, *share)
        ),
        TargetsReason::AtRisk {
            title,
            share,
            count,
            of,
        } => t!(
            "performance-at-risk",
            count = *count,
            of = *of,
            worst = worst(title, *share)
        ),
        TargetsReason::OnTrack { count, of } => {
            t!("performance-on-track", count = *count, of = *of)
        }
        TargetsReason::NothingMeasured { of } => t!("performance-nothing-measured", of = *of),
        TargetsReason::NoIndicator => t!("performance-no-indicator"),
        TargetsReason::NotRunning(stage) => t!(
            "performance-not-running",
            stage = domain::Vocabulary::code(*stage)
        ),
    }
}

fn worst(title: &str, share: Option<Decimal>) -> String {
    let title = title.to_owned();
    match share {
        Some(share) => t!(
            "performance-worst",
            title = title,
            share = text::percent(share)
        ),
        None => t!("performance-worst-unknown", title = title),
    }
}

/// Why an indicator stands as it does, as a sentence.
pub(crate) fn basis_words(assessment: &Assessment, unit: &str) -> String {
    match assessment.basis {
        Basis::NoTarget => t!("performance-no-target"),
        Basis::NothingMeasured => t!("performance-not-measured"),
        Basis::Silent(period) => t!(
            "performance-silent",
            starts = text::date(period.start()),
            ends = text::date(period.end())
        ),
        Basis::NoBaseline => t!("performance-no-baseline"),
        Basis::Compared { expected, share } => {
            let expected = targets::figure(expected, unit);
            match share {
                Some(share) => t!(
                    "performance-share",
                    expected = expected,
                    share = text::percent(share)
                ),
                None => t!("performance-expected", expected = expected),
            }
        }
    }
}
