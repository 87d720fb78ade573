use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use Answer::{CannotSay, Rated};
use StakeholderGroup::{Clinician, HealthExecutive, IctExecutive};

fn decimal(words: &str) -> Decimal {
    words.parse().expect("a decimal")
}

fn response(group: StakeholderGroup, answers: &[Answer]) -> Response {
    Response {
        group,
        answers: BTreeMap::from([(Factor::Trust, answers.to_vec())]),
    }
}

fn results(responses: &[Response], minimum: u16) -> Results {
    Results::of(tally(responses, minimum))
}

#[test]
fn a_round_stands_where_its_dates_and_acts_put_it() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a date");
    for (today, closed, published, state) in [
        (9, false, false, RoundState::Planned),
        (10, false, false, RoundState::Open),
        (20, false, false, RoundState::Open),
        (21, false, false, RoundState::Over),
        (9, true, false, RoundState::Closed),
        (30, true, true, RoundState::Published),
    ] {
        let found = RoundState::of((day(10), day(20)), closed, published, day(today));
        assert_eq!(found, state, "on day {today}");
    }
}

#[test]
fn answers_are_one_to_five_or_cannot_say() {
    for code in ["1", "2", "3", "4", "5", "cannot_say"] {
        assert_eq!(Answer::read(code).map(Answer::code).as_deref(), Some(code));
    }
    for code in ["", "0", "6", "-1", "3.5", "CannotSay", " 3"] {
        assert_eq!(Answer::read(code), None, "{code}");
    }
}

#[test]
fn a_persons_score_is_the_mean_of_what_they_rated() {
    for (answers, score) in [
        (vec![], None),
        (vec![CannotSay, CannotSay], None),
        (vec![Rated(4)], Some(48)),
        (vec![Rated(4), CannotSay], Some(48)),
        (vec![Rated(4), Rated(5)], Some(54)),
        (vec![Rated(1), Rated(1), Rated(2)], Some(16)),
        (vec![Rated(1), Rated(2), Rated(4), Rated(4)], Some(33)),
    ] {
        assert_eq!(score_in_twelfths(&answers), score, "{answers:?}");
    }
}

#[test]
fn mean_spread_and_count_are_exact() {
    for (scores, mean, spread) in [
        (vec![3], "3", "0"),
        (vec![2, 4], "3", "1"),
        (vec![1, 3, 5], "3", "1.6330"),
        (vec![4, 4, 5], "4.3333333333333333333333333333", "0.4714"),
        (vec![5, 5, 5, 5], "5", "0"),
    ] {
        let mut cell = Cell::default();
        for score in &scores {
            cell.add(score * 12);
        }
        assert_eq!(cell.mean(), Some(decimal(mean)), "{scores:?}");
        assert_eq!(cell.spread(), Some(decimal(spread)), "{scores:?}");
        assert_eq!(cell.people as usize, scores.len());
    }
    assert_eq!(Cell::default().mean(), None);
    assert_eq!(Cell::default().spread(), None);
}

#[test]
fn the_gap_is_highest_less_lowest_group_and_ict_less_health_has_a_sign() {
    let one = |group, score| response(group, &[Rated(score), Rated(score)]);
    for (responses, width, ict_less_health) in [
        (vec![], None, None),
        (vec![one(IctExecutive, 5)], None, None),
        (
            vec![one(IctExecutive, 5), one(HealthExecutive, 2)],
            Some("3"),
            Some("3"),
        ),
        (
            vec![
                one(IctExecutive, 2),
                one(HealthExecutive, 3),
                one(Clinician, 5),
            ],
            Some("3"),
            Some("-1"),
        ),
        (
            vec![one(IctExecutive, 4), one(Clinician, 4)],
            Some("0"),
            None,
        ),
    ] {
        let results = results(&responses, 1);
        let found = results.gap(Factor::Trust).map(|gap| gap.width());
        assert_eq!(found, width.map(decimal), "{responses:?}");
        let found = results.ict_less_health(Factor::Trust);
        assert_eq!(found, ict_less_health.map(decimal), "{responses:?}");
        assert_eq!(results.gap(Factor::Goals), None);
    }
    for (scores, wide) in [((4, 4), false), ((4, 3), true)] {
        let two = [one(IctExecutive, scores.0), one(Clinician, scores.1)];
        let gap = results(&two, 1).gap(Factor::Trust).expect("two groups");
        assert_eq!(gap.is_wide(), wide);
    }
    let even = results(&[one(IctExecutive, 4), one(Clinician, 4)], 1);
    assert_eq!(even.widest_gap(), None, "no gap is none to talk about");
}

