# Fondations des travaux d’IA ou d’automatisation.
foundation = Fondation
foundations-title = Fondations
foundations-lead = Avant que des travaux d’IA ou d’automatisation commencent, trois fondations sont en place : structures de données, mesures de sécurité et flux de travail prévisible. À défaut, quelqu’un répond nommément de commencer sans l’une d’elles.
foundations-source = D’après 002_b84f5cf7a0a1d4f0.txt : sans elles, ces outils donnent rarement des résultats utiles.
foundations-three = Les trois fondations
foundations-gate-none = Aucun travail d’IA ou d’automatisation n’est nommé
foundations-gate-none-text = Si les travaux de ce partenariat en comprennent, nommez-les ci-dessous. Ils ne commencent pas tant que leurs fondations ne sont pas attestées.
foundations-gate-free = La voie est libre
foundations-gate-free-text = Chaque fondation est attestée, ou quelqu’un répond de son absence.
foundations-gate-shut-work = Les travaux d’IA ou d’automatisation ne peuvent commencer tant que chacune n’est pas attestée ou que son absence n’est pas acceptée nommément.
foundations-gate-shut-move = Ce partenariat ne peut devenir actif tant que chacune n’est pas attestée ou que son absence n’est pas acceptée nommément.
foundations-missing = { $count ->
    [one] Une fondation manque : { $foundations }
   *[other] Des fondations manquent : { $foundations }
}
foundations-all = les trois fondations
foundations-said = Tout ce qui a été dit
foundations-said-none-title = Personne n’a rien dit des fondations
foundations-said-none-text = Ce qui est dit reste, quoi qu’on dise ensuite.
foundation-missing = Manquante
foundation-meaning-data-structures = Les données sont codées, complètes et veulent dire la même chose pour tous ceux qui s’en servent.
foundation-meaning-security-controls = L’identité, les données et les appareils sont protégés, et quelqu’un l’a vérifié.
foundation-meaning-predictable-workflow = Le travail se déroule chaque fois de la même façon, si bien qu’on voit quand un outil se trompe.
foundation-said-by = { $person }, le { $date }
foundation-accepted-by = lacune ({ $foundation }) acceptée par { $person } le { $date }
foundation-attest = Dire où en est une fondation
foundation-verdict = Où elle en est
foundation-choice-attested = Elle est en place : je l’atteste, preuve à l’appui
foundation-choice-gap-accepted = Elle n’est pas en place : je réponds nommément de commencer quand même
foundation-choice-withdrawn = Ce qui a été dit ne tient plus
foundation-words = Preuve ou raison
foundation-words-hint = Ce qui montre qu’elle est en place; ou pourquoi commencer sans elle, et jusqu’à quand.
foundation-link = Lien vers la preuve
foundation-link-hint = Là où d’autres peuvent la lire.
foundation-submit = Le consigner en mon nom
works-title = Travaux d’IA ou d’automatisation
works-none-title = Aucun n’est nommé
works-none-text = Ce qui rédige, décide ou agit de soi-même est nommé ici avant de commencer.
work-name = Nommer des travaux d’IA ou d’automatisation
work-name-text = Une fois ces travaux nommés, le partenariat ne devient actif, ou les travaux ne commencent, que sur leurs trois fondations.
work-title = De quoi il s’agit
work-description = Ce que cela fait de soi-même
work-description-hint = Que rédige, décide ou fait l’outil, et qui le corrige?
work-submit = Nommer ces travaux
work-begin = Commencer
work-end = Terminer ou abandonner
work-named-by = Nommé par { $person } le { $date }
work-begun-by = Commencé par { $person } le { $date }
work-ended-on = Terminé le { $date }
work-waits = { $partnership } · nommé le { $date }
work-error-title = « { $title } » ne commence pas
work-error-not-active = Le partenariat n’est pas actif.
flash-foundation-said = Consigné en votre nom.
flash-work-named = Les travaux sont nommés. Ils commenceront sur leurs fondations.
flash-work-begun = Les travaux ont commencé.
flash-work-ended = Les travaux sont terminés.

# Comment une erreur nomme un champ qui partage ses mots avec autre chose.
foundation-foundation = { foundation }
