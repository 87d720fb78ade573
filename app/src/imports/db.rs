//! The only SQL of imports.

use chrono::{DateTime, Utc};
use domain::contract::{Ending, Renewal};
use domain::jurisdiction::Level;
use domain::milestone::MilestoneState;
use domain::organisation::Sector;
use domain::partnership::{PartyRole, Stage};
use ocds::Address;
use serde::Serialize;
use serde_json::Value;
use sqlx::types::Json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

use super::known::{Known, KnownContract, KnownJurisdiction, KnownPartnership};
use super::names::derived_id;
use super::organisations::{KnownOrganisation, PARTY_SCHEME, Registry};
use super::plan::Wanted;
use super::report::{Choices, Counts, Report};
use super::terms::{Imported, Terms};
use super::writes::Writes;
use crate::db::Tx;
use crate::form::uri;

/// Takes the lock that lets one import work at a time, until the transaction
/// ends; false where another has it.
pub(super) async fn try_lock(tx: &mut Tx) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock(hashtext('triad.import')) as "locked!""#
    )
    .fetch_one(&mut **tx)
    .await
}

/// An import as the list shows it.
pub(super) struct ImportRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) size_bytes: i64,
    /// In hexadecimal.
    pub(super) sha256: String,
    /// `previewed`, `committed` or `discarded`.
    pub(super) state: String,
    pub(super) counts: Counts,
    pub(super) uploaded_at: DateTime<Utc>,
    pub(super) committed_at: Option<DateTime<Utc>>,
}

/// A page of the person's own imports, and how many there are in all.
pub(super) async fn list(
    tx: &mut Tx,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<ImportRow>, i64)> {
    let rows = sqlx::query!(
        r#"select id, name, size_bytes, encode(sha256, 'hex') as "sha256!", state,
            counts as "counts: Json<Counts>", uploaded_at, committed_at,
            count(*) over () as "total!"
        from import_file where person_id = viewer_person()
        order by uploaded_at desc, id desc limit $1 offset $2"#,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| ImportRow {
            id: row.id,
            name: row.name,
            size_bytes: row.size_bytes,
            sha256: row.sha256,
            state: row.state,
            counts: row.counts.0,
            uploaded_at: row.uploaded_at,
            committed_at: row.committed_at,
        })
        .collect();
    Ok((rows, total))
}

/// An import with what was chosen and found.
pub(super) struct Detail {
    pub(super) row: ImportRow,
    pub(super) choices: Choices,
    pub(super) report: Report,
}

/// One of the person's own imports.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<Detail> {
    let row = sqlx::query!(
        r#"select f.id, f.name, f.size_bytes, encode(f.sha256, 'hex') as "sha256!", f.state,
            f.counts as "counts: Json<Counts>", f.uploaded_at, f.committed_at,
            d.choices as "choices: Json<Choices>", d.report as "report: Json<Report>"
        from import_file f join import_detail d on d.import_file_id = f.id
        where f.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Detail {
        row: ImportRow {
            id: row.id,
            name: row.name,
            size_bytes: row.size_bytes,
            sha256: row.sha256,
            state: row.state,
            counts: row.counts.0,
            uploaded_at: row.uploaded_at,
            committed_at: row.committed_at,
        },
        choices: row.choices.0,
        report: row.report.0,
    })
}

