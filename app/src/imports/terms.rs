//! The terms of a contract: as a file gives them, as they were last imported,
//! and what a later file changes in those that are recorded.

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::Period;
use domain::contract::{self, Ending, Renewal, TermsError};
use ocds::{ContractStatus, Process};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::notes::Note;
use super::report::{Change, Term};
use crate::form::{MAX_LINE, MAX_TEXT};

/// The terms that a contract's record has columns for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Terms {
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) signed_on: Option<NaiveDate>,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) value: Option<Decimal>,
    pub(super) currency: String,
    pub(super) renewal: Renewal,
    pub(super) max_end: Option<NaiveDate>,
    pub(super) ended_on: Option<NaiveDate>,
    pub(super) ending: Option<Ending>,
}

/// What a file said of a contract when it was last imported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Imported {
    pub(super) terms: Terms,
    /// The file had no contract, only this award.
    pub(super) from_award: bool,
    /// The award that led to it.
    pub(super) award_id: Option<String>,
    /// Date of the latest release that it was read from.
    pub(super) released: Option<DateTime<Utc>>,
    pub(super) buyer: ImportedParty,
    pub(super) suppliers: Vec<ImportedParty>,
}

/// A side of a contract in its process, and the organisation it is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ImportedParty {
    /// Its id within the process.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) organisation: Uuid,
}

/// The most that the column for amounts holds.
const MAX_VALUE: i64 = 9_999_999_999_999_999;

/// Reads the terms of a contract.
///
/// # Errors
/// Why it cannot be recorded.
pub(super) fn read(
    process: &Process,
    contract: &ocds::Contract,
    notes: &mut Vec<Note>,
) -> Result<Terms, Note> {
    let period = contract.period.ok_or(Note::NoPeriod)?;
    let (Some(starts_on), Some(ends_on)) = (period.start, period.end) else {
        return Err(Note::NoPeriod);
    };
    if ends_on < starts_on {
        return Err(Note::PeriodBackwards);
    }
    let money = contract.value.as_ref().ok_or(Note::NoValue)?;
    let currency = money.currency.clone().ok_or(Note::NoCurrency)?;
    let title = contract.title.as_deref().or(process.title.as_deref());
    let title = title.unwrap_or(&contract.id);
    let description = contract.description.as_deref();
    let (ended_on, ending) = ending(process, contract, starts_on, ends_on).unzip();
    let renewable = contract
        .renewal
        .as_ref()
        .and_then(|renewal| renewal.possible);
    let pending = contract.status == Some(ContractStatus::Pending);
    let terms = Terms {
        title: shortened(title, MAX_LINE, "title", notes),
        description: description.map(|text| shortened(text, MAX_TEXT, "description", notes)),
        signed_on: contract.signed_on.filter(|_| !pending),
        starts_on,
        ends_on,
        value: value(money.amount, notes),
        currency,
        renewal: if renewable == Some(true) {
            Renewal::Optional
        } else {
            Renewal::None
        },
        max_end: max_end(period.max_extent, ends_on, notes),
        ended_on,
        ending,
    };
    if terms.signed_on.is_none() && !pending && ended_on.is_none() {
        notes.push(Note::Unsigned);
    }
    notes.extend(contradictions(&terms));
    Ok(terms)
}

/// Text of any length, with at most `max` characters.
pub(super) fn shortened(
    text: &str,
    max: usize,
    field: &'static str,
    notes: &mut Vec<Note>,
) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    notes.push(Note::Shortened { field });
    cut(text, max)
}

/// As much of a text as `max` characters take, the last of them an ellipsis.
pub(super) fn cut(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let start: String = text.chars().take(max - 1).collect();
    format!("{}…", start.trim_end())
}

fn value(amount: Decimal, notes: &mut Vec<Note>) -> Option<Decimal> {
    if amount.is_sign_negative() && !amount.is_zero() || amount >= Decimal::from(MAX_VALUE) {
        notes.push(Note::ValueNotKept { amount });
        return None;
    }
    let cents = amount.round_dp(2);
    if cents != amount {
        notes.push(Note::ValueRounded { amount });
    }
    Some(cents)
}

