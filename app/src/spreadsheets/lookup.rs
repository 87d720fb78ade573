//! What rows of several kinds name: partnerships, contracts, commitments and
//! organisations.

use std::collections::{BTreeSet, HashMap};

use domain::access::{Action, Grant, Scope, Standing, may};
use uuid::Uuid;

use super::fault::Code;
use super::sheet::{Context, Plan};
use crate::db::Tx;

/// Each text once, without those that the database would not take; no record
/// is named by them.
pub(super) fn distinct<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let texts: BTreeSet<&str> = texts
        .filter(|text| !text.is_empty() && !text.contains(char::is_control))
        .collect();
    texts.into_iter().map(ToOwned::to_owned).collect()
}

/// A partnership that a row names.
pub(super) struct Partnership {
    pub(super) id: Uuid,
    member: bool,
    granted: Option<Grant>,
}

/// Partnerships by reference.
pub(super) struct Partnerships(HashMap<String, Partnership>);

impl Partnerships {
    /// Those of these references that the transaction's person sees.
    pub(super) async fn load(
        tx: &mut Tx,
        references: impl Iterator<Item = &str>,
    ) -> sqlx::Result<Self> {
        let rows = sqlx::query!(
            r#"select p.id, p.reference,
                (p.jurisdiction_id = any (viewer_jurisdictions()) or exists (
                    select 1 from party where partnership_id = p.id
                        and organisation_id = viewer_organisation())) as "member!",
                (select access from partnership_right r
                    where r.partnership_id = p.id and r.person_id = viewer_person()) as "granted: Grant"
            from partnership p where p.reference = any ($1)"#,
            &distinct(references)
        )
        .fetch_all(&mut **tx)
        .await?;
        let known = rows.into_iter().map(|row| {
            let partnership = Partnership {
                id: row.id,
                member: row.member,
                granted: row.granted,
            };
            (row.reference, partnership)
        });
        Ok(Self(known.collect()))
    }

    /// The ids of all of them.
    pub(super) fn ids(&self) -> Vec<Uuid> {
        self.0.values().map(|partnership| partnership.id).collect()
    }

    /// The partnership that a row names, if the person may do `action` in it
    /// as one of its own. What they do not see is not known to them.
    pub(super) fn find(
        &self,
        row: u32,
        reference: &str,
        action: Action,
        context: &Context,
        plan: &mut Plan,
    ) -> Option<&Partnership> {
        let column = "partnership";
        let Some(found) = self.0.get(reference) else {
            plan.fault(row, column, reference, Code::UnknownPartnership, "");
            return None;
        };
        let standing = Standing {
            member: found.member,
            granted: found.granted,
            // What only the accountable executive may do comes in no file.
            accountable: false,
        };
        let allowed = context.person.is_none_or(|person| {
            found.member && may(&person, action, &Scope::Partnership { standing })
        });
        if !allowed {
            plan.fault(row, column, reference, Code::PartnershipNotYours, "");
            return None;
        }
        Some(found)
    }
}

/// An organisation that a text may mean.
struct Candidate {
    /// How sure it is: number or id, then name, short name, former name.
    rank: i32,
    id: Uuid,
    name: String,
}

/// Organisations by what rows call them.
pub(super) struct Organisations(HashMap<String, Vec<Candidate>>);

impl Organisations {
    /// What these texts may mean: an identifier such as `GB-COH:123`, an
    /// external id, our own id, a name, a short name or a former name.
    pub(super) async fn load(tx: &mut Tx, texts: impl Iterator<Item = &str>) -> sqlx::Result<Self> {
        let rows = sqlx::query!(
            r#"with wanted as (select w, fold(w) as folded from unnest($1::text[]) w),
            found as (
                select w, organisation_id as id, 1 as rank
                from wanted join organisation_identifier on scheme || ':' || identifier = w
                union select w, id, 1 from wanted join organisation on external_id = w
                union select w, id, 1 from wanted join organisation on id::text = w
                union select w, id, 2 from wanted join organisation on fold(name) = folded
                union select w, id, 3 from wanted join organisation on fold(short_name) = folded
                union select w, organisation_id, 4
                from wanted join organisation_former_name n on fold(n.name) = folded
            )
            select f.w as "text!", f.rank as "rank!", o.id, o.name
            from found f join organisation o on o.id = f.id order by f.rank, o.name, o.id"#,
            &distinct(texts)
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut known: HashMap<String, Vec<Candidate>> = HashMap::new();
        for row in rows {
            known.entry(row.text).or_default().push(Candidate {
                rank: row.rank,
                id: row.id,
                name: row.name,
            });
        }
        Ok(Self(known))
    }

    /// The one organisation that a cell names. What it is called now goes
    /// before what another was called once.
    pub(super) fn find(
        &self,
        row: u32,
        column: &str,
        text: &str,
        plan: &mut Plan,
    ) -> Option<(Uuid, &str)> {
        let all = self.0.get(text).map_or(&[][..], Vec::as_slice);
        let Some(best) = all.first().map(|candidate| candidate.rank) else {
            plan.fault(row, column, text, Code::UnknownOrganisation, "");
            return None;
        };
        let mut likely = all.iter().filter(|candidate| candidate.rank == best);
        match (likely.next(), likely.next()) {
            (Some(only), None) => Some((only.id, &only.name)),
            _ => {
                let candidates: Vec<String> = all
                    .iter()
                    .filter(|candidate| candidate.rank == best)
                    .map(|candidate| format!("{} ({})", candidate.name, candidate.id))
                    .collect();
                let candidates = candidates.join("; ");
                plan.fault(row, column, text, Code::AmbiguousOrganisation, &candidates);
                None
            }
        }
    }
}

/// Commitments of some partnerships, with their currency.
pub(super) struct Commitment {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) currency: String,
}

/// Commitments by partnership and external id, our own id or title.
pub(super) struct Commitments(HashMap<(Uuid, String), Vec<Commitment>>);

impl Commitments {
    /// Those of the partnerships that these texts may mean.
    pub(super) async fn load(
        tx: &mut Tx,
        partnerships: &[Uuid],
        texts: impl Iterator<Item = &str>,
    ) -> sqlx::Result<Self> {
        let rows = sqlx::query!(
            r#"select w as "text!", c.id, c.partnership_id, c.title, c.currency
            from unnest($2::text[]) w
            join commitment c on c.external_id = w or c.id::text = w or c.title = w
            where c.partnership_id = any ($1)
            order by c.external_id = w desc nulls last, c.id::text = w desc, c.id"#,
            partnerships,
            &distinct(texts)
        )
        .fetch_all(&mut **tx)
        .await?;
        let mut known: HashMap<_, Vec<Commitment>> = HashMap::new();
        for row in rows {
            let key = (row.partnership_id, row.text);
            known.entry(key).or_default().push(Commitment {
                id: row.id,
                title: row.title,
                currency: row.currency,
            });
        }
        Ok(Self(known))
    }

    /// The commitment that a cell names by its external id or our own, or by
    /// its title where no other has it.
    pub(super) fn find(&self, partnership: Uuid, text: &str) -> Option<&Commitment> {
        let all = self.0.get(&(partnership, text.to_owned()))?;
        match all.as_slice() {
            [only] => Some(only),
            [first, ..] if first.title != text => Some(first),
            _ => None,
        }
    }
}
