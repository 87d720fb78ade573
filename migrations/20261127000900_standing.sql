-- How each partnership fares on a day, judged by the rules of the application
-- and kept, so that the portfolio reads a page of it and not all of it.
--
-- A verdict depends on the day and on what is recorded, so a row is kept for
-- each day that is asked for, and `standing_watermark` says up to which row of
-- the history the verdicts of that day take everything into account. Whoever
-- reads them first brings them up to the end of the history: judged anew are
-- the partnerships that the history names since then.

create table standing_watermark (
    day date not null,
    seq bigint not null,
    constraint standing_watermark_pkey primary key (day)
);
comment on table standing_watermark is 'The days on which all partnerships are judged';
comment on column standing_watermark.day is 'The day that counted as today';
comment on column standing_watermark.seq is 'The last row of the history that the verdicts of this day take into account';

create table partnership_standing (
    day date not null,
    partnership_id uuid not null,
    jurisdiction_id uuid not null,
    reference text not null,
    overall text not null,
    weight bigint not null,
    concerns text[] not null,
    open_milestones integer not null,
    submitted_deliverables integer not null,
    warnings integer not null,
    next_warning integer,
    widest_gap numeric,
    last_event_at timestamptz,
    constraint partnership_standing_pkey primary key (day, partnership_id),
    constraint partnership_standing_partnership_exists foreign key (partnership_id) references partnership,
    constraint partnership_standing_day_exists foreign key (day) references standing_watermark on delete cascade,
    constraint partnership_standing_status_known check (overall in ('green', 'amber', 'red', 'no_data'))
);
create index partnership_standing_worst on partnership_standing (day, weight desc, reference);
create index partnership_standing_warned on partnership_standing (day, next_warning, reference) where warnings > 0;
create index partnership_standing_apart on partnership_standing (day, widest_gap desc, reference) where widest_gap is not null;
create index partnership_standing_reported on partnership_standing (day, last_event_at desc) where last_event_at is not null;
create index partnership_standing_of on partnership_standing (partnership_id);
comment on table partnership_standing is 'How each partnership fares on a day, derived by the application from what is recorded';
comment on column partnership_standing.jurisdiction_id is 'The partnership''s, so that the policy needs no other table';
comment on column partnership_standing.reference is 'The partnership''s: the order of those that fare alike';
comment on column partnership_standing.overall is 'The worst status known over all dimensions';
comment on column partnership_standing.weight is 'How bad it is: the larger, the sooner somebody should act';
comment on column partnership_standing.concerns is 'What the portfolio counts, by its code';
comment on column partnership_standing.warnings is 'Contracts to act on soon';
comment on column partnership_standing.next_warning is 'The order of the most urgent of them: the smaller, the sooner';
comment on column partnership_standing.widest_gap is 'The widest perception gap of the latest published round, in points';

create table jurisdiction_standing (
    day date not null,
    jurisdiction_id uuid not null,
    what text not null,
    number bigint not null,
    constraint jurisdiction_standing_pkey primary key (day, jurisdiction_id, what),
    constraint jurisdiction_standing_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint jurisdiction_standing_day_exists foreign key (day) references standing_watermark on delete cascade
);
create index jurisdiction_standing_jurisdiction on jurisdiction_standing (jurisdiction_id);
comment on table jurisdiction_standing is 'What the standings of a jurisdiction''s partnerships add up to; those of jurisdictions below it are not in it';
comment on column jurisdiction_standing.what is 'partnerships, open_milestones, submitted_deliverables, warnings, status: or concern: with its code';

create table jurisdiction_funding (
    jurisdiction_id uuid not null,
    currency text not null,
    kind text not null,
    starts_on date not null,
    ends_on date not null,
    expected numeric(20,2) not null,
    committed numeric(20,2) not null,
    received numeric(20,2) not null,
    spent numeric(20,2) not null,
    constraint jurisdiction_funding_pkey primary key (jurisdiction_id, currency, kind, starts_on, ends_on),
    constraint jurisdiction_funding_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction
);
comment on table jurisdiction_funding is 'What partnership_funding of a jurisdiction''s partnerships adds up to, in currency; brought up to date with their standings';

create table jurisdiction_contract_year (
    jurisdiction_id uuid not null,
    year integer not null,
    currency text not null,
    contracts bigint not null,
    value numeric(20,2) not null,
    constraint jurisdiction_contract_year_pkey primary key (jurisdiction_id, year, currency),
    constraint jurisdiction_contract_year_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction
);
comment on table jurisdiction_contract_year is 'What partnership_contract_year of a jurisdiction''s partnerships adds up to; brought up to date with their standings';

-- ---------------------------------------------------------------------------
-- Rights: as on the rows that they are derived from. They are written by the
-- application itself, which acts as the operator for that.

create function viewer_oversees_all_they_see() returns boolean
    language sql stable security definer
    set search_path = pg_catalog, public
    return viewer_role() in ('ministry_official', 'auditor') and not exists (
        select 1 from partnership_right r join partnership p on p.id = r.partnership_id
        where r.person_id = viewer_person() and p.jurisdiction_id <> all (viewer_jurisdictions()));
comment on function viewer_oversees_all_they_see() is 'Whether the sums of the viewer''s jurisdictions are the sums of all partnerships that the viewer sees';

create function standing_is_current(on_day date) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, public
    return exists (select 1 from standing_watermark w
        where w.day = on_day and w.seq >= coalesce((select max(seq) from history), 0));
comment on function standing_is_current(date) is 'Whether the standings of a day take the whole history into account';

alter table standing_watermark enable row level security;
create policy kept on standing_watermark to triad_app using ((select viewer_role()) = 'operator');

alter table partnership_standing enable row level security;
create policy kept on partnership_standing to triad_app using ((select viewer_role()) = 'operator');
create policy seen on partnership_standing for select to triad_app using (
    (select viewer_role()) <> 'vendor'
    and (jurisdiction_id = any ((select viewer_jurisdictions())::uuid[])
        or partnership_id = any ((select viewer_partnerships())::uuid[])));

do $$
declare
    derived text;
begin
    foreach derived in array array['jurisdiction_standing', 'jurisdiction_funding', 'jurisdiction_contract_year'] loop
        execute format('alter table %s enable row level security', derived);
        execute format('create policy kept on %s to triad_app using ((select viewer_role()) = ''operator'')', derived);
        execute format('create policy seen on %s for select to triad_app using ('
            'jurisdiction_id = any ((select viewer_jurisdictions())::uuid[]))', derived);
    end loop;
end
$$;

grant select, insert, update, delete on standing_watermark, partnership_standing, jurisdiction_standing,
    jurisdiction_funding, jurisdiction_contract_year to triad_app;
