//! The only SQL of charters.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Vocabulary;
use domain::access::Person;
use domain::charter::{
    Characteristic, CharterState, Facet, Stand, Version, check_signature, states,
};
use domain::organisation::Sector;
use strum::VariantArray;
use uuid::Uuid;

use super::form::{BridgeValues, PositionValues};
use crate::db::Tx;
use crate::error::AppError;

/// An organisation that is a party, or has written in the charter.
pub(super) struct PartyRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) sector: Sector,
    /// Whether it takes part now.
    pub(super) takes_part: bool,
}

/// A version of the charter.
pub(super) struct VersionRow {
    pub(super) id: Uuid,
    pub(super) number: i32,
    pub(super) opened_by: Option<String>,
    pub(super) opened_at: DateTime<Utc>,
    /// Who has a place in it; none while it can be changed.
    pub(super) parties: Option<Vec<Uuid>>,
    pub(super) in_force_on: Option<NaiveDate>,
}

/// Where an organisation stands on a characteristic from a version on.
pub(super) struct PositionRow {
    pub(super) version: i32,
    pub(super) number: i32,
    pub(super) organisation_id: Uuid,
    pub(super) characteristic: Characteristic,
    pub(super) position: i16,
    pub(super) parameters: String,
    pub(super) roles: String,
    pub(super) involvement: String,
    pub(super) expectations: String,
    pub(super) language: String,
    pub(super) written_by: Option<String>,
    pub(super) written_at: DateTime<Utc>,
}

impl PositionRow {
    /// What it says of a facet.
    pub(super) fn text(&self, facet: Facet) -> &str {
        match facet {
            Facet::Parameters => &self.parameters,
            Facet::Roles => &self.roles,
            Facet::Involvement => &self.involvement,
            Facet::Expectations => &self.expectations,
        }
    }

    /// The place on the scale.
    pub(super) fn place(&self) -> u8 {
        self.position.try_into().unwrap_or_default()
    }

    fn says(&self, values: &PositionValues) -> bool {
        self.place() == values.position
            && Facet::VARIANTS
                .iter()
                .all(|facet| self.text(*facet) == values.text(*facet))
    }
}

/// What is agreed about the distance on a characteristic, from a version on.
pub(super) struct BridgeRow {
    pub(super) version: i32,
    pub(super) number: i32,
    pub(super) characteristic: Characteristic,
    pub(super) step: String,
    pub(super) responsible_id: Uuid,
    pub(super) responsible: String,
    pub(super) due_on: NaiveDate,
    pub(super) language: String,
    pub(super) written_by: Option<String>,
    pub(super) written_at: DateTime<Utc>,
}

/// An organisation's yes to a version.
pub(super) struct SignatureRow {
    pub(super) number: i32,
    pub(super) organisation_id: Uuid,
    pub(super) by: Option<String>,
    pub(super) on: NaiveDate,
}

/// A partnership's charter with all its versions.
pub(super) struct Charter {
    /// By sector, in the order of the scale, government last, and by name.
    pub(super) parties: Vec<PartyRow>,
    /// The first one first.
    pub(super) versions: Vec<VersionRow>,
    /// Those of the latest version first.
    positions: Vec<PositionRow>,
    /// Those of the latest version first.
    bridges: Vec<BridgeRow>,
    signatures: Vec<SignatureRow>,
}

impl Charter {
    /// The last version.
    pub(super) fn latest(&self) -> Option<&VersionRow> {
        self.versions.last()
    }

    /// The version of a number.
    pub(super) fn find(&self, number: i32) -> Result<&VersionRow, AppError> {
        self.versions
            .iter()
            .find(|row| row.number == number)
            .ok_or(AppError::NotFound)
    }

    /// Whether a version is the last.
    pub(super) fn is_latest(&self, row: &VersionRow) -> bool {
        self.latest().is_some_and(|last| last.number == row.number)
    }

    /// Where an organisation stood on a characteristic in a version.
    pub(super) fn position(
        &self,
        number: i32,
        organisation: Uuid,
        characteristic: Characteristic,
    ) -> Option<&PositionRow> {
        self.positions.iter().find(|row| {
            row.number <= number
                && row.organisation_id == organisation
                && row.characteristic == characteristic
        })
    }

    /// What was agreed about a characteristic in a version.
    pub(super) fn bridge(&self, number: i32, characteristic: Characteristic) -> Option<&BridgeRow> {
        self.bridges
            .iter()
            .find(|row| row.number <= number && row.characteristic == characteristic)
    }

    /// An organisation's signature of a version.
    pub(super) fn signature(&self, number: i32, organisation: Uuid) -> Option<&SignatureRow> {
        self.signatures
            .iter()
            .find(|row| row.number == number && row.organisation_id == organisation)
    }

