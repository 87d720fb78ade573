# Why money has its status.
money-overspent = In { $year } { $amount } more was spent than committed
money-nothing-this-year = Nothing is committed for { $year } in { $currency }, though there was money before
money-cliff-ends = Committed money ends: from { $date } there is none, after { $from } in the year before
money-cliff-falls = Committed money falls from { $date }: { $to }, after { $from } in the year before
money-overreceived = In { $year } { $amount } more was received than committed
money-only-expected = For { $year } { $amount } is expected and nothing is committed
money-short-cover = { $years ->
    [0] No { $currency } is committed for this fiscal year
    [one] { $currency } is committed for this fiscal year only
   *[other] { $currency } is committed for { $years } fiscal years only
}
money-covered = { $currency } is committed until { $date } without a gap
money-nothing-committed = No money is committed
money-not-running = { $stage ->
    [closed] It is over, so it needs no money any more
    [withdrawn] It was given up, so it needs no money
   *[other] It does not run yet, so it needs no money
}
