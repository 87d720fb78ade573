# Les livrables.
deliverable = Livrable
deliverables-title = Livrables
deliverables-caption = Livrables de ce partenariat
deliverables-search = Mots du titre
deliverables-waiting = En attente d’examen
deliverables-overdue = Fournisseur ou examinateur en retard
deliverables-none-title = Aucun livrable n’est encore prévu
deliverables-none-text = Un livrable dit ce que le fournisseur remet, quand, et à quelles conditions ce sera accepté. La personne qui planifie ce partenariat ajoute le premier.
deliverables-no-match-title = Aucun livrable ne répond à ces filtres
deliverables-no-match-text = Enlevez un filtre pour en voir davantage.
deliverable-add = Ajouter un livrable
deliverable-edit = Modifier le livrable
deliverable-plan = Ce qui doit être livré
deliverable-title = Titre
deliverable-description = Description
deliverable-criteria = Critères d’acceptation
deliverable-criteria-hint = Ce qui doit être vrai pour que le livrable soit accepté. Chaque version est jugée d’après cela.
deliverable-due = Échéance
deliverable-due-hint = Par exemple 27 3 2027
deliverable-state = État
deliverable-contract = Contrat
deliverable-contract-choice = { $number }, { $title } ({ $supplier })
deliverable-supplier = Fournisseur
deliverable-buyer = Examiné par
deliverable-review-days = Délai d’examen
deliverable-working-days = { $days ->
    [one] { $days } jour ouvrable
   *[other] { $days } jours ouvrables
}

# À qui le tour.
deliverable-turn = C’est au tour de { $organisation }
deliverable-turn-yours = C’est au tour de votre organisation
deliverable-next = { $organisation } doit soumettre la version { $number } au plus tard le { $due }.
deliverable-next-yours = Soumettez la version { $number } au plus tard le { $due }.
deliverable-waits = { $who } a soumis la version { $number } le { $date }. Elle doit être acceptée ou retournée au plus tard le { $due }.
deliverable-returned-by = Version { $number } retournée le { $date } par { $who }
deliverable-accepted-by = Version { $number } acceptée le { $date } par { $who }

# Les deux délais.
deliverable-late = En retard
deliverable-vendor-clock = Délai du fournisseur
deliverable-vendor-days = Jours restants au fournisseur
deliverable-vendor-left = Échéance le { $due } : { $days ->
    [one] { $days } jour restant
   *[other] { $days } jours restants
}
deliverable-vendor-today = Échéance aujourd’hui, { $due }
deliverable-vendor-late = Échéance le { $due } : { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}
deliverable-vendor-was-in-time = Échéance le { $due } : soumis à temps
deliverable-vendor-was-late = Échéance le { $due } : soumis avec { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}
deliverable-reviewer-clock = Délai de l’examen
deliverable-reviewer-days = Jours ouvrables restants pour l’examen
deliverable-reviewer-not-started = { $days ->
    [one] { $days } jour ouvrable à partir de la soumission d’une version
   *[other] { $days } jours ouvrables à partir de la soumission d’une version
}
deliverable-reviewer-left = Examen attendu le { $due } : { $days ->
    [one] { $days } jour ouvrable restant
   *[other] { $days } jours ouvrables restants
}
deliverable-reviewer-today = Examen attendu maintenant, le { $due } au plus tard
deliverable-reviewer-late = Examen attendu le { $due } : { $days ->
    [one] { $days } jour ouvrable de retard
   *[other] { $days } jours ouvrables de retard
}
deliverable-reviewer-was-in-time = Examen attendu le { $due } : fait à temps
deliverable-reviewer-was-late = Examen attendu le { $due } : fait avec { $days ->
    [one] { $days } jour ouvrable de retard
   *[other] { $days } jours ouvrables de retard
}

# L’avancement.
deliverable-progress = Avancement
deliverable-percent = Fait à { $percent } %
deliverable-progress-said = Fait à { $percent } %, selon { $organisation }
deliverable-progress-percent = Pourcentage fait
deliverable-progress-percent-hint = Un nombre entier de 0 à 100
deliverable-progress-note = Ce qui est fait, ce qui reste à faire
deliverable-progress-note-hint = Une ligne. Elle remplace la précédente.
deliverable-progress-save = Enregistrer l’avancement

# Les versions.
deliverable-versions = Versions
deliverable-versions-none-title = Rien n’est encore soumis
deliverable-versions-none-text = Chaque version reste ici telle qu’elle a été soumise, avec ce qu’on en a dit.
deliverable-version = Version { $number }
deliverable-version-number = Version
deliverable-version-waits = En attente d’examen
deliverable-submitted = Soumis le
deliverable-evidence = Pièces à l’appui
deliverable-submit = Soumettre
deliverable-submit-version = Soumettre la version { $number }
deliverable-notes = Ce que vous remettez
deliverable-notes-hint = En quoi cela répond aux critères d’acceptation et, après un retour, ce que vous avez changé. Ce texte ne pourra plus être modifié.
deliverable-links = Liens à l’appui
deliverable-link_1 = Adresse 1
deliverable-link_1_title = Ce que montre l’adresse 1
deliverable-link_2 = Adresse 2
deliverable-link_2_title = Ce que montre l’adresse 2
deliverable-link_3 = Adresse 3
deliverable-link_3_title = Ce que montre l’adresse 3
deliverable-files = Fichiers à l’appui
deliverable-file = Fichier { $number }

# Les examens et les réponses.
deliverable-review = Examiner
deliverable-review-version = Examiner la version { $number }
deliverable-review-said = Examen
deliverable-review-due = Examen attendu le
deliverable-reviewed = Examiné le
deliverable-reviewed-by = par { $who }
deliverable-verdict = Votre décision
deliverable-reason = Motif
deliverable-reason-needed = Motif (nécessaire pour un retour)
deliverable-reason-hint = Quel critère n’est pas rempli, et ce qui le remplirait. Le fournisseur le lit aussitôt, avec votre nom. Ce texte ne pourra plus être modifié.
deliverable-review-save = Consigner l’examen
deliverable-error-reason = Dites pourquoi cette version est retournée
deliverable-replies = Réponses
deliverable-reply = Répondre à l’examen
deliverable-reply-message = Votre réponse
deliverable-reply-hint = Les deux parties la lisent. Elle ne pourra plus être modifiée.
deliverable-reply-save = Envoyer la réponse

# Ce qui s’est passé pendant la saisie.
deliverable-meanwhile = La situation a changé pendant votre saisie
deliverable-meanwhile-state = { $when } : état « { $state } », par { $who }.
deliverable-meanwhile-progress = { $when } : avancement de { $percent } % signalé par { $who }.
deliverable-meanwhile-plan = { $when } : plan ou ligne d’avancement modifiés par { $who }.
deliverable-meanwhile-again = Ce que vous avez écrit est encore dans le formulaire ci-dessous. Regardez ce qui est nouveau, puis envoyez-le de nouveau s’il convient toujours.

flash-deliverable-added = Le livrable est ajouté.
flash-deliverable-saved = Le livrable est enregistré.
flash-deliverable-progress = L’avancement est enregistré.
flash-deliverable-submitted = La version est soumise. Le délai de l’examen court.
flash-deliverable-accepted = La version est acceptée.
flash-deliverable-returned = La version est retournée. Le fournisseur voit votre motif.
flash-deliverable-replied = La réponse est envoyée.
