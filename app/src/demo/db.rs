//! The only SQL of the demonstration: one statement per table, which takes all
//! of its rows as one JSON array whose fields are named like the columns.

use sqlx::types::Json;

use super::rows::Rows;
use crate::db::Tx;

/// Keeps others from beginning to fill the database until the transaction ends.
pub(super) async fn lock(tx: &mut Tx) -> sqlx::Result<()> {
    sqlx::query!("lock table jurisdiction in share row exclusive mode")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Whether the database holds nothing. Everything else needs a jurisdiction.
pub(super) async fn is_empty(tx: &mut Tx) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select not exists (select 1 from jurisdiction) as "empty!""#)
        .fetch_one(&mut **tx)
        .await
}

/// Whether somebody can sign in with one of the demonstration's addresses.
pub(super) async fn account_exists(tx: &mut Tx) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from person
            where email like '%@demo.test' and deactivated_at is null) as "exists!""#
    )
    .fetch_one(&mut **tx)
    .await
}

/// Adds jurisdictions, organisations and people; without passwords, nobody of
/// them can sign in.
pub(super) async fn insert_registry(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into jurisdiction (id, name, code, parent_id, level, currency, fiscal_first_month,
            time_zone)
        select id, name, code, parent_id, level, currency, fiscal_first_month, time_zone
        from jsonb_populate_recordset(null::jurisdiction, $1)",
        Json(&rows.jurisdictions) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into organisation (id, name, short_name, sector, jurisdiction_id, successor_id,
            succeeded_on, locality, country_name)
        select id, name, short_name, sector, jurisdiction_id, successor_id,
            succeeded_on, locality, country_name
        from jsonb_populate_recordset(null::organisation, $1)",
        Json(&rows.organisations) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into organisation_former_name (id, organisation_id, name, used_until)
        select id, organisation_id, name, used_until
        from jsonb_populate_recordset(null::organisation_former_name, $1)",
        Json(&rows.former_names) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into organisation_identifier (id, organisation_id, scheme, identifier)
        select id, organisation_id, scheme, identifier
        from jsonb_populate_recordset(null::organisation_identifier, $1)",
        Json(&rows.identifiers) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into budget (id, jurisdiction_id, starts_on, ends_on, label, currency,
            health_budget, ict_spending, source)
        select id, jurisdiction_id, starts_on, ends_on, label, currency,
            health_budget, ict_spending, source
        from jsonb_populate_recordset(null::budget, $1)",
        Json(&rows.budgets) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into reference_rate (id, base_currency, quote_currency, as_of, rate, source)
        select id, base_currency, quote_currency, as_of, rate, source
        from jsonb_populate_recordset(null::reference_rate, $1)",
        Json(&rows.rates) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into person (id, name, email, role, organisation_id, locale, deactivated_at)
        select id, name, email, role, organisation_id, locale, deactivated_at
        from jsonb_populate_recordset(null::person, $1)",
        Json(&rows.people) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Gives everybody one password.
pub(super) async fn insert_passwords(tx: &mut Tx, rows: &Rows, hash: &str) -> sqlx::Result<()> {
    let people: Vec<_> = rows.people.iter().map(|person| person.id).collect();
    sqlx::query!(
        "insert into person_password (person_id, hash) select id, $2 from unnest($1::uuid[]) as t (id)",
        &people,
        hash
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds partnerships, who takes part in them, and what became of them.
pub(super) async fn insert_partnerships(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into partnership (id, reference, title, need, response, jurisdiction_id, level,
            approach, architecture, service_types, building_blocks, outcome_domains, stage,
            negotiation_start, negotiation_end, established_on, planned_end, executive_id,
            clinical_lead_id, ict_lead_id, sponsor_id, language)
        select id, reference, title, need, response, jurisdiction_id, level,
            approach, architecture, service_types, building_blocks, outcome_domains, stage,
            negotiation_start, negotiation_end, established_on, planned_end, executive_id,
            clinical_lead_id, ict_lead_id, sponsor_id, language
        from jsonb_populate_recordset(null::partnership, $1)",
        Json(&rows.partnerships) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into party (id, partnership_id, organisation_id, role, since)
        select id, partnership_id, organisation_id, role, since
        from jsonb_populate_recordset(null::party, $1)",
        Json(&rows.parties) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into partnership_move (id, partnership_id, from_stage, to_stage, moved_on, note,
            person_id, language)
        select id, partnership_id, from_stage, to_stage, moved_on, note, person_id, language
        from jsonb_populate_recordset(null::partnership_move, $1)",
        Json(&rows.moves) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into restructuring (id, partnership_id, happened_on, description, person_id, language)
        select id, partnership_id, happened_on, description, person_id, language
        from jsonb_populate_recordset(null::restructuring, $1)",
        Json(&rows.restructurings) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into partnership_right (id, partnership_id, person_id, access)
        select id, partnership_id, person_id, access
        from jsonb_populate_recordset(null::partnership_right, $1)",
        Json(&rows.rights) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds contracts with their documents.
pub(super) async fn insert_contracts(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into contract (id, partnership_id, number, title, description, buyer_id,
            supplier_id, signed_on, starts_on, ends_on, value, currency, renewal,
            renewal_months, notice_days, notice_months, max_end, review_days, suspended_on, ended_on, ending, language)
        select id, partnership_id, number, title, description, buyer_id,
            supplier_id, signed_on, starts_on, ends_on, value, currency, renewal,
            renewal_months, notice_days, notice_months, max_end, review_days, suspended_on, ended_on, ending, language
        from jsonb_populate_recordset(null::contract, $1)",
        Json(&rows.contracts) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into contract_co_supplier (id, partnership_id, contract_id, organisation_id)
        select id, partnership_id, contract_id, organisation_id
        from jsonb_populate_recordset(null::contract_co_supplier, $1)",
        Json(&rows.co_suppliers) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into file (id, partnership_id, contract_id, name, media_type, size_bytes, sha256,
            uploaded_by, uploaded_at)
        select id, partnership_id, contract_id, name, media_type, size_bytes, sha256,
            uploaded_by, uploaded_at
        from jsonb_populate_recordset(null::file, $1)",
        Json(&rows.files) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into file_content (file_id, bytes)
        select file_id, bytes from jsonb_populate_recordset(null::file_content, $1)",
        Json(&rows.file_contents) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into document (id, partnership_id, contract_id, title, url, file_id, published_on,
            added_by, added_at, language)
        select id, partnership_id, contract_id, title, url, file_id, published_on,
            added_by, added_at, language
        from jsonb_populate_recordset(null::document, $1)",
        Json(&rows.documents) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds milestones with their stories.
pub(super) async fn insert_milestones(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into milestone (id, partnership_id, title, description, owner_id, state,
            planned_on, baseline_on, forecast_on, actual_on, language)
        select id, partnership_id, title, description, owner_id, state,
            planned_on, baseline_on, forecast_on, actual_on, language
        from jsonb_populate_recordset(null::milestone, $1)",
        Json(&rows.milestones) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into milestone_entry (id, partnership_id, milestone_id, happened_on, story, state,
            forecast_on, person_id, logged_at, language)
        select id, partnership_id, milestone_id, happened_on, story, state,
            forecast_on, person_id, logged_at, language
        from jsonb_populate_recordset(null::milestone_entry, $1)",
        Json(&rows.entries) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds deliverables with every version that was handed over.
pub(super) async fn insert_deliverables(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into deliverable (id, partnership_id, contract_id, title, description,
            acceptance_criteria, due_on, state, progress, progress_note, language)
        select id, partnership_id, contract_id, title, description,
            acceptance_criteria, due_on, state, progress, progress_note, language
        from jsonb_populate_recordset(null::deliverable, $1)",
        Json(&rows.deliverables) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into submission (id, partnership_id, contract_id, deliverable_id, number, notes,
            submitted_by, submitted_at, submitted_on, review_due_on, language)
        select id, partnership_id, contract_id, deliverable_id, number, notes,
            submitted_by, submitted_at, submitted_on, review_due_on, language
        from jsonb_populate_recordset(null::submission, $1)",
        Json(&rows.submissions) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into evidence (id, partnership_id, contract_id, submission_id, title, url, file_id)
        select id, partnership_id, contract_id, submission_id, title, url, file_id
        from jsonb_populate_recordset(null::evidence, $1)",
        Json(&rows.evidence) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into review (id, partnership_id, contract_id, submission_id, verdict, reason,
            reviewed_by, reviewed_at, reviewed_on, language)
        select id, partnership_id, contract_id, submission_id, verdict, reason,
            reviewed_by, reviewed_at, reviewed_on, language
        from jsonb_populate_recordset(null::review, $1)",
        Json(&rows.reviews) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into reply (id, partnership_id, contract_id, submission_id, message, person_id,
            replied_at, language)
        select id, partnership_id, contract_id, submission_id, message, person_id,
            replied_at, language
        from jsonb_populate_recordset(null::reply, $1)",
        Json(&rows.replies) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds amendments with their signatures, obligations and cost plans. The
/// contracts hold already what was agreed.
pub(super) async fn insert_agreements(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into amendment (id, partnership_id, contract_id, number, effective_on, reason,
            drafted_by, drafted_at, agreed_on, withdrawn_on, withdrawal_reason, language)
        select id, partnership_id, contract_id, number, effective_on, reason,
            drafted_by, drafted_at, agreed_on, withdrawn_on, withdrawal_reason, language
        from jsonb_populate_recordset(null::amendment, $1)",
        Json(&rows.amendments) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into amendment_change (id, partnership_id, contract_id, amendment_id, term, before, after)
        select id, partnership_id, contract_id, amendment_id, term, before, after
        from jsonb_populate_recordset(null::amendment_change, $1)",
        Json(&rows.amendment_changes) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into amendment_signature (id, partnership_id, contract_id, amendment_id, side,
            organisation_id, person_id, signed_on, signed_at)
        select id, partnership_id, contract_id, amendment_id, side,
            organisation_id, person_id, signed_on, signed_at
        from jsonb_populate_recordset(null::amendment_signature, $1)",
        Json(&rows.amendment_signatures) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into obligation (id, partnership_id, contract_id, debtor_id, creditor_id, title,
            description, due_on, state, settled_on, settled_by, reason, language)
        select id, partnership_id, contract_id, debtor_id, creditor_id, title,
            description, due_on, state, settled_on, settled_by, reason, language
        from jsonb_populate_recordset(null::obligation, $1)",
        Json(&rows.obligations) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into cost_line (id, partnership_id, contract_id, category, starts_on, ends_on, label,
            planned, actual, currency, entered_by, language)
        select id, partnership_id, contract_id, category, starts_on, ends_on, label,
            planned, actual, currency, entered_by, language
        from jsonb_populate_recordset(null::cost_line, $1)",
        Json(&rows.cost_lines) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds commitments with every line they had, receipts and spending.
pub(super) async fn insert_funding(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into commitment (id, partnership_id, contract_id, funder_id, title, kind, currency,
            entered_by, entered_at, language)
        select id, partnership_id, contract_id, funder_id, title, kind, currency,
            entered_by, entered_at, language
        from jsonb_populate_recordset(null::commitment, $1)",
        Json(&rows.commitments) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into commitment_line (id, partnership_id, commitment_id, starts_on, ends_on, label,
            amount, status, replaces_id, replaced_by_id, reason, entered_by, entered_at, language)
        select id, partnership_id, commitment_id, starts_on, ends_on, label,
            amount, status, replaces_id, replaced_by_id, reason, entered_by, entered_at, language
        from jsonb_populate_recordset(null::commitment_line, $1)",
        Json(&rows.commitment_lines) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into receipt (id, partnership_id, commitment_id, happened_on, amount, note,
            voided_on, void_reason, entered_by, entered_at, language)
        select id, partnership_id, commitment_id, happened_on, amount, note,
            voided_on, void_reason, entered_by, entered_at, language
        from jsonb_populate_recordset(null::receipt, $1)",
        Json(&rows.receipts) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into spending (id, partnership_id, commitment_id, happened_on, amount, note,
            voided_on, void_reason, entered_by, entered_at, language)
        select id, partnership_id, commitment_id, happened_on, amount, note,
            voided_on, void_reason, entered_by, entered_at, language
        from jsonb_populate_recordset(null::spending, $1)",
        Json(&rows.spending) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Indicators with their targets and what was measured.
pub(super) async fn insert_targets(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into indicator (id, partnership_id, title, why, outcome_domain, unit, kind, per,
            direction, combination, baseline_value, baseline_on, owner_id, entered_by, entered_at,
            language)
        select id, partnership_id, title, why, outcome_domain, unit, kind, per,
            direction, combination, baseline_value, baseline_on, owner_id, entered_by, entered_at,
            language
        from jsonb_populate_recordset(null::indicator, $1)",
        Json(&rows.indicators) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into target (id, partnership_id, indicator_id, starts_on, ends_on, label, value,
            replaces_id, replaced_by_id, reason, entered_by, entered_at, language)
        select id, partnership_id, indicator_id, starts_on, ends_on, label, value,
            replaces_id, replaced_by_id, reason, entered_by, entered_at, language
        from jsonb_populate_recordset(null::target, $1)",
        Json(&rows.targets) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into measurement (id, partnership_id, indicator_id, starts_on, ends_on, value,
            numerator, denominator, source, note, state, recorded_by, recorded_at, submitted_by,
            submitted_at, decided_by, decided_at, reason, reason_language, language)
        select id, partnership_id, indicator_id, starts_on, ends_on, value,
            numerator, denominator, source, note, state, recorded_by, recorded_at, submitted_by,
            submitted_at, decided_by, decided_at, reason, reason_language, language
        from jsonb_populate_recordset(null::measurement, $1)",
        Json(&rows.measurements) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds scorecard rounds with what people answered, and closes those that are
/// over, which works their results out.
pub(super) async fn insert_scorecards(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    // They are all open until their answers are in.
    sqlx::query!("set constraints scorecard_round_one_at_a_time deferred")
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "insert into scorecard_round (id, partnership_id, catalogue_id, title, opens_on, closes_on,
            naming, minimum, planned_by, language)
        select r.id, r.partnership_id, c.id, r.title, r.opens_on, r.closes_on,
            r.naming, r.minimum, r.planned_by, r.language
        from jsonb_populate_recordset(null::scorecard_round, $1) r
        cross join (select id from statement_catalogue order by number desc limit 1) c",
        Json(&rows.scorecard_rounds) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into scorecard_invitation (id, partnership_id, round_id, person_id, stakeholder_group)
        select id, partnership_id, round_id, person_id, stakeholder_group
        from jsonb_populate_recordset(null::scorecard_invitation, $1)",
        Json(&rows.scorecard_invitations) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into scorecard_response (id, round_id, person_id, submitted_at, language)
        select id, round_id, person_id, submitted_at, language
        from jsonb_populate_recordset(null::scorecard_response, $1)",
        Json(&rows.scorecard_responses) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into scorecard_answer (id, response_id, statement_id, score)
        select a.id, a.response_id, s.id, a.score
        from jsonb_to_recordset($1)
            as a (id uuid, response_id uuid, factor text, position smallint, score smallint)
        join scorecard_statement s on s.factor = a.factor and s.position = a.position
        where s.catalogue_id = (select id from statement_catalogue order by number desc limit 1)",
        Json(&rows.scorecard_answers) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into scorecard_comment (id, response_id, factor, remark)
        select id, response_id, factor, remark
        from jsonb_populate_recordset(null::scorecard_comment, $1)",
        Json(&rows.scorecard_comments) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "update scorecard_round r set closed_at = o.closed_at, closed_by = o.closed_by,
            published_at = o.published_at, published_by = o.published_by, agenda = o.agenda,
            agenda_language = o.agenda_language, version = r.version + 1
        from jsonb_populate_recordset(null::scorecard_round, $1) o
        where o.id = r.id and o.closed_at is not null",
        Json(&rows.scorecard_rounds) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Status reports with what was computed, why more was declared, and what was
/// asked.
pub(super) async fn insert_status_reports(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into status_report (id, partnership_id, number, starts_on, ends_on, declared, body,
            filed_by, filed_at, filed_on, language)
        select id, partnership_id, number, starts_on, ends_on, declared, body,
            filed_by, filed_at, filed_on, language
        from jsonb_populate_recordset(null::status_report, $1)",
        Json(&rows.status_reports) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into status_report_finding (id, partnership_id, report_id, dimension, status,
            reason_en, reason_fr)
        select id, partnership_id, report_id, dimension, status, reason_en, reason_fr
        from jsonb_populate_recordset(null::status_report_finding, $1)",
        Json(&rows.status_report_findings) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into status_report_reason (id, partnership_id, report_id, reason, about_money,
            language)
        select id, partnership_id, report_id, reason, about_money, language
        from jsonb_populate_recordset(null::status_report_reason, $1)",
        Json(&rows.status_report_reasons) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into status_question (id, version, partnership_id, report_id, question, about_money,
            asked_by, asked_at, language, answer, answered_by, answered_at, answer_language)
        select id, version, partnership_id, report_id, question, about_money,
            asked_by, asked_at, language, answer, answered_by, answered_at, answer_language
        from jsonb_populate_recordset(null::status_question, $1)",
        Json(&rows.status_questions) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds the versions of charters with what was written in each, and signs them,
/// which brings them into force.
pub(super) async fn insert_charters(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    for charter in &rows.charters {
        sqlx::query!(
            "insert into charter (id, partnership_id, number, opened_by, opened_at)
            select id, partnership_id, number, opened_by, opened_at
            from jsonb_populate_record(null::charter, $1)",
            Json(&charter.version) as _
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "insert into charter_position (id, version, partnership_id, charter_id, organisation_id,
                characteristic, position, parameters, roles, involvement, expectations, written_by,
                written_at, language)
            select id, version, partnership_id, charter_id, organisation_id,
                characteristic, position, parameters, roles, involvement, expectations, written_by,
                written_at, language
            from jsonb_populate_recordset(null::charter_position, $1)",
            Json(&charter.positions) as _
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "insert into charter_bridge (id, version, partnership_id, charter_id, characteristic,
                step, responsible_id, due_on, written_by, written_at, language)
            select id, version, partnership_id, charter_id, characteristic,
                step, responsible_id, due_on, written_by, written_at, language
            from jsonb_populate_recordset(null::charter_bridge, $1)",
            Json(&charter.bridges) as _
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!(
            "insert into charter_signature (id, partnership_id, charter_id, organisation_id,
                person_id, signed_on, signed_at)
            select id, partnership_id, charter_id, organisation_id,
                person_id, signed_on, signed_at
            from jsonb_populate_recordset(null::charter_signature, $1)",
            Json(&charter.signatures) as _
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Adds what people say of the money and of their benefit, and the plans.
pub(super) async fn insert_strategic(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into soundness_statement (id, partnership_id, organisation_id, verdict, words,
            stated_on, stated_by, stated_at, language)
        select id, partnership_id, organisation_id, verdict, words,
            stated_on, stated_by, stated_at, language
        from jsonb_populate_recordset(null::soundness_statement, $1)",
        Json(&rows.soundness) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into benefit_statement (id, partnership_id, organisation_id, verdict, words,
            stated_on, stated_by, stated_at, language)
        select id, partnership_id, organisation_id, verdict, words,
            stated_on, stated_by, stated_at, language
        from jsonb_populate_recordset(null::benefit_statement, $1)",
        Json(&rows.benefits) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into long_term_plan (id, partnership_id, title, url, starts_on, ends_on,
            replaces_id, entered_by, entered_at, language)
        select id, partnership_id, title, url, starts_on, ends_on,
            replaces_id, entered_by, entered_at, language
        from jsonb_populate_recordset(null::long_term_plan, $1)",
        Json(&rows.plans) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many partnerships have a reference that begins like this.
pub(super) async fn count_referenced(tx: &mut Tx, beginning: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from partnership where starts_with(reference, $1)"#,
        beginning
    )
    .fetch_one(&mut **tx)
    .await
}

/// Whether anybody has an address that does not end like this.
pub(super) async fn somebody_else(tx: &mut Tx, mail: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from person where email not like '%@' || $1) as "exists!""#,
        mail
    )
    .fetch_one(&mut **tx)
    .await
}

/// Adds governance bodies with their meetings, and what came of them. Attendance
/// comes before the questions that were decided with those who were there.
pub(super) async fn insert_governance(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into body (id, partnership_id, jurisdiction_id, level, name, purpose, quorum, language)
        select id, partnership_id, jurisdiction_id, level, name, purpose, quorum, language
        from jsonb_populate_recordset(null::body, $1)",
        Json(&rows.bodies) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into body_member (id, body_id, person_id, organisation_id, stakeholder_group, seat,
            stands_in_for_id, starts_on, ends_on)
        select id, body_id, person_id, organisation_id, stakeholder_group, seat,
            stands_in_for_id, starts_on, ends_on
        from jsonb_populate_recordset(null::body_member, $1)",
        Json(&rows.body_members) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into meeting (id, body_id, planned_on, place, minutes, minutes_language, planned_by, language)
        select id, body_id, planned_on, place, minutes, minutes_language, planned_by, language
        from jsonb_populate_recordset(null::meeting, $1)",
        Json(&rows.meetings) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into agenda_item (id, body_id, meeting_id, position, title, source, about_id, closed_to_vendors,
            language)
        select id, body_id, meeting_id, position, title, source, about_id, closed_to_vendors,
            language
        from jsonb_populate_recordset(null::agenda_item, $1)",
        Json(&rows.agenda_items) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into attendance (id, body_id, meeting_id, member_id, guest, stakeholder_group, present)
        select id, body_id, meeting_id, member_id, guest, stakeholder_group, present
        from jsonb_populate_recordset(null::attendance, $1)",
        Json(&rows.attendance) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into decision (id, body_id, meeting_id, follows_id, question, options, asked_on,
            closed_to_vendors, binds_partnership_id, outcome, decided_on, seats_filled,
            quorum, rationale, conditions, review_on, recorded_by, recorded_at,
            outcome_language, language)
        select id, body_id, meeting_id, follows_id, question, options, asked_on,
            closed_to_vendors, binds_partnership_id, outcome, decided_on, seats_filled,
            quorum, rationale, conditions, review_on, recorded_by, recorded_at,
            outcome_language, language
        from jsonb_populate_recordset(null::decision, $1)",
        Json(&rows.decisions) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into vote (id, body_id, decision_id, member_id, ballot)
        select id, body_id, decision_id, member_id, ballot
        from jsonb_populate_recordset(null::vote, $1)",
        Json(&rows.votes) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into action (id, body_id, meeting_id, decision_id, what, owner_id, verifier_id, due_on,
            state, language)
        select id, body_id, meeting_id, decision_id, what, owner_id, verifier_id, due_on,
            state, language
        from jsonb_populate_recordset(null::action, $1)",
        Json(&rows.actions) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into action_step (id, body_id, action_id, step, words, link, person_id, taken_on, taken_at,
            language)
        select id, body_id, action_id, step, words, link, person_id, taken_on, taken_at,
            language
        from jsonb_populate_recordset(null::action_step, $1)",
        Json(&rows.action_steps) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds tensions with where people see their balance, and mechanisms with what
/// they do.
pub(super) async fn insert_coordination(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into tension (id, partnership_id, jurisdiction_id, first_pole, second_pole, description,
            level, began_on, settled_on, settled_words, settled_by, entered_by, entered_at, language)
        select id, partnership_id, jurisdiction_id, first_pole, second_pole, description,
            level, began_on, settled_on, settled_words, settled_by, entered_by, entered_at, language
        from jsonb_populate_recordset(null::tension, $1)",
        Json(&rows.tensions) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into tension_position (id, partnership_id, jurisdiction_id, tension_id, stakeholder_group,
            balance, words, said_on, person_id, recorded_at, language)
        select id, partnership_id, jurisdiction_id, tension_id, stakeholder_group,
            balance, words, said_on, person_id, recorded_at, language
        from jsonb_populate_recordset(null::tension_position, $1)",
        Json(&rows.tension_positions) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into mechanism (id, partnership_id, jurisdiction_id, title, kind, description, level,
            since_on, until_on, owner_id, entered_by, entered_at, language)
        select id, partnership_id, jurisdiction_id, title, kind, description, level,
            since_on, until_on, owner_id, entered_by, entered_at, language
        from jsonb_populate_recordset(null::mechanism, $1)",
        Json(&rows.mechanisms) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into mechanism_effect (id, mechanism_id, tension_id, effect, strength, words, felt_on,
            person_id, recorded_at, language)
        select id, mechanism_id, tension_id, effect, strength, words, felt_on,
            person_id, recorded_at, language
        from jsonb_populate_recordset(null::mechanism_effect, $1)",
        Json(&rows.mechanism_effects) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds what ministries set, what regions and partnerships make of it, and how
/// far government is involved.
pub(super) async fn insert_government(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into direction (id, jurisdiction_id, title, area, body, asks, discretion, legal_basis,
            in_force_from, in_force_to, entered_by, entered_at, language)
        select id, jurisdiction_id, title, area, body, asks, discretion, legal_basis,
            in_force_from, in_force_to, entered_by, entered_at, language
        from jsonb_populate_recordset(null::direction, $1)",
        Json(&rows.directions) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into direction_discretion (id, direction_id, jurisdiction_id, use, words, said_on,
            person_id, recorded_at, language)
        select id, direction_id, jurisdiction_id, use, words, said_on, person_id, recorded_at, language
        from jsonb_populate_recordset(null::direction_discretion, $1)",
        Json(&rows.discretion) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into partnership_direction (id, partnership_id, direction_id, since_on, until_on, words,
            entered_by, entered_at, language)
        select id, partnership_id, direction_id, since_on, until_on, words,
            entered_by, entered_at, language
        from jsonb_populate_recordset(null::partnership_direction, $1)",
        Json(&rows.carried) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into government_involvement (id, partnership_id, degree, words, said_on, person_id,
            recorded_at, language)
        select id, partnership_id, degree, words, said_on, person_id, recorded_at, language
        from jsonb_populate_recordset(null::government_involvement, $1)",
        Json(&rows.involvement) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds what vendors can show, and how they are judged: as it happened, so that
/// the rules of the tables hold.
pub(super) async fn insert_vendors(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into proof (id, organisation_id, partnership_id, kind, proves, criteria, url, issued_on, expires_on,
            entered_by, entered_for, entered_on, replaces_id, verdict, checked_by, checked_for, checked_on,
            check_note, check_language, language)
        select id, organisation_id, partnership_id, kind, proves, criteria, url, issued_on, expires_on,
            entered_by, entered_for, entered_on, replaces_id, verdict, checked_by, checked_for, checked_on,
            check_note, check_language, language
        from jsonb_populate_recordset(null::proof, $1)",
        Json(&rows.proofs) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into evaluation (id, partnership_id, organisation_id, standing, subject, opened_on, due_on,
            opened_by, opened_at, language)
        select id, partnership_id, organisation_id, standing, subject, opened_on, due_on,
            opened_by, opened_at, language
        from jsonb_populate_recordset(null::evaluation, $1)",
        Json(&rows.evaluations) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into evaluation_evaluator (id, evaluation_id, person_id, organisation_id, added_on)
        select id, evaluation_id, person_id, organisation_id, added_on
        from jsonb_populate_recordset(null::evaluation_evaluator, $1)",
        Json(&rows.evaluators) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into evaluation_score (id, evaluation_id, evaluator_id, criterion, score, words, language)
        select id, evaluation_id, evaluator_id, criterion, score, words, language
        from jsonb_populate_recordset(null::evaluation_score, $1)",
        Json(&rows.scores) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "update evaluation_evaluator v set scored_on = given.scored_on
        from jsonb_populate_recordset(null::evaluation_evaluator, $1) given
        where given.id = v.id and given.scored_on is not null",
        Json(&rows.evaluators) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into evaluation_consensus (id, evaluation_id, criterion, score, reason, language)
        select id, evaluation_id, criterion, score, words, language
        from jsonb_to_recordset($1) as given(id uuid, evaluation_id uuid, criterion text, score smallint,
            words text, language text)",
        Json(&rows.consensus) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into evaluation_pointer (id, evaluation_id, score_id, consensus_id, proof_id)
        select id, evaluation_id, score_id, consensus_id, proof_id
        from jsonb_populate_recordset(null::evaluation_pointer, $1)",
        Json(&rows.pointers) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "update evaluation e set agreed_on = given.agreed_on, agreed_by = given.agreed_by,
            conclusion = given.conclusion, conclusion_language = given.conclusion_language
        from jsonb_populate_recordset(null::evaluation, $1) given
        where given.id = e.id and given.agreed_on is not null",
        Json(&rows.evaluations) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "update evaluation e set withdrawn_on = given.withdrawn_on, withdrawn_by = given.withdrawn_by,
            withdrawal_reason = given.withdrawal_reason, withdrawal_language = given.withdrawal_language
        from jsonb_populate_recordset(null::evaluation, $1) given
        where given.id = e.id and given.withdrawn_on is not null",
        Json(&rows.evaluations) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into evaluation_reply (id, evaluation_id, criterion, words, person_id, replied_on, replied_at,
            language)
        select id, evaluation_id, criterion, words, person_id, replied_on, replied_at, language
        from jsonb_populate_recordset(null::evaluation_reply, $1)",
        Json(&rows.evaluation_replies) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds risks with who carries them and every score; then what must stand
/// before AI, and the work that has begun on it.
pub(super) async fn insert_safeguards(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into risk (id, partnership_id, title, kind, consequence, remedy, owner_id, review_on,
            closed_to_vendors, occurrence, likelihood, impact, scored_on, raised_by,
            raised_on, entered_at, language)
        select id, partnership_id, title, kind, consequence, remedy, owner_id, review_on,
            closed_to_vendors, occurrence, likelihood, impact, scored_on, raised_by,
            raised_on, entered_at, language
        from jsonb_populate_recordset(null::risk, $1)",
        Json(&rows.risks) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into risk_carrier (id, partnership_id, risk_id, organisation_id)
        select id, partnership_id, risk_id, organisation_id
        from jsonb_populate_recordset(null::risk_carrier, $1)",
        Json(&rows.risk_carriers) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into risk_score (id, partnership_id, risk_id, occurrence, likelihood, impact, words, scored_on,
            review_on, person_id, recorded_at, language)
        select id, partnership_id, risk_id, occurrence, likelihood, impact, words, scored_on,
            review_on, person_id, recorded_at, language
        from jsonb_populate_recordset(null::risk_score, $1)",
        Json(&rows.risk_scores) as _
    )
    .execute(&mut **tx)
    .await?;
    // What is closed takes no score any more.
    sqlx::query!(
        "update risk r set closed_on = c.closed_on, outcome = c.outcome, closed_words = c.closed_words,
            closed_by = c.closed_by
        from jsonb_populate_recordset(null::risk, $1) c
        where r.id = c.id and c.closed_on is not null",
        Json(&rows.risks) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into foundation_statement (id, partnership_id, foundation, verdict, words, link, person_id, said_on,
            recorded_at, language)
        select id, partnership_id, foundation, verdict, words, link, person_id, said_on,
            recorded_at, language
        from jsonb_populate_recordset(null::foundation_statement, $1)",
        Json(&rows.foundations) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into automation_work (id, partnership_id, title, description, state, named_by, named_on, begun_on,
            begun_by, language)
        select id, partnership_id, title, description, state, named_by, named_on, begun_on,
            begun_by, language
        from jsonb_populate_recordset(null::automation_work, $1)",
        Json(&rows.automation_works) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds benefits with what was measured, prototypes with who takes them up, and
/// lessons.
pub(super) async fn insert_harvest(tx: &mut Tx, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into benefit (id, partnership_id, title, description, outcome_domain, claimant_id, source,
            link, as_published, measure, measure_kind, unit, direction, baseline, expected,
            claimed, claimed_on, entered_by, entered_at, language)
        select id, partnership_id, title, description, outcome_domain, claimant_id, source,
            link, as_published, measure, measure_kind, unit, direction, baseline, expected,
            claimed, claimed_on, entered_by, entered_at, language
        from jsonb_populate_recordset(null::benefit, $1)",
        Json(&rows.claimed_benefits) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into benefit_verification (id, partnership_id, benefit_id, value, measured_on, method, link, person_id,
            recorded_at, language)
        select id, partnership_id, benefit_id, value, measured_on, method, link, person_id,
            recorded_at, language
        from jsonb_populate_recordset(null::benefit_verification, $1)",
        Json(&rows.verifications) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into prototype (id, partnership_id, title, description, works_since, link, entered_by,
            entered_at, language)
        select id, partnership_id, title, description, works_since, link, entered_by,
            entered_at, language
        from jsonb_populate_recordset(null::prototype, $1)",
        Json(&rows.prototypes) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into uptake (id, partnership_id, prototype_id, jurisdiction_id, organisation_id, stage,
            since_on, source, link, person_id, recorded_at, language)
        select id, partnership_id, prototype_id, jurisdiction_id, organisation_id, stage,
            since_on, source, link, person_id, recorded_at, language
        from jsonb_populate_recordset(null::uptake, $1)",
        Json(&rows.uptakes) as _
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into lesson (id, partnership_id, title, body, tags, outcome_domain, risk_kind, author_id,
            learnt_on, entered_at, language)
        select id, partnership_id, title, body, tags, outcome_domain, risk_kind, author_id,
            learnt_on, entered_at, language
        from jsonb_populate_recordset(null::lesson, $1)",
        Json(&rows.lessons) as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
