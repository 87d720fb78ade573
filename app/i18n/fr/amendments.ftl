# Les avenants des contrats signés, et les termes à une date.
amendment = Avenant
amendments-title = Avenants
amendments-caption = Avenants de ce contrat
amendments-search = Mots du motif
amendments-none-title = Rien n’a été modifié par avenant
amendments-none-text = Un avenant change des termes du contrat signé à partir d’un jour, une fois signé par les deux côtés. Ce qui était convenu avant reste consigné.
amendments-no-match-title = Aucun avenant ne répond à ces filtres
amendments-no-match-text = Enlevez un filtre pour en voir davantage.
amendments-agreed = Convenus
amendments-open = En attente de signatures
amendments-growth = Croissance de la valeur depuis la signature, au { $date }
amendments-all = Tous les avenants
amendments-way = Le chemin de la signature à aujourd’hui
amendment-numbered = Avenant { $number }
amendment-type = Nature
amendment-effective = Prend effet le
amendment-effective-hint = À partir de ce jour, les nouveaux termes valent, une fois les deux côtés signataires
amendment-reason = Pourquoi
amendment-reason-hint = Ce qui a rendu le changement nécessaire. Les deux côtés et la vérification le lisent.
amendment-changes = Ce qui change
amendment-changes-caption = Les termes modifiés, avant et après
amendment-signatures = Signatures
amendment-term = Terme
amendment-before = Avant
amendment-after = Après
amendment-difference = Différence
amendment-differs = Diffère
amendment-new = Nouveau
amendment-dropped = Supprimé
amendment-days-later = { $days ->
    [one] { $days } jour plus tard
   *[other] { $days } jours plus tard
}
amendment-days-earlier = { $days ->
    [one] { $days } jour plus tôt
   *[other] { $days } jours plus tôt
}
amendment-months = { $count ->
    [one] { $count } mois
   *[other] { $count } mois
}
amendment-growth = { $amount } ({ $percent } %)
amendment-change-line = { $term } : { $before } → { $after }
amendment-from = à partir du { $date }
amendment-between = { $buyer } et { $supplier }
amendment-draft = Rédiger un avenant
amendment-which = Quels termes doivent changer ?
amendment-which-hint = L’étape suivante ne demande que ceux-ci
amendment-choice = { $term } (actuellement : { $now })
amendment-next = Continuer
amendment-other-terms = Choisir d’autres termes
amendment-draft-text = Chaque terme tel qu’il est convenu, à côté de ce qu’il doit devenir.
amendment-now = Actuellement
amendment-becomes = Devient
amendment-currency = Monnaie
amendment-currency-hint = Un contrat garde sa monnaie. Une autre monnaie, c’est un autre contrat.
amendment-draft-submit = Enregistrer l’ébauche
amendment-drafted = Rédigé
amendment-agreed = Convenu le
amendment-withdrawn = Retiré le
amendment-withdraw = Retirer cet avenant
amendment-withdrawal = Pourquoi il est retiré
amendment-withdrawal-hint = Il reste consigné avec ce motif
amendment-signed-by = { $who }, { $organisation }
amendment-signed-short = { $organisation } a signé le { $date }
amendment-not-signed = { $organisation } n’a pas signé
amendment-signature-missing = Signature manquante
amendment-your-signature = Votre signature est demandée
amendment-your-turn = À vous
amendment-waits = L’avenant { $number }, qui doit prendre effet le { $date }, attend votre signature
amendment-sign = Signer pour { $organisation }
amendment-sign-first = Dès que { $organisation } aura signé aussi, il sera convenu.
amendment-sign-last = L’autre côté a signé. Avec votre signature, il est convenu et vaut à partir du { $date }.
amendment-other-signed = { $organisation } a signé ; votre signature manque
amendment-nobody-signed = Rédigé ; aucun côté n’a encore signé
amendment-waiting-meta = Avenant { $number }, à partir du { $date } · { $partnership }
amendment-cannot-be-signed = Cet avenant ne peut pas être signé
amendment-moved-on = Les termes du contrat ont changé depuis sa rédaction : ce qu’il appelle « avant » n’est plus ce qui est convenu.
amendment-settled = Son état est déjà : { $state }.
amendment-draft-again = Retirez-le et rédigez-le de nouveau sur les termes convenus maintenant.
amendment-draft-again-button = Le rédiger de nouveau
amendment-over-title = Ce contrat est terminé
amendment-unsigned-title = Ce contrat n’est pas signé
amendment-error-not-signed = Un contrat non signé se modifie directement, sans avenant
amendment-error-over = Ce qui est terminé ne reçoit plus d’avenant. Consignez plutôt un nouveau contrat.
amendment-error-nothing-changed = Rien ici ne diffère de ce qui est convenu
amendment-error-before-signed = C’est avant la signature du contrat
amendment-error-before-start = C’est avant le début du contrat
amendment-error-after-end = C’est après la fin du contrat. L’avenant peut prendre effet jusqu’à la nouvelle fin, et sans interruption après l’ancienne.
amendment-error-before-another = L’avenant { $number } change le même terme à partir d’un jour ultérieur. Choisissez ce jour ou un jour plus tardif.
amendment-error-end-before-start = La fin serait avant le début
amendment-error-currency = Ce contrat est en { $currency }. Une autre monnaie, c’est un autre contrat.
terms-title = Termes en vigueur le { $date }
terms-on = Afficher les termes en vigueur le
terms-show = Afficher
terms-value-signed = Valeur à la signature
terms-value-then = Valeur ce jour-là
terms-growth = Croissance depuis la signature
terms-caption = Termes à la signature, au jour choisi et tels que convenus maintenant
terms-signed = À la signature
terms-then = En vigueur le { $date }
terms-agreed = Convenu à ce jour
terms-contract-signed = Le contrat a été signé.
flash-amendment-drafted = L’avenant est rédigé. Il vaut dès que les deux côtés l’ont signé.
flash-amendment-signed = Vous avez signé. La signature de l’autre côté manque.
flash-amendment-agreed = Les deux côtés ont signé : l’avenant est convenu.
flash-amendment-withdrawn = L’avenant est retiré.
