# Le tableau de travail de chaque rôle.
workbench-title = Tableau de travail
workbench-for = Tableau de travail de { $name }
workbench-caption = { $role }, { $organisation }
workbench-as-of = En date du { $date }

workbench-overdue = En retard
workbench-due-soon = Bientôt dû
workbench-due-later = À venir
workbench-due-late = { $days ->
    [one] L’échéance était le { $date }, il y a { $days } jour
   *[other] L’échéance était le { $date }, il y a { $days } jours
}
workbench-due-in = { $days ->
    [0] L’échéance est aujourd’hui
    [1] L’échéance est le { $date }, demain
   *[other] L’échéance est le { $date }, dans { $days } jours
}
workbench-in-review = À l’examen
workbench-review-late = { $days ->
    [one] L’examen était dû le { $date }, il y a { $days } jour ouvrable
   *[other] L’examen était dû le { $date }, il y a { $days } jours ouvrables
}
workbench-review-in = { $days ->
    [0] L’examen est dû aujourd’hui
    [one] L’examen est dû le { $date }, dans { $days } jour ouvrable
   *[other] L’examen est dû le { $date }, dans { $days } jours ouvrables
}

workbench-due = Entre nos mains
workbench-due-none-title = Rien n’est attendu de vous
workbench-due-none-text = Tous vos livrables sont remis. Le prochain paraîtra ici avec son échéance.
workbench-returned-because = { $when }. Retourné : { $reason }
workbench-progress = { $when }. { $state }, fait à { $progress } %
workbench-for-buyer = { $partnership } · pour { $buyer }
workbench-waiting = En attente chez l’acheteur
workbench-waiting-none-title = Rien n’attend chez l’acheteur
workbench-waiting-none-text = Ce que vous remettez paraît ici jusqu’à son acceptation ou son retour, avec la date à laquelle la réponse est due.
workbench-handed-over = Version { $number } remise le { $date } à { $buyer } · { $partnership }
workbench-verdicts = Verdicts des 14 derniers jours
workbench-verdicts-none-title = Aucun verdict récent
workbench-verdicts-none-text = Quand l’acheteur accepte ou retourne une remise, vous lisez ici quand, par qui et pourquoi.
workbench-version = Version { $number }

workbench-milestones = Nos jalons en retard ou dus d’ici 30 jours
workbench-milestones-none-title = Aucun de vos jalons n’est dû
workbench-milestones-none-text = Dans les 30 prochains jours, votre organisation n’a aucun jalon à atteindre, et aucun n’est en retard.
workbench-milestone-meta = { $partnership } · { $state }

workbench-reviews = À examiner
workbench-reviews-none-title = Rien n’attend votre examen
workbench-reviews-none-text = Quand un fournisseur remet un livrable, il paraît ici avec la date à laquelle vous devez l’accepter ou le retourner.
workbench-submitted = Version { $number } remise le { $date } par { $supplier } · { $partnership }
workbench-accountable = Vous en êtes responsable
workbench-accountable-none-title = Aucun partenariat ne vous désigne
workbench-accountable-none-text = Un partenariat dont vous êtes le cadre responsable paraît ici avec son état.
workbench-partnership-meta = { $reference } · { $stage }
workbench-contracts = Contrats à traiter d’ici 90 jours

workbench-changed = Ce qui a changé
workbench-changed-none-title = Rien n’a encore changé
workbench-changed-none-text = Les notes de jalon, les remises et les examens paraîtront ici à mesure.
workbench-attention = À surveiller
workbench-attention-all = Voir le portefeuille
workbench-attention-none-title = Tout va bien
workbench-attention-none-text = Aucun partenariat de votre territoire n’est en retard ni à court d’argent aujourd’hui.
workbench-moves = Changements d’étape
workbench-moves-none-title = Aucun partenariat n’a changé d’étape
workbench-moves-none-text = Au cours des 90 derniers jours, aucun partenariat n’est passé à une autre étape.
workbench-moved = de « { $from } » à « { $to } »