/// The bytes of a file that is previewed.
pub(super) async fn content(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<u8>> {
    sqlx::query_scalar!(
        "select bytes from import_content where import_file_id = $1",
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Holds an import that is previewed still, until the transaction ends; false
/// where it was committed or discarded meanwhile.
pub(super) async fn hold_previewed(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    let state = sqlx::query_scalar!("select state from import_file where id = $1 for update", id)
        .fetch_one(&mut **tx)
        .await?;
    Ok(state == "previewed")
}

/// A file to keep.
pub(super) struct NewImport<'f> {
    pub(super) id: Uuid,
    pub(super) name: &'f str,
    pub(super) size: usize,
    pub(super) sha256: &'f [u8],
    /// Nothing for the command line.
    pub(super) person: Option<Uuid>,
}

/// Keeps a file with its report.
pub(super) async fn insert(
    tx: &mut Tx,
    new: &NewImport<'_>,
    choices: &Choices,
    report: &Report,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into import_file (id, name, size_bytes, sha256, counts, person_id)
        values ($1, $2, $3, $4, $5, $6)",
        new.id,
        new.name,
        i64::try_from(new.size).unwrap_or(i64::MAX),
        new.sha256,
        storable(&report.counts),
        new.person
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into import_detail (import_file_id, choices, report) values ($1, $2, $3)",
        new.id,
        storable(choices),
        storable(report)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps the bytes of a file until it is committed or discarded.
pub(super) async fn insert_content(tx: &mut Tx, id: Uuid, bytes: &[u8]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into import_content (import_file_id, bytes) values ($1, $2)",
        id,
        bytes
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps what was chosen, and what the file would do then.
pub(super) async fn update_preview(
    tx: &mut Tx,
    id: Uuid,
    choices: &Choices,
    report: &Report,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update import_file set counts = $2, version = version + 1 where id = $1 and counts <> $2",
        id,
        storable(&report.counts)
    )
    .execute(&mut **tx)
    .await?;
    update_detail(tx, id, choices, report).await
}

async fn update_detail(
    tx: &mut Tx,
    id: Uuid,
    choices: &Choices,
    report: &Report,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update import_detail set choices = $2, report = $3 where import_file_id = $1",
        id,
        storable(choices),
        storable(report)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says that a file is imported; its bytes are not needed any more.
pub(super) async fn commit(
    tx: &mut Tx,
    id: Uuid,
    choices: &Choices,
    report: &Report,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update import_file set state = 'committed', committed_at = now(), counts = $2,
            version = version + 1
        where id = $1",
        id,
        storable(&report.counts)
    )
    .execute(&mut **tx)
    .await?;
    update_detail(tx, id, choices, report).await?;
    delete_content(tx, id).await
}

/// Puts a previewed file away.
pub(super) async fn discard(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update import_file set state = 'discarded', version = version + 1 where id = $1",
        id
    )
    .execute(&mut **tx)
    .await?;
    delete_content(tx, id).await
}

async fn delete_content(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from import_content where import_file_id = $1", id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

// ---------------------------------------------------------------------------
// What is recorded already.

/// Looks up what a file touches, as the transaction's person sees it.
pub(super) async fn known(tx: &mut Tx, wanted: &Wanted) -> sqlx::Result<Known> {
    Ok(Known {
        registry: Registry {
            organisations: organisations(tx).await?,
            identifiers: identifiers(tx, wanted).await?,
        },
        jurisdictions: jurisdictions(tx).await?,
        home: sqlx::query_scalar!(
            "select jurisdiction_id from organisation where id = viewer_organisation()"
        )
        .fetch_optional(&mut **tx)
        .await?,
        contracts: contracts(tx, wanted).await?,
        recorded: sqlx::query!(
            r#"select ocid as "ocid!", ocds_id as "ocds_id!" from contracts_recorded($1)"#,
            &wanted.ocids
        )
        .fetch_all(&mut **tx)
        .await?
        .into_iter()
        .map(|row| (row.ocid, row.ocds_id))
        .collect(),
        partnerships: partnerships(tx).await?,
        numbers: sqlx::query!("select partnership_id, number from contract")
            .fetch_all(&mut **tx)
            .await?
            .into_iter()
            .map(|row| (row.partnership_id, row.number))
            .collect(),
        documents: documents(tx, wanted).await?,
        milestones: milestones(tx, wanted).await?,
        references: sqlx::query_scalar!(
            r#"select reference as "reference!" from references_taken($1) reference"#,
            &wanted.references
        )
        .fetch_all(&mut **tx)
        .await?
        .into_iter()
        .collect(),
    })
}

async fn organisations(tx: &mut Tx) -> sqlx::Result<Vec<KnownOrganisation>> {
    let rows = sqlx::query!(
        r#"select o.id, o.name, o.sector as "sector: Sector", o.street_address, o.locality,
            o.postal_code, o.country_name,
            array(select f.name from organisation_former_name f
                where f.organisation_id = o.id) as "former_names!"
        from organisation o order by o.id"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| KnownOrganisation {
            id: row.id,
            name: row.name,
            sector: row.sector,
            former_names: row.former_names,
            address: Address {
                street: row.street_address,
                locality: row.locality,
                region: None,
                postal_code: row.postal_code,
                country_name: row.country_name,
            },
        })
        .collect())
}

async fn identifiers(
    tx: &mut Tx,
    wanted: &Wanted,
) -> sqlx::Result<HashMap<(String, String), Uuid>> {
    let rows = sqlx::query!(
        "select scheme, identifier, organisation_id from organisation_identifier
        where scheme = any ($1) or (scheme = $2 and identifier = any ($3))",
        &wanted.schemes,
        PARTY_SCHEME,
        &wanted.locals
    )
    .fetch_all(&mut **tx)
    .await?;
    let pairs = rows.into_iter();
    Ok(pairs
        .map(|row| ((row.scheme, row.identifier), row.organisation_id))
        .collect())
}

/// Every jurisdiction, by name.
pub(super) async fn jurisdictions(tx: &mut Tx) -> sqlx::Result<Vec<KnownJurisdiction>> {
    sqlx::query_as!(
        KnownJurisdiction,
        r#"select id, code, name, level as "level: Level",
            (viewer_role() = 'operator' or id = any (viewer_jurisdictions())) as "own!"
        from jurisdiction order by fold(name), id"#
    )
    .fetch_all(&mut **tx)
    .await
}

async fn contracts(
    tx: &mut Tx,
    wanted: &Wanted,
) -> sqlx::Result<HashMap<(String, String), KnownContract>> {
    let rows = sqlx::query!(
        r#"select c.id, c.version, c.partnership_id, c.title, c.description, c.signed_on,
            c.starts_on, c.ends_on, c.value, c.currency, c.renewal as "renewal: Renewal",
            c.max_end, c.ended_on, c.ending as "ending: Ending", c.ocid, c.ocds_id, c.imported as "imported: Json<Imported>",
            c.buyer_id, c.supplier_id, b.name as buyer, s.name as supplier,
            array(select x.organisation_id from contract_co_supplier x
                where x.contract_id = c.id) as "co_suppliers!"
        from contract c
        join organisation b on b.id = c.buyer_id
        join organisation s on s.id = c.supplier_id
        where c.ocid = any ($1) or (c.ocid is null and c.id = any ($2))"#,
        &wanted.ocids,
        &wanted.own
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            // What began here is called by its own id in exports.
            let own = row.ocid.is_none();
            let ocds_id = row.ocds_id.unwrap_or_else(|| row.id.to_string());
            let ends = |ocid: &&String| ocid.ends_with(&ocds_id);
            let ocid = row
                .ocid
                .or_else(|| wanted.ocids.iter().find(ends).cloned())?;
            let known = KnownContract {
                id: row.id,
                version: row.version,
                partnership_id: row.partnership_id,
                ocds_id: ocds_id.clone(),
                own,
                terms: Terms {
                    title: row.title,
                    description: row.description,
                    signed_on: row.signed_on,
                    starts_on: row.starts_on,
                    ends_on: row.ends_on,
                    value: row.value,
                    currency: row.currency,
                    renewal: row.renewal,
                    max_end: row.max_end,
                    ended_on: row.ended_on,
                    ending: row.ending,
                },
                imported: row.imported.map(|imported| imported.0),
                buyer: row.buyer,
                supplier: row.supplier,
                buyer_id: row.buyer_id,
                supplier_id: row.supplier_id,
                co_suppliers: row.co_suppliers,
            };
            Some(((ocid, ocds_id), known))
        })
        .collect())
}

