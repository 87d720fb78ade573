# Briefs for a minister: one page of paper.

brief-title = Minister’s brief
brief-print = To print it, or to save it as a PDF, use your browser’s Print command (Ctrl+P, or ⌘P on a Mac). It fits one page, A4 or Letter.
brief-portfolio = Back to the portfolio
brief-about = { $reference } · { $jurisdiction } · { $stage }
brief-narrowed = { $organisation } · { $filters }
brief-as-of = As of { $date }.
brief-drawn-up = Drawn up by { $name }, { $organisation }, on
brief-source = Source: Triad, { $path }. Amounts, dates and measurements are as reported by those named; a status follows from them by rules that are the same for all.
brief-facts = In short
brief-factors = Success factors
brief-money-caption = From this fiscal year on
brief-money-none = Nothing is recorded from this fiscal year on.
brief-latest = { $figure } up to { $date }
brief-not-measured = not measured yet
brief-due = Overdue, or due within { $days } days
brief-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
brief-due-none = Nothing is overdue or due.
brief-reported = Reported last
brief-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
