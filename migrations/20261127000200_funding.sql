-- Money over years: commitments by fiscal period, and what was received and
-- spent against them.

create extension if not exists btree_gist;

create table commitment (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    contract_id uuid,
    funder_id uuid not null,
    title text not null,
    kind text not null,
    currency text not null,
    external_id text,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint commitment_pkey primary key (id),
    constraint commitment_partnership_exists foreign key (partnership_id) references partnership,
    constraint commitment_contract_exists foreign key (contract_id, partnership_id) references contract (id, partnership_id),
    constraint commitment_funder_exists foreign key (funder_id) references organisation,
    constraint commitment_external_id_unique unique (partnership_id, external_id),
    constraint commitment_of_partnership unique (id, partnership_id),
    constraint commitment_title_given check (btrim(title) <> ''),
    constraint commitment_kind_known check (kind in ('capital', 'operational')),
    constraint commitment_currency_shape check (currency ~ '^[A-Z]{3}$'),
    constraint commitment_external_id_given check (btrim(external_id) <> ''),
    constraint commitment_person_exists foreign key (entered_by) references person
);
create index commitment_by_contract on commitment (contract_id, partnership_id);
create index commitment_by_funder on commitment (funder_id);
comment on table commitment is 'A funder''s promise to a partnership, by fiscal period; its lines say how much for when';
comment on column commitment.contract_id is 'Contract that it pays for; null where it is for the partnership as a whole';
comment on column commitment.currency is 'ISO 4217; of all its lines, receipts and spending';
comment on column commitment.external_id is 'Its number in the system it was imported from';

create table commitment_line (
    id uuid not null,
    partnership_id uuid not null,
    commitment_id uuid not null,
    starts_on date not null,
    ends_on date not null,
    label text not null,
    amount numeric(18,2) not null,
    status text not null,
    replaces_id uuid,
    replaced_by_id uuid,
    reason text,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint commitment_line_pkey primary key (id),
    constraint commitment_line_commitment_exists foreign key (commitment_id, partnership_id) references commitment (id, partnership_id),
    constraint commitment_line_partnership_exists foreign key (partnership_id) references partnership,
    constraint commitment_line_period_in_order check (ends_on >= starts_on),
    constraint commitment_line_label_given check (btrim(label) <> ''),
    constraint commitment_line_not_negative check (amount >= 0),
    constraint commitment_line_status_known check (status in ('expected', 'committed', 'withdrawn')),
    constraint commitment_line_replaced_exists foreign key (replaces_id) references commitment_line,
    constraint commitment_line_replacement_exists foreign key (replaced_by_id) references commitment_line
        deferrable initially deferred,
    constraint commitment_line_replaces_once unique (replaces_id),
    constraint commitment_line_revision_has_reason check (replaces_id is null or btrim(reason) <> ''),
    -- A day's money stands in one line, so that no sum counts it twice.
    constraint commitment_line_one_per_period exclude using gist
        (commitment_id with =, daterange(starts_on, ends_on, '[]') with &&) where (replaced_by_id is null),
    constraint commitment_line_person_exists foreign key (entered_by) references person
);
create index commitment_line_of_commitment on commitment_line (commitment_id, partnership_id);
create index commitment_line_of_partnership on commitment_line (partnership_id, starts_on) where replaced_by_id is null;
create index commitment_line_by_partnership on commitment_line (partnership_id);
create index commitment_line_by_replacement on commitment_line (replaced_by_id);
comment on table commitment_line is 'One fiscal period of a commitment; a revision is a new line that replaces the old one, which stays';
comment on column commitment_line.label is 'The fiscal period as people call it, such as 2026/27';
comment on column commitment_line.amount is 'In the commitment''s currency';
comment on column commitment_line.replaces_id is 'The line that this one revises; null for the first';
comment on column commitment_line.replaced_by_id is 'The line that revised this one; null for the one that holds';
comment on column commitment_line.reason is 'Why it replaces the one before';

create table receipt (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    commitment_id uuid not null,
    happened_on date not null,
    amount numeric(18,2) not null,
    note text,
    external_id text,
    voided_on date,
    void_reason text,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint receipt_pkey primary key (id),
    constraint receipt_commitment_exists foreign key (commitment_id, partnership_id) references commitment (id, partnership_id),
    constraint receipt_partnership_exists foreign key (partnership_id) references partnership,
    constraint receipt_amount_positive check (amount > 0),
    constraint receipt_external_id_unique unique (partnership_id, external_id),
    constraint receipt_external_id_given check (btrim(external_id) <> ''),
    constraint receipt_void_has_reason check ((voided_on is null) = (void_reason is null)),
    constraint receipt_person_exists foreign key (entered_by) references person
);
create index receipt_of_commitment on receipt (commitment_id, partnership_id, happened_on);
create index receipt_of_partnership on receipt (partnership_id, happened_on);
comment on table receipt is 'Money that arrived from a commitment';
comment on column receipt.happened_on is 'Day on which it arrived';
comment on column receipt.amount is 'In the commitment''s currency';
comment on column receipt.voided_on is 'Day on which it was found to be a mistake; it then counts in no sum';

