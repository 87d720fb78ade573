# Total cost of ownership of a contract's system.
costs-title = Total cost of ownership
costs-edit = Edit cost plan
costs-edit-text = One category at a time, a row for each fiscal year. Leave a year blank that has no cost, and the actual cost until it is known.
costs-none-title = No cost is planned yet
costs-none-text = The contract’s price is only a part of what its system costs. Plan the rest by fiscal year, then enter what it came to: the difference shows how predictable it is.
costs-no-match-title = Nothing is planned in this category
costs-no-match-text = Take the filter away to see the others.
costs-by-year = By fiscal year
costs-years-caption = Cost by fiscal year, in { $currency }
costs-lines = By category and year
costs-lines-caption = Cost by category and fiscal year
cost-category = Category
cost-year = Fiscal year
cost-starts = First day
cost-ends = Last day
cost-planned = Planned
cost-actual = Actual
cost-planned-known = Planned for these years
cost-difference = Difference
cost-difference-percent = In percent
cost-note = Remark
cost-note-and-who = Remark, and who entered it
cost-entered-by = Entered by
cost-no-data = No data
cost-years = { $count ->
    [one] { $count } fiscal year
   *[other] { $count } fiscal years
}
cost-years-known = { $count ->
    [one] { $count } fiscal year whose cost is known
   *[other] { $count } fiscal years whose cost is known
}
cost-predictability = Predictability
cost-off = { $percent }% off on average, over the years with both figures
cost-message = { $words ->
    [predictable] The cost was predictable: on average { $percent }% off the plan.
    [fairly] The cost was fairly predictable: on average { $percent }% off the plan.
   *[unpredictable] The cost was unpredictable: on average { $percent }% off the plan.
}
cost-message-no-data = How predictable the cost is cannot be said yet: no year has both figures.
cost-picture-description = For each fiscal year, the planned cost and below it the actual cost. A year whose actual cost is not known in every category has no second bar.
cost-total-planned = Total planned
cost-total-actual = Total actual
cost-add-up = Add up
cost-year-after = Add the year after
cost-year-before = Add the year before
cost-field-of-year = { $year }: { $field }
cost-error-of-year = { $year }, { $field }: { $message }
flash-costs-saved = The cost plan is saved.
