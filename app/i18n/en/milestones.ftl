# Milestones.
milestone = Milestone
milestones-title = Milestones
milestones-caption = Milestones of this partnership
milestones-search = Words in the title
milestones-late-only = Past their date only
milestones-none-title = No milestone is planned yet
milestones-none-text = A partnership is judged by dated steps. Whoever plans this one adds the first.
milestones-no-match-title = No milestone fits these filters
milestones-no-match-text = Take a filter away to see more.
milestones-picture-message = { $late ->
    [0] None of the { $shown } milestones shown is past its date
    [one] { $late } of the { $shown } milestones shown is past its date
   *[other] { $late } of the { $shown } milestones shown are past their date
}
milestones-picture-description = Each line is a milestone. A hollow mark is the date first agreed; the line from it shows how far it slipped.
milestones-timeline = Over time
milestone-add = Add milestone
milestone-edit = Edit milestone
milestone-title = Title
milestone-description = Description
milestone-owner = Owner
milestone-owner-hint = The organisation that must reach it
milestone-state = State
milestone-planned = Planned
milestone-planned-hint = For example 27 3 2027
milestone-baseline = First agreed
milestone-forecast = Expected
milestone-forecast-hint = When its owner now expects it. Leave blank to keep to the plan.
milestone-forecast-said = Expected on { $date }
milestone-actual = Reached
milestone-expected-or-reached = Expected or reached
milestone-late = Late
milestone-slip = Slip
milestone-slip-days = Slip in days
milestone-slip-unknown = Not agreed yet
milestone-slip-none = None
milestone-slip-later = { $days ->
    [one] { $days } day later
   *[other] { $days } days later
}
milestone-slip-earlier = { $days ->
    [one] { $days } day earlier
   *[other] { $days } days earlier
}
milestone-story = Story
milestone-story-none-title = Nothing is told yet
milestone-story-none-text = Each entry is one short text with a date. Read together they say how the milestone came about.
milestone-log = Log an entry
milestone-log-submit = Log entry
milestone-entry-story = What happened
milestone-entry-story-hint = One short text. It cannot be changed afterwards.
milestone-entry-happened = When
milestone-entry-happened-hint = Today or before. If the milestone is met by this, this is the date it was reached.
milestone-entry-state = State from now on
milestone-error-future = This day is still to come
milestone-error-only-reopen = A milestone that is over can only be taken up again as in progress
flash-milestone-added = The milestone is added.
flash-milestone-saved = The milestone is saved.
flash-milestone-logged = The entry is logged.

# What an error calls a field that shares its words with something else.
milestone-entry-forecast = { milestone-forecast }
