//! Examples of the rules, at their thresholds, computed by the rules themselves.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::calendar::{Period, minus_months};
use domain::funding::{Entry, FiscalYear, FundingKind, Ledger};
use domain::jurisdiction::FirstMonth;
use domain::partnership::Stage;
use domain::relationship::{
    AMBER_MEAN, RED_GAP, RED_OVERDUE_DAYS, ROUND_COUNTS_MONTHS, RelationshipFacts, Round,
    relationship,
};
use domain::schedule::{RED_LATE_DAYS, ScheduleFacts, schedule};
use domain::scorecard::{Cell, Cells, DEFAULT_MINIMUM, Factor, Results, StakeholderGroup};
use domain::status::{MoneyFacts, Status, YEARS_STABLE, money};
use domain::target::{
    AT_RISK_PERCENT, Baseline, Combination, Direction, Figure, Judged, Measured, ON_TRACK_PERCENT,
    Target, Trajectory, targets,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use strum::VariantArray;
use uuid::Uuid;

use crate::text;
use crate::{performance, t};

/// What is recorded, and what the rule makes of it.
pub(super) struct Example {
    pub(super) recorded: String,
    pub(super) status: Status,
    pub(super) reason: String,
}

fn days(count: i64) -> Days {
    Days::new(count.unsigned_abs())
}

/// A milestone on the last day on which it is late but not red, and on the next.
pub(super) fn schedules(today: NaiveDate) -> Vec<Example> {
    let title = t!("how-status-example-milestone");
    [0, 1, RED_LATE_DAYS, RED_LATE_DAYS + 1]
        .into_iter()
        .map(|late| {
            let due = today - days(late);
            let facts = ScheduleFacts {
                stage: Stage::Active,
                next_milestone_due: Some(due),
                next_milestone_title: Some(title.clone()),
                open_milestones: 1,
                missed_milestones: 0,
                worst_slip_days: None,
                next_deliverable_due: None,
                next_deliverable_title: None,
                open_deliverables: 0,
                oldest_review_due: None,
            };
            let judged = schedule(&facts, today);
            Example {
                recorded: t!("how-status-example-due", date = text::date(due)),
                status: judged.status,
                reason: crate::schedule::words(&judged.reason),
            }
        })
        .collect()
}

/// Money that is promised for this year alone, and for longer.
pub(super) fn monies(today: NaiveDate) -> Vec<Example> {
    let first_month = FirstMonth::new(4).expect("April is a month");
    [0, 1, 2, YEARS_STABLE]
        .into_iter()
        .map(|years| {
            let mut year = FiscalYear::of(today, first_month);
            let planned_end = (0..YEARS_STABLE + 1)
                .fold(year, |year, _| year.next())
                .period()
                .end();
            let mut entries = Vec::new();
            for _ in 0..years {
                entries.push(Entry {
                    period: year.period(),
                    label: year.label(),
                    funder_id: Uuid::nil(),
                    kind: FundingKind::Operational,
                    expected: Decimal::ZERO,
                    committed: Decimal::from(500_000),
                    received: Decimal::ZERO,
                    spent: Decimal::ZERO,
                });
                year = year.next();
            }
            let ledger = Ledger::new(&entries, first_month, Some(planned_end));
            let currency = "CAD".to_owned();
            let facts = MoneyFacts {
                stage: Stage::Active,
                first_month,
                planned_end: Some(planned_end),
                ledgers: match years {
                    0 => BTreeMap::new(),
                    _ => BTreeMap::from([(currency, ledger)]),
                },
            };
            let judged = money(&facts, today);
            Example {
                recorded: t!(
                    "how-status-example-committed",
                    years = years,
                    amount = text::money(Decimal::from(500_000), "CAD"),
                    date = text::date(planned_end)
                ),
                status: judged.status,
                reason: crate::money::words(&judged.reason),
            }
        })
        .collect()
}

/// An indicator that is to go from 0 to 100 within a year, at its end: just at
/// each threshold, and one below.
pub(super) fn target_shares(today: NaiveDate) -> Vec<Example> {
    let ends = today - days(1);
    let starts = minus_months(ends, 12);
    let at = |end: NaiveDate| Period::new(starts, end).expect("in order");
    let goal = Decimal::ONE_HUNDRED;
    let trajectory = Trajectory {
        direction: Direction::Higher,
        combination: Combination::Latest,
        per: Decimal::ONE,
        baseline: Some(Baseline {
            value: Decimal::ZERO,
            on: starts,
        }),
        targets: vec![Target {
            period: at(ends),
            value: goal,
        }],
    };
    let unit = t!("how-status-example-unit");
    [
        None,
        Some(goal),
        Some(ON_TRACK_PERCENT),
        Some(ON_TRACK_PERCENT - Decimal::ONE),
        Some(AT_RISK_PERCENT),
        Some(AT_RISK_PERCENT - Decimal::ONE),
    ]
    .into_iter()
    .map(|value| {
        let measured = value.map(|value| Measured {
            period: at(ends),
            figure: Figure::Value(value),
        });
        let judged = Judged {
            title: t!("how-status-example-indicator"),
            assessment: trajectory.assess(measured.as_slice(), today),
        };
        let status = targets(Stage::Active, [&judged]);
        Example {
            recorded: match value {
                None => t!("how-status-example-unmeasured", goal = text::number(goal)),
                Some(value) => t!(
                    "how-status-example-measured",
                    goal = text::number(goal),
                    value = text::number(value)
                ),
            },
            status: status.status,
            reason: performance::basis_words(&judged.assessment, &unit),
        }
    })
    .collect()
}

/// A round in which every person of a group gave one answer to all factors.
fn round(closed_on: NaiveDate, ict: Decimal, health: Decimal) -> Round {
    let mut cells = Cells::new();
    for &factor in Factor::VARIANTS {
        for (group, score) in [
            (StakeholderGroup::IctExecutive, ict),
            (StakeholderGroup::HealthExecutive, health),
        ] {
            let twelfths = (score * Decimal::from(12)).to_u32().unwrap_or_default();
            let mut cell = Cell::default();
            (0..DEFAULT_MINIMUM).for_each(|_| cell.add(twelfths));
            cells.insert((factor, group), cell);
        }
    }
    Round {
        closed_on,
        results: Results::of(cells),
    }
}

/// Groups that stand together, a point apart and further; a round that is too
/// old; obligations that are late; and nothing at all.
pub(super) fn relationships(today: NaiveDate) -> Vec<Example> {
    let nothing = RelationshipFacts {
        stage: Stage::Active,
        round: None,
        open_due: Vec::new(),
        broken_on: Vec::new(),
        kept: 0,
    };
    let judge = |recorded: String, facts: RelationshipFacts| {
        let judged = relationship(&facts, today);
        Example {
            recorded,
            status: judged.status,
            reason: crate::relationship::words(&judged.reason),
        }
    };
    let recent = minus_months(today, 1);
    let old = minus_months(today, ROUND_COUNTS_MONTHS) - days(1);
    let top = Decimal::from(domain::scorecard::MOST);
    let rated = |closed_on: NaiveDate, ict: Decimal, health: Decimal| {
        let recorded = t!(
            "how-status-example-rated",
            date = text::date(closed_on),
            ict = text::number(ict),
            health = text::number(health)
        );
        let round = Some(round(closed_on, ict, health));
        judge(
            recorded,
            RelationshipFacts {
                round,
                ..nothing.clone()
            },
        )
    };
    let late = |days_late: i64| {
        let due = today - days(days_late);
        let recorded = t!("how-status-example-owed", date = text::date(due));
        let open_due = vec![due];
        judge(
            recorded,
            RelationshipFacts {
                open_due,
                ..nothing.clone()
            },
        )
    };
    vec![
        rated(recent, top, top),
        rated(recent, top, top - domain::scorecard::WIDE_GAP),
        rated(recent, top, top - RED_GAP),
        rated(recent, AMBER_MEAN - Decimal::ONE, AMBER_MEAN - Decimal::ONE),
        rated(old, top, top),
        late(RED_OVERDUE_DAYS),
        late(RED_OVERDUE_DAYS + 1),
        judge(t!("how-status-example-nothing"), nothing.clone()),
    ]
}
