# Why a relationship has its status.
relationship-apart = On “{ $factor }” the groups stand apart by { $points } on the scale, { $highest } highest and { $lowest } lowest, in the scorecard round that closed on { $date }
relationship-low = “{ $factor }” is rated { $mean } of { $most } by all groups shown, in the scorecard round that closed on { $date }
relationship-broken = { $count ->
    [one] { $count } obligation was broken within { $months } months
   *[other] { $count } obligations were broken within { $months } months
}
relationship-overdue = { $count ->
    [one] { $count } obligation is overdue, for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
   *[other] { $count } obligations are overdue, the first for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
}
relationship-long-ago = The last scorecard round closed on { $date }, more than { $months } months ago, so its figures no longer count
relationship-alike = The groups see it much alike in the scorecard round that closed on { $date }; lowest is “{ $factor }” with { $mean } of { $most }
relationship-kept = { $count ->
    [one] { $count } obligation was kept and none is overdue
   *[other] { $count } obligations were kept and none is overdue
}
relationship-nothing-known = No scorecard round is published that may be shown, and no obligation was due yet
relationship-not-running = { $stage ->
    [closed] It is over, so nobody is asked any more
    [withdrawn] It was given up, so nobody is asked
   *[other] It does not run yet, so nobody is asked
}
