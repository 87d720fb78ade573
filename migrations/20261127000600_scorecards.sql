-- Scorecards: the statements that are rated, rounds with who is invited, and
-- what the rounds came to.
--
-- What somebody answers is theirs. Nobody else reads an answer of an anonymous
-- round, at no time and by no right; of an attributed one, nobody before it is
-- closed. Results are worked out once, by a trigger as a round is closed, with
-- each group left out that is too small: no later question can be put to the
-- answers, so no two results differ by one person's.

-- ---------------------------------------------------------------------------
-- The statements, in versions.

create table statement_catalogue (
    id uuid not null,
    number integer not null,
    reason text not null,
    made_by uuid,
    made_at timestamptz not null default now(),
    language text not null default 'en',
    constraint statement_catalogue_pkey primary key (id),
    constraint statement_catalogue_number_once unique (number),
    constraint statement_catalogue_number_positive check (number > 0),
    constraint statement_catalogue_reason_given check (btrim(reason) <> ''),
    constraint statement_catalogue_person_exists foreign key (made_by) references person
);
comment on table statement_catalogue is 'A version of all statements that scorecards ask about; new rounds take the latest, older ones keep theirs';
comment on column statement_catalogue.number is 'Of the version: 1, 2, 3';
comment on column statement_catalogue.reason is 'Why it was made';
comment on column statement_catalogue.made_by is 'Who made it; null for the first';
comment on column statement_catalogue.language is 'Language of the reason';

create table scorecard_statement (
    id uuid not null,
    catalogue_id uuid not null,
    factor text not null,
    position smallint not null,
    wording_en text not null,
    wording_fr text not null,
    constraint scorecard_statement_pkey primary key (id),
    constraint scorecard_statement_catalogue_exists foreign key (catalogue_id) references statement_catalogue,
    constraint scorecard_statement_once_per_position unique (catalogue_id, factor, position),
    constraint scorecard_statement_factor_known check (factor in
        ('leadership', 'understanding', 'trust', 'goals', 'financing', 'contracts')),
    constraint scorecard_statement_position_range check (position between 1 and 4),
    constraint scorecard_statement_worded check (btrim(wording_en) <> '' and btrim(wording_fr) <> '')
);
comment on table scorecard_statement is 'What people agree with or not; two to four for each success factor (seed 000)';
comment on column scorecard_statement.position is 'Order within the factor, from 1';

create trigger statement_catalogue_is_append_only before update or delete on statement_catalogue
    for each row execute function refuse_change();
create trigger scorecard_statement_is_append_only before update or delete on scorecard_statement
    for each row execute function refuse_change();

alter table statement_catalogue enable row level security;
create policy seen on statement_catalogue for select to triad_app using ((select viewer_role()) <> 'nobody');
create policy made on statement_catalogue for insert to triad_app with check (
    (select viewer_role()) in ('administrator', 'operator'));
alter table scorecard_statement enable row level security;
create policy seen on scorecard_statement for select to triad_app using ((select viewer_role()) <> 'nobody');
create policy made on scorecard_statement for insert to triad_app with check (
    (select viewer_role()) in ('administrator', 'operator'));

-- ---------------------------------------------------------------------------
-- Rounds, and who is invited.

