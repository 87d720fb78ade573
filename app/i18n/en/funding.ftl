# The ledger of funding over years.
funding-parts = Pages about money
funding-ledger = By fiscal year
funding-none-title = No money is recorded yet
funding-none-text = Add what each funder promises, by fiscal year. How many years are covered, and where the money would break off, follows from it.
funding-in-currency = In { $currency }
funding-by-year = By fiscal year
funding-year = Fiscal year
funding-starts = From
funding-ends = To
funding-this-year = This year
funding-capital = Assets
funding-operational = Running costs
funding-kinds = { $capital } for assets, { $operational } for running costs.
funding-and-expected = { $amount } expected besides.
funding-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
funding-covered = Years covered, this one included
funding-covered-until = Committed money lasts without a gap until { $date }
funding-not-covered = Nothing is committed for this fiscal year
funding-largest-fall = Largest fall from one year to the next
funding-fall-note = { $percent }% less in { $year } than in the year before
funding-no-fall = Committed money never falls
funding-cliff = Funding cliff
funding-no-cliff = No funding cliff is ahead
funding-cliff-explained = A cliff is the first year, this one or later and up to the planned end, whose committed money is more than 20% below that of the year before, or ends.
funding-cliff-ends = From { $date } no money is committed: { $less } less than in { $before }.
funding-cliff-falls = From { $date } only { $to } is committed: { $less } less than in { $before }.
funding-overspent = Overspent
funding-overreceived = Received more than committed
funding-overspent-by = Overspent by { $amount }
funding-overreceived-by = Received { $amount } more than committed
funding-picture-description = For each fiscal year a stack of what is committed for running costs and for assets and of what is only expected; beside it what was received and what was spent. Each currency has a scale of its own.
funding-bar = { $year }: { $committed } committed, { $expected } expected, { $received } received, { $spent } spent
funding-kinds-caption = What the money is for, by fiscal year
funding-years-caption = Fiscal years in { $currency }
funding-leads = Who pays, and who leads
funding-leads-text = Whoever controls the finance in the end is the base of leadership (a study of strategic partnerships between the health care and ICT sectors). Compare the shares with who is to lead and answer for the partnership.
funding-shares-caption = Shares of each funder in all that is committed
funding-share = Share
funding-share-said = { $percent } of { $currency }
