-- Barriers and risks of a partnership with every score they were given, and
-- what must stand before work with AI or automation begins.

create table risk (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    title text not null,
    kind text not null,
    consequence text not null,
    remedy text not null,
    owner_id uuid not null,
    review_on date not null,
    closed_to_vendors boolean not null default false,
    occurrence text not null,
    likelihood smallint not null,
    impact smallint not null,
    scored_on date not null,
    raised_by uuid,
    raised_on date not null,
    closed_on date,
    outcome text,
    closed_words text,
    closed_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint risk_pkey primary key (id),
    constraint risk_partnership_exists foreign key (partnership_id) references partnership,
    constraint risk_owner_exists foreign key (owner_id) references person,
    constraint risk_raised_by_person_exists foreign key (raised_by) references person,
    constraint risk_closed_by_person_exists foreign key (closed_by) references person,
    constraint risk_worded check (btrim(title) <> '' and btrim(consequence) <> '' and btrim(remedy) <> ''),
    constraint risk_kind_known check (kind in ('governance_and_trust', 'cybersecurity', 'equity',
        'reimbursement', 'legal', 'cultural', 'privacy', 'fiscal', 'workforce')),
    constraint risk_occurrence_known check (occurrence in ('barrier', 'risk')),
    constraint risk_outcome_known check (outcome in ('remedied', 'lapsed', 'came_true', 'lived')),
    constraint risk_on_scale check (likelihood between 1 and 5 and impact between 1 and 5),
    constraint risk_barrier_is_almost_certain check (occurrence <> 'barrier' or likelihood = 5),
    constraint risk_closed_with_reason check ((closed_on is null) = (outcome is null)
        and (closed_on is null) = (closed_words is null) and btrim(closed_words) <> ''),
    constraint risk_closed_after_raised check (closed_on >= raised_on)
);
create index risk_of on risk (partnership_id);
create index risk_by_owner on risk (owner_id) where closed_on is null;
comment on table risk is 'What stands in the way of a partnership, or may (kinds after seed 004)';
comment on column risk.kind is 'What it is about';
comment on column risk.consequence is 'What would happen, or what happens';
comment on column risk.remedy is 'What is done about it';
comment on column risk.owner_id is 'Person who watches it';
comment on column risk.review_on is 'Day by which it is to be looked at again';
comment on column risk.closed_to_vendors is 'For the two public sides only: hidden from vendors';
comment on column risk.occurrence is 'barrier where it happens already, risk where it may; as scored last';
comment on column risk.likelihood is 'From 1, rare, to 5, almost certain; as scored last';
comment on column risk.impact is 'From 1, slight, to 5, critical; as scored last';
comment on column risk.scored_on is 'Day of the last score';
comment on column risk.outcome is 'How it ended: remedied, lapsed, came_true, lived; null while it is open';
comment on column risk.closed_words is 'Why it was closed';

create table risk_carrier (
    id uuid not null,
    partnership_id uuid not null,
    risk_id uuid not null,
    organisation_id uuid not null,
    constraint risk_carrier_pkey primary key (id),
    constraint risk_carrier_partnership_exists foreign key (partnership_id) references partnership,
    constraint risk_carrier_risk_exists foreign key (risk_id) references risk,
    constraint risk_carrier_organisation_exists foreign key (organisation_id) references organisation,
    constraint risk_carrier_once unique (risk_id, organisation_id)
);
create index risk_carrier_of_partnership on risk_carrier (partnership_id);
create index risk_carrier_by_organisation on risk_carrier (organisation_id);
comment on table risk_carrier is 'A party that carries a risk; several share it (seed 004: entities share risk, data, and accountability)';

create table risk_score (
    id uuid not null,
    partnership_id uuid not null,
    risk_id uuid not null,
    occurrence text not null,
    likelihood smallint not null,
    impact smallint not null,
    words text not null,
    scored_on date not null,
    review_on date not null,
    person_id uuid,
    recorded_at timestamptz not null default now(),
    language text not null default 'en',
    constraint risk_score_pkey primary key (id),
    constraint risk_score_partnership_exists foreign key (partnership_id) references partnership,
    constraint risk_score_risk_exists foreign key (risk_id) references risk,
    constraint risk_score_person_exists foreign key (person_id) references person,
    constraint risk_score_occurrence_known check (occurrence in ('barrier', 'risk')),
    constraint risk_score_on_scale check (likelihood between 1 and 5 and impact between 1 and 5),
    constraint risk_score_barrier_is_almost_certain check (occurrence <> 'barrier' or likelihood = 5),
    constraint risk_score_worded check (btrim(words) <> '')
);
create index risk_score_of on risk_score (risk_id, scored_on);
create index risk_score_of_partnership on risk_score (partnership_id);
comment on table risk_score is 'What somebody made of a risk on a day, and why; never changed, a later one is added';
comment on column risk_score.words is 'Why this score';
comment on column risk_score.review_on is 'Day by which it was then to be looked at again';

