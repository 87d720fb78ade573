# Whether a partnership is strategic, and what its leadership rests on.
strategic-title = Strategic
strategic-lead = A partnership is strategic when it is established for more than two years, financially sound, of benefit to every party, and driven by long-term plans. Each of these needs evidence: what nobody has said is missing, and counts neither as yes nor as no.
strategic-source = Source: the four checks and the axis of leadership follow a study of strategic partnerships between the health care and ICT sectors. That a plan is long from three years on, and that a red ledger weighs more than a statement, are our own rules.
strategic-all-met = All four checks are met
strategic-unmet = Not met: { $checks }
strategic-unmet-missing = Not met: { $checks }. Evidence missing: { $missing }
strategic-missing = Evidence missing: { $missing }
strategic-withheld = Financial check not shown
strategic-withheld-met = The other three checks are met; the financial one is not shown to suppliers
strategic-withheld-missing = Evidence missing: { $missing }; the financial check is not shown to suppliers
strategic-not-shown = Not shown to suppliers
strategic-money-hidden = Figures and statements about money are not shown to suppliers.
strategic-replaced = Replaced
strategic-asks-established = Established for strictly more than two years, counted from the day on which the parties began to work together.
strategic-asks-sound = Somebody who leads has looked at the money and says that it is sound, and the ledger does not say the contrary.
strategic-asks-beneficial = Each party says, by its own people, that the partnership benefits it.
strategic-asks-planned = A plan drives the partnership that reaches three years or more from its first day and is not over.

strategic-established-edit = Change the record
strategic-established-missing = The record does not say when the partnership was established.
strategic-established-from = Counts as established from
strategic-record = in the record

strategic-ledger = What the ledger says
strategic-ledger-open = Open the ledger
strategic-sound = Is the partnership financially sound?
strategic-sound-hint = What you looked at, and why you say so
strategic-sound-words = In words
strategic-sound-state = State this
strategic-sound-missing = No assessor has said anything yet.
strategic-benefit = Does the partnership benefit { $name }?
strategic-benefit-hint = What the benefit is, or what is missing
strategic-benefit-words = In words
strategic-benefit-state = State this
strategic-benefit-missing = Has said nothing yet
strategic-benefit-caption = What each party says of its benefit, the latest first
strategic-party = Party
strategic-sector = Sector
strategic-says = What it says

strategic-plan-missing = No plan is recorded yet.
strategic-plan-caption = Plans that drive this partnership, the latest first
strategic-plan-title = Plan
strategic-plan-url = Where it can be read
strategic-plan-url-hint = An address on the web
strategic-plan-from = From
strategic-plan-to = To
strategic-plan-to-hint = A plan is long-term from three years on
strategic-plan-counts = Horizon
strategic-plan-long = Three years or more
strategic-plan-short = Less than three years
strategic-plan-over = Over
strategic-plan-replaces = Takes the place of
strategic-plan-replaces-hint = The one before stays in the list
strategic-plan-add = Add this plan
strategic-recorded-by = Recorded by
strategic-error-order = The last day cannot come before the first
strategic-error-replaced = Another plan has taken its place already

strategic-axis = The axis of leadership
strategic-axis-source = Leadership and vision, financial resources and care-provider support form, together, the axis that partnerships rest on, according to the same study. Each is shown with its evidence, and with what is missing.
strategic-about-leadership = Somebody answers by name on each side, and people see where it is going.
strategic-about-resources = Where the finance is controlled, there the leadership lies: who holds which share, and for how long ahead.
strategic-about-care-providers = Those who give care are asked, answer, lead and sign.
strategic-pillar-whole = All { $total } pieces of evidence are there
strategic-pillar-missing = { $present } of { $total } there; missing: { $missing }
strategic-pillar-caption = { $pillar }: what shows that it stands
strategic-evidence = Evidence
strategic-finding = Finding
strategic-shows = What shows it
strategic-there = There
strategic-where = Where it is added
strategic-leadership-score = { $mean } of 5 from { $people } { $people ->
    [one] person
   *[other] people
} in the groups shown, round closed { $date }
strategic-clinicians-asked = { $count } { $count ->
    [one] clinician
   *[other] clinicians
} asked in the round that opened { $date }
strategic-clinicians-answered = { $count } { $count ->
    [one] clinician
   *[other] clinicians
} answered in the round closed { $date }
strategic-health-signature = { $who }, version { $number }, { $date }
strategic-in-the-room = { $share } of those in the room, { $date }
strategic-share = { $funder }: { $share } ({ $amount } committed)

flash-strategic-recorded = It is recorded. What was said before stays, too.
