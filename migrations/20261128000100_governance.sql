-- Governance: bodies with their members and meetings, what they decide, and the
-- actions that follow.
--
-- A body belongs to a partnership and is seen by whoever sees that, or to a
-- jurisdiction and is seen by those who review it; either is seen by its
-- members. Everything of a body carries the body's id, and the partnership's
-- where it has one, so that the history of both can be told.

create table body (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid,
    jurisdiction_id uuid,
    level text not null,
    name text not null,
    purpose text not null,
    quorum integer not null,
    language text not null default 'en',
    constraint body_pkey primary key (id),
    constraint body_partnership_exists foreign key (partnership_id) references partnership,
    constraint body_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint body_of_one_or_other check ((partnership_id is null) <> (jurisdiction_id is null)),
    constraint body_level_known check (level in ('national', 'regional', 'local', 'partnership')),
    constraint body_level_fits check ((level = 'partnership') = (partnership_id is not null)),
    constraint body_named check (btrim(name) <> ''),
    constraint body_purpose_given check (btrim(purpose) <> ''),
    constraint body_quorum_positive check (quorum > 0)
);
create index body_by_partnership on body (partnership_id);
create index body_by_jurisdiction on body (jurisdiction_id);
create index body_by_name on body using gin (fold(name) gin_trgm_ops);
comment on table body is 'People who steer partnerships together: for a jurisdiction, or in one partnership';
comment on column body.level is 'That of its jurisdiction, or partnership';
comment on column body.quorum is 'Voting seats that must be filled at a meeting for it to decide';

create table body_member (
    id uuid not null,
    version integer not null default 1,
    body_id uuid not null,
    partnership_id uuid,
    person_id uuid not null,
    organisation_id uuid not null,
    stakeholder_group text not null,
    seat text not null,
    stands_in_for_id uuid,
    starts_on date not null,
    ends_on date,
    constraint body_member_pkey primary key (id),
    constraint body_member_in_body unique (id, body_id),
    constraint body_member_body_exists foreign key (body_id) references body,
    constraint body_member_person_exists foreign key (person_id) references person,
    constraint body_member_organisation_exists foreign key (organisation_id) references organisation,
    constraint body_member_stands_in_for_exists foreign key (stands_in_for_id, body_id)
        references body_member (id, body_id),
    constraint body_member_group_known check (stakeholder_group in ('ict_executive', 'health_executive',
        'chief_information_officer', 'clinician', 'government_official', 'front_line_staff')),
    constraint body_member_seat_known check (seat in ('chair', 'voting', 'non_voting', 'alternate')),
    constraint body_member_alternate_for_somebody check ((seat = 'alternate') = (stands_in_for_id is not null)),
    constraint body_member_not_for_oneself check (stands_in_for_id <> id),
    constraint body_member_term_in_order check (ends_on >= starts_on),
    constraint body_member_once_at_a_time unique (body_id, person_id, starts_on)
);
create index body_member_of_person on body_member (person_id, body_id);
create index body_member_by_organisation on body_member (organisation_id);
create index body_member_by_principal on body_member (stands_in_for_id);
comment on table body_member is 'Who sits in a body, for whom, and from when to when';
comment on column body_member.organisation_id is 'Whom the person acts for there; theirs when they were named';
comment on column body_member.stands_in_for_id is 'The member in whose absence an alternate votes';
comment on column body_member.ends_on is 'Last day of the term; null while none is set';

create table meeting (
    id uuid not null,
    version integer not null default 1,
    body_id uuid not null,
    partnership_id uuid,
    planned_on date not null,
    place text not null,
    cancelled boolean not null default false,
    minutes text,
    minutes_language text,
    planned_by uuid,
    language text not null default 'en',
    constraint meeting_pkey primary key (id),
    constraint meeting_in_body unique (id, body_id),
    constraint meeting_body_exists foreign key (body_id) references body,
    constraint meeting_place_given check (btrim(place) <> ''),
    constraint meeting_minutes_given check (btrim(minutes) <> ''),
    constraint meeting_minutes_in_a_language check ((minutes is null) = (minutes_language is null)),
    constraint meeting_planning_person_exists foreign key (planned_by) references person
);
create index meeting_of_body on meeting (body_id, planned_on);
comment on table meeting is 'A meeting of a body; what was said there is in its minutes';
comment on column meeting.place is 'Where, or by which medium';