    /// Who has a place in a version: those it was signed with, or else the
    /// parties of today that have written in it.
    pub(super) fn places(&self, row: &VersionRow) -> Vec<&PartyRow> {
        let has_written = |party: &PartyRow| {
            self.positions
                .iter()
                .any(|one| one.number <= row.number && one.organisation_id == party.id)
        };
        self.parties
            .iter()
            .filter(|party| match &row.parties {
                Some(ids) => ids.contains(&party.id),
                None => party.takes_part && has_written(party),
            })
            .collect()
    }

    /// The parties of today that have no place in a version.
    pub(super) fn without_place(&self, row: Option<&VersionRow>) -> Vec<&PartyRow> {
        let places = row.map(|row| self.places(row)).unwrap_or_default();
        self.parties
            .iter()
            .filter(|party| party.takes_part && places.iter().all(|one| one.id != party.id))
            .collect()
    }

    /// On what each with a place in a version has yet to write.
    pub(super) fn unwritten(&self, row: &VersionRow) -> Vec<(&PartyRow, Vec<Characteristic>)> {
        self.places(row)
            .into_iter()
            .map(|party| {
                let missing = Characteristic::VARIANTS
                    .iter()
                    .copied()
                    .filter(|one| self.position(row.number, party.id, *one).is_none());
                (party, missing.collect::<Vec<_>>())
            })
            .filter(|(_, missing)| !missing.is_empty())
            .collect()
    }

    /// Where those with a place stand on a characteristic.
    pub(super) fn stands(&self, row: &VersionRow, characteristic: Characteristic) -> Vec<Stand> {
        self.places(row)
            .into_iter()
            .filter_map(|party| {
                let position = self.position(row.number, party.id, characteristic)?;
                Some(Stand {
                    sector: party.sector,
                    position: position.place(),
                })
            })
            .collect()
    }

    /// A version for the domain's rules.
    pub(super) fn in_domain(&self, row: &VersionRow) -> Version {
        let signed = self.signatures.iter();
        Version {
            places: self.places(row).iter().map(|party| party.id).collect(),
            signed: signed
                .filter(|one| one.number == row.number)
                .map(|one| one.organisation_id)
                .collect(),
        }
    }

    /// Goes up with every change of what a version says, so that nobody signs
    /// what they have not read.
    pub(super) fn edition(&self, row: &VersionRow) -> i32 {
        let of_version = |number: i32| number == row.number;
        let positions = self.positions.iter();
        let bridges = self.bridges.iter();
        positions
            .filter(|one| of_version(one.number))
            .map(|one| one.version)
            .chain(
                bridges
                    .filter(|one| of_version(one.number))
                    .map(|one| one.version),
            )
            .sum()
    }

    /// Whether an organisation can sign a version.
    pub(super) fn can_sign(&self, row: &VersionRow, organisation: Uuid) -> bool {
        check_signature(
            &self.in_domain(row),
            organisation,
            self.is_latest(row),
            self.unwritten(row).is_empty(),
        )
        .is_ok()
    }

    /// How each version stands, the first one first.
    pub(super) fn states(&self) -> Vec<CharterState> {
        let versions: Vec<_> = self
            .versions
            .iter()
            .map(|row| self.in_domain(row))
            .collect();
        states(&versions)
    }

    /// How a version stands.
    pub(super) fn state(&self, row: &VersionRow) -> CharterState {
        let index = self.versions.iter().position(|one| one.id == row.id);
        index
            .and_then(|index| self.states().get(index).copied())
            .unwrap_or(CharterState::Draft)
    }

    /// The version in force, if one is.
    pub(super) fn in_force(&self) -> Option<&VersionRow> {
        self.versions.iter().rfind(|row| row.in_force_on.is_some())
    }
}

