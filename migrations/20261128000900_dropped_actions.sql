-- An action that is not wanted any more is dropped, with a reason, by whoever
-- runs its body: it is late no more, and its story stays.

alter table action drop constraint action_state_known,
    add constraint action_state_known check (state in ('open', 'done', 'verified', 'dropped'));
alter table action_step drop constraint action_step_known,
    add constraint action_step_known check (step in ('done', 'returned', 'verified', 'dropped'));

create or replace function keep_action() returns trigger
    language plpgsql
as $$
begin
    if old.state <> new.state and not (
        old.state = 'open' and new.state in ('done', 'dropped') or old.state = 'done' and new.state in ('open', 'verified')) then
        raise exception 'an action does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
    end if;
    if old.state <> 'open' and (old.what, old.owner_id, old.due_on) is distinct from (new.what, new.owner_id, new.due_on) then
        raise exception 'an action that is said to be done stays as it was' using errcode = 'restrict_violation';
    end if;
    if viewer_role() in ('operator', 'nobody') then
        return new;
    end if;
    if old.state = new.state or new.state = 'dropped' then
        if not runs_body(new.body_id) then
            raise exception 'an action is planned and dropped by whoever runs the body' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    if (new.state = 'done') <> (viewer_person() = old.owner_id) then
        raise exception 'done is said by the owner and verified by somebody else' using errcode = 'insufficient_privilege';
    end if;
    if new.state <> 'done' and viewer_role() not in ('ministry_official', 'health_executive', 'clinician') then
        raise exception 'suppliers verify no action' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

create or replace function keep_action_step() returns trigger
    language plpgsql
as $$
declare
    owner uuid;
begin
    if new.step = 'dropped' then
        if viewer_role() <> 'nobody' and not runs_body(new.body_id) then
            raise exception 'an action is dropped by whoever runs the body' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    select a.owner_id into owner from action a where a.id = new.action_id;
    if new.person_id is not null and (new.step = 'done') <> (new.person_id = owner) then
        raise exception 'done is said by the owner and verified by somebody else' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
