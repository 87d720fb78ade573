# The life of a partnership: moves between stages, and restructurings.
lifecycle-move = Move to another stage
lifecycle-move-submit = Move
lifecycle-now = Stage now
lifecycle-to = Move to
lifecycle-moved = When
lifecycle-moved-hint = Today or before, and not before the last move
lifecycle-note = Why
lifecycle-note-hint = One short text. It cannot be changed afterwards.
lifecycle-activation = What becoming active brings with it
lifecycle-activation-text = Milestones that have no first agreed date get their planned date as such, from which slip is counted. If no day is given on which the partnership was established, it is the day of the move.
lifecycle-final-title = It moves no further
lifecycle-final-text = This partnership is at its last stage: { $stage }. Whoever needs more adds a new one.
lifecycle-error-refused = { $count ->
    [0] It cannot move from { $from } to { $to }: { $from } is a last stage
   *[other] It cannot move from { $from } to { $to }. From { $from } it can move to: { $allowed }.
}
lifecycle-error-future = This day is still to come
lifecycle-error-before-last = The move before was on { $date }; choose that day or a later one
lifecycle-error-after-end = The partnership’s planned end is not after this day. Change the planned end first.
lifecycle-conflict = Somebody changed this partnership before you
lifecycle-conflict-text = { $who } changed it, { $when }. Its stage now is: { $stage }. Nothing was moved by you. Look at it, and move it if that is still right.
restructuring = Restructuring
restructuring-add = Add restructuring
restructuring-description = What happened
restructuring-description-hint = A merger, split or reorganisation that touched the partnership, and what it meant for it. It cannot be changed afterwards.
restructuring-happened = When
flash-partnership-moved = The partnership has moved to its new stage.
flash-restructuring-added = The restructuring is added.
lifecycle-foundations = Work with AI or automation:
lifecycle-no-automation = none is named. If there is some, name it first.
lifecycle-error-missing = { $missing }. See its foundations first.
lifecycle-error-foundations = Foundations of work with AI or automation are missing. See its foundations first.
