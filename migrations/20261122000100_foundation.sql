-- The application's role, who is asking, and the chained history.
--
-- The application connects as a login that owns nothing at run time: each
-- connection does `set role triad_app`, so row-level security applies to it.

do $$
begin
    create role triad_app nologin;
exception
    when duplicate_object or unique_violation then null;
end
$$;

do $$
begin
    if not pg_has_role(current_user, 'triad_app', 'member') then
        execute format('grant triad_app to %I', current_user);
    end if;
end
$$;

create extension if not exists pg_trgm;
create extension if not exists unaccent;

grant usage on schema public to triad_app;

-- Searching ignores case and accents. The dictionary is named, so that the
-- result does not depend on the search path and may stand in an index.
create function fold(words text) returns text
    language sql immutable strict parallel safe
    return lower(public.unaccent('public.unaccent'::regdictionary, words));

comment on function fold(text) is 'Text without case and accents, for searching';

-- ---------------------------------------------------------------------------
-- Who is asking. Set once per transaction by begin_as(); local to it.

create function viewer_role() returns text
    language sql stable
    return coalesce(nullif(current_setting('triad.role', true), ''), 'nobody');
comment on function viewer_role() is 'Role of the person this transaction acts for; operator on the command line; nobody if none';

create function viewer_person() returns uuid
    language sql stable
    return nullif(current_setting('triad.person', true), '')::uuid;
comment on function viewer_person() is 'Id of the person this transaction acts for';

create function viewer_organisation() returns uuid
    language sql stable
    return nullif(current_setting('triad.organisation', true), '')::uuid;
comment on function viewer_organisation() is 'Organisation of the person this transaction acts for';

create function viewer_may_write() returns boolean
    language sql stable
    return viewer_role() in ('ministry_official', 'health_executive', 'vendor', 'clinician', 'operator');
comment on function viewer_may_write() is 'Whether the viewer may change any partnership content at all';

-- ---------------------------------------------------------------------------
-- History: one row per changed row, chained by hash.

create table history (
    seq bigint not null,
    table_name text not null,
    row_id uuid not null,
    partnership_id uuid,
    contract_id uuid,
    action text not null,
    old_row jsonb,
    new_row jsonb,
    person_id uuid,
    reason text,
    transaction_id xid8 not null,
    recorded_at timestamptz not null,
    previous_hash bytea not null,
    hash bytea not null,
    constraint history_pkey primary key (seq),
    constraint history_action_known check (action in ('insert', 'update', 'delete'))
);

create index history_of_row on history (table_name, row_id, seq desc);
create index history_of_partnership on history (partnership_id, seq desc);
create index history_by_time on history (recorded_at);

comment on table history is 'Every change to every table that people change; append-only, chained, verified by audit_verify()';
comment on column history.seq is 'Position in the chain: 1, 2, 3, without gaps';
comment on column history.table_name is 'Table of the changed row';
comment on column history.row_id is 'Id of the changed row';
comment on column history.partnership_id is 'Partnership the row belongs to; null for registry and accounts';
comment on column history.contract_id is 'Contract the row belongs to; limits what vendors see';
comment on column history.old_row is 'The row before; null for an insert';
comment on column history.new_row is 'The row after; null for a delete';
comment on column history.person_id is 'Who changed it; null for the command line';
comment on column history.reason is 'Why, where a reason is asked';
comment on column history.transaction_id is 'Changes made together share it';
comment on column history.recorded_at is 'Moment of the commit; from here until the next row of the same row_id the new row holds';
comment on column history.previous_hash is 'Hash of the row before; 32 zero bytes for the first';
comment on column history.hash is 'SHA-256 over previous_hash and every other column';

create function history_hash(entry history) returns bytea
    language sql immutable
    set timezone = 'UTC'
    return sha256(
        entry.previous_hash || convert_to(jsonb_build_array(
            entry.seq, entry.table_name, entry.row_id, entry.partnership_id, entry.contract_id,
            entry.action, entry.old_row, entry.new_row, entry.person_id, entry.reason,
            entry.transaction_id::text, extract(epoch from entry.recorded_at)
        )::text, 'UTF8'));
comment on function history_hash(history) is 'The hash that a history row must carry';

-- Runs deferred, at commit: the chain's lock is then taken after all row locks
-- of the transaction, so two transactions can never wait for each other over
-- it, and it is held for the length of a commit only.
create function record_history() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
    set timezone = 'UTC'
