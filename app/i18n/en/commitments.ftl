# Commitments: what funders promise, by fiscal year.
commitment = Commitment
commitments-title = Commitments
commitments-caption = Commitments to this partnership
commitments-search = Words in the title or number
commitments-none-title = No commitment is recorded yet
commitments-none-text = A commitment says how much a funder promises for which fiscal years. Receipts and spending are held against it.
commitments-no-match-title = No commitment fits these filters
commitments-no-match-text = Take a filter away to see more.
commitments-also = { $expected } expected besides, { $spent } spent
commitment-add = Add commitment
commitment-revise = Revise commitment
commitment-revise-text = Change amounts or statuses, or add a year. What you change replaces the line there was, which is kept with your reason.
commitment-title = Title
commitment-title-hint = What the money is for, such as “Shared record, running costs”
commitment-funder = Funder
commitment-funder-hint = A party that funds, governs or provides care
commitment-contract = Contract
commitment-contract-hint = Only where the money pays for one contract
commitment-whole-partnership = The partnership as a whole
commitment-kind = Kind
commitment-currency = Currency
commitment-status = Status
commitment-amount = Amount
commitment-committed = Committed
commitment-expected = Expected
commitment-received = Received
commitment-spent = Spent
commitment-remaining = Remaining
commitment-and-expected = and { $amount } expected
commitment-external-id = Number in another system
commitment-years = Fiscal years
commitment-years-caption = What is promised, arrived and was spent, by fiscal year
commitment-no-line = Nothing promised
commitment-revisions = How it came about
commitment-line-said = { $amount }, { $status }
commitment-from-to = from { $before } to { $after }
commitment-because = Why:
commitment-reason = Why it changes
commitment-reason-hint = Kept with every line that this replaces
commitment-work-out = Work out totals
commitment-add-before = Add the year before
commitment-add-after = Add the year after
commitment-copy = Copy into { $year }
commitment-remove = Remove { $year }
commitment-total = In total
commitment-totals-none = No amount is entered yet. A year left blank promises nothing.
commitment-totals = { $years ->
    [one] { $committed } committed; one year has an amount.
   *[other] { $committed } committed; { $years } years have an amount.
}
commitment-totals-expected = { $amount } expected, not promised.
commitment-totals-withdrawn = { $amount } withdrawn; it counts in no total.
commitment-totals-unreadable = { $count ->
    [one] One amount cannot be read and is left out.
   *[other] { $count } amounts cannot be read and are left out.
}
commitment-error-unchanged = Nothing is changed
commitment-error-reason = Say why it changes
commitment-error-no-line = Enter an amount for at least one year
commitment-error-year-twice = { $year } stands here more than once
commitment-error-overlap = Two lines would cover the same days
commitment-error-amount-missing = Enter an amount, or zero. A line that was saved is not taken away; it can be withdrawn.
commitment-error-decimals = { $decimals ->
    [0] { $currency } has no decimals
   *[other] { $currency } takes at most { $decimals } decimals
}
commitment-error-status = { $from ->
    [withdrawn] What was withdrawn stays withdrawn. Enter a new commitment instead.
   *[other] { $to ->
        [expected] What was committed is not merely expected any more. Withdraw it, or change its amount.
       *[other] This status cannot follow the one before
    }
}
flash-commitment-added = The commitment is added.
flash-commitment-revised = The commitment is revised. What it was before is kept.
