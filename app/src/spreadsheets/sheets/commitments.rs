//! Commitments, a row for each fiscal period: a line by its commitment and
//! first day. A line that differs from the one that holds is a revision, whose
//! reason is the file.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::Vocabulary;
use domain::calendar::Period;
use domain::funding::{FundingKind, LineStatus, period_label};
use domain::money::Currency;
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

/// The sheet of commitments.
pub(in crate::spreadsheets) struct Commitments;

/// A line of a commitment as read, with what it says about the commitment.
pub(in crate::spreadsheets) struct Row {
    external_id: String,
    partnership: String,
    head: Head,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    label: Option<String>,
    amount: Option<Decimal>,
    status: Option<LineStatus>,
}

/// What a row says about its commitment, as typed.
#[derive(Clone, PartialEq, Eq)]
struct Head {
    title: String,
    funder: String,
    /// Blank for none; nothing where the file has no such column.
    contract: Option<Option<String>>,
    kind: Option<FundingKind>,
    currency: Option<Currency>,
}

struct KnownCommitment {
    id: Uuid,
    version: i32,
    title: String,
    contract_id: Option<Uuid>,
    contract: Option<String>,
    funder_id: Uuid,
    funder: String,
    kind: FundingKind,
    currency: String,
}

#[derive(Clone)]
struct KnownLine {
    id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    label: String,
    amount: Decimal,
    status: LineStatus,
}

/// What is recorded of the partnerships that the rows name.
pub(in crate::spreadsheets) struct Known {
    partnerships: Partnerships,
    organisations: Organisations,
    /// By partnership and number or our own id.
    contracts: HashMap<(Uuid, String), Uuid>,
    commitments: Vec<KnownCommitment>,
    /// Indexes of commitments, by partnership and external id or our own.
    by_key: HashMap<(Uuid, String), usize>,
    /// Lines that hold, by commitment.
    lines: HashMap<Uuid, Vec<KnownLine>>,
}

#[derive(Serialize)]
struct NewCommitment {
    id: Uuid,
    partnership_id: Uuid,
    contract_id: Option<Uuid>,
    funder_id: Uuid,
    title: String,
    kind: &'static str,
    currency: String,
    external_id: String,
}

#[derive(Serialize)]
struct ChangedCommitment {
    id: Uuid,
    version: i32,
    title: String,
    contract_id: Option<Uuid>,
}

#[derive(Serialize)]
struct NewLine {
    id: Uuid,
    partnership_id: Uuid,
    commitment_id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    label: String,
    amount: Decimal,
    status: &'static str,
    replaces_id: Option<Uuid>,
}

/// What is to be written, in this order: lines that are replaced make room
/// before the new ones come.
#[derive(Default)]
pub(in crate::spreadsheets) struct Writes {
    new: Vec<NewCommitment>,
    changed: Vec<ChangedCommitment>,
    lines: Vec<NewLine>,
}

/// A commitment of the file: recorded or new, and the first row about it.
struct Group {
    id: Uuid,
    partnership_id: Uuid,
    first_row: u32,
    head: Head,
    /// What the first row changes about it.
    changes: Vec<Change>,
    /// Each line of the file with its row.
    periods: Vec<(Period, u32)>,
}