as $$
declare
    entry history;
    changed jsonb;
begin
    perform pg_advisory_xact_lock(hashtext('triad.history'));
    if tg_op <> 'INSERT' then entry.old_row := to_jsonb(old); end if;
    if tg_op <> 'DELETE' then entry.new_row := to_jsonb(new); end if;
    if entry.old_row = entry.new_row then
        return null;
    end if;
    changed := coalesce(entry.new_row, entry.old_row);

    select coalesce(max(seq), 0) + 1 into entry.seq from history;
    select coalesce((select hash from history where seq = entry.seq - 1), decode(repeat('00', 32), 'hex'))
        into entry.previous_hash;
    entry.table_name := tg_table_name;
    entry.row_id := (changed ->> 'id')::uuid;
    entry.partnership_id := case tg_table_name
        when 'partnership' then entry.row_id
        else (changed ->> 'partnership_id')::uuid end;
    entry.contract_id := case tg_table_name
        when 'contract' then entry.row_id
        else (changed ->> 'contract_id')::uuid end;
    entry.action := lower(tg_op);
    entry.person_id := viewer_person();
    entry.reason := nullif(current_setting('triad.reason', true), '');
    entry.transaction_id := pg_current_xact_id();
    entry.recorded_at := clock_timestamp();
    entry.hash := history_hash(entry);
    insert into history select entry.*;
    return null;
end
$$;
comment on function record_history() is 'Trigger: appends the change to the chained history at commit';

create function keep_history(of_table regclass) returns void
    language plpgsql
as $$
begin
    execute format(
        'create constraint trigger record_history after insert or update or delete on %s '
        'deferrable initially deferred for each row execute function record_history()', of_table);
end
$$;
comment on function keep_history(regclass) is 'Gives a table its history; every new table calls it in its migration';

create function refuse_change() returns trigger
    language plpgsql
as $$
begin
    raise exception '% rows are never changed', tg_table_name using errcode = 'restrict_violation';
end
$$;
comment on function refuse_change() is 'Trigger: keeps a table append-only';

-- The first bad row, in two passes: the chain itself, then each table against
-- the last history row of each of its rows. The second finds what the first
-- cannot: rows cut off the chain's end, and changes made past the trigger.
create function audit_verify()
    returns table (problem text, at_seq bigint, at_table text, at_row uuid)
    language plpgsql stable
    set timezone = 'UTC'
as $$
declare
    kept regclass;
    bad uuid;
begin
    return query
        select case
                when c.seq <> c.position then 'missing'
                when c.previous_hash <> c.expected then 'broken link'
                else 'changed' end,
            case when c.seq <> c.position then c.position else c.seq end,
            c.table_name, c.row_id
        from (
            select h.seq, h.table_name, h.row_id, h.previous_hash, h.hash,
                row_number() over (order by h.seq) as position,
                lag(h.hash, 1, decode(repeat('00', 32), 'hex')) over (order by h.seq) as expected,
                history_hash(h) as computed
            from history h) c
        where c.seq <> c.position or c.previous_hash <> c.expected or c.hash <> c.computed
        order by c.seq
        limit 1;
    if found then return; end if;

    for kept in
        select t.tgrelid::regclass from pg_trigger t
        where t.tgfoid = 'record_history'::regproc order by t.tgrelid::regclass::text
    loop
        execute format($q$
            select coalesce(t.id, h.row_id)
            from (select id, to_jsonb(x) as held from %1$s x) t
            full join (
                select distinct on (row_id) row_id, action, new_row
                from history where table_name = %2$L order by row_id, seq desc) h
            on h.row_id = t.id
            where case
                when h.row_id is null then true
                when t.id is null then h.action <> 'delete'
                when h.action = 'delete' then true
                -- A column added by a later migration is not a change.
                else h.new_row is distinct from (
                    select jsonb_object_agg(k, t.held -> k) from jsonb_object_keys(h.new_row) k)
            end
            limit 1 $q$, kept, kept::text) into bad;
        if bad is not null then
            return query select 'differs from its history', null::bigint, kept::text, bad;
            return;
        end if;
    end loop;
end
$$;
comment on function audit_verify() is 'The first row that breaks the chain or differs from its history; no row if all is well';
