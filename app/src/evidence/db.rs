//! The only SQL of evidence. Whether a proof counts follows from its dates by
//! [`domain::evidence`]; lists ask the database for states by the same rule,
//! which a test holds to it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::contract::WARNING_DAYS;
use domain::evaluation::Criterion;
use domain::evidence::{Proof, ProofKind, ProofState, ProofVerdict};
use uuid::Uuid;

use super::form::{CheckValues, ProofValues};
use crate::db::Tx;

/// A piece of evidence.
#[derive(Debug, Clone)]
pub(crate) struct ProofRow {
    pub(crate) id: Uuid,
    pub(super) version: i32,
    pub(crate) organisation_id: Uuid,
    pub(crate) organisation: String,
    pub(super) partnership_id: Option<Uuid>,
    /// Reference and title of the partnership, where there is one and the
    /// viewer sees it.
    pub(super) reference: Option<String>,
    pub(super) partnership: Option<String>,
    pub(crate) kind: ProofKind,
    pub(crate) proves: String,
    pub(crate) criteria: Vec<Criterion>,
    pub(super) url: Option<String>,
    pub(super) file_id: Option<Uuid>,
    pub(super) file: Option<String>,
    /// In bytes.
    pub(super) file_size: Option<i64>,
    pub(super) issued_on: NaiveDate,
    pub(crate) expires_on: Option<NaiveDate>,
    pub(super) entered_by: Option<Uuid>,
    /// None for the command line.
    pub(super) entered_by_name: Option<String>,
    pub(super) entered_for: Option<Uuid>,
    pub(super) entered_for_name: Option<String>,
    pub(super) entered_on: NaiveDate,
    pub(super) replaces_id: Option<Uuid>,
    pub(super) verdict: Option<ProofVerdict>,
    pub(super) checked_by: Option<Uuid>,
    pub(super) checked_by_name: Option<String>,
    pub(super) checked_for_name: Option<String>,
    pub(super) checked_on: Option<NaiveDate>,
    pub(super) check_note: Option<String>,
    pub(super) check_language: Option<String>,
    pub(crate) language: String,
    /// Whether a newer one took its place and was verified.
    pub(super) replaced: bool,
    /// Whether the viewer enters and verifies evidence of this vendor here.
    pub(super) handles: bool,
}

impl ProofRow {
    fn proof(&self) -> Proof {
        Proof {
            kind: self.kind,
            expires_on: self.expires_on,
            verdict: self.verdict,
            replaced: self.replaced,
        }
    }

    /// Where it stands on a day.
    pub(crate) fn state(&self, today: NaiveDate) -> ProofState {
        self.proof().state(today)
    }

    /// The smallest of 30, 60 or 90 days within which it expires.
    pub(super) fn warned_within(&self, today: NaiveDate) -> Option<i64> {
        self.proof().warned_within(today)
    }
}

/// The proofs that are entered for a vendor and a criterion.
pub(crate) fn for_criterion(
    rows: &[ProofRow],
    organisation: Uuid,
    criterion: Criterion,
) -> Vec<Proof> {
    rows.iter()
        .filter(|row| row.organisation_id == organisation && row.criteria.contains(&criterion))
        .map(ProofRow::proof)
        .collect()
}

/// Which evidence is asked for.
#[derive(Default)]
pub(super) struct Of<'a> {
    /// This one.
    pub(super) proof: Option<Uuid>,
    /// For this vendor.
    pub(super) organisation: Option<Uuid>,
    /// For the suppliers of this partnership, and whoever is evaluated in it;
    /// not what concerns another partnership.
    pub(super) partnership: Option<Uuid>,
    /// With these words.
    pub(super) q: &'a str,
    /// Of these kinds; none is all.
    pub(super) kinds: &'a [String],
    /// That nobody has verified and that the viewer may.
    pub(super) to_check: bool,
    /// For the viewer's own organisation.
    pub(super) own: bool,
    /// About the vendor with this id; blank is all.
    pub(super) about: &'a str,
    /// The day that states and days to the last follow from.
    pub(super) today: NaiveDate,
    /// In these states; none is all.
    pub(super) states: &'a [String],
    /// With a last day within so many days.
    pub(super) within: Option<i32>,
    /// `issued`, `expires`, `vendor` or `proves`, descending with a hyphen
    /// before; blank is the latest issued first.
    pub(super) sort: &'a str,
}

