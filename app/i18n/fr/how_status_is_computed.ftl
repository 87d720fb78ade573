# Comment les états sont calculés.
how-status-link = Comment l’état est calculé
how-status-title = Comment l’état est calculé
how-status-lead = Chaque état découle de ce que les parties inscrivent, selon les mêmes règles pour tous les partenariats. Les nombres ci-dessous sont ceux que les règles emploient, et les exemples sont calculés par elles pendant que vous lisez.
how-status-source = Que le leadership, la compréhension, la confiance, des responsabilités explicites, un financement stable et des contrats bien formulés font réussir les partenariats vient de la littérature sur laquelle repose ce produit. Les seuils sont ceux de Triad.
how-status-status = État
how-status-means = Ce qu’il veut dire
how-status-when = Quand

how-status-overall = Ensemble
how-status-overall-text = L’état d’ensemble est le pire de ce qui est connu des quatre dimensions. Un seul rouge suffit pour le rouge, et ce qui n’est pas connu n’améliore ni n’aggrave rien.
how-status-order-caption = L’ordre de gravité, le pire d’abord
how-status-red = Il faut agir.
how-status-amber = À surveiller.
how-status-green = Comme il se doit.
how-status-no-data = Inconnu, ce qui n’est ni bon ni mauvais. Un partenariat proposé, terminé ou abandonné est sans données dans toutes les dimensions.
how-status-overall-caption = Exemples de quatre dimensions réunies
how-status-overall-is = Ensemble

how-status-rules-caption = Règles : { $dimension }
how-status-examples-caption = Exemples, calculés à l’instant
how-status-recorded = Ce qui est inscrit
how-status-computed = État
how-status-reason = Le motif donné

how-status-schedule-red = Un jalon ouvert, ou un livrable entre les mains du fournisseur, a plus de { $days } jours de retard, ou un jalon a été manqué.
how-status-schedule-amber = L’un d’eux est en retard; un jalon ouvert a glissé de plus de { $slip } jours par rapport à l’entente initiale; ou une remise attend depuis plus longtemps que les jours d’examen de son contrat.
how-status-schedule-green = Quelque chose est ouvert et rien de cela n’est vrai.
how-status-schedule-no-data = Rien n’est ouvert et rien n’a été manqué.

how-status-money-red = On a dépensé, dans cet exercice ou l’un des { $back } précédents, plus que ce qui y était engagé; rien n’est engagé pour cet exercice alors qu’il y avait de l’argent auparavant; ou l’argent engagé baisse de plus de { $fall }, ou prend fin, d’ici { $months } mois et avant la fin prévue.
how-status-money-amber = L’argent engagé baisse ou prend fin plus tard, mais avant la fin prévue; on a reçu dans l’un de ces exercices plus que ce qui était engagé; l’argent de cet exercice n’est qu’attendu; ou ce qui est engagé couvre moins de { $years } exercices de suite et ne va pas jusqu’à la fin prévue.
how-status-money-green = Ce qui est engagé va jusqu’à la fin prévue, ou couvre { $years } exercices de suite. Chaque devise est jugée séparément et la pire compte.
how-status-money-no-data = Rien n’est engagé.

how-status-targets-red = Un indicateur est en écart : moins de { $risk } du changement attendu à cette date s’est produit.
how-status-targets-amber = Aucun n’est en écart, et l’un est à risque : au moins { $risk } et moins de { $track } du changement attendu.
how-status-targets-green = Tout ce qui est connu est atteint, ou en bonne voie avec au moins { $track } du changement attendu.
how-status-targets-no-data = Il n’y a pas d’indicateur, ou rien de vérifié à comparer à une cible. Une période sans mesure ne compte ni pour 0 ni pour 100.

how-status-relationship-red = Dans la dernière ronde d’évaluation publiée, les groupes diffèrent de { $gap } ou plus sur l’échelle d’un facteur, ou l’ensemble des groupes donne à un facteur moins de { $mean } sur { $most }; { $broken } obligations n’ont pas été tenues en { $months } mois; ou l’une reste ouverte plus de { $days } jours après sa date.
how-status-relationship-amber = Les groupes diffèrent de { $gap } ou plus; un facteur obtient moins de { $mean }; une obligation n’a pas été tenue depuis { $months } mois, ou l’une est en retard; ou la dernière ronde a été close il y a plus de { $round } mois, si bien que ses chiffres ne comptent plus et qu’il faudrait interroger les gens de nouveau.
how-status-relationship-green = Rien de cela n’est vrai, et une ronde qui peut être montrée, ou une obligation tenue, le confirme.
how-status-relationship-no-data = Aucune ronde où un groupe peut être montré n’est publiée, et aucune obligation n’est arrivée à échéance. Dans une ronde anonyme, un groupe est montré à partir de { $minimum } réponses ou plus; les plus petits ne comptent nulle part.

how-status-challenged = Déclaré et contesté
how-status-challenged-text = Le cadre responsable déclare un état dans un rapport. Cet état ne remplace jamais l’état calculé : les deux sont montrés. Qui déclare un état meilleur que l’état calculé le justifie; il est alors montré comme contesté, avec justification. Si l’état calculé empire par la suite, il est montré comme contesté par les données jusqu’à ce qu’un nouveau rapport en réponde, et le ministère peut poser des questions.
how-status-challenged-since = Contesté depuis : le premier jour de la période pendant laquelle, d’après ce qui est inscrit maintenant, l’état calculé est pire que l’état déclaré, mais pas avant le rapport. Une mesure compte à partir du jour où elle a été vérifiée.
how-status-challenged-caption = Exemples, tranchés à l’instant
how-status-shown-as = Montré comme
how-status-not-challenged = Non contesté
how-status-challenged-by-data = Contesté par les données
how-status-vendors = Les fournisseurs ne voient pas l’argent. Pour eux, l’état d’ensemble est le pire des autres dimensions, de leurs propres livrables et des obligations de leurs propres contrats.

how-status-example-milestone = Première unité en service
how-status-example-due = Un jalon ouvert, prévu pour le { $date }
how-status-example-committed = { $years ->
    [0] Rien d’engagé; fin prévue le { $date }
    [one] { $amount } engagés pour cet exercice seulement; fin prévue le { $date }
   *[other] { $amount } engagés pour chacun de { $years } exercices; fin prévue le { $date }
}
how-status-example-indicator = Unités en service
how-status-example-unit = unités
how-status-example-unmeasured = De 0 à { $goal } unités; rien de mesuré
how-status-example-measured = De 0 à { $goal } unités; { $value } vérifiées quand { $goal } étaient attendues
how-status-example-rated = Une ronde close le { $date } : la direction des TIC donne { $ict }, la direction des soins de santé { $health }
how-status-example-owed = Aucune ronde; une obligation ouverte, prévue pour le { $date }
how-status-example-nothing = Aucune ronde et aucune obligation
