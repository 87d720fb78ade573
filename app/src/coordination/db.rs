//! The only SQL of what the slices of tensions, mechanisms and effects share.

use chrono::NaiveDate;
use domain::access::Grant;
use domain::scorecard::StakeholderGroup;
use domain::tension::{CoordinationLevel, Effect, Life, MechanismKind, Position, Strength};
use uuid::Uuid;

use super::HomeId;
use crate::db::Tx;

/// How the viewer stands to a partnership.
pub(super) struct PartnershipRow {
    pub(super) title: String,
    pub(super) member: bool,
    pub(super) granted: Option<Grant>,
}

/// A partnership that the viewer sees.
pub(super) async fn partnership(tx: &mut Tx, id: Uuid) -> sqlx::Result<PartnershipRow> {
    sqlx::query_as!(
        PartnershipRow,
        r#"select p.title,
            (p.jurisdiction_id = any (viewer_jurisdictions()) or exists (
                select 1 from party where partnership_id = p.id
                    and organisation_id = viewer_organisation())) as "member!",
            (select access from partnership_right r
                where r.partnership_id = p.id and r.person_id = viewer_person()) as "granted: Grant"
        from partnership p where p.id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// How the viewer stands to a jurisdiction.
pub(super) struct JurisdictionRow {
    pub(super) name: String,
    pub(super) own: bool,
}

/// A jurisdiction.
pub(super) async fn jurisdiction(tx: &mut Tx, id: Uuid) -> sqlx::Result<JurisdictionRow> {
    sqlx::query_as!(
        JurisdictionRow,
        r#"select name, (id = any (viewer_jurisdictions())) as "own!" from jurisdiction where id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// Code and name of the places that the viewer can write in, their
/// jurisdictions first; of many partnerships those that come first by title.
pub(crate) async fn own_homes(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"select 'jurisdiction:' || id as "code!", name as "name!" from (
            select id, name from jurisdiction where id = any (viewer_jurisdictions())
            order by fold(name), id) places
        union all
        select 'partnership:' || id, title from (
            select p.id, p.title from partnership p
            where p.jurisdiction_id = any (viewer_jurisdictions()) or exists (
                select 1 from party t where t.partnership_id = p.id
                    and t.organisation_id = viewer_organisation())
            order by fold(p.title), p.id limit 50) ours"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.name)).collect())
}

/// Code and name of the places that have a tension or a mechanism which the
/// viewer sees.
pub(crate) async fn homes_in_use(tx: &mut Tx) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"with used as (
            select partnership_id, jurisdiction_id from tension
            union select partnership_id, jurisdiction_id from mechanism)
        select 'jurisdiction:' || j.id as "code!", j.name as "name!" from jurisdiction j
        where j.id in (select jurisdiction_id from used)
        union all
        select 'partnership:' || p.id, p.title from partnership p
        where p.id in (select partnership_id from used)
        limit 200"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.name)).collect())
}

/// What tensions and mechanisms are narrowed to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Narrowed {
    /// Words in them.
    pub(crate) q: String,
    /// Codes of levels; none is all.
    pub(crate) levels: Vec<String>,
    /// Codes of kinds of mechanisms; none is all.
    pub(crate) kinds: Vec<String>,
    /// A partnership with what lies above it, or a jurisdiction.
    pub(crate) home: Option<HomeId>,
    /// `open`, `settled`, `ended`, `side_effects`; anything else is all.
    pub(crate) state: String,
    /// One of them, by id.
    pub(crate) only: Option<Uuid>,
    /// A column, descending with a hyphen before.
    pub(crate) sort: String,
}

