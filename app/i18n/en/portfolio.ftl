# The portfolio.
portfolio-title = Portfolio
portfolio-as-of = As of { $date }. Computed from the milestones, deliverables, reviews, money, verified measurements, scorecards and obligations that the parties report; every figure leads to the list behind it.
portfolio-show-all = Show the whole portfolio
portfolio-none-title = No partnership is here yet
portfolio-none-text = As soon as a partnership in your area is recorded, this page shows how it fares with its dates and its money, and what needs attention.
portfolio-none-import = Import contract data
portfolio-no-match-title = No partnership fits these filters
portfolio-no-match-text = Take a filter away to see more.

portfolio-search = Title, reference or party
portfolio-jurisdiction = Jurisdiction
portfolio-organisation = Accountable organisation
portfolio-level = Level
portfolio-stage = Stage
portfolio-block = Building block
portfolio-status = Status
portfolio-schedule = Schedule
portfolio-money = Money
portfolio-relationship = Relationship
portfolio-involvement-unknown = Not said
portfolio-finance = Government’s part of the money
portfolio-finance-unknown = No money is committed
portfolio-pays-without-deciding = Pays only
portfolio-government = Who decides, beside who pays
portfolio-government-lead = Each partnership stands in one cell: how far government is involved, as its officials or health executives said last, and how much of the money committed over all years is government’s. Most is more than half in each currency.
portfolio-government-caption = Partnerships by involvement of government and by its part of the money
portfolio-government-share = { $share } of { $currency }
portfolio-csv-overdue-actions = Late actions
portfolio-csv-expired-evidence = Expired proofs
portfolio-csv-open-tensions = Open tensions
portfolio-chip = { $of }: { $is }
portfolio-concern = Only those with

portfolio-concern-open-milestone = Open milestones
portfolio-concern-late-milestone = Late milestones
portfolio-concern-late-deliverable = Late deliverables
portfolio-concern-waiting-review = Deliverables waiting for review
portfolio-concern-overdue-review = Overdue reviews
portfolio-concern-ending-contract = Contracts to act on soon
portfolio-concern-cliff-soon = Committed money that falls or ends within 12 months
portfolio-concern-overspent = More spent than committed
portfolio-concern-overreceived = More received than committed
portfolio-concern-target-off-track = A target off track
portfolio-concern-challenged = A challenged declared status
portfolio-concern-without-funding = No committed money
portfolio-concern-overdue-action = Late actions of their bodies
portfolio-concern-missing-evidence = A supplier without a proof that counts
portfolio-concern-open-tension = Open tensions
portfolio-concern-expired-evidence = An expired proof of a supplier
portfolio-concern-severe-risk = A severe risk
portfolio-concern-pays-without-deciding = A government that pays the most and does not decide
portfolio-concern-strategic = All it takes to be strategic

portfolio-tile-partnerships = Partnerships
portfolio-tile-status = { $status } overall
portfolio-tile-with = Partnerships with { $concern ->
    [late_milestone] a late milestone
    [late_deliverable] a late deliverable
    [cliff_soon] a funding cliff within 12 months
    [overspent] too much spent
    [overreceived] too much received
    [target_off_track] a target off track
    [challenged] a challenged status
    [without_funding] no committed money
    [overdue_action] a late action of a body
    [open_tension] an open tension
    [expired_evidence] an expired proof of a supplier
    [missing_evidence] a supplier without a proof that counts
    [severe_risk] a severe risk
    [pays_without_deciding] a government that pays the most and does not decide
    [strategic] all it takes to be strategic
   *[overdue_review] an overdue review
}
portfolio-tile-open-milestones = Open milestones
portfolio-tile-waiting = Waiting for review
portfolio-tile-in = { $count ->
    [one] in { $count } partnership
   *[other] in { $count } partnerships
}

portfolio-share-none = Nothing is known of any partnership’s dates or money
portfolio-share-message = { $green ->
    [0] None of the { $total } partnerships that are judged is green
    [one] { $green } of the { $total } partnerships that are judged is green
   *[other] { $green } of the { $total } partnerships that are judged are green
}
portfolio-share-description = One bar divided by overall status, the worst of schedule, money, targets and relationship: red, amber, green, no data. No data means that the partnership does not run yet or any more, or that nothing is planned, committed or measured.
portfolio-share-caption = Partnerships by overall status

