use proptest::{collection::vec, option, prelude::*};
use uuid::Uuid;

use super::*;
use crate::funding::{Entry, FundingKind};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// In the fiscal year 2026/27.
fn today() -> NaiveDate {
    day("2026-11-23")
}

fn april() -> FirstMonth {
    FirstMonth::new(4).expect("a month")
}

fn amount(whole: i64) -> Decimal {
    Decimal::new(whole, 0)
}

/// What is expected, committed, received and spent in the fiscal year from April of a year.
type Year = (i32, [i64; 4]);

fn ledger(years: &[Year], planned_end: Option<NaiveDate>) -> Ledger {
    let entries: Vec<_> = years
        .iter()
        .map(|&(year, [expected, committed, received, spent])| {
            let start = NaiveDate::from_ymd_opt(year, 4, 1).expect("a date");
            let year = FiscalYear::of(start, april());
            Entry {
                period: year.period(),
                label: year.label(),
                funder_id: Uuid::from_u128(1),
                kind: FundingKind::Operational,
                expected: amount(expected),
                committed: amount(committed),
                received: amount(received),
                spent: amount(spent),
            }
        })
        .collect();
    Ledger::new(&entries, april(), planned_end)
}

fn facts(planned_end: Option<&str>, currencies: &[(&str, &[Year])]) -> MoneyFacts {
    let planned_end = planned_end.map(day);
    let ledgers = currencies
        .iter()
        .map(|(currency, years)| ((*currency).to_owned(), ledger(years, planned_end)))
        .collect();
    MoneyFacts {
        stage: Stage::Active,
        first_month: april(),
        planned_end,
        ledgers,
    }
}

/// A hundred committed for each of these years.
fn level(years: std::ops::RangeInclusive<i32>) -> Vec<Year> {
    years.map(|year| (year, [0, 100, 0, 0])).collect()
}

fn judged(facts: &MoneyFacts) -> (Status, MoneyReason) {
    let MoneyStatus { status, reason } = money(facts, today());
    (status, reason)
}

fn in_cad(planned_end: Option<&str>, years: &[Year]) -> (Status, MoneyReason) {
    judged(&facts(planned_end, &[("CAD", years)]))
}

fn cad() -> String {
    "CAD".to_owned()
}

#[test]
fn money_to_the_planned_end_is_green_and_without_one_three_years_are() {
    let covered = |until| {
        let currency = cad();
        let until = day(until);
        (Status::Green, MoneyReason::Covered { currency, until })
    };
    let short = |years| {
        let currency = cad();
        (Status::Amber, MoneyReason::ShortCover { currency, years })
    };
    assert_eq!(
        in_cad(Some("2028-03-31"), &level(2026..=2027)),
        covered("2028-03-31")
    );
    assert_eq!(in_cad(None, &level(2026..=2028)), covered("2029-03-31"));
    assert_eq!(in_cad(None, &level(2026..=2027)), short(2));
    assert_eq!(in_cad(None, &level(2027..=2030)), short(0));
}

#[test]
fn a_cliff_within_a_year_is_red_and_a_later_one_amber() {
    let of = |last| {
        let (status, reason) = in_cad(Some("2032-03-31"), &level(2025..=last));
        let MoneyReason::CliffAhead { cliff, .. } = reason else {
            panic!("{reason:?}");
        };
        (status, cliff.label)
    };
    assert_eq!(of(2026), (Status::Red, "2027/28".to_owned()));
    assert_eq!(of(2027), (Status::Amber, "2028/29".to_owned()));
    assert_eq!(
        in_cad(Some("2029-03-31"), &level(2025..=2028)).0,
        Status::Green
    );
}

