# Facteurs de réussite, tous partenariats confondus.

factors-title = Facteurs de réussite par partenariat
factors-link = Facteurs de réussite
factors-lead = Ce que les gens de chaque partenariat disent de six facteurs de réussite, et là où leurs groupes s’éloignent.
factors-rated = { $count ->
    [one] { $rated } partenariat sur { $count } a une ronde publiée.
   *[other] { $rated } partenariats sur { $count } ont une ronde publiée.
}
factors-caption = Moyenne de toutes les personnes affichées, de 1 (pas du tout) à 5 (entièrement), par partenariat et facteur de réussite
factors-round = Ronde jusqu’au
factors-no-round = Aucune ronde publiée
factors-published-by = Publiée par { $name }
factors-no-data = Pas de données
factors-legend = Moyenne de la dernière ronde publiée, et écart entre le groupe le plus haut et le plus bas, en points
factors-step-below = Moins de { $below }
factors-step = De { $from } à moins de { $below }
factors-step-from = { $from } et plus
factors-no-data-legend = Pas de données : aucune ronde, ou aucun groupe assez grand pour être affiché
factors-wide-legend = Écart d’un point entier ou plus
factors-csv-published = Publiée par
factors-csv-gap = Écart : { $factor }