workbench-partnerships = Partenariats de votre organisation
workbench-partnerships-none-title = Votre organisation n’est encore d’aucun partenariat
workbench-partnerships-none-text = Dès qu’elle prendra part à l’un d’eux, vous pourrez le suivre ici.

workbench-scope = Dans votre champ
workbench-count-partnerships = Partenariats
workbench-count-contracts = Contrats
workbench-count-milestones = Jalons à atteindre
workbench-count-deliverables = Livrables non encore acceptés
workbench-audit = Chaque partenariat garde l’historique de chaque changement : qui, quand, quoi avant et après, et pourquoi.
workbench-history = Le plus récent : historique de { $reference }

workbench-registry = Personnes et données de référence
workbench-count-people = Personnes pouvant ouvrir une session
workbench-count-deactivated = { $count ->
    [0] aucune désactivée
    [1] { $count } désactivée
   *[other] { $count } désactivées
}
workbench-count-organisations = Organisations
workbench-count-without-people = { $count ->
    [0] chacune avec quelqu’un qui peut ouvrir une session
   *[other] { $count } sans personne pouvant ouvrir une session
}
workbench-count-jurisdictions = Territoires
workbench-roles = Personnes par rôle
workbench-deactivated = Dernières désactivations
workbench-deactivated-none-title = Personne n’est désactivé
workbench-deactivated-none-text = Toutes les personnes invitées peuvent encore ouvrir une session.

workbench-to-sign = À signer
workbench-to-verify = À vérifier
workbench-measurements-returned = Mesures qui nous ont été retournées
workbench-targets = Cibles en retard
workbench-actions-own = Demandé de moi par une instance de gouvernance
workbench-actions-verify = À vérifier par moi, ou en retard
workbench-risks-review = Risques que je surveille, à examiner de nouveau
workbench-foundations-wait = Travaux d’IA qui attendent leurs fondations
workbench-obligations-owed = Nous devons
workbench-obligations-owed-to-us = Dû à nous, en attente de notre parole

workbench-money = L’argent à suivre
workbench-money-all = Tout le financement
workbench-money-more = et { $count } de plus
workbench-money-more-at-least = et au moins { $count } de plus
workbench-money-none-title = Rien à faire quant à l’argent
workbench-money-none-text = Ce qui demande votre intervention quant à l’argent des partenariats paraît ici, avec le motif.
workbench-still-expected = Pour { $year }, { $amount } sont prévus et pas encore engagés
workbench-received-late = La moitié de { $year } est passée, et rien des { $amount } engagés n’est arrivé
workbench-scorecards-answer = Grilles d’évaluation qui vous attendent
workbench-scorecards-run = Rondes d’évaluation à clore ou à publier
workbench-scorecards-gaps = Où les groupes sont le plus éloignés
workbench-status-questions = Questions sur l’état que vous avez déclaré
workbench-status-contradicted = L’état que vous avez déclaré et les données se contredisent : répondez par un nouveau rapport
workbench-status-challenged = États déclarés qui sont contestés
workbench-status-answers = Réponses au sujet d’états déclarés
workbench-evaluations = Évaluations qui m’attendent
workbench-evaluations-all = Toutes les évaluations
workbench-evaluations-result = Résultats des évaluations à notre sujet
workbench-evidence-expiring = Nos preuves qui expirent ou sont expirées
workbench-evidence-missing = Preuves manquantes là où je suis responsable
workbench-evidence-all = Tout voir dans le portefeuille
workbench-evidence-more = { $count ->
    [one] Dans { $count } partenariat en tout; ce qui a expiré vient d’abord.
   *[other] Dans { $count } partenariats en tout; ce qui a expiré vient d’abord.
}
workbench-evidence-unproven = Preuves manquantes ou expirées
workbench-evidence-verify = Preuves à vérifier
