# Budgets annuels des juridictions et test des cinq pour cent.
budgets-title = Budgets et test des cinq pour cent
budgets-lead = Si au moins cinq pour cent du budget de la santé vont aux TIC dans chacun de trois exercices de suite.
budgets-none-title = Aucun budget n’est encore enregistré
budgets-none-text = Avec le budget de la santé et les dépenses de TIC d’au moins trois exercices de suite, le test peut se faire. Un chiffre inconnu reste vide : c’est une absence de données, jamais zéro.
budgets-share = Part des TIC dans le budget de la santé
budgets-figures = Chiffres par exercice
budgets-picture = { $passing } exercices sur { $total } ont au moins 5 %{ $missing ->
    [0] {""}
    [one] , un est sans données
   *[other] , { $missing } sont sans données
}
budgets-picture-description = Une barre par exercice : la part du budget de la santé dépensée pour les TIC. La ligne tiretée est à 5 %. Un exercice sans données a un contour tireté et pas de barre.
budgets-picture-caption = Part des TIC par exercice, et de trois exercices ensemble
budgets-picture-line = 5 % du budget de la santé
budgets-caption = Budget de la santé et dépenses de TIC par exercice
budgets-search = Mots de la source
budgets-from = À partir de l’exercice
budgets-to = Jusqu’à l’exercice
budgets-from-year = À partir de { $year }
budgets-to-year = Jusqu’à { $year }
budgets-no-match-title = Aucun exercice ne correspond à ces filtres
budgets-no-match-text = Retirez un filtre pour en voir davantage. Le test ci-dessus les prend tous.
budgets-seed = La règle vient de la littérature : un financement stable prend au moins cinq pour cent du budget de la santé pour les TIC pendant au moins trois ans. La part de trois ans ensemble est montrée à côté et ne décide de rien.
budget-add = Ajouter un budget
budget-edit = Modifier le budget
budget-edit-of = Modifier le budget de { $year }
budget-year = Exercice
budget-year-option = { $label } ({ $start } au { $end })
budget-currency = Monnaie
budget-health-budget = Budget de la santé
budget-ict-spending = Dépenses de TIC
budget-amount-hint = Pour l’année entière ; laissez vide ce qui n’est pas connu
budget-ict-hint = Ce qui du budget de la santé est dépensé pour les TIC ; laissez vide ce qui n’est pas connu, et ne saisissez 0 que pour rien
budget-source = Source
budget-source-hint = Où les chiffres ont été publiés
budget-entered = Saisi
budget-share = Part des TIC
budget-share-enough = Au moins 5 %
budget-share-too-little = Moins de 5 %
budget-cumulative = Part de trois ans
budget-passed = Réussi
budget-not-passed = Non réussi
budget-no-data = Sans données
budget-verdict-passed = Test des cinq pour cent : réussi
budget-verdict-not-passed = Test des cinq pour cent : non réussi
budget-verdict-no-data = Test des cinq pour cent : sans données
budget-reason-passed = Au moins 5 % du budget de la santé sont allés aux TIC dans chacun de ces exercices : { $years }.
budget-reason-not-passed = Il n’y a pas trois exercices de suite avec au moins 5 % chacun. Trop peu dans : { $years }.
budget-reason-few = { $count ->
    [0] Aucun exercice n’est enregistré ; le test en demande trois de suite.
    [one] Un exercice est enregistré ; le test en demande trois de suite.
   *[other] { $count } exercices sont enregistrés ; le test en demande trois de suite.
}
budget-reason-missing = Des chiffres qui décideraient manquent pour { $years }.
budget-error-zero = Laissez vide si ce n’est pas connu ; un budget de santé nul n’a pas de part
budget-error-taken = Cet exercice a déjà un budget ; modifiez celui-là
flash-budget-added = Le budget est ajouté.
flash-budget-saved = Le budget est enregistré.
