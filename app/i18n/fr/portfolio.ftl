# Le portefeuille.
portfolio-title = Portefeuille
portfolio-as-of = En date du { $date }. Calculé à partir des jalons, des livrables, des examens, de l’argent, des mesures vérifiées, des rondes d’évaluation et des obligations que les parties déclarent ; chaque chiffre mène à la liste dont il provient.
portfolio-show-all = Afficher tout le portefeuille
portfolio-none-title = Aucun partenariat pour le moment
portfolio-none-text = Dès qu’un partenariat de votre territoire sera inscrit, cette page montrera où il en est de ses dates et de son argent, et ce qui demande votre attention.
portfolio-none-import = Importer des données contractuelles
portfolio-no-match-title = Aucun partenariat ne répond à ces filtres
portfolio-no-match-text = Enlevez un filtre pour en voir davantage.

portfolio-search = Titre, référence ou partie
portfolio-jurisdiction = Territoire
portfolio-organisation = Organisation responsable
portfolio-level = Niveau
portfolio-stage = Étape
portfolio-block = Composante
portfolio-status = État
portfolio-schedule = Calendrier
portfolio-money = Argent
portfolio-relationship = Relation
portfolio-involvement-unknown = Non précisée
portfolio-finance = Part du gouvernement dans l’argent
portfolio-finance-unknown = Aucun argent engagé
portfolio-pays-without-deciding = Paie seulement
portfolio-government = Qui décide, à côté de qui paie
portfolio-government-lead = Chaque partenariat se trouve dans une case : la participation du gouvernement, selon ce que ses responsables ou la direction des soins ont dit en dernier, et la part du gouvernement dans l’argent engagé pour toutes les années. La plus grande part signifie plus de la moitié dans chaque devise.
portfolio-government-caption = Partenariats selon la participation du gouvernement et sa part de l’argent
portfolio-government-share = { $share } en { $currency }
portfolio-csv-overdue-actions = Actions en retard
portfolio-csv-expired-evidence = Preuves échues
portfolio-csv-open-tensions = Tensions ouvertes
portfolio-chip = { $of } : { $is }
portfolio-concern = Seulement ceux qui ont

portfolio-concern-open-milestone = Jalons à atteindre
portfolio-concern-late-milestone = Jalons en retard
portfolio-concern-late-deliverable = Livrables en retard
portfolio-concern-waiting-review = Livrables à examiner
portfolio-concern-overdue-review = Examens en retard
portfolio-concern-ending-contract = Contrats à traiter bientôt
portfolio-concern-cliff-soon = De l’argent engagé qui chute ou prend fin d’ici 12 mois
portfolio-concern-overspent = Des dépenses supérieures aux engagements
portfolio-concern-overreceived = Des sommes reçues supérieures aux engagements
portfolio-concern-target-off-track = Une cible en écart
portfolio-concern-challenged = Un état déclaré contesté
portfolio-concern-without-funding = Aucun argent engagé
portfolio-concern-overdue-action = Des actions en retard dans leurs instances
portfolio-concern-missing-evidence = Un fournisseur sans preuve qui compte
portfolio-concern-open-tension = Des tensions ouvertes
portfolio-concern-expired-evidence = Une preuve échue d’un fournisseur
portfolio-concern-severe-risk = Un risque grave
portfolio-concern-pays-without-deciding = Un gouvernement qui paie le plus sans décider
portfolio-concern-strategic = Tout ce qu’il faut pour être stratégiques

portfolio-tile-partnerships = Partenariats
portfolio-tile-status = État d’ensemble : { $status }
portfolio-tile-with = Partenariats ayant { $concern ->
    [late_milestone] un jalon en retard
    [late_deliverable] un livrable en retard
    [cliff_soon] une rupture du financement d’ici 12 mois
    [overspent] trop de dépenses
    [overreceived] trop de sommes reçues
    [target_off_track] une cible en écart
    [challenged] un état contesté
    [without_funding] aucun argent engagé
    [overdue_action] une action d’instance en retard
    [open_tension] une tension ouverte
    [expired_evidence] une preuve échue d’un fournisseur
    [missing_evidence] un fournisseur sans preuve qui compte
    [severe_risk] un risque grave
    [pays_without_deciding] un gouvernement qui paie le plus sans décider
    [strategic] tout ce qu’il faut pour être stratégiques
   *[overdue_review] un examen en retard
}
portfolio-tile-open-milestones = Jalons à atteindre
portfolio-tile-waiting = Livrables à examiner
portfolio-tile-in = { $count ->
    [one] dans { $count } partenariat
   *[other] dans { $count } partenariats
}

