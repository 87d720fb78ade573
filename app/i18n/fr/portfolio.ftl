# Le portefeuille.
portfolio-title = Portefeuille
portfolio-as-of = En date du { $date }. Calculé à partir des jalons, des livrables et des examens que les parties déclarent ; chaque chiffre mène à la liste dont il provient.
portfolio-show-all = Afficher tout le portefeuille
portfolio-none-title = Aucun partenariat pour le moment
portfolio-none-text = Dès qu’un partenariat de votre territoire sera inscrit, cette page montrera s’il respecte ses dates et ce qui demande votre attention.
portfolio-none-import = Importer des données contractuelles
portfolio-no-match-title = Aucun partenariat ne répond à ces filtres
portfolio-no-match-text = Enlevez un filtre pour en voir davantage.

portfolio-search = Titre, référence ou partie
portfolio-jurisdiction = Territoire
portfolio-organisation = Organisation responsable
portfolio-level = Niveau
portfolio-stage = Étape
portfolio-block = Composante
portfolio-schedule = Calendrier
portfolio-concern = Seulement ceux qui ont

portfolio-concern-open-milestone = Jalons à atteindre
portfolio-concern-late-milestone = Jalons en retard
portfolio-concern-late-deliverable = Livrables en retard
portfolio-concern-waiting-review = Livrables à examiner
portfolio-concern-overdue-review = Examens en retard
portfolio-concern-ending-contract = Contrats à traiter bientôt

portfolio-tile-partnerships = Partenariats
portfolio-tile-status = Calendrier : { $status }
portfolio-tile-with = Partenariats ayant { $concern ->
    [late_milestone] un jalon en retard
    [late_deliverable] un livrable en retard
   *[overdue_review] un examen en retard
}
portfolio-tile-open-milestones = Jalons à atteindre
portfolio-tile-waiting = Livrables à examiner
portfolio-tile-in = { $count ->
    [one] dans { $count } partenariat
   *[other] dans { $count } partenariats
}

portfolio-share-none = Aucun partenariat n’a de dates à respecter en ce moment
portfolio-share-message = { $green ->
    [0] Aucun des { $total } partenariats qui ont des dates ne les respecte
    [one] { $green } des { $total } partenariats qui ont des dates les respecte
   *[other] { $green } des { $total } partenariats qui ont des dates les respectent
}
portfolio-share-description = Une barre divisée selon l’état du calendrier : rouge, jaune, vert, sans données. « Sans données » veut dire que le partenariat n’est pas encore en cours, qu’il ne l’est plus, ou que rien n’est prévu.
portfolio-share-caption = Partenariats selon l’état de leur calendrier

portfolio-attention = À surveiller
portfolio-attention-all = Les { $count } partenariats à surveiller
portfolio-attention-none-title = Rien à surveiller
portfolio-attention-none-text = Aucun jalon, livrable ni examen n’est en retard, et rien n’a beaucoup glissé.
portfolio-attention-meta = { $jurisdiction } · { $executive } · { $report }
portfolio-executive = { $name }, { $organisation }
portfolio-no-executive = Aucun cadre responsable désigné
portfolio-last-report-by = dernière déclaration le { $date }, { $name }
portfolio-never-reported = Aucune déclaration

portfolio-events = Dernières déclarations
portfolio-events-none-title = Rien n’est encore déclaré
portfolio-events-none-text = Les notes de jalon, les remises et les examens paraîtront ici à mesure.
portfolio-event-entry = Note au jalon
portfolio-event-submission = Remise de la version { $number } de
portfolio-event-review = Examen de
portfolio-event-accepted = Accepté
portfolio-event-returned = Retourné

portfolio-ending = Contrats à traiter d’ici 90 jours
portfolio-ending-all = Tous les { $count } contrats
portfolio-ending-none-title = Aucun contrat ne prend fin bientôt
portfolio-ending-none-text = Dans les 90 prochains jours, aucun contrat en vigueur ne prend fin et aucun préavis n’arrive à échéance.
portfolio-ending-contract = { $number } : { $title }
portfolio-ending-meta = { $partnership } · { $supplier }

portfolio-value = Valeur des contrats
portfolio-value-message = { $contracts ->
    [one] Valeur de { $contracts } contrat selon l’année civile où il débute
   *[other] Valeur de { $contracts } contrats selon l’année civile où ils débutent
}{ $currencies ->
    [one] {""}
   *[other] , chaque devise à part
}
portfolio-value-description = La valeur entière d’un contrat compte dans l’année où il débute. Les contrats annulés et ceux dont la valeur n’est pas publiée sont exclus. Les devises ne sont jamais additionnées.
portfolio-value-caption = Valeur des contrats selon l’année de début et la devise
portfolio-value-year = Année
portfolio-value-currency = Devise
portfolio-value-contracts = Contrats
portfolio-value-sum = Valeur
portfolio-value-unknown = Inconnue
portfolio-value-none-title = Aucun contrat avec une valeur
portfolio-value-none-text = Dès qu’un contrat sera inscrit avec sa valeur, il paraîtra ici dans l’année où il débute.

portfolio-list = Tous les partenariats
portfolio-list-caption = Les partenariats, le respect de leurs dates et la dernière déclaration
portfolio-partnership = Partenariat
portfolio-reference = { $reference } · { $jurisdiction }
portfolio-next-milestone = Prochain jalon
portfolio-next-deliverable = Prochain livrable
portfolio-contract-value = Valeur des contrats
portfolio-last-report = Dernière déclaration
portfolio-open-milestones = { $count } à atteindre
portfolio-waiting = { $count } à examiner

portfolio-csv-reference = Référence
portfolio-csv-reason = Motif
portfolio-csv-executive = Cadre responsable
portfolio-csv-milestone-due = Échéance du prochain jalon
portfolio-csv-deliverable-due = Échéance du prochain livrable
portfolio-csv-reporter = Déclaré par
portfolio-csv-value = Valeur des contrats en { $currency }
