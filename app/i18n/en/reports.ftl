# Status reports: what the accountable executive declares beside what is computed.
reports-title = Status reports
reports-caption = Status reports of this partnership
reports-search = Words in the text or the reason
reports-none-title = No status is declared yet
reports-none-text = The accountable executive says in one text how the partnership fares, and declares a status. It stands beside the computed one and never replaces it.
reports-no-match-title = No status report fits these filters
reports-no-match-text = Take a filter away to see more.

report = Report
report-title = Status report { $number }
report-add = File a status report
report-file = File the report
report-now = Declared and computed today
report-declared = Declared status
report-declared-hint = What you say as the accountable executive. The computed status stays beside it on every page.
report-declared-as = Declared { $status }
report-declared-said = { $status }, declared on { $date } by { $who }
report-none-declared = The accountable executive has declared no status yet
report-from = Report of { $date }
report-computed = Computed status
report-computed-today = Computed today
report-computed-then = Computed at filing
report-computed-first = What is computed today
report-dimensions-caption = Each dimension as it is computed today
report-dimension = Dimension
report-why = Why
report-then = What was computed at filing
report-then-caption = Each dimension as it was computed on { $date }
report-period = Period
report-period-said = { $starts } to { $ends }
report-starts = From
report-ends = To
report-body = How the partnership fares
report-body-hint = Everybody who sees the partnership reads this, suppliers too. Suppliers see no money, so leave amounts out.
report-reason = Why you declare a better status than is computed
report-reason-hint = { $computed } is computed today. Fill this in if you declare a better status; it is shown beside yours. Suppliers do not read it where the money is worse than declared.
report-reason-hint-none = Nothing computed today is worse than green, so this can stay blank.
report-reason-given = Why more is declared than computed
report-filed-by = Filed by
report-holds = In force
report-replaced = A later report has replaced this one
report-replaced-where = All status reports
report-error-future = A report cannot be about days that lie ahead
report-error-order = The period must not end before it begins
report-error-reason = You declare { $declared } and { $computed } is computed: say why

report-challenged = Challenged
report-only-challenged = Declared better than computed
report-challenged-reasoned = Challenged, with a reason
report-challenged-by-data = Challenged by the data since { $date }
report-challenged-text = { $declared } is declared and { $computed } is computed. What is worse than declared:
report-challenged-reason = { $declared }; { $computed } is computed today: { $reason }

report-questions = Questions
report-questions-said = { $count ->
    [0] No question
    [one] { $count } question, { $open ->
        [0] answered
       *[other] open
    }
   *[other] { $count } questions, { $open } open
}
report-questions-none = Nobody has asked about this report yet.
report-question = What do you ask the accountable executive?
report-question-hint = The question and its answer stay with the report, with names and dates.
report-question-submit = Ask
report-question-open = Waits for an answer
report-question-answered = Answered
report-answer = Your answer
report-answer-hint = It cannot be changed once it is sent. If the status itself is no longer right, file a new report as well.
report-answered-already = { $who } has answered this question. It is answered once, and that answer stands below.
report-nothing-to-ask = The report was replaced, or it agrees with what is computed now, so that it leaves nothing to ask.
report-answer-submit = Answer
report-asked-said = { $who } asks: { $question }
report-asked-meta = Asked on { $date }
report-answered-said = { $who } answers: { $answer }
report-answered-meta = Answered on { $date }

report-csv-number = Number
report-csv-open = Open questions
report-csv-filed-at = Filed at (UTC)

flash-report-filed = The status report is filed.
flash-report-asked = Your question is asked. The accountable executive sees it on their workbench.
flash-report-answered = Your answer is sent.
