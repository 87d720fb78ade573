-- What a person sees is found once, when their transaction begins, and the
-- whole judgement of a partnership is kept, so that a page reads it instead of
-- what it was made from.

-- ---------------------------------------------------------------------------
-- Jurisdictions and partnerships of the viewer: each policy of each query asks
-- for them, a page some forty times.

create or replace function begin_as(person uuid, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    acting public.person%rowtype;
    jurisdictions uuid[] := '{}';
    partnerships uuid[] := '{}';
begin
    select * into acting from public.person p where p.id = begin_as.person and p.deactivated_at is null;
    if acting.id is null then
        raise exception 'no active person %', begin_as.person using errcode = 'insufficient_privilege';
    end if;
    if acting.role in ('ministry_official', 'auditor') then
        with recursive below as (
            select o.jurisdiction_id as id from organisation o where o.id = acting.organisation_id
            union
            select j.id from jurisdiction j join below b on j.parent_id = b.id)
        select coalesce(array_agg(id), '{}') into jurisdictions from below;
    end if;
    if acting.role <> 'administrator' then
        select coalesce(array_agg(partnership_id), '{}') into partnerships from (
            select p.partnership_id from party p
            where p.organisation_id = acting.organisation_id
                and acting.role in ('health_executive', 'clinician', 'vendor')
            union
            select r.partnership_id from partnership_right r where r.person_id = acting.id) seen;
    end if;
    perform set_config('triad.person', acting.id::text, true),
        set_config('triad.role', acting.role, true),
        set_config('triad.organisation', acting.organisation_id::text, true),
        set_config('triad.jurisdictions', jurisdictions::text, true),
        set_config('triad.partnerships', partnerships::text, true),
        set_config('triad.reason', coalesce(begin_as.reason, ''), true);
end
$$;

-- No longer as their owner: such a function is never inlined into a policy.
create or replace function viewer_jurisdictions() returns uuid[]
    language sql stable
    return coalesce(nullif(current_setting('triad.jurisdictions', true), ''), '{}')::uuid[];
alter function viewer_jurisdictions() security invoker reset search_path;
comment on function viewer_jurisdictions() is 'The jurisdiction of the viewer''s organisation and all below it, for roles that see by jurisdiction; as it was when the transaction began';

create or replace function viewer_partnerships() returns uuid[]
    language sql stable
    return coalesce(nullif(current_setting('triad.partnerships', true), ''), '{}')::uuid[];
alter function viewer_partnerships() security invoker reset search_path;
comment on function viewer_partnerships() is 'Partnerships the viewer sees through organisation or a given right; as it was when the transaction began';

-- ---------------------------------------------------------------------------
-- The whole judgement.

delete from standing_watermark;

alter table partnership_standing
    add column schedule text not null,
    add column schedule_weight bigint not null,
    add column money text not null,
    add column targets text not null,
    add column relationship text not null,
    add column judged json not null,
    add constraint partnership_standing_schedule_known check (schedule in ('green', 'amber', 'red', 'no_data')),
    add constraint partnership_standing_money_known check (money in ('green', 'amber', 'red', 'no_data')),
    add constraint partnership_standing_targets_known check (targets in ('green', 'amber', 'red', 'no_data')),
    add constraint partnership_standing_relationship_known check (relationship in ('green', 'amber', 'red', 'no_data'));
comment on column partnership_standing.schedule_weight is 'How bad its schedule is: the larger, the sooner somebody should act';
comment on column partnership_standing.judged is 'The verdicts with their reasons, what is declared, the money and the indicators, as the application writes them down; names of people and organisations are not in it';

-- In plpgsql, which keeps its plans: they are asked for each page.
create or replace function viewer_oversees_all_they_see() returns boolean
    language plpgsql stable security definer
    set search_path = pg_catalog, public
as $$
begin
    return viewer_role() in ('ministry_official', 'auditor') and not exists (
        select 1 from partnership p
        where p.id = any (viewer_partnerships()) and p.jurisdiction_id <> all (viewer_jurisdictions()));
end
$$;

create or replace function standing_is_current(on_day date) returns boolean
    language plpgsql stable security definer
    set search_path = pg_catalog, public
as $$
begin
    return exists (select 1 from standing_watermark w
        where w.day = on_day and w.seq >= coalesce((select max(seq) from history), 0));
end
$$;

-- ---------------------------------------------------------------------------
-- What belongs to a scorecard round is asked of the row, like everything else
-- since 20261127000950_row_security_by_cost.sql.

alter policy seen on scorecard_response using (
    person_id = (select viewer_person())
    or (submitted_at is not null and exists (select 1 from scorecard_round r
        where r.id = scorecard_response.round_id and r.naming = 'attributed'
            and (r.published_at is not null
                or (r.closed_at is not null
                    and (select viewer_role()) in ('ministry_official', 'health_executive'))))));
alter policy seen on scorecard_answer using (
    exists (select 1 from scorecard_response r where r.id = scorecard_answer.response_id));
alter policy seen on scorecard_comment using (
    exists (select 1 from scorecard_response r where r.id = scorecard_comment.response_id));
alter policy seen on scorecard_result using (
    exists (select 1 from scorecard_round r where r.id = scorecard_result.round_id
        and (r.published_at is not null
            or (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'))));
alter policy seen on scorecard_remark using (
    exists (select 1 from scorecard_round r where r.id = scorecard_remark.round_id
        and (r.published_at is not null
            or (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'))));
