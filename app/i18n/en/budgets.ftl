# Yearly budgets of jurisdictions and the five-per-cent test.
budgets-title = Budgets and five-per-cent test
budgets-lead = Whether at least five per cent of the health budget goes to ICT in each of three fiscal years in a row.
budgets-none-title = No budget is recorded yet
budgets-none-text = With the health budget and the ICT spending of at least three fiscal years in a row, the test can be made. A figure that is not known is left blank: it is no data, never zero.
budgets-share = ICT’s share of the health budget
budgets-figures = Figures by fiscal year
budgets-picture = { $passing } of { $total } fiscal years have at least 5%{ $missing ->
    [0] {""}
    [one] , one has no data
   *[other] , { $missing } have no data
}
budgets-picture-description = One bar for each fiscal year: the share of the health budget that is spent on ICT. The dashed line stands at 5%. A year without data has a dashed outline and no bar.
budgets-picture-caption = ICT’s share by fiscal year, and of three fiscal years together
budgets-picture-line = 5% of the health budget
budgets-caption = Health budget and ICT spending by fiscal year
budgets-search = Words in the source
budgets-from = From fiscal year
budgets-to = To fiscal year
budgets-from-year = From { $year }
budgets-to-year = To { $year }
budgets-no-match-title = No fiscal year fits these filters
budgets-no-match-text = Take a filter away to see more. The test above takes all of them.
budgets-seed = The rule is from the literature: stable financing takes at least five per cent of the health budget for ICT over at least three years. The share of three years together is shown beside it and decides nothing.
budget-add = Add budget
budget-edit = Edit budget
budget-edit-of = Edit the budget of { $year }
budget-year = Fiscal year
budget-year-option = { $label } ({ $start } to { $end })
budget-currency = Currency
budget-health-budget = Health budget
budget-ict-spending = ICT spending
budget-amount-hint = For the whole year; leave blank what is not known
budget-ict-hint = What of the health budget is spent on ICT; leave blank what is not known, and enter 0 only for nothing
budget-source = Source
budget-source-hint = Where the figures were published
budget-entered = Entered
budget-share = ICT’s share
budget-share-enough = At least 5%
budget-share-too-little = Less than 5%
budget-cumulative = Share of three years
budget-passed = Passed
budget-not-passed = Not passed
budget-no-data = No data
budget-verdict-passed = Five-per-cent test: passed
budget-verdict-not-passed = Five-per-cent test: not passed
budget-verdict-no-data = Five-per-cent test: no data
budget-reason-passed = At least 5% of the health budget went to ICT in each of { $years }.
budget-reason-not-passed = No three fiscal years in a row have at least 5% each. Too little in { $years }.
budget-reason-few = { $count ->
    [0] No fiscal year is recorded; the test takes three in a row.
    [one] One fiscal year is recorded; the test takes three in a row.
   *[other] { $count } fiscal years are recorded; the test takes three in a row.
}
budget-reason-missing = Figures that would decide it are missing for { $years }.
budget-error-zero = Leave this blank where it is not known; a health budget of zero has no share
budget-error-taken = This fiscal year has a budget already; edit that one
flash-budget-added = The budget is added.
flash-budget-saved = The budget is saved.
