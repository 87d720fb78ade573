# Les partenariats, et le chemin entre leurs pages.
partnerships-title = Partenariats
partnership-pages = Pages de ce partenariat
partnership-summary = Sommaire
partnership-contracts = Contrats
partnership-funding = Financement
partnership-milestones = Jalons
partnership-deliverables = Livrables
partnership-history = Historique
partnership = Partenariat
partnership-add = Ajouter un partenariat
partnership-edit = Modifier le partenariat
partnership-back = Retour au partenariat

partnerships-caption = Partenariats qui vous sont ouverts
partnerships-search = Référence, titre ou organisation
partnerships-none-title = Aucun partenariat ne vous est encore ouvert
partnerships-none-text = Vous voyez les partenariats de votre territoire, ceux auxquels votre organisation participe et ceux où un droit vous a été donné.
partnerships-no-match-title = Aucun partenariat ne répond à ces filtres
partnerships-no-match-text = Enlevez un filtre pour en voir davantage.

partnership-reference = Référence
partnership-reference-hint = Nom court pour les adresses et les lettres, comme SHARED-RECORD-1. Le changer rompt les liens que des gens ont conservés.
partnership-title = Titre
partnership-need = Besoin
partnership-need-hint = Ce qu’il faut, en mots simples
partnership-response = Réponse
partnership-response-hint = Comment la technologie répond au besoin
partnership-need-and-response = Besoin et réponse
partnership-not-written = Pas encore rédigé
partnership-jurisdiction = Territoire
partnership-jurisdiction-hint = Son ministère voit le partenariat, de même que ceux des territoires au-dessus
partnership-level = Niveau
partnership-stage = Étape
partnership-schedule = Calendrier
partnership-approach = Approche
partnership-approach-hint = Qui donne le cap : la nation, les localités ou les deux ensemble
partnership-architecture = Architecture
partnership-architecture-hint = Indiquée, jamais notée
partnership-service-types = Services
partnership-building-blocks = Composantes
partnership-building-block = Composante
partnership-service-type = Service
partnership-outcome-domains = Où il doit faire une différence
partnership-negotiation-start = Début des négociations
partnership-negotiation-end = Fin des négociations
partnership-established = Établi
partnership-planned-end = Fin prévue
partnership-facts = Faits
partnership-leads = Qui en répond
partnership-executive = Cadre de la santé responsable
partnership-executive-hint = La seule personne qui répond du partenariat. Les cadres des organisations participantes peuvent être nommés.
partnership-clinical-lead = Responsable clinique
partnership-ict-lead = Responsable TIC
partnership-sponsor = Parrain gouvernemental
partnership-sponsor-hint = Une personne de votre ministère ou d’un organisme gouvernemental participant
partnership-nobody-named = Personne de nommé
partnership-parties = Qui participe
partnership-part-what = Sa raison d’être
partnership-part-how = Sa manière de faire
partnership-part-when = Ses dates
partnership-error-taken = Un autre partenariat porte cette référence
partnership-error-negotiation-order = Les négociations ne peuvent pas finir avant d’avoir commencé
partnership-error-end-order = La fin prévue doit suivre le jour de l’établissement

partnership-since = depuis le { $date }
partnership-established-said = établi le { $date }
partnership-next-date = Prochaine date
partnership-dates = Échéances
partnership-dates-caption = Les prochaines échéances, les retards d’abord
partnership-dates-none-title = Rien n’est attendu
partnership-dates-none-text = Les jalons, livrables, examens et fins de contrats figurent ici dès qu’ils ont une date.
partnership-date-what = Quoi
partnership-date-kind = Nature
partnership-date-due = Date
partnership-date-left = Temps restant
partnership-date-milestone = Jalon
partnership-date-deliverable = Livrable
partnership-date-review = Examen attendu
partnership-date-notice = Dernier jour pour le préavis
partnership-date-contract-end = Fin d’un contrat
partnership-date-today = Aujourd’hui
partnership-date-late = { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}
partnership-date-ahead = { $days ->
    [one] dans { $days } jour
   *[other] dans { $days } jours
}
partnership-events = Dernières nouvelles
partnership-events-none-title = Rien ne s’est encore passé
partnership-events-none-text = Les notes des jalons, remises, examens et réponses figurent ici, les plus récentes d’abord.
partnership-event-milestone-entry = Note de jalon
partnership-event-submission = Remis
partnership-event-accepted = Accepté
partnership-event-returned = Renvoyé
partnership-event-reply = Réponse
partnership-life = Son parcours
partnership-life-none-title = Il n’a pas encore changé d’étape
partnership-life-none-text = Chaque passage à une autre étape et chaque restructuration qui le touche figurent ici, avec leur date et leur raison.
partnership-moved-from = auparavant : { $stage }
flash-partnership-added = Le partenariat est ajouté. Dites maintenant qui y participe.
flash-partnership-saved = Le partenariat est enregistré.
