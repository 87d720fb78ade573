-- Evaluators are added until there is a consensus, and until then an evaluation
-- is withdrawn, with a reason, by whoever may open one there (docs/adr/0024).

alter table evaluation
    add withdrawn_on date,
    add withdrawn_by uuid,
    add withdrawal_reason text,
    add withdrawal_language text,
    add constraint evaluation_withdrawing_person_exists foreign key (withdrawn_by) references person,
    add constraint evaluation_withdrawn_in_order check (withdrawn_on >= opened_on),
    add constraint evaluation_agreed_or_withdrawn check (agreed_on is null or withdrawn_on is null),
    add constraint evaluation_withdrawn_with_reason check ((withdrawn_on is null) = (withdrawal_reason is null)
        and btrim(withdrawal_reason) <> '' and (withdrawal_reason is null) = (withdrawal_language is null));
comment on column evaluation.scored_on is 'Day on which the last evaluator scored or was released; null while somebody is awaited, as after one was added';
comment on column evaluation.withdrawn_on is 'Day on which it was given up before there was a consensus; the vendor never sees it';
comment on column evaluation.withdrawn_by is 'Who gave it up: an official or executive who may open an evaluation there';
drop index evaluation_open;
create index evaluation_open on evaluation (opened_by) where agreed_on is null and withdrawn_on is null;

alter table evaluation_evaluator add added_on date;
comment on column evaluation_evaluator.added_on is 'Day on which they were named after the evaluation was opened; null for those named at its opening';

-- ---------------------------------------------------------------------------
-- Who reads what, and who changes what.

create or replace function opened_evaluation(evaluation uuid) returns boolean
    language sql stable
    return viewer_role() = 'operator' or exists (
        select 1 from evaluation e where e.id = opened_evaluation.evaluation and e.opened_by = viewer_person()
            and e.agreed_on is null and e.withdrawn_on is null
            and viewer_role() in ('ministry_official', 'health_executive'));
comment on function opened_evaluation(uuid) is 'Whether the viewer opened an evaluation that is neither agreed nor withdrawn yet';

create or replace function scores_in(evaluator uuid) returns boolean
    language sql stable
    return viewer_role() = 'operator' or exists (
        select 1 from evaluation_evaluator w join evaluation e on e.id = w.evaluation_id
        where w.id = scores_in.evaluator and w.person_id = viewer_person()
            and w.scored_on is null and w.released_on is null and e.withdrawn_on is null);

create function plans_evaluations(partnership uuid) returns boolean
    language sql stable
    return case viewer_role()
        when 'operator' then true
        when 'ministry_official' then exists (select 1 from partnership p
            where p.id = plans_evaluations.partnership and p.jurisdiction_id = any (viewer_jurisdictions()))
        when 'health_executive' then exists (select 1 from party y
            where y.partnership_id = plans_evaluations.partnership and y.organisation_id = viewer_organisation())
        else false end;
comment on function plans_evaluations(uuid) is 'Whether the viewer may open an evaluation in this partnership, or withdraw one';

alter policy seen on evaluation using (
    case (select viewer_role())
        when 'operator' then true
        when 'vendor' then organisation_id = (select viewer_organisation()) and agreed_on is not null
        when 'administrator' then false
        else ((select viewer_role()) <> 'auditor' or agreed_on is not null or withdrawn_on is not null)
            and exists (select 1 from partnership seen where seen.id = evaluation.partnership_id)
    end);
alter policy added on evaluation with check (
    (select viewer_role()) = 'operator'
    or ((select viewer_role()) in ('ministry_official', 'health_executive') and sees_partnership(partnership_id)
        and opened_by = (select viewer_person()) and scored_on is null and agreed_on is null and withdrawn_on is null));
-- What each changes is held by keep_evaluation.
alter policy changed on evaluation using (
    opened_evaluation(id) or (agreed_on is null and withdrawn_on is null and plans_evaluations(partnership_id)))
with check (
    (select viewer_role()) = 'operator' or opened_by = (select viewer_person())
    or withdrawn_by = (select viewer_person()));

alter policy seen on evaluation_score using (
    (select viewer_role()) = 'operator'
    or exists (select 1 from evaluation_evaluator own
        where own.id = evaluation_score.evaluator_id and own.person_id = (select viewer_person()))
    or exists (select 1 from evaluation e where e.id = evaluation_score.evaluation_id and e.scored_on is not null
        and e.withdrawn_on is null
        and (select viewer_role()) <> 'vendor'
        and (e.opened_by = (select viewer_person())
            or ((select viewer_role()) = 'auditor' and e.agreed_on is not null)
            or exists (select 1 from evaluation_evaluator own
                where own.evaluation_id = e.id and own.person_id = (select viewer_person())))));

-- ---------------------------------------------------------------------------
-- What holds whoever writes.

create or replace function place_evaluator() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    asked evaluation;
begin
    if not exists (select 1 from person p join organisation o on o.id = p.organisation_id
        where p.id = new.person_id and o.sector <> 'ict'
            and p.role in ('ministry_official', 'health_executive', 'clinician')) then
        raise exception 'no vendor evaluates' using errcode = 'restrict_violation';
    end if;
    -- One after another: whoever is added while the last one scores is awaited after all.
    select * into asked from evaluation e where e.id = new.evaluation_id for no key update;
    if asked.agreed_on is not null or asked.withdrawn_on is not null
        or exists (select 1 from evaluation_consensus c where c.evaluation_id = new.evaluation_id) then
        raise exception 'evaluators are added until there is a consensus' using errcode = 'restrict_violation';
    end if;
    if new.person_id = asked.opened_by and exists (select 1 from evaluation_evaluator w
        where w.evaluation_id = new.evaluation_id and w.scored_on is not null) then
        raise exception 'who may have read scores does not score' using errcode = 'restrict_violation';
    end if;
    if asked.scored_on is not null then
        update evaluation set scored_on = null where id = new.evaluation_id;
    end if;
    return new;
