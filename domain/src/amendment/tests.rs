use chrono::Days;
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn currency(code: &str) -> Currency {
    code.parse().expect("a currency")
}

/// For the years 2025 and 2026, a million.
fn terms() -> AgreedTerms {
    AgreedTerms {
        value: Some(Decimal::from(1_000_000)),
        ends_on: day("2026-12-31"),
        scope: Some("An exchange".to_owned()),
        renewal: Renewal::Optional,
        renewal_months: None,
        notice_days: Some(60),
        notice_months: None,
        max_end: Some(day("2028-12-31")),
        review_days: 10,
    }
}

fn contract<'a>(terms: &'a AgreedTerms, amendments: &'a [Amendment]) -> Amended<'a> {
    Amended {
        contract: contract::Terms {
            signed_on: Some(day("2024-12-01")),
            period: Period::new(day("2025-01-01"), terms.ends_on).expect("in order"),
            renewal: terms.renewal,
            renewal_months: terms.renewal_months,
            notice_days: terms.notice_days,
            notice_months: terms.notice_months,
            max_end: terms.max_end,
            suspended_on: None,
            ended_on: None,
        },
        currency: currency("CAD"),
        terms,
        amendments,
        today: day("2026-02-01"),
    }
}

fn change(term: Term, after: Held) -> Change {
    Change {
        term,
        before: terms().get(term),
        after,
    }
}

fn found(effective_on: &str, changes: &[Change]) -> Vec<Contradiction> {
    let draft = Draft {
        effective_on: day(effective_on),
        currency: None,
        changes,
    };
    let found = contradictions(&draft, &contract(&terms(), &[]));
    found.into_iter().map(|(found, _)| found).collect()
}

fn value(amount: i64) -> Change {
    change(Term::Value, Held::Amount(Decimal::from(amount)))
}

fn ends(on: &str) -> Change {
    change(Term::EndsOn, Held::Day(day(on)))
}

#[test]
fn every_change_has_its_kind_and_an_amendment_each_kind_once() {
    use AmendmentType::{Scope, Terms, Time, Value};
    assert_eq!(types([Term::Value]), [Value]);
    assert_eq!(
        types([Term::MaxEnd, Term::Value, Term::EndsOn]),
        [Value, Time]
    );
    assert_eq!(
        types(Term::VARIANTS.iter().copied()),
        [Value, Time, Scope, Terms]
    );
}

#[test]
fn the_state_follows_from_signatures_and_days() {
    use AmendmentState::{Agreed, Draft, HalfSigned, InForce, Withdrawn};
    let effective = day("2026-01-01");
    let both = [Side::Buyer, Side::Supplier];
    let on = |signed: &[Side], agreed, withdrawn, today| {
        state(signed, agreed, withdrawn, effective, day(today))
    };
    let signed = Some(day("2025-11-01"));
    assert_eq!(on(&[], None, None, "2026-06-01"), Draft);
    assert_eq!(on(&both[..1], None, None, "2026-06-01"), HalfSigned);
    assert_eq!(on(&both, signed, None, "2025-12-31"), Agreed);
    assert_eq!(on(&both, signed, None, "2026-01-01"), InForce);
    assert_eq!(on(&both[1..], None, signed, "2026-06-01"), Withdrawn);
    assert!(Draft.is_open() && HalfSigned.is_open());
    assert!(!Agreed.is_open() && !InForce.is_open() && !Withdrawn.is_open());
    assert_eq!(Side::Buyer.other(), Side::Supplier);
    assert_eq!(Side::Supplier.other(), Side::Buyer);
}

#[test]
fn what_a_term_cannot_hold_is_refused() {
    for (term, text) in [
        (Term::Value, "ten"),
        (Term::EndsOn, "31.12.2026"),
        (Term::Renewal, "perhaps"),
        (Term::NoticeDays, "-1"),
    ] {
        assert!(Held::decode(term, Some(text)).is_err(), "{term:?}");
    }
    let mut unmoved = terms();
    unmoved.set(Term::EndsOn, &Held::Nothing);
    unmoved.set(Term::Value, &Held::Count(3));
    assert_eq!(unmoved, terms());
}

#[test]
fn what_fits_is_no_contradiction() {
    assert_eq!(found("2026-01-01", &[value(1_200_000)]), []);
    assert_eq!(
        found("2027-01-01", &[ends("2027-12-31")]),
        [],
        "the day after the old end"
    );
    let months = [
        change(Term::NoticeDays, Held::Nothing),
        change(Term::NoticeMonths, Held::Count(24)),
    ];
    assert_eq!(found("2026-01-01", &months), [], "as long as the contract");
}

