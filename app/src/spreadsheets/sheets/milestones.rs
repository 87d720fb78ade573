//! Plans of milestones, by external id within their partnership. States and
//! dates reached are logged by people, not imported.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;
use crate::spreadsheets::cells::Cells;
use crate::spreadsheets::fault::Code;
use crate::spreadsheets::kind::Kind;
use crate::spreadsheets::lookup::{Organisations, Partnerships, distinct};
use crate::spreadsheets::reading::Column;
use crate::spreadsheets::sheet::{BATCH, Context, Done, Numbered, Plan, Sheet, change};

/// The sheet of milestones.
pub(in crate::spreadsheets) struct Milestones;

/// A milestone as read.
pub(in crate::spreadsheets) struct Row {
    external_id: String,
    partnership: String,
    title: String,
    owner: String,
    planned_on: Option<NaiveDate>,
    /// Nothing where the file has no such column.
    description: Option<Option<String>>,
}

struct KnownMilestone {
    id: Uuid,
    version: i32,
    title: String,
    owner_id: Uuid,
    owner: String,
    planned_on: NaiveDate,
    description: Option<String>,
}

/// What is recorded of the partnerships that the rows name.
pub(in crate::spreadsheets) struct Known {
    partnerships: Partnerships,
    organisations: Organisations,
    /// Partnerships with those who take part.
    parties: HashSet<(Uuid, Uuid)>,
    milestones: Vec<KnownMilestone>,
    /// Indexes of milestones, by partnership and external id or our own.
    by_key: HashMap<(Uuid, String), usize>,
}

/// A milestone to write; the version is 0 for a new one.
#[derive(Serialize)]
pub(in crate::spreadsheets) struct Write {
    id: Uuid,
    version: i32,
    partnership_id: Uuid,
    external_id: String,
    title: String,
    description: Option<String>,
    owner_id: Uuid,
    planned_on: NaiveDate,
}

