//! Indicators with their targets, a row for each period: a target by its
//! indicator and first day. One that differs from the one that holds is a
//! change, whose reason is the file. A row without a period is an indicator
//! without a target.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::calendar::Period;
use domain::funding::period_label;
use domain::partnership::OutcomeDomain;
use domain::target::{Combination, Direction, IndicatorKind};
use rust_decimal::Decimal;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;
use crate::spreadsheets::cells::Cells;
use crate::spreadsheets::fault::Code;
use crate::spreadsheets::kind::Kind;
use crate::spreadsheets::lookup::{Organisations, Partnerships, distinct};
use crate::spreadsheets::reading::Column;
use crate::spreadsheets::sheet::{
    BATCH, Change, Context, Done, Numbered, Plan, Sheet, change, overlaps,
};

/// The sheet of indicators and their targets.
pub(in crate::spreadsheets) struct Targets;

/// A target as read, with what it says about its indicator.
pub(in crate::spreadsheets) struct Row {
    external_id: String,
    partnership: String,
    owner: String,
    head: Head,
    /// Columns about the indicator that the file lacks: what is recorded stays.
    lacking: Vec<&'static str>,
    period: Option<Period>,
    label: Option<String>,
    value: Option<Decimal>,
}

/// What a row says about its indicator.
#[derive(Clone, PartialEq, Eq)]
struct Head {
    title: String,
    why: Option<String>,
    outcome_domain: Option<OutcomeDomain>,
    unit: String,
    kind: Option<IndicatorKind>,
    per: i32,
    direction: Option<Direction>,
    combination: Option<Combination>,
    baseline_value: Option<Decimal>,
    baseline_on: Option<NaiveDate>,
}

struct KnownIndicator {
    id: Uuid,
    version: i32,
    owner_id: Uuid,
    owner: String,
    head: Head,
}

struct KnownTarget {
    id: Uuid,
    period: Period,
    label: String,
    value: Option<Decimal>,
}

/// What is recorded of the partnerships that the rows name.
pub(in crate::spreadsheets) struct Known {
    partnerships: Partnerships,
    organisations: Organisations,
    /// Partnership and organisation of each party.
    parties: Vec<(Uuid, Uuid)>,
    indicators: Vec<KnownIndicator>,
    /// Indexes of indicators, by partnership and external id or our own.
    by_key: HashMap<(Uuid, String), usize>,
    /// Targets that hold, by indicator.
    targets: HashMap<Uuid, Vec<KnownTarget>>,
}

/// An indicator to write; the version is 0 for a new one.
#[derive(Serialize)]
struct WriteIndicator {
    id: Uuid,
    version: i32,
    partnership_id: Uuid,
    owner_id: Uuid,
    external_id: String,
    title: String,
    why: Option<String>,
    outcome_domain: Option<&'static str>,
    unit: String,
    kind: &'static str,
    per: i32,
    direction: &'static str,
    combination: &'static str,
    baseline_value: Option<Decimal>,
    baseline_on: Option<NaiveDate>,
}

#[derive(Serialize)]
struct NewTarget {
    id: Uuid,
    partnership_id: Uuid,
    indicator_id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    label: String,
    value: Decimal,
    replaces_id: Option<Uuid>,
}

/// What is to be written, in this order: targets that are replaced make room
/// before the new ones come.
#[derive(Default)]
pub(in crate::spreadsheets) struct Writes {
    indicators: Vec<WriteIndicator>,
    targets: Vec<NewTarget>,
}

/// An indicator of the file: recorded or new, and the first row about it.
struct Group {
    id: Uuid,
    partnership_id: Uuid,
    first_row: u32,
    owner: String,
    head: Head,
    /// Each target of the file with its row.
    periods: Vec<(Period, u32)>,
}

