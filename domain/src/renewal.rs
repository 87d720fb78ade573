//! What happens at the end of a contract, when notice must be given, and how long it may last.
//!
//! | Renewal | At the end of the period | It runs until | It may last until |
//! |---|---|---|---|
//! | none | it ends | the end of the period | `max_end`, if an amendment extends it |
//! | optional | the parties may renew it, by an amendment | the end of the period | `max_end`; without it, as agreed |
//! | automatic | it renews itself, again and again | `max_end`; without it, for ever | the same |
//!
//! An automatic renewal happens of itself: nobody records it, so the period keeps the end that
//! was written down, and what follows is computed. Notice is recorded as the ending it leads to,
//! which stops the renewals. Where an automatic renewal is agreed without saying for how long,
//! it is one renewal until `max_end`; without that either, nothing says how it goes on and it
//! ends as written.
//!
//! Every end is counted from the end first written down: monthly renewals of a period that ends
//! on 31 January end on 28 February and then on 31 March. These are Triad's own conventions;
//! what a contract says otherwise is recorded as an amendment.

use std::iter::successors;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::calendar::{add_months, minus_months};
use crate::contract::{Renewal, Terms};

/// What falls on a date in the calendar of contracts.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The last day on which notice can be given.
    Notice,
    /// The last day of a period after which it renews itself.
    Renewal,
    /// The last day.
    Expiry,
    /// The latest day that extensions may take the end to.
    LatestEnd,
}

/// A date in the calendar of contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// What falls on the date.
    pub kind: EventKind,
    /// The date.
    pub on: NaiveDate,
    /// The end it is about: the one that notice is given against, or the one after the renewal.
    pub end: NaiveDate,
}

/// One end in the chain of renewals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The last day.
    pub on: NaiveDate,
    /// The last day on which notice can be given against what follows it.
    pub notice_on: Option<NaiveDate>,
}

impl Terms {
    /// The last day to give notice where the contract ends on `end`.
    #[must_use]
    pub fn notice_before(&self, end: NaiveDate) -> Option<NaiveDate> {
        if self.notice_days.is_none() && self.notice_months.is_none() {
            return None;
        }
        let months = minus_months(end, self.notice_months.unwrap_or_default().into());
        let days = Days::new(self.notice_days.unwrap_or_default().into());
        Some(months.checked_sub_days(days).unwrap_or(NaiveDate::MIN))
    }

    /// The last day on which notice can be given before the end of the period as written; none
    /// where no notice is agreed, or where the end is already recorded.
    #[must_use]
    pub fn notice_on(&self) -> Option<NaiveDate> {
        if self.ended_on.is_some() {
            return None;
        }
        self.notice_before(self.period.end())
    }

    /// The last day on which notice can be given before the end as it stands on `today`: as
    /// [`Self::notice_on`], but of the period that a renewal has brought.
    #[must_use]
    pub fn current_notice(&self, today: NaiveDate) -> Option<NaiveDate> {
        if self.ended_on.is_some() {
            return None;
        }
        self.notice_before(self.current_end(today))
    }

    /// The day after which the contract is over if nobody does anything, recorded endings left
    /// aside; none where it renews itself for ever.
    #[must_use]
    pub fn runs_until(&self) -> Option<NaiveDate> {
        match (self.renewal, self.renewal_months) {
            (Renewal::None | Renewal::Optional, _) => Some(self.period.end()),
            (Renewal::Automatic, Some(_)) => self.limit(),
            (Renewal::Automatic, None) => Some(self.limit().unwrap_or(self.period.end())),
        }
    }

    /// The latest day that extensions may reach, never before the end as written.
    fn limit(&self) -> Option<NaiveDate> {
        self.max_end.map(|end| end.max(self.period.end()))
    }

