use proptest::prelude::*;
use strum::VariantArray as _;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn period(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to)).expect("in order")
}

fn year(year: i32) -> Period {
    period(&format!("{year}-01-01"), &format!("{year}-12-31"))
}

fn number(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn value(period: Period, value: &str) -> Measured {
    Measured {
        period,
        figure: Figure::Value(number(value)),
    }
}

fn parts(period: Period, numerator: &str, denominator: &str) -> Measured {
    Measured {
        period,
        figure: Figure::Parts {
            numerator: number(numerator),
            denominator: number(denominator),
        },
    }
}

/// From 40 at the end of 2024 to 60 at the end of 2025 and 100 at the end of 2026, or down.
fn trajectory(direction: Direction, combination: Combination) -> Trajectory {
    let (from, first, last) = match direction {
        Direction::Higher => ("40", "60", "100"),
        Direction::Lower => ("100", "80", "40"),
    };
    Trajectory {
        direction,
        combination,
        per: Decimal::ONE_HUNDRED,
        baseline: Some(Baseline {
            value: number(from),
            on: day("2024-12-31"),
        }),
        targets: vec![
            Target {
                period: year(2025),
                value: number(first),
            },
            Target {
                period: year(2026),
                value: number(last),
            },
        ],
    }
}

fn up() -> Trajectory {
    trajectory(Direction::Higher, Combination::Latest)
}

fn half(of: i32) -> Period {
    period(&format!("{of}-01-01"), &format!("{of}-06-30"))
}

#[test]
fn the_expected_figure_lies_on_the_line_from_the_baseline_through_the_targets() {
    for (on, expected) in [
        ("2020-01-01", "40"),
        ("2024-12-31", "40"),
        // 73 of 365 days.
        ("2025-03-14", "44"),
        ("2025-12-31", "60"),
        ("2026-05-26", "76"),
        ("2026-12-31", "100"),
        ("2030-01-01", "100"),
    ] {
        assert_eq!(up().expected(day(on)), Some(number(expected)), "{on}");
    }
    let unknown = Trajectory {
        baseline: None,
        ..up()
    };
    assert_eq!(unknown.expected(day("2025-03-14")), Some(number("60")));
    let aimless = Trajectory {
        targets: vec![],
        ..up()
    };
    assert_eq!(aimless.expected(day("2025-03-14")), None);
}

#[test]
fn the_share_of_the_expected_change_decides() {
    use TargetStatus::{Achieved, AtRisk, OffTrack, OnTrack};
    // By the end of 2025 a change of 20 is expected.
    for (measured, status, share) in [
        ("100", Achieved, "300"),
        ("60", OnTrack, "100"),
        ("59", OnTrack, "95"),
        ("58.9", AtRisk, "94"),
        ("56", AtRisk, "80"),
        ("55.99", OffTrack, "79"),
        ("40", OffTrack, "0"),
        ("38", OffTrack, "-10"),
    ] {
        let found = up().assess(&[value(year(2025), measured)], day("2026-02-01"));
        assert_eq!(found.status, status, "{measured}");
        let basis = Basis::Compared {
            expected: number("60"),
            share: Some(number(share)),
        };
        assert_eq!(found.basis, basis, "{measured}");
        let mirrored = number("140") - number(measured);
        let down = trajectory(Direction::Lower, Combination::Latest);
        let found = down.assess(
            &[value(year(2025), &mirrored.to_string())],
            day("2026-02-01"),
        );
        assert_eq!(found.status, status, "down to {mirrored}");
    }
}

#[test]
fn each_period_is_judged_by_its_own_target() {
    let found = up().by_period(&[value(year(2025), "60")]);
    let statuses: Vec<_> = found.iter().map(|one| one.status).collect();
    assert_eq!(statuses, [TargetStatus::Achieved, TargetStatus::NoData]);
    assert_eq!(found[1].basis, Basis::NothingMeasured);
}

#[test]
fn an_empty_period_is_neither_nothing_nor_everything() {
    let today = day("2026-11-23");
    let nothing = up().assess(&[], today);
    assert_eq!(
        (nothing.status, nothing.basis, nothing.latest),
        (TargetStatus::NoData, Basis::NothingMeasured, None)
    );
    let old = up().assess(&[value(year(2024), "90")], today);
    assert_eq!(
        (old.status, old.basis),
        (TargetStatus::NoData, Basis::Silent(year(2025)))
    );
    assert_eq!(old.latest, Some((number("90"), day("2024-12-31"))));
    let aimless = Trajectory {
        targets: vec![],
        ..up()
    };
    let found = aimless.assess(&[value(year(2025), "90")], today);
    assert_eq!(
        (found.status, found.basis),
        (TargetStatus::NoData, Basis::NoTarget)
    );
    // Half a year was measured: its sum is compared with half the target, not with all of it.
    let sum = trajectory(Direction::Higher, Combination::Sum);
    let second = period("2025-07-01", "2025-12-31");
    let found = sum.assess(&[value(second, "31")], day("2026-01-15"));
    assert_eq!(found.status, TargetStatus::OnTrack);
}

#[test]
fn where_no_change_is_expected_only_worse_is_off_track() {
    let level = |direction| Trajectory {
        direction,
        targets: vec![Target {
            period: year(2026),
            value: number("40"),
        }],
        baseline: Some(Baseline {
            value: number("40"),
            on: day("2024-12-31"),
        }),
        ..up()
    };
    let today = day("2026-11-23");
    for (direction, measured, status) in [
        (Direction::Higher, "40", TargetStatus::Achieved),
        (Direction::Higher, "41", TargetStatus::Achieved),
        (Direction::Higher, "39.99", TargetStatus::OffTrack),
        (Direction::Lower, "40", TargetStatus::Achieved),
        (Direction::Lower, "40.01", TargetStatus::OffTrack),
    ] {
        let found = level(direction).assess(&[value(half(2026), measured)], today);
        assert_eq!(found.status, status, "{direction:?} {measured}");
    }
}

#[test]
fn without_a_baseline_only_what_is_reached_has_a_status() {
    let unknown = Trajectory {
        baseline: None,
        ..up()
    };
    let today = day("2026-02-01");
    for (measured, status) in [
        ("100", TargetStatus::Achieved),
        ("60", TargetStatus::OnTrack),
        ("59", TargetStatus::NoData),
    ] {
        let found = unknown.assess(&[value(year(2025), measured)], today);
        assert_eq!(found.status, status, "{measured}");
    }
}

#[test]
fn percentages_are_never_averaged() {
    let quarters = [
        parts(period("2025-01-01", "2025-03-31"), "1", "1"),
        parts(period("2025-04-01", "2025-06-30"), "0", "99"),
    ];
    let combined = combine(Combination::Quotient, Decimal::ONE_HUNDRED, &quarters);
    assert_eq!(combined, Some(number("1")), "not 50");
    assert_eq!(
        combine(Combination::Quotient, Decimal::ONE_HUNDRED, &[]),
        None
    );
    let nobody = [parts(year(2025), "0", "0")];
    assert_eq!(
        combine(Combination::Quotient, Decimal::ONE_HUNDRED, &nobody),
        None
    );
    let found =
        trajectory(Direction::Higher, Combination::Quotient).assess(&quarters, day("2025-08-01"));
    assert_eq!(found.latest, Some((number("1"), day("2025-06-30"))));
}

#[test]
fn a_sum_of_less_is_achieved_only_when_its_period_is_over() {
    let fewer = trajectory(Direction::Lower, Combination::Sum);
    let first = fewer.assess(&[value(half(2026), "10")], day("2026-08-01"));
    assert_eq!(first.status, TargetStatus::OnTrack);
    let both = [
        value(half(2026), "10"),
        value(period("2026-07-01", "2026-12-31"), "12"),
    ];
    let over = fewer.assess(&both, day("2027-01-10"));
    assert_eq!(over.status, TargetStatus::Achieved);
    assert_eq!(over.latest, Some((number("22"), day("2026-12-31"))));
}

#[test]
fn a_measurement_goes_from_draft_to_verified_and_back_with_a_reason() {
    use MeasurementState::{Draft, Returned, Submitted, Verified};
    for &from in MeasurementState::VARIANTS {
        let next: Vec<_> = MeasurementState::VARIANTS
            .iter()
            .copied()
            .filter(|next| from.may_become(*next))
            .collect();
        let expected = match from {
            Draft | Returned => vec![Submitted],
            Submitted => vec![Verified, Returned],
            Verified => vec![Returned],
        };
        assert_eq!(next, expected, "{from:?}");
        assert_eq!(from.is_open(), matches!(from, Draft | Returned));
    }
}

#[test]
fn a_ratio_has_two_figures_and_others_one() {
    let one = Some(Decimal::ONE);
    for &kind in IndicatorKind::VARIANTS {
        let ratio = kind == IndicatorKind::Ratio;
        assert_eq!(figure(kind, one, None, None).is_ok(), !ratio, "{kind:?}");
        assert_eq!(figure(kind, None, one, one).is_ok(), ratio, "{kind:?}");
        assert!(!kind.combinations().is_empty());
    }
    assert_eq!(
        figure(IndicatorKind::Ratio, None, one, Some(Decimal::ZERO)),
        Err(FigureError::NothingToDivideBy)
    );
}

fn judged(title: &str, status: TargetStatus, share: i64) -> Judged {
    Judged {
        title: title.to_owned(),
        assessment: Assessment {
            status,
            basis: Basis::Compared {
                expected: Decimal::ONE,
                share: Some(Decimal::from(share)),
            },
            latest: None,
            target: None,
        },
    }
}

#[test]
fn a_partnership_fares_as_the_worst_indicator_that_is_known() {
    use TargetStatus::{Achieved, AtRisk, NoData, OffTrack};
    let of = |all: &[Judged]| {
        let TargetsStatus { status, reason } = targets(Stage::Active, all);
        (status, reason)
    };
    assert_eq!(of(&[]), (Status::NoData, TargetsReason::NoIndicator));
    let unknown = judged("c", NoData, 0);
    assert_eq!(
        of(std::slice::from_ref(&unknown)),
        (Status::NoData, TargetsReason::NothingMeasured { of: 1 })
    );
    let good = judged("a", Achieved, 100);
    assert_eq!(
        of(&[good.clone(), unknown.clone()]),
        (Status::Green, TargetsReason::OnTrack { count: 1, of: 2 })
    );
    let risk = judged("r", AtRisk, 85);
    assert_eq!(of(&[good.clone(), risk.clone()]).0, Status::Amber);
    let (status, reason) = of(&[
        judged("half", OffTrack, 50),
        good,
        judged("backwards", OffTrack, -20),
        risk,
        unknown,
    ]);
    assert_eq!(status, Status::Red);
    assert_eq!(
        reason,
        TargetsReason::OffTrack {
            title: "backwards".to_owned(),
            share: Some(number("-20")),
            count: 2,
            of: 5
        }
    );
    assert_eq!(
        targets(Stage::Closed, &[]).reason,
        TargetsReason::NotRunning(Stage::Closed)
    );
}

fn rank(status: TargetStatus) -> u8 {
    match status {
        TargetStatus::Achieved => 3,
        TargetStatus::OnTrack => 2,
        TargetStatus::AtRisk => 1,
        TargetStatus::OffTrack | TargetStatus::NoData => 0,
    }
}

proptest! {
    #[test]
    fn a_better_figure_never_has_a_worse_status(
        baseline in -500_i64..500, first in -500_i64..500, last in -500_i64..500,
        a in -800_i64..800, b in -800_i64..800, lower in any::<bool>(),
        month in 1_u32..12, of in 2025_i32..=2026,
    ) {
        let direction = if lower { Direction::Lower } else { Direction::Higher };
        let mut plan = trajectory(direction, Combination::Latest);
        plan.baseline = plan.baseline.map(|on| Baseline { value: baseline.into(), ..on });
        plan.targets[0].value = first.into();
        plan.targets[1].value = last.into();
        let start = NaiveDate::from_ymd_opt(of, month, 1).expect("a date");
        let period = Period::new(start, crate::calendar::add_months(start, 1)).expect("in order");
        let status = |value: i64| {
            let measured = Measured { period, figure: Figure::Value(value.into()) };
            rank(plan.assess(&[measured], day("2027-01-01")).status)
        };
        let (worse, better) = if (a < b) == lower { (b, a) } else { (a, b) };
        prop_assert!(status(worse) <= status(better));
    }

    #[test]
    fn a_ratio_lies_between_its_least_and_its_largest_part(
        all in proptest::collection::vec((0_i64..1000, 1_i64..1000), 1..8),
    ) {
        let measured: Vec<_> = all
            .iter()
            .map(|(n, d)| parts(year(2025), &n.to_string(), &d.to_string()))
            .collect();
        let each: Vec<Decimal> = measured
            .iter()
            .filter_map(|one| combine(Combination::Quotient, Decimal::ONE_HUNDRED, &[*one]))
            .collect();
        let combined = combine(Combination::Quotient, Decimal::ONE_HUNDRED, &measured)
            .expect("denominators are given");
        let rounding = number("0.0000001");
        prop_assert!(each.iter().min().is_some_and(|least| *least <= combined + rounding));
        prop_assert!(each.iter().max().is_some_and(|most| *most >= combined - rounding));
    }

    #[test]
    fn the_line_never_leaves_what_it_joins(days in -1000_i64..2000) {
        let on = day("2024-12-31") + chrono::TimeDelta::days(days);
        let expected = up().expected(on).expect("there are targets");
        prop_assert!((number("40")..=number("100")).contains(&expected));
    }
}