#[test]
fn contradictions_are_all_named() {
    use Contradiction::*;
    for (effective, changes, expected) in [
        ("2024-11-30", vec![value(2)], vec![EffectiveBeforeSigned]),
        ("2024-12-15", vec![value(2)], vec![EffectiveBeforeStart]),
        ("2027-01-01", vec![value(2)], vec![EffectiveAfterEnd]),
        (
            "2026-03-02",
            vec![ends("2026-03-01")],
            vec![EffectiveAfterEnd],
        ),
        (
            "2027-01-02",
            vec![ends("2027-12-31")],
            vec![EffectiveAfterEnd],
        ),
        ("2026-01-01", vec![ends("2024-12-31")], vec![EndBeforeStart]),
        ("2026-01-01", vec![value(-1)], vec![NegativeAmount]),
        ("2026-01-01", vec![], vec![NothingChanged]),
        (
            "2025-01-10",
            vec![ends("2025-02-10")],
            vec![Terms(TermsError::NoticeLongerThanPeriod)],
        ),
        (
            "2026-01-01",
            vec![change(Term::NoticeMonths, Held::Count(25))],
            vec![
                Terms(TermsError::NoticeLongerThanPeriod),
                Terms(TermsError::NoticeInTwoUnits),
            ],
        ),
        (
            "2024-01-01",
            vec![
                value(-1),
                ends("2029-01-01"),
                change(Term::NoticeDays, Held::Count(9_999)),
            ],
            vec![
                EffectiveBeforeSigned,
                NegativeAmount,
                Terms(TermsError::MaxEndBeforeEnd),
                Terms(TermsError::NoticeLongerThanPeriod),
            ],
        ),
        (
            "2026-01-01",
            vec![
                change(Term::Renewal, Held::Renewal(Renewal::None)),
                change(Term::RenewalMonths, Held::Count(12)),
            ],
            vec![Terms(TermsError::RenewalOfNone)],
        ),
    ] {
        assert_eq!(
            found(effective, &changes),
            expected,
            "{effective} {changes:?}"
        );
    }
    let terms = terms();
    let mut unsigned = contract(&terms, &[]);
    unsigned.contract.signed_on = Some(day("2026-02-02"));
    unsigned.contract.ended_on = Some((day("2026-01-01"), contract::Ending::Cancelled));
    let draft = Draft {
        effective_on: day("2026-01-01"),
        currency: Some(currency("SEK")),
        changes: &[value(2)],
    };
    assert_eq!(
        contradictions(&draft, &unsigned),
        [
            (NotSigned, None),
            (Over, None),
            (EffectiveBeforeSigned, None),
            (OtherCurrency(currency("CAD")), Some(Term::Value)),
        ]
    );
}

#[test]
fn what_renews_itself_is_not_over_and_what_ran_out_is_extended_without_a_gap() {
    let mut terms = terms();
    terms.max_end = None;
    let on = |terms: &AgreedTerms, today| {
        let amended = Amended {
            today: day(today),
            ..contract(terms, &[])
        };
        amended.is_over()
    };
    assert!(!on(&terms, "2027-01-01"));
    assert!(on(&terms, "2027-01-02"));
    terms.renewal = Renewal::Automatic;
    terms.renewal_months = Some(12);
    assert!(!on(&terms, "2027-06-01"));
}

#[test]
fn one_is_not_slipped_in_before_another_of_the_same_term() {
    let agreed = [Amendment {
        number: 3,
        effective_on: day("2026-06-01"),
        agreed_on: Some(day("2026-01-01")),
        changes: vec![value(2)],
    }];
    let terms = terms();
    let found = |effective, changes: &[Change]| {
        let draft = Draft {
            effective_on: day(effective),
            currency: None,
            changes,
        };
        contradictions(&draft, &contract(&terms, &agreed))
    };
    assert_eq!(
        found("2026-05-31", &[value(3)]),
        [(Contradiction::EffectiveBeforeAnother(3), None)]
    );
    assert_eq!(found("2026-06-01", &[value(3)]), []);
    assert_eq!(
        found("2026-05-31", &[ends("2027-01-31")]),
        [],
        "another term"
    );
}

#[test]
fn growth_is_told_in_money_and_percent_where_it_is_known() {
    let grown = |from: Option<i64>, to: Option<i64>| {
        growth(from.map(Decimal::from), to.map(Decimal::from)).map(|growth| {
            (
                growth.amount.to_string(),
                growth.percent.map(|p| p.to_string()),
            )
        })
    };
    let some =
        |amount: &str, percent: Option<&str>| Some((amount.to_owned(), percent.map(str::to_owned)));
    assert_eq!(grown(Some(200), Some(250)), some("50", Some("25")));
    assert_eq!(grown(Some(300), Some(200)), some("-100", Some("-33.3")));
    assert_eq!(grown(Some(0), Some(200)), some("200", None));
    assert_eq!(grown(None, Some(200)), None);
    assert_eq!(grown(Some(200), None), None);
    assert_eq!(growth(Some(Decimal::MIN), Some(Decimal::MAX)), None);
}

