-- Files of open contracting data: previewed first, then committed once.

create table import_file (
    id uuid not null,
    version integer not null default 1,
    name text not null,
    size_bytes bigint not null,
    sha256 bytea not null,
    state text not null default 'previewed',
    choices jsonb not null default '{}',
    report jsonb not null,
    person_id uuid,
    uploaded_at timestamptz not null default now(),
    committed_at timestamptz,
    constraint import_file_pkey primary key (id),
    constraint import_file_person_exists foreign key (person_id) references person,
    constraint import_file_state_known check (state in ('previewed', 'committed', 'discarded')),
    constraint import_file_commit_dated check ((state = 'committed') = (committed_at is not null))
);
create index import_file_of_person on import_file (person_id, uploaded_at desc);
comment on table import_file is 'An uploaded package with what importing it would do or has done';
comment on column import_file.sha256 is 'Hash of the bytes that were previewed; the commit is bound to it';
comment on column import_file.choices is 'What the person decided in the preview: sectors, matches, what to leave out';
comment on column import_file.report is 'Counts, records and warnings of the preview, then of the commit';
comment on column import_file.person_id is 'Who uploaded it; null for the command line';

create table import_content (
    import_file_id uuid not null,
    bytes bytea not null,
    constraint import_content_pkey primary key (import_file_id),
    constraint import_content_file_exists foreign key (import_file_id) references import_file
);
comment on table import_content is 'The bytes, apart from import_file so that lists and history never read them';

alter table import_file enable row level security;
create policy own on import_file to triad_app
    using ((select viewer_role()) = 'operator' or person_id = (select viewer_person()))
    with check ((select viewer_role()) = 'operator' or person_id = (select viewer_person()));
alter table import_content enable row level security;
create policy own on import_content to triad_app
    using (exists (select 1 from import_file f where f.id = import_file_id))
    with check (exists (select 1 from import_file f where f.id = import_file_id));

select keep_history('import_file');

grant select, insert, update on import_file to triad_app;
grant select, insert, delete on import_content to triad_app;
