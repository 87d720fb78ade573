# Deliverables.
deliverable = Deliverable
deliverables-title = Deliverables
deliverables-caption = Deliverables of this partnership
deliverables-search = Words in the title
deliverables-waiting = Waiting for review
deliverables-overdue = Vendor or reviewer is late
deliverables-none-title = No deliverable is planned yet
deliverables-none-text = A deliverable says what a vendor hands over, when, and what makes it acceptable. Whoever plans this partnership adds the first.
deliverables-no-match-title = No deliverable fits these filters
deliverables-no-match-text = Take a filter away to see more.
deliverable-add = Add deliverable
deliverable-edit = Edit deliverable
deliverable-plan = What is to be delivered
deliverable-title = Title
deliverable-description = Description
deliverable-criteria = Acceptance criteria
deliverable-criteria-hint = What must be true for it to be accepted. The reviewer judges each version by this.
deliverable-due = Due
deliverable-due-hint = For example 27 3 2027
deliverable-state = State
deliverable-contract = Contract
deliverable-contract-choice = { $number }, { $title } ({ $supplier })
deliverable-supplier = Vendor
deliverable-buyer = Reviewed by
deliverable-review-days = Time for a review
deliverable-working-days = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}

# Whose turn it is.
deliverable-turn = { $organisation } has it now
deliverable-turn-yours = Your organisation has it now
deliverable-next = { $organisation } is to submit version { $number }, due on { $due }.
deliverable-next-yours = Submit version { $number }. It is due on { $due }.
deliverable-waits = { $who } submitted version { $number } on { $date }. It is to be accepted or returned by { $due }.
deliverable-returned-by = Version { $number } was returned on { $date } by { $who }
deliverable-accepted-by = Version { $number } was accepted on { $date } by { $who }

# The two clocks.
deliverable-late = Late
deliverable-vendor-clock = Vendor’s clock
deliverable-vendor-days = Days left to the vendor
deliverable-vendor-left = Due on { $due }: { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
deliverable-vendor-today = Due today, { $due }
deliverable-vendor-late = Was due on { $due }: { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
deliverable-vendor-was-in-time = Was due on { $due }: submitted in time
deliverable-vendor-was-late = Was due on { $due }: submitted { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
deliverable-reviewer-clock = Reviewer’s clock
deliverable-reviewer-days = Working days left to the reviewer
deliverable-reviewer-not-started = { $days ->
    [one] { $days } working day from when a version is submitted
   *[other] { $days } working days from when a version is submitted
}
deliverable-reviewer-left = Review due on { $due }: { $days ->
    [one] { $days } working day left
   *[other] { $days } working days left
}
deliverable-reviewer-today = Review due now, { $due } at the latest
deliverable-reviewer-late = Review was due on { $due }: { $days ->
    [one] { $days } working day late
   *[other] { $days } working days late
}
deliverable-reviewer-was-in-time = Review was due on { $due }: reviewed in time
deliverable-reviewer-was-late = Review was due on { $due }: reviewed { $days ->
    [one] { $days } working day late
   *[other] { $days } working days late
}

# Progress.
deliverable-progress = Progress
deliverable-percent = { $percent }% done
deliverable-progress-said = { $percent }% done, as { $organisation } says
deliverable-progress-percent = Percent done
deliverable-progress-percent-hint = A whole number from 0 to 100
deliverable-progress-note = What is done, what is left
deliverable-progress-note-hint = One line. It replaces the one before.
deliverable-progress-save = Save progress

# Versions.
deliverable-versions = Versions
deliverable-versions-none-title = Nothing is submitted yet
deliverable-versions-none-text = Each version stays here as it was submitted, with what was said to it.
deliverable-version = Version { $number }
deliverable-version-number = Version
deliverable-version-waits = Waits for its review
deliverable-submitted = Submitted
deliverable-evidence = Evidence
deliverable-submit = Submit
deliverable-submit-version = Submit version { $number }
deliverable-notes = What you hand over
deliverable-notes-hint = How it meets the acceptance criteria, and since a return, what you changed. It cannot be changed afterwards.
deliverable-links = Links as evidence
deliverable-link_1 = Address 1
deliverable-link_1_title = What address 1 leads to
deliverable-link_2 = Address 2
deliverable-link_2_title = What address 2 leads to
deliverable-link_3 = Address 3
deliverable-link_3_title = What address 3 leads to
deliverable-files = Files as evidence
deliverable-file = File { $number }

# Reviews and replies.
deliverable-review = Review
deliverable-review-version = Review version { $number }
deliverable-review-said = Review
deliverable-review-due = Review due
deliverable-reviewed = Reviewed
deliverable-reviewed-by = by { $who }
deliverable-verdict = Your verdict
deliverable-reason = Reason
deliverable-reason-needed = Reason (needed for a return)
deliverable-reason-hint = Which criterion is not met, and what would meet it. The vendor reads this at once, with your name. It cannot be changed afterwards.
deliverable-review-save = File the review
deliverable-error-reason = Say why it is returned
deliverable-replies = Replies
deliverable-reply = Reply to the review
deliverable-reply-message = Your reply
deliverable-reply-hint = Both sides read it. It cannot be changed afterwards.
deliverable-reply-save = Send reply

# What happened while a form was being filled in.
deliverable-meanwhile = This has moved on while you were writing
deliverable-meanwhile-state = { $when }: { $who } brought it to “{ $state }”.
deliverable-meanwhile-progress = { $when }: { $who } reported { $percent }% done.
deliverable-meanwhile-plan = { $when }: { $who } changed the plan or the line of progress.
deliverable-meanwhile-again = What you wrote is still in the form below. Look at what is new, then send it again if it still fits.

flash-deliverable-added = The deliverable is added.
flash-deliverable-saved = The deliverable is saved.
flash-deliverable-progress = The progress is saved.
flash-deliverable-submitted = The version is submitted. The reviewer’s clock runs.
flash-deliverable-accepted = The version is accepted.
flash-deliverable-returned = The version is returned. The vendor sees your reason.
flash-deliverable-replied = The reply is sent.
