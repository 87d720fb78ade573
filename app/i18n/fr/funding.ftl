# Le livre du financement sur plusieurs années.
funding-parts = Pages sur l’argent
funding-ledger = Par exercice
funding-none-title = Aucun argent n’est encore consigné
funding-none-text = Ajoutez ce que promet chaque bailleur de fonds, par exercice. Le nombre d’années couvertes et le moment où l’argent manquerait en découlent.
funding-in-currency = En { $currency }
funding-by-year = Par exercice
funding-year = Exercice
funding-starts = Du
funding-ends = Au
funding-this-year = En cours
funding-capital = Investissement
funding-operational = Fonctionnement
funding-kinds = { $capital } d’investissement, { $operational } de fonctionnement.
funding-and-expected = { $amount } attendus en plus.
funding-years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}
funding-covered = Années couvertes, celle-ci comprise
funding-covered-until = L’argent engagé dure sans interruption jusqu’au { $date }
funding-not-covered = Rien n’est engagé pour cet exercice
funding-largest-fall = Plus forte baisse d’un exercice à l’autre
funding-fall-note = { $percent } % de moins en { $year } que l’exercice précédent
funding-no-fall = L’argent engagé ne baisse jamais
funding-cliff = Rupture de financement
funding-no-cliff = Aucune rupture de financement en vue
funding-cliff-explained = Une rupture est le premier exercice, en cours ou à venir et jusqu’à la fin prévue, dont l’argent engagé est de plus de 20 % inférieur à celui de l’exercice précédent, ou cesse.
funding-cliff-ends = À partir du { $date }, rien n’est engagé : { $less } de moins qu’en { $before }.
funding-cliff-falls = À partir du { $date }, seuls { $to } sont engagés : { $less } de moins qu’en { $before }.
funding-overspent = Dépassement
funding-overreceived = Reçu plus qu’engagé
funding-overspent-by = Dépassement de { $amount }
funding-overreceived-by = Reçu { $amount } de plus qu’engagé
funding-picture-description = Pour chaque exercice, une pile de ce qui est engagé pour le fonctionnement et l’investissement et de ce qui est seulement attendu ; à côté, ce qui a été reçu et dépensé. Chaque devise a sa propre échelle.
funding-bar = { $year } : { $committed } engagés, { $expected } attendus, { $received } reçus, { $spent } dépensés
funding-kinds-caption = Destination de l’argent, par exercice
funding-years-caption = Exercices en { $currency }
funding-leads = Qui paie, et qui dirige
funding-leads-text = Qui tient les finances en dernier ressort est la base de la direction (étude des partenariats stratégiques entre les soins de santé et les TIC). Comparez les parts avec qui doit diriger le partenariat et en répondre.
funding-shares-caption = Part de chaque bailleur de fonds dans tout ce qui est engagé
funding-share = Part
funding-share-said = { $percent } des { $currency }
