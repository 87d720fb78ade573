# The ripple: prototypes and who takes them up.
prototype = Prototype
prototypes-title = Prototypes
prototypes-lead = What works in one jurisdiction and could work in others. Who takes it up is followed also after the partnership is closed.
prototypes-ripple = The ripple: what others take up
prototypes-newest = The newest prototypes, and where they are at work by { $date }
prototypes-all = { $count ->
    [one] The list of prototypes
   *[other] All { $count } prototypes
}
prototypes-caption = Prototypes, and how many places elsewhere have come how far
prototypes-search = Words in title or text
prototypes-stage = How far elsewhere
prototypes-taken-in = Taken up in
prototypes-no-match-title = No prototype fits these filters
prototypes-no-match-text = Take a filter away to see more.
prototypes-none-title = No prototype is recorded
prototypes-none-text = What works in one place can be taken up in another, also after the partnership is closed.
prototype-add = Record a prototype
prototype-of = Prototype · { $partnership }
prototype-what = What others could take up
prototype-title = Title
prototype-description = What others could take up
prototype-description-hint = What works here, and what it takes.
prototype-works-in = Works in
prototype-since = Works since
prototype-link = Link
prototype-in-use = Places that use it
prototype-piloting = Places that try it out
prototype-considering = Places that consider it
prototype-given-up = Places that gave it up
uptakes-title = Who takes it up
uptakes-none-title = Nobody has taken it up yet
uptakes-none-text = Record it as soon as somebody elsewhere considers it. What follows can be added after this partnership is closed.
uptakes-message = In use in { $in_use ->
    [one] one other place
   *[other] { $in_use } other places
}, tried out in { $piloting ->
    [one] one
   *[other] { $piloting }
}
uptakes-description = Time goes from left to right. The first bar is the prototype itself; below it is each step of each place until its next, and the word says which step it is.
uptakes-caption = Every step, the latest first
uptake-here = { $jurisdiction } (here)
uptake-works = Works
uptake-at = { $jurisdiction }: { $organisation }
uptake-where = Where
uptake-add = Record an uptake
uptake-text = A step is never changed: where a place goes further, or gives up, a new one is added.
uptake-organisation = Organisation there
uptake-organisation-hint = Its name or short name as in the list of organisations. Leave it blank where only the place is known.
uptake-stage = How far
uptake-since = Since
uptake-source = Who says so
uptake-source-hint = A person, a letter, a report.
uptake-link = Link
uptake-submit = Record the uptake
uptake-error-organisation = No organisation has this name
uptake-error-before = The prototype did not work yet on this day
flash-prototype-added = The prototype is recorded.
flash-uptake-recorded = The uptake is recorded.

# What an error calls a field that shares its words with something else.
uptake-jurisdiction = { jurisdiction }
