use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn april() -> FirstMonth {
    FirstMonth::new(4).expect("a month")
}

fn amount(whole: i64) -> Decimal {
    Decimal::new(whole, 0)
}

/// Committed money of one funder for the fiscal year from April of `year`.
fn entry(year: i32, committed: i64) -> Entry {
    let start = NaiveDate::from_ymd_opt(year, 4, 1).expect("a date");
    let period = FiscalYear::of(start, april()).period();
    Entry {
        period,
        label: period_label(period),
        funder_id: Uuid::from_u128(1),
        kind: FundingKind::Operational,
        expected: Decimal::ZERO,
        committed: amount(committed),
        received: Decimal::ZERO,
        spent: Decimal::ZERO,
    }
}

#[test]
fn a_fiscal_year_is_named_as_people_name_it() {
    let label =
        |date, month| FiscalYear::of(day(date), FirstMonth::new(month).expect("a month")).label();
    assert_eq!(label("2026-11-23", 4), "2026/27");
    assert_eq!(label("2026-03-31", 4), "2025/26");
    assert_eq!(label("2026-11-23", 1), "2026");
    assert_eq!(label("1999-12-31", 7), "1999/00");
}

#[test]
fn a_fall_of_more_than_a_fifth_is_the_cliff() {
    let cliff = |second: i64| {
        let entries = [entry(2026, 100), entry(2027, second)];
        let ledger = Ledger::new(&entries, april(), None);
        ledger
            .cliff(day("2026-11-23"), None)
            .map(|cliff| (cliff.on, cliff.ends()))
    };
    assert_eq!(cliff(80), None);
    assert_eq!(cliff(79), Some((day("2027-04-01"), false)));
    assert_eq!(cliff(0), Some((day("2027-04-01"), true)));
}

#[test]
fn money_that_ends_before_the_planned_end_is_a_cliff_and_after_it_is_none() {
    let entries = [entry(2025, 100), entry(2026, 100)];
    let cliff = |planned_end: &str| {
        let planned_end = Some(day(planned_end));
        let ledger = Ledger::new(&entries, april(), planned_end);
        ledger
            .cliff(day("2026-11-23"), planned_end)
            .map(|cliff| cliff.label)
    };
    assert_eq!(cliff("2029-12-31"), Some("2027/28".to_owned()));
    assert_eq!(cliff("2027-03-31"), None);
}

#[test]
fn what_another_fiscal_year_promises_counts_where_most_of_it_lies() {
    let calendar_year = Period::new(day("2026-01-01"), day("2026-12-31")).expect("in order");
    let german = Entry {
        period: calendar_year,
        ..entry(2026, 50)
    };
    let ledger = Ledger::new(&[entry(2026, 100), german], april(), None);
    let labels: Vec<_> = ledger
        .periods()
        .iter()
        .map(|period| period.label.as_str())
        .collect();
    assert_eq!(labels, ["2026/27"]);
    assert_eq!(ledger.total().committed, amount(150));
}

/// The sources of everything that reckons with money.
const MONEY_SOURCES: [&str; 3] = [
    include_str!("../funding.rs"),
    include_str!("revision.rs"),
    include_str!("../money.rs"),
];

#[test]
fn no_sum_of_money_is_reckoned_with_floating_points() {
    for source in MONEY_SOURCES {
        for float in ["f32", "f64"] {
            assert!(!source.contains(float), "{float} loses cents");
        }
    }
}

#[test]
fn a_promise_is_taken_back_once_and_never_unsaid() {
    use LineStatus::{Committed, Expected, Withdrawn};
    for from in LineStatus::VARIANTS {
        for to in LineStatus::VARIANTS {
            let refused = [
                (Committed, Expected),
                (Withdrawn, Expected),
                (Withdrawn, Committed),
            ];
            assert_eq!(from.may_become(*to), !refused.contains(&(*from, *to)));
        }
    }
}

#[test]
fn everything_that_stands_against_a_revision_is_said_at_once() {
    let line = Line {
        id: Uuid::from_u128(1),
        period: FiscalYear::of(day("2026-11-23"), april()).period(),
        amount: amount(5),
        status: LineStatus::Committed,
        replaces: None,
    };
    let yen = "JPY".parse().expect("a currency");
    let id = Uuid::from_u128(2);
    let refused = revise(&line, id, Decimal::new(-15, 1), LineStatus::Expected, yen);
    assert_eq!(
        refused,
        Err(vec![
            RevisionError::Negative,
            RevisionError::TooManyDecimals(0),
            RevisionError::StatusMayNotBecome {
                from: LineStatus::Committed,
                to: LineStatus::Expected
            },
        ])
    );
    assert_eq!(
        revise(&line, id, Decimal::new(500, 2), LineStatus::Committed, yen),
        Err(vec![RevisionError::Unchanged])
    );
    let dinar = "KWD".parse().expect("a currency");
    assert_eq!(
        check_amount(Decimal::new(1001, 3), dinar),
        [RevisionError::TooManyDecimals(2)]
    );
}