create table scorecard_round (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    catalogue_id uuid not null,
    title text not null,
    opens_on date not null,
    closes_on date not null,
    naming text not null,
    minimum smallint not null default 3,
    planned_by uuid,
    closed_at timestamptz,
    closed_by uuid,
    published_at timestamptz,
    published_by uuid,
    agenda text,
    agenda_language text,
    language text not null default 'en',
    constraint scorecard_round_pkey primary key (id),
    constraint scorecard_round_partnership_exists foreign key (partnership_id) references partnership,
    constraint scorecard_round_catalogue_exists foreign key (catalogue_id) references statement_catalogue,
    constraint scorecard_round_titled check (btrim(title) <> ''),
    constraint scorecard_round_days_in_order check (closes_on >= opens_on),
    constraint scorecard_round_naming_known check (naming in ('attributed', 'anonymous')),
    constraint scorecard_round_minimum_range check (minimum between 3 and 50),
    constraint scorecard_round_published_after_closing check (published_at is null or closed_at is not null),
    constraint scorecard_round_planned_by_person_exists foreign key (planned_by) references person,
    constraint scorecard_round_closed_by_person_exists foreign key (closed_by) references person,
    constraint scorecard_round_published_by_person_exists foreign key (published_by) references person,
    -- Of two rounds at the same time the second could differ by one person.
    constraint scorecard_round_one_at_a_time exclude using btree (partnership_id with =)
        where (closed_at is null) deferrable initially immediate
);
create index scorecard_round_of on scorecard_round (partnership_id, opens_on desc);
create index scorecard_round_by_catalogue on scorecard_round (catalogue_id);
comment on table scorecard_round is 'People of a partnership rate the six success factors within some days';
comment on column scorecard_round.opens_on is 'First day on which it takes answers';
comment on column scorecard_round.closes_on is 'Last day on which it takes answers';
comment on column scorecard_round.naming is 'attributed: answers carry names once it is closed; anonymous: nobody but its author ever reads an answer. Never changed';
comment on column scorecard_round.minimum is 'Anonymous: people that must have rated a factor before their group shows. Never changed';
comment on column scorecard_round.closed_at is 'Since when it takes no answers and its results are worked out; never undone';
comment on column scorecard_round.published_at is 'Since when everybody who sees the partnership reads its results';
comment on column scorecard_round.agenda is 'What the next meeting is asked to talk about';

create function keep_scorecard_round() returns trigger
    language plpgsql
as $$
begin
    if (new.id, new.partnership_id, new.catalogue_id, new.naming, new.minimum)
        is distinct from (old.id, old.partnership_id, old.catalogue_id, old.naming, old.minimum)
        or old.closed_at is not null and (new.closed_at, new.opens_on, new.closes_on)
            is distinct from (old.closed_at, old.opens_on, old.closes_on)
        or old.published_at is not null and new.published_at is distinct from old.published_at then
        raise exception 'what people were told of a round when they were invited stands'
            using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function keep_scorecard_round() is 'Trigger: what a round says of names, and that it is closed, is never changed';
create trigger keep_scorecard_round before update on scorecard_round
    for each row execute function keep_scorecard_round();

create table scorecard_invitation (
    id uuid not null,
    partnership_id uuid not null,
    round_id uuid not null,
    person_id uuid not null,
    stakeholder_group text not null,
    constraint scorecard_invitation_pkey primary key (id),
    constraint scorecard_invitation_once unique (round_id, person_id),
    constraint scorecard_invitation_partnership_exists foreign key (partnership_id) references partnership,
    constraint scorecard_invitation_round_exists foreign key (round_id) references scorecard_round,
    constraint scorecard_invitation_person_exists foreign key (person_id) references person,
    constraint scorecard_invitation_group_known check (stakeholder_group in
        ('ict_executive', 'health_executive', 'chief_information_officer', 'clinician',
        'government_official', 'front_line_staff'))
);
create index scorecard_invitation_by_person on scorecard_invitation (person_id);
create index scorecard_invitation_by_partnership on scorecard_invitation (partnership_id);
comment on table scorecard_invitation is 'Somebody may answer in a round, for one group';
comment on column scorecard_invitation.stakeholder_group is 'Whom the person speaks for in this round; never changed';

create table scorecard_reminder (
    id uuid not null,
    partnership_id uuid not null,
    round_id uuid not null,
    reminded_by uuid,
    reminded_at timestamptz not null default now(),
    constraint scorecard_reminder_pkey primary key (id),
    constraint scorecard_reminder_partnership_exists foreign key (partnership_id) references partnership,
    constraint scorecard_reminder_round_exists foreign key (round_id) references scorecard_round,
    constraint scorecard_reminder_person_exists foreign key (reminded_by) references person
);
create index scorecard_reminder_of on scorecard_reminder (round_id, reminded_at desc);
create index scorecard_reminder_by_partnership on scorecard_reminder (partnership_id);
comment on table scorecard_reminder is 'Everybody invited who had not answered was reminded; who that was stands nowhere, since it tells who answered when';

create trigger scorecard_invitation_is_append_only before update or delete on scorecard_invitation
    for each row execute function refuse_change();
create trigger scorecard_reminder_is_append_only before update or delete on scorecard_reminder
    for each row execute function refuse_change();

-- ---------------------------------------------------------------------------
-- Answers. No history: it would hold what nobody may read.

