-- Jurisdictions, organisations, people, partnerships and who takes part.

create table jurisdiction (
    id uuid not null,
    version integer not null default 1,
    name text not null,
    code text not null,
    parent_id uuid,
    level text not null,
    currency text not null,
    fiscal_first_month smallint not null,
    constraint jurisdiction_pkey primary key (id),
    constraint jurisdiction_code_unique unique (code),
    constraint jurisdiction_code_shape check (code ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
    constraint jurisdiction_name_given check (btrim(name) <> ''),
    constraint jurisdiction_parent_exists foreign key (parent_id) references jurisdiction,
    constraint jurisdiction_not_own_parent check (parent_id <> id),
    constraint jurisdiction_level_known check (level in ('national', 'regional', 'local')),
    constraint jurisdiction_currency_shape check (currency ~ '^[A-Z]{3}$'),
    constraint jurisdiction_first_month_exists check (fiscal_first_month between 1 and 12)
);
create index jurisdiction_by_parent on jurisdiction (parent_id);
comment on table jurisdiction is 'A country, region or place that governs health care';
comment on column jurisdiction.code is 'ISO 3166-1 alpha-2 or ISO 3166-2';
comment on column jurisdiction.parent_id is 'The jurisdiction above; null for a country';
comment on column jurisdiction.currency is 'ISO 4217';
comment on column jurisdiction.fiscal_first_month is 'Month in which the fiscal year begins, 1 to 12';

create table organisation (
    id uuid not null,
    version integer not null default 1,
    name text not null,
    short_name text,
    sector text not null,
    jurisdiction_id uuid not null,
    successor_id uuid,
    succeeded_on date,
    street_address text,
    locality text,
    postal_code text,
    country_name text,
    constraint organisation_pkey primary key (id),
    constraint organisation_name_given check (btrim(name) <> ''),
    constraint organisation_sector_known check (sector in ('government', 'health', 'ict')),
    constraint organisation_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint organisation_successor_exists foreign key (successor_id) references organisation,
    constraint organisation_not_own_successor check (successor_id <> id),
    constraint organisation_succession_dated check ((successor_id is null) = (succeeded_on is null))
);
create index organisation_by_jurisdiction on organisation (jurisdiction_id);
create index organisation_by_successor on organisation (successor_id);
create index organisation_by_name on organisation using gin (fold(name) gin_trgm_ops);
create index organisation_by_short_name on organisation using gin (fold(short_name) gin_trgm_ops);
comment on table organisation is 'A body of government, health or ICT';
comment on column organisation.successor_id is 'The organisation that took over its duties';
comment on column organisation.succeeded_on is 'When the successor took over';

create table organisation_former_name (
    id uuid not null,
    organisation_id uuid not null,
    name text not null,
    used_until date,
    constraint organisation_former_name_pkey primary key (id),
    constraint organisation_former_name_organisation_exists foreign key (organisation_id) references organisation,
    constraint organisation_former_name_given check (btrim(name) <> '')
);
create index organisation_former_name_of on organisation_former_name (organisation_id);
create index organisation_former_name_by_name on organisation_former_name using gin (fold(name) gin_trgm_ops);
comment on table organisation_former_name is 'A name that an organisation bore before';
comment on column organisation_former_name.used_until is 'Last day of the name; null where nobody knows';

create table organisation_identifier (
    id uuid not null,
    organisation_id uuid not null,
    scheme text not null,
    identifier text not null,
    constraint organisation_identifier_pkey primary key (id),
    constraint organisation_identifier_unique unique (scheme, identifier),
    constraint organisation_identifier_organisation_exists foreign key (organisation_id) references organisation
);
create index organisation_identifier_of on organisation_identifier (organisation_id);
comment on table organisation_identifier is 'An official number of an organisation';
comment on column organisation_identifier.scheme is 'Register that gave it, as listed by org-id.guide, such as GB-COH';
comment on column organisation_identifier.identifier is 'The number in that register, as text';

create table person (
    id uuid not null,
    version integer not null default 1,
    name text not null,
    email text not null,
    role text not null,
    organisation_id uuid not null,
    locale text,
    deactivated_at timestamptz,
    constraint person_pkey primary key (id),
    constraint person_name_given check (btrim(name) <> ''),
    constraint person_email_shape check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$'),
    constraint person_email_unique unique (email),
    constraint person_organisation_exists foreign key (organisation_id) references organisation,
    constraint person_role_known check (role in
        ('ministry_official', 'health_executive', 'vendor', 'clinician', 'auditor', 'administrator'))
);
create index person_by_organisation on person (organisation_id);
comment on table person is 'Somebody who can sign in';
comment on column person.email is 'Address to sign in with, lower case';
comment on column person.locale is 'Locale chosen for the account, such as fr-CA; null follows the browser';
comment on column person.deactivated_at is 'Since when the person can no longer sign in';

create table person_password (
    person_id uuid not null,
    hash text not null,
    changed_at timestamptz not null default now(),
    constraint person_password_pkey primary key (person_id),
    constraint person_password_person_exists foreign key (person_id) references person
);
comment on table person_password is 'Kept apart from person, so that no hash reaches the history';
comment on column person_password.hash is 'Argon2id, PHC string';

create table session (
    id_hash bytea not null,
    person_id uuid,
    data jsonb not null,
    user_agent text,
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint session_pkey primary key (id_hash),
    constraint session_person_exists foreign key (person_id) references person
);
create index session_of_person on session (person_id) where revoked_at is null;
create index session_by_expiry on session (expires_at);
comment on table session is 'A browser that has signed in; holds no business data';
comment on column session.id_hash is 'SHA-256 of the id in the cookie';
comment on column session.data is 'What tower-sessions keeps: the person and a message to show once';
comment on column session.revoked_at is 'Signed out, or ended from elsewhere; such a session never comes back';

create table sign_in_attempt (
    id bigint generated always as identity,
    key text not null,
    attempted_at timestamptz not null default now(),
    constraint sign_in_attempt_pkey primary key (id)
);
create index sign_in_attempt_by_key on sign_in_attempt (key, attempted_at);
comment on table sign_in_attempt is 'Failed sign-ins of the last minutes, for the throttle';
comment on column sign_in_attempt.key is 'account:<email> or peer:<address>';

create table partnership (
    id uuid not null,
    version integer not null default 1,
    reference text not null,
    title text not null,
    need text,
    response text,
    jurisdiction_id uuid not null,
    level text not null,
    approach text,
    architecture text,
    service_types text[] not null default '{}',
    building_blocks text[] not null default '{}',
    outcome_domains text[] not null default '{}',
    stage text not null default 'proposed',
    negotiation_start date,
    negotiation_end date,
    established_on date,
    planned_end date,
    executive_id uuid,
    clinical_lead_id uuid,
    ict_lead_id uuid,
    sponsor_id uuid,
    language text not null default 'en',
    constraint partnership_pkey primary key (id),
    constraint partnership_reference_unique unique (reference),
    constraint partnership_reference_shape check (reference ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'),
    constraint partnership_title_given check (btrim(title) <> ''),
    constraint partnership_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint partnership_level_known check (level in ('national', 'regional', 'local')),
    constraint partnership_approach_known check (approach in ('top_down', 'bottom_up', 'middle_out')),
    constraint partnership_architecture_known check (architecture in ('centralised', 'modular', 'mixed')),
    constraint partnership_service_types_known check (service_types <@ array[
        'application_systems', 'data_warehousing', 'development_and_training', 'outsourcing', 'managed_security']),
    constraint partnership_building_blocks_known check (building_blocks <@ array[
        'infrastructure', 'collaboration_platforms', 'cybersecurity_and_identity',
        'interoperability_and_data_exchange', 'devices_and_mobility']),
    constraint partnership_outcome_domains_known check (outcome_domains <@ array[
        'safety', 'resources', 'efficiency', 'outcomes', 'population_health', 'prevention',
        'health_evaluation', 'promotion']),
    constraint partnership_stage_known check (stage in
        ('proposed', 'negotiating', 'active', 'suspended', 'closing', 'closed', 'withdrawn')),
    constraint partnership_negotiation_in_order check (negotiation_end >= negotiation_start),
    constraint partnership_end_after_start check (planned_end > established_on),
    constraint partnership_executive_exists foreign key (executive_id) references person,
    constraint partnership_clinical_lead_exists foreign key (clinical_lead_id) references person,
    constraint partnership_ict_lead_exists foreign key (ict_lead_id) references person,
    constraint partnership_sponsor_exists foreign key (sponsor_id) references person
);
create index partnership_by_jurisdiction on partnership (jurisdiction_id);
create index partnership_by_title on partnership using gin (fold(title) gin_trgm_ops);
create index partnership_by_executive on partnership (executive_id);
comment on table partnership is 'Government, health and ICT working on one need over years';
comment on column partnership.reference is 'Short name in URLs: capitals, digits, hyphens';
comment on column partnership.need is 'What is needed, in plain words';
comment on column partnership.response is 'The technical response to the need';
comment on column partnership.architecture is 'Shown, never scored';
comment on column partnership.established_on is 'Since when the parties work together';
comment on column partnership.executive_id is 'The one health executive who is accountable';
comment on column partnership.sponsor_id is 'Government sponsor';
comment on column partnership.language is 'Language in which its texts were typed';

create table partnership_move (
    id uuid not null,
    partnership_id uuid not null,
    from_stage text not null,
    to_stage text not null,
    moved_on date not null,
    note text not null,
    person_id uuid,
    language text not null default 'en',
    constraint partnership_move_pkey primary key (id),
    constraint partnership_move_partnership_exists foreign key (partnership_id) references partnership,
    constraint partnership_move_note_given check (btrim(note) <> ''),
    constraint partnership_move_person_exists foreign key (person_id) references person
);
create index partnership_move_of on partnership_move (partnership_id, moved_on);
comment on table partnership_move is 'A step of a partnership''s lifecycle';
comment on column partnership_move.person_id is 'Who moved it; null for the command line';

create table restructuring (
    id uuid not null,
    partnership_id uuid not null,
    happened_on date not null,
    description text not null,
    person_id uuid,
    language text not null default 'en',
    constraint restructuring_pkey primary key (id),
    constraint restructuring_partnership_exists foreign key (partnership_id) references partnership,
    constraint restructuring_described check (btrim(description) <> ''),
    constraint restructuring_person_exists foreign key (person_id) references person
);
create index restructuring_of on restructuring (partnership_id, happened_on);
comment on table restructuring is 'A merger, split or reorganisation that touched the partnership (seed 000: constant restructuring destabilises ICT initiatives)';

create table party (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    organisation_id uuid not null,
    role text not null,
    since date,
    constraint party_pkey primary key (id),
    constraint party_partnership_exists foreign key (partnership_id) references partnership,
    constraint party_organisation_exists foreign key (organisation_id) references organisation,
    constraint party_once_per_role unique (partnership_id, organisation_id, role),
    constraint party_role_known check (role in
        ('governance_authority', 'funder', 'provider', 'clinical_partner', 'supplier'))
);
create index party_by_organisation on party (organisation_id, partnership_id);
comment on table party is 'An organisation in a partnership, with a role; it may have several';
comment on column party.since is 'When it joined; null if from the beginning';

create table partnership_right (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    person_id uuid not null,
    access text not null,
    constraint partnership_right_pkey primary key (id),
    constraint partnership_right_once unique (partnership_id, person_id),
    constraint partnership_right_partnership_exists foreign key (partnership_id) references partnership,
    constraint partnership_right_person_exists foreign key (person_id) references person,
    constraint partnership_right_access_known check (access in ('read', 'edit'))
);
create index partnership_right_by_person on partnership_right (person_id);
comment on table partnership_right is 'A right given to one person for one partnership, beside what role and organisation give';
comment on column partnership_right.access is 'read, or edit: plan and log as a health executive would, but neither review nor money';

-- ---------------------------------------------------------------------------
-- What the viewer may see.

create function viewer_jurisdictions() returns uuid[]
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    with recursive below as (
        select o.jurisdiction_id as id from organisation o where o.id = viewer_organisation()
        union
        select j.id from jurisdiction j join below b on j.parent_id = b.id)
    select case when viewer_role() in ('ministry_official', 'auditor')
        then coalesce(array_agg(id), '{}') else '{}' end
    from below
$$;
comment on function viewer_jurisdictions() is 'The jurisdiction of the viewer''s organisation and all below it, for roles that see by jurisdiction';

create function viewer_partnerships() returns uuid[]
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select coalesce(array_agg(partnership_id), '{}') from (
        select p.partnership_id from party p
        where p.organisation_id = viewer_organisation()
            and viewer_role() in ('health_executive', 'clinician', 'vendor')
        union
        select r.partnership_id from partnership_right r
        where r.person_id = viewer_person() and viewer_role() <> 'administrator') seen
$$;
comment on function viewer_partnerships() is 'Partnerships the viewer sees through organisation or a given right; security definer, since policies on party would ask themselves';

create function begin_as(person uuid, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    acting public.person%rowtype;
begin
    select * into acting from public.person p where p.id = begin_as.person and p.deactivated_at is null;
    if acting.id is null then
        raise exception 'no active person %', begin_as.person using errcode = 'insufficient_privilege';
    end if;
    perform set_config('triad.person', acting.id::text, true),
        set_config('triad.role', acting.role, true),
        set_config('triad.organisation', acting.organisation_id::text, true),
        set_config('triad.reason', coalesce(begin_as.reason, ''), true);
end
$$;
comment on function begin_as(uuid, text) is 'Makes the rest of the transaction act for a person';

create function sees_partnership(partnership uuid) returns boolean
    language sql stable
    return exists (select 1 from partnership p where p.id = partnership);
comment on function sees_partnership(uuid) is 'Whether the viewer sees the partnership, by its own policy; for one row: policies of reading ask for the set, which is found once per query';

alter table partnership enable row level security;
create policy partnership_seen on partnership for select to triad_app using (
    (select viewer_role()) = 'operator'
    or jurisdiction_id = any ((select viewer_jurisdictions())::uuid[])
    or id = any ((select viewer_partnerships())::uuid[]));
create policy partnership_added on partnership for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or ((select viewer_role()) = 'ministry_official'
        and jurisdiction_id = any ((select viewer_jurisdictions())::uuid[])));
create policy partnership_changed on partnership for update to triad_app
    using ((select viewer_may_write())) with check ((select viewer_may_write()));

create function protect_content(of_table regclass) returns void
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', of_table);
    execute format('create policy seen on %s for select to triad_app using (partnership_id in (select id from partnership))', of_table);
    execute format('create policy added on %s for insert to triad_app with check (viewer_may_write() and sees_partnership(partnership_id))', of_table);
    execute format('create policy changed on %s for update to triad_app using (viewer_may_write() and sees_partnership(partnership_id))', of_table);
    execute format('create policy removed on %s for delete to triad_app using (viewer_may_write() and sees_partnership(partnership_id))', of_table);
end
$$;
comment on function protect_content(regclass) is 'Row-level security of a table whose rows belong to a partnership';

select protect_content(t) from unnest(array['partnership_move', 'restructuring', 'party', 'partnership_right']::regclass[]) t;

select keep_history(t) from unnest(array['jurisdiction', 'organisation', 'organisation_former_name',
    'organisation_identifier', 'person', 'partnership', 'partnership_move', 'restructuring', 'party',
    'partnership_right']::regclass[]) t;

create trigger partnership_move_is_append_only before update or delete on partnership_move
    for each row execute function refuse_change();

alter table history enable row level security;
-- Completed with the contracts, whose rows vendors see only where they are theirs.

grant select on history to triad_app;
grant select, insert, update on jurisdiction, organisation, person, person_password, partnership,
    party, partnership_right, session to triad_app;
grant select, insert on partnership_move, restructuring to triad_app;
grant select, insert, update, delete on organisation_former_name, organisation_identifier,
    sign_in_attempt to triad_app;
grant delete on session, party, partnership_right to triad_app;
