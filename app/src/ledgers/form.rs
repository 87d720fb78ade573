//! What a ledger is narrowed to, as the address says it.

use std::str::FromStr;

use chrono::Datelike;
use domain::Vocabulary;
use domain::calendar::Period;
use domain::funding::FundingKind;
use domain::money::Currency;
use domain::partnership::Stage;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Filters, order and page of a ledger.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    /// Words in the title or the reference of a partnership.
    pub(super) q: String,
    /// Code of a jurisdiction; those below it are meant too.
    pub(super) jurisdiction: String,
    /// Id of the organisation that pays.
    pub(super) funder: String,
    /// Capital or operational.
    pub(super) kind: String,
    /// Stages; none is all.
    pub(super) stage: Vec<String>,
    /// The currency to report in; blank keeps each amount in its own.
    pub(super) currency: String,
    /// The calendar year in which the first fiscal year shown begins.
    pub(super) from: String,
    /// The calendar year in which the last fiscal year shown begins.
    pub(super) to: String,
    /// `title`, `committed`, `received`, `spent`, `remaining`, `years` or
    /// `cliff`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

/// The fiscal years shown, by the calendar years they begin in.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Years {
    from: Option<i32>,
    to: Option<i32>,
}

impl Years {
    /// Whether a fiscal year is shown.
    pub(crate) fn contain(self, period: Period) -> bool {
        let year = period.start().year();
        self.from.is_none_or(|from| year >= from) && self.to.is_none_or(|to| year <= to)
    }
}

impl Filters {
    pub(super) fn words(&self) -> &str {
        self.q.trim()
    }

    pub(super) fn funder(&self) -> Option<Uuid> {
        self.funder.parse().ok()
    }

    pub(super) fn kind(&self) -> Option<FundingKind> {
        self.kind.parse().ok()
    }

    pub(super) fn currency(&self) -> Option<Currency> {
        self.currency.parse().ok()
    }

    /// Codes of the stages asked for; only those that exist, since an address
    /// may be typed by hand.
    pub(super) fn stages(&self) -> Vec<String> {
        let known = |code: &&String| Stage::from_str(code).is_ok_and(|stage| stage.code() == *code);
        self.stage.iter().filter(known).cloned().collect()
    }

    pub(super) fn years(&self) -> Years {
        let year = |typed: &str| {
            let year = typed.trim().parse().ok();
            year.filter(|year| (1900..=2200).contains(year))
        };
        Years {
            from: year(&self.from),
            to: year(&self.to),
        }
    }

    /// Whether anything but the order is narrowed.
    pub(super) fn narrow(&self) -> bool {
        let typed = [
            self.words(),
            &self.jurisdiction,
            &self.funder,
            &self.kind,
            &self.from,
            &self.to,
        ];
        typed.iter().any(|typed| !typed.is_empty()) || !self.stage.is_empty()
    }
}
