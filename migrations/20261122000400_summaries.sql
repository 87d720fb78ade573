-- What dashboards show per partnership, kept in the transaction of each change,
-- so that a portfolio reads one row per partnership instead of its children.
-- Nothing here depends on today: what is overdue follows from the stored dates.

create table partnership_summary (
    partnership_id uuid not null,
    open_milestones integer not null default 0,
    met_milestones integer not null default 0,
    missed_milestones integer not null default 0,
    next_milestone_due date,
    next_milestone_id uuid,
    next_milestone_title text,
    worst_slip_days integer,
    open_deliverables integer not null default 0,
    submitted_deliverables integer not null default 0,
    returned_deliverables integer not null default 0,
    accepted_deliverables integer not null default 0,
    next_deliverable_due date,
    next_deliverable_id uuid,
    next_deliverable_title text,
    oldest_review_due date,
    oldest_review_deliverable_id uuid,
    contracts integer not null default 0,
    last_event_at timestamptz,
    last_event_kind text,
    last_event_person_id uuid,
    last_event_title text,
    constraint partnership_summary_pkey primary key (partnership_id),
    constraint partnership_summary_partnership_exists foreign key (partnership_id) references partnership,
    constraint partnership_summary_event_known check (last_event_kind in ('milestone_entry', 'submission', 'review'))
);
comment on table partnership_summary is 'One row per partnership, derived by refresh_partnership_summary()';
comment on column partnership_summary.open_milestones is 'Planned, in progress or at risk';
comment on column partnership_summary.next_milestone_due is 'Earliest forecast (or else planned) date of an open milestone; in the past when late';
comment on column partnership_summary.worst_slip_days is 'Largest of forecast or planned date minus baseline over open milestones';
comment on column partnership_summary.open_deliverables is 'Planned, in progress or returned: the supplier''s turn';
comment on column partnership_summary.submitted_deliverables is 'Waiting for review: the buyer''s turn';
comment on column partnership_summary.next_deliverable_due is 'Earliest due date where it is the supplier''s turn';
comment on column partnership_summary.oldest_review_due is 'Earliest review date where it is the buyer''s turn';
comment on column partnership_summary.last_event_at is 'Latest milestone entry, submission or review';
comment on column partnership_summary.last_event_title is 'Title of its milestone or deliverable';

create table partnership_contract_year (
    partnership_id uuid not null,
    year integer not null,
    currency text not null,
    contracts integer not null,
    value numeric(18,2) not null,
    constraint partnership_contract_year_pkey primary key (partnership_id, year, currency),
    constraint partnership_contract_year_partnership_exists foreign key (partnership_id) references partnership
);
comment on table partnership_contract_year is 'Contract value by calendar year of the start, derived by refresh_partnership_summary(); cancelled contracts and unknown values left out';

create function refresh_partnership_summary(partnerships uuid[]) returns void
    language sql security definer
    set search_path = pg_catalog, public