impl Sheet for Targets {
    const KIND: Kind = Kind::Targets;
    const COLUMNS: &'static [Column] = &[
        Column::required("external_id", "identifiant_externe", "IND-3"),
        Column::required("partnership", "partenariat", "RECORD-1"),
        Column::required("title", "titre", "Discharge letters sent within a day"),
        Column::optional("why", "pourquoi", "The family doctor knows what was done"),
        Column::optional("outcome_domain", "valeur_visée", "safety"),
        Column::required("unit", "unité", "%"),
        Column::required("indicator_kind", "nature_indicateur", "ratio"),
        Column::optional("per", "sur", "100"),
        Column::required("direction", "sens", "higher"),
        Column::optional("combination", "combinaison", "quotient"),
        Column::optional("baseline_value", "valeur_de_départ", "62.5"),
        Column::optional("baseline_date", "date_de_départ", "2026-03-31"),
        Column::required("owner", "responsable", "Clinic of Tests"),
        Column::optional("period_start", "début_période", "2026-04-01"),
        Column::optional("period_end", "fin_période", "2027-03-31"),
        Column::optional("label", "libellé", "2026/27"),
        Column::optional("value", "valeur", "90"),
    ];
    type Row = Row;
    type Known = Known;
    type Writes = Writes;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Row {
        let head = read_head(cells);
        let (starts, ends) = (
            cells.optional_date("period_start"),
            cells.optional_date("period_end"),
        );
        let value = cells.optional_amount("value");
        let given =
            ["period_start", "period_end", "value"].map(|name| !cells.typed(name).is_empty());
        if given.contains(&true) {
            for name in ["period_start", "period_end", "value"] {
                cells.require(name);
            }
        }
        let period = starts.zip(ends).and_then(|(starts, ends)| {
            let period = Period::new(starts, ends).ok();
            if period.is_none() {
                cells.fault("period_end", Code::PeriodOrder);
            }
            period
        });
        Row {
            external_id: cells.line("external_id"),
            partnership: cells.line("partnership"),
            owner: cells.line("owner"),
            head,
            lacking: OPTIONAL
                .into_iter()
                .filter(|column| cells.given_line(column).is_none())
                .collect(),
            period,
            label: cells.optional_line("label"),
            value,
        }
    }

    async fn known(tx: &mut Tx, rows: &[Numbered<Row>]) -> sqlx::Result<Known> {
        let texts = |text: fn(&Row) -> &str| rows.iter().map(move |row| text(&row.row));
        let partnerships = Partnerships::load(tx, texts(|row| &row.partnership)).await?;
        let organisations = Organisations::load(tx, texts(|row| &row.owner)).await?;
        let ids = partnerships.ids();
        let parties = sqlx::query!(
            "select partnership_id, organisation_id from party where partnership_id = any ($1)",
            &ids
        )
        .fetch_all(&mut **tx)
        .await?;
        let rows = sqlx::query!(
            r#"select i.id, i.partnership_id, i.version, i.external_id, i.title, i.why,
                i.outcome_domain as "outcome_domain: OutcomeDomain", i.unit,
                i.kind as "kind: IndicatorKind", i.per, i.direction as "direction: Direction",
                i.combination as "combination: Combination", i.baseline_value, i.baseline_on,
                i.owner_id, o.name as owner
            from indicator i join organisation o on o.id = i.owner_id
            where i.partnership_id = any ($1)
                and (i.external_id = any ($2) or i.id::text = any ($2))"#,
            &ids,
            &distinct(texts(|row| &row.external_id))
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut indicators = Vec::new();
        let mut by_key = HashMap::new();
        for row in rows {
            by_key.insert((row.partnership_id, row.id.to_string()), indicators.len());
            if let Some(external_id) = row.external_id {
                by_key.insert((row.partnership_id, external_id), indicators.len());
            }
            indicators.push(KnownIndicator {
                id: row.id,
                version: row.version,
                owner_id: row.owner_id,
                owner: row.owner,
                head: Head {
                    title: row.title,
                    why: row.why,
                    outcome_domain: row.outcome_domain,
                    unit: row.unit,
                    kind: Some(row.kind),
                    per: row.per,
                    direction: Some(row.direction),
                    combination: Some(row.combination),
                    baseline_value: row.baseline_value.map(|value| value.normalize()),
                    baseline_on: row.baseline_on,
                },
            });
        }
        let ids: Vec<Uuid> = indicators.iter().map(|known| known.id).collect();
        let rows = sqlx::query!(
            "select id, indicator_id, starts_on, ends_on, label, value from target
            where indicator_id = any ($1) and replaced_by_id is null",
            &ids
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut targets: HashMap<Uuid, Vec<KnownTarget>> = HashMap::new();
        for row in rows {
            let Ok(period) = Period::new(row.starts_on, row.ends_on) else {
                continue;
            };
            targets
                .entry(row.indicator_id)
                .or_default()
                .push(KnownTarget {
                    id: row.id,
                    period,
                    label: row.label,
                    value: row.value.map(|value| value.normalize()),
                });
        }
        Ok(Known {
            partnerships,
            organisations,
            parties: parties
                .into_iter()
                .map(|row| (row.partnership_id, row.organisation_id))
                .collect(),
            indicators,
            by_key,
            targets,
        })
    }

    fn plan(known: Known, rows: Vec<Numbered<Row>>, context: &Context, plan: &mut Plan) -> Writes {
        let mut writes = Writes::default();
        let mut groups: HashMap<Uuid, Group> = HashMap::new();
        // Indicators that are new in this file, by partnership and external id.
        let mut new: HashMap<(Uuid, String), Uuid> = HashMap::new();
        for Numbered { number, mut row } in rows {
            let action = Self::KIND.action();
            let partnership =
                known
                    .partnerships
                    .find(number, &row.partnership, action, context, plan);
            let owner = known.organisations.find(number, "owner", &row.owner, plan);
            let (Some(partnership), Some((owner_id, owner))) = (partnership, owner) else {
                continue;
            };
            let key = (partnership.id, row.external_id.clone());
            let old = known
                .by_key
                .get(&key)
                .map(|index| &known.indicators[*index]);
            if let Some(old) = old {
                row.head.keep(&row.lacking, &old.head);
            }
            let id = match old {
                Some(old) => old.id,
                None => *new.entry(key).or_insert_with(Uuid::now_v7),
            };
            let mut changes = Vec::new();
            if let Some(group) = groups.get(&id) {
                disagreements(number, &row, group, plan);
            } else {
                // Who answered for it before may have left the partnership since.
                let stays = old.is_some_and(|old| old.owner_id == owner_id);
                if !stays && !known.parties.contains(&(partnership.id, owner_id)) {
                    plan.fault(number, "owner", &row.owner, Code::NotAParty, "");
                }
                if let Some(old) = old {
                    fixed(number, &row.head, &old.head, plan);
                    changes = head_changes(&old.head, &row.head);
                    if !stays {
                        changes.extend(change("owner", &old.owner, owner));
                    }
                }
                if old.is_none() || !changes.is_empty() {
                    let version = old.map_or(0, |old| old.version);
                    let external_id = row.external_id.clone();
                    let head = row.head.clone();
                    let write = WriteIndicator::new(id, version, external_id, head);
                    writes.indicators.push(WriteIndicator {
                        partnership_id: partnership.id,
                        owner_id,
                        ..write
                    });
                }
                groups.insert(
                    id,
                    Group {
                        id,
                        partnership_id: partnership.id,
                        first_row: number,
                        owner: row.owner.clone(),
                        head: row.head.clone(),
                        periods: Vec::new(),
                    },
                );
            }
            let Some(group) = groups.get_mut(&id) else {
                continue;
            };
            let held = known.targets.get(&id).map_or(&[][..], Vec::as_slice);
            match row.period.zip(row.value) {
                Some((period, value)) => {
                    group.periods.push((period, number));
                    let target =
                        plan_target(number, &row, (period, value), group, held, changes, plan);
                    writes.targets.extend(target);
                }
                None => {
                    plan.once(number, id.to_string(), "external_id", &row.external_id);
                    if old.is_some() {
                        plan.old_row(number, &row.external_id, changes);
                    } else {
                        let values = vec![("title", row.head.title.clone())];
                        plan.new_row(number, &row.external_id, values);
                    }
                }
            }
        }
        for group in groups.into_values() {
            let of_file = |target: &&KnownTarget| {
                let start = target.period.start();
                !group.periods.iter().any(|(own, _)| own.start() == start)
            };
            let held = known.targets.get(&group.id).map_or(&[][..], Vec::as_slice);
            let held = held.iter().filter(of_file).map(|target| target.period);
            overlaps(&group.periods, held, plan);
        }
        writes
    }

    async fn write(
        tx: &mut Tx,
        writes: &Writes,
        context: &Context,
        done: &Done,
    ) -> sqlx::Result<bool> {
        for batch in writes.indicators.chunks(BATCH) {
            let added = sqlx::query!(
                "insert into indicator (id, partnership_id, owner_id, external_id, title, why,
                    outcome_domain, unit, kind, per, direction, combination, baseline_value,
                    baseline_on, entered_by, language)
                select id, partnership_id, owner_id, external_id, title, why, outcome_domain, unit,
                    kind, per, direction, combination, baseline_value, baseline_on, viewer_person(), $2
                from jsonb_to_recordset($1) as r(id uuid, version integer, partnership_id uuid,
                    owner_id uuid, external_id text, title text, why text, outcome_domain text,
                    unit text, kind text, per integer, direction text, combination text,
                    baseline_value numeric, baseline_on date)
                where version = 0",
                Json(batch) as _,
                context.language
            )
            .execute(&mut **tx)
            .await?
            .rows_affected();
            let changed = sqlx::query!(
                "update indicator held set owner_id = r.owner_id, title = r.title, why = r.why,
                    outcome_domain = r.outcome_domain, unit = r.unit, direction = r.direction,
                    combination = r.combination, baseline_value = r.baseline_value,
                    baseline_on = r.baseline_on,
                    language = case when held.title = r.title and held.why is not distinct from r.why
                        then held.language else $2 end,
                    version = held.version + 1
                from jsonb_to_recordset($1) as r(id uuid, version integer, owner_id uuid, title text,
                    why text, outcome_domain text, unit text, direction text, combination text,
                    baseline_value numeric, baseline_on date)
                where held.id = r.id and held.version = r.version",
                Json(batch) as _,
                context.language
            )
            .execute(&mut **tx)
            .await?
            .rows_affected();
            if added + changed != batch.len() as u64 {
                return Ok(false);
            }
        }
        let replaced: Vec<_> = writes
            .targets
            .iter()
            .filter_map(|target| Some((target.replaces_id?, target.id)))
            .collect();
        for batch in replaced.chunks(BATCH) {
            let (old, new): (Vec<Uuid>, Vec<Uuid>) = batch.iter().copied().unzip();
            let changed = sqlx::query!(
                "update target held set replaced_by_id = r.new
                from unnest($1::uuid[], $2::uuid[]) as r(old, new)
                where held.id = r.old and held.replaced_by_id is null",
                &old,
                &new
            )
            .execute(&mut **tx)
            .await?;
            if changed.rows_affected() != batch.len() as u64 {
                return Ok(false);
            }
        }
        for batch in writes.targets.chunks(BATCH) {
            sqlx::query!(
                "insert into target (id, partnership_id, indicator_id, starts_on, ends_on, label,
                    value, replaces_id, reason, entered_by, language)
                select id, partnership_id, indicator_id, starts_on, ends_on, label, value, replaces_id,
                    case when replaces_id is not null then $2 end, viewer_person(), $3
                from jsonb_to_recordset($1) as r(id uuid, partnership_id uuid, indicator_id uuid,
                    starts_on date, ends_on date, label text, value numeric, replaces_id uuid)",
                Json(batch) as _,
                context.reason,
                context.language
            )
            .execute(&mut **tx)
            .await?;
            done.add(batch.len());
        }
        Ok(true)
    }
}