create table agenda_item (
    id uuid not null,
    body_id uuid not null,
    partnership_id uuid,
    meeting_id uuid not null,
    position integer not null,
    title text not null,
    source text not null,
    about_id uuid,
    closed_to_vendors boolean not null default false,
    language text not null default 'en',
    constraint agenda_item_pkey primary key (id),
    constraint agenda_item_meeting_exists foreign key (meeting_id, body_id) references meeting (id, body_id),
    constraint agenda_item_about_partnership_exists foreign key (about_id) references partnership,
    constraint agenda_item_source_known check (source in ('perception_gap', 'challenged_status',
        'funding_cliff', 'overdue_review', 'open_question', 'overdue_action', 'own')),
    constraint agenda_item_titled check (btrim(title) <> ''),
    constraint agenda_item_position_positive check (position > 0)
);
create index agenda_item_of_meeting on agenda_item (meeting_id, position);
create index agenda_item_about on agenda_item (about_id);
comment on table agenda_item is 'What a meeting is to talk about, in its order';
comment on column agenda_item.source is 'What in the data raised it; own where somebody put it there';
comment on column agenda_item.about_id is 'The partnership that it is about, where it came from that one''s data';
comment on column agenda_item.closed_to_vendors is 'About money or another supplier: hidden from vendors who sit in the body';

create table attendance (
    id uuid not null,
    body_id uuid not null,
    partnership_id uuid,
    meeting_id uuid not null,
    member_id uuid,
    guest text,
    stakeholder_group text not null,
    present boolean not null,
    constraint attendance_pkey primary key (id),
    constraint attendance_meeting_exists foreign key (meeting_id, body_id) references meeting (id, body_id),
    constraint attendance_member_exists foreign key (member_id, body_id) references body_member (id, body_id),
    constraint attendance_once unique (meeting_id, member_id),
    constraint attendance_of_member_or_guest check ((member_id is null) = (guest is not null)),
    constraint attendance_guest_named check (btrim(guest) <> ''),
    constraint attendance_guest_present check (guest is null or present),
    constraint attendance_group_known check (stakeholder_group in ('ict_executive', 'health_executive',
        'chief_information_officer', 'clinician', 'government_official', 'front_line_staff'))
);
create index attendance_by_member on attendance (member_id);
comment on table attendance is 'Who was at a meeting and who was not; it is held as soon as this is recorded';
comment on column attendance.stakeholder_group is 'For whom they spoke then';

