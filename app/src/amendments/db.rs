//! The only SQL of amendments.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Vocabulary;
use domain::access::Person;
use domain::amendment::{
    AgreedTerms, Amended, Amendment, AmendmentState, Change, Contradiction, Draft, Growth, Held,
    Side, Term, contradictions, growth, on_day, original, state,
};
use domain::calendar::Period;
use domain::contract::{Ending, Renewal, Terms};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::form::DraftValues;
use crate::db::Tx;
use crate::error::AppError;

/// A contract, as far as amendments concern it.
pub(crate) struct ContractRow {
    pub(super) id: Uuid,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) buyer_id: Uuid,
    pub(super) buyer: String,
    pub(super) supplier_id: Uuid,
    pub(super) supplier: String,
    pub(super) signed_on: Option<NaiveDate>,
    pub(super) starts_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) value: Option<Decimal>,
    pub(super) currency: String,
    pub(super) description: Option<String>,
    pub(super) renewal: Renewal,
    pub(super) renewal_months: Option<i32>,
    pub(super) notice_days: Option<i32>,
    pub(super) notice_months: Option<i32>,
    pub(super) max_end: Option<NaiveDate>,
    pub(super) review_days: i32,
    pub(super) suspended_on: Option<NaiveDate>,
    pub(super) ended_on: Option<NaiveDate>,
    pub(super) ending: Option<Ending>,
}

/// One amendment with its signatures and changes.
pub(crate) struct AmendmentRow {
    pub(super) id: Uuid,
    pub(super) number: i32,
    pub(super) effective_on: NaiveDate,
    pub(super) reason: String,
    pub(super) language: String,
    pub(super) drafted_at: DateTime<Utc>,
    pub(super) drafter: Option<String>,
    pub(super) drafter_organisation: Option<String>,
    pub(super) agreed_on: Option<NaiveDate>,
    pub(super) withdrawn_on: Option<NaiveDate>,
    pub(super) withdrawal_reason: Option<String>,
    pub(super) buyer_signed: Option<Signature>,
    pub(super) supplier_signed: Option<Signature>,
    pub(super) changes: Vec<Change>,
}

/// One side's yes.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    pub(super) on: NaiveDate,
    /// None for the command line.
    pub(super) by: Option<String>,
}

impl AmendmentRow {
    /// A side's signature.
    pub(super) fn signature(&self, side: Side) -> Option<&Signature> {
        match side {
            Side::Buyer => self.buyer_signed.as_ref(),
            Side::Supplier => self.supplier_signed.as_ref(),
        }
    }

    /// How it stands.
    pub(super) fn state(&self, today: NaiveDate) -> AmendmentState {
        let signed: Vec<_> = [Side::Buyer, Side::Supplier]
            .into_iter()
            .filter(|side| self.signature(*side).is_some())
            .collect();
        let (agreed, withdrawn) = (self.agreed_on, self.withdrawn_on);
        state(&signed, agreed, withdrawn, self.effective_on, today)
    }

    /// The terms it changes.
    pub(super) fn terms(&self) -> Vec<Term> {
        self.changes.iter().map(|change| change.term).collect()
    }
}

/// A contract with its amendments: what its terms on any day follow from.
pub(crate) struct Basis {
    pub(super) contract: ContractRow,
    pub(super) amendments: Vec<AmendmentRow>,
}

impl Basis {
    /// One of its amendments.
    pub(super) fn find(&self, id: Uuid) -> Result<&AmendmentRow, AppError> {
        self.amendments
            .iter()
            .find(|row| row.id == id)
            .ok_or(AppError::NotFound)
    }

    /// The side that an organisation stands on; a further supplier stands on none.
    pub(super) fn side_of(&self, organisation: Uuid) -> Option<Side> {
        if organisation == self.contract.buyer_id {
            Some(Side::Buyer)
        } else if organisation == self.contract.supplier_id {
            Some(Side::Supplier)
        } else {
            None
        }
    }