#[test]
fn too_much_spent_is_red_and_too_much_received_amber_for_as_long_as_they_count() {
    let with = |year: i32, received: i64, spent: i64| {
        let mut years = level(2020..=2030);
        for (of, figures) in &mut years {
            if *of == year {
                (figures[2], figures[3]) = (received, spent);
            }
        }
        in_cad(None, &years)
    };
    let label = |year: i32| format!("{year}/{}", year - 1999);
    for year in 2023..=2026 {
        let reason = MoneyReason::Overspent {
            currency: cad(),
            label: label(year),
            amount: amount(1),
        };
        assert_eq!(with(year, 101, 101), (Status::Red, reason));
        let reason = MoneyReason::Overreceived {
            currency: cad(),
            label: label(year),
            amount: amount(1),
        };
        assert_eq!(with(year, 101, 100), (Status::Amber, reason));
        assert_eq!(with(year, 100, 100).0, Status::Green);
    }
    assert_eq!(with(2022, 101, 101).0, Status::Green);
}

#[test]
fn a_year_without_a_promise_is_red_after_money_and_amber_before_it() {
    let label = "2026/27".to_owned();
    let nothing = MoneyReason::NothingThisYear {
        currency: cad(),
        label: label.clone(),
    };
    let past = [(2023, [0, 100, 0, 0])];
    assert_eq!(in_cad(None, &past), (Status::Red, nothing));
    let expected = MoneyReason::OnlyExpected {
        currency: cad(),
        label,
        amount: amount(70),
    };
    let spoken_of = [(2026, [70, 0, 0, 0])];
    assert_eq!(in_cad(None, &spoken_of), (Status::Amber, expected));
}

#[test]
fn without_promise_or_life_there_is_no_data() {
    let nothing = (Status::NoData, MoneyReason::NothingCommitted);
    assert_eq!(judged(&facts(None, &[])), nothing);
    assert_eq!(in_cad(None, &[(2027, [0, 0, 0, 0])]), nothing);
    for stage in [Stage::Proposed, Stage::Closed, Stage::Withdrawn] {
        let over = MoneyFacts {
            stage,
            ..facts(None, &[("CAD", &[(2026, [0, 1, 0, 9])])])
        };
        assert_eq!(
            judged(&over),
            (Status::NoData, MoneyReason::NotRunning(stage))
        );
    }
}

#[test]
fn of_several_currencies_the_worst_counts_and_is_named() {
    let (good, short) = (level(2026..=2030), level(2026..=2027));
    let (status, reason) = judged(&facts(None, &[("CAD", &good), ("EUR", &short)]));
    assert_eq!(status, Status::Amber);
    let currency = "EUR".to_owned();
    assert_eq!(reason, MoneyReason::ShortCover { currency, years: 2 });
    // What has done its part weighs no more, unless too much of it was spent.
    let done = level(2022..=2024);
    assert_eq!(
        judged(&facts(None, &[("CAD", &good), ("EUR", &done)])).0,
        Status::Green
    );
    let overspent = [(2024, [0, 100, 0, 101])];
    assert_eq!(
        judged(&facts(None, &[("CAD", &good), ("EUR", &overspent)])).0,
        Status::Red
    );
}

#[test]
fn who_must_act_is_told_of_what_is_not_promised_and_what_has_not_arrived() {
    let years = [
        (2025, [10, 0, 0, 0]),
        (2026, [20, 100, 0, 0]),
        (2027, [30, 0, 0, 0]),
        (2028, [40, 0, 0, 0]),
    ];
    let facts = facts(None, &[("CAD", &years)]);
    let amounts = |found: Vec<YearAmount>| -> Vec<(String, i64)> {
        let whole = |amount: Decimal| i64::try_from(amount).expect("whole");
        let found = found.into_iter();
        found.map(|one| (one.label, whole(one.amount))).collect()
    };
    let expected = amounts(still_expected(&facts, today()));
    assert_eq!(
        expected,
        [("2026/27".to_owned(), 20), ("2027/28".to_owned(), 30)]
    );
    let late = |on| amounts(received_late(&facts, day(on)));
    assert_eq!(late("2026-09-30"), []);
    assert_eq!(late("2026-10-01"), [("2026/27".to_owned(), 100)]);
    assert_eq!(late("2027-10-01"), []);
    let over = MoneyFacts {
        stage: Stage::Closed,
        ..facts.clone()
    };
    assert!(still_expected(&over, today()).is_empty() && received_late(&over, today()).is_empty());
}

