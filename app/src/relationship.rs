//! How the parties of partnerships stand to one another: the facts from the
//! database, and the rule's answer in the reader's words.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::partnership::Stage;
use domain::relationship::{RelationshipFacts, RelationshipReason, Round};
use domain::scorecard::Results;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::db::Tx;
use crate::text::{self, word};
use crate::{obligations, scorecards, t};

/// What is known of the relationship in each of these partnerships that the
/// viewer sees, by its id. Vendors see the obligations of their own contracts.
pub(crate) async fn facts(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<HashMap<Uuid, RelationshipFacts>> {
    let mut rounds: HashMap<Uuid, Round> = scorecards::latest_published(tx, partnerships)
        .await?
        .into_iter()
        .map(|latest| {
            let round = Round {
                closed_on: latest.closes_on,
                results: Results::of(latest.cells),
            };
            (latest.partnership_id, round)
        })
        .collect();
    let rows = sqlx::query!(
        r#"select p.id, p.stage as "stage: Stage",
            array_agg(o.due_on) filter (where o.state = 'open') as "open_due: Vec<NaiveDate>",
            array_agg(o.settled_on) filter (where o.state = 'broken') as "broken_on: Vec<NaiveDate>",
            count(*) filter (where o.state = 'kept') as "kept!"
        from partnership p left join obligation o on o.partnership_id = p.id
        where p.id = any ($1)
        group by p.id"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let facts = RelationshipFacts {
                stage: row.stage,
                round: rounds.remove(&row.id),
                open_due: row.open_due.unwrap_or_default(),
                broken_on: row.broken_on.unwrap_or_default(),
                kept: u32::try_from(row.kept).unwrap_or_default(),
            };
            (row.id, facts)
        })
        .collect())
}

/// Where the figures behind a reason are.
pub(crate) fn href(reason: &RelationshipReason, reference: &str) -> String {
    match reason {
        RelationshipReason::Broken { .. }
        | RelationshipReason::Overdue { .. }
        | RelationshipReason::Kept { .. } => obligations::url::index(reference),
        _ => scorecards::url::index(reference),
    }
}

/// A number of points on the scale of answers, with at most two decimals.
pub(crate) fn points(value: Decimal) -> String {
    text::number(value.round_dp(2).normalize())
}

/// Why the relationship has its status, as a sentence.
pub(crate) fn words(reason: &RelationshipReason) -> String {
    match reason {
        RelationshipReason::Apart { factor, gap, on } => t!(
            "relationship-apart",
            factor = word(*factor),
            points = points(gap.width()),
            highest = word(gap.highest.0),
            lowest = word(gap.lowest.0),
            date = text::date(*on)
        ),
        RelationshipReason::Low { factor, mean, on } => t!(
            "relationship-low",
            factor = word(*factor),
            mean = points(*mean),
            most = domain::scorecard::MOST,
            date = text::date(*on)
        ),
        RelationshipReason::Broken { count } => t!(
            "relationship-broken",
            count = *count,
            months = domain::relationship::BROKEN_COUNTS_MONTHS
        ),
        RelationshipReason::Overdue { count, days } => {
            t!("relationship-overdue", count = *count, days = *days)
        }
        RelationshipReason::LongAgo { on } => t!(
            "relationship-long-ago",
            date = text::date(*on),
            months = domain::relationship::ROUND_COUNTS_MONTHS
        ),
        RelationshipReason::Alike { lowest, on } => t!(
            "relationship-alike",
            factor = word(lowest.0),
            mean = points(lowest.1),
            most = domain::scorecard::MOST,
            date = text::date(*on)
        ),
        RelationshipReason::Kept { count } => t!("relationship-kept", count = *count),
        RelationshipReason::NothingKnown => t!("relationship-nothing-known"),
        RelationshipReason::NotRunning(stage) => {
            t!("relationship-not-running", stage = stage.code())
        }
    }
}
