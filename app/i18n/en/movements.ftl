# Receipts and spending.
receipts-title = Receipts
receipt-add = Add receipt
receipt-edit = Correct receipt
spending-title = Spending
spending-add = Add spending
spending-edit = Correct spending
movements-search = Words in the note, commitment or number
movements-none-title = Nothing is recorded yet
movements-none-text = What moves under a commitment is listed here, with its date and amount.
movements-no-match-title = Nothing fits these filters
movements-no-match-text = Take a filter away to see more.
movements-no-commitment = No commitment is recorded yet
movements-no-commitment-text = Money arrives and is spent under a commitment, so a commitment comes first.
movements-count = { $count ->
    [one] one entry
   *[other] { $count } entries
}
movements-over-note = More moved in the fiscal year than is committed for it. That is possible, and shown wherever the money is.
movements-voided-note = Kept, and counted nowhere
movement-date = Date
movement-amount = Amount
movement-amount-hint = In the commitment’s currency
movement-note = Note
movement-entered-by = Entered by
movement-commitment-hint = The amount counts in the commitment’s fiscal year that the date lies in
movement-commitment-said = { $funder }: { $title } ({ $currency })
movement-from = From
movement-to = To
movement-from-said = from { $date }
movement-to-said = to { $date }
movement-mistakes = Mistakes
movement-voided = Void
movement-not-voided = Not void
movement-voided-on = Void since { $date }
movement-void = Void this entry
movement-void-reason = Why it is void
movement-void-hint = The entry stays, struck through, and counts nowhere. This is not taken back.
movement-moved-on = { $who } voided it in the meantime.
movement-reason = Why it is corrected
movement-reason-hint = Kept in the history
movement-error-order = The last day cannot come before the first
movement-error-future = This day is still to come
movement-error-zero = Enter more than zero
movement-error-reason = Say why it is corrected
flash-receipt-saved = The receipt is saved.
flash-warning-receipt-over = The receipt is saved. More has now arrived in its fiscal year than is committed for it.
flash-receipt-voided = The receipt is void. It is kept and counts nowhere.
flash-spending-saved = The spending is saved.
flash-warning-spending-over = The spending is saved. More is now spent in its fiscal year than is committed for it.
flash-spending-voided = The spending is void. It is kept and counts nowhere.

# What an error calls a field that shares its words with something else.
movement-commitment = { commitment }
