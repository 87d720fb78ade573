-- Reference data about money: yearly budgets of jurisdictions, and dated
-- rates between currencies.

create table budget (
    id uuid not null,
    version integer not null default 1,
    jurisdiction_id uuid not null,
    starts_on date not null,
    ends_on date not null,
    label text not null,
    currency text not null,
    health_budget numeric(20,2),
    ict_spending numeric(20,2),
    source text not null,
    external_id text,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    constraint budget_pkey primary key (id),
    constraint budget_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint budget_once_per_period unique (jurisdiction_id, starts_on),
    constraint budget_period_in_order check (ends_on >= starts_on),
    constraint budget_label_given check (btrim(label) <> ''),
    constraint budget_currency_shape check (currency ~ '^[A-Z]{3}$'),
    constraint budget_health_positive check (health_budget > 0),
    constraint budget_ict_not_negative check (ict_spending >= 0),
    constraint budget_source_given check (btrim(source) <> ''),
    constraint budget_person_exists foreign key (entered_by) references person
);
comment on table budget is 'What a jurisdiction has for health care in a fiscal period, and spends of it on ICT (seed 000: at least five per cent over at least three years)';
comment on column budget.label is 'The fiscal period as people call it, such as 2026/27';
comment on column budget.health_budget is 'In currency; null where it is not known, which is not zero';
comment on column budget.ict_spending is 'In currency; null where it is not known, which is not zero';
comment on column budget.source is 'Where the figures were published';

create table reference_rate (
    id uuid not null,
    version integer not null default 1,
    base_currency text not null,
    quote_currency text not null,
    as_of date not null,
    rate numeric(20,10) not null,
    source text not null,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    constraint reference_rate_pkey primary key (id),
    constraint reference_rate_once_a_day unique (base_currency, quote_currency, as_of),
    constraint reference_rate_currencies_shape check (base_currency ~ '^[A-Z]{3}$' and quote_currency ~ '^[A-Z]{3}$'),
    constraint reference_rate_two_currencies check (base_currency <> quote_currency),
    constraint reference_rate_positive check (rate > 0),
    constraint reference_rate_source_given check (btrim(source) <> ''),
    constraint reference_rate_person_exists foreign key (entered_by) references person
);
comment on table reference_rate is 'What one unit of a currency was worth in another on a day';
comment on column reference_rate.base_currency is 'ISO 4217: one unit of this …';
comment on column reference_rate.quote_currency is 'ISO 4217: … was worth rate units of this';
comment on column reference_rate.source is 'Who published it';

select keep_history(t) from unnest(array['budget', 'reference_rate']::regclass[]) t;

-- Everybody signed in may read both; officials keep the budgets of what they
-- oversee, administrators keep both.
alter table budget enable row level security;
create policy seen on budget for select to triad_app using ((select viewer_role()) <> 'nobody');
create policy kept on budget for insert to triad_app with check (
    (select viewer_role()) in ('administrator', 'operator')
    or ((select viewer_role()) = 'ministry_official' and jurisdiction_id = any ((select viewer_jurisdictions())::uuid[])));
create policy changed on budget for update to triad_app using (
    (select viewer_role()) in ('administrator', 'operator')
    or ((select viewer_role()) = 'ministry_official' and jurisdiction_id = any ((select viewer_jurisdictions())::uuid[])));
alter table reference_rate enable row level security;
create policy seen on reference_rate for select to triad_app using ((select viewer_role()) <> 'nobody');
create policy kept on reference_rate for insert to triad_app with check (
    (select viewer_role()) in ('administrator', 'operator'));
create policy changed on reference_rate for update to triad_app using (
    (select viewer_role()) in ('administrator', 'operator'));

create policy reference_history_seen on history for select to triad_app using (
    table_name in ('budget', 'reference_rate') and (select viewer_role()) <> 'nobody');

grant select, insert, update on budget, reference_rate to triad_app;