create table decision (
    id uuid not null,
    version integer not null default 1,
    body_id uuid not null,
    partnership_id uuid,
    meeting_id uuid not null,
    follows_id uuid,
    question text not null,
    options text,
    asked_on date not null,
    closed_to_vendors boolean not null default false,
    binds_partnership_id uuid,
    binds_contract_id uuid,
    binds_milestone_id uuid,
    outcome text,
    decided_on date,
    seats_filled integer,
    quorum integer,
    rationale text,
    conditions text,
    review_on date,
    recorded_by uuid,
    recorded_at timestamptz,
    outcome_language text,
    language text not null default 'en',
    constraint decision_pkey primary key (id),
    constraint decision_in_body unique (id, body_id),
    constraint decision_meeting_exists foreign key (meeting_id, body_id) references meeting (id, body_id),
    constraint decision_follows_exists foreign key (follows_id, body_id) references decision (id, body_id),
    constraint decision_taken_up_once unique (follows_id),
    constraint decision_not_after_itself check (follows_id <> id),
    constraint decision_question_given check (btrim(question) <> ''),
    constraint decision_binds_partnership_exists foreign key (binds_partnership_id) references partnership,
    constraint decision_binds_contract_exists foreign key (binds_contract_id) references contract,
    constraint decision_binds_milestone_exists foreign key (binds_milestone_id) references milestone,
    constraint decision_binds_one check (num_nonnulls(binds_partnership_id, binds_contract_id, binds_milestone_id) <= 1),
    constraint decision_outcome_known check (outcome in
        ('approved', 'approved_with_conditions', 'rejected', 'deferred', 'inconclusive')),
    constraint decision_outcome_complete check ((outcome is null) = (decided_on is null)
        and (outcome is null) = (seats_filled is null) and (outcome is null) = (quorum is null)
        and (outcome is null) = (recorded_at is null) and (outcome is null) = (outcome_language is null)),
    constraint decision_answered_after_it_was_asked check (decided_on >= asked_on),
    constraint decision_needs_a_quorum check (outcome is null or outcome in ('deferred', 'inconclusive')
        or seats_filled >= quorum),
    constraint decision_inconclusive_without_quorum check (outcome <> 'inconclusive' or seats_filled < quorum),
    constraint decision_rationale_given check (outcome is null or outcome = 'inconclusive'
        or btrim(coalesce(rationale, '')) <> ''),
    constraint decision_conditions_where_approved check (
        (outcome is not distinct from 'approved_with_conditions') = (btrim(coalesce(conditions, '')) <> '')),
    constraint decision_review_after_decision check (review_on > decided_on),
    constraint decision_recording_person_exists foreign key (recorded_by) references person
);
create index decision_of_body on decision (body_id, asked_on);
create index decision_of_meeting on decision (meeting_id);
create index decision_about_partnership on decision (binds_partnership_id);
create index decision_about_contract on decision (binds_contract_id);
create index decision_about_milestone on decision (binds_milestone_id);
comment on table decision is 'A question put to a meeting, and how it ended there; taken up again it is a new row';
comment on column decision.follows_id is 'The same question at the meeting before, where it was put off or there was no quorum';
comment on column decision.asked_on is 'When it was first asked; sign-off is counted from here (seed 001: the politics in getting projects signed off)';
comment on column decision.closed_to_vendors is 'About money or another supplier: hidden from vendors';
comment on column decision.seats_filled is 'Voting seats filled when it was decided';
comment on column decision.quorum is 'Of the body when it was decided';
comment on column decision.outcome_language is 'Language of rationale and conditions';

create table vote (
    id uuid not null,
    body_id uuid not null,
    partnership_id uuid,
    decision_id uuid not null,
    member_id uuid not null,
    ballot text not null,
    constraint vote_pkey primary key (id),
    constraint vote_decision_exists foreign key (decision_id, body_id) references decision (id, body_id),
    constraint vote_member_exists foreign key (member_id, body_id) references body_member (id, body_id),
    constraint vote_once unique (decision_id, member_id),
    constraint vote_ballot_known check (ballot in ('for', 'against', 'abstain'))
);
create index vote_by_member on vote (member_id);
comment on table vote is 'What a member said to a question';

create table action (
    id uuid not null,
    version integer not null default 1,
    body_id uuid not null,
    partnership_id uuid,
    meeting_id uuid not null,
    decision_id uuid,
    what text not null,
    owner_id uuid not null,
    verifier_id uuid not null,
    due_on date not null,
    state text not null default 'open',
    language text not null default 'en',
    constraint action_pkey primary key (id),
    constraint action_in_body unique (id, body_id),
    constraint action_meeting_exists foreign key (meeting_id, body_id) references meeting (id, body_id),
    constraint action_decision_exists foreign key (decision_id, body_id) references decision (id, body_id),
    constraint action_what_given check (btrim(what) <> ''),
    constraint action_owning_person_exists foreign key (owner_id) references person,
    constraint action_verifying_person_exists foreign key (verifier_id) references person,
    constraint action_verified_by_another check (owner_id <> verifier_id),
    constraint action_state_known check (state in ('open', 'done', 'verified'))
);
create index action_of_body on action (body_id, due_on);
create index action_of_meeting on action (meeting_id);
create index action_of_decision on action (decision_id);
create index action_by_owner on action (owner_id) where state <> 'verified';
create index action_by_verifier on action (verifier_id) where state <> 'verified';
comment on table action is 'Who does what by when after a meeting';
comment on column action.verifier_id is 'Who is to see that it is done; never its owner';