/// A partnership's charter.
pub(super) async fn read(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Charter> {
    let mut parties = sqlx::query_as!(
        PartyRow,
        r#"select o.id, o.name, o.sector as "sector: Sector", exists (select 1 from party t
                where t.partnership_id = $1 and t.organisation_id = o.id) as "takes_part!"
        from organisation o
        where o.id in (select organisation_id from party where partnership_id = $1
            union select organisation_id from charter_position where partnership_id = $1)
        order by fold(o.name), o.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    parties.sort_by_key(|party| match party.sector {
        Sector::Ict => 0,
        Sector::Health => 1,
        Sector::Government => 2,
    });
    let versions = sqlx::query_as!(
        VersionRow,
        r#"select c.id, c.number, p.name as "opened_by?", c.opened_at, c.parties,
            c.in_force_on
        from charter c left join person p on p.id = c.opened_by
        where c.partnership_id = $1 order by c.number"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    let positions = sqlx::query_as!(
        PositionRow,
        r#"select q.version, c.number, q.organisation_id,
            q.characteristic as "characteristic: Characteristic", q.position, q.parameters,
            q.roles, q.involvement, q.expectations, q.language, p.name as "written_by?",
            q.written_at
        from charter_position q
        join charter c on c.id = q.charter_id
        left join person p on p.id = q.written_by
        where q.partnership_id = $1 order by c.number desc"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    let bridges = sqlx::query_as!(
        BridgeRow,
        r#"select b.version, c.number, b.characteristic as "characteristic: Characteristic",
            b.step, b.responsible_id, o.name as responsible, b.due_on, b.language,
            p.name as "written_by?", b.written_at
        from charter_bridge b
        join charter c on c.id = b.charter_id
        join organisation o on o.id = b.responsible_id
        left join person p on p.id = b.written_by
        where b.partnership_id = $1 order by c.number desc"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    let signatures = sqlx::query_as!(
        SignatureRow,
        r#"select c.number, s.organisation_id, p.name as "by?", s.signed_on as "on"
        from charter_signature s
        join charter c on c.id = s.charter_id
        left join person p on p.id = s.person_id
        where s.partnership_id = $1 order by s.signed_at, s.id"#,
        partnership
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Charter {
        parties,
        versions,
        positions,
        bridges,
        signatures,
    })
}

/// Lets one change or signature of a partnership's charter after another see
/// what the one before did.
pub(super) async fn lock(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended('charter ' || $1::text, 0))",
        partnership.to_string()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The version that a change goes into, which is opened where there is none.
async fn version_of_change(
    tx: &mut Tx,
    charter: &Charter,
    partnership: Uuid,
    person: &Person,
) -> sqlx::Result<(Uuid, bool)> {
    let latest = charter.latest();
    let in_domain = latest.map(|row| (row.number, charter.in_domain(row)));
    let known = in_domain
        .as_ref()
        .map(|(number, version)| (*number, version));
    let number = domain::charter::version_for_change(known);
    if let Some(row) = latest.filter(|row| row.number == number) {
        return Ok((row.id, false));
    }
    let id = Uuid::now_v7();
    sqlx::query!(
        "insert into charter (id, partnership_id, number, opened_by) values ($1, $2, $3, $4)",
        id,
        partnership,
        number,
        person.id
    )
    .execute(&mut **tx)
    .await?;
    Ok((id, true))
}

/// What came of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// It stands in the latest version.
    Kept,
    /// It made a new version.
    NewVersion,
    /// Somebody else changed the same meanwhile.
    Stale,
}

/// Writes what the person's organisation says of a characteristic.
pub(super) async fn write_position(
    tx: &mut Tx,
    charter: &Charter,
    partnership: Uuid,
    person: &Person,
    characteristic: Characteristic,
    values: &PositionValues,
    language: &str,
) -> sqlx::Result<Written> {
    let present = charter.position(i32::MAX, person.organisation_id, characteristic);
    // The same form, sent again.
    if present.is_some_and(|row| row.says(values)) {
        return Ok(Written::Kept);
    }
    if present.map_or(0, |row| row.version) != values.version {
        return Ok(Written::Stale);
    }
    let (version, is_new) = version_of_change(tx, charter, partnership, person).await?;
    sqlx::query!(
        "insert into charter_position (id, version, partnership_id, charter_id, organisation_id,
            characteristic, position, parameters, roles, involvement, expectations, written_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict on constraint charter_position_once do update set version = excluded.version,
            position = excluded.position, parameters = excluded.parameters, roles = excluded.roles,
            involvement = excluded.involvement, expectations = excluded.expectations,
            written_by = excluded.written_by, written_at = now(), language = excluded.language",
        Uuid::now_v7(),
        values.version + 1,
        partnership,
        version,
        person.organisation_id,
        characteristic.code(),
        i16::from(values.position),
        values.parameters,
        values.roles,
        values.involvement,
        values.expectations,
        person.id,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(if is_new {
        Written::NewVersion
    } else {
        Written::Kept
    })
}

/// Writes how the distance on a characteristic is to be bridged.
pub(super) async fn write_bridge(
    tx: &mut Tx,
    charter: &Charter,
    partnership: Uuid,
    person: &Person,
    characteristic: Characteristic,
    values: &BridgeValues,
    language: &str,
) -> sqlx::Result<Written> {
    let present = charter.bridge(i32::MAX, characteristic);
    let says = |row: &BridgeRow| {
        row.step == values.step
            && row.responsible_id == values.responsible_id
            && row.due_on == values.due_on
    };
    if present.is_some_and(says) {
        return Ok(Written::Kept);
    }
    if present.map_or(0, |row| row.version) != values.version {
        return Ok(Written::Stale);
    }
    let (version, is_new) = version_of_change(tx, charter, partnership, person).await?;
    sqlx::query!(
        "insert into charter_bridge (id, version, partnership_id, charter_id, characteristic, step,
            responsible_id, due_on, written_by, language)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict on constraint charter_bridge_once do update set version = excluded.version,
            step = excluded.step, responsible_id = excluded.responsible_id, due_on = excluded.due_on,
            written_by = excluded.written_by, written_at = now(), language = excluded.language",
        Uuid::now_v7(),
        values.version + 1,
        partnership,
        version,
        characteristic.code(),
        values.step,
        values.responsible_id,
        values.due_on,
        person.id,
        language
    )
    .execute(&mut **tx)
    .await?;
    Ok(if is_new {
        Written::NewVersion
    } else {
        Written::Kept
    })
}