create trigger risk_score_is_append_only before update or delete on risk_score
    for each row execute function refuse_change();

-- The risk holds its last score, so that a list reads it at once.
create function score_risk() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    scored risk%rowtype;
begin
    select * into scored from risk where id = new.risk_id for update;
    if scored.partnership_id is distinct from new.partnership_id or scored.closed_on is not null
        or new.scored_on < (select max(s.scored_on) from risk_score s where s.risk_id = new.risk_id) then
        raise exception 'this risk takes no such score' using errcode = 'restrict_violation';
    end if;
    if not exists (select 1 from risk_score s where s.risk_id = new.risk_id) then
        return new;
    end if;
    -- Whoever raises a risk scores it once.
    if viewer_role() not in ('ministry_official', 'health_executive', 'operator')
        and scored.owner_id is distinct from viewer_person() then
        raise exception 'this risk is for others to score' using errcode = 'insufficient_privilege';
    end if;
    update risk set occurrence = new.occurrence, likelihood = new.likelihood, impact = new.impact,
        scored_on = new.scored_on, review_on = new.review_on, version = version + 1
    where id = new.risk_id;
    return new;
end
$$;
comment on function score_risk() is 'Trigger: a later score is an open risk''s own, and the risk holds it';
create trigger score_risk before insert on risk_score for each row execute function score_risk();

-- ---------------------------------------------------------------------------
-- Foundations first (seed 002).

create table automation_work (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    title text not null,
    description text not null,
    state text not null default 'planned',
    named_by uuid,
    named_on date not null,
    begun_on date,
    begun_by uuid,
    ended_on date,
    language text not null default 'en',
    constraint automation_work_pkey primary key (id),
    constraint automation_work_partnership_exists foreign key (partnership_id) references partnership,
    constraint automation_work_named_by_person_exists foreign key (named_by) references person,
    constraint automation_work_begun_by_person_exists foreign key (begun_by) references person,
    constraint automation_work_worded check (btrim(title) <> '' and btrim(description) <> ''),
    constraint automation_work_state_known check (state in ('planned', 'begun', 'ended')),
    constraint automation_work_begun_when_it_begins check (state <> 'begun' or begun_on is not null),
    constraint automation_work_ended_when_it_ends check ((state = 'ended') = (ended_on is not null))
);
create index automation_work_of on automation_work (partnership_id);
comment on table automation_work is 'Work with AI or automation that is named in a partnership (seed 002)';
comment on column automation_work.description is 'What it decides, drafts or does by itself';
comment on column automation_work.state is 'planned, begun or ended';
comment on column automation_work.named_on is 'Since when it is named';

create table foundation_statement (
    id uuid not null,
    partnership_id uuid not null,
    foundation text not null,
    verdict text not null,
    words text not null,
    link text,
    person_id uuid,
    said_on date not null,
    recorded_at timestamptz not null default now(),
    language text not null default 'en',
    constraint foundation_statement_pkey primary key (id),
    constraint foundation_statement_partnership_exists foreign key (partnership_id) references partnership,
    constraint foundation_statement_person_exists foreign key (person_id) references person,
    constraint foundation_statement_foundation_known check (foundation in
        ('data_structures', 'security_controls', 'predictable_workflow')),
    constraint foundation_statement_verdict_known check (verdict in ('attested', 'gap_accepted', 'withdrawn')),
    constraint foundation_statement_worded check (btrim(words) <> '')
);
create index foundation_statement_of on foundation_statement (partnership_id, foundation, recorded_at desc);
comment on table foundation_statement is 'What somebody says of a foundation of work with AI or automation; never changed, the latest counts';
comment on column foundation_statement.foundation is 'data_structures, security_controls or predictable_workflow (seed 002)';
comment on column foundation_statement.verdict is 'attested with evidence, gap_accepted by name with a reason, or withdrawn';
comment on column foundation_statement.words is 'The evidence, or the reason';

create trigger foundation_statement_is_append_only before update or delete on foundation_statement
    for each row execute function refuse_change();

