# Foundations of work with AI or automation.
foundation = Foundation
foundations-title = Foundations
foundations-lead = Before work with AI or automation begins, three foundations stand: data structures, security controls and a predictable workflow. Or somebody answers by name for beginning without one.
foundations-source = After 002_b84f5cf7a0a1d4f0.txt: without them, such tools seldom give results that mean anything.
foundations-three = The three foundations
foundations-gate-none = No work with AI or automation is named
foundations-gate-none-text = If this partnership’s work includes some, name it below. Until its foundations are attested it does not begin.
foundations-gate-free = The way is free
foundations-gate-free-text = Each foundation is attested, or somebody answers for its gap.
foundations-gate-shut-work = Work with AI or automation cannot begin until each of them is attested or its gap is accepted by name.
foundations-gate-shut-move = This partnership cannot become active until each of them is attested or its gap is accepted by name.
foundations-missing = { $count ->
    [one] A foundation is missing: { $foundations }
   *[other] Foundations are missing: { $foundations }
}
foundations-all = all three foundations
foundations-said = All that was said
foundations-said-none-title = Nobody has said anything of the foundations
foundations-said-none-text = What is said stays, whatever is said later.
foundation-missing = Missing
foundation-meaning-data-structures = Data are coded, complete and mean the same to everybody who uses them.
foundation-meaning-security-controls = Identity, data and devices are protected, and somebody has tested it.
foundation-meaning-predictable-workflow = The work goes the same way each time, so that it can be told when a tool goes wrong.
foundation-said-by = { $person }, on { $date }
foundation-accepted-by = gap in { $foundation } accepted by { $person } on { $date }
foundation-attest = Say how a foundation stands
foundation-verdict = How it stands
foundation-choice-attested = It stands: I attest it, with evidence
foundation-choice-gap-accepted = It does not stand: I answer by name for beginning all the same
foundation-choice-withdrawn = What was said before holds no more
foundation-words = Evidence or reason
foundation-words-hint = What shows that it stands; or why work may begin without it, and until when.
foundation-link = Link to the evidence
foundation-link-hint = Where others can read it.
foundation-submit = Record it in my name
works-title = Work with AI or automation
works-none-title = None is named
works-none-text = What drafts, decides or acts by itself is named here before it begins.
work-name = Name work with AI or automation
work-name-text = Once it is named, this partnership becomes active, or the work begins, only on its three foundations.
work-title = What it is
work-description = What it does by itself
work-description-hint = What does it draft, decide or do, and who corrects it?
work-submit = Name this work
work-begin = Begin
work-end = End or give up
work-named-by = Named by { $person } on { $date }
work-begun-by = Begun by { $person } on { $date }
work-ended-on = Ended on { $date }
work-waits = { $partnership } · named on { $date }
work-error-title = “{ $title }” does not begin
work-error-not-active = The partnership is not active.
flash-foundation-said = Recorded in your name.
flash-work-named = The work is named. It begins on its foundations.
flash-work-begun = The work has begun.
flash-work-ended = The work has ended.

# What an error calls a field that shares its words with something else.
foundation-foundation = { foundation }
