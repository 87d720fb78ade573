//! The editor of an indicator: what it is, and rows of fiscal years with what
//! is to be reached in each.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::Vocabulary;
use domain::calendar::Period;
use domain::funding::{FiscalYear, period_label};
use domain::jurisdiction::FirstMonth;
use domain::partnership::OutcomeDomain;
use domain::target::{Baseline, Combination, Direction, IndicatorKind, TargetStatus};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::db::TargetRow;
use crate::form::{DateParts, Fields, Invalid, MAX_LINE, MAX_TEXT};
use crate::t;

/// What a list of indicators is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Filters {
    /// Words in the title or the number in another system.
    pub(super) q: String,
    /// Id of the organisation that answers for it.
    pub(super) owner: String,
    /// Values it stands for; none is all.
    pub(super) outcome: Vec<String>,
    /// Statuses; none is all.
    pub(super) status: Vec<String>,
    /// `title`, `status`, `measured` or `owner`, descending with a hyphen before.
    pub(super) sort: String,
    /// From 1.
    pub(super) page: String,
}

impl Filters {
    /// The organisation asked for.
    pub(super) fn owner_id(&self) -> Option<Uuid> {
        self.owner.parse().ok()
    }

    /// The statuses asked for; none is all.
    pub(super) fn statuses(&self) -> Vec<TargetStatus> {
        let codes = self.status.iter();
        codes.filter_map(|code| code.parse().ok()).collect()
    }
}

/// What can be chosen in the editor.
pub(super) struct Choices {
    pub(super) owners: Vec<(String, String)>,
    pub(super) first_month: FirstMonth,
    /// Whether something is measured already, so that its kind stays.
    pub(super) measured: bool,
}

/// What a button of the editor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Keeps everything.
    Save,
    /// Adds a year before the first.
    AddBefore,
    /// Adds a year after the last.
    AddAfter,
    /// Takes a row away that is not saved yet.
    Remove(usize),
}

/// Rows that an editor takes.
const MAX_ROWS: usize = 60;

/// What a ratio may be multiplied with.
pub(super) const PER: [i32; 5] = [100, 1, 1_000, 10_000, 100_000];

/// An indicator as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct IndicatorForm {
    /// The id a new indicator will have: however often the form is sent, it
    /// makes one.
    pub(super) id: String,
    /// The version that a change began with.
    pub(super) version: String,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) outcome: String,
    pub(super) unit: String,
    pub(super) kind: String,
    pub(super) per: String,
    pub(super) direction: String,
    pub(super) combination: String,
    pub(super) baseline: String,
    pub(super) measured_day: String,
    pub(super) measured_month: String,
    pub(super) measured_year: String,
    pub(super) owner: String,
    /// Why a target is changed.
    pub(super) reason: String,
    /// Which button was pressed.
    #[serde(rename = "do")]
    pub(super) pressed: String,
    /// The rows, one for each fiscal year: `start-0`, its first day, and
    /// `value-0`, and so on.
    #[serde(flatten)]
    pub(super) cells: BTreeMap<String, String>,
}

/// One fiscal year of the editor, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) start: String,
    pub(super) value: String,
}

/// A target to be written.
#[derive(Debug)]
pub(super) struct NewTarget {
    pub(super) id: Uuid,
    pub(super) period: Period,
    pub(super) label: String,
    pub(super) value: Option<Decimal>,
    pub(super) replaces: Option<Uuid>,
}

/// An indicator with the targets that are new or changed.
#[derive(Debug)]
pub(super) struct IndicatorValues {
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) title: String,
    pub(super) why: Option<String>,
    pub(super) outcome_domain: Option<OutcomeDomain>,
    pub(super) unit: String,
    pub(super) kind: IndicatorKind,
    pub(super) per: i32,
    pub(super) direction: Direction,
    pub(super) combination: Combination,
    pub(super) baseline: Option<Baseline>,
    pub(super) owner_id: Uuid,
    pub(super) targets: Vec<NewTarget>,
    pub(super) reason: Option<String>,
}

impl IndicatorForm {
    /// A new indicator: the present fiscal year and those to the planned end.
    pub(super) fn blank(
        first_month: FirstMonth,
        today: NaiveDate,
        planned_end: Option<NaiveDate>,
    ) -> Self {
        let this_year = FiscalYear::of(today, first_month);
        let last = planned_end.map_or(this_year, |end| FiscalYear::of(end, first_month));
        let mut form = Self {
            id: Uuid::now_v7().to_string(),
            per: PER[0].to_string(),
            ..Self::default()
        };
        let years = std::iter::successors(Some(this_year), |year| Some(year.next()))
            .take_while(|year| *year == this_year || year.period().start() <= last.period().start())
            .take(6);
        form.set_rows(years.map(Row::blank).collect());
        form
    }

