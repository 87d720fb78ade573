-- Evaluations of vendors: each evaluator scores alone, then there is a
-- consensus with its reasons, and the vendor replies.
--
-- Nobody reads another's scores before everybody has scored or was released,
-- and the vendor never does (docs/adr/0024).

create table evaluation (
    id uuid not null,
    partnership_id uuid not null,
    organisation_id uuid not null,
    standing text not null,
    subject text not null,
    opened_on date not null,
    due_on date not null,
    opened_by uuid,
    opened_at timestamptz not null default now(),
    scored_on date,
    agreed_on date,
    agreed_by uuid,
    conclusion text,
    conclusion_language text,
    language text not null default 'en',
    constraint evaluation_pkey primary key (id),
    constraint evaluation_partnership_exists foreign key (partnership_id) references partnership,
    constraint evaluation_organisation_exists foreign key (organisation_id) references organisation,
    constraint evaluation_opening_person_exists foreign key (opened_by) references person,
    constraint evaluation_agreeing_person_exists foreign key (agreed_by) references person,
    constraint evaluation_standing_known check (standing in ('supplier', 'bidder')),
    constraint evaluation_subject_given check (btrim(subject) <> ''),
    constraint evaluation_in_order check (due_on >= opened_on and scored_on >= opened_on and agreed_on >= scored_on),
    constraint evaluation_agreed_after_scoring check (agreed_on is null or scored_on is not null),
    constraint evaluation_concluded_in_words check ((agreed_on is null) = (conclusion is null) and btrim(conclusion) <> ''
        and (conclusion is null) = (conclusion_language is null))
);
create index evaluation_of_partnership on evaluation (partnership_id, opened_on);
create index evaluation_of_vendor on evaluation (organisation_id);
create index evaluation_open on evaluation (opened_by) where agreed_on is null;
comment on table evaluation is 'A vendor judged by five criteria (seed 002, selection criteria), by several people alone and then together';
comment on column evaluation.organisation_id is 'The vendor that is evaluated';
comment on column evaluation.standing is 'supplier of the partnership, or bidder while it still chooses';
comment on column evaluation.subject is 'What of the vendor is evaluated, in a line; a bidder who does not see the partnership reads this';
comment on column evaluation.due_on is 'Until when evaluators are asked to score';
comment on column evaluation.scored_on is 'Day on which the last evaluator scored or was released; null while somebody is awaited';
comment on column evaluation.agreed_on is 'Day on which the consensus was declared, and since which the vendor sees it';
comment on column evaluation.agreed_by is 'Who declared it: who opened the evaluation';
comment on column evaluation.conclusion is 'What the evaluators conclude in whole';

create table evaluation_evaluator (
    id uuid not null,
    partnership_id uuid not null,
    evaluation_id uuid not null,
    person_id uuid not null,
    organisation_id uuid not null,
    scored_on date,
    released_on date,
    release_reason text,
    release_language text,
    constraint evaluation_evaluator_pkey primary key (id),
    constraint evaluation_evaluator_partnership_exists foreign key (partnership_id) references partnership,
    constraint evaluation_evaluator_evaluation_exists foreign key (evaluation_id) references evaluation,
    constraint evaluation_evaluator_person_exists foreign key (person_id) references person,
    constraint evaluation_evaluator_organisation_exists foreign key (organisation_id) references organisation,
    constraint evaluation_evaluator_once unique (evaluation_id, person_id),
    constraint evaluation_evaluator_scored_or_released check (scored_on is null or released_on is null),
    constraint evaluation_evaluator_released_with_reason check ((released_on is null) = (release_reason is null)
        and btrim(release_reason) <> '' and (release_reason is null) = (release_language is null))
);
create index evaluation_evaluator_by_person on evaluation_evaluator (person_id) where scored_on is null and released_on is null;
create index evaluation_evaluator_by_partnership on evaluation_evaluator (partnership_id);
create index evaluation_evaluator_by_organisation on evaluation_evaluator (organisation_id);
comment on table evaluation_evaluator is 'Who scores in an evaluation, and whether they have; never of a vendor';
comment on column evaluation_evaluator.organisation_id is 'Organisation of the evaluator when named';
comment on column evaluation_evaluator.released_on is 'Day from which the evaluation no longer waits for them';

