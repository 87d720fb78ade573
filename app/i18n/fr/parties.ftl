# Les organisations qui participent à un partenariat.
parties-title = Qui participe
parties-manage = Changer les participants
parties-caption = Organisations participantes et leurs rôles
parties-none-title = Personne ne participe encore
parties-none-text = Un partenariat réunit le gouvernement, la santé et la technologie. Ajoutez la première organisation.
party-add = Ajouter une organisation
party-search = Trouver une organisation
party-search-hint = Une partie de son nom, de son nom court ou d’un ancien nom
party-found-none-title = Aucune organisation ne porte ce nom
party-found-none-text = Cherchez un autre nom. Les administrateurs ajoutent les organisations manquantes.
party-found-more = Seules les { $count } premières organisations sont proposées. Cherchez pour en trouver d’autres.
party-organisation = Organisation
party-role = Rôle
party-role-hint = Son secteur doit convenir : la santé fournit les soins, les TIC la technologie ; le gouvernement ou la santé gouverne ; tous peuvent financer.
party-sector = Secteur
party-since = Depuis
party-since-hint = Laissez vide si elle participe depuis le début.
party-removal = Retirer
party-remove = Retirer { $name }
party-succeeded = aujourd’hui { $name }
party-error-role = Le rôle « { $role } » ne convient pas à une organisation de ce secteur : { $sector }
party-error-twice = L’organisation a déjà ce rôle
party-refused = { $name } : retrait impossible
party-refused-text = Changez d’abord ce qui nomme l’organisation.
party-refused-sight = C’est par cette organisation que vous voyez le partenariat. Une personne d’une autre organisation peut la retirer.
party-named-contracts = { $count ->
    [one] { $count } contrat la nomme
   *[other] { $count } contrats la nomment
}
party-named-milestones = { $count ->
    [one] { $count } jalon lui revient
   *[other] { $count } jalons lui reviennent
}
party-named-leads = { $count ->
    [one] { $count } de ses membres répond du partenariat
   *[other] { $count } de ses membres répondent du partenariat
}
flash-party-added = L’organisation participe désormais.
flash-party-removed = L’organisation n’a plus ce rôle.
