//! Organisations, by external id or by an official number. One that is called
//! otherwise now keeps its old name as a former one.

use std::collections::HashMap;

use domain::Vocabulary;
use domain::organisation::{Sector, identifier_scheme_well_formed};
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use crate::db::Tx;
use crate::spreadsheets::cells::Cells;
use crate::spreadsheets::fault::Code;
use crate::spreadsheets::kind::Kind;
use crate::spreadsheets::lookup::distinct;
use crate::spreadsheets::reading::Column;
use crate::spreadsheets::sheet::{BATCH, Change, Context, Done, Numbered, Plan, Sheet, change};

/// The sheet of organisations.
pub(in crate::spreadsheets) struct Organisations;

/// Columns that a file may lack, which then stay as they are: that of the
/// sheet, in the order of [`KnownOrganisation::details`].
const DETAILS: [&str; 5] = [
    "short_name",
    "street_address",
    "locality",
    "postal_code",
    "country_name",
];

/// An organisation as read.
pub(in crate::spreadsheets) struct Row {
    external_id: Option<String>,
    identifier: Option<String>,
    name: String,
    sector: Option<Sector>,
    jurisdiction: String,
    details: [Option<Option<String>>; 5],
}

struct KnownOrganisation {
    id: Uuid,
    version: i32,
    external_id: Option<String>,
    name: String,
    sector: Sector,
    jurisdiction: String,
    details: [Option<String>; 5],
}

/// What is recorded that rows may be about.
pub(in crate::spreadsheets) struct Known {
    /// By code.
    jurisdictions: HashMap<String, Uuid>,
    organisations: Vec<KnownOrganisation>,
    by_external_id: HashMap<String, usize>,
    by_identifier: HashMap<String, usize>,
}

/// An organisation to write; the version is 0 for a new one.
#[derive(Serialize)]
struct Write {
    id: Uuid,
    version: i32,
    external_id: Option<String>,
    name: String,
    sector: &'static str,
    jurisdiction_id: Uuid,
    short_name: Option<String>,
    street_address: Option<String>,
    locality: Option<String>,
    postal_code: Option<String>,
    country_name: Option<String>,
}

#[derive(Serialize)]
struct FormerName {
    id: Uuid,
    organisation_id: Uuid,
    name: String,
}

#[derive(Serialize)]
struct Identifier {
    id: Uuid,
    organisation_id: Uuid,
    scheme: String,
    identifier: String,
}

/// What is to be written.
#[derive(Default)]
pub(in crate::spreadsheets) struct Writes {
    organisations: Vec<Write>,
    former_names: Vec<FormerName>,
    identifiers: Vec<Identifier>,
}

/// Register and number, of `SCHEME:NUMBER`.
fn identifier_parts(text: &str) -> Option<(&str, &str)> {
    let (scheme, number) = text.split_once(':')?;
    let fits = identifier_scheme_well_formed(scheme) && !number.trim().is_empty();
    fits.then_some((scheme, number))
}