fn any_month() -> impl Strategy<Value = FirstMonth> {
    (1..=12_u32).prop_map(|month| FirstMonth::new(month).expect("a month"))
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (693_000..770_000_i32)
        .prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).expect("within range"))
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let amounts = (0..9_999_i64, 0..9_999_i64, 0..9_999_i64, 0..9_999_i64);
    (
        735_000..739_000_i32,
        0..500_i32,
        1..4_u128,
        any::<bool>(),
        amounts,
    )
        .prop_map(
            |(start, days, funder, capital, (expected, committed, received, spent))| {
                let date = |days| NaiveDate::from_num_days_from_ce_opt(days).expect("within range");
                let period = Period::new(date(start), date(start + days)).expect("in order");
                let cents = |cents| Decimal::new(cents, 2);
                Entry {
                    period,
                    label: period_label(period),
                    funder_id: Uuid::from_u128(funder),
                    kind: if capital {
                        FundingKind::Capital
                    } else {
                        FundingKind::Operational
                    },
                    expected: cents(expected),
                    committed: cents(committed),
                    received: cents(received),
                    spent: cents(spent),
                }
            },
        )
}

/// Committed money of some fiscal years in a row, by whole amounts; none is a year without an
/// entry.
fn years() -> impl Strategy<Value = Vec<Option<i64>>> {
    let year = prop_oneof![Just(None), (0..6_i64).prop_map(|tens| Some(tens * 10))];
    proptest::collection::vec(year, 0..9)
}

fn entries_of(years: &[Option<i64>]) -> Vec<Entry> {
    (2024..)
        .zip(years)
        .filter_map(|(year, committed)| Some(entry(year, (*committed)?)))
        .collect()
}

/// Committed by year from the first entry to the last, year by year with nothing left out.
fn by_year(years: &[Option<i64>]) -> Vec<(i32, i64)> {
    let all: Vec<_> = (2024..).zip(years.iter().copied()).collect();
    let first = all.iter().position(|(_, committed)| committed.is_some());
    let last = all.iter().rposition(|(_, committed)| committed.is_some());
    match (first, last) {
        (Some(first), Some(last)) => all[first..=last]
            .iter()
            .map(|(year, committed)| (*year, committed.unwrap_or(0)))
            .collect(),
        _ => Vec::new(),
    }
}

