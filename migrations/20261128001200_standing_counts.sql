-- What one partnership adds to the sums of a portfolio, told once: those of
-- jurisdictions are kept, those of what filters leave are made when asked for.

create function standing_counts(kept partnership_standing) returns table (what text, number bigint)
    language sql immutable
    as $$
    select * from (values
        ('partnerships', 1::bigint), ('open_milestones', kept.open_milestones),
        ('submitted_deliverables', kept.submitted_deliverables), ('warnings', kept.warnings),
        ('status:' || kept.overall, 1),
        ('government:' || coalesce(kept.involvement, 'unknown') || ':' || coalesce(kept.finance, 'unknown'), 1)
    ) counted (what, number)
    union all
    select 'concern:' || concern, 1 from unnest(kept.concerns) concern
    $$;
comment on function standing_counts(partnership_standing) is 'What a partnership adds to the sums of a portfolio, as jurisdiction_standing names them';
