-- Charters: where each party stands between the ways of thinking of ICT and of
-- health care, what it brings and expects, in versions that all sign.
--
-- A version's content is what was last written up to it: a row of a party's
-- column, or a bridging step, belongs to the version in which it was written
-- and holds until a later one. Nothing is copied, so nobody ever appears to
-- have written what somebody else did. The first signature closes a version to
-- changes; a trigger then keeps who has a place in it, and says when it comes
-- into force.

create table charter (
    id uuid not null,
    partnership_id uuid not null,
    number integer not null,
    opened_by uuid,
    opened_at timestamptz not null default now(),
    parties uuid[],
    in_force_on date,
    constraint charter_pkey primary key (id),
    constraint charter_partnership_exists foreign key (partnership_id) references partnership,
    constraint charter_numbered_once unique (partnership_id, number),
    constraint charter_number_positive check (number > 0),
    constraint charter_in_force_is_signed check (in_force_on is null or cardinality(parties) > 1),
    constraint charter_opened_by_person_exists foreign key (opened_by) references person
);
create unique index charter_one_draft on charter (partnership_id) where parties is null;
comment on table charter is 'A version of a partnership''s charter (seed 000: explicit parameters, roles and responsibilities, involvement and expectations)';
comment on column charter.number is '1 for the first';
comment on column charter.parties is 'Organisations with a place in it, kept at the first signature; null while it can be changed';
comment on column charter.in_force_on is 'Day of the last signature; null while one is missing';

create table charter_position (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    charter_id uuid not null,
    organisation_id uuid not null,
    characteristic text not null,
    position smallint not null,
    parameters text not null,
    roles text not null,
    involvement text not null,
    expectations text not null,
    written_by uuid,
    written_at timestamptz not null default now(),
    language text not null default 'en',
    constraint charter_position_pkey primary key (id),
    constraint charter_position_partnership_exists foreign key (partnership_id) references partnership,
    constraint charter_position_charter_exists foreign key (charter_id) references charter,
    constraint charter_position_organisation_exists foreign key (organisation_id) references organisation,
    constraint charter_position_once unique (charter_id, organisation_id, characteristic),
    constraint charter_position_characteristic_known check (characteristic in
        ('strategic_goals', 'time', 'power', 'ethics', 'culture')),
    constraint charter_position_on_scale check (position between 0 and 10),
    constraint charter_position_written check (btrim(parameters) <> '' and btrim(roles) <> ''
        and btrim(involvement) <> '' and btrim(expectations) <> ''),
    constraint charter_position_written_by_person_exists foreign key (written_by) references person
);
create index charter_position_of_partnership on charter_position (partnership_id);
create index charter_position_by_organisation on charter_position (organisation_id);
comment on table charter_position is 'Where an organisation stands on one characteristic, and what it says of it; holds from its version on until a later row';
comment on column charter_position.version is 'Goes on over the versions of the charter';
comment on column charter_position.charter_id is 'Version of the charter in which it was written';
comment on column charter_position.characteristic is 'One of the five of Table I of seed 000';
comment on column charter_position.position is 'From 0, the ICT pole, to 10, the health pole';
comment on column charter_position.parameters is 'Within which limits the organisation acts';
comment on column charter_position.roles is 'What it does and answers for';
comment on column charter_position.involvement is 'How it takes part';
comment on column charter_position.expectations is 'What it expects of the others';

create table charter_bridge (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    charter_id uuid not null,
    characteristic text not null,
    step text not null,
    responsible_id uuid not null,
    due_on date not null,
    written_by uuid,
    written_at timestamptz not null default now(),
    language text not null default 'en',
    constraint charter_bridge_pkey primary key (id),
    constraint charter_bridge_partnership_exists foreign key (partnership_id) references partnership,
    constraint charter_bridge_charter_exists foreign key (charter_id) references charter,
    constraint charter_bridge_responsible_exists foreign key (responsible_id) references organisation,
    constraint charter_bridge_once unique (charter_id, characteristic),
    constraint charter_bridge_characteristic_known check (characteristic in
        ('strategic_goals', 'time', 'power', 'ethics', 'culture')),
    constraint charter_bridge_step_given check (btrim(step) <> ''),
    constraint charter_bridge_written_by_person_exists foreign key (written_by) references person
);
create index charter_bridge_of_partnership on charter_bridge (partnership_id);
create index charter_bridge_by_responsible on charter_bridge (responsible_id);
comment on table charter_bridge is 'What the parties agree to do about the distance between them on one characteristic; holds from its version on until a later row';
comment on column charter_bridge.version is 'Goes on over the versions of the charter';
comment on column charter_bridge.charter_id is 'Version of the charter in which it was written';
comment on column charter_bridge.responsible_id is 'Organisation that sees to it';
comment on column charter_bridge.due_on is 'By when';

