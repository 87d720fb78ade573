//! The only SQL of what is told of a partnership's governance at a glance.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::government::{Involvement, government_share};
use domain::organisation::Sector;
use domain::risk::Band;
use rust_decimal::Decimal;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Governed, Unproven};
use crate::db::Tx;

/// What is told of these partnerships, as far as the viewer sees them.
pub(super) async fn governed(
    tx: &mut Tx,
    partnerships: &[Uuid],
    today: NaiveDate,
) -> sqlx::Result<HashMap<Uuid, Governed>> {
    let severe = *Band::Severe.scores().start();
    let rows = sqlx::query!(
        r#"select p.id,
            (select i.degree from government_involvement i where i.partnership_id = p.id
                order by i.said_on desc, i.recorded_at desc, i.id desc limit 1) as "involvement: Involvement",
            (select count(*) from action a where a.partnership_id = p.id and a.state = 'open'
                and a.due_on < $2) as "overdue_actions!",
            (select count(*) from tension t where t.partnership_id = p.id
                and t.settled_on is null) as "open_tensions!",
            (select count(*) from risk r where r.partnership_id = p.id and r.closed_on is null
                and r.likelihood * r.impact >= $3) as "severe_risks!",
            viewer_role() <> 'vendor' as "sees_all_proofs!",
            (select coalesce(json_agg(json_build_array(currency, sector, committed::text)), '[]')
                from (select f.currency, o.sector, sum(f.committed) as committed
                    from partnership_funding f join organisation o on o.id = f.funder_id
                    where f.partnership_id = p.id group by f.currency, o.sector) by_sector)
                as "money!: Json<Vec<(String, Sector, Decimal)>>"
        from partnership p where p.id = any ($1)"#,
        partnerships,
        today,
        severe
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let governed = Governed {
                involvement: row.involvement,
                government: of_government(row.money.0),
                overdue_actions: row.overdue_actions,
                open_tensions: row.open_tensions,
                severe_risks: row.severe_risks,
                unproven: row.sees_all_proofs.then(Unproven::default),
            };
            (row.id, governed)
        })
        .collect())
}

/// Government's percentage of the money by currency.
fn of_government(rows: Vec<(String, Sector, Decimal)>) -> BTreeMap<String, Decimal> {
    let mut amounts: BTreeMap<String, Vec<(Sector, Decimal)>> = BTreeMap::new();
    for (currency, sector, committed) in rows {
        let of = amounts.entry(currency).or_default();
        of.push((sector, committed));
    }
    amounts
        .into_iter()
        .filter_map(|(currency, amounts)| Some((currency, government_share(amounts)?)))
        .collect()
}