#[test]
fn the_worst_known_status_counts() {
    use Status::{Amber, Green, NoData, Red};
    assert_eq!(worst([Green, Red, NoData, Amber]), Red);
    assert_eq!(worst([NoData, Green]), Green);
    assert_eq!(worst([NoData]), NoData);
    assert_eq!(worst([]), NoData);
}

fn any_years() -> impl Strategy<Value = Vec<Year>> {
    let figures = || prop_oneof![2 => Just(0), 5 => 0..200_i64];
    let year = (2021..2033, [figures(), figures(), figures(), figures()]);
    vec(year, 0..10)
}

fn any_end() -> impl Strategy<Value = Option<NaiveDate>> {
    option::of((2026..2034).prop_map(|year| NaiveDate::from_ymd_opt(year, 9, 1).expect("a date")))
}

fn of_years(years: &[Year], planned_end: Option<NaiveDate>) -> MoneyFacts {
    let ledgers = BTreeMap::from([(cad(), ledger(years, planned_end))]);
    MoneyFacts {
        stage: Stage::Active,
        first_month: april(),
        planned_end,
        ledgers,
    }
}

fn severity(years: &[Year], planned_end: Option<NaiveDate>, today: NaiveDate) -> u8 {
    money(&of_years(years, planned_end), today)
        .status
        .severity()
}

proptest! {
    #[test]
    fn more_of_all_that_is_promised_never_makes_it_worse(
        years in any_years(), end in any_end(), times in 1..5_i64,
    ) {
        let more: Vec<Year> = years
            .iter()
            .map(|&(year, [expected, committed, received, spent])| {
                (year, [expected, committed * times, received, spent])
            })
            .collect();
        prop_assert!(severity(&more, end, today()) <= severity(&years, end, today()));
    }

    #[test]
    fn filling_up_a_cliff_never_makes_it_worse(years in any_years(), end in any_end()) {
        let facts = of_years(&years, end);
        if let Some(cliff) = facts.ledgers["CAD"].cliff(today(), end) {
            let missing = i64::try_from(cliff.from - cliff.to).expect("whole");
            let year = chrono::Datelike::year(&cliff.on);
            let mut filled = years.clone();
            filled.push((year, [0, missing, 0, 0]));
            prop_assert!(severity(&filled, end, today()) <= severity(&years, end, today()));
        }
    }

    #[test]
    fn spending_more_never_makes_it_better(
        years in any_years(), end in any_end(), year in 2021..2033, more in 0..500_i64,
    ) {
        let mut spent = years.clone();
        spent.push((year, [0, 0, 0, more]));
        prop_assert!(severity(&spent, end, today()) >= severity(&years, end, today()));
    }

    #[test]
    fn time_alone_never_improves_coverage(
        count in 1..8_i32, end in any_end(), (days, more) in (0..3000_u64, 0..1000_u64),
    ) {
        let years = level(2026..=2025 + count);
        let now = day("2026-04-01") + chrono::Days::new(days);
        let later = now + chrono::Days::new(more);
        let ledger = ledger(&years, end);
        prop_assert!(ledger.years_covered(later) <= ledger.years_covered(now));
        prop_assert!(ledger.covered_until(later) <= ledger.covered_until(now));
        prop_assert!(severity(&years, end, later) >= severity(&years, end, now));
    }

    #[test]
    fn the_worst_reason_of_all_currencies_wins(a in any_years(), b in any_years(), end in any_end()) {
        // Both pay for the present year, so that neither has done its part.
        let paid = |mut years: Vec<Year>| {
            years.push((2026, [0, 1, 0, 0]));
            years
        };
        let (a, b) = (paid(a), paid(b));
        let both = MoneyFacts {
            ledgers: BTreeMap::from([
                ("CAD".to_owned(), ledger(&a, end)),
                ("EUR".to_owned(), ledger(&b, end)),
            ]),
            ..of_years(&a, end)
        };
        let worst = severity(&a, end, today()).max(severity(&b, end, today()));
        prop_assert_eq!(money(&both, today()).status.severity(), worst);
    }
}
