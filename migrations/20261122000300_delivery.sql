-- Contracts, milestones, deliverables, and the files that prove them.

create table file (
    id uuid not null,
    partnership_id uuid,
    contract_id uuid,
    name text not null,
    media_type text not null,
    size_bytes bigint not null,
    sha256 bytea not null,
    uploaded_by uuid,
    uploaded_at timestamptz not null default now(),
    constraint file_pkey primary key (id),
    constraint file_partnership_exists foreign key (partnership_id) references partnership,
    constraint file_name_given check (btrim(name) <> ''),
    constraint file_size_allowed check (size_bytes between 1 and 20971520),
    constraint file_person_exists foreign key (uploaded_by) references person
);
create index file_of_partnership on file (partnership_id);
comment on table file is 'An uploaded file, checked by its content; attached to nothing until its form is accepted';
comment on column file.partnership_id is 'Null while the form it came with is not yet accepted';
comment on column file.contract_id is 'Contract whose readers may open it; null for all who see the partnership';
comment on column file.media_type is 'Found in the content, not taken from the browser';
comment on column file.uploaded_by is 'Null for the command line';

create table file_content (
    file_id uuid not null,
    bytes bytea not null,
    constraint file_content_pkey primary key (file_id),
    constraint file_content_file_exists foreign key (file_id) references file
);
comment on table file_content is 'The bytes, apart from file so that lists and history never read them';

create table contract (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    number text not null,
    title text not null,
    description text,
    buyer_id uuid not null,
    supplier_id uuid not null,
    signed_on date,
    starts_on date not null,
    ends_on date not null,
    value numeric(18,2),
    currency text not null,
    renewal text not null default 'none',
    notice_days integer,
    notice_on date generated always as (ends_on - notice_days) stored,
    max_end date,
    review_days integer not null default 10,
    suspended_on date,
    ended_on date,
    ending text,
    language text not null default 'en',
    ocid text,
    ocds_id text,
    source jsonb,
    imported jsonb,
    constraint contract_pkey primary key (id),
    constraint contract_partnership_exists foreign key (partnership_id) references partnership,
    constraint contract_number_unique unique (partnership_id, number),
    constraint contract_number_given check (btrim(number) <> ''),
    constraint contract_title_given check (btrim(title) <> ''),
    constraint contract_buyer_exists foreign key (buyer_id) references organisation,
    constraint contract_supplier_exists foreign key (supplier_id) references organisation,
    constraint contract_two_sides check (buyer_id <> supplier_id),
    constraint contract_period_in_order check (ends_on >= starts_on),
    constraint contract_value_not_negative check (value >= 0),
    constraint contract_currency_shape check (currency ~ '^[A-Z]{3}$'),
    constraint contract_renewal_known check (renewal in ('none', 'optional', 'automatic')),
    constraint contract_notice_sensible check (notice_days between 0 and 3650),
    constraint contract_max_end_after_end check (max_end >= ends_on),
    constraint contract_review_days_sensible check (review_days between 1 and 250),
    constraint contract_ending_dated check ((ended_on is null) = (ending is null)),
    constraint contract_ending_known check (ending in ('completed', 'ended_early', 'cancelled')),
    constraint contract_ocds_unique unique (ocid, ocds_id),
    constraint contract_ocds_whole check ((ocid is null) = (ocds_id is null))
);
create index contract_by_supplier on contract (supplier_id);
create index contract_by_buyer on contract (buyer_id);
create index contract_by_end on contract (ends_on) where ended_on is null;
create index contract_by_notice on contract (notice_on) where ended_on is null;
create index contract_by_ending on contract (ended_on);
create index contract_by_title on contract using gin (fold(title) gin_trgm_ops);
comment on table contract is 'What a supplier owes a buyer within a partnership, for how long and for how much';
comment on column contract.value is 'In currency, without tax; null where the value was not published';
comment on column contract.currency is 'ISO 4217';
comment on column contract.notice_days is 'Days before the end by which notice must be given';
comment on column contract.notice_on is 'Last day for notice; a column, since an index on an expression serves no query under row-level security';
comment on column contract.max_end is 'The latest end that extensions allow';
comment on column contract.review_days is 'Working days in which a submission must be accepted or returned';
comment on column contract.ending is 'How it ended on ended_on';
comment on column contract.ocid is 'Open contracting id of the process it was imported from';
comment on column contract.ocds_id is 'Id of the contract or award within the process';
comment on column contract.source is 'Fields of the imported file that have no column here';
comment on column contract.imported is 'Terms and parties as the file gave them when last imported: tells a later change in the file from one made here';

