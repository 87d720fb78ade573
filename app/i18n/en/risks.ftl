# Barriers and risks: list with matrix, and the story of each.
nav-risks = Risks
risk = Risk
risks-title = Barriers and risks
risks-lead = What stands in the way, or may: how likely, how grave, who carries it, and what is done about it.
risks-open = Open
risks-severe = Severe
risks-barriers = Happen already
risks-shared = Shared by several
risks-overdue = Review overdue
risks-matrix = Likelihood and impact
risks-matrix-message = { $count ->
    [one] One risk fits
   *[other] { $count } risks fit
}, { $severe ->
    [0] none of them severe
    [one] one of them severe
   *[other] { $severe } of them severe
}
risks-matrix-description = Likelihood goes from left to right, impact from the bottom up. Each cell says how many risks there are and in which band: low, moderate, high or severe. A score is likelihood times impact. A cell with risks leads to them.
risks-matrix-caption = Number of risks by impact and likelihood
risks-matrix-cell = { $likelihood }, { $impact }: { $count ->
    [one] one risk
   *[other] { $count } risks
} ({ $score })
risks-list = The risks
risks-caption = Barriers and risks that you see
risks-here-caption = Barriers and risks of this partnership
risks-none-title = No open risk is recorded
risks-none-text = A risk that somebody names can be carried together. It is recorded from the page of a partnership.
risks-no-match-title = No risk fits these filters
risks-no-match-text = Take a filter away to see more.
risks-search = Words in title, consequence or remedy
risks-state-open = Open
risks-state-closed = Closed
risks-state-all = Open and closed
risks-shared-only = Shared by several only
risks-overdue-only = Review overdue only
risks-line = { $open ->
    [0] No open risk
    [one] One open risk
   *[other] { $open } open risks
}{ $overdue ->
    [0] {""}
   *[other] , { $overdue } to be looked at again
}
risk-add = Record a barrier or risk
risk-edit = Change the risk
risk-of = Barrier or risk · { $partnership }
risk-what = What it is about
risk-title = Title
risk-title-hint = In a few words: what stands in the way, or may.
risk-kind = Kind
risk-consequence = What would happen
risk-consequence-now = What happens
risk-consequence-hint = For patients, staff, money or trust. Where it happens already, say what happens.
risk-remedy = Remedy
risk-remedy-hint = What is done about it, or is to be done.
risk-carriers = Carried by
risk-carriers-hint = The parties that bear it if it comes true. Several share it.
risk-owner = Watched by
risk-owner-hint = One person, who looks at it again when its review is due.
risk-review = Review by
risk-review-hint = Day by which it is looked at again.
risk-review-then = Review then set for
risk-review-overdue = Overdue
risk-score = Score
risk-band = Level of the score
risk-score-words = { $band }: { $score } ({ $likelihood } × { $impact })
risk-score-sentence = { $date }, { $who }: { $score }
risk-likelihood = Likelihood
risk-impact = Impact
risk-points-of = { $scale } { $points }
risk-step = { $points } { $word }
risk-step-anchored = { $points } · { $word }: { $anchor }
risk-occurrence = Does it happen already?
risk-occurrence-words = { $word }: { $hint }
risk-state = State
risk-words = Why this score
risk-words-hint = One sentence, about something that happened or was found.
risk-scores = How its score moved
risk-scores-caption = Every score, the latest first
risk-scores-description = Time goes from left to right, the score from 1 at the bottom to 25 at the top, on the four levels low, moderate, high and severe. Each score holds until the next.
risk-scored = Scored on
risk-scored-by = Scored by
risk-recorded = Recorded
risk-movement-first = Scored once, at { $score }
risk-movement-unchanged = Still at { $score }
risk-movement-eased = Eased from { $first } to { $last }
risk-movement-worsened = Grew from { $first } to { $last }
risk-score-anew = Score it anew
risk-score-text = A score is never changed: a new one is added, with its day and its reason, and those before it stay.
risk-score-submit = Record the score
risk-raised = Raised on
risk-raised-by = Raised by
risk-raised-words = { $who }, on { $date }
risk-seen-by = Seen by
risk-closed-to-vendors = For the two public sides only
risk-closed-to-vendors-hint = Vendors do not see it, not even that it exists. For example: whether a supplier will last.
risk-closed-mark = Public sides only
risk-open-to-all = All parties
risk-shared-by = Shared by { $count }
risk-shared-title = A shared risk
risk-shared-text = { $carriers } carry it together: none of them can leave it to the others.
risk-close = Close it
risk-close-submit = Close the risk
risk-closed = Closed on
risk-outcome = How it ended
risk-closed-words = Why it is closed
risk-closed-words-hint = What changed, so that nobody needs to watch it any more?
risk-closed-title = { $outcome }: closed on { $date } by { $person }
risk-reopen = Open it again
risk-reopen-text = A risk that was closed and comes back keeps its story.
risk-moved-closed = { $who } has closed it in the meantime ({ $outcome }).
risk-moved-open = { $who } has changed it in the meantime.
risk-error-carriers = Choose at least one party
risk-error-vendor-owner = A vendor cannot watch what vendors do not see
risk-error-happens = What happens already is as likely as can be: choose 5
risk-error-before-last = A later day is scored already
risk-error-review = Give a day that is still to come
flash-risk-raised = The risk is recorded.
flash-risk-saved = The risk is saved.
flash-risk-scored = The score is recorded.
flash-risk-closed = The risk is closed.
flash-risk-reopened = The risk is open again.
