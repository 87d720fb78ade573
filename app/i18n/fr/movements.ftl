# Recettes et dépenses.
receipts-title = Recettes
receipt-add = Ajouter une recette
receipt-edit = Corriger la recette
spending-title = Dépenses
spending-add = Ajouter une dépense
spending-edit = Corriger la dépense
movements-search = Mots de la note, de l’engagement ou du numéro
movements-none-title = Rien n’est encore consigné
movements-none-text = Ce qui entre ou sort au titre d’un engagement figure ici, avec sa date et son montant.
movements-no-match-title = Rien ne correspond à ces filtres
movements-no-match-text = Retirez un filtre pour en voir davantage.
movements-no-commitment = Aucun engagement n’est encore consigné
movements-no-commitment-text = L’argent est reçu et dépensé au titre d’un engagement : il faut donc d’abord un engagement.
movements-count = { $count ->
    [one] une écriture
   *[other] { $count } écritures
}
movements-over-note = Le mouvement de l’exercice dépasse ce qui est engagé. C’est possible, et signalé partout où l’argent figure.
movements-voided-note = Conservées, et comptées nulle part
movement-date = Date
movement-amount = Montant
movement-amount-hint = Dans la devise de l’engagement
movement-note = Note
movement-entered-by = Inscrit par
movement-commitment-hint = Le montant compte dans l’exercice de l’engagement où tombe la date
movement-commitment-said = { $funder } : { $title } ({ $currency })
movement-from = Du
movement-to = Au
movement-from-said = à partir du { $date }
movement-to-said = jusqu’au { $date }
movement-mistakes = Erreurs
movement-voided = Annulé
movement-not-voided = Non annulé
movement-voided-on = Annulé depuis le { $date }
movement-void = Annuler cette écriture
movement-void-reason = Motif de l’annulation
movement-void-hint = L’écriture reste, barrée, et ne compte nulle part. Cela ne se défait pas.
movement-moved-on = { $who } l’a annulée entre-temps.
movement-reason = Motif de la correction
movement-reason-hint = Conservé dans l’historique
movement-error-order = Le dernier jour ne peut précéder le premier
movement-error-future = Ce jour est encore à venir
movement-error-zero = Inscrivez plus que zéro
movement-error-reason = Dites pourquoi vous corrigez
flash-receipt-saved = La recette est enregistrée.
flash-warning-receipt-over = La recette est enregistrée. L’exercice a désormais reçu plus que ce qui est engagé.
flash-receipt-voided = La recette est annulée. Elle est conservée et ne compte nulle part.
flash-spending-saved = La dépense est enregistrée.
flash-warning-spending-over = La dépense est enregistrée. L’exercice a désormais dépensé plus que ce qui est engagé.
flash-spending-voided = La dépense est annulée. Elle est conservée et ne compte nulle part.

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
movement-commitment = { commitment }