/// A page of the evidence that is asked for, and how much there is in all.
pub(super) async fn page(
    tx: &mut Tx,
    of: Of<'_>,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<ProofRow>, i64)> {
    let warned = WARNING_DAYS.into_iter().max().unwrap_or_default();
    let rows = sqlx::query!(
        r#"select p.id, p.version, p.organisation_id, o.name as organisation, p.partnership_id,
            s.reference as "reference?", s.title as "partnership?", p.kind as "kind: ProofKind", p.proves,
            p.criteria, p.url, p.file_id, f.name as "file?", f.size_bytes as "file_size?", p.issued_on,
            p.expires_on, p.entered_by, e.name as "entered_by_name?", p.entered_for,
            eo.name as "entered_for_name?", p.entered_on, p.replaces_id,
            p.verdict as "verdict: ProofVerdict", p.checked_by, c.name as "checked_by_name?",
            co.name as "checked_for_name?", p.checked_on, p.check_note, p.check_language, p.language,
            r.replaced as "replaced!", handles_evidence(p.organisation_id, p.partnership_id) as "handles!",
            count(*) over () as "total!"
        from proof p
        join organisation o on o.id = p.organisation_id
        cross join lateral (select exists (
            select 1 from proof newer where newer.replaces_id = p.id and newer.verdict = 'verified') as replaced) r
        left join partnership s on s.id = p.partnership_id
        left join file f on f.id = p.file_id
        left join person e on e.id = p.entered_by
        left join organisation eo on eo.id = p.entered_for
        left join person c on c.id = p.checked_by
        left join organisation co on co.id = p.checked_for
        where ($1::uuid is null or p.id = $1)
            and ($2::uuid is null or p.organisation_id = $2)
            and ($3::uuid is null or (coalesce(p.partnership_id, $3) = $3 and p.organisation_id in (
                select y.organisation_id from party y where y.partnership_id = $3 and y.role = 'supplier'
                union select v.organisation_id from evaluation v where v.partnership_id = $3)))
            and ($4 = '' or fold(p.proves || ' ' || o.name) like '%' || fold($4) || '%')
            and (cardinality($5::text[]) = 0 or p.kind = any ($5))
            and (not $6 or (p.verdict is null and p.entered_by is distinct from viewer_person()
                and p.organisation_id <> viewer_organisation()
                and handles_evidence(p.organisation_id, p.partnership_id)))
            and (not $7 or p.organisation_id = viewer_organisation())
            and $8 in ('', p.organisation_id::text)
            and (cardinality($9::text[]) = 0 or case
                when p.verdict = 'refused' then 'refused'
                when r.replaced then 'replaced'
                when p.expires_on < $10 then 'expired'
                when p.verdict is null then 'unverified'
                when p.expires_on - $10 <= $11 then 'expiring'
                else 'valid' end = any ($9))
            and ($12::integer is null or p.expires_on - $10 between 0 and $12)
        order by
            case $13 when 'proves' then fold(p.proves) when 'vendor' then fold(o.name) end,
            case $13 when '-proves' then fold(p.proves) when '-vendor' then fold(o.name) end desc,
            case $13 when 'issued' then p.issued_on when 'expires' then coalesce(p.expires_on, 'infinity') end,
            case $13 when '-issued' then p.issued_on when '-expires' then coalesce(p.expires_on, 'infinity') end desc,
            p.issued_on desc, p.id desc
        limit $14 offset $15"#,
        of.proof,
        of.organisation,
        of.partnership,
        of.q,
        of.kinds,
        of.to_check,
        of.own,
        of.about,
        of.states,
        of.today,
        i32::try_from(warned).unwrap_or(i32::MAX),
        of.within,
        of.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| ProofRow {
            id: row.id,
            version: row.version,
            organisation_id: row.organisation_id,
            organisation: row.organisation,
            partnership_id: row.partnership_id,
            reference: row.reference,
            partnership: row.partnership,
            kind: row.kind,
            proves: row.proves,
            criteria: row
                .criteria
                .iter()
                .filter_map(|code| code.parse().ok())
                .collect(),
            url: row.url,
            file_id: row.file_id,
            file: row.file,
            file_size: row.file_size,
            issued_on: row.issued_on,
            expires_on: row.expires_on,
            entered_by: row.entered_by,
            entered_by_name: row.entered_by_name,
            entered_for: row.entered_for,
            entered_for_name: row.entered_for_name,
            entered_on: row.entered_on,
            replaces_id: row.replaces_id,
            verdict: row.verdict,
            checked_by: row.checked_by,
            checked_by_name: row.checked_by_name,
            checked_for_name: row.checked_for_name,
            checked_on: row.checked_on,
            check_note: row.check_note,
            check_language: row.check_language,
            language: row.language,
            replaced: row.replaced,
            handles: row.handles,
        })
        .collect();
    Ok((rows, total))
}

