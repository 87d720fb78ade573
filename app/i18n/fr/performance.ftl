# Pourquoi les cibles ont leur statut.
performance-off-track = { $count ->
    [one] { $count } indicateur sur { $of } est en écart ; le plus en retard : { $worst }
   *[other] { $count } indicateurs sur { $of } sont en écart ; le plus en retard : { $worst }
}
performance-at-risk = { $count ->
    [one] { $count } indicateur sur { $of } est à risque ; le plus en retard : { $worst }
   *[other] { $count } indicateurs sur { $of } sont à risque ; le plus en retard : { $worst }
}
performance-on-track = { $count ->
    [one] { $count } indicateur sur { $of } est en bonne voie, et aucun en retard
   *[other] { $count } indicateurs sur { $of } sont en bonne voie, et aucun en retard
}
performance-nothing-measured = { $of ->
    [one] On ne sait encore rien de son indicateur
   *[other] On ne sait encore rien de ses { $of } indicateurs
}
performance-no-indicator = Il n’a pas d’indicateur
performance-not-running = { $stage ->
    [proposed] Il n’est que proposé
    [closed] Il est terminé
   *[withdrawn] Il a été abandonné
}
performance-worst = « { $title } », { $share } du changement attendu
performance-worst-unknown = « { $title } »
performance-no-target = Aucune cible n’est fixée
performance-not-measured = Rien n’est mesuré et vérifié
performance-silent = Rien n’est vérifié du { $starts } au { $ends }
performance-no-baseline = La cible n’est pas atteinte et, sans valeur de départ, nul ne peut dire de combien
performance-share = { $share } du changement attendu ; attendu à cette date : { $expected }
performance-expected = Attendu à cette date : { $expected }