create table charter_signature (
    id uuid not null,
    partnership_id uuid not null,
    charter_id uuid not null,
    organisation_id uuid not null,
    person_id uuid,
    signed_on date not null,
    signed_at timestamptz not null default now(),
    constraint charter_signature_pkey primary key (id),
    constraint charter_signature_partnership_exists foreign key (partnership_id) references partnership,
    constraint charter_signature_charter_exists foreign key (charter_id) references charter,
    constraint charter_signature_organisation_exists foreign key (organisation_id) references organisation,
    constraint charter_signature_once unique (charter_id, organisation_id),
    constraint charter_signature_person_exists foreign key (person_id) references person
);
create index charter_signature_of_partnership on charter_signature (partnership_id);
create index charter_signature_by_organisation on charter_signature (organisation_id);
comment on table charter_signature is 'An organisation''s yes to a version of the charter, by one of its own people; never changed, and void for any later version';
comment on column charter_signature.person_id is 'Null for the command line';
comment on column charter_signature.signed_on is 'The day where the signing organisation is';

-- ---------------------------------------------------------------------------
-- A signature closes its version to changes; the last one brings it into force.

create function settle_charter() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
declare
    signed charter%rowtype;
    places uuid[];
begin
    select * into signed from charter where id = new.charter_id for update;
    if exists (select 1 from charter c where c.partnership_id = signed.partnership_id and c.number > signed.number) then
        raise exception 'a later version of the charter has taken its place' using errcode = 'restrict_violation';
    end if;
    places := signed.parties;
    if places is null then
        select array_agg(organisation_id order by organisation_id) into places from (
            select p.organisation_id from charter_position p
            join charter c on c.id = p.charter_id
            where c.partnership_id = signed.partnership_id and c.number <= signed.number
                and exists (select 1 from party t
                    where t.partnership_id = signed.partnership_id and t.organisation_id = p.organisation_id)
            group by p.organisation_id
            having count(distinct p.characteristic) = 5) complete;
    end if;
    if cardinality(places) < 2 or not new.organisation_id = any (places) then
        raise exception 'a charter is signed by those with a place in it, two at least'
            using errcode = 'restrict_violation';
    end if;
    update charter set parties = places,
        in_force_on = case when (select count(*) from charter_signature s
            where s.charter_id = signed.id and s.organisation_id = any (places)) = cardinality(places)
            then new.signed_on end
    where id = signed.id;
    return null;
end
$$;
comment on function settle_charter() is 'Trigger: keeps who has a place in a version at its first signature, and brings it into force at its last';
create trigger settle_charter after insert on charter_signature
    for each row execute function settle_charter();

-- ---------------------------------------------------------------------------
-- Rights.

select protect_content(t) from unnest(array['charter', 'charter_position', 'charter_bridge',
    'charter_signature']::regclass[]) t;

create policy opened_by_those_who_write on charter as restrictive for insert to triad_app with check (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'vendor', 'operator')
    and parties is null and in_force_on is null);

-- Nobody writes in another organisation's column, nor in a version that
-- somebody has signed, whatever the application says.
create policy written_by_own_people on charter_position as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (organisation_id = (select viewer_organisation())
        and (select viewer_role()) in ('ministry_official', 'health_executive', 'vendor')
        and exists (select 1 from party t where t.partnership_id = charter_position.partnership_id
            and t.organisation_id = charter_position.organisation_id)
        and charter_id in (select id from charter where parties is null)));
create policy changed_by_own_people on charter_position as restrictive for update to triad_app using (
    organisation_id = (select viewer_organisation())
    and (select viewer_role()) in ('ministry_official', 'health_executive', 'vendor')
    and charter_id in (select id from charter where parties is null));

create policy written_by_those_who_lead on charter_bridge as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or ((select viewer_role()) in ('ministry_official', 'health_executive')
        and charter_id in (select id from charter where parties is null)));
create policy changed_by_those_who_lead on charter_bridge as restrictive for update to triad_app using (
    (select viewer_role()) in ('ministry_official', 'health_executive')
    and charter_id in (select id from charter where parties is null));

create policy signed_by_own_people on charter_signature as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (organisation_id = (select viewer_organisation()) and person_id = (select viewer_person())
        and (select viewer_role()) in ('ministry_official', 'health_executive', 'vendor')
        and exists (select 1 from party t where t.partnership_id = charter_signature.partnership_id
            and t.organisation_id = charter_signature.organisation_id)));

create trigger charter_signature_is_append_only before update or delete on charter_signature
    for each row execute function refuse_change();

select keep_history(t) from unnest(array['charter', 'charter_position', 'charter_bridge',
    'charter_signature']::regclass[]) t;

-- Only settle_charter() says who has a place and that a version is in force.
grant select, insert on charter, charter_position, charter_bridge, charter_signature to triad_app;
grant update (version, position, parameters, roles, involvement, expectations, written_by, written_at, language)
    on charter_position to triad_app;
grant update (version, step, responsible_id, due_on, written_by, written_at, language)
    on charter_bridge to triad_app;