create table contract_co_supplier (
    id uuid not null,
    partnership_id uuid not null,
    contract_id uuid not null,
    organisation_id uuid not null,
    constraint contract_co_supplier_pkey primary key (id),
    constraint contract_co_supplier_partnership_exists foreign key (partnership_id) references partnership,
    constraint contract_co_supplier_contract_exists foreign key (contract_id) references contract,
    constraint contract_co_supplier_organisation_exists foreign key (organisation_id) references organisation,
    constraint contract_co_supplier_once unique (contract_id, organisation_id)
);
create index contract_co_supplier_by_organisation on contract_co_supplier (organisation_id);
create index contract_co_supplier_of_partnership on contract_co_supplier (partnership_id);
comment on table contract_co_supplier is 'A further supplier of a contract awarded to several';

create table document (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    contract_id uuid,
    title text not null,
    url text,
    file_id uuid,
    published_on date,
    added_by uuid,
    added_at timestamptz not null default now(),
    language text not null default 'en',
    constraint document_pkey primary key (id),
    constraint document_partnership_exists foreign key (partnership_id) references partnership,
    constraint document_contract_exists foreign key (contract_id) references contract,
    constraint document_title_given check (btrim(title) <> ''),
    constraint document_link_or_file check (num_nonnulls(url, file_id) = 1),
    constraint document_url_shape check (url ~ '^https?://'),
    constraint document_file_exists foreign key (file_id) references file,
    constraint document_person_exists foreign key (added_by) references person
);
create index document_of_contract on document (contract_id);
create index document_of_partnership on document (partnership_id);
comment on table document is 'A document of a contract: a link or a file';

create table milestone (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    title text not null,
    description text,
    owner_id uuid not null,
    state text not null default 'planned',
    planned_on date not null,
    baseline_on date,
    forecast_on date,
    actual_on date,
    language text not null default 'en',
    constraint milestone_pkey primary key (id),
    constraint milestone_partnership_exists foreign key (partnership_id) references partnership,
    constraint milestone_title_given check (btrim(title) <> ''),
    constraint milestone_owner_exists foreign key (owner_id) references organisation,
    constraint milestone_state_known check (state in
        ('planned', 'in_progress', 'at_risk', 'met', 'partly_met', 'missed', 'cancelled')),
    constraint milestone_met_is_dated check (state not in ('met', 'partly_met') or actual_on is not null)
);
create index milestone_of on milestone (partnership_id, planned_on);
create index milestone_open_due on milestone ((coalesce(forecast_on, planned_on)))
    where state in ('planned', 'in_progress', 'at_risk');
create index milestone_by_owner on milestone (owner_id);
comment on table milestone is 'A dated step that the partnership is judged by';
comment on column milestone.owner_id is 'Organisation that must reach it';
comment on column milestone.baseline_on is 'The planned date frozen when the partnership became active; for later ones, when they were added';
comment on column milestone.forecast_on is 'When its owner now expects it';
comment on column milestone.actual_on is 'When it was reached';

create table milestone_entry (
    id uuid not null,
    partnership_id uuid not null,
    milestone_id uuid not null,
    happened_on date not null,
    story text not null,
    state text not null,
    forecast_on date,
    person_id uuid,
    logged_at timestamptz not null default now(),
    language text not null default 'en',
    constraint milestone_entry_pkey primary key (id),
    constraint milestone_entry_partnership_exists foreign key (partnership_id) references partnership,
    constraint milestone_entry_milestone_exists foreign key (milestone_id) references milestone,
    constraint milestone_entry_told check (btrim(story) <> ''),
    constraint milestone_entry_person_exists foreign key (person_id) references person
);
create index milestone_entry_of on milestone_entry (milestone_id, happened_on, logged_at);
create index milestone_entry_of_partnership on milestone_entry (partnership_id, logged_at desc);
comment on table milestone_entry is 'One short text with a date; read together they are the milestone''s story';
comment on column milestone_entry.state is 'State of the milestone from this entry on';
comment on column milestone_entry.forecast_on is 'Forecast from this entry on';