impl Sheet for Milestones {
    const KIND: Kind = Kind::Milestones;
    const COLUMNS: &'static [Column] = &[
        Column::required("external_id", "identifiant_externe", "MS-7"),
        Column::required("partnership", "partenariat", "RECORD-1"),
        Column::required("title", "titre", "First exchange between two hospitals"),
        Column::optional(
            "description",
            "description",
            "Both send and receive a record",
        ),
        Column::required("owner", "responsable", "Acme Systems"),
        Column::required("planned_on", "prévu_le", "2026-12-01"),
    ];
    type Row = Row;
    type Known = Known;
    type Writes = Vec<Write>;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Row {
        Row {
            external_id: cells.line("external_id"),
            partnership: cells.line("partnership"),
            title: cells.line("title"),
            description: cells.given_text("description"),
            owner: cells.line("owner"),
            planned_on: cells.date("planned_on"),
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
            "select m.id, m.partnership_id, m.version, m.external_id, m.title, m.description,
                m.owner_id, o.name as owner, m.planned_on
            from milestone m join organisation o on o.id = m.owner_id
            where m.partnership_id = any ($1)
                and (m.external_id = any ($2) or m.id::text = any ($2))",
            &ids,
            &distinct(texts(|row| &row.external_id))
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut milestones = Vec::new();
        let mut by_key = HashMap::new();
        for row in rows {
            by_key.insert((row.partnership_id, row.id.to_string()), milestones.len());
            if let Some(external_id) = row.external_id {
                by_key.insert((row.partnership_id, external_id), milestones.len());
            }
            milestones.push(KnownMilestone {
                id: row.id,
                version: row.version,
                title: row.title,
                owner_id: row.owner_id,
                owner: row.owner,
                planned_on: row.planned_on,
                description: row.description,
            });
        }
        let pairs = parties.into_iter();
        Ok(Known {
            partnerships,
            organisations,
            parties: pairs
                .map(|row| (row.partnership_id, row.organisation_id))
                .collect(),
            milestones,
            by_key,
        })
    }

    fn plan(
        known: Known,
        rows: Vec<Numbered<Row>>,
        context: &Context,
        plan: &mut Plan,
    ) -> Vec<Write> {
        let mut writes = Vec::new();
        for Numbered { number, row } in rows {
            let action = Self::KIND.action();
            let partnership =
                known
                    .partnerships
                    .find(number, &row.partnership, action, context, plan);
            let owner = known.organisations.find(number, "owner", &row.owner, plan);
            let (Some(partnership), Some((owner_id, owner))) = (partnership, owner) else {
                continue;
            };
            let key = row.external_id.as_str();
            let recorded = known.by_key.get(&(partnership.id, key.to_owned()));
            let old = recorded.map(|index| &known.milestones[*index]);
            // Who owned it before may have left the partnership since.
            let stays = old.is_some_and(|old| old.owner_id == owner_id);
            if !stays && !known.parties.contains(&(partnership.id, owner_id)) {
                plan.fault(number, "owner", &row.owner, Code::NotAParty, "");
            }
            let id = old.map(|old| old.id);
            let unique =
                id.map_or_else(|| format!("{} {key}", partnership.id), |id| id.to_string());
            plan.once(number, unique, "external_id", key);
            let Some(planned_on) = row.planned_on else {
                continue;
            };
            let description = row
                .description
                .unwrap_or_else(|| old.and_then(|old| old.description.clone()));
            let words = |text: &Option<String>| text.clone().unwrap_or_default();
            let mut same = false;
            if let Some(old) = old {
                let owner_change = (!stays)
                    .then(|| change("owner", &old.owner, owner))
                    .flatten();
                let changes: Vec<_> = [
                    change("title", &old.title, &row.title),
                    change(
                        "description",
                        &words(&old.description),
                        &words(&description),
                    ),
                    owner_change,
                    change(
                        "planned_on",
                        &old.planned_on.to_string(),
                        &planned_on.to_string(),
                    ),
                ]
                .into_iter()
                .flatten()
                .collect();
                same = changes.is_empty() && stays;
                plan.old_row(number, key, changes);
            } else {
                let values = vec![
                    ("title", row.title.clone()),
                    ("owner", owner.to_owned()),
                    ("planned_on", planned_on.to_string()),
                ];
                plan.new_row(number, key, values);
            }
            if !same {
                writes.push(Write {
                    id: id.unwrap_or_else(Uuid::now_v7),
                    version: old.map_or(0, |old| old.version),
                    partnership_id: partnership.id,
                    external_id: row.external_id,
                    title: row.title,
                    description,
                    owner_id,
                    planned_on,
                });
            }
        }
        writes
    }

    async fn write(
        tx: &mut Tx,
        writes: &Vec<Write>,
        context: &Context,
        done: &Done,
    ) -> sqlx::Result<bool> {
        for batch in writes.chunks(BATCH) {
            // In a running partnership the planned date is its baseline from the start.
            let added = sqlx::query!(
                "insert into milestone (id, partnership_id, external_id, title, description,
                    owner_id, planned_on, baseline_on, language)
                select r.id, p.id, r.external_id, r.title, r.description, r.owner_id, r.planned_on,
                    case when p.stage in ('proposed', 'negotiating') then null else r.planned_on end, $2
                from jsonb_to_recordset($1) as r(id uuid, version integer, partnership_id uuid,
                    external_id text, title text, description text, owner_id uuid, planned_on date)
                join partnership p on p.id = r.partnership_id
                where r.version = 0",
                Json(batch) as _,
                context.language
            )
            .execute(&mut **tx)
            .await?
            .rows_affected();
            let changed = sqlx::query!(
                "update milestone held set title = r.title, description = r.description,
                    owner_id = r.owner_id, planned_on = r.planned_on,
                    language = case when held.title = r.title
                        and held.description is not distinct from r.description
                        then held.language else $2 end,
                    version = held.version + 1
                from jsonb_to_recordset($1) as r(id uuid, version integer, title text,
                    description text, owner_id uuid, planned_on date)
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
            done.add(batch.len());
        }
        Ok(true)
    }
}