/// A tension as lists, pictures and its page show it.
#[derive(Debug, Clone)]
pub(crate) struct TensionRow {
    pub(crate) id: Uuid,
    pub(crate) version: i32,
    pub(crate) partnership_id: Option<Uuid>,
    pub(crate) jurisdiction_id: Option<Uuid>,
    /// Reference of its partnership.
    pub(crate) reference: Option<String>,
    /// Title of its partnership or name of its jurisdiction.
    pub(crate) place: String,
    pub(crate) place_language: String,
    pub(crate) first_pole: String,
    pub(crate) second_pole: String,
    pub(crate) description: String,
    pub(crate) level: CoordinationLevel,
    pub(crate) began_on: NaiveDate,
    pub(crate) settled_on: Option<NaiveDate>,
    pub(crate) settled_words: Option<String>,
    pub(crate) settled_by: Option<String>,
    pub(crate) entered_by: Option<String>,
    pub(crate) pattern_id: Option<Uuid>,
    pub(crate) source: Option<String>,
    pub(crate) language: String,
}

impl TensionRow {
    /// Where it belongs.
    pub(crate) fn home(&self) -> HomeId {
        home_of(self.partnership_id, self.jurisdiction_id)
    }
}

fn home_of(partnership: Option<Uuid>, jurisdiction: Option<Uuid>) -> HomeId {
    match partnership {
        Some(id) => HomeId::Partnership(id),
        None => HomeId::Jurisdiction(jurisdiction.unwrap_or_default()),
    }
}

/// A page of tensions, and how many there are in all.
pub(crate) async fn tensions(
    tx: &mut Tx,
    narrowed: &Narrowed,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<TensionRow>, i64)> {
    let rows = sqlx::query!(
        r#"select t.id, t.version, t.partnership_id, t.jurisdiction_id, p.reference as "reference?",
            coalesce(p.title, j.name) as "place!", coalesce(p.language, '') as "place_language!",
            t.first_pole, t.second_pole, t.description, t.level as "level: CoordinationLevel",
            t.began_on, t.settled_on, t.settled_words, s.name as "settled_by?", e.name as "entered_by?",
            t.pattern_id, c.source as "source?", t.language, count(*) over () as "total!"
        from tension t
        left join partnership p on p.id = t.partnership_id
        left join jurisdiction j on j.id = t.jurisdiction_id
        left join person s on s.id = t.settled_by
        left join person e on e.id = t.entered_by
        left join coordination_pattern c on c.id = t.pattern_id
        where ($1 = '' or fold(t.first_pole || ' ' || t.second_pole || ' ' || t.description) like '%' || fold($1) || '%')
            and (cardinality($2::text[]) = 0 or t.level = any ($2))
            and ($3::uuid is null or t.partnership_id = $3 or t.jurisdiction_id = any (
                jurisdiction_and_above((select jurisdiction_id from partnership where id = $3))))
            and ($4::uuid is null or t.jurisdiction_id = $4)
            and ($5::uuid is null or t.id = $5)
            and case $6 when 'open' then t.settled_on is null when 'settled' then t.settled_on is not null else true end
        order by
            case when $7 = 'poles' then fold(t.first_pole) end,
            case when $7 = '-poles' then fold(t.first_pole) end desc,
            case when $7 = 'place' then fold(coalesce(p.title, j.name)) end,
            case when $7 = '-place' then fold(coalesce(p.title, j.name)) end desc,
            case when $7 = 'began' then t.began_on end,
            t.began_on desc, t.id
        limit $8 offset $9"#,
        narrowed.q,
        &narrowed.levels,
        narrowed.home.and_then(HomeId::partnership),
        narrowed.home.and_then(HomeId::jurisdiction),
        narrowed.only,
        narrowed.state,
        narrowed.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| TensionRow {
            id: row.id,
            version: row.version,
            partnership_id: row.partnership_id,
            jurisdiction_id: row.jurisdiction_id,
            reference: row.reference,
            place: row.place,
            place_language: row.place_language,
            first_pole: row.first_pole,
            second_pole: row.second_pole,
            description: row.description,
            level: row.level,
            began_on: row.began_on,
            settled_on: row.settled_on,
            settled_words: row.settled_words,
            settled_by: row.settled_by,
            entered_by: row.entered_by,
            pattern_id: row.pattern_id,
            source: row.source,
            language: row.language,
        })
        .collect();
    Ok((rows, total))
}

