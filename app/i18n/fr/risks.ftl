# Obstacles et risques : liste avec matrice, et histoire de chacun.
nav-risks = Risques
risk = Risque
risks-title = Obstacles et risques
risks-lead = Ce qui fait obstacle, ou pourrait le faire : avec quelle probabilité, quelle gravité, qui le porte et ce qu’on y fait.
risks-open = Ouverts
risks-severe = Graves
risks-barriers = Se produisent déjà
risks-shared = Partagés
risks-overdue = Examen en retard
risks-matrix = Probabilité et incidence
risks-matrix-message = { $count ->
    [one] Un risque correspond
   *[other] { $count } risques correspondent
}, { $severe ->
    [0] aucun n’est grave
    [one] dont un grave
   *[other] dont { $severe } graves
}
risks-matrix-description = La probabilité va de gauche à droite, l’incidence de bas en haut. Chaque case indique combien il y a de risques et à quel niveau : faible, modéré, élevé ou grave. La cote est la probabilité multipliée par l’incidence. Une case qui contient des risques y mène.
risks-matrix-caption = Nombre de risques selon l’incidence et la probabilité
risks-matrix-cell = { $likelihood }, { $impact } : { $count ->
    [one] un risque
   *[other] { $count } risques
} ({ $score })
risks-list = Les risques
risks-caption = Obstacles et risques que vous voyez
risks-here-caption = Obstacles et risques de ce partenariat
risks-none-title = Aucun risque ouvert n’est consigné
risks-none-text = Un risque que quelqu’un nomme peut être porté ensemble. On le consigne à partir de la page d’un partenariat.
risks-no-match-title = Aucun risque ne correspond à ces filtres
risks-no-match-text = Retirez un filtre pour en voir davantage.
risks-search = Mots du titre, de la conséquence ou du remède
risks-state-open = Ouverts
risks-state-closed = Fermés
risks-state-all = Ouverts et fermés
risks-shared-only = Partagés seulement
risks-overdue-only = Examen en retard seulement
risks-line = { $open ->
    [0] Aucun risque ouvert
    [one] Un risque ouvert
   *[other] { $open } risques ouverts
}{ $overdue ->
    [0] {""}
   *[other] , dont { $overdue } à examiner de nouveau
}
risk-add = Consigner un obstacle ou un risque
risk-edit = Modifier le risque
risk-of = Obstacle ou risque · { $partnership }
risk-what = De quoi il s’agit
risk-title = Titre
risk-title-hint = En quelques mots : ce qui fait obstacle, ou pourrait le faire.
risk-kind = Type
risk-consequence = Ce qui arriverait
risk-consequence-now = Ce qui arrive
risk-consequence-hint = Pour les patients, le personnel, l’argent ou la confiance. Si cela se produit déjà, dites ce qui arrive.
risk-remedy = Remède
risk-remedy-hint = Ce qu’on y fait, ou ce qu’il faut y faire.
risk-carriers = Porté par
risk-carriers-hint = Les parties qui le subiraient s’il se réalisait. À plusieurs, elles le partagent.
risk-owner = Surveillé par
risk-owner-hint = Une personne, qui l’examine de nouveau quand l’échéance arrive.
risk-review = À examiner d’ici le
risk-review-hint = Jour où il sera examiné de nouveau au plus tard.
risk-review-then = Examen alors fixé au
risk-review-overdue = En retard
risk-score = Cote
risk-band = Niveau de la cote
risk-score-words = { $band } : { $score } ({ $likelihood } × { $impact })
risk-score-sentence = { $date }, { $who } : { $score }
risk-likelihood = Probabilité
risk-impact = Incidence
risk-points-of = { $scale } { $points }
risk-step = { $points } { $word }
risk-step-anchored = { $points } · { $word } : { $anchor }
risk-occurrence = Se produit-il déjà?
risk-occurrence-words = { $word } : { $hint }
risk-state = État
risk-words = Pourquoi cette cote
risk-words-hint = Une phrase, sur un fait ou un constat.
risk-scores = Évolution de la cote
risk-scores-caption = Toutes les cotes, la plus récente d’abord
risk-scores-description = Le temps va de gauche à droite, la cote de 1 en bas à 25 en haut, sur les quatre niveaux faible, modéré, élevé et grave. Chaque cote vaut jusqu’à la suivante.
risk-scored = Coté le
risk-scored-by = Coté par
risk-recorded = Consigné
risk-movement-first = Coté une fois, à { $score }
risk-movement-unchanged = Toujours à { $score }
risk-movement-eased = Passé de { $first } à { $last } : moins grave
risk-movement-worsened = Passé de { $first } à { $last } : plus grave
risk-score-anew = Coter de nouveau
risk-score-text = Une cote n’est jamais modifiée : on en ajoute une nouvelle, avec sa date et sa raison, et les précédentes restent.
risk-score-submit = Consigner la cote
risk-raised = Soulevé le
risk-raised-by = Soulevé par
risk-raised-words = { $who }, le { $date }
risk-seen-by = Visible par
risk-closed-to-vendors = Réservé aux deux parties publiques
risk-closed-to-vendors-hint = Les fournisseurs ne le voient pas et ne savent pas qu’il existe. Par exemple : la viabilité d’un fournisseur.
risk-closed-mark = Parties publiques seulement
risk-open-to-all = Toutes les parties
risk-shared-by = Partagé par { $count }
risk-shared-title = Un risque partagé
risk-shared-text = { $carriers } le portent ensemble : aucune ne peut s’en remettre aux autres.
risk-close = Le fermer
risk-close-submit = Fermer le risque
risk-closed = Fermé le
risk-outcome = Issue
risk-closed-words = Pourquoi il est fermé
risk-closed-words-hint = Qu’est-ce qui a changé, pour que plus personne n’ait à le surveiller?
risk-closed-title = { $outcome } : fermé le { $date } par { $person }
risk-reopen = Le rouvrir
risk-reopen-text = Un risque fermé qui revient garde son histoire.
risk-moved-closed = { $who } l’a fermé entre-temps ({ $outcome }).
risk-moved-open = { $who } l’a modifié entre-temps.
risk-error-carriers = Choisissez au moins une partie
risk-error-vendor-owner = Un fournisseur ne peut pas surveiller ce que les fournisseurs ne voient pas
risk-error-happens = Ce qui se produit déjà est aussi probable que possible : choisissez 5
risk-error-before-last = Un jour ultérieur est déjà coté
risk-error-review = Indiquez un jour à venir
flash-risk-raised = Le risque est consigné.
flash-risk-saved = Le risque est enregistré.
flash-risk-scored = La cote est consignée.
flash-risk-closed = Le risque est fermé.
flash-risk-reopened = Le risque est de nouveau ouvert.
