# Taux de référence entre monnaies.
rates-title = Taux de référence
rates-lead = Ce que valait une unité d’une monnaie dans une autre un jour donné, et qui l’a publié. Les sommes dans une seule monnaie reposent sur ces taux et le disent.
rates-caption = Taux de référence ; une unité de la première monnaie valait tant dans la seconde
rates-none-title = Aucun taux n’est encore enregistré
rates-none-text = Tant qu’il n’y a pas de taux, les sommes restent dans chaque monnaie. Une personne de l’administration saisit ou importe les taux.
rates-no-match-title = Aucun taux ne correspond
rates-no-match-text = Retirez un filtre pour en voir davantage.
rates-search = Source ou monnaie
rates-from = Du
rates-to = Au
rates-from-said = du { $date }
rates-to-said = au { $date }
rates-base-said = Une unité de { $code }
rates-quote-said = En { $code }
rates-error-order = Le dernier jour ne peut pas précéder le premier
rates-convert = Convertir un montant
rates-convert-do = Convertir
rates-convert-amount = Montant
rates-convert-base = De
rates-convert-quote = En
rates-convert-on = Le
rates-convert-is = { $amount } valait { $other } le { $date }
rates-convert-age = { $days ->
    [0] Le taux est de ce jour.
    [one] Le taux le plus ancien utilisé avait alors { $days } jour.
   *[other] Le taux le plus ancien utilisé avait alors { $days } jours.
}
rates-convert-missing = Il n’y a pas de taux pour cela
rates-convert-missing-text = Aucun taux ne mène de { $base } à { $quote } au { $date } ou avant, et aucune troisième monnaie n’a de taux avec les deux.
rates-convert-too-large = C’est trop grand pour être converti
rates-convert-too-large-text = Le montant a plus de chiffres qu’on n’en peut calculer exactement.
rate-add = Ajouter un taux
rate-edit = Modifier le taux
rate-edit-of = { $date } : modifier le taux de { $base } en { $quote }
rate-base = Une unité de
rate-base-hint = La monnaie dont le taux dit ce que valait une unité
rate-rate = Valait
rate-rate-hint = Avec un point ou une virgule et dix décimales au plus, par exemple 11,2345
rate-quote = En
rate-quote-hint = La monnaie dans laquelle elle valait cela
rate-as-of = Jour
rate-source = Source
rate-source-hint = Qui l’a publié, par exemple une banque centrale
rate-entered = Saisi
rate-said = 1 { $base } = { $rate } { $quote } le { $date }
rate-error-same = Choisissez une autre monnaie que la première
rate-error-rate = Saisissez un nombre supérieur à zéro avec dix chiffres au plus avant et après la virgule, par exemple 11,2345
rate-error-future = Un taux ne peut pas être d’un jour à venir
rate-error-taken = Ces deux monnaies ont déjà un taux de ce jour
flash-rate-added = Le taux est ajouté.
flash-rate-saved = Le taux est enregistré.

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
rates-base = { rate-base }
rates-quote = { rate-quote }
rates-q = { rates-search }