fn max_end(
    stated: Option<NaiveDate>,
    ends_on: NaiveDate,
    notes: &mut Vec<Note>,
) -> Option<NaiveDate> {
    let before = stated.filter(|max_end| *max_end < ends_on);
    if let Some(max_end) = before {
        notes.push(Note::MaxEndNotKept { max_end });
        return None;
    }
    stated
}

/// The day a contract ended and how, where the file says that it has. The file
/// gives no day for it: the latest release counts, within the period.
fn ending(
    process: &Process,
    contract: &ocds::Contract,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
) -> Option<(NaiveDate, Ending)> {
    let told_on = released(process).map_or(ends_on, |moment| moment.date_naive());
    match contract.status? {
        ContractStatus::Cancelled => Some((told_on.min(ends_on), Ending::Cancelled)),
        ContractStatus::Terminated if told_on < ends_on => {
            Some((told_on.max(starts_on), Ending::EndedEarly))
        }
        ContractStatus::Terminated => Some((ends_on, Ending::Completed)),
        ContractStatus::Pending | ContractStatus::Active => None,
    }
}

/// Date of the latest release of a process.
pub(super) fn released(process: &Process) -> Option<DateTime<Utc>> {
    let dates = process.releases.iter().filter_map(|release| release.date);
    dates.max().map(|date| date.to_utc())
}

fn contradictions(terms: &Terms) -> Vec<Note> {
    let Ok(period) = Period::new(terms.starts_on, terms.ends_on) else {
        return Vec::new();
    };
    let domain = contract::Terms {
        signed_on: terms.signed_on,
        period,
        renewal: terms.renewal,
        // No file says for how long, nor how notice is given.
        renewal_months: None,
        notice_days: None,
        notice_months: None,
        max_end: terms.max_end,
        suspended_on: None,
        ended_on: terms.ended_on.zip(terms.ending),
    };
    let errors = domain.validate().into_iter();
    errors
        .filter_map(|error| match error {
            TermsError::SignedAfterEnd => Some(Note::SignedAfterEnd),
            TermsError::EndedEarlyTooLate => Some(Note::EndedOnLastDay),
            // Nothing here suspends or gives notice, and the rest is put right
            // while the terms are read.
            TermsError::MaxEndBeforeEnd
            | TermsError::NoticeLongerThanPeriod
            | TermsError::NoticeInTwoUnits
            | TermsError::NoticeLongerThanRenewal
            | TermsError::RenewalOfNone
            | TermsError::SuspendedOutsidePeriod
            | TermsError::EndedBeforeStart => None,
        })
        .collect()
}

/// Leaves as recorded what the file does not say, or cannot: whether a contract
/// renews itself, and on which day it ended. A file that knows only that it has
/// ended does not contradict a record that says when, nor one whose period is
/// over.
pub(super) fn keep_unsaid(
    file: &mut Terms,
    contract: &ocds::Contract,
    recorded: &Terms,
    today: NaiveDate,
) {
    let renewal = contract.renewal.as_ref();
    let unsaid = renewal.and_then(|renewal| renewal.possible).is_none();
    let automatic = recorded.renewal == Renewal::Automatic && file.renewal == Renewal::Optional;
    if unsaid || automatic {
        file.renewal = recorded.renewal;
    }
    let agrees = match (contract.status, recorded.ending) {
        (Some(ContractStatus::Cancelled), Some(Ending::Cancelled))
        | (Some(ContractStatus::Terminated), Some(Ending::Completed | Ending::EndedEarly)) => true,
        (Some(ContractStatus::Terminated), None) => recorded.ends_on < today,
        (Some(ContractStatus::Active), Some(_)) => {
            recorded.ended_on.is_some_and(|ended| ended > today)
        }
        _ => false,
    };
    if agrees {
        file.ended_on = recorded.ended_on;
        file.ending = recorded.ending;
    }
}