/// Signs a version for the person's own organisation; whether that brought it
/// into force.
pub(super) async fn sign(
    tx: &mut Tx,
    partnership: Uuid,
    charter: Uuid,
    person: &Person,
    today: NaiveDate,
) -> sqlx::Result<bool> {
    sqlx::query!(
        "insert into charter_signature (id, partnership_id, charter_id, organisation_id, person_id, signed_on)
        values ($1, $2, $3, $4, $5, $6)",
        Uuid::now_v7(),
        partnership,
        charter,
        person.organisation_id,
        person.id,
        today
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query_scalar!(
        r#"select in_force_on is not null as "in_force!" from charter where id = $1"#,
        charter
    )
    .fetch_one(&mut **tx)
    .await
}

/// A charter in a line.
pub(crate) struct Brief {
    /// Of the latest version.
    pub(super) number: i32,
    pub(super) in_force_on: Option<NaiveDate>,
    /// Whether nobody has signed it.
    pub(super) is_draft: bool,
    /// Who has yet to sign it.
    pub(super) waits_for: Vec<String>,
    /// The number of the version in force, if one is.
    pub(super) in_force: Option<i32>,
}

/// The charter of a partnership in a line; none where nobody has begun one.
pub(super) async fn brief(tx: &mut Tx, partnership: Uuid) -> sqlx::Result<Option<Brief>> {
    sqlx::query_as!(
        Brief,
        r#"select c.number, c.in_force_on, c.parties is null as "is_draft!",
            coalesce((select array_agg(o.name order by fold(o.name)) from organisation o
                where o.id = any (c.parties) and not exists (select 1 from charter_signature s
                    where s.charter_id = c.id and s.organisation_id = o.id)), '{}') as "waits_for!",
            (select max(f.number) from charter f
                where f.partnership_id = c.partnership_id and f.in_force_on is not null) as in_force
        from charter c where c.partnership_id = $1 order by c.number desc limit 1"#,
        partnership
    )
    .fetch_optional(&mut **tx)
    .await
}

/// A charter that waits for the viewer's organisation to sign it.
pub(crate) struct WaitingCharter {
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) language: String,
    pub(super) number: i32,
    /// Whether somebody else has signed it.
    pub(super) other_signed: bool,
    pub(super) opened_at: DateTime<Utc>,
}

/// Charters that wait for a signature of the viewer's organisation, those
/// opened first at the top: whole drafts, and versions that others have signed.
pub(super) async fn waiting(tx: &mut Tx) -> sqlx::Result<Vec<WaitingCharter>> {
    sqlx::query_as!(
        WaitingCharter,
        r#"select p.reference, p.title as partnership, p.language, c.number,
            c.parties is not null as "other_signed!", c.opened_at
        from charter c join partnership p on p.id = c.partnership_id
        where c.in_force_on is null
            and not exists (select 1 from charter l
                where l.partnership_id = c.partnership_id and l.number > c.number)
            and not exists (select 1 from charter_signature s
                where s.charter_id = c.id and s.organisation_id = viewer_organisation())
            and exists (select 1 from party t
                where t.partnership_id = p.id and t.organisation_id = viewer_organisation())
            and case when c.parties is not null then viewer_organisation() = any (c.parties)
                else (select count(*) > 1 and bool_and(written = 5)
                        and bool_or(organisation_id = viewer_organisation())
                    from (select q.organisation_id, count(distinct q.characteristic) as written
                        from charter_position q
                        where q.partnership_id = p.id and exists (select 1 from party t
                            where t.partnership_id = p.id and t.organisation_id = q.organisation_id)
                        group by q.organisation_id) place) end
        order by c.opened_at, c.id limit 25"#
    )
    .fetch_all(&mut **tx)
    .await
}