create table evaluation_score (
    id uuid not null,
    partnership_id uuid not null,
    evaluation_id uuid not null,
    evaluator_id uuid not null,
    criterion text not null,
    score smallint,
    words text,
    language text not null default 'en',
    constraint evaluation_score_pkey primary key (id),
    constraint evaluation_score_partnership_exists foreign key (partnership_id) references partnership,
    constraint evaluation_score_evaluation_exists foreign key (evaluation_id) references evaluation,
    constraint evaluation_score_evaluator_exists foreign key (evaluator_id) references evaluation_evaluator,
    constraint evaluation_score_once unique (evaluator_id, criterion),
    constraint evaluation_score_criterion_known check (criterion in ('clinical_fit', 'interoperability', 'security',
        'maturity', 'cost_predictability')),
    constraint evaluation_score_on_scale check (score between 1 and 5),
    constraint evaluation_score_words_given check (btrim(words) <> '')
);
create index evaluation_score_of on evaluation_score (evaluation_id);
create index evaluation_score_by_partnership on evaluation_score (partnership_id);
comment on table evaluation_score is 'What one evaluator gives for one criterion, once and for all; read by others only after everybody has';
comment on column evaluation_score.score is 'From 1 to 5; null for "cannot say"';

create table evaluation_consensus (
    id uuid not null,
    partnership_id uuid not null,
    evaluation_id uuid not null,
    criterion text not null,
    score smallint,
    reason text,
    language text not null default 'en',
    constraint evaluation_consensus_pkey primary key (id),
    constraint evaluation_consensus_partnership_exists foreign key (partnership_id) references partnership,
    constraint evaluation_consensus_evaluation_exists foreign key (evaluation_id) references evaluation,
    constraint evaluation_consensus_once unique (evaluation_id, criterion),
    constraint evaluation_consensus_criterion_known check (criterion in ('clinical_fit', 'interoperability', 'security',
        'maturity', 'cost_predictability')),
    constraint evaluation_consensus_on_scale check (score between 1 and 5),
    constraint evaluation_consensus_reason_given check (btrim(reason) <> '')
);
create index evaluation_consensus_by_partnership on evaluation_consensus (partnership_id);
comment on table evaluation_consensus is 'What the evaluators agreed on for one criterion; the vendor reads it';
comment on column evaluation_consensus.score is 'From 1 to 5; null for "cannot say"';
comment on column evaluation_consensus.reason is 'Asked for where it is not the median of the scores, or these lie two points apart';

create table evaluation_pointer (
    id uuid not null,
    partnership_id uuid not null,
    evaluation_id uuid not null,
    score_id uuid,
    consensus_id uuid,
    proof_id uuid not null,
    constraint evaluation_pointer_pkey primary key (id),
    constraint evaluation_pointer_partnership_exists foreign key (partnership_id) references partnership,
    constraint evaluation_pointer_evaluation_exists foreign key (evaluation_id) references evaluation,
    constraint evaluation_pointer_score_exists foreign key (score_id) references evaluation_score,
    constraint evaluation_pointer_consensus_exists foreign key (consensus_id) references evaluation_consensus,
    constraint evaluation_pointer_proof_exists foreign key (proof_id) references proof,
    constraint evaluation_pointer_from_one check ((score_id is null) <> (consensus_id is null))
);
create index evaluation_pointer_of on evaluation_pointer (evaluation_id);
create index evaluation_pointer_by_partnership on evaluation_pointer (partnership_id);
create index evaluation_pointer_by_score on evaluation_pointer (score_id);
create index evaluation_pointer_by_consensus on evaluation_pointer (consensus_id);
create index evaluation_pointer_by_proof on evaluation_pointer (proof_id);
comment on table evaluation_pointer is 'Evidence that a score or a consensus rests on';

create table evaluation_reply (
    id uuid not null,
    partnership_id uuid not null,
    evaluation_id uuid not null,
    criterion text,
    words text not null,
    person_id uuid,
    replied_on date not null,
    replied_at timestamptz not null default now(),
    language text not null default 'en',
    constraint evaluation_reply_pkey primary key (id),
    constraint evaluation_reply_partnership_exists foreign key (partnership_id) references partnership,
    constraint evaluation_reply_evaluation_exists foreign key (evaluation_id) references evaluation,
    constraint evaluation_reply_person_exists foreign key (person_id) references person,
    constraint evaluation_reply_once unique nulls not distinct (evaluation_id, criterion),
    constraint evaluation_reply_criterion_known check (criterion in ('clinical_fit', 'interoperability', 'security',
        'maturity', 'cost_predictability')),
    constraint evaluation_reply_worded check (btrim(words) <> '')
);
create index evaluation_reply_by_partnership on evaluation_reply (partnership_id);
comment on table evaluation_reply is 'What the vendor says to a result: once to each criterion and once in whole';
comment on column evaluation_reply.criterion is 'Null for a reply in whole';

