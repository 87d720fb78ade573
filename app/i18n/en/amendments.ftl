# Amendments of signed contracts, and the terms on a day.
amendment = Amendment
amendments-title = Amendments
amendments-caption = Amendments of this contract
amendments-search = Words in the reason
amendments-none-title = Nothing has been amended
amendments-none-text = An amendment changes terms of the signed contract from a day on, once both sides have signed it. What was agreed before stays on record.
amendments-no-match-title = No amendment fits these filters
amendments-no-match-text = Take a filter away to see more.
amendments-agreed = Agreed
amendments-open = Waiting for signatures
amendments-growth = Growth of the value since the signature, as of { $date }
amendments-all = All amendments
amendments-way = The way from the signature to now
amendment-numbered = Amendment { $number }
amendment-type = Kind
amendment-effective = Takes effect on
amendment-effective-hint = From this day the new terms hold, once both sides have signed
amendment-reason = Why
amendment-reason-hint = What made the change necessary. Both sides and the auditors read this.
amendment-changes = What changes
amendment-changes-caption = The changed terms, before and after
amendment-signatures = Signatures
amendment-term = Term
amendment-before = Before
amendment-after = After
amendment-difference = Difference
amendment-differs = Differs
amendment-new = New
amendment-dropped = Dropped
amendment-days-later = { $days ->
    [one] { $days } day later
   *[other] { $days } days later
}
amendment-days-earlier = { $days ->
    [one] { $days } day earlier
   *[other] { $days } days earlier
}
amendment-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
amendment-growth = { $amount } ({ $percent } %)
amendment-change-line = { $term }: { $before } → { $after }
amendment-from = from { $date }
amendment-between = { $buyer } and { $supplier }
amendment-draft = Draft an amendment
amendment-which = Which terms are to change?
amendment-which-hint = The next step asks only for these
amendment-choice = { $term } (now: { $now })
amendment-next = Next
amendment-other-terms = Choose other terms
amendment-draft-text = Each term as it is agreed now, beside what it is to become.
amendment-now = Now
amendment-becomes = Becomes
amendment-currency = Currency
amendment-currency-hint = A contract keeps its currency. Another currency is another contract.
amendment-draft-submit = Save the draft
amendment-drafted = Drafted
amendment-agreed = Agreed on
amendment-withdrawn = Withdrawn on
amendment-withdraw = Withdraw this amendment
amendment-withdrawal = Why it is withdrawn
amendment-withdrawal-hint = It stays on record with this reason
amendment-signed-by = { $who }, { $organisation }
amendment-signed-short = { $organisation } signed on { $date }
amendment-not-signed = { $organisation } has not signed
amendment-signature-missing = Signature missing
amendment-your-signature = Your signature is asked for
amendment-your-turn = Your turn
amendment-waits = Amendment { $number }, to take effect on { $date }, waits for your signature
amendment-sign = Sign for { $organisation }
amendment-sign-first = Once { $organisation } has signed too, it is agreed.
amendment-sign-last = The other side has signed. With your signature it is agreed, and holds from { $date }.
amendment-other-signed = { $organisation } has signed; your signature is missing
amendment-nobody-signed = Drafted; neither side has signed yet
amendment-waiting-meta = Amendment { $number }, from { $date } · { $partnership }
amendment-cannot-be-signed = This amendment cannot be signed
amendment-moved-on = The contract’s terms have moved on since it was drafted: what it calls “before” is no longer what is agreed.
amendment-settled = It is { $state } already.
amendment-draft-again = Withdraw it and draft it again on the terms agreed by now.
amendment-draft-again-button = Draft it again
amendment-over-title = This contract is over
amendment-unsigned-title = This contract is not signed
amendment-error-not-signed = A contract that is not signed is edited, not amended
amendment-error-over = What has ended is no longer amended. Record a new contract instead.
amendment-error-nothing-changed = Nothing here differs from what is agreed now
amendment-error-before-signed = This is before the contract was signed
amendment-error-before-start = This is before the contract starts
amendment-error-after-end = This is after the contract’s end. It can take effect up to the new end, and without a gap after the old one.
amendment-error-before-another = Amendment { $number } changes the same term from a later day. Choose that day or a later one.
amendment-error-end-before-start = The end would be before the start
amendment-error-currency = This contract is in { $currency }. Another currency is another contract.
terms-title = Terms in force on { $date }
terms-on = Show the terms in force on
terms-show = Show
terms-value-signed = Value as signed
terms-value-then = Value on that day
terms-growth = Growth since the signature
terms-caption = Terms as signed, on the chosen day, and as agreed by now
terms-signed = As signed
terms-then = In force on { $date }
terms-agreed = Agreed by now
terms-contract-signed = The contract was signed.
flash-amendment-drafted = The amendment is drafted. It holds once both sides have signed it.
flash-amendment-signed = You have signed. The other side’s signature is missing.
flash-amendment-agreed = Both sides have signed: the amendment is agreed.
flash-amendment-withdrawn = The amendment is withdrawn.
