# Orientations que fixent les ministères, et ce qu’en font les régions.
nav-directions = Orientations
direction = Orientation
directions-title = Orientations
directions-lead = Ce qu’un ministère fixe pour son territoire : ce qui est demandé à qui, et ce qui reste à décider sur place.
directions-caption = Orientations que vous voyez
directions-none-title = Aucune orientation n’est fixée
directions-none-text = Les fonctionnaires fixent les orientations de leur territoire.
directions-no-match-title = Aucune orientation ne correspond à ces filtres
directions-no-match-text = Retirez un filtre pour en voir plus.
directions-search = Mots du titre ou du texte
direction-add = Fixer une orientation
direction-edit = Modifier l’orientation
direction-of = Orientation · { $place }
direction-title = Titre
direction-area = Domaine
direction-text = L’orientation
direction-body = Ce qu’elle fixe
direction-asks = Ce qu’elle demande à qui
direction-asks-hint = Qui doit faire quoi, et pour quand?
direction-discretion = Ce qu’elle laisse décider sur place
direction-discretion-hint = La latitude locale : que peut choisir elle-même chaque région ou chaque hôpital?
direction-leaves = À décider sur place :
direction-legal-basis = Fondement juridique
direction-from = En vigueur depuis
direction-to = En vigueur jusqu’au
direction-use-here = Usage ici
direction-set-by = Fixée par
directions-holding-caption = Orientations qui valent ici : la latitude que chacune laisse, et son usage ici
directions-holding-none-text = Ni ce territoire ni un territoire au-dessus n’a encore fixé d’orientation.
direction-force = État
direction-any-force = Toutes
direction-alone = Personne ne la met en œuvre
direction-alone-text = Elle est en vigueur, et aucun partenariat ne dit la mettre en œuvre.
direction-carried = Mise en œuvre par
direction-carriers = { $count ->
    [one] Un partenariat
   *[other] { $count } partenariats
}
direction-carriers-unseen = { $count ->
    [one] Et un partenariat que vous ne voyez pas.
   *[other] Et { $count } partenariats que vous ne voyez pas.
}
direction-use = Ce qu’en font les régions
direction-use-caption = Le plus récent de chaque région
direction-regions = Régions côte à côte
direction-regions-count = { $count ->
    [one] Une région
   *[other] { $count } régions
}; { $silent ->
    [0] toutes ont dit ce qu’elles en font
    [one] une n’a pas dit ce qu’elle en fait
   *[other] { $silent } n’ont pas dit ce qu’elles en font
}.
direction-error-order = Le dernier jour ne peut précéder le premier
regions-none-title = Aucune région ne se trouve en dessous
regions-none-text = La latitude qu’elle laisse s’exerce là où elle est fixée.
region-carries = Partenariats qui la mettent en œuvre
region-carries-nothing = Aucun que vous voyiez.
carrier = Partenariat
carriers-none-title = Aucun partenariat que vous voyez ne la met en œuvre
carriers-none-text = Les partenariats disent sur leur page quelles orientations ils mettent en œuvre.
carriers-caption = Partenariats qui la mettent en œuvre
discretion-add = Dire ce qu’en fait votre région
discretion-region = Région
discretion-use = Usage
discretion-words = Ce que fait la région
discretion-words-hint = En une phrase ou deux : qu’a-t-on choisi, et pourquoi ici?
discretion-submit = Consigner l’usage
discretion-unsaid = Rien n’en est dit encore
discretion-said-by = { $date }, { $who }
discretion-error-before = L’orientation n’était pas encore en vigueur ce jour-là
flash-direction-added = L’orientation est fixée.
flash-direction-saved = L’orientation est enregistrée.
flash-discretion-recorded = L’usage qu’en fait votre région est consigné.

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
direction-jurisdiction = { jurisdiction }
discretion-said = { position-said }