    /// The latest day that the contract can last until; none where no limit is agreed.
    #[must_use]
    pub fn latest_end(&self) -> Option<NaiveDate> {
        if let Some((on, _)) = self.ended_on {
            return Some(self.runs_until().map_or(on, |last| last.min(on)));
        }
        match self.renewal {
            Renewal::None => Some(self.limit().unwrap_or(self.period.end())),
            Renewal::Optional => self.limit(),
            Renewal::Automatic => self.runs_until(),
        }
    }

    /// Every end of the contract if nobody does anything, recorded endings left aside: the one
    /// as written, then one for each time it renews itself. They strictly increase and never
    /// pass `max_end`.
    fn ends(&self) -> impl Iterator<Item = NaiveDate> {
        let written = self.period.end();
        let after = move |(times, end): (u32, NaiveDate)| {
            if self.renewal != Renewal::Automatic {
                return None;
            }
            let times = times.checked_add(1)?;
            let next = match (self.renewal_months, self.limit()) {
                (Some(months), limit) => {
                    let renewed = add_months(written, u32::from(months).checked_mul(times)?);
                    limit.map_or(renewed, |limit| renewed.min(limit))
                }
                (None, limit) => limit?,
            };
            (next > end).then_some((times, next))
        };
        successors(Some((0, written)), move |last| after(*last)).map(|(_, end)| end)
    }

    /// The last day as it stands on `today`: of the period, or of the one that an automatic
    /// renewal has brought; the recorded ending where there is one and it is earlier.
    #[must_use]
    pub fn current_end(&self, today: NaiveDate) -> NaiveDate {
        if let Some((on, _)) = self.ended_on {
            return self.runs_until().map_or(on, |last| last.min(on));
        }
        let mut last = self.period.end();
        for end in self.ends() {
            last = end;
            if end >= today {
                break;
            }
        }
        last
    }

    /// The end that a renewal would bring after the one that stands on `today`; none where there
    /// is nothing to renew, or where nothing says until when.
    #[must_use]
    pub fn next_end(&self, today: NaiveDate) -> Option<NaiveDate> {
        if self.ended_on.is_some() {
            return None;
        }
        let end = self.current_end(today);
        let next = match self.renewal {
            Renewal::None => return None,
            Renewal::Optional => match (self.renewal_months, self.limit()) {
                (Some(months), limit) => {
                    let renewed = add_months(end, months.into());
                    limit.map_or(renewed, |limit| renewed.min(limit))
                }
                (None, limit) => limit?,
            },
            Renewal::Automatic => self.ends().find(|next| *next > end)?,
        };
        (next > end).then_some(next)
    }

    /// The chain of ends up to `until`, if nobody does anything: the end as written, then one
    /// for each automatic renewal, each with its notice day. A recorded ending is the only one.
    #[must_use]
    pub fn renewals(&self, until: NaiveDate) -> Vec<End> {
        if self.ended_on.is_some() {
            let on = self.current_end(until);
            let only = End {
                on,
                notice_on: None,
            };
            return (on <= until).then_some(only).into_iter().collect();
        }
        self.ends()
            .take_while(|end| *end <= until)
            .map(|on| End {
                on,
                notice_on: self.notice_before(on),
            })
            .collect()
    }

    /// What falls on the days from `from` to `to`, by date. A contract that is not signed binds
    /// nobody and has no events.
    #[must_use]
    pub fn events(&self, from: NaiveDate, to: NaiveDate) -> Vec<Event> {
        if self.signed_on.is_none() {
            return Vec::new();
        }
        let mut events = Vec::new();
        if self.ended_on.is_some() {
            let on = self.current_end(from);
            events.push(Event {
                kind: EventKind::Expiry,
                on,
                end: on,
            });
        } else {
            // Notice against an end just after the last day can fall before it.
            let mut ends = self.ends().peekable();
            while let Some(on) = ends.next() {
                let notice = self.notice_before(on);
                if notice.is_none_or(|notice| notice > to) && on > to {
                    break;
                }
                events.extend(notice.map(|notice| Event {
                    kind: EventKind::Notice,
                    on: notice,
                    end: on,
                }));
                events.push(match ends.peek() {
                    Some(next) => Event {
                        kind: EventKind::Renewal,
                        on,
                        end: *next,
                    },
                    None => Event {
                        kind: EventKind::Expiry,
                        on,
                        end: on,
                    },
                });
            }
            let latest = self.latest_end();
            events.extend(
                latest
                    .filter(|latest| self.runs_until().is_some_and(|last| *latest > last))
                    .map(|on| Event {
                        kind: EventKind::LatestEnd,
                        on,
                        end: on,
                    }),
            );
        }
        events.retain(|event| from <= event.on && event.on <= to);
        events.sort_by_key(|event| (event.on, event.kind));
        events
    }

