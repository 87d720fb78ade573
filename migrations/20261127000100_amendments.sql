-- Amendments, obligations and cost plans: what hangs on a contract's terms.
--
-- The term columns of `contract` hold what the two sides have agreed by now: an
-- amendment that both have signed is applied to them. Its changes keep what
-- stood before, so the terms of any day, and those first signed, follow from
-- the columns and the amendments.

alter table contract add constraint contract_amendable unique (id, partnership_id);

-- Renewal and notice as contracts agree them: by so many months, with so many
-- days' or months' notice.
alter table contract add column renewal_months integer;
alter table contract add column notice_months integer;
alter table contract add constraint contract_renewal_months_sensible check (renewal_months between 1 and 240);
alter table contract add constraint contract_notice_months_sensible check (notice_months between 1 and 120);
alter table contract add constraint contract_notice_in_one_unit check (num_nonnulls(notice_days, notice_months) <= 1);
comment on column contract.renewal_months is 'By how many months a renewal extends it; null where that is not agreed';
comment on column contract.notice_months is 'Months before the end by which notice must be given; null where it is agreed in days';

-- Its expression changes, which takes a new column of the same name.
drop index contract_by_notice;
alter table contract drop column notice_on;
alter table contract add column notice_on date generated always as (
    (ends_on - make_interval(months => coalesce(notice_months, 0), days => coalesce(notice_days, case when notice_months is null then null else 0 end)))::date) stored;
create index contract_by_notice on contract (notice_on) where ended_on is null;
comment on column contract.notice_on is 'Last day for notice, month ends kept within their month; a column, since an index on an expression serves no query under row-level security';

-- A day ends where the jurisdiction is.
alter table jurisdiction add column time_zone text not null default 'UTC';
alter table jurisdiction add constraint jurisdiction_time_zone_shape check (time_zone ~ '^[A-Za-z0-9_+/-]{1,60}$');
comment on column jurisdiction.time_zone is 'Name in the IANA time zone database, such as America/Toronto';

create table amendment (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    contract_id uuid not null,
    number integer not null,
    effective_on date not null,
    reason text not null,
    drafted_by uuid,
    drafted_at timestamptz not null default now(),
    agreed_on date,
    withdrawn_on date,
    withdrawal_reason text,
    language text not null default 'en',
    constraint amendment_pkey primary key (id),
    constraint amendment_contract_exists foreign key (contract_id, partnership_id) references contract (id, partnership_id),
    constraint amendment_partnership_exists foreign key (partnership_id) references partnership,
    constraint amendment_numbered_once unique (contract_id, number),
    constraint amendment_number_positive check (number > 0),
    constraint amendment_reason_given check (btrim(reason) <> ''),
    constraint amendment_agreed_or_withdrawn check (num_nonnulls(agreed_on, withdrawn_on) <= 1),
    constraint amendment_withdrawal_has_reason check ((withdrawn_on is null) = (withdrawal_reason is null)),
    constraint amendment_person_exists foreign key (drafted_by) references person
);
create index amendment_of_partnership on amendment (partnership_id, contract_id);
comment on table amendment is 'A change of a contract''s terms that both sides sign; never an edit';
comment on column amendment.number is '1 for the contract''s first';
comment on column amendment.effective_on is 'From when the changed terms hold, once both sides have signed';
comment on column amendment.drafted_by is 'Null for the command line';
comment on column amendment.agreed_on is 'Day of the second signature; null while one is missing';
comment on column amendment.withdrawn_on is 'Day on which it was given up before both had signed';

create table amendment_change (
    id uuid not null,
    partnership_id uuid not null,
    contract_id uuid not null,
    amendment_id uuid not null,
    term text not null,
    before text,
    after text,
    constraint amendment_change_pkey primary key (id),
    constraint amendment_change_amendment_exists foreign key (amendment_id) references amendment,
    constraint amendment_change_contract_exists foreign key (contract_id) references contract,
    constraint amendment_change_partnership_exists foreign key (partnership_id) references partnership,
    constraint amendment_change_once unique (amendment_id, term),
    constraint amendment_change_term_known check (term in
        ('value', 'ends_on', 'scope', 'renewal', 'renewal_months', 'notice_days', 'notice_months', 'max_end',
         'review_days')),
    constraint amendment_change_changes check (before is distinct from after)
);
create index amendment_change_of_contract on amendment_change (contract_id);
create index amendment_change_of_partnership on amendment_change (partnership_id);
comment on table amendment_change is 'One term that an amendment changes';
comment on column amendment_change.term is 'Column of contract; scope stands for description';
comment on column amendment_change.before is 'As text: amounts with a decimal point, days as ISO 8601, vocabularies by code; null where the term was not set';
comment on column amendment_change.after is 'As before is';