fn read_head(cells: &mut Cells<'_>) -> Head {
    let kind = cells.choice::<IndicatorKind>("indicator_kind");
    let ratio = kind == Some(IndicatorKind::Ratio);
    let typed = cells.typed("per");
    let fitting: &[i32] = if ratio {
        &[100, 1, 1_000, 10_000, 100_000]
    } else {
        &[1]
    };
    let per = match typed {
        "" => Some(fitting[0]),
        typed => typed.parse().ok().filter(|per| fitting.contains(per)),
    };
    if per.is_none() {
        let fitting: Vec<String> = fitting.iter().map(ToString::to_string).collect();
        cells.fault_saying("per", Code::NotAChoice, fitting.join(", "));
    }
    let fitting = kind.map_or(&[][..], IndicatorKind::combinations);
    let combination = cells
        .optional_choice::<Combination>("combination")
        .or(fitting.first().copied());
    if kind.is_some() && combination.is_some_and(|chosen| !fitting.contains(&chosen)) {
        let codes: Vec<&str> = fitting.iter().map(|value| value.code()).collect();
        cells.fault_saying("combination", Code::NotAChoice, codes.join(", "));
    }
    let (value, on) = (
        cells.optional_amount("baseline_value"),
        cells.optional_date("baseline_date"),
    );
    let blank = |cells: &Cells<'_>, name| cells.typed(name).is_empty();
    if blank(cells, "baseline_value") != blank(cells, "baseline_date") {
        cells.require("baseline_value");
        cells.require("baseline_date");
    }
    Head {
        title: cells.line("title"),
        why: cells.given_text("why").flatten(),
        outcome_domain: cells.optional_choice("outcome_domain"),
        unit: cells.line("unit"),
        kind,
        per: per.unwrap_or(1),
        direction: cells.choice("direction"),
        combination,
        baseline_value: value,
        baseline_on: on,
    }
}