end
$$;
comment on function place_evaluator() is 'Trigger: no vendor evaluates; somebody is added until there is a consensus, and is awaited as the others were';

create or replace function keep_evaluator() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if old.scored_on is not null or old.released_on is not null
        or (to_jsonb(old) - array['scored_on', 'released_on', 'release_reason', 'release_language'])
            is distinct from (to_jsonb(new) - array['scored_on', 'released_on', 'release_reason', 'release_language']) then
        raise exception 'an evaluator scores once, or is released once' using errcode = 'restrict_violation';
    end if;
    if new.scored_on is not null and (select count(*) from evaluation_score s where s.evaluator_id = new.id) <> 5 then
        raise exception 'all five criteria are scored' using errcode = 'restrict_violation';
    end if;
    if viewer_role() not in ('operator', 'nobody') and (
        new.scored_on is not null and new.person_id is distinct from viewer_person()
        or new.released_on is not null and not exists (select 1 from evaluation e
            where e.id = new.evaluation_id and e.opened_by = viewer_person())) then
        raise exception 'evaluators score for themselves and are released by who opened the evaluation' using errcode = 'insufficient_privilege';
    end if;
    -- One after another: of two who score last at the same moment, the later ends the scoring.
    perform 1 from evaluation e where e.id = new.evaluation_id for no key update;
    if exists (select 1 from evaluation e where e.id = new.evaluation_id and e.withdrawn_on is not null) then
        raise exception 'a withdrawn evaluation is not scored' using errcode = 'restrict_violation';
    end if;
    if not exists (select 1 from evaluation_evaluator w where w.evaluation_id = new.evaluation_id and w.id <> new.id
        and w.scored_on is null and w.released_on is null) then
        if (select count(*) from evaluation_evaluator w where w.evaluation_id = new.evaluation_id and w.id <> new.id
            and w.scored_on is not null) + (new.scored_on is not null)::integer < 2 then
            raise exception 'at least two score' using errcode = 'restrict_violation';
        end if;
        update evaluation set scored_on = greatest(new.scored_on, new.released_on,
            (select max(greatest(w.scored_on, w.released_on)) from evaluation_evaluator w
                where w.evaluation_id = new.evaluation_id and w.id <> new.id)) where id = new.evaluation_id;
    end if;
    return new;
end
$$;

create or replace function keep_evaluation() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    steps constant text[] := array['scored_on', 'agreed_on', 'agreed_by', 'conclusion', 'conclusion_language', 'due_on',
        'withdrawn_on', 'withdrawn_by', 'withdrawal_reason', 'withdrawal_language'];
begin
    if old.agreed_on is not null or old.withdrawn_on is not null
        or (to_jsonb(old) - steps) is distinct from (to_jsonb(new) - steps) then
        raise exception 'an evaluation is opened once, and then agreed or withdrawn once' using errcode = 'restrict_violation';
    end if;
    if new.due_on < old.due_on then
        raise exception 'scores are not wanted earlier than was said' using errcode = 'restrict_violation';
    end if;
    -- Scoring is ended, and begun again, by the triggers of evaluators alone, which are one level deeper.
    if new.scored_on is distinct from old.scored_on and pg_trigger_depth() < 2 then
        raise exception 'scoring ends when the last evaluator has scored or was released' using errcode = 'restrict_violation';
    end if;
    if new.agreed_on is not null and (select count(*) from evaluation_consensus c where c.evaluation_id = new.id) <> 5 then
        raise exception 'there is a consensus on all five criteria' using errcode = 'restrict_violation';
    end if;
    -- Whoever may withdraw an evaluation does only that, unless it is their own.
    if viewer_role() not in ('operator', 'nobody') and pg_trigger_depth() < 2
        and old.opened_by is distinct from viewer_person() and new.withdrawn_on is null then
        raise exception 'the consensus is declared by who opened the evaluation' using errcode = 'insufficient_privilege';
    end if;
    if new.withdrawn_on is not null and viewer_role() not in ('operator', 'nobody') and (
        new.withdrawn_by is distinct from viewer_person() or not plans_evaluations(new.partnership_id)) then
        raise exception 'an evaluation is withdrawn by who may open one there' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
comment on function keep_evaluation() is 'Trigger: scoring ends with the last evaluator; a consensus is declared once and whole, or the evaluation withdrawn before';

create or replace function place_consensus() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if exists (select 1 from evaluation e where e.id = new.evaluation_id
        and (e.scored_on is null or e.agreed_on is not null or e.withdrawn_on is not null)) then
        raise exception 'there is a consensus only after everyone scored' using errcode = 'restrict_violation';
    end if;
    if new.reason is null and not exists (
        with given as (select s.score from evaluation_score s
            where s.evaluation_id = new.evaluation_id and s.criterion = new.criterion and s.score is not null)
        select 1 from given
        having percentile_cont(0.5) within group (order by score) is not distinct from new.score::double precision
            and coalesce(max(score) - min(score), 0) < 2) then
        raise exception 'a consensus beside the median, or over a gap, has a reason' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create or replace function place_score() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if not exists (select 1 from evaluation_evaluator w join evaluation e on e.id = w.evaluation_id
        where w.id = new.evaluator_id and w.evaluation_id = new.evaluation_id
            and w.scored_on is null and w.released_on is null and e.withdrawn_on is null) then
        raise exception 'a score is given by an evaluator who is still to score' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