create table amendment_signature (
    id uuid not null,
    partnership_id uuid not null,
    contract_id uuid not null,
    amendment_id uuid not null,
    side text not null,
    organisation_id uuid not null,
    person_id uuid,
    signed_on date not null,
    signed_at timestamptz not null default now(),
    constraint amendment_signature_pkey primary key (id),
    constraint amendment_signature_amendment_exists foreign key (amendment_id) references amendment,
    constraint amendment_signature_contract_exists foreign key (contract_id) references contract,
    constraint amendment_signature_partnership_exists foreign key (partnership_id) references partnership,
    constraint amendment_signature_organisation_exists foreign key (organisation_id) references organisation,
    constraint amendment_signature_once unique (amendment_id, side),
    constraint amendment_signature_side_known check (side in ('buyer', 'supplier')),
    constraint amendment_signature_person_exists foreign key (person_id) references person
);
create index amendment_signature_of_contract on amendment_signature (contract_id);
create index amendment_signature_of_partnership on amendment_signature (partnership_id);
create index amendment_signature_by_organisation on amendment_signature (organisation_id);
comment on table amendment_signature is 'One side''s yes to an amendment, by one of its own people; never changed afterwards';
comment on column amendment_signature.person_id is 'Null for the command line';

create table obligation (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    contract_id uuid not null,
    debtor_id uuid not null,
    creditor_id uuid not null,
    title text not null,
    description text,
    due_on date not null,
    state text not null default 'open',
    settled_on date,
    settled_by uuid,
    reason text,
    language text not null default 'en',
    constraint obligation_pkey primary key (id),
    constraint obligation_contract_exists foreign key (contract_id, partnership_id) references contract (id, partnership_id),
    constraint obligation_partnership_exists foreign key (partnership_id) references partnership,
    constraint obligation_debtor_exists foreign key (debtor_id) references organisation,
    constraint obligation_creditor_exists foreign key (creditor_id) references organisation,
    constraint obligation_two_parties check (debtor_id <> creditor_id),
    constraint obligation_title_given check (btrim(title) <> ''),
    constraint obligation_state_known check (state in ('open', 'kept', 'broken', 'waived')),
    constraint obligation_settled_is_dated check ((state = 'open') = (settled_on is null)),
    constraint obligation_breach_has_reason check (state not in ('broken', 'waived') or btrim(reason) <> ''),
    constraint obligation_person_exists foreign key (settled_by) references person
);
create index obligation_of_contract on obligation (contract_id, due_on);
create index obligation_of_partnership on obligation (partnership_id, due_on);
create index obligation_open_due on obligation (due_on) where state = 'open';
create index obligation_by_debtor on obligation (debtor_id);
create index obligation_by_creditor on obligation (creditor_id);
comment on table obligation is 'What one party owes another under a contract, by when (seed 000: explicit responsibilities and accountabilities)';
comment on column obligation.debtor_id is 'Who owes it';
comment on column obligation.creditor_id is 'To whom it is owed, and who says whether it was kept';
comment on column obligation.settled_on is 'Day on which it was kept, broken or waived';
comment on column obligation.settled_by is 'Who said so; null for the command line';
comment on column obligation.reason is 'Why it was broken or waived; a remark where it was kept';

create table cost_line (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    contract_id uuid not null,
    category text not null,
    starts_on date not null,
    ends_on date not null,
    label text not null,
    planned numeric(18,2) not null,
    actual numeric(18,2),
    currency text not null,
    note text,
    entered_by uuid,
    language text not null default 'en',
    constraint cost_line_pkey primary key (id),
    constraint cost_line_contract_exists foreign key (contract_id, partnership_id) references contract (id, partnership_id),
    constraint cost_line_partnership_exists foreign key (partnership_id) references partnership,
    constraint cost_line_once unique (contract_id, category, starts_on),
    constraint cost_line_category_known check (category in
        ('acquisition', 'implementation', 'operation', 'infrastructure', 'training', 'staff', 'exit')),
    constraint cost_line_period_in_order check (ends_on >= starts_on),
    constraint cost_line_planned_not_negative check (planned >= 0),
    constraint cost_line_actual_not_negative check (actual >= 0),
    constraint cost_line_currency_shape check (currency ~ '^[A-Z]{3}$'),
    constraint cost_line_person_exists foreign key (entered_by) references person
);
create index cost_line_of_contract on cost_line (contract_id, starts_on);
create index cost_line_of_partnership on cost_line (partnership_id);
comment on table cost_line is 'What owning the contract''s system costs in one fiscal period, planned beside actual (seed 002: predictability of total cost)';
comment on column cost_line.label is 'The fiscal period as people call it, such as 2026/27';
comment on column cost_line.planned is 'In currency, as planned at first; a later plan is an amendment of the contract, not of this';
comment on column cost_line.actual is 'In currency; null until the period''s cost is known';

-- ---------------------------------------------------------------------------
-- Rights.

select protect_contract_content(t) from unnest(array['amendment', 'amendment_change', 'amendment_signature',
    'obligation', 'cost_line']::regclass[]) t;

