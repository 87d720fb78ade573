# Partnerships, and the way between their pages.
partnerships-title = Partnerships
partnership-pages = Pages of this partnership
partnership-summary = Summary
partnership-contracts = Contracts
partnership-funding = Funding
partnership-milestones = Milestones
partnership-deliverables = Deliverables
partnership-history = History
partnership = Partnership
partnership-add = Add partnership
partnership-edit = Edit partnership
partnership-back = Back to the partnership

partnerships-caption = Partnerships open to you
partnerships-search = Reference, title or organisation
partnerships-none-title = No partnership is open to you yet
partnerships-none-text = You see the partnerships of your jurisdiction, those your organisation takes part in, and those you were given a right in.
partnerships-no-match-title = No partnership fits these filters
partnerships-no-match-text = Take a filter away to see more.

partnership-reference = Reference
partnership-reference-hint = Short name in addresses and letters, such as SHARED-RECORD-1. Changing it breaks links that people have kept.
partnership-title = Title
partnership-need = Need
partnership-need-hint = What is needed, in plain words
partnership-response = Response
partnership-response-hint = How technology answers the need
partnership-need-and-response = Need and response
partnership-not-written = Not written yet
partnership-jurisdiction = Jurisdiction
partnership-jurisdiction-hint = Its ministry sees the partnership, and so do those of the jurisdictions above
partnership-level = Level
partnership-stage = Stage
partnership-schedule = Schedule
partnership-approach = Approach
partnership-approach-hint = Who sets the course: the nation, the localities, or both together
partnership-architecture = Architecture
partnership-architecture-hint = Shown, never scored
partnership-service-types = Services
partnership-building-blocks = Building blocks
partnership-building-block = Building block
partnership-service-type = Service
partnership-outcome-domains = Where it is to make a difference
partnership-negotiation-start = Negotiation began
partnership-negotiation-end = Negotiation ended
partnership-established = Established
partnership-planned-end = Planned end
partnership-facts = Facts
partnership-leads = Who answers for it
partnership-executive = Accountable health executive
partnership-executive-hint = The one person who answers for the partnership. Executives of the organisations that take part can be named.
partnership-clinical-lead = Clinical lead
partnership-ict-lead = ICT lead
partnership-sponsor = Government sponsor
partnership-sponsor-hint = Somebody of your ministry, or of a government body that takes part
partnership-nobody-named = Nobody named
partnership-parties = Who takes part
partnership-part-what = What it is for
partnership-part-how = How it goes about it
partnership-part-when = When
partnership-error-taken = Another partnership has this reference
partnership-error-negotiation-order = Negotiation cannot end before it began
partnership-error-end-order = The planned end must come after the day it was established

partnership-since = since { $date }
partnership-established-said = established on { $date }
partnership-next-date = Next date
partnership-dates = Dates
partnership-dates-caption = What is due next, what is late first
partnership-dates-none-title = Nothing is due
partnership-dates-none-text = Milestones, deliverables, reviews and the ends of contracts stand here as soon as they have a date.
partnership-date-what = What
partnership-date-kind = Kind
partnership-date-due = Date
partnership-date-left = Time left
partnership-date-milestone = Milestone
partnership-date-deliverable = Deliverable
partnership-date-review = Review due
partnership-date-notice = Last day to give notice
partnership-date-contract-end = Contract ends
partnership-date-today = Today
partnership-date-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
partnership-date-ahead = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
partnership-events = Latest
partnership-events-none-title = Nothing has happened yet
partnership-events-none-text = Entries of milestones, submissions, reviews and replies stand here, the latest first.
partnership-event-milestone-entry = Milestone entry
partnership-event-submission = Submitted
partnership-event-accepted = Accepted
partnership-event-returned = Returned
partnership-event-reply = Reply
partnership-life = Its life so far
partnership-life-none-title = It has not moved yet
partnership-life-none-text = Each move to another stage, and each restructuring that touches it, stands here with its date and reason.
partnership-moved-from = before: { $stage }
flash-partnership-added = The partnership is added. Next, say who takes part.
flash-partnership-saved = The partnership is saved.
