-- Files of open contracting data: previewed first, then committed once.

create table import_file (
    id uuid not null,
    version integer not null default 1,
    name text not null,
    size_bytes bigint not null,
    sha256 bytea not null,
    state text not null default 'previewed',
    counts jsonb not null default '{}',
    person_id uuid,
    uploaded_at timestamptz not null default now(),
    committed_at timestamptz,
    constraint import_file_pkey primary key (id),
    constraint import_file_person_exists foreign key (person_id) references person,
    constraint import_file_state_known check (state in ('previewed', 'committed', 'discarded')),
    constraint import_file_commit_dated check ((state = 'committed') = (committed_at is not null))
);
create index import_file_of_person on import_file (person_id, uploaded_at desc);
comment on table import_file is 'An uploaded package that would be or was imported';
comment on column import_file.sha256 is 'Hash of the bytes that were previewed; the commit is bound to it';
comment on column import_file.counts is 'How many records it would create, change and leave, or did, by kind';
comment on column import_file.person_id is 'Who uploaded it; null for the command line';

create table import_detail (
    import_file_id uuid not null,
    choices jsonb not null default '{}',
    report jsonb not null,
    constraint import_detail_pkey primary key (import_file_id),
    constraint import_detail_file_exists foreign key (import_file_id) references import_file
);
comment on table import_detail is 'What was found, chosen and done, apart from import_file so that lists and history never read it';
comment on column import_detail.choices is 'What the person decided in the preview: sectors, matches, what to take and leave';
comment on column import_detail.report is 'Contracts, organisations and warnings of the latest preview, then of the commit';

create table import_content (
    import_file_id uuid not null,
    bytes bytea not null,
    constraint import_content_pkey primary key (import_file_id),
    constraint import_content_file_exists foreign key (import_file_id) references import_file
);
comment on table import_content is 'The bytes while the file is previewed; gone once it is committed or discarded';

alter table import_file enable row level security;
create policy own on import_file to triad_app
    using ((select viewer_role()) = 'operator' or person_id = (select viewer_person()))
    with check ((select viewer_role()) = 'operator' or person_id = (select viewer_person()));
alter table import_detail enable row level security;
create policy own on import_detail to triad_app
    using (exists (select 1 from import_file f where f.id = import_file_id))
    with check (exists (select 1 from import_file f where f.id = import_file_id));
alter table import_content enable row level security;
create policy own on import_content to triad_app
    using (exists (select 1 from import_file f where f.id = import_file_id))
    with check (exists (select 1 from import_file f where f.id = import_file_id));

select keep_history('import_file');

grant select, insert, update on import_file, import_detail to triad_app;
grant select, insert, delete on import_content to triad_app;

-- Two facts that must hold across what different people see: a published
-- contract is recorded once, and a reference names one partnership.

create function contracts_recorded(ocids text[]) returns table (ocid text, ocds_id text)
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select c.ocid, c.ocds_id from contract c where c.ocid = any (ocids)
$$;
comment on function contracts_recorded(text[]) is 'Which contracts of these open contracting processes are recorded, whoever sees them';

create function references_taken(bases text[]) returns setof text
    language sql stable security definer
    set search_path = pg_catalog, public
as $$
    select p.reference from partnership p
    where p.reference = any (bases) or regexp_replace(p.reference, '-[0-9]+$', '') = any (bases)
$$;
comment on function references_taken(text[]) is 'Which references are one of these, or one with a number after it, whoever sees them';
