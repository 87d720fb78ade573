# Contracts and their documents.
contract = Contract
contracts-title = Contracts
contracts-caption = Contracts of this partnership
contracts-search = Words in the title or number
contracts-none-title = No contract is recorded yet
contracts-none-text = A contract says what a supplier owes a buyer, for how long and for how much. Deliverables hang on it.
contracts-no-match-title = No contract fits these filters
contracts-no-match-text = Take a filter away to see more.
contracts-count = { $count ->
    [one] { $count } contract
   *[other] { $count } contracts
}
contracts-total-value = Total value
contracts-without-value = { $count ->
    [one] { $count } without a known value
   *[other] { $count } without a known value
}
contracts-periods = Periods
contracts-picture-message = { $shown ->
    [one] { $force ->
        [0] The contract shown is not in force
       *[other] The contract shown is in force
    }
   *[other] { $force ->
        [0] None of the { $shown } contracts shown is in force
        [one] { $force } of the { $shown } contracts shown is in force
       *[other] { $force } of the { $shown } contracts shown are in force
    }
}
contracts-picture-description = Each bar is a contract, from its first to its last day.
contract-add = Add contract
contract-edit = Edit contract
contract-number = Number
contract-number-hint = As it stands on the contract, such as 2026-114
contract-title = Title
contract-description = Description
contract-status = Status
contract-buyer = Buyer
contract-buyer-hint = A party of this partnership
contract-supplier = Supplier
contract-supplier-hint = A party of this partnership with the role of supplier
contract-co-suppliers = Further suppliers
contract-period = Signature and period
contract-date-hint = For example 27 3 2027
contract-signed = Signed on
contract-signed-hint = When both sides had signed. Until then the contract is a draft.
contract-starts = Starts
contract-ends = Ends
contract-ends-hint = The last day of its period
contract-value = Value
contract-amount = Amount
contract-amount-hint = For the whole period, without tax. Leave blank where it is not known.
contract-currency = Currency
contract-end = At the end
contract-renewal = Renewal
contract-renewal-months = Length of a renewal, in months
contract-renewal-months-hint = By how many months a renewal extends it. Where it renews itself and this is blank, it renews once, up to the latest end.
contract-renewal-by = { $count ->
    [one] by { $count } month
   *[other] by { $count } months
}
contract-renewed-since = renewed itself since { $date }
contract-current-end = End as it stands
contract-notice-period = Notice period
contract-notice-period-hint = How long before the end notice must be given
contract-notice-unit = Notice counts in
contract-notice-unit-hint = A month ends on the same day of the month before, or on that month’s last day
contract-unit-days = days
contract-unit-months = months
contract-notice-on = Last day for notice
contract-notice-before = { $days ->
    [one] { $days } day before the end
   *[other] { $days } days before the end
}
contract-notice-months-before = { $months ->
    [one] { $months } month before the end
   *[other] { $months } months before the end
}
contract-max-end = Latest end
contract-max-end-hint = The latest day that extensions allow
contract-review-days = Review days
contract-review-days-hint = Working days in which the buyer accepts or returns what is submitted
working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
contract-events = Suspension and ending
contract-suspended = Suspended since
contract-suspended-hint = Leave blank while it runs
contract-ended = Ended on
contract-ended-hint = Only where it was completed, ended early or cancelled. At the end of its period it is completed of itself.
contract-ending = How it ended
contract-error-one-side = Choose another organisation than the buyer
contract-error-ends-before-start = The end is before the start
contract-error-signed-after-end = This is after the end of the contract
contract-error-max-end-before-end = This is before the end of the contract
contract-error-notice-too-long = This is longer than the contract
contract-error-notice-two-units = Give the notice period in days or in months, not both
contract-error-notice-longer-than-renewal = This is longer than a renewal
contract-error-renewal-of-none = This contract is not renewed. Choose another renewal, or leave this blank.
contract-error-suspended-outside = This day is outside the contract’s period
contract-error-ended-before-start = This is before the start. Only a cancelled contract ends before it starts.
contract-error-ended-too-late = A contract that ended early ended before the last day of its period
contract-error-ended-when = Enter the day on which it ended
contract-error-ended-how = Choose how it ended
contract-notice-in = { $days ->
    [0] Last day for notice
    [one] { $days } day left for notice
   *[other] { $days } days left for notice
}
contract-expiry-in = { $days ->
    [0] Ends today
    [one] Ends in { $days } day
   *[other] Ends in { $days } days
}
contract-renewal-in = { $days ->
    [0] Renews itself after today
    [one] Renews itself in { $days } day
   *[other] Renews itself in { $days } days
}
contract-notice-title = { $days ->
    [0] Today is the last day to give notice
    [one] { $days } day left to give notice, until { $date }
   *[other] { $days } days left to give notice, until { $date }
}
contract-notice-text = { $renewal ->
    [automatic] Without notice it renews itself after { $end }{ $next ->
        [none] .
       *[other] , until { $next }.
    }
    [optional] The parties may renew it after { $end }.
   *[none] It ends on { $end }.
}
contract-expiry-title = { $days ->
    [0] This contract ends today
    [one] This contract ends in { $days } day, on { $date }
   *[other] This contract ends in { $days } days, on { $date }
}
contract-expiry-text = { $renewal ->
    [automatic] It can renew itself no further. What is not handed over by then needs a decision.
    [optional] The parties may renew it. What is not handed over by then needs a decision.
   *[none] It is not renewed. What is not handed over by then needs a decision.
}
contract-renewal-title = { $days ->
    [0] This contract renews itself after today
    [one] This contract renews itself in { $days } day, after { $date }
   *[other] This contract renews itself in { $days } days, after { $date }
}
contract-renewal-text = The day for notice has passed, or none is agreed: it then runs until { $next }, unless both sides agree otherwise.
contract-deliverables = Deliverables
contract-deliverables-caption = Deliverables under this contract
contract-deliverables-none = No deliverable is planned yet
contract-deliverables-none-text = What the supplier hands over under this contract is listed here.
contract-deliverable = Deliverable
contract-deliverable-due = Due
contract-deliverable-state = State
contract-documents = Documents
contract-documents-caption = Documents of this contract
contract-documents-none = No document is added yet
contract-documents-none-text = The signed contract, its annexes and public notices belong here, as a link or a file.
contract-origin = Where this record comes from
contract-ocid = Open contracting id
contract-ocds-id = Contract or award
contract-source = Show the other fields of the published record
document = Document
document-add = Add document
document-title = Title
document-link = Link
document-link-hint = Give a link or choose a file
document-file = File
document-published = Published
document-added = Added
document-error-link-or-file = Give a link or choose a file
document-error-link-and-file = Give a link or a file, not both
flash-contract-added = The contract is added.
flash-contract-saved = The contract is saved.
flash-document-added = The document is added.
contract-signed-title = This contract is signed
contract-signed-text = Its terms change by an amendment that both sides sign. A slip of the pen can be corrected, with a reason, until an amendment is agreed.
contract-correct = Correct an entry
contract-correcting = Correct only what was entered wrongly. What the two sides agree anew is an amendment.
contract-correction = Reason for the correction
contract-correction-hint = Needed where a term differs from what is saved. It goes into the history.
contract-error-correction = Say what was entered wrongly: the terms of a signed contract are not simply edited
contract-error-amended = An amendment of this contract is agreed, so its terms change by amendment only

contract-act-who = { $kind ->
    [notice] { $buyer } and { $supplier } can give notice until { $date }.
    [renewal] { $buyer } and { $supplier }: it renews itself after { $date }.
   *[expiry] { $buyer } and { $supplier } have to act before it ends on { $date }.
}
contract-act-renewal = It then runs until { $next }, unless both sides agree otherwise.
contract-act-expiry = { $renewal ->
    [optional] It ends unless both sides sign an amendment that renews it.
    [automatic] It can renew itself no further and ends.
   *[none] It is not renewed: what is not handed over by then needs a decision.
}

# What an error calls a field that shares its words with something else.
contract-notice = { contract-notice-period }