create trigger evaluation_score_is_append_only before update or delete on evaluation_score
    for each row execute function refuse_change();
create trigger evaluation_consensus_is_append_only before update or delete on evaluation_consensus
    for each row execute function refuse_change();
create trigger evaluation_pointer_is_append_only before update or delete on evaluation_pointer
    for each row execute function refuse_change();
create trigger evaluation_reply_is_append_only before update or delete on evaluation_reply
    for each row execute function refuse_change();

-- ---------------------------------------------------------------------------
-- Who reads what, and when.

create function opened_evaluation(evaluation uuid) returns boolean
    language sql stable
    return viewer_role() = 'operator' or exists (
        select 1 from evaluation e where e.id = opened_evaluation.evaluation and e.opened_by = viewer_person()
            and e.agreed_on is null and viewer_role() in ('ministry_official', 'health_executive'));
comment on function opened_evaluation(uuid) is 'Whether the viewer opened an evaluation that is not agreed yet';

create function scores_in(evaluator uuid) returns boolean
    language sql stable
    return viewer_role() = 'operator' or exists (
        select 1 from evaluation_evaluator w where w.id = scores_in.evaluator and w.person_id = viewer_person()
            and w.scored_on is null and w.released_on is null);
comment on function scores_in(uuid) is 'Whether the viewer is this evaluator and still to score';

alter table evaluation enable row level security;
create policy seen on evaluation for select to triad_app using (
    case (select viewer_role())
        when 'operator' then true
        when 'vendor' then organisation_id = (select viewer_organisation()) and agreed_on is not null
        when 'administrator' then false
        else ((select viewer_role()) <> 'auditor' or agreed_on is not null)
            and exists (select 1 from partnership seen where seen.id = evaluation.partnership_id)
    end);
create policy added on evaluation for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or ((select viewer_role()) in ('ministry_official', 'health_executive') and sees_partnership(partnership_id)
        and opened_by = (select viewer_person()) and scored_on is null and agreed_on is null));
create policy changed on evaluation for update to triad_app using (opened_evaluation(id)) with check (
    (select viewer_role()) = 'operator' or opened_by = (select viewer_person()));

alter table evaluation_evaluator enable row level security;
create policy seen on evaluation_evaluator for select to triad_app using (
    (select viewer_role()) <> 'vendor' and exists (select 1 from evaluation seen where seen.id = evaluation_evaluator.evaluation_id));
create policy added on evaluation_evaluator for insert to triad_app with check (opened_evaluation(evaluation_id));
create policy changed on evaluation_evaluator for update to triad_app using (
    (select viewer_role()) = 'operator' or person_id = (select viewer_person()) or opened_evaluation(evaluation_id));

-- The command line reads all, since it verifies the chain of the history.
alter table evaluation_score enable row level security;
create policy seen on evaluation_score for select to triad_app using (
    (select viewer_role()) = 'operator'
    or exists (select 1 from evaluation_evaluator own
        where own.id = evaluation_score.evaluator_id and own.person_id = (select viewer_person()))
    or exists (select 1 from evaluation e where e.id = evaluation_score.evaluation_id and e.scored_on is not null
        and (select viewer_role()) <> 'vendor'
        and (e.opened_by = (select viewer_person())
            or ((select viewer_role()) = 'auditor' and e.agreed_on is not null)
            or exists (select 1 from evaluation_evaluator own
                where own.evaluation_id = e.id and own.person_id = (select viewer_person())))));
create policy added on evaluation_score for insert to triad_app with check (scores_in(evaluator_id));

alter table evaluation_consensus enable row level security;
create policy seen on evaluation_consensus for select to triad_app using (
    exists (select 1 from evaluation seen where seen.id = evaluation_consensus.evaluation_id));
create policy added on evaluation_consensus for insert to triad_app with check (opened_evaluation(evaluation_id));