create table spending (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    commitment_id uuid not null,
    happened_on date not null,
    amount numeric(18,2) not null,
    note text,
    external_id text,
    voided_on date,
    void_reason text,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint spending_pkey primary key (id),
    constraint spending_commitment_exists foreign key (commitment_id, partnership_id) references commitment (id, partnership_id),
    constraint spending_partnership_exists foreign key (partnership_id) references partnership,
    constraint spending_amount_positive check (amount > 0),
    constraint spending_external_id_unique unique (partnership_id, external_id),
    constraint spending_external_id_given check (btrim(external_id) <> ''),
    constraint spending_void_has_reason check ((voided_on is null) = (void_reason is null)),
    constraint spending_person_exists foreign key (entered_by) references person
);
create index spending_of_commitment on spending (commitment_id, partnership_id, happened_on);
create index spending_of_partnership on spending (partnership_id, happened_on);
comment on table spending is 'Money that was spent from a commitment';
comment on column spending.happened_on is 'Day on which it was spent';
comment on column spending.amount is 'In the commitment''s currency';
comment on column spending.voided_on is 'Day on which it was found to be a mistake; it then counts in no sum';

-- ---------------------------------------------------------------------------
-- Rights: money is for those who pay and those who are paid for care, never
-- for vendors.

create function protect_funding(of_table regclass) returns void
    language plpgsql
as $$
begin
    perform protect_content(of_table);
    execute format('create policy not_for_vendors on %s as restrictive to triad_app '
        'using ((select viewer_role()) <> ''vendor'')', of_table);
    execute format('create policy entered_by_those_who_lead on %s as restrictive for insert to triad_app '
        'with check ((select viewer_role()) in (''ministry_official'', ''health_executive'', ''operator''))', of_table);
    execute format('create policy changed_by_those_who_lead on %s as restrictive for update to triad_app '
        'using ((select viewer_role()) in (''ministry_official'', ''health_executive'', ''operator''))', of_table);
end
$$;
comment on function protect_funding(regclass) is 'Row-level security of a table about a partnership''s money';

select protect_funding(t) from unnest(array['commitment', 'commitment_line', 'receipt', 'spending']::regclass[]) t;
select keep_history(t) from unnest(array['commitment', 'commitment_line', 'receipt', 'spending']::regclass[]) t;

-- Of a line only the mark that it was replaced is ever set.
create function keep_commitment_line() returns trigger
    language plpgsql
as $$
begin
    if old.replaced_by_id is not null or new.replaced_by_id is null
        or to_jsonb(old) - 'replaced_by_id' is distinct from to_jsonb(new) - 'replaced_by_id' then
        raise exception 'a commitment line is revised by a new one' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function keep_commitment_line() is 'Trigger: a line of a commitment is replaced, never changed';
create trigger keep_commitment_line before update on commitment_line
    for each row execute function keep_commitment_line();

-- The history of money is as private as the money.
create policy money_not_for_vendors on history as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor'
    or table_name not in ('commitment', 'commitment_line', 'receipt', 'spending', 'cost_line'));

-- ---------------------------------------------------------------------------
-- Fiscal periods.

create function fiscal_start(day date, first_month integer) returns date
    language sql immutable parallel safe
    return (date_trunc('month', day) - make_interval(months =>
        (extract(month from day)::integer - first_month + 12) % 12))::date;
comment on function fiscal_start(date, integer) is 'First day of the fiscal year that a day lies in, where fiscal years begin in this month';

-- ---------------------------------------------------------------------------
-- Receipts and spending read as one, and each commitment by fiscal period.

create view movement with (security_invoker) as
    select 'receipt' as way, id, version, partnership_id, commitment_id, happened_on, amount, note,
        external_id, voided_on, void_reason, entered_by, entered_at, language
    from receipt
    union all
    select 'spending', id, version, partnership_id, commitment_id, happened_on, amount, note,
        external_id, voided_on, void_reason, entered_by, entered_at, language
    from spending;
comment on view movement is 'Receipts and spending, told apart by way';

