//! The draft of an agenda: what the data raises in the partnerships that a body
//! steers, and what the body itself has left open.

use chrono::NaiveDate;
use domain::access::Person;
use domain::governance::AgendaSource;
use domain::scorecard::Results;
use domain::status::{MoneyReason, money_findings};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::db::{self, AgendaRow, Steered};
use crate::access::BodyPlace;
use crate::db::Tx;
use crate::text::{self, word};
use crate::{actions, decisions, money, reports, scorecards, status, t};

/// The widest gaps that are put forward at once.
const GAPS: usize = 3;

/// An item that is put forward.
pub(super) struct Drafted {
    /// Tells it from the others of its draft.
    pub(super) key: String,
    pub(super) source: AgendaSource,
    pub(super) title: String,
    /// The partnership that it is about, if it comes from one's data.
    pub(super) about_id: Option<Uuid>,
    /// Whether it speaks of money or of one supplier.
    pub(super) closed: bool,
}

impl Drafted {
    fn of(source: AgendaSource, id: Uuid, title: String) -> Self {
        Self {
            key: format!("{}-{id}", domain::Vocabulary::code(source)),
            source,
            title,
            about_id: None,
            closed: false,
        }
    }

    fn about(self, partnership: Uuid) -> Self {
        Self {
            about_id: Some(partnership),
            ..self
        }
    }

    fn closed_if(self, closed: bool) -> Self {
        Self { closed, ..self }
    }
}

/// What is put forward and is not on the agenda yet, in the order of its
/// sources.
pub(super) async fn drafted(
    tx: &mut Tx,
    person: &Person,
    place: &BodyPlace,
    agenda: &[AgendaRow],
    today: NaiveDate,
) -> sqlx::Result<Vec<Drafted>> {
    let steered = db::steered(tx, place.id).await?;
    let ids: Vec<Uuid> = steered.iter().map(|one| one.id).collect();
    let mut drafted = gaps(tx, &steered, &ids).await?;
    let (challenged, cliffs) = contradicted_and_cliffs(tx, person, &steered, &ids, today).await?;
    drafted.extend(challenged);
    drafted.extend(cliffs);
    let reviews = db::late_reviews(tx, &ids, today).await?;
    drafted.extend(reviews.into_iter().map(|row| {
        let title = t!(
            "agenda-draft-review",
            title = row.title,
            partnership = row.partnership,
            date = text::date(row.review_due_on),
            buyer = row.buyer
        );
        Drafted::of(AgendaSource::OverdueReview, row.deliverable_id, title)
            .about(row.partnership_id)
            .closed_if(true)
    }));
    drafted.extend(of_the_body(tx, place, today).await?);
    let there = |one: &Drafted| {
        agenda
            .iter()
            .any(|item| item.source == one.source && item.title == one.title)
    };
    drafted.retain(|one| !there(one));
    Ok(drafted)
}

/// The widest perception gaps of the latest published rounds.
async fn gaps(tx: &mut Tx, steered: &[Steered], ids: &[Uuid]) -> sqlx::Result<Vec<Drafted>> {
    let rounds = scorecards::latest_published(tx, ids).await?;
    let mut found: Vec<(Decimal, Drafted)> = rounds
        .into_iter()
        .filter_map(|round| {
            let of = steered.iter().find(|one| one.id == round.partnership_id)?;
            let (factor, gap) = Results::of(round.cells).widest_gap()?;
            let title = t!(
                "agenda-draft-gap",
                partnership = of.title.clone(),
                gap = scorecards::gap_words(factor, &gap)
            );
            let one = Drafted::of(AgendaSource::PerceptionGap, of.id, title).about(of.id);
            gap.is_wide().then_some((gap.width(), one))
        })
        .collect();
    found.sort_by_key(|(width, _)| std::cmp::Reverse(*width));
    found.truncate(GAPS);
    Ok(found.into_iter().map(|(_, one)| one).collect())
}

/// Declared statuses that the data contradicts, and money that breaks off.
async fn contradicted_and_cliffs(
    tx: &mut Tx,
    person: &Person,
    steered: &[Steered],
    ids: &[Uuid],
    today: NaiveDate,
) -> sqlx::Result<(Vec<Drafted>, Vec<Drafted>)> {
    let mut fares = status::of(tx, person, ids, today).await?;
    let (mut challenged, mut cliffs) = (Vec::new(), Vec::new());
    for of in steered {
        let Some(one) = fares.remove(&of.id) else {
            continue;
        };
        let declared = one.declared.as_ref();
        let challenged_words = declared.and_then(reports::challenged_words);
        if let Some((declared, words)) = declared.zip(challenged_words) {
            let title = t!(
                "agenda-draft-challenged",
                partnership = of.title.clone(),
                declared = word(declared.report.declared),
                computed = word(one.dimensions.overall()),
                words = words
            );
            // Where the money is as bad as anything, the item speaks of it.
            let of_money = one.dimensions.money_status() == one.dimensions.overall();
            challenged.push(
                Drafted::of(AgendaSource::ChallengedStatus, of.id, title)
                    .about(of.id)
                    .closed_if(of_money),
            );
        }
        let findings = one
            .money
            .as_ref()
            .map(|facts| money_findings(facts, today))
            .unwrap_or_default();
        let cliff = findings
            .iter()
            .find(|found| matches!(found.reason, MoneyReason::CliffAhead { .. }));
        cliffs.extend(cliff.map(|found| {
            let title = t!(
                "agenda-draft-cliff",
                partnership = of.title.clone(),
                words = money::words(&found.reason)
            );
            Drafted::of(AgendaSource::FundingCliff, of.id, title)
                .about(of.id)
                .closed_if(true)
        }));
    }
    Ok((challenged, cliffs))
}

/// Questions that the body has left open, and its actions that are late.
async fn of_the_body(
    tx: &mut Tx,
    place: &BodyPlace,
    today: NaiveDate,
) -> sqlx::Result<Vec<Drafted>> {
    let questions = decisions::open(tx, place.id).await?;
    let actions = actions::open(tx, place.id).await?;
    let questions = questions.into_iter().map(|row| {
        let title = t!(
            "agenda-draft-question",
            question = row.question.clone(),
            date = text::date(row.asked_on)
        );
        Drafted::of(AgendaSource::OpenQuestion, row.id, title).closed_if(row.is_closed())
    });
    let late = actions
        .into_iter()
        .filter(|row| row.state.is_overdue(row.due_on, today));
    let actions = late.map(|row| {
        let title = t!(
            "agenda-draft-action",
            what = row.what.clone(),
            owner = row.owner.clone(),
            date = text::date(row.due_on)
        );
        Drafted::of(AgendaSource::OverdueAction, row.id, title).closed_if(row.decision_id.is_some())
    });
    Ok(questions.chain(actions).collect())
}