    /// Whether notice before `end` would have to be given before the day before `start`.
    pub(crate) fn notice_reaches_before(&self, end: NaiveDate, start: NaiveDate) -> bool {
        let eve = start.pred_opt().unwrap_or(NaiveDate::MIN);
        self.notice_before(end).is_some_and(|notice| notice < eve)
    }

    /// Whether notice against an automatic renewal's end would have to be given before the
    /// period that it renews is over.
    pub(crate) fn notice_longer_than_renewal(&self) -> bool {
        let Some(months) = self
            .renewal_months
            .filter(|_| self.renewal == Renewal::Automatic)
        else {
            return false;
        };
        // Months are compared as months: they need not be equally long.
        if let Some(notice) = self.notice_months {
            return notice > months;
        }
        let first = self.period.end();
        let notice = self.notice_before(add_months(first, months.into()));
        notice.is_some_and(|notice| notice < first)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::Period;
    use crate::contract::{ContractStatus, Ending, TermsError, WarningKind};

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// For the month of January 2027, renewed month by month, a month's notice.
    fn monthly() -> Terms {
        Terms {
            signed_on: Some(date("2026-12-10")),
            period: Period::new(date("2027-01-01"), date("2027-01-31")).expect("in order"),
            renewal: Renewal::Automatic,
            renewal_months: Some(1),
            notice_days: None,
            notice_months: Some(1),
            max_end: None,
            suspended_on: None,
            ended_on: None,
        }
    }

    #[test]
    fn ends_are_counted_from_the_day_first_written() {
        let chain = monthly().renewals(date("2028-03-31"));
        let ends: Vec<String> = chain.iter().map(|end| end.on.to_string()).collect();
        assert_eq!(
            ends[..4],
            ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
        );
        assert_eq!(ends[13..], ["2028-02-29", "2028-03-31"]);
        let notices: Vec<_> = chain.iter().map(|end| end.notice_on).collect();
        assert_eq!(notices[1], Some(date("2027-01-28")));
        assert_eq!(notices[14], Some(date("2028-02-29")));
    }

    #[test]
    fn what_renews_itself_stays_in_force_until_its_latest_end() {
        let terms = Terms {
            max_end: Some(date("2027-04-15")),
            ..monthly()
        };
        for (today, end, next) in [
            ("2027-01-31", "2027-01-31", Some("2027-02-28")),
            ("2027-02-01", "2027-02-28", Some("2027-03-31")),
            ("2027-03-31", "2027-03-31", Some("2027-04-15")),
            ("2027-04-01", "2027-04-15", None),
        ] {
            let today = date(today);
            assert_eq!(terms.status(today), ContractStatus::InForce);
            assert_eq!(terms.current_end(today), date(end));
            assert_eq!(terms.next_end(today), next.map(date));
        }
        let after = date("2027-04-16");
        assert_eq!(terms.status(after), ContractStatus::Completed);
        assert_eq!(terms.current_end(after), date("2027-04-15"));
        assert_eq!(terms.warning(after), None);
        assert_eq!(terms.latest_end(), terms.max_end);
        assert_eq!(
            monthly().status(date("2040-01-01")),
            ContractStatus::InForce
        );
        assert_eq!(monthly().latest_end(), None);

        // Notice was given: the ending it leads to is recorded.
        let ended = Terms {
            ended_on: Some((date("2027-02-28"), Ending::Completed)),
            ..terms
        };
        assert_eq!(ended.current_end(date("2027-01-10")), date("2027-02-28"));
        assert_eq!(ended.current_notice(date("2027-01-10")), None);
        assert_eq!(ended.next_end(date("2027-01-10")), None);
        assert_eq!(ended.status(date("2027-03-01")), ContractStatus::Completed);
        let chain = ended.renewals(date("2030-01-01"));
        assert_eq!(chain.len(), 1);
        assert_eq!(chain[0].on, date("2027-02-28"));
    }

    #[test]
    fn without_a_length_it_renews_once_and_never_unless_a_limit_is_agreed() {
        let unsaid = Terms {
            renewal_months: None,
            ..monthly()
        };
        assert_eq!(unsaid.status(date("2027-02-01")), ContractStatus::Completed);
        assert_eq!(unsaid.latest_end(), Some(date("2027-01-31")));
        let limited = Terms {
            max_end: Some(date("2028-01-31")),
            ..unsaid
        };
        assert_eq!(limited.status(date("2028-01-31")), ContractStatus::InForce);
        assert_eq!(limited.next_end(date("2027-01-31")), limited.max_end);
        assert_eq!(
            limited.status(date("2028-02-01")),
            ContractStatus::Completed
        );
    }

    #[test]
    fn a_renewal_that_the_parties_may_agree_does_not_happen_of_itself() {
        let optional = Terms {
            renewal: Renewal::Optional,
            renewal_months: Some(12),
            max_end: Some(date("2027-09-30")),
            ..monthly()
        };
        assert_eq!(
            optional.status(date("2027-02-01")),
            ContractStatus::Completed
        );
        assert_eq!(
            optional.next_end(date("2027-01-15")),
            Some(date("2027-09-30"))
        );
        assert_eq!(optional.latest_end(), Some(date("2027-09-30")));
        assert_eq!(optional.renewals(date("2030-01-01")).len(), 1);
        let unlimited = Terms {
            max_end: None,
            ..optional
        };
        assert_eq!(
            unlimited.next_end(date("2027-01-15")),
            Some(date("2028-01-31"))
        );
        assert_eq!(unlimited.latest_end(), None);
        let none = Terms {
            renewal: Renewal::None,
            renewal_months: None,
            ..optional
        };
        assert_eq!(none.next_end(date("2027-01-15")), None);
        assert_eq!(none.latest_end(), Some(date("2027-09-30")));
    }

    #[test]
    fn warnings_go_on_with_the_renewals() {
        let yearly = Terms {
            period: Period::new(date("2026-01-01"), date("2026-12-31")).expect("in order"),
            renewal_months: Some(12),
            notice_months: Some(3),
            max_end: Some(date("2028-12-31")),
            ..monthly()
        };
        let yearly = Terms {
            signed_on: Some(date("2025-12-01")),
            ..yearly
        };
        let warned = |today| {
            let warning = yearly.warning(date(today))?;
            Some((warning.kind, warning.on.to_string()))
        };
        let (notice, renewal) = (WarningKind::Notice, WarningKind::Renewal);
        assert_eq!(warned("2026-09-01"), Some((notice, "2026-09-30".into())));
        assert_eq!(warned("2026-10-03"), Some((renewal, "2026-12-31".into())));
        assert_eq!(warned("2027-03-01"), None);
        assert_eq!(warned("2027-09-30"), Some((notice, "2027-09-30".into())));
        assert_eq!(
            warned("2028-12-01"),
            Some((WarningKind::Expiry, "2028-12-31".into()))
        );
        assert_eq!(warned("2029-01-01"), None);
    }

    #[test]
    fn the_calendar_holds_every_date_once() {
        let terms = Terms {
            max_end: Some(date("2027-03-31")),
            ..monthly()
        };
        let kinds = |from, to| -> Vec<(EventKind, String)> {
            let events = terms.events(date(from), date(to));
            events
                .iter()
                .map(|event| (event.kind, event.on.to_string()))
                .collect()
        };
        assert_eq!(
            kinds("2027-01-31", "2029-01-31"),
            [
                (EventKind::Renewal, "2027-01-31".to_owned()),
                (EventKind::Notice, "2027-02-28".to_owned()),
                (EventKind::Renewal, "2027-02-28".to_owned()),
                (EventKind::Expiry, "2027-03-31".to_owned()),
            ]
        );
        assert_eq!(kinds("2027-04-01", "2029-04-01"), []);
        let optional = Terms {
            renewal: Renewal::Optional,
            notice_months: None,
            ..terms
        };
        let events = optional.events(date("2027-01-01"), date("2028-01-01"));
        let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [EventKind::Expiry, EventKind::LatestEnd]);
        let unsigned = Terms {
            signed_on: None,
            ..terms
        };
        assert_eq!(unsigned.events(date("2027-01-01"), date("2028-01-01")), []);
    }

