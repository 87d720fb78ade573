# Effets : ce qu’un mécanisme fait à une tension.
effect = Effet
effect-add = Dire ce que fait un mécanisme
effect-lead = Un même mécanisme peut atténuer une tension et en créer une autre. Consignez les deux : les effets secondaires sont ce que les autres ont besoin de savoir.
effect-hint = Ce qu’il fait à la tension ci-dessous.
effect-strength = À quel point
effect-words = Ce qui a été vu
effect-words-hint = Une phrase, sur quelque chose qui s’est passé.
effect-felt = Ressenti depuis
effect-felt-hint = Pendant que le mécanisme est en place. Ce qui crée une tension le fait le jour où elle commence.
effect-said-by = Selon
effect-said = Ressenti depuis le { $date }. { $who }
effect-with-strength = { $effect } { $strength }
effect-count = { $effect } : { $count }
effect-earlier = Dit auparavant; un plus récent compte
effect-sentence = { $date }, { $mechanism } : { $effect }
effects-caption = Ce que les mécanismes font maintenant à ces tensions
effects-of-tension-caption = Tout ce qui a été dit, le plus récent d’abord
effects-earlier-caption = Ce qui a été dit auparavant
effects-none-title = Rien n’est dit d’aucun mécanisme
effects-none-text = Dites quel mécanisme atténue cette tension, l’aggrave ou l’a créée.
strength-anchor-slight = certains le remarquent si on leur demande
strength-anchor-clear = quiconque travaille avec le remarque
strength-anchor-strong = cela décide de ce que font les gens
strength-with-anchor = { $strength } : { $anchor }
effect-error-before-mechanism = Le mécanisme n’est en place que depuis le { $date }
effect-error-after-mechanism = Le mécanisme n’a été en place que jusqu’au { $date }
effect-error-before-tension = La tension ne se fait sentir que depuis le { $date }
effect-error-created = Cette tension a commencé le { $date } : le mécanisme qui l’a créée l’a fait ce jour-là. S’il n’a fait que l’empirer, choisissez « aggrave ».
effect-error-apart = Ce mécanisme et cette tension n’ont rien à voir l’un avec l’autre : ils appartiennent à des lieux différents
flash-effect-recorded = L’effet est consigné.

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
effect-effect = { effect }
effect-mechanism = { mechanism }
effect-tension = { tension }