create table scorecard_response (
    id uuid not null,
    version integer not null default 1,
    round_id uuid not null,
    person_id uuid not null,
    submitted_at timestamptz,
    language text not null default 'en',
    constraint scorecard_response_pkey primary key (id),
    constraint scorecard_response_once unique (round_id, person_id),
    constraint scorecard_response_by_the_invited foreign key (round_id, person_id)
        references scorecard_invitation (round_id, person_id)
);
create index scorecard_response_by_person on scorecard_response (person_id);
comment on table scorecard_response is 'What one person says in a round; a draft until it is sent';
comment on column scorecard_response.submitted_at is 'When it was sent; it is not changed from then on';
comment on column scorecard_response.language is 'Language of the comments';

create table scorecard_answer (
    id uuid not null,
    response_id uuid not null,
    statement_id uuid not null,
    score smallint,
    constraint scorecard_answer_pkey primary key (id),
    constraint scorecard_answer_once unique (response_id, statement_id),
    constraint scorecard_answer_response_exists foreign key (response_id) references scorecard_response,
    constraint scorecard_answer_statement_exists foreign key (statement_id) references scorecard_statement,
    constraint scorecard_answer_score_range check (score between 1 and 5)
);
create index scorecard_answer_by_statement on scorecard_answer (statement_id);
comment on table scorecard_answer is 'What one person says of one statement';
comment on column scorecard_answer.score is '1 (not at all) to 5 (fully); null: cannot say';

create table scorecard_comment (
    id uuid not null,
    response_id uuid not null,
    factor text not null,
    remark text not null,
    constraint scorecard_comment_pkey primary key (id),
    constraint scorecard_comment_once unique (response_id, factor),
    constraint scorecard_comment_response_exists foreign key (response_id) references scorecard_response,
    constraint scorecard_comment_factor_known check (factor in
        ('leadership', 'understanding', 'trust', 'goals', 'financing', 'contracts')),
    constraint scorecard_comment_given check (btrim(remark) <> '')
);
comment on table scorecard_comment is 'What one person adds about a factor';

create function keep_scorecard_response() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if tg_op = 'UPDATE' and (old.submitted_at is not null
        or (new.id, new.round_id, new.person_id) is distinct from (old.id, old.round_id, old.person_id)) then
        raise exception 'answers that were sent stand' using errcode = 'restrict_violation';
    end if;
    -- Closing waits for whoever is sending, and whoever sends after it is refused.
    perform 1 from scorecard_round where id = new.round_id and closed_at is null for share;
    if not found then
        raise exception 'the round is closed' using errcode = 'check_violation',
            constraint = 'scorecard_response_round_open';
    end if;
    return new;
end
$$;
comment on function keep_scorecard_response() is 'Trigger: what was sent stands, and a closed round takes nothing';
create trigger keep_scorecard_response before insert or update on scorecard_response
    for each row execute function keep_scorecard_response();

create function complete_scorecard_response() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if new.submitted_at is not null and exists (
        select 1 from scorecard_round r join scorecard_statement s on s.catalogue_id = r.catalogue_id
        where r.id = new.round_id and not exists (
            select 1 from scorecard_answer a where a.response_id = new.id and a.statement_id = s.id)) then
        raise exception 'a statement has no answer' using errcode = 'check_violation',
            constraint = 'scorecard_response_complete';
    end if;
    return null;
end
$$;
comment on function complete_scorecard_response() is 'Trigger: what is sent answers every statement of its round';
create constraint trigger complete_scorecard_response after insert or update on scorecard_response
    deferrable initially deferred for each row execute function complete_scorecard_response();

-- ---------------------------------------------------------------------------
-- What a round came to.

create table scorecard_result (
    id uuid not null,
    partnership_id uuid not null,
    round_id uuid not null,
    factor text not null,
    stakeholder_group text not null,
    people integer not null,
    sum_of_scores integer not null,
    sum_of_squares integer not null,
    constraint scorecard_result_pkey primary key (id),
    constraint scorecard_result_once unique (round_id, factor, stakeholder_group),
    constraint scorecard_result_partnership_exists foreign key (partnership_id) references partnership,
    constraint scorecard_result_round_exists foreign key (round_id) references scorecard_round,
    constraint scorecard_result_of_people check (people > 0)
);
create index scorecard_result_by_partnership on scorecard_result (partnership_id);
comment on table scorecard_result is 'What the people of one group say of one factor, worked out as the round is closed; no row where nobody rated it or, in an anonymous round, too few';
comment on column scorecard_result.people is 'People who rated at least one statement of the factor';
comment on column scorecard_result.sum_of_scores is 'Of each person''s mean rating, in twelfths of a point, so that it is exact';
comment on column scorecard_result.sum_of_squares is 'Of the squares of these, for the spread';

