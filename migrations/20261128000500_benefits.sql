-- Benefits that are claimed until somebody else has measured them, prototypes
-- with who takes them up, and lessons.

create table benefit (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    title text not null,
    description text not null,
    outcome_domain text not null,
    claimant_id uuid,
    source text,
    link text,
    as_published text,
    measure text not null,
    measure_kind text not null,
    unit text not null,
    direction text not null,
    baseline numeric(18,2),
    expected numeric(18,2),
    claimed numeric(18,2),
    claimed_on date not null,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint benefit_pkey primary key (id),
    constraint benefit_partnership_exists foreign key (partnership_id) references partnership,
    constraint benefit_claimed_by_person_exists foreign key (claimant_id) references person,
    constraint benefit_entered_by_person_exists foreign key (entered_by) references person,
    constraint benefit_worded check (btrim(title) <> '' and btrim(description) <> '' and btrim(measure) <> ''
        and btrim(unit) <> ''),
    constraint benefit_domain_known check (outcome_domain in ('safety', 'resources', 'efficiency', 'outcomes',
        'population_health', 'prevention', 'health_evaluation', 'promotion')),
    constraint benefit_claimed_by_somebody check ((claimant_id is null) <> (source is null)),
    constraint benefit_kind_known check (measure_kind in ('money', 'count', 'share')),
    constraint benefit_currency_of_money check (measure_kind <> 'money' or unit ~ '^[A-Z]{3}$'),
    constraint benefit_direction_known check (direction in ('higher', 'lower')),
    constraint benefit_says_something check (expected is not null or claimed is not null)
);
create index benefit_of on benefit (partnership_id);
comment on table benefit is 'Something that a partnership is said to be good for: claimed, until somebody else has measured it';
comment on column benefit.outcome_domain is 'As the outcome domains of a partnership';
comment on column benefit.claimant_id is 'Person who claims it; null where it is published';
comment on column benefit.source is 'Publication that claims it; null where a person does';
comment on column benefit.link is 'Where it is published, or the evidence of the person';
comment on column benefit.as_published is 'The words of the publication';
comment on column benefit.measure is 'What is measured';
comment on column benefit.measure_kind is 'money, count or share; shares are never added';
comment on column benefit.unit is 'Currency (ISO 4217) of money, unit of a count, what a share is of';
comment on column benefit.direction is 'Whether higher or lower is better';
comment on column benefit.baseline is 'Figure before, in the unit';
comment on column benefit.expected is 'Figure that is expected, in the unit';
comment on column benefit.claimed is 'Figure that is claimed to be reached, in the unit';
comment on column benefit.claimed_on is 'Day for which it is claimed';

create table benefit_verification (
    id uuid not null,
    partnership_id uuid not null,
    benefit_id uuid not null,
    value numeric(18,2) not null,
    measured_on date not null,
    method text not null,
    link text,
    person_id uuid,
    recorded_at timestamptz not null default now(),
    language text not null default 'en',
    constraint benefit_verification_pkey primary key (id),
    constraint benefit_verification_partnership_exists foreign key (partnership_id) references partnership,
    constraint benefit_verification_benefit_exists foreign key (benefit_id) references benefit,
    constraint benefit_verification_person_exists foreign key (person_id) references person,
    constraint benefit_verification_worded check (btrim(method) <> '')
);
create index benefit_verification_of on benefit_verification (benefit_id, measured_on);
create index benefit_verification_of_partnership on benefit_verification (partnership_id);
comment on table benefit_verification is 'What somebody else than the claimant measured of a benefit; never changed, the latest counts';
comment on column benefit_verification.value is 'Figure that was measured, in the unit of the benefit';
comment on column benefit_verification.method is 'How and by what it was measured';

create trigger benefit_verification_is_append_only before update or delete on benefit_verification
    for each row execute function refuse_change();

-- A claim that was measured stays as it was claimed.
create function keep_benefit() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if tg_table_name = 'benefit' then
        if exists (select 1 from benefit_verification v where v.benefit_id = new.id) then
            raise exception 'a verified claim does not change' using errcode = 'restrict_violation';
        end if;
    else
        perform 1 from benefit b where b.id = new.benefit_id and b.partnership_id = new.partnership_id
            and (new.person_id is null
                or new.person_id is distinct from b.claimant_id and new.person_id is distinct from b.entered_by)
            for update;
        if not found then
            raise exception 'nobody verifies their own claim' using errcode = 'restrict_violation';
        end if;
    end if;
    return new;
end
$$;
comment on function keep_benefit() is 'Trigger: nobody verifies what they claimed or recorded, and what was verified stays as claimed';
create trigger keep_benefit before update on benefit for each row execute function keep_benefit();
create trigger keep_benefit before insert on benefit_verification for each row execute function keep_benefit();

-- ---------------------------------------------------------------------------
-- The ripple: what works here and is taken up elsewhere.

create table prototype (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    title text not null,
    description text not null,
    works_since date not null,
    link text,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint prototype_pkey primary key (id),
    constraint prototype_partnership_exists foreign key (partnership_id) references partnership,
    constraint prototype_entered_by_person_exists foreign key (entered_by) references person,
    constraint prototype_worded check (btrim(title) <> '' and btrim(description) <> '')
);
create index prototype_of on prototype (partnership_id);
comment on table prototype is 'Something that works in the jurisdiction of a partnership and could work elsewhere';
comment on column prototype.description is 'What others could take up';
comment on column prototype.works_since is 'Since when it works here';

