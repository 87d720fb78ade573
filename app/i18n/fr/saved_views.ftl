# Vues enregistrées : des listes avec les filtres auxquels on revient.

saved-views-title = Vues enregistrées
saved-views-lead = Des listes avec les filtres auxquels vous revenez. Personne d’autre ne les voit.
saved-views-caption = Vos vues enregistrées, par nom
saved-views-none-title = Rien d’enregistré pour l’instant
saved-views-none-text = Réduisez une liste, comme le portefeuille, à ce que vous regardez souvent, puis choisissez « Enregistrer cette vue ».
saved-views-manage = Renommer ou supprimer
saved-view-add = Enregistrer cette vue
saved-view-name = Nom
saved-view-name-hint = Ce que vous chercherez, par exemple « Rouge en Ontario »
saved-view-list = Liste
saved-view-rename = Renommer
saved-view-rename-of = Renommer « { $name } »
saved-view-delete = Supprimer
saved-view-error-list = Cette page ne peut pas être enregistrée : choisissez « Enregistrer cette vue » sur une liste
saved-view-error-taken = Vous avez déjà une vue de ce nom
saved-view-error-many = Vous avez enregistré 30 vues, le maximum possible. Supprimez-en une d’abord
flash-saved-view-added = La vue est enregistrée. Vous la trouverez ici et à votre tableau de travail.
flash-saved-view-renamed = La vue porte son nouveau nom.
flash-saved-view-deleted = La vue est supprimée.