create table scorecard_remark (
    id uuid not null,
    partnership_id uuid not null,
    round_id uuid not null,
    factor text not null,
    remark text not null,
    person_id uuid,
    language text not null,
    constraint scorecard_remark_pkey primary key (id),
    constraint scorecard_remark_partnership_exists foreign key (partnership_id) references partnership,
    constraint scorecard_remark_round_exists foreign key (round_id) references scorecard_round,
    constraint scorecard_remark_person_exists foreign key (person_id) references person
);
create index scorecard_remark_of on scorecard_remark (round_id, factor);
create index scorecard_remark_by_partnership on scorecard_remark (partnership_id);
comment on table scorecard_remark is 'A comment as the results show it; of an anonymous round without name and group, and only where enough people of the groups that show commented on the factor';
comment on column scorecard_remark.person_id is 'Who made it; null in an anonymous round';

create trigger scorecard_result_is_append_only before update or delete on scorecard_result
    for each row execute function refuse_change();
create trigger scorecard_remark_is_append_only before update or delete on scorecard_remark
    for each row execute function refuse_change();

-- A trigger and not a function to call: nobody can ask it for anything.
create function work_out_scorecard() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    insert into scorecard_result (id, partnership_id, round_id, factor, stakeholder_group, people,
        sum_of_scores, sum_of_squares)
    select gen_random_uuid(), new.partnership_id, new.id, factor, stakeholder_group, count(*),
        sum(score), sum(score * score)
    from (
        -- One to four ratings divide twelve times their sum without remainder.
        select s.factor, i.stakeholder_group, r.person_id,
            (sum(a.score) * 12 / count(a.score))::integer as score
        from scorecard_response r
        join scorecard_invitation i on i.round_id = r.round_id and i.person_id = r.person_id
        join scorecard_answer a on a.response_id = r.id and a.score is not null
        join scorecard_statement s on s.id = a.statement_id and s.catalogue_id = new.catalogue_id
        where r.round_id = new.id and r.submitted_at is not null
        group by s.factor, i.stakeholder_group, r.person_id) person
    group by factor, stakeholder_group
    having new.naming = 'attributed' or count(*) >= new.minimum
    order by factor, stakeholder_group;

    -- Ordered by their words, so that nothing tells who sent theirs first.
    insert into scorecard_remark (id, partnership_id, round_id, factor, remark, person_id, language)
    select gen_random_uuid(), new.partnership_id, new.id, factor, remark,
        case when new.naming = 'attributed' then person_id end, language
    from (
        select c.factor, c.remark, r.person_id, r.language, count(*) over (partition by c.factor) as people
        from scorecard_response r
        join scorecard_invitation i on i.round_id = r.round_id and i.person_id = r.person_id
        join scorecard_comment c on c.response_id = r.id
        where r.round_id = new.id and r.submitted_at is not null
            and (new.naming = 'attributed' or exists (
                select 1 from scorecard_result t
                where t.round_id = new.id and t.factor = c.factor
                    and t.stakeholder_group = i.stakeholder_group))) said
    where new.naming = 'attributed' or people >= new.minimum
    order by factor, remark;
    return null;
end
$$;
comment on function work_out_scorecard() is 'Trigger: works out a round''s results as it is closed, leaving out groups that are too small';
create trigger work_out_scorecard after update on scorecard_round
    for each row when (old.closed_at is null and new.closed_at is not null)
    execute function work_out_scorecard();

create function sees_partnership_now(partnership uuid) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, public
    return exists (select 1 from partnership p where p.id = sees_partnership_now.partnership
        and ((select viewer_role()) = 'operator'
            or p.jurisdiction_id = any ((select viewer_jurisdictions())::uuid[])
            or p.id = any ((select viewer_partnerships())::uuid[])));
comment on function sees_partnership_now(uuid) is 'Whether the viewer sees the partnership, for functions that run past its policy';

