# Pourquoi l’argent a son état.
money-overspent = En { $year }, les dépenses dépassent de { $amount } ce qui est engagé
money-nothing-this-year = Rien n’est engagé pour { $year } en { $currency }, alors qu’il y avait de l’argent auparavant
money-cliff-ends = L’argent engagé prend fin : plus rien à partir du { $date }, après { $from } l’année précédente
money-cliff-falls = L’argent engagé chute à partir du { $date } : { $to }, après { $from } l’année précédente
money-overreceived = En { $year }, les sommes reçues dépassent de { $amount } ce qui est engagé
money-only-expected = Pour { $year }, { $amount } sont prévus et rien n’est engagé
money-short-cover = { $years ->
    [0] Aucun montant en { $currency } n’est engagé pour cet exercice
    [1] Des montants en { $currency } ne sont engagés que pour cet exercice
   *[other] Des montants en { $currency } ne sont engagés que pour { $years } exercices
}
money-covered = Des montants en { $currency } sont engagés sans interruption jusqu’au { $date }
money-nothing-committed = Aucun argent n’est engagé
money-not-running = { $stage ->
    [closed] Il est terminé et n’a plus besoin d’argent
    [withdrawn] Il a été abandonné et n’a pas besoin d’argent
   *[other] Il n’est pas encore en cours et n’a pas besoin d’argent
}
