use std::collections::HashSet;
use std::fmt::Debug;
use std::str::FromStr;

use domain::access::{Action, Person, Scope, Standing, may};
use domain::calendar::Period;
use domain::contract::{ContractStatus, Terms, WARNING_DAYS};
use domain::jurisdiction::iso_3166;
use domain::money::Currency;
use domain::organisation::identifier_scheme_known;
use domain::partnership::{party_role_fits, valid_reference};
use strum::VariantArray;

use super::*;

/// Every day of two weeks, the turn of a leap February among them.
fn days() -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2028, 2, 21).expect("a date");
    first.iter_days().take(14)
}

fn on(today: NaiveDate) -> Rows {
    rows(today).unwrap_or_else(|error| panic!("{today}: {error}"))
}

fn any_rows() -> Rows {
    on(NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"))
}

fn by_id<T>(rows: &[T], id: impl Fn(&T) -> Uuid, wanted: Uuid) -> &T {
    rows.iter()
        .find(|row| id(row) == wanted)
        .expect("a row with this id")
}

fn all_occur<T: VariantArray + Copy + PartialEq + Debug>(seen: &[T]) {
    for variant in T::VARIANTS {
        assert!(seen.contains(variant), "no {variant:?} in {seen:?}");
    }
}

impl Rows {
    fn person(&self, id: Uuid) -> &PersonRow {
        by_id(&self.people, |person| person.id, id)
    }

    fn is_party(&self, partnership: Uuid, organisation: Uuid) -> bool {
        let is = |party: &PartyRow| (party.partnership_id, party.organisation_id);
        self.parties
            .iter()
            .any(|party| is(party) == (partnership, organisation))
    }

    fn above(&self, jurisdiction: Uuid) -> Vec<Uuid> {
        let mut path = vec![jurisdiction];
        while let Some(parent) = path
            .last()
            .and_then(|&id| by_id(&self.jurisdictions, |place| place.id, id).parent_id)
        {
            path.push(parent);
        }
        path
    }

    /// Whether a person may do something in a partnership, as the pages and
    /// the database would answer.
    fn may(
        &self,
        person: Uuid,
        action: Action,
        partnership: Uuid,
        scope: impl Fn(Standing) -> Scope,
    ) -> bool {
        let row = self.person(person);
        let home = by_id(&self.organisations, |o| o.id, row.organisation_id).jurisdiction_id;
        let place = by_id(&self.partnerships, |p| p.id, partnership).jurisdiction_id;
        let right =
            |right: &&RightRow| (right.partnership_id, right.person_id) == (partnership, person);
        let standing = Standing {
            member: match row.role {
                Role::MinistryOfficial | Role::Auditor => self.above(place).contains(&home),
                _ => self.is_party(partnership, row.organisation_id),
            },
            granted: self.rights.iter().find(right).map(|right| right.access),
            accountable: by_id(&self.partnerships, |p| p.id, partnership).executive_id
                == Some(person),
        };
        let person = Person {
            id: person,
            role: row.role,
            organisation_id: row.organisation_id,
        };
        may(&person, action, &scope(standing))
    }

    fn may_with_deliverable(&self, person: Uuid, action: Action, contract: Uuid) -> bool {
        let contract = by_id(&self.contracts, |contract| contract.id, contract);
        self.may(person, action, contract.partnership_id, |standing| {
            Scope::Deliverable {
                buyer_id: contract.buyer_id,
                supplier_id: contract.supplier_id,
                standing,
            }
        })
    }

    fn terms(contract: &ContractRow) -> Terms {
        Terms {
            signed_on: contract.signed_on,
            period: Period::new(contract.starts_on, contract.ends_on).expect("a period"),
            renewal: contract.renewal,
            renewal_months: contract.renewal_months,
            notice_days: contract.notice_days,
            notice_months: contract.notice_months,
            max_end: contract.max_end,
            suspended_on: contract.suspended_on,
            ended_on: contract.ended_on.zip(contract.ending),
        }
    }
}

#[test]
fn it_has_the_size_of_the_study_and_everything_occurs() {
    let rows = any_rows();
    assert_eq!(rows.organisations.len(), 45);
    assert_eq!(rows.people.len(), 53);
    assert_eq!(rows.partnerships.len(), 24);
    fn seen<R, T>(rows: &[R], of: impl Fn(&R) -> T) -> Vec<T> {
        rows.iter().map(of).collect()
    }
    all_occur(&seen(&rows.organisations, |row| row.sector));
    all_occur(&seen(&rows.people, |row| row.role));
    all_occur(&seen(&rows.partnerships, |row| row.stage));
    all_occur(&seen(&rows.partnerships, |row| row.level));
    all_occur(&seen(&rows.parties, |row| row.role));
    all_occur(&seen(&rows.rights, |row| row.access));
    all_occur(&seen(&rows.contracts, |row| row.renewal));
    all_occur(&seen(&rows.milestones, |row| row.state));
    all_occur(&seen(&rows.deliverables, |row| row.state));
    let languages: HashSet<_> = rows.partnerships.iter().map(|row| &*row.language).collect();
    assert_eq!(languages, HashSet::from(["en", "fr", "de", "sv"]));
}

#[test]
fn names_numbers_and_codes_have_their_shape() {
    let rows = any_rows();
    for place in &rows.jurisdictions {
        iso_3166(&place.code).expect("an ISO 3166 code");
        Currency::from_str(&place.currency).expect("an ISO 4217 code");
    }
    for row in &rows.partnerships {
        assert!(valid_reference(&row.reference), "{}", row.reference);
    }
    for row in &rows.identifiers {
        assert!(identifier_scheme_known(&row.scheme), "{}", row.scheme);
        assert!(row.identifier.starts_with("DEMO-"), "{}", row.identifier);
    }
    let addresses: HashSet<_> = rows.people.iter().map(|person| &*person.email).collect();
    for (address, role) in crate::accounts::DEMO_ACCOUNTS {
        assert!(addresses.contains(address), "{address}");
        let person = rows.people.iter().find(|person| person.email == address);
        assert_eq!(person.map(|person| person.role), Some(role));
    }
}

#[test]
fn parties_fit_their_roles_and_contracts_are_between_parties() {
    let rows = any_rows();
    for party in &rows.parties {
        let organisation = by_id(&rows.organisations, |o| o.id, party.organisation_id);
        assert!(
            party_role_fits(party.role, organisation.sector),
            "{}",
            organisation.name
        );
    }
    for contract in &rows.contracts {
        assert!(
            rows.is_party(contract.partnership_id, contract.buyer_id),
            "{}",
            contract.title
        );
        assert!(
            rows.is_party(contract.partnership_id, contract.supplier_id),
            "{}",
            contract.title
        );
    }
    for row in &rows.co_suppliers {
        assert!(rows.is_party(row.partnership_id, row.organisation_id));
    }
    for row in &rows.milestones {
        assert!(
            rows.is_party(row.partnership_id, row.owner_id),
            "{}",
            row.title
        );
    }
    for row in &rows.partnerships {
        let executive = rows.person(row.executive_id.expect("an executive"));
        assert_eq!(executive.role, Role::HealthExecutive);
        assert!(
            rows.is_party(row.id, executive.organisation_id),
            "{}",
            row.reference
        );
    }
}

#[test]
fn nobody_did_what_they_may_not_do() {
    let rows = any_rows();
    let in_partnership = |standing| Scope::Partnership { standing };
    for row in &rows.moves {
        let may = rows.may(
            row.person_id,
            Action::MovePartnership,
            row.partnership_id,
            in_partnership,
        );
        assert!(may, "{}", row.note);
    }
    for row in &rows.restructurings {
        let may = rows.may(
            row.person_id,
            Action::EditPartnership,
            row.partnership_id,
            in_partnership,
        );
        assert!(may, "{}", row.description);
    }
    for row in &rows.documents {
        let may = rows.may(
            row.added_by,
            Action::EditContract,
            row.partnership_id,
            in_partnership,
        );
        assert!(may, "{}", row.title);
    }
    for row in &rows.entries {
        let owner_id = by_id(&rows.milestones, |m| m.id, row.milestone_id).owner_id;
        let may = rows.may(
            row.person_id,
            Action::LogMilestone,
            row.partnership_id,
            |standing| Scope::Milestone { owner_id, standing },
        );
        assert!(may, "{} of {}", rows.person(row.person_id).email, row.story);
    }
    for row in &rows.submissions {
        let may =
            rows.may_with_deliverable(row.submitted_by, Action::UpdateDeliverable, row.contract_id);
        assert!(may, "{}", row.notes);
    }
    for row in &rows.reviews {
        let may =
            rows.may_with_deliverable(row.reviewed_by, Action::ReviewDeliverable, row.contract_id);
        assert!(may, "{:?}", row.reason);
    }
    for row in &rows.replies {
        let may = rows.may_with_deliverable(row.person_id, Action::ReplyToReview, row.contract_id);
        assert!(may, "{}", row.message);
    }
}

#[test]
fn scorecards_ask_those_who_may_answer_and_are_answered_in_full() {
    let rows = any_rows();
    let in_partnership = |standing| Scope::Partnership { standing };
    for row in &rows.scorecard_rounds {
        let may = rows.may(
            row.planned_by,
            Action::RunScorecard,
            row.partnership_id,
            in_partnership,
        );
        assert!(may, "{}", row.title);
    }
    for row in &rows.scorecard_invitations {
        let may = rows.may(
            row.person_id,
            Action::AnswerScorecard,
            row.partnership_id,
            in_partnership,
        );
        assert!(may, "{}", rows.person(row.person_id).email);
    }
    for row in &rows.scorecard_responses {
        let own = rows
            .scorecard_answers
            .iter()
            .filter(|answer| answer.response_id == row.id);
        assert_eq!(own.count(), 18, "{}", rows.person(row.person_id).email);
    }
    all_occur(
        &rows
            .scorecard_rounds
            .iter()
            .map(|row| row.naming)
            .collect::<Vec<_>>(),
    );
    assert!(
        rows.scorecard_rounds
            .iter()
            .any(|row| row.closed_at.is_none())
    );
}

#[test]
fn deliverables_agree_with_their_submissions_and_reviews() {
    for today in days() {
        let rows = on(today);
        for deliverable in &rows.deliverables {
            let title = &deliverable.title;
            let versions: Vec<_> = rows
                .submissions
                .iter()
                .filter(|row| row.deliverable_id == deliverable.id)
                .collect();
            let verdicts: Vec<_> = versions
                .iter()
                .map(|version| {
                    rows.reviews
                        .iter()
                        .find(|row| row.submission_id == version.id)
                })
                .map(|review| review.map(|review| review.verdict))
                .collect();
            let expected = match verdicts.last() {
                None if deliverable.progress > 0 => DeliverableState::InProgress,
                None => DeliverableState::Planned,
                Some(None) => DeliverableState::Submitted,
                Some(Some(Verdict::Accept)) => DeliverableState::Accepted,
                Some(Some(Verdict::Return)) => DeliverableState::Returned,
            };
            assert_eq!(deliverable.state, expected, "{title}");
            let earlier = verdicts.iter().rev().skip(1);
            assert!(
                earlier
                    .clone()
                    .all(|verdict| *verdict == Some(Verdict::Return)),
                "{title}"
            );
            let mut last = None;
            for (number, version) in (1..).zip(versions) {
                assert_eq!(version.number, number, "{title}");
                let contract = by_id(&rows.contracts, |c| c.id, version.contract_id);
                assert_eq!(
                    version.review_due_on,
                    add_working_days(version.submitted_on, contract.review_days)
                );
                assert!(
                    contract
                        .signed_on
                        .is_some_and(|signed| signed <= version.submitted_on)
                );
                let review = rows
                    .reviews
                    .iter()
                    .find(|row| row.submission_id == version.id);
                let replies = rows
                    .replies
                    .iter()
                    .filter(|row| row.submission_id == version.id);
                for moment in std::iter::once(version.submitted_at)
                    .chain(review.map(|row| row.reviewed_at))
                    .chain(replies.map(|row| row.replied_at))
                {
                    assert!(last < Some(moment), "{title} on {today}: {moment}");
                    assert!(moment.date_naive() < today, "{title}: {moment}");
                    last = Some(moment);
                }
            }
        }
    }
}

#[test]
fn milestones_agree_with_their_stories() {
    for today in days() {
        let rows = on(today);
        for milestone in &rows.milestones {
            let title = &milestone.title;
            let story: Vec<_> = rows
                .entries
                .iter()
                .filter(|entry| entry.milestone_id == milestone.id)
                .collect();
            assert_eq!(
                milestone.state.is_reached(),
                milestone.actual_on.is_some(),
                "{title}"
            );
            let told = story
                .last()
                .map_or(MilestoneState::Planned, |entry| entry.state);
            assert_eq!(milestone.state, told, "{title}");
            let ordered = story.is_sorted_by(|a, b| a.logged_at < b.logged_at);
            assert!(ordered, "{title}");
            assert!(
                story
                    .iter()
                    .all(|entry| entry.logged_at.date_naive() < today),
                "{title}"
            );
            let partnership = by_id(&rows.partnerships, |p| p.id, milestone.partnership_id);
            let ran = partnership.established_on.is_some();
            assert_eq!(milestone.baseline_on.is_some(), ran, "{title}");
        }
        for row in &rows.moves {
            assert!(row.moved_on < today, "{}", row.note);
        }
    }
}

#[test]
fn contracts_are_sound_and_of_every_status_with_dates_to_act_on() {
    for today in days() {
        let rows = on(today);
        let terms: Vec<_> = rows.contracts.iter().map(Rows::terms).collect();
        for (terms, contract) in terms.iter().zip(&rows.contracts) {
            assert_eq!(terms.validate(), [], "{}", contract.title);
        }
        let statuses: Vec<ContractStatus> = terms.iter().map(|terms| terms.status(today)).collect();
        all_occur(&statuses);
        for within in WARNING_DAYS {
            let warned = terms.iter().filter_map(|terms| terms.warning(today));
            assert!(
                warned.into_iter().any(|warning| warning.within == within),
                "{within}"
            );
        }
    }
}

#[test]
fn whenever_it_is_loaded_there_is_something_to_do() {
    for today in days() {
        let rows = on(today);
        let waits = |row: &&SubmissionRow| {
            rows.reviews
                .iter()
                .all(|review| review.submission_id != row.id)
        };
        let overdue = |row: &SubmissionRow| row.review_due_on < today;
        let reviews: Vec<_> = rows.submissions.iter().filter(waits).collect();
        assert!(reviews.iter().any(|row| overdue(row)), "{today}");
        assert!(reviews.iter().any(|row| !overdue(row)), "{today}");
        let due_soon = rows.deliverables.iter().filter(|row| {
            row.state.in_vendors_hands().is_ok()
                && (0..=7).contains(&(row.due_on - today).num_days())
        });
        assert!(due_soon.count() >= 3, "{today}");
    }
}

#[test]
fn weekends_move_to_the_nearest_working_day_that_keeps_the_order() {
    let monday = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    let moved = |day| working_day(monday, day) - monday;
    assert_eq!(moved(0), TimeDelta::days(0));
    assert_eq!(moved(-1), TimeDelta::days(-3));
    assert_eq!(moved(-2), TimeDelta::days(-3));
    assert_eq!(moved(5), TimeDelta::days(7));
    assert_eq!(moved(6), TimeDelta::days(7));
    for today in days() {
        assert!((-30..30).map(|day| working_day(today, day)).is_sorted());
    }
}
