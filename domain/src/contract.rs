//! Contracts: whether one is in force, and when to act on its end. What happens at the end is in
//! [`crate::renewal`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use thiserror::Error;

use crate::calendar::Period;

/// How long a reviewer has for a submission unless the contract says otherwise, in working days.
pub const DEFAULT_REVIEW_DAYS: u16 = 10;

/// How many days ahead the end of a contract and its notice date are warned of, nearest first.
pub const WARNING_DAYS: [i64; 3] = [30, 60, 90];

/// What happens at the end of a contract's period.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Renewal {
    /// It ends.
    None,
    /// The parties may renew it.
    Optional,
    /// It renews itself unless notice is given.
    Automatic,
}

/// How a contract ended, as someone recorded it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Ending {
    /// All that was agreed was done.
    Completed,
    /// It was ended before its time.
    EndedEarly,
    /// It was called off.
    Cancelled,
}

/// Where a contract is in its life; computed by [`Terms::status`], never typed in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum ContractStatus {
    /// Not signed, or not started yet.
    Draft,
    /// It binds the parties today.
    InForce,
    /// It rests.
    Suspended,
    /// Its period is over, or all was done.
    Completed,
    /// It was ended before its time.
    EndedEarly,
    /// It was called off.
    Cancelled,
}

/// The terms of a contract that its status and warnings follow from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// When both sides had signed.
    pub signed_on: Option<NaiveDate>,
    /// From its first to its last day.
    pub period: Period,
    /// What happens at the end of the period.
    pub renewal: Renewal,
    /// By how many months a renewal extends it, where that is agreed.
    pub renewal_months: Option<u16>,
    /// How many calendar days before the end notice must be given …
    pub notice_days: Option<u16>,
    /// … or how many months before it, where it is agreed in months.
    pub notice_months: Option<u16>,
    /// The latest day that extensions may take the end to.
    pub max_end: Option<NaiveDate>,
    /// Since when it rests, if it does.
    pub suspended_on: Option<NaiveDate>,
    /// When and how it ended or is going to, as recorded.
    pub ended_on: Option<(NaiveDate, Ending)>,
}

/// What a [`Warning`] is about.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    VariantArray,
    IntoStaticStr,
    EnumString,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum WarningKind {
    /// The last day on which notice can be given.
    Notice,
    /// The last day of the contract.
    Expiry,
    /// The last day of a period after which it renews itself.
    Renewal,
}

/// A date in the life of a contract that is near enough to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warning {
    /// What falls on that date.
    pub kind: WarningKind,
    /// The date.
    pub on: NaiveDate,
    /// The smallest of [`WARNING_DAYS`] it lies within: 30, 60 or 90.
    pub within: i64,
    /// Calendar days from today; 0 is today.
    pub days: i64,
}

/// Terms that contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TermsError {
    /// Signed only after the period was over.
    #[error("the contract is signed after its end")]
    SignedAfterEnd,
    /// The latest possible end is before the end.
    #[error("the maximum extended end is before the end")]
    MaxEndBeforeEnd,
    /// Notice would have to be given before the contract starts.
    #[error("the notice period is longer than the contract")]
    NoticeLongerThanPeriod,
    /// Notice is agreed both in days and in months.
    #[error("notice is agreed in two units")]
    NoticeInTwoUnits,
    /// Notice against a renewal would have to be given before the period renewed begins.
    #[error("the notice period is longer than a renewal")]
    NoticeLongerThanRenewal,
    /// A renewal of so many months is agreed for a contract that is not renewed.
    #[error("a renewal is agreed for a contract that is not renewed")]
    RenewalOfNone,
    /// Suspended on a day that is not in the period.
    #[error("the contract is suspended on a day outside its period")]
    SuspendedOutsidePeriod,
    /// Completed or ended early before it started; only a cancellation can come first.
    #[error("the contract ends before it starts")]
    EndedBeforeStart,
    /// Recorded as ended early, but not before the last day.
    #[error("the contract is said to end early, but not before its end")]
    EndedEarlyTooLate,
}

impl Terms {
    /// Where the contract is in its life on the day `today`.
    ///
    /// A recorded ending counts from its day on. Without one, a contract is a draft until it is
    /// signed and started: signed for a later start, it binds nobody to deliver yet. From its
    /// start it is in force, or suspended since the day recorded. It is completed after the day
    /// it runs until ([`Self::runs_until`]), suspended or not: that is the last day of its
    /// period, unless it renews itself. An unsigned contract stays a draft even after that.
    #[must_use]
    pub fn status(&self, today: NaiveDate) -> ContractStatus {
        if let Some((date, ending)) = self.ended_on
            && date <= today
        {
            return ending.into();
        }
        if self.signed_on.is_none_or(|signed| signed > today) || today < self.period.start() {
            ContractStatus::Draft
        } else if self.runs_until().is_some_and(|last| today > last) {
            ContractStatus::Completed
        } else if self.suspended_on.is_some_and(|since| since <= today) {
            ContractStatus::Suspended
        } else {
            ContractStatus::InForce
        }
    }

