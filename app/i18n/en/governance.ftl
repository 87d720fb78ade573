# The governance of a partnership.
governance-title = Bodies and decisions
governance-lead = Who steers this partnership, who was in the room, what was decided and how long that took.
governance-shown = { $shown } of { $total } are shown; all are in the lists of the bodies above.
governance-none-title = No body steers this partnership yet
governance-none-text = A body has members with seats and a quorum, meets, decides, and sees that what it asks for is done.
governance-bodies-caption = Bodies of this partnership, and those whose decisions bind it
governance-meetings-caption = Meetings of this partnership’s bodies, the latest first
governance-severe-risks = Severe risks
governance-unproven = Expired: { $lapsed }; missing or not verified: { $others }
governance-open-tensions = Open tensions
