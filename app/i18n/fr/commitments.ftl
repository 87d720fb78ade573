# Les engagements : ce que promettent les bailleurs de fonds, par exercice.
commitment = Engagement
commitments-title = Engagements
commitments-caption = Engagements envers ce partenariat
commitments-search = Mots du titre ou du numéro
commitments-none-title = Aucun engagement n’est encore consigné
commitments-none-text = Un engagement dit combien un bailleur de fonds promet et pour quels exercices. Les recettes et les dépenses s’y rapportent.
commitments-no-match-title = Aucun engagement ne correspond à ces filtres
commitments-no-match-text = Retirez un filtre pour en voir davantage.
commitments-also = { $expected } attendus en plus, { $spent } dépensés
commitment-add = Ajouter un engagement
commitment-revise = Réviser l’engagement
commitment-revise-text = Modifiez les montants ou les statuts, ou ajoutez un exercice. Ce que vous modifiez remplace la ligne précédente, qui est conservée avec votre motif.
commitment-title = Titre
commitment-title-hint = À quoi sert l’argent, par exemple « Dossier partagé, fonctionnement »
commitment-funder = Bailleur de fonds
commitment-funder-hint = Une partie qui finance, gouverne ou soigne
commitment-contract = Contrat
commitment-contract-hint = Seulement si l’argent paie un contrat en particulier
commitment-whole-partnership = L’ensemble du partenariat
commitment-kind = Nature
commitment-currency = Devise
commitment-status = Statut
commitment-amount = Montant
commitment-committed = Engagé
commitment-expected = Attendu
commitment-received = Reçu
commitment-spent = Dépensé
commitment-remaining = Restant
commitment-and-expected = et { $amount } attendus
commitment-external-id = Numéro dans un autre système
commitment-years = Exercices
commitment-years-caption = Ce qui est promis, reçu et dépensé, par exercice
commitment-no-line = Rien de promis
commitment-revisions = Comment il s’est formé
commitment-line-said = { $amount }, { $status }
commitment-from-to = de { $before } à { $after }
commitment-because = Motif :
commitment-reason = Motif du changement
commitment-reason-hint = Conservé avec chaque ligne remplacée
commitment-work-out = Calculer les totaux
commitment-add-before = Ajouter l’exercice précédent
commitment-add-after = Ajouter l’exercice suivant
commitment-copy = Copier vers { $year }
commitment-remove = Retirer { $year }
commitment-total = Au total
commitment-totals-none = Aucun montant n’est encore inscrit. Un exercice laissé vide ne promet rien.
commitment-totals = { $years ->
    [one] { $committed } engagés ; un exercice a un montant.
   *[other] { $committed } engagés ; { $years } exercices ont un montant.
}
commitment-totals-expected = { $amount } attendus, non promis.
commitment-totals-withdrawn = { $amount } retirés ; ils ne comptent dans aucun total.
commitment-totals-unreadable = { $count ->
    [one] Un montant est illisible et n’est pas compté.
   *[other] { $count } montants sont illisibles et ne sont pas comptés.
}
commitment-error-unchanged = Rien n’est modifié
commitment-error-reason = Dites pourquoi cela change
commitment-error-no-line = Inscrivez un montant pour au moins un exercice
commitment-error-year-twice = { $year } figure ici plus d’une fois
commitment-error-overlap = Deux lignes couvriraient les mêmes jours
commitment-error-amount-missing = Inscrivez un montant, ou zéro. Une ligne enregistrée ne s’efface pas ; elle peut être retirée.
commitment-error-decimals = { $decimals ->
    [0] { $currency } n’a pas de décimales
   *[other] { $currency } admet au plus { $decimals } décimales
}
commitment-error-status = { $from ->
    [withdrawn] Ce qui a été retiré le reste. Inscrivez plutôt un nouvel engagement.
   *[other] { $to ->
        [expected] Ce qui a été engagé n’est plus seulement attendu. Retirez-le ou changez-en le montant.
       *[other] Ce statut ne peut pas suivre le précédent
    }
}
flash-commitment-added = L’engagement est ajouté.
flash-commitment-revised = L’engagement est révisé. Son état antérieur est conservé.
