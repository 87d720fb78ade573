# Pourquoi une relation a son état.
relationship-apart = Sur « { $factor } », les groupes diffèrent de { $points } sur l’échelle : { $highest } au plus haut, { $lowest } au plus bas, selon la ronde d’évaluation close le { $date }
relationship-low = « { $factor } » obtient { $mean } sur { $most } auprès de tous les groupes affichés, selon la ronde d’évaluation close le { $date }
relationship-broken = { $count ->
    [one] { $count } obligation n’a pas été tenue depuis { $months } mois
   *[other] { $count } obligations n’ont pas été tenues depuis { $months } mois
}
relationship-overdue = { $count ->
    [one] { $count } obligation est en retard, de { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }
   *[other] { $count } obligations sont en retard, la première de { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }
}
relationship-long-ago = La dernière ronde d’évaluation a été close le { $date }, il y a plus de { $months } mois : ses chiffres ne comptent plus
relationship-alike = Les groupes ont une vision semblable selon la ronde d’évaluation close le { $date } ; le plus bas est « { $factor } » avec { $mean } sur { $most }
relationship-kept = { $count ->
    [one] { $count } obligation a été tenue et aucune n’est en retard
   *[other] { $count } obligations ont été tenues et aucune n’est en retard
}
relationship-nothing-known = Aucune ronde d’évaluation publiée ne peut être affichée, et aucune obligation n’est encore arrivée à échéance
relationship-not-running = { $stage ->
    [closed] Il est terminé : on n’interroge plus personne
    [withdrawn] Il a été abandonné : on n’interroge personne
   *[other] Il n’est pas encore en cours : on n’interroge personne
}
