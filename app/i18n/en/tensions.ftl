# Tensions: list, map, and the story of each.
nav-tensions = Tensions
tension = Tension
tensions-title = Tensions
tensions-lead = Two things that are both wanted and pull against each other. A tension is never solved for good: it is kept in balance.
tensions-map = Map of tensions
tensions-as-list = As a list
tensions-map-lead = What each mechanism does to each tension. One that eases with one hand and creates with the other stands out.
tensions-map-picture = Tensions and mechanisms
tensions-map-message = { $tensions ->
    [one] One tension
   *[other] { $tensions } tensions
}, { $mechanisms ->
    [one] one mechanism
   *[other] { $mechanisms } mechanisms
}, { $side ->
    [0] none of them with side effects
    [one] one of them with side effects
   *[other] { $side } of them with side effects
}
tensions-map-description = Tensions stand below each other, mechanisms beside each other. Arrow heads that meet ease, arrow heads that part aggravate, a spark creates; the larger, the stronger. Below each tension is where its balance stands for each group, from the first pole to the second.
tensions-side-effects = Mechanisms with side effects
tensions-caption = Tensions that you see
tensions-here-caption = Tensions of this partnership and of the jurisdictions above it
tensions-here-lead = What pulls this partnership in two directions, from within and from the jurisdictions above it, and what is done about it.
tensions-here-none-title = No tension is recorded
tensions-here-none-text = A tension names two things that both are wanted. Record it while it is small: it is easier to talk about.
tensions-none-title = No tension is recorded
tensions-none-text = A tension is recorded from the page of a partnership or, by officials, for their jurisdiction.
tensions-no-match-title = No tension fits these filters
tensions-no-match-text = Take a filter away to see more.
tensions-search = Words in poles or description
tension-add = Record a tension
tension-edit = Change the tension
tension-name = { $first } ↔ { $second }
tension-of = Tension · { $place }
tension-is-title = Both poles are wanted
tension-is-text = A tension is not a ticket for a problem, nor a risk that might come true. Of a problem one wants to be rid; of a tension both sides are worth having, and more of one leaves less room for the other. If you would gladly give up one of the poles, it is not a tension.
tension-place = Where it belongs
tension-place-hint = A partnership, or the jurisdiction whose programme it is.
tension-first-pole = One pole
tension-first-pole-hint = What some want, in words they would use themselves.
tension-second-pole = The other pole
tension-second-pole-hint = What is wanted as well and pulls the other way.
tension-description = How it is felt
tension-description-hint = In a sentence or two: where do people notice it?
tension-level = Level
tension-began = Felt since
tension-state = State
tension-any-state = Open and settled
tension-open = Open
tension-settled = Settled for now
tension-balance-now = Where the balance stands
tension-net = What mechanisms come to
tension-least = Lowest latest position
tension-most = Highest latest position
tension-eases = Points that ease
tension-burdens = Points that aggravate or create
tension-effects = What mechanisms do to it
tension-story = The story of this tension
tension-settle = Settle for now
tension-settle-submit = Settle for now
tension-settled-words = Why it is settled for now
tension-settled-hint = What keeps the balance, and what would open it again?
tension-settled-on = Settled since
tension-settled-by = Settled on { $date } by { $person }
tension-settled-already = { $who } has settled it or changed it since it was settled.
tension-reopen = Open it again
tension-reopen-text = A tension that is settled for now comes back when what kept its balance changes.
tension-error-same-poles = Both poles say the same; nothing pulls
tension-error-future = This day is still to come
tension-error-created = A mechanism created it on another day; it begins then
tension-error-said-before = Something is said of it already for a day before this
positions-title = Who saw the balance where
positions-none-title = Nobody has said where the balance stands
positions-none-text = The first position is where the story begins. Others may see it differently: that is worth knowing.
position-add = Say where you see the balance
position-submit = Record the position
position-balance = Balance
position-balance-hint = −5 is all “{ $first }”, +5 is all “{ $second }”, 0 holds both.
position-words = What you saw
position-words-hint = One sentence, about something that happened.
position-group = You speak for
position-said = Day
position-on = on { $date }
position-for = For: { $group }
position-sentence = { $date }, { $who }, for { $group }: { $balance }
position-error-group = This group is for others to speak for
position-error-before = The tension was not felt yet on this day
story-none-title = The story has not begun
story-none-text = It is drawn as soon as somebody says where the balance stands, or a mechanism does something to it.
story-message = From { $first } in { $from } to { $last } in { $to }: towards “{ $pole }”
story-message-still = Since { $from } at { $balance }
story-message-none = Nobody has said where the balance stands
story-description = Time goes from left to right. Up is “{ $second }”, down is “{ $first }”, and the line in the middle holds both. Each group has its own mark. Below, on the same days, are the mechanisms: the bar shows when each works, the mark since when it is felt. Now: { $now }.
story-caption = Positions and effects in the order of time
story-group-or-mechanism = Group or mechanism
story-balance-or-effect = Balance or effect
flash-tension-added = The tension is recorded. Say where you see its balance.
flash-tension-saved = The tension is saved.
flash-tension-settled = The tension is settled for now.
flash-tension-reopened = The tension is open again.
flash-position-recorded = Your position is recorded.
