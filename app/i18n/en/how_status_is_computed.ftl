# How statuses are computed.
how-status-link = How status is computed
how-status-title = How status is computed
how-status-lead = Every status follows from what the parties record, by the same rules for every partnership. The numbers below are the ones the rules use, and the examples are computed by them as you read this.
how-status-source = That leadership, understanding, trust, explicit responsibilities, stable financing and well-formulated contracts make partnerships succeed is from the literature the product is built on. The thresholds are Triad’s own.
how-status-status = Status
how-status-means = What it means
how-status-when = When

how-status-overall = Overall
how-status-overall-text = The overall status is the worst that is known of the four dimensions. One red is enough for red, and what is not known makes nothing better or worse.
how-status-order-caption = The order of severity, the worst first
how-status-red = Needs action.
how-status-amber = Needs an eye.
how-status-green = As it should be.
how-status-no-data = Not known, which is neither good nor bad. A partnership that is proposed, closed or withdrawn has no data in any dimension.
how-status-overall-caption = Examples of four dimensions together
how-status-overall-is = Overall

how-status-rules-caption = Rules: { $dimension }
how-status-examples-caption = Examples, computed now
how-status-recorded = What is recorded
how-status-computed = Status
how-status-reason = The reason given

how-status-schedule-red = An open milestone or a deliverable in the supplier’s hands is more than { $days } days late, or a milestone was missed.
how-status-schedule-amber = One is late at all; an open milestone has slipped more than { $slip } days from what was first agreed; or a submission has waited longer than the review days of its contract.
how-status-schedule-green = Something is open and none of this is so.
how-status-schedule-no-data = Nothing is open and nothing was missed.

how-status-money-red = More was spent in this fiscal year or one of the { $back } before it than was committed for it; nothing is committed for this year though there was money before; or committed money falls by more than { $fall }, or ends, within { $months } months and before the planned end.
how-status-money-amber = Committed money falls or ends later, but before the planned end; more arrived in one of these years than was committed; money for this year is only expected; or what is committed covers fewer than { $years } fiscal years in a row and does not reach the planned end.
how-status-money-green = What is committed reaches the planned end, or covers { $years } fiscal years in a row. Each currency is judged by itself and the worst counts.
how-status-money-no-data = Nothing is committed.

how-status-targets-red = An indicator is off track: less than { $risk } of the change expected by then came about.
how-status-targets-amber = None is off track, and one is at risk: at least { $risk } and less than { $track } of the expected change.
how-status-targets-green = Everything that is known is achieved, or on track with at least { $track } of the expected change.
how-status-targets-no-data = There is no indicator, or nothing verified to compare with a target. A period without a measurement counts neither as 0 nor as 100.

how-status-relationship-red = In the scorecard round published last the groups stand apart by { $gap } or more on a factor’s scale, or all groups together rate a factor below { $mean } of { $most }; { $broken } obligations were broken within { $months } months; or one has been open for more than { $days } days after its day.
how-status-relationship-amber = The groups stand apart by { $gap } or more; a factor is rated below { $mean }; an obligation was broken within { $months } months, or one is overdue at all; or the last round closed more than { $round } months ago, so that its figures no longer count and the people should be asked again.
how-status-relationship-green = None of this is so, and a round that may be shown, or a kept obligation, says so.
how-status-relationship-no-data = No round is published in which a group may be shown, and no obligation was due. In an anonymous round a group shows from { $minimum } answers or more; smaller groups count nowhere.

how-status-challenged = Declared and challenged
how-status-challenged-text = The accountable executive declares a status in a report. It never replaces the computed one: both are shown. Whoever declares a better status than is computed gives a reason. It then shows as challenged, with a reason. Where the computed status becomes worse afterwards, it shows as challenged by the data until a new report answers for it, and officials can ask.
how-status-challenged-since = Challenged since: the first day of the spell in which, by what is recorded now, the computed status has been worse than the declared one, but no earlier than the report. A measurement counts from the day it was verified.
how-status-challenged-caption = Examples, decided now
how-status-shown-as = Shown as
how-status-not-challenged = Not challenged
how-status-challenged-by-data = Challenged by the data
how-status-vendors = Suppliers see no money. For them the overall status is the worst of the other dimensions, of their own deliverables and of the obligations of their own contracts.

how-status-example-milestone = First ward live
how-status-example-due = An open milestone, due on { $date }
how-status-example-committed = { $years ->
    [0] Nothing committed; planned end { $date }
    [one] { $amount } committed for this fiscal year alone; planned end { $date }
   *[other] { $amount } committed for each of { $years } fiscal years; planned end { $date }
}
how-status-example-indicator = Wards that are live
how-status-example-unit = wards
how-status-example-unmeasured = From 0 to { $goal } wards; nothing measured
how-status-example-measured = From 0 to { $goal } wards; { $value } verified when { $goal } were expected
how-status-example-rated = A round closed on { $date }: ICT executives rate { $ict }, health executives { $health }
how-status-example-owed = No round; an obligation, open, due on { $date }
how-status-example-nothing = No round and no obligation