portfolio-share-none = On ne sait rien des dates ni de l’argent d’aucun partenariat
portfolio-share-message = { $green ->
    [0] Aucun des { $total } partenariats évalués n’est vert
    [one] { $green } des { $total } partenariats évalués est vert
   *[other] { $green } des { $total } partenariats évalués sont verts
}
portfolio-share-description = Une barre divisée selon l’état d’ensemble, le pire du calendrier, de l’argent, des cibles et de la relation : rouge, jaune, vert, sans données. « Sans données » veut dire que le partenariat n’est pas encore en cours, qu’il ne l’est plus, ou que rien n’est prévu, engagé ni mesuré.
portfolio-share-caption = Partenariats selon l’état d’ensemble

portfolio-attention = À surveiller
portfolio-attention-all = Les { $count } partenariats à surveiller
portfolio-attention-none-title = Rien à surveiller
portfolio-attention-none-text = Rien n’est en retard, rien n’a beaucoup glissé, et aucun argent ne s’épuise ni n’est dépassé.
portfolio-attention-meta = { $jurisdiction } · { $executive } · { $report }
portfolio-executive = { $name }, { $organisation }
portfolio-no-executive = Aucun cadre responsable désigné
portfolio-last-report-by = dernière déclaration le { $date }, { $name }
portfolio-never-reported = Aucune déclaration

portfolio-gaps = Écarts de perception
portfolio-gaps-all = Tous les facteurs de réussite
portfolio-gaps-none-title = Aucun grand écart
portfolio-gaps-none-text = Dans aucune ronde publiée de ces partenariats les groupes ne s’éloignent d’un point entier.

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
portfolio-value-none-title = Aucun contrat avec une valeur
portfolio-value-none-text = Dès qu’un contrat sera inscrit avec sa valeur, il paraîtra ici dans l’année où il débute.

portfolio-list = Tous les partenariats
portfolio-list-caption = Les partenariats, où ils en sont de leurs dates et de leur argent, et la dernière déclaration
portfolio-partnership = Partenariat
portfolio-reference = { $reference } · { $jurisdiction }
portfolio-known-as = { $reference } · { $jurisdiction } · { $stage }
portfolio-next = Prochaines échéances
portfolio-money-now = Argent, engagé cette année
portfolio-next-milestone = Prochain jalon
portfolio-next-deliverable = Prochain livrable
portfolio-last-report = Dernière déclaration
portfolio-open-milestones = { $count }{ "\u00A0" }à{ "\u00A0" }atteindre
portfolio-waiting = { $count }{ "\u00A0" }à{ "\u00A0" }examiner

portfolio-csv-reference = Référence
portfolio-csv-reason = Motif
portfolio-csv-executive = Cadre responsable
portfolio-csv-milestone-due = Échéance du prochain jalon
portfolio-csv-deliverable-due = Échéance du prochain livrable
portfolio-csv-reporter = Déclaré par
portfolio-csv-value = Valeur des contrats en { $currency }
portfolio-csv-money-reason = Motif (argent)
portfolio-csv-targets-reason = Motif (cibles)
portfolio-csv-funding = { $what ->
    [committed] Engagé cet exercice en { $currency }
    [received] Reçu cet exercice en { $currency }
    [spent] Dépensé cet exercice en { $currency }
    [covered] Exercices couverts en { $currency }
   *[cliff] Rupture en { $currency }
}

portfolio-funding = Financement par exercice
portfolio-funding-all = Tout le financement
portfolio-funding-none-title = Aucun financement n’est inscrit
portfolio-funding-none-text = Dès que l’engagement d’un bailleur envers l’un de ces partenariats sera inscrit, vous verrez ici ce qui est engagé, reçu et dépensé, exercice par exercice.
portfolio-csv-relationship-reason = Motif (relation)
portfolio-csv-declared-on = Déclaré le
