-- Postgres plans by what it counted last. Of a day that has just been judged it
-- knows nothing until it counts by itself, up to a minute later: meanwhile it
-- sorts all of that day's rows where an index has them in order, and a portfolio
-- of 10,000 takes twice as long.

-- No query chooses or sorts by it, and it is most of the table.
alter table partnership_standing alter column judged set statistics 0;

create function count_standings() returns void
    language sql security definer
    set search_path = pg_catalog, public
    as 'analyze partnership_standing';
comment on function count_standings() is 'Has Postgres count what is kept of partnerships, for whoever has just judged many';