portfolio-attention = Needs attention
portfolio-attention-all = All { $count } that need attention
portfolio-attention-none-title = Nothing needs attention
portfolio-attention-none-text = Nothing is past its date, nothing has slipped far, and no money runs out or is overspent.
portfolio-attention-meta = { $jurisdiction } · { $executive } · { $report }
portfolio-executive = { $name }, { $organisation }
portfolio-no-executive = No accountable executive named
portfolio-last-report-by = last report { $date }, { $name }
portfolio-never-reported = No report yet

portfolio-gaps = Perception gaps
portfolio-gaps-all = All success factors
portfolio-gaps-none-title = No wide gap
portfolio-gaps-none-text = In no published round of these partnerships do groups stand a whole point apart.

portfolio-events = Latest reports
portfolio-events-none-title = Nothing is reported yet
portfolio-events-none-text = Entries on milestones, submissions and reviews appear here as they come.
portfolio-event-entry = Logged on
portfolio-event-submission = Submitted version { $number } of
portfolio-event-review = Reviewed
portfolio-event-accepted = Accepted
portfolio-event-returned = Returned

portfolio-ending = Contracts to act on within 90 days
portfolio-ending-all = All { $count } contracts
portfolio-ending-none-title = No contract ends soon
portfolio-ending-none-text = In the next 90 days no contract in force ends and no notice day falls.
portfolio-ending-contract = { $number }: { $title }
portfolio-ending-meta = { $partnership } · { $supplier }

portfolio-value = Contract value
portfolio-value-message = { $contracts ->
    [one] Value of { $contracts } contract by the calendar year it starts in
   *[other] Value of { $contracts } contracts by the calendar year they start in
}{ $currencies ->
    [one] {""}
   *[other] , each currency by itself
}
portfolio-value-description = The whole value of a contract counts in the year it starts. Cancelled contracts and contracts without a published value are left out. Currencies are never added up.
portfolio-value-caption = Contract value by year of start and currency
portfolio-value-year = Year
portfolio-value-currency = Currency
portfolio-value-contracts = Contracts
portfolio-value-sum = Value
portfolio-value-none-title = No contract with a value
portfolio-value-none-text = Once a contract is recorded with its value, it shows here in the year it starts.

portfolio-list = All partnerships
portfolio-list-caption = Partnerships, how they fare with dates and money, and who reported last
portfolio-partnership = Partnership
portfolio-reference = { $reference } · { $jurisdiction }
portfolio-known-as = { $reference } · { $jurisdiction } · { $stage }
portfolio-next = Next due
portfolio-money-now = Money, committed this year
portfolio-next-milestone = Next milestone
portfolio-next-deliverable = Next deliverable
portfolio-last-report = Last report
portfolio-open-milestones = { $count }{ "\u00A0" }open
portfolio-waiting = { $count }{ "\u00A0" }in{ "\u00A0" }review

portfolio-csv-reference = Reference
portfolio-csv-reason = Reason
portfolio-csv-executive = Accountable executive
portfolio-csv-milestone-due = Next milestone due
portfolio-csv-deliverable-due = Next deliverable due
portfolio-csv-reporter = Reported by
portfolio-csv-value = Contract value in { $currency }
portfolio-csv-money-reason = Reason (money)
portfolio-csv-targets-reason = Reason (targets)
portfolio-csv-funding = { $what ->
    [committed] Committed this fiscal year in { $currency }
    [received] Received this fiscal year in { $currency }
    [spent] Spent this fiscal year in { $currency }
    [covered] Fiscal years covered in { $currency }
   *[cliff] Cliff in { $currency }
}

portfolio-funding = Funding by fiscal year
portfolio-funding-all = The ledger
portfolio-funding-none-title = No funding is recorded
portfolio-funding-none-text = As soon as a funder’s commitment to one of these partnerships is recorded, you see here what is committed, received and spent, year by year.
portfolio-csv-relationship-reason = Reason (relationship)
portfolio-csv-declared-on = Declared on