fn held(term: Term) -> BoxedStrategy<Held> {
    let nothing = Just(Held::Nothing);
    let days = (0..2_000_u64).prop_map(|days| day("2025-01-01") + Days::new(days));
    let count = (0..500_u16).prop_map(Held::Count);
    match term {
        Term::Value => prop_oneof![
            nothing,
            (0..i64::MAX / 100).prop_map(|cents| Held::Amount(Decimal::new(cents, 2)))
        ]
        .boxed(),
        Term::EndsOn => days.prop_map(Held::Day).boxed(),
        Term::MaxEnd => prop_oneof![nothing, days.prop_map(Held::Day)].boxed(),
        Term::Scope => prop_oneof![nothing, "[a-z \n,]{1,20}".prop_map(Held::Text)].boxed(),
        Term::Renewal => proptest::sample::select(Renewal::VARIANTS)
            .prop_map(Held::Renewal)
            .boxed(),
        Term::ReviewDays => count.boxed(),
        Term::RenewalMonths | Term::NoticeDays | Term::NoticeMonths => {
            prop_oneof![nothing, count].boxed()
        }
    }
}

fn some_terms() -> impl Strategy<Value = AgreedTerms> {
    let all: Vec<_> = Term::VARIANTS.iter().map(|term| held(*term)).collect();
    all.prop_map(|held| {
        let mut made = terms();
        for (term, held) in Term::VARIANTS.iter().zip(held) {
            made.set(*term, &held);
        }
        made
    })
}

/// Days from the start, whether it was agreed, and what it sets.
type Sketch = (u64, bool, Vec<(Term, Held)>);

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let set = proptest::sample::select(Term::VARIANTS)
        .prop_flat_map(|term| held(term).prop_map(move |held| (term, held)));
    let one = (
        0..900_u64,
        any::<bool>(),
        proptest::collection::vec(set, 0..4),
    );
    proptest::collection::vec(one, 0..8)
}

/// Amendments made one after another as the two sides make them, each agreed one from its day on;
/// and the terms after all of them.
fn made(original: &AgreedTerms, mut sketches: Vec<Sketch>) -> (AgreedTerms, Vec<Amendment>) {
    sketches.sort_by_key(|sketch| sketch.0);
    let mut present = original.clone();
    let amendments = (1..)
        .zip(sketches)
        .map(|(number, (days, agreed, set))| {
            let mut after = present.clone();
            for (term, held) in &set {
                after.set(*term, held);
            }
            let changes = Term::VARIANTS
                .iter()
                .filter(|term| present.get(**term) != after.get(**term))
                .map(|term| Change {
                    term: *term,
                    before: present.get(*term),
                    after: after.get(*term),
                })
                .collect();
            if agreed {
                present = after;
            }
            let effective_on = day("2025-01-01") + Days::new(days);
            Amendment {
                number,
                effective_on,
                agreed_on: agreed.then_some(effective_on),
                changes,
            }
        })
        .collect();
    (present, amendments)
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(terms in some_terms()) {
        for &term in Term::VARIANTS {
            let held = terms.get(term);
            let text = held.encode();
            prop_assert_eq!(Held::decode(term, text.as_deref()), Ok(held));
        }
    }

    #[test]
    fn undoing_what_was_agreed_gives_what_was_signed(first in some_terms(), sketches in sketches()) {
        let (present, amendments) = made(&first, sketches);
        prop_assert_eq!(original(&present, &amendments), first);
        prop_assert_eq!(on_day(&present, &amendments, NaiveDate::MAX), present);
    }

    #[test]
    fn drafts_change_nothing_on_any_day(
        first in some_terms(), sketches in sketches(), days in 0..1_000_u64,
    ) {
        let (present, amendments) = made(&first, sketches);
        let mut agreed = amendments.clone();
        agreed.retain(|amendment| amendment.agreed_on.is_some());
        let on = day("2025-01-01") + Days::new(days);
        prop_assert_eq!(on_day(&present, &amendments, on), on_day(&present, &agreed, on));
    }

    #[test]
    fn the_order_in_which_rows_are_read_does_not_matter(
        first in some_terms(), sketches in sketches(), days in 0..1_000_u64, turn in 0..8_usize,
    ) {
        let (present, amendments) = made(&first, sketches);
        let mut turned = amendments.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        turned.reverse();
        let on = day("2025-01-01") + Days::new(days);
        prop_assert_eq!(on_day(&present, &turned, on), on_day(&present, &amendments, on));
        prop_assert_eq!(original(&present, &turned), original(&present, &amendments));
    }

    #[test]
    fn a_later_day_has_every_earlier_amendment_and_more(
        first in some_terms(), sketches in sketches(), days in 0..1_000_u64, more in 0..400_u64,
    ) {
        let (present, amendments) = made(&first, sketches);
        let early = day("2025-01-01") + Days::new(days);
        let late = early + Days::new(more);
        // What comes into force in between, put onto the earlier day's terms, gives the later's.
        let mut expected = on_day(&present, &amendments, early);
        for amendment in &amendments {
            if amendment.agreed_on.is_some()
                && amendment.effective_on > early && amendment.effective_on <= late
            {
                for change in &amendment.changes {
                    expected.set(change.term, &change.after);
                }
            }
        }
        prop_assert_eq!(on_day(&present, &amendments, late), expected);
    }
}
