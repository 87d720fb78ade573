# Les territoires.
jurisdiction = Territoire
jurisdictions-title = Territoires
jurisdictions-caption = Les territoires, chacun sous celui dont il fait partie. Les nombres comprennent les paliers inférieurs ; les partenariats sont ceux que vous voyez.
jurisdictions-none-title = Aucun territoire n’est encore inscrit
jurisdictions-none-text = Les pays viennent d’abord, puis leurs régions. Organisations et partenariats appartiennent à l’un d’eux.
jurisdiction-add = Ajouter un territoire
jurisdiction-edit = Modifier le territoire
jurisdiction-name = Nom
jurisdiction-code = Code ISO 3166
jurisdiction-code-hint = CA pour un pays, CA-ON pour une région
jurisdiction-level = Palier
jurisdiction-parent = Fait partie de
jurisdiction-parent-hint = Laissez vide pour un pays
jurisdiction-currency = Monnaie
jurisdiction-first-month = Début de l’exercice
jurisdiction-organisations = Organisations
jurisdiction-partnerships = Partenariats
jurisdiction-below = Ce qui en fait partie
jurisdiction-below-none-title = Rien n’en fait partie
jurisdiction-below-none-text = Les régions et les lieux qui en font partie se trouveraient ici.
jurisdiction-own-organisations = Ses organisations
jurisdiction-own-caption = Organisations de ce territoire même
jurisdiction-own-none-title = Aucune organisation n’en relève directement
jurisdiction-own-none-text = Une organisation relève du territoire où elle travaille.
jurisdiction-all-organisations = { $count ->
    [one] { $count } organisation, paliers inférieurs compris
   *[other] Les { $count } organisations, paliers inférieurs compris
}
jurisdiction-error-code = Entrez deux lettres pour un pays, comme CA, ou le code d’une région, comme CA-ON
jurisdiction-error-code-taken = Un autre territoire a déjà ce code
jurisdiction-error-level-above = Ce palier ne convient pas sous le territoire choisi : un pays ne fait partie d’aucun autre, ni une région d’une localité
jurisdiction-error-level-below = Un territoire qui fait partie de celui-ci est d’un palier plus élevé
jurisdiction-month-1 = janvier
jurisdiction-month-2 = février
jurisdiction-month-3 = mars
jurisdiction-month-4 = avril
jurisdiction-month-5 = mai
jurisdiction-month-6 = juin
jurisdiction-month-7 = juillet
jurisdiction-month-8 = août
jurisdiction-month-9 = septembre
jurisdiction-month-10 = octobre
jurisdiction-month-11 = novembre
jurisdiction-month-12 = décembre
flash-jurisdiction-added = Le territoire est ajouté.
flash-jurisdiction-saved = Le territoire est enregistré.