async fn partnerships(tx: &mut Tx) -> sqlx::Result<Vec<KnownPartnership>> {
    let mut parties: HashMap<Uuid, HashSet<(Uuid, PartyRole)>> = HashMap::new();
    let rows = sqlx::query!(
        r#"select partnership_id, organisation_id, role as "role: PartyRole" from party"#
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in rows {
        let own = parties.entry(row.partnership_id).or_default();
        own.insert((row.organisation_id, row.role));
    }
    let rows = sqlx::query!(
        r#"select id, reference, title, stage as "stage: Stage", planned_end,
            (viewer_role() = 'operator' or jurisdiction_id = any (viewer_jurisdictions())) as "own!"
        from partnership order by reference"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| KnownPartnership {
            id: row.id,
            reference: row.reference,
            title: row.title,
            stage: row.stage,
            planned_end: row.planned_end,
            own: row.own,
            parties: parties.remove(&row.id).unwrap_or_default(),
        })
        .collect())
}

/// Documents by their ids, and by what an import would call their links: one
/// that people added is not added again.
async fn documents(tx: &mut Tx, wanted: &Wanted) -> sqlx::Result<HashSet<Uuid>> {
    let rows = sqlx::query!(
        r#"select d.id, c.id as contract_id, d.url from document d join contract c on c.id = d.contract_id
        where c.ocid = any ($1)"#,
        &wanted.ocids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .flat_map(|row| {
            let link = row
                .url
                .map(|url| derived_id(row.contract_id, "document", &uri(&url)));
            std::iter::once(row.id).chain(link)
        })
        .collect())
}

