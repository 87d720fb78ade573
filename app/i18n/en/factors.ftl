# Success factors across partnerships.

factors-title = Success factors across partnerships
factors-link = Success factors
factors-lead = What people in each partnership say of six success factors, and where their groups stand apart.
factors-rated = { $rated } of { $count } partnerships have a published round.
factors-caption = Mean of everybody who shows, from 1 (not at all) to 5 (fully), by partnership and success factor
factors-round = Round to
factors-no-round = No published round
factors-published-by = Published by { $name }
factors-no-data = No data
factors-legend = Mean of the latest published round, and the gap between the highest and the lowest group, in points
factors-step-below = Below { $below }
factors-step = { $from } to below { $below }
factors-step-from = { $from } and more
factors-no-data-legend = No data: no round, or no group large enough to show
factors-wide-legend = Gap of a whole point or more
factors-csv-published = Published by
factors-csv-gap = Gap: { $factor }