create table uptake (
    id uuid not null,
    partnership_id uuid not null,
    prototype_id uuid not null,
    jurisdiction_id uuid not null,
    organisation_id uuid,
    stage text not null,
    since_on date not null,
    source text not null,
    link text,
    person_id uuid,
    recorded_at timestamptz not null default now(),
    language text not null default 'en',
    constraint uptake_pkey primary key (id),
    constraint uptake_partnership_exists foreign key (partnership_id) references partnership,
    constraint uptake_prototype_exists foreign key (prototype_id) references prototype,
    constraint uptake_jurisdiction_exists foreign key (jurisdiction_id) references jurisdiction,
    constraint uptake_organisation_exists foreign key (organisation_id) references organisation,
    constraint uptake_person_exists foreign key (person_id) references person,
    constraint uptake_stage_known check (stage in ('considering', 'piloting', 'in_use', 'given_up')),
    constraint uptake_source_given check (btrim(source) <> '')
);
create index uptake_of on uptake (prototype_id, since_on);
create index uptake_of_partnership on uptake (partnership_id);
create index uptake_by_jurisdiction on uptake (jurisdiction_id);
create index uptake_by_organisation on uptake (organisation_id);
comment on table uptake is 'That somebody elsewhere took a prototype up, or went a step further; never changed, the latest of a place counts';
comment on column uptake.organisation_id is 'Who took it up there; null where the place is all that is known';
comment on column uptake.since_on is 'Since when it is so; the partnership may be closed by then';
comment on column uptake.source is 'Who says so, or where it stands';

create trigger uptake_is_append_only before update or delete on uptake
    for each row execute function refuse_change();

-- ---------------------------------------------------------------------------
-- Lessons.

create table lesson (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid,
    title text not null,
    body text not null,
    tags text[] not null default '{}',
    outcome_domain text,
    risk_kind text,
    author_id uuid,
    learnt_on date not null,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint lesson_pkey primary key (id),
    constraint lesson_partnership_exists foreign key (partnership_id) references partnership,
    constraint lesson_author_person_exists foreign key (author_id) references person,
    constraint lesson_worded check (btrim(title) <> '' and btrim(body) <> ''),
    constraint lesson_tags_few check (cardinality(tags) <= 10),
    constraint lesson_domain_known check (outcome_domain in ('safety', 'resources', 'efficiency', 'outcomes',
        'population_health', 'prevention', 'health_evaluation', 'promotion')),
    constraint lesson_kind_known check (risk_kind in ('governance_and_trust', 'cybersecurity', 'equity',
        'reimbursement', 'legal', 'cultural', 'privacy', 'fiscal', 'workforce'))
);
comment on table lesson is 'What somebody learnt, for others to find';
comment on column lesson.partnership_id is 'Where it was learnt: whoever sees that reads it; null where it is for everybody who reads partnerships';
comment on column lesson.tags is 'Words to find it by, lower case';
comment on column lesson.risk_kind is 'Kind of barrier or risk that it is about';
comment on column lesson.learnt_on is 'Day it was written down';

-- Each word is found in the form it was typed, and in every form of the language
-- it was typed in.
create function lesson_words(title text, body text, tags text[], language text) returns tsvector
    language sql immutable
    return to_tsvector('pg_catalog.simple', fold(title || ' ' || body || ' ' || array_to_tsvector(tags)::text))
        || to_tsvector(case language when 'fr' then 'pg_catalog.french' else 'pg_catalog.english' end::regconfig,
            fold(title || ' ' || body));
comment on function lesson_words(text, text, text[], text) is 'Words of a lesson for searching, without case and accents';
create function lesson_query(words text) returns tsquery
    language sql immutable
    return websearch_to_tsquery('pg_catalog.simple', fold(words))
        || websearch_to_tsquery('pg_catalog.english', fold(words))
        || websearch_to_tsquery('pg_catalog.french', fold(words));
comment on function lesson_query(text) is 'What is searched for, in every form that either language knows';
create index lesson_by_words on lesson using gin (lesson_words(title, body, tags, language));
create index lesson_by_tag on lesson using gin (tags);
create index lesson_of on lesson (partnership_id);

-- ---------------------------------------------------------------------------
-- Rights.

select protect_content(t) from unnest(array['benefit', 'benefit_verification', 'prototype', 'uptake']::regclass[]) t;
create policy recorded_in_own_name on benefit as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (entered_by = (select viewer_person()) and claimant_id is not distinct from
        case when source is null then (select viewer_person()) end));
create policy changed_by_who_recorded_it on benefit as restrictive for update to triad_app using (
    (select viewer_role()) = 'operator' or entered_by = (select viewer_person()));
create policy verified_in_own_name on benefit_verification as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or (person_id = (select viewer_person())
        and (select viewer_role()) in ('ministry_official', 'health_executive', 'clinician')));
create policy recorded_in_own_name on uptake as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator' or person_id = (select viewer_person()));

alter table lesson enable row level security;
create policy seen on lesson for select to triad_app using (
    case when partnership_id is not null
        then exists (select 1 from partnership seen where seen.id = lesson.partnership_id)
        else (select viewer_role()) not in ('nobody', 'administrator') end);
create policy added on lesson for insert to triad_app with check (
    viewer_may_write() and (partnership_id is null or sees_partnership(partnership_id))
    and (viewer_role() = 'operator' or author_id = viewer_person()));
create policy changed on lesson for update to triad_app using (
    viewer_role() = 'operator' or author_id = viewer_person());

select keep_history(t) from unnest(array['benefit', 'benefit_verification', 'prototype', 'uptake', 'lesson']::regclass[]) t;
create policy lesson_history_seen on history for select to triad_app using (
    table_name = 'lesson' and partnership_id is null and exists (select 1 from lesson seen where seen.id = row_id));

grant select, insert, update on benefit, prototype, lesson to triad_app;
grant select, insert on benefit_verification, uptake to triad_app;
