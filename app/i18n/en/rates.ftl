# Reference rates between currencies.
rates-title = Reference rates
rates-lead = What one unit of a currency was worth in another on a day, and who published it. Sums in one reporting currency rest on these rates and say so.
rates-caption = Reference rates; one unit of the first currency was worth so many of the second
rates-none-title = No rate is recorded yet
rates-none-text = Until there are rates, sums stand in each currency by itself. An administrator enters or imports rates.
rates-no-match-title = No rate fits
rates-no-match-text = Take a filter away to see more.
rates-search = Source or currency
rates-from = From
rates-to = To
rates-from-said = from { $date }
rates-to-said = to { $date }
rates-base-said = One unit of { $code }
rates-quote-said = In { $code }
rates-error-order = The last day cannot come before the first
rates-convert = Convert an amount
rates-convert-do = Convert
rates-convert-amount = Amount
rates-convert-base = From
rates-convert-quote = To
rates-convert-on = On
rates-convert-is = { $amount } was { $other } on { $date }
rates-convert-age = { $days ->
    [0] The rate is of that day.
    [one] The oldest rate used was { $days } day old by then.
   *[other] The oldest rate used was { $days } days old by then.
}
rates-convert-missing = There is no rate for this
rates-convert-missing-text = No rate leads from { $base } to { $quote } on or before { $date }, and no third currency has rates with both.
rates-convert-too-large = This is too large to convert
rates-convert-too-large-text = The amount has more digits than can be reckoned exactly.
rate-add = Add rate
rate-edit = Edit rate
rate-edit-of = { $date }: edit the rate of { $base } in { $quote }
rate-base = One unit of
rate-base-hint = The currency of which the rate says what one unit was worth
rate-rate = Was worth
rate-rate-hint = With a decimal point or comma and at most ten decimals, such as 11.2345
rate-quote = In
rate-quote-hint = The currency in which it was worth that
rate-as-of = Day
rate-source = Source
rate-source-hint = Who published it, such as a central bank
rate-entered = Entered
rate-said = 1 { $base } = { $rate } { $quote } on { $date }
rate-error-same = Choose another currency than the first
rate-error-rate = Enter a number above zero with at most ten digits before and after the decimal point, such as 11.2345
rate-error-future = A rate cannot be of a day to come
rate-error-taken = These two currencies have a rate of this day already
flash-rate-added = The rate is added.
flash-rate-saved = The rate is saved.

# What an error calls a field that shares its words with something else.
rates-base = { rate-base }
rates-quote = { rate-quote }
rates-q = { rates-search }
