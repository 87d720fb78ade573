# Les jalons.
milestone = Jalon
milestones-title = Jalons
milestones-caption = Jalons de ce partenariat
milestones-search = Mots du titre
milestones-late-only = Seulement ceux en retard
milestones-none-title = Aucun jalon n’est encore prévu
milestones-none-text = Un partenariat se juge à des étapes datées. La personne qui planifie celui-ci ajoute la première.
milestones-no-match-title = Aucun jalon ne répond à ces filtres
milestones-no-match-text = Enlevez un filtre pour en voir davantage.
milestones-picture-message = { $late ->
    [0] Aucun des { $shown } jalons affichés n’est en retard
    [one] { $late } des { $shown } jalons affichés est en retard
   *[other] { $late } des { $shown } jalons affichés sont en retard
}
milestones-picture-description = Chaque ligne est un jalon. La marque creuse est la date d’abord convenue ; le trait qui en part montre le glissement.
milestones-timeline = Dans le temps
milestone-add = Ajouter un jalon
milestone-edit = Modifier le jalon
milestone-title = Titre
milestone-description = Description
milestone-owner = Responsable
milestone-owner-hint = L’organisation qui doit l’atteindre
milestone-state = État
milestone-planned = Prévu
milestone-planned-hint = Par exemple 27 3 2027
milestone-baseline = D’abord convenu
milestone-forecast = Attendu
milestone-forecast-hint = Quand l’organisation responsable l’attend maintenant. Laissez vide pour garder le plan.
milestone-forecast-said = Attendu le { $date }
milestone-actual = Atteint
milestone-expected-or-reached = Attendu ou atteint
milestone-late = Retard
milestone-slip = Glissement
milestone-slip-days = Glissement en jours
milestone-slip-unknown = Pas encore convenu
milestone-slip-none = Aucun
milestone-slip-later = { $days ->
    [one] { $days } jour plus tard
   *[other] { $days } jours plus tard
}
milestone-slip-earlier = { $days ->
    [one] { $days } jour plus tôt
   *[other] { $days } jours plus tôt
}
milestone-story = Récit
milestone-story-none-title = Rien n’est encore raconté
milestone-story-none-text = Chaque note est un court texte daté. Lues ensemble, elles disent comment le jalon a avancé.
milestone-log = Consigner une note
milestone-log-submit = Consigner
milestone-entry-story = Ce qui s’est passé
milestone-entry-story-hint = Un court texte. Il ne pourra plus être modifié.
milestone-entry-happened = Quand
milestone-entry-happened-hint = Aujourd’hui ou avant. Si le jalon est ainsi atteint, c’est la date où il l’a été.
milestone-entry-state = État désormais
milestone-error-future = Ce jour est encore à venir
milestone-error-only-reopen = Un jalon terminé ne peut être repris qu’à l’état « en cours »
flash-milestone-added = Le jalon est ajouté.
flash-milestone-saved = Le jalon est enregistré.
flash-milestone-logged = La note est consignée.

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
milestone-entry-forecast = { milestone-forecast }
