# Why targets have their status.
performance-off-track = { $count ->
    [one] { $count } of { $of } indicators is off track; furthest behind: { $worst }
   *[other] { $count } of { $of } indicators are off track; furthest behind: { $worst }
}
performance-at-risk = { $count ->
    [one] { $count } of { $of } indicators is at risk; furthest behind: { $worst }
   *[other] { $count } of { $of } indicators are at risk; furthest behind: { $worst }
}
performance-on-track = { $count ->
    [one] { $count } of { $of } indicators is on track, and none behind
   *[other] { $count } of { $of } indicators are on track, and none behind
}
performance-nothing-measured = { $of ->
    [one] Nothing is known of its indicator yet
   *[other] Nothing is known of its { $of } indicators yet
}
performance-no-indicator = It has no indicator
performance-not-running = { $stage ->
    [proposed] It is only proposed
    [closed] It is closed
   *[withdrawn] It is withdrawn
}
performance-worst = “{ $title }” with { $share } of the expected change
performance-worst-unknown = “{ $title }”
performance-no-target = No target is set
performance-not-measured = Nothing is measured and verified
performance-silent = Nothing is verified for { $starts } to { $ends }
performance-no-baseline = The target is not reached, and without a baseline nobody can say how far off it is
performance-share = { $share } of the expected change; expected by then: { $expected }
performance-expected = Expected by then: { $expected }
