-- Evidence of whether a partnership is strategic: what an assessor says of its
-- money, what each party says of its benefit, and the plans that drive it.
--
-- None of it is ever changed. A later statement counts instead of the one
-- before, a plan names the one whose place it takes, and all of them stay.

create table soundness_statement (
    id uuid not null,
    partnership_id uuid not null,
    organisation_id uuid not null,
    verdict text not null,
    words text not null,
    stated_on date not null,
    stated_by uuid,
    stated_at timestamptz not null default now(),
    language text not null default 'en',
    constraint soundness_statement_pkey primary key (id),
    constraint soundness_statement_partnership_exists foreign key (partnership_id) references partnership,
    constraint soundness_statement_organisation_exists foreign key (organisation_id) references organisation,
    constraint soundness_statement_verdict_known check (verdict in ('yes', 'no')),
    constraint soundness_statement_worded check (btrim(words) <> ''),
    constraint soundness_statement_stated_by_person_exists foreign key (stated_by) references person
);
create index soundness_statement_of on soundness_statement (partnership_id, stated_at desc);
create index soundness_statement_by_organisation on soundness_statement (organisation_id);
comment on table soundness_statement is 'What an assessor says of whether the partnership is financially sound (seed 000); the latest counts';
comment on column soundness_statement.organisation_id is 'Organisation of the assessor';
comment on column soundness_statement.verdict is 'yes or no';
comment on column soundness_statement.words is 'What the verdict rests on';
comment on column soundness_statement.stated_on is 'The day where the assessor is';

create table benefit_statement (
    id uuid not null,
    partnership_id uuid not null,
    organisation_id uuid not null,
    verdict text not null,
    words text not null,
    stated_on date not null,
    stated_by uuid,
    stated_at timestamptz not null default now(),
    language text not null default 'en',
    constraint benefit_statement_pkey primary key (id),
    constraint benefit_statement_partnership_exists foreign key (partnership_id) references partnership,
    constraint benefit_statement_organisation_exists foreign key (organisation_id) references organisation,
    constraint benefit_statement_verdict_known check (verdict in ('yes', 'no')),
    constraint benefit_statement_worded check (btrim(words) <> ''),
    constraint benefit_statement_stated_by_person_exists foreign key (stated_by) references person
);
create index benefit_statement_of on benefit_statement (partnership_id, organisation_id, stated_at desc);
create index benefit_statement_by_organisation on benefit_statement (organisation_id);
comment on table benefit_statement is 'What a party says of whether it benefits (seed 000: mutually beneficial); its latest counts';
comment on column benefit_statement.organisation_id is 'The party that says so, by one of its own people';
comment on column benefit_statement.verdict is 'yes or no';
comment on column benefit_statement.words is 'What the benefit is, or what is missing';
comment on column benefit_statement.stated_on is 'The day where the party is';

create table long_term_plan (
    id uuid not null,
    partnership_id uuid not null,
    title text not null,
    url text,
    starts_on date not null,
    ends_on date not null,
    replaces_id uuid,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint long_term_plan_pkey primary key (id),
    constraint long_term_plan_partnership_exists foreign key (partnership_id) references partnership,
    constraint long_term_plan_titled check (btrim(title) <> ''),
    constraint long_term_plan_url_on_the_web check (url ~ '^https?://'),
    constraint long_term_plan_in_order check (ends_on >= starts_on),
    constraint long_term_plan_identified unique (id, partnership_id),
    constraint long_term_plan_replaced_exists foreign key (replaces_id, partnership_id) references long_term_plan (id, partnership_id),
    constraint long_term_plan_replaced_once unique (replaces_id),
    constraint long_term_plan_entered_by_person_exists foreign key (entered_by) references person
);
create index long_term_plan_of on long_term_plan (partnership_id);
comment on table long_term_plan is 'A plan that drives the partnership (seed 000: driven through long-term plans); one that reaches three years counts';
comment on column long_term_plan.replaces_id is 'The plan whose place it takes';

-- ---------------------------------------------------------------------------
-- Rights.

select protect_funding('soundness_statement');
select protect_content(t) from unnest(array['benefit_statement', 'long_term_plan']::regclass[]) t;

-- Nobody says for another organisation that it benefits.
create policy said_by_own_people on benefit_statement as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (organisation_id = (select viewer_organisation()) and stated_by = (select viewer_person())
        and (select viewer_role()) in ('ministry_official', 'health_executive', 'vendor')
        and exists (select 1 from party t where t.partnership_id = benefit_statement.partnership_id
            and t.organisation_id = benefit_statement.organisation_id)));
create policy said_in_own_name on soundness_statement as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (organisation_id = (select viewer_organisation()) and stated_by = (select viewer_person())));
create policy entered_by_those_who_lead on long_term_plan as restrictive for insert to triad_app with check (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'));

create policy soundness_not_for_vendors on history as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor' or table_name <> 'soundness_statement');

create trigger soundness_statement_is_append_only before update or delete on soundness_statement
    for each row execute function refuse_change();
create trigger benefit_statement_is_append_only before update or delete on benefit_statement
    for each row execute function refuse_change();
create trigger long_term_plan_is_append_only before update or delete on long_term_plan
    for each row execute function refuse_change();

select keep_history(t) from unnest(array['soundness_statement', 'benefit_statement',
    'long_term_plan']::regclass[]) t;

grant select, insert on soundness_statement, benefit_statement, long_term_plan to triad_app;