alter table evaluation_pointer enable row level security;
create policy seen on evaluation_pointer for select to triad_app using (
    exists (select 1 from evaluation_score seen where seen.id = evaluation_pointer.score_id)
    or exists (select 1 from evaluation_consensus seen where seen.id = evaluation_pointer.consensus_id));
create policy added on evaluation_pointer for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or exists (select 1 from evaluation_score s where s.id = score_id and scores_in(s.evaluator_id))
    or exists (select 1 from evaluation_consensus c where c.id = consensus_id and opened_evaluation(c.evaluation_id)));

alter table evaluation_reply enable row level security;
create policy seen on evaluation_reply for select to triad_app using (
    exists (select 1 from evaluation seen where seen.id = evaluation_reply.evaluation_id));
create policy replied_by_the_vendor on evaluation_reply for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or ((select viewer_role()) = 'vendor' and person_id = (select viewer_person())
        and exists (select 1 from evaluation e where e.id = evaluation_id
            and e.organisation_id = (select viewer_organisation()) and e.agreed_on is not null)));

-- Evaluators read what a bidder proves, though it is no party.
create policy seen_where_evaluated on proof for select to triad_app using (
    partnership_id is null
    and (select viewer_role()) in ('ministry_official', 'health_executive', 'clinician', 'auditor')
    and exists (select 1 from evaluation e where e.organisation_id = proof.organisation_id));

select keep_history(t) from unnest(array['evaluation', 'evaluation_evaluator', 'evaluation_score',
    'evaluation_consensus', 'evaluation_pointer', 'evaluation_reply']::regclass[]) t;
create policy evaluation_history_with_the_row on history as restrictive for select to triad_app using (
    case table_name
        when 'evaluation' then exists (select 1 from evaluation r where r.id = row_id)
        when 'evaluation_evaluator' then exists (select 1 from evaluation_evaluator r where r.id = row_id)
        when 'evaluation_score' then exists (select 1 from evaluation_score r where r.id = row_id)
        when 'evaluation_consensus' then exists (select 1 from evaluation_consensus r where r.id = row_id)
        when 'evaluation_pointer' then exists (select 1 from evaluation_pointer r where r.id = row_id)
        when 'evaluation_reply' then exists (select 1 from evaluation_reply r where r.id = row_id)
        else true end);

grant select, insert, update on evaluation, evaluation_evaluator to triad_app;
grant select, insert on evaluation_score, evaluation_consensus, evaluation_pointer, evaluation_reply to triad_app;

-- ---------------------------------------------------------------------------
-- What holds whoever writes.

create function place_evaluation() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if not exists (select 1 from organisation o where o.id = new.organisation_id and o.sector = 'ict')
        or new.standing = 'supplier' and not exists (select 1 from party y where y.partnership_id = new.partnership_id
            and y.organisation_id = new.organisation_id and y.role = 'supplier')
        or new.standing = 'bidder' and viewer_role() not in ('operator', 'nobody') and not exists (
            select 1 from partnership p where p.id = new.partnership_id and p.stage in ('proposed', 'negotiating')) then
        raise exception 'only suppliers are evaluated, and bidders while a partnership still chooses' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function place_evaluation() is 'Trigger: suppliers of the partnership are evaluated, and bidders while it still chooses';
create trigger place_evaluation before insert on evaluation for each row execute function place_evaluation();

create function place_evaluator() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if not exists (select 1 from person p join organisation o on o.id = p.organisation_id
        where p.id = new.person_id and o.sector <> 'ict'
            and p.role in ('ministry_official', 'health_executive', 'clinician')) then
        raise exception 'no vendor evaluates' using errcode = 'restrict_violation';
    end if;
    if exists (select 1 from evaluation e where e.id = new.evaluation_id and e.scored_on is not null)
        and viewer_role() not in ('operator', 'nobody') then
        raise exception 'scoring is over' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function place_evaluator() is 'Trigger: no vendor evaluates, and nobody is named after scoring is over';
create trigger place_evaluator before insert on evaluation_evaluator for each row execute function place_evaluator();

create function keep_evaluator() returns trigger
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
comment on function keep_evaluator() is 'Trigger: an evaluator scores once and alone, or is released; the last one ends the scoring';
create trigger keep_evaluator before update on evaluation_evaluator for each row execute function keep_evaluator();

