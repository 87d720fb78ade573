-- Status reports: what the accountable executive declares, what was computed
-- when they did, and what is asked about it.
--
-- No money reaches a vendor, and neither does its status: what is computed is
-- kept by dimension, so that the worst known follows for each reader from the
-- rows they see, and a text that answers for the money is marked as such.

create table status_report (
    id uuid not null,
    partnership_id uuid not null,
    number integer not null,
    starts_on date not null,
    ends_on date not null,
    declared text not null,
    body text not null,
    filed_by uuid,
    filed_at timestamptz not null default now(),
    filed_on date not null,
    language text not null default 'en',
    constraint status_report_pkey primary key (id),
    constraint status_report_in_partnership unique (id, partnership_id),
    constraint status_report_partnership_exists foreign key (partnership_id) references partnership,
    constraint status_report_number_once unique (partnership_id, number),
    constraint status_report_number_positive check (number > 0),
    constraint status_report_period_in_order check (ends_on >= starts_on),
    constraint status_report_period_is_over check (ends_on <= filed_on),
    constraint status_report_declared_known check (declared in ('green', 'amber', 'red')),
    constraint status_report_body_given check (btrim(body) <> ''),
    constraint status_report_person_exists foreign key (filed_by) references person
);
comment on table status_report is 'What the accountable executive declares of a partnership; the one with the highest number holds, the others stay';
comment on column status_report.number is 'Of the version: 1, 2, 3';
comment on column status_report.starts_on is 'First day of the period it is about';
comment on column status_report.ends_on is 'Last day of the period it is about';
comment on column status_report.declared is 'What the executive says, whatever is computed';
comment on column status_report.body is 'The one text; everybody who sees the partnership reads it';
comment on column status_report.filed_on is 'The day of filed_at where the executive was';

create table status_report_finding (
    id uuid not null,
    partnership_id uuid not null,
    report_id uuid not null,
    dimension text not null,
    status text not null,
    reason_en text not null,
    reason_fr text not null,
    constraint status_report_finding_pkey primary key (id),
    constraint status_report_finding_once unique (report_id, dimension),
    constraint status_report_finding_report_exists foreign key (report_id, partnership_id)
        references status_report (id, partnership_id),
    constraint status_report_finding_partnership_exists foreign key (partnership_id) references partnership,
    constraint status_report_finding_dimension_known check (dimension in
        ('schedule', 'money', 'targets', 'relationship')),
    constraint status_report_finding_status_known check (status in ('green', 'amber', 'red', 'no_data')),
    constraint status_report_finding_reasoned check (btrim(reason_en) <> '' and btrim(reason_fr) <> '')
);
create index status_report_finding_by_partnership on status_report_finding (partnership_id);
comment on table status_report_finding is 'What was computed in one dimension when a report was filed, so that it stays readable whatever changes';
comment on column status_report_finding.reason_en is 'Why, as an English page said it then';
comment on column status_report_finding.reason_fr is 'Why, as a French page said it then';

create table status_report_reason (
    id uuid not null,
    partnership_id uuid not null,
    report_id uuid not null,
    reason text not null,
    about_money boolean not null,
    language text not null default 'en',
    constraint status_report_reason_pkey primary key (id),
    constraint status_report_reason_once unique (report_id),
    constraint status_report_reason_report_exists foreign key (report_id, partnership_id)
        references status_report (id, partnership_id),
    constraint status_report_reason_partnership_exists foreign key (partnership_id) references partnership,
    constraint status_report_reason_given check (btrim(reason) <> '')
);
create index status_report_reason_by_partnership on status_report_reason (partnership_id);
comment on table status_report_reason is 'Why a report declares more than is computed';
comment on column status_report_reason.about_money is 'The money was worse than declared, so that the reason may speak of it: hidden from vendors';

