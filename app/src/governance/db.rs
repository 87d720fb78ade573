//! The only SQL of what is told of a partnership's governance at a glance.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::government::{Involvement, government_share};
use domain::organisation::Sector;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Governed;
use crate::db::Tx;

/// What is told of these partnerships, as far as the viewer sees them.
pub(super) async fn governed(
    tx: &mut Tx,
    partnerships: &[Uuid],
    today: NaiveDate,
) -> sqlx::Result<HashMap<Uuid, Governed>> {
    let rows = sqlx::query!(
        r#"select p.id,
            (select i.degree from government_involvement i where i.partnership_id = p.id
                order by i.said_on desc, i.recorded_at desc, i.id desc limit 1) as "involvement: Involvement",
            (select count(*) from action a where a.partnership_id = p.id and a.state = 'open'
                and a.due_on < $2) as "overdue_actions!",
            (select count(*) from tension t where t.partnership_id = p.id
                and t.settled_on is null) as "open_tensions!"
        from partnership p where p.id = any ($1)"#,
        partnerships,
        today
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut money = money(tx, partnerships).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let governed = Governed {
                involvement: row.involvement,
                government: money.remove(&row.id).unwrap_or_default(),
                overdue_actions: row.overdue_actions,
                open_tensions: row.open_tensions,
            };
            (row.id, governed)
        })
        .collect())
}

/// Government's percentage of the money committed to each partnership, by
/// currency.
async fn money(
    tx: &mut Tx,
    partnerships: &[Uuid],
) -> sqlx::Result<HashMap<Uuid, BTreeMap<String, Decimal>>> {
    let rows = sqlx::query!(
        r#"select f.partnership_id, f.currency, o.sector as "sector: Sector",
            sum(f.committed) as "committed!"
        from partnership_funding f join organisation o on o.id = f.funder_id
        where f.partnership_id = any ($1)
        group by f.partnership_id, f.currency, o.sector"#,
        partnerships
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut money: HashMap<Uuid, BTreeMap<String, Vec<(Sector, Decimal)>>> = HashMap::new();
    for row in rows {
        let of = money.entry(row.partnership_id).or_default();
        let amounts = of.entry(row.currency).or_default();
        amounts.push((row.sector, row.committed));
    }
    let percentages = |of: BTreeMap<String, Vec<(Sector, Decimal)>>| {
        of.into_iter()
            .filter_map(|(currency, amounts)| Some((currency, government_share(amounts)?)))
            .collect()
    };
    Ok(money
        .into_iter()
        .map(|(id, of)| (id, percentages(of)))
        .collect())
}