create function missing_foundations(partnership uuid) returns text[]
    language sql stable
    set search_path = pg_catalog, public
as $$
    select coalesce(array_agg(asked.foundation), '{}')
    from unnest(array['data_structures', 'security_controls', 'predictable_workflow']) asked (foundation)
    where coalesce((select s.verdict from foundation_statement s
        where s.partnership_id = missing_foundations.partnership and s.foundation = asked.foundation
        order by s.recorded_at desc, s.id desc limit 1), 'withdrawn') = 'withdrawn'
$$;
comment on function missing_foundations(uuid) is 'Foundations of a partnership that nobody attests and for which nobody answers';

create function keep_foundations() returns trigger
    language plpgsql
as $$
begin
    if tg_table_name = 'partnership' then
        if new.stage = 'active' and old.stage <> 'active'
            and exists (select 1 from automation_work w where w.partnership_id = new.id and w.state <> 'ended')
            and missing_foundations(new.id) <> '{}' then
            raise exception 'foundations are missing' using errcode = 'check_violation', constraint = 'foundations_first';
        end if;
    elsif new.state = 'begun' and (tg_op = 'INSERT' or old.state <> 'begun')
        and missing_foundations(new.partnership_id) <> '{}' then
        raise exception 'foundations are missing' using errcode = 'check_violation', constraint = 'foundations_first';
    end if;
    return new;
end
$$;
comment on function keep_foundations() is 'Trigger: no partnership with such work becomes active, and no such work begins, while a foundation is missing';
create trigger keep_foundations before update of stage on partnership
    for each row execute function keep_foundations();
create trigger keep_foundations before insert or update of state on automation_work
    for each row execute function keep_foundations();

-- ---------------------------------------------------------------------------
-- Rights.

select protect_content(t) from unnest(array['risk', 'risk_carrier', 'risk_score', 'automation_work',
    'foundation_statement']::regclass[]) t;

create policy closed_risks_not_for_vendors on risk as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor' or not closed_to_vendors);
create policy raised_in_own_name on risk as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator' or raised_by = (select viewer_person()));
create policy changed_by_those_who_lead_or_watch on risk as restrictive for update to triad_app using (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator')
    or owner_id = (select viewer_person()));
create policy carriers_of_seen_risks on risk_carrier as restrictive for select to triad_app using (
    exists (select 1 from risk seen where seen.id = risk_carrier.risk_id));
create policy carriers_of_own_risks on risk_carrier as restrictive for insert to triad_app with check (
    exists (select 1 from risk seen where seen.id = risk_carrier.risk_id
        and ((select viewer_role()) in ('ministry_official', 'health_executive', 'operator')
            or seen.raised_by = (select viewer_person()))));
create policy carriers_removed_by_those_who_lead on risk_carrier as restrictive for delete to triad_app using (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'));
create policy scores_of_seen_risks on risk_score as restrictive for select to triad_app using (
    exists (select 1 from risk seen where seen.id = risk_score.risk_id));
create policy scored_in_own_name on risk_score as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (person_id = (select viewer_person()) and exists (select 1 from risk seen
        where seen.id = risk_score.risk_id and ((select viewer_role()) in ('ministry_official', 'health_executive')
            or (select viewer_person()) in (seen.owner_id, seen.raised_by)))));
create policy named_by_those_who_lead on automation_work as restrictive for insert to triad_app with check (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'));
create policy changed_by_those_who_lead on automation_work as restrictive for update to triad_app using (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator'));
create policy said_in_own_name on foundation_statement as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (person_id = (select viewer_person())
        and ((select viewer_role()) in ('ministry_official', 'health_executive')
            or ((select viewer_role()) = 'clinician' and verdict <> 'gap_accepted'))));

select keep_history(t) from unnest(array['risk', 'risk_carrier', 'risk_score', 'automation_work',
    'foundation_statement']::regclass[]) t;
create policy closed_risks_not_for_vendors on history as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor'
    or case table_name
        when 'risk' then exists (select 1 from risk seen where seen.id = row_id)
        when 'risk_carrier' then exists (select 1 from risk seen
            where seen.id = (coalesce(new_row, old_row) ->> 'risk_id')::uuid)
        when 'risk_score' then exists (select 1 from risk seen
            where seen.id = (coalesce(new_row, old_row) ->> 'risk_id')::uuid)
        else true end);

grant select, insert, update on risk, automation_work to triad_app;
grant select, insert, delete on risk_carrier to triad_app;
grant select, insert on risk_score, foundation_statement to triad_app;
