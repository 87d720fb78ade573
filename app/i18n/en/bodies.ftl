# Governance bodies: who steers, who sits there, for how long.
nav-bodies = Bodies
body = Body
bodies-title = Governance bodies
bodies-caption = Bodies, with what is open in each
bodies-caption-as-of = As of { $date }
bodies-lead = Who steers partnerships together, for a jurisdiction or within one partnership; what they have left open, and how long it takes them to answer.
bodies-search = Words in the name or purpose
bodies-waiting-only = With open questions or late actions only
bodies-none-title = You see no body yet
bodies-none-text = Officials add the bodies of their jurisdiction here; those of a partnership are added on its page about governance.
bodies-no-match-title = No body fits these filters
bodies-no-match-text = Take a filter away to see more.
body-pages = Pages of this body
body-summary = Summary
body-add = Add body
body-edit = Edit body
body-level = Level
body-home = For
body-home-hint = Whom it governs for. This cannot be changed later.
body-home-hidden = A partnership that is not open to you
body-name = Name
body-name-hint = As people call it, such as “Steering committee”
body-purpose = Purpose
body-purpose-hint = What it is there to decide, in a sentence or two
body-quorum = Quorum
body-quorum-hint = How many voting seats must be filled at a meeting for it to decide anything
body-quorum-said = { $quorum } { $quorum ->
        [one] voting seat
       *[other] voting seats
    }
body-quorum-out-of-reach = Out of reach with { $voting } { $voting ->
        [one] voting seat
       *[other] voting seats
    }
body-members = Members
body-voting = Voting seats
body-seats = { $members ->
        [one] 1 member
       *[other] { $members } members
    }, { $voting } voting
body-next-meeting = Next meeting
body-no-meeting = None planned
body-open-questions = Open questions
body-overdue-actions = Late actions
sign-off = Sign-off
sign-off-in-days = Sign-off in days
sign-off-median = Median sign-off
sign-off-days = { $days } { $days ->
        [one] day
       *[other] days
    }
sign-off-none = Nothing signed off
sign-off-of = { $count ->
        [0] No question is answered yet
        [one] From the first asking to the answer of 1 question
       *[other] From the first asking to the answer of { $count } questions
    }
member-add = Add member
member-edit = Edit member
member-edit-of = Edit { $name }
member-person = Person
member-person-hint = Acts there for the organisation that is theirs today
member-organisation = Organisation
member-group = Speaks for
member-group-hint = Clinicians and government are counted at each meeting
member-seat = Seat
member-seat-hint = The chair votes as others do, and has no second vote
member-stands-in-for = Stands in for
member-stands-in-for-hint = An alternate votes while this member is absent
member-nobody = Nobody
member-alternate-for = Alternate for { $name }
member-term = Term
member-term-said = { $from } to { $to }
member-term-open = since { $from }
member-starts = First day of the term
member-ends = Last day of the term
member-ends-hint = Set it when somebody leaves; what they voted stays
member-past = Former
member-to-come = To come
members-caption = Members with their seats and terms
members-none-title = Nobody sits in this body yet
members-none-text = Add its chair and its voting members, so that a meeting can reach the quorum.
member-error-already = This person begins a term in this body on that day already
member-error-for-whom = Choose the member whom this alternate stands in for
member-error-no-alternate = Only an alternate stands in for somebody
member-error-term = The term cannot end before it begins
flash-body-added = The body is added. Now name its members.
flash-body-saved = The body is saved.
flash-member-added = The member is added.
flash-member-saved = The member is saved.