create function scorecard_progress(rounds uuid[])
    returns table (round_id uuid, invited integer, answered integer)
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select o.id, count(i.id)::integer, count(r.submitted_at)::integer
    from scorecard_round o
    left join scorecard_invitation i on i.round_id = o.id
    left join scorecard_response r on r.round_id = o.id and r.person_id = i.person_id
    where o.id = any (rounds) and sees_partnership_now(o.partnership_id)
    group by o.id
$$;
comment on function scorecard_progress(uuid[]) is 'How many are invited to each round and how many have answered, whoever they are';

create function scorecard_answered(round uuid) returns setof uuid
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select r.person_id from scorecard_response r
    join scorecard_round o on o.id = r.round_id
    where o.id = scorecard_answered.round and o.naming = 'attributed' and r.submitted_at is not null
        and sees_partnership_now(o.partnership_id)
$$;
comment on function scorecard_answered(uuid) is 'Who has answered in an attributed round; nobody''s name for an anonymous one';

-- ---------------------------------------------------------------------------
-- Who reads and writes what.

create function protect_scorecard(of_table regclass) returns void
    language plpgsql
as $$
begin
    perform protect_content(of_table);
    execute format('create policy added_by_those_who_lead on %s as restrictive for insert to triad_app '
        'with check ((select viewer_role()) in (''ministry_official'', ''health_executive'', ''operator''))', of_table);
    execute format('create policy changed_by_those_who_lead on %s as restrictive for update to triad_app '
        'using ((select viewer_role()) in (''ministry_official'', ''health_executive'', ''operator''))', of_table);
end
$$;
comment on function protect_scorecard(regclass) is 'Row-level security of what those keep who run the rounds of a partnership';
select protect_scorecard(t) from unnest(array['scorecard_round', 'scorecard_invitation',
    'scorecard_reminder']::regclass[]) t;

-- Whom a round counts, and for which group, is never changed; some may be
-- added while it is open.
create policy added_while_open on scorecard_invitation as restrictive for insert to triad_app with check (
    round_id in (select id from scorecard_round where closed_at is null));

-- Reading: one's own; others' where answers carry names and the round is
-- published, or closed for those who run it.
alter table scorecard_response enable row level security;
create policy seen on scorecard_response for select to triad_app using (
    person_id = (select viewer_person())
    or (submitted_at is not null and round_id in (
        select id from scorecard_round where naming = 'attributed' and (published_at is not null
            or (closed_at is not null and (select viewer_role()) in ('ministry_official', 'health_executive'))))));
create policy begun on scorecard_response for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (person_id = (select viewer_person()) and (select viewer_may_write())
        and round_id in (select id from scorecard_round where closed_at is null)));
create policy changed on scorecard_response for update to triad_app using (
    person_id = (select viewer_person()) and submitted_at is null
    and round_id in (select id from scorecard_round where closed_at is null))
    with check (person_id = (select viewer_person()));

create function protect_scorecard_answers(of_table regclass) returns void
    language plpgsql
as $$
declare
    own_draft text := 'response_id in (select r.id from scorecard_response r '
        'join scorecard_round o on o.id = r.round_id where r.person_id = (select viewer_person()) '
        'and r.submitted_at is null and o.closed_at is null)';
begin
    execute format('alter table %s enable row level security', of_table);
    execute format('create policy seen on %s for select to triad_app using (response_id in (select id from scorecard_response))', of_table);
    execute format('create policy added on %s for insert to triad_app with check ((select viewer_role()) = ''operator'' or %s)', of_table, own_draft);
    execute format('create policy removed on %s for delete to triad_app using (%s)', of_table, own_draft);
end
$$;
comment on function protect_scorecard_answers(regclass) is 'Row-level security of what somebody answers: read as the response is, written while it is their own draft';
select protect_scorecard_answers(t) from unnest(array['scorecard_answer', 'scorecard_comment']::regclass[]) t;

create function protect_scorecard_results(of_table regclass) returns void
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', of_table);
    execute format('create policy seen on %s for select to triad_app using (round_id in ('
        'select id from scorecard_round where published_at is not null '
        'or (select viewer_role()) in (''ministry_official'', ''health_executive'', ''operator'')))', of_table);
end
$$;
comment on function protect_scorecard_results(regclass) is 'Row-level security of results: published ones for everybody who sees the partnership, others for those who run its rounds';
select protect_scorecard_results(t) from unnest(array['scorecard_result', 'scorecard_remark']::regclass[]) t;

