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
