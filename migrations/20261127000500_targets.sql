-- Performance targets: indicators, what is to be reached in which period, and what was measured.

create table indicator (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    title text not null,
    why text,
    outcome_domain text,
    unit text not null,
    kind text not null,
    per integer not null default 1,
    direction text not null,
    combination text not null,
    baseline_value numeric(18,2),
    baseline_on date,
    owner_id uuid not null,
    external_id text,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint indicator_pkey primary key (id),
    constraint indicator_in_partnership unique (id, partnership_id),
    constraint indicator_partnership_exists foreign key (partnership_id) references partnership,
    constraint indicator_title_given check (btrim(title) <> ''),
    constraint indicator_unit_given check (btrim(unit) <> ''),
    constraint indicator_outcome_domain_known check (outcome_domain in ('safety', 'resources', 'efficiency',
        'outcomes', 'population_health', 'prevention', 'health_evaluation', 'promotion')),
    constraint indicator_kind_known check (kind in ('count', 'ratio', 'money', 'duration', 'ordinal')),
    constraint indicator_direction_known check (direction in ('higher', 'lower')),
    constraint indicator_combination_known check (combination in ('latest', 'sum', 'quotient')),
    -- No average of percentages, and no sum of the steps of a scale.
    constraint indicator_combination_fits check ((kind = 'ratio') = (combination = 'quotient')
        and not (kind = 'ordinal' and combination = 'sum')),
    constraint indicator_per_fits check (per in (1, 100, 1000, 10000, 100000) and (kind = 'ratio' or per = 1)),
    constraint indicator_baseline_dated check ((baseline_value is null) = (baseline_on is null)),
    constraint indicator_owner_exists foreign key (owner_id) references organisation,
    constraint indicator_external_id_unique unique (partnership_id, external_id),
    constraint indicator_external_id_given check (btrim(external_id) <> ''),
    constraint indicator_person_exists foreign key (entered_by) references person
);
create index indicator_by_partnership on indicator (partnership_id);
create index indicator_by_owner on indicator (owner_id);
comment on table indicator is 'What a partnership is measured by';
comment on column indicator.why is 'Why it matters, in plain words';
comment on column indicator.outcome_domain is 'The value it stands for';
comment on column indicator.unit is 'What its figures count, such as days or %';
comment on column indicator.per is 'What a ratio is multiplied with: 100 makes it a percentage';
comment on column indicator.direction is 'Which way is better';
comment on column indicator.combination is 'How periods come to one figure: the latest, their sum, or all numerators over all denominators';
comment on column indicator.baseline_value is 'In unit: where it stood on baseline_on; null where nobody knows';
comment on column indicator.owner_id is 'Organisation that answers for it';
comment on column indicator.external_id is 'Its number in the system that its figures are imported from';

create table target (
    id uuid not null,
    partnership_id uuid not null,
    indicator_id uuid not null,
    starts_on date not null,
    ends_on date not null,
    label text not null,
    value numeric(18,2),
    replaces_id uuid,
    replaced_by_id uuid,
    reason text,
    entered_by uuid,
    entered_at timestamptz not null default now(),
    language text not null default 'en',
    constraint target_pkey primary key (id),
    constraint target_partnership_exists foreign key (partnership_id) references partnership,
    constraint target_indicator_exists foreign key (indicator_id, partnership_id) references indicator (id, partnership_id),
    constraint target_period_in_order check (ends_on >= starts_on),
    constraint target_label_given check (btrim(label) <> ''),
    constraint target_replaced_exists foreign key (replaces_id) references target,
    constraint target_replacement_exists foreign key (replaced_by_id) references target deferrable initially deferred,
    constraint target_replaces_once unique (replaces_id),
    constraint target_change_has_reason check (replaces_id is null or btrim(reason) <> ''),
    constraint target_first_has_value check (replaces_id is not null or value is not null),
    constraint target_one_per_period exclude using gist
        (indicator_id with =, daterange(starts_on, ends_on, '[]') with &&) where (replaced_by_id is null),
    constraint target_person_exists foreign key (entered_by) references person
);
create index target_of_indicator on target (indicator_id, partnership_id);
create index target_by_partnership on target (partnership_id);
create index target_by_replacement on target (replaced_by_id);
comment on table target is 'What an indicator is to reach in a period; a changed target is a new one that replaces the old one, which stays';
comment on column target.label is 'The period as people call it, such as 2026/27';
comment on column target.value is 'In the indicator''s unit, to be reached at the period''s end; null where the target was given up';
comment on column target.replaces_id is 'The target that this one changes; null for the first';
comment on column target.replaced_by_id is 'The target that changed this one; null for the one that holds';
comment on column target.reason is 'Why it replaces the one before';

