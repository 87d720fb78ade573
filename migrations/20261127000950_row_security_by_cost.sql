-- Whether a row's partnership or contract is seen is asked of the row and no
-- longer of the set of all that are seen. Postgres then chooses by cost: for a
-- page it looks up the few rows, for a report it still finds the set once. With
-- the set alone each query of a page read every partnership in scope.

do $$
declare
    held record;
    rule text;
begin
    for held in
        select tablename, policyname, qual from pg_policies
        where schemaname = 'public' and cmd = 'SELECT' and tablename <> 'partnership'
            and (qual like '%partnership_id IN ( SELECT partnership.id%' or qual like '%contract_id IN ( SELECT contract.id%')
    loop
        rule := regexp_replace(held.qual, 'partnership_id IN \( SELECT partnership\.id\s+FROM partnership\)',
            format('exists (select 1 from partnership seen where seen.id = %I.partnership_id)', held.tablename), 'g');
        rule := regexp_replace(rule, 'contract_id IN \( SELECT contract\.id\s+FROM contract\)',
            format('exists (select 1 from contract seen where seen.id = %I.contract_id)', held.tablename), 'g');
        execute format('alter policy %I on %I using (%s)', held.policyname, held.tablename, rule);
    end loop;
end
$$;

create or replace function protect_content(of_table regclass) returns void
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', of_table);
    execute format('create policy seen on %1$s for select to triad_app using (exists (select 1 from partnership seen where seen.id = %1$s.partnership_id))', of_table);
    execute format('create policy added on %s for insert to triad_app with check (viewer_may_write() and sees_partnership(partnership_id))', of_table);
    execute format('create policy changed on %s for update to triad_app using (viewer_may_write() and sees_partnership(partnership_id))', of_table);
    execute format('create policy removed on %s for delete to triad_app using (viewer_may_write() and sees_partnership(partnership_id))', of_table);
end
$$;

create or replace function protect_contract_content(of_table regclass) returns void
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', of_table);
    execute format('create policy seen on %1$s for select to triad_app using (exists (select 1 from contract seen where seen.id = %1$s.contract_id))', of_table);
    execute format('create policy added on %s for insert to triad_app with check (viewer_may_write() and sees_contract(contract_id))', of_table);
    execute format('create policy changed on %s for update to triad_app using (viewer_may_write() and sees_contract(contract_id))', of_table);
end
$$;