create function keep_evaluation() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if old.agreed_on is not null
        or (to_jsonb(old) - array['scored_on', 'agreed_on', 'agreed_by', 'conclusion', 'conclusion_language'])
            is distinct from (to_jsonb(new) - array['scored_on', 'agreed_on', 'agreed_by', 'conclusion', 'conclusion_language'])
        or old.scored_on is not null and new.scored_on is distinct from old.scored_on then
        raise exception 'an evaluation is opened, scored and agreed once' using errcode = 'restrict_violation';
    end if;
    -- Scoring is ended by the trigger of evaluators alone, which is one level deeper.
    if new.scored_on is distinct from old.scored_on and pg_trigger_depth() < 2 then
        raise exception 'scoring ends when the last evaluator has scored or was released' using errcode = 'restrict_violation';
    end if;
    if new.agreed_on is not null and (select count(*) from evaluation_consensus c where c.evaluation_id = new.id) <> 5 then
        raise exception 'there is a consensus on all five criteria' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function keep_evaluation() is 'Trigger: scoring ends with the last evaluator, and a consensus is declared once and whole';
create trigger keep_evaluation before update on evaluation for each row execute function keep_evaluation();

create function place_consensus() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if exists (select 1 from evaluation e where e.id = new.evaluation_id and (e.scored_on is null or e.agreed_on is not null)) then
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
comment on function place_consensus() is 'Trigger: a consensus only after everyone scored, with a reason where it is not the median or the scores lie two points apart';
create trigger place_consensus before insert on evaluation_consensus for each row execute function place_consensus();

create function place_in_evaluation() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    select e.partnership_id into new.partnership_id from evaluation e where e.id = new.evaluation_id;
    return new;
end
$$;
comment on function place_in_evaluation() is 'Trigger: what belongs to an evaluation belongs to its partnership';
do $$
declare
    held regclass;
begin
    foreach held in array array['evaluation_evaluator', 'evaluation_score', 'evaluation_consensus', 'evaluation_pointer',
        'evaluation_reply']::regclass[]
    loop
        execute format('create trigger belong_to_partnership before insert on %s '
            'for each row execute function place_in_evaluation()', held);
    end loop;
end
$$;

create function place_score() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if not exists (select 1 from evaluation_evaluator w where w.id = new.evaluator_id and w.evaluation_id = new.evaluation_id
        and w.scored_on is null and w.released_on is null) then
        raise exception 'a score is given by an evaluator who is still to score' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function place_score() is 'Trigger: a score is given in one''s own evaluation, before one has scored';
create trigger place_score before insert on evaluation_score for each row execute function place_score();

create function place_pointer() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if not exists (select 1 from proof p join evaluation e on e.organisation_id = p.organisation_id
        where p.id = new.proof_id and e.id = new.evaluation_id
            and (p.partnership_id is null or p.partnership_id = e.partnership_id))
        or not exists (
            select 1 from evaluation_score s where s.id = new.score_id and s.evaluation_id = new.evaluation_id
            union all
            select 1 from evaluation_consensus c where c.id = new.consensus_id and c.evaluation_id = new.evaluation_id) then
        raise exception 'a score points at evidence for its vendor' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function place_pointer() is 'Trigger: a score points at evidence for the vendor that is evaluated';
create trigger place_pointer before insert on evaluation_pointer for each row execute function place_pointer();

create or replace function handles_evidence(vendor uuid, partnership uuid) returns boolean
    language sql stable
    return case viewer_role()
        when 'operator' then true
        when 'vendor' then handles_evidence.vendor = viewer_organisation()
            and (handles_evidence.partnership is null or sees_partnership(handles_evidence.partnership))
        when 'ministry_official' then exists (
            select 1 from partnership p join (
                select y.partnership_id from party y where y.organisation_id = handles_evidence.vendor
                union all
                select e.partnership_id from evaluation e where e.organisation_id = handles_evidence.vendor) taking_part
            on taking_part.partnership_id = p.id
            where p.id = coalesce(handles_evidence.partnership, p.id)
                and p.jurisdiction_id = any (viewer_jurisdictions()))
        when 'health_executive' then exists (
            select 1 from party mine join (
                select y.partnership_id from party y where y.organisation_id = handles_evidence.vendor
                union all
                select e.partnership_id from evaluation e where e.organisation_id = handles_evidence.vendor) taking_part
            on taking_part.partnership_id = mine.partnership_id
            where mine.organisation_id = viewer_organisation()
                and mine.partnership_id = coalesce(handles_evidence.partnership, mine.partnership_id))
        else false end;
