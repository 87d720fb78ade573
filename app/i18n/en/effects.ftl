# Effects: what a mechanism does to a tension.
effect = Effect
effect-add = Say what a mechanism does
effect-lead = One mechanism may ease one tension and create another. Record both: side effects are what others need to know.
effect-hint = What it does to the tension below.
effect-strength = How much
effect-words = What was seen
effect-words-hint = One sentence, about something that happened.
effect-felt = Felt since
effect-felt-hint = Within the life of the mechanism. What creates a tension does so on the day it begins.
effect-said-by = Said by
effect-said = Felt since { $date }. { $who }
effect-with-strength = { $effect } { $strength }
effect-count = { $effect }: { $count }
effect-earlier = Said before; a later one counts
effect-sentence = { $date }, { $mechanism }: { $effect }
effects-caption = What mechanisms do to these tensions now
effects-of-tension-caption = All that was said, the latest first
effects-earlier-caption = What was said before
effects-none-title = Nothing is said of any mechanism
effects-none-text = Say which mechanism eases this tension, aggravates it, or created it.
strength-anchor-slight = some notice it when asked
strength-anchor-clear = whoever works with it notices it
strength-anchor-strong = it decides what people do
strength-with-anchor = { $strength }: { $anchor }
effect-error-before-mechanism = The mechanism works only since { $date }
effect-error-after-mechanism = The mechanism worked only until { $date }
effect-error-before-tension = The tension is felt only since { $date }
effect-error-created = This tension began on { $date }: a mechanism that created it did so on that day. If it only made it worse, choose “aggravates”.
effect-error-apart = This mechanism and this tension have nothing to do with each other: they belong to different places
flash-effect-recorded = The effect is recorded.

# What an error calls a field that shares its words with something else.
effect-effect = { effect }
effect-mechanism = { mechanism }
effect-tension = { tension }