-- What a system costs its owner beside the contract's price is the owner's affair.
create policy not_for_vendors on cost_line as restrictive to triad_app using ((select viewer_role()) <> 'vendor');

-- Nobody signs for another organisation, whatever the application says.
create policy signed_by_own_people on amendment_signature as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (organisation_id = (select viewer_organisation())
        and organisation_id = (select case side when 'buyer' then c.buyer_id else c.supplier_id end
            from contract c where c.id = contract_id)));

-- The second signature brings the amendment into force: the supplier's side may
-- be the one to give it, and cannot change a contract by itself.
create function apply_amendment(amendment uuid, today date) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    agreed public.amendment%rowtype;
    change record;
begin
    select * into agreed from public.amendment a
        where a.id = apply_amendment.amendment and a.agreed_on is null and a.withdrawn_on is null for update;
    if agreed.id is null or (select count(*) from amendment_signature s where s.amendment_id = agreed.id) < 2 then
        return false;
    end if;
    perform 1 from contract c where c.id = agreed.contract_id for update;
    for change in
        select h.term, h.before, h.after, case h.term
                when 'value' then c.value::text
                when 'ends_on' then c.ends_on::text
                when 'scope' then c.description
                when 'renewal' then c.renewal
                when 'renewal_months' then c.renewal_months::text
                when 'notice_days' then c.notice_days::text
                when 'notice_months' then c.notice_months::text
                when 'max_end' then c.max_end::text
                when 'review_days' then c.review_days::text
            end as held
        from amendment_change h join contract c on c.id = h.contract_id where h.amendment_id = agreed.id
    loop
        -- Another amendment came into force meanwhile: this one speaks of terms that no longer stand.
        if change.held is distinct from change.before then
            return false;
        end if;
    end loop;
    -- What comes into force later, or on the same day with a higher number, would undo it.
    if exists (
        select 1 from amendment_change own
        join amendment_change other on other.contract_id = own.contract_id and other.term = own.term
        join public.amendment a on a.id = other.amendment_id
        where own.amendment_id = agreed.id and a.agreed_on is not null
            and (a.effective_on, a.number) > (agreed.effective_on, agreed.number)
    ) then
        return false;
    end if;
    update contract c set
        value = case when n.terms ? 'value' then (n.terms ->> 'value')::numeric else c.value end,
        ends_on = case when n.terms ? 'ends_on' then (n.terms ->> 'ends_on')::date else c.ends_on end,
        description = case when n.terms ? 'scope' then n.terms ->> 'scope' else c.description end,
        renewal = case when n.terms ? 'renewal' then n.terms ->> 'renewal' else c.renewal end,
        renewal_months = case when n.terms ? 'renewal_months' then (n.terms ->> 'renewal_months')::integer
            else c.renewal_months end,
        notice_months = case when n.terms ? 'notice_months' then (n.terms ->> 'notice_months')::integer
            else c.notice_months end,
        notice_days = case when n.terms ? 'notice_days' then (n.terms ->> 'notice_days')::integer else c.notice_days end,
        max_end = case when n.terms ? 'max_end' then (n.terms ->> 'max_end')::date else c.max_end end,
        review_days = case when n.terms ? 'review_days' then (n.terms ->> 'review_days')::integer else c.review_days end,
        version = c.version + 1
    from (select jsonb_object_agg(term, after) as terms from amendment_change where amendment_id = agreed.id) n
    where c.id = agreed.contract_id;
    update public.amendment a set agreed_on = today, version = a.version + 1 where a.id = agreed.id;
    return true;
end
$$;
comment on function apply_amendment(uuid, date) is 'Brings an amendment that both sides have signed into force; false where a signature is missing or the contract''s terms have moved on since it was drafted';

select keep_history(t) from unnest(array['amendment', 'amendment_change', 'amendment_signature', 'obligation',
    'cost_line']::regclass[]) t;

create trigger amendment_change_is_append_only before update or delete on amendment_change
    for each row execute function refuse_change();
create trigger amendment_signature_is_append_only before update or delete on amendment_signature
    for each row execute function refuse_change();

-- Only apply_amendment() says that an amendment is agreed.
grant select, insert on amendment to triad_app;
grant update (version, withdrawn_on, withdrawal_reason) on amendment to triad_app;
grant select, insert, update on obligation, cost_line to triad_app;
grant select, insert on amendment_change, amendment_signature to triad_app;

-- Our own exports come back: contracts that began here are recorded under the
-- ids that end their ocids.
create or replace function contracts_recorded(ocids text[]) returns table (ocid text, ocds_id text)
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select c.ocid, c.ocds_id from contract c where c.ocid = any (ocids)
    union all
    select o.ocid, c.id::text from unnest(ocids) o (ocid) join contract c
        on c.id = case when right(o.ocid, 36) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            then right(o.ocid, 36)::uuid end and c.ocid is null
$$;