/// What a file changes in recorded terms, and the terms with the changes.
///
/// A term changes where the file gives another value than when it was last
/// imported, and than is recorded: what people changed here in the meantime
/// stays, unless the file changed the same term.
pub(super) fn merge(recorded: &Terms, last: Option<&Terms>, file: &Terms) -> (Terms, Vec<Change>) {
    let last = last.unwrap_or(recorded);
    let mut merged = recorded.clone();
    let mut changes = Vec::new();
    let money = |terms: &Terms| match terms.value {
        Some(value) => Term::Money(value, terms.currency.clone()),
        None => Term::Nothing,
    };
    let text = |text: &Option<String>| text.clone().map_or(Term::Nothing, Term::Text);
    let date = |date: Option<NaiveDate>| date.map_or(Term::Nothing, Term::Date);
    macro_rules! take {
        ($field:ident, $term:expr) => {
            if file.$field != last.$field && file.$field != recorded.$field {
                merged.$field.clone_from(&file.$field);
                let term: &dyn Fn(&Terms) -> Term = &$term;
                changes.push(Change {
                    field: stringify!($field).to_owned(),
                    before: term(recorded),
                    after: term(file),
                });
            }
        };
    }
    take!(title, |terms| Term::Text(terms.title.clone()));
    take!(description, |terms| text(&terms.description));
    take!(signed_on, |terms| date(terms.signed_on));
    take!(starts_on, |terms| Term::Date(terms.starts_on));
    take!(ends_on, |terms| Term::Date(terms.ends_on));
    take!(value, money);
    take!(currency, |terms| Term::Text(terms.currency.clone()));
    take!(renewal, |terms| Term::Renewal(terms.renewal));
    take!(max_end, |terms| date(terms.max_end));
    take!(ending, |terms| terms
        .ending
        .map_or(Term::Nothing, Term::Ending));
    // The day follows from the latest release, which may be about something
    // else: it comes with another ending, never alone.
    if merged.ending != recorded.ending {
        merged.ended_on = file.ended_on;
    }
    (merged, changes)
}

/// Whether the table takes the terms. Merged ones may not fit together where
/// the file changes one end of a period and people changed the other.
pub(super) fn are_sound(terms: &Terms) -> bool {
    terms.ends_on >= terms.starts_on
        && terms.max_end.is_none_or(|max_end| max_end >= terms.ends_on)
        && terms.ended_on.is_some() == terms.ending.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, day).expect("a date")
    }

    fn terms() -> Terms {
        Terms {
            title: "Portal".to_owned(),
            description: None,
            signed_on: None,
            starts_on: day(1),
            ends_on: day(20),
            value: Some(Decimal::from(100)),
            currency: "GBP".to_owned(),
            renewal: Renewal::None,
            max_end: None,
            ended_on: None,
            ending: None,
        }
    }

    #[test]
    fn what_people_changed_here_stays_unless_the_file_changes_the_same() {
        let last = terms();
        let recorded = Terms {
            title: "Patient portal".to_owned(),
            ..terms()
        };
        let (merged, changes) = merge(&recorded, Some(&last), &terms());
        assert_eq!((merged, changes.len()), (recorded.clone(), 0));

        let file = Terms {
            value: Some(Decimal::from(150)),
            ..terms()
        };
        let (merged, changes) = merge(&recorded, Some(&last), &file);
        assert_eq!(merged.title, "Patient portal");
        assert_eq!(merged.value, Some(Decimal::from(150)));
        assert_eq!(changes.len(), 1);
        let pound = |amount: i64| Term::Money(amount.into(), "GBP".to_owned());
        assert_eq!(
            (&changes[0].before, &changes[0].after),
            (&pound(100), &pound(150))
        );
    }

    #[test]
    fn merged_terms_that_contradict_each_other_are_not_sound() {
        let recorded = Terms {
            starts_on: day(10),
            ..terms()
        };
        let file = Terms {
            ends_on: day(5),
            ..terms()
        };
        let (merged, _) = merge(&recorded, Some(&terms()), &file);
        assert!(!are_sound(&merged));
        assert!(are_sound(&recorded));
    }

    #[test]
    fn amounts_that_the_table_does_not_hold_are_told() {
        let mut notes = Vec::new();
        assert_eq!(value(Decimal::from(-1), &mut notes), None);
        assert_eq!(value(Decimal::MAX, &mut notes), None);
        let odd = Decimal::new(12345, 3);
        assert_eq!(value(odd, &mut notes), Some(Decimal::new(1234, 2)));
        let codes: Vec<&str> = notes.iter().map(Note::code).collect();
        assert_eq!(codes, ["value_not_kept", "value_not_kept", "value_rounded"]);
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        assert_eq!(cut("äöü", 3), "äöü");
        assert_eq!(cut("äöüß", 3), "äö…");
    }
}