#[test]
fn a_group_shows_from_the_minimum_on_and_counts_those_who_rated_the_factor() {
    let four = [
        response(Clinician, &[Rated(1), Rated(2)]),
        response(Clinician, &[Rated(3), CannotSay]),
        response(Clinician, &[Rated(5), Rated(5)]),
        response(Clinician, &[CannotSay, CannotSay]),
    ];
    let shown = |minimum| {
        let results = results(&four, minimum);
        results
            .cell(Factor::Trust, Clinician)
            .map(|cell| cell.people)
    };
    assert_eq!(shown(1), Some(3));
    assert_eq!(shown(3), Some(3));
    assert_eq!(shown(4), None, "who cannot say is nobody to hide behind");
}

fn groups() -> impl Strategy<Value = StakeholderGroup> {
    (0..StakeholderGroup::VARIANTS.len()).prop_map(|index| StakeholderGroup::VARIANTS[index])
}

fn answers() -> impl Strategy<Value = Vec<Answer>> {
    let answer = prop_oneof![Just(CannotSay), (1..=MOST).prop_map(Rated)];
    vec(answer, STATEMENTS)
}

fn responses() -> impl Strategy<Value = Vec<Response>> {
    let one =
        (groups(), vec(answers(), Factor::VARIANTS.len())).prop_map(|(group, answers)| Response {
            group,
            answers: Factor::VARIANTS.iter().copied().zip(answers).collect(),
        });
    vec(one, 0..24)
}

proptest! {
    #[test]
    fn every_cell_shown_has_enough_people_and_lies_on_the_scale(
        responses in responses(), minimum in 1_u16..6,
    ) {
        let cells = tally(&responses, minimum);
        for cell in cells.values() {
            prop_assert!(cell.people >= u32::from(minimum));
            let mean = cell.mean().expect("people");
            prop_assert!(mean >= Decimal::ONE && mean <= Decimal::from(MOST));
            let spread = cell.spread().expect("people");
            prop_assert!(spread >= Decimal::ZERO && spread <= Decimal::TWO);
        }
    }

    /// Complementary suppression: whatever the people of a group say that is not shown, nothing
    /// changes, so no difference of results can tell it.
    #[test]
    fn what_hidden_people_say_changes_nothing(
        responses in responses(), others in vec(answers(), 24), minimum in 2_u16..6,
    ) {
        let before = Results::of(tally(&responses, minimum));
        let mut changed = responses.clone();
        for (response, other) in changed.iter_mut().zip(others) {
            for (&factor, answers) in &mut response.answers {
                // Only those who rated the factor and go on doing so: how many did is no secret.
                let hidden = before.cell(factor, response.group).is_none();
                let rated = score_in_twelfths(answers).is_some() == score_in_twelfths(&other).is_some();
                if hidden && rated {
                    answers.clone_from(&other);
                }
            }
        }
        let after = Results::of(tally(&changed, minimum));
        prop_assert_eq!(&before, &after);
        for &factor in Factor::VARIANTS {
            prop_assert_eq!(before.shown_together(factor), after.shown_together(factor));
            prop_assert_eq!(before.gap(factor), after.gap(factor));
        }
        prop_assert_eq!(before.widest_gap(), after.widest_gap());
    }

    #[test]
    fn all_shown_together_are_the_sum_of_what_is_shown(
        responses in responses(), minimum in 1_u16..6,
    ) {
        let results = Results::of(tally(&responses, minimum));
        for &factor in Factor::VARIANTS {
            let shown = StakeholderGroup::VARIANTS
                .iter()
                .filter_map(|&group| results.cell(factor, group));
            let (people, sum) = shown.fold((0, 0), |(people, sum), cell| {
                (people + cell.people, sum + cell.sum)
            });
            let all = results.shown_together(factor);
            prop_assert_eq!((all.people, all.sum), (people, sum));
        }
    }

    #[test]
    fn the_gap_is_as_wide_as_the_widest_pair_of_groups(responses in responses()) {
        let results = Results::of(tally(&responses, 1));
        for &factor in Factor::VARIANTS {
            let means = results.means(factor);
            let widest = means
                .iter()
                .flat_map(|one| means.iter().map(move |other| one.1 - other.1))
                .max();
            let expected = widest.filter(|_| means.len() > 1);
            prop_assert_eq!(results.gap(factor).map(|gap| gap.width()), expected);
            if let Some(signed) = results.ict_less_health(factor) {
                prop_assert!(signed.abs() <= expected.expect("two groups"));
            }
        }
    }

    #[test]
    fn the_order_of_answers_does_not_matter(responses in responses(), minimum in 1_u16..6) {
        let mut turned = responses.clone();
        turned.reverse();
        prop_assert_eq!(tally(&responses, minimum), tally(&turned, minimum));
    }
}