/// Columns about an indicator that a file need not have.
const OPTIONAL: [&str; 6] = [
    "why",
    "outcome_domain",
    "per",
    "combination",
    "baseline_value",
    "baseline_date",
];

impl Head {
    /// Takes what the file does not tell from what is recorded.
    fn keep(&mut self, lacking: &[&str], old: &Self) {
        for column in lacking {
            match *column {
                "why" => self.why.clone_from(&old.why),
                "outcome_domain" => self.outcome_domain = old.outcome_domain,
                "per" => self.per = old.per,
                "combination" => self.combination = old.combination,
                "baseline_value" => self.baseline_value = old.baseline_value,
                _ => self.baseline_on = old.baseline_on,
            }
        }
    }

    /// Each column with its value.
    fn columns(&self) -> [(&'static str, String); 10] {
        fn code<V: Vocabulary>(value: Option<V>) -> String {
            value.map_or("", Vocabulary::code).to_owned()
        }
        let number = |value: Option<Decimal>| value.map(|value| value.to_string());
        let date = |date: Option<NaiveDate>| date.map(|date| date.to_string());
        [
            ("title", self.title.clone()),
            ("why", self.why.clone().unwrap_or_default()),
            ("outcome_domain", code(self.outcome_domain)),
            ("unit", self.unit.clone()),
            ("indicator_kind", code(self.kind)),
            ("per", self.per.to_string()),
            ("direction", code(self.direction)),
            ("combination", code(self.combination)),
            (
                "baseline_value",
                number(self.baseline_value).unwrap_or_default(),
            ),
            ("baseline_date", date(self.baseline_on).unwrap_or_default()),
        ]
    }
}

impl WriteIndicator {
    fn new(id: Uuid, version: i32, external_id: String, head: Head) -> Self {
        Self {
            id,
            version,
            partnership_id: Uuid::nil(),
            owner_id: Uuid::nil(),
            external_id,
            title: head.title,
            why: head.why,
            outcome_domain: head.outcome_domain.map(Vocabulary::code),
            unit: head.unit,
            kind: head.kind.map_or("", Vocabulary::code),
            per: head.per,
            direction: head.direction.map_or("", Vocabulary::code),
            combination: head.combination.map_or("", Vocabulary::code),
            baseline_value: head.baseline_value,
            baseline_on: head.baseline_on,
        }
    }
}

/// What a row changes about a recorded indicator.
fn head_changes(old: &Head, new: &Head) -> Vec<Change> {
    old.columns()
        .iter()
        .zip(new.columns())
        .filter_map(|((column, before), (_, after))| change(column, before, &after))
        .collect()
}

/// What a row says otherwise than the first row about the same indicator.
fn disagreements(number: u32, row: &Row, group: &Group, plan: &mut Plan) {
    let first = group.first_row.to_string();
    for found in head_changes(&group.head, &row.head) {
        plan.fault(
            number,
            &found.column,
            &found.after,
            Code::RowsDisagree,
            &first,
        );
    }
    if row.owner != group.owner {
        plan.fault(number, "owner", &row.owner, Code::RowsDisagree, &first);
    }
}

/// What a row says about a recorded indicator that cannot be changed: its
/// figures would mean something else.
fn fixed(number: u32, new: &Head, old: &Head, plan: &mut Plan) {
    for found in head_changes(old, new) {
        if ["indicator_kind", "per"].contains(&found.column.as_str()) {
            plan.fault(
                number,
                &found.column,
                &found.after,
                Code::Fixed,
                &found.before,
            );
        }
    }
}

/// What a row does to its indicator's target of the same first day. `changes`
/// are those about the indicator.
fn plan_target(
    number: u32,
    row: &Row,
    (period, value): (Period, Decimal),
    group: &Group,
    held: &[KnownTarget],
    mut changes: Vec<Change>,
    plan: &mut Plan,
) -> Option<NewTarget> {
    let start = period.start();
    let key = format!("{} {start}", row.external_id);
    let unique = format!("{} {start}", group.id);
    plan.once(number, unique, "period_start", &start.to_string());
    let old = held.iter().find(|target| target.period.start() == start);
    let label = row
        .label
        .clone()
        .or_else(|| old.map(|old| old.label.clone()))
        .unwrap_or_else(|| period_label(period));
    let target = NewTarget {
        id: Uuid::now_v7(),
        partnership_id: group.partnership_id,
        indicator_id: group.id,
        starts_on: start,
        ends_on: period.end(),
        label: label.clone(),
        value,
        replaces_id: old.map(|old| old.id),
    };
    let Some(old) = old else {
        let values = vec![
            ("period_end", period.end().to_string()),
            ("value", value.to_string()),
        ];
        plan.new_row(number, &key, values);
        return Some(target);
    };
    let before = old.value.map(|value| value.to_string()).unwrap_or_default();
    let of_target: Vec<Change> = [
        change(
            "period_end",
            &old.period.end().to_string(),
            &period.end().to_string(),
        ),
        change("label", &old.label, &label),
        change("value", &before, &value.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let changed = !of_target.is_empty();
    changes.extend(of_target);
    plan.old_row(number, &key, changes);
    changed.then_some(target)
}
