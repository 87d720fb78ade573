//! The slices over the router, with a real Postgres. One binary, since linking
//! a dozen takes longer than running them: `cargo test -p app --test slices milestones`.
#![allow(clippy::unwrap_used, missing_docs)]

mod access_matrix;
mod accounts;
mod all_contracts;
mod amendments;
mod budgets;
mod calendar;
mod commitments;
mod contracts;
mod costs;
mod dashboards;
mod deliverables;
mod demo;
mod files;
mod funding;
mod history;
mod imports;
mod jurisdictions;
mod ledgers;
mod milestones;
mod movements;
mod obligations;
mod ocds_export;
mod organisations;
mod partnerships;
mod people;
mod rates;
mod reports;
mod schema;
mod scorecards;
mod spreadsheets;
mod statements;
mod support;
mod targets;
mod texts;
