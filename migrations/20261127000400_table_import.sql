-- Spreadsheets (CSV) that are imported: previewed first, then committed whole
-- or not at all, with progress that other requests can see.

alter table organisation add column external_id text;
alter table organisation add constraint organisation_external_id_unique unique (external_id);
alter table organisation add constraint organisation_external_id_given check (btrim(external_id) <> '');
comment on column organisation.external_id is 'Its number in the system it was imported from';

alter table milestone add column external_id text;
alter table milestone add constraint milestone_external_id_unique unique (partnership_id, external_id);
alter table milestone add constraint milestone_external_id_given check (btrim(external_id) <> '');
comment on column milestone.external_id is 'Its number in the system it was imported from';

create table table_import (
    id uuid not null,
    version integer not null default 1,
    kind text not null,
    name text not null,
    size_bytes bigint not null,
    sha256 bytea not null,
    state text not null,
    rows_total integer not null default 0,
    rows_faulty integer not null default 0,
    rows_new integer not null default 0,
    rows_changed integer not null default 0,
    rows_same integer not null default 0,
    person_id uuid,
    uploaded_at timestamptz not null default now(),
    committed_at timestamptz,
    constraint table_import_pkey primary key (id),
    constraint table_import_kind_known check (kind in
        ('commitments', 'receipts', 'spending', 'milestones', 'organisations', 'budgets', 'rates')),
    constraint table_import_state_known check (state in ('refused', 'previewed', 'committing', 'committed', 'discarded')),
    constraint table_import_commit_dated check ((state = 'committed') = (committed_at is not null)),
    constraint table_import_person_exists foreign key (person_id) references person
);
create index table_import_of_person on table_import (person_id, kind, uploaded_at desc);
comment on table table_import is 'An uploaded spreadsheet that would be or was imported';
comment on column table_import.sha256 is 'Hash of the bytes that were previewed; the commit is bound to it';
comment on column table_import.state is 'refused: it has faults and can only be discarded; committing: being written, see table_import_progress';
comment on column table_import.person_id is 'Who uploaded it; null for the command line';

create table table_import_detail (
    table_import_id uuid not null,
    report jsonb not null,
    constraint table_import_detail_pkey primary key (table_import_id),
    constraint table_import_detail_import_exists foreign key (table_import_id) references table_import
);
comment on table table_import_detail is 'Faults by row and column, and what would change, apart from table_import so that lists and history never read it';

create table table_import_content (
    table_import_id uuid not null,
    bytes bytea not null,
    constraint table_import_content_pkey primary key (table_import_id),
    constraint table_import_content_import_exists foreign key (table_import_id) references table_import
);
comment on table table_import_content is 'The bytes while the file is previewed; gone once it is committed or discarded';

create table table_import_progress (
    table_import_id uuid not null,
    rows_done integer not null default 0,
    beat_at timestamptz not null default now(),
    problem text,
    constraint table_import_progress_pkey primary key (table_import_id),
    constraint table_import_progress_import_exists foreign key (table_import_id) references table_import
);
comment on table table_import_progress is 'How far the writing of a file has come, told outside its transaction';
comment on column table_import_progress.beat_at is 'When the server that writes it last said so; long ago means that it died and nothing was written';
comment on column table_import_progress.problem is 'Key of the message that says why nothing was written, where that happened';

alter table table_import enable row level security;
create policy own on table_import to triad_app
    using ((select viewer_role()) = 'operator' or person_id = (select viewer_person()))
    with check ((select viewer_role()) = 'operator' or person_id = (select viewer_person()));

create function protect_import_part(of_table regclass) returns void
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', of_table);
    execute format('create policy own on %s to triad_app
        using (exists (select 1 from table_import i where i.id = table_import_id))
        with check (exists (select 1 from table_import i where i.id = table_import_id))', of_table);
end
$$;
comment on function protect_import_part(regclass) is 'Row-level security of what belongs to an imported spreadsheet';
select protect_import_part(t) from unnest(array['table_import_detail', 'table_import_content',
    'table_import_progress']::regclass[]) t;

select keep_history('table_import');

grant select, insert, update on table_import, table_import_detail, table_import_progress to triad_app;
grant select, insert, delete on table_import_content to triad_app;