async fn milestones(tx: &mut Tx, wanted: &Wanted) -> sqlx::Result<HashMap<Uuid, MilestoneState>> {
    let rows = sqlx::query!(
        r#"select id, state as "state: MilestoneState" from milestone
        where partnership_id in (select partnership_id from contract where ocid = any ($1))"#,
        &wanted.ocids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.state)).collect())
}

// ---------------------------------------------------------------------------
// Writing.

/// Rows that go to the database at once.
const BATCH: usize = 500;

/// Inserts rows, named as their columns are, in batches: one statement, and so
/// one run of the summaries, for each.
macro_rules! insert {
    ($tx:expr, $rows:expr, $sql:literal) => {
        for batch in $rows.chunks(BATCH) {
            sqlx::query!($sql, storable(batch))
                .execute(&mut **$tx)
                .await?;
        }
    };
}

/// Carries out a plan, telling `progress` how many contracts are written;
/// false where somebody changed a contract since the plan was made.
pub(super) async fn write(
    tx: &mut Tx,
    writes: &Writes,
    mut progress: impl FnMut(usize),
) -> sqlx::Result<bool> {
    insert!(
        tx,
        writes.jurisdictions,
        "insert into jurisdiction (id, name, code, level, currency, fiscal_first_month)
        select id, name, code, 'national', currency, fiscal_first_month
        from jsonb_populate_recordset(null::jurisdiction, $1)"
    );
    insert!(
        tx,
        writes.organisations,
        "insert into organisation (id, name, sector, jurisdiction_id, street_address, locality,
            postal_code, country_name)
        select id, name, sector, jurisdiction_id, street_address, locality, postal_code, country_name
        from jsonb_populate_recordset(null::organisation, $1)"
    );
    insert!(
        tx,
        writes.identifiers,
        "insert into organisation_identifier (id, organisation_id, scheme, identifier)
        select id, organisation_id, scheme, identifier
        from jsonb_populate_recordset(null::organisation_identifier, $1)"
    );
    insert!(
        tx,
        writes.partnerships,
        "insert into partnership (id, reference, title, jurisdiction_id, level, stage,
            established_on, planned_end, language)
        select id, reference, title, jurisdiction_id, level, stage, established_on, planned_end,
            language
        from jsonb_populate_recordset(null::partnership, $1)"
    );
    insert!(
        tx,
        writes.parties,
        "insert into party (id, partnership_id, organisation_id, role)
        select id, partnership_id, organisation_id, role
        from jsonb_populate_recordset(null::party, $1)"
    );
    for (at, batch) in writes.contracts.chunks(BATCH).enumerate() {
        sqlx::query!(
            "insert into contract (id, partnership_id, number, title, description, buyer_id,
                supplier_id, signed_on, starts_on, ends_on, value, currency, renewal, max_end,
                ended_on, ending, language, ocid, ocds_id, source, imported)
            select id, partnership_id, number, title, description, buyer_id, supplier_id,
                signed_on, starts_on, ends_on, value, currency, renewal, max_end, ended_on,
                ending, language, ocid, ocds_id, source, imported
            from jsonb_populate_recordset(null::contract, $1)",
            storable(batch)
        )
        .execute(&mut **tx)
        .await?;
        progress(at * BATCH + batch.len());
    }
    let changed = sqlx::query!(
        "update contract c set title = n.title, description = n.description,
            signed_on = n.signed_on, starts_on = n.starts_on, ends_on = n.ends_on,
            value = n.value, currency = n.currency, renewal = n.renewal, max_end = n.max_end,
            ended_on = n.ended_on, ending = n.ending, ocds_id = n.ocds_id, source = n.source,
            imported = n.imported,
            version = c.version + 1
        from jsonb_populate_recordset(null::contract, $1) n
        where c.id = n.id and c.version = n.version",
        storable(&writes.changed)
    )
    .execute(&mut **tx)
    .await?;
    insert!(
        tx,
        writes.co_suppliers,
        "insert into contract_co_supplier (id, partnership_id, contract_id, organisation_id)
        select id, partnership_id, contract_id, organisation_id
        from jsonb_populate_recordset(null::contract_co_supplier, $1)"
    );
    insert!(
        tx,
        writes.documents,
        "insert into document (id, partnership_id, contract_id, title, url, published_on, added_by,
            language)
        select id, partnership_id, contract_id, title, url, published_on, viewer_person(), language
        from jsonb_populate_recordset(null::document, $1)"
    );
    insert!(
        tx,
        writes.milestones,
        "insert into milestone (id, partnership_id, title, description, owner_id, state,
            planned_on, baseline_on, actual_on, language)
        select m.id, m.partnership_id, m.title, m.description, m.owner_id, m.state, m.planned_on,
            case when p.stage in ('proposed', 'negotiating') then null else m.planned_on end,
            m.actual_on, m.language
        from jsonb_populate_recordset(null::milestone, $1) m
        join partnership p on p.id = m.partnership_id"
    );
    Ok(usize::try_from(changed.rows_affected()) == Ok(writes.changed.len()))
}

