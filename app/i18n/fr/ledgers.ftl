# Le financement de plusieurs partenariats, au fil des exercices.
ledger-title = Financement
ledger-of = Financement : { $jurisdiction }
ledger-as-of = En date du { $date }. Les exercices débutent en { $month }. Calculé à partir des engagements, des sommes reçues et des dépenses que les partenariats inscrivent ; les montants de devises différentes ne sont jamais additionnés.
ledger-none-title = Aucun financement n’est inscrit
ledger-none-text = Dès que l’engagement d’un bailleur envers un partenariat sera inscrit, cette page montrera ce qui est engagé, reçu et dépensé, exercice par exercice.
ledger-no-match-title = Aucun financement ne répond à ces filtres
ledger-no-match-text = Enlevez un filtre pour en voir davantage.
ledger-show-all = Afficher tout le financement

ledger-search = Titre ou référence
ledger-jurisdiction = Territoire
ledger-funder = Bailleur
ledger-kind = Type de fonds
ledger-from = À partir de l’exercice débutant en
ledger-to = Jusqu’à l’exercice débutant en
ledger-stage = Étape
ledger-reporting-currency = Devise de présentation
ledger-own-currency = Chacun dans la sienne
ledger-in-currency = En { $currency }

ledger-now-committed = Engagé cet exercice
ledger-now-received = Reçu cet exercice
ledger-now-spent = Dépensé cet exercice
ledger-now-remaining = Reste cet exercice

ledger-years = Par exercice
ledger-years-caption = L’argent par exercice et par devise
ledger-year = Exercice
ledger-currency = Devise
ledger-capital = Engagé, investissement
ledger-operational = Engagé, fonctionnement
ledger-committed = Engagé
ledger-expected = Prévu
ledger-received = Reçu
ledger-spent = Dépensé
ledger-remaining = Reste
ledger-overspent = Dépassement
ledger-overreceived = Trop reçu
ledger-picture-message = { $currency } : { $cover }
ledger-picture-description = Pour chaque exercice, une pile de ce qui est engagé pour le fonctionnement, engagé pour l’investissement et seulement prévu, avec à côté ce qui a été reçu et dépensé. Chaque devise a sa propre image et sa propre échelle.
ledger-bar = { $year } : engagé { $committed }, prévu { $expected }, reçu { $received }, dépensé { $spent }
ledger-odd = { $count ->
    [one] { $count } montant est promis pour une autre période que ces exercices ; il compte en entier dans l’exercice où tombe le milieu de sa période.
   *[other] { $count } montants sont promis pour d’autres périodes que ces exercices ; chacun compte en entier dans l’exercice où tombe le milieu de sa période.
}

ledger-lasting = Combien de temps cela dure
ledger-lasting-caption = Totaux des exercices affichés, et durée de l’argent engagé
ledger-cover = Exercices couverts
ledger-cover-words = { $years ->
    [0] l’exercice en cours n’est pas couvert
    [one] { $years } exercice couvert, jusqu’au { $date }
   *[other] { $years } exercices couverts, jusqu’au { $date }
}
ledger-largest-fall = Plus forte baisse
ledger-fall = { $year } : { $amount } de moins que l’exercice précédent (baisse de { $share })
ledger-cliff = Rupture
ledger-no-cliff = Aucune rupture en vue
ledger-cliff-rule = La rupture est le premier exercice non terminé où l’argent engagé diminue de plus de 20 % par rapport à l’exercice précédent. Ces partenariats n’ont pas de fin prévue commune : on la cherche donc aussi loin que des montants sont inscrits. Les exercices couverts, la plus forte baisse et la chute tiennent toujours compte de tous les exercices, même si moins sont affichés.
ledger-cliff-rule-one = La rupture est le premier exercice non terminé, débutant au plus tard à la fin prévue du { $date }, où l’argent engagé diminue de plus de 20 % par rapport à l’exercice précédent. Les exercices couverts, la plus forte baisse et la chute tiennent toujours compte de tous les exercices, même si moins sont affichés.

ledger-payers = Qui paie et qui dirige
ledger-payers-caption = Parts des bailleurs dans l’argent engagé de tous les exercices, à côté de ceux qui dirigent ce qu’ils paient
ledger-payers-hint = Le nombre après un nom dit combien des partenariats payés par le bailleur cette personne dirige.
ledger-payers-none-title = Rien n’est engagé
ledger-payers-none-text = Les parts découlent de l’argent engagé ; ici, il est seulement prévu ou il a été retiré.
ledger-share = Part
ledger-partnerships = Partenariats
ledger-executive = Cadres responsables
ledger-sponsor = Parrains gouvernementaux
ledger-leader = { $name } ({ $count })
ledger-more = et { $count } de plus
ledger-nobody-named = Personne n’est désigné
ledger-pays-and-leads = Paie et dirige

ledger-list = Par partenariat
ledger-list-caption = L’argent des exercices affichés par partenariat et par devise, et combien de temps il dure
ledger-partnership = Partenariat
ledger-reference = { $reference } · { $jurisdiction }
ledger-without = { $count ->
    [one] { $count } partenariat n’a ici aucun financement inscrit.
   *[other] { $count } partenariats n’ont ici aucun financement inscrit.
}
ledger-without-all = Ceux en cours sans argent engagé

ledger-reporting = Tous les montants en { $currency }
ledger-reporting-rule = Chaque exercice est converti au dernier taux connu aujourd’hui : ce que l’argent vaut maintenant, non ce qu’il valait alors. Chaque montant est arrondi à la plus petite unité de la devise.
ledger-rate = 1 { $base } = { $rate } { $quote } le { $date }, { $age ->
    [0] aujourd’hui
    [one] il y a { $age } jour
   *[other] il y a { $age } jours
} ({ $source })
ledger-rates-none = Aucun taux n’a été nécessaire : rien n’a été converti.
ledger-without-rate = Aucun taux n’est inscrit pour { $currencies } : ces montants restent à part, dans leur propre devise
ledger-rates = Taux de change

ledger-csv-reference = Référence
ledger-csv-starts = Premier jour
ledger-csv-ends = Dernier jour
ledger-csv-rates = Taux utilisés
