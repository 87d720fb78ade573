//! Status reports: what the accountable executive declares, beside what is computed.
//!
//! A declared status never hides the computed one. Where it is better, a reason is asked for and
//! both are shown, marked as challenged (PRODUCT §11).

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::status::Status;

/// What an executive can declare: whoever is accountable cannot say that nothing is known.
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
pub enum Declared {
    /// As it should be.
    Green,
    /// Needs an eye.
    Amber,
    /// Needs action.
    Red,
}

impl Declared {
    /// The status that it is compared as.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Green => Status::Green,
            Self::Amber => Status::Amber,
            Self::Red => Status::Red,
        }
    }

    /// Whether it is better than what is computed. Nothing is better than what is not known.
    #[must_use]
    pub fn is_better_than(self, computed: Status) -> bool {
        self.status().severity() < computed.severity()
    }
}

/// A dimension of a partnership's status.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
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
pub enum Dimension {
    /// Its dates.
    Schedule,
    /// Its money.
    Money,
    /// Its targets.
    Targets,
    /// How the parties stand to one another.
    Relationship,
}

/// How a declared status is challenged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Challenge {
    /// It was better than the computed one when it was declared, for a reason that was given, and
    /// the computed one has not become worse since.
    WithReason,
    /// What is recorded since contradicts it, and no reason was given for that.
    ByData,
}

/// Whether what was declared is challenged: the computed status was `then` at filing and is `now`.
///
/// It is challenged wherever it is better than what is computed now, whatever was computed then.
#[must_use]
pub fn challenge(declared: Declared, then: Status, now: Status) -> Option<Challenge> {
    if !declared.is_better_than(now) {
        None
    } else if declared.is_better_than(then) && now.severity() <= then.severity() {
        Some(Challenge::WithReason)
    } else {
        Some(Challenge::ByData)
    }
}

/// The first day of the spell that lasts to `today` in which what is declared is better than what
/// is computed, but not before it was declared `from`. `computed` says how things stood on a day,
/// by what is recorded now.
#[must_use]
pub fn challenged_since(
    declared: Declared,
    from: NaiveDate,
    today: NaiveDate,
    computed: impl Fn(NaiveDate) -> Status,
) -> NaiveDate {
    let mut since = today;
    while since > from && declared.is_better_than(computed(since - Days::new(1))) {
        since = since - Days::new(1);
    }
    since
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};

    use super::*;
    use crate::status::worst;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_declared_status_is_challenged_where_the_data_says_worse() {
        use Challenge::{ByData, WithReason};
        use Status::{Amber, Green, NoData, Red};
        for (declared, then, now, expected) in [
            (Declared::Green, Green, Green, None),
            (Declared::Green, NoData, NoData, None),
            (Declared::Green, Amber, Green, None),
            (Declared::Green, Amber, Amber, Some(WithReason)),
            (Declared::Green, Red, Amber, Some(WithReason)),
            (Declared::Green, Amber, Red, Some(ByData)),
            (Declared::Green, Green, Amber, Some(ByData)),
            (Declared::Green, NoData, Red, Some(ByData)),
            (Declared::Amber, Amber, Amber, None),
            (Declared::Amber, Amber, Red, Some(ByData)),
            (Declared::Amber, Red, Red, Some(WithReason)),
            (Declared::Red, Green, Red, None),
            (Declared::Red, Green, Green, None),
        ] {
            assert_eq!(
                challenge(declared, then, now),
                expected,
                "{declared:?} {then:?} {now:?}"
            );
        }
    }

    #[test]
    fn the_spell_begins_on_its_first_day_without_a_break_and_not_before_the_report() {
        let today = day("2026-11-23");
        let since = |from: &str, bad: &dyn Fn(NaiveDate) -> bool| {
            challenged_since(Declared::Green, day(from), today, |on| {
                if bad(on) { Status::Red } else { Status::Green }
            })
        };
        let bad_from = |on: NaiveDate| on >= day("2026-11-10");
        assert_eq!(since("2026-10-01", &bad_from), day("2026-11-10"));
        assert_eq!(since("2026-11-15", &bad_from), day("2026-11-15"));
        let with_a_break = |on: NaiveDate| on != day("2026-11-20");
        assert_eq!(since("2026-10-01", &with_a_break), day("2026-11-21"));
        assert_eq!(since("2026-11-23", &with_a_break), today);
    }

    fn declared() -> impl Strategy<Value = Declared> {
        select(Declared::VARIANTS)
    }

    fn status() -> impl Strategy<Value = Status> {
        select(Status::VARIANTS)
    }

    proptest! {
        #[test]
        fn nothing_that_is_better_than_the_data_goes_unchallenged(
            declared in declared(), then in status(), all in prop::collection::vec(status(), 4),
        ) {
            let now = worst(all.clone());
            let better = all.iter().any(|one| declared.is_better_than(*one));
            prop_assert_eq!(challenge(declared, then, now).is_some(), better);
        }

        #[test]
        fn a_reason_covers_nothing_worse_than_it_was_given_for(
            declared in declared(), then in status(), now in status(),
        ) {
            if challenge(declared, then, now) == Some(Challenge::WithReason) {
                prop_assert!(declared.is_better_than(then));
                prop_assert!(now.severity() <= then.severity());
            }
        }

        #[test]
        fn declaring_the_worst_is_never_challenged(then in status(), now in status()) {
            prop_assert_eq!(challenge(Declared::Red, then, now), None);
        }
    }
}
