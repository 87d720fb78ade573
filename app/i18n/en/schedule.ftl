# Why a schedule has its status.
schedule-milestone-late = { $days ->
    [one] The milestone “{ $title }” is { $days } day late
   *[other] The milestone “{ $title }” is { $days } days late
}
schedule-milestone-missed = { $count ->
    [one] { $count } milestone was missed
   *[other] { $count } milestones were missed
}
schedule-slipping = { $days ->
    [one] A milestone has slipped { $days } day from what was first agreed
   *[other] A milestone has slipped { $days } days from what was first agreed
}
schedule-deliverable-late = { $days ->
    [one] The deliverable “{ $title }” is { $days } day late
   *[other] The deliverable “{ $title }” is { $days } days late
}
schedule-review-overdue = { $days ->
    [one] A submission has waited { $days } working day too long for its review
   *[other] A submission has waited { $days } working days too long for its review
}
schedule-on-time = Nothing is late
schedule-on-time-next = Nothing is late; next is “{ $title }” on { $date }
schedule-nothing-planned = Nothing is planned, so nothing can be late
schedule-not-running = { $stage ->
    [closed] It is over, so it keeps no dates any more
    [withdrawn] It was given up, so it keeps no dates
   *[other] It does not run yet, so it keeps no dates
}
