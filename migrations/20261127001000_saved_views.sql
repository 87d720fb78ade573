-- Saved views: lists with the filters that somebody comes back to. They are a
-- person's own; nobody else reads them, whatever their role.

create table saved_view (
    id uuid not null,
    version integer not null default 1,
    person_id uuid not null,
    name text not null,
    address text not null,
    saved_at timestamptz not null default now(),
    constraint saved_view_pkey primary key (id),
    constraint saved_view_person_exists foreign key (person_id) references person,
    constraint saved_view_named check (btrim(name) <> '' and length(name) <= 200),
    -- No address that a browser could take for another site.
    constraint saved_view_leads_within check (address ~ '^/[a-z][^\\[:cntrl:]]*$' and length(address) <= 2000)
);
create unique index saved_view_once_per_name on saved_view (person_id, fold(name));
comment on table saved_view is 'A list with filters that a person comes back to; read by that person alone';
comment on column saved_view.name is 'What the person calls it';
comment on column saved_view.address is 'Path of the list with its filters as the query, without the page';

-- Thirty are what a person still finds their way in.
create function keep_saved_views_few() returns trigger
    language plpgsql
as $$
begin
    -- Two at the same time would not see each other.
    perform pg_advisory_xact_lock(hashtextextended(new.person_id::text, 0));
    if (select count(*) from saved_view where person_id = new.person_id) > 30 then
        raise exception 'a person saves no more than 30 views'
            using errcode = 'check_violation', constraint = 'saved_view_at_most_thirty';
    end if;
    return null;
end
$$;
comment on function keep_saved_views_few() is 'Trigger: a person saves no more than 30 views';
create trigger keep_saved_views_few after insert on saved_view
    for each row execute function keep_saved_views_few();

alter table saved_view enable row level security;
create policy own on saved_view to triad_app using (person_id = (select viewer_person()))
    with check (person_id = (select viewer_person()));
create policy saved_view_history_seen on history for select to triad_app using (
    table_name = 'saved_view' and person_id = (select viewer_person()));

select keep_history('saved_view');
grant select, insert, update, delete on saved_view to triad_app;
