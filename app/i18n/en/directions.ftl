# Directions that ministries set, and what regions make of them.
nav-directions = Directions
direction = Direction
directions-title = Directions
directions-lead = What a ministry sets for its jurisdiction: what is asked of whom, and what is left to be decided locally.
directions-caption = Directions that you see
directions-none-title = No direction is set
directions-none-text = Officials set directions for their jurisdiction.
directions-no-match-title = No direction fits these filters
directions-no-match-text = Take a filter away to see more.
directions-search = Words in title or text
direction-add = Set a direction
direction-edit = Change the direction
direction-of = Direction · { $place }
direction-title = Title
direction-area = Area
direction-text = The direction
direction-body = What it sets
direction-asks = What it asks of whom
direction-asks-hint = Who has to do what, and by when?
direction-discretion = What it leaves to be decided locally
direction-discretion-hint = The local discretion: what may each region or hospital choose for itself?
direction-leaves = Left to be decided locally:
direction-legal-basis = Legal basis
direction-from = In force from
direction-to = In force until
direction-use-here = How it is used here
direction-set-by = Set by
directions-holding-caption = Directions that hold here: the discretion that each leaves, and how it is used here
directions-holding-none-text = Neither this jurisdiction nor one above it has set a direction yet.
direction-force = State
direction-any-force = All
direction-alone = Nobody carries it out
direction-alone-text = It is in force, and no partnership says that it carries it out.
direction-carried = Carried out by
direction-carriers = { $count ->
    [one] One partnership
   *[other] { $count } partnerships
}
direction-carriers-unseen = { $count ->
    [one] And one partnership that you do not see.
   *[other] And { $count } partnerships that you do not see.
}
direction-use = How regions use it
direction-use-caption = The latest of each region
direction-regions = Regions side by side
direction-regions-count = { $count ->
    [one] One region
   *[other] { $count } regions
}; { $silent ->
    [0] all have said how they use it
    [one] one has not said how it uses it
   *[other] { $silent } have not said how they use it
}.
direction-error-order = The last day cannot come before the first
regions-none-title = No region lies below
regions-none-text = The discretion that it leaves is used where it is set.
region-carries = Partnerships that carry it out
region-carries-nothing = None that you see.
carrier = Partnership
carriers-none-title = No partnership that you see carries it out
carriers-none-text = Partnerships say on their page which directions they carry out.
carriers-caption = Partnerships that carry it out
discretion-add = Say how your region uses it
discretion-region = Region
discretion-use = Use
discretion-words = What the region does
discretion-words-hint = In a sentence or two: what was chosen, and why here?
discretion-submit = Record the use
discretion-unsaid = Nothing is said yet
discretion-said-by = { $date }, { $who }
discretion-error-before = The direction was not in force yet on this day
flash-direction-added = The direction is set.
flash-direction-saved = The direction is saved.
flash-discretion-recorded = The use of your region is recorded.

# What an error calls a field that shares its words with something else.
direction-jurisdiction = { jurisdiction }
discretion-said = { position-said }
