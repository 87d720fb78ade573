# Notes à l’intention d’une ou d’un ministre : une page de papier.

brief-title = Note au ministre
brief-print = Pour l’imprimer ou l’enregistrer en PDF, utilisez la commande Imprimer de votre navigateur (Ctrl+P, ou ⌘P sur un Mac). Elle tient sur une page, format Lettre ou A4.
brief-portfolio = Retour au portefeuille
brief-about = { $reference } · { $jurisdiction } · { $stage }
brief-narrowed = { $organisation } · { $filters }
brief-as-of = En date du { $date }.
brief-drawn-up = Établie par { $name }, { $organisation }, le
brief-source = Source : Triad, { $path }. Les montants, les dates et les mesures sont ceux que les personnes nommées ont déclarés; l’état en découle selon des règles qui sont les mêmes pour tous.
brief-facts = En bref
brief-factors = Facteurs de réussite
brief-money-caption = À partir de l’exercice en cours
brief-money-none = Rien n’est inscrit à partir de l’exercice en cours.
brief-latest = { $figure } jusqu’au { $date }
brief-not-measured = pas encore mesuré
brief-due = En retard, ou à venir d’ici { $days } jours
brief-late = { $days } j de retard
brief-due-none = Rien n’est en retard ni à venir.
brief-reported = Déclaré en dernier
brief-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