/// One tension.
pub(crate) async fn tension(tx: &mut Tx, id: Uuid) -> sqlx::Result<TensionRow> {
    let only = Narrowed {
        only: Some(id),
        ..Narrowed::default()
    };
    let (rows, _) = tensions(tx, &only, 1, 0).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// A mechanism as lists, pictures and its page show it.
#[derive(Debug, Clone)]
pub(crate) struct MechanismRow {
    pub(crate) id: Uuid,
    pub(crate) version: i32,
    pub(crate) partnership_id: Option<Uuid>,
    pub(crate) jurisdiction_id: Option<Uuid>,
    /// Reference of its partnership.
    pub(crate) reference: Option<String>,
    /// Title of its partnership or name of its jurisdiction.
    pub(crate) place: String,
    pub(crate) place_language: String,
    pub(crate) title: String,
    pub(crate) kind: MechanismKind,
    pub(crate) description: String,
    pub(crate) level: CoordinationLevel,
    pub(crate) since_on: NaiveDate,
    pub(crate) until_on: Option<NaiveDate>,
    pub(crate) owner_id: Uuid,
    pub(crate) owner: String,
    pub(crate) entered_by: Option<String>,
    pub(crate) pattern_id: Option<Uuid>,
    pub(crate) source: Option<String>,
    pub(crate) language: String,
}

impl MechanismRow {
    /// Where it belongs.
    pub(crate) fn home(&self) -> HomeId {
        home_of(self.partnership_id, self.jurisdiction_id)
    }

    /// When it works.
    pub(crate) fn life(&self) -> Life {
        Life {
            since: self.since_on,
            until: self.until_on,
        }
    }
}

/// A page of mechanisms, and how many there are in all.
pub(crate) async fn mechanisms(
    tx: &mut Tx,
    narrowed: &Narrowed,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> sqlx::Result<(Vec<MechanismRow>, i64)> {
    let rows = sqlx::query!(
        r#"with now as (
            select distinct on (mechanism_id, tension_id) mechanism_id, effect from mechanism_effect
            order by mechanism_id, tension_id, felt_on desc, recorded_at desc, id desc)
        select m.id, m.version, m.partnership_id, m.jurisdiction_id, p.reference as "reference?",
            coalesce(p.title, j.name) as "place!", coalesce(p.language, '') as "place_language!",
            m.title, m.kind as "kind: MechanismKind", m.description, m.level as "level: CoordinationLevel",
            m.since_on, m.until_on, m.owner_id, o.name as owner, e.name as "entered_by?", m.pattern_id,
            c.source as "source?", m.language, count(*) over () as "total!"
        from mechanism m
        join organisation o on o.id = m.owner_id
        left join partnership p on p.id = m.partnership_id
        left join jurisdiction j on j.id = m.jurisdiction_id
        left join person e on e.id = m.entered_by
        left join coordination_pattern c on c.id = m.pattern_id
        where ($1 = '' or fold(m.title || ' ' || m.description) like '%' || fold($1) || '%')
            and (cardinality($2::text[]) = 0 or m.level = any ($2))
            and (cardinality($3::text[]) = 0 or m.kind = any ($3))
            and ($4::uuid is null or m.partnership_id = $4 or m.jurisdiction_id = any (
                jurisdiction_and_above((select jurisdiction_id from partnership where id = $4))))
            and ($5::uuid is null or m.jurisdiction_id = $5)
            and ($6::uuid is null or m.id = $6)
            and case $7
                when 'working' then m.since_on <= $8 and coalesce(m.until_on >= $8, true)
                when 'ended' then m.until_on < $8
                when 'side_effects' then exists (select 1 from now where mechanism_id = m.id and effect = 'eases')
                    and exists (select 1 from now where mechanism_id = m.id and effect <> 'eases')
                else true end
        order by
            case when $9 = 'title' then fold(m.title) end,
            case when $9 = '-title' then fold(m.title) end desc,
            case when $9 = 'owner' then fold(o.name) end,
            case when $9 = '-owner' then fold(o.name) end desc,
            case when $9 = 'place' then fold(coalesce(p.title, j.name)) end,
            case when $9 = '-place' then fold(coalesce(p.title, j.name)) end desc,
            case when $9 = 'since' then m.since_on end,
            m.since_on desc, m.id
        limit $10 offset $11"#,
        narrowed.q,
        &narrowed.levels,
        &narrowed.kinds,
        narrowed.home.and_then(HomeId::partnership),
        narrowed.home.and_then(HomeId::jurisdiction),
        narrowed.only,
        narrowed.state,
        today,
        narrowed.sort,
        limit,
        offset
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| MechanismRow {
            id: row.id,
            version: row.version,
            partnership_id: row.partnership_id,
            jurisdiction_id: row.jurisdiction_id,
            reference: row.reference,
            place: row.place,
            place_language: row.place_language,
            title: row.title,
            kind: row.kind,
            description: row.description,
            level: row.level,
            since_on: row.since_on,
            until_on: row.until_on,
            owner_id: row.owner_id,
            owner: row.owner,
            entered_by: row.entered_by,
            pattern_id: row.pattern_id,
            source: row.source,
            language: row.language,
        })
        .collect();
    Ok((rows, total))
}

/// One mechanism.
pub(crate) async fn mechanism(tx: &mut Tx, id: Uuid) -> sqlx::Result<MechanismRow> {
    let only = Narrowed {
        only: Some(id),
        ..Narrowed::default()
    };
    let (rows, _) = mechanisms(tx, &only, NaiveDate::default(), 1, 0).await?;
    rows.into_iter().next().ok_or(sqlx::Error::RowNotFound)
}

/// Where somebody saw the balance of a tension on a day.
#[derive(Debug, Clone)]
pub(crate) struct PositionRow {
    pub(crate) tension_id: Uuid,
    pub(crate) group: StakeholderGroup,
    pub(crate) balance: i16,
    pub(crate) words: String,
    pub(crate) said_on: NaiveDate,
    pub(crate) person: Option<String>,
    pub(crate) organisation: Option<String>,
    pub(crate) language: String,
}

impl PositionRow {
    /// For the domain's rules.
    pub(crate) fn position(&self) -> Position {
        Position {
            group: self.group,
            balance: self.balance,
            on: self.said_on,
        }
    }
}

/// Where people saw the balance of these tensions, in the order of time.
pub(crate) async fn positions(tx: &mut Tx, tensions: &[Uuid]) -> sqlx::Result<Vec<PositionRow>> {
    sqlx::query_as!(
        PositionRow,
        r#"select s.tension_id, s.stakeholder_group as "group: StakeholderGroup", s.balance, s.words,
            s.said_on, p.name as "person?", o.name as "organisation?", s.language
        from tension_position s
        left join person p on p.id = s.person_id
        left join organisation o on o.id = p.organisation_id
        where s.tension_id = any ($1)
        order by s.said_on, s.recorded_at, s.id"#,
        tensions
    )
    .fetch_all(&mut **tx)
    .await
}

/// What somebody saw a mechanism do to a tension.
#[derive(Debug, Clone)]
pub(crate) struct EffectRow {
    pub(crate) mechanism_id: Uuid,
    pub(crate) mechanism: String,
    pub(crate) mechanism_language: String,
    pub(crate) mechanism_kind: MechanismKind,
    pub(crate) since_on: NaiveDate,
    pub(crate) until_on: Option<NaiveDate>,
    pub(crate) tension_id: Uuid,
    pub(crate) first_pole: String,
    pub(crate) second_pole: String,
    pub(crate) tension_language: String,
    pub(crate) effect: Effect,
    pub(crate) strength: Strength,
    pub(crate) words: String,
    pub(crate) felt_on: NaiveDate,
    pub(crate) person: Option<String>,
    pub(crate) organisation: Option<String>,
    pub(crate) language: String,
}

/// What these mechanisms do, and what is done to these tensions, in the order
/// of time.
pub(crate) async fn effects(
    tx: &mut Tx,
    tensions: &[Uuid],
    mechanisms: &[Uuid],
) -> sqlx::Result<Vec<EffectRow>> {
    sqlx::query_as!(
        EffectRow,
        r#"select x.mechanism_id, m.title as mechanism, m.language as mechanism_language,
            m.kind as "mechanism_kind: MechanismKind", m.since_on, m.until_on, x.tension_id,
            t.first_pole, t.second_pole, t.language as tension_language,
            x.effect as "effect: Effect", x.strength as "strength: Strength", x.words, x.felt_on,
            p.name as "person?", o.name as "organisation?", x.language
        from mechanism_effect x
        join mechanism m on m.id = x.mechanism_id
        join tension t on t.id = x.tension_id
        left join person p on p.id = x.person_id
        left join organisation o on o.id = p.organisation_id
        where x.tension_id = any ($1) or x.mechanism_id = any ($2)
        order by x.felt_on, x.recorded_at, x.id"#,
        tensions,
        mechanisms
    )
    .fetch_all(&mut **tx)
    .await
}

/// An entry of the starting catalogue, in the reader's language.
pub(crate) struct PatternRow {
    pub(crate) id: Uuid,
    pub(crate) kind: Option<MechanismKind>,
    pub(crate) name: String,
    pub(crate) opposite: Option<String>,
    pub(crate) explanation: String,
    pub(crate) source: String,
}

/// What is offered to begin from: `tension` or `mechanism`.
pub(crate) async fn patterns(
    tx: &mut Tx,
    about: &str,
    language: &str,
) -> sqlx::Result<Vec<PatternRow>> {
    let french = language == "fr";
    sqlx::query_as!(
        PatternRow,
        r#"select id, mechanism_kind as "kind: MechanismKind",
            case when $2 then name_fr else name_en end as "name!",
            case when $2 then opposite_fr else opposite_en end as opposite,
            case when $2 then explanation_fr else explanation_en end as "explanation!", source
        from coordination_pattern where about = $1 and retired_on is null
        order by mechanism_kind nulls first, source, 3"#,
        about,
        french
    )
    .fetch_all(&mut **tx)
    .await
}

/// Days on which something was said of a tension or a mechanism.
pub(crate) struct Said {
    /// The first.
    pub(crate) first: Option<NaiveDate>,
    /// The last.
    pub(crate) last: Option<NaiveDate>,
    /// The day on which an effect created the tension.
    pub(crate) created: Option<NaiveDate>,
}

/// When positions and effects were said of a tension.
pub(crate) async fn said_of_tension(tx: &mut Tx, id: Uuid) -> sqlx::Result<Said> {
    sqlx::query_as!(
        Said,
        r#"select least((select min(said_on) from tension_position where tension_id = $1),
                (select min(felt_on) from mechanism_effect where tension_id = $1)) as first,
            greatest((select max(said_on) from tension_position where tension_id = $1),
                (select max(felt_on) from mechanism_effect where tension_id = $1)) as last,
            (select max(felt_on) from mechanism_effect where tension_id = $1 and effect = 'creates') as created"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}

/// When effects were said of a mechanism.
pub(crate) async fn said_of_mechanism(tx: &mut Tx, id: Uuid) -> sqlx::Result<Said> {
    sqlx::query_as!(
        Said,
        r#"select min(felt_on) as first, max(felt_on) as last, null::date as created
        from mechanism_effect where mechanism_id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await
}
