# L’effet d’entraînement : prototypes et qui les reprend.
prototype = Prototype
prototypes-title = Prototypes
prototypes-lead = Ce qui fonctionne dans un territoire et pourrait fonctionner ailleurs. On suit qui le reprend, même après la fin du partenariat.
prototypes-ripple = L’effet d’entraînement : ce que d’autres reprennent
prototypes-newest = Les prototypes les plus récents, et où ils sont à l’œuvre au { $date }
prototypes-all = { $count ->
    [one] La liste des prototypes
   *[other] Les { $count } prototypes
}
prototypes-caption = Prototypes, et combien de lieux ailleurs en sont à quelle étape
prototypes-search = Mots du titre ou du texte
prototypes-stage = Jusqu’où ailleurs
prototypes-taken-in = Repris en
prototypes-no-match-title = Aucun prototype ne correspond à ces filtres
prototypes-no-match-text = Retirez un filtre pour en voir davantage.
prototypes-none-title = Aucun prototype n’est consigné
prototypes-none-text = Ce qui fonctionne à un endroit peut être repris ailleurs, même après la fin du partenariat.
prototype-add = Consigner un prototype
prototype-of = Prototype · { $partnership }
prototype-what = Ce que d’autres pourraient reprendre
prototype-title = Titre
prototype-description = Ce que d’autres pourraient reprendre
prototype-description-hint = Ce qui fonctionne ici, et ce qu’il faut pour cela.
prototype-works-in = Fonctionne en
prototype-since = Fonctionne depuis
prototype-link = Lien
prototype-in-use = Lieux qui l’utilisent
prototype-piloting = Lieux qui l’essaient
prototype-considering = Lieux qui l’envisagent
prototype-given-up = Lieux qui l’ont abandonné
uptakes-title = Qui le reprend
uptakes-none-title = Personne ne l’a encore repris
uptakes-none-text = Consignez-le dès que quelqu’un ailleurs l’envisage. La suite peut être ajoutée après la fin de ce partenariat.
uptakes-message = Utilisé dans { $in_use ->
    [one] un autre lieu
   *[other] { $in_use } autres lieux
}, à l’essai dans { $piloting ->
    [one] un
   *[other] { $piloting }
}
uptakes-description = Le temps va de gauche à droite. La première barre est le prototype lui-même; au-dessous, chaque étape de chaque lieu jusqu’à la suivante, et le mot dit laquelle.
uptakes-caption = Toutes les étapes, la plus récente d’abord
uptake-here = { $jurisdiction } (ici)
uptake-works = Fonctionne
uptake-at = { $jurisdiction } : { $organisation }
uptake-where = Où
uptake-add = Consigner une reprise
uptake-text = Une étape n’est jamais modifiée : quand un lieu va plus loin ou abandonne, on en ajoute une nouvelle.
uptake-organisation = Organisation là-bas
uptake-organisation-hint = Son nom ou son nom abrégé, comme dans la liste des organisations. Laissez vide si seul le lieu est connu.
uptake-stage = Jusqu’où
uptake-since = Depuis
uptake-source = Qui le dit
uptake-source-hint = Une personne, une lettre, un rapport.
uptake-link = Lien
uptake-submit = Consigner la reprise
uptake-error-organisation = Aucune organisation ne porte ce nom
uptake-error-before = Le prototype ne fonctionnait pas encore ce jour-là
flash-prototype-added = Le prototype est consigné.
flash-uptake-recorded = La reprise est consignée.

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
uptake-jurisdiction = { jurisdiction }