proptest! {
    #[test]
    fn fiscal_years_tile_time(day in any_day(), month in any_month()) {
        let year = FiscalYear::of(day, month);
        prop_assert!(year.period().contains(day));
        prop_assert!(matches!(year.period().days(), 365 | 366));
        prop_assert_eq!(year.period().start().month(), u32::from(month.number()));
        let next = year.next();
        prop_assert_eq!(year.period().end().succ_opt(), Some(next.period().start()));
        prop_assert_eq!(next.previous(), year);
        prop_assert_eq!(FiscalYear::of(year.period().start(), month), year);
        prop_assert_eq!(FiscalYear::of(year.period().end(), month), year);
    }

    #[test]
    fn a_ledger_counts_every_entry_once(
        entries in proptest::collection::vec(any_entry(), 0..25), month in any_month(),
        until in proptest::option::of(any_day()),
    ) {
        let ledger = Ledger::new(&entries, month, until);
        let sum = |of: fn(&Entry) -> Decimal| entries.iter().map(of).sum::<Decimal>();
        let total = ledger.total();
        prop_assert_eq!(total.expected, sum(|entry| entry.expected));
        prop_assert_eq!(total.committed, sum(|entry| entry.committed));
        prop_assert_eq!(total.received, sum(|entry| entry.received));
        prop_assert_eq!(total.spent, sum(|entry| entry.spent));
        let capital: Decimal = entries
            .iter()
            .filter(|entry| entry.kind == FundingKind::Capital)
            .map(|entry| entry.committed)
            .sum();
        prop_assert_eq!(total.committed_capital, capital);
        prop_assert_eq!(total.committed_operational(), total.committed - capital);
        for pair in ledger.periods().windows(2) {
            prop_assert_eq!(pair[0].period.end().succ_opt(), Some(pair[1].period.start()));
        }
    }

    #[test]
    fn shares_add_up_to_the_whole(entries in proptest::collection::vec(any_entry(), 0..25)) {
        let ledger = Ledger::new(&entries, april(), None);
        let shares = ledger.shares();
        let sum: Decimal = shares.iter().map(|share| share.share).sum();
        let whole = if ledger.total().committed.is_zero() { Decimal::ZERO } else { Decimal::ONE };
        prop_assert!((sum - whole).abs() < Decimal::new(1, 20), "{}", sum);
        prop_assert!(shares.is_sorted_by(|a, b| a.committed >= b.committed));
    }

    #[test]
    fn coverage_falls_and_cliff_are_what_counting_finds(
        years in years(), today in 2023..2034_i32, planned in proptest::option::of(2023..2034_i32),
    ) {
        let now = NaiveDate::from_ymd_opt(today, 11, 23).expect("a date");
        let end = planned.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31));
        let entries = entries_of(&years);
        let ledger = Ledger::new(&entries, april(), end);
        let mut found = by_year(&years);
        if let (Some(&(last, _)), Some(planned)) = (found.last(), planned) {
            found.extend((last + 1..=planned).map(|year| (year, 0)));
        }
        let has_money = |year: i32| found.iter().any(|(other, money)| *other == year && *money > 0);

        let mut covered = 0;
        while has_money(today + covered) {
            covered += 1;
        }
        prop_assert_eq!(ledger.years_covered(now), usize::try_from(covered).expect("small"));
        let until = NaiveDate::from_ymd_opt(today + covered, 3, 31).filter(|_| covered > 0);
        prop_assert_eq!(ledger.covered_until(now), until);

        let mut largest: Option<(i64, i32)> = None;
        let mut cliff = None;
        for pair in found.windows(2) {
            let ((_, before), (year, after)) = (pair[0], pair[1]);
            let fall = before - after;
            if fall > 0 && largest.is_none_or(|(most, _)| fall > most) {
                largest = Some((fall, year));
            }
            let over = NaiveDate::from_ymd_opt(year + 1, 3, 31).expect("a date") < now;
            let within = end.is_none_or(|end| NaiveDate::from_ymd_opt(year, 4, 1).expect("a date") <= end);
            if cliff.is_none() && fall * 5 > before && !over && within {
                cliff = Some((NaiveDate::from_ymd_opt(year, 4, 1).expect("a date"), after == 0));
            }
        }
        let fall = ledger.largest_fall();
        let fall = fall.map(|fall| (fall.amount(), ledger.periods()[fall.index].period.start().year()));
        prop_assert_eq!(fall, largest.map(|(fall, year)| (amount(fall), year)));
        let found = ledger.cliff(now, end).map(|cliff| (cliff.on, cliff.ends()));
        prop_assert_eq!(found, cliff);
    }

    #[test]
    fn a_revision_never_changes_a_total_twice(
        revisions in proptest::collection::vec((0..5_usize, 0..500_i64, 0..3_usize), 0..60),
    ) {
        let currency = "CAD".parse().expect("a currency");
        let years = std::iter::successors(
            Some(FiscalYear::of(day("2026-11-23"), april())), |year| Some(year.next()),
        );
        let mut lines: Vec<Line> = (1..)
            .zip(years.take(5))
            .map(|(id, year)| Line {
                id: Uuid::from_u128(id),
                period: year.period(),
                amount: amount(100),
                status: LineStatus::Expected,
                replaces: None,
            })
            .collect();
        // What each year comes to, replayed without lines that replace one another.
        let mut naive = [(amount(100), LineStatus::Expected); 5];
        let mut entered = lines.clone();
        for (year, cents, status) in revisions {
            let status = LineStatus::VARIANTS[status];
            let new = Decimal::new(cents, 2);
            let period = lines[year].period;
            let held = current(&lines).find(|line| line.period == period).expect("one holds").clone();
            let id = Uuid::from_u128(u128::try_from(lines.len()).expect("small") + 1);
            match revise(&held, id, new, status, currency) {
                Ok(line) => {
                    naive[year] = (new, status);
                    entered.push(line.clone());
                    lines.push(line);
                }
                Err(errors) => {
                    let same = naive[year] == (new, status);
                    prop_assert_eq!(errors.contains(&RevisionError::Unchanged), same);
                    prop_assert!(same || !naive[year].1.may_become(status));
                }
            }
        }
        for status in LineStatus::VARIANTS {
            let total: Decimal = current(&lines)
                .filter(|line| line.status == *status)
                .map(|line| line.amount)
                .sum();
            let replayed: Decimal = naive
                .iter()
                .filter(|(_, other)| other == status)
                .map(|(amount, _)| *amount)
                .sum();
            prop_assert_eq!(total, replayed);
        }
        prop_assert_eq!(current(&lines).count(), 5);
        prop_assert_eq!(lines, entered);
    }
}