/// All the evidence that is asked for.
pub(super) async fn list(tx: &mut Tx, of: Of<'_>) -> sqlx::Result<Vec<ProofRow>> {
    Ok(page(tx, of, i64::MAX, 0).await?.0)
}

/// The vendors that the evidence is about, those of one partnership or all that
/// the viewer sees, by name.
pub(super) async fn vendors(
    tx: &mut Tx,
    partnership: Option<Uuid>,
) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select o.id, o.name from organisation o
        where o.id in (select p.organisation_id from proof p where $1::uuid is null or (
            coalesce(p.partnership_id, $1) = $1 and p.organisation_id in (
                select y.organisation_id from party y where y.partnership_id = $1 and y.role = 'supplier'
                union select v.organisation_id from evaluation v where v.partnership_id = $1)))
        order by fold(o.name), o.id",
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.name))
        .collect())
}

/// One piece of evidence.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> sqlx::Result<ProofRow> {
    let of = Of {
        proof: Some(id),
        ..Of::default()
    };
    let rows = list(tx, of).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// Those that are entered to take the place of one, the latest first.
pub(super) async fn newer(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<(Uuid, String, String)>> {
    let rows = sqlx::query!(
        "select id, proves, language from proof where replaces_id = $1 order by entered_on desc, id desc",
        id
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.proves, row.language))
        .collect())
}

/// A vendor that evidence can be entered for.
pub(super) struct Vendor {
    pub(super) id: Uuid,
    pub(super) name: String,
    /// Whether the viewer enters evidence for it.
    pub(super) handles: bool,
}