create table deliverable (
    id uuid not null,
    version integer not null default 1,
    partnership_id uuid not null,
    contract_id uuid not null,
    title text not null,
    description text,
    acceptance_criteria text not null,
    due_on date not null,
    state text not null default 'planned',
    progress smallint not null default 0,
    progress_note text,
    language text not null default 'en',
    constraint deliverable_pkey primary key (id),
    constraint deliverable_partnership_exists foreign key (partnership_id) references partnership,
    constraint deliverable_contract_exists foreign key (contract_id) references contract,
    constraint deliverable_title_given check (btrim(title) <> ''),
    constraint deliverable_criteria_given check (btrim(acceptance_criteria) <> ''),
    constraint deliverable_state_known check (state in
        ('planned', 'in_progress', 'submitted', 'accepted', 'returned')),
    constraint deliverable_progress_is_percent check (progress between 0 and 100)
);
create index deliverable_of on deliverable (partnership_id, due_on);
create index deliverable_of_contract on deliverable (contract_id, due_on);
create index deliverable_open_due on deliverable (due_on) where state in ('planned', 'in_progress', 'returned');
comment on table deliverable is 'What the contract''s supplier hands over and its buyer accepts or returns';
comment on column deliverable.progress is 'Percent done, as the supplier says';
comment on column deliverable.progress_note is 'The supplier''s line of text beside the percent';

create table submission (
    id uuid not null,
    partnership_id uuid not null,
    contract_id uuid not null,
    deliverable_id uuid not null,
    number integer not null,
    notes text not null,
    submitted_by uuid,
    submitted_at timestamptz not null default now(),
    submitted_on date not null,
    review_due_on date not null,
    language text not null default 'en',
    constraint submission_pkey primary key (id),
    constraint submission_partnership_exists foreign key (partnership_id) references partnership,
    constraint submission_contract_exists foreign key (contract_id) references contract,
    constraint submission_deliverable_exists foreign key (deliverable_id) references deliverable,
    constraint submission_numbered_once unique (deliverable_id, number),
    constraint submission_notes_given check (btrim(notes) <> ''),
    constraint submission_person_exists foreign key (submitted_by) references person
);
create index submission_of_partnership on submission (partnership_id, submitted_at desc);
create index submission_of_contract on submission (contract_id);
comment on table submission is 'One version of a deliverable as handed over; never changed afterwards';
comment on column submission.number is '1 for the first version, 2 for the next';
comment on column submission.review_due_on is 'Last working day of the review that the contract allows';

create table evidence (
    id uuid not null,
    partnership_id uuid not null,
    contract_id uuid not null,
    submission_id uuid not null,
    title text not null,
    url text,
    file_id uuid,
    constraint evidence_pkey primary key (id),
    constraint evidence_partnership_exists foreign key (partnership_id) references partnership,
    constraint evidence_contract_exists foreign key (contract_id) references contract,
    constraint evidence_submission_exists foreign key (submission_id) references submission,
    constraint evidence_link_or_file check (num_nonnulls(url, file_id) = 1),
    constraint evidence_url_shape check (url ~ '^https?://'),
    constraint evidence_file_exists foreign key (file_id) references file
);
create index evidence_of on evidence (submission_id);
comment on table evidence is 'A link or file that proves a submission';

create table review (
    id uuid not null,
    partnership_id uuid not null,
    contract_id uuid not null,
    submission_id uuid not null,
    verdict text not null,
    reason text,
    reviewed_by uuid,
    reviewed_at timestamptz not null default now(),
    reviewed_on date not null,
    language text not null default 'en',
    constraint review_pkey primary key (id),
    constraint review_partnership_exists foreign key (partnership_id) references partnership,
    constraint review_contract_exists foreign key (contract_id) references contract,
    constraint review_submission_exists foreign key (submission_id) references submission,
    constraint review_once unique (submission_id),
    constraint review_verdict_known check (verdict in ('accept', 'return')),
    constraint review_return_has_reason check (verdict = 'accept' or btrim(reason) <> ''),
    constraint review_person_exists foreign key (reviewed_by) references person
);
create index review_of_partnership on review (partnership_id, reviewed_at desc);
comment on table review is 'The buyer''s answer to a submission; never changed afterwards';

create table reply (
    id uuid not null,
    partnership_id uuid not null,
    contract_id uuid not null,
    submission_id uuid not null,
    message text not null,
    person_id uuid,
    replied_at timestamptz not null default now(),
    language text not null default 'en',
    constraint reply_pkey primary key (id),
    constraint reply_partnership_exists foreign key (partnership_id) references partnership,
    constraint reply_contract_exists foreign key (contract_id) references contract,
    constraint reply_submission_exists foreign key (submission_id) references submission,
    constraint reply_given check (btrim(message) <> ''),
    constraint reply_person_exists foreign key (person_id) references person
);
create index reply_of on reply (submission_id, replied_at);
comment on table reply is 'What either side answers to a review';

-- ---------------------------------------------------------------------------
-- Rights.

create function supplies(contract uuid) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select exists (select 1 from contract_co_supplier s
        where s.contract_id = supplies.contract and s.organisation_id = viewer_organisation())
$$;
comment on function supplies(uuid) is 'Whether the viewer''s organisation is a further supplier of the contract';

