# Ledgers: money over years of many partnerships.
ledger-title = Ledger
ledger-of = Ledger of { $jurisdiction }
ledger-as-of = As of { $date }. Fiscal years begin in { $month }. Computed from the commitments, receipts and spending that the partnerships record; amounts of different currencies are never added up.
ledger-none-title = No funding is recorded
ledger-none-text = As soon as a funder’s commitment to a partnership here is recorded, this page shows what is committed, received and spent, year by year.
ledger-no-match-title = No funding fits these filters
ledger-no-match-text = Take a filter away to see more.
ledger-show-all = Show the whole ledger

ledger-search = Title or reference
ledger-jurisdiction = Jurisdiction
ledger-funder = Funder
ledger-kind = Kind of money
ledger-from = From the fiscal year that begins in
ledger-to = To the fiscal year that begins in
ledger-stage = Stage
ledger-reporting-currency = Reporting currency
ledger-own-currency = Each in its own
ledger-in-currency = In { $currency }

ledger-now-committed = Committed this fiscal year
ledger-now-received = Received this fiscal year
ledger-now-spent = Spent this fiscal year
ledger-now-remaining = Remaining this fiscal year

ledger-years = By fiscal year
ledger-years-caption = Money by fiscal year and currency
ledger-year = Fiscal year
ledger-currency = Currency
ledger-capital = Committed, capital
ledger-operational = Committed, operational
ledger-committed = Committed
ledger-expected = Expected
ledger-received = Received
ledger-spent = Spent
ledger-remaining = Remaining
ledger-overspent = Overspent
ledger-overreceived = Too much received
ledger-picture-message = { $currency }: { $cover }
ledger-picture-description = For each fiscal year a stack of what is committed to run things, committed for assets, and only expected, with what was received and what was spent beside it. Each currency has its own picture and scale.
ledger-bar = { $year }: committed { $committed }, expected { $expected }, received { $received }, spent { $spent }
ledger-odd = { $count ->
    [one] { $count } amount was promised for another fiscal period than these fiscal years; it counts whole in the year that the middle of its period lies in.
   *[other] { $count } amounts were promised for other fiscal periods than these fiscal years; each counts whole in the year that the middle of its period lies in.
}

ledger-lasting = How long it lasts
ledger-lasting-caption = Sums of the years shown, and how long committed money lasts
ledger-cover = Years covered
ledger-cover-words = { $years ->
    [0] this fiscal year is not covered
    [one] { $years } fiscal year covered, until { $date }
   *[other] { $years } fiscal years covered, until { $date }
}
ledger-largest-fall = Largest fall
ledger-fall = { $year }: { $amount } less than the year before ({ $share } less)
ledger-cliff = Cliff
ledger-no-cliff = No cliff in sight
ledger-cliff-rule = A cliff is the first fiscal year, not over yet, with over 20% less committed money than the year before. These partnerships have no planned end in common, so it is looked for as far as money is recorded. Years covered, largest fall and cliff always look at all years, also where fewer are shown.
ledger-cliff-rule-one = A cliff is the first fiscal year, not over yet and begun by the planned end on { $date }, with over 20% less committed money than the year before. Years covered, largest fall and cliff always look at all years, also where fewer are shown.

ledger-payers = Who pays and who leads
ledger-payers-caption = Funders’ shares of committed money of all years, beside those who lead what they pay for
ledger-payers-hint = The number behind a name says how many of the partnerships that the funder pays for are led by it.
ledger-payers-none-title = Nothing is committed
ledger-payers-none-text = Shares follow from committed money, and here it is only expected or taken back.
ledger-share = Share
ledger-partnerships = Partnerships
ledger-executive = Accountable executives
ledger-sponsor = Government sponsors
ledger-leader = { $name } ({ $count })
ledger-more = and { $count } more
ledger-nobody-named = Nobody named
ledger-pays-and-leads = Pays and leads

ledger-list = By partnership
ledger-list-caption = Money of the years shown by partnership and currency, and how long it lasts
ledger-partnership = Partnership
ledger-reference = { $reference } · { $jurisdiction }
ledger-without = { $count ->
    [one] { $count } partnership here has no funding recorded.
   *[other] { $count } partnerships here have no funding recorded.
}
ledger-without-all = Those that run without committed money

ledger-reporting = All amounts in { $currency }
ledger-reporting-rule = Every year is converted by the latest rate on or before today: what the money is worth now, not what it was worth then. Each amount is rounded to the currency’s smallest unit.
ledger-rate = 1 { $base } = { $rate } { $quote } on { $date }, { $age ->
    [0] today
    [one] { $age } day old
   *[other] { $age } days old
} ({ $source })
ledger-rates-none = No rate was needed: nothing here was converted.
ledger-without-rate = No rate is recorded for { $currencies }: these amounts stand apart in their own currency
ledger-rates = Rates between currencies

ledger-csv-reference = Reference
ledger-csv-starts = First day
ledger-csv-ends = Last day
ledger-csv-rates = Rates used
