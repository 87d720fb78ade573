# Le parcours d’un partenariat : passages d’une étape à l’autre et restructurations.
lifecycle-move = Passer à une autre étape
lifecycle-move-submit = Passer à cette étape
lifecycle-now = Étape actuelle
lifecycle-to = Nouvelle étape
lifecycle-moved = Quand
lifecycle-moved-hint = Aujourd’hui ou avant, et pas avant le dernier passage
lifecycle-note = Pourquoi
lifecycle-note-hint = Un court texte. Il ne pourra plus être modifié.
lifecycle-activation = Ce qu’entraîne l’étape « actif »
lifecycle-activation-text = Les jalons sans date d’abord convenue reçoivent leur date prévue comme telle ; le glissement se compte à partir d’elle. Si aucun jour d’établissement n’est donné, c’est celui du passage.
lifecycle-final-title = Il ne change plus d’étape
lifecycle-final-text = Ce partenariat est à sa dernière étape : { $stage }. Pour aller plus loin, on en ajoute un nouveau.
lifecycle-error-refused = { $count ->
    [0] Le passage de « { $from } » à « { $to } » est impossible : « { $from } » est une dernière étape
   *[other] Le passage de « { $from } » à « { $to } » est impossible. De « { $from } », on peut passer à : { $allowed }.
}
lifecycle-error-future = Ce jour est encore à venir
lifecycle-error-before-last = Le passage précédent date du { $date } ; choisissez ce jour ou un jour ultérieur
lifecycle-error-after-end = La fin prévue du partenariat ne suit pas ce jour. Changez d’abord la fin prévue.
lifecycle-conflict = Quelqu’un a modifié ce partenariat avant vous
lifecycle-conflict-text = { $who } l’a modifié, { $when }. Son étape est maintenant : { $stage }. Votre passage n’a pas été fait. Regardez-le, puis recommencez si c’est toujours juste.
restructuring = Restructuration
restructuring-add = Ajouter une restructuration
restructuring-description = Ce qui s’est passé
restructuring-description-hint = Une fusion, une scission ou une réorganisation qui a touché le partenariat, et ce qu’elle a signifié pour lui. Le texte ne pourra plus être modifié.
restructuring-happened = Quand
flash-partnership-moved = Le partenariat est passé à sa nouvelle étape.
flash-restructuring-added = La restructuration est ajoutée.
lifecycle-foundations = Travaux d’IA ou d’automatisation :
lifecycle-no-automation = aucun n’est nommé. S’il y en a, nommez-les d’abord.
lifecycle-error-missing = { $missing }. Voyez d’abord ses fondations.
lifecycle-error-foundations = Des fondations de travaux d’IA ou d’automatisation manquent. Voyez d’abord ses fondations.