create view commitment_year with (security_invoker) as
    select partnership_id, commitment_id, starts_on, ends_on,
        coalesce(max(label), case when to_char(starts_on, 'MM') = '01' then to_char(starts_on, 'YYYY')
            else to_char(starts_on, 'YYYY') || '/' || to_char(ends_on, 'YY') end) as label,
        sum(expected) as expected, sum(committed) as committed,
        sum(received) as received, sum(spent) as spent
    from (
        select partnership_id, commitment_id, starts_on, ends_on, label,
            case when status = 'expected' then amount else 0 end as expected,
            case when status = 'committed' then amount else 0 end as committed,
            0 as received, 0 as spent
        from commitment_line where replaced_by_id is null
        union all
        -- Money that moved outside the commitment's lines counts in the fiscal year it moved in.
        select m.partnership_id, m.commitment_id, coalesce(l.starts_on, f.starts_on),
            coalesce(l.ends_on, (f.starts_on + interval '1 year' - interval '1 day')::date), l.label,
            0, 0, case when m.way = 'receipt' then m.amount else 0 end,
            case when m.way = 'spending' then m.amount else 0 end
        from movement m
        join partnership p on p.id = m.partnership_id
        join jurisdiction j on j.id = p.jurisdiction_id
        cross join lateral (select fiscal_start(m.happened_on, j.fiscal_first_month) as starts_on) f
        left join commitment_line l on l.commitment_id = m.commitment_id and l.replaced_by_id is null
            and m.happened_on between l.starts_on and l.ends_on
        where m.voided_on is null
    ) placed
    group by partnership_id, commitment_id, starts_on, ends_on;
comment on view commitment_year is 'What a commitment''s line, receipts and spending of one fiscal period add up to';

-- ---------------------------------------------------------------------------
-- What ledgers and dashboards read.

create table partnership_funding (
    partnership_id uuid not null,
    funder_id uuid not null,
    currency text not null,
    kind text not null,
    starts_on date not null,
    ends_on date not null,
    label text not null,
    expected numeric(18,2) not null,
    committed numeric(18,2) not null,
    received numeric(18,2) not null,
    spent numeric(18,2) not null,
    constraint partnership_funding_pkey primary key (partnership_id, funder_id, currency, kind, starts_on, ends_on),
    constraint partnership_funding_partnership_exists foreign key (partnership_id) references partnership,
    constraint partnership_funding_funder_exists foreign key (funder_id) references organisation
);
create index partnership_funding_by_funder on partnership_funding (funder_id);
comment on table partnership_funding is 'Funding by funder, currency, kind and fiscal period, derived by refresh_partnership_funding(); one row holds what every line, receipt and spending of it add up to';
comment on column partnership_funding.expected is 'In currency: lines that hold and are only expected';
comment on column partnership_funding.committed is 'In currency: lines that hold and are committed';
comment on column partnership_funding.received is 'In currency: receipts of these days that are not voided';
comment on column partnership_funding.spent is 'In currency: spending of these days that is not voided';

create function refresh_partnership_funding(partnerships uuid[]) returns void
    language sql security definer
    set search_path = pg_catalog, public
as $$
    -- Always in one order, so that two transactions never wait for each other.
    select 1 from partnership where id = any (partnerships) order by id for no key update;
    delete from partnership_funding where partnership_id = any (partnerships);
    insert into partnership_funding
    select c.partnership_id, c.funder_id, c.currency, c.kind, y.starts_on, y.ends_on, max(y.label),
        sum(y.expected), sum(y.committed), sum(y.received), sum(y.spent)
    from commitment c join commitment_year y on y.commitment_id = c.id
    where c.partnership_id = any (partnerships) and y.partnership_id = any (partnerships)
    group by c.partnership_id, c.funder_id, c.currency, c.kind, y.starts_on, y.ends_on;
$$;
comment on function refresh_partnership_funding(uuid[]) is 'Derives the funding rows of these partnerships anew';

create function summarise_funding() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    perform refresh_partnership_funding((select array_agg(distinct partnership_id) from changed));
    return null;
end
$$;
comment on function summarise_funding() is 'Trigger: brings the funding rows of the changed partnerships up to date, once per statement';

create function keep_funding_summary(of_table regclass) returns void
    language plpgsql
as $$
begin
    execute format('create trigger summarise_funding_added after insert on %s
        referencing new table as changed for each statement execute function summarise_funding()', of_table);
    execute format('create trigger summarise_funding_changed after update on %s
        referencing new table as changed for each statement execute function summarise_funding()', of_table);
end
$$;
comment on function keep_funding_summary(regclass) is 'Makes changes of a table reach the funding rows; its rows are never deleted nor moved to another partnership';

select keep_funding_summary(t) from unnest(array['commitment', 'commitment_line', 'receipt', 'spending']::regclass[]) t;

alter table partnership_funding enable row level security;
create policy seen on partnership_funding for select to triad_app using (
    (select viewer_role()) <> 'vendor' and partnership_id in (select id from partnership));

grant select, insert, update on commitment, receipt, spending to triad_app;
grant select, insert on commitment_line to triad_app;
grant update (replaced_by_id) on commitment_line to triad_app;
grant select on partnership_funding, movement, commitment_year to triad_app;