    #[test]
    fn contradictions_are_named_beside_each_other() {
        let absurd = Terms {
            renewal: Renewal::None,
            notice_days: Some(40),
            max_end: Some(date("2027-01-30")),
            ..monthly()
        };
        assert_eq!(
            absurd.validate(),
            [
                TermsError::MaxEndBeforeEnd,
                TermsError::NoticeLongerThanPeriod,
                TermsError::NoticeInTwoUnits,
                TermsError::RenewalOfNone,
            ]
        );
        assert_eq!(monthly().validate(), []);
        let year = Period::new(date("2026-02-01"), date("2027-01-31")).expect("in order");
        let late = Terms {
            notice_months: Some(2),
            period: year,
            ..monthly()
        };
        assert_eq!(late.validate(), [TermsError::NoticeLongerThanRenewal]);
        let whole_year = Terms {
            renewal_months: Some(12),
            notice_months: Some(12),
            ..late
        };
        assert_eq!(whole_year.validate(), []);
        let more = Terms {
            renewal_months: Some(24),
            notice_months: Some(13),
            ..late
        };
        assert_eq!(more.validate(), [TermsError::NoticeLongerThanPeriod]);
    }

    fn any_terms() -> impl Strategy<Value = Terms> {
        let renewal = prop::sample::select(Renewal::VARIANTS);
        let notice = prop_oneof![
            Just((None, None)),
            (0..400_u16).prop_map(|days| (Some(days), None)),
            (1..24_u16).prop_map(|months| (None, Some(months))),
        ];
        let first = 700_000..760_000_i32;
        (
            first,
            0..4_000_u64,
            renewal,
            option::of(1..60_u16),
            notice,
            option::of(0..4_000_u64),
        )
            .prop_map(|(start, days, renewal, renewal_months, notice, further)| {
                let start = NaiveDate::from_num_days_from_ce_opt(start).expect("within range");
                let end = start + Days::new(days);
                Terms {
                    signed_on: Some(start),
                    period: Period::new(start, end).expect("in order"),
                    renewal,
                    renewal_months,
                    notice_days: notice.0,
                    notice_months: notice.1,
                    max_end: further.map(|further| end + Days::new(further)),
                    suspended_on: None,
                    ended_on: None,
                }
            })
    }

