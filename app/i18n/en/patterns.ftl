# What tensions and mechanisms can begin from.
nav-patterns = Catalogue
patterns-title = Catalogue of tensions and mechanisms
patterns-lead = People can begin a tension or a mechanism from one of these. Nothing here is written into a partnership by itself.
patterns-tensions-caption = Tensions, in both languages
patterns-mechanisms-caption = Mechanisms, in both languages
pattern-add = Add to the catalogue
pattern-add-tension = Add a tension
pattern-add-mechanism = Add a mechanism
pattern-edit = Change an entry
pattern-english = In English
pattern-french = In French
pattern-name-en = Name in English
pattern-name-fr = Name in French
pattern-first-pole-en = One pole in English
pattern-first-pole-fr = One pole in French
pattern-opposite-en = The other pole in English
pattern-opposite-fr = The other pole in French
pattern-explanation-en = Explanation in English
pattern-explanation-fr = Explanation in French
pattern-source = Source
pattern-source-hint = The text and the part of it that the entry is after.
pattern-state = State
pattern-offered = Offered
pattern-retired = Offered no more
pattern-retire = Offer it no more
flash-pattern-saved = The catalogue is saved.

# What an error calls a field that shares its words with something else.
pattern-kind = { mechanism-kind }