create table measurement (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    indicator_id uuid not null,
    starts_on date not null,
    ends_on date not null,
    value numeric(18,2),
    numerator numeric(18,2),
    denominator numeric(18,2),
    source text not null,
    note text,
    state text not null default 'draft',
    recorded_by uuid,
    recorded_at timestamptz not null default now(),
    submitted_by uuid,
    submitted_at timestamptz,
    decided_by uuid,
    decided_at timestamptz,
    reason text,
    reason_language text,
    external_id text,
    language text not null default 'en',
    constraint measurement_pkey primary key (id),
    constraint measurement_partnership_exists foreign key (partnership_id) references partnership,
    constraint measurement_indicator_exists foreign key (indicator_id, partnership_id) references indicator (id, partnership_id),
    constraint measurement_period_in_order check (ends_on >= starts_on),
    constraint measurement_value_or_parts check (
        num_nonnulls(value) + num_nonnulls(numerator, denominator) / 2 = 1
        and num_nonnulls(numerator, denominator) in (0, 2)),
    constraint measurement_denominator_divides check (denominator <> 0),
    constraint measurement_source_given check (btrim(source) <> ''),
    constraint measurement_state_known check (state in ('draft', 'submitted', 'verified', 'returned')),
    constraint measurement_submission_dated check (state = 'draft' or submitted_at is not null),
    constraint measurement_decision_dated check ((state in ('verified', 'returned')) = (decided_at is not null)),
    constraint measurement_return_has_reason check (state <> 'returned' or btrim(reason) <> ''),
    constraint measurement_decided_by_another check (decided_by <> recorded_by and decided_by <> submitted_by),
    -- A day's figure stands in one measurement, so that no sum counts it twice.
    constraint measurement_one_per_period exclude using gist
        (indicator_id with =, daterange(starts_on, ends_on, '[]') with &&),
    constraint measurement_external_id_unique unique (partnership_id, external_id),
    constraint measurement_external_id_given check (btrim(external_id) <> ''),
    constraint measurement_recording_person_exists foreign key (recorded_by) references person,
    constraint measurement_submitting_person_exists foreign key (submitted_by) references person,
    constraint measurement_deciding_person_exists foreign key (decided_by) references person
);
create index measurement_of_indicator on measurement (indicator_id, partnership_id, ends_on);
create index measurement_by_partnership on measurement (partnership_id, ends_on);
create index measurement_waiting on measurement (submitted_at) where state in ('submitted', 'returned');
comment on table measurement is 'What an indicator was in a period; it counts once somebody else verified it';
comment on column measurement.value is 'In the indicator''s unit; null for a ratio';
comment on column measurement.numerator is 'Of a ratio: how many';
comment on column measurement.denominator is 'Of a ratio: of how many';
comment on column measurement.source is 'Where the figure comes from';
comment on column measurement.recorded_by is 'Who gave the figures as they stand';
comment on column measurement.submitted_by is 'Who last submitted it';
comment on column measurement.decided_by is 'Who verified or returned it';
comment on column measurement.reason is 'Why it was last returned';

-- ---------------------------------------------------------------------------
-- Rights: everybody in a partnership sees its targets; those who lead it and
-- those allowed to edit set them; vendors see what is verified.

create function protect_performance(of_table regclass) returns void
    language plpgsql
as $$
begin
    perform protect_content(of_table);
    execute format('create policy not_added_by_vendors on %s as restrictive for insert to triad_app '
        'with check ((select viewer_role()) <> ''vendor'')', of_table);
    execute format('create policy not_changed_by_vendors on %s as restrictive for update to triad_app '
        'using ((select viewer_role()) <> ''vendor'')', of_table);
end
$$;
comment on function protect_performance(regclass) is 'Row-level security of a table about a partnership''s targets';

select protect_performance(t) from unnest(array['indicator', 'target', 'measurement']::regclass[]) t;
select keep_history(t) from unnest(array['indicator', 'target', 'measurement']::regclass[]) t;

create policy vendors_see_what_is_verified on measurement as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor' or state = 'verified');
create policy measurements_not_for_vendors on history as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor' or table_name <> 'measurement');

-- Of a target only the mark that it was replaced is ever set.
create function keep_target() returns trigger
    language plpgsql
as $$
begin
    if old.replaced_by_id is not null or new.replaced_by_id is null
        or to_jsonb(old) - 'replaced_by_id' is distinct from to_jsonb(new) - 'replaced_by_id' then
        raise exception 'a target is changed by a new one' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
comment on function keep_target() is 'Trigger: a target is replaced, never changed';
create trigger keep_target before update on target
    for each row execute function keep_target();

-- Steps and figures of a measurement, whatever the application says.
create function keep_measurement() returns trigger
    language plpgsql
as $$
begin
    -- The command line sets up whole stories, and the owner of the tables acts for nobody.
    if viewer_role() in ('operator', 'nobody') then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.state not in ('draft', 'submitted') or new.recorded_by is distinct from viewer_person() then
            raise exception 'a measurement begins as a draft of whoever records it' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    if old.state <> new.state and not (
        old.state in ('draft', 'returned') and new.state = 'submitted'
        or old.state = 'submitted' and new.state in ('verified', 'returned')
        or old.state = 'verified' and new.state = 'returned') then
        raise exception 'a measurement does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
    end if;
    if old.state in ('submitted', 'verified') and (old.indicator_id, old.starts_on, old.ends_on, old.value,
            old.numerator, old.denominator, old.source, old.recorded_by)
        is distinct from (new.indicator_id, new.starts_on, new.ends_on, new.value,
            new.numerator, new.denominator, new.source, new.recorded_by) then
        raise exception 'the figures of a measurement that was submitted stay' using errcode = 'restrict_violation';
    end if;
    if old.state <> new.state and new.state in ('verified', 'returned') and (
        viewer_role() not in ('ministry_official', 'health_executive')
        or new.decided_by is distinct from viewer_person()
        or viewer_person() is not distinct from old.recorded_by
        or viewer_person() is not distinct from old.submitted_by) then
        raise exception 'a measurement is verified by somebody else who leads' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
comment on function keep_measurement() is 'Trigger: which steps a measurement takes, and that somebody else verifies it';
create trigger keep_measurement before insert or update on measurement
    for each row execute function keep_measurement();

grant select, insert, update on indicator, measurement to triad_app;
grant select, insert on target to triad_app;
grant update (replaced_by_id) on target to triad_app;

-- Both come in through spreadsheets, too.
alter table table_import drop constraint table_import_kind_known;
alter table table_import add constraint table_import_kind_known check (kind in
    ('commitments', 'receipts', 'spending', 'milestones', 'organisations', 'budgets', 'rates',
        'targets', 'measurements'));