    /// The day `months` after, found by walking back from the same day's number.
    fn naive_months_later(from: NaiveDate, months: u32) -> NaiveDate {
        let month0 = from.month0() + months;
        let year = from.year() + i32::try_from(month0 / 12).expect("few");
        (1..=from.day())
            .rev()
            .find_map(|day| NaiveDate::from_ymd_opt(year, month0 % 12 + 1, day))
            .expect("every month has a first day")
    }

    /// The chain of ends by looking at each month anew.
    fn naive_ends(terms: &Terms, until: NaiveDate) -> Vec<NaiveDate> {
        let mut ends = vec![terms.period.end()];
        if terms.renewal == Renewal::Automatic {
            match terms.renewal_months {
                Some(months) => {
                    for times in 1.. {
                        let end = naive_months_later(terms.period.end(), times * u32::from(months));
                        let last = terms.max_end.is_some_and(|limit| end >= limit);
                        ends.push(terms.max_end.map_or(end, |limit| end.min(limit)));
                        if last || end > until {
                            break;
                        }
                    }
                }
                None => ends.extend(terms.max_end),
            }
        }
        ends.dedup();
        ends.retain(|end| *end <= until);
        ends
    }

    proptest! {
        #[test]
        fn the_chain_is_what_a_naive_walk_finds(terms in any_terms(), further in 0..9_000_u64) {
            let until = terms.period.end() + Days::new(further);
            let chain = terms.renewals(until);
            let ends: Vec<_> = chain.iter().map(|end| end.on).collect();
            prop_assert_eq!(&ends, &naive_ends(&terms, until));
            prop_assert!(ends.windows(2).all(|pair| pair[0] < pair[1]));
            for end in chain {
                prop_assert!(terms.max_end.is_none_or(|limit| end.on <= limit));
                prop_assert!(end.notice_on.is_none_or(|notice| notice <= end.on));
                prop_assert_eq!(end.notice_on, terms.notice_before(end.on));
                let renewed = end.on != terms.period.end();
                let kept = end.on.day() == terms.period.end().day();
                let last_of_month = end.on.succ_opt().is_some_and(|next| next.day() == 1);
                prop_assert!(!renewed || kept || last_of_month || Some(end.on) == terms.max_end);
            }
        }

        #[test]
        fn status_end_notice_and_warning_agree(terms in any_terms(), day in 0..9_000_u64) {
            let today = terms.period.start() + Days::new(day);
            let (status, end) = (terms.status(today), terms.current_end(today));
            prop_assert_eq!(status == ContractStatus::InForce, today <= end);
            prop_assert_eq!(status == ContractStatus::Completed, end < today);
            prop_assert!(terms.latest_end().is_none_or(|latest| end <= latest));
            prop_assert!(terms.current_notice(today).is_none_or(|notice| notice <= end));
            if today <= terms.period.end() {
                prop_assert_eq!(terms.current_notice(today), terms.notice_on());
            }
            if let Some(next) = terms.next_end(today) {
                prop_assert!(next > end);
                prop_assert!(terms.max_end.is_none_or(|limit| next <= limit));
            }
            let warning = terms.warning(today);
            prop_assert!(warning.is_none() || status == ContractStatus::InForce);
            if let Some(warning) = warning {
                prop_assert!(today <= warning.on && warning.on <= today + Days::new(90));
                // The calendar has it, too.
                let events = terms.events(today, warning.on);
                prop_assert!(events.iter().any(|event| event.on == warning.on));
            }
        }

        #[test]
        fn events_lie_within_and_in_order(terms in any_terms(), day in 0..9_000_u64) {
            let from = terms.period.start() + Days::new(day);
            let to = add_months(from, 24);
            let events = terms.events(from, to);
            prop_assert!(events.iter().all(|event| from <= event.on && event.on <= to));
            prop_assert!(events.windows(2).all(|pair| pair[0].on <= pair[1].on));
            let ends = events.iter().filter(|event| {
                matches!(event.kind, EventKind::Renewal | EventKind::Expiry)
            });
            let chain = terms.renewals(to).into_iter().filter(|end| end.on >= from);
            prop_assert_eq!(
                ends.map(|event| event.on).collect::<Vec<_>>(),
                chain.map(|end| end.on).collect::<Vec<_>>()
            );
        }
    }
}