/// An organisation that is a vendor.
pub(super) async fn vendor(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vendor> {
    sqlx::query_as!(
        Vendor,
        r#"select id, name, handles_evidence(id, null) as "handles!"
        from organisation where id = $1 and sector = 'ict'"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// The suppliers of a partnership that the viewer may know the evidence of, by
/// name.
pub(super) async fn suppliers(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Vec<Vendor>> {
    sqlx::query_as!(
        Vendor,
        r#"select o.id, o.name, handles_evidence(o.id, $1) as "handles!"
        from organisation o
        where (o.id in (select y.organisation_id from party y where y.partnership_id = $1 and y.role = 'supplier')
                or o.id in (select v.organisation_id from evaluation v where v.partnership_id = $1))
            and (viewer_role() <> 'vendor' or o.id = viewer_organisation())
        order by fold(o.name), o.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await
}

/// The partnerships that evidence for a vendor may concern, by title.
pub(super) async fn partnerships(
    tx: &mut Tx,
    organisation: Uuid,
) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select p.id, p.reference, p.title from partnership p
        where (p.id in (select y.partnership_id from party y where y.organisation_id = $1)
                or p.id in (select v.partnership_id from evaluation v where v.organisation_id = $1))
            and handles_evidence($1, p.id)
        order by fold(p.title), p.id",
        organisation
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            (
                row.id.to_string(),
                format!("{} · {}", row.title, row.reference),
            )
        })
        .collect())
}

/// Adds evidence, unless the same form added it before.
pub(super) async fn insert(
    tx: &mut Tx,
    organisation: Uuid,
    values: &ProofValues,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<()> {
    let criteria = codes(&values.criteria);
    sqlx::query!(
        "insert into proof (id, organisation_id, partnership_id, kind, proves, criteria, url, file_id, issued_on,
            expires_on, entered_by, entered_for, entered_on, replaces_id, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, viewer_person(), viewer_organisation(), $11, $12, $13)
        on conflict (id) do nothing",
        values.id,
        organisation,
        values.partnership_id,
        values.kind as _,
        values.proves,
        &criteria,
        values.url,
        values.file_id,
        values.issued_on,
        values.expires_on,
        today,
        values.replaces_id,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Corrects evidence that nobody has verified yet; false where somebody saved
/// or verified it before.
pub(super) async fn update(
    tx: &mut Tx,
    id: Uuid,
    values: &ProofValues,
    language: &str,
) -> sqlx::Result<bool> {
    let criteria = codes(&values.criteria);
    let done = sqlx::query!(
        "update proof set kind = $3, proves = $4, criteria = $5, url = $6, file_id = $7, issued_on = $8,
            expires_on = $9, language = case when proves = $4 then language else $10 end, version = version + 1
        where id = $1 and version = $2 and verdict is null",
        id,
        values.version,
        values.kind as _,
        values.proves,
        &criteria,
        values.url,
        values.file_id,
        values.issued_on,
        values.expires_on,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

fn codes(criteria: &[Criterion]) -> Vec<String> {
    use domain::Vocabulary;
    criteria
        .iter()
        .map(|criterion| criterion.code().to_owned())
        .collect()
}

/// Verifies or refuses evidence; false where somebody saved or verified it
/// before.
pub(super) async fn check(
    tx: &mut Tx,
    id: Uuid,
    values: &CheckValues,
    today: NaiveDate,
    language: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update proof set verdict = $3, checked_by = viewer_person(), checked_for = viewer_organisation(),
            checked_on = $4, check_note = $5, check_language = $6, version = version + 1
        where id = $1 and version = $2 and verdict is null",
        id,
        values.version,
        values.verdict as _,
        today,
        values.note,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A supplier whose proof of a criterion does not count.
pub(super) struct SupplierProofs {
    pub(super) partnership_id: Uuid,
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) language: String,
    pub(super) supplier: String,
    /// What is entered for each criterion.
    pub(super) proofs: BTreeMap<Criterion, Vec<Proof>>,
}

/// The suppliers of partnerships that are agreed, each with what is entered
/// for the criteria, by title. One query, whatever the number of partnerships.
pub(super) async fn of_suppliers(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<Vec<SupplierProofs>> {
    let rows = sqlx::query!(
        r#"select s.id as partnership_id, s.reference, s.title, s.language, o.id as organisation_id,
            o.name as supplier, p.kind as "kind?: ProofKind", p.criteria as "criteria?", p.expires_on,
            p.verdict as "verdict: ProofVerdict",
            exists (select 1 from proof newer where newer.replaces_id = p.id and newer.verdict = 'verified')
                as "replaced!"
        from party y
        join partnership s on s.id = y.partnership_id
        join organisation o on o.id = y.organisation_id
        left join proof p on p.organisation_id = y.organisation_id
            and coalesce(p.partnership_id, s.id) = s.id
        where y.role = 'supplier' and o.sector = 'ict' and s.stage in ('active', 'suspended', 'closing')
            and s.id = any ($1)
        order by fold(s.title), s.id, fold(o.name), o.id"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut found: Vec<(Uuid, SupplierProofs)> = Vec::new();
    for row in rows {
        let of_last = found.last().is_some_and(|(organisation, last)| {
            *organisation == row.organisation_id && last.partnership_id == row.partnership_id
        });
        if !of_last {
            let proofs = SupplierProofs {
                partnership_id: row.partnership_id,
                reference: row.reference,
                partnership: row.title,
                language: row.language,
                supplier: row.supplier,
                proofs: BTreeMap::new(),
            };
            found.push((row.organisation_id, proofs));
        }
        let Some((kind, (_, last))) = row.kind.zip(found.last_mut()) else {
            continue;
        };
        let proof = Proof {
            kind,
            expires_on: row.expires_on,
            verdict: row.verdict,
            replaced: row.replaced,
        };
        for criterion in row.criteria.iter().flatten() {
            if let Ok(criterion) = criterion.parse() {
                last.proofs.entry(criterion).or_default().push(proof);
            }
        }
    }
    Ok(found.into_iter().map(|(_, proofs)| proofs).collect())
}