select keep_history(t) from unnest(array['statement_catalogue', 'scorecard_statement', 'scorecard_round',
    'scorecard_invitation', 'scorecard_reminder', 'scorecard_result', 'scorecard_remark']::regclass[]) t;

create policy statement_history_seen on history for select to triad_app using (
    table_name in ('statement_catalogue', 'scorecard_statement') and (select viewer_role()) <> 'nobody');
create policy scorecard_results_when_published on history as restrictive for select to triad_app using (
    table_name not in ('scorecard_result', 'scorecard_remark')
    or (select viewer_role()) in ('ministry_official', 'health_executive', 'operator')
    or (coalesce(new_row, old_row) ->> 'round_id')::uuid in (
        select id from scorecard_round where published_at is not null));

grant select, insert on statement_catalogue, scorecard_statement, scorecard_invitation,
    scorecard_reminder to triad_app;
grant select, insert, update on scorecard_round, scorecard_response to triad_app;
grant select, insert, delete on scorecard_answer, scorecard_comment to triad_app;
grant select on scorecard_result, scorecard_remark to triad_app;

-- ---------------------------------------------------------------------------
-- The first version, in our own words after seed 000.

with catalogue as (
    insert into statement_catalogue (id, number, reason)
    values ('0196a000-0000-7000-8000-000000000001', 1, 'The first version, after the six success factors of seed 000')
    returning id)
insert into scorecard_statement (id, catalogue_id, factor, position, wording_en, wording_fr)
select gen_random_uuid(), catalogue.id, factor, position, wording_en, wording_fr
from catalogue, (values
    ('leadership', 1, 'Those who lead this partnership say clearly where it is going.',
        'Les personnes qui dirigent ce partenariat disent clairement où il va.'),
    ('leadership', 2, 'There is a plan, both strategic and for daily work, and it is followed.',
        'Il existe un plan, à la fois stratégique et opérationnel, et il est suivi.'),
    ('leadership', 3, 'Decisions are made by somebody who answers for them, and in time.',
        'Les décisions sont prises à temps, par quelqu’un qui en répond.'),
    ('understanding', 1, 'The others understand what we need and why.',
        'Les autres comprennent ce dont nous avons besoin et pourquoi.'),
    ('understanding', 2, 'We understand what the others need and why.',
        'Nous comprenons ce dont les autres ont besoin et pourquoi.'),
    ('understanding', 3, 'Each side knows what the other can and cannot do with the people and means it has.',
        'Chaque partie sait ce que l’autre peut et ne peut pas faire avec les gens et les moyens dont elle dispose.'),
    ('trust', 1, 'The others do what they say.',
        'Les autres font ce qu’ils disent.'),
    ('trust', 2, 'Bad news is told early, and whoever tells it is not punished for it.',
        'Les mauvaises nouvelles sont annoncées tôt, et personne n’est puni de les avoir annoncées.'),
    ('trust', 3, 'We work together openly, not only through contracts and letters.',
        'Nous collaborons ouvertement, et pas seulement par contrats et par lettres.'),
    ('goals', 1, 'All parties pursue the same goals.',
        'Toutes les parties poursuivent les mêmes objectifs.'),
    ('goals', 2, 'It is written down who is responsible for what.',
        'Il est écrit qui est responsable de quoi.'),
    ('goals', 3, 'Whoever is responsible is also held to account.',
        'Ceux qui sont responsables rendent aussi des comptes.'),
    ('financing', 1, 'The money for the coming years is secured.',
        'Le financement des prochaines années est assuré.'),
    ('financing', 2, 'The money meant for this partnership is spent on nothing else.',
        'L’argent prévu pour ce partenariat ne sert à rien d’autre.'),
    ('financing', 3, 'Cuts and changes are announced early enough to plan for them.',
        'Les compressions et les changements sont annoncés assez tôt pour qu’on puisse s’y préparer.'),
    ('contracts', 1, 'The contracts say what is to be delivered so that everybody reads them the same way.',
        'Les contrats disent ce qui doit être livré, de sorte que chacun les lise de la même façon.'),
    ('contracts', 2, 'The timelines are realistic.',
        'Les échéanciers sont réalistes.'),
    ('contracts', 3, 'What is measured shows whether the partnership does its work.',
        'Ce qui est mesuré montre si le partenariat fait son travail.')
) as statement (factor, position, wording_en, wording_fr);