impl Sheet for Organisations {
    const KIND: Kind = Kind::Organisations;
    const COLUMNS: &'static [Column] = &[
        Column::optional("external_id", "identifiant_externe", "ORG-42"),
        Column::optional("identifier", "identifiant", "GB-COH:01234567"),
        Column::required("name", "nom", "Merrowdale Hospitals Trust"),
        Column::optional("short_name", "nom_court", "MHT"),
        Column::required("sector", "secteur", "health"),
        Column::required("jurisdiction", "juridiction", "GB-ENG"),
        Column::optional("street_address", "adresse", "1 Hill Road"),
        Column::optional("locality", "localité", "Merrowdale"),
        Column::optional("postal_code", "code_postal", "MD1 2AB"),
        Column::optional("country_name", "pays", "United Kingdom"),
    ];
    type Row = Row;
    type Known = Known;
    type Writes = Writes;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Row {
        let external_id = cells.optional_line("external_id");
        let identifier = cells.optional_line("identifier");
        if external_id.is_none() && identifier.is_none() {
            cells.fault("external_id", Code::MissingKey);
        }
        if identifier
            .as_deref()
            .is_some_and(|text| identifier_parts(text).is_none())
        {
            cells.fault("identifier", Code::NotAnIdentifier);
        }
        Row {
            external_id,
            identifier,
            name: cells.line("name"),
            sector: cells.choice("sector"),
            jurisdiction: cells.line("jurisdiction").to_uppercase(),
            details: DETAILS.map(|column| cells.given_line(column)),
        }
    }

    async fn known(tx: &mut Tx, rows: &[Numbered<Row>]) -> sqlx::Result<Known> {
        let text =
            |text: fn(&Row) -> Option<&str>| rows.iter().filter_map(move |row| text(&row.row));
        let jurisdictions = sqlx::query!(
            "select id, code from jurisdiction where code = any ($1)",
            &distinct(text(|row| Some(&row.jurisdiction)))
        )
        .fetch_all(&mut **tx)
        .await?;
        let rows = sqlx::query!(
            r#"select o.id, o.version, o.external_id, o.name, o.sector as "sector: Sector",
                j.code as jurisdiction, o.short_name, o.street_address, o.locality, o.postal_code,
                o.country_name,
                array(select i.scheme || ':' || i.identifier from organisation_identifier i
                    where i.organisation_id = o.id) as "identifiers!"
            from organisation o join jurisdiction j on j.id = o.jurisdiction_id
            where o.external_id = any ($1) or o.id::text = any ($1)
                or o.id in (select organisation_id from organisation_identifier
                    where scheme || ':' || identifier = any ($2))"#,
            &distinct(text(|row| row.external_id.as_deref())),
            &distinct(text(|row| row.identifier.as_deref()))
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut known = Known {
            jurisdictions: jurisdictions
                .into_iter()
                .map(|row| (row.code, row.id))
                .collect(),
            organisations: Vec::new(),
            by_external_id: HashMap::new(),
            by_identifier: HashMap::new(),
        };
        for row in rows {
            let index = known.organisations.len();
            known.by_external_id.insert(row.id.to_string(), index);
            if let Some(external_id) = &row.external_id {
                known.by_external_id.insert(external_id.clone(), index);
            }
            let identifiers = row.identifiers.into_iter();
            known
                .by_identifier
                .extend(identifiers.map(|text| (text, index)));
            known.organisations.push(KnownOrganisation {
                id: row.id,
                version: row.version,
                external_id: row.external_id,
                name: row.name,
                sector: row.sector,
                jurisdiction: row.jurisdiction,
                details: [
                    row.short_name,
                    row.street_address,
                    row.locality,
                    row.postal_code,
                    row.country_name,
                ],
            });
        }
        Ok(known)
    }

    fn plan(known: Known, rows: Vec<Numbered<Row>>, _: &Context, plan: &mut Plan) -> Writes {
        let mut writes = Writes::default();
        for Numbered { number, row } in rows {
            plan_row(&known, number, row, plan, &mut writes);
        }
        writes
    }

    async fn write(tx: &mut Tx, writes: &Writes, _: &Context, done: &Done) -> sqlx::Result<bool> {
        for batch in writes.organisations.chunks(BATCH) {
            let added = sqlx::query!(
                "insert into organisation (id, external_id, name, short_name, sector,
                    jurisdiction_id, street_address, locality, postal_code, country_name)
                select id, external_id, name, short_name, sector, jurisdiction_id,
                    street_address, locality, postal_code, country_name
                from jsonb_to_recordset($1) as r(id uuid, version integer, external_id text,
                    name text, short_name text, sector text, jurisdiction_id uuid,
                    street_address text, locality text, postal_code text, country_name text)
                where version = 0",
                Json(batch) as _
            )
            .execute(&mut **tx)
            .await?
            .rows_affected();
            let changed = sqlx::query!(
                "update organisation held set external_id = r.external_id, name = r.name,
                    short_name = r.short_name, jurisdiction_id = r.jurisdiction_id,
                    street_address = r.street_address, locality = r.locality,
                    postal_code = r.postal_code, country_name = r.country_name,
                    version = held.version + 1
                from jsonb_to_recordset($1) as r(id uuid, version integer, external_id text,
                    name text, short_name text, jurisdiction_id uuid, street_address text,
                    locality text, postal_code text, country_name text)
                where held.id = r.id and held.version = r.version",
                Json(batch) as _
            )
            .execute(&mut **tx)
            .await?
            .rows_affected();
            if added + changed != batch.len() as u64 {
                return Ok(false);
            }
            done.add(batch.len());
        }
        for batch in writes.former_names.chunks(BATCH) {
            sqlx::query!(
                "insert into organisation_former_name (id, organisation_id, name)
                select id, organisation_id, name
                from jsonb_to_recordset($1) as r(id uuid, organisation_id uuid, name text)",
                Json(batch) as _
            )
            .execute(&mut **tx)
            .await?;
        }
        for batch in writes.identifiers.chunks(BATCH) {
            sqlx::query!(
                "insert into organisation_identifier (id, organisation_id, scheme, identifier)
                select id, organisation_id, scheme, identifier
                from jsonb_to_recordset($1) as r(id uuid, organisation_id uuid, scheme text,
                    identifier text)",
                Json(batch) as _
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(true)
    }
}

/// The recorded organisation that a row is about, if there is one.
fn recorded<'k>(
    known: &'k Known,
    number: u32,
    row: &Row,
    plan: &mut Plan,
) -> Option<&'k KnownOrganisation> {
    let by_external_id = row
        .external_id
        .as_ref()
        .and_then(|text| known.by_external_id.get(text));
    let by_identifier = row
        .identifier
        .as_ref()
        .and_then(|text| known.by_identifier.get(text));
    let index = match (by_external_id, by_identifier) {
        (Some(first), Some(second)) if first != second => {
            let text = row.identifier.as_deref().unwrap_or_default();
            let other = &known.organisations[*second].name;
            plan.fault(number, "identifier", text, Code::KeysDisagree, other);
            first
        }
        (first, second) => first.or(second)?,
    };
    let found = &known.organisations[*index];
    // Found by its number, it may carry another external id already.
    if let (Some(text), Some(own)) = (&row.external_id, &found.external_id)
        && text != own
        && *text != found.id.to_string()
    {
        plan.fault(number, "external_id", text, Code::KeysDisagree, &found.name);
    }
    Some(found)
}

