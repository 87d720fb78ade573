-- How far government is involved in each partnership beside how much of the
-- money is its own, kept with the rest of how it fares.

delete from standing_watermark;

alter table partnership_standing
    add column involvement text,
    add column finance text,
    add constraint partnership_standing_involvement_known check (involvement in
        ('none', 'informed', 'consulted', 'co_decides', 'leads')),
    add constraint partnership_standing_finance_known check (finance in ('nothing', 'part', 'most'));
comment on column partnership_standing.involvement is 'How far government is involved, as said last';
comment on column partnership_standing.finance is 'How much of the committed money is government''s; null where none is committed';
comment on column jurisdiction_standing.what is 'partnerships, open_milestones, submitted_deliverables, warnings; status:, concern: or government: with their codes';

create index action_late on action (partnership_id, due_on) where state = 'open';