    /// What is agreed by now.
    pub(super) fn terms(&self) -> AgreedTerms {
        let row = &self.contract;
        let count = |count: Option<i32>| count.and_then(|count| count.try_into().ok());
        AgreedTerms {
            value: row.value,
            ends_on: row.ends_on,
            scope: row.description.clone(),
            renewal: row.renewal,
            renewal_months: count(row.renewal_months),
            notice_days: count(row.notice_days),
            notice_months: count(row.notice_months),
            max_end: row.max_end,
            review_days: row.review_days.try_into().unwrap_or(u16::MAX),
        }
    }

    fn in_domain(&self) -> Vec<Amendment> {
        self.amendments
            .iter()
            .map(|row| Amendment {
                number: row.number,
                effective_on: row.effective_on,
                agreed_on: row.agreed_on,
                changes: row.changes.clone(),
            })
            .collect()
    }

    /// The terms first signed.
    pub(super) fn original(&self) -> AgreedTerms {
        original(&self.terms(), &self.in_domain())
    }

    /// The terms in force on a day.
    pub(super) fn on(&self, day: NaiveDate) -> AgreedTerms {
        on_day(&self.terms(), &self.in_domain(), day)
    }

    /// How much the value grew from the signature to a day.
    pub(super) fn growth(&self, day: NaiveDate) -> Option<Growth> {
        growth(self.original().value, self.on(day).value)
    }

    /// Whether any amendment is agreed.
    pub(crate) fn is_amended(&self) -> bool {
        self.amendments.iter().any(|row| row.agreed_on.is_some())
    }

    /// For the domain's rules, with what is agreed by now.
    fn amended<'a>(
        &self,
        terms: &'a AgreedTerms,
        amendments: &'a [Amendment],
        today: NaiveDate,
    ) -> Option<Amended<'a>> {
        let row = &self.contract;
        Some(Amended {
            contract: Terms {
                signed_on: row.signed_on,
                period: Period::new(row.starts_on, row.ends_on).ok()?,
                renewal: terms.renewal,
                renewal_months: terms.renewal_months,
                notice_days: terms.notice_days,
                notice_months: terms.notice_months,
                max_end: terms.max_end,
                suspended_on: row.suspended_on,
                ended_on: row.ended_on.zip(row.ending),
            },
            currency: row.currency.parse().ok()?,
            terms,
            amendments,
            today,
        })
    }

    /// Whether it is signed: then it is amended, no longer edited.
    pub(crate) fn is_signed(&self, today: NaiveDate) -> bool {
        self.amended(&self.terms(), &[], today)
            .is_some_and(|amended| amended.is_signed())
    }

    /// Whether it can be amended at all.
    pub(crate) fn amendable(&self, today: NaiveDate) -> bool {
        self.amended(&self.terms(), &[], today)
            .is_some_and(|amended| amended.is_signed() && !amended.is_over())
    }

    /// In what a draft contradicts the contract.
    pub(super) fn contradictions(
        &self,
        draft: &Draft<'_>,
        today: NaiveDate,
    ) -> Vec<(Contradiction, Option<Term>)> {
        let (terms, amendments) = (self.terms(), self.in_domain());
        self.amended(&terms, &amendments, today)
            .map(|amended| contradictions(draft, &amended))
            .unwrap_or_default()
    }

    /// Whether the contract's terms are no longer those that the amendment
    /// was drafted on.
    pub(super) fn moved_on(&self, row: &AmendmentRow) -> bool {
        let terms = self.terms();
        row.changes
            .iter()
            .any(|change| terms.get(change.term) != change.before)
    }

    /// Why an open amendment can no longer be signed, if it cannot: terms that
    /// moved on, or what it contradicts by now. The numbers are those of the
    /// amendments that it would come before.
    pub(super) fn refusals(&self, row: &AmendmentRow, today: NaiveDate) -> Vec<Refusal> {
        let draft = Draft {
            effective_on: row.effective_on,
            currency: None,
            changes: &row.changes,
        };
        let moved = self.moved_on(row).then_some(Refusal::MovedOn);
        let contradictions = self.contradictions(&draft, today).into_iter();
        moved
            .into_iter()
            .chain(contradictions.map(|(found, _)| Refusal::Contradicts(found)))
            .collect()
    }
}

