# Les fichiers joints aux formulaires.
file-hint = PDF, PNG, JPEG, XLSX, DOCX ou CSV, 20 Mo au plus
file-kept = Fichiers reçus
file-kept-hint = Inutile de les choisir de nouveau. Décochez celui qui ne doit pas être joint.
file-unnamed = fichier
file-name-and-size = { $name } ({ $size })
file-size-kilobytes = { $size } Ko
file-size-megabytes = { $size } Mo
file-error-empty = « { $name } » est vide. Choisissez le fichier de nouveau.
file-error-too-large = « { $name } » dépasse 20 Mo. Réduisez-le, ou donnez plutôt un lien.
file-error-bad-table = « { $name } » n’est pas un tableau lisible. Un fichier CSV est un texte en UTF-8 d’au moins deux colonnes, en nombre égal à chaque ligne.
file-error-other-kind = D’après son contenu, « { $name } » n’est pas un fichier PDF, PNG, JPEG, XLSX, DOCX ou CSV. Choisissez-en un de ces formats, ou donnez un lien.