/// A value as JSON that Postgres takes: without NUL in texts, and without
/// numbers that `numeric` does not hold. Files may have both where the product
/// does not look.
fn storable<T: Serialize + ?Sized>(value: &T) -> Value {
    let mut value = serde_json::to_value(value).unwrap_or_default();
    make_storable(&mut value);
    value
}

/// The longest number that is kept as one, in characters.
const MAX_NUMBER: usize = 60;

fn make_storable(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => *text = text.replace('\0', "\u{fffd}"),
        Value::Number(number) => {
            let written = number.to_string();
            if written.len() > MAX_NUMBER || !number.as_f64().is_some_and(f64::is_finite) {
                *value = Value::String(written);
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(make_storable),
        Value::Object(fields) => {
            if fields.keys().any(|key| key.contains('\0')) {
                let renamed = std::mem::take(fields).into_iter();
                *fields = renamed
                    .map(|(key, value)| (key.replace('\0', "\u{fffd}"), value))
                    .collect();
            }
            fields.values_mut().for_each(make_storable);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_postgres_does_not_take_is_made_into_what_it_does() {
        let odd: Value =
            serde_json::from_str(r#"{"a\u0000": ["b\u0000", 1e999999, 1.50, null], "n": 12}"#)
                .expect("JSON");
        let kept = storable(&odd).to_string();
        assert_eq!(
            kept,
            "{\"a\u{fffd}\":[\"b\u{fffd}\",\"1e+999999\",1.50,null],\"n\":12}"
        );
    }
}
