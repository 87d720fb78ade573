# Rapports d’état : ce que déclare le cadre responsable, à côté de ce qui est calculé.
reports-title = Rapports d’état
reports-caption = Rapports d’état de ce partenariat
reports-search = Mots du texte ou de la justification
reports-none-title = Aucun état n’est encore déclaré
reports-none-text = Le cadre responsable dit en un seul texte comment va le partenariat et déclare un état. Celui-ci figure à côté de l’état calculé et ne le remplace jamais.
reports-no-match-title = Aucun rapport d’état ne correspond à ces filtres
reports-no-match-text = Retirez un filtre pour en voir davantage.

report = Rapport
report-title = Rapport d’état { $number }
report-add = Déposer un rapport d’état
report-file = Déposer le rapport
report-now = Déclaré et calculé aujourd’hui
report-declared = État déclaré
report-declared-hint = Ce que vous affirmez à titre de cadre responsable. L’état calculé reste à côté sur chaque page.
report-declared-as = Déclaré { $status }
report-declared-said = { $status }, déclaré le { $date } par { $who }
report-none-declared = Le cadre responsable n’a encore déclaré aucun état
report-from = Rapport du { $date }
report-computed = État calculé
report-computed-today = Calculé aujourd’hui
report-computed-then = Calculé au dépôt
report-computed-first = Ce qui est calculé aujourd’hui
report-dimensions-caption = Chaque dimension telle que calculée aujourd’hui
report-dimension = Dimension
report-why = Pourquoi
report-then = Ce qui était calculé au dépôt
report-then-caption = Chaque dimension telle que calculée le { $date }
report-period = Période
report-period-said = Du { $starts } au { $ends }
report-starts = Du
report-ends = Au
report-body = Comment va le partenariat
report-body-hint = Tous ceux qui voient le partenariat lisent ce texte, fournisseurs compris. Les fournisseurs ne voient pas l’argent : n’y mettez pas de montants.
report-reason = Pourquoi vous déclarez un état meilleur que l’état calculé
report-reason-hint = L’état calculé aujourd’hui est : { $computed }. Remplissez ce champ si vous en déclarez un meilleur; votre justification est montrée à côté. Les fournisseurs ne la lisent pas si l’argent va moins bien que ce qui est déclaré.
report-reason-hint-none = Rien de ce qui est calculé aujourd’hui n’est pire que vert : ce champ peut rester vide.
report-reason-given = Pourquoi l’état déclaré est meilleur que l’état calculé
report-filed-by = Déposé par
report-holds = En vigueur
report-replaced = Un rapport plus récent remplace celui-ci
report-replaced-where = Tous les rapports d’état
report-error-future = Un rapport ne peut pas porter sur des jours à venir
report-error-order = La période ne peut pas finir avant de commencer
report-error-reason = Vous déclarez { $declared } alors que l’état calculé est { $computed } : dites pourquoi

report-challenged = Contesté
report-only-challenged = Déclaré meilleur que calculé
report-challenged-reasoned = Contesté, avec justification
report-challenged-by-data = Contesté par les données depuis le { $date }
report-challenged-text = L’état déclaré est { $declared } et l’état calculé, { $computed }. Ce qui est pire que déclaré :
report-challenged-reason = { $declared }; calculé aujourd’hui : { $computed }. { $reason }

report-questions = Questions
report-questions-said = { $count ->
    [0] Aucune question
    [one] { $count } question, { $open ->
        [0] répondue
       *[other] en attente
    }
   *[other] { $count } questions, dont { $open } en attente
}
report-questions-none = Personne n’a encore posé de question sur ce rapport.
report-question = Que demandez-vous au cadre responsable?
report-question-hint = La question et sa réponse restent avec le rapport, avec les noms et les dates.
report-question-submit = Poser la question
report-question-open = En attente d’une réponse
report-question-answered = Répondue
report-answer = Votre réponse
report-answer-hint = Elle ne peut plus être modifiée une fois envoyée. Si l’état lui-même n’est plus juste, déposez aussi un nouveau rapport.
report-answered-already = { $who } a répondu à cette question. On n’y répond qu’une fois, et cette réponse figure plus bas.
report-nothing-to-ask = Le rapport a été remplacé, ou il concorde maintenant avec ce qui est calculé : il ne laisse plus rien à demander.
report-answer-submit = Répondre
report-asked-said = { $who } demande : { $question }
report-asked-meta = Question posée le { $date }
report-answered-said = { $who } répond : { $answer }
report-answered-meta = Réponse donnée le { $date }

report-csv-number = Numéro
report-csv-open = Questions en attente
report-csv-filed-at = Déposé à (UTC)

flash-report-filed = Le rapport d’état est déposé.
flash-report-asked = Votre question est posée. Le cadre responsable la voit à son tableau de travail.
flash-report-answered = Votre réponse est envoyée.