    /// The nearest date to act on, if one lies within the next 90 days.
    ///
    /// Only contracts in force or suspended warn. On one and the same day notice comes first,
    /// as there is still something to do about it.
    #[must_use]
    pub fn warning(&self, today: NaiveDate) -> Option<Warning> {
        if !matches!(
            self.status(today),
            ContractStatus::InForce | ContractStatus::Suspended
        ) {
            return None;
        }
        let end = self.current_end(today);
        let renews = self.renewal == Renewal::Automatic;
        let next = self.next_end(today).filter(|_| renews);
        let at_end = match next {
            Some(_) => WarningKind::Renewal,
            None => WarningKind::Expiry,
        };
        let notice = |end| Some((WarningKind::Notice, self.notice_before(end)?));
        let (kind, on) = [notice(end), next.and_then(notice), Some((at_end, end))]
            .into_iter()
            .flatten()
            .filter(|(_, on)| *on >= today)
            .min_by_key(|(_, on)| *on)?;
        let days = (on - today).num_days();
        let within = WARNING_DAYS.into_iter().find(|within| days <= *within)?;
        Some(Warning {
            kind,
            on,
            within,
            days,
        })
    }

    /// Everything in which the terms contradict each other; empty when they are sound.
    #[must_use]
    pub fn validate(&self) -> Vec<TermsError> {
        let Self { period, .. } = *self;
        let ended = |kinds: &[Ending]| {
            self.ended_on
                .filter(|(_, ending)| kinds.contains(ending))
                .map(|(date, _)| date)
        };
        let checks = [
            (
                TermsError::SignedAfterEnd,
                self.signed_on.is_some_and(|on| on > period.end()),
            ),
            (
                TermsError::MaxEndBeforeEnd,
                self.max_end.is_some_and(|end| end < period.end()),
            ),
            (
                TermsError::NoticeLongerThanPeriod,
                self.notice_reaches_before(period.end(), period.start()),
            ),
            (
                TermsError::NoticeInTwoUnits,
                self.notice_days.is_some() && self.notice_months.is_some(),
            ),
            (
                TermsError::NoticeLongerThanRenewal,
                self.notice_longer_than_renewal(),
            ),
            (
                TermsError::RenewalOfNone,
                self.renewal == Renewal::None && self.renewal_months.is_some(),
            ),
            (
                TermsError::SuspendedOutsidePeriod,
                self.suspended_on.is_some_and(|on| {
                    on < period.start() || self.runs_until().is_some_and(|last| on > last)
                }),
            ),
            (
                TermsError::EndedBeforeStart,
                ended(&[Ending::Completed, Ending::EndedEarly])
                    .is_some_and(|on| on < period.start()),
            ),
            (
                TermsError::EndedEarlyTooLate,
                ended(&[Ending::EndedEarly])
                    .zip(self.runs_until())
                    .is_some_and(|(on, last)| on >= last),
            ),
        ];
        checks
            .into_iter()
            .filter(|(_, fails)| *fails)
            .map(|(error, _)| error)
            .collect()
    }
}

impl From<Ending> for ContractStatus {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Completed => Self::Completed,
            Ending::EndedEarly => Self::EndedEarly,
            Ending::Cancelled => Self::Cancelled,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// Signed in December 2024, for the year 2025, with 60 days' notice.
    fn terms() -> Terms {
        Terms {
            signed_on: Some(date("2024-12-10")),
            period: Period::new(date("2025-01-01"), date("2025-12-31")).expect("in order"),
            renewal: Renewal::Optional,
            renewal_months: None,
            notice_days: Some(60),
            notice_months: None,
            max_end: None,
            suspended_on: None,
            ended_on: None,
        }
    }

    #[test]
    fn status_follows_the_dates() {
        use ContractStatus::{Completed, Draft, InForce};
        for (today, status) in [
            ("2024-12-09", Draft),
            ("2024-12-31", Draft),
            ("2025-01-01", InForce),
            ("2025-12-31", InForce),
            ("2026-01-01", Completed),
        ] {
            assert_eq!(terms().status(date(today)), status, "{today}");
        }
        let unsigned = Terms {
            signed_on: None,
            ..terms()
        };
        assert_eq!(unsigned.status(date("2025-06-01")), Draft);
        assert_eq!(unsigned.status(date("2026-06-01")), Draft);
        let signed_late = Terms {
            signed_on: Some(date("2025-02-01")),
            ..terms()
        };
        assert_eq!(signed_late.status(date("2025-01-31")), Draft);
        assert_eq!(signed_late.status(date("2025-02-01")), InForce);
    }

    #[test]
    fn a_suspension_rests_the_contract_until_its_end() {
        let suspended = Terms {
            suspended_on: Some(date("2025-03-01")),
            ..terms()
        };
        assert_eq!(
            suspended.status(date("2025-02-28")),
            ContractStatus::InForce
        );
        assert_eq!(
            suspended.status(date("2025-03-01")),
            ContractStatus::Suspended
        );
        assert_eq!(
            suspended.status(date("2026-01-01")),
            ContractStatus::Completed
        );
    }

