# Si un partenariat est stratégique, et sur quoi repose sa conduite.
strategic-title = Stratégique
strategic-lead = Un partenariat est stratégique lorsqu’il est établi depuis plus de deux ans, financièrement solide, avantageux pour chaque partie et mené par des plans à long terme. Chacun de ces points demande une preuve : ce que personne n’a dit manque, et ne vaut ni oui ni non.
strategic-source = Source : les quatre vérifications et l’axe de la conduite suivent une étude des partenariats stratégiques entre les soins de santé et les TIC. Qu’un plan soit long à partir de trois ans, et qu’un grand livre au rouge pèse plus qu’une déclaration, ce sont nos propres règles.
strategic-all-met = Les quatre vérifications sont satisfaites
strategic-unmet = Non satisfait : { $checks }
strategic-unmet-missing = Non satisfait : { $checks }. Preuves manquantes : { $missing }
strategic-missing = Preuves manquantes : { $missing }
strategic-withheld = Vérification financière non montrée
strategic-withheld-met = Les trois autres vérifications sont satisfaites; la vérification financière n’est pas montrée aux fournisseurs
strategic-withheld-missing = Preuves manquantes : { $missing }; la vérification financière n’est pas montrée aux fournisseurs
strategic-not-shown = Non montré aux fournisseurs
strategic-money-hidden = Les montants et les déclarations sur l’argent ne sont pas montrés aux fournisseurs.
strategic-replaced = Remplacé
strategic-asks-established = Établi depuis strictement plus de deux ans, à compter du jour où les parties ont commencé à travailler ensemble.
strategic-asks-sound = Une personne qui dirige a examiné les finances et les dit solides, et le grand livre ne dit pas le contraire.
strategic-asks-beneficial = Chaque partie dit, par ses propres gens, que le partenariat lui est avantageux.
strategic-asks-planned = Un plan mène le partenariat, qui porte sur trois ans ou plus à compter de son premier jour et n’est pas terminé.

strategic-established-edit = Modifier la fiche
strategic-established-missing = La fiche ne dit pas quand le partenariat a été établi.
strategic-established-from = Compte comme établi à partir du
strategic-record = dans la fiche

strategic-ledger = Ce que dit le grand livre
strategic-ledger-open = Ouvrir le grand livre
strategic-sound = Le partenariat est-il financièrement solide?
strategic-sound-hint = Ce que vous avez examiné, et pourquoi vous le dites
strategic-sound-words = En mots
strategic-sound-state = Le déclarer
strategic-sound-missing = Personne ne s’est encore prononcé sur les finances.
strategic-benefit = Le partenariat est-il avantageux pour { $name }?
strategic-benefit-hint = Quel est l’avantage, ou ce qui manque
strategic-benefit-words = En mots
strategic-benefit-state = Le déclarer
strategic-benefit-missing = N’a encore rien dit
strategic-benefit-caption = Ce que chaque partie dit de son avantage, du plus récent au plus ancien
strategic-party = Partie
strategic-sector = Secteur
strategic-says = Ce qu’elle dit

strategic-plan-missing = Aucun plan n’est encore consigné.
strategic-plan-caption = Plans qui mènent ce partenariat, du plus récent au plus ancien
strategic-plan-title = Plan
strategic-plan-url = Où on peut le lire
strategic-plan-url-hint = Une adresse sur le Web
strategic-plan-from = Du
strategic-plan-to = Au
strategic-plan-to-hint = Un plan est à long terme à partir de trois ans
strategic-plan-counts = Horizon
strategic-plan-long = Trois ans ou plus
strategic-plan-short = Moins de trois ans
strategic-plan-over = Terminé
strategic-plan-replaces = Prend la place de
strategic-plan-replaces-hint = Le précédent reste dans la liste
strategic-plan-add = Ajouter ce plan
strategic-recorded-by = Consigné par
strategic-error-order = Le dernier jour ne peut pas précéder le premier
strategic-error-replaced = Un autre plan a déjà pris sa place

strategic-axis = L’axe de la conduite
strategic-axis-source = Le leadership et la vision, les ressources financières et l’appui des soignants forment ensemble l’axe sur lequel reposent les partenariats, selon la même étude. Chacun est montré avec ses preuves, et avec ce qui manque.
strategic-about-leadership = De chaque côté, quelqu’un répond nommément, et les gens voient où l’on va.
strategic-about-resources = Là où se trouve le contrôle des finances se trouve la conduite : qui détient quelle part, et pour combien de temps.
strategic-about-care-providers = Ceux qui soignent sont consultés, répondent, dirigent et signent.
strategic-pillar-whole = Les { $total } preuves sont là
strategic-pillar-missing = { $present } sur { $total } sont là; il manque : { $missing }
strategic-pillar-caption = { $pillar } : ce qui montre que cela tient
strategic-evidence = Preuve
strategic-finding = Constat
strategic-shows = Ce qui le montre
strategic-there = Présent
strategic-where = Où l’ajouter
strategic-leadership-score = { $mean } sur 5, de { $people } { $people ->
    [one] personne
   *[other] personnes
} dans les groupes montrés, ronde close le { $date }
strategic-clinicians-asked = { $count } { $count ->
    [one] clinicien invité
   *[other] cliniciens invités
} dans la ronde ouverte le { $date }
strategic-clinicians-answered = { $count } { $count ->
    [one] clinicien a répondu
   *[other] cliniciens ont répondu
} dans la ronde close le { $date }
strategic-health-signature = { $who }, version { $number }, { $date }
strategic-in-the-room = { $share } des personnes dans la salle, { $date }
strategic-share = { $funder } : { $share } ({ $amount } engagés)

flash-strategic-recorded = C’est consigné. Ce qui a été dit auparavant reste aussi.
