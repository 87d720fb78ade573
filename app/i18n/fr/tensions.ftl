# Tensions : liste, carte et récit de chacune.
nav-tensions = Tensions
tension = Tension
tensions-title = Tensions
tensions-lead = Deux choses que l’on veut l’une et l’autre, et qui tirent en sens contraire. Une tension ne se règle jamais pour de bon : on la garde en équilibre.
tensions-map = Carte des tensions
tensions-as-list = En liste
tensions-map-lead = Ce que chaque mécanisme fait à chaque tension. Celui qui atténue d’une main et crée de l’autre se voit tout de suite.
tensions-map-picture = Tensions et mécanismes
tensions-map-message = { $tensions ->
    [one] Une tension
   *[other] { $tensions } tensions
}, { $mechanisms ->
    [one] un mécanisme
   *[other] { $mechanisms } mécanismes
}, { $side ->
    [0] aucun à effets secondaires
    [one] dont un à effets secondaires
   *[other] dont { $side } à effets secondaires
}
tensions-map-description = Les tensions sont l’une sous l’autre, les mécanismes côte à côte. Des pointes qui se rejoignent atténuent, des pointes qui s’écartent aggravent, une étincelle crée; plus c’est grand, plus c’est fort. Sous chaque tension figure la position de son équilibre pour chaque groupe, du premier pôle au second.
tensions-side-effects = Mécanismes à effets secondaires
tensions-caption = Tensions que vous voyez
tensions-here-caption = Tensions de ce partenariat et des territoires qui le coiffent
tensions-here-lead = Ce qui tire ce partenariat en deux sens, de l’intérieur comme depuis les territoires qui le coiffent, et ce que l’on en fait.
tensions-here-none-title = Aucune tension n’est consignée
tensions-here-none-text = Une tension nomme deux choses que l’on veut toutes deux. Consignez-la pendant qu’elle est petite : il est plus facile d’en parler.
tensions-none-title = Aucune tension n’est consignée
tensions-none-text = On consigne une tension à partir de la page d’un partenariat ou, pour les fonctionnaires, au nom de leur territoire.
tensions-no-match-title = Aucune tension ne correspond à ces filtres
tensions-no-match-text = Retirez un filtre pour en voir plus.
tensions-search = Mots des pôles ou de la description
tension-add = Consigner une tension
tension-edit = Modifier la tension
tension-name = { $first } ↔ { $second }
tension-of = Tension · { $place }
tension-is-title = On veut les deux pôles
tension-is-text = Une tension n’est ni un problème à signaler ni un risque qui pourrait se réaliser. D’un problème, on veut se défaire; d’une tension, les deux côtés valent la peine, et plus de l’un laisse moins de place à l’autre. Si vous renonceriez volontiers à l’un des pôles, ce n’est pas une tension.
tension-place = À qui elle appartient
tension-place-hint = Un partenariat, ou le territoire dont c’est le programme.
tension-first-pole = Un pôle
tension-first-pole-hint = Ce que veulent les uns, dans leurs propres mots.
tension-second-pole = L’autre pôle
tension-second-pole-hint = Ce que l’on veut aussi, et qui tire dans l’autre sens.
tension-description = Comment elle se fait sentir
tension-description-hint = En une phrase ou deux : où les gens la remarquent-ils?
tension-level = Niveau
tension-began = Ressentie depuis
tension-state = État
tension-any-state = Ouvertes et apaisées
tension-open = Ouverte
tension-settled = Apaisée pour l’instant
tension-balance-now = Où se tient l’équilibre
tension-net = Bilan des mécanismes
tension-least = Dernière position la plus basse
tension-most = Dernière position la plus haute
tension-eases = Points qui atténuent
tension-burdens = Points qui aggravent ou créent
tension-effects = Ce que les mécanismes lui font
tension-story = Le récit de cette tension
tension-settle = Apaiser pour l’instant
tension-settle-submit = Apaiser pour l’instant
tension-settled-words = Pourquoi elle est apaisée pour l’instant
tension-settled-hint = Qu’est-ce qui maintient l’équilibre, et qu’est-ce qui la rouvrirait?
tension-settled-on = Apaisée depuis
tension-settled-by = Apaisée le { $date } par { $person }
tension-settled-already = { $who } l’a apaisée, ou l’a modifiée depuis qu’elle est apaisée.
tension-reopen = La rouvrir
tension-reopen-text = Une tension apaisée revient quand change ce qui la tenait en équilibre.
tension-error-same-poles = Les deux pôles disent la même chose; rien ne tire
tension-error-future = Ce jour est encore à venir
tension-error-created = Un mécanisme l’a créée un autre jour; elle commence ce jour-là
tension-error-said-before = On en a déjà dit quelque chose pour un jour antérieur
positions-title = Qui a vu l’équilibre où
positions-none-title = Personne n’a dit où se tient l’équilibre
positions-none-text = La première position ouvre le récit. D’autres la verront peut-être autrement : cela vaut la peine de le savoir.
position-add = Dire où vous voyez l’équilibre
position-submit = Consigner la position
position-balance = Équilibre
position-balance-hint = −5 : tout « { $first } »; +5 : tout « { $second } »; 0 : les deux sont tenus.
position-words = Ce que vous avez vu
position-words-hint = Une phrase, sur quelque chose qui s’est passé.
position-group = Vous parlez pour
position-said = Jour
position-on = le { $date }
position-for = Pour : { $group }
position-sentence = { $date }, { $who }, pour { $group } : { $balance }
position-error-group = Il revient à d’autres de parler pour ce groupe
position-error-before = La tension ne se faisait pas encore sentir ce jour-là
story-none-title = Le récit n’a pas commencé
story-none-text = Il se dessine dès que quelqu’un dit où se tient l’équilibre, ou qu’un mécanisme agit sur elle.
story-message = De { $first } en { $from } à { $last } en { $to } : vers « { $pole } »
story-message-still = Depuis { $from } à { $balance }
story-message-none = Personne n’a dit où se tient l’équilibre
story-description = Le temps va de gauche à droite. Vers le haut, « { $second } »; vers le bas, « { $first } »; la ligne du milieu tient les deux. Chaque groupe a sa marque. Au-dessous, aux mêmes jours, les mécanismes : la barre montre quand chacun agit, la marque depuis quand on le sent. Maintenant : { $now }.
story-caption = Positions et effets dans l’ordre du temps
story-group-or-mechanism = Groupe ou mécanisme
story-balance-or-effect = Équilibre ou effet
flash-tension-added = La tension est consignée. Dites où vous en voyez l’équilibre.
flash-tension-saved = La tension est enregistrée.
flash-tension-settled = La tension est apaisée pour l’instant.
flash-tension-reopened = La tension est rouverte.
flash-position-recorded = Votre position est consignée.