as $$
    insert into partnership_summary as held
    select p.id,
        m.open, m.met, m.missed, nm.due, nm.id, nm.title, m.worst_slip,
        d.open, d.submitted, d.returned, d.accepted, nd.due_on, nd.id, nd.title,
        rv.review_due_on, rv.deliverable_id,
        (select count(*) from contract c where c.partnership_id = p.id),
        ev.at, ev.kind, ev.person_id, ev.title
    from partnership p
    cross join lateral (
        select count(*) filter (where state in ('planned', 'in_progress', 'at_risk')) as open,
            count(*) filter (where state in ('met', 'partly_met')) as met,
            count(*) filter (where state = 'missed') as missed,
            max(coalesce(forecast_on, planned_on) - baseline_on)
                filter (where state in ('planned', 'in_progress', 'at_risk')) as worst_slip
        from milestone where partnership_id = p.id) m
    left join lateral (
        select id, title, coalesce(forecast_on, planned_on) as due from milestone
        where partnership_id = p.id and state in ('planned', 'in_progress', 'at_risk')
        order by due, id limit 1) nm on true
    cross join lateral (
        select count(*) filter (where state in ('planned', 'in_progress', 'returned')) as open,
            count(*) filter (where state = 'submitted') as submitted,
            count(*) filter (where state = 'returned') as returned,
            count(*) filter (where state = 'accepted') as accepted
        from deliverable where partnership_id = p.id) d
    left join lateral (
        select id, title, due_on from deliverable
        where partnership_id = p.id and state in ('planned', 'in_progress', 'returned')
        order by due_on, id limit 1) nd on true
    left join lateral (
        select s.review_due_on, s.deliverable_id from submission s join deliverable x on x.id = s.deliverable_id
        where s.partnership_id = p.id and x.state = 'submitted'
            and not exists (select 1 from review r where r.submission_id = s.id)
        order by s.review_due_on, s.id limit 1) rv on true
    left join lateral (
        select * from (
            (select e.logged_at as at, 'milestone_entry' as kind, e.person_id, t.title
                from milestone_entry e join milestone t on t.id = e.milestone_id
                where e.partnership_id = p.id order by e.logged_at desc, e.id desc limit 1)
            union all
            (select s.submitted_at, 'submission', s.submitted_by, t.title
                from submission s join deliverable t on t.id = s.deliverable_id
                where s.partnership_id = p.id order by s.submitted_at desc, s.id desc limit 1)
            union all
            (select r.reviewed_at, 'review', r.reviewed_by, t.title
                from review r join submission s on s.id = r.submission_id
                join deliverable t on t.id = s.deliverable_id
                where r.partnership_id = p.id order by r.reviewed_at desc, r.id desc limit 1)
        ) events order by at desc limit 1) ev on true
    where p.id = any (partnerships)
    -- Always in one order, so that two transactions never wait for each other.
    order by p.id
    on conflict (partnership_id) do update set
        (open_milestones, met_milestones, missed_milestones, next_milestone_due, next_milestone_id,
         next_milestone_title, worst_slip_days, open_deliverables, submitted_deliverables,
         returned_deliverables, accepted_deliverables, next_deliverable_due, next_deliverable_id,
         next_deliverable_title, oldest_review_due, oldest_review_deliverable_id, contracts,
         last_event_at, last_event_kind, last_event_person_id, last_event_title)
        = row(excluded.open_milestones, excluded.met_milestones, excluded.missed_milestones,
         excluded.next_milestone_due, excluded.next_milestone_id, excluded.next_milestone_title,
         excluded.worst_slip_days, excluded.open_deliverables, excluded.submitted_deliverables,
         excluded.returned_deliverables, excluded.accepted_deliverables, excluded.next_deliverable_due,
         excluded.next_deliverable_id, excluded.next_deliverable_title, excluded.oldest_review_due,
         excluded.oldest_review_deliverable_id, excluded.contracts, excluded.last_event_at,
         excluded.last_event_kind, excluded.last_event_person_id, excluded.last_event_title)
    where held is distinct from excluded;

    delete from partnership_contract_year where partnership_id = any (partnerships);
    insert into partnership_contract_year
    select c.partnership_id, extract(year from c.starts_on)::integer, c.currency, count(*), sum(c.value)
    from contract c
    where c.partnership_id = any (partnerships) and c.value is not null and c.ending is distinct from 'cancelled'
    group by 1, 2, 3;
$$;
comment on function refresh_partnership_summary(uuid[]) is 'Derives the summary rows of these partnerships anew';

create function summarise() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, public
as $$
begin
    if tg_table_name = 'partnership' then
        perform refresh_partnership_summary((select array_agg(id) from changed));
    else
        perform refresh_partnership_summary((select array_agg(distinct partnership_id) from changed));
    end if;
    return null;
end
$$;
comment on function summarise() is 'Trigger: brings the summary rows of the changed partnerships up to date, once per statement';

create trigger summarise_added after insert on partnership
    referencing new table as changed for each statement execute function summarise();

create function keep_summary(of_table regclass) returns void
    language plpgsql
as $$
begin
    execute format('create trigger summarise_added after insert on %s
        referencing new table as changed for each statement execute function summarise()', of_table);
    execute format('create trigger summarise_changed after update on %s
        referencing new table as changed for each statement execute function summarise()', of_table);
end
$$;
comment on function keep_summary(regclass) is 'Makes changes of a table reach the summary rows; its rows are never deleted nor moved to another partnership';

select keep_summary(t) from unnest(array['contract', 'milestone', 'milestone_entry', 'deliverable',
    'submission', 'review']::regclass[]) t;

-- Sums over all contracts would tell one vendor another's prices.
alter table partnership_summary enable row level security;
create policy seen on partnership_summary for select to triad_app using (
    (select viewer_role()) <> 'vendor' and partnership_id in (select id from partnership));
alter table partnership_contract_year enable row level security;
create policy seen on partnership_contract_year for select to triad_app using (
    (select viewer_role()) <> 'vendor' and partnership_id in (select id from partnership));

grant select on partnership_summary, partnership_contract_year to triad_app;