/// Why an amendment cannot be signed any more.
#[derive(Debug, Clone, Copy)]
pub(super) enum Refusal {
    /// The contract's terms are no longer those it was drafted on.
    MovedOn,
    /// It contradicts the contract.
    Contradicts(Contradiction),
}

/// The contract with its amendments, by number.
pub(super) async fn basis(tx: &mut Tx, contract: Uuid) -> sqlx::Result<Basis> {
    let row = sqlx::query_as!(
        ContractRow,
        r#"select c.id, c.title, c.language, c.buyer_id, b.name as buyer, c.supplier_id,
            s.name as supplier, c.signed_on, c.starts_on, c.ends_on, c.value, c.currency,
            c.description, c.renewal as "renewal: Renewal", c.renewal_months, c.notice_days,
            c.notice_months, c.max_end, c.review_days, c.suspended_on, c.ended_on,
            c.ending as "ending: Ending"
        from contract c
        join organisation b on b.id = c.buyer_id
        join organisation s on s.id = c.supplier_id
        where c.id = $1"#,
        contract
    )
    .fetch_one(&mut **tx)
    .await?;
    let changes = sqlx::query!(
        r#"select amendment_id, term as "term: Term", before, after from amendment_change
        where contract_id = $1"#,
        contract
    )
    .fetch_all(&mut **tx)
    .await?;
    let rows = sqlx::query!(
        r#"select a.id, a.number, a.effective_on, a.reason, a.language, a.drafted_at,
            p.name as "drafter?", o.name as "drafter_organisation?", a.agreed_on, a.withdrawn_on,
            a.withdrawal_reason, b.signed_on as "buyer_on?", bp.name as "buyer_by?",
            s.signed_on as "supplier_on?", sp.name as "supplier_by?"
        from amendment a
        left join person p on p.id = a.drafted_by
        left join organisation o on o.id = p.organisation_id
        left join amendment_signature b on b.amendment_id = a.id and b.side = 'buyer'
        left join person bp on bp.id = b.person_id
        left join amendment_signature s on s.amendment_id = a.id and s.side = 'supplier'
        left join person sp on sp.id = s.person_id
        where a.contract_id = $1
        order by a.number"#,
        contract
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut amendments = Vec::with_capacity(rows.len());
    for a in rows {
        let mut own = Vec::new();
        for change in changes.iter().filter(|change| change.amendment_id == a.id) {
            let held = |text: &Option<String>| {
                Held::decode(change.term, text.as_deref())
                    .map_err(|error| sqlx::Error::Decode(error.into()))
            };
            own.push(Change {
                term: change.term,
                before: held(&change.before)?,
                after: held(&change.after)?,
            });
        }
        own.sort_by_key(|change| change.term);
        amendments.push(AmendmentRow {
            id: a.id,
            number: a.number,
            effective_on: a.effective_on,
            reason: a.reason,
            language: a.language,
            drafted_at: a.drafted_at,
            drafter: a.drafter,
            drafter_organisation: a.drafter_organisation,
            agreed_on: a.agreed_on,
            withdrawn_on: a.withdrawn_on,
            withdrawal_reason: a.withdrawal_reason,
            buyer_signed: a.buyer_on.map(|on| Signature { on, by: a.buyer_by }),
            supplier_signed: a.supplier_on.map(|on| Signature {
                on,
                by: a.supplier_by,
            }),
            changes: own,
        });
    }
    Ok(Basis {
        contract: row,
        amendments,
    })
}

/// Lets one draft of a contract's amendments after another take its number.
pub(super) async fn lock_numbers(tx: &mut Tx, contract: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended('amendment ' || $1::text, 0))",
        contract.to_string()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Drafts an amendment with the contract's next number.
pub(super) async fn insert(
    tx: &mut Tx,
    contract: Uuid,
    person: Uuid,
    values: &DraftValues,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into amendment (id, partnership_id, contract_id, number, effective_on, reason, drafted_by, language)
        select $1, c.partnership_id, c.id,
            (select coalesce(max(a.number), 0) + 1 from amendment a where a.contract_id = c.id),
            $3, $4, $5, $6
        from contract c where c.id = $2",
        values.id,
        contract,
        values.effective_on,
        values.reason,
        person,
        language
    )
    .execute(&mut **tx)
    .await?;
    let ids: Vec<Uuid> = values.changes.iter().map(|_| Uuid::now_v7()).collect();
    let terms: Vec<String> = values
        .changes
        .iter()
        .map(|change| change.term.code().to_owned())
        .collect();
    let before: Vec<Option<String>> = values
        .changes
        .iter()
        .map(|change| change.before.encode())
        .collect();
    let after: Vec<Option<String>> = values
        .changes
        .iter()
        .map(|change| change.after.encode())
        .collect();
    sqlx::query!(
        "insert into amendment_change (id, partnership_id, contract_id, amendment_id, term, before, after)
        select h.id, a.partnership_id, a.contract_id, a.id, h.term, h.before, h.after
        from amendment a
        cross join unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as h (id, term, before, after)
        where a.id = $1",
        values.id,
        &ids,
        &terms,
        &before as &[Option<String>],
        &after as &[Option<String>]
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Waits until nobody else signs or withdraws the amendment.
pub(super) async fn lock(tx: &mut Tx, contract: Uuid, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "select id from amendment where id = $1 and contract_id = $2 for update",
        id,
        contract
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(())
}

/// Signs for the person's own organisation, which stands on that side.
pub(super) async fn sign(
    tx: &mut Tx,
    contract: Uuid,
    id: Uuid,
    side: Side,
    person: &Person,
    today: NaiveDate,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into amendment_signature
            (id, partnership_id, contract_id, amendment_id, side, organisation_id, person_id, signed_on)
        select $1, a.partnership_id, a.contract_id, a.id, $4, $5, $6, $7
        from amendment a where a.id = $2 and a.contract_id = $3",
        Uuid::now_v7(),
        id,
        contract,
        side as _,
        person.organisation_id,
        person.id,
        today
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Brings an amendment that both have signed into force; false where the
/// contract's terms have moved on.
pub(super) async fn apply(tx: &mut Tx, id: Uuid, today: NaiveDate) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select apply_amendment($1, $2) as "done!""#, id, today)
        .fetch_one(&mut **tx)
        .await
}

/// Gives an amendment up.
pub(super) async fn withdraw(
    tx: &mut Tx,
    id: Uuid,
    reason: &str,
    today: NaiveDate,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update amendment set withdrawn_on = $3, withdrawal_reason = $2, version = version + 1
        where id = $1 and agreed_on is null and withdrawn_on is null",
        id,
        reason,
        today
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// An amendment that waits for the viewer's organisation to sign it.
pub(crate) struct Waiting {
    pub(super) reference: String,
    pub(super) partnership: String,
    pub(super) contract_id: Uuid,
    pub(super) contract: String,
    pub(super) contract_language: String,
    pub(super) id: Uuid,
    pub(super) number: i32,
    pub(super) effective_on: NaiveDate,
    /// Whether the other side has signed it.
    pub(super) other_signed: bool,
    /// The other side.
    pub(super) other: String,
}

/// What waits for a signature of the viewer's organisation, the earliest day first.
///
/// # Errors
/// The database's.
pub(crate) async fn waiting(tx: &mut Tx) -> sqlx::Result<Vec<Waiting>> {
    sqlx::query_as!(
        Waiting,
        r#"select p.reference, p.title as partnership, c.id as contract_id, c.title as contract,
            c.language as contract_language, a.id, a.number, a.effective_on,
            exists (select 1 from amendment_signature s where s.amendment_id = a.id) as "other_signed!",
            o.name as other
        from amendment a
        join contract c on c.id = a.contract_id
        join partnership p on p.id = a.partnership_id
        join organisation o on o.id = case when c.buyer_id = viewer_organisation()
            then c.supplier_id else c.buyer_id end
        where a.agreed_on is null and a.withdrawn_on is null
            and viewer_organisation() in (c.buyer_id, c.supplier_id)
            and not exists (select 1 from amendment_signature s
                where s.amendment_id = a.id and s.organisation_id = viewer_organisation())
        order by a.effective_on, a.id limit 25"#
    )
    .fetch_all(&mut **tx)
    .await
}
