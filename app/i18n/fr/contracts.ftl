# Les contrats et leurs documents.
contract = Contrat
contracts-title = Contrats
contracts-caption = Contrats de ce partenariat
contracts-search = Mots du titre ou du numéro
contracts-none-title = Aucun contrat n’est encore consigné
contracts-none-text = Un contrat dit ce qu’un fournisseur doit à un acheteur, pour combien de temps et à quel prix. Les livrables s’y rattachent.
contracts-no-match-title = Aucun contrat ne répond à ces filtres
contracts-no-match-text = Enlevez un filtre pour en voir davantage.
contracts-count = { $count ->
    [one] { $count } contrat
   *[other] { $count } contrats
}
contracts-total-value = Valeur totale
contracts-without-value = { $count ->
    [one] { $count } de valeur inconnue
   *[other] { $count } de valeur inconnue
}
contracts-periods = Périodes
contracts-picture-message = { $shown ->
    [one] { $force ->
        [0] Le contrat affiché n’est pas en vigueur
       *[other] Le contrat affiché est en vigueur
    }
   *[other] { $force ->
        [0] Aucun des { $shown } contrats affichés n’est en vigueur
        [one] { $force } des { $shown } contrats affichés est en vigueur
       *[other] { $force } des { $shown } contrats affichés sont en vigueur
    }
}
contracts-picture-description = Chaque barre est un contrat, de son premier à son dernier jour.
contract-add = Ajouter un contrat
contract-edit = Modifier le contrat
contract-number = Numéro
contract-number-hint = Tel qu’il figure au contrat, par exemple 2026-114
contract-title = Titre
contract-description = Description
contract-status = Statut
contract-buyer = Acheteur
contract-buyer-hint = Une partie à ce partenariat
contract-supplier = Fournisseur
contract-supplier-hint = Une partie à ce partenariat qui a le rôle de fournisseur
contract-co-suppliers = Autres fournisseurs
contract-period = Signature et période
contract-date-hint = Par exemple 27 3 2027
contract-signed = Signé le
contract-signed-hint = Quand les deux côtés ont signé. Jusque-là, le contrat est une ébauche.
contract-starts = Début
contract-ends = Fin
contract-ends-hint = Le dernier jour de sa période
contract-value = Valeur
contract-amount = Montant
contract-amount-hint = Pour toute la période, hors taxes. Laissez vide si le montant n’est pas connu.
contract-currency = Monnaie
contract-end = À l’échéance
contract-renewal = Renouvellement
contract-renewal-months = Durée d’un renouvellement, en mois
contract-renewal-months-hint = De combien de mois un renouvellement le prolonge. S’il se renouvelle de lui-même et que rien n’est indiqué, il se renouvelle une fois, jusqu’à la fin au plus tard.
contract-renewal-by = { $count ->
    [one] de { $count } mois
   *[other] de { $count } mois
}
contract-renewed-since = renouvelé de lui-même depuis le { $date }
contract-current-end = Fin actuelle
contract-notice-period = Préavis
contract-notice-period-hint = Combien de temps avant la fin le préavis doit être donné
contract-notice-unit = Le préavis se compte en
contract-notice-unit-hint = Un mois se compte jusqu’au même jour du mois précédent, ou jusqu’à son dernier jour
contract-unit-days = jours
contract-unit-months = mois
contract-notice-on = Dernier jour du préavis
contract-notice-before = { $days ->
    [one] { $days } jour avant la fin
   *[other] { $days } jours avant la fin
}
contract-notice-months-before = { $months ->
    [one] { $months } mois avant la fin
   *[other] { $months } mois avant la fin
}
contract-max-end = Fin au plus tard
contract-max-end-hint = Le dernier jour que permettent les prolongations
contract-review-days = Délai d’examen
contract-review-days-hint = Jours ouvrables dont l’acheteur dispose pour accepter ou renvoyer ce qui est remis
working-days = { $count ->
    [one] { $count } jour ouvrable
   *[other] { $count } jours ouvrables
}
contract-events = Suspension et fin
contract-suspended = Suspendu depuis le
contract-suspended-hint = Laissez vide tant qu’il court
contract-ended = Terminé le
contract-ended-hint = Seulement s’il a été achevé, terminé avant terme ou annulé. À la fin de sa période, il est achevé de lui-même.
contract-ending = Comment il a pris fin
contract-error-one-side = Choisissez une autre organisation que l’acheteur
contract-error-ends-before-start = La fin précède le début
contract-error-signed-after-end = Cette date suit la fin du contrat
contract-error-max-end-before-end = Cette date précède la fin du contrat
contract-error-notice-too-long = Ce préavis est plus long que le contrat
contract-error-notice-two-units = Indiquez le préavis en jours ou en mois, pas les deux
contract-error-notice-longer-than-renewal = Ce préavis est plus long qu’un renouvellement
contract-error-renewal-of-none = Ce contrat n’est pas renouvelé. Choisissez un autre renouvellement ou n’indiquez rien ici.
contract-error-suspended-outside = Ce jour n’est pas dans la période du contrat
contract-error-ended-before-start = Cette date précède le début. Seul un contrat annulé prend fin avant de commencer.
contract-error-ended-too-late = Un contrat terminé avant terme a pris fin avant le dernier jour de sa période
contract-error-ended-when = Entrez le jour où il a pris fin
contract-error-ended-how = Choisissez comment il a pris fin
contract-notice-in = { $days ->
    [0] Dernier jour du préavis
    [one] Préavis : il reste { $days } jour
   *[other] Préavis : il reste { $days } jours
}
contract-expiry-in = { $days ->
    [0] Prend fin aujourd’hui
    [one] Prend fin dans { $days } jour
   *[other] Prend fin dans { $days } jours
}
contract-renewal-in = { $days ->
    [0] Se renouvelle après aujourd’hui
    [one] Se renouvelle dans { $days } jour
   *[other] Se renouvelle dans { $days } jours
}
contract-notice-title = { $days ->
    [0] C’est aujourd’hui le dernier jour pour donner le préavis
    [one] Il reste { $days } jour pour donner le préavis, jusqu’au { $date }
   *[other] Il reste { $days } jours pour donner le préavis, jusqu’au { $date }
}
contract-notice-text = { $renewal ->
    [automatic] Sans préavis, il se renouvelle de lui-même après le { $end }{ $next ->
        [none] .
       *[other] , jusqu’au { $next }.
    }
    [optional] Les parties peuvent le renouveler après le { $end }.
   *[none] Il prend fin le { $end }.
}
contract-expiry-title = { $days ->
    [0] Ce contrat prend fin aujourd’hui
    [one] Ce contrat prend fin dans { $days } jour, le { $date }
   *[other] Ce contrat prend fin dans { $days } jours, le { $date }
}
contract-expiry-text = { $renewal ->
    [automatic] Il ne peut plus se renouveler. Ce qui n’est pas remis d’ici là demande une décision.
    [optional] Les parties peuvent le renouveler. Ce qui n’est pas remis d’ici là demande une décision.
   *[none] Il n’est pas renouvelé. Ce qui n’est pas remis d’ici là demande une décision.
}
contract-renewal-title = { $days ->
    [0] Ce contrat se renouvelle de lui-même après aujourd’hui
    [one] Ce contrat se renouvelle de lui-même dans { $days } jour, après le { $date }
   *[other] Ce contrat se renouvelle de lui-même dans { $days } jours, après le { $date }
}
contract-renewal-text = Le jour du préavis est passé, ou aucun n’est convenu : il court ensuite jusqu’au { $next }, sauf accord contraire des deux côtés.
contract-deliverables = Livrables
contract-deliverables-caption = Livrables de ce contrat
contract-deliverables-none = Aucun livrable n’est encore prévu
contract-deliverables-none-text = Ce que le fournisseur remet au titre de ce contrat figure ici.
contract-deliverable = Livrable
contract-deliverable-due = Échéance
contract-deliverable-state = État
contract-documents = Documents
contract-documents-caption = Documents de ce contrat
contract-documents-none = Aucun document n’est encore ajouté
contract-documents-none-text = Le contrat signé, ses annexes et les avis publics ont leur place ici, en lien ou en fichier.
contract-origin = D’où vient cette fiche
contract-ocid = Identifiant de commande publique ouverte (ocid)
contract-ocds-id = Contrat ou attribution
contract-source = Afficher les autres champs de la fiche publiée
document = Document
document-add = Ajouter un document
document-title = Titre
document-link = Lien
document-link-hint = Donnez un lien ou choisissez un fichier
document-file = Fichier
document-published = Publié le
document-added = Ajouté le
document-error-link-or-file = Donnez un lien ou choisissez un fichier
document-error-link-and-file = Donnez un lien ou un fichier, pas les deux
flash-contract-added = Le contrat est ajouté.
flash-contract-saved = Le contrat est enregistré.
flash-document-added = Le document est ajouté.
contract-signed-title = Ce contrat est signé
contract-signed-text = Ses termes changent par un avenant que signent les deux côtés. Une erreur de saisie peut être corrigée, avec un motif, tant qu’aucun avenant n’est convenu.
contract-correct = Corriger une saisie
contract-correcting = Ne corrigez que ce qui a été mal saisi. Ce que les deux côtés conviennent de nouveau est un avenant.
contract-correction = Motif de la correction
contract-correction-hint = Nécessaire si un terme diffère de ce qui est enregistré. Il figure dans l’historique.
contract-error-correction = Dites ce qui a été mal saisi : les termes d’un contrat signé ne se modifient pas simplement
contract-error-amended = Un avenant de ce contrat est convenu ; ses termes ne changent donc que par avenant

contract-act-who = { $kind ->
    [notice] { $buyer } et { $supplier } peuvent donner le préavis jusqu’au { $date }.
    [renewal] { $buyer } et { $supplier } : il se renouvelle de lui-même après le { $date }.
   *[expiry] { $buyer } et { $supplier } doivent agir avant sa fin, le { $date }.
}
contract-act-renewal = Il court ensuite jusqu’au { $next }, sauf accord contraire des deux côtés.
contract-act-expiry = { $renewal ->
    [optional] Il prend fin, sauf si les deux côtés signent un avenant qui le renouvelle.
    [automatic] Il ne peut plus se renouveler et prend fin.
   *[none] Il n’est pas renouvelé : ce qui n’est pas remis d’ici là demande une décision.
}

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
contract-notice = { contract-notice-period }