create table status_question (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    report_id uuid not null,
    question text not null,
    about_money boolean not null,
    asked_by uuid,
    asked_at timestamptz not null default now(),
    language text not null default 'en',
    answer text,
    answered_by uuid,
    answered_at timestamptz,
    answer_language text,
    constraint status_question_pkey primary key (id),
    constraint status_question_report_exists foreign key (report_id, partnership_id)
        references status_report (id, partnership_id),
    constraint status_question_partnership_exists foreign key (partnership_id) references partnership,
    constraint status_question_given check (btrim(question) <> ''),
    constraint status_question_answer_given check (btrim(answer) <> ''),
    constraint status_question_answer_dated check ((answer is null) = (answered_at is null)
        and (answer is null) = (answer_language is null)),
    constraint status_question_asking_person_exists foreign key (asked_by) references person,
    constraint status_question_answering_person_exists foreign key (answered_by) references person
);
create index status_question_of_report on status_question (report_id, partnership_id, asked_at);
create index status_question_by_partnership on status_question (partnership_id);
create index status_question_open on status_question (asked_at) where answered_at is null;
comment on table status_question is 'What an official asks about a declared status that the data contradicts, and the answer';
comment on column status_question.about_money is 'The money was worse than declared when it was asked, so that it may speak of it: hidden from vendors';
comment on column status_question.answered_by is 'The executive who was accountable then';

-- ---------------------------------------------------------------------------
-- Rights

create trigger status_report_is_append_only before update or delete on status_report
    for each row execute function refuse_change();
create trigger status_report_finding_is_append_only before update or delete on status_report_finding
    for each row execute function refuse_change();
create trigger status_report_reason_is_append_only before update or delete on status_report_reason
    for each row execute function refuse_change();

create function is_accountable(partnership uuid) returns boolean
    language sql stable
    return (select viewer_role()) = 'operator' or exists (
        select 1 from partnership p where p.id = is_accountable.partnership
            and p.executive_id = (select viewer_person()) and (select viewer_role()) = 'health_executive');
comment on function is_accountable(uuid) is 'Whether the viewer is the accountable executive of a partnership they see';

select protect_content(t) from unnest(array['status_report', 'status_report_finding',
    'status_report_reason', 'status_question']::regclass[]) t;
select keep_history(t) from unnest(array['status_report', 'status_report_finding',
    'status_report_reason', 'status_question']::regclass[]) t;

create policy filed_by_the_accountable on status_report as restrictive for insert to triad_app with check (
    is_accountable(partnership_id)
    and (filed_by is not distinct from (select viewer_person()) or (select viewer_role()) = 'operator'));
create policy filed_by_the_accountable on status_report_finding as restrictive for insert to triad_app with check (
    is_accountable(partnership_id));
create policy filed_by_the_accountable on status_report_reason as restrictive for insert to triad_app with check (
    is_accountable(partnership_id));
create policy asked_by_officials on status_question as restrictive for insert to triad_app with check (
    (select viewer_role()) = 'operator'
    or ((select viewer_role()) = 'ministry_official' and asked_by is not distinct from (select viewer_person())
        and answer is null));
create policy answered_by_the_accountable on status_question as restrictive for update to triad_app using (
    is_accountable(partnership_id));

create policy no_money_for_vendors on status_report_finding as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor' or dimension <> 'money');
create policy no_money_for_vendors on status_report_reason as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor' or not about_money);
create policy no_money_for_vendors on status_question as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor' or not about_money);
create policy no_money_of_reports_for_vendors on history as restrictive for select to triad_app using (
    (select viewer_role()) <> 'vendor'
    or case table_name
        when 'status_report_finding' then coalesce(new_row, old_row) ->> 'dimension' <> 'money'
        when 'status_report_reason' then not (coalesce(new_row, old_row) ->> 'about_money')::boolean
        when 'status_question' then not (coalesce(new_row, old_row) ->> 'about_money')::boolean
        else true end);

-- A question gets one answer, and neither is changed.
create function keep_status_question() returns trigger
    language plpgsql
as $$
begin
    if old.answer is not null or new.answer is null
        or to_jsonb(old) - array['answer', 'answered_by', 'answered_at', 'answer_language', 'version']
            is distinct from to_jsonb(new) - array['answer', 'answered_by', 'answered_at', 'answer_language', 'version'] then
        raise exception 'a question is answered once, and stays' using errcode = 'restrict_violation';
    end if;
    if viewer_role() not in ('operator', 'nobody') and new.answered_by is distinct from viewer_person() then
        raise exception 'whoever answers does so by name' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
comment on function keep_status_question() is 'Trigger: a question is answered once by whoever is accountable, and never changed';
create trigger keep_status_question before update on status_question
    for each row execute function keep_status_question();

grant select, insert on status_report, status_report_finding, status_report_reason to triad_app;
grant select, insert on status_question to triad_app;
grant update (answer, answered_by, answered_at, answer_language, version) on status_question to triad_app;