    #[test]
    fn a_recorded_ending_counts_from_its_day() {
        for (ending, status) in [
            (Ending::Completed, ContractStatus::Completed),
            (Ending::EndedEarly, ContractStatus::EndedEarly),
            (Ending::Cancelled, ContractStatus::Cancelled),
        ] {
            let ended = Terms {
                ended_on: Some((date("2025-05-01"), ending)),
                ..terms()
            };
            assert_eq!(ended.status(date("2025-04-30")), ContractStatus::InForce);
            assert_eq!(ended.status(date("2025-05-01")), status);
            assert_eq!(ended.current_end(date("2025-04-30")), date("2025-05-01"));
            assert_eq!(ended.notice_on(), None);
        }
        let after_the_period = Some((date("2026-02-01"), Ending::Completed));
        let wound_up = Terms {
            ended_on: after_the_period,
            ..terms()
        };
        assert_eq!(wound_up.current_end(date("2025-06-01")), date("2025-12-31"));
        let cancelled = Some((date("2024-12-01"), Ending::Cancelled));
        let unsigned = Terms {
            signed_on: None,
            ended_on: cancelled,
            ..terms()
        };
        assert_eq!(
            unsigned.status(date("2025-01-01")),
            ContractStatus::Cancelled
        );
    }

    #[test]
    fn warnings_come_90_60_and_30_days_ahead() {
        let notice = date("2025-11-01");
        assert_eq!(terms().notice_on(), Some(notice));
        let warned = |today| {
            terms()
                .warning(date(today))
                .map(|warning| (warning.kind, warning.within, warning.days))
        };
        assert_eq!(warned("2025-08-02"), None);
        assert_eq!(warned("2025-08-03"), Some((WarningKind::Notice, 90, 90)));
        assert_eq!(warned("2025-09-02"), Some((WarningKind::Notice, 60, 60)));
        assert_eq!(warned("2025-10-02"), Some((WarningKind::Notice, 30, 30)));
        assert_eq!(warned("2025-11-01"), Some((WarningKind::Notice, 30, 0)));
        assert_eq!(warned("2025-11-02"), Some((WarningKind::Expiry, 60, 59)));
        assert_eq!(warned("2025-12-31"), Some((WarningKind::Expiry, 30, 0)));
        assert_eq!(warned("2026-01-01"), None);
    }

    #[test]
    fn what_is_not_running_does_not_warn() {
        let today = date("2025-12-01");
        assert_eq!(
            Terms {
                signed_on: None,
                ..terms()
            }
            .warning(today),
            None
        );
        let ended_on = Some((date("2025-11-01"), Ending::EndedEarly));
        assert_eq!(
            Terms {
                ended_on,
                ..terms()
            }
            .warning(today),
            None
        );
        let suspended_on = Some(date("2025-11-01"));
        assert!(
            Terms {
                suspended_on,
                ..terms()
            }
            .warning(today)
            .is_some()
        );
        let no_notice = Terms {
            notice_days: Some(0),
            ..terms()
        };
        assert_eq!(
            no_notice.warning(today).map(|w| w.kind),
            Some(WarningKind::Notice)
        );
    }

    #[test]
    fn contradictions_are_all_named() {
        assert_eq!(terms().validate(), []);
        assert_eq!(
            Terms {
                notice_days: Some(365),
                ..terms()
            }
            .validate(),
            []
        );
        let absurd = Terms {
            signed_on: Some(date("2026-02-01")),
            notice_days: Some(366),
            max_end: Some(date("2025-12-30")),
            suspended_on: Some(date("2026-01-01")),
            ended_on: Some((date("2024-12-31"), Ending::EndedEarly)),
            ..terms()
        };
        let expected = [
            TermsError::SignedAfterEnd,
            TermsError::MaxEndBeforeEnd,
            TermsError::NoticeLongerThanPeriod,
            TermsError::SuspendedOutsidePeriod,
            TermsError::EndedBeforeStart,
        ];
        assert_eq!(absurd.validate(), expected);
        let ended_on = Some((date("2025-12-31"), Ending::EndedEarly));
        assert_eq!(
            Terms {
                ended_on,
                ..terms()
            }
            .validate(),
            [TermsError::EndedEarlyTooLate]
        );
        let ended_on = Some((date("2024-12-31"), Ending::Cancelled));
        assert_eq!(
            Terms {
                ended_on,
                ..terms()
            }
            .validate(),
            []
        );
    }

    proptest! {
        #[test]
        fn a_warning_is_near_and_in_the_smallest_window(offset in 0..800_u64) {
            let today = date("2024-06-01").checked_add_days(Days::new(offset)).expect("in range");
            if let Some(Warning { on, within, days, .. }) = terms().warning(today) {
                prop_assert_eq!((on - today).num_days(), days);
                prop_assert!((0..=within).contains(&days) && (within == 30 || days > within - 30));
            }
        }
    }
}
