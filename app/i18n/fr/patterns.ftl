# Ce dont peuvent partir les tensions et les mécanismes.
nav-patterns = Catalogue
patterns-title = Catalogue de tensions et de mécanismes
patterns-lead = On peut partir de l’une de ces entrées pour consigner une tension ou un mécanisme. Rien d’ici ne s’inscrit de soi-même dans un partenariat.
patterns-tensions-caption = Tensions, dans les deux langues
patterns-mechanisms-caption = Mécanismes, dans les deux langues
pattern-add = Ajouter au catalogue
pattern-add-tension = Ajouter une tension
pattern-add-mechanism = Ajouter un mécanisme
pattern-edit = Modifier une entrée
pattern-english = En anglais
pattern-french = En français
pattern-name-en = Nom en anglais
pattern-name-fr = Nom en français
pattern-first-pole-en = Un pôle en anglais
pattern-first-pole-fr = Un pôle en français
pattern-opposite-en = L’autre pôle en anglais
pattern-opposite-fr = L’autre pôle en français
pattern-explanation-en = Explication en anglais
pattern-explanation-fr = Explication en français
pattern-source = Source
pattern-source-hint = Le texte et la partie dont l’entrée s’inspire.
pattern-state = État
pattern-offered = Proposée
pattern-retired = N’est plus proposée
pattern-retire = Ne plus la proposer
flash-pattern-saved = Le catalogue est enregistré.

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
pattern-kind = { mechanism-kind }