create table action_step (
    id uuid not null,
    body_id uuid not null,
    partnership_id uuid,
    action_id uuid not null,
    step text not null,
    words text,
    link text,
    person_id uuid,
    taken_on date not null,
    taken_at timestamptz not null default now(),
    language text not null default 'en',
    constraint action_step_pkey primary key (id),
    constraint action_step_action_exists foreign key (action_id, body_id) references action (id, body_id),
    constraint action_step_known check (step in ('done', 'returned', 'verified')),
    constraint action_step_words_given check (step = 'verified' or btrim(coalesce(words, '')) <> ''),
    constraint action_step_person_exists foreign key (person_id) references person
);
create index action_step_of on action_step (action_id, taken_at);
comment on table action_step is 'That an action is said to be done, with the evidence; that it was returned, and why; that it was verified';
comment on column action_step.link is 'Where the evidence is';
comment on column action_step.taken_on is 'The day of taken_at where the person was';

-- ---------------------------------------------------------------------------
-- Who sees a body, who keeps it, who runs it.

create function viewer_bodies() returns uuid[]
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select coalesce(array_agg(distinct body_id), '{}') from body_member
    where person_id = viewer_person() and viewer_role() <> 'administrator'
        and (ends_on is null or ends_on >= current_date)
$$;
comment on function viewer_bodies() is 'Bodies in which the viewer sits; security definer, since policies on body_member would ask themselves';

alter table body enable row level security;
create policy seen on body for select to triad_app using (
    (select viewer_role()) = 'operator'
    or jurisdiction_id = any ((select viewer_jurisdictions())::uuid[])
    or id = any ((select viewer_bodies())::uuid[])
    or exists (select 1 from partnership seen where seen.id = body.partnership_id));

create function keeps_body(of_partnership uuid, of_jurisdiction uuid) returns boolean
    language sql stable
    return case viewer_role()
        when 'operator' then true
        when 'ministry_official' then of_jurisdiction = any (viewer_jurisdictions()) or exists (
            select 1 from partnership p where p.id = of_partnership
                and p.jurisdiction_id = any (viewer_jurisdictions()))
        when 'health_executive' then exists (
            select 1 from party p where p.partnership_id = of_partnership
                and p.organisation_id = viewer_organisation())
        else false end;
comment on function keeps_body(uuid, uuid) is 'Whether the viewer keeps the bodies of a partnership or a jurisdiction: officials in what they review, executives in partnerships of their organisation';

create function chairs_body(body uuid) returns boolean
    language sql stable
    return exists (
        select 1 from body_member m where m.body_id = chairs_body.body and m.seat = 'chair'
            and m.person_id = viewer_person()
            and m.starts_on <= current_date and (m.ends_on is null or m.ends_on >= current_date));
comment on function chairs_body(uuid) is 'Whether the viewer is the chair of a body';

create function runs_body(body uuid) returns boolean
    language sql stable
    return viewer_role() in ('ministry_official', 'health_executive', 'clinician', 'operator') and exists (
        select 1 from body b where b.id = runs_body.body
            and (keeps_body(b.partnership_id, b.jurisdiction_id) or chairs_body(b.id)));
comment on function runs_body(uuid) is 'Whether the viewer plans a body''s meetings and records what happens there: who keeps it, and its chair';

create policy added on body for insert to triad_app with check (keeps_body(partnership_id, jurisdiction_id));
create policy changed on body for update to triad_app using (keeps_body(partnership_id, jurisdiction_id));