    /// The day of the baseline, as typed.
    pub(super) fn measured(&self) -> DateParts<'_> {
        DateParts {
            day: &self.measured_day,
            month: &self.measured_month,
            year: &self.measured_year,
        }
    }

    /// Shows the day of the baseline in the form's parts.
    pub(super) fn set_measured(&mut self, date: NaiveDate) {
        self.measured_day = date.day().to_string();
        self.measured_month = date.month().to_string();
        self.measured_year = date.year().to_string();
    }

    /// The rows, as typed.
    pub(super) fn rows(&self) -> Vec<Row> {
        let cell = |name: &str, index: usize| self.cells.get(&format!("{name}-{index}")).cloned();
        (0..MAX_ROWS)
            .map_while(|index| {
                Some(Row {
                    start: cell("start", index)?,
                    value: cell("value", index).unwrap_or_default(),
                })
            })
            .collect()
    }

    /// Puts rows in the place of those that were typed.
    pub(super) fn set_rows(&mut self, rows: Vec<Row>) {
        self.cells.clear();
        for (index, row) in rows.into_iter().enumerate() {
            self.cells.insert(format!("start-{index}"), row.start);
            self.cells.insert(format!("value-{index}"), row.value);
        }
    }

    /// What the pressed button does; a form sent without any is to be saved.
    pub(super) fn act(&self) -> Act {
        let remove = self.pressed.strip_prefix("remove_");
        match (self.pressed.as_str(), remove.map(str::parse)) {
            ("add_before", _) => Act::AddBefore,
            ("add_after", _) => Act::AddAfter,
            (_, Some(Ok(index))) => Act::Remove(index),
            _ => Act::Save,
        }
    }

    /// Does what a button other than "save" does; `saved` are the targets that
    /// hold, whose rows stay.
    pub(super) fn change(
        &mut self,
        act: Act,
        saved: &[&TargetRow],
        first_month: FirstMonth,
        today: NaiveDate,
    ) {
        let mut rows = self.rows();
        let starts = rows
            .iter()
            .filter_map(|row| row.start.parse::<NaiveDate>().ok());
        let this_year = FiscalYear::of(today, first_month);
        let year_at = |day: Option<NaiveDate>| day.map(|day| FiscalYear::of(day, first_month));
        match act {
            Act::AddBefore => {
                let year = year_at(starts.min()).map_or(this_year, FiscalYear::previous);
                rows.insert(0, Row::blank(year));
            }
            Act::AddAfter => {
                let year = year_at(starts.max()).map_or(this_year, FiscalYear::next);
                rows.push(Row::blank(year));
            }
            Act::Remove(index) => {
                let kept = |row: &Row| saved.iter().any(|target| row.is_of(target));
                if rows.get(index).is_some_and(|row| !kept(row)) {
                    rows.remove(index);
                }
            }
            Act::Save => {}
        }
        rows.truncate(MAX_ROWS);
        self.set_rows(rows);
    }

    /// The indicator with the targets that are new or changed, or all that is
    /// wrong. `before` is the form as it is saved, `saved` are the targets that
    /// hold.
    pub(super) fn parse(
        self,
        choices: &Choices,
        before: Option<&Self>,
        saved: &[&TargetRow],
        today: NaiveDate,
    ) -> Result<IndicatorValues, Invalid<Self>> {
        let mut fields = Fields::of("indicator");
        let id = fields.optional_id("title", &self.id);
        let title = fields.text("title", &self.title, MAX_LINE);
        let why = fields.optional_text("why", &self.why, MAX_TEXT);
        let outcome_domain = fields.optional_choice("outcome", &self.outcome);
        let kind = fields.choice::<IndicatorKind>("kind", &self.kind);
        let per = self.per(&mut fields, kind);
        let unit = fields.text("unit", &self.unit, 40);
        let direction = fields.choice("direction", &self.direction);
        let combination = self.combination(&mut fields, kind);
        if choices.measured && before.is_some_and(|before| !self.counts_as(before)) {
            fields.error("kind", t!("indicator-error-kind-fixed"));
        }
        let baseline = self.baseline(&mut fields, today);
        if self.owner.is_empty() {
            fields.error("owner", t!("error-choose"));
        } else if choices.owners.iter().all(|(id, _)| *id != self.owner) {
            fields.error("owner", t!("error-choice"));
        }
        let targets = self.targets(&mut fields, choices.first_month, saved);
        let reason = fields.optional_text("reason", &self.reason, MAX_TEXT);
        if reason.is_none() && targets.iter().any(|target| target.replaces.is_some()) {
            fields.error("reason", t!("indicator-error-reason"));
        }
        let values = IndicatorValues {
            id: id.unwrap_or_else(Uuid::now_v7),
            version: Fields::version(&self.version),
            title,
            why,
            outcome_domain,
            unit,
            kind: kind.unwrap_or(IndicatorKind::Count),
            per,
            direction: direction.unwrap_or(Direction::Higher),
            combination,
            baseline,
            owner_id: self.owner.parse().unwrap_or_default(),
            targets,
            reason,
        };
        fields.finish(self, values)
    }

    /// Whether figures mean the same in both.
    fn counts_as(&self, other: &Self) -> bool {
        let ratio = IndicatorKind::Ratio.code();
        self.kind == other.kind && (self.kind != ratio || self.per == other.per)
    }

    fn per(&self, fields: &mut Fields, kind: Option<IndicatorKind>) -> i32 {
        if kind != Some(IndicatorKind::Ratio) {
            return 1;
        }
        let per = self.per.parse().ok().filter(|per| PER.contains(per));
        if per.is_none() {
            fields.error("per", t!("error-choice"));
        }
        per.unwrap_or(1)
    }

    /// How periods combine. Where the kind leaves no choice, none need be made.
    fn combination(&self, fields: &mut Fields, kind: Option<IndicatorKind>) -> Combination {
        let fitting = kind.map_or(&[][..], IndicatorKind::combinations);
        if let ([only], true) = (fitting, self.combination.is_empty()) {
            return *only;
        }
        let chosen = fields.choice::<Combination>("combination", &self.combination);
        if let (Some(kind), Some(chosen)) = (kind, chosen)
            && !fitting.contains(&chosen)
        {
            let message = t!("indicator-error-combination", kind = kind.code());
            fields.error("combination", message);
        }
        chosen.unwrap_or(Combination::Latest)
    }

    fn baseline(&self, fields: &mut Fields, today: NaiveDate) -> Option<Baseline> {
        let value = fields.optional_amount("baseline", &self.baseline);
        let on = fields.optional_date("measured", self.measured());
        match (self.baseline.trim().is_empty(), self.measured().is_blank()) {
            (false, true) => fields.error("measured", t!("indicator-error-baseline-date")),
            (true, false) => fields.error("baseline", t!("indicator-error-baseline-value")),
            _ => {}
        }
        if on.is_some_and(|on| on > today) {
            fields.error("measured", t!("indicator-error-future"));
        }
        Some(Baseline {
            value: value?,
            on: on?,
        })
    }

    fn targets(
        &self,
        fields: &mut Fields,
        first_month: FirstMonth,
        saved: &[&TargetRow],
    ) -> Vec<NewTarget> {
        let rows = self.rows();
        let mut targets = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let held = saved.iter().find(|target| row.is_of(target));
            if held.is_none() && row.value.trim().is_empty() {
                continue;
            }
            let period = match held {
                Some(target) => Period::new(target.starts_on, target.ends_on).ok(),
                None => row.period(first_month),
            };
            let start = format!("start-{index}");
            let Some(period) = period else {
                fields.error(&start, t!("error-choice"));
                continue;
            };
            let twice = |other: &Row| other.start == row.start && !other.value.trim().is_empty();
            let overlaps = |target: &&TargetRow| {
                target.starts_on <= period.end() && target.ends_on >= period.start()
            };
            if rows[..index].iter().any(twice) || held.is_none() && saved.iter().any(overlaps) {
                let year = period_label(period);
                fields.error(&start, t!("indicator-error-year-twice", year = year));
            }
            let name = format!("value-{index}");
            let value = fields.optional_amount(&name, &row.value);
            // A figure that cannot be read is no target given up.
            let unreadable = value.is_none() && !row.value.trim().is_empty();
            if unreadable || held.is_some_and(|target| target.value == value) {
                continue;
            }
            targets.push(NewTarget {
                id: Uuid::now_v7(),
                period,
                label: held.map_or_else(|| period_label(period), |target| target.label.clone()),
                value,
                replaces: held.map(|target| target.id),
            });
        }
        targets
    }
}

impl Row {
    /// A fiscal year with nothing in it yet.
    fn blank(year: FiscalYear) -> Self {
        Self {
            start: year.period().start().to_string(),
            value: String::new(),
        }
    }

    /// A target as it would be typed.
    pub(super) fn of(target: &TargetRow) -> Self {
        Self {
            start: target.starts_on.to_string(),
            value: target
                .value
                .map(|value| value.normalize().to_string())
                .unwrap_or_default(),
        }
    }

    /// Whether it is the period of a saved target.
    pub(super) fn is_of(&self, target: &TargetRow) -> bool {
        self.start == target.starts_on.to_string()
    }

    /// The fiscal year that begins on its day.
    fn period(&self, first_month: FirstMonth) -> Option<Period> {
        let start: NaiveDate = self.start.parse().ok()?;
        let period = FiscalYear::of(start, first_month).period();
        let sensible = (1900..=2200).contains(&start.year());
        (period.start() == start && sensible).then_some(period)
    }
}
