# The words of the document and of the parts that every page is made of.
ui-document-title = { $title } – Triad
ui-skip = Skip to main content
ui-demo = Demonstration. The people, organisations and partnerships here are fictional.
ui-nav = Main
ui-breadcrumbs = You are here
ui-account-role = { $role }, { $organisation }
ui-sign-out = Sign out
ui-about = Triad follows partnerships between government, health care and technology.
ui-languages = Language
ui-printed-from = Printed from { $path }

ui-optional = { $label } (optional)
ui-day = Day
ui-month = Month
ui-year = Year
ui-errors-title = Some answers need mending
ui-error-of-field = { $label }: { $message }

ui-conflict-title = Somebody saved this before you
ui-conflict-who = { $who } saved it while you were writing:
ui-conflict-what = Nothing of yours is lost. Compare the two, change yours if you need to, and save again. What you save then replaces theirs.
ui-conflict-caption = What is saved now, and what you wrote
ui-conflict-field = Field
ui-conflict-theirs = Saved now
ui-conflict-yours = Yours
ui-conflict-differs = Differs

ui-paging = Pages
ui-paging-shown = Showing { $from } to { $to } of { $total }
ui-paging-previous = Previous
ui-paging-next = Next
ui-paging-page = Page { $page }
ui-filters = Filter this list
ui-filters-apply = Apply
ui-filters-applied = Filtered by
ui-filters-remove = { $filter }: remove this filter
ui-filters-clear = Clear all
ui-csv = Download as a spreadsheet (CSV)
ui-print-hint = Printing this page shows the list with its filters.

ui-chart-table = Show the figures as a table
ui-chart-today = Today
ui-chart-baseline = First agreed
ui-chart-expected = Expected
ui-chart-reached = Reached
ui-chart-baseline-on = first agreed for { $date }
ui-chart-planned-on = planned for { $date }
ui-chart-forecast-on = expected on { $date }
ui-chart-actual-on = reached on { $date }
ui-chart-operational = Committed, running costs
ui-chart-capital = Committed, assets
ui-chart-funding-expected = Expected, not committed
ui-chart-received = Received
ui-chart-spent = Spent
ui-chart-span = { $label }; { $status }; { $start } to { $end }
