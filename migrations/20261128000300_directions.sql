-- Directions that ministries set, how each region uses the discretion they
-- leave, which partnerships carry them out, and how far government is involved.

create table direction (
    id uuid not null,
    version integer not null default 1,
    jurisdiction_id uuid not null,
    title text not null,
    area text not null,
    body text not null,
    asks text not null,
    discretion text not null,
    legal_basis text,
    in_force_from date not null,
    in_force_to date,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint direction_pkey primary key (id),
    constraint direction_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint direction_entered_by_person_exists foreign key (entered_by) references person,
    constraint direction_worded check (btrim(title) <> '' and btrim(body) <> '' and btrim(asks) <> ''
        and btrim(discretion) <> ''),
    constraint direction_area_known check (area in ('financing', 'technological_standards',
        'bidding_processes', 'information_management', 'privacy_and_security')),
    constraint direction_in_order check (in_force_to >= in_force_from)
);
create index direction_by_jurisdiction on direction (jurisdiction_id);
comment on table direction is 'A strategic ICT direction of a ministry for its jurisdiction (seed 000: ministries set the strategic ICT directions)';
comment on column direction.area is 'What it is about (seed 000: financing, technological standards, bidding processes, information management, privacy and security)';
comment on column direction.asks is 'What it asks of whom';
comment on column direction.discretion is 'What it leaves to be decided locally (seed 003: national direction with local autonomy)';
comment on column direction.legal_basis is 'Act, regulation or programme that it rests on';
comment on column direction.in_force_to is 'Last day; null while no end is set';

create table direction_discretion (
    id uuid not null,
    direction_id uuid not null,
    jurisdiction_id uuid not null,
    use text not null,
    words text not null,
    said_on date not null,
    person_id uuid,
    recorded_at timestamptz not null default now(),
    language text not null default 'en',
    constraint direction_discretion_pkey primary key (id),
    constraint direction_discretion_direction_exists foreign key (direction_id) references direction,
    constraint direction_discretion_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint direction_discretion_person_exists foreign key (person_id) references person,
    constraint direction_discretion_use_known check (use in ('as_written', 'adapted', 'further', 'not_used')),
    constraint direction_discretion_worded check (btrim(words) <> '')
);
create index direction_discretion_of on direction_discretion (direction_id, jurisdiction_id, said_on);
create index direction_discretion_by_jurisdiction on direction_discretion (jurisdiction_id);
comment on table direction_discretion is 'How a region uses what a direction leaves to it; never changed, the latest counts';
comment on column direction_discretion.use is 'as_written, adapted, further or not_used';

create table partnership_direction (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    direction_id uuid not null,
    since_on date not null,
    until_on date,
    words text not null,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint partnership_direction_pkey primary key (id),
    constraint partnership_direction_partnership_exists foreign key (partnership_id) references partnership,
    constraint partnership_direction_direction_exists foreign key (direction_id) references direction,
    constraint partnership_direction_entered_by_person_exists foreign key (entered_by) references person,
    constraint partnership_direction_worded check (btrim(words) <> ''),
    constraint partnership_direction_in_order check (until_on >= since_on)
);
create unique index partnership_direction_once on partnership_direction (partnership_id, direction_id)
    where until_on is null;
create index partnership_direction_by_direction on partnership_direction (direction_id);
comment on table partnership_direction is 'A direction that a partnership carries out';
comment on column partnership_direction.words is 'What the partnership does for it';
comment on column partnership_direction.until_on is 'Last day on which it was carried out; null while it is';