alter table contract enable row level security;
create policy contract_seen on contract for select to triad_app using (
    partnership_id in (select id from partnership)
    and ((select viewer_role()) <> 'vendor' or supplier_id = (select viewer_organisation()) or supplies(id)));
create policy contract_added on contract for insert to triad_app with check (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator')
    and sees_partnership(partnership_id));
create policy contract_changed on contract for update to triad_app using (
    (select viewer_role()) in ('ministry_official', 'health_executive', 'operator')
    and sees_partnership(partnership_id));

create function sees_contract(contract uuid) returns boolean
    language sql stable
    return exists (select 1 from contract c where c.id = contract);
comment on function sees_contract(uuid) is 'Whether the viewer sees the contract, by its own policy';

create function protect_contract_content(of_table regclass) returns void
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', of_table);
    execute format('create policy seen on %s for select to triad_app using (contract_id in (select id from contract))', of_table);
    execute format('create policy added on %s for insert to triad_app with check (viewer_may_write() and sees_contract(contract_id))', of_table);
    execute format('create policy changed on %s for update to triad_app using (viewer_may_write() and sees_contract(contract_id))', of_table);
end
$$;
comment on function protect_contract_content(regclass) is 'Row-level security of a table whose rows belong to a contract';

select protect_contract_content(t) from unnest(array['contract_co_supplier', 'deliverable', 'submission',
    'evidence', 'review', 'reply']::regclass[]) t;
select protect_content(t) from unnest(array['milestone', 'milestone_entry']::regclass[]) t;

-- A vendor's organisation never reviews, whatever the application says.
create policy reviewed_by_buyers on review as restrictive for insert to triad_app with check (
    (select viewer_role()) in ('health_executive', 'operator'));

create function sees_attachment(partnership uuid, contract uuid) returns boolean
    language sql stable
    return sees_partnership(partnership) and (contract is null or sees_contract(contract));
comment on function sees_attachment(uuid, uuid) is 'Whether the viewer sees what hangs on a partnership and perhaps on one of its contracts';

alter table document enable row level security;
create policy seen on document for select to triad_app using (
    partnership_id in (select id from partnership)
    and (contract_id is null or contract_id in (select id from contract)));
create policy added on document for insert to triad_app with check (
    viewer_may_write() and sees_attachment(partnership_id, contract_id));
create policy changed on document for update to triad_app using (
    viewer_may_write() and sees_attachment(partnership_id, contract_id));

alter table file enable row level security;
create policy seen on file for select to triad_app using (
    (partnership_id is null and uploaded_by = (select viewer_person()))
    or (partnership_id in (select id from partnership)
        and (contract_id is null or contract_id in (select id from contract))));
create policy added on file for insert to triad_app with check (
    viewer_may_write() and (uploaded_by = (select viewer_person()) or (select viewer_role()) = 'operator'));
create policy changed on file for update to triad_app
    using (partnership_id is null and uploaded_by = (select viewer_person()))
    with check (sees_attachment(partnership_id, contract_id));

alter table file_content enable row level security;
create policy seen on file_content for select to triad_app using (
    exists (select 1 from file f where f.id = file_id));
create policy added on file_content for insert to triad_app with check (
    exists (select 1 from file f where f.id = file_id));

create policy history_seen on history for select to triad_app using (
    case
        when partnership_id is not null then partnership_id in (select id from partnership)
            and (contract_id is null or contract_id in (select id from contract))
        when table_name in ('jurisdiction', 'organisation', 'organisation_former_name', 'organisation_identifier')
            then (select viewer_role()) <> 'nobody'
        when table_name = 'person' then (select viewer_role()) in ('administrator', 'operator')
        else (select viewer_role()) = 'operator'
    end);

select keep_history(t) from unnest(array['file', 'contract', 'contract_co_supplier', 'document', 'milestone',
    'milestone_entry', 'deliverable', 'submission', 'evidence', 'review', 'reply']::regclass[]) t;

create trigger submission_is_append_only before update or delete on submission
    for each row execute function refuse_change();
create trigger evidence_is_append_only before update or delete on evidence
    for each row execute function refuse_change();
create trigger review_is_append_only before update or delete on review
    for each row execute function refuse_change();
create trigger reply_is_append_only before update or delete on reply
    for each row execute function refuse_change();
create trigger milestone_entry_is_append_only before update or delete on milestone_entry
    for each row execute function refuse_change();

grant select, insert, update on file, contract, document, milestone, deliverable to triad_app;
grant select, insert on file_content, contract_co_supplier, milestone_entry, submission, evidence,
    review, reply to triad_app;