fn plan_row(known: &Known, number: u32, row: Row, plan: &mut Plan, writes: &mut Writes) {
    let Some(jurisdiction_id) = known.jurisdictions.get(&row.jurisdiction) else {
        let code = &row.jurisdiction;
        plan.fault(number, "jurisdiction", code, Code::UnknownJurisdiction, "");
        return;
    };
    let old = recorded(known, number, &row, plan);
    let own_id = old.map(|old| old.id);
    let keys = [
        ("external_id", row.external_id.as_deref()),
        ("identifier", row.identifier.as_deref()),
    ];
    for (column, text) in keys {
        if let Some(text) = text {
            let unique = own_id.map_or_else(|| text.to_owned(), |id| id.to_string());
            plan.once(number, format!("{column} {unique}"), column, text);
        }
    }
    let Some(sector) = row.sector else {
        return;
    };
    let key = row.external_id.clone().or_else(|| row.identifier.clone());
    let key = key.unwrap_or_default();
    let was = |index: usize| old.and_then(|old| old.details[index].clone());
    let mut index = 0;
    let details = row.details.map(|given| {
        let detail = given.unwrap_or_else(|| was(index));
        index += 1;
        detail
    });
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let id = own_id.unwrap_or_else(Uuid::now_v7);
    let new_identifier = row
        .identifier
        .as_deref()
        .filter(|text| !known.by_identifier.contains_key(*text))
        .and_then(identifier_parts);
    if let Some((scheme, identifier)) = new_identifier {
        writes.identifiers.push(Identifier {
            id: Uuid::now_v7(),
            organisation_id: id,
            scheme: scheme.to_owned(),
            identifier: identifier.to_owned(),
        });
    }
    // Our own id as the key is no external id.
    let external_id = match old {
        Some(old) => old.external_id.clone().or_else(|| {
            let text = row.external_id.clone();
            text.filter(|text| *text != old.id.to_string())
        }),
        None => row.external_id.clone(),
    };
    let mut write_it = true;
    if let Some(old) = old {
        if sector != old.sector {
            let detail = old.sector.code();
            plan.fault(number, "sector", sector.code(), Code::Fixed, detail);
        }
        let own = [
            change(
                "external_id",
                &words(&old.external_id),
                &words(&external_id),
            ),
            change("name", &old.name, &row.name),
            change("jurisdiction", &old.jurisdiction, &row.jurisdiction),
        ];
        let others = DETAILS.iter().zip(&details).zip(&old.details);
        let others = others.map(|((column, new), old)| change(column, &words(old), &words(new)));
        let changes: Vec<Change> = own.into_iter().chain(others).flatten().collect();
        write_it = !changes.is_empty();
        if old.name != row.name {
            writes.former_names.push(FormerName {
                id: Uuid::now_v7(),
                organisation_id: id,
                name: old.name.clone(),
            });
        }
        let added = new_identifier.and_then(|_| {
            change(
                "identifier",
                "",
                row.identifier.as_deref().unwrap_or_default(),
            )
        });
        plan.old_row(number, &key, changes.into_iter().chain(added).collect());
    } else {
        let values = vec![
            ("identifier", words(&row.identifier)),
            ("name", row.name.clone()),
            ("sector", sector.code().to_owned()),
            ("jurisdiction", row.jurisdiction.clone()),
        ];
        plan.new_row(number, &key, values);
    }
    if write_it {
        let [
            short_name,
            street_address,
            locality,
            postal_code,
            country_name,
        ] = details;
        writes.organisations.push(Write {
            id,
            version: old.map_or(0, |old| old.version),
            external_id,
            name: row.name,
            sector: sector.code(),
            jurisdiction_id: *jurisdiction_id,
            short_name,
            street_address,
            locality,
            postal_code,
            country_name,
        });
    }
}