create function protect_body_content(of_table regclass) returns void
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', of_table);
    execute format('create policy seen on %1$s for select to triad_app using (exists (select 1 from body seen where seen.id = %1$s.body_id))', of_table);
end
$$;
comment on function protect_body_content(regclass) is 'Row-level security of a table whose rows belong to a body';
select protect_body_content(t) from unnest(array['body_member', 'meeting', 'agenda_item', 'attendance', 'decision',
    'vote', 'action', 'action_step']::regclass[]) t;

create policy added on body_member for insert to triad_app with check (exists (
    select 1 from body b where b.id = body_id and keeps_body(b.partnership_id, b.jurisdiction_id)));
create policy changed on body_member for update to triad_app using (exists (
    select 1 from body b where b.id = body_id and keeps_body(b.partnership_id, b.jurisdiction_id)));

create policy added on meeting for insert to triad_app with check (runs_body(body_id));
create policy changed on meeting for update to triad_app using (runs_body(body_id));
create policy added on agenda_item for insert to triad_app with check (runs_body(body_id));
create policy changed on agenda_item for update to triad_app using (runs_body(body_id));
create policy removed on agenda_item for delete to triad_app using (runs_body(body_id));
create policy added on attendance for insert to triad_app with check (runs_body(body_id));
create policy changed on attendance for update to triad_app using (runs_body(body_id));
create policy removed on attendance for delete to triad_app using (runs_body(body_id));
create policy added on decision for insert to triad_app with check (runs_body(body_id));
create policy changed on decision for update to triad_app using (runs_body(body_id));
create policy added on vote for insert to triad_app with check (runs_body(body_id));
create policy added on action for insert to triad_app with check (runs_body(body_id));
-- Whose step it is, its trigger says.
create policy changed on action for update to triad_app using (
    runs_body(body_id) or (select viewer_person()) in (owner_id, verifier_id));
create policy added on action_step for insert to triad_app with check (
    viewer_may_write() and (person_id is not distinct from (select viewer_person()) or viewer_role() = 'operator'));

-- No money reaches a vendor, and neither does what is said of another's contract.
create policy closed_items_not_for_vendors on agenda_item as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor' or not closed_to_vendors);
create policy closed_questions_not_for_vendors on decision as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor'
    or not closed_to_vendors and (binds_contract_id is null or sees_contract(binds_contract_id)));
create policy votes_on_closed_questions_not_for_vendors on vote as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor'
    or exists (select 1 from decision seen where seen.id = vote.decision_id));
create policy actions_on_closed_questions_not_for_vendors on action as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor' or decision_id is null or owner_id = (select viewer_person())
    or exists (select 1 from decision seen where seen.id = action.decision_id));
create policy steps_of_hidden_actions_not_for_vendors on action_step as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor'
    or exists (select 1 from action seen where seen.id = action_step.action_id));

create policy governance_history_seen on history for select to triad_app using (
    table_name in ('body', 'body_member', 'meeting', 'agenda_item', 'attendance', 'decision', 'vote', 'action', 'action_step')
    and exists (select 1 from body seen where seen.id = case table_name
        when 'body' then row_id else (coalesce(new_row, old_row) ->> 'body_id')::uuid end));
create policy closed_governance_not_for_vendors on history as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor'
    or case table_name
        when 'agenda_item' then not (coalesce(new_row, old_row) ->> 'closed_to_vendors')::boolean
        when 'decision' then exists (select 1 from decision seen where seen.id = row_id)
        when 'vote' then exists (select 1 from vote seen where seen.id = row_id)
        when 'action' then exists (select 1 from action seen where seen.id = row_id)
        when 'action_step' then exists (select 1 from action_step seen where seen.id = row_id)
        else true end);

-- ---------------------------------------------------------------------------
-- What holds whoever writes.

create function set_partnership_of_body() returns trigger
    language plpgsql
