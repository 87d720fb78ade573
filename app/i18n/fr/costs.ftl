# Le coût total de possession du système d'un contrat.
costs-title = Coût total de possession
costs-edit = Modifier le plan des coûts
costs-edit-text = Une catégorie à la fois, une ligne par exercice. Laissez vide un exercice sans coût, et le coût réel tant qu’il n’est pas connu.
costs-none-title = Aucun coût n’est encore prévu
costs-none-text = Le prix du contrat n’est qu’une partie de ce que coûte son système. Prévoyez le reste par exercice, puis saisissez ce qu’il a coûté : l’écart montre s’il est prévisible.
costs-no-match-title = Rien n’est prévu dans cette catégorie
costs-no-match-text = Enlevez le filtre pour voir les autres.
costs-by-year = Par exercice
costs-years-caption = Coût par exercice, en { $currency }
costs-lines = Par catégorie et exercice
costs-lines-caption = Coût par catégorie et exercice
cost-category = Catégorie
cost-year = Exercice
cost-starts = Premier jour
cost-ends = Dernier jour
cost-planned = Prévu
cost-actual = Réel
cost-planned-known = Prévu pour ces exercices
cost-difference = Écart
cost-difference-percent = En pour cent
cost-note = Remarque
cost-note-and-who = Remarque, et qui l’a saisie
cost-entered-by = Saisi par
cost-no-data = Aucune donnée
cost-years = { $count ->
    [one] { $count } exercice
   *[other] { $count } exercices
}
cost-years-known = { $count ->
    [one] { $count } exercice au coût connu
   *[other] { $count } exercices au coût connu
}
cost-predictability = Prévisibilité
cost-off = Écart moyen de { $percent } %, sur les exercices dont les deux chiffres sont connus
cost-message = { $words ->
    [predictable] Le coût était prévisible : écart moyen de { $percent } % avec le plan.
    [fairly] Le coût était assez prévisible : écart moyen de { $percent } % avec le plan.
   *[unpredictable] Le coût était imprévisible : écart moyen de { $percent } % avec le plan.
}
cost-message-no-data = On ne peut pas encore dire si le coût est prévisible : aucun exercice n’a les deux chiffres.
cost-picture-description = Pour chaque exercice, le coût prévu et, au-dessous, le coût réel. Un exercice dont le coût réel n’est pas connu dans toutes les catégories n’a pas de seconde barre.
cost-total-planned = Total prévu
cost-total-actual = Total réel
cost-add-up = Calculer les totaux
cost-year-after = Ajouter l’exercice suivant
cost-year-before = Ajouter l’exercice précédent
cost-field-of-year = { $year } : { $field }
cost-error-of-year = { $year }, { $field } : { $message }
flash-costs-saved = Le plan des coûts est enregistré.