create table government_involvement (
    id uuid not null,
    partnership_id uuid not null,
    degree text not null,
    words text not null,
    said_on date not null,
    person_id uuid,
    recorded_at timestamptz not null default now(),
    language text not null default 'en',
    constraint government_involvement_pkey primary key (id),
    constraint government_involvement_partnership_exists foreign key (partnership_id) references partnership,
    constraint government_involvement_person_exists foreign key (person_id) references person,
    constraint government_involvement_degree_known check (degree in
        ('none', 'informed', 'consulted', 'co_decides', 'leads')),
    constraint government_involvement_worded check (btrim(words) <> '')
);
create index government_involvement_of on government_involvement (partnership_id, said_on);
comment on table government_involvement is 'How far government is involved in a partnership (seed 000: the governance nexus); never changed, the latest counts';

create trigger direction_discretion_is_append_only before update or delete on direction_discretion
    for each row execute function refuse_change();
create trigger government_involvement_is_append_only before update or delete on government_involvement
    for each row execute function refuse_change();

-- ---------------------------------------------------------------------------
-- Rights. A direction that is or was in force is public policy: whoever reads
-- partnerships reads it.

alter table direction enable row level security;
create policy seen on direction for select to triad_app using (
    (select viewer_role()) = 'operator'
    or ((select viewer_role()) in ('ministry_official', 'health_executive', 'vendor', 'clinician', 'auditor')
        and (in_force_from <= current_date or jurisdiction_id = any ((select viewer_jurisdictions())::uuid[]))));
create policy added on direction for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or ((select viewer_role()) = 'ministry_official' and jurisdiction_id = any ((select viewer_jurisdictions())::uuid[])));
create policy changed on direction for update to triad_app using (
    (select viewer_role()) = 'ministry_official' and jurisdiction_id = any ((select viewer_jurisdictions())::uuid[]));

alter table direction_discretion enable row level security;
create policy seen on direction_discretion for select to triad_app using (
    exists (select 1 from direction d where d.id = direction_id));
create policy said_for_own_region on direction_discretion for insert to triad_app with check (
    ((select viewer_role()) = 'operator'
        or ((select viewer_role()) = 'ministry_official' and person_id = (select viewer_person())
            and jurisdiction_id = any ((select viewer_jurisdictions())::uuid[])))
    and exists (select 1 from direction d where d.id = direction_id
        and d.jurisdiction_id <> direction_discretion.jurisdiction_id
        and d.jurisdiction_id = any (jurisdiction_and_above(direction_discretion.jurisdiction_id))));

select protect_content(t) from unnest(array['partnership_direction', 'government_involvement']::regclass[]) t;
create policy added_by_those_who_lead on partnership_direction as restrictive for insert to triad_app with check (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator')
    and exists (select 1 from direction d join partnership p on p.id = partnership_id
        where d.id = direction_id and d.jurisdiction_id = any (jurisdiction_and_above(p.jurisdiction_id))));
create policy changed_by_those_who_lead on partnership_direction as restrictive for update to triad_app using (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'));
create policy said_in_own_name on government_involvement as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or ((select viewer_role()) in ('ministry_official', 'health_executive') and person_id = (select viewer_person())));

-- Whether anybody carries a direction out is told in numbers, whoever asks.
create function direction_carriers(directions uuid[]) returns table (direction_id uuid, partnerships bigint)
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select d.direction_id, count(distinct d.partnership_id)
    from partnership_direction d join partnership p on p.id = d.partnership_id
    where d.direction_id = any (directions) and d.until_on is null and p.stage not in ('closed', 'withdrawn')
        and viewer_role() not in ('nobody', 'administrator')
    group by d.direction_id
$$;
comment on function direction_carriers(uuid[]) is 'How many partnerships carry each direction out, those that the viewer does not see included';

select keep_history(t) from unnest(array['direction', 'direction_discretion', 'partnership_direction',
    'government_involvement']::regclass[]) t;
create policy direction_history_seen on history for select to triad_app using (
    table_name = 'direction' and exists (select 1 from direction d where d.id = row_id)
    or table_name = 'direction_discretion' and exists (select 1 from direction_discretion d where d.id = row_id));

grant select, insert, update on direction, partnership_direction to triad_app;
grant select, insert on direction_discretion, government_involvement to triad_app;