as $$
begin
    select b.partnership_id into new.partnership_id from body b where b.id = new.body_id;
    return new;
end
$$;
comment on function set_partnership_of_body() is 'Trigger: what belongs to a body belongs to its partnership';
do $$
declare
    held regclass;
begin
    foreach held in array array['body_member', 'meeting', 'agenda_item', 'attendance', 'decision', 'vote', 'action',
        'action_step']::regclass[]
    loop
        execute format('create trigger set_partnership before insert on %s '
            'for each row execute function set_partnership_of_body()', held);
    end loop;
end
$$;

-- Who was there decides who could vote, so it stays once a question was decided.
create function keep_attendance() returns trigger
    language plpgsql
as $$
begin
    if exists (select 1 from decision d where d.outcome is not null
        and d.meeting_id = case tg_op when 'INSERT' then new.meeting_id else old.meeting_id end) then
        raise exception 'a question was decided with those who were there' using errcode = 'restrict_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
comment on function keep_attendance() is 'Trigger: attendance stays once a question was decided';
create trigger keep_attendance before insert or update or delete on attendance
    for each row execute function keep_attendance();

create function keep_decision() returns trigger
    language plpgsql
as $$
begin
    if old.outcome is not null then
        raise exception 'how a question ended stays' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function keep_decision() is 'Trigger: how a question ended stays';
create trigger keep_decision before update on decision for each row execute function keep_decision();

create function keep_vote() returns trigger
    language plpgsql
as $$
begin
    if tg_op <> 'INSERT' then
        raise exception 'a vote stays' using errcode = 'restrict_violation';
    end if;
    if not exists (select 1 from decision d join attendance a on a.meeting_id = d.meeting_id
        where d.id = new.decision_id and a.member_id = new.member_id and a.present) then
        raise exception 'whoever is absent does not vote' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function keep_vote() is 'Trigger: only who is there votes, and a vote stays';
create trigger keep_vote before insert or update or delete on vote for each row execute function keep_vote();

create function keep_action() returns trigger
    language plpgsql
as $$
begin
    if old.state <> new.state and not (
        old.state = 'open' and new.state = 'done' or old.state = 'done' and new.state in ('open', 'verified')) then
        raise exception 'an action does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
    end if;
    if old.state <> 'open' and (old.what, old.owner_id, old.due_on) is distinct from (new.what, new.owner_id, new.due_on) then
        raise exception 'an action that is said to be done stays as it was' using errcode = 'restrict_violation';
    end if;
    if viewer_role() in ('operator', 'nobody') or old.state = new.state then
        if old.state = new.state and viewer_role() not in ('operator', 'nobody') and not runs_body(new.body_id) then
            raise exception 'an action is planned by whoever runs the body' using errcode = 'insufficient_privilege';
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
comment on function keep_action() is 'Trigger: which steps an action takes, that its owner says it is done and somebody else verifies it';
create trigger keep_action before update on action for each row execute function keep_action();

create trigger action_step_is_append_only before update or delete on action_step
    for each row execute function refuse_change();

-- The story of an action says what its row says: nobody verifies their own there either.
create function keep_action_step() returns trigger
    language plpgsql
as $$
declare
    owner uuid;
begin
    select a.owner_id into owner from action a where a.id = new.action_id;
    if new.person_id is not null and (new.step = 'done') <> (new.person_id = owner) then
        raise exception 'done is said by the owner and verified by somebody else' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
comment on function keep_action_step() is 'Trigger: no step of an action''s story verifies the owner''s own';
create trigger keep_action_step before insert on action_step for each row execute function keep_action_step();

select keep_history(t) from unnest(array['body', 'body_member', 'meeting', 'agenda_item', 'attendance', 'decision',
    'vote', 'action', 'action_step']::regclass[]) t;

grant select, insert, update on body, body_member, meeting, decision, action to triad_app;
grant select, insert, update, delete on agenda_item, attendance to triad_app;
grant select, insert on vote, action_step to triad_app;