impl Sheet for Commitments {
    const KIND: Kind = Kind::Commitments;
    const COLUMNS: &'static [Column] = &[
        Column::required("external_id", "identifiant_externe", "GRANT-2026-17"),
        Column::required("partnership", "partenariat", "RECORD-1"),
        Column::required("funder", "bailleur", "CA-GOV:0001"),
        Column::optional("contract", "contrat", "C-1"),
        Column::required("title", "titre", "Digital health grant"),
        Column::required("kind", "nature", "operational"),
        Column::required("currency", "monnaie", "CAD"),
        Column::required("period_start", "début_période", "2026-04-01"),
        Column::required("period_end", "fin_période", "2027-03-31"),
        Column::optional("label", "libellé", "2026/27"),
        Column::required("amount", "montant", "250000.00"),
        Column::optional("status", "statut", "committed"),
    ];
    type Row = Row;
    type Known = Known;
    type Writes = Writes;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Row {
        let row = Row {
            external_id: cells.line("external_id"),
            partnership: cells.line("partnership"),
            head: Head {
                funder: cells.line("funder"),
                contract: cells.given_line("contract"),
                title: cells.line("title"),
                kind: cells.choice("kind"),
                currency: cells.currency("currency"),
            },
            starts_on: cells.date("period_start"),
            ends_on: cells.date("period_end"),
            label: cells.optional_line("label"),
            amount: Some(cells.amount("amount")),
            status: cells.optional_choice("status"),
        };
        let period = row.starts_on.zip(row.ends_on);
        if period.is_some_and(|(start, end)| end < start) {
            cells.fault("period_end", Code::PeriodOrder);
        }
        row
    }

    async fn known(tx: &mut Tx, rows: &[Numbered<Row>]) -> sqlx::Result<Known> {
        let texts = |text: fn(&Row) -> &str| rows.iter().map(move |row| text(&row.row));
        let partnerships = Partnerships::load(tx, texts(|row| &row.partnership)).await?;
        let organisations = Organisations::load(tx, texts(|row| &row.head.funder)).await?;
        let ids = partnerships.ids();
        let contracts = sqlx::query!(
            "select id, partnership_id, number from contract where partnership_id = any ($1)",
            &ids
        )
        .fetch_all(&mut **tx)
        .await?;
        let contracts = contracts.into_iter().flat_map(|row| {
            let by_id = ((row.partnership_id, row.id.to_string()), row.id);
            let by_number = ((row.partnership_id, row.number), row.id);
            [by_id, by_number]
        });
        let contracts = contracts.collect();
        let rows = sqlx::query!(
            r#"select c.id, c.partnership_id, c.version, c.external_id, c.title, c.contract_id,
                t.number as "contract?", c.funder_id, o.name as funder,
                c.kind as "kind: FundingKind", c.currency
            from commitment c
            join organisation o on o.id = c.funder_id
            left join contract t on t.id = c.contract_id
            where c.partnership_id = any ($1) and (c.external_id = any ($2) or c.id::text = any ($2))"#,
            &ids,
            &distinct(texts(|row| &row.external_id))
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut commitments = Vec::new();
        let mut by_key = HashMap::new();
        for row in rows {
            by_key.insert((row.partnership_id, row.id.to_string()), commitments.len());
            if let Some(external_id) = row.external_id {
                by_key.insert((row.partnership_id, external_id), commitments.len());
            }
            commitments.push(KnownCommitment {
                id: row.id,
                version: row.version,
                title: row.title,
                contract_id: row.contract_id,
                contract: row.contract,
                funder_id: row.funder_id,
                funder: row.funder,
                kind: row.kind,
                currency: row.currency,
            });
        }
        let ids: Vec<Uuid> = commitments.iter().map(|known| known.id).collect();
        let rows = sqlx::query!(
            r#"select id, commitment_id, starts_on, ends_on, label, amount,
                status as "status: LineStatus"
            from commitment_line where commitment_id = any ($1) and replaced_by_id is null"#,
            &ids
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut lines: HashMap<Uuid, Vec<KnownLine>> = HashMap::new();
        for row in rows {
            lines.entry(row.commitment_id).or_default().push(KnownLine {
                id: row.id,
                starts_on: row.starts_on,
                ends_on: row.ends_on,
                label: row.label,
                amount: row.amount.normalize(),
                status: row.status,
            });
        }
        Ok(Known {
            partnerships,
            organisations,
            contracts,
            commitments,
            by_key,
            lines,
        })
    }

    fn plan(known: Known, rows: Vec<Numbered<Row>>, context: &Context, plan: &mut Plan) -> Writes {
        let mut writes = Writes::default();
        let mut groups: HashMap<Uuid, Group> = HashMap::new();
        // Commitments that are new in this file, by partnership and external id.
        let mut new: HashMap<(Uuid, String), Uuid> = HashMap::new();
        for Numbered { number, row } in rows {
            let action = Self::KIND.action();
            let partnership =
                known
                    .partnerships
                    .find(number, &row.partnership, action, context, plan);
            let funder = known
                .organisations
                .find(number, "funder", &row.head.funder, plan);
            let (Some(partnership), Some((funder_id, _))) = (partnership, funder) else {
                continue;
            };
            let key = (partnership.id, row.external_id.clone());
            let recorded = known.by_key.get(&key).copied();
            let id = match recorded {
                Some(index) => known.commitments[index].id,
                None => *new.entry(key).or_insert_with(Uuid::now_v7),
            };
            let contract_id = match &row.head.contract {
                Some(Some(text)) => {
                    let found = known.contracts.get(&(partnership.id, text.clone()));
                    if found.is_none() {
                        plan.fault(number, "contract", text, Code::UnknownContract, "");
                    }
                    found.copied()
                }
                _ => None,
            };
            if let Some(group) = groups.get(&id) {
                disagreements(number, &row.head, group, plan);
            } else {
                let changes = match recorded {
                    Some(index) => {
                        let old = &known.commitments[index];
                        fixed(number, &row.head, funder_id, old, plan);
                        let changes = head_changes(&row.head, contract_id, old);
                        if !changes.is_empty() {
                            writes.changed.push(ChangedCommitment {
                                id,
                                version: old.version,
                                title: row.head.title.clone(),
                                contract_id: match row.head.contract {
                                    Some(_) => contract_id,
                                    None => old.contract_id,
                                },
                            });
                        }
                        changes
                    }
                    None => {
                        writes.new.push(NewCommitment {
                            id,
                            partnership_id: partnership.id,
                            contract_id,
                            funder_id,
                            title: row.head.title.clone(),
                            kind: row.head.kind.map(Vocabulary::code).unwrap_or_default(),
                            currency: row.head.currency.map(String::from).unwrap_or_default(),
                            external_id: row.external_id.clone(),
                        });
                        Vec::new()
                    }
                };
                groups.insert(
                    id,
                    Group {
                        id,
                        partnership_id: partnership.id,
                        first_row: number,
                        head: row.head.clone(),
                        changes,
                        periods: Vec::new(),
                    },
                );
            }
            let Some(group) = groups.get_mut(&id) else {
                continue;
            };
            let period = row
                .starts_on
                .zip(row.ends_on)
                .and_then(|(start, end)| Period::new(start, end).ok());
            if let Some(period) = period {
                group.periods.push((period, number));
                let held = known.lines.get(&id).map_or(&[][..], Vec::as_slice);
                let line = plan_line(number, &row, period, group, held, plan);
                writes.lines.extend(line);
            }
        }
        for group in groups.into_values() {
            let held = known.lines.get(&group.id).map_or(&[][..], Vec::as_slice);
            let of_file = |line: &&KnownLine| {
                let starts = line.starts_on;
                !group.periods.iter().any(|(own, _)| own.start() == starts)
            };
            let held = held
                .iter()
                .filter(of_file)
                .filter_map(|line| Period::new(line.starts_on, line.ends_on).ok());
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
        for batch in writes.new.chunks(BATCH) {
            sqlx::query!(
                "insert into commitment (id, partnership_id, contract_id, funder_id, title, kind,
                    currency, external_id, entered_by, language)
                select id, partnership_id, contract_id, funder_id, title, kind, currency,
                    external_id, viewer_person(), $2
                from jsonb_to_recordset($1) as r(id uuid, partnership_id uuid, contract_id uuid,
                    funder_id uuid, title text, kind text, currency text, external_id text)",
                Json(batch) as _,
                context.language
            )
            .execute(&mut **tx)
            .await?;
        }
        for batch in writes.changed.chunks(BATCH) {
            let changed = sqlx::query!(
                "update commitment held set title = r.title, contract_id = r.contract_id,
                    language = case when held.title = r.title then held.language else $2 end,
                    version = held.version + 1
                from jsonb_to_recordset($1) as r(id uuid, version integer, title text,
                    contract_id uuid)
                where held.id = r.id and held.version = r.version",
                Json(batch) as _,
                context.language
            )
            .execute(&mut **tx)
            .await?;
            if changed.rows_affected() != batch.len() as u64 {
                return Ok(false);
            }
        }
        let replaced: Vec<_> = writes
            .lines
            .iter()
            .filter_map(|line| Some((line.replaces_id?, line.id)))
            .collect();
        for batch in replaced.chunks(BATCH) {
            let (old, new): (Vec<Uuid>, Vec<Uuid>) = batch.iter().copied().unzip();
            let changed = sqlx::query!(
                "update commitment_line held set replaced_by_id = r.new
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
        for batch in writes.lines.chunks(BATCH) {
            sqlx::query!(
                "insert into commitment_line (id, partnership_id, commitment_id, starts_on,
                    ends_on, label, amount, status, replaces_id, reason, entered_by, language)
                select id, partnership_id, commitment_id, starts_on, ends_on, label, amount,
                    status, replaces_id, case when replaces_id is not null then $2 end,
                    viewer_person(), $3
                from jsonb_to_recordset($1) as r(id uuid, partnership_id uuid,
                    commitment_id uuid, starts_on date, ends_on date, label text, amount numeric,
                    status text, replaces_id uuid)",
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

/// What a row says otherwise than the first row about the same commitment.
fn disagreements(number: u32, head: &Head, group: &Group, plan: &mut Plan) {
    let first = &group.head;
    let contract = |head: &Head| head.contract.clone().flatten().unwrap_or_default();
    let code = |kind: Option<FundingKind>| kind.map(Vocabulary::code).unwrap_or_default();
    let currency = |head: &Head| head.currency.map(String::from).unwrap_or_default();
    for (column, same, value) in [
        ("title", head.title == first.title, head.title.clone()),
        ("funder", head.funder == first.funder, head.funder.clone()),
        ("contract", head.contract == first.contract, contract(head)),
        ("kind", head.kind == first.kind, code(head.kind).to_owned()),
        ("currency", head.currency == first.currency, currency(head)),
    ] {
        if !same {
            let row = group.first_row.to_string();
            plan.fault(number, column, &value, Code::RowsDisagree, &row);
        }
    }
}

/// What a row says about a recorded commitment that cannot be changed.
fn fixed(number: u32, head: &Head, funder_id: Uuid, old: &KnownCommitment, plan: &mut Plan) {
    if funder_id != old.funder_id {
        plan.fault(number, "funder", &head.funder, Code::Fixed, &old.funder);
    }
    if let Some(kind) = head.kind.filter(|kind| *kind != old.kind) {
        plan.fault(number, "kind", kind.code(), Code::Fixed, old.kind.code());
    }
    if let Some(currency) = head.currency.filter(|code| code.code() != old.currency) {
        plan.fault(
            number,
            "currency",
            currency.code(),
            Code::Fixed,
            &old.currency,
        );
    }
}

/// What a row changes about a recorded commitment.
fn head_changes(head: &Head, contract_id: Option<Uuid>, old: &KnownCommitment) -> Vec<Change> {
    let text = |contract: &Option<String>| contract.clone().unwrap_or_default();
    let contract = head
        .contract
        .as_ref()
        .filter(|_| contract_id != old.contract_id)
        .and_then(|contract| change("contract", &text(&old.contract), &text(contract)));
    [change("title", &old.title, &head.title), contract]
        .into_iter()
        .flatten()
        .collect()
}

/// What a row does to its commitment's line of the same first day.
fn plan_line(
    number: u32,
    row: &Row,
    period: Period,
    group: &Group,
    held: &[KnownLine],
    plan: &mut Plan,
) -> Option<NewLine> {
    let start = period.start();
    let key = format!("{} {start}", row.external_id);
    let unique = format!("{} {start}", group.id);
    plan.once(number, unique, "period_start", &start.to_string());
    let amount = row.amount?.normalize();
    let old = held.iter().find(|line| line.starts_on == start);
    let label = match (&row.label, old) {
        (Some(label), _) => label.clone(),
        (None, Some(old)) => old.label.clone(),
        (None, None) => period_label(period),
    };
    let status = row
        .status
        .or_else(|| old.map(|old| old.status))
        .unwrap_or(LineStatus::Committed);
    let mut changes = if number == group.first_row {
        group.changes.clone()
    } else {
        Vec::new()
    };
    let line = NewLine {
        id: Uuid::now_v7(),
        partnership_id: group.partnership_id,
        commitment_id: group.id,
        starts_on: start,
        ends_on: period.end(),
        label: label.clone(),
        amount,
        status: status.code(),
        replaces_id: old.map(|old| old.id),
    };
    let Some(old) = old else {
        let values = vec![
            ("period_end", period.end().to_string()),
            ("amount", amount.to_string()),
            ("status", status.code().to_owned()),
        ];
        // A new period of a recorded commitment is a new line all the same.
        plan.new_row(number, &key, values);
        return Some(line);
    };
    if !old.status.may_become(status) {
        let detail = old.status.code();
        plan.fault(
            number,
            "status",
            status.code(),
            Code::StatusNotAllowed,
            detail,
        );
    }
    let of_line: Vec<Change> = [
        change(
            "period_end",
            &old.ends_on.to_string(),
            &period.end().to_string(),
        ),
        change("label", &old.label, &label),
        change("amount", &old.amount.to_string(), &amount.to_string()),
        change("status", old.status.code(), status.code()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let revised = !of_line.is_empty();
    changes.extend(of_line);
    plan.old_row(number, &key, changes);
    revised.then_some(line)
}
