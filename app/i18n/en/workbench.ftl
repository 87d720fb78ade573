# The workbench of each role.
workbench-title = Workbench
workbench-for = Workbench of { $name }
workbench-caption = { $role }, { $organisation }
workbench-as-of = As of { $date }

workbench-overdue = Overdue
workbench-due-soon = Due soon
workbench-due-later = Due
workbench-due-late = { $days ->
    [one] Was due on { $date }, { $days } day ago
   *[other] Was due on { $date }, { $days } days ago
}
workbench-due-in = { $days ->
    [0] Due today
    [one] Due on { $date }, tomorrow
   *[other] Due on { $date }, in { $days } days
}
workbench-in-review = In review
workbench-review-late = { $days ->
    [one] The review was due on { $date }, { $days } working day ago
   *[other] The review was due on { $date }, { $days } working days ago
}
workbench-review-in = { $days ->
    [0] The review is due today
    [one] The review is due on { $date }, in { $days } working day
   *[other] The review is due on { $date }, in { $days } working days
}

workbench-due = In our hands
workbench-due-none-title = Nothing is due from you
workbench-due-none-text = Every deliverable you owe is handed over. The next one will show here with its date.
workbench-returned-because = { $when }. Returned: { $reason }
workbench-progress = { $when }. { $state }, { $progress }% done
workbench-for-buyer = { $partnership } · for { $buyer }
workbench-waiting = Waiting for the buyer
workbench-waiting-none-title = Nothing waits for the buyer
workbench-waiting-none-text = What you submit shows here until it is accepted or returned, with the day by which that must be.
workbench-handed-over = Version { $number } submitted on { $date } to { $buyer } · { $partnership }
workbench-verdicts = Verdicts of the last 14 days
workbench-verdicts-none-title = No verdict lately
workbench-verdicts-none-text = When the buyer accepts or returns what you submitted, you read here when, by whom and why.
workbench-version = Version { $number }

workbench-milestones = Our milestones, late or due within 30 days
workbench-milestones-none-title = No milestone of yours is due
workbench-milestones-none-text = In the next 30 days your organisation has no milestone to reach, and none is late.
workbench-milestone-meta = { $partnership } · { $state }

workbench-reviews = To review
workbench-reviews-none-title = Nothing waits for your review
workbench-reviews-none-text = When a vendor submits a deliverable, it shows here with the day by which you accept or return it.
workbench-submitted = Version { $number } submitted on { $date } by { $supplier } · { $partnership }
workbench-accountable = You are accountable for
workbench-accountable-none-title = No partnership names you
workbench-accountable-none-text = A partnership for which you are the accountable executive shows here with its status.
workbench-partnership-meta = { $reference } · { $stage }
workbench-contracts = Contracts to act on within 90 days

workbench-changed = What changed
workbench-changed-none-title = Nothing has changed yet
workbench-changed-none-text = Entries on milestones, submissions and reviews show here as they come.
workbench-attention = Needs attention
workbench-attention-all = See the portfolio
workbench-attention-none-title = All is well
workbench-attention-none-text = No partnership in your area is late with anything or short of money today.
workbench-moves = Moved to another stage
workbench-moves-none-title = No partnership has moved
workbench-moves-none-text = In the last 90 days no partnership went on to another stage.
workbench-moved = from { $from } to { $to }

workbench-partnerships = Partnerships of your organisation
workbench-partnerships-none-title = Your organisation is in no partnership yet
workbench-partnerships-none-text = As soon as it takes part in one, you can follow it here.

workbench-scope = In your scope
workbench-count-partnerships = Partnerships
workbench-count-contracts = Contracts
workbench-count-milestones = Open milestones
workbench-count-deliverables = Deliverables not accepted yet
workbench-audit = Every partnership keeps the history of each change: who, when, what before and after, and why.
workbench-history = Latest: history of { $reference }

workbench-registry = People and reference data
workbench-count-people = People who can sign in
workbench-count-deactivated = { $count ->
    [0] none deactivated
   *[other] { $count } deactivated
}
workbench-count-organisations = Organisations
workbench-count-without-people = { $count ->
    [0] each with somebody who can sign in
   *[other] { $count } without anybody who can sign in
}
workbench-count-jurisdictions = Jurisdictions
workbench-roles = People by role
workbench-deactivated = Deactivated last
workbench-deactivated-none-title = Nobody is deactivated
workbench-deactivated-none-text = Everybody who was invited can still sign in.

workbench-to-sign = To sign
workbench-to-verify = To verify
workbench-measurements-returned = Measurements returned to us
workbench-targets = Targets behind
workbench-actions-own = Asked of me by a governance body
workbench-actions-verify = Mine to verify: done, or late
workbench-risks-review = Risks that I watch, to be looked at again
workbench-foundations-wait = Work with AI that waits for its foundations
workbench-obligations-owed = We owe
workbench-obligations-owed-to-us = Owed to us, waiting for our word

workbench-money = Money to see to
workbench-money-all = The ledger
workbench-money-more = and { $count } more
workbench-money-more-at-least = and at least { $count } more
workbench-money-none-title = No money needs your hand
workbench-money-none-text = What needs you about the money of partnerships shows here, with the reason.
workbench-still-expected = For { $year } { $amount } is expected and not committed yet
workbench-received-late = Half of { $year } is over, and nothing of the { $amount } committed has arrived
workbench-scorecards-answer = Scorecards that wait for you
workbench-scorecards-run = Scorecard rounds to close or publish
workbench-scorecards-gaps = Where the groups stand furthest apart
workbench-status-questions = Questions about your declared status
workbench-status-contradicted = Your declared status and the data disagree: answer with a new report
workbench-status-challenged = Declared statuses that are challenged
workbench-status-answers = Answers about declared statuses
workbench-evaluations = Evaluations that wait for me
workbench-evaluations-all = All evaluations
workbench-evaluations-result = Results of evaluations of us
workbench-evidence-expiring = Our evidence that expires or has expired
workbench-evidence-missing = Proof missing where I am accountable
workbench-evidence-all = See all in the portfolio
workbench-evidence-more = { $count ->
    [one] In one partnership altogether; what has expired comes first.
   *[other] In { $count } partnerships altogether; what has expired comes first.
}
workbench-evidence-unproven = Proof that is missing or has expired
workbench-evidence-verify = Evidence to verify
