# Les mots du document et des éléments dont chaque page est faite.
ui-document-title = { $title } – Triad
ui-skip = Passer au contenu principal
ui-demo = Démonstration{ "\u00A0" }: les personnes, les organisations et les partenariats présentés ici sont fictifs.
ui-nav = Navigation principale
ui-breadcrumbs = Vous êtes ici
ui-account-role = { $role }, { $organisation }
ui-sign-out = Se déconnecter
ui-about = Triad suit les partenariats entre le gouvernement, la santé et les technologies.
ui-languages = Langue
ui-printed-from = Imprimé depuis { $path }

ui-optional = { $label } (facultatif)
ui-day = Jour
ui-month = Mois
ui-year = Année
ui-errors-title = Certaines réponses sont à corriger
ui-error-of-field = { $label } : { $message }

ui-conflict-title = Une autre personne a enregistré avant vous
ui-conflict-who = Pendant votre saisie, { $who } a enregistré cette fiche{ "\u00A0" }:
ui-conflict-what = Rien de votre saisie n’est perdu. Comparez les deux versions, modifiez la vôtre au besoin, puis enregistrez de nouveau. Votre version remplacera alors la sienne.
ui-conflict-caption = La version enregistrée et la vôtre
ui-conflict-field = Champ
ui-conflict-theirs = Version enregistrée
ui-conflict-yours = Votre version
ui-conflict-differs = Différent

ui-paging = Pages
ui-paging-shown = { $from } à { $to } sur { $total }
ui-paging-previous = Précédente
ui-paging-next = Suivante
ui-paging-page = Page { $page }
ui-filters = Filtrer cette liste
ui-filters-apply = Appliquer
ui-filters-applied = Filtres appliqués
ui-filters-remove = { $filter }{ "\u00A0" }: retirer ce filtre
ui-filters-clear = Tout effacer
ui-csv = Télécharger en feuille de calcul (CSV)
ui-print-hint = L’impression de cette page montre la liste avec ses filtres.

ui-chart-table = Afficher les données dans un tableau
ui-chart-today = Aujourd’hui
ui-chart-baseline = Date convenue au départ
ui-chart-expected = Date prévue
ui-chart-reached = Date atteinte
ui-chart-baseline-on = convenu au départ pour le { $date }
ui-chart-planned-on = planifié pour le { $date }
ui-chart-forecast-on = prévu le { $date }
ui-chart-actual-on = atteint le { $date }
ui-chart-operational = Engagé, fonctionnement
ui-chart-capital = Engagé, investissement
ui-chart-funding-expected = Attendu, non engagé
ui-chart-received = Reçu
ui-chart-spent = Dépensé
ui-chart-span = { $label }; { $status }; du { $start } au { $end }
